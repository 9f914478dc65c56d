package annexa

import (
	"errors"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
)

// Query asks for controls by what they are tagged with. Within an attribute any
// of the given values will do, across attributes all conditions must hold:
//
//	Query{Attributes: Preventive | Detective | Availability}
//
// asks for the controls that are preventive or detective, and serve
// availability. An attribute without a value sets no condition, so the zero Query
// asks for all 93. What a query cannot say, set algebra can:
// [Set.Minus], [Set.Union].
type Query struct {
	AttributeValues AttributeValueSet // any of the values within each attribute, all attributes
	Themes          ThemeSet          // any of these themes; none = every theme
	New             bool              // only the controls that the 2013 edition did not have
}

// Select returns the controls that the query asks for. A value that is no
// attribute or no theme is an error, never an empty answer.
func (q Query) Select() (Set, error) {
	if !q.AttributeValues.Known() || !q.Themes.Known() {
		return Set{}, q.unknown()
	}
	s := FullSet()
	for i := range attributes {
		want := q.AttributeValues & attributes[i].mask
		if want == 0 {
			continue
		}
		var some Set
		for ; want != 0; want &= want - 1 {
			some = some.Union(attributeSets[want.first()])
		}
		s = s.Intersect(some)
	}
	if q.Themes != 0 {
		s = s.Intersect(q.Themes.Controls())
	}
	if q.New {
		s = s.Intersect(newSet)
	}
	return s, nil
}

// Matches reports whether the query asks for c. It looks at the fields of c
// alone, so it serves custom controls too. A query with an unknown value asks
// for nothing; [Query.Select] says so as an error.
func (q Query) Matches(c Control) bool {
	if !q.AttributeValues.Known() || !q.Themes.Known() {
		return false
	}
	for i := range attributes {
		if want := q.AttributeValues & attributes[i].mask; want != 0 && want&c.AttributeValues == 0 {
			return false
		}
	}
	return (q.Themes == 0 || q.Themes&c.Theme != 0) && (!q.New || c.New)
}

func (q Query) unknown() error {
	var errs []error
	if !q.AttributeValues.Known() {
		errs = append(errs, q.AttributeValues.refuse("attributeValues"))
	}
	if !q.Themes.Known() {
		errs = append(errs, q.Themes.refuse("themes"))
	}
	return isms.RefuseAll(errs...)
}

// newWord asks for the controls that are new in 2022, in the text of a query.
const newWord = "new"

// ParseQuery reads the text of a query: attribute values, themes and the word
// "new", in any order, separated by commas or line breaks:
//
//	preventive, availability, physical, technological, new
//
// A word that is none of these is an error. Text without a word is the zero
// Query.
func ParseQuery(text string) (Query, error) { return readWords(text, (*Query).add) }

// add puts one word into the query.
func (q *Query) add(word string) error {
	if word == newWord {
		q.New = true
		return nil
	}
	if i := Themes().Index(word); i >= 0 {
		q.Themes |= 1 << i
		return nil
	}
	a, err := ParseAttributeValue(word)
	var e *isms.Error
	if errors.As(err, &e) && e.Has(noAttributeValue) && !strings.HasPrefix(word, "#") {
		return isms.Refuse(noQueryWord, "", word, isms.ArgWords("themes", Themes(), slices.Collect(Themes().All())...))
	}
	if err != nil {
		return err
	}
	q.AttributeValues |= a
	return nil
}

// String returns the text that [ParseQuery] reads: attribute values, themes,
// "new". The zero Query is "".
func (q Query) String() string {
	var parts []string
	if q.AttributeValues != 0 {
		parts = append(parts, q.AttributeValues.String())
	}
	if q.Themes != 0 {
		parts = append(parts, q.Themes.String())
	}
	if q.New {
		parts = append(parts, newWord)
	}
	return strings.Join(parts, ", ")
}

// MarshalText returns the text of [Query.String]; unknown values are an error.
func (q Query) MarshalText() ([]byte, error) {
	if !q.AttributeValues.Known() || !q.Themes.Known() {
		return nil, q.unknown()
	}
	return []byte(q.String()), nil
}

// UnmarshalText reads what [ParseQuery] reads.
func (q *Query) UnmarshalText(text []byte) error {
	p, err := ParseQuery(string(text))
	if err != nil {
		return err
	}
	*q = p
	return nil
}

// UnmarshalJSON reads the text of UnmarshalText in quotes; null leaves q as it is.
func (q *Query) UnmarshalJSON(data []byte) error {
	return readText(data, q.UnmarshalText)
}

// readText reads a JSON string by the text form of a type. The word null leaves
// the value as it is.
func readText(data []byte, read func([]byte) error) error {
	if string(data) == "null" {
		return nil
	}
	var text string
	if err := isms.RefuseAll(strictjson.Decode(data, &text, strictjson.Limits{})); err != nil {
		return onOneLine(err)
	}
	return read([]byte(text))
}
