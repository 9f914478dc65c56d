package quant

import "math"

// maxRate is the highest mean number of events per year that whole events are
// counted for. A loss that happens more often is better described by its
// frequency times an average loss, which [AverageYear] does.
const maxRate = 500

// poissonCount returns the smallest count that a Poisson variate with this
// rate, at most maxRate, does not exceed with probability p. Counts whose
// probability is below 1e-14 are off by that much.
func poissonCount(rate, p float64) int {
	most := poissonMost(rate)
	term := exp(-rate)
	sum := term
	k := 0
	for sum < p && k < most {
		k++
		term = float64(term*rate) / float64(k)
		sum += term
	}
	return k
}

// poissonMost returns a count that is exceeded with a probability far below
// 2^-53.
func poissonMost(rate float64) int {
	return int(rate+float64(10*math.Sqrt(rate))) + 20
}

// poisson is a Poisson distribution of one rate as a table of thresholds and
// a guide into it.
type poisson struct {
	above []uint64    // a unit above above[k] counts more than k
	guide [256]uint16 // where to begin, by the first 8 bits of the unit
}

func newPoisson(rate float64) *poisson {
	most := poissonMost(rate)
	t := &poisson{above: make([]uint64, 0, most+1)}
	term := exp(-rate)
	sum := term
	for k := 1; k <= most; k++ {
		t.above = append(t.above, uint64(int64(float64(min(sum, 1)*0x1p53))))
		term = float64(term*rate) / float64(k)
		sum += term
	}
	t.above = append(t.above, 1<<53)
	k := 0
	for i := range t.guide {
		for uint64(i)<<45 > t.above[k] {
			k++
		}
		t.guide[i] = uint16(k)
	}
	return t
}

// at returns the count of the unit u.
func (t *poisson) at(u uint64) int {
	k := int(t.guide[u>>45])
	for u > t.above[k] {
		k++
	}
	return k
}
