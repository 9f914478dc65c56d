package ismslaws_test

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/laws/ismslaws"
	"github.com/ismskit/ismskit/isms/ismstest"
)

func TestLaws(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for name, holds := range ismslaws.Laws() {
		for range 300 {
			if err := holds(r); err != nil {
				t.Fatalf("seed %d: %s: %v", seed, name, err)
			}
		}
	}
}

// rapid draws through the same interface.
type choice struct{ t *rapid.T }

func (c choice) IntN(n int) int { return rapid.IntRange(0, n-1).Draw(c.t, "choice") }

func TestLawsWithRapid(t *testing.T) {
	for name, holds := range ismslaws.Laws() {
		rapid.Check(t, func(t *rapid.T) {
			if err := holds(choice{t}); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		})
	}
}

func FuzzLaws(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("a series, a report and a table"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for name, holds := range ismslaws.Laws() {
			if err := holds(ismstest.Bytes(data)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}
