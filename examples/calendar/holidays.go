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

// workCalendar answers the library from the holidays of a country.
type workCalendar struct{ country *cal.BusinessCalendar }

// Workday says whether the day is worked: no weekend, no holiday.
func (w workCalendar) Workday(d isms.Date) isms.Answer {
	switch {
	case d.IsZero():
		return ""
	case w.country.IsWorkday(at(d)):
		return isms.Yes
	}
	return isms.No
}

// at is midnight of the day in UTC.
func at(d isms.Date) time.Time {
	return d.In(time.UTC)
}

func holidays(country string) (isms.Calendar, error) {
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
		return nil, fmt.Errorf("no holidays for %q: want ie, gb, de, us or none", country)
	}
	return workCalendar{c}, nil
}
