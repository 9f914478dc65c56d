package mapping

import (
	"cmp"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// ImportRow is one row of a published crosswalk as typed or exported. Cells must be
// text: a spreadsheet that held 5.10 as a number has lost the zero before anything
// here can see it.
type ImportRow struct {
	Sources   []string  `json:"sources"`       // in any spelling that [Framework.Parse] reads; several are taken together
	Targets   []string  `json:"targets"`       // empty: the publisher states that there is no counterpart
	Word      string    `json:"word,omitzero"` // of the notation; empty if the publisher states no relation
	Rationale Rationale `json:"rationale,omitzero"`
	Strength  Strength  `json:"strength,omitzero"`
	Note      string    `json:"note,omitzero"`
}

// Import builds a crosswalk from the rows of a licensed copy that the caller
// holds: AICPA, CIS, SCF and the like, which may not be handed on. Source
// and target of head, if set, must name the frameworks; its entries and its
// items without counterpart come first. The words are read by v; apply [Crosswalk.Improper] to the
// result if its publisher does not check that subsets are proper.
//
// It returns an [isms.Error] that lists what is wrong with head and rows, by position
// from 0: "rows[#2].targets[#0]".
func Import(head Spec, v Notation, source, target Framework, rows []ImportRow) (Crosswalk, error) {
	var p problems
	head.Source, head.Target = cmp.Or(head.Source, source.ID()), cmp.Or(head.Target, target.ID())
	p.add(Notations().Validate("notation", v))
	p.framework("source", head.Source, source)
	p.framework("target", head.Target, target)
	if err := p.err(); err != nil { // no row can be read
		return Crosswalk{}, err
	}
	entries := slices.Clone(head.Entries)
	nones := slices.Clone(head.SourcesWithoutCounterpart)
	var ofEntry, ofNone []isms.Path // where those of rows stand
	for i, r := range rows {
		at := isms.Path("").Index("rows", i)
		sources, ok1 := p.parse(at, "sources", source, target, r.Sources)
		targets, ok2 := p.parse(at, "targets", target, source, r.Targets)
		term, err := v.Read(r.Word)
		p.under(at.Field("word"), err)
		switch {
		case len(r.Sources) == 0:
			p.refuse(itemsMissing, at.Field("sources"), "")
		case !ok1 || !ok2 || err != nil:
		case len(targets) == 0:
			for j, id := range sources {
				nones = append(nones, NoCounterpart{ID: id, Note: r.Note})
				ofNone = append(ofNone, at.Index("sources", j))
			}
		default:
			e := Entry{Sources: sources, Targets: targets, Relation: term.Relation, Word: r.Word, Rationale: r.Rationale, Strength: r.Strength, Note: r.Note}
			if term.Conflict && e.Note == "" {
				e.Note = conflictSeen.Text
			}
			entries = append(entries, e)
			ofEntry = append(ofEntry, at)
		}
	}
	before, nonesBefore := len(head.Entries), len(head.SourcesWithoutCounterpart)
	namesOfNones := isms.ItemPaths("", "sourcesWithoutCounterpart", head.SourcesWithoutCounterpart, func(n *NoCounterpart) string { return n.ID })
	head.Entries, head.SourcesWithoutCounterpart = entries, nones
	c := p.build(head, source, target, origin{
		entry: func(i int) (isms.Path, bool) {
			if i < before {
				return isms.Path("").Index("entries", i), false
			}
			return ofEntry[i-before], false
		},
		none: func(i int) isms.Path {
			if i < nonesBefore {
				return namesOfNones[i].Field("id")
			}
			return ofNone[i-nonesBefore]
		},
	})
	if err := p.err(); err != nil {
		return Crosswalk{}, err
	}
	return c, nil
}

// parse returns the ids that the texts of a row spell, and whether all do.
func (p *problems) parse(row isms.Path, side string, f, other Framework, texts []string) ([]string, bool) {
	out, all := make([]string, 0, len(texts)), true
	for j, t := range texts {
		id, err := f.f.parse(t, other.f)
		p.under(row.Index(side, j), err)
		out, all = append(out, id), all && err == nil
	}
	return out, all
}
