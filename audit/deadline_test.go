package audit_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

func schedule(t testing.TB, p audit.Policy) audit.Schedule {
	t.Helper()
	s, err := p.Schedule(nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func dues(n audit.Nonconformity, s audit.Schedule, d audit.Dates) map[audit.Step]string {
	out := map[audit.Step]string{}
	for x := range n.Deadlines(s, d) {
		if out[x.Step] == "" || !x.Due.IsZero() {
			out[x.Step] = x.Due.String()
		}
	}
	return out
}

var auditDates = audit.Dates{LastAuditDay: isms.MustDate("2026-08-31"), NextAudit: isms.MustDate("2027-08-20")}

func TestDeadlinesUnderPolicies(t *testing.T) {
	bv, _ := audit.LookupPolicy("bureau-veritas")
	for _, c := range []struct {
		name   string
		policy audit.Policy
		grade  audit.Grade
		kind   audit.Kind
		dates  audit.Dates
		want   map[audit.Step]string
	}{
		{
			"floor, six months clamp to the end of February", minimum(), audit.Major, audit.Initial, auditDates,
			map[audit.Step]string{"verification by certification body": "2027-02-28"},
		},
		{
			"proposal, major", proposed(), audit.Major, audit.Initial, auditDates,
			map[audit.Step]string{"correction": "2026-09-14", "plan": "2026-09-30", "closure": "2026-11-29", "verification by certification body": "2027-02-28"},
		},
		{
			"Bureau Veritas, major", bv, audit.Major, audit.Surveillance, auditDates,
			map[audit.Step]string{"correction": "2026-08-31", "evidence": "2026-11-29", "verification by certification body": "not set"},
		},
		{
			"Bureau Veritas, minor at recertification", bv, audit.Minor, audit.Recertification,
			audit.Dates{LastAuditDay: day("2026-08-31"), Expiry: day("2026-10-15"), Decision: day("2026-10-01"), NextAudit: day("2027-08-20")},
			map[audit.Step]string{"plan accepted": "2026-10-01", "verification by certification body": "2026-10-15", "effectiveness review": "2027-08-20"},
		},
		{"observation", proposed(), audit.Observation, audit.Initial, auditDates, map[audit.Step]string{}},
	} {
		n, err := audit.Raise(day("2026-08-31"), "", audit.Finding{ID: "NC-1", Grade: c.grade, Audit: c.kind})
		if err != nil {
			t.Fatal(err)
		}
		if c.kind == audit.Initial {
			c.dates.Decision = day("2027-06-01")
		}
		got := dues(n, schedule(t, c.policy), c.dates)
		if len(got) != len(c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
		for step, want := range c.want {
			if got[step] != want {
				t.Errorf("%s: %s is due %s, want %s", c.name, step, got[step], want)
			}
		}
	}
}

// A limit whose anchor nobody knows is shown, not dropped.
func TestUnknownAnchorIsShown(t *testing.T) {
	n := raise(t, audit.Major, audit.Initial)
	found := false
	for d := range n.Deadlines(schedule(t, minimum()), audit.Dates{}) {
		if !d.Due.IsZero() {
			t.Errorf("a day from nowhere: %v", d)
		}
		if d.Overdue(day("9999-12-31")) {
			t.Error("an unknown day is overdue")
		}
		found = true
	}
	if !found {
		t.Error("the deadline is gone")
	}
}

func TestRegradingNeverExtends(t *testing.T) {
	s := schedule(t, proposed())
	regrade := func(to audit.Grade, release bool) audit.Event {
		return audit.Event{Kind: audit.Regraded, On: day("2026-09-20"), Grade: to, Text: "seen again", Release: release}
	}
	raised := func(g audit.Grade) audit.Nonconformity {
		n, err := audit.Raise(day("2026-08-31"), "", audit.Finding{ID: "NC-1", Grade: g, Audit: audit.Initial})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	up := dues(apply(t, raised(audit.Minor), regrade(audit.Major, false)), s, auditDates)
	if up["closure"] != "2026-11-29" || up["effectiveness review"] != "2027-08-20" {
		t.Errorf("raised to major: %v; want 90 days from the audit, and the minor's day too", up)
	}
	down := dues(apply(t, raised(audit.Major), regrade(audit.Minor, false)), s, auditDates)
	if down["closure"] != "2026-11-29" {
		t.Errorf("lowered silently: %v; want the major's closure to stand", down)
	}
	released := dues(apply(t, raised(audit.Major), regrade(audit.Minor, true)), s, auditDates)
	if _, stands := released["closure"]; stands {
		t.Errorf("lowered and released: %v; want the minor's days only", released)
	}
}

func TestExtensionStopsAtTheFloor(t *testing.T) {
	s := schedule(t, proposed())
	extend := func(step audit.Step, due string) audit.Event {
		return audit.Event{Kind: audit.Extended, On: day("2026-09-20"), By: "body", Step: step, Due: day(due), Text: "new hardware is on order"}
	}
	n, err := audit.Raise(day("2026-08-31"), "", audit.Finding{ID: "NC-1", Grade: audit.Major, Audit: audit.Initial})
	if err != nil {
		t.Fatal(err)
	}
	got := dues(apply(t, n, extend("plan", "2026-12-24"), extend("verification by certification body", "2027-12-24")), s, auditDates)
	if got["plan"] != "2026-12-24" || got["verification by certification body"] != "2027-02-28" {
		t.Errorf("got %v, want the plan extended and the verification not", got)
	}
}

// A day that was agreed for a step that no policy limits is a deadline too.
func TestAgreedWithoutAPolicy(t *testing.T) {
	n := apply(t, raise(t, audit.Minor, audit.Internal),
		audit.Event{Kind: audit.Extended, On: day("2026-01-06"), By: "ceo", Step: "root cause", Due: day("2026-01-20"), Text: "set by the ceo"},
		audit.Event{Kind: audit.Extended, On: day("2026-01-07"), By: "ceo", Step: "root cause", Due: day("2026-01-30"), Text: "and again"})
	got := dues(n, schedule(t, internal()), audit.Dates{})
	if got["root cause"] != "2026-01-30" || got["plan"] != "2026-02-04" || len(got) != 3 {
		t.Errorf("got %v", got)
	}
	for d := range n.Deadlines(schedule(t, internal()), audit.Dates{}) {
		if d.Basis().IsZero() || d.Policy() == "" {
			t.Errorf("%s has no basis", d.Step)
		}
	}
}

func TestWorkingDays(t *testing.T) {
	p := audit.Policy{ID: "ours", Limits: []audit.Limit{
		{Grade: audit.Major, Step: "plan", Within: isms.MustInterval("10 working days"), Anchor: "closing meeting"},
	}}
	s, err := p.Schedule(isms.Weekdays(day("2026-12-25")))
	if err != nil {
		t.Fatal(err)
	}
	n := raise(t, audit.Major, audit.Surveillance)
	got := dues(n, s, audit.Dates{ClosingMeeting: day("2026-12-18")}) // a Friday
	if got["plan"] != "2027-01-04" {
		t.Errorf("plan due %s, want 2027-01-04", got["plan"])
	}
}

func TestEntriesAndOverdue(t *testing.T) {
	s := schedule(t, internal())
	n := raise(t, audit.Major, audit.Internal) // 2026-01-05: correction 19, plan Feb 4, closure Apr 5
	register := audit.Register{Items: []audit.RegisterItem{{Nonconformity: n}}}
	count := func(after, upTo isms.Date) int { return len(register.Entries(after, upTo, s)) }
	if got := count(day("2026-01-18"), day("2026-01-19")); got != 1 {
		t.Errorf("due on the day itself: %d, want 1", got)
	}
	if got := count(day("2026-01-19"), day("2026-02-04")); got != 1 {
		t.Errorf("the day after: %d, want the plan only", got)
	}
	if got := count(isms.Date{}, day("2026-02-04")); got != 2 {
		t.Errorf("without a first day: %d, want correction and plan", got)
	}
	if got := count(day("2026-01-01"), isms.Date{}); got != 0 {
		t.Errorf("without a last day: %d, want none", got)
	}
	overdue := func(on string) int {
		k := 0
		for d := range n.Deadlines(s, audit.Dates{}) {
			if d.Overdue(day(on)) {
				k++
			}
		}
		return k
	}
	if overdue("2026-01-19") != 0 || overdue("2026-01-20") != 1 {
		t.Errorf("overdue on the day %d, a day later %d; want 0 and 1", overdue("2026-01-19"), overdue("2026-01-20"))
	}
}

// Findings that share an ID share no entry.
func TestEntriesOfFindingsWithOneID(t *testing.T) {
	n := raise(t, audit.Major, audit.Internal)
	register := audit.Register{Items: []audit.RegisterItem{{Nonconformity: n}, {Nonconformity: n}, {Nonconformity: n}}}
	one := audit.Register{Items: register.Items[:1]}.Entries(isms.Date{}, day("2026-12-31"), schedule(t, internal()))
	all := register.Entries(isms.Date{}, day("2026-12-31"), schedule(t, internal()))
	ids := map[isms.ID]bool{}
	for _, e := range all {
		ids[e.ID] = true
	}
	if len(all) != 3*len(one) || len(ids) != len(all) {
		t.Errorf("%d IDs of %d entries, of each finding %d", len(ids), len(all), len(one))
	}
	for _, e := range one {
		if !ids[e.ID] {
			t.Errorf("the entry of the first finding has lost its ID: %+v", e)
		}
	}
}

func TestPolicyCheck(t *testing.T) {
	ok := audit.Limit{Grade: audit.Major, Step: "plan", Within: isms.MustInterval("14 days"), Anchor: "report"}
	for _, c := range []struct {
		name  string
		wrong func(*audit.Limit)
	}{
		{"grade", func(l *audit.Limit) { l.Grade = audit.Observation }},
		{"step", func(l *audit.Limit) { l.Step = "party" }},
		{"neither", func(l *audit.Limit) { l.Anchor = "" }},
		{"both", func(l *audit.Limit) { l.Milestone = "next audit" }},
		{"anchor", func(l *audit.Limit) { l.Anchor = "sunset" }},
		{"until", func(l *audit.Limit) { l.Anchor, l.Within, l.Milestone = "", isms.Interval{}, "sunset" }},
		{"until with days", func(l *audit.Limit) { l.Anchor, l.Milestone = "", "next audit" }},
		{"unit", func(l *audit.Limit) { l.Within.Unit = "moons" }},
		{"amount", func(l *audit.Limit) { l.Within.N = -1 }},
		{"consequence", func(l *audit.Limit) { l.OnMiss = "thunder" }},
		{"place", func(l *audit.Limit) { l.Ref = "99.9" }},
		{"audit", func(l *audit.Limit) { l.Audits = []audit.Kind{"garden"} }},
	} {
		l := ok
		c.wrong(&l)
		if _, err := (audit.Policy{ID: "ours", Limits: []audit.Limit{ok, l}}).Schedule(nil); err == nil {
			t.Errorf("%s: taken", c.name)
		}
	}
	if err := (audit.Policy{ID: "ours", Limits: []audit.Limit{ok}}).Validate(); err != nil {
		t.Error(err)
	}
	for _, p := range audit.Policies() {
		if err := p.Validate(); err != nil {
			t.Error(err)
		}
	}
}

// A policy counts whatever its ID is, also that of the standard's own limits, which
// stay beside it.
func TestPolicyUnderTheIDOfTheFloor(t *testing.T) {
	floor := minimum()
	own := audit.Policy{ID: floor.ID, Limits: []audit.Limit{{Grade: audit.Minor, Step: "plan", Within: isms.MustInterval("14 days"), Anchor: "report"}}}
	list := func(p audit.Policy, c audit.DeadlineInput) string {
		s, err := p.Schedule(nil)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, d := range s.Append(nil, c) {
			fmt.Fprintln(&b, d.Step, d.Due, d.From, d.Basis())
		}
		return b.String()
	}
	for _, g := range []audit.Grade{audit.Major, audit.Minor} {
		c := audit.DeadlineInput{ID: "NC", Grade: g, Audit: audit.Initial, Dates: audit.Dates{Report: day("2026-01-05"), LastAuditDay: day("2026-01-02")}}
		other := own
		other.ID = "ours"
		if got, want := list(own, c), strings.ReplaceAll(list(other, c), "(ours)", "("+floor.ID+")"); got != want {
			t.Errorf("%s under the ID of the floor:\n got %s\nwant %s", g, got, want)
		}
		if got, want := list(floor, c), list(audit.Policy{ID: "none"}, c); got != want {
			t.Errorf("%s: the floor twice gives\n %s\nalone %s", g, got, want)
		}
	}
}

// No body's name goes with a number that only one source has.
func TestNamedPoliciesAreConfirmed(t *testing.T) {
	for _, p := range audit.Policies() {
		if p.Confidence != "high" && p.Kind != "proposal" {
			t.Errorf("%s: confidence %q", p.ID, p.Confidence)
		}
		if len(p.Sources) == 0 || p.Kind != "proposal" && len(p.Sources) < 2 {
			t.Errorf("%s: sources %q", p.ID, p.Sources)
		}
	}
}

// Regraded, a step still waits for the day of the second stage that nobody knows.
func TestRegradingHidesNoUnknownDay(t *testing.T) {
	c := audit.DeadlineInput{ID: "NC-1", Grade: audit.Major, Audit: audit.Initial, Dates: audit.Dates{Decision: day("2026-06-30")}}
	count := func() (n int) {
		for _, d := range schedule(t, minimum()).Append(nil, c) {
			if d.Step == "verification by certification body" {
				n++
			}
		}
		return n
	}
	if n := count(); n != 2 {
		t.Fatalf("%d days for the verification, want the decision's and an unknown one", n)
	}
	c.PreviousGrades = []audit.Grade{audit.Minor}
	if n := count(); n != 2 {
		t.Errorf("%d days for the verification after a regrading, want 2", n)
	}
}
