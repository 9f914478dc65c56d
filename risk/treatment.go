package risk

import (
	"github.com/ismskit/ismskit/isms"
)

// Treatment is an item of the risk treatment plan (6.1.3 e): what is done
// about one or more risks, by whom and until when.
type Treatment struct {
	ID    isms.ID   `json:"id"`
	Title string    `json:"title,omitzero"` // the action
	Risks []isms.ID `json:"risks"`
	// Options are the ways chosen; a treatment may mix them. Empty is not decided.
	Options []Option `json:"options,omitzero"`
	// Controls are the necessary ones, as "A.5.7" or "own:C-1".
	Controls []isms.Ref `json:"controls,omitzero"`

	Owner     isms.ID      `json:"owner,omitzero"`
	Resources string       `json:"resources,omitzero"`
	Start     isms.Date    `json:"start,omitzero"`
	Due       isms.Date    `json:"due,omitzero"` // last day; due today is not overdue
	Completed isms.Date    `json:"completed,omitzero"`
	Status    ActionStatus `json:"status,omitzero"`
	Percent   int          `json:"percent,omitzero"` // 0 to 100, as reported
	Result    string       `json:"result,omitzero"`  // what came of it, once done (8.3)
	// Rescheduled holds the earlier due dates, oldest first.
	Rescheduled []Reschedule `json:"rescheduled,omitzero"`

	DiscontinuedActivity string `json:"discontinuedActivity,omitzero"` // avoid: the activity that is given up
	SharingParty         string `json:"sharingParty,omitzero"`         // share: with whom
	RetainedPart         string `json:"retainedPart,omitzero"`         // share: what stays with the organization

	// Approvals are those of the risk owners (6.1.3 f), one for each.
	Approvals []Approval `json:"approvals,omitzero"`
}

// Option is a way to treat a risk. The empty Option means that nobody has
// decided yet.
type Option string

// Options for treating a risk.
const (
	Modify Option = "modify" // lower likelihood or impact with controls
	Retain Option = "retain" // live with it; the risk owner accepts
	Avoid  Option = "avoid"  // stop the activity that causes it
	Share  Option = "share"  // let another party carry a part
)

var wordsOptions = [...][2]Option{
	{Modify, "Modify"},
	{Retain, "Retain"},
	{Avoid, "Avoid"},
	{Share, "Share"},
}

// Options returns the vocabulary of [Option].
func Options() isms.Words[Option] { return isms.WordsOf("risk.option", wordsOptions[:]) }

// ActionStatus is how far a treatment is. The empty ActionStatus is not known.
type ActionStatus string

// Statuses of a treatment.
const (
	ActionPlanned    ActionStatus = "planned"
	ActionInProgress ActionStatus = "in progress"
	ActionCompleted  ActionStatus = "completed" // carried out: what it brought is in force
	ActionCancelled  ActionStatus = "cancelled"
)

var wordsActionStatuses = [...][2]ActionStatus{
	{ActionPlanned, "Planned"},
	{ActionInProgress, "In progress"},
	{ActionCompleted, "Completed"},
	{ActionCancelled, "Cancelled"},
}

// ActionStatuses returns the vocabulary of [ActionStatus].
func ActionStatuses() isms.Words[ActionStatus] {
	return isms.WordsOf("risk.action-status", wordsActionStatuses[:])
}

// Reschedule is a due date that was moved.
type Reschedule struct {
	From   isms.Date `json:"from"` // the due date before
	To     isms.Date `json:"to"`
	On     isms.Date `json:"on,omitzero"` // when it was decided
	By     isms.ID   `json:"by,omitzero"`
	Reason string    `json:"reason,omitzero"`
}

// Approval says who approved and when.
type Approval struct {
	By isms.ID   `json:"by"`
	On isms.Date `json:"on"`
}
