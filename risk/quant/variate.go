package quant

import "math"

// A variate draws the values of one quantity: one word of a stream for each
// value, through the inverse of the distribution function. So two models with
// the same words stay comparable trial by trial.
type variate struct {
	law   law
	role  uint64
	table *table // PERT only
}

func newVariate(l law, role uint64) variate {
	v := variate{law: l, role: role}
	if l.kind == KindPERT {
		v.table = newTable(l.beta)
	}
	return v
}

func (v *variate) constant() bool { return v.law.kind == KindConstant }

// at returns the value of the unit u.
func (v *variate) at(u uint64) float64 {
	l := &v.law
	switch l.kind {
	case KindUniform:
		return l.low + float64(l.width*share(u))
	case KindTriangular:
		return l.low + float64(l.width*triangular(l.peak, share(u), share(1<<53-u)))
	case KindPERT:
		return l.low + float64(l.width*v.table.at(u))
	case KindLognormal:
		return exp(l.mu + float64(l.sigma*normalQuantile(share(u))))
	}
	return l.low
}

// most returns the largest value that at can return.
func (v *variate) most() float64 { return v.at(1<<53 - 1) }

// fill writes the values of the next len(dst) words of g.
func (v *variate) fill(dst []float64, g *pcg) {
	switch v.law.kind {
	case KindPERT:
		v.fillPERT(dst, g)
	case KindConstant:
		for i := range dst {
			dst[i] = v.law.low
		}
	default:
		for i := range dst {
			dst[i] = v.at(unit(g.next()))
		}
	}
}

// fillPERT does what at does, with the lookup in the loop.
func (v *variate) fillPERT(dst []float64, g *pcg) {
	low, width, t := v.law.low, v.law.width, v.table
	s := *g
	for i := range dst {
		u := unit(s.next())
		m, half := u, 0
		if u > 1<<52 {
			m = 1<<53 - u
		}
		if u > 1<<52 {
			half = tableHalf
		}
		b := math.Float64bits(float64(int64(m)))
		c := int(b>>(52-tableBits)) - tableFirst
		if c < 0 {
			dst[i] = low + float64(width*t.tail(u))
			continue
		}
		k := &t.cells[half+c]
		x := math.Float64frombits(b<<tableBits&(1<<52-1)|1023<<52) - 1
		dst[i] = low + float64(width*(k[0]+float64(x*(k[1]+float64(x*(k[2]+float64(x*k[3])))))))
	}
	*g = s
}
