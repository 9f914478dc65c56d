package quant

import "math"

// histogram counts losses in buckets whose bounds grow by a factor between
// 1 + 2^-8 and 1 + 2^-9: 256 buckets for each power of 2, from 2^-4 to 2^70.
// A bucket holds its upper bound, not its lower one.
type histogram struct {
	zero    uint64 // losses of 0
	small   uint64 // losses above 0, up to 2^-4
	octaves [octaves]*octave
}

// octave counts the losses from a power of 2 to the next, in sixteenths, so that
// a single loss takes no more than it is worth.
type octave [16]*[16]uint64

const (
	octaves     = 74
	firstOctave = 1023 - 4 // exponent bits of the first octave
)

// bucket returns the octave and the bucket of a loss above 2^-4.
func bucket(x float64) (octave, cell int) {
	b := math.Float64bits(x) - 1
	return int(b>>52) - firstOctave, int(b >> 44 & 255)
}

// bounds returns the bounds of a bucket.
func bounds(octave, cell int) (above, upTo float64) {
	b := uint64(octave+firstOctave)<<8 | uint64(cell)
	return math.Float64frombits(b << 44), math.Float64frombits((b + 1) << 44)
}

// add counts a loss, 0 <= x <= maxLoss.
func (h *histogram) add(x float64) {
	if x <= 0x1p-4 {
		if x == 0 {
			h.zero++
		} else {
			h.small++
		}
		return
	}
	*h.at(bucket(x))++
}

// at returns where the losses of a bucket are counted.
func (h *histogram) at(o, cell int) *uint64 {
	p := h.octaves[o]
	if p == nil {
		p = new(octave)
		h.octaves[o] = p
	}
	q := p[cell>>4]
	if q == nil {
		q = new([16]uint64)
		p[cell>>4] = q
	}
	return &q[cell&15]
}

// counts visits the buckets with losses in them, in ascending order: octave and
// cell in one number, and how many there are.
func (h *histogram) counts(visit func(bucket int, n uint64)) {
	for o, p := range h.octaves {
		if p == nil {
			continue
		}
		for c, q := range p {
			if q == nil {
				continue
			}
			for i, n := range q {
				if n > 0 {
					visit(o<<8|c<<4|i, n)
				}
			}
		}
	}
}

// plus returns the counts of both.
func (h *histogram) plus(o *histogram) histogram {
	sum := histogram{zero: h.zero + o.zero, small: h.small + o.small}
	for _, from := range []*histogram{h, o} {
		from.counts(func(b int, n uint64) { *sum.at(b>>8, b&255) += n })
	}
	return sum
}

// bar is a bucket with losses in it.
type bar struct {
	above, upTo float64 // the losses are above the one, at most the other
	count       uint64
}

// middle returns a loss that is within 2^-9 of every loss in the bar, or
// within 2^-5 of a unit of money for the smallest ones.
func (b bar) middle() float64 { return b.above + float64(0.5*(b.upTo-b.above)) }

// bars returns the buckets with losses in them, in ascending order. The first
// one holds the zeros, if there are any.
func (h *histogram) bars() []bar {
	var bars []bar
	if h.zero > 0 {
		bars = append(bars, bar{0, 0, h.zero})
	}
	if h.small > 0 {
		bars = append(bars, bar{0, 0x1p-4, h.small})
	}
	h.counts(func(b int, n uint64) {
		above, upTo := bounds(b>>8, b&255)
		bars = append(bars, bar{above, upTo, n})
	})
	return bars
}
