package risk

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Difference is one thing that changed between two registers.
type Difference struct {
	Kind DifferenceKind `json:"kind"`
	// Path leads to the datum: "risks[R-1].owner".
	Path   isms.Path `json:"path"`
	Before string    `json:"before,omitzero"` // as JSON text; empty for what was added
	After  string    `json:"after,omitzero"`  // empty for what was removed
}

// DifferenceKind sorts differences by what they mean.
type DifferenceKind string

// Kinds of differences between two registers.
const (
	DiffAdded                 DifferenceKind = "added"                  // a record
	DiffRemoved               DifferenceKind = "removed"                // a record
	DiffReassessed            DifferenceKind = "reassessed"             // a rating of a risk
	DiffLevelChanged          DifferenceKind = "level changed"          // the level of a risk that stands, by name
	DiffEdited                DifferenceKind = "edited"                 // any other field of a record
	DiffMethodChanged         DifferenceKind = "method changed"         // the method, as hash
	DiffTreatmentRescheduled  DifferenceKind = "treatment rescheduled"  // due date of a treatment
	DiffProgressed            DifferenceKind = "progressed"             // progress, completion or result of a treatment
	DiffAssessmentRescheduled DifferenceKind = "assessment rescheduled" // day or interval of the assessment as a whole
)

var wordsDifferenceKinds = [...][2]DifferenceKind{
	{DiffMethodChanged, "Method changed"},
	{DiffAssessmentRescheduled, "Assessment rescheduled"},
	{DiffAdded, "Added"},
	{DiffRemoved, "Removed"},
	{DiffLevelChanged, "Risk level changed"},
	{DiffReassessed, "Reassessed"},
	{DiffTreatmentRescheduled, "Treatment rescheduled"},
	{DiffProgressed, "Progressed"},
	{DiffEdited, "Edited"},
}

// DifferenceKinds returns the vocabulary of [DifferenceKind].
func DifferenceKinds() isms.Words[DifferenceKind] {
	return isms.WordsOf("risk.difference-kind", wordsDifferenceKinds[:])
}

// Diff lists what changed from one register to another on a day, ordered by path and
// kind. The order of records does not matter; the diff of equals is empty. Levels are
// compared where both registers can be evaluated. It returns an [isms.Error] where a
// register holds two records with one ID, or a scorer that cannot be stored.
func Diff(before, after Register, asOf isms.Date) ([]Difference, error) {
	d := &differ{}
	for _, r := range [...]*Register{&before, &after} {
		if err := r.uniqueIDs(); err != nil {
			return nil, err
		}
	}
	if d.text(before.Method) != d.text(after.Method) {
		d.add(DiffMethodChanged, "method", before.Method.identity(), after.Method.identity())
	}
	d.field("assessed", before.Assessed, after.Assessed, DiffAssessmentRescheduled)
	d.field("reassessment", before.Reassessment, after.Reassessment, DiffAssessmentRescheduled)
	compareRecords(d, "assets", before.Assets, after.Assets, func(x *Asset) isms.ID { return x.ID }, editedOnly)
	compareRecords(d, "risks", before.Risks, after.Risks, func(x *Risk) isms.ID { return x.ID }, func(field string) DifferenceKind {
		if Stages().Has(Stage(field)) {
			return DiffReassessed
		}
		return DiffEdited
	})
	compareRecords(d, "treatments", before.Treatments, after.Treatments, func(x *Treatment) isms.ID { return x.ID }, func(field string) DifferenceKind {
		switch field {
		case "due", "rescheduled", "start":
			return DiffTreatmentRescheduled
		case "status", "percent", "completed", "result":
			return DiffProgressed
		}
		return DiffEdited
	})
	compareRecords(d, "acceptances", before.Acceptances, after.Acceptances, func(x *Acceptance) isms.ID { return x.ID }, editedOnly)
	compareRecords(d, "delegations", before.Delegations, after.Delegations, func(x *Delegation) isms.ID { return x.ID }, editedOnly)
	compareRecords(d, "changes", before.Changes, after.Changes, func(x *Change) isms.ID { return x.ID }, editedOnly)
	d.multiset("controls", texts(d, before.Controls), texts(d, after.Controls))
	d.multiset("history", texts(d, before.History), texts(d, after.History))
	d.levels(before, after, asOf)
	if d.err != nil {
		return nil, d.err
	}
	slices.SortStableFunc(d.list, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(DifferenceKinds().Index(a.Kind), DifferenceKinds().Index(b.Kind)),
			cmp.Compare(a.Before, b.Before), cmp.Compare(a.After, b.After))
	})
	return d.list, nil
}

// identity is the hash of a method, "defective" for one that has none and empty
// where there is no method.
func (m Method) identity() string {
	if m.absent() {
		return ""
	}
	return cmp.Or(m.Hash(), "defective")
}

func editedOnly(string) DifferenceKind { return DiffEdited }

type differ struct {
	list []Difference
	err  error
}

func (d *differ) add(kind DifferenceKind, at isms.Path, before, after string) {
	d.list = append(d.list, Difference{kind, at, before, after})
}

// text is a value as JSON, empty for one that cannot be stored.
func (d *differ) text(v any) string {
	b, err := json.Marshal(v)
	if err != nil && d.err == nil {
		d.err = isms.RefuseAll(err)
	}
	return string(b)
}

func (d *differ) field(name string, before, after any, kind DifferenceKind) {
	if b, a := d.text(before), d.text(after); b != a {
		d.add(kind, isms.Path(name), b, a)
	}
}

// compareRecords walks two lists in the order of their IDs.
func compareRecords[T any](d *differ, list string, before, after []T, id func(*T) isms.ID, kind func(field string) DifferenceKind) {
	b, a := sortedByID(before, id), sortedByID(after, id)
	for len(b) > 0 || len(a) > 0 {
		c := 0
		switch {
		case len(b) == 0:
			c = 1
		case len(a) == 0:
			c = -1
		default:
			c = cmp.Compare(id(&before[b[0]]), id(&after[a[0]]))
		}
		switch {
		case c < 0:
			x := &before[b[0]]
			d.add(DiffRemoved, isms.Path("").Item(list, id(x)), d.text(x), "")
			b = b[1:]
		case c > 0:
			x := &after[a[0]]
			d.add(DiffAdded, isms.Path("").Item(list, id(x)), "", d.text(x))
			a = a[1:]
		default:
			d.record(isms.Path("").Item(list, id(&before[b[0]])), d.text(&before[b[0]]), d.text(&after[a[0]]), kind)
			b, a = b[1:], a[1:]
		}
	}
}

// record compares the fields of one record by their JSON.
func (d *differ) record(at isms.Path, before, after string, kind func(field string) DifferenceKind) {
	if before == after || d.err != nil {
		return
	}
	var b, a map[string]json.RawMessage
	d.err = cmp.Or(json.Unmarshal([]byte(before), &b), json.Unmarshal([]byte(after), &a))
	var names []string
	for n := range b {
		names = append(names, n)
	}
	for n := range a {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range slices.Compact(names) {
		if x, y := string(b[n]), string(a[n]); x != y {
			d.add(kind(n), at.Field(n), x, y)
		}
	}
}

// multiset compares lists whose items have no ID.
func (d *differ) multiset(list string, before, after []string) {
	slices.Sort(before)
	slices.Sort(after)
	for len(before) > 0 || len(after) > 0 {
		switch {
		case len(after) == 0 || len(before) > 0 && before[0] < after[0]:
			d.add(DiffRemoved, isms.Path(list), before[0], "")
			before = before[1:]
		case len(before) == 0 || after[0] < before[0]:
			d.add(DiffAdded, isms.Path(list), "", after[0])
			after = after[1:]
		default:
			before, after = before[1:], after[1:]
		}
	}
}

func texts[T any](d *differ, items []T) []string {
	list := make([]string, len(items))
	for i := range items {
		list[i] = d.text(&items[i])
	}
	return list
}

// levels compares the levels that stand, by name.
func (d *differ) levels(before, after Register, asOf isms.Date) {
	b, err := before.Evaluate(asOf, nil) // levels do not depend on the calendar
	if err != nil {
		return
	}
	a, err := after.Evaluate(asOf, nil)
	if err != nil {
		return
	}
	for was := range b.All() {
		is, ok := a.LookupRisk(was.Risk)
		if !ok {
			continue
		}
		if x, y := b.Method().LevelName(was.Level), a.Method().LevelName(is.Level); x != y {
			d.add(DiffLevelChanged, isms.Path("").Item("risks", was.Risk).Field("level"), x, y)
		}
	}
}
