package roadmap

import (
	"slices"

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
		return Plan{}, isms.Refuse(unknownShortcut, "shortcuts", string(shortcut))
	}
	s := p.Shortcuts[k]
	path := isms.ItemPaths("", "shortcuts", p.Shortcuts, func(s *Shortcut) isms.ID { return s.ID })[k]
	out := p.clone()
	out.Shortcuts = slices.Delete(out.Shortcuts, k, k+1)
	var errs []error
	at := out.task(s.Task)
	switch {
	case at < 0:
		errs = append(errs, isms.Refuse(unknownTask, path.Field("task"), string(s.Task)))
	case s.Skip:
		out = out.Without(s.Task)
	default:
		out.Tasks[at].Takes = s.Takes
	}
	for _, t := range s.Rework {
		out.Tasks = append(out.Tasks, t.clone())
	}
	for j, held := range s.HoldsUp {
		i := out.task(held)
		if i < 0 {
			errs = append(errs, isms.Refuse(unknownTask, path.Index("holdsUp", j), string(held)))
			continue
		}
		for _, t := range s.Rework {
			out.Tasks[i].After = append(out.Tasks[i].After, t.ID)
		}
	}
	if err := isms.RefuseAll(errs...); err != nil {
		return Plan{}, err
	}
	return out, nil
}

// task returns the place of a task, -1 if the plan does not have it.
func (p Plan) task(id isms.ID) int {
	return slices.IndexFunc(p.Tasks, func(t Task) bool { return t.ID == id })
}

// Without returns the plan without a task: its successors follow its predecessors.
// A plan without the task is returned unchanged.
func (p Plan) Without(task isms.ID) Plan {
	out := p.clone()
	at := out.task(task)
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
		return Plan{}, isms.Refuse(deadlineTooEarly, "deadline", "", isms.ArgDate("deadline", deadline), isms.ArgDate("end", end))
	}
	for high := all; high-low > 1; { // does not fit
		mid := (low + high) / 2
		if q, end := ends(mid); end.After(deadline) {
			high = mid
		} else {
			fits, low = q, mid
		}
	}
	return fits, nil
}
