package isms

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// keyOf returns the key of a finding: code, path, and the values of the arguments that
// identify, with a blank between. No two different lists of values have one key.
func (r Rule) keyOf(at Path, args []Arg) string {
	if len(r.Key) == 0 {
		return keyPrefix(r.Code, at)
	}
	b := []byte(keyPrefix(r.Code, at))
	for _, name := range r.Key {
		b = append(b, ' ')
		if i := slices.IndexFunc(args, func(a Arg) bool { return a.Name == name }); i >= 0 {
			b = args[i].identity(b)
		}
	}
	return string(b)
}

func keyPrefix(code string, at Path) string { return code + " " + string(at) }

// identity appends what tells one value from another: the value as it is, or in
// quotes where it could be read as something else. A byte that is no UTF-8 stands there
// as \xff, so that a stored key is the same.
func (a Arg) identity(b []byte) []byte {
	switch a.Kind {
	case KindList:
		b = append(b, '[')
		for i, v := range a.List {
			if i > 0 {
				b = append(b, ',')
			}
			b = v.identity(b)
		}
		return append(b, ']')
	case KindQuantity:
		return strconv.AppendQuote(b, a.Value+" "+a.Of)
	case KindSentence:
		if s := a.Sentence; s != nil {
			b = strconv.AppendQuote(b, s.Code)
			if s.Code == "" {
				b = strconv.AppendQuote(b, s.Text)
			}
			return ArgList("", s.Args...).identity(b)
		}
	}
	if a.Value == "" || strings.ContainsAny(a.Value, ` ,[]"`) || !utf8.ValidString(a.Value) {
		return strconv.AppendQuote(b, a.Value)
	}
	return append(b, a.Value...)
}
