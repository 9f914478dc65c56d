package mapping

import "fmt"

// A CandidateControl is a control of Annex A that may serve a SOC 2 criterion, with its
// own state. Like the [Suggestion] it is a lead: that the control is met does
// not mean that the criterion is.
type CandidateControl struct {
	Suggestion
	State State `json:"state"`
}

// SOC2Controls returns the controls of [ISO27001] that may serve a criterion
// of [SOC2], with their states. It refuses an id that is no criterion. A nil
// state knows nothing.
func SOC2Controls(criterion string, state func(id string) State) ([]CandidateControl, error) {
	it, ok := SOC2().Item(criterion)
	if !ok || !it.Leaf {
		return nil, fmt.Errorf("mapping: SOC2Controls(%q): not one of the criteria of %s", clip(criterion), SOC2().ID())
	}
	out := []CandidateControl{}
	for s := range SOC2Suggestions() {
		if s.Source != criterion {
			continue
		}
		v := CandidateControl{Suggestion: s}
		if state != nil {
			v.State = codeOf(state(s.Target)).state()
		}
		out = append(out, v)
	}
	return out, nil
}
