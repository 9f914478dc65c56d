package roadmap

import (
	"math"

	"github.com/ismskit/ismskit/isms"
)

// days numbers the days from a base on and knows which are worked, so that a
// step of any number of working days costs the same. It asks the calendar once
// for each day.
type days struct {
	base  isms.Date
	cal   isms.Calendar
	count []int32 // working days from the base to each day, both included
	work  []int32 // the working days
	last  int     // the last day there is
}

func newDays(base isms.Date, cal isms.Calendar) *days {
	if cal == nil {
		cal = isms.Weekdays()
	}
	return &days{base: base, cal: cal, last: base.DaysUntil(maxDate)}
}

// maxDate is the last day there is.
var maxDate = isms.MustDate("9999-12-31")

func errTooLate() error { return isms.Refuse(tooLate, "", "", isms.ArgDate("last", maxDate)) }

// idleLimit ends the search of a calendar that does not work, as in package isms.
const idleLimit = 400

func (d *days) date(day int) isms.Date { return d.base.AddDays(day) }

func (d *days) day(at isms.Date) int { return d.base.DaysUntil(at) }

// next asks about one more day.
func (d *days) next() error {
	day := len(d.count)
	if day > d.last {
		return errTooLate()
	}
	n := int32(len(d.work))
	switch d.cal.Workday(d.date(day)) {
	case isms.Yes:
		d.work = append(d.work, int32(day))
		n++
	case isms.No:
		if day-d.lastWork() >= idleLimit {
			return isms.Refuse(noWorkday, "", "", isms.ArgInt("n", idleLimit))
		}
	default:
		return isms.Refuse(unknownWorkday, "", "", isms.ArgDate("day", d.date(day)))
	}
	d.count = append(d.count, n)
	return nil
}

func (d *days) lastWork() int {
	if len(d.work) == 0 {
		return -1
	}
	return int(d.work[len(d.work)-1])
}

func (d *days) upTo(day int) error {
	for len(d.count) <= day {
		if err := d.next(); err != nil {
			return err
		}
	}
	return nil
}

// workFrom returns the i-th working day not earlier than day, counted from 0.
func (d *days) workFrom(day, i int) (int, error) {
	if err := d.upTo(day); err != nil {
		return 0, err
	}
	k := i
	if day > 0 {
		k += int(d.count[day-1])
	}
	for len(d.work) <= k {
		if err := d.next(); err != nil {
			return 0, err
		}
	}
	return int(d.work[k]), nil
}

// workUntil returns the i-th working day not later than a day that was asked
// about, counted back from 0; 0, the base, if there is none.
func (d *days) workUntil(day, i int) int {
	k := int(d.count[day]) - 1 - i
	if k < 0 {
		return 0
	}
	return int(d.work[k])
}

// between returns the number of working days after a day that was asked about up
// to a later one, as far as days were asked about.
func (d *days) between(after, upTo int) int {
	return int(d.count[min(upTo, len(d.count)-1)] - d.count[after])
}

// span returns first and last day of something that can begin on a day.
func (d *days) span(from int, t *Task) (first, last int, err error) {
	switch {
	case t.milestone():
		return from, from, d.upTo(from)
	case t.Takes.Unit == isms.WorkingDays:
		if first, err = d.workFrom(from, 0); err == nil {
			last, err = d.workFrom(first, t.Takes.N-1)
		}
		return first, last, err
	}
	end, err := t.Takes.From(d.date(from), nil)
	if err != nil {
		return 0, 0, errTooLate()
	}
	last = d.day(end) - 1
	return from, last, d.upTo(last)
}

// latest returns the latest day on which something can begin and end by last.
func (d *days) latest(last int, t *Task) int {
	switch {
	case t.milestone():
		return last
	case t.Takes.Unit == isms.WorkingDays:
		return d.workUntil(last, t.Takes.N-1)
	}
	ends := func(from int) int {
		end, err := t.Takes.From(d.date(from), nil)
		if err != nil {
			return math.MaxInt
		}
		return d.day(end) - 1
	}
	// Counting back never gives too late a day, as it ends at the last day of a
	// shorter month; where no day lies so far back, it gives the base.
	start, _ := t.Takes.Before(d.date(last), nil)
	from := d.day(start)
	for ends(from+1) <= last {
		from++
	}
	return max(from, 0)
}
