package risk_test

import (
	"fmt"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

func ending(t *testing.T, to string) isms.Calendar {
	t.Helper()
	cal, err := isms.WorkCalendar{ID: "c", From: day("2026-01-01"), To: day(to)}.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// The next assessment in working days goes by the calendar; beyond it nothing is due,
// and nothing is known to be in time.
func TestReassessmentInWorkingDays(t *testing.T) {
	const overdue = "risk/overdue-risk-assessment"
	r := sound() // assessed on Thursday, 15 January: due on Thursday, 29 January
	r.Reassessment.Every = isms.MustInterval("10 working days")
	for _, c := range []struct {
		asOf        string
		cal         isms.Calendar
		found, ran  bool
		next, table string
	}{
		{"2026-01-29", nil, false, true, "2026-01-29", "2026-01-29"},
		{"2026-01-30", nil, true, true, "2026-01-29", "2026-01-29"},
		{"2026-01-30", isms.Weekdays(day("2026-01-29")), false, true, "2026-01-30", "2026-01-30"},
		{"2026-01-31", isms.Weekdays(day("2026-01-29")), true, true, "2026-01-30", "2026-01-30"},
		{"2026-01-31", ending(t, "2026-01-28"), false, false, "", ""},
	} {
		report := r.Check(day(c.asOf), c.cal)
		next := ""
		for _, e := range r.Entries(day("2026-01-20"), day("2026-03-01"), c.cal) {
			if e.Kind == isms.EntryAssessment {
				next = e.Window.Last.String()
			}
		}
		e, err := r.Evaluate(day(c.asOf), c.cal)
		if err != nil {
			t.Fatal(err)
		}
		table := ""
		for _, row := range e.Table().Rows {
			table = fmt.Sprint(row[len(row)-1])
		}
		if found, ran := golden.Found(t, report, overdue), report.RanFor(overdue, "8.2 s1"); found != c.found || ran != c.ran || next != c.next || table != c.table {
			t.Errorf("on %s: found %t, ran %t, next %q, in the table %q", c.asOf, found, ran, next, table)
		}
	}
}

// So does the longest validity of an acceptance: what nobody can count is not in force.
func TestValidityInWorkingDays(t *testing.T) {
	for _, c := range []struct {
		expires string
		cal     isms.Calendar
		want    string
	}{
		{"2026-02-03", nil, "in force"},
		{"2026-02-04", nil, "rejected [validity too long]"},
		{"2026-02-04", isms.Weekdays(day("2026-02-03")), "in force"},
		{"2026-02-05", isms.Weekdays(day("2026-02-03")), "rejected [validity too long]"},
		{"2026-02-03", ending(t, "2026-02-02"), "rejected [validity unknown]"},
	} {
		r := retained() // accepted on Tuesday, 20 January
		r.Method.Criteria[1].LongestValidity = isms.MustInterval("10 working days")
		a := &r.Acceptances[0]
		a.Method, a.Expires = r.Method.Hash(), day(c.expires)
		e, err := r.Evaluate(day("2026-01-26"), c.cal)
		if err != nil {
			t.Fatal(err)
		}
		s, _ := e.LookupAcceptance("A-1")
		got := string(s.Status)
		if len(s.Reasons) > 0 {
			got += fmt.Sprint(" ", s.Reasons)
		}
		if got != c.want {
			t.Errorf("until %s: %s, want %s", c.expires, got, c.want)
		}
		again := *a
		again.ID = "A-2"
		if _, err := e.Accept(again); (err == nil) != (c.want == "in force") {
			t.Errorf("until %s: %v", c.expires, err)
		}
	}
}
