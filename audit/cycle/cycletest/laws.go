package cycletest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
)

// wrong returns an error if something is.
func wrong(is bool, format string, args ...any) error {
	if !is {
		return nil
	}
	return fmt.Errorf(format, args...)
}

// CheckCycle returns an error if a cycle breaks a law that all of them keep, as
// [CheckNonconformity] does; besides, what it demands on a day is in order, and
// whatever is certified has a day on which it ends.
func CheckCycle(c cycle.Cycle) error {
	events := slices.Collect(c.Events())
	if len(events) == 0 {
		return nil
	}
	again, err := cycle.Replay(events)
	errs := []error{err, wrong(!again.Equal(c), "cycletest: replay of %q differs", c.ID())}
	var back cycle.Cycle
	text, err := json.Marshal(c)
	errs = append(errs, err, json.Unmarshal(text, &back), wrong(!back.Equal(c), "cycletest: %q is another one when read back", c.ID()))
	for i, e := range events {
		days := []isms.Date{e.On}
		if i+1 == len(events) {
			days = []isms.Date{e.On.AddDays(-1), e.On, e.On.AddMonths(7), e.On.AddYears(3)}
		}
		for _, on := range days {
			past, state := c.On(on), c.State(on)
			errs = append(errs,
				wrong(past.State(on) != state, "cycletest: %q on %s: %q, and %q in its own past", c.ID(), on, state, past.State(on)),
				wrong(state.Usable() && past.Expiry().IsZero(), "cycletest: %q is certified on %s without an end", c.ID(), on))
			var last isms.Date
			for o := range c.Obligations(on) {
				errs = append(errs, o.Window.Validate(), wrong(o.Window.Last.Before(last), "cycletest: %q on %s: %s until %s is out of order", c.ID(), on, o.Kind, o.Window.Last))
				last = o.Window.Last
			}
		}
	}
	return errors.Join(errs...)
}
