package isms

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
)

// Diagnostic is one finding of a rule: understood, and not as it should be.
type Diagnostic struct {
	Code     string   `json:"code"` // of the [Rule]
	Severity Severity `json:"severity"`
	Refs     []Ref    `json:"refs"`          // the clauses and controls it concerns, in natural order
	Path     Path     `json:"path,omitzero"` // the datum, from the root of what was checked
	// Key identifies the finding in its report and stays the same while the fact
	// does: code, path, and the arguments that the rule names in Rule.Key.
	Key     string `json:"key"`
	Args    []Arg  `json:"args,omitzero"`
	Message string `json:"message"` // in English, from the rule and the arguments
	// Folded are the findings that follow from this one and stand in it; see
	// [Report.Fold].
	Folded []Folded `json:"folded,omitzero"`
}

// In returns the sentence in a language; in English where that does not know the
// rule.
func (d Diagnostic) In(l Language) string { return say(l, d.Code, d.Args, d.Message) }

// Arg returns the named argument; the zero Arg if there is none.
func (d Diagnostic) Arg(name string) Arg {
	if i := slices.IndexFunc(d.Args, func(a Arg) bool { return a.Name == name }); i >= 0 {
		return d.Args[i]
	}
	return Arg{}
}

// Concerns reports whether the finding is about ref: names it, a clause that ref
// lies in, or an item in ref, by [Ref.Within]. A finding at "6.1.3 e" concerns
// "6.1.3 e", "6.1.3", "6.1" and "6", and one at "6.1.3" concerns "6.1.3 e".
func (d Diagnostic) Concerns(ref Ref) bool {
	return slices.ContainsFunc(d.Refs, func(r Ref) bool { return r == ref || ref.Within(r) || r.Within(ref) })
}

// String returns severity, code, refs, path and sentence in one line, for
// people.
func (d Diagnostic) String() string {
	s := d.Short()
	if d.Path != "" {
		s += " at " + string(d.Path)
	}
	return s + ": " + d.Message
}

// Short returns severity, code and refs only. It holds no text of the caller's
// records, so it may go into logs where names must not.
func (d Diagnostic) Short() string {
	return string(d.Severity) + " " + d.Code + " (" + text.Join(d.Refs, ", ") + ")"
}

// Compare orders findings by their first clause or control, then code, path, arguments and
// the rest; it returns 0 only for equal findings.
func (d Diagnostic) Compare(e Diagnostic) int {
	// One after the other: reports are sorted by this, and code or path mostly decide.
	if c := slices.CompareFunc(d.Refs, e.Refs, Ref.Compare); c != 0 {
		return c
	}
	if c := strings.Compare(d.Code, e.Code); c != 0 {
		return c
	}
	if c := strings.Compare(string(d.Path), string(e.Path)); c != 0 {
		return c
	}
	if c := slices.CompareFunc(d.Args, e.Args, compareArgs); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(string(d.Severity), string(e.Severity)), strings.Compare(d.Message, e.Message), strings.Compare(d.Key, e.Key), slices.CompareFunc(d.Folded, e.Folded, Folded.compare))
}

// clone returns a copy that shares no memory that could change.
func (d Diagnostic) clone() Diagnostic {
	d.Refs, d.Args, d.Folded = slices.Clone(d.Refs), cloneArgs(d.Args), slices.Clone(d.Folded)
	return d
}
