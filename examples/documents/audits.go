package main

import (
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/table"
)

func auditProgramme(sys system.System, asOf isms.Date) document {
	p := sys.Programme
	areas := table.Of("audit-areas", "Importance of the areas", slices.Values(p.Areas),
		table.ValueCol("ref", "Clause or control", func(a programme.Area) isms.Ref { return a.Ref }),
		table.Col("title", "Title", func(a programme.Area) string { return placeTitle(a.Ref) }),
		table.Col("importance", "Importance", func(a programme.Area) string { return or(a.Importance, "not decided") }),
		table.Col("reason", "Reason", func(a programme.Area) string { return a.Reason }),
		table.Col("every", "At least every", func(a programme.Area) string { return or(a.Audit.Every.String(), "once in the period") }),
	)
	matrix := p.Table(asOf, nil)
	matrix.Title = "Coverage of clauses and themes, by year"
	for i, a := range matrix.Rows {
		matrix.Rows[i][1] = table.Text(placeTitle(isms.Ref(a[0].String())))
	}
	period := "not stated"
	if p.Period != (isms.Window{}) {
		period = p.Period.String()
	}
	return document{
		name: "audit-programme", title: "Internal audit programme", clause: "9.2.2",
		about: about(
			"Organization", sys.Organization.Name,
			"State of", asOf.String(),
			"Period", period,
			"An audit at least every", or(p.Audit.Every.String(), "not stated"),
			"Responsible", or(p.Responsible, "not stated"),
			"Methods", or(p.Methods, "not stated"),
			"Reporting", or(p.Reporting, "not stated"),
			"Conducted of those due", p.Conducted(asOf).String(),
		),
		tables: []table.Table{p.AuditTable(asOf), matrix, areas},
	}
}

// placeTitle is the title of a clause, a theme or a control.
func placeTitle(ref isms.Ref) string {
	if c, ok := annexa.Lookup(ref); ok {
		return c.Title
	}
	return ref.Title(nil)
}

func managementReview(sys system.System, asOf isms.Date) document {
	latest, held := sys.Records.LastManagementReview(asOf)
	id, on := latest.ID, latest.Conducted.String()
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
			"Conclusion", "suitable: "+or(latest.Suitability, "not concluded")+"; adequate: "+or(latest.Adequacy, "not concluded")+"; effective: "+or(latest.Effectiveness, "not concluded"),
		),
		tables: sys.Records.Minutes(),
	}
}
