package isms

import "encoding/json"

// readText reads a JSON string by the text form of a type. The word null leaves
// the value as it is.
func readText(data []byte, read func([]byte) error) error {
	if string(data) == "null" {
		return nil
	}
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		e := gather(jsonError(data, err))
		for i := range e.Problems {
			e.Problems[i].Line = 0 // what stands on one line need not say which
		}
		return &e
	}
	return read([]byte(s))
}
