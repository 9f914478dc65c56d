package audittest

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// CheckPolicy returns an error that joins everything wrong with a policy of your
// own, counted with your calendar (nil: Monday to Friday): limits that cannot be
// read, grades of a nonconformity without any deadline, and laws that it breaks.
// It tries every grade and audit kind on three days: a leap day, the end of a
// month, an ordinary one.
func CheckPolicy(p audit.Policy, cal isms.Calendar) error {
	s, err := p.Schedule(cal)
	if err != nil {
		return err
	}
	floor, err := audit.Floor().Schedule(nil)
	if err != nil {
		return err
	}
	var errs []error
	for _, text := range []string{"2024-02-29", "2026-08-31", "2026-03-11"} {
		last := isms.MustDate(text)
		for _, kind := range audit.AuditKinds() {
			for _, grade := range []audit.Grade{audit.Major, audit.Minor} {
				c := audit.Case{ID: "NC-1", Grade: grade, Audit: kind, Raised: last, Dates: allDates(last)}
				list := s.Append(nil, c)
				if len(list) == 0 && text == "2024-02-29" && len(p.Limits) > 0 && kind.OfBody() {
					errs = append(errs, fmt.Errorf("audittest: policy %q: a %s of an audit of kind %q has no deadline", p.ID, grade, kind))
				}
				if err := CheckDeadlines(list, floor.Append(nil, c)); err != nil {
					errs = append(errs, fmt.Errorf("audittest: policy %q: %s, %s, audit ended %s: %w", p.ID, grade, kind, text, err))
				}
				both := c
				both.Stood = []audit.Grade{audit.Major, audit.Minor}
				if err := CheckDeadlines(s.Append(nil, both), list); err != nil {
					errs = append(errs, fmt.Errorf("audittest: policy %q: regraded %s, %s: %w", p.ID, grade, kind, err))
				}
			}
		}
	}
	return errors.Join(errs...)
}

func allDates(last isms.Date) audit.Dates {
	return audit.Dates{
		LastAuditDay: last, LastStage2Day: last, ClosingMeeting: last, Report: last.AddDays(10), SurveillanceDue: last.AddMonths(12),
		Decision: last.AddDays(60), NextAudit: last.AddMonths(12), Expiry: last.AddMonths(2), Revisit: last.AddDays(45), BodyLimit: last.AddDays(60),
	}
}

// CheckDeadlines returns an error if the deadlines are not in the order of the
// steps, give a step two days, or give a step of the bounds a later day or none.
func CheckDeadlines(list, bounds []audit.Deadline) error {
	order := func(s audit.Step) int {
		for i, step := range audit.Steps() {
			if step == s {
				return i
			}
		}
		return -1
	}
	due := map[audit.Step]isms.Date{}
	last := -1
	for _, d := range list {
		i := order(d.Step)
		switch {
		case i < last:
			return fmt.Errorf("%s comes after a later step", d.Step)
		case d.Basis() == "":
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
		if !b.Due.IsZero() && (due[b.Step].IsZero() || due[b.Step].After(b.Due)) {
			return fmt.Errorf("%s is due on %s, want %s at the latest", b.Step, due[b.Step], b.Due)
		}
	}
	return nil
}

// CheckNonconformity returns an error if a nonconformity breaks a law that all of
// them keep: replaying its events or reading its JSON gives the same one, and the
// past stays as it was.
func CheckNonconformity(n audit.Nonconformity) error {
	var events []audit.Event
	for e := range n.Events() {
		events = append(events, e)
	}
	if len(events) == 0 {
		return nil
	}
	again, err := audit.Replay(events)
	if err != nil {
		return fmt.Errorf("audittest: replay of %q: %w", n.ID(), err)
	}
	if !again.Equal(n) || again.State() != n.State() {
		return fmt.Errorf("audittest: replay of %q gives %q, want %q", n.ID(), again.State(), n.State())
	}
	text, err := json.Marshal(n)
	if err != nil {
		return err
	}
	var back audit.Nonconformity
	if err := json.Unmarshal(text, &back); err != nil {
		return fmt.Errorf("audittest: %q cannot be read back: %w", n.ID(), err)
	}
	if !back.Equal(n) {
		return fmt.Errorf("audittest: %q is another one when read back", n.ID())
	}
	for i, e := range events {
		if i+1 < len(events) && events[i+1].On == e.On {
			continue
		}
		past, err := audit.Replay(events[:i+1])
		if err != nil {
			return fmt.Errorf("audittest: replay of %d events of %q: %w", i+1, n.ID(), err)
		}
		if !past.Equal(n.On(e.On)) {
			return fmt.Errorf("audittest: %q was not on %s what it was after %d events", n.ID(), e.On, i+1)
		}
	}
	return nil
}

// CheckCycle returns an error if a cycle breaks a law that all of them keep, as
// [CheckNonconformity] does; besides, what it demands on a day is in order, and
// whatever is certified has a day on which it ends.
func CheckCycle(c audit.Cycle) error {
	var events []audit.CycleEvent
	for e := range c.Events() {
		events = append(events, e)
	}
	if len(events) == 0 {
		return nil
	}
	again, err := audit.ReplayCycle(events)
	if err != nil {
		return fmt.Errorf("audittest: replay of %q: %w", c.ID(), err)
	}
	if !again.Equal(c) {
		return fmt.Errorf("audittest: replay of %q differs", c.ID())
	}
	text, err := json.Marshal(c)
	if err != nil {
		return err
	}
	var back audit.Cycle
	if err := json.Unmarshal(text, &back); err != nil {
		return fmt.Errorf("audittest: %q cannot be read back: %w", c.ID(), err)
	}
	if !back.Equal(c) {
		return fmt.Errorf("audittest: %q is another one when read back", c.ID())
	}
	for _, e := range events {
		for _, on := range []isms.Date{e.On.AddDays(-1), e.On, e.On.AddMonths(7)} {
			past := c.On(on)
			if past.State(on) != c.State(on) {
				return fmt.Errorf("audittest: %q on %s: %q, and %q in its own past", c.ID(), on, c.State(on), past.State(on))
			}
			if c.State(on).Usable() && past.Expiry().IsZero() {
				return fmt.Errorf("audittest: %q is certified on %s without an end", c.ID(), on)
			}
			var last isms.Date
			for o := range c.Obligations(on) {
				if !o.Window.Last.IsZero() && o.Window.Last.Before(last) || o.Window.Check() != nil {
					return fmt.Errorf("audittest: %q on %s: %s until %s is out of order", c.ID(), on, o.Kind, o.Window.Last)
				}
				last = o.Window.Last
			}
		}
	}
	return nil
}
