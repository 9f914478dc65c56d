package isms_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// A line is made for each single place that a rule, a finding or a judgement names,
// and for no clause or theme, which hold many.
func TestLinesAreMadeForSinglePlaces(t *testing.T) {
	expected := isms.Rule{Code: "demo/expected", Severity: isms.SeverityError, Refs: []isms.Ref{"A.5", "A.5.9"}, Title: "t"}
	var c isms.Checker
	c.Ran(expected)
	c.Find(isms.Rule{Code: "demo/found", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3", "A.6", "A.6.1", "own:C-1", "ISO 31000 5.4"}, Title: "t"}, "")
	judge := func(ref isms.Ref, by isms.ID) isms.Judgement {
		return isms.Judgement{Requirement: ref, Conclusion: isms.NotMet, By: by, On: day, Basis: "b"}
	}
	ready := isms.Assess(day, []isms.Rule{expected}, []isms.Judgement{judge("A.7.1", ""), judge("own:J-1", "p"), judge("A.7", "p"), judge("A.7.2", "p")}, c.Report())
	for ref, want := range map[isms.Ref]isms.Status{
		"A.5.9": isms.StatusClear, "A.6.1": isms.StatusOpen, "own:C-1": isms.StatusOpen, "ISO 31000 5.4": isms.StatusOpen, "6.1.3 e": isms.StatusOpen,
		"own:J-1": isms.StatusOpen, "A.7.2": isms.StatusOpen, "4.1 s1": isms.StatusNotExamined,
		"A.5": "", "A.6": "", "6.1.3": "", "A.7": "", "A.7.1": "", "A.5.1": "",
	} {
		line, ok := ready.LookupItem(ref)
		if ok != (want != "") || line.Status != want {
			t.Errorf("%s: %q, %v, want %q", ref, line.Status, ok, want)
		}
	}
	if first, _ := ready.LookupItem("4.1 s1"); len(first.Missing)+len(first.Found) > 0 {
		t.Errorf("%+v", first)
	}
	text, err := json.Marshal(ready)
	if err != nil || !strings.HasPrefix(string(text), `{"asOf":"2026-03-02","items":[{"ref":"4.1 s1",`) {
		t.Errorf("%.80s, %v", text, err)
	}
}

// A finding at a clause and at an item of it stands once on the item's line, and so
// does one at two clauses, one in the other.
func TestAFindingStandsOnceOnALine(t *testing.T) {
	for _, refs := range [][]isms.Ref{{"5.2", "5.2 a"}, {"5", "5.2"}, {"5.2 a"}} {
		var c isms.Checker
		c.Find(isms.Rule{Code: "demo/found", Severity: isms.SeverityError, Refs: refs, Title: "t"}, "")
		if line, _ := isms.Assess(day, nil, nil, c.Report()).LookupItem("5.2 a"); len(line.Found) != 1 {
			t.Errorf("%v: %d findings", refs, len(line.Found))
		}
	}
}

// A line lists what is missing with the reasons for its own place, and each reason
// to ask a person once, in order.
func TestWhatALineLists(t *testing.T) {
	two := isms.Rule{Code: "demo/two", Severity: isms.SeverityError, Refs: []isms.Ref{"4.1 s1", "5.2 a"}, Title: "t"}
	ask := func(code, why string) isms.Rule {
		return isms.Rule{Code: code, Severity: isms.SeverityError, Refs: []isms.Ref{"5.2 a"}, Title: "t", JudgementRequired: why}
	}
	var c isms.Checker
	c.Skip(two.At("4.1 s1"), isms.Sentence{Text: "no fact"})
	bad, met := isms.Judgement{Requirement: "5.2 a"}, isms.Judgement{Requirement: "5.2 a", Conclusion: isms.Met, By: "p", On: day, Basis: "b"}
	ready := isms.Assess(day, []isms.Rule{two, ask("demo/z", "z"), ask("demo/y", "a"), ask("demo/x", "z")}, []isms.Judgement{bad, met}, c.Report())
	first, _ := ready.LookupItem("4.1 s1")
	other, _ := ready.LookupItem("5.2 a")
	if len(first.Skipped) != 1 || first.Skipped[0].Why.Text != "no fact" || !slices.Equal(first.Missing, []string{"demo/two"}) {
		t.Errorf("%+v", first)
	}
	if len(other.Skipped) != 0 || !slices.Equal(other.Missing, []string{"demo/two"}) || len(other.Person) != 3 || other.Person[1].Text != "a" || other.Judgement != met {
		t.Errorf("%+v", other)
	}
}

func TestDaysOfAllMonths(t *testing.T) {
	for _, year := range []int{1, 4, 100, 400, 1900, 2000, 2023, 2024, 9999} {
		for m := time.January; m <= time.December; m++ {
			if got, want := isms.DaysIn(year, m), time.Date(year, m+1, 0, 0, 0, 0, 0, time.UTC).Day(); got != want {
				t.Errorf("%d-%d has %d days, want %d", year, m, got, want)
			}
		}
	}
	if isms.DaysIn(2026, 0) != 0 || isms.DaysIn(2026, 13) != 0 || isms.DaysIn(2026, -1) != 0 {
		t.Error("months that do not exist")
	}
}

func TestDatesAtTheEndsOfTime(t *testing.T) {
	first, last := isms.MustDate("0001-01-01"), isms.MustDate("9999-12-31")
	for _, c := range []struct {
		got  isms.Date
		want string
	}{
		{isms.MustDate("0001-02-15").AddMonths(-1), "0001-01-15"},
		{isms.MustDate("0001-01-15").AddMonths(-1), "not set"},
		{first.AddMonths(9999*12 - 1), "9999-12-01"},
		{first.AddMonths(9999 * 12), "not set"},
		{last.AddMonths(-9998*12 - 11), "0001-01-31"},
		{last.AddMonths(1), "not set"},
		{first.AddYears(9998), "9999-01-01"},
		{first.AddYears(9999), "not set"},
		{last.AddYears(-9998), "0001-12-31"},
		{last.AddYears(-9999), "not set"},
		{first.AddDays(3652058), "9999-12-31"},
		{first.AddDays(3652059), "not set"},
		{last.AddDays(-3652058), "0001-01-01"},
		{last.AddDays(-3652059), "not set"},
		{first.AddDays(-1), "not set"},
		{isms.Date{}.AddDays(1), "not set"},
		{isms.Date{}.AddMonths(12), "not set"},
		{isms.DateOf(time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC)), "not set"},
		{isms.DateOf(time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC)), "0001-01-02"},
		{isms.DateOf(time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)), "9999-12-31"},
		{isms.DateOf(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)), "not set"},
	} {
		if c.got.String() != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
	if !first.Before(last) || !last.After(first) || first.Before(first) || last.After(last) {
		t.Error("order")
	}
	d, n := day, isms.DecimalOf(3)
	if d.UnmarshalText([]byte("x")) == nil || n.UnmarshalText([]byte("x")) == nil || d != day || n != isms.DecimalOf(3) {
		t.Error("what is refused changes nothing")
	}
	zone, err := time.LoadLocation("America/Sao_Paulo")
	if err != nil {
		t.Fatal(err)
	}
	if got := isms.MustDate("2018-11-04").In(zone); !got.Equal(time.Date(2018, 11, 4, 3, 0, 0, 0, time.UTC)) {
		t.Errorf("%s", got.Format(time.RFC3339Nano))
	}
}

func TestSmallForms(t *testing.T) {
	if s := (isms.Diagnostic{Code: "a/b", Severity: isms.SeverityNote, Refs: []isms.Ref{"4", "5"}, Message: "m"}).String(); s != "note a/b (4, 5): m" {
		t.Error(s)
	}
	if id, err := isms.ParseID(" x"); id != "" || err == nil {
		t.Errorf("%q, %v", id, err)
	}
	for text, want := range map[string]isms.Ref{
		"ISO/IEC 27001:2022/Amd 1:2024 4.1 s2": "4.1 s2", "ISO/IEC 27001 6.1.3 (d)": "6.1.3 d", "ISO/IEC 27001:2022 A.8.34": "A.8.34", "EU 2016/679 32": "EU 2016/679 32", "BSI 200-2  3": "BSI 200-2 3",
	} {
		if got, err := isms.ParseRef(text); err != nil || got != want {
			t.Errorf("%q is %q, %v, want %q", text, got, err, want)
		}
	}
	if got := isms.Path("").Item("a", "x~y"); got != "a[x~y]" {
		t.Error(got)
	}
	var r isms.Ratio
	if err := json.Unmarshal([]byte(`{"want":2}`), &r); err != nil || r != (isms.Ratio{Want: 2}) {
		t.Errorf("%v, %v", r, err)
	}
	if err := json.Unmarshal([]byte(`{"have":"x"}`), &r); golden.Codes(err) != "isms/wrong-kind at have" {
		t.Error(err)
	}
	list := []isms.Entry{{ID: "1", Title: isms.Sentence{Text: "a"}, Window: isms.On(day.AddDays(1))}, {ID: "2", Title: isms.Sentence{Text: "b"}, Window: isms.On(day)}, {ID: "0", Title: isms.Sentence{Text: "c"}, Window: isms.On(day)}}
	isms.SortEntries(list)
	if list[0].ID != "2" || list[1].ID != "0" || list[2].ID != "1" {
		t.Errorf("%v", list)
	}
}

// Two reports are equal only if they say the same of every rule.
func TestReportsThatDiffer(t *testing.T) {
	a, b := isms.Rule{Code: "demo/a", Severity: isms.SeverityError, Refs: []isms.Ref{"A.5.7", "4.1 s1"}, Title: "t"}, isms.Rule{Code: "demo/b", Severity: isms.SeverityError, Refs: []isms.Ref{"4.1 s1"}, Title: "t"}
	make1 := func(do func(*isms.Checker)) isms.Report { var c isms.Checker; do(&c); return c.Report() }
	all := []isms.Report{
		{},
		make1(func(c *isms.Checker) { c.Ran(a) }), make1(func(c *isms.Checker) { c.Ran(b) }), make1(func(c *isms.Checker) { c.Ran(a.At("4.1 s1")) }), make1(func(c *isms.Checker) { c.Ran(a, b) }),
		make1(func(c *isms.Checker) { c.Skip(a, isms.Sentence{Text: "x"}) }), make1(func(c *isms.Checker) { c.Skip(a, isms.Sentence{Text: "y"}) }), make1(func(c *isms.Checker) { c.Skip(b, isms.Sentence{Text: "x"}) }), make1(func(c *isms.Checker) { c.Skip(a.At("4.1 s1"), isms.Sentence{Text: "x"}) }),
		make1(func(c *isms.Checker) { c.Skip(a.At("4.1 s1"), isms.Sentence{Text: "y"}) }), make1(func(c *isms.Checker) { c.Skip(a, isms.Sentence{Text: "x"}); c.Skip(b, isms.Sentence{Text: "x"}) }), make1(func(c *isms.Checker) { c.Find(a, "") }), make1(func(c *isms.Checker) { c.Find(a, "p") }),
	}
	for i, x := range all {
		for j, y := range all {
			if x.Equal(y) != (i == j) {
				t.Errorf("%d and %d", i, j)
			}
		}
	}
	for d := range all[11].Found() {
		if diff := cmp.Diff([]isms.Ref{"4.1 s1", "A.5.7"}, d.Refs); diff != "" {
			t.Error(diff)
		}
	}
	if n, m := len(slices.Collect(all[4].Ran())), len(slices.Collect(all[10].Skipped())); n != 2 || m != 2 {
		t.Errorf("%d ran, %d skipped", n, m)
	}
	d, ran := []isms.Diagnostic{{}}, []isms.Ran{{}}
	for _, diff := range []isms.ReportDiff{
		{Appeared: d}, {Resolved: d}, {Lost: d}, {Started: ran}, {Stopped: ran}, {Appeared: d, Resolved: d}, {Resolved: d, Lost: d}, {Lost: d, Started: ran}, {Started: ran, Stopped: ran}, {Appeared: d, Stopped: ran}, {Appeared: d, Lost: d},
	} {
		if diff.Empty() {
			t.Errorf("%+v is empty", diff)
		}
	}
	if !(isms.ReportDiff{}).Empty() {
		t.Error("nothing is something")
	}
}
