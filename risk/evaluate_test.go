package risk_test

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

func TestUnratedIsUnknown(t *testing.T) {
	if got := risk.Level(0).WithinTolerance(3); got != "" {
		t.Errorf("unrated within tolerance 3: %q", got)
	}
	for level, want := range map[risk.Level]isms.Answer{1: isms.Yes, 3: isms.Yes, 4: isms.No, -1: ""} {
		if got := level.WithinTolerance(3); got != want {
			t.Errorf("level %d within 3: %q, want %q", level, got, want)
		}
	}
	if risk.Level(1).WithinTolerance(1) != isms.Yes || risk.Level(2).WithinTolerance(1) != isms.No {
		t.Error("the lowest tolerance")
	}
	if got := risk.Level(3).WithinTolerance(0); got != "" {
		t.Errorf("no tolerance: %q", got)
	}
	r := sound()
	r.Risks = append(r.Risks, risk.Risk{ID: "R-2"})
	e := evaluate(t, r)
	var unknown []isms.ID
	for a := range e.Unknown() {
		unknown = append(unknown, a.Risk)
		if a.WithinTolerance != "" || a.Acceptability != "" || a.Rank != 0 || a.Level != 0 || a.Accepted != "" {
			t.Errorf("%+v", a)
		}
	}
	if !slices.Equal(unknown, []isms.ID{"R-2"}) {
		t.Errorf("unknown: %v", unknown)
	}
	s := e.Statistics()
	if s.Unknown != 1 || s.WithinTolerance != (isms.Ratio{Have: 0, Want: 1}) {
		t.Errorf("%+v", s)
	}
}

func TestNoCriteriaIsUnknown(t *testing.T) {
	r := sound()
	r.Method.Criteria = nil
	if a := assessed(t, r, "R-1"); a.Level == 0 || a.WithinTolerance != "" || a.Acceptability != "" {
		t.Errorf("%+v", a)
	}
}

func TestHeatMap(t *testing.T) {
	r := sound()
	r.Risks[0].Current = rated(5, 5)
	r.Risks[0].Inherent = rated(5, 5)
	r.Risks = append(r.Risks, risk.Risk{ID: "R-2"}, risk.Risk{ID: "R-0", Closed: today, Inherent: rated(1, 1)})
	h := evaluate(t, r).HeatMap(risk.Current)
	placed := 0
	for l, row := range h.Cells {
		for i, cell := range row {
			if len(cell.Risks) > 0 {
				placed++
				if l != 4 || i != 4 || !slices.Equal(cell.Risks, []isms.ID{"R-1"}) {
					t.Errorf("risks %v at %d, %d", cell.Risks, l+1, i+1)
				}
			}
			if want := compile(t, r.Method).Level(risk.Grade(l+1), risk.Grade(i+1)); cell.Level != want {
				t.Errorf("cell %d, %d has level %d, want %d", l+1, i+1, cell.Level, want)
			}
		}
	}
	if placed != 1 || !slices.Equal(h.Unplaced, []isms.ID{"R-2"}) {
		t.Errorf("%d cells, unplaced %v", placed, h.Unplaced)
	}
	if !maps.Equal(h.Acceptabilities, map[risk.Acceptability]int{risk.Unacceptable: 1, "": 1, risk.Acceptable: 0, risk.Tolerable: 0}) {
		t.Errorf("%+v", h.Acceptabilities)
	}
	if got := evaluate(t, r).HeatMap("whole"); len(got.Unplaced) != 2 || got.Acceptabilities[""] != 2 {
		t.Errorf("an unknown stage places risks: %+v", got.Unplaced)
	}
}

func TestOnlyPropertiesAtStakeCount(t *testing.T) {
	c := compile(t, method())
	impacts := []risk.Impact{{Property: risk.Confidentiality, Grade: 2}, {Property: risk.Integrity, Grade: 5}, {Property: risk.Availability, Grade: 5}}
	r := risk.Rating{Likelihood: 3, Impacts: impacts}
	if o := c.Rate(r, []risk.Property{risk.Confidentiality}, nil); o.Impact != 2 {
		t.Errorf("C only: impact %d", o.Impact)
	}
	if o := c.Rate(r, nil, nil); o.Level > 0 || o.Reason != "no affected property" {
		t.Errorf("none: %+v", o)
	}
	if o := c.Rate(r, []risk.Property{"safety"}, nil); o.Level > 0 || o.Reason != "property not in the method" {
		t.Errorf("foreign: %+v", o)
	}
	r.Impacts = impacts[:2]
	if o := c.Rate(r, []risk.Property{risk.Confidentiality, risk.Availability}, nil); o.Level > 0 || o.Reason != "impact not rated" {
		t.Errorf("availability not rated: %+v", o)
	}
	r.Impacts = append(impacts, impacts[0])
	if o := c.Rate(r, []risk.Property{risk.Confidentiality}, nil); o.Reason != "duplicate impact" {
		t.Errorf("twice: %+v", o)
	}
	r.Impacts, r.Impact = impacts, 3
	if o := c.Rate(r, []risk.Property{risk.Confidentiality}, nil); o.Reason != "duplicate impact" {
		t.Errorf("both ways: %+v", o)
	}
}

func TestFourProperties(t *testing.T) {
	m := method()
	m.Properties = []risk.Property{risk.Confidentiality, risk.Integrity, risk.Availability, "authenticity"}
	c := compile(t, m)
	for n := range 5 * 5 * 5 * 5 {
		r := risk.Rating{Likelihood: 3}
		highest, last := risk.Grade(0), risk.Level(0)
		for k, p := range m.Properties {
			g := risk.Grade(n/[...]int{1, 5, 25, 125}[k]%5 + 1)
			r.Impacts = append(r.Impacts, risk.Impact{Property: p, Grade: g})
			highest = max(highest, g)
			o := c.Rate(r, m.Properties[:k+1], nil)
			if o.Impact != highest || o.Level < last {
				t.Fatalf("%v: impact %d, want %d; level %d after %d", r.Impacts, o.Impact, highest, o.Level, last)
			}
			last = o.Level
		}
	}
	m.Combine, m.Weights = risk.Mean, []risk.Weight{{Property: risk.Confidentiality, Weight: 3}}
	o := compile(t, m).Rate(risk.Rating{Likelihood: 3, Impacts: []risk.Impact{{Property: risk.Confidentiality, Grade: 1}, {Property: risk.Integrity, Grade: 4}}},
		[]risk.Property{risk.Confidentiality, risk.Integrity}, nil)
	if o.Impact != 2 { // (3*1 + 4) / 4 = 1.75
		t.Errorf("weighted mean %d", o.Impact)
	}
}

func TestImpactFromAssets(t *testing.T) {
	r := sound()
	r.Assets = []risk.Asset{
		{ID: "rmm"},
		{ID: "service", DependsOn: []isms.ID{"rmm"}, Values: []risk.Impact{{Property: risk.Availability, Grade: 4}, {Property: risk.Confidentiality, Grade: 2}}},
	}
	r.Risks[0].Inherent = risk.Rating{Likelihood: 4}
	if a := assessed(t, r, "R-1"); a.Inherent.Impact != 4 {
		t.Errorf("%+v", a.Inherent)
	}
	r.Risks[0].Affects = []risk.Property{risk.Confidentiality}
	if a := assessed(t, r, "R-1"); a.Inherent.Impact != 2 {
		t.Errorf("%+v", a.Inherent)
	}
	r.Assets[1].DependsOn = nil
	if a := assessed(t, r, "R-1"); a.Inherent.Level > 0 || a.Inherent.Reason != "impact not rated" {
		t.Errorf("%+v", a.Inherent)
	}
	// A group is worth what its worst member is.
	r.Risks[0].Asset = "all"
	r.Assets = append(r.Assets, risk.Asset{ID: "all"})
	r.Assets[1].Group = "all"
	if a := assessed(t, r, "R-1"); a.Inherent.Impact != 2 {
		t.Errorf("group: %+v", a.Inherent)
	}
}

func values(g risk.Grade) []risk.Impact {
	return []risk.Impact{{Property: risk.Availability, Grade: g}}
}

func TestInherit(t *testing.T) {
	const a = risk.Availability
	cycle := []risk.Asset{{ID: "a", DependsOn: []isms.ID{"b"}, Values: values(2)}, {ID: "b", DependsOn: []isms.ID{"a"}, Values: values(4)}}
	w := risk.Inherit(cycle)
	if w.Of("a", a).Grade != 4 || w.Of("b", a).Grade != 4 || w.Of("a", a).From != "b" {
		t.Errorf("cycle: %+v, %+v", w.Of("a", a), w.Of("b", a))
	}
	if got := risk.Cycles(cycle); !cmp.Equal(got, [][]isms.ID{{"a", "b"}}) {
		t.Errorf("cycles %v", got)
	}
	diamond := []risk.Asset{
		{ID: "a", DependsOn: []isms.ID{"b", "c"}, Values: values(3)},
		{ID: "b", DependsOn: []isms.ID{"d"}, Values: values(1)},
		{ID: "c", DependsOn: []isms.ID{"d", "d", "nothing"}},
		{ID: "d"},
	}
	w = risk.Inherit(diamond)
	for _, id := range []isms.ID{"a", "b", "c", "d"} {
		if got := w.Of(id, a); got.Grade != 3 || got.From != "a" {
			t.Errorf("diamond: %s is %+v", id, got)
		}
	}
	if len(risk.Cycles(diamond)) != 0 {
		t.Error("a diamond is no cycle")
	}
	// One path less changes nothing, both less do.
	diamond[1].DependsOn = nil
	if got := risk.Inherit(diamond).Of("d", a); got.Grade != 3 {
		t.Errorf("one path left: %+v", got)
	}
	diamond[2].DependsOn = nil
	if got := risk.Inherit(diamond).Of("d", a); got.Grade != 0 {
		t.Errorf("no path left: %+v", got)
	}
	// An override replaces and is handed on, with its reason; without one it is
	// not counted.
	chain := []risk.Asset{{ID: "a", DependsOn: []isms.ID{"b"}, Values: values(5)}, {ID: "b", DependsOn: []isms.ID{"c"}}, {ID: "c", DependsOn: []isms.ID{"c"}}}
	chain[1].Overrides = []risk.Override{{Property: a, Grade: 2, Reason: "hot standby"}}
	w = risk.Inherit(chain)
	if got := w.Of("b", a); got != (risk.AssetValue{Grade: 2, From: "b", Override: "hot standby", Inherits: 5}) {
		t.Errorf("override: %+v", got)
	}
	if got := w.Of("c", a); got.Grade != 2 {
		t.Errorf("behind the override: %+v", got)
	}
	if got := risk.Cycles(chain); !cmp.Equal(got, [][]isms.ID{{"c"}}) {
		t.Errorf("cycles %v", got)
	}
	chain[1].Overrides[0].Reason = " - "
	if got := risk.Inherit(chain).Of("c", a); got.Grade != 5 {
		t.Errorf("override without a reason: %+v", got)
	}
	var zero risk.AssetValues
	if zero.Of("a", a) != (risk.AssetValue{}) || zero.Members("a") != nil || w.Of("z", a) != (risk.AssetValue{}) || w.Of("a", "safety") != (risk.AssetValue{}) {
		t.Error("unknown things are worth something")
	}
}

func TestGroups(t *testing.T) {
	w := risk.Inherit([]risk.Asset{{ID: "all"}, {ID: "servers", Group: "all"}, {ID: "s1", Group: "servers"}, {ID: "s2", Group: "servers"}, {ID: "x", Group: "y"}, {ID: "y", Group: "x"}, {ID: "z", Group: "z"}})
	for id, want := range map[isms.ID][]isms.ID{"all": {"s1", "s2", "servers"}, "servers": {"s1", "s2"}, "s1": {"s1"}, "x": {"y"}, "z": {"z"}, "nothing": nil} {
		if got := w.Members(id); !slices.Equal(got, want) {
			t.Errorf("members of %s: %v, want %v", id, got, want)
		}
	}
}

// A million assets in one circle, one of them valued, with a long chain behind.
func TestHugeCycle(t *testing.T) {
	n := 1_000_000
	if testing.Short() {
		n = 100_000
	}
	start := time.Now()
	assets, ids := make([]risk.Asset, n), make([]isms.ID, n+1)
	for i := range ids {
		ids[i] = isms.ID(fmt.Sprintf("%07d", i%n))
	}
	for i := range assets {
		assets[i].ID, assets[i].DependsOn = ids[i], ids[i+1:i+2]
	}
	assets[n/2].Values = values(5)
	w := risk.Inherit(assets)
	for _, id := range []isms.ID{"0000000", assets[n-1].ID, assets[n/2].ID} {
		if got := w.Of(id, risk.Availability); got.Grade != 5 || got.From != assets[n/2].ID {
			t.Errorf("%s is %+v", id, got)
		}
	}
	if got := risk.Cycles(assets); len(got) != 1 || len(got[0]) != n {
		t.Errorf("%d cycles", len(got))
	}
	if d := time.Since(start); d > 30*time.Second {
		t.Errorf("took %s", d)
	}
}

func TestResidualAboveInherent(t *testing.T) {
	r := sound()
	r.Treatments[0].Status, r.Treatments[0].Completed = risk.ActionCompleted, day("2026-02-20")
	r.Risks[0].Inherent, r.Risks[0].Current, r.Risks[0].Target, r.Risks[0].Residual = rated(3, 4), risk.Rating{}, risk.Rating{}, rated(4, 4)
	a := assessed(t, r, "R-1")
	if a.Residual.Level > 0 || a.Residual.Reason != "above inherent risk" || a.Level != 0 || a.WithinTolerance != "" {
		t.Errorf("%+v", a)
	}
	if rep := r.Check(today, nil); !golden.Found(t, rep, "risk/rating-above-inherent-risk") {
		t.Errorf("codes %v", codes(rep))
	}
	r.Risks[0].Residual.Understated = "an attack of this kind succeeded elsewhere in February"
	a = assessed(t, r, "R-1")
	if a.Residual.Level == 0 || a.Stage != risk.Residual || a.Level != 4 {
		t.Errorf("recorded as a reassessment: %+v", a)
	}
}

func TestResidualWithoutTreatment(t *testing.T) {
	r := sound()
	r.Treatments = nil
	r.Risks[0].Target = risk.Rating{}
	r.Risks[0].Residual = rated(2, 4)
	a := assessed(t, r, "R-1")
	if a.Residual.Reason != "unsupported reduction" || a.Stage != risk.Current || a.Current.Likelihood != 3 {
		t.Errorf("%+v", a)
	}
	if rep := r.Check(today, nil); !golden.Found(t, rep, "risk/unsupported-risk-reduction") {
		t.Errorf("codes %v", codes(rep))
	}
	// A current rating below the inherent one needs a control, too; the inherent
	// one stands in its place.
	r.Risks[0].Residual, r.Risks[0].Existing = risk.Rating{}, nil
	a = assessed(t, r, "R-1")
	if a.Current.Reason != "unsupported reduction" || a.Stage != risk.Inherent || a.Level != a.Inherent.Level {
		t.Errorf("%+v", a)
	}
}

func TestPlannedCountsToTargetOnly(t *testing.T) {
	r := sound()
	r.Risks[0].Current, r.Risks[0].Target, r.Risks[0].Residual = risk.Rating{}, risk.Rating{}, rated(1, 4)
	a := assessed(t, r, "R-1")
	if a.Residual.Reason != "treatment not completed" || a.Target.Likelihood != 1 || a.Stage != risk.Inherent {
		t.Errorf("planned: %+v", a)
	}
	r.Treatments[0].Status, r.Treatments[0].Completed = risk.ActionCompleted, day("2026-02-20")
	if a = assessed(t, r, "R-1"); a.Stage != risk.Residual || a.Level != a.Residual.Level || a.Residual.Likelihood != 1 {
		t.Errorf("done: %+v", a)
	}
	// The same with credits of controls.
	r = sound()
	r.Risks[0].Current, r.Risks[0].Target = risk.Rating{}, risk.Rating{}
	r.Risks[0].Credits = []risk.Credit{{Control: "A.8.5", Likelihood: risk.Effect{Steps: 2}}, {Control: "A.5.17", Likelihood: risk.Effect{Steps: 1}}}
	a = assessed(t, r, "R-1")
	if a.Current.Likelihood != 3 || !a.Current.Computed || a.Target.Likelihood != 1 || a.Stage != risk.Current {
		t.Errorf("credits planned: %+v", a)
	}
	r.Treatments[0].Status = risk.ActionCompleted
	if a = assessed(t, r, "R-1"); a.Current.Likelihood != 1 {
		t.Errorf("credits implemented: %+v", a)
	}
	r.Treatments[0].Status = risk.ActionCancelled
	if a = assessed(t, r, "R-1"); a.Current.Likelihood != 3 || a.Target.Likelihood != 3 {
		t.Errorf("treatment cancelled: %+v", a)
	}
}

func TestControlGone(t *testing.T) {
	for _, state := range []risk.ControlState{risk.ControlDecommissioned, risk.ControlExcluded} {
		r := sound()
		r.Risks[0].Current, r.Risks[0].Target = risk.Rating{}, risk.Rating{}
		r.Risks[0].Credits = []risk.Credit{{Control: "A.5.17", Likelihood: risk.Effect{Steps: 2}}}
		before := assessed(t, r, "R-1")
		r.Controls = []risk.Control{{Control: "A.5.17", State: state, On: day("2026-02-10")}}
		after := assessed(t, r, "R-1")
		if before.Current.Likelihood != 2 || after.Current.Likelihood != 4 || !after.Outdated || before.Outdated {
			t.Errorf("%s: %+v, then %+v", state, before.Current, after.Current)
		}
		if rep := r.Check(today, nil); !golden.Found(t, rep, "risk/rating-based-on-unavailable-control") {
			t.Errorf("%s: codes %v", state, codes(rep))
		}
		r.Controls[0].On = day("2026-03-10")
		if a := assessed(t, r, "R-1"); a.Outdated || a.Current.Likelihood != 2 {
			t.Errorf("%s: counted before its day: %+v", state, a)
		}
	}
	// A rating by hand that counted on the control gives way to the inherent one,
	// unless it was made since.
	r := sound()
	r.Controls = []risk.Control{{Control: "A.5.17", State: risk.ControlDecommissioned, On: day("2026-02-10")}, {Control: "A.5.15", State: risk.ControlImplemented}}
	r.Risks[0].Existing = append(r.Risks[0].Existing, "A.5.15")
	if a := assessed(t, r, "R-1"); a.Current.Reason != "control unavailable" || a.Stage != risk.Inherent || !a.Outdated {
		t.Errorf("%+v", a)
	}
	r.Risks[0].Current.On = day("2026-02-11")
	if a := assessed(t, r, "R-1"); a.Current.Level == 0 || a.Outdated {
		t.Errorf("rated since: %+v", a)
	}
	// A finished treatment whose control is gone brings nothing any more.
	r = sound()
	r.Risks[0].Residual = rated(1, 4)
	r.Treatments[0].Status, r.Treatments[0].Completed = risk.ActionCompleted, day("2026-01-14")
	if a := assessed(t, r, "R-1"); a.Stage != risk.Residual {
		t.Errorf("%+v", a)
	}
	r.Controls = []risk.Control{{Control: "A.8.5", State: risk.ControlDecommissioned, On: day("2026-02-10")}}
	if a := assessed(t, r, "R-1"); a.Residual.Reason != "control unavailable" || a.Stage == risk.Residual || !a.Outdated {
		t.Errorf("%+v", a)
	}
}

func TestEffects(t *testing.T) {
	if g, err := (risk.Effect{Steps: 3}).Apply(2); err == nil {
		t.Errorf("3 steps off grade 2 is %d", g)
	}
	for _, e := range []risk.Effect{{Steps: -1}, {Percent: -1}, {Percent: 101}, {Steps: 1, Percent: 1}, {Steps: math.MaxInt}} {
		if g, err := e.Apply(1000); err == nil {
			t.Errorf("%+v gives %d", e, g)
		}
	}
	for g := risk.Grade(1); g <= 1000; g++ {
		last := g
		for p := range 101 {
			got, err := (risk.Effect{Percent: p}).Apply(g)
			if err != nil || got > last || got < 1 {
				t.Fatalf("%d percent off %d: %d after %d, %v", p, g, got, last, err)
			}
			if p == 0 && got != g {
				t.Fatalf("an effect of 0 lowers %d to %d", g, got)
			}
			// Slow and obvious: the exact fraction, rounded up.
			if want := risk.Grade(math.Ceil(float64(int(g-1)*(100-p))/100)) + 1; got != want {
				t.Fatalf("%d percent off %d: %d, want %d", p, g, got, want)
			}
			last = got
		}
		if last != 1 {
			t.Fatalf("100 percent off %d leaves %d", g, last)
		}
	}
	for _, g := range []risk.Grade{0, -4} {
		if got, err := (risk.Effect{Steps: 1}).Apply(g); got != 0 || err != nil {
			t.Errorf("unrated %d: %d, %v", g, got, err)
		}
	}
	if got, err := (risk.Effect{Percent: 50}).Apply(math.MaxInt); err != nil || got < 1 {
		t.Errorf("%d, %v", got, err)
	}
	r := sound()
	r.Risks[0].Current = risk.Rating{}
	r.Risks[0].Credits = []risk.Credit{{Control: "A.5.17", Likelihood: risk.Effect{Steps: 4}}}
	if a := assessed(t, r, "R-1"); a.Current.Reason != "reduction below the scale" || a.Level != 0 {
		t.Errorf("%+v", a)
	}
	if rep := r.Check(today, nil); !golden.Found(t, rep, "risk/invalid-risk-reduction") {
		t.Errorf("codes %v", codes(rep))
	}
}

// Of percents the highest counts, steps add up, and the order says nothing.
func TestCreditsTogether(t *testing.T) {
	r := sound()
	r.Risks[0].Current, r.Risks[0].Existing = risk.Rating{}, []isms.Ref{"A.5.17", "A.5.18", "A.5.15", "A.5.16"}
	r.Risks[0].Credits = []risk.Credit{
		{Control: "A.5.17", Likelihood: risk.Effect{Percent: 34}},
		{Control: "A.5.18", Likelihood: risk.Effect{Percent: 10}},
		{Control: "A.5.15", Impact: risk.Effect{Steps: 1}},
		{Control: "A.5.16", Impact: risk.Effect{Steps: 2}},
	}
	for range 2 {
		if a := assessed(t, r, "R-1"); a.Current.Likelihood != 3 || a.Current.Impact != 1 {
			t.Errorf("%+v", a.Current)
		}
		slices.Reverse(r.Risks[0].Credits)
	}
}

func TestCreditStaysWithItsRisk(t *testing.T) {
	r := sound()
	r.Risks[0].Current = risk.Rating{}
	other := r.Risks[0]
	other.ID, other.Threat = "R-2", "failed update"
	r.Risks = append(r.Risks, other)
	r.Treatments[0].Risks = append(r.Treatments[0].Risks, "R-2")
	before := assessed(t, r, "R-2")
	r.Risks[0].Credits = []risk.Credit{{Control: "A.5.17", Likelihood: risk.Effect{Steps: 2}}}
	if d := cmp.Diff(before, assessed(t, r, "R-2"), cmp.FilterPath(func(p cmp.Path) bool { return p.String() == "Rank" }, cmp.Ignore())); d != "" {
		t.Error(d)
	}
	if a := assessed(t, r, "R-1"); a.Current.Likelihood != 2 {
		t.Errorf("%+v", a)
	}
}

func TestTwoTreatments(t *testing.T) {
	r := sound()
	r.Risks[0].Residual = rated(1, 2)
	r.Treatments[0].Status, r.Treatments[0].Completed, r.Treatments[0].Result = risk.ActionCompleted, day("2026-02-20"), "tested"
	r.Treatments[0].Percent = 100
	share := r.Treatments[0]
	share.ID, share.Options, share.Controls, share.SharingParty, share.RetainedPart = "T-2", []risk.Option{risk.Share}, nil, "insurer", "the deductible"
	r.Treatments = append(r.Treatments, share)
	one := evaluate(t, r)
	slices.Reverse(r.Treatments)
	two := evaluate(t, r)
	if d := cmp.Diff(slices.Collect(one.All()), slices.Collect(two.All())); d != "" {
		t.Error(d)
	}
	if a := assessed(t, r, "R-1"); a.Stage != risk.Residual || a.Residual.Impact != 2 {
		t.Errorf("%+v", a)
	}
	wantCodes(t, r.Check(today, nil))
}

func TestRanking(t *testing.T) {
	r := sound()
	r.Method = product(risk.Band{Name: "low", From: 1, To: 4}, risk.Band{Name: "medium", From: 5, To: 9}, risk.Band{Name: "high", From: 10, To: 25})
	r.Risks = nil
	for id, g := range map[isms.ID][2]risk.Grade{"R-5": {2, 3}, "R-1": {5, 5}, "R-3": {3, 2}, "R-2": {1, 1}, "R-4": {4, 3}} {
		r.Risks = append(r.Risks, risk.Risk{ID: id, Inherent: rated(g[0], g[1])})
	}
	r.Risks = append(r.Risks, risk.Risk{ID: "R-0"}, risk.Risk{ID: "R-9", Inherent: rated(5, 5), Closed: today})
	var got []string
	for a := range evaluate(t, r).Ranked() {
		got = append(got, fmt.Sprintf("%d %s %d", a.Rank, a.Risk, a.At(a.Stage).Score))
		if b := assessed(t, r, a.Risk); b.Rank != a.Rank {
			t.Errorf("Risk says rank %d, Ranked %d", b.Rank, a.Rank)
		}
	}
	if want := []string{"1 R-1 25", "2 R-4 12", "3 R-3 6", "3 R-5 6", "5 R-2 1"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestContradictingRegisters(t *testing.T) {
	cases := map[string]func(*risk.Register){
		`risk/duplicate-id at risks[#1].id`:       func(r *risk.Register) { r.Risks = append(r.Risks, r.Risks[0]) },
		`risk/missing-id at risks[#1].id`:         func(r *risk.Register) { r.Risks = append(r.Risks, risk.Risk{}) },
		`risk/duplicate-id at assets[#1].id`:      func(r *risk.Register) { r.Assets = append(r.Assets, r.Assets[0]) },
		`risk/duplicate-id at treatments[#1].id`:  func(r *risk.Register) { r.Treatments = append(r.Treatments, r.Treatments[0]) },
		`risk/duplicate-id at acceptances[#1].id`: func(r *risk.Register) { r.Acceptances = []risk.Acceptance{{ID: "A-1"}, {ID: "A-1"}} },
		`risk/missing-id at acceptances[#0].id`:   func(r *risk.Register) { r.Acceptances = []risk.Acceptance{{}} },
	}
	for want, change := range cases {
		r := sound()
		change(&r)
		if _, err := r.Evaluate(today, nil); golden.Codes(err) != want {
			t.Errorf("%s, want %s", golden.Codes(err), want)
		}
		rep := r.Check(today, nil)
		if !golden.Found(t, rep, "risk/unusable-id-in-risk-register") || rep.RanFor("risk/risk-level-not-determined", "6.1.2 d 3") {
			t.Errorf("%s: codes %v", want, codes(rep))
		}
	}
	var e *isms.Error
	if _, err := (risk.Register{Method: method(), Risks: make([]risk.Risk, 150)}).Evaluate(today, nil); !errors.As(err, &e) || len(e.Problems) != 100 {
		t.Errorf("%v of 150 risks without an ID", err)
	}
	if _, err := (risk.Register{}).EvaluateWith(risk.Compiled{}, today, nil); err == nil {
		t.Error("the zero method has levels")
	}
}
