package soa

import (
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/risk"
)

// The tables name controls that exist.
func TestOwnTables(t *testing.T) {
	for _, n := range assetNeeds {
		for _, c := range n.controls {
			if !c.IsControl() {
				t.Error(n.kind, c)
			}
		}
		if len(n.controls) == 0 {
			t.Error(n.kind)
		}
	}
	for k := range risk.Assets() { // what the register suggests is understood here
		if !slices.ContainsFunc(assetNeeds[:], func(n assetNeed) bool { return strings.ReplaceAll(k.Key, "-", " ") == string(n.kind) }) {
			t.Errorf("the asset kind %q leads to nothing", k.Key)
		}
	}
	for _, n := range controlNeeds {
		if !n.by.IsControl() || !n.control.IsControl() || n.by == n.control || n.why.Text == "" {
			t.Errorf("%+v", n)
		}
	}
	for _, p := range essentialControls {
		if !p.control.IsControl() || p.why.Text == "" {
			t.Errorf("%+v", p)
		}
		for _, a := range advice { // advice to let go of what clauses require would be wrong
			if a.control == p.control {
				t.Errorf("there is advice on %s, which clauses or law require", p.control)
			}
		}
	}
}
