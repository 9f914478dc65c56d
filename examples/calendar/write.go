package main

import (
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/ismskit/ismskit/isms"
)

// longest is the span in days up to which an entry is shown whole; of a longer one,
// such as the year in which a surveillance audit has to fall, the due day is shown.
const longest = 31

// days returns the first and the last day that an entry takes in a calendar.
func days(e isms.Entry) (first, last isms.Date) {
	if n := e.Window.Days(); n > 1 && n <= longest {
		return e.Window.First, e.Window.Last
	}
	return e.Window.Last, e.Window.Last
}

func uid(e isms.Entry) string { return string(e.ID) + "@ismskit" }

func describe(e isms.Entry) string {
	lines := []string{e.Basis.Text}
	if !e.Window.First.IsZero() && e.Window.Days() > longest {
		lines = append(lines, "Window: "+e.Window.String())
	}
	if len(e.Refs) > 0 {
		lines = append(lines, "ISO/IEC 27001:2022: "+isms.Citations(nil, e.Refs...))
	}
	if e.Subject != "" {
		lines = append(lines, "About: "+string(e.Subject))
	}
	return strings.Join(lines, "\n")
}

// write makes the calendar; its description says what is missing. Entries whose due day is not known have no place in a
// calendar and are left out.
func write(name string, asOf isms.Date, entries []isms.Entry, missing []string, worked isms.Calendar) []byte {
	c := ics.NewCalendar()
	c.SetProductId("-//ismskit//examples calendar//EN")
	c.SetMethod(ics.MethodPublish)
	c.SetXWRCalName(name + ": what falls due")
	if len(missing) > 0 {
		c.SetXWRCalDesc(strings.Join(missing, " "))
	}
	for _, e := range entries {
		if e.Window.Last.IsZero() {
			continue
		}
		first, last := days(e)
		v := c.AddEvent(uid(e))
		v.SetDtStampTime(at(asOf)) // the day that was asked about: the same input gives the same bytes
		v.SetAllDayStartAt(at(first))
		v.SetAllDayEndAt(at(last.AddDays(1))) // the end is the day after, RFC 5545, 3.6.1
		title := e.Title
		if !e.Window.Last.IsZero() && e.Window.Last.Before(asOf) {
			title = isms.Sentence{Text: "Overdue: " + title.Text}
		}
		v.SetSummary(title.Text)
		v.SetDescription(describe(e))
		v.SetTimeTransparency(ics.TransparencyTransparent) // nobody is busy because of a deadline
		rings, err := e.Alarm(worked)
		if err != nil {
			continue // nobody knows the day
		}
		a := v.AddAlarm()
		a.SetAction(ics.ActionDisplay)
		a.SetDescription(title.Text)
		// At nine in the morning, UTC: a program shows it on that day in most zones.
		a.SetTrigger(at(rings).Add(9*time.Hour).Format("20060102T150405Z"), ics.WithValue(string(ics.ValueDataTypeDateTime)))
	}
	return []byte(c.Serialize(ics.WithNewLine("\r\n")))
}
