package soa_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// All that is wrong with an input is told at once.
func TestAllProblemsAtOnce(t *testing.T) {
	owner, how := isms.ID(" it"), "\xff"
	s := build(t, soa.Input{})
	for name, c := range map[string]struct {
		refused func() error
		want    string
	}{
		"an input": {func() error {
			_, err := soa.Build(soa.Input{
				Version: "\xff", Header: soa.Header{Edition: "ISO/IEC 27001:2013", PreparedBy: " x"},
				Register:    risk.Register{Treatments: []risk.Treatment{{ID: "T-1", Risks: []isms.ID{"R", "\xff"}, Controls: []isms.Ref{"A.5.7", "\x00"}}}},
				Obligations: []soa.Obligation{{ID: "O-1", Controls: []isms.Ref{"A.5.7", "5.8"}}},
				Custom:      []annexa.CustomControl{{Ref: "own:C-1", Title: "\x00"}},
				Decisions: []soa.Decision{
					{Control: "A.5.7", Implementation: "done", Owner: " it"},
					{Control: "A.5.8", Responsibility: "us", Reasons: []soa.Reason{{}, {Basis: "habit", Text: "\xff"}}},
					{Control: "own:C-2"},
					{Control: "A.7.6", Excluded: true, Undecided: true, Due: day},
				},
			})
			return err
		}, "soa/not-utf-8 at version; soa/edition-of-the-statement at header.edition; isms/id-with-blanks at header.preparedBy; soa/null-character at custom[own:C-1].title; " +
			"isms/unknown-word at decisions[A.5.7].implementation; isms/id-with-blanks at decisions[A.5.7].owner; " +
			"isms/unknown-word at decisions[A.5.8].responsibility; soa/empty-reason at decisions[A.5.8].reasons[#0]; isms/unknown-word at decisions[A.5.8].reasons[#1].basis; soa/not-utf-8 at decisions[A.5.8].reasons[#1].text; " +
			"soa/no-custom-control-of-the-statement at decisions[own:C-2].control; soa/excluded-and-undecided at decisions[A.7.6].undecided; soa/not-for-an-excluded-control at decisions[A.7.6].due; " +
			"soa/basis-of-an-obligation at obligations[O-1].basis; annexa/another-way-to-write-it at obligations[O-1].controls[#1]; " +
			"soa/not-utf-8 at register.treatments[T-1].risks[#1]; soa/null-character at register.treatments[T-1].controls[#1]"},
		"edits": {func() error {
			_, err := s.Edit(soa.Edit{Control: "A.5.7", Owner: &owner, How: &how}, soa.Edit{Control: "A.5.8"}, soa.Edit{Control: "A.5.9", Owner: &owner}, soa.Edit{Control: "A.5.9"})
			return err
		}, "isms/id-with-blanks at [A.5.7].owner; soa/not-utf-8 at [A.5.7].how; isms/id-with-blanks at [#2].owner"},
		"an event": {func() error {
			_, err := s.Apply(soa.Event{Kind: soa.Supersede, Hash: "x", Note: "\xff"})
			return err
		}, "soa/version-in-another-state at kind; soa/hash-of-other-content at hash; isms/empty-id at by; soa/not-utf-8 at note; soa/no-day at on"},
		"decisions of 2013": {func() error {
			_, err := soa.FromEdition2013([]soa.Decision2013{{Control: "9.1.1"}, {Control: "A.9.1.1", Owner: " it"}, {Control: "A.9.1.2"}, {Control: "A.9.1.2"}})
			return err
		}, "annexa/another-way-to-write-it at [9.1.1].control; isms/id-with-blanks at [A.9.1.1].owner; soa/listed-twice at [#3].control"},
	} {
		if got := golden.Codes(c.refused()); got != c.want {
			t.Errorf("%s: %s\nwant %s", name, got, c.want)
		}
	}
}

// Of very many problems the first ones are told.
func TestManyProblems(t *testing.T) {
	const n = isms.MaxProblems + 20
	times := func(f func(int)) {
		for i := range n {
			f(i)
		}
	}
	in := map[string]*soa.Input{}
	for _, name := range []string{"custom", "decisions", "obligations", "controls", "risks", "treatments", "reasons", "evidence"} {
		in[name] = &soa.Input{}
	}
	in["obligations"].Obligations = make([]soa.Obligation, n)
	in["decisions"].Decisions = make([]soa.Decision, n)
	in["custom"].Custom = make([]annexa.CustomControl, n)
	in["controls"].Obligations = []soa.Obligation{{ID: "O-1", Basis: soa.BasisLegal, Controls: make([]isms.Ref, n)}}
	in["reasons"].Decisions = []soa.Decision{{Control: "A.5.7", Reasons: make([]soa.Reason, n)}}
	in["evidence"].Decisions = []soa.Decision{{Control: "A.5.7", Evidence: make([]isms.ID, n), How: "\xff"}}
	times(func(int) {
		in["risks"].Register.Risks = append(in["risks"].Register.Risks, risk.Risk{ID: "\xff", Existing: []isms.Ref{"A.5.7"}})
		in["treatments"].Register.Treatments = append(in["treatments"].Register.Treatments, risk.Treatment{ID: "\xff", Controls: []isms.Ref{"A.5.7"}})
	})
	for name, in := range in {
		_, err := soa.Build(*in)
		var e *isms.Error
		if !errors.As(err, &e) || len(e.Problems) != isms.MaxProblems {
			t.Errorf("%s: %s", name, golden.Codes(err))
		}
	}
	s := build(t, soa.Input{})
	if _, err := s.Edit(make([]soa.Edit, n)...); strings.Count(golden.Codes(err), ";") != isms.MaxProblems-1 {
		t.Error(golden.Codes(err))
	}
	if _, err := soa.FromEdition2013(make([]soa.Decision2013, n)); strings.Count(golden.Codes(err), ";") != isms.MaxProblems-1 {
		t.Error(golden.Codes(err))
	}
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{`"obligations":[]`, `"obligations":[` + strings.Repeat(`{},`, n) + `{}]`},
		{`"applicability":"undecided"`, `"applicability":"excluded"`},
	} {
		if got := golden.Codes(new(soa.Statement).UnmarshalJSON([]byte(strings.ReplaceAll(string(text), c[0], c[1])))); strings.Count(got, ";") < annexa.Count-1 || strings.Count(got, ";") > isms.MaxProblems {
			t.Error(got)
		}
	}
}

// conflictAboutMood is a statement with a merge conflict about a field that is not known.
func conflictAboutMood(t *testing.T) soa.Statement {
	t.Helper()
	text, err := json.Marshal(build(t, soa.Input{}))
	if err != nil {
		t.Fatal(err)
	}
	var s soa.Statement
	if err := s.UnmarshalJSON([]byte(strings.Replace(string(text), `"mergeConflicts":[]`, `"mergeConflicts":[{"field":"mood","text":"good"}]`, 1))); err != nil {
		t.Fatal(err)
	}
	return s
}

// Such a conflict is said as it is.
func TestConflictAboutAnUnknownField(t *testing.T) {
	list, err := conflictAboutMood(t).Check(day, nil, soa.Facts{}).Of("soa/unresolved-merge-conflict")
	if err != nil || len(list) != 1 || list[0].Path != "mergeConflicts[#0]" || list[0].Arg("field").String() != "mood" {
		t.Errorf("%v, %v", list, err)
	}
}

func TestHistoryIsYielded(t *testing.T) {
	s := sound().statement(t)
	if got := fmt.Sprint(slices.Collect(s.History())); !strings.Contains(got, "approve ceo 2026-02-03") {
		t.Error(got)
	}
}
