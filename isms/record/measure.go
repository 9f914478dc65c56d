package record

import "github.com/ismskit/ismskit/isms"

// Indicator is something that is monitored or measured, with its results (9.1).
type Indicator struct {
	ID          isms.ID       `json:"id"`
	What        string        `json:"what,omitzero"`        // 9.1 a
	Method      string        `json:"method,omitzero"`      // 9.1 b
	Measurement isms.Cadence  `json:"measurement,omitzero"` // 9.1 c
	By          isms.ID       `json:"by,omitzero"`          // person who measures (9.1 d)
	Evaluation  isms.Cadence  `json:"evaluation,omitzero"`  // of the results (9.1 e)
	Evaluator   isms.ID       `json:"evaluator,omitzero"`   // person who evaluates (9.1 f)
	Results     []Measurement `json:"results,omitzero"`
	Evaluations []Evaluation  `json:"evaluations,omitzero"`
}

// Measurement is a result of an indicator on one day.
type Measurement struct {
	On    isms.Date `json:"on,omitzero"`
	Value string    `json:"value"`
}

// Evaluation is a conclusion from the results of an indicator on information
// security and on the ISMS.
type Evaluation struct {
	On         isms.Date `json:"on,omitzero"`
	Conclusion string    `json:"conclusion"`
}

var (
	measuresMissing = shall("missing-monitoring-and-measurement", "Missing monitoring and measurement", "nothing that is monitored or measured is on record",
		"Determine what is monitored and measured, by which methods, when and by whom.", "9.1 a", "9.1 b", "9.1 c", "9.1 d", "9.1 e", "9.1 f")
	measureIncomplete = shall("incomplete-indicator", "Incomplete indicator", "measure {measure} does not say {lacks}",
		"Determine what is measured and evaluated, by which methods, when and by whom.", "9.1 a", "9.1 b", "9.1 c", "9.1 d", "9.1 e", "9.1 f")
	measureWithoutResult = shall("overdue-measurement", "Overdue measurement", "measure {measure} is due; last result: {last}, due: {due}",
		"Measure the indicator and retain the result.", "9.1 s1")
	measureUnevaluated = shall("overdue-evaluation-of-results", "Overdue evaluation of results", "the results of measure {measure} are due for evaluation; last evaluated: {last}, due: {due}",
		"Evaluate the results and record the date.", "9.1 s2")

	monitoringRules = []isms.Rule{measuresMissing, measureIncomplete, measureWithoutResult, measureUnevaluated}
)

func (c *check) checkMeasures() {
	c.Ran(measuresMissing)
	c.each(len(c.Indicators) > 0, "measures", measureIncomplete, measureWithoutResult, measureUnevaluated)
	if len(c.Indicators) == 0 {
		c.Find(measuresMissing, "indicators")
	}
	for _, m := range c.Indicators {
		at, measure := item("indicators", m.ID), isms.ArgID("measure", m.ID)
		for i, f := range []struct {
			field, lacks string
			bad          bool
		}{
			{"what", "what is measured", blank(m.What)},
			{"method", "how", blank(m.Method)},
			{"measurement", "when", unset(m.Measurement)},
			{"by", "who measures", m.By == ""},
			{"evaluation", "when results are evaluated", unset(m.Evaluation)},
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
		if due, ok := c.inTime(result, m.Measurement, c.limits.Review); !ok {
			c.Find(measureWithoutResult, at.Field("results"), measure, isms.ArgDate("last", result), isms.ArgDate("due", due))
		}
		if due, ok := c.inTime(evaluated, m.Evaluation, c.limits.Review); !ok {
			c.Find(measureUnevaluated, at.Field("evaluations"), measure, isms.ArgDate("last", evaluated), isms.ArgDate("due", due))
		}
	}
}

// unset reports whether a cadence sets neither an interval nor a day.
func unset(every isms.Cadence) bool {
	return or(every.Every, isms.Interval{}).IsZero() && every.Next.IsZero()
}
