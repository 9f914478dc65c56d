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

func TestPositionsAreDense(t *testing.T) {
	n := 0
	for theme, size := range []int{37, 8, 14, 34} {
		for i := range size {
			id := annexa.ID(fmt.Sprintf("%d.%d", theme+5, i+1))
			if p, ok := id.Position(); !ok || p != n || !id.Known() {
				t.Errorf("%s stands at %d, %t; want %d", id, p, ok, n)
			}
			if c, ok := annexa.At(n); !ok || c.ID != id {
				t.Errorf("At(%d) = %s", n, c.ID)
			}
			if c, ok := annexa.Lookup(id); !ok || c.ID != id {
				t.Errorf("Lookup(%q) = %s, %t", id, c.ID, ok)
			}
			n++
		}
	}
	// Everything else of up to four bytes of the alphabet of ids is unknown.
	known := 0
	var try func(prefix string)
	try = func(prefix string) {
		if annexa.ID(prefix).Known() {
			known++
		}
		if len(prefix) < 5 {
			for _, b := range "0123456789.A" {
				try(prefix + string(b))
			}
		}
	}
	try("")
	if known != annexa.Count {
		t.Errorf("%d texts are known ids", known)
	}
	for _, id := range []annexa.ID{"A.5.7", "5.7 ", "5/7", "5.-1", "9.1", "4.1", "5.:", "5.1:", "\x00.1"} {
		if c, ok := annexa.Lookup(id); ok || c != (annexa.Control{}) {
			t.Errorf("Lookup(%q) = %s", id, c.ID)
		}
	}
}

// anyID is an id of Annex A, an own one, or nonsense.
func anyID(t *rapid.T) annexa.ID {
	switch rapid.IntRange(0, 2).Draw(t, "kind") {
	case 0:
		return annexatest.ID(draw{t})
	case 1:
		return annexa.ID(rapid.StringMatching(`[A-C]?[.-]?0{0,2}[0-9]{0,3}[.x]?[0-9]{0,2}`).Draw(t, "own"))
	}
	return annexa.ID(rapid.String().Draw(t, "text"))
}

func TestCompareIsATotalOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyID(t), anyID(t), anyID(t)
		if a.Compare(b) != -b.Compare(a) {
			t.Fatalf("%q and %q: %d, %d", a, b, a.Compare(b), b.Compare(a))
		}
		if (a.Compare(b) == 0) != (a == b) {
			t.Fatalf("%q and %q compare %d", a, b, a.Compare(b))
		}
		three := []annexa.ID{a, b, c}
		slices.SortFunc(three, annexa.ID.Compare)
		if three[0].Compare(three[2]) > 0 {
			t.Fatalf("%q < %q < %q, but not the first before the last", three[0], three[1], three[2])
		}
		if a.Known() && b.Known() {
			p, _ := a.Position()
			q, _ := b.Position()
			if (a.Compare(b) < 0) != (p < q) {
				t.Fatalf("%s and %s are not in the order of Annex A", a, b)
			}
		}
	})
}

func TestRefs(t *testing.T) {
	for c := range annexa.All() {
		ref := c.ID.Ref()
		if control, ok := ref.Control(); !ok || control != string(c.ID) || !ref.Known() {
			t.Errorf("%s is cited as %s", c.ID, ref)
		}
		if parsed, err := isms.ParseRef("A." + string(c.ID)); err != nil || parsed != ref {
			t.Errorf("%s is cited as %s, the kernel says %s, %v", c.ID, ref, parsed, err)
		}
	}
	for f := range annexa.Formers() {
		ref := f.ID.Ref()
		if parsed, err := isms.ParseRef(string(ref)); err != nil || parsed != ref || !ref.Known() {
			t.Errorf("%s is cited as %s: %v", f.ID, ref, err)
		}
	}
	if ref := annexa.ID("C-1").Ref(); ref != isms.OwnRef("C-1") || !ref.Known() {
		t.Errorf("C-1 is cited as %s", ref)
	}
	if ref := annexa.ID("").Ref(); ref.Known() {
		t.Errorf("the empty id is cited as %s", ref)
	}
}

func TestMustParseID(t *testing.T) {
	if id := annexa.MustParseID("A.5.7"); id != "5.7" {
		t.Errorf("%s", id)
	}
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	annexa.MustParseID("5.38")
}
