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

// Holders of what is not held in the product.
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
	steps    []withheldStep
	needing  map[string]NotHeld // by code of a rule that needs it; for look-up only
}

// A withheldStep is where declared paths part: what is declared there, and the steps
// that follow. The first one is the root.
type withheldStep struct {
	declared int             // the first declaration that ends here, -1 for none
	next     map[Segment]int // for look-up only
}

func newWithheld(rules []Rule, declared []NotHeld) withheld {
	w := withheld{steps: []withheldStep{{declared: -1}}, needing: map[string]NotHeld{}}
	for _, n := range declared {
		if n.Validate() == nil {
			w.declare(n)
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

// declare adds a declaration whose path is one.
func (w *withheld) declare(n NotHeld) {
	path, _ := n.Path.Segments()
	here := 0
	for _, s := range path {
		to, ok := w.steps[here].next[s]
		if !ok {
			to = len(w.steps)
			w.steps = append(w.steps, withheldStep{declared: -1})
			if w.steps[here].next == nil {
				w.steps[here].next = map[Segment]int{}
			}
			w.steps[here].next[s] = to
		}
		here = to
	}
	if w.steps[here].declared < 0 {
		w.steps[here].declared = len(w.declared)
	}
	w.declared = append(w.declared, n)
}

// anyItem is the step of a pattern that any item takes.
var anyItem = Segment{Item: true, Any: true, Position: -1}

// at returns the first declaration that covers a path, and whether there is one. Cost:
// linear in the length of the path, whatever is declared, but for patterns that differ
// in which of their items are any.
func (w withheld) at(p Path) (NotHeld, bool) {
	path, err := p.Segments()
	if err != nil {
		return NotHeld{}, false
	}
	first := -1
	here, after := []int{0}, []int(nil)
	for _, s := range path {
		after = after[:0]
		for _, i := range here {
			next := w.steps[i].next
			if to, ok := next[s]; ok {
				after = append(after, to)
			}
			if to, ok := next[anyItem]; ok && s.Item && !s.Any {
				after = append(after, to)
			}
		}
		here, after = after, here
		for _, i := range here {
			if d := w.steps[i].declared; d >= 0 && (first < 0 || d < first) {
				first = d
			}
		}
	}
	if first < 0 {
		return NotHeld{}, false
	}
	return w.declared[first], true
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
		return heldInDocument.With(ArgText("name", n.Name)).legible()
	case HeldInSystem:
		return heldInSystem.With(ArgText("name", n.Name)).legible()
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
	if n.Holder != HeldByNobody && text.Blank(n.Name) && !text.Marked(n.Name) { // a system may be named X
		errs = append(errs, Refuse(nothingSaid, "name", n.Name))
	}
	return RefuseAll(errs...)
}
