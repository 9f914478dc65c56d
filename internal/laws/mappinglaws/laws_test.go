package mappinglaws_test

import (
	"math/rand/v2"
	"testing"

	"github.com/ismskit/ismskit/internal/laws/mappinglaws"
	"github.com/ismskit/ismskit/isms/ismstest"
	"github.com/ismskit/ismskit/mapping"
)

func TestLaws(t *testing.T) {
	for name, law := range mappinglaws.Laws() {
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
		w := mappinglaws.NewWorld(c)
		inf, err := mapping.Infer(w.Crosswalk.Target(), mapping.InferenceInput{Crosswalk: w.Crosswalk, State: w.State})
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
		if mappinglaws.CheckWorld(w) != nil {
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
	if mappinglaws.CheckWorld(mappinglaws.World{}) == nil {
		t.Error("no world at all passes")
	}
}

func FuzzWorlds(f *testing.F) {
	f.Add([]byte("a"))
	f.Add([]byte("some more bytes to choose from, so that the world is not empty"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for name, law := range mappinglaws.Laws() {
			if err := law(ismstest.Bytes(b)); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	})
}
