package isms

import (
	"cmp"
	"slices"
	"strings"
)

// Folded is a finding that follows from another one and stands in it.
type Folded struct {
	Code string `json:"code"`
	Path Path   `json:"path,omitzero"`
	Key  string `json:"key"`
}

func (f Folded) compare(g Folded) int {
	return cmp.Or(strings.Compare(f.Code, g.Code), strings.Compare(string(f.Path), string(g.Path)), strings.Compare(f.Key, g.Key))
}

// Follows declares that a finding of the rule Code follows from one of the rule From
// about the same datum: without a level a risk has no acceptability.
type Follows struct {
	Code, From string
	// Datum names what a finding of either rule is about; "" for a finding that is
	// neither folded nor takes one.
	Datum func(Diagnostic) string
}

// Fold returns the report with each finding that follows from another one folded
// into it: that one takes its clauses and controls and lists its place and key. A
// finding stays as it is if it is heavier than the one it follows from, if one of the
// two is a note and the other is not, and in a circle. Every rule still counts as run, and [Assess] gives each item the
// same status. Time: linear in the findings for each declaration that concerns them.
func (r Report) Fold(list ...Follows) Report {
	into := r.follow(list)
	found := make([]Diagnostic, 0, len(r.found))
	at := make([]int, len(r.found)) // of a finding that stays, in found
	for i, d := range r.found {
		if into[i] < 0 {
			at[i] = len(found)
			d.Refs, d.Folded = slices.Clone(d.Refs), slices.Clone(d.Folded)
			found = append(found, d)
		}
	}
	for i, d := range r.found {
		if into[i] < 0 {
			continue
		}
		f := &found[at[into[i]]]
		f.Refs = append(f.Refs, d.Refs...)
		f.Folded = append(append(f.Folded, Folded{d.Code, d.Path, d.Key}), d.Folded...)
	}
	for i := range found {
		slices.SortFunc(found[i].Folded, Folded.compare)
		found[i].Folded = slices.Compact(found[i].Folded)
	}
	return newReport(slices.Clone(r.ran), slices.Clone(r.skipped), found)
}

// follow returns for each finding the position of the one that it is folded into in
// the end, or -1.
func (r Report) follow(list []Follows) []int {
	type key struct {
		follows int
		datum   string
	}
	first := map[key]int{}
	from, as := map[string][]int{}, map[string][]int{} // declarations by rule
	for k, f := range list {
		from[f.From], as[f.Code] = append(from[f.From], k), append(as[f.Code], k)
	}
	for i, d := range r.found {
		for _, k := range from[d.Code] {
			at := key{k, list[k].Datum(d)}
			if _, ok := first[at]; !ok && at.datum != "" {
				first[at] = i
			}
		}
	}
	into := make([]int, len(r.found))
	for i, d := range r.found {
		into[i] = -1
		for _, k := range as[d.Code] {
			to, ok := first[key{k, list[k].Datum(d)}]
			if ok && to != i && d.Severity.foldsInto(r.found[to].Severity) {
				into[i] = to
				break
			}
		}
	}
	return roots(into)
}

// roots leads each position on to the end of its chain; the members of a circle
// stay where they are.
func roots(into []int) []int {
	out := make([]int, len(into))
	for i := range into {
		at, steps := i, 0
		for into[at] >= 0 && steps <= len(into) {
			at, steps = into[at], steps+1
		}
		out[i] = -1
		if at != i && steps <= len(into) {
			out[i] = at
		}
	}
	return out
}

// foldsInto reports whether a finding can stand in another one: not in a lighter one,
// and a note only in a note, since it changes no status.
func (s Severity) foldsInto(t Severity) bool {
	return s.weight() <= t.weight() && (s == SeverityNote) == (t == SeverityNote)
}

// weight orders severities, the heaviest last.
func (s Severity) weight() int {
	switch s {
	case SeverityNote:
		return 0
	case SeverityWarning:
		return 1
	}
	return 2
}

// Group is what one rule finds in one field, whichever items it is of: one cause in
// many places.
type Group struct {
	Code     string       `json:"code"`
	Severity Severity     `json:"severity"`
	Field    Path         `json:"field,omitzero"` // the pattern of the places: "register.risks[*].owner"
	Refs     []Ref        `json:"refs"`           // of all of them
	Found    []Diagnostic `json:"found"`
}

// Groups returns the findings by rule and field, in the order of their first ones.
func (r Report) Groups() []Group {
	groups := []Group{}
	type key struct {
		code  string
		field Path
	}
	at := map[key]int{}
	for _, d := range r.found {
		k := key{d.Code, d.Path.Pattern()}
		i, ok := at[k]
		if !ok {
			i = len(groups)
			at[k] = i
			groups = append(groups, Group{Code: d.Code, Severity: d.Severity, Field: k.field})
		}
		g := &groups[i]
		if d.Severity.weight() > g.Severity.weight() {
			g.Severity = d.Severity
		}
		g.Refs, g.Found = append(g.Refs, d.Refs...), append(g.Found, d.clone())
	}
	for i := range groups {
		groups[i].Refs = SortRefs(groups[i].Refs)
	}
	return groups
}
