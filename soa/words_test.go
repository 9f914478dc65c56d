package soa_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// The tables that a check looks things up in, and the words of every vocabulary.
func TestTablesAreAsWritten(t *testing.T) {
	text, err := json.MarshalIndent(map[string]any{
		"phrases":         soa.Phrases(),
		"applicabilities": slices.Collect(soa.Applicabilities().All()), "responsibilities": slices.Collect(soa.Responsibilities().All()), "implementations": slices.Collect(soa.ImplementationStatuses().All()), "bases": slices.Collect(soa.Bases().All()),
		"classifications": slices.Collect(soa.Classifications().All()), "states": slices.Collect(soa.States().All()), "eventKinds": slices.Collect(soa.EventKinds().All()), "changeKinds": slices.Collect(soa.ChangeKinds().All()),
		"circumstances": slices.Collect(soa.Circumstances().All()), "phraseKinds": slices.Collect(soa.PhraseKinds().All()), "columns": (soa.Statement{}).Table().Columns, "format": "ismskit/soa/1",
	}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, "tables.json", string(text)+"\n")
}

// Every record keeps what it holds under the names of its JSON.
func TestRecordsAsJSON(t *testing.T) {
	reason := soa.Reason{Basis: soa.BasisRisk, Source: "R-1", Via: "T-1", Text: "x"}
	decision := soa.Decision{
		Control: "A.5.7", Excluded: true, Undecided: true, Justification: "j", Reasons: []soa.Reason{reason}, Implementation: soa.Planned, Due: day,
		Responsibility: soa.ResponsibilityShared, Provider: "V", Assurance: "a", Owner: "o", How: "h", Evidence: []isms.ID{"E"}, Documents: []isms.ID{"D"}, DecidedOn: day, ReviewBy: day,
	}
	header := soa.Header{
		Organization: "o", Scope: "s", Document: "d", Date: day, Edition: isms.Edition2022, Classification: soa.Public, PreparedBy: "p", Assessment: "ra", Assessed: day, ReviewBy: day,
	}
	obligation := soa.Obligation{ID: "L-1", Basis: soa.BasisLegal, Title: "t", Controls: []isms.Ref{"A.5.7"}}
	custom := annexa.CustomControl{Ref: "own:C-1", Title: "t", Catalog: "c", AttributeValues: annexa.Detective}
	mergeConflict := soa.MergeConflict{Control: "A.5.7", Field: "how", Text: "t"}
	applicability, text, implementation, responsibility, id := soa.Applicable, "x", soa.Planned, soa.ResponsibilityShared, isms.ID("I")
	ids, reasons, mergeConflicts, date := []isms.ID{"I"}, []soa.Reason{reason}, []soa.MergeConflict{mergeConflict}, day
	records := []any{
		soa.Input{Version: "1", Header: header, Register: risk.Register{Assessed: day}, Obligations: []soa.Obligation{obligation}, Custom: []annexa.CustomControl{custom}, Decisions: []soa.Decision{decision}},
		soa.Facts{
			Evidence: []evidence.Summary{{Expectation: evidence.Expectation{Ref: "A.5.7"}, Latest: day, ValidUntil: day}}, Assets: []risk.Asset{{ID: "a", Kind: "k"}},
			Plan: []risk.Treatment{{Controls: []isms.Ref{"A.5.7"}, ID: "T-1", Owner: "o", Due: day}}, Obligations: []soa.Obligation{obligation},
			Citations: []soa.Citation{{Document: "d", Version: "1"}}, Assessed: day, ScopeSince: day,
			Limits: soa.Limits{EvidenceMaxAge: isms.Interval{N: 3, Unit: isms.Weeks}, MinWords: 2, Repeats: 3, Phrases: []soa.Phrase{{Language: "en", Kind: "stock", Text: "x"}}},
		},
		soa.Edit{
			Control: "A.5.7", Applicability: &applicability, Justification: &text, Reasons: &reasons, Implementation: &implementation, Due: &date, Responsibility: &responsibility,
			Provider: &id, Assurance: &text, Owner: &id, How: &text, Evidence: &ids, Documents: &ids, DecidedOn: &date, ReviewBy: &date, NoLongerValid: &reasons, MergeConflicts: &mergeConflicts,
		},
		soa.Edit{Control: "A.5.7"},
		soa.Decision2013{
			Control: "A.9.1.1", Excluded: true, Justification: "j", Reasons: reasons, Implementation: soa.PartiallyImplemented, Owner: "o", How: "h", Evidence: ids, Documents: ids,
		},
		soa.Change{Kind: "owner", Control: "A.5.7", Field: "owner", Before: isms.Sentence{Text: "a"}, After: isms.Sentence{Text: "b"}, From: []annexa.Ref2013{"A.9.1.1"}},
		soa.Proposal{Control: "A.5.7", Stays: true, Circumstances: []soa.Circumstance{"one person organization"}, Why: isms.Sentence{Text: "w"}, Reasons: reasons, Now: soa.Undecided},
		soa.Previous{Version: "1", Hash: "h"},
		soa.UnresolvedControl{Control: "own:X", Risk: "R-1", Treatment: "T-1"},
		soa.Event{Kind: soa.Approve, By: "ceo", On: day, Note: "n", Hash: "h"},
		soa.Decision{},
		soa.Header{},
		soa.Facts{},
		soa.Obligation{},
		annexa.CustomControl{},
		soa.Reason{},
		soa.Input{},
		soa.Decision2013{},
		soa.Event{},
		soa.MergeConflict{},
		soa.Change{},
	}
	var out string
	for _, r := range records {
		line, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		out += string(line) + "\n"
	}
	golden.Equal(t, "records.jsonl", out)
}

// Reasons are in the order of their bases, what is none of them last, then by
// what they point at, then by their text.
func TestReasonsAreOrdered(t *testing.T) {
	list := []soa.Reason{
		{Basis: soa.BasisRisk},
		{Basis: soa.BasisRisk, Source: "R-1"},
		{Basis: soa.BasisRisk, Source: "R-1", Text: "x"},
		{Basis: soa.BasisRisk, Source: "R-1", Via: "T-1"},
		{Basis: soa.BasisRisk, Source: "R-1", Via: "T-2"},
		{Basis: soa.BasisRisk, Source: "R-2"},
		{Basis: soa.BasisLegal, Source: "A"},
		{Basis: soa.BasisContractual, Source: "A"},
		{Basis: soa.BasisBusiness, Source: "A"},
		{Basis: soa.BasisOther, Source: "A"},
		{Source: "A"},
		{Basis: "habit", Source: "A"},
		{Basis: "zeal", Source: "A"},
	}
	for i, a := range list {
		for j, b := range list {
			if got := a.Compare(b); got != cmpInt(i, j) {
				t.Errorf("%v and %v: %d", a, b, got)
			}
		}
	}
	for want, r := range map[string]soa.Reason{
		"reason": {}, "risk R-1": {Basis: soa.BasisRisk, Source: "R-1"}, "risk R-1 (T-1)": {Basis: soa.BasisRisk, Source: "R-1", Via: "T-1"},
		"legal requirement: some": {Basis: soa.BasisLegal, Text: "some"}, "reason (T-1): x": {Via: "T-1", Text: "x"}, "reason X": {Source: "X"},
	} {
		if got := parts(r.Sentence()); got != want || r.String() != r.Sentence().Text {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func cmpInt(a, b int) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// What a register tells, list by list: one that is there and empty is not one
// that is not there.
func TestFactsOfLists(t *testing.T) {
	f := soa.FactsOf(risk.Register{Assets: []risk.Asset{}, Treatments: []risk.Treatment{}})
	if f.Assets == nil || f.Plan == nil {
		t.Errorf("%+v", f)
	}
	if f := soa.FactsOf(risk.Register{}); f.Assets != nil || f.Plan != nil {
		t.Errorf("%+v", f)
	}
}

// A former row is refused for what a decision would be refused for.
func TestCarryRefuses(t *testing.T) {
	const bad = "\xff"
	for name, f := range map[string]soa.Decision2013{
		"justification": {Justification: bad}, "how": {How: bad}, "owner": {Owner: " x"}, "evidence": {Evidence: []isms.ID{""}}, "documents": {Documents: []isms.ID{""}},
		"reasons": {Reasons: []soa.Reason{{}}}, "implementation": {Implementation: "done"}, "excluded": {Excluded: true, Implementation: soa.Planned},
	} {
		f.Control = "A.9.1.1"
		if _, err := soa.FromEdition2013([]soa.Decision2013{f}); err == nil {
			t.Errorf("%s: carried", name)
		}
	}
	// Across the editions: what follows which, and only what changed.
	s := build(t, soa.Input{Custom: []annexa.CustomControl{{Ref: "own:C-1", Title: "Drill"}}, Header: soa.Header{Scope: "all"}, Decisions: []soa.Decision{{Control: "A.5.15", Owner: "it"}}})
	got, err := soa.DiffEdition2013([]soa.Decision2013{{Control: "A.9.1.1", Owner: "it"}, {Control: "A.9.1.2", Owner: "it"}}, s)
	if err != nil {
		t.Fatal(err)
	}
	got = slices.DeleteFunc(got, func(c soa.Change) bool { return c.Field == "new" })
	want := []soa.Change{{Kind: "correspondence", Control: "A.5.15", Field: "merged", Before: isms.Sentence{Text: "A.9.1.1 A.9.1.2"}, After: isms.Sentence{Text: "A.5.15"}, From: []annexa.Ref2013{"A.9.1.1", "A.9.1.2"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
