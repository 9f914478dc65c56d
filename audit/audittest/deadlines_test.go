package audittest

import (
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// A list of deadlines with a slip is found.
func TestCheckDeadlinesFinds(t *testing.T) {
	proposed, _ := audit.LookupPolicy("proposed-default")
	s, err := proposed.Schedule(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := audit.DeadlineInput{ID: "NC-1", Grade: audit.Major, Audit: audit.Initial, Dates: audit.Dates{LastAuditDay: isms.MustDate("2026-08-31"), Decision: isms.MustDate("2026-12-31")}}
	list := s.Append(nil, c)
	late := append([]audit.Deadline{}, list...)
	late[0].Due = late[0].Due.AddDays(1)
	if checkDeadlines(late, list) == nil {
		t.Error("a later day was not found")
	}
	late[0], late[1] = list[1], list[0]
	if checkDeadlines(late, list) == nil {
		t.Error("steps out of order were not found")
	}
	if checkDeadlines(append(list, list[len(list)-1]), nil) == nil {
		t.Error("two days for one step were not found")
	}
	if checkDeadlines([]audit.Deadline{{Step: "plan"}}, nil) == nil {
		t.Error("a day from nowhere was not found")
	}
	if err := checkDeadlines(s.Append(nil, audit.DeadlineInput{ID: "NC-1", Grade: audit.Major, Audit: audit.Initial}), nil); err != nil {
		t.Errorf("days that are not known: %v", err)
	}
	if checkDeadlines(list[1:], list) == nil {
		t.Error("a missing step was not found")
	}
}
