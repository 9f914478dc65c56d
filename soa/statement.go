package soa

import (
	"iter"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// Statement is a Statement of Applicability: a row for each of the 93 controls
// of Annex A and for each custom control, with header, state and history. It is
// made by [Build] or decoded, never changed: whatever changes something returns
// another Statement. The zero Statement has no rows and is a draft of nothing.
//
// Copying a Statement is cheap. Compare with [Statement.Equal], not with ==.
type Statement struct{ b *body }

// body is the content of a statement; nothing changes it once it is made.
type body struct {
	header        Header
	version       string
	previous      Previous
	custom        []annexa.CustomControl // by their references
	rows          []row                  // Annex A in its order, then the custom controls
	pairs         []pair                 // risk and treatment, in the order of the register; sorted within a treatment
	spans         []span                 // runs of pairs, grouped by row
	unresolved    []UnresolvedControl
	mergeConflict []MergeConflict // of the header and of custom controls
	history       []Event
}

// row holds what is known of a control. Its risks are those of
// spans[first:last].
type row struct {
	first, last uint32
	own         *entry // nil: no more than the risks
}

// entry is what a row has beside its risks. All lists are sorted.
type entry struct {
	decision      Decision // silent if no person said anything
	derived       []Reason // from obligations
	noLongerValid []Reason
	mergeConflict []MergeConflict
}

type pair struct{ risk, treatment isms.ID }

// span is a run of pairs that have a treatment in common, or a single pair: from,
// up to but not including to. It is never empty.
type span struct{ from, to uint32 }

var silence = Decision{Undecided: true}

// Header is what identifies the statement and what it rests on. Everything may be
// empty in a draft.
type Header struct {
	Organization   string         `json:"organization,omitzero"`
	Scope          string         `json:"scope,omitzero"` // the scope, or where it is stated
	Document       isms.ID        `json:"document,omitzero"`
	Date           isms.Date      `json:"date,omitzero"`
	Edition        isms.Edition   `json:"edition,omitzero"`
	Classification Classification `json:"classification,omitzero"`
	PreparedBy     isms.ID        `json:"preparedBy,omitzero"`
	Assessment     isms.ID        `json:"assessment,omitzero"` // the risk assessment it derives from
	Assessed       isms.Date      `json:"assessed,omitzero"`   // the day of that assessment
	ReviewBy       isms.Date      `json:"reviewBy,omitzero"`   // last day the whole holds without a new look
}

// Previous names the version that a statement follows, with its hash.
type Previous struct {
	Version string `json:"version"`
	Hash    string `json:"hash"`
}

// UnresolvedControl is a control that the register asks for and that the statement
// cannot list: neither in Annex A nor a custom control. Of the risks of a
// treatment it names the first.
type UnresolvedControl struct {
	Control   isms.Ref `json:"control"`
	Risk      isms.ID  `json:"risk,omitzero"`
	Treatment isms.ID  `json:"treatment,omitzero"`
}

func (u UnresolvedControl) compare(v UnresolvedControl) int {
	if c := u.Control.Compare(v.Control); c != 0 {
		return c
	}
	return comparePairs(pair{u.Risk, u.Treatment}, pair{v.Risk, v.Treatment})
}

// MergeConflict is a value that a merge could not place because a person had given
// another: kept until a person settles it. Control is empty for the header.
type MergeConflict struct {
	Control isms.Ref `json:"control,omitzero"`
	Field   string   `json:"field"`
	Text    string   `json:"text"`
}

func (l MergeConflict) compare(m MergeConflict) int {
	if l.Control != m.Control {
		switch { // the header comes first
		case l.Control == "":
			return -1
		case m.Control == "":
			return 1
		}
		return l.Control.Compare(m.Control)
	}
	if c := strings.Compare(l.Field, m.Field); c != 0 {
		return c
	}
	return strings.Compare(l.Text, m.Text)
}

func comparePairs(a, b pair) int {
	if c := strings.Compare(string(a.risk), string(b.risk)); c != 0 {
		return c
	}
	return strings.Compare(string(a.treatment), string(b.treatment))
}

func (s Statement) body() *body {
	if s.b == nil {
		return &body{}
	}
	return s.b
}

// IsZero reports whether s is the zero Statement, which says nothing.
func (s Statement) IsZero() bool { return s.b == nil }

// Version returns the version that the statement was given, empty if none.
func (s Statement) Version() string { return s.body().version }

// Header returns what the statement is and what it rests on.
func (s Statement) Header() Header { return s.body().header }

// Previous returns the version that the statement follows; zero if none.
func (s Statement) Previous() Previous { return s.body().previous }

// Len returns the number of rows: 93 and the custom controls, 0 for the zero
// Statement.
func (s Statement) Len() int { return len(s.body().rows) }

// CustomControls yields the custom controls, in the order of their references.
func (s Statement) CustomControls() iter.Seq[annexa.CustomControl] {
	return slices.Values(s.body().custom)
}

// Unresolved yields the controls that the register asks for and that the statement
// cannot list, in order.
func (s Statement) Unresolved() iter.Seq[UnresolvedControl] {
	return slices.Values(s.body().unresolved)
}

// MergeConflicts yields the values that a merge could not place, those of the header
// first, then by control.
func (s Statement) MergeConflicts() iter.Seq[MergeConflict] {
	return func(yield func(MergeConflict) bool) {
		b := s.body()
		for _, l := range b.mergeConflict {
			if !yield(l) {
				return
			}
		}
		for _, r := range b.rows {
			if r.own == nil {
				continue
			}
			for _, l := range r.own.mergeConflict {
				if !yield(l) {
					return
				}
			}
		}
	}
}

// Rows yields every row: the 93 controls of Annex A in their order, then the custom
// controls.
func (s Statement) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		b := s.body()
		for i := range b.rows {
			if !yield(Row{b, i}) {
				return
			}
		}
	}
}

// LookupRow returns the row of a control, and whether there is one.
func (s Statement) LookupRow(ref isms.Ref) (Row, bool) {
	b := s.body()
	i, ok := b.index(ref)
	if !ok {
		return Row{}, false
	}
	return Row{b, i}, true
}

func (b *body) index(ref isms.Ref) (int, bool) {
	if len(b.rows) == 0 {
		return 0, false
	}
	if i, ok := annexa.Position(ref); ok {
		return i, true
	}
	i, ok := slices.BinarySearchFunc(b.custom, ref, func(c annexa.CustomControl, ref isms.Ref) int { return c.Ref.Compare(ref) })
	return annexa.Count + i, ok
}

// Controls returns the Annex A controls with the given applicability.
func (s Statement) Controls(a Applicability) annexa.Set {
	var set annexa.Set
	b := s.body()
	for i := range min(len(b.rows), annexa.Count) {
		if r := (Row{b, i}); r.Applicability() == a {
			set = set.With(r.Ref())
		}
	}
	return set
}

// Implemented returns how many controls are implemented of those that are not
// excluded, custom controls included. Partially implemented is not implemented, and
// an undecided control counts as necessary.
func (s Statement) Implemented() isms.Ratio {
	var n isms.Ratio
	for r := range s.Rows() {
		if a := r.Applicability(); a != Excluded {
			n.Want++
			if a == Applicable && r.own().decision.Implementation == Implemented {
				n.Have++
			}
		}
	}
	return n
}

// Decisions returns what persons said, by control: what [Build] takes.
func (s Statement) Decisions() []Decision {
	out := []Decision{}
	for r := range s.Rows() {
		if r.decided() {
			out = append(out, r.Decision())
		}
	}
	return out
}

// Equal reports whether both say exactly the same, to the last byte of every
// text, state and history included.
func (s Statement) Equal(t Statement) bool {
	if s.b == t.b {
		return true
	}
	a, b := s.body(), t.body()
	if a.header != b.header || a.version != b.version || a.previous != b.previous || len(a.rows) != len(b.rows) ||
		!slices.Equal(a.custom, b.custom) || !slices.Equal(a.unresolved, b.unresolved) ||
		!slices.Equal(a.mergeConflict, b.mergeConflict) || !slices.Equal(a.history, b.history) {
		return false
	}
	for i := range a.rows {
		if !(Row{a, i}).equal(Row{b, i}) {
			return false
		}
	}
	return true
}

// Row is what the statement says of one control. The zero Row is undecided and
// names no control.
type Row struct {
	b *body
	i int
}

var nothing = entry{decision: silence}

func (r Row) own() *entry {
	if r.b == nil || r.b.rows[r.i].own == nil {
		return &nothing
	}
	return r.b.rows[r.i].own
}

func (r Row) spans() []span {
	if r.b == nil {
		return nil
	}
	at := r.b.rows[r.i]
	return r.b.spans[at.first:at.last]
}

// Ref returns the reference to the control: "A.8.28", "own:C-1".
func (r Row) Ref() isms.Ref {
	if r.b == nil {
		return ""
	}
	if r.i >= annexa.Count {
		return r.b.custom[r.i-annexa.Count].Ref
	}
	c, _ := annexa.At(r.i)
	return c.Ref
}

// Title returns the title of the control.
func (r Row) Title() string {
	if c, ok := r.CustomControl(); ok {
		return c.Title
	}
	c, _ := annexa.Lookup(r.Ref())
	return c.Title
}

// CustomControl returns the custom control of the row, and whether it is one.
func (r Row) CustomControl() (annexa.CustomControl, bool) {
	if r.b == nil || r.i < annexa.Count {
		return annexa.CustomControl{}, false
	}
	return r.b.custom[r.i-annexa.Count], true
}

// Applicability returns whether the control is necessary. A person's exclusion
// stands even against the register; [Statement.Check] finds the contradiction.
func (r Row) Applicability() Applicability {
	e := r.own()
	switch v := e.decision.verdict(); {
	case v != Undecided:
		return v
	case len(r.spans()) > 0 || len(e.derived) > 0:
		return Applicable
	}
	return Undecided
}

// Decision returns the person's word on the control. It is Undecided without
// more if nobody said anything.
func (r Row) Decision() Decision {
	d := r.own().decision.clone()
	d.Control = r.Ref()
	return d
}

// decided reports whether a person said anything on the control.
func (r Row) decided() bool { return !r.own().decision.silent() }

// Reasons yields what asks for the control: risks, obligations and what a person
// gave, in order and each once. An excluded control may have some: that is what a
// check finds. Cost: the risks of the row are put in order each time.
func (r Row) Reasons() iter.Seq[Reason] {
	return func(yield func(Reason) bool) {
		e := r.own()
		others := e.derived
		if len(e.decision.Reasons) > 0 {
			others = tidyList(append(slices.Clone(e.derived), e.decision.Reasons...), Reason.Compare)
		}
		i := 0
		for _, p := range r.risks() {
			reason := Reason{Basis: BasisRisk, Source: p.risk, Via: p.treatment}
			for i < len(others) && others[i].Compare(reason) < 0 {
				if !yield(others[i]) {
					return
				}
				i++
			}
			if i < len(others) && others[i] == reason {
				i++
			}
			if !yield(reason) {
				return
			}
		}
		for _, o := range others[i:] {
			if !yield(o) {
				return
			}
		}
	}
}

// NoLongerValid yields the reasons that once asked for the control and no longer do.
// They are kept until a person removes them.
func (r Row) NoLongerValid() iter.Seq[Reason] { return slices.Values(r.own().noLongerValid) }

// MergeConflicts yields the values for the row that a merge could not place.
func (r Row) MergeConflicts() iter.Seq[MergeConflict] { return slices.Values(r.own().mergeConflict) }

// risks returns the risks of the row, sorted and without duplicates.
func (r Row) risks() []pair {
	n := 0
	for _, at := range r.spans() {
		n += int(at.to - at.from)
	}
	if n == 0 {
		return nil
	}
	out := make([]pair, 0, n)
	for _, at := range r.spans() {
		out = append(out, r.b.pairs[at.from:at.to]...)
	}
	return sortPairs(out)
}

// uses returns the risks of the row that go without a treatment, and of each
// treatment the first risk: by treatment, then risk.
func (r Row) uses() []pair {
	var out []pair
	for _, at := range r.spans() {
		out = append(out, r.b.pairs[at.from]) // without a treatment there is one only
	}
	slices.SortFunc(out, compareTreatments)
	return slices.CompactFunc(out, func(a, b pair) bool {
		return a == b || a.treatment != "" && a.treatment == b.treatment
	})
}

func compareTreatments(a, b pair) int {
	if c := strings.Compare(string(a.treatment), string(b.treatment)); c != 0 {
		return c
	}
	return strings.Compare(string(a.risk), string(b.risk))
}

// sortPairs sorts the pairs and removes duplicates, in place; sorted pairs cost
// one look.
func sortPairs(list []pair) []pair {
	for i := 1; i < len(list); i++ {
		if comparePairs(list[i-1], list[i]) >= 0 {
			slices.SortFunc(list, comparePairs)
			return slices.Compact(list)
		}
	}
	return list
}

// asked reports whether something other than a person asks for the control.
func (r Row) asked() bool { return len(r.spans()) > 0 || len(r.own().derived) > 0 }

func (r Row) equal(s Row) bool {
	return r.sameOwn(s) && slices.Equal(r.risks(), s.risks())
}

func (r Row) sameOwn(s Row) bool {
	a, b := r.own(), s.own()
	return a == b || a.decision.equal(b.decision) && slices.Equal(a.derived, b.derived) &&
		slices.Equal(a.noLongerValid, b.noLongerValid) && slices.Equal(a.mergeConflict, b.mergeConflict)
}
