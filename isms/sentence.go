package isms

import (
	"cmp"
	"slices"
	"strings"
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
