package main

import (
	"strings"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/system"
)

func auditProgramme(sys system.System, asOf isms.Date) document {
	p := sys.Programme
	audits := isms.Table{Name: "audits", Title: "Internal audits", Columns: columns(
		"id|Audit", "year|Year [int]", "scope|Scope", "sites|Sites", "criteria|Criteria", "lead|Lead auditor", "team|Team", "independence|Independence",
		"from|Planned from [date]", "to|Planned to [date]", "performed|Performed until [date]", "status|Status", "report|Report", "reported|Reported on [date]",
		"own|Own requirements met", "standard|Standard met", "effective|Effective")}
	independence := map[isms.ID]string{}
	for _, a := range p.Auditors {
		independence[a.ID] = a.Independence
	}
	for _, a := range p.Audits {
		status := "planned"
		switch {
		case a.Cancelled != "":
			status = "cancelled: " + a.Cancelled
		case !a.Performed.Last.IsZero() && !a.Performed.Last.After(asOf):
			status = "performed"
		case a.Planned.Last.Before(asOf):
			status = "overdue"
		}
		lead, note := isms.ID(""), "not stated"
		if len(a.Team) > 0 {
			lead = a.Team[0]
			note = or(independence[lead], note)
		}
		if a.Compensation != "" {
			note += "; " + a.Compensation
		}
		audits.Rows = append(audits.Rows, []isms.Cell{
			isms.TextCell(a.ID), isms.IntCell(a.Planned.Last.Year()), isms.TextCell(join(a.Scope, "; ")), isms.TextCell(strings.Join(a.Sites, "; ")),
			isms.TextCell(strings.Join(a.Criteria, "; ")), isms.TextCell(lead), isms.TextCell(join(a.Team, "; ")), isms.TextCell(note),
			isms.DateCell(a.Planned.First), isms.DateCell(a.Planned.Last), isms.DateCell(a.Performed.Last), isms.TextCell(status), isms.TextCell(a.Report),
			isms.DateCell(a.ReportedOn), isms.TextCell(a.MeetsOwn), isms.TextCell(a.MeetsStandard), isms.TextCell(a.Effective),
		})
	}
	areas := isms.Table{Name: "audit-areas", Title: "Importance of the areas", Columns: columns("ref|Place [ref]", "title|Title", "importance|Importance", "reason|Reason", "every|At least every")}
	for _, a := range p.Areas {
		every := "once in the span"
		if a.Every != (isms.Interval{}) {
			every = a.Every.String()
		}
		areas.Rows = append(areas.Rows, []isms.Cell{isms.RefCell(a.Ref), isms.TextCell(placeTitle(a.Ref)), isms.TextCell(or(a.Importance, "not decided")), isms.TextCell(a.Reason), isms.TextCell(every)})
	}
	matrix := p.Table(asOf, nil)
	matrix.Title = "Coverage of clauses and themes, by year"
	for i, a := range matrix.Rows {
		matrix.Rows[i][1] = isms.TextCell(placeTitle(isms.Ref(a[0].String())))
	}
	return document{
		name: "audit-programme", title: "Internal audit programme", clause: "9.2.2",
		about: about(
			"Organisation", sys.Organization.Name,
			"State of", asOf.String(),
			"Span", p.Span.String(),
			"An audit at least every", p.Every.String(),
			"Responsible", or(p.Responsible, "not stated"),
			"Methods", or(p.Methods, "not stated"),
			"Reporting", or(p.Reporting, "not stated"),
			"Held of those due", p.Held(asOf).String(),
		),
		tables: []isms.Table{audits, matrix, areas},
	}
}

// placeTitle is the title of a clause, or the name of a theme or a control.
func placeTitle(ref isms.Ref) string {
	switch ref {
	case "A":
		return "Annex A"
	case "A.5":
		return "Organizational controls"
	case "A.6":
		return "People controls"
	case "A.7":
		return "Physical controls"
	case "A.8":
		return "Technological controls"
	}
	if id, err := annexa.ParseID(string(ref)); err == nil && strings.HasPrefix(string(ref), "A.") {
		c, _ := annexa.Lookup(id)
		return c.Title
	}
	return ref.Title()
}

// The ten points of 9.3.2 in the lettering of 2022.
var reviewInputs = []isms.Ref{"9.3.2 a", "9.3.2 b", "9.3.2 c", "9.3.2 d 1", "9.3.2 d 2", "9.3.2 d 3", "9.3.2 d 4", "9.3.2 e", "9.3.2 f", "9.3.2 g"}

func managementReview(sys system.System) document {
	meetings := isms.Table{Name: "reviews", Title: "Reviews and their conclusions (9.3.1)", Columns: columns(
		"id|Review", "planned|Planned [date]", "held|Held [date]", "attendees|Attendance", "suitable|Suitable", "adequate|Adequate", "effective|Effective", "minutes|Hash of the minutes")}
	inputs := isms.Table{Name: "review-inputs", Title: "Inputs (9.3.2)", Columns: columns("review|Review", "item|Point [ref]", "title|What it is", "summary|What was presented")}
	decisions := isms.Table{Name: "review-decisions", Title: "Decisions and actions (9.3.3)", Columns: columns(
		"review|Review", "id|Decision", "kind|Kind", "what|What was decided", "owner|Owner", "due|Due [date]")}
	latest := record.Review{}
	for _, r := range sys.Records.Reviews {
		if r.Held.After(latest.Held) || latest.ID == "" {
			latest = r
		}
		verdict := func(v isms.Verdict) isms.Cell { return isms.TextCell(or(v, "not concluded")) }
		meetings.Rows = append(meetings.Rows, []isms.Cell{
			isms.TextCell(r.ID), isms.DateCell(r.Planned), isms.DateCell(r.Held), isms.TextCell(join(r.Attendees, ", ")),
			verdict(r.Suitable), verdict(r.Adequate), verdict(r.Effective), isms.TextCell(r.Artefact),
		})
		presented := map[isms.Ref]string{}
		for _, in := range r.Inputs {
			presented[in.Item] = in.Summary
		}
		for _, ref := range reviewInputs {
			what := ""
			if q, ok := isms.RequirementOf(ref); ok {
				what = q.Text
			}
			inputs.Rows = append(inputs.Rows, []isms.Cell{isms.TextCell(r.ID), isms.RefCell(ref), isms.TextCell(what), isms.TextCell(or(presented[ref], "not covered"))})
		}
		for _, d := range r.Decisions {
			decisions.Rows = append(decisions.Rows, []isms.Cell{
				isms.TextCell(r.ID), isms.TextCell(d.ID), isms.TextCell(or(d.Kind, "not stated")), isms.TextCell(d.What), isms.TextCell(d.Owner), isms.DateCell(d.Due),
			})
		}
	}
	return document{
		name: "management-review", title: "Management review", clause: "9.3",
		about: about(
			"Organisation", sys.Organization.Name,
			"Latest review", or(latest.ID, "none is recorded"),
			"Held", latest.Held.String(),
			"Attendance", or(join(latest.Attendees, ", "), "not stated"),
			"Conclusion", "suitable: "+or(latest.Suitable, "not concluded")+"; adequate: "+or(latest.Adequate, "not concluded")+"; effective: "+or(latest.Effective, "not concluded"),
		),
		tables: []isms.Table{meetings, inputs, decisions},
	}
}
