package annexa

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// Gap is a combination of attribute values, one of each attribute asked for,
// that no control of a selection has though Annex A offers some: "no detective
// control is left for availability".
type Gap struct {
	AttributeValues AttributeValueSet `json:"attributeValues"` // one value of each attribute
	Candidates      Set               `json:"candidates"`      // the controls of Annex A that would fill it
}

// Gaps is a list of gaps, in the order of the standard.
type Gaps []Gap

// Gaps returns what the selection s lacks: every combination of one value from
// each of the given attributes that some control of Annex A has and none in s
// has. Without attributes it looks at control types by security properties. An
// unknown attribute is an error; one named twice counts once.
//
// It says what is missing, not that it is needed: that follows from the risks.
func (s Set) Gaps(want ...Attribute) (Gaps, error) {
	if len(want) == 0 {
		want = []Attribute{ControlType, InformationSecurityProperty}
	}
	var asked [len(attributes)]bool
	var errs []error
	for k, f := range want {
		if !Attributes().Has(f) {
			errs = append(errs, Attributes().Validate(isms.Path("").Index("", k), f))
		}
		for i := range attributes {
			asked[i] = asked[i] || attributes[i].attribute == f
		}
	}
	if len(errs) > 0 {
		return nil, isms.RefuseAll(errs...)
	}
	// Combinations are few: all five attributes have 3·3·5·15·4 = 2700.
	all := Gaps{{Candidates: FullSet()}}
	for i, f := range attributes {
		if !asked[i] {
			continue
		}
		var next Gaps
		for _, g := range all {
			for a := range f.mask.All() {
				candidates := g.Candidates.Intersect(attributeSets[a.first()])
				if !candidates.Empty() {
					next = append(next, Gap{g.AttributeValues | a, candidates})
				}
			}
		}
		all = next
	}
	gaps := Gaps{}
	for _, g := range all {
		if g.Candidates.Intersect(s).Empty() {
			gaps = append(gaps, g)
		}
	}
	return gaps, nil
}

// Table returns the gaps as a table: the values, how many controls would fill
// the gap, and which.
func (g Gaps) Table() table.Table {
	return table.Of("gaps", "Combinations of attributes that no selected control has", slices.Values(g),
		table.Col("values", "Combination of attribute values without a control", func(g Gap) string { return g.AttributeValues.String() }),
		table.ValueCol("count", "Candidates", func(g Gap) int { return g.Candidates.Len() }),
		table.Col("candidates", "Candidate controls", func(g Gap) string { return g.Candidates.String() }),
	)
}
