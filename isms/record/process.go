package record

import "github.com/ismskit/ismskit/isms"

// A Process is one of the processes of the management system, such as risk
// assessment, incident handling or supplier management (4.4, 8.1).
type Process struct {
	ID       isms.ID       `json:"id"`
	Name     string        `json:"name"`
	Owner    isms.ID       `json:"owner,omitzero"`
	Feeds    []isms.ID     `json:"feeds,omitzero"`    // the processes that work with its results
	Criteria string        `json:"criteria,omitzero"` // how one can tell that it runs as planned
	Every    isms.Interval `json:"every,omitzero"`    // how often it is held against them; zero: Limits.Process
	Checked  isms.Date     `json:"checked,omitzero"`  // last day on which it was
}

var (
	processesMissing = shall("processes-missing", "no processes are on record", "no process of the management system is on record",
		"record the processes and how they work together", "4.4 s1", "8.1 s1")
	processUnlinked = asks("process-unlinked", "a process stands alone", "process {process} neither feeds another nor is fed by one",
		"record how the processes work together", "4.4 s1")
	processUnowned = shall("process-unowned", "a process has no owner", "process {process} has no owner",
		"name who plans and runs it", "8.1 s1")
	processWithoutCriteria = shall("process-without-criteria", "a process has no criteria", "process {process} has no criteria",
		"say how one can tell that it runs as planned", "8.1 s2")
	processUnchecked = shall("process-unchecked", "a process was not held against its criteria", "process {process} is due to be held against its criteria; last held: {checked}, due: {due}",
		"hold it against its criteria and note the day", "8.1 s3")

	processRules = []isms.Rule{processesMissing, processUnlinked, processUnowned, processWithoutCriteria, processUnchecked}
)

func (c *check) checkProcesses() {
	c.Ran(processesMissing)
	c.each(len(c.Processes) > 0, "processes", processUnlinked, processUnowned, processWithoutCriteria, processUnchecked)
	if len(c.Processes) == 0 {
		c.Find(processesMissing, "processes")
	}
	known, linked := map[isms.ID]bool{}, map[isms.ID]bool{}
	for _, p := range c.Processes {
		known[p.ID] = true
	}
	for _, p := range c.Processes {
		for _, to := range p.Feeds {
			if known[to] && to != p.ID {
				linked[p.ID], linked[to] = true, true
			}
		}
	}
	for _, p := range c.Processes {
		at, process := item("processes", p.ID), isms.ArgID("process", p.ID)
		if !linked[p.ID] {
			c.Find(processUnlinked, at.Field("feeds"), process)
		}
		if p.Owner == "" {
			c.Find(processUnowned, at.Field("owner"), process)
		}
		if blank(p.Criteria) {
			c.Find(processWithoutCriteria, at.Field("criteria"), process)
		}
		every := or(p.Every, c.limits.Process)
		if !c.within(p.Checked, every) {
			c.Find(processUnchecked, at.Field("checked"), process, isms.ArgDate("checked", p.Checked), isms.ArgDate("due", c.dueOf(p.Checked, every)))
		}
	}
}

// dueOf returns the day by which something last done on d was due again, no date
// if it was never done.
func (c *check) dueOf(d isms.Date, every isms.Interval) isms.Date {
	if !c.done(d) {
		return isms.Date{}
	}
	return c.dueAfter(d, every)
}
