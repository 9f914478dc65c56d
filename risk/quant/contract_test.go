package quant

import (
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// What the package says, the only place where a test holds its sentences.
func TestMessageTexts(t *testing.T) {
	var n golden.Note
	n.Messages(Messages())
	golden.Equal(t, "rules.txt", n.Bytes())
	code := regexp.MustCompile(`^quant/[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, m := range Messages() {
		if !code.MatchString(m.Code) || seen[m.Code] || m.Text == "" {
			t.Errorf("%s: no code, no text, or twice", m.Code)
		}
		seen[m.Code] = true
	}
}

// A phrasebook is a language of texts by key.
type phrasebook map[string]string

func (phrasebook) Tag() string                      { return "x" }
func (p phrasebook) Text(key string) (string, bool) { s, ok := p[key]; return s, ok }
func (phrasebook) Plural(n int) int                 { return min(1, max(n-1, 1-n)) }

// inWords is the language that has all texts as word returns them.
func inWords(word func(string) string) phrasebook {
	p := phrasebook{}
	template := func(text string) string {
		return regexp.MustCompile(`\{[^}]*\}|[^{]+`).ReplaceAllStringFunc(text, func(part string) string {
			name, forms, plural := strings.Cut(strings.Trim(part, "{}"), "|")
			switch {
			case !strings.HasPrefix(part, "{"):
				return word(part)
			case plural:
				return "{" + name + "|" + word(forms) + "}"
			}
			return part
		})
	}
	for _, m := range append(isms.Messages(), Messages()...) {
		p[m.Code], p[m.Code+"#want"] = template(m.Text), template(m.Want)
	}
	for _, v := range append(isms.Vocabularies(), Vocabularies()...) {
		for w := range v.Titled() {
			p[v.Name()+":"+w] = word(w)
		}
	}
	return p
}

var (
	english = inWords(func(s string) string { return s })
	pseudo  = inWords(func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return 'ж'
			}
			return r
		}, s)
	})
)

// hidden are the arguments without what is the caller's, or the name of a member.
func hidden(args []isms.Arg) []isms.Arg {
	args = slices.Clone(args)
	for i := range args {
		switch a := &args[i]; a.Kind {
		case isms.KindSentence:
			s := *a.Sentence
			s.Args = hidden(s.Args)
			a.Sentence = &s
		case isms.KindList:
			a.List = hidden(a.List)
		case isms.KindText, isms.KindInput, isms.KindID:
			a.Value = "7"
		}
	}
	return args
}

// refusedWell wants an [isms.Error] whose sentences follow from code and arguments,
// with nothing of English in another language, and whose paths lead to a place of the
// refused value, or to where one missing member would stand.
func refusedWell(t *testing.T, refused any, err error) {
	t.Helper()
	var e *isms.Error
	if !errors.As(err, &e) || len(e.Problems) == 0 {
		t.Errorf("%v is no refusal", err)
		return
	}
	var stored any
	if text, err := json.Marshal(refused); err != nil || json.Unmarshal(text, &stored) != nil {
		t.Fatal(err)
	}
	for _, p := range e.Problems {
		if refused != nil && !place(stored, p.Path) || p.Path.Validate() != nil {
			t.Errorf("%s at %s leads nowhere", p.Code, p.Path)
		}
		for _, s := range []isms.Sentence{{Code: p.Code, Args: p.Args, Text: p.Message}, {Code: p.Code + "#want", Args: p.Args, Text: p.Want}} {
			if got := s.In(english); got != s.Text {
				t.Errorf("built anew it says %q, and it said %q", got, s.Text)
			}
			s.Args = hidden(s.Args)
			if strings.ContainsAny(s.In(english), "{}") {
				t.Errorf("braces are left in %q", s.In(english))
			}
			if left := regexp.MustCompile(`[A-Za-z]+`).FindAllString(s.In(pseudo), -1); left != nil {
				t.Errorf("%q is left in %q", left, s.In(pseudo))
			}
		}
	}
}

// place reports whether a path leads to one place of an encoded value, or to where one
// missing member would stand.
func place(value any, p isms.Path) bool {
	steps, err := p.Segments()
	for i, s := range steps {
		switch v := value.(type) {
		case map[string]any:
			member, ok := v[s.Name]
			if !ok {
				return i == len(steps)-1
			}
			value = member
		case []any:
			at := s.Position
			if at < 0 {
				at = slices.IndexFunc(v, func(item any) bool { return item.(map[string]any)["id"] == s.Name })
			}
			if at < 0 || at >= len(v) {
				return false
			}
			value = v[at]
		default:
			return false
		}
	}
	return err == nil
}
