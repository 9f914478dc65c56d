package table

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/internal/text"
)

// Header is the key, title and kind of one column of a [Table].
type Header struct {
	Key   string `json:"key"`   // stable word for programs
	Title string `json:"title"` // for people; a host may translate it by the key
	Kind  Kind   `json:"kind"`
}

// Table is a list of typed columns and rows of cells, for whoever makes documents. Rows may be shorter than the columns; what is missing is
// empty. Every function of this library that returns a Table makes it anew: its
// columns and rows are the caller's, to change and to keep.
type Table struct {
	Name    string   `json:"name"`  // stable word, "soa"
	Title   string   `json:"title"` // for people
	Columns []Header `json:"columns"`
	Rows    [][]Cell `json:"rows"`
}

// Validate returns an error that names the first column or cell that does not fit:
// a key given twice, an unknown kind, a row longer than the columns, a cell of
// another kind than its column.
func (t Table) Validate() error {
	seen := make(map[string]bool, len(t.Columns))
	for i, c := range t.Columns {
		if c.Key == "" || !Kinds().Has(c.Kind) {
			return fmt.Errorf("table %s: column %d wants a key and a known kind", text.Quote(t.Name), i)
		}
		if seen[c.Key] {
			return fmt.Errorf("table %s: two columns have the key %s", text.Quote(t.Name), text.Quote(c.Key))
		}
		seen[c.Key] = true
	}
	for i, row := range t.Rows {
		if len(row) > len(t.Columns) {
			return fmt.Errorf("table %s: row %d has %d cells for %d columns", text.Quote(t.Name), i, len(row), len(t.Columns))
		}
		for j, c := range row {
			if c.kind != "" && c.kind != t.Columns[j].Kind {
				return fmt.Errorf("table %s: row %d, column %s: %s in a column of %s", text.Quote(t.Name), i, text.Quote(t.Columns[j].Key), c.kind, t.Columns[j].Kind)
			}
		}
	}
	return nil
}

// At returns the cell in a row, counted from 0, and the column with a key; the
// empty cell where there is none.
func (t Table) At(row int, key string) Cell {
	col := slices.IndexFunc(t.Columns, func(c Header) bool { return c.Key == key })
	if row < 0 || row >= len(t.Rows) || col < 0 {
		return Cell{}
	}
	return t.cell(row, col)
}

// Only returns a table with the columns of the given keys, in that order, or with
// all of them if none is given; keys without a column are left out. All rows are
// as long as the columns, and share no memory with those of t.
func (t Table) Only(keys ...string) Table {
	from := make([]int, 0, len(t.Columns))
	at := make(map[string]int, len(t.Columns))
	for i, c := range t.Columns {
		at[c.Key] = i
		if len(keys) == 0 {
			from = append(from, i)
		}
	}
	for _, key := range keys {
		if i, ok := at[key]; ok {
			from = append(from, i)
			delete(at, key) // a key given twice counts once
		}
	}
	out := Table{Name: t.Name, Title: t.Title, Columns: make([]Header, len(from)), Rows: make([][]Cell, len(t.Rows))}
	for j, i := range from {
		out.Columns[j] = t.Columns[i]
	}
	for r := range t.Rows {
		out.Rows[r] = make([]Cell, len(from))
		for j, i := range from {
			out.Rows[r][j] = t.cell(r, i)
		}
	}
	return out
}

type tableJSON struct {
	Name    string     `json:"name"`
	Title   string     `json:"title"`
	Columns []Header   `json:"columns"`
	Rows    [][]string `json:"rows"`
}

// MarshalJSON writes {"name": ..., "title": ..., "columns": [...], "rows": [["A.5.7",
// "yes"], ...]}: each cell as its text, which the kind of its column tells how to
// read. It errs for a table that Validate refuses.
func (t Table) MarshalJSON() ([]byte, error) {
	if err := t.Validate(); err != nil {
		return nil, err
	}
	j := tableJSON{t.Name, t.Title, append([]Header{}, t.Columns...), make([][]string, len(t.Rows))}
	for i, row := range t.Rows {
		j.Rows[i] = make([]string, len(row))
		for k, c := range row {
			j.Rows[i][k] = c.text
		}
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON writes. It errs, with row and column, for
// what does not fit.
func (t *Table) UnmarshalJSON(s []byte) error {
	var j tableJSON
	if err := json.Unmarshal(s, &j); err != nil {
		return notOfForm(err)
	}
	out := Table{j.Name, j.Title, append([]Header{}, j.Columns...), make([][]Cell, len(j.Rows))}
	for i, row := range j.Rows {
		out.Rows[i] = make([]Cell, len(row))
		for k, s := range row {
			if k >= len(out.Columns) {
				break // Validate says so
			}
			c, err := parseCell(s, out.Columns[k].Kind)
			if err != nil {
				return fmt.Errorf("table %s: row %d, column %s: %w", text.Quote(j.Name), i, text.Quote(out.Columns[k].Key), err)
			}
			out.Rows[i][k] = c
		}
	}
	if err := out.Validate(); err != nil {
		return err
	}
	*t = out
	return nil
}

// cell returns the cell in a row and column, empty where the row is short.
func (t Table) cell(row, col int) Cell {
	if col < len(t.Rows[row]) {
		return t.Rows[row][col]
	}
	return Cell{}
}

// formError is an error of package encoding/json in words of the field instead of
// the names of Go types.
type formError struct{ wrong *json.UnmarshalTypeError }

func notOfForm(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return formError{wrong}
	}
	return fmt.Errorf("table: %w", err)
}

func (e formError) Error() string {
	where, want := "", "an object"
	if e.wrong.Field != "" {
		where = ", field " + text.Quote(e.wrong.Field)
	}
	switch e.wrong.Type.Kind().String() {
	case "string":
		want = "text in quotes"
	case "slice":
		want = "a list"
	}
	return "table" + where + ": the JSON " + e.wrong.Value + " where " + want + " is wanted"
}

func (e formError) Unwrap() error { return e.wrong }
