package evidence

import "github.com/ismskit/ismskit/isms"

// A Policy holds the numbers by which a Log is checked. All of them are choices
// of this library or of the caller; no standard sets them. A zero field stands
// for its default.
type Policy struct {
	// Lookback is how far back periods are checked for gaps; default 12 months.
	Lookback isms.Interval `json:"lookback,omitzero"`
	// Grace is the time after the end of a period before a gap is found, and after
	// the cadence of the latest record has passed before it is stale; default 14
	// days, as nobody does a monthly task on the same day each month. "0 days" is
	// none.
	Grace isms.Interval `json:"grace,omitzero"`
	// BunchingDays is the number of days before an audit in which records look as
	// if made for it; default 7.
	BunchingDays int `json:"bunchingDays,omitzero"`
	// BunchingShare is the share of the records of the lookback that fall into
	// these days from which on it is worth a note; default 1 of 2.
	BunchingShare isms.Ratio `json:"bunchingShare,omitzero"`
	// BunchingLeast is the number of records below which no share is judged;
	// default 3.
	BunchingLeast int `json:"bunchingLeast,omitzero"`
}

// DefaultPolicy returns the defaults.
func DefaultPolicy() Policy {
	return Policy{
		Grace:         isms.Interval{N: 14, Unit: isms.Days},
		Lookback:      isms.Interval{N: 12, Unit: isms.Months},
		BunchingDays:  7,
		BunchingShare: isms.Ratio{Have: 1, Want: 2},
		BunchingLeast: 3,
	}
}

// filled returns p with the defaults in place of what is missing or unusable.
func (p Policy) filled() Policy {
	d := DefaultPolicy()
	if _, err := p.Lookback.Before(maxDate, nil); err != nil || p.Lookback.N <= 0 {
		p.Lookback = d.Lookback
	}
	if _, err := p.Grace.From(anchor, nil); err != nil || p.Grace.N < 0 || p.Grace.IsZero() {
		p.Grace = d.Grace
	}
	if p.BunchingDays <= 0 {
		p.BunchingDays = d.BunchingDays
	}
	if !p.BunchingShare.Defined() {
		p.BunchingShare = d.BunchingShare
	}
	if p.BunchingLeast <= 0 {
		p.BunchingLeast = d.BunchingLeast
	}
	return p
}

// most is the number of periods, counted back from the day of the check, beyond
// which gaps are not looked for, whatever the lookback.
const most = 400
