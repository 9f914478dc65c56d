package cycle_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// Tables of what is right at the edges: the last day on which something holds,
// the first number that is too large, the order of what is equal.

var simple = cycle.Complexity{BusinessType: 1, Tasks: 1, Maturity: 1, Infrastructure: 1, Outsourcing: 1, Development: 1}

// days returns n times 1/600 of a day, the least that percent and thirds of half
// days come to.
func days(t *testing.T, n int) cycle.Days {
	t.Helper()
	step := func(persons int) cycle.Days { // one percent of a third
		a, errA := cycle.PlanAuditTime(persons, simple, -10)
		b, errB := cycle.PlanAuditTime(persons, simple, -11)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		return a.Surveillance.Sub(b.Surveillance)
	}
	var least, out cycle.Days // 3 * 17/600 - 5 * 10/600
	for range 3 {
		least = least.Add(step(45))
	}
	for range 5 {
		least = least.Sub(step(10))
	}
	for range max(n, -n) {
		if n > 0 {
			out = out.Add(least)
		} else {
			out = out.Sub(least)
		}
	}
	return out
}

func TestRoundingOfDays(t *testing.T) {
	if got := days(t, 600).String(); got != "1" {
		t.Fatalf("600/600 of a day: %s", got)
	}
	for n, want := range map[int]string{
		0: "0", 149: "0", 150: "0.5", 300: "0.5", 449: "0.5", 450: "1", 599: "1", 749: "1", 750: "1.5",
		-149: "0", -150: "0", -151: "-0.5", -300: "-0.5", -450: "-0.5", -451: "-1", -750: "-1", -751: "-1.5",
	} {
		if got := days(t, n).ToHalfDays().String(); got != want {
			t.Errorf("%d/600 of a day rounds to %s, want %s", n, got, want)
		}
	}
	third := days(t, 400).Sub(days(t, 200)).Add(days(t, 800)) // 1000/600: one and two thirds
	for places, want := range map[int]string{-7: "2", 0: "2", 1: "1.7", 2: "1.67", 12: "1.666666666667", 13: "1.666666666667"} {
		if got := third.Decimal(places).String(); got != want {
			t.Errorf("to %d places: %s, want %s", places, got, want)
		}
	}
	if text, err := third.MarshalText(); err != nil || string(text) != "1.67" {
		t.Errorf("in text: %s, %v", text, err)
	}
	for n, want := range map[int]string{1_000_000: "500000", 1_000_001: "500000", -1_000_000: "-500000", -1_000_001: "-500000", 3: "1.5"} {
		if got := cycle.HalfDays(n).String(); got != want {
			t.Errorf("%d half days: %s, want %s", n, got, want)
		}
	}
}

func TestAuditTimeAtTheEdges(t *testing.T) {
	for _, c := range []struct {
		percent, want int // 0: refused
	}{{-31, 0}, {-30, -30}, {-10, -10}, {-9, 0}} {
		got, err := cycle.PlanAuditTime(10, simple, c.percent)
		if (err == nil) != (c.want != 0) || err == nil && (got.Percent != c.want || got.Personnel != 10 || got.Table.String() != "5") {
			t.Errorf("%d %%: %+v, %v", c.percent, got, err)
		}
	}
	plan, err := cycle.PlanAuditTime(10, simple, -10) // 4.5 days
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		stage1        cycle.Days
		first, second string
	}{
		{cycle.Days{}, "1.5", "3"},
		{cycle.HalfDays(2), "1", "3.5"},
		{cycle.HalfDays(9), "4.5", "0"},
		{cycle.HalfDays(10), "", ""},
		{cycle.HalfDays(-1), "", ""},
	} {
		first, second, err := plan.Stages(c.stage1)
		if c.first == "" {
			if err == nil || first != (cycle.Days{}) || second != (cycle.Days{}) {
				t.Errorf("stage 1 of %s: %s, %s", c.stage1, first, second)
			}
			continue
		}
		if err != nil || first.String() != c.first || second.String() != c.second {
			t.Errorf("stage 1 of %s: %s, %s, %v; want %s, %s", c.stage1, first, second, err, c.first, c.second)
		}
	}
	// The sums of three factors: 3 and 4 low, 5 and 6 medium, 7 to 9 high.
	for sum, want := range map[int][2]int{3: {-30, -10}, 4: {-30, -10}, 5: {-10, -5}, 6: {-10, -5}, 7: {5, 20}, 9: {5, 20}} {
		x := simple
		x.Infrastructure, x.Outsourcing = min(3, sum-2), max(1, min(3, sum-4))
		x.Development = sum - x.Infrastructure - x.Outsourcing
		if lowest, highest, err := cycle.Adjustment(x); err != nil || [2]int{lowest, highest} != want {
			t.Errorf("technology %d: %d to %d, %v", sum, lowest, highest, err)
		}
		y := cycle.Complexity{x.Infrastructure, x.Outsourcing, x.Development, 1, 1, 1}
		if lowest, highest, err := cycle.Adjustment(y); err != nil || [2]int{lowest, highest} != want {
			t.Errorf("business %d: %d to %d, %v", sum, lowest, highest, err)
		}
	}
	if n, err := cycle.EffectivePersonnel([]cycle.PersonnelGroup{{Personnel: 1_000_000_000}, {Personnel: 0}}); err != nil || n != 1_000_000_000 {
		t.Errorf("the most persons: %d, %v", n, err)
	}
	if _, err := cycle.EffectivePersonnel([]cycle.PersonnelGroup{{Personnel: 1_000_000_000}, {Personnel: 1}, {Personnel: 1}}); err == nil {
		t.Error("more persons than can be")
	}
}

// constant is a source that always gives the same number, whatever is asked.
type constant int

func (c constant) IntN(int) int { return int(c) }

// What a source gives that is out of bounds is brought back into them.
func TestDrawingWithPoorSources(t *testing.T) {
	sites := []isms.ID{"d", "b", "a", "c", "e"}
	for _, c := range []struct {
		source constant
		chosen []isms.ID
		want   string
	}{
		{0, nil, "a b c"},
		{-9, nil, "a b c"},
		{4, nil, "a b e"},
		{99, nil, "a b e"},
		{1, nil, "b c d"},
		{0, []isms.ID{"e"}, "a b e"},
		{0, []isms.ID{"a", "b"}, "a b c"},
		{1, []isms.ID{"c", "e"}, "b c e"},
	} {
		got, err := cycle.DrawSites(sites, c.chosen, cycle.SiteSample{Sites: 3, Random: 1}, c.source)
		if err != nil {
			t.Fatal(err)
		}
		words := make([]string, len(got))
		for i, id := range got {
			words[i] = string(id)
		}
		if strings.Join(words, " ") != c.want {
			t.Errorf("source %d, chosen %v: %v, want %s", c.source, c.chosen, got, c.want)
		}
	}
	if !slices.Equal(sites, []isms.ID{"d", "b", "a", "c", "e"}) {
		t.Errorf("the caller's list was changed: %v", sites)
	}
	for _, s := range []cycle.SiteSample{{Sites: -1}, {Sites: 1, Random: -1}, {Sites: 1, Random: 2}} {
		if got, err := cycle.DrawSites(sites, nil, s, constant(0)); err == nil {
			t.Errorf("%+v: drew %v", s, got)
		}
	}
	if got, err := cycle.DrawSites(sites, sites, cycle.SiteSample{Sites: 5}, nil); err != nil || len(got) != 5 {
		t.Errorf("all chosen: %v, %v", got, err)
	}
	for n, want := range map[int]int{0: 0, 1: 1, 16: 1, 17: 2, 64: 2, 65: 3} { // roots 4 and 8: a quarter is 1 and 2
		if got, err := cycle.SampleSites(n, audit.Initial); err != nil || got.Random != want {
			t.Errorf("%d sites: %d at random, %v; want %d", n, got.Random, err, want)
		}
	}
	for n, want := range map[int]int{1_000_000_000: 300_000_000, 999_999_999: 300_000_000, 9: 3, 7: 3, 6: 2} {
		if got, err := cycle.AllSites(n, audit.Surveillance); err != nil || got != want {
			t.Errorf("30 %% of %d: %d, %v; want %d", n, got, err, want)
		}
	}
}

// The longest that ISO/IEC 17021-1 allows is taken in any unit, and a day more is
// not.
func TestTermsAtTheEdges(t *testing.T) {
	for _, c := range []struct {
		set  func(*cycle.Terms, isms.Interval)
		most []string
		over []string
	}{
		{func(x *cycle.Terms, v isms.Interval) { x.Validity = v }, []string{"1 day", "3 years", "36 months", "156 weeks", "1095 days"}, []string{"4 years", "37 months", "157 weeks", "1096 days", "100001 days"}},
		{func(x *cycle.Terms, v isms.Interval) { x.MajorLimit = v }, []string{"6 months", "25 weeks", "181 days"}, []string{"7 months", "26 weeks", "182 days", "1 year"}},
		{func(x *cycle.Terms, v isms.Interval) { x.FirstSurveillance = v }, []string{"12 months", "1 year", "365 days"}, []string{"13 months", "366 days"}},
		{func(x *cycle.Terms, v isms.Interval) { x.Restoration = v }, []string{"6 months"}, []string{"7 months"}},
		{func(x *cycle.Terms, v isms.Interval) { x.Transfer = v }, []string{"6 months"}, []string{"7 months"}},
		{func(x *cycle.Terms, v isms.Interval) { x.Suspension = v }, []string{"1 day", "100000 days", "9 years"}, []string{"100001 days", "10 working days"}},
		{func(x *cycle.Terms, v isms.Interval) { x.StageGap = v }, []string{"1 week", "100000 years"}, []string{"100001 weeks", "10 working days"}},
	} {
		for i, text := range append(slices.Clone(c.most), c.over...) {
			var x cycle.Terms
			n, unit, _ := strings.Cut(text, " ")
			v := isms.Interval{Unit: isms.Unit(unit)}
			v.N, _ = strconv.Atoi(n)
			if v.N == 1 {
				v = isms.MustInterval(text)
			}
			c.set(&x, v)
			if err := x.Validate(); (err == nil) != (i < len(c.most)) {
				t.Errorf("%s: %v", text, err)
			}
		}
		var x cycle.Terms
		c.set(&x, isms.Interval{N: -1, Unit: isms.Days})
		if x.Validate() == nil {
			t.Error("a time of less than nothing")
		}
	}
	// What is not said is the standard's, and what is said stays.
	if got := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31")).Terms(); got != cycle.StandardTerms() {
		t.Errorf("nothing said: %+v", got)
	}
	own := cycle.Terms{
		Validity: isms.MustInterval("2 years"), EndsDayBefore: true, StageGap: isms.MustInterval("3 months"), MajorLimit: isms.MustInterval("90 days"),
		FirstSurveillance: isms.MustInterval("10 months"), Restoration: isms.MustInterval("1 month"), Suspension: isms.MustInterval("2 months"),
		Transfer: isms.MustInterval("4 weeks"), RecertifiedFrom: cycle.FromDecision, RestoredFrom: cycle.FromDecision,
	}
	if got := cycleOf(t, with(ce(cycle.ExistingCertificate, "2026-01-31"), func(e *cycle.Event) { e.Terms = own })).Terms(); got != own {
		t.Errorf("all said: %+v, want %+v", got, own)
	}
	for _, c := range []cycle.Counting{cycle.FromPreviousExpiry, cycle.FromDecision, ""} {
		if err := (cycle.Terms{RecertifiedFrom: c, RestoredFrom: c}).Validate(); err != nil {
			t.Errorf("%q: %v", c, err)
		}
	}
	// Weeks and days count as such.
	for text, want := range map[string]string{"2 weeks": "2026-02-14", "14 days": "2026-02-14", "1 month": "2026-02-28", "1 year": "2027-01-31"} {
		c := cycleOf(t, with(ce(cycle.ExistingCertificate, "2026-01-31"), func(e *cycle.Event) { e.Terms.Validity = isms.MustInterval(text) }))
		if c.Expiry() != day(want) {
			t.Errorf("%s: until %s, want %s", text, c.Expiry(), want)
		}
	}
}

// Null stands for nothing, and a text cannot ask for much more memory than it is
// long.
func TestStoredFormAtTheEdges(t *testing.T) {
	c := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"))
	for _, text := range []string{"null", " null\n", "[]"} {
		if err := c.UnmarshalJSON([]byte(text)); err != nil || c.ID() != "" {
			t.Errorf("%q: %q, %v", text, c.ID(), err)
		}
	}
	err := c.UnmarshalJSON([]byte("[" + strings.Repeat("{},", 99_999) + "{}]"))
	if err == nil || golden.Codes(err) != "isms/too-little-text" {
		t.Errorf("a hundred thousand empty events: %v", err)
	}
}

// The earliest day that a body has set for majors counts, until all are verified.
func TestLimitsForMajors(t *testing.T) {
	special := func(on, limit string, n int) cycle.Event {
		return with(ce(cycle.SpecialAuditConducted, on), func(e *cycle.Event) {
			if e.Majors = n; limit != "" {
				e.Limit = day(limit)
			}
		})
	}
	recert := with(ce(cycle.RecertificationConducted, "2028-12-01"), majors(1))
	limited := func(limit string) cycle.Event {
		return with(recert, func(e *cycle.Event) { e.Limit = day(limit) })
	}
	for _, c := range []struct {
		name   string
		events []cycle.Event
		want   string // last day to verify majors; empty: no obligation
		miss   audit.Consequence
		open   int
	}{
		{"none", []cycle.Event{special("2026-05-01", "2026-06-01", 0)}, "", "", 0},
		{"one", []cycle.Event{special("2026-05-01", "2026-06-01", 1)}, "2026-06-01", "suspension considered", 1},
		{"no day", []cycle.Event{special("2026-05-01", "", 2)}, "not set", "suspension considered", 2},
		{"a day set later", []cycle.Event{special("2026-05-01", "", 1), special("2026-05-02", "2026-07-01", 1)}, "2026-07-01", "suspension considered", 2},
		{"an earlier one", []cycle.Event{special("2026-05-01", "2026-07-01", 1), special("2026-05-02", "2026-06-01", 1)}, "2026-06-01", "suspension considered", 2},
		{"a later one", []cycle.Event{special("2026-05-01", "2026-06-01", 1), special("2026-05-02", "2026-07-01", 1)}, "2026-06-01", "suspension considered", 2},
		{"one without a day", []cycle.Event{special("2026-05-01", "2026-06-01", 1), special("2026-05-02", "", 1)}, "2026-06-01", "suspension considered", 2},
		{"a day without majors", []cycle.Event{special("2026-05-01", "2026-06-01", 1), special("2026-05-02", "2026-05-20", 0)}, "2026-06-01", "suspension considered", 1},
		{"verified", []cycle.Event{special("2026-05-01", "2026-06-01", 1), ce(cycle.FollowUpConducted, "2026-05-20")}, "", "", 0},
		{"verified in part", []cycle.Event{special("2026-05-01", "2026-06-01", 3), with(ce(cycle.FollowUpConducted, "2026-05-20"), majors(1))}, "2026-06-01", "suspension considered", 1},
		{"as many as can be", []cycle.Event{special("2026-05-01", "2026-06-01", 1_000_000), special("2026-05-02", "", 5)}, "2026-06-01", "suspension considered", 1_000_000},
		{"at recertification, by the end", []cycle.Event{recert}, "2029-01-31", "no recertification and no extension", 1},
		{"at recertification, a day before it", []cycle.Event{limited("2029-01-30")}, "2029-01-30", "suspension considered", 1},
		{"at recertification, on it", []cycle.Event{limited("2029-01-31")}, "2029-01-31", "suspension considered", 1},
		{"at recertification, after it", []cycle.Event{limited("2029-02-01")}, "2029-01-31", "no recertification and no extension", 1},
	} {
		x := cycleOf(t, append([]cycle.Event{ce(cycle.ExistingCertificate, "2026-01-31")}, c.events...)...)
		last := c.events[len(c.events)-1].On
		got, miss := "", audit.Consequence("")
		for o := range x.Obligations(last) {
			if o.Kind == "verification of major nonconformities" {
				got, miss = o.Window.Last.String(), o.OnMiss()
			}
		}
		if got != c.want || miss != c.miss || cycle.OpenMajors(x) != c.open {
			t.Errorf("%s: %d majors by %q, else %q; want %d by %q, else %q", c.name, cycle.OpenMajors(x), got, miss, c.open, c.want, c.miss)
		}
	}
}

// What happened, and what is allowed next, on the day before, the day itself and
// after.
func TestPastOfACycle(t *testing.T) {
	x := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.Suspended, "2026-03-01"), ce(cycle.SuspensionLifted, "2026-04-01"))
	n := 0
	for range x.Events() {
		n++
	}
	for _, c := range []struct {
		on      string
		state   cycle.State
		allowed []cycle.EventKind
	}{
		{"2026-01-30", "", nil},
		{"2026-01-31", cycle.StateCertified, nil},
		{"2026-02-28", cycle.StateCertified, nil},
		{"2026-03-01", cycle.StateSuspended, nil},
		{"2026-03-31", cycle.StateSuspended, nil},
		{"2026-04-01", cycle.StateCertified, []cycle.EventKind{
			cycle.FollowUpConducted, cycle.SurveillanceConducted, cycle.SpecialAuditConducted, cycle.RecertificationConducted, cycle.Recertified, cycle.Reissued, cycle.Suspended,
			cycle.ScopeReduced, cycle.ScopeExtended, cycle.AccreditationLost, cycle.Transferred, cycle.EditionChanged, cycle.CertificateWithdrawn,
		}},
		{"2029-01-31", cycle.StateCertified, nil},
		{"2029-02-01", cycle.StateExpired, []cycle.EventKind{cycle.Stage2Conducted, cycle.FollowUpConducted, cycle.RecertificationConducted, cycle.Recertified, cycle.CertificateWithdrawn}},
		{"2029-07-31", cycle.StateExpired, nil},
		{"2029-08-01", cycle.StateLapsed, []cycle.EventKind{cycle.Stage1Conducted, cycle.Stage2Conducted, cycle.CertificateWithdrawn}},
	} {
		if got := x.State(day(c.on)); got != c.state {
			t.Errorf("on %s: %q, want %q", c.on, got, c.state)
		}
		if got := x.Allowed(day(c.on)); c.allowed != nil && !slices.Equal(got, c.allowed) {
			t.Errorf("on %s: %q are allowed, want %q", c.on, got, c.allowed)
		}
	}
	if n != 3 || x.Allowed(day("2026-03-31")) != nil {
		t.Errorf("%d events; %q are allowed before the last one", n, x.Allowed(day("2026-03-31")))
	}
}

// Obligations are appended to what is there, as they were on the day.
func TestObligationsOfThePast(t *testing.T) {
	x := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.Suspended, "2026-05-01"))
	before := []cycle.Obligation{{Subject: "before"}}
	if got := x.AppendObligations(before, isms.Date{}); len(got) != 1 || got[0].Subject != "before" {
		t.Errorf("on no day: %+v", got)
	}
	for on, want := range map[string]int{"2026-01-30": 0, "2026-04-30": 3, "2026-05-01": 4} {
		got := x.AppendObligations(before, day(on))
		if len(got) != 1+want || got[0].Subject != "before" {
			t.Errorf("on %s: %d obligations, want %d", on, len(got)-1, want)
		}
		for _, o := range got[1:] {
			if o.Subject != "C-1" {
				t.Errorf("on %s: %+v", on, o)
			}
		}
	}
	var last isms.Date
	n := 0
	for _, e := range x.Entries(day("2026-06-01"), day("2100-01-01")) {
		if e.Subject != "C-1" || e.Window.Last.Before(last) || e.Window.Last.After(day("2056-06-01")) {
			t.Errorf("%+v after %s", e, last)
		}
		last = e.Window.Last
		n++
	}
	if last.Year() != 2055 && last.Year() != 2056 || n < 30 {
		t.Errorf("%d entries until %s, want 30 years of a suspended certificate, too", n, last)
	}
	if got := cycleOf(t, ce(cycle.Applied, "2026-01-01")).Entries(day("2026-02-01"), day("2040-01-01")); len(got) > 0 {
		t.Errorf("an application has a cycle to come: %+v", got)
	}
}
