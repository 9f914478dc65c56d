package isms

import (
	"errors"
	"slices"
	"time"
)

// Calendar says which days are worked. It must be a pure function of the day.
// A nil Calendar works Monday to Friday, without end. A [WorkCalendar] is one that
// is stored; package ismstest checks an embedder's own.
type Calendar interface {
	// Workday says whether d is worked. It is unknown for the zero Date, and for a day
	// whose holidays are not known.
	Workday(d Date) Answer
}

// Weekdays returns the calendar that works Monday to Friday, except on the
// given holidays, without end. The dates are copied; zero dates are ignored.
func Weekdays(holidays ...Date) Calendar {
	return workdays{week: mondayToFriday, holidays: sortedDays(holidays)}
}

// workdays is a calendar ready to count with.
type workdays struct {
	week     [7]bool // by [time.Weekday]
	holidays []Date  // ascending
	known    Window  // the days that it knows; the zero Window of all
}

var mondayToFriday = [7]bool{time.Monday: true, time.Tuesday: true, time.Wednesday: true, time.Thursday: true, time.Friday: true}

func sortedDays(days []Date) []Date {
	days = slices.DeleteFunc(slices.Clone(days), Date.IsZero)
	slices.SortFunc(days, Date.Compare)
	return slices.Compact(days)
}

// Workday says whether d is worked.
func (w workdays) Workday(d Date) Answer {
	if !w.known.Contains(d) {
		return ""
	}
	if w.week[d.Weekday()] {
		if _, holiday := slices.BinarySearchFunc(w.holidays, d, Date.Compare); !holiday {
			return Yes
		}
	}
	return No
}

// endless is Monday to Friday, without holidays and without end.
type endless struct{}

func (endless) Workday(d Date) Answer { return workdays{week: mondayToFriday}.Workday(d) }

// unknownDays is the calendar that knows no day.
type unknownDays struct{}

func (unknownDays) Workday(Date) Answer { return "" }

// DayOfWeek is a day of the week. The empty DayOfWeek is none.
type DayOfWeek string

var wordsDaysOfWeek = [...][2]DayOfWeek{
	{"monday", "Monday"},
	{"tuesday", "Tuesday"},
	{"wednesday", "Wednesday"},
	{"thursday", "Thursday"},
	{"friday", "Friday"},
	{"saturday", "Saturday"},
	{"sunday", "Sunday"},
}

// DaysOfWeek returns the vocabulary of [DayOfWeek].
func DaysOfWeek() Words[DayOfWeek] { return WordsOf("isms.day-of-week", wordsDaysOfWeek[:]) }

// WorkCalendar is a named calendar of working days and holidays, as it is stored.
// Beyond its last day nothing is known: the holidays of those years are still to be
// entered.
type WorkCalendar struct {
	ID       ID          `json:"id"`
	Title    string      `json:"title,omitzero"`
	Workdays []DayOfWeek `json:"workdays,omitzero"` // empty: Monday to Friday
	Holidays []Date      `json:"holidays"`          // days of the week worked that are free
	From     Date        `json:"from"`              // the first day whose holidays are known
	To       Date        `json:"to"`                // the last
}

// Validate returns an [Error] for an invalid ID, an unknown day of the week, a holiday
// without a date, and without a first or a last day.
func (c WorkCalendar) Validate() error {
	errs := []error{RefuseUnder("id", c.ID.Validate())}
	for i, d := range c.Workdays {
		errs = append(errs, DaysOfWeek().Validate(Path("").Index("workdays", i), d))
	}
	for i, d := range c.Holidays {
		if d.IsZero() {
			errs = append(errs, Refuse(holidayUndated, Path("").Index("holidays", i), ""))
		}
	}
	for _, end := range []struct {
		at  Path
		day Date
	}{{"from", c.From}, {"to", c.To}} {
		if end.day.IsZero() {
			errs = append(errs, Refuse(calendarOpen, end.at, ""))
		}
	}
	if c.To.Before(c.From) && !c.To.IsZero() {
		errs = append(errs, Refuse(calendarReversed, "to", c.To.String(), ArgDate("first", c.From)))
	}
	return RefuseAll(errs...)
}

// Calendar returns the calendar ready to count with. If Validate refuses it, so does
// Calendar: what it returns then knows no day.
func (c WorkCalendar) Calendar() (Calendar, error) {
	if err := c.Validate(); err != nil {
		return unknownDays{}, err
	}
	w := workdays{week: mondayToFriday, holidays: sortedDays(c.Holidays), known: Window{c.From, c.To}}
	if len(c.Workdays) > 0 {
		w.week = [7]bool{}
		for i := range w.week {
			w.week[(i+1)%7] = slices.Contains(c.Workdays, DaysOfWeek().At(i))
		}
	}
	return w, nil
}

// CalendarOf returns the calendar that an ID names, ready to count with. It returns an
// [Error] for an ID that none or more than one has, and where the calendar is refused:
// what it returns then knows no day.
func CalendarOf(id ID, calendars ...WorkCalendar) (Calendar, error) {
	named := slices.DeleteFunc(slices.Clone(calendars), func(c WorkCalendar) bool { return c.ID != id })
	switch len(named) {
	case 0:
		return unknownDays{}, Refuse(calendarUnknown, "", string(id))
	case 1:
		return named[0].Calendar()
	}
	return unknownDays{}, Refuse(calendarTwice, "", string(id))
}

// idleLimit ends the search of a calendar that does not work.
const idleLimit = 400

// AddWorkdays returns the n-th working day after d (before d for a negative n);
// d itself is not counted, whether worked or not. For n = 0 it returns d as it
// is. A nil calendar means Monday to Friday. It errs for a zero date, for a
// result outside the years 1 to 9999, when it comes upon a day that the calendar does
// not know, and when the calendar has no working day in 400 days. Cost: one question
// to the calendar for each day passed.
func AddWorkdays(cal Calendar, d Date, n int) (Date, error) {
	if d.IsZero() {
		return Date{}, Refuse(noAnchor, "", "")
	}
	cal = orWeekdays(cal)
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
		switch cal.Workday(at) {
		case Yes:
			left--
			idle = 0
		case No:
			if idle++; idle >= idleLimit {
				return Date{}, Refuse(idleCalendar, "", "", ArgInt("n", idleLimit), ArgDate("day", at))
			}
		default:
			return Date{}, beyondCalendar(at)
		}
	}
}

// orWeekdays returns Monday to Friday for no calendar.
func orWeekdays(cal Calendar) Calendar {
	if cal == nil {
		return endless{}
	}
	return cal
}

// beyondCalendar is the error of a day that a calendar does not know.
func beyondCalendar(d Date) error { return Refuse(dayUnknown, "", "", ArgDate("day", d)) }

// UnknownDay reports whether an error of counting says that the day is unknown, as the
// calendar does not say enough, and not that there is no such day. It returns why.
func UnknownDay(err error) (Sentence, bool) {
	var e *Error
	if errors.As(err, &e) && (e.Has(dayUnknown) || e.Has(idleCalendar)) {
		return e.Problems[0].Sentence(), true
	}
	return Sentence{}, false
}

// WorkdaysBetween counts the working days after the first date up to and
// including the second; 0 if the second is not later, or either is zero. A nil
// calendar means Monday to Friday. When it comes upon a day that the calendar does not
// know, it errs with the number up to there. Cost: one question for each day.
func WorkdaysBetween(cal Calendar, after, upTo Date) (int, error) {
	cal = orWeekdays(cal)
	n := 0
	for d := after; !d.IsZero() && d.Before(upTo); {
		d = d.AddDays(1)
		switch cal.Workday(d) {
		case Yes:
			n++
		case No:
		default:
			return n, beyondCalendar(d)
		}
	}
	return n, nil
}
