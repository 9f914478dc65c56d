package isms

import (
	"cmp"
	"encoding/json"
	"iter"
	"slices"
	"strings"
)

// Report is the result of a check: which rules ran, for which clauses and controls,
// which could not run, and what they found. It is immutable; the zero Report says that nothing was looked at.
// Reports of the same input are equal byte for byte, whatever the order of the
// input.
type Report struct {
	ran     []Ran        // by code, one for each
	skipped []Skipped    // by code and reason, one for each pair
	found   []Diagnostic // in the order of Diagnostic.Compare, no two equal
}

// Ran is a rule that was applied, with the clauses and controls it was applied for.
type Ran struct {
	Code string `json:"code"`
	Refs []Ref  `json:"refs"`
}

// Skipped is a rule that could not be applied, with the reason.
type Skipped struct {
	Code string   `json:"code"`
	Refs []Ref    `json:"refs"`
	Why  Sentence `json:"why"`
}

func (s Skipped) clone() Skipped {
	s.Refs, s.Why.Args = slices.Clone(s.Refs), cloneArgs(s.Why.Args)
	return s
}

// compareSkipped compares rule and reason, not the refs.
func compareSkipped(a, b Skipped) int {
	return cmp.Or(strings.Compare(a.Code, b.Code), compareSentences(&a.Why, &b.Why))
}

func newReport(ran []Ran, skipped []Skipped, found []Diagnostic) Report {
	slices.SortStableFunc(ran, func(a, b Ran) int { return strings.Compare(a.Code, b.Code) })
	ran = fold(ran, func(a, b Ran) bool { return a.Code == b.Code }, func(r *Ran) *[]Ref { return &r.Refs })
	slices.SortStableFunc(skipped, compareSkipped)
	skipped = fold(skipped, func(a, b Skipped) bool { return compareSkipped(a, b) == 0 }, func(s *Skipped) *[]Ref { return &s.Refs })
	for i := range found {
		found[i].Refs = sortedRefs(found[i].Refs)
	}
	slices.SortFunc(found, Diagnostic.Compare)
	found = slices.CompactFunc(found, func(a, b Diagnostic) bool { return a.Compare(b) == 0 })
	return Report{ran, skipped, found}
}

// fold joins neighbours that are the same but for their refs, which it unites
// without touching the slices that came in.
func fold[T any](list []T, same func(a, b T) bool, refs func(*T) *[]Ref) []T {
	out := list[:0]
	for start := 0; start < len(list); {
		end := start + 1
		for end < len(list) && same(list[start], list[end]) {
			end++
		}
		first := list[start]
		all := *refs(&first)
		if end > start+1 {
			all = nil
			for i := start; i < end; i++ {
				all = append(all, *refs(&list[i])...)
			}
		}
		*refs(&first) = sortedRefs(all)
		out = append(out, first)
		start = end
	}
	return out
}

// sortedRefs returns the refs sorted and without duplicates; the input stays.
func sortedRefs(refs []Ref) []Ref {
	for i := 1; i < len(refs); i++ {
		if refs[i-1].Compare(refs[i]) >= 0 {
			return SortRefs(slices.Clone(refs))
		}
	}
	return refs
}

// Found yields the findings, ordered by clause or control, code and path. The values share
// no memory that a caller could change.
func (r Report) Found() iter.Seq[Diagnostic] {
	return func(yield func(Diagnostic) bool) {
		for _, d := range r.found {
			if !yield(d.clone()) {
				return
			}
		}
	}
}

// Ran yields the rules that were applied, ordered by code.
func (r Report) Ran() iter.Seq[Ran] {
	return func(yield func(Ran) bool) {
		for _, e := range r.ran {
			e.Refs = slices.Clone(e.Refs)
			if !yield(e) {
				return
			}
		}
	}
}

// Skipped yields the rules that could not be applied, ordered by code.
func (r Report) Skipped() iter.Seq[Skipped] {
	return func(yield func(Skipped) bool) {
		for _, e := range r.skipped {
			if !yield(e.clone()) {
				return
			}
		}
	}
}

// Of returns the findings of a rule, in the order of Found, and those that one of
// the rule is folded into. It errs with an [Error] for a code that the report knows
// nothing of: of a rule that neither ran nor was skipped, or of none.
func (r Report) Of(code string) ([]Diagnostic, error) {
	of := r.where(func(d Diagnostic) bool {
		return d.Code == code || slices.ContainsFunc(d.Folded, func(f Folded) bool { return f.Code == code })
	})
	skipped := slices.ContainsFunc(r.skipped, func(s Skipped) bool { return s.Code == code })
	if len(of) == 0 && !skipped && !r.ran0(code) {
		return nil, Refuse(unknownRule, "", code)
	}
	return of, nil
}

// For returns the findings that concern a clause or control, as [Diagnostic.Concerns] says.
func (r Report) For(ref Ref) []Diagnostic {
	return r.where(func(d Diagnostic) bool { return d.Concerns(ref) })
}

// At returns the findings at a path or below it, folded ones with what they are
// folded into; the path may be a pattern.
func (r Report) At(path Path) []Diagnostic {
	return r.where(func(d Diagnostic) bool {
		return d.Path.Within(path) || slices.ContainsFunc(d.Folded, func(f Folded) bool { return f.Path.Within(path) })
	})
}

// Errors returns the findings that are errors.
func (r Report) Errors() []Diagnostic {
	return r.where(func(d Diagnostic) bool { return d.Severity == SeverityError })
}

func (r Report) where(wanted func(Diagnostic) bool) []Diagnostic {
	list := []Diagnostic{}
	for _, d := range r.found {
		if wanted(d) {
			list = append(list, d.clone())
		}
	}
	return list
}

// Under returns the report as seen from a larger value, in which at leads to what
// was checked. Text that is no path stands for the member of that name.
func (r Report) Under(at Path) Report {
	if at.Validate() != nil {
		at = Path("").Field(string(at))
	}
	found := r.moved(func(p Path) Path { return p.Under(at) })
	if !slices.IsSortedFunc(found, Diagnostic.Compare) { // one beginning for all mostly keeps their order
		slices.SortFunc(found, Diagnostic.Compare)
	}
	return Report{r.ran, r.skipped, found}
}

// Trace returns the report with each path replaced by that of the datum which it
// comes from: where what was checked was made from something else. Keys follow.
func (r Report) Trace(origin func(Path) Path) Report {
	return newReport(slices.Clone(r.ran), slices.Clone(r.skipped), r.moved(origin))
}

// moved returns the findings with other paths.
func (r Report) moved(origin func(Path) Path) []Diagnostic {
	move := func(code string, at Path, key string) (Path, string) {
		path := origin(at)
		return path, keyPrefix(code, path) + strings.TrimPrefix(key, keyPrefix(code, at))
	}
	found := slices.Clone(r.found)
	for i, d := range found {
		found[i].Path, found[i].Key = move(d.Code, d.Path, d.Key)
		found[i].Folded = slices.Clone(d.Folded)
		for k, f := range d.Folded {
			found[i].Folded[k].Path, found[i].Folded[k].Key = move(f.Code, f.Path, f.Key)
		}
	}
	return found
}

// Count returns the number of findings of a severity.
func (r Report) Count(s Severity) int {
	n := 0
	for _, d := range r.found {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// RanFor reports whether the rule was applied for the clause or control.
func (r Report) RanFor(code string, ref Ref) bool {
	i, ok := slices.BinarySearchFunc(r.ran, code, func(e Ran, code string) int { return strings.Compare(e.Code, code) })
	return ok && slices.Contains(r.ran[i].Refs, ref)
}

// Merge returns the union of the reports: commutative, associative, and giving
// one twice changes nothing.
func (r Report) Merge(others ...Report) Report {
	ran, skipped, found := slices.Clone(r.ran), slices.Clone(r.skipped), slices.Clone(r.found)
	for _, o := range others {
		ran = append(ran, o.ran...)
		skipped = append(skipped, o.skipped...)
		found = append(found, o.found...)
	}
	return newReport(ran, skipped, found)
}

// Equal reports whether both say the same.
func (r Report) Equal(o Report) bool {
	return slices.EqualFunc(r.ran, o.ran, func(a, b Ran) bool { return a.Code == b.Code && slices.Equal(a.Refs, b.Refs) }) &&
		slices.EqualFunc(r.skipped, o.skipped, func(a, b Skipped) bool {
			return compareSkipped(a, b) == 0 && slices.Equal(a.Refs, b.Refs)
		}) &&
		slices.EqualFunc(r.found, o.found, func(a, b Diagnostic) bool { return a.Compare(b) == 0 })
}

type reportJSON struct {
	Ran     []Ran        `json:"ran"`
	Skipped []Skipped    `json:"skipped"`
	Found   []Diagnostic `json:"found"`
}

// MarshalJSON writes {"ran": [...], "skipped": [...], "found": [...]}.
func (r Report) MarshalJSON() ([]byte, error) {
	return json.Marshal(reportJSON{nonNil(r.ran), nonNil(r.skipped), nonNil(r.found)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (r *Report) UnmarshalJSON(s []byte) error {
	var j reportJSON
	if err := json.Unmarshal(s, &j); err != nil {
		return jsonError(s, err)
	}
	*r = newReport(j.Ran, j.Skipped, j.Found)
	return nil
}

func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// ReportDiff is what changed from one report to another. A finding that went
// away because its rule no longer ran is Lost, not Resolved.
type ReportDiff struct {
	Appeared []Diagnostic `json:"appeared"` // found after, not before
	Resolved []Diagnostic `json:"resolved"` // found before; the rule ran again and did not find it
	Lost     []Diagnostic `json:"lost"`     // found before; the rule did not run again for all its clauses and controls
	Started  []Ran        `json:"started"`  // rules that ran only after, or for more clauses and controls: those
	Stopped  []Ran        `json:"stopped"`  // rules that ran only before, or for more clauses and controls: those
}

// DiffReports compares two reports. What-if, anywhere in this library, is:
// change the value, check again, diff the reports. The diff of equals is empty.
func DiffReports(before, after Report) ReportDiff {
	d := ReportDiff{
		Appeared: []Diagnostic{}, Resolved: []Diagnostic{}, Lost: []Diagnostic{},
		Started: ranMinus(after, before), Stopped: ranMinus(before, after),
	}
	has := func(r Report, f Diagnostic) bool {
		_, ok := slices.BinarySearchFunc(r.found, f, Diagnostic.Compare)
		return ok
	}
	for f := range after.Found() {
		if !has(before, f) {
			d.Appeared = append(d.Appeared, f)
		}
	}
	for f := range before.Found() {
		switch {
		case has(after, f):
		case slices.ContainsFunc(f.Refs, func(ref Ref) bool { return before.RanFor(f.Code, ref) && !after.RanFor(f.Code, ref) }) || !after.ran0(f.Code):
			d.Lost = append(d.Lost, f)
		default:
			d.Resolved = append(d.Resolved, f)
		}
	}
	return d
}

// Empty reports whether nothing changed.
func (d ReportDiff) Empty() bool {
	return len(d.Appeared)+len(d.Resolved)+len(d.Lost)+len(d.Started)+len(d.Stopped) == 0
}

func (r Report) ran0(code string) bool {
	return slices.ContainsFunc(r.ran, func(e Ran) bool { return e.Code == code })
}

// ranMinus returns the rules and refs of a that are not in b.
func ranMinus(a, b Report) []Ran {
	out := []Ran{}
	for e := range a.Ran() {
		e.Refs = slices.DeleteFunc(e.Refs, func(ref Ref) bool { return b.RanFor(e.Code, ref) })
		if len(e.Refs) > 0 {
			out = append(out, e)
		}
	}
	return out
}
