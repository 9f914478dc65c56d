package table

import (
	"iter"

	"github.com/ismskit/ismskit/isms"
)

// Column is the definition of one column of a table with a row for each R: its
// header, and the cell of a row. A nil Cell leaves the column empty.
type Column[R any] struct {
	Header
	Cell func(R) Cell
}

// Col returns a column of text, such as words and IDs; empty text gives the empty
// cell.
func Col[R any, S ~string](key, title string, s func(R) S) Column[R] {
	return Column[R]{Header{key, title, KindText}, func(r R) Cell { return Text(s(r)) }}
}

// Value is the type of what stands in a cell that is not text.
type Value interface {
	int | bool | isms.Date | isms.Decimal | isms.Ref
}

// ValueCol returns a column of numbers, dates, places, or yes and no. Its kind
// follows from the type of the value. The zero Date and the empty Ref give the empty
// cell; for an empty cell of another kind, make the [Column] by hand.
func ValueCol[R any, V Value](key, title string, value func(R) V) Column[R] {
	_, kind := cellOf(*new(V))
	return Column[R]{Header{key, title, kind}, func(r R) Cell { return CellOf(value(r)) }}
}

// Of returns the table of rows, with a cell of each column for each row. Nil rows
// are none; Rows is never nil. Whether the keys differ, [Table.Validate] reports.
func Of[R any](name, title string, rows iter.Seq[R], columns ...Column[R]) Table {
	t := Table{Name: name, Title: title, Columns: make([]Header, len(columns)), Rows: [][]Cell{}}
	for i, c := range columns {
		t.Columns[i] = c.Header
	}
	if rows == nil {
		return t
	}
	for r := range rows {
		row := make([]Cell, len(columns))
		for i, c := range columns {
			if c.Cell != nil {
				row[i] = c.Cell(r)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
