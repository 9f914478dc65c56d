package soa_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// told returns what a reason holds, as one writes it in short.
func told(r soa.Reason) string {
	s := "reason"
	if r.Basis != "" {
		s = strings.TrimSuffix(string(r.Basis), " assessment")
	}
	if r.Source != "" {
		s += " " + string(r.Source)
	}
	if r.Via != "" {
		s += " (" + string(r.Via) + ")"
	}
	if r.Text != "" {
		s += ": " + r.Text
	}
	return s
}

func texts(list []soa.Reason) []string {
	out := []string{}
	for _, r := range list {
		out = append(out, told(r))
	}
	return out
}

func TestRegenerateKeepsAddsAndMarks(t *testing.T) {
	in := sound().in
	s := build(t, in)
	how := "Two keys, one safe.\nSee Größe 🔐."
	s, err := s.Edit(soa.Edit{Control: "A.8.5", How: &how})
	if err != nil {
		t.Fatal(err)
	}
	reg := in.Register
	reg.Treatments = append(slices.Clone(reg.Treatments[:0:0]), risk.Treatment{ID: "T-2", Risks: []isms.ID{"R-2"}, Controls: []isms.Ref{"A.8.5", "A.5.30"}})
	now, err := s.Regenerate(reg, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := row(t, now, "A.8.5")
	if r.Decision().How != how {
		t.Errorf("the text became %q", r.Decision().How)
	}
	if diff := cmp.Diff([]string{"risk R-2 (T-2)", "business requirement B-1"}, texts(slices.Collect(r.Reasons()))); diff != "" {
		t.Error("reasons", diff)
	}
	if diff := cmp.Diff([]string{"risk R-1 (T-1)", "risk R-2 (T-1)"}, texts(slices.Collect(r.NoLongerValid()))); diff != "" {
		t.Error("no longer valid", diff)
	}
	if diff := cmp.Diff([]string{"legal requirement L-1"}, texts(slices.Collect(row(t, now, "A.5.34").NoLongerValid()))); diff != "" {
		t.Error("obligation no longer valid", diff)
	}
	// What comes back is alive again; a removed reason stays removed.
	none := []soa.Reason{}
	cleaned, err := now.Edit(soa.Edit{Control: "A.8.5", NoLongerValid: &none})
	if err != nil {
		t.Fatal(err)
	}
	if again, err := cleaned.Regenerate(reg, nil); err != nil || len(slices.Collect(row(t, again, "A.8.5").NoLongerValid())) != 0 {
		t.Error("a removed reason came back", err)
	}
	back, err := now.Regenerate(in.Register, in.Obligations)
	if err != nil {
		t.Fatal(err)
	}
	if got := texts(slices.Collect(row(t, back, "A.8.5").NoLongerValid())); len(got) != 1 || got[0] != "risk R-2 (T-2)" {
		t.Error("after the treatment came back:", got)
	}
}

// A control that only a treatment asked for has no living reason once that goes;
// it is not quietly kept as justified, nor quietly dropped.
func TestRegenerateLeavesAnOpenQuestion(t *testing.T) {
	reg := risk.Register{Treatments: []risk.Treatment{{ID: "T-1", Risks: []isms.ID{"R-1"}, Controls: []isms.Ref{"A.8.5"}}}}
	s := build(t, soa.Input{Register: reg})
	now, err := s.Regenerate(risk.Register{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r := row(t, now, "A.8.5"); r.Applicability() != soa.Undecided || len(slices.Collect(r.NoLongerValid())) != 1 {
		t.Errorf("%s, no longer valid %v", r.Applicability(), slices.Collect(r.NoLongerValid()))
	}
	s = build(t, soa.Input{Register: reg, Decisions: []soa.Decision{{Control: "A.8.5", Implementation: soa.Implemented}}})
	if now, err = s.Regenerate(risk.Register{}, nil); err != nil {
		t.Fatal(err)
	}
	if r := row(t, now, "A.8.5"); r.Applicability() != soa.Applicable || !golden.Found(t, now.Check(day, nil, soa.Facts{}), "soa/missing-justification-for-inclusion") {
		t.Errorf("%s", r.Applicability())
	}
}

func TestMergeConflicts(t *testing.T) {
	decide := func(d soa.Decision) soa.Statement {
		d.Control = "A.5.7"
		return build(t, soa.Input{Decisions: []soa.Decision{d}})
	}
	cases := []struct {
		name                    string
		base, edited, generated soa.Decision
		want                    soa.Decision
		mergeConflict           []string
	}{
		{"only the person", soa.Decision{How: "a"}, soa.Decision{How: "b"}, soa.Decision{How: "a"}, soa.Decision{How: "b"}, nil},
		{"only the generator", soa.Decision{How: "a"}, soa.Decision{How: "a"}, soa.Decision{How: "c"}, soa.Decision{How: "c"}, nil},
		{"both the same", soa.Decision{How: "a"}, soa.Decision{How: "b"}, soa.Decision{How: "b"}, soa.Decision{How: "b"}, nil},
		{"both", soa.Decision{How: "a"}, soa.Decision{How: "b"}, soa.Decision{How: "c"}, soa.Decision{How: "b"}, []string{"how c"}},
		{"the generator says nothing", soa.Decision{How: "a"}, soa.Decision{How: "a"}, soa.Decision{}, soa.Decision{How: "a"}, nil},
		{
			"state and day belong together",
			soa.Decision{Implementation: soa.Planned, Due: day},
			soa.Decision{Implementation: soa.Implemented},
			soa.Decision{Implementation: soa.Planned, Due: day.AddDays(30)},
			soa.Decision{Implementation: soa.Implemented},
			[]string{"due 2026-04-01", "implementation planned"},
		},
		{
			"the person excludes what the generator implements",
			soa.Decision{},
			soa.Decision{Excluded: true, Justification: "Nobody reads such feeds here."},
			soa.Decision{Implementation: soa.Implemented, Responsibility: soa.ResponsibilityProvider, Provider: "soc", Assurance: "report"},
			soa.Decision{Excluded: true, Justification: "Nobody reads such feeds here."},
			[]string{"applicability applicable", "assurance report", "implementation implemented", "provider soc", "responsibility provider"},
		},
		{
			"lists are united, removals of the person stay",
			soa.Decision{Evidence: []isms.ID{"E-1", "E-2"}},
			soa.Decision{Evidence: []isms.ID{"E-2", "E-3"}},
			soa.Decision{Evidence: []isms.ID{"E-1", "E-2", "E-4"}},
			soa.Decision{Evidence: []isms.ID{"E-2", "E-3", "E-4"}},
			nil,
		},
	}
	for _, c := range cases {
		m, err := soa.Merge(decide(c.base), decide(c.edited), decide(c.generated))
		if err != nil {
			t.Fatal(err)
		}
		c.want.Control = "A.5.7"
		if diff := cmp.Diff(c.want, row(t, m, "A.5.7").Decision()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		var left []string
		for l := range m.MergeConflicts() {
			left = append(left, l.Field+" "+l.Text)
		}
		if diff := cmp.Diff(c.mergeConflict, left); diff != "" {
			t.Errorf("%s: merge conflicts (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestMergeDoesNotTouchAnApprovedVersion(t *testing.T) {
	f := sound()
	approved := f.statement(t)
	if m, err := soa.Merge(approved, approved, approved); err != nil || !m.Equal(approved) {
		t.Error("merging an approved version with itself:", err)
	}
	f.in.Register.Treatments = nil
	if _, err := soa.Merge(approved, approved, build(t, f.in)); err == nil {
		t.Error("an approved version was changed")
	}
	next, err := approved.Next("1.1")
	if err != nil {
		t.Fatal(err)
	}
	m, err := soa.Merge(next, next, build(t, f.in))
	if err != nil || m.State() != soa.Draft || m.Previous().Version != "1.0" {
		t.Error(m.State(), err)
	}
}

// diffCase changes something in the sound statement, before its approval.
type diffCase struct {
	name   string
	want   []soa.ChangeKind
	change func(*fixture)
}

func diffCases() []diffCase {
	return []diffCase{
		{"nothing", nil, func(*fixture) {}},
		{"order of rows", nil, func(f *fixture) { slices.Reverse(f.in.Decisions); slices.Reverse(f.in.Register.Risks) }},
		{"a justification", []soa.ChangeKind{"reason"}, func(f *fixture) { f.decision("A.7.6").Justification += " Really." }},
		{"the text of a reason", []soa.ChangeKind{"reason"}, func(f *fixture) { f.decision("A.5.7").Reasons[0].Text = "asked for by the board" }},
		{"a reason more", []soa.ChangeKind{"reason"}, func(f *fixture) {
			f.decision("A.5.7").Reasons = append(f.decision("A.5.7").Reasons, soa.Reason{Basis: soa.BasisLegal, Source: "L-9"})
		}},
		{"a risk more", []soa.ChangeKind{"reason"}, func(f *fixture) { f.in.Register.Risks[1].Existing = []isms.Ref{"A.5.7"} }},
		{"the implementation", []soa.ChangeKind{"implementation"}, func(f *fixture) { f.decision("A.5.7").Implementation = soa.PartiallyImplemented }},
		{"the owner", []soa.ChangeKind{"owner"}, func(f *fixture) { f.decision("A.5.7").Owner = "soc" }},
		{"the provider", []soa.ChangeKind{"responsibility", "responsibility"}, func(f *fixture) {
			f.decision("A.5.7").Responsibility, f.decision("A.5.7").Provider = soa.ResponsibilityShared, "soc"
		}},
		{"evidence", []soa.ChangeKind{"evidence"}, func(f *fixture) { f.decision("A.5.7").Evidence = []isms.ID{"E-1"} }},
		{"the review day", []soa.ChangeKind{"review"}, func(f *fixture) { f.decision("A.7.6").ReviewBy = day }},
		{"the day of the decision", []soa.ChangeKind{"review"}, func(f *fixture) { f.decision("A.7.6").DecidedOn = day }},
		{"how", []soa.ChangeKind{"implementation"}, func(f *fixture) { f.decision("A.5.7").How = "a feed" }},
		{"documents", []soa.ChangeKind{"evidence"}, func(f *fixture) { f.decision("A.5.7").Documents = []isms.ID{"D-1"} }},
		{"who prepared", []soa.ChangeKind{"header"}, func(f *fixture) { f.in.Header.PreparedBy = "it" }},
		{"the title of a custom control", []soa.ChangeKind{"control"}, func(f *fixture) { f.in.Custom[0].Title = "Drill" }},
		{"undecided instead of applicable, with a reason", []soa.ChangeKind{"applicability"}, func(f *fixture) { f.decision("A.5.34").Undecided = true }},
		{"the scope", []soa.ChangeKind{"header"}, func(f *fixture) { f.in.Header.Scope = "other" }},
		{"a custom control more", []soa.ChangeKind{"control"}, func(f *fixture) { f.in.Custom = append(f.in.Custom, annexa.CustomControl{Ref: "own:C-2"}) }},
		{"an unlisted control", []soa.ChangeKind{"control"}, func(f *fixture) {
			f.in.Register.Treatments[0].Controls = append(slices.Clone(f.in.Register.Treatments[0].Controls), "own:C-9")
		}},
		{"approval", []soa.ChangeKind{"history"}, func(f *fixture) { f.events = sound().events }},
		{"exclusion", []soa.ChangeKind{"applicability", "reason", "reason", "implementation", "owner"}, func(f *fixture) {
			f.exclude("A.5.7", "Nobody reads such feeds here.")
		}},
		{"everything of a header", []soa.ChangeKind{
			"header", "header", "header", "header", "header", "header", "header",
			"header", "header", "header", "header", "header",
		}, func(f *fixture) {
			f.in.Version = "2.0"
			f.in.Register.Assessed = isms.Date{}
			f.in.Header = soa.Header{
				Organization: "Other Ltd", Scope: "s", Document: "SOA-2", Date: day, Edition: isms.Amended2024, Classification: soa.Public,
				PreparedBy: "it", Assessment: "RA-2", Assessed: day, ReviewBy: day,
			}
			f.edit = func(s soa.Statement) soa.Statement {
				next, err := s.Next("3.0")
				if err != nil {
					panic(err)
				}
				return next
			}
		}},
		{"everything of a custom control", []soa.ChangeKind{"control", "control", "control"}, func(f *fixture) {
			f.in.Custom[0] = annexa.CustomControl{Ref: "own:C-1", Title: "Drill", Catalog: "house rules", AttributeValues: annexa.Detective}
		}},
		{"a custom control less", []soa.ChangeKind{
			"control", "control", "applicability", "reason", "reason", "implementation",
			"implementation", "owner",
		}, func(f *fixture) { f.in.Custom = nil; f.drop("own:C-1") }},
		{"provider, assurance, due day", []soa.ChangeKind{"implementation", "implementation", "responsibility", "responsibility", "responsibility"}, func(f *fixture) {
			d := f.decision("A.5.7")
			d.Implementation, d.Due, d.Responsibility, d.Provider, d.Assurance = soa.NotImplemented, day, soa.ResponsibilityProvider, "soc", "a report"
		}},
	}
}

func TestDiffKinds(t *testing.T) {
	f := sound()
	f.events = nil
	before := f.statement(t)
	for _, c := range diffCases() {
		f := sound()
		f.events = nil
		c.change(f)
		after := f.statement(t)
		d := soa.Diff(before, after)
		var got []soa.ChangeKind
		for change := range d.Changes() {
			got = append(got, change.Kind)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if applied, err := d.Apply(before); err != nil || !applied.Equal(after) {
			t.Errorf("%s: applying the diff does not give the other statement: %v", c.name, err)
		}
		if before.Equal(after) != (len(c.want) == 0) {
			t.Errorf("%s: Equal says %v", c.name, before.Equal(after))
		}
		if n := len(soa.ChangeTable(slices.Collect(d.Changes())).Rows); n != len(got) {
			t.Errorf("%s: %d rows in the table", c.name, n)
		}
	}
}

func TestReasonThatEndsIsOneChange(t *testing.T) {
	in := sound().in
	before := build(t, in)
	reg := in.Register
	reg.Risks = []risk.Risk{{ID: "R-1"}, {ID: "R-2"}}
	after, err := before.Regenerate(reg, in.Obligations)
	if err != nil {
		t.Fatal(err)
	}
	got := slices.Collect(soa.Diff(before, after).Changes())
	want := []soa.Change{{Kind: "reason", Control: "A.8.13", Field: "noLongerValid", Before: soa.Reason{Basis: soa.BasisRisk, Source: "R-1"}.Sentence(), After: soa.Reason{Basis: soa.BasisRisk, Source: "R-1"}.Sentence()}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEditions(t *testing.T) {
	reason := func(b soa.Basis, id isms.ID) []soa.Reason { return []soa.Reason{{Basis: b, Source: id}} }
	former := []soa.Decision2013{
		{Control: "A.12.7.1", Justification: "Audits touch production.", Reasons: reason(soa.BasisRisk, "R-4"), Implementation: soa.Implemented, Owner: "it"},
		{Control: "A.13.2.3", Reasons: reason(soa.BasisRisk, "R-7"), Implementation: soa.Planned},
		{Control: "A.13.2.1", Reasons: reason(soa.BasisContractual, "C-1"), Implementation: soa.Implemented},
		{Control: "A.13.2.2", Reasons: reason(soa.BasisContractual, "C-2"), Implementation: soa.Implemented},
		{Control: "A.18.2.3", Reasons: reason(soa.BasisLegal, "L-1"), Implementation: soa.Implemented},
		{Control: "A.14.2.7", Excluded: true, Justification: "No supplier develops for us."},
		{Control: "A.14.1.2", Excluded: true, Justification: "No service runs over public networks."}, // one of two predecessors of 8.26
	}
	decisions, err := soa.FromEdition2013(former)
	if err != nil {
		t.Fatal(err)
	}
	s := build(t, soa.Input{Version: "2.0", Decisions: decisions})
	r := row(t, s, "A.8.34")
	if d := r.Decision(); d.Justification != "Audits touch production." || d.Owner != "it" || d.Implementation != soa.Implemented {
		t.Errorf("12.7.1 became %+v", d)
	}
	if got := texts(slices.Collect(row(t, s, "A.5.14").Reasons())); len(got) != 3 {
		t.Errorf("A.5.14 has the reasons %v", got)
	}
	if got := row(t, s, "A.5.14").Decision().Implementation; got != soa.PartiallyImplemented {
		t.Errorf("A.5.14 is %q", got)
	}
	for _, id := range []isms.Ref{"A.5.36", "A.8.8"} { // 18.2.3 is split; the other predecessors are not given
		if d := row(t, s, id).Decision(); len(d.Reasons) != 1 || d.Implementation != soa.PartiallyImplemented {
			t.Errorf("%s: %+v", id, d)
		}
	}
	if a := row(t, s, "A.8.30").Applicability(); a != soa.Excluded {
		t.Errorf("A.8.30 is %s", a)
	}
	if r := row(t, s, "A.8.26"); r.Applicability() != soa.Undecided || r.Decision().Justification == "" {
		t.Errorf("A.8.26 is %s: %+v", r.Applicability(), r.Decision())
	}
	if row(t, s, "A.5.7").Applicability() != soa.Undecided {
		t.Error("a new control got a decision")
	}

	changes, err := soa.DiffEdition2013(former, s)
	if err != nil {
		t.Fatal(err)
	}
	correspondence := map[isms.Ref]soa.Change{}
	for _, c := range changes {
		if c.Kind != "correspondence" {
			t.Errorf("a change beside correspondence: %+v", c)
		}
		correspondence[c.Control] = c
	}
	if c := correspondence["A.5.14"]; c.Field != "merged" || c.Before.Text != "A.13.2.1 A.13.2.2 A.13.2.3" {
		t.Errorf("A.5.14: %+v", c)
	}
	if c := correspondence["A.8.34"]; c.Before.Text != "A.12.7.1" {
		t.Errorf("A.8.34: %+v", c)
	}
	if c := correspondence["A.5.7"]; c.Field != "new" || !c.Before.IsZero() {
		t.Errorf("A.5.7: %+v", c)
	}
	owner := isms.ID("cfo")
	edited, err := s.Edit(soa.Edit{Control: "A.8.34", Owner: &owner})
	if err != nil {
		t.Fatal(err)
	}
	changes, err = soa.DiffEdition2013(former, edited)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(changes, func(c soa.Change) bool {
		return c.Kind == "owner" && c.Control == "A.8.34" && c.Before.Text == "it" && c.After.Text == "cfo" && slices.Equal(c.From, []annexa.Ref2013{"A.12.7.1"})
	}) {
		t.Error("the change of owner across the editions is missing")
	}
	for _, wrong := range [][]soa.Decision2013{{{Control: "9.1.1"}}, {{Control: "A.5.38"}}, {{Control: "A.9.1.1"}, {Control: "A.9.1.1"}}, {{Control: "A.9.1.1", Excluded: true, Implementation: soa.Planned}}} {
		if _, err := soa.FromEdition2013(wrong); err == nil {
			t.Errorf("%v is carried", wrong)
		}
	}
	// All 114 carried: every control but the 11 new ones has a decision.
	var all []soa.Decision2013
	for f := range annexa.Controls2013() {
		all = append(all, soa.Decision2013{Control: f.Ref})
	}
	if decisions, err = soa.FromEdition2013(all); err != nil || len(decisions) != 82 {
		t.Errorf("%d decisions, want 93 less 11: %v", len(decisions), err)
	}
}

func TestPropose(t *testing.T) {
	split := func(s soa.Statement, c ...soa.Circumstance) (out, stays annexa.Set) {
		for p := range s.Propose(c...) {
			if p.Why.Code == "" || len(p.Circumstances) == 0 {
				t.Errorf("%+v gives no reason", p)
			}
			if p.Stays {
				stays = stays.With(p.Control)
			} else {
				out = out.With(p.Control)
			}
		}
		return out, stays
	}
	s := build(t, soa.Input{})
	out, stays := split(s, "fully remote")
	if out.String() != "A.7.1 A.7.2 A.7.3 A.7.4 A.7.5 A.7.6 A.7.11 A.7.12" || stays.String() != "A.6.7 A.7.7 A.7.8 A.7.9 A.7.10 A.7.13 A.7.14" {
		t.Errorf("fully remote: out %s, stays %s", out, stays)
	}
	if s.Controls(soa.Excluded) != (annexa.Set{}) {
		t.Error("something is excluded without a person")
	}
	out, stays = split(s, "no development")
	if out.Contains("A.8.26") || out.Contains("A.8.30") || !stays.Contains("A.8.30") || !out.Contains("A.8.28") {
		t.Errorf("no development: out %s, stays %s", out, stays)
	}
	if out, _ = split(s, "no development", "no outsourced work"); !out.Contains("A.8.30") {
		t.Errorf("neither inside nor outside: out %s", out)
	}
	used := build(t, soa.Input{Register: risk.Register{Risks: []risk.Risk{{ID: "R-1", Existing: []isms.Ref{"A.8.28"}}}}})
	if out, stays = split(used, "no development"); out.Contains("A.8.28") || !stays.Contains("A.8.28") {
		t.Errorf("A.8.28 is used for a risk: out %s, stays %s", out, stays)
	}
	if out.Contains("A.8.25") {
		t.Errorf("A.8.28 builds on A.8.25: out %s, stays %s", out, stays)
	}
	for c := range soa.Circumstances().All() {
		if out, stays := split(s, c); out.Empty() && stays.Empty() {
			t.Errorf("%q leads to nothing", c)
		}
	}
	if out, stays := split(s, "no idea"); !out.Empty() || !stays.Empty() {
		t.Error("an unknown circumstance leads to something")
	}
}

// The person's custom control is kept when the new generation does not know it,
// with what its register asks of it; one that the person removed stays removed,
// and what is asked of it shows as unlisted.
func TestMergeOfCustomControls(t *testing.T) {
	reg := risk.Register{
		Risks:      []risk.Risk{{ID: "R-3", Existing: []isms.Ref{"own:C-1"}}, {ID: "R-4", Existing: []isms.Ref{"own:C-1"}}},
		Treatments: []risk.Treatment{{ID: "T-1", Risks: []isms.ID{"R-1", "R-2"}, Controls: []isms.Ref{"own:C-1"}}},
	}
	with := build(t, soa.Input{Register: reg, Custom: []annexa.CustomControl{{Ref: "own:C-1", Title: "Drill"}}})
	without := build(t, soa.Input{Register: reg})

	kept, err := soa.Merge(with, with, without)
	if err != nil || !kept.Equal(with) {
		t.Error("the new generation does not know C-1:", slices.Collect(soa.Diff(with, kept).Changes()), err)
	}
	removed, err := soa.Merge(with, without, with)
	if err != nil || !removed.Equal(without) {
		t.Error("the person removed C-1:", slices.Collect(soa.Diff(without, removed).Changes()), err)
	}
	if n := len(slices.Collect(removed.Unresolved())); n != 3 {
		t.Errorf("%d unlisted, want one for each existing risk and one for the treatment", n)
	}
	renamed := build(t, soa.Input{Register: reg, Custom: []annexa.CustomControl{{Ref: "own:C-1", Title: "Exercise"}}})
	if m, err := soa.Merge(with, with, renamed); err != nil || !m.Equal(renamed) {
		t.Error("only the generator renamed C-1:", err)
	}
	mine := build(t, soa.Input{Register: reg, Custom: []annexa.CustomControl{{Ref: "own:C-1", Title: "Rehearsal"}}})
	m, err := soa.Merge(with, mine, renamed)
	if err != nil {
		t.Fatal(err)
	}
	if got := slices.Collect(m.MergeConflicts()); len(got) != 1 || got[0] != (soa.MergeConflict{Control: "own:C-1", Field: "title", Text: "Exercise"}) {
		t.Error("both renamed C-1:", got)
	}
}
