package soa_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

func TestTable(t *testing.T) {
	s := build(t, soa.Input{
		Version: "1.0",
		Register: risk.Register{Treatments: []risk.Treatment{
			{ID: "T-1", Risks: []isms.ID{"R-1", "R-2"}, Controls: []isms.Ref{"A.5.7"}},
			{ID: "T-2", Risks: []isms.ID{"R-1"}, Controls: []isms.Ref{"A.5.7"}},
		}},
		Obligations: []soa.Obligation{{ID: "L-1", Basis: soa.BasisLegal, Title: "watch out", Controls: []isms.Ref{"A.5.7"}}},
		Decisions: []soa.Decision{
			{
				Control: "A.5.7", Justification: "=cmd|'/c calc'!A1, \"quoted\"\nand more", Implementation: soa.PartiallyImplemented, Due: day,
				Responsibility: soa.ResponsibilityShared, Provider: "soc", Assurance: "report", How: "+feed", Owner: "it",
				Evidence: []isms.ID{"E-2", "E-1"}, Reasons: []soa.Reason{{Basis: soa.BasisBusiness, Text: "the board wants it"}, {Text: "no basis"}},
			},
			{Control: "A.8.28", Excluded: true, Justification: "@nobody writes code"},
		},
	})
	tab := s.Table()
	get := func(ref isms.Ref) map[string]string {
		out := map[string]string{}
		for _, cells := range tab.Rows {
			if got, ok := cells[0].Ref(); ok && got == ref {
				for i, c := range cells {
					if c.String() != "" {
						out[tab.Columns[i].Key] = c.String()
					}
				}
			}
		}
		return out
	}
	if diff := cmp.Diff(map[string]string{
		"control": "A.5.7", "title": "Threat intelligence", "theme": "organizational", "applicability": "yes",
		"risks": "R-1; R-2", "legal": "L-1 watch out", "business": "the board wants it", "other": "no basis",
		"justification": "=cmd|'/c calc'!A1, \"quoted\"\nand more", "implementation": "partially implemented", "due": "2026-03-02",
		"responsibility": "shared", "provider": "soc", "assurance": "report", "how": "+feed", "owner": "it", "evidence": "E-1, E-2",
	}, get("A.5.7")); diff != "" {
		t.Error(diff)
	}
	if got := get("A.8.28"); got["applicability"] != "no" || got["implementation"] != "" {
		t.Error(got)
	}
	if got := get("A.5.1"); got["applicability"] != "undecided" {
		t.Error(got)
	}
	csv := string(tab.AppendCSV(nil))
	for _, formula := range []string{",=cmd", "\"=cmd", ",+feed", ",@nobody"} {
		if strings.Contains(csv, formula) {
			t.Errorf("the CSV holds %q as a formula", formula)
		}
	}
	back, err := table.ParseCSV([]byte(csv), tab.Columns)
	if err != nil || !slices.EqualFunc(back.Rows, tab.Rows, slices.Equal) {
		t.Error("the table does not come back from CSV", err)
	}
	if n := len(s.ExclusionTable().Rows); n != 1 {
		t.Errorf("%d exclusions", n)
	}
	for _, tab := range []table.Table{tab, s.HeaderTable(), s.ExclusionTable(), soa.ChangeTable(slices.Collect(soa.Diff(soa.Statement{}, s).Changes()))} {
		if err := tab.Validate(); err != nil {
			t.Error(err)
		}
	}
}

func TestHeaderTable(t *testing.T) {
	s := sound().statement(t)
	got := map[string]string{}
	for _, r := range s.HeaderTable().Rows {
		got[r[0].String()] = r[1].String()
	}
	for key, want := range map[string]string{
		"Organization": "Example Ltd", "Version": "1.0", "Status": "approved", "Approved by": "ceo", "Approved on": "2026-02-03",
		"Classification":                       "on request",
		"Annex A controls applicable":          "91 of 93 (organizational 37 of 37, people 8 of 8, physical 13 of 14, technological 33 of 34)",
		"Annex A controls excluded":            "2 of 93 (organizational 0 of 37, people 0 of 8, physical 1 of 14, technological 1 of 34)",
		"Annex A controls undecided":           "0 of 93",
		"Additional controls (not in Annex A)": "1 of 94",
		"Implemented":                          "91 of 92, 98.9 %",
		"Risk assessment":                      "2026-01-20",
		"Prepared by":                          "ciso",
	} {
		if got[key] != want {
			t.Errorf("%s: %q, want %q", key, got[key], want)
		}
	}
}

func TestWordsAreKnown(t *testing.T) {
	check := func(name string, known bool) {
		if !known {
			t.Error(name)
		}
	}
	for v := range soa.Applicabilities().All() {
		check(string(v), soa.Applicabilities().Has(v))
	}
	for v := range soa.Responsibilities().All() {
		check(string(v), soa.Responsibilities().Has(v))
	}
	for v := range soa.ImplementationStatuses().All() {
		check(string(v), soa.ImplementationStatuses().Has(v))
	}
	for v := range soa.Bases().All() {
		check(string(v), soa.Bases().Has(v))
	}
	for v := range soa.Classifications().All() {
		check(string(v), soa.Classifications().Has(v))
	}
	for v := range soa.States().All() {
		check(string(v), soa.States().Has(v))
	}
	for v := range soa.EventKinds().All() {
		check(string(v), soa.EventKinds().Has(v))
	}
	for v := range soa.ChangeKinds().All() {
		check(string(v), soa.ChangeKinds().Has(v))
	}
	for v := range soa.Circumstances().All() {
		check(string(v), soa.Circumstances().Has(v))
	}
	for v := range soa.PhraseKinds().All() {
		check(string(v), soa.PhraseKinds().Has(v))
	}
	if soa.Applicabilities().Has(soa.Applicability("")) || soa.States().Has(soa.State("x")) || soa.Bases().Has(soa.Basis("")) {
		t.Error("an empty or strange word is known")
	}
}

func TestFactsOf(t *testing.T) {
	f := soa.FactsOf(risk.Register{})
	if f.Plan != nil || f.Assets != nil || !f.Assessed.IsZero() {
		t.Errorf("an empty register tells %+v", f)
	}
	f = soa.FactsOf(risk.Register{
		Assessed: day, Assets: []risk.Asset{{ID: "a", Kind: "network"}},
		Treatments: []risk.Treatment{{ID: "T-1", Controls: []isms.Ref{"A.5.7", "own:C-1"}, Owner: "it", Due: day}},
	})
	want := soa.Facts{
		Assessed: day, Assets: []risk.Asset{{ID: "a", Kind: "network"}},
		Plan: []risk.Treatment{{ID: "T-1", Controls: []isms.Ref{"A.5.7", "own:C-1"}, Owner: "it", Due: day}},
	}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Error(diff)
	}
}
