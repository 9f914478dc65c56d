package said

import (
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strconv"
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
// of the packages that it is built on.
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

// foreign replaces the letters of a template outside of the names in braces.
func foreign(text string) string {
	return regexp.MustCompile(`\{[^}|]*|[^{]+`).ReplaceAllStringFunc(text, func(part string) string {
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
	s.Args = hidden(s.Args)
	if left := letters.FindAllString(s.In(l.other), -1); left != nil {
		t.Errorf("%s: %q is left in %q", s.Code, left, s.In(l.other))
	}
	if strings.ContainsAny(s.In(l.english), "{}") {
		t.Errorf("%s: braces are left in %q", s.Code, s.In(l.english))
	}
}

// hidden returns the arguments without what is in no language: text and IDs of the
// caller, clauses and controls.
func hidden(args []isms.Arg) []isms.Arg {
	args = slices.Clone(args)
	for i := range args {
		switch a := &args[i]; a.Kind {
		case isms.KindText, isms.KindInput, isms.KindID, isms.KindRef:
			if a.Value != "" {
				a.Value = "7"
			}
		case isms.KindList:
			a.List = hidden(a.List)
		case isms.KindSentence:
			if a.Sentence != nil {
				s := *a.Sentence
				s.Args = hidden(s.Args)
				a.Sentence = &s
			}
		}
	}
	return args
}

// Entry fails if the title or the basis of an entry breaks the law of [Laws.Sentence].
func (l Laws) Entry(t TB, e isms.Entry) {
	t.Helper()
	l.Sentence(t, e.Title)
	l.Sentence(t, e.Basis)
}

// Report fails for a finding or a reason that breaks the law of [Laws.Sentence], for two
// findings with one key, and for a path that leads to no single place of root.
func (l Laws) Report(t TB, root any, r isms.Report) {
	t.Helper()
	value, stored := decoded(root)
	keys := map[string]bool{}
	for d := range r.Found() {
		l.Sentence(t, isms.Sentence{Code: d.Code, Args: d.Args, Text: d.Message})
		if keys[d.Key] {
			t.Errorf("two findings have the key %s", d.Key)
		}
		keys[d.Key] = true
		if stored {
			leads(t, value, d.Path)
		}
	}
	for s := range r.Skipped() {
		l.Sentence(t, s.Why)
	}
}

// Error fails for a problem that breaks the law of [Laws.Sentence] and for a path that
// leads to no single place of root.
func (l Laws) Error(t TB, root any, err error) {
	t.Helper()
	var e *isms.Error
	if !errors.As(err, &e) {
		if err != nil {
			t.Errorf("no isms.Error: %v", err)
		}
		return
	}
	value, stored := decoded(root)
	for _, p := range e.Problems {
		l.Sentence(t, isms.Sentence{Code: p.Code, Args: p.Args, Text: p.Message})
		if p.Want != "" {
			l.Sentence(t, isms.Sentence{Code: p.Code + "#want", Args: p.Args, Text: p.Want})
		}
		if stored {
			leads(t, value, p.Path)
		}
	}
}

// decoded returns the encoded value, and whether it has a stored form.
func decoded(root any) (v any, ok bool) {
	text, err := json.Marshal(root)
	ok = err == nil && json.Unmarshal(text, &v) == nil
	return v, ok
}

// leads fails unless the path leads to one place of the value, or to where a missing
// member would stand.
func leads(t TB, value any, at isms.Path) {
	t.Helper()
	steps, err := at.Segments()
	if err != nil {
		t.Errorf("%v", err)
	}
	for i, s := range steps {
		next, ok := step(value, s)
		_, object := value.(map[string]any)
		switch {
		case ok:
			value = next
		case object && !s.Item && !slices.ContainsFunc(steps[i:], func(s isms.Segment) bool { return s.Item }):
			return // the member is missing
		default:
			t.Errorf("%s leads nowhere at %+v", at, s)
			return
		}
	}
}

// step returns what one step of a path leads to, and whether that is one place.
func step(value any, s isms.Segment) (any, bool) {
	switch v := value.(type) {
	case map[string]any:
		next, ok := v[s.Name]
		return next, ok
	case []any:
		if s.Position >= 0 {
			if !s.Item || s.Position >= len(v) {
				return nil, false
			}
			return v[s.Position], true
		}
		var found []any
		for _, item := range v {
			if key(item) == s.Name {
				found = append(found, item)
			}
		}
		if len(found) == 1 {
			return found[0], true
		}
	}
	return nil, false
}

// key returns the key of an item of a list.
func key(item any) string {
	switch v := item.(type) {
	case string:
		return v
	case []any: // of events
		if len(v) > 0 {
			return key(v[0])
		}
	case map[string]any:
		for _, name := range []string{"id", "key", "ref", "register", "finding", "nonconformity"} {
			if k := key(v[name]); k != "" {
				return k
			}
		}
	}
	return ""
}

// Messages fails for a message of another package, one without a code or a text, and
// two of one code.
func Messages(t TB, pkg string, list []isms.Message) {
	t.Helper()
	code := regexp.MustCompile(`^` + pkg + `/[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, m := range list {
		if !code.MatchString(m.Code) || seen[m.Code] || m.Text == "" {
			t.Errorf("%s: %s", strconv.Quote(m.Code), m.Text)
		}
		seen[m.Code] = true
	}
}
