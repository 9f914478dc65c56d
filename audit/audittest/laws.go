package audittest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// CheckPolicy returns an error that joins the defects of a policy, counted with cal (nil:
// [isms.Weekdays]): invalid limits, and laws of deadlines that it breaks. It tries every
// grade and kind of audit on a leap day, the end of a month and an ordinary day.
func CheckPolicy(p audit.Policy, cal isms.Calendar) error {
	s, err := p.Schedule(cal)
	if err != nil {
		return err
	}
	minimum, _ := audit.Policy{ID: "minimum"}.Schedule(nil) // a policy without limits of its own is valid
	var errs []error
	for _, text := range []string{"2024-02-29", "2026-08-31", "2026-03-11"} {
		last := isms.MustDate(text)
		for kind := range audit.Kinds().All() {
			for _, grade := range []audit.Grade{audit.Major, audit.Minor} {
				c := audit.DeadlineInput{ID: "NC-1", Grade: grade, Audit: kind, Raised: last, Dates: allDates(last)}
				list := s.Append(nil, c)
				both := c
				both.PreviousGrades = []audit.Grade{audit.Major, audit.Minor}
				if err := errors.Join(checkDeadlines(list, minimum.Append(nil, c)), checkDeadlines(s.Append(nil, both), list)); err != nil {
					errs = append(errs, fmt.Errorf("audittest: policy %q: %s of an audit of kind %q that ended on %s: %w", p.ID, grade, kind, text, err))
				}
			}
		}
	}
	return errors.Join(errs...)
}

func allDates(last isms.Date) audit.Dates {
	return audit.Dates{
		LastAuditDay: last, LastStage2Day: last, ClosingMeeting: last, Report: last.AddDays(10), SurveillanceDue: last.AddMonths(12),
		Decision: last.AddDays(60), NextAudit: last.AddMonths(12), Expiry: last.AddMonths(2), FollowUpAudit: last.AddDays(45), BodyLimit: last.AddDays(60),
	}
}

// checkDeadlines returns an error if the deadlines are not in the order of the steps, a
// step has two due dates, or a step of bounds has a later one or none.
func checkDeadlines(list, bounds []audit.Deadline) error {
	order := func(s audit.Step) int { return audit.Steps().Index(s) }
	due := map[audit.Step]isms.Date{}
	last := -1
	for _, d := range list {
		i := order(d.Step)
		switch {
		case i < last:
			return fmt.Errorf("%s comes after a later step", d.Step)
		case d.Basis().IsZero():
			return fmt.Errorf("%s has no basis", d.Step)
		case d.Due.IsZero():
		case !due[d.Step].IsZero():
			return fmt.Errorf("%s has two days", d.Step)
		default:
			due[d.Step] = d.Due
		}
		last = i
	}
	for _, b := range bounds {
		late := !b.Due.IsZero() && (due[b.Step].IsZero() || !b.Due.IsZero() && due[b.Step].After(b.Due))
		if err := wrong(late, "%s is due on %s, want %s at the latest", b.Step, due[b.Step], b.Due); err != nil {
			return err
		}
	}
	return nil
}

// CheckNonconformity returns an error if a nonconformity, such as one read back from a
// database, breaks a law: replaying its events and decoding its JSON give an equal one,
// and its state on an earlier day is that of the events until then.
func CheckNonconformity(n audit.Nonconformity) error {
	events := slices.Collect(n.Events())
	if len(events) == 0 {
		return nil
	}
	again, err := audit.Replay(events)
	errs := []error{
		err, wrong(!again.Equal(n) || again.State() != n.State(), "audittest: replay of %q gives %q, want %q", n.ID(), again.State(), n.State()),
	}
	var back audit.Nonconformity
	text, err := json.Marshal(n)
	errs = append(errs, err, json.Unmarshal(text, &back), wrong(!back.Equal(n), "audittest: %q is another one when read back", n.ID()))
	for i, e := range events {
		if i+1 < len(events) && events[i+1].On == e.On {
			continue
		}
		past, err := audit.Replay(events[:i+1])
		errs = append(errs, err, wrong(!past.Equal(n.On(e.On)), "audittest: %q was not on %s what it was after %d events", n.ID(), e.On, i+1))
	}
	return errors.Join(errs...)
}

// wrong returns an error if is holds.
func wrong(is bool, format string, args ...any) error {
	if !is {
		return nil
	}
	return fmt.Errorf(format, args...)
}
