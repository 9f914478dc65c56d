package roadmap

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// State is the state of a task as of a day. The empty State is unknown.
type State string

const (
	Completed  State = "completed"   // done, on a day that has come
	InProgress State = "in progress" // started, on a day that has come
	Ready      State = "ready"       // every predecessor is completed
	Waiting    State = "waiting"     // a predecessor is not completed
)

var wordsStates = [...][2]State{
	{Completed, "Completed"},
	{InProgress, "In progress"},
	{Ready, "Ready"},
	{Waiting, "Waiting"},
}

// States returns the vocabulary of [State].
func States() isms.Words[State] { return isms.WordsOf("roadmap.state", wordsStates[:]) }

// TaskStatus is a [ScheduledTask] with its state as of a day.
type TaskStatus struct {
	ScheduledTask
	State State `json:"state"`
	// Overdue is the number of working days since its last day if it is not
	// completed, or since its first day if it has not started, whichever is more. Where
	// the calendar ends before, those up to its end count, and at least 1.
	Overdue int `json:"overdue"`
	// Settled is how many of the requirements and controls addressed are settled in
	// the readiness. It is undefined for a task that addresses none.
	Settled isms.Ratio `json:"settled"`
	// NotEvidenced marks a task that is reported as completed while a requirement or
	// control that it addresses is not settled.
	NotEvidenced bool `json:"notEvidenced,omitzero"`
}

// Statuses returns the status of each task as of a day, from the progress and the
// readiness, in the order of [Schedule.Tasks]. Progress after asOf does not count;
// for a zero asOf none does.
func (s Schedule) Statuses(asOf isms.Date, ready isms.Readiness, progress []Progress) []TaskStatus {
	facts := make(map[isms.ID]Progress, len(progress))
	for _, d := range progress {
		facts[d.Task] = facts[d.Task].and(d, asOf)
	}
	out := make([]TaskStatus, 0, len(s.slots))
	for i := range s.slots {
		v := TaskStatus{ScheduledTask: s.slot(i)}
		f := facts[v.ID]
		switch {
		case !f.Completed.IsZero():
			v.State = Completed
		case !f.Started.IsZero():
			v.State = InProgress
		case slices.ContainsFunc(v.After, func(id isms.ID) bool { return facts[id].Completed.IsZero() }):
			v.State = Waiting
		default:
			v.State = Ready
		}
		if v.State != Completed && !asOf.IsZero() {
			v.Overdue = s.overdueBy(v.Window.Last, asOf)
			if v.State != InProgress {
				v.Overdue = max(v.Overdue, s.overdueBy(v.Window.First, asOf))
			}
		}
		for _, ref := range v.Addresses {
			v.Settled.Want++
			if line, ok := ready.LookupItem(ref); ok && line.Status.Settled() {
				v.Settled.Have++
			}
		}
		v.NotEvidenced = v.State == Completed && v.Settled.Defined() && !v.Settled.Full()
		out = append(out, v)
	}
	return out
}

func (s Schedule) overdueBy(due, asOf isms.Date) int {
	if due.IsZero() || !due.Before(asOf) {
		return 0
	}
	known := s.days.date(len(s.days.count) - 1)
	more, err := isms.WorkdaysBetween(s.days.cal, known, asOf)
	n := s.days.between(s.days.day(due), s.days.day(asOf)) + more
	if err != nil {
		return max(n, 1)
	}
	return n
}

// Next returns the tasks that are in progress or ready: those with the least slack
// first, then by last day and ID.
func Next(statuses []TaskStatus) []TaskStatus {
	out := slices.DeleteFunc(slices.Clone(statuses), func(v TaskStatus) bool { return v.State != InProgress && v.State != Ready })
	slices.SortStableFunc(out, func(a, b TaskStatus) int {
		return cmp.Or(
			cmp.Compare(a.Slack-a.Overdue, b.Slack-b.Overdue),
			a.Window.Last.Compare(b.Window.Last),
			strings.Compare(string(a.ID), string(b.ID)),
		)
	})
	return out
}
