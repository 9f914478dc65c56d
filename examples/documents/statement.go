package main

import (
	"github.com/ismskit/ismskit/examples/internal/pictures"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/soa"
)

func statementOfApplicability(sys system.System, asOf isms.Date) (document, error) {
	d := document{name: "statement-of-applicability", title: "Statement of Applicability", clause: "6.1.3 d"}
	stmt, changes, err := shown(sys)
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
	t := table.Table{Name: "additional-controls", Title: "Controls beside Annex A", Columns: columns("control|Reference", "title|Control", "catalog|From")}
	for c := range stmt.Custom() {
		t.Rows = append(t.Rows, []table.Cell{table.Text(c.ID), table.Text(c.Title), table.Text(or(c.Catalog, "own"))})
	}
	return t
}

func history(stmt soa.Statement) table.Table {
	t := table.Table{Name: "history", Title: "History of this version", Columns: columns("version|Version", "on|Date [date]", "event|Event", "by|By", "note|Note", "hash|Hash")}
	for e := range stmt.History() {
		t.Rows = append(t.Rows, []table.Cell{
			table.Text(stmt.Version()), table.Date(e.On), table.Text(e.Kind), table.Text(e.By), table.Text(e.Note), table.Text(e.Hash),
		})
	}
	return t
}
