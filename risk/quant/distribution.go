package quant

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Kind names a family of distributions. The empty Kind means that no
// distribution was given.
type Kind string

const (
	KindConstant      Kind = "constant"       // always Value
	KindUniform       Kind = "uniform"        // anything between Low and High, equally likely
	KindTriangular    Kind = "triangular"     // density rises from Low to Mode and falls to High
	KindPERT          Kind = "pert"           // Beta on Low..High, alpha = 1 + shape*(mode-low)/(high-low)
	KindPERTClassical Kind = "pert-classical" // Beta on Low..High with the same mean and the deviation (high-low)/(shape+2)
	KindLognormal     Kind = "lognormal"      // e to the power of a normal variate with mean Mu and deviation Sigma
	KindLognormal90   Kind = "lognormal-90"   // lognormal with its 5th percentile at Low and its 95th at High
	KindPoisson       Kind = "poisson"        // number of events in a year, Rate on average
	KindBernoulli     Kind = "bernoulli"      // one event in a year with this Probability, otherwise none
)

var wordsKinds = [...][2]Kind{
	{KindConstant, "Constant"},
	{KindUniform, "Uniform"},
	{KindTriangular, "Triangular"},
	{KindPERT, "PERT"},
	{KindPERTClassical, "PERT, classical"},
	{KindLognormal, "Lognormal"},
	{KindLognormal90, "Lognormal, 90 % interval"},
	{KindPoisson, "Poisson"},
	{KindBernoulli, "Bernoulli"},
}

// Kinds returns the vocabulary of [Kind].
func Kinds() isms.Words[Kind] { return isms.WordsOf("quant.kind", wordsKinds[:]) }

// counts reports whether the variate is a number of events in a year.
func (k Kind) counts() bool { return k == KindPoisson || k == KindBernoulli }

// Distribution says how likely the values of one quantity are: a frequency in
// events per year, a loss in units of money per event, or a share between 0 and
// 1. Its numbers are decimal text as [isms.ParseDecimal] reads it, zero or
// above, at most 10^15; a draft may be wrong, and [Distribution.Validate] says how.
// The zero Distribution means that none was given.
//
// Use the functions named after the kinds to make one.
type Distribution struct {
	Kind        Kind   `json:"kind"`
	Value       string `json:"value,omitzero"`       // constant
	Low         string `json:"low,omitzero"`         // uniform, triangular, PERT; 5th percentile of lognormal-90
	Mode        string `json:"mode,omitzero"`        // the most likely value of triangular and PERT
	High        string `json:"high,omitzero"`        // uniform, triangular, PERT; 95th percentile of lognormal-90
	Shape       string `json:"shape,omitzero"`       // PERT: weight of the mode, 1 to 100; empty is 4
	Mu          string `json:"mu,omitzero"`          // lognormal: mean of the logarithm; may be negative
	Sigma       string `json:"sigma,omitzero"`       // lognormal: deviation of the logarithm, above 0, at most 10
	Rate        string `json:"rate,omitzero"`        // Poisson: events per year on average
	Probability string `json:"probability,omitzero"` // Bernoulli: of one event in a year, 0 to 1
}

// Constant is a quantity that is known: always value.
func Constant(value string) Distribution { return Distribution{Kind: KindConstant, Value: value} }

// Uniform is a quantity between low and high, with no value likelier than
// another.
func Uniform(low, high string) Distribution {
	return Distribution{Kind: KindUniform, Low: low, High: high}
}

// Triangular is a quantity between low and high that is most likely near mode.
// Its mean is (low + mode + high) / 3.
func Triangular(low, mode, high string) Distribution {
	return Distribution{Kind: KindTriangular, Low: low, Mode: mode, High: high}
}

// PERT is the standard PERT distribution (shape 4): a Beta distribution on
// low..high with alpha = 1 + 4*(mode-low)/(high-low) and beta =
// 1 + 4*(high-mode)/(high-low). Its mean is (low + 4*mode + high) / 6. If all
// three are equal it is a constant. For another weight of the mode set Shape.
func PERT(low, mode, high string) Distribution {
	return Distribution{Kind: KindPERT, Low: low, Mode: mode, High: high}
}

// PERTClassical is the PERT distribution with the classical spread: the same mean as
// [PERT], and the Beta distribution whose standard deviation is (high-low)/6. The two
// differ in spread: PERT("0", "0.5", "1") deviates by 0.189, PERTClassical by 0.167.
func PERTClassical(low, mode, high string) Distribution {
	return Distribution{Kind: KindPERTClassical, Low: low, Mode: mode, High: high}
}

// Lognormal is a quantity whose natural logarithm is normal with mean mu and
// standard deviation sigma. Its median is e^mu, its mean e^(mu + sigma^2/2).
func Lognormal(mu, sigma string) Distribution {
	return Distribution{Kind: KindLognormal, Mu: mu, Sigma: sigma}
}

// Lognormal90 is the lognormal quantity that falls below low in 5 % of the
// cases and above high in 5 %: an estimate as a 90 % interval.
func Lognormal90(low, high string) Distribution {
	return Distribution{Kind: KindLognormal90, Low: low, High: high}
}

// Poisson is a number of events in a year, rate on average, each independent of
// the others. A rate of 0 is fine: nothing ever happens.
func Poisson(rate string) Distribution { return Distribution{Kind: KindPoisson, Rate: rate} }

// Bernoulli is one event in a year with the given probability, and none
// otherwise.
func Bernoulli(probability string) Distribution {
	return Distribution{Kind: KindBernoulli, Probability: probability}
}

// absent reports whether no distribution was given.
func (d Distribution) absent() bool { return d == Distribution{} }

// String returns the kind and its numbers: "pert(1, 2, 10)".
func (d Distribution) String() string {
	var numbers []string
	for _, f := range d.fields() {
		if f.text != "" {
			numbers = append(numbers, f.text)
		}
	}
	return string(d.Kind) + "(" + strings.Join(numbers, ", ") + ")"
}

// Validate returns an [isms.Error] if d is not a distribution.
func (d Distribution) Validate() error {
	_, err := d.law()
	return err
}

// Mean returns the expected value, by the closed form of the kind, within
// 1e-13 of its size.
func (d Distribution) Mean() (float64, error) {
	l, err := d.law()
	if err != nil {
		return 0, err
	}
	return l.mean(), nil
}

// Quantile returns the value that d does not exceed with probability p,
// 0 < p < 1: its p-quantile, computed directly and not from the tables that
// simulations use. The error is below 1e-10 of high - low for PERT, below 1e-13
// of the value (times sigma) for the others.
func (d Distribution) Quantile(p float64) (float64, error) {
	l, err := d.law()
	if err != nil {
		return 0, err
	}
	if !(p > 0 && p < 1) {
		return 0, isms.Refuse(noProbability, "", strconv.FormatFloat(p, 'g', -1, 64))
	}
	return l.quantile(p), nil
}

type field struct {
	name string
	text string
}

func (d Distribution) fields() [9]field {
	return [9]field{
		{"value", d.Value},
		{"low", d.Low},
		{"mode", d.Mode},
		{"high", d.High},
		{"shape", d.Shape},
		{"mu", d.Mu},
		{"sigma", d.Sigma},
		{"rate", d.Rate},
		{"probability", d.Probability},
	}
}

// takes lists the fields that a known kind uses.
func (k Kind) takes() []string {
	switch k {
	case KindConstant:
		return []string{"value"}
	case KindUniform, KindLognormal90:
		return []string{"low", "high"}
	case KindTriangular:
		return []string{"low", "mode", "high"}
	case KindPERT, KindPERTClassical:
		return []string{"low", "mode", "high", "shape"}
	case KindLognormal:
		return []string{"mu", "sigma"}
	case KindPoisson:
		return []string{"rate"}
	}
	return []string{"probability"}
}

// maxNumber bounds the numbers of a distribution.
const maxNumber = 1e15

// law reads the numbers of d.
func (d Distribution) law() (law, error) {
	if d.absent() {
		return law{}, isms.Refuse(noDistribution, "", "")
	}
	if err := Kinds().Validate("kind", d.Kind); err != nil {
		return law{}, err
	}
	takes := d.Kind.takes()
	var members []isms.Arg
	for _, name := range takes {
		members = append(members, isms.ArgText("", name))
	}
	number := map[string]float64{}
	var errs []error
	for _, f := range d.fields() {
		at := isms.Path(f.name)
		used := slices.Contains(takes, f.name)
		switch {
		case !used && f.text != "":
			errs = append(errs, isms.Refuse(numberNotTaken, at, f.text, isms.ArgList("members", members...)))
			continue
		case !used:
			continue
		case f.name == "shape" && f.text == "":
			number[f.name] = 4
			continue
		}
		x, err := parse(at, f.text)
		if err == nil && x < 0 && f.name != "mu" {
			err = isms.Refuse(numberNegative, at, f.text)
		}
		errs = append(errs, err)
		number[f.name] = x
	}
	if err := isms.RefuseAll(errs...); err != nil {
		return law{}, err
	}
	return d.build(number)
}

// build makes the law of the numbers, which are known to be finite and, but
// for mu, not negative.
func (d Distribution) build(n map[string]float64) (law, error) {
	low, mode, high := n["low"], n["mode"], n["high"]
	refuse := func(m isms.Message, at isms.Path, value string, args ...isms.Arg) (law, error) {
		return law{}, isms.Refuse(m, at, value, args...)
	}
	between := func(at isms.Path, value string, least, most int) (law, error) {
		return refuse(outOfRange, at, value, isms.ArgInt("least", least), isms.ArgInt("most", most))
	}
	from, to := isms.ArgText("low", d.Low), isms.ArgText("high", d.High)
	switch d.Kind {
	case KindConstant:
		return constantLaw(n["value"]), nil
	case KindPoisson:
		return law{kind: KindPoisson, low: n["rate"]}, nil
	case KindBernoulli:
		if n["probability"] > 1 {
			return between("probability", d.Probability, 0, 1)
		}
		return law{kind: KindBernoulli, low: n["probability"]}, nil
	case KindLognormal:
		switch mu, sigma := n["mu"], n["sigma"]; {
		case mu < -50 || mu > 50:
			return between("mu", d.Mu, -50, 50)
		case sigma <= 0 || sigma > 10:
			return refuse(sigmaOutside, "sigma", d.Sigma, isms.ArgInt("most", 10))
		default:
			return law{kind: KindLognormal, mu: mu, sigma: sigma}, nil
		}
	case KindLognormal90:
		if low <= 0 {
			return refuse(notAboveZero, "low", d.Low)
		}
		if high <= low {
			return refuse(notAboveLow, "high", d.High, from)
		}
		a, b := log(low), log(high)
		sigma := (b - a) / (2 * z95)
		if sigma > 10 || sigma < 1e-9 {
			return refuse(intervalOutside, "high", d.High, from, isms.ArgDecimal("least", isms.MustDecimal("0.000000001")), isms.ArgInt("most", 10))
		}
		return law{kind: KindLognormal, mu: float64(0.5 * (a + b)), sigma: sigma}, nil
	case KindUniform:
		if high <= low {
			return refuse(notAboveLow, "high", d.High, from)
		}
		return law{kind: KindUniform, low: low, width: high - low}, nil
	case KindTriangular, KindPERT, KindPERTClassical:
	}
	if high < low {
		return refuse(belowLow, "high", d.High, from)
	}
	if mode < low || mode > high {
		return refuse(modeOutside, "mode", d.Mode, from, to)
	}
	if high == low {
		return constantLaw(low), nil
	}
	m := (mode - low) / (high - low)
	l := law{kind: d.Kind, low: low, width: high - low, peak: m}
	if d.Kind == KindTriangular {
		return l, nil
	}
	shape := n["shape"]
	if shape < 1 || shape > 100 {
		return between("shape", d.Shape, 1, 100)
	}
	l.kind = KindPERT
	if d.Kind == KindPERT {
		l.beta = newBeta(1+float64(shape*m), 1+float64(shape*(1-m)))
		return l, nil
	}
	mean := (1 + float64(shape*m)) / (shape + 2)
	s := shape + 2
	sum := float64(float64(mean*(1-mean))*float64(s*s)) - 1
	l.beta = newBeta(float64(mean*sum), float64((1-mean)*sum))
	return l, nil
}

// parse reads decimal text as the nearest float.
func parse(at isms.Path, text string) (float64, error) {
	d, err := isms.ParseDecimal(text)
	if err != nil {
		return 0, isms.Refuse(numberForm, at, text)
	}
	x, err := strconv.ParseFloat(d.String(), 64)
	if err != nil || math.Abs(x) > maxNumber {
		return 0, isms.Refuse(numberTooLarge, at, text)
	}
	return x, nil
}
