package strictjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
)

// Explain returns why package encoding/json refused a text as [*Problems]: it says so
// with names of Go types and without the place. An error of another kind is returned
// as it is.
func Explain(err error, text []byte) error {
	var wrong *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &wrong):
		p := place(text, wrong.Offset)
		p.Kind, p.Args = "wrong-kind", []Arg{{"found", jsonKind(wrong.Value)}, wanted(formOf(wrong.Type))}
		return &Problems{List: []Problem{p}}
	case errors.As(err, &syntax):
		d := newDecoder(text, Limits{})
		d.document(reflect.Value{})
		if n := len(d.problems); n > 0 {
			return &Problems{List: d.problems[n-1:]} // the one at which it could not be read on
		}
	}
	return err
}

// jsonKind returns the name of the form that package encoding/json has met.
func jsonKind(said string) string {
	switch kind, _, _ := strings.Cut(said, " "); kind {
	case "bool":
		return "truth"
	case "array":
		return "list"
	case "object", "number", "string":
		return kind
	}
	return "value"
}

// place returns path and line of the value of which package encoding/json had read
// the end, or the opening bracket, after so many bytes.
func place(text []byte, offset int64) Problem {
	type level struct {
		long int // of the path of the object or list
		list bool
		n    int  // items met
		key  bool // an object waits for the value of a key
	}
	var path []byte
	var open []level
	tokens := json.NewDecoder(bytes.NewReader(text))
	for {
		token, err := tokens.Token()
		at := tokens.InputOffset()
		here := Problem{Path: string(path), Line: 1 + bytes.Count(text[:at], []byte{'\n'})}
		if err != nil {
			return here
		}
		delim, isDelim := token.(json.Delim)
		if isDelim && (delim == '}' || delim == ']') {
			path = path[:open[len(open)-1].long]
			open = open[:len(open)-1]
			continue
		}
		if len(open) > 0 {
			switch top := &open[len(open)-1]; {
			case top.list:
				path = appendIndex(path[:top.long], top.n)
				top.n++
			case !top.key:
				name, _ := token.(string)
				path = appendMember(path[:top.long], []byte(name), false)
				top.key = true
				continue
			default:
				top.key = false
			}
		}
		if at >= offset {
			here.Path = string(path)
			return here
		}
		if isDelim {
			open = append(open, level{long: len(path), list: delim == '['})
		}
	}
}
