package reportlaws

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/ismskit/ismskit/isms"
)

// Laws are the laws of one package: of its rules, messages and words.
type Laws struct {
	english, other phrasebook
}

// New returns the laws of a package; those of package isms are known.
func New(rules []isms.Rule, messages []isms.Message, words []isms.Vocabulary) Laws {
	made := func(word func(string) string) phrasebook {
		p := phrasebook{}
		for _, m := range append(isms.Messages(), messages...) {
			p[m.Code] = template(m.Text, word)
			p[m.Code+"#want"] = template(m.Want, word)
		}
		for _, r := range rules {
			p[r.Code] = template(r.Message, word)
		}
		for _, v := range append(isms.Vocabularies(), words...) {
			for w := range v.Titled() {
				p[v.Name()+":"+w] = word(w)
			}
		}
		return p
	}
	return Laws{english: made(func(s string) string { return s }), other: made(foreign)}
}

// Report returns what is wrong with what a check of the value found and skipped.
func (l Laws) Report(value any, r isms.Report) error {
	var errs []error
	given := textsOf(value)
	at := map[string]isms.Path{} // by key
	for d := range r.Found() {
		if first, twice := at[d.Key]; twice {
			errs = append(errs, fmt.Errorf("two findings have the key %q: at %s and %s", d.Key, first, d.Path))
		}
		at[d.Key] = d.Path
		errs = append(errs, l.said(isms.Sentence{Code: d.Code, Args: d.Args, Text: d.Message}, given), leads(value, d.Path))
	}
	for s := range r.Skipped() {
		errs = append(errs, l.said(s.Why, given))
	}
	return errors.Join(errs...)
}

// Entries returns what is wrong with the sentences of entries of the value.
func (l Laws) Entries(value any, entries []isms.Entry) error {
	var errs []error
	given := textsOf(value)
	for _, e := range entries {
		errs = append(errs, l.said(e.Title, given), l.said(e.Basis, given))
	}
	return errors.Join(errs...)
}

// Refused returns what is wrong with an error about the value.
func (l Laws) Refused(value any, err error) error {
	var e *isms.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("%w is no *isms.Error", err)
	}
	var errs []error
	for _, p := range e.Problems {
		errs = append(errs, l.said(isms.Sentence{Code: p.Code, Args: p.Args, Text: p.Message}, nil), leads(value, p.Path))
		if p.Want != "" {
			errs = append(errs, l.said(isms.Sentence{Code: p.Code + "#want", Args: p.Args, Text: p.Want}, nil))
		}
	}
	return errors.Join(errs...)
}

// said returns why a sentence is not made of code, arguments and language alone. Texts
// of the caller's are among the given ones, if any are.
func (l Laws) said(s isms.Sentence, given texts) error {
	if s.Code == "" && given[s.Text] {
		return nil // the caller's own
	}
	if s.Code == "" {
		return fmt.Errorf("%q has no code", s.Text)
	}
	if again := s.In(l.english); again != s.Text {
		return fmt.Errorf("%s: made anew it says %q, and it said %q", s.Code, again, s.Text)
	}
	if odd := given.without(s.Args); odd != "" {
		return fmt.Errorf("%s: %q is no text of what was checked", s.Code, odd)
	}
	s.Args = l.hidden(s.Args)
	if left := latin.FindAllString(s.In(l.other), -1); left != nil {
		return fmt.Errorf("%s: %q is left in %q", s.Code, left, s.In(l.other))
	}
	return nil
}

var latin = regexp.MustCompile(`[A-Za-z]+`)

// foreign returns each letter as one of another script.
func foreign(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return 'ж'
		}
		return r
	}, s)
}

// template turns the words outside of the names in braces.
func template(text string, word func(string) string) string {
	return places.ReplaceAllStringFunc(text, func(part string) string {
		name, forms, plural := strings.Cut(strings.Trim(part, "{}"), "|")
		switch {
		case !strings.HasPrefix(part, "{"):
			return word(part)
		case !plural:
			return part
		}
		return "{" + name + "|" + word(forms) + "}"
	})
}

var places = regexp.MustCompile(`\{[^}]*\}|[^{]+`)

// hidden returns the arguments without what is in no language: texts, IDs, words of the
// caller's, clauses and currencies.
func (l Laws) hidden(args []isms.Arg) []isms.Arg {
	out := make([]isms.Arg, len(args))
	for i, a := range args {
		switch {
		case a.Kind == isms.KindQuantity && !strings.HasPrefix(a.Of, "isms.unit:"):
			a.Of = "7"
		case a.Value == "":
		case a.Kind == isms.KindWord && l.english[a.Of+":"+a.Value] != "": // not of the caller's
		case a.Kind == isms.KindWord, a.Kind == isms.KindText, a.Kind == isms.KindInput, a.Kind == isms.KindID, a.Kind == isms.KindRef:
			a.Value = "7"
		}
		a.List = l.hidden(a.List)
		if a.Sentence != nil {
			s := *a.Sentence
			s.Args = l.hidden(s.Args)
			a.Sentence = &s
		}
		out[i] = a
	}
	return out
}

// A phrasebook is a language of texts by key.
type phrasebook map[string]string

func (phrasebook) Tag() string                      { return "x" }
func (p phrasebook) Text(key string) (string, bool) { s, ok := p[key]; return s, ok }
func (phrasebook) Plural(n int) int {
	if n == 1 {
		return 0
	}
	return 1
}
