package quant

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// Every platform computes these bits, function by function: elementary functions,
// distributions, tables, streams and counts. That the values are right is what
// the other tests say; here a changed bit is seen, and the line names what changed.
func TestGoldenBits(t *testing.T) {
	var b bytes.Buffer
	row := func(name string, values ...float64) {
		fmt.Fprintf(&b, "%s:", name)
		for _, x := range values {
			fmt.Fprintf(&b, " %x", math.Float64bits(x))
		}
		b.WriteByte('\n')
	}
	over := func(name string, f func(float64) float64, points ...float64) {
		for _, x := range points {
			row(fmt.Sprintf("%s(%v)", name, x), f(x))
		}
	}
	over("exp", exp, math.Inf(-1), -745.3, -745.2, -745.1, -720, -709, -708, -1.5, -0.25, -1e-9, 0, 1e-300, 0.005415, 0.1, 0.5, 1, 2.5, 20, 300, 708, 709.7, 709.78271289338, 709.8, math.Inf(1))
	over("log", log, 0, 5e-324, 0x1p-1023, 0x1p-1022, 1e-300, 0.1, 0.5, 0.7071067811865475, 0.7071067811865477, 0.99, 1, 1.01, math.Sqrt2, 1.4142135623730954, 2, 10, 1e15, math.MaxFloat64, math.Inf(1))
	over("logGamma", logGamma, 0.5, 1, 1.5, 2, 3.25, 11, 11.999, 12, 13.5, 202, 404)
	over("normalQuantile", normalQuantile, 0x1p-53, 1e-15, 1e-12, 1.3887943864964e-11, 1.3887943864965e-11, 1e-6, 0.01, 0.07, 0.0749999, 0.075, 0.0750001, 0.3, 0.4, 0.5, 0.6, 0.9, 0.925, 0.9250001, 0.99, 1-1e-6, 1-1e-12, 1-0x1p-53)
	over("nonzero", nonzero, 0, 1e-301, -1e-301, 1e-300, 1e-299, -1e-299, 1)
	for _, d := range []beta{newBeta(0.5, 0.5), newBeta(1, 1), newBeta(1, 5), newBeta(5, 1), newBeta(1.04, 4.96), newBeta(3, 3), newBeta(101, 1), newBeta(60.5, 41.5), newBeta(202, 0.5)} {
		name := fmt.Sprintf("beta(%v, %v)", d.a, d.b)
		row(name, d.lnB, d.flip().a, d.flip().b, d.flip().lnB)
		for _, x := range []float64{1e-9, 0.01, 0.2, 0.25, 0.5, 0.75, 0.99} {
			share, density := d.cumulative(x)
			row(fmt.Sprintf("%s below %v", name, x), share, density, d.density(x), d.improve(x, share, density, 0.3), betaFraction(x, d.a, d.b))
		}
		for _, p := range []float64{0x1p-53, 1e-9, 0x1p-13, 0.01, 0.25, 0.4, 0.5} {
			row(fmt.Sprintf("%s quantile %v", name, p), d.quantile(p))
		}
		table := newBetaTable(d)
		h := sha256.New()
		for _, c := range table.pieces {
			for _, x := range c {
				h.Write(binary.BigEndian.AppendUint64(nil, math.Float64bits(x)))
			}
		}
		fmt.Fprintf(&b, "%s table: %x\n", name, h.Sum(nil))
		for _, u := range units() {
			row(fmt.Sprintf("%s at %d", name, u), table.at(u), table.tail(u))
		}
	}
	normal := newNormalTable()
	for _, u := range units() {
		piece, x, upper := locate(u)
		row(fmt.Sprintf("unit %d in piece %d, %x", u, piece, upper), x, share(u), normal.at(u))
	}
	for i := 0; i <= tableHalf; i += 37 {
		row(fmt.Sprintf("node %d", i), node(i))
	}
	for _, c := range []cubic{hermite(0, 1, 0, 0), hermite(0, 1, 1, 1), hermite(2, 3, 2.9, 3), hermite(2, 3, 3.1, 9), hermite(-1, 4, 1, 20)} {
		row("cubic", c[0], c[1], c[2], c[3], c.at(0), c.at(0.25), c.at(1))
	}
	for _, p := range [][3]float64{{0, 0.25, 0.75}, {0.5, 0.25, 0.75}, {0.5, 0.5, 0.5}, {0.5, 0.75, 0.25}, {1, 0.25, 0.75}} {
		row(fmt.Sprintf("triangular%v", p), triangular(p[0], p[1], p[2]))
	}
	for _, rate := range []float64{0, 1e-9, 0.1, 1, 7.5, 60, 500} {
		table := newPoisson(rate)
		fmt.Fprintf(&b, "poisson %v: most %d, %d thresholds %x, guide %x; counts", rate, poissonMost(rate), len(table.above), sha256.Sum256(fmt.Append(nil, table.above)), sha256.Sum256(fmt.Append(nil, table.guide)))
		for _, u := range units() {
			fmt.Fprintf(&b, " %d/%d", table.at(u), poissonCount(rate, share(u)))
		}
		b.WriteByte('\n')
	}
	for _, x := range []float64{math.Nextafter(0x1p-4, 1), 0.07, 0.125, math.Nextafter(0.125, 1), 1, 99, 100, 1e9, 0x1p31, 1e15, maxLoss} {
		o, c := bucket(x)
		above, upTo := bounds(o, c)
		row(fmt.Sprintf("bucket of %v: %d %d", x, o, c), above, upTo, bar{above, upTo, 1}.middle())
	}
	for _, s := range [][3]uint64{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {math.MaxUint64, 10, 1 << 26}} {
		g := stream(s[0], "R-1", s[1], s[2])
		h := g.branch(s[2] + 3)
		fmt.Fprintf(&b, "stream %d: %x %x, words %x %x", s, g.hi, g.lo, g.next(), g.next())
		g.skip(3)
		fmt.Fprintf(&b, " after three %x; branch %x %x, mixed %x, unit %d\n", g.next(), h.hi, h.lo, mix(s[0]^s[1]), unit(g.next()))
	}
	golden.Equal(t, "bits.txt", b.Bytes())
}

// units are words as shares: the ends, the middle, the edges of pieces and of tails.
func units() []uint64 {
	return []uint64{1, 3, 1<<39 + 1, 1<<40 - 1, 1<<40 + 1, 1<<41 - 1, 1<<44 + 1, 1<<51 - 1, 1<<51 + 1, 1<<52 - 1, 1<<52 + 1, 3<<51 - 1, 3<<51 + 1, 1<<53 - 1<<40 - 1, 1<<53 - 1<<40 + 1, 1<<53 - 3, 1<<53 - 1}
}

// What is told of distributions, scenarios and results, as it is shown.
func TestGoldenFigures(t *testing.T) {
	var b bytes.Buffer
	shaped := PERT("0", "2", "10")
	shaped.Shape = "8"
	for _, d := range []Distribution{
		Constant("3.5"), Uniform("2", "6"), Triangular("0", "1", "2"), Triangular("1", "1", "2"), Triangular("1", "2", "2"), PERT("1", "2", "10"), PERT("2", "2", "2"), shaped, PERTClassical("1", "2", "10"),
		Lognormal("2", "0.5"), Lognormal("2", "0.0099"), Lognormal("2", "0.0101"), Lognormal90("50", "5000"), Poisson("0"), Poisson("2.5"), Bernoulli("0.25"),
	} {
		mean, err1 := d.Mean()
		variance, err2 := d.variance()
		fmt.Fprintf(&b, "%s: mean %v, variance %v; quantiles", d, mean, variance)
		for _, p := range []float64{0x1p-30, 0.01, 0.25, 0.4999, 0.5, 0.5001, 0.75, 0.76, 0.99, 1 - 0x1p-30} {
			q, err := d.Quantile(p)
			if err != nil {
				t.Error(err)
			}
			fmt.Fprintf(&b, " %v", q)
		}
		if err1 != nil || err2 != nil {
			t.Error(err1, err2)
		}
		b.WriteByte('\n')
	}
	say := func(what string, v any, err error) {
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
		fmt.Fprintf(&b, "  %s %v\n", what, v)
	}
	for _, s := range workloads() {
		m := mustModel(t, s)
		fmt.Fprintf(&b, "%s: %s times %v, %d factors, %q, loss %v, at most %v a year, %v times; digest %x\n", s.ID, "frequency", m.scale, len(m.factor), m.count, m.lossScale, m.most(), m.mostFrequent(), m.digest)
		mean, err := s.ExpectedLoss()
		deviation, err2 := s.StandardDeviation()
		if err := cmp.Or(err, err2); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "  expected %s, deviation %s\n", mean, deviation)
		for _, keep := range []bool{false, true} {
			r := simulate(t, s, Options{Seed: 7, First: 16300, Trials: 301, KeepSamples: keep})
			fmt.Fprintf(&b, "  kept %t: mean %s, deviation %s, error %s, max %s, loss in %s\n", keep, r.Mean(), r.StandardDeviation(), r.StandardError(), r.moneyOf(r.max), r.lossProbability())
			for _, level := range []string{"0.000001", "0.5", "0.9", "0.99", "0.999999"} {
				v, err := r.ValueAtRisk(level)
				say("value at risk "+level, v, err)
				v, err = r.ExpectedShortfall(level)
				say("shortfall "+level, v, err)
			}
			for _, points := range []int{1, 2, 3, 7} {
				fmt.Fprintf(&b, "  curve %v\n", r.ExceedanceCurve(points))
			}
			for _, p := range r.ExceedanceCurve(5) {
				loss := p.Loss.String()
				low, high, err := r.Exceedance(loss)
				say("more than "+loss, fmt.Sprint(low, " to ", high), err)
			}
			low, high, err := r.Exceedance(r.moneyOf(r.max).Amount.String())
			say("more than the most, rounded", fmt.Sprint(low, " to ", high), err)
		}
	}
	golden.Equal(t, "figures.txt", b.Bytes())
}

// What is just inside each bound is taken, what is just outside refused.
func TestBoundsOfNumbers(t *testing.T) {
	with := func(d Distribution, shape string) Distribution {
		d.Shape = shape
		return d
	}
	for _, c := range []struct {
		d    Distribution
		fine bool
	}{
		{Constant("1000000000000000"), true},
		{Constant("1000000000000001"), false},
		{Lognormal("50", "1"), true},
		{Lognormal("50.000001", "1"), false},
		{Lognormal("-50", "1"), true},
		{Lognormal("-50.000001", "1"), false},
		{Lognormal("1", "10"), true},
		{Lognormal("1", "10.000001"), false},
		{Lognormal("1", "0.000000000001"), true},
		{Lognormal("1", "0"), false},
		{Lognormal90("0.000000000001", "0.000000000002"), true},
		{Lognormal90("0", "1"), false},
		{Lognormal90("0.000001", "190000000"), true},
		{Lognormal90("0.000001", "1000000000"), false},
		{Lognormal90("1", "1.000000004"), true},
		{Lognormal90("1", "1.000000003"), false},
		{Lognormal90("1", "1.00000000329"), true},
		{Lognormal90("1", "1.000000003289"), false},
		{Uniform("1", "1.000000000001"), true},
		{Uniform("1", "1"), false},
		{with(PERT("1", "2", "3"), "1"), true},
		{with(PERT("1", "2", "3"), "0.999999"), false},
		{with(PERT("1", "2", "3"), "100"), true},
		{with(PERT("1", "2", "3"), "100.000001"), false},
		{PERT("1", "1", "3"), true},
		{PERT("1", "0.999999", "3"), false},
		{PERT("1", "3", "3"), true},
		{PERT("1", "3.000001", "3"), false},
		{PERT("1", "1", "1"), true},
		{PERT("1", "1", "0.999999"), false},
		{Bernoulli("1"), true},
		{Bernoulli("1.000000000001"), false},
		{Bernoulli("0"), true},
		{Poisson("0"), true},
	} {
		if err := c.d.Validate(); (err == nil) != c.fine {
			t.Errorf("%s: %v", c.d, err)
		}
	}
	sound := Scenario{ID: "R", Currency: "EUR", Frequency: Constant("1"), Magnitude: Constant("1")}
	for _, c := range []struct {
		change func(*Scenario)
		fine   bool
	}{
		{func(s *Scenario) { s.Frequency = Poisson("500") }, true},
		{func(s *Scenario) { s.Frequency = Poisson("500.000001") }, false},
		{func(s *Scenario) { s.Frequency, s.Counting = Constant("500"), WholeEvents }, true},
		{func(s *Scenario) { s.Frequency, s.Counting = Constant("501"), AverageYear }, true},
		{func(s *Scenario) { s.Frequency, s.Counting = Bernoulli("1"), WholeEvents }, true},
		{func(s *Scenario) { s.Frequency, s.Counting = Bernoulli("1"), AverageYear }, false},
		{func(s *Scenario) { s.Frequency, s.Magnitude = Constant("1000000"), Constant("1000000000000000") }, true}, // 10^21
		{func(s *Scenario) { s.Frequency, s.Magnitude = Constant("1200000"), Constant("1000000000000000") }, false},
		{func(s *Scenario) { s.SecondaryShare, s.SecondaryMagnitude = Constant("1"), Constant("1") }, true},
		{func(s *Scenario) { s.SecondaryShare, s.SecondaryMagnitude = Constant("1.000001"), Constant("1") }, false},
		{func(s *Scenario) { s.SecondaryShare, s.SecondaryMagnitude = Uniform("0.5", "1"), Constant("1") }, true},
		{func(s *Scenario) { s.SecondaryShare, s.SecondaryMagnitude = Uniform("0.5", "1.1"), Constant("1") }, false},
		{func(s *Scenario) { s.Controls = []Control{{ID: "c", EventsLeft: "0", LossLeft: "1"}} }, true},
		{func(s *Scenario) { s.Controls = []Control{{ID: "c", EventsLeft: "1", LossLeft: "0"}} }, true},
		{func(s *Scenario) { s.Controls = []Control{{ID: "c", EventsLeft: "1.000001"}} }, false},
		{func(s *Scenario) { s.Controls = []Control{{ID: "c", LossLeft: "-0.000001"}} }, false},
	} {
		s := sound
		c.change(&s)
		if err := s.Validate(); (err == nil) != c.fine {
			t.Errorf("%+v: %v", s, err)
		}
	}
	for _, c := range []struct {
		o    Options
		fine bool
	}{
		{Options{Trials: 1}, true},
		{Options{Trials: 1 << 40}, true},
		{Options{Trials: 1<<40 + 1}, false},
		{Options{Trials: 1, First: 1<<40 - 1}, true},
		{Options{Trials: 1, First: 1 << 40}, false},
		{Options{Trials: 2, First: 1<<40 - 1}, false},
		{Options{Trials: 1 << 27, KeepSamples: true}, true},
		{Options{Trials: 1<<27 + 1, KeepSamples: true}, false},
		{Options{Trials: 1<<27 + 1}, true},
	} {
		if err := c.o.check(); (err == nil) != c.fine {
			t.Errorf("%+v: %v", c.o, err)
		}
	}
	p := func(loss, probability string) Point {
		return Point{isms.MustDecimal(loss), isms.MustDecimal(probability)}
	}
	for _, c := range []struct {
		t    Tolerance
		fine bool
	}{
		{Tolerance{p("0", "1")}, true},
		{Tolerance{p("0", "0")}, true},
		{Tolerance{p("0", "1.000000000001")}, false},
		{Tolerance{p("0", "-0.000000000001")}, false},
		{Tolerance{p("-0.000000000001", "1")}, false},
		{Tolerance{p("0", "1"), p("1", "0.999999999999")}, true},
		{Tolerance{p("0", "1"), p("1", "1")}, false},
	} {
		if err := c.t.Validate(); (err == nil) != c.fine {
			t.Errorf("%v: %v", c.t, err)
		}
	}
}
