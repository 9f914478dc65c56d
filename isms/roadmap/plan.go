package roadmap

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Plan is a set of tasks in phases. [Plan.Schedule] returns an error for a plan that
// contradicts itself. The zero Plan is empty.
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
	tasks  []Task // by ID
	index  map[isms.ID]int
	before [][]int // what each comes after
	order  []int
}

func (p Plan) graph() (*graph, error) {
	g := &graph{tasks: byID(p.Tasks), index: make(map[isms.ID]int, len(p.Tasks))}
	phases := make(map[isms.ID]bool, len(p.Phases)) // whether it has a task
	for _, ph := range p.Phases {
		if err := ph.ID.Validate(); err != nil {
			return nil, fmt.Errorf("roadmap: phase %s: %w", text.Quote(string(ph.ID)), err)
		}
		if _, twice := phases[ph.ID]; twice {
			return nil, fmt.Errorf("roadmap: two phases %s", ph.ID)
		}
		phases[ph.ID] = false
	}
	for i := range g.tasks {
		t := &g.tasks[i]
		if err := t.ID.Validate(); err != nil {
			return nil, fmt.Errorf("roadmap: task %s: %w", text.Quote(string(t.ID)), err)
		}
		if _, twice := g.index[t.ID]; twice {
			return nil, fmt.Errorf("roadmap: two tasks %s", t.ID)
		}
		g.index[t.ID] = i
		if _, ok := phases[t.Phase]; !ok {
			return nil, fmt.Errorf("roadmap: task %s is in phase %s, which the plan does not have", t.ID, text.Quote(string(t.Phase)))
		}
		phases[t.Phase] = true
		if t.Takes.N < 0 || t.Takes.N > 100_000 || t.Takes.N > 0 && !isms.Units().Has(t.Takes.Unit) {
			return nil, fmt.Errorf("roadmap: task %s takes %d %.40s: want 0 to 100000 of a known unit", t.ID, t.Takes.N, string(t.Takes.Unit))
		}
	}
	for _, ph := range p.Phases {
		if !phases[ph.ID] {
			return nil, fmt.Errorf("roadmap: phase %s has no task", ph.ID)
		}
	}
	return g, g.sort()
}

// byID returns the tasks by ID. Numbers are sorted, as tasks are heavy to move.
func byID(tasks []Task) []Task {
	order := make([]int, len(tasks))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(strings.Compare(string(tasks[a].ID), string(tasks[b].ID)), cmp.Compare(a, b))
	})
	out := make([]Task, len(tasks))
	for place, i := range order {
		out[place] = tasks[i]
	}
	return out
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
			k, ok := g.index[id]
			if !ok {
				return fmt.Errorf("roadmap: task %s comes after %s, which the plan does not have", g.tasks[i].ID, text.Quote(string(id)))
			}
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
	return fmt.Errorf("roadmap: tasks that wait for each other: %s", g.cycle(waits))
}

// cycle names a cycle among the tasks that still wait: each of them has one of
// its kind before it, so going back has to come round.
func (g *graph) cycle(waits []int) string {
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
	var b strings.Builder
	for i := range way {
		if i == 10 {
			fmt.Fprintf(&b, " (and %d more)", len(way)-i)
			break
		}
		if i > 0 {
			b.WriteString(" after ")
		}
		b.WriteString(string(g.tasks[way[i]].ID))
	}
	if len(way) <= 10 {
		b.WriteString(" after " + string(g.tasks[way[0]].ID))
	}
	return b.String()
}
