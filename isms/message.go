package isms

import (
	"slices"
	"strconv"
	"strings"
)

// Message is a sentence with places for its arguments, declared once: what the
// library says besides the findings of its rules. Its code is stable and is what
// a translation refers to.
//
// {name} stands for an argument, {name|one|other} for the first text if the
// number of that name is 1 and for the second otherwise. The texts hold no braces.
type Message struct {
	Code string `json:"code"`          // "risk/value-not-on-the-scale": package, slash, words
	Text string `json:"text"`          // in English
	Want string `json:"want,omitzero"` // what would be right, of a message that refuses input
}

// With returns the sentence with its arguments.
func (m Message) With(args ...Arg) Sentence {
	return Sentence{Code: m.Code, Args: args, Text: fill(m.Text, args, nil)}
}

// fill puts the arguments into a template. Braces that name no argument stay as
// they are.
func fill(template string, args []Arg, l Language) string {
	if len(args) == 0 {
		return template
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(template, "{")
		inside, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			b.WriteString(template)
			return b.String()
		}
		b.WriteString(before)
		name, forms, plural := strings.Cut(inside, "|")
		i := slices.IndexFunc(args, func(a Arg) bool { return a.Name == name })
		switch {
		case i < 0:
			b.WriteString("{" + inside + "}")
		case plural:
			b.WriteString(form(strings.Split(forms, "|"), args[i], l))
		default:
			b.WriteString(args[i].In(l))
		}
		template = after
	}
}

// form returns the text that goes with a number; the last one with what is no whole
// number.
func form(forms []string, a Arg, l Language) string {
	at := len(forms) - 1
	switch n, err := strconv.Atoi(a.Value); {
	case err != nil:
	case l != nil:
		at = min(at, max(0, l.Plural(n)))
	case n == 1:
		at = 0
	}
	return forms[at]
}
