package risk

import "github.com/ismskit/ismskit/isms"

// Effect lowers a grade. The zero Effect leaves it as it is; giving both
// steps and percent is a contradiction.
type Effect struct {
	Steps   int `json:"steps,omitzero"`   // whole steps off
	Percent int `json:"percent,omitzero"` // 0 to 100 of the way down to the lowest step, rounded up
}

// Apply returns the lowered grade. An effect of 0 leaves every grade exactly as it
// is, and a stronger effect never leaves more than a weaker one. It returns an
// [isms.Error] for an effect that cannot be and for one that reaches below the lowest
// step: nothing is cut to fit. A grade that is not rated stays so.
func (e Effect) Apply(g Grade) (Grade, error) { return applyEffects(g, e) }

// applyEffects lowers a grade by several controls: of percents the highest
// counts, as nothing says that they add up; then steps are taken off, all of
// them. The order does not matter.
func applyEffects(g Grade, effects ...Effect) (Grade, error) {
	if g < 1 {
		return 0, nil
	}
	percent, steps := 0, 0
	for _, e := range effects {
		switch {
		case e.Steps < 0 || e.Percent < 0 || e.Percent > 100:
			return 0, e.refuse(effectOutside)
		case e.Steps > 0 && e.Percent > 0:
			return 0, e.refuse(effectOfBoth)
		case e.Steps > maxSteps:
			return 0, e.refuse(effectTooLarge)
		}
		percent = max(percent, e.Percent)
		steps = min(steps+e.Steps, maxSteps+1)
	}
	// The steps above the lowest that stay, rounded up; divided first so that no
	// grade is too large.
	above := int64(g) - 1
	keep := int64(100 - percent)
	left := above/100*keep + (above%100*keep+99)/100
	if left < int64(steps) {
		return 0, isms.Refuse(effectBelowScale, "steps", "", isms.ArgInt("steps", steps), isms.ArgInt("grade", int(g)))
	}
	return Grade(left-int64(steps)) + 1, nil
}

// refuse returns the error for an effect that cannot be.
func (e Effect) refuse(m isms.Message) error {
	at := isms.Path("steps")
	if e.Percent != 0 {
		at = "percent"
	}
	return isms.Refuse(m, at, "", isms.ArgInt("steps", e.Steps), isms.ArgInt("percent", e.Percent))
}
