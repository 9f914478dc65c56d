package risktest_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/risktest"
)

// A scorer that an embedder wrote, and what is wrong with it.
func ExampleCheckScorer() {
	ours := risk.ScorerFunc(func(p risk.Point) (int64, bool) { return p.LikelihoodValue * (4 - p.ImpactValue), true })
	fmt.Println(risktest.CheckScorer(ours, 1, 0, 2))
	// Output:
	// the score falls from 3 at likelihood 1, impact 1 to 2 at likelihood 1, impact 2
}

func ExampleCheckMethod() {
	fmt.Println(risktest.CheckMethod(risk.ISO27005()))
	// Output:
	// <nil>
}

func ExampleCheckSource() {
	drawn := risktest.Register(rand.New(rand.NewPCG(1, 2)), 20)
	err := risktest.CheckSource(func() (risk.Register, error) { return drawn, nil }, isms.MustDate("2026-03-02"))
	fmt.Println(len(risktest.Reversed(drawn).Risks) == len(drawn.Risks), err)
	// Output:
	// true <nil>
}
