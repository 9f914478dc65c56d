package soa

import (
	"crypto/sha256"
	"iter"
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// ChangeKind is the kind of a [Change]. The zero value is never used.
type ChangeKind string

// Kinds of changes from one statement to another.
const (
	ChangeControl        ChangeKind = "control"        // a custom control came, went or was reworded, or the register asks for an unlisted one
	ChangeApplicability  ChangeKind = "applicability"  // in, out or undecided
	ChangeReason         ChangeKind = "reason"         // why: justifications, reasons, those no longer valid included
	ChangeImplementation ChangeKind = "implementation" // how far, until when, and how
	ChangeResponsibility ChangeKind = "responsibility" // who implements it, provider and assurance
	ChangeOwner          ChangeKind = "owner"
	ChangeEvidence       ChangeKind = "evidence"       // evidence and documents
	ChangeReview         ChangeKind = "review"         // when it was decided and is to be looked at again
	ChangeMergeConflict  ChangeKind = "merge conflict" // what merges left came or was settled
	ChangeHeader         ChangeKind = "header"
	ChangeHistory        ChangeKind = "history"        // approved, rejected, superseded
	ChangeCorrespondence ChangeKind = "correspondence" // a control of 2013 goes on, or one of 2022 is new
)

var wordsChangeKinds = [...][2]ChangeKind{
	{ChangeControl, "Control"},
	{ChangeApplicability, "Applicability"},
	{ChangeReason, "Reason"},
	{ChangeImplementation, "Implementation"},
	{ChangeResponsibility, "Responsibility"},
	{ChangeOwner, "Owner"},
	{ChangeEvidence, "Evidence"},
	{ChangeReview, "Review"},
	{ChangeMergeConflict, "Merge conflict"},
	{ChangeHeader, "Header"},
	{ChangeHistory, "History"},
	{ChangeCorrespondence, "Correspondence"},
}

// ChangeKinds returns the vocabulary of [ChangeKind].
func ChangeKinds() isms.Words[ChangeKind] {
	return isms.WordsOf("soa.change-kind", wordsChangeKinds[:])
}

// Change is one thing that differs between two statements. Before and After are
// for people; zero where there was or is nothing. Control is empty for the
// header and the history.
type Change struct {
	Kind    ChangeKind       `json:"kind"`
	Control isms.Ref         `json:"control,omitzero"`
	Field   string           `json:"field"` // as in the stored form
	Before  isms.Sentence    `json:"before,omitzero"`
	After   isms.Sentence    `json:"after,omitzero"`
	From    []annexa.Ref2013 `json:"from,omitzero"` // the controls of 2013 that the control follows, across editions
}

// Delta is what changed from one statement to another. It can be applied to the
// first. The zero Delta is empty and applies to nothing but the zero Statement.
type Delta struct {
	from    [sha256.Size]byte // of the exact content
	changes []Change
	to      Statement // the header and the rest beside the rows; rows only where changed
	rows    []patch
	zero    bool // the second statement is the zero Statement
}

type patch struct {
	control isms.Ref
	own     *entry
	pairs   []pair
}

// Diff returns what changed from a to b. The order in which anything was given
// does not matter; the diff of equals is empty. Cost: near linear in the size of
// both.
func Diff(a, b Statement) Delta {
	d := Delta{from: a.exact(), zero: b.IsZero()}
	x, y := a.body(), b.body()
	d.header(x, y)
	d.controls(x, y)
	for _, id := range ids(x, y) {
		before, after := rowOf(x, id), rowOf(y, id)
		if before.equal(after) && (before.b == nil) == (after.b == nil) {
			continue
		}
		n := len(d.changes)
		d.row(id, before, after)
		if after.b == nil {
			continue
		}
		if len(d.changes) == n && before.b != nil {
			d.add(ChangeReason, id, "origin", isms.Sentence{}, changedReasons.With())
		}
		d.rows = append(d.rows, patch{id, after.b.rows[after.i].own, after.risks()})
	}
	for _, e := range leaveOut(x.history, y.history) {
		d.add(ChangeHistory, "", "history", e.said(), isms.Sentence{})
	}
	for _, e := range leaveOut(y.history, x.history) {
		d.add(ChangeHistory, "", "history", isms.Sentence{}, e.said())
	}
	if len(d.changes) == 0 && a.IsZero() != b.IsZero() {
		d.add(ChangeHeader, "", "statement", a.emptiness(), b.emptiness())
	}
	rest := *y
	rest.rows, rest.pairs, rest.spans = nil, nil, nil
	d.to = Statement{&rest}
	return d
}

// emptiness says of a statement that says nothing whether it is one.
func (s Statement) emptiness() isms.Sentence {
	if s.IsZero() {
		return isms.Sentence{}
	}
	return nothingSaidYet.With()
}

// Changes yields the changes: the header, the custom controls, then row
// by row, then the history.
func (d Delta) Changes() iter.Seq[Change] { return slices.Values(d.changes) }

// Apply returns the second statement of the diff, given the first. It refuses any
// other statement.
func (d Delta) Apply(a Statement) (Statement, error) {
	if d.to.b == nil { // the zero Delta
		if !a.IsZero() {
			return Statement{}, isms.Refuse(otherStatement, "", "")
		}
		return a, nil
	}
	if d.from != a.exact() {
		return Statement{}, isms.Refuse(otherStatement, "", "")
	}
	if d.zero {
		return Statement{}, nil
	}
	x := a.body()
	b := *d.to.b
	b.pairs, b.spans = slices.Clip(x.pairs), slices.Clip(x.spans)
	b.rows = make([]row, annexa.Count+len(b.custom))
	changed := make(map[isms.Ref]*patch, len(d.rows))
	for i := range d.rows {
		changed[d.rows[i].control] = &d.rows[i]
	}
	for i := range b.rows {
		id := Row{&b, i}.Ref()
		if p := changed[id]; p != nil {
			b.rows[i] = b.addSpans(slices.Clone(p.pairs))
			b.rows[i].own = p.own
		} else { // what the first statement does not have has changed
			j, _ := x.index(id)
			b.rows[i] = x.rows[j]
		}
	}
	return Statement{&b}, nil
}

// exact returns a digest of everything that the statement says.
func (s Statement) exact() [sha256.Size]byte {
	data, _ := s.MarshalJSON() // no error: everything was checked when the statement was made
	return sha256.Sum256(data)
}

func (d *Delta) add(kind ChangeKind, control isms.Ref, field string, before, after isms.Sentence) {
	d.changes = append(d.changes, Change{Kind: kind, Control: control, Field: field, Before: before, After: after})
}

// field adds a change of a field if the two differ.
func (d *Delta) field(kind ChangeKind, control isms.Ref, field string, before, after isms.Arg) {
	x, y := changed(before), changed(after)
	if x.Text != y.Text {
		d.add(kind, control, field, x, y)
	}
}

// changed returns what a change says of a value: its text alone, or a sentence where
// languages differ; nothing where there is none.
func changed(a isms.Arg) isms.Sentence {
	a.Name = "value"
	switch {
	case a.Value == "" && len(a.List) == 0:
		return isms.Sentence{}
	case a.Kind == isms.KindText:
		return isms.Sentence{Text: a.Value}
	}
	return changedValue.With(a)
}

func (d *Delta) header(x, y *body) {
	f := func(field string, before, after isms.Arg) { d.field(ChangeHeader, "", field, before, after) }
	a, b := x.header, y.header
	f("version", plainArg(x.version), plainArg(y.version))
	f("organization", plainArg(a.Organization), plainArg(b.Organization))
	f("scope", plainArg(a.Scope), plainArg(b.Scope))
	f("document", plainArg(a.Document), plainArg(b.Document))
	f("date", isms.ArgDate("", a.Date), isms.ArgDate("", b.Date))
	f("edition", plainArg(a.Edition), plainArg(b.Edition))
	f("classification", isms.ArgWord("", Classifications(), a.Classification), isms.ArgWord("", Classifications(), b.Classification))
	f("preparedBy", plainArg(a.PreparedBy), plainArg(b.PreparedBy))
	f("assessment", plainArg(a.Assessment), plainArg(b.Assessment))
	f("assessed", isms.ArgDate("", a.Assessed), isms.ArgDate("", b.Assessed))
	f("reviewBy", isms.ArgDate("", a.ReviewBy), isms.ArgDate("", b.ReviewBy))
	if x.previous != y.previous {
		d.add(ChangeHeader, "", "previous", x.previous.said(), y.previous.said())
	}
	d.mergeConflicts("", x.mergeConflict, y.mergeConflict)
}

// plainArg returns an argument of what is said as it is.
func plainArg[S ~string](s S) isms.Arg { return isms.ArgText("", s) }

func (d *Delta) controls(x, y *body) {
	for _, u := range leaveOut(x.unresolved, y.unresolved) {
		d.add(ChangeControl, "", "unresolved", u.said(), isms.Sentence{})
	}
	for _, u := range leaveOut(y.unresolved, x.unresolved) {
		d.add(ChangeControl, "", "unresolved", isms.Sentence{}, u.said())
	}
	for _, id := range ids(x, y) {
		a, was := rowOf(x, id).CustomControl()
		b, is := rowOf(y, id).CustomControl()
		switch {
		case was && is:
			d.field(ChangeControl, id, "title", plainArg(a.Title), plainArg(b.Title))
			d.field(ChangeControl, id, "catalog", plainArg(a.Catalog), plainArg(b.Catalog))
			d.field(ChangeControl, id, "purpose", plainArg(a.Purpose), plainArg(b.Purpose))
			d.field(ChangeControl, id, "theme", plainArg(a.Theme.String()), plainArg(b.Theme.String()))
			d.field(ChangeControl, id, "attributeValues", plainArg(a.AttributeValues.String()), plainArg(b.AttributeValues.String()))
		case was:
			d.add(ChangeControl, id, "custom", titled(a.Title), isms.Sentence{})
		case is:
			d.add(ChangeControl, id, "custom", isms.Sentence{}, titled(b.Title))
		}
	}
}

func titled(title string) isms.Sentence {
	if title == "" {
		return withoutTitle.With()
	}
	return isms.Sentence{Text: title}
}

func (d *Delta) row(id isms.Ref, before, after Row) {
	a, b := before.own(), after.own()
	p, q := &a.decision, &b.decision
	f := func(kind ChangeKind, field string, x, y isms.Arg) { d.field(kind, id, field, x, y) }
	word := func(a Applicability) isms.Arg { return isms.ArgWord("", Applicabilities(), a) }
	f(ChangeApplicability, "applicability", word(before.Applicability()), word(after.Applicability()))
	if before.Applicability() == after.Applicability() {
		f(ChangeApplicability, "decision", word(p.verdict()), word(q.verdict()))
	}
	f(ChangeReason, "justification", plainArg(p.Justification), plainArg(q.Justification))
	d.reasons(id, before, after)
	f(ChangeImplementation, "implementation", isms.ArgWord("", ImplementationStatuses(), p.Implementation), isms.ArgWord("", ImplementationStatuses(), q.Implementation))
	f(ChangeImplementation, "due", isms.ArgDate("", p.Due), isms.ArgDate("", q.Due))
	f(ChangeImplementation, "how", plainArg(p.How), plainArg(q.How))
	f(ChangeResponsibility, "responsibility", isms.ArgWord("", Responsibilities(), p.Responsibility), isms.ArgWord("", Responsibilities(), q.Responsibility))
	f(ChangeResponsibility, "provider", plainArg(p.Provider), plainArg(q.Provider))
	f(ChangeResponsibility, "assurance", plainArg(p.Assurance), plainArg(q.Assurance))
	f(ChangeOwner, "owner", plainArg(p.Owner), plainArg(q.Owner))
	f(ChangeEvidence, "evidence", plainArg(text.Join(p.Evidence, ", ")), plainArg(text.Join(q.Evidence, ", ")))
	f(ChangeEvidence, "documents", plainArg(text.Join(p.Documents, ", ")), plainArg(text.Join(q.Documents, ", ")))
	f(ChangeReview, "decidedOn", isms.ArgDate("", p.DecidedOn), isms.ArgDate("", q.DecidedOn))
	f(ChangeReview, "reviewBy", isms.ArgDate("", p.ReviewBy), isms.ArgDate("", q.ReviewBy))
	d.mergeConflicts(id, a.mergeConflict, b.mergeConflict)
}

// reasons compares the reasons that hold and those no longer valid. One that got another text
// is one change; so is one that is no longer valid or holds again.
func (d *Delta) reasons(id isms.Ref, before, after Row) {
	x, y := slices.Collect(before.Reasons()), slices.Collect(after.Reasons())
	lx, ly := before.own().noLongerValid, after.own().noLongerValid
	gone, come := minus(x, y), minus(y, x)
	ended, back := minus(ly, lx), minus(lx, ly)
	none := isms.Sentence{}
	for _, r := range ended {
		if i, ok := slices.BinarySearchFunc(gone, r, Reason.Compare); ok {
			gone = slices.Delete(gone, i, i+1)
			d.add(ChangeReason, id, "noLongerValid", r.Sentence(), r.Sentence())
		} else {
			d.add(ChangeReason, id, "noLongerValid", none, r.Sentence())
		}
	}
	for _, r := range back {
		if i, ok := slices.BinarySearchFunc(come, r, Reason.Compare); ok {
			come = slices.Delete(come, i, i+1)
			d.add(ChangeReason, id, "reasons", r.Sentence(), r.Sentence())
		} else {
			d.add(ChangeReason, id, "noLongerValid", r.Sentence(), none)
		}
	}
	bare := func(r Reason) Reason { r.Text = ""; return r }
	i, j := 0, 0
	for i < len(gone) || j < len(come) {
		goes, comes := i < len(gone), j < len(come)
		if goes && comes { // both only if they differ in their text
			c := bare(gone[i]).Compare(bare(come[j]))
			goes, comes = c <= 0, c >= 0
		}
		was, is := none, none
		if goes {
			was = gone[i].Sentence()
			i++
		}
		if comes {
			is = come[j].Sentence()
			j++
		}
		d.add(ChangeReason, id, "reasons", was, is)
	}
}

// minus returns what the sorted list a has and the sorted list b has not.
func minus(a, b []Reason) []Reason {
	var out []Reason
	j := 0
	for _, r := range a {
		for j < len(b) && b[j].Compare(r) < 0 {
			j++
		}
		if j == len(b) || b[j] != r {
			out = append(out, r)
		}
	}
	return out
}

func (d *Delta) mergeConflicts(id isms.Ref, a, b []MergeConflict) {
	for _, l := range leaveOut(a, b) {
		d.add(ChangeMergeConflict, id, l.Field, isms.Sentence{Text: l.Text}, isms.Sentence{})
	}
	for _, l := range leaveOut(b, a) {
		d.add(ChangeMergeConflict, id, l.Field, isms.Sentence{}, isms.Sentence{Text: l.Text})
	}
}

// leaveOut returns the values of a that are not in b.
func leaveOut[T comparable](a, b []T) []T {
	in := make(map[T]bool, len(b))
	for _, v := range b {
		in[v] = true
	}
	var out []T
	for _, v := range a {
		if !in[v] {
			out = append(out, v)
		}
	}
	return out
}

// ids returns the controls of both, each once: those of Annex A, then the custom
// ones, each in their order.
func ids(x, y *body) []isms.Ref {
	out := make([]isms.Ref, 0, max(len(x.rows), len(y.rows)))
	for i := range min(cap(out), annexa.Count) {
		c, _ := annexa.At(i)
		out = append(out, c.Ref)
	}
	own := len(out)
	for _, c := range x.custom {
		out = append(out, c.Ref)
	}
	for _, c := range y.custom {
		out = append(out, c.Ref)
	}
	slices.SortFunc(out[own:], isms.Ref.Compare)
	return slices.Compact(out)
}

func dateText(d isms.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func (p Previous) said() isms.Sentence {
	if p == (Previous{}) {
		return isms.Sentence{}
	}
	return previousVersion.With(argVersion("version", p.Version), isms.ArgText("hash", p.Hash))
}

func (u UnresolvedControl) said() isms.Sentence {
	return unresolvedUse.With(isms.ArgID("control", u.Control), isms.ArgSentence("use", pair{u.Risk, u.Treatment}.use()))
}

func (e Event) said() isms.Sentence {
	m := eventText
	if e.Note != "" {
		m = eventNote
	}
	return m.With(isms.ArgWord("kind", EventKinds(), e.Kind), isms.ArgID("by", e.By), isms.ArgDate("day", e.On), isms.ArgText("note", e.Note))
}
