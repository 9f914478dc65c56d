package main

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/examples/internal/input"
	"github.com/ismskit/ismskit/examples/internal/pictures"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/roadmap"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/table"
)

func roadmapOf(now system.Now) (document, error) {
	sys, asOf := now.System(), now.Day()
	d := document{name: "roadmap", title: "Roadmap to the certificate"}
	held, planned, err := now.Certificate()
	if err != nil {
		return d, err
	}
	_, certificate := now.State().Usable()
	certificates := pictures.Certification(sys.Organization.Name, held, planned, asOf, sys.Programme.Audits).SVG()
	if input.MissingOf(now).Roadmap != "" {
		d.about = about(
			"Organization", sys.Organization.Name,
			"State of", asOf.String(),
			"Certificate", certificate.Text,
			"Decision on the certificate", held.Decision().String(),
		)
		d.tables, d.pictures = []table.Table{certification(held)}, []string{certificates}
		return d, nil
	}
	plan, err := now.Forecast()
	if err != nil {
		return d, err
	}
	statuses := plan.Statuses(asOf, now.Readiness(), sys.Roadmap.Progress)
	states := table.Of("roadmap-status", "Status of each task", slices.Values(statuses),
		table.Col("id", "Task", func(s roadmap.TaskStatus) isms.ID { return s.ID }),
		table.Col("title", "Title", func(s roadmap.TaskStatus) string { return s.Title }),
		table.Col("role", "Owner", func(s roadmap.TaskStatus) string { return string(s.Role) }),
		table.Col("state", "State", func(s roadmap.TaskStatus) roadmap.State { return s.State }),
		table.ValueCol("daysOverdue", "Working days overdue", func(s roadmap.TaskStatus) int { return s.Overdue }),
		table.Col("settled", "Requirements settled", func(s roadmap.TaskStatus) string {
			if s.Settled.Defined() {
				return s.Settled.String()
			}
			return ""
		}),
		table.ValueCol("notEvidenced", "Marked complete, not evidenced", func(s roadmap.TaskStatus) bool { return s.NotEvidenced }),
	)
	var bars []pictures.Bar
	count := map[roadmap.State]int{}
	overdue := 0
	for _, s := range statuses {
		count[s.State]++
		if s.State != roadmap.Completed && s.Overdue > 0 {
			overdue++
		}
		bar := pictures.Bar{Label: s.Title, Window: s.Window, Text: string(s.State)}
		switch {
		case s.State == roadmap.Completed:
			bar.Colour = pictures.Settled
		case s.Critical:
			bar.Colour, bar.Text = pictures.Pressing, bar.Text+", decides the end"
		}
		bars = append(bars, bar)
	}
	decided, expected := "Decision on the certificate", "the tasks end on"
	if planned {
		decided, expected = "Decision on the certificate, planned", "the certificate is expected on"
	}
	span := isms.Window{First: sys.Roadmap.Start.AddDays(-7), Last: plan.End().AddDays(30)}
	d.about = about(
		"Organization", sys.Organization.Name,
		"State of", asOf.String(),
		"Start", sys.Roadmap.Start.String(),
		"Certificate", certificate.Text,
		decided, held.Decision().String(),
		"Tasks", fmt.Sprintf("%d completed, %d in progress, %d ready, %d waiting", count[roadmap.Completed], count[roadmap.InProgress], count[roadmap.Ready], count[roadmap.Waiting]),
	)
	tasks := plan.Table()
	tasks.Title = "Tasks"
	d.tables = []table.Table{tasks, states, certification(held)}
	lateness := "none of the others is overdue"
	if overdue > 0 {
		lateness = fmt.Sprintf("%d of the others overdue", overdue)
	}
	d.pictures = []string{
		certificates,
		pictures.Timeline{
			Heading: pictures.Heading{
				Says:  fmt.Sprintf("%d of %d tasks are completed, %s; %s %s", count[roadmap.Completed], len(bars), lateness, expected, plan.End()),
				About: fmt.Sprintf("%s, roadmap on %s: each task with its state; those that decide the end say so", sys.Organization.Name, asOf),
			},
			Span: span, Today: asOf, Bars: bars,
		}.SVG(),
	}
	return d, nil
}

// certification returns what the certificate demands.
func certification(held cycle.Cycle) table.Table {
	return table.Of("certification-cycle", "Certification cycle", slices.Values(held.Entries(held.Decision(), held.Expiry())),
		table.Col("what", "What", func(e isms.Entry) string { return e.Title.Text }),
		table.ValueCol("from", "From", func(e isms.Entry) isms.Date { return e.Window.First }),
		table.ValueCol("due", "Due", func(e isms.Entry) isms.Date { return e.Window.Last }),
		table.Col("basis", "Basis", func(e isms.Entry) string { return e.Basis.Text }),
	)
}
