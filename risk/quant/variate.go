package quant

// variate draws the values of one quantity: one word of a stream for each
// value, through the inverse of the distribution function. So two models with
// the same words stay comparable trial by trial.
type variate struct {
	law    law
	role   uint64
	beta   *betaTable   // PERT only
	normal *normalTable // lognormal only
}

func newVariate(l law, role uint64) variate {
	v := variate{law: l, role: role}
	switch l.kind {
	case KindPERT:
		v.beta = newBetaTable(l.beta)
	case KindLognormal:
		v.normal = newNormalTable()
	}
	return v
}

// at returns the value of the unit u.
func (v *variate) at(u uint64) float64 {
	l := &v.law
	switch l.kind {
	case KindUniform:
		return l.low + float64(l.width*share(u))
	case KindTriangular:
		return l.low + float64(l.width*triangular(l.peak, share(u), share(1<<53-u)))
	case KindPERT:
		return l.low + float64(l.width*v.beta.at(u))
	case KindLognormal:
		return exp(l.mu + float64(l.sigma*v.normal.at(u)))
	}
	return l.low
}

// most returns the largest value that at can return.
func (v *variate) most() float64 { return v.at(1<<53 - 1) }

// fill writes the values of the next len(dst) words of g.
func (v *variate) fill(dst []float64, g *pcg) {
	s := *g
	switch l := &v.law; l.kind {
	case KindConstant:
		for i := range dst {
			dst[i] = l.low
		}
		return // a constant draws nothing
	case KindPERT:
		t := v.beta
		for i := range dst {
			u := unit(s.next())
			p, x, upper := locate(u)
			if p < 0 {
				dst[i] = l.low + float64(l.width*t.tail(u))
				continue
			}
			dst[i] = l.low + float64(l.width*t.pieces[p+int(upper&tableHalf)].at(x))
		}
	case KindLognormal:
		for i := range dst {
			dst[i] = float64(l.sigma * v.normal.at(unit(s.next())))
		}
		for i, x := range dst {
			dst[i] = exp(l.mu + x)
		}
	default:
		for i := range dst {
			dst[i] = v.at(unit(s.next()))
		}
	}
	*g = s
}
