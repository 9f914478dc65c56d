package audit

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// The content of a corrective action report (10.2 f, g) is derived from the events.
// A root cause, similar nonconformities and a decision that a reopening or a review
// without effect has undone remain in the history only.

// TrackedAction is a corrective action with its result (10.2 c).
type TrackedAction struct {
	Action
	CompletedOn isms.Date `json:"completedOn,omitzero"` // zero: not completed
	CompletedBy isms.ID   `json:"completedBy,omitzero"`
	Result      string    `json:"result,omitzero"`
	Cancelled   bool      `json:"cancelled,omitzero"` // not completed before the finding was closed, withdrawn or reopened
}

// Overdue reports whether the action is due before asOf and neither completed nor
// cancelled. An action without a due date is never overdue.
func (a TrackedAction) Overdue(asOf isms.Date) bool {
	return a.CompletedOn.IsZero() && !a.Cancelled && !a.Due.IsZero() && a.Due.Before(asOf)
}

// status returns the status of the action in one word.
func (a TrackedAction) status(asOf isms.Date) string {
	switch {
	case !a.CompletedOn.IsZero():
		return "completed"
	case a.Cancelled:
		return "cancelled"
	case a.Overdue(asOf):
		return "overdue"
	}
	return "planned"
}

// round returns the events since the finding was last raised or reopened, including
// that event. A review without effect reopens it.
func (n Nonconformity) round() []Event {
	for i, e := range slices.Backward(n.events) {
		if e.Kind == Reopened || e.Kind == EffectivenessReviewed && e.Effect == NotEffective {
			return n.events[i:]
		}
	}
	return n.events
}

// last returns a copy of the last event of a kind, the zero Event if there is none.
func last(events []Event, kind EventKind) Event {
	for _, e := range slices.Backward(events) {
		if e.Kind == kind {
			return e.clone()
		}
	}
	return Event{}
}

// Correction returns the last event of kind [Corrected], the zero Event if there is
// none. A reopening does not undo it.
func (n Nonconformity) Correction() Event { return last(n.events, Corrected) }

// RootCauseAnalysis returns the last event of kind [CauseDetermined] since n was last
// opened, the zero Event if there is none. Its Similar is that of the last one that
// states it.
func (n Nonconformity) RootCauseAnalysis() Event {
	events := n.round()
	a := last(events, CauseDetermined)
	a.Similar = ""
	for _, e := range events {
		if e.Kind == CauseDetermined && !text.Unanswered(e.Similar) {
			a.Similar = e.Similar
		}
	}
	return a
}

// NoActionDecision returns the event of kind [NoActionRequired] that is in force, the
// zero Event if there is none.
func (n Nonconformity) NoActionDecision() Event {
	if n.core.has&hasNoAction == 0 {
		return Event{}
	}
	return last(n.events, NoActionRequired)
}

// Actions returns the corrective actions of the last plan in its order, empty without
// a plan. A plan from before a reopening remains until the next one.
func (n Nonconformity) Actions() []TrackedAction {
	out := []TrackedAction{}
	for _, e := range n.events {
		switch e.Kind {
		case PlanSubmitted:
			out = out[:0]
			for _, a := range e.Actions {
				out = append(out, TrackedAction{Action: a})
			}
		case ActionCompleted:
			i := slices.IndexFunc(out, func(a TrackedAction) bool { return a.ID == e.Action })
			out[i].CompletedOn, out[i].CompletedBy, out[i].Result = e.On, e.By, e.Text // Apply takes no other action
		}
	}
	over := !n.Open() || n.core.has&hasPlan == 0
	for i := range out {
		out[i].Cancelled = over && out[i].CompletedOn.IsZero()
	}
	return out
}

// EffectivenessReview returns the last event of kind [EffectivenessReviewed] since n
// was raised or reopened, the zero Event if there is none. One without effect remains
// until the next.
func (n Nonconformity) EffectivenessReview() Event {
	for _, e := range slices.Backward(n.events) {
		switch e.Kind {
		case Reopened:
			return Event{}
		case EffectivenessReviewed:
			return e.clone()
		}
	}
	return Event{}
}

// Table returns the corrective action report of n: a row for each part of 10.2 with
// the responsible person and the dates. A part that is required and missing is shown
// as not stated.
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
	title := "Corrective action report"
	if n.core.phase != unraised {
		title += " " + string(n.ID())
		n.report(add)
	}
	return table.Of("corrective-action-report", title, slices.Values(parts),
		table.Col("section", "Section", func(p part) string { return p.name }),
		table.ValueCol("ref", "Clause", func(p part) isms.Ref { return p.ref }),
		table.Col("text", "Record", func(p part) string { return p.text }),
		table.Col("responsible", "Responsible", func(p part) isms.ID { return p.who }),
		table.ValueCol("due", "Due", func(p part) isms.Date { return p.due }),
		table.ValueCol("on", "Date", func(p part) isms.Date { return p.on }),
	)
}

// report adds the sections of the corrective action report.
func (n Nonconformity) report(add func(section string, ref isms.Ref, text string, who isms.ID, due, on isms.Date)) {
	none := "not stated"
	if !n.core.grade.NeedsAnswer() {
		none = "not required for an " + string(n.core.grade)
	}
	var never isms.Date
	f := n.Finding()
	add("Finding", "10.2 f", string(f.ID), last(n.events, Raised).By, never, n.core.raised)
	add("Source", "10.2 f", f.source(), "", never, never)
	add("Grade", "10.2 b 1", text.Or(string(n.core.grade), "not graded"), "", never, never)
	add("Requirement", "10.2 f", text.Or(isms.Citations(nil, f.Requirements...), "not stated"), "", never, never)
	add("Nonconformity statement", "10.2 f", text.Or(f.Statement, "not stated"), "", never, never)
	add("Objective evidence", "10.2 f", text.Or(f.Evidence, "not stated"), "", never, never)
	c := n.Correction()
	add("Correction", "10.2 a 1", text.Or(c.Text, none), c.By, never, c.On)
	add("Consequences", "10.2 a 2", text.Or(c.Consequences, none), "", never, never)
	a := n.RootCauseAnalysis()
	add("Root cause", "10.2 b 2", text.Or(a.Text, none), a.By, never, a.On)
	add("Similar nonconformities", "10.2 b 3", text.Or(a.Similar, none), "", never, never)
	if d := n.NoActionDecision(); d.Text != "" {
		add("No corrective action required", "10.2 b", d.Text, d.By, never, d.On)
	} else {
		actions, section := n.Actions(), "Corrective action "
		if n.core.has&hasPlan == 0 {
			section = "Earlier corrective action "
		}
		for _, a := range actions {
			add(section+string(a.ID), "10.2 c", a.What, a.Owner, a.Due, never)
			add("Result of "+string(a.ID), "10.2 c", text.Or(a.Result, a.status(never)), a.CompletedBy, never, a.CompletedOn)
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
		r := n.EffectivenessReview()
		add("Effectiveness", "10.2 d", text.Or(string(r.Effect), none), r.By, never, r.On)
		add("Evidence of effectiveness", "10.2 g", text.Or(r.Evidence, none), "", never, never)
		add("Changes to the ISMS", "10.2 e", text.Or(r.Changes, none), "", never, never)
	}
	over := n.core.last
	if n.Open() {
		over = never
	}
	add("State", "10.2 g", string(n.State()), "", never, over)
}

// source returns where a finding comes from, in words.
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
