package audit

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

// notOfForm returns the error of JSON text that is no list of events.
func notOfForm(what string, err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return formError{what, wrong}
	}
	return fmt.Errorf("audit: %s: %w", what, err)
}

func (e formError) Error() string {
	s := "audit: " + e.what + ": the JSON " + e.wrong.Value + " does not fit"
	if e.wrong.Field != "" {
		return s + " in the field " + quote(e.wrong.Field)
	}
	return s + ": want a list of events"
}

// Unwrap returns the error of package encoding/json.
func (e formError) Unwrap() error { return e.wrong }
