package facade

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
)

// The operations of [Call].
const (
	OpEvaluate = "evaluate" // a [Request] in one line and below it a stored document, to [Verdicts]
	OpEncode   = "encode"   // a stored document to its canonical form, as it is
)

// Request asks what follows from a document on a day. It is written in one line
// of JSON; the document stands below it, so that the library reads it once and
// strictly, as it is stored.
type Request struct {
	AsOf isms.Date `json:"asOf"`
	// Decision is the planned day of the certification decision; without one it is
	// the end of the roadmap.
	Decision isms.Date `json:"decision,omitzero"`
	// Before is the report of an earlier answer; Verdicts.Changes compares with it.
	Before *isms.Report `json:"before,omitzero"`
}

// Failure is the answer to a request that is not understood.
type Failure struct {
	Error string `json:"error"`
	// Problems are the places of the document that were refused; lines count from
	// the first line of the document.
	Problems []isms.Problem `json:"problems"`
	More     int            `json:"more"` // problems that are not listed
}

// Call answers a request. The answer is JSON: [Verdicts] or the document, or a
// [Failure], which is the only answer with the key "error".
func Call(op string, request []byte) []byte {
	answer, err := call(op, request)
	if err == nil {
		return answer
	}
	f := Failure{Error: err.Error(), Problems: []isms.Problem{}}
	var refused *isms.Error
	if errors.As(err, &refused) {
		f.Problems, f.More = append(f.Problems, refused.Problems...), refused.More
	}
	answer, err = json.Marshal(f)
	if err != nil { // text that is not UTF-8 is replaced, so nothing is left to fail
		return []byte(`{"error":"facade: the failure cannot be written","problems":[],"more":0}`)
	}
	return answer
}

func call(op string, request []byte) ([]byte, error) {
	switch op {
	case OpEncode:
		sys, err := system.Decode(request)
		if err != nil {
			return nil, err
		}
		return sys.Encode()
	case OpEvaluate:
		line, document, _ := bytes.Cut(request, []byte{'\n'})
		r, err := readRequest(line)
		if err != nil {
			return nil, err
		}
		if len(document) == 0 {
			return nil, errors.New("facade: request: no document below the first line")
		}
		sys, err := system.Decode(document)
		if err != nil {
			return nil, err
		}
		return json.Marshal(evaluate(sys, r))
	}
	return nil, fmt.Errorf("facade: operation %q: want %q or %q", op, OpEvaluate, OpEncode)
}

func readRequest(line []byte) (Request, error) {
	var r Request
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		return Request{}, fmt.Errorf("facade: request: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return Request{}, errors.New("facade: request: text after the end of the first line's value")
	}
	if r.AsOf.IsZero() {
		return Request{}, errors.New(`facade: request: no day: want "asOf" such as "2026-10-05"`)
	}
	return r, nil
}
