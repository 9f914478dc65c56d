package audit

import (
	"encoding/json"
	"iter"
	"slices"

	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Nonconformity is an audit finding with its history. It changes by events only:
// Apply returns a new value, and the events are its stored form. Observations and
// other findings have the same form and close without any of the steps. The zero
// Nonconformity has not been raised.
type Nonconformity struct {
	events []Event // never written once they are here
	core   core
	open   []isms.ID // actions of the present plan that are not done, sorted
}

// core is what the next event depends on, beside the open actions.
type core struct {
	phase    phase
	has      facts
	grade    Grade
	audit    Kind
	last     isms.Date // of the last event
	raised   isms.Date
	done     isms.Date // of the last action done
	closed   isms.Date
	actions  int // of the present plan
	reopened int
}

type phase uint8

const (
	unraised phase = 1 << iota >> 1 // 0
	open                            // 1
	disputed
	closed
	withdrawn
)

// facts are what has been reached since the nonconformity was last opened.
type facts uint16

const (
	hasCorrection facts = 1 << iota
	hasCause
	hasSimilar // similar nonconformities were determined
	hasPlan
	hasAccepted
	hasRejected
	hasAction // every action of the plan is completed
	hasReview
	hasNoAction // no corrective action is required
)

const sinceOpening = hasCause | hasSimilar | hasPlan | hasAccepted | hasRejected | hasAction | hasReview | hasNoAction

// transition is a row of the lifecycle: the phases in which a kind of event is
// allowed, the facts that it requires and excludes, and those that it changes.
type transition struct {
	kind        EventKind
	from        phase // any of these
	needs       facts
	bodyNeeds   facts // needed too for findings of a certification body
	lacks       facts
	sets, drops facts
	to          phase // 0: stays
}

// The lifecycle. ActionCompleted sets hasAction only with the last action,
// CauseDetermined sets hasSimilar only if it states them, and EffectivenessReviewed
// has a second row for a corrective action that is not effective. Closed has its own
// gates besides.
var transitions = [...]transition{
	{kind: Raised, from: unraised, to: open},
	{kind: Corrected, from: open, sets: hasCorrection},
	{kind: CauseDetermined, from: open, lacks: hasReview, sets: hasCause | hasSimilar, drops: hasNoAction},
	{kind: NoActionRequired, from: open, lacks: hasPlan, sets: hasNoAction},
	{kind: PlanSubmitted, from: open, needs: hasCause, lacks: hasReview, sets: hasPlan, drops: hasAccepted | hasRejected | hasAction | hasNoAction},
	{kind: PlanAccepted, from: open, needs: hasPlan, lacks: hasAccepted | hasRejected, sets: hasAccepted},
	{kind: PlanRejected, from: open, needs: hasPlan, lacks: hasAccepted | hasRejected, sets: hasRejected, drops: hasAction},
	{kind: ActionCompleted, from: open, needs: hasPlan, lacks: hasRejected | hasAction, sets: hasAction},
	{kind: EffectivenessReviewed, from: open, needs: hasAction, bodyNeeds: hasAccepted, lacks: hasReview, sets: hasReview},
	{kind: Closed, from: open, to: closed},
	{kind: Reopened, from: closed, drops: sinceOpening, to: open},
	{kind: Regraded, from: open, drops: hasNoAction},
	{kind: Disputed, from: open, to: disputed},
	{kind: Upheld, from: disputed, to: open},
	{kind: Withdrawn, from: open | disputed, to: withdrawn},
	{kind: Extended, from: open},
}

var ineffective = transition{
	kind: EffectivenessReviewed, from: open, needs: hasAction, bodyNeeds: hasAccepted, lacks: hasReview, drops: sinceOpening,
}

func transitionOf(kind EventKind) (transition, bool) {
	for _, t := range transitions {
		if t.kind == kind {
			return t, true
		}
	}
	return transition{}, false
}

func (t transition) allows(c core) bool {
	from := t.from&c.phase != 0 || t.from == c.phase
	needs := t.needs
	if c.audit.OfBody() {
		needs |= t.bodyNeeds
	}
	return from && c.has&needs == needs && c.has&t.lacks == 0
}

// maxActions bounds the work of one event.
const maxActions = 1000

// Raise returns the nonconformity of a new finding: its first event.
func Raise(on isms.Date, by isms.ID, f Finding) (Nonconformity, error) {
	return Nonconformity{}.Apply(Event{Kind: Raised, On: on, By: by, Finding: f})
}

// Replay returns the nonconformity with these events. It returns an error for the
// first event that Apply refuses. Time: linear.
func Replay(events []Event) (Nonconformity, error) {
	var n Nonconformity
	if len(events) == 0 {
		return n, isms.Refuse(noEvents, "", "", isms.ArgWord("event", EventKinds(), Raised))
	}
	n.events = make([]Event, 0, len(events))
	for i, e := range events {
		if err := n.step(e.clone()); err != nil {
			return Nonconformity{}, isms.RefuseUnder(isms.Path("").Index("", i), err)
		}
	}
	return n, nil
}

// Apply returns n after the event; n is not changed. It returns an [isms.Error] for an
// event that the state of n does not allow, that precedes the last event, or that
// lacks what its kind requires. For [Closed] the codes are those of the rules of
// [Nonconformity.CheckClosing].
func (n Nonconformity) Apply(e Event) (Nonconformity, error) {
	n.events = append(make([]Event, 0, len(n.events)+1), n.events...)
	n.open = slices.Clone(n.open)
	if err := n.step(e.clone()); err != nil {
		return Nonconformity{}, err
	}
	return n, nil
}

// step changes n in place; the caller owns it.
func (n *Nonconformity) step(e Event) error {
	t, ok := transitionOf(e.Kind)
	if !ok {
		return isms.Refuse(unknownEvent, "kind", string(e.Kind))
	}
	if e.On.IsZero() {
		return isms.Refuse(noDate, "on", "")
	}
	if e.On.Before(n.core.last) {
		return isms.Refuse(notInOrder, "on", e.On.String(), isms.ArgDate("on", e.On), isms.ArgDate("last", n.core.last))
	}
	if e.Kind == EffectivenessReviewed && e.Effect == NotEffective {
		t = ineffective
	}
	if !t.allows(n.core) {
		return n.refuse(e.Kind)
	}
	if err := n.lacks(e); err != nil {
		return err
	}
	c := &n.core
	sets := t.sets
	switch e.Kind {
	case Raised:
		c.grade, c.audit, c.raised = e.Finding.Grade, e.Finding.Audit, e.On
	case CauseDetermined:
		if text.Unanswered(e.Similar) {
			sets &^= hasSimilar
		}
	case PlanSubmitted:
		n.open = n.open[:0]
		for _, a := range e.Actions {
			n.open = append(n.open, a.ID)
		}
		slices.Sort(n.open)
		c.actions = len(n.open)
	case ActionCompleted:
		i, _ := slices.BinarySearch(n.open, e.Action)
		n.open = slices.Delete(n.open, i, i+1)
		if len(n.open) > 0 {
			sets &^= hasAction
		}
		c.done = e.On
	case EffectivenessReviewed:
		if e.Effect == NotEffective {
			c.reopened++
		}
	case Reopened:
		c.reopened++
		c.closed = isms.Date{}
	case Closed:
		c.closed = e.On
	case Regraded:
		c.grade = e.Grade
	}
	c.has = c.has&^t.drops | sets
	if c.has&hasPlan == 0 {
		n.open, c.actions = n.open[:0], 0
	}
	if t.to != 0 {
		c.phase = t.to
	}
	c.last = e.On
	n.events = append(n.events, e)
	return nil
}

// refuse returns why a kind of event is not allowed.
func (n *Nonconformity) refuse(kind EventKind) error {
	event, state := isms.ArgWord("event", EventKinds(), kind), isms.ArgWord("state", States(), n.State())
	switch allowed := n.Allowed(); {
	case n.core.phase == unraised:
		return isms.Refuse(notRaised, "kind", string(kind), event, isms.ArgWord("first", EventKinds(), Raised))
	case len(allowed) == 0:
		return isms.Refuse(nothingFollows, "kind", string(kind), event, state)
	default:
		return isms.Refuse(notAllowed, "kind", string(kind), event, state, isms.ArgWords("allowed", EventKinds(), allowed...))
	}
}

// lacks returns what the event itself lacks, if anything.
func (n *Nonconformity) lacks(e Event) error {
	var errs []error
	lack := func(is bool, at isms.Path, what isms.Message) {
		if is {
			errs = append(errs, isms.Refuse(incompleteEvent, at, "", isms.ArgWord("event", EventKinds(), e.Kind), isms.ArgSentence("lacking", what.With())))
		}
	}
	silent := text.Blank(e.Text)
	switch e.Kind {
	case Raised:
		return isms.RefuseUnder("finding", e.Finding.check())
	case Corrected:
		lack(silent, "text", theCorrection)
	case CauseDetermined:
		lack(silent, "text", theRootCause)
	case NoActionRequired:
		lack(e.By == "", "by", whoDecided)
		lack(silent, "text", theReason)
		errs = append(errs, n.core.wantsAction())
	case PlanSubmitted:
		lack(len(e.Actions) == 0, "actions", aCorrectiveAction)
		errs = append(errs, checkPlan(e.Actions))
	case ActionCompleted:
		if _, ok := slices.BinarySearch(n.open, e.Action); !ok {
			return isms.Refuse(notOpenAction, "action", string(e.Action))
		}
	case EffectivenessReviewed:
		return Effects().Validate("effect", e.Effect)
	case Closed:
		for _, g := range gates {
			if g.holdsUp(n.core) {
				errs = append(errs, isms.Refuse(isms.Message{Code: g.rule.Code, Text: g.rule.Message}, "kind", string(Closed), g.args(*n)...))
			}
		}
	case PlanRejected, Reopened, Disputed, Withdrawn:
		lack(silent, "text", theReason)
	case Regraded:
		errs = append(errs, Grades().Validate("grade", e.Grade))
		if e.Grade != "" && e.Grade == n.core.grade {
			errs = append(errs, isms.Refuse(sameGrade, "grade", string(e.Grade), isms.ArgWord("grade", Grades(), e.Grade)))
		}
		lack(silent, "text", theReason)
	case Extended:
		errs = append(errs, Steps().Validate("step", e.Step))
		lack(e.Due.IsZero(), "due", theAgreedDueDate)
		lack(e.By == "", "by", whoAgreed)
		lack(silent, "text", theReason)
	}
	return isms.RefuseAll(errs...)
}

// wantsAction returns why corrective action is required, nil if it can be decided
// that none is. Clause 10.2 b leaves that to the organization once the root cause and
// similar nonconformities are determined. For nonconformities raised by a
// certification body ISO/IEC 17021-1 9.4.9 requires corrective action; for a major
// one, no action is not in proportion to its effects (10.2), as ismskit reads it.
func (c *core) wantsAction() error {
	because := func(reason isms.Message, ref isms.Ref) error {
		return isms.Refuse(actionRequired, "kind", string(NoActionRequired), isms.ArgSentence("reason", reason.With(isms.ArgRef("ref", ref))))
	}
	switch {
	case c.grade == "":
		return because(becauseUngraded, "10.2 b")
	case !c.grade.Nonconforming():
		return nil
	case c.audit.OfBody():
		return because(becauseOfBody, "ISO/IEC 17021-1 9.4.9")
	case c.grade == Major:
		return because(becauseMajor, "10.2 s1")
	case c.has&hasCause == 0:
		return because(becauseNoCause, "10.2 b 2")
	case c.has&hasSimilar == 0:
		return because(becauseNothingElse, "10.2 b 3")
	}
	return nil
}

// check returns what is wrong with a finding to be raised.
func (f Finding) check() error {
	errs := []error{isms.RefuseUnder("id", f.ID.Validate()), Kinds().Validate("audit", f.Audit)}
	if f.Grade != "" {
		errs = append(errs, Grades().Validate("grade", f.Grade))
	}
	for i, r := range f.Requirements {
		errs = append(errs, isms.RefuseUnder(isms.Path("").Index("requirements", i), r.Validate()))
	}
	return isms.RefuseAll(errs...)
}

func checkPlan(actions []Action) error {
	if len(actions) > maxActions {
		return isms.Refuse(tooManyActions, "actions", "", isms.ArgInt("n", len(actions)), isms.ArgInt("most", maxActions))
	}
	var errs []error
	seen := make(map[isms.ID]bool, len(actions)) // for look-up only
	for i, a := range actions {
		at := isms.Path("").Index("actions", i)
		errs = append(errs, isms.RefuseUnder(at.Field("id"), a.ID.Validate()))
		if seen[a.ID] {
			errs = append(errs, isms.Refuse(duplicateAction, at.Field("id"), string(a.ID)))
		}
		if text.Blank(a.What) {
			errs = append(errs, isms.Refuse(incompleteEvent, at.Field("what"), "", isms.ArgWord("event", EventKinds(), PlanSubmitted), isms.ArgSentence("lacking", theAction.With())))
		}
		seen[a.ID] = true
	}
	return isms.RefuseAll(errs...)
}

// State is the progress of a nonconformity. The zero value means not raised.
type State string

// A nonconformity is closed from StateEffective or StateNoActionRequired only.
const (
	StateRaised           State = "raised"
	StateCorrected        State = "corrected" // root cause not determined
	StateCauseDetermined  State = "cause determined"
	StateNoActionRequired State = "no corrective action required" // can be closed
	StatePlanSubmitted    State = "plan submitted"
	StatePlanAccepted     State = "plan accepted"
	StatePlanRejected     State = "plan rejected"
	StateImplemented      State = "implemented"
	StateEffective        State = "effective"
	StateClosed           State = "closed"
	StateReopened         State = "reopened" // without progress since
	StateDisputed         State = "disputed"
	StateWithdrawn        State = "withdrawn" // final
)

var wordsStates = [...][2]State{
	{StateRaised, "Raised"},
	{StateCorrected, "Corrected"},
	{StateCauseDetermined, "Root cause determined"},
	{StateNoActionRequired, "No corrective action required"},
	{StatePlanSubmitted, "Corrective action plan submitted"},
	{StatePlanAccepted, "Corrective action plan accepted"},
	{StatePlanRejected, "Corrective action plan rejected"},
	{StateImplemented, "Corrective action implemented"},
	{StateEffective, "Corrective action effective"},
	{StateClosed, "Closed"},
	{StateReopened, "Reopened"},
	{StateDisputed, "Disputed"},
	{StateWithdrawn, "Withdrawn"},
}

// States returns the vocabulary of [State], in the usual order of the states.
func States() isms.Words[State] { return isms.WordsOf("audit.state", wordsStates[:]) }

// State returns the state of n. A correction shows only until the root cause is
// determined; [Nonconformity.DeadlineInput] lists each completed step.
func (n Nonconformity) State() State {
	c := n.core
	switch c.phase {
	case unraised:
		return ""
	case disputed:
		return StateDisputed
	case closed:
		return StateClosed
	case withdrawn:
		return StateWithdrawn
	}
	switch {
	case c.has&hasReview != 0:
		return StateEffective
	case c.has&hasRejected != 0:
		return StatePlanRejected
	case c.has&hasAction != 0:
		return StateImplemented
	case c.has&hasAccepted != 0:
		return StatePlanAccepted
	case c.has&hasPlan != 0:
		return StatePlanSubmitted
	case c.has&hasNoAction != 0:
		return StateNoActionRequired
	case c.has&hasCause != 0:
		return StateCauseDetermined
	case c.reopened > 0:
		return StateReopened
	case c.has&hasCorrection != 0:
		return StateCorrected
	}
	return StateRaised
}

// Open reports whether n is raised and neither closed nor withdrawn.
func (n Nonconformity) Open() bool { return n.core.phase == open || n.core.phase == disputed }

// Allowed returns the kinds of events that the state of n allows, in their usual
// order. Apply still refuses such an event if it lacks what its kind requires.
func (n Nonconformity) Allowed() []EventKind {
	var out []EventKind
	for _, t := range transitions {
		if !t.allows(n.core) {
			continue
		}
		if t.kind == Closed && slices.ContainsFunc(gates[:], func(g gate) bool { return g.holdsUp(n.core) }) {
			continue
		}
		if t.kind == NoActionRequired && n.core.wantsAction() != nil {
			continue
		}
		out = append(out, t.kind)
	}
	return out
}

// done returns the completed steps. Closing and withdrawing complete all of them;
// where no corrective action is required, its steps are complete.
func (n Nonconformity) done() StepSet {
	switch n.core.phase {
	case unraised:
		return StepSet{}
	case closed, withdrawn:
		return StepSet{1<<nSteps - 1}
	}
	s := NewStepSet(StepNotified)
	for _, d := range doneSteps {
		if n.core.has&d.has != 0 {
			s.bits |= d.steps.bits
		}
	}
	return s
}

var doneSteps = [...]struct {
	has   facts
	steps StepSet
}{
	{hasCorrection, NewStepSet(StepCorrection, StepCorrectionEvidence)},
	{hasCause, NewStepSet(StepRootCause)},
	{hasPlan, NewStepSet(StepPlan)},
	{hasAccepted, NewStepSet(StepPlanAccepted)},
	{hasAction, NewStepSet(StepAction, StepEvidence)},
	{hasReview, NewStepSet(StepBodyVerification, StepEffectivenessReview)},
	{hasNoAction, NewStepSet(StepPlan, StepPlanAccepted, StepAction, StepEvidence, StepBodyVerification, StepEffectivenessReview)},
}

// ID returns the ID of the finding.
func (n Nonconformity) ID() isms.ID {
	if len(n.events) == 0 {
		return ""
	}
	return n.events[0].Finding.ID
}

// On returns n as of the end of a day, without later events. Before the finding was
// raised it is the zero Nonconformity.
func (n Nonconformity) On(asOf isms.Date) Nonconformity {
	if n.core.last.Compare(asOf) <= 0 {
		return n
	}
	k := 0
	for k < len(n.events) && n.events[k].On.Compare(asOf) <= 0 {
		k++
	}
	if k == 0 {
		return Nonconformity{}
	}
	past, _ := Replay(n.events[:k]) // they were taken before
	return past
}

// Finding returns the finding as raised, with its first grade.
func (n Nonconformity) Finding() Finding {
	if len(n.events) == 0 {
		return Finding{}
	}
	return n.events[0].clone().Finding
}

// Grade returns the current grade, empty if n is not graded.
func (n Nonconformity) Grade() Grade { return n.core.grade }

// RaisedOn returns the day on which n was raised.
func (n Nonconformity) RaisedOn() isms.Date { return n.core.raised }

// ClosedOn returns the day on which n was closed, and zero while it is not.
func (n Nonconformity) ClosedOn() isms.Date { return n.core.closed }

// Recurrences returns how often n was reopened or its corrective action was not
// effective.
func (n Nonconformity) Recurrences() int { return n.core.reopened }

// ActionsCompleted returns the completed corrective actions out of those of the
// present plan. Without a plan it is undefined.
func (n Nonconformity) ActionsCompleted() isms.Ratio {
	return isms.Ratio{Have: n.core.actions - len(n.open), Want: n.core.actions}
}

// progress returns a sentence on ActionsCompleted.
func (n Nonconformity) progress() isms.Sentence {
	r := n.ActionsCompleted()
	if !r.Defined() {
		return noActionPlanned.With()
	}
	return actionsCompleted.With(isms.ArgInt("have", r.Have), isms.ArgInt("want", r.Want))
}

// Events yields the events in order. The values are copies.
func (n Nonconformity) Events() iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for _, e := range n.events {
			if !yield(e.clone()) {
				return
			}
		}
	}
}

// Equal reports whether n and o have the same events.
func (n Nonconformity) Equal(o Nonconformity) bool {
	a, errA := json.Marshal(n)
	b, errB := json.Marshal(o)
	return errA == nil && errB == nil && string(a) == string(b)
}

// MarshalJSON returns the events as a list.
func (n Nonconformity) MarshalJSON() ([]byte, error) {
	if n.events == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(n.events)
}

// UnmarshalJSON sets n to [Replay] of a list of events. It returns an error for
// unknown, repeated and differently cased keys, and for null in place of a value. An
// empty list, or null as a whole, is the zero Nonconformity.
func (n *Nonconformity) UnmarshalJSON(text []byte) error {
	var events []Event
	if err := strictjson.DecodeList(text, &events, storedLimits); err != nil {
		return isms.RefuseAll(err)
	}
	if len(events) == 0 {
		*n = Nonconformity{}
		return nil
	}
	got, err := Replay(events)
	if err != nil {
		return err
	}
	*n = got
	return nil
}
