package risk_test

import (
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

func ExampleOption() {
	for _, o := range []risk.Option{risk.Modify, "", "transfer"} {
		fmt.Printf("%q %t\n", o, risk.Options().Has(o))
	}
	// Output:
	// "modify" true
	// "" false
	// "transfer" false
}

func ExampleActionStatus() {
	t := risk.Treatment{Due: isms.MustDate("2026-03-01")}
	for _, p := range []risk.ActionStatus{risk.ActionInProgress, risk.ActionCompleted} {
		t.Status = p
		fmt.Println(p, t.Overdue(isms.MustDate("2026-03-02")))
	}
	// Output:
	// in progress true
	// completed false
}

func ExampleAnswer() {
	within := []isms.Answer{risk.Level(2).WithinTolerance(3), risk.Level(4).WithinTolerance(3), risk.Level(0).WithinTolerance(3)}
	fmt.Printf("%q\n", within)
	// Output:
	// ["yes" "no" ""]
}

func ExamplePublishedMethods() {
	for r := range risk.PublishedMethods() {
		if r.Source.Confidence == "high" {
			fmt.Println(r.Key, len(r.Method.Bands), "levels")
		}
	}
	bsi, _ := risk.LookupMethod("bsi-200-3-4x4")
	fmt.Println(bsi.Method)
	fmt.Println(len(risk.Sources()), "sources")
	// Output:
	// iso27005-2022-5x5 5 levels
	// nist-sp-800-30-5x5 5 levels
	// bsi-200-3-4x4 4 levels
	// BSI Standard 200-3, example: 4 likelihoods, 4 impacts, 4 levels, no acceptance criteria
	// 11 sources
}

func ExampleISO27005() {
	m := risk.ISO27005()
	m.Criteria = []risk.Criterion{
		{UpTo: "low", Acceptability: risk.Acceptable},
		{UpTo: "very high", Acceptability: risk.Unacceptable, Authority: []isms.ID{"board"}},
	}
	c, err := m.Compile()
	likely, _ := m.Likelihood.Parse("likely")
	serious, _ := m.Impact.Parse("serious")
	level := c.Level(likely, serious)
	fmt.Println(c.LevelName(level), c.Acceptability(level, nil), err)
	// Output:
	// medium unacceptable <nil>
}

// A matrix of one's own: rows are likelihoods, columns impacts.
func ExampleMatrix() {
	m := risk.Method{
		Name: "two by three", Likelihood: risk.Steps("rare", "often"), Impact: risk.Steps("small", "large", "ruinous"),
		Scorer: risk.Matrix{
			{1, 1, 2},
			{1, 2, 3},
		},
		Bands: risk.Levels("green", "amber", "red"),
	}
	c, err := m.Compile()
	fmt.Println(c.LevelName(c.Level(2, 3)), err)
	// Output:
	// red <nil>
}

// The defects of a method name their place.
func ExampleDefect() {
	m := risk.ISO27005()
	m.Scorer.(risk.Matrix)[2][3] = 2
	for _, d := range m.Defects() {
		fmt.Println(d.Code, d.Likelihood, d.Impact, d.Problem.Path)
	}
	// Output:
	// not monotone 3 4 scorer.cells[#2][#3]
	// not monotone 3 4 scorer.cells[#2][#3]
}

// Why a method cannot be used is data.
func ExampleMethod_Compile_refused() {
	_, err := risk.Method{Name: "draft", Likelihood: risk.Steps("rare"), Impact: risk.Steps("small"), Scorer: risk.Sum{}}.Compile()
	var bad *isms.Error
	if errors.As(err, &bad) {
		fmt.Println(len(bad.Problems), bad.Problems[0].Code, bad.Problems[0].Path)
	}
	// Output:
	// 1 risk/no-risk-levels bands
}

// Asset value from 0 to 4, threat and ease from 0 to 2, added.
func ExampleSum() {
	three := risk.Steps("low", "medium", "high").Valued(0, 1, 2)
	m := risk.Method{
		Name: "asset, threat, ease", Likelihood: three, EaseOfExploitation: three, Impact: risk.Steps("0", "1", "2", "3", "4").Valued(0, 1, 2, 3, 4),
		Scorer: risk.Sum{},
		Bands:  []risk.Band{{Name: "low", From: 0, To: 2}, {Name: "medium", From: 3, To: 5}, {Name: "high", From: 6, To: 8}},
	}
	c, err := m.Compile()
	o := c.Rate(risk.Rating{Likelihood: 3, EaseOfExploitation: 2, Impact: 5}, nil, nil)
	fmt.Println(o.Score, c.LevelName(o.Level), err)
	// Output:
	// 7 high <nil>
}

// Scores count in units of the last place: 250 is 2.50.
func ExampleWeightedSum() {
	w := risk.WeightedSum{Likelihood: isms.MustDecimal("0.25"), Impact: isms.MustDecimal("0.75"), Places: 2}
	fmt.Println(w.Score(risk.Point{LikelihoodValue: 4, ImpactValue: 2}))
	// Output:
	// 250 true
}

// Likelihood times impact plus twice the impact, on a scale to 10: 571 is 5.71.
func ExampleWeightedProduct() {
	c := risk.WeightedProduct{Impact: 2, Top: 5*5 + 2*5}
	fmt.Println(c.Score(risk.Point{LikelihoodValue: 3, ImpactValue: 4}))
	// Output:
	// 571 true
}

// A scorer of one's own: the worse of the two, more for the worst impact.
func ExampleScorerFunc() {
	worse := risk.ScorerFunc(func(p risk.Point) (int64, bool) {
		score := int64(max(p.Likelihood, p.Impact))
		if p.Impact == 3 {
			score++
		}
		return score, true
	})
	three := risk.Steps("1", "2", "3")
	m := risk.Method{Name: "ours", Likelihood: three, Impact: three, Scorer: worse, Bands: []risk.Band{{Name: "low", From: 1, To: 2}, {Name: "high", From: 3, To: 4}}}
	text, err := m.MarshalJSON() // it is stored as the table of its scores
	var back risk.Method
	err = errors.Join(err, back.UnmarshalJSON(text))
	fmt.Println(risk.Comparable(m, back).Result, err)
	// Output:
	// fully comparable <nil>
}

func ExampleCombination() {
	m := risk.ISO27005()
	r := risk.Rating{Likelihood: 3, Impacts: []risk.Impact{{Property: risk.Confidentiality, Grade: 2}, {Property: risk.Availability, Grade: 5}}}
	at := []risk.Property{risk.Confidentiality, risk.Availability}
	for _, how := range []risk.Combination{risk.Highest, risk.Mean} {
		m.Combine = how
		c, err := m.Compile()
		fmt.Println(how, c.Rate(r, at, nil).Impact, err)
	}
	// Output:
	// highest 5 <nil>
	// mean 4 <nil>
}

func ExampleEffect() {
	for _, e := range []risk.Effect{{}, {Steps: 1}, {Percent: 50}, {Steps: 9}} {
		g, err := e.Apply(4)
		fmt.Println(g, err != nil)
	}
	// Output:
	// 4 false
	// 3 false
	// 3 false
	// 0 true
}

func ExampleCycles() {
	fmt.Println(risk.Cycles([]risk.Asset{
		{ID: "dns", DependsOn: []isms.ID{"directory"}},
		{ID: "directory", DependsOn: []isms.ID{"dns"}},
		{ID: "mail", DependsOn: []isms.ID{"dns"}},
	}))
	// Output:
	// [[directory dns]]
}

// An acceptance becomes outdated by itself.
func ExampleAcceptanceStatus() {
	r := exampleRegister()
	r.Risks[1].Inherent = risk.Rating{Likelihood: 3, Impact: 3}
	r.Acceptances = []risk.Acceptance{{
		ID: "A-1", Risk: "R-2", Level: 3, Method: r.Method.Hash(), RequestedBy: "coo", ApprovedBy: "ciso",
		ApprovedOn: isms.MustDate("2026-01-20"), Expires: isms.MustDate("2026-09-30"),
	}}
	show := func(day string) {
		e, err := r.Evaluate(isms.MustDate(day), nil)
		s, _ := e.LookupAcceptance("A-1")
		var status risk.AcceptanceStatus = s.Status
		var why []risk.AcceptanceReason = s.Reasons
		fmt.Println(day, status, why, status.InForce(), err)
	}
	show("2026-09-30")
	show("2026-10-01")
	r.Risks[1].Inherent.Likelihood = 4
	show("2026-03-02")
	// Output:
	// 2026-09-30 in force [] true <nil>
	// 2026-10-01 expired [] false <nil>
	// 2026-03-02 outdated [higher level] false <nil>
}

func ExampleEffectKind() {
	m := exampleMethod()
	m.Criteria[0].UpTo = "very low"
	r := exampleRegister()
	_, effects, err := r.ChangeMethod(m, risk.ScaleMapping{ID: "stricter"}, isms.MustDate("2026-03-02"))
	changed := map[risk.EffectKind]int{}
	for _, e := range effects {
		changed[e.Kind]++
	}
	fmt.Println(changed[risk.RatingChanged], "ratings,", changed[risk.AcceptanceNoLongerInForce], "acceptances", err)
	// Output:
	// 2 ratings, 0 acceptances <nil>
}

func ExampleThreats() {
	n := 0
	for k := range risk.Threats() {
		if n++; n == 1 {
			fmt.Println(k.Name, k.Affects)
		}
	}
	for range risk.Vulnerabilities() {
		n++
	}
	for k := range risk.Assets() {
		if k.Key == "management infrastructure" {
			fmt.Println(k.Name)
		}
		n++
	}
	fmt.Println(n, "kinds to begin with")
	// Output:
	// Stolen credential [confidentiality integrity availability]
	// Management infrastructure
	// 48 kinds to begin with
}

func ExampleRegister_Reassess() {
	r := exampleRegister()
	today := isms.MustDate("2026-03-02")
	r, err := r.Reassess("R-2", risk.Inherent, risk.Rating{Likelihood: 3, Impact: 4, On: today, By: "ciso"})
	if err != nil {
		fmt.Println(err)
		return
	}
	e, err := r.Evaluate(today, nil)
	for _, a := range e.Timeline("R-2") {
		fmt.Println(a.Rating.On, a.Stage, e.Method().LevelName(a.Level))
	}
	fmt.Println(err)
	// Output:
	// not set inherent low
	// 2026-03-02 inherent high
	// <nil>
}
