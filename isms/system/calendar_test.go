package system_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/draw"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/audittest"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
)

// bodyPolicy is what the papers of an invented body ask for.
func bodyPolicy() audit.Policy {
	return audit.Policy{ID: "our-body", Name: "Our body", Kind: "certification body", Confidence: "its papers", Limits: []audit.Limit{
		{Step: "correction", Within: isms.MustInterval("10 working days"), Anchor: "last day of audit"},
		{Step: "plan", Within: isms.MustInterval("10 days"), Anchor: "last day of audit"},
	}}
}

// A deadline that counts working days moves with the holidays of the caller, in
// the list of deadlines and in the calendar alike; one in days does not.
func TestDeadlinesKnowHolidays(t *testing.T) {
	s := systemtest.Sound(day, 6)
	s.Policies, s.DeadlinePolicies = []audit.Policy{bodyPolicy()}, []string{"our-body"}
	friday := isms.MustDate("2026-02-27")
	n, err := audit.Raise(friday, "auditor", audit.Finding{
		ID: "NC-7", Grade: audit.Major, Audit: audit.Initial, AuditID: "BODY-1", Requirements: []isms.Ref{"A.5.7"}, Statement: "Not done.", Evidence: "None seen.",
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Findings.Items = []audit.RegisterItem{{Nonconformity: n, Dates: audit.Dates{LastAuditDay: friday}}}
	for _, c := range []struct {
		holidays         []isms.Date
		correction, plan string
	}{
		{nil, "2026-03-13", "2026-03-09"},
		{[]isms.Date{isms.MustDate("2026-03-04"), isms.MustDate("2026-03-09")}, "2026-03-17", "2026-03-09"},
	} {
		s := withHolidays(s, c.holidays...)
		got := map[audit.Step]string{}
		due := map[isms.ID]isms.Date{}
		for _, d := range s.At(day).Deadlines() {
			got[d.Step] = d.Due.String()
			due[d.Entry().ID] = d.Due
		}
		if got["correction"] != c.correction || got["plan"] != c.plan {
			t.Errorf("%v: correction by %s, plan by %s, want %s and %s", c.holidays, got["correction"], got["plan"], c.correction, c.plan)
		}
		for _, e := range s.At(day).Entries(isms.Date{}, day.AddYears(1)) {
			if want, ok := due[e.ID]; ok && want != e.Window.Last {
				t.Errorf("the calendar has %s for what is due on %s", e.Window, want)
			}
			delete(due, e.ID)
		}
		for id, on := range due {
			if !on.IsZero() {
				t.Errorf("the calendar lacks %s of %s", id, on)
			}
		}
	}
}

// Policies of one's own are found before those of the library, and what is wrong
// with one is said.
func TestPoliciesOfOnesOwn(t *testing.T) {
	s := systemtest.Sound(day, 6)
	s.Policies = []audit.Policy{bodyPolicy()}
	found := func() string {
		for d := range s.At(day).Unfolded().Found() {
			if d.Code == "system/unknown-deadline-policy" {
				return golden.Args(d.Args)
			}
		}
		return ""
	}
	if got := found(); got != "" {
		t.Error(got)
	}
	s.DeadlinePolicies = []string{"our-body", "their-body"}
	_, err := s.At(isms.Date{}).Schedule()
	if golden.Codes(err) != "system/no-such-deadline-policy at deadlinePolicies[#1]" {
		t.Fatalf("%v", err)
	}
	if !strings.Contains(found(), "system/no-such-deadline-policy(value=their-body") {
		t.Error(found())
	}
	s.DeadlinePolicies = []string{"our-body"}
	s.Policies[0].Limits[0].Step = "dance"
	if got := found(); !strings.Contains(got, "isms/unknown-word(value=dance") {
		t.Error(got)
	}
	s.Policies = []audit.Policy{{ID: "proposed-default"}} // in place of the library's
	s.DeadlinePolicies = []string{"proposed-default"}
	for _, d := range s.At(day).Deadlines() {
		if d.Policy() == "proposed-default" {
			t.Errorf("%s is due by the policy that was replaced", d.Step)
		}
	}
}

// What happens to a finding after a day is not known on that day: a major that
// is closed next week is open today.
func TestFindingsAreSeenOnTheDay(t *testing.T) {
	s := systemtest.Sound(day, 6)
	n, err := audit.Raise(day.AddDays(-20), "auditor", audit.Finding{
		ID: "NC-8", Grade: audit.Major, Audit: audit.Internal, AuditID: "IA-1", Requirements: []isms.Ref{"7.5.3 e"}, Statement: "Not done.", Evidence: "None seen.",
	})
	for _, e := range []audit.Event{
		{Kind: audit.Corrected, On: day.AddDays(-19), By: "ciso", Text: "Done.", Consequences: "None found."},
		{Kind: audit.CauseDetermined, On: day.AddDays(-18), By: "ciso", Text: "A habit.", Similar: "None found."},
		{Kind: audit.PlanSubmitted, On: day.AddDays(-17), By: "ciso", Actions: []audit.Action{{ID: "CA-1", What: "Teach", Owner: "ciso", Due: day.AddDays(3)}}},
		{Kind: audit.PlanAccepted, On: day.AddDays(-16), By: "auditor"},
		{Kind: audit.ActionCompleted, On: day.AddDays(2), By: "ciso", Action: "CA-1", Text: "Done."},
		{Kind: audit.EffectivenessReviewed, On: day.AddDays(4), By: "auditor", Effect: audit.Effective, Evidence: "Ten sampled.", Changes: "None needed."},
		{Kind: audit.Closed, On: day.AddDays(5), By: "auditor"},
	} {
		if err == nil {
			n, err = n.Apply(e)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	s.Findings.Items = append(s.Findings.Items, audit.RegisterItem{Nonconformity: n, Dates: audit.Dates{LastAuditDay: day.AddDays(-20)}})
	for on, want := range map[isms.Date]bool{day.AddDays(-21): true, day.AddDays(-20): false, day: false, day.AddDays(4): false, day.AddDays(5): true} {
		for c := range s.At(on).Gate(system.Stage2).Conditions() {
			if c.Rule.Code == "system/open-major-nonconformities" && c.Met() != want {
				t.Errorf("on %s: no open major: %t (%v)", on, c.Met(), c.Why)
			}
		}
	}
	for _, d := range s.At(day).Deadlines() {
		if d.Subject == "NC-8" && d.Step == "closure" && d.Done {
			t.Error("closed before it was")
		}
	}
}

// What the list of deadlines calls overdue is what the checks call late, whatever
// days are worked.
func TestDeadlinesAndChecksAgree(t *testing.T) {
	moved := 0 // by holidays
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 9))
		p := audittest.Policy(r)
		p.Limits = append(p.Limits, audit.Limit{
			Step: draw.Pick(r, slices.Collect(audit.Steps().All())), Within: isms.Interval{N: r.IntN(40), Unit: isms.WorkingDays}, Anchor: "finding",
		})
		s := system.System{Policies: []audit.Policy{p}, DeadlinePolicies: []string{"generated"}}
		open := map[isms.ID]bool{}
		var asOf isms.Date
		for i := range 6 {
			n := audittest.Nonconformity(r, isms.ID(fmt.Sprint("NC-", i)))
			if i == 0 {
				asOf = n.RaisedOn().AddDays(r.IntN(60))
			}
			s.Findings.Items = append(s.Findings.Items, audit.RegisterItem{Nonconformity: n, Dates: audittest.Dates(r, n.RaisedOn())})
			then := n.On(asOf)
			open[n.ID()] = !then.RaisedOn().IsZero() && then.Open() && then.Grade().Nonconforming() && then.Finding().Audit.OfBody()
		}
		holidays := make([]isms.Date, r.IntN(60))
		for i := range holidays {
			holidays[i] = asOf.AddDays(-r.IntN(200))
		}
		overdue := map[bool][]string{}
		for _, s := range []system.System{s, withHolidays(s, holidays...)} {
			var want, got []string
			for _, d := range s.At(asOf).Deadlines() {
				if open[d.Subject] && d.Overdue(asOf) {
					want = append(want, fmt.Sprint(d.Subject, " ", d.Step, " ", d.Due))
				}
			}
			report := s.At(asOf).Report()
			for d := range report.Found() {
				if d.Code == "audit/missed-certification-body-deadline" {
					got = append(got, d.Arg("id").Value+" "+d.Arg("step").Value+" "+d.Arg("due").Value)
				}
			}
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d on %s (-overdue +late):\n%s", seed, asOf, diff)
			}
			overdue[s.DefaultCalendar == ""] = got
		}
		if !slices.Equal(overdue[true], overdue[false]) {
			moved++
		}
	}
	if moved < 3 {
		t.Errorf("holidays moved the deadlines of %d of 60 systems", moved)
	}
}

// Limits of a gate that are stated in working days count those of the caller.
func TestGatesKnowHolidays(t *testing.T) {
	s := systemtest.Sound(day, 6)
	var first isms.Date
	for _, e := range s.Evidence.Records {
		if first.IsZero() || e.Collected.Before(first) {
			first = e.Collected
		}
	}
	days, _ := isms.WorkdaysBetween(nil, first, day)
	limits := system.GateCriteria{Operating: isms.Interval{N: days, Unit: isms.WorkingDays}}
	idle := make([]isms.Date, 30) // nobody worked for a month
	for i := range idle {
		idle[i] = day.AddDays(-i)
	}
	asked := 0
	for _, c := range []struct {
		name     string
		gate     system.Gate
		limits   system.GateCriteria
		holidays []isms.Date
		code     string
		want     bool
	}{
		{"just long enough", system.Stage2, limits, nil, "system/insufficient-operating-time", true},
		{"a holiday short", system.Stage2, limits, []isms.Date{day.AddDays(-3)}, "system/insufficient-operating-time", false},
		{"audited too long ago", system.Surveillance, system.GateCriteria{LongestInterval: isms.MustInterval("25 working days")}, nil, "system/internal-audit-of-the-whole-scope-overdue", false},
		{"audited lately, of the days that were worked", system.Surveillance, system.GateCriteria{LongestInterval: isms.MustInterval("25 working days")}, idle, "system/internal-audit-of-the-whole-scope-overdue", true},
	} {
		s := withHolidays(s, c.holidays...)
		s.GateCriteria = c.limits
		for x := range s.At(day).Gate(c.gate).Conditions() {
			if x.Rule.Code != c.code {
				continue
			}
			if asked++; x.Met() != c.want {
				t.Errorf("%s: met %t (%v)", c.name, x.Met(), x.Why)
			}
		}
	}
	if asked != 4 {
		t.Errorf("%d of 4 conditions were asked", asked)
	}
}

// What the certificate owed before the day stays in the calendar until it is done.
func TestOverdueObligationsStayInTheCalendar(t *testing.T) {
	c, err := cycle.From("CERT-1", day.AddMonths(-14), cycle.Terms{})
	if err != nil {
		t.Fatal(err)
	}
	titles := func(c cycle.Cycle) (late []string) {
		for _, e := range (system.System{Cycle: c}).At(day).Entries(isms.Date{}, day.AddYears(1)) {
			if e.Window.Last.Before(day) {
				late = append(late, golden.Said(e.Title))
			}
		}
		return late
	}
	if got, want := titles(c), []string{"cycle/obligation(id=CERT-1, obligation=first surveillance audit)"}; !slices.Equal(got, want) {
		t.Errorf("overdue: %q, want %q", got, want)
	}
	if c, err = c.Apply(cycle.Event{Kind: cycle.SurveillanceConducted, On: day.AddDays(-1)}); err != nil {
		t.Fatal(err)
	}
	if got := titles(c); len(got) > 0 {
		t.Errorf("overdue after the audit: %q", got)
	}
}

// An audit that is conducted later is still to come on the day.
func TestAuditsConductedLaterAreInTheCalendar(t *testing.T) {
	conducted := isms.Window{First: day.AddDays(4), Last: day.AddDays(5)}
	s := system.System{Programme: programme.Programme{Audits: []programme.InternalAudit{
		{ID: "IA-1", Planned: isms.Window{First: day.AddDays(1), Last: day.AddDays(3)}, Conducted: conducted},
	}}}
	for on, want := range map[isms.Date]bool{day: true, conducted.Last.AddDays(-1): true, conducted.Last: false} {
		got := slices.ContainsFunc(s.At(on).Entries(isms.Date{}, day.AddYears(1)), func(e isms.Entry) bool { return e.Subject == "IA-1" })
		if got != want {
			t.Errorf("on %s: in the calendar: %v, want %v", on, got, want)
		}
	}
	if s.Programme.Audits[0].Conducted != conducted {
		t.Error("the calendar changed the programme")
	}
}

// withHolidays returns the system with a calendar of its own that has these holidays.
func withHolidays(s system.System, holidays ...isms.Date) system.System {
	s.Calendars = []isms.WorkCalendar{{ID: "own", Holidays: holidays, From: isms.MustDate("0001-01-01"), To: isms.MustDate("9999-12-31")}}
	s.DefaultCalendar = "own"
	return s
}
