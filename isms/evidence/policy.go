package evidence

import "github.com/ismskit/ismskit/isms"

// Limits is the numbers that a [Log] is checked by. They are choices of the caller
// or of this library; no standard sets them. A zero field stands for its default;
// see [DefaultLimits].
type Limits struct {
	// Lookback is the time before the day of the check in which gaps are reported;
	// default 12 months.
	Lookback isms.Interval `json:"lookback,omitzero"`
	// Grace is the time after the end of a period before a gap is reported, and
	// after the interval of the latest record before it is outdated; default 14
	// days, as no monthly task is done on the same day each month. "0 days" is none.
	Grace isms.Interval `json:"grace,omitzero"`
	// BeforeAuditDays is the number of days that count as shortly before an audit;
	// default 7.
	BeforeAuditDays int `json:"beforeAuditDays,omitzero"`
	// BeforeAuditShare is the share of the records of the lookback, collected in
	// these days, from which on it is reported; default 1 of 2.
	BeforeAuditShare isms.Ratio `json:"beforeAuditShare,omitzero"`
	// BeforeAuditMinimum is the number of records below which no share is reported;
	// default 3.
	BeforeAuditMinimum int `json:"beforeAuditMinimum,omitzero"`
}

// DefaultLimits returns the policy with every default.
func DefaultLimits() Limits {
	return Limits{
		Grace:              isms.Interval{N: 14, Unit: isms.Days},
		Lookback:           isms.Interval{N: 12, Unit: isms.Months},
		BeforeAuditDays:    7,
		BeforeAuditShare:   isms.Ratio{Have: 1, Want: 2},
		BeforeAuditMinimum: 3,
	}
}

// filled returns p with the defaults in place of what is missing or unusable.
func (p Limits) filled() Limits {
	d := DefaultLimits()
	if _, err := p.Lookback.Before(maxDate, nil); err != nil || p.Lookback.N <= 0 {
		p.Lookback = d.Lookback
	}
	if _, err := p.Grace.From(anchor, nil); err != nil || p.Grace.N < 0 || p.Grace.IsZero() {
		p.Grace = d.Grace
	}
	if p.BeforeAuditDays <= 0 {
		p.BeforeAuditDays = d.BeforeAuditDays
	}
	if !p.BeforeAuditShare.Defined() {
		p.BeforeAuditShare = d.BeforeAuditShare
	}
	if p.BeforeAuditMinimum <= 0 {
		p.BeforeAuditMinimum = d.BeforeAuditMinimum
	}
	return p
}

// most is the number of periods, counted back from the day of the check, beyond
// which gaps are not looked for, whatever the lookback.
const most = 400
