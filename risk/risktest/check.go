package risktest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// CheckScorer returns all that is wrong with a scorer on scales of these lengths
// (ease 0 for none), with the values 1, 2, 3 and so on: a point without a score, a
// score that differs when asked again, a higher grade that scores lower. It asks
// for every point, so keep the scales small.
func CheckScorer(s risk.Scorer, likelihoods, eases, impacts int) error {
	if s == nil {
		return errors.New("no scorer")
	}
	if likelihoods < 1 || impacts < 1 || eases < 0 || likelihoods > 1000 || impacts > 1000 || eases > 1000 ||
		likelihoods*impacts*max(1, eases) > 1<<20 {
		return fmt.Errorf("scales of %d, %d and %d steps cannot be used", likelihoods, eases, impacts)
	}
	var errs []error
	at := func(l, e, i int) risk.Point {
		return risk.Point{
			Likelihood: risk.Grade(l), EaseOfExploitation: risk.Grade(e), Impact: risk.Grade(i),
			LikelihoodValue: int64(l), EaseOfExploitationValue: int64(e), ImpactValue: int64(i),
		}
	}
	first := min(1, eases)
	for l := 1; l <= likelihoods; l++ {
		for e := first; e <= eases; e++ {
			for i := 1; i <= impacts; i++ {
				if len(errs) >= 100 {
					return errors.Join(append(errs, errors.New("and maybe more"))...)
				}
				p := at(l, e, i)
				score, ok := s.Score(p)
				again, okAgain := s.Score(p)
				if score != again || ok != okAgain {
					errs = append(errs, fmt.Errorf("the scorer gives %d, then %d at %s", score, again, name(p)))
				}
				if !ok {
					errs = append(errs, fmt.Errorf("the scorer has no score at %s", name(p)))
					continue
				}
				for _, lower := range []risk.Point{at(l-1, e, i), at(l, e-1, i), at(l, e, i-1)} {
					if lower.Likelihood < 1 || lower.Impact < 1 || int(lower.EaseOfExploitation) < first {
						continue
					}
					if below, ok := s.Score(lower); ok && score < below {
						errs = append(errs, fmt.Errorf("the score falls from %d at %s to %d at %s", below, name(lower), score, name(p)))
					}
				}
			}
		}
	}
	return errors.Join(errs...)
}

func name(p risk.Point) string {
	if p.EaseOfExploitation == 0 {
		return fmt.Sprintf("likelihood %d, impact %d", p.Likelihood, p.Impact)
	}
	return fmt.Sprintf("likelihood %d, ease %d, impact %d", p.Likelihood, p.EaseOfExploitation, p.Impact)
}

// CheckMethod returns all that is wrong with a method: its defects that are not
// waived, and broken laws: every combination has exactly one level, a higher
// grade has no lower one (unless waived), grades off the scales have none, the
// stored form means the same, and the method compares as the same as itself.
func CheckMethod(m risk.Method) error {
	c, err := m.Compile()
	if err != nil {
		return err
	}
	errs := checkLevels(m, c)
	back, err := restored(m)
	if err != nil {
		return errors.Join(append(errs, err)...)
	}
	if back.Hash() != c.Hash() {
		errs = append(errs, fmt.Errorf("the stored form of method %q means something else", m.Name))
	}
	if got := risk.Comparable(m, back); got.Result != risk.FullyComparable {
		errs = append(errs, fmt.Errorf("method %q and its stored form are %s: %q", m.Name, got.Result, got.Reasons))
	}
	return errors.Join(errs...)
}

// leveler is what [risk.Compiled] says of ratings and scores.
type leveler interface {
	Rate(r risk.Rating, affects []risk.Property, assets func(risk.Property) risk.Grade) risk.Outcome
	LevelOfScore(score int64) risk.Level
}

// checkLevels holds levels against the laws, at every grade of the scales and at
// one below and above them. It stops after a hundred errors.
func checkLevels(m risk.Method, c leveler) []error {
	var errs []error
	fail := func(format string, args ...any) {
		if len(errs) < 100 {
			errs = append(errs, fmt.Errorf(""+format, args...))
		}
	}
	rate := func(l, e, i risk.Grade) risk.Outcome {
		return c.Rate(risk.Rating{Likelihood: l, EaseOfExploitation: e, Impact: i}, nil, nil)
	}
	waived := slices.ContainsFunc(m.Waivers, func(w risk.DefectWaiver) bool { return w.Code == risk.DefectNotMonotone })
	first := risk.Grade(min(1, len(m.EaseOfExploitation)))
	for l := risk.Grade(0); int(l) <= len(m.Likelihood)+1; l++ {
		for e := first; int(e) <= len(m.EaseOfExploitation); e++ {
			for i := risk.Grade(0); int(i) <= len(m.Impact)+1; i++ {
				o := rate(l, e, i)
				level, score := o.Level, o.Score
				at := name(risk.Point{Likelihood: l, EaseOfExploitation: e, Impact: i})
				on := l >= 1 && i >= 1 && int(l) <= len(m.Likelihood) && int(i) <= len(m.Impact)
				if on != (level != 0) {
					fail("%s has level %d", at, level)
				}
				if !on {
					continue
				}
				if c.LevelOfScore(score) != level {
					fail("%s: level %d, but its score %d is of level %d", at, level, score, c.LevelOfScore(score))
				}
				if !waived && (rate(l-1, e, i).Level > level || rate(l, e, i-1).Level > level || e > first && rate(l, e-1, i).Level > level) {
					fail("the level falls to %d at %s", level, at)
				}
			}
		}
	}
	return errs
}

// restored is a value as it comes back from where it was stored.
func restored[T any](v T) (T, error) {
	var back T
	text, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(text, &back)
	}
	return back, err
}

// CheckSource calls a source of registers twice and returns all that is wrong:
// an error, two answers that differ, a register that cannot be evaluated or does
// not survive being stored, and results that depend on the order of its records.
func CheckSource(source func() (risk.Register, error), asOf isms.Date) error {
	r, err := source()
	if err != nil {
		return err
	}
	again, err := source()
	if err != nil {
		return err
	}
	back, err := restored(r)
	if err != nil {
		return err
	}
	switch {
	case !same(r, again):
		return errors.New("the source gives two different registers")
	case !same(r, back):
		return errors.New("the register does not survive being stored")
	}
	return checkOrder(r, asOf, views{risk.Register.Evaluate, risk.Register.Check, risk.Diff})
}

// same reports whether two registers are stored alike.
func same(a, b risk.Register) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

// views are what is asked of a register.
type views struct {
	evaluate func(risk.Register, isms.Date, isms.Calendar) (risk.Evaluation, error)
	check    func(risk.Register, isms.Date, isms.Calendar) isms.Report
	diff     func(before, after risk.Register, asOf isms.Date) ([]risk.Difference, error)
}

// checkOrder asks the same of a register and of its reverse.
func checkOrder(r risk.Register, asOf isms.Date, v views) error {
	want, err := v.evaluate(r, asOf, nil)
	if err != nil {
		return err
	}
	got, err := v.evaluate(Reversed(r), asOf, nil)
	if err != nil {
		return fmt.Errorf("in another order the register cannot be evaluated: %w", err)
	}
	var errs []error
	if !slices.Equal(slices.Collect(want.All()), slices.Collect(got.All())) || !slices.Equal(slices.Collect(want.Ranked()), slices.Collect(got.Ranked())) {
		errs = append(errs, errors.New("the evaluation depends on the order of records"))
	}
	if !slices.Equal(findings(v.check(r, asOf, nil)), findings(v.check(Reversed(r), asOf, nil))) {
		errs = append(errs, errors.New("the report depends on the order of records"))
	}
	if d, err := v.diff(r, Reversed(r), asOf); err != nil {
		errs = append(errs, err)
	} else if len(d) > 0 {
		errs = append(errs, fmt.Errorf("the register differs from itself in another order: %d differences, the first at %s", len(d), d[0].Path))
	}
	return errors.Join(errs...)
}

// findings are what a report says, sorted; without paths, as what has no key of its
// own stands by its position.
func findings(r isms.Report) []string {
	var list []string
	for d := range r.Found() {
		list = append(list, d.Short()+": "+d.Message)
	}
	for s := range r.Skipped() {
		list = append(list, s.Code+": "+s.Why.Text)
	}
	slices.Sort(list)
	return list
}

// Reversed returns the register with the records of each list in reverse order.
func Reversed(r risk.Register) risk.Register {
	r.Assets, r.Risks, r.Controls, r.Treatments = reversed(r.Assets), reversed(r.Risks), reversed(r.Controls), reversed(r.Treatments)
	r.Acceptances, r.Delegations = reversed(r.Acceptances), reversed(r.Delegations)
	r.Changes, r.History = reversed(r.Changes), reversed(r.History)
	return r
}

func reversed[T any](list []T) []T {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}
