package record

import "github.com/ismskit/ismskit/isms"

// Limits is the planned intervals of the organization; the standard sets none. A
// zero interval means 12 months, a default of this library and no requirement.
type Limits struct {
	Review           isms.Interval `json:"review,omitzero"`           // of context, policy, roles and the like
	Awareness        isms.Interval `json:"awareness,omitzero"`        // of each person
	Leadership       isms.Interval `json:"leadership,omitzero"`       // since the last leadership action
	Supplier         isms.Interval `json:"supplier,omitzero"`         // of suppliers that have no interval of their own
	Process          isms.Interval `json:"process,omitzero"`          // of processes that have no interval of their own
	ManagementReview isms.Interval `json:"managementReview,omitzero"` // between reviews
	Improvement      isms.Interval `json:"improvement,omitzero"`      // since the last improvement
	// LongestInterval is the age of the last internal audit or management review above which
	// auditors ask for the reason, whatever the interval of the organization.
	LongestInterval isms.Interval `json:"longestInterval,omitzero"`
}

func (l Limits) filled() Limits {
	for _, v := range []*isms.Interval{
		&l.Review, &l.Awareness, &l.Leadership, &l.Supplier, &l.Process, &l.ManagementReview, &l.Improvement, &l.LongestInterval,
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
