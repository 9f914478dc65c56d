package record_test

import (
	"slices"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record"
)

// Every limit and cadence in working days goes by the calendar: a holiday on the due
// day moves it, and beyond the last day of the calendar the rule has not run.
func TestWorkingDays(t *testing.T) {
	ten := isms.MustInterval("10 working days")
	last := isms.MustDate("2026-02-13") // a Friday: due on Friday, 27 February
	due := isms.MustDate("2026-02-27")
	short, err := isms.WorkCalendar{ID: "short", From: isms.MustDate("2026-01-01"), To: due.AddDays(-1)}.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	every := isms.Cadence{Every: ten}
	for code, change := range map[string]func(*record.Records){
		"record/overdue-review-of-issues": func(r *record.Records) { r.Limits.Review, r.Context.Reviewed = ten, last },
		"record/overdue-review-of-document": func(r *record.Records) {
			d := &r.Documents[0]
			d.ApprovedOn, d.Reviewed, d.Review = last, last, every
		},
		"record/missing-continual-improvement": func(r *record.Records) {
			r.Limits.Improvement = ten
			for i := range r.Improvements {
				r.Improvements[i].Completed = last
			}
		},
		"record/overdue-measurement": func(r *record.Records) {
			r.Indicators[0].Measurement = every
			for i := range r.Indicators[0].Results {
				r.Indicators[0].Results[i].On = last
			}
		},
		"record/overdue-evaluation-of-results": func(r *record.Records) {
			r.Indicators[0].Evaluation = every
			for i := range r.Indicators[0].Evaluations {
				r.Indicators[0].Evaluations[i].On = last
			}
		},
		"record/missing-evidence-of-leadership": func(r *record.Records) {
			r.Limits.Leadership = ten
			for i := range r.Leadership {
				r.Leadership[i].On = last
			}
		},
		"record/overdue-review-of-information-security-policy": func(r *record.Records) { r.Limits.Review, r.Policy.ApprovedOn, r.Policy.Reviewed = ten, last, last },
		"record/overdue-monitoring-of-objective": func(r *record.Records) {
			for i := range r.Objectives {
				r.Objectives[i].Monitoring, r.Objectives[i].Set = every, last
				r.Objectives[i].Results = []record.Result{{On: last, Value: "3"}}
			}
		},
		"record/overdue-evaluation-of-process": func(r *record.Records) {
			for i := range r.Processes {
				r.Processes[i].Evaluation, r.Processes[i].Evaluated = every, last
			}
		},
		"record/overdue-management-review":           func(r *record.Records) { r.Limits.ManagementReview = ten; r.ManagementReviews[0].Conducted = last },
		"record/overdue-risk-assessment-of-supplier": func(r *record.Records) { r.Suppliers[0].Review, r.Suppliers[0].Assessed = every, last },
		"record/overdue-review-of-supplier": func(r *record.Records) {
			r.Suppliers[0].Review, r.Suppliers[0].Contracted, r.Suppliers[0].Reviewed = every, last, last
		},
		"record/missing-awareness": func(r *record.Records) {
			r.Limits.Awareness = ten
			for i := range r.People {
				for k := range r.People[i].Awareness {
					r.People[i].Awareness[k].On = last
				}
			}
		},
	} {
		r := sound()
		change(&r)
		rep := func(asOf isms.Date, cal isms.Calendar) (found, ran bool) {
			rep := r.Check(asOf, cal)
			in := func(c string) bool { return c == code }
			for x := range rep.Ran() {
				ran = ran || in(x.Code)
			}
			if _, err := rep.Of(code); err != nil {
				t.Fatal(err)
			}
			return golden.Found(t, rep, code), ran
		}
		for _, c := range []struct {
			asOf       isms.Date
			cal        isms.Calendar
			found, ran bool
		}{
			{due, nil, false, true},
			{due.AddDays(1), nil, true, true},
			{due.AddDays(3), isms.Weekdays(due), false, true}, // Monday
			{due.AddDays(4), isms.Weekdays(due), true, true},
			{due.AddDays(1), short, false, false},
		} {
			if found, ran := rep(c.asOf, c.cal); found != c.found || ran != c.ran {
				t.Errorf("%s on %s: found %t, ran %t", code, c.asOf, found, ran)
			}
		}
	}
	// What nobody can count is due on no day.
	r := sound()
	r.Limits.Review, r.Context.Reviewed = ten, last
	days := func(cal isms.Calendar) (out []isms.Date) {
		for _, e := range r.Entries(last, last, last.AddDays(60), cal) {
			if e.ID == isms.DeriveID("record", "context", "", e.Window.Last.String()) {
				out = append(out, e.Window.Last)
			}
		}
		return out
	}
	if got := slices.Concat(days(nil), days(isms.Weekdays(due)), days(short)); !slices.Equal(got, []isms.Date{due, due.AddDays(3)}) {
		t.Error(got)
	}
	// An absence that nobody can count is no absence.
	r = sound()
	r.Changes, r.Limits.Review = nil, ten
	r.Absences = []record.Absence{{Of: "changes", By: "ceo", On: last}}
	for _, c := range []struct {
		cal isms.Calendar
		ran bool
	}{{nil, true}, {short, false}} {
		if got := r.Check(due, c.cal).RanFor("record/unplanned-change", "6.3 s1"); got != c.ran {
			t.Errorf("absent: %t", got)
		}
	}
}
