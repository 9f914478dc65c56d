package system

import (
	"github.com/ismskit/ismskit/isms"
)

var (
	calendarUnusable = isms.Rule{
		Code: "system/unusable-calendar", Severity: isms.SeverityError, Since: "v0.1.0",
		Refs:    []isms.Ref{"7.5.1 b"},
		Title:   "Unusable calendar",
		Message: "no working day can be counted: {reason}",
		Key:     []string{"reason"},
		Remedy:  "Correct the calendar, or name another.",
		Basis:   "ismskit proposal: what cannot be counted is not known to be in time",
	}
	calendarEnded = isms.Rule{
		Code: "system/calendar-at-its-end", Severity: isms.SeverityWarning, Since: "v0.1.0",
		Refs:    []isms.Ref{"7.5.1 b"},
		Title:   "Calendar at its end",
		Message: "the calendar {calendar} ended on {last}; due dates in working days are not known",
		Needs:   []isms.Need{needDay},
		Remedy:  "Enter the holidays of the next years, and the day up to which they are known.",
		Basis:   "ismskit proposal: beyond its last day a calendar says nothing",
	}
)

// calendar returns the calendar that intervals in working days count by: the one that
// the system names, nil without. A name that leads nowhere gives one that knows no day.
func (s System) calendar() isms.Calendar {
	if s.DefaultCalendar == "" {
		return nil
	}
	cal, _ := isms.CalendarOf(s.DefaultCalendar, s.Calendars...) // Check says why
	return cal
}

// checkCalendars finds calendars that cannot be used, and those in use that have ended.
func (s System) checkCalendars(c *isms.Checker, asOf isms.Date) {
	if asOf.IsZero() {
		c.Lacks(needDay)
	}
	c.Ran(calendarUnusable, calendarEnded)
	at := isms.ItemPaths("", "calendars", s.Calendars, func(c *isms.WorkCalendar) isms.ID { return c.ID })
	times := map[isms.ID]int{} // for look-up only
	for _, cal := range s.Calendars {
		times[cal.ID]++
	}
	counts := s.calendarsInUse()
	for i, cal := range s.Calendars {
		err := cal.Validate()
		if err == nil && times[cal.ID] > 1 {
			_, err = isms.CalendarOf(cal.ID, cal, cal)
		}
		if err != nil {
			refused(c, calendarUnusable, err, func(p isms.Path) isms.Path { return p.Under(at[i]) })
		} else if counts[cal.ID] && cal.To.Before(asOf) {
			c.Find(calendarEnded, at[i].Field("to"), isms.ArgID("calendar", cal.ID), isms.ArgDate("last", cal.To))
		}
	}
	if s.DefaultCalendar != "" && times[s.DefaultCalendar] == 0 {
		_, err := isms.CalendarOf(s.DefaultCalendar)
		refused(c, calendarUnusable, err, func(isms.Path) isms.Path { return "defaultCalendar" })
	}
}

// calendarsInUse returns the calendars that the system and its deadline policies name.
func (s System) calendarsInUse() map[isms.ID]bool {
	out := map[isms.ID]bool{s.DefaultCalendar: s.DefaultCalendar != ""}
	for _, id := range s.DeadlinePolicies {
		if p, _, ok := s.policy(id); ok && p.Calendar != "" {
			out[p.Calendar] = true
		}
	}
	return out
}

// calendarEnds returns an entry for the last day of each calendar in use.
func (s System) calendarEnds() []isms.Entry {
	var out []isms.Entry
	counts := s.calendarsInUse()
	for _, cal := range s.Calendars {
		if counts[cal.ID] && cal.Validate() == nil {
			out = append(out, isms.Entry{
				ID: isms.DeriveID("calendar", string(cal.ID)), Kind: isms.EntryExpiry, Title: calendarEnds.With(isms.ArgID("calendar", cal.ID)),
				Window: isms.On(cal.To), Basis: calendarLastDay.With(), Refs: calendarEnded.Refs, Subject: cal.ID,
			})
		}
	}
	return out
}
