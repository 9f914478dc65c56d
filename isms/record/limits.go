package record

import "github.com/ismskit/ismskit/isms"

// Limits are the organization's own intervals. The standard says "planned
// intervals" and sets no number. A zero interval stands for 12 months, which is
// this library's default and no requirement.
type Limits struct {
	Review           isms.Interval `json:"review,omitzero"`           // of context, policy, roles and the like
	Awareness        isms.Interval `json:"awareness,omitzero"`        // of each person
	Leadership       isms.Interval `json:"leadership,omitzero"`       // how recent an act of leadership is to be
	Supplier         isms.Interval `json:"supplier,omitzero"`         // of suppliers that have no interval of their own
	Process          isms.Interval `json:"process,omitzero"`          // of processes that have no interval of their own
	InternalAudit    isms.Interval `json:"internalAudit,omitzero"`    // unless the programme has a frequency
	ManagementReview isms.Interval `json:"managementReview,omitzero"` // between reviews
	Improvement      isms.Interval `json:"improvement,omitzero"`      // within which something should have got better
	// Ceiling is the age of the last internal audit or management review from
	// which on auditors ask, however long the organization's own interval is.
	Ceiling isms.Interval `json:"ceiling,omitzero"`
}

// DefaultLimits returns 12 months for everything.
func DefaultLimits() Limits { return Limits{}.filled() }

func (l Limits) filled() Limits {
	for _, v := range []*isms.Interval{
		&l.Review, &l.Awareness, &l.Leadership, &l.Supplier, &l.Process, &l.InternalAudit, &l.ManagementReview, &l.Improvement, &l.Ceiling,
	} {
		*v = or(*v, isms.Interval{N: 12, Unit: isms.Months})
	}
	return l
}

// or returns v if it is an interval of at least a day, else other.
func or(v, other isms.Interval) isms.Interval {
	if v.N < 1 || v.N > 100_000 || !isms.Units().Has(v.Unit) {
		return other
	}
	return v
}
