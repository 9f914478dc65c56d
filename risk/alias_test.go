package risk_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// asText is a value as JSON, to see whether somebody wrote into it.
func asText(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// scribble writes into every list of a method.
func scribble(m *risk.Method) {
	m.Likelihood[0].Name, m.EaseOfExploitation[0].Name, m.Impact[0].Name = "written", "written", "written"
	m.Properties[0], m.Weights[0].Weight, m.Bands[0].Name, m.Waivers[0].Reason = "written", 9, "written", "written"
	m.Criteria[0].UpTo, m.Criteria[0].For[0], m.Criteria[0].Conditions[0], m.Criteria[0].Authority[0] = "written", "written", "written", "written"
}

func scribbled() risk.Method {
	m := byEase()
	m.Properties, m.Combine, m.Weights = []risk.Property{"safety"}, risk.Mean, []risk.Weight{{Property: "safety", Weight: 2}}
	m.Criteria = []risk.Criterion{
		{UpTo: "red", Acceptability: risk.Acceptable, For: []risk.Property{"safety"}, Conditions: []string{"z", "a"}, Authority: []isms.ID{"z", "a"}},
		{UpTo: "red", Acceptability: risk.Acceptable},
	}
	m.Waivers = []risk.DefectWaiver{{Code: risk.DefectNotMonotone, Reason: "why"}}
	return m
}

// What is compiled is a value of its own: nobody writes into it from outside, and
// it writes into nothing.
func TestCompiledSharesNothing(t *testing.T) {
	m := scribbled()
	before := asText(t, m)
	c := compile(t, m)
	if after := asText(t, m); after != before {
		t.Errorf("compiling wrote:\n%s\n%s", before, after)
	}
	scribble(&m)
	if got := asText(t, c.Method()); got != before {
		t.Errorf("writing into the method wrote into what it became:\n%s\n%s", before, got)
	}
}

// Verbs that give a register back leave the one that they had alone, and a caller
// who writes into one does not write into the other.
func TestRegistersShareNothing(t *testing.T) {
	make := func() risk.Register {
		r := retained()
		r.Assets[0].Values, r.Assets[0].Overrides = values(4), []risk.Override{{Property: risk.Integrity, Grade: 2, Reason: "why"}}
		r.Risks[0].Inherent = risk.Rating{Likelihood: 3, Impacts: []risk.Impact{{Property: risk.Confidentiality, Grade: 3}, {Property: risk.Availability, Grade: 3}}, On: day("2026-01-15"), By: "ciso"}
		r.History = append(slices.Clip(r.History), risk.Assessment{Risk: "R-1", Rating: rated(1, 1)})
		r.History = slices.Grow(r.History, 8)
		return r
	}
	r := make()
	before := asText(t, r)
	rating := risk.Rating{Likelihood: 2, Impacts: []risk.Impact{{Property: risk.Confidentiality, Grade: 2}, {Property: risk.Availability, Grade: 2}}, On: today, By: "ciso"}
	next, err := r.Reassess("R-1", risk.Inherent, rating)
	if err != nil {
		t.Fatal(err)
	}
	after := asText(t, next)
	rating.Impacts[0].Grade = 5
	if asText(t, r) != before || asText(t, next) != after {
		t.Error("Reassess shares its rating or its risks")
	}
	other, err := r.Reassess("R-1", risk.Inherent, rating)
	if err != nil {
		t.Fatal(err)
	}
	other.History[0].Level, other.Risks[0].Title = 9, "written"
	if asText(t, r) != before || asText(t, next) != after {
		t.Error("two histories share memory")
	}

	r = make()
	stricter := method()
	stricter.Criteria[0].UpTo = "very low"
	next, _, err = r.ChangeMethod(stricter, risk.ScaleMapping{ID: "m", Impact: []risk.Grade{2, 3, 4, 5, 5}}, today)
	if err != nil {
		t.Fatal(err)
	}
	if asText(t, r) != before {
		t.Error("ChangeMethod wrote into its register")
	}
	after = asText(t, next)
	stricter.Criteria[0].UpTo = "written"
	if asText(t, next) != after {
		t.Error("ChangeMethod shares its method")
	}

	e := evaluate(t, retained())
	request := risk.Acceptance{ID: "A-2", Risk: "R-1", RequestedBy: "ciso", ApprovedBy: "head-of-it", ApprovedOn: day("2026-01-20"), Expires: day("2026-09-30"), Conditions: []string{"watched"}, Confirmed: []risk.Confirmation{{}}}
	a, err := e.Accept(request)
	if err != nil || a.Confirmed != nil {
		t.Fatalf("%+v, %v", a, err)
	}
	request.Conditions[0] = "written"
	if a.Conditions[0] != "watched" {
		t.Error("Accept shares its conditions")
	}
	a.Assets[0] = "written"
	if again, err := e.Accept(request); err != nil || again.Assets[0] != "rmm" {
		t.Errorf("Accept shares its assets: %v", again.Assets)
	}

	stale := retained()
	stale.Acceptances[0].Level = 2
	e = evaluate(t, stale)
	s, _ := e.LookupAcceptance("A-1")
	s.Reasons[0] = "written"
	if again, _ := e.LookupAcceptance("A-1"); again.Reasons[0] != "higher level" {
		t.Error("a state shares its reasons")
	}
	joined := retained()
	joined.Acceptances[0].Assets = []isms.ID{"psa"}
	e = evaluate(t, joined)
	s, _ = e.LookupAcceptance("A-1")
	s.NotCovered[0] = "written"
	if again, _ := e.LookupAcceptance("A-1"); again.NotCovered[0] != "rmm" {
		t.Error("a state shares its assets")
	}

	r = make()
	e = evaluate(t, r)
	line := e.Timeline("R-1")
	line[1].Rating.Impacts[0].Grade = 5
	if asText(t, r) != before {
		t.Error("a timeline shares its ratings")
	}
	values := risk.Inherit(r.Assets)
	values.Members("rmm")[0] = "written"
	if values.Members("rmm")[0] != "rmm" {
		t.Error("members are shared")
	}
	scale := risk.Steps("a", "b")
	scale.Valued(7, 8)
	if scale[0].Value != 0 {
		t.Error("Valued wrote into its scale")
	}
}
