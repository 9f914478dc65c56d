package system_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
)

// Whatever counts working days counts by the calendar that the document names, and a
// name that leads nowhere is not Monday to Friday.
func TestCalendarOfTheDocument(t *testing.T) {
	friday := isms.MustDate("2026-02-13")
	year := isms.WorkCalendar{ID: "de", From: isms.MustDate("2025-01-01"), To: isms.MustDate("2026-12-31")}
	holiday := year
	holiday.Holidays = []isms.Date{friday.AddDays(14)}
	const code = "record/overdue-review-of-issues"
	for name, c := range map[string]struct {
		calendars []isms.WorkCalendar
		named     isms.ID
		asOf      isms.Date
		want      string
	}{
		"none, the last day":   {nil, "", friday.AddDays(14), ""},
		"none, a day later":    {nil, "", friday.AddDays(15), code},
		"a calendar":           {[]isms.WorkCalendar{year}, "de", friday.AddDays(15), code},
		"a holiday":            {[]isms.WorkCalendar{holiday}, "de", friday.AddDays(17), ""},
		"a holiday, and late":  {[]isms.WorkCalendar{holiday}, "de", friday.AddDays(18), code},
		"nobody's":             {[]isms.WorkCalendar{year}, "fr", friday, "system/unusable-calendar at defaultCalendar; not run"},
		"two of one name":      {[]isms.WorkCalendar{year, year}, "de", friday, "system/unusable-calendar at calendars[#0]; system/unusable-calendar at calendars[#1]; not run"},
		"without an end":       {[]isms.WorkCalendar{{ID: "de", From: friday}}, "de", friday, "system/unusable-calendar at calendars[de].to; not run"},
		"of which nobody asks": {[]isms.WorkCalendar{{ID: "old", From: friday, To: friday}}, "", friday.AddDays(14), ""},
		"at its end":           {[]isms.WorkCalendar{{ID: "de", From: friday, To: friday}}, "de", friday, "not run"},
		"past its end":         {[]isms.WorkCalendar{{ID: "de", From: friday, To: friday}}, "de", friday.AddDays(1), "system/calendar-at-its-end at calendars[de].to; not run"},
	} {
		s := system.System{Calendars: c.calendars, DefaultCalendar: c.named}
		s.Records.Limits.Review, s.Records.Context.Reviewed = isms.MustInterval("10 working days"), friday
		report := s.At(c.asOf).Report()
		var got []string
		for d := range report.Found() {
			if strings.HasPrefix(d.Code, "system/unusable-cal") || strings.HasPrefix(d.Code, "system/calendar") {
				got = append(got, d.Code+" at "+string(d.Path))
			} else if d.Code == code {
				got = append(got, code)
			}
		}
		if !report.RanFor(code, "4.1 s1") {
			got = append(got, "not run")
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
	if !(system.System{}).At(isms.Date{}).Report().RanFor("system/unusable-calendar", "7.5.1 b") {
		t.Error("without a day")
	}
}

// The end of a calendar in use is in the calendar of what falls due.
func TestEndOfTheCalendar(t *testing.T) {
	ends := func(s system.System) int {
		n := 0
		for _, e := range s.At(day).Entries(isms.Date{}, day.AddYears(1)) {
			if e.Subject == "de" && e.Window == isms.On(day.AddDays(30)) {
				n++
			}
		}
		return n
	}
	cal := isms.WorkCalendar{ID: "de", From: day, To: day.AddDays(30)}
	s := system.System{Calendars: []isms.WorkCalendar{cal}}
	if n := ends(s); n != 0 {
		t.Errorf("%d ends of a calendar that nobody names", n)
	}
	named := s
	named.DefaultCalendar = "de"
	if n := ends(named); n != 1 {
		t.Errorf("%d ends", n)
	}
	s.Policies = []audit.Policy{{ID: "ours", Calendar: "de"}}
	s.DeadlinePolicies = []string{"ours"}
	if n := ends(s); n != 1 {
		t.Errorf("%d ends of the calendar of a policy", n)
	}
	s.Policies[0].Calendar = "fr"
	if _, err := s.At(day).Schedule(); err == nil || !slices.Contains(found(s), "system/unknown-deadline-policy at policies[ours].calendar") {
		t.Errorf("%v, %v", err, found(s))
	}
}

func found(s system.System) (out []string) {
	for d := range s.At(day).Report().Found() {
		out = append(out, d.Code+" at "+string(d.Path))
	}
	return out
}
