package main

import (
	"fmt"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/examples/internal/pictures"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/roadmap"
	"github.com/ismskit/ismskit/isms/system"
)

func roadmapOf(sys system.System, asOf isms.Date) (document, error) {
	d := document{name: "roadmap", title: "Roadmap to the certificate"}
	plan, err := sys.Roadmap.Forecast(asOf, nil)
	if err != nil {
		return d, err
	}
	states := isms.Table{Name: "roadmap-standing", Title: "Where each task stands", Columns: columns(
		"id|Task", "title|Title", "role|Owner", "state|Status", "late|Days late [int]", "settled|Places settled", "hollow|Finished, but not borne out [bool]")}
	var bars []pictures.Bar
	count := map[roadmap.State]int{}
	for _, s := range plan.Standing(asOf, sys.Assess(asOf), sys.Roadmap.Done) {
		count[s.State]++
		settled := ""
		if s.Settled.Defined() {
			settled = s.Settled.String()
		}
		states.Rows = append(states.Rows, []isms.Cell{
			isms.TextCell(s.ID), isms.TextCell(s.Title), isms.TextCell(s.Role), isms.TextCell(s.State), isms.IntCell(s.Late), isms.TextCell(settled), isms.BoolCell(s.Hollow),
		})
		colour := "#9db4c9"
		switch {
		case s.State == roadmap.Finished:
			colour = "#7fbf8b"
		case s.Critical:
			colour = "#c9603a"
		}
		bars = append(bars, pictures.Bar{Label: s.Title, Window: s.Window, Colour: colour})
	}
	decision := plan.End()
	cycle, err := certification(sys, asOf, decision)
	if err != nil {
		return d, err
	}
	span := isms.Window{First: sys.Roadmap.Start.AddDays(-7), Last: decision.AddDays(30)}
	d.about = about(
		"Organisation", sys.Organization.Name,
		"State of", asOf.String(),
		"Start", sys.Roadmap.Start.String(),
		"Decision on the certificate, planned", decision.String(),
		"Tasks", fmt.Sprintf("%d finished, %d running, %d ready, %d waiting", count[roadmap.Finished], count[roadmap.Running], count[roadmap.Ready], count[roadmap.Waiting]),
	)
	tasks := plan.Table()
	tasks.Title = "Tasks"
	d.tables = []isms.Table{tasks, states, cycle.table}
	d.pictures = []string{
		pictures.Timeline("Certification cycle, if the certificate is granted on "+decision.String(), isms.Window{First: decision.AddMonths(-3), Last: decision.AddYears(3).AddMonths(2)}, asOf, cycle.bars),
		pictures.Timeline("Tasks: green is finished, orange decides the end", span, asOf, bars),
	}
	return d, nil
}

type cycleView struct {
	table isms.Table
	bars  []pictures.Bar
}

// certification is what a certificate granted on the planned day demands.
func certification(sys system.System, asOf, decision isms.Date) (cycleView, error) {
	v := cycleView{table: isms.Table{Name: "certification-cycle", Title: "Certification cycle", Columns: columns(
		"what|What", "from|From [date]", "due|Due [date]", "basis|Basis")}}
	granted, err := audit.CycleFrom("CERT-1", decision, sys.Cycle.Terms())
	if err != nil {
		return v, err
	}
	v.bars = append(v.bars, pictures.Bar{Label: "Certificate valid", Window: isms.Window{First: decision, Last: granted.Expiry()}, Colour: "#7fbf8b"})
	for o := range granted.Outlook(decision, decision.AddYears(3)) {
		e := o.Entry(isms.Interval{})
		first := e.Window.First
		if first.IsZero() {
			first = e.Window.Last
		}
		v.table.Rows = append(v.table.Rows, []isms.Cell{isms.TextCell(e.Title), isms.DateCell(e.Window.First), isms.DateCell(e.Window.Last), isms.TextCell(e.Basis)})
		v.bars = append(v.bars, pictures.Bar{Label: string(o.Kind), Window: isms.Window{First: first, Last: e.Window.Last}, Text: "due " + e.Window.Last.String()})
	}
	for _, a := range sys.Programme.Audits {
		if a.Performed.Last.IsZero() && a.Cancelled == "" {
			v.bars = append(v.bars, pictures.Bar{Label: "Internal audit " + string(a.ID), Window: a.Planned, Colour: "#8a6fb0"})
		}
	}
	return v, nil
}
