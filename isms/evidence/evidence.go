package evidence

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Record is an evidence record: an access review, a restore test, the minutes of
// a meeting. [Log.Check] reports what is wrong with it. The zero Record supports
// nothing.
type Record struct {
	ID    isms.ID `json:"id"`
	Kind  Kind    `json:"kind"`
	Title string  `json:"title,omitzero"`
	// Refs are the controls ("A.5.18") and requirements ("9.3.3 s2") that it
	// supports, or a subclause ("9.3.2") for all its requirements.
	Refs []isms.Ref `json:"refs"`
	// Collected is the date of collection.
	Collected isms.Date `json:"collected"`
	// Covers is the period covered, which ends no later than Collected; zero: the
	// day of collection alone.
	Covers isms.Window `json:"covers,omitzero"`
	// ValidUntil is the last day of validity, such as the end of a certificate;
	// zero: the interval of the expectation decides.
	ValidUntil isms.Date `json:"validUntil,omitzero"`
	// Artefact is the hash of what is retained, with its algorithm:
	// "sha256:9f86d0...". Two records with one artefact are one piece of evidence.
	Artefact string  `json:"artefact,omitzero"`
	By       isms.ID `json:"by,omitzero"` // who collected it
	// Adverse marks adverse evidence: a review not conducted, a test not passed. It
	// supports nothing, and its Refs are open until a later record supports them.
	Adverse bool `json:"adverse,omitzero"`
}

// period returns the days that the record speaks of.
func (e *Record) period() isms.Window {
	w := e.Covers
	if w == (isms.Window{}) {
		return isms.On(e.Collected)
	}
	if w.Last.IsZero() {
		w.Last = e.Collected
	}
	return w
}

// compare orders records by ID, then by all the rest, so that no result depends
// on the order they came in.
func (e *Record) compare(f *Record) int {
	if c := strings.Compare(string(e.ID), string(f.ID)); c != 0 {
		return c // nearly always
	}
	return cmp.Or(
		e.Collected.Compare(f.Collected),
		strings.Compare(string(e.Kind), string(f.Kind)),
		strings.Compare(e.Title, f.Title),
		e.Covers.First.Compare(f.Covers.First),
		e.Covers.Last.Compare(f.Covers.Last),
		e.ValidUntil.Compare(f.ValidUntil),
		strings.Compare(e.Artefact, f.Artefact),
		strings.Compare(string(e.By), string(f.By)),
		strings.Compare(strconv.FormatBool(e.Adverse), strconv.FormatBool(f.Adverse)),
		slices.Compare(e.Refs, f.Refs),
	)
}

// sorted returns pointers to the records in order, each once: a record given
// twice, the same in every field, counts once.
func sorted(list []Record) []*Record {
	out := make([]*Record, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	slices.SortFunc(out, (*Record).compare)
	return slices.CompactFunc(out, func(a, b *Record) bool { return a.compare(b) == 0 })
}
