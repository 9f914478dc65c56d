package isms

import (
	"slices"
	"time"
)

// Calendar says which days are worked. It must be a pure function of the day.
// Embedders bring their own holidays; package ismstest checks such a calendar.
type Calendar interface {
	// Workday reports whether d is worked.
	Workday(d Date) bool
}

// Weekdays returns the calendar that works Monday to Friday, except on the
// given holidays. The dates are copied; zero dates are ignored.
func Weekdays(holidays ...Date) Calendar {
	if len(holidays) == 0 {
		return weekdays{}
	}
	h := slices.DeleteFunc(slices.Clone(holidays), Date.IsZero)
	slices.SortFunc(h, Date.Compare)
	return weekdays{slices.Compact(h)}
}

type weekdays struct{ holidays []Date } // ascending

func (w weekdays) Workday(d Date) bool {
	if wd := d.Weekday(); d.IsZero() || wd == time.Saturday || wd == time.Sunday {
		return false
	}
	_, holiday := slices.BinarySearchFunc(w.holidays, d, Date.Compare)
	return !holiday
}

// idleLimit ends the search of a calendar that does not work.
const idleLimit = 400

// AddWorkdays returns the n-th working day after d (before d for a negative n);
// d itself is not counted, whether worked or not. For n = 0 it returns d as it
// is. A nil calendar means Monday to Friday. It errs for a zero date, for a
// result outside the years 1 to 9999, and when the calendar has no working day
// in 400 days. Cost: one question to the calendar for each day passed.
func AddWorkdays(cal Calendar, d Date, n int) (Date, error) {
	if d.IsZero() {
		return Date{}, Refuse(noAnchor, "", "")
	}
	if cal == nil {
		cal = weekdays{}
	}
	step, left := 1, n
	if n < 0 {
		step, left = -1, -n
	}
	if left < 0 || left > maxDay {
		return Date{}, outsideYears(Interval{n, WorkingDays}, d)
	}
	for at, idle := d, 0; ; {
		if left == 0 {
			return at, nil
		}
		if at = at.AddDays(step); at.IsZero() {
			return Date{}, outsideYears(Interval{n, WorkingDays}, d)
		}
		if cal.Workday(at) {
			left--
			idle = 0
		} else if idle++; idle >= idleLimit {
			return Date{}, Refuse(idleCalendar, "", "", ArgInt("n", idleLimit), ArgDate("day", at))
		}
	}
}

// WorkdaysBetween counts the working days after the first date up to and
// including the second; 0 if the second is not later, or either is zero. A nil
// calendar means Monday to Friday. Cost: one question for each day.
func WorkdaysBetween(cal Calendar, after, upTo Date) int {
	if cal == nil {
		cal = weekdays{}
	}
	n := 0
	for d := after; !d.IsZero() && d.Before(upTo); {
		if d = d.AddDays(1); cal.Workday(d) {
			n++
		}
	}
	return n
}
