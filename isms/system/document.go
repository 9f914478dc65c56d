package system

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/internal/text"
)

// Format names the stored form of a System, and Version its present version.
const (
	Format  = "ismskit/system"
	Version = 1
)

// document is the stored form.
type document struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	System
}

// Problem is one thing that is wrong in a stored document, with its place.
type Problem struct {
	Path string `json:"path"` // "register.risks[3].owner"; empty for the document as a whole
	Line int    `json:"line"` // counted from 1; 0 for what the document says as a whole
	What string `json:"what"` // the value, and what would be right
}

// String returns "register.risks[3].owner (line 12): ...".
func (p Problem) String() string {
	at := p.Path
	if at == "" {
		at = "document"
	}
	if p.Line > 0 {
		at += fmt.Sprintf(" (line %d)", p.Line)
	}
	return at + ": " + p.What
}

// DecodeError lists what was refused: the first problems, and how many more were
// met. More is a lower bound: reading ends where the text breaks off, or stands for
// more memory than it may, and where little of that memory is left a document with
// a problem is not searched as deeply as it would be otherwise.
type DecodeError struct {
	Problems []Problem
	More     int
}

// Error returns a line for each problem.
func (e *DecodeError) Error() string {
	var lines []string
	for _, p := range e.Problems {
		lines = append(lines, p.String())
	}
	if e.More > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", e.More))
	}
	return strings.Join(lines, "\n")
}

// Limits of a stored document.
const (
	DocumentMaxBytes    = 256 << 20
	DocumentMaxDepth    = 64
	DocumentMaxItems    = 1_000_000 // of one list
	DocumentMaxProblems = 100       // listed; the rest is counted
)

var documentLimits = strictjson.Limits{
	Bytes: DocumentMaxBytes, Depth: DocumentMaxDepth, Items: DocumentMaxItems, Problems: DocumentMaxProblems,
	Types: strictjson.TypesOf(document{}),
}

// Decode reads a stored document. It is strict: unknown, repeated and differently
// cased keys, null, text after the end, places of the standard that do not exist,
// impossible dates, numbers that do not fit and events that do not follow on each
// other are refused with their places, all at once, in a *[DecodeError]. So is a
// document that stands for more than 56 bytes of memory for each byte of text, as
// only one with many records that say nothing does. Words of a vocabulary that it
// does not know survive, as a later version may know them. What it accepts may
// still be an incomplete or wrong management system: that is for Check to say.
//
// Documents of earlier versions of the format are read, too, and written again in
// the present one; a later version is refused.
func Decode(s []byte) (System, error) { return decode(s, versions()) }

// version is how documents of one version of the format are read: into the
// present System, whatever they were then.
type version struct {
	number int
	read   func(s []byte) (System, error)
}

// versions returns all versions of the format, oldest first. A new one is added at
// the end, with its number in Version; what was read stays readable.
func versions() []version { return []version{{1, readVersion1}} }

// readVersion1 reads the present version.
func readVersion1(s []byte) (System, error) {
	var d document
	err := strictjson.Decode(s, &d, documentLimits)
	if p, ok := errors.AsType[*strictjson.Problems](err); ok {
		e := &DecodeError{Problems: make([]Problem, 0, len(p.List)), More: p.More}
		for _, q := range p.List {
			e.Problems = append(e.Problems, Problem(q))
		}
		return System{}, e
	}
	return d.System, err
}

// head is what all versions begin with.
type head struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
}

var headLimits = strictjson.Limits{
	Bytes: DocumentMaxBytes, Depth: DocumentMaxDepth, Items: DocumentMaxItems, Problems: 1, Foreign: true, Types: strictjson.TypesOf(head{}),
}

// decode reads a document by the version that it names. One that names none, as it
// is not well-formed, is read as the last version, which says all that is wrong.
func decode(str []byte, known []version) (System, error) {
	for _, v := range known { // what Encode wrote begins with it, so that it need not be looked for
		if bytes.HasPrefix(str, fmt.Appendf(nil, "{\n  \"format\": %q,\n  \"version\": %d,\n", Format, v.number)) {
			return v.read(str)
		}
	}
	last := known[len(known)-1]
	var h head
	if strictjson.Decode(str, &h, headLimits) != nil {
		if s, err := last.read(str); err != nil {
			return s, err
		}
	}
	if h.Format != Format {
		return System{}, refuse("format", fmt.Sprintf("the format is %s: want %q", text.Quote(h.Format), Format))
	}
	for _, v := range known {
		if v.number == h.Version {
			return v.read(str)
		}
	}
	var numbers []string
	for _, v := range known {
		numbers = append(numbers, strconv.Itoa(v.number))
	}
	what := fmt.Sprintf("there is no version %d of the format: want %s", h.Version, strings.Join(numbers, " or "))
	if h.Version > last.number {
		what = fmt.Sprintf("version %d of the format is newer than this library, which reads %s: take a newer one", h.Version, strings.Join(numbers, " and "))
	}
	return System{}, refuse("version", what)
}

func refuse(path, what string) error {
	return &DecodeError{Problems: []Problem{{Path: path, What: what}}}
}

// Encode writes the stored document in its canonical form: the same system gives
// the same bytes in every version of Go and on every machine. It errs for what
// could not be read back, such as text that is not UTF-8.
func (s System) Encode() ([]byte, error) {
	return strictjson.Encode(document{Format, Version, s})
}
