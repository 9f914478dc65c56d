package record

import (
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Improvement is an improvement of the ISMS (10.1). Nonconformities and corrective
// actions (10.2) are in package audit.
type Improvement struct {
	ID        isms.ID   `json:"id"`
	Title     string    `json:"title"`
	From      isms.ID   `json:"from,omitzero"` // management review, audit, indicator or nonconformity
	Completed isms.Date `json:"completed,omitzero"`
	Effect    string    `json:"effect,omitzero"` // what the improvement has achieved
}

var (
	improvementMissing = shall("missing-continual-improvement", "Missing continual improvement", "no improvement was completed in the last {interval}",
		"Record what has been improved and how this is evident.", "10.1 s1").RestsOn("improvements[*].completed")
	improvementWithoutEffect = asks("improvement-without-effect", "Improvement without effect", "improvement {improvement} has no documented effect",
		"State what the improvement has achieved.", "10.1 s1")

	improvementRules = []isms.Rule{improvementMissing, improvementWithoutEffect}
)

func (c *check) checkImprovements() {
	c.Ran(improvementMissing, improvementWithoutEffect)
	var last isms.Date
	for i, at := range c.paths["improvements"] {
		v := &c.Improvements[i]
		if !c.done(v.Completed) {
			continue
		}
		last = isms.Latest(last, v.Completed)
		if text.Unanswered(v.Effect) {
			c.Find(improvementWithoutEffect, at.Field("effect"), isms.ArgID("improvement", v.ID))
		}
	}
	if !c.within(improvementMissing, last, c.limits.Improvement) {
		c.Find(improvementMissing, "improvements", isms.ArgInterval("interval", c.limits.Improvement))
	}
}
