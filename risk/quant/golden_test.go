package quant

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

// near fails unless got is within tolerance of want.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

func mustLaw(t *testing.T, d Distribution) law {
	t.Helper()
	l, err := d.law()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Computed with 30 digits from mu = mean of the logarithms, sigma = their
// difference by 2 x 1.644853627.
func TestLognormal90Golden(t *testing.T) {
	for _, c := range []struct {
		low, high               string
		mu, sigma, median, mean float64
	}{
		{"10000", "100000", 10.361632918473205, 0.699936169171963, 31622.7766, 40400.1283},
		{"1000", "1000000", 10.361632918473205, 2.0998085075158897, 31622.7766, 286711.2247},
		{"50", "5000", 6.214608098422192, 1.3998723383439264, 500.0, 1331.99},
		{"10000", "1000000", 11.512925464970229, 1.3998723383439264, 100000, 266398.0},
	} {
		d := Lognormal90(c.low, c.high)
		l := mustLaw(t, d)
		near(t, d.String()+" mu", l.mu, c.mu, 1e-12)
		near(t, d.String()+" sigma", l.sigma, c.sigma, 1e-9)
		near(t, d.String()+" median", l.quantile(0.5), c.median, 1e-4)
		near(t, d.String()+" mean", l.mean(), c.mean, max(1e-4, c.mean*1e-6))
		low, _ := d.Quantile(0.05)
		high, _ := d.Quantile(0.95)
		wantLow, _ := parse("", c.low)
		wantHigh, _ := parse("", c.high)
		near(t, d.String()+" 5th percentile", low, wantLow, 1e-10*wantLow)
		near(t, d.String()+" 95th percentile", high, wantHigh, 1e-10*wantHigh)
	}
}

func TestPERTGolden(t *testing.T) {
	for _, c := range []struct {
		d                     Distribution
		alpha, beta, mean, sd float64
	}{
		{PERT("0", "0.5", "1"), 3, 3, 0.5, 0.188982},
		{PERTClassical("0", "0.5", "1"), 4, 4, 0.5, 0.166667},
		{PERT("1", "2", "10"), 1.444444, 4.555556, 3.166667, 1.454331},
		{PERTClassical("1", "2", "10"), 1.343393, 4.236854, 3.166667, 1.5},
		{PERT("0.1", "0.5", "2"), 1.842105, 4.157895, 0.683333, 0.331243},
		{PERTClassical("0.1", "0.5", "2"), 2.044516, 4.614764, 0.683333, 0.316667},
		{PERT("0", "0.1", "10"), 1.04, 4.96, 1.733333, 1.430729},
	} {
		l := mustLaw(t, c.d)
		near(t, c.d.String()+" alpha", l.beta.a, c.alpha, 1e-6)
		near(t, c.d.String()+" beta", l.beta.b, c.beta, 1e-6)
		mean, err := c.d.Mean()
		if err != nil {
			t.Error(err)
		}
		near(t, c.d.String()+" mean", mean, c.mean, 1e-6)
		v, err := c.d.variance()
		if err != nil {
			t.Error(err)
		}
		near(t, c.d.String()+" deviation", math.Sqrt(v), c.sd, 1e-6)
	}
	if l := mustLaw(t, PERT("7", "7", "7")); l != constantLaw(7) {
		t.Errorf("PERT(7, 7, 7) = %v, want a constant", l)
	}
}

// The mean and the variance of a shape other than 4, by the formulas.
func TestPERTShape(t *testing.T) {
	d := PERT("0", "2", "10")
	d.Shape = "8"
	mean, err := d.Mean()
	if err != nil {
		t.Fatal(err)
	}
	near(t, "mean", mean, (0+8*2+10)/10.0, 1e-14)
	p := PERTClassical("0", "2", "10")
	p.Shape = "8"
	v, err := p.variance()
	if err != nil {
		t.Fatal(err)
	}
	near(t, "deviation", math.Sqrt(v), 1, 1e-13)
}

func TestClosedForms(t *testing.T) {
	for _, c := range []struct {
		d              Distribution
		mean, variance float64
	}{
		{Constant("3.5"), 3.5, 0},
		{Uniform("2", "8"), 5, 3},
		{Triangular("0", "3", "9"), 4, (81 + 9 - 27) / 18.0},
		{Lognormal("0", "1"), math.Sqrt(math.E), math.E * (math.E - 1)},
		{Lognormal("2", "0.001"), math.Exp(2 + 5e-7), math.Expm1(1e-6) * math.Exp(4+1e-6)},
		{Poisson("0.7"), 0.7, 0.7},
		{Bernoulli("0.1"), 0.1, 0.09},
	} {
		l := mustLaw(t, c.d)
		near(t, c.d.String()+" mean", l.mean(), c.mean, 1e-13*max(1, c.mean))
		near(t, c.d.String()+" variance", l.variance(), c.variance, 1e-13*max(1, c.variance))
	}
}

func TestDistributionQuantiles(t *testing.T) {
	for _, c := range []struct {
		d       Distribution
		p, want float64
	}{
		{Constant("3"), 0.2, 3},
		{Uniform("2", "6"), 0.25, 3},
		{Triangular("0", "1", "2"), 0.125, 0.5},
		{Triangular("0", "1", "2"), 0.875, 1.5},
		{PERT("0", "0.5", "1"), 0.5, 0.5},
		{PERT("0", "0.5", "1"), 0.25, 0.3594361647896470881},
		{PERT("0", "0.5", "1"), 0.75, 1 - 0.3594361647896470881},
		{Poisson("1"), 0.36, 0},
		{Poisson("1"), 0.37, 1},
		{Poisson("1"), 0.99, 4},
		{Bernoulli("0.25"), 0.75, 0},
		{Bernoulli("0.25"), 0.76, 1},
	} {
		got, err := c.d.Quantile(c.p)
		if err != nil {
			t.Error(err)
		}
		near(t, c.d.String(), got, c.want, 1e-13)
	}
	for _, p := range []float64{0, 1, -1, math.NaN(), math.Inf(1)} {
		if _, err := Constant("1").Quantile(p); err == nil {
			t.Errorf("quantile of %v: want an error", p)
		}
	}
}

func TestExpectedLossGolden(t *testing.T) {
	s := Scenario{ID: "R", Currency: "EUR", Frequency: Bernoulli("0.1"), Magnitude: Lognormal90("10000", "1000000")}
	for _, f := range []Distribution{Bernoulli("0.1"), Poisson("0.1"), Constant("0.1")} {
		s.Frequency = f
		got, err := s.ExpectedLoss()
		if err != nil || got != isms.MustMoney("26639.80 EUR") {
			t.Errorf("frequency %s: expected loss %s, %v; want 26639.80 EUR", f, got, err)
		}
	}
}

func TestPoissonGolden(t *testing.T) {
	near(t, "P(no loss)", poissonNone(0.1), 0.904837, 1e-6)
	r, err := Simulate(rareLognormal, Options{Seed: 5, Trials: 200_000})
	if err != nil {
		t.Fatal(err)
	}
	p := number(r.lossProbability())
	near(t, "simulated P(loss)", p, 1-0.904837, 4*math.Sqrt(0.0952*0.9048/200_000))
	zero := isms.MustMoney("0 EUR")
	for _, c := range []struct {
		level string
		zero  bool
	}{{"0.5", true}, {"0.9", true}, {"0.95", false}} {
		v, err := r.ValueAtRisk(c.level)
		if err != nil || (v == zero) != c.zero || v.Amount.Sign() < 0 {
			t.Errorf("VaR %s = %s, %v; zero wanted: %v", c.level, v, err, c.zero)
		}
	}
}

// poissonNone returns the share of units that count nothing.
func poissonNone(rate float64) float64 { return float64(newPoisson(rate).above[0]) / (1 << 53) }

func TestNothingEverHappens(t *testing.T) {
	for _, f := range []Distribution{Poisson("0"), Bernoulli("0"), Constant("0")} {
		s := Scenario{ID: "R", Currency: "EUR", Frequency: f, Magnitude: Lognormal90("10000", "1000000")}
		ale, err := s.ExpectedLoss()
		if zero := isms.MustMoney("0 EUR"); err != nil || ale != zero {
			t.Errorf("frequency %s: expected loss %s, %v; want 0", f, ale, err)
		}
		r, err := Simulate(s, Options{Seed: 1, Trials: 1000})
		if err != nil {
			t.Fatal(err)
		}
		if v, err := r.ExpectedShortfall("0.99"); err != nil || v.Amount.Sign() != 0 || r.Mean() != ale || r.max != 0 {
			t.Errorf("frequency %s: shortfall %s, %v; mean %s; want 0", f, v, err, r.Mean())
		}
		ret, err := ReturnOnControl(ale, ale, isms.MustMoney("100 EUR"))
		if err != nil || ret.Ratio == nil || *ret.Ratio != isms.DecimalOf(-1) {
			t.Errorf("return on a control for nothing = %+v, %v; want -1", ret, err)
		}
	}
}

// The share of draws with capability >= resistance against what is known.
func TestVulnerability(t *testing.T) {
	for _, c := range []struct {
		capability, resistance Distribution
		want                   float64
	}{
		{Constant("5"), Constant("5"), 1},
		{Constant("4"), Constant("5"), 0},
		{Constant("3"), Uniform("0", "10"), 0.3},
		{Uniform("0", "1"), Uniform("0", "1"), 0.5},
		{Uniform("0", "2"), Uniform("1", "3"), 0.125},
		{PERT("0", "50", "100"), PERT("0", "50", "100"), 0.5},
		{Lognormal("0", "3"), Lognormal("5", "4"), 0.15865525}, // normal at -1
	} {
		got := vulnerability(mustLaw(t, c.capability), mustLaw(t, c.resistance))
		near(t, c.capability.String()+" against "+c.resistance.String(), got, c.want, 1.0/(1<<13))
	}
}

func TestReturnOnControl(t *testing.T) {
	eur := func(amount string) isms.Money { return isms.MustMoney(amount + " EUR") }
	decimal := func(text string) *isms.Decimal { d := isms.MustDecimal(text); return &d }
	r, err := ReturnOnControl(eur("1000"), eur("400"), eur("200"))
	want := Return{Benefit: eur("600"), Net: eur("400"), Ratio: decimal("2")}
	if err != nil || !reflect.DeepEqual(r, want) {
		t.Errorf("got %+v, %v; want %+v", r, err, want)
	}
	r, err = ReturnOnControl(eur("1000"), eur("1100"), eur("300"))
	want = Return{Benefit: eur("-100"), Net: eur("-400"), Ratio: decimal("-1.3333")}
	if err != nil || !reflect.DeepEqual(r, want) {
		t.Errorf("got %+v, %v; want %+v", r, err, want)
	}
	r, err = ReturnOnControl(eur("10"), eur("4"), eur("0"))
	want = Return{Benefit: eur("6"), Net: eur("6")}
	if err != nil || !reflect.DeepEqual(r, want) {
		t.Errorf("free control: got %+v, %v; want %+v", r, err, want)
	}
	huge := isms.Money{Amount: isms.MustDecimal(strings.Repeat("9", 30)), Currency: "EUR"}
	tiny := isms.Money{Amount: isms.MustDecimal("0.000000000001"), Currency: "EUR"}
	for name, c := range map[string][3]isms.Money{
		"none":     {{}, eur("1"), eur("1")},
		"negative": {eur("1"), eur("-1"), eur("1")},
		"currency": {eur("1"), isms.MustMoney("1 USD"), eur("1")},
		"ratio":    {huge, eur("0"), tiny},
		"net":      {eur("0"), huge, huge},
	} {
		if _, err := ReturnOnControl(c[0], c[1], c[2]); err == nil {
			t.Errorf("%s: want an error", name)
		}
	}
}

// variance returns the variance, the square of the standard deviation, by the
// closed form of the kind.
func (d Distribution) variance() (float64, error) {
	l, err := d.law()
	if err != nil {
		return 0, err
	}
	return l.variance(), nil
}
