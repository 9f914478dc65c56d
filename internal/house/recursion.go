package house

import (
	"go/ast"
	"go/types"
	"strings"
)

// Recursion finds functions of the library that call themselves, directly or
// through others of their package. Data of callers can be as deep as it likes,
// and a stack that overflows can't be recovered from, so graphs are walked by
// iteration. Calls through interfaces and function values are not seen.
func Recursion(t *Tree) []Finding {
	var out []Finding
	for _, p := range t.Library() {
		calls := map[types.Object][]types.Object{}
		var order []types.Object
		for _, f := range p.Files {
			for _, d := range f.Decls {
				fd, ok := d.(*ast.FuncDecl)
				if !ok || fd.Body == nil {
					continue
				}
				from := p.Info.Defs[fd.Name]
				order = append(order, from)
				ast.Inspect(fd.Body, func(n ast.Node) bool {
					if id, ok := n.(*ast.Ident); ok {
						if to, ok := p.Info.Uses[id].(*types.Func); ok && to.Pkg() == p.Types {
							calls[from] = append(calls[from], to.Origin())
						}
					}
					return true
				})
			}
		}
		for _, from := range order {
			seen := map[types.Object]bool{}
			open := append([]types.Object(nil), calls[from]...)
			for len(open) > 0 {
				to := open[len(open)-1]
				open = open[:len(open)-1]
				if to == from {
					key := t.key(from)
					out = append(out, Finding{Where: t.position(from.Pos()), Rule: "recursion", Key: key, What: strings.TrimPrefix(key, p.Path+".") + " calls itself"})
					break
				}
				if !seen[to] {
					seen[to] = true
					open = append(open, calls[to]...)
				}
			}
		}
	}
	return sorted(out)
}
