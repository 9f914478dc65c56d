package quant

import "math"

// beta is a Beta distribution on 0..1 with the shape parameters a and b,
// both between 0.5 and 202.
type beta struct {
	a, b float64
	lnB  float64 // logarithm of the beta function of a and b
}

func newBeta(a, b float64) beta {
	return beta{a, b, (logGamma(a) + logGamma(b)) - logGamma(a+b)}
}

// flip returns the distribution of one minus the variate.
func (d beta) flip() beta { return beta{d.b, d.a, d.lnB} }

// density returns the probability density at x, 0 < x < 1.
func (d beta) density(x float64) float64 {
	return exp((float64((d.a-1)*log(x)) + float64((d.b-1)*log(1-x))) - d.lnB)
}

// cumulative returns the share below x and the density at x, 0 < x < 1. The
// relative error of the share is below 1e-12.
func (d beta) cumulative(x float64) (share, density float64) {
	density = d.density(x)
	front := float64(density*x) * (1 - x)
	if x > (d.a+1)/(d.a+d.b+2) {
		return 1 - front*betaFraction(1-x, d.b, d.a)/d.b, density
	}
	return front * betaFraction(x, d.a, d.b) / d.a, density
}

// betaFraction evaluates the continued fraction of the incomplete beta
// function by the modified method of Lentz; it converges fast for
// x < (a+1)/(a+b+2). See the NIST Digital Library of Mathematical Functions,
// 8.17.22.
func betaFraction(x, a, b float64) float64 {
	c := 1.0
	d := 1 / nonzero(1-float64((a+b)*x)/(a+1))
	h := d
	for i := 1; i <= 500; i++ {
		m := float64(i)
		two := 2 * m
		n := float64(float64(m*(b-m))*x) / float64((a+two-1)*(a+two))
		d = 1 / nonzero(1+float64(n*d))
		c = nonzero(1 + n/c)
		h = float64(h * float64(d*c))
		n = -float64(float64((a+m)*(a+b+m))*x) / float64((a+two)*(a+two+1))
		d = 1 / nonzero(1+float64(n*d))
		c = nonzero(1 + n/c)
		step := float64(d * c)
		h = float64(h * step)
		if math.Abs(step-1) < 1e-16 {
			break
		}
	}
	return h
}

// nonzero keeps a divisor away from 0.
func nonzero(x float64) float64 {
	if math.Abs(x) < 1e-300 {
		return 1e-300
	}
	return x
}

// quantile returns the point below which the share p lies, 0 < p <= 1/2, with
// a relative error below 1e-11.
func (d beta) quantile(p float64) float64 {
	lo, hi := 0.0, 1.0
	// Next to 0 the share is about x^a / (a B(a,b)).
	x := exp(((log(p) + log(d.a)) + d.lnB) / d.a)
	if x >= 0.9 {
		x = 0.5
	}
	for i := 0; ; i++ {
		s, f := d.cumulative(x)
		if s < p {
			lo = x
		} else {
			hi = x
		}
		next := d.improve(x, s, f, p)
		if !(next > lo && next < hi) {
			next = lo + float64(0.5*(hi-lo))
		}
		if math.Abs(next-x) <= float64(1e-13*next) || i == 200 {
			return next
		}
		x = next
	}
}

// improve returns a better point than x for the share p, by one step of
// Halley's method; s and f are the share below x and the density at x.
func (d beta) improve(x, s, f, p float64) float64 {
	e := (s - p) / f
	slope := (d.a-1)/x - (d.b-1)/(1-x)
	t := 1 - float64(0.5*float64(e*slope))
	if !(t > 0.5) {
		t = 0.5
	} else if t > 2 {
		t = 2
	}
	return x - e/t
}
