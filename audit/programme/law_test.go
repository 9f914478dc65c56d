package programme_test

import (
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
)

// No exported function panics on values that nobody made: zero, unknown words,
// huge and negative numbers.
func TestNothingPanics(t *testing.T) {
	far, huge := day("9999-12-31"), isms.Interval{N: 1 << 30, Unit: isms.Years}
	for _, on := range []isms.Date{{}, far, day("0001-01-01")} {
		_ = programme.Programme{Audits: make([]programme.InternalAudit, 2), Areas: make([]programme.Area, 2), Audit: isms.Cadence{Every: huge}}.Check(on, programme.Facts{Necessary: []isms.Ref{"", "A.5.7"}, Findings: make([]audit.Nonconformity, 1)})
		_ = programme.Programme{Period: isms.Window{First: day("0001-01-01"), Last: far}}.Table(on, nil)
	}
}

// Every rule is found by some case of the tables in this package's tests, and not
// by the sound one beside it.
func TestEveryRuleIsTriggered(t *testing.T) {
	seen := map[string]bool{}
	add := func(codes []string) {
		for _, c := range codes {
			seen[c] = true
		}
	}

	for _, c := range programmeCases {
		add(c.want)
	}

	// Those with a test of their own.
	add([]string{
		"programme/previous-audit-results-not-considered", "programme/audit-finding-missing-from-the-register",
		"programme/invalid-id-in-the-audit-programme", "programme/long-interval-since-last-internal-audit",
	})

	for _, r := range programme.Rules() {
		if !seen[r.Code] && r.JudgementRequired == "" {
			t.Errorf("no case triggers %s", r.Code)
		}
	}
}
