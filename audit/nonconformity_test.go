package audit_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

func day(text string) isms.Date { return isms.MustDate(text) }

// raise gives a nonconformity that was raised on 2026-01-05 at an initial audit.
func raise(t *testing.T, grade audit.Grade, kind audit.Kind) audit.Nonconformity {
	t.Helper()
	n, err := audit.Raise(day("2026-01-05"), "lead-auditor", audit.Finding{
		ID: "NC-1", Grade: grade, Audit: kind, Requirements: []isms.Ref{"9.2.2 s1"},
		Statement: "There is no audit programme.", Evidence: "Asked for on 5 January; none was shown.",
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func apply(t *testing.T, n audit.Nonconformity, events ...audit.Event) audit.Nonconformity {
	t.Helper()
	for _, e := range events {
		next, err := n.Apply(e)
		if err != nil {
			t.Fatal(err)
		}
		n = next
	}
	return n
}

func corrected(on string) audit.Event {
	return audit.Event{Kind: audit.Corrected, On: day(on), Text: "Programme drawn up.", Consequences: "None."}
}

func analysed(on string) audit.Event {
	return audit.Event{Kind: audit.CauseDetermined, On: day(on), Text: "Nobody was charged with it.", Similar: "Management review has an owner."}
}

func planned(on string) audit.Event {
	return audit.Event{Kind: audit.PlanSubmitted, On: day(on), Actions: []audit.Action{{ID: "A-1", What: "Charge the quality manager with it."}}}
}

func accepted(on string) audit.Event { return audit.Event{Kind: audit.PlanAccepted, On: day(on)} }

func done(on string) audit.Event {
	return audit.Event{Kind: audit.ActionCompleted, On: day(on), Action: "A-1", Text: "Charged."}
}

func verified(on string, effect audit.Effect) audit.Event {
	return audit.Event{Kind: audit.EffectivenessReviewed, On: day(on), Effect: effect, Evidence: "Programme 2026 and first report seen.", Changes: "None needed."}
}

func closedOn(on string) audit.Event { return audit.Event{Kind: audit.Closed, On: day(on)} }

func wantMissing(t *testing.T, n audit.Nonconformity, e audit.Event, codes ...string) {
	t.Helper()
	_, err := n.Apply(e)
	if got, want := golden.Codes(err), strings.Join(codes, " at kind; ")+" at kind"; got != want {
		t.Errorf("Apply(%s): missing %s, want %s", e.Kind, got, want)
	}
}

// A major that lacks everything names each missing thing by its own code.
func TestClosingNamesEachMissingThing(t *testing.T) {
	n := raise(t, audit.Major, audit.Initial)
	wantMissing(t, n, closedOn("2026-01-06"),
		"audit/closure-without-correction", "audit/closure-without-root-cause", "audit/closure-without-check-for-similar-nonconformities",
		"audit/closure-without-accepted-plan", "audit/closure-without-completed-corrective-action", "audit/closure-without-effectiveness-review")

	n = apply(t, n, corrected("2026-01-06"), analysed("2026-01-07"))
	wantMissing(t, n, closedOn("2026-01-08"),
		"audit/closure-without-accepted-plan", "audit/closure-without-completed-corrective-action", "audit/closure-without-effectiveness-review")

	n = apply(t, n, planned("2026-01-08"), accepted("2026-01-09"))
	wantMissing(t, n, closedOn("2026-01-10"), "audit/closure-without-completed-corrective-action", "audit/closure-without-effectiveness-review")

	n = apply(t, n, done("2026-01-10"))
	wantMissing(t, n, closedOn("2026-01-10"), "audit/closure-without-effectiveness-review")

	n = apply(t, n, verified("2026-03-01", audit.Effective))
	if !n.CheckClosing().Equal(audit.Nonconformity{}.CheckClosing()) {
		t.Errorf("nothing is missing, yet %v", n.CheckClosing())
	}
	if n = apply(t, n, closedOn("2026-04-01")); n.State() != "closed" {
		t.Errorf("state %q, want closed", n.State())
	}
}

func TestObservationClosesWithoutSteps(t *testing.T) {
	for _, g := range []audit.Grade{audit.Observation, audit.OpportunityForImprovement, audit.AreaOfConcern} {
		if n := apply(t, raise(t, g, audit.Initial), closedOn("2026-01-05")); n.State() != "closed" {
			t.Errorf("%s: state %q, want closed", g, n.State())
		}
	}
}

func TestUngradedDoesNotClose(t *testing.T) {
	wantMissing(t, raise(t, "", audit.Internal), closedOn("2026-01-06"), "audit/closure-without-grade")
}

func TestInternalFindingNeedsNoAcceptance(t *testing.T) {
	n := apply(t, raise(t, audit.Minor, audit.Internal), corrected("2026-01-06"), analysed("2026-01-06"),
		planned("2026-01-06"), done("2026-01-06"), verified("2026-02-06", audit.Effective), closedOn("2026-02-06"))
	if n.State() != "closed" {
		t.Errorf("state %q, want closed", n.State())
	}
}

func TestPlanWithoutActionsIsNoPlan(t *testing.T) {
	n := apply(t, raise(t, audit.Major, audit.Initial), analysed("2026-01-06"))
	e := planned("2026-01-07")
	e.Actions = nil
	if _, err := n.Apply(e); err == nil {
		t.Error("a plan without actions was taken")
	}
	if n.ActionsCompleted().Full() || n.ActionsCompleted().Defined() {
		t.Errorf("no actions count as %v", n.ActionsCompleted())
	}
}

func TestEveryActionHasToBeDone(t *testing.T) {
	n := apply(t, raise(t, audit.Major, audit.Internal), analysed("2026-01-06"))
	e := planned("2026-01-07")
	e.Actions = append(e.Actions, audit.Action{ID: "A-2", What: "Train the auditors."})
	n = apply(t, n, e, done("2026-01-08"))
	if n.State() == "implemented" || n.ActionsCompleted() != (isms.Ratio{Have: 1, Want: 2}) {
		t.Errorf("state %q with %v actions", n.State(), n.ActionsCompleted())
	}
	if _, err := n.Apply(done("2026-01-09")); err == nil {
		t.Error("the same action was done twice")
	}
	second := done("2026-01-09")
	second.Action = "A-2"
	if n = apply(t, n, second); n.State() != "implemented" {
		t.Errorf("state %q, want implemented", n.State())
	}
}

func TestIneffectiveReopens(t *testing.T) {
	n := apply(t, raise(t, audit.Major, audit.Initial), corrected("2026-01-06"), analysed("2026-01-07"),
		planned("2026-01-08"), accepted("2026-01-09"), done("2026-01-10"), verified("2026-03-01", audit.NotEffective))
	if n.State() != "reopened" || n.Recurrences() != 1 {
		t.Fatalf("state %q, recurrences %d", n.State(), n.Recurrences())
	}
	wantMissing(t, n, closedOn("2026-03-02"), "audit/closure-without-root-cause", "audit/closure-without-check-for-similar-nonconformities",
		"audit/closure-without-accepted-plan", "audit/closure-without-completed-corrective-action", "audit/closure-without-effectiveness-review")
	if _, err := n.Apply(done("2026-03-02")); err == nil {
		t.Error("an action of the plan that failed was taken")
	}
}

func TestEffectConfirmedEarlierThanClosed(t *testing.T) {
	n := apply(t, raise(t, audit.Minor, audit.Internal), corrected("2026-01-06"), analysed("2026-01-07"),
		planned("2026-01-08"), done("2026-01-10"), verified("2026-03-01", audit.Effective), closedOn("2026-09-01"))
	if n.ClosedOn() != day("2026-09-01") {
		t.Errorf("closed on %v", n.ClosedOn())
	}
}

func TestCorrectionBeforeCauseIsNoCorrectiveAction(t *testing.T) {
	n := apply(t, raise(t, audit.Major, audit.Initial), corrected("2026-01-05"))
	if n.State() != "corrected" {
		t.Errorf("state %q, want contained", n.State())
	}
	if d := completed(n); !d.Has("correction") || d.Has("corrective action") {
		t.Errorf("steps done: %v", d)
	}
}

func TestNonconformityKeepsItsEvents(t *testing.T) {
	n := apply(t, raise(t, audit.Major, audit.Initial), corrected("2026-01-06"), analysed("2026-01-07"), planned("2026-01-08"))
	text, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	var back audit.Nonconformity
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if !back.Equal(n) || back.State() != n.State() {
		t.Errorf("came back as %v", back)
	}
	if err := json.Unmarshal([]byte(`[{"kind":"raised","on":"2026-01-05","finding":{"id":"NC-1","grade":"major","audit":"initial"}},{"kind":"closed","on":"2026-01-06"}]`), &back); err == nil {
		t.Error("a closed major without anything was read")
	}
	for e := range n.Events() {
		if e.Kind == audit.PlanSubmitted {
			e.Actions[0].What = "changed by a caller"
		}
	}
	if again, _ := json.Marshal(n); string(again) != string(text) {
		t.Error("a caller changed the events")
	}
}

// Applying to a value twice gives two values that know nothing of each other.
func TestApplyLeavesTheValueAlone(t *testing.T) {
	n := apply(t, raise(t, audit.Major, audit.Initial), corrected("2026-01-06"))
	a := apply(t, n, analysed("2026-01-07"))
	b := apply(t, n, audit.Event{Kind: audit.Disputed, On: day("2026-01-08"), Text: "We have one."})
	if n.State() != "corrected" || a.State() != "cause determined" || b.State() != "disputed" {
		t.Errorf("states %q, %q, %q", n.State(), a.State(), b.State())
	}
}
