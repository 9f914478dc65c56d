package evidence_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
)

func ExampleControlDefaults() {
	controls, clauses := 0, 0
	for d := range evidence.ControlDefaults() {
		if controls++; d.Ref == "A.8.13" {
			fmt.Println(d.Ref, d.Kinds, "every", d.Every)
		}
	}
	for range evidence.ClauseDefaults() {
		clauses++
	}
	fmt.Println(controls, "controls,", clauses, "items of clauses")
	// Output:
	// A.8.13 [backup report restore test] every 1 month
	// 93 controls, 43 items of clauses
}

func ExampleExpectations() {
	for _, e := range evidence.Expectations(isms.MustDate("2026-01-01"), "A.8.13", "A.5.18") {
		fmt.Println(e.Ref, e.Kinds, "every", e.Every, "since", e.Since)
	}
	// Output:
	// A.5.18 [access review access request] every 3 months since 2026-01-01
	// A.8.13 [backup report restore test] every 1 month since 2026-01-01
}

// A maturity says what the records show, never how good the control is.
func ExampleMaturities() {
	for m := range evidence.Maturities().All() {
		fmt.Println(m)
	}
	// Output:
	// documented
	// operating
	// improving
}

func ExampleDefaultLimits() {
	log := quarters()
	log.Limits = evidence.DefaultLimits()
	fmt.Println(len(evidence.RulesFor("A.5.18")), "rules look at A.5.18, bunching from", log.Limits.BeforeAuditMinimum, "records on")
	// Output:
	// 5 rules look at A.5.18, bunching from 3 records on
}

func ExampleDraw() {
	src := rand.New(rand.NewPCG(27001, 2022))
	for _, e := range evidence.Draw(src, quarters().Records, 1) {
		fmt.Println(e.ID, e.Kind, evidence.Kinds().Has(e.Kind))
	}
	// Output:
	// E-1 access review true
}
