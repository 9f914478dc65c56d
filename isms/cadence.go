package isms

import (
	"maps"
	"slices"
)

// Cadence is how often something recurs: a planned interval, an interval for each
// level of what is looked at, and the next day where somebody set one. The zero
// Cadence sets nothing.
type Cadence struct {
	Every   Interval            `json:"every,omitzero"`
	ByLevel map[string]Interval `json:"byLevel,omitzero"` // by the key of a risk level or the word of an importance; it goes before Every
	Next    Date                `json:"next,omitzero"`    // it goes before both until the day has come about
}

// IsZero reports whether the cadence sets nothing.
func (c Cadence) IsZero() bool { return c.Every.IsZero() && len(c.ByLevel) == 0 && c.Next.IsZero() }

// Interval returns the interval for a level, and Every for one that has none of
// its own, the empty level included.
func (c Cadence) Interval(level string) Interval {
	if v, ok := c.ByLevel[level]; ok && !v.IsZero() {
		return v
	}
	return c.Every
}

// NextDue returns the last day for the next occurrence after one on last: Next if it
// is later than last, otherwise last plus the interval for the level. A zero last
// means never: without Next there is then no day to count from. The zero Date
// means that no day is set. A nil calendar works Monday to Friday. It returns an error
// for an interval that cannot be counted, such as working days beyond the calendar.
func (c Cadence) NextDue(last Date, level string, cal Calendar) (Date, error) {
	if c.Next.After(last) {
		return c.Next, nil
	}
	every := c.Interval(level)
	if last.IsZero() || every.IsZero() {
		return Date{}, nil
	}
	return every.From(last, cal)
}

// Validate returns an [Error] for intervals of less than one unit.
func (c Cadence) Validate() error {
	var errs []error
	check := func(at Path, v Interval) {
		if v.N < 1 || !Units().Has(v.Unit) {
			errs = append(errs, Refuse(intervalEmpty, at, v.raw(), Units().arg()))
		}
	}
	if !c.Every.IsZero() {
		check("every", c.Every)
	}
	for _, level := range slices.Sorted(maps.Keys(c.ByLevel)) {
		check(Path("").Item("byLevel", ID(level)), c.ByLevel[level])
	}
	return RefuseAll(errs...)
}
