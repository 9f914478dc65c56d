package audit

import (
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
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
func (l Log) Table() isms.Table {
	t := isms.Table{Name: "findings", Title: "Findings", Columns: []isms.Column{
		{Key: "id", Title: "ID", Kind: isms.KindText},
		{Key: "source", Title: "Source", Kind: isms.KindText},
		{Key: "audit", Title: "Audit", Kind: isms.KindText},
		{Key: "raised", Title: "Raised", Kind: isms.KindDate},
		{Key: "raisedBy", Title: "Raised by", Kind: isms.KindText},
		{Key: "grade", Title: "Grade", Kind: isms.KindText},
		{Key: "requirements", Title: "Requirement", Kind: isms.KindText},
		{Key: "statement", Title: "How it is not met", Kind: isms.KindText},
		{Key: "evidence", Title: "What was seen", Kind: isms.KindText},
		{Key: "corrected", Title: "Corrected on", Kind: isms.KindDate},
		{Key: "correction", Title: "Correction", Kind: isms.KindText},
		{Key: "consequences", Title: "Consequences", Kind: isms.KindText},
		{Key: "cause", Title: "Cause", Kind: isms.KindText},
		{Key: "similar", Title: "Like cases", Kind: isms.KindText},
		{Key: "waiver", Title: "No corrective action needed because", Kind: isms.KindText},
		{Key: "actions", Title: "Actions done", Kind: isms.KindText},
		{Key: "effect", Title: "Effect", Kind: isms.KindText},
		{Key: "proof", Title: "How it was verified", Kind: isms.KindText},
		{Key: "verified", Title: "Verified on", Kind: isms.KindDate},
		{Key: "verifiedBy", Title: "Verified by", Kind: isms.KindText},
		{Key: "changes", Title: "Changes to the management system", Kind: isms.KindText},
		{Key: "state", Title: "State", Kind: isms.KindText},
		{Key: "closed", Title: "Closed on", Kind: isms.KindDate},
	}}
	for _, item := range l.Items {
		n := item.Nonconformity
		if n.core.phase == unraised {
			continue
		}
		f, c, a, v := n.Finding(), n.Correction(), n.Analysis(), n.Verdict()
		grade, ratio := string(n.Grade()), ""
		if grade == "" {
			grade = "not graded"
		}
		if r := n.ActionsDone(); r.Defined() {
			ratio = r.String()
		}
		t.Rows = append(t.Rows, []isms.Cell{
			isms.TextCell(n.ID()), isms.TextCell(f.Audit), isms.TextCell(f.AuditID), isms.DateCell(n.RaisedOn()), isms.TextCell(n.RaisedBy()),
			isms.TextCell(grade), isms.TextCell(isms.Citations(f.Requirements...)), isms.TextCell(f.Statement), isms.TextCell(f.Evidence),
			isms.DateCell(c.On), isms.TextCell(c.What), isms.TextCell(c.Consequences), isms.TextCell(a.Cause), isms.TextCell(a.Similar),
			isms.TextCell(n.Waiver().Reason), isms.TextCell(ratio), isms.TextCell(v.Effect), isms.TextCell(v.Evidence), isms.DateCell(v.On),
			isms.TextCell(v.By), isms.TextCell(v.Changes), isms.TextCell(n.State()), isms.DateCell(n.ClosedOn()),
		})
	}
	return t
}

// ActionTable returns the corrective actions of the last plan of each finding as
// they were on a day, with the status: open, done, overdue, or dropped.
func (l Log) ActionTable(asOf isms.Date) isms.Table {
	t := isms.Table{Name: "corrective-actions", Title: "Corrective actions", Columns: []isms.Column{
		{Key: "id", Title: "ID", Kind: isms.KindText},
		{Key: "finding", Title: "Finding", Kind: isms.KindText},
		{Key: "what", Title: "Action", Kind: isms.KindText},
		{Key: "owner", Title: "Owner", Kind: isms.KindText},
		{Key: "due", Title: "Due", Kind: isms.KindDate},
		{Key: "done", Title: "Done on", Kind: isms.KindDate},
		{Key: "doneBy", Title: "Done by", Kind: isms.KindText},
		{Key: "result", Title: "Result", Kind: isms.KindText},
		{Key: "status", Title: "Status", Kind: isms.KindText},
	}}
	for _, item := range l.On(asOf).Items {
		for _, a := range item.Nonconformity.Actions() {
			t.Rows = append(t.Rows, []isms.Cell{
				isms.TextCell(a.ID), isms.TextCell(item.Nonconformity.ID()), isms.TextCell(a.What), isms.TextCell(a.Owner), isms.DateCell(a.Due),
				isms.DateCell(a.DoneOn), isms.TextCell(a.DoneBy), isms.TextCell(a.Result), isms.TextCell(a.status(asOf)),
			})
		}
	}
	return t
}

// HistoryTable returns what happened to the findings, a row for each event: of
// each finding in turn, oldest first.
func (l Log) HistoryTable() isms.Table {
	t := isms.Table{Name: "finding-history", Title: "History of the findings", Columns: []isms.Column{
		{Key: "finding", Title: "Finding", Kind: isms.KindText},
		{Key: "on", Title: "Date", Kind: isms.KindDate},
		{Key: "event", Title: "Event", Kind: isms.KindText},
		{Key: "by", Title: "By", Kind: isms.KindText},
		{Key: "text", Title: "What", Kind: isms.KindText},
	}}
	for _, item := range l.Items {
		n := item.Nonconformity
		for _, e := range n.events {
			t.Rows = append(t.Rows, []isms.Cell{
				isms.TextCell(n.ID()), isms.DateCell(e.On), isms.TextCell(e.Kind), isms.TextCell(e.By), isms.TextCell(e.summary()),
			})
		}
	}
	return t
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
