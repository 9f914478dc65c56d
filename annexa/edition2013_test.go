package annexa_test

import (
	"slices"
	"testing"

	"github.com/ismskit/ismskit/annexa"
)

func TestParseControl2013(t *testing.T) {
	for text, want := range map[string]annexa.Ref2013{"9.1.1": "A.9.1.1", "A.9.1.1": "A.9.1.1", "A.18.2.3": "A.18.2.3", "10.1.2": "A.10.1.2"} {
		if got, err := annexa.ParseControl2013(text); err != nil || got != want || got.Validate() != nil {
			t.Errorf("ParseControl2013(%q) = %q, %v, want %q", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"":        "annexa/no-control-given first=A.5.1.1 last=A.18.2.3",
		"9.1.3":   "annexa/no-such-control-of-2013 first=A.9.1.1 last=A.9.1.2",
		"19.1.1":  "annexa/no-such-control-of-2013 first=A.5.1.1 last=A.18.2.3",
		"4.4.4":   "annexa/no-such-control-of-2013 first=A.5.1.1 last=A.18.2.3",
		"9.10.1":  "annexa/no-such-control-of-2013 first=A.5.1.1 last=A.18.2.3",
		"18.2.4":  "annexa/no-such-control-of-2013 first=A.18.2.1 last=A.18.2.3",
		"10.1.10": "annexa/no-such-control-of-2013 first=A.10.1.1 last=A.10.1.2",
		"110.1.1": "annexa/no-such-control-of-2013 first=A.5.1.1 last=A.18.2.3",
		"9.01.1":  "annexa/another-way-to-write-it it=A.9.1.1",
		"a.9.1.1": "annexa/another-way-to-write-it it=A.9.1.1",
		"9.1.1.":  "annexa/another-way-to-write-it it=A.9.1.1",
		"9.1":     "annexa/objective-or-domain-of-2013",
		"A.9":     "annexa/objective-or-domain-of-2013",
		"5.7":     "annexa/control-of-2022",
		"5.1":     "annexa/control-of-2022", // an objective of 2013 as well
		"8.40":    "annexa/no-such-control-of-2013 first=A.5.1.1 last=A.18.2.3",
		"9.1.1.1": "annexa/no-control-of-2013",
		"9.1.x":   "annexa/no-control-of-2013",
	} {
		if got, err := annexa.ParseControl2013(text); got != "" || withArgs(err) != want {
			t.Errorf("ParseControl2013(%q) = %q, %s, want %s", text, got, withArgs(err), want)
		}
	}
}

func TestFormerPositions(t *testing.T) {
	n := 0
	for f := range annexa.Controls2013() {
		if p, ok := f.Ref.Position(); !ok || p != n {
			t.Errorf("%s stands at %d, its position is %d, %t", f.Ref, n, p, ok)
		}
		if got, ok := annexa.Lookup2013(f.Ref); !ok || got != f {
			t.Errorf("Lookup2013(%q) = %v, %t", f.Ref, got, ok)
		}
		n++
	}
	for _, id := range []annexa.Ref2013{"", "A.5.1", "A.5", "A.4.1.1", "A.5.1.3", "A.5.1.0", "A.18.2.4", "A.19.1.1", "A.1a.1.1", "5.1.1 ", "5.1.1", "A.0.1.1", "A.5,1,1", "A.10.1:1", "A.1-.1.1", "A.1/.2.1", "A.20.1.1", "A.5.:.1", "A.5.1.:"} {
		if _, ok := id.Position(); ok || id.Known() || id.Correspondence() != "" || id.Objective() != "" {
			t.Errorf("%q is taken for a control of 2013", id)
		}
	}
	for id, want := range map[annexa.Ref2013]annexa.Ref2013{"A.9.1.1": "A.9", "A.9.1": "A.9", "A.9": "A.9", "A.18.2": "A.18", "A.9.9": "", "A.19": "", "": "", "9": "", "9.1.1": ""} {
		if got := id.Domain(); got != want {
			t.Errorf("%q is in domain %q, want %q", id, got, want)
		}
	}
	if got := annexa.Ref2013("A.9.9").Title(); got != "" {
		t.Errorf("9.9 has the title %q", got)
	}
}

// Rows that other lists and tools get wrong.
func TestSuccessors(t *testing.T) {
	for former, want := range map[annexa.Ref2013]string{
		"A.13.2.1": "A.5.14", "A.12.7.1": "A.8.34", "A.6.1.3": "A.5.5", "A.11.2.5": "A.7.10",
		"A.14.1.1": "A.5.8", "A.8.3.3": "A.7.10", "A.18.2.3": "A.5.36 A.8.8", "A.16.1.3": "A.6.8",
		"A.9.1.1": "A.5.15", "A.12.6.2": "A.8.19", "A.14.2.3": "A.8.32", "A.9.2.5": "A.5.18",
		// A domain or an objective is followed by what its controls are.
		"A.9.1": "A.5.15", "A.18.2": "A.5.35 A.5.36 A.8.8", "A.10": "A.8.24", "A.5": "A.5.1",
		// Nothing of 2013.
		"": "", "A.5.7": "", "A.8.34": "", "A.19": "", "C-1": "",
	} {
		if got := former.Successors().String(); got != want {
			t.Errorf("%q is followed by %q, want %q", former, got, want)
		}
	}
}

// Both directions say the same: the inverse of the inverse is the identity.
func TestPairsInvert(t *testing.T) {
	pairs := map[annexa.Pair]bool{}
	for p := range annexa.Pairs() {
		if pairs[p] {
			t.Errorf("pair %v twice", p)
		}
		pairs[p] = true
		if !slices.Contains(slices.Collect(control(p.Control).Predecessors()), p.Control2013) || !p.Control2013.Successors().Contains(p.Control) {
			t.Errorf("pair %v is missing in one direction", p)
		}
	}
	n := 0
	var reached annexa.Set
	for c := range annexa.All() {
		for f := range c.Predecessors() {
			n++
			reached = reached.With(c.Ref)
			if !pairs[annexa.Pair{Control2013: f, Control: c.Ref}] {
				t.Errorf("%s from %s is no pair", c.Ref, f)
			}
		}
	}
	if n != 115 || len(pairs) != 115 {
		t.Errorf("%d pairs, %d backwards", len(pairs), n)
	}
	fresh, _ := annexa.Query{New: true}.Select()
	if annexa.FullSet().Minus(reached) != fresh || fresh.String() != "A.5.7 A.5.23 A.5.30 A.7.4 A.8.9 A.8.10 A.8.11 A.8.12 A.8.16 A.8.23 A.8.28" {
		t.Errorf("new controls: %q", fresh)
	}
	for f := range annexa.Controls2013() {
		if f.Ref.Successors().Empty() {
			t.Errorf("%s has no successor", f.Ref)
		}
	}
	links, from := 0, map[annexa.Ref2013]bool{}
	for c := range annexa.All() {
		if c.Correspondence() == annexa.Merged {
			for f := range c.Predecessors() {
				links++
				from[f] = true
			}
		}
	}
	if links != 57 || len(from) != 56 {
		t.Errorf("%d links from %d controls into merged ones, want 57 from 56", links, len(from))
	}
	if control("own:C-1").Correspondence() != "" || annexa.Correspondences().Has(annexa.Correspondence("")) || annexa.Correspondences().Has(annexa.Correspondence("gone")) {
		t.Error("something unknown has a correspondence")
	}
	for range control("own:C-1").Predecessors() {
		t.Error("an unknown id has a predecessor")
	}
}
