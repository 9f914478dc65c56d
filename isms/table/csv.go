package table

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ismskit/ismskit/internal/text"
)

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
			s := c.text
			if c.kind == KindText {
				s = neutral(s)
			}
			dst = appendField(dst, j, s)
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
func ParseCSV(s []byte, columns []Header) (Table, error) {
	t := Table{Columns: slices.Clone(columns), Rows: [][]Cell{}}
	if !utf8.Valid(s) {
		return Table{}, fmt.Errorf("table: ParseCSV: the text is not valid UTF-8")
	}
	in := csvReader{rest: string(s), line: 1}
	for first := true; in.rest != ""; first = false {
		line := in.line
		fields, err := in.record()
		if err != nil {
			return Table{}, fmt.Errorf("table: ParseCSV: line %d: %w", line, err)
		}
		if len(fields) != len(columns) {
			return Table{}, fmt.Errorf("table: ParseCSV: line %d has %d fields: want %d", line, len(fields), len(columns))
		}
		row := make([]Cell, len(columns))
		for j, f := range fields {
			if first {
				if plain(f) != columns[j].Title {
					return Table{}, fmt.Errorf("table: ParseCSV: line 1: field %d is %s: want %s", j+1, text.Quote(f), text.Quote(columns[j].Title))
				}
				continue
			}
			if columns[j].Kind == KindText {
				f = plain(f)
			}
			c, err := parseCell(f, columns[j].Kind)
			if err != nil {
				return Table{}, fmt.Errorf("table: ParseCSV: line %d, column %s: %w", line, text.Quote(columns[j].Key), err)
			}
			row[j] = c
		}
		if !first {
			t.Rows = append(t.Rows, row)
		}
	}
	if in.line == 1 && len(columns) > 0 {
		return Table{}, fmt.Errorf("table: ParseCSV: the line of titles is missing")
	}
	return t, nil
}

func plain(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && startsFormula(rest) {
		return rest
	}
	return s
}

// csvReader splits text into records. Package encoding/csv would turn CR LF
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
			return nil, fmt.Errorf("unexpected %s after a field", text.Quote(r.rest[:1]))
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
