package record

import "github.com/ismskit/ismskit/isms"

// An Objective is an information security objective with the plan to reach it
// (6.2).
type Objective struct {
	ID            isms.ID       `json:"id"`
	Title         string        `json:"title"`
	Function      string        `json:"function,omitzero"`      // the function or level it is set for
	Measure       string        `json:"measure,omitzero"`       // how one tells how far it is met (6.2 b)
	NotMeasurable string        `json:"notMeasurable,omitzero"` // why it cannot be measured
	Basis         []isms.ID     `json:"basis,omitzero"`         // the requirements and risks that it reflects (6.2 c)
	Communicated  isms.Date     `json:"communicated,omitzero"`  // 6.2 e
	What          string        `json:"what,omitzero"`          // what will be done (6.2 h)
	Resources     string        `json:"resources,omitzero"`     // 6.2 i
	Owner         isms.ID       `json:"owner,omitzero"`         // 6.2 j
	Due           isms.Date     `json:"due,omitzero"`           // 6.2 k
	Evaluation    string        `json:"evaluation,omitzero"`    // how the result will be judged (6.2 l)
	Every         isms.Interval `json:"every,omitzero"`         // how often progress is looked at; zero: Limits.Review
	Set           isms.Date     `json:"set,omitzero"`           // the day it was set or last changed
	Results       []Result      `json:"results,omitzero"`
}

// A Result says how far an objective was met on a day.
type Result struct {
	On    isms.Date `json:"on,omitzero"`
	Value string    `json:"value"`
	Final bool      `json:"final,omitzero"` // the objective was judged, met or not, and is at its end
}

var (
	objectivesMissing = shall("objectives-missing", "no objectives are on record", "no information security objective is on record",
		"set objectives for the functions and levels that matter", "6.2 s1")
	objectiveWithoutFunction = asks("objective-without-function", "an objective is set for nobody", "objective {objective} does not say for which function or level it is set",
		"say for whom it is set", "6.2 s1")
	objectiveUnmeasured = shall("objective-unmeasured", "an objective has no measure", "objective {objective} has no measure, and no reason why it cannot be measured",
		"give a measure", "6.2 b")
	objectiveUnbased = asks("objective-unbased", "an objective reflects no requirement and no risk", "objective {objective} reflects no requirement and no risk",
		"say which requirements or risks it comes from", "6.2 c")
	objectiveUnmonitored = shall("objective-unmonitored", "an objective is not monitored", "objective {objective} is due to be looked at; last result: {last}, due: {due}",
		"look at the progress and record the result", "6.2 d")
	objectiveUncommunicated = shall("objective-uncommunicated", "an objective was not made known", "objective {objective} was not made known since it was set",
		"make it known and note the day", "6.2 e")
	objectiveOverdue = shall("objective-overdue", "an objective is past its day and was not updated", "objective {objective} was due on {due} and has neither a final result nor a new day",
		"judge the result, or set a new day with a reason", "6.2 f")
	objectiveWithoutPlan = shall("objective-without-plan", "an objective does not say what will be done", "objective {objective} does not say what will be done",
		"say what will be done", "6.2 h")
	objectiveWithoutResources = shall("objective-without-resources", "an objective does not say which resources it needs", "objective {objective} does not say which resources it needs",
		"say which resources it needs", "6.2 i")
	objectiveUnowned  = shall("objective-unowned", "an objective has no owner", "objective {objective} has no owner", "name who is responsible", "6.2 j")
	objectiveUndated  = shall("objective-undated", "an objective has no day", "objective {objective} does not say when it will be met", "set a day", "6.2 k")
	objectiveUnjudged = shall("objective-unjudged", "an objective does not say how its result will be judged", "objective {objective} does not say how its result will be judged",
		"say how", "6.2 l")

	objectiveRules = []isms.Rule{
		objectivesMissing, objectiveWithoutFunction, objectiveUnmeasured, objectiveUnbased, objectiveUnmonitored, objectiveUncommunicated,
		objectiveOverdue, objectiveWithoutPlan, objectiveWithoutResources, objectiveUnowned, objectiveUndated, objectiveUnjudged,
	}
)

func (c *check) checkObjectives() {
	c.Ran(objectivesMissing)
	c.each(len(c.Objectives) > 0, "objectives", objectiveRules[1:]...)
	if len(c.Objectives) == 0 {
		c.Find(objectivesMissing, "objectives")
	}
	for _, o := range c.Objectives {
		at, objective := item("objectives", o.ID), isms.ArgID("objective", o.ID)
		for _, f := range []struct {
			rule  isms.Rule
			field string
			bad   bool
		}{
			{objectiveWithoutFunction, "function", blank(o.Function)},
			{objectiveUnmeasured, "measure", blank(o.Measure) && blank(o.NotMeasurable)},
			{objectiveUnbased, "basis", len(o.Basis) == 0},
			{objectiveUncommunicated, "communicated", !c.done(o.Communicated) || o.Communicated.Before(o.Set)},
			{objectiveWithoutPlan, "what", blank(o.What)},
			{objectiveWithoutResources, "resources", blank(o.Resources)},
			{objectiveUnowned, "owner", o.Owner == ""},
			{objectiveUndated, "due", o.Due.IsZero()},
			{objectiveUnjudged, "evaluation", blank(o.Evaluation)},
		} {
			if f.bad {
				c.Find(f.rule, at.Field(f.field), objective)
			}
		}
		last, final := o.Set, false
		for _, r := range o.Results {
			if c.done(r.On) && !blank(r.Value) {
				final = final || r.Final && !r.On.Before(o.Set)
				if r.On.After(last) || last.IsZero() {
					last = r.On
				}
			}
		}
		if final {
			continue
		}
		if every := or(o.Every, c.limits.Review); !c.within(last, every) {
			c.Find(objectiveUnmonitored, at.Field("results"), objective, isms.ArgDate("last", last), isms.ArgDate("due", c.dueOf(last, every)))
		}
		if o.Due.Before(c.asOf) {
			c.Find(objectiveOverdue, at.Field("due"), objective, isms.ArgDate("due", o.Due))
		}
	}
}
