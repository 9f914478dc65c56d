package risk_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/risk"
)

// Of a register without risks there is nothing to evaluate, so it needs no
// method; with one it needs a sound one.
func TestEmptyRegister(t *testing.T) {
	r := risk.Register{
		Assets: []risk.Asset{{ID: "rmm"}}, Treatments: []risk.Treatment{{ID: "T-1", Risks: []isms.ID{"R-1"}, Due: day("2026-03-01")}},
		Acceptances: []risk.Acceptance{{ID: "A-1", Risk: "R-1", ApprovedOn: today}}, Controls: []risk.Control{{Control: "A.5.1"}},
	}
	for _, r := range []risk.Register{{}, r} {
		e := evaluate(t, r)
		if e.AsOf() != today || e.Method().Hash() != "" {
			t.Errorf("%+v", e)
		}
		for a := range e.All() {
			t.Errorf("%+v", a)
		}
		if n := len(slices.Collect(e.Ranked())) + len(slices.Collect(e.Unknown())); n != 0 {
			t.Errorf("%d risks", n)
		}
		s := e.Statistics()
		if s.Open+s.Closed+s.Unknown+len(s.Levels) != 0 || s.WithinTolerance != (isms.Ratio{}) {
			t.Errorf("%+v", s)
		}
		if h := e.HeatMap(risk.Current); len(h.Cells) != 0 || len(h.Unplaced) != 0 {
			t.Errorf("%+v", h)
		}
		if len(e.Table().Rows) != 0 || len(e.PlanTable().Rows) != len(r.Treatments) || len(e.AcceptanceTable().Rows) != len(r.Acceptances) {
			t.Error("rows of nothing")
		}
		if _, err := e.Accept(risk.Acceptance{ID: "A-2", Risk: "R-1", ApprovedOn: today}); golden.Codes(err) != "risk/unknown-risk at risk" {
			t.Error(err)
		}
		if _, err := r.Reassess("R-1", risk.Current, rated(1, 1)); err == nil {
			t.Error("a risk that is not there is assessed")
		}
		if d, err := risk.Diff(r, r, today); err != nil || len(d) != 0 {
			t.Errorf("%v, %v", d, err)
		}
		if rep := r.Check(today, nil); !golden.Found(t, rep, "risk/defective-risk-assessment-method") || !golden.Found(t, rep, "risk/empty-risk-register") {
			t.Errorf("codes %v", codes(rep))
		}
	}
	if s, ok := evaluate(t, r).LookupAcceptance("A-1"); !ok || s.Status != risk.AcceptanceOutdated {
		t.Errorf("%+v", s)
	}
	// The first method is adopted like any other.
	if next, effects, err := (risk.Register{}).ChangeMethod(method(), risk.ScaleMapping{ID: "first", Likelihood: []risk.Grade{}, Impact: []risk.Grade{}}, today); err != nil || len(effects) != 0 || next.Method.Hash() != method().Hash() {
		t.Errorf("%v, %v", effects, err)
	}
	if _, err := (risk.Register{Assets: make([]risk.Asset, 1)}).Evaluate(today, nil); err == nil {
		t.Error("an asset without an ID passes")
	}
	// Whatever there is of a method makes it one.
	for name, m := range map[string]risk.Method{
		"name": {Name: "ours"}, "likelihood": {Likelihood: risk.Steps("a")}, "easeOfExploitation": {EaseOfExploitation: risk.Steps("a")}, "impact": {Impact: risk.Steps("a")},
		"properties": {Properties: []risk.Property{"safety"}}, "combine": {Combine: risk.Mean}, "weights": {Weights: make([]risk.Weight, 1)}, "scorer": {Scorer: risk.Sum{}},
		"bands": {Bands: risk.Levels("a")}, "criteria": {Criteria: make([]risk.Criterion, 1)}, "waivers": {Waivers: make([]risk.DefectWaiver, 1)}, "self": {SelfAcceptance: "small"},
	} {
		if _, err := (risk.Register{Method: m}).Evaluate(today, nil); err == nil {
			t.Errorf("a method of %s alone evaluates", name)
		}
	}
	if _, err := (risk.Register{Risks: []risk.Risk{{ID: "R-1"}}}).Evaluate(today, nil); err == nil {
		t.Error("a risk without a method is evaluated")
	}
	if _, err := r.EvaluateWith(risk.Compiled{}, today, nil); golden.Codes(err) != "risk/no-method at method" {
		t.Error(err)
	}
}

// The zero Evaluation holds nothing, and says so.
func TestZeroEvaluation(t *testing.T) {
	var e risk.Evaluation
	if _, ok := e.LookupRisk("R-1"); ok || !e.AsOf().IsZero() || e.Method().Hash() != "" {
		t.Error("it holds something")
	}
	if _, ok := e.LookupAcceptance("A-1"); ok {
		t.Error("it holds an acceptance")
	}
	if n := len(slices.Collect(e.All())) + len(slices.Collect(e.Ranked())) + len(slices.Collect(e.Unknown())); n != 0 {
		t.Errorf("%d risks", n)
	}
	h, err := json.Marshal(e.HeatMap(risk.Target))
	if want := `{"stage":"target","likelihood":[],"impact":[],"cells":[],"unplaced":[],"acceptabilities":{}}`; err != nil || string(h) != want {
		t.Errorf("%s, %v", h, err)
	}
	s, err := json.Marshal(e.Statistics())
	if want := `{"open":0,"closed":0,"unknown":0,"outdated":0,"levels":{},"acceptabilities":{"":0,"acceptable":0,"tolerable":0,"unacceptable":0},"withinTolerance":{"have":0,"want":0},"treatments":{"":0,"cancelled":0,"completed":0,"in progress":0,"planned":0},"overdue":0,"completed":{"have":0,"want":0},"acceptances":{"":0,"expired":0,"in force":0,"outdated":0,"rejected":0,"requested":0,"review due":0,"revoked":0}}`; err != nil || string(s) != want {
		t.Errorf("%s, %v", s, err)
	}
	if _, ok := evaluate(t, sound()).LookupRisk("R-9"); ok {
		t.Error("a risk that is not there")
	}
	if _, ok := evaluate(t, sound()).LookupAcceptance("A-9"); ok {
		t.Error("an acceptance that is not there")
	}
	if e := evaluate(t, sound()); e.AsOf() != today {
		t.Error("the day")
	}
}

// Each sequence ends when the caller has enough.
func TestSequencesEndEarly(t *testing.T) {
	r := sound()
	for _, id := range []isms.ID{"R-2", "R-3", "R-4"} {
		k := r.Risks[0]
		k.ID = id
		if id >= "R-3" {
			k.Inherent, k.Current, k.Target = risk.Rating{}, risk.Rating{}, risk.Rating{}
		}
		r.Risks = append(r.Risks, k)
	}
	e := evaluate(t, r)
	var got []isms.ID
	for a := range e.All() {
		got = append(got, a.Risk)
		break
	}
	for a := range e.Ranked() {
		got = append(got, a.Risk)
		break
	}
	for a := range e.Unknown() {
		got = append(got, a.Risk)
		break
	}
	for u := range r.ControlUses() {
		got = append(got, isms.ID(u.Control))
		break
	}
	for k := range risk.Threats() {
		got = append(got, isms.ID(k.Key))
		break
	}
	for l, b := range e.Method().Levels() {
		got = append(got, isms.ID(fmt.Sprint(l, " ", b.Name)))
		break
	}
	for m := range risk.PublishedMethods() {
		got = append(got, isms.ID(m.Key))
		break
	}
	if want := []isms.ID{"R-1", "R-1", "R-3", "A.5.17", "credential theft", "1 very low", "iso27005-2022-5x5"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Every reason why a rating has no level, by a method with and without ease.
func TestWhyThereIsNoLevel(t *testing.T) {
	two, three := compile(t, method()), compile(t, byEase())
	by := func(p risk.Property, g risk.Grade) risk.Impact { return risk.Impact{Property: p, Grade: g} }
	const c, i, a = risk.Confidentiality, risk.Integrity, risk.Availability
	worth := func(grades map[risk.Property]risk.Grade) func(risk.Property) risk.Grade {
		return func(p risk.Property) risk.Grade { return grades[p] }
	}
	all := []risk.Property{c, i, a}
	for n, x := range []struct {
		method  risk.Compiled
		rating  risk.Rating
		affects []risk.Property
		worth   func(risk.Property) risk.Grade
		level   risk.Level
		why     risk.UnknownReason
	}{
		{two, risk.Rating{}, all, nil, 0, "not rated"},
		{risk.Compiled{}, risk.Rating{Likelihood: 1, Impact: 1}, all, nil, 0, "not rated"},
		{two, risk.Rating{Impact: 3}, all, nil, 0, "likelihood not rated"},
		{two, risk.Rating{Likelihood: 3}, all, nil, 0, "impact not rated"},
		{two, risk.Rating{Likelihood: 3}, nil, nil, 0, "impact not rated"},
		{two, risk.Rating{Likelihood: 3}, nil, worth(nil), 0, "no affected property"},
		{two, risk.Rating{Likelihood: 3, Impacts: []risk.Impact{by(c, 2)}}, nil, nil, 0, "no affected property"},
		{two, risk.Rating{Likelihood: 3}, all, worth(nil), 0, "impact not rated"},
		{two, risk.Rating{Likelihood: 3, Impact: 3}, nil, nil, 3, ""},
		{two, risk.Rating{Likelihood: 5, Impact: 5}, nil, nil, 5, ""},
		{two, risk.Rating{Likelihood: 6, Impact: 5}, nil, nil, 0, "value outside the scale"},
		{two, risk.Rating{Likelihood: 5, Impact: 6}, nil, nil, 0, "value outside the scale"},
		{two, risk.Rating{Likelihood: -1, Impact: 5}, nil, nil, 0, "value outside the scale"},
		{two, risk.Rating{Likelihood: 5, Impact: -1}, nil, nil, 0, "value outside the scale"},
		{two, risk.Rating{Likelihood: 5, EaseOfExploitation: 1, Impact: 1}, nil, nil, 0, "value outside the scale"},
		{two, risk.Rating{Likelihood: 3, Impacts: []risk.Impact{by(c, 6)}}, all, nil, 0, "value outside the scale"},
		{two, risk.Rating{Likelihood: 3, Impacts: []risk.Impact{by(c, -1)}}, all, nil, 0, "value outside the scale"},
		{two, risk.Rating{Likelihood: 3}, all, worth(map[risk.Property]risk.Grade{c: 6, i: 1, a: 1}), 0, "value outside the scale"},
		{two, risk.Rating{Likelihood: 3}, all, worth(map[risk.Property]risk.Grade{c: -1, i: 1, a: 1}), 0, "value outside the scale"},
		{two, risk.Rating{Likelihood: 3}, all, worth(map[risk.Property]risk.Grade{c: 3, i: 1, a: 2}), 3, ""},
		{two, risk.Rating{Likelihood: 3}, []risk.Property{a, a}, worth(map[risk.Property]risk.Grade{c: 3, i: 1, a: 2}), 2, ""},
		{two, risk.Rating{Likelihood: 3, Impact: 4, Impacts: []risk.Impact{by(c, 4)}}, all, nil, 0, "duplicate impact"},
		{two, risk.Rating{Likelihood: 3, Impacts: []risk.Impact{by(c, 4), by(i, 1), by(c, 4)}}, []risk.Property{i}, nil, 0, "duplicate impact"},
		{two, risk.Rating{Likelihood: 3, Impacts: []risk.Impact{by(c, 4), by(i, 1)}}, []risk.Property{i}, worth(map[risk.Property]risk.Grade{i: 5}), 2, ""},
		{two, risk.Rating{Likelihood: 3, Impacts: []risk.Impact{by(c, 4), by(i, 0)}}, []risk.Property{i}, worth(map[risk.Property]risk.Grade{i: 5}), 0, "impact not rated"},
		{two, risk.Rating{Likelihood: 3, Impacts: []risk.Impact{by(c, 4)}}, []risk.Property{c, "fame"}, nil, 0, "property not in the method"},
		{two, risk.Rating{Likelihood: 0, Impacts: []risk.Impact{by(c, 4)}}, []risk.Property{"fame"}, nil, 0, "property not in the method"},
		{two, risk.Rating{Likelihood: 9, Impacts: []risk.Impact{by(c, 4)}}, []risk.Property{"fame"}, nil, 0, "value outside the scale"},
		{two, risk.Rating{Likelihood: 3, Impacts: []risk.Impact{by(c, 4)}}, properties(64), nil, 0, "property not in the method"},
		{two, risk.Rating{Likelihood: 3, Impacts: []risk.Impact{by(c, 4)}}, slices.Repeat([]risk.Property{c}, 64), nil, 4, ""},
		{two, risk.Rating{Likelihood: 3, Impacts: []risk.Impact{by(c, 4)}}, slices.Repeat([]risk.Property{c}, 65), nil, 0, "property not in the method"},
		{three, risk.Rating{Likelihood: 3, Impact: 3}, nil, nil, 0, "ease of exploitation not rated"},
		{three, risk.Rating{Likelihood: 3, EaseOfExploitation: 4, Impact: 3}, nil, nil, 0, "value outside the scale"},
		{three, risk.Rating{Likelihood: 3, EaseOfExploitation: -1, Impact: 3}, nil, nil, 0, "value outside the scale"},
		{three, risk.Rating{Likelihood: 3, EaseOfExploitation: 3, Impact: 3}, nil, nil, 3, ""},
		{three, risk.Rating{EaseOfExploitation: 3}, nil, nil, 0, "likelihood not rated"},
	} {
		got := x.method.Rate(x.rating, x.affects, x.worth)
		if got.Level != x.level || got.Reason != x.why || (got.Score != 0) != (x.level > 0) || got.Computed {
			t.Errorf("%d: %+v, want level %d, %q", n, got, x.level, x.why)
		}
	}
	many := risk.Rating{Likelihood: 3}
	for _, p := range properties(65) {
		many.Impacts = append(many.Impacts, by(p, 1))
	}
	if got := two.Rate(many, all, nil); got.Reason != "duplicate impact" {
		t.Errorf("65 impacts: %+v", got)
	}
	many.Impacts = many.Impacts[:64]
	if got := two.Rate(many, all, nil); got.Reason != "impact not rated" {
		t.Errorf("64 impacts: %+v", got)
	}
	// A method's own properties are its only ones; one of 64 counts like the rest.
	m := method()
	m.Properties = properties(64)
	own := compile(t, m)
	if got := own.Rate(many, m.Properties[63:], nil); got.Level != 2 {
		t.Errorf("the last of 64 properties: %+v", got)
	}
	if got := own.Rate(many, []risk.Property{c}, nil); got.Reason != "property not in the method" {
		t.Errorf("confidentiality under a method without it: %+v", got)
	}
}

// The mean of the impacts is rounded up, by weights, each property once.
func TestMeanOfImpacts(t *testing.T) {
	m := method()
	m.Combine, m.Weights = risk.Mean, []risk.Weight{{Property: risk.Integrity, Weight: 3}, {Property: risk.Availability, Weight: 2}}
	c := compile(t, m)
	all := []risk.Property{risk.Confidentiality, risk.Integrity, risk.Availability, risk.Integrity}
	for conf := range risk.Grade(5) {
		for integ := range risk.Grade(5) {
			for avail := range risk.Grade(5) {
				sum := int(conf+1) + 3*int(integ+1) + 2*int(avail+1)
				want := risk.Grade(sum / 6)
				if sum%6 > 0 {
					want++
				}
				r := risk.Rating{Likelihood: 1, Impacts: []risk.Impact{{risk.Confidentiality, conf + 1}, {risk.Integrity, integ + 1}, {risk.Availability, avail + 1}}}
				if got := c.Rate(r, all, nil); got.Impact != want {
					t.Fatalf("%+v: %d, want %d", r.Impacts, got.Impact, want)
				}
			}
		}
	}
}

// situations are risks, each with a control, a treatment and whatever else leads
// to one way of evaluating it.
func situations() risk.Register {
	r := sound()
	r.Risks, r.Treatments, r.Assets = nil, nil, append(r.Assets, risk.Asset{ID: "psa"})
	r.Controls = []risk.Control{
		{Control: "A.8.1", State: risk.ControlDecommissioned, On: day("2026-02-01")},
		{Control: "A.8.2", State: risk.ControlExcluded},
		{Control: "A.8.3", State: risk.ControlPlanned},
		{Control: "A.8.4", State: risk.ControlImplemented},
		{Control: "A.8.5", State: risk.ControlDecommissioned, On: day("2026-02-01")},
		{Control: "A.8.5", State: risk.ControlImplemented, On: day("2026-02-15")},
		{Control: "A.8.6", State: risk.ControlImplemented, On: day("2026-02-01")},
		{Control: "A.8.6", State: risk.ControlExcluded, On: day("2026-02-01")},
		{Control: "A.8.6", State: risk.ControlDecommissioned, On: day("2026-02-01")},
		{Control: "A.8.6", On: day("2026-02-01")},
		{Control: "A.8.7", State: risk.ControlDecommissioned, On: day("2026-03-03")},
		{Control: "A.8.8", State: risk.ControlPlanned, On: day("2026-02-01")},
		{Control: "A.8.8", State: risk.ControlImplemented, On: day("2026-02-01")},
	}
	add := func(name string, progress risk.ActionStatus, change func(k *risk.Risk, t *risk.Treatment)) {
		k := risk.Risk{
			ID: isms.ID(fmt.Sprintf("R-%02d", len(r.Risks)+1)), Title: name, Asset: "rmm", Threat: "theft",
			Affects: []risk.Property{risk.Integrity}, Owner: "ciso", Inherent: rated(5, 5),
		}
		t := risk.Treatment{ID: "T" + k.ID[1:], Risks: []isms.ID{k.ID}, Options: []risk.Option{risk.Modify}, Controls: []isms.Ref{"A.5.1"}, Status: progress, Completed: day("2026-01-10")}
		change(&k, &t)
		r.Risks = append(r.Risks, k)
		if progress != "" {
			r.Treatments = append(r.Treatments, t)
		}
	}
	type (
		k = *risk.Risk
		t = *risk.Treatment
	)
	existing := func(refs ...isms.Ref) func(k, t) {
		return func(k k, _ t) { k.Existing, k.Current = refs, rated(2, 2) }
	}
	credit := func(ref isms.Ref, e risk.Effect) []risk.Credit { return []risk.Credit{{Control: ref, Likelihood: e}} }
	add("inherent only", "", func(k, t) {})
	add("current, by an existing control", "", existing("A.5.1"))
	add("current, lost since", "", existing("A.8.1"))
	add("current, one of two lost", "", existing("A.5.1", "A.8.1"))
	add("current, excluded on no day", "", existing("A.8.2"))
	add("current, only planned", "", existing("A.8.3"))
	add("current, implemented", "", existing("A.8.4"))
	add("current, lost and back", "", existing("A.8.5"))
	add("current, of a day the worst counts", "", existing("A.8.6"))
	add("current, lost tomorrow", "", existing("A.8.7"))
	add("current, planned and implemented on one day", "", existing("A.8.8"))
	add("current rated after the loss", "", func(k k, _ t) {
		k.Existing, k.Current = []isms.Ref{"A.8.1", "A.5.1"}, rated(2, 2)
		k.Current.On = day("2026-02-01")
	})
	add("current rated the day before the loss", "", func(k k, _ t) {
		k.Existing, k.Current = []isms.Ref{"A.8.1", "A.5.1"}, rated(2, 2)
		k.Current.On = day("2026-01-31")
	})
	add("current rated on no day", "", func(k k, _ t) {
		k.Existing, k.Current = []isms.Ref{"A.8.1", "A.5.1"}, risk.Rating{Likelihood: 2, Impact: 2}
	})
	add("current without a control", "", func(k k, _ t) { k.Current = rated(2, 2) })
	add("current without a control, as high as inherent", "", func(k k, _ t) { k.Current = rated(5, 5) })
	add("current above inherent", "", func(k k, _ t) { k.Inherent, k.Current = rated(2, 2), rated(2, 3) })
	add("current above inherent, understated", "", func(k k, _ t) {
		k.Inherent, k.Current = rated(2, 2), rated(2, 3)
		k.Current.Understated = "a second site"
	})
	add("current, inherent unknown", "", func(k k, _ t) { k.Inherent, k.Current = risk.Rating{}, rated(2, 2) })
	add("current without a control, inherent off the scale", "", func(k k, _ t) { k.Inherent.Likelihood, k.Current = 6, rated(2, 2) })
	add("current by credit where a rating lost its control", "", func(k k, _ t) {
		k.Existing, k.Current = []isms.Ref{"A.8.1", "A.5.2"}, rated(1, 1)
		k.Credits = credit("A.5.2", risk.Effect{Steps: 1})
	})
	add("credit implemented", "", func(k k, _ t) { k.Existing, k.Credits = []isms.Ref{"A.5.1"}, credit("A.5.1", risk.Effect{Steps: 2}) })
	add("credit of a control that nobody names", "", func(k k, _ t) { k.Credits = credit("A.5.1", risk.Effect{Steps: 2}) })
	add("credit of a control by state", "", func(k k, _ t) { k.Credits = credit("A.8.4", risk.Effect{Steps: 2}) })
	add("credit of a planned control", "", func(k k, _ t) { k.Credits = credit("A.8.3", risk.Effect{Steps: 2}) })
	add("credit of a lost control", "", func(k k, _ t) { k.Existing, k.Credits = []isms.Ref{"A.8.1"}, credit("A.8.1", risk.Effect{Steps: 2}) })
	add("credit beyond the scale", "", func(k k, _ t) { k.Existing, k.Credits = []isms.Ref{"A.5.1"}, credit("A.5.1", risk.Effect{Steps: 5}) })
	add("credit of a planned treatment", risk.ActionPlanned, func(k k, _ t) { k.Credits = credit("A.5.1", risk.Effect{Steps: 2}) })
	add("credit of a finished treatment", risk.ActionCompleted, func(k k, _ t) { k.Credits = credit("A.5.1", risk.Effect{Steps: 2}) })
	add("credit of a cancelled treatment", risk.ActionCancelled, func(k k, _ t) { k.Credits = credit("A.5.1", risk.Effect{Steps: 2}) })
	add("credit of an existing control in a planned treatment", risk.ActionPlanned, func(k k, _ t) { k.Existing, k.Credits = []isms.Ref{"A.5.1"}, credit("A.5.1", risk.Effect{Steps: 2}) })
	add("current by a finished treatment", risk.ActionCompleted, func(k k, _ t) { k.Current = rated(2, 2) })
	add("current by a planned treatment", risk.ActionPlanned, func(k k, _ t) { k.Current = rated(2, 2) })
	add("current by a finished treatment without controls", risk.ActionCompleted, func(k k, t t) { k.Current, t.Controls = rated(2, 2), nil })
	add("current by a finished treatment, its control lost since", risk.ActionCompleted, func(k k, t t) { k.Current, t.Controls = rated(2, 2), []isms.Ref{"A.8.1"} })
	add("current by a treatment finished later, its control lost", risk.ActionCompleted, func(k k, t t) {
		k.Existing, k.Current, t.Controls, t.Completed = []isms.Ref{"A.5.1"}, rated(2, 2), []isms.Ref{"A.8.1"}, day("2026-01-16")
	})
	add("current by a treatment finished on its day, its control lost", risk.ActionCompleted, func(k k, t t) {
		k.Existing, k.Current, t.Controls, t.Completed = []isms.Ref{"A.5.1"}, rated(2, 2), []isms.Ref{"A.8.1"}, day("2026-01-15")
	})
	add("target of a planned treatment", risk.ActionPlanned, func(k k, _ t) { k.Target = rated(2, 2) })
	add("target without a treatment", "", func(k k, _ t) { k.Target = rated(2, 2) })
	add("target without a treatment, with a control", "", func(k k, _ t) { k.Existing, k.Target = []isms.Ref{"A.5.1"}, rated(2, 2) })
	add("target without a treatment, as current", "", func(k k, _ t) { k.Existing, k.Current, k.Target = []isms.Ref{"A.5.1"}, rated(3, 3), rated(3, 3) })
	add("target without a treatment, below current", "", func(k k, _ t) { k.Existing, k.Current, k.Target = []isms.Ref{"A.5.1"}, rated(3, 3), rated(3, 2) })
	add("target of a cancelled treatment", risk.ActionCancelled, func(k k, _ t) { k.Target = rated(2, 2) })
	add("target above inherent", risk.ActionPlanned, func(k k, _ t) { k.Inherent, k.Target = rated(2, 2), rated(3, 2) })
	add("residual before the treatment is finished", risk.ActionInProgress, func(k k, _ t) { k.Residual = rated(2, 2) })
	add("residual before it is finished, with a target", risk.ActionInProgress, func(k k, _ t) { k.Target, k.Residual = rated(3, 3), rated(2, 2) })
	add("residual of a finished treatment", risk.ActionCompleted, func(k k, _ t) { k.Residual = rated(2, 2) })
	add("residual of a finished treatment above inherent", risk.ActionCompleted, func(k k, _ t) { k.Inherent, k.Residual = rated(2, 2), rated(2, 3) })
	add("residual of a finished treatment off the scale", risk.ActionCompleted, func(k k, _ t) { k.Residual = rated(2, 9) })
	add("residual of a finished treatment, its control lost since", risk.ActionCompleted, func(k k, t t) { k.Residual, t.Controls = rated(2, 2), []isms.Ref{"A.8.1"} })
	add("residual of a finished treatment, its control lost before", risk.ActionCompleted, func(k k, t t) {
		k.Residual, t.Controls = rated(2, 2), []isms.Ref{"A.8.1"}
		k.Residual.On = day("2026-02-01")
	})
	add("residual without a treatment", "", func(k k, _ t) { k.Existing, k.Current, k.Residual = []isms.Ref{"A.5.1"}, rated(3, 3), rated(2, 2) })
	add("residual without a treatment, as current", "", func(k k, _ t) { k.Existing, k.Current, k.Residual = []isms.Ref{"A.5.1"}, rated(3, 3), rated(3, 3) })
	add("closed", risk.ActionPlanned, func(k k, _ t) { k.Closed = day("2026-02-01") })
	add("unrated", risk.ActionPlanned, func(k k, _ t) { k.Inherent = risk.Rating{} })
	add("acceptable", risk.ActionPlanned, func(k k, _ t) { k.Inherent = rated(1, 2) })
	add("two assets, one unknown, one twice", risk.ActionPlanned, func(k k, _ t) { k.Assets = []isms.ID{"psa", "unheard", "psa"} })
	add("no asset", risk.ActionPlanned, func(k k, _ t) { k.Asset, k.Threat, k.Source = "", "", "weather" })
	return r
}

// How each situation evaluates: what stands, and why, as a table for people and
// as data for programs.
func TestSituations(t *testing.T) {
	r := situations()
	e := evaluate(t, r)
	var b strings.Builder
	for n, k := range r.Risks {
		a, _ := e.LookupRisk(k.ID)
		fmt.Fprintf(&b, "%s\n  %s stands, level %d, score %d, rank %d, acceptability %q, accepted %q, within %q", k.Title, a.Stage, a.Level, a.At(a.Stage).Score, a.Rank, a.Acceptability, a.Accepted, a.WithinTolerance)
		if a.Outdated {
			b.WriteString(", outdated")
		}
		if a.Closed {
			b.WriteString(", closed")
		}
		b.WriteByte('\n')
		for s := range risk.Stages().All() {
			o := a.At(s)
			fmt.Fprintf(&b, "    %-8s %d/%d/%d score %d level %d", s, o.Likelihood, o.EaseOfExploitation, o.Impact, o.Score, o.Level)
			if o.Computed {
				b.WriteString(" computed")
			}
			if o.Reason != "" {
				fmt.Fprintf(&b, " %s", o.Reason)
			}
			b.WriteByte('\n')
		}
		if after := a.After(); after != a.At(a.Stage) {
			fmt.Fprintf(&b, "    after treatment level %d\n", after.Level)
		}
		// A risk evaluates alike whatever else the register holds.
		alone := r
		alone.Risks = r.Risks[n : n+1]
		one := assessed(t, alone, k.ID)
		one.Rank = a.Rank
		if d := diff(a, one); d != "" {
			t.Errorf("%s, alone (-want +got):\n%s", k.ID, d)
		}
	}
	golden.Equal(t, "situations.txt", b.String())
	if got := (risk.EvaluatedRisk{}).At("whole"); got != (risk.Outcome{}) {
		t.Errorf("%+v", got)
	}
}

// documents are the tables of two registers as Markdown, with all that the
// calendar and the statistics say.
func TestDocuments(t *testing.T) {
	var b strings.Builder
	r := retained()
	r.Risks[0].Assets, r.Risks[0].Vulnerability = []isms.ID{"psa", "backup"}, "no second factor"
	r.Risks[0].Affects = append(r.Risks[0].Affects, risk.Integrity)
	r.Risks[0].Existing = append(r.Risks[0].Existing, "A.5.18")
	r.Acceptances[0].Conditions, r.Acceptances[0].ReviewBy = []string{"watched", "told"}, day("2026-06-01")
	second := r.Acceptances[0]
	second.ID, second.Method, second.ApprovedBy = "A-0", "sha256:0", "intern"
	other := second
	other.Risk, other.ID = "R-0", "A-9"
	revoked := second
	revoked.ID, revoked.RevokedOn = "A-4", day("2026-02-01")
	requested := second
	requested.ID, requested.ApprovedOn = "A-5", isms.Date{}
	r.Acceptances = append(r.Acceptances, second, other, revoked, requested)
	r.Risks = append(r.Risks,
		risk.Risk{ID: "R-3", Title: "later", Scenario: "a flood", Source: "weather", Inherent: rated(2, 2), Reassessment: isms.Cadence{Every: isms.MustInterval("1 month")}},
		risk.Risk{ID: "R-2", Source: "weather", Inherent: risk.Rating{Likelihood: 2}},
		risk.Risk{ID: "R-5", Title: "never rated", Asset: "psa"},
		risk.Risk{ID: "R-4", Closed: today, Inherent: rated(1, 1), Asset: "psa", Threat: "theft"},
		risk.Risk{ID: "R-6", Inherent: risk.Rating{Likelihood: 9, Impact: 1, On: day("2026-03-05")}},
	)
	r.Treatments = append(r.Treatments,
		risk.Treatment{ID: "T-9", Title: "last", Risks: []isms.ID{"R-3", "R-1", "R-9"}, Options: []risk.Option{risk.Modify, risk.Share}, Controls: []isms.Ref{"A.8.5", "own:C-1"}, Owner: "cto", Resources: "two days", Start: day("2026-01-01"), Due: day("2026-03-01"), Rescheduled: make([]risk.Reschedule, 2), Result: "none yet", Approvals: []risk.Approval{{By: "coo"}, {By: "ciso", On: today}}},
		risk.Treatment{ID: "T-8", Title: "same day", Risks: []isms.ID{"R-1"}, Due: day("2026-03-01"), Status: "stalled"},
		risk.Treatment{ID: "T-7", Due: day("2026-02-01"), Status: risk.ActionCompleted},
		risk.Treatment{ID: "T-6", Due: day("2026-02-01"), Status: risk.ActionCancelled, Risks: []isms.ID{"R-1"}, Options: []risk.Option{risk.Avoid}},
		risk.Treatment{ID: "T-0"},
	)
	for i, r := range []risk.Register{r, situations()} {
		e := evaluate(t, r)
		for _, tab := range []table.Table{e.Table(), e.PlanTable(), e.AcceptanceTable()} {
			b.Write(tab.AppendMarkdown(nil, 2))
			b.WriteByte('\n')
		}
		for _, entry := range due(r) {
			fmt.Fprintf(&b, "%s %s %s: %s (%s %v; %v; %s)\n", entry.Window, entry.Kind, entry.Subject, entry.Title.Code, entry.Basis.Code, argsOf(entry.Basis), entry.Refs, entry.ID)
		}
		stats, err := json.MarshalIndent(e.Statistics(), "", " ")
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n", stats)
		for _, s := range append(slices.Collect(risk.Stages().All()), "whole") {
			h, err := json.Marshal(e.HeatMap(s))
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s\n", h)
		}
		if i == 0 {
			for _, id := range []isms.ID{"R-1", "R-3"} {
				for _, a := range e.Timeline(id) {
					fmt.Fprintf(&b, "%s %s %s level %d\n", id, a.Rating.On, a.Stage, a.Level)
				}
			}
		}
		reversed := r
		reversed.Risks, reversed.Treatments, reversed.Acceptances = slices.Clone(r.Risks), slices.Clone(r.Treatments), slices.Clone(r.Acceptances)
		slices.Reverse(reversed.Risks)
		slices.Reverse(reversed.Treatments)
		slices.Reverse(reversed.Acceptances)
		again := evaluate(t, reversed)
		if d := diff([]table.Table{e.Table(), e.PlanTable(), e.AcceptanceTable()}, []table.Table{again.Table(), again.PlanTable(), again.AcceptanceTable()}); d != "" {
			t.Errorf("the order of records shows:\n%s", d)
		}
	}
	golden.Equal(t, "documents.md", b.String())
}
