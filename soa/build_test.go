package soa_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
	"github.com/ismskit/ismskit/soa/soatest"
)

func build(t testing.TB, in soa.Input) soa.Statement {
	t.Helper()
	s, err := soa.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func row(t testing.TB, s soa.Statement, ref isms.Ref) soa.Row {
	t.Helper()
	r, ok := s.LookupRow(ref)
	if !ok {
		t.Fatalf("no row %s", ref)
	}
	return r
}

// slowUses groups what the register's own listing says, in the plainest way: the
// twin of the counting in Build.
func slowUses(in soa.Input) (rows map[isms.Ref][]soa.Reason, unresolved int) {
	rows = map[isms.Ref][]soa.Reason{}
	missing := map[string]bool{}
	for u := range in.Register.ControlUses() {
		custom := slices.ContainsFunc(in.Custom, func(c annexa.CustomControl) bool { return c.Ref == u.Control })
		if !u.Control.IsControl() && !custom {
			if u.Treatment != "" {
				missing[string(u.Control)+"\x00"+string(u.Treatment)] = true
			} else {
				missing[string(u.Control)+"\x00\x00"+string(u.Risk)] = true
			}
			continue
		}
		rows[u.Control] = append(rows[u.Control], soa.Reason{Basis: soa.BasisRisk, Source: u.Risk, Via: u.Treatment})
	}
	for ref := range rows {
		slices.SortFunc(rows[ref], soa.Reason.Compare)
		rows[ref] = slices.Compact(rows[ref])
	}
	return rows, len(missing)
}

func TestBuildCountsWhatTheRegisterLists(t *testing.T) {
	for seed := range uint64(300) {
		c := rand.New(rand.NewPCG(seed, 1))
		in := soa.Input{Register: soatest.Register(c), Custom: []annexa.CustomControl{{Ref: "own:C-1"}}}
		s := build(t, in)
		want, missing := slowUses(in)
		for r := range s.Rows() {
			got := slices.Collect(r.Reasons())
			if diff := cmp.Diff(want[r.Ref()], got); diff != "" {
				t.Fatalf("seed %d, control %s (-want +got):\n%s", seed, r.Ref(), diff)
			}
		}
		if got := len(slices.Collect(s.Unresolved())); got != missing {
			t.Fatalf("seed %d: %d unlisted, want %d", seed, got, missing)
		}
	}
}

func TestEveryControlHasARow(t *testing.T) {
	s := build(t, soa.Input{})
	if s.Len() != 93 || s.Controls(soa.Undecided) != annexa.FullSet() {
		t.Errorf("%d rows, undecided %s", s.Len(), s.Controls(soa.Undecided))
	}
}

func TestImplementedCountsWhatIsNotExcluded(t *testing.T) {
	var in soa.Input
	i := 0
	for c := range annexa.All() {
		d := soa.Decision{Control: c.Ref, Implementation: soa.Planned}
		switch {
		case i < 3:
			d = soa.Decision{Control: c.Ref, Excluded: true}
		case i < 48:
			d.Implementation = soa.Implemented
		case i < 60:
			d.Implementation = soa.PartiallyImplemented
		}
		in.Decisions = append(in.Decisions, d)
		i++
	}
	if got := build(t, in).Implemented(); got.String() != "45 of 90" || got.Percent() != "50.0 %" {
		t.Errorf("%s, %s", got, got.Percent())
	}
	// Undecided controls are wanted: leaving decisions out makes nothing better.
	in.Decisions = in.Decisions[:60]
	if got := build(t, in).Implemented(); got.String() != "45 of 90" {
		t.Errorf("with undecided controls: %s", got)
	}
	if got := (soa.Statement{}).Implemented(); got.Defined() {
		t.Errorf("of nothing: %s", got)
	}
}

func TestCustomControlsAreRowsLikeOthers(t *testing.T) {
	in := soa.Input{
		Custom: []annexa.CustomControl{{Ref: "own:C-10"}, {Ref: "own:C-2", Title: "Four eyes", Catalog: "house rules"}, {Ref: "ISO/IEC 27017 CLD.6.3.1"}},
		Register: risk.Register{Treatments: []risk.Treatment{
			{ID: "T-1", Risks: []isms.ID{"R-1"}, Controls: []isms.Ref{"own:C-2", "ISO/IEC 27017 CLD.6.3.1"}},
		}},
	}
	s := build(t, in)
	var got []string
	for r := range s.Rows() {
		if _, ok := r.CustomControl(); ok {
			got = append(got, fmt.Sprint(r.Ref(), " ", r.Applicability()))
		}
	}
	want := []string{
		"own:C-2 applicable", "own:C-10 undecided", "ISO/IEC 27017 CLD.6.3.1 applicable",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	r := s.Check(day, nil, soa.Facts{})
	found := false
	for d := range r.Found() {
		found = found || d.Code == "soa/undecided-control" && d.Concerns("own:C-10")
	}
	if !found {
		t.Error("the undecided custom control is not found")
	}
	if csv := string(s.Table().AppendCSV(nil)); !strings.Contains(csv, "C-2,Four eyes,house rules,yes,R-1") {
		t.Error("the custom control is not exported")
	}
}

func TestBuildCopiesItsInput(t *testing.T) {
	in := soa.Input{
		Decisions:   []soa.Decision{{Control: "A.5.7", Evidence: []isms.ID{"E-1"}, Reasons: []soa.Reason{{Source: "B-1"}}}},
		Obligations: []soa.Obligation{{ID: "O-1", Basis: soa.BasisLegal, Controls: []isms.Ref{"A.5.7"}}},
		Custom:      []annexa.CustomControl{{Ref: "own:C-1", Title: "a"}},
		Register:    risk.Register{Risks: []risk.Risk{{ID: "R-1", Existing: []isms.Ref{"A.5.7"}}}},
	}
	s := build(t, in)
	hash := s.Hash()
	in.Decisions[0].Evidence[0], in.Decisions[0].Reasons[0].Source = "X", "X"
	in.Custom[0].Title, in.Register.Risks[0].ID, in.Obligations[0].Controls[0] = "X", "X", "A.5.8"
	row(t, s, "A.5.7").Decision().Evidence[0] = "X"
	s.Decisions()[0].Reasons[0].Text = "X"
	if s.Hash() != hash {
		t.Error("the statement shares memory with its input or output")
	}
}

// Hostile input: lists whose product would be huge stay linear.
func TestProductsStaySmall(t *testing.T) {
	tr := risk.Treatment{ID: "T-1"}
	for i := range 20_000 {
		tr.Risks = append(tr.Risks, isms.ID(fmt.Sprint("R-", i)))
		tr.Controls = append(tr.Controls, "A.5.7", isms.Ref(fmt.Sprint("own:X-", i)))
	}
	s := build(t, soa.Input{Register: risk.Register{Treatments: []risk.Treatment{tr}}, Decisions: []soa.Decision{{Control: "A.5.7", Excluded: true}}})
	r := s.Check(day, nil, soa.Facts{})
	n := 0
	for d := range r.Found() {
		if d.Code == "soa/excluded-control-used-in-risk-treatment" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d findings for one treatment of an excluded control", n)
	}
	if n := len(slices.Collect(s.Unresolved())); n != 20_000 {
		t.Errorf("%d unlisted", n)
	}
}

func TestZeroValuesDoNotPanic(t *testing.T) {
	var s soa.Statement
	var r soa.Row
	var d soa.Delta
	r.Applicability()
	r.Decision()
	_, _, _ = r.Ref(), r.Ref(), r.Title()
	for range r.Reasons() {
	}
	for range r.NoLongerValid() {
	}
	if got := s.Check(day, nil, soa.Facts{}).Count(isms.SeverityError); got < 93 {
		t.Errorf("%d errors in the zero statement, want one for each control at least", got)
	}
	if _, err := s.Edit(soa.Edit{Control: "A.5.7"}); err == nil {
		t.Error("the zero statement was edited")
	}
	if _, err := s.Next("1"); err == nil {
		t.Error("the zero statement has a next version")
	}
	if _, err := s.Regenerate(risk.Register{}, nil); err == nil {
		t.Error("the zero statement was regenerated")
	}
	if _, err := d.Apply(s); err != nil || len(slices.Collect(d.Changes())) > 0 {
		t.Error("the zero delta does not fit the zero statement")
	}
	if _, err := d.Apply(build(t, soa.Input{})); err == nil {
		t.Error("the zero delta fits a statement")
	}
	_, _, _ = s.HeaderTable(), s.ExclusionTable(), s.Table()
	if _, err := soa.Merge(s, s, s); err != nil {
		t.Error(err)
	}
	for range s.Propose("fully remote") {
	}
}
