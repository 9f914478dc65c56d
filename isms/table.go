package isms

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A CellKind says what a cell or a column holds. The empty kind is the empty
// cell: not known, or nothing to say.
type CellKind string

// The kinds of cells.
const (
	KindText    CellKind = "text"
	KindInt     CellKind = "int"     // a whole number
	KindDecimal CellKind = "decimal" // a [Decimal]
	KindDate    CellKind = "date"    // a [Date]
	KindBool    CellKind = "bool"    // yes or no
	KindRef     CellKind = "ref"     // a [Ref], printed as it is: A.5.10 never becomes 5.1
)

// CellKinds returns the kinds that a column can have.
func CellKinds() []CellKind {
	return []CellKind{KindText, KindInt, KindDecimal, KindDate, KindBool, KindRef}
}

// Known reports whether k is one of [CellKinds].
func (k CellKind) Known() bool { return slices.Contains(CellKinds(), k) }

// A Cell is a typed value of a [Table]. It is comparable; the zero Cell is empty.
type Cell struct {
	kind CellKind
	text string
}

// TextCell returns a cell of text; the empty text gives the empty cell.
func TextCell[S ~string](s S) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{KindText, string(s)}
}

// IntCell returns a cell with a whole number.
func IntCell(n int) Cell { return Cell{KindInt, strconv.Itoa(n)} }

// DecimalCell returns a cell with a decimal number.
func DecimalCell(d Decimal) Cell { return Cell{KindDecimal, d.String()} }

// DateCell returns a cell with a date, the empty cell for the zero Date.
func DateCell(d Date) Cell {
	if d.IsZero() {
		return Cell{}
	}
	return Cell{KindDate, d.String()}
}

// BoolCell returns a cell that says yes or no.
func BoolCell(b bool) Cell {
	if b {
		return Cell{KindBool, "yes"}
	}
	return Cell{KindBool, "no"}
}

// RefCell returns a cell with a place, the empty cell for the empty Ref.
func RefCell(r Ref) Cell {
	if r == "" {
		return Cell{}
	}
	return Cell{KindRef, string(r)}
}

// Kind returns what the cell holds; empty for the empty cell.
func (c Cell) Kind() CellKind { return c.kind }

// String returns the cell's text: a number in digits, a date as 2026-03-02, "yes"
// or "no", empty for the empty cell.
func (c Cell) String() string { return c.text }

// Int returns the number of a cell of [KindInt], and whether it is one.
func (c Cell) Int() (int, bool) {
	if c.kind != KindInt {
		return 0, false
	}
	n, err := strconv.Atoi(c.text)
	return n, err == nil
}

// Decimal returns the number of a cell of [KindDecimal] or [KindInt], and whether
// it is one.
func (c Cell) Decimal() (Decimal, bool) {
	if c.kind != KindDecimal && c.kind != KindInt {
		return Decimal{}, false
	}
	d, err := ParseDecimal(c.text)
	return d, err == nil
}

// Date returns the date of a cell of [KindDate], and whether it is one.
func (c Cell) Date() (Date, bool) {
	if c.kind != KindDate {
		return Date{}, false
	}
	d, err := ParseDate(c.text)
	return d, err == nil
}

// Bool returns what a cell of [KindBool] says, and whether it is one.
func (c Cell) Bool() (yes, ok bool) { return c.kind == KindBool && c.text == "yes", c.kind == KindBool }

// Ref returns the place of a cell of [KindRef], and whether it is one. It is as
// it was put in: a table may show places that do not exist.
func (c Cell) Ref() (Ref, bool) {
	if c.kind != KindRef {
		return "", false
	}
	return Ref(c.text), true
}

// Cited returns the text for people: of a place its [Ref.Citation], of all else
// what String does.
func (c Cell) Cited() string {
	if r, ok := c.Ref(); ok {
		return r.Citation()
	}
	return c.text
}

// Equal reports whether both hold the same; == says the same.
func (c Cell) Equal(other Cell) bool { return c == other }

// MarshalText returns what String does. The kind stands in the column: read the
// text with [ParseCell], or the whole [Table].
func (c Cell) MarshalText() ([]byte, error) { return []byte(c.text), nil }

// ParseCell reads what [Cell.String] returns as a cell of a kind; empty text gives
// the empty cell, whatever the kind. It errs for text that does not fit the kind,
// and for an unknown kind.
func ParseCell(text string, kind CellKind) (Cell, error) {
	c, err := parseCell(text, kind)
	if err != nil {
		return Cell{}, fmt.Errorf("isms: ParseCell: %w", err)
	}
	return c, nil
}

// A Column describes one column of a [Table].
type Column struct {
	Key   string   `json:"key"`   // stable word for programs
	Title string   `json:"title"` // for people; a host may translate it by the key
	Kind  CellKind `json:"kind"`
}

// A Table is what the packages hand to whoever makes documents: typed columns
// and rows of cells. Rows may be shorter than the columns; what is missing is
// empty. Every function of this library that returns a Table makes it anew: its
// columns and rows are the caller's, to change and to keep.
type Table struct {
	Name    string   `json:"name"`  // stable word, "soa"
	Title   string   `json:"title"` // for people
	Columns []Column `json:"columns"`
	Rows    [][]Cell `json:"rows"`
}

// Check returns an error that names the first column or cell that does not fit:
// a key given twice, an unknown kind, a row longer than the columns, a cell of
// another kind than its column.
func (t Table) Check() error {
	seen := make(map[string]bool, len(t.Columns))
	for i, c := range t.Columns {
		if c.Key == "" || !c.Kind.Known() {
			return fmt.Errorf("isms: table %s: column %d wants a key and a known kind", quote(t.Name), i)
		}
		if seen[c.Key] {
			return fmt.Errorf("isms: table %s: two columns have the key %s", quote(t.Name), quote(c.Key))
		}
		seen[c.Key] = true
	}
	for i, row := range t.Rows {
		if len(row) > len(t.Columns) {
			return fmt.Errorf("isms: table %s: row %d has %d cells for %d columns", quote(t.Name), i, len(row), len(t.Columns))
		}
		for j, c := range row {
			if c.kind != "" && c.kind != t.Columns[j].Kind {
				return fmt.Errorf("isms: table %s: row %d, column %s: %s in a column of %s", quote(t.Name), i, quote(t.Columns[j].Key), c.kind, t.Columns[j].Kind)
			}
		}
	}
	return nil
}

// At returns the cell in a row, counted from 0, and the column with a key; the
// empty cell where there is none.
func (t Table) At(row int, key string) Cell {
	col := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Key == key })
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
	out := Table{Name: t.Name, Title: t.Title, Columns: make([]Column, len(from)), Rows: make([][]Cell, len(t.Rows))}
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
	Columns []Column   `json:"columns"`
	Rows    [][]string `json:"rows"`
}

// MarshalJSON writes {"name": ..., "title": ..., "columns": [...], "rows": [["A.5.7",
// "yes"], ...]}: each cell as its text, which the kind of its column tells how to
// read. It errs for a table that Check refuses.
func (t Table) MarshalJSON() ([]byte, error) {
	if err := t.Check(); err != nil {
		return nil, err
	}
	j := tableJSON{t.Name, t.Title, nonNil(t.Columns), make([][]string, len(t.Rows))}
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
func (t *Table) UnmarshalJSON(text []byte) error {
	var j tableJSON
	if err := json.Unmarshal(text, &j); err != nil {
		return notOfForm("table", "", err)
	}
	out := Table{j.Name, j.Title, nonNil(j.Columns), make([][]Cell, len(j.Rows))}
	for i, row := range j.Rows {
		out.Rows[i] = make([]Cell, len(row))
		for k, text := range row {
			if k >= len(out.Columns) {
				break // Check says so
			}
			c, err := parseCell(text, out.Columns[k].Kind)
			if err != nil {
				return fmt.Errorf("isms: table %s: row %d, column %s: %w", quote(j.Name), i, quote(out.Columns[k].Key), err)
			}
			out.Rows[i][k] = c
		}
	}
	if err := out.Check(); err != nil {
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

// AppendCSV appends the table as comma-separated values (RFC 4180, lines end
// with a line feed), the column titles first. Text that a spreadsheet would take
// for a formula (it begins with = + - @, a tab or a carriage return) gets an
// apostrophe in front; [ParseCSV] takes it off again, so nothing is lost.
func (t Table) AppendCSV(dst []byte) []byte {
	for j, c := range t.Columns {
		dst = appendField(dst, j, neutral(c.Title))
	}
	dst = append(dst, '\n')
	for i := range t.Rows {
		for j := range t.Columns {
			c := t.cell(i, j)
			text := c.text
			if c.kind == KindText {
				text = neutral(text)
			}
			dst = appendField(dst, j, text)
		}
		dst = append(dst, '\n')
	}
	return dst
}

func appendField(dst []byte, col int, s string) []byte {
	if col > 0 {
		dst = append(dst, ',')
	}
	if s == "" && col == 0 {
		return append(dst, `""`...) // a line is never blank
	}
	if !strings.ContainsAny(s, ",\"\r\n") && strings.TrimSpace(s) == s {
		return append(dst, s...)
	}
	dst = append(dst, '"')
	for i := range len(s) {
		if s[i] == '"' {
			dst = append(dst, '"')
		}
		dst = append(dst, s[i])
	}
	return append(dst, '"')
}

// neutral puts an apostrophe before text that begins with any number of
// apostrophes and then a character that starts a formula.
func neutral(s string) string {
	if startsFormula(s) {
		return "'" + s
	}
	return s
}

func startsFormula(s string) bool {
	s = strings.TrimLeft(s, "'")
	return s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0]))
}

// ParseCSV reads what [Table.AppendCSV] writes, for the same columns; name and
// title of the table are left empty. It errs, with the line, where the text is
// not UTF-8, the titles differ, a line has another number of fields, or a field
// does not fit the kind of its column.
func ParseCSV(text []byte, columns []Column) (Table, error) {
	t := Table{Columns: slices.Clone(columns), Rows: [][]Cell{}}
	if !utf8.Valid(text) {
		return Table{}, fmt.Errorf("isms: ParseCSV: the text is not valid UTF-8")
	}
	in := csvReader{rest: string(text), line: 1}
	for first := true; in.rest != ""; first = false {
		line := in.line
		fields, err := in.record()
		if err != nil {
			return Table{}, fmt.Errorf("isms: ParseCSV: line %d: %w", line, err)
		}
		if len(fields) != len(columns) {
			return Table{}, fmt.Errorf("isms: ParseCSV: line %d has %d fields: want %d", line, len(fields), len(columns))
		}
		row := make([]Cell, len(columns))
		for j, f := range fields {
			if first {
				if plain(f) != columns[j].Title {
					return Table{}, fmt.Errorf("isms: ParseCSV: line 1: field %d is %s: want %s", j+1, quote(f), quote(columns[j].Title))
				}
				continue
			}
			if columns[j].Kind == KindText {
				f = plain(f)
			}
			c, err := parseCell(f, columns[j].Kind)
			if err != nil {
				return Table{}, fmt.Errorf("isms: ParseCSV: line %d, column %s: %w", line, quote(columns[j].Key), err)
			}
			row[j] = c
		}
		if !first {
			t.Rows = append(t.Rows, row)
		}
	}
	if in.line == 1 && len(columns) > 0 {
		return Table{}, fmt.Errorf("isms: ParseCSV: the line of titles is missing")
	}
	return t, nil
}

func plain(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && startsFormula(rest) {
		return rest
	}
	return s
}

func parseCell(s string, kind CellKind) (Cell, error) {
	if s == "" {
		return Cell{}, nil
	}
	switch kind {
	case KindInt:
		n, err := strconv.Atoi(s)
		if err != nil || strconv.Itoa(n) != s {
			return Cell{}, fmt.Errorf("%s is no whole number", quote(s))
		}
	case KindDecimal:
		d, err := ParseDecimal(s)
		if err != nil {
			return Cell{}, err
		}
		return DecimalCell(d), nil
	case KindDate:
		if _, err := ParseDate(s); err != nil {
			return Cell{}, err
		}
	case KindBool:
		if s != "yes" && s != "no" {
			return Cell{}, fmt.Errorf("%s is neither yes nor no", quote(s))
		}
	case KindText, KindRef:
		// As it is: a table may show places that do not exist.
	default:
		return Cell{}, fmt.Errorf("the column has the unknown kind %s", quote(string(kind)))
	}
	return Cell{kind, s}, nil
}

// A csvReader splits text into records. Package encoding/csv would turn CR LF
// inside a quoted field into LF, and so lose what a person wrote.
type csvReader struct {
	rest string
	line int
}

func (r *csvReader) record() ([]string, error) {
	var fields []string
	for {
		field, err := r.field()
		if err != nil {
			return nil, err
		}
		fields = append(fields, field)
		switch {
		case strings.HasPrefix(r.rest, ","):
			r.rest = r.rest[1:]
			continue
		case strings.HasPrefix(r.rest, "\r\n"):
			r.rest = r.rest[2:]
		case strings.HasPrefix(r.rest, "\n"):
			r.rest = r.rest[1:]
		case r.rest != "":
			return nil, fmt.Errorf("unexpected %s after a field", quote(r.rest[:1]))
		}
		r.line++
		return fields, nil
	}
}

func (r *csvReader) field() (string, error) {
	if !strings.HasPrefix(r.rest, `"`) {
		i := strings.IndexAny(r.rest, ",\"\r\n")
		if i < 0 {
			i = len(r.rest)
		}
		f := r.rest[:i]
		r.rest = r.rest[i:]
		return f, nil
	}
	var b strings.Builder
	s := r.rest[1:]
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			return "", fmt.Errorf("a quoted field does not end")
		}
		b.WriteString(s[:i])
		if !strings.HasPrefix(s[i+1:], `"`) {
			r.rest = s[i+1:]
			f := b.String()
			r.line += strings.Count(f, "\n")
			return f, nil
		}
		b.WriteByte('"')
		s = s[i+2:]
	}
}

// AppendMarkdown appends the table in the Markdown of GitHub: title as a
// heading of the given level (1 to 6; 0 for none), titles, rows. Numbers are
// aligned to the right; bars, line ends and markup characters in text are
// escaped.
func (t Table) AppendMarkdown(dst []byte, level int) []byte {
	if level > 0 && t.Title != "" {
		dst = append(dst, strings.Repeat("#", min(level, 6))+" "...)
		dst = appendEscaped(dst, t.Title)
		dst = append(dst, "\n\n"...)
	}
	dst = append(dst, '|')
	for _, c := range t.Columns {
		dst = append(dst, ' ')
		dst = appendEscaped(dst, c.Title)
		dst = append(dst, " |"...)
	}
	dst = append(dst, "\n|"...)
	for _, c := range t.Columns {
		if c.Kind == KindInt || c.Kind == KindDecimal {
			dst = append(dst, " ---: |"...)
		} else {
			dst = append(dst, " --- |"...)
		}
	}
	dst = append(dst, '\n')
	for i := range t.Rows {
		dst = append(dst, '|')
		for j := range t.Columns {
			dst = append(dst, ' ')
			dst = appendEscaped(dst, t.cell(i, j).Cited())
			dst = append(dst, " |"...)
		}
		dst = append(dst, '\n')
	}
	return dst
}

func appendEscaped(dst []byte, s string) []byte {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	for i := range len(s) {
		switch c := s[i]; c {
		case '\n', '\r':
			dst = append(dst, "<br>"...)
		case '|', '\\', '`', '*', '_', '[', ']', '#':
			dst = append(dst, '\\', c)
		case '<':
			dst = append(dst, "&lt;"...)
		case '&':
			dst = append(dst, "&amp;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
