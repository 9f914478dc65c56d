// Command apilist writes down the exported API of packages, one line for each
// symbol, so that every change of it shows in a review.
//
//	apilist -o .ci/api.txt packages                               writes
//	apilist -check .ci/api.txt -changelog CHANGELOG.md packages   compares
//
// Parameters have no names here, because callers do not depend on them. In a
// comparison every difference fails; a line that is gone or different may break
// callers and has to be named in the change log first: the symbol in backquotes,
// as in `risk.Matrix`.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"go/constant"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

func main() {
	out := flag.String("o", "", "file to write")
	check := flag.String("check", "", "file to compare with")
	changelog := flag.String("changelog", "", "file that names what breaks callers")
	flag.Parse()
	if err := run(os.Stdout, *out, *check, *changelog, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "apilist:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, out, check, changelog string, packages []string) error {
	now, err := describe(".", packages)
	if err != nil {
		return err
	}
	if out != "" {
		return os.WriteFile(out, []byte(strings.Join(now, "\n")+"\n"), 0o644)
	}
	if check == "" {
		_, err := fmt.Fprintln(w, strings.Join(now, "\n"))
		return err
	}
	text, err := os.ReadFile(check)
	if err != nil {
		return fmt.Errorf("%w; .ci/api -update writes it", err)
	}
	log, err := os.ReadFile(changelog)
	if err != nil {
		return err
	}
	problems := compare(strings.Split(strings.TrimSuffix(string(text), "\n"), "\n"), now, string(log))
	for _, p := range problems {
		fmt.Fprintln(w, p)
	}
	if len(problems) > 0 {
		return fmt.Errorf("%d differences to %s; .ci/api -update writes it anew", len(problems), check)
	}
	_, err = fmt.Fprintf(w, "%d exported symbols as written down in %s\n", len(now), check)
	return err
}

// compare returns a line for every difference.
func compare(before, now []string, changelog string) []string {
	var out []string
	for _, line := range before {
		if slices.Contains(now, line) {
			continue
		}
		if strings.Contains(changelog, "`"+symbol(line)+"`") {
			out = append(out, "gone or different, named in the change log: "+line)
			continue
		}
		out = append(out, "gone or different, and the change log does not name `"+symbol(line)+"`: "+line)
	}
	for _, line := range now {
		if !slices.Contains(before, line) {
			out = append(out, "new: "+line)
		}
	}
	return out
}

// symbol is the name that a line describes: its first word.
func symbol(line string) string {
	name, _, _ := strings.Cut(line, " ")
	name, _, _ = strings.Cut(name, "(")
	return name
}

// describe returns the lines of the packages, as seen from dir, in order.
func describe(dir string, packages []string) ([]string, error) {
	cmd := exec.Command("go", append([]string{"list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}\t{{if not .DepOnly}}{{with .Module}}{{.Path}}{{end}}{{end}}"}, packages...)...)
	cmd.Dir = dir
	cmd.Stderr = os.Stderr
	text, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	files := map[string]string{}
	var wanted []string
	module := ""
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		files[f[0]] = f[1]
		if f[2] != "" {
			wanted, module = append(wanted, f[0]), f[2]
		}
	}
	if len(wanted) == 0 {
		return nil, errors.New("no packages")
	}
	imp := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(files[path]) })
	var out []string
	for _, name := range wanted {
		p, err := imp.Import(name)
		if err != nil {
			return nil, err
		}
		d := &description{module: module, pkg: p}
		out = append(out, d.lines()...)
	}
	slices.Sort(out)
	return out, nil
}

type description struct {
	module string
	pkg    *types.Package
}

// short is the path of a package within the module.
func (d *description) short(p *types.Package) string {
	return cmp.Or(strings.TrimPrefix(strings.TrimPrefix(p.Path(), d.module), "/"), ".")
}

// in names packages inside types: by their last word.
func (d *description) in(p *types.Package) string {
	if p == d.pkg {
		return ""
	}
	return p.Name()
}

func (d *description) typ(t types.Type) string { return types.TypeString(t, d.in) }

func (d *description) lines() []string {
	var out []string
	add := func(format string, args ...any) {
		out = append(out, d.short(d.pkg)+"."+fmt.Sprintf(format, args...))
	}
	scope := d.pkg.Scope()
	for _, name := range scope.Names() {
		o := scope.Lookup(name)
		if !o.Exported() {
			continue
		}
		switch o := o.(type) {
		case *types.Const:
			value := o.Val().ExactString()
			if o.Val().Kind() != constant.String {
				value = o.Val().String()
			}
			add("%s const %s = %s", name, d.typ(o.Type()), value)
		case *types.Var:
			add("%s var %s", name, d.typ(o.Type()))
		case *types.Func:
			add("%s%s%s", name, d.params(o.Signature().TypeParams()), d.signature(o.Signature()))
		case *types.TypeName:
			d.typeLines(o, add)
		}
	}
	return out
}

func (d *description) typeLines(o *types.TypeName, add func(string, ...any)) {
	name := o.Name()
	if o.IsAlias() {
		add("%s type = %s", name, d.typ(types.Unalias(o.Type())))
		return
	}
	n, ok := o.Type().(*types.Named)
	if !ok {
		return
	}
	equal := ""
	if types.Comparable(n) {
		equal = ", comparable"
	}
	switch u := n.Underlying().(type) {
	case *types.Struct:
		closed := 0
		for f := range u.Fields() {
			if !f.Exported() {
				closed++
			}
		}
		kind := "struct"
		if closed > 0 {
			kind = "struct, closed"
		}
		add("%s%s type %s%s", name, d.params(n.TypeParams()), kind, equal)
		for i := range u.NumFields() {
			if f := u.Field(i); f.Exported() {
				tag := ""
				if u.Tag(i) != "" {
					tag = " `" + u.Tag(i) + "`"
				}
				add("%s.%s field %s%s", name, f.Name(), d.typ(f.Type()), tag)
			}
		}
	case *types.Interface:
		add("%s%s type interface", name, d.params(n.TypeParams()))
		for m := range u.Methods() {
			add("%s.%s%s of the interface", name, m.Name(), d.signature(m.Signature()))
		}
	default:
		add("%s%s type %s%s", name, d.params(n.TypeParams()), d.typ(u), equal)
	}
	for m := range n.Methods() {
		if !m.Exported() {
			continue
		}
		pointer := ""
		if _, ok := m.Signature().Recv().Type().(*types.Pointer); ok {
			pointer = " on a pointer"
		}
		add("%s.%s%s%s", name, m.Name(), d.signature(m.Signature()), pointer)
	}
}

func (d *description) params(list *types.TypeParamList) string {
	if list.Len() == 0 {
		return ""
	}
	var out []string
	for p := range list.TypeParams() {
		out = append(out, p.Obj().Name()+" "+d.typ(p.Constraint()))
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// signature writes a function type without the names of its parameters.
func (d *description) signature(s *types.Signature) string {
	words := func(t *types.Tuple, variadic bool) string {
		var out []string
		for i := range t.Len() {
			typ := d.typ(t.At(i).Type())
			if variadic && i == t.Len()-1 {
				typ = "..." + strings.TrimPrefix(typ, "[]")
			}
			out = append(out, typ)
		}
		return strings.Join(out, ", ")
	}
	results := words(s.Results(), false)
	switch {
	case s.Results().Len() > 1:
		results = " (" + results + ")"
	case results != "":
		results = " " + results
	}
	return "(" + words(s.Params(), s.Variadic()) + ")" + results
}
