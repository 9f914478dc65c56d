package record

import "github.com/ismskit/ismskit/isms"

// An Indicator says what is monitored or measured, with its results (9.1).
type Indicator struct {
	ID            isms.ID       `json:"id"`
	What          string        `json:"what,omitzero"`          // 9.1 a
	Method        string        `json:"method,omitzero"`        // 9.1 b
	Every         isms.Interval `json:"every,omitzero"`         // when it is measured (9.1 c)
	By            isms.ID       `json:"by,omitzero"`            // who measures (9.1 d)
	EvaluateEvery isms.Interval `json:"evaluateEvery,omitzero"` // when results are evaluated (9.1 e)
	Evaluator     isms.ID       `json:"evaluator,omitzero"`     // who evaluates (9.1 f)
	Results       []Measurement `json:"results,omitzero"`
	Evaluations   []Evaluation  `json:"evaluations,omitzero"`
}

// Measurement is a result.
type Measurement struct {
	On    isms.Date `json:"on,omitzero"`
	Value string    `json:"value"`
}

// Evaluation is what the results were found to say of security and of the
// management system.
type Evaluation struct {
	On         isms.Date `json:"on,omitzero"`
	Conclusion string    `json:"conclusion"`
}

var (
	measuresMissing = shall("measures-missing", "nothing is monitored or measured", "nothing that is monitored or measured is on record",
		"determine what, how, when and who", "9.1 a", "9.1 b", "9.1 c", "9.1 d", "9.1 e", "9.1 f")
	measureIncomplete = shall("measure-incomplete", "a measure is not determined in full", "measure {measure} does not say {lacks}",
		"determine it", "9.1 a", "9.1 b", "9.1 c", "9.1 d", "9.1 e", "9.1 f")
	measureWithoutResult = shall("measure-without-result", "a measure has no result in time", "measure {measure} is due; last result: {last}, due: {due}",
		"measure, and keep the result", "9.1 s1")
	measureUnevaluated = shall("measure-unevaluated", "results were not evaluated in time", "the results of measure {measure} are due for evaluation; last evaluated: {last}, due: {due}",
		"say what the results mean, and note the day", "9.1 s2")

	monitoringRules = []isms.Rule{measuresMissing, measureIncomplete, measureWithoutResult, measureUnevaluated}
)

func (c *check) checkMeasures() {
	c.Ran(measuresMissing)
	c.each(len(c.Measures) > 0, "measures", measureIncomplete, measureWithoutResult, measureUnevaluated)
	if len(c.Measures) == 0 {
		c.Find(measuresMissing, "measures")
	}
	never := isms.Interval{}
	for _, m := range c.Measures {
		at, measure := item("measures", m.ID), isms.ArgID("measure", m.ID)
		for i, f := range []struct {
			field, lacks string
			bad          bool
		}{
			{"what", "what is measured", blank(m.What)},
			{"method", "how", blank(m.Method)},
			{"every", "when", or(m.Every, never).IsZero()},
			{"by", "who measures", m.By == ""},
			{"evaluateEvery", "when results are evaluated", or(m.EvaluateEvery, never).IsZero()},
			{"evaluator", "who evaluates", m.Evaluator == ""},
		} {
			if f.bad {
				c.Find(measureIncomplete.At(measureIncomplete.Refs[i]), at.Field(f.field), measure, isms.ArgText("lacks", f.lacks))
			}
		}
		var result, evaluated isms.Date
		for _, r := range m.Results {
			if !blank(r.Value) {
				result = c.latest(result, r.On)
			}
		}
		for _, e := range m.Evaluations {
			if !blank(e.Conclusion) {
				evaluated = c.latest(evaluated, e.On)
			}
		}
		if every := or(m.Every, c.limits.Review); !c.within(result, every) {
			c.Find(measureWithoutResult, at.Field("results"), measure, isms.ArgDate("last", result), isms.ArgDate("due", c.dueOf(result, every)))
		}
		if every := or(m.EvaluateEvery, c.limits.Review); !c.within(evaluated, every) {
			c.Find(measureUnevaluated, at.Field("evaluations"), measure, isms.ArgDate("last", evaluated), isms.ArgDate("due", c.dueOf(evaluated, every)))
		}
	}
}
