package house

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"sync"
)

// Tree is a module, parsed and type-checked. Nested modules, testdata and
// hidden folders are not part of it.
type Tree struct {
	Module   string
	Fset     *token.FileSet
	Packages []*Package // by path
}

// Package is a folder with Go files. Path is relative to the module.
type Package struct {
	Path  string
	Files []*ast.File // without tests
	Info  *types.Info
	Types *types.Package

	Tests    []*ast.File // of the package and of its external test package
	TestInfo *types.Info
}

// Library reports whether embedders can import p.
func (p *Package) Library() bool {
	first, _, _ := strings.Cut(p.Path, "/")
	return first != "internal" && first != "examples" && p.Path != "."
}

// Kit reports whether p is a library package for tests of embedders.
func (p *Package) Kit() bool { return p.Library() && strings.HasSuffix(p.Path, "test") }

// Finding is one breach of a rule. Key names the thing that breaks it, in the
// form that exceptions use: "isms.ParseDate", or a file or an import.
type Finding struct {
	Where string
	Rule  string
	Key   string
	What  string
}

func (f Finding) String() string { return f.Where + ": " + f.Rule + ": " + f.What }

// sorted returns the findings in the order of their text, each once.
func sorted(found []Finding) []Finding {
	slices.SortFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Where, b.Where), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.What, b.What))
	})
	return slices.Compact(found)
}

// exports finds compiled packages outside the tree by "go list -export". It is
// shared, because asking takes longer than reading.
type exports struct {
	dir   string
	mu    sync.Mutex
	files map[string]string
}

// NewExports returns a source of compiled packages, found from the folder dir.
func NewExports(dir string) *exports { return &exports{dir: dir, files: map[string]string{}} }

func (e *exports) ask(paths []string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	var missing []string
	for _, p := range paths {
		if _, ok := e.files[p]; !ok && p != "unsafe" && p != "C" {
			missing = append(missing, p)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	slices.Sort(missing)
	cmd := exec.Command("go", append([]string{"list", "-e", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}"}, slices.Compact(missing)...)...)
	cmd.Dir = e.dir
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("house: go list -export: %w", err)
	}
	for line := range strings.Lines(string(out)) {
		if name, file, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			e.files[name] = file
		}
	}
	return nil
}

func (e *exports) open(name string) (io.ReadCloser, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.files[name] == "" {
		return nil, fmt.Errorf("house: no compiled package %s", name)
	}
	return os.Open(e.files[name])
}

// builds reports whether a file belongs to the build of a Unix system: of two
// files for two systems one is enough.
func builds(f *ast.File) bool {
	for _, g := range f.Comments {
		for _, c := range g.List {
			if c.Pos() > f.Package || !constraint.IsGoBuild(c.Text) {
				continue
			}
			x, err := constraint.Parse(c.Text)
			return err != nil || x.Eval(func(tag string) bool { return tag == "unix" || tag == "linux" || tag == "amd64" })
		}
	}
	return true
}

// Load reads the module in fsys. Code that does not compile is an error; in
// test files it is not, what can be resolved is used.
func Load(fsys fs.FS, module string, ex *exports) (*Tree, error) {
	t := &Tree{Module: module, Fset: token.NewFileSet()}
	byPath := map[string]*Package{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			base := path.Base(name)
			if name != "." && (strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "testdata" || base == "node_modules") {
				return fs.SkipDir
			}
			if _, err := fs.Stat(fsys, path.Join(name, "go.mod")); err == nil && name != "." {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(t.Fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if !builds(f) {
			return nil
		}
		dir := path.Dir(name)
		p := byPath[dir]
		if p == nil {
			p = &Package{Path: dir}
			byPath[dir] = p
			t.Packages = append(t.Packages, p)
		}
		if strings.HasSuffix(name, "_test.go") {
			p.Tests = append(p.Tests, f)
		} else {
			p.Files = append(p.Files, f)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(t.Packages, func(a, b *Package) int { return cmp.Compare(a.Path, b.Path) })

	var outside []string
	for _, p := range t.Packages {
		for _, f := range slices.Concat(p.Files, p.Tests) {
			for _, s := range f.Imports {
				if imp := importPath(s); !t.own(imp) {
					outside = append(outside, imp)
				}
			}
		}
	}
	if err := ex.ask(outside); err != nil {
		return nil, err
	}
	c := &checker{tree: t, byPath: byPath, outside: importer.ForCompiler(t.Fset, "gc", ex.open), done: map[string]error{}}
	for _, p := range t.Packages {
		if err := c.check(p); err != nil {
			return nil, err
		}
	}
	for _, p := range t.Packages {
		c.checkTests(p)
	}
	return t, nil
}

func (t *Tree) own(imp string) bool {
	return imp == t.Module || strings.HasPrefix(imp, t.Module+"/")
}

// position is "isms/date.go:12".
func (t *Tree) position(p token.Pos) string {
	at := t.Fset.Position(p)
	return fmt.Sprintf("%s:%d", at.Filename, at.Line)
}

// Library returns the packages that embedders import.
func (t *Tree) Library() []*Package {
	var out []*Package
	for _, p := range t.Packages {
		if p.Library() && len(p.Files) > 0 {
			out = append(out, p)
		}
	}
	return out
}

type checker struct {
	tree    *Tree
	byPath  map[string]*Package
	outside types.Importer
	done    map[string]error
	variant map[string]*types.Package // packages together with their own tests
}

func (c *checker) Import(name string) (*types.Package, error) {
	if p := c.variant[name]; p != nil {
		return p, nil
	}
	if !c.tree.own(name) {
		return c.outside.Import(name)
	}
	p := c.byPath[cmp.Or(strings.TrimPrefix(strings.TrimPrefix(name, c.tree.Module), "/"), ".")]
	if p == nil {
		return nil, fmt.Errorf("house: no package %s", name)
	}
	if err := c.check(p); err != nil {
		return nil, err
	}
	return p.Types, nil
}

func (c *checker) full(p *Package) string { return path.Join(c.tree.Module, p.Path) }

func (c *checker) check(p *Package) error {
	if err, ok := c.done[p.Path]; ok {
		return err
	}
	c.done[p.Path] = fmt.Errorf("house: import cycle through %s", p.Path)
	p.Info = newInfo()
	var err error
	p.Types, err = (&types.Config{Importer: c}).Check(c.full(p), c.tree.Fset, p.Files, p.Info)
	c.done[p.Path] = err
	return err
}

func (c *checker) checkTests(p *Package) {
	if len(p.Tests) == 0 {
		return
	}
	p.TestInfo = newInfo()
	conf := &types.Config{Importer: c, Error: func(error) {}}
	var inside, outside []*ast.File
	for _, f := range p.Tests {
		if strings.HasSuffix(f.Name.Name, "_test") {
			outside = append(outside, f)
		} else {
			inside = append(inside, f)
		}
	}
	both, _ := conf.Check(c.full(p), c.tree.Fset, slices.Concat(p.Files, inside), p.TestInfo)
	if len(inside) > 0 {
		c.variant = map[string]*types.Package{c.full(p): both}
	}
	if len(outside) > 0 {
		_, _ = conf.Check(c.full(p)+"_test", c.tree.Fset, outside, p.TestInfo)
	}
	c.variant = nil
}

func newInfo() *types.Info {
	return &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
}

func importPath(s *ast.ImportSpec) string { return strings.Trim(s.Path.Value, "`\"") }

// key is the name of an object that is the same in every variant of its
// package: "path.Name" or "path.Type.Method", path relative to the module.
func (t *Tree) key(o types.Object) string {
	if o == nil || o.Pkg() == nil {
		return ""
	}
	pkg := strings.TrimPrefix(strings.TrimPrefix(o.Pkg().Path(), t.Module), "/")
	if f, ok := o.(*types.Func); ok {
		if recv := f.Signature().Recv(); recv != nil {
			return pkg + "." + typeName(recv.Type()) + "." + o.Name()
		}
	}
	return pkg + "." + o.Name()
}

// typeName is the name of a named type, or of what a pointer to one points to.
func typeName(typ types.Type) string {
	if n := named(typ); n != nil {
		return n.Obj().Name()
	}
	return ""
}

func named(typ types.Type) *types.Named {
	if p, ok := types.Unalias(typ).(*types.Pointer); ok {
		typ = p.Elem()
	}
	n, _ := types.Unalias(typ).(*types.Named)
	return n
}
