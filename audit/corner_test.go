package audit_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

func TestBrokenJSON(t *testing.T) {
	var n audit.Nonconformity
	for _, text := range []string{`{}`, `[1]`, `"x"`, `[{"on":"yesterday"}]`} {
		if json.Unmarshal([]byte(text), &n) == nil {
			t.Errorf("%s: read", text)
		}
	}
	if err := json.Unmarshal([]byte(`[]`), &n); err != nil || n.ID() != "" {
		t.Errorf("an empty list: %v, %v", n, err)
	}
}

// A sequence ends when its reader has enough.
func TestEarlyStops(t *testing.T) {
	seen := 0
	for range apply(t, raise(t, audit.Major, audit.Internal), corrected("2026-01-06")).Events() {
		seen++
		break
	}
	if seen != 1 {
		t.Errorf("%d first items, want 1", seen)
	}
}

func TestSmallCorners(t *testing.T) {
	if err := (audit.Policy{}).Validate(); err == nil {
		t.Error("a policy without ID")
	}
	if _, ok := audit.LookupPolicy("nobody's"); ok {
		t.Error("a policy of nobody")
	}

	if f := raise(t, audit.Minor, audit.Initial).Finding(); f.Grade != audit.Minor {
		t.Errorf("%+v", f)
	}
	years := audit.Policy{ID: "ours", Limits: []audit.Limit{
		{Step: "closure", Within: isms.MustInterval("1 year"), Anchor: "finding"},
		{Step: "closure", Within: isms.MustInterval("60 weeks"), Anchor: "finding"},
		{Step: "closure", Milestone: "follow up audit"},
		{Step: "plan", Within: isms.MustInterval("1 day"), Anchor: "report"},
	}}
	n := apply(t, raise(t, audit.Minor, audit.Special), audit.Event{Kind: audit.Regraded, On: day("2026-01-06"), Grade: audit.Major, Text: "worse"})
	if got := dues(n, schedule(t, years), audit.Dates{}); got["closure"] != "2027-01-05" || got["plan"] != "not set" {
		t.Errorf("got %v", got)
	}

	closedWithoutSimilar := soundEvents()
	closedWithoutSimilar[2].Similar = ""
	closed, err := audit.Replay(append(closedWithoutSimilar, closedOn("2026-06-01")))
	if err != nil {
		t.Fatal(err)
	}
	log := audit.Register{Items: []audit.RegisterItem{{Nonconformity: closed}}}
	if got := codes(log.Check(day("2026-06-01"), schedule(t, minimum()))); !slices.Equal(got, []string{"audit/similar-nonconformities-not-determined"}) {
		t.Errorf("got %v", got)
	}
}

func TestADeadlineOfNoLimitNamesNothing(t *testing.T) {
	if d := (audit.Deadline{}); d.Ref() != "" || d.OnMiss() != "" {
		t.Errorf("the zero deadline names %q and %q", d.Ref(), d.OnMiss())
	}
}
