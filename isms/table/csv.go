package table

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ismskit/ismskit/isms"
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
// title of the table are left empty. It returns an [isms.Error], with lines and the
// places in the table, where the columns are refused by [Table.Validate], the text is
// not UTF-8, the titles differ, a line has another number of fields, or a field does
// not fit the kind of its column.
func ParseCSV(s []byte, columns []Header) (Table, error) {
	t := Table{Columns: slices.Clone(columns), Rows: [][]Cell{}}
	if !utf8.Valid(s) {
		return Table{}, isms.Refuse(notUTF8, "", "")
	}
	if err := t.Validate(); err != nil {
		return Table{}, err
	}
	in := csvReader{rest: string(s), line: 1}
	var wrong isms.Error
	for first := true; in.rest != ""; first = false {
		line := in.line
		fields, err := in.record()
		switch {
		case err != nil:
			wrong.Add(onLine(line, err))
			return Table{}, wrong.OrNil()
		case len(fields) != len(columns):
			wrong.Add(onLine(line, isms.Refuse(fieldsOfALine, "", "", isms.ArgInt("n", len(fields)), isms.ArgInt("columns", len(columns)))))
		case first:
			wrong.Add(onLine(line, titles(fields, columns)))
		default:
			row, err := t.parseRow(len(t.Rows), fields, true)
			wrong.Add(onLine(line, err))
			t.Rows = append(t.Rows, row)
		}
	}
	if in.line == 1 && len(columns) > 0 {
		wrong.Add(isms.Refuse(noTitles, "", ""))
	}
	if err := wrong.OrNil(); err != nil {
		return Table{}, err
	}
	return t, nil
}

// titles refuses fields that are not the titles of the columns.
func titles(fields []string, columns []Header) error {
	var wrong isms.Error
	for j, f := range fields {
		if plain(f) != columns[j].Title {
			wrong.Add(isms.Refuse(wrongTitle, isms.Path("").Index("columns", j).Field("title"), f, isms.ArgText("title", columns[j].Title)))
		}
	}
	return wrong.OrNil()
}

// onLine returns the error as one of a line of text.
func onLine(line int, err error) error {
	if e := (*isms.Error)(nil); errors.As(err, &e) {
		for i := range e.Problems {
			e.Problems[i].Line = line
		}
	}
	return err
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
			return nil, isms.Refuse(afterAField, "", r.rest[:1])
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
			return "", isms.Refuse(openQuote, "", "")
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
