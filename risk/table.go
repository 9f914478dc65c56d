package risk

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// Table returns the risk register as a table: the open risks as they rank, then
// those without a level, then the closed ones.
func (v Evaluation) Table() table.Table {
	e := v.e
	var rows []line
	for a := range v.Ranked() {
		rows = append(rows, e.line(a))
	}
	for a := range v.Unknown() {
		rows = append(rows, e.line(a))
	}
	for a := range v.All() {
		if a.Closed {
			rows = append(rows, e.line(a))
		}
	}
	level := func(o Outcome) string {
		if o.known() {
			return e.method.LevelName(o.Level)
		}
		return string(o.Reason)
	}
	return table.Of("risk-register", "Risk register", slices.Values(rows),
		table.Column[line]{Header: table.Header{Key: "rank", Title: "Rank", Kind: table.KindInt}, Cell: func(l line) table.Cell {
			if l.Rank == 0 {
				return table.Cell{}
			}
			return table.CellOf(l.Rank)
		}},
		table.Col("id", "ID", func(l line) isms.ID { return l.risk.ID }),
		table.Col("title", "Risk", func(l line) string { return l.risk.Title }),
		table.Col("assets", "Assets", func(l line) string { return text.Join(l.assets, ", ") }),
		table.Col("threat", "Threat", func(l line) string { return cmp.Or(l.risk.Threat, l.risk.Scenario, l.risk.Source) }),
		table.Col("vulnerability", "Vulnerability", func(l line) string { return l.risk.Vulnerability }),
		table.Col("properties", "Affected properties", func(l line) string { return text.Join(l.risk.Affects, ", ") }),
		table.Col("owner", "Owner", func(l line) isms.ID { return l.risk.Owner }),
		table.Col("likelihood", "Likelihood", func(l line) string { return e.method.t.method.Likelihood.Name(l.At(l.Stage).Likelihood) }),
		table.Col("impact", "Impact", func(l line) string { return e.method.t.method.Impact.Name(l.At(l.Stage).Impact) }),
		table.Col("inherent", "Inherent risk", func(l line) string { return level(l.Inherent) }),
		table.Col("existing", "Existing controls", func(l line) string { return text.Join(l.risk.Existing, ", ") }),
		table.Col("current", "Current risk", func(l line) string { return level(l.Current) }),
		table.Col("target", "Target risk", func(l line) string { return level(l.Target) }),
		table.Col("residual", "Residual risk", func(l line) string { return level(l.Residual) }),
		table.Col("stage", "Basis of rating", func(l line) Stage { return l.Stage }),
		table.Col("level", "Risk level", func(l line) string { return e.method.LevelName(l.Level) }),
		table.Col("acceptability", "Acceptability", func(l line) string { return l.acceptability }),
		table.Col("withinTolerance", "Within risk tolerance", func(l line) string { return l.within }),
		table.Col("treatments", "Treatment", func(l line) string { return strings.Join(l.options, "; ") }),
		table.ValueCol("next", "Next assessment", func(l line) isms.Date { return l.next }),
	)
}

// line is a row of the risk register.
type line struct {
	EvaluatedRisk
	risk                  *Risk
	assets                []isms.ID
	acceptability, within string
	options               []string // the treatments with their options
	next                  isms.Date
}

func (e *evaluation) line(a EvaluatedRisk) line {
	i, _ := e.find(a.Risk)
	k := &e.register.Risks[e.order[i]]
	l := line{EvaluatedRisk: a, risk: k, assets: k.Assets, acceptability: "closed"}
	if k.Asset != "" {
		l.assets = append([]isms.ID{k.Asset}, k.Assets...)
	}
	if !a.Closed {
		l.acceptability, l.within = cmp.Or(string(a.Acceptability), "unknown"), cmp.Or(string(a.WithinTolerance), "unknown")
		l.next, _ = e.register.nextAssessment(k, e.asOf, e.levelKey(k.ID), e.cal)
	}
	for _, at := range e.used.of(i) {
		if t := &e.register.Treatments[at]; t.Status != ActionCancelled {
			l.options = append(l.options, strings.TrimSpace(string(t.ID)+" "+text.Join(t.Options, ", ")))
		}
	}
	slices.Sort(l.options)
	return l
}

// PlanTable returns the risk treatment plan (6.1.3 e) as a table, by due date,
// then by ID; items without a due date come last.
func (v Evaluation) PlanTable() table.Table {
	e := v.e
	var rows []*Treatment
	if e != nil {
		for _, at := range sortedByID(e.register.Treatments, func(t *Treatment) isms.ID { return t.ID }) {
			rows = append(rows, &e.register.Treatments[at])
		}
	}
	slices.SortStableFunc(rows, func(a, b *Treatment) int {
		if a.Due.IsZero() || b.Due.IsZero() {
			return -a.Due.Compare(b.Due)
		}
		return a.Due.Compare(b.Due)
	})
	return table.Of("risk-treatment-plan", "Risk treatment plan", slices.Values(rows),
		table.Col("id", "ID", func(t *Treatment) isms.ID { return t.ID }),
		table.Col("action", "Action", func(t *Treatment) string { return t.Title }),
		table.Col("risks", "Risks", func(t *Treatment) string { return text.Join(t.Risks, ", ") }),
		table.Col("options", "Options", func(t *Treatment) string { return text.Join(t.Options, ", ") }),
		table.Col("controls", "Controls", func(t *Treatment) string { return text.Join(t.Controls, ", ") }),
		table.Col("owner", "Owner", func(t *Treatment) isms.ID { return t.Owner }),
		table.Col("resources", "Resources", func(t *Treatment) string { return t.Resources }),
		table.ValueCol("start", "Start", func(t *Treatment) isms.Date { return t.Start }),
		table.ValueCol("due", "Due", func(t *Treatment) isms.Date { return t.Due }),
		table.Col("status", "Status", func(t *Treatment) ActionStatus { return cmp.Or(t.Status, "unknown") }),
		table.ValueCol("overdue", "Overdue", func(t *Treatment) bool { return t.Overdue(e.asOf) }),
		table.ValueCol("rescheduled", "Times rescheduled", func(t *Treatment) int { return len(t.Rescheduled) }),
		table.Col("target", "Target risk level", func(t *Treatment) string {
			return sortedList(t.Risks, func(id isms.ID) string {
				if i, ok := e.find(id); ok {
					return string(id) + ": " + e.method.LevelName(e.assessed(i, 0).After().Level)
				}
				return ""
			})
		}),
		table.Col("approvedBy", "Approved by", func(t *Treatment) string {
			return sortedList(t.Approvals, func(a Approval) string { return string(a.By) + " " + a.On.String() })
		}),
		table.Col("result", "Result", func(t *Treatment) string { return t.Result }),
	)
}

// sortedList lists the texts of values that have one, sorted.
func sortedList[T any](values []T, text func(T) string) string {
	var out []string
	for _, v := range values {
		if s := text(v); s != "" {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

// AcceptanceTable returns the accepted risks as a table, by risk and ID.
func (v Evaluation) AcceptanceTable() table.Table {
	type row struct {
		Acceptance
		state AcceptanceState
	}
	e := v.e
	var rows []row
	if e != nil {
		for _, at := range sortedByID(e.register.Acceptances, func(a *Acceptance) isms.ID { return a.ID }) {
			rows = append(rows, row{e.register.Acceptances[at], e.acceptances[at]})
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.Risk, b.Risk) })
	return table.Of("risk-acceptances", "Accepted risks", slices.Values(rows),
		table.Col("risk", "Risk", func(r row) isms.ID { return r.Risk }),
		table.Col("id", "ID", func(r row) isms.ID { return r.ID }),
		table.Col("level", "Accepted risk level", func(r row) string {
			if r.Method == e.method.Hash() {
				return e.method.LevelName(r.Level)
			}
			return "under another method: " + strconv.Itoa(int(r.Level))
		}),
		table.Col("requestedBy", "Requested by", func(r row) isms.ID { return r.RequestedBy }),
		table.Col("approvedBy", "Approved by", func(r row) isms.ID { return r.ApprovedBy }),
		table.ValueCol("approvedOn", "Approved on", func(r row) isms.Date { return r.ApprovedOn }),
		table.ValueCol("expires", "Valid until", func(r row) isms.Date { return r.Expires }),
		table.Col("reason", "Reason", func(r row) string { return r.Reason }),
		table.Col("conditions", "Conditions", func(r row) string { return strings.Join(r.Conditions, "; ") }),
		table.Col("status", "Status", func(r row) AcceptanceStatus { return r.state.Status }),
		table.Col("statusReason", "Status reason", func(r row) string { return text.Join(r.state.Reasons, ", ") }),
	)
}
