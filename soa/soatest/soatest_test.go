package soatest_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/draw"
	"github.com/ismskit/ismskit/soa"
	"github.com/ismskit/ismskit/soa/soatest"
)

// drawn makes an isms.Chance of a property test.
type drawn struct{ t *rapid.T }

func (d drawn) IntN(n int) int { return rapid.IntRange(0, n-1).Draw(d.t, "n") }

func TestBuild(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawn{t}
		if err := soatest.CheckBuild(c, soatest.Input(c)); err != nil {
			t.Fatal(err)
		}
	})
}

func TestDiff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawn{t}
		a, b := soatest.Statement(c), soatest.Statement(c)
		if draw.Chance(c, 1, 2) {
			b = soatest.Edited(c, a)
		}
		if err := soatest.CheckDiff(a, b); err != nil {
			t.Fatal(err)
		}
	})
}

func TestMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawn{t}
		base := soatest.Statement(c)
		edited, generated := soatest.Edited(c, base), soatest.Statement(c)
		if draw.Chance(c, 1, 4) { // three strangers
			edited = soatest.Statement(c)
		}
		if err := soatest.CheckMerge(base, edited, generated); err != nil {
			t.Fatal(err)
		}
	})
}

// The laws hold for the seeds of an ordinary source, too, without a shrinker that
// prefers small numbers.
func TestLawsManySeeds(t *testing.T) {
	for seed := range uint64(150) {
		c := rand.New(rand.NewPCG(seed, 4))
		base := soatest.Statement(c)
		edited, generated := soatest.Edited(c, base), soatest.Statement(c)
		if err := errors.Join(soatest.CheckMerge(base, edited, generated), soatest.CheckDiff(edited, generated), soatest.CheckBuild(c, soatest.Input(c))); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
}

func TestZero(t *testing.T) {
	var zero soa.Statement
	if err := errors.Join(soatest.CheckStatement(zero), soatest.CheckDiff(zero, zero)); err != nil {
		t.Error(err)
	}
	s := soatest.Statement(rand.New(rand.NewPCG(1, 1)))
	if err := errors.Join(soatest.CheckDiff(zero, s), soatest.CheckDiff(s, zero)); err != nil {
		t.Error(err)
	}
}
