package risk

import (
	"math"

	"github.com/ismskit/ismskit/isms"
)

// Scorer gives the score of a likelihood and an impact. It must be a pure
// function and should be monotone: a higher grade never gives a lower score. It
// is called once for each combination, when the method is compiled; what it
// gives then is stored.
type Scorer interface {
	// Score returns the score of a point, and whether there is one.
	Score(p Point) (score int64, ok bool)
}

// Point is a combination of grades, with the values of their steps. EaseOfExploitation and
// its value are 0 where the method has no such scale.
type Point struct {
	Likelihood, EaseOfExploitation, Impact                Grade
	LikelihoodValue, EaseOfExploitationValue, ImpactValue int64
}

// ScorerFunc is a function as a [Scorer].
type ScorerFunc func(p Point) (score int64, ok bool)

// Score calls the function. A nil function has no score.
func (f ScorerFunc) Score(p Point) (int64, bool) {
	if f == nil {
		return 0, false
	}
	return f(p)
}

// Matrix looks the score up: a row for each likelihood and a column for each
// impact, both lowest first. Its cells are levels counted from 1 where the bands
// are [Levels], or scores of any other kind.
//
// Some tools keep impacts in rows; transpose what comes from them.
type Matrix [][]int

// Score returns the cell; there is none outside the matrix.
func (x Matrix) Score(p Point) (int64, bool) {
	if p.Likelihood < 1 || int64(p.Likelihood) > int64(len(x)) {
		return 0, false
	}
	row := x[p.Likelihood-1]
	if p.Impact < 1 || int64(p.Impact) > int64(len(row)) {
		return 0, false
	}
	return int64(row[p.Impact-1]), true
}

// defects finds rows and columns too many or too few.
func (x Matrix) defects(m Method) []Defect {
	var ds []Defect
	if len(m.EaseOfExploitation) > 0 {
		ds = append(ds, newDefect(DefectWrongShape, "scorer", matrixWithEase))
	}
	if len(x) != len(m.Likelihood) {
		ds = append(ds, newDefect(DefectWrongShape, "scorer.cells", matrixRows, isms.ArgInt("n", len(x)), isms.ArgInt("steps", len(m.Likelihood))))
	}
	for i, row := range x[:min(len(x), maxSteps)] {
		if len(row) != len(m.Impact) {
			d := newDefect(DefectWrongShape, isms.Path("scorer").Index("cells", i), matrixColumns, isms.ArgInt("n", len(row)), isms.ArgInt("steps", len(m.Impact)))
			d.Likelihood = Grade(i + 1)
			ds = append(ds, d)
		}
	}
	return ds
}

// Product multiplies the values: likelihood by impact, and by ease where the
// method has it.
type Product struct{}

// Score returns the product; there is none for values outside 0 to 1,000,000.
func (Product) Score(p Point) (int64, bool) {
	if outside(p.LikelihoodValue) || outside(p.EaseOfExploitationValue) || outside(p.ImpactValue) {
		return 0, false
	}
	n := p.LikelihoodValue * p.ImpactValue
	if p.EaseOfExploitation != 0 {
		n *= p.EaseOfExploitationValue
	}
	return n, true
}

// Sum adds the values: likelihood, impact, and ease where the method has it. With
// asset values from 0 to 4 as impact and threat and ease from 0 to 2 it is the
// scoring from 0 to 8 that older editions of ISO/IEC 27005 showed.
type Sum struct{}

// Score returns the sum; there is none for values outside 0 to 1,000,000.
func (Sum) Score(p Point) (int64, bool) {
	if outside(p.LikelihoodValue) || outside(p.EaseOfExploitationValue) || outside(p.ImpactValue) {
		return 0, false
	}
	return p.LikelihoodValue + p.EaseOfExploitationValue + p.ImpactValue, true
}

// WeightedSum adds the values times weights. The score is in units of the last
// decimal place: with two places, weights 0.25 and 0.75 and values 4 and 2, it is
// 250. Bands are in the same unit.
type WeightedSum struct {
	Likelihood         isms.Decimal `json:"likelihood"`
	EaseOfExploitation isms.Decimal `json:"easeOfExploitation,omitzero"`
	Impact             isms.Decimal `json:"impact"`
	Places             int          `json:"places"` // 0 to 6; weights have no more
}

// Score returns the weighted sum; there is none for weights that are negative,
// above 1,000,000 or finer than the places.
func (w WeightedSum) Score(p Point) (int64, bool) {
	l, ok1 := w.units(w.Likelihood)
	e, ok2 := w.units(w.EaseOfExploitation)
	i, ok3 := w.units(w.Impact)
	if !ok1 || !ok2 || !ok3 || outside(p.LikelihoodValue) || outside(p.EaseOfExploitationValue) || outside(p.ImpactValue) {
		return 0, false
	}
	return l*p.LikelihoodValue + e*p.EaseOfExploitationValue + i*p.ImpactValue, true
}

// units returns the weight in units of the last place, at most 10^12.
func (w WeightedSum) units(weight isms.Decimal) (int64, bool) {
	if w.Places < 0 || w.Places > 6 || weight.Sign() < 0 || weight.Compare(isms.DecimalOf(maxValue)) > 0 || weight.Round(w.Places) != weight {
		return 0, false
	}
	n := int64(0)
	for _, c := range []byte(weight.Fixed(w.Places)) {
		if c != '.' {
			n = n*10 + int64(c-'0')
		}
	}
	return n, true
}

func (w WeightedSum) defects(m Method) []Defect {
	if _, ok := w.Score(Point{}); !ok {
		return []Defect{newDefect(DefectScorerInvalid, "scorer.weightedSum", weightsInvalid, isms.ArgInt("most", maxValue), isms.ArgInt("least", 0), isms.ArgInt("places", 6))}
	}
	if len(m.EaseOfExploitation) > 0 && w.EaseOfExploitation.Sign() == 0 {
		return []Defect{newDefect(DefectScorerInvalid, "scorer.weightedSum.easeOfExploitation", easeWithoutWeight)}
	}
	return nil
}

// WeightedProduct is the family of formulas that SimpleRisk offers: likelihood times
// impact, plus so many times the likelihood, plus so many times the impact.
type WeightedProduct struct {
	Likelihood int `json:"likelihood,omitzero"` // 0 to 1000 times the likelihood on top
	Impact     int `json:"impact,omitzero"`     // 0 to 1000 times the impact on top
	// Top, if not 0, is the raw score at the top of both scales. Scores are then
	// hundredths on a scale to 10, rounded half up: 1000 at the top.
	Top int64 `json:"top,omitzero"`
}

// Score returns the score; there is none for factors or values that are negative
// or too large.
func (c WeightedProduct) Score(p Point) (int64, bool) {
	if outsideFactor(c.Likelihood) || outsideFactor(c.Impact) || outside(p.LikelihoodValue) || outside(p.ImpactValue) || c.Top < 0 {
		return 0, false
	}
	raw := p.LikelihoodValue*p.ImpactValue + int64(c.Likelihood)*p.LikelihoodValue + int64(c.Impact)*p.ImpactValue
	if c.Top == 0 {
		return raw, true
	}
	if raw > c.Top {
		return 0, false
	}
	if c.Top > math.MaxInt64/3000 {
		return 0, false
	}
	return (raw*2000 + c.Top) / (2 * c.Top), true
}

func (c WeightedProduct) defects(m Method) []Defect {
	if len(m.EaseOfExploitation) > 0 {
		return []Defect{newDefect(DefectScorerInvalid, "scorer", formulaWithEase)}
	}
	if _, ok := c.Score(Point{}); !ok {
		return []Defect{newDefect(DefectScorerInvalid, "scorer.weightedProduct", factorsInvalid, isms.ArgInt("most", 1000))}
	}
	return nil
}

func outside(value int64) bool { return value < 0 || value > maxValue }
func outsideFactor(f int) bool { return f < 0 || f > 1000 }

// tabulated is a scorer given by all its scores: what an embedder's own scorer
// becomes when its method is stored. Scores run through the impacts first, then
// the eases, then the likelihoods.
type tabulated struct {
	Likelihoods         int     `json:"likelihoods"`
	EasesOfExploitation int     `json:"easesOfExploitation,omitzero"` // 0 for a method without ease
	Impacts             int     `json:"impacts"`
	Scores              []int64 `json:"scores"`
}

// Score returns the stored score; there is none outside the table.
func (t tabulated) Score(p Point) (int64, bool) {
	if !t.sound() {
		return 0, false
	}
	l, e, i := int64(p.Likelihood)-1, int64(p.EaseOfExploitation)-1, int64(p.Impact)-1
	if t.EasesOfExploitation == 0 {
		if p.EaseOfExploitation != 0 {
			return 0, false
		}
		e = 0
	}
	if l < 0 || l >= int64(t.Likelihoods) || e < 0 || e >= int64(max(1, t.EasesOfExploitation)) || i < 0 || i >= int64(t.Impacts) {
		return 0, false
	}
	return t.Scores[(l*int64(max(1, t.EasesOfExploitation))+e)*int64(t.Impacts)+i], true
}

// sound reports whether the sizes fit the scores.
func (t tabulated) sound() bool {
	for _, n := range [...]int{t.Likelihoods, t.EasesOfExploitation, t.Impacts} {
		if n < 0 || n > maxSteps {
			return false
		}
	}
	// The product of three sizes of at most 1000 fits in 32 bits.
	return t.Likelihoods*max(1, t.EasesOfExploitation)*t.Impacts == len(t.Scores)
}

func (t tabulated) defects(m Method) []Defect {
	if !t.sound() || t.Likelihoods != len(m.Likelihood) || t.EasesOfExploitation != len(m.EaseOfExploitation) || t.Impacts != len(m.Impact) {
		return []Defect{newDefect(DefectWrongShape, "scorer.table", tableSize, isms.ArgInt("n", len(t.Scores)))}
	}
	return nil
}
