package isms

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/internal/text"
)

// A formError says in words of the field what package encoding/json says with the
// names of Go types.
type formError struct {
	what  string
	wrong *json.UnmarshalTypeError
	such  string // what would be right, if an example helps
}

// notOfForm returns the error of JSON text that is not of the form wanted.
func notOfForm(what, such string, err error) error {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return formError{what, wrong, such}
	}
	return fmt.Errorf("isms: %s: %w", what, err)
}

func (e formError) Error() string {
	what := e.what
	if e.wrong.Field != "" {
		what += ", field " + text.Quote(e.wrong.Field)
	}
	want := "an object"
	switch e.wrong.Type.Kind().String() {
	case "string":
		want = "text in quotes"
	case "slice":
		want = "a list"
	case "int":
		want = "a whole number"
	}
	if e.such != "" {
		want += " such as " + text.Quote(e.such)
	}
	return "isms: " + what + ": the JSON " + e.wrong.Value + " where " + want + " is wanted"
}

func (e formError) Unwrap() error { return e.wrong }

// readText reads a JSON string by the text form of a type. The word null leaves
// the value as it is.
func readText(what, such string, data []byte, read func([]byte) error) error {
	if string(data) == "null" {
		return nil
	}
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return notOfForm(what, such, err)
	}
	return read([]byte(s))
}
