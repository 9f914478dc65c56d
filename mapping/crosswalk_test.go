package mapping_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/ismskit/ismskit/internal/bounded"
	"github.com/ismskit/ismskit/internal/golden"
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
		"no id":                {func(s *mapping.Spec) { s.ID = "" }, "mapping/id-missing at id"},
		"other edition":        {func(s *mapping.Spec) { s.Source = "a-2" }, "mapping/another-framework at source"},
		"other target edition": {func(s *mapping.Spec) { s.Target = "b-2" }, "mapping/another-framework at target"},
		"unknown source":       {func(s *mapping.Spec) { s.Entries[0].Sources[0] = "b1" }, "mapping/unknown-item at entries[#0].sources[#0]"},
		"unknown target":       {func(s *mapping.Spec) { s.Entries[0].Targets[0] = "b9" }, "mapping/unknown-item at entries[#0].targets[#0]"},
		"no source":            {func(s *mapping.Spec) { s.Entries[0].Sources = nil }, "mapping/items-missing at entries[#0].sources"},
		"no target":            {func(s *mapping.Spec) { s.Entries[0].Targets = []string{} }, "mapping/items-missing at entries[#0].targets"},
		"same pair, other":     {func(s *mapping.Spec) { s.Entries = append(s.Entries, pair("a1", "b1", mapping.Subset)) }, "mapping/contradicting-entries at entries[#1]"},
		"same pair, other note": {func(s *mapping.Spec) {
			e := pair("a1", "b1", mapping.Equal)
			e.Note = "x"
			s.Entries = append(s.Entries, e)
		}, "mapping/contradicting-entries at entries[#1]"},
		"rationale":                {func(s *mapping.Spec) { s.Entries[0].Rationale = "gut" }, "isms/unknown-word at entries[#0].rationale"},
		"strength":                 {func(s *mapping.Spec) { s.Entries[0].Strength = "11" }, "isms/unknown-word at entries[#0].strength"},
		"claim":                    {func(s *mapping.Spec) { s.Entries[0].Claim = "all" }, "isms/unknown-word at entries[#0].claim"},
		"direction":                {func(s *mapping.Spec) { s.Provenance.Direction = "up" }, "isms/unknown-word at provenance.direction"},
		"none for an unknown":      {func(s *mapping.Spec) { s.SourcesWithoutCounterpart = []mapping.NoCounterpart{{ID: "x"}} }, "mapping/unknown-item at sourcesWithoutCounterpart[x].id"},
		"none for a mapped":        {func(s *mapping.Spec) { s.SourcesWithoutCounterpart = []mapping.NoCounterpart{{ID: "a1"}} }, "mapping/mapped-without-counterpart at sourcesWithoutCounterpart[a1].id"},
		"none for a mapped target": {func(s *mapping.Spec) { s.TargetsWithoutCounterpart = []mapping.NoCounterpart{{ID: "b1"}} }, "mapping/mapped-without-counterpart at targetsWithoutCounterpart[b1].id"},
	} {
		s := sound()
		tc.spoil(&s)
		if c, err := mapping.New(s, a, b); err == nil || c.Len() != 0 || golden.Codes(err) != tc.says {
			t.Errorf("%s: %v, want %s", name, golden.Codes(err), tc.says)
		}
	}
	if _, err := mapping.New(mapping.Spec{ID: "x"}, mapping.Framework{}, mapping.Framework{}); err == nil {
		t.Error("a crosswalk between zero frameworks is accepted")
	}
	// A row for another edition's data: CSF 1.1 ids read with CSF 2.0 items.
	s := cw("nist-csf-2.0", "nist-csf-1.1").Spec()
	if _, err := mapping.New(s, fw("nist-csf-2.0"), fw("nist-csf-2.0")); err == nil {
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
	if r, ok := c.LookupRelation("a1", "b1"); !ok || r != mapping.Contradiction {
		t.Errorf("all of them together: %v", r)
	}
	only := c.Select(func(e mapping.Entry) bool { return e.Rationale == mapping.Semantic && e.By == "" })
	if r, _ := only.LookupRelation("a1", "b1"); r != mapping.Equal || only.Len() != 1 {
		t.Errorf("by meaning alone: %v", r)
	}
}

func TestUnstatedRelationIsUnspecified(t *testing.T) {
	a, b := framework(t, "a-1", "a1"), framework(t, "b-1", "b1")
	c := crosswalk(t, "a-b", a, b, pair("a1", "b1", 0))
	if r, ok := c.LookupRelation("a1", "b1"); !ok || r != mapping.Unspecified {
		t.Errorf("%v, %t", r, ok)
	}
	if r, ok := c.LookupRelation("b1", "a1"); ok || r != mapping.Unspecified {
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
	for c := range crosswalks() {
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
	for c := range crosswalks() {
		s := c.Spec()
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(s.Entries), func(i, j int) { s.Entries[i], s.Entries[j] = s.Entries[j], s.Entries[i] })
		for i := range s.Entries {
			slices.Reverse(s.Entries[i].Targets)
		}
		slices.Reverse(s.SourcesWithoutCounterpart)
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
		count(c.Of("x")) != 0 || count(c.Pairs()) != 0 || count(c.Unmapped()) != 0 || count(c.Converse().Unmapped()) != 0 ||
		!c.Untyped().Equal(c) || c.Improper().Len() != 0 || c.Select(func(mapping.Entry) bool { return true }).Len() != 0 {
		t.Error("the zero crosswalk says something")
	}
	if _, ok := c.LookupRelation("a", "b"); ok {
		t.Error("the zero crosswalk relates something")
	}
}

func TestUntypedAndImproper(t *testing.T) {
	c := cw("iso-27001-2013", "iso-27001-2022")
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
	if r, _ := crosswalk(t, "x", a, b, pair("a1", "b1", mapping.Superset)).Improper().LookupRelation("a1", "b1"); r != mapping.SupersetOrEqual {
		t.Errorf("superset with the doubt is %v", r)
	}
}

// Whoever accepts the words at face value says so, and gets other answers.
func TestReadAs(t *testing.T) {
	c := cw("iso-27001-2013", "iso-27001-2022")
	taken, err := c.ReadAs("oscal")
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
	back, err := c.Converse().ReadAs("oscal")
	if err != nil || !back.Equal(taken.Converse()) {
		t.Errorf("read from the other side: %v", err)
	}
	stored, err := mapping.New(c.Converse().Spec(), c.Target(), c.Source())
	if err != nil {
		t.Fatal(err)
	}
	if again, err := stored.ReadAs("oscal"); err != nil || !again.Equal(back) {
		t.Errorf("stored from the other side: %v", err)
	}
	if taken.ID() == c.ID() || !strings.Contains(taken.Provenance().Style, "oscal") {
		t.Error("what was done is not said")
	}
	state := func(string) mapping.State { return mapping.FullyMet }
	if n := infer(t, c.Target(), mapping.InferenceInput{Crosswalk: taken, State: state}).Coverage().Covered; n != 58 {
		t.Errorf("%d controls are proved, want the 58 with one predecessor", n)
	}
	if _, err := c.ReadAs("cis-controls"); err == nil {
		t.Error("words of one vocabulary are read by another")
	}
	if u, err := cw("nist-csf-2.0", "nist-csf-1.1").ReadAs("oscal"); err != nil || u.Len() != 185 {
		t.Errorf("without words: %v", err)
	}
	if z, err := (mapping.Crosswalk{}).ReadAs("oscal"); err != nil || z.Len() != 0 {
		t.Error("the zero crosswalk")
	}
}

func TestSpecRoundTripsThroughJSON(t *testing.T) {
	for c := range crosswalks() {
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
	f.Add([]byte(`{"id":"x","source":"nist-csf-1.1","target":"nist-csf-2.0","entries":[{"sources":["ID"],"targets":["ID","PR"],"relation":"equal|subset of"}]}`))
	f.Add([]byte(`{"id":"x","source":"nist-csf-1.1","target":"nist-csf-2.0","entries":[{"sources":["ID","ID"],"targets":["PR"]},{"sources":["ID"],"targets":["PR"],"note":"n"}]}`))
	f.Add([]byte(`{"id":"x","source":"nist-csf-1.1","target":"nist-csf-2.0","sourcesWithoutCounterpart":[{"id":"ID"}],"entries":[{}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var s mapping.Spec
		if json.Unmarshal(b, &s) != nil {
			return
		}
		bounded.Within(t, len(b), func() { _, _ = mapping.New(s, fw("nist-csf-1.1"), fw("nist-csf-2.0")) })
		c, err := mapping.New(s, fw("nist-csf-1.1"), fw("nist-csf-2.0"))
		if err != nil {
			return
		}
		d, err := mapping.New(c.Spec(), fw("nist-csf-1.1"), fw("nist-csf-2.0"))
		if err != nil || !d.Equal(c) {
			t.Fatalf("%+v: %v", s, err)
		}
		v, err := mapping.New(c.Converse().Spec(), fw("nist-csf-2.0"), fw("nist-csf-1.1"))
		if err != nil || !v.Equal(c.Converse()) {
			t.Fatalf("converse of %+v: %v", s, err)
		}
	})
}

func TestPairsAllocateNothing(t *testing.T) {
	c := cw("nist-800-53-r5", "iso-27001-2022")
	n := 0
	if a := testing.AllocsPerRun(20, func() {
		for p := range c.Pairs() {
			n += len(p.Source)
		}
	}); a > 2 {
		t.Errorf("%v allocations for %d pairs", a, c.Len())
	}
	f := fw("nist-800-53-r5")
	if a := testing.AllocsPerRun(20, func() { f.LookupItem("SI-4(25)") }); a != 0 {
		t.Errorf("%v allocations for an item", a)
	}
}

// Whoever has seen enough stops, everywhere.
func TestIteratorsStop(t *testing.T) {
	c := cw("nist-csf-2.0", "iso-27001-2022")
	chain, err := mapping.NewChain(cw("nis2-ir-2024-2690", "nist-csf-2.0"), c)
	if err != nil {
		t.Fatal(err)
	}
	inf := infer(t, c.Target(), mapping.InferenceInput{Crosswalk: c, State: func(string) mapping.State { return mapping.FullyMet }})
	typed := cw("iso-27001-2013", "iso-27001-2022")
	proved := infer(t, typed.Target(), mapping.InferenceInput{Crosswalk: typed, State: func(string) mapping.State { return mapping.FullyMet }})
	for name, n := range map[string]int{
		"Items":  stopped(c.Source().Items()),
		"Leaves": stopped(c.Source().Leaves()), "Entries": stopped(c.Entries()), "Of": stopped(c.Of("GV.OC-03")), "Of nothing": stopped(c.Of("no such id")) + 1, "pairs of nothing": stopped(mapping.Crosswalk{}.Pairs()) + 1, "Pairs": stopped(c.Pairs()),
		"WithoutCounterpart": stopped(c.WithoutCounterpart()), "Unmapped": stopped(c.Converse().Unmapped()), "Results": stopped(inf.Results()),
		"Proofs": stopped(proved.Proofs("A.5.1")), "Candidates": stopped(inf.Candidates("A.5.1")), "chain": stopped(chain.Candidates()), "CandidatesOf": stopped(chain.CandidatesOf("1.1")),
		"Paths": stopped(chain.Paths("1.1", "A.5.1")),
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
