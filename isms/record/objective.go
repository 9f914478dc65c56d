package record

import (
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Objective is an information security objective with the plan to achieve it (6.2).
type Objective struct {
	ID            isms.ID      `json:"id"`
	Title         string       `json:"title"`
	Function      string       `json:"function,omitzero"`      // function or level
	Indicator     string       `json:"indicator,omitzero"`     // measure of achievement (6.2 b)
	NotMeasurable string       `json:"notMeasurable,omitzero"` // reason, if it cannot be measured
	Basis         []isms.ID    `json:"basis,omitzero"`         // requirements and risks taken into account (6.2 c)
	Communicated  isms.Date    `json:"communicated,omitzero"`  // 6.2 e
	What          string       `json:"what,omitzero"`          // 6.2 h
	Resources     string       `json:"resources,omitzero"`     // 6.2 i
	Owner         isms.ID      `json:"owner,omitzero"`         // 6.2 j
	Due           isms.Date    `json:"due,omitzero"`           // 6.2 k
	Evaluation    string       `json:"evaluation,omitzero"`    // of the results (6.2 l)
	Monitoring    isms.Cadence `json:"monitoring,omitzero"`    // 6.2 d; zero: every Limits.Review
	Set           isms.Date    `json:"set,omitzero"`           // day on which it was established or last changed
	Results       []Result     `json:"results,omitzero"`
}

// Result is the achievement of an objective on one day.
type Result struct {
	On    isms.Date `json:"on,omitzero"`
	Value string    `json:"value"`
	Final bool      `json:"final,omitzero"` // end of the objective, achieved or not
}

var (
	objectivesMissing = shall("missing-information-security-objectives", "Missing information security objectives", "no information security objective is documented",
		"Establish information security objectives at relevant functions and levels.", "6.2 s1")
	objectiveWithoutFunction = needing(asks("objective-without-function-or-level", "Objective without function or level", "objective {objective} has no function or level",
		"State the function or level for which the objective is established.", "6.2 s1"), theObjectives)
	objectiveUnmeasured = needing(shall("objective-without-indicator", "Objective without indicator", "objective {objective} has no indicator, and no reason why it cannot be measured",
		"Define an indicator for the objective, or record why it cannot be measured.", "6.2 b"), theObjectives)
	objectiveUnbased = needing(asks("objective-without-related-requirement-or-risk", "Objective without related requirement or risk", "objective {objective} refers to no requirement and no risk",
		"Record the requirements and risks that the objective takes into account.", "6.2 c"), theObjectives)
	objectiveUnmonitored = needing(shall("overdue-monitoring-of-objective", "Overdue monitoring of objective", "objective {objective} is due for monitoring; last result: {last}, due: {due}",
		"Monitor the objective and record the result.", "6.2 d"), theObjectives).RestsOn("objectives[*].monitoring", "objectives[*].set", "objectives[*].results")
	objectiveUncommunicated = needing(shall("objective-not-communicated", "Objective not communicated", "objective {objective} has not been communicated since it was established",
		"Communicate the objective and record the date.", "6.2 e"), theObjectives)
	objectiveOverdue = needing(shall("overdue-objective", "Overdue objective", "objective {objective} was due on {due} and has neither a final result nor a new target date",
		"Evaluate the final result, or set a new target date with a reason.", "6.2 f"), theObjectives).RestsOn("objectives[*].due", "objectives[*].results")
	objectiveWithoutPlan = needing(shall("objective-without-plan", "Objective without plan", "objective {objective} has no description of what will be done",
		"State what will be done to achieve the objective.", "6.2 h"), theObjectives)
	objectiveWithoutResources = needing(shall("objective-without-resources", "Objective without resources", "objective {objective} has no documented resources",
		"Determine the resources required for the objective.", "6.2 i"), theObjectives)
	objectiveUnowned = needing(shall("objective-without-owner", "Objective without owner", "objective {objective} has no owner",
		"Assign responsibility for the objective.", "6.2 j"), theObjectives)
	objectiveUndated = needing(shall("objective-without-target-date", "Objective without target date", "objective {objective} has no target date",
		"Set a target date for the objective.", "6.2 k"), theObjectives)
	objectiveUnevaluated = needing(shall("objective-without-evaluation-of-results", "Objective without evaluation of results", "objective {objective} does not state how its results will be evaluated",
		"State how the results of the objective will be evaluated.", "6.2 l"), theObjectives)

	objectiveRules = []isms.Rule{
		objectivesMissing, objectiveWithoutFunction, objectiveUnmeasured, objectiveUnbased, objectiveUnmonitored, objectiveUncommunicated,
		objectiveOverdue, objectiveWithoutPlan, objectiveWithoutResources, objectiveUnowned, objectiveUndated, objectiveUnevaluated,
	}
)

func (c *check) checkObjectives() {
	c.apply(len(c.Objectives) > 0, theObjectives, objectiveRules...)
	if len(c.Objectives) == 0 {
		c.Find(objectivesMissing, "objectives")
	}
	for i, at := range c.paths["objectives"] {
		o := &c.Objectives[i]
		objective := isms.ArgID("objective", o.ID)
		for _, f := range []struct {
			rule  isms.Rule
			field string
			bad   bool
		}{
			{objectiveWithoutFunction, "function", text.Blank(o.Function)},
			{objectiveUnmeasured, "indicator", text.Blank(o.Indicator) && text.Blank(o.NotMeasurable)},
			{objectiveUnbased, "basis", len(o.Basis) == 0},
			{objectiveUncommunicated, "communicated", !c.done(o.Communicated) || o.Communicated.Before(o.Set)},
			{objectiveWithoutPlan, "what", text.Blank(o.What)},
			{objectiveWithoutResources, "resources", text.Unanswered(o.Resources)},
			{objectiveUnowned, "owner", o.Owner == ""},
			{objectiveUndated, "due", o.Due.IsZero()},
			{objectiveUnevaluated, "evaluation", text.Blank(o.Evaluation)},
		} {
			if f.bad {
				c.Find(f.rule, at.Field(f.field), objective)
			}
		}
		c.checkResults(o, at)
	}
}

// checkResults checks the monitoring of an objective up to its final result.
func (c *check) checkResults(o *Objective, at isms.Path) {
	objective, last := isms.ArgID("objective", o.ID), o.Set
	for _, r := range o.Results {
		if !c.done(r.On) || text.Unanswered(r.Value) {
			continue
		}
		if r.Final && !r.On.Before(o.Set) {
			return
		}
		last = isms.Latest(last, r.On)
	}
	if due, ok := c.inTime(objectiveUnmonitored, last, o.Monitoring, c.limits.Review); !ok {
		c.Find(objectiveUnmonitored, at.Field("results"), objective, isms.ArgDate("last", last), isms.ArgDate("due", due))
	}
	if !o.Due.IsZero() && o.Due.Before(c.asOf) {
		c.Find(objectiveOverdue, at.Field("due"), objective, isms.ArgDate("due", o.Due))
	}
}
