package system

import (
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms/roadmap"
)

// Forecast returns the schedule of what is left of the roadmap; see
// [roadmap.Plan.Forecast].
func (n Now) Forecast() (roadmap.Schedule, error) {
	r := n.sys.Roadmap
	return r.Plan.Forecast(r.Start, n.day, n.cal, r.Progress)
}

// Certificate returns the certification cycle that counts: as of the day, if the
// organization holds a certificate or held it last, and otherwise, as planned, that of
// a certificate granted on the day on which the roadmap ends. Without a certificate
// and without a plan that ends on the day or later, it is what there is. It returns an
// error as [Now.Forecast] does, and for a day on which no certificate can be granted.
func (n Now) Certificate() (c cycle.Cycle, planned bool, err error) {
	c = n.cycle
	if !c.Decision().IsZero() || n.State() == cycle.StateWithdrawn {
		return c, false, nil
	}
	if n.sys.Roadmap.Start.IsZero() {
		return c, false, nil
	}
	plan, err := n.Forecast()
	if err != nil || plan.End().IsZero() || plan.End().Before(n.day) {
		return c, false, err
	}
	next, err := c.Planned(plan.End())
	if err != nil {
		return c, false, err
	}
	return next, true, nil
}
