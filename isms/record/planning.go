package record

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Action is an action to address a risk to the ISMS itself or an opportunity of it
// (6.1.1). Information security risks are in package risk.
type Action struct {
	ID         isms.ID   `json:"id"`
	Title      string    `json:"title"` // risk or opportunity
	From       []isms.ID `json:"from"`  // issues, and requirements of interested parties
	Purposes   []Purpose `json:"purposes"`
	What       string    `json:"what"` // action to be taken
	Owner      isms.ID   `json:"owner,omitzero"`
	Due        isms.Date `json:"due,omitzero"`
	Process    isms.ID   `json:"process,omitzero"`    // process of the ISMS that it is integrated into
	Evaluation string    `json:"evaluation,omitzero"` // of its effectiveness
}

// Purpose is what actions to address risks and opportunities are planned for (6.1.1 a
// to c).
type Purpose string

var wordsPurposes = [...][2]Purpose{
	{"intended outcomes", "Achievement of intended outcomes"},
	{"undesired effects", "Prevention of undesired effects"},
	{"continual improvement", "Continual improvement"},
}

// Purposes returns the vocabulary of [Purpose].
func Purposes() isms.Words[Purpose] { return isms.WordsOf("record.purpose", wordsPurposes[:]) }

var (
	planningMissing = shall("missing-actions-to-address-risks-and-opportunities", "Missing actions to address risks and opportunities",
		"no risk to the management system and no opportunity for it is on record", "Plan actions to address the risks and opportunities that result from issues and requirements.", "6.1.1 s1")
	planningUnlinked = asks("action-without-related-issue-or-requirement", "Action without related issue or requirement",
		"{action} comes from no issue and no requirement on record", "Record the issue or requirement that the action results from.", "6.1.1 s1")
	aimUnserved = shall("planning-purpose-without-action", "Planning purpose without action", "no action serves the aim: {aim}",
		"Plan an action for the purpose, or assign the purpose to an existing action.", "6.1.1 a", "6.1.1 b", "6.1.1 c")
	actionUnplanned = shall("incomplete-plan-of-action", "Incomplete plan of action", "action {action} has no {lacks}",
		"State what will be done, by whom and by when.", "6.1.1 d")
	actionOutside = shall("action-not-integrated-into-processes", "Action not integrated into processes", "action {action} is part of no process on record",
		"Integrate the action into a process of the ISMS.", "6.1.1 e 1")
	actionUnevaluated = shall("action-without-evaluation-of-effectiveness", "Action without evaluation of effectiveness", "action {action} does not say how one will tell that it worked",
		"State how the effectiveness of the action will be evaluated.", "6.1.1 e 2")

	planningRules = []isms.Rule{planningMissing, planningUnlinked, aimUnserved, actionUnplanned, actionOutside, actionUnevaluated}
)

func (c *check) checkPlanning() {
	c.Ran(planningMissing, aimUnserved)
	c.each(len(c.Actions) > 0, "risks and opportunities of the management system", planningUnlinked, actionUnplanned, actionOutside, actionUnevaluated)
	if len(c.Actions) == 0 {
		c.Find(planningMissing, "actions")
	}
	source, process, served := map[isms.ID]bool{}, map[isms.ID]bool{}, map[Purpose]bool{}
	for _, i := range c.Context.Issues {
		source[i.ID] = true
	}
	for _, p := range c.Parties {
		for _, n := range p.Requirements {
			source[n.ID] = true
		}
	}
	for _, p := range c.Processes {
		process[p.ID] = true
	}
	for _, a := range c.Actions {
		at, action := item("actions", a.ID), isms.ArgID("action", a.ID)
		if !slices.ContainsFunc(a.From, func(id isms.ID) bool { return source[id] }) {
			c.Find(planningUnlinked, at.Field("from"), action)
		}
		for _, f := range []struct {
			lacks string
			bad   bool
		}{{"text of what will be done", blank(a.What)}, {"owner", a.Owner == ""}, {"due day", a.Due.IsZero()}} {
			if f.bad {
				c.Find(actionUnplanned, at, action, isms.ArgText("lacks", f.lacks))
			}
		}
		if !process[a.Process] {
			c.Find(actionOutside, at.Field("process"), action)
		}
		if blank(a.Evaluation) {
			c.Find(actionUnevaluated, at.Field("evaluation"), action)
		}
		for _, aim := range a.Purposes {
			served[aim] = true
		}
	}
	for i, aim := range slices.Collect(Purposes().All()) {
		if !served[aim] {
			c.Find(aimUnserved.At(aimUnserved.Refs[i]), "actions", isms.ArgText("aim", aim))
		}
	}
}
