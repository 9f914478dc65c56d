package risk_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// The floors are the least Go that does the same work on plain data.

const scenarios = 1_000_000

func columns() (likelihood, impact []risk.Grade) {
	likelihood, impact = make([]risk.Grade, scenarios), make([]risk.Grade, scenarios)
	for i := range scenarios {
		likelihood[i], impact[i] = risk.Grade(i*7%5+1), risk.Grade(i*13/5%5+1)
	}
	return likelihood, impact
}

func BenchmarkScoreMillion(b *testing.B) {
	c := compile(b, method())
	likelihood, impact := columns()
	levels := make([]risk.Level, 0, scenarios)
	b.ReportAllocs()
	for b.Loop() {
		levels = c.AppendLevels(levels[:0], likelihood, impact)
	}
}

func BenchmarkScoreMillionFloor(b *testing.B) {
	table := [25]uint8{1, 1, 2, 2, 2, 1, 2, 2, 3, 3, 2, 2, 3, 4, 4, 2, 3, 4, 4, 5, 3, 4, 4, 5, 5}
	likelihood, impact := columns()
	levels := make([]risk.Level, scenarios)
	b.ReportAllocs()
	for b.Loop() {
		for i, l := range likelihood {
			levels[i] = risk.Level(table[(l-1)*5+impact[i]-1])
		}
	}
}

// scenario is a row of 128 bytes, as embedders keep them.
type scenario struct {
	Likelihood, Impact risk.Grade
	_                  [14]int64
}

func rows() []scenario {
	likelihood, impact := columns()
	s := make([]scenario, scenarios)
	for i := range s {
		s[i].Likelihood, s[i].Impact = likelihood[i], impact[i]
	}
	return s
}

func BenchmarkScoreMillionRows(b *testing.B) {
	c := compile(b, method())
	s := rows()
	sum := risk.Level(0)
	b.ReportAllocs()
	for b.Loop() {
		for i := range s {
			sum += c.Level(s[i].Likelihood, s[i].Impact)
		}
	}
	_ = sum
}

func BenchmarkScoreMillionRowsFloor(b *testing.B) {
	table := [25]uint8{1, 1, 2, 2, 2, 1, 2, 2, 3, 3, 2, 2, 3, 4, 4, 2, 3, 4, 4, 5, 3, 4, 4, 5, 5}
	s := rows()
	sum := 0
	b.ReportAllocs()
	for b.Loop() {
		for i := range s {
			sum += int(table[(s[i].Likelihood-1)*5+s[i].Impact-1])
		}
	}
	_ = sum
}

// BenchmarkRateProperties rates by the worst of three properties, each with an
// impact of its own.
func BenchmarkRateProperties(b *testing.B) {
	c := compile(b, method())
	affects := slices.Collect(risk.Properties().All())[:3]
	ratings := make([]risk.Rating, 100_000)
	for i := range ratings {
		ratings[i].Likelihood = risk.Grade(i*7%5 + 1)
		for k, p := range affects {
			ratings[i].Impacts = append(ratings[i].Impacts, risk.Impact{Property: p, Grade: risk.Grade(i*(13+k)/5%5 + 1)})
		}
	}
	sum := risk.Level(0)
	b.ReportAllocs()
	for b.Loop() {
		for i := range ratings {
			sum += c.Rate(ratings[i], affects, nil).Level
		}
	}
	_ = sum
}

func BenchmarkRatePropertiesFloor(b *testing.B) {
	table := [25]uint8{1, 1, 2, 2, 2, 1, 2, 2, 3, 3, 2, 2, 3, 4, 4, 2, 3, 4, 4, 5, 3, 4, 4, 5, 5}
	type impact struct {
		property string
		grade    int
	}
	type rating struct {
		likelihood int
		impacts    []impact
	}
	affects := []string{"confidentiality", "integrity", "availability"}
	ratings := make([]rating, 100_000)
	for i := range ratings {
		ratings[i].likelihood = i*7%5 + 1
		for k, p := range affects {
			ratings[i].impacts = append(ratings[i].impacts, impact{p, i*(13+k)/5%5 + 1})
		}
	}
	sum := 0
	b.ReportAllocs()
	for b.Loop() {
		for i := range ratings {
			r, worst := &ratings[i], uint8(0)
			for _, p := range affects {
				for k := range r.impacts {
					if r.impacts[k].property == p {
						worst = max(worst, table[(r.likelihood-1)*5+r.impacts[k].grade-1])
					}
				}
			}
			sum += int(worst)
		}
	}
	_ = sum
}

func large(n int) risk.Register {
	r := risk.Register{Method: method(), Risks: make([]risk.Risk, n)}
	for i := range r.Risks {
		r.Risks[i] = risk.Risk{
			ID: isms.ID(fmt.Sprintf("R-%06d", i)), Affects: []risk.Property{risk.Integrity}, Owner: "ciso",
			Inherent: risk.Rating{Likelihood: risk.Grade(i*7%5 + 1), Impact: risk.Grade(i*13/5%5 + 1)},
		}
	}
	return r
}

func BenchmarkEvaluateAndRank(b *testing.B) {
	r := large(100_000)
	c := compile(b, r.Method)
	b.ReportAllocs()
	for b.Loop() {
		e, err := r.EvaluateWith(c, today, nil)
		if err != nil {
			b.Fatal(err)
		}
		for a := range e.Ranked() {
			if a.Rank != 1 {
				b.Fatal(a)
			}
			break
		}
	}
}

// The floor scores and ranks only: no stages, treatments, acceptances.
func BenchmarkEvaluateAndRankFloor(b *testing.B) {
	table := [25]uint8{1, 1, 2, 2, 2, 1, 2, 2, 3, 3, 2, 2, 3, 4, 4, 2, 3, 4, 4, 5, 3, 4, 4, 5, 5}
	r := large(100_000)
	b.ReportAllocs()
	for b.Loop() {
		order := make([]int32, len(r.Risks))
		levels := make([]uint8, len(r.Risks))
		for i := range r.Risks {
			k := &r.Risks[i]
			levels[i] = table[(k.Inherent.Likelihood-1)*5+k.Inherent.Impact-1]
			order[i] = int32(i)
		}
		slices.SortStableFunc(order, func(x, y int32) int { return int(levels[y]) - int(levels[x]) })
	}
}

func BenchmarkCheck(b *testing.B) {
	r := large(10_000)
	b.ReportAllocs()
	for b.Loop() {
		r.Check(today, nil)
	}
}

func BenchmarkCompile(b *testing.B) {
	m := method()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Compile(); err != nil {
			b.Fatal(err)
		}
	}
}

func TestScoringDoesNotAllocate(t *testing.T) {
	c := compile(t, method())
	affects := []risk.Property{risk.Integrity}
	levels := make([]risk.Level, 0, 4)
	grades := []risk.Grade{1, 2, 3, 9}
	rating := risk.Rating{Likelihood: 3, Impacts: []risk.Impact{{Property: risk.Integrity, Grade: 4}}}
	if n := testing.AllocsPerRun(100, func() {
		l := c.Level(4, 3)
		outcome(c, 4, 0, 3)
		c.LevelKey(l)
		c.Acceptability(l, affects)
		c.Rate(rating, affects, nil)
		levels = c.AppendLevels(levels[:0], grades, grades)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	small, bigger := large(100), large(1100)
	count := func(r risk.Register) float64 {
		return testing.AllocsPerRun(5, func() {
			if _, err := r.EvaluateWith(c, today, nil); err != nil {
				t.Fatal(err)
			}
		})
	}
	if more := count(bigger) - count(small); more > 20 {
		t.Errorf("1000 more risks cost %v allocations", more)
	}
}
