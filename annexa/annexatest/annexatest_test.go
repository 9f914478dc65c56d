package annexatest_test

import (
	"math/rand/v2"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/annexa/annexatest"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
)

// What is generated is sound, and a source that has run dry still ends.
func TestGenerated(t *testing.T) {
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	seen := map[string]bool{}
	for i := range 500 {
		var c isms.Chance = random
		if i == 0 {
			c = ismstest.Bytes(nil)
		}
		if id := annexatest.Ref(c); !id.IsControl() {
			t.Fatalf("seed %d: id %q", seed, id)
		}
		s := annexatest.Set(c)
		seen["empty set"] = seen["empty set"] || s.Empty()
		seen["full set"] = seen["full set"] || s == annexa.FullSet()
		q := annexatest.Query(c)
		if s, err := q.Select(); err != nil {
			t.Fatalf("seed %d: %q: %v", seed, q, err)
		} else {
			seen["query with an answer"] = seen["query with an answer"] || !s.Empty()
			seen["query without an answer"] = seen["query without an answer"] || s.Empty()
		}
		x := annexatest.Extension(c)
		seen["own controls"] = seen["own controls"] || len(x.Controls) > 1
		seen["own attributes"] = seen["own attributes"] || len(x.Attributes) > 1
		catalog, err := annexa.NewCatalog(x)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if err := annexatest.CheckCatalog(catalog); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
	for _, kind := range []string{"empty set", "full set", "query with an answer", "query without an answer", "own controls", "own attributes"} {
		if !seen[kind] {
			t.Errorf("seed %d: never a %s", seed, kind)
		}
	}
}
