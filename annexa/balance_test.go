package annexa_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/annexa/annexatest"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// An empty selection has no balance: undefined, neither 0 % nor a crash.
func TestBalanceOfNothingIsUndefined(t *testing.T) {
	for _, l := range (annexa.Set{}).Balance() {
		if l.Selected.Defined() || l.Selected.Percent() != "undefined" || !l.Catalog.Defined() {
			t.Errorf("%s: %s (%s)", l.Value, l.Selected, l.Selected.Percent())
		}
	}
	if got := (annexa.Set{}).Share(annexa.Preventive); got.Defined() {
		t.Errorf("share of an empty set: %s", got)
	}
	if got := annexa.FullSet().Share(1 << 30); got.Defined() {
		t.Errorf("share of a value that is none: %s", got)
	}
	b, err := annexa.Catalog{}.Balance()
	if err != nil || b[0].Selected.Defined() {
		t.Errorf("balance of nothing in a catalog: %v, %v", b[0].Selected, err)
	}
}

func TestBalanceCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := annexatest.Set(draw{t})
		b := s.Balance()
		if len(b) != 30 {
			t.Fatalf("%d lines", len(b))
		}
		for _, l := range b {
			a, err := annexa.ParseAttributeValue(l.Value)
			if err != nil || a.Attribute() != l.Attribute {
				t.Fatalf("line %s of %s: %v", l.Value, l.Attribute, err)
			}
			selected, all := 0, 0
			for c := range annexa.All() {
				if c.AttributeValues.Contains(a) {
					all++
					if s.Contains(c.Ref) {
						selected++
					}
				}
			}
			if l.Selected != (isms.Ratio{Have: selected, Want: s.Len()}) || l.Catalog != (isms.Ratio{Have: all, Want: 93}) {
				t.Fatalf("%s: %s and %s, counted %d and %d", l.Value, l.Selected, l.Catalog, selected, all)
			}
		}
		if table := b.Table(); table.Validate() != nil || len(table.Rows) != 30 {
			t.Fatalf("table: %v", table.Validate())
		}
		// The bare catalog and the set count the same.
		var ids []isms.Ref
		for id := range s.All() {
			ids = append(ids, id)
		}
		same, err := annexa.Catalog{}.Balance(ids...)
		if err != nil || len(same) != len(b) {
			t.Fatalf("%d lines, %v", len(same), err)
		}
		for i := range b {
			if b[i] != same[i] {
				t.Fatalf("%v in the set, %v in the catalog", b[i], same[i])
			}
		}
	})
}

func TestGaps(t *testing.T) {
	none, err := annexa.FullSet().Gaps(slices.Collect(annexa.Attributes().All())...)
	if err != nil || len(none) != 0 {
		t.Errorf("Annex A itself lacks %v, %v", none, err)
	}
	// Exclude every detective control that serves availability.
	detective, _ := annexa.Query{AttributeValues: annexa.Detective | annexa.Availability}.Select()
	gaps, err := annexa.FullSet().Minus(detective).Gaps()
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, g := range gaps {
		if g.AttributeValues == annexa.Detective|annexa.Availability {
			found = true
			if g.Candidates != detective {
				t.Errorf("candidates %q, want %q", g.Candidates, detective)
			}
		}
	}
	if !found || strings.Contains(gaps.Table().Rows[0][0].String(), "preventive") {
		t.Errorf("gaps: %v", gaps)
	}
	if _, err := annexa.FullSet().Gaps("team"); golden.Codes(err) != "isms/unknown-word at [#0]" {
		t.Errorf("unknown attribute: %v", err)
	}
	all, _ := annexa.Set{}.Gaps(annexa.ControlType, annexa.ControlType)
	if len(all) != 3 || all[1].AttributeValues != annexa.Detective || all[1].Candidates.Len() != 13 {
		t.Errorf("an empty selection by type lacks %v", all)
	}
	if table := all.Table(); table.Validate() != nil || len(table.Rows) != 3 {
		t.Errorf("table: %v", table.Validate())
	}
}

// A gap is what the scan finds missing.
func TestGapsAreTheScan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := annexatest.Set(draw{t})
		attributes := rapid.SliceOfN(rapid.SampledFrom(slices.Collect(annexa.Attributes().All())), 1, 3).Draw(t, "attributes")
		gaps, err := s.Gaps(attributes...)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[annexa.AttributeValueSet]bool{}
		for _, g := range gaps {
			seen[g.AttributeValues] = true
			if g.Candidates.Empty() || !g.Candidates.Intersect(s).Empty() {
				t.Fatalf("gap %s has candidates %q in %q", g.AttributeValues, g.Candidates, s)
			}
		}
		if len(seen) != len(gaps) {
			t.Fatal("a gap is reported twice")
		}
		// Every combination that some control has is a gap or is met.
		for c := range annexa.All() {
			combos := []annexa.AttributeValueSet{0}
			done := map[annexa.Attribute]bool{}
			for _, f := range attributes {
				if done[f] {
					continue
				}
				done[f] = true
				var next []annexa.AttributeValueSet
				for _, combo := range combos {
					for a := range c.AttributeValues.Of(f).All() {
						next = append(next, combo|a)
					}
				}
				combos = next
			}
			for _, combo := range combos {
				met := false
				for d := range s.Controls() {
					met = met || d.AttributeValues.Contains(combo)
				}
				if met == seen[combo] {
					t.Fatalf("%s: met %t, reported %t", combo, met, seen[combo])
				}
			}
		}
	})
}
