package audit_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// The texts below are what practitioners read, and the words that records are
// stored in. Each golden file is read by people when it changes; to write them
// anew: go test ./audit -update.

func TestRuleTexts(t *testing.T) {
	var n golden.Note
	n.Rules(t, audit.Rules(), cases(t).Reports...)
	n.Messages(audit.Messages())
	golden.Equal(t, "rules.txt", n.Bytes())
}

// The key of everything found in every case of the tables of this package.
func TestFound(t *testing.T) { golden.Equal(t, "found.txt", cases(t).Bytes()) }

// cases returns what is found in every case of the tables of this package.
func cases(t *testing.T) *golden.Note {
	t.Helper()
	var n golden.Note
	s := schedule(t, proposed())
	for _, c := range logCases {
		events := soundEvents()
		if c.alter != nil {
			c.alter(events)
		}
		n.Line("log, %s, on %s", c.name, c.on)
		found(&n, audit.Register{Items: []audit.RegisterItem{{Nonconformity: replay(t, events[:c.upTo]...), Dates: c.dates}}}.Check(day(c.on), s))
	}
	grown := stories(t)
	grown.Grading.MinorsToMajor = 2
	grown.Items = append(grown.Items, grown.Items[1])
	n.Line("log, many stories")
	found(&n, grown.Check(day("2028-07-01"), s))
	grown.Grading.MinorsToMajor = 1
	n.Line("log, no day")
	found(&n, grown.Check(isms.Date{}, s))
	n.Line("log, no findings")
	found(&n, audit.Register{}.Check(day("2026-07-01"), s))
	n.Line("log, no findings, and complete")
	found(&n, audit.Register{Complete: isms.Yes}.Check(day("2026-07-01"), s))
	n.Line("log, a policy that says nothing of the consequence, and no policy")
	quiet, err := audit.Policy{ID: "ours", Limits: []audit.Limit{{Step: "plan", Within: isms.MustInterval("14 days"), Anchor: "finding"}}}.Schedule(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []audit.Schedule{quiet, {}} {
		found(&n, audit.Register{Items: []audit.RegisterItem{{Nonconformity: replay(t, raised("NC-1", "2026-03-06", audit.Major, audit.Surveillance))}}}.Check(day("2026-06-01"), s))
	}
	for _, x := range []audit.Nonconformity{raise(t, "", audit.Internal), raise(t, audit.Major, audit.Initial), apply(t, raise(t, audit.Minor, audit.Internal), analysed("2026-01-06"), planned("2026-01-07")), {}} {
		n.Line("closing a %q", x.Grade())
		found(&n, x.CheckClosing())
	}
	return &n
}

// Every deadline of every policy with its basis, and what a calendar shows.
func TestDeadlineTexts(t *testing.T) {
	var n golden.Note
	dates := audit.Dates{
		LastAuditDay: day("2026-08-31"), LastStage2Day: day("2026-08-28"), ClosingMeeting: day("2026-09-01"), Report: day("2026-09-10"), SurveillanceDue: day("2027-08-31"),
		Decision: day("2027-06-30"), NextAudit: day("2027-08-20"), Expiry: day("2029-06-29"), FollowUpAudit: day("2026-12-01"), BodyLimit: day("2026-12-02"),
	}
	for _, p := range audit.Policies() {
		s := schedule(t, p)
		for _, kind := range append(slices.Collect(audit.Kinds().All()), "strange") {
			for grade := range audit.Grades().All() {
				for _, d := range []audit.Dates{dates, {}} {
					for _, x := range s.Append(nil, audit.DeadlineInput{ID: "NC-1", Grade: grade, Audit: kind, Raised: day("2026-08-27"), Dates: d}) {
						n.Line("%s, %s, %s: %s due %s from %s: %s; else %q; %s %q", p.ID, kind, grade, x.Step, x.Due, x.From, x.Basis().Code, x.OnMiss(), x.Policy(), x.Ref())
					}
				}
			}
		}
	}
	every := audit.Policy{ID: "every step", Limits: []audit.Limit{}}
	for i, step := range slices.Collect(audit.Steps().All()) {
		l := audit.Limit{Step: step, Within: isms.Interval{N: i, Unit: isms.Days}, Anchor: slices.Collect(audit.Anchors().All())[i%audit.Anchors().Len()]}
		if i < audit.Milestones().Len() {
			l = audit.Limit{Step: step, Milestone: audit.Milestones().At(i)}
		}
		every.Limits = append(every.Limits, l)
	}
	c := audit.DeadlineInput{ID: "NC-1", Grade: audit.Major, Audit: audit.Surveillance, Raised: day("2026-08-27"), Dates: dates, Done: audit.NewStepSet("plan")}
	for _, x := range append(schedule(t, every).Append(nil, c), schedule(t, every).Append(nil, audit.DeadlineInput{ID: "NC-2", Grade: audit.Minor, Audit: audit.Special})...) {
		e := x.Entry()
		n.Line("%s due %s from %s: %s; else %q; %q", x.Step, x.Due, x.From, x.Basis().Code, x.OnMiss(), x.Ref())
		n.Line("  entry %s %s %s %v", e.ID, e.Title.Code, e.Window, e.Refs)
	}
	c.AgreedDueDates = []audit.AgreedDueDate{{Step: "root cause", Due: day("2026-09-09")}, {Step: "verification by certification body", Due: day("2029-09-09")}}
	for _, x := range schedule(t, proposed()).Append(nil, c) {
		n.Line("agreed: %s due %s from %s: %s", x.Step, x.Due, x.From, x.Basis().Code)
	}
	golden.Equal(t, "deadlines.txt", n.Bytes())
}

// The codes and paths of all that is refused.
func TestRefusals(t *testing.T) {
	var n golden.Note
	say := func(name string, err error) {
		t.Helper()
		if err == nil {
			t.Errorf("%s: no error", name)
			return
		}
		n.Line("%s: %s", name, golden.Codes(err))
	}
	for _, c := range refusedEvents(t) {
		_, err := c.n.Apply(c.e)
		say(c.name, err)
	}
	_, err := audit.Replay(nil)
	say("no events", err)
	say("broken JSON", json.Unmarshal([]byte(`{}`), new(audit.Nonconformity)))

	for _, p := range refusedPolicies() {
		say("policy", p.Validate())
	}

	golden.Equal(t, "refusals.txt", n.Bytes())
}

// The facts that this package holds, as an embedder gets them.
func TestFactTables(t *testing.T) {
	var n golden.Note
	n.JSON(t, "policies", audit.Policies())
	n.JSON(t, "sources", audit.Sources())
	golden.Equal(t, "facts.txt", n.Bytes())
}

// The names of the members that records are stored under never change. Every
// field of every record is filled in.
func TestStoredNames(t *testing.T) {
	var n golden.Note
	n.Stored(t, nil,
		new(audit.Event), new(audit.Dates), new(audit.DeadlineInput), new(audit.GradeFacts), new(audit.GradePolicy), new(audit.Grading),
		new(audit.Policy), new(audit.TrackedAction),
	)
	log := audit.Register{Items: []audit.RegisterItem{{Nonconformity: raise(t, audit.Minor, audit.Internal), Dates: audit.Dates{Report: day("2026-01-02")}}}, Complete: isms.Yes, Grading: audit.GradePolicy{MinorsToMajor: 3}}
	n.JSON(t, "Register", log)
	n.JSON(t, "zero", []any{audit.Nonconformity{}, audit.Event{}, audit.Register{}, audit.Policy{}})
	golden.Equal(t, "stored.txt", n.Bytes())
}

type refusedEvent struct {
	name string
	n    audit.Nonconformity
	e    audit.Event
}

// refusedEvents are events that their finding does not take.
func refusedEvents(t *testing.T) []refusedEvent {
	t.Helper()
	open := raise(t, audit.Major, audit.Internal)
	atPlan := apply(t, open, analysed("2026-01-06"))
	atAction := apply(t, atPlan, planned("2026-01-07"))
	atVerdict := apply(t, atAction, done("2026-01-08"))
	on := day("2026-02-01")
	plan := func(actions ...audit.Action) audit.Event {
		return audit.Event{Kind: audit.PlanSubmitted, On: on, Actions: actions}
	}
	return []refusedEvent{
		{"no event", open, audit.Event{Kind: "danced", On: on}},
		{"no date", open, audit.Event{Kind: audit.Corrected}},
		{"older", open, audit.Event{Kind: audit.Corrected, On: day("2026-01-04"), Text: "t"}},
		{"out of order", open, audit.Event{Kind: audit.Upheld, On: on}},
		{"nothing raised", audit.Nonconformity{}, audit.Event{Kind: audit.Closed, On: on}},
		{"corrected", open, audit.Event{Kind: audit.Corrected, On: on, Text: "TBD"}},
		{"analysed", open, audit.Event{Kind: audit.CauseDetermined, On: on, Text: " n/a "}},
		{"no action", open, audit.Event{Kind: audit.NoActionRequired, On: on}},
		{"empty plan", atPlan, plan()},
		{"long plan", atPlan, plan(make([]audit.Action, 1001)...)},
		{"plan without ID", atPlan, plan(audit.Action{What: "w"})},
		{"plan without what", atPlan, plan(audit.Action{ID: "A", What: "?"})},
		{"plan with two of one ID", atPlan, plan(audit.Action{ID: "A", What: "w"}, audit.Action{ID: "B", What: "w"}, audit.Action{ID: "A", What: "w"})},
		{"strange action", atAction, audit.Event{Kind: audit.ActionCompleted, On: on, Action: "A-9"}},
		{"rejected", atAction, audit.Event{Kind: audit.PlanRejected, On: on, Text: "--"}},
		{"no verdict", atVerdict, audit.Event{Kind: audit.EffectivenessReviewed, On: on}},
		{"closed", atVerdict, audit.Event{Kind: audit.Closed, On: on}},
		{"strange grade", open, audit.Event{Kind: audit.Regraded, On: on, Grade: "mild", Text: "t"}},
		{"same grade", open, audit.Event{Kind: audit.Regraded, On: on, Grade: audit.Major, Text: "t"}},
		{"no reason to regrade", open, audit.Event{Kind: audit.Regraded, On: on, Grade: audit.Minor, Text: "na"}},
		{"strange step", open, audit.Event{Kind: audit.Extended, On: on, By: "b", Text: "t", Due: on, Step: "lunch"}},
		{"extended", open, audit.Event{Kind: audit.Extended, On: on, By: "b", Text: "t", Step: "plan"}},
		{"withdrawn", open, audit.Event{Kind: audit.Withdrawn, On: on, Text: "none given"}},
		{"no ID", audit.Nonconformity{}, audit.Event{Kind: audit.Raised, On: on}},
		{"raised, strange grade", audit.Nonconformity{}, audit.Event{Kind: audit.Raised, On: on, Finding: audit.Finding{ID: "NC-1", Grade: "mild"}}},
		{"raised, no audit", audit.Nonconformity{}, audit.Event{Kind: audit.Raised, On: on, Finding: audit.Finding{ID: "NC-1"}}},
		{"raised, strange audit", audit.Nonconformity{}, audit.Event{Kind: audit.Raised, On: on, Finding: audit.Finding{ID: "NC-1", Audit: "visit"}}},
		{"raised, strange place", audit.Nonconformity{}, audit.Event{Kind: audit.Raised, On: on, Finding: audit.Finding{ID: "NC-1", Audit: audit.Internal, Requirements: []isms.Ref{"11.1"}}}},
		{"nothing left", apply(t, open, audit.Event{Kind: audit.Withdrawn, On: day("2026-01-06"), Text: "t"}), audit.Event{Kind: audit.Closed, On: on}},
		{"nothing said", open, audit.Event{Kind: audit.Extended, On: on}},
		{"no reason to do nothing", apply(t, raise(t, audit.Minor, audit.Internal), analysed("2026-01-06")), audit.Event{Kind: audit.NoActionRequired, On: on}},
	}
}

// refusedPolicies are policies that no schedule is made of.
func refusedPolicies() []audit.Policy {
	out := []audit.Policy{{}, {ID: "ours", Kind: "strange"}}
	ok := audit.Limit{Grade: audit.Major, Step: "plan", Within: isms.MustInterval("14 days"), Anchor: "report"}
	for _, wrong := range []func(*audit.Limit){
		func(l *audit.Limit) { l.Grade = audit.Observation },
		func(l *audit.Limit) { l.Step = "party" },
		func(l *audit.Limit) { l.Anchor = "" },
		func(l *audit.Limit) { l.Milestone = "next audit" },
		func(l *audit.Limit) { l.Anchor = "sunset" },
		func(l *audit.Limit) { l.Anchor, l.Within, l.Milestone = "", isms.Interval{}, "sunset" },
		func(l *audit.Limit) { l.Anchor, l.Milestone = "", "next audit" },
		func(l *audit.Limit) { l.Within.Unit = "moons" },
		func(l *audit.Limit) { l.Within.N = -1 },
		func(l *audit.Limit) { l.Within.N = 100_001 },
		func(l *audit.Limit) { l.OnMiss = "thunder" },
		func(l *audit.Limit) { l.Ref = "99.9" },
		func(l *audit.Limit) { l.Audits = []audit.Kind{"garden"} },
		func(l *audit.Limit) { *l = audit.Limit{Grade: "mild", Step: "lunch", Ref: "99.9"} },
	} {
		l := ok
		wrong(&l)
		out = append(out, audit.Policy{ID: "ours", Limits: []audit.Limit{ok, l}})
	}
	return out
}
