package soa

import (
	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

// Facts are what a check needs and the statement cannot know. A list that is nil
// and a date that is zero mean that nobody looked: the rules that need them are
// skipped, and what they speak for stays not examined. An empty list that is not
// nil means that somebody looked and there is nothing.
type Facts struct {
	Evidence    []Evidence   `json:"evidence,omitzero"`
	Assets      []Asset      `json:"assets,omitzero"`
	Plan        []PlanItem   `json:"plan,omitzero"`
	Obligations []Obligation `json:"obligations,omitzero"` // those in force
	Citations   []Citation   `json:"citations,omitzero"`
	// Assessed is the day of the latest risk assessment.
	Assessed isms.Date `json:"assessed,omitzero"`
	// ScopeSince is the day on which the scope took its present form.
	ScopeSince isms.Date `json:"scopeSince,omitzero"`
	Limits     Limits    `json:"limits,omitzero"`
}

// Evidence says how recent the evidence for a control is. Of several for one
// control the best counts; what is dated later than the check does not.
type Evidence struct {
	Control annexa.ID `json:"control"`
	Latest  isms.Date `json:"latest"` // the day of the latest evidence
	// FreshUntil is the last day on which it counts as fresh; if zero, the limit
	// of [Limits] counts.
	FreshUntil isms.Date `json:"freshUntil,omitzero"`
}

// An Asset is something in scope whose kind makes controls necessary. Kinds that
// [AssetNeeds] does not know ask for nothing.
type Asset struct {
	ID   isms.ID        `json:"id"`
	Kind risk.AssetKind `json:"kind"`
}

// A PlanItem says that the risk treatment plan carries a control.
type PlanItem struct {
	Control   annexa.ID `json:"control"`
	Treatment isms.ID   `json:"treatment,omitzero"`
	Owner     isms.ID   `json:"owner,omitzero"`
	Due       isms.Date `json:"due,omitzero"`
}

// A Citation is another document, such as the certificate, that names a version
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

// FactsOf returns what a risk register tells: the plan (treatments that are
// neither finished nor cancelled), the assets, and the day of the assessment. An
// absent list of the register stays unknown. Fill in the rest by hand.
func FactsOf(reg risk.Register) Facts {
	f := Facts{Assessed: reg.Assessed}
	if reg.Assets != nil {
		f.Assets = make([]Asset, 0, len(reg.Assets))
		for i := range reg.Assets {
			f.Assets = append(f.Assets, Asset{reg.Assets[i].ID, reg.Assets[i].Kind})
		}
	}
	if reg.Treatments != nil {
		f.Plan = []PlanItem{}
		for i := range reg.Treatments {
			t := &reg.Treatments[i]
			if t.Status == risk.ActionCancelled || t.Status == risk.ActionCompleted {
				continue
			}
			for _, c := range t.Controls {
				f.Plan = append(f.Plan, PlanItem{controlOf(c), t.ID, t.Owner, t.Due})
			}
		}
	}
	return f
}

// controlOf returns the control that a reference of the register means.
func controlOf(ref isms.Ref) annexa.ID {
	if id, ok := ref.Control(); ok {
		return annexa.ID(id)
	}
	if id, ok := ref.Own(); ok {
		return annexa.ID(id)
	}
	return annexa.ID(ref)
}

// CustomOf returns the controls that a catalog holds beside Annex A, for
// [Input].
func CustomOf(c annexa.Catalog) []Custom {
	out := []Custom{}
	for control := range c.All() {
		if control.Own {
			out = append(out, Custom{ID: control.ID, Title: control.Title, Attributes: control.Attributes})
		}
	}
	return out
}
