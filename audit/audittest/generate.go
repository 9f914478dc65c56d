package audittest

import (
	"slices"
	"strconv"

	"github.com/ismskit/ismskit/internal/draw"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

func finding(c isms.Chance, id isms.ID) audit.Finding {
	f := audit.Finding{
		ID: id, Grade: draw.Pick(c, slices.Collect(audit.Grades().All())), Audit: draw.Pick(c, slices.Collect(audit.Kinds().All())),
		Requirements: []isms.Ref{draw.Pick(c, []isms.Ref{"7.2 d", "7.5.3 a", "8.2 s1", "9.2.2 s1", "A.5.7", "A.8.13"})},
		Statement:    "The record is missing.", Evidence: "Asked for and not shown.",
	}
	if draw.Chance(c, 1, 8) {
		f.Grade = ""
	}
	return f
}

// event returns an event of any kind, which a state may refuse.
func event(c isms.Chance, on isms.Date) audit.Event {
	e := audit.Event{
		Kind: draw.Pick(c, slices.Collect(audit.EventKinds().All())[1:]), On: on, By: "somebody", Text: "said so",
		Effect: draw.Pick(c, slices.Collect(audit.Effects().All())), Grade: draw.Pick(c, slices.Collect(audit.Grades().All())),
		Action: isms.ID("A-" + strconv.Itoa(c.IntN(2))), Step: draw.Pick(c, slices.Collect(audit.Steps().All())),
		Due: on.AddDays(c.IntN(400)), Release: draw.Chance(c, 1, 4),
	}
	if draw.Chance(c, 3, 4) {
		e.Similar, e.Consequences, e.Evidence, e.Changes = "none", "none of weight", "a sample", "none needed"
	}
	for i := range 1 + c.IntN(2) {
		e.Actions = append(e.Actions, audit.Action{ID: isms.ID("A-" + strconv.Itoa(i)), What: "see to it"})
	}
	return e
}

// Nonconformity returns a nonconformity with up to forty events that Apply accepts; the
// zero one for an invalid ID. Few are withdrawn.
func Nonconformity(c isms.Chance, id isms.ID) audit.Nonconformity {
	on := draw.KnownDate(c)
	n, _ := audit.Raise(on, "somebody", finding(c, id))
	for range c.IntN(40) {
		on = on.AddDays(c.IntN(60))
		e := event(c, on)
		if next := n.Allowed(); len(next) > 0 && draw.Chance(c, 1, 2) {
			e.Kind = draw.Pick(c, next)
		}
		if e.Kind == audit.Withdrawn && !draw.Chance(c, 1, 8) {
			continue
		}
		if next, err := n.Apply(e); err == nil {
			n = next
		}
	}
	return n
}

// Dates returns the dates of an audit that ended on a day, some of them unknown.
func Dates(c isms.Chance, last isms.Date) audit.Dates {
	maybe := func(days int) isms.Date {
		if draw.Chance(c, 1, 5) {
			return isms.Date{}
		}
		return last.AddDays(days)
	}
	return audit.Dates{
		LastAuditDay: maybe(0), LastStage2Day: maybe(0), ClosingMeeting: maybe(0), Report: maybe(c.IntN(20)),
		SurveillanceDue: maybe(c.IntN(400)), Decision: maybe(c.IntN(200)), NextAudit: maybe(300 + c.IntN(100)),
		Expiry: maybe(c.IntN(1100)), FollowUpAudit: maybe(c.IntN(90)), BodyLimit: maybe(c.IntN(90)),
	}
}

// Policy returns a valid policy with up to eight limits.
func Policy(c isms.Chance) audit.Policy {
	p := audit.Policy{ID: "generated", Name: "generated", Kind: "own"}
	units := []isms.Unit{isms.Days, isms.WorkingDays, isms.Weeks, isms.Months}
	for range c.IntN(9) {
		l := audit.Limit{
			Grade: draw.Pick(c, []audit.Grade{audit.Major, audit.Minor, ""}), Step: draw.Pick(c, slices.Collect(audit.Steps().All())),
			OnMiss: draw.Pick(c, slices.Collect(audit.Consequences().All())),
		}
		for k := range audit.Kinds().All() {
			if draw.Chance(c, 1, 2) {
				l.Audits = append(l.Audits, k)
			}
		}
		if draw.Chance(c, 1, 3) {
			l.Milestone = draw.Pick(c, slices.Collect(audit.Milestones().All()))
		} else {
			l.Anchor = draw.Pick(c, slices.Collect(audit.Anchors().All()))
			l.Within = isms.Interval{N: c.IntN(120), Unit: draw.Pick(c, units)}
		}
		p.Limits = append(p.Limits, l)
	}
	return p
}
