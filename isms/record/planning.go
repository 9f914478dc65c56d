package record

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
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
	actionsMissing = shall("missing-actions-to-address-risks-and-opportunities", "Missing actions to address risks and opportunities",
		"no action to address risks and opportunities is documented", "Plan actions to address the risks and opportunities that result from issues and requirements.", "6.1.1 s1")
	actionUnlinked = needing(asks("action-without-related-issue-or-requirement", "Action without related issue or requirement",
		"action {action} refers to no documented issue or requirement", "Record the issue or requirement that the action results from.", "6.1.1 s1"), theActions).RestsOn("context", "context.issues", "parties", "parties[*].requirements")
	purposeUnserved = keyed(shall("planning-purpose-without-action", "Planning purpose without action", "no action has the purpose {purpose}",
		"Plan an action for the purpose, or assign the purpose to an existing action.", "6.1.1 a", "6.1.1 b", "6.1.1 c"), "purpose").RestsOn("actions[*].purposes")
	actionUnplanned = needing(shall("incomplete-plan-of-action", "Incomplete plan of action", "action {action} has no {part}",
		"State what will be done, by whom and by when.", "6.1.1 d"), theActions)
	actionOutside = needing(shall("action-not-integrated-into-processes", "Action not integrated into processes", "action {action} is part of no documented process",
		"Integrate the action into a process of the ISMS.", "6.1.1 e 1"), theActions).RestsOn("processes")
	actionUnevaluated = needing(shall("action-without-evaluation-of-effectiveness", "Action without evaluation of effectiveness", "action {action} does not state how its effectiveness will be evaluated",
		"State how the effectiveness of the action will be evaluated.", "6.1.1 e 2"), theActions)

	planningRules = []isms.Rule{actionsMissing, actionUnlinked, purposeUnserved, actionUnplanned, actionOutside, actionUnevaluated}
)

func (c *check) checkPlanning() {
	c.apply(len(c.Actions) > 0, theActions, planningRules...)
	if len(c.Actions) == 0 {
		c.Find(actionsMissing, "actions")
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
	for i, at := range c.paths["actions"] {
		a := &c.Actions[i]
		action := isms.ArgID("action", a.ID)
		if !slices.ContainsFunc(a.From, func(id isms.ID) bool { return source[id] }) {
			c.Find(actionUnlinked, at.Field("from"), action)
		}
		c.lacking(actionUnplanned, at, []part{
			{"what", partDescription, text.Blank(a.What)}, {"owner", partOwner, a.Owner == ""}, {"due", partDue, a.Due.IsZero()},
		}, action)
		if !process[a.Process] {
			c.Find(actionOutside, at.Field("process"), action)
		}
		if text.Blank(a.Evaluation) {
			c.Find(actionUnevaluated, at.Field("evaluation"), action)
		}
		for _, purpose := range a.Purposes {
			served[purpose] = true
		}
	}
	for i, purpose := range slices.Collect(Purposes().All()) {
		if !served[purpose] {
			c.Find(purposeUnserved.At(purposeUnserved.Refs[i]), "actions", isms.ArgWord("purpose", Purposes(), purpose))
		}
	}
}
