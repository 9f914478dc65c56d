package record

import (
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Indicator is something that is monitored or measured, with its results (9.1).
type Indicator struct {
	ID          isms.ID       `json:"id"`
	What        string        `json:"what,omitzero"`        // 9.1 a
	Method      string        `json:"method,omitzero"`      // 9.1 b
	Measurement isms.Cadence  `json:"measurement,omitzero"` // 9.1 c
	MeasuredBy  isms.ID       `json:"measuredBy,omitzero"`  // person who measures (9.1 d)
	Evaluation  isms.Cadence  `json:"evaluation,omitzero"`  // of the results (9.1 e)
	EvaluatedBy isms.ID       `json:"evaluatedBy,omitzero"` // person who evaluates (9.1 f)
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
	indicatorsMissing = shall("missing-monitoring-and-measurement", "Missing monitoring and measurement", "no indicator is documented",
		"Determine what is monitored and measured, by which methods, when and by whom.", "9.1 a", "9.1 b", "9.1 c", "9.1 d", "9.1 e", "9.1 f")
	indicatorIncomplete = needing(shall("incomplete-indicator", "Incomplete indicator", "indicator {indicator} has no {part}",
		"Determine what is measured and evaluated, by which methods, when and by whom.", "9.1 a", "9.1 b", "9.1 c", "9.1 d", "9.1 e", "9.1 f"), theIndicators)
	indicatorUnmeasured = needing(shall("overdue-measurement", "Overdue measurement", "indicator {indicator} is due for measurement; last result: {last}, due: {due}",
		"Measure the indicator and retain the result.", "9.1 s1"), theIndicators).RestsOn("indicators[*].measurement", "indicators[*].results")
	indicatorUnevaluated = needing(shall("overdue-evaluation-of-results", "Overdue evaluation of results", "the results of indicator {indicator} are due for evaluation; last evaluated: {last}, due: {due}",
		"Evaluate the results and record the date.", "9.1 s2"), theIndicators).RestsOn("indicators[*].evaluation")

	indicatorRules = []isms.Rule{indicatorsMissing, indicatorIncomplete, indicatorUnmeasured, indicatorUnevaluated}
)

func (c *check) checkIndicators() {
	c.apply(len(c.Indicators) > 0, theIndicators, indicatorRules...)
	if len(c.Indicators) == 0 {
		c.Find(indicatorsMissing, "indicators")
	}
	for i, at := range c.paths["indicators"] {
		v := &c.Indicators[i]
		indicator := isms.ArgID("indicator", v.ID)
		c.lackingEach(indicatorIncomplete, at, []part{
			{"what", partSubject, text.Blank(v.What)},
			{"method", partMethod, text.Blank(v.Method)},
			{"measurement", partMeasuring, unset(v.Measurement)},
			{"measuredBy", partMeasuredBy, v.MeasuredBy == ""},
			{"evaluation", partEvaluating, unset(v.Evaluation)},
			{"evaluatedBy", partEvaluatedBy, v.EvaluatedBy == ""},
		}, indicator)
		var result, evaluated isms.Date
		for _, r := range v.Results {
			if !text.Unanswered(r.Value) {
				result = c.latest(result, r.On)
			}
		}
		for _, e := range v.Evaluations {
			if !text.Blank(e.Conclusion) {
				evaluated = c.latest(evaluated, e.On)
			}
		}
		if due, ok := c.inTime(indicatorUnmeasured, result, v.Measurement, c.limits.Review); !ok {
			c.Find(indicatorUnmeasured, at.Field("results"), indicator, isms.ArgDate("last", result), isms.ArgDate("due", due))
		}
		if due, ok := c.inTime(indicatorUnevaluated, evaluated, v.Evaluation, c.limits.Review); !ok {
			c.Find(indicatorUnevaluated, at.Field("evaluations"), indicator, isms.ArgDate("last", evaluated), isms.ArgDate("due", due))
		}
	}
}

// unset reports whether a cadence sets neither an interval nor a day.
func unset(every isms.Cadence) bool {
	return or(every.Every, isms.Interval{}).IsZero() && every.Next.IsZero()
}
