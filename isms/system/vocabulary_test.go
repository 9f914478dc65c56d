package system_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/vocabulary"
	"github.com/ismskit/ismskit/isms/system"
)

// Every vocabulary of the library: one name each, every word once, and a title
// for each word.
func TestVocabularies(t *testing.T) {
	name := regexp.MustCompile(`^[a-z]+\.[a-z]+(-[a-z]+)*$`)
	names := map[string]bool{}
	for _, v := range vocabulary.All() {
		if !name.MatchString(v.Name()) || names[v.Name()] {
			t.Errorf("vocabulary %q: want the form package.some-words, and each name once", v.Name())
		}
		names[v.Name()] = true
		words, titles := map[string]bool{}, map[string]bool{}
		for word, title := range v.Titled() {
			if word == "" || word != strings.TrimSpace(word) || words[word] {
				t.Errorf("%s: word %q is empty, stands twice, or has blanks around it", v.Name(), word)
			}
			if title == "" || titles[title] || strings.ToUpper(title[:1]) != title[:1] || strings.ContainsAny(title, "_.") {
				t.Errorf("%s: word %q has the title %q: want a phrase of its own in sentence case", v.Name(), word, title)
			}
			words[word], titles[title] = true, true
		}
		if len(words) == 0 {
			t.Errorf("%s has no words", v.Name())
		}
	}
}

// A code is the title of its rule in lower case with hyphens, so that neither can
// be read without the other.
func TestCodesFollowTitles(t *testing.T) {
	seen := map[string]string{}
	for _, r := range system.AllRules() {
		pkg, _, _ := strings.Cut(r.Code, "/")
		words := strings.FieldsFunc(strings.ToLower(r.Title), func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') })
		if want := pkg + "/" + strings.Join(words, "-"); r.Code != want {
			t.Errorf("rule %s has the title %q: want the code %s", r.Code, r.Title, want)
		}
		if other := seen[r.Title]; other != "" && other != r.Code {
			t.Errorf("rules %s and %s have the title %q", other, r.Code, r.Title)
		}
		seen[r.Title] = r.Code
		if r.Title[:1] != strings.ToUpper(r.Title[:1]) || strings.HasSuffix(r.Title, ".") {
			t.Errorf("rule %s has the title %q: want a noun phrase in sentence case", r.Code, r.Title)
		}
		if r.Remedy[:1] != strings.ToUpper(r.Remedy[:1]) || !strings.HasSuffix(r.Remedy, ".") {
			t.Errorf("rule %s has the remedy %q: want one full sentence", r.Code, r.Remedy)
		}
	}
}

// A translation refers to a message by its code, so a code names one message, of the
// package that its first word says.
func TestCodesOfMessages(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range system.AllRules() {
		seen[r.Code] = true
	}
	for _, m := range messages() {
		if pkg, words, ok := strings.Cut(m.Code, "/"); !ok || pkg == "" || words == "" || m.Text == "" {
			t.Errorf("message %q: want a package, a slash and words as its code, and a text", m.Code)
		}
		if seen[m.Code] {
			t.Errorf("code %q stands for two messages", m.Code)
		}
		seen[m.Code] = true
	}
}
