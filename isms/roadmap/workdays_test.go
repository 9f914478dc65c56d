package roadmap

import (
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// A plan that the calendar does not reach is refused; what is overdue beyond its end
// is so by what it knows, and by a day at least.
func TestPlansBeyondAWorkCalendar(t *testing.T) {
	to := begin.AddDays(20)
	cal, err := isms.WorkCalendar{ID: "c", From: begin, To: to}.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	p := plan(Task{ID: "a", Takes: workdays(3)})
	s, err := p.Schedule(begin, cal)
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []isms.Date{s.End().AddDays(5), to, to.AddDays(1), to.AddDays(400)} {
		want := max(workdaysBetween(nil, begin, isms.Earliest(day, to)), 1)
		if got := s.Statuses(day, isms.Readiness{}, nil)[0].Overdue; got != want {
			t.Errorf("on %s %d late, want %d", day, got, want)
		}
	}
	for _, p := range []Plan{plan(Task{ID: "a", Takes: workdays(30)}), plan(Task{ID: "a", Takes: isms.MustInterval("9 weeks")})} {
		if _, err := p.Schedule(begin, cal); golden.Codes(err) != "roadmap/beyond-the-calendar at tasks[a].takes" {
			t.Error(err)
		}
	}
}
