package quant

import "math"

// z95 is the 95th percentile of the standard normal distribution. A 90 %
// interval reaches from the 5th to the 95th percentile.
const z95 = 1.644853626951472714863849

// normalQuantile returns the point of the standard normal distribution below
// which the share p lies, 0 < p < 1. The relative error is below 1e-15 in the
// size of the result, except next to p = 0.5, where it is 1e-16 absolute.
//
// Method: rational approximations of Wichura, Algorithm AS 241 (PPND16),
// Applied Statistics 37 (1988), with our own logarithm in the tails.
func normalQuantile(p float64) float64 {
	q := p - 0.5
	if q >= -0.425 && q <= 0.425 {
		r := 0.180625 - float64(q*q)
		num := 3.3430575583588128105e4 + float64(r*2.5090809287301226727e3)
		num = 6.7265770927008700853e4 + float64(r*num)
		num = 4.5921953931549871457e4 + float64(r*num)
		num = 1.3731693765509461125e4 + float64(r*num)
		num = 1.9715909503065514427e3 + float64(r*num)
		num = 1.3314166789178437745e2 + float64(r*num)
		num = 3.3871328727963666080e0 + float64(r*num)
		den := 2.8729085735721942674e4 + float64(r*5.2264952788528545610e3)
		den = 3.9307895800092710610e4 + float64(r*den)
		den = 2.1213794301586595867e4 + float64(r*den)
		den = 5.3941960214247511077e3 + float64(r*den)
		den = 6.8718700749205790830e2 + float64(r*den)
		den = 4.2313330701600911252e1 + float64(r*den)
		den = 1 + float64(r*den)
		return float64(q*num) / den
	}
	r := p
	if q > 0 {
		r = 1 - p
	}
	r = math.Sqrt(-log(r))
	var z float64
	if r <= 5 {
		r -= 1.6
		num := 2.27238449892691845833e-2 + float64(r*7.74545014278341407640e-4)
		num = 2.41780725177450611770e-1 + float64(r*num)
		num = 1.27045825245236838258e0 + float64(r*num)
		num = 3.64784832476320460504e0 + float64(r*num)
		num = 5.76949722146069140550e0 + float64(r*num)
		num = 4.63033784615654529590e0 + float64(r*num)
		num = 1.42343711074968357734e0 + float64(r*num)
		den := 5.47593808499534494600e-4 + float64(r*1.05075007164441684324e-9)
		den = 1.51986665636164571966e-2 + float64(r*den)
		den = 1.48103976427480074590e-1 + float64(r*den)
		den = 6.89767334985100004550e-1 + float64(r*den)
		den = 1.67638483018380384940e0 + float64(r*den)
		den = 2.05319162663775882187e0 + float64(r*den)
		den = 1 + float64(r*den)
		z = num / den
	} else {
		r -= 5
		num := 2.71155556874348757815e-5 + float64(r*2.01033439929228813265e-7)
		num = 1.24266094738807843860e-3 + float64(r*num)
		num = 2.65321895265761230930e-2 + float64(r*num)
		num = 2.96560571828504891230e-1 + float64(r*num)
		num = 1.78482653991729133580e0 + float64(r*num)
		num = 5.46378491116411436990e0 + float64(r*num)
		num = 6.65790464350110377720e0 + float64(r*num)
		den := 1.42151175831644588870e-7 + float64(r*2.04426310338993978564e-15)
		den = 1.84631831751005468180e-5 + float64(r*den)
		den = 7.86869131145613259100e-4 + float64(r*den)
		den = 1.48753612908506148525e-2 + float64(r*den)
		den = 1.36929880922735805310e-1 + float64(r*den)
		den = 5.99832206555887937690e-1 + float64(r*den)
		den = 1 + float64(r*den)
		z = num / den
	}
	if q < 0 {
		return -z
	}
	return z
}
