package audit

import (
	"encoding/json"
	"fmt"
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

// Raise returns the nonconformity of a new finding: [Replay] of one event.
func Raise(on isms.Date, by isms.ID, f Finding) (Nonconformity, error) {
	return Replay([]Event{{Kind: Raised, On: on, By: by, Finding: f}})
}

// Replay returns the nonconformity with these events. It returns an error for the
// first event that Apply refuses. Time: linear.
func Replay(events []Event) (Nonconformity, error) {
	var n Nonconformity
	if len(events) == 0 {
		return n, fmt.Errorf("audit: Replay: no events: want %q first", string(Raised))
	}
	n.events = make([]Event, 0, len(events))
	for _, e := range events {
		if err := n.step(e.clone()); err != nil {
			return Nonconformity{}, err
		}
	}
	return n, nil
}

// Apply returns n after the event; n is not changed. It returns a [*Refusal] for an
// event that the state of n does not allow, that precedes the last event, or that
// lacks what its kind requires.
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
	refuse := func(why string, missing ...string) error {
		id := n.ID()
		if e.Kind == Raised {
			id = e.Finding.ID
		}
		return &Refusal{Subject: id, Event: string(e.Kind), On: e.On, State: string(n.State()), Missing: missing, Why: why}
	}
	t, ok := transitionOf(e.Kind)
	switch {
	case !ok:
		return refuse("there is no such event")
	case e.On.IsZero():
		return refuse("it has no date")
	case !e.On.IsZero() && e.On.Before(n.core.last):
		return refuse("it is older than the last event, of " + n.core.last.String())
	}
	if e.Kind == EffectivenessReviewed && e.Effect == NotEffective {
		t = ineffective
	}
	if !t.allows(n.core) {
		return refuse("it cannot follow")
	}
	if why, missing := n.lacks(e); why != "" {
		return refuse(why, missing...)
	}
	c := &n.core
	sets := t.sets
	switch e.Kind {
	case Raised:
		c.grade, c.audit, c.raised = e.Finding.Grade, e.Finding.Audit, e.On
	case CauseDetermined:
		if text.Blank(e.Similar) {
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

// lacks returns what the event itself lacks, if anything.
func (n *Nonconformity) lacks(e Event) (why string, missing []string) {
	switch e.Kind {
	case Raised:
		return e.Finding.lacks(), nil
	case Corrected:
		if text.Blank(e.Text) {
			return "it does not state the correction", nil
		}
	case CauseDetermined:
		if text.Blank(e.Text) {
			return "it states no root cause", nil
		}
	case NoActionRequired:
		if e.By == "" || text.Blank(e.Text) {
			return "it needs a reason and who decided it", nil
		}
		return n.core.wantsAction(), nil
	case PlanSubmitted:
		return planLacks(e.Actions), nil
	case ActionCompleted:
		if _, ok := slices.BinarySearch(n.open, e.Action); !ok {
			return "the plan has no open action " + text.Quote(string(e.Action)), nil
		}
	case EffectivenessReviewed:
		if !Effects().Has(e.Effect) {
			return "it has no result: want effective or not effective", nil
		}
	case Closed:
		for _, g := range gates {
			if g.holdsUp(n.core) {
				missing = append(missing, g.rule.Code)
			}
		}
		if len(missing) > 0 {
			return "something is missing", missing
		}
	case PlanRejected, Reopened, Disputed, Withdrawn:
		if text.Blank(e.Text) {
			return "it gives no reason", nil
		}
	case Regraded:
		switch {
		case !Grades().Has(e.Grade):
			return "there is no grade " + text.Quote(string(e.Grade)), nil
		case e.Grade == n.core.grade:
			return "the grade is that already", nil
		case text.Blank(e.Text):
			return "it gives no reason", nil
		}
	case Extended:
		switch {
		case !Steps().Has(e.Step):
			return "there is no step " + text.Quote(string(e.Step)), nil
		case e.Due.IsZero() || e.By == "" || text.Blank(e.Text):
			return "an extension needs a day, a reason and who agreed to it", nil
		}
	}
	return "", nil
}

// wantsAction returns why corrective action is required, empty if it can be decided
// that none is. Clause 10.2 b leaves that to the organization once the root cause and
// similar nonconformities are determined. For nonconformities raised by a
// certification body ISO/IEC 17021-1 9.4.9 requires corrective action; for a major
// one, no action is not in proportion to its effects (10.2), as ismskit reads it.
func (c *core) wantsAction() string {
	switch {
	case c.grade == "":
		return "nobody has graded it, and the grade decides whether that can be found"
	case !c.grade.Nonconforming():
		return ""
	case c.audit.OfBody():
		return "a certification body wants corrective action for a nonconformity (ISO/IEC 17021-1 9.4.9)"
	case c.grade == Major:
		return "no action is not in proportion to the effects of a major (10.2 s1)"
	case c.has&hasCause == 0:
		return "the root cause is not determined (10.2 b 2)"
	case c.has&hasSimilar == 0:
		return "similar nonconformities are not determined (10.2 b 3)"
	}
	return ""
}

func (f Finding) lacks() string {
	if err := f.ID.Validate(); err != nil {
		return err.Error()
	}
	if f.Grade != "" && !Grades().Has(f.Grade) {
		return "there is no grade " + text.Quote(string(f.Grade))
	}
	if f.Audit == "" {
		return "it does not say where it comes from: want the kind of an audit, or " + text.Quote(string(OtherSource))
	}
	if !Kinds().Has(f.Audit) {
		return "there is no audit kind " + text.Quote(string(f.Audit))
	}
	for _, r := range f.Requirements {
		if !r.Known() {
			return "there is no place " + text.Quote(string(r))
		}
	}
	return ""
}

func planLacks(actions []Action) string {
	if len(actions) == 0 {
		return "a plan needs at least one corrective action"
	}
	if len(actions) > maxActions {
		return fmt.Sprintf("a plan of %d actions: want at most %d", len(actions), maxActions)
	}
	ids := make([]isms.ID, 0, len(actions))
	for _, a := range actions {
		if err := a.ID.Validate(); err != nil {
			return "an action without a usable ID: " + err.Error()
		}
		if text.Blank(a.What) {
			return "action " + text.Quote(string(a.ID)) + " does not say what is to be done"
		}
		ids = append(ids, a.ID)
	}
	slices.Sort(ids)
	for i := 1; i < len(ids); i++ {
		if ids[i] == ids[i-1] {
			return "two actions " + text.Quote(string(ids[i]))
		}
	}
	return ""
}

// State is the progress of a nonconformity. The zero value means not raised.
type State string

const (
	stateRaised           State = "raised"
	stateCorrected        State = "corrected" // root cause not determined
	stateCauseDetermined  State = "cause determined"
	stateNoActionRequired State = "no corrective action required" // can be closed
	statePlanSubmitted    State = "plan submitted"
	statePlanAccepted     State = "plan accepted"
	statePlanRejected     State = "plan rejected"
	stateImplemented      State = "implemented"
	stateEffective        State = "effective"
	stateClosed           State = "closed"
	stateReopened         State = "reopened" // without progress since
	stateDisputed         State = "disputed"
	stateWithdrawn        State = "withdrawn" // final
)

var wordsStates = [...][2]State{
	{stateRaised, "Raised"},
	{stateCorrected, "Corrected"},
	{stateCauseDetermined, "Root cause determined"},
	{stateNoActionRequired, "No corrective action required"},
	{statePlanSubmitted, "Corrective action plan submitted"},
	{statePlanAccepted, "Corrective action plan accepted"},
	{statePlanRejected, "Corrective action plan rejected"},
	{stateImplemented, "Corrective action implemented"},
	{stateEffective, "Corrective action effective"},
	{stateClosed, "Closed"},
	{stateReopened, "Reopened"},
	{stateDisputed, "Disputed"},
	{stateWithdrawn, "Withdrawn"},
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
		return stateDisputed
	case closed:
		return stateClosed
	case withdrawn:
		return stateWithdrawn
	}
	switch {
	case c.has&hasReview != 0:
		return stateEffective
	case c.has&hasRejected != 0:
		return statePlanRejected
	case c.has&hasAction != 0:
		return stateImplemented
	case c.has&hasAccepted != 0:
		return statePlanAccepted
	case c.has&hasPlan != 0:
		return statePlanSubmitted
	case c.has&hasNoAction != 0:
		return stateNoActionRequired
	case c.has&hasCause != 0:
		return stateCauseDetermined
	case c.reopened > 0:
		return stateReopened
	case c.has&hasCorrection != 0:
		return stateCorrected
	}
	return stateRaised
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
		if t.kind == NoActionRequired && n.core.wantsAction() != "" {
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
	s := NewStepSet(stepNotified)
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
	{hasCorrection, NewStepSet(stepCorrection, stepCorrectionEvidence)},
	{hasCause, NewStepSet(stepRootCause)},
	{hasPlan, NewStepSet(stepPlan)},
	{hasAccepted, NewStepSet(stepPlanAccepted)},
	{hasAction, NewStepSet(stepAction, stepEvidence)},
	{hasReview, NewStepSet(stepBodyVerification, stepEffectivenessReview)},
	{hasNoAction, NewStepSet(stepPlan, stepPlanAccepted, stepAction, stepEvidence, stepBodyVerification, stepEffectivenessReview)},
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

// progress returns ActionsCompleted in words.
func (n Nonconformity) progress() string {
	r := n.ActionsCompleted()
	if !r.Defined() {
		return "no corrective action is planned"
	}
	return r.String() + " corrective actions are completed"
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
