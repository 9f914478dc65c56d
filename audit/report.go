package audit

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// What a corrective action report holds (10.2 f, g) is read from the events by
// the methods below. The cause, the like cases and the waiver that a reopening or
// an ineffective action has undone are no longer there; the history keeps them.

// A Correction is what put the case itself right (10.2 a). The zero Correction:
// none is recorded.
type Correction struct {
	On           isms.Date
	By           isms.ID
	What         string
	Consequences string // what was done about the effects
}

// An Analysis is the cause and the search for like cases (10.2 b). The zero
// Analysis: no cause is known.
type Analysis struct {
	On      isms.Date // of the last one
	By      isms.ID
	Cause   string
	Similar string // what the search for like cases gave, of the last analysis that says; empty: nobody looked
}

// A Waiver is the reasoned decision that the cause needs no corrective action
// (10.2 b). The zero Waiver: nobody decided that.
type Waiver struct {
	On     isms.Date
	By     isms.ID
	Reason string
}

// An ActionStatus is a corrective action and what came of it (10.2 c).
type ActionStatus struct {
	Action
	DoneOn  isms.Date // zero: not done
	DoneBy  isms.ID
	Result  string // what was done
	Dropped bool   // not done, and the finding was closed, withdrawn or opened anew without it
}

// Overdue reports whether the plan's day has passed and the action is still to be
// done. An action without a day is not overdue.
func (a ActionStatus) Overdue(asOf isms.Date) bool {
	return a.DoneOn.IsZero() && !a.Dropped && a.Due.Before(asOf)
}

// status says in a word what of the action is seen in a register.
func (a ActionStatus) status(asOf isms.Date) string {
	switch {
	case !a.DoneOn.IsZero():
		return "done"
	case a.Dropped:
		return "dropped"
	case a.Overdue(asOf):
		return "overdue"
	}
	return "open"
}

// A Verdict is the review of the effect of the corrective action (10.2 d, e). The
// zero Verdict: nobody gave one.
type Verdict struct {
	On       isms.Date
	By       isms.ID
	Effect   Effect
	Evidence string
	Changes  string // to the management system, or that none are needed
}

// RaisedBy returns who raised the finding.
func (n Nonconformity) RaisedBy() isms.ID {
	if len(n.events) == 0 {
		return ""
	}
	return n.events[0].By
}

// round returns the events since the finding was last opened, from that one on.
// An action that did not work opens it anew.
func (n Nonconformity) round() []Event {
	for i, e := range slices.Backward(n.events) {
		if e.Kind == Reopened || e.Kind == Verified && e.Effect == Ineffective {
			return n.events[i:]
		}
	}
	return n.events
}

// last returns the last event of a kind, the zero Event if there is none.
func last(events []Event, kind EventKind) Event {
	for _, e := range slices.Backward(events) {
		if e.Kind == kind {
			return e
		}
	}
	return Event{}
}

// Correction returns the last correction. A reopening does not undo it.
func (n Nonconformity) Correction() Correction {
	e := last(n.events, Corrected)
	return Correction{On: e.On, By: e.By, What: e.Text, Consequences: e.Consequences}
}

// Analysis returns what was found since the finding was last opened.
func (n Nonconformity) Analysis() Analysis {
	events := n.round()
	e := last(events, Analysed)
	a := Analysis{On: e.On, By: e.By, Cause: e.Text}
	for _, e := range events {
		if e.Kind == Analysed && !text.Blank(e.Similar) {
			a.Similar = e.Similar
		}
	}
	return a
}

// Waiver returns the decision that no corrective action is needed, if it stands.
func (n Nonconformity) Waiver() Waiver {
	if n.core.has&hasNoAction == 0 {
		return Waiver{}
	}
	e := last(n.events, NoActionNeeded)
	return Waiver{On: e.On, By: e.By, Reason: e.Text}
}

// Actions returns the corrective actions of the last plan in its order, empty
// without a plan. A plan that did not work, or that was there before a reopening,
// stays until there is another.
func (n Nonconformity) Actions() []ActionStatus {
	out := []ActionStatus{}
	for _, e := range n.events {
		switch e.Kind {
		case PlanHanded:
			out = out[:0]
			for _, a := range e.Actions {
				out = append(out, ActionStatus{Action: a})
			}
		case ActionDone:
			i := slices.IndexFunc(out, func(a ActionStatus) bool { return a.ID == e.Action })
			out[i].DoneOn, out[i].DoneBy, out[i].Result = e.On, e.By, e.Text // Apply takes no other action
		}
	}
	over := !n.Open() || n.core.has&hasPlan == 0
	for i := range out {
		out[i].Dropped = over && out[i].DoneOn.IsZero()
	}
	return out
}

// Verdict returns the last verdict since the finding was raised or reopened. One
// of no effect stays until there is another: it says why all began anew.
func (n Nonconformity) Verdict() Verdict {
	for _, e := range slices.Backward(n.events) {
		switch e.Kind {
		case Reopened:
			return Verdict{}
		case Verified:
			return Verdict{On: e.On, By: e.By, Effect: e.Effect, Evidence: e.Evidence, Changes: e.Changes}
		}
	}
	return Verdict{}
}

// Table returns the corrective action report of the finding as it stands: a row
// for each part of 10.2 with who and when. A part that is wanted and not there
// says so.
func (n Nonconformity) Table() table.Table {
	type part struct {
		name    string
		ref     isms.Ref
		text    string
		who     isms.ID
		due, on isms.Date
	}
	var parts []part
	add := func(name string, ref isms.Ref, text string, who isms.ID, due, on isms.Date) {
		parts = append(parts, part{name, ref, text, who, due, on})
	}
	title := "Corrective action report " + string(n.ID())
	if n.core.phase == unraised {
		title = "Corrective action report of nothing"
	} else {
		n.report(add)
	}
	return table.Of("corrective-action-report", title, slices.Values(parts),
		table.Col("part", "Part", func(p part) string { return p.name }),
		table.ValueCol("ref", "Place", func(p part) isms.Ref { return p.ref }),
		table.Col("text", "What is recorded", func(p part) string { return p.text }),
		table.Col("who", "Who", func(p part) isms.ID { return p.who }),
		table.ValueCol("due", "Due", func(p part) isms.Date { return p.due }),
		table.ValueCol("on", "Date", func(p part) isms.Date { return p.on }),
	)
}

// report adds the parts of the corrective action report of a finding that was raised.
func (n Nonconformity) report(add func(part string, ref isms.Ref, text string, who isms.ID, due, on isms.Date)) {
	none := "not recorded"
	if !n.core.grade.NeedsAnswer() {
		none = "none is needed for an " + string(n.core.grade)
	}
	var never isms.Date
	f := n.Finding()
	add("Finding", "10.2 f", string(f.ID), n.RaisedBy(), never, n.core.raised)
	add("Source", "10.2 f", f.source(), "", never, never)
	add("Grade", "10.2 b 1", text.Or(string(n.core.grade), "not graded"), "", never, never)
	add("Requirement", "10.2 f", text.Or(isms.Citations(f.Requirements...), "not recorded"), "", never, never)
	add("How it is not met", "10.2 f", text.Or(f.Statement, "not recorded"), "", never, never)
	add("What was seen", "10.2 f", text.Or(f.Evidence, "not recorded"), "", never, never)
	c := n.Correction()
	add("Correction", "10.2 a 1", text.Or(c.What, none), c.By, never, c.On)
	add("Consequences", "10.2 a 2", text.Or(c.Consequences, none), "", never, never)
	a := n.Analysis()
	add("Cause", "10.2 b 2", text.Or(a.Cause, none), a.By, never, a.On)
	add("Like cases", "10.2 b 3", text.Or(a.Similar, none), "", never, never)
	if w := n.Waiver(); w.Reason != "" {
		add("No corrective action needed", "10.2 b", w.Reason, w.By, never, w.On)
	} else {
		actions, part := n.Actions(), "Corrective action "
		if n.core.has&hasPlan == 0 {
			part = "Earlier corrective action "
		}
		for _, a := range actions {
			add(part+string(a.ID), "10.2 c", a.What, a.Owner, a.Due, never)
			add("Result of "+string(a.ID), "10.2 c", text.Or(a.Result, a.status(never)), a.DoneBy, never, a.DoneOn)
		}
		if n.core.has&hasPlan == 0 {
			add("Corrective action", "10.2 c", none, "", never, never)
		}
		if e := last(n.round(), PlanAccepted); n.core.has&hasAccepted != 0 {
			add("Plan accepted", "", text.Or(e.Text, "accepted"), e.By, never, e.On)
		}
		if e := last(n.round(), PlanRejected); n.core.has&hasRejected != 0 {
			add("Plan rejected", "", e.Text, e.By, never, e.On)
		}
		v := n.Verdict()
		add("Effect", "10.2 d", text.Or(string(v.Effect), none), v.By, never, v.On)
		add("How the effect was verified", "10.2 g", text.Or(v.Evidence, none), "", never, never)
		add("Changes to the management system", "10.2 e", text.Or(v.Changes, none), "", never, never)
	}
	over := n.core.last
	if n.Open() {
		over = never
	}
	add("State", "10.2 g", string(n.State()), "", never, over)
}

// source says in words where a finding comes from.
func (f Finding) source() string {
	s := string(f.Audit) + " audit"
	if f.Audit == OtherSource {
		s = "other than an audit"
	}
	if f.AuditID != "" {
		s += " " + string(f.AuditID)
	}
	return s
}
