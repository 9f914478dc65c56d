package evidence

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// A failure is answered by a record of a later day; one of the same day may have
// come before it.
func TestAFailureIsAnsweredLater(t *testing.T) {
	for after, want := range map[int]bool{-1: true, 0: true, 1: false} {
		l := soundLog()
		failed := report(9)
		failed.ID, failed.Adverse, failed.Artefact = "F", true, "sha256:f"
		failed.Collected = l.Records[9].Collected.AddDays(-after)
		l.Records = append(l.Records, failed)
		if got := golden.Found(t, l.Check(today, nil), "evidence/unresolved-adverse-evidence"); got != want {
			t.Errorf("supported %d days later: found %v", after, got)
		}
	}
	// One that does not count shows nothing, and an unknown place is not opened.
	l := soundLog()
	failed := report(9)
	failed.ID, failed.Adverse, failed.Collected = "F", true, today.AddDays(1)
	l.Records = append(l.Records, failed)
	if golden.Found(t, l.Check(today, nil), "evidence/unresolved-adverse-evidence") {
		t.Error("a failure of tomorrow is compared with today")
	}
	l.Records[10].Collected, l.Records[10].Refs = today, []isms.Ref{"A.5.99"}
	if golden.Found(t, l.Check(today, nil), "evidence/unresolved-adverse-evidence") {
		t.Error("a failure at no place")
	}
}

// The latest record is fresh for a cadence and the grace: 20 October plus a month
// plus 14 days is 4 December, or its own end if that is sooner.
func TestFreshToTheLastDay(t *testing.T) {
	l := soundLog()
	for on, want := range map[string]bool{"2026-10-20": true, "2026-12-04": true, "2026-12-05": false} {
		if got := !golden.Found(t, l.Check(day(on), nil), "evidence/outdated-evidence"); got != want {
			t.Errorf("on %s fresh: %v", on, got)
		}
		if got := l.Summaries(day(on), nil)[0].Current(day(on)); got != want {
			t.Errorf("on %s the line is fresh: %v", on, got)
		}
	}
	if got := l.Summaries(today, nil)[0]; got.ValidUntil != day("2026-12-04") || got.Latest != day("2026-10-20") || got.Count != 10 || got.Current(isms.Date{}) || (Summary{ValidUntil: today}).Current(today) {
		t.Errorf("%+v", got)
	}
	l.Records[9].ValidUntil = day("2026-11-01")
	if got := l.Summaries(today, nil)[0].ValidUntil; got != day("2026-11-03") {
		t.Errorf("until %s, want that of September, which is later", got) // 20 September, a month, 14 days
	}
	l.Records = l.Records[9:]
	if got := l.Summaries(today, nil)[0].ValidUntil; got != day("2026-11-01") {
		t.Errorf("until %s, want its own end", got)
	}
	l.Records[0].ValidUntil, l.Expectations[0].Every = isms.Date{}, isms.Interval{}
	if got := l.Summaries(today, nil)[0].ValidUntil; got != day("9999-12-31") {
		t.Errorf("without a cadence fresh until %s", got)
	}
}

// Three records make a share, two none; half of them is enough for a note, less
// is not. The week before the audit has seven days beside its own.
func TestBunchingAtItsBounds(t *testing.T) {
	for _, c := range []struct {
		days []int // before the day of the check
		want bool
	}{
		{[]int{0, 1}, false},
		{[]int{0, 1, 2}, true},
		{[]int{0, 1, 90, 91}, true},
		{[]int{0, 1, 90, 91, 92}, false},
		{[]int{7, 7, 100}, true},
		{[]int{7, 8, 100}, false},
		{[]int{8, 8, 8}, false},
		{[]int{1, 1, 1, 366, 367, 368, 369}, true},
	} {
		l := Log{Expectations: []Expectation{{Ref: "A.5.1"}}}
		for i, n := range c.days {
			e := report(i)
			e.Refs, e.Collected, e.Kind = []isms.Ref{"A.5.1"}, today.AddDays(-n), "approved document"
			l.Records = append(l.Records, e)
		}
		if got := golden.Found(t, l.Check(today, nil), "evidence/evidence-collected-shortly-before-the-audit"); got != c.want {
			t.Errorf("records %v days before: note %v", c.days, got)
		}
	}
}

// Two records of a monthly task that lie a month apart are as they should be, a
// day less is worth a note, and one record has no distance.
func TestShortSpanAtItsBounds(t *testing.T) {
	for last, want := range map[string]bool{"2026-10-20": false, "2026-10-19": true, "2026-09-20": true} {
		l := soundLog()
		l.Expectations[0].Since = day("2026-09-01")
		l.Records = l.Records[8:10]
		l.Records[1].Collected = day(last)
		if got := golden.Found(t, l.Check(today, nil), "evidence/evidence-collected-within-a-single-interval"); got != want {
			t.Errorf("20 September and %s: %v", last, got)
		}
		l.Records = l.Records[:1]
		if golden.Found(t, l.Check(today, nil), "evidence/evidence-collected-within-a-single-interval") {
			t.Error("a single record lies close to itself")
		}
		l = soundLog()
		l.Expectations[0].Every = isms.Interval{}
		if golden.Found(t, l.Check(today, nil), "evidence/evidence-collected-within-a-single-interval") {
			t.Error("without a cadence nothing is too close")
		}
	}
}

// What is missing or cannot be used in a policy is the default's; what can, stays.
func TestPolicyIsFilled(t *testing.T) {
	d := DefaultLimits()
	own := Limits{Lookback: isms.MustInterval("1 month"), Grace: isms.MustInterval("0 days"), BeforeAuditDays: 1, BeforeAuditShare: isms.Ratio{Have: 0, Want: 1}, BeforeAuditMinimum: 1}
	for _, c := range []struct{ in, want Limits }{
		{Limits{}, d},
		{d, d},
		{own, own},
		{Limits{Lookback: isms.Interval{N: 0, Unit: isms.Days}, Grace: isms.Interval{N: -1, Unit: isms.Days}, BeforeAuditDays: -1, BeforeAuditMinimum: -1, BeforeAuditShare: isms.Ratio{Have: 2, Want: 1}}, d},
		{Limits{Lookback: isms.Interval{N: 1, Unit: "moons"}, Grace: isms.Interval{N: 1, Unit: "moons"}}, d},
		{Limits{Lookback: isms.Interval{N: -3, Unit: isms.Days}}, d},
	} {
		if got := c.in.filled(); got != c.want {
			t.Errorf("%+v is filled to %+v, want %+v", c.in, got, c.want)
		}
	}
}

// No field is left out of the order of records and of expectations: two that
// differ in one are two, whichever comes first.
func TestOrderSeesEveryField(t *testing.T) {
	base := report(3)
	for name, change := range map[string]func(*Record){
		"ID": func(e *Record) { e.ID += "x" }, "kind": func(e *Record) { e.Kind += "x" }, "title": func(e *Record) { e.Title += "x" },
		"refs": func(e *Record) { e.Refs = append(slices.Clone(e.Refs), "A.8.9") }, "collected": func(e *Record) { e.Collected = e.Collected.AddDays(1) },
		"first": func(e *Record) { e.Covers.First = today }, "last": func(e *Record) { e.Covers.Last = today }, "until": func(e *Record) { e.ValidUntil = today },
		"artefact": func(e *Record) { e.Artefact += "x" }, "by": func(e *Record) { e.By += "x" }, "adverse": func(e *Record) { e.Adverse = true },
	} {
		other := base
		change(&other)
		if base.compare(&other) != -1 || other.compare(&base) != 1 || other.compare(&other) != 0 {
			t.Errorf("records that differ in %s: %d", name, base.compare(&other))
		}
	}
	x := Expectation{Ref: "A.8.8", Kinds: []Kind{"patch report"}, Every: isms.Interval{N: 1, Unit: isms.Months}, Since: today, Basis: "b"}
	for name, change := range map[string]func(*Expectation){
		"ref": func(e *Expectation) { e.Ref = "A.8.9" }, "kinds": func(e *Expectation) { e.Kinds = append(slices.Clone(e.Kinds), "approved document") }, "number": func(e *Expectation) { e.Every.N++ },
		"unit": func(e *Expectation) { e.Every.Unit = isms.Years }, "event": func(e *Expectation) { e.OnEvent = true }, "since": func(e *Expectation) { e.Since = e.Since.AddDays(1) }, "basis": func(e *Expectation) { e.Basis += "x" },
	} {
		other := x
		change(&other)
		if x.compare(other) != -1 || other.compare(x) != 1 || x.same(other) || !other.same(other) {
			t.Errorf("expectations that differ in %s: %d", name, x.compare(other))
		}
	}
}

// A finding names at most 32 of the places that a record cites.
func TestAFindingNamesAFewPlaces(t *testing.T) {
	l := soundLog()
	l.Records[0].Refs = nil
	for r := range isms.Requirements("") {
		l.Records[0].Refs = append(l.Records[0].Refs, r.Ref)
	}
	l.Records[0].Collected = isms.Date{}
	for d := range l.Check(today, nil).Found() {
		if d.Code == "evidence/undated-evidence-record" && len(d.Refs) != 33 { // and the item that the rule is declared for
			t.Errorf("%d places", len(d.Refs))
		}
	}
}

// Samples come from the records that count and speak of a day in the window, for
// each place once, however many expectations it has.
func TestSamplesFromTheWindow(t *testing.T) {
	l := soundLog()
	l.Expectations = append(l.Expectations, Expectation{Ref: "A.8.8", Kinds: []Kind{"patch report"}, Since: day("2026-01-01")}, Expectation{Ref: "A.5.1", Kinds: []Kind{"approved document"}})
	l.Records[2].Adverse, l.Records[4].Artefact = true, l.Records[3].Artefact
	for _, c := range []struct {
		days       isms.Window
		n          int
		population int
		drawn      int
	}{
		{isms.Window{}, 3, 8, 3},
		{isms.Window{First: day("2026-06-20")}, 99, 5, 5},
		{isms.Window{First: day("2026-06-21")}, 99, 4, 4},
		{isms.Window{Last: day("2026-02-20")}, 1, 2, 1},
		{isms.Window{Last: day("2026-02-19")}, 5, 1, 1},
		{isms.On(day("2026-02-19")), 5, 0, 0},
		{isms.Window{}, 0, 8, 0},
	} {
		got := l.Samples(rand.New(rand.NewPCG(1, 1)), today, c.days, c.n)
		if len(got) != 2 || got[0].Ref != "A.5.1" || got[0].Population != 0 || got[0].Drawn == nil {
			t.Fatalf("%+v", got)
		}
		if got[1].Population != c.population || len(got[1].Drawn) != c.drawn {
			t.Errorf("%s, %d wanted: %d of %d", c.days, c.n, len(got[1].Drawn), got[1].Population)
		}
	}
	if got := l.Samples(rand.New(rand.NewPCG(1, 1)), isms.Date{}, isms.Window{}, 3); got == nil || len(got) > 0 {
		t.Errorf("without a day: %v", got)
	}
	drawn := Draw(rand.New(rand.NewPCG(1, 1)), l.Records, 2)
	drawn[0].Refs[0] = "changed"
	for _, e := range l.Records {
		if slices.Contains(e.Refs, "changed") {
			t.Error("a sample shares memory with the log")
		}
	}
}

// The table holds what the lines hold, and the words under which all is stored.
func TestTableAndStoredForm(t *testing.T) {
	l := soundLog()
	l.Expectations = append(l.Expectations, Expectation{Ref: "A.5.1"})
	want := `Clause or control,Expected evidence,Interval,Evidence records,Latest evidence,Valid until,Evidence gaps,Collected shortly before audit,Maturity
A.5.1,any kind,,0,,,0,0 of 0,
A.8.8,patch report,1 month,10,2026-10-20,2026-12-04,0,0 of 10,operating
`
	table := l.Table(today, nil)
	if diff := cmp.Diff(want, string(table.AppendCSV(nil))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	var keys []string
	for _, c := range table.Columns {
		keys = append(keys, c.Key+" "+string(c.Kind))
	}
	if got := strings.Join(keys, ", "); table.Name != "evidence" || table.Title != "Evidence as of 2026-11-22" ||
		got != "ref ref, kinds text, every text, count int, latest date, validUntil date, gaps int, collectedBeforeAudit text, maturity text" {
		t.Errorf("%s, %s: %s", table.Name, table.Title, got)
	}
	full := Log{
		Records:      []Record{{ID: "E", Kind: "patch report", Title: "t", Refs: []isms.Ref{"A.8.8"}, Collected: today, Covers: isms.On(today), ValidUntil: today, Artefact: "a", By: "b", Adverse: true}},
		Expectations: []Expectation{{Ref: "A.8.8", Kinds: []Kind{"patch report"}, Every: monthly, OnEvent: true, Since: today, Basis: "b"}},
		Changes:      []Change{{Ref: "A.8.8", On: today, Before: "x", After: "y"}}, Audits: []isms.Date{today}, Limits: DefaultLimits(),
	}
	line := soundLog().Summaries(today, nil)[0]
	for _, c := range []struct {
		value any
		want  string
	}{
		{full, `{"records":[{"id":"E","kind":"patch report","title":"t","refs":["A.8.8"],"collected":"2026-11-22","covers":{"first":"2026-11-22","last":"2026-11-22"},"validUntil":"2026-11-22","artefact":"a","by":"b","adverse":true}],` +
			`"expectations":[{"ref":"A.8.8","kinds":["patch report"],"every":"1 month","onEvent":true,"since":"2026-11-22","basis":"b"}],"changes":[{"ref":"A.8.8","on":"2026-11-22","before":"x","after":"y"}],"audits":["2026-11-22"],` +
			`"limits":{"lookback":"12 months","grace":"14 days","beforeAuditDays":7,"beforeAuditShare":{"have":1,"want":2,"percent":"50.0"},"beforeAuditMinimum":3}}`},
		{Log{}, `{"records":null,"expectations":null}`},
		{line, `{"ref":"A.8.8","kinds":["patch report"],"every":"1 month","since":"2026-01-01","count":10,"latest":"2026-10-20","validUntil":"2026-12-04","gaps":[],"collectedBeforeAudit":{"have":0,"want":10,"percent":"0.0"},"maturity":"operating"}`},
		{Sample{Ref: "A.8.8", Population: 3}, `{"ref":"A.8.8","population":3,"drawn":null}`},
	} {
		text, err := json.Marshal(c.value)
		if diff := cmp.Diff(c.want, string(text)); err != nil || diff != "" {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
	}
}
