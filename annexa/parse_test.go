package annexa_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/annexa/annexatest"
	"github.com/ismskit/ismskit/isms"
)

// known reports whether ref is a control of Annex A.
func known(ref isms.Ref) bool {
	_, ok := annexa.Position(ref)
	return ok
}

// control returns a control of Annex A, the zero Control for any other reference.
func control(ref isms.Ref) annexa.Control {
	c, _ := annexa.Lookup(ref)
	return c
}

func TestPositionsAreDense(t *testing.T) {
	n := 0
	for theme, size := range []int{37, 8, 14, 34} {
		for i := range size {
			ref := isms.Ref(fmt.Sprintf("A.%d.%d", theme+5, i+1))
			if p, ok := annexa.Position(ref); !ok || p != n {
				t.Errorf("%s stands at %d, %t; want %d", ref, p, ok, n)
			}
			if c, ok := annexa.At(n); !ok || c.Ref != ref {
				t.Errorf("At(%d) = %s", n, c.Ref)
			}
			if c, ok := annexa.Lookup(ref); !ok || c.Ref != ref {
				t.Errorf("Lookup(%q) = %s, %t", ref, c.Ref, ok)
			}
			if !ref.IsControl() || !ref.Known() {
				t.Errorf("the kernel does not know %s", ref)
			}
			n++
		}
	}
	// Everything else of up to five bytes of the alphabet of controls, with and without
	// the prefix, is unknown.
	count := 0
	var try func(prefix string)
	try = func(prefix string) {
		for _, ref := range []isms.Ref{isms.Ref(prefix), isms.Ref("A." + prefix)} {
			if known(ref) != ref.IsControl() {
				t.Errorf("%q: the kernel says %t", ref, ref.IsControl())
			}
			if known(ref) {
				count++
			}
		}
		if len(prefix) < 5 {
			for _, b := range "0123456789.A" {
				try(prefix + string(b))
			}
		}
	}
	try("")
	if want := annexa.Count + 9 + 8 + 9 + 9; count != want { // those of five bytes with their prefix are met twice
		t.Errorf("%d texts are known controls, want %d", count, want)
	}
	for _, ref := range []isms.Ref{"5.7", "A.5.7 ", "A.5/7", "A.5.-1", "A.9.1", "A.4.1", "A.5.:", "A.5.1:", "A.\x00.1", "a.5.7", "own:A.5.7"} {
		if c, ok := annexa.Lookup(ref); ok || c != (annexa.Control{}) {
			t.Errorf("Lookup(%q) = %s", ref, c.Ref)
		}
	}
}

// anyRef is a control of Annex A, a custom one, or nonsense.
func anyRef(t *rapid.T) isms.Ref {
	switch rapid.IntRange(0, 2).Draw(t, "kind") {
	case 0:
		return annexatest.Ref(draw{t})
	case 1:
		return isms.Ref(rapid.StringMatching(`(own:|A|A\.)?[A-C]?[.-]?0{0,2}[0-9]{0,3}[.x]?[0-9]{0,2}`).Draw(t, "own"))
	}
	return isms.Ref(rapid.String().Draw(t, "text"))
}

func TestCompareIsATotalOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyRef(t), anyRef(t), anyRef(t)
		if a.Compare(b) != -b.Compare(a) {
			t.Fatalf("%q and %q: %d, %d", a, b, a.Compare(b), b.Compare(a))
		}
		if (a.Compare(b) == 0) != (a == b) {
			t.Fatalf("%q and %q compare %d", a, b, a.Compare(b))
		}
		three := []isms.Ref{a, b, c}
		slices.SortFunc(three, isms.Ref.Compare)
		if three[0].Compare(three[2]) > 0 {
			t.Fatalf("%q < %q < %q, but not the first before the last", three[0], three[1], three[2])
		}
		if known(a) && known(b) {
			p, _ := annexa.Position(a)
			q, _ := annexa.Position(b)
			if (a.Compare(b) < 0) != (p < q) {
				t.Fatalf("%s and %s are not in the order of Annex A", a, b)
			}
		}
	})
}
