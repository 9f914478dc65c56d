package programme_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// An area's interval counts from its last audit, or from the start of the span.
func TestProgrammeAtTheEdges(t *testing.T) {
	performed := func(id isms.ID, last string, scope ...isms.Ref) programme.InternalAudit {
		a := soundProgramme().Audits[0]
		a.ID, a.Scope, a.Conducted, a.ReportedOn = id, scope, isms.Window{First: day(last).AddDays(-1), Last: day(last)}, day(last)
		return a
	}
	p := soundProgramme()
	p.Audits = append([]programme.InternalAudit{performed("IA-9", "2026-05-01", "A.8"), performed("IA-8", "2026-04-01", "A.8"), performed("IA-7", "2025-12-31", "A.8")}, p.Audits...)
	for _, c := range []struct {
		on, every string
		want      string
	}{
		{"2026-06-01", "1 month", ""},
		{"2026-06-02", "1 month", "programme/area-last-audited, due by 2026-06-01"},
		{"2026-04-30", "1 month", ""},
		{"2026-03-31", "3 months", ""},
		{"2026-03-31", "89 days", ""},
		{"2026-03-31", "88 days", "programme/area-not-audited, due by 2026-03-30"},
	} {
		p.Areas[0].Audit.Every = isms.MustInterval(c.every)
		got := ""
		for d := range p.Check(day(c.on), programme.Facts{Necessary: necessary}).Found() {
			if d.Code == "programme/exceeded-audit-interval" {
				got = d.Arg("audited").Sentence.Code + ", due by " + d.Arg("due").Value
			}
		}
		if got != c.want {
			t.Errorf("every %s, on %s: %q, want %q", c.every, c.on, got, c.want)
		}
	}
	// The latest of all counts for the system, in whatever order they are listed,
	// and one outside of the span does not.
	p.Areas[0].Audit.Every = isms.Interval{}
	for range 2 {
		var got []string
		for d := range p.Check(day("2027-05-02"), programme.Facts{Necessary: necessary}).Found() {
			if d.Code == "programme/exceeded-audit-interval" || d.Code == "programme/missing-internal-audit" {
				got = append(got, d.Code+" at "+string(d.Path)+", due by "+d.Arg("due").Value)
			}
		}
		if !slices.Equal(got, []string{"programme/exceeded-audit-interval at audit.every, due by 2027-05-01"}) {
			t.Errorf("got %q", got)
		}
		slices.Reverse(p.Audits)
	}
	p.Audits = []programme.InternalAudit{performed("IA-7", "2025-12-31", "A.8"), performed("IA-6", "2029-01-01", "A.8")}
	if !golden.Found(t, p.Check(day("2029-01-01"), programme.Facts{}), "programme/missing-internal-audit") {
		t.Error("audits outside of the span count")
	}
	p.Audits = append(p.Audits, performed("IA-5", "2028-12-31", "A.8"))
	if golden.Found(t, p.Check(day("2029-01-01"), programme.Facts{}), "programme/missing-internal-audit") {
		t.Error("an audit on the last day of the span does not count")
	}
}

// When each place was audited and will be.
func TestCoverageOfAPlace(t *testing.T) {
	p := soundProgramme()
	first := p.Audits[0]
	first.ID, first.Conducted = "IA-0", isms.On(day("2026-02-02"))
	early := p.Audits[0]
	early.ID, early.Conducted = "IA-00", isms.On(day("2025-12-31"))
	again := p.Audits[1]
	again.ID, again.Scope, again.Planned = "IA-4", []isms.Ref{"7", "9.2.2 s1"}, isms.Window{First: day("2026-10-01"), Last: day("2026-10-02")}
	late := again
	late.ID, late.Planned.Last = "IA-5", day("2029-01-01")
	gone := again
	gone.ID, gone.Cancelled = "IA-6", "no"
	p.Audits = append(p.Audits, first, early, again, late, gone)
	cover := map[isms.Ref]programme.Coverage{}
	for _, c := range p.Coverage(programmeDay, []isms.Ref{"A.5.7", "own:X-1"}) {
		cover[c.Ref] = c
	}
	for _, want := range []programme.Coverage{
		{Ref: "7.2", Conducted: []isms.ID{"IA-0", "IA-1"}, Planned: []isms.ID{"IA-4"}, Last: day("2026-03-11"), Next: day("2026-10-02")},
		{Ref: "9.2.2", Conducted: []isms.ID{}, Planned: []isms.ID{"IA-2"}, Next: day("2026-11-12")}, // a part of the clause does not cover it
		{Ref: "A.5.7", Conducted: []isms.ID{}, Planned: []isms.ID{"IA-3"}, Next: day("2027-11-12")},
		{Ref: "own:X-1", Conducted: []isms.ID{}, Planned: []isms.ID{}},
	} {
		if diff := cmp.Diff(want, cover[want.Ref], cmp.Comparer(isms.Date.Equal)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.Ref, diff)
		}
	}
	for on, want := range map[string]isms.Ratio{
		"2025-12-30": {}, "2025-12-31": {Have: 1, Want: 1}, "2026-02-02": {Have: 2, Want: 2}, "2026-03-10": {Have: 2, Want: 2},
		"2026-03-11": {Have: 3, Want: 3}, "2026-10-02": {Have: 3, Want: 3}, "2026-10-03": {Have: 3, Want: 4}, "2026-11-13": {Have: 3, Want: 5},
	} {
		if got := p.Conducted(day(on)); got != want {
			t.Errorf("held on %s: %v, want %v", on, got, want)
		}
	}
}

// What to audit next, and why: majors, minors, importance, time since.
func TestOrderOfPriorities(t *testing.T) {
	p := soundProgramme()
	p.Areas = []programme.Area{
		{Ref: "A.8", Importance: programme.ImportanceHigh},
		{Ref: "A.8.13", Importance: programme.ImportanceLow},
		{Ref: "A", Importance: programme.ImportanceLow},
		{Ref: "5", Importance: "huge"},
		{Ref: "5.1", Importance: programme.ImportanceNormal},
	}
	find := func(id isms.ID, on string, grade audit.Grade, refs ...isms.Ref) audit.Nonconformity {
		e := raised(id, on, grade, audit.Internal)
		e.Finding.Requirements = refs
		return replay(t, e)
	}
	findings := []audit.Nonconformity{
		find("NC-1", "2026-04-01", audit.Minor, "7.2 d"), find("NC-2", "2026-04-01", audit.Minor, "7.2 c", "10.2 f"), find("NC-3", "2026-04-01", audit.Major, "A.5.7"),
		find("NC-4", "2026-03-10", audit.Major, "7.3 a"), // audited since
		find("NC-5", "2026-03-11", audit.Minor, "7.4 a"), // on the day
		find("NC-6", "2026-06-02", audit.Major, "8.1"),   // to come
		apply(t, find("NC-7", "2026-04-01", audit.Major, "9.1"), audit.Event{Kind: audit.Withdrawn, On: day("2026-05-01"), Text: "not so"}),
		apply(t, find("NC-8", "2026-04-01", audit.Minor, "9.3.1"), audit.Event{Kind: audit.Regraded, On: day("2026-05-01"), Grade: audit.Major, Text: "worse"}),
		find("NC-9", "2026-04-01", audit.Observation, "8.2"),
		{},
	}
	var got []string
	for _, x := range p.Priorities(programmeDay, []isms.Ref{"A.5.7", "A.8.13", "A.8.14"}, findings) {
		line := string(x.Ref) + " " + string(x.Importance)
		if x.Majors+x.Minors > 0 {
			line += " " + strings.Repeat("M", x.Majors) + strings.Repeat("m", x.Minors)
		}
		if !x.Last.IsZero() {
			line += " " + x.Last.String()
		}
		got = append(got, line)
	}
	want := []string{
		"9.3.1  M", "A low M", "A.5.7 low M", "7.2  mm 2026-03-11", "10.2  m", "7.4  m 2026-03-11", "A.8 high", "A.8.14 high",
		"8.1 ", "8.2 ", "8.3 ", "9.1 ", "9.2.1 ", "9.2.2 ", "9.3.2 ", "9.3.3 ", "10.1 ",
	}
	if diff := cmp.Diff(want, got[:len(want)]); diff != "" {
		t.Errorf("-want +got:\n%s\nall: %q", diff, got)
	}
	if last := got[len(got)-1]; last != "A.8.13 low" {
		t.Errorf("last of all %q", last)
	}
}

// The first of two audits on one day is the first by ID, and a table ends after
// ten years.
func TestOrderOfAuditsInTables(t *testing.T) {
	p := soundProgramme()
	p.Period = isms.Window{First: day("2021-01-01"), Last: day("2035-12-31")}
	p.Auditors[0].Impartiality = "no part in it"
	one := p.Audits[1]
	for _, id := range []isms.ID{"IA-0", "IA-9", "IA-1b"} {
		one.ID = id
		p.Audits = append(p.Audits, one)
	}
	far := p.Audits[2]
	far.ID, far.Planned = "IA-F", isms.On(day("2031-01-01"))
	near := far
	near.ID, near.Planned = "IA-N", isms.On(day("2030-12-31"))
	p.Audits = append(p.Audits, far, near)
	t1, t2 := p.AuditTable(programmeDay), p.Table(programmeDay, necessary)
	var ids []string
	for _, row := range t1.Rows {
		ids = append(ids, row[0].String())
	}
	if want := "IA-1 IA-0 IA-1b IA-2 IA-9 IA-3 IA-N IA-F"; strings.Join(ids, " ") != want {
		t.Errorf("%v, want %s", ids, want)
	}
	for i, c := range t1.Columns {
		if c.Key == "impartiality" && t1.Rows[0][i].String() != "no part in it" {
			t.Errorf("impartiality of ann: %q", t1.Rows[0][i])
		}
	}
	if n := len(t2.Columns); n != 12 || t2.Columns[11].Key != "y2030" {
		t.Errorf("%d columns", n)
	}
	for _, row := range t2.Rows {
		if row[0].String() == "A.5.7" && (row[11].String() != "IA-N (planned)" || len(row) != 12) {
			t.Errorf("A.5.7 in 2030: %v", row)
		}
	}
}
