package soa_test

import (
	"encoding/json"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// merged returns a statement with a bit of everything: custom controls, reasons
// of all kinds, those no longer valid, and merge conflicts of the header, of a row and of a custom
// control.
func merged(t testing.TB) soa.Statement {
	t.Helper()
	input := func(how, scope, title string, risks ...isms.ID) soa.Input {
		return soa.Input{
			Version: "1.0", Header: soa.Header{Scope: scope},
			Register: risk.Register{Treatments: []risk.Treatment{{ID: "T-1", Risks: risks, Controls: []isms.Ref{"A.5.7", "A.5.8", "own:C-7", "own:C-8"}}}},
			Obligations: []soa.Obligation{
				{ID: "L-1", Basis: soa.BasisLegal, Title: "a law", Controls: []isms.Ref{"A.5.7"}}, {ID: "K-1", Basis: soa.BasisContractual, Controls: []isms.Ref{"A.5.7"}},
			},
			Custom: []annexa.CustomControl{{Ref: "own:C-1", Title: title}, {Ref: "own:C-2", Catalog: "house rules"}},
			Decisions: []soa.Decision{
				{
					Control: "A.5.7", How: how, Implementation: soa.Planned, Owner: "it",
					Reasons: []soa.Reason{{Basis: soa.BasisRisk, Source: "R-2", Via: "T-1"}, {Basis: soa.BasisBusiness, Text: "asked for"}, {Basis: soa.BasisRisk, Source: "R-0"}, {Basis: soa.BasisLegal, Source: "L-1", Text: "a law"}},
				},
				{Control: "A.8.28", Excluded: true, Justification: "Nobody in scope writes code."},
			},
		}
	}
	base := build(t, input("", "all", "Drill", "R-1", "R-2", "R-3"))
	mine := build(t, input("mine", "mine", "My drill", "R-1", "R-2", "R-3"))
	theirs := build(t, input("theirs", "theirs", "Their drill", "R-2", "R-3"))
	m, err := soa.Merge(base, mine, theirs)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestRowView(t *testing.T) {
	s := merged(t)
	got := row(t, s, "A.5.7").View()
	want := soa.RowView{
		Control: "A.5.7", Title: "Threat intelligence", Theme: "organizational",
		Applicability: soa.Applicable, Implementation: soa.Planned,
		Reasons: []soa.Reason{
			{Basis: soa.BasisRisk, Source: "R-0"},
			{Basis: soa.BasisRisk, Source: "R-2", Via: "T-1"},
			{Basis: soa.BasisRisk, Source: "R-3", Via: "T-1"},
			{Basis: soa.BasisLegal, Source: "L-1", Text: "a law"},
			{Basis: soa.BasisContractual, Source: "K-1"},
			{Basis: soa.BasisBusiness, Text: "asked for"},
		},
		NoLongerValid:  []soa.Reason{{Basis: soa.BasisRisk, Source: "R-1", Via: "T-1"}},
		MergeConflicts: []soa.MergeConflict{{Control: "A.5.7", Field: "how", Text: "theirs"}},
		Decided:        true,
		Decision: soa.Decision{
			Control: "A.5.7", How: "mine", Implementation: soa.Planned, Owner: "it",
			Reasons: []soa.Reason{{Basis: soa.BasisRisk, Source: "R-0"}, {Basis: soa.BasisRisk, Source: "R-2", Via: "T-1"}, {Basis: soa.BasisLegal, Source: "L-1", Text: "a law"}, {Basis: soa.BasisBusiness, Text: "asked for"}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for id, want := range map[isms.Ref]string{
		"A.5.8":   `{"control":"A.5.8","title":"Information security in project management","theme":"organizational","applicability":"applicable","responsibility":"","implementation":"","reasons":[{"basis":"risk assessment","source":"R-2","via":"T-1"},{"basis":"risk assessment","source":"R-3","via":"T-1"}],"noLongerValid":[{"basis":"risk assessment","source":"R-1","via":"T-1"}],"mergeConflicts":[],"decided":false,"decision":{"control":"A.5.8","undecided":true}}`,
		"A.8.28":  `{"control":"A.8.28","title":"Secure coding","theme":"technological","applicability":"excluded","responsibility":"","implementation":"","reasons":[],"noLongerValid":[],"mergeConflicts":[],"decided":true,"decision":{"control":"A.8.28","excluded":true,"justification":"Nobody in scope writes code."}}`,
		"own:C-1": `{"control":"own:C-1","title":"My drill","theme":"own","applicability":"undecided","responsibility":"","implementation":"","reasons":[],"noLongerValid":[],"mergeConflicts":[],"decided":false,"decision":{"control":"own:C-1","undecided":true}}`,
		"own:C-2": `{"control":"own:C-2","title":"","theme":"house rules","applicability":"undecided","responsibility":"","implementation":"","reasons":[],"noLongerValid":[],"mergeConflicts":[],"decided":false,"decision":{"control":"own:C-2","undecided":true}}`,
	} {
		if text, err := json.Marshal(row(t, s, id)); err != nil || string(text) != want {
			t.Errorf("%s, want\n%s", text, want)
		}
	}
	if got, want := (soa.Row{}).View(), (soa.RowView{
		Applicability: soa.Undecided, Reasons: []soa.Reason{}, NoLongerValid: []soa.Reason{}, MergeConflicts: []soa.MergeConflict{}, Decision: soa.Decision{Undecided: true},
	}); !cmp.Equal(want, got) {
		t.Error("the zero row:", cmp.Diff(want, got))
	}
	if _, ok := (soa.Statement{}).LookupRow("A.5.7"); ok {
		t.Error("the zero statement has a row")
	}
}

// stops reports whether a sequence yields the same values when it is left early,
// after any number of them.
func stops[T any](t *testing.T, name string, least int, seq iter.Seq[T]) {
	t.Helper()
	all := slices.Collect(seq)
	if len(all) < least {
		t.Errorf("%s: %d values", name, len(all))
	}
	for _, n := range []int{0, 1, 2, len(all) / 2, len(all) - 2, len(all) - 1} {
		if n < 0 || n >= len(all) {
			continue
		}
		var got []T
		for v := range seq {
			got = append(got, v)
			if len(got) == n+1 {
				break
			}
		}
		if diff := cmp.Diff(all[:n+1], got, cmp.Comparer(func(a, b soa.Row) bool { return a.Ref() == b.Ref() })); diff != "" {
			t.Errorf("%s, left after %d: %s", name, n+1, diff)
		}
	}
}

func TestSequencesCanBeLeft(t *testing.T) {
	s := merged(t)
	stops(t, "rows", 95, s.Rows())
	stops(t, "custom", 2, s.CustomControls())
	stops(t, "unlisted", 2, s.Unresolved())
	stops(t, "mergeConflicts", 3, s.MergeConflicts())
	stops(t, "reasons", 6, row(t, s, "A.5.7").Reasons())
	stops(t, "risks", 2, row(t, s, "A.5.8").Reasons())
	stops(t, "no longer valid", 1, row(t, s, "A.5.7").NoLongerValid())
	stops(t, "merge conflicts of a row", 1, row(t, s, "A.5.7").MergeConflicts())
	stops(t, "proposals", 15, s.Propose("fully remote"))
	many := merge(t, build(t, soa.Input{}), all(t, "mine", day, soa.Planned, soa.ResponsibilityShared), all(t, "theirs", day.AddDays(1), soa.PartiallyImplemented, soa.ResponsibilityProvider))
	stops(t, "merge conflicts of all kinds", 20, many.MergeConflicts())
	stops(t, "changes", 90, soa.Diff(soa.Statement{}, build(t, sound().in)).Changes())
}

func TestMergeConflictsAreThoseOfTheHeaderFirst(t *testing.T) {
	want := []soa.MergeConflict{
		{Field: "scope", Text: "theirs"}, {Control: "own:C-1", Field: "title", Text: "Their drill"}, {Control: "A.5.7", Field: "how", Text: "theirs"},
	}
	s := merged(t)
	if diff := cmp.Diff(want, slices.Collect(s.MergeConflicts())); diff != "" {
		t.Error(diff)
	}
	// Settling them: those of the header with the header, those of a row with an edit.
	s, err := s.EditHeader(s.Header())
	if err != nil {
		t.Fatal(err)
	}
	if s, err = s.Edit(soa.Edit{Control: "A.5.7", MergeConflicts: &[]soa.MergeConflict{want[2]}}); err != nil || len(slices.Collect(s.MergeConflicts())) != 1 {
		t.Error("keeping a merge conflict:", slices.Collect(s.MergeConflicts()), err)
	}
	if s, err = s.Edit(soa.Edit{Control: "A.5.7", MergeConflicts: &[]soa.MergeConflict{}}); err != nil || len(slices.Collect(s.MergeConflicts())) != 0 {
		t.Error("settling a merge conflict:", slices.Collect(s.MergeConflicts()), err)
	}
}

func TestFilledColumns(t *testing.T) {
	keys := func(t table.Table) string {
		var out []string
		for _, c := range t.Columns {
			out = append(out, c.Key)
		}
		return strings.Join(out, " ")
	}
	s := merged(t)
	if got, want := keys(soa.FilledColumns(s.Table())), "control title theme applicability risks legal contractual business noLongerValid justification implementation how owner"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	got := soa.FilledColumns(s.TableOf(annexa.Set{}.With("A.8.28")))
	if want := "control title theme applicability justification implementation"; keys(got) != want || got.Name != "soa" || got.Title != "Statement of Applicability, version 1.0" {
		t.Errorf("%s, want %s", keys(got), want)
	}
	want := []table.Cell{
		table.CellOf(isms.Ref("A.8.28")), table.Text("Secure coding"), table.Text("technological"), table.Text("no"),
		table.Text("Nobody in scope writes code."),
		{},
	}
	if len(got.Rows) != 1 || !slices.Equal(got.Rows[0], want) || got.Validate() != nil {
		t.Errorf("%v", got.Rows)
	}
	// What it was made of stays; rows that are short, or too long, are kept as far as
	// there are columns.
	named := table.Table{Columns: []table.Header{{Key: "applicability"}, {Key: "x"}, {Key: "control"}, {Key: "implementation"}, {Key: "justification"}}}
	if got := keys(soa.FilledColumns(named)); got != "applicability control implementation justification" {
		t.Error(got)
	}
	tab := table.Table{
		Columns: []table.Header{{Key: "a"}, {Key: "b"}, {Key: "title"}},
		Rows:    [][]table.Cell{{}, {table.Cell{}, table.Text("x")}, {table.Cell{}, table.Cell{}, table.Cell{}, table.Text("beyond")}},
	}
	got = soa.FilledColumns(tab)
	if keys(got) != "b title" || !slices.Equal(got.Rows[1], []table.Cell{table.Text("x")}) || len(got.Rows[2]) != 2 || len(got.Rows[0]) != 0 || len(tab.Rows[2]) != 4 {
		t.Errorf("%s %v", keys(got), got.Rows)
	}
	if got := soa.FilledColumns(table.Table{}); len(got.Columns) != 0 || got.Rows == nil {
		t.Errorf("%+v", got)
	}
}
