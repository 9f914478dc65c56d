package record

import "github.com/ismskit/ismskit/isms"

// An Improvement is something that got better in the management system (10.1).
// Nonconformities and corrective actions (10.2) are in package audit.
type Improvement struct {
	ID     isms.ID   `json:"id"`
	Title  string    `json:"title"`
	From   isms.ID   `json:"from,omitzero"` // the review, audit, measure or nonconformity that led to it
	Done   isms.Date `json:"done,omitzero"`
	Effect string    `json:"effect,omitzero"` // what is better now
}

var (
	improvementMissing = shall("improvement-missing", "nothing shows continual improvement", "no improvement was made in the last {interval}",
		"record what got better, and how one can tell", "10.1 s1")
	improvementWithoutEffect = asks("improvement-without-effect", "an improvement does not say what is better", "improvement {improvement} does not say what is better now",
		"say what is better, and how one can tell", "10.1 s1")

	improvementRules = []isms.Rule{improvementMissing, improvementWithoutEffect}
)

func (c *check) checkImprovements() {
	c.Ran(improvementMissing, improvementWithoutEffect)
	made := false
	for _, v := range c.Improvements {
		if !c.done(v.Done) {
			continue
		}
		made = made || c.within(v.Done, c.limits.Improvement)
		if blank(v.Effect) {
			c.Find(improvementWithoutEffect, item("improvements", v.ID).Field("effect"), isms.ArgID("improvement", v.ID))
		}
	}
	if !made {
		c.Find(improvementMissing, "improvements", isms.ArgText("interval", c.limits.Improvement.String()))
	}
}
