package mapping_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/mapping"
)

func TestTables(t *testing.T) {
	a, b := framework(t, "a-1", "s1", "s2"), framework(t, "b-1", "t1", "t2", "t3")
	spec := crosswalk(t, "a-b", a, b, pair("s2", "t1", 0)).Spec()
	spec.TargetsWithoutCounterpart = []mapping.NoCounterpart{{ID: "t2"}, {ID: "t3", Part: "annex"}}
	published, err := mapping.New(spec, a, b)
	if err != nil {
		t.Fatal(err)
	}
	c, err := published.With(mapping.Overlay{ID: "r", Source: "a-1", Target: "b-1", Reviews: []mapping.Review{review("s1", "t1", sup)}})
	if err != nil {
		t.Fatal(err)
	}
	tab := infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(string) mapping.State { return met }}).Table()
	if err := tab.Validate(); err != nil {
		t.Error(err)
	}
	proof := ""
	for p := range infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(string) mapping.State { return met }}).Proofs("t1") {
		proof += p.Sentence().Text
	}
	want := "t1,,proved: fully covered,fully met," + proof + ",amal 2026-03-02,1,no\nt2,,not mapped,any,,,0,yes\nt3,,not mapped,any,,,0,no\n"
	if got := strings.ReplaceAll(string(tab.AppendCSV(nil)), "\r\n", "\n"); !strings.HasSuffix(got, want) {
		t.Error(cmp.Diff(want, got))
	}
	// Headings are left out unless they are asked for.
	iso, err := mapping.Infer(fw("iso-27001-2022"))
	if err != nil {
		t.Fatal(err)
	}
	if leaves, clauses := iso.Table(), iso.Table("clause"); len(leaves.Rows) != 93 || leaves.Rows[0][0] != table.Text("A.5.1") || clauses.Rows[0][0] != table.Text("4.1") {
		t.Errorf("%d leaves from %v, clauses from %v", len(leaves.Rows), leaves.Rows[0], clauses.Rows[0])
	}
	if empty := (mapping.Inference{}).Table(); empty.Validate() != nil || len(empty.Rows) != 0 {
		t.Error("the table of nothing")
	}

	plan, err := mapping.PlanEvidence([]mapping.Artefact{{ID: "E-1", Title: "=cmd", Items: []string{"s1"}}}, c)
	if err != nil {
		t.Fatal(err)
	}
	rows := plan.Table()
	if err := rows.Validate(); err != nil || len(rows.Rows) != 1 || rows.Rows[0][5] != table.Text("superset of") {
		t.Errorf("%v, %v", rows.Rows, err)
	}
	if empty := (mapping.EvidencePlan{}).Table(); empty.Validate() != nil || len(empty.Rows) != 0 {
		t.Error("the table of no plan")
	}
}
