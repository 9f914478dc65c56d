package main

import (
	"fmt"
	"strings"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
)

func nonconformities(sys system.System, asOf isms.Date) document {
	list := isms.Table{Name: "nonconformities", Title: "Nonconformities and observations", Columns: columns(
		"id|ID", "source|Source", "audit|Audit", "raised|Raised [date]", "grade|Grade", "requirements|Requirement", "statement|Statement",
		"evidence|Objective evidence", "corrected|Corrected on [date]", "correction|Correction", "consequences|Consequences",
		"cause|Root cause", "similar|Similar occurrences", "actions|Actions done", "effect|Effectiveness", "proof|How it was verified",
		"verifiedBy|Verified by", "state|State", "closed|Closed on [date]")}
	actions := isms.Table{Name: "corrective-actions", Title: "Corrective actions", Columns: columns(
		"id|ID", "finding|Finding", "what|Action", "owner|Owner", "due|Due [date]", "done|Done on [date]", "status|Status")}
	events := isms.Table{Name: "finding-history", Title: "History", Columns: columns("finding|Finding", "on|Date [date]", "event|Event", "by|By", "text|What")}
	counts := map[audit.Grade]int{}
	open := 0
	for _, item := range sys.Findings.Items {
		n := item.Nonconformity.On(asOf)
		if n.ID() == "" {
			continue // raised later
		}
		f := n.Finding()
		counts[n.Grade()]++
		if n.Open() {
			open++
		}
		var corrected isms.Date
		var correction, consequences, cause, similar, effect, proof string
		var verifiedBy isms.ID
		var planned []audit.Action
		done := map[isms.ID]isms.Date{}
		for e := range n.Events() {
			what := e.Text
			switch e.Kind {
			case audit.Raised:
				what = e.Finding.Statement
			case audit.Corrected:
				corrected, correction, consequences = e.On, e.Text, e.Consequences
			case audit.Analysed:
				cause, similar = e.Text, e.Similar
			case audit.PlanHanded:
				planned = e.Actions
				what = fmt.Sprintf("%d corrective actions", len(e.Actions))
			case audit.ActionDone:
				done[e.Action] = e.On
				what = string(e.Action)
			case audit.Verified:
				effect, proof, verifiedBy = string(e.Effect), e.Evidence, e.By
				what = effect
			}
			events.Rows = append(events.Rows, []isms.Cell{isms.TextCell(n.ID()), isms.DateCell(e.On), isms.TextCell(e.Kind), isms.TextCell(e.By), isms.TextCell(what)})
		}
		for _, a := range planned {
			status := "open"
			switch {
			case !done[a.ID].IsZero():
				status = "done"
			case a.Due.Before(asOf):
				status = "overdue"
			}
			actions.Rows = append(actions.Rows, []isms.Cell{
				isms.TextCell(a.ID), isms.TextCell(n.ID()), isms.TextCell(a.What), isms.TextCell(a.Owner), isms.DateCell(a.Due), isms.DateCell(done[a.ID]), isms.TextCell(status),
			})
		}
		ratio := ""
		if r := n.ActionsDone(); r.Defined() {
			ratio = r.String()
		}
		list.Rows = append(list.Rows, []isms.Cell{
			isms.TextCell(n.ID()), isms.TextCell(f.Audit), isms.TextCell(f.AuditID), isms.DateCell(n.RaisedOn()), isms.TextCell(or(n.Grade(), "not graded")),
			isms.TextCell(join(f.Requirements, "; ")), isms.TextCell(f.Statement), isms.TextCell(f.Evidence), isms.DateCell(corrected), isms.TextCell(correction),
			isms.TextCell(consequences), isms.TextCell(cause), isms.TextCell(similar), isms.TextCell(ratio), isms.TextCell(effect), isms.TextCell(proof),
			isms.TextCell(verifiedBy), isms.TextCell(n.State()), isms.DateCell(n.ClosedOn()),
		})
	}
	var byGrade []string
	for _, g := range append(audit.Grades(), "") {
		if counts[g] > 0 {
			byGrade = append(byGrade, fmt.Sprintf("%s %d", or(g, "not graded"), counts[g]))
		}
	}
	return document{
		name: "nonconformities", title: "Nonconformities and corrective actions", clause: "10.2",
		about: about(
			"Organisation", sys.Organization.Name,
			"State of", asOf.String(),
			"Findings", or(strings.Join(byGrade, ", "), "none are recorded"),
			"Open", fmt.Sprint(open),
			"Every finding is in the list", or(sys.Findings.Complete, "not stated"),
			"Deadlines follow", or(strings.Join(sys.DeadlinePolicies, ", "), "ISO/IEC 17021-1 alone"),
		),
		tables: []isms.Table{list, actions, deadlines(sys, asOf), events},
	}
}

func deadlines(sys system.System, asOf isms.Date) isms.Table {
	t := isms.Table{Name: "finding-deadlines", Title: "Deadlines and their basis", Columns: columns(
		"finding|Finding", "step|Step", "due|Due [date]", "state|Status", "basis|Basis")}
	for _, d := range sys.Deadlines(asOf, nil) {
		state := "open"
		switch {
		case d.Done:
			state = "done"
		case d.Overdue(asOf):
			state = "overdue"
		}
		t.Rows = append(t.Rows, []isms.Cell{isms.TextCell(d.Subject), isms.TextCell(d.Step), isms.DateCell(d.Due), isms.TextCell(state), isms.TextCell(d.Basis())})
	}
	return t
}
