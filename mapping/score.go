package mapping

import "math/bits"

// Score is a whole number on a scale from Min to Max, such as a maturity
// from 0 to 5.
type Score struct {
	Value int `json:"value"`
	Min   int `json:"min"`
	Max   int `json:"max"`
}

func (s Score) sound() bool { return s.Min < s.Max && s.Min <= s.Value && s.Value <= s.Max }

// CarryScore returns what a score of a source says of the score of its target
// on the scale from lo to hi. Only equality carries a score, converted to
// the other scale and rounded down; a source that covers its target carries
// the highest score alone. In all other cases, and when a scale is empty or
// the score is not on its own, nothing is carried.
func (r Relation) CarryScore(s Score, lo, hi int) (Score, bool) {
	out := Score{Min: lo, Max: hi}
	if !s.sound() || lo >= hi {
		return Score{}, false
	}
	switch {
	case r.Proves(Equal):
		// Differences of ints fit in uint64, and the quotient is at most hi-lo.
		high, low := bits.Mul64(span(s.Min, s.Value), span(lo, hi))
		n, _ := bits.Div64(high, low, span(s.Min, s.Max))
		out.Value = int(uint64(lo) + n)
		return out, true
	case r.Proves(SupersetOrEqual) && s.Value == s.Max:
		out.Value = hi
		return out, true
	}
	return Score{}, false
}

// span returns hi - lo for lo <= hi, which may not fit in an int.
func span(lo, hi int) uint64 { return uint64(hi) - uint64(lo) }
