package audit

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// Register is a nonconformity register: the findings of an organization with its
// grading policy.
type Register struct {
	Items []RegisterItem `json:"items"`
	// Complete states that every finding raised is in Items. Without it an empty
	// register is not examined.
	Complete isms.Answer `json:"complete,omitzero"`
	Grading  GradePolicy `json:"grading,omitzero"`
}

// RegisterItem is a finding with the days that its deadlines count from.
type RegisterItem struct {
	Nonconformity Nonconformity `json:"nonconformity"`
	Dates         Dates         `json:"dates,omitzero"`
}

// On returns the register as of the end of a day: the findings raised by then,
// without later events. Dates and Complete stay as they are: a register with every
// finding has every finding of an earlier day.
func (r Register) On(asOf isms.Date) Register {
	out := Register{Items: []RegisterItem{}, Complete: r.Complete, Grading: r.Grading}
	for _, item := range r.Items {
		if n := item.Nonconformity.On(asOf); n.core.phase != unraised {
			out.Items = append(out.Items, RegisterItem{Nonconformity: n, Dates: item.Dates})
		}
	}
	return out
}

// Table returns the register as a table, a row for each finding, in the order of
// the register.
func (r Register) Table() table.Table {
	var rows []Nonconformity
	for _, item := range r.Items {
		if item.Nonconformity.core.phase != unraised {
			rows = append(rows, item.Nonconformity)
		}
	}
	return table.Of("findings", "Nonconformity register", slices.Values(rows),
		table.Col("id", "ID", func(n Nonconformity) isms.ID { return n.ID() }),
		table.Col("source", "Source", func(n Nonconformity) Kind { return n.Finding().Audit }),
		table.Col("audit", "Audit", func(n Nonconformity) isms.ID { return n.Finding().AuditID }),
		table.ValueCol("raised", "Raised on", func(n Nonconformity) isms.Date { return n.RaisedOn() }),
		table.Col("raisedBy", "Raised by", func(n Nonconformity) isms.ID { return last(n.events, Raised).By }),
		table.Col("grade", "Grade", func(n Nonconformity) string { return text.Or(string(n.Grade()), "not graded") }),
		table.Col("requirements", "Requirement", func(n Nonconformity) string { return isms.Citations(nil, n.Finding().Requirements...) }),
		table.Col("statement", "Nonconformity statement", func(n Nonconformity) string { return n.Finding().Statement }),
		table.Col("evidence", "Objective evidence", func(n Nonconformity) string { return n.Finding().Evidence }),
		table.ValueCol("corrected", "Corrected on", func(n Nonconformity) isms.Date { return n.Correction().On }),
		table.Col("correction", "Correction", func(n Nonconformity) string { return n.Correction().Text }),
		table.Col("consequences", "Consequences", func(n Nonconformity) string { return n.Correction().Consequences }),
		table.Col("cause", "Root cause", func(n Nonconformity) string { return n.RootCauseAnalysis().Text }),
		table.Col("similar", "Similar nonconformities", func(n Nonconformity) string { return n.RootCauseAnalysis().Similar }),
		table.Col("noAction", "Justification (no corrective action required)", func(n Nonconformity) string { return n.NoActionDecision().Text }),
		table.Col("actions", "Corrective actions completed", func(n Nonconformity) string {
			if r := n.ActionsCompleted(); r.Defined() {
				return r.String()
			}
			return ""
		}),
		table.Col("effect", "Effectiveness", func(n Nonconformity) Effect { return n.EffectivenessReview().Effect }),
		table.Col("effectEvidence", "Evidence of effectiveness", func(n Nonconformity) string { return n.EffectivenessReview().Evidence }),
		table.ValueCol("reviewed", "Reviewed on", func(n Nonconformity) isms.Date { return n.EffectivenessReview().On }),
		table.Col("reviewedBy", "Reviewed by", func(n Nonconformity) isms.ID { return n.EffectivenessReview().By }),
		table.Col("changes", "Changes to the ISMS", func(n Nonconformity) string { return n.EffectivenessReview().Changes }),
		table.Col("state", "State", func(n Nonconformity) State { return n.State() }),
		table.ValueCol("closed", "Closed on", func(n Nonconformity) isms.Date { return n.ClosedOn() }),
	)
}

// ActionTable returns the corrective actions of the last plan of each finding as of
// a day, with the status: planned, completed, overdue, or cancelled.
func (r Register) ActionTable(asOf isms.Date) table.Table {
	type row struct {
		TrackedAction
		finding isms.ID
	}
	var rows []row
	for _, item := range r.On(asOf).Items {
		for _, a := range item.Nonconformity.Actions() {
			rows = append(rows, row{a, item.Nonconformity.ID()})
		}
	}
	return table.Of("corrective-actions", "Corrective actions", slices.Values(rows),
		table.Col("id", "ID", func(r row) isms.ID { return r.ID }),
		table.Col("finding", "Finding", func(r row) isms.ID { return r.finding }),
		table.Col("what", "Corrective action", func(r row) string { return r.What }),
		table.Col("owner", "Owner", func(r row) isms.ID { return r.Owner }),
		table.ValueCol("due", "Due", func(r row) isms.Date { return r.Due }),
		table.ValueCol("completed", "Completed on", func(r row) isms.Date { return r.CompletedOn }),
		table.Col("completedBy", "Completed by", func(r row) isms.ID { return r.CompletedBy }),
		table.Col("result", "Result", func(r row) string { return r.Result }),
		table.Col("status", "Status", func(r row) string { return r.status(asOf) }),
	)
}

// HistoryTable returns the events of all findings, a row for each: finding by
// finding, oldest first.
func (r Register) HistoryTable() table.Table {
	type row struct {
		Event
		finding isms.ID
	}
	var rows []row
	for _, item := range r.Items {
		for _, e := range item.Nonconformity.events {
			rows = append(rows, row{e, item.Nonconformity.ID()})
		}
	}
	return table.Of("finding-history", "History of findings", slices.Values(rows),
		table.Col("finding", "Finding", func(r row) isms.ID { return r.finding }),
		table.ValueCol("on", "Date", func(r row) isms.Date { return r.On }),
		table.Col("event", "Event", func(r row) EventKind { return r.Kind }),
		table.Col("by", "Responsible", func(r row) isms.ID { return r.By }),
		table.Col("text", "Record", func(r row) string { return r.summary() }),
	)
}

// summary returns the fields of the event in one line.
func (e Event) summary() string {
	var parts []string
	switch e.Kind {
	case Raised:
		parts = []string{string(e.Finding.Grade), e.Finding.Statement}
	case PlanSubmitted:
		parts = []string{text.Plural(len(e.Actions), "corrective action")}
	case ActionCompleted:
		parts = []string{string(e.Action)}
	case EffectivenessReviewed:
		parts = []string{string(e.Effect), e.Evidence}
	case Regraded:
		parts = []string{string(e.Grade)}
	case Extended:
		parts = []string{string(e.Step) + " by " + e.Due.String()}
	}
	parts = append(parts, e.Text)
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, ": ")
}
