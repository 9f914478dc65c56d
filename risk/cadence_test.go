package risk_test

import (
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// The day of the next assessment, by level and as somebody set it: in the
// calendar, in the register's table, and when Check calls it overdue.
func TestReassessmentByLevel(t *testing.T) {
	every := func(text string) isms.Interval { return isms.MustInterval(text) }
	byLevel := func(level, interval string) map[string]isms.Interval {
		return map[string]isms.Interval{level: every(interval)}
	}
	for name, c := range map[string]struct {
		change func(r *risk.Register, k *risk.Risk)
		want   string
	}{
		"the level of the risk": {func(r *risk.Register, _ *risk.Risk) { r.Reassessment.ByLevel = byLevel("high", "3 months") }, "2026-04-15"},
		"another level":         {func(r *risk.Register, _ *risk.Risk) { r.Reassessment.ByLevel = byLevel("low", "3 months") }, "2027-01-15"},
		"a level that is unknown": {func(r *risk.Register, k *risk.Risk) {
			r.Reassessment.ByLevel = byLevel("high", "3 months")
			k.Current = risk.Rating{Likelihood: 3, Impact: 9, On: k.Current.On, By: "ciso"}
		}, "2027-01-15"},
		"an interval of the risk's own": {func(r *risk.Register, k *risk.Risk) {
			r.Reassessment.ByLevel, k.Reassessment.Every = byLevel("high", "3 months"), every("2 months")
		}, "2026-03-15"},
		"a level of the risk's own": {func(_ *risk.Register, k *risk.Risk) { k.Reassessment.ByLevel = byLevel("high", "2 months") }, "2026-03-15"},
		"another level of the risk's own": {func(r *risk.Register, k *risk.Risk) {
			r.Reassessment.ByLevel, k.Reassessment.ByLevel = byLevel("high", "3 months"), byLevel("low", "2 months")
		}, "2026-04-15"},
		"a day to come": {func(_ *risk.Register, k *risk.Risk) { k.Reassessment.Next = day("2026-05-20") }, "2026-05-20"},
		"a day gone by": {func(_ *risk.Register, k *risk.Risk) { k.Reassessment.Next = day("2026-01-15") }, "2027-01-15"},
		"a day for all": {func(r *risk.Register, _ *risk.Risk) { r.Reassessment.Next = day("2026-05-20") }, "2026-05-20"},
		"a day for all but one": {func(r *risk.Register, k *risk.Risk) {
			r.Reassessment.Next, k.Reassessment.Every = day("2026-05-20"), every("2 months")
		}, "2026-03-15"},
		"never assessed, and a day": {func(_ *risk.Register, k *risk.Risk) {
			k.Inherent, k.Current, k.Target, k.Reassessment.Next = risk.Rating{}, risk.Rating{}, risk.Rating{}, day("2026-05-20")
		}, "2026-05-20"},
	} {
		r := sound()
		r.Treatments[0].Due = day("2028-01-01")
		c.change(&r, &r.Risks[0])
		want := day(c.want)
		for _, e := range r.Entries(today, day("2027-12-31"), nil) {
			if e.Window != isms.On(want) {
				t.Errorf("%s: the calendar has %s, want %s", name, e.Window, want)
			}
		}
		if got := column(evaluate(t, r).Table(), "next"); got[0] != c.want {
			t.Errorf("%s: the table has %s, want %s", name, got, want)
		}
		if golden.Found(t, r.Check(want, nil), "risk/overdue-risk-assessment") || !golden.Found(t, r.Check(want.AddDays(1), nil), "risk/overdue-risk-assessment") {
			t.Errorf("%s: want it overdue from the day after %s on", name, want)
		}
	}
}

// Levels that the method does not have, and intervals that cannot be counted.
func TestIntervalsOfNoLevel(t *testing.T) {
	for _, c := range []struct {
		level string
		every isms.Interval
		want  bool
	}{
		{"high", isms.MustInterval("3 months"), false},
		{"high", isms.Interval{}, false},
		{"high", isms.Interval{N: -1, Unit: isms.Months}, true},
		{"high", isms.Interval{N: 1, Unit: "moons"}, true},
		{"hgih", isms.MustInterval("3 months"), true},
		{"", isms.MustInterval("3 months"), true},
	} {
		by := map[string]isms.Interval{c.level: c.every}
		for path, change := range map[isms.Path]func(*risk.Register){
			"reassessment.byLevel":            func(r *risk.Register) { r.Reassessment.ByLevel = by },
			"risks[R-1].reassessment.byLevel": func(r *risk.Register) { r.Risks[0].Reassessment.ByLevel = by },
		} {
			r := sound()
			change(&r)
			if !c.want {
				wantCodes(t, r.Check(today, nil))
				continue
			}
			wantCodes(t, r.Check(today, nil), "risk/invalid-planned-interval-for-risk-level")
			for d := range r.Check(today, nil).Found() {
				if want := path.Item("", isms.ID(c.level)); d.Path != want {
					t.Errorf("%q every %s: found at %s, want %s", c.level, c.every, d.Path, want)
				}
			}
		}
	}
}

// Entries of adjacent spans are those of the whole, each once; the day after which
// is left out, the last one is in.
func TestEntriesOfSpans(t *testing.T) {
	r := sound()
	whole := r.Entries(isms.Date{}, isms.Date{}, nil)
	if len(whole) != 2 {
		t.Fatalf("%+v", whole)
	}
	due := day("2026-06-30")
	for _, c := range []struct {
		after, upTo isms.Date
		want        int
	}{
		{isms.Date{}, due.AddDays(-1), 0},
		{isms.Date{}, due, 1},
		{due.AddDays(-1), due, 1},
		{due, day("2027-01-14"), 0},
		{due, day("2027-01-15"), 1},
		{due.AddDays(-1), isms.Date{}, 2},
	} {
		if got := r.Entries(c.after, c.upTo, nil); len(got) != c.want {
			t.Errorf("after %s, up to %s: %+v, want %d", c.after, c.upTo, got, c.want)
		}
	}
}
