package soa_test

import (
	"fmt"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// bigRegister has n risks, each with a treatment of three controls.
func bigRegister(n int) risk.Register {
	reg := risk.Register{Assessed: isms.MustDate("2026-01-20")}
	reg.Risks = make([]risk.Risk, n)
	reg.Treatments = make([]risk.Treatment, n)
	for i := range n {
		id := isms.ID(fmt.Sprintf("R-%06d", i))
		reg.Risks[i] = risk.Risk{ID: id}
		var controls []isms.Ref
		for k := range 3 {
			c, _ := annexa.At((i*7 + k*31) % annexa.Count)
			controls = append(controls, c.Ref)
		}
		reg.Treatments[i] = risk.Treatment{ID: isms.ID(fmt.Sprintf("T-%06d", i)), Risks: []isms.ID{id}, Controls: controls, Owner: "it"}
	}
	return reg
}

// floor is the least that has to be done: each control of each treatment is
// placed, by counting, into one array of treatments grouped by control.
func floor(reg *risk.Register) ([]uint32, [annexa.Count + 1]uint32) {
	var at [annexa.Count + 1]uint32
	for i := range reg.Treatments {
		for _, c := range reg.Treatments[i].Controls {
			p, _ := annexa.Position(c)
			at[p+1]++
		}
	}
	for i := range annexa.Count {
		at[i+1] += at[i]
	}
	marks := make([]uint32, at[annexa.Count])
	next := at
	for i := range reg.Treatments {
		for _, c := range reg.Treatments[i].Controls {
			p, _ := annexa.Position(c)
			marks[next[p]] = uint32(i)
			next[p]++
		}
	}
	return marks, at
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100, 10_000, 100_000} {
		in := soa.Input{Register: bigRegister(n)}
		b.Run(fmt.Sprintf("risks=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := soa.Build(in); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/risk")
		})
		b.Run(fmt.Sprintf("floor/risks=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				floor(&in.Register)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/risk")
		})
	}
}

func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{100, 10_000, 100_000} {
		reg := bigRegister(n)
		s := build(b, soa.Input{Register: reg})
		facts := soa.FactsOf(reg)
		b.Run(fmt.Sprintf("risks=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Check(day, nil, facts)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/risk")
		})
	}
}

// BenchmarkTenants is 10,000 tenants of 200 risks each in one iteration, one
// statement alive at a time; the registers are those of 16 tenants in turn.
func BenchmarkTenants(b *testing.B) {
	const tenants, risks = 10_000, 200
	inputs := make([]soa.Input, 16)
	for i := range inputs {
		f := sound()
		inputs[i] = soa.Input{Register: bigRegister(risks), Decisions: f.in.Decisions[1:]}
	}
	for _, c := range []struct {
		name  string
		check bool
		bare  bool
	}{{"build", false, true}, {"build-decided", false, false}, {"build-check-decided", true, false}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for i := range tenants {
					in := inputs[i%len(inputs)]
					if c.bare {
						in.Decisions = nil
					}
					s, err := soa.Build(in)
					if err != nil {
						b.Fatal(err)
					}
					if c.check {
						s.Check(day, nil, soa.Facts{})
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/tenants/risks, "ns/risk")
		})
	}
	b.Run("floor", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for i := range tenants {
				floor(&inputs[i%len(inputs)].Register)
			}
		}
	})
}

func BenchmarkRegenerate(b *testing.B) {
	reg := bigRegister(10_000)
	s := build(b, soa.Input{Register: reg})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Regenerate(reg, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// The number of allocations of Build does not grow with the register.
func TestBuildAllocations(t *testing.T) {
	var allocations [2]float64
	for i, n := range []int{100, 10_000} {
		in := soa.Input{Register: bigRegister(n)}
		allocations[i] = testing.AllocsPerRun(5, func() {
			if _, err := soa.Build(in); err != nil {
				t.Fatal(err)
			}
		})
	}
	if allocations[0] != allocations[1] || allocations[1] > 10 { // 6, and a few more with the race detector
		t.Errorf("%v allocations for 100 and for 10,000 risks", allocations)
	}
	s := build(t, soa.Input{Register: bigRegister(100)})
	if got := testing.AllocsPerRun(5, func() {
		s.Implemented()
		s.Controls(soa.Applicable)
		if r, ok := s.LookupRow("A.8.28"); ok {
			r.Applicability()
		}
	}); got > 0 {
		t.Errorf("%v allocations for reading a statement", got)
	}
}
