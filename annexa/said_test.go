package annexa_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/annexa/annexatest"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// Every sentence of the package: people read the file before it is committed.
func TestSentences(t *testing.T) {
	var n golden.Note
	n.Messages(annexa.Messages())
	golden.Equal(t, "rules.txt", n.String())
}

// said returns what an error says as codes, paths and arguments but the value.
func said(err error) string {
	var e *isms.Error
	if !errors.As(err, &e) {
		return golden.Codes(err)
	}
	var lines []string
	for _, p := range e.Problems {
		line := golden.Codes(&isms.Error{Problems: []isms.Problem{p}})
		for _, a := range p.Args {
			if a.Name != "value" {
				line += fmt.Sprintf(" %s=%s", a.Name, a)
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}

// A phrasebook is a language of texts by key.
type phrasebook map[string]string

func (p phrasebook) Tag() string                    { return "x" }
func (p phrasebook) Text(key string) (string, bool) { s, ok := p[key]; return s, ok }
func (p phrasebook) Plural(n int) int {
	if n == 1 {
		return 0
	}
	return 1
}

// inWords returns the language that says each text of ours as word returns it.
func inWords(word func(string) string) phrasebook {
	p := phrasebook{}
	braces := regexp.MustCompile(`\{[^}]*\}|[^{]+`)
	template := func(text string) string {
		return braces.ReplaceAllStringFunc(text, func(part string) string {
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
	for _, m := range append(isms.Messages(), annexa.Messages()...) {
		p[m.Code] = template(m.Text)
		if m.Want != "" {
			p[m.Code+"#want"] = template(m.Want)
		}
	}
	for _, v := range append(isms.Vocabularies(), annexa.Vocabularies()...) {
		for w := range v.Titled() {
			p[v.Name()+":"+w] = word(w)
		}
	}
	return p
}

// unread is what no language changes: places, IDs, refused text, names of members.
func unread(args []isms.Arg) {
	for i := range args {
		switch args[i].Kind {
		case isms.KindInput, isms.KindID, isms.KindRef, isms.KindText:
			args[i].Value = "7"
		case isms.KindList:
			unread(args[i].List)
		}
	}
}

// What is refused is said from code and arguments alone, and in another language
// nothing of English is left.
func TestRefusalsInOtherLanguages(t *testing.T) {
	english := inWords(func(s string) string { return s })
	other := inWords(func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return 'ж'
			}
			return r
		}, s)
	})
	letters := regexp.MustCompile(`[A-Za-z]`)
	seen := map[string]bool{}
	for _, err := range refused(t) {
		var e *isms.Error
		if !errors.As(err, &e) {
			t.Fatalf("no isms.Error: %v", err)
		}
		if e.In(english) != e.Error() {
			t.Errorf("said anew:\n%s\nand it was:\n%s", e.In(english), e)
		}
		for _, p := range e.Problems {
			seen[p.Code] = true
			p.Path = ""
			unread(p.Args)
			if text := p.In(other); letters.MatchString(text) || strings.ContainsAny(text, "{}") {
				t.Errorf("%s leaves English or braces in %q", p.Code, text)
			}
		}
	}
	for _, m := range annexa.Messages() {
		if !seen[m.Code] {
			t.Errorf("no test has a refusal with %s", m.Code)
		}
	}
}

// Messages lists each message that a file of the package declares.
func TestMessagesAreAllListed(t *testing.T) {
	listed := map[string]bool{}
	for _, m := range annexa.Messages() {
		if listed[m.Code] {
			t.Errorf("%s is listed twice", m.Code)
		}
		listed[m.Code] = true
	}
	files, _ := filepath.Glob("*.go")
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil || strings.HasSuffix(name, "_test.go") {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, _ := strconv.Unquote(lit.Value); strings.HasPrefix(s, "annexa/") && !listed[s] {
					t.Errorf("%s: Messages does not list %s", name, s)
				}
			}
			return true
		})
	}
}

// The paths of what is refused lead to one place of the extension, or to where it
// would be.
func TestPathsOfRefusals(t *testing.T) {
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	for range 200 {
		x := annexatest.Extension(random)
		for _, c := range refusals() {
			if len(x.Controls) < 2 || len(x.Families) == 0 || len(x.Families[0].Values) < 2 || len(x.Families[0].Assignments) < 2 {
				continue
			}
			y := annexatest.Extension(rand.New(rand.NewPCG(seed, 0)))
			if len(y.Controls) < 2 || len(y.Families) == 0 || len(y.Families[0].Values) < 2 || len(y.Families[0].Assignments) < 2 {
				y = soundExtension()
			}
			c.change(&y)
			_, err := annexa.NewCatalog(y)
			var e *isms.Error
			if !errors.As(err, &e) {
				continue // not every change is one of this extension
			}
			data, _ := json.Marshal(y)
			var doc any
			if json.Unmarshal(data, &doc) != nil {
				continue // bits without a meaning
			}
			for _, p := range e.Problems {
				if !leads(doc, p.Path) {
					t.Fatalf("seed %d, %s: %s leads nowhere in %s", seed, c.name, p.Path, data)
				}
			}
		}
	}
}

// leads reports whether a path leads to one place of a document, or to a member of an
// object that is not there.
func leads(doc any, p isms.Path) bool {
	steps, err := p.Segments()
	if err != nil {
		return false
	}
	for i, s := range steps {
		switch v := doc.(type) {
		case map[string]any:
			next, ok := v[s.Name]
			if !ok {
				return i == len(steps)-1
			}
			doc = next
		case []any:
			var found []any
			for n, item := range v {
				m, _ := item.(map[string]any)
				if s.Position == n || s.Position < 0 && (m["ref"] == s.Name || m["control"] == s.Name || m["family"] == s.Name || m["value"] == s.Name) {
					found = append(found, item)
				}
			}
			if len(found) != 1 {
				return false
			}
			doc = found[0]
		default:
			return false
		}
	}
	return true
}
