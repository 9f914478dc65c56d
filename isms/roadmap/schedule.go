package roadmap

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// A ScheduledTask is a task with its days.
type ScheduledTask struct {
	Task
	Window   isms.Window `json:"window"`   // first and last day, as early as can be
	Latest   isms.Window `json:"latest"`   // as late as can be without moving the end
	Slack    int         `json:"slack"`    // working days between the two
	Critical bool        `json:"critical"` // no slack, and not yet finished
	Finished bool        `json:"finished,omitzero"`
}

// A Schedule is a plan laid out on a calendar. It is immutable; the zero Schedule
// is empty.
type Schedule struct {
	slots  []ScheduledTask // by first day, last day, ID
	chain  []int           // the critical path, first task first
	phases []Phase         // as in the plan
	index  map[isms.ID]int
	days   *days
	end    isms.Date
}

// Done says that a task was begun, or finished. Finished after the day asked
// about does not count.
type Done struct {
	Task     isms.ID   `json:"task"`
	Started  isms.Date `json:"started,omitzero"`
	Finished isms.Date `json:"finished,omitzero"`
}

// Schedule lays out the plan from a day on, each task as early as it can be. A
// nil calendar works Monday to Friday. Work begins on the first working day after
// the last of the tasks before; time that passes by itself begins the day after.
// It errs for a plan that contradicts itself: an ID given twice, an unknown task
// or phase, a phase without tasks, a cycle; and for an end after the year 9999.
//
// Cost: linear in tasks and dependencies, and one question to the calendar for
// each day of the plan.
func (p Plan) Schedule(start isms.Date, cal isms.Calendar) (Schedule, error) {
	return p.Forecast(start, isms.Date{}, cal, nil)
}

// Forecast lays out the plan as Schedule does, but with what was done by asOf: a
// finished task has the days it took, one that was begun ends no earlier than
// asOf, and one that was not begins no earlier. A zero asOf knows of nothing done.
func (p Plan) Forecast(start, asOf isms.Date, cal isms.Calendar, done []Done) (Schedule, error) {
	if start.IsZero() {
		return Schedule{}, errors.New("roadmap: schedule without a first day")
	}
	g, err := p.graph()
	if err != nil {
		return Schedule{}, err
	}
	base := start
	facts := make([]Done, len(g.tasks))
	for _, d := range done {
		i, ok := g.index[d.Task]
		if !ok {
			return Schedule{}, fmt.Errorf("roadmap: task %.40q was done, and the plan does not have it", string(d.Task))
		}
		if err := d.check(); err != nil {
			return Schedule{}, err
		}
		facts[i] = facts[i].and(d, asOf)
	}
	for _, f := range facts {
		if err := f.check(); err != nil {
			return Schedule{}, err
		}
		base = earlier(earlier(base, f.Started), f.Finished)
	}
	l := layout{graph: g, days: newDays(base, cal), facts: facts, asOf: asOf, phases: slices.Clone(p.Phases)}
	if err := l.forward(start); err != nil {
		return Schedule{}, err
	}
	l.backward()
	return l.schedule(), nil
}

func (d Done) check() error {
	if d.Finished.Before(d.Started) {
		return fmt.Errorf("roadmap: task %s finished on %s, before it began on %s", d.Task, d.Finished, d.Started)
	}
	return nil
}

// and returns what is known by asOf from d and one more word on the task: the
// earlier days count.
func (d Done) and(more Done, asOf isms.Date) Done {
	return Done{more.Task, earlier(d.Started, upTo(more.Started, asOf)), earlier(d.Finished, upTo(more.Finished, asOf))}
}

// upTo returns d if it has come by asOf, else no date. Without asOf nothing has.
func upTo(d, asOf isms.Date) isms.Date {
	if d.Compare(asOf) > 0 {
		return isms.Date{}
	}
	return d
}

// earlier returns the earlier of two dates, the other one where one is none.
func earlier(a, b isms.Date) isms.Date {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

// later returns the later of two dates, the other one where one is none.
func later(a, b isms.Date) isms.Date {
	if a.IsZero() || b.After(a) {
		return b
	}
	return a
}

// A layout is a schedule being made. Days are numbers from the base.
type layout struct {
	*graph
	days                     *days
	facts                    []Done
	asOf                     isms.Date
	phases                   []Phase
	first, last              []int
	lateFirst, lateLast, pre []int // pre is the number of the task before that decides the first day, from 1; 0 for none
	end                      int
}

func (l *layout) forward(start isms.Date) error {
	n := len(l.tasks)
	l.first, l.last, l.pre = make([]int, n), make([]int, n), make([]int, n)
	for _, i := range l.order {
		t, f := &l.tasks[i], l.facts[i]
		from, milestone := l.days.day(start), t.milestone()
		for _, k := range l.before[i] {
			next := l.last[k] + 1
			if milestone { // on the day on which the last of the others ends
				next = l.last[k]
			}
			switch {
			case next > from || next == from && l.pre[i] == 0:
				from, l.pre[i] = next, k+1
			case next == from:
				l.pre[i] = min(l.pre[i], k+1)
			}
		}
		for _, d := range []isms.Date{t.NotBefore, l.asOf} {
			if !d.IsZero() && l.days.day(d) > from {
				from, l.pre[i] = l.days.day(d), 0
			}
		}
		var err error
		switch {
		case !f.Finished.IsZero():
			l.last[i], l.pre[i] = l.days.day(f.Finished), 0
			l.first[i] = l.last[i]
			if !f.Started.IsZero() {
				l.first[i] = l.days.day(f.Started)
			}
			err = l.days.upTo(l.last[i])
		case !f.Started.IsZero():
			l.pre[i] = 0
			began := l.days.day(f.Started)
			if _, l.last[i], err = l.days.span(began, t); err == nil {
				l.first[i], l.last[i] = began, max(l.last[i], l.days.day(l.asOf))
				err = l.days.upTo(l.last[i])
			}
		default:
			l.first[i], l.last[i], err = l.days.span(from, t)
		}
		if err != nil {
			return wrap(t, err)
		}
		l.end = max(l.end, l.last[i])
	}
	return nil
}

// backward finds how late each task can be. What is finished binds nobody.
func (l *layout) backward() {
	n := len(l.tasks)
	l.lateFirst, l.lateLast = make([]int, n), make([]int, n)
	for i := range l.lateLast {
		l.lateLast[i] = l.end
	}
	for o := n - 1; o >= 0; o-- {
		i := l.order[o]
		t := &l.tasks[i]
		if !l.facts[i].Finished.IsZero() {
			l.lateFirst[i], l.lateLast[i] = l.first[i], l.last[i]
			continue
		}
		l.lateFirst[i] = max(l.days.latest(l.lateLast[i], t), l.first[i])
		if !l.facts[i].Started.IsZero() {
			l.lateFirst[i] = l.first[i]
			continue // it has begun: what it came after no longer matters
		}
		limit := l.lateFirst[i] - 1
		if t.milestone() {
			limit = l.lateFirst[i]
		}
		for _, k := range l.before[i] {
			l.lateLast[k] = min(l.lateLast[k], limit)
		}
	}
}

func (l *layout) schedule() Schedule {
	n := len(l.tasks)
	s := Schedule{slots: make([]ScheduledTask, n), phases: l.phases, index: l.index, days: l.days}
	if n == 0 {
		return s
	}
	s.end = l.days.date(l.end)
	order := make([]int, n) // tasks are by ID, so their number decides last
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(l.first[a], l.first[b]), cmp.Compare(l.last[a], l.last[b]), cmp.Compare(a, b))
	})
	for place, i := range order {
		finished := !l.facts[i].Finished.IsZero()
		slack := l.days.between(l.last[i], l.lateLast[i])
		s.slots[place] = ScheduledTask{
			Task:   l.tasks[i].clone(),
			Window: isms.Window{First: l.days.date(l.first[i]), Last: l.days.date(l.last[i])},
			Latest: isms.Window{First: l.days.date(l.lateFirst[i]), Last: l.days.date(l.lateLast[i])},
			Slack:  slack, Critical: slack == 0 && !finished, Finished: finished,
		}
		s.index[l.tasks[i].ID] = place
	}
	for at := slices.Index(l.last, l.end) + 1; at > 0; at = l.pre[at-1] {
		s.chain = append(s.chain, s.index[l.tasks[at-1].ID])
	}
	slices.Reverse(s.chain)
	return s
}

// Slots yields the tasks by first day, last day and ID.
func (s Schedule) Slots() iter.Seq[ScheduledTask] {
	return func(yield func(ScheduledTask) bool) {
		for i := range s.slots {
			if !yield(s.slot(i)) {
				return
			}
		}
	}
}

func (s Schedule) slot(i int) ScheduledTask {
	v := s.slots[i]
	v.Task = v.Task.clone()
	return v
}

// Slot returns the slot of a task, and whether there is one.
func (s Schedule) Slot(task isms.ID) (ScheduledTask, bool) {
	i, ok := s.index[task]
	if !ok {
		return ScheduledTask{}, false
	}
	return s.slot(i), true
}

// Critical returns the chain of tasks that decides the end: each begins when the
// one before it ends, up to the task that ends last. It begins with a task that
// waits for a day, not for another task. Members have no slack, except that time
// that passes by itself and ends before days off may leave a day or two.
func (s Schedule) Critical() []ScheduledTask {
	out := make([]ScheduledTask, 0, len(s.chain))
	for _, i := range s.chain {
		out = append(out, s.slot(i))
	}
	return out
}

// End returns the last day of the last task, the zero Date of an empty schedule.
func (s Schedule) End() isms.Date { return s.end }

// PhaseWindows returns the window of each phase, first to last day of its tasks,
// in the order of the plan.
func (s Schedule) PhaseWindows() []PhaseWindow {
	out := make([]PhaseWindow, len(s.phases))
	at := make(map[isms.ID]int, len(s.phases))
	for i, p := range s.phases {
		out[i].Phase = p
		at[p.ID] = i
	}
	for _, t := range s.slots {
		w := &out[at[t.Phase]].Window
		w.First, w.Last = earlier(w.First, t.Window.First), later(w.Last, t.Window.Last)
	}
	return out
}

// A PhaseWindow is a phase with its days.
type PhaseWindow struct {
	Phase
	Window isms.Window `json:"window"`
}

// Entries returns the tasks for a calendar.
func (s Schedule) Entries() []isms.Entry {
	out := make([]isms.Entry, 0, len(s.slots))
	for t := range s.Slots() {
		kind, basis := isms.EntryMilestone, "milestone"
		if !t.milestone() {
			kind, basis = isms.EntryTask, "takes "+t.Takes.String()
		}
		out = append(out, isms.Entry{
			ID: isms.DeriveID("roadmap", string(t.ID)), Kind: kind, Title: t.Title, Window: t.Window, Basis: basis, Refs: t.Addresses, Subject: t.ID,
		})
	}
	isms.SortEntries(out)
	return out
}

// Table returns the schedule as a table: task, phase, role, first and last day,
// slack, critical, what it comes after, what it settles.
func (s Schedule) Table() table.Table {
	return table.Of("roadmap", "Roadmap", slices.Values(s.slots),
		table.Col("id", "Task", func(v ScheduledTask) isms.ID { return v.ID }),
		table.Col("title", "Title", func(v ScheduledTask) string { return v.Title }),
		table.Col("phase", "Phase", func(v ScheduledTask) isms.ID { return v.Phase }),
		table.Col("role", "Role", func(v ScheduledTask) string { return v.Role }),
		table.ValueCol("first", "First day", func(v ScheduledTask) isms.Date { return v.Window.First }),
		table.ValueCol("last", "Last day", func(v ScheduledTask) isms.Date { return v.Window.Last }),
		table.ValueCol("slack", "Slack", func(v ScheduledTask) int { return v.Slack }),
		table.ValueCol("critical", "Critical", func(v ScheduledTask) bool { return v.Critical }),
		table.Col("after", "After", func(v ScheduledTask) string { return list(v.After) }),
		table.Col("addresses", "Requirements addressed", func(v ScheduledTask) string { return list(v.Addresses) }),
	)
}

func list[S ~string](values []S) string {
	var b strings.Builder
	for i, v := range values {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(v))
	}
	return b.String()
}

// A Difference is what changed from one schedule to another.
type Difference struct {
	Days    int       `json:"days"` // working days by which the end moved; negative: earlier
	Moved   []Moved   `json:"moved"`
	Added   []isms.ID `json:"added"`
	Dropped []isms.ID `json:"dropped"`
}

// Moved is a task whose days changed.
type Moved struct {
	Task   isms.ID     `json:"task"`
	Before isms.Window `json:"before"`
	After  isms.Window `json:"after"`
}

// Compare says what changed from one schedule to another, tasks by ID. Working
// days are those of the calendar of the later end.
func Compare(before, after Schedule) Difference {
	d := Difference{Moved: []Moved{}, Added: []isms.ID{}, Dropped: []isms.ID{}}
	for _, t := range before.slots {
		u, ok := after.index[t.ID]
		switch {
		case !ok:
			d.Dropped = append(d.Dropped, t.ID)
		case after.slots[u].Window != t.Window:
			d.Moved = append(d.Moved, Moved{t.ID, t.Window, after.slots[u].Window})
		}
	}
	for _, t := range after.slots {
		if _, ok := before.index[t.ID]; !ok {
			d.Added = append(d.Added, t.ID)
		}
	}
	slices.Sort(d.Added)
	slices.Sort(d.Dropped)
	slices.SortFunc(d.Moved, func(a, b Moved) int { return strings.Compare(string(a.Task), string(b.Task)) })
	switch {
	case before.end.Before(after.end):
		d.Days = isms.WorkdaysBetween(after.days.cal, before.end, after.end)
	case after.end.Before(before.end):
		d.Days = -isms.WorkdaysBetween(before.days.cal, after.end, before.end)
	}
	return d
}
