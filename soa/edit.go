package soa

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// Edit changes what persons said of one control. A field that is nil stays as
// it is; one that points at an empty value empties it. Lists are replaced whole.
type Edit struct {
	Control        isms.Ref              `json:"control"`
	Applicability  *Applicability        `json:"applicability,omitzero"`
	Justification  *string               `json:"justification,omitzero"`
	Reasons        *[]Reason             `json:"reasons,omitzero"`
	Implementation *ImplementationStatus `json:"implementation,omitzero"`
	Due            *isms.Date            `json:"due,omitzero"`
	Responsibility *Responsibility       `json:"responsibility,omitzero"`
	Provider       *isms.ID              `json:"provider,omitzero"`
	Assurance      *string               `json:"assurance,omitzero"`
	Owner          *isms.ID              `json:"owner,omitzero"`
	How            *string               `json:"how,omitzero"`
	Evidence       *[]isms.ID            `json:"evidence,omitzero"`
	Documents      *[]isms.ID            `json:"documents,omitzero"`
	Decided        *isms.Date            `json:"decided,omitzero"`
	ReviewBy       *isms.Date            `json:"reviewBy,omitzero"`
	// NoLongerValid replaces the lapsed reasons, to remove some.
	NoLongerValid *[]Reason `json:"noLongerValid,omitzero"`
	// MergeConflicts replaces the merge conflicts of merges, to remove some.
	MergeConflicts *[]MergeConflict `json:"mergeConflicts,omitzero"`
}

// Edit returns the statement after the edits, in their order. Only a draft can be
// edited. It refuses what [Build] refuses in a decision, an empty applicability,
// an excluded control whose justification is emptied, and lapsed reasons or
// merge conflicts that were not there.
func (s Statement) Edit(edits ...Edit) (Statement, error) {
	if err := s.editable(); err != nil {
		return Statement{}, err
	}
	b := s.copyRows()
	for _, e := range edits {
		i, err := b.find("an edit", e.Control)
		if err != nil {
			return Statement{}, err
		}
		own := *Row{b, i}.own()
		if err := own.edit(e); err != nil {
			return Statement{}, err
		}
		b.rows[i].own = own.orNil()
	}
	return Statement{b}, nil
}

// copyRows returns a body whose rows may be replaced.
func (s Statement) copyRows() *body {
	b := *s.body()
	b.rows = slices.Clone(b.rows)
	return &b
}

// orNil returns a copy of the entry, nil if it says nothing.
func (e entry) orNil() *entry {
	if e.empty() {
		return nil
	}
	return &e
}

func (e *entry) edit(x Edit) error {
	d := e.decision.clone()
	if x.Applicability != nil {
		if !Applicabilities().Has(*x.Applicability) {
			return fmt.Errorf("soa: control %s: applicability %q: want one of %v", x.Control, clip(string(*x.Applicability)), quoted(slices.Collect(Applicabilities().All())))
		}
		d.Excluded, d.Undecided = *x.Applicability == Excluded, *x.Applicability == Undecided
	}
	set(&d.Justification, x.Justification)
	set(&d.Reasons, x.Reasons)
	set(&d.Implementation, x.Implementation)
	set(&d.Due, x.Due)
	set(&d.Responsibility, x.Responsibility)
	set(&d.Provider, x.Provider)
	set(&d.Assurance, x.Assurance)
	set(&d.Owner, x.Owner)
	set(&d.How, x.How)
	set(&d.Evidence, x.Evidence)
	set(&d.Documents, x.Documents)
	set(&d.Decided, x.Decided)
	set(&d.ReviewBy, x.ReviewBy)
	if err := d.check("control " + string(x.Control)); err != nil {
		return err
	}
	if d.Excluded && x.Justification != nil && placeholder(d.Justification) {
		return fmt.Errorf("soa: control %s is excluded: its justification cannot be emptied", x.Control)
	}
	e.decision = d.tidy()
	if x.NoLongerValid != nil {
		for _, r := range *x.NoLongerValid {
			if !slices.Contains(e.lapsed, r) {
				return fmt.Errorf("soa: control %s has no lapsed reason %q: an edit removes lapsed reasons and adds none", x.Control, clip(r.String()))
			}
		}
		e.lapsed = tidyList(*x.NoLongerValid, Reason.Compare)
	}
	if x.MergeConflicts != nil {
		for _, l := range *x.MergeConflicts {
			if !slices.Contains(e.mergeConflict, l) {
				return fmt.Errorf("soa: control %s has no merge conflict %q: an edit removes merge conflicts and adds none", x.Control, clip(l.Field))
			}
		}
		e.mergeConflict = tidyList(*x.MergeConflicts, MergeConflict.compare)
	}
	return nil
}

func set[T any](field, value *T) {
	if value != nil {
		*field = *value
	}
}

// EditHeader returns the statement with another header; the merge conflicts of the
// header are settled by it. Only a draft can be edited.
func (s Statement) EditHeader(h Header) (Statement, error) {
	if err := s.editable(); err != nil {
		return Statement{}, err
	}
	if err := h.check(s.Version()); err != nil {
		return Statement{}, err
	}
	b := *s.body()
	b.header, b.mergeConflict = h, nil
	return Statement{&b}, nil
}

// Regenerate returns the statement with the reasons that the register and the
// obligations give now. What persons said stays; new reasons are added; reasons
// that no longer hold are marked as lapsed and kept. The day of assessment is the
// register's, if it has one. Regenerating from what the statement was built from
// changes nothing. Only a draft can be regenerated, unless nothing changes.
func (s Statement) Regenerate(reg risk.Register, obligations []Obligation) (Statement, error) {
	if s.IsZero() {
		return Statement{}, s.editable()
	}
	fresh, err := Build(Input{Register: reg, Obligations: obligations, Custom: s.b.custom})
	if err != nil {
		return Statement{}, err
	}
	return Merge(s, s, fresh)
}
