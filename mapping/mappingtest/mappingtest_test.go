package mappingtest_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms/ismstest"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/mappingtest"
	"github.com/ismskit/ismskit/mapping/published"
)

// fw returns a published framework.
func fw(id string) mapping.Framework {
	f, ok := published.Framework(id)
	if !ok {
		panic("no framework " + id)
	}
	return f
}

// cw returns a published crosswalk.
func cw(source, target string) mapping.Crosswalk {
	c, ok := published.Crosswalk(source, target)
	if !ok {
		panic("no crosswalk from " + source + " to " + target)
	}
	return c
}

func TestLaws(t *testing.T) {
	for name, law := range mappingtest.Laws() {
		t.Run(name, func(t *testing.T) {
			seed := rand.Uint64()
			c := rand.New(rand.NewPCG(seed, 0))
			for i := range 500 {
				if err := law(c); err != nil {
					t.Fatalf("seed %d, round %d: %v", seed, i, err)
				}
			}
		})
	}
}

// The worlds are worth something: all outcomes occur, and a lie is found.
func TestWorldsReachEveryOutcome(t *testing.T) {
	c := rand.New(rand.NewPCG(1, 1))
	seen, caught := map[mapping.Outcome]int{}, 0
	for range 300 {
		w := mappingtest.NewWorld(c)
		inf, err := mapping.Infer(w.Crosswalk.Target(), mapping.Route{Crosswalk: w.Crosswalk, State: w.State})
		if err != nil {
			t.Fatal(err)
		}
		for r := range inf.Results() {
			seen[r.Outcome]++
		}
		spec := w.Crosswalk.Spec()
		for i := range spec.Entries {
			spec.Entries[i].Relation = mapping.Equal // a lie in most worlds
		}
		w.Crosswalk, err = mapping.New(spec, w.Crosswalk.Source(), w.Crosswalk.Target())
		if err != nil {
			t.Fatal(err)
		}
		if mappingtest.CheckWorld(w) != nil {
			caught++
		}
	}
	for o := range mapping.Outcomes().All() {
		if (seen[o] == 0) != (o == mapping.Contradictory) {
			t.Errorf("%s: %d times", o, seen[o])
		}
	}
	if caught < 50 {
		t.Errorf("%d of 300 lies were found", caught)
	}
	if mappingtest.CheckWorld(mappingtest.World{}) == nil {
		t.Error("no world at all passes")
	}
}

func TestChecksFindWhatIsWrong(t *testing.T) {
	unordered, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "x-1", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{
		{ID: "1.1", Kind: "rule", Parent: "1"}, {ID: "1", Kind: "group"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	nothing, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "x-2", Items: []mapping.Item{{ID: "1", Kind: "rule"}}})
	if err != nil {
		t.Fatal(err)
	}
	for says, f := range map[string]mapping.Framework{"before its parent": unordered, "no item counts": nothing, "no items": {}} {
		if err := mappingtest.CheckFramework(f); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q is not found: %v", says, err)
		}
	}
	for says, p := range map[string]mapping.Provenance{"no publisher": {}, "names no inputs": {Publisher: "p", Document: "d", Derived: true}} {
		c, err := mapping.New(mapping.Spec{ID: "x", Source: "x-1", Target: "x-2", Provenance: p}, unordered, nothing)
		if err != nil {
			t.Fatal(err)
		}
		if err := mappingtest.CheckCrosswalk(c); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q is not found: %v", says, err)
		}
	}
}

func TestSuspicions(t *testing.T) {
	all := func(c mapping.Crosswalk) string { return strings.Join(slices.Collect(mappingtest.Suspicions(c)), "\n") }
	// NIST's own table names a control that Rev. 5 has withdrawn.
	if got := all(cw("iso-27001-2013", "nist-800-53-r5")); !strings.Contains(got, "SA-15(9)") || !strings.Contains(got, "withdrawn") {
		t.Errorf("%s", got)
	}
	if got := all(cw("nist-csf-2.0", "iso-27001-2022")); !strings.Contains(got, "GV.OC of nist-csf-2.0 has items below it") {
		t.Errorf("%s", got)
	}
	// A sheet that held ids as numbers.
	spec := mapping.FrameworkSpec{ID: "x-1", Leaves: []mapping.Kind{"rule"}}
	for _, id := range []string{"1.1", "1.2", "1.3", "1.10", "1.20"} {
		spec.Items = append(spec.Items, mapping.Item{ID: id, Kind: "rule"})
	}
	f, err := mapping.NewFramework(spec)
	if err != nil {
		t.Fatal(err)
	}
	entries := []mapping.Entry{{Sources: []string{"1.1"}, Targets: []string{"A.5.1"}}, {Sources: []string{"1.2"}, Targets: []string{"A.5.2"}}}
	c, err := mapping.New(mapping.Spec{ID: "x", Source: "x-1", Target: "iso-27001-2022", Entries: entries}, f, fw("iso-27001-2022"))
	if err != nil {
		t.Fatal(err)
	}
	if got := all(c); !strings.Contains(got, "1.10, 1.20 of x-1 are never named") {
		t.Errorf("%s", got)
	}
	entries = append(entries, mapping.Entry{Sources: []string{"1.10"}, Targets: []string{"A.5.1"}})
	c, err = mapping.New(mapping.Spec{ID: "x", Source: "x-1", Target: "iso-27001-2022", Entries: entries}, f, fw("iso-27001-2022"))
	if err != nil {
		t.Fatal(err)
	}
	if got := all(c); strings.Contains(got, "x-1 are never named") {
		t.Errorf("%s", got)
	}
}

func ExampleCheckCrosswalk() {
	nis2, _ := published.Crosswalk("nis2-ir-2024-2690", "nist-csf-2.0")
	fmt.Println(mappingtest.CheckCrosswalk(nis2))
	fmt.Println(mappingtest.CheckFramework(nis2.Source()))
	for s := range mappingtest.Suspicions(nis2) {
		fmt.Println(s)
	}
	// Output:
	// <nil>
	// <nil>
}

func ExampleLaws() {
	c := ismstest.Bytes([]byte("any bytes, from a fuzzer for instance"))
	for name, law := range mappingtest.Laws() {
		fmt.Println(name, law(c))
	}
	// Output:
	// composition is associative <nil>
	// the converse of a composition is the composition of the converses <nil>
	// what is proved is true <nil>
	// a crosswalk keeps its laws <nil>
	// more states only narrow what is possible <nil>
	// a derived relation allows what is true <nil>
}

func ExampleNewWorld() {
	c := ismstest.Bytes([]byte("a made-up truth"))
	w := mappingtest.NewWorld(c)
	fmt.Println(mappingtest.CheckWorld(w))
	fmt.Println(mappingtest.Relation(c) != mapping.Contradiction, mappingtest.State(c) == "no such state")
	// Output:
	// <nil>
	// true false
}

func FuzzWorlds(f *testing.F) {
	f.Add([]byte("a"))
	f.Add([]byte("some more bytes to choose from, so that the world is not empty"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for name, law := range mappingtest.Laws() {
			if err := law(ismstest.Bytes(b)); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	})
}
