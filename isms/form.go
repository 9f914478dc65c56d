package isms

import (
	"encoding/json"
	"errors"
	"fmt"
)

// A formError says in words of the field what package encoding/json says with the
// names of Go types.
type formError struct {
	what  string
	wrong *json.UnmarshalTypeError
}

// notOfForm returns the error of JSON text that is not of the form wanted.
func notOfForm(what string, err error) error {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return formError{what, wrong}
	}
	return fmt.Errorf("isms: %s: %w", what, err)
}

func (e formError) Error() string {
	what := e.what
	if e.wrong.Field != "" {
		what += ", field " + quote(e.wrong.Field)
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
	return "isms: " + what + ": the JSON " + e.wrong.Value + " where " + want + " is wanted"
}

func (e formError) Unwrap() error { return e.wrong }
