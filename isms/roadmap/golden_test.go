package roadmap

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// rows writes each item of a list as JSON, one a line.
func rows[T any](t *testing.T, b *strings.Builder, title string, list []T) {
	t.Helper()
	fmt.Fprintf(b, "%s\n", title)
	for _, v := range list {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(b, "\t%s\n", text)
	}
}

// The built-in plan as it is stored, with the days that it gets on a calendar.
func TestTemplateWordByWord(t *testing.T) {
	p := template()
	var b strings.Builder
	rows(t, &b, "phases", p.Phases)
	rows(t, &b, "tasks", p.Tasks)
	for _, s := range p.Shortcuts {
		rework := s.Rework
		s.Rework = nil
		rows(t, &b, "shortcut", []Shortcut{s})
		rows(t, &b, "rework", rework)
	}
	s := schedule(t, p)
	rows(t, &b, "calendar", all(s))
	tab := s.Table()
	list := tab.Rows
	tab.Rows = nil
	rows(t, &b, "table", []table.Table{tab})
	rows(t, &b, "rows", list)
	golden.Equal(t, "template.txt", b.String())
}

// unset names the fields of a value that say nothing.
func unset(v reflect.Value, at string) []string {
	var out []string
	switch {
	case v.IsZero():
		return []string{at}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			out = append(out, unset(v.Index(i), fmt.Sprintf("%s[%d]", at, i))...)
		}
	case v.Kind() == reflect.Struct && v.Type().PkgPath() == reflect.TypeFor[Plan]().PkgPath():
		for i := range v.NumField() {
			out = append(out, unset(v.Field(i), at+"."+v.Type().Field(i).Name)...)
		}
	}
	return out
}

// Every record of this package under the names it is stored with, every field
// used, reads as the same again.
func TestStoredNames(t *testing.T) {
	d := isms.MustDecimal
	task := Task{
		ID: "t", Title: "Task", Phase: "p", Role: "role", Takes: workdays(3), After: []isms.ID{"s"}, NotBefore: begin,
		Effort: Range{d("1.5"), d("2")}, Addresses: []isms.Ref{"5.1 a"},
	}
	window := isms.Window{First: begin, Last: begin.AddDays(2)}
	slot := ScheduledTask{Task: task, Window: window, Latest: isms.Window{First: begin.AddDays(1), Last: begin.AddDays(3)}, Slack: 1, Critical: true, Completed: true}
	day := money("100 EUR", "200.50 EUR")
	var b strings.Builder
	for _, v := range []any{
		Plan{
			Phases: []Phase{{"p", "Phase"}}, Tasks: []Task{task},
			Shortcuts: []Shortcut{{ID: "x", Title: "Shortcut", Task: "t", Skip: true, Takes: workdays(1), Rework: []Task{task}, HoldsUp: []isms.ID{"u"}, Basis: "basis"}},
		},
		slot,
		Progress{Task: "t", Started: begin, Completed: begin.AddDays(1)},
		TaskStatus{ScheduledTask: slot, State: InProgress, Overdue: 2, Settled: isms.Ratio{Have: 1, Want: 2}, NotEvidenced: true},
		Difference{Days: -2, Rescheduled: []Rescheduled{{Task: "t", Before: window, After: slot.Latest}}, Added: []isms.ID{"u"}, Dropped: []isms.ID{"v"}},
		Rate{Role: "role", Day: day},
		Fee{ID: "f", Title: "Fee", Days: Range{d("1"), d("2")}, Day: day},
		Cost{Lines: []CostLine{{ID: "f", Title: "Fee", Days: Range{d("1"), d("2")}, Cost: day}}, Total: day, Unpriced: []isms.ID{"u"}},
	} {
		typ := reflect.TypeOf(v)
		if fields := unset(reflect.ValueOf(v), typ.Name()); len(fields) > 0 {
			t.Errorf("not tried: %v", fields)
		}
		text, err := json.MarshalIndent(v, "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s\n", typ.Name(), text)
		back := reflect.New(typ)
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.DisallowUnknownFields()
		if err := dec.Decode(back.Interface()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(v, back.Elem().Interface()); diff != "" {
			t.Errorf("%s reads as another (-want +got):\n%s", typ.Name(), diff)
		}
	}
	golden.Equal(t, "stored.txt", b.String())
}

// What is left out when stored, and which lists are written although empty.
func TestStoredWhenEmpty(t *testing.T) {
	cost, err := Plan{}.Cost(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		v    any
		want string
	}{
		{Task{ID: "t"}, `{"id":"t","title":"","phase":""}`},
		{Progress{Task: "t"}, `{"task":"t"}`},
		{cost, `{"lines":[],"total":{"low":{"amount":"0","currency":""},"high":{"amount":"0","currency":""}},"unpriced":[]}`},
		{Compare(Schedule{}, Schedule{}), `{"days":0,"rescheduled":[],"added":[],"dropped":[]}`},
		{Schedule{}.Table().Rows, `[]`},
		{all(Schedule{}), `[]`},
		{Schedule{}.CriticalPath(), `[]`},
		{Schedule{}.Statuses(begin, isms.Readiness{}, nil), `[]`},
	} {
		text, err := json.Marshal(c.v)
		if err != nil || string(text) != c.want {
			t.Errorf("%T: %s, %v, want %s", c.v, text, err, c.want)
		}
	}
}

// What is refused, as practitioners read it.
func TestRefusalsWordByWord(t *testing.T) {
	d := isms.MustDecimal
	long := isms.ID(strings.Repeat("x", 50))
	ring := func(n int) Plan {
		tasks := make([]Task, n)
		for i := range tasks {
			tasks[i] = Task{ID: isms.ID(fmt.Sprintf("t%02d", i)), After: []isms.ID{isms.ID(fmt.Sprintf("t%02d", (i+1)%n))}}
		}
		return plan(tasks...)
	}
	one := plan(Task{ID: "a", Takes: workdays(1), Role: "r", Effort: Range{d("2"), d("3")}})
	shortcuts := plan(Task{ID: "a"})
	shortcuts.Shortcuts = []Shortcut{{ID: "s", Task: long}, {ID: "r", Task: "a", HoldsUp: []isms.ID{long}}}
	lay := func(p Plan) error { _, err := p.Schedule(begin, nil); return err }
	fore := func(p Plan, done ...Progress) error { _, err := p.Forecast(begin, begin, nil, done); return err }
	take := func(p Plan, id isms.ID) error { _, err := p.WithShortcut(id); return err }
	cost := func(p Plan, rates []Rate, fees ...Fee) error { _, err := p.Cost(rates, fees); return err }
	days := Range{d("1"), d("1")}
	huge := "9" + strings.Repeat("0", 29)
	var b strings.Builder
	for _, c := range []struct {
		name string
		err  error
	}{
		{"phase without an ID", lay(Plan{Phases: []Phase{{}}})},
		{"phase with a long ID", lay(Plan{Phases: []Phase{{ID: isms.ID(strings.Repeat("x", 200))}}})},
		{"phase twice", lay(Plan{Phases: []Phase{{ID: "p"}, {ID: "p"}}})},
		{"phase without a task", lay(Plan{Phases: []Phase{{ID: "p"}}})},
		{"task without an ID", lay(plan(Task{}))},
		{"task twice", lay(plan(Task{ID: "a"}, Task{ID: "a"}))},
		{"task of no phase", lay(Plan{Tasks: []Task{{ID: "a", Phase: long}}})},
		{"task that takes less than nothing", lay(plan(Task{ID: "a", Takes: workdays(-1)}))},
		{"task that takes too long", lay(plan(Task{ID: "a", Takes: workdays(100_001)}))},
		{"task that takes moons", lay(plan(Task{ID: "a", Takes: isms.Interval{N: 1, Unit: isms.Unit("moons" + long)}}))},
		{"task after nothing known", lay(plan(Task{ID: "a", After: []isms.ID{long}}))},
		{"two that wait for each other, and one for them", lay(plan(Task{ID: "a", After: []isms.ID{"b"}}, Task{ID: "b", After: []isms.ID{"0", "c"}}, Task{ID: "c", After: []isms.ID{"b"}}, Task{ID: "0"}))},
		{"ten that wait for each other", lay(ring(10))},
		{"eleven that wait for each other", lay(ring(11))},
		{"twelve that wait for each other", lay(ring(12))},
		{"no first day", func() error { _, err := one.Schedule(isms.Date{}, nil); return err }()},
		{"no working day", func() error { _, err := one.Schedule(begin, lazy{}); return err }()},
		{"after the last year", lay(plan(Task{ID: "a", Takes: isms.Interval{N: 9000, Unit: isms.Years}}))},
		{"done and not in the plan", fore(one, Progress{Task: long})},
		{"finished before it began", fore(one, Progress{Task: "a", Started: begin, Completed: begin.AddDays(-1)})},
		{"finished before it began, in two words", fore(one, Progress{Task: "a", Started: begin}, Progress{Task: "a", Completed: begin.AddDays(-1)})},
		{"unknown shortcut", take(one, long)},
		{"shortcut of no task", take(shortcuts, "s")},
		{"shortcut that holds up no task", take(shortcuts, "r")},
		{"fits no day", func() error { _, err := one.Fit(begin, isms.Date{}, nil); return err }()},
		{"fits no day so early", func() error { _, err := one.Fit(begin.AddDays(3), begin.AddDays(2), nil); return err }()},
		{"fits no plan", func() error { _, err := plan(Task{}).Fit(begin, begin, nil); return err }()},
		{"rate of no currency", cost(one, []Rate{{Role: string(long)}})},
		{"rate upside down", cost(one, []Rate{{"r", money("2 EUR", "1 EUR")}})},
		{"rate below zero", cost(one, []Rate{{"r", money("-1 EUR", "1 EUR")}})},
		{"rate of two currencies", cost(one, []Rate{{"r", money("1 EUR", "1 USD")}})},
		{"two rates", cost(one, []Rate{{string(long), money("1 EUR", "1 EUR")}, {string(long), money("1 EUR", "1 EUR")}})},
		{"days upside down", cost(plan(Task{ID: "a", Role: "r", Effort: Range{d("2"), d("1")}}), []Rate{{"r", money("1 EUR", "1 EUR")}})},
		{"fee of no currency", cost(one, nil, Fee{ID: "f", Days: days})},
		{"fee below zero", cost(one, nil, Fee{ID: "f", Days: Range{d("-1"), d("1")}, Day: money("1 EUR", "1 EUR")})},
		{"fees in two currencies", cost(one, nil, Fee{ID: "f", Days: days, Day: money("1 EUR", "2 EUR")}, Fee{ID: "g", Days: days, Day: money("3 USD", "4 USD")})},
		{"fee too high", cost(one, nil, Fee{ID: "f", Days: Range{d("2"), d("20")}, Day: money("1 EUR", huge+" EUR")})},
	} {
		if c.err == nil {
			t.Errorf("%s is accepted", c.name)
			continue
		}
		fmt.Fprintf(&b, "%s\n\t%s\n", c.name, c.err)
	}
	golden.Equal(t, "refusals.txt", b.String())
}
