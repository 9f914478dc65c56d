package risk

import (
	"github.com/ismskit/ismskit/isms"
)

// Grade is a place on a [Scale], counted from 1 for the lowest step. The zero
// Grade is not rated: it is no low grade, and nothing is computed from it.
type Grade int

// Property is what a risk harms: confidentiality, integrity and availability,
// and whatever else a method looks at, such as authenticity or safety. A
// method's own properties are its own words.
type Property string

// Properties of information in 6.1.2 c 1 of ISO/IEC 27001:2022.
const (
	Confidentiality Property = "confidentiality"
	Integrity       Property = "integrity"
	Availability    Property = "availability"
)

var wordsProperties = [...][2]Property{
	{Confidentiality, "Confidentiality"},
	{Integrity, "Integrity"},
	{Availability, "Availability"},
	{"authenticity", "Authenticity"},
	{"safety", "Safety"},
}

// Properties returns the vocabulary of [Property].
func Properties() isms.Words[Property] { return isms.WordsOf("risk.property", wordsProperties[:]) }

// Impact is how bad the loss of one property would be.
type Impact struct {
	Property Property `json:"property"`
	Grade    Grade    `json:"grade"`
}

// Rating is what an assessor says of a risk at one [Stage]. The zero Rating is
// not rated, which is a state of its own.
//
// The impact is given as one grade, or by property, or not at all: then it is
// the value of the assets at risk, see [Asset].
type Rating struct {
	Likelihood Grade `json:"likelihood,omitzero"`
	// EaseOfExploitation is the third input of methods that rate how easily a vulnerability is
	// exploited apart from how often the threat comes. Other methods leave it 0.
	EaseOfExploitation Grade    `json:"easeOfExploitation,omitzero"`
	Impact             Grade    `json:"impact,omitzero"`
	Impacts            []Impact `json:"impacts,omitzero"`

	On     isms.Date `json:"on,omitzero"`
	By     isms.ID   `json:"by,omitzero"` // assessor
	Reason string    `json:"reason,omitzero"`
	// Understated says why the inherent rating was too low, if this rating lies
	// above it. Without it a residual risk above the inherent one does not count.
	Understated string `json:"understated,omitzero"`
}

// IsZero reports whether nothing was rated: no likelihood, no ease of exploitation, no impact.
func (r Rating) IsZero() bool {
	return r.Likelihood == 0 && r.EaseOfExploitation == 0 && r.Impact == 0 && len(r.Impacts) == 0
}

// Stage says which risk a rating is about.
type Stage string

// The stages, from before any control to after all treatment.
const (
	Inherent Stage = "inherent" // as if there were no controls
	Current  Stage = "current"  // with the controls that are implemented
	Target   Stage = "target"   // once what is planned is implemented
	Residual Stage = "residual" // what remains after treatment was carried out
)

var wordsStages = [...][2]Stage{
	{Inherent, "Inherent risk"},
	{Current, "Current risk"},
	{Target, "Target risk"},
	{Residual, "Residual risk"},
}

// Stages returns the vocabulary of [Stage].
func Stages() isms.Words[Stage] { return isms.WordsOf("risk.stage", wordsStages[:]) }
