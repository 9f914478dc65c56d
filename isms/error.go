package isms

import (
	"errors"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/strictjson"
)

// MaxProblems is how many problems of one input an [Error] lists; the rest is counted.
// [Decode] lists fewer where they say much: at most about 8 KiB of paths, values and
// members.
const MaxProblems = 100

// Error is why input was refused, with all that is wrong with it: returned by
// every function of this library that reads, builds or changes something. Reach it
// with errors.As.
type Error struct {
	Problems []Problem `json:"problems"`
	More     int       `json:"more,omitzero"` // further ones, counted only
}

// Problem is one thing that is wrong with input.
type Problem struct {
	Code    string `json:"code"`           // of the [Message]
	Path    Path   `json:"path,omitzero"`  // from the root of what was given; empty for all of it
	Line    int    `json:"line,omitzero"`  // of stored text, counted from 1; 0 for no text, or text of one line
	Value   string `json:"value,omitzero"` // what was refused, as given
	Args    []Arg  `json:"args,omitzero"`
	Message string `json:"message"`       // what is wrong, in English
	Want    string `json:"want,omitzero"` // what would be right, in English
}

// Refuse returns an [Error] of one problem: the message with the arguments, about
// the value at the path. In the message {value} is the value, in quotes.
func Refuse(m Message, at Path, value string, args ...Arg) error {
	given := strings.Clone(value) // so that text that is sound needs no place on the heap
	if given != "" || strings.Contains(m.Text, "{value}") {
		args = append([]Arg{ArgInput("value", given)}, args...)
	}
	return &Error{Problems: []Problem{newProblem(m, at, given, args)}}
}

func newProblem(m Message, at Path, value string, args []Arg) Problem {
	return Problem{Code: m.Code, Path: at, Value: value, Args: args, Message: fill(m.Text, args, nil), Want: fill(m.Want, args, nil)}
}

// RefuseAll returns one [Error] of the problems of all errors, in their order,
// without nil ones, up to [MaxProblems]; nil if there are none. An error that holds
// none of this library becomes a problem that says its text.
func RefuseAll(errs ...error) error {
	if !slices.ContainsFunc(errs, func(err error) bool { return err != nil }) {
		return nil
	}
	return gather(errs...).OrNil()
}

// RefuseUnder returns the error as seen from a larger value, in which at leads to
// what was refused; nil for nil.
func RefuseUnder(at Path, err error) error {
	if err == nil {
		return nil
	}
	e := gather(err)
	e.under(at)
	return e.OrNil()
}

// gather returns the problems of all errors, in their order.
func gather(errs ...error) Error {
	var all Error
	all.Add(errs...)
	return all
}

// Add adds the problems of errors as [RefuseAll] does, for who meets them one by one.
func (e *Error) Add(errs ...error) {
	for _, err := range flat(errs) {
		var text *strictjson.Problems
		if errors.As(err, &text) {
			e.add(refusedText(text))
		} else {
			e.add(refusedValue(err))
		}
	}
}

// flat returns the errors that are there, those that are joined one by one.
func flat(errs []error) []error {
	var out []error
	for open := slices.Clone(errs); len(open) > 0; {
		err := open[0]
		open = open[1:]
		switch joined, ok := err.(interface{ Unwrap() []error }); {
		case err == nil:
		case ok:
			open = slices.Concat(joined.Unwrap(), open)
		default:
			out = append(out, err)
		}
	}
	return out
}

// refusedValue returns the problems that an error holds, or the one that says its text.
func refusedValue(err error) Error {
	var e *Error
	if errors.As(err, &e) {
		return *e
	}
	return Error{Problems: []Problem{newProblem(otherError, "", "", []Arg{ArgText("why", err.Error())})}}
}

func (e *Error) add(o Error) {
	n := min(len(o.Problems), max(0, MaxProblems-len(e.Problems)))
	e.Problems = append(e.Problems, o.Problems[:n]...)
	e.More += len(o.Problems) - n + o.More
}

func (e *Error) under(at Path) {
	for i := range e.Problems {
		e.Problems[i].Path = e.Problems[i].Path.Under(at)
	}
}

// OrNil returns the error, nil without problems.
func (e Error) OrNil() error {
	if len(e.Problems) == 0 && e.More == 0 {
		return nil
	}
	return &Error{nonNil(e.Problems), e.More}
}

// Error returns a line for each problem, in English.
func (e *Error) Error() string { return e.In(nil) }

// In returns a line for each problem, in a language; nothing for no error.
func (e *Error) In(l Language) string {
	if e == nil {
		return ""
	}
	lines := make([]string, 0, len(e.Problems)+1)
	for _, p := range e.Problems {
		lines = append(lines, p.In(l))
	}
	if e.More > 0 {
		lines = append(lines, moreProblems.in(l, ArgInt("n", e.More)))
	}
	return strings.Join(lines, "\n")
}

// Has reports whether some problem has the code of the message. No error has any.
func (e *Error) Has(m Message) bool {
	return e != nil && slices.ContainsFunc(e.Problems, func(p Problem) bool { return p.Code == m.Code })
}

// Sentence returns what is wrong, without the path and what would be right: without the
// arguments, too, that only this says, such as the words that are known. So a finding
// that holds the sentence stays the same when they change.
func (p Problem) Sentence() Sentence {
	args := slices.DeleteFunc(slices.Clone(p.Args), func(a Arg) bool {
		return a.Kind != KindNumber && !strings.Contains(p.Message, a.String()) // a number may only choose a form
	})
	return Sentence{Code: p.Code, Args: args, Text: p.Message}
}

// String returns the problem in English.
func (p Problem) String() string { return p.In(nil) }

// In returns path, line, what is wrong and what would be right, in a language.
func (p Problem) In(l Language) string {
	said := say(l, p.Code, p.Args, p.Message)
	if p.Want != "" {
		want := say(l, p.Code+"#want", p.Args, p.Want)
		said = wantedInstead.in(l, ArgText("problem", said), ArgText("want", want))
	}
	at := string(p.Path)
	if p.Line > 0 {
		at = strings.TrimSpace(at + " " + lineNumber.in(l, ArgInt("n", p.Line)))
	}
	if at == "" {
		return said
	}
	return at + ": " + said
}
