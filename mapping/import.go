package mapping

import (
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/internal/text"
)

// ImportRow is one row of a published crosswalk as typed or exported. Cells must be text: a spreadsheet that held 5.10 as a number
// has lost the zero before anything here can see it.
type ImportRow struct {
	Sources   []string  // in any spelling that [Framework.Parse] reads; several are taken together
	Targets   []string  // empty: the publisher states that there is no counterpart
	Word      string    // of the notation; empty if the publisher states no relation
	Rationale Rationale //
	Strength  Strength  //
	Note      string    //
}

// Import builds a crosswalk from the rows of a licensed copy that the caller
// holds: AICPA, CIS, SCF and the like, which may not be handed on. Source
// and target of head, if set, must name the frameworks; its entries and its
// items without counterpart come first. The words are read by v; apply [Crosswalk.Improper] to the
// result if its publisher does not check that subsets are proper.
//
// The error joins what is wrong with each row, up to twenty, counting rows
// from 1. Nothing is built from the others.
func Import(head Spec, v Notation, source, target Framework, rows []ImportRow) (Crosswalk, error) {
	const most = 20
	var errs []error
	wrong := 0
	report := func(row int, err error) {
		if wrong++; wrong <= most {
			errs = append(errs, fmt.Errorf("mapping: Import(%s): row %d: %w", text.Quote(head.ID), row+1, err))
		}
	}
	if head.Source == "" {
		head.Source = source.ID()
	}
	if head.Target == "" {
		head.Target = target.ID()
	}
	entries := append([]Entry(nil), head.Entries...)
	nones := append([]NoCounterpart(nil), head.SourcesWithoutCounterpart...)
	for i, r := range rows {
		sources, err1 := parseAll(source, target, r.Sources)
		targets, err2 := parseAll(target, source, r.Targets)
		term, err3 := v.Read(r.Word)
		if err := errors.Join(err1, err2, err3); err != nil {
			report(i, err)
			continue
		}
		switch {
		case len(sources) == 0:
			report(i, errors.New("no source"))
		case len(targets) == 0:
			for _, id := range sources {
				nones = append(nones, NoCounterpart{ID: id, Note: r.Note})
			}
		default:
			e := Entry{Sources: sources, Targets: targets, Relation: term.Relation, Word: r.Word, Rationale: r.Rationale, Strength: r.Strength, Note: r.Note}
			if term.Conflict && e.Note == "" {
				e.Note = "the publisher sees a conflict"
			}
			entries = append(entries, e)
		}
	}
	if wrong > most {
		errs = append(errs, fmt.Errorf("mapping: Import(%s): %d more rows", text.Quote(head.ID), wrong-most))
	}
	if len(errs) > 0 {
		return Crosswalk{}, errors.Join(errs...)
	}
	head.Entries, head.SourcesWithoutCounterpart = entries, nones
	return New(head, source, target)
}

func parseAll(f, other Framework, texts []string) ([]string, error) {
	out := make([]string, 0, len(texts))
	for _, t := range texts {
		id, err := f.f.parse(t, other.f)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}
