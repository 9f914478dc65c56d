package isms_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/isms"
)

type never struct{}

func (never) Workday(isms.Date) bool { return false }

func TestWeekdays(t *testing.T) {
	cal := isms.Weekdays(isms.MustDate("2026-12-25"), isms.MustDate("2026-12-28"), isms.Date{})
	for day, want := range map[string]bool{
		"2026-12-24": true,  // Thursday
		"2026-12-25": false, // holiday
		"2026-12-26": false, // Saturday
		"2026-12-27": false, // Sunday
		"2026-12-28": false, // holiday
		"2026-12-29": true,
		"2025-12-25": true, // the holiday is of 2026
	} {
		if got := cal.Workday(isms.MustDate(day)); got != want {
			t.Errorf("Workday(%s) = %v", day, got)
		}
	}
	if cal.Workday(isms.Date{}) {
		t.Error("no date is a working day")
	}
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-12-24", 1, "2026-12-29"},
		{"2026-12-24", 0, "2026-12-24"},
		{"2026-12-26", 0, "2026-12-26"},
		{"2026-12-29", -1, "2026-12-24"},
		{"2026-12-26", 2, "2026-12-30"},
	} {
		got, err := isms.AddWorkdays(cal, isms.MustDate(c.from), c.n)
		if err != nil || got.String() != c.want {
			t.Errorf("AddWorkdays(%s, %d) = %s, %v; want %s", c.from, c.n, got, err, c.want)
		}
	}
}

func TestAddWorkdaysIsBounded(t *testing.T) {
	d := isms.MustDate("2026-12-24")
	if _, err := isms.AddWorkdays(never{}, d, 1); err == nil {
		t.Error("a calendar without working days does not err")
	}
	const huge = int(^uint(0) >> 1)
	for _, n := range []int{huge, -huge, -huge - 1} {
		if _, err := isms.AddWorkdays(nil, d, n); err == nil {
			t.Errorf("AddWorkdays(%d) does not err", n)
		}
	}
	if _, err := isms.AddWorkdays(nil, isms.Date{}, 1); err == nil {
		t.Error("no date does not err")
	}
	if _, err := isms.AddWorkdays(nil, isms.MustDate("9999-12-31"), 1); err == nil {
		t.Error("past the last day does not err")
	}
}

// The slow twin walks day by day and asks package time.
func TestWorkdaysAgainstTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := isms.MustDate("2020-01-01").AddDays(rapid.IntRange(0, 4000).Draw(t, "from"))
		n := rapid.IntRange(1, 300).Draw(t, "n")
		holidays := map[isms.Date]bool{}
		var list []isms.Date
		for range rapid.IntRange(0, 20).Draw(t, "holidays") {
			h := from.AddDays(rapid.IntRange(-10, 400).Draw(t, "holiday"))
			holidays[h] = true
			list = append(list, h)
		}
		cal := isms.Weekdays(list...)
		want := from
		for left := n; left > 0; {
			want = want.AddDays(1)
			y, m, day := want.Civil()
			wd := time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Weekday()
			if wd != time.Saturday && wd != time.Sunday && !holidays[want] {
				left--
			}
		}
		got, err := isms.AddWorkdays(cal, from, n)
		if err != nil || got != want {
			t.Fatalf("AddWorkdays(%s, %d) = %s, %v; want %s", from, n, got, err, want)
		}
		if c := isms.WorkdaysBetween(cal, from, got); c != n {
			t.Fatalf("between %s and %s: %d, want %d", from, got, c, n)
		}
	})
}
