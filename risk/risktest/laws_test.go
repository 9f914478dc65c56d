package risktest

import (
	"errors"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// wrong is a compiled method that answers otherwise at one combination of grades.
type wrong struct {
	risk.Compiled
	l, e, i risk.Grade
	level   risk.Level
	score   int64
}

func (w wrong) Rate(r risk.Rating, affects []risk.Property, assets func(risk.Property) risk.Grade) risk.Outcome {
	o := w.Compiled.Rate(r, affects, assets)
	if r.Likelihood == w.l && r.EaseOfExploitation == w.e && r.Impact == w.i {
		o.Level, o.Score = w.level, w.score
	}
	return o
}

func eased() risk.Method {
	steps := risk.Steps("a", "b", "c")
	return risk.Method{Name: "eased", Likelihood: steps, EaseOfExploitation: steps, Impact: steps, Scorer: risk.Sum{}, Bands: []risk.Band{{Name: "low", From: 3, To: 5}, {Name: "high", From: 6, To: 9}}}
}

// Each law fails in a world that breaks it, at the place where it does.
func TestEachLawOfLevelsCanFail(t *testing.T) {
	flat, deep, steep := risk.ISO27005(), eased(), eased()
	steep.Bands = []risk.Band{{Name: "low", From: 3, To: 8}, {Name: "high", From: 9, To: 9}}
	waived := risk.ISO27005()
	waived.Waivers = []risk.DefectWaiver{{Code: risk.DefectNotMonotone, Reason: "as the group decided"}}
	for _, c := range []struct {
		name string
		m    risk.Method
		w    wrong
		want []string
	}{
		{"sound", flat, wrong{l: 3, i: 3, level: 3, score: 3}, nil},
		{"sound, with ease", deep, wrong{l: 1, e: 2, i: 3, level: 2, score: 6}, nil},
		{"no level", flat, wrong{l: 1, i: 1, level: 0, score: 1}, []string{"likelihood 1, impact 1 has level 0", "likelihood 1, impact 1: level 0, but its score 1 is of level 1"}},
		{"a level below the scale", flat, wrong{l: 0, i: 1, level: 1}, []string{"likelihood 0, impact 1 has level 1"}},
		{"a level above the scale", flat, wrong{l: 5, i: 6, level: 5}, []string{"likelihood 5, impact 6 has level 5"}},
		{"a level above the other scale", flat, wrong{l: 6, i: 5, level: 5}, []string{"likelihood 6, impact 5 has level 5"}},
		{"no score", flat, wrong{l: 5, i: 5, level: 5}, []string{"likelihood 5, impact 5: level 5, but its score 0 is of level 0"}},
		{"another score", deep, wrong{l: 3, e: 3, i: 3, level: 2, score: 5}, []string{"likelihood 3, ease 3, impact 3: level 2, but its score 5 is of level 1"}},
		{"falls by all three", deep, wrong{l: 3, e: 3, i: 3, level: 1, score: 3}, []string{"the level falls to 1 at likelihood 3, ease 3, impact 3"}},
		{"falls, but waived", waived, wrong{l: 5, i: 5, level: 1, score: 1}, nil},
		{"falls by the next likelihood", flat, wrong{l: 4, i: 1, level: 5, score: 5}, []string{"the level falls to 3 at likelihood 4, impact 2", "the level falls to 3 at likelihood 5, impact 1"}},
		{"higher than it need be, and no fall", deep, wrong{l: 3, e: 1, i: 3, level: 2, score: 9}, nil},
		{"falls by the ease only", steep, wrong{l: 3, e: 1, i: 3, level: 2, score: 9}, []string{"the level falls to 1 at likelihood 3, ease 2, impact 3"}},
	} {
		compiled, err := c.m.Compile()
		if err != nil {
			t.Fatal(err)
		}
		c.w.Compiled = compiled
		var got []string
		for _, err := range checkLevels(c.m, c.w) {
			got = append(got, err.Error())
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
	// The zero Compiled breaks two laws at each of 400 combinations.
	long := risk.Method{Likelihood: make(risk.Scale, 20), Impact: make(risk.Scale, 20)}
	if got := len(checkLevels(long, risk.Compiled{})); got != 100 {
		t.Errorf("%d errors", got)
	}
}

func TestEachLawOfSourcesCanFail(t *testing.T) {
	today := isms.MustDate("2026-03-02")
	sound := risk.Register{Method: risk.ISO27005(), Risks: []risk.Risk{
		{ID: "R-1", Inherent: risk.Rating{Likelihood: 1, Impact: 1}}, {ID: "R-2", Inherent: risk.Rating{Likelihood: 5, Impact: 5}},
	}}
	real := views{risk.Register.Evaluate, risk.Register.Check, risk.Diff}
	if err := checkOrder(sound, today, real); err != nil {
		t.Fatal(err)
	}
	first := func(r risk.Register) isms.ID { return r.Risks[0].ID }
	for want, change := range map[string]func(*views){
		"no day": func(v *views) {
			v.evaluate = func(risk.Register, isms.Date, isms.Calendar) (risk.Evaluation, error) {
				return risk.Evaluation{}, errors.New("no day")
			}
		},
		"in another order the register cannot be evaluated: the second comes first": func(v *views) {
			v.evaluate = func(r risk.Register, asOf isms.Date, cal isms.Calendar) (risk.Evaluation, error) {
				if first(r) == "R-2" {
					return risk.Evaluation{}, errors.New("the second comes first")
				}
				return r.Evaluate(asOf, nil)
			}
		},
		"the evaluation depends on the order of records": func(v *views) {
			v.evaluate = func(r risk.Register, asOf isms.Date, cal isms.Calendar) (risk.Evaluation, error) {
				if first(r) == "R-2" {
					r.Risks = r.Risks[:1]
				}
				return r.Evaluate(asOf, nil)
			}
		},
		"the report depends on the order of records": func(v *views) {
			v.check = func(r risk.Register, asOf isms.Date, cal isms.Calendar) isms.Report {
				if first(r) == "R-2" {
					return isms.Report{}
				}
				return r.Check(asOf, nil)
			}
		},
		"the register differs from itself in another order: 1 differences, the first at risks[R-1]": func(v *views) {
			v.diff = func(_, _ risk.Register, _ isms.Date) ([]risk.Difference, error) {
				return []risk.Difference{{Path: "risks[R-1]"}}, nil
			}
		},
		"cannot be compared": func(v *views) {
			v.diff = func(_, _ risk.Register, _ isms.Date) ([]risk.Difference, error) {
				return nil, errors.New("cannot be compared")
			}
		},
	} {
		v := real
		change(&v)
		if err := checkOrder(sound, today, v); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
