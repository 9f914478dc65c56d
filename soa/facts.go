package soa

import (
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/risk"
)

// Facts are what a check needs and the statement cannot know. A list that is nil
// and a date that is zero mean that nobody looked: the rules that need them are
// skipped, and what they speak for stays not examined. An empty list that is not
// nil means that somebody looked and there is nothing.
type Facts struct {
	// Evidence is that for each control, by Ref: of several for one the best counts;
	// what is dated later than the check does not. Without a ValidUntil the limit of
	// [Limits] counts.
	Evidence    []evidence.Summary `json:"evidence,omitzero"`
	Assets      []risk.Asset       `json:"assets,omitzero"`
	Plan        []risk.Treatment   `json:"plan,omitzero"`        // the risk treatment plan; completed and cancelled treatments do not count
	Obligations []Obligation       `json:"obligations,omitzero"` // those in force
	Citations   []Citation         `json:"citations,omitzero"`
	// Assessed is the day of the latest risk assessment.
	Assessed isms.Date `json:"assessed,omitzero"`
	// ScopeSince is the day on which the scope took its present form.
	ScopeSince isms.Date `json:"scopeSince,omitzero"`
	Limits     Limits    `json:"limits,omitzero"`
}

// Citation is another document, such as the certificate, that names a version
// of the statement.
type Citation struct {
	Document isms.ID `json:"document"`
	Version  string  `json:"version"`
}

// Limits are what the checks measure against. They are this library's proposals,
// not the standard's; a zero field takes the default.
type Limits struct {
	// EvidenceMaxAge is how old evidence may be; 12 months by default.
	EvidenceMaxAge isms.Interval `json:"evidenceMaxAge,omitzero"`
	// MinWords is how many words the reason for an exclusion has at least; 4 by
	// default.
	MinWords int `json:"minWords,omitzero"`
	// Repeats is how many controls may share one justification; 5 by default.
	Repeats int `json:"repeats,omitzero"`
	// Phrases are added to those of [Phrases].
	Phrases []Phrase `json:"phrases,omitzero"`
}

func (l Limits) orDefault() Limits {
	if l.EvidenceMaxAge.IsZero() {
		l.EvidenceMaxAge = isms.Interval{N: 12, Unit: isms.Months}
	}
	if l.MinWords <= 0 {
		l.MinWords = 4
	}
	if l.Repeats <= 0 {
		l.Repeats = 5
	}
	return l
}

// FactsOf returns the facts that follow from a risk register: its treatments as the
// risk treatment plan, its assets and the day of the assessment. It shares the lists
// of reg; a list that is nil stays unknown.
func FactsOf(reg risk.Register) Facts {
	return Facts{Assessed: reg.Assessed, Assets: reg.Assets, Plan: reg.Treatments}
}
