package cycletest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
)

// wrong returns an error if is holds.
func wrong(is bool, format string, args ...any) error {
	if !is {
		return nil
	}
	return fmt.Errorf(format, args...)
}

// CheckCycle returns an error if a cycle, such as one read back from a database, breaks a
// law: replaying its events and decoding its JSON give an equal one, its state on an
// earlier day is that of the events until then, its obligations are in order and none lies
// before its first event, its entries have different IDs, and what is certified expires on
// a known day.
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
				wrong(state == cycle.StateCertified && past.Expiry().IsZero(), "cycletest: %q is certified on %s without an end", c.ID(), on))
			var last isms.Date
			for o := range c.Obligations(on) {
				earliest := isms.Earliest(o.Window.First, o.Window.Last)
				errs = append(errs, o.Window.Validate(), wrong(!o.Window.Last.IsZero() && o.Window.Last.Before(last), "cycletest: %q on %s: %s until %s is out of order", c.ID(), on, o.Kind, o.Window.Last),
					wrong(!earliest.IsZero() && earliest.Before(events[0].On), "cycletest: %q on %s: %s in %s is before the first event", c.ID(), on, o.Kind, o.Window))
				last = o.Window.Last
			}
		}
	}
	last := events[len(events)-1].On
	ids := map[isms.ID]bool{} // for look-up only
	for _, e := range c.Entries(isms.Date{}, last.AddYears(10)) {
		errs = append(errs, wrong(ids[e.ID], "cycletest: %q: the ID of %q stands for two entries", c.ID(), e.Title.Text))
		ids[e.ID] = true
	}
	return errors.Join(errs...)
}
