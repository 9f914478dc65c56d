package isms_test

import (
	"testing"
	"time"
	_ "time/tzdata" // zones for TestDateIn on machines without them

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// Every day of the years 1 to 9999, against package time.
func TestDateAgainstTime(t *testing.T) {
	want := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	d := isms.MustDate("0001-01-01")
	n := 0
	for !d.IsZero() {
		y, m, day := d.Civil()
		wy, wm, wd := want.Date()
		if y != wy || m != wm || day != wd || d.Weekday() != want.Weekday() {
			t.Fatalf("day %d: %d-%d-%d %s, want %s", n, y, m, day, d.Weekday(), want)
		}
		back, err := isms.NewDate(y, m, day)
		if err != nil || back != d {
			t.Fatalf("NewDate(%d, %d, %d) = %v, %v; want %v", y, m, day, back, err, d)
		}
		if day == 1 || day > 27 {
			if got := d.String(); got != want.Format(time.DateOnly) {
				t.Fatalf("String = %s, want %s", got, want.Format(time.DateOnly))
			}
		}
		d = d.AddDays(1)
		want = want.AddDate(0, 0, 1)
		n++
	}
	if n != 3652059 {
		t.Errorf("walked %d days, want 3652059", n)
	}
}

func TestDateSteps(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2026-01-31", 2, "2026-03-31"},
		{"2026-08-31", 6, "2027-02-28"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", 36, "2027-02-28"},
		{"2024-02-29", 48, "2028-02-29"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-01-15", -1, "2025-12-15"},
		{"2026-01-15", -13, "2024-12-15"},
	} {
		if got := isms.MustDate(c.from).AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s plus %d months = %s, want %s", c.from, c.months, got, c.want)
		}
	}
	if got := isms.MustDate("2026-10-01").AddDays(30).String(); got != "2026-10-31" {
		t.Errorf("2026-10-01 plus 30 days = %s", got)
	}
	if got := isms.MustDate("2026-03-28").AddDays(1).String(); got != "2026-03-29" {
		t.Errorf("2026-03-28 plus 1 day = %s", got)
	}
}

func TestDateOutOfRangeIsNoDate(t *testing.T) {
	last := isms.MustDate("9999-12-31")
	first := isms.MustDate("0001-01-01")
	const huge = int(^uint(0) >> 1)
	for name, d := range map[string]isms.Date{
		"day after the last":    last.AddDays(1),
		"day before the first":  first.AddDays(-1),
		"month after the last":  last.AddMonths(1),
		"month before the 1st":  first.AddMonths(-1),
		"year after the last":   last.AddYears(1),
		"huge days":             first.AddDays(huge),
		"huge negative days":    last.AddDays(-huge - 1),
		"huge months":           first.AddMonths(huge),
		"huge negative months":  last.AddMonths(-huge - 1),
		"huge years":            first.AddYears(huge),
		"days from no date":     isms.Date{}.AddDays(1),
		"months from no date":   isms.Date{}.AddMonths(1),
		"the zero time":         isms.DateOf(time.Time{}),
		"a time in year 10,000": isms.DateOf(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)),
	} {
		if !d.IsZero() {
			t.Errorf("%s = %s, want no date", name, d)
		}
	}
}

func TestDateOfTakesTheCallersZone(t *testing.T) {
	kiritimati := time.FixedZone("UTC+14", 14*3600)
	instant := time.Date(2026, 9, 30, 23, 30, 0, 0, time.UTC)
	if got := isms.DateOf(instant).String(); got != "2026-09-30" {
		t.Errorf("in UTC: %s", got)
	}
	if got := isms.DateOf(instant.In(kiritimati)).String(); got != "2026-10-01" {
		t.Errorf("14 hours east: %s", got)
	}
}

func TestDateRefusals(t *testing.T) {
	for _, text := range []string{"2026-02-30", "2026-13-01", "0000-01-01", "2026-1-1", "2026/01/01", "", "20x6-01-01", "+026-01-01", "2026-01-01 "} {
		if _, err := isms.ParseDate(text); golden.Codes(err) != "isms/no-date-of-the-calendar" {
			t.Errorf("ParseDate(%q) errs %v", text, err)
		}
	}
	for _, c := range [][3]int{{0, 1, 1}, {10000, 1, 1}, {2026, 0, 1}, {2026, 13, 1}, {2026, 2, 29}, {2026, 4, 31}, {2026, 1, 0}} {
		if _, err := isms.NewDate(c[0], time.Month(c[1]), c[2]); err == nil {
			t.Errorf("NewDate(%v) does not err", c)
		}
	}
}

func anyDate(t *rapid.T, label string) isms.Date {
	return isms.MustDate("0001-01-01").AddDays(rapid.IntRange(0, 3652058).Draw(t, label))
}

func TestDateLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate(t, "d")
		e := anyDate(t, "e")
		if got := d.AddDays(d.DaysUntil(e)); got != e {
			t.Fatalf("%s plus the days until %s is %s", d, e, got)
		}
		if d.DaysUntil(e) != -e.DaysUntil(d) {
			t.Fatalf("days between %s and %s differ by direction", d, e)
		}
		if d.Before(e) != (d.Compare(e) < 0) || d.After(e) != (d.Compare(e) > 0) {
			t.Fatalf("order of %s and %s", d, e)
		}
		text, _ := d.MarshalText()
		var back isms.Date
		if err := back.UnmarshalText(text); err != nil || back != d {
			t.Fatalf("%s reads back as %s, %v", d, back, err)
		}
		n := rapid.IntRange(-200, 200).Draw(t, "months")
		y, m, day := d.Civil()
		if got := d.AddMonths(n); !got.IsZero() {
			gy, gm, gd := got.Civil()
			if gy*12+int(gm) != y*12+int(m)+n || gd != min(day, isms.DaysIn(gy, gm)) {
				t.Fatalf("%s plus %d months is %s", d, n, got)
			}
		}
	})
}

// Before and After say what Compare says, the zero Date included, and the earliest and
// latest date are those of package time, passing over zero ones.
func TestDateOrderLaws(t *testing.T) {
	maybe := rapid.Custom(func(t *rapid.T) isms.Date {
		if rapid.IntRange(0, 3).Draw(t, "none") == 0 {
			return isms.Date{}
		}
		return isms.MustDate("2026-01-01").AddDays(rapid.IntRange(-3, 3).Draw(t, "days"))
	})
	rapid.Check(t, func(t *rapid.T) {
		d, e := maybe.Draw(t, "d"), maybe.Draw(t, "e")
		if c := d.Compare(e); d.Before(e) != (c < 0) || d.After(e) != (c > 0) || d.Equal(e) != (c == 0) || e.Compare(d) != -c {
			t.Fatalf("%s and %s compare as %d", d, e, c)
		}
		dates := rapid.SliceOfN(maybe, 0, 5).Draw(t, "dates")
		first, last := time.Time{}, time.Time{}
		for _, d := range dates {
			if at := d.In(time.UTC); !d.IsZero() {
				if first.IsZero() || at.Before(first) {
					first = at
				}
				if at.After(last) {
					last = at
				}
			}
		}
		if got := isms.Earliest(dates...); got != isms.DateOf(first) {
			t.Fatalf("the earliest of %s is %s", dates, got)
		}
		if got := isms.Latest(dates...); got != isms.DateOf(last) {
			t.Fatalf("the latest of %s is %s", dates, got)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-03-02", "2024-02-29", "2023-02-29", "0001-01-01", "9999-12-31", "", "2026-1-1", "٢٠٢٦-٠١-٠١"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := isms.ParseDate(s)
		if err != nil {
			if !d.IsZero() {
				t.Errorf("ParseDate(%q) errs and returns %s", s, d)
			}
			return
		}
		if d.String() != s {
			t.Errorf("ParseDate(%q) reads %s", s, d)
		}
	})
}

// A day begins at midnight, or where clocks skip that, at the first full hour
// after it. Samoa had no 30 December 2011.
func TestDateIn(t *testing.T) {
	for _, c := range []struct{ zone, date, want string }{
		{"UTC", "2026-03-02", "2026-03-02T00:00:00Z"},
		{"UTC", "0001-01-01", "0001-01-01T00:00:00Z"},
		{"UTC", "9999-12-31", "9999-12-31T00:00:00Z"},
		{"Europe/Berlin", "2026-03-29", "2026-03-29T00:00:00+01:00"}, // the hour is lost later in the day
		{"Europe/Berlin", "2026-07-01", "2026-07-01T00:00:00+02:00"},
		{"America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00"}, // 00:00 to 01:00 is skipped
		{"America/Sao_Paulo", "2018-02-17", "2018-02-17T00:00:00-02:00"},
		{"America/Sao_Paulo", "2018-02-18", "2018-02-18T00:00:00-03:00"},
		{"Asia/Kolkata", "2026-03-02", "2026-03-02T00:00:00+05:30"},
	} {
		loc, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		d := isms.MustDate(c.date)
		got := d.In(loc)
		if s := got.Format(time.RFC3339); s != c.want || isms.DateOf(got) != d && d != isms.MustDate("0001-01-01") {
			t.Errorf("%s in %s: %s, want %s", c.date, c.zone, s, c.want)
		}
	}
	apia, err := time.LoadLocation("Pacific/Apia")
	if err != nil {
		t.Fatal(err)
	}
	if got := isms.MustDate("2011-12-30").In(apia); isms.DateOf(got) != isms.MustDate("2011-12-31") && isms.DateOf(got) != isms.MustDate("2011-12-29") {
		t.Errorf("a skipped day: %s", got)
	}
	if !(isms.Date{}).In(apia).IsZero() || day.In(nil) != day.In(time.UTC) {
		t.Error("no date, or no location")
	}
	rapid.Check(t, func(t *rapid.T) {
		d := isms.MustDate("0001-01-02").AddDays(rapid.IntRange(0, 3652000).Draw(t, "days"))
		loc := time.FixedZone("", rapid.IntRange(-14*3600, 14*3600).Draw(t, "seconds"))
		in := d.In(loc)
		if isms.DateOf(in) != d || in.Hour() != 0 || in.Minute() != 0 || in.Nanosecond() != 0 {
			t.Fatalf("%s in %s: %s", d, loc, in)
		}
	})
}
