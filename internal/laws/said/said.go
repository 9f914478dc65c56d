package said

import (
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/ismskit/ismskit/isms"
)

// TB is what the laws need of a test.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
}

// A book is a language of texts by key.
type book map[string]string

func (book) Tag() string                      { return "x" }
func (b book) Text(key string) (string, bool) { s, ok := b[key]; return s, ok }
func (book) Plural(n int) int                 { return min(1, max(n-1, 1-n)) }

// Laws holds the texts of a package in English and in a language of no Latin letter.
type Laws struct{ english, other book }

// Of returns the laws of a package with its rules, messages and vocabularies, and those
// of the packages that it is built on; those of package isms are known.
func Of(rules []isms.Rule, messages []isms.Message, vocabularies []isms.Vocabulary) Laws {
	l := Laws{book{}, book{}}
	add := func(key, text string) {
		l.english[key], l.other[key] = text, foreign(text)
	}
	for _, m := range slices.Concat(isms.Messages(), messages) {
		add(m.Code, m.Text)
		add(m.Code+"#want", m.Want)
	}
	for _, r := range rules {
		add(r.Code, r.Message)
	}
	for _, v := range slices.Concat(isms.Vocabularies(), vocabularies) {
		for word := range v.Titled() {
			add(v.Name()+":"+word, word)
		}
	}
	return l
}

var parts = regexp.MustCompile(`\{[^}|]*|[^{]+`)

// foreign replaces the letters of a template outside of the names in braces.
func foreign(text string) string {
	return parts.ReplaceAllStringFunc(text, func(part string) string {
		if strings.HasPrefix(part, "{") {
			return part
		}
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return 'ж'
			}
			return r
		}, part)
	})
}

var letters = regexp.MustCompile(`[A-Za-z]+`)

// Sentence fails if the sentence is not that of its code and arguments, or English is
// left of it in the other language, but for what the caller wrote.
func (l Laws) Sentence(t TB, s isms.Sentence) {
	t.Helper()
	if got := s.In(l.english); got != s.Text || s.Code == "" || l.english[s.Code] == "" {
		t.Errorf("%s: built anew it says %q, and it said %q", s.Code, got, s.Text)
	}
	s.Args = l.hidden(s.Args)
	if left := letters.FindAllString(s.In(l.other), -1); left != nil {
		t.Errorf("%s: %q is left in %q", s.Code, left, s.In(l.other))
	}
	if said := s.In(l.english); strings.ContainsAny(said, "{}") {
		t.Errorf("%s: braces are left in %q", s.Code, said)
	}
}

// hidden returns the arguments without what is in no language: text, IDs and words of
// the caller's, clauses and controls, currencies.
func (l Laws) hidden(args []isms.Arg) []isms.Arg {
	args = slices.Clone(args)
	for i := range args {
		a := &args[i]
		_, known := l.english[a.Of+":"+a.Value]
		_, unit := l.english[a.Of]
		switch a.Kind {
		case isms.KindText, isms.KindInput, isms.KindID, isms.KindRef:
			if a.Value != "" {
				a.Value = "7"
			}
		case isms.KindWord:
			if !known && a.Value != "" {
				a.Value = "7"
			}
		case isms.KindQuantity:
			if !unit {
				a.Of = "7"
			}
		case isms.KindList:
			a.List = l.hidden(a.List)
		case isms.KindSentence:
			if a.Sentence != nil {
				s := *a.Sentence
				s.Args = l.hidden(s.Args)
				a.Sentence = &s
			}
		}
	}
	return args
}

// Entry fails if the title or the basis of an entry breaks the law of [Laws.Sentence].
// A title without a code is the caller's own text and has to stand in root.
func (l Laws) Entry(t TB, root any, e isms.Entry) {
	t.Helper()
	l.Sentence(t, e.Basis)
	if e.Title.Code == "" && valueOf(root).texts[e.Title.Text] {
		return
	}
	l.Sentence(t, e.Title)
}

// Report fails for a finding or a reason that breaks the law of [Laws.Sentence], for two
// findings with one key, for a path that leads to no single place of root, and for text
// of an argument that stands neither in root nor in what was given beside it. Of a nil
// root there are no paths, and of neither no texts.
func (l Laws) Report(t TB, root any, r isms.Report, beside ...any) {
	t.Helper()
	v := valueOf(root)
	for _, b := range beside {
		v.know(valueOf(b).json)
	}
	at := map[string]isms.Path{}
	for d := range r.Found() {
		l.Sentence(t, isms.Sentence{Code: d.Code, Args: d.Args, Text: d.Message})
		if first, twice := at[d.Key]; twice {
			t.Errorf("two findings have the key %s, at %s and %s", d.Key, first, d.Path)
		}
		at[d.Key] = d.Path
		v.leads(t, d.Path)
		v.wrote(t, d.Code, d.Args)
	}
	for s := range r.Skipped() {
		l.Sentence(t, s.Why)
		v.wrote(t, s.Code, s.Why.Args)
	}
}

// Error fails for an error that is none of the kernel's, for a problem that breaks the
// law of [Laws.Sentence], and for a path that leads to no single place of root. Nil is
// no error.
func (l Laws) Error(t TB, root any, err error) {
	t.Helper()
	if err == nil {
		return
	}
	var e *isms.Error
	if !errors.As(err, &e) || len(e.Problems) == 0 {
		t.Errorf("no isms.Error, or one without a problem: %v", err)
		return
	}
	v := valueOf(root)
	for _, p := range e.Problems {
		l.Sentence(t, isms.Sentence{Code: p.Code, Args: p.Args, Text: p.Message})
		if p.Want != "" {
			l.Sentence(t, isms.Sentence{Code: p.Code + "#want", Args: p.Args, Text: p.Want})
		}
		v.leads(t, p.Path)
	}
}

// Messages fails for a message of another package, one without a code or a text, and
// two of one code, or of the code of a rule.
func Messages(t TB, pkg string, rules []isms.Rule, list []isms.Message) {
	t.Helper()
	code := regexp.MustCompile(`^` + pkg + `/[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, r := range rules {
		seen[r.Code] = true
	}
	for _, m := range list {
		if !code.MatchString(m.Code) || seen[m.Code] || m.Text == "" {
			t.Errorf("message %q %q: want a code of package %s that nothing else has, and a text", m.Code, m.Text, pkg)
		}
		seen[m.Code] = true
	}
}

// decode returns the stored form of a value, and whether it has one.
func decode(root any) (v any, ok bool) {
	text, err := json.Marshal(root)
	ok = err == nil && json.Unmarshal(text, &v) == nil
	return v, ok
}
