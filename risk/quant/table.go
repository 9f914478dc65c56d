package quant

import "math"

// Quantile functions are tabulated as cubic pieces. Each half of the share,
// below and above 1/2, has octaves of the distance to its end, and 2^tableBits
// pieces in each octave, so that the pieces get finer towards the ends. Nearer
// to an end than 2^-tailBits (one draw in 4096) the quantile is solved for
// directly.
const (
	tailBits   = 13
	tableBits  = 5
	tableHalf  = (tailBits - 1) << tableBits
	tableFirst = (53 - tailBits + 1023) << tableBits // first piece, as bits of a float
)

// cubic is the polynomial of one piece, in the position within it, 0 to 1.
type cubic [4]float64

// at returns the value at the position x.
func (c *cubic) at(x float64) float64 {
	return c[0] + float64(x*(c[1]+float64(x*(c[2]+float64(x*c[3])))))
}

// hermite returns the cubic through the values y0 and y1 at the ends of a
// piece, y0 < y1, with the slopes a and b there. Slopes above three times the
// secant are cut, so that it is monotone.
func hermite(y0, y1, a, b float64) cubic {
	rise := y1 - y0
	a, b = min(a, 3*rise), min(b, 3*rise)
	return cubic{y0, a, (float64(3*rise) - float64(2*a)) - b, (a + b) - float64(2*rise)}
}

// node returns the share at which piece i of a half begins.
func node(i int) float64 {
	return float64(math.Float64frombits(uint64(tableFirst+i)<<(52-tableBits)) * 0x1p-53)
}

// locate returns the piece of the unit u within its half, negative next to the
// end, the position in the piece, and all ones if the half is the upper one,
// where distances count from 1; otherwise 0.
func locate(u uint64) (piece int, x float64, upper uint64) {
	upper = uint64(int64(u<<11) >> 63)
	b := math.Float64bits(float64(int64((u ^ upper) + upper&(1<<53+1))))
	piece = int(b>>(52-tableBits)) - tableFirst
	return piece, math.Float64frombits(b<<tableBits&(1<<52-1)|1023<<52) - 1, upper
}

// betaTable has the quantiles of a Beta distribution. The error is below
// 4e-9, absolute, in the range 0..1, for the shapes that PERT distributions
// have (TestTableError).
type betaTable struct {
	dist   beta
	pieces [2 * tableHalf]cubic
}

func newBetaTable(d beta) *betaTable {
	t := &betaTable{dist: d}
	d.tabulate(t.pieces[:tableHalf])
	d.flip().tabulate(t.pieces[tableHalf:])
	for i := tableHalf; i < len(t.pieces); i++ {
		c := &t.pieces[i]
		*c = cubic{1 - c[0], -c[1], -c[2], -c[3]}
	}
	return t
}

// tabulate writes the pieces of the lower half.
func (d beta) tabulate(pieces []cubic) {
	p := node(0)
	x := d.quantile(p)
	f := d.density(x)
	for i := range pieces {
		next := node(i + 1)
		h := next - p
		// Taylor's step to the next node, then one step of Halley's method.
		slope := (d.a-1)/x - (d.b-1)/(1-x)
		u := h / f
		y := x + (u - float64(0.5*float64(float64(u*u)*slope)))
		s, g := d.cumulative(y)
		y = d.improve(y, s, g, next)
		g = d.density(y)
		pieces[i] = hermite(x, y, h/f, h/g)
		p, x, f = next, y, g
	}
}

// at returns the quantile of the unit u.
func (t *betaTable) at(u uint64) float64 {
	i, x, upper := locate(u)
	if i < 0 {
		return t.tail(u)
	}
	return t.pieces[i+int(upper&tableHalf)].at(x)
}

// tail solves for the quantile of a unit next to an end.
func (t *betaTable) tail(u uint64) float64 {
	if u > 1<<52 {
		return 1 - t.dist.flip().quantile(share(1<<53-u))
	}
	return t.dist.quantile(share(u))
}

// normalTable has the quantiles of the standard normal distribution. The
// error is below 1e-8, absolute.
type normalTable [tableHalf]cubic

func newNormalTable() *normalTable {
	t := new(normalTable)
	const rootTwoPi = 2.506628274631000502415765
	p := node(0)
	z := normalQuantile(p)
	slope := rootTwoPi * exp(float64(0.5*float64(z*z)))
	for i := range t {
		next := node(i + 1)
		h := next - p
		y := 0.0
		if i+1 < len(t) {
			y = normalQuantile(next)
		}
		s := rootTwoPi * exp(float64(0.5*float64(y*y)))
		t[i] = hermite(z, y, float64(h*slope), float64(h*s))
		p, z, slope = next, y, s
	}
	return t
}

// at returns the quantile of the unit u.
func (t *normalTable) at(u uint64) float64 {
	i, x, upper := locate(u)
	if i < 0 {
		return normalQuantile(share(u))
	}
	return math.Float64frombits(math.Float64bits(t[i].at(x)) ^ upper<<63)
}
