package main

import (
	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/examples/internal/pictures"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/soa"
)

func statementOfApplicability(now system.Now) (document, error) {
	sys, asOf := now.System(), now.Day()
	d := document{name: "statement-of-applicability", title: "Statement of Applicability", clause: "6.1.3 d"}
	stmt, changes, err := shown(now)
	if err != nil {
		return d, err
	}
	d.about = stmt.HeaderTable()
	d.about.Title = "About this document"
	main := stmt.Table()
	d.tables = append(d.tables, main, stmt.ExclusionTable())
	d.tables = append(d.tables, additional(stmt), history(stmt))
	if len(changes) > 0 {
		d.tables = append(d.tables, soa.ChangeTable(changes))
	}
	d.pictures = []string{pictures.ByTheme(sys.Organization.Name, stmt, asOf).SVG(), pictures.ByAttribute(sys.Organization.Name, stmt, asOf).SVG()}
	return d, nil
}

// additional is the table of the controls beside Annex A (6.1.3 b).
func additional(stmt soa.Statement) table.Table {
	return table.Of("additional-controls", "Controls beside Annex A", stmt.CustomControls(),
		table.ValueCol("control", "Reference", func(c annexa.CustomControl) isms.Ref { return c.Ref }),
		table.Col("title", "Control", func(c annexa.CustomControl) string { return c.Title }),
		table.Col("catalog", "From", func(c annexa.CustomControl) string { return or(c.Catalog, "own") }),
	)
}

func history(stmt soa.Statement) table.Table {
	return table.Of("history", "History of this version", stmt.History(),
		table.Col("version", "Version", func(soa.Event) string { return stmt.Version() }),
		table.ValueCol("on", "Date", func(e soa.Event) isms.Date { return e.On }),
		table.Col("event", "Event", func(e soa.Event) string { return string(e.Kind) }),
		table.Col("by", "By", func(e soa.Event) string { return string(e.By) }),
		table.Col("note", "Note", func(e soa.Event) string { return e.Note }),
		table.Col("hash", "Hash", func(e soa.Event) string { return e.Hash }),
	)
}
