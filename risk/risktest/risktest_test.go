package risktest_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/risktest"
)

var today = isms.MustDate("2026-03-02")

func TestReadyMethodsKeepTheLaws(t *testing.T) {
	for r := range risk.PublishedMethods() {
		if err := risktest.CheckMethod(r.Method); err != nil {
			t.Errorf("%s: %v", r.Key, err)
		}
	}
	if err := risktest.CheckMethod(risk.Method{}); err == nil {
		t.Error("the zero method passes")
	}
}

func TestScorers(t *testing.T) {
	for _, s := range []risk.Scorer{risk.Product{}, risk.Sum{}, risk.WeightedProduct{Impact: 2}, risk.WeightedSum{Impact: isms.MustDecimal("2")}} {
		if err := risktest.CheckScorer(s, 5, 0, 5); err != nil {
			t.Errorf("%T: %v", s, err)
		}
	}
	if err := risktest.CheckScorer(risk.Product{}, 3, 3, 4); err != nil {
		t.Error(err)
	}
	calls := int64(0)
	bad := map[string]risk.Scorer{
		"score falls from 0 at likelihood 1, impact 1 to -1": risk.ScorerFunc(func(p risk.Point) (int64, bool) { return 1 - p.ImpactValue, true }),
		"has no score at likelihood 5, impact 5":             risk.ScorerFunc(func(p risk.Point) (int64, bool) { return 0, p.LikelihoodValue*p.ImpactValue != 25 }),
		"gives 1, then 2":                                    risk.ScorerFunc(func(risk.Point) (int64, bool) { calls++; return calls, true }),
		"no scorer":                                          nil,
	}
	for want, s := range bad {
		if err := risktest.CheckScorer(s, 5, 0, 5); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if err := risktest.CheckScorer(risk.Sum{}, 0, -1, 1<<30); err == nil {
		t.Error("impossible scales pass")
	}
}

func TestGeneratedValuesKeepTheLaws(t *testing.T) {
	seed := rand.Uint64()
	c := rand.New(rand.NewPCG(seed, 0))
	for range 150 {
		if err := risktest.CheckMethod(risktest.Method(c)); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		r := risktest.Register(c, 12)
		if err := risktest.CheckSource(func() (risk.Register, error) { return r, nil }, today); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
	// A generator that runs out of choices ends, too.
	if err := risktest.CheckMethod(risktest.Method(ismstest.Bytes(nil))); err != nil {
		t.Error(err)
	}
}

func TestSourcesThatFail(t *testing.T) {
	n := 0
	if err := risktest.CheckSource(func() (risk.Register, error) {
		n++
		return risk.Register{Method: risk.ISO27005(), Risks: make([]risk.Risk, n)}, nil
	}, today); err == nil || !strings.Contains(err.Error(), "two different registers") {
		t.Error(err)
	}
	if err := risktest.CheckSource(func() (risk.Register, error) {
		return risk.Register{Method: risk.ISO27005(), Risks: make([]risk.Risk, 2)}, nil
	}, today); err == nil {
		t.Error("two risks without an ID pass")
	}
}

// What a method and a source are told, in full.
func TestWhatIsWrong(t *testing.T) {
	text := func(err error) string {
		if err == nil {
			return ""
		}
		return err.Error()
	}
	falling := risk.ScorerFunc(func(p risk.Point) (int64, bool) {
		return -p.LikelihoodValue - p.EaseOfExploitationValue - p.ImpactValue, p.EaseOfExploitation != 2
	})
	want := `the scorer has no score at likelihood 1, ease 2, impact 1
the score falls from -5 at likelihood 1, ease 3, impact 1 to -6 at likelihood 2, ease 3, impact 1
the scorer has no score at likelihood 2, ease 2, impact 1
the score falls from -3 at likelihood 1, ease 1, impact 1 to -4 at likelihood 2, ease 1, impact 1`
	got := strings.Split(text(risktest.CheckScorer(falling, 2, 3, 1)), "\n")
	expect := strings.Split(want, "\n")
	slices.Sort(got)
	slices.Sort(expect)
	if !slices.Equal(got, expect) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	none := risk.ScorerFunc(nil)
	if got := text(risktest.CheckScorer(none, 10, 0, 10)); strings.Count(got, "has no score") != 100 || strings.Contains(got, "maybe more") {
		t.Errorf("a hundred errors: %s", got)
	}
	if got := text(risktest.CheckScorer(none, 10, 0, 11)); strings.Count(got, "has no score") != 100 || !strings.HasSuffix(got, "\nand maybe more") {
		t.Errorf("more: %s", got)
	}
	for _, c := range []struct {
		l, e, i int
		ok      bool
	}{
		{1, 0, 1, true},
		{0, 0, 1, false},
		{1, 0, 0, false},
		{1, -1, 1, false},
		{1000, 0, 1, true},
		{1001, 0, 1, false},
		{1, 0, 1001, false},
		{1, 1001, 1, false},
		{1, 1000, 1, true},
		{1, 0, 1000, true},
		{1000, 2, 1000, false},
		{1025, 1024, 1, false},
	} {
		if err := risktest.CheckScorer(risk.Sum{}, c.l, c.e, c.i); (err == nil) != c.ok {
			t.Errorf("%d x %d x %d: %v", c.l, c.e, c.i, err)
		}
	}
	if got := text(risktest.CheckScorer(risk.Sum{}, 0, 1, 2)); got != "scales of 0, 1 and 2 steps cannot be used" {
		t.Error(got)
	}

	m := risk.ISO27005()
	m.Criteria = []risk.Criterion{{UpTo: "very high", Acceptability: risk.Acceptable, LongestValidity: isms.Interval{N: -1}}}
	if got := text(risktest.CheckMethod(m)); !strings.Contains(got, "is no interval") {
		t.Errorf("a method that cannot be stored: %s", got)
	}
	m = risk.ISO27005()
	m.Likelihood[0].Key = "\xff"
	for _, want := range []string{`means something else`, `and its stored form are not comparable: [`} {
		if got := text(risktest.CheckMethod(m)); !strings.Contains(got, want) {
			t.Errorf("a key that is no text: %s, want %s", got, want)
		}
	}

	sound := risk.Register{Method: risk.ISO27005(), Risks: []risk.Risk{{ID: "R-1", Title: "sound"}}}
	n := 0
	source := func(registers ...any) func() (risk.Register, error) {
		n = 0
		return func() (risk.Register, error) {
			n++
			switch r := registers[(n-1)%len(registers)].(type) {
			case risk.Register:
				return r, nil
			case error:
				return risk.Register{}, r
			}
			return risk.Register{}, nil
		}
	}
	changed := func(change func(*risk.Register)) risk.Register {
		r := sound
		r.Risks = slices.Clone(r.Risks)
		change(&r)
		return r
	}
	down := errors.New("the database is down")
	for _, c := range []struct {
		source func() (risk.Register, error)
		want   string
	}{
		{source(sound), ""},
		{source(down), "the database is down"},
		{source(sound, down), "the database is down"},
		{source(sound, changed(func(r *risk.Register) { r.Risks[0].Title = "other" })), "the source gives two different registers"},
		{source(sound, changed(func(r *risk.Register) { r.Reassessment.Every.N = -1 })), "the source gives two different registers"},
		{source(changed(func(r *risk.Register) { r.Risks[0].Title = "\xff" })), "the register does not survive being stored"},
	} {
		n = 0
		if got := text(risktest.CheckSource(c.source, today)); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
	if got := text(risktest.CheckSource(source(changed(func(r *risk.Register) { r.Reassessment.Every.N = -1 })), today)); !strings.Contains(got, "is no interval") {
		t.Errorf("a register that cannot be stored: %s", got)
	}
	if got := golden.Codes(risktest.CheckSource(source(changed(func(r *risk.Register) { r.Risks[0].ID = "" })), today)); got != "risk/missing-id at risks[#0].id" {
		t.Error(got)
	}
}

// Each list of records comes back in reverse, and the register stays as it was.
func TestReversed(t *testing.T) {
	r := risk.Register{
		Assets: []risk.Asset{{ID: "1"}, {ID: "2"}, {ID: "3"}}, Risks: []risk.Risk{{ID: "1"}, {ID: "2"}, {ID: "3"}}, Controls: []risk.Control{{Control: "1"}, {Control: "2"}, {Control: "3"}},
		Treatments: []risk.Treatment{{ID: "1"}, {ID: "2"}, {ID: "3"}}, Acceptances: []risk.Acceptance{{ID: "1"}, {ID: "2"}, {ID: "3"}}, Delegations: []risk.Delegation{{ID: "1"}, {ID: "2"}, {ID: "3"}},
		Changes: []risk.Change{{ID: "1"}, {ID: "2"}, {ID: "3"}}, History: []risk.Assessment{{Risk: "1"}, {Risk: "2"}, {Risk: "3"}},
	}
	ids := func(r risk.Register) string {
		var b strings.Builder
		for i := range 3 {
			b.WriteString(string(r.Assets[i].ID + r.Risks[i].ID + isms.ID(r.Controls[i].Control) + r.Treatments[i].ID + r.Acceptances[i].ID + r.Delegations[i].ID + r.Changes[i].ID + r.History[i].Risk))
		}
		return b.String()
	}
	if got := ids(risktest.Reversed(r)); got != "333333332222222211111111" {
		t.Error(got)
	}
	if got := ids(r); got != "111111112222222233333333" {
		t.Errorf("the register changed: %s", got)
	}
	if got := risktest.Reversed(risk.Register{}); got.Risks != nil {
		t.Error("records of nothing")
	}
}
