package isms

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// An Arg is a named value of a finding, from which a host makes the sentence in
// another language. Values are plain text: dates as 2026-03-02, numbers without
// separators.
type Arg struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// ArgText returns an argument of text.
func ArgText[S ~string](name string, value S) Arg { return Arg{name, string(value)} }

// ArgID returns an argument that names a thing by its ID: "without an ID" where that
// is blank, so that the sentence has no gap, as in "risk without an ID has no owner".
func ArgID[S ~string](name string, id S) Arg {
	if strings.TrimSpace(string(id)) == "" {
		return Arg{name, "without an ID"}
	}
	return Arg{name, string(id)}
}

// ArgInt returns an argument of a whole number.
func ArgInt(name string, n int) Arg { return Arg{name, strconv.Itoa(n)} }

// ArgDate returns an argument of a date; "no date" for the zero Date.
func ArgDate(name string, d Date) Arg { return Arg{name, d.String()} }

// A Diagnostic is one finding of a rule: understood, and not as it should be.
type Diagnostic struct {
	Code     string   `json:"code"` // of the Rule
	Severity Severity `json:"severity"`
	Refs     []Ref    `json:"refs"`          // the places it concerns, in natural order
	Path     Path     `json:"path,omitzero"` // the datum
	Args     []Arg    `json:"args,omitzero"`
	Message  string   `json:"message"` // in English, from the rule and the arguments
}

// Arg returns the value of the named argument, empty if there is none.
func (d Diagnostic) Arg(name string) string {
	for _, a := range d.Args {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Concerns reports whether the finding is about ref: names it, a place that ref
// lies in, or a place in ref, by [Ref.Within]. A finding at "6.1.3 e" concerns
// "6.1.3 e", "6.1.3", "6.1" and "6", and one at "6.1.3" concerns "6.1.3 e".
func (d Diagnostic) Concerns(ref Ref) bool {
	return slices.ContainsFunc(d.Refs, func(r Ref) bool { return r == ref || ref.Within(r) || r.Within(ref) })
}

// String returns severity, code, places, path and sentence in one line, for
// people.
func (d Diagnostic) String() string {
	s := d.Short()
	if d.Path != "" {
		s += " at " + string(d.Path)
	}
	return s + ": " + d.Message
}

// Short returns severity, code and places only. It holds no text of the caller's
// records, so it may go into logs where names must not.
func (d Diagnostic) Short() string {
	return string(d.Severity) + " " + d.Code + " (" + joinRefs(d.Refs) + ")"
}

// Compare orders findings by their first place, then code, path, arguments and
// the rest; it returns 0 only for equal findings.
func (d Diagnostic) Compare(e Diagnostic) int {
	return cmp.Or(
		slices.CompareFunc(d.Refs, e.Refs, Ref.Compare),
		strings.Compare(d.Code, e.Code),
		strings.Compare(string(d.Path), string(e.Path)),
		slices.CompareFunc(d.Args, e.Args, func(a, b Arg) int {
			return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Value, b.Value))
		}),
		strings.Compare(string(d.Severity), string(e.Severity)),
		strings.Compare(d.Message, e.Message),
	)
}

// sentence fills the arguments into the template, an item of a clause as people
// cite it. Braces that name no argument stay as they are.
func sentence(template string, args []Arg) string {
	if len(args) == 0 {
		return template
	}
	var b strings.Builder
	for {
		open := strings.IndexByte(template, '{')
		if open < 0 {
			break
		}
		end := strings.IndexByte(template[open:], '}')
		if end < 0 {
			break
		}
		b.WriteString(template[:open])
		name := template[open+1 : open+end]
		i := slices.IndexFunc(args, func(a Arg) bool { return a.Name == name })
		if i < 0 {
			b.WriteString(template[open : open+end+1])
		} else {
			b.WriteString(Ref(args[i].Value).Citation())
		}
		template = template[open+end+1:]
	}
	b.WriteString(template)
	return b.String()
}
