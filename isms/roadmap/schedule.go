package roadmap

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// ScheduledTask is a [Task] with its earliest and latest dates.
type ScheduledTask struct {
	Task
	Window    isms.Window `json:"window"`   // earliest start and finish
	Latest    isms.Window `json:"latest"`   // latest start and finish that keep the end
	Slack     int         `json:"slack"`    // working days between the two
	Critical  bool        `json:"critical"` // no slack, and not completed
	Completed bool        `json:"completed,omitzero"`
}

// Schedule is a [Plan] laid out on a calendar. It is immutable. The zero Schedule is
// empty.
type Schedule struct {
	slots []ScheduledTask // by first day, last day, ID
	chain []int           // the critical path, first task first
	index map[isms.ID]int
	days  *days
	end   isms.Date
}

// Progress is the progress of a task: the days on which it was started and
// completed. A day after the day of a query does not count.
type Progress struct {
	Task      isms.ID   `json:"task"`
	Started   isms.Date `json:"started,omitzero"`
	Completed isms.Date `json:"completed,omitzero"`
}

// Schedule returns the plan laid out from a day on, each task as early as possible.
// A nil calendar is [isms.Weekdays]. A task in working days starts on the first
// working day after its last predecessor, one in calendar units on the day after.
// It returns an [isms.Error] for a missing first day, a duplicate ID, an unknown task or phase, a phase without
// tasks, a cycle, an end after the year 9999, and one beyond the calendar. Time: linear in tasks and
// dependencies, and one call of the calendar for each day of the plan.
func (p Plan) Schedule(start isms.Date, cal isms.Calendar) (Schedule, error) {
	return p.Forecast(start, isms.Date{}, cal, nil)
}

// Forecast returns the plan laid out as by [Plan.Schedule], with the progress up to
// asOf: a completed task has the days it took, one in progress ends no earlier than
// asOf, and any other starts no earlier. For a zero asOf no progress counts.
func (p Plan) Forecast(start, asOf isms.Date, cal isms.Calendar, progress []Progress) (Schedule, error) {
	g, err := p.graph()
	if start.IsZero() {
		err = isms.RefuseAll(isms.Refuse(firstDayMissing, "start", ""), err)
	}
	if err != nil {
		return Schedule{}, err
	}
	facts, err := g.facts(progress, asOf)
	if err != nil {
		return Schedule{}, err
	}
	base := start
	for _, f := range facts {
		base = isms.Earliest(base, f.Started, f.Completed)
	}
	l := layout{graph: g, days: newDays(base, cal), facts: facts, asOf: asOf}
	if err := l.forward(start); err != nil {
		return Schedule{}, err
	}
	l.backward()
	return l.schedule(), nil
}

// facts returns what is known of each task by asOf.
func (g *graph) facts(progress []Progress, asOf isms.Date) ([]Progress, error) {
	facts := make([]Progress, len(g.tasks))
	var errs []error
	for k, at := range isms.ItemPaths("", "progress", progress, func(v *Progress) isms.ID { return v.Task }) {
		d := progress[k]
		i, ok := g.index[d.Task]
		if !ok {
			errs = append(errs, isms.Refuse(unknownTask, at.Field("task"), string(d.Task)))
			continue
		}
		errs = append(errs, d.check(at.Field("completed")))
		facts[i] = facts[i].and(d, asOf)
	}
	if err := isms.RefuseAll(errs...); err != nil {
		return nil, err
	}
	for _, f := range facts {
		errs = append(errs, f.check("progress"))
	}
	return facts, isms.RefuseAll(errs...)
}

func (d Progress) check(at isms.Path) error {
	if d.Completed.IsZero() || !d.Completed.Before(d.Started) {
		return nil
	}
	return isms.Refuse(completedBeforeStart, at, "", isms.ArgID("task", d.Task), isms.ArgDate("completed", d.Completed), isms.ArgDate("started", d.Started))
}

// and returns what is known by asOf from d and one more value of the task: the
// earlier days count.
func (d Progress) and(more Progress, asOf isms.Date) Progress {
	return Progress{more.Task, isms.Earliest(d.Started, upTo(more.Started, asOf)), isms.Earliest(d.Completed, upTo(more.Completed, asOf))}
}

// upTo returns d if it has come by asOf, else no date. Without asOf nothing has.
func upTo(d, asOf isms.Date) isms.Date {
	if d.Compare(asOf) > 0 {
		return isms.Date{}
	}
	return d
}

// layout is a schedule being made. Days are numbers from the base.
type layout struct {
	*graph
	days                     *days
	facts                    []Progress
	asOf                     isms.Date
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
		case !f.Completed.IsZero():
			l.last[i], l.pre[i] = l.days.day(f.Completed), 0
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
			return isms.RefuseUnder(l.at(i).Field("takes"), err)
		}
		l.end = max(l.end, l.last[i])
	}
	return nil
}

// backward finds how late each task can be. What is completed binds nobody.
func (l *layout) backward() {
	n := len(l.tasks)
	l.lateFirst, l.lateLast = make([]int, n), make([]int, n)
	for i := range l.lateLast {
		l.lateLast[i] = l.end
	}
	for o := n - 1; o >= 0; o-- {
		i := l.order[o]
		t := &l.tasks[i]
		if !l.facts[i].Completed.IsZero() {
			l.lateFirst[i], l.lateLast[i] = l.first[i], l.last[i]
			continue
		}
		l.lateFirst[i] = max(l.days.latest(l.lateLast[i], t), l.first[i])
		if !l.facts[i].Started.IsZero() {
			l.lateFirst[i] = l.first[i]
			continue // it has started: its predecessors no longer matter
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
	s := Schedule{slots: make([]ScheduledTask, n), index: l.index, days: l.days}
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
		completed := !l.facts[i].Completed.IsZero()
		slack := l.days.between(l.last[i], l.lateLast[i])
		s.slots[place] = ScheduledTask{
			Task:   l.tasks[i].clone(),
			Window: isms.Window{First: l.days.date(l.first[i]), Last: l.days.date(l.last[i])},
			Latest: isms.Window{First: l.days.date(l.lateFirst[i]), Last: l.days.date(l.lateLast[i])},
			Slack:  slack, Critical: slack == 0 && !completed, Completed: completed,
		}
		s.index[l.tasks[i].ID] = place
	}
	for at := slices.Index(l.last, l.end) + 1; at > 0; at = l.pre[at-1] {
		s.chain = append(s.chain, s.index[l.tasks[at-1].ID])
	}
	slices.Reverse(s.chain)
	return s
}

// Tasks yields the tasks by start, finish and ID.
func (s Schedule) Tasks() iter.Seq[ScheduledTask] {
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

// LookupTask returns the task of the given ID, and whether there is one.
func (s Schedule) LookupTask(task isms.ID) (ScheduledTask, bool) {
	i, ok := s.index[task]
	if !ok {
		return ScheduledTask{}, false
	}
	return s.slot(i), true
}

// CriticalPath returns the chain of tasks that determines the end: each starts when
// its predecessor ends, up to the task that ends last. The first one waits for a
// day, not for a task. They have no slack, except that a duration in calendar units
// that ends before days off may leave a day or two.
func (s Schedule) CriticalPath() []ScheduledTask {
	out := make([]ScheduledTask, 0, len(s.chain))
	for _, i := range s.chain {
		out = append(out, s.slot(i))
	}
	return out
}

// End returns the last day of the last task; the zero Date for an empty schedule.
func (s Schedule) End() isms.Date { return s.end }

// PhaseWindow returns the first and last day of the tasks of a phase; the zero
// Window for a phase without tasks. Time: linear in the tasks.
func (s Schedule) PhaseWindow(phase isms.ID) isms.Window {
	var w isms.Window
	for i := range s.slots {
		if t := &s.slots[i]; t.Phase == phase {
			w.First, w.Last = isms.Earliest(w.First, t.Window.First), isms.Latest(w.Last, t.Window.Last)
		}
	}
	return w
}

// Entries returns an entry for each task that ends in (after, upTo]; a zero after is
// before every day. Calling it with adjacent ranges returns each task exactly once.
func (s Schedule) Entries(after, upTo isms.Date) []isms.Entry {
	out := []isms.Entry{}
	for t := range s.Tasks() {
		if t.Window.Last.Compare(after) <= 0 || t.Window.Last.Compare(upTo) > 0 {
			continue
		}
		kind, basis := isms.EntryMilestone, basisMilestone.With()
		if !t.milestone() {
			kind, basis = isms.EntryTask, basisTakes.With(isms.ArgInterval("interval", t.Takes))
		}
		out = append(out, isms.Entry{
			ID: isms.DeriveID("roadmap", string(t.ID)), Kind: kind, Title: isms.Sentence{Text: t.Title}, Window: t.Window, Basis: basis, Refs: t.Addresses, Subject: t.ID,
		})
	}
	isms.SortEntries(out)
	return out
}

// Table returns the schedule as a table.
func (s Schedule) Table() table.Table {
	return table.Of("roadmap", "Roadmap", slices.Values(s.slots),
		table.Col("id", "Task", func(v ScheduledTask) isms.ID { return v.ID }),
		table.Col("title", "Title", func(v ScheduledTask) string { return v.Title }),
		table.Col("phase", "Phase", func(v ScheduledTask) isms.ID { return v.Phase }),
		table.Col("role", "Role", func(v ScheduledTask) string { return v.Role }),
		table.ValueCol("first", "Start", func(v ScheduledTask) isms.Date { return v.Window.First }),
		table.ValueCol("last", "Finish", func(v ScheduledTask) isms.Date { return v.Window.Last }),
		table.ValueCol("slack", "Slack", func(v ScheduledTask) int { return v.Slack }),
		table.ValueCol("critical", "Critical", func(v ScheduledTask) bool { return v.Critical }),
		table.Col("after", "Predecessors", func(v ScheduledTask) string { return text.Join(v.After, ", ") }),
		table.Col("addresses", "Requirements addressed", func(v ScheduledTask) string { return text.Join(v.Addresses, ", ") }),
	)
}

// Difference is the difference between two schedules, as returned by [Compare].
type Difference struct {
	Days        int           `json:"days"` // working days by which the end is later, as far as the calendar knows; negative: earlier
	Rescheduled []Rescheduled `json:"rescheduled"`
	Added       []isms.ID     `json:"added"`
	Dropped     []isms.ID     `json:"dropped"`
}

// Rescheduled is a task whose dates changed.
type Rescheduled struct {
	Task   isms.ID     `json:"task"`
	Before isms.Window `json:"before"`
	After  isms.Window `json:"after"`
}

// Compare returns the difference between two schedules, tasks by ID. Working days
// are those of the calendar of the later end.
func Compare(before, after Schedule) Difference {
	d := Difference{Rescheduled: []Rescheduled{}, Added: []isms.ID{}, Dropped: []isms.ID{}}
	for _, t := range before.slots {
		u, ok := after.index[t.ID]
		switch {
		case !ok:
			d.Dropped = append(d.Dropped, t.ID)
		case after.slots[u].Window != t.Window:
			d.Rescheduled = append(d.Rescheduled, Rescheduled{t.ID, t.Window, after.slots[u].Window})
		}
	}
	for _, t := range after.slots {
		if _, ok := before.index[t.ID]; !ok {
			d.Added = append(d.Added, t.ID)
		}
	}
	slices.Sort(d.Added)
	slices.Sort(d.Dropped)
	slices.SortFunc(d.Rescheduled, func(a, b Rescheduled) int { return strings.Compare(string(a.Task), string(b.Task)) })
	switch {
	case before.end.IsZero() || after.end.IsZero():
	case before.end.Before(after.end):
		d.Days, _ = isms.WorkdaysBetween(after.days.cal, before.end, after.end)
	default:
		d.Days, _ = isms.WorkdaysBetween(before.days.cal, after.end, before.end)
		d.Days = -d.Days
	}
	return d
}
