package risk

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Outcome is what a method says of one rating: a level, or why there is none.
type Outcome struct {
	Likelihood         Grade `json:"likelihood,omitzero"`
	EaseOfExploitation Grade `json:"easeOfExploitation,omitzero"`
	Impact             Grade `json:"impact,omitzero"` // of all affected properties together
	Score              int64 `json:"score"`           // 0 while the level is unknown
	Level              Level `json:"level,omitzero"`  // 0: unknown
	// Acceptability is what the acceptance criteria say of the level, for the affected
	// properties; empty without criteria or level. Of which stage it counts [EvaluatedRisk] says.
	Acceptability Acceptability `json:"acceptability,omitzero"`
	// Computed says that the grades follow from the inherent rating and the
	// credits of controls; otherwise somebody rated them.
	Computed bool          `json:"computed,omitzero"`
	Reason   UnknownReason `json:"reason,omitzero"` // why the level is unknown
}

// known reports whether there is a level.
func (o Outcome) known() bool { return o.Level > 0 }

// UnknownReason is the reason why a level is unknown. It is empty where the level
// is known.
type UnknownReason string

// Reasons why a level is unknown.
const (
	NotRated                   UnknownReason = "not rated"
	LikelihoodNotRated         UnknownReason = "likelihood not rated"
	EaseOfExploitationNotRated UnknownReason = "ease of exploitation not rated"
	ImpactNotRated             UnknownReason = "impact not rated"
	ValueOutsideScale          UnknownReason = "value outside the scale"
	DuplicateImpact            UnknownReason = "duplicate impact"
	NoAffectedProperty         UnknownReason = "no affected property"
	PropertyNotInMethod        UnknownReason = "property not in the method"
	AboveInherent              UnknownReason = "above inherent risk"
	UnsupportedReduction       UnknownReason = "unsupported reduction"
	ControlUnavailable         UnknownReason = "control unavailable"
	TreatmentNotCompleted      UnknownReason = "treatment not completed"
	ReductionBelowScale        UnknownReason = "reduction below the scale"
)

// The order is that of the numbers below.
var wordsUnknownReasons = [...][2]UnknownReason{
	{NotRated, "Not rated"},
	{LikelihoodNotRated, "Likelihood not rated"},
	{EaseOfExploitationNotRated, "Ease of exploitation not rated"},
	{ImpactNotRated, "Impact not rated"},
	{ValueOutsideScale, "Value outside the scale"},
	{DuplicateImpact, "Duplicate impact"},
	{NoAffectedProperty, "No affected property"},
	{PropertyNotInMethod, "Property not in the method"},
	{AboveInherent, "Above inherent risk"},
	{UnsupportedReduction, "Unsupported risk reduction"},
	{ControlUnavailable, "Control unavailable"},
	{TreatmentNotCompleted, "Treatment not completed"},
	{ReductionBelowScale, "Risk reduction below the scale"},
}

// UnknownReasons returns the vocabulary of [UnknownReason].
func UnknownReasons() isms.Words[UnknownReason] {
	return isms.WordsOf("risk.unknown-reason", wordsUnknownReasons[:])
}

// Numbers of the reasons, for the compact form.
const (
	whyNone uint8 = iota
	whyNotRated
	whyLikelihood
	whyEase
	whyImpact
	whyOutside
	whyTwice
	whyNoProperty
	whyForeign
	whyAbove
	whySupport
	whyGone
	whyNotTreated
	whyCredit
)

// reason returns the word of a number.
func reason(why uint8) UnknownReason {
	if why == whyNone {
		return ""
	}
	return wordsUnknownReasons[why-1][0]
}

// packed is an Outcome in 20 bytes.
type packed struct {
	l, e, i  uint16
	level    uint16
	cell     uint32 // index into the tables
	rank     uint32
	why      uint8
	computed bool
}

// look fills in the level of grades that are on the scales.
func (c Compiled) look(p *packed) {
	at := c.index(Grade(p.l), Grade(p.e), Grade(p.i))
	p.cell, p.level, p.rank = uint32(at), c.t.levels[at], c.t.ranks[at] // at most MaxPoints
}

func (c Compiled) unpack(p packed, affects []Property) Outcome {
	o := Outcome{Likelihood: Grade(p.l), EaseOfExploitation: Grade(p.e), Impact: Grade(p.i), Level: Level(p.level), Computed: p.computed, Reason: reason(p.why)}
	if p.why != whyNone {
		o.Level = 0
		return o
	}
	o.Score, o.Acceptability = c.t.scores[p.cell], c.Acceptability(o.Level, affects)
	return o
}

// Rate returns what the method says of a rating of a risk that affects these
// properties. Where the rating gives no impact, assets is asked for the impact of
// a property; a nil assets knows none.
func (c Compiled) Rate(r Rating, affects []Property, assets func(Property) Grade) Outcome {
	return c.unpack(c.rate(&r, affects, assets), affects)
}

func (c Compiled) rate(r *Rating, affects []Property, value func(Property) Grade) (p packed) {
	if c.t == nil || r.IsZero() {
		p.why = whyNotRated
		return p
	}
	m := &c.t.method
	likelihood, ok1 := within(r.Likelihood, c.t.nl)
	ease, ok2 := within(r.EaseOfExploitation, len(m.EaseOfExploitation))
	impact, why := c.impact(r, affects, value)
	p.l, p.e, p.i = likelihood, ease, impact
	switch {
	case !ok1 || !ok2:
		p.why = whyOutside
	case why != whyNone && why != whyImpact:
		p.why = why
	case likelihood == 0:
		p.why = whyLikelihood
	case ease == 0 && len(m.EaseOfExploitation) > 0:
		p.why = whyEase
	case impact == 0:
		p.why = whyImpact
	default:
		c.look(&p)
	}
	return p
}

// within returns a grade in its compact form, and whether it is 0 or on a scale
// of n steps.
func within(g Grade, n int) (uint16, bool) {
	if g < 0 || int64(g) > int64(n) {
		return 0, false
	}
	return uint16(g), true // scales have at most MaxSteps
}

// impact makes one grade of what is known about the impact.
func (c Compiled) impact(r *Rating, affects []Property, value func(Property) Grade) (uint16, uint8) {
	m := &c.t.method
	if r.Impact != 0 {
		if len(r.Impacts) > 0 {
			return 0, whyTwice
		}
		g, ok := within(r.Impact, c.t.ni)
		if !ok {
			return 0, whyOutside
		}
		return g, whyNone
	}
	if len(r.Impacts) > maxProperties {
		return 0, whyTwice
	}
	if len(affects) > maxProperties {
		return 0, whyForeign
	}
	for i, v := range r.Impacts {
		if _, ok := within(v.Grade, c.t.ni); !ok {
			return 0, whyOutside
		}
		for _, w := range r.Impacts[:i] {
			if w.Property == v.Property {
				return 0, whyTwice
			}
		}
	}
	if len(affects) == 0 {
		if len(r.Impacts) == 0 && value == nil {
			return 0, whyImpact
		}
		return 0, whyNoProperty
	}
	var highest Grade
	var sum, weights int64
	for k, p := range affects {
		if !c.knows(p) {
			return 0, whyForeign
		}
		if slices.Contains(affects[:k], p) {
			continue
		}
		g := Grade(0)
		switch {
		case len(r.Impacts) > 0:
			for _, v := range r.Impacts {
				if v.Property == p {
					g = v.Grade
				}
			}
		case value != nil:
			g = value(p)
		}
		if g == 0 {
			return 0, whyImpact
		}
		if _, ok := within(g, c.t.ni); !ok {
			return 0, whyOutside
		}
		highest = max(highest, g)
		w := int64(m.weight(p))
		sum += w * int64(g)
		weights += w
	}
	if m.Combine == Mean {
		highest = Grade((sum + weights - 1) / weights)
	}
	return uint16(highest), whyNone
}

// properties returns the properties of the method.
func (c Compiled) properties() []Property {
	if c.t == nil {
		return nil
	}
	return c.t.method.properties()
}

// knows reports whether the method has the property.
func (c Compiled) knows(p Property) bool {
	m := &c.t.method
	if len(m.Properties) == 0 {
		return p == Confidentiality || p == Integrity || p == Availability
	}
	return slices.Contains(m.Properties, p)
}
