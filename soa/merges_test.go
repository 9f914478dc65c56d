package soa_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

func merge(t *testing.T, base, edited, generated soa.Statement) soa.Statement {
	t.Helper()
	m, err := soa.Merge(base, edited, generated)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// all has something in every field that can be merged, made of a word.
func all(t *testing.T, word string, day isms.Date, impl soa.ImplementationStatus, resp soa.Responsibility) soa.Statement {
	id := func(prefix string) isms.ID { return isms.ID(prefix + "-" + word) }
	return build(t, soa.Input{
		Version: "v-" + word,
		Header: soa.Header{
			Organization: "org-" + word, Scope: "scope-" + word, Document: id("DOC"), Date: day, Edition: map[bool]isms.Edition{true: isms.Edition2022, false: isms.Amended2024}[word == "mine"],
			Classification: map[string]soa.Classification{"mine": soa.Public, "theirs": soa.Internal}[word], PreparedBy: id("P"), Assessment: id("RA"), Assessed: day, ReviewBy: day,
		},
		Custom: []annexa.CustomControl{{Ref: "own:C-1", Title: "title-" + word, Catalog: "cat-" + word, AttributeValues: map[bool]annexa.AttributeValueSet{true: annexa.Detective, false: annexa.Corrective}[word == "mine"]}},
		Decisions: []soa.Decision{
			{
				Control: "A.5.7", Justification: "why-" + word, Implementation: impl, Due: day, Responsibility: resp, Provider: id("V"), Assurance: "assured-" + word,
				Owner: id("O"), How: "how-" + word, DecidedOn: day, ReviewBy: day, Evidence: []isms.ID{id("E")}, Documents: []isms.ID{id("D")},
				Reasons: []soa.Reason{{Basis: soa.BasisLegal, Source: id("L")}},
			},
			{Control: "A.5.8", Excluded: word == "mine", Justification: "why"},
		},
	})
}

// lines has the merge conflicts, and the row of a control as JSON.
func lines(t *testing.T, s soa.Statement, id isms.Ref) string {
	t.Helper()
	var b strings.Builder
	for l := range s.MergeConflicts() {
		fmt.Fprintf(&b, "%q %s: %s\n", l.Control, l.Field, l.Text)
	}
	text, err := json.MarshalIndent(row(t, s, id), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return b.String() + string(text) + "\n"
}

// Whatever both changed is the person's, and the other is kept; whatever only one
// changed is that one's; what both have is there once.
func TestMergeOfEverything(t *testing.T) {
	mine, theirs := all(t, "mine", day, soa.Planned, soa.ResponsibilityShared), all(t, "theirs", day.AddDays(1), soa.PartiallyImplemented, soa.ResponsibilityProvider)
	empty := build(t, soa.Input{})
	both := merge(t, empty, mine, theirs)
	head, err := json.MarshalIndent(both.Header(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	custom, err := json.Marshal(slices.Collect(both.CustomControls()))
	if err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, "conflicts.txt", both.Version()+"\n"+string(head)+"\n"+string(custom)+"\n"+lines(t, both, "A.5.7")+lines(t, both, "A.5.8"))

	for name, c := range map[string]struct{ base, edited, generated, want soa.Statement }{
		"only the person changed":    {theirs, mine, theirs, mine},
		"only the generator changed": {mine, mine, theirs, theirs},
		"both changed it alike":      {empty, mine, mine, mine},
		"the generator is silent":    {mine, mine, build(t, soa.Input{Custom: []annexa.CustomControl{{Ref: "own:C-1"}}}), mine},
	} {
		got := merge(t, c.base, c.edited, c.generated)
		// Lists hold what both have, so they are compared by hand.
		if got.Header() != c.want.Header() || got.Version() != c.want.Version() || len(slices.Collect(got.MergeConflicts())) != 0 ||
			!slices.Equal(slices.Collect(got.CustomControls()), slices.Collect(c.want.CustomControls())) {
			t.Errorf("%s: %s", name, changes(c.want, got))
		}
		a, b := row(t, got, "A.5.7").Decision(), row(t, c.want, "A.5.7").Decision()
		a.Evidence, b.Evidence, a.Documents, b.Documents, a.Reasons, b.Reasons = nil, nil, nil, nil, nil, nil
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("%s: %+v, want %+v", name, a, b)
		}
	}
	// The axes are one value: what is the same on both sides is not kept.
	due := day.AddDays(3)
	half := func(word string, impl soa.ImplementationStatus) soa.Statement {
		return build(t, soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", Implementation: impl, Due: due, Responsibility: soa.ResponsibilityShared, Provider: "soc", Assurance: word}}})
	}
	got := merge(t, empty, half("mine", soa.Planned), half("theirs", soa.Planned))
	if l := slices.Collect(got.MergeConflicts()); !slices.Equal(l, []soa.MergeConflict{{Control: "A.5.7", Field: "assurance", Text: "theirs"}}) {
		t.Error(l)
	}
	got = merge(t, empty, build(t, soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", Implementation: soa.Implemented}}}), half("", soa.PartiallyImplemented))
	want := []soa.MergeConflict{
		{Control: "A.5.7", Field: "due", Text: "2026-03-05"},
		{Control: "A.5.7", Field: "implementation", Text: "partially implemented"},
		{Control: "A.5.7", Field: "provider", Text: "soc"},
		{Control: "A.5.7", Field: "responsibility", Text: "shared"},
	}
	if l := slices.Collect(got.MergeConflicts()); !slices.Equal(l, want) {
		t.Error(l)
	}
}

// MergeConflicts are in order: those of the header, of the custom controls, and of each
// row by field and text.
func TestMergeConflictsAreInOrder(t *testing.T) {
	in := func(a, b, how, scope string) soa.Statement {
		return build(t, soa.Input{
			Header: soa.Header{Scope: scope}, Custom: []annexa.CustomControl{{Ref: "own:C-2", Title: a}, {Ref: "own:C-10", Title: b}},
			Decisions: []soa.Decision{{Control: "A.5.7", How: how, Justification: how}},
		})
	}
	s := in("my", "my", "my", "my")
	for _, word := range []string{"b", "a", "c"} {
		s = merge(t, soa.Statement{}, s, in(word, "z"+word, word, word))
	}
	var got []string
	for l := range s.MergeConflicts() {
		got = append(got, fmt.Sprint(l.Control, " ", l.Field, " ", l.Text))
	}
	want := []string{
		" scope a", " scope b", " scope c", "own:C-2 title a", "own:C-2 title b", "own:C-2 title c", "own:C-10 title za", "own:C-10 title zb", "own:C-10 title zc",
		"A.5.7 how a", "A.5.7 how b", "A.5.7 how c", "A.5.7 justification a", "A.5.7 justification b", "A.5.7 justification c",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Lists: what the generator added is added, what it dropped stays, what the person
// removed stays removed.
func TestMergeOfLists(t *testing.T) {
	with := func(evidence ...isms.ID) soa.Statement {
		d := soa.Decision{Control: "A.5.7", Evidence: evidence, Documents: evidence}
		for _, e := range evidence {
			d.Reasons = append(d.Reasons, soa.Reason{Basis: soa.BasisLegal, Source: e})
		}
		return build(t, soa.Input{Decisions: []soa.Decision{d}})
	}
	for _, c := range []struct{ base, edited, generated, want []isms.ID }{
		{nil, []isms.ID{"B"}, []isms.ID{"A"}, []isms.ID{"A", "B"}},
		{[]isms.ID{"A", "B"}, []isms.ID{"B"}, []isms.ID{"A", "B"}, []isms.ID{"B"}},
		{[]isms.ID{"A", "B"}, []isms.ID{"A", "B"}, []isms.ID{"B"}, []isms.ID{"A", "B"}},
		{[]isms.ID{"A"}, []isms.ID{"A", "C"}, []isms.ID{"A", "B", "C"}, []isms.ID{"A", "B", "C"}},
		{[]isms.ID{"A"}, nil, []isms.ID{"A"}, nil},
	} {
		d := row(t, merge(t, with(c.base...), with(c.edited...), with(c.generated...)), "A.5.7").Decision()
		var sources []isms.ID
		for _, r := range d.Reasons {
			sources = append(sources, r.Source)
		}
		if !slices.Equal(d.Evidence, c.want) || !slices.Equal(d.Documents, c.want) || !slices.Equal(sources, c.want) {
			t.Errorf("%v: %v, %v, %v", c, d.Evidence, d.Documents, sources)
		}
	}
}

// A reason lapses when what it rests on goes, and only then; it is no longer
// no longer valid when that comes back; a person's words on it stay.
func TestLapsing(t *testing.T) {
	in := func(title string, risks ...isms.ID) soa.Input {
		reg := risk.Register{Treatments: []risk.Treatment{{ID: "T-1", Risks: risks, Controls: []isms.Ref{"A.5.7"}}}}
		if len(risks) == 0 {
			reg.Treatments = nil
		}
		in := soa.Input{Register: reg}
		if title != "-" {
			in.Obligations = []soa.Obligation{{ID: "L-1", Basis: soa.BasisLegal, Title: title, Controls: []isms.Ref{"A.5.7"}}}
		}
		return in
	}
	regenerate := func(s soa.Statement, in soa.Input) soa.Statement {
		t.Helper()
		next, err := s.Regenerate(in.Register, in.Obligations)
		if err != nil {
			t.Fatal(err)
		}
		return next
	}
	state := func(s soa.Statement) string {
		r := row(t, s, "A.5.7")
		return strings.Join(texts(slices.Collect(r.Reasons())), ", ") + " | " + strings.Join(texts(slices.Collect(r.NoLongerValid())), ", ")
	}
	s := build(t, in("", "R-1", "R-2", "R-3"))
	for _, step := range []struct {
		in   soa.Input
		want string
	}{
		{in("", "R-1", "R-2", "R-3"), "risk R-1 (T-1), risk R-2 (T-1), risk R-3 (T-1), legal requirement L-1 | "},
		{in("", "R-1", "R-3"), "risk R-1 (T-1), risk R-3 (T-1), legal requirement L-1 | risk R-2 (T-1)"},
		{in("-", "R-3", "R-4"), "risk R-3 (T-1), risk R-4 (T-1) | risk R-1 (T-1), risk R-2 (T-1), legal requirement L-1"},
		{in("", "R-2"), "risk R-2 (T-1), legal requirement L-1 | risk R-1 (T-1), risk R-3 (T-1), risk R-4 (T-1)"},
		{in("a title", "R-2"), "risk R-2 (T-1), legal requirement L-1: a title | risk R-1 (T-1), risk R-3 (T-1), risk R-4 (T-1)"}, // another title is no lapse
		{in("-"), " | risk R-1 (T-1), risk R-2 (T-1), risk R-3 (T-1), risk R-4 (T-1), legal requirement L-1: a title"},
		{in("", "R-2"), "risk R-2 (T-1), legal requirement L-1 | risk R-1 (T-1), risk R-3 (T-1), risk R-4 (T-1), legal requirement L-1: a title"}, // the words stay
		{in("a title", "R-4"), "risk R-4 (T-1), legal requirement L-1: a title | risk R-1 (T-1), risk R-2 (T-1), risk R-3 (T-1)"},
	} {
		s = regenerate(s, step.in)
		if got := state(s); got != step.want {
			t.Errorf("%s\nwant %s", got, step.want)
		}
	}
	// Another basis is another reason.
	contract := in("", "R-4")
	contract.Obligations[0].Basis = soa.BasisContractual
	if got, want := state(regenerate(build(t, in("", "R-4")), contract)), "risk R-4 (T-1), contractual obligation L-1 | legal requirement L-1"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	// What a generator says of a control that a person excludes is no longer valid, words and
	// all, though the risk lives.
	said := in("-", "R-1")
	said.Decisions = []soa.Decision{{Control: "A.5.7", Reasons: []soa.Reason{{Basis: soa.BasisRisk, Source: "R-1", Via: "T-1", Text: "words"}, {Basis: soa.BasisBusiness, Source: "B-1"}}}}
	out := in("-", "R-1")
	out.Decisions = []soa.Decision{{Control: "A.5.7", Excluded: true, Justification: "We would not know what to do with it."}}
	m := merge(t, build(t, in("-", "R-1")), build(t, out), build(t, said))
	if got, want := state(m), "risk R-1 (T-1) | risk R-1 (T-1): words, business requirement B-1"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if d := row(t, m, "A.5.7").Decision(); !d.Excluded || len(d.Reasons) != 0 {
		t.Errorf("%+v", d)
	}
	// An edit keeps the reasons no longer valid that it names.
	keep := slices.Collect(row(t, s, "A.5.7").NoLongerValid())[1:]
	if s, err := s.Edit(soa.Edit{Control: "A.5.7", NoLongerValid: &keep}); err != nil || !slices.Equal(slices.Collect(row(t, s, "A.5.7").NoLongerValid()), keep) {
		t.Error(err)
	}
}

// Regenerating sees what is new of a custom control, too.
func TestRegenerateCustomControls(t *testing.T) {
	reg := func(risks ...isms.ID) risk.Register {
		return risk.Register{Treatments: []risk.Treatment{{ID: "T-1", Risks: risks, Controls: []isms.Ref{"own:C-1"}}}}
	}
	s := build(t, soa.Input{Register: reg("R-1"), Custom: []annexa.CustomControl{{Ref: "own:C-1"}}})
	s, err := s.Regenerate(reg("R-1", "R-2"), nil)
	if got := texts(slices.Collect(row(t, s, "own:C-1").Reasons())); err != nil || !slices.Equal(got, []string{"risk R-1 (T-1)", "risk R-2 (T-1)"}) {
		t.Error(got, err)
	}
}

// Which custom controls a merge has: the person's, and those that the generator
// added or said something new of; in order.
func TestMergeChoosesCustomControls(t *testing.T) {
	in := func(list ...annexa.CustomControl) soa.Statement { return build(t, soa.Input{Custom: list}) }
	c := func(id isms.Ref, title string) annexa.CustomControl {
		return annexa.CustomControl{Ref: id, Title: title}
	}
	said := build(t, soa.Input{Custom: []annexa.CustomControl{c("own:C-1", "a")}, Decisions: []soa.Decision{{Control: "own:C-1", How: "in this way"}}})
	for name, m := range map[string]struct {
		base, edited, generated soa.Statement
		want                    string
	}{
		"added, in order":             {in(), in(c("own:C-2", "b"), c("own:C-5", "e")), in(c("own:C-3", "c"), c("own:C-1", "a")), "own:C-1 own:C-2 own:C-3 own:C-5"},
		"removed by the person":       {in(c("own:C-1", "a"), c("own:C-2", "b")), in(c("own:C-2", "b")), in(c("own:C-1", "a"), c("own:C-2", "b")), "own:C-2"},
		"removed, and reworded":       {in(c("own:C-1", "a")), in(), in(c("own:C-1", "b")), "own:C-1"},
		"removed, and spoken of":      {in(c("own:C-1", "a")), in(), said, "own:C-1"},
		"removed, and spoken of once": {said, in(), said, ""},
		"kept against the generator":  {in(c("own:C-1", "a")), in(c("own:C-1", "a")), in(), "own:C-1"},
	} {
		var got []string
		for c := range merge(t, m.base, m.edited, m.generated).CustomControls() {
			got = append(got, string(c.Ref))
		}
		if strings.Join(got, " ") != m.want {
			t.Errorf("%s: %v, want %s", name, got, m.want)
		}
	}
	// A merge conflict that the generator brings is something said, too.
	left := merge(t, in(c("own:C-1", "")), build(t, soa.Input{Custom: []annexa.CustomControl{c("own:C-1", "")}, Decisions: []soa.Decision{{Control: "own:C-1", How: "x"}}}),
		build(t, soa.Input{Custom: []annexa.CustomControl{c("own:C-1", "")}, Decisions: []soa.Decision{{Control: "own:C-1", How: "y"}}}))
	settled, err := left.Edit(soa.Edit{Control: "own:C-1", MergeConflicts: &[]soa.MergeConflict{}})
	if err != nil {
		t.Fatal(err)
	}
	if m := merge(t, settled, in(), left); m.Len() != 94 {
		t.Error("a control with a new merge conflict stays away")
	}
	if m := merge(t, left, in(), left); m.Len() != 93 {
		t.Error("a control with an old merge conflict comes back")
	}
	// Attributes that the generator leaves empty stay.
	tagged := in(annexa.CustomControl{Ref: "own:C-1", AttributeValues: annexa.Preventive | annexa.Detective})
	if got := slices.Collect(merge(t, tagged, tagged, in(c("own:C-1", ""))).CustomControls()); got[0].AttributeValues != annexa.Preventive|annexa.Detective {
		t.Error(got)
	}
	for bit := range 8 { // and no single one of them stands for none
		a := annexa.AttributeValueSet(1) << bit
		one := in(annexa.CustomControl{Ref: "own:C-1", AttributeValues: a})
		if got := slices.Collect(merge(t, in(c("own:C-1", "")), in(c("own:C-1", "")), one).CustomControls()); got[0].AttributeValues != a {
			t.Error(got)
		}
	}
}

// What the new register asks of custom controls that the generator does not list,
// and of those that the person removed.
func TestMergeOfWhatIsAskedOfCustomControls(t *testing.T) {
	reg := risk.Register{
		Risks: []risk.Risk{{ID: "R-9", Existing: []isms.Ref{"own:C-1"}}},
		Treatments: []risk.Treatment{
			{ID: "T-1", Risks: []isms.ID{"R-1", "R-2"}, Controls: []isms.Ref{"own:C-1", "own:C-2"}},
			{ID: "T-2", Risks: []isms.ID{"R-3"}, Controls: []isms.Ref{"own:C-1", "own:C-7"}},
		},
	}
	two := []annexa.CustomControl{{Ref: "own:C-1"}, {Ref: "own:C-2"}}
	full := build(t, soa.Input{Register: reg, Custom: two})
	unresolved := func(s soa.Statement) string {
		var out []string
		for u := range s.Unresolved() {
			out = append(out, fmt.Sprint(u.Control, " ", u.Risk, " ", u.Treatment))
		}
		return strings.Join(out, ", ")
	}
	// The person removed C-2 and keeps C-1.
	less := build(t, soa.Input{Register: reg, Custom: two[:1]})
	m := merge(t, full, less, full)
	if got, want := unresolved(m), "own:C-2 R-1 T-1, own:C-7 R-3 T-2"; got != want || !m.Equal(less) {
		t.Errorf("%s, want %s", got, want)
	}
	// The person removed C-1 and keeps C-2.
	if got, want := unresolved(merge(t, full, build(t, soa.Input{Register: reg, Custom: two[1:]}), full)), "own:C-1 R-1 T-1, own:C-1 R-3 T-2, own:C-1 R-9 , own:C-7 R-3 T-2"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	// The generator lists none, and its register no longer has T-2 and R-9: their
	// reasons lapse, and those of T-1 are all known.
	reg.Risks, reg.Treatments = nil, reg.Treatments[:1]
	m = merge(t, full, full, build(t, soa.Input{Register: reg}))
	r := row(t, m, "own:C-1")
	got := strings.Join(texts(slices.Collect(r.Reasons())), ", ") + " | " + strings.Join(texts(slices.Collect(r.NoLongerValid())), ", ")
	if want := "risk R-1 (T-1), risk R-2 (T-1) | risk R-3 (T-2), risk R-9"; got != want || unresolved(m) != "" {
		t.Errorf("%s, want %s; unresolved %s", got, want, unresolved(m))
	}
	// A risk that counts on it already is known by itself, not with the others.
	reg = risk.Register{Risks: []risk.Risk{{ID: "R-9", Existing: []isms.Ref{"own:C-1"}}}}
	both := build(t, soa.Input{Register: risk.Register{Risks: []risk.Risk{{ID: "R-8", Existing: []isms.Ref{"own:C-1"}}, {ID: "R-9", Existing: []isms.Ref{"own:C-1"}}}}, Custom: two})
	r = row(t, merge(t, both, both, build(t, soa.Input{Register: reg})), "own:C-1")
	if got := strings.Join(texts(slices.Collect(r.Reasons())), ", "); got != "risk R-9" {
		t.Error(got)
	}
}

// Patches of a diff: a custom control that goes does not hide the next one, and
// one that the register cannot list comes and goes.
func TestDiffOfCustomControls(t *testing.T) {
	a := build(t, soa.Input{Custom: []annexa.CustomControl{{Ref: "own:C-1"}, {Ref: "own:C-2"}}, Register: risk.Register{Risks: []risk.Risk{{ID: "R-1", Existing: []isms.Ref{"own:X"}}}}})
	b := build(t, soa.Input{Custom: []annexa.CustomControl{{Ref: "own:C-2"}, {Ref: "own:C-3"}}, Decisions: []soa.Decision{{Control: "own:C-2", Owner: "it"}}})
	want := `control  unresolved: soa/unresolved-use(control=own:X, use=soa/existing-control-of-a-risk(risk=R-1)) -> ""
control own:C-1 custom: soa/without-a-title -> ""
control own:C-3 custom: "" -> soa/without-a-title
applicability own:C-2 applicability: "undecided" -> "applicable"
owner own:C-2 owner: "" -> "it"
`
	if got := changes(a, b); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for _, c := range [][2]soa.Statement{{a, b}, {b, a}, {a, {}}, {{}, a}, {a, a}} {
		if got, err := soa.Diff(c[0], c[1]).Apply(c[0]); err != nil || !got.Equal(c[1]) || got.IsZero() != c[1].IsZero() {
			t.Error(changes(c[1], got), err)
		}
	}
}

// An edit changes what it names, in every field, and no more.
func TestEditOfEveryField(t *testing.T) {
	s := build(t, soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", Justification: "why", How: "how", Owner: "it"}}})
	a, j, impl, due, resp, provider, assurance, owner, how := soa.Applicable, "J", soa.Planned, day, soa.ResponsibilityShared, isms.ID("V"), "A", isms.ID("O"), "H"
	reasons, evidence, documents, decided, review := []soa.Reason{{Source: "B"}, {Source: "A"}}, []isms.ID{"E-2", "E-1"}, []isms.ID{"D"}, day.AddDays(1), day.AddDays(2)
	got, err := s.Edit(soa.Edit{
		Control: "A.5.8", Applicability: &a, Justification: &j, Reasons: &reasons, Implementation: &impl, Due: &due, Responsibility: &resp, Provider: &provider,
		Assurance: &assurance, Owner: &owner, How: &how, Evidence: &evidence, Documents: &documents, DecidedOn: &decided, ReviewBy: &review,
	})
	if err != nil {
		t.Fatal(err)
	}
	want := build(t, soa.Input{Decisions: []soa.Decision{
		{Control: "A.5.7", Justification: "why", How: "how", Owner: "it"},
		{
			Control: "A.5.8", Justification: j, Reasons: reasons, Implementation: impl, Due: due, Responsibility: resp, Provider: provider, Assurance: assurance,
			Owner: owner, How: how, Evidence: evidence, Documents: documents, DecidedOn: decided, ReviewBy: review,
		},
	}})
	if !got.Equal(want) {
		t.Error(changes(want, got))
	}
	for to := range soa.Applicabilities().All() {
		got, err := s.Edit(soa.Edit{Control: "A.5.7", Applicability: &to})
		if err != nil || row(t, got, "A.5.7").Applicability() != to || row(t, got, "A.5.7").Decision().How != "how" {
			t.Errorf("%s: %+v, %v", to, row(t, got, "A.5.7").Decision(), err)
		}
	}
	// What is edited to say nothing is as if nobody had said anything, but for what
	// merges left.
	undecided, nothing, nobody := soa.Undecided, "", isms.ID("")
	silent, err := s.Edit(soa.Edit{Control: "A.5.7", Applicability: &undecided, Justification: &nothing, How: &nothing, Owner: &nobody})
	if err != nil || !silent.Equal(build(t, soa.Input{})) || row(t, silent, "A.5.7").View().Decided {
		t.Error(changes(build(t, soa.Input{}), silent), err)
	}
	reg := risk.Register{Risks: []risk.Risk{{ID: "R-1", Existing: []isms.Ref{"A.5.7"}}}}
	left := merge(t, build(t, soa.Input{}), build(t, soa.Input{Register: reg, Decisions: []soa.Decision{{Control: "A.5.7", How: "mine"}}}), build(t, soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", How: "theirs"}}}))
	left, err = left.Edit(soa.Edit{Control: "A.5.7", Applicability: &undecided, How: &nothing})
	if err != nil || len(slices.Collect(row(t, left, "A.5.7").MergeConflicts())) != 1 || len(slices.Collect(row(t, left, "A.5.7").NoLongerValid())) != 1 {
		t.Error(lines(t, left, "A.5.7"), err)
	}
	// An excluded control may be edited while its justification stays.
	out := build(t, soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", Excluded: true, Justification: "Nobody reads it."}}})
	words := "Nobody would read it."
	if got, err := out.Edit(soa.Edit{Control: "A.5.7", Owner: &owner}, soa.Edit{Control: "A.5.7", Justification: &words}); err != nil || row(t, got, "A.5.7").Decision().Justification != words {
		t.Error(err)
	}
	// Empty lists are as lists that are not there.
	none := build(t, soa.Input{Decisions: []soa.Decision{{Control: "A.5.7", Owner: "it", Evidence: []isms.ID{}, Documents: []isms.ID{}, Reasons: []soa.Reason{}}}})
	if text, err := json.Marshal(row(t, none, "A.5.7").Decision()); err != nil || string(text) != `{"control":"A.5.7","owner":"it"}` {
		t.Errorf("%s, %v", text, err)
	}
}
