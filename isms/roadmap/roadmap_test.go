package roadmap

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

var begin = isms.MustDate("2026-01-05")

func workdays(n int) isms.Interval { return isms.Interval{N: n, Unit: isms.WorkingDays} }

func plan(tasks ...Task) Plan {
	for i := range tasks {
		tasks[i].Phase = "p"
	}
	return Plan{Phases: []Phase{{"p", "Phase"}}, Tasks: tasks}
}

func schedule(t *testing.T, p Plan) Schedule {
	t.Helper()
	s, err := p.Schedule(begin, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPlansThatContradictThemselves(t *testing.T) {
	cases := []struct {
		name string
		plan Plan
		want string
	}{
		{"cycle", plan(Task{ID: "a", After: []isms.ID{"c"}}, Task{ID: "b", After: []isms.ID{"a"}}, Task{ID: "c", After: []isms.ID{"b"}}, Task{ID: "d", After: []isms.ID{"c"}}), "roadmap/cycle-of-tasks at tasks[a].after"},
		{"self", plan(Task{ID: "a", After: []isms.ID{"a"}}), "roadmap/cycle-of-tasks at tasks[a].after"},
		{"unknown", plan(Task{ID: "a", After: []isms.ID{"x"}}), "roadmap/unknown-task at tasks[a].after[#0]"},
		{"twice", plan(Task{ID: "a"}, Task{ID: "a"}), "roadmap/duplicate-id at tasks[#1].id"},
		{"no ID", plan(Task{}), "isms/empty-id at tasks[#0].id"},
		{"negative", plan(Task{ID: "a", Takes: workdays(-1)}), "roadmap/duration-out-of-range at tasks[a].takes"},
		{"odd unit", plan(Task{ID: "a", Takes: isms.Interval{N: 1, Unit: "moons"}}), "roadmap/duration-out-of-range at tasks[a].takes"},
		{"empty phase", Plan{Phases: []Phase{{ID: "p"}}}, "roadmap/phase-without-task at phases[p]"},
		{"phase twice", Plan{Phases: []Phase{{ID: "p"}, {ID: "p"}}}, "roadmap/phase-without-task at phases[#0]; roadmap/duplicate-id at phases[#1].id; roadmap/phase-without-task at phases[#1]"},
		{"no phase", Plan{Tasks: []Task{{ID: "a", Phase: "q"}}}, "roadmap/unknown-phase at tasks[a].phase"},
		{"too long", plan(Task{ID: "a", Takes: isms.Interval{N: 9000, Unit: isms.Years}}), "roadmap/after-the-last-year at tasks[a].takes"},
	}
	for _, c := range cases {
		_, err := c.plan.Schedule(begin, nil)
		if got := golden.Codes(err); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if _, err := plan(Task{ID: "a", Takes: workdays(1)}).Schedule(isms.Date{}, nil); err == nil {
		t.Error("a schedule without a first day")
	}
	if _, err := plan(Task{ID: "a", Takes: workdays(1)}).Schedule(begin, lazy{}); golden.Codes(err) != "roadmap/no-working-day at tasks[a].takes" {
		t.Errorf("a calendar that never works: %v", err)
	}
	if _, err := plan(Task{ID: "a"}).Forecast(begin, begin, nil, []Progress{{Task: "b"}}); err == nil {
		t.Error("done what the plan does not have")
	}
	if _, err := plan(Task{ID: "a"}).Forecast(begin, isms.Date{}, nil, []Progress{{Task: "a"}, {Task: "b"}}); err == nil {
		t.Error("without a day, done what the plan does not have")
	}
	if _, err := plan(Task{ID: "a"}).Forecast(begin, begin, nil, []Progress{{Task: "a", Started: begin, Completed: begin.AddDays(-1)}}); err == nil {
		t.Error("finished before it began")
	}
	if s, err := (Plan{}).Schedule(begin, nil); err != nil || !s.End().IsZero() || len(s.CriticalPath()) > 0 {
		t.Errorf("an empty plan: %v, %v", s.End(), err)
	}
}

type lazy struct{}

func (lazy) Workday(isms.Date) isms.Answer { return isms.No }

// Worked by hand: 5 January 2026 is a Monday.
func TestScheduleByHand(t *testing.T) {
	s := schedule(t, plan(
		Task{ID: "a", Takes: workdays(5)}, // Mon 5 to Fri 9
		Task{ID: "b", Takes: isms.Interval{N: 1, Unit: isms.Months}, After: []isms.ID{"a"}}, // Sat 10 Jan to Mon 9 Feb
		Task{ID: "c", Takes: workdays(3), After: []isms.ID{"a"}},                            // Mon 12 to Wed 14
		Task{ID: "m", After: []isms.ID{"b", "c"}},                                           // Mon 9 Feb
		Task{ID: "d", Takes: workdays(1), After: []isms.ID{"m"}},                            // Tue 10 Feb
	))
	want := map[isms.ID]string{
		"a": "2026-01-05 to 2026-01-09 slack 0", "b": "2026-01-10 to 2026-02-09 slack 0", "c": "2026-01-12 to 2026-01-14 slack 18",
		"m": "2026-02-09 slack 0", "d": "2026-02-10 slack 0",
	}
	for v := range s.Tasks() {
		if got := fmt.Sprint(v.Window, " slack ", v.Slack); got != want[v.ID] {
			t.Errorf("%s: %s, want %s", v.ID, got, want[v.ID])
		}
	}
	var chain []isms.ID
	for _, v := range s.CriticalPath() {
		chain = append(chain, v.ID)
	}
	if diff := cmp.Diff([]isms.ID{"a", "b", "m", "d"}, chain); diff != "" {
		t.Errorf("critical path (-want +got):\n%s", diff)
	}
}

// Worked by hand, on Wednesday 14 January: a is finished late, b was begun and
// overruns, c waits.
func TestForecastByHand(t *testing.T) {
	p := plan(
		Task{ID: "a", Takes: workdays(5)},
		Task{ID: "b", Takes: workdays(2), After: []isms.ID{"a"}},
		Task{ID: "c", Takes: workdays(3), After: []isms.ID{"b"}},
		Task{ID: "x", Takes: workdays(10)},
		Task{ID: "y", Takes: workdays(1)},
	)
	day := isms.MustDate
	s, err := p.Forecast(begin, day("2026-01-14"), nil, []Progress{
		{Task: "a", Started: day("2026-01-02"), Completed: day("2026-01-10")},
		{Task: "b", Started: day("2026-01-11")},
		{Task: "x", Started: day("2026-01-12"), Completed: day("2026-01-15")}, // the end is still to come
		{Task: "y", Completed: day("2026-01-06")},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[isms.ID]string{
		"a": "2026-01-02 to 2026-01-10 finished", "b": "2026-01-11 to 2026-01-14 slack 4", "c": "2026-01-15 to 2026-01-19 slack 4",
		"x": "2026-01-12 to 2026-01-23 slack 0", "y": "2026-01-06 finished",
	}
	for v := range s.Tasks() {
		got := fmt.Sprint(v.Window, " slack ", v.Slack)
		if v.Completed {
			got = fmt.Sprint(v.Window, " finished")
		}
		if got != want[v.ID] {
			t.Errorf("%s: %s, want %s", v.ID, got, want[v.ID])
		}
	}
	// Days of the plan before its first day are still counted when compared.
	first := schedule(t, p)
	if d := Compare(s, first); d.Days != -5 {
		t.Errorf("the plan ends %d working days after the forecast", d.Days)
	}
}

func TestNotBefore(t *testing.T) {
	s := schedule(t, plan(Task{ID: "a", Takes: workdays(1)}, Task{ID: "b", Takes: workdays(2), After: []isms.ID{"a"}, NotBefore: isms.MustDate("2026-03-07")}))
	b, _ := s.LookupTask("b")
	if b.Window.First != isms.MustDate("2026-03-09") || len(s.CriticalPath()) != 1 {
		t.Errorf("b on %s, chain of %d", b.Window, len(s.CriticalPath()))
	}
}

func anyPlan(t *rapid.T) Plan {
	n := rapid.IntRange(1, 14).Draw(t, "tasks")
	var tasks []Task
	for i := range n {
		task := Task{ID: isms.ID(fmt.Sprintf("t%02d", i))}
		task.Takes = isms.Interval{
			N:    rapid.IntRange(0, 12).Draw(t, "n"),
			Unit: rapid.SampledFrom([]isms.Unit{isms.WorkingDays, isms.WorkingDays, isms.Days, isms.Weeks, isms.Months}).Draw(t, "unit"),
		}
		for k := range i {
			if rapid.IntRange(0, 3).Draw(t, "edge") == 0 {
				task.After = append(task.After, isms.ID(fmt.Sprintf("t%02d", k)))
			}
		}
		if rapid.IntRange(0, 9).Draw(t, "fixed") == 0 {
			task.NotBefore = begin.AddDays(rapid.IntRange(-30, 200).Draw(t, "not before"))
		}
		tasks = append(tasks, task)
	}
	return plan(tasks...)
}

var holidays = isms.Weekdays(isms.MustDate("2026-01-06"), isms.MustDate("2026-04-03"), isms.MustDate("2026-05-01"))

// workdaysBetween is isms.WorkdaysBetween of a calendar without end.
func workdaysBetween(cal isms.Calendar, after, upTo isms.Date) int {
	n, _ := isms.WorkdaysBetween(cal, after, upTo)
	return n
}

// slow twin lays out one task at a time, a day at a time.
func slow(p Plan, start isms.Date, cal isms.Calendar) map[isms.ID]isms.Window {
	out := map[isms.ID]isms.Window{}
	for len(out) < len(p.Tasks) {
	tasks:
		for _, task := range p.Tasks {
			from := start
			for _, id := range task.After {
				w, ok := out[id]
				if !ok {
					continue tasks
				}
				next := w.Last.AddDays(1)
				if task.Takes.N == 0 {
					next = w.Last
				}
				if next.After(from) {
					from = next
				}
			}
			if task.NotBefore.After(from) {
				from = task.NotBefore
			}
			w := isms.On(from)
			switch {
			case task.Takes.N == 0:
			case task.Takes.Unit == isms.WorkingDays:
				for cal.Workday(w.First) == isms.No {
					w.First = w.First.AddDays(1)
				}
				w.Last = w.First
				for left := task.Takes.N - 1; left > 0; {
					w.Last = w.Last.AddDays(1)
					if cal.Workday(w.Last) == isms.Yes {
						left--
					}
				}
			default:
				end, _ := task.Takes.From(from, nil)
				w.Last = end.AddDays(-1)
			}
			out[task.ID] = w
		}
	}
	return out
}

func TestScheduleAgainstTheSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPlan(t)
		s, err := p.Schedule(begin, holidays)
		if err != nil {
			t.Fatal(err)
		}
		want, end := slow(p, begin, holidays), isms.Date{}
		for id, w := range want {
			if v, _ := s.LookupTask(id); v.Window != w {
				t.Fatalf("%s: %s, slow twin %s", id, v.Window, w)
			}
			if w.Last.Compare(end) > 0 {
				end = w.Last
			}
		}
		if s.End() != end {
			t.Fatalf("end %s, slow twin %s", s.End(), end)
		}
	})
}

// A task can begin as late as Latest says without moving the end, and no working
// day later.
func TestSlackIsWhatThereIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPlan(t)
		s, err := p.Schedule(begin, holidays)
		if err != nil {
			t.Fatal(err)
		}
		i := rapid.IntRange(0, len(p.Tasks)-1).Draw(t, "task")
		v, _ := s.LookupTask(p.Tasks[i].ID)
		if v.Latest.First.Before(v.Window.First) || v.Latest.Last.Before(v.Window.Last) {
			t.Fatalf("%s: latest %s before earliest %s", v.ID, v.Latest, v.Window)
		}
		q := p.clone()
		q.Tasks[i].NotBefore = v.Latest.First
		late, err := q.Schedule(begin, holidays)
		if err != nil {
			t.Fatal(err)
		}
		if late.End() != s.End() {
			t.Fatalf("%s as late as %s: end %s, was %s", v.ID, v.Latest, late.End(), s.End())
		}
		next, _ := isms.AddWorkdays(holidays, v.Latest.First, 1)
		if v.Takes.N > 0 && v.Takes.Unit != isms.WorkingDays {
			next = v.Latest.First.AddDays(1)
		}
		q.Tasks[i].NotBefore = next
		later, err := q.Schedule(begin, holidays)
		if err != nil {
			t.Fatal(err)
		}
		// A later beginning that rounds to the same working days is not later.
		w, _ := later.LookupTask(v.ID)
		if later.End() == s.End() && holidays.Workday(w.Window.Last) == isms.Yes && workdaysBetween(holidays, v.Latest.Last, w.Window.Last) > 0 {
			t.Fatalf("%s later than %s, on %s, and the end stays %s", v.ID, v.Latest, w.Window, s.End())
		}
	})
}

func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPlan(t)
		s, err := p.Schedule(begin, holidays)
		if err != nil {
			t.Fatal(err)
		}
		// Dependencies hold, and nothing is upside down.
		for v := range s.Tasks() {
			if v.Window.Validate() != nil || v.Window.First.Before(begin) {
				t.Fatalf("%s: %s", v.ID, v.Window)
			}
			for _, id := range v.After {
				u, _ := s.LookupTask(id)
				if v.Takes.N > 0 && !v.Window.First.After(u.Window.Last) || v.Window.First.Before(u.Window.Last) {
					t.Fatalf("%s %s after %s %s", v.ID, v.Window, id, u.Window)
				}
			}
		}
		// chain is unbroken and leads to the end.
		chain := s.CriticalPath()
		if len(chain) == 0 || chain[len(chain)-1].Window.Last != s.End() {
			t.Fatalf("chain of %d does not reach the end %s", len(chain), s.End())
		}
		waits := slices.ContainsFunc(p.Tasks, func(v Task) bool { return v.Takes.N > 0 && v.Takes.Unit != isms.WorkingDays })
		for i, v := range chain {
			if !v.Critical && !waits || i > 0 && !slices.Contains(v.After, chain[i-1].ID) {
				t.Fatalf("chain breaks at %s: slack %d", v.ID, v.Slack)
			}
		}
		// Order of tasks does not matter.
		q := p.clone()
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		r.Shuffle(len(q.Tasks), func(i, j int) { q.Tasks[i], q.Tasks[j] = q.Tasks[j], q.Tasks[i] })
		again, _ := q.Schedule(begin, holidays)
		if d := Compare(s, again); d.Days != 0 || len(d.Rescheduled)+len(d.Added)+len(d.Dropped) > 0 {
			t.Fatalf("shuffled: %+v", d)
		}
		if !slices.EqualFunc(chain, again.CriticalPath(), func(a, b ScheduledTask) bool { return a.ID == b.ID }) {
			t.Fatal("shuffled: another critical path")
		}
		// Forecasting a plan done to the day changes nothing of what was done.
		asOf := begin.AddDays(rapid.IntRange(0, 200).Draw(t, "as of"))
		var done []Progress
		for v := range s.Tasks() {
			if !v.Window.Last.After(asOf) {
				done = append(done, Progress{Task: v.ID, Started: v.Window.First, Completed: v.Window.Last})
			}
		}
		f, err := p.Forecast(begin, asOf, holidays, done)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range done {
			if v, _ := f.LookupTask(d.Task); v.Window.Last != d.Completed || !v.Completed || v.Critical {
				t.Fatalf("%s was done by %s, forecast %s", d.Task, d.Completed, v.Window)
			}
		}
		// Nothing left begins in the past, and the end is no earlier than planned.
		for v := range f.Tasks() {
			if !v.Completed && v.Window.First.Before(asOf) {
				t.Fatalf("%s begins %s, before %s", v.ID, v.Window, asOf)
			}
		}
		if f.End().Before(s.End()) {
			t.Fatalf("forecast %s, plan %s", f.End(), s.End())
		}
	})
}

// template returns the plan for a managed service provider.
func template() Plan {
	p, _ := LookupTemplate("managed service provider")
	return p
}

// withOperation returns the template with another time of observed operation.
func withOperation(takes string) Plan {
	p := template()
	i := slices.IndexFunc(p.Tasks, func(t Task) bool { return t.ID == "operation" })
	p.Tasks[i].Takes = isms.MustInterval(takes)
	return p
}

// all returns the entries of all days.
func all(s Schedule) []isms.Entry { return s.Entries(isms.Date{}, s.End()) }

func TestTemplate(t *testing.T) {
	if p, ok := LookupTemplate("everybody"); ok || len(p.Tasks) > 0 {
		t.Errorf("%d tasks for everybody", len(p.Tasks))
	}
	p := template()
	s := schedule(t, p)
	if n := len(p.Tasks); n < 18 {
		t.Errorf("%d tasks, want 18", n)
	}
	if months := begin.AddMonths(7); s.End().Before(months) || s.End().After(begin.AddMonths(12)) {
		t.Errorf("ends %s, want within 7 to 12 months", s.End())
	}
	if len(p.Phases) != 4 {
		t.Fatalf("%d phases", len(p.Phases))
	}
	for _, phase := range p.Phases {
		if w := s.PhaseWindow(phase.ID); w.Days() < 1 || w.First.Before(s.PhaseWindow(p.Phases[0].ID).First) {
			t.Errorf("phase %s: %s", phase.ID, w)
		}
	}
	for _, task := range p.Tasks {
		for _, ref := range task.Addresses {
			if !ref.Known() || !ref.IsControl() && !item(ref) {
				t.Errorf("%s settles %q, which is no item", task.ID, ref)
			}
		}
		if err := task.Effort.validate(); err != nil || task.Role == "" || task.Title == "" {
			t.Errorf("%s: %v", task.ID, err)
		}
	}
	// What the text of the plan implies.
	for _, pair := range [][2]isms.ID{
		{"scope", "assets"},
		{"assets", "assessment"},
		{"assessment", "treatment"},
		{"treatment", "soa"},
		{"soa", "stage-1"},
		{"internal-audit", "stage-2"},
		{"internal-audit", "management-review"},
		{"management-review", "stage-2"},
		{"operation", "stage-2"},
		{"choose-body", "stage-1"},
	} {
		a, _ := s.LookupTask(pair[0])
		b, _ := s.LookupTask(pair[1])
		if !a.Window.Last.Before(b.Window.First) {
			t.Errorf("%s %s is not before %s %s", a.ID, a.Window, b.ID, b.Window)
		}
	}
	longer := schedule(t, withOperation("6 months"))
	if d := Compare(s, longer); d.Days < 60 {
		t.Errorf("six months of operation move the end by %d working days", d.Days)
	}
	// Shortcuts bring a delay, not a gain.
	for _, sc := range p.Shortcuts {
		q, err := p.WithShortcut(sc.ID)
		if err != nil {
			t.Fatal(err)
		}
		if d := Compare(s, schedule(t, q)); d.Days <= 20 {
			t.Errorf("%s moves the end by %d working days", sc.ID, d.Days)
		}
	}
	if _, err := p.WithShortcut("pray"); err == nil {
		t.Error("took a shortcut that there is not")
	}
	if err := s.Table().Validate(); err != nil {
		t.Error(err)
	}
	entries, half := all(s), begin.AddDays(100)
	if len(entries) != len(p.Tasks) || len(s.Entries(isms.Date{}, half))+len(s.Entries(half, s.End())) != len(entries) {
		t.Errorf("%d entries", len(entries))
	}
	for _, e := range entries {
		if want := map[bool]isms.EntryKind{true: isms.EntryMilestone, false: isms.EntryTask}[e.Basis.Text == "milestone"]; e.Kind != want {
			t.Errorf("%s is a %s", e.Title, e.Kind)
		}
	}
}

func item(ref isms.Ref) bool {
	_, ok := isms.LookupRequirement(ref)
	return ok
}

// What is written as JSON reads as the same plan.
func TestJSON(t *testing.T) {
	text, err := json.Marshal(template())
	if err != nil {
		t.Fatal(err)
	}
	var back Plan
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&back); err != nil {
		t.Fatal(err)
	}
	if again, err := json.Marshal(back); err != nil || !bytes.Equal(text, again) || schedule(t, back).End() != schedule(t, template()).End() {
		t.Errorf("written again: %v\n%s\n%s", err, text, again)
	}
}

func TestTakeNamesWhatIsMissing(t *testing.T) {
	p := plan(Task{ID: "a"})
	p.Shortcuts = []Shortcut{{ID: "s", Task: "x"}, {ID: "r", Task: "a", HoldsUp: []isms.ID{"y"}}}
	for _, id := range []isms.ID{"s", "r"} {
		if _, err := p.WithShortcut(id); err == nil {
			t.Errorf("took %s", id)
		}
	}
}

// Rework goes in front of what it holds up, and takes its time there.
func TestTakePutsReworkInFront(t *testing.T) {
	p := plan(Task{ID: "end", Takes: workdays(1), After: []isms.ID{"work"}}, Task{ID: "work", Takes: workdays(5)})
	p.Shortcuts = []Shortcut{{ID: "s", Task: "work", Takes: workdays(1), Rework: []Task{{ID: "again", Phase: "p", Takes: workdays(10), After: []isms.ID{"work"}}}, HoldsUp: []isms.ID{"end"}}}
	q, err := p.WithShortcut("s")
	if err != nil {
		t.Fatal(err)
	}
	if d := Compare(schedule(t, p), schedule(t, q)); d.Days != 6 || len(d.Added) != 1 || len(q.Shortcuts) != 0 || len(p.Tasks[0].After) != 1 {
		t.Errorf("%+v", d)
	}
}

func TestWithoutJoinsTheEnds(t *testing.T) {
	p := plan(Task{ID: "a", Takes: workdays(2)}, Task{ID: "b", Takes: workdays(3), After: []isms.ID{"a"}}, Task{ID: "c", Takes: workdays(1), After: []isms.ID{"b"}})
	q := p.Without("b")
	if diff := cmp.Diff([]isms.ID{"a"}, q.Tasks[1].After); diff != "" || len(p.Tasks) != 3 {
		t.Errorf("c comes after (-want +got):\n%s", diff)
	}
}

// Two weeks: phases are neither empty nor upside down, or the plan says no.
func TestFit(t *testing.T) {
	p := withOperation("1 day")
	for i := range p.Tasks {
		if p.Tasks[i].Takes.Unit == isms.Weeks {
			p.Tasks[i].Takes = workdays(1)
		}
	}
	deadline := begin.AddDays(40)
	q, err := p.Fit(begin, deadline, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := schedule(t, q)
	if s.End().After(deadline) {
		t.Errorf("ends %s", s.End())
	}
	for _, phase := range p.Phases {
		if w := s.PhaseWindow(phase.ID); w.Days() < 1 {
			t.Errorf("phase %s: %s", phase.ID, w)
		}
	}
	if _, err := template().Fit(begin, begin.AddDays(14), nil); golden.Codes(err) != "roadmap/deadline-too-early at deadline" {
		t.Errorf("fourteen days: %v", err)
	}
	if _, err := p.Fit(begin, isms.Date{}, nil); err == nil {
		t.Error("fits no day")
	}
	same, err := p.Fit(begin, begin.AddYears(3), nil)
	if err != nil || schedule(t, same).End() != schedule(t, p).End() {
		t.Errorf("a plan in time was changed: %v", err)
	}
}

func TestStandingAgainstReadiness(t *testing.T) {
	p := plan(
		Task{ID: "a", Takes: workdays(5), Addresses: []isms.Ref{"5.1 a"}},
		Task{ID: "b", Takes: workdays(5), After: []isms.ID{"a"}},
		Task{ID: "c", Takes: workdays(5), After: []isms.ID{"b"}},
	)
	s := schedule(t, p)
	today := isms.MustDate("2026-01-14")
	get := func(ready isms.Readiness, done ...Progress) string {
		var b strings.Builder
		for _, v := range s.Statuses(today, ready, done) {
			fmt.Fprintf(&b, "%s %s %d %v;", v.ID, v.State, v.Overdue, v.NotEvidenced)
		}
		return b.String()
	}
	asked := isms.Rule{Code: "x/y", Severity: isms.SeverityError, Refs: []isms.Ref{"5.1 a"}, JudgementRequired: "it does"}
	good := isms.Assess(today, []isms.Rule{asked}, []isms.Judgement{{Requirement: "5.1 a", Conclusion: isms.Met, By: "x", On: today, Basis: "y"}})
	notMet := isms.Assess(today, []isms.Rule{asked}, []isms.Judgement{{Requirement: "5.1 a", Conclusion: isms.NotMet, By: "x", On: today, Basis: "y"}})
	finished := Progress{Task: "a", Completed: isms.MustDate("2026-01-09")}
	for _, c := range []struct{ got, want string }{
		{get(isms.Readiness{}), "a ready 7 false;b waiting 2 false;c waiting 0 false;"},
		{get(isms.Readiness{}, finished), "a completed 0 true;b ready 2 false;c waiting 0 false;"},
		{get(notMet, finished), "a completed 0 true;b ready 2 false;c waiting 0 false;"},
		{get(good, finished), "a completed 0 false;b ready 2 false;c waiting 0 false;"},
		{get(good, finished, Progress{Task: "b", Started: today}), "a completed 0 false;b in progress 0 false;c waiting 0 false;"},
		{get(good, Progress{Task: "a", Completed: today.AddDays(1)}), "a ready 7 false;b waiting 2 false;c waiting 0 false;"}, // to come
	} {
		if c.got != c.want {
			t.Errorf("got  %s\nwant %s", c.got, c.want)
		}
	}
	if n := Next(s.Statuses(today, good, []Progress{finished})); len(n) != 1 || n[0].ID != "b" {
		t.Errorf("next: %v", n)
	}
	for day := s.End().AddDays(-9); day.Before(s.End().AddDays(40)); day = day.AddDays(1) {
		want := max(workdaysBetween(nil, isms.MustDate("2026-01-16"), day), workdaysBetween(nil, isms.MustDate("2026-01-12"), day))
		if got := s.Statuses(day, good, []Progress{finished})[1].Overdue; got != want {
			t.Errorf("on %s b is %d late, want %d", day, got, want)
		}
	}
	if n := len(s.Statuses(isms.MustDate("9999-12-31"), good, nil)); n != 3 {
		t.Error(n)
	}
}

func money(low, high string) MoneyRange {
	return MoneyRange{isms.MustMoney(low), isms.MustMoney(high)}
}

func TestCost(t *testing.T) {
	d := isms.MustDecimal
	p := plan(
		Task{ID: "a", Title: "A", Role: "r", Effort: Range{d("2"), d("3.5")}},
		Task{ID: "b", Role: "q", Effort: Range{d("1"), d("1")}},
		Task{ID: "c", Role: "q"},
	)
	c, err := p.Cost([]Rate{{"r", money("100 EUR", "200.20 EUR")}}, []Fee{{ID: "f", Days: Range{d("0.5"), d("1")}, Day: money("1000 EUR", "1000 EUR")}})
	if err != nil || c.Total.Low != isms.MustMoney("700 EUR") || c.Total.High != isms.MustMoney("1700.7 EUR") {
		t.Errorf("total %s to %s, %v", c.Total.Low, c.Total.High, err)
	}
	if diff := cmp.Diff([]isms.ID{"b"}, c.Unpriced); diff != "" {
		t.Errorf("unpriced (-want +got):\n%s", diff)
	}
	for name, bad := range map[string]func() (Cost, error){
		"upside down": func() (Cost, error) { return p.Cost([]Rate{{"r", money("2 EUR", "1 EUR")}}, nil) },
		"two currencies in one": func() (Cost, error) {
			return p.Cost([]Rate{{"r", money("1 EUR", "1 USD")}}, nil)
		},
		"two currencies": func() (Cost, error) {
			return p.Cost([]Rate{{"r", money("1 EUR", "1 EUR")}, {"q", money("1 USD", "1 USD")}}, nil)
		},
		"two rates": func() (Cost, error) {
			return p.Cost([]Rate{{"r", money("1 EUR", "1 EUR")}, {"r", money("1 EUR", "1 EUR")}}, nil)
		},
		"no currency": func() (Cost, error) { return p.Cost([]Rate{{}}, nil) },
		"negative": func() (Cost, error) {
			return p.Cost(nil, []Fee{{ID: "f", Days: Range{d("-1"), d("1")}, Day: money("1 EUR", "1 EUR")}})
		},
		"too much": func() (Cost, error) {
			big := "999999999999999999999999999999 EUR"
			return p.Cost([]Rate{{"r", money(big, big)}}, nil)
		},
	} {
		if _, err := bad(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if c, err := (Plan{}).Cost(nil, nil); err != nil || !c.Total.Low.IsZero() {
		t.Errorf("nothing costs %v, %v", c.Total, err)
	}
}

// big returns n tasks in chains of ten thousand, each task with three before it.
func big(n int) Plan {
	tasks := make([]Task, n)
	for i := range tasks {
		tasks[i] = Task{ID: isms.ID(fmt.Sprintf("t%06d", i)), Takes: workdays(i%9 + 1)}
		for _, back := range []int{7, 50, 300} {
			if i >= back {
				tasks[i].After = append(tasks[i].After, isms.ID(fmt.Sprintf("t%06d", i-back)))
			}
		}
	}
	return plan(tasks...)
}

// A chain and a cycle of 10^5 tasks: no recursion, no square.
func TestLargePlans(t *testing.T) {
	const n = 100_000
	p := big(n)
	if _, err := p.Schedule(begin, nil); err != nil {
		t.Fatal(err)
	}
	for i := range p.Tasks {
		p.Tasks[i].After = []isms.ID{isms.ID(fmt.Sprintf("t%06d", (i+1)%n))}
	}
	_, err := p.Schedule(begin, nil)
	var e *isms.Error
	if !errors.As(err, &e) || e.Problems[0].Code != longCycle.Code || len(e.Problems[0].Args[0].List) != maxNamed || e.Problems[0].Args[1].Value != "99990" {
		t.Errorf("a cycle of %d: %v", n, err)
	}
}

func BenchmarkSchedule(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		p := big(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Schedule(begin, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/task")
		})
	}
}
