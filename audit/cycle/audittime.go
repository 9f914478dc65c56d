package cycle

import (
	"fmt"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// Days is an amount of auditor days, exact in steps of 1/1800: half days, percent
// of them and thirds of that come out without rounding.
type Days struct{ n int64 }

const perDay = 1800

// HalfDays returns an amount of half days.
func HalfDays(n int) Days { return Days{int64(min(max(n, -maxHalf), maxHalf)) * (perDay / 2)} }

const maxHalf = 1_000_000

// Decimal returns the amount rounded half away from zero to the given number of
// places, 0 to 12: a third of a day has no last place.
func (d Days) Decimal(places int) isms.Decimal {
	q, _ := isms.DecimalOf(d.n).Quo(isms.DecimalOf(perDay), min(max(places, 0), isms.DecimalFractionDigits)) // in bounds
	return q
}

// String returns the amount with two places at most: "5.95".
func (d Days) String() string { return d.Decimal(2).String() }

// MarshalText returns what String does; it rounds.
func (d Days) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Compare returns -1, 0 or 1 as d is less than, equal to or more than e.
func (d Days) Compare(e Days) int {
	switch {
	case d.n < e.n:
		return -1
	case d.n > e.n:
		return 1
	}
	return 0
}

// Add returns d + e.
func (d Days) Add(e Days) Days { return Days{d.n + e.n} }

// Sub returns d - e.
func (d Days) Sub(e Days) Days { return Days{d.n - e.n} }

// ToHalfDays returns the amount rounded half up to whole half days. That times
// are given in half days is practice, not checked; round as your body does.
func (d Days) ToHalfDays() Days {
	const half = perDay / 2
	n := d.n + half/2
	if n < 0 {
		n -= half - 1
	}
	return Days{n / half * half}
}

type timeBand struct{ to, halfDays int }

// InitialDays returns the auditor days of the initial audit, stage 1 and stage 2
// together, for a number of effective persons (ISO/IEC 27006-1:2024 table C.1),
// before any adjustment. It errs below 1 and above 10,700, where the table ends
// and the body follows its progression.
func InitialDays(persons int) (Days, error) {
	if persons < 1 {
		return Days{}, fmt.Errorf("audit: InitialDays(%d): want at least 1 person", persons)
	}
	for _, b := range timeBands {
		if persons <= b.to {
			return HalfDays(b.halfDays), nil
		}
	}
	return Days{}, fmt.Errorf("audit: InitialDays(%d): the table ends at %d persons; the body follows its progression", persons, timeBands[len(timeBands)-1].to)
}

// A PersonGroup is a number of people who work under the organization's control
// in the scope, on all shifts, its own staff or not. Identical says that they do
// the same work and that counting fewer of them is justified by the risk.
type PersonGroup struct {
	Name      string `json:"name,omitzero"`
	Persons   int    `json:"persons"`
	Identical bool   `json:"identical,omitzero"`
}

// EffectivePersons returns the persons that the audit time follows from: for a
// group with identical work the square root, rounded up, which is the most that
// may be taken off (ISO/IEC 27006-1:2024 C.3.4). It errs for a group of fewer
// than 0 or more than 10^9.
func EffectivePersons(groups []PersonGroup) (int, error) {
	sum := 0
	for i, g := range groups {
		if g.Persons < 0 || g.Persons > maxPersons || sum > maxPersons {
			return 0, fmt.Errorf("audit: EffectivePersons: group %d %q has %d persons: want 0 to %d", i+1, g.Name, g.Persons, maxPersons)
		}
		if g.Identical {
			sum += ceilRoot(int64(g.Persons), 1, 1)
		} else {
			sum += g.Persons
		}
	}
	return sum, nil
}

const maxPersons = 1_000_000_000

// ceilRoot returns the least n with n >= sqrt(x) * a/b, exactly. It needs
// 0 <= x <= 10^9 and small a and b.
func ceilRoot(x, a, b int64) int {
	target := x * a * a // n*n*b*b >= target
	lo, hi := int64(0), int64(1)<<20
	for lo < hi {
		mid := (lo + hi) / 2
		if mid*mid*b*b >= target {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return int(lo)
}

// A Complexity holds the six factors of ISO/IEC 27006-1:2024 tables C.2 and C.3,
// each from 1 (simple) to 3 (complex). A 0 is not known.
type Complexity struct {
	BusinessType   int `json:"businessType"`   // and regulation: 3 works in a critical sector
	Tasks          int `json:"tasks"`          // and processes: 3 complex, many units
	Maturity       int `json:"maturity"`       // of management systems: 3 none before
	Infrastructure int `json:"infrastructure"` // of information technology: 3 many platforms
	Outsourcing    int `json:"outsourcing"`    // 3 high dependency for important activities
	Development    int `json:"development"`    // of systems: 3 extensive
}

// Range returns by how many percent the time may be adjusted, lowest and
// highest (table C.4). It errs for a factor outside 1 to 3.
func (c Complexity) Range() (lowest, highest int, err error) {
	for _, f := range []struct {
		name  string
		value int
	}{
		{"business type", c.BusinessType},
		{"tasks", c.Tasks},
		{"maturity", c.Maturity},
		{"infrastructure", c.Infrastructure},
		{"outsourcing", c.Outsourcing},
		{"development", c.Development},
	} {
		if f.value < 1 || f.value > 3 {
			return 0, 0, fmt.Errorf("audit: complexity: %s is %d: want 1 to 3", f.name, f.value)
		}
	}
	cell := timeImpact[level(c.BusinessType+c.Tasks+c.Maturity)][level(c.Infrastructure+c.Outsourcing+c.Development)]
	return cell[0], cell[1], nil
}

// level returns 0, 1 or 2 for a sum of three factors: 3-4 low, 5-6 medium, 7-9
// high.
func level(sum int) int {
	switch {
	case sum <= 4:
		return 0
	case sum <= 6:
		return 1
	}
	return 2
}

// MaxReduction is the most that the time of the table may be reduced by, in
// percent.
const MaxReduction = 30

// An AuditTime is the auditor days of a cycle. Surveillance is for each year.
type AuditTime struct {
	Persons         int  `json:"persons"`
	Table           Days `json:"table"`   // before the adjustment
	Percent         int  `json:"percent"` // of the adjustment
	Initial         Days `json:"initial"`
	Surveillance    Days `json:"surveillance"`    // about a third of the initial audit
	Recertification Days `json:"recertification"` // about two thirds
}

// PlanAuditTime returns the days for a number of effective persons, adjusted by a
// percentage that has to lie in the range of the complexity. Nothing is rounded.
// Reckon anew from today's persons before each audit.
func PlanAuditTime(persons int, c Complexity, percent int) (AuditTime, error) {
	table, err := InitialDays(persons)
	if err != nil {
		return AuditTime{}, err
	}
	lowest, highest, err := c.Range()
	if err != nil {
		return AuditTime{}, err
	}
	if percent < lowest || percent > highest || percent < -MaxReduction {
		return AuditTime{}, fmt.Errorf("audit: PlanAuditTime: %d %%: this complexity allows %d to %d", percent, max(lowest, -MaxReduction), highest)
	}
	initial := Days{table.n / 100 * int64(100+percent)} // half days are divisible by 100
	return AuditTime{
		Persons: persons, Table: table, Percent: percent, Initial: initial,
		Surveillance: Days{initial.n / 3}, Recertification: Days{initial.n / 3 * 2},
	}, nil
}

// Stages splits the initial audit. The standard sets no share; a third for stage
// 1 is common practice, seen in one source: give the body's own days, or the zero
// Days for that third.
func (t AuditTime) Stages(stage1 Days) (first, second Days, err error) {
	if stage1 == (Days{}) {
		stage1 = Days{t.Initial.n / 3}
	}
	if stage1.n < 0 || stage1.n > t.Initial.n {
		return Days{}, Days{}, fmt.Errorf("audit: Stages: stage 1 of %s days: want 0 to %s", stage1, t.Initial)
	}
	return stage1, t.Initial.Sub(stage1), nil
}

// TransitionDays returns the days that IAF MD 26 added at least for the change
// from the 2013 to the 2022 edition: half a day with a recertification audit, one
// day otherwise.
func TransitionDays(k audit.Kind) Days {
	if k == audit.Recertification {
		return HalfDays(1)
	}
	return HalfDays(2)
}
