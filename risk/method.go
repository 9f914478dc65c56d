package risk

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Method is how an organization assesses risks (6.1.2): scales, a [Scorer],
// the bands that turn scores into levels, and the criteria for accepting them.
// It is a record; [Method.Compile] says what is wrong with it or makes the table
// that evaluation uses. Encoded as JSON it keeps its scorer; one of the
// embedder's own becomes the table of its scores.
//
// A published method, such as [ISO27005], has no criteria: what is acceptable is the
// customer's own decision, and without it nothing is within tolerance.
type Method struct {
	Name               string `json:"name"`
	Likelihood         Scale  `json:"likelihood"`
	EaseOfExploitation Scale  `json:"easeOfExploitation,omitzero"` // third input, for methods that have one
	Impact             Scale  `json:"impact"`

	// Properties are those that impacts are given for; empty is confidentiality,
	// integrity and availability.
	Properties []Property `json:"properties,omitzero"`
	// Combine says how the impacts on several properties become one; empty is
	// [Highest]. Weights are for [Mean]; a property without one weighs 1.
	Combine Combination `json:"combine,omitzero"`
	Weights []Weight    `json:"weights,omitzero"`

	Scorer   Scorer      `json:"-"`
	Bands    []Band      `json:"bands"`    // lowest first
	Criteria []Criterion `json:"criteria"` // acceptance criteria; empty is not decided

	// Waivers are the defects that the customer lives with.
	Waivers []DefectWaiver `json:"waivers,omitzero"`
	// SelfAcceptance says why requesters may approve their own acceptance, in an
	// organization too small for two; empty forbids it.
	SelfAcceptance string `json:"selfAcceptance,omitzero"`
}

// Level is the outcome of an evaluation: a place among the bands of a method,
// counted from 1 for the lowest. The zero Level is unknown, which is never low.
type Level int

// WithinTolerance compares a level with a tolerance: the answer is empty unless both are known.
func (l Level) WithinTolerance(tolerance Level) isms.Answer {
	switch {
	case l < 1 || tolerance < 1:
		return ""
	case l <= tolerance:
		return isms.Yes
	}
	return isms.No
}

// Band is a range of scores, both ends included, that makes one level.
type Band struct {
	Key  string `json:"key,omitzero"` // stable word; empty takes the name
	Name string `json:"name"`
	From int64  `json:"from"`
	To   int64  `json:"to"`
}

func (b Band) key() string { return cmp.Or(b.Key, b.Name) }

// Levels returns bands of one score each, 1 for the first: what a [Matrix] needs
// whose cells are levels.
func Levels(names ...string) []Band {
	bands := make([]Band, len(names))
	for i, n := range names {
		bands[i] = Band{Key: n, Name: n, From: int64(i + 1), To: int64(i + 1)}
	}
	return bands
}

// Combination is a way to make one impact of the impacts on several
// properties.
type Combination string

// The ways to combine impacts. Only the properties that a risk affects count.
const (
	Highest Combination = "highest" // the worst counts; a further property never lowers it
	Mean    Combination = "mean"    // the weighted mean, rounded up; a further property may lower it
)

var wordsCombinations = [...][2]Combination{
	{Highest, "Highest"},
	{Mean, "Mean"},
}

// Combinations returns the vocabulary of [Combination].
func Combinations() isms.Words[Combination] {
	return isms.WordsOf("risk.combination", wordsCombinations[:])
}

// Weight is how much a property counts in a [Mean], from 1 to 1000.
type Weight struct {
	Property Property `json:"property"`
	Weight   int      `json:"weight"`
}

// Criterion is an acceptance criterion (6.1.2 a 1): what holds for the levels
// above the criterion before it, up to its own.
type Criterion struct {
	UpTo          string        `json:"upTo"` // key or name of a band
	Acceptability Acceptability `json:"acceptability"`
	// For limits the criterion to risks that affect one of these properties. Such
	// criteria form a list of their own for each property, beside the general
	// one; the least lenient counts.
	For []Property `json:"for,omitzero"`
	// Conditions must hold for the risk to be carried.
	Conditions []string `json:"conditions,omitzero"`
	// LongestValidity is the longest time an acceptance may run; zero is without limit.
	LongestValidity isms.Interval `json:"longestValidity,omitzero"`
	// Authority are the persons or roles who may accept; empty is the risk owner,
	// and nobody where the risk is unacceptable. Who may accept a higher level
	// may accept a lower one.
	Authority []isms.ID `json:"authority,omitzero"`
}

// Acceptability is what the acceptance criteria say of a level. The empty Acceptability is
// unknown: no criteria, or no level.
type Acceptability string

// The acceptabilities, most lenient first.
const (
	Acceptable   Acceptability = "acceptable"
	Tolerable    Acceptability = "tolerable" // for a time or under conditions, with a recorded acceptance
	Unacceptable Acceptability = "unacceptable"
)

var wordsAcceptabilities = [...][2]Acceptability{
	{Acceptable, "Acceptable"},
	{Tolerable, "Tolerable"},
	{Unacceptable, "Unacceptable"},
}

// Acceptabilities returns the vocabulary of [Acceptability].
func Acceptabilities() isms.Words[Acceptability] {
	return isms.WordsOf("risk.acceptability", wordsAcceptabilities[:])
}

// properties returns the properties of the method.
func (m Method) properties() []Property {
	if len(m.Properties) == 0 {
		return []Property{Confidentiality, Integrity, Availability}
	}
	return m.Properties
}

// absent reports whether there is no method at all, not even a name.
func (m Method) absent() bool {
	return m.Name == "" && m.Scorer == nil && m.Combine == "" && m.SelfAcceptance == "" &&
		len(m.Likelihood)+len(m.EaseOfExploitation)+len(m.Impact)+len(m.Properties)+len(m.Weights)+len(m.Bands)+len(m.Criteria)+len(m.Waivers) == 0
}

// String returns name and size: "NIST SP 800-30 Rev. 1: 5 likelihoods, 5
// impacts, 5 levels, no acceptance criteria".
func (m Method) String() string {
	s := fmt.Sprintf("%s: %d likelihoods, ", cmp.Or(m.Name, "unnamed method"), len(m.Likelihood))
	if len(m.EaseOfExploitation) > 0 {
		s += fmt.Sprintf("%d eases, ", len(m.EaseOfExploitation))
	}
	s += fmt.Sprintf("%d impacts, %d levels, ", len(m.Impact), len(m.Bands))
	if len(m.Criteria) == 0 {
		return s + "no acceptance criteria"
	}
	return s + fmt.Sprintf("%d acceptance criteria", len(m.Criteria))
}

// clone returns a copy that shares no memory with m, but for the scorer's own.
func (m Method) clone() Method {
	m.Likelihood = slices.Clone(m.Likelihood)
	m.EaseOfExploitation = slices.Clone(m.EaseOfExploitation)
	m.Impact = slices.Clone(m.Impact)
	m.Properties = slices.Clone(m.Properties)
	m.Weights = slices.Clone(m.Weights)
	m.Bands = slices.Clone(m.Bands)
	m.Criteria = slices.Clone(m.Criteria)
	for i := range m.Criteria {
		m.Criteria[i] = m.Criteria[i].clone()
	}
	m.Waivers = slices.Clone(m.Waivers)
	return m
}

func (c Criterion) clone() Criterion {
	c.For = slices.Clone(c.For)
	c.Conditions = slices.Clone(c.Conditions)
	c.Authority = slices.Clone(c.Authority)
	return c
}
