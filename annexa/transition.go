package annexa

import (
	"errors"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// TransitionState is what a list of 2013 controls brings to a control of
// 2022.
type TransitionState string

// The states of a control, in the order in which a transition is usually worked through.
const (
	Carried       TransitionState = "carried"         // every predecessor is in the list
	CarriedInPart TransitionState = "carried in part" // some predecessors are in the list, others are not
	NotCarried    TransitionState = "not carried"     // it has predecessors, and none is in the list
	ToConsider    TransitionState = "to consider"     // new in 2022: no list of 2013 can speak for it
)

var wordsTransitionStates = [...][2]TransitionState{
	{Carried, "Carried"},
	{CarriedInPart, "Carried in part"},
	{NotCarried, "Not carried"},
	{ToConsider, "To consider"},
}

// TransitionStates returns the vocabulary of [TransitionState].
func TransitionStates() isms.Words[TransitionState] {
	return isms.WordsOf("annexa.transition-state", wordsTransitionStates[:])
}

// TransitionReport shows what a list of 2013 controls, such as those that a
// statement of applicability of that edition declares, means in the edition of
// 2022. It says which controls follow, never that they are met: a control that
// follows may ask for more than the one it came from.
type TransitionReport struct {
	Rows     []TransitionRow     `json:"rows"`     // all 93 controls of 2022, in order
	Rows2013 []TransitionRow2013 `json:"rows2013"` // the listed controls of 2013, in order, each once
	Twice    []Ref2013           `json:"twice"`    // controls listed more than once
	Unknown  []isms.Problem      `json:"unknown"`  // entries that are no control of 2013, and why, each once
}

// TransitionRow is a control of 2022 in a [TransitionReport].
type TransitionRow struct {
	Control        isms.Ref        `json:"control"`
	State          TransitionState `json:"state"`
	Correspondence Correspondence  `json:"correspondence"`
	From           []Ref2013       `json:"from"`   // listed predecessors
	Absent         []Ref2013       `json:"absent"` // predecessors that are not listed
}

// TransitionRow2013 is a listed control of 2013 in a [TransitionReport].
type TransitionRow2013 struct {
	Control        Ref2013        `json:"control"`
	Correspondence Correspondence `json:"correspondence"`
	Successors     Set            `json:"successors"`
}

// Transition reports what the listed controls of 2013 mean in 2022. Entries are
// read as [ParseControl2013] reads them; those it refuses are reported, and an
// entry given twice, in whatever spelling, counts once. The order of the list
// does not matter.
func Transition(list []Ref2013) TransitionReport {
	r := TransitionReport{Rows2013: []TransitionRow2013{}, Twice: []Ref2013{}, Unknown: []isms.Problem{}}
	var listed, twice formerSet
	for _, entry := range list {
		id, err := ParseControl2013(string(entry))
		var e *isms.Error
		if errors.As(err, &e) {
			r.Unknown = append(r.Unknown, e.Problems...)
			continue
		}
		p, _ := id.position()
		if listed.has(p) {
			twice = twice.with(p)
		}
		listed = listed.with(p)
	}
	slices.SortFunc(r.Unknown, func(a, b isms.Problem) int { return strings.Compare(a.Value, b.Value) })
	r.Unknown = slices.CompactFunc(r.Unknown, func(a, b isms.Problem) bool { return a.Value == b.Value })
	r.Twice = slices.AppendSeq(r.Twice, twice.all())
	for id := range listed.all() {
		r.Rows2013 = append(r.Rows2013, TransitionRow2013{id, id.Correspondence(), id.Successors()})
	}

	r.Rows = make([]TransitionRow, 0, Count)
	for p, c := range controls {
		row := TransitionRow{
			Control: c.Ref, Correspondence: correspondence(p), State: CarriedInPart,
			From:   slices.AppendSeq([]Ref2013{}, predecessors[p].intersect(listed).all()),
			Absent: slices.AppendSeq([]Ref2013{}, predecessors[p].minus(listed).all()),
		}
		switch {
		case c.New:
			row.State = ToConsider
		case len(row.Absent) == 0:
			row.State = Carried
		case len(row.From) == 0:
			row.State = NotCarried
		}
		r.Rows = append(r.Rows, row)
	}
	return r
}

// In returns the controls of 2022 that are in the given state.
func (r TransitionReport) In(state TransitionState) Set {
	var s Set
	for _, row := range r.Rows {
		if row.State == state {
			s = s.With(row.Control)
		}
	}
	return s
}

// Following returns the controls of 2022 that follow at least one listed
// control: those carried and those carried in part.
func (r TransitionReport) Following() Set { return r.In(Carried).Union(r.In(CarriedInPart)) }

// Table returns the rows as a table: each control of 2022 with its state, its
// correspondence, and the predecessors that are listed and that are not.
func (r TransitionReport) Table() table.Table {
	return table.Of("transition", "From the 2013 to the 2022 edition of Annex A", slices.Values(r.Rows),
		table.ValueCol("control", "Control", func(r TransitionRow) isms.Ref { return r.Control }),
		table.Col("title", "Title", func(r TransitionRow) string { c, _ := Lookup(r.Control); return c.Title }),
		table.Col("state", "State", func(r TransitionRow) TransitionState { return r.State }),
		table.Col("correspondence", "Correspondence", func(r TransitionRow) Correspondence { return r.Correspondence }),
		table.Col("from", "Follows (2013)", func(r TransitionRow) string { return text.Join(r.From, ", ") }),
		table.Col("absent", "Not listed (2013)", func(r TransitionRow) string { return text.Join(r.Absent, ", ") }),
	)
}

// Table2013 returns the listed controls of 2013 as a table: each with its
// correspondence and the controls of 2022 that follow it.
func (r TransitionReport) Table2013() table.Table {
	return table.Of("transition-2013", "What becomes of the controls of 2013", slices.Values(r.Rows2013),
		table.Col("control", "2013", func(f TransitionRow2013) Ref2013 { return f.Control }),
		table.Col("title", "Title", func(f TransitionRow2013) string { return f.Control.Title() }),
		table.Col("correspondence", "Correspondence", func(f TransitionRow2013) Correspondence { return f.Correspondence }),
		table.Col("successors", "2022", func(f TransitionRow2013) string { return f.Successors.String() }),
	)
}
