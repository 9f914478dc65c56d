package evidence

import (
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// Grace and lookback in working days go by the calendar; what it does not reach is
// neither outdated nor current.
func TestWorkingDays(t *testing.T) {
	l := soundLog() // the last record covers 20 October; with a month 20 November, a Friday
	l.Limits.Grace = isms.MustInterval("5 working days")
	due := day("2026-11-27") // a Friday
	known := func(from, to string) isms.Calendar {
		cal, err := isms.WorkCalendar{ID: "c", From: day(from), To: day(to)}.Calendar()
		if err != nil {
			t.Fatal(err)
		}
		return cal
	}
	outdated := "evidence/outdated-evidence"
	for _, c := range []struct {
		name           string
		change         func(*Log)
		asOf           string
		cal            isms.Calendar
		found, current bool
		skipped        int
	}{
		{"the last day", nil, "2026-11-27", nil, false, true, 0},
		{"a day later", nil, "2026-11-28", nil, true, false, 0},
		{"a holiday moves it", nil, "2026-11-30", isms.Weekdays(due), false, true, 0},
		{"by a day", nil, "2026-12-01", isms.Weekdays(due), true, false, 0},
		{"beyond the calendar", nil, "2026-11-26", known("2025-01-01", "2026-11-25"), false, false, 3},
		{"its own end is known", func(l *Log) {
			for i := range l.Records {
				l.Records[i].ValidUntil = day("2026-11-19")
			}
		}, "2026-11-26", known("2025-01-01", "2026-11-25"), true, false, 0},
		{"lookback", func(l *Log) { l.Limits = Limits{Lookback: isms.MustInterval("200 working days")} }, "2026-11-26", known("2025-01-01", "2027-11-25"), false, true, 0},
		{"lookback before the calendar", func(l *Log) { l.Limits = Limits{Lookback: isms.MustInterval("200 working days")} }, "2026-11-26", known("2026-06-01", "2027-11-25"), false, false, 3},
		{"lookback before the next audit", func(l *Log) {
			l.Limits = Limits{Lookback: isms.MustInterval("20 working days")}
			l.Audits = []isms.Date{day("2027-12-01")}
		}, "2026-11-26", known("2026-01-01", "2027-11-25"), false, false, 3},
	} {
		l := l
		l.Records = append([]Record{}, l.Records...)
		if c.change != nil {
			c.change(&l)
		}
		r := l.Check(day(c.asOf), c.cal)
		skipped := 0
		for x := range r.Skipped() {
			if x.Why.Code == "isms/beyond-the-calendar" {
				skipped++
			}
		}
		s := l.Summaries(day(c.asOf), c.cal)[0]
		if got := golden.Found(t, r, outdated); got != c.found || s.Current(day(c.asOf)) != c.current || skipped != c.skipped {
			t.Errorf("%s: found %t, current %t, %d skipped", c.name, got, s.Current(day(c.asOf)), skipped)
		}
		if c.skipped > 0 && (r.RanFor(outdated, "A.8.8") || s.Maturity != Documented || !s.ValidUntil.IsZero()) {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
}

// A period has a gap only when its grace is over; whether it is nobody knows beyond the
// calendar.
func TestGraceBeyondTheCalendar(t *testing.T) {
	l := soundLog()
	l.Records, l.Limits.Grace = nil, isms.MustInterval("5 working days")
	cal, err := isms.WorkCalendar{ID: "c", From: day("2025-01-01"), To: day("2026-10-22")}.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	r := l.Check(day("2026-11-26"), cal)
	for x := range r.Skipped() {
		if x.Code == "evidence/evidence-gap" && x.Why.Code == "isms/beyond-the-calendar" {
			return
		}
	}
	t.Error("gaps are not left unknown where the calendar ends within the grace")
}
