package risk

import (
	"cmp"
	"iter"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// ControlState is how far a control is. The empty ControlState is not known.
type ControlState string

// States of a control.
const (
	ControlPlanned        ControlState = "planned"
	ControlImplemented    ControlState = "implemented"
	ControlDecommissioned ControlState = "decommissioned" // was in place and is no longer
	ControlExcluded       ControlState = "excluded"       // the Statement of Applicability leaves it out
)

var wordsControlStates = [...][2]ControlState{
	{ControlPlanned, "Planned"},
	{ControlImplemented, "Implemented"},
	{ControlDecommissioned, "Decommissioned"},
	{ControlExcluded, "Excluded"},
}

// ControlStates returns the vocabulary of [ControlState].
func ControlStates() isms.Words[ControlState] {
	return isms.WordsOf("risk.control-state", wordsControlStates[:])
}

// ControlUse says that a risk needs a control: because a treatment names it,
// or because it is in place already and the current rating counts on it.
type ControlUse struct {
	Control   isms.Ref `json:"control"`
	Risk      isms.ID  `json:"risk,omitzero"`      // empty if the treatment names no risk
	Treatment isms.ID  `json:"treatment,omitzero"` // empty for an existing control
	// State is what [Register.Controls] says of the control, or follows from the
	// treatment: implemented when it is finished, planned before.
	State ControlState `json:"state"`
}

// ControlUses yields why which controls are needed: each control with each risk
// and treatment that names it, once, in the order of control, risk, treatment.
// Cancelled treatments and closed risks need no control. It is what a Statement
// of Applicability takes its reasons from (6.1.3 b, d).
func (r Register) ControlUses() iter.Seq[ControlUse] {
	return func(yield func(ControlUse) bool) {
		for _, u := range r.controlUses() {
			if !yield(u) {
				return
			}
		}
	}
}

func (r Register) controlUses() []ControlUse {
	states, _ := r.controlStates(isms.Date{})
	closed := make(map[isms.ID]bool)
	for i := range r.Risks {
		if !r.Risks[i].Closed.IsZero() {
			closed[r.Risks[i].ID] = true
		}
	}
	var uses []ControlUse
	for i := range r.Risks {
		k := &r.Risks[i]
		if closed[k.ID] {
			continue
		}
		for _, c := range k.Existing {
			uses = append(uses, ControlUse{Control: c, Risk: k.ID, State: cmp.Or(states[c], ControlImplemented)})
		}
	}
	for i := range r.Treatments {
		t := &r.Treatments[i]
		state := t.Status.state()
		if t.Status == ActionCancelled {
			continue
		}
		for _, c := range t.Controls {
			use := ControlUse{Control: c, Treatment: t.ID, State: cmp.Or(states[c], state)}
			if len(t.Risks) == 0 {
				uses = append(uses, use)
			}
			for _, k := range t.Risks {
				if !closed[k] {
					use.Risk = k
					uses = append(uses, use)
				}
			}
		}
	}
	slices.SortFunc(uses, func(a, b ControlUse) int {
		return cmp.Or(a.Control.Compare(b.Control), cmp.Compare(a.Risk, b.Risk),
			cmp.Compare(a.Treatment, b.Treatment), cmp.Compare(a.State, b.State))
	})
	return slices.Compact(uses)
}

// state is what a treatment's progress says of its controls.
func (p ActionStatus) state() ControlState {
	if p == ActionCompleted {
		return ControlImplemented
	}
	return ControlPlanned
}

// controlStates returns what is known of each control, and since when. Of two
// entries for one control the later counts, of two on one day the worse. What
// lies after asOf does not count yet; a zero asOf takes all.
func (r Register) controlStates(asOf isms.Date) (map[isms.Ref]ControlState, map[isms.Ref]isms.Date) {
	states := make(map[isms.Ref]ControlState, len(r.Controls))
	since := make(map[isms.Ref]isms.Date, len(r.Controls))
	for _, c := range r.Controls {
		if !asOf.IsZero() && c.On.After(asOf) {
			continue
		}
		old, ok := states[c.Control]
		if d := c.On.Compare(since[c.Control]); !ok || d > 0 || d == 0 && c.State.badness() > old.badness() {
			states[c.Control], since[c.Control] = c.State, c.On
		}
	}
	return states, since
}

func (s ControlState) badness() int {
	switch s {
	case ControlImplemented:
		return 0
	case ControlPlanned:
		return 1
	case ControlDecommissioned:
		return 2
	case ControlExcluded:
		return 3
	}
	return -1 // not decided: says nothing
}
