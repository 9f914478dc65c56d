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
	"github.com/ismskit/ismskit/internal/laws/said"
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

// entryRows says entries without their sentences.
func entryRows(b *strings.Builder, entries []isms.Entry) {
	b.WriteString("calendar\n")
	for _, e := range entries {
		fmt.Fprintf(b, "\t%s %s %s %s %s %v\n", e.ID, e.Window, e.Kind, e.Subject, e.Basis.Code, e.Refs)
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
	entryRows(&b, all(s))
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

// Every sentence of the package, and its words.
func TestMessages(t *testing.T) {
	var n golden.Note
	n.Messages(Messages())
	n.Words(Vocabularies())
	golden.Equal(t, "rules.txt", n.String())
}

// Entries say themselves in any language, and the title as the caller does.
func TestEntriesAreSaid(t *testing.T) {
	p := template()
	s := schedule(t, p)
	for _, e := range s.Entries(isms.Date{}, s.End()) {
		said.Of(nil, Messages(), nil).Entry(t, p, e)
	}
}

// given is a plan with what is given beside it, as paths of errors lead through it.
type given struct {
	Plan
	Start    isms.Date  `json:"start"`
	Deadline isms.Date  `json:"deadline"`
	Progress []Progress `json:"progress"`
	Rates    []Rate     `json:"rates"`
	Fees     []Fee      `json:"fees"`
}

// What is refused, by code and path; all that is wrong at once.
func TestRefusals(t *testing.T) {
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
	faulty := plan(Task{ID: "a"})
	faulty.Shortcuts = []Shortcut{{ID: "f", Task: "x", HoldsUp: []isms.ID{"y", "a", "z"}}}
	law := said.Of(nil, Messages(), Vocabularies())
	refused := func(g given, err error) error {
		t.Helper()
		law.Error(t, g, err)
		return err
	}
	lay := func(p Plan) error { _, err := p.Schedule(begin, nil); return refused(given{Plan: p}, err) }
	fore := func(p Plan, done ...Progress) error {
		_, err := p.Forecast(begin, begin, nil, done)
		return refused(given{Plan: p, Progress: done}, err)
	}
	take := func(p Plan, id isms.ID) error { _, err := p.WithShortcut(id); return refused(given{Plan: p}, err) }
	cost := func(p Plan, rates []Rate, fees ...Fee) error {
		_, err := p.Cost(rates, fees)
		return refused(given{Plan: p, Rates: rates, Fees: fees}, err)
	}
	from := func(p Plan, start isms.Date, cal isms.Calendar) error {
		_, err := p.Schedule(start, cal)
		return refused(given{Plan: p, Start: start}, err)
	}
	fit := func(p Plan, start, deadline isms.Date) error {
		_, err := p.Fit(start, deadline, nil)
		return refused(given{Plan: p, Start: start, Deadline: deadline}, err)
	}
	days := Range{d("1"), d("1")}
	huge := "9" + strings.Repeat("0", 29)
	var n golden.Note
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
		{"no first day", from(one, isms.Date{}, nil)},
		{"no working day", from(one, begin, lazy{})},
		{"after the last year", lay(plan(Task{ID: "a", Takes: isms.Interval{N: 9000, Unit: isms.Years}}))},
		{"done and not in the plan", fore(one, Progress{Task: long})},
		{"finished before it began", fore(one, Progress{Task: "a", Started: begin, Completed: begin.AddDays(-1)})},
		{"finished before it began, in two words", fore(one, Progress{Task: "a", Started: begin}, Progress{Task: "a", Completed: begin.AddDays(-1)})},
		{"unknown shortcut", take(one, long)},
		{"shortcut of no task", take(shortcuts, "s")},
		{"shortcut that holds up no task", take(shortcuts, "r")},
		{"fits no day", fit(one, begin, isms.Date{})},
		{"fits no day so early", fit(one, begin.AddDays(3), begin.AddDays(2))},
		{"fits no plan", fit(plan(Task{}), begin, begin)},
		{"rate of no currency", cost(one, []Rate{{Role: string(long)}})},
		{"rate upside down", cost(one, []Rate{{"r", money("2 EUR", "1 EUR")}})},
		{"rate below zero", cost(one, []Rate{{"r", money("-1 EUR", "1 EUR")}})},
		{"rate of two currencies", cost(one, []Rate{{"r", money("1 EUR", "1 USD")}})},
		{"two rates", cost(one, []Rate{{string(long), money("1 EUR", "1 EUR")}, {string(long), money("1 EUR", "1 EUR")}})},
		{"days upside down", cost(plan(Task{ID: "a", Role: "r", Effort: Range{d("2"), d("1")}}), []Rate{{"r", money("1 EUR", "1 EUR")}})},
		{"fee of no currency", cost(one, nil, Fee{ID: "f", Days: days})},
		{"fee below zero", cost(one, nil, Fee{ID: "f", Days: Range{d("-1"), d("1")}, Day: money("1 EUR", "1 EUR")})},
		{"fees in two currencies", cost(one, nil, Fee{ID: "f", Days: days, Day: money("1 EUR", "2 EUR")}, Fee{ID: "g", Days: days, Day: money("3 USD", "4 USD")})},
		{"two plans in one, with many faults", lay(Plan{
			Phases: []Phase{{ID: "p"}, {ID: "q"}, {ID: " r"}, {ID: "q"}},
			Tasks:  []Task{{ID: "a", Phase: "p", After: []isms.ID{"b", "x", "y"}}, {ID: "a", Phase: "s", Takes: workdays(-1)}, {ID: "b", Phase: "p"}},
		})},
		{"no first day and a fault", from(Plan{Phases: []Phase{{ID: "p"}}}, isms.Date{}, nil)},
		{"progress with many faults", fore(one, Progress{Task: "x"}, Progress{Task: "a", Started: begin, Completed: begin.AddDays(-1)}, Progress{Task: "y"})},
		{"shortcut with many faults", take(faulty, "f")},
		{"costs with many faults", cost(one, []Rate{{"r", money("2 EUR", "1 EUR")}, {"r", money("1 EUR", "1 USD")}}, Fee{ID: "f"})},
		{"days with many faults", cost(one, []Rate{{"r", money("1 EUR", "1 EUR")}}, Fee{ID: "f", Days: Range{d("2"), d("1")}, Day: money("1 EUR", "2 EUR")}, Fee{ID: "g", Days: days, Day: money("1 USD", "2 USD")})},
		{"fees too high together", cost(one, nil, Fee{ID: "f", Days: days, Day: money("1 EUR", huge+" EUR")}, Fee{ID: "g", Days: days, Day: money("1 EUR", huge+" EUR")})},
		{"fee too high", cost(one, nil, Fee{ID: "f", Days: Range{d("2"), d("20")}, Day: money("1 EUR", huge+" EUR")})},
	} {
		if c.err == nil {
			t.Errorf("%s is accepted", c.name)
			continue
		}
		n.Line("%s: %s", c.name, golden.Codes(c.err))
	}
	golden.Equal(t, "refusals.txt", n.String())
}
