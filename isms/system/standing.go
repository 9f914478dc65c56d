package system

import (
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
)

// Certificate returns the certification cycle that counts on a day: as of that day, if
// the organization holds a certificate or held it last, and otherwise, as planned, that
// of a certificate granted on the day on which the roadmap ends. Without a certificate
// and without a plan that ends on the day or later, it is what there is. It returns an
// error as [Roadmap.Forecast] does, and for a day on which no certificate can be granted.
func (s System) Certificate(asOf isms.Date, cal isms.Calendar) (c cycle.Cycle, planned bool, err error) {
	c = s.Cycle.On(asOf)
	if !c.Decision().IsZero() {
		return c, false, nil
	}
	if s.Roadmap.Start.IsZero() {
		return c, false, nil
	}
	plan, err := s.Roadmap.Forecast(asOf, cal)
	if err != nil || plan.End().IsZero() || plan.End().Before(asOf) {
		return c, false, err
	}
	next, err := c.Planned(plan.End())
	if err != nil {
		return c, false, err
	}
	return next, true, nil
}
