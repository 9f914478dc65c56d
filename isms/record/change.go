package record

import "github.com/ismskit/ismskit/isms"

// Change is a change to the ISMS, planned (6.3) or unintended (8.1).
type Change struct {
	ID         isms.ID   `json:"id"`
	Title      string    `json:"title"`
	Unintended bool      `json:"unintended,omitzero"`
	Purpose    string    `json:"purpose,omitzero"` // reason for the change
	Effects    string    `json:"effects,omitzero"` // potential consequences, and the action taken
	Owner      isms.ID   `json:"owner,omitzero"`
	Planned    isms.Date `json:"planned,omitzero"`  // day of the plan
	Done       isms.Date `json:"done,omitzero"`     // day of effect
	Reviewed   isms.Date `json:"reviewed,omitzero"` // day of the review of its consequences
}

var (
	changeUnplanned = shall("unplanned-change", "Unplanned change", "change {change} took effect before it was planned; in effect: {done}, planned: {planned}",
		"Plan changes to the ISMS before they are carried out.", "6.3 s1")
	changeWithoutPurpose = asks("change-without-purpose-or-consequences", "Change without purpose or consequences", "change {change} does not say {lacks}",
		"Record the purpose of the change and its potential consequences.", "6.3 s1")
	changeUncontrolled = shall("change-without-owner", "Change without owner", "change {change} has no owner",
		"Assign an owner who controls the change.", "8.1 s5")
	changeUnreviewed = shall("unintended-change-not-reviewed", "Unintended change not reviewed", "unintended change {change} of {done} was not looked at, or nothing was done about its effects",
		"Review the consequences of the change and record the action taken.", "8.1 s5")

	changeRules = []isms.Rule{changeUnplanned, changeWithoutPurpose, changeUncontrolled, changeUnreviewed}
)

func (c *check) checkChanges() {
	if len(c.Changes) == 0 && c.absent(noChanges) {
		c.Ran(changeRules...)
		return
	}
	c.each(len(c.Changes) > 0, "changes, nor a statement that there were none,", changeRules...)
	for _, v := range c.Changes {
		at, change := item("changes", v.ID), isms.ArgID("change", v.ID)
		if v.Unintended {
			if !c.done(v.Reviewed) || !v.Reviewed.IsZero() && v.Reviewed.Before(v.Done) || blank(v.Effects) {
				c.Find(changeUnreviewed, at, change, isms.ArgDate("done", v.Done))
			}
			continue
		}
		if c.done(v.Done) && (v.Planned.IsZero() || !v.Done.IsZero() && v.Planned.After(v.Done)) {
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
