package audit

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// EventKind is the kind of an [Event]. The zero value is no kind.
type EventKind string

// The kinds of events. Raised is always the first event and only the first.
const (
	Raised                EventKind = "raised"                        // Finding
	Corrected             EventKind = "corrected"                     // Text: the correction; Consequences (10.2 a)
	CauseDetermined       EventKind = "cause determined"              // Text: the root cause; Similar (10.2 b)
	NoActionRequired      EventKind = "no corrective action required" // By, Text: the reason (10.2 b); only for minor nonconformities not raised by a certification body
	PlanSubmitted         EventKind = "plan submitted"                // Actions: at least one
	PlanAccepted          EventKind = "plan accepted"                 // by the certification body
	PlanRejected          EventKind = "plan rejected"                 // by the certification body; Text: the reason
	ActionCompleted       EventKind = "action completed"              // Action, Text: the result (10.2 c)
	EffectivenessReviewed EventKind = "effectiveness reviewed"        // Effect, Evidence, Changes (10.2 d, e)
	Closed                EventKind = "closed"
	Reopened              EventKind = "reopened"  // Text: the reason
	Regraded              EventKind = "regraded"  // Grade; Text: the reason; Release
	Disputed              EventKind = "disputed"  // Text: the reason; deadlines stay in force
	Upheld                EventKind = "upheld"    // after a dispute
	Withdrawn             EventKind = "withdrawn" // Text: the reason
	Extended              EventKind = "extended"  // Step, Due, By, Text: the reason; never beyond the minimum of ISO/IEC 17021-1
)

var wordsEventKinds = [...][2]EventKind{
	{Raised, "Raised"},
	{Corrected, "Corrected"},
	{CauseDetermined, "Root cause determined"},
	{NoActionRequired, "No corrective action required"},
	{PlanSubmitted, "Corrective action plan submitted"},
	{PlanAccepted, "Corrective action plan accepted"},
	{PlanRejected, "Corrective action plan rejected"},
	{ActionCompleted, "Corrective action completed"},
	{EffectivenessReviewed, "Effectiveness reviewed"},
	{Closed, "Closed"},
	{Reopened, "Reopened"},
	{Regraded, "Grade changed"},
	{Disputed, "Disputed"},
	{Upheld, "Upheld"},
	{Withdrawn, "Withdrawn"},
	{Extended, "Due date extended"},
}

// EventKinds returns the vocabulary of [EventKind].
func EventKinds() isms.Words[EventKind] { return isms.WordsOf("audit.event-kind", wordsEventKinds[:]) }

// Effect is the result of an effectiveness review. The zero value is no result.
type Effect string

// An effective action keeps the nonconformity from recurring (10.2 d).
const (
	Effective    Effect = "effective"
	NotEffective Effect = "not effective" // returns the nonconformity to its root cause and plan
)

var wordsEffects = [...][2]Effect{
	{Effective, "Effective"},
	{NotEffective, "Not effective"},
}

// Effects returns the vocabulary of [Effect].
func Effects() isms.Words[Effect] { return isms.WordsOf("audit.effect", wordsEffects[:]) }

// Finding is an audit finding as it was raised.
type Finding struct {
	ID           isms.ID    `json:"id"`
	Grade        Grade      `json:"grade,omitzero"` // zero: not graded yet
	Audit        Kind       `json:"audit"`
	AuditID      isms.ID    `json:"auditId,omitzero"`
	Requirements []isms.Ref `json:"requirements"`      // not fulfilled
	Statement    string     `json:"statement"`         // nonconformity statement
	Evidence     string     `json:"evidence,omitzero"` // objective evidence
}

// Action is one corrective action of a plan.
type Action struct {
	ID    isms.ID   `json:"id"`
	What  string    `json:"what"`
	Owner isms.ID   `json:"owner,omitzero"`
	Due   isms.Date `json:"due,omitzero"`
}

// Event is a dated event in the history of a nonconformity. The fields that count
// for a kind are those named at its constant, besides On, By and Text.
type Event struct {
	Kind EventKind `json:"kind"`
	On   isms.Date `json:"on"`
	By   isms.ID   `json:"by,omitzero"`
	Text string    `json:"text,omitzero"`

	Finding      Finding   `json:"finding,omitzero"`
	Consequences string    `json:"consequences,omitzero"` // how the consequences were dealt with
	Similar      string    `json:"similar,omitzero"`      // similar nonconformities; zero: not determined
	Actions      []Action  `json:"actions,omitzero"`
	Action       isms.ID   `json:"action,omitzero"`
	Effect       Effect    `json:"effect,omitzero"`
	Evidence     string    `json:"evidence,omitzero"` // of effectiveness
	Changes      string    `json:"changes,omitzero"`  // to the ISMS, or that none are necessary
	Grade        Grade     `json:"grade,omitzero"`
	Release      bool      `json:"release,omitzero"` // from the deadlines of the previous grade
	Step         Step      `json:"step,omitzero"`
	Due          isms.Date `json:"due,omitzero"`
}

func (e Event) clone() Event {
	e.Finding.Requirements = slices.Clone(e.Finding.Requirements)
	e.Actions = slices.Clone(e.Actions)
	return e
}
