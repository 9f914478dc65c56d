package mapping

import (
	"github.com/ismskit/ismskit/internal/text"

	"github.com/ismskit/ismskit/isms"
)

// State is the share of the demands of one requirement that is met. The empty State
// is [Unknown]; a word that is not known counts as unknown too, never as met.
type State string

// The states of a requirement.
const (
	Unknown       State = ""               // not assessed, or nobody can say
	FullyMet      State = "fully met"      // every demand
	PartiallyMet  State = "partially met"  // some demand, not all
	NotMet        State = "not met"        // no demand
	NotFullyMet   State = "not fully met"  // a demand is not met and nobody said how many: what a nonconformity says
	NotApplicable State = "not applicable" // no share of anything: it carries over only as a suggestion
)

var wordsStates = [...][2]State{
	{FullyMet, "Fully met"},
	{PartiallyMet, "Partially met"},
	{NotFullyMet, "Not fully met"},
	{NotMet, "Not met"},
	{NotApplicable, "Not applicable"},
}

// States returns the vocabulary of [State].
func States() isms.Words[State] { return isms.WordsOf("mapping.state", wordsStates[:]) }

// StateSet is the set of the states that a requirement can still have: fully met,
// partially met, not met. [AnyState] means that nothing is known. The empty set
// means that what is known contradicts itself.
type StateSet uint8

// AnyState allows every state.
const AnyState StateSet = 7

const (
	canMet StateSet = 1 << iota
	canPartly
	canNot
)

// SetOf returns the states that a requirement stated as s can have: one for
// fully met, partially met and not met, the last two for not fully met, any for all
// other words.
func SetOf(s State) StateSet {
	switch s {
	case FullyMet:
		return canMet
	case PartiallyMet:
		return canPartly
	case NotMet:
		return canNot
	case NotFullyMet:
		return canPartly | canNot
	}
	return AnyState
}

// Has reports whether s, one of fully met, partially met and not met, can be the
// state.
func (t StateSet) Has(s State) bool {
	switch s {
	case FullyMet, PartiallyMet, NotMet:
		return t&SetOf(s) != 0
	}
	return false
}

// Proves reports whether s is the only state left.
func (t StateSet) Proves(s State) bool { return t.Has(s) && t&AnyState&^SetOf(s) == 0 }

// States returns the states of t, best first.
func (t StateSet) States() []State {
	out := []State{}
	for _, s := range [...]State{FullyMet, PartiallyMet, NotMet} {
		if t.Has(s) {
			out = append(out, s)
		}
	}
	return out
}

// String returns the words of the states joined by "|", "any" for all of them
// and "contradictory" for none.
func (t StateSet) String() string {
	switch t & AnyState {
	case 0:
		return "contradictory"
	case AnyState:
		return "any"
	}
	return text.Join(t.States(), "|")
}

// MarshalText returns the text of [StateSet.String].
func (t StateSet) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads what [StateSet.String] prints.
func (t *StateSet) UnmarshalText(given []byte) error {
	for s := range AnyState + 1 {
		if s.String() == string(given) {
			*t = s
			return nil
		}
	}
	return isms.Refuse(noStates, "", string(given), isms.ArgWords("words", States(), AnyState.States()...))
}

// UnmarshalJSON reads the text of UnmarshalText in quotes; null leaves t as it is.
func (t *StateSet) UnmarshalJSON(data []byte) error {
	return readText(data, t.UnmarshalText)
}

// Carry returns the states that a target can have when a source with relation
// r to it can have the states s:
//
//	source           fully met                  partially met   not met
//	equal            fully met                  partially met   not met
//	subset           fully met, partially met   partially met   partially met, not met
//	superset         fully met                  any             not met
//	intersects       fully met, partially met   any             partially met, not met
//	no relationship  any                        any             any
//
// and the union of these for sets. So only equal and superset ever prove a
// target fully met; that nothing is known of the source, or of the relation, leaves
// any state possible. A test proves the table by walking through all sources,
// targets and shares met.
func (r Relation) Carry(s StateSet) StateSet {
	return StateSet(carried[int(r&Unspecified)<<3|int(s&AnyState)])
}

// stateCode is a State as a small number, for the inner loops.
type stateCode uint8

const (
	codeUnknown stateCode = iota
	codeMet
	codePartly
	codeNot
	codeNA
	codeNotFull
)

func codeOf(s State) stateCode {
	switch s {
	case FullyMet:
		return codeMet
	case PartiallyMet:
		return codePartly
	case NotMet:
		return codeNot
	case NotApplicable:
		return codeNA
	case NotFullyMet:
		return codeNotFull
	}
	return codeUnknown
}

func (c stateCode) state() State {
	return [...]State{Unknown, FullyMet, PartiallyMet, NotMet, NotApplicable, NotFullyMet}[c]
}

func (c stateCode) set() StateSet {
	return [...]StateSet{AnyState, canMet, canPartly, canNot, AnyState, canPartly | canNot}[c]
}

// unionOf returns the states that several sources taken together can have: met
// when all are, not met when none has anything met, partially met otherwise.
func unionOf(codes []stateCode, items []int32) StateSet {
	all, some, met, not := AnyState, StateSet(0), false, false
	for _, it := range items {
		s := codes[it].set()
		all &= s
		some |= s
		met = met || s&canMet != 0
		not = not || s&canNot != 0
	}
	out := all & (canMet | canNot)
	if some&canPartly != 0 || len(items) > 1 && met && not {
		out |= canPartly
	}
	return out
}

// ofUnion returns what the states of several targets taken together say of
// each one of them: if all demands are met, or none is, so it is for each;
// otherwise nothing follows.
func ofUnion(s StateSet) StateSet {
	if s&canPartly != 0 {
		return AnyState
	}
	return s
}

// ControlStates turns a function over the controls of Annex A, such as the
// implementation states of a Statement of Applicability, into one over the
// items of ISO/IEC 27001:2022: A.5.7 asks for control A.5.7. Clauses are unknown to it.
// A certificate is at most a reason to state FullyMet for a control, inside its
// scope.
func ControlStates(state func(isms.Ref) State) func(id string) State {
	return func(id string) State {
		if ref := isms.Ref(id); state != nil && ref.IsControl() {
			return state(ref)
		}
		return Unknown
	}
}
