package quant

import "math"

const (
	// ln2 in two parts; the first has 32 significant bits.
	ln2High = 0x1.62e42feep-1
	ln2Low  = 0x1.a39ef35793c76p-33
)

// log returns the natural logarithm of x. The error is below one unit in the
// last place. log(0) is -Inf; the logarithm of a negative number is NaN.
func log(x float64) float64 {
	switch {
	case x != x || x > math.MaxFloat64:
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}
	k := 0
	if x < 0x1p-1022 {
		x *= 0x1p54
		k = -54
	}
	// x = 2^k * m with m between sqrt(1/2) and sqrt(2).
	b := math.Float64bits(x)
	k += int(b>>52) - 1023
	m := math.Float64frombits(b&(1<<52-1) | 1023<<52)
	if m > math.Sqrt2 {
		m *= 0.5
		k++
	}
	// With s = f/(2+f), log(1+f) = 2*atanh(s) = f - s*(f - r) where r is the
	// tail of the series of 2*atanh(s)/s.
	f := m - 1
	s := f / (2 + f)
	z := float64(s * s)
	r := 2.0/21 + float64(z*(2.0/23))
	r = 2.0/19 + float64(z*r)
	r = 2.0/17 + float64(z*r)
	r = 2.0/15 + float64(z*r)
	r = 2.0/13 + float64(z*r)
	r = 2.0/11 + float64(z*r)
	r = 2.0/9 + float64(z*r)
	r = 2.0/7 + float64(z*r)
	r = 2.0/5 + float64(z*r)
	r = 2.0/3 + float64(z*r)
	r = float64(z * r)
	kd := float64(k)
	return float64(kd*ln2High) - ((float64(s*(f-r)) - float64(kd*ln2Low)) - f)
}

// logGamma returns the logarithm of the gamma function of x > 0, with an
// absolute error below 1e-13 for x up to 1000.
func logGamma(x float64) float64 {
	shift := 1.0
	down := 0.0
	for x < 12 {
		shift = float64(shift * x)
		x++
	}
	if shift != 1 {
		down = log(shift)
	}
	// Stirling's series.
	y := 1 / x
	z := float64(y * y)
	s := -691.0/360360 + float64(z*(1.0/156))
	s = 1.0/1188 + float64(z*s)
	s = -1.0/1680 + float64(z*s)
	s = 1.0/1260 + float64(z*s)
	s = -1.0/360 + float64(z*s)
	s = 1.0/12 + float64(z*s)
	const halfLogTwoPi = 0.9189385332046727417803297
	return (float64((x-0.5)*log(x)) - x) + (halfLogTwoPi + (float64(s*y) - down))
}
