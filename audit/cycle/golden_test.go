package cycle_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

func TestRuleTexts(t *testing.T) {
	var n golden.Note
	n.Rules(t, cycle.Rules(), cases(t).Reports...)
	n.Messages(cycle.Messages())
	golden.Equal(t, "rules.txt", n.Bytes())
	golden.WellSaid(t, strings.NewReplacer("{", "", "}", "").Replace(n.String()))
}

// The key of everything found in every case of the tables of this package.
func TestFound(t *testing.T) { golden.Equal(t, "found.txt", cases(t).Bytes()) }

// cases returns what is found in every case of the tables of this package.
func cases(t *testing.T) *golden.Note {
	t.Helper()
	var n golden.Note

	for _, c := range cycleCases() {
		n.Line("cycle, %s, on %s", c.name, c.on)
		found(&n, cycleOf(t, c.events...).Check(day(c.on)))
	}
	n.Line("cycle, nothing and no day")
	found(&n, cycle.Cycle{}.Check(day("2026-01-01")))
	found(&n, cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31")).Check(isms.Date{}))
	return &n
}

// Obligations of cycles in every state, as a calendar shows them.
func TestObligationTexts(t *testing.T) {
	var n golden.Note
	held := ce(cycle.ExistingCertificate, "2024-02-29")
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
			e := o.Entry()
			n.Line("  %s, %s, from %s, else %q, %s, %s", o.Kind, o.Window, o.From, o.OnMiss(), o.Ref(), o.Basis().Code)
			n.Line("    entry %s %s %s %v", e.ID, e.Title.Code, e.Window, e.Refs)
		}
	}
	for _, e := range cycleOf(t, held, ce(cycle.SurveillanceConducted, "2025-01-02")).Entries(day("2026-01-31"), day("2030-12-31")) {
		n.Line("entries: %s %s: %s", e.Title.Args[1].Value, e.Window, e.Basis.Code)
	}

	golden.Equal(t, "obligations.txt", n.Bytes())
}

// refusedEvents are stories that end with an event that is refused.
func refusedEvents() [][]cycle.Event {
	on, held := day("2026-02-01"), ce(cycle.ExistingCertificate, "2026-01-31")
	return [][]cycle.Event{
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
		{held, with(ce(cycle.SurveillanceConducted, "2026-02-01"), func(e *cycle.Event) { e.Majors, e.Limit = 1, day("2026-01-31") })},
		{
			with(ce(cycle.ExistingCertificate, "2022-09-30"), func(e *cycle.Event) { e.Edition = isms.Edition2013 }), ce(cycle.RecertificationConducted, "2025-09-10"),
			ce(cycle.Recertified, "2025-11-03"),
		},
		{held, ce(cycle.FollowUpConducted, "2026-02-01")},
		{held, with(ce(cycle.SurveillanceConducted, "2026-02-01"), majors(1)), with(ce(cycle.FollowUpConducted, "2026-02-01"), majors(2))},
		{held, ce(cycle.Recertified, "2026-02-01")},
		{held, ce(cycle.RecertificationConducted, "2026-02-01"), with(ce(cycle.Recertified, "2026-02-01"), func(e *cycle.Event) { e.Granted = "" })},
		{held, with(ce(cycle.RecertificationConducted, "2026-02-01"), func(e *cycle.Event) { e.Minors = 1 }), ce(cycle.Recertified, "2026-02-01")},
		{held, with(ce(cycle.Reissued, "2027-01-01"), func(e *cycle.Event) { e.Expiry = day("2029-02-01") })},
		{with(held, func(e *cycle.Event) { e.Edition = isms.Edition2013 })},
		{with(held, func(e *cycle.Event) { e.Expiry = day("2026-01-31") })},
		{ce(cycle.ExistingCertificate, "9998-01-01")},
		{with(held, func(e *cycle.Event) { e.Terms.Validity = isms.MustInterval("4 years") })},
		{with(held, func(e *cycle.Event) { e.Terms.StageGap = isms.Interval{N: 1, Unit: "moons"} })},
		{with(held, func(e *cycle.Event) { e.Terms.Suspension = isms.Interval{N: 0, Unit: isms.Days} })},
		{with(held, func(e *cycle.Event) { e.Terms.RestoredFrom = "backwards" })},
		{ce(cycle.Applied, "2026-01-01"), with(ce(cycle.Stage1Conducted, "2026-02-01"), func(e *cycle.Event) { e.Ready = "" })},
		{with(ce(cycle.Applied, "2026-01-01"), func(e *cycle.Event) { e.Terms.StageGap = isms.MustInterval("1 month") }), ce(cycle.Stage1Conducted, "2026-02-01"), ce(cycle.Stage2Conducted, "2026-03-02")},
		{ce(cycle.Applied, "2026-01-01"), ce(cycle.Stage1Conducted, "2026-07-01"), with(ce(cycle.Stage2Conducted, "2026-08-31"), majors(1)), ce(cycle.Decided, "2026-09-01")},
		{ce(cycle.Applied, "2026-01-01"), ce(cycle.Stage1Conducted, "2026-07-01"), with(ce(cycle.Stage2Conducted, "2026-08-31"), majors(1)), ce(cycle.FollowUpConducted, "2027-03-01")},
		{with(ce(cycle.ExistingCertificate, "2023-06-01"), func(e *cycle.Event) { e.Edition = isms.Edition2013 }), ce(cycle.Stage2Conducted, "2026-01-10")},
	}
}

type refusedNumber struct {
	name string
	root any // with the names of the arguments
	err  error
}

// refusedNumbers are arguments of functions that are refused.
func refusedNumbers() []refusedNumber {
	var out []refusedNumber
	plan := func(name string, persons int, c cycle.Complexity, percent int) {
		_, err := cycle.PlanAuditTime(persons, c, percent)
		out = append(out, refusedNumber{name, map[string]any{"personnel": persons, "complexity": c, "percent": percent}, err})
	}
	for _, persons := range []int{0, 10_701} {
		plan("personnel", persons, simple, -10)
	}
	for i := range 6 {
		c := simple
		*[]*int{&c.BusinessType, &c.Tasks, &c.Maturity, &c.Infrastructure, &c.Outsourcing, &c.Development}[i] = 4 * (i % 2)
		plan("complexity", 20, c, -10)
	}
	plan("all of it", 0, cycle.Complexity{}, 0)
	for _, percent := range []int{-31, -9} {
		plan("adjustment", 20, simple, percent)
	}
	groups := []cycle.PersonnelGroup{{Personnel: 1}, {Name: "desk", Personnel: -1}}
	_, err := cycle.EffectivePersonnel(groups)
	out = append(out, refusedNumber{"group", groups, err})
	groups = []cycle.PersonnelGroup{{Personnel: 1_000_000_000}, {Personnel: 1}, {Personnel: 1}}
	_, err = cycle.EffectivePersonnel(groups)
	out = append(out, refusedNumber{"groups", groups, err})
	_, _, err = cycle.AuditTime{Initial: cycle.HalfDays(9)}.Stages(cycle.HalfDays(11))
	out = append(out, refusedNumber{"stages", map[string]any{"stage1": 5.5}, err})
	for _, sites := range []int{-1, 1_000_000_001, 3} {
		_, err = cycle.SampleSites(sites, audit.Internal)
		out = append(out, refusedNumber{"sites", map[string]any{"sites": sites, "kind": audit.Internal}, err})
	}
	_, err = cycle.AllSites(3, audit.Internal)
	out = append(out, refusedNumber{"sites", map[string]any{"sites": 3, "kind": audit.Internal}, err})
	from := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		sites, chosen []isms.ID
		sample        cycle.SiteSample
	}{
		{[]isms.ID{"a", "b", "a"}, nil, cycle.SiteSample{Sites: 1}},
		{[]isms.ID{"a", "b"}, []isms.ID{"b", "b"}, cycle.SiteSample{Sites: 1}},
		{[]isms.ID{"a", "b"}, []isms.ID{"c"}, cycle.SiteSample{Sites: 1}},
		{[]isms.ID{"a", "b"}, []isms.ID{"b"}, cycle.SiteSample{Sites: 1, Random: 1}},
		{[]isms.ID{"a", "b"}, []isms.ID{"b"}, cycle.SiteSample{Sites: 3, Random: 1}},
		{[]isms.ID{"a", "a"}, []isms.ID{"c", "c"}, cycle.SiteSample{Sites: -1, Random: 1}},
	} {
		_, err := cycle.DrawSites(c.sites, c.chosen, c.sample, from)
		out = append(out, refusedNumber{"draw", map[string]any{"sites": c.sites, "chosen": c.chosen}, err})
	}
	_, err = cycle.DrawSites([]isms.ID{"a"}, nil, cycle.SiteSample{Sites: 1}, nil)
	return append(out, refusedNumber{"draw by nothing", map[string]any{"chance": ""}, err})
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
	for _, events := range refusedEvents() {
		_, err := cycle.Replay(events)
		name := "no cycle"
		if len(events) > 0 {
			name = string(events[len(events)-1].Kind)
		}
		say(name, err)
	}
	say("broken JSON", json.Unmarshal([]byte(`{}`), new(cycle.Cycle)))
	say("broken cycle", json.Unmarshal([]byte(`[{"kind":"danced"}]`), new(cycle.Cycle)))
	for _, x := range refusedNumbers() {
		say(x.name, x.err)
	}
	golden.Equal(t, "refusals.txt", n.Bytes())
}

// The facts that this package holds, as an embedder gets them.
func TestFactTables(t *testing.T) {
	var n golden.Note

	n.JSON(t, "terms", cycle.StandardTerms())

	n.JSON(t, "sources", cycle.Sources())

	for _, w := range cycle.Transitions() {
		n.Line("%s -> %s: %s%s (%s)", w.From, w.To, w.Event, w.Missed, w.Ref)
	}
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
