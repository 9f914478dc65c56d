package soa_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// Why a rule could not be applied.
func TestSkippedRulesSayWhy(t *testing.T) {
	var b strings.Builder
	for s := range build(t, soa.Input{}).Check(isms.Date{}, nil, soa.Facts{Evidence: []evidence.Summary{}}).Skipped() {
		fmt.Fprintf(&b, "%s %v: %s\n", s.Code, s.Refs, form(s.Why))
	}
	b.WriteString("\n")
	for s := range build(t, soa.Input{}).Check(day, nil, soa.Facts{}).Skipped() {
		fmt.Fprintf(&b, "%s %v: %s\n", s.Code, s.Refs, form(s.Why))
	}
	b.WriteString("\n")
	f := sound()
	f.in.Header.PreparedBy = ""
	for s := range f.check(t).Skipped() {
		fmt.Fprintf(&b, "%s %v: %s\n", s.Code, s.Refs, form(s.Why))
	}
	golden.Equal(t, "skipped.txt", b.String())
}

// The zero Statement has no rows and lacks a decision on everything all the same.
func TestCheckOfNothing(t *testing.T) {
	golden.Equal(t, "nothing.txt", printed(soa.Statement{}.Check(day, nil, soa.Facts{})))
}

// found counts the findings of a rule about a control, or about all if it is empty.
func found(r isms.Report, code string, id isms.Ref) int {
	n := 0
	for d := range r.Found() {
		if d.Code == "soa/"+code && (id == "" || d.Concerns(id)) {
			n++
		}
	}
	return n
}

// What the statement is of: the earlier of the assessment that it rests on and of
// the approval, or of its own date while it is not approved.
func TestStatementIsOlderThanTheAssessment(t *testing.T) {
	date := func(text string) isms.Date {
		if text == "" {
			return isms.Date{}
		}
		return isms.MustDate(text)
	}
	for _, c := range []struct {
		rests, own, approved, latest string
		newer                        bool
		of                           string
	}{
		{"2026-01-20", "2026-02-01", "2026-02-03", "2026-01-20", false, ""},
		{"2026-01-20", "2026-02-01", "2026-02-03", "2026-01-21", true, "2026-01-20"},
		{"2026-02-20", "2026-02-01", "2026-02-03", "2026-02-03", false, ""}, // approved before what it rests on
		{"2026-02-20", "2026-02-01", "2026-02-03", "2026-02-04", true, "2026-02-03"},
		{"", "2026-02-01", "2026-02-03", "2026-02-03", false, ""},
		{"", "2026-02-01", "2026-02-03", "2026-02-04", true, "2026-02-03"},
		{"", "2026-02-05", "2026-02-03", "2026-02-04", true, "2026-02-03"},
		{"", "2026-02-01", "", "2026-02-01", false, ""},
		{"", "2026-02-01", "", "2026-02-02", true, "2026-02-01"},
		{"2026-01-20", "2026-02-01", "", "2026-01-21", true, "2026-01-20"},
		{"2026-01-20", "", "", "2026-01-20", false, ""},
		{"2026-01-20", "", "", "2026-01-21", true, "2026-01-20"},
		{"", "", "", "2026-01-01", true, ""},
		{"", "2026-02-01", "2026-03-03", "2026-02-02", true, "2026-02-01"}, // approved tomorrow
	} {
		f := sound()
		f.in.Register.Assessed, f.in.Header.Assessed, f.in.Header.Date, f.facts.Assessed = isms.Date{}, date(c.rests), date(c.own), date(c.latest)
		f.events = f.events[:0]
		if c.approved != "" {
			f.events = append(f.events, soa.Event{Kind: soa.Approve, By: "ceo", On: date(c.approved)})
		}
		r := f.check(t)
		text := printed(r)
		if got := golden.Found(t, r, "soa/statement-older-than-risk-assessment"); got != c.newer || c.newer && !strings.Contains(text, "day="+c.of+", assessed="+c.latest) {
			t.Errorf("%+v: %v\n%s", c, got, text)
		}
	}
}

// What an approval, a supersession and a review are worth on a day.
func TestDaysOfTheDocument(t *testing.T) {
	superseded := []soa.Event{{Kind: soa.Approve, By: "ceo", On: day}, {Kind: soa.Supersede, By: "ceo", On: day.AddDays(2)}}
	for _, c := range []struct {
		asOf isms.Date
		want []string
	}{
		{day.AddDays(-1), []string{"missing-approval-of-the-statement"}},
		{day, nil},
		{day.AddDays(1), nil},
		{day.AddDays(2), []string{"superseded-statement"}},
		{day.AddDays(3), []string{"superseded-statement"}},
	} {
		f := sound()
		f.in.Register.Assessed, f.in.Header.Assessed, f.facts.Assessed, f.in.Header.Date, f.in.Header.ReviewBy = isms.Date{}, day, day, day, day.AddDays(9)
		f.events, f.asOf = superseded, c.asOf
		if got := codes(f.check(t)); !slices.Equal(got, c.want) {
			t.Errorf("on %s: %v, want %v", c.asOf, got, c.want)
		}
	}
	for days, want := range map[int]bool{-1: true, 0: false, 1: false} {
		f := sound()
		f.in.Header.ReviewBy = day.AddDays(days)
		if got := golden.Found(t, f.check(t), "soa/overdue-review-of-the-statement"); got != want {
			t.Errorf("review by day %d: %v", days, got)
		}
		f = sound()
		f.decision("A.7.6").ReviewBy = day.AddDays(days)
		if got := golden.Found(t, f.check(t), "soa/overdue-review-of-exclusion"); got != want {
			t.Errorf("exclusion to be looked at by day %d: %v", days, got)
		}
		f = sound()
		f.decision("own:C-1").Due = day.AddDays(days)
		if got := golden.Found(t, f.check(t), "soa/overdue-control-implementation"); got != want {
			t.Errorf("due on day %d: %v", days, got)
		}
		f = sound()
		f.decision("A.7.6").DecidedOn = f.facts.ScopeSince.AddDays(days)
		if got := golden.Found(t, f.check(t), "soa/exclusion-older-than-scope-change"); got != want {
			t.Errorf("decided %d days after the scope changed: %v", days, got)
		}
	}
}

// Header fields that are blank or a placeholder are missing, each on its own.
func TestIdentification(t *testing.T) {
	f := sound()
	f.in.Version, f.events = "", nil
	f.in.Header.Organization, f.in.Header.Scope, f.in.Header.Date = " - ", "n/a", isms.Date{}
	text := printed(f.check(t))
	for _, field := range []string{"organization", "scope", "date"} {
		want := "warning soa/incomplete-document-identification header." + field + " [7.5.2 a]\n\tfield=soa/field-" + field + "\n"
		if !strings.Contains(text, want) {
			t.Errorf("%s, want %s", text, want)
		}
	}
	if got := found(f.check(t), "incomplete-document-identification", ""); got != 4 {
		t.Errorf("%d fields are missing, want 4", got)
	}
}

// The plan: the last day of several items counts; an owner or a day of the
// statement comes first; controls that the plan carries need no more.
func TestPlan(t *testing.T) {
	early, late := day.AddDays(-5), day.AddDays(5)
	item := func(owner isms.ID, due isms.Date) risk.Treatment {
		return risk.Treatment{Controls: []isms.Ref{"own:C-1"}, ID: "T-1", Owner: owner, Due: due}
	}
	for _, c := range []struct {
		name  string
		owner isms.ID
		due   isms.Date
		plan  []risk.Treatment
		want  []string
	}{
		{"all in the plan", "", isms.Date{}, []risk.Treatment{item("it", late)}, nil},
		{"the last day counts", "", isms.Date{}, []risk.Treatment{item("it", early), item("", late), item("it", early)}, nil},
		{"all are over", "", isms.Date{}, []risk.Treatment{item("it", early), item("it", isms.Date{})}, []string{"overdue-control-implementation"}},
		{"an item without a day first", "", isms.Date{}, []risk.Treatment{item("it", isms.Date{}), item("it", early)}, []string{"overdue-control-implementation"}},
		{"no item has an owner", "", isms.Date{}, []risk.Treatment{item("", late), item("", late)}, []string{"planned-control-without-owner"}},
		{"one item has an owner", "", isms.Date{}, []risk.Treatment{item("it", late), item("", late)}, nil},
		{"another item has an owner", "", isms.Date{}, []risk.Treatment{item("", late), item("it", late)}, nil},
		{"the owner of the statement", "it", isms.Date{}, []risk.Treatment{item("", late)}, nil},
		{"no item has a day", "it", isms.Date{}, []risk.Treatment{item("", isms.Date{})}, []string{"planned-control-without-due-date"}},
		{"the day of the statement", "it", late, []risk.Treatment{item("", early)}, nil},
		{"the day of the statement is over", "it", early, []risk.Treatment{item("", late)}, []string{"overdue-control-implementation"}},
		{"completed and cancelled treatments", "it", late, []risk.Treatment{
			{ID: "T-1", Controls: []isms.Ref{"own:C-1"}, Status: risk.ActionCompleted}, {ID: "T-2", Controls: []isms.Ref{"own:C-1"}, Status: risk.ActionCancelled},
		}, []string{"control-not-in-risk-treatment-plan"}},
		{"items for others", "it", late, []risk.Treatment{{Controls: []isms.Ref{"A.5.1"}, Owner: "it", Due: late}, {Controls: []isms.Ref{"own:C-9"}}}, []string{"control-not-in-risk-treatment-plan"}},
	} {
		f := sound()
		f.decision("own:C-1").Owner, f.decision("own:C-1").Due, f.facts.Plan = c.owner, c.due, c.plan
		if got := codes(f.check(t)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	// Without a plan nothing is missing in it; the statement speaks for itself.
	f := sound()
	f.facts.Plan = nil
	if got := codes(f.check(t)); len(got) > 0 {
		t.Error(got)
	}
	// Every state but implemented is to be planned, one after the other.
	f = sound()
	f.facts.Plan = []risk.Treatment{}
	f.decision("A.5.1").Implementation, f.decision("A.5.2").Implementation, f.decision("A.5.3").Implementation = soa.PartiallyImplemented, soa.NotImplemented, ""
	r := f.check(t)
	if found(r, "control-not-in-risk-treatment-plan", "A.5.1") != 1 || found(r, "control-not-in-risk-treatment-plan", "A.5.2") != 1 || found(r, "control-not-in-risk-treatment-plan", "A.5.3") != 0 ||
		found(r, "implementation-status-not-stated", "A.5.3") != 1 || found(r, "control-not-in-risk-treatment-plan", "own:C-1") != 1 {
		t.Error(printed(r))
	}
}

// Evidence of every implemented control is looked at, whatever stands between.
func TestEvidenceOfAll(t *testing.T) {
	f := sound()
	f.decision("A.5.1").Implementation, f.decision("A.5.1").Owner, f.decision("A.5.1").Due = soa.Planned, "it", day
	f.facts.Plan = append(f.facts.Plan, risk.Treatment{Controls: []isms.Ref{"A.5.1"}})
	f.facts.Evidence = slices.DeleteFunc(f.facts.Evidence, func(e evidence.Summary) bool {
		return e.Ref == "A.5.1" || e.Ref == "A.5.2" || e.Ref == "A.8.34"
	})
	r := f.check(t)
	if found(r, "implemented-control-without-evidence", "A.5.1") != 0 || found(r, "implemented-control-without-evidence", "A.5.2") != 1 || found(r, "implemented-control-without-evidence", "A.8.34") != 1 {
		t.Error(printed(r))
	}
	// On no day no evidence is missing.
	f.asOf = isms.Date{}
	if r := f.check(t); found(r, "implemented-control-without-evidence", "") != 0 || found(r, "implemented-control-with-outdated-evidence", "") != 0 {
		t.Error(printed(r))
	}
}

// A statement is no copy of Annex A when one thing in it is the organization's
// own.
func TestCopyOfAnnexA(t *testing.T) {
	reason := []soa.Reason{{Source: "B-1"}}
	for _, c := range []struct {
		name string
		in   soa.Input
		copy bool
	}{
		{"nothing", soa.Input{}, true},
		{"applicable because", soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", Justification: "We need it."}}}, true},
		{"undecided, with a reason", soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", Undecided: true, Reasons: reason}}}, true},
		{"a reason that points at something", soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", Reasons: reason}}}, false},
		{"a reason by a treatment", soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", Reasons: []soa.Reason{{Via: "T-1"}}}}}, false},
		{"the second reason points", soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", Reasons: []soa.Reason{{Text: "x"}, {Source: "B-1"}}}}}, false},
		{"a risk", soa.Input{Register: risk.Register{Risks: []risk.Risk{{ID: "R-1", Existing: []isms.Ref{"A.5.7"}}}}}, false},
		{"an obligation", soa.Input{Obligations: []soa.Obligation{{ID: "L-1", Basis: soa.BasisLegal, Controls: []isms.Ref{"A.8.34"}}}}, false},
		{"a custom control", soa.Input{Custom: []annexa.CustomControl{{Ref: "own:C-1"}}}, false},
	} {
		if got := golden.Found(t, build(t, c.in).Check(day, nil, soa.Facts{}), "soa/unmodified-copy-of-annex-a"); got != c.copy {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// There is a register behind a statement as soon as it names one control, listed
// or not.
func TestRegisterBehindTheStatement(t *testing.T) {
	risks := func(ref isms.Ref) soa.Input {
		return soa.Input{Register: risk.Register{Risks: []risk.Risk{{ID: "R-1", Existing: []isms.Ref{ref}}}}}
	}
	// So it is if all that is stored of it is a control that cannot be listed.
	text, err := build(t, soa.Input{}).MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var s soa.Statement
	if err := s.UnmarshalJSON([]byte(strings.Replace(string(text), `"unresolved":[]`, `"unresolved":[{"control":"own:X"}]`, 1))); err != nil {
		t.Fatal(err)
	}
	if !s.Check(day, nil, soa.Facts{}).RanFor("soa/excluded-control-used-in-risk-treatment", "6.1.3 d 4") {
		t.Error("a register with one control that cannot be listed is none")
	}
	for name, c := range map[string]struct {
		in  soa.Input
		ran bool
	}{"none": {soa.Input{}, false}, "listed": {risks("A.5.7"), true}, "unresolved": {risks("own:X"), true}} {
		r := build(t, c.in).Check(day, nil, soa.Facts{})
		if got := r.RanFor("soa/excluded-control-used-in-risk-treatment", "6.1.3 d 4"); got != c.ran || r.RanFor("soa/risk-treatment-control-missing-from-the-statement", "6.1.3 d 1") != c.ran {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// A justification is looked at for stock phrases where nothing else tells why.
func TestStockPhrasesWhereNothingElseTells(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*fixture)
		want   bool
	}{
		"linked":   {func(f *fixture) { f.decision("A.5.7").Justification = "Required." }, false},
		"unlinked": {func(f *fixture) { f.decision("A.5.7").Justification, f.decision("A.5.7").Reasons = "Required.", nil }, true},
		"excluded": {func(f *fixture) { f.exclude("A.7.6", "Not applicable to us.") }, true},
		"undecided": {func(f *fixture) {
			*f.decision("A.7.6") = soa.Decision{Control: "A.7.6", Undecided: true, Justification: "Not applicable to us."}
		}, false},
	} {
		f := sound()
		c.change(f)
		if got := golden.Found(t, f.check(t), "soa/stock-phrase-as-justification"); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	// Phrases that say nothing are not looked for; kinds are kept apart.
	f := newSound("The sky above us is green.")
	f.facts.Limits.Phrases = []soa.Phrase{{Kind: "stock", Text: " . "}, {Kind: "stock"}, {Kind: "odd", Text: "the sky above us is green"}}
	if got := codes(f.check(t)); len(got) > 0 {
		t.Error(got)
	}
	f.facts.Limits.Phrases = []soa.Phrase{{Kind: "outsourced", Text: "the SKY, above us"}}
	if got := codes(f.check(t)); !slices.Equal(got, []string{"outsourcing-as-justification-for-exclusion"}) {
		t.Error(got)
	}
}

// Limits: so many controls may share a justification, so many words make a
// reason.
func TestLimits(t *testing.T) {
	same := func(n int) *fixture {
		f := sound()
		for i, id := range []isms.Ref{"A.5.7", "A.5.8", "A.5.9", "A.5.10", "A.5.11", "A.5.12", "A.5.13"} {
			if i < n {
				f.decision(id).Justification = "The board wants it for our customers."
			}
		}
		return f
	}
	for _, c := range []struct {
		n, limit int
		want     bool
	}{{5, 0, false}, {6, 0, true}, {5, -1, false}, {2, 2, false}, {3, 2, true}, {1, 1, false}, {2, 1, true}, {7, 7, false}} {
		f := same(c.n)
		f.facts.Limits.Repeats = c.limit
		if got := golden.Found(t, f.check(t), "soa/repeated-justification"); got != c.want {
			t.Errorf("%d the same, at most %d: %v", c.n, c.limit, got)
		}
	}
	// Two groups are two findings, with a text of one control between them; an
	// exclusion and an inclusion with one text are for both places.
	f := same(6)
	f.decision("A.5.14").Justification = "This one has its own."
	for _, id := range []isms.Ref{"A.8.1", "A.8.2", "A.8.3", "A.8.4", "A.8.5"} {
		f.decision(id).Justification = "The board wants it for our staff."
	}
	f.exclude("A.7.6", "The board, wants it for our STAFF!")
	r := f.check(t)
	if got := found(r, "repeated-justification", ""); got != 2 {
		t.Errorf("%d groups, want 2", got)
	}
	for d := range r.Found() {
		if d.Code == "soa/repeated-justification" && d.Concerns("A.8.1") && (!d.Concerns("6.1.3 d 2") || !d.Concerns("6.1.3 d 4") || !d.Concerns("A.7.6")) {
			t.Error(d.Refs)
		}
	}
	for _, c := range []struct {
		text  string
		least int
		short bool
	}{
		{"One two three", 0, true},
		{"One two three four", 0, false},
		{"One two three", -1, true},
		{"One two", 2, false},
		{"One", 2, true},
		{"One", 1, false},
		{"no我yes", 3, false},
		{"我们没有软件开发", 0, false},
		{"没有开发人", 0, true}, // half a word for each character, rounded up
		{"我们 no 开发人", 0, false},
		{"One, two -- three!", 0, true},
	} {
		f := newSound(c.text)
		f.facts.Limits.MinWords = c.least
		if got := golden.Found(t, f.check(t), "soa/insufficient-justification-for-exclusion"); got != c.short {
			t.Errorf("%q, at least %d words: short %v", c.text, c.least, got)
		}
	}
}

// The first asset of a kind, by ID, stands for all of it; assets without a name
// come first, whatever their order.
func TestAssetsOfOneKind(t *testing.T) {
	for _, order := range [][]isms.ID{{"a", "b", "c"}, {"c", "b", "a"}, {"b", "a", "c"}} {
		f := sound()
		f.exclude("A.7.10", "There are no sticks in this company at all.")
		f.facts.Assets = []risk.Asset{}
		for _, id := range order {
			f.facts.Assets = append(f.facts.Assets, risk.Asset{ID: id, Kind: "storage media"})
		}
		r := f.check(t)
		if text := printed(r); found(r, "excluded-control-relevant-to-an-asset", "") != 1 || !strings.Contains(text, "asset=a, kind=storage media") {
			t.Errorf("%v: %s", order, text)
		}
	}
	f := sound()
	f.exclude("A.7.10", "There are no sticks in this company at all.")
	f.facts.Assets = []risk.Asset{{ID: "a", Kind: "Storage  Media"}, {Kind: "storage-media"}}
	if text := printed(f.check(t)); !strings.Contains(text, "asset=, kind=storage-media") {
		t.Error(text)
	}
}

// One contradiction for each treatment, however often it is listed and in whatever
// order, and one for each risk that counts on the control already.
func TestExclusionAgainstTreatments(t *testing.T) {
	f := sound()
	f.exclude("A.7.6", "The open plan office has no area of that kind.")
	uses := func(id, r isms.ID) risk.Treatment {
		return risk.Treatment{ID: id, Risks: []isms.ID{r}, Controls: []isms.Ref{"A.7.6", "A.7.6"}}
	}
	f.in.Register.Treatments = append(f.in.Register.Treatments, uses("T-8", "R-2"), uses("T-9", "R-1"), uses("T-8", "R-1"), uses("T-9", "R-2"))
	f.in.Register.Risks = append(f.in.Register.Risks, risk.Risk{ID: "R-8", Existing: []isms.Ref{"A.7.6"}}, risk.Risk{ID: "R-7", Existing: []isms.Ref{"A.7.6", "A.7.6"}})
	at := "soa/excluded-control-used-in-risk-treatment controls[A.7.6].decision.excluded "
	want := []string{at + `"soa/control-of-a-treatment"[R-1,T-8]`, at + `"soa/control-of-a-treatment"[R-1,T-9]`, at + `"soa/existing-control-of-a-risk"[R-7]`, at + `"soa/existing-control-of-a-risk"[R-8]`}
	var got []string
	for d := range f.check(t).Found() {
		got = append(got, d.Key)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// A stock phrase is one with fillers around it and one word more; not one of many
// words, of part of a word, or of a long text.
func TestStockPhrasesAreWhole(t *testing.T) {
	for text, want := range map[string]bool{
		"Not applicable":              true,
		"This is not applicable here": true,
		"Not applicable yet":          true,
		"Not applicable yet, sadly":   false,
		"Required":                    true,
		"Requiredness":                false,
		"Unrequired":                  false,
		"Required-ish":                true, // one word more
		"Sadly required":              true,
		"該当なし":                        true,
		"当社該当なし":                      true, // no blanks around it
		"当社では本件は該当なし":                 false,

		"Not applicable" + strings.Repeat(" a", 193):         true, // 400 bytes
		"Not applicable" + strings.Repeat(" a", 192) + " us": false,
	} {
		if got := golden.Found(t, newSound(text).check(t), "soa/stock-phrase-as-justification"); got != want {
			t.Errorf("%.60q: %v", text, got)
		}
	}
	for text, want := range map[string]bool{
		"The area is watched by our provider.":                               true,
		"No one two three four five by our provider":                         false, // turned round six words before
		"No one two three four five six by our provider":                     true,
		"Nothing here is. It is watched by our provider.":                    true, // the sentence before does not turn it round
		"Nothing here is: it is watched by our provider":                     true,
		"Nothing here is; it is watched by our provider":                     true,
		"Nothing here is! It is watched by our provider":                     true,
		"Is nothing here? It is watched by our provider":                     true,
		"There is nothing\nIt is watched by our provider":                    true,
		"Nothing ~ is watched by our provider":                               false,
		"Nothing, we say, is watched by our provider":                        false,
		"It is watched by our provider, not by us, so nothing is left":       true, // what follows does not turn it round
		"Nobody here could say by our providers":                             false,
		"Not by our provider is the area watched, no: it is by our provider": true,
	} {
		if got := golden.Found(t, newSound(text).check(t), "soa/outsourcing-as-justification-for-exclusion"); got != want {
			t.Errorf("%.60q: %v", text, got)
		}
	}
}

// An obligation of the statement contradicts an exclusion whether or not the
// obligations in force are given, and an obligation in force whether or not the
// statement has some.
func TestExclusionAgainstObligations(t *testing.T) {
	f := sound()
	f.exclude("A.5.34", "All data of persons left the company long ago.")
	f.facts.Obligations = nil
	if r := f.check(t); found(r, "excluded-control-required-by-obligation", "A.5.34") != 1 || !r.RanFor("soa/excluded-control-required-by-obligation", "6.1.3 d 4") {
		t.Error(printed(r))
	}
	f = sound()
	f.in.Obligations, f.facts.Obligations = nil, []soa.Obligation{{ID: "L-2", Controls: []isms.Ref{"own:C-9", "A.5.34", "A.7.6", "A.8.28"}}}
	f.decision("A.5.34").Reasons = []soa.Reason{{Source: "B-1"}}
	if r := f.check(t); found(r, "excluded-control-required-by-obligation", "A.7.6") != 1 || found(r, "excluded-control-required-by-obligation", "A.8.28") != 1 || found(r, "excluded-control-required-by-obligation", "") != 2 {
		t.Error(printed(r))
	}
}

// A risk that is closed asks for nothing, listed twice or not; a cancelled
// treatment neither.
func TestWhatAsksForNothing(t *testing.T) {
	for name, reg := range map[string]risk.Register{
		"closed":            {Risks: []risk.Risk{{ID: "R-1", Closed: day, Existing: []isms.Ref{"A.5.7", "own:X"}}}},
		"closed, then open": {Risks: []risk.Risk{{ID: "R-1", Closed: day}, {ID: "R-1", Existing: []isms.Ref{"A.5.7", "own:X"}}}},
		"open, then closed": {Risks: []risk.Risk{{ID: "R-1", Existing: []isms.Ref{"A.5.7", "own:X"}}, {ID: "R-1", Closed: day}}},
		"treated, closed": {
			Risks:      []risk.Risk{{ID: "R-1", Closed: day}},
			Treatments: []risk.Treatment{{ID: "T-1", Risks: []isms.ID{"R-1"}, Controls: []isms.Ref{"A.5.7", "own:X"}}},
		},
		"cancelled":   {Treatments: []risk.Treatment{{ID: "T-1", Status: risk.ActionCancelled, Controls: []isms.Ref{"A.5.7", "own:X"}}}},
		"no controls": {Treatments: []risk.Treatment{{ID: "T-1"}}, Risks: []risk.Risk{{ID: "R-1"}}},
	} {
		s := build(t, soa.Input{Register: reg})
		if !s.Equal(build(t, soa.Input{})) || len(slices.Collect(s.Unresolved())) != 0 || row(t, s, "A.5.7").Applicability() != soa.Undecided {
			t.Errorf("%s: %s", name, changes(build(t, soa.Input{}), s))
		}
	}
	// One of two risks of a treatment is closed; another treatment goes on after it.
	s := build(t, soa.Input{Register: risk.Register{
		Risks: []risk.Risk{{ID: "R-0"}, {ID: "R-1", Closed: day}, {ID: "R-2", Existing: []isms.Ref{"A.5.8"}}},
		Treatments: []risk.Treatment{
			{ID: "T-0", Risks: []isms.ID{"R-1"}, Controls: []isms.Ref{"A.5.7"}}, {ID: "T-1", Risks: []isms.ID{"R-2", "R-1", "R-2"}, Controls: []isms.Ref{"A.5.7"}},
		},
	}})
	if got := texts(slices.Collect(row(t, s, "A.5.7").Reasons())); !slices.Equal(got, []string{"risk R-2 (T-1)"}) || row(t, s, "A.5.8").Applicability() != soa.Applicable {
		t.Error(got)
	}
}
