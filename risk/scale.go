package risk

import "github.com/ismskit/ismskit/isms"

// A Scale is a list of steps, lowest first. [Grade] 1 is the first step.
type Scale []Step

// A Step is one place of a [Scale].
type Step struct {
	// Key is the stable word of the step; empty takes the name. Steps with keys
	// can be renamed without a change of method.
	Key  string `json:"key,omitzero"`
	Name string `json:"name"`
	// Value is what formulas compute with. Where all values of a scale are 0,
	// the steps count 1, 2, 3 and so on.
	Value int `json:"value,omitzero"`
	// From and To are the numeric range that the step stands for, such as events
	// a year or money; a range begins where the one below ends.
	From isms.Decimal `json:"from,omitzero"`
	To   isms.Decimal `json:"to,omitzero"`
	// Meaning explains the step to an assessor.
	Meaning string `json:"meaning,omitzero"`
}
