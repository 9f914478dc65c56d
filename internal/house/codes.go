package house

import (
	"go/ast"
	"go/constant"
	"go/types"
	"path"
	"regexp"
	"strings"
)

var codeShape = regexp.MustCompile(`^[a-z][a-z0-9]*/[a-z0-9]+(-[a-z0-9]+)*$`)

// Codes finds rules whose code is not of the form "package/words-of-it", or is
// taken, and rules without a title or a reference. A rule is a literal of type
// Rule of package isms with a Code.
func Codes(t *Tree) []Finding {
	var out []Finding
	taken := map[string]string{}
	for _, p := range t.Library() {
		if p.Kit() {
			continue
		}
		for _, f := range p.Files {
			ast.Inspect(f, func(n ast.Node) bool {
				lit, ok := n.(*ast.CompositeLit)
				if !ok || !t.isRule(p.Info.Types[lit].Type) {
					return true
				}
				fields := map[string]ast.Expr{}
				for _, e := range lit.Elts {
					if kv, ok := e.(*ast.KeyValueExpr); ok {
						if id, ok := kv.Key.(*ast.Ident); ok {
							fields[id.Name] = kv.Value
						}
					}
				}
				code := constantText(p.Info, fields["Code"])
				if code == "" {
					return true // a copy or a computed rule: the literal it comes from is looked at
				}
				find := func(what string) {
					out = append(out, Finding{Where: t.position(lit.Pos()), Rule: "code", Key: code, What: what})
				}
				if start := path.Base(p.Path) + "/"; !codeShape.MatchString(code) || !strings.HasPrefix(code, start) {
					find("code " + code + ": want " + start + "word-word")
				}
				if first, ok := taken[code]; ok {
					find("code " + code + " is taken by the rule at " + first)
				} else {
					taken[code] = t.position(lit.Pos())
				}
				for _, name := range []string{"Title", "Refs", "Severity", "Since"} {
					if fields[name] == nil {
						find("rule " + code + " has no " + name)
					}
				}
				return true
			})
		}
	}
	return sorted(out)
}

func (t *Tree) isRule(typ types.Type) bool {
	if typ == nil {
		return false
	}
	n, ok := types.Unalias(typ).(*types.Named)
	return ok && n.Obj().Name() == "Rule" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == path.Join(t.Module, "isms")
}

// constantText is the value of a constant text, "" when it is none.
func constantText(info *types.Info, e ast.Expr) string {
	if e == nil {
		return ""
	}
	if v := info.Types[e].Value; v != nil && v.Kind() == constant.String {
		return constant.StringVal(v)
	}
	return ""
}
