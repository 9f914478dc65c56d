package golden

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/ismskit/ismskit/isms"
)

// book is a language of texts by key.
type book map[string]string

func (b book) Tag() string                    { return "x" }
func (b book) Text(key string) (string, bool) { s, ok := b[key]; return s, ok }
func (b book) Plural(n int) int {
	if n == 1 {
		return 0
	}
	return 1
}

// newBook returns the language that says the messages of the kernel and these, and the
// words of the vocabularies of the kernel and these, as word turns them.
func newBook(messages []isms.Message, vocabularies []isms.Vocabulary, word func(string) string) book {
	b := book{}
	for _, m := range slices.Concat(isms.Messages(), messages) {
		b[m.Code], b[m.Code+"#want"] = inTemplate(m.Text, word), inTemplate(m.Want, word)
	}
	for _, v := range slices.Concat(isms.Vocabularies(), vocabularies) {
		for w := range v.Titled() {
			b[v.Name()+":"+w] = word(w)
		}
	}
	return b
}

var partsOfTemplate = regexp.MustCompile(`\{[^}]*\}|[^{]+`)

// inTemplate turns the words outside of the names in braces.
func inTemplate(template string, word func(string) string) string {
	return partsOfTemplate.ReplaceAllStringFunc(template, func(part string) string {
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

func same(s string) string { return s }

// pseudo turns each letter into one of another script.
func pseudo(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return 'ж'
		}
		return r
	}, s)
}

var letters = regexp.MustCompile(`[A-Za-z]+`)

// Translates fails unless what an error says is built from codes and arguments alone,
// with the messages and vocabularies of its package, and nothing of it stays English
// in another language but paths and what is of the caller.
func Translates(t testing.TB, err error, messages []isms.Message, vocabularies []isms.Vocabulary) {
	t.Helper()
	var e *isms.Error
	if !errors.As(err, &e) {
		t.Errorf("%v is no isms.Error", err)
		return
	}
	if got := e.In(newBook(messages, vocabularies, same)); got != e.Error() {
		t.Errorf("built anew it says\n%s\nand it said\n%s", got, e)
	}
	other := newBook(messages, vocabularies, pseudo)
	for _, p := range e.Problems {
		p.Path, p.Args = "", callers(p.Args)
		if left := letters.FindAllString(p.In(other), -1); left != nil {
			t.Errorf("%s: %q is left in %q", p.Code, left, p.In(other))
		}
	}
}

// TranslatesSentence is [Translates] for a sentence.
func TranslatesSentence(t testing.TB, s isms.Sentence, messages []isms.Message, vocabularies []isms.Vocabulary) {
	t.Helper()
	Translates(t, &isms.Error{Problems: []isms.Problem{{Code: s.Code, Args: s.Args, Message: s.Text}}}, messages, vocabularies)
}

// callers returns the arguments with a digit for what is of the caller: text, input,
// IDs, clauses and controls.
func callers(args []isms.Arg) []isms.Arg {
	args = slices.Clone(args)
	for i := range args {
		switch a := &args[i]; a.Kind {
		case isms.KindText, isms.KindInput, isms.KindRef:
			a.Value = "7"
		case isms.KindID:
			if a.Value != "" {
				a.Value = "7"
			}
		case isms.KindList:
			a.List = callers(a.List)
		case isms.KindSentence:
			if a.Sentence != nil {
				s := *a.Sentence
				s.Args = callers(s.Args)
				a.Sentence = &s
			}
		}
	}
	return args
}
