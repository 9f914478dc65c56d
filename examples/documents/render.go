package main

import (
	"fmt"

	"github.com/ismskit/ismskit/isms/table"
)

// file is one that is written, with its name below the folder.
type file struct {
	name string
	text []byte
}

// render makes all files of a set, in a fixed order; progress is said after each, and
// within large tables.
func render(s set, say terminal) ([]file, error) {
	total := 1
	for _, d := range s.documents {
		total += 2 + len(d.tables)
	}
	var files []file
	add := func(name string, text []byte) {
		files = append(files, file{name, text})
		say.file(len(files), total, name)
	}
	for _, d := range s.documents {
		add("markdown/"+d.name+".md", d.markdown())
		for i, t := range d.tables {
			add("csv/"+d.csvName(i)+".csv", t.AppendCSV(nil))
		}
		book, err := d.workbook(s, say)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.name, err)
		}
		add("xlsx/"+d.name+".xlsx", book)
	}
	page, err := s.report()
	if err != nil {
		return nil, err
	}
	add("report.html", page)
	return files, nil
}

// csvName is that of the document for its first table; the others have their own.
func (d document) csvName(i int) string {
	if i == 0 {
		return d.name
	}
	return d.tables[i].Name
}

// markdown has the tables without the columns that are empty throughout, so that
// lines stay readable; CSV and XLSX have all of them.
func (d document) markdown() []byte {
	out := fmt.Appendf(nil, "# %s\n\n", d.title)
	if d.clause != "" {
		out = fmt.Appendf(out, "ISO/IEC 27001:2022, %s\n\n", d.clause)
	}
	out = d.about.AppendMarkdown(out, 2)
	for _, t := range d.tables {
		out = append(out, '\n')
		if len(t.Rows) == 0 {
			out = fmt.Appendf(out, "## %s\n\nNone.\n", t.Title)
			continue
		}
		out = filled(t).AppendMarkdown(out, 2)
	}
	return out
}

// filled returns the table without the columns that hold nothing in any row, and
// says where an applicable control has no implementation state.
func filled(t table.Table) table.Table {
	out := table.Table{Name: t.Name, Title: t.Title, Rows: make([][]table.Cell, len(t.Rows))}
	for i, c := range t.Columns {
		some := false
		for _, row := range t.Rows {
			some = some || i < len(row) && row[i] != table.Cell{}
		}
		if !some {
			continue
		}
		out.Columns = append(out.Columns, c)
		for r, row := range t.Rows {
			cell := table.Cell{}
			if i < len(row) {
				cell = row[i]
			}
			if c.Key == "implementation" && cell == (table.Cell{}) && !excluded(t, row) {
				cell = table.Text("not stated")
			}
			out.Rows[r] = append(out.Rows[r], cell)
		}
	}
	return out
}

func excluded(t table.Table, row []table.Cell) bool {
	for i, c := range t.Columns {
		if c.Key == "applicability" && i < len(row) {
			return row[i].String() == "no"
		}
	}
	return false
}
