package soa

import (
	"crypto/sha256"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// ChangeKind is the kind of a [Change]. The zero value is never used.
type ChangeKind string

// The kinds of changes.
const (
	controlChange        ChangeKind = "control"        // a custom control came, went or was reworded, or the register asks for an unlisted one
	applicabilityChange  ChangeKind = "applicability"  // in, out or undecided
	reasonChange         ChangeKind = "reason"         // why: justifications, reasons and lapsed reasons
	implementationChange ChangeKind = "implementation" // how far, until when, and how
	responsibilityChange ChangeKind = "responsibility" // who performs it, provider and assurance
	ownerChange          ChangeKind = "owner"
	evidenceChange       ChangeKind = "evidence"       // evidence and documents
	reviewChange         ChangeKind = "review"         // when it was decided and is to be looked at again
	mergeConflictChange  ChangeKind = "merge conflict" // what merges left came or was settled
	headerChange         ChangeKind = "header"
	historyChange        ChangeKind = "history"        // approved, rejected, superseded
	correspondenceChange ChangeKind = "correspondence" // a control of 2013 goes on, or one of 2022 is new
)

var wordsChangeKinds = [...][2]ChangeKind{
	{controlChange, "Control"},
	{applicabilityChange, "Applicability"},
	{reasonChange, "Reason"},
	{implementationChange, "Implementation"},
	{responsibilityChange, "Responsibility"},
	{ownerChange, "Owner"},
	{evidenceChange, "Evidence"},
	{reviewChange, "Review"},
	{mergeConflictChange, "Merge conflict"},
	{headerChange, "Header"},
	{historyChange, "History"},
	{correspondenceChange, "Correspondence"},
}

// ChangeKinds returns the vocabulary of [ChangeKind].
func ChangeKinds() isms.Words[ChangeKind] {
	return isms.WordsOf("soa.change-kind", wordsChangeKinds[:])
}

// Change is one thing that differs between two statements. Before and After are
// for people; empty where there was or is nothing. Control is empty for the
// header and the history.
type Change struct {
	Kind    ChangeKind       `json:"kind"`
	Control isms.Ref         `json:"control,omitzero"`
	Field   string           `json:"field"` // as in the stored form
	Before  string           `json:"before,omitzero"`
	After   string           `json:"after,omitzero"`
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
			d.add(reasonChange, id, "origin", "", "who gave a reason")
		}
		d.rows = append(d.rows, patch{id, after.b.rows[after.i].own, after.risks()})
	}
	for _, e := range leaveOut(x.history, y.history) {
		d.add(historyChange, "", "history", e.text(), "")
	}
	for _, e := range leaveOut(y.history, x.history) {
		d.add(historyChange, "", "history", "", e.text())
	}
	if len(d.changes) == 0 && a.IsZero() != b.IsZero() {
		d.add(headerChange, "", "statement", a.emptiness(), b.emptiness())
	}
	rest := *y
	rest.rows, rest.pairs, rest.spans = nil, nil, nil
	d.to = Statement{&rest}
	return d
}

// emptiness says of a statement that says nothing whether it is one.
func (s Statement) emptiness() string {
	if s.IsZero() {
		return ""
	}
	return "nothing said yet"
}

// Changes yields the changes: the header, the controls beside Annex A, then row
// by row, then the history.
func (d Delta) Changes() iter.Seq[Change] { return slices.Values(d.changes) }

// Apply returns the second statement of the diff, given the first. It refuses any
// other statement.
func (d Delta) Apply(a Statement) (Statement, error) {
	if d.to.b == nil { // the zero Delta
		if !a.IsZero() {
			return Statement{}, fmt.Errorf("soa: the empty delta is for the empty statement, not for %s", a.called())
		}
		return a, nil
	}
	if d.from != a.exact() {
		return Statement{}, fmt.Errorf("soa: the delta is for another statement than %s", a.called())
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

func (d *Delta) add(kind ChangeKind, control isms.Ref, field, before, after string) {
	d.changes = append(d.changes, Change{Kind: kind, Control: control, Field: field, Before: before, After: after})
}

func (d *Delta) field(kind ChangeKind, control isms.Ref, field, before, after string) {
	if before != after {
		d.add(kind, control, field, before, after)
	}
}

func (d *Delta) header(x, y *body) {
	f := func(field, before, after string) { d.field(headerChange, "", field, before, after) }
	a, b := x.header, y.header
	f("version", x.version, y.version)
	f("organization", a.Organization, b.Organization)
	f("scope", a.Scope, b.Scope)
	f("document", string(a.Document), string(b.Document))
	f("date", dateText(a.Date), dateText(b.Date))
	f("edition", string(a.Edition), string(b.Edition))
	f("classification", string(a.Classification), string(b.Classification))
	f("preparedBy", string(a.PreparedBy), string(b.PreparedBy))
	f("assessment", string(a.Assessment), string(b.Assessment))
	f("assessed", dateText(a.Assessed), dateText(b.Assessed))
	f("reviewBy", dateText(a.ReviewBy), dateText(b.ReviewBy))
	f("previous", x.previous.text(), y.previous.text())
	d.mergeConflicts("", x.mergeConflict, y.mergeConflict)
}

func (d *Delta) controls(x, y *body) {
	for _, u := range leaveOut(x.unresolved, y.unresolved) {
		d.add(controlChange, "", "unresolved", u.text(), "")
	}
	for _, u := range leaveOut(y.unresolved, x.unresolved) {
		d.add(controlChange, "", "unresolved", "", u.text())
	}
	for _, id := range ids(x, y) {
		a, was := rowOf(x, id).Custom()
		b, is := rowOf(y, id).Custom()
		switch {
		case was && is:
			d.field(controlChange, id, "title", a.Title, b.Title)
			d.field(controlChange, id, "catalog", a.Catalog, b.Catalog)
			d.field(controlChange, id, "purpose", a.Purpose, b.Purpose)
			d.field(controlChange, id, "theme", a.Theme.String(), b.Theme.String())
			d.field(controlChange, id, "attributes", a.Attributes.String(), b.Attributes.String())
		case was:
			d.add(controlChange, id, "custom", orUnnamed(a.Title), "")
		case is:
			d.add(controlChange, id, "custom", "", orUnnamed(b.Title))
		}
	}
}

func (d *Delta) row(id isms.Ref, before, after Row) {
	a, b := before.own(), after.own()
	p, q := &a.decision, &b.decision
	f := func(kind ChangeKind, field, x, y string) { d.field(kind, id, field, x, y) }
	f(applicabilityChange, "applicability", string(before.Applicability()), string(after.Applicability()))
	if before.Applicability() == after.Applicability() {
		f(applicabilityChange, "decision", string(p.verdict()), string(q.verdict()))
	}
	f(reasonChange, "justification", p.Justification, q.Justification)
	d.reasons(id, before, after)
	f(implementationChange, "implementation", string(p.Implementation), string(q.Implementation))
	f(implementationChange, "due", dateText(p.Due), dateText(q.Due))
	f(implementationChange, "how", p.How, q.How)
	f(responsibilityChange, "responsibility", string(p.Responsibility), string(q.Responsibility))
	f(responsibilityChange, "provider", string(p.Provider), string(q.Provider))
	f(responsibilityChange, "assurance", p.Assurance, q.Assurance)
	f(ownerChange, "owner", string(p.Owner), string(q.Owner))
	f(evidenceChange, "evidence", joinIDs(p.Evidence), joinIDs(q.Evidence))
	f(evidenceChange, "documents", joinIDs(p.Documents), joinIDs(q.Documents))
	f(reviewChange, "decided", dateText(p.Decided), dateText(q.Decided))
	f(reviewChange, "reviewBy", dateText(p.ReviewBy), dateText(q.ReviewBy))
	d.mergeConflicts(id, a.mergeConflict, b.mergeConflict)
}

// reasons compares the living and the lapsed reasons. One that got another text
// is one change; so is one that lapsed or came back.
func (d *Delta) reasons(id isms.Ref, before, after Row) {
	x, y := slices.Collect(before.Reasons()), slices.Collect(after.Reasons())
	lx, ly := before.own().lapsed, after.own().lapsed
	gone, come := minus(x, y), minus(y, x)
	lapsed, back := minus(ly, lx), minus(lx, ly)
	for _, r := range lapsed {
		if i, ok := slices.BinarySearchFunc(gone, r, Reason.Compare); ok {
			gone = slices.Delete(gone, i, i+1)
			d.add(reasonChange, id, "noLongerValid", r.String(), r.String())
		} else {
			d.add(reasonChange, id, "noLongerValid", "", r.String())
		}
	}
	for _, r := range back {
		if i, ok := slices.BinarySearchFunc(come, r, Reason.Compare); ok {
			come = slices.Delete(come, i, i+1)
			d.add(reasonChange, id, "reasons", r.String(), r.String())
		} else {
			d.add(reasonChange, id, "noLongerValid", r.String(), "")
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
		was, is := "", ""
		if goes {
			was = gone[i].String()
			i++
		}
		if comes {
			is = come[j].String()
			j++
		}
		d.add(reasonChange, id, "reasons", was, is)
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
		d.add(mergeConflictChange, id, l.Field, l.Text, "")
	}
	for _, l := range leaveOut(b, a) {
		d.add(mergeConflictChange, id, l.Field, "", l.Text)
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

func joinIDs(list []isms.ID) string {
	out := make([]string, len(list))
	for i, id := range list {
		out[i] = string(id)
	}
	return strings.Join(out, ", ")
}

func (p Previous) text() string {
	if p == (Previous{}) {
		return ""
	}
	return orUnnamed(p.Version) + " " + p.Hash
}

func (u UnresolvedControl) text() string {
	return string(orUnnamed(u.Control)) + " " + pair{u.Risk, u.Treatment}.use()
}

func (e Event) text() string {
	t := string(e.Kind) + " by " + string(e.By) + " on " + e.On.String()
	if e.Note != "" {
		t += ": " + e.Note
	}
	return t
}
