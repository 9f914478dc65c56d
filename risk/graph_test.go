package risk_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// Groups against following each asset from group to group.
func TestGroupsAgainstSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := choice{t}
		assets := make([]risk.Asset, 1+c.IntN(9))
		group := map[isms.ID]isms.ID{}
		for i := range assets {
			assets[i] = risk.Asset{ID: id("a", i), Group: id("a", c.IntN(len(assets)+2))}
			if g := c.IntN(6); g > 0 {
				assets[i].Values = values(risk.Grade(g))
			}
			group[assets[i].ID] = assets[i].Group
		}
		members := map[isms.ID][]isms.ID{}
		for _, a := range assets {
			seen := map[isms.ID]bool{a.ID: true}
			for g := a.Group; !seen[g]; g = group[g] {
				if _, ok := group[g]; !ok {
					break
				}
				seen[g] = true
				members[g] = append(members[g], a.ID)
			}
		}
		w := risk.Inherit(assets)
		r := risk.Register{Method: method(), Assets: assets, Risks: []risk.Risk{{ID: "R-1", Affects: []risk.Property{risk.Availability}, Inherent: risk.Rating{Likelihood: 1}}}}
		for _, a := range assets {
			want := members[a.ID]
			if len(want) == 0 {
				want = []isms.ID{a.ID}
			}
			slices.Sort(want)
			if got := w.Members(a.ID); !slices.Equal(got, want) {
				t.Fatalf("in %s are %v, want %v: %+v", a.ID, got, want, assets)
			}
			highest := w.Of(a.ID, risk.Availability).Grade
			for _, m := range want {
				highest = max(highest, w.Of(m, risk.Availability).Grade)
			}
			r.Risks[0].Asset = a.ID
			e, err := r.Evaluate(today, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := e.LookupRisk("R-1"); got.Inherent.Impact != highest {
				t.Fatalf("%s is worth %d, want %d: %+v", a.ID, got.Inherent.Impact, highest, assets)
			}
		}
	})
}

// Groups are followed 32 deep, where Check begins to report them.
func TestDepthOfGroups(t *testing.T) {
	assets := manyAssets(40)
	assets[0].Values = values(4)
	w := risk.Inherit(assets)
	for n, want := range map[int]int{0: 1, 1: 1, 2: 2, 31: 31, 32: 32, 33: 32, 39: 32} {
		if got := w.Members(assets[n].ID); len(got) != want || want > 1 && got[want-1] != assets[n-1].ID {
			t.Errorf("in group %d are %d assets, want %d", n, len(got), want)
		}
	}
	for n, want := range map[int]risk.Grade{32: 4, 33: 0} {
		r := risk.Register{Method: method(), Assets: assets, Risks: []risk.Risk{{ID: "R-1", Asset: assets[n].ID, Affects: []risk.Property{risk.Availability}, Inherent: risk.Rating{Likelihood: 1}}}}
		if a := assessed(t, r, "R-1"); a.Inherent.Impact != want {
			t.Errorf("group %d is worth %d, want %d", n, a.Inherent.Impact, want)
		}
	}
}

// Two records of one asset count as one, in any order: the higher value, what
// both depend on, the first group by ID.
func TestTwoRecordsOfOneAsset(t *testing.T) {
	assets := []risk.Asset{
		{ID: "x", Group: "h", DependsOn: []isms.ID{"p"}, Values: values(2)},
		{ID: "x", Group: "g", DependsOn: []isms.ID{"q"}, Values: values(3)},
		{ID: "x", Group: "i"},
		{ID: "o", Overrides: []risk.Override{{Property: risk.Availability, Grade: 2, Reason: "b"}}},
		{ID: "o", Overrides: []risk.Override{{Property: risk.Availability, Grade: 4, Reason: "c"}}},
		{ID: "o", Overrides: []risk.Override{{Property: risk.Availability, Grade: 4, Reason: "a"}, {Property: risk.Availability, Grade: 4, Reason: "d"}}},
		{ID: "p"},
		{ID: "q"},
		{ID: "g"},
		{ID: "h"},
		{ID: "i"},
	}
	for range 2 {
		w := risk.Inherit(assets)
		for asset, want := range map[isms.ID]risk.AssetValue{
			"x": {Grade: 3, From: "x"}, "p": {Grade: 3, From: "x"}, "q": {Grade: 3, From: "x"}, "g": {}, "o": {Grade: 4, From: "o", Override: "a"}, "nothing": {},
		} {
			if got := w.Of(asset, risk.Availability); got != want {
				t.Errorf("%s: %+v, want %+v", asset, got, want)
			}
		}
		for asset, want := range map[isms.ID]string{"g": "[x]", "h": "[h]", "i": "[i]", "x": "[x]", "nothing": "[]"} {
			if got := fmt.Sprint(w.Members(asset)); got != want {
				t.Errorf("in %s: %s, want %s", asset, got, want)
			}
		}
		if got := w.Of("x", risk.Integrity); got != (risk.AssetValue{}) {
			t.Errorf("%+v", got)
		}
		slices.Reverse(assets)
	}
	if got := (risk.AssetValues{}).Of("x", risk.Integrity); got != (risk.AssetValue{}) || (risk.AssetValues{}).Members("x") != nil {
		t.Error("the zero Worths knows something")
	}
}

// Who is named as the source of a value is the first of those that have it, and
// an override says what it replaced.
func TestWhereAWorthComesFrom(t *testing.T) {
	of := func(p risk.Property, g risk.Grade) []risk.Impact { return []risk.Impact{{Property: p, Grade: g}} }
	assets := []risk.Asset{
		{ID: "b", DependsOn: []isms.ID{"z"}, Values: of(risk.Availability, 3)},
		{ID: "a", DependsOn: []isms.ID{"z"}, Values: of(risk.Availability, 3)},
		{ID: "c", DependsOn: []isms.ID{"z", "o"}, Values: of(risk.Availability, 2)},
		{ID: "z", DependsOn: []isms.ID{"y"}, Values: of(risk.Availability, 1)},
		{ID: "y", Values: of(risk.Integrity, 5)},
		{ID: "o", DependsOn: []isms.ID{"u"}, Values: of(risk.Availability, 5), Overrides: []risk.Override{{Property: risk.Availability, Grade: 1, Reason: "a spare"}}},
		{ID: "s", Values: of(risk.Availability, -1), Overrides: []risk.Override{{Property: risk.Availability, Grade: 2, Reason: "-"}, {Property: risk.Availability, Grade: 0, Reason: "why"}}},
		{ID: "r", Values: of(risk.Availability, -1), Overrides: []risk.Override{{Property: risk.Availability, Grade: 2, Reason: "why"}}},
		{ID: "u"},
	}
	w := risk.Inherit(assets)
	for asset, want := range map[isms.ID]risk.AssetValue{
		"a": {Grade: 3, From: "a"}, "b": {Grade: 3, From: "b"}, "c": {Grade: 2, From: "c"}, "z": {Grade: 3, From: "a"}, "y": {Grade: 3, From: "a"},
		"o": {Grade: 1, From: "o", Override: "a spare", Inherits: 5}, "u": {Grade: 1, From: "o"}, "s": {}, "r": {Grade: 2, From: "r", Override: "why"},
	} {
		if got := w.Of(asset, risk.Availability); got != want {
			t.Errorf("%s: %+v, want %+v", asset, got, want)
		}
	}
	assets[5].Values = nil // what it would inherit comes from c alone
	if got := risk.Inherit(assets).Of("o", risk.Availability); got != (risk.AssetValue{Grade: 1, From: "o", Override: "a spare", Inherits: 2}) {
		t.Errorf("%+v", got)
	}
}

// Of the properties of assets 64 are followed, the first by name.
func TestAtMost64PropertiesOfAssets(t *testing.T) {
	a := risk.Asset{ID: "a"}
	for _, p := range slices.Backward(properties(65)) {
		a.Values = append(a.Values, risk.Impact{Property: p, Grade: 3})
	}
	b := risk.Asset{ID: "b", Overrides: []risk.Override{{Property: "p00", Grade: 5, Reason: "why"}}}
	w := risk.Inherit([]risk.Asset{a, b})
	for p, want := range map[risk.Property]risk.Grade{"p00": 3, "p63": 3, "p64": 0} {
		if got := w.Of("a", p); got.Grade != want {
			t.Errorf("%s: %+v", p, got)
		}
	}
	if w.Of("b", "p00").Grade != 5 || w.Of("b", "p63").Grade != 0 {
		t.Error("the other asset")
	}
}

// Circles in their order, each sorted; an asset alone is one if it needs itself.
func TestOrderOfCircles(t *testing.T) {
	needs := func(of isms.ID, ids ...isms.ID) risk.Asset { return risk.Asset{ID: of, DependsOn: ids} }
	assets := []risk.Asset{needs("d", "c"), needs("c", "d", "a"), needs("z", "z"), needs("b", "e"), needs("e", "f", "b"), needs("f", "b", "nothing"), needs("a")}
	for range 2 {
		if got := fmt.Sprint(risk.Cycles(assets)); got != "[[b e f] [c d] [z]]" {
			t.Error(got)
		}
		slices.Reverse(assets)
	}
}
