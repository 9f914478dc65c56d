package soa_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// A change that only shows in who says it is a change all the same.
func TestDiffOfOrigins(t *testing.T) {
	law := soa.Reason{Basis: soa.BasisLegal, Source: "L-1"}
	obligations := []soa.Obligation{{ID: "L-1", Basis: soa.BasisLegal, Controls: []isms.Ref{"A.5.7"}}, {ID: "L-2", Basis: soa.BasisLegal, Controls: []isms.Ref{"A.5.7"}}}
	mine := build(t, soa.Input{Obligations: obligations[1:], Decisions: []soa.Decision{{Control: "A.5.7", Reasons: []soa.Reason{law}}}})
	theirs := build(t, soa.Input{Obligations: obligations, Decisions: []soa.Decision{{Control: "A.5.7"}}})
	if got, want := changes(mine, theirs), "reason A.5.7 origin: \"\" -> soa/other-origin-of-a-reason\n"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, err := soa.Diff(mine, theirs).Apply(mine); err != nil || !got.Equal(theirs) {
		t.Error("the diff does not give the second", err)
	}
	if got, want := changes(soa.Statement{}, build(t, soa.Input{})), "header  statement: \"\" -> soa/nothing-said-yet\n"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := changes(build(t, soa.Input{}), soa.Statement{}), "header  statement: soa/nothing-said-yet -> \"\"\n"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// What is no longer valid and comes back is one change where it can be; what is gone or new
// without having been there is one, too.
func TestDiffOfReasonsNoLongerValid(t *testing.T) {
	register := func(risks ...isms.ID) risk.Register {
		return risk.Register{Treatments: []risk.Treatment{{ID: "T-1", Risks: risks, Controls: []isms.Ref{"A.5.7"}}}}
	}
	full := build(t, soa.Input{Register: register("R-1", "R-2")})
	ended, err := full.Regenerate(register("R-2"), nil)
	if err != nil {
		t.Fatal(err)
	}
	less := build(t, soa.Input{Register: register("R-2")})
	for _, c := range []struct {
		name, want string
		a, b       soa.Statement
	}{
		{"ends", `reason A.5.7 noLongerValid: soa/reason(risk R-1 (T-1)) -> soa/reason(risk R-1 (T-1))`, full, ended},
		{"comes back", `reason A.5.7 reasons: soa/reason(risk R-1 (T-1)) -> soa/reason(risk R-1 (T-1))`, ended, full},
		{"is no longer valid from the start", `reason A.5.7 noLongerValid: "" -> soa/reason(risk R-1 (T-1))`, less, ended},
		{"is removed", `reason A.5.7 noLongerValid: soa/reason(risk R-1 (T-1)) -> ""`, ended, less},
		{"goes", `reason A.5.7 reasons: soa/reason(risk R-1 (T-1)) -> ""`, full, less},
		{"comes", `reason A.5.7 reasons: "" -> soa/reason(risk R-1 (T-1))`, less, full},
	} {
		if got := changes(c.a, c.b); got != c.want+"\n" {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	// Another text for the same reason is one change; other reasons are two, in order.
	words := func(reasons ...soa.Reason) soa.Statement {
		return build(t, soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", Reasons: reasons}}})
	}
	a := words(soa.Reason{Basis: soa.BasisLegal, Source: "L-1", Text: "old"}, soa.Reason{Basis: soa.BasisContractual, Source: "K-1"}, soa.Reason{Basis: soa.BasisOther, Source: "Z"})
	b := words(soa.Reason{Basis: soa.BasisLegal, Source: "L-1", Text: "new"}, soa.Reason{Basis: soa.BasisContractual, Source: "K-2"}, soa.Reason{Basis: soa.BasisOther, Source: "Z"})
	want := `reason A.5.7 reasons: soa/reason(legal requirement L-1: old) -> soa/reason(legal requirement L-1: new)
reason A.5.7 reasons: soa/reason(contractual obligation K-1) -> ""
reason A.5.7 reasons: "" -> soa/reason(contractual obligation K-2)
`
	if got := changes(a, b); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	want = `reason A.5.7 reasons: soa/reason(legal requirement L-1: new) -> soa/reason(legal requirement L-1: old)
reason A.5.7 reasons: "" -> soa/reason(contractual obligation K-1)
reason A.5.7 reasons: soa/reason(contractual obligation K-2) -> ""
`
	if got := changes(b, a); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// The changes of everything that a statement holds, there and back.
func TestDiffOfMergesAndHistory(t *testing.T) {
	s := rich(t)
	base, err := s.Next("4.0")
	if err != nil {
		t.Fatal(err)
	}
	h := base.Header()
	settled, err := base.EditHeader(h)
	if err != nil {
		t.Fatal(err)
	}
	if settled, err = settled.Edit(soa.Edit{Control: "A.5.7", MergeConflicts: &[]soa.MergeConflict{}}); err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, "merged.txt", "# settled\n"+changes(base, settled)+"# unsettled\n"+changes(settled, base)+
		"# next version\n"+changes(s, base)+"# the version before\n"+changes(base, s))
}

func TestMergeOfNothing(t *testing.T) {
	var zero soa.Statement
	s := build(t, soa.Input{Version: "1"})
	for name, c := range map[string]struct{ base, edited, generated, want soa.Statement }{
		"only edited": {zero, s, zero, s}, "only generated": {zero, zero, s, s}, "only base": {s, zero, zero, s}, "nothing": {zero, zero, zero, zero},
	} {
		if got, err := soa.Merge(c.base, c.edited, c.generated); err != nil || !got.Equal(c.want) || got.IsZero() != c.want.IsZero() {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Attributes that both gave are the person's; the others are kept.
	with := func(a annexa.AttributeValueSet) soa.Statement {
		return build(t, soa.Input{Custom: []annexa.CustomControl{{Ref: "own:C-1", AttributeValues: a}}})
	}
	m, err := soa.Merge(with(0), with(annexa.Detective), with(annexa.Corrective))
	if err != nil {
		t.Fatal(err)
	}
	want := []soa.MergeConflict{{Control: "own:C-1", Field: "attributeValues", Text: "corrective"}}
	if diff := cmp.Diff(want, slices.Collect(m.MergeConflicts())); diff != "" {
		t.Error(diff)
	}
	if c := slices.Collect(m.CustomControls()); len(c) != 1 || c[0].AttributeValues != annexa.Detective {
		t.Error(c)
	}
}

// What becomes of a merged control: 5.15 of 2022 follows 9.1.1 and 9.1.2 of 2013.
func TestCarryMergesStates(t *testing.T) {
	type states = [2]soa.ImplementationStatus
	for in, want := range map[states]soa.ImplementationStatus{
		{soa.Implemented, soa.Implemented}:             soa.Implemented,
		{soa.Implemented, soa.PartiallyImplemented}:    soa.PartiallyImplemented,
		{soa.Implemented, soa.NotImplemented}:          soa.PartiallyImplemented,
		{soa.PartiallyImplemented, soa.NotImplemented}: soa.PartiallyImplemented,
		{soa.Planned, soa.NotImplemented}:              soa.NotImplemented,
		{soa.Planned, soa.Planned}:                     soa.Planned,
		{soa.NotImplemented, soa.NotImplemented}:       soa.NotImplemented,
		{soa.Implemented, ""}:                          "",
		{"", ""}:                                       "",
	} {
		for _, order := range []states{in, {in[1], in[0]}} {
			got, err := soa.FromEdition2013([]soa.Decision2013{{Control: "A.9.1.1", Implementation: order[0]}, {Control: "A.9.1.2", Implementation: order[1]}})
			if err != nil || len(got) != 1 || got[0].Control != "A.5.15" || got[0].Implementation != want || got[0].Excluded || got[0].Undecided {
				t.Errorf("%v: %+v, %v, want %q", order, got, err, want)
			}
		}
	}
	one := func(f ...soa.Decision2013) soa.Decision {
		t.Helper()
		got, err := soa.FromEdition2013(f)
		if err != nil || len(got) != 1 {
			t.Fatal(got, err)
		}
		return got[0]
	}
	// One of two is given: implemented is no more than partially implemented; excluded is undecided.
	if d := one(soa.Decision2013{Control: "A.9.1.1", Implementation: soa.Implemented}); d.Implementation != soa.PartiallyImplemented {
		t.Error(d)
	}
	if d := one(soa.Decision2013{Control: "A.9.1.1", Implementation: soa.NotImplemented}); d.Implementation != soa.NotImplemented {
		t.Error(d)
	}
	if d := one(soa.Decision2013{Control: "A.9.1.1", Excluded: true}); d.Excluded || !d.Undecided {
		t.Error(d)
	}
	// Both are given.
	out := soa.Decision2013{Control: "A.9.1.1", Excluded: true, Justification: "No access.", Owner: "it"}
	if d := one(out, soa.Decision2013{Control: "A.9.1.2", Excluded: true, Justification: "No access.", Owner: "it"}); !d.Excluded || d.Undecided || d.Justification != "No access." || d.Owner != "it" {
		t.Error(d)
	}
	d := one(soa.Decision2013{Control: "A.9.1.2", Implementation: soa.Implemented, Justification: "We do.", How: "a tool", Owner: "net", Evidence: []isms.ID{"E-2"}, Documents: []isms.ID{"D-1"}}, out)
	want := soa.Decision{
		Control: "A.5.15", Justification: "A.9.1.1: No access.\nA.9.1.2: We do.", How: "A.9.1.2: a tool", Implementation: soa.PartiallyImplemented,
		Evidence: []isms.ID{"E-2"}, Documents: []isms.ID{"D-1"},
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Error(diff)
	}
}

// Advice is no verdict: what is advised for a control that stays, why, and what
// an applicable control that builds on another does to it.
func TestProposals(t *testing.T) {
	s := build(t, soa.Input{
		Register:    risk.Register{Risks: []risk.Risk{{ID: "R-1", Existing: []isms.Ref{"A.7.4"}}}},
		Obligations: []soa.Obligation{{ID: "L-1", Basis: soa.BasisLegal, Controls: []isms.Ref{"A.8.33"}}},
		Decisions: []soa.Decision{
			{Control: "A.7.2"}, {Control: "A.8.4"}, {Control: "A.8.29", Reasons: []soa.Reason{{Basis: soa.BasisBusiness, Text: "asked for"}}}, {Control: "A.7.12", Excluded: true},
		},
	})
	var b strings.Builder
	for _, circumstances := range [][]soa.Circumstance{
		{"fully remote", "no own server room"},
		{"no development", "no test systems"},
		{"no development", "no outsourced work"},
		{"no cloud services", "no remote working", "no removable media", "one person organization", "no customer personal data", "no idea"},
	} {
		for p := range s.Propose(circumstances...) {
			verb := "could go"
			if p.Stays {
				verb = "stays"
			}
			b.WriteString(string(p.Control) + " (" + string(p.Now) + ") " + verb + ": " + form(p.Why))
			for _, c := range p.Circumstances {
				b.WriteString(" [" + string(c) + "]")
			}
			for _, r := range p.Reasons {
				b.WriteString(" <" + told(r) + ">")
			}
			b.WriteString("\n")
		}
		b.WriteString("\n")
	}
	golden.Equal(t, "proposals.txt", b.String())

	// 8.28 and 8.29 build on 8.25. When nothing asks for them, 8.28 goes itself when
	// nobody develops, and 8.29 stays.
	asked := []soa.Reason{{Basis: soa.BasisBusiness, Text: "asked for"}}
	for _, c := range []struct {
		d    soa.Decision
		want bool
	}{{soa.Decision{Control: "A.8.28"}, false}, {soa.Decision{Control: "A.8.29"}, true}, {soa.Decision{Control: "A.8.28", Reasons: asked}, true}, {soa.Decision{Control: "A.8.28", Undecided: true, Justification: "see later"}, false}} {
		s := build(t, soa.Input{Decisions: []soa.Decision{c.d}})
		for p := range s.Propose("no development") {
			if p.Control == "A.8.25" && p.Stays != c.want {
				t.Errorf("%+v, and A.8.25: %+v", c.d, p)
			}
		}
	}
	// The empty circumstance is none.
	s = build(t, soa.Input{})
	if diff := cmp.Diff(slices.Collect(s.Propose("no development")), slices.Collect(s.Propose("", "no development"))); diff != "" {
		t.Error(diff)
	}
}

// A custom control fills a gap that Annex A's leave.
func TestCustomControlFillsAGap(t *testing.T) {
	resilience, err := annexa.ParseAttributeValue("#Resilience")
	if err != nil {
		t.Fatal(err)
	}
	f := sound()
	f.exclude("A.5.7", "Nobody would know what to do with it.")
	if got := codes(f.check(t)); !slices.Equal(got, []string{"attribute-combination-without-a-control"}) {
		t.Fatal(got)
	}
	f.in.Custom = append(f.in.Custom, annexa.CustomControl{Ref: "own:C-2", AttributeValues: annexa.Detective | resilience})
	*f.decision("own:C-2") = soa.Decision{Control: "own:C-2", Excluded: true, Justification: "Nobody in this company would ever do that.", DecidedOn: day}
	if got := codes(f.check(t)); !slices.Equal(got, []string{"attribute-combination-without-a-control"}) {
		t.Error("the only control that would fill the gap is excluded:", got)
	}
	gap := annexa.Detective | resilience
	*f.decision("own:C-2") = soa.Decision{Control: "own:C-2", Implementation: soa.Planned, Owner: "it", Due: day, Reasons: []soa.Reason{{Source: "B-1"}}}
	f.facts.Plan = append(f.facts.Plan, risk.Treatment{Controls: []isms.Ref{"own:C-2"}})
	f.in.Custom[1].AttributeValues = 0
	f.in.Custom[0].AttributeValues = gap
	if got := codes(f.check(t)); len(got) != 0 {
		t.Error("the own control is detective and of resilience:", got)
	}
	protection, err := annexa.ParseAttributeValue("#Protection")
	if err != nil {
		t.Fatal(err)
	}
	f.in.Custom[0].AttributeValues = annexa.Detective | protection
	if got := codes(f.check(t)); !slices.Equal(got, []string{"attribute-combination-without-a-control"}) {
		t.Error("the own control is of protection:", got)
	}
	f.in.Custom[0].AttributeValues = gap
	*f.decision("own:C-1") = soa.Decision{Control: "own:C-1", Excluded: true, Justification: "Nobody would take part in a drill of ours."}
	f.in.Register.Treatments[0].Controls = []isms.Ref{"A.8.5"}
	if got := codes(f.check(t)); !slices.Contains(got, "attribute-combination-without-a-control") {
		t.Error("the own control is excluded:", got)
	}
}

// The age of evidence: fresh to the last day, by the month; an age that cannot be
// counted lets evidence count on its own day only.
func TestEvidenceAges(t *testing.T) {
	for _, c := range []struct {
		name, latest, until string
		age                 isms.Interval
		stale               bool
	}{
		{"a year ago", "2025-03-02", "", isms.Interval{}, false},
		{"a day more", "2025-03-01", "", isms.Interval{}, true},
		{"a month is allowed", "2026-02-02", "", isms.Interval{N: 1, Unit: isms.Months}, false},
		{"a month is allowed, and a day more", "2026-02-01", "", isms.Interval{N: 1, Unit: isms.Months}, true},
		{"fresh today by itself", "2020-01-01", "2026-03-02", isms.Interval{}, false},
		{"fresh until yesterday by itself", "2026-03-01", "2026-03-01", isms.Interval{}, true},
		{"an age that cannot be counted", "2026-03-02", "", isms.Interval{N: 1, Unit: "moons"}, false},
		{"an age that cannot be counted, yesterday", "2026-03-01", "", isms.Interval{N: 1, Unit: "moons"}, true},
	} {
		f := sound()
		f.facts.Limits.EvidenceMaxAge = c.age
		for i := range f.facts.Evidence {
			f.facts.Evidence[i].Latest = day
		}
		f.facts.Evidence[0].Latest = isms.MustDate(c.latest)
		if c.until != "" {
			f.facts.Evidence[0].ValidUntil = isms.MustDate(c.until)
		}
		if got := golden.Found(t, f.check(t), "soa/implemented-control-with-outdated-evidence"); got != c.stale {
			t.Errorf("%s: stale %v", c.name, got)
		}
	}
	// An age in working days goes by the calendar, and beyond it is unknown.
	friday := isms.MustDate("2026-02-13")
	short, err := isms.WorkCalendar{ID: "c", From: friday, To: day.AddDays(-1)}.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		cal        isms.Calendar
		days       int
		stale, ran bool
	}{
		{nil, 10, true, true},  // due on 27 February
		{nil, 11, false, true}, // today
		{isms.Weekdays(isms.MustDate("2026-02-27")), 10, false, true}, // today
		{short, 11, false, false},
	} {
		f := sound()
		f.facts.Limits.EvidenceMaxAge = isms.Interval{N: c.days, Unit: isms.WorkingDays}
		for i := range f.facts.Evidence {
			f.facts.Evidence[i].Latest = friday
		}
		r := f.statement(t).Check(day, c.cal, f.facts)
		if got, ran := golden.Found(t, r, "soa/implemented-control-with-outdated-evidence"), r.RanFor("soa/implemented-control-with-outdated-evidence", "6.1.3 d 3"); got != c.stale || ran != c.ran {
			t.Errorf("%d working days: stale %t, ran %t", c.days, got, ran)
		}
	}
	// Of several the best counts, whatever their order; what is for no day, for a
	// later one or for another control does not.
	f := sound()
	old := evidence.Summary{Expectation: evidence.Expectation{Ref: "A.5.1"}, Latest: isms.MustDate("2024-01-01")}
	f.facts.Evidence = append([]evidence.Summary{old, {Expectation: evidence.Expectation{Ref: "A.5.1"}}, {Expectation: evidence.Expectation{Ref: "A.5.1"}, Latest: day.AddDays(1)}, {Expectation: evidence.Expectation{Ref: "own:C-9"}, Latest: day}}, f.facts.Evidence...)
	f.facts.Evidence = append(f.facts.Evidence, old)
	if got := codes(f.check(t)); len(got) > 0 {
		t.Error(got)
	}
	f = sound()
	f.facts.Evidence[0].Latest = isms.MustDate("2024-01-01")
	f.facts.Evidence = append(f.facts.Evidence, evidence.Summary{Expectation: evidence.Expectation{Ref: "A.5.1"}, Latest: isms.MustDate("2024-05-01"), ValidUntil: isms.MustDate("2025-01-01")})
	for range 2 {
		want := "latest=2024-05-01, until=2025-01-01"
		if got := printed(f.check(t)); !strings.Contains(got, want) {
			t.Errorf("%s, want %s", got, want)
		}
		slices.Reverse(f.facts.Evidence)
	}
}
