package risk_test

import (
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// exampleMethod is a published method with a customer's own acceptance criteria.
func exampleMethod() risk.Method {
	m := risk.ISO27005()
	m.Criteria = []risk.Criterion{
		{UpTo: "low", Acceptability: risk.Acceptable},
		{UpTo: "medium", Acceptability: risk.Tolerable, LongestValidity: isms.MustInterval("12 months"), Authority: []isms.ID{"ciso"}},
		{UpTo: "very high", Acceptability: risk.Unacceptable},
	}
	return m
}

func exampleRegister() risk.Register {
	return risk.Register{
		Method: exampleMethod(),
		Risks: []risk.Risk{
			{ID: "R-1", Asset: "rmm", Threat: "stolen administrator credential", Owner: "ciso", Inherent: risk.Rating{Likelihood: 4, Impact: 5}},
			{ID: "R-2", Asset: "psa", Threat: "outage of the provider", Owner: "coo", Inherent: risk.Rating{Likelihood: 2, Impact: 3}},
			{ID: "R-3", Asset: "backup", Threat: "backups never restored", Owner: "coo"},
		},
		Treatments: []risk.Treatment{
			{ID: "T-1", Risks: []isms.ID{"R-1"}, Options: []risk.Option{risk.Modify}, Controls: []isms.Ref{"A.8.5", "A.8.2"}, Due: isms.MustDate("2026-06-30")},
		},
	}
}

func ExampleRegister_Evaluate() {
	e, err := exampleRegister().Evaluate(isms.MustDate("2026-03-02"), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for r := range e.Ranked() {
		fmt.Println(r.Rank, r.Risk, e.Method().LevelName(r.Level), r.Acceptability)
	}
	for r := range e.Unknown() {
		fmt.Println("?", r.Risk, r.Inherent.Reason)
	}
	// Output:
	// 1 R-1 very high unacceptable
	// 2 R-2 low acceptable
	// ? R-3 not rated
}

func ExampleRegister_Check() {
	for d := range exampleRegister().Check(isms.MustDate("2026-03-02"), nil).Found() {
		if d.Refs[0].Within("6.1.3") {
			fmt.Println(d.Code, d.Path)
		}
	}
	// Output:
	// risk/missing-treatment-owner treatments[T-1].owner
	// risk/residual-risk-not-accepted risks[R-1]
	// risk/treatment-not-approved-by-risk-owner treatments[T-1].approvals
}

func ExampleRegister_ControlUses() {
	for u := range exampleRegister().ControlUses() {
		fmt.Println(u.Control, u.Risk, u.Treatment, u.State)
	}
	// Output:
	// A.8.2 R-1 T-1 planned
	// A.8.5 R-1 T-1 planned
}

func ExampleMethod_Compile() {
	five := risk.Steps("1", "2", "3", "4", "5")
	m := risk.Method{
		Name: "five by five", Likelihood: five, Impact: five, Scorer: risk.Product{},
		Bands: []risk.Band{{Name: "low", From: 1, To: 4}, {Name: "medium", From: 6, To: 12}, {Name: "high", From: 13, To: 25}},
	}
	for _, d := range m.Defects() {
		fmt.Println(d.Code, d.Likelihood, d.Impact)
	}
	m.Bands[1].From = 5
	c, err := m.Compile()
	fmt.Println(c.LevelName(c.Level(5, 2)), err)
	// Output:
	// band gap 1 5
	// medium <nil>
}

func ExampleComparable() {
	before, after := exampleMethod(), exampleMethod()
	after.Criteria[0].UpTo = "very low"
	c := risk.Comparable(before, after)
	fmt.Println(c.Result, c.Reasons[0].Code)
	// Output:
	// levels only risk/different-acceptance-criteria
}

func ExampleRegister_ChangeMethod() {
	ready, _ := risk.LookupMethod("ciso-assistant-3x3")
	maps := []risk.Grade{1, 1, 2, 3, 3} // of five steps to three
	_, effects, err := exampleRegister().ChangeMethod(ready.Method, risk.ScaleMapping{ID: "M-1", Likelihood: maps, Impact: maps}, isms.MustDate("2026-03-02"))
	for _, e := range effects {
		fmt.Println(e.Risk, e.Stage, "likelihood", e.Before.Likelihood, "to", e.After.Likelihood, "under", e.Mapping)
	}
	fmt.Println(err)
	// Output:
	// R-1 inherent likelihood 4 to 3 under M-1
	// R-2 inherent likelihood 2 to 1 under M-1
	// <nil>
}

func ExampleEvaluation_Accept() {
	r := exampleRegister()
	r.Risks[1].Inherent = risk.Rating{Likelihood: 3, Impact: 3}
	today := isms.MustDate("2026-03-02")
	e, err := r.Evaluate(today, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	request := risk.Acceptance{ID: "A-1", Risk: "R-2", RequestedBy: "coo", ApprovedBy: "coo", ApprovedOn: today, Expires: isms.MustDate("2026-09-30")}
	_, err = e.Accept(request)
	var refused *isms.Error
	if errors.As(err, &refused) {
		for _, p := range refused.Problems {
			fmt.Println(p.Path, p.Args[1])
		}
	}
	request.ApprovedBy = "ciso"
	a, err := e.Accept(request)
	fmt.Println(e.Method().LevelName(a.Level), a.Assets, err)
	// Output:
	// approvedBy no authority
	// requestedBy self approved
	// medium [psa] <nil>
}

func ExampleInherit() {
	w := risk.Inherit([]risk.Asset{
		{ID: "managed backup", DependsOn: []isms.ID{"storage"}, Values: []risk.Impact{{Property: risk.Availability, Grade: 4}}},
		{ID: "storage", DependsOn: []isms.ID{"power"}},
		{ID: "power"},
	})
	fmt.Printf("%+v\n", w.Of("power", risk.Availability))
	// Output:
	// {Grade:4 From:managed backup Override: Inherits:0}
}

func ExampleDiff() {
	before, after := exampleRegister(), exampleRegister()
	after.Risks[1].Inherent.Likelihood = 4
	changes, err := risk.Diff(before, after, isms.MustDate("2026-03-02"))
	for _, d := range changes {
		fmt.Println(d.Kind, d.Path, d.Before, d.After)
	}
	fmt.Println(err)
	// Output:
	// reassessed risks[R-2].inherent {"likelihood":2,"impact":3} {"likelihood":4,"impact":3}
	// level changed risks[R-2].level low high
	// <nil>
}

func ExampleEvaluation_HeatMap() {
	e, err := exampleRegister().Evaluate(isms.MustDate("2026-03-02"), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	h := e.HeatMap(risk.Inherent)
	fmt.Println(h.Likelihood[3], h.Impact[4], h.Cells[3][4].Risks, "unplaced", h.Unplaced)
	fmt.Println(h.Acceptabilities[risk.Unacceptable], "unacceptable,", h.Acceptabilities[""], "not known")
	a, _ := e.LookupRisk("R-1")
	fmt.Println("without controls", a.Inherent.Acceptability)
	// Output:
	// very likely catastrophic [R-1] unplaced [R-3]
	// 1 unacceptable, 1 not known
	// without controls unacceptable
}
