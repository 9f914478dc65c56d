package risktest_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/risktest"
)

var today = isms.MustDate("2026-03-02")

func TestReadyMethodsKeepTheLaws(t *testing.T) {
	for r := range risk.ReadyMethods() {
		if err := risktest.CheckMethod(r.Method); err != nil {
			t.Errorf("%s: %v", r.Key, err)
		}
	}
	if err := risktest.CheckMethod(risk.Method{}); err == nil {
		t.Error("the zero method passes")
	}
}

func TestScorers(t *testing.T) {
	for _, s := range []risk.Scorer{risk.Product{}, risk.Sum{}, risk.Classic{Impact: 2}, risk.WeightedSum{Impact: isms.MustDecimal("2")}} {
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
