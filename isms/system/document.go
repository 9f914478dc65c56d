package system

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
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

// Limits of a stored document.
const (
	DocumentMaxBytes = 256 << 20
	DocumentMaxDepth = 64
	DocumentMaxItems = 1_000_000 // of one list
)

var documentLimits = strictjson.Limits{
	Bytes: DocumentMaxBytes, Depth: DocumentMaxDepth, Items: DocumentMaxItems,
	Types: strictjson.TypesOf(document{}),
}

// Decode reads a stored document. It is strict: unknown, repeated and differently
// cased keys, null, text after the end, places of the standard that do not exist,
// impossible dates, numbers that do not fit and events that do not follow on each
// other are refused with their places, all at once, in an [isms.Error]. So is a
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
	if err := isms.RefuseAll(strictjson.Decode(s, &d, documentLimits)); err != nil {
		return System{}, err
	}
	return d.System, nil
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
		return System{}, isms.Refuse(otherFormat, "format", h.Format, isms.ArgText("format", Format))
	}
	for _, v := range known {
		if v.number == h.Version {
			return v.read(str)
		}
	}
	numbers := make([]isms.Arg, len(known))
	for i, v := range known {
		numbers[i] = isms.ArgInt("", v.number)
	}
	m := unknownVersion
	if h.Version > last.number {
		m = newerVersion
	}
	return System{}, isms.Refuse(m, "version", strconv.Itoa(h.Version), isms.ArgList("versions", numbers...))
}

// Encode writes the stored document in its canonical form: the same system gives
// the same bytes in every version of Go and on every machine. It errs for what
// could not be read back, such as text that is not UTF-8.
func (s System) Encode() ([]byte, error) {
	b, err := strictjson.Encode(document{Format, Version, s})
	return b, isms.RefuseAll(err)
}
