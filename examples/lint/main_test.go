package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/examples/internal/input"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// findings runs the command with -json.
func findings(t *testing.T, args ...string) ([]finding, int) {
	t.Helper()
	var out, errs bytes.Buffer
	status := run(append([]string{"-json"}, args...), &out, &errs)
	if errs.Len() > 0 {
		t.Fatalf("%v: %s", args, errs.String())
	}
	var doc struct{ Findings []finding }
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Findings, status
}

func TestEveryDefectIsFound(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range defects() {
		args := []string{filepath.Join("testdata", d.file)}
		for _, w := range d.with {
			args = append(args, filepath.Join("testdata", w))
		}
		found, status := findings(t, args...)
		got := map[string]bool{}
		for _, f := range found {
			got[fmt.Sprintf("%d %s", f.Row, f.Code)], got[f.Code], got["*"] = true, true, true
			seen[f.Code] = true
			if f.Message == "" || strings.Contains(f.Message, "{") || len(f.Refs) == 0 {
				t.Errorf("%s: %+v", d.file, f)
			}
		}
		for _, w := range d.want {
			if !got[w] {
				t.Errorf("%s: no finding %q in\n%s", d.file, w, lines(found))
			}
		}
		for _, n := range d.not {
			if got[n] {
				t.Errorf("%s: finding %q in\n%s", d.file, n, lines(found))
			}
		}
		if (len(d.want) > 0) != (status > 0) && d.file != "excluded-8-23.csv" {
			t.Errorf("%s: exit status %d", d.file, status)
		}
	}
	for _, r := range rules() {
		if !seen[r.Code] && r.Code != planOverdue.Code { // that one wants a day: below
			t.Errorf("no fixture triggers %s", r.Code)
		}
		if err := r.Validate(); err != nil {
			t.Error(err)
		}
	}
}

func lines(found []finding) string {
	var b bytes.Buffer
	if err := text(&b, found); err != nil {
		return err.Error()
	}
	return b.String()
}

func TestOverdueNeedsADay(t *testing.T) {
	path := filepath.Join("testdata", "plan-incomplete.csv")
	has := func(args ...string) bool {
		found, _ := findings(t, append(args, path)...)
		return slices.ContainsFunc(found, func(f finding) bool { return f.Code == planOverdue.Code && f.Row == 3 })
	}
	if has() || has("-asof", "2026-01-31") || !has("-asof", "2026-02-01") {
		t.Error("overdue without a day, on the due day, or not after it")
	}
}

func TestHeadingsFoundInTheWild(t *testing.T) {
	for _, head := range []string{
		"Reference;Control;Applicable;Justification;Implementation",
		"Statement of Applicability;;;;\nVersion 1.0;;;;\n;;;;\nControl ID;Control title;Applicable (Yes/No);Justification for inclusion/exclusion;Status",
		"Annex A Ref;Title;In scope;Rationale;Implementation status",
		"Control;Name;Applicability;Reason;State",
		"\xef\xbb\xbfISO ref;Control name;Applies;Comments;Control status",
	} {
		path := filepath.Join(t.TempDir(), "soa.csv")
		body := head + "\nA.5.1;Policies for information security;yes;All customers ask for written rules;implemented\nA.5.2;Information security roles and responsibilities;no;;\n"
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		found, _ := findings(t, path)
		row := strings.Count(head, "\n") + 3
		if !slices.ContainsFunc(found, func(f finding) bool { return f.Code == "soa/missing-justification-for-exclusion" && f.Row == row }) {
			t.Errorf("%q: row %d is not found to be excluded without a reason:\n%s", head, row, lines(found))
		}
		if slices.ContainsFunc(found, func(f finding) bool { return f.Row == row-1 && f.Severity == isms.SeverityError }) {
			t.Errorf("%q: the sound row has an error:\n%s", head, lines(found))
		}
	}
}

func TestStatusOfTheCommand(t *testing.T) {
	in := func(name string) string { return filepath.Join("testdata", name) }
	junk := filepath.Join(t.TempDir(), "junk.csv")
	if err := os.WriteFile(junk, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want int
	}{
		{[]string{in("sound.csv")}, 0},
		{[]string{in("plan-misfit.csv")}, 1},
		{[]string{in("forty-rows.csv")}, 2},
		{[]string{junk}, 3},
		{[]string{in("sound.csv"), junk}, 3},
		{[]string{in("none.csv")}, 3},
		{[]string{"main.go"}, 3},
		{[]string{"-asof", "soon", in("sound.csv")}, 3},
		{nil, 3},
	} {
		var out, errs bytes.Buffer
		if got := run(c.args, &out, &errs); got != c.want {
			t.Errorf("%v: exit status %d, want %d: %s", c.args, got, c.want, errs.String())
		}
	}
}

func TestSARIF(t *testing.T) {
	var out, errs bytes.Buffer
	run([]string{"-sarif", filepath.Join("testdata", "excluded-with-risk.csv"), filepath.Join("testdata", "forty-rows.csv")}, &out, &errs)
	var doc struct {
		Version string
		Runs    []struct {
			Tool struct {
				Driver struct {
					Name  string
					Rules []struct{ ID string }
				}
			}
			Results []struct {
				RuleID    string
				RuleIndex int
				Level     string
				Message   struct{ Text string }
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           *struct{ StartLine int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Version != "2.1.0" || len(doc.Runs) != 1 || len(doc.Runs[0].Results) == 0 {
		t.Fatal(out.String())
	}
	ok := false
	for _, r := range doc.Runs[0].Results {
		if doc.Runs[0].Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID || !slices.Contains([]string{"error", "warning", "note"}, r.Level) || len(r.Locations) != 1 {
			t.Errorf("%+v", r)
		}
		at := r.Locations[0].PhysicalLocation
		if at.Region != nil && at.Region.StartLine < 1 || at.ArtifactLocation.URI == "" {
			t.Errorf("%+v", at)
		}
		ok = ok || r.RuleID == "soa/excluded-control-used-in-risk-treatment" && at.Region != nil && at.Region.StartLine == 76 && at.ArtifactLocation.URI == "testdata/excluded-with-risk.csv"
	}
	if !ok {
		t.Error("the excluded control with a risk is not at its row")
	}
	if got := uri("a b/ü%.csv"); got != "a%20b/%C3%BC%25.csv" {
		t.Error(got)
	}
}

// documents runs the neighbouring example on a system.
func documents(t *testing.T, sys system.System) string {
	t.Helper()
	dir := t.TempDir()
	text, err := sys.Encode()
	if err != nil {
		t.Fatal(err)
	}
	in := filepath.Join(dir, "in.json")
	if err := os.WriteFile(in, text, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "run", ".", "-in", in, "-out", dir)
	cmd.Dir = filepath.FromSlash("../documents")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return dir
}

// TestDocumentsOfTheExample reads what the example documents writes: for the
// organization that all examples share exactly the defects that were put into it on
// purpose, and none once they are mended.
func TestDocumentsOfTheExample(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command")
	}
	text, err := os.ReadFile(filepath.FromSlash("../quickstart/larkspur.json"))
	if err != nil {
		t.Fatal(err)
	}
	sys, err := system.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	files := func(dir string) [][]string {
		var csv, xlsx []string
		for _, name := range []string{"statement-of-applicability", "risk-register", "risk-treatment-plan", "management-review"} {
			csv = append(csv, filepath.Join(dir, "csv", name+".csv"))
			xlsx = append(xlsx, filepath.Join(dir, "xlsx", name+".xlsx"))
		}
		csv[3] = filepath.Join(dir, "csv", "review-inputs.csv")
		return [][]string{csv, xlsx}
	}
	planted := []string{"lint/review-input-missing", "lint/risk-unrated", "lint/risk-unrated", "soa/excluded-control-required-by-another-control", "soa/implementation-status-not-stated"}
	for _, list := range files(documents(t, sys)) {
		found, _ := findings(t, list...)
		var codes []string
		for _, f := range found {
			codes = append(codes, f.Code)
		}
		slices.Sort(codes)
		if !slices.Equal(codes, planted) {
			t.Errorf("of the organization as it is: %s", lines(found))
		}
	}
	for _, list := range files(documents(t, mended(t, sys))) {
		if found, status := findings(t, append([]string{"-asof", "2026-10-05"}, list...)...); len(found) > 0 || status != 0 {
			t.Errorf("of the mended organization, exit status %d:\n%s", status, lines(found))
		}
	}
}

// What documents writes of every organization is read, and what is not there yet is
// a finding.
func TestEveryOrganization(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command")
	}
	for name, want := range map[string][]string{
		"empty":     {"lint/empty-table", "soa/undecided-control"},
		"applying":  {"lint/empty-table", "soa/planned-control-without-due-date"}, // no review was held
		"certified": nil, "suspended": nil, "expired": nil,
	} {
		text, err := os.ReadFile(input.Organization(name))
		if err != nil {
			t.Fatal(err)
		}
		sys, err := system.Decode(text)
		if err != nil {
			t.Fatal(err)
		}
		dir := documents(t, sys)
		args := []string{"-asof", input.Day}
		for _, table := range []string{"statement-of-applicability", "risk-register", "risk-treatment-plan", "review-inputs"} {
			args = append(args, filepath.Join(dir, "csv", table+".csv"))
		}
		found, status := findings(t, args...)
		var codes []string
		for _, f := range found {
			if f.Severity != isms.SeverityNote {
				codes = append(codes, f.Code)
			}
		}
		slices.Sort(codes)
		if codes = slices.Compact(codes); !slices.Equal(codes, want) || status > 2 {
			t.Errorf("%s: exit status %d: %q, want %q", name, status, codes, want)
		}
	}
}

// mended rates the risk that nobody rated, states the implementation that nobody
// stated, keeps the control that another builds on, covers the missing point of the
// review, and finishes what is overdue.
func mended(t *testing.T, sys system.System) system.System {
	t.Helper()
	for i := range sys.Register.Risks {
		if r := &sys.Register.Risks[i]; r.ID == "R-30" {
			rating := risk.Rating{Likelihood: 1, Impact: 1, On: isms.MustDate("2026-09-28"), By: "security-lead"}
			r.Inherent, r.Current = rating, rating
		}
	}
	for i := range sys.Register.Treatments {
		if x := &sys.Register.Treatments[i]; x.ID == "T-21" {
			x.Status, x.Completed, x.Percent, x.Result = risk.ActionCompleted, isms.MustDate("2026-09-14"), 0, "carried out"
		}
	}
	for i := range sys.Applicability.Decisions {
		switch d := &sys.Applicability.Decisions[i]; d.Control {
		case "A.8.11":
			d.Implementation = soa.Implemented
		case "A.8.25":
			*d = soa.Decision{
				Control: "A.8.25", Justification: "Changes of configuration follow the same steps as development", Implementation: soa.Implemented, Responsibility: soa.ResponsibilityOrganization, Owner: "head-of-service",
				Reasons: []soa.Reason{{Basis: soa.BasisBusiness, Source: "DOC-16", Text: "one way of working"}},
			}
		}
	}
	for i := range sys.Records.ManagementReviews {
		r := &sys.Records.ManagementReviews[i]
		r.Inputs = append(r.Inputs, record.Input{Ref: "9.3.2 e", Summary: "Two customers asked for faster notice"})
	}
	sys.Statements = nil
	return sys
}
