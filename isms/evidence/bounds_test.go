package evidence

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/isms"
)

// args says the arguments of the findings with a code, a line each.
func args(r isms.Report, code string) string {
	var b strings.Builder
	for d := range r.Found() {
		if d.Code == code {
			for _, a := range d.Args {
				b.WriteString(a.Name + " " + a.String() + ", ")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// at is a record of a place on a day.
func at(id, on string, refs ...isms.Ref) Record {
	return Record{ID: isms.ID(id), Kind: "patch report", Refs: refs, Collected: day(on), Artefact: "sha256:" + id, By: "it"}
}

// The first and the last of several days are named.
func TestShortSpanNamesItsDays(t *testing.T) {
	l := Log{
		Expectations: []Expectation{{Ref: "A.8.8", Every: quarterly, Since: day("2026-09-01")}},
		Records:      []Record{at("b", "2026-10-02", "A.8.8"), at("a", "2026-10-09", "A.8.8"), at("c", "2026-10-01", "A.8.8"), at("d", "2026-10-08", "A.8.8")},
	}
	want := "n 4, ref A.8.8, first 2026-10-01, last 2026-10-09, every 3 months, \n"
	if diff := cmp.Diff(want, args(l.Check(today, nil), "evidence/evidence-collected-within-a-single-interval")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Taken together, a record counts once, however many places it speaks for, and
// the days of all places are one list.
func TestBunchingOfEverything(t *testing.T) {
	l := Log{
		Expectations: []Expectation{{Ref: "A.5.1"}, {Ref: "A.8.8"}},
		Records: []Record{
			at("a", "2026-11-21", "A.5.1", "A.8.8"), at("b", "2026-11-20", "A.8.8", "A.5.1"), at("c", "2026-11-19", "A.5.1"),
			at("d", "2026-03-01", "A.8.8"), at("e", "2026-04-01", "A.8.8"),
			at("f", "2026-02-01", "A.5.1"),
		},
	}
	got := args(l.Check(today, nil), "evidence/evidence-collected-shortly-before-the-audit")
	for _, want := range []string{"have 3, want 6", "have 3, want 4", "have 2, want 4"} { // everything, A.5.1, A.8.8
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// A place that is named and empty is called so.
func TestAnEmptyPlace(t *testing.T) {
	l := Log{Records: []Record{at("a", "2026-11-01", "A.8.8", "")}}
	got, err := l.Check(today, nil).Of("evidence/evidence-for-unknown-requirement-or-control")
	if err != nil || len(got) != 1 || got[0].Arg("why").Sentence.Code != unknownReference.Code || got[0].Path != "records[a].refs" {
		t.Errorf("%v, %v", got, err)
	}
}

// Each default is found under its place, the first of the table, too.
func TestDefaultForEachPlace(t *testing.T) {
	for d := range ClauseDefaults() {
		if got, ok := LookupDefault(d.Ref); !ok || cmp.Diff(d, got) != "" {
			t.Errorf("%s: %v, %v", d.Ref, got, ok)
		}
	}
	for d := range ControlDefaults() {
		if got, ok := LookupDefault(d.Ref); !ok || cmp.Diff(d, got) != "" {
			t.Errorf("%s: %v, %v", d.Ref, got, ok)
		}
	}
	if got, ok := LookupDefault("nowhere"); ok || got.Ref != "" {
		t.Errorf("nowhere: %v", got)
	}
}

// A period without an end reaches up to the day of collection, and a long record
// closes the gaps behind a short one of later days.
func TestOpenAndLongPeriods(t *testing.T) {
	l := Log{Expectations: []Expectation{{Ref: "A.8.8", Every: monthly, Since: day("2026-01-01")}}}
	open, short, late := at("a", "2026-08-10", "A.8.8"), at("b", "2026-02-10", "A.8.8"), at("c", "2026-11-01", "A.8.8")
	open.Covers = isms.Window{First: day("2026-01-05")}
	l.Records = []Record{short, open, late}
	line := l.Summaries(today, nil)[0]
	if got := fmt.Sprint(line.Latest, line.Gaps); got != "2026-11-01 [2026-09-01 to 2026-09-30 2026-10-01 to 2026-10-31]" {
		t.Errorf("gaps %s", got)
	}
	l.Records = l.Records[:2]
	if got := l.Summaries(today, nil)[0].Latest; got != day("2026-08-10") {
		t.Errorf("speaks of days up to %s", got)
	}
}

// What is fresh for longer than there are days is fresh for ever, unless it ends
// by itself.
func TestFreshUntilTheLastDay(t *testing.T) {
	x, grace := Expectation{Ref: "A.5.1", Every: monthly}, isms.MustInterval("14 days")
	for _, c := range []struct{ last, valid, want string }{
		{"9999-11-16", "", "9999-12-30"},
		{"9999-11-17", "", "9999-12-31"},
		{"9999-11-18", "", "9999-12-31"},
		{"9999-12-18", "", "9999-12-31"},
		{"9999-12-18", "9999-12-20", "9999-12-20"},
		{"2026-01-01", "2026-02-14", "2026-02-14"},
		{"2026-01-01", "2026-02-15", "2026-02-15"},
		{"2026-01-01", "2026-02-16", "2026-02-15"},
	} {
		var valid isms.Date
		if err := valid.UnmarshalText([]byte(c.valid)); err != nil {
			t.Fatal(err)
		}
		if got, err := x.validUntil(day(c.last), valid, grace, nil); err != nil || got != day(c.want) {
			t.Errorf("from %s, valid until %s: %s, want %s", c.last, valid, got, c.want)
		}
	}
	if got, err := (Expectation{Ref: "A.5.1"}).validUntil(today, isms.Date{}, grace, nil); err != nil || got != day("9999-12-31") {
		t.Errorf("without a cadence: %s", got)
	}
}

// A record counts for each expectation at a place, and once, however often it
// names the place.
func TestARecordCountsOnceForEachExpectation(t *testing.T) {
	l := Log{
		Expectations: []Expectation{
			{Ref: "A.8.8", Kinds: []Kind{"approved document"}},
			{Ref: "A.8.8", Kinds: []Kind{"patch report"}},
			{Ref: "A.8.8", Kinds: []Kind{"patch report", "approval"}},
		},
		Records: []Record{at("a", "2026-11-01", "A.8.8", "A.8.8"), at("b", "2026-11-02", "A.8.8"), at("c", "2026-11-02", "A.8.8", "A.8.8")},
	}
	var got []int
	for _, line := range l.Summaries(today, nil) {
		got = append(got, line.Count)
	}
	if diff := cmp.Diff([]int{0, 3, 3}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want := "n 3, ref A.8.8, record a, kind patch report, kinds approved document, \n"
	if diff := cmp.Diff(want, args(l.Check(today, nil), "evidence/unexpected-kind-of-evidence")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A record at a subclause or a lettered item counts for the items in it; one at a
// whole clause, a theme or Annex A counts for nothing in it.
func TestWherePlacesHold(t *testing.T) {
	l := Log{}
	for _, ref := range []isms.Ref{"9.3.2 a", "9.3.2 d 1", "9.3.3 s1", "6.1.2 c 1", "A.5.1", "own:a.b"} {
		l.Expectations = append(l.Expectations, Expectation{Ref: ref})
	}
	for ref, want := range map[isms.Ref]string{
		"9": "", "9.3": "9.3.2 a, 9.3.2 d 1, 9.3.3 s1", "9.3.2": "9.3.2 a, 9.3.2 d 1", "9.3.2 d": "9.3.2 d 1", "9.3.2 a": "9.3.2 a", "6.1.2 c": "6.1.2 c 1",
		"A": "", "A.5": "", "A.5.1": "A.5.1", "own:a.b": "own:a.b", "own:a": "", "": "", "0.1": "", "9.9": "",
	} {
		l.Records = []Record{at("a", "2026-11-01", ref)}
		var got []string
		for _, line := range l.Summaries(today, nil) {
			if line.Count > 0 {
				got = append(got, string(line.Ref))
			}
		}
		if got := strings.Join(got, ", "); got != want {
			t.Errorf("%q counts for %q, want %q", ref, got, want)
		}
	}
}

// Without a day there is nothing, as a list that is written as one.
func TestWithoutADay(t *testing.T) {
	l := soundLog()
	for _, v := range []any{l.Summaries(isms.Date{}, nil), l.Samples(first{}, isms.Date{}, isms.Window{}, 3), l.Table(isms.Date{}, nil).Rows, Log{}.Table(today, nil).Rows, l.Entries(today, isms.Date{}), Draw(first{}, nil, 3)} {
		text, err := json.Marshal(v)
		if err != nil || string(text) != "[]" {
			t.Errorf("%T: %s, %v", v, text, err)
		}
	}
}

func TestLinesAreCopies(t *testing.T) {
	l := soundLog()
	l.Summaries(today, nil)[0].Kinds[0] = "?"
	if got := l.Expectations[0].Kinds[0]; got != "patch report" {
		t.Errorf("a caller made the expectation one of %q", got)
	}
}

// A lookback that goes back before the first day there is sees all records, and
// four hundred periods.
func TestLookbackBeforeTheFirstDay(t *testing.T) {
	asOf := day("0003-01-01")
	l := Log{
		Expectations: []Expectation{{Ref: "A.8.8", Every: isms.MustInterval("1 day"), Since: day("0001-01-01")}},
		Limits:       Limits{Lookback: isms.MustInterval("10 years"), Grace: isms.MustInterval("0 days")},
	}
	line := l.Summaries(asOf, nil)[0]
	if n := len(line.Gaps); n != 400 || line.Gaps[0] != isms.On(asOf.AddDays(-400)) || line.Gaps[399] != isms.On(asOf.AddDays(-1)) {
		t.Errorf("%d gaps", n)
	}
	better := at("a", "0002-12-31", "A.8.8")
	better.Kind, better.Covers = "improvement record", isms.Window{First: day("0001-01-01")}
	l.Records = []Record{better}
	if got := l.Summaries(asOf, nil)[0]; got.Maturity != Improving || got.CollectedBeforeAudit != (isms.Ratio{Have: 1, Want: 1}) {
		t.Errorf("%+v", got)
	}
}

// Without a cadence, a day from which on it operates, or a period that is over there
// is no gap; a period is over once the grace has passed.
func TestGapsAtTheirBounds(t *testing.T) {
	x := Expectation{Ref: "A.8.8", Every: monthly, Since: day("2026-10-01")} // October, and 14 days
	for _, c := range []struct {
		x    Expectation
		asOf string
		want int
	}{
		{x, "2026-11-14", 0},
		{x, "2026-11-15", 1},
		{x, "2026-12-14", 1},
		{x, "2026-12-15", 2},
		{x, "2026-10-01", 0},
		{x, "2026-09-01", 0},
		{Expectation{Ref: "A.8.8", Every: monthly}, "2026-12-15", 0},
		{Expectation{Ref: "A.8.8", Since: day("2026-10-01")}, "2026-12-15", 0},
		{Expectation{Ref: "A.8.8", Every: isms.MustInterval("1 year"), Since: day("9999-01-01")}, "9999-12-31", 0},
	} {
		if got := len((Log{Expectations: []Expectation{c.x}}).Summaries(day(c.asOf), nil)[0].Gaps); got != c.want {
			t.Errorf("%+v on %s: %d gaps, want %d", c.x, c.asOf, got, c.want)
		}
	}
}

// Of audits to come the next counts, of those that were the last, in any order; where
// both have one share it is the last. A share is never more than the whole.
func TestSharesBeforeAudits(t *testing.T) {
	l := Log{Expectations: []Expectation{{Ref: "A.5.1"}}, Records: []Record{at("a", "2026-06-01", "A.5.1"), at("b", "2026-06-02", "A.5.1"), at("c", "2026-11-20", "A.5.1")}}
	for _, c := range []struct {
		audits, audit string
		share         isms.Ratio
	}{
		{"2026-11-24 2026-12-25", "2026-11-24", isms.Ratio{Have: 1, Want: 3}},
		{"2026-12-25 2026-11-24", "2026-11-24", isms.Ratio{Have: 1, Want: 3}},
		{"2026-06-05 2026-05-05 2025-11-24", "2026-06-05", isms.Ratio{Have: 2, Want: 2}},
		{"2026-07-20 2026-12-25", "2026-07-20", isms.Ratio{Have: 0, Want: 2}},
		{"2026-11-22", "2026-11-22", isms.Ratio{Have: 1, Want: 3}},
		{"9999-12-31", "9999-12-31", isms.Ratio{Have: 0, Want: 0}},
	} {
		l.Audits = nil
		for a := range strings.FieldsSeq(c.audits) {
			l.Audits = append(l.Audits, day(a))
		}
		if got := l.Summaries(today, nil)[0]; got.CollectedBeforeAudit != c.share || got.audit != day(c.audit) {
			t.Errorf("audits %s: %s before %s, want %s before %s", c.audits, got.CollectedBeforeAudit, got.audit, c.share, c.audit)
		}
	}
	l.Audits = nil
	l.Limits = Limits{Lookback: isms.MustInterval("1 month"), BeforeAuditDays: 500}
	if got := l.Summaries(today, nil)[0].CollectedBeforeAudit; got != (isms.Ratio{Have: 1, Want: 1}) {
		t.Errorf("more than a month before the audit: %s", got)
	}
}

// Days are counted up to the last one there is.
func TestBetween(t *testing.T) {
	days := []isms.Date{day("2026-01-01"), day("2026-01-02"), day("2026-01-02"), day("2026-01-04"), day("9999-12-31")}
	for _, c := range []struct {
		first, last isms.Date
		want        int
	}{
		{day("2026-01-01"), day("2026-01-02"), 3},
		{day("2026-01-02"), day("2026-01-03"), 2},
		{day("2026-01-03"), day("2026-01-03"), 0},
		{day("2026-01-03"), day("2026-01-01"), 0},
		{day("2026-01-04"), day("9999-12-31"), 2},
		{isms.Date{}, day("2026-01-01"), 1},
		{isms.Date{}, day("9999-12-31"), 5},
	} {
		if got := between(days, c.first, c.last); got != c.want {
			t.Errorf("%s to %s: %d, want %d", c.first, c.last, got, c.want)
		}
	}
}

type first struct{}

func (first) IntN(int) int { return 0 }

type last struct{}

func (last) IntN(n int) int { return n - 1 }

type beyond struct{}

func (beyond) IntN(n int) int { return n }

type below struct{}

func (below) IntN(int) int { return -1 }

// A sample is in the order of IDs whatever was drawn first; a source that breaks
// its word gives what the nearest number would.
func TestDrawnInOrder(t *testing.T) {
	var list []Record
	for _, id := range []string{"c", "a", "e", "b", "d"} {
		list = append(list, at(id, "2026-01-01", "A.5.1"))
	}
	for _, c := range []struct {
		src  isms.Chance
		want string
	}{{first{}, "abc"}, {last{}, "abe"}, {beyond{}, "abe"}, {below{}, "abc"}} {
		var got strings.Builder
		for _, e := range Draw(c.src, list, 3) {
			got.WriteString(string(e.ID))
		}
		if got.String() != c.want {
			t.Errorf("%T draws %s, want %s", c.src, got.String(), c.want)
		}
	}
}

// What is expected without a cadence is due on no day, and what cannot be applied
// is not either.
func TestDueWithoutACadence(t *testing.T) {
	l := Log{Expectations: []Expectation{{Ref: "A.5.1", Since: day("2026-01-01")}, {Ref: "A.5.2", Every: monthly}, {Ref: "A.5.3", Every: monthly, Since: day("2026-12-01")}}}
	entries := l.Entries(today, today.AddYears(1))
	if len(entries) != 11 || entries[0].Window != isms.On(day("2026-12-31")) {
		t.Errorf("%d entries: %v", len(entries), entries)
	}
}
