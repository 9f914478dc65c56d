package risk_test

import (
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

func TestReassess(t *testing.T) {
	r := sound()
	next := risk.Rating{Likelihood: 2, Impact: 4, On: day("2026-02-20"), By: "auditor", Reason: "drill passed"}
	got, err := r.Reassess("R-1", risk.Current, next)
	if err != nil {
		t.Fatal(err)
	}
	want := []risk.Assessment{{Risk: "R-1", Stage: risk.Current, Rating: rated(3, 4), Method: r.Method.Hash(), Level: 4}}
	if d := diff(want, got.History); d != "" {
		t.Errorf("history (-want +got):\n%s", d)
	}
	if r.Risks[0].Current.Likelihood != 3 || len(r.History) != 0 {
		t.Error("the old register changed")
	}
	// A first rating leaves nothing behind.
	if again, err := got.Reassess("R-1", risk.Residual, next); err != nil || len(again.History) != 1 {
		t.Errorf("%v, %+v", err, again.History)
	}
	line := evaluate(t, got).Timeline("R-1")
	var days []string
	for _, a := range line {
		days = append(days, a.Rating.On.String()+" "+string(a.Stage))
	}
	if d := diff([]string{"2026-01-15 current", "2026-01-15 inherent", "2026-01-15 target", "2026-02-20 current"}, days); d != "" {
		t.Errorf("timeline (-want +got):\n%s", d)
	}
	// Closing the risk adds nothing to it.
	got.Risks[0].Closed = day("2026-02-25")
	if closed := evaluate(t, got).Timeline("R-1"); len(closed) != len(line) {
		t.Errorf("%d entries, then %d", len(line), len(closed))
	}
	if (risk.Evaluation{}).Timeline("R-1") != nil || evaluate(t, got).Timeline("R-9") != nil {
		t.Error("a timeline of nothing")
	}

	bad := map[string]func(id *isms.ID, s *risk.Stage, r *risk.Rating){
		"risk/unknown-risk at risk":      func(id *isms.ID, _ *risk.Stage, _ *risk.Rating) { *id = "R-9" },
		"isms/unknown-word at stage":     func(_ *isms.ID, s *risk.Stage, _ *risk.Rating) { *s = "whole" },
		"risk/nothing-rated at rating":   func(_ *isms.ID, _ *risk.Stage, r *risk.Rating) { r.Likelihood, r.Impact = 0, 0 },
		"risk/no-assessor at rating.by":  func(_ *isms.ID, _ *risk.Stage, r *risk.Rating) { r.By = "" },
		"risk/older-rating at rating.on": func(_ *isms.ID, _ *risk.Stage, r *risk.Rating) { r.On = day("2026-01-14") },
	}
	for want, change := range bad {
		id, stage, rating := isms.ID("R-1"), risk.Current, next
		change(&id, &stage, &rating)
		if _, err := sound().Reassess(id, stage, rating); golden.Codes(err) != want {
			t.Errorf("%s, want %s", golden.Codes(err), want)
		}
	}
}
