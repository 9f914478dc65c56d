package annexa_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/laws/said"

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

// withArgs returns what an error says as codes, paths and arguments but the value.
func withArgs(err error) string {
	var e *isms.Error
	if !errors.As(err, &e) {
		return golden.Codes(err)
	}
	var lines []string
	for _, p := range e.Problems {
		line := golden.Codes(&isms.Error{Problems: []isms.Problem{p}})
		for _, a := range p.Args {
			if a.Name != "value" {
				if a.Sentence != nil {
					line += " " + golden.Args([]isms.Arg{a})
				} else {
					line += fmt.Sprintf(" %s=%s", a.Name, a)
				}
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}

var laws = said.Of(nil, annexa.Messages(), annexa.Vocabularies())

// What is refused is said from code and arguments alone, and in another language
// nothing of English is left.
func TestRefusalsInOtherLanguages(t *testing.T) {
	seen := map[string]bool{}
	for _, err := range refused(t) {
		laws.Error(t, nil, err)
		var e *isms.Error
		if errors.As(err, &e) {
			for _, p := range e.Problems {
				seen[p.Code] = true
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
	said.Messages(t, "annexa", nil, annexa.Messages())
	listed := map[string]bool{}
	for _, m := range annexa.Messages() {
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
			if len(x.Controls) < 2 || len(x.Attributes) == 0 || len(x.Attributes[0].Values) < 2 || len(x.Attributes[0].Assignments) < 2 {
				continue
			}
			y := annexatest.Extension(rand.New(rand.NewPCG(seed, 0)))
			if len(y.Controls) < 2 || len(y.Attributes) == 0 || len(y.Attributes[0].Values) < 2 || len(y.Attributes[0].Assignments) < 2 {
				y = soundExtension()
			}
			c.change(&y)
			_, err := annexa.NewCatalog(y)
			var e *isms.Error
			if !errors.As(err, &e) {
				continue // not every change is one of this extension
			}
			laws.Error(t, y, err)
			if t.Failed() {
				t.Fatalf("seed %d, %s", seed, c.name)
			}
		}
	}
}

func TestVocabulariesAreInTheOrderOfTheirNames(t *testing.T) {
	if list := annexa.Vocabularies(); len(list) < 5 || !slices.IsSortedFunc(list, func(a, b isms.Vocabulary) int { return strings.Compare(a.Name(), b.Name()) }) {
		t.Error("the vocabularies are not sorted by name")
	}
}
