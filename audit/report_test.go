package audit_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/audittest"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

func replay(t *testing.T, events ...audit.Event) audit.Nonconformity {
	t.Helper()
	n, err := audit.Replay(events)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func raised(id isms.ID, on string, grade audit.Grade, kind audit.Kind) audit.Event {
	return audit.Event{Kind: audit.Raised, On: day(on), By: "auditor", Finding: audit.Finding{
		ID: id, Grade: grade, Audit: kind, AuditID: "IA-1", Requirements: []isms.Ref{"7.5.3 a", "A.5.37"},
		Statement: "Two procedures could not be found.", Evidence: "Asked for, none shown.",
	}}
}

// stories are findings of every kind, for tables.
func stories(t *testing.T) audit.Register {
	t.Helper()
	plan := audit.Event{Kind: audit.PlanSubmitted, On: day("2026-03-20"), By: "qm", Actions: []audit.Action{
		{ID: "A-2", What: "Name owners.", Owner: "qm", Due: day("2026-04-30")},
		{ID: "A-1", What: "Teach them.", Owner: "hr", Due: day("2026-05-31")},
		{ID: "A-3", What: "Look again.", Owner: "qm"},
	}}
	did := func(on string, id isms.ID, text string) audit.Event {
		return audit.Event{Kind: audit.ActionCompleted, On: day(on), By: "hr", Action: id, Text: text}
	}
	sound := soundEvents()
	sound = append(sound, audit.Event{Kind: audit.Closed, On: day("2026-06-01"), By: "body"})
	back := append(soundEvents()[:6:6], audit.Event{Kind: audit.EffectivenessReviewed, On: day("2026-05-20"), By: "body", Effect: audit.NotEffective, Evidence: "Two more gone."})
	back[0].Finding.ID = "NC-5"
	other := raised("NC-7", "2026-03-09", "", audit.OtherSource)
	other.Finding.AuditID, other.Finding.Requirements, other.Finding.Statement, other.Finding.Evidence = "", nil, " ", "n/a"
	slip := raised("NC-4", "2026-03-06", audit.Minor, audit.Internal)
	var log audit.Register
	for _, events := range [][]audit.Event{
		sound,
		{raised("NC-2", "2026-03-06", audit.Major, audit.Surveillance), corrected("2026-03-07"), analysed("2026-03-08"), plan, did("2026-04-02", "A-1", "Taught."), did("2026-05-03", "A-2", "")},
		{raised("NC-3", "2026-03-06", audit.Major, audit.Initial), analysed("2026-03-08"), plan, {Kind: audit.PlanRejected, On: day("2026-03-25"), By: "body", Text: "The cause is a symptom."}},
		{
			slip, corrected("2026-03-07"), analysed("2026-03-08"),
			{Kind: audit.NoActionRequired, On: day("2026-03-09"), By: "owner", Text: "A slip of one day; the search found no other."},
			{Kind: audit.Closed, On: day("2026-03-10"), By: "owner"},
		},
		back,
		{
			raised("OB-6", "2026-03-06", audit.Minor, audit.Internal),
			{Kind: audit.Regraded, On: day("2026-03-07"), By: "auditor", Grade: audit.Observation, Text: "The requirement is met."},
			{Kind: audit.Disputed, On: day("2026-03-08"), Text: "It is none."},
			{Kind: audit.Upheld, On: day("2026-03-09")},
			{Kind: audit.Extended, On: day("2026-03-09"), By: "body", Step: "closure", Due: day("2026-09-09"), Text: "People are away."},
		},
		{other},
		{raised("OP-8", "2026-03-06", audit.OpportunityForImprovement, audit.Recertification), {Kind: audit.Withdrawn, On: day("2026-03-07"), Text: "Raised in error."}},
		append(sound[:7:7], audit.Event{Kind: audit.Closed, On: day("2026-06-01")}, audit.Event{Kind: audit.Reopened, On: day("2026-06-02"), Text: "It is back."}),
		{raised("OB-10", "2026-03-06", audit.Observation, audit.Internal), analysed("2026-03-08"), plan, did("2026-04-02", "A-1", "Taught."), closedOn("2026-04-03")},
	} {
		events = slices.Clone(events)
		if len(log.Items) == 8 {
			events[0].Finding.ID = "NC-9"
		}
		log.Items = append(log.Items, audit.RegisterItem{Nonconformity: replay(t, events...)})
	}
	log.Items = slices.Insert(log.Items, 3, audit.RegisterItem{}) // nothing was raised
	return log
}

// What practitioners print: the register, the actions, the history, and a
// corrective action report of each.
func TestTablesOfFindings(t *testing.T) {
	log := stories(t)
	tables := []table.Table{log.Table(), log.ActionTable(day("2026-05-31")), log.ActionTable(day("2026-06-01")), log.HistoryTable()}
	for _, item := range log.Items {
		tables = append(tables, item.Nonconformity.Table())
	}
	golden.Equal(t, "findings.md", print(t, tables...))
}

func print(t *testing.T, tables ...table.Table) []byte {
	t.Helper()
	var out []byte
	for _, x := range tables {
		if err := x.Validate(); err != nil {
			t.Error(err)
		}
		out = append(out, x.Name+": "...)
		for _, c := range x.Columns {
			out = append(out, c.Key+" "+string(c.Kind)+" "...)
		}
		out = append(out, "\n\n"...)
		out = append(x.AppendMarkdown(out, 2), '\n')
	}
	return out
}

// A register of a day shows what was known by the end of it.
func TestLogOnADay(t *testing.T) {
	log := stories(t)
	log.Complete, log.Grading = isms.Yes, audit.GradePolicy{MinorsToMajor: 3}
	log.Items[1].Dates = soundDates
	for _, c := range []struct {
		on    string
		want  int
		state audit.State // of NC-2
	}{
		{"2026-03-05", 0, ""},
		{"2026-03-06", 9, "raised"},
		{"2026-03-07", 9, "corrected"},
		{"2026-03-09", 10, "cause determined"},
		{"2026-05-03", 10, "plan submitted"},
	} {
		past := log.On(day(c.on))
		if len(past.Items) != c.want || past.Complete != isms.Yes || past.Grading != log.Grading {
			t.Errorf("on %s: %d findings, complete %q, %+v; want %d", c.on, len(past.Items), past.Complete, past.Grading, c.want)
		}
		if c.want > 0 && (past.Items[1].Nonconformity.State() != c.state || past.Items[1].Dates != soundDates) {
			t.Errorf("on %s: %q with %+v; want %q", c.on, past.Items[1].Nonconformity.State(), past.Items[1].Dates, c.state)
		}
	}
	if (audit.Register{}).On(day("2026-03-06")).Items == nil {
		t.Error("the list of no findings is nil")
	}
}

// The report says nothing that has been undone, and everything that has not.
func TestReportAgreesWithSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := audittest.Nonconformity(choice{t}, "NC-1")
		if !n.Open() {
			return // closing settles every step
		}
		steps := completed(n)
		left := func(a audit.TrackedAction) bool { return a.CompletedOn.IsZero() && !a.Cancelled }
		all := len(n.Actions()) > 0 && !slices.ContainsFunc(n.Actions(), left)
		waived := !none(n.NoActionDecision())
		for _, c := range []struct {
			what string
			have bool
			step audit.Step
		}{
			{"correction", !n.Correction().On.IsZero(), "correction"},
			{"cause", !n.RootCauseAnalysis().On.IsZero(), "root cause"},
			{"plan", len(n.Actions()) > 0 && !all || waived, "plan"},
			{"verdict", n.EffectivenessReview().Effect == audit.Effective || waived, "verification by certification body"},
		} {
			if c.have != steps.Has(c.step) && (c.step != "plan" || !all) { // a plan with all done may be of before
				t.Errorf("%s: the report says %v, the steps say %v", c.what, c.have, steps.Has(c.step))
			}
		}
		if n.State() == "implemented" && !all || n.ActionsCompleted().Defined() && all != n.ActionsCompleted().Full() {
			t.Errorf("all actions done: the report says %v, the count %v, the state %q", all, n.ActionsCompleted(), n.State())
		}
	})
}

// Clause 10.2 b lets the organization find that no corrective action is needed;
// for what a certification body found ISO/IEC 17021-1 does not.
func TestNoActionNeeded(t *testing.T) {
	no := audit.Event{Kind: audit.NoActionRequired, On: day("2026-03-09"), By: "owner", Text: "A slip; there is no other."}
	blind := analysed("2026-03-08")
	blind.Similar = ""
	for _, c := range []struct {
		name  string
		grade audit.Grade
		kind  audit.Kind
		then  []audit.Event
		alter func(*audit.Event)
		want  string // of the refusal; empty: taken
	}{
		{"a minor of an internal audit", audit.Minor, audit.Internal, []audit.Event{analysed("2026-03-08")}, nil, ""},
		{"a minor from elsewhere", audit.Minor, audit.OtherSource, []audit.Event{analysed("2026-03-08")}, nil, ""},
		{"a minor of a body", audit.Minor, audit.Surveillance, []audit.Event{analysed("2026-03-08")}, nil, "audit/corrective-action-required at kind, audit/required-by-certification-bodies"},
		{"a major of a body", audit.Major, audit.Initial, []audit.Event{analysed("2026-03-08")}, nil, "audit/corrective-action-required at kind, audit/required-by-certification-bodies"},
		{"a major", audit.Major, audit.Internal, []audit.Event{analysed("2026-03-08")}, nil, "audit/corrective-action-required at kind, audit/required-for-a-major-nonconformity"},
		{"ungraded", "", audit.Internal, []audit.Event{analysed("2026-03-08")}, nil, "audit/corrective-action-required at kind, audit/required-because-ungraded"},
		{"no cause", audit.Minor, audit.Internal, nil, nil, "audit/corrective-action-required at kind, audit/required-without-a-root-cause"},
		{"nobody looked for like cases", audit.Minor, audit.Internal, []audit.Event{blind}, nil, "audit/corrective-action-required at kind, audit/required-without-a-check-for-similar-nonconformities"},
		{"no reason", audit.Minor, audit.Internal, []audit.Event{analysed("2026-03-08")}, func(e *audit.Event) { e.Text = "-" }, "audit/incomplete-event at text"},
		{"nobody decided", audit.Minor, audit.Internal, []audit.Event{analysed("2026-03-08")}, func(e *audit.Event) { e.By = "" }, "audit/incomplete-event at by"},
		{"a plan is there", audit.Minor, audit.Internal, []audit.Event{analysed("2026-03-08"), planned("2026-03-08")}, nil, "audit/event-not-allowed at kind"},
		{"an observation of a body", audit.Observation, audit.Surveillance, nil, nil, ""},
		{"an opportunity", audit.OpportunityForImprovement, audit.Internal, nil, nil, ""},
		{"a concern", audit.AreaOfConcern, audit.Initial, nil, nil, ""},
	} {
		n := apply(t, replay(t, raised("NC-1", "2026-03-06", c.grade, c.kind)), c.then...)
		e := no
		if c.alter != nil {
			c.alter(&e)
		}
		next, err := n.Apply(e)
		if c.want != "" {
			if got := golden.Codes(err) + reasons(err); got != c.want {
				t.Errorf("WANT|%s|%s", c.want, got)
			}
			continue
		}
		if err != nil || next.State() != "no corrective action required" || !reflect.DeepEqual(next.NoActionDecision(), e) {
			t.Errorf("%s: %v, %q, %+v", c.name, err, next.State(), next.NoActionDecision())
		}
		next = apply(t, next, corrected("2026-03-09"), closedOn("2026-03-10"))
		if next.State() != "closed" {
			t.Errorf("%s: %q", c.name, next.State())
		}
	}
}

// reasons returns the codes of the reasons in what is refused.
func reasons(err error) string {
	var e *isms.Error
	out := ""
	if errors.As(err, &e) {
		for _, p := range e.Problems {
			for _, a := range p.Args {
				if a.Name == "reason" {
					out += ", " + a.Sentence.Code
				}
			}
		}
	}
	return out
}

// The correction is still wanted, the steps of an action are not, and nothing of
// them is late; what the reasoned no rests on ends it.
func TestNoActionNeededIsNoWayRound(t *testing.T) {
	slip := raised("NC-1", "2026-03-06", audit.Minor, audit.Internal)
	n := replay(t, slip, analysed("2026-03-08"), audit.Event{Kind: audit.NoActionRequired, On: day("2026-03-09"), By: "owner", Text: "A slip."})
	wantMissing(t, n, closedOn("2026-03-10"), "audit/closure-without-correction")
	for _, s := range []audit.Step{"plan", "plan accepted", "corrective action", "evidence", "verification by certification body", "effectiveness review"} {
		if !completed(n).Has(s) {
			t.Errorf("%s is not settled", s)
		}
	}
	if completed(n).Has("correction") || completed(n).Has("closure") {
		t.Errorf("settled: %v", completed(n))
	}
	n = apply(t, n, corrected("2026-03-09"))
	log := audit.Register{Items: []audit.RegisterItem{{Nonconformity: n}}}
	if got := codes(log.Check(day("2029-03-10"), schedule(t, internal()))); len(got) > 0 {
		t.Errorf("years later: %v", got)
	}
	for _, e := range []audit.Event{
		{Kind: audit.Regraded, On: day("2026-03-11"), Grade: audit.Major, Text: "It is everywhere."},
		{Kind: audit.CauseDetermined, On: day("2026-03-11"), Text: "Another cause."},
		planned("2026-03-11"),
	} {
		if next := apply(t, n, e); next.State() == "no corrective action required" || !none(next.NoActionDecision()) || completed(next).Has("verification by certification body") {
			t.Errorf("after %s: %q, %+v", e.Kind, next.State(), next.NoActionDecision())
		}
	}
	n = apply(t, n, closedOn("2026-03-10"), audit.Event{Kind: audit.Reopened, On: day("2026-03-11"), Text: "Again."})
	wantMissing(t, n, closedOn("2026-03-12"), "audit/closure-without-root-cause", "audit/closure-without-completed-corrective-action", "audit/closure-without-effectiveness-review")
}

func TestGradesThatNeedAnAnswer(t *testing.T) {
	for _, g := range append(slices.Collect(audit.Grades().All()), "", "severe") {
		want := g != audit.Observation && g != audit.OpportunityForImprovement
		if g.NeedsAnswer() != want {
			t.Errorf("%q needs an answer: %v", g, g.NeedsAnswer())
		}
	}
}

// What was undone or replaced is not in the report, what was only added to is.
func TestReportOfLaterEvents(t *testing.T) {
	n := replay(t, raised("NC-1", "2026-03-06", audit.Minor, audit.Internal), analysed("2026-03-07"))
	similar := n.RootCauseAnalysis().Similar
	n = apply(t, n, audit.Event{Kind: audit.CauseDetermined, On: day("2026-03-08"), By: "qm", Text: "Another cause.", Similar: " - "})
	if got := n.RootCauseAnalysis(); got.On != day("2026-03-08") || got.By != "qm" || got.Text != "Another cause." || got.Similar != similar || similar == "" {
		t.Errorf("analysed again: %+v", got)
	}
	n = apply(t, n, audit.Event{Kind: audit.Corrected, On: day("2026-03-09"), Text: "Put right.", Similar: "not of this kind of event"})
	if got := n.RootCauseAnalysis().Similar; got != similar {
		t.Errorf("like cases: %q", got)
	}
	plan := planned("2026-03-10")
	plan.Actions = []audit.Action{{ID: "B-1", What: "first"}, {ID: "B-2", What: "second"}}
	n = apply(t, n, plan, planned("2026-03-11"), done("2026-03-12"))
	if got := n.Actions(); len(got) != 1 || got[0].ID != "A-1" || got[0].CompletedOn != day("2026-03-12") {
		t.Errorf("planned again: %+v", got)
	}
	n = apply(t, n, analysed("2026-03-13"), verified("2026-04-13", audit.NotEffective))
	if got := n.RootCauseAnalysis(); !none(got) {
		t.Errorf("did not work: %+v", got)
	}
	if got := n.Actions(); len(got) != 1 || got[0].Cancelled {
		t.Errorf("did not work: %+v", got)
	}
	if got := (audit.Nonconformity{}); len(got.Actions()) != 0 || !none(got.EffectivenessReview()) || !none(got.Correction()) || !none(got.RootCauseAnalysis()) {
		t.Errorf("nothing was raised: %+v", got)
	}
}
