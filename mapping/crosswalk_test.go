package mapping_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/bounded"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
)

// dates compares days with ==.
var dates = cmpopts.EquateComparable(isms.Date{})

// framework builds a small framework: "a-1" with n requirements r1 to rn.
func framework(t testing.TB, id string, items ...string) mapping.Framework {
	t.Helper()
	s := mapping.FrameworkSpec{ID: id, Leaves: []mapping.Kind{"rule"}}
	for _, it := range items {
		s.Items = append(s.Items, mapping.Item{ID: it, Kind: "rule"})
	}
	f, err := mapping.NewFramework(s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// pair is an entry of one source and one target.
func pair(source, target string, r mapping.Relation) mapping.Entry {
	return mapping.Entry{Sources: []string{source}, Targets: []string{target}, Relation: r}
}

func crosswalk(t testing.TB, id string, source, target mapping.Framework, entries ...mapping.Entry) mapping.Crosswalk {
	t.Helper()
	c, err := mapping.New(mapping.Spec{ID: id, Source: source.ID(), Target: target.ID(), Entries: entries}, source, target)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestNewRefuses(t *testing.T) {
	a, b := framework(t, "a-1", "a1", "a2"), framework(t, "b-1", "b1", "b2")
	sound := func() mapping.Spec {
		return mapping.Spec{ID: "a-b", Source: "a-1", Target: "b-1", Entries: []mapping.Entry{pair("a1", "b1", mapping.Equal)}}
	}
	if _, err := mapping.New(sound(), a, b); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		spoil func(*mapping.Spec)
		says  string
	}{
		"no id":                {func(s *mapping.Spec) { s.ID = "" }, "no ID"},
		"other edition":        {func(s *mapping.Spec) { s.Source = "a-2" }, "editions do not mix"},
		"other target edition": {func(s *mapping.Spec) { s.Target = "b-2" }, "editions do not mix"},
		"unknown source":       {func(s *mapping.Spec) { s.Entries[0].Sources[0] = "b1" }, `no item "b1"`},
		"unknown target":       {func(s *mapping.Spec) { s.Entries[0].Targets[0] = "b9" }, `no item "b9"`},
		"no source":            {func(s *mapping.Spec) { s.Entries[0].Sources = nil }, "at least one"},
		"no target":            {func(s *mapping.Spec) { s.Entries[0].Targets = []string{} }, "at least one"},
		"same pair, other":     {func(s *mapping.Spec) { s.Entries = append(s.Entries, pair("a1", "b1", mapping.Subset)) }, "say different things"},
		"same pair, other note": {func(s *mapping.Spec) {
			e := pair("a1", "b1", mapping.Equal)
			e.Note = "x"
			s.Entries = append(s.Entries, e)
		}, "say different things"},
		"rationale":                {func(s *mapping.Spec) { s.Entries[0].Rationale = "gut" }, "rationale"},
		"strength":                 {func(s *mapping.Spec) { s.Entries[0].Strength = "11" }, "strength"},
		"claim":                    {func(s *mapping.Spec) { s.Entries[0].Claim = "all" }, "claim"},
		"direction":                {func(s *mapping.Spec) { s.Provenance.Direction = "up" }, "direction"},
		"none for an unknown":      {func(s *mapping.Spec) { s.SourceNones = []mapping.NoCounterpart{{ID: "x"}} }, `no item "x"`},
		"none for a mapped":        {func(s *mapping.Spec) { s.SourceNones = []mapping.NoCounterpart{{ID: "a1"}} }, "no counterpart"},
		"none for a mapped target": {func(s *mapping.Spec) { s.TargetNones = []mapping.NoCounterpart{{ID: "b1"}} }, "no counterpart"},
	} {
		s := sound()
		tc.spoil(&s)
		if c, err := mapping.New(s, a, b); err == nil || c.Len() != 0 || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v, want an error with %q", name, err, tc.says)
		}
	}
	if _, err := mapping.New(mapping.Spec{ID: "x"}, mapping.Framework{}, mapping.Framework{}); err == nil {
		t.Error("a crosswalk between zero frameworks is accepted")
	}
	// A row for another edition's data: CSF 1.1 ids read with CSF 2.0 items.
	s := mapping.CSF20ToCSF11().Spec()
	if _, err := mapping.New(s, mapping.CSF20(), mapping.CSF20()); err == nil {
		t.Error("CSF 1.1 rows are read with the items of CSF 2.0")
	}
}

func TestEntriesWithOtherRationaleOrReviewerStand(t *testing.T) {
	a, b := framework(t, "a-1", "a1"), framework(t, "b-1", "b1")
	e := func(r mapping.Relation, why mapping.Rationale, by isms.ID) mapping.Entry {
		p := pair("a1", "b1", r)
		p.Rationale, p.By = why, by
		return p
	}
	c := crosswalk(t, "a-b", a, b,
		e(mapping.Intersects, mapping.Syntactic, ""), e(mapping.Equal, mapping.Semantic, ""), e(mapping.Subset, mapping.Semantic, "amal"),
		e(mapping.Equal, mapping.Semantic, "")) // said twice, kept once
	if c.Len() != 3 {
		t.Errorf("%d entries, want 3", c.Len())
	}
	if r, ok := c.Relation("a1", "b1"); !ok || r != mapping.Contradiction {
		t.Errorf("all of them together: %v", r)
	}
	only := c.Select(func(e mapping.Entry) bool { return e.Rationale == mapping.Semantic && e.By == "" })
	if r, _ := only.Relation("a1", "b1"); r != mapping.Equal || only.Len() != 1 {
		t.Errorf("by meaning alone: %v", r)
	}
}

func TestUnstatedRelationIsUnspecified(t *testing.T) {
	a, b := framework(t, "a-1", "a1"), framework(t, "b-1", "b1")
	c := crosswalk(t, "a-b", a, b, pair("a1", "b1", 0))
	if r, ok := c.Relation("a1", "b1"); !ok || r != mapping.Unspecified {
		t.Errorf("%v, %t", r, ok)
	}
	if r, ok := c.Relation("b1", "a1"); ok || r != mapping.Unspecified {
		t.Errorf("an unknown pair: %v, %t", r, ok)
	}
}

func TestPairsOfSetEntriesKeepWhatTheUnionSays(t *testing.T) {
	a, b := framework(t, "a-1", "a1", "a2", "a3"), framework(t, "b-1", "b1", "b2")
	c := crosswalk(t, "a-b", a, b,
		mapping.Entry{Sources: []string{"a2", "a1"}, Targets: []string{"b1"}, Relation: mapping.Superset},
		mapping.Entry{Sources: []string{"a3"}, Targets: []string{"b1", "b2"}, Relation: mapping.Equal},
	)
	want := []mapping.Pair{
		{Source: "a1", Target: "b1", Relation: mapping.Unspecified, Set: true},
		{Source: "a2", Target: "b1", Relation: mapping.Unspecified, Set: true},
		{Source: "a3", Target: "b1", Relation: mapping.SupersetOrEqual, Set: true},
		{Source: "a3", Target: "b2", Relation: mapping.SupersetOrEqual, Set: true},
	}
	if d := cmp.Diff(want, slices.Collect(c.Pairs())); d != "" {
		t.Error(d)
	}
	back := []mapping.Pair{
		{Source: "b1", Target: "a1", Relation: mapping.Unspecified, Set: true},
		{Source: "b1", Target: "a2", Relation: mapping.Unspecified, Set: true},
		{Source: "b1", Target: "a3", Relation: mapping.SubsetOrEqual, Set: true},
		{Source: "b2", Target: "a3", Relation: mapping.SubsetOrEqual, Set: true},
	}
	if d := cmp.Diff(back, slices.Collect(c.Converse().Pairs())); d != "" {
		t.Error(d)
	}
}

func TestConverseTwiceIsTheSame(t *testing.T) {
	for c := range mapping.Crosswalks() {
		v := c.Converse()
		if !v.Converse().Equal(c) || v.Provenance().Direction != mapping.Reversed || v.Len() != c.Len() || v.Equal(c) {
			t.Errorf("%s: converse of the converse", c.ID())
		}
		if v.Source().ID() != c.Target().ID() || v.Target().ID() != c.Source().ID() {
			t.Errorf("%s: frameworks of the converse", c.ID())
		}
		type p struct{ s, t string }
		there, back := map[p]mapping.Relation{}, map[p]mapping.Relation{}
		for x := range c.Pairs() {
			there[p{x.Source, x.Target}] = x.Relation
		}
		for x := range v.Pairs() {
			back[p{x.Target, x.Source}] = x.Relation.Converse()
		}
		if d := cmp.Diff(there, back); d != "" {
			t.Errorf("%s (there -, back +):\n%s", c.ID(), d)
		}
		built, err := mapping.New(v.Spec(), v.Source(), v.Target())
		if err != nil || !built.Equal(v) {
			t.Errorf("%s: the converse cannot be built from its record: %v", c.ID(), err)
		}
	}
}

func TestOrderOfEntriesDoesNotMatter(t *testing.T) {
	for c := range mapping.Crosswalks() {
		s := c.Spec()
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(s.Entries), func(i, j int) { s.Entries[i], s.Entries[j] = s.Entries[j], s.Entries[i] })
		for i := range s.Entries {
			slices.Reverse(s.Entries[i].Targets)
		}
		slices.Reverse(s.SourceNones)
		d, err := mapping.New(s, c.Source(), c.Target())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.Spec(), d.Spec(), dates); diff != "" {
			t.Errorf("%s (in order -, shuffled +):\n%s", c.ID(), diff)
		}
	}
}

func TestCrosswalkIsACopy(t *testing.T) {
	a, b := framework(t, "a-1", "a1", "a2"), framework(t, "b-1", "b1")
	s := mapping.Spec{ID: "a-b", Source: "a-1", Target: "b-1", Provenance: mapping.Provenance{Inputs: []string{"x"}}, Entries: []mapping.Entry{pair("a1", "b1", mapping.Equal)}}
	c, err := mapping.New(s, a, b)
	if err != nil {
		t.Fatal(err)
	}
	before := c.Spec()
	s.Entries[0].Sources[0], s.Provenance.Inputs[0] = "a2", "y"
	got := c.Spec()
	got.Entries[0].Targets[0], got.Provenance.Inputs[0] = "zz", "z"
	if d := cmp.Diff(before, c.Spec(), dates); d != "" {
		t.Error(d)
	}
}

func TestZeroCrosswalk(t *testing.T) {
	var c mapping.Crosswalk
	s := c.Converse().Spec()
	if c.Len() != 0 || c.ID() != "" || s.ID != "" || len(s.Entries) != 0 || s.Entries == nil ||
		count(c.Of("x")) != 0 || count(c.Pairs()) != 0 || count(c.UnmappedSources()) != 0 || count(c.UnmappedTargets()) != 0 ||
		!c.Untyped().Equal(c) || c.Improper().Len() != 0 || c.Select(func(mapping.Entry) bool { return true }).Len() != 0 {
		t.Error("the zero crosswalk says something")
	}
	if _, ok := c.Relation("a", "b"); ok {
		t.Error("the zero crosswalk relates something")
	}
}

func TestUntypedAndImproper(t *testing.T) {
	c := mapping.ISO27001of2013ToISO27001()
	u := c.Untyped()
	if u.Len() != c.Len() {
		t.Errorf("%d entries after lowering, want %d", u.Len(), c.Len())
	}
	for p := range u.Pairs() {
		if p.Relation != mapping.Unspecified {
			t.Errorf("%s to %s is still %v", p.Source, p.Target, p.Relation)
		}
	}
	a, b := framework(t, "a-1", "a1"), framework(t, "b-1", "b1")
	if r, _ := crosswalk(t, "x", a, b, pair("a1", "b1", mapping.Superset)).Improper().Relation("a1", "b1"); r != mapping.SupersetOrEqual {
		t.Errorf("superset with the doubt is %v", r)
	}
}

// Facts about the correspondence of the two editions that are often told
// wrongly, and the catalog as a second source for every pair.
func TestFormerEdition(t *testing.T) {
	c := mapping.ISO27001of2013ToISO27001()
	for from, to := range map[string][]string{
		"A.13.2.1": {"A.5.14"}, "A.13.2.2": {"A.5.14"}, "A.13.2.3": {"A.5.14"}, "A.12.7.1": {"A.8.34"}, "A.6.1.3": {"A.5.5"},
		"A.11.2.5": {"A.7.10"}, "A.14.1.1": {"A.5.8"}, "A.8.3.3": {"A.7.10"}, "A.18.2.3": {"A.5.36", "A.8.8"},
	} {
		var got []string
		for e := range c.Of(from) {
			got = append(got, e.Targets...)
		}
		if d := cmp.Diff(to, got); d != "" {
			t.Errorf("%s: %s", from, d)
		}
	}
	if n := count(c.UnmappedSources()); n != 0 {
		t.Errorf("%d controls of 2013 have no successor", n)
	}
	sources := map[string]int{}
	for p := range c.Pairs() {
		sources[p.Target]++
	}
	for p := range c.Pairs() {
		if sources[p.Target] > 1 && p.Relation.Has(mapping.Equal) {
			t.Errorf("%s to %s, which is merged from %d, may be equal", p.Source, p.Target, sources[p.Target])
		}
		if p.Relation.Proves(mapping.Equal) || p.Relation.Proves(mapping.SupersetOrEqual) {
			t.Errorf("%s to %s: reworded controls are taken as covered", p.Source, p.Target)
		}
	}
	var want, got []string
	for p := range annexa.Pairs() {
		want = append(want, "A."+string(p.Former)+" A."+string(p.Control))
	}
	for p := range c.Pairs() {
		if strings.HasPrefix(p.Source, "A.") {
			got = append(got, p.Source+" "+p.Target)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" || len(got) != 115 {
		t.Errorf("%d pairs; catalog -, crosswalk +:\n%s", len(got), d)
	}
	for p := range c.Pairs() { // there and back leads home
		if r, ok := c.Converse().Relation(p.Target, p.Source); !ok || r != p.Relation.Converse() {
			t.Errorf("%s and %s: %v back", p.Source, p.Target, r)
		}
	}
}

// Whoever accepts the words at face value says so, and gets other answers.
func TestReadAs(t *testing.T) {
	c := mapping.ISO27001of2013ToISO27001()
	taken, err := c.ReadAs(mapping.OSCAL)
	if err != nil {
		t.Fatal(err)
	}
	for from, want := range map[string]mapping.Relation{"A.12.3.1": mapping.Equal, "A.13.2.1": mapping.Subset, "A.18.2.3": mapping.Intersects} {
		for e := range taken.Of(from) {
			if e.Relation != want {
				t.Errorf("%s: %v, want %v", from, e.Relation, want)
			}
		}
	}
	back, err := c.Converse().ReadAs(mapping.OSCAL)
	if err != nil || !back.Equal(taken.Converse()) {
		t.Errorf("read from the other side: %v", err)
	}
	stored, err := mapping.New(c.Converse().Spec(), c.Target(), c.Source())
	if err != nil {
		t.Fatal(err)
	}
	if again, err := stored.ReadAs(mapping.OSCAL); err != nil || !again.Equal(back) {
		t.Errorf("stored from the other side: %v", err)
	}
	if taken.ID() == c.ID() || !strings.Contains(taken.Provenance().Style, "oscal") {
		t.Error("what was done is not said")
	}
	state := func(string) mapping.State { return mapping.FullyMet }
	if n := infer(t, c.Target(), mapping.Route{Crosswalk: taken, State: state}).Coverage().Full; n != 58 {
		t.Errorf("%d controls are proved, want the 58 with one predecessor", n)
	}
	if _, err := c.ReadAs(mapping.CIS); err == nil {
		t.Error("words of one vocabulary are read by another")
	}
	if u, err := mapping.CSF20ToCSF11().ReadAs(mapping.OSCAL); err != nil || u.Len() != 185 {
		t.Errorf("without words: %v", err)
	}
	if z, err := (mapping.Crosswalk{}).ReadAs(mapping.OSCAL); err != nil || z.Len() != 0 {
		t.Error("the zero crosswalk")
	}
}

// SP 800-171 r2, and with it CMMC Level 2, overlaps ISO/IEC 27001 and is never
// satisfied by it: the claim says so, no pair proves anything, and the forty
// requirements without a counterpart are listed.
func TestSP800171OverlapsAndIsNeverEquivalent(t *testing.T) {
	without := strings.Fields(`3.1.6 3.1.7 3.1.11 3.1.12 3.1.13 3.1.14 3.1.15 3.1.17 3.1.19 3.1.21 3.1.22 3.2.3 3.3.3 3.3.4
		3.3.5 3.3.6 3.3.9 3.4.7 3.4.8 3.5.3 3.5.4 3.5.7 3.5.8 3.5.9 3.5.10 3.6.3 3.7.4 3.7.5 3.7.6 3.8.6 3.8.8 3.13.3 3.13.4
		3.13.6 3.13.7 3.13.13 3.13.14 3.13.15 3.14.6 3.14.7`)
	for _, c := range []mapping.Crosswalk{mapping.SP800171r2ToISO27001(), mapping.SP800171r2ToISO27001of2013()} {
		if p := c.Provenance(); !strings.HasPrefix(p.Claim, "overlap, never equivalence") {
			t.Errorf("%s: claim %q", c.ID(), p.Claim)
		}
		var got []string
		for it := range c.UnmappedSources() {
			got = append(got, it.ID)
		}
		if d := cmp.Diff(without, got); d != "" || len(got) != 40 {
			t.Errorf("%s: %d without a counterpart:\n%s", c.ID(), len(got), d)
		}
		for p := range c.Pairs() {
			if p.Relation != mapping.Unspecified {
				t.Errorf("%s: %s to %s is %v", c.ID(), p.Source, p.Target, p.Relation)
			}
		}
	}
	// The derived crosswalk is what its inputs compose to.
	chain, err := mapping.NewChain(mapping.SP800171r2ToISO27001of2013(), mapping.ISO27001of2013ToISO27001())
	if err != nil {
		t.Fatal(err)
	}
	var want, got [][2]string
	for l := range chain.Leads() {
		want = append(want, [2]string{l.Source, l.Target})
	}
	for p := range mapping.SP800171r2ToISO27001().Pairs() {
		got = append(got, [2]string{p.Source, p.Target})
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("composed -, table +:\n%s", d)
	}
	if p := mapping.SP800171r2ToISO27001().Provenance(); !p.Derived || len(p.Inputs) != 2 {
		t.Errorf("the crosswalk nobody published is not labelled as derived: %+v", p)
	}
}

func TestExplicitNoneIsNotSilence(t *testing.T) {
	c := mapping.CSF20ToISO27001()
	if n := count(c.SourceNones()); n != 78 {
		t.Errorf("%d explicit nones, want 78", n)
	}
	v := c.Converse()
	if count(v.TargetNones()) != 78 || count(v.SourceNones()) != 0 {
		t.Error("the nones did not change sides with the crosswalk")
	}
	legacy := mapping.SP80053r5ToISO27001of2013()
	none := map[string]bool{}
	for n := range legacy.SourceNones() {
		none[n.ID] = true
	}
	if len(none) != 138 || !none["AC-10"] {
		t.Errorf("%d controls without a counterpart, want 138", len(none))
	}
	silent := 0
	for it := range legacy.UnmappedSources("control") {
		if !none[it.ID] {
			silent++
		}
	}
	if silent == 0 || silent == 300 {
		t.Errorf("silence and none are not kept apart: %d", silent)
	}
}

func TestSpecRoundTripsThroughJSON(t *testing.T) {
	for c := range mapping.Crosswalks() {
		b, err := json.Marshal(c.Spec())
		if err != nil {
			t.Fatal(err)
		}
		var s mapping.Spec
		if err := json.Unmarshal(b, &s); err != nil {
			t.Fatal(err)
		}
		d, err := mapping.New(s, c.Source(), c.Target())
		if err != nil || !d.Equal(c) {
			t.Errorf("%s: %v", c.ID(), err)
		}
		again, _ := json.Marshal(d.Spec())
		if !bytes.Equal(b, again) {
			t.Errorf("%s: written twice differs", c.ID())
		}
		if bytes.Contains(b, []byte("null")) {
			t.Errorf("%s: null in %.100s", c.ID(), b)
		}
	}
}

func FuzzNew(f *testing.F) {
	f.Add([]byte(`{"id":"x","source":"nist-csf-1.1","target":"nist-csf-2.0","entries":[{"sources":["ID"],"targets":["ID","PR"],"relation":"equal|subset"}]}`))
	f.Add([]byte(`{"id":"x","source":"nist-csf-1.1","target":"nist-csf-2.0","entries":[{"sources":["ID","ID"],"targets":["PR"]},{"sources":["ID"],"targets":["PR"],"note":"n"}]}`))
	f.Add([]byte(`{"id":"x","source":"nist-csf-1.1","target":"nist-csf-2.0","sourceNones":[{"id":"ID"}],"entries":[{}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var s mapping.Spec
		if json.Unmarshal(b, &s) != nil {
			return
		}
		bounded.Within(t, len(b), func() { _, _ = mapping.New(s, mapping.CSF11(), mapping.CSF20()) })
		c, err := mapping.New(s, mapping.CSF11(), mapping.CSF20())
		if err != nil {
			return
		}
		d, err := mapping.New(c.Spec(), mapping.CSF11(), mapping.CSF20())
		if err != nil || !d.Equal(c) {
			t.Fatalf("%+v: %v", s, err)
		}
		v, err := mapping.New(c.Converse().Spec(), mapping.CSF20(), mapping.CSF11())
		if err != nil || !v.Equal(c.Converse()) {
			t.Fatalf("converse of %+v: %v", s, err)
		}
	})
}

func TestPairsAllocateNothing(t *testing.T) {
	c := mapping.SP80053r5ToISO27001()
	n := 0
	if a := testing.AllocsPerRun(20, func() {
		for p := range c.Pairs() {
			n += len(p.Source)
		}
	}); a > 2 {
		t.Errorf("%v allocations for %d pairs", a, c.Len())
	}
	f := mapping.SP80053r5()
	if a := testing.AllocsPerRun(20, func() { f.Item("SI-4(25)") }); a != 0 {
		t.Errorf("%v allocations for an item", a)
	}
}

// The tables are laid down by the linker: the package has nothing to do when a
// program starts.
func TestNoWorkAtStart(t *testing.T) {
	if runtime.GOOS == "js" || runtime.GOOS == "wasip1" {
		t.Skip("no processes here")
	}
	if testing.CoverMode() != "" {
		t.Skip("coverage counters are set up at start")
	}
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Skipf("cannot run again: %v", err)
	}
	if !bytes.Contains(out, []byte("init runtime @")) {
		t.Skipf("no trace of initialisation: %.200s", out)
	}
	if bytes.Contains(out, []byte("init github.com/ismskit/ismskit/mapping @")) {
		t.Errorf("package mapping does work at start:\n%s", out)
	}
}

// Whoever has seen enough stops, everywhere.
func TestIteratorsStop(t *testing.T) {
	c := mapping.CSF20ToISO27001()
	chain, err := mapping.NewChain(mapping.NIS2ToCSF20(), c)
	if err != nil {
		t.Fatal(err)
	}
	inf := infer(t, c.Target(), mapping.Route{Crosswalk: c, State: func(string) mapping.State { return mapping.FullyMet }})
	typed := mapping.ISO27001of2013ToISO27001()
	proved := infer(t, typed.Target(), mapping.Route{Crosswalk: typed, State: func(string) mapping.State { return mapping.FullyMet }})
	for name, n := range map[string]int{
		"Frameworks": stopped(mapping.Frameworks()), "Crosswalks": stopped(mapping.Crosswalks()), "Items": stopped(c.Source().Items()),
		"Leaves": stopped(c.Source().Leaves()), "Entries": stopped(c.Entries()), "Of": stopped(c.Of("GV.OC-03")), "Of nothing": stopped(c.Of("no such id")) + 1, "pairs of nothing": stopped(mapping.Crosswalk{}.Pairs()) + 1, "Pairs": stopped(c.Pairs()),
		"SourceNones": stopped(c.SourceNones()), "UnmappedTargets": stopped(c.UnmappedTargets()), "Results": stopped(inf.Results()),
		"Proofs": stopped(proved.Proofs("A.5.1")), "Leads": stopped(inf.Leads("A.5.1")), "chain": stopped(chain.Leads()), "LeadsOf": stopped(chain.LeadsOf("1.1")),
		"Paths": stopped(chain.Paths("1.1", "A.5.1")), "SOC2Suggestions": stopped(mapping.SOC2Suggestions()),
	} {
		if n != 1 {
			t.Errorf("%s: %d items before the stop", name, n)
		}
	}
}

// stopped takes one item of a sequence and leaves.
func stopped[T any](seq func(func(T) bool)) int {
	n := 0
	seq(func(T) bool {
		n++
		return false
	})
	return n
}
