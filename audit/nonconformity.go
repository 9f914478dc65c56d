package audit

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// A Nonconformity is a finding with everything that happened to it. It changes
// only by events: Apply returns a new value, and the events are its stored form,
// so nobody can write "closed" into one. Observations and the like are held in
// the same way; they close without any of the steps. The zero Nonconformity has
// not been raised.
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
	hasSimilar // like cases were looked for
	hasPlan
	hasAccepted
	hasRejected
	hasAction // every action of the plan is done
	hasVerdict
	hasNoAction // the review ended with a reasoned no to corrective action
)

const sinceOpening = hasCause | hasSimilar | hasPlan | hasAccepted | hasRejected | hasAction | hasVerdict | hasNoAction

// A transition says in which phases a kind of event can happen, what must and
// must not have been reached, and what it makes of that.
type transition struct {
	kind        EventKind
	from        phase // any of these
	needs       facts
	bodyNeeds   facts // needed too for findings of a certification body
	lacks       facts
	sets, drops facts
	to          phase // 0: stays
}

// The lifecycle. ActionDone sets hasAction only with the last action, Analysed
// sets hasSimilar only when it says so, and Verified has a second row for a
// corrective action that did not work. Closed has its own gates besides.
var transitions = [...]transition{
	{kind: Raised, from: unraised, to: open},
	{kind: Corrected, from: open, sets: hasCorrection},
	{kind: Analysed, from: open, lacks: hasVerdict, sets: hasCause | hasSimilar, drops: hasNoAction},
	{kind: NoActionNeeded, from: open, lacks: hasPlan, sets: hasNoAction},
	{kind: PlanHanded, from: open, needs: hasCause, lacks: hasVerdict, sets: hasPlan, drops: hasAccepted | hasRejected | hasAction | hasNoAction},
	{kind: PlanAccepted, from: open, needs: hasPlan, lacks: hasAccepted | hasRejected, sets: hasAccepted},
	{kind: PlanRejected, from: open, needs: hasPlan, lacks: hasAccepted | hasRejected, sets: hasRejected, drops: hasAction},
	{kind: ActionDone, from: open, needs: hasPlan, lacks: hasRejected | hasAction, sets: hasAction},
	{kind: Verified, from: open, needs: hasAction, bodyNeeds: hasAccepted, lacks: hasVerdict, sets: hasVerdict},
	{kind: Closed, from: open, to: closed},
	{kind: Reopened, from: closed, drops: sinceOpening, to: open},
	{kind: Regraded, from: open, drops: hasNoAction},
	{kind: Disputed, from: open, to: disputed},
	{kind: Upheld, from: disputed, to: open},
	{kind: Withdrawn, from: open | disputed, to: withdrawn},
	{kind: Extended, from: open},
}

var ineffective = transition{
	kind: Verified, from: open, needs: hasAction, bodyNeeds: hasAccepted, lacks: hasVerdict, drops: sinceOpening,
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

// Raise returns a nonconformity from its finding. It is Replay of one event.
func Raise(on isms.Date, by isms.ID, f Finding) (Nonconformity, error) {
	return Replay([]Event{{Kind: Raised, On: on, By: by, Finding: f}})
}

// Replay returns the nonconformity that the events lead to. It errs at the first
// event that Apply would refuse. Cost: linear.
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

// Apply returns n after the event; n stays as it is. It returns a [*Refusal] for
// an event that the state of n does not allow (closing, while the cause is
// missing), that is older than the last one, or that lacks what its kind needs.
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
	case e.On.Before(n.core.last):
		return refuse("it is older than the last event, of " + n.core.last.String())
	}
	if e.Kind == Verified && e.Effect == Ineffective {
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
	case Analysed:
		if text.Blank(e.Similar) {
			sets &^= hasSimilar
		}
	case PlanHanded:
		n.open = n.open[:0]
		for _, a := range e.Actions {
			n.open = append(n.open, a.ID)
		}
		slices.Sort(n.open)
		c.actions = len(n.open)
	case ActionDone:
		i, _ := slices.BinarySearch(n.open, e.Action)
		n.open = slices.Delete(n.open, i, i+1)
		if len(n.open) > 0 {
			sets &^= hasAction
		}
		c.done = e.On
	case Verified:
		if e.Effect == Ineffective {
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

// lacks says what the event itself lacks, if anything.
func (n *Nonconformity) lacks(e Event) (why string, missing []string) {
	switch e.Kind {
	case Raised:
		return e.Finding.lacks(), nil
	case Corrected:
		if text.Blank(e.Text) {
			return "it does not say what was put right", nil
		}
	case Analysed:
		if text.Blank(e.Text) {
			return "it names no cause", nil
		}
	case NoActionNeeded:
		if e.By == "" || text.Blank(e.Text) {
			return "it needs a reason and who decided it", nil
		}
		return n.core.wantsAction(), nil
	case PlanHanded:
		return planLacks(e.Actions), nil
	case ActionDone:
		if _, ok := slices.BinarySearch(n.open, e.Action); !ok {
			return "the plan has no open action " + text.Quote(string(e.Action)), nil
		}
	case Verified:
		if !Effects().Has(e.Effect) {
			return "it has no verdict: want effective or ineffective", nil
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

// wantsAction says why nobody can find that no corrective action is needed, empty
// if they can. Clause 10.2 b leaves it to the organization, once the causes are
// known and like cases were looked for. For the nonconformities of a
// certification body ISO/IEC 17021-1 9.4.9 wants a corrective action; for a major
// no action cannot be in proportion to its effects (10.2), which is this
// library's reading. What is no nonconformity has no such bounds.
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
		return "the cause is not known (10.2 b 2)"
	case c.has&hasSimilar == 0:
		return "nobody looked for like cases (10.2 b 3)"
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

// A State is how far a nonconformity has come, in one word. The
// empty state: not raised.
type State string

// The states, in their usual order.
const (
	StateRaised      State = "raised"
	StateContained   State = "contained" // corrected, cause still open
	StateAnalysed    State = "cause analysed"
	StateNoAction    State = "no action needed" // found so with a reason: can be closed
	StatePlanHanded  State = "plan handed in"
	StatePlanAgreed  State = "plan accepted"
	StatePlanRefused State = "plan rejected"
	StateImplemented State = "implemented"
	StateVerified    State = "verified"
	StateClosed      State = "closed"
	StateReopened    State = "reopened" // and nothing new done since
	StateDisputed    State = "disputed"
	StateWithdrawn   State = "withdrawn" // the end: nothing follows
)

var wordsStates = [...][2]State{
	{StateRaised, "Raised"},
	{StateContained, "Contained"},
	{StateAnalysed, "Cause analysed"},
	{StateNoAction, "No action needed"},
	{StatePlanHanded, "Plan handed in"},
	{StatePlanAgreed, "Plan accepted"},
	{StatePlanRefused, "Plan rejected"},
	{StateImplemented, "Implemented"},
	{StateVerified, "Verified"},
	{StateClosed, "Closed"},
	{StateReopened, "Reopened"},
	{StateDisputed, "Disputed"},
	{StateWithdrawn, "Withdrawn"},
}

// States returns the vocabulary of [State].
func States() isms.Words[State] { return isms.WordsOf("audit.state", wordsStates[:]) }

// State returns the state in one word. A correction shows only until the cause
// is known: ask [Nonconformity.Done] for each step.
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
	case c.has&hasVerdict != 0:
		return StateVerified
	case c.has&hasRejected != 0:
		return StatePlanRefused
	case c.has&hasAction != 0:
		return StateImplemented
	case c.has&hasAccepted != 0:
		return StatePlanAgreed
	case c.has&hasPlan != 0:
		return StatePlanHanded
	case c.has&hasNoAction != 0:
		return StateNoAction
	case c.has&hasCause != 0:
		return StateAnalysed
	case c.reopened > 0:
		return StateReopened
	case c.has&hasCorrection != 0:
		return StateContained
	}
	return StateRaised
}

// Open reports whether something is still to happen: raised, and neither closed
// nor withdrawn.
func (n Nonconformity) Open() bool { return n.core.phase == open || n.core.phase == disputed }

// Allowed returns the kinds of events that can come next, in their usual order.
// An event of such a kind can still be refused for what it lacks itself.
func (n Nonconformity) Allowed() []EventKind {
	var out []EventKind
	for _, t := range transitions {
		if !t.allows(n.core) {
			continue
		}
		if t.kind == Closed && slices.ContainsFunc(gates[:], func(g gate) bool { return g.holdsUp(n.core) }) {
			continue
		}
		if t.kind == NoActionNeeded && n.core.wantsAction() != "" {
			continue
		}
		out = append(out, t.kind)
	}
	return out
}

// Done returns the steps that have been reached. Closing and withdrawing settle
// all of them; where no corrective action is needed, the steps of one are settled.
func (n Nonconformity) Done() StepSet {
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
	{hasCause, NewStepSet(StepCause)},
	{hasPlan, NewStepSet(StepPlan)},
	{hasAccepted, NewStepSet(StepPlanAccepted)},
	{hasAction, NewStepSet(StepAction, StepEvidence)},
	{hasVerdict, NewStepSet(StepVerification, StepEffectiveness)},
	{hasNoAction, NewStepSet(StepPlan, StepPlanAccepted, StepAction, StepEvidence, StepVerification, StepEffectiveness)},
}

// ID returns the ID of the finding.
func (n Nonconformity) ID() isms.ID {
	if len(n.events) == 0 {
		return ""
	}
	return n.events[0].Finding.ID
}

// Finding returns what was raised, with the grade of that day.
func (n Nonconformity) Finding() Finding {
	if len(n.events) == 0 {
		return Finding{}
	}
	return n.events[0].clone().Finding
}

// Grade returns the grade of today; empty if nobody has graded it.
func (n Nonconformity) Grade() Grade { return n.core.grade }

// RaisedOn returns the day it was raised.
func (n Nonconformity) RaisedOn() isms.Date { return n.core.raised }

// ClosedOn returns the day it was closed, the zero Date while it is not.
func (n Nonconformity) ClosedOn() isms.Date { return n.core.closed }

// DaysToClose returns the days from raising to closing, 0 for the same day, and
// whether it is closed.
func (n Nonconformity) DaysToClose() (int, bool) {
	return n.core.raised.DaysUntil(n.core.closed), n.core.phase == closed
}

// Recurrences returns how often it came back: reopened, or found ineffective.
func (n Nonconformity) Recurrences() int { return n.core.reopened }

// ActionsDone returns how many actions of the present plan are done. Without a
// plan it is undefined, which is not "all done".
func (n Nonconformity) ActionsDone() isms.Ratio {
	return isms.Ratio{Have: n.core.actions - len(n.open), Want: n.core.actions}
}

// progress says in words what ActionsDone does.
func (n Nonconformity) progress() string {
	r := n.ActionsDone()
	if !r.Defined() {
		return "no corrective action is planned"
	}
	return r.String() + " corrective actions are done"
}

// Events yields what happened, in order. The values are copies.
func (n Nonconformity) Events() iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for _, e := range n.events {
			if !yield(e.clone()) {
				return
			}
		}
	}
}

// Equal reports whether the same happened to both.
func (n Nonconformity) Equal(o Nonconformity) bool {
	a, errA := json.Marshal(n)
	b, errB := json.Marshal(o)
	return errA == nil && errB == nil && string(a) == string(b)
}

// MarshalJSON writes the events as a list.
func (n Nonconformity) MarshalJSON() ([]byte, error) {
	if n.events == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(n.events)
}

// UnmarshalJSON reads the events and replays them: what they do not lead to
// cannot be read. It is strict: unknown, repeated and differently cased keys, and
// null in place of a value are refused. An empty list, or "null" as a whole, is the
// zero Nonconformity.
func (n *Nonconformity) UnmarshalJSON(text []byte) error {
	var events []Event
	if err := readEvents(text, &events); err != nil {
		return fmt.Errorf("audit: Nonconformity: %w", err)
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
