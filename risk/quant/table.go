package quant

import "math"

// A table is the quantile function of a Beta distribution as cubic pieces. The
// lower and the upper half each have octaves of the distance to their end, and
// cells pieces in each octave, so that the pieces get finer towards the ends.
// Nearer to an end than 2^-tailBits (one draw in 4096) the quantile is solved
// for directly.
//
// Error of a quantile: below 4e-9, absolute, in a range of 0..1, for the shapes
// that PERT distributions have (see TestTableError).
type table struct {
	dist  beta
	cells [2 * tableHalf][4]float64
}

const (
	tailBits   = 13
	tableBits  = 5 // cells per octave, as a power of two
	tableHalf  = (tailBits - 1) << tableBits
	tableFirst = (53 - tailBits + 1023) << tableBits // first cell, as bits of a float
)

// newTable tabulates the quantiles of d.
func newTable(d beta) *table {
	t := &table{dist: d}
	t.fill(t.cells[:tableHalf], d, 0, 1)
	t.fill(t.cells[tableHalf:], d.flip(), 1, -1)
	return t
}

// fill writes the pieces of one half: origin + sign * (quantile of d).
func (t *table) fill(cells [][4]float64, d beta, origin, sign float64) {
	p := float64(0x1p-13)
	x := d.quantile(p)
	f := d.density(x)
	for i := range cells {
		bits := uint64(tableFirst+i+1) << (52 - tableBits)
		next := math.Float64frombits(bits) * 0x1p-53
		h := next - p
		// Taylor's step to the next node, then one step of Halley's method.
		slope := (d.a-1)/x - (d.b-1)/(1-x)
		u := h / f
		y := x + (u - float64(0.5*float64(float64(u*u)*slope)))
		if !(y > x && y < 1) {
			y = d.quantile(next)
		} else {
			s, g := d.cumulative(y)
			y = d.improve(y, s, g, next)
		}
		g := d.density(y)
		// The cubic with the values and the slopes of both ends; slopes above
		// three times the secant are cut, so that every piece is monotone.
		rise := y - x
		a, b := min(h/f, 3*rise), min(h/g, 3*rise)
		cells[i] = [4]float64{
			origin + float64(sign*x),
			sign * a,
			sign * ((float64(3*rise) - float64(2*a)) - b),
			sign * ((a + b) - float64(2*rise)),
		}
		p, x, f = next, y, g
	}
}

// at returns the quantile of the unit u.
func (t *table) at(u uint64) float64 {
	m, half := u, 0
	if u > 1<<52 {
		m, half = 1<<53-u, tableHalf
	}
	b := math.Float64bits(float64(int64(m)))
	i := int(b>>(52-tableBits)) - tableFirst
	if i < 0 {
		return t.tail(u)
	}
	c := &t.cells[half+i]
	x := math.Float64frombits(b<<tableBits&(1<<52-1)|1023<<52) - 1
	return c[0] + float64(x*(c[1]+float64(x*(c[2]+float64(x*c[3])))))
}

// tail solves for the quantile of a unit next to an end.
func (t *table) tail(u uint64) float64 {
	if u > 1<<52 {
		return 1 - t.dist.flip().quantile(share(1<<53-u))
	}
	return t.dist.quantile(share(u))
}
