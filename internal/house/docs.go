package house

import (
	"go/ast"
	"go/token"
	"path"
	"strings"
)

// Docs finds packages without a doc.go that holds their one package comment, and
// exported symbols without a comment that starts with their name. Constants of a
// group may share its comment; fields are not looked at.
func Docs(t *Tree) []Finding {
	var out []Finding
	for _, p := range t.Packages {
		if len(p.Files) == 0 {
			continue
		}
		out = append(out, packageComment(t, p)...)
		if !p.Library() {
			continue
		}
		for _, f := range p.Files {
			for _, d := range f.Decls {
				out = append(out, declComment(t, p, d)...)
			}
		}
	}
	return sorted(out)
}

func packageComment(t *Tree, p *Package) []Finding {
	var out []Finding
	find := func(where, what string) {
		out = append(out, Finding{Where: where, Rule: "doc", Key: p.Path, What: what})
	}
	main, described := p.Files[0].Name.Name == "main", false
	for _, f := range p.Files {
		if f.Doc == nil || strings.TrimSpace(f.Doc.Text()) == "" {
			continue
		}
		text := f.Doc.Text()
		switch {
		case path.Base(t.Fset.Position(f.Pos()).Filename) != "doc.go" && !main:
			find(t.position(f.Doc.Pos()), "a package comment outside doc.go")
		case !main && !strings.HasPrefix(text, "Package "+f.Name.Name+" "):
			find(t.position(f.Doc.Pos()), "the package comment does not start with \"Package "+f.Name.Name+"\"")
		case p.Library() && len(strings.Fields(text)) < 20:
			find(t.position(f.Doc.Pos()), "the package comment does not say what the package answers, the path through it, and what it leaves out")
		}
		described = true
	}
	if !described {
		find(p.Path, "no package comment")
	}
	return out
}

func declComment(t *Tree, p *Package, d ast.Decl) []Finding {
	var out []Finding
	find := func(at token.Pos, name, what string) {
		out = append(out, Finding{Where: t.position(at), Rule: "doc", Key: p.Path + "." + name, What: name + " " + what})
	}
	switch d := d.(type) {
	case *ast.FuncDecl:
		name := funcName(d)
		if typ, _, method := strings.Cut(name, "."); !d.Name.IsExported() || method && !ast.IsExported(typ) {
			return nil
		}
		switch {
		case d.Doc.Text() == "":
			find(d.Name.Pos(), name, "has no comment")
		case !starts(d.Doc.Text(), d.Name.Name):
			find(d.Name.Pos(), name, "has a comment that does not start with its name")
		}
	case *ast.GenDecl:
		before := false // a constant above in the same group has a comment
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				text := s.Doc.Text()
				if text == "" && !d.Lparen.IsValid() {
					text = d.Doc.Text()
				}
				switch {
				case !s.Name.IsExported():
				case text == "":
					find(s.Name.Pos(), s.Name.Name, "has no comment")
				case !starts(text, s.Name.Name):
					find(s.Name.Pos(), s.Name.Name, "has a comment that does not start with its name")
				}
			case *ast.ValueSpec:
				own := s.Doc.Text() != "" || s.Comment.Text() != ""
				before = before || own
				for _, id := range s.Names {
					if id.IsExported() && !own && d.Doc.Text() == "" && (d.Tok == token.VAR || !before) {
						find(id.Pos(), id.Name, "has no comment")
					}
				}
			}
		}
	}
	return out
}

// starts reports whether a comment begins with the name, without an article.
func starts(text, name string) bool {
	rest, ok := strings.CutPrefix(text, name)
	if !ok || rest == "" {
		return ok
	}
	c := rest[0]
	return c != '_' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
}
