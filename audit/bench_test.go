package audit_test

import (
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

const million = 1_000_000

// The floors are the least Go that counts the same days from the same whole
// numbers and keeps the same records of them, for the one policy of the benchmark.
type floorCase struct {
	id                    string
	major                 bool
	audit, decision, next int32
}

type floorDeadline struct {
	subject, step string
	due, from     int32
	_             bool // done
	limit         *int
	_             bool // agreed
}

var (
	floorMonth = [...]int32{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	floorLimit [4]int
)

func floorDays(y, m, d int32) int32 {
	if m <= 2 {
		y--
		m += 12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d
}

func floorCivil(n int32) (y, m, d int32) {
	n--
	era, doe := n/146097, n%146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	y, m, d = yoe+era*400, mp+3, doy-(153*mp+2)/5+1
	if m > 12 {
		y, m = y+1, m-12
	}
	return y, m, d
}

func floorAddMonths(n, months int32) int32 {
	y, m, d := floorCivil(n)
	m += months
	y, m = y+(m-1)/12, (m-1)%12+1
	most := floorMonth[m-1]
	if m == 2 && y%4 == 0 && (y%100 != 0 || y%400 == 0) {
		most = 29
	}
	return floorDays(y, m, min(d, most))
}

func benchCases() []audit.DeadlineInput {
	cases := make([]audit.DeadlineInput, 1024)
	first := isms.MustDate("2026-01-01")
	for i := range cases {
		last := first.AddDays(i)
		cases[i] = audit.DeadlineInput{
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
	s := schedule(b, proposed())
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
	day := func(d isms.Date) int32 {
		y, m, n := d.Civil()
		return floorDays(int32(y), int32(m), int32(n))
	}
	for i, c := range benchCases() {
		cases[i] = floorCase{string(c.ID), c.Grade == audit.Major, day(c.Dates.LastAuditDay), day(c.Dates.Decision), day(c.Dates.NextAudit)}
	}
	buf := make([]floorDeadline, 0, 16)
	add := func(c *floorCase, step string, due, from int32, limit int) {
		buf = append(buf, floorDeadline{subject: c.id, step: step, due: due, from: from, limit: &floorLimit[limit]})
	}
	b.ReportAllocs()
	for b.Loop() {
		for i := range million {
			c := &cases[i%len(cases)]
			buf = buf[:0]
			if c.major {
				add(c, "correction", c.audit+14, c.audit, 0)
				add(c, "plan", c.audit+30, c.audit, 1)
				add(c, "action", c.audit+90, c.audit, 2)
				due, from := floorAddMonths(c.audit, 6), c.audit
				if c.decision < due {
					due, from = c.decision, c.decision
				}
				add(c, "verification", due, from, 3)
			} else {
				add(c, "plan", c.audit+30, c.audit, 0)
				add(c, "acceptance", c.decision, c.decision, 1)
				add(c, "verification", c.next, c.next, 2)
			}
			sink += len(buf)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/million, "ns/item")
}

// Neither allocates anything beyond the answer.
func TestNoAllocations(t *testing.T) {
	s := schedule(t, proposed())
	cases := benchCases()
	cases[0].PreviousGrades = []audit.Grade{audit.Major}
	cases[1].AgreedDueDates = []audit.AgreedDueDate{{Step: "plan", Due: day("2026-12-24")}}
	deadlines := make([]audit.Deadline, 0, 64)
	if n := testing.AllocsPerRun(20, func() {
		for i := range 64 {
			deadlines = s.Append(deadlines[:0], cases[i])
		}
	}); n != 0 {
		t.Errorf("deadlines of 64 nonconformities: %v allocations", n)
	}

	if n := testing.AllocsPerRun(20, func() {}); n != 0 {
		t.Errorf("obligations of a certificate: %v allocations", n)
	}
}
