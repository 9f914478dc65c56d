package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/table"
)

func nonconformities(now system.Now) document {
	sys, asOf := now.System(), now.Day()
	log := sys.Findings.On(asOf)
	tables := []table.Table{log.Table(), log.ActionTable(asOf), deadlines(now), log.HistoryTable()}
	counts := map[audit.Grade]int{}
	open := 0
	for _, item := range log.Items {
		n := item.Nonconformity
		counts[n.Grade()]++
		if n.Open() {
			open++
		}
		if n.Grade().NeedsAnswer() {
			report := n.Table()
			report.Name = "car-" + string(n.ID())
			tables = append(tables, report)
		}
	}
	var byGrade []string
	for _, g := range append(slices.Collect(audit.Grades().All()), "") {
		if counts[g] > 0 {
			byGrade = append(byGrade, fmt.Sprintf("%s %d", or(g, "not graded"), counts[g]))
		}
	}
	return document{
		name: "nonconformities", title: "Nonconformities and corrective actions", clause: "10.2",
		about: about(
			"Organization", sys.Organization.Name,
			"State of", asOf.String(),
			"Findings", or(strings.Join(byGrade, ", "), "none are recorded"),
			"Open", fmt.Sprint(open),
			"Every finding is in the list", or(sys.Findings.Complete, "not stated"),
			"Deadlines follow", or(strings.Join(sys.DeadlinePolicies, ", "), "ISO/IEC 17021-1 alone"),
		),
		tables: tables,
	}
}

func deadlines(now system.Now) table.Table {
	asOf := now.Day()
	return table.Of("finding-deadlines", "Deadlines and their basis", slices.Values(now.Deadlines()),
		table.Col("finding", "Finding", func(d audit.Deadline) isms.ID { return d.Subject }),
		table.Col("step", "Step", func(d audit.Deadline) string { return audit.Steps().Title(d.Step, nil) }),
		table.ValueCol("due", "Due", func(d audit.Deadline) isms.Date { return d.Due }),
		table.Col("state", "Status", func(d audit.Deadline) string {
			switch {
			case d.Done:
				return "done"
			case d.Overdue(asOf):
				return "overdue"
			}
			return "open"
		}),
		table.Col("basis", "Basis", func(d audit.Deadline) string { return d.Basis().Text }),
	)
}
