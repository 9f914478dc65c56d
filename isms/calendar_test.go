package isms_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/isms"
)

type never struct{}

func (never) Workday(isms.Date) isms.Answer { return isms.No }

func TestWeekdays(t *testing.T) {
	cal := isms.Weekdays(isms.MustDate("2026-12-25"), isms.MustDate("2026-12-28"), isms.Date{})
	for day, want := range map[string]isms.Answer{
		"2026-12-24": isms.Yes, // Thursday
		"2026-12-25": isms.No,  // holiday
		"2026-12-26": isms.No,  // Saturday
		"2026-12-27": isms.No,  // Sunday
		"2026-12-28": isms.No,  // holiday
		"2026-12-29": isms.Yes,
		"2025-12-25": isms.Yes, // the holiday is of 2026
	} {
		if got := cal.Workday(isms.MustDate(day)); got != want {
			t.Errorf("Workday(%s) = %v", day, got)
		}
	}
	if cal.Workday(isms.Date{}) != "" {
		t.Error("no date is known")
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
		if c, err := isms.WorkdaysBetween(cal, from, got); err != nil || c != n {
			t.Fatalf("between %s and %s: %d, want %d", from, got, c, n)
		}
	})
}

// year is the calendar of one year, Monday to Friday.
func year(n int) isms.Calendar {
	first := isms.MustDate("2000-01-01").AddYears(n - 2000)
	cal, _ := isms.WorkCalendar{ID: "year", From: first, To: first.AddYears(1).AddDays(-1)}.Calendar()
	return cal
}

// The slow twin of a stored calendar walks day by day and reads the record as it
// stands: the days known, the days of the week, the holidays in any order.
func TestWorkCalendarAgainstTwin(t *testing.T) {
	names := []isms.DayOfWeek{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"} // by time.Weekday
	rapid.Check(t, func(t *rapid.T) {
		first := isms.MustDate("2026-01-01")
		c := isms.WorkCalendar{ID: "c", From: first, To: first.AddDays(rapid.IntRange(0, 90).Draw(t, "length"))}
		for range rapid.IntRange(0, 4).Draw(t, "workdays") {
			c.Workdays = append(c.Workdays, rapid.SampledFrom(names).Draw(t, "workday"))
		}
		for range rapid.IntRange(0, 10).Draw(t, "holidays") {
			c.Holidays = append(c.Holidays, first.AddDays(rapid.IntRange(-5, 95).Draw(t, "holiday")))
		}
		worked := func(d isms.Date) isms.Answer {
			y, m, day := d.Civil()
			name := names[time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Weekday()]
			switch {
			case d.Before(c.From) || d.After(c.To):
				return ""
			case len(c.Workdays) == 0 && (name == "saturday" || name == "sunday"), len(c.Workdays) > 0 && !slices.Contains(c.Workdays, name), slices.Contains(c.Holidays, d):
				return isms.No
			}
			return isms.Yes
		}
		cal, err := c.Calendar()
		if err != nil {
			t.Fatal(err)
		}
		from := first.AddDays(rapid.IntRange(-10, 100).Draw(t, "from"))
		n := rapid.IntRange(-30, 30).Draw(t, "n")
		want, unknown, step := from, false, 1
		if n < 0 {
			step = -1
		}
		for left := n * step; left > 0; {
			want = want.AddDays(step)
			switch worked(want) {
			case isms.Yes:
				left--
			case "":
				unknown = true
				left = 0
			}
		}
		got, err := isms.Interval{N: n, Unit: isms.WorkingDays}.From(from, cal)
		if _, is := isms.UnknownDay(err); is != unknown || !unknown && (err != nil || got != want) {
			t.Fatalf("%d from %s: %s, %v; want %s, unknown: %t", n, from, got, err, want, unknown)
		}
		if back, err := isms.WorkdaysBetween(cal, from, want); n > 0 && !unknown && (err != nil || back != n) {
			t.Fatalf("%d, %v from %s to %s, want %d", back, err, from, want, n)
		}
	})
}

func TestBeyondTheCalendar(t *testing.T) {
	friday := isms.MustDate("2026-12-25")
	if n, err := isms.WorkdaysBetween(year(2026), friday, friday.AddDays(30)); n != 4 {
		t.Errorf("%d, %v", n, err)
	} else if why, unknown := isms.UnknownDay(err); !unknown || why.Text != "the calendar does not say whether 2027-01-01 is a working day" {
		t.Errorf("%+v", why)
	}
	for _, err := range []error{nil, isms.ID("").Validate()} {
		if _, unknown := isms.UnknownDay(err); unknown {
			t.Errorf("%v is no day that is unknown", err)
		}
	}
	for _, c := range []isms.WorkCalendar{{}, {ID: "c", From: friday, To: friday.AddDays(-1)}} {
		cal, err := c.Calendar()
		if err == nil || cal.Workday(friday) != "" {
			t.Errorf("%+v knows a day", c)
		}
	}
	for _, all := range [][]isms.WorkCalendar{nil, {{ID: "c"}, {ID: "c"}}} {
		if cal, err := isms.CalendarOf("c", all...); err == nil || cal.Workday(friday) != "" {
			t.Errorf("%+v knows a day", all)
		}
	}
	cal, err := isms.CalendarOf("b", isms.WorkCalendar{ID: "a"}, isms.WorkCalendar{ID: "b", From: friday, To: friday})
	if err != nil || cal.Workday(friday) != isms.Yes {
		t.Error(err)
	}
	if d, err := (isms.Entry{Window: isms.On(friday.AddDays(10))}).Alarm(year(2026)); err == nil || !d.IsZero() {
		t.Errorf("an alarm on %s", d)
	}
	c := isms.Cadence{Every: isms.MustInterval("10 working days")}
	if d, err := c.NextDue(friday, "", year(2026)); err == nil || !d.IsZero() {
		t.Errorf("due on %s", d)
	}
}

// What could not be counted has not run, in whatever order it is said.
func TestUncounted(t *testing.T) {
	_, err := isms.AddWorkdays(year(2026), isms.MustDate("2026-12-31"), 1)
	_, other := isms.AddWorkdays(nil, isms.Date{}, 1)
	rule := isms.Rule{Code: "host/review-overdue", Severity: isms.SeverityError, Refs: []isms.Ref{"9.3.1 s1", "A.5.1"}, Title: "t", Message: "m", Remedy: "r", Since: "v1.0.0"}
	status := func(check func(*isms.Checker)) string {
		var c isms.Checker
		check(&c)
		out := ""
		for _, ref := range rule.Refs {
			line, _ := isms.Assess(isms.MustDate("2026-03-02"), []isms.Rule{rule}, nil, c.Report()).LookupItem(ref)
			out += string(line.Status) + "; "
		}
		return out
	}
	for want, check := range map[string]func(*isms.Checker){
		"clear; clear; ":               func(c *isms.Checker) { c.Ran(rule); c.Uncounted(rule, nil); c.Uncounted(rule, other) },
		"not examined; not examined; ": func(c *isms.Checker) { c.Uncounted(rule, err); c.Ran(rule) },
		"not examined; clear; ":        func(c *isms.Checker) { c.Ran(rule); c.Uncounted(rule.At("9.3.1 s1"), err) },
		"open; open; ":                 func(c *isms.Checker) { c.Ran(rule); c.Uncounted(rule, err); c.Find(rule, "reviews") },
	} {
		if got := status(check); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if c := new(isms.Checker); c.Uncounted(rule, other) || !c.Uncounted(rule, err) {
		t.Error("what is unknown")
	}
}
