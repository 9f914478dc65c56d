package quant

import (
	"cmp"
	"math"
	"math/big"
	"slices"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// Point of a loss exceedance curve: the probability that a year loses more
// than Loss.
type Point struct {
	Loss        isms.Decimal `json:"loss"`        // money per year
	Probability isms.Decimal `json:"probability"` // 0 to 1
}

// ExceedanceCurve returns the loss exceedance curve: how likely it is that a
// year loses more than an amount, from a loss of 0, where it is the probability
// of any loss, to an amount that no trial exceeded, where it is 0. It never
// rises. At most this many points are returned, two at least; 0 returns all
// there are. The points are exact for the trials of r. Without trials there are
// none.
func (r Result) ExceedanceCurve(points int) []Point {
	if r.trials == 0 {
		return nil
	}
	curve := []Point{{Probability: r.lossProbability()}}
	left := r.trials - r.bars.zero
	for _, b := range r.bars.bars() {
		if b.upTo == 0 {
			continue
		}
		left -= b.count
		curve = append(curve, Point{toDecimal(new(big.Rat).SetFloat64(b.upTo), isms.DecimalFractionDigits), r.part(left)})
	}
	if points == 0 || len(curve) <= points {
		return curve
	}
	points = max(points, 2)
	thin := make([]Point, points)
	for i := range thin {
		thin[i] = curve[i*(len(curve)-1)/(points-1)]
	}
	return thin
}

// CurveTable returns a curve as a table with the columns loss and probability,
// for a chart or a spreadsheet.
func CurveTable(curve []Point) table.Table {
	return table.Of("loss-exceedance", "Loss exceedance curve", slices.Values(curve),
		table.ValueCol("loss", "Annual loss exceeding", func(p Point) isms.Decimal { return p.Loss }),
		table.ValueCol("probability", "Probability", func(p Point) isms.Decimal { return p.Probability }),
	)
}

// Exceedance returns the share of years that lose more than loss, as bounds: atLeast
// and atMost differ by the trials of one bucket of the histogram, and are equal if
// samples were kept or loss is a point of the curve. It returns an [isms.Error] for a
// loss that is not decimal text or is negative, or without trials.
func (r Result) Exceedance(loss string) (atLeast, atMost isms.Decimal, err error) {
	if r.trials == 0 {
		return isms.Decimal{}, isms.Decimal{}, isms.Refuse(trialsMissing, "", "")
	}
	d, err := isms.ParseDecimal(loss)
	if err != nil || d.Sign() < 0 {
		return isms.Decimal{}, isms.Decimal{}, isms.Refuse(noLoss, "", loss)
	}
	low, high := r.exceedance(d, nil)
	return r.part(low), r.part(high), nil
}

// exceedance returns bounds of the number of trials that lose more than d. Whoever
// asks several times gives the kept losses in ascending order.
func (r Result) exceedance(d isms.Decimal, sorted []float64) (atLeast, atMost uint64) {
	x := ratOf(d)
	above := func(y float64) bool { return new(big.Rat).SetFloat64(y).Cmp(x) > 0 }
	below := func(y float64) bool { return new(big.Rat).SetFloat64(y).Cmp(x) < 0 }
	if r.kept {
		// The losses that exceed x are those from the first float above x on.
		f, _ := x.Float64()
		if !above(f) {
			f = math.Nextafter(f, math.Inf(1))
		}
		if sorted != nil {
			i, _ := slices.BinarySearch(sorted, f)
			atLeast = uint64(len(sorted) - i)
			return atLeast, atLeast
		}
		for _, k := range r.runs {
			for _, y := range k.losses {
				if y >= f {
					atLeast++
				}
			}
		}
		return atLeast, atLeast
	}
	for _, b := range r.bars.bars() {
		switch {
		case b.upTo > 0 && !below(b.above): // losses of the bar are above b.above
			atLeast += b.count
			atMost += b.count
		case above(b.upTo) && above(r.max):
			atMost += b.count
		}
	}
	return atLeast, atMost
}

// Fit says whether simulated losses stay within a tolerance.
type Fit string

const (
	WithinTolerance Fit = "within tolerance" // the probability is at most what is tolerated
	AboveTolerance  Fit = "above tolerance"  // the probability is higher
	Undecided       Fit = "undecided"        // the bounds of the histogram do not tell: keep samples
)

var wordsFits = [...][2]Fit{
	{WithinTolerance, "Within risk tolerance"},
	{AboveTolerance, "Above risk tolerance"},
	{Undecided, "Undecided"},
}

// Fits returns the vocabulary of [Fit].
func Fits() isms.Words[Fit] { return isms.WordsOf("quant.fit", wordsFits[:]) }

// Tolerance is the loss exceedance curve that an organization bears: for each
// loss the highest probability that a year may exceed it. Its order does not
// matter.
type Tolerance []Point

// Validate returns an [isms.Error] if t is empty, has a negative loss or one loss twice,
// a probability outside 0 to 1, or if a higher loss is not given a lower
// probability.
func (t Tolerance) Validate() error {
	_, err := t.sorted()
	return err
}

// sorted returns the points in the order of their losses.
func (t Tolerance) sorted() (Tolerance, error) {
	if len(t) == 0 {
		return nil, isms.Refuse(pointsMissing, "", "")
	}
	order := make([]int, len(t))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(t[i].Loss.Compare(t[j].Loss), t[i].Probability.Compare(t[j].Probability))
	})
	var errs []error
	s := make(Tolerance, 0, len(t))
	for n, i := range order {
		p := t[i]
		at := isms.Path("").Index("", i)
		loss, probability := p.Loss.String(), p.Probability.String()
		if p.Loss.Sign() < 0 {
			errs = append(errs, isms.Refuse(numberNegative, at.Field("loss"), loss))
		}
		if p.Probability.Sign() < 0 || p.Probability.Compare(isms.DecimalOf(1)) > 0 {
			errs = append(errs, isms.Refuse(outOfRange, at.Field("probability"), probability, isms.ArgInt("least", 0), isms.ArgInt("most", 1)))
		}
		if n > 0 && p.Loss == s[n-1].Loss {
			errs = append(errs, isms.Refuse(lossDoubled, at.Field("loss"), loss))
		} else if n > 0 && p.Probability.Compare(s[n-1].Probability) >= 0 {
			errs = append(errs, isms.Refuse(probabilityStays, at.Field("probability"), probability,
				isms.ArgDecimal("other", s[n-1].Probability), isms.ArgDecimal("loss", s[n-1].Loss)))
		}
		s = append(s, p)
	}
	return s, isms.RefuseAll(errs...)
}

// ToleranceLine compares a result with one point of a tolerance.
type ToleranceLine struct {
	Tolerated Point        `json:"tolerated"`
	AtLeast   isms.Decimal `json:"atLeast"` // bounds of the simulated probability
	AtMost    isms.Decimal `json:"atMost"`
	Fit       Fit          `json:"fit"`
}

// Compare returns how r stands against each point of t, in the order of the losses.
// It compares the trials as they are; how far another seed could be off is not its
// subject. It returns an [isms.Error] if t is not a tolerance or r has no trials.
func (t Tolerance) Compare(r Result) ([]ToleranceLine, error) {
	s, err := t.sorted()
	if err != nil {
		return nil, err
	}
	if r.trials == 0 {
		return nil, isms.Refuse(trialsMissing, "", "")
	}
	var sorted []float64
	if r.kept {
		sorted = r.sorted()
	}
	lines := make([]ToleranceLine, 0, len(s))
	for _, p := range s {
		low, high := r.exceedance(p.Loss, sorted)
		line := ToleranceLine{p, r.part(low), r.part(high), Undecided}
		// Compare counts, not rounded shares.
		bound := ratOf(p.Probability)
		bound.Mul(bound, new(big.Rat).SetUint64(r.trials))
		switch {
		case new(big.Rat).SetUint64(high).Cmp(bound) <= 0:
			line.Fit = WithinTolerance
		case new(big.Rat).SetUint64(low).Cmp(bound) > 0:
			line.Fit = AboveTolerance
		}
		lines = append(lines, line)
	}
	return lines, nil
}
