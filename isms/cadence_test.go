package isms_test

import (
	"cmp"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

func TestCadenceDue(t *testing.T) {
	day := isms.MustDate
	yearly := isms.Cadence{Every: isms.MustInterval("1 year"), ByLevel: map[string]isms.Interval{"high": isms.MustInterval("3 months"), "low": {}}}
	set := yearly
	set.Next = day("2026-06-30")
	for _, c := range []struct {
		name    string
		cadence isms.Cadence
		last    isms.Date
		level   string
		want    isms.Date
	}{
		{"nothing is set", isms.Cadence{}, day("2026-01-31"), "", isms.Date{}},
		{"the interval counts from the last", yearly, day("2026-01-31"), "", day("2027-01-31")},
		{"a level has its own", yearly, day("2026-01-31"), "high", day("2026-04-30")},
		{"a level without one takes the general", yearly, day("2026-01-31"), "low", day("2027-01-31")},
		{"never, and no day is set", yearly, isms.Date{}, "high", isms.Date{}},
		{"never, and a day is set", set, isms.Date{}, "", day("2026-06-30")},
		{"a day that is set goes before the interval", set, day("2026-01-31"), "high", day("2026-06-30")},
		{"a day that has come about counts no more", set, day("2026-06-30"), "high", day("2026-09-30")},
	} {
		if got, err := c.cadence.NextDue(c.last, c.level, nil); got != c.want || err != nil {
			t.Errorf("%s: %s, %v: want %s", c.name, got, err, c.want)
		}
	}
	if _, err := (isms.Cadence{Every: isms.Interval{N: 1, Unit: "moons"}}).NextDue(day("2026-01-31"), "", nil); err == nil {
		t.Error("an interval of an unknown unit is counted")
	}
}

func TestCadenceForm(t *testing.T) {
	for text, c := range map[string]isms.Cadence{
		"":                                    {Every: isms.MustInterval("6 months"), ByLevel: map[string]isms.Interval{"high": isms.MustInterval("1 month")}},
		"isms/interval-of-nothing at every 0": {Every: isms.Interval{Unit: isms.Months}},
		"isms/interval-of-nothing at every":   {Every: isms.Interval{N: 2, Unit: "moons"}},
		"isms/interval-of-nothing at byLevel[high]": {ByLevel: map[string]isms.Interval{"a": isms.MustInterval("1 day"), "high": {}}},
	} {
		err := c.Validate()
		if want := strings.TrimSuffix(cmp.Or(text, "fine"), " 0"); golden.Codes(err) != want {
			t.Errorf("%+v: %v, want %q", c, err, text)
		}
	}
	if !(isms.Cadence{}).IsZero() || (isms.Cadence{Next: isms.MustDate("2026-01-31")}).IsZero() {
		t.Error("only the cadence that sets nothing is zero")
	}
}
