package house

import (
	"go/ast"
	"go/doc"
	"go/types"
	"slices"
	"strings"
)

// Examples finds exported functions, and exported types with methods, that no
// Example with output in the tests of their package uses. Must functions, Rules
// and vocabularies are left out. Of a kit one Example is wanted, because most of what it
// declares takes a test.
func Examples(t *Tree) []Finding {
	var out []Finding
	for _, p := range t.Library() {
		used, any := map[string]bool{}, false
		for _, f := range p.Tests {
			printed := map[string]bool{}
			for _, e := range doc.Examples(f) {
				if e.Output != "" || e.EmptyOutput {
					printed["Example"+e.Name], any = true, true
				} else {
					out = append(out, Finding{Where: t.position(e.Code.Pos()), Rule: "example", Key: p.Path + ".Example" + e.Name, What: "Example" + e.Name + " has no output, so it is never run"})
				}
			}
			for _, d := range f.Decls {
				if fd, ok := d.(*ast.FuncDecl); ok && printed[fd.Name.Name] {
					t.uses(p.TestInfo, fd, used)
				}
			}
		}
		if p.Kit() {
			if !any {
				out = append(out, Finding{Where: p.Path, Rule: "example", Key: p.Path, What: "no Example with output shows the kit"})
			}
			continue
		}
		for _, name := range p.Types.Scope().Names() {
			o := p.Types.Scope().Lookup(name)
			if !o.Exported() || used[t.key(o)] || !wantsExample(o) {
				continue
			}
			what := "no Example with output calls " + name
			if _, ok := o.(*types.TypeName); ok {
				what = "no Example with output uses type " + name
			}
			out = append(out, Finding{Where: t.position(o.Pos()), Rule: "example", Key: t.key(o), What: what})
		}
	}
	return sorted(out)
}

func wantsExample(o types.Object) bool {
	switch o := o.(type) {
	case *types.Func:
		return !strings.HasPrefix(o.Name(), "Must") && o.Name() != "Rules" && o.Name() != "Messages" && o.Name() != "Vocabularies" && !vocabulary(o)
	case *types.TypeName:
		n, ok := o.Type().(*types.Named)
		if !ok || o.IsAlias() || types.IsInterface(n) {
			return false
		}
		return slices.ContainsFunc(slices.Collect(n.Methods()), (*types.Func).Exported)
	}
	return false
}

// vocabulary reports whether a function without parameters returns isms.Words.
func vocabulary(f *types.Func) bool {
	s := f.Signature()
	if s.Params().Len() > 0 || s.Results().Len() != 1 {
		return false
	}
	n, ok := s.Results().At(0).Type().(*types.Named)
	return ok && n.Obj().Name() == "Words"
}

// uses adds the keys of all objects that a function names, of the types of its
// expressions and of the receivers of the methods it calls.
func (t *Tree) uses(info *types.Info, root ast.Node, into map[string]bool) {
	addType := func(typ types.Type) {
		if typ == nil {
			return
		}
		if n := named(typ); n != nil {
			into[t.key(n.Obj())] = true
		}
	}
	ast.Inspect(root, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if o := info.Uses[id]; o != nil {
				into[t.key(origin(o))] = true
				if f, ok := o.(*types.Func); ok && f.Signature().Recv() != nil {
					addType(f.Signature().Recv().Type())
				}
			}
			if o := info.Defs[id]; o != nil {
				addType(o.Type())
			}
		}
		if e, ok := n.(ast.Expr); ok {
			addType(info.Types[e].Type)
		}
		return true
	})
}

func origin(o types.Object) types.Object {
	if f, ok := o.(*types.Func); ok {
		return f.Origin()
	}
	return o
}
