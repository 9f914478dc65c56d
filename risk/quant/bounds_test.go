package quant

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/bounded"
	"github.com/ismskit/ismskit/isms"
)

// The stored form of a result names a bucket in a few bytes, and takes no more memory
// for it than any text may.
func TestResultJSONIsBounded(t *testing.T) {
	s := Scenario{ID: "R", Currency: "EUR", Frequency: Constant("1"), Magnitude: Constant("100")}
	text := canonical(t, simulate(t, s, Options{Seed: 1, Trials: 4}))
	list := func(old, item string) []byte {
		i := strings.Index(text, old)
		if i < 0 {
			t.Fatalf("no %s in %s", old, text)
		}
		return []byte(text[:i] + strings.TrimSuffix(strings.Repeat(item+",", 20_000), ",") + text[i+len(old):])
	}
	var all strings.Builder
	sixteenths := strings.Builder{}
	for b := range octaves << 4 {
		if b%16 == 0 {
			fmt.Fprintf(&all, "[%d,1],", b<<4)
		}
		fmt.Fprintf(&sixteenths, "[%d,1],", b<<4)
	}
	for name, text := range map[string][]byte{
		"empty ranges":           list("[0,4]", "[]"),
		"empty buckets":          list("[2703,4]", "[]"),
		"pairs":                  list("[0,4]", "[0,1]"),
		"all powers of 2":        []byte(strings.ReplaceAll(strings.Replace(text, "[2703,4]", strings.TrimSuffix(all.String(), ","), 1), "[0,4]", "[0,74]")),
		"all sixteenths of them": []byte(strings.ReplaceAll(strings.Replace(text, "[2703,4]", strings.TrimSuffix(sixteenths.String(), ","), 1), "[0,4]", "[0,1184]")),
		"unknown keys":           []byte("{" + strings.Repeat(`"a":0,`, 20_000)),
		"a long word":            list("R", "R"),
		"lists within list":      []byte(`{"format":` + strings.Repeat("[", 100_000)),
	} {
		t.Run(name, func(t *testing.T) {
			bounded.Within(t, len(text), func() { _ = new(Result).UnmarshalJSON(text) })
		})
	}
}

// Twice the trials, scenarios, controls or points cost at most two and a half times
// as much.
func TestCostGrowsWithTheInput(t *testing.T) {
	s := Scenario{ID: "R", Currency: "EUR", Frequency: Poisson("0.7"), Magnitude: Lognormal90("5000", "900000")}
	kept := func(n int) Result { return simulate(t, s, Options{Trials: int64(n) << 3, KeepSamples: true}) }
	tolerance := func(n int) Tolerance {
		var p Tolerance
		for i := range n {
			p = append(p, Point{isms.DecimalOf(int64(i * 1000)), isms.MustDecimal(fmt.Sprintf("0.%06d", 999_999-i))})
		}
		return p
	}
	scenarios := func(n int) (p []Scenario) {
		for i := range n {
			one := s
			one.ID = isms.ID(fmt.Sprint("R-", n-i))
			p = append(p, one)
		}
		return p
	}
	for name, prepare := range map[string]func(n int) func(){
		"Simulate, kept": func(n int) func() { return func() { kept(n) } },
		"Simulate":       func(n int) func() { return func() { _, _ = Simulate(s, Options{Trials: int64(n) << 6}) } },
		"Portfolio": func(n int) func() {
			p := scenarios(n / 10)
			return func() { _, _, _ = SimulatePortfolio("P", p, Options{Trials: 10}) }
		},
		"Controls": func(n int) func() {
			one := s
			for i := range n {
				one.Controls = append(one.Controls, Control{ID: isms.ID(fmt.Sprint("C-", n-i)), EventsLeft: "0.999"})
			}
			return func() { _ = one.Validate() }
		},
		"Merge": func(n int) func() {
			a, b := kept(n), simulate(t, s, Options{First: int64(n) << 3, Trials: int64(n) << 3, KeepSamples: true})
			return func() {
				if _, err := b.Merge(a); err != nil {
					t.Error(err)
				}
			}
		},
		"Compare":         func(n int) func() { r, p := kept(n), tolerance(n); return func() { _, _ = p.Compare(r) } },
		"Tolerance.Check": func(n int) func() { p := tolerance(n); return func() { _ = p.Validate() } },
		"Exceedance":      func(n int) func() { r := kept(n); return func() { _, _, _ = r.Exceedance("10000") } },
		// A processor learns the order of a few hundred samples by heart: it takes more to see it sort.
		"ValueAtRisk":     func(n int) func() { r := kept(n << 4); return func() { _, _ = r.ValueAtRisk("0.95") } },
		"Shortfall":       func(n int) func() { r := kept(n << 4); return func() { _, _ = r.ExpectedShortfall("0.95") } },
		"ExceedanceCurve": func(n int) func() { r := kept(n); return func() { CurveTable(r.ExceedanceCurve(n)) } },
		"MarshalJSON":     func(n int) func() { r := kept(n); return func() { _, _ = r.MarshalJSON() } },
		"UnmarshalJSON": func(n int) func() {
			text := []byte(canonical(t, kept(n)))
			return func() { _ = new(Result).UnmarshalJSON(text) }
		},
	} {
		t.Run(name, func(t *testing.T) { bounded.Linear(t, 200, prepare) })
	}
}
