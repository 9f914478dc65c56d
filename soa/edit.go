package soa

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
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
	DecidedOn      *isms.Date            `json:"decidedOn,omitzero"`
	ReviewBy       *isms.Date            `json:"reviewBy,omitzero"`
	// NoLongerValid replaces the reasons that are no longer valid, to remove some.
	NoLongerValid *[]Reason `json:"noLongerValid,omitzero"`
	// MergeConflicts replaces the merge conflicts, to remove some.
	MergeConflicts *[]MergeConflict `json:"mergeConflicts,omitzero"`
}

// Edit returns the statement after the edits, in their order. Only a draft can be
// edited. It refuses what [Build] refuses in a decision, an empty applicability,
// an excluded control whose justification is emptied, and reasons no longer valid or
// merge conflicts that were not there; all at once, in an [isms.Error] whose paths
// lead from the list of edits: "[A.5.7].owner".
func (s Statement) Edit(edits ...Edit) (Statement, error) {
	if err := s.editable(); err != nil {
		return Statement{}, err
	}
	var p problems
	paths := pathsOf("", "", edits, func(e *Edit) isms.Ref { return e.Control })
	b := s.copyRows()
	for n, e := range edits {
		if p.full() {
			break
		}
		q := p.part()
		i, err := b.find("control", e.Control)
		if err != nil {
			q.add(err)
		} else {
			own := *Row{b, i}.own()
			if own.edit(&q, e); len(q.errs) == 0 {
				b.rows[i].own = own.orNil()
			}
		}
		p.under(func() isms.Path { return paths(n) }, q)
	}
	if err := p.err(); err != nil {
		return Statement{}, err
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

func (e *entry) edit(p *problems, x Edit) {
	d := e.decision.clone()
	if x.Applicability != nil {
		p.add(Applicabilities().Validate("applicability", *x.Applicability))
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
	set(&d.DecidedOn, x.DecidedOn)
	set(&d.ReviewBy, x.ReviewBy)
	d.check(p, "")
	if d.Excluded && x.Justification != nil && text.Blank(d.Justification) {
		p.refuse(justificationEmptied, "justification", *x.Justification)
	}
	e.decision = d.tidy()
	if x.NoLongerValid != nil {
		for i, r := range *x.NoLongerValid {
			if !slices.Contains(e.noLongerValid, r) {
				p.refuse(notThere, isms.Path("").Index("noLongerValid", i), r.String())
			}
		}
		e.noLongerValid = tidyList(*x.NoLongerValid, Reason.Compare)
	}
	if x.MergeConflicts != nil {
		for i, l := range *x.MergeConflicts {
			if !slices.Contains(e.mergeConflict, l) {
				p.refuse(notThere, isms.Path("").Index("mergeConflicts", i), l.Field)
			}
		}
		e.mergeConflict = tidyList(*x.MergeConflicts, MergeConflict.compare)
	}
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
	var p problems
	h.check(&p, "")
	if err := p.err(); err != nil {
		return Statement{}, err
	}
	b := *s.body()
	b.header, b.mergeConflict = h, nil
	return Statement{&b}, nil
}

// Regenerate returns the statement with the reasons that the register and the
// obligations give now. What persons said stays; new reasons are added; reasons
// that no longer hold are marked as no longer valid and kept. The day of assessment is the
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
