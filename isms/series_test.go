package isms_test

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/isms"
)

func days(texts ...string) []isms.Date {
	var out []isms.Date
	for _, s := range texts {
		out = append(out, isms.MustDate(s))
	}
	return out
}

func TestSeriesCountsFromTheAnchor(t *testing.T) {
	for _, c := range []struct {
		name   string
		series isms.Series
		after  string
		upTo   string
		want   []isms.Date
	}{
		{
			"monthly from a month end",
			isms.Series{Anchor: isms.MustDate("2026-01-31"), Every: isms.MustInterval("1 month")},
			"2026-01-31", "2026-04-30", days("2026-02-28", "2026-03-31", "2026-04-30"),
		},
		{
			"monthly in a leap year",
			isms.Series{Anchor: isms.MustDate("2024-01-31"), Every: isms.MustInterval("1 month")},
			"2024-01-31", "2024-03-01", days("2024-02-29"),
		},
		{
			"yearly from a leap day",
			isms.Series{Anchor: isms.MustDate("2024-02-29"), Every: isms.MustInterval("1 year")},
			"2024-02-29", "2028-12-31", days("2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"),
		},
		{
			"three in all",
			isms.Series{Anchor: isms.MustDate("2026-01-01"), Every: isms.MustInterval("1 week"), Count: 3},
			"2025-01-01", "2030-01-01", days("2026-01-01", "2026-01-08", "2026-01-15"),
		},
		{
			"until a day, included",
			isms.Series{Anchor: isms.MustDate("2026-01-01"), Every: isms.MustInterval("1 week"), Until: isms.MustDate("2026-01-08")},
			"2025-01-01", "2030-01-01", days("2026-01-01", "2026-01-08"),
		},
		{
			"the day itself is due",
			isms.Series{Anchor: isms.MustDate("2026-01-01"), Every: isms.MustInterval("30 days")},
			"2026-01-30", "2026-01-31", days("2026-01-31"),
		},
	} {
		got := slices.Collect(c.series.Due(isms.MustDate(c.after), isms.MustDate(c.upTo)))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, diff)
		}
	}
}

func TestSeriesLimits(t *testing.T) {
	s := isms.Series{Anchor: isms.MustDate("2026-01-31"), Every: isms.MustInterval("1 month"), Count: 3}
	for _, c := range []struct{ of, next, last string }{
		{"2025-12-31", "2026-01-31", "not set"},
		{"2026-01-31", "2026-02-28", "2026-01-31"},
		{"2026-03-31", "not set", "2026-03-31"},
		{"2027-01-01", "not set", "2026-03-31"},
	} {
		d := isms.MustDate(c.of)
		if got := s.Next(d).String(); got != c.next {
			t.Errorf("Next(%s) = %s, want %s", c.of, got, c.next)
		}
		if got := s.Last(d).String(); got != c.last {
			t.Errorf("Last(%s) = %s, want %s", c.of, got, c.last)
		}
	}
	s.Until = isms.MustDate("2026-02-28")
	if got := s.Last(isms.MustDate("2027-01-01")).String(); got != "2026-02-28" {
		t.Errorf("Last with Until = %s", got)
	}
	bad := []isms.Series{
		{},
		{Anchor: isms.MustDate("2026-01-31")},
		{Anchor: isms.MustDate("2026-01-31"), Every: isms.Interval{N: 0, Unit: isms.Days}},
		{Anchor: isms.MustDate("2026-01-31"), Every: isms.Interval{N: 1, Unit: isms.WorkingDays}},
		{Anchor: isms.MustDate("2026-01-31"), Every: isms.Interval{N: 1, Unit: "moons"}},
		{Anchor: isms.MustDate("2026-01-31"), Every: isms.MustInterval("1 day"), Count: -1},
	}
	for _, s := range bad {
		if s.Validate() == nil {
			t.Errorf("%v passes", s)
		}
		for d := range s.Due(isms.Date{}, isms.MustDate("2030-01-01")) {
			t.Errorf("%v is due on %s", s, d)
		}
		if !s.Next(isms.Date{}).IsZero() || !s.Last(isms.MustDate("2030-01-01")).IsZero() || !s.At(0).IsZero() {
			t.Errorf("%v has days", s)
		}
	}
}

func anySeries(t *rapid.T) isms.Series {
	units := []isms.Unit{isms.Days, isms.Weeks, isms.Months, isms.Years}
	s := isms.Series{
		Anchor: isms.MustDate("2020-01-01").AddDays(rapid.IntRange(0, 2000).Draw(t, "anchor")),
		Every:  isms.Interval{N: rapid.IntRange(1, 20).Draw(t, "n"), Unit: rapid.SampledFrom(units).Draw(t, "unit")},
		Count:  rapid.IntRange(0, 30).Draw(t, "count"),
	}
	if rapid.Bool().Draw(t, "limited") {
		s.Until = s.Anchor.AddDays(rapid.IntRange(-10, 3000).Draw(t, "until"))
	}
	return s
}

// The slow twin asks for each day from the first on.
func TestSeriesLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySeries(t)
		a := s.Anchor.AddDays(rapid.IntRange(-100, 2000).Draw(t, "a"))
		b := a.AddDays(rapid.IntRange(0, 1000).Draw(t, "b"))
		c := b.AddDays(rapid.IntRange(0, 1000).Draw(t, "c"))
		var want []isms.Date
		for i := 0; ; i++ {
			d := s.At(i)
			if d.IsZero() || d.After(c) {
				break
			}
			if d.After(a) {
				want = append(want, d)
			}
			if s.Every.Unit == isms.Months || s.Every.Unit == isms.Years {
				_, _, day := s.Anchor.Civil()
				y, m, got := d.Civil()
				if got != min(day, isms.DaysIn(y, m)) {
					t.Fatalf("%v: day %d is %s", s, i, d)
				}
			}
		}
		got := slices.Collect(s.Due(a, c))
		if !slices.Equal(got, want) {
			t.Fatalf("%v due (%s, %s]: %v, want %v", s, a, c, got, want)
		}
		if !slices.IsSortedFunc(got, isms.Date.Compare) || len(slices.Compact(slices.Clone(got))) != len(got) {
			t.Fatalf("%v is not strictly increasing: %v", s, got)
		}
		halves := append(slices.Collect(s.Due(a, b)), slices.Collect(s.Due(b, c))...)
		if !slices.Equal(halves, want) {
			t.Fatalf("%v: the windows (%s, %s] and (%s, %s] give %v, the whole gives %v", s, a, b, b, c, halves, want)
		}
		if next := s.Next(a); !next.IsZero() && !next.After(c) && (len(want) == 0 || next != want[0]) {
			t.Fatalf("Next(%s) = %s, want %v", a, next, want)
		}
		var last isms.Date
		for d := range s.Due(isms.Date{}, c) {
			last = d
		}
		if got := s.Last(c); got != last {
			t.Fatalf("%v Last(%s) = %s, want %s", s, c, got, last)
		}
	})
}

func TestWindow(t *testing.T) {
	w := isms.Window{First: isms.MustDate("2026-01-01"), Last: isms.MustDate("2026-01-31")}
	for day, want := range map[string]bool{"2025-12-31": false, "2026-01-01": true, "2026-01-31": true, "2026-02-01": false} {
		if w.Contains(isms.MustDate(day)) != want {
			t.Errorf("Contains(%s) = %v", day, !want)
		}
	}
	if w.Days() != 31 || isms.On(w.First).Days() != 1 || (isms.Window{First: w.Last, Last: w.First}).Days() != 0 || (isms.Window{First: w.First}).Days() != 0 {
		t.Error("Days")
	}
	if (isms.Window{}).Contains(isms.Date{}) {
		t.Error("the zero window holds no date")
	}
	if !(isms.Window{}).Overlaps(w) || w.Overlaps(isms.Window{First: isms.MustDate("2026-02-01")}) || !w.Overlaps(isms.Window{First: w.Last}) {
		t.Error("Overlaps")
	}
	rev := isms.Window{First: w.Last, Last: w.First}
	if rev.Validate() == nil || rev.Overlaps(w) || w.Validate() != nil {
		t.Error("a reversed window passes")
	}
	for want, w := range map[string]isms.Window{
		"any day": {}, "2026-01-01 to 2026-01-31": w, "2026-01-01": isms.On(w.First),
		"up to 2026-01-31": {Last: w.Last}, "from 2026-01-01": {First: w.First},
	} {
		if w.String() != want {
			t.Errorf("String = %q, want %q", w.String(), want)
		}
	}
}

// Days beyond the calendar are no days of a series, however far beyond they lie.
func TestSeriesBeyondTheCalendar(t *testing.T) {
	anchor := isms.MustDate("0001-01-01")
	for _, c := range []struct {
		every isms.Interval
		i     int
		want  string
	}{
		{isms.Interval{N: 1, Unit: isms.Days}, 3_652_058, "9999-12-31"},
		{isms.Interval{N: 1, Unit: isms.Days}, 3_652_059, ""},
		{isms.Interval{N: 100_000, Unit: isms.Days}, 36, "9857-06-20"},
		{isms.Interval{N: 100_000, Unit: isms.Days}, 37, ""},
		{isms.Interval{N: 100_000, Unit: isms.Days}, 3_652_059, ""},
		{isms.Interval{N: 100_000, Unit: isms.Days}, 3_652_060, ""},
		{isms.Interval{N: 100_000, Unit: isms.Years}, 1, ""},
		{isms.Interval{N: 100_000, Unit: isms.Weeks}, 5, "9583-09-05"},
		{isms.Interval{N: 100_000, Unit: isms.Weeks}, 6, ""},
		{isms.Interval{N: 100_000, Unit: isms.Years}, math.MaxInt, ""},
		{isms.Interval{N: 1, Unit: isms.Years}, 9998, "9999-01-01"},
		{isms.Interval{N: 1, Unit: isms.Years}, 9999, ""},
	} {
		s := isms.Series{Anchor: anchor, Every: c.every}
		var want isms.Date
		if c.want != "" {
			want = isms.MustDate(c.want)
		}
		if got := s.At(c.i); got != want {
			t.Errorf("day %d of every %d %s is %s, want %s", c.i, c.every.N, c.every.Unit, got, want)
		}
	}
}
