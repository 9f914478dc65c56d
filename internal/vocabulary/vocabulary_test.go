package vocabulary

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

// A package that declares vocabularies is in the list.
func TestNoPackageIsLeftOut(t *testing.T) {
	listed := map[string]bool{}
	for _, v := range All() {
		listed[strings.SplitN(v.Name(), ".", 2)[0]] = true
	}
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		for _, folder := range []string{"internal/", "examples/", "."} {
			if strings.HasPrefix(path, folder) {
				return nil
			}
		}
		text, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if ok && f.Recv == nil && f.Name.Name == "Vocabularies" && !listed[file.Name.Name] {
				t.Errorf("%s declares vocabularies of package %s, which are not listed", path, file.Name.Name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestByTypeHasTheWordsInOrder(t *testing.T) {
	words := ByType()
	if got := strings.Join(words[reflect.TypeFor[isms.Severity]()], ", "); got != isms.Severities().String() {
		t.Errorf("severities are %s", got)
	}
	named := 0
	for _, v := range All() {
		if has, _ := reflect.TypeOf(v).MethodByName("Has"); has.Type.In(1).PkgPath() != "" {
			named++
		}
	}
	if len(words) != named {
		t.Errorf("%d vocabularies of %d types, want a type for each", named, len(words))
	}
}

// Each package lists its vocabularies by name.
func TestVocabulariesStandByName(t *testing.T) {
	pkg := func(v isms.Vocabulary) string { return strings.SplitN(v.Name(), ".", 2)[0] }
	last := map[string]string{}
	for _, v := range All() {
		if before := last[pkg(v)]; v.Name() <= before {
			t.Errorf("%s stands after %s", v.Name(), before)
		}
		last[pkg(v)] = v.Name()
	}
}
