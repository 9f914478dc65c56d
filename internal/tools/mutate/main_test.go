package main

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// found lists the mutants of a source text by key, and checks that each of them
// is still Go.
func found(t *testing.T, src string) []string {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "a.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	if _, err := (&types.Config{Importer: importer.ForCompiler(fset, "source", nil)}).Check("a", fset, []*ast.File{f}, info); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range mutants(fset, "a.go", []byte(src), f, info) {
		changed := m.apply([]byte(src))
		if _, err := format.Source(changed); err != nil {
			t.Errorf("%s: not Go: %v\n%s", m, err, changed)
		}
		if bytes.Equal(changed, []byte(src)) {
			t.Errorf("%s: changes nothing", m)
		}
		out = append(out, m.kind+": "+strings.TrimPrefix(m.key(), "a.go "))
	}
	return out
}

func TestMutants(t *testing.T) {
	for name, c := range map[string]struct {
		src  string
		want []string
	}{
		"condition and boundary": {
			"func f(a, b int) bool {\n\tif a < b {\n\t\treturn true\n\t}\n\treturn false\n}",
			[]string{
				"condition: f: a < b => true", "condition: f: a < b => false", "operator: f: a < b => a <= b", "operator: f: a < b => a >= b",
				"bool: f: true => false", "bool: f: false => true",
			},
		},
		"case conditions": {
			"func f(a int) int {\n\tswitch {\n\tcase a == 2:\n\t\treturn a\n\t}\n\treturn 0\n}",
			[]string{
				"condition: f: a == 2 => true", "condition: f: a == 2 => false", "operator: f: a == 2 => a != 2", "int: f: 2 => 3",
				"result: f: a => 0*(a)", "int: f: 0 => 1",
			},
		},
		"case values": {
			"func f(s string) (n int) {\n\tswitch s {\n\tcase \"x\", \"y\":\n\t\tn++\n\tdefault:\n\t\tn = 5\n\t}\n\treturn\n}",
			[]string{
				"case value: f: \"x\" => (nothing)", "case value: f: \"y\" => (nothing)", "delete case: f: case \"x\", \"y\": => (nothing)", "delete case: f: default: => (nothing)",
				"string: f: \"x\" => \"x~\"", "string: f: \"y\" => \"y~\"", "step: f: n++ => n--", "delete statement: f: n++ => (nothing)",
				"delete statement: f: n = 5 => (nothing)", "int: f: 5 => 6", "delete statement: f: return => (nothing)",
			},
		},
		"loops": {
			"func f(l []int) (n int) {\n\tfor i := 1; i < len(l); i++ {\n\t\tif !ok {\n\t\t\tcontinue\n\t\t}\n\t\tn += l[i]\n\t}\n\treturn -n\n}\n\nconst ok = true",
			[]string{
				"loop: f: i < len(l) => false", "operator: f: i < len(l) => i <= len(l)", "operator: f: i < len(l) => i >= len(l)", "int: f: 1 => 2", "int: f: 1 => 0",
				"step: f: i++ => i--", "condition: f: !ok => true", "condition: f: !ok => false", "drop not: f: !ok => ok",
				"delete statement: f: continue => (nothing)", "branch: f: continue => break", "assignment: f: n += l[i] => n -= l[i]", "delete statement: f: n += l[i] => (nothing)",
				"result: f: -n => 0*(-n)", "drop minus: f: -n => n", "bool: table: true => false",
			},
		},
		"logic, text, arithmetic": {
			"func f(a, b bool, s string) (string, int) { return s + \"-\" + s, 2 * len(s) }\n\nfunc g(a, b bool) bool { return a && b }",
			[]string{
				"drop operand: f: s + \"-\" + s => s + \"-\"", "drop operand: f: s + \"-\" => s", "string: f: \"-\" => \"-~\"",
				"result: f: s + \"-\" + s => (s + \"-\" + s)[:0]", "result: f: 2 * len(s) => 0*(2 * len(s))", "operator: f: 2 * len(s) => 2 / len(s)", "int: f: 2 => 3",
				"result: g: a && b => !(a && b)", "operator: g: a && b => a || b",
			},
		},
		"values": {
			"type T struct {\n\tID string `json:\"id,omitzero\"`\n\tN  int\n}\n\nvar t = []T{{ID: \"a\", N: 7}, {}}\n\nfunc (t *T) E() (*T, error) { return t, err }\n\nvar err error\n\nconst c = 'x'",
			[]string{
				"tag: table: ID string `json:\"id,omitzero\"` => ID `json:\"id_,omitzero\"`", "element: table: {ID: \"a\", N: 7} => (nothing)", "element: table: {} => (nothing)",
				"element: table: ID: \"a\" => (nothing)", "element: table: N: 7 => (nothing)", "string: table: \"a\" => \"a~\"", "int: table: 7 => 8",
				"result: T.E: t => nil", "result: T.E: err => nil", "char: table: 'x' => 'y'",
			},
		},
		"the same change twice": {
			"func f(a int) int { a++; a++; return 0 }",
			[]string{"step: f: a++ => a--", "step: f: a++ => a-- #2", "delete statement: f: a++ => (nothing)", "delete statement: f: a++ => (nothing) #2", "int: f: 0 => 1"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := found(t, "package a\n\n"+c.src+"\n")
			slices.Sort(got)
			slices.Sort(c.want)
			for _, g := range got {
				if !slices.Contains(c.want, g) {
					t.Errorf("not wanted: %s", g)
				}
			}
			for _, w := range c.want {
				if !slices.Contains(got, w) {
					t.Errorf("not found:  %s", w)
				}
			}
		})
	}
}

func moduleDir(t *testing.T, test string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":      "module example.test/m\n\ngo 1.26\n",
		"a/a.go":      "package a\n\n// Less compares.\nfunc Less(a, b int) bool {\n\tif a < b {\n\t\treturn true\n\t}\n\treturn false\n}\n\nfunc Far() int { return 4 }\n",
		"a/a_test.go": test,
		"b/b.go":      "package b\n\nimport \"example.test/m/a\"\n\nfunc Far() int { return a.Far() }\n",
		"b/b_test.go": "package b\n\nimport \"testing\"\n\nfunc TestFar(t *testing.T) {\n\tif Far() != 4 {\n\t\tt.Fatal()\n\t}\n}\n",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const (
	weak   = "package a\n\nimport \"testing\"\n\nfunc TestLess(t *testing.T) {\n\tif !Less(1, 2) || Less(2, 1) {\n\t\tt.Fatal()\n\t}\n}\n"
	strong = "package a\n\nimport \"testing\"\n\nfunc TestLess(t *testing.T) {\n\tif !Less(1, 2) || Less(2, 1) || Less(1, 1) {\n\t\tt.Fatal()\n\t}\n}\n"
)

func mutate(t *testing.T, o options, test string) (string, error) {
	t.Helper()
	o.dir, o.workers, o.seed = moduleDir(t, test), 2, 1
	var b bytes.Buffer
	err := run(&b, o, []string{"./a"})
	return b.String(), err
}

func TestWeakTestsShow(t *testing.T) {
	out, err := mutate(t, options{least: 90}, weak)
	if err == nil || !strings.Contains(err.Error(), "a: 71.4 %, want 90.0 %") {
		t.Errorf("error: %v", err)
	}
	for _, want := range []string{
		"LIVED: a/a.go:5:7: operator: Less: a < b => a <= b\n",
		"LIVED, not reached by the tests: a/a.go:11:25: int: Far: 4 => 5\n",
		"  71.4 %  a: 5 killed (0 by time), 2 lived (1 not reached), 0 do not compile, 0 equivalent\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("missing %q in\n%s", want, out)
		}
	}
}

func TestStrongTestsPass(t *testing.T) {
	accept := filepath.Join(t.TempDir(), "equivalent")
	if err := os.WriteFile(accept, []byte("# why\na/a.go Far: 4 => 5\tonly for this test\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := mutate(t, options{least: 100, accept: accept}, strong)
	if err != nil || !strings.Contains(out, "6 killed") || !strings.Contains(out, "1 equivalent") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestDependentsKillWhatTheirImportDoes(t *testing.T) {
	out, err := mutate(t, options{least: 100, dependents: true}, strong)
	if err != nil || !strings.Contains(out, "7 killed") {
		t.Errorf("%v\n%s", err, out)
	}
}

// shapes is code in every shape that a mutant can stand in, with tests that
// notice each of them.
const (
	shapes = `package a

import "time"

type T[E any] struct{ list []E }

func (t *T[E]) Add(e ...E) int {
	t.list = append(t.list, e...)
	return len(t.list)
}

func (T[E]) Two(_ int, _ string) (n int) {
	n = 2
	return
}

func Sum[E int | int64](list ...E) (sum E) {
outer:
	for _, e := range list {
		for range list {
			sum += e
			continue outer
		}
	}
	return sum
}

type row struct {
	Name string \x60json:"name"\x60
	Wait time.Duration
	Any  any
	Sub  []pair
	Ok   func(int) bool
}

type pair struct{ A, B int }

var rows = []row{
	{Name: "a", Wait: 3, Any: 1, Sub: []pair{{A: 1, B: 2}, {A: 3}}, Ok: func(n int) bool { return n > limit }},
	{Name: "b"},
}

const limit = 4
`
	shapesTest = `package a

import (
	"encoding/json"
	"reflect"
	"testing"
)

func TestT(t *testing.T) {
	var l T[int]
	if l.Add(1, 2) != 2 || l.Add(3) != 3 || l.Two(1, "") != 2 || Sum(1, 2, 4) != 7 {
		t.Fatal()
	}
}

func TestRows(t *testing.T) {
	want := "[{\x22name\x22:\x22a\x22,\x22Wait\x22:3,\x22Any\x22:1,\x22Sub\x22:[{\x22A\x22:1,\x22B\x22:2},{\x22A\x22:3,\x22B\x22:0}]},{\x22name\x22:\x22b\x22,\x22Wait\x22:0,\x22Any\x22:null,\x22Sub\x22:null}]"
	var plain []struct {
		Name string \x60json:"name"\x60
		Wait int
		Any  any
		Sub  []pair
	}
	for _, r := range rows {
		if r.Ok != nil && (r.Ok(4) || !r.Ok(5)) {
			t.Fatal()
		}
		if (r.Ok != nil) != (r.Name == "a") {
			t.Fatal()
		}
		plain = append(plain, struct {
			Name string \x60json:"name"\x60
			Wait int
			Any  any
			Sub  []pair
		}{r.Name, int(r.Wait), r.Any, r.Sub})
	}
	got, _ := json.Marshal(plain)
	if string(got) != want {
		t.Fatal(string(got))
	}
	if f := reflect.TypeOf(rows[0]).Field(0); f.Tag.Get("json") != "name" {
		t.Fatal(f.Tag)
	}
}
`
)

func TestEveryShapeIsChosen(t *testing.T) {
	unquote := strings.NewReplacer(`\x60`, "`", `\x22`, `\"`).Replace
	dir := moduleDir(t, unquote(shapesTest))
	if err := os.WriteFile(filepath.Join(dir, "a/a.go"), []byte(unquote(shapes)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "b")); err != nil {
		t.Fatal(err)
	}
	results := filepath.Join(dir, "results")
	var b bytes.Buffer
	o := options{dir: dir, workers: 2, seed: 1, least: 100, verbose: true, results: results}
	if err := run(&b, o, []string{"./a"}); err != nil {
		t.Errorf("%v\n%s", err, b.String())
	}
	// Alone are the constant and the JSON name; all else is in one program.
	if !strings.Contains(b.String(), "a: 33 mutants, of them 31 in one program\n") {
		t.Error(b.String())
	}
	b.Reset()
	o.again = true
	if err := run(&b, o, []string{"./a"}); err != nil || strings.Contains(b.String(), "in one program") {
		t.Errorf("what was killed is tried again: %v\n%s", err, b.String())
	}
}

func TestEntriesThatNothingNeedsFail(t *testing.T) {
	accept := filepath.Join(t.TempDir(), "equivalent")
	if err := os.WriteFile(accept, []byte("a/a.go Far: 4 => 6\tno such mutant\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := mutate(t, options{accept: accept}, strong); err == nil || !strings.Contains(err.Error(), "no such mutant: a/a.go Far: 4 => 6") {
		t.Errorf("error: %v", err)
	}
	if err := os.WriteFile(accept, []byte("a/a.go Far: 4 => 6\twhy\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := mutate(t, options{accept: accept}, strong); err == nil || !strings.Contains(err.Error(), "a reason in words") {
		t.Errorf("error: %v", err)
	}
}

func TestFailingTestsAreNoBaseline(t *testing.T) {
	_, err := mutate(t, options{}, strings.ReplaceAll(strong, "Less(2, 1)", "Less(1, 2)"))
	if err == nil || !strings.Contains(err.Error(), "fail without any change") {
		t.Errorf("error: %v", err)
	}
}

func TestSampleIsTheSameForTheSameSeed(t *testing.T) {
	one, _ := mutate(t, options{sample: 3}, strong)
	two, _ := mutate(t, options{sample: 3}, strong)
	if a, b, _ := strings.Cut(one, ";"); a == "" || !strings.HasPrefix(two, a) || !strings.Contains(b, "a sample of 3, seed 1") {
		t.Errorf("%s\n%s", one, two)
	}
}
