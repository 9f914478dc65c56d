package risk_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/internal/bounded"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// id is the ID of the i-th record of a kind.
func id(kind string, i int) isms.ID { return isms.ID(fmt.Sprintf("%s-%06d", kind, i)) }

// family makes a register of n records of each kind.
type family struct {
	name string
	make func(n int) risk.Register
}

func families() []family {
	accepted := retained().Acceptances[0]
	acceptance := func(i int, of isms.ID) risk.Acceptance {
		a := accepted
		a.ID, a.Risk, a.Extends, a.ApprovedBy, a.Delegation = id("A", i), of, id("A", i/2), "deputy", id("D", i)
		return a
	}
	delegation := func(i int) risk.Delegation {
		return risk.Delegation{ID: id("D", i), From: "board", To: "deputy", UpTo: "high"}
	}
	past := func(i int, of isms.ID) risk.Assessment {
		return risk.Assessment{Risk: of, Stage: risk.Current, Rating: rated(2, 2), Level: risk.Level(i % 3)}
	}
	return []family{
		// One of each for each: what most registers look like.
		{"side by side", func(n int) risk.Register {
			r := sound()
			r.Risks, r.Treatments, r.Assets = nil, nil, nil
			for i := range n {
				k, t := sound().Risks[0], sound().Treatments[0]
				k.ID, k.Asset = id("R", i), id("a", i)
				k.Existing = []isms.Ref{isms.OwnRef(id("C", i))}
				k.Credits = []risk.Credit{{Control: k.Existing[0], Likelihood: risk.Effect{Percent: i % 100}}}
				t.ID, t.Risks = id("T", i), []isms.ID{k.ID}
				r.Risks, r.Treatments = append(r.Risks, k), append(r.Treatments, t)
				r.Assets = append(r.Assets, risk.Asset{ID: k.Asset, DependsOn: []isms.ID{id("a", (i+1)%n)}, Values: values(risk.Grade(i%5 + 1))})
				r.Acceptances, r.Delegations = append(r.Acceptances, acceptance(i, k.ID)), append(r.Delegations, delegation(i))
				r.Controls = append(r.Controls, risk.Control{Control: k.Existing[0], State: slices.Collect(risk.ControlStates().All())[i%4]})
				r.Changes = append(r.Changes, risk.Change{ID: id("C", i), On: day("2026-02-01"), Risks: []isms.ID{k.ID}})
				r.History = append(r.History, past(i, k.ID))
			}
			return r
		}},
		// Everything at one risk.
		{"at one risk", func(n int) risk.Register {
			r := sound()
			k := &r.Risks[0]
			k.Assets, k.Affects = nil, nil
			for i := range n {
				t := sound().Treatments[0]
				t.ID, t.Options = id("T", i), append(t.Options, risk.Retain)
				t.Rescheduled = []risk.Reschedule{{From: t.Due, To: t.Due, By: "ciso", Reason: "late"}}
				r.Treatments = append(r.Treatments, t)
				k.Existing = append(k.Existing, isms.OwnRef(id("C", i)))
				k.Credits = append(k.Credits, risk.Credit{Control: k.Existing[i], Impact: risk.Effect{Percent: 1}})
				k.Assets = append(k.Assets, id("a", i))
				k.Affects = append(k.Affects, risk.Integrity)
				r.Assets = append(r.Assets, risk.Asset{ID: id("a", i), Group: "rmm"})
				r.Acceptances, r.Delegations = append(r.Acceptances, acceptance(i, "R-1")), append(r.Delegations, delegation(i))
				r.Changes = append(r.Changes, risk.Change{ID: id("C", i), On: day("2026-02-01"), Risks: []isms.ID{"R-1"}})
				r.History = append(r.History, past(i, "R-1"))
			}
			return r
		}},
		// One treatment with everything in it.
		{"in one treatment", func(n int) risk.Register {
			r := sound()
			t := &r.Treatments[0]
			t.Status, t.Completed = risk.ActionCompleted, day("2026-02-01")
			for i := range n {
				t.Options, t.Controls = append(t.Options, slices.Collect(risk.Options().All())[i%4]), append(t.Controls, isms.OwnRef(id("C", i)))
				t.Rescheduled = append(t.Rescheduled, risk.Reschedule{From: t.Due, To: t.Due, By: "ciso", Reason: "late"})
				t.Approvals = append(t.Approvals, risk.Approval{By: id("p", i), On: day("2026-02-01")})
			}
			return r
		}},
		// Every risk at the same group of assets, in the same treatment.
		{"at one group", func(n int) risk.Register {
			r := sound()
			r.Assets, r.Treatments[0].Risks, r.Risks = []risk.Asset{{ID: "all", Group: "outer"}, {ID: "outer"}}, nil, nil
			r.Treatments[0].Status = risk.ActionCompleted
			for i := range n {
				k := sound().Risks[0]
				k.ID, k.Asset, k.Inherent.Impact = id("R", i), "all", 0
				r.Risks = append(r.Risks, k)
				r.Treatments[0].Risks = append(r.Treatments[0].Risks, k.ID)
				r.Treatments[0].Approvals = append(r.Treatments[0].Approvals, risk.Approval{By: id("p", i), On: day("2026-02-01")})
				r.Assets = append(r.Assets, risk.Asset{ID: id("a", i), Group: "all", Values: values(risk.Grade(i%5 + 1)), DependsOn: []isms.ID{"all"}})
				a := acceptance(i, k.ID)
				a.Assets = []isms.ID{id("a", i)}
				r.Acceptances = append(r.Acceptances, a)
			}
			return r
		}},
	}
}

// Assets in the shapes that make graphs slow.
func shapes() map[string]func(n int) []risk.Asset {
	each := func(change func(a *risk.Asset, i, n int)) func(n int) []risk.Asset {
		return func(n int) []risk.Asset {
			assets := make([]risk.Asset, n)
			for i := range assets {
				assets[i] = risk.Asset{ID: id("a", i), Values: values(risk.Grade(i%5 + 1))}
				change(&assets[i], i, n)
			}
			return assets
		}
	}
	return map[string]func(n int) []risk.Asset{
		"a chain":                each(func(a *risk.Asset, i, _ int) { a.DependsOn = []isms.ID{id("a", i+1)} }),
		"a circle":               each(func(a *risk.Asset, i, n int) { a.DependsOn = []isms.ID{id("a", (i+1)%n)} }),
		"a star":                 each(func(a *risk.Asset, _, _ int) { a.DependsOn = []isms.ID{"a-000000"} }),
		"the same over and over": each(func(a *risk.Asset, i, _ int) { a.ID = "a"; a.DependsOn = []isms.ID{"a", id("a", i)} }),
		"one of many groups":     each(func(a *risk.Asset, i, _ int) { a.Group = id("a", i); a.ID = []isms.ID{"a", a.ID}[i%2] }),
		"groups in a chain":      each(func(a *risk.Asset, i, _ int) { a.Group = id("a", i+1) }),
		"groups in a circle":     each(func(a *risk.Asset, i, n int) { a.Group = id("a", (i+1)%n) }),
		"all in one group":       each(func(a *risk.Asset, _, _ int) { a.Group = "a-000000" }),
		"a property for each":    each(func(a *risk.Asset, i, _ int) { a.Values[0].Property = risk.Property(id("p", i)) }),
		"an override for each": each(func(a *risk.Asset, i, n int) {
			a.Overrides = []risk.Override{{Property: risk.Availability, Grade: 2, Reason: "why"}}
			a.DependsOn = []isms.ID{id("a", (i+1)%n)}
		}),
		"pairs that need the other": each(func(a *risk.Asset, i, _ int) { a.DependsOn = []isms.ID{id("a", i^1)} }),
	}
}

// Methods that grow in one part.
func growing() map[string]func(n int) risk.Method {
	product := func() risk.Method {
		return product(risk.Band{Name: "low", From: 0, To: 12}, risk.Band{Name: "high", From: 13, To: 1 << 40})
	}
	with := func(change func(m *risk.Method, n int)) func(int) risk.Method {
		return func(n int) risk.Method {
			m := product()
			change(&m, n)
			return m
		}
	}
	return map[string]func(n int) risk.Method{
		"steps": with(func(m *risk.Method, n int) { m.Likelihood = risk.Steps(words(n)...) }),
		"rows": with(func(m *risk.Method, n int) {
			m.Likelihood, m.Scorer = risk.Steps(words(n)...), make(risk.Matrix, n)
			for i := range n {
				m.Scorer.(risk.Matrix)[i] = []int{i, i, i, i, i}
			}
		}),
		"scores that fall": with(func(m *risk.Method, n int) {
			m.Likelihood = risk.Steps(words(n)...)
			m.Scorer = risk.ScorerFunc(func(p risk.Point) (int64, bool) { return -p.LikelihoodValue * p.ImpactValue, true })
		}),
		"bands": with(func(m *risk.Method, n int) { m.Likelihood, m.Bands = risk.Steps(words(n)...), risk.Levels(words(n)...) }),
		"bands over each other": with(func(m *risk.Method, n int) {
			m.Likelihood, m.Bands = risk.Steps(words(n)...), risk.Levels(words(n)...)
			for i := range m.Bands {
				m.Bands[i].From, m.Bands[i].To = 0, 1<<40
			}
		}),
		"criteria": with(func(m *risk.Method, n int) {
			m.Likelihood, m.Bands = risk.Steps(words(n)...), risk.Levels(words(n)...)
			for i := range n {
				m.Criteria = append(m.Criteria, risk.Criterion{UpTo: m.Bands[i].Name, Acceptability: risk.Acceptable}, risk.Criterion{UpTo: m.Bands[i].Name, Acceptability: risk.Acceptable, For: []risk.Property{risk.Integrity}})
			}
		}),
		"authority": with(func(m *risk.Method, n int) {
			m.Criteria = []risk.Criterion{{UpTo: "high", Acceptability: risk.Tolerable}}
			for i := range n {
				m.Criteria[0].Authority = append(m.Criteria[0].Authority, id("p", i))
				m.Criteria[0].Conditions = append(m.Criteria[0].Conditions, words(n)[i])
			}
		}),
		"waivers of steps that fall": with(func(m *risk.Method, n int) {
			m.Likelihood = risk.Steps(words(n)...)
			m.Scorer = risk.ScorerFunc(func(p risk.Point) (int64, bool) { return 1<<30 - p.LikelihoodValue*p.ImpactValue, true })
			m.Waivers = make([]risk.DefectWaiver, n)
			for i := range m.Waivers {
				m.Waivers[i] = risk.DefectWaiver{Code: []risk.DefectCode{risk.DefectBandUnreached, risk.DefectNotMonotone}[i/(n-1)], Reason: "why"}
			}
		}),
		"properties and weights": with(func(m *risk.Method, n int) {
			m.Properties, m.Weights = make([]risk.Property, n), make([]risk.Weight, n)
		}),
	}
}

// Twice the input costs at most two and a half times as much.
func TestCostGrowsWithTheInput(t *testing.T) {
	check := func(name string, n int, prepare func(n int) func()) {
		t.Run(name, func(t *testing.T) { bounded.Linear(t, n, prepare) })
	}
	five := compile(t, method())
	to := three()
	for _, f := range families() {
		verbs := map[string]func(r risk.Register){
			"Evaluate":     func(r risk.Register) { _, _ = r.Evaluate(today, nil) },
			"EvaluateWith": func(r risk.Register) { _, _ = r.EvaluateWith(five, today, nil) },
			"Check":        func(r risk.Register) { r.Check(today, nil) },
			"ControlUses": func(r risk.Register) {
				for range r.ControlUses() {
					continue
				}
			},
			"Entries":      func(r risk.Register) { r.Entries(today, isms.Date{}, nil) },
			"Reassess":     func(r risk.Register) { _, _ = r.Reassess(r.Risks[0].ID, risk.Current, rated(1, 1)) },
			"ChangeMethod": func(r risk.Register) { _, _, _ = r.ChangeMethod(to, shrink(), today) },
			"Diff":         func(r risk.Register) { _, _ = risk.Diff(r, risk.Register{}, today) },
			"Marshal":      func(r risk.Register) { _, _ = json.Marshal(r) },
		}
		for name, verb := range verbs {
			check(name+", "+f.name, 100, func(n int) func() { r := f.make(n); return func() { verb(r) } })
		}
		for name, verb := range map[string]func(e risk.Evaluation){
			"All": func(e risk.Evaluation) {
				for range e.All() {
					continue
				}
			},
			"Ranked": func(e risk.Evaluation) {
				for range e.Ranked() {
					continue
				}
			},
			"Unknown": func(e risk.Evaluation) {
				for range e.Unknown() {
					continue
				}
			},
			"Statistics":      func(e risk.Evaluation) { e.Statistics() },
			"HeatMap":         func(e risk.Evaluation) { e.HeatMap(risk.Inherent) },
			"Table":           func(e risk.Evaluation) { e.Table() },
			"PlanTable":       func(e risk.Evaluation) { e.PlanTable() },
			"AcceptanceTable": func(e risk.Evaluation) { e.AcceptanceTable() },
			"Timeline":        func(e risk.Evaluation) { e.Timeline("R-1") },
			"Accept": func(e risk.Evaluation) {
				_, _ = e.Accept(risk.Acceptance{ID: "A", Risk: "R-1", ApprovedOn: today, ApprovedBy: "board"})
			},
			"Risk":       func(e risk.Evaluation) { e.LookupRisk("R-1") },
			"Acceptance": func(e risk.Evaluation) { e.LookupAcceptance("A-1") },
		} {
			check(name+", "+f.name, 100, func(n int) func() { e := evaluate(t, f.make(n)); return func() { verb(e) } })
		}
		check("Unmarshal, "+f.name, 100, func(n int) func() {
			text, err := json.Marshal(f.make(n))
			if err != nil {
				t.Fatal(err)
			}
			return func() { var r risk.Register; _ = json.Unmarshal(text, &r) }
		})
	}
	for shape, assets := range shapes() {
		check("Inherit, "+shape, 300, func(n int) func() { a := assets(n); return func() { risk.Inherit(a) } })
		check("Cycles, "+shape, 300, func(n int) func() { a := assets(n); return func() { risk.Cycles(a) } })
		check("Members, "+shape, 300, func(n int) func() { w := risk.Inherit(assets(n)); return func() { w.Members("a-000001") } })
	}
	for part, m := range growing() {
		for name, verb := range map[string]func(m risk.Method){
			"Compile":    func(m risk.Method) { _, _ = m.Compile() },
			"Defects":    func(m risk.Method) { m.Defects() },
			"Comparable": func(m risk.Method) { risk.Comparable(m, m) },
			"Marshal":    func(m risk.Method) { _, _ = m.MarshalJSON() },
			"Check":      func(m risk.Method) { risk.Register{Method: m}.Check(today, nil) },
		} {
			check(name+", "+part, 100, func(n int) func() { m := m(n); return func() { verb(m) } })
		}
		check("Unmarshal, "+part, 100, func(n int) func() {
			text, err := json.Marshal(m(n))
			if err != nil {
				t.Fatal(err)
			}
			return func() { var m risk.Method; _ = json.Unmarshal(text, &m) }
		})
	}
	check("AppendLevels", 2000, func(n int) func() {
		grades := make([]risk.Grade, n)
		return func() { five.AppendLevels(nil, grades, grades) }
	})
	check("Rate", 1000, func(n int) func() {
		affects, impacts := make([]risk.Property, n), make([]risk.Impact, n)
		return func() { five.Rate(risk.Rating{Likelihood: 1, Impacts: impacts}, affects, nil) }
	})
	check("Verdict", 1000, func(n int) func() {
		affects := make([]risk.Property, n)
		return func() { five.Acceptability(3, affects) }
	})
	check("State", 300, func(n int) func() {
		a, now := retained().Acceptances[0], risk.Situation{Method: five, Level: 3}
		a.ApprovedBy, a.Delegation, a.Method = "deputy", "D", "sha256:0"
		for i := range n {
			now.Assets = append(now.Assets, id("a", n-i))
			a.Assets = append(a.Assets, id("a", i))
			now.Delegations = append(now.Delegations, risk.Delegation{ID: "D", From: id("p", i), To: "deputy", UpTo: "high"})
			a.Confirmed = append(a.Confirmed, risk.Confirmation{Method: five.Hash(), Level: 3, By: "board", On: day("2026-02-01")})
		}
		return func() { a.State(today, now) }
	})
	check("Parse", 500, func(n int) func() { s := risk.Steps(words(n)...); return func() { _, _ = s.Parse("nothing") } })
	check("Parse a number", 500, func(n int) func() { s := risk.Steps(words(n)...); return func() { _, _ = s.Parse("0.5") } })
	check("Valued", 500, func(n int) func() { s, v := risk.Steps(words(n)...), make([]int, n); return func() { s.Valued(v...) } })
	check("Steps", 500, func(n int) func() { w := words(n); return func() { risk.Steps(w...); risk.Levels(w...) } })
}
