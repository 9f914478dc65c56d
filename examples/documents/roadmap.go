package main

import (
	"fmt"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/examples/internal/pictures"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/roadmap"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/table"
)

func roadmapOf(sys system.System, asOf isms.Date) (document, error) {
	d := document{name: "roadmap", title: "Roadmap to the certificate"}
	plan, err := sys.Roadmap.Forecast(asOf, nil)
	if err != nil {
		return d, err
	}
	states := table.Table{Name: "roadmap-standing", Title: "Where each task stands", Columns: columns(
		"id|Task", "title|Title", "role|Owner", "state|Status", "late|Days late [int]", "settled|Places settled", "hollow|Finished, but not borne out [bool]")}
	var bars []pictures.Bar
	count := map[roadmap.State]int{}
	late := 0
	for _, s := range plan.Standing(asOf, sys.Assess(asOf, nil), sys.Roadmap.Done) {
		count[s.State]++
		if s.State != roadmap.Finished && s.Late > 0 {
			late++
		}
		settled := ""
		if s.Settled.Defined() {
			settled = s.Settled.String()
		}
		states.Rows = append(states.Rows, []table.Cell{
			table.Text(s.ID), table.Text(s.Title), table.Text(s.Role), table.Text(s.State), table.Int(s.Late), table.Text(settled), table.Bool(s.NotEvidenced),
		})
		bar := pictures.Bar{Label: s.Title, Window: s.Window, Text: string(s.State)}
		switch {
		case s.State == roadmap.Finished:
			bar.Colour = pictures.Settled
		case s.Critical:
			bar.Colour, bar.Text = pictures.Pressing, bar.Text+", decides the end"
		}
		bars = append(bars, bar)
	}
	decision := plan.End()
	held, tab, err := certification(sys, decision)
	if err != nil {
		return d, err
	}
	span := isms.Window{First: sys.Roadmap.Start.AddDays(-7), Last: decision.AddDays(30)}
	d.about = about(
		"Organization", sys.Organization.Name,
		"State of", asOf.String(),
		"Start", sys.Roadmap.Start.String(),
		"Decision on the certificate, planned", decision.String(),
		"Tasks", fmt.Sprintf("%d finished, %d running, %d ready, %d waiting", count[roadmap.Finished], count[roadmap.Running], count[roadmap.Ready], count[roadmap.Waiting]),
	)
	tasks := plan.Table()
	tasks.Title = "Tasks"
	d.tables = []table.Table{tasks, states, tab}
	lateness := "none of the others is late"
	if late > 0 {
		lateness = fmt.Sprintf("%d of the others late", late)
	}
	d.pictures = []string{
		pictures.Certification(sys.Organization.Name, held, sys.Cycle.Decision().IsZero(), asOf, sys.Programme.Audits).SVG(),
		pictures.Timeline{
			Heading: pictures.Heading{
				Says:  fmt.Sprintf("%d of %d tasks are finished, %s; the certificate is expected on %s", count[roadmap.Finished], len(bars), lateness, decision),
				About: fmt.Sprintf("%s, roadmap on %s: each task with its state; those that decide the end say so", sys.Organization.Name, asOf),
			},
			Span: span, Today: asOf, Bars: bars,
		}.SVG(),
	}
	return d, nil
}

// certification returns the certificate that was granted, or one granted on the
// planned day, with what it demands.
func certification(sys system.System, decision isms.Date) (cycle.Cycle, table.Table, error) {
	t := table.Table{Name: "certification-cycle", Title: "Certification cycle", Columns: columns(
		"what|What", "from|From [date]", "due|Due [date]", "basis|Basis")}
	held := sys.Cycle
	if held.Decision().IsZero() {
		var err error
		if held, err = cycle.From(sys.Cycle.ID(), decision, sys.Cycle.Terms()); err != nil {
			return held, t, err
		}
	}
	for o := range held.Outlook(held.Decision(), held.Expiry()) {
		e := o.Entry(isms.Interval{})
		t.Rows = append(t.Rows, []table.Cell{table.Text(e.Title), table.Date(e.Window.First), table.Date(e.Window.Last), table.Text(e.Basis)})
	}
	return held, t, nil
}
