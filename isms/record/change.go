package record

import "github.com/ismskit/ismskit/isms"

// A Change is a change of the management system, planned (6.3) or not meant to
// happen (8.1).
type Change struct {
	ID         isms.ID   `json:"id"`
	Title      string    `json:"title"`
	Unintended bool      `json:"unintended,omitzero"`
	Purpose    string    `json:"purpose,omitzero"` // why it is made
	Effects    string    `json:"effects,omitzero"` // what it may bring about, and what is done about that
	Owner      isms.ID   `json:"owner,omitzero"`
	Planned    isms.Date `json:"planned,omitzero"`  // the day the plan was made
	Done       isms.Date `json:"done,omitzero"`     // the day it took effect
	Reviewed   isms.Date `json:"reviewed,omitzero"` // the day its effects were looked at
}

var (
	changeUnplanned = shall("change-unplanned", "a change was made without a plan", "change {change} took effect before it was planned; in effect: {done}, planned: {planned}",
		"plan changes of the management system before they are made", "6.3 s1")
	changeWithoutPurpose = asks("change-without-purpose", "a planned change does not say why, or to what effect", "change {change} does not say {lacks}",
		"say why it is made and what it may bring about", "6.3 s1")
	changeUncontrolled = shall("change-uncontrolled", "a planned change has no owner", "change {change} has no owner",
		"name who controls it", "8.1 s5")
	changeUnreviewed = shall("change-unreviewed", "the effects of an unintended change were not looked at", "unintended change {change} of {done} was not looked at, or nothing was done about its effects",
		"look at its effects, and say what is done about them", "8.1 s5")

	changeRules = []isms.Rule{changeUnplanned, changeWithoutPurpose, changeUncontrolled, changeUnreviewed}
)

func (c *check) checkChanges() {
	if len(c.Changes) == 0 && c.absent(NoChanges) {
		c.Ran(changeRules...)
		return
	}
	c.each(len(c.Changes) > 0, "changes, nor a statement that there were none,", changeRules...)
	for _, v := range c.Changes {
		at, change := item("changes", v.ID), isms.ArgID("change", v.ID)
		if v.Unintended {
			if !c.done(v.Reviewed) || v.Reviewed.Before(v.Done) || blank(v.Effects) {
				c.Find(changeUnreviewed, at, change, isms.ArgDate("done", v.Done))
			}
			continue
		}
		if c.done(v.Done) && (v.Planned.IsZero() || v.Planned.After(v.Done)) {
			c.Find(changeUnplanned, at, change, isms.ArgDate("done", v.Done), isms.ArgDate("planned", v.Planned))
		}
		if blank(v.Purpose) {
			c.Find(changeWithoutPurpose, at.Field("purpose"), change, isms.ArgText("lacks", "why it is made"))
		}
		if blank(v.Effects) {
			c.Find(changeWithoutPurpose, at.Field("effects"), change, isms.ArgText("lacks", "what it may bring about"))
		}
		if v.Owner == "" {
			c.Find(changeUncontrolled, at.Field("owner"), change)
		}
	}
}
