package record

import (
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Change is a change to the ISMS, planned (6.3) or unintended (8.1).
type Change struct {
	ID         isms.ID   `json:"id"`
	Title      string    `json:"title"`
	Unintended bool      `json:"unintended,omitzero"`
	Purpose    string    `json:"purpose,omitzero"` // reason for the change
	Effects    string    `json:"effects,omitzero"` // potential consequences, and the action taken
	Owner      isms.ID   `json:"owner,omitzero"`
	Planned    isms.Date `json:"planned,omitzero"`   // day of the plan
	Completed  isms.Date `json:"completed,omitzero"` // day of effect
	Reviewed   isms.Date `json:"reviewed,omitzero"`  // day of the review of its consequences
}

var (
	changeUnplanned = needing(shall("unplanned-change", "Unplanned change", "change {change} took effect before it was planned; completed: {completed}, planned: {planned}",
		"Plan changes to the ISMS before they are carried out.", "6.3 s1"), theChanges)
	changeWithoutPurpose = needing(asks("change-without-purpose-or-consequences", "Change without purpose or consequences", "change {change} has no documented {part}",
		"Record the purpose of the change and its potential consequences.", "6.3 s1"), theChanges)
	changeUncontrolled = needing(shall("change-without-owner", "Change without owner", "change {change} has no owner",
		"Assign an owner who controls the change.", "8.1 s5"), theChanges)
	changeUnreviewed = needing(shall("unintended-change-not-reviewed", "Unintended change not reviewed", "the consequences of unintended change {change} of {completed} are not reviewed and documented",
		"Review the consequences of the change and record the action taken.", "8.1 s5"), theChanges)

	changeRules = []isms.Rule{changeUnplanned, changeWithoutPurpose, changeUncontrolled, changeUnreviewed}
)

func (c *check) checkChanges() {
	c.apply(len(c.Changes) > 0 || c.absent(noChanges), theChanges, changeRules...)
	for i, at := range c.paths["changes"] {
		v := &c.Changes[i]
		change, completed := isms.ArgID("change", v.ID), isms.ArgDate("completed", v.Completed)
		if v.Unintended {
			switch {
			case !c.done(v.Reviewed) || v.Reviewed.Before(v.Completed):
				c.Find(changeUnreviewed, at.Field("reviewed"), change, completed)
			case text.Unanswered(v.Effects):
				c.Find(changeUnreviewed, at.Field("effects"), change, completed)
			}
			continue
		}
		if c.done(v.Completed) && (v.Planned.IsZero() || v.Planned.After(v.Completed)) {
			c.Find(changeUnplanned, at.Field("planned"), change, completed, isms.ArgDate("planned", v.Planned))
		}
		c.lacking(changeWithoutPurpose, at, []part{{"purpose", partPurpose, text.Blank(v.Purpose)}, {"effects", partConsequences, text.Unanswered(v.Effects)}}, change)
		if v.Owner == "" {
			c.Find(changeUncontrolled, at.Field("owner"), change)
		}
	}
}
