package house

import (
	"go/ast"
	"go/types"
	"strings"
)

// FuzzTargets finds exported functions and methods that take text or bytes apart
// (Parse, Unmarshal, Decode, Read) and that no fuzz target of their package
// reaches, directly, through a helper of the tests, or, for methods, through a
// value of the type.
func FuzzTargets(t *Tree) []Finding {
	var out []Finding
	for _, p := range t.Library() {
		used := t.fuzzed(p)
		ask := func(f *types.Func) {
			if !f.Exported() || !takesApart(f.Name()) {
				return
			}
			key := t.key(f)
			if used[key] {
				return
			}
			if recv := f.Signature().Recv(); recv != nil && used[t.key(named(recv.Type()).Obj())] {
				return
			}
			out = append(out, Finding{Where: t.position(f.Pos()), Rule: "fuzz", Key: key, What: "no fuzz target reaches " + strings.TrimPrefix(key, p.Path+".")})
		}
		for _, name := range p.Types.Scope().Names() {
			switch o := p.Types.Scope().Lookup(name).(type) {
			case *types.Func:
				ask(o)
			case *types.TypeName:
				if n, ok := o.Type().(*types.Named); ok && o.Exported() && !types.IsInterface(n) {
					for m := range n.Methods() {
						ask(m)
					}
				}
			}
		}
	}
	return sorted(out)
}

func takesApart(name string) bool {
	for _, start := range []string{"Parse", "Unmarshal", "Decode", "Read"} {
		if rest, ok := strings.CutPrefix(name, start); ok && (rest == "" || rest[0] < 'a' || rest[0] > 'z') {
			return true
		}
	}
	return false
}

// fuzzed are the keys of everything that the fuzz targets of a package use,
// with the helpers in its test files followed.
func (t *Tree) fuzzed(p *Package) map[string]bool {
	used := map[string]bool{}
	bodies := map[types.Object]*ast.FuncDecl{}
	var open []*ast.FuncDecl
	for _, f := range p.Tests {
		for _, d := range f.Decls {
			fd, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			bodies[p.TestInfo.Defs[fd.Name]] = fd
			if fd.Recv == nil && strings.HasPrefix(fd.Name.Name, "Fuzz") {
				open = append(open, fd)
			}
		}
	}
	seen := map[*ast.FuncDecl]bool{}
	for len(open) > 0 {
		fd := open[len(open)-1]
		open = open[:len(open)-1]
		if seen[fd] {
			continue
		}
		seen[fd] = true
		t.uses(p.TestInfo, fd, used)
		ast.Inspect(fd, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if next := bodies[p.TestInfo.Uses[id]]; next != nil {
					open = append(open, next)
				}
			}
			return true
		})
	}
	return used
}
