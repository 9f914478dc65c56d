package cycle_test

import (
	"encoding/json"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
)

func TestEndOfTime(t *testing.T) {
	c, err := cycle.From("C-1", day("9999-01-01"), cycle.Terms{Validity: isms.MustInterval("1 month")})
	if err != nil {
		t.Fatal(err)
	}
	wantObligations(t, c, "9999-01-02", "recertification 9999-02-01")
	c, err = cycle.From("C-1", day("9996-06-01"), cycle.Terms{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	n += len(c.Entries(day("9997-01-01"), day("9999-12-31")))
	if n != 3 {
		t.Errorf("%d obligations up to the end, want 3", n)
	}
}

func TestStageGapIsAnObligation(t *testing.T) {
	c := cycleOf(t, with(ce(cycle.Applied, "2026-01-01"), func(e *cycle.Event) { e.Terms.StageGap = isms.MustInterval("26 weeks") }), ce(cycle.Stage1Conducted, "2026-02-01"))
	wantObligations(t, c, "2026-02-02", "stage 2 audit 2026-08-02")
	if c.Allowed(day("2026-01-31")) != nil {
		t.Error("something is allowed before the last event")
	}
}

func TestBrokenJSON(t *testing.T) {
	var c cycle.Cycle
	for _, text := range []string{`{}`, `[1]`, `"x"`, `[{"on":"yesterday"}]`} {
		if json.Unmarshal([]byte(text), &c) == nil {
			t.Errorf("%s: read", text)
		}
	}
	if err := json.Unmarshal([]byte(`[]`), &c); err != nil || c.ID() != "" {
		t.Errorf("an empty list: %v, %v", c, err)
	}
}

// A sequence ends when its reader has enough.
func TestEarlyStops(t *testing.T) {
	c := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.SurveillanceConducted, "2026-11-01"))

	seen := 0

	for range c.Events() {
		seen++
		break
	}

	if seen != 1 {
		t.Errorf("%d first items, want 1", seen)
	}
}

func TestSmallCorners(t *testing.T) {
	if _, err := cycle.PlanAuditTime(0, cycle.Complexity{}, 0); err == nil {
		t.Error("an audit of nobody")
	}
	if _, err := cycle.AllSites(-1, audit.Initial); err == nil {
		t.Error("fewer than no sites")
	}
}
