package audit

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// On returns the log as it was at the end of a day: the findings raised by then
// with what had happened to them, events of that day included. The days that
// deadlines count from stay as they are known now, and so does Complete: a list
// with every finding has every finding of an earlier day.
func (l Log) On(asOf isms.Date) Log {
	out := Log{Items: []LogItem{}, Complete: l.Complete, Grading: l.Grading}
	for _, item := range l.Items {
		if n := item.Nonconformity.On(asOf); n.core.phase != unraised {
			out.Items = append(out.Items, LogItem{Nonconformity: n, Dates: item.Dates})
		}
	}
	return out
}

// Table returns the register of findings, a row for each, in the order of the
// log.
func (l Log) Table() table.Table {
	var rows []Nonconformity
	for _, item := range l.Items {
		if item.Nonconformity.core.phase != unraised {
			rows = append(rows, item.Nonconformity)
		}
	}
	return table.Of("findings", "Findings", slices.Values(rows),
		table.Col("id", "ID", func(n Nonconformity) isms.ID { return n.ID() }),
		table.Col("source", "Source", func(n Nonconformity) Kind { return n.Finding().Audit }),
		table.Col("audit", "Audit", func(n Nonconformity) isms.ID { return n.Finding().AuditID }),
		table.ValueCol("raised", "Raised", func(n Nonconformity) isms.Date { return n.RaisedOn() }),
		table.Col("raisedBy", "Raised by", func(n Nonconformity) isms.ID { return n.RaisedBy() }),
		table.Col("grade", "Grade", func(n Nonconformity) string { return text.Or(string(n.Grade()), "not graded") }),
		table.Col("requirements", "Requirement", func(n Nonconformity) string { return isms.Citations(n.Finding().Requirements...) }),
		table.Col("statement", "How it is not met", func(n Nonconformity) string { return n.Finding().Statement }),
		table.Col("evidence", "What was seen", func(n Nonconformity) string { return n.Finding().Evidence }),
		table.ValueCol("corrected", "Corrected on", func(n Nonconformity) isms.Date { return n.Correction().On }),
		table.Col("correction", "Correction", func(n Nonconformity) string { return n.Correction().What }),
		table.Col("consequences", "Consequences", func(n Nonconformity) string { return n.Correction().Consequences }),
		table.Col("cause", "Cause", func(n Nonconformity) string { return n.Analysis().Cause }),
		table.Col("similar", "Like cases", func(n Nonconformity) string { return n.Analysis().Similar }),
		table.Col("waiver", "No corrective action needed because", func(n Nonconformity) string { return n.Waiver().Reason }),
		table.Col("actions", "Actions done", func(n Nonconformity) string {
			if done := n.ActionsDone(); done.Defined() {
				return done.String()
			}
			return ""
		}),
		table.Col("effect", "Effect", func(n Nonconformity) Effect { return n.Verdict().Effect }),
		table.Col("proof", "How it was verified", func(n Nonconformity) string { return n.Verdict().Evidence }),
		table.ValueCol("verified", "Verified on", func(n Nonconformity) isms.Date { return n.Verdict().On }),
		table.Col("verifiedBy", "Verified by", func(n Nonconformity) isms.ID { return n.Verdict().By }),
		table.Col("changes", "Changes to the management system", func(n Nonconformity) string { return n.Verdict().Changes }),
		table.Col("state", "State", func(n Nonconformity) State { return n.State() }),
		table.ValueCol("closed", "Closed on", func(n Nonconformity) isms.Date { return n.ClosedOn() }),
	)
}

// ActionTable returns the corrective actions of the last plan of each finding as
// they were on a day, with the status: open, done, overdue, or dropped.
func (l Log) ActionTable(asOf isms.Date) table.Table {
	type row struct {
		ActionStatus
		finding isms.ID
	}
	var rows []row
	for _, item := range l.On(asOf).Items {
		for _, a := range item.Nonconformity.Actions() {
			rows = append(rows, row{a, item.Nonconformity.ID()})
		}
	}
	return table.Of("corrective-actions", "Corrective actions", slices.Values(rows),
		table.Col("id", "ID", func(r row) isms.ID { return r.ID }),
		table.Col("finding", "Finding", func(r row) isms.ID { return r.finding }),
		table.Col("what", "Action", func(r row) string { return r.What }),
		table.Col("owner", "Owner", func(r row) isms.ID { return r.Owner }),
		table.ValueCol("due", "Due", func(r row) isms.Date { return r.Due }),
		table.ValueCol("done", "Done on", func(r row) isms.Date { return r.DoneOn }),
		table.Col("doneBy", "Done by", func(r row) isms.ID { return r.DoneBy }),
		table.Col("result", "Result", func(r row) string { return r.Result }),
		table.Col("status", "Status", func(r row) string { return r.status(asOf) }),
	)
}

// HistoryTable returns what happened to the findings, a row for each event: of
// each finding in turn, oldest first.
func (l Log) HistoryTable() table.Table {
	type row struct {
		Event
		finding isms.ID
	}
	var rows []row
	for _, item := range l.Items {
		for _, e := range item.Nonconformity.events {
			rows = append(rows, row{e, item.Nonconformity.ID()})
		}
	}
	return table.Of("finding-history", "History of the findings", slices.Values(rows),
		table.Col("finding", "Finding", func(r row) isms.ID { return r.finding }),
		table.ValueCol("on", "Date", func(r row) isms.Date { return r.On }),
		table.Col("event", "Event", func(r row) EventKind { return r.Kind }),
		table.Col("by", "By", func(r row) isms.ID { return r.By }),
		table.Col("text", "What", func(r row) string { return r.summary() }),
	)
}

// summary says in a line what the fields of the event hold.
func (e Event) summary() string {
	var parts []string
	switch e.Kind {
	case Raised:
		parts = []string{string(e.Finding.Grade), e.Finding.Statement}
	case PlanHanded:
		parts = []string{text.Plural(len(e.Actions), "corrective action")}
	case ActionDone:
		parts = []string{string(e.Action)}
	case Verified:
		parts = []string{string(e.Effect), e.Evidence}
	case Regraded:
		parts = []string{string(e.Grade)}
	case Extended:
		parts = []string{e.Step.Title() + " until " + e.Due.String()}
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
