package risk_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// All that changed between two registers, in order, with both values.
func TestDifferences(t *testing.T) {
	before := full()
	before.Method = method()
	before.Risks[0].Closed, before.Risks[0].ClosedReason = isms.Date{}, ""
	before.Risks[0].Credits = nil
	before.Controls = append(before.Controls, risk.Control{Control: "A.5.1"}, risk.Control{Control: "A.5.1"})
	after := full()
	after.Method = three()
	after.Assessed, after.Reassessment.Every = day("2026-02-28"), isms.MustInterval("6 months")
	after.Assets[0].Owner, after.Assets[0].Values = "cto", nil
	k := &after.Risks[0]
	k.Inherent, k.Current, k.Target, k.Residual = rated(2, 2), risk.Rating{}, rated(1, 1), rated(3, 3)
	k.Credits, k.Closed, k.ClosedReason, k.Title = nil, isms.Date{}, "", "another"
	x := &after.Treatments[0]
	x.Due, x.Start, x.Rescheduled = day("2026-02-01"), day("2026-01-31"), nil
	x.Status, x.Percent, x.Completed, x.Result, x.Title = risk.ActionInProgress, 7, isms.Date{}, "", "again"
	after.Acceptances[0].Level, after.Delegations[0].UpTo, after.Changes[0].Description = 2, "low", "two sites"
	after.Controls = append([]risk.Control{{Control: "A.5.0"}}, after.Controls...)
	after.Controls = append(after.Controls, risk.Control{Control: "A.5.1"}, risk.Control{Control: "A.9.9"})
	after.History = []risk.Assessment{{Risk: "R-1", Stage: risk.Target}}
	more := after
	more.Assets = append(slices.Clone(after.Assets), risk.Asset{ID: "a"}, risk.Asset{ID: "z"})
	more.Risks = append(slices.Clone(after.Risks), risk.Risk{ID: "R-0"}, risk.Risk{ID: "R-2"})
	var b strings.Builder
	for _, c := range []struct {
		name          string
		before, after risk.Register
	}{
		{"one to the other", before, after},
		{"back", after, before},
		{"two risks and assets more", after, more},
		{"two risks and assets fewer", more, after},
		{"from nothing", risk.Register{}, sound()},
		{"to nothing", sound(), risk.Register{}},
		{"to a method with defects", sound(), func() risk.Register { r := sound(); r.Method.Bands = nil; r.Risks[0].Title = ""; return r }()},
		{"from a method with defects", func() risk.Register { r := sound(); r.Method.Bands = nil; r.Risks[0].Title = ""; return r }(), sound()},
	} {
		ds, err := risk.Diff(c.before, c.after, today)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, c.name)
		for _, d := range ds {
			fmt.Fprintf(&b, "  %s %s\n    was %s\n    is  %s\n", d.Kind, d.Path, d.Before, d.After)
		}
	}
	golden.Equal(t, "differences.txt", b.String())
}

// All that a change of method does: registers as JSON, effects in full.
func TestEffectsOfAChange(t *testing.T) {
	r := retained()
	r.Method.EaseOfExploitation = nil
	second := r.Acceptances[0]
	second.ID = "A-0"
	expired := second
	expired.ID, expired.Expires = "A-3", day("2026-02-01")
	r.Acceptances = append(r.Acceptances, second, expired)
	r.Assets[0].Values = append(values(4), risk.Impact{Property: risk.Integrity})
	r.Assets[0].Overrides = []risk.Override{{Property: "safety", Grade: 5, Reason: "as agreed"}, {Property: risk.Integrity}}
	r.Risks[0].Credits = []risk.Credit{
		{Control: "A.5.17", Likelihood: risk.Effect{Steps: 1}},
		{Control: "A.5.18", Impact: risk.Effect{Steps: 1}},
		{Control: "A.5.19", EaseOfExploitation: risk.Effect{Steps: 1}},
		{Control: "A.5.20", Likelihood: risk.Effect{Percent: 50}, Impact: risk.Effect{Percent: 50}},
	}
	r.Risks = append(r.Risks, risk.Risk{ID: "R-0", Inherent: risk.Rating{Likelihood: 5, Impacts: values(2)}, Current: risk.Rating{Impact: 4}, Affects: []risk.Property{risk.Availability}}, risk.Risk{ID: "R-2"})
	stricter := method()
	stricter.Criteria[0].UpTo = "very low"
	var b strings.Builder
	for _, c := range []struct {
		name string
		to   risk.Method
		maps risk.ScaleMapping
	}{
		{"to three steps", three(), shrink()},
		{"stricter", stricter, risk.ScaleMapping{ID: "stricter"}},
		{"likelihoods turned into one", method(), risk.ScaleMapping{ID: "flat", Likelihood: []risk.Grade{5, 5, 5, 5, 5}}},
		{"impacts one up", method(), risk.ScaleMapping{ID: "up", Impact: []risk.Grade{2, 3, 4, 5, 5}}},
	} {
		next, effects, err := r.ChangeMethod(c.to, c.maps, today)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, c.name)
		for _, e := range effects {
			text, err := json.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "  %s\n", text)
		}
		ds, err := risk.Diff(r, next, today)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range ds {
			fmt.Fprintf(&b, "  %s %s: %s, then %s\n", d.Kind, d.Path, d.Before, d.After)
		}
	}
	golden.Equal(t, "effects.txt", b.String())
	// An ease that both methods have is kept as it is, or mapped.
	eased := risk.Register{Method: byEase(), Risks: []risk.Risk{{ID: "R-1", Inherent: risk.Rating{Likelihood: 1, EaseOfExploitation: 2, Impact: 3}, Credits: []risk.Credit{{Control: "A.5.1", EaseOfExploitation: risk.Effect{Steps: 1}}}}}}
	next, effects, err := eased.ChangeMethod(byEase(), risk.ScaleMapping{ID: "same"}, today)
	if err != nil || len(effects) != 1 || next.Risks[0].Inherent.EaseOfExploitation != 2 {
		t.Errorf("%v, %+v", err, effects)
	}
	next, effects, err = eased.ChangeMethod(byEase(), risk.ScaleMapping{ID: "up", EaseOfExploitation: []risk.Grade{1, 3, 3}}, today)
	if err != nil || next.Risks[0].Inherent.EaseOfExploitation != 3 || len(effects) != 2 || effects[len(effects)-1].Kind != risk.ReductionInDoubt {
		t.Errorf("%v, %+v", err, effects)
	}
}

// What is frozen are the assets that the risk names, groups with their members,
// each once, sorted.
func TestAssetsOfAnAcceptance(t *testing.T) {
	r := retained()
	r.Acceptances = nil
	r.Assets = []risk.Asset{{ID: "z", Group: "g"}, {ID: "a", Group: "g"}, {ID: "g"}, {ID: "m"}}
	r.Risks[0].Asset, r.Risks[0].Assets = "", []isms.ID{"unheard", "", "g", "m", "z"}
	a, err := evaluate(t, r).Accept(risk.Acceptance{ID: "A-1", Risk: "R-1", RequestedBy: "ciso", ApprovedBy: "head-of-it", ApprovedOn: day("2026-01-20"), Expires: day("2026-09-30")})
	if want := []isms.ID{"a", "m", "unheard", "z"}; err != nil || !slices.Equal(a.Assets, want) {
		t.Errorf("%v, want %v, %v", a.Assets, want, err)
	}
	r.Risks[0].Assets = nil
	if a, err = evaluate(t, r).Accept(a); err != nil || len(a.Assets) != 0 {
		t.Errorf("%+v, %v", a, err)
	}
}

// What a situation that a caller made by hand says, in any order and with assets
// named twice.
func TestSituationsByHand(t *testing.T) {
	c := compile(t, method())
	a := risk.Acceptance{ID: "A-1", Level: 3, Method: c.Hash(), Assets: []isms.ID{"b", "d", "nothing"}, RequestedBy: "ciso", ApprovedBy: "head-of-it", ApprovedOn: day("2026-01-20"), Expires: day("2026-09-30")}
	assets := []isms.ID{"d", "a", "c", "a", "b"}
	got := a.State(today, risk.Situation{Method: c, Level: 3, Assets: assets})
	if want := (risk.AcceptanceState{Status: risk.AcceptanceInForce, Uncovered: 2, NotCovered: []isms.ID{"a", "c"}}); diff(want, got) != "" {
		t.Errorf("%+v", got)
	}
	if !slices.Equal(assets, []isms.ID{"d", "a", "c", "a", "b"}) {
		t.Error("the caller's list was sorted")
	}
	var many []isms.ID
	for i := range 150 {
		many = append(many, isms.ID(fmt.Sprintf("m%03d", i)))
	}
	got = a.State(today, risk.Situation{Method: c, Level: 3, Assets: append(many, "b")})
	if got.Uncovered != 150 || len(got.NotCovered) != 100 || got.NotCovered[99] != "m099" {
		t.Errorf("%d uncovered, %d listed", got.Uncovered, len(got.NotCovered))
	}
	a.Assets = nil
	if got := a.State(today, risk.Situation{Method: c, Level: 3, Assets: many}); got.Uncovered != 0 {
		t.Errorf("an acceptance of the risk whatever its assets: %+v", got)
	}
	// The owner may accept what no criterion names somebody for, unless it is
	// unacceptable; nobody may by being nobody.
	m := method()
	m.Criteria[1].Authority = nil
	c = compile(t, m)
	a.Method, a.RequestedBy = c.Hash(), "clerk"
	for _, x := range []struct {
		approver, owner isms.ID
		level           risk.Level
		want            []risk.AcceptanceReason
	}{
		{"cfo", "cfo", 3, nil},
		{"cfo", "ciso", 3, []risk.AcceptanceReason{"no authority"}},
		{"board", "cfo", 3, nil},
		{"cfo", "cfo", 5, []risk.AcceptanceReason{"no authority"}},
		{"board", "cfo", 5, nil},
		{"", "", 3, []risk.AcceptanceReason{"no approver"}},
	} {
		a.ApprovedBy, a.Level = x.approver, x.level
		if got := a.State(today, risk.Situation{Method: c, Level: x.level, Owner: x.owner}); !slices.Equal(got.Reasons, x.want) || got.Status.InForce() != (x.want == nil) {
			t.Errorf("%q accepts level %d of %q: %+v", x.approver, x.level, x.owner, got)
		}
	}
}

// A delegation counts from the day it is valid, for the one it names, up to its
// level, and if who gave it had the authority; never from nobody or to oneself.
func TestDelegations(t *testing.T) {
	c := compile(t, method())
	sound := risk.Delegation{ID: "D-1", From: "head-of-it", To: "deputy", UpTo: "medium", Valid: isms.Window{First: day("2026-01-20"), Last: day("2026-01-20")}}
	for what, x := range map[string]struct {
		change func(*risk.Acceptance, *risk.Delegation)
		ok     bool
	}{
		"as it should be": {func(*risk.Acceptance, *risk.Delegation) {}, true},
		"up to more":      {func(_ *risk.Acceptance, d *risk.Delegation) { d.UpTo = "high" }, true},
		"up to less":      {func(_ *risk.Acceptance, d *risk.Delegation) { d.UpTo = "low" }, false},
		"up to nothing":   {func(_ *risk.Acceptance, d *risk.Delegation) { d.UpTo = "" }, false},
		"another name":    {func(a *risk.Acceptance, _ *risk.Delegation) { a.Delegation = "D-2" }, false},
		"no name":         {func(a *risk.Acceptance, d *risk.Delegation) { a.Delegation, d.ID = "", "" }, false},
		"to another":      {func(_ *risk.Acceptance, d *risk.Delegation) { d.To = "intern" }, false},
		"to oneself": {func(a *risk.Acceptance, d *risk.Delegation) {
			d.From, d.To, a.ApprovedBy = "intern", "intern", "intern"
		}, false},
		"from nobody":        {func(_ *risk.Acceptance, d *risk.Delegation) { d.From = "" }, false},
		"from one without":   {func(_ *risk.Acceptance, d *risk.Delegation) { d.From = "intern" }, false},
		"from one with more": {func(_ *risk.Acceptance, d *risk.Delegation) { d.From = "board" }, true},
		"from the day after": {func(_ *risk.Acceptance, d *risk.Delegation) {
			d.Valid.First, d.Valid.Last = day("2026-01-21"), isms.Date{}
		}, false},
		"until the day before": {func(_ *risk.Acceptance, d *risk.Delegation) {
			d.Valid.First, d.Valid.Last = isms.Date{}, day("2026-01-19")
		}, false},
		"of those who may by name": {func(a *risk.Acceptance, _ *risk.Delegation) { a.ApprovedBy = "ciso"; a.RequestedBy = "clerk" }, true},
	} {
		a := risk.Acceptance{ID: "A-1", Level: 3, Method: c.Hash(), RequestedBy: "ciso", ApprovedBy: "deputy", ApprovedOn: day("2026-01-20"), Expires: day("2026-09-30"), Delegation: "D-1"}
		d := sound
		x.change(&a, &d)
		got := a.State(today, risk.Situation{Method: c, Level: 3, Owner: "owner", Delegations: []risk.Delegation{{ID: "D-0"}, d}})
		if got.Status.InForce() != x.ok {
			t.Errorf("%s: %+v", what, got)
		}
	}
}

// Of confirmations under the present method the latest counts, of one day the
// stricter; those of nobody, of no day, of another method and to come do not.
func TestConfirmations(t *testing.T) {
	c := compile(t, method())
	sound := risk.Confirmation{Method: c.Hash(), Level: 3, By: "board", On: day("2026-02-01")}
	with := func(change func(*risk.Confirmation)) risk.Confirmation {
		x := sound
		change(&x)
		return x
	}
	later := func(on string, l risk.Level) risk.Confirmation {
		return with(func(x *risk.Confirmation) { x.On, x.Level = day(on), l })
	}
	for n, x := range []struct {
		confirmed []risk.Confirmation
		level     risk.Level // now
		want      risk.AcceptanceStatus
	}{
		{nil, 3, risk.AcceptanceOutdated},
		{[]risk.Confirmation{sound}, 3, risk.AcceptanceInForce},
		{[]risk.Confirmation{sound}, 4, risk.AcceptanceOutdated},
		{[]risk.Confirmation{with(func(x *risk.Confirmation) { x.By = "" })}, 3, risk.AcceptanceOutdated},
		{[]risk.Confirmation{with(func(x *risk.Confirmation) { x.On = isms.Date{} })}, 3, risk.AcceptanceOutdated},
		{[]risk.Confirmation{with(func(x *risk.Confirmation) { x.On = day("2026-03-03") })}, 3, risk.AcceptanceOutdated},
		{[]risk.Confirmation{with(func(x *risk.Confirmation) { x.On = today })}, 3, risk.AcceptanceInForce},
		{[]risk.Confirmation{with(func(x *risk.Confirmation) { x.Method = "sha256:1" })}, 3, risk.AcceptanceOutdated},
		{[]risk.Confirmation{later("2026-02-02", 2), sound}, 3, risk.AcceptanceOutdated},
		{[]risk.Confirmation{later("2026-02-02", 4), sound}, 4, risk.AcceptanceRejected},
		{[]risk.Confirmation{later("2026-02-01", 2), sound}, 3, risk.AcceptanceOutdated},
		{[]risk.Confirmation{sound, later("2026-02-01", 2)}, 3, risk.AcceptanceOutdated},
		{[]risk.Confirmation{sound, later("2026-01-31", 2)}, 3, risk.AcceptanceInForce},
		{[]risk.Confirmation{sound, later("2026-02-01", 6)}, 3, risk.AcceptanceInForce},
		{[]risk.Confirmation{with(func(x *risk.Confirmation) { x.By = "" }), sound}, 3, risk.AcceptanceInForce},
	} {
		a := risk.Acceptance{ID: "A-1", Level: 5, Method: "sha256:0", RequestedBy: "ciso", ApprovedBy: "head-of-it", ApprovedOn: day("2026-01-20"), Expires: day("2026-09-30"), Confirmed: x.confirmed}
		if got := a.State(today, risk.Situation{Method: c, Level: x.level}); got.Status != x.want {
			t.Errorf("%d: %+v, want %s", n, got, x.want)
		}
	}
}

// Where no method is known, none was confirmed, not even the one without a hash.
func TestNothingIsConfirmedUnderNoMethod(t *testing.T) {
	a := risk.Acceptance{ID: "A-1", Level: 3, Method: "sha256:0", ApprovedOn: day("2026-01-20"), Confirmed: []risk.Confirmation{{Level: 3, By: "board", On: day("2026-02-01")}}}
	if got := a.State(today, risk.Situation{Level: 3}); !slices.Equal(got.Reasons, []risk.AcceptanceReason{"method changed", "level unknown"}) {
		t.Errorf("%+v", got)
	}
	a.Method = ""
	if got := a.State(today, risk.Situation{Level: 3}); !slices.Equal(got.Reasons, []risk.AcceptanceReason{"method unknown", "level unknown"}) {
		t.Errorf("%+v", got)
	}
}

// Revoked on no day is revoked; on a day to come it is not yet.
func TestRevoked(t *testing.T) {
	by := risk.Acceptance{ApprovedOn: today, RevokedBy: "ciso"} // on no day, but revoked
	if got := by.State(today, risk.Situation{}); got.Status != risk.AcceptanceRevoked {
		t.Errorf("%+v", got)
	}
	by.RevokedOn = day("2026-03-03")
	if got := by.State(today, risk.Situation{}); got.Status == risk.AcceptanceRevoked {
		t.Errorf("%+v", got)
	}
}

// The days on which risks are to be assessed again; none beyond the calendar and
// none for an interval that cannot be counted.
func TestNextAssessments(t *testing.T) {
	next := func(change func(*risk.Register)) string {
		r := sound()
		r.Treatments = nil
		change(&r)
		var days []string
		for _, e := range due(r) {
			days = append(days, e.Window.String())
		}
		return strings.Join(days, " ")
	}
	for n, x := range []struct {
		change func(*risk.Register)
		want   string
	}{
		{func(*risk.Register) {}, "2027-01-15"},
		{func(r *risk.Register) { r.Risks[0].Reassessment.Every = isms.MustInterval("3 months") }, "2026-04-15"},
		{func(r *risk.Register) { r.Risks[0].Current.On = today }, "2027-03-02"},
		{func(r *risk.Register) { r.Risks[0].Current.On = day("2026-03-03") }, "2027-01-15"},
		{func(r *risk.Register) { r.Reassessment.Every = isms.Interval{} }, ""},
		{func(r *risk.Register) { r.Reassessment.Every = isms.Interval{N: -1, Unit: isms.Days} }, ""},
		{func(r *risk.Register) { r.Reassessment.Every = isms.Interval{N: 7990, Unit: isms.Years} }, ""},
		{func(r *risk.Register) { r.Risks[0].Closed = today }, ""},
		{func(r *risk.Register) {
			k := &r.Risks[0]
			k.Inherent, k.Current, k.Target = risk.Rating{}, risk.Rating{}, risk.Rating{}
		}, ""},
		{func(r *risk.Register) {
			k := &r.Risks[0]
			k.Inherent.On, k.Current.On, k.Target.On, r.Assessed = isms.Date{}, isms.Date{}, isms.Date{}, day("2026-02-20")
		}, "2027-02-20"},
		{func(r *risk.Register) {
			k := &r.Risks[0]
			k.Inherent.On, k.Current.On, k.Target.On, r.Assessed = isms.Date{}, isms.Date{}, isms.Date{}, today
		}, "2027-03-02"},
		{func(r *risk.Register) {
			k := &r.Risks[0]
			k.Inherent.On, k.Current.On, k.Target.On, r.Assessed = isms.Date{}, isms.Date{}, isms.Date{}, day("2026-03-03")
		}, ""},
		{func(r *risk.Register) { r.Risks[0].Residual = risk.Rating{On: today} }, "2027-01-15"}, // rates nothing
	} {
		if got := next(x.change); got != x.want {
			t.Errorf("%d: %q, want %q", n, got, x.want)
		}
	}
}

// The impact of a risk at several assets is the highest of them, whatever stands
// first, groups with their members.
func TestImpactOfSeveralAssets(t *testing.T) {
	r := sound()
	r.Assets = []risk.Asset{{ID: "a", Values: values(2)}, {ID: "b", Values: values(4)}, {ID: "c", Values: values(3)}, {ID: "in", Group: "g", Values: values(5)}, {ID: "g", Values: values(1)}}
	for n, x := range []struct {
		asset  isms.ID
		assets []isms.ID
		want   risk.Grade
	}{
		{"a", nil, 2}, {"a", []isms.ID{"b"}, 4}, {"b", []isms.ID{"a", "c"}, 4}, {"", []isms.ID{"a", "c"}, 3}, {"", []isms.ID{"c", "a"}, 3}, {"g", nil, 5}, {"a", []isms.ID{"g"}, 5}, {"a", []isms.ID{"unheard"}, 2}, {"unheard", nil, 0},
	} {
		k := &r.Risks[0]
		k.Asset, k.Assets, k.Affects, k.Inherent = x.asset, x.assets, []risk.Property{risk.Availability}, risk.Rating{Likelihood: 3}
		k.Current, k.Target = risk.Rating{}, risk.Rating{}
		if a := assessed(t, r, "R-1"); a.Inherent.Impact != x.want {
			t.Errorf("%d: impact %d, want %d", n, a.Inherent.Impact, x.want)
		}
	}
	r.Assets = nil
	if a := assessed(t, r, "R-1"); a.Inherent.Reason != "impact not rated" {
		t.Errorf("%+v", a.Inherent)
	}
}

// Acceptances of one risk are each compared with the stage that they name.
func TestAcceptancesOfTwoStages(t *testing.T) {
	r := retained()
	r.Risks[0].Current = rated(2, 2)
	inherent := r.Acceptances[0]
	inherent.ID, inherent.Stage, inherent.Level = "A-2", risk.Inherent, 2
	r.Acceptances = append(r.Acceptances, inherent)
	for range 2 {
		e := evaluate(t, r)
		if s, _ := e.LookupAcceptance("A-1"); s.Status != risk.AcceptanceInForce || !s.BelowAccepted {
			t.Errorf("of what remains: %+v", s)
		}
		if s, _ := e.LookupAcceptance("A-2"); s.Status != risk.AcceptanceOutdated || !slices.Equal(s.Reasons, []risk.AcceptanceReason{"higher level"}) {
			t.Errorf("of the inherent risk: %+v", s)
		}
		slices.Reverse(r.Acceptances)
	}
}

// A risk that is gone does not hide what became of those after it.
func TestLevelsAfterARemovedRisk(t *testing.T) {
	before := retained()
	before.Risks = append(before.Risks, risk.Risk{ID: "R-0", Inherent: rated(1, 1)}, risk.Risk{ID: "R-2", Inherent: rated(1, 1)})
	after := retained()
	after.Risks[0].Inherent = rated(5, 5)
	ds, err := risk.Diff(before, after, today)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(ds, risk.Difference{Kind: "level changed", Path: "risks[R-1].level", Before: "medium", After: "very high"}) {
		t.Errorf("%+v", ds)
	}
}
