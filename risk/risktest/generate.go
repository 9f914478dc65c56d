package risktest

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/internal/draw"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// Method draws a method without defects: one to six steps a scale, sometimes a
// scale of ease, a product, a sum or a matrix, bands that cut its scores, and
// mostly acceptance criteria.
func Method(c isms.Chance) risk.Method {
	m := risk.Method{Name: "drawn", Likelihood: steps(c, "l"), Impact: steps(c, "i")}
	switch c.IntN(3) {
	case 0:
		m.Scorer = risk.Product{}
	case 1:
		m.Scorer = risk.Sum{}
	case 2:
		m.Scorer = matrix(c, len(m.Likelihood), len(m.Impact))
	}
	if _, isMatrix := m.Scorer.(risk.Matrix); !isMatrix && draw.Chance(c, 1, 3) {
		m.EaseOfExploitation = steps(c, "e")
	}
	m.Bands = bands(c, m)
	if draw.Chance(c, 3, 4) {
		m.Criteria = criteria(c, m.Bands)
	}
	return m
}

func steps(c isms.Chance, prefix string) risk.Scale {
	names := make([]string, 1+c.IntN(6))
	for i := range names {
		names[i] = fmt.Sprintf("%s%d", prefix, i+1)
	}
	return risk.Steps(names...)
}

// matrix draws cells that rise along rows and columns.
func matrix(c isms.Chance, rows, columns int) risk.Matrix {
	x := make(risk.Matrix, rows)
	for l := range x {
		x[l] = make([]int, columns)
		for i := range x[l] {
			if l > 0 {
				x[l][i] = x[l-1][i]
			}
			if i > 0 {
				x[l][i] = max(x[l][i], x[l][i-1])
			}
			x[l][i] += c.IntN(3)
		}
	}
	return x
}

// bands cuts between scores that occur, so that every band is reached.
func bands(c isms.Chance, m risk.Method) []risk.Band {
	occurs := map[int64]bool{}
	low, high := int64(1<<62), int64(-1<<62)
	for l := range m.Likelihood {
		for e := range max(1, len(m.EaseOfExploitation)) {
			for i := range m.Impact {
				p := risk.Point{Likelihood: risk.Grade(l + 1), Impact: risk.Grade(i + 1), LikelihoodValue: int64(l + 1), ImpactValue: int64(i + 1)}
				if len(m.EaseOfExploitation) > 0 {
					p.EaseOfExploitation, p.EaseOfExploitationValue = risk.Grade(e+1), int64(e+1)
				}
				score, _ := m.Scorer.Score(p)
				occurs[score] = true
				low, high = min(low, score), max(high, score)
			}
		}
	}
	var bands []risk.Band
	from := low
	for s := low; s <= high; s++ {
		if occurs[s] && (s == high || draw.Chance(c, 1, 3)) {
			bands = append(bands, risk.Band{Name: fmt.Sprintf("level %d", len(bands)+1), From: from, To: s})
			from = s + 1
		}
	}
	return bands
}

func criteria(c isms.Chance, bands []risk.Band) []risk.Criterion {
	var list []risk.Criterion
	verdict := 0
	for i, b := range bands {
		if i == len(bands)-1 || draw.Chance(c, 1, 2) {
			verdict = min(verdict+c.IntN(2), 2)
			list = append(list, risk.Criterion{UpTo: b.Name, Acceptability: risk.Acceptabilities().At(verdict), Authority: []isms.ID{person(c)}})
		}
	}
	return list
}

func person(c isms.Chance) isms.ID {
	return draw.Pick(c, []isms.ID{"ciso", "coo", "board"})
}

// Register draws a register of up to that many risks under a drawn method: some
// of it rated, treated and accepted, some of it missing or contradicting the
// rules, but every ID there once. It is meant for laws that hold for drafts too.
func Register(c isms.Chance, size int) risk.Register {
	m := Method(c)
	r := risk.Register{Method: m, Assessed: day(c), Reassessment: isms.Cadence{Every: isms.MustInterval("1 year")}}
	for i := range c.IntN(5) {
		a := risk.Asset{ID: asset(i)}
		for range c.IntN(3) {
			a.DependsOn = append(a.DependsOn, asset(c.IntN(6)))
		}
		if draw.Chance(c, 1, 2) {
			a.Values = []risk.Impact{{Property: property(c), Grade: grade(c, len(m.Impact))}}
		}
		if draw.Chance(c, 1, 4) {
			a.Group = asset(c.IntN(6))
		}
		r.Assets = append(r.Assets, a)
	}
	controls := []isms.Ref{"A.5.17", "A.8.5", "A.8.13", "own:C-1"}
	n := c.IntN(max(0, min(size, 10_000)) + 1)
	for i := range n {
		k := risk.Risk{ID: isms.ID(fmt.Sprintf("R-%d", i+1)), Asset: asset(c.IntN(6)), Threat: "drawn", Owner: person(c)}
		for range c.IntN(3) {
			k.Affects = append(k.Affects, property(c))
		}
		if draw.Chance(c, 1, 2) {
			k.Existing = []isms.Ref{draw.Pick(c, controls)}
		}
		for range c.IntN(3) {
			k.Credits = append(k.Credits, risk.Credit{Control: draw.Pick(c, controls), Likelihood: effect(c), Impact: effect(c)})
		}
		for _, rating := range []*risk.Rating{&k.Inherent, &k.Current, &k.Target, &k.Residual} {
			*rating = drawRating(c, m)
		}
		if draw.Chance(c, 1, 10) {
			k.Closed = day(c)
		}
		r.Risks = append(r.Risks, k)
	}
	for i := range c.IntN(n + 1) {
		t := risk.Treatment{
			ID: isms.ID(fmt.Sprintf("T-%d", i+1)), Risks: []isms.ID{isms.ID(fmt.Sprintf("R-%d", 1+c.IntN(n+1)))},
			Options: []risk.Option{draw.Pick(c, slices.Collect(risk.Options().All()))}, Status: draw.Pick(c, slices.Collect(risk.ActionStatuses().All())),
			Due: day(c), Owner: person(c), Approvals: []risk.Approval{{By: person(c), On: day(c)}},
		}
		if draw.Chance(c, 2, 3) {
			t.Controls = []isms.Ref{draw.Pick(c, controls)}
		}
		r.Treatments = append(r.Treatments, t)
	}
	hash := m.Hash()
	for i := range c.IntN(n + 1) {
		r.Acceptances = append(r.Acceptances, risk.Acceptance{
			ID: isms.ID(fmt.Sprintf("A-%d", i+1)), Risk: isms.ID(fmt.Sprintf("R-%d", 1+c.IntN(n+1))), Level: risk.Level(c.IntN(len(m.Bands) + 1)),
			Method: hash, RequestedBy: person(c), ApprovedBy: person(c), ApprovedOn: day(c), Expires: day(c), Reason: "drawn",
		})
	}
	for range c.IntN(3) {
		r.Controls = append(r.Controls, risk.Control{Control: draw.Pick(c, controls), State: draw.Pick(c, slices.Collect(risk.ControlStates().All())), On: day(c)})
	}
	return r
}

func asset(i int) isms.ID { return isms.ID(fmt.Sprintf("a%d", i)) }

func property(c isms.Chance) risk.Property {
	return draw.Pick(c, []risk.Property{risk.Confidentiality, risk.Integrity, risk.Availability})
}

// grade draws one of the scale, sometimes none.
func grade(c isms.Chance, steps int) risk.Grade { return risk.Grade(c.IntN(steps + 1)) }

func effect(c isms.Chance) risk.Effect {
	if draw.Chance(c, 1, 2) {
		return risk.Effect{Steps: c.IntN(3)}
	}
	return risk.Effect{Percent: c.IntN(101)}
}

func day(c isms.Chance) isms.Date { return isms.MustDate("2025-01-01").AddDays(c.IntN(730)) }

func drawRating(c isms.Chance, m risk.Method) risk.Rating {
	if draw.Chance(c, 1, 3) {
		return risk.Rating{}
	}
	r := risk.Rating{Likelihood: grade(c, len(m.Likelihood)), On: day(c), By: person(c)}
	if len(m.EaseOfExploitation) > 0 {
		r.EaseOfExploitation = grade(c, len(m.EaseOfExploitation))
	}
	switch c.IntN(3) {
	case 0:
		r.Impact = grade(c, len(m.Impact))
	case 1:
		for _, p := range []risk.Property{risk.Confidentiality, risk.Integrity, risk.Availability} {
			r.Impacts = append(r.Impacts, risk.Impact{Property: p, Grade: grade(c, len(m.Impact))})
		}
	}
	return r
}
