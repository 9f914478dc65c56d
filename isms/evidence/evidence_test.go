package evidence

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/internal/laws/said"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

var today = isms.MustDate("2026-11-22")

func day(s string) isms.Date { return isms.MustDate(s) }

// soundLog expects monthly patch reports since January and has each of them.
func soundLog() Log {
	l := Log{Expectations: []Expectation{{Ref: "A.8.8", Kinds: []Kind{"patch report"}, Every: monthly, Since: day("2026-01-01")}}}
	for m := range 10 {
		l.Records = append(l.Records, report(m))
	}
	return l
}

// report is the sound record of a month, 0 for January.
func report(m int) Record {
	return Record{
		ID: isms.ID(fmt.Sprintf("E-%02d", m+1)), Kind: "patch report", Refs: []isms.Ref{"A.8.8"}, By: "it",
		Collected: day("2026-01-20").AddMonths(m), Artefact: fmt.Sprintf("sha256:%02d", m),
	}
}

func codes(r isms.Report) []string {
	out := []string{}
	for d := range r.Found() {
		if !slices.Contains(out, d.Code) {
			out = append(out, d.Code)
		}
	}
	slices.Sort(out)
	return out
}

func TestSoundLogHasNoFinding(t *testing.T) {
	if got := codes(soundLog().Check(today, nil)); len(got) > 0 {
		t.Errorf("sound log: found %v", got)
	}
}

// Every rule has a change of the sound log that triggers it; the sound log
// triggers none.
var changes = []struct {
	change string
	do     func(*Log)
	want   []string
}{
	{"empty ID", func(l *Log) { l.Records[0].ID = "" }, []string{"evidence/invalid-evidence-record-id"}},
	{"one ID for two", func(l *Log) { l.Records[1].ID = l.Records[0].ID }, []string{"evidence/duplicate-evidence-record-id"}},
	{"no day", func(l *Log) { l.Records[0].Collected = isms.Date{} }, []string{"evidence/evidence-gap", "evidence/undated-evidence-record"}},
	{"tomorrow", func(l *Log) { l.Records[9].Collected = today.AddDays(1) }, []string{"evidence/evidence-gap", "evidence/future-dated-evidence-record", "evidence/outdated-evidence"}},
	{"covers backwards", func(l *Log) {
		l.Records[3].Covers = isms.Window{First: day("2026-04-20"), Last: day("2026-04-01")}
	}, []string{"evidence/evidence-gap", "evidence/invalid-evidence-period"}},
	{"covers days to come", func(l *Log) {
		l.Records[3].Covers = isms.Window{First: day("2026-04-01"), Last: day("2026-04-30")}
	}, []string{"evidence/evidence-gap", "evidence/invalid-evidence-period"}},
	{"unknown place", func(l *Log) { l.Records[0].Refs = append(l.Records[0].Refs, "A.5.99") }, []string{"evidence/evidence-for-unknown-requirement-or-control"}},
	{"no place", func(l *Log) { l.Records[0].Refs = nil }, []string{"evidence/evidence-for-unknown-requirement-or-control", "evidence/evidence-gap"}},
	{"no kind", func(l *Log) { l.Records[0].Kind = "" }, []string{"evidence/evidence-gap", "evidence/evidence-record-without-kind", "evidence/unexpected-kind-of-evidence"}},
	{"other kind", func(l *Log) { l.Records[0].Kind = "approved document" }, []string{"evidence/evidence-gap", "evidence/unexpected-kind-of-evidence"}},
	{"nobody", func(l *Log) { l.Records[0].By = "" }, []string{"evidence/evidence-record-without-collector"}},
	{"no artefact", func(l *Log) { l.Records[0].Artefact = "" }, []string{"evidence/evidence-record-without-artefact"}},
	{"artefact again", func(l *Log) { l.Records[1].Artefact = l.Records[0].Artefact }, []string{"evidence/evidence-gap", "evidence/renewed-evidence-without-new-artefact"}},
	{"failed last", func(l *Log) { l.Records[9].Adverse = true }, []string{"evidence/evidence-gap", "evidence/outdated-evidence", "evidence/unresolved-adverse-evidence"}},
	{"failed once, answered", func(l *Log) {
		e := l.Records[5]
		e.ID, e.Adverse = "E-X", true
		l.Records = append(l.Records, e)
	}, []string{}},
	{"expected at no place", func(l *Log) { l.Expectations = append(l.Expectations, Expectation{Ref: "A.9.9"}) }, []string{"evidence/invalid-evidence-expectation"}},
	{"cadence in working days", func(l *Log) {
		l.Expectations = append(l.Expectations, Expectation{Ref: "A.5.1", Every: isms.Interval{N: 3, Unit: isms.WorkingDays}})
	}, []string{"evidence/invalid-evidence-expectation"}},
	{"nothing at all", func(l *Log) { l.Expectations[0].Since, l.Records = day("2026-11-01"), nil }, []string{"evidence/missing-evidence-of-operation"}},
	{"nothing at all, of whatever kind", func(l *Log) {
		l.Expectations[0].Since, l.Expectations[0].Kinds, l.Records = day("2026-11-01"), nil, nil
	}, []string{"evidence/missing-evidence-of-operation"}},
	{"nothing of late", func(l *Log) { l.Expectations[0].Since, l.Records = day("2026-09-25"), l.Records[8:9] }, []string{"evidence/evidence-gap", "evidence/outdated-evidence"}},
	{"changed since", func(l *Log) { l.Changes = []Change{{Ref: "A.8.8", On: day("2026-11-01")}} }, []string{"evidence/evidence-older-than-the-last-change"}},
	{"changed on the day", func(l *Log) { l.Changes = []Change{{Ref: "A.8.8", On: day("2026-10-20")}} }, []string{}},
	{"document saved again unchanged", func(l *Log) {
		l.Changes = []Change{{Ref: "A.8.8", On: day("2026-11-01"), Before: "sha256:a", After: "sha256:a"}}
	}, []string{}},
	{"change to come", func(l *Log) { l.Changes = []Change{{Ref: "A.8.8", On: today.AddDays(1)}} }, []string{}},
	{"quiet month", func(l *Log) { l.Records[0].Kind, l.Expectations[0].OnEvent = "statement of no events", true }, []string{}},
}

func TestEachRule(t *testing.T) {
	seen := map[string]bool{"evidence/evidence-collected-shortly-before-the-audit": true, "evidence/evidence-collected-within-a-single-interval": true} // TestBunching
	for _, c := range changes {
		l := soundLog()
		c.do(&l)
		got := codes(l.Check(today, nil))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.change, diff)
		}
		for _, code := range got {
			seen[code] = true
		}
	}
	for _, r := range Rules() {
		if err := r.Validate(); err != nil {
			t.Error(err)
		}
		if !seen[r.Code] {
			t.Errorf("no case triggers %s", r.Code)
		}
	}
	if n := len(Rules()); n != 19 {
		t.Errorf("%d rules", n)
	}
}

// What is found after each change of the sound log, by code, places and key.
func TestFindingsOfEachChange(t *testing.T) {
	var n golden.Note
	for _, c := range append(slices.Clip(changes), bunches...) {
		l := soundLog()
		c.do(&l)
		n.Line("%s", c.change)
		for d := range l.Check(today, nil).Found() {
			n.Line("  %s %s %s", d.Severity, d.Refs, d.Key)
		}
	}
	golden.Equal(t, "findings.txt", n.String())
}

// Every sentence of the package, and its words but for the kinds.
func TestRulesAndMessages(t *testing.T) {
	var n golden.Note
	var reports []isms.Report
	for _, c := range append(slices.Clip(changes), bunches...) {
		l := soundLog()
		c.do(&l)
		reports = append(reports, l.Check(today, nil))
	}
	n.Rules(t, Rules(), reports...)
	n.Messages(Messages())
	golden.Equal(t, "rules.txt", n.String())
}

// An expectation that cannot be applied is refused with all that is wrong with it.
func TestExpectationsRefused(t *testing.T) {
	for _, c := range []struct {
		x    Expectation
		want string
	}{
		{Expectation{Ref: "A.5.1"}, "fine"},
		{Expectation{Ref: "A.5.1", Every: monthly}, "fine"},
		{Expectation{}, "evidence/unknown-place-of-an-expectation at ref"},
		{Expectation{Ref: "A.5.99"}, "evidence/unknown-place-of-an-expectation at ref"},
		{Expectation{Ref: "A.5.1", Every: isms.Interval{N: 3, Unit: isms.WorkingDays}}, "isms/unit-of-a-series at every"},
		{Expectation{Ref: "moon", Every: isms.Interval{N: -1, Unit: isms.Days}}, "evidence/unknown-place-of-an-expectation at ref; isms/interval-of-nothing at every"},
	} {
		err := c.x.Validate()
		if got := golden.Codes(err); got != c.want {
			t.Errorf("%+v: %s, want %s", c.x, got, c.want)
		}
		if err != nil {
			said.Of(Rules(), Messages(), Vocabularies()).Error(t, c.x, err)
		}
	}
}

// What the library proposes for each place, and its vocabulary, as a person reads
// it: a changed cadence or word is seen here.
func TestDefaultsWordByWord(t *testing.T) {
	tab := table.Table{Title: "What an auditor would look for", Columns: []table.Header{
		{Key: "ref", Title: "Place", Kind: table.KindText},
		{Key: "kinds", Title: "Records", Kind: table.KindText},
		{Key: "every", Title: "Every", Kind: table.KindText},
		{Key: "event", Title: "Or on event", Kind: table.KindBool},
		{Key: "look", Title: "What to look for", Kind: table.KindText},
		{Key: "msp", Title: "Managed service provider", Kind: table.KindText},
	}}
	for _, list := range []iter.Seq[Default]{ClauseDefaults(), ControlDefaults()} {
		for d := range list {
			tab.Rows = append(tab.Rows, []table.Cell{
				table.Text(string(d.Ref)), table.Text(d.kinds()), table.Text(d.Every.String()), table.CellOf(d.OnEvent), table.Text(d.Look), table.Text(d.Notes["managed service provider"]),
			})
			if !d.Since.IsZero() || d.Basis != "" {
				t.Errorf("%s: the day and the basis are for Expectations to say", d.Ref)
			}
		}
	}
	b := tab.AppendMarkdown(nil, 1)
	b = fmt.Appendf(b, "\nKinds:\n\n")
	for k := range Kinds().All() {
		b = fmt.Appendf(b, "- %s\n", k)
	}
	b = fmt.Appendf(b, "\nMaturity: %q\n\nPolicy: %+v\n", slices.Collect(Maturities().All()), DefaultLimits())
	golden.Equal(t, "defaults.md", b)
}

// Records that came about just before an audit.
var bunches = []struct {
	change string
	do     func(*Log)
	want   []string
}{
	{"all in the last week", func(l *Log) {
		for i := range l.Records {
			l.Records[i].Covers = isms.On(l.Records[i].Collected)
			l.Records[i].Collected = today.AddDays(-i % 5)
		}
	}, nil},
	{"nobody stands for two, and an audit is to come", func(l *Log) {
		l.Records[3].By, l.Records[4].By = "", ""
		l.Records[3].Artefact, l.Records[4].Artefact = "", ""
		for i := range l.Records[6:] {
			l.Records[6+i].Covers = isms.On(l.Records[6+i].Collected)
			l.Records[6+i].Collected = today.AddDays(-1)
		}
		l.Audits = []isms.Date{today.AddDays(6)}
		l.Limits.BeforeAuditShare = isms.Ratio{Have: 4, Want: 10}
	}, nil},
	{"one bad place and an ID that nobody can see", func(l *Log) {
		l.Records[0].ID, l.Records[0].Title = "a\u202eb", "minutes"
		l.Records[1].Refs = []isms.Ref{"A.8.8", "moon", "A.5.1"}
		l.Expectations = append(l.Expectations, Expectation{Ref: "a place that is longer than forty characters can say"}, Expectation{Ref: "9.2", Kinds: []Kind{"internal audit report", "approved document"}, Every: monthly, Since: today.AddDays(3)})
	}, nil},
}

// Edge cases, 7.11: evidence of 2015 for a yearly control.
func TestOldEvidenceIsStale(t *testing.T) {
	l := Log{
		Expectations: []Expectation{{Ref: "A.5.24", Every: yearly, Since: day("2026-01-01")}},
		Records:      []Record{{ID: "E", Kind: "incident exercise", Refs: []isms.Ref{"A.5.24"}, Collected: day("2015-06-01")}},
	}
	if r := l.Check(today, nil); !golden.Found(t, r, "evidence/outdated-evidence") {
		t.Errorf("found %v", codes(r))
	}
}

// Monthly control, window 12 months, evidence for 9: three gaps named.
func TestGapsAreNamed(t *testing.T) {
	l := Log{Expectations: []Expectation{{Ref: "A.8.8", Every: monthly, Since: day("2025-01-31")}}}
	for m := range 12 {
		if m == 2 || m == 6 || m == 7 {
			continue
		}
		e := report(m)
		e.Collected = day("2025-01-31").AddMonths(m)
		l.Records = append(l.Records, e)
	}
	l.Limits.Grace = isms.MustInterval("0 days")
	got := l.Summaries(day("2026-01-31"), nil)[0].Gaps
	want := []isms.Window{
		{First: day("2025-03-31"), Last: day("2025-04-29")},
		{First: day("2025-07-31"), Last: day("2025-08-30")},
		{First: day("2025-08-31"), Last: day("2025-09-29")},
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b isms.Date) bool { return a == b })); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
}

// The last day of a period is due and not overdue: the gap is found the day
// after, or when the grace has passed.
func TestDueTodayIsNotOverdue(t *testing.T) {
	l := Log{Expectations: []Expectation{{Ref: "A.8.8", Every: monthly, Since: day("2026-01-01")}}}
	for _, c := range []struct {
		asOf  string
		grace string
		gaps  int
	}{
		{"2026-01-31", "0 days", 0}, {"2026-02-01", "0 days", 1}, {"2026-02-10", "10 days", 0}, {"2026-02-11", "10 days", 1},
	} {
		l.Limits.Grace = isms.MustInterval(c.grace)
		if got := len(l.Summaries(day(c.asOf), nil)[0].Gaps); got != c.gaps {
			t.Errorf("on %s with grace %q: %d gaps, want %d", c.asOf, c.grace, got, c.gaps)
		}
	}
}

// All twelve of the last week: index 1; spread evenly: about 0.
func TestBunching(t *testing.T) {
	l := Log{Expectations: []Expectation{{Ref: "A.8.8", Every: monthly, Since: day("2025-12-01")}}, Audits: []isms.Date{day("2026-11-25")}}
	for m := range 12 {
		e := report(m)
		month := day("2025-12-01").AddMonths(m)
		e.Collected, e.Covers = today, isms.Window{First: month, Last: month.AddDays(20)}
		l.Records = append(l.Records, e)
	}
	line := l.Summaries(today, nil)[0]
	if line.CollectedBeforeAudit != (isms.Ratio{Have: 12, Want: 12}) || len(line.Gaps) > 0 {
		t.Errorf("twelve on one day: bunching %v, gaps %v", line.CollectedBeforeAudit, line.Gaps)
	}
	r := l.Check(today, nil)
	if diff := cmp.Diff([]string{"evidence/evidence-collected-shortly-before-the-audit", "evidence/evidence-collected-within-a-single-interval"}, codes(r)); diff != "" {
		t.Errorf("twelve on one day (-want +got):\n%s", diff)
	}
	ready := isms.Assess(today, RulesFor("A.8.8"), nil, r)
	if n, _ := ready.LookupItem("A.8.8"); n.Status != isms.StatusClear {
		t.Errorf("bunching is a note, but the line is %s", n.Status)
	}

	for i := range l.Records {
		l.Records[i].Collected = l.Records[i].Covers.Last
	}
	if line := l.Summaries(today, nil)[0]; line.CollectedBeforeAudit.Have > 1 || golden.Found(t, l.Check(today, nil), "evidence/evidence-collected-shortly-before-the-audit") {
		t.Errorf("spread evenly: bunching %v", line.CollectedBeforeAudit)
	}
}

// Of several audits the last and the next count, and few records make no bunch.
func TestBunchingBeforeWhichAudit(t *testing.T) {
	l := Log{Expectations: []Expectation{{Ref: "A.8.8", Since: day("2026-01-01")}}}
	for i := range 4 {
		e := report(i)
		e.Collected = day("2026-06-10").AddDays(i)
		l.Records = append(l.Records, e)
	}
	for _, c := range []struct {
		audits []string
		want   isms.Ratio
	}{
		{[]string{"2026-06-14"}, isms.Ratio{Have: 4, Want: 4}},
		{[]string{"2026-06-14", "2025-06-14", "2024-06-14"}, isms.Ratio{Have: 4, Want: 4}},
		{[]string{"2025-06-14", "2026-10-14", "2026-06-14"}, isms.Ratio{Have: 0, Want: 4}},
		{[]string{"2027-06-14", "2026-11-25"}, isms.Ratio{Have: 0, Want: 4}},
		{nil, isms.Ratio{Have: 0, Want: 4}},
	} {
		l.Audits = nil
		for _, a := range c.audits {
			l.Audits = append(l.Audits, day(a))
		}
		if got := l.Summaries(today, nil)[0].CollectedBeforeAudit; got != c.want {
			t.Errorf("audits %v: %v, want %v", c.audits, got, c.want)
		}
	}
	l.Audits, l.Records = []isms.Date{day("2026-06-14")}, l.Records[:2]
	if golden.Found(t, l.Check(today, nil), "evidence/evidence-collected-shortly-before-the-audit") {
		t.Error("two records make a bunch")
	}
}

// One record that does not count does not stop those that come after it.
func TestABadRecordHidesNoOther(t *testing.T) {
	l := soundLog()
	bad, adverse := report(0), report(0)
	bad.ID, bad.Collected = "A", isms.Date{}
	adverse.ID, adverse.Adverse = "B", true
	l.Records = append(l.Records, bad, adverse)
	if n := l.Summaries(today, nil)[0]; n.Count != 10 {
		t.Errorf("%d records count", n.Count)
	}
}

func TestMaturityIsReadOffTheEvidence(t *testing.T) {
	l := soundLog()
	doc := Record{ID: "D", Kind: "approved document", Refs: []isms.Ref{"A.8.8"}, Collected: day("2026-01-02"), Artefact: "sha256:d", By: "it"}
	better := Record{ID: "I", Kind: "improvement record", Refs: []isms.Ref{"A.8.8"}, Collected: day("2026-06-02"), Artefact: "sha256:i", By: "it"}
	for _, c := range []struct {
		records []Record
		want    Maturity
	}{
		{nil, ""},
		{[]Record{doc}, Documented},
		{[]Record{better}, ""},
		{append([]Record{doc, better}, l.Records[:4]...), Documented},
		{l.Records, Operating},
		{append([]Record{better}, l.Records...), Improving},
	} {
		m := l
		m.Records = c.records
		if got := m.Summaries(today, nil)[0].Maturity; got != c.want {
			t.Errorf("%d records: %q, want %q", len(c.records), got, c.want)
		}
	}
}

// What is not expected has not been looked at, and what operates only later
// neither.
func TestUnknownIsNotGood(t *testing.T) {
	l := soundLog()
	l.Expectations = append(l.Expectations, Expectation{Ref: "A.5.7", Every: monthly, Since: today.AddDays(1)}, Expectation{Ref: "A.5.9", Every: monthly})
	l.Records = append(l.Records, Record{ID: "X", Kind: "inventory review", Refs: []isms.Ref{"A.5.9"}, Collected: today, Artefact: "sha256:x", By: "it"})
	rules := append(RulesFor("A.8.8", "A.5.7", "A.5.9", "A.5.1"), Rules()...)
	ready := isms.Assess(today, rules, nil, l.Check(today, nil))
	for ref, want := range map[isms.Ref]isms.Status{
		"A.8.8": isms.StatusClear, "A.5.7": isms.StatusNotExamined, "A.5.9": isms.StatusNotExamined,
		"A.5.1": isms.StatusNotExamined, "8.1 s4": isms.StatusNotExamined,
	} {
		if n, _ := ready.LookupItem(ref); n.Status != want {
			t.Errorf("%s is %s, want %s", ref, n.Status, want)
		}
	}
	ready = isms.Assess(today, rules, nil, l.Check(isms.Date{}, nil), Log{}.Check(today, nil))
	if n := ready.Count(isms.StatusClear); n > 0 {
		t.Errorf("without a day and without expectations %d lines are clear", n)
	}
}

func TestSubclauseCountsForItsItems(t *testing.T) {
	l := Log{
		Expectations: Expectations(day("2026-01-01"), "9.3.1 s1", "9.3.3 s2", "9.2.1 s1"),
		Records: []Record{
			{ID: "M", Kind: "management review minutes", Refs: []isms.Ref{"9.3"}, Collected: today},
			{ID: "N", Kind: "internal audit report", Refs: []isms.Ref{"9"}, Collected: today}, // too wide to count
		},
	}
	var got []int
	for _, n := range l.Summaries(today, nil) {
		got = append(got, n.Count)
	}
	if diff := cmp.Diff([]int{0, 1, 1}, got); diff != "" {
		t.Errorf("counts for 9.2.1, 9.3.1, 9.3.3 (-want +got):\n%s", diff)
	}
}

func TestDueOnceWhateverTheQuery(t *testing.T) {
	l := soundLog()
	whole := l.Entries(day("2026-01-01"), day("2026-12-31"))
	var parts []isms.Entry
	for from := day("2026-01-01"); from.Before(day("2026-12-31")); {
		to := from.AddDays(13)
		if to.After(day("2026-12-31")) {
			to = day("2026-12-31")
		}
		parts = append(parts, l.Entries(from, to)...)
		from = to
	}
	if len(whole) != 12 || len(parts) != 12 {
		t.Errorf("%d due in the year, %d in its parts, want 12", len(whole), len(parts))
	}
	if whole[0].Window != isms.On(day("2026-01-31")) || whole[0].Kind != isms.EntryEvidence {
		t.Errorf("first due %s, %s", whole[0].Window, whole[0].Kind)
	}
}

// What is due counts from the first day on, however early the question begins, and
// however late it ends.
func TestDueAtTheEnds(t *testing.T) {
	l := soundLog()
	year := l.Entries(day("2025-12-31"), day("2026-12-31"))
	for _, after := range []isms.Date{{}, day("0001-01-01"), day("2025-12-30"), day("2026-01-01"), day("2026-01-30")} {
		if diff := cmp.Diff(year, l.Entries(after, day("2026-12-31"))); diff != "" {
			t.Errorf("after %s (-want +got)\n%s", after, diff)
		}
	}
	if n := len(l.Entries(day("2026-01-31"), day("2026-12-31"))); n != 11 {
		t.Errorf("%d after the first", n)
	}
	if n := len(l.Entries(day("2026-01-31"), day("2026-12-30"))); n != 10 {
		t.Errorf("%d before the last", n)
	}
	end := l.Entries(day("9999-11-01"), day("9999-12-31"))
	if len(end) != 1 || end[0].Window != isms.On(day("9999-11-30")) {
		t.Errorf("at the end of all days: %v", end) // December's period ends after the last day there is
	}
	l.Expectations = []Expectation{{Ref: "A.5.1", Since: day("2026-01-01")}, {Ref: "nowhere", Every: monthly, Since: day("2026-01-01")}}
	if due := l.Entries(day("2026-01-01"), day("2026-12-31")); due == nil || len(due) > 0 {
		t.Errorf("without a cadence or a place: %v", due)
	}
}

// A long lookback over a short cadence stops at 400 periods: of daily records that
// were never made it names the last 400.
func TestGapsAreBounded(t *testing.T) {
	l := Log{
		Expectations: []Expectation{{Ref: "A.8.13", Every: isms.MustInterval("1 day"), Since: day("2020-01-01")}},
		Limits:       Limits{Lookback: isms.MustInterval("5 years"), Grace: isms.MustInterval("0 days")},
	}
	gaps := l.Summaries(today, nil)[0].Gaps
	if len(gaps) != most || gaps[0] != isms.On(today.AddDays(-most)) || gaps[most-1] != isms.On(today.AddDays(-1)) {
		t.Errorf("%d gaps, first %v, last %v", len(gaps), gaps[0], gaps[len(gaps)-1])
	}
}

func TestDefaultsStop(t *testing.T) {
	n := 0
	for range ControlDefaults() {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Error(n)
	}
}

func TestMaturities(t *testing.T) {
	for m := range Maturities().All() {
		if !Maturities().Has(m) {
			t.Error(m)
		}
	}
	if Maturities().Has(Maturity("")) || Maturities().Has(Maturity("excellent")) {
		t.Error("a word of nobody is known")
	}
}

// The table speaks for all controls, and for every item that asks for
// documented information.
func TestDefaultsAreComplete(t *testing.T) {
	rows, looks := map[string]isms.Ref{}, map[string]isms.Ref{}
	next := 0
	for d := range ControlDefaults() {
		if c, ok := annexa.At(next); !ok || c.Ref != d.Ref {
			t.Fatalf("row %d is %s", next, d.Ref)
		}
		next++
		kinds := slices.Clone(d.Kinds)
		slices.Sort(kinds)
		key := fmt.Sprint(kinds)
		if other, ok := rows[key]; ok {
			t.Errorf("%s and %s expect the same kinds %s", other, d.Ref, key)
		}
		rows[key] = d.Ref
		checkDefault(t, d, looks)
	}
	if next != annexa.Count {
		t.Errorf("%d controls", next)
	}
	last := isms.Ref("")
	for d := range ClauseDefaults() {
		if _, ok := isms.LookupRequirement(d.Ref); !ok || last != "" && last.Compare(d.Ref) >= 0 {
			t.Errorf("%s after %s: no item, or out of order", d.Ref, last)
		}
		last = d.Ref
		checkDefault(t, d, looks)
	}
	for r := range isms.Requirements("") {
		if _, ok := LookupDefault(r.Ref); r.Document != "" && !ok {
			t.Errorf("%s asks for documented information and has no row", r.Ref)
		}
	}
	for _, ref := range []isms.Ref{"A.5.19", "A.5.20", "A.5.21", "A.5.22", "A.6.1", "A.6.2", "A.6.3", "A.6.4", "A.6.5", "A.7.5", "A.7.9", "A.8.2", "A.8.8", "A.8.32"} {
		if d, ok := LookupDefault(ref); !ok || d.Notes["managed service provider"] == "" {
			t.Errorf("%s has no note for managed service providers", ref)
		}
	}
	for _, ref := range []isms.Ref{"A.5.38", "A.5", "4.2", "", "A.05.1"} {
		if _, ok := LookupDefault(ref); ok {
			t.Errorf("%q has a default", ref)
		}
	}
}

func checkDefault(t *testing.T, d Default, looks map[string]isms.Ref) {
	t.Helper()
	if other, ok := looks[d.Look]; ok {
		t.Errorf("%s and %s say the same: %s", other, d.Ref, d.Look)
	}
	looks[d.Look] = d.Ref
	if d.Validate() != nil || d.Every.IsZero() || len(d.Kinds) == 0 || d.Look == "" {
		t.Errorf("%s: row not whole", d.Ref)
	}
	for _, k := range d.Kinds {
		if !Kinds().Has(k) {
			t.Errorf("%s: kind %q", d.Ref, k)
		}
	}
}

func TestWants(t *testing.T) {
	for _, c := range []struct {
		x    Expectation
		k    Kind
		want bool
	}{
		{Expectation{}, "anything", true},
		{Expectation{Kinds: []Kind{"patch report"}}, "patch report", true},
		{Expectation{Kinds: []Kind{"patch report"}}, "approved document", false},
		{Expectation{Kinds: []Kind{"patch report"}}, "statement of no events", false},
		{Expectation{Kinds: []Kind{"patch report"}, OnEvent: true}, "statement of no events", true},
		{Expectation{Kinds: []Kind{"patch report"}, OnEvent: true}, "approved document", false},
	} {
		if got := c.x.accepts(c.k); got != c.want {
			t.Errorf("%v wants %q: %t", c.x, c.k, got)
		}
	}
}

func TestKindsAreUnique(t *testing.T) {
	list := slices.Collect(Kinds().All())
	slices.Sort(list)
	if n := len(slices.Compact(slices.Clone(list))); n != len(list) || Kinds().Has(Kind("")) {
		t.Errorf("%d kinds, %d different", len(list), n)
	}
}

// anyEvidence draws a record that may be wrong in every way.
func anyEvidence(t *rapid.T) Record {
	date := func(name string) isms.Date {
		return day("2025-06-01").AddDays(rapid.IntRange(0, 600).Draw(t, name))
	}
	e := Record{
		ID:        isms.ID(fmt.Sprint("E-", rapid.IntRange(0, 40).Draw(t, "id"))),
		Kind:      rapid.SampledFrom([]Kind{"patch report", "access review", "approved document", "improvement record", "", "other"}).Draw(t, "kind"),
		Refs:      rapid.SliceOfN(rapid.SampledFrom([]isms.Ref{"A.8.8", "A.5.18", "9.3", "9.3.2 a", "A.5.99", "8.1 s4"}), 0, 3).Draw(t, "refs"),
		Collected: date("collected"),
		Artefact:  rapid.SampledFrom([]string{"", "sha256:1", "sha256:2", "sha256:3"}).Draw(t, "artefact"),
		Adverse:   rapid.IntRange(0, 9).Draw(t, "adverse") == 0,
	}
	if rapid.Bool().Draw(t, "covers") {
		e.Covers = isms.Window{First: date("first"), Last: date("last")}
	}
	if rapid.Bool().Draw(t, "valid") {
		e.ValidUntil = date("until")
	}
	return e
}

// facts says what a report says but for the paths: what is given twice has none by key.
func facts(r isms.Report) []string {
	var out []string
	for d := range r.Found() {
		out = append(out, fmt.Sprint(d.Code, d.Refs, d.Message))
	}
	for x := range r.Ran() {
		out = append(out, fmt.Sprint(x.Code, x.Refs))
	}
	for x := range r.Skipped() {
		out = append(out, fmt.Sprint(x.Code, x.Refs, x.Why.Text))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func anyLog(t *rapid.T) Log {
	l := Log{Expectations: []Expectation{
		{Ref: "A.8.8", Kinds: []Kind{"patch report"}, Every: monthly, Since: day("2025-07-31")},
		{Ref: "A.5.18", Every: quarterly, Since: day("2025-09-01"), OnEvent: true},
		{Ref: "9.3.2 a", Every: yearly, Since: day("2025-06-15")},
		{Ref: "8.1 s4", Kinds: []Kind{"approved document"}},
	}}
	l.Records = rapid.SliceOfN(rapid.Custom(anyEvidence), 0, 25).Draw(t, "evidence")
	if rapid.Bool().Draw(t, "changed") {
		l.Changes = []Change{{Ref: "A.8.8", On: day("2026-03-01").AddDays(rapid.IntRange(0, 300).Draw(t, "on"))}}
	}
	return l
}

// What is found in drawn logs, and what falls due, has keys that are unique, paths
// that lead somewhere and sentences that any language can say.
func TestWhatIsSaid(t *testing.T) {
	l := said.Of(Rules(), Messages(), Vocabularies())
	rapid.Check(t, func(t *rapid.T) {
		log := anyLog(t)
		if rapid.Bool().Draw(t, "doubled") {
			log.Records, log.Expectations = append(log.Records, log.Records...), append(log.Expectations, log.Expectations...)
		}
		more := []Expectation{{}, {Ref: "moon", Every: isms.Interval{N: 3, Unit: isms.WorkingDays}}, {Ref: "A.5.7", Every: monthly}, {Ref: "A.5.9", Since: day("2027-01-01")}, {Ref: "own:C-1"}}
		log.Expectations = append(log.Expectations, rapid.SliceOfN(rapid.SampledFrom(more), 0, 3).Draw(t, "more")...)
		on := rapid.SampledFrom([]isms.Date{{}, today, today.AddYears(1)}).Draw(t, "on")
		l.Report(t, log, log.Check(on, nil))
		for _, e := range log.Entries(day("2026-01-01"), today) {
			l.Entry(t, log, e)
		}
	})
}

func TestOrderAndRepetitionDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := anyLog(t)
		want := l.Check(today, nil)
		m := l
		m.Records = append(slices.Clone(l.Records), l.Records...)
		m.Expectations = append(slices.Clone(l.Expectations), l.Expectations...)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		r.Shuffle(len(m.Records), func(i, j int) { m.Records[i], m.Records[j] = m.Records[j], m.Records[i] })
		r.Shuffle(len(m.Expectations), func(i, j int) { m.Expectations[i], m.Expectations[j] = m.Expectations[j], m.Expectations[i] })
		if diff := cmp.Diff(facts(want), facts(m.Check(today, nil))); diff != "" {
			t.Fatalf("shuffled and doubled (-want +got):\n%s", diff)
		}
	})
}

// Adding valid supporting evidence, with an ID and an artefact of its own,
// lowers no line; its findings other than notes are a subset of those before.
func TestMoreEvidenceNeverHurts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := anyLog(t)
		e := Record{
			ID: "new", Kind: rapid.SampledFrom([]Kind{"patch report", "access review", "approved document"}).Draw(t, "new kind"), By: "it", Artefact: "sha256:new",
			Refs:      []isms.Ref{rapid.SampledFrom([]isms.Ref{"A.8.8", "A.5.18", "9.3.2", "8.1 s4"}).Draw(t, "new ref")},
			Collected: today.AddDays(-rapid.IntRange(0, 500).Draw(t, "age")),
		}
		if rapid.Bool().Draw(t, "new covers") {
			e.Covers = isms.Window{First: e.Collected.AddDays(-rapid.IntRange(0, 90).Draw(t, "back"))}
		}
		m := l
		m.Records = append(slices.Clone(l.Records), e)
		before, after := l.Check(today, nil), m.Check(today, nil)
		for _, d := range isms.DiffReports(before, after).Appeared {
			// The day of the latest record may move inside a finding that stays.
			if d.Severity != isms.SeverityNote && d.Code != outdated.Code && d.Code != beforeChange.Code {
				t.Fatalf("appeared: %s", d)
			}
		}
		rules := append(Rules(), RulesFor("A.8.8", "A.5.18", "9.3.2 a")...)
		was, is := isms.Assess(today, rules, nil, before), isms.Assess(today, rules, nil, after)
		for n := range was.Items() {
			if now, ok := is.LookupItem(n.Ref); !ok || isms.Statuses().Index(now.Status) < isms.Statuses().Index(n.Status) {
				t.Fatalf("%s was %s, is %s after %v", n.Ref, n.Status, now.Status, e)
			}
		}
	})
}

// The slow twin asks for each period whether some record covers one of its days.
func TestGapsAgainstTheSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := anyLog(t)
		x := l.Expectations[0]
		slow := 0
		for i := range 40 {
			w := isms.Window{First: x.series().At(i), Last: x.series().At(i + 1).AddDays(-1)}
			if !w.Last.AddDays(14).Before(today) || w.Last.Before(today.AddMonths(-12)) {
				continue
			}
			covered := slices.ContainsFunc(l.Records, func(e Record) bool {
				again := e.Artefact != "" && slices.ContainsFunc(l.Records, func(f Record) bool {
					return f.Artefact == e.Artefact && f.Collected.Before(e.Collected) && supports(f, x)
				})
				return supports(e, x) && !again && e.period().Overlaps(w)
			})
			if !covered {
				slow++
			}
		}
		for _, n := range l.Summaries(today, nil) {
			if n.Ref == x.Ref && len(n.Gaps) != slow {
				t.Fatalf("%d gaps, slow twin %d", len(n.Gaps), slow)
			}
		}
	})
}

func supports(e Record, x Expectation) bool {
	return slices.Contains(e.Refs, x.Ref) && x.accepts(e.Kind) && !e.Adverse && !e.Collected.After(today) && !impossible(&e)
}

func TestDrawIsSeededAndFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.Custom(anyEvidence), 0, 30).Draw(t, "population")
		n, seed := rapid.IntRange(-1, 35).Draw(t, "n"), rapid.Uint64().Draw(t, "seed")
		src := func() isms.Chance { return rand.New(rand.NewPCG(seed, 1)) }
		a := Draw(src(), list, n)
		slices.Reverse(list)
		b := Draw(src(), list, n)
		if len(a) != len(b) || len(a) > max(n, 0) {
			t.Fatalf("%d and %d drawn of %d, asked %d", len(a), len(b), len(list), n)
		}
		for i := range a {
			if a[i].compare(&b[i]) != 0 {
				t.Fatalf("order of the population matters at %d", i)
			}
		}
	})
	if got := Draw(broken{}, soundLog().Records, 3); len(got) != 3 {
		t.Errorf("a broken source draws %d", len(got))
	}
	hits := make([]int, 10)
	src := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		for _, e := range Draw(src, soundLog().Records, 2) {
			_, month, _ := e.Collected.Civil()
			hits[month-1]++
		}
	}
	for m, n := range hits {
		if n < 800 || n > 1200 {
			t.Errorf("record of month %d drawn %d times of about 1000", m+1, n)
		}
	}
}

type broken struct{}

func (broken) IntN(int) int { return -7 }

// Hostile values: nothing panics, and the work stays bounded.
func TestHostileValues(t *testing.T) {
	huge := isms.Interval{N: 1 << 30, Unit: isms.Days}
	l := Log{
		Expectations: []Expectation{
			{},
			{Ref: "A.5.1", Every: isms.Interval{N: -3, Unit: "moons"}},
			{Ref: "A.5.1", Every: huge},
			{Ref: "A.5.1", Every: isms.Interval{N: 1, Unit: isms.Days}, Since: day("0001-01-01")},
			{Ref: "A.5.2", Every: isms.Interval{N: 100000, Unit: isms.Years}, Since: day("0001-01-01")},
		},
		Records: []Record{{}, {ID: "\x00", Refs: []isms.Ref{"", "A.5.1", "A.5.1"}, Collected: day("9999-12-31"), Covers: isms.Window{First: day("0001-01-01")}}},
		Changes: []Change{{}, {Ref: "x"}},
		Audits:  []isms.Date{{}, day("0001-01-01"), day("9999-12-31")},
		Limits:  Limits{Lookback: huge, Grace: isms.Interval{N: -1, Unit: isms.Days}, BeforeAuditDays: -4, BeforeAuditShare: isms.Ratio{Have: 3, Want: -1}},
	}
	for _, asOf := range []isms.Date{{}, day("0001-01-01"), today, day("9999-12-31")} {
		l.Check(asOf, nil)
		l.Summaries(asOf, nil)
		l.Table(asOf, nil)
		l.Samples(broken{}, asOf, isms.Window{}, 3)
	}
	l.Entries(isms.Date{}, isms.Date{})
	if n := len(l.Summaries(today, nil)[0].Gaps); n > most {
		t.Errorf("%d gaps", n)
	}
}

// What is written as JSON reads as the same log.
func TestJSON(t *testing.T) {
	l := soundLog()
	l.Changes, l.Audits, l.Limits = []Change{{Ref: "A.8.8", On: today}}, []isms.Date{today}, DefaultLimits()
	l.Records[0].Covers = isms.Window{First: day("2026-01-01")}
	for _, l := range []Log{l, {}, {Records: []Record{{}}, Expectations: []Expectation{{}}}} {
		text, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		var back Log
		d := json.NewDecoder(bytes.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(&back); err != nil {
			t.Fatal(err)
		}
		if again, err := json.Marshal(back); err != nil || !bytes.Equal(text, again) || !back.Check(today, nil).Equal(l.Check(today, nil)) {
			t.Errorf("written again: %v\n%s\n%s", err, text, again)
		}
	}
}

// A policy on access reviews is no access review.
func TestPaperIsNotOperation(t *testing.T) {
	l := Log{
		Expectations: Expectations(day("2026-01-01"), "A.5.18"),
		Records:      []Record{{ID: "P", Kind: "approved document", Title: "Access review policy", Refs: []isms.Ref{"A.5.18"}, Collected: day("2026-01-02"), Artefact: "sha256:p", By: "it"}},
	}
	if n := l.Summaries(today, nil)[0]; n.Maturity != Documented || n.Count != 0 {
		t.Errorf("%q with %d records", n.Maturity, n.Count)
	}
	if r := l.Check(today, nil); !golden.Found(t, r, "evidence/missing-evidence-of-operation") || !golden.Found(t, r, "evidence/evidence-gap") {
		t.Errorf("found %v", codes(r))
	}
}

func TestTableIsSound(t *testing.T) {
	if err := soundLog().Table(today, nil).Validate(); err != nil {
		t.Error(err)
	}
}

func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		var refs []isms.Ref
		for d := range ControlDefaults() {
			refs = append(refs, d.Ref)
		}
		l := Log{Expectations: Expectations(day("2025-11-22"), refs...)}
		for i := range n {
			x := l.Expectations[i%len(l.Expectations)]
			l.Records = append(l.Records, Record{
				ID: isms.ID(fmt.Sprint("E-", i)), Kind: x.Kinds[i%len(x.Kinds)], Refs: []isms.Ref{x.Ref}, By: "it",
				Collected: day("2025-11-22").AddDays(i % 365), Artefact: fmt.Sprint("sha256:", i),
			})
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l.Check(today, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/record")
		})
	}
}
