package table

import (
	"encoding/json"
	"slices"

	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
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

// Validate returns an [isms.Error] for each column and cell that does not fit: a
// column without a key or with that of another, an unknown kind, a row longer than the
// columns, a cell of another kind than its column.
func (t Table) Validate() error {
	var wrong isms.Error
	seen := make(map[string]bool, len(t.Columns))
	for i, c := range t.Columns {
		at := isms.Path("").Index("columns", i)
		switch {
		case c.Key == "":
			wrong.Add(isms.Refuse(noKey, at.Field("key"), ""))
		case seen[c.Key]:
			wrong.Add(isms.Refuse(doubledKey, at.Field("key"), c.Key))
		}
		wrong.Add(Kinds().Validate(at.Field("kind"), c.Kind))
		seen[c.Key] = true
	}
	for i, row := range t.Rows {
		wrong.Add(t.validateRow(i, row))
	}
	return wrong.OrNil()
}

func (t Table) validateRow(i int, row []Cell) error {
	if len(row) > len(t.Columns) {
		return isms.Refuse(tooManyCells, isms.Path("").Index("rows", i), "", isms.ArgInt("n", len(row)), isms.ArgInt("most", len(t.Columns)))
	}
	var wrong isms.Error
	for j, c := range row {
		if kind := t.Columns[j].Kind; c.kind != "" && c.kind != kind {
			wrong.Add(isms.Refuse(wrongKind, cellAt(i, j), c.text, isms.ArgWord("kind", Kinds(), c.kind), isms.ArgWord("column", Kinds(), kind)))
		}
	}
	return wrong.OrNil()
}

// cellAt returns the path of a cell.
func cellAt(row, col int) isms.Path { return isms.Path("").Index("rows", row).Index("", col) }

// parseRow reads the cells of a row whose columns are sound, of CSV without what
// neutral puts in front of text.
func (t Table) parseRow(i int, texts []string, csv bool) ([]Cell, error) {
	var wrong isms.Error
	row := make([]Cell, len(texts))
	for j, s := range texts {
		if j >= len(t.Columns) {
			break // Validate says so
		}
		kind := t.Columns[j].Kind
		if csv && kind == KindText {
			s = plain(s)
		}
		c, err := parseCell(s, kind)
		if err != nil {
			wrong.Add(isms.RefuseUnder(cellAt(i, j), err))
		}
		row[j] = c
	}
	return row, wrong.OrNil()
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

// UnmarshalJSON reads what MarshalJSON writes. It returns an [isms.Error] for all
// that does not fit.
func (t *Table) UnmarshalJSON(s []byte) error {
	var j tableJSON
	if err := json.Unmarshal(s, &j); err != nil {
		return isms.RefuseAll(strictjson.Explain(err, s))
	}
	out := Table{j.Name, j.Title, append([]Header{}, j.Columns...), nil}
	if err := out.Validate(); err != nil {
		return err
	}
	out.Rows = make([][]Cell, len(j.Rows))
	var wrong isms.Error
	for i, texts := range j.Rows {
		row, err := out.parseRow(i, texts, false)
		wrong.Add(err)
		out.Rows[i] = row
	}
	wrong.Add(out.Validate())
	if err := wrong.OrNil(); err != nil {
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
