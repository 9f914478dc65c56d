package system_test

import (
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/cycle/cycletest"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/roadmap"
	"github.com/ismskit/ismskit/isms/system"
)

// The cycle that counts: of the certificate that is or was held, and otherwise the one
// that the roadmap plans for.
func TestCertificateThatCounts(t *testing.T) {
	asOf := isms.MustDate("2026-03-02")
	plan, _ := roadmap.LookupTemplate("managed service provider")
	for _, c := range []struct {
		name    string
		state   cycle.State
		start   string
		planned bool
		decided bool
		wrong   bool
	}{
		{name: "nothing"},
		{name: "a plan", start: "2026-03-02", planned: true, decided: true},
		{name: "applied, without a plan", state: cycle.StateApplied},
		{name: "applied", state: cycle.StateApplied, start: "2026-03-02", planned: true, decided: true},
		{name: "refused", state: cycle.StateRefused, start: "2026-03-02", planned: true, decided: true},
		{name: "certified", state: cycle.StateCertified, start: "2026-03-02", decided: true},
		{name: "suspended", state: cycle.StateSuspended, start: "2026-03-02", decided: true},
		{name: "expired", state: cycle.StateExpired, start: "2026-03-02", decided: true},
		{name: "lapsed", state: cycle.StateLapsed, decided: true},
		{name: "withdrawn", state: cycle.StateWithdrawn, start: "2026-03-02", decided: true},
		{name: "a plan that ends with the calendar", start: "9999-12-30", wrong: true},
	} {
		s := system.System{Cycle: cycletest.In(c.state, "C-1", asOf)}
		if c.start != "" {
			s.Roadmap = system.Roadmap{Start: isms.MustDate(c.start), Plan: plan}
		}
		got, planned, err := s.At(asOf).Certificate()
		if planned != c.planned || got.Decision().IsZero() == c.decided || (err != nil) != c.wrong {
			t.Errorf("%s: planned %v, decided on %s, %v", c.name, planned, got.Decision(), err)
		}
		if !planned && !got.Equal(s.Cycle) {
			t.Errorf("%s: another cycle than the one that is held", c.name)
		}
		if planned && got.Decision().Before(asOf) {
			t.Errorf("%s: planned for %s, which is over", c.name, got.Decision())
		}
	}
	s := system.System{Roadmap: system.Roadmap{Start: isms.MustDate("9980-01-01"), Plan: roadmap.Plan{}}}
	if _, planned, err := s.At(asOf).Certificate(); planned || err != nil {
		t.Errorf("a plan without tasks: planned %v, %v", planned, err)
	}
	s = system.System{Roadmap: system.Roadmap{Start: isms.MustDate("9998-06-01"), Plan: plan}}
	if _, planned, err := s.At(isms.MustDate("9998-06-01")).Certificate(); planned || err == nil {
		t.Errorf("a certificate beyond the calendar: planned %v, %v", planned, err)
	}
}

// A held certificate has a calendar from its decision on, and only as long as the cycle
// demands something: an application, and what ended for good, has none.
func TestCalendarOfTheCertificate(t *testing.T) {
	asOf := isms.MustDate("2026-03-02")
	for state := range cycle.States().All() {
		s := system.System{Cycle: cycletest.In(state, "C-1", asOf)}
		n := 0
		for _, e := range s.At(asOf).Entries(isms.Date{}, asOf.AddYears(6)) {
			if e.Kind != isms.EntryCertificate {
				continue
			}
			if n++; e.Window.Last.Before(s.Cycle.Decision()) {
				t.Errorf("%s: %s by %s, before the decision on %s", state, e.Title, e.Window.Last, s.Cycle.Decision())
			}
		}
		demands := state == cycle.StateCertified || state == cycle.StateSuspended || state == cycle.StateExpired
		if demands != (n > 0) {
			t.Errorf("%s: %d entries", state, n)
		}
	}
}

// The next audit and the decision come from the cycle, for what is checked and for what
// stands in the calendar alike, as of the day.
func TestDeadlinesTakeTheDaysOfTheCycle(t *testing.T) {
	asOf := isms.MustDate("2026-03-02")
	c := cycletest.In(cycle.StateCertified, "C-1", asOf)
	var audited isms.Date
	for e := range c.Events() {
		audited = e.On // the surveillance audit is the last
	}
	n, err := audit.Raise(audited, "auditor", audit.Finding{
		ID: "NC-1", Grade: audit.Minor, Audit: audit.Surveillance, AuditID: "S-1", Statement: "the restore tests are not recorded", Evidence: "no record", Requirements: []isms.Ref{"A.8.13"},
	})
	if err != nil {
		t.Fatal(err)
	}
	due := func(s system.System, asOf isms.Date) isms.Date {
		for _, d := range s.At(asOf).Deadlines() {
			if d.Step == "effectiveness review" {
				return d.Due
			}
		}
		return isms.Date{}
	}
	s := system.System{Cycle: c, Findings: audit.Register{Items: []audit.RegisterItem{{Nonconformity: n}}}}
	if got := due(s, asOf); got.String() != "2027-12-31" {
		t.Errorf("with the cycle: due on %s, want the last day for the next audit", got)
	}
	if found := s.At(asOf).Unfolded(); len(codesOf(found, "audit/undetermined-due-date")) > 0 {
		t.Error("the check does not know what the deadlines know")
	}
	next, err := c.Apply(cycle.Event{Kind: cycle.SurveillanceConducted, On: asOf.AddDays(200)})
	if err != nil {
		t.Fatal(err)
	}
	s.Cycle = next
	if got := due(s, asOf); got.String() != "2027-12-31" {
		t.Errorf("before the next audit: due on %s", got)
	}
	if got := due(s, asOf.AddDays(200)); got != asOf.AddDays(200) {
		t.Errorf("after the next audit: due on %s", got)
	}
	s.Findings.Items[0].Dates.NextAudit = isms.MustDate("2026-06-01")
	if got := due(s, asOf); got.String() != "2026-06-01" {
		t.Errorf("stated: due on %s", got)
	}
	s.Cycle, s.Findings.Items[0].Dates = cycle.Cycle{}, audit.Dates{}
	if got := due(s, asOf); !got.IsZero() || len(codesOf(s.At(asOf).Unfolded(), "audit/undetermined-due-date")) == 0 {
		t.Errorf("without a cycle: due on %s", got)
	}
}

func codesOf(r isms.Report, code string) []isms.Diagnostic {
	found, _ := r.Of(code)
	return found
}
