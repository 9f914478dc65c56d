package audit_test

import (
	"fmt"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

func years(id isms.ID, holidays ...isms.Date) isms.WorkCalendar {
	return isms.WorkCalendar{ID: id, Holidays: holidays, From: day("2026-01-01"), To: day("2026-12-31")}
}

// A policy counts by the calendar that it names, another by the one given; joined
// schedules keep their own. A due date moves off a free day only where the policy says
// so, a milestone never; beyond the calendar it is unknown.
func TestCalendarOfAPolicy(t *testing.T) {
	named := []isms.WorkCalendar{years("de", day("2026-05-01")), years("ie", day("2026-05-04"))}
	limit := func(id string, within string) audit.Policy {
		return audit.Policy{ID: id, Limits: []audit.Limit{{Audits: []audit.Kind{audit.Internal}, Step: "plan", Within: isms.MustInterval(within), Anchor: "report"}}}
	}
	with := func(p audit.Policy, calendar isms.ID, move audit.FreeDay) audit.Policy {
		p.Calendar, p.OnFreeDay = calendar, move
		return p
	}
	expiry := audit.Policy{ID: "expiry", OnFreeDay: audit.NextWorkingDay, Limits: []audit.Limit{{Audits: []audit.Kind{audit.Internal}, Step: "plan", Milestone: "certificate expiry"}}}
	for _, c := range []struct {
		policy audit.Policy
		report string
		want   string
	}{
		{limit("days", "1 working day"), "2026-04-30", "2026-05-05: report, 2026-04-30, plus 1 working day (days)"}, // 1 May and 4 May are the embedder's
		{with(limit("days", "1 working day"), "de", ""), "2026-04-30", "2026-05-04: report, 2026-04-30, plus 1 working day (days)"},
		{with(limit("days", "1 working day"), "ie", ""), "2026-04-30", "2026-05-01: report, 2026-04-30, plus 1 working day (days)"},
		{limit("plain", "1 month"), "2026-04-01", "2026-05-01: report, 2026-04-01, plus 1 month (plain)"},
		{with(limit("next", "1 month"), "de", audit.NextWorkingDay), "2026-04-01", "2026-05-04: report, 2026-04-01, plus 1 month, 2026-05-01, moved to the next working day (next)"},
		{with(limit("back", "1 month"), "de", audit.PreviousWorkingDay), "2026-04-01", "2026-04-30: report, 2026-04-01, plus 1 month, 2026-05-01, moved to the previous working day (back)"},
		{with(limit("next", "4 weeks"), "de", audit.NextWorkingDay), "2026-04-01", "2026-04-29: report, 2026-04-01, plus 4 weeks (next)"},
		{with(limit("next", "0 working days"), "de", audit.NextWorkingDay), "2026-05-01", "2026-05-01: report, 2026-05-01, plus 0 working days (next)"},
		{with(limit("next", "1 year"), "de", audit.NextWorkingDay), "2026-04-01", "not set: report, 2026-04-01, plus 1 year (next): not known, as the calendar does not say whether 2027-04-01 is a working day"},
		{with(limit("days", "400 working days"), "de", ""), "2026-04-01", "not set: report, 2026-04-01, plus 400 working days (days): not known, as the calendar does not say whether 2027-01-01 is a working day"},
		{with(limit("days", "1 working day"), "de", ""), "", "not set: report, not set, plus 1 working day (days)"},
		{with(expiry, "de", audit.NextWorkingDay), "", "2026-05-01: certificate expiry, 2026-05-01 (expiry)"},
	} {
		s, err := c.policy.Schedule(isms.Weekdays(day("2026-05-01"), day("2026-05-04")), named...)
		if err != nil {
			t.Fatal(err)
		}
		dates := audit.Dates{Expiry: day("2026-05-01")}
		if c.report != "" {
			dates.Report = day(c.report)
		}
		for d := range raise(t, audit.Major, audit.Internal).Deadlines(s, dates) {
			if got := d.Due.String() + ": " + d.Basis().Text; got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if d.Overdue(day("9999-12-31")) == d.Due.IsZero() || !d.Due.IsZero() != (d.Entry().Window != isms.Window{}) {
				t.Errorf("%s: overdue though unknown, or not", c.want)
			}
		}
	}
	german, _ := with(limit("german", "1 working day"), "de", "").Schedule(nil, named...)
	irish, _ := with(limit("irish", "2 working days"), "ie", "").Schedule(nil, named...)
	for _, s := range []audit.Schedule{german.Join(irish), irish.Join(german).Join(audit.Schedule{})} {
		got := ""
		for d := range raise(t, audit.Major, audit.Internal).Deadlines(s, audit.Dates{Report: day("2026-04-30")}) {
			got += fmt.Sprint(d.Policy(), " ", d.Due, "; ")
		}
		if got != "german 2026-05-04; " { // Irish: 1 and 5 May
			t.Error(got)
		}
	}
	for want, p := range map[string]audit.Policy{
		"isms/unknown-calendar at calendar":   {ID: "p", Calendar: "fr"},
		"isms/unknown-word at onFreeDay":      {ID: "p", OnFreeDay: "some day"},
		"isms/ambiguous-calendar at calendar": {ID: "p", Calendar: "twice"},
	} {
		if _, err := p.Schedule(nil, append(named, years("twice"), years("twice"))...); golden.Codes(err) != want {
			t.Errorf("%s, want %s", golden.Codes(err), want)
		}
	}
}

// A due date beyond the calendar is found, and the rules that would say "overdue" have
// not run.
func TestCheckBeyondTheCalendar(t *testing.T) {
	p := audit.Policy{ID: "ours", Calendar: "de", Limits: []audit.Limit{
		{Audits: []audit.Kind{audit.Internal, audit.Surveillance}, Step: "closure", Within: isms.MustInterval("30 working days"), Anchor: "finding"},
	}}
	check := func(kind audit.Kind, to string) string {
		cal := years("de")
		cal.To = day(to)
		s, err := p.Schedule(nil, cal)
		if err != nil {
			t.Fatal(err)
		}
		r := audit.Register{Items: []audit.RegisterItem{{Nonconformity: raise(t, audit.Major, kind)}}, Complete: isms.Yes}.Check(day("2026-02-01"), s)
		out := ""
		for d := range r.Found() {
			if d.Code == "audit/undetermined-due-date" {
				out += d.Message + "; "
			}
		}
		for x := range r.Skipped() {
			if x.Why.Code == "isms/beyond-the-calendar" {
				out += x.Code + "; "
			}
		}
		return out
	}
	overdue := "audit/overdue-correction; audit/overdue-corrective-action; audit/overdue-effectiveness-review; audit/overdue-root-cause-analysis; "
	for _, c := range []struct {
		kind     audit.Kind
		to, want string
	}{
		{audit.Internal, "2026-12-31", ""},
		{audit.Internal, "2026-01-31", "the due date of NC-1 is not determined: the calendar does not say whether 2026-02-01 is a working day; " + overdue},
		{audit.Surveillance, "2026-01-31", "the due date of NC-1 is not determined: the calendar does not say whether 2026-02-01 is a working day; audit/missed-certification-body-deadline; " + overdue},
	} {
		if got := check(c.kind, c.to); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
