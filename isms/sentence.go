package isms

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Sentence is something said: code, arguments, and the text in English that
// follows from both. Other languages are made from code and arguments. A sentence
// of a host's own may have the text alone. The zero Sentence says nothing.
type Sentence struct {
	Code string `json:"code,omitzero"`
	Args []Arg  `json:"args,omitzero"`
	Text string `json:"text"`
}

// String returns the text in English.
func (s Sentence) String() string { return s.Text }

// IsZero reports whether nothing is said.
func (s Sentence) IsZero() bool { return s.Code == "" && s.Text == "" }

// In returns the text in a language; in English where that does not know the
// code.
func (s Sentence) In(l Language) string { return say(l, s.Code, s.Args, s.Text) }

// cloneArgs returns a copy that shares no memory that could change.
func cloneArgs(args []Arg) []Arg {
	args = slices.Clone(args)
	for i := range args {
		a := &args[i]
		if a.List != nil {
			a.List = cloneArgs(a.List)
		}
		if a.Sentence != nil {
			s := *a.Sentence
			s.Args = cloneArgs(s.Args)
			a.Sentence = &s
		}
	}
	return args
}

// legible returns arguments that are the same after they were stored: bytes that are no
// UTF-8 become U+FFFD. It changes none that is UTF-8 and shares no memory with others.
func legible(args []Arg) []Arg {
	if allUTF8(args) {
		return args
	}
	args = cloneArgs(args)
	for i := range args {
		a := &args[i]
		a.Value, a.List = strings.ToValidUTF8(a.Value, "\ufffd"), legible(a.List)
		if a.Sentence != nil {
			*a.Sentence = a.Sentence.legible()
		}
	}
	return args
}

func (s Sentence) legible() Sentence {
	s.Text, s.Args = strings.ToValidUTF8(s.Text, "\ufffd"), legible(s.Args)
	return s
}

func allUTF8(args []Arg) bool {
	return !slices.ContainsFunc(args, func(a Arg) bool {
		return !utf8.ValidString(a.Value) || !allUTF8(a.List) || a.Sentence != nil && !(utf8.ValidString(a.Sentence.Text) && allUTF8(a.Sentence.Args))
	})
}

func compareArgs(a, b Arg) int {
	return cmp.Or(
		strings.Compare(a.Name, b.Name), strings.Compare(a.Value, b.Value), strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Of, b.Of),
		slices.CompareFunc(a.List, b.List, compareArgs), compareSentences(a.Sentence, b.Sentence),
	)
}

// compareSentences orders sentences by code, arguments and text; none comes first.
func compareSentences(a, b *Sentence) int {
	switch {
	case a == b:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Or(strings.Compare(a.Code, b.Code), slices.CompareFunc(a.Args, b.Args, compareArgs), strings.Compare(a.Text, b.Text))
}
