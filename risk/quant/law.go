package quant

import "math"

// law is a checked distribution with its numbers as floats.
type law struct {
	kind  Kind    // lognormal-90 has become lognormal, pert-classical pert
	low   float64 // also the value of a constant, the rate, the probability
	width float64 // high - low
	peak  float64 // (mode - low) / width
	mu    float64
	sigma float64
	beta  beta
}

func constantLaw(value float64) law { return law{kind: KindConstant, low: value} }

func (l *law) mean() float64 {
	switch l.kind {
	case KindUniform:
		return l.low + float64(0.5*l.width)
	case KindTriangular:
		return l.low + float64(l.width*(1+l.peak))/3
	case KindPERT:
		return l.low + float64(l.width*l.beta.a)/(l.beta.a+l.beta.b)
	case KindLognormal:
		return exp(l.mu + float64(float64(0.5*l.sigma)*l.sigma))
	}
	return l.low
}

func (l *law) variance() float64 {
	w := float64(l.width * l.width)
	switch l.kind {
	case KindUniform:
		return w / 12
	case KindTriangular:
		return float64(w*((1-l.peak)+float64(l.peak*l.peak))) / 18
	case KindPERT:
		s := l.beta.a + l.beta.b
		return float64(w*float64(l.beta.a*l.beta.b)) / float64(float64(s*s)*(s+1))
	case KindLognormal:
		v := float64(l.sigma * l.sigma)
		grown := exp(v) - 1
		if v < 1e-4 {
			grown = v + float64(float64(v*v)*(0.5+v/6))
		}
		return float64(grown * exp(float64(2*l.mu)+v))
	case KindPoisson:
		return l.low
	case KindBernoulli:
		return float64(l.low * (1 - l.low))
	}
	return 0
}

// square returns the mean of the square.
func (l *law) square() float64 {
	m := l.mean()
	return l.variance() + float64(m*m)
}

// quantile returns the value at the share p, 0 < p < 1.
func (l *law) quantile(p float64) float64 {
	switch l.kind {
	case KindUniform:
		return l.low + float64(l.width*p)
	case KindTriangular:
		return l.low + float64(l.width*triangular(l.peak, p, 1-p))
	case KindPERT:
		if p > 0.5 {
			return l.low + float64(l.width*(1-l.beta.flip().quantile(1-p)))
		}
		return l.low + float64(l.width*l.beta.quantile(p))
	case KindLognormal:
		return exp(l.mu + float64(l.sigma*normalQuantile(p)))
	case KindPoisson:
		return float64(poissonCount(l.low, p))
	case KindBernoulli:
		if p > 1-l.low {
			return 1
		}
		return 0
	}
	return l.low
}

// triangular returns the quantile of a triangle on 0..1 with its peak at m, at
// the share p; rest is 1 - p.
func triangular(m, p, rest float64) float64 {
	if p < m {
		return math.Sqrt(float64(p * m))
	}
	return 1 - math.Sqrt(float64(rest*(1-m)))
}
