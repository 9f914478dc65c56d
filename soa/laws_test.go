package soa_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/draw"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
	"github.com/ismskit/ismskit/soa/soatest"
)

// What is generated without a person's word lacks only what a person must give:
// it never excludes, and never includes without a reason.
func TestGeneratedStatementsLackOnlyWhatPersonsGive(t *testing.T) {
	persons := []string{
		"unmodified-copy-of-annex-a", "undecided-control", "attribute-combination-without-a-control", "risk-treatment-control-missing-from-the-statement", "implementation-status-not-stated", "control-not-in-risk-treatment-plan",
		"incomplete-document-identification", "missing-approval-of-the-statement", "overdue-review-of-the-statement", "statement-older-than-risk-assessment",
	}
	for seed := range uint64(100) {
		in := soatest.Input(rand.New(rand.NewPCG(seed, 2)))
		in.Decisions = nil
		s := build(t, in)
		for _, code := range codes(s.Check(day, nil, soa.FactsOf(in.Register))) {
			if !slices.Contains(persons, code) {
				t.Fatalf("seed %d: a generated statement has %s", seed, code)
			}
		}
		if !s.Controls(soa.Excluded).Empty() {
			t.Fatalf("seed %d: a generated statement excludes %s", seed, s.Controls(soa.Excluded))
		}
	}
}

// More evidence never adds a finding, and a fact left out settles none: every
// finding that goes away with it is one whose rule is skipped.
func TestMoreEvidenceNeverHurtsAndSilenceSettlesNothing(t *testing.T) {
	for seed := range uint64(60) {
		c := rand.New(rand.NewPCG(seed, 3))
		in := soatest.Input(c)
		s := build(t, in)
		facts := soa.FactsOf(in.Register)
		facts.Evidence, facts.Plan, facts.Assets = []evidence.Summary{}, append([]risk.Treatment{}, facts.Plan...), []risk.Asset{{ID: "a", Kind: "script"}}
		facts.Obligations, facts.Citations = append([]soa.Obligation{}, in.Obligations...), []soa.Citation{{Document: "c", Version: "0"}}
		facts.Assessed, facts.ScopeSince = isms.MustDate("2026-01-01"), isms.MustDate("2026-01-01")
		before := s.Check(day, nil, facts)

		more := facts
		for range 5 {
			control, _ := annexa.At(c.IntN(annexa.Count))
			more.Evidence = append(more.Evidence, evidence.Summary{Expectation: evidence.Expectation{Ref: control.Ref}, Latest: day.AddDays(-c.IntN(730))})
		}
		after := s.Check(day, nil, more)
		if a, b := count(before), count(after); b > a {
			t.Fatalf("seed %d: evidence raised the findings from %d to %d", seed, a, b)
		}

		less := facts
		switch c.IntN(6) {
		case 0:
			less.Evidence = nil
		case 1:
			less.Plan = nil
		case 2:
			less.Assets = nil
		case 3:
			less.Obligations = nil
		case 4:
			less.Citations = nil
		case 5:
			less.Assessed, less.ScopeSince = isms.Date{}, isms.Date{}
		}
		silent := s.Check(day, nil, less)
		full, rest := isms.Assess(day, soa.Rules(), nil, before), isms.Assess(day, soa.Rules(), nil, silent)
		for line := range rest.Items() {
			if old, ok := full.LookupItem(line.Ref); ok && line.Status.Settled() && !old.Status.Settled() && strings.HasPrefix(string(line.Ref), "6.1.3") {
				t.Fatalf("seed %d: leaving a fact out turned %s from %q to %q", seed, line.Ref, old.Status, line.Status)
			}
		}
	}
}

func count(r isms.Report) int {
	return r.Count(isms.SeverityError) + r.Count(isms.SeverityWarning) + r.Count(isms.SeverityNote)
}

// Apply, after a chain of edits, one diff after the other: the last statement is
// reached.
func TestDiffsChain(t *testing.T) {
	for seed := range uint64(30) {
		c := rand.New(rand.NewPCG(seed, 6))
		s := soatest.Statement(c)
		now := s
		for range 4 {
			next := soatest.Edited(c, s)
			if draw.Chance(c, 1, 3) {
				var err error
				if next, err = next.Regenerate(soatest.Register(c), soatest.Input(c).Obligations); err != nil {
					t.Fatal(err)
				}
			}
			var err error
			if now, err = soa.Diff(s, next).Apply(now); err != nil || !now.Equal(next) {
				t.Fatalf("seed %d: %v", seed, err)
			}
			s = next
		}
	}
}
