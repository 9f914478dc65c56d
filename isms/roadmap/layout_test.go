package roadmap

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

func calendarTime(n int, u isms.Unit) isms.Interval { return isms.Interval{N: n, Unit: u} }

// told is a schedule in words, one line a task in the order of Slots, and the
// critical path below.
func told(s Schedule) string {
	var b strings.Builder
	for v := range s.Tasks() {
		fmt.Fprintf(&b, "%s %s, latest %s, slack %d", v.ID, v.Window, v.Latest, v.Slack)
		if v.Critical {
			b.WriteString(", critical")
		}
		if v.Completed {
			b.WriteString(", finished")
		}
		b.WriteString("\n")
	}
	var chain []string
	for _, v := range s.CriticalPath() {
		chain = append(chain, string(v.ID))
	}
	fmt.Fprintf(&b, "%s ends %s\n", strings.Join(chain, " "), s.End())
	return b.String()
}

func same(t *testing.T, got, want string) {
	t.Helper()
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func mustForecast(t *testing.T, p Plan, asOf isms.Date, done ...Progress) Schedule {
	t.Helper()
	s, err := p.Forecast(begin, asOf, nil, done)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Worked by hand. Tasks are told by their days, not by their names; the critical
// path goes back to the first by ID of those that end on the same day, whatever
// the order in which they are named, and ends with the first by ID.
func TestTiesAreDecidedByID(t *testing.T) {
	for _, after := range [][]isms.ID{{"x", "y", "z"}, {"z", "y", "x"}, {"y", "z", "x", "x"}} {
		s := schedule(t, plan(
			Task{ID: "z", Takes: workdays(5)},
			Task{ID: "y", Takes: workdays(5)},
			Task{ID: "x", Takes: workdays(2)}, // Mon 5 to Tue 6: three days to spare
			Task{ID: "b", Takes: workdays(1), After: after},
			Task{ID: "a", Takes: workdays(1), After: after},
		))
		same(t, told(s), `x 2026-01-05 to 2026-01-06, latest 2026-01-08 to 2026-01-11, slack 3
y 2026-01-05 to 2026-01-09, latest 2026-01-05 to 2026-01-11, slack 0, critical
z 2026-01-05 to 2026-01-09, latest 2026-01-05 to 2026-01-11, slack 0, critical
a 2026-01-12, latest 2026-01-12, slack 0, critical
b 2026-01-12, latest 2026-01-12, slack 0, critical
y a ends 2026-01-12
`)
	}
}

// A task that may not begin before the day on which it can begin anyway belongs to
// the chain of those before it; a day later it heads a chain of its own.
func TestNotBeforeTheDayAtWhichItCanBegin(t *testing.T) {
	for day, chain := range map[string]string{"2026-01-05": "a b", "2026-01-06": "a b", "2026-01-07": "b"} {
		s := schedule(t, plan(Task{ID: "a", Takes: workdays(1)}, Task{ID: "b", Takes: workdays(1), After: []isms.ID{"a"}, NotBefore: isms.MustDate(day)}))
		if got := told(s); !strings.Contains(got, "\n"+chain+" ends") {
			t.Errorf("not before %s:\n%s", day, got)
		}
	}
}

// The first day of a plan may be one without work.
func TestBeginningOnASaturday(t *testing.T) {
	p := plan(
		Task{ID: "a", Takes: workdays(2)},                // Mon 5, Tue 6
		Task{ID: "b", Takes: calendarTime(3, isms.Days)}, // Sat 3 to Mon 5
		Task{ID: "m"}, // Sat 3
		Task{ID: "c", After: []isms.ID{"a", "b"}, Takes: workdays(1)}, // Wed 7
		Task{ID: "d", Takes: workdays(1)},                             // Mon 5, or two days later
	)
	s, err := p.Schedule(isms.MustDate("2026-01-03"), nil)
	if err != nil {
		t.Fatal(err)
	}
	same(t, told(s), `m 2026-01-03, latest 2026-01-07, slack 3
b 2026-01-03 to 2026-01-05, latest 2026-01-04 to 2026-01-06, slack 1
d 2026-01-05, latest 2026-01-07, slack 2
a 2026-01-05 to 2026-01-06, latest 2026-01-05 to 2026-01-06, slack 0, critical
c 2026-01-07, latest 2026-01-07, slack 0, critical
a c ends 2026-01-07
`)
}

// Worked by hand: what is finished or was begun binds nobody, and a chain goes no
// further back than to a task that was begun.
func TestWhatWasDoneOutOfOrder(t *testing.T) {
	day := isms.MustDate
	p := plan(
		Task{ID: "a", Takes: workdays(5)},
		Task{ID: "b", Takes: workdays(5), After: []isms.ID{"a"}},
		Task{ID: "c", Takes: workdays(15), After: []isms.ID{"a"}},
		Task{ID: "d", Takes: workdays(2), After: []isms.ID{"b"}},
		Task{ID: "e", Takes: workdays(1), After: []isms.ID{"a"}},
		Task{ID: "f", Takes: workdays(6)},
	)
	s := mustForecast(t, p, day("2026-01-07"),
		Progress{Task: "b", Started: day("2026-01-02"), Completed: day("2026-01-05")}, // before a, and begun before the plan
		Progress{Task: "c", Started: day("2026-01-06")},                               // before a is done
		Progress{Task: "e", Completed: day("2026-01-01")},                             // before the plan
		Progress{Task: "f", Started: day("2026-01-05")},                               // with time to spare
	)
	same(t, told(s), `e 2026-01-01, latest 2026-01-01, slack 0, finished
b 2026-01-02 to 2026-01-05, latest 2026-01-02 to 2026-01-05, slack 0, finished
f 2026-01-05 to 2026-01-12, latest 2026-01-05 to 2026-01-26, slack 10
c 2026-01-06 to 2026-01-26, latest 2026-01-06 to 2026-01-26, slack 0, critical
d 2026-01-07 to 2026-01-08, latest 2026-01-23 to 2026-01-26, slack 12
a 2026-01-07 to 2026-01-13, latest 2026-01-20 to 2026-01-26, slack 9
c ends 2026-01-26
`)
}

// A task that was begun and should have ended ends today, also where nothing else
// is left.
func TestBegunAndOverdue(t *testing.T) {
	s := mustForecast(t, plan(Task{ID: "a", Takes: workdays(1)}), begin.AddDays(8), Progress{Task: "a", Started: begin})
	same(t, told(s), `a 2026-01-05 to 2026-01-13, latest 2026-01-05 to 2026-01-13, slack 0, critical
a ends 2026-01-13
`)
}

// A milestone on the first day, after what ends on it, is the end of a chain.
func TestMilestoneOnTheFirstDay(t *testing.T) {
	s := schedule(t, plan(Task{ID: "z", Takes: workdays(1)}, Task{ID: "a"}, Task{ID: "m", After: []isms.ID{"z", "a"}}, Task{ID: "b", Takes: workdays(1), After: []isms.ID{"m"}}))
	same(t, told(s), `a 2026-01-05, latest 2026-01-05, slack 0, critical
m 2026-01-05, latest 2026-01-05, slack 0, critical
z 2026-01-05, latest 2026-01-05, slack 0, critical
b 2026-01-06, latest 2026-01-06, slack 0, critical
a m b ends 2026-01-06
`)
}

// What was done is compared with the calendar, too: one that stops working cannot
// say how late the rest is.
func TestDoneLongAfterAnyWork(t *testing.T) {
	for _, d := range []Progress{{Task: "a", Completed: begin.AddDays(999)}, {Task: "a", Started: begin}} {
		_, err := plan(Task{ID: "a", Takes: calendarTime(1, isms.Days)}).Forecast(begin, begin.AddDays(1000), only{begin}, []Progress{d})
		if want := "roadmap/no-working-day at tasks[a].takes"; golden.Codes(err) != want {
			t.Errorf("%v: %v, want %s", d, err, want)
		}
	}
}

// Of several words on one task the earlier days count; a day to come does not, and
// without a day to ask about nothing was done.
func TestWordsOnOneTask(t *testing.T) {
	p := plan(Task{ID: "a", Takes: workdays(5)})
	words := []Progress{
		{Task: "a", Started: begin.AddDays(2), Completed: begin.AddDays(7)},
		{Task: "a", Started: begin.AddDays(1)},
		{Task: "a", Completed: begin.AddDays(4)},
	}
	for range words {
		words = append(words[1:], words[0])
		for asOf, want := range map[isms.Date]string{
			{}:               "a 2026-01-05 to 2026-01-09",
			begin:            "a 2026-01-05 to 2026-01-09",
			begin.AddDays(1): "a 2026-01-06 to 2026-01-12",
			begin.AddDays(3): "a 2026-01-06 to 2026-01-12",
			begin.AddDays(4): "a 2026-01-06 to 2026-01-09, latest 2026-01-06 to 2026-01-09, slack 0, finished",
			begin.AddDays(9): "a 2026-01-06 to 2026-01-09, latest 2026-01-06 to 2026-01-09, slack 0, finished",
		} {
			if got := told(mustForecast(t, p, asOf, words...)); !strings.HasPrefix(got, want) {
				t.Errorf("as of %s: %s, want %s", asOf, got, want)
			}
			state := mustForecast(t, p, isms.Date{}).Statuses(asOf, isms.Readiness{}, words)[0].State
			want := Completed
			switch {
			case !asOf.After(begin):
				want = Ready
			case asOf.Before(begin.AddDays(4)):
				want = InProgress
			}
			if state != want {
				t.Errorf("as of %s: %s, want %s", asOf, state, want)
			}
		}
	}
}

// The slow twin of Latest tries every day: how late can a task begin, when nothing
// else is held back, without moving the end?
func TestLatestAgainstTheSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPlan(t)
		s, err := p.Schedule(begin, holidays)
		if err != nil {
			t.Fatal(err)
		}
		at := rapid.IntRange(0, len(p.Tasks)-1).Draw(t, "task")
		v, _ := s.LookupTask(p.Tasks[at].ID)
		want := v.Window.First
		for day := v.Window.First; !day.After(s.End()); day = day.AddDays(1) {
			q := p.clone()
			q.Tasks[at].NotBefore = day
			held, err := q.Schedule(begin, holidays)
			if err != nil || held.End() != s.End() {
				break
			}
			w, _ := held.LookupTask(v.ID)
			want = w.Window.First
		}
		if v.Latest.First != want {
			t.Fatalf("%s %s: latest %s, slow twin %s", v.ID, v.Window, v.Latest, want)
		}
	})
}

type only []isms.Date

func (o only) Workday(d isms.Date) isms.Answer {
	if slices.Contains(o, d) {
		return isms.Yes
	}
	return isms.No
}

// A calendar may rest for 399 days, before the first day of work as after one, and
// no day longer.
func TestDaysOff(t *testing.T) {
	long, short := plan(Task{ID: "a", Takes: workdays(2)}), plan(Task{ID: "a", Takes: workdays(1)})
	for _, c := range []struct {
		p    Plan
		cal  only
		want isms.Date
	}{
		{short, only{begin.AddDays(399)}, begin.AddDays(399)},
		{short, only{begin.AddDays(400)}, isms.Date{}},
		{long, only{begin.AddDays(1), begin.AddDays(401)}, begin.AddDays(401)},
		{long, only{begin.AddDays(1), begin.AddDays(402)}, isms.Date{}},
	} {
		s, err := c.p.Schedule(begin, c.cal)
		if s.End() != c.want || (err == nil) == c.want.IsZero() {
			t.Errorf("ends %s, want %s: %v", s.End(), c.want, err)
		}
	}
}

// The last day of the year 9999 can be worked on, and nothing comes after it.
func TestTheLastDay(t *testing.T) {
	last := isms.MustDate("9999-12-31") // a Friday
	for _, c := range []struct {
		tasks []Task
		ok    bool
	}{
		{[]Task{{ID: "a", Takes: workdays(5), NotBefore: last.AddDays(-4)}}, true},
		{[]Task{{ID: "a", Takes: workdays(6), NotBefore: last.AddDays(-4)}}, false},
		{[]Task{{ID: "a", Takes: workdays(1), NotBefore: last}, {ID: "b", After: []isms.ID{"a"}}}, true},
		{[]Task{{ID: "a", Takes: workdays(1), NotBefore: last}, {ID: "b", Takes: workdays(1), After: []isms.ID{"a"}}}, false},
		{[]Task{{ID: "a", Takes: calendarTime(1, isms.Days), NotBefore: last.AddDays(-1)}}, true},
		{[]Task{{ID: "a", Takes: calendarTime(2, isms.Weeks), NotBefore: last.AddDays(-1)}}, false},
	} {
		s, err := plan(c.tasks...).Schedule(begin, nil)
		if (err == nil) != c.ok {
			t.Errorf("%v: ends %s, %v", c.tasks, s.End(), err)
		}
	}
	// What ends on the last day has as much time as what ends before it.
	s := schedule(t, plan(Task{ID: "a", Takes: workdays(1), NotBefore: last}, Task{ID: "b", Takes: calendarTime(1, isms.Months)}, Task{ID: "c", Takes: workdays(2)}))
	b, _ := s.LookupTask("b")
	c, _ := s.LookupTask("c")
	if b.Latest.First != isms.MustDate("9999-11-30") || c.Latest.First != last.AddDays(-1) {
		t.Errorf("latest %s and %s", b.Latest, c.Latest)
	}
	// A task that was begun and never ends.
	if _, err := plan(Task{ID: "a", Takes: calendarTime(9000, isms.Years)}).Forecast(begin, begin, nil, []Progress{{Task: "a", Started: begin}}); err == nil {
		t.Error("a task that was begun ends after the year 9999")
	}
}

// The longest task there may be.
func TestLongTasks(t *testing.T) {
	s := schedule(t, plan(Task{ID: "a", Takes: workdays(100_000)}))
	if got, _ := isms.WorkdaysBetween(nil, begin.AddDays(-1), s.End()); got != 100_000 {
		t.Errorf("%d working days", got)
	}
}

// Nothing comes with an error.
func TestNoDayComesWithAnError(t *testing.T) {
	d := newDays(begin, lazy{})
	for _, day := range []int{0, 1000} {
		if at, err := d.workFrom(day, 0); err == nil || at != 0 {
			t.Errorf("from %d: %d, %v", day, at, err)
		}
	}
	if first, last, err := newDays(begin, nil).span(3, &Task{Takes: calendarTime(9000, isms.Years)}); err == nil || first != 0 || last != 0 {
		t.Errorf("%d to %d, %v", first, last, err)
	}
}

// From a Saturday on there is no working day before the Monday.
func TestLatestWithoutWork(t *testing.T) {
	d := newDays(isms.MustDate("2026-01-03"), nil)
	if err := d.upTo(9); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ day, i, want int }{{0, 0, 0}, {1, 0, 0}, {2, 0, 2}, {3, 0, 3}, {3, 1, 2}, {3, 2, 0}, {6, 4, 2}, {8, 4, 2}, {9, 5, 2}} {
		if got := d.workUntil(c.day, c.i); got != c.want {
			t.Errorf("%d before %d: %d, want %d", c.i, c.day, got, c.want)
		}
	}
}

func texts(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// scratch writes over all that a plan holds.
func scratch(p Plan) {
	for i := range p.Phases {
		p.Phases[i].Title = "?"
	}
	for i := range p.Tasks {
		scratchTask(p.Tasks[i])
		p.Tasks[i].Title = "?"
	}
	for i := range p.Shortcuts {
		p.Shortcuts[i].Title = "?"
	}
}

func scratchTask(v Task) {
	for i := range v.After {
		v.After[i] = "?"
	}
	for i := range v.Addresses {
		v.Addresses[i] = "?"
	}
}

// What is made of a plan shares no memory with it.
func TestNothingIsShared(t *testing.T) {
	p := template()
	plain, s := texts(t, p), schedule(t, p)
	laid := told(s) + texts(t, s.Table())
	scratch(p.Without("soa"))
	scratch(p.Without("nothing"))
	for _, sc := range p.Shortcuts {
		q, err := p.WithShortcut(sc.ID)
		if err != nil {
			t.Fatal(err)
		}
		scratch(q)
	}
	for _, months := range []int{9, 24} {
		q, err := p.Fit(begin, begin.AddMonths(months), nil)
		if err != nil {
			t.Fatal(err)
		}
		scratch(q)
	}
	if got := texts(t, p); got != plain {
		t.Errorf("the plan became %s", got)
	}
	for v := range s.Tasks() {
		scratchTask(v.Task)
	}
	for _, v := range s.CriticalPath() {
		scratchTask(v.Task)
	}
	v, _ := s.LookupTask("soa")
	scratchTask(v.Task)
	scratch(p)
	if got := told(s) + texts(t, s.Table()); got != laid {
		t.Errorf("the schedule became %s", got)
	}
}

func TestPhasesHaveTheDaysOfTheirTasks(t *testing.T) {
	p := plan(
		Task{ID: "a", Takes: workdays(15)},                       // to Fri 23
		Task{ID: "b", Takes: workdays(2), After: []isms.ID{"c"}}, // Wed 7, Thu 8
		Task{ID: "c", Takes: workdays(2)},                        // Mon 5, Tue 6
		Task{ID: "d", Takes: workdays(1), After: []isms.ID{"b"}}, // Fri 9
		Task{ID: "e", Takes: workdays(1), After: []isms.ID{"d"}}, // Mon 12
	)
	p.Phases = append(p.Phases, Phase{"q", "Second"})
	p.Tasks[1].Phase, p.Tasks[3].Phase = "q", "q"
	s := schedule(t, p)
	for phase, want := range map[isms.ID]string{"p": "2026-01-05 to 2026-01-23", "q": "2026-01-07 to 2026-01-09", "r": (isms.Window{}).String()} {
		if got := s.PhaseWindow(phase).String(); got != want {
			t.Errorf("phase %s: %s, want %s", phase, got, want)
		}
	}
}

// A milestone and a task in a calendar, sorted by the day on which they are due.
func TestEntries(t *testing.T) {
	s := schedule(t, plan(
		Task{ID: "a", Title: "Long", Takes: workdays(10), Addresses: []isms.Ref{"5.1 a"}},
		Task{ID: "b", Title: "Done", After: []isms.ID{"c"}},
		Task{ID: "c", Title: "Short", Takes: workdays(2)},
	))
	var b strings.Builder
	entryRows(&b, all(s))
	rows(t, &b, "table", s.Table().Rows)
	golden.Equal(t, "entries.txt", b.String())
}

func TestDifferencesAreListedByID(t *testing.T) {
	days := func(ns ...int) Plan {
		p := plan()
		for i, n := range ns {
			if n > 0 { // the first by ID ends last
				p.Tasks = append(p.Tasks, Task{ID: isms.ID(fmt.Sprint("t", i)), Phase: "p", Takes: workdays(n)})
			}
		}
		return p
	}
	before, after := schedule(t, days(9, 8, 7, 6, 5, 4, 0, 0)), schedule(t, days(0, 0, 9, 8, 5, 7, 2, 1))
	same(t, texts(t, Compare(before, after)), `{"days":0,"rescheduled":[`+
		`{"task":"t2","before":{"first":"2026-01-05","last":"2026-01-13"},"after":{"first":"2026-01-05","last":"2026-01-15"}},`+
		`{"task":"t3","before":{"first":"2026-01-05","last":"2026-01-12"},"after":{"first":"2026-01-05","last":"2026-01-14"}},`+
		`{"task":"t5","before":{"first":"2026-01-05","last":"2026-01-08"},"after":{"first":"2026-01-05","last":"2026-01-13"}}],`+
		`"added":["t6","t7"],"dropped":["t0","t1"]}`)
}

// What came after a task that is left out comes after what was before it, each
// named once; what comes after itself does not.
func TestWithout(t *testing.T) {
	p := plan(
		Task{ID: "a"}, Task{ID: "b"},
		Task{ID: "c", After: []isms.ID{"a", "b", "c"}},
		Task{ID: "d", After: []isms.ID{"c", "a"}},
		Task{ID: "e", After: []isms.ID{"c"}},
		Task{ID: "f", After: []isms.ID{"b"}},
	)
	for _, c := range []struct{ without, want string }{
		{"c", "a b d[a b] e[a b] f[b]"},
		{"a", "b c[b c] d[c] e[c] f[b]"},
		{"f", "a b c[a b c] d[c a] e[c]"},
		{"x", "a b c[a b c] d[c a] e[c] f[b]"},
	} {
		var got []string
		for _, v := range p.Without(isms.ID(c.without)).Tasks {
			text := string(v.ID)
			if v.After != nil {
				text += fmt.Sprint(v.After)
			}
			got = append(got, text)
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("without %s: %s, want %s", c.without, got, c.want)
		}
	}
}

// A task that is rushed stays, one that is skipped goes, also the first of all.
func TestTake(t *testing.T) {
	p := plan(Task{ID: "a", Takes: workdays(9)}, Task{ID: "b", Takes: workdays(1), After: []isms.ID{"a"}})
	again := Task{ID: "again", Phase: "p", Takes: workdays(2), After: []isms.ID{"b"}}
	p.Shortcuts = []Shortcut{
		{ID: "rush", Task: "a", Takes: workdays(3), Rework: []Task{again}},
		{ID: "skip", Task: "a", Skip: true, Takes: workdays(3), Rework: []Task{{ID: "late", Phase: "p"}}, HoldsUp: []isms.ID{"b"}},
	}
	for _, c := range []struct {
		shortcut isms.ID
		want     string
	}{
		{"rush", `{"phases":[{"id":"p","title":"Phase"}],"tasks":[{"id":"a","title":"","phase":"p","takes":"3 working days"},{"id":"b","title":"","phase":"p","takes":"1 working day","after":["a"]},{"id":"again","title":"","phase":"p","takes":"2 working days","after":["b"]}],"shortcuts":[` + texts(t, p.Shortcuts[1]) + `]}`},
		{"skip", `{"phases":[{"id":"p","title":"Phase"}],"tasks":[{"id":"b","title":"","phase":"p","takes":"1 working day","after":["late"]},{"id":"late","title":"","phase":"p"}],"shortcuts":[` + texts(t, p.Shortcuts[0]) + `]}`},
	} {
		q, err := p.WithShortcut(c.shortcut)
		if err != nil {
			t.Fatal(err)
		}
		same(t, texts(t, q), c.want)
	}
}

// Every length that a task of a thousand days can be shortened to: the longest
// that fits is chosen. Milestones, days and time that passes by itself stay.
func TestFitIsAsLongAsCanBe(t *testing.T) {
	p := plan(
		Task{ID: "a", Takes: workdays(1000)},
		Task{ID: "b", Takes: workdays(500)},
		Task{ID: "c", Takes: workdays(1)},
		Task{ID: "d", Takes: workdays(0)},
		Task{ID: "e", Takes: calendarTime(2, isms.Weeks)},
		Task{ID: "f", Takes: workdays(2)},
	)
	for _, n := range []int{11, 12, 499, 500, 501, 998, 999, 1000, 1001} { // the two weeks of e end on a Sunday
		deadline, err := isms.AddWorkdays(nil, begin, n-1)
		if err != nil {
			t.Fatal(err)
		}
		q, err := p.Fit(begin, deadline, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := min(n, 1000)
		var got []int
		for _, v := range q.Tasks {
			got = append(got, v.Takes.N)
		}
		if diff := cmp.Diff([]int{want, max(1, 500*want/1000), 1, 0, 2, max(1, 2*want/1000)}, got); diff != "" {
			t.Errorf("%d days, until %s (-want +got):\n%s", n, deadline, diff)
		}
	}
	// With a day for each task: two thousand days become one, not two.
	p.Tasks[0].Takes.N = 2000
	_, err := p.Fit(begin, begin, nil)
	var e *isms.Error
	if !errors.As(err, &e) || len(e.Problems) != 1 || e.Problems[0].Code != deadlineTooEarly.Code || e.Problems[0].Args[1].Value != "2026-01-18" {
		t.Errorf("%v", err)
	}
	q, err := plan(Task{ID: "a", Takes: workdays(2000)}).Fit(begin, begin, nil)
	if err != nil || q.Tasks[0].Takes.N != 1 {
		t.Errorf("%v, %v", q, err)
	}
}

// How late a task is counts the working days, also those after the end of the plan,
// which is a Wednesday here.
func TestLateAfterTheEnd(t *testing.T) {
	s := schedule(t, plan(Task{ID: "a", Takes: workdays(2)}, Task{ID: "b", Takes: workdays(1), After: []isms.ID{"a"}}))
	tuesday := isms.MustDate("2026-01-06")
	for day := begin.AddDays(-2); day.Before(begin.AddDays(20)); day = day.AddDays(1) {
		got := s.Statuses(day, isms.Readiness{}, []Progress{{Task: "a", Started: begin}})
		if late, want := got[0].Overdue, workdaysBetween(nil, tuesday, day); late != want && !day.Before(begin) {
			t.Errorf("on %s a is %d late, want %d", day, late, want)
		}
		if late, want := got[1].Overdue, workdaysBetween(nil, tuesday.AddDays(1), day); late != want {
			t.Errorf("on %s b is %d late, want %d", day, late, want)
		}
	}
	for _, v := range s.Statuses(isms.Date{}, isms.Readiness{}, nil) {
		if v.Overdue != 0 {
			t.Errorf("%s is late on no day", v.ID)
		}
	}
}

// What settles two places of which one is good is settled by half.
func TestSettled(t *testing.T) {
	s := schedule(t, plan(Task{ID: "a", Takes: workdays(1), Addresses: []isms.Ref{"5.1 a", "5.1 b", "5.1 c"}}, Task{ID: "b", Takes: workdays(1)}))
	rules := []isms.Rule{{Code: "x/y", Severity: isms.SeverityError, Refs: []isms.Ref{"5.1 a", "5.1 b", "5.1 c"}, JudgementRequired: "it does"}}
	judged := func(ref isms.Ref) isms.Judgement {
		return isms.Judgement{Requirement: ref, Conclusion: isms.Met, By: "x", On: begin, Basis: "y"}
	}
	for _, c := range []struct {
		ready isms.Readiness
		want  string
	}{
		{isms.Readiness{}, "{0 3} true {0 0} false"},
		{isms.Assess(begin, rules, []isms.Judgement{judged("5.1 a"), judged("5.1 b")}), "{2 3} true {0 0} false"},
		{isms.Assess(begin, rules, []isms.Judgement{judged("5.1 a"), judged("5.1 b"), judged("5.1 c")}), "{3 3} false {0 0} false"},
	} {
		v := s.Statuses(begin, c.ready, []Progress{{Task: "a", Completed: begin}, {Task: "b", Completed: begin}})
		type ratio struct{ Have, Want int }
		if got := fmt.Sprint(ratio(v[0].Settled), v[0].NotEvidenced, ratio(v[1].Settled), v[1].NotEvidenced); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// What is late comes before what has less slack by less than that.
func TestNextPutsWhatPressesFirst(t *testing.T) {
	v := func(id isms.ID, slack, late int, last string) TaskStatus {
		return TaskStatus{ScheduledTask: ScheduledTask{Task: Task{ID: id}, Window: isms.Window{Last: isms.MustDate(last)}, Slack: slack}, Overdue: late, State: Ready}
	}
	waits, done := v("w", 0, 9, "2026-01-05"), v("x", 0, 9, "2026-01-05")
	waits.State, done.State = Waiting, Completed
	in := []TaskStatus{v("e", 5, 0, "2026-01-07"), waits, v("d", 5, 0, "2026-01-07"), v("c", 5, 0, "2026-01-06"), done, v("b", 4, 0, "2026-01-09"), v("a", 9, 6, "2026-01-09")}
	for range 2 {
		slices.Reverse(in)
		var got []isms.ID
		for _, n := range Next(in) {
			got = append(got, n.ID)
		}
		if diff := cmp.Diff([]isms.ID{"a", "b", "c", "d", "e"}, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// Work of nobody with a rate has no price, not a price of 0; no work has no line.
// An effort that may be 0 is work.
func TestCostLines(t *testing.T) {
	d := isms.MustDecimal
	p := plan(
		Task{ID: "a", Title: "A", Role: "r", Effort: Range{d("0"), d("2")}},
		Task{ID: "b", Title: "B", Role: "r"},
		Task{ID: "c", Title: "C"},
		Task{ID: "d", Title: "D", Role: "q", Effort: Range{d("1"), d("2")}},
		Task{ID: "e", Title: "E", Role: "r", Effort: Range{d("1"), d("2")}},
	)
	c, err := p.Cost([]Rate{{"r", money("10 EUR", "20 EUR")}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	rows(t, &b, "lines", c.Lines)
	rows(t, &b, "unpriced", c.Unpriced)
	rows(t, &b, "total", []MoneyRange{c.Total})
	same(t, b.String(), `lines
	{"id":"a","title":"A","days":{"low":"0","high":"2"},"cost":{"low":{"amount":"0","currency":"EUR"},"high":{"amount":"40","currency":"EUR"}}}
	{"id":"e","title":"E","days":{"low":"1","high":"2"},"cost":{"low":{"amount":"10","currency":"EUR"},"high":{"amount":"40","currency":"EUR"}}}
unpriced
	"d"
total
	{"low":{"amount":"10","currency":"EUR"},"high":{"amount":"80","currency":"EUR"}}
`)
}
