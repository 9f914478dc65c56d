package mapping

import (
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Table returns the results of the items of the given kinds, or of the leaves,
// as rows for a document: the requirement, its outcome, the states that are
// possible, what proves it and who reviewed that, leads, and whether a publisher
// says that nothing corresponds.
func (inf Inference) Table(kinds ...Kind) isms.Table {
	t := isms.Table{
		Name:  "mapping-results",
		Title: "What is proved of " + inf.Target().ID(),
		Columns: []isms.Column{
			{Key: "requirement", Title: "Requirement", Kind: isms.KindText},
			{Key: "title", Title: "Title", Kind: isms.KindText},
			{Key: "outcome", Title: "Outcome", Kind: isms.KindText},
			{Key: "possible", Title: "Possible states", Kind: isms.KindText},
			{Key: "proofs", Title: "Proofs", Kind: isms.KindText},
			{Key: "reviewers", Title: "Reviewers", Kind: isms.KindText},
			{Key: "leads", Title: "Leads", Kind: isms.KindInt},
			{Key: "none", Title: "None stated", Kind: isms.KindBool},
		},
		Rows: [][]isms.Cell{},
	}
	if inf.target == nil {
		return t
	}
	for i, counts := range inf.target.counted(kinds) {
		if !counts {
			continue
		}
		it, r := inf.target.item(int32(i)), inf.result(i)
		var proofs, reviewers []string
		for p := range inf.Proofs(it.ID) {
			proofs = append(proofs, strings.Join(p.Entry.Sources, " + ")+" "+p.Entry.Relation.String()+" ("+p.Crosswalk+")")
			if p.Entry.By != "" {
				reviewers = append(reviewers, string(p.Entry.By)+" "+p.Entry.On.String())
			}
		}
		leads := 0
		for range inf.Leads(it.ID) {
			leads++
		}
		t.Rows = append(t.Rows, []isms.Cell{
			isms.TextCell(it.ID), isms.TextCell(it.Title), isms.TextCell(r.Outcome), isms.TextCell(r.Possible.String()),
			isms.TextCell(strings.Join(proofs, "; ")), isms.TextCell(strings.Join(reviewers, "; ")), isms.IntCell(leads), isms.BoolCell(r.NoneStated),
		})
	}
	return t
}

// Table returns the uses of all artefacts as rows for a document.
func (p EvidencePlan) Table() isms.Table {
	t := isms.Table{
		Name:  "evidence-plan",
		Title: "Evidence, collected once",
		Columns: []isms.Column{
			{Key: "artefact", Title: "Artefact", Kind: isms.KindText},
			{Key: "title", Title: "Title", Kind: isms.KindText},
			{Key: "framework", Title: "Framework", Kind: isms.KindText},
			{Key: "requirement", Title: "Requirement", Kind: isms.KindText},
			{Key: "via", Title: "Because of", Kind: isms.KindText},
			{Key: "relation", Title: "Relation", Kind: isms.KindText},
		},
		Rows: [][]isms.Cell{},
	}
	for _, a := range p.Artefacts {
		for _, u := range a.Uses {
			t.Rows = append(t.Rows, []isms.Cell{
				isms.TextCell(a.ID), isms.TextCell(a.Title), isms.TextCell(u.Framework), isms.TextCell(u.ID), isms.TextCell(u.Via), isms.TextCell(u.Relation.String()),
			})
		}
	}
	return t
}
