package main

import (
	"fmt"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/us"

	"github.com/ismskit/ismskit/isms"
)

// at is midnight of the day in UTC.
func at(d isms.Date) time.Time {
	return d.In(time.UTC)
}

// holidays returns the calendar of a country for the years around a day: Monday to
// Friday but for its holidays.
func holidays(country string, day isms.Date) (isms.WorkCalendar, error) {
	c := cal.NewBusinessCalendar()
	switch country {
	case "ie":
		c.AddHoliday(ie.Holidays...)
	case "gb":
		c.AddHoliday(gb.Holidays...)
	case "de":
		c.AddHoliday(de.Holidays...)
	case "us":
		c.AddHoliday(us.Holidays...)
	case "none":
	default:
		return isms.WorkCalendar{}, fmt.Errorf("no holidays for %q: want ie, gb, de, us or none", country)
	}
	out := isms.WorkCalendar{ID: isms.ID(country), From: day.AddYears(-5), To: day.AddYears(5)}
	for d := out.From; !d.After(out.To); d = d.AddDays(1) {
		if wd := d.Weekday(); wd != time.Saturday && wd != time.Sunday && !c.IsWorkday(at(d)) {
			out.Holidays = append(out.Holidays, d)
		}
	}
	return out, nil
}
