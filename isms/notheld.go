package isms

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
)

// NotHeld is a declaration that what a path leads to, and all below it, is not held
// in the product that the records come from, and where it is instead. It turns no
// line good: what it concerns is not examined here.
type NotHeld struct {
	Path   Path   `json:"path"` // a pattern
	Holder Holder `json:"holder"`
	Name   string `json:"name,omitzero"` // of the document or system; none for nobody
}

// Holder says who or what holds something that is not held in the product.
type Holder string

// The holders.
const (
	HeldInDocument Holder = "document"
	HeldInSystem   Holder = "other system"
	HeldByNobody   Holder = "nobody"
)

var wordsHolders = [...][2]Holder{
	{HeldInDocument, "Document"},
	{HeldInSystem, "Other system"},
	{HeldByNobody, "Nobody"},
}

// Holders returns the vocabulary of [Holder].
func Holders() Words[Holder] { return WordsOf("isms.holder", wordsHolders[:]) }

// Without returns the report of a product that does not hold all there is: what was
// found there counts as not looked at, and each rule that needs it as skipped, both
// with the declaration as the reason. Rules are those that the report is made of; for
// a report that is seen from a larger value, see [Rule.Under]. Where two declarations
// cover one path, the first one counts; those that Validate refuses count for nothing.
//
// No line of [Assess] becomes good by it: what is not held here is not examined, until
// a judgement says that it is met.
func (r Report) Without(rules []Rule, declared ...NotHeld) Report {
	w := newWithheld(rules, declared)
	if len(w.declared) == 0 {
		return r
	}
	var out Report
	gone := map[string][]Ref{} // refs of findings by code, for look-up only
	for _, d := range r.found {
		if n, ok := w.covers(d.Code, d.Path); ok {
			gone[d.Code] = append(gone[d.Code], d.Refs...)
			out.skipped = append(out.skipped, Skipped{d.Code, d.Refs, n.reason()})
		} else {
			out.found = append(out.found, d)
		}
	}
	for _, e := range r.ran {
		if n, ok := w.covers(e.Code, ""); ok {
			out.skipped = append(out.skipped, Skipped{e.Code, e.Refs, n.reason()})
		} else if e.Refs = outside(e.Refs, gone[e.Code]); len(e.Refs) > 0 {
			out.ran = append(out.ran, e)
		}
	}
	for _, s := range r.skipped {
		if n, ok := w.covers(s.Code, ""); ok {
			s.Why = n.reason()
		}
		out.skipped = append(out.skipped, s)
	}
	return newReport(out.ran, out.skipped, out.found)
}

// outside returns the refs that lie in none of the others.
func outside(refs, others []Ref) []Ref {
	return slices.DeleteFunc(slices.Clone(refs), func(ref Ref) bool {
		return slices.Contains(others, ref) || slices.ContainsFunc(others, ref.Within)
	})
}

// A withheld is what is declared as not held, ready to be asked.
type withheld struct {
	declared []NotHeld
	needing  map[string]NotHeld // by code of a rule that needs it; for look-up only
}

func newWithheld(rules []Rule, declared []NotHeld) withheld {
	w := withheld{needing: map[string]NotHeld{}}
	for _, n := range declared {
		if n.Validate() == nil {
			w.declared = append(w.declared, n)
		}
	}
	for _, r := range rules {
		for _, need := range r.Needs {
			if n, ok := w.at(need.Path); ok {
				w.needing[r.Code] = n
				break
			}
		}
	}
	return w
}

// at returns the declaration that covers a path, and whether there is one.
func (w withheld) at(p Path) (NotHeld, bool) {
	i := slices.IndexFunc(w.declared, func(n NotHeld) bool { return p.Within(n.Path) })
	if i < 0 {
		return NotHeld{}, false
	}
	return w.declared[i], true
}

// covers returns the declaration that a rule, or what it found at a path, falls under.
func (w withheld) covers(code string, at Path) (NotHeld, bool) {
	if n, ok := w.needing[code]; ok {
		return n, true
	}
	return w.at(at)
}

func (n NotHeld) reason() Sentence {
	switch n.Holder {
	case HeldInDocument:
		return heldInDocument.With(ArgText("name", n.Name))
	case HeldInSystem:
		return heldInSystem.With(ArgText("name", n.Name))
	}
	return heldByNobody.With()
}

// notHeld reports whether this is the reason of a declaration.
func (s Sentence) notHeld() bool {
	return s.Code == heldInDocument.Code || s.Code == heldInSystem.Code || s.Code == heldByNobody.Code
}

// Validate returns an [Error] if the path is none, or the holder is unknown or has no
// name where it wants one.
func (n NotHeld) Validate() error {
	errs := []error{RefuseUnder("path", n.Path.Validate()), Holders().Validate("holder", n.Holder)}
	if n.Path == "" {
		errs = append(errs, Refuse(nothingDeclared, "path", ""))
	}
	if n.Holder != HeldByNobody && text.Blank(n.Name) {
		errs = append(errs, Refuse(nothingSaid, "name", n.Name))
	}
	return RefuseAll(errs...)
}
