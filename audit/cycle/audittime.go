package cycle

import (
	"strconv"

	"github.com/ismskit/ismskit/isms"
)

// Days is an amount of auditor days, exact in steps of 1/1800: half days, percentages
// of them and thirds of those are not rounded.
type Days struct{ n int64 }

const perDay = 1800

// HalfDays returns n half days, for n within a million.
func HalfDays(n int) Days { return Days{int64(min(max(n, -maxHalf), maxHalf)) * (perDay / 2)} }

const maxHalf = 1_000_000

// Decimal returns the days rounded half away from zero to the given number of places,
// 0 to 12.
func (d Days) Decimal(places int) isms.Decimal {
	q, _ := isms.DecimalOf(d.n).Quo(isms.DecimalOf(perDay), min(max(places, 0), isms.DecimalFractionDigits)) // in bounds
	return q
}

// String returns the days with at most two places, such as "5.95".
func (d Days) String() string { return d.Decimal(2).String() }

// MarshalText returns d as String does; it rounds.
func (d Days) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Add returns d + e.
func (d Days) Add(e Days) Days { return Days{d.n + e.n} }

// Sub returns d - e.
func (d Days) Sub(e Days) Days { return Days{d.n - e.n} }

// ToHalfDays returns the days rounded half up to half days. That audit times are given
// in half days is practice, not a requirement.
func (d Days) ToHalfDays() Days {
	const half = perDay / 2
	n := d.n + half/2
	if n < 0 {
		n -= half - 1
	}
	return Days{n / half * half}
}

type timeBand struct{ to, halfDays int }

// initialDays returns the auditor days of the initial audit, stage 1 and stage 2
// together, before any adjustment (ISO/IEC 27006-1:2024 table C.1). It returns an
// error below 1 and above 10,700, where the table ends.
func initialDays(personnel int) (Days, error) {
	if personnel < 1 {
		return Days{}, refuseNumber("personnel", personnel, 1, timeBands[len(timeBands)-1].to)
	}
	for _, b := range timeBands {
		if personnel <= b.to {
			return HalfDays(b.halfDays), nil
		}
	}
	return Days{}, isms.Refuse(beyondTable, "personnel", strconv.Itoa(personnel), isms.ArgInt("most", timeBands[len(timeBands)-1].to))
}

// refuseNumber returns why a number at a path is refused.
func refuseNumber(at isms.Path, n, least, most int) error {
	return isms.Refuse(outOfRange, at, strconv.Itoa(n), isms.ArgInt("least", least), isms.ArgInt("most", most))
}

// PersonnelGroup is a number of people who work under the organization's control in
// the scope, on all shifts, its own staff or not.
type PersonnelGroup struct {
	Name      string `json:"name,omitzero"`
	Personnel int    `json:"personnel"`
	Identical bool   `json:"identical,omitzero"` // the same work, with a reduction justified by the risk
}

// EffectivePersonnel returns the effective number of personnel that the audit time
// follows from: of a group with identical work the square root, rounded up, which is
// the largest reduction (ISO/IEC 27006-1:2024 C.3.4). It returns an error for a group
// below 0 or above 10^9.
func EffectivePersonnel(groups []PersonnelGroup) (int, error) {
	sum := 0
	for i, g := range groups {
		if g.Personnel < 0 || g.Personnel > maxPersonnel || sum > maxPersonnel {
			return 0, refuseNumber(isms.Path("").Index("", i).Field("personnel"), g.Personnel, 0, max(0, maxPersonnel-sum))
		}
		if g.Identical {
			sum += ceilRoot(int64(g.Personnel), 1, 1)
		} else {
			sum += g.Personnel
		}
	}
	return sum, nil
}

const maxPersonnel = 1_000_000_000

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

// Complexity is the six factors of ISO/IEC 27006-1:2024 tables C.2 and C.3, each from
// 1 (low) to 3 (high). 0 is unknown.
type Complexity struct {
	BusinessType   int `json:"businessType"`   // and regulation; 3: a critical sector
	Tasks          int `json:"tasks"`          // and processes; 3: complex, in many units
	Maturity       int `json:"maturity"`       // of management systems; 3: none before
	Infrastructure int `json:"infrastructure"` // of information technology; 3: many platforms
	Outsourcing    int `json:"outsourcing"`    // 3: high dependency for important activities
	Development    int `json:"development"`    // of systems; 3: extensive
}

// adjustment returns the lowest and highest adjustment in percent (table C.4). It
// returns an error for a factor outside 1 to 3.
func (c Complexity) adjustment() (lowest, highest int, err error) {
	var errs []error
	for _, f := range []struct {
		name  isms.Path
		value int
	}{
		{"businessType", c.BusinessType},
		{"tasks", c.Tasks},
		{"maturity", c.Maturity},
		{"infrastructure", c.Infrastructure},
		{"outsourcing", c.Outsourcing},
		{"development", c.Development},
	} {
		if f.value < 1 || f.value > 3 {
			errs = append(errs, refuseNumber(f.name, f.value, 1, 3))
		}
	}
	if err := isms.RefuseAll(errs...); err != nil {
		return 0, 0, err
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

// maxReduction is the largest reduction of the time of the table, in percent.
const maxReduction = 30

// AuditTime is the audit time of a certification cycle, as returned by [PlanAuditTime].
type AuditTime struct {
	Personnel       int  `json:"personnel"` // effective number
	Table           Days `json:"table"`     // initial audit before the adjustment
	Percent         int  `json:"percent"`   // adjustment
	Initial         Days `json:"initial"`
	Surveillance    Days `json:"surveillance"`    // of each year: a third of the initial audit
	Recertification Days `json:"recertification"` // two thirds of the initial audit
}

// PlanAuditTime returns the audit time for the effective number of personnel, adjusted
// by a percentage within the range of the complexity. Nothing is rounded. It returns an
// error for a number outside 1 to 10,700, an unknown factor and a percentage outside
// that range.
func PlanAuditTime(personnel int, c Complexity, percent int) (AuditTime, error) {
	table, errTable := initialDays(personnel)
	lowest, highest, errRange := c.adjustment()
	lowest = max(lowest, -maxReduction)
	var errPercent error
	if errRange == nil && (percent < lowest || percent > highest) {
		errPercent = refuseNumber("percent", percent, lowest, highest)
	}
	if err := isms.RefuseAll(errTable, isms.RefuseUnder("complexity", errRange), errPercent); err != nil {
		return AuditTime{}, err
	}
	initial := Days{table.n / 100 * int64(100+percent)} // half days are divisible by 100
	return AuditTime{
		Personnel: personnel, Table: table, Percent: percent, Initial: initial,
		Surveillance: Days{initial.n / 3}, Recertification: Days{initial.n / 3 * 2},
	}, nil
}

// Stages returns the initial audit split into stage 1 and stage 2. The standard sets no
// share: zero Days for stage 1 mean a third, which is common practice. It returns an
// error if stage 1 is negative or longer than the initial audit.
func (t AuditTime) Stages(stage1 Days) (first, second Days, err error) {
	if stage1 == (Days{}) {
		stage1 = Days{t.Initial.n / 3}
	}
	if stage1.n < 0 || stage1.n > t.Initial.n {
		return Days{}, Days{}, isms.Refuse(outOfRange, "stage1", stage1.String(), isms.ArgInt("least", 0), isms.ArgDecimal("most", t.Initial.Decimal(2)))
	}
	return stage1, t.Initial.Sub(stage1), nil
}
