package roadmap

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Plan is a set of tasks in phases. [Plan.Schedule] refuses a plan that contradicts
// itself. The zero Plan is empty.
type Plan struct {
	Phases    []Phase    `json:"phases"` // in order; phases may overlap in time
	Tasks     []Task     `json:"tasks"`
	Shortcuts []Shortcut `json:"shortcuts,omitzero"`
}

// Phase is a group of tasks, for presentation only.
type Phase struct {
	ID    isms.ID `json:"id"`
	Title string  `json:"title"`
}

// Task is an activity of a [Plan].
type Task struct {
	ID    isms.ID `json:"id"`
	Title string  `json:"title"`
	Phase isms.ID `json:"phase"`
	Role  string  `json:"role,omitzero"` // the responsible role
	// Takes is the duration, in working days of the calendar or in calendar units,
	// such as months of operation. Zero: a milestone.
	Takes isms.Interval `json:"takes,omitzero"`
	// After are the predecessors: tasks to be completed before this one starts.
	After     []isms.ID  `json:"after,omitzero"`
	NotBefore isms.Date  `json:"notBefore,omitzero"` // the earliest start
	Effort    Range      `json:"effort,omitzero"`    // days of work of the role, for [Plan.Cost]
	Addresses []isms.Ref `json:"addresses,omitzero"` // the requirements and controls that it addresses
}

// clone returns a plan that shares no memory with p.
func (p Plan) clone() Plan {
	p.Phases = slices.Clone(p.Phases)
	p.Tasks = slices.Clone(p.Tasks)
	for i := range p.Tasks {
		p.Tasks[i] = p.Tasks[i].clone()
	}
	p.Shortcuts = slices.Clone(p.Shortcuts)
	return p
}

func (t Task) clone() Task {
	t.After, t.Addresses = slices.Clone(t.After), slices.Clone(t.Addresses)
	return t
}

// milestone reports whether the task takes no time.
func (t *Task) milestone() bool { return t.Takes.N == 0 }

// graph is a plan with its tasks in an order in which each comes after those it
// depends on.
type graph struct {
	tasks  []Task      // by ID
	origin []int       // places of the tasks in the plan
	plan   []Task      // as given
	paths  []isms.Path // of the tasks of the plan: filled on demand
	index  map[isms.ID]int
	before [][]int // what each comes after
	order  []int
}

func (p Plan) graph() (*graph, error) {
	g := &graph{plan: p.Tasks, index: make(map[isms.ID]int, len(p.Tasks))}
	g.tasks, g.origin = byID(p.Tasks)
	for i := range g.tasks {
		g.index[g.tasks[i].ID] = i
	}
	if err := isms.RefuseAll(p.checkPhases(), g.check(p.Phases)); err != nil {
		return nil, err
	}
	return g, g.sort()
}

// at returns the path of a task in the plan.
func (g *graph) at(i int) isms.Path {
	if g.paths == nil {
		g.paths = isms.ItemPaths("", "tasks", g.plan, func(t *Task) isms.ID { return t.ID })
	}
	return g.paths[g.origin[i]]
}

// checkPhases returns what is wrong with the phases of a plan.
func (p Plan) checkPhases() error {
	used := map[isms.ID]bool{}
	for i := range p.Tasks {
		used[p.Tasks[i].Phase] = true
	}
	seen := map[isms.ID]bool{}
	var errs []error
	for i, at := range isms.ItemPaths("", "phases", p.Phases, func(v *Phase) isms.ID { return v.ID }) {
		id := p.Phases[i].ID
		if err := checkID(id, seen); err != nil {
			errs = append(errs, isms.RefuseUnder(at.Field("id"), err))
		}
		if !used[id] {
			errs = append(errs, isms.Refuse(phaseWithoutTask, at, "", isms.ArgID("phase", id)))
		}
	}
	return isms.RefuseAll(errs...)
}

// checkID returns what is wrong with the ID of an item, and takes it down as seen.
func checkID(id isms.ID, seen map[isms.ID]bool) error {
	err := id.Validate()
	if err == nil && seen[id] {
		err = isms.Refuse(idTwice, "", string(id))
	}
	seen[id] = true
	return err
}

// maxTakes is the longest duration of a task, in any unit.
const maxTakes = 100_000

// check returns what is wrong with each task alone.
func (g *graph) check(list []Phase) error {
	phases := make(map[isms.ID]bool, len(list))
	for _, ph := range list {
		phases[ph.ID] = true
	}
	seen := make(map[isms.ID]bool, len(g.tasks))
	var errs []error
	refuse := func(i int, field string, err error) {
		errs = append(errs, isms.RefuseUnder(g.at(i).Field(field), err))
	}
	for i := range g.tasks {
		t := &g.tasks[i]
		if err := checkID(t.ID, seen); err != nil {
			refuse(i, "id", err)
		}
		if !phases[t.Phase] {
			refuse(i, "phase", isms.Refuse(unknownPhase, "", string(t.Phase)))
		}
		if t.Takes.N < 0 || t.Takes.N > maxTakes || t.Takes.N > 0 && !isms.Units().Has(t.Takes.Unit) {
			refuse(i, "takes", isms.Refuse(takesRange, "", fmt.Sprint(t.Takes.N, " ", t.Takes.Unit), isms.ArgInt("most", maxTakes)))
		}
		for j, id := range t.After {
			if _, ok := g.index[id]; !ok {
				errs = append(errs, isms.Refuse(unknownTask, g.at(i).Index("after", j), string(id)))
			}
		}
	}
	return isms.RefuseAll(errs...)
}

// byID returns the tasks by ID, with their places in the list. Numbers are sorted, as
// tasks are heavy to move.
func byID(tasks []Task) (sorted []Task, order []int) {
	order = make([]int, len(tasks))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(strings.Compare(string(tasks[a].ID), string(tasks[b].ID)), cmp.Compare(a, b))
	})
	sorted = make([]Task, len(tasks))
	for place, i := range order {
		sorted[place] = tasks[i]
	}
	return sorted, order
}

// sort finds the order, or the cycle that forbids one. Iterative, linear in tasks
// and dependencies.
func (g *graph) sort() error {
	n := len(g.tasks)
	g.before = make([][]int, n)
	behind := make([][]int32, n) // what comes after each
	waits := make([]int, n)
	for i := range g.tasks {
		g.before[i] = make([]int, len(g.tasks[i].After))
		for j, id := range g.tasks[i].After {
			k := g.index[id]
			g.before[i][j] = k
			behind[k] = append(behind[k], int32(i))
			waits[i]++
		}
	}
	order := make([]int, 0, n)
	for i := range n {
		if waits[i] == 0 {
			order = append(order, i)
		}
	}
	for next := 0; next < len(order); next++ {
		for _, k := range behind[order[next]] {
			if waits[k]--; waits[k] == 0 {
				order = append(order, int(k))
			}
		}
	}
	g.order = order
	if len(order) == n {
		return nil
	}
	return g.cycle(waits)
}

// maxNamed is how many tasks of a cycle are named.
const maxNamed = 10

// cycle refuses a cycle among the tasks that still wait: each of them has one of
// its kind before it, so going back has to come round.
func (g *graph) cycle(waits []int) error {
	at := slices.IndexFunc(waits, func(w int) bool { return w > 0 })
	seen := map[int]int{}
	var way []int
	for {
		if from, ok := seen[at]; ok {
			way = way[from:]
			break
		}
		seen[at] = len(way)
		way = append(way, at)
		at = g.before[at][slices.IndexFunc(g.before[at], func(k int) bool { return waits[k] > 0 })]
	}
	ids := make([]isms.ID, 0, maxNamed)
	for _, i := range way[:min(len(way), maxNamed)] {
		ids = append(ids, g.tasks[i].ID)
	}
	path, tasks := g.at(way[0]).Field("after"), isms.ArgIDs("tasks", ids...)
	if more := len(way) - len(ids); more > 0 {
		return isms.Refuse(longCycle, path, "", tasks, isms.ArgInt("n", more))
	}
	return isms.Refuse(cycleOfTasks, path, "", tasks)
}
