package audit_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

func TestStepSets(t *testing.T) {
	s := audit.NewStepSet(audit.StepPlan, audit.StepAuditConducted, "strange")
	for _, step := range append(slices.Collect(audit.Steps().All()), "strange", "") {
		if want := step == audit.StepPlan || step == audit.StepAuditConducted; s.Has(step) != want {
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
		{open, audit.Event{Kind: "danced", On: on}, "audit/unknown-event at kind"},
		{open, audit.Event{Kind: audit.Corrected}, "audit/event-without-a-date at on"},
		{open, audit.Event{Kind: audit.Corrected, On: day("2026-01-04"), Text: "t"}, "audit/event-before-the-last-one at on"},
		{open, audit.Event{Kind: audit.Corrected, On: on, Text: " - "}, "audit/incomplete-event at text"},
		{open, audit.Event{Kind: audit.CauseDetermined, On: on}, "audit/incomplete-event at text"},
		{atPlan, plan(), "audit/incomplete-event at actions"},
		{atPlan, plan(make([]audit.Action, 1001)...), "audit/too-many-corrective-actions at actions"},
		{atPlan, plan(audit.Action{What: "w"}), "isms/empty-id at actions[#0].id"},
		{atPlan, plan(audit.Action{ID: "A"}), "audit/incomplete-event at actions[#0].what"},
		{atPlan, plan(audit.Action{ID: "A", What: "w"}, audit.Action{ID: "B", What: "w"}, audit.Action{ID: "A", What: "w"}), "audit/duplicate-corrective-action-id at actions[#2].id"},
		{atAction, audit.Event{Kind: audit.ActionCompleted, On: on, Action: "A-9"}, "audit/no-open-corrective-action at action"},
		{atAction, audit.Event{Kind: audit.PlanRejected, On: on}, "audit/incomplete-event at text"},
		{atVerdict, audit.Event{Kind: audit.EffectivenessReviewed, On: on}, "isms/unknown-word at effect"},
		{open, audit.Event{Kind: audit.Regraded, On: on, Grade: "mild", Text: "t"}, "isms/unknown-word at grade"},
		{open, audit.Event{Kind: audit.Regraded, On: on, Grade: audit.Major, Text: "t"}, "audit/same-grade at grade"},
		{open, audit.Event{Kind: audit.Regraded, On: on, Grade: audit.Minor}, "audit/incomplete-event at text"},
		{open, audit.Event{Kind: audit.Extended, On: on, By: "b", Text: "t", Due: on, Step: "lunch"}, "isms/unknown-word at step"},
		{open, audit.Event{Kind: audit.Extended, On: on, By: "b", Text: "t", Step: "plan"}, "audit/incomplete-event at due"},
		{open, audit.Event{Kind: audit.Extended, On: on, Due: on, Text: "t", Step: "plan"}, "audit/incomplete-event at by"},
		{open, audit.Event{Kind: audit.Extended, On: on, Due: on, By: "b", Step: "plan"}, "audit/incomplete-event at text"},
		{open, audit.Event{Kind: audit.Withdrawn, On: on}, "audit/incomplete-event at text"},
		{open, audit.Event{Kind: audit.Disputed, On: on}, "audit/incomplete-event at text"},
	} {
		_, err := c.n.Apply(c.e)
		if got := golden.Codes(err); got != c.why {
			t.Errorf("WANT|%s|%s", c.why, got)
		}
	}
	good := audit.Finding{ID: "NC-1", Grade: audit.Minor, Audit: audit.Internal, Requirements: []isms.Ref{"7.2 d"}}
	for why, change := range map[string]func(*audit.Finding){
		"isms/empty-id at finding.id":                     func(f *audit.Finding) { f.ID = "" },
		"isms/unknown-word at finding.grade":              func(f *audit.Finding) { f.Grade = "mild" },
		"isms/unknown-word at finding.audit":              func(f *audit.Finding) { f.Audit = "" },
		"isms/no-such-clause at finding.requirements[#0]": func(f *audit.Finding) { f.Requirements = []isms.Ref{"11.1"} },
	} {
		f := good
		change(&f)
		if _, err := audit.Raise(on, "", f); golden.Codes(err) != why {
			t.Errorf("WANT|%s|%s", why, golden.Codes(err))
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
		if e := (audit.Deadline{Subject: "NC-1", Step: s}).Entry(); e.Title.Args[1].Value != string(s) {
			t.Errorf("%s is not in the title %q", s, e.Title)
		}
	}
}

func TestJSONOfAnswers(t *testing.T) {
	n := raise(t, audit.Major, audit.Surveillance)
	deadlines := slices.Collect(n.Deadlines(schedule(t, proposed()), audit.Dates{LastAuditDay: day("2026-08-31")}))
	sentence, err := json.Marshal(deadlines[0].Basis())
	if err != nil {
		t.Fatal(err)
	}
	basis := string(sentence)

	for _, x := range []struct {
		value any
		want  string
	}{
		{deadlines[0], `{"subject":"NC-1","step":"correction","due":"2026-09-14","basis":` + basis + `}`},
		{audit.Nonconformity{}, `[]`},
	} {
		got, err := json.Marshal(x.value)
		if err != nil || string(got) != x.want {
			t.Errorf("got %s, %v\nwant %s", got, err, x.want)
		}
	}
}

func TestVocabulariesAreByName(t *testing.T) {
	if !slices.IsSortedFunc(audit.Vocabularies(), func(a, b isms.Vocabulary) int { return strings.Compare(a.Name(), b.Name()) }) {
		t.Error("the vocabularies are not by name")
	}
}
