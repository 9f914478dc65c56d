package system

import (
	"github.com/ismskit/ismskit/audit/cycle"
)

// Certificate returns the certification cycle that counts: as of the day, if the organization holds a certificate or held it last, and otherwise, as planned, that
// of a certificate granted on the day on which the roadmap ends. Without a certificate
// and without a plan that ends on the day or later, it is what there is. It returns an
// error as [Roadmap.Forecast] does, and for a day on which no certificate can be granted.
func (n Now) Certificate() (c cycle.Cycle, planned bool, err error) {
	c = n.cycle
	if !c.Decision().IsZero() {
		return c, false, nil
	}
	if n.sys.Roadmap.Start.IsZero() {
		return c, false, nil
	}
	plan, err := n.sys.Roadmap.Forecast(n.day, n.cal)
	if err != nil || plan.End().IsZero() || plan.End().Before(n.day) {
		return c, false, err
	}
	next, err := c.Planned(plan.End())
	if err != nil {
		return c, false, err
	}
	return next, true, nil
}
