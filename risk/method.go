package risk

import "github.com/ismskit/ismskit/isms"

// A Level is the outcome of an evaluation: a place among the bands of a method,
// counted from 1 for the lowest. The zero Level is unknown, which is never low.
type Level int

// A Method is how an organization assesses risks (6.1.2): scales, a [Scorer],
// the bands that turn scores into levels, and the criteria for accepting them.
// It is a record; [Method.Compile] says what is wrong with it or makes the table
// that evaluation uses.
//
// A ready matrix, such as [ISO27005], has no criteria: what is acceptable is the
// customer's own decision, and without it nothing is within tolerance.
type Method struct {
	Name       string `json:"name"`
	Likelihood Scale  `json:"likelihood"`
	Ease       Scale  `json:"ease,omitzero"` // third input, for methods that have one
	Impact     Scale  `json:"impact"`

	// Properties are those that impacts are given for; empty is confidentiality,
	// integrity and availability.
	Properties []Property `json:"properties,omitzero"`

	Scorer   Scorer      `json:"-"`
	Bands    []Band      `json:"bands"`    // lowest first
	Criteria []Criterion `json:"criteria"` // acceptance criteria; empty is not decided
}

// A Scorer gives the score of a likelihood and an impact. It must be a pure
// function and should be monotone: a higher grade never gives a lower score. It
// is called once for each combination, when the method is compiled.
type Scorer interface {
	// Score returns the score of a point, and whether there is one.
	Score(p Point) (score int64, ok bool)
}

// A Point is a combination of grades, with the values of their steps.
type Point struct {
	Likelihood, Ease, Impact                Grade
	LikelihoodValue, EaseValue, ImpactValue int64
}

// A Band is a range of scores, both ends included, that makes one level.
type Band struct {
	Key  string `json:"key,omitzero"` // stable word; empty takes the name
	Name string `json:"name"`
	From int64  `json:"from"`
	To   int64  `json:"to"`
}

// A Criterion is an acceptance criterion (6.1.2 a 1): what holds for the levels
// above the criterion before it, up to its own.
type Criterion struct {
	UpTo    string  `json:"upTo"` // key or name of a band
	Verdict Verdict `json:"verdict"`
	// Conditions must hold for the risk to be carried.
	Conditions []string `json:"conditions,omitzero"`
	// Within is the longest time an acceptance may run; zero is without limit.
	Within isms.Interval `json:"within,omitzero"`
	// Authority are the persons or roles who may accept; empty is the risk owner.
	Authority []isms.ID `json:"authority,omitzero"`
}

// A Verdict is what the acceptance criteria say of a level. The empty Verdict is
// unknown: no criteria, or no level.
type Verdict string

// The verdicts, best first.
const (
	Acceptable   Verdict = "acceptable"
	Tolerable    Verdict = "tolerable" // for a time or under conditions, with a recorded acceptance
	Unacceptable Verdict = "unacceptable"
)
