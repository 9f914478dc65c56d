package evidence

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/isms"
)

// An entry says what is due, why, where and under an ID that follows from that, by
// due day and title, whatever the order of the expectations; those that cannot be
// applied hide no other.
func TestDueEntries(t *testing.T) {
	l := Log{Expectations: []Expectation{
		{Ref: "nowhere", Every: monthly, Since: day("2026-01-01")},
		{Ref: "A.8.8", Kinds: []Kind{"patch report"}, Every: monthly, Since: day("2026-01-01")},
		{Ref: "A.5.1"},
		{Ref: "A.8.13", Kinds: []Kind{"restore test", "backup report"}, Every: quarterly, Since: day("2025-11-01")},
		{Ref: "A.8.8", Kinds: []Kind{"patch report"}, Every: monthly, Since: day("2026-01-01")},
	}}
	entry := func(id isms.ID, on string, ref isms.Ref, every isms.Interval, since string, kinds ...Kind) isms.Entry {
		return isms.Entry{
			ID: id, Kind: isms.EntryEvidence, Window: isms.On(day(on)), Refs: []isms.Ref{ref},
			Title: entryDue.With(isms.ArgRef("ref", ref), isms.ArgWords("kinds", Kinds(), kinds...)),
			Basis: basisInterval.With(isms.ArgInterval("interval", every), isms.ArgDate("since", day(since))),
		}
	}
	want := []isms.Entry{
		entry(isms.DeriveID("evidence", "A.8.13", "restore test or backup report", "2026-02-01"), "2026-01-31", "A.8.13", quarterly, "2025-11-01", "restore test", "backup report"),
		entry(isms.DeriveID("evidence", "A.8.8", "patch report", "2026-02-01"), "2026-01-31", "A.8.8", monthly, "2026-01-01", "patch report"),
		entry(isms.DeriveID("evidence", "A.8.8", "patch report", "2026-03-01"), "2026-02-28", "A.8.8", monthly, "2026-01-01", "patch report"),
	}
	slices.SortFunc(want, func(a, b isms.Entry) int { return a.Window.Last.Compare(b.Window.Last) })
	isms.SortEntries(want)
	for range 2 {
		got := l.Entries(day("2026-01-15"), day("2026-03-15"))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		slices.Reverse(l.Expectations)
	}
	if due := l.Entries(day("2026-01-15"), isms.Date{}); len(due) > 0 {
		t.Errorf("without a last day: %v", due)
	}
}

// A rule or plan on record is documented, whatever its kind; something made better
// counts for a year.
func TestKindsThatSpeakOfMaturity(t *testing.T) {
	for k := range Kinds().All() {
		paper := slices.Contains([]Kind{"approved document", "scope record", "statement of applicability", "audit programme", "document review", "procedure review", "approval"}, k)
		better := slices.Contains([]Kind{"improvement record", "corrective action record", "lessons learned"}, k)
		if documents(k) != paper || improves(k) != better {
			t.Errorf("%s: documents %v, improves %v", k, documents(k), improves(k))
		}
	}
	for on, want := range map[string]Maturity{"2025-11-21": Operating, "2025-11-22": Improving, "2026-06-02": Improving} {
		better := Record{ID: "I", Kind: "improvement record", Refs: []isms.Ref{"A.8.8"}, Collected: day(on), Artefact: "sha256:i", By: "it"}
		l := soundLog()
		l.Records = append(l.Records, better)
		if got := l.Summaries(today, nil)[0].Maturity; got != want {
			t.Errorf("of another kind, on %s: %s, want %s", on, got, want)
		}
		l.Expectations[0].Kinds = append(l.Expectations[0].Kinds, "improvement record")
		if got := l.Summaries(today, nil)[0].Maturity; got != want {
			t.Errorf("of an expected kind, on %s: %s, want %s", on, got, want)
		}
		l.Records[10].Kind = "approved document"
		if got := l.Summaries(today, nil)[0].Maturity; got != Operating {
			t.Errorf("a document on %s: %s", on, got)
		}
	}
	one := Log{Expectations: []Expectation{{Ref: "A.5.1"}}}
	if got := one.Summaries(today, nil)[0].Maturity; got != "" {
		t.Errorf("nothing: %q", got)
	}
	one.Records = []Record{{ID: "E", Kind: "patch report", Refs: []isms.Ref{"A.5.1"}, Collected: today}}
	if got := one.Summaries(today, nil)[0].Maturity; got != Operating {
		t.Errorf("one record where no cadence is set: %q", got)
	}
	one.Expectations[0].Since = today.AddDays(1)
	if got := one.Summaries(today, nil)[0].Maturity; got != Documented {
		t.Errorf("one record before it operates: %q", got)
	}
}

// Records without an artefact are never one another's copies.
func TestNoArtefactIsNoCopy(t *testing.T) {
	l := soundLog()
	for i := range l.Records {
		l.Records[i].Artefact = ""
	}
	if n := l.Summaries(today, nil)[0].Count; n != 10 {
		t.Errorf("%d records count", n)
	}
}

// Of two audits the one with the greater share is told, the last one where they are
// alike; days that are not known are none.
func TestWhichAuditIsTold(t *testing.T) {
	l := Log{Expectations: []Expectation{{Ref: "A.5.1"}}}
	for i, on := range []string{"2026-06-10", "2026-06-11", "2026-06-12", "2026-11-21"} {
		l.Records = append(l.Records, Record{ID: isms.ID(on), Kind: "approved document", Refs: []isms.Ref{"A.5.1"}, Collected: day(on), Artefact: string(rune('a' + i)), By: "it"})
	}
	for _, c := range []struct {
		audits []string
		share  isms.Ratio
		audit  string
	}{
		{[]string{"2026-06-14", "2026-11-25"}, isms.Ratio{Have: 3, Want: 3}, "2026-06-14"},
		{[]string{"2026-11-25", "2026-06-20"}, isms.Ratio{Have: 1, Want: 4}, "2026-11-25"},
		{[]string{"2026-11-20", "2027-12-25"}, isms.Ratio{Have: 0, Want: 3}, "2026-11-20"},
		{[]string{"", "2026-11-25", "2026-12-25", "2026-11-24"}, isms.Ratio{Have: 1, Want: 4}, "2026-11-24"},
		{nil, isms.Ratio{Have: 1, Want: 4}, "2026-11-22"},
	} {
		l.Audits = nil
		for _, a := range c.audits {
			var d isms.Date
			if err := d.UnmarshalText([]byte(a)); err != nil {
				t.Fatal(err)
			}
			l.Audits = append(l.Audits, d)
		}
		line := l.Summaries(today, nil)[0]
		if line.CollectedBeforeAudit != c.share || line.audit != day(c.audit) {
			t.Errorf("audits %v: %s before %s, want %s before %s", c.audits, line.CollectedBeforeAudit, line.audit, c.share, c.audit)
		}
	}
}

func TestRulesAreCopies(t *testing.T) {
	Rules()[0].Refs[0] = "changed"
	if Rules()[0].Refs[0] != "8.1 s4" || operation[0] != "8.1 s4" {
		t.Error("a caller can change the rules")
	}
}

// What could not be looked at is said with its reason, place by place.
func TestWhatRanAndWhy(t *testing.T) {
	l := soundLog()
	l.Expectations = append(l.Expectations, Expectation{Ref: "A.5.7", Since: today.AddDays(1)}, Expectation{Ref: "A.5.9", Every: monthly})
	skipped := func(r isms.Report) map[string]string {
		out := map[string]string{}
		for s := range r.Skipped() {
			for _, ref := range s.Refs {
				out[s.Code+" "+string(ref)] = s.Why.Code
			}
		}
		return out
	}
	late := notYetOperating.Code
	want := map[string]string{
		"evidence/unresolved-adverse-evidence A.5.7": late, "evidence/evidence-older-than-the-last-change A.5.7": late, "evidence/evidence-gap A.5.7": late, "evidence/missing-evidence-of-operation A.5.7": late, "evidence/outdated-evidence A.5.7": late,
		"evidence/evidence-gap 8.1 s4":                        "evidence/nothing-expected",
		"evidence/evidence-older-than-the-last-change 8.1 s4": "evidence/nothing-expected",
		"evidence/missing-evidence-of-operation 8.1 s4":       "evidence/nothing-expected",
		"evidence/outdated-evidence 8.1 s4":                   "evidence/nothing-expected",
		"evidence/unresolved-adverse-evidence 8.1 s4":         "evidence/nothing-expected",
		"evidence/evidence-gap A.5.9":                         unknownStart.Code,
	}
	report := l.Check(today, nil)
	if diff := cmp.Diff(want, skipped(report)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for _, r := range recordRules {
		if !report.RanFor(r.Code, "8.1 s4") {
			t.Errorf("%s did not run", r.Code)
		}
	}
	got := skipped(l.Check(isms.Date{}, nil))
	for _, r := range Rules() {
		if got[r.Code+" 8.1 s4"] != theDay.Missing.Code {
			t.Errorf("%s without a day: %q", r.Code, got[r.Code+" 8.1 s4"])
		}
	}
	if len(got) != len(Rules()) {
		t.Errorf("%d skipped", len(got))
	}
	for _, x := range Expectations(today, "A.8.13", "A.5.99") {
		if x.Ref != "A.8.13" || x.Basis != "ismskit proposal" || x.Since != today {
			t.Errorf("%+v", x)
		}
	}
	d, _ := LookupDefault("A.8.13")
	d.Kinds[0] = "changed"
	if again, _ := LookupDefault("A.8.13"); again.Kinds[0] == "changed" {
		t.Error("a caller can change the defaults")
	}
}
