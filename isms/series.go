package isms

import (
	"iter"
	"sort"
	"strconv"
)

// Series is a recurring date, counted from its anchor and never in a chain:
// the i-th day is the anchor plus i times the interval, so 31 January monthly
// is 28 February, 31 March, 30 April. Completing something late does not move
// it. The anchor is the first day of the series.
type Series struct {
	Anchor Date     `json:"anchor"`
	Every  Interval `json:"every"`          // at least 1, in calendar units: not working days
	Count  int      `json:"count,omitzero"` // number of days in all; 0 is without limit
	Until  Date     `json:"until,omitzero"` // last possible day, included; zero is without limit
}

// Validate returns an [Error] if the series cannot be counted.
func (s Series) Validate() error {
	if s.countable() {
		return nil
	}
	var errs []error
	if s.Anchor.IsZero() {
		errs = append(errs, Refuse(noAnchor, "anchor", ""))
	}
	switch {
	case s.Every.N < 1 || s.Every.N > 100_000:
		errs = append(errs, Refuse(intervalEmpty, "every", s.Every.raw(), Units().arg()))
	case s.Every.Unit == WorkingDays || !Units().Has(s.Every.Unit):
		errs = append(errs, Refuse(seriesUnit, "every", s.Every.raw()))
	}
	if s.Count < 0 {
		errs = append(errs, Refuse(seriesCount, "count", strconv.Itoa(s.Count)))
	}
	return RefuseAll(errs...)
}

// countable reports whether Validate finds nothing wrong.
func (s Series) countable() bool {
	return !s.Anchor.IsZero() && s.Every.N >= 1 && s.Every.N <= 100_000 && s.Every.Unit != WorkingDays && Units().Has(s.Every.Unit) && s.Count >= 0
}

// At returns the i-th day, counted from 0 for the anchor. It returns the zero
// Date if there is no such day: i negative or past the limits, or a series that
// Validate refuses.
func (s Series) At(i int) Date {
	if i < 0 || s.Count > 0 && i >= s.Count || !s.countable() {
		return Date{}
	}
	d := s.at(i)
	if !s.Until.IsZero() && d.After(s.Until) {
		return Date{}
	}
	return d
}

func (s Series) at(i int) Date {
	if i == 0 {
		return s.Anchor
	}
	d, err := s.Every.times(i, s.Anchor, nil)
	if err != nil {
		return Date{}
	}
	return d
}

// Due yields, in order, the days of the series later than after and not later
// than upTo. A zero after begins at the anchor; a zero upTo yields nothing, as
// nothing is due by an unknown day. Adjacent queries, Due(a, b) and Due(b, c),
// give each day once. Cost: logarithmic, and constant for each day.
func (s Series) Due(after, upTo Date) iter.Seq[Date] {
	return func(yield func(Date) bool) {
		if !s.countable() || upTo.IsZero() {
			return
		}
		for i := s.index(after); ; i++ {
			d := s.At(i)
			if d.IsZero() || d.After(upTo) || !yield(d) {
				return
			}
		}
	}
}

// Next returns the first day of the series later than after, the zero Date if
// there is none.
func (s Series) Next(after Date) Date {
	if !s.countable() {
		return Date{}
	}
	return s.At(s.index(after))
}

// Last returns the last day of the series not later than upTo, the zero Date if
// there is none.
func (s Series) Last(upTo Date) Date {
	if !s.countable() || upTo.IsZero() {
		return Date{}
	}
	if !s.Until.IsZero() && s.Until.Before(upTo) {
		upTo = s.Until
	}
	i := s.index(upTo)
	if s.Count > 0 {
		i = min(i, s.Count)
	}
	return s.At(i - 1)
}

// index returns how many days of the unlimited series are not later than d.
func (s Series) index(d Date) int {
	if d.Before(s.Anchor) {
		return 0
	}
	most := s.Anchor.DaysUntil(d) + 1 // an interval is at least one day
	return sort.Search(most, func(i int) bool {
		at := s.at(i)
		return at.IsZero() || at.After(d)
	})
}
