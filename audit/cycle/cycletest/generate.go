package cycletest

import (
	"slices"

	"github.com/ismskit/ismskit/internal/draw"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
)

// event returns an event of any kind, which a state may refuse.
func event(c isms.Chance, on isms.Date) cycle.Event {
	answer := func() isms.Answer {
		if draw.Chance(c, 1, 4) {
			return isms.No
		}
		return isms.Yes
	}
	e := cycle.Event{
		Kind: draw.Pick(c, slices.Collect(cycle.EventKinds().All())[2:]), On: on, Text: "said so", Ready: answer(), Granted: answer(),
		PlansAccepted: answer(), Covered: isms.Yes, Edition: isms.Edition2022, Body: draw.Pick(c, []isms.ID{"one body", "another"}),
	}
	if draw.Chance(c, 1, 4) {
		e.Majors, e.Minors = c.IntN(3), c.IntN(3)
	}
	if draw.Chance(c, 1, 8) {
		e.Expiry = on.AddMonths(1 + c.IntN(36))
	}
	return e
}

// Cycle returns a cycle with up to about forty events that Apply accepts; the zero one for
// an invalid ID. Few are withdrawn.
func Cycle(c isms.Chance, id isms.ID) cycle.Cycle {
	on := draw.KnownDate(c)
	held, _ := cycle.New(id, on, cycle.Terms{EndsDayBefore: draw.Chance(c, 1, 2)})
	if draw.Chance(c, 1, 2) {
		held, _ = cycle.From(id, on, cycle.Terms{RestoredFrom: draw.Pick(c, slices.Collect(cycle.Countings().All()))})
	}
	for range c.IntN(80) {
		on = on.AddDays(c.IntN(200))
		e := event(c, on)
		if e.Kind == cycle.CertificateWithdrawn && !draw.Chance(c, 1, 20) {
			continue
		}
		if next, err := held.Apply(e); err == nil {
			held = next
		} else {
			on = on.AddDays(-c.IntN(2))
		}
		if last := lastDay(held); !on.IsZero() && on.Before(last) {
			on = last
		}
	}
	return held
}

func lastDay(c cycle.Cycle) isms.Date {
	var last isms.Date
	for e := range c.Events() {
		last = e.On
	}
	return last
}
