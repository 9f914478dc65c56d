package cycle_test

import (
	"testing"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
)

// BenchmarkObligations asks what a million certificates demand on a day.
func BenchmarkObligations(b *testing.B) {
	cycles := make([]cycle.Cycle, 1024)
	first := isms.MustDate("2024-01-01")
	for i := range cycles {
		c, err := cycle.From("C", first.AddDays(i), cycle.Terms{})
		if err != nil {
			b.Fatal(err)
		}
		cycles[i] = c
	}
	asOf := isms.MustDate("2026-11-22")
	buf := make([]cycle.Obligation, 0, 16)
	b.ReportAllocs()
	for b.Loop() {
		for i := range million {
			buf = cycles[i%len(cycles)].AppendObligations(buf[:0], asOf)
			sink += len(buf)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/million, "ns/item")
}

type floorObligation struct {
	subject, kind     string
	first, last, from int32
	_                 bool   // projected
	_                 string // miss
}

// First surveillance after 12 months, one for the next calendar year,
// recertification after 36 months.
func BenchmarkObligationsFloor(b *testing.B) {
	certs := make([]int32, 1024)
	first := isms.MustDate("2024-01-01")
	for i := range certs {
		y, m, d := first.AddDays(i).Civil()
		certs[i] = floorDays(int32(y), int32(m), int32(d))
	}
	buf := make([]floorObligation, 0, 16)
	b.ReportAllocs()
	for b.Loop() {
		for i := range million {
			c := certs[i%len(certs)]
			y, _, _ := floorCivil(c)
			end := floorAddMonths(c, 36)
			buf = append(buf[:0],
				floorObligation{subject: "C", kind: "first surveillance", first: c + 1, last: floorAddMonths(c, 12), from: c},
				floorObligation{subject: "C", kind: "surveillance", first: floorDays(y+2, 1, 1), last: floorDays(y+2, 12, 31), from: c},
				floorObligation{subject: "C", kind: "recertification", first: floorAddMonths(c, 24) + 1, last: end, from: end})
			sink += len(buf)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/million, "ns/item")
}

// Neither allocates anything beyond the answer.
func TestNoAllocations(t *testing.T) {
	c := cycleOf(t, ce(cycle.ExistingCertificate, "2026-01-31"), ce(cycle.Suspended, "2026-03-01"))
	obligations := make([]cycle.Obligation, 0, 64)
	if n := testing.AllocsPerRun(20, func() { obligations = c.AppendObligations(obligations[:0], day("2026-06-01")) }); n != 0 {
		t.Errorf("obligations of a certificate: %v allocations", n)
	}
}
