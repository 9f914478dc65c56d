package mapping

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// Table returns the results of the items of the given kinds, or of the leaves,
// as rows for a document: the requirement, its outcome, the states that are
// possible, what proves it and who reviewed that, candidate mappings, and whether a publisher
// says that nothing corresponds.
func (inf Inference) Table(kinds ...Kind) table.Table {
	type row struct {
		id, title         string
		result            Result
		proofs, reviewers []string
		candidates        int
	}
	var rows []row
	for i, counts := range inf.target.counted(kinds) {
		if !counts {
			continue
		}
		it := inf.target.item(int32(i))
		r := row{id: it.ID, title: it.Title, result: inf.result(i)}
		for p := range inf.Proofs(it.ID) {
			r.proofs = append(r.proofs, p.Sentence().Text)
			if p.Entry.By != "" {
				r.reviewers = append(r.reviewers, string(p.Entry.By)+" "+p.Entry.On.String())
			}
		}
		for range inf.Candidates(it.ID) {
			r.candidates++
		}
		rows = append(rows, r)
	}
	return table.Of("mapping-results", "Coverage of "+inf.Target().ID(), slices.Values(rows),
		table.Col("requirement", "Requirement", func(r row) string { return r.id }),
		table.Col("title", "Title", func(r row) string { return r.title }),
		table.Col("outcome", "Outcome", func(r row) Outcome { return r.result.Outcome }),
		table.Col("possible", "Possible states", func(r row) string { return r.result.Possible.String() }),
		table.Col("proofs", "Proofs", func(r row) string { return strings.Join(r.proofs, "; ") }),
		table.Col("reviewers", "Reviewers", func(r row) string { return strings.Join(r.reviewers, "; ") }),
		table.ValueCol("candidates", "Candidate mappings", func(r row) int { return r.candidates }),
		table.ValueCol("no-counterpart", "No counterpart", func(r row) bool { return r.result.NoCounterpart }),
	)
}

// Table returns the uses of all artefacts as rows for a document.
func (p EvidencePlan) Table() table.Table {
	type row struct {
		PlannedArtefact
		use Reuse
	}
	var rows []row
	for _, a := range p.Artefacts {
		for _, u := range a.Uses {
			rows = append(rows, row{a, u})
		}
	}
	return table.Of("evidence-plan", "Evidence plan", slices.Values(rows),
		table.Col("artefact", "Artefact", func(r row) isms.ID { return r.ID }),
		table.Col("title", "Title", func(r row) string { return r.Title }),
		table.Col("framework", "Framework", func(r row) string { return r.use.Framework }),
		table.Col("requirement", "Requirement", func(r row) string { return r.use.ID }),
		table.Col("via", "Via", func(r row) string { return r.use.Via }),
		table.Col("relation", "Relationship", func(r row) string { return r.use.Relation.String() }),
	)
}
