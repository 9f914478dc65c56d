package isms_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/isms"
)

func TestParseInterval(t *testing.T) {
	for text, want := range map[string]isms.Interval{
		"3 months":         {N: 3, Unit: isms.Months},
		"1 month":          {N: 1, Unit: isms.Months},
		"10 working days":  {N: 10, Unit: isms.WorkingDays},
		"1 working day":    {N: 1, Unit: isms.WorkingDays},
		"0 days":           {N: 0, Unit: isms.Days},
		"100000 years":     {N: 100000, Unit: isms.Years},
		"2 weeks":          {N: 2, Unit: isms.Weeks},
		"1 years":          {N: 1, Unit: isms.Years},
		"90 days":          {N: 90, Unit: isms.Days},
		"90 working  days": {},
		"100001 days":      {},
		"-1 days":          {},
		"01 days":          {},
		"1  day":           {},
		"1":                {},
		"months":           {},
		"3 fortnights":     {},
		"":                 {},
	} {
		got, err := isms.ParseInterval(text)
		if got != want || (err == nil) != (want.Unit != "") {
			t.Errorf("ParseInterval(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
}

func TestIntervalSteps(t *testing.T) {
	d := isms.MustDate("2026-01-31") // a Saturday
	for text, want := range map[string]string{
		"0 days":         "2026-01-31",
		"10 days":        "2026-02-10",
		"2 weeks":        "2026-02-14",
		"1 month":        "2026-02-28",
		"1 year":         "2027-01-31",
		"1 working day":  "2026-02-02",
		"5 working days": "2026-02-06",
	} {
		got, err := isms.MustInterval(text).From(d, nil)
		if err != nil || got.String() != want {
			t.Errorf("%s from %s = %s, %v; want %s", text, d, got, err, want)
		}
	}
	if got, err := isms.MustInterval("1 month").Before(isms.MustDate("2026-03-31"), nil); err != nil || got.String() != "2026-02-28" {
		t.Errorf("1 month before 2026-03-31 = %s, %v", got, err)
	}
	const huge = int(^uint(0) >> 1)
	for _, v := range []isms.Interval{{}, {N: huge, Unit: isms.Weeks}, {N: -huge - 1, Unit: isms.Days}, {N: 1, Unit: "eons"}, {N: 100_000, Unit: isms.Years}} {
		if got, err := v.From(d, nil); err == nil || !got.IsZero() {
			t.Errorf("%d %q from %s = %s without an error", v.N, v.Unit, d, got)
		}
	}
	if _, err := isms.MustInterval("1 day").From(isms.Date{}, nil); err == nil {
		t.Error("a step from no date does not err")
	}
}

func FuzzParseInterval(f *testing.F) {
	for _, s := range []string{"3 months", "1 working day", "100000 years", "0 days", "1 ", "99999999999999999999 days"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := isms.ParseInterval(s)
		if err != nil {
			return
		}
		text, err := v.MarshalText()
		if err != nil {
			t.Fatalf("%q reads as %v, which does not write: %v", s, v, err)
		}
		if again, err := isms.ParseInterval(string(text)); err != nil || again != v {
			t.Errorf("%q reads as %v, writes %q, reads as %v, %v", s, v, text, again, err)
		}
	})
}

func TestIntervalText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := isms.Interval{N: rapid.IntRange(0, 100_000).Draw(t, "n"), Unit: rapid.SampledFrom(slices.Collect(isms.Units().All())).Draw(t, "unit")}
		text, err := v.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back isms.Interval
		if err := back.UnmarshalText(text); err != nil || back != v {
			t.Fatalf("%v writes %q, reads %v, %v", v, text, back, err)
		}
	})
	if _, err := (isms.Interval{N: -1, Unit: isms.Days}).MarshalText(); err == nil {
		t.Error("a negative interval is written")
	}
}

func TestIntervalString(t *testing.T) {
	for v, want := range map[isms.Interval]string{
		{}: "", {N: 1, Unit: isms.Months}: "1 month", {N: 3, Unit: isms.Months}: "3 months", {N: 1, Unit: isms.WorkingDays}: "1 working day",
		{Unit: isms.Days}: "0 days", {N: -1, Unit: isms.Years}: "-1 years",
	} {
		if got := v.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
