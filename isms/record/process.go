package record

import (
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Process is a process of the ISMS, such as risk assessment, incident handling or
// supplier management (4.4, 8.1).
type Process struct {
	ID         isms.ID      `json:"id"`
	Name       string       `json:"name"`
	Owner      isms.ID      `json:"owner,omitzero"`
	Feeds      []isms.ID    `json:"feeds,omitzero"`      // processes that use its outputs
	Criteria   string       `json:"criteria,omitzero"`   // process criteria (8.1)
	Evaluation isms.Cadence `json:"evaluation,omitzero"` // against the criteria; zero: every Limits.Process
	Evaluated  isms.Date    `json:"evaluated,omitzero"`  // last evaluation
}

var (
	processesMissing = shall("missing-isms-processes", "Missing ISMS processes", "no process of the ISMS is documented",
		"Document the processes of the ISMS and their interactions.", "4.4 s1", "8.1 s1")
	processUnlinked = needing(asks("process-without-interactions", "Process without interactions", "process {process} has no documented interaction with another process",
		"Document how the process interacts with the others.", "4.4 s1"), theProcesses)
	processUnowned = needing(shall("process-without-owner", "Process without owner", "process {process} has no owner",
		"Assign an owner to the process.", "8.1 s1"), theProcesses)
	processWithoutCriteria = needing(shall("process-without-criteria", "Process without criteria", "process {process} has no criteria",
		"Establish criteria for the process.", "8.1 s2"), theProcesses)
	processUnevaluated = needing(shall("overdue-evaluation-of-process", "Overdue evaluation of process", "process {process} is due for evaluation against its criteria; last evaluated: {last}, due: {due}",
		"Evaluate the process against its criteria and record the date.", "8.1 s3"), theProcesses)

	processRules = []isms.Rule{processesMissing, processUnlinked, processUnowned, processWithoutCriteria, processUnevaluated}
)

func (c *check) checkProcesses() {
	c.apply(len(c.Processes) > 0, theProcesses, processRules...)
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
	for i, at := range c.paths["processes"] {
		p := &c.Processes[i]
		process := isms.ArgID("process", p.ID)
		if !linked[p.ID] {
			c.Find(processUnlinked, at.Field("feeds"), process)
		}
		if p.Owner == "" {
			c.Find(processUnowned, at.Field("owner"), process)
		}
		if text.Blank(p.Criteria) {
			c.Find(processWithoutCriteria, at.Field("criteria"), process)
		}
		if due, ok := c.inTime(processUnevaluated, p.Evaluated, p.Evaluation, c.limits.Process); !ok {
			c.Find(processUnevaluated, at.Field("evaluated"), process, isms.ArgDate("last", p.Evaluated), isms.ArgDate("due", due))
		}
	}
}
