package cycle_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

func ce(kind cycle.EventKind, on string) cycle.Event {
	e := cycle.Event{Kind: kind, On: day(on)}
	switch kind {
	case cycle.Applied, cycle.ExistingCertificate:
		e.ID = "C-1"
	case cycle.Stage1Conducted:
		e.Ready = isms.Yes
	case cycle.Decided, cycle.Recertified:
		e.Granted = isms.Yes
	case cycle.Suspended, cycle.CertificateWithdrawn, cycle.ScopeReduced, cycle.ScopeExtended:
		e.Text = "as agreed"
	case cycle.Transferred:
		e.Body, e.Covered = "another body", isms.Yes
	}
	return e
}

func with(e cycle.Event, change func(*cycle.Event)) cycle.Event {
	change(&e)
	return e
}

func majors(n int) func(*cycle.Event) { return func(e *cycle.Event) { e.Majors = n } }

func cycleOf(t testing.TB, events ...cycle.Event) cycle.Cycle {
	t.Helper()
	c, err := cycle.Replay(events)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func wantRefused(t *testing.T, because string, events ...cycle.Event) {
	t.Helper()
	cycleOf(t, events[:len(events)-1]...)
	_, err := cycle.Replay(events)
	last := isms.Path("").Index("", len(events)-1)
	if got := strings.ReplaceAll(golden.Codes(err), " at "+string(last)+".", " at "); got != because {
		t.Errorf("WANT|%s|%s", because, got)
	}
}

func wantState(t *testing.T, c cycle.Cycle, on string, want cycle.State) {
	t.Helper()
	if got := c.State(day(on)); got != want {
		t.Errorf("%s: %q, want %q", on, got, want)
	}
}

func obligations(c cycle.Cycle, on string) []string {
	var out []string
	for o := range c.Obligations(day(on)) {
		out = append(out, string(o.Kind)+" "+o.Window.Last.String())
	}
	return out
}

func wantObligations(t *testing.T, c cycle.Cycle, on string, want ...string) {
	t.Helper()
	got := obligations(c, on)
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("%s: got\n  %s\nwant\n  %s", on, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestNotReadyCannotGoToStage2(t *testing.T) {
	notReady := with(ce(cycle.Stage1Conducted, "2026-02-01"), func(e *cycle.Event) { e.Ready = isms.No })
	wantRefused(t, "cycle/event-not-allowed at kind", ce(cycle.Applied, "2026-01-01"), notReady, ce(cycle.Stage2Conducted, "2026-03-01"))
	wantRefused(t, "isms/unknown-word at ready", ce(cycle.Applied, "2026-01-01"),
		with(ce(cycle.Stage1Conducted, "2026-02-01"), func(e *cycle.Event) { e.Ready = "" }))
}

// The standard has no longest gap between the stages; a body can have one.
func TestLongGapBetweenStages(t *testing.T) {
	cycleOf(t, ce(cycle.Applied, "2020-01-01"), ce(cycle.Stage1Conducted, "2020-02-01"), ce(cycle.Stage2Conducted, "2026-02-01"))

	applied := with(ce(cycle.Applied, "2026-01-01"), func(e *cycle.Event) { e.Terms.StageGap = isms.MustInterval("6 months") })
	late := ce(cycle.Stage2Conducted, "2026-08-02")
	wantRefused(t, "cycle/stage-1-too-old at text", applied, ce(cycle.Stage1Conducted, "2026-02-01"), late)
	cycleOf(t, applied, ce(cycle.Stage1Conducted, "2026-02-01"), ce(cycle.Stage2Conducted, "2026-08-01"))
	late.Text = "nothing changed since; the reasons are in the report"
	cycleOf(t, applied, ce(cycle.Stage1Conducted, "2026-02-01"), late)
}

// Stage 2 ended on 31 August with a major: six months end on 28 February.
func TestMajorsAtStage2(t *testing.T) {
	start := []cycle.Event{
		ce(cycle.Applied, "2026-01-01"), ce(cycle.Stage1Conducted, "2026-07-01"), with(ce(cycle.Stage2Conducted, "2026-08-31"), majors(1)),
	}
	wantRefused(t, "cycle/major-nonconformities-open at kind", append(start, ce(cycle.Decided, "2026-09-30"))...)
	wantRefused(t, "cycle/verification-limit-over at on", append(start, ce(cycle.FollowUpConducted, "2027-03-01"))...)
	c := cycleOf(t, append(start, ce(cycle.FollowUpConducted, "2027-02-28"), ce(cycle.Decided, "2027-03-10"))...)
	wantState(t, c, "2027-03-10", cycle.StateCertified)
	wantObligations(t, cycleOf(t, start...), "2026-09-01", "verification of major nonconformities 2027-02-28")
	again := cycleOf(t, append(start, ce(cycle.Stage2Conducted, "2027-04-01"), ce(cycle.Decided, "2027-04-10"))...)
	wantState(t, again, "2027-04-10", cycle.StateCertified)
}

func TestMinorNeedsAnAcceptedPlan(t *testing.T) {
	start := []cycle.Event{
		ce(cycle.Applied, "2026-01-01"), ce(cycle.Stage1Conducted, "2026-07-01"),
		with(ce(cycle.Stage2Conducted, "2026-08-31"), func(e *cycle.Event) { e.Minors = 2 }),
	}
	decided := ce(cycle.Decided, "2026-09-30")
	wantRefused(t, "cycle/plans-not-accepted at plansAccepted", append(start, decided)...)
	decided.PlansAccepted = isms.Yes
	cycleOf(t, append(start, decided)...)
}

func TestSurveillanceDates(t *testing.T) {
	c := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"))
	wantObligations(t, c, "2026-02-01", "first surveillance audit 2027-01-31", "surveillance audit 2028-12-31", "recertification 2029-01-31")

	// Held in the year of the decision, it is the first one but not that of 2027.
	early := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.SurveillanceConducted, "2026-11-15"))
	wantObligations(t, early, "2026-12-01", "surveillance audit 2027-12-31", "surveillance audit 2028-12-31", "recertification 2029-01-31")

	// Held in January 2027 it is both.
	both := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.SurveillanceConducted, "2027-01-20"))
	wantObligations(t, both, "2027-02-01", "surveillance audit 2028-12-31", "recertification 2029-01-31")

	// The year of the recertification audit needs none.
	recert := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.SurveillanceConducted, "2027-01-20"), ce(cycle.RecertificationConducted, "2028-11-20"))
	wantObligations(t, recert, "2028-12-01", "recertification 2029-01-31")

	december := cycleOf(t, ce(cycle.ExistingCertificate, "2026-12-20"))
	wantObligations(t, december, "2027-01-01", "first surveillance audit 2027-12-20", "surveillance audit 2028-12-31", "recertification 2029-12-20")

	missed := obligations(c, "2027-02-01")
	if missed[0] != "first surveillance audit 2027-01-31" {
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
		got, err := cycle.From("C-1", day(c.decision), cycle.Terms{EndsDayBefore: c.dayBefore})
		if err != nil {
			t.Fatal(err)
		}
		if got.Expiry() != day(c.want) || got.RecertificationDue() != day(c.want) {
			t.Errorf("%s: ends %s, want %s", c.decision, got.Expiry(), c.want)
		}
		wantState(t, got, c.want, cycle.StateCertified)
		if s := got.State(day(c.want).AddDays(1)); s != cycle.StateExpired {
			t.Errorf("the day after %s: %q", c.want, s)
		}
	}
}

// Expiry and recertification are two days.
func TestExpiryBeforeRecertification(t *testing.T) {
	c := cycleOf(t, with(ce(cycle.ExistingCertificate, "2026-03-12"), func(e *cycle.Event) {
		e.Terms.EndsDayBefore, e.Expiry = true, day("2027-03-11")
	}))
	if c.Expiry() != day("2027-03-11") || c.RecertificationDue() != day("2029-03-11") {
		t.Errorf("ends %s, recertification %s", c.Expiry(), c.RecertificationDue())
	}
	wantObligations(t, c, "2026-04-01", "reissue 2027-03-11", "first surveillance audit 2027-03-12", "surveillance audit 2028-12-31", "recertification 2029-03-11")
	wantRefused(t, "cycle/impossible-expiry at expiry", ce(cycle.ExistingCertificate, "2026-03-11"), with(ce(cycle.Reissued, "2027-01-01"), func(e *cycle.Event) { e.Expiry = day("2029-03-12") }))
}

// A certificate that is issued for a year at a time.
func TestReissued(t *testing.T) {
	held := with(ce(cycle.ExistingCertificate, "2026-03-12"), func(e *cycle.Event) { e.Expiry = day("2027-03-12") })
	again := with(ce(cycle.Reissued, "2027-03-01"), func(e *cycle.Event) { e.Expiry = day("2028-03-12") })
	c := cycleOf(t, held, again)
	if c.Expiry() != day("2028-03-12") || c.RecertificationDue() != day("2029-03-12") {
		t.Errorf("ends %s, recertification %s", c.Expiry(), c.RecertificationDue())
	}
	wantState(t, c, "2027-03-13", cycle.StateCertified)
	wantState(t, cycleOf(t, held), "2027-03-13", cycle.StateExpired)
	wantState(t, c, "2028-03-13", cycle.StateExpired)
}

func TestSuspension(t *testing.T) {
	c := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.Suspended, "2027-08-31"))
	wantState(t, c, "2027-08-30", cycle.StateCertified)
	wantState(t, c, "2027-08-31", cycle.StateSuspended)
	got := obligations(c, "2027-09-01")
	if got[0] != "first surveillance audit 2027-01-31" || got[1] != "lifting of suspension 2028-02-29" {
		t.Errorf("got %v", got)
	}
	wantRefused(t, "cycle/suspension-too-old at text", ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.Suspended, "2027-08-31"), ce(cycle.SuspensionLifted, "2028-03-01"))
	wantRefused(t, "cycle/event-not-allowed at kind", ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.Suspended, "2027-08-31"), ce(cycle.ScopeExtended, "2027-09-01"))
	wantRefused(t, "cycle/event-not-allowed at kind", ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.Suspended, "2027-08-31"), ce(cycle.Transferred, "2027-09-01"))
	ended := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.Suspended, "2027-08-31"), ce(cycle.CertificateWithdrawn, "2028-03-01"))
	wantState(t, ended, "2028-03-01", cycle.StateWithdrawn)
}

func TestReinstated(t *testing.T) {
	c := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.Suspended, "2026-03-01"), ce(cycle.SuspensionLifted, "2026-04-01"))
	wantState(t, c, "2026-04-01", cycle.StateCertified)
	wantObligations(t, c, "2026-04-01", "first surveillance audit 2027-01-31", "surveillance audit 2028-12-31", "recertification 2029-01-31")
}

func TestRecertificationRefusedNeedsAnotherAudit(t *testing.T) {
	no := with(ce(cycle.Recertified, "2026-06-01"), func(e *cycle.Event) { e.Granted = isms.No })
	wantRefused(t, "cycle/no-recertification-audit at kind", ce(cycle.ExistingCertificate, "2023-08-31"), ce(cycle.RecertificationConducted, "2026-05-01"), no, ce(cycle.Recertified, "2026-06-02"))
}

// The certificate ended on 31 August 2026.
func TestRestoration(t *testing.T) {
	held := ce(cycle.ExistingCertificate, "2023-08-31")
	for _, c := range []struct {
		decided string
		terms   cycle.Counting
		want    string // end, empty: refused
	}{
		{"2026-08-31", "", "2029-08-31"}, // in time
		{"2026-06-30", "", "2029-08-31"},
		{"2026-06-30", cycle.FromDecision, "2029-06-30"},
		{"2027-02-15", "", "2029-08-31"},
		{"2027-02-28", "", "2029-08-31"}, // the last day of six months
		{"2027-02-15", cycle.FromDecision, "2030-02-15"},
		{"2027-03-01", "", ""},
		{"2027-03-05", "", ""},
	} {
		h := held
		h.Terms.RecertifiedFrom, h.Terms.RestoredFrom = c.terms, c.terms
		events := []cycle.Event{h, ce(cycle.RecertificationConducted, "2026-06-20"), ce(cycle.Recertified, c.decided)}
		if c.want == "" {
			wantRefused(t, "cycle/event-not-allowed at kind", events...)
			continue
		}
		got := cycleOf(t, events...)
		if got.Expiry() != day(c.want) {
			t.Errorf("decided %s: ends %s, want %s", c.decided, got.Expiry(), c.want)
		}
		if got.Decision() != day(c.decided) {
			t.Errorf("the period begins on %s, want %s", got.Decision(), c.decided)
		}
	}
	c := cycleOf(t, held)
	wantState(t, c, "2026-09-01", cycle.StateExpired)
	wantObligations(t, c, "2026-09-01", "restoration 2027-02-28")
	wantState(t, c, "2027-03-01", cycle.StateLapsed)
	back := cycleOf(t, held, ce(cycle.Stage2Conducted, "2027-04-01"), ce(cycle.Decided, "2027-05-01"))
	wantState(t, back, "2027-05-01", cycle.StateCertified)
}

func TestMajorAtRecertification(t *testing.T) {
	start := []cycle.Event{ce(cycle.ExistingCertificate, "2023-08-31"), with(ce(cycle.RecertificationConducted, "2026-06-20"), majors(1))}
	wantRefused(t, "cycle/major-nonconformities-open at kind", append(start, ce(cycle.Recertified, "2026-07-20"))...)
	cycleOf(t, append(start, ce(cycle.FollowUpConducted, "2026-08-20"), ce(cycle.Recertified, "2026-08-25"))...)
	got := obligations(cycleOf(t, start...), "2026-07-01")
	if !strings.Contains(strings.Join(got, ";"), "verification of major nonconformities 2026-08-31") {
		t.Errorf("got %v", got)
	}
}

func TestScopeChangeMovesNoDates(t *testing.T) {
	c := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"))
	d := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.ScopeExtended, "2026-07-01"), ce(cycle.ScopeReduced, "2026-09-01"), ce(cycle.Transferred, "2026-10-01"))
	wantObligations(t, d, "2026-10-01", obligations(c, "2026-10-01")...)
	if c.Expiry() != d.Expiry() {
		t.Errorf("ends %s, want %s", d.Expiry(), c.Expiry())
	}
}

func TestTransfer(t *testing.T) {
	held, lost := ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.AccreditationLost, "2026-08-31")
	got := obligations(cycleOf(t, held, lost), "2026-09-01")
	if !strings.Contains(strings.Join(got, ";"), "transfer 2027-02-28") {
		t.Errorf("got %v", got)
	}
	wantRefused(t, "cycle/transfer-limit-over at on", held, lost, ce(cycle.Transferred, "2027-03-01"))
	cycleOf(t, held, lost, ce(cycle.Transferred, "2027-02-28"))
	wantRefused(t, "cycle/certificate-not-covered at covered", held, with(ce(cycle.Transferred, "2026-03-01"), func(e *cycle.Event) { e.Covered = "" }))
	// Not past the end of the certificate.
	late := cycleOf(t, held, ce(cycle.AccreditationLost, "2029-01-01"))
	if got := obligations(late, "2029-01-02"); !strings.Contains(strings.Join(got, ";"), "transfer 2029-01-31") {
		t.Errorf("got %v", got)
	}
}

func TestTransition(t *testing.T) {
	held := with(ce(cycle.ExistingCertificate, "2023-06-01"), func(e *cycle.Event) { e.Edition = isms.Edition2013 })
	changed := with(ce(cycle.EditionChanged, "2025-10-31"), func(e *cycle.Event) { e.Edition = isms.Edition2022 })
	wantState(t, cycleOf(t, held), "2025-10-31", cycle.StateCertified)
	wantState(t, cycleOf(t, held), "2025-11-01", cycle.StateLapsed)
	wantState(t, cycleOf(t, held, changed), "2025-11-01", cycle.StateCertified)
	changed.On = day("2025-11-01")
	wantRefused(t, "cycle/event-not-allowed at kind", held, changed)
	wantRefused(t, "cycle/edition-over at kind", held, ce(cycle.Stage2Conducted, "2026-01-10"))
	wantRefused(t, "cycle/change-to-an-earlier-edition at edition", ce(cycle.ExistingCertificate, "2024-06-01"), with(ce(cycle.EditionChanged, "2024-07-01"), func(e *cycle.Event) { e.Edition = isms.Edition2013 }))
	got := obligations(cycleOf(t, held), "2025-01-01")
	if !strings.Contains(strings.Join(got, ";"), "change of edition 2025-10-31") {
		t.Errorf("got %v", got)
	}
}

func TestEventsInTheWrongOrder(t *testing.T) {
	wantRefused(t, "cycle/event-not-allowed at kind", ce(cycle.Applied, "2026-01-01"), ce(cycle.SurveillanceConducted, "2026-02-01"))
	wantRefused(t, "cycle/event-before-the-last-one at on", ce(cycle.Applied, "2026-01-01"), ce(cycle.Stage1Conducted, "2025-12-31"))
	wantRefused(t, "cycle/event-not-allowed at kind", ce(cycle.Applied, "2026-01-01"), ce(cycle.Stage1Conducted, "2026-01-02"), ce(cycle.Decided, "2026-01-03"))
	if _, err := cycle.Replay([]cycle.Event{ce(cycle.Stage1Conducted, "2026-01-01")}); err == nil {
		t.Error("a cycle began with stage 1")
	}
}

func TestCycleKeepsItsEvents(t *testing.T) {
	c := cycleOf(t, ce(cycle.Applied, "2026-01-01"), ce(cycle.Stage1Conducted, "2026-02-01"), ce(cycle.Stage2Conducted, "2026-03-01"), ce(cycle.Decided, "2026-04-01"))
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var back cycle.Cycle
	if err := json.Unmarshal(text, &back); err != nil || !back.Equal(c) {
		t.Fatalf("came back as %v, %v", back, err)
	}
	wantState(t, c, "2026-03-31", cycle.StateAudited)
	wantState(t, c, "2025-12-31", "")
	if err := json.Unmarshal([]byte(`[{"kind":"applied","on":"2026-01-01","id":"C-1"},{"kind":"decided","on":"2026-01-02","granted":"yes"}]`), &back); err == nil {
		t.Error("a certificate without stage 2 was read")
	}
}

func TestTermsCheck(t *testing.T) {
	for name, terms := range map[string]cycle.Terms{
		"four years":         {Validity: isms.MustInterval("4 years")},
		"working days":       {MajorLimit: isms.MustInterval("10 working days")},
		"seven months":       {Restoration: isms.MustInterval("7 months")},
		"thirteen months":    {FirstSurveillance: isms.MustInterval("13 months")},
		"nothing":            {Validity: isms.Interval{N: 0, Unit: isms.Years}},
		"unknown unit":       {StageGap: isms.Interval{N: 1, Unit: "moons"}},
		"unknown counting":   {RecertifiedFrom: "backwards"},
		"a hundred thousand": {Validity: isms.Interval{N: 100_000, Unit: isms.Years}},
	} {
		if _, err := cycle.From("C-1", day("2026-01-31"), terms); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if err := cycle.StandardTerms().Validate(); err != nil {
		t.Error(err)
	}
	if _, err := cycle.From("C-1", day("2026-01-31"), cycle.Terms{Validity: isms.MustInterval("1 year"), Suspension: isms.MustInterval("9 months")}); err != nil {
		t.Error(err)
	}
}

func TestEntriesGoBeyondRecertification(t *testing.T) {
	c := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.SurveillanceConducted, "2027-01-20"))
	var got []string
	for _, e := range c.Entries(day("2028-01-31"), day("2031-12-31")) {
		got = append(got, e.Title.Args[1].Value+" "+e.Window.Last.String()+", "+e.Basis.Code)
	}
	want := []string{
		"surveillance audit 2028-12-31, cycle/basis-alone",
		"recertification 2029-01-31, cycle/basis-from",
		"surveillance audit 2030-12-31, cycle/basis-projected",
		"surveillance audit 2031-12-31, cycle/basis-projected",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// What falls due is after the first day and up to the last, once for adjacent ranges.
func TestEntriesBetweenTwoDays(t *testing.T) {
	c := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"))
	for _, r := range []struct {
		after, upTo isms.Date
		want        int
	}{
		{day("2026-02-01"), day("2027-01-30"), 0},
		{day("2026-02-01"), day("2027-01-31"), 1},
		{day("2027-01-31"), day("2028-12-31"), 1},
		{isms.Date{}, day("2029-01-31"), 3},
		{day("2020-01-01"), day("2029-01-31"), 3},
		{day("2026-02-01"), isms.Date{}, 0},
	} {
		if got := c.Entries(r.after, r.upTo); len(got) != r.want {
			t.Errorf("after %s up to %s: %d entries, want %d", r.after, r.upTo, len(got), r.want)
		}
	}
}
