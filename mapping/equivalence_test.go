package mapping_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/mappingtest"
)

// slowEquivalents joins items pair by pair: two are equal when all crosswalks
// together leave nothing else and some entry says so of the two alone.
func slowEquivalents(crosswalks []mapping.Crosswalk) [][]mapping.ItemRef {
	var all []mapping.ItemRef
	for _, c := range crosswalks {
		for _, f := range []mapping.Framework{c.Source(), c.Target()} {
			for it := range f.Items() {
				if l := (mapping.ItemRef{Framework: f.ID(), ID: it.ID}); !slices.Contains(all, l) {
					all = append(all, l)
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b mapping.ItemRef) int {
		if a.Framework != b.Framework {
			return mapping.CompareIDs(a.Framework, b.Framework)
		}
		return mapping.CompareIDs(a.ID, b.ID)
	})
	equal := func(x, y mapping.ItemRef) bool {
		r, named := mapping.Unspecified, false
		for _, c := range crosswalks {
			for _, d := range []mapping.Crosswalk{c, c.Converse()} {
				if d.Source().ID() != x.Framework || d.Target().ID() != y.Framework {
					continue
				}
				for e := range d.Entries() {
					named = named || e.Relation == mapping.Equal && slices.Equal(e.Sources, []string{x.ID}) && slices.Equal(e.Targets, []string{y.ID})
				}
				if s, ok := d.LookupRelation(x.ID, y.ID); ok {
					r &= s
				}
			}
		}
		return named && r == mapping.Equal
	}
	class := map[mapping.ItemRef]int{}
	for i, x := range all {
		class[x] = i
	}
	for range all { // until nothing moves
		for _, x := range all {
			for _, y := range all {
				if class[x] != class[y] && equal(x, y) {
					class[x] = min(class[x], class[y])
					class[y] = class[x]
				}
			}
		}
	}
	out := [][]mapping.ItemRef{}
	for i := range all {
		var members []mapping.ItemRef
		for _, x := range all {
			if class[x] == i {
				members = append(members, x)
			}
		}
		if len(members) > 1 {
			out = append(out, members)
		}
	}
	return out
}

// The classes are those of the slow twin, for crosswalks in either direction,
// of a framework with itself, with sets, and with entries that deny an equality.
func TestEquivalentsAgainstPairwise(t *testing.T) {
	frameworks := []mapping.Framework{
		framework(t, "f-1", "1", "2", "3", "4", "5"), framework(t, "f-2", "1", "2", "3", "4", "5"), framework(t, "f-10", "1", "2", "3", "4", "5"),
	}
	sizes := map[int]int{}
	rapid.Check(t, func(t *rapid.T) {
		var crosswalks []mapping.Crosswalk
		for n := range rapid.IntRange(0, 4).Draw(t, "crosswalks") {
			a, b := rapid.SampledFrom(frameworks).Draw(t, "source"), rapid.SampledFrom(frameworks).Draw(t, "target")
			spec := mapping.Spec{ID: fmt.Sprint("c-", n), Source: a.ID(), Target: b.ID()}
			seen := map[string]bool{}
			some := func(label string) []string {
				if rapid.IntRange(0, 3).Draw(t, label+" one") > 0 {
					return []string{rapid.StringMatching("[1-5]").Draw(t, label)}
				}
				ids := rapid.SliceOfNDistinct(rapid.StringMatching("[1-5]"), 1, 5, rapid.ID).Draw(t, label)
				slices.Sort(ids)
				return ids
			}
			for range rapid.IntRange(0, 6).Draw(t, "entries") {
				e := mapping.Entry{Sources: some("sources"), Targets: some("targets"), Relation: mapping.Equal}
				if rapid.IntRange(0, 2).Draw(t, "weak") == 0 {
					e.Relation = mapping.Relation(rapid.IntRange(1, 31).Draw(t, "relation"))
				}
				if key := fmt.Sprint(e.Sources, e.Targets); !seen[key] {
					seen[key] = true
					spec.Entries = append(spec.Entries, e)
				}
			}
			c, err := mapping.New(spec, a, b)
			if err != nil {
				t.Fatal(err)
			}
			if rapid.Bool().Draw(t, "converse") {
				c = c.Converse()
			}
			crosswalks = append(crosswalks, c)
		}
		got, err := mapping.Equivalents(crosswalks...)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(slowEquivalents(crosswalks), got); d != "" {
			t.Fatalf("slow -, fast +:\n%s", d)
		}
		for _, m := range got {
			sizes[len(m)]++
		}
	})
	if sizes[2] == 0 || sizes[3] == 0 {
		t.Errorf("classes by size: %v", sizes)
	}
}

// Between frameworks that no crosswalk connects, nothing is equal, and what
// others say does not matter.
func TestEquivalentsOfManyFrameworks(t *testing.T) {
	a, b, c := framework(t, "a-1", "a1", "a2"), framework(t, "b-1", "b1", "b2"), framework(t, "c-1", "a1", "b1")
	got, err := mapping.Equivalents(
		mapping.Crosswalk{},
		crosswalk(t, "ab", a, b, pair("a1", "b1", eq), pair("a2", "b2", sub)),
		crosswalk(t, "ac", a, c, pair("a2", "a1", eq)),
		crosswalk(t, "cb", c, b, pair("b1", "b2", mapping.Disjoint)),
	)
	want := [][]mapping.ItemRef{{{Framework: "a-1", ID: "a1"}, {Framework: "b-1", ID: "b1"}}, {{Framework: "a-1", ID: "a2"}, {Framework: "c-1", ID: "a1"}}}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Error(d, err)
	}
}

// Contradictions are counted on their own: they are neither full nor open.
func TestCoverageCountsContradictions(t *testing.T) {
	a, b := framework(t, "a-1", "s1", "s2"), framework(t, "b-1", "t1", "t2", "t3")
	c := crosswalk(t, "a-b", a, b, pair("s1", "t1", eq), pair("s2", "t1", eq), pair("s1", "t2", eq))
	got := infer(t, b, mapping.InferenceInput{Crosswalk: c, State: func(id string) mapping.State {
		if id == "s1" {
			return met
		}
		return not
	}}).Coverage()
	want := mapping.Coverage{Target: "b-1", Kinds: []mapping.Kind{"rule"}, Crosswalks: []string{"a-b"}, Total: 3, Covered: 1, Contradictory: 1, NotMapped: 1, Reached: 2}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// A crosswalk that was published from the other side is as published again when
// it is turned round.
func TestDirectionTurnsBack(t *testing.T) {
	a, b := framework(t, "a-1", "a1"), framework(t, "b-1", "b1")
	for _, tc := range []struct{ stored, there, back mapping.Direction }{
		{"", mapping.AsPublished, mapping.Reversed},
		{mapping.AsPublished, mapping.AsPublished, mapping.Reversed},
		{mapping.Reversed, mapping.Reversed, mapping.AsPublished},
	} {
		c, err := mapping.New(mapping.Spec{ID: "ab", Source: "a-1", Target: "b-1", Provenance: mapping.Provenance{Direction: tc.stored}, Entries: []mapping.Entry{pair("a1", "b1", eq)}}, a, b)
		if err != nil {
			t.Fatal(err)
		}
		if there, back := c.Provenance().Direction, c.Converse().Provenance().Direction; there != tc.there || back != tc.back {
			t.Errorf("stored as %q: %q, turned round %q", tc.stored, there, back)
		}
	}
}

// A function that writes into the entries it is shown cannot make a crosswalk
// that does not hold together.
func TestSelectSurvivesItsCaller(t *testing.T) {
	c := cw("nist-csf-2.0", "nist-csf-1.1")
	if got := c.Select(nil); !got.Equal(c) {
		t.Error("a nil function accepts all")
	}
	got := c.Select(func(e mapping.Entry) bool { e.Sources[0] = "no such id"; return true })
	if !got.Equal(mapping.Crosswalk{}) || got.Len() != 0 {
		t.Errorf("%d entries", got.Len())
	}
	if c.Len() != cw("nist-csf-2.0", "nist-csf-1.1").Len() || mappingtest.CheckCrosswalk(c) != nil {
		t.Error("the crosswalk changed")
	}
}

// Ids that a framework has come first, in its order; others follow, in the order
// in which people sort numbers.
func TestCompareOfKnownAndForeign(t *testing.T) {
	f := framework(t, "a-1", "z", "a")
	got := []string{"9", "a", "10", "b", "z"}
	slices.SortFunc(got, f.Compare)
	if want := []string{"z", "a", "9", "10", "b"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if f.Compare("q", "z") <= 0 || f.Compare("z", "q") >= 0 || f.Compare("a", "a") != 0 || f.Compare("q", "q") != 0 {
		t.Error("not an order")
	}
}
