package audit_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

func TestStepSets(t *testing.T) {
	s := audit.NewStepSet("plan", "audit conducted", "strange")
	for _, step := range append(slices.Collect(audit.Steps().All()), "strange", "") {
		if want := step == "plan" || step == "audit conducted"; s.Has(step) != want {
			t.Errorf("%q: %v", step, s.Has(step))
		}
	}
}

// The tables hold what was counted when they were read.
func TestTablesOfFacts(t *testing.T) {
	if n := len(audit.Policies()); n != 4 {
		t.Errorf("%d policies, want 4", n)
	}
	for _, s := range audit.Sources() {
		if s.Read.IsZero() || s.From == "" || !slices.Contains([]isms.Confidence{"high", "owner", "low"}, s.Confidence) {
			t.Errorf("%+v", s)
		}
	}
}

func TestTablesAreCopies(t *testing.T) {
	audit.Policies()[0].Limits[0].Audits[0] = "changed"
	audit.Sources()[0].From = "changed"
	if strings.Contains(fmt.Sprint(audit.Policies(), audit.Sources()), "changed") {
		t.Error("a caller changed a table")
	}
}

// An event that lacks what its kind needs is refused with the reason.
func TestEventsLackingSomething(t *testing.T) {
	open := raise(t, audit.Major, audit.Internal)
	atPlan := apply(t, open, analysed("2026-01-06"))
	atAction := apply(t, atPlan, planned("2026-01-07"))
	atVerdict := apply(t, atAction, done("2026-01-08"))
	plan := func(actions ...audit.Action) audit.Event {
		return audit.Event{Kind: audit.PlanSubmitted, On: day("2026-02-01"), Actions: actions}
	}
	on := day("2026-02-01")
	for _, c := range []struct {
		n   audit.Nonconformity
		e   audit.Event
		why string
	}{
		{open, audit.Event{Kind: "danced", On: on}, "no such event"},
		{open, audit.Event{Kind: audit.Corrected}, "no date"},
		{open, audit.Event{Kind: audit.Corrected, On: day("2026-01-04"), Text: "t"}, "older"},
		{open, audit.Event{Kind: audit.Corrected, On: on, Text: " - "}, "the correction"},
		{open, audit.Event{Kind: audit.CauseDetermined, On: on}, "no root cause"},
		{atPlan, plan(), "at least one"},
		{atPlan, plan(make([]audit.Action, 1001)...), "at most 1000"},
		{atPlan, plan(audit.Action{What: "w"}), "usable ID"},
		{atPlan, plan(audit.Action{ID: "A"}), "what is to be done"},
		{atPlan, plan(audit.Action{ID: "A", What: "w"}, audit.Action{ID: "B", What: "w"}, audit.Action{ID: "A", What: "w"}), `two actions "A"`},
		{atAction, audit.Event{Kind: audit.ActionCompleted, On: on, Action: "A-9"}, "no open action"},
		{atAction, audit.Event{Kind: audit.PlanRejected, On: on}, "no reason"},
		{atVerdict, audit.Event{Kind: audit.EffectivenessReviewed, On: on}, "no result"},
		{open, audit.Event{Kind: audit.Regraded, On: on, Grade: "mild", Text: "t"}, "no grade"},
		{open, audit.Event{Kind: audit.Regraded, On: on, Grade: audit.Major, Text: "t"}, "already"},
		{open, audit.Event{Kind: audit.Regraded, On: on, Grade: audit.Minor}, "no reason"},
		{open, audit.Event{Kind: audit.Extended, On: on, By: "b", Text: "t", Due: on, Step: "lunch"}, "no step"},
		{open, audit.Event{Kind: audit.Extended, On: on, By: "b", Text: "t", Step: "plan"}, "an extension needs"},
		{open, audit.Event{Kind: audit.Extended, On: on, Due: on, Text: "t", Step: "plan"}, "an extension needs"},
		{open, audit.Event{Kind: audit.Extended, On: on, Due: on, By: "b", Step: "plan"}, "an extension needs"},
		{open, audit.Event{Kind: audit.Withdrawn, On: on}, "no reason"},
		{open, audit.Event{Kind: audit.Disputed, On: on}, "no reason"},
	} {
		_, err := c.n.Apply(c.e)
		if err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %v, want %q", c.e.Kind, err, c.why)
		}
	}
	good := audit.Finding{ID: "NC-1", Grade: audit.Minor, Audit: audit.Internal, Requirements: []isms.Ref{"7.2 d"}}
	for why, change := range map[string]func(*audit.Finding){
		"ID":                  func(f *audit.Finding) { f.ID = "" },
		"no grade":            func(f *audit.Finding) { f.Grade = "mild" },
		"where it comes from": func(f *audit.Finding) { f.Audit = "" },
		"no place":            func(f *audit.Finding) { f.Requirements = []isms.Ref{"11.1"} },
	} {
		f := good
		change(&f)
		if _, err := audit.Raise(on, "", f); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%v, want %q", err, why)
		}
	}
}

func TestEntries(t *testing.T) {
	n := raise(t, audit.Major, audit.Initial)
	ids := map[isms.ID]bool{}
	for d := range n.Deadlines(schedule(t, proposed()), audit.Dates{LastAuditDay: day("2026-08-31")}) {
		e := d.Entry()
		if ids[e.ID] || e.Kind != isms.EntryDeadline || e.Title.Text == "" || e.Basis.Text == "" || e.Subject != "NC-1" || len(e.Refs) == 0 || e.ID != d.Entry().ID {
			t.Errorf("%+v", e)
		}
		if !d.Due.IsZero() && (e.Window != isms.On(d.Due)) {
			t.Errorf("%+v, want %v", e, d.Due)
		}
		ids[e.ID] = true
	}

	for s := range audit.Steps().All() {
		if e := (audit.Deadline{Subject: "NC-1", Step: s}).Entry(); !strings.HasSuffix(e.Title.Text, ": "+audit.Steps().Title(s, nil)) {
			t.Errorf("%s is not in the title %q", s, e.Title)
		}
	}
}

func TestJSONOfAnswers(t *testing.T) {
	n := raise(t, audit.Major, audit.Surveillance)
	deadlines := slices.Collect(n.Deadlines(schedule(t, proposed()), audit.Dates{LastAuditDay: day("2026-08-31")}))

	for _, x := range []struct {
		value any
		want  string
	}{
		{deadlines[0], `{"subject":"NC-1","step":"correction","due":"2026-09-14","basis":"last day of audit, 2026-08-31, plus 14 days (proposed-default)"}`},
		{audit.Nonconformity{}, `[]`},
	} {
		got, err := json.Marshal(x.value)
		if err != nil || string(got) != x.want {
			t.Errorf("got %s, %v\nwant %s", got, err, x.want)
		}
	}
}
