package cycle_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

func TestRuleTexts(t *testing.T) {
	var n golden.Note
	n.Rules(cycle.Rules())
	golden.Equal(t, "rules.txt", n.Bytes())
}

// One line for everything found in every case of the tables of this package.
func TestMessages(t *testing.T) {
	var n golden.Note

	for _, c := range cycleCases() {
		n.Line("cycle, %s, on %s", c.name, c.on)
		n.Report(cycleOf(t, c.events...).Check(day(c.on)))
	}
	n.Line("cycle, nothing and no day")
	n.Report(cycle.Cycle{}.Check(day("2026-01-01")))
	n.Report(cycleOf(t, ce(cycle.CertificateHeld, "2026-01-31")).Check(isms.Date{}))

	golden.Equal(t, "messages.txt", n.Bytes())
	golden.WellSaid(t, n.String())
}

// Obligations of cycles in every state, as a calendar shows them.
func TestObligationTexts(t *testing.T) {
	var n golden.Note
	held := ce(cycle.CertificateHeld, "2024-02-29")
	gap := with(ce(cycle.Applied, "2026-01-01"), func(e *cycle.Event) { e.Terms.StageGap = isms.MustInterval("6 months") })
	for _, c := range []struct {
		on     string
		events []cycle.Event
	}{
		{"2026-01-01", []cycle.Event{gap}},
		{"2026-02-10", []cycle.Event{gap, ce(cycle.Stage1Conducted, "2026-02-02")}},
		{"2026-04-01", []cycle.Event{gap, ce(cycle.Stage1Conducted, "2026-02-02"), with(ce(cycle.Stage2Conducted, "2026-03-31"), majors(1))}},
		{"2024-03-01", []cycle.Event{held}},
		{"2026-09-01", []cycle.Event{held, ce(cycle.SurveillanceConducted, "2024-09-02")}},
		{"2025-03-01", []cycle.Event{held, with(ce(cycle.SpecialAuditConducted, "2024-05-01"), majors(2)), ce(cycle.AccreditationLost, "2024-08-31")}},
		{"2025-03-01", []cycle.Event{held, with(ce(cycle.SurveillanceConducted, "2024-05-01"), func(e *cycle.Event) { e.Majors, e.Limit = 1, day("2024-07-01") }), ce(cycle.Suspended, "2024-08-31")}},
		{"2026-12-01", []cycle.Event{held, ce(cycle.SurveillanceConducted, "2025-01-02"), with(ce(cycle.RecertificationConducted, "2026-11-01"), majors(1))}},
		{"2025-01-01", []cycle.Event{with(held, func(e *cycle.Event) { e.Edition, e.Expiry = isms.Edition2013, day("2025-02-28") }), ce(cycle.SurveillanceConducted, "2024-12-30")}},
		{"2027-03-01", []cycle.Event{held}},
		{"2027-08-29", []cycle.Event{held}},
	} {
		x := cycleOf(t, c.events...)
		n.Line("%s on %s, %d events", x.State(day(c.on)), c.on, len(c.events))
		for o := range x.Obligations(day(c.on)) {
			n.JSON(t, "obligation", o)
			n.JSON(t, "entry", o.Entry())
		}
	}
	for _, e := range cycleOf(t, held, ce(cycle.SurveillanceConducted, "2025-01-02")).Entries(day("2026-01-31"), day("2030-12-31")) {
		n.Line("entries: %s %s: %s", e.Title, e.Window, e.Basis)
	}

	golden.Equal(t, "obligations.txt", n.Bytes())
}

// The errors and refusals name the place, the value and what would be right.
func TestErrorTexts(t *testing.T) {
	var n golden.Note
	say := func(name string, err error) {
		t.Helper()
		if err == nil {
			t.Errorf("%s: no error", name)
			return
		}
		n.Line("%s: %s", name, err)
	}

	on := day("2026-02-01")

	held := ce(cycle.CertificateHeld, "2026-01-31")
	for _, events := range [][]cycle.Event{
		nil,
		{{Kind: "danced", On: on, ID: "C-1"}},
		{{Kind: cycle.Applied, ID: "C-1"}},
		{{Kind: cycle.Applied, On: on}},
		{ce(cycle.Stage1Conducted, "2026-01-01")},
		{held, ce(cycle.SurveillanceConducted, "2026-01-30")},
		{held, with(ce(cycle.SurveillanceConducted, "2026-02-01"), majors(-1))},
		{held, with(ce(cycle.SurveillanceConducted, "2026-02-01"), func(e *cycle.Event) { e.Edition = "ISO 9001" })},
		{held, ce(cycle.EditionChanged, "2026-02-01")},
		{held, with(ce(cycle.EditionChanged, "2026-02-01"), func(e *cycle.Event) { e.Edition = isms.Edition2013 })},
		{held, with(ce(cycle.Suspended, "2026-02-01"), func(e *cycle.Event) { e.Text = "" })},
		{held, ce(cycle.Suspended, "2026-02-01"), ce(cycle.SuspensionLifted, "2026-08-02")},
		{held, with(ce(cycle.SpecialAuditConducted, "2026-02-01"), majors(1)), ce(cycle.Suspended, "2026-02-02"), ce(cycle.SuspensionLifted, "2026-02-03")},
		{held, with(ce(cycle.ScopeReduced, "2026-02-01"), func(e *cycle.Event) { e.Text = "" })},
		{held, with(ce(cycle.Transferred, "2026-02-01"), func(e *cycle.Event) { e.Body = "" })},
		{held, with(ce(cycle.Transferred, "2026-02-01"), func(e *cycle.Event) { e.Covered = "" })},
		{held, ce(cycle.AccreditationLost, "2026-08-31"), ce(cycle.Transferred, "2027-03-01")},
		{held, ce(cycle.FollowUpConducted, "2026-02-01")},
		{held, with(ce(cycle.SurveillanceConducted, "2026-02-01"), majors(1)), with(ce(cycle.FollowUpConducted, "2026-02-01"), majors(2))},
		{held, ce(cycle.Recertified, "2026-02-01")},
		{held, ce(cycle.RecertificationConducted, "2026-02-01"), with(ce(cycle.Recertified, "2026-02-01"), func(e *cycle.Event) { e.Granted = "" })},
		{held, with(ce(cycle.RecertificationConducted, "2026-02-01"), func(e *cycle.Event) { e.Minors = 1 }), ce(cycle.Recertified, "2026-02-01")},
		{held, with(ce(cycle.Reissued, "2027-01-01"), func(e *cycle.Event) { e.Expiry = day("2029-02-01") })},
		{with(held, func(e *cycle.Event) { e.Edition = isms.Edition2013 })},
		{with(held, func(e *cycle.Event) { e.Expiry = day("2026-01-31") })},
		{ce(cycle.CertificateHeld, "9998-01-01")},
		{with(held, func(e *cycle.Event) { e.Terms.Validity = isms.MustInterval("4 years") })},
		{with(held, func(e *cycle.Event) { e.Terms.StageGap = isms.Interval{N: 1, Unit: "moons"} })},
		{with(held, func(e *cycle.Event) { e.Terms.Suspension = isms.Interval{N: 0, Unit: isms.Days} })},
		{with(held, func(e *cycle.Event) { e.Terms.RestoredFrom = "backwards" })},
		{ce(cycle.Applied, "2026-01-01"), with(ce(cycle.Stage1Conducted, "2026-02-01"), func(e *cycle.Event) { e.Ready = "" })},
		{with(ce(cycle.Applied, "2026-01-01"), func(e *cycle.Event) { e.Terms.StageGap = isms.MustInterval("1 month") }), ce(cycle.Stage1Conducted, "2026-02-01"), ce(cycle.Stage2Conducted, "2026-03-02")},
		{ce(cycle.Applied, "2026-01-01"), ce(cycle.Stage1Conducted, "2026-07-01"), with(ce(cycle.Stage2Conducted, "2026-08-31"), majors(1)), ce(cycle.Decided, "2026-09-01")},
		{ce(cycle.Applied, "2026-01-01"), ce(cycle.Stage1Conducted, "2026-07-01"), with(ce(cycle.Stage2Conducted, "2026-08-31"), majors(1)), ce(cycle.FollowUpConducted, "2027-03-01")},
		{with(ce(cycle.CertificateHeld, "2023-06-01"), func(e *cycle.Event) { e.Edition = isms.Edition2013 }), ce(cycle.Stage2Conducted, "2026-01-10")},
	} {
		_, err := cycle.Replay(events)
		name := "no cycle"
		if len(events) > 0 {
			name = string(events[len(events)-1].Kind)
		}
		say(name, err)
	}
	say("broken JSON", json.Unmarshal([]byte(`{}`), new(cycle.Cycle)))
	say("broken cycle", json.Unmarshal([]byte(`[{"kind":"danced"}]`), new(cycle.Cycle)))

	simple := cycle.Complexity{BusinessType: 1, Tasks: 1, Maturity: 1, Infrastructure: 1, Outsourcing: 1, Development: 1}
	for _, persons := range []int{0, 10_701} {
		_, err := cycle.PlanAuditTime(persons, simple, -10)
		say("personnel", err)
	}
	for i := range 6 {
		c := simple
		*[]*int{&c.BusinessType, &c.Tasks, &c.Maturity, &c.Infrastructure, &c.Outsourcing, &c.Development}[i] = 4 * (i % 2)
		_, err := cycle.PlanAuditTime(20, c, -10)
		say("complexity", err)
	}
	for _, percent := range []int{-31, -9} {
		_, err := cycle.PlanAuditTime(20, simple, percent)
		say("adjustment", err)
	}
	_, err := cycle.EffectivePersonnel([]cycle.PersonnelGroup{{Personnel: 1}, {Name: "desk", Personnel: -1}})
	say("group", err)
	_, _, err = cycle.AuditTime{Initial: cycle.HalfDays(9)}.Stages(cycle.HalfDays(11))
	say("stages", err)
	_, err = cycle.SampleSites(-1, audit.Initial)
	say("sites", err)
	_, err = cycle.AllSites(3, audit.Internal)
	say("sites", err)
	draw := func(sites, chosen []isms.ID, s cycle.SiteSample, from isms.Chance) {
		_, err := cycle.DrawSites(sites, chosen, s, from)
		say("draw", err)
	}
	from := rand.New(rand.NewPCG(1, 2))
	draw([]isms.ID{"a", "b", "a"}, nil, cycle.SiteSample{Sites: 1}, from)
	draw([]isms.ID{"a", "b"}, []isms.ID{"b", "b"}, cycle.SiteSample{Sites: 1}, from)
	draw([]isms.ID{"a", "b"}, []isms.ID{"c"}, cycle.SiteSample{Sites: 1}, from)
	draw([]isms.ID{"a", "b"}, []isms.ID{"b"}, cycle.SiteSample{Sites: 1, Random: 1}, from)
	draw([]isms.ID{"a", "b"}, []isms.ID{"b"}, cycle.SiteSample{Sites: 3, Random: 1}, from)
	draw([]isms.ID{"a", "b"}, nil, cycle.SiteSample{Sites: 1, Random: 1}, nil)

	golden.Equal(t, "errors.txt", n.Bytes())
	golden.WellSaid(t, n.String())
}

// The facts that this package holds, as an embedder gets them.
func TestFactTables(t *testing.T) {
	var n golden.Note

	n.JSON(t, "terms", cycle.StandardTerms())

	n.JSON(t, "sources", cycle.Sources())
	golden.Equal(t, "facts.txt", n.Bytes())
}

// The names of the members that records are stored under never change. Every
// field of every record is filled in.
func TestStoredNames(t *testing.T) {
	var n golden.Note
	n.Stored(t, []any{cycle.HalfDays(3)},
		new(cycle.Event), new(cycle.PersonnelGroup), new(cycle.Complexity), new(cycle.AuditTime), new(cycle.SiteSample),
	)

	n.JSON(t, "zero", []any{cycle.Cycle{}, cycle.Event{}})
	golden.Equal(t, "stored.txt", n.Bytes())
}
