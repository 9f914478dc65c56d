package audit_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

func ce(kind audit.CycleEventKind, on string) audit.CycleEvent {
	e := audit.CycleEvent{Kind: kind, On: day(on)}
	switch kind {
	case audit.Applied, audit.CertificateHeld:
		e.ID = "C-1"
	case audit.Stage1Held:
		e.Ready = audit.Yes
	case audit.Decided, audit.Recertified:
		e.Granted = audit.Yes
	case audit.Suspended, audit.CertificateEnded, audit.ScopeReduced, audit.ScopeExtended:
		e.Text = "as agreed"
	case audit.Transferred:
		e.Body, e.Covered = "another body", audit.Yes
	}
	return e
}

func with(e audit.CycleEvent, change func(*audit.CycleEvent)) audit.CycleEvent {
	change(&e)
	return e
}

func majors(n int) func(*audit.CycleEvent) { return func(e *audit.CycleEvent) { e.Majors = n } }

func cycle(t testing.TB, events ...audit.CycleEvent) audit.Cycle {
	t.Helper()
	c, err := audit.ReplayCycle(events)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func wantRefused(t *testing.T, because string, events ...audit.CycleEvent) {
	t.Helper()
	cycle(t, events[:len(events)-1]...)
	_, err := audit.ReplayCycle(events)
	if err == nil || !strings.Contains(err.Error(), because) {
		t.Errorf("got %v, want a refusal that says %q", err, because)
	}
}

func wantState(t *testing.T, c audit.Cycle, on string, want audit.CycleState) {
	t.Helper()
	if got := c.State(day(on)); got != want {
		t.Errorf("%s: %q, want %q", on, got, want)
	}
}

func obligations(c audit.Cycle, on string) []string {
	var out []string
	for o := range c.Obligations(day(on)) {
		out = append(out, string(o.Kind)+" "+o.Window.Last.String())
	}
	return out
}

func wantObligations(t *testing.T, c audit.Cycle, on string, want ...string) {
	t.Helper()
	got := obligations(c, on)
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("%s: got\n  %s\nwant\n  %s", on, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestNotReadyCannotGoToStage2(t *testing.T) {
	notReady := with(ce(audit.Stage1Held, "2026-02-01"), func(e *audit.CycleEvent) { e.Ready = audit.No })
	wantRefused(t, "cannot follow", ce(audit.Applied, "2026-01-01"), notReady, ce(audit.Stage2Held, "2026-03-01"))
	wantRefused(t, "does not say", ce(audit.Applied, "2026-01-01"),
		with(ce(audit.Stage1Held, "2026-02-01"), func(e *audit.CycleEvent) { e.Ready = "" }))
}

// The standard has no longest gap between the stages; a body can have one.
func TestLongGapBetweenStages(t *testing.T) {
	cycle(t, ce(audit.Applied, "2020-01-01"), ce(audit.Stage1Held, "2020-02-01"), ce(audit.Stage2Held, "2026-02-01"))

	applied := with(ce(audit.Applied, "2026-01-01"), func(e *audit.CycleEvent) { e.Terms.StageGap = isms.MustInterval("6 months") })
	late := ce(audit.Stage2Held, "2026-08-02")
	wantRefused(t, "stage 1 is older", applied, ce(audit.Stage1Held, "2026-02-01"), late)
	cycle(t, applied, ce(audit.Stage1Held, "2026-02-01"), ce(audit.Stage2Held, "2026-08-01"))
	late.Text = "nothing changed since; the reasons are in the report"
	cycle(t, applied, ce(audit.Stage1Held, "2026-02-01"), late)
}

// Stage 2 ended on 31 August with a major: six months end on 28 February.
func TestMajorsAtStage2(t *testing.T) {
	start := []audit.CycleEvent{
		ce(audit.Applied, "2026-01-01"), ce(audit.Stage1Held, "2026-07-01"), with(ce(audit.Stage2Held, "2026-08-31"), majors(1)),
	}
	wantRefused(t, "a major is not verified", append(start, ce(audit.Decided, "2026-09-30"))...)
	wantRefused(t, "another stage 2", append(start, ce(audit.FollowUpHeld, "2027-03-01"))...)
	c := cycle(t, append(start, ce(audit.FollowUpHeld, "2027-02-28"), ce(audit.Decided, "2027-03-10"))...)
	wantState(t, c, "2027-03-10", audit.CycleCertified)
	wantObligations(t, cycle(t, start...), "2026-09-01", "verify majors 2027-02-28")
	again := cycle(t, append(start, ce(audit.Stage2Held, "2027-04-01"), ce(audit.Decided, "2027-04-10"))...)
	wantState(t, again, "2027-04-10", audit.CycleCertified)
}

func TestMinorNeedsAnAcceptedPlan(t *testing.T) {
	start := []audit.CycleEvent{
		ce(audit.Applied, "2026-01-01"), ce(audit.Stage1Held, "2026-07-01"),
		with(ce(audit.Stage2Held, "2026-08-31"), func(e *audit.CycleEvent) { e.Minors = 2 }),
	}
	decided := ce(audit.Decided, "2026-09-30")
	wantRefused(t, "plans for the minors", append(start, decided)...)
	decided.PlansAccepted = audit.Yes
	cycle(t, append(start, decided)...)
}

func TestSurveillanceDates(t *testing.T) {
	c := cycle(t, ce(audit.CertificateHeld, "2026-01-31"))
	wantObligations(t, c, "2026-02-01", "first surveillance 2027-01-31", "surveillance 2028-12-31", "recertification 2029-01-31")

	// Held in the year of the decision, it is the first one but not that of 2027.
	early := cycle(t, ce(audit.CertificateHeld, "2026-01-31"), ce(audit.SurveillanceHeld, "2026-11-15"))
	wantObligations(t, early, "2026-12-01", "surveillance 2027-12-31", "surveillance 2028-12-31", "recertification 2029-01-31")

	// Held in January 2027 it is both.
	both := cycle(t, ce(audit.CertificateHeld, "2026-01-31"), ce(audit.SurveillanceHeld, "2027-01-20"))
	wantObligations(t, both, "2027-02-01", "surveillance 2028-12-31", "recertification 2029-01-31")

	// The year of the recertification audit needs none.
	recert := cycle(t, ce(audit.CertificateHeld, "2026-01-31"), ce(audit.SurveillanceHeld, "2027-01-20"), ce(audit.RecertificationHeld, "2028-11-20"))
	wantObligations(t, recert, "2028-12-01", "recertification 2029-01-31")

	december := cycle(t, ce(audit.CertificateHeld, "2026-12-20"))
	wantObligations(t, december, "2027-01-01", "first surveillance 2027-12-20", "surveillance 2028-12-31", "recertification 2029-12-20")

	missed := obligations(c, "2027-02-01")
	if missed[0] != "first surveillance 2027-01-31" {
		t.Errorf("missed: %v", missed)
	}
}

func TestLeapDayAndTheDayBefore(t *testing.T) {
	for _, c := range []struct {
		decision  string
		dayBefore bool
		want      string
	}{
		{"2024-02-29", false, "2027-02-28"},
		{"2024-02-29", true, "2027-02-27"},
		{"2026-03-12", true, "2029-03-11"},
		{"2025-02-28", false, "2028-02-28"},
		{"2026-08-31", false, "2029-08-31"},
	} {
		got, err := audit.CycleFrom("C-1", day(c.decision), audit.Terms{EndsDayBefore: c.dayBefore})
		if err != nil {
			t.Fatal(err)
		}
		if got.Expiry() != day(c.want) || got.RecertificationDue() != day(c.want) {
			t.Errorf("%s: ends %s, want %s", c.decision, got.Expiry(), c.want)
		}
		wantState(t, got, c.want, audit.CycleCertified)
		if s := got.State(day(c.want).AddDays(1)); s != audit.CycleExpired {
			t.Errorf("the day after %s: %q", c.want, s)
		}
	}
}

// Expiry and recertification are two days.
func TestExpiryBeforeRecertification(t *testing.T) {
	c := cycle(t, with(ce(audit.CertificateHeld, "2026-03-12"), func(e *audit.CycleEvent) {
		e.Terms.EndsDayBefore, e.Expiry = true, day("2027-03-11")
	}))
	if c.Expiry() != day("2027-03-11") || c.RecertificationDue() != day("2029-03-11") {
		t.Errorf("ends %s, recertification %s", c.Expiry(), c.RecertificationDue())
	}
	wantObligations(t, c, "2026-04-01", "reissue 2027-03-11", "first surveillance 2027-03-12", "surveillance 2028-12-31", "recertification 2029-03-11")
	wantRefused(t, "not after 2029-03-11", ce(audit.CertificateHeld, "2026-03-11"), with(ce(audit.Reissued, "2027-01-01"), func(e *audit.CycleEvent) { e.Expiry = day("2029-03-12") }))
}

// A certificate that is issued for a year at a time.
func TestReissued(t *testing.T) {
	held := with(ce(audit.CertificateHeld, "2026-03-12"), func(e *audit.CycleEvent) { e.Expiry = day("2027-03-12") })
	again := with(ce(audit.Reissued, "2027-03-01"), func(e *audit.CycleEvent) { e.Expiry = day("2028-03-12") })
	c := cycle(t, held, again)
	if c.Expiry() != day("2028-03-12") || c.RecertificationDue() != day("2029-03-12") {
		t.Errorf("ends %s, recertification %s", c.Expiry(), c.RecertificationDue())
	}
	wantState(t, c, "2027-03-13", audit.CycleCertified)
	wantState(t, cycle(t, held), "2027-03-13", audit.CycleExpired)
	wantState(t, c, "2028-03-13", audit.CycleExpired)
}

func TestSuspension(t *testing.T) {
	c := cycle(t, ce(audit.CertificateHeld, "2026-01-31"), ce(audit.Suspended, "2027-08-31"))
	wantState(t, c, "2027-08-30", audit.CycleCertified)
	wantState(t, c, "2027-08-31", audit.CycleSuspended)
	if c.State(day("2027-09-01")).Usable() {
		t.Error("a suspended certificate is usable")
	}
	got := obligations(c, "2027-09-01")
	if got[0] != "first surveillance 2027-01-31" || got[1] != "resolve the suspension 2028-02-29" {
		t.Errorf("got %v", got)
	}
	wantRefused(t, "older than 6 months", ce(audit.CertificateHeld, "2026-01-31"), ce(audit.Suspended, "2027-08-31"), ce(audit.Reinstated, "2028-03-01"))
	wantRefused(t, "cannot follow", ce(audit.CertificateHeld, "2026-01-31"), ce(audit.Suspended, "2027-08-31"), ce(audit.ScopeExtended, "2027-09-01"))
	wantRefused(t, "cannot follow", ce(audit.CertificateHeld, "2026-01-31"), ce(audit.Suspended, "2027-08-31"), ce(audit.Transferred, "2027-09-01"))
	ended := cycle(t, ce(audit.CertificateHeld, "2026-01-31"), ce(audit.Suspended, "2027-08-31"), ce(audit.CertificateEnded, "2028-03-01"))
	wantState(t, ended, "2028-03-01", audit.CycleEnded)
}

func TestReinstated(t *testing.T) {
	c := cycle(t, ce(audit.CertificateHeld, "2026-01-31"), ce(audit.Suspended, "2026-03-01"), ce(audit.Reinstated, "2026-04-01"))
	wantState(t, c, "2026-04-01", audit.CycleCertified)
	wantObligations(t, c, "2026-04-01", "first surveillance 2027-01-31", "surveillance 2028-12-31", "recertification 2029-01-31")
}

func TestRecertificationRefusedNeedsAnotherAudit(t *testing.T) {
	no := with(ce(audit.Recertified, "2026-06-01"), func(e *audit.CycleEvent) { e.Granted = audit.No })
	wantRefused(t, "no recertification audit", ce(audit.CertificateHeld, "2023-08-31"), ce(audit.RecertificationHeld, "2026-05-01"), no, ce(audit.Recertified, "2026-06-02"))
}

// The certificate ended on 31 August 2026.
func TestRestoration(t *testing.T) {
	held := ce(audit.CertificateHeld, "2023-08-31")
	for _, c := range []struct {
		decided string
		terms   audit.Counting
		want    string // end, empty: refused
	}{
		{"2026-08-31", "", "2029-08-31"}, // in time
		{"2026-06-30", "", "2029-08-31"},
		{"2026-06-30", audit.FromDecision, "2029-06-30"},
		{"2027-02-15", "", "2029-08-31"},
		{"2027-02-28", "", "2029-08-31"}, // the last day of six months
		{"2027-02-15", audit.FromDecision, "2030-02-15"},
		{"2027-03-01", "", ""},
		{"2027-03-05", "", ""},
	} {
		h := held
		h.Terms.Renewed, h.Terms.Restored = c.terms, c.terms
		events := []audit.CycleEvent{h, ce(audit.RecertificationHeld, "2026-06-20"), ce(audit.Recertified, c.decided)}
		if c.want == "" {
			wantRefused(t, "cannot follow", events...)
			continue
		}
		got := cycle(t, events...)
		if got.Expiry() != day(c.want) {
			t.Errorf("decided %s: ends %s, want %s", c.decided, got.Expiry(), c.want)
		}
		if got.Decision() != day(c.decided) {
			t.Errorf("the period begins on %s, want %s", got.Decision(), c.decided)
		}
	}
	c := cycle(t, held)
	wantState(t, c, "2026-09-01", audit.CycleExpired)
	wantObligations(t, c, "2026-09-01", "restore the certificate 2027-02-28")
	wantState(t, c, "2027-03-01", audit.CycleLapsed)
	back := cycle(t, held, ce(audit.Stage2Held, "2027-04-01"), ce(audit.Decided, "2027-05-01"))
	wantState(t, back, "2027-05-01", audit.CycleCertified)
}

func TestMajorAtRecertification(t *testing.T) {
	start := []audit.CycleEvent{ce(audit.CertificateHeld, "2023-08-31"), with(ce(audit.RecertificationHeld, "2026-06-20"), majors(1))}
	wantRefused(t, "a major is not verified", append(start, ce(audit.Recertified, "2026-07-20"))...)
	cycle(t, append(start, ce(audit.FollowUpHeld, "2026-08-20"), ce(audit.Recertified, "2026-08-25"))...)
	got := obligations(cycle(t, start...), "2026-07-01")
	if !strings.Contains(strings.Join(got, ";"), "verify majors 2026-08-31") {
		t.Errorf("got %v", got)
	}
}

func TestScopeChangeMovesNoDates(t *testing.T) {
	c := cycle(t, ce(audit.CertificateHeld, "2026-01-31"))
	d := cycle(t, ce(audit.CertificateHeld, "2026-01-31"), ce(audit.ScopeExtended, "2026-07-01"), ce(audit.ScopeReduced, "2026-09-01"), ce(audit.Transferred, "2026-10-01"))
	wantObligations(t, d, "2026-10-01", obligations(c, "2026-10-01")...)
	if c.Expiry() != d.Expiry() {
		t.Errorf("ends %s, want %s", d.Expiry(), c.Expiry())
	}
}

func TestTransfer(t *testing.T) {
	held, lost := ce(audit.CertificateHeld, "2026-01-31"), ce(audit.AccreditationLost, "2026-08-31")
	got := obligations(cycle(t, held, lost), "2026-09-01")
	if !strings.Contains(strings.Join(got, ";"), "transfer 2027-02-28") {
		t.Errorf("got %v", got)
	}
	wantRefused(t, "ended on 2027-02-28", held, lost, ce(audit.Transferred, "2027-03-01"))
	cycle(t, held, lost, ce(audit.Transferred, "2027-02-28"))
	wantRefused(t, "covered by an arrangement", held, with(ce(audit.Transferred, "2026-03-01"), func(e *audit.CycleEvent) { e.Covered = "" }))
	// Not past the end of the certificate.
	late := cycle(t, held, ce(audit.AccreditationLost, "2029-01-01"))
	if got := obligations(late, "2029-01-02"); !strings.Contains(strings.Join(got, ";"), "transfer 2029-01-31") {
		t.Errorf("got %v", got)
	}
}

func TestTransition(t *testing.T) {
	held := with(ce(audit.CertificateHeld, "2023-06-01"), func(e *audit.CycleEvent) { e.Edition = audit.Edition2013 })
	changed := with(ce(audit.EditionChanged, "2025-10-31"), func(e *audit.CycleEvent) { e.Edition = audit.Edition2022 })
	wantState(t, cycle(t, held), "2025-10-31", audit.CycleCertified)
	wantState(t, cycle(t, held), "2025-11-01", audit.CycleLapsed)
	wantState(t, cycle(t, held, changed), "2025-11-01", audit.CycleCertified)
	changed.On = day("2025-11-01")
	wantRefused(t, "cannot follow", held, changed)
	wantRefused(t, "begins with stage 1", held, ce(audit.Stage2Held, "2026-01-10"))
	wantRefused(t, "no way back", ce(audit.CertificateHeld, "2024-06-01"), with(ce(audit.EditionChanged, "2024-07-01"), func(e *audit.CycleEvent) { e.Edition = audit.Edition2013 }))
	got := obligations(cycle(t, held), "2025-01-01")
	if !strings.Contains(strings.Join(got, ";"), "change the edition 2025-10-31") {
		t.Errorf("got %v", got)
	}
}

func TestEventsInTheWrongOrder(t *testing.T) {
	wantRefused(t, "cannot follow", ce(audit.Applied, "2026-01-01"), ce(audit.SurveillanceHeld, "2026-02-01"))
	wantRefused(t, "older than the last event", ce(audit.Applied, "2026-01-01"), ce(audit.Stage1Held, "2025-12-31"))
	wantRefused(t, "cannot follow", ce(audit.Applied, "2026-01-01"), ce(audit.Stage1Held, "2026-01-02"), ce(audit.Decided, "2026-01-03"))
	if _, err := audit.ReplayCycle([]audit.CycleEvent{ce(audit.Stage1Held, "2026-01-01")}); err == nil {
		t.Error("a cycle began with stage 1")
	}
}

func TestCycleKeepsItsEvents(t *testing.T) {
	c := cycle(t, ce(audit.Applied, "2026-01-01"), ce(audit.Stage1Held, "2026-02-01"), ce(audit.Stage2Held, "2026-03-01"), ce(audit.Decided, "2026-04-01"))
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var back audit.Cycle
	if err := json.Unmarshal(text, &back); err != nil || !back.Equal(c) {
		t.Fatalf("came back as %v, %v", back, err)
	}
	wantState(t, c, "2026-03-31", audit.CycleAudited)
	wantState(t, c, "2025-12-31", "")
	if err := json.Unmarshal([]byte(`[{"kind":"applied","on":"2026-01-01","id":"C-1"},{"kind":"decided","on":"2026-01-02","granted":"yes"}]`), &back); err == nil {
		t.Error("a certificate without stage 2 was read")
	}
}

func TestTermsCheck(t *testing.T) {
	for name, terms := range map[string]audit.Terms{
		"four years":         {Validity: isms.MustInterval("4 years")},
		"working days":       {MajorLimit: isms.MustInterval("10 working days")},
		"seven months":       {Restore: isms.MustInterval("7 months")},
		"thirteen months":    {FirstSurveillance: isms.MustInterval("13 months")},
		"nothing":            {Validity: isms.Interval{N: 0, Unit: isms.Years}},
		"unknown unit":       {StageGap: isms.Interval{N: 1, Unit: "moons"}},
		"unknown counting":   {Renewed: "backwards"},
		"a hundred thousand": {Validity: isms.Interval{N: 100_000, Unit: isms.Years}},
	} {
		if _, err := audit.CycleFrom("C-1", day("2026-01-31"), terms); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if err := audit.StandardTerms().Check(); err != nil {
		t.Error(err)
	}
	if _, err := audit.CycleFrom("C-1", day("2026-01-31"), audit.Terms{Validity: isms.MustInterval("1 year"), Suspension: isms.MustInterval("9 months")}); err != nil {
		t.Error(err)
	}
}

func TestOutlookGoesBeyondRecertification(t *testing.T) {
	c := cycle(t, ce(audit.CertificateHeld, "2026-01-31"), ce(audit.SurveillanceHeld, "2027-01-20"))
	var got []string
	for o := range c.Outlook(day("2028-01-31"), day("2031-01-31")) {
		s := string(o.Kind) + " " + o.Window.Last.String()
		if o.Projected {
			s += " projected"
		}
		got = append(got, s)
	}
	want := "surveillance 2028-12-31; recertification 2029-01-31; surveillance 2030-12-31 projected; surveillance 2031-12-31 projected"
	if strings.Join(got, "; ") != want {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "; "), want)
	}
}
