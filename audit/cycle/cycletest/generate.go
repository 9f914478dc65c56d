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
		e := cycle.Event{Kind: cycle.ExistingCertificate, On: on, ID: id, Terms: cycle.Terms{RestoredFrom: draw.Pick(c, slices.Collect(cycle.Countings().All()))}}
		if e.Edition = draw.Pick(c, []isms.Edition{isms.Edition2013, isms.Edition2022}); on.After(e.Edition.LastDay()) {
			e.Edition = isms.Edition2022
		}
		held, _ = cycle.Cycle{}.Apply(e)
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

// In returns a written cycle that is in a state on a day, the certified one in its
// second year; the zero one for the zero state, an unknown one, an invalid ID, and a
// day without four years before it.
func In(state cycle.State, id isms.ID, asOf isms.Date) cycle.Cycle {
	ago := func(days int) isms.Date { return asOf.AddDays(-days) }
	decided := ago(400)
	switch state {
	case cycle.StateApplied, cycle.StateNotReady, cycle.StateReady, cycle.StateAudited: // ahead
		decided = ago(-20)
	case cycle.StateRefused:
		decided = ago(10)
	case cycle.StateExpired:
		decided = asOf.AddYears(-3).AddDays(-90)
	case cycle.StateLapsed:
		decided = asOf.AddYears(-3).AddDays(-300)
	}
	events := []cycle.Event{
		{Kind: cycle.Applied, On: decided.AddDays(-120), ID: id, Body: "body"},
		{Kind: cycle.Stage1Conducted, On: decided.AddDays(-80), Ready: isms.Yes},
		{Kind: cycle.Stage2Conducted, On: decided.AddDays(-40), Minors: 1},
		{Kind: cycle.Decided, On: decided, Granted: isms.Yes, PlansAccepted: isms.Yes},
		{Kind: cycle.SurveillanceConducted, On: decided.AddDays(340)},
	}
	no := func(e cycle.Event) cycle.Event {
		e.Ready, e.Granted = isms.No, isms.No
		return e
	}
	switch state {
	case cycle.StateApplied:
		events = events[:1]
	case cycle.StateNotReady:
		events = append(events[:1], no(events[1]))
	case cycle.StateReady:
		events = events[:2]
	case cycle.StateAudited:
		events = events[:3]
	case cycle.StateRefused:
		events = append(events[:3], no(events[3]))
	case cycle.StateCertified:
	case cycle.StateSuspended:
		events = append(events, cycle.Event{Kind: cycle.Suspended, On: ago(30), Text: "no surveillance audit was allowed"})
	case cycle.StateExpired, cycle.StateLapsed:
		events = append(events, cycle.Event{Kind: cycle.SurveillanceConducted, On: decided.AddDays(700)})
	case cycle.StateWithdrawn:
		events = append(events, cycle.Event{Kind: cycle.CertificateWithdrawn, On: ago(30), Text: "at the request of the organization"})
	default:
		return cycle.Cycle{}
	}
	c, _ := cycle.Replay(events) // refused: the zero one
	return c
}
