package isms_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

func TestAlarm(t *testing.T) {
	// 2026-05-01 is a Friday and, here, a holiday; 2026-05-31 a Sunday.
	worked := isms.Weekdays(isms.MustDate("2026-05-01"))
	for _, c := range []struct {
		due, lead string
		cal       isms.Calendar
		want      string
	}{
		{"2026-03-31", "1 month", nil, "2026-02-28"},
		{"2026-03-31", "", nil, "2026-03-31"},
		{"2026-05-31", "", nil, "2026-05-31"},           // nil moves nothing
		{"2026-05-31", "", worked, "2026-05-29"},        // a Sunday: the Friday before
		{"2026-06-01", "31 days", nil, "2026-05-01"},    // nobody said that it is a holiday
		{"2026-06-01", "31 days", worked, "2026-04-30"}, // the working day before the holiday
		{"2026-05-29", "", worked, "2026-05-29"},        // worked: stays
		{"2026-05-05", "2 working days", nil, "2026-05-01"},
		{"2026-05-05", "2 working days", worked, "2026-04-30"},
		{"2026-03-31", "100000 years", nil, ""}, // a reminder before time began
		{"2026-05-31", "", never{}, ""},         // a calendar without working days
		{"", "1 day", worked, ""},
	} {
		e := isms.Entry{}
		if err := e.Window.Last.UnmarshalText([]byte(c.due)); err != nil {
			t.Fatal(err)
		}
		if err := e.Lead.UnmarshalText([]byte(c.lead)); err != nil {
			t.Fatal(err)
		}
		alarm, _ := e.Alarm(c.cal)
		got, _ := alarm.MarshalText()
		if string(got) != c.want {
			t.Errorf("due %s, lead %s: alarm on %s, want %s", c.due, c.lead, got, c.want)
		}
	}
}

func TestSortEntries(t *testing.T) {
	list := []isms.Entry{{ID: "c", Title: isms.Sentence{Text: "b"}, Window: isms.On(day)}, {ID: "b", Title: isms.Sentence{Text: "b"}, Window: isms.On(day)}, {ID: "a", Title: isms.Sentence{Text: "a"}, Window: isms.On(day)}, {ID: "z"}}
	isms.SortEntries(list)
	order := ""
	for _, e := range list {
		order += fmt.Sprint(e.ID)
	}
	if order != "zabc" {
		t.Error(order)
	}
}

func TestEntryKinds(t *testing.T) {
	for i, k := range slices.Collect(isms.EntryKinds().All()) {
		if !isms.EntryKinds().Has(k) || isms.EntryKinds().Index(k) != i {
			t.Errorf("%q", k)
		}
	}
	if isms.EntryKinds().Has(isms.EntryKind("")) || isms.EntryKinds().Has(isms.EntryKind("party")) {
		t.Error("a word of nobody is known")
	}
}

// A message cites the items of clauses as people do; the argument stays as it is.
func TestMessagesCite(t *testing.T) {
	var c isms.Checker
	c.Find(isms.Rule{Code: "demo/x", Message: "{ref}, {control} and {what}"}, "", isms.ArgRef("ref", "6.2 s2"), isms.ArgRef("control", "A.5.7"), isms.ArgText("what", "no place"))
	for d := range c.Report().Found() {
		if d.Message != "6.2, third paragraph, A.5.7 and no place" || d.Arg("ref").Value != "6.2 s2" {
			t.Error(d)
		}
	}
}
