package main

import (
	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/examples/internal/pictures"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/soa"
)

func statementOfApplicability(sys system.System) (document, error) {
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
	d.pictures = []string{coverage(stmt)}
	return d, nil
}

// additional is the table of the controls beside Annex A (6.1.3 b).
func additional(stmt soa.Statement) isms.Table {
	t := isms.Table{Name: "additional-controls", Title: "Controls beside Annex A", Columns: columns("control|Reference", "title|Control", "catalogue|From")}
	for c := range stmt.Custom() {
		t.Rows = append(t.Rows, []isms.Cell{isms.TextCell(c.ID), isms.TextCell(c.Title), isms.TextCell(or(c.Catalogue, "own"))})
	}
	return t
}

func history(stmt soa.Statement) isms.Table {
	t := isms.Table{Name: "history", Title: "History of this version", Columns: columns("version|Version", "on|Date [date]", "event|Event", "by|By", "note|Note", "hash|Hash")}
	for e := range stmt.History() {
		t.Rows = append(t.Rows, []isms.Cell{
			isms.TextCell(stmt.Version()), isms.DateCell(e.On), isms.TextCell(e.Kind), isms.TextCell(e.By), isms.TextCell(e.Note), isms.TextCell(e.Hash),
		})
	}
	return t
}

// coverage is the picture of how far the controls of each theme are.
func coverage(stmt soa.Statement) string {
	parts := []pictures.Part{
		{Name: "implemented", Colour: "#7fbf8b"},
		{Name: "partly", Colour: "#cfe3a3"},
		{Name: "planned", Colour: "#a9cbe8"},
		{Name: "not started", Colour: "#f2b88a"},
		{Name: "not stated", Colour: "#ee8d86"},
		{Name: "undecided", Colour: "#d9a7d6"},
		{Name: "excluded", Colour: "#d3d9df"},
	}
	themes := []annexa.Themes{annexa.Organizational, annexa.People, annexa.Physical, annexa.Technological}
	var stacks []pictures.Stack
	for _, theme := range themes {
		stacks = append(stacks, pictures.Stack{Label: theme.String(), Counts: make([]int, len(parts))})
	}
	stacks = append(stacks, pictures.Stack{Label: "beside Annex A", Counts: make([]int, len(parts))})
	for r := range stmt.Rows() {
		at := len(themes)
		for i, theme := range themes {
			if r.ID().Theme() == theme {
				at = i
			}
		}
		part := 4
		switch {
		case r.Applicability() == soa.Undecided:
			part = 5
		case r.Applicability() == soa.Excluded:
			part = 6
		default:
			for i, state := range soa.Implementations() {
				if r.Decision().Implementation == state {
					part = i
				}
			}
		}
		stacks[at].Counts[part]++
	}
	if _, custom := lastRow(stmt); !custom {
		stacks = stacks[:len(themes)]
	}
	return pictures.Bars("Controls by theme and state", parts, stacks)
}

// lastRow returns the last row and whether it is one beside Annex A.
func lastRow(stmt soa.Statement) (row soa.Row, custom bool) {
	for r := range stmt.Rows() {
		row = r
	}
	_, custom = row.Custom()
	return row, custom
}
