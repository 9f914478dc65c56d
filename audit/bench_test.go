package audit_test

import (
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

const million = 1_000_000

// The floor of deadlines is the least Go that counts the same days: four limits
// of a major, two of a minor, on whole numbers of days.
type floorCase struct {
	major bool
	audit int32 // last day
	y, m  int32 // and its year and month
	d     int32
	next  int32
}

var floorMonth = [...]int32{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func floorDays(y, m, d int32) int32 {
	if m <= 2 {
		y--
		m += 12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d
}

func floorSixMonths(c *floorCase) int32 {
	y, m := c.y, c.m+6
	if m > 12 {
		y, m = y+1, m-12
	}
	most := floorMonth[m-1]
	if m == 2 && y%4 == 0 && (y%100 != 0 || y%400 == 0) {
		most = 29
	}
	return floorDays(y, m, min(c.d, most))
}

func benchCases() []audit.Case {
	cases := make([]audit.Case, 1024)
	first := isms.MustDate("2026-01-01")
	for i := range cases {
		last := first.AddDays(i)
		cases[i] = audit.Case{
			ID: "NC", Grade: audit.Major, Audit: audit.Initial, Raised: last,
			Dates: audit.Dates{LastAuditDay: last, Decision: last.AddDays(200), NextAudit: last.AddDays(365)},
		}
		if i%3 == 0 {
			cases[i].Grade = audit.Minor
		}
	}
	return cases
}

var sink int

// BenchmarkDeadlines counts the deadlines of a million nonconformities under the
// proposed policy and the floor of ISO/IEC 17021-1.
func BenchmarkDeadlines(b *testing.B) {
	s := schedule(b, audit.ProposedPolicy())
	cases := benchCases()
	buf := make([]audit.Deadline, 0, 16)
	b.ReportAllocs()
	for b.Loop() {
		for i := range million {
			buf = s.Append(buf[:0], cases[i%len(cases)])
			sink += len(buf)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/million, "ns/item")
}

func BenchmarkDeadlinesFloor(b *testing.B) {
	cases := make([]floorCase, 1024)
	for i, c := range benchCases() {
		y, m, d := c.Dates.LastAuditDay.Civil()
		cases[i] = floorCase{c.Grade == audit.Major, floorDays(int32(y), int32(m), int32(d)), int32(y), int32(m), int32(d), floorDays(int32(y)+1, int32(m), int32(d))}
	}
	var out [8]int32
	b.ReportAllocs()
	for b.Loop() {
		for i := range million {
			c := &cases[i%len(cases)]
			n := 0
			if c.major {
				out[0], out[1], out[2], out[3] = c.audit+14, c.audit+30, c.audit+90, min(floorSixMonths(c), c.audit+200)
				n = 4
			} else {
				out[0], out[1], out[2] = c.audit+30, c.audit+200, c.next
				n = 3
			}
			sink += n + int(out[n-1]&1)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/million, "ns/item")
}

// BenchmarkObligations asks what a million certificates demand on a day.
func BenchmarkObligations(b *testing.B) {
	cycles := make([]audit.Cycle, 1024)
	first := isms.MustDate("2024-01-01")
	for i := range cycles {
		c, err := audit.CycleFrom("C", first.AddDays(i), audit.Terms{})
		if err != nil {
			b.Fatal(err)
		}
		cycles[i] = c
	}
	asOf := isms.MustDate("2026-11-22")
	buf := make([]audit.Obligation, 0, 16)
	b.ReportAllocs()
	for b.Loop() {
		for i := range million {
			buf = cycles[i%len(cycles)].AppendObligations(buf[:0], asOf)
			sink += len(buf)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/million, "ns/item")
}

// The floor: first surveillance after 12 months, one for the next calendar year,
// recertification after 36 months.
func BenchmarkObligationsFloor(b *testing.B) {
	type cert struct{ y, m, d int32 }
	certs := make([]cert, 1024)
	first := isms.MustDate("2024-01-01")
	for i := range certs {
		y, m, d := first.AddDays(i).Civil()
		certs[i] = cert{int32(y), int32(m), int32(d)}
	}
	var out [3]int32
	b.ReportAllocs()
	for b.Loop() {
		for i := range million {
			c := certs[i%len(certs)]
			d := c.d
			if c.m == 2 && d == 29 {
				d = 28
			}
			out[0], out[1], out[2] = floorDays(c.y+1, c.m, d), floorDays(c.y+2, 12, 31), floorDays(c.y+3, c.m, d)
			sink += int(out[0]+out[1]+out[2]) & 1
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/million, "ns/item")
}

// Neither allocates anything beyond the answer.
func TestNoAllocations(t *testing.T) {
	s := schedule(t, audit.ProposedPolicy())
	cases := benchCases()
	cases[0].Stood = []audit.Grade{audit.Major}
	cases[1].Agreed = []audit.Agreed{{Step: audit.StepPlan, Due: day("2026-12-24")}}
	deadlines := make([]audit.Deadline, 0, 64)
	if n := testing.AllocsPerRun(20, func() {
		for i := range 64 {
			deadlines = s.Append(deadlines[:0], cases[i])
		}
	}); n != 0 {
		t.Errorf("deadlines of 64 nonconformities: %v allocations", n)
	}
	c := cycle(t, ce(audit.CertificateHeld, "2026-01-31"), ce(audit.Suspended, "2026-03-01"))
	obligations := make([]audit.Obligation, 0, 64)
	if n := testing.AllocsPerRun(20, func() { obligations = c.AppendObligations(obligations[:0], day("2026-06-01")) }); n != 0 {
		t.Errorf("obligations of a certificate: %v allocations", n)
	}
}
