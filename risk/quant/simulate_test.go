package quant

import (
	"crypto/sha256"
	"encoding/binary"
	"flag"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/exp/stats"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

var full = flag.Bool("full", false, "a million trials against the closed forms, instead of 10 000")

func simulate(tb testing.TB, s Scenario, o Options) Result {
	tb.Helper()
	r, err := Simulate(s, o)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// number returns d as a float.
func number(d isms.Decimal) float64 {
	x, _ := ratOf(d).Float64()
	return x
}

func losses(r Result) []float64 {
	var all []float64
	for _, x := range r.Samples() {
		all = append(all, x)
	}
	return all
}

// workloads covers every distribution in every place that takes it, both ways
// of counting, and all branches of the tree.
func workloads() []Scenario {
	money := Triangular("100", "500", "3000")
	with := func(id isms.ID, change func(*Scenario)) Scenario {
		s := Scenario{ID: id, Currency: "EUR", Frequency: Constant("0.7"), Magnitude: money}
		change(&s)
		return s
	}
	list := []Scenario{twoPERTs, sixPERTs, rareLognormal, yearlyLognormal}
	for _, d := range []Distribution{
		Constant("250"), Uniform("0", "1000"), Triangular("0", "0", "900"), PERT("0", "100", "5000"), PERTClassical("0", "100", "5000"),
		PERTClassical("0", "0", "5000"), Lognormal("6", "1.2"), Lognormal90("50", "5000"),
		{Kind: KindPERT, Low: "1", Mode: "2", High: "50", Shape: "10"},
	} {
		id := isms.ID(d.Kind)
		list = append(list,
			with(id+" frequency", func(s *Scenario) { s.Frequency = d }),
			with(id+" magnitude", func(s *Scenario) { s.Magnitude = d }),
			with(id+" events", func(s *Scenario) { s.Frequency, s.Magnitude = Poisson("1.5"), d }))
	}
	return append(list,
		with("bernoulli", func(s *Scenario) { s.Frequency = Bernoulli("0.3") }),
		with("bernoulli vulnerable", func(s *Scenario) {
			s.Frequency, s.ThreatEvents, s.Vulnerability = Distribution{}, Bernoulli("0.8"), PERT("0.1", "0.5", "1")
		}),
		with("mixed", func(s *Scenario) { s.Frequency, s.Counting = PERT("0", "1", "8"), WholeEvents }),
		with("often", func(s *Scenario) { s.Frequency = Poisson("60") }),
		with("constant events", func(s *Scenario) { s.Counting = WholeEvents }),
		with("thinned", func(s *Scenario) {
			s.Frequency, s.ThreatEvents, s.Vulnerability = Distribution{}, Poisson("5"), Uniform("0.2", "0.4")
		}),
		with("strengths", func(s *Scenario) {
			s.Frequency, s.Contacts, s.Action = Distribution{}, Uniform("5", "20"), Triangular("0", "0.2", "1")
			s.Capability, s.Resistance = PERT("0", "40", "100"), PERT("30", "60", "90")
		}),
		with("secondary", func(s *Scenario) {
			s.SecondaryShare, s.SecondaryMagnitude = PERT("0", "0.2", "0.6"), Lognormal90("1000", "9000")
			s.Controls = []Control{{ID: "a", EventsLeft: "0.5"}, {ID: "b", LossLeft: "0.3"}}
		}),
		with("fortune", func(s *Scenario) {
			s.Frequency, s.Magnitude = Constant("1000000"), Uniform("0", "1000000000000000")
		}),
		with("secondary events", func(s *Scenario) {
			s.Frequency = Poisson("2")
			s.SecondaryShare, s.SecondaryMagnitude = PERT("0", "0.2", "0.6"), Lognormal90("1000", "9000")
			s.Controls = []Control{{ID: "a", EventsLeft: "0.5"}, {ID: "b", LossLeft: "0.3"}}
		}),
	)
}

// slowModel tells the loss of a trial the way the documentation does: the
// streams by their digests, the words from math/rand/v2, nothing in blocks.
type slowModel struct {
	model
	seed  uint64
	words map[[2]uint64][]uint64 // by role and chunk
}

func (m slowModel) source(role, chunk uint64) *rand.PCG {
	text := []byte("quant/1\x00")
	for _, n := range []uint64{m.seed, role, chunk} {
		text = binary.BigEndian.AppendUint64(text, n)
	}
	d := sha256.Sum256(append(text, m.scenario.ID...))
	return rand.NewPCG(binary.BigEndian.Uint64(d[:]), binary.BigEndian.Uint64(d[8:]))
}

// uniform returns word trial % 16384 of the chunk, as an odd number.
func (m slowModel) uniform(role uint64, trial int64) uint64 {
	key := [2]uint64{role, uint64(trial / 16384)}
	if m.words[key] == nil {
		g := m.source(role, key[1])
		for range 16384 {
			m.words[key] = append(m.words[key], g.Uint64())
		}
	}
	return m.words[key][trial%16384]/4096*2 + 1
}

func (m slowModel) loss(trial int64) float64 {
	uniform := func(role uint64) uint64 { return m.uniform(role, trial) }
	source := func(role uint64) *rand.PCG { return m.source(role, uint64(trial/16384)) }
	draw := func(v variate) float64 {
		if v.law.kind == KindConstant {
			return v.law.low
		}
		return v.at(uniform(v.role))
	}
	frequency := m.scale
	for _, v := range m.factor {
		frequency *= draw(v)
	}
	secondaryShare := 0.0
	if m.secondary {
		secondaryShare = draw(m.secondaryShare)
	}
	if m.count == "" {
		loss := draw(m.model.loss)
		if m.secondary {
			second := float64(secondaryShare * draw(m.secondaryLoss))
			loss += second
		}
		loss *= frequency
		return loss * m.lossScale
	}
	p := float64(uniform(roleCount)) / 9007199254740992
	events := 0
	if m.count == KindBernoulli {
		if p < frequency {
			events = 1
		}
	} else {
		events = poissonCount(frequency, p)
	}
	d := source(roleEvents)
	state, err := d.MarshalBinary()
	if err != nil {
		panic(err)
	}
	hi, lo := binary.BigEndian.Uint64(state[4:]), binary.BigEndian.Uint64(state[12:])
	hi = mix(hi + uint64(trial%16384)*0x9e3779b97f4a7c15)
	lo = mix(lo ^ hi)
	g := rand.NewPCG(hi, lo)
	sum := 0.0
	for range events {
		sum += m.model.loss.at(g.Uint64()/4096*2 + 1)
		if m.secondary {
			gate := float64(g.Uint64()/4096*2+1) / 9007199254740992
			second := m.secondaryLoss.at(g.Uint64()/4096*2 + 1)
			if gate < secondaryShare {
				sum += second
			}
		}
	}
	return sum * m.lossScale
}

// The simulation equals its slow twin to the last bit: losses, sums, quantiles,
// shortfall and curve.
func TestSlowTwin(t *testing.T) {
	for i, s := range workloads() {
		m := mustModel(t, s)
		// Trials of two chunks.
		o := Options{Seed: uint64(i), First: 32768 - 3000, Trials: 10_000, KeepSamples: true}
		r, err := m.simulate(o)
		if err != nil {
			t.Fatal(err)
		}
		slow := slowModel{m, o.Seed, map[[2]uint64][]uint64{}}
		want := make([]float64, 0, o.Trials)
		for trial := range o.Trials {
			want = append(want, slow.loss(o.First+trial))
		}
		if got := losses(r); !slices.Equal(got, want) {
			t.Errorf("%s: losses differ from the slow twin", s.ID)
		}
		o.Trials = 1500
		slowFigures(t, simulate(t, s, o), want[:o.Trials])
	}
}

// slowFigures checks the figures of r, which kept its samples, against
// fractions and sorting.
func slowFigures(t *testing.T, r Result, want []float64) {
	t.Helper()
	// Losses count in whole parts of 2^-32.
	sum, squares := new(big.Int), new(big.Int)
	for _, x := range want {
		f := new(big.Rat).SetFloat64(x)
		f.Mul(f, big.NewRat(1<<32, 1))
		parts := new(big.Int).Quo(f.Num(), f.Denom())
		sum.Add(sum, parts)
		squares.Add(squares, parts.Mul(parts, parts))
	}
	if r.sums.losses.parts().Cmp(sum) != 0 || r.sums.squares.parts().Cmp(squares) != 0 {
		t.Errorf("%s: sums %v and %v, want %v and %v", r.id, r.sums.losses.parts(), r.sums.squares.parts(), sum, squares)
	}
	n := new(big.Rat).SetInt64(int64(len(want)))
	mean := new(big.Rat).SetFrac(sum, big.NewInt(1<<32))
	mean.Quo(mean, n)
	if got := r.Mean().Amount.Fixed(2); got != mean.FloatString(2) {
		t.Errorf("%s: mean %s, want %s", r.id, got, mean.FloatString(2))
	}
	slices.Sort(want)
	for _, c := range []struct {
		level string
		rank  int
	}{{"0.5", (len(want) + 1) / 2}, {"0.95", (len(want)*95 + 99) / 100}, {"0.99", (len(want)*99 + 99) / 100}, {"0.000000000001", 1}} {
		x := new(big.Rat).SetFloat64(want[c.rank-1])
		if v, err := r.ValueAtRisk(c.level); err != nil || v.Amount.Fixed(2) != x.FloatString(2) {
			t.Errorf("%s: VaR %s = %s, %v; want %s", r.id, c.level, v, err, x.FloatString(2))
		}
		p, _ := new(big.Rat).SetString(c.level)
		worst := new(big.Rat).Mul(new(big.Rat).Sub(big.NewRat(1, 1), p), n)
		tail := new(big.Rat).Mul(new(big.Rat).Sub(worst, big.NewRat(int64(len(want)-c.rank), 1)), x)
		for _, y := range want[c.rank:] {
			tail.Add(tail, new(big.Rat).SetFloat64(y))
		}
		tail.Quo(tail, worst)
		if v, err := r.ExpectedShortfall(c.level); err != nil || v.Amount.Fixed(2) != tail.FloatString(2) {
			t.Errorf("%s: shortfall %s = %s, %v; want %s", r.id, c.level, v, err, tail.FloatString(2))
		}
	}
	for i, p := range r.ExceedanceCurve(0) {
		x, _ := new(big.Rat).SetString(p.Loss.String())
		f, exactly := x.Float64()
		if !exactly {
			t.Fatalf("%s: point %s is not a float", r.id, p.Loss)
		}
		above := 0
		for _, y := range want {
			if y > f {
				above++
			}
		}
		if got := r.part(uint64(above)); got != p.Probability {
			t.Errorf("%s: P(loss > %s) = %s, want %s", r.id, p.Loss, p.Probability, got)
		}
		if i%8 != 0 {
			continue
		}
		if low, high, err := r.Exceedance(p.Loss.String()); err != nil || low != p.Probability || high != low {
			t.Errorf("%s: exceedance of %s = %s, %s, %v; want %s", r.id, p.Loss, low, high, err, p.Probability)
		}
	}
}

// Simulated means are within four standard errors of the closed form, for 20
// seeds and every distribution. Run with -full for a million trials.
func TestClosedFormWithinFourErrors(t *testing.T) {
	trials := int64(10_000)
	if *full {
		trials = 1_000_000
	}
	for _, s := range workloads() {
		m := mustModel(t, s)
		mean, variance := m.moments()
		allowed := 4*math.Sqrt(variance/float64(trials)) + 1e-7*mean
		if s.Capability != (Distribution{}) {
			allowed += mean / (1 << 13)
		}
		for seed := range uint64(20) {
			r, err := m.simulate(Options{Seed: seed, Trials: trials})
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := r.mean().Float64(); math.Abs(got-mean) > allowed {
				t.Errorf("%s, seed %d: mean %v, closed form %v, allowed %v", s.ID, seed, got, mean, allowed)
			}
		}
	}
}

// The closed form of the deviation holds too, more loosely as tails are heavy.
func TestClosedFormOfDeviation(t *testing.T) {
	for _, s := range workloads() {
		m := mustModel(t, s)
		_, variance := m.moments()
		var got []float64
		for seed := range uint64(5) {
			r, err := m.simulate(Options{Seed: seed, Trials: 40_000})
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, math.Sqrt(r.variance()))
		}
		slices.Sort(got)
		want := math.Sqrt(variance)
		if math.Abs(got[2]-want) > 0.2*want {
			t.Errorf("%s: deviations %v, closed form %v", s.ID, got, want)
		}
		money, err := s.StandardDeviation()
		if err != nil {
			t.Fatal(err)
		}
		x := number(money.Amount)
		near(t, string(s.ID)+" deviation in money", x, want, 0.006+1e-12*want)
	}
}

// A second opinion on mean, deviation and quantiles.
func TestAgreesWithExpStats(t *testing.T) {
	for _, s := range workloads() {
		kept := simulate(t, s, Options{Seed: 9, Trials: 5001, KeepSamples: true})
		streamed := simulate(t, s, Options{Seed: 9, Trials: 5001})
		all := losses(kept)
		mean, deviation := stats.MeanAndStdDev(all)
		got, _ := kept.mean().Float64()
		near(t, string(s.ID)+" mean", got, mean, 1e-9*mean)
		near(t, string(s.ID)+" deviation", math.Sqrt(kept.variance()), deviation, 1e-6*deviation+1e-4)
		for i, level := range []string{"0.1", "0.5", "0.9", "0.96", "0.998"} {
			// With 5001 values these quantiles are values, not between two.
			want := stats.Quantiles(all, []float64{0.1, 0.5, 0.9, 0.96, 0.998}[i])[0]
			for _, r := range []Result{kept, streamed} {
				v, err := r.ValueAtRisk(level)
				if err != nil {
					t.Fatal(err)
				}
				x := number(v.Amount)
				allowed := 0.0051 + 1e-12*want
				if !r.kept {
					allowed = want*0x1p-9 + 0.04
				}
				near(t, fmt.Sprintf("%s VaR %s kept %v", s.ID, level, r.kept), x, want, allowed)
			}
		}
	}
}

// Without samples the figures keep their stated error.
func TestStreamedFiguresWithinStatedError(t *testing.T) {
	for _, s := range workloads() {
		kept := simulate(t, s, Options{Seed: 4, Trials: 3000, KeepSamples: true})
		streamed := simulate(t, s, Options{Seed: 4, Trials: 3000})
		for _, level := range []string{"0.01", "0.5", "0.95", "0.9995", "0.99999"} {
			a, err := kept.ExpectedShortfall(level)
			if err != nil {
				t.Fatal(err)
			}
			b, err := streamed.ExpectedShortfall(level)
			if err != nil {
				t.Fatal(err)
			}
			x := number(a.Amount)
			y := number(b.Amount)
			near(t, string(s.ID)+" shortfall "+level, y, x, x*0x1p-9+0.05)
		}
		for _, loss := range []string{"0", "0.01", "0.0625", "123.45", "10000", "999999999"} {
			low, high, err := streamed.Exceedance(loss)
			if err != nil {
				t.Fatal(err)
			}
			x, _, err := kept.Exceedance(loss)
			if err != nil || x.Compare(low) < 0 || x.Compare(high) > 0 {
				t.Errorf("%s: exceedance of %s is %s, bounds %s to %s", s.ID, loss, x, low, high)
			}
		}
		a, b := kept.ExceedanceCurve(0), streamed.ExceedanceCurve(0)
		if !slices.Equal(a, b) {
			t.Errorf("%s: the curve differs without samples", s.ID)
		}
	}
}

func TestCurveLaws(t *testing.T) {
	for _, s := range workloads() {
		r := simulate(t, s, Options{Seed: 2, Trials: 4000})
		for _, points := range []int{0, 2, 3, 17, -5, 1 << 30} {
			c := r.ExceedanceCurve(points)
			if c[0].Loss.Sign() != 0 || c[0].Probability != r.lossProbability() {
				t.Errorf("%s: the curve begins at %v", s.ID, c[0])
			}
			if last := c[len(c)-1]; last.Probability.Sign() != 0 {
				t.Errorf("%s: the curve ends at %v", s.ID, last)
			}
			if points > 0 && len(c) > max(points, 2) {
				t.Errorf("%s: %d points, want at most %d", s.ID, len(c), points)
			}
			for i := range c[1:] {
				if c[i].Loss.Compare(c[i+1].Loss) >= 0 || c[i].Probability.Compare(c[i+1].Probability) < 0 {
					t.Errorf("%s: the curve rises from %v to %v", s.ID, c[i], c[i+1])
				}
			}
		}
	}
}

// A tolerance of many points counts as one question after another does, with
// samples and without.
func TestToleranceCompareIsExceedance(t *testing.T) {
	for _, keep := range []bool{true, false} {
		r := simulate(t, workloads()[0], Options{Seed: 5, Trials: 3000, KeepSamples: keep})
		var tolerance Tolerance
		for i, p := range r.ExceedanceCurve(40) {
			tolerance = append(tolerance, Point{p.Loss, isms.MustDecimal(fmt.Sprintf("0.%03d", 999-i))})
		}
		lines, err := tolerance.Compare(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			low, high, err := r.Exceedance(l.Tolerated.Loss.String())
			if err != nil || l.AtLeast != low || l.AtMost != high {
				t.Errorf("kept %t, more than %s: %s to %s, alone %s to %s, %v", keep, l.Tolerated.Loss, l.AtLeast, l.AtMost, low, high, err)
			}
		}
	}
}

func TestToleranceCompare(t *testing.T) {
	p := func(loss, probability string) Point {
		return Point{isms.MustDecimal(loss), isms.MustDecimal(probability)}
	}
	// Losses are uniform between 0 and 1000.
	s := Scenario{ID: "R", Currency: "EUR", Frequency: Constant("1"), Magnitude: Uniform("0", "1000")}
	for _, kept := range []bool{false, true} {
		r := simulate(t, s, Options{Seed: 1, Trials: 10_000, KeepSamples: kept})
		exact, _, err := r.Exceedance("900.1")
		if err != nil {
			t.Fatal(err)
		}
		tolerance := Tolerance{p("500", "0.6"), p("300", "0.65"), p("900.1", exact.String()), p("2000", "0")}
		lines, err := tolerance.Compare(r)
		if err != nil {
			t.Fatal(err)
		}
		var got []Fit
		for _, l := range lines {
			got = append(got, l.Fit)
		}
		want := []Fit{AboveTolerance, WithinTolerance, Undecided, WithinTolerance}
		if kept {
			want[2] = WithinTolerance
		}
		if !slices.Equal(got, want) {
			t.Errorf("kept %v: %v, want %v", kept, got, want)
		}
		if lines[0].Tolerated != p("300", "0.65") {
			t.Errorf("the lines are not in the order of the losses: %v", lines)
		}
	}
}

// A control never hurts a trial.
func TestControlNeverHurts(t *testing.T) {
	all := workloads()
	rapid.Check(t, func(t *rapid.T) {
		s := all[rapid.IntRange(0, len(all)-1).Draw(t, "scenario")]
		share := rapid.Custom(func(t *rapid.T) string {
			return []string{"", "0", "1", fmt.Sprintf("0.%03d", rapid.IntRange(0, 999).Draw(t, "thousandths"))}[rapid.IntRange(0, 3).Draw(t, "form")]
		})
		c := Control{ID: "new", EventsLeft: share.Draw(t, "events"), LossLeft: share.Draw(t, "loss")}
		o := Options{Seed: rapid.Uint64().Draw(t, "seed"), First: rapid.Int64Range(0, 40_000).Draw(t, "first"), Trials: 200, KeepSamples: true}
		before, err := Simulate(s, o)
		if err != nil {
			t.Fatal(err)
		}
		after, err := Simulate(s.With(c), o)
		if err != nil {
			t.Fatal(err)
		}
		a, b := losses(before), losses(after)
		for i := range a {
			if b[i] > a[i] {
				t.Fatalf("%s with %+v: trial %d loses %v, without %v", s.ID, c, i, b[i], a[i])
			}
		}
	})
}

// Smaller parameters that move the whole distribution down move every trial
// down.
func TestSmallerParametersNeverHurt(t *testing.T) {
	base := Scenario{ID: "R", Currency: "EUR"}
	for _, c := range []struct {
		name                     string
		frequency, less          Distribution
		magnitude, lessMagnitude Distribution
	}{
		{"rate", Poisson("2"), Poisson("1.9"), Constant("1"), Constant("1")},
		{"probability", Bernoulli("0.5"), Bernoulli("0.49"), Constant("1"), Constant("1")},
		{"both", Poisson("2"), Poisson("0.1"), Lognormal90("100", "10000"), Lognormal90("90", "9000")},
		{"mu", Constant("1"), Constant("1"), Lognormal("3", "2"), Lognormal("2.9", "2")},
		{"mode", Constant("1"), Constant("1"), PERT("0", "5", "10"), PERT("0", "4", "10")},
		{"shift", Constant("1"), Constant("1"), PERT("1", "5", "10"), PERT("0", "4", "9")},
		{"classical", PERTClassical("1", "5", "10"), PERTClassical("0", "4", "9"), Constant("1"), Constant("1")},
		{"triangular", Constant("1"), Constant("1"), Triangular("1", "5", "10"), Triangular("0.5", "4", "10")},
		{"uniform", Constant("1"), Constant("1"), Uniform("1", "5"), Uniform("0", "4")},
	} {
		a, b := base, base
		a.Frequency, a.Magnitude = c.frequency, c.magnitude
		b.Frequency, b.Magnitude = c.less, c.lessMagnitude
		o := Options{Seed: 8, Trials: 40_000, KeepSamples: true}
		x, y := losses(simulate(t, a, o)), losses(simulate(t, b, o))
		for i := range x {
			if y[i] > x[i] {
				t.Errorf("%s: trial %d loses %v with the smaller parameters, %v with the larger", c.name, i, y[i], x[i])
				break
			}
		}
	}
}

// However the trials are cut, and in whatever order the parts merge, the result
// is the same in every bit.
func TestSplitAndMerge(t *testing.T) {
	all := workloads()
	rapid.Check(t, func(t *rapid.T) {
		s := all[rapid.IntRange(0, len(all)-1).Draw(t, "scenario")]
		o := Options{
			Seed: rapid.Uint64().Draw(t, "seed"), First: rapid.Int64Range(0, 20_000).Draw(t, "first"),
			Trials: rapid.Int64Range(1, 3000).Draw(t, "trials"), KeepSamples: rapid.Bool().Draw(t, "keep"),
		}
		m, err := newModel(s)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := m.simulate(o)
		if err != nil {
			t.Fatal(err)
		}
		var parts []Result
		for at := int64(0); at < o.Trials; {
			p := o
			p.First += at
			p.Trials = min(rapid.Int64Range(1, 1500).Draw(t, "part"), o.Trials-at)
			at += p.Trials
			r, err := m.simulate(p)
			if err != nil {
				t.Fatal(err)
			}
			parts = append(parts, r)
		}
		parts = rapid.Permutation(parts).Draw(t, "order")
		// Merge neighbours, so that the tree is not always the same.
		for len(parts) > 1 {
			i := rapid.IntRange(0, len(parts)-2).Draw(t, "which")
			a, b := parts[i], parts[i+1]
			if rapid.Bool().Draw(t, "swap") {
				a, b = b, a
			}
			merged, err := a.Merge(b)
			if err != nil {
				t.Fatal(err)
			}
			parts = slices.Replace(parts, i, i+2, merged)
		}
		if got, want := canonical(t, parts[0]), canonical(t, whole); got != want {
			t.Fatalf("%s: the parts make\n%s\nwant\n%s", s.ID, got, want)
		}
	})
}

func canonical(t interface{ Fatal(...any) }, r Result) string {
	b, err := r.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Goroutines share a model; what they draw merges to the same result.
func TestGoroutinesShareAModel(t *testing.T) {
	m := mustModel(t, sixPERTs)
	parts := make([]Result, 4)
	var all sync.WaitGroup
	for i := range parts {
		all.Go(func() {
			parts[i], _ = m.simulate(Options{Seed: 1, First: int64(i) * 5000, Trials: 5000})
		})
	}
	all.Wait()
	var got Result
	for _, p := range parts {
		var err error
		if got, err = p.Merge(got); err != nil {
			t.Fatal(err)
		}
	}
	if want := simulate(t, sixPERTs, Options{Seed: 1, Trials: 20_000}); canonical(t, got) != canonical(t, want) {
		t.Error("the merged result differs")
	}
}

// The total of a portfolio is the sum of its parts; the parts are what each
// scenario yields alone; the order of scenarios does not matter; a portfolio
// may have the ID of a scenario.
func TestPortfolio(t *testing.T) {
	o := Options{Seed: 7, First: 10, Trials: 3000, KeepSamples: true}
	var list []Scenario
	seen := map[isms.ID]bool{}
	for _, s := range workloads() {
		if !seen[s.ID] {
			list = append(list, s)
		}
		seen[s.ID] = true
	}
	total, parts, err := SimulatePortfolio(list[0].ID, list, o)
	if err != nil {
		t.Fatal(err)
	}
	sum := new(big.Rat)
	each := make([][]float64, len(parts))
	for i, r := range parts {
		sum.Add(sum, r.mean())
		each[i] = losses(r)
		j := slices.IndexFunc(list, func(s Scenario) bool { return s.ID == r.ID() })
		if got, want := canonical(t, r), canonical(t, simulate(t, list[j], o)); got != want {
			t.Errorf("%s differs from its own simulation", r.ID())
		}
	}
	if total.mean().Cmp(sum) != 0 {
		t.Errorf("mean of the total %s, sum of the means %s", total.mean(), sum)
	}
	for trial, x := range losses(total) {
		want := 0.0
		for i := range each {
			want += each[i][trial]
		}
		if x != want {
			t.Fatalf("trial %d: total %v, sum %v", trial, x, want)
		}
	}
	slices.Reverse(list)
	again, _, err := SimulatePortfolio("two", list, o)
	if err != nil {
		t.Fatal(err)
	}
	if canonical(t, again) != canonical(t, total) {
		t.Error("the order of the scenarios matters")
	}
	if _, err := total.Merge(simulate(t, twoPERTs, Options{Seed: 7, Trials: 10, KeepSamples: true})); err == nil {
		t.Error("a portfolio merges with the scenario of its name")
	}
}

func TestSamplesStopOnDemand(t *testing.T) {
	r := simulate(t, twoPERTs, Options{First: 7, Trials: 5, KeepSamples: true})
	for trial := range r.Samples() {
		if trial != 7 {
			t.Errorf("trial %d comes before trial 7", trial)
		}
		break
	}
}

func TestStandardError(t *testing.T) {
	r := simulate(t, twoPERTs, Options{Seed: 1, Trials: 10_000})
	deviation := number(r.StandardDeviation().Amount)
	got := number(r.StandardError().Amount)
	near(t, "standard error", got, deviation/100, 0.006)
}

// Trials allocate nothing.
func TestTrialsDoNotAllocate(t *testing.T) {
	for _, s := range workloads() {
		m := mustModel(t, s)
		w := newWorker(&m)
		r := newResult(s.ID, s.Currency, m.digest, Options{Trials: 1})
		w.begin(1, stretch{})
		var buffer [block]float64
		trials := func() {
			w.losses(buffer[:])
			r.add(buffer[:])
		}
		for range 200 {
			trials() // meet the octaves
		}
		w.begin(1, stretch{})
		if n := testing.AllocsPerRun(100, trials); n != 0 {
			t.Errorf("%s: %v allocations in %d trials", s.ID, n, block)
		}
	}
}

// Memory does not grow with the trials.
func TestStreamingMemory(t *testing.T) {
	m := mustModel(t, yearlyLognormal)
	allocated := func(trials int64) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := m.simulate(Options{Seed: 1, Trials: trials}); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	few, many := allocated(50_000), allocated(400_000)
	if many > few+1<<16 || many > 1<<20 {
		t.Errorf("%d bytes for 50 000 trials, %d for 400 000", few, many)
	}
}

func TestScenarioIsNotShared(t *testing.T) {
	s := twoPERTs.With(Control{ID: "a", LossLeft: "0.5"})
	m := mustModel(t, s)
	s.Controls[0].LossLeft = "0.1"
	if got := m.scenario.Controls[0].LossLeft; got != "0.5" {
		t.Errorf("the model's control changed to %s", got)
	}
	b, c := s.With(Control{ID: "b"}), s.With(Control{ID: "c"})
	if b.Controls[1].ID != "b" || c.Controls[1].ID != "c" || len(s.Controls) != 1 {
		t.Error("With shares its controls")
	}
}

// The order of controls does not matter.
func TestControlsInAnyOrder(t *testing.T) {
	a, b, c := Control{ID: "a", LossLeft: "0.7"}, Control{ID: "b", LossLeft: "0.3", EventsLeft: "0.9"}, Control{ID: "c", EventsLeft: "0.1"}
	o := Options{Seed: 1, Trials: 1000}
	x := simulate(t, sixPERTs.With(a).With(b).With(c), o)
	y := simulate(t, sixPERTs.With(c).With(a).With(b), o)
	if canonical(t, x) != canonical(t, y) {
		t.Error("the order of the controls matters")
	}
}

// Every platform computes these bits.
func TestGoldenVectors(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Simulations that every platform must repeat: ID, trials, sum in parts of 2^-32, squares in parts of 2^-64, bits of\n# the largest loss, SHA-256 of the bits of all losses. Written by: go test -run TestGoldenVectors -update\n")
	for _, s := range workloads() {
		r := simulate(t, s, Options{Seed: 20261122, First: 16000, Trials: 10_000, KeepSamples: true})
		h := sha256.New()
		for _, x := range losses(r) {
			h.Write(binary.BigEndian.AppendUint64(nil, math.Float64bits(x)))
		}
		fmt.Fprintf(&b, "%s: %d %v %v %x %x\n", s.ID, r.Trials(), r.sums.losses.parts(), r.sums.squares.parts(), math.Float64bits(r.max), h.Sum(nil))
	}
	golden.Equal(t, "golden.txt", b.String())
}
