package cycle_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
)

// The tables hold what was counted when they were read.
func TestTablesOfFacts(t *testing.T) {
	for _, s := range cycle.Sources() {
		if s.Read.IsZero() || s.From == "" || !slices.Contains([]isms.Confidence{"high", "owner", "low"}, s.Confidence) {
			t.Errorf("%+v", s)
		}
	}
}

func TestTablesAreCopies(t *testing.T) {
	cycle.Sources()[0].From = "changed"
	cycle.Transitions()[0].To = "changed"
	if cycle.Sources()[0].From == "changed" || cycle.Transitions()[0].To == "changed" {
		t.Error("a caller changed a table")
	}
}

func TestEventsLackingSomething(t *testing.T) {
	held := ce(cycle.ExistingCertificate, "2026-01-31")
	wantRefused(t, "cycle/unknown-event at kind", held, cycle.Event{Kind: "danced", On: day("2026-02-01")})
	wantRefused(t, "cycle/event-without-a-date at on", held, cycle.Event{Kind: cycle.Suspended, Text: "t"})
	wantRefused(t, "cycle/out-of-range at majors", held, with(ce(cycle.SurveillanceConducted, "2026-02-01"), majors(-1)))
	wantRefused(t, "cycle/out-of-range at majors", held, with(ce(cycle.SurveillanceConducted, "2026-02-01"), majors(1_000_001)))
	wantRefused(t, "cycle/edition-without-certificates at edition", held, with(ce(cycle.SurveillanceConducted, "2026-02-01"), func(e *cycle.Event) { e.Edition = "ISO 9001" }))
	wantRefused(t, "cycle/incomplete-event at edition", held, ce(cycle.EditionChanged, "2026-02-01"))
	wantRefused(t, "cycle/incomplete-event at text", held, with(ce(cycle.Suspended, "2026-02-01"), func(e *cycle.Event) { e.Text = "" }))
	wantRefused(t, "cycle/incomplete-event at text", held, with(ce(cycle.ScopeReduced, "2026-02-01"), func(e *cycle.Event) { e.Text = "" }))
	wantRefused(t, "cycle/incomplete-event at body", held, with(ce(cycle.Transferred, "2026-02-01"), func(e *cycle.Event) { e.Body = "" }))
	wantRefused(t, "cycle/no-open-major-nonconformity at kind", held, ce(cycle.FollowUpConducted, "2026-02-01"))
	wantRefused(t, "cycle/more-major-nonconformities-than-open at majors", held, with(ce(cycle.SurveillanceConducted, "2026-02-01"), majors(1)), with(ce(cycle.FollowUpConducted, "2026-02-01"), majors(2)))
	wantRefused(t, "cycle/no-recertification-audit at kind", held, ce(cycle.Recertified, "2026-02-01"))
	wantRefused(t, "isms/unknown-word at granted", held, ce(cycle.RecertificationConducted, "2026-02-01"), with(ce(cycle.Recertified, "2026-02-01"), func(e *cycle.Event) { e.Granted = "" }))
	wantRefused(t, "cycle/major-nonconformities-open at kind", held, with(ce(cycle.SpecialAuditConducted, "2026-02-01"), majors(1)), ce(cycle.Suspended, "2026-02-02"), ce(cycle.SuspensionLifted, "2026-02-03"))
	for name, e := range map[string]cycle.Event{
		"no ID":              with(held, func(e *cycle.Event) { e.ID = "" }),
		"2013 after its end": with(held, func(e *cycle.Event) { e.Edition = isms.Edition2013 }),
		"ends before":        with(held, func(e *cycle.Event) { e.Expiry = day("2026-01-31") }),
		"ends too late":      with(held, func(e *cycle.Event) { e.Expiry = day("2029-02-01") }),
		"after year 9999":    ce(cycle.ExistingCertificate, "9998-01-01"),
	} {
		if _, err := cycle.Replay([]cycle.Event{e}); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if _, err := cycle.Replay(nil); err == nil {
		t.Error("a cycle of no events")
	}
	if _, err := audit.Replay(nil); err == nil {
		t.Error("a nonconformity of no events")
	}
}

// Later periods: no first surveillance, but one in each calendar year.
func TestAfterRecertification(t *testing.T) {
	c := cycleOf(t, ce(cycle.ExistingCertificate, "2023-06-30"), ce(cycle.RecertificationConducted, "2026-04-20"), ce(cycle.Recertified, "2026-06-01"))
	wantObligations(t, c, "2026-06-02", "surveillance audit 2027-12-31", "surveillance audit 2028-12-31", "recertification 2029-06-30")
	if n := cycle.OpenMajors(c); n != 0 {
		t.Errorf("%d majors", n)
	}
	refused := cycleOf(t, ce(cycle.ExistingCertificate, "2023-06-30"), ce(cycle.RecertificationConducted, "2026-04-20"),
		with(ce(cycle.Recertified, "2026-06-01"), func(e *cycle.Event) { e.Granted = isms.No }))
	wantState(t, refused, "2026-06-30", cycle.StateCertified)
	wantState(t, refused, "2026-07-01", cycle.StateExpired)
	notFirst := cycleOf(t, with(ce(cycle.ExistingCertificate, "2026-01-31"), func(e *cycle.Event) { e.First = isms.No }))
	wantObligations(t, notFirst, "2026-02-01", "surveillance audit 2027-12-31", "surveillance audit 2028-12-31", "recertification 2029-01-31")
}

func TestEntries(t *testing.T) {
	ids := map[isms.ID]bool{}

	c := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"))
	for o := range c.Obligations(day("2026-02-01")) {
		e := o.Entry()
		if ids[e.ID] || e.Kind != isms.EntryCertificate || e.Window != o.Window || e.Basis.Text == "" || len(e.Refs) != 1 || !e.Refs[0].Known() {
			t.Errorf("%+v", e)
		}
		ids[e.ID] = true
	}
}

func TestJSONOfAnswers(t *testing.T) {
	c := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"))
	first := slices.Collect(c.Obligations(day("2026-02-01")))[0]
	sentence, err := json.Marshal(first.Basis())
	if err != nil {
		t.Fatal(err)
	}
	basis := string(sentence)
	for _, x := range []struct {
		value any
		want  string
	}{
		{first, `{"subject":"C-1","kind":"first surveillance audit","window":{"first":"2026-02-01","last":"2027-01-31"},"basis":` + basis + `,"onMiss":"suspension considered","ref":"ISO/IEC 17021-1 9.1.3.3"}`},
		{ce(cycle.Suspended, "2026-02-01"), `{"kind":"suspended","on":"2026-02-01","text":"as agreed"}`},
		{c, `[{"kind":"existing certificate","on":"2026-01-31","id":"C-1"}]`},
		{cycle.Cycle{}, `[]`},
		{cycle.HalfDays(17), `"8.5"`},
	} {
		got, err := json.Marshal(x.value)
		if err != nil || string(got) != x.want {
			t.Errorf("got %s, %v\nwant %s", got, err, x.want)
		}
	}
}

func TestDays(t *testing.T) {
	five, six := cycle.HalfDays(10), cycle.HalfDays(12)
	if five.Add(six).String() != "11" || five.Sub(six).ToHalfDays().String() != "-1" {
		t.Errorf("%v and %v", five.Add(six), five.Sub(six).ToHalfDays())
	}
}
