package audit

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// An EventKind says what happened to a nonconformity. The empty EventKind is
// none.
type EventKind string

// The kinds of events. Raised is always the first and only the first.
const (
	Raised         EventKind = "raised"           // Finding
	Corrected      EventKind = "corrected"        // Text: what was put right; Consequences: what was done about the effects (10.2 a)
	Analysed       EventKind = "analysed"         // Text: the cause; Similar: what the search for like cases gave (10.2 b)
	NoActionNeeded EventKind = "no action needed" // By, Text: why the cause needs no corrective action (10.2 b); not for a body's nonconformity, nor for a major
	PlanHanded     EventKind = "plan handed"      // Actions: at least one corrective action
	PlanAccepted   EventKind = "plan accepted"    // by the body
	PlanRejected   EventKind = "plan rejected"    // by the body; Text: why
	ActionDone     EventKind = "action done"      // Action: which one (10.2 c)
	Verified       EventKind = "verified"         // Effect, Evidence, Changes (10.2 d, e)
	Closed         EventKind = "closed"
	Reopened       EventKind = "reopened"  // Text: why
	Regraded       EventKind = "regraded"  // Grade; Text: why; Release: the deadlines of the former grade no longer bind
	Disputed       EventKind = "disputed"  // Text: why; deadlines go on
	Upheld         EventKind = "upheld"    // the dispute did not succeed
	Withdrawn      EventKind = "withdrawn" // by who raised it; Text: why
	Extended       EventKind = "extended"  // Step, Due, By, Text: another day was agreed; never past ISO/IEC 17021-1
)

var wordsEventKinds = [...][2]EventKind{
	{Raised, "Raised"},
	{Corrected, "Corrected"},
	{Analysed, "Analysed"},
	{NoActionNeeded, "No action needed"},
	{PlanHanded, "Plan handed"},
	{PlanAccepted, "Plan accepted"},
	{PlanRejected, "Plan rejected"},
	{ActionDone, "Action done"},
	{Verified, "Verified"},
	{Closed, "Closed"},
	{Reopened, "Reopened"},
	{Regraded, "Regraded"},
	{Disputed, "Disputed"},
	{Upheld, "Upheld"},
	{Withdrawn, "Withdrawn"},
	{Extended, "Extended"},
}

// EventKinds returns the vocabulary of [EventKind].
func EventKinds() isms.Words[EventKind] { return isms.WordsOf("audit.event-kind", wordsEventKinds[:]) }

// An Effect is the verdict on a corrective action. The empty Effect is not
// decided.
type Effect string

// The verdicts.
const (
	Effective   Effect = "effective"
	Ineffective Effect = "ineffective" // the nonconformity is open again and needs a new cause and a new plan
)

var wordsEffects = [...][2]Effect{
	{Effective, "Effective"},
	{Ineffective, "Ineffective"},
}

// Effects returns the vocabulary of [Effect].
func Effects() isms.Words[Effect] { return isms.WordsOf("audit.effect", wordsEffects[:]) }

// A Finding is what was raised.
type Finding struct {
	ID           isms.ID    `json:"id"`
	Grade        Grade      `json:"grade,omitzero"` // empty: not graded yet; Regraded grades it
	Audit        Kind       `json:"audit"`
	AuditID      isms.ID    `json:"auditId,omitzero"`  // the audit it comes from
	Requirements []isms.Ref `json:"requirements"`      // what is not met
	Statement    string     `json:"statement"`         // how it is not met
	Evidence     string     `json:"evidence,omitzero"` // what was seen
}

// An Action is one corrective action of a plan.
type Action struct {
	ID    isms.ID   `json:"id"`
	What  string    `json:"what"`
	Owner isms.ID   `json:"owner,omitzero"`
	Due   isms.Date `json:"due,omitzero"`
}

// An Event is something that happened to a nonconformity on a day. Which fields
// count depends on the kind; the comments of the kinds name them.
type Event struct {
	Kind EventKind `json:"kind"`
	On   isms.Date `json:"on"`
	By   isms.ID   `json:"by,omitzero"`
	Text string    `json:"text,omitzero"`

	Finding      Finding   `json:"finding,omitzero"`
	Consequences string    `json:"consequences,omitzero"`
	Similar      string    `json:"similar,omitzero"`
	Actions      []Action  `json:"actions,omitzero"`
	Action       isms.ID   `json:"action,omitzero"`
	Effect       Effect    `json:"effect,omitzero"`
	Evidence     string    `json:"evidence,omitzero"`
	Changes      string    `json:"changes,omitzero"` // to the management system, or that none are needed
	Grade        Grade     `json:"grade,omitzero"`
	Release      bool      `json:"release,omitzero"`
	Step         Step      `json:"step,omitzero"`
	Due          isms.Date `json:"due,omitzero"`
}

func (e Event) clone() Event {
	e.Finding.Requirements = slices.Clone(e.Finding.Requirements)
	e.Actions = slices.Clone(e.Actions)
	return e
}

// A Refusal is the error of an event that a state does not allow.
type Refusal struct {
	Subject isms.ID
	Event   string // kind of the event
	On      isms.Date
	State   string   // what the thing was in
	Missing []string // codes of the rules that stand in the way, if rules do
	Why     string
}

// Error returns the refusal in one line.
func (r *Refusal) Error() string {
	s := "audit: "
	if r.Subject != "" {
		s += text.Quote(string(r.Subject)) + ": "
	}
	s += text.Quote(r.Event)
	if !r.On.IsZero() {
		s += " on " + r.On.String()
	}
	s += " refused"
	if r.State != "" {
		s += " while " + text.Quote(r.State)
	}
	s += ": " + r.Why
	if len(r.Missing) > 0 {
		s += ": " + strings.Join(r.Missing, ", ")
	}
	return s
}
