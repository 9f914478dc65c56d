package roadmap

import (
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

func between(low, high string) MoneyRange {
	return MoneyRange{isms.MustMoney(low + " EUR"), isms.MustMoney(high + " EUR")}
}

func TestCostsThatCannotBeCounted(t *testing.T) {
	days := Range{isms.MustDecimal("2"), isms.MustDecimal("3")}
	huge := "9" + strings.Repeat("0", 29)
	for name, c := range map[string]struct {
		rate MoneyRange
		want string
	}{
		"the lower end":  {between(huge, huge), "isms/too-many-digits at fees[audit].days"},
		"the higher end": {between("1", huge), "isms/too-many-digits at fees[audit].days"},
		"no currency":    {MoneyRange{}, "isms/no-currency at fees[audit].day.low.currency"},
		"upside down":    {between("2", "1"), "roadmap/range-reversed-or-negative at fees[audit].day"},
		"two currencies": {MoneyRange{isms.MustMoney("1 EUR"), isms.MustMoney("2 USD")}, "roadmap/range-in-two-currencies at fees[audit].day"},
	} {
		_, err := Plan{}.Cost(nil, []Fee{{ID: "audit", Title: "Audit", Days: days, Day: c.rate}})
		if golden.Codes(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

func TestFeesAreListedByID(t *testing.T) {
	days := Range{isms.MustDecimal("1"), isms.MustDecimal("1")}
	cost, err := Plan{}.Cost(nil, []Fee{{ID: "b", Days: days, Day: between("1", "2")}, {ID: "a", Days: days, Day: between("3", "5")}})
	if err != nil || len(cost.Lines) != 2 || cost.Lines[0].ID != "a" || cost.Lines[1].ID != "b" {
		t.Errorf("%+v, %v", cost, err)
	}
}

func TestPlansBeyondTheCalendar(t *testing.T) {
	last := isms.MustDate("9999-12-31")
	for name, c := range map[string]struct {
		task Task
		cal  isms.Calendar
		want string
	}{
		"working days past the last year":   {Task{ID: "a", Takes: workdays(10), NotBefore: last.AddDays(-3)}, nil, "roadmap/after-the-last-year at tasks[a].takes"},
		"begins long after any work":        {Task{ID: "a", Takes: workdays(1), NotBefore: begin.AddDays(1000)}, lazy{}, "roadmap/no-working-day at tasks[a].takes"},
		"a milestone long after any work":   {Task{ID: "a", NotBefore: begin.AddDays(1000)}, lazy{}, "roadmap/no-working-day at tasks[a].takes"},
		"months past the last year":         {Task{ID: "a", Takes: isms.MustInterval("2 months"), NotBefore: last.AddDays(-3)}, nil, "roadmap/after-the-last-year at tasks[a].takes"},
		"an ID of a phase that is unusable": {Task{ID: "a"}, nil, "isms/empty-id at phases[#0].id; roadmap/phase-without-task at phases[#0]; roadmap/unknown-phase at tasks[a].phase"},
	} {
		p := plan(c.task)
		if strings.Contains(c.want, "phase") {
			p.Phases[0].ID = ""
		}
		if _, err := p.Schedule(begin, c.cal); golden.Codes(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if s, err := plan(Task{ID: "a", Takes: isms.MustInterval("1 month"), NotBefore: isms.MustDate("9999-11-30")}).Schedule(begin, nil); err != nil || s.End() != isms.MustDate("9999-12-29") {
		t.Errorf("%s, %v", s.End(), err)
	}
}

// Counting back from a day: where the days before the plan would be needed, it is
// the first day of the plan, and time that passes by itself fits between shorter
// months.
func TestLatestDays(t *testing.T) {
	d := newDays(isms.MustDate("2026-01-05"), nil)
	if err := d.upTo(200); err != nil {
		t.Fatal(err)
	}
	day := func(text string) int { return d.day(isms.MustDate(text)) }
	for _, c := range []struct{ last, takes, want string }{
		{"2026-01-09", "5 working days", "2026-01-05"},
		{"2026-01-09", "6 working days", "2026-01-05"}, // before the plan: its first day
		{"2026-01-11", "2 working days", "2026-01-08"}, // ends on the Friday
		{"2026-03-30", "1 month", "2026-02-28"},
		{"2026-03-31", "1 month", "2026-03-01"},
		{"2026-02-27", "1 month", "2026-01-31"}, // 31 January to 28 February would be too long by none
		{"2026-01-20", "1 month", "2026-01-05"},
		{"2026-01-20", "3000 years", "2026-01-05"},
		{"2026-02-01", "2 weeks", "2026-01-19"},
	} {
		task := Task{Takes: isms.MustInterval(c.takes)}
		if got := d.date(d.latest(day(c.last), &task)); got != isms.MustDate(c.want) {
			t.Errorf("%s that end by %s begin by %s, want %s", c.takes, c.last, got, c.want)
		}
	}
	late := newDays(isms.MustDate("9999-11-01"), nil) // the day after the end is not in the calendar
	month := Task{Takes: isms.MustInterval("1 month")}
	if got := late.date(late.latest(late.day(isms.MustDate("9999-12-30")), &month)); got != isms.MustDate("9999-11-30") {
		t.Errorf("a month that ends by 9999-12-30 begins by %s", got)
	}
}

func TestSlots(t *testing.T) {
	s := schedule(t, plan(Task{ID: "a", Takes: workdays(1)}, Task{ID: "b", Takes: workdays(2), After: []isms.ID{"a"}}))
	for v := range s.Tasks() {
		if v.ID != "a" {
			t.Errorf("the first is %s", v.ID)
		}
		break
	}
	if v, ok := s.LookupTask("c"); ok || v.ID != "" {
		t.Errorf("%v", v)
	}
	if v, ok := s.LookupTask("b"); !ok || v.Window.First != begin.AddDays(1) {
		t.Errorf("%v", v)
	}
	p := plan(Task{ID: "a"})
	if got := p.Without("x"); len(got.Tasks) != 1 {
		t.Errorf("%v", got)
	}
}

// How far the end moved is counted in working days, also where one of the two
// begins after the other has ended.
func TestDifferenceOfSchedulesApart(t *testing.T) {
	p := plan(Task{ID: "a", Takes: workdays(1)})
	early := schedule(t, p)
	late, err := p.Schedule(begin.AddDays(28), nil)
	if err != nil {
		t.Fatal(err)
	}
	if d := Compare(early, late); d.Days != 20 {
		t.Errorf("four weeks later are %d working days", d.Days)
	}
	if d := Compare(late, early); d.Days != -20 {
		t.Errorf("four weeks earlier are %d working days", d.Days)
	}
	if d := Compare(Schedule{}, Schedule{}); d.Days != 0 {
		t.Errorf("%+v", d)
	}
}
