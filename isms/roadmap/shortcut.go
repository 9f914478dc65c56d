package roadmap

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// A Shortcut is a task skipped or rushed, with the work that it brings later: a
// missing internal audit comes back as a major nonconformity.
type Shortcut struct {
	ID    isms.ID       `json:"id"`
	Title string        `json:"title"`
	Task  isms.ID       `json:"task"`           // what is skipped or rushed
	Skip  bool          `json:"skip,omitzero"`  // skipped: what came after it comes after what was before it
	Takes isms.Interval `json:"takes,omitzero"` // rushed: what it takes now
	// Rework are the tasks that it brings, and HoldsUp the tasks that have to wait
	// for them.
	Rework  []Task    `json:"rework"`
	HoldsUp []isms.ID `json:"holdsUp"`
	Basis   string    `json:"basis,omitzero"` // who says so
}

// WithShortcut returns the plan with a shortcut of it taken. It errs if the plan has no
// such shortcut, or if a task that the shortcut names is not in the plan.
func (p Plan) WithShortcut(shortcut isms.ID) (Plan, error) {
	k := slices.IndexFunc(p.Shortcuts, func(s Shortcut) bool { return s.ID == shortcut })
	if k < 0 {
		return Plan{}, fmt.Errorf("roadmap: the plan has no shortcut %.40q", string(shortcut))
	}
	s := p.Shortcuts[k]
	out := p.clone()
	out.Shortcuts = slices.Delete(out.Shortcuts, k, k+1)
	at := slices.IndexFunc(out.Tasks, func(t Task) bool { return t.ID == s.Task })
	if at < 0 {
		return Plan{}, fmt.Errorf("roadmap: shortcut %s is about task %.40q, which the plan does not have", s.ID, string(s.Task))
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
			return Plan{}, fmt.Errorf("roadmap: shortcut %s holds up task %.40q, which the plan does not have", s.ID, string(held))
		}
		for _, t := range s.Rework {
			out.Tasks[i].After = append(out.Tasks[i].After, t.ID)
		}
	}
	return out, nil
}

// Without returns the plan without a task: what came after it now comes after
// what was before it. A plan without the task is returned as it is.
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
// below a day, so that it ends by a deadline. Time that passes by itself is not
// shortened. It errs, with the earliest end there is, where that is not enough.
// A plan that ends in time is returned as it is. Cost: some ten schedules.
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
		if q, end := ends(mid); end.After(deadline) {
			high = mid
		} else {
			fits, low = q, mid
		}
	}
	return fits, nil
}
