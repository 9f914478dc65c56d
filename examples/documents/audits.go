package main

import (
	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/table"
)

func auditProgramme(sys system.System, asOf isms.Date) document {
	p := sys.Programme
	areas := table.Table{Name: "audit-areas", Title: "Importance of the areas", Columns: columns("ref|Place [ref]", "title|Title", "importance|Importance", "reason|Reason", "every|At least every")}
	for _, a := range p.Areas {
		every := "once in the span"
		if a.Every != (isms.Interval{}) {
			every = a.Every.String()
		}
		areas.Rows = append(areas.Rows, []table.Cell{table.Ref(a.Ref), table.Text(placeTitle(a.Ref)), table.Text(or(a.Importance, "not decided")), table.Text(a.Reason), table.Text(every)})
	}
	matrix := p.Table(asOf, nil)
	matrix.Title = "Coverage of clauses and themes, by year"
	for i, a := range matrix.Rows {
		matrix.Rows[i][1] = table.Text(placeTitle(isms.Ref(a[0].String())))
	}
	return document{
		name: "audit-programme", title: "Internal audit programme", clause: "9.2.2",
		about: about(
			"Organization", sys.Organization.Name,
			"State of", asOf.String(),
			"Span", p.Span.String(),
			"An audit at least every", p.Every.String(),
			"Responsible", or(p.Responsible, "not stated"),
			"Methods", or(p.Methods, "not stated"),
			"Reporting", or(p.Reporting, "not stated"),
			"Held of those due", p.Held(asOf).String(),
		),
		tables: []table.Table{p.AuditTable(asOf), matrix, areas},
	}
}

// placeTitle is the title of a clause, a theme or a control.
func placeTitle(ref isms.Ref) string {
	if number, ok := ref.Control(); ok {
		c, _ := annexa.Lookup(annexa.ID(number))
		return c.Title
	}
	return ref.Title()
}

func managementReview(sys system.System, asOf isms.Date) document {
	latest, held := sys.Records.LastReview(asOf)
	id, on := latest.ID, latest.Held.String()
	if !held {
		id, on = "none was held", ""
	}
	return document{
		name: "management-review", title: "Management review", clause: "9.3",
		about: about(
			"Organization", sys.Organization.Name,
			"Latest review", string(id),
			"Held", on,
			"Attendance", or(join(latest.Attendees, ", "), "not stated"),
			"Conclusion", "suitable: "+or(latest.Suitable, "not concluded")+"; adequate: "+or(latest.Adequate, "not concluded")+"; effective: "+or(latest.Effective, "not concluded"),
		),
		tables: sys.Records.Minutes(),
	}
}
