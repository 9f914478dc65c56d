package risk_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/risk"
)

var today = isms.MustDate("2026-03-02")

func day(text string) isms.Date { return isms.MustDate(text) }

// criteria are a customer's: low levels are fine, medium ones for a year.
func criteria() []risk.Criterion {
	return []risk.Criterion{
		{UpTo: "low", Acceptability: risk.Acceptable},
		{UpTo: "medium", Acceptability: risk.Tolerable, LongestValidity: isms.MustInterval("12 months"), Authority: []isms.ID{"ciso", "head-of-it"}},
		{UpTo: "very high", Acceptability: risk.Unacceptable, Authority: []isms.ID{"board"}},
	}
}

func method() risk.Method {
	m := risk.ISO27005()
	m.Criteria = criteria()
	return m
}

// product returns likelihood times impact on two scales of five with bands.
func product(bands ...risk.Band) risk.Method {
	five := risk.Steps("1", "2", "3", "4", "5")
	return risk.Method{Name: "5x5", Likelihood: five, Impact: five, Scorer: risk.Product{}, Bands: bands}
}

func rated(l, i risk.Grade) risk.Rating {
	return risk.Rating{Likelihood: l, Impact: i, On: day("2026-01-15"), By: "ciso"}
}

// sound is a register in which Check finds nothing.
func sound() risk.Register {
	return risk.Register{
		Method: method(), Assessed: day("2026-01-15"), Reassessment: isms.Cadence{Every: isms.MustInterval("12 months")},
		Assets: []risk.Asset{{ID: "rmm", Name: "Remote management platform"}},
		Risks: []risk.Risk{{
			ID: "R-1", Title: "Takeover of the management platform", Asset: "rmm", Threat: "stolen administrator credential",
			Affects: []risk.Property{risk.Confidentiality, risk.Availability}, Owner: "ciso",
			Existing: []isms.Ref{"A.5.17"},
			Inherent: rated(4, 4), Current: rated(3, 4), Target: rated(1, 4),
		}},
		Treatments: []risk.Treatment{{
			ID: "T-1", Title: "Second factor for administrators", Risks: []isms.ID{"R-1"}, Options: []risk.Option{risk.Modify},
			Controls: []isms.Ref{"A.8.5"}, Owner: "head-of-it", Start: day("2026-02-01"), Due: day("2026-06-30"), Status: risk.ActionInProgress,
			Approvals: []risk.Approval{{By: "ciso", On: day("2026-01-20")}},
		}},
	}
}

func compile(t testing.TB, m risk.Method) risk.Compiled {
	t.Helper()
	c, err := m.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func evaluate(t testing.TB, r risk.Register) risk.Evaluation {
	t.Helper()
	e, err := r.Evaluate(today, nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func assessed(t testing.TB, r risk.Register, id isms.ID) risk.EvaluatedRisk {
	t.Helper()
	a, ok := evaluate(t, r).LookupRisk(id)
	if !ok {
		t.Fatalf("no risk %s", id)
	}
	return a
}

func codes(r isms.Report) (codes []string) {
	for d := range r.Found() {
		codes = append(codes, d.Code)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// wantCodes wants exactly these codes, each found or not.
func wantCodes(t *testing.T, r isms.Report, want ...string) {
	t.Helper()
	slices.Sort(want)
	if got := codes(r); !slices.Equal(got, want) {
		t.Errorf("codes %v, want %v", got, want)
		for d := range r.Found() {
			t.Log(d)
		}
	}
}

func defectCodes(ds []risk.Defect) (codes []risk.DefectCode) {
	for _, d := range ds {
		codes = append(codes, d.Code)
	}
	return codes
}

// diff compares values that hold dates and decimals.
func diff(want, got any) string {
	return cmp.Diff(want, got, cmpopts.EquateComparable(isms.Date{}, isms.Decimal{}), cmpopts.EquateEmpty())
}

// due is what is overdue or due today, and all that falls due from then on.
func due(r risk.Register) []isms.Entry {
	entries := append(r.Entries(isms.Date{}, today, nil), r.Entries(today, isms.Date{}, nil)...)
	isms.SortEntries(entries)
	return entries
}

// column is the text of a column of a table.
func column(tab table.Table, key string) (texts []string) {
	n := slices.IndexFunc(tab.Columns, func(c table.Header) bool { return c.Key == key })
	for _, row := range tab.Rows {
		texts = append(texts, row[n].String())
	}
	return texts
}

// revoked is an acceptance that was revoked on a day.
func revoked(a risk.Acceptance, on isms.Date) risk.Acceptance {
	a.RevokedOn, a.RevokedBy, a.RevocationReason = on, "ciso", "fixed"
	return a
}

// outcome is what a method says of three values on its scales, 0 for no ease.
func outcome(c risk.Compiled, l, e, i risk.Grade) risk.Outcome {
	return c.Rate(risk.Rating{Likelihood: l, EaseOfExploitation: e, Impact: i}, nil, nil)
}

// published is a published method.
func published(key string) risk.Method {
	m, _ := risk.LookupMethod(key)
	return m.Method
}
