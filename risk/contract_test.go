package risk_test

import (
	"math/rand/v2"
	"testing"

	"github.com/ismskit/ismskit/internal/laws/said"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/risktest"
)

// registers are all that tests of rules look at, and drawn ones.
func registers(c isms.Chance) []risk.Register {
	list := []risk.Register{{}, full()}
	for _, x := range ruleCases() {
		r := sound()
		x.change(&r)
		list = append(list, r)
	}
	for _, x := range reportCases() {
		r := sound()
		x.change(&r)
		list = append(list, r)
	}
	for range 60 {
		list = append(list, risktest.Register(c, 8))
	}
	return list
}

var laws = said.Of(risk.Rules(), risk.Messages(), risk.Vocabularies())

// What every report keeps: keys are there once, each path leads to one place of the
// register as it is stored, each sentence follows from code and arguments alone.
func TestReportsKeepTheContracts(t *testing.T) {
	seed := rand.Uint64()
	c := rand.New(rand.NewPCG(seed, 0))
	for n, r := range registers(c) {
		laws.Report(t, r, r.Check(today, nil))
		for _, e := range r.Entries(isms.Date{}, isms.Date{}, nil) {
			laws.Entry(t, r, e)
		}
		if t.Failed() {
			t.Fatalf("seed %d, register %d", seed, n)
		}
	}
}

// A finding keeps its key from day to day, as long as code and path stay.
func TestKeysStay(t *testing.T) {
	seed := rand.Uint64()
	c := rand.New(rand.NewPCG(seed, 0))
	list := registers(c)
	for range 25 {
		r := list[c.IntN(len(list))]
		var last map[string][]string
		for n := range 60 {
			keys := map[string][]string{}
			for d := range r.Check(today.AddDays(n), nil).Found() {
				at := d.Code + " " + string(d.Path)
				keys[at] = append(keys[at], d.Key)
			}
			for at, is := range keys {
				if was := last[at]; len(was) == 1 && len(is) == 1 && was[0] != is[0] {
					t.Errorf("seed %d, day %d: %s becomes %s", seed, n, was[0], is[0])
				}
			}
			last = keys
		}
	}
}

func TestMessagesAreWellFormed(t *testing.T) {
	said.Messages(t, "risk", risk.Rules(), risk.Messages())
	risk.Messages()[0].Text = "written"
	if risk.Messages()[0].Text == "written" {
		t.Error("a caller wrote into the messages")
	}
}

// Defects are in the vocabulary of their codes, and lead to one place of the method.
func TestDefectsKeepTheContracts(t *testing.T) {
	for _, c := range defectCases() {
		m := c.method
		c.break_(&m)
		for _, d := range m.Defects() {
			if !risk.DefectCodes().Has(d.Code) {
				t.Errorf("%s: unknown code %q", c.name, d.Code)
			}
			laws.Error(t, m, &isms.Error{Problems: []isms.Problem{d.Problem}})
		}
		if _, err := m.Compile(); err != nil {
			laws.Error(t, m, err)
		}
		r := risk.Register{Method: m}
		laws.Report(t, r, r.Check(today, nil))
		if t.Failed() {
			t.Fatal(c.name)
		}
	}
}
