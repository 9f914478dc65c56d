package roadmap

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// A State says where a task is on a day. The empty State is unknown.
type State string

const (
	Finished State = "finished" // it was done
	Running  State = "running"  // it was begun
	Ready    State = "ready"    // all that it comes after was done
	Waiting  State = "waiting"  // something before it was not
)

var wordsStates = [...][2]State{
	{Finished, "Finished"},
	{Running, "Running"},
	{Ready, "Ready"},
	{Waiting, "Waiting"},
}

// States returns the vocabulary of [State].
func States() isms.Words[State] { return isms.WordsOf("roadmap.state", wordsStates[:]) }

// A TaskStatus is a task of a schedule held against what was done.
type TaskStatus struct {
	ScheduledTask
	State State `json:"state"`
	// Late is the number of working days by which it is behind: after its last day
	// if it is not finished, or after its first if it has not begun, whichever is
	// more.
	Late int `json:"late"`
	// Settled says how many of the places that it settles are good in the
	// readiness: clear, or judged. It is undefined for a task that settles none.
	Settled isms.Ratio `json:"settled"`
	// NotEvidenced says that the task is reported as finished while what it should
	// settle is not good.
	NotEvidenced bool `json:"notEvidenced,omitzero"`
}

// Standing holds the schedule against what was done by asOf and against the
// readiness, in the order of Slots. Only what was done counts: a task is finished
// when somebody says so with a day that has come, and hollow when the records do
// not bear it out. Without asOf nothing was done.
func (s Schedule) Standing(asOf isms.Date, ready isms.Readiness, done []Done) []TaskStatus {
	facts := make(map[isms.ID]Done, len(done))
	for _, d := range done {
		facts[d.Task] = facts[d.Task].and(d, asOf)
	}
	out := make([]TaskStatus, 0, len(s.slots))
	for i := range s.slots {
		v := TaskStatus{ScheduledTask: s.slot(i)}
		f := facts[v.ID]
		switch {
		case !f.Finished.IsZero():
			v.State = Finished
		case !f.Started.IsZero():
			v.State = Running
		case slices.ContainsFunc(v.After, func(id isms.ID) bool { return facts[id].Finished.IsZero() }):
			v.State = Waiting
		default:
			v.State = Ready
		}
		if v.State != Finished && !asOf.IsZero() {
			v.Late = s.lateBy(v.Window.Last, asOf)
			if v.State != Running {
				v.Late = max(v.Late, s.lateBy(v.Window.First, asOf))
			}
		}
		for _, ref := range v.Addresses {
			v.Settled.Want++
			if line, ok := ready.Line(ref); ok && line.Status.Settled() {
				v.Settled.Have++
			}
		}
		v.NotEvidenced = v.State == Finished && v.Settled.Defined() && !v.Settled.Full()
		out = append(out, v)
	}
	return out
}

func (s Schedule) lateBy(due, asOf isms.Date) int {
	if !due.Before(asOf) {
		return 0
	}
	known := s.days.date(len(s.days.count) - 1)
	return s.days.between(s.days.day(due), s.days.day(asOf)) + isms.WorkdaysBetween(s.days.cal, known, asOf)
}

// Next returns what to do now: the tasks that are running or ready, those with
// the least slack first, then by last day and ID.
func Next(standing []TaskStatus) []TaskStatus {
	out := slices.DeleteFunc(slices.Clone(standing), func(v TaskStatus) bool { return v.State != Running && v.State != Ready })
	slices.SortStableFunc(out, func(a, b TaskStatus) int {
		return cmp.Or(
			cmp.Compare(a.Slack-a.Late, b.Slack-b.Late),
			a.Window.Last.Compare(b.Window.Last),
			strings.Compare(string(a.ID), string(b.ID)),
		)
	})
	return out
}
