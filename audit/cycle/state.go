package cycle

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// State is the state of an application or a certificate on a day. The zero value
// means that there is none. A transfer is no state: the certificate goes on as that of
// another certification body. [Transitions] is the table of what leads in and out.
type State string

// Up to StateRefused there is no certificate yet; from StateCertified on it changes with
// events and with the passing of days.
const (
	StateApplied   State = "applied"
	StateNotReady  State = "not ready" // for stage 2
	StateReady     State = "ready"     // for stage 2
	StateAudited   State = "audited"   // before the decision
	StateRefused   State = "refused"   // stage 1 or stage 2 can be repeated
	StateCertified State = "certified" // the certificate is valid
	StateSuspended State = "suspended"
	StateExpired   State = "expired"   // within the time limit for restoration
	StateLapsed    State = "lapsed"    // after it; requires at least another stage 2
	StateWithdrawn State = "withdrawn" // final
)

var wordsStates = [...][2]State{
	{StateApplied, "Applied"},
	{StateNotReady, "Not ready for stage 2"},
	{StateReady, "Ready for stage 2"},
	{StateAudited, "Decision pending"},
	{StateRefused, "Certification refused"},
	{StateCertified, "Certified"},
	{StateSuspended, "Suspended"},
	{StateExpired, "Expired"},
	{StateLapsed, "Lapsed"},
	{StateWithdrawn, "Withdrawn"},
}

// States returns the vocabulary of [State].
func States() isms.Words[State] { return isms.WordsOf("cycle.state", wordsStates[:]) }

// Transition is a way from one state to another, or to the same: by an event, or by
// the passing of the last day of an obligation that was not met.
type Transition struct {
	From   State          `json:"from,omitzero"` // zero: nothing has begun
	To     State          `json:"to"`
	Event  EventKind      `json:"event,omitzero"`
	Missed ObligationKind `json:"missed,omitzero"`
	Ref    isms.Ref       `json:"ref,omitzero"` // empty: no clause, an application can be withdrawn
}

// transition is a row of the lifecycle: the states in which a kind of event is
// allowed, and the state that it leads to; none: the same; two: as the event decides.
type transition struct {
	kind EventKind
	from []State
	to   []State
	ref  isms.Ref
}

// The lifecycle. What an event requires besides is in lacks.
var transitions = [...]transition{
	{Applied, []State{""}, []State{StateApplied}, "ISO/IEC 17021-1 9.1.1"},
	{ExistingCertificate, []State{""}, []State{StateCertified}, "ISO/IEC 17021-1 9.1.3"},
	{Stage1Conducted, []State{StateApplied, StateNotReady, StateReady, StateAudited, StateRefused, StateLapsed}, []State{StateReady, StateNotReady}, "ISO/IEC 17021-1 9.3.1.2"},
	{Stage2Conducted, []State{StateReady, StateAudited, StateRefused, StateExpired, StateLapsed}, []State{StateAudited}, "ISO/IEC 17021-1 9.3.1.3"},
	{FollowUpConducted, []State{StateAudited, StateCertified, StateSuspended, StateExpired}, nil, "ISO/IEC 17021-1 9.4.10"},
	{Decided, []State{StateAudited}, []State{StateCertified, StateRefused}, "ISO/IEC 17021-1 9.5.2"},
	{SurveillanceConducted, []State{StateCertified, StateSuspended}, nil, "ISO/IEC 17021-1 9.6.2"},
	{SpecialAuditConducted, []State{StateCertified, StateSuspended}, nil, "ISO/IEC 17021-1 9.6.4"},
	{RecertificationConducted, []State{StateCertified, StateSuspended, StateExpired}, nil, "ISO/IEC 17021-1 9.6.3.1.1"},
	{Recertified, []State{StateCertified}, nil, "ISO/IEC 17021-1 9.6.3.2.3"},
	{Recertified, []State{StateExpired}, []State{StateCertified, StateExpired}, "ISO/IEC 17021-1 9.6.3.2.5"},
	{Reissued, []State{StateCertified}, nil, "ISO/IEC 17021-1 8.2.2"},
	{Suspended, []State{StateCertified}, []State{StateSuspended}, "ISO/IEC 17021-1 9.6.5"},
	{SuspensionLifted, []State{StateSuspended}, []State{StateCertified}, "ISO/IEC 17021-1 9.6.5"},
	{ScopeReduced, []State{StateCertified, StateSuspended}, nil, "ISO/IEC 17021-1 9.6.5"},
	{ScopeExtended, []State{StateCertified}, nil, "ISO/IEC 17021-1 9.6.4"},
	{AccreditationLost, []State{StateCertified, StateSuspended}, nil, "IAF MD 2"},
	{Transferred, []State{StateCertified}, nil, "IAF MD 2"},
	{EditionChanged, []State{StateCertified, StateSuspended}, nil, "IAF MD 26"},
	{CertificateWithdrawn, []State{StateApplied, StateNotReady, StateReady, StateAudited, StateRefused}, []State{StateWithdrawn}, ""},
	{CertificateWithdrawn, []State{StateCertified, StateSuspended, StateExpired, StateLapsed}, []State{StateWithdrawn}, "ISO/IEC 17021-1 9.6.5"},
}

// What the passing of a day does, as core.state has it.
var passings = [...]struct {
	missed ObligationKind
	from   []State
	to     State
}{
	{RecertificationDue, []State{StateCertified, StateSuspended}, StateExpired},
	{ReissueDue, []State{StateCertified, StateSuspended}, StateExpired},
	{EditionChangeDue, []State{StateCertified, StateSuspended}, StateLapsed},
	{RestorationDue, []State{StateExpired}, StateLapsed},
}

// Transitions returns the table of states: every way from one to another. Of a state
// the rows with it as To lead in, those with it as From lead out. The value is a copy.
func Transitions() []Transition {
	var out []Transition
	for _, t := range transitions {
		for _, from := range t.from {
			to := t.to
			if len(to) == 0 {
				to = []State{from}
			}
			for _, to := range to {
				out = append(out, Transition{From: from, To: to, Event: t.kind, Ref: t.ref})
			}
		}
	}
	for _, p := range passings {
		for _, from := range p.from {
			out = append(out, Transition{From: from, To: p.to, Missed: p.missed, Ref: p.missed.facts().ref})
		}
	}
	return out
}

// lookupTransition returns the row for a kind of event in a state, and whether the
// state allows it.
func lookupTransition(kind EventKind, state State) (transition, bool) {
	for _, t := range transitions {
		if t.kind == kind && slices.Contains(t.from, state) {
			return t, true
		}
	}
	return transition{}, false
}

// allowed returns the kinds of events that a state allows.
func allowed(state State) []EventKind {
	var out []EventKind
	for _, t := range transitions {
		if slices.Contains(t.from, state) {
			out = append(out, t.kind)
		}
	}
	return out
}

func (k *core) state(asOf isms.Date) State {
	if k.stored != StateCertified {
		return k.stored
	}
	end := k.end()
	switch {
	case asOf.Compare(end) <= 0:
		if k.paused {
			return StateSuspended
		}
		return StateCertified
	case end == k.expiry && asOf.Compare(count(end, k.terms.Restoration)) <= 0:
		return StateExpired
	}
	return StateLapsed
}

// usableTable says of each state whether certificate and mark may be used.
var usableTable = [...]struct {
	state  State
	usable bool
	why    isms.Message
	ref    isms.Ref
}{
	{StateApplied, false, notGranted, "ISO/IEC 17021-1 8.3.4"},
	{StateNotReady, false, notGranted, "ISO/IEC 17021-1 8.3.4"},
	{StateReady, false, notGranted, "ISO/IEC 17021-1 8.3.4"},
	{StateAudited, false, notGranted, "ISO/IEC 17021-1 8.3.4"},
	{StateRefused, false, notGranted, "ISO/IEC 17021-1 8.3.4"},
	{StateCertified, true, usableInScope, "ISO/IEC 17021-1 8.3.4"},
	{StateSuspended, false, notWhileSuspended, "ISO/IEC 17021-1 9.6.5"},
	{StateExpired, false, notUntilRestored, "ISO/IEC 17021-1 9.6.3.2.5"},
	{StateLapsed, false, notAfterLapse, "ISO/IEC 17021-1 9.6.3.2.5"},
	{StateWithdrawn, false, notAfterWithdrawal, "ISO/IEC 17021-1 8.3.4"},
}

// Usable reports whether certificate and mark may be used in the state, and why or why
// not. The Statement of Applicability is no certificate: it can be shown in any state,
// as a draft if it is not approved.
func (s State) Usable() (usable bool, why isms.Sentence) {
	for _, u := range usableTable {
		if u.state == s {
			return u.usable, u.why.With(isms.ArgWord("state", States(), s), isms.ArgRef("ref", u.ref))
		}
	}
	return false, noCertificate.With()
}
