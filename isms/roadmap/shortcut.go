package roadmap

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Shortcut is a task skipped or rushed, with the rework that it causes: a missing
// internal audit results in a major nonconformity.
type Shortcut struct {
	ID    isms.ID       `json:"id"`
	Title string        `json:"title"`
	Task  isms.ID       `json:"task"`           // the task that is skipped or rushed
	Skip  bool          `json:"skip,omitzero"`  // skipped: its successors follow its predecessors
	Takes isms.Interval `json:"takes,omitzero"` // rushed: its new duration
	// Rework are the tasks that it causes, and HoldsUp the tasks that follow them.
	Rework  []Task    `json:"rework"`
	HoldsUp []isms.ID `json:"holdsUp"`
	Basis   string    `json:"basis,omitzero"` // the source
}

// WithShortcut returns the plan with one of its shortcuts taken. It returns an error
// if the plan has no such shortcut, or lacks a task that the shortcut names.
func (p Plan) WithShortcut(shortcut isms.ID) (Plan, error) {
	k := slices.IndexFunc(p.Shortcuts, func(s Shortcut) bool { return s.ID == shortcut })
	if k < 0 {
		return Plan{}, fmt.Errorf("roadmap: the plan has no shortcut %s", text.Quote(string(shortcut)))
	}
	s := p.Shortcuts[k]
	out := p.clone()
	out.Shortcuts = slices.Delete(out.Shortcuts, k, k+1)
	at := slices.IndexFunc(out.Tasks, func(t Task) bool { return t.ID == s.Task })
	if at < 0 {
		return Plan{}, fmt.Errorf("roadmap: shortcut %s is about task %s, which the plan does not have", s.ID, text.Quote(string(s.Task)))
	}
	if s.Skip {
		out = out.Without(s.Task)
	} else {
		out.Tasks[at].Takes = s.Takes
	}
	for _, t := range s.Rework {
		out.Tasks = append(out.Tasks, t.clone())
	}
	for _, held := range s.HoldsUp {
		i := slices.IndexFunc(out.Tasks, func(t Task) bool { return t.ID == held })
		if i < 0 {
			return Plan{}, fmt.Errorf("roadmap: shortcut %s holds up task %s, which the plan does not have", s.ID, text.Quote(string(held)))
		}
		for _, t := range s.Rework {
			out.Tasks[i].After = append(out.Tasks[i].After, t.ID)
		}
	}
	return out, nil
}

// Without returns the plan without a task: its successors follow its predecessors.
// A plan without the task is returned unchanged.
func (p Plan) Without(task isms.ID) Plan {
	out := p.clone()
	at := slices.IndexFunc(out.Tasks, func(t Task) bool { return t.ID == task })
	if at < 0 {
		return out
	}
	before := slices.DeleteFunc(slices.Clone(out.Tasks[at].After), func(id isms.ID) bool { return id == task })
	out.Tasks = slices.Delete(out.Tasks, at, at+1)
	for i := range out.Tasks {
		t := &out.Tasks[i]
		if !slices.Contains(t.After, task) {
			continue
		}
		t.After = slices.DeleteFunc(t.After, func(id isms.ID) bool { return id == task })
		for _, id := range before {
			if !slices.Contains(t.After, id) {
				t.After = append(t.After, id)
			}
		}
	}
	return out
}

// Fit returns the plan with its working days shortened in one proportion, none
// below a day, so that it ends by deadline. Durations in calendar units are not
// shortened. It returns an error with the earliest possible end if that is not
// enough. A plan that ends in time is returned unchanged. Time: about ten
// schedules.
func (p Plan) Fit(start, deadline isms.Date, cal isms.Calendar) (Plan, error) {
	whole, err := p.Schedule(start, cal)
	if err != nil {
		return Plan{}, err
	}
	if whole.End().Compare(deadline) <= 0 {
		return p.clone(), nil
	}
	const all = 1000 // the proportion is counted in thousandths
	ends := func(part int) (Plan, isms.Date) {
		q := p.clone()
		for i := range q.Tasks {
			if t := &q.Tasks[i].Takes; t.Unit == isms.WorkingDays {
				t.N = max(min(1, t.N), t.N*part/all) // a milestone stays one
			}
		}
		s, _ := q.Schedule(start, cal) // what is shorter can be laid out, too
		return q, s.End()
	}
	var low int // fits
	fits, end := ends(low)
	if end.Compare(deadline) > 0 {
		return Plan{}, fmt.Errorf("roadmap: the plan cannot end by %s: with a day for each task it ends on %s", deadline, end)
	}
	for high := all; high-low > 1; { // does not fit
		mid := (low + high) / 2
		if q, end := ends(mid); !deadline.IsZero() && end.After(deadline) {
			high = mid
		} else {
			fits, low = q, mid
		}
	}
	return fits, nil
}
