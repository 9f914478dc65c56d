package quant

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

func mustModel(tb testing.TB, s Scenario) model {
	tb.Helper()
	m, err := newModel(s)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// The workloads that the benchmarks share.
var (
	twoPERTs = Scenario{
		ID: "two", Currency: "EUR",
		Frequency: PERT("0.1", "0.5", "2"),
		Magnitude: PERT("10000", "50000", "400000"),
	}
	sixPERTs = Scenario{
		ID: "six", Currency: "EUR",
		Contacts:           PERT("1", "5", "20"),
		Action:             PERT("0.1", "0.3", "0.6"),
		Vulnerability:      PERT("0.05", "0.2", "0.5"),
		Magnitude:          PERT("10000", "50000", "400000"),
		SecondaryShare:     PERT("0.01", "0.1", "0.3"),
		SecondaryMagnitude: PERT("50000", "200000", "2000000"),
	}
	rareLognormal = Scenario{
		ID: "rare", Currency: "EUR",
		Frequency: Poisson("0.1"),
		Magnitude: Lognormal90("10000", "1000000"),
	}
	yearlyLognormal = Scenario{
		ID: "yearly", Currency: "EUR",
		Frequency: Poisson("1"),
		Magnitude: Lognormal90("10000", "1000000"),
	}
)

// loop runs work of so many trials and reports its processor time.
func loop(b *testing.B, trials float64, work func()) {
	b.ReportAllocs()
	start := cpuTime()
	for b.Loop() {
		work()
	}
	b.ReportMetric(float64(cpuTime()-start)/float64(b.N)/trials, "cpu-ns/trial")
}

func benchmark(b *testing.B, s Scenario, trials int64) {
	loop(b, float64(trials), func() {
		// The tables are part of the work.
		if _, err := Simulate(s, Options{Seed: 1, Trials: trials}); err != nil {
			b.Fatal(err)
		}
	})
}

func BenchmarkTwoPERTs(b *testing.B)         { benchmark(b, twoPERTs, 1e6) }
func BenchmarkSixPERTs(b *testing.B)         { benchmark(b, sixPERTs, 1e6) }
func BenchmarkPoissonLognormal(b *testing.B) { benchmark(b, yearlyLognormal, 1e6) }
func BenchmarkRareLognormal(b *testing.B)    { benchmark(b, rareLognormal, 1e6) }
func BenchmarkStreaming(b *testing.B)        { benchmark(b, yearlyLognormal, 1e7) }

func BenchmarkPortfolio(b *testing.B) {
	var p []Scenario
	for i := range 10 {
		s := twoPERTs
		if i%2 == 1 {
			s = yearlyLognormal
		}
		s.ID += isms.ID(string(rune('a' + i)))
		p = append(p, s)
	}
	loop(b, 1e6, func() {
		if _, _, err := SimulatePortfolio("all", p, Options{Seed: 1, Trials: 1e5}); err != nil {
			b.Fatal(err)
		}
	})
}

// The floor: the least plain Go that does the work, without streams that split,
// exact sums or portable functions. It keeps every loss, as one must without a
// histogram.

type floorTable [4097]float64

func newFloorTable(a, b float64) *floorTable {
	d := newBeta(a, b)
	var t floorTable
	for i := 1; i < 4096; i++ {
		p := float64(i) / 4096
		if p <= 0.5 {
			t[i] = d.quantile(p)
		} else {
			t[i] = 1 - d.flip().quantile(1-p)
		}
	}
	t[4096] = 1
	return &t
}

func (t *floorTable) at(u uint64) float64 {
	i := u >> 52
	f := float64(u<<12>>11) * 0x1p-53
	return t[i] + f*(t[i+1]-t[i])
}

func floorMean(losses []float64) float64 {
	sum := 0.0
	for _, x := range losses {
		sum += x
	}
	return sum / float64(len(losses))
}

// The floors of two workloads: each makes its tables and returns what fills a list
// with losses.
func floorTwoPERTs() func(losses []float64) {
	f, m := newFloorTable(1.842105, 4.157895), newFloorTable(1.410256, 4.589744)
	g := rand.NewPCG(1, 2)
	return func(losses []float64) {
		for i := range losses {
			losses[i] = (0.1 + 1.9*f.at(g.Uint64())) * (10000 + 390000*m.at(g.Uint64()))
		}
	}
}

func floorPoissonLognormal() func(losses []float64) {
	t := newPoisson(1)
	g := rand.NewPCG(1, 2)
	r := rand.New(g)
	return func(losses []float64) {
		for i := range losses {
			losses[i] = 0
			for range t.at(g.Uint64() >> 11) {
				losses[i] += math.Exp(11.5129 + 1.3999*r.NormFloat64())
			}
		}
	}
}

func benchmarkFloor(b *testing.B, floor func() func(losses []float64)) {
	sum := 0.0
	loop(b, 1e6, func() {
		losses := make([]float64, 1e6)
		floor()(losses)
		sum += floorMean(losses)
	})
	_ = sum
}

func BenchmarkFloorTwoPERTs(b *testing.B)         { benchmarkFloor(b, floorTwoPERTs) }
func BenchmarkFloorPoissonLognormal(b *testing.B) { benchmarkFloor(b, floorPoissonLognormal) }

// The floor of streaming keeps no losses, but counts them by size.
func BenchmarkFloorStreaming(b *testing.B) {
	sum := 0.0
	loop(b, 1e7, func() {
		fill, counts, losses := floorPoissonLognormal(), make([]uint32, 1<<16), make([]float64, 10_000)
		for range 1000 {
			fill(losses)
			for _, x := range losses {
				sum += x
				counts[math.Float64bits(x)>>48]++
			}
		}
	})
	_ = sum
}

// The floor of a portfolio adds the losses of its scenarios trial by trial.
func BenchmarkFloorPortfolio(b *testing.B) {
	sum := 0.0
	loop(b, 1e6, func() {
		all := make([]float64, 1e5)
		for i := range 10 {
			floor, losses := floorTwoPERTs, make([]float64, 1e5)
			if i%2 == 1 {
				floor = floorPoissonLognormal
			}
			floor()(losses)
			for k, x := range losses {
				all[k] += x
			}
			sum += floorMean(losses)
		}
		sum += floorMean(all)
	})
	_ = sum
}

func BenchmarkFloorSixPERTs(b *testing.B) {
	sum := 0.0
	loop(b, 1e6, func() {
		var t [6]*floorTable
		for i := range t {
			t[i] = newFloorTable(1.5+0.1*float64(i), 4.5-0.1*float64(i))
		}
		g := rand.NewPCG(1, 2)
		losses := make([]float64, 1e6)
		for i := range losses {
			lef := (1 + 19*t[0].at(g.Uint64())) * (0.1 + 0.5*t[1].at(g.Uint64())) * (0.05 + 0.45*t[2].at(g.Uint64()))
			losses[i] = lef * (10000 + 390000*t[3].at(g.Uint64()) + (0.01+0.29*t[4].at(g.Uint64()))*(50000+1950000*t[5].at(g.Uint64())))
		}
		sum += floorMean(losses)
	})
	_ = sum
}
