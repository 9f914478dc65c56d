package soa

import (
	"encoding/json"
	"iter"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// RowView is a [Row] as plain data, for whoever shows or sends one row: the
// answers that follow from the whole statement beside the person's word that they
// follow from. It is for reading; to change a row, send an [Edit]. Its JSON has
// every key, and lists are never null.
type RowView struct {
	Control isms.Ref `json:"control"` // "A.8.28", "own:C-1"
	Title   string   `json:"title"`
	// Theme is that of Annex A; for a custom control its catalog, "own" if it is
	// the organization's own.
	Theme string `json:"theme"`

	// The three axes. The first follows from the decision and from what asks for the
	// control; the others are the decision's, empty while nobody has said.
	Applicability  Applicability        `json:"applicability"`
	Responsibility Responsibility       `json:"responsibility"`
	Implementation ImplementationStatus `json:"implementation"`

	// Reasons are all that ask for the control: those of the register and of the
	// obligations, and those of the decision.
	Reasons        []Reason        `json:"reasons"`
	NoLongerValid  []Reason        `json:"noLongerValid"`
	MergeConflicts []MergeConflict `json:"mergeConflicts"`

	// Decided says whether a person said anything; Decision is what [Build] takes.
	Decided  bool     `json:"decided"`
	Decision Decision `json:"decision"`
}

// View returns the row as plain data. The zero Row gives a view that names no
// control and is undecided. Cost: as of [Row.Reasons].
func (r Row) View() RowView {
	d := r.Decision()
	return RowView{
		Control: r.Ref(), Title: r.Title(), Theme: r.theme(),
		Applicability: r.Applicability(), Responsibility: d.Responsibility, Implementation: d.Implementation,
		Reasons: list(r.Reasons()), NoLongerValid: list(r.NoLongerValid()), MergeConflicts: list(r.MergeConflicts()),
		Decided: r.decided(), Decision: d,
	}
}

// MarshalJSON writes the [RowView] of the row. A row cannot be read back: it is
// part of a statement.
func (r Row) MarshalJSON() ([]byte, error) { return json.Marshal(r.View()) }

// list collects what a sequence yields; never nil.
func list[T any](seq iter.Seq[T]) []T { return slices.AppendSeq([]T{}, seq) }
