package risk_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// Why each verb refuses, and where.
func TestRefusals(t *testing.T) {
	var b strings.Builder
	say := func(what string, err error) {
		laws.Error(t, nil, err)
		fmt.Fprintf(&b, "%s\n  %s\n", what, golden.Codes(err))
	}
	broken := func(change func(*risk.Register)) risk.Register {
		r := sound()
		change(&r)
		return r
	}

	_, err := broken(func(r *risk.Register) { r.Risks = append(r.Risks, risk.Risk{ID: "R-1"}) }).Evaluate(today, nil)
	say("evaluate two risks of one ID", err)
	_, err = broken(func(r *risk.Register) { r.Method.Bands = nil }).Evaluate(today, nil)
	say("evaluate under a broken method", err)
	for _, list := range []func(*risk.Register){
		func(r *risk.Register) { r.Risks = make([]risk.Risk, 1) },
		func(r *risk.Register) { r.Assets = make([]risk.Asset, 1) },
		func(r *risk.Register) { r.Treatments = make([]risk.Treatment, 1) },
		func(r *risk.Register) { r.Acceptances = make([]risk.Acceptance, 1) },
		func(r *risk.Register) { r.Delegations = make([]risk.Delegation, 1) },
		func(r *risk.Register) { r.Changes = make([]risk.Change, 1) },
		func(r *risk.Register) { r.Delegations = []risk.Delegation{{ID: "D-1"}, {ID: "D-1"}} },
		func(r *risk.Register) { r.Changes = []risk.Change{{ID: "C-2"}, {ID: "C-1"}, {ID: "C-2"}} },
	} {
		_, err := broken(list).Evaluate(today, nil)
		say("evaluate records without an ID of their own", err)
	}

	request := func(change func(*risk.Acceptance)) error {
		r := retained()
		e, err := r.Evaluate(day("2026-10-05"), nil)
		if err != nil {
			t.Fatal(err)
		}
		a := risk.Acceptance{ID: "A-2", Risk: "R-1", RequestedBy: "ciso", ApprovedBy: "head-of-it", ApprovedOn: day("2026-10-05"), Expires: day("2027-10-05")}
		change(&a)
		_, err = e.Accept(a)
		return err
	}
	say("accept without an ID", request(func(a *risk.Acceptance) { a.ID = "" }))
	say("accept a risk that is not there", request(func(a *risk.Acceptance) { a.Risk = "R-9" }))
	say("accept at no stage", request(func(a *risk.Acceptance) { a.Stage = "whole" }))
	say("accept on no day", request(func(a *risk.Acceptance) { a.ApprovedOn = isms.Date{} }))
	say("accept twice", request(func(a *risk.Acceptance) { a.ID = "A-1" }))
	say("extend what is not there", request(func(a *risk.Acceptance) { a.Extends = "A-9" }))
	say("accept what is not rated", request(func(a *risk.Acceptance) { a.Stage = risk.Target }))
	say("accept without authority", request(func(a *risk.Acceptance) { a.ApprovedBy = "intern" }))
	say("accept for too long", request(func(a *risk.Acceptance) { a.Expires = day("2027-10-06") }))
	say("accept what has run out", request(func(a *risk.Acceptance) { a.Expires = day("2026-10-04") }))
	say("accept what is revoked", request(func(a *risk.Acceptance) { a.RevokedOn = day("2026-10-05") }))
	_, err = (risk.Evaluation{}).Accept(risk.Acceptance{ID: "A-2"})
	say("accept without an evaluation", err)

	reassess := func(id isms.ID, s risk.Stage, rating risk.Rating) error {
		_, err := sound().Reassess(id, s, rating)
		return err
	}
	next := rated(2, 2)
	say("reassess a risk that is not there", reassess("R-9", risk.Current, next))
	say("reassess at no stage", reassess("R-1", "whole", next))
	say("reassess with nothing", reassess("R-1", risk.Current, risk.Rating{On: today, By: "ciso"}))
	say("reassess on no day", reassess("R-1", risk.Current, risk.Rating{Likelihood: 1, By: "ciso"}))
	say("reassess by nobody", reassess("R-1", risk.Current, risk.Rating{Likelihood: 1, On: today}))
	next.On = day("2026-01-14")
	say("reassess as of before", reassess("R-1", risk.Current, next))
	_, err = broken(func(r *risk.Register) { r.Method.Name, r.Method.Scorer = "", nil }).Reassess("R-1", risk.Current, rated(1, 1))
	say("reassess under a broken method", err)

	change := func(r risk.Register, to risk.Method, maps risk.ScaleMapping) error {
		_, _, err := r.ChangeMethod(to, maps, today)
		return err
	}
	five := shrink().Likelihood
	say("change without a map", change(sound(), three(), risk.ScaleMapping{ID: "m"}))
	say("change with half a map", change(sound(), three(), risk.ScaleMapping{ID: "m", Likelihood: five}))
	say("change with a map that falls", change(sound(), three(), risk.ScaleMapping{ID: "m", Likelihood: []risk.Grade{2, 1, 2, 3, 3}, Impact: five}))
	say("change with a short map", change(sound(), three(), risk.ScaleMapping{ID: "m", Likelihood: five, Impact: five[:3]}))
	say("change with a map beyond the scale", change(sound(), three(), risk.ScaleMapping{ID: "m", Likelihood: five, Impact: []risk.Grade{1, 1, 2, 3, 4}}))
	say("change with a map below the scale", change(sound(), three(), risk.ScaleMapping{ID: "m", Likelihood: five, Impact: []risk.Grade{0, 1, 2, 3, 3}}))
	say("change with a map for an ease there is not", change(sound(), three(), risk.ScaleMapping{ID: "m", Likelihood: five, Impact: five, EaseOfExploitation: []risk.Grade{1}}))
	say("change with a map without a name", change(sound(), three(), risk.ScaleMapping{Likelihood: five, Impact: five}))
	say("change to a broken method", change(sound(), risk.Method{}, shrink()))
	say("change from a broken method", change(broken(func(r *risk.Register) { r.Method.Bands = nil }), three(), shrink()))
	say("change of ease", change(risk.Register{Method: byEase()}, product(risk.Band{Name: "all", From: 1, To: 25}), risk.ScaleMapping{ID: "m", Likelihood: []risk.Grade{1, 2, 3}, Impact: []risk.Grade{1, 2, 3}}))
	for _, c := range []struct {
		what   string
		change func(*risk.Register)
	}{
		{"likelihood", func(r *risk.Register) { r.Risks[0].Target.Likelihood = 6 }},
		{"easeOfExploitation", func(r *risk.Register) { r.Risks[0].Current.EaseOfExploitation = 1 }},
		{"impact", func(r *risk.Register) { r.Risks[0].Inherent.Impact = -1 }},
		{"impact by property", func(r *risk.Register) { r.Risks[0].Residual.Impacts = values(7) }},
		{"value of an asset", func(r *risk.Register) { r.Assets[0].Values = values(8) }},
		{"override of an asset", func(r *risk.Register) { r.Assets[0].Overrides = []risk.Override{{Grade: -2}} }},
	} {
		say("change with an "+c.what+" off the old scale", change(broken(c.change), three(), shrink()))
	}

	_, err = risk.Diff(broken(func(r *risk.Register) { r.Assets = make([]risk.Asset, 1) }), sound(), today)
	say("compare from a register without IDs", err)
	_, err = risk.Diff(sound(), broken(func(r *risk.Register) { r.Changes = []risk.Change{{ID: "C-1"}, {ID: "C-1"}} }), today)
	say("compare to a register with one ID twice", err)
	_, err = risk.Diff(sound(), broken(func(r *risk.Register) { r.Reassessment.Every = isms.Interval{N: -1} }), today)
	say("compare to a register with an interval that is none", err)
	_, err = risk.Diff(broken(func(r *risk.Register) { r.Risks[0].Reassessment.Every = isms.Interval{N: 1, Unit: "moons"} }), sound(), today)
	say("compare from a risk with an interval that is none", err)
	_, err = risk.Diff(sound(), broken(func(r *risk.Register) { r.Method.Name, r.Method.Scorer = "ours", risk.ScorerFunc(nil) }), today)
	say("compare to a method that cannot be stored", err)
	_, err = risk.Diff(sound(), broken(func(r *risk.Register) { r.Method.Criteria[0].LongestValidity.N = -1 }), today)
	say("compare to a method with an interval that is none", err)

	apply := func(e risk.Effect, g risk.Grade) error { _, err := e.Apply(g); return err }
	say("3 steps off grade 3", apply(risk.Effect{Steps: 3}, 3))
	say("minus one step", apply(risk.Effect{Steps: -1}, 3))
	say("minus one percent", apply(risk.Effect{Percent: -1}, 3))
	say("101 percent", apply(risk.Effect{Percent: 101}, 3))
	say("steps and percent", apply(risk.Effect{Steps: 1, Percent: 1}, 3))
	say("1001 steps", apply(risk.Effect{Steps: 1001}, math.MaxInt))
	golden.Equal(t, "refusals.txt", b.String())
	if err := apply(risk.Effect{Steps: 1000}, 1001); err != nil {
		t.Error(err)
	}
	if err := apply(risk.Effect{Steps: 2}, 3); err != nil {
		t.Error(err)
	}
}

// Effects add up to a thousand steps and no further; the rest is refused at
// whatever grade.
func TestManyCredits(t *testing.T) {
	r := sound()
	r.Risks[0].Current, r.Risks[0].Target = risk.Rating{}, risk.Rating{}
	r.Risks[0].Inherent = rated(5, 5)
	for i := range 5 {
		c := isms.Ref(fmt.Sprintf("A.5.%d", i+1))
		r.Risks[0].Existing = append(r.Risks[0].Existing, c)
		r.Risks[0].Credits = append(r.Risks[0].Credits, risk.Credit{Control: c, Impact: risk.Effect{Steps: 1}})
		want := risk.Grade(4 - i)
		if a := assessed(t, r, "R-1"); a.Current.Impact != want || (a.Current.Reason == "reduction below the scale") != (want == 0) {
			t.Errorf("%d credits: %+v", i+1, a.Current)
		}
	}
}

// How far two methods compare, with all the reasons.
func TestComparisons(t *testing.T) {
	var b strings.Builder
	say := func(what string, x, y risk.Method) risk.Comparison {
		got := risk.Comparable(x, y)
		fmt.Fprintf(&b, "%s\n  %s %v\n", what, got.Result, got.Levels)
		for _, why := range got.Reasons {
			fmt.Fprintf(&b, "    %s %v\n", why.Code, argsOf(why))
			laws.Sentence(t, why)
		}
		return got
	}
	changed := func(m risk.Method, change func(*risk.Method)) risk.Method {
		change(&m)
		return m
	}
	ranges := func(m *risk.Method) { ranged("0", "0.1", "0.1", "1", "1", "10", "10", "100", "100", "0")(m) }
	bands := func(bands ...risk.Band) risk.Method { return product(bands...) }
	low, high := risk.Band{Name: "low", From: 1, To: 9}, risk.Band{Name: "high", From: 10, To: 25}
	say("itself", method(), method())
	say("nothing", risk.Method{}, risk.Method{})
	say("something to nothing", method(), risk.Method{})
	say("other names of scales and steps", method(), changed(method(), func(m *risk.Method) {
		m.Likelihood = risk.Steps("a", "b", "c", "d", "e")
		m.Impact[1].Key, m.Impact[4].Key = "b", "e"
	}))
	say("steps in another order, of another number", method(), changed(method(), func(m *risk.Method) {
		m.Likelihood[1], m.Likelihood[3] = m.Likelihood[3], m.Likelihood[1]
		m.Impact, m.Criteria = m.Impact[:4], nil
		for i, row := range m.Scorer.(risk.Matrix) {
			m.Scorer.(risk.Matrix)[i] = row[:4]
		}
		m.Scorer.(risk.Matrix)[4][3] = 5
	}))
	say("a step of another name between two that change places", method(), changed(method(), func(m *risk.Method) {
		m.Impact[1], m.Impact[3] = m.Impact[3], m.Impact[1]
		m.Impact[2].Key = "new"
	}))
	say("an ease more", changed(byEase(), func(m *risk.Method) { m.EaseOfExploitation = nil; m.Bands = []risk.Band{{Name: "all", From: 2, To: 6}} }), byEase())
	say("ranges where there were none", method(), changed(method(), ranges))
	say("another start and end of a range", changed(method(), ranges), changed(method(), func(m *risk.Method) {
		ranged("0", "0.1", "0.1", "2", "2", "10", "10", "100", "100", "1000")(m)
	}))
	say("another combination and ranges", changed(method(), ranges), changed(method(), func(m *risk.Method) { m.Combine = risk.Mean }))
	say("weights", changed(method(), func(m *risk.Method) { m.Combine = risk.Mean }), changed(method(), func(m *risk.Method) {
		m.Combine, m.Weights = risk.Mean, []risk.Weight{{Property: risk.Integrity, Weight: 2}}
	}))
	say("the same weights by other words", changed(method(), func(m *risk.Method) { m.Combine = risk.Highest }), changed(method(), func(m *risk.Method) {
		m.Properties = []risk.Property{risk.Availability, risk.Confidentiality, risk.Integrity}
	}))
	say("levels in another order", method(), changed(method(), func(m *risk.Method) {
		m.Bands[0].Key, m.Bands[4].Key, m.Criteria = "very high", "very low", nil
	}))
	say("scores that rank otherwise", bands(low, high), changed(bands(low, high), func(m *risk.Method) {
		m.Scorer = risk.ScorerFunc(func(p risk.Point) (int64, bool) {
			if p.LikelihoodValue*p.ImpactValue < 10 {
				return 5, true
			}
			return p.LikelihoodValue * p.ImpactValue, true
		})
	}))
	say("self-acceptance", method(), changed(method(), func(m *risk.Method) { m.SelfAcceptance = "two in all" }))
	say("the other way round", bands(risk.Band{Name: "low", From: 1, To: 9}, high), changed(bands(risk.Band{Name: "green", From: -25, To: -10}, risk.Band{Name: "red", From: -9, To: -1}), func(m *risk.Method) {
		m.Scorer = risk.ScorerFunc(func(p risk.Point) (int64, bool) { return -p.LikelihoodValue * p.ImpactValue, true })
		m.Waivers = []risk.DefectWaiver{{Code: risk.DefectNotMonotone, Reason: "counted down"}}
	}))
	say("two levels made of one", changed(bands(risk.Band{Name: "a", From: 1, To: 4}, risk.Band{Name: "b", From: 5, To: 9}, high), func(*risk.Method) {}), bands(low, high))
	say("one level made of two", bands(low, high), bands(risk.Band{Name: "a", From: 1, To: 4}, risk.Band{Name: "b", From: 5, To: 9}, high))
	say("a level that nothing has", changed(bands(low, high, risk.Band{Name: "extreme", From: 26, To: 30}), func(m *risk.Method) {
		m.Waivers = []risk.DefectWaiver{{Code: risk.DefectBandUnreached, Reason: "kept"}}
	}), bands(risk.Band{Name: "green", From: 1, To: 9}, risk.Band{Name: "red", From: 10, To: 25}))
	golden.Equal(t, "comparisons.txt", b.String())

	c := compile(t, method())
	if got := c.Compare(risk.Compiled{}); got.Result != risk.NotComparable || len(got.Reasons) != 1 || got.Reasons[0].Code != "risk/no-method" {
		t.Errorf("%+v", got)
	}
	if got := (risk.Compiled{}).Compare(c); got.Result != risk.NotComparable {
		t.Errorf("%+v", got)
	}
}

// argsOf is what the arguments of a sentence say, those inside of it by their codes.
func argsOf(s isms.Sentence) []string {
	var words []string
	for _, a := range s.Args {
		if a.Sentence != nil {
			words = append(words, a.Sentence.Code)
		} else {
			words = append(words, a.Value)
		}
	}
	return words
}
