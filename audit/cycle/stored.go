package cycle

import (
	"bytes"

	"github.com/ismskit/ismskit/internal/strictjson"
)

// storedLimits bound the stored form of a cycle, which is the list of its
// events. Replaying them takes as much memory again.
var storedLimits = strictjson.Limits{PerByte: 24, Types: strictjson.TypesOf([]Event{})}

// readEvents reads a list of events strictly; null is an empty one, as is the
// custom of encoding/json.
func readEvents(text []byte, into any) error {
	if string(bytes.TrimSpace(text)) == "null" {
		return nil
	}
	return strictjson.Decode(text, into, storedLimits)
}
