package record

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// An Action deals with a risk to the management system itself, or an opportunity
// for it (6.1.1). Risks to information are in package risk.
type Action struct {
	ID         isms.ID   `json:"id"`
	Title      string    `json:"title"` // the risk or opportunity
	From       []isms.ID `json:"from"`  // the issues, and needs of parties, that it comes from
	Aims       []Aim     `json:"aims"`
	What       string    `json:"what"` // what will be done
	Owner      isms.ID   `json:"owner,omitzero"`
	Due        isms.Date `json:"due,omitzero"`
	Process    isms.ID   `json:"process,omitzero"`    // the process of the management system that it becomes part of
	Evaluation string    `json:"evaluation,omitzero"` // how one will tell that it worked
}

// An Aim is one of the three for which 6.1.1 wants risks and opportunities dealt
// with.
type Aim string

const (
	ReachResults   Aim = "reach results"   // the management system achieves what it is for (6.1.1 a)
	PreventEffects Aim = "prevent effects" // unwanted effects are prevented or reduced (6.1.1 b)
	KeepImproving  Aim = "keep improving"  // 6.1.1 c
)

var wordsAims = [...][2]Aim{
	{ReachResults, "Reach results"},
	{PreventEffects, "Prevent effects"},
	{KeepImproving, "Keep improving"},
}

// Aims returns the vocabulary of [Aim].
func Aims() isms.Words[Aim] { return isms.WordsOf("record.aim", wordsAims[:]) }

var (
	planningMissing = shall("planning-missing", "no risks and opportunities of the management system are on record",
		"no risk to the management system and no opportunity for it is on record", "record them; they follow from issues and requirements", "6.1.1 s1")
	planningUnlinked = asks("planning-unlinked", "a risk or opportunity comes from no issue or requirement on record",
		"{action} comes from no issue and no requirement on record", "say which issue or requirement it comes from", "6.1.1 s1")
	aimUnserved = shall("aim-unserved", "one of the three aims of planning is served by nothing", "no action serves the aim: {aim}",
		"plan an action for it, or say of one that it serves the aim", "6.1.1 a", "6.1.1 b", "6.1.1 c")
	actionUnplanned = shall("action-unplanned", "an action is not planned", "action {action} has no {lacks}",
		"say what will be done, by whom and by when", "6.1.1 d")
	actionOutside = shall("action-outside-processes", "an action is part of no process", "action {action} is part of no process on record",
		"say which process it becomes part of", "6.1.1 e 1")
	actionUnevaluated = shall("action-unevaluated", "nobody can tell whether an action worked", "action {action} does not say how one will tell that it worked",
		"say how it will be evaluated", "6.1.1 e 2")

	planningRules = []isms.Rule{planningMissing, planningUnlinked, aimUnserved, actionUnplanned, actionOutside, actionUnevaluated}
)

func (c *check) checkPlanning() {
	c.Ran(planningMissing, aimUnserved)
	c.each(len(c.Planning) > 0, "risks and opportunities of the management system", planningUnlinked, actionUnplanned, actionOutside, actionUnevaluated)
	if len(c.Planning) == 0 {
		c.Find(planningMissing, "planning")
	}
	source, process, served := map[isms.ID]bool{}, map[isms.ID]bool{}, map[Aim]bool{}
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
	for _, a := range c.Planning {
		at, action := item("planning", a.ID), isms.ArgID("action", a.ID)
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
		for _, aim := range a.Aims {
			served[aim] = true
		}
	}
	for i, aim := range slices.Collect(Aims().All()) {
		if !served[aim] {
			c.Find(aimUnserved.At(aimUnserved.Refs[i]), "planning", isms.ArgText("aim", aim))
		}
	}
}
