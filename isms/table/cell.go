package table

import (
	"strconv"

	"github.com/ismskit/ismskit/isms"
)

// Kind says what a cell or a column holds. The empty kind is the empty
// cell: not known, or nothing to say.
type Kind string

// Kinds of cells.
const (
	KindText    Kind = "text"
	KindInt     Kind = "int"     // a whole number
	KindDecimal Kind = "decimal" // a [isms.Decimal]
	KindDate    Kind = "date"    // a [isms.Date]
	KindBool    Kind = "bool"    // yes or no
	KindRef     Kind = "ref"     // a [isms.Ref], printed as it is: A.5.10 never becomes 5.1
)

var wordsKinds = [...][2]Kind{
	{KindText, "Text"},
	{KindInt, "Whole number"},
	{KindDecimal, "Decimal number"},
	{KindDate, "Date"},
	{KindBool, "Yes or no"},
	{KindRef, "Clause or control"},
}

// Kinds returns the vocabulary of [Kind].
func Kinds() isms.Words[Kind] { return isms.WordsOf("table.kind", wordsKinds[:]) }

// Cell is a typed value of a [Table]. It is comparable; the zero Cell is empty.
type Cell struct {
	kind Kind
	text string
}

// Text returns a cell of text; the empty text gives the empty cell.
func Text[S ~string](s S) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{KindText, string(s)}
}

// CellOf returns the cell of a value: a number in digits, yes or no, a date, a
// place. The zero Date and the empty Ref give the empty cell.
func CellOf[V Value](v V) Cell {
	c, kind := cellOf(v)
	if c.text == "" {
		return Cell{}
	}
	c.kind = kind
	return c
}

// cellOf returns the text of a value, and the kind of its column.
func cellOf(v any) (Cell, Kind) {
	switch v := v.(type) {
	case int:
		return Cell{text: strconv.Itoa(v)}, KindInt
	case bool:
		if v {
			return Cell{text: "yes"}, KindBool
		}
		return Cell{text: "no"}, KindBool
	case isms.Decimal:
		return Cell{text: v.String()}, KindDecimal
	case isms.Date:
		if v.IsZero() {
			return Cell{}, KindDate
		}
		return Cell{text: v.String()}, KindDate
	default:
		r, _ := v.(isms.Ref) // the last Value
		return Cell{text: string(r)}, KindRef
	}
}

// Kind returns what the cell holds; empty for the empty cell.
func (c Cell) Kind() Kind { return c.kind }

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
func (c Cell) Decimal() (isms.Decimal, bool) {
	if c.kind != KindDecimal && c.kind != KindInt {
		return isms.Decimal{}, false
	}
	d, err := isms.ParseDecimal(c.text)
	return d, err == nil
}

// Date returns the date of a cell of [KindDate], and whether it is one.
func (c Cell) Date() (isms.Date, bool) {
	if c.kind != KindDate {
		return isms.Date{}, false
	}
	d, err := isms.ParseDate(c.text)
	return d, err == nil
}

// Bool returns what a cell of [KindBool] says, and whether it is one.
func (c Cell) Bool() (yes, ok bool) { return c.kind == KindBool && c.text == "yes", c.kind == KindBool }

// Ref returns the place of a cell of [KindRef], and whether it is one. It is as
// it was put in: a table may show places that do not exist.
func (c Cell) Ref() (isms.Ref, bool) {
	if c.kind != KindRef {
		return "", false
	}
	return isms.Ref(c.text), true
}

// Cited returns the text for people: of a place its [isms.Ref.Citation], of all else
// what String does.
func (c Cell) Cited() string {
	if r, ok := c.Ref(); ok {
		return r.Citation(nil)
	}
	return c.text
}

// Equal reports whether both hold the same; == says the same.
func (c Cell) Equal(other Cell) bool { return c == other }

// MarshalText returns what String does. The kind stands in the column: read the
// whole [Table], or CSV with [ParseCSV].
func (c Cell) MarshalText() ([]byte, error) { return []byte(c.text), nil }

// parseCell reads the text of a cell of a known kind.
func parseCell(s string, kind Kind) (Cell, error) {
	if s == "" {
		return Cell{}, nil
	}
	switch kind {
	case KindInt:
		n, err := strconv.Atoi(s)
		if err != nil || strconv.Itoa(n) != s {
			return Cell{}, isms.Refuse(noWholeNumber, "", s)
		}
	case KindDecimal:
		d, err := isms.ParseDecimal(s)
		if err != nil {
			return Cell{}, err
		}
		return CellOf(d), nil
	case KindDate:
		if _, err := isms.ParseDate(s); err != nil {
			return Cell{}, err
		}
	case KindBool:
		if s != "yes" && s != "no" {
			return Cell{}, isms.Refuse(neitherYesNorNo, "", s)
		}
	}
	return Cell{kind, s}, nil // of text and places as it is: a table may show places that do not exist
}
