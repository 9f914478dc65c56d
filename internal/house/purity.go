package house

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"
)

// imports that library packages may have. What is missing here does I/O, reads
// the machine, keeps state or reflects.
var imports = []string{
	"bytes", "cmp", "container/heap", "crypto/sha256", "encoding", "encoding/binary", "encoding/csv", "encoding/hex", "encoding/json",
	"errors", "fmt", "hash", "io", "iter", "maps", "math", "math/big", "math/bits", "slices", "sort", "strconv", "strings", "time",
	"unicode", "unicode/utf16", "unicode/utf8", "github.com/shopspring/decimal",
}

// importsOf are further imports of some packages, with their reason.
func importsOf(p *Package) []string {
	switch {
	case p.Kit():
		return []string{"testing", "math/rand/v2", "reflect"} // takes a testing.TB; compares
	case p.Path == "risk/quant":
		return []string{"math/rand/v2"} // Source as an argument
	case p.Path == "mapping/published":
		return []string{"embed"} // tables as data
	case p.Path == "isms":
		return []string{"github.com/google/uuid", "crypto/sha1"} // derived IDs
	}
	return nil
}

// timeNames are the names of package time that do not read a clock or a zone
// file: the types, their words, and the way between a civil day and an instant in
// a location. The location is the caller's: loading one is not in the list.
var timeNames = []string{
	"Time", "Month", "Weekday", "Location", "Date", "UTC",
	"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
	"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
}

// timeMethods are the methods of those types that depend on nothing else.
var timeMethods = []string{"Date", "Year", "Month", "Day", "Weekday", "IsZero", "String"}

// decimalNames are the names of package decimal that depend on its package
// variables, or lead to floats.
var decimalNames = []string{
	"Div", "Avg", "Pow", "PowInt32", "PowBigInt", "PowWithPrecision", "Mod", "Float64", "InexactFloat64", "ExpHullAbrham", "Sin", "Cos", "Tan", "Atan",
	"NewFromFloat", "NewFromFloat32", "NewFromFloatWithExponent",
	"DivisionPrecision", "MarshalJSONWithoutQuotes", "ExpMaxIterations", "PowPrecisionNegativeExponent",
}

// uuidNames are the names of package uuid that use chance, the clock or state.
var uuidNames = []string{"New", "NewString", "NewRandom", "NewRandomFromReader", "NewUUID", "NewV6", "NewV7", "NewV7FromReader", "NewDCEGroup", "NewDCEPerson", "NewDCESecurity", "SetRand", "EnableRandPool", "DisableRandPool", "NodeID", "SetNodeID", "SetNodeInterface", "GetTime", "SetClockSequence"}

// Purity finds what library packages must not do: import what does I/O or reads
// the machine, read the clock, use global chance, print, start goroutines,
// declare init or run code at start-up, panic outside Must functions, use floats outside risk/quant, or
// change or hand out package variables.
func Purity(t *Tree) []Finding {
	var out []Finding
	for _, p := range t.Library() {
		for _, f := range p.Files {
			w := &walk{tree: t, pkg: p, file: f, alias: map[types.Object]bool{}, followed: map[*ast.UnaryExpr]bool{}}
			w.imports()
			w.directives()
			for _, d := range f.Decls {
				w.decl(d)
			}
			out = append(out, w.found...)
		}
	}
	return sorted(out)
}

type walk struct {
	tree  *Tree
	pkg   *Package
	file  *ast.File
	fn    *ast.FuncDecl         // around the node, or nil
	alias map[types.Object]bool // local variables that share memory with a package variable
	found []Finding

	followed map[*ast.UnaryExpr]bool // addresses that aliases notes
}

func (w *walk) find(at token.Pos, rule, what string) {
	key := w.pkg.Path
	if w.fn != nil {
		key += "." + funcName(w.fn)
	}
	w.found = append(w.found, Finding{Where: w.tree.position(at), Rule: rule, Key: key, What: what})
}

// funcName is "Name" or "Type.Name".
func funcName(d *ast.FuncDecl) string {
	if d.Recv != nil && len(d.Recv.List) > 0 {
		typ := d.Recv.List[0].Type
		if s, ok := typ.(*ast.StarExpr); ok {
			typ = s.X
		}
		switch x := typ.(type) {
		case *ast.IndexExpr:
			typ = x.X
		case *ast.IndexListExpr:
			typ = x.X
		}
		if id, ok := typ.(*ast.Ident); ok {
			return id.Name + "." + d.Name.Name
		}
	}
	return d.Name.Name
}

func (w *walk) imports() {
	for _, s := range w.file.Imports {
		imp := importPath(s)
		if w.tree.own(imp) || slices.Contains(imports, imp) || slices.Contains(importsOf(w.pkg), imp) {
			continue
		}
		w.find(s.Pos(), "import", "a library package must not import "+imp)
	}
}

func (w *walk) directives() {
	name := strings.TrimSuffix(path.Base(w.tree.Fset.Position(w.file.Pos()).Filename), ".go")
	if i := strings.LastIndexByte(name, '_'); i >= 0 && slices.Contains([]string{"linux", "darwin", "windows", "js", "wasm", "amd64", "arm64", "386", "s390x", "unix"}, name[i+1:]) {
		w.find(w.file.Package, "build", "a file for one platform only")
	}
	for _, g := range w.file.Comments {
		for _, c := range g.List {
			for _, d := range []string{"//go:build", "//go:linkname", "//go:embed"} {
				if strings.HasPrefix(c.Text, d) && !(d == "//go:embed" && slices.Contains(importsOf(w.pkg), "embed")) {
					w.find(c.Pos(), "build", strings.TrimPrefix(d, "//")+" in a library package")
				}
			}
		}
	}
}

func (w *walk) decl(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		w.fn = d
		if d.Recv == nil && d.Name.Name == "init" {
			w.find(d.Pos(), "init", "func init")
		}
		if d.Body != nil {
			w.aliases(d.Body)
		}
		w.node(d)
		w.fn = nil
	case *ast.GenDecl:
		if d.Tok == token.VAR {
			for _, s := range d.Specs {
				for _, id := range s.(*ast.ValueSpec).Names {
					if o := w.pkg.Info.Defs[id]; id.IsExported() && o != nil && !isError(o.Type()) {
						w.find(id.Pos(), "state", "exported variable "+id.Name+" can be changed by every importer")
					}
				}
				for _, v := range s.(*ast.ValueSpec).Values {
					w.startUp(v)
				}
			}
		}
		w.node(d)
	}
}

// startUp finds code that runs before any function of an importer: a function literal
// that is called to make a package variable, or a function of the package with a loop.
// A function without one that makes a row from constants is as good as a literal.
func (w *walk) startUp(value ast.Expr) {
	ast.Inspect(value, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false // runs later; where it is called, the call is found
		case *ast.CallExpr:
			switch f := ast.Unparen(n.Fun).(type) {
			case *ast.FuncLit:
				w.find(n.Pos(), "start", "a package variable is made by a function literal: want a literal")
			case *ast.Ident:
				if w.loops(w.pkg.Info.Uses[f]) {
					w.find(n.Pos(), "start", "a package variable is made by "+f.Name+", which has a loop: want a literal")
				}
			}
		}
		return true
	})
}

// loops reports whether a function of the package has a loop, but for those whose name
// begins with Must, which read a constant.
func (w *walk) loops(fn types.Object) bool {
	found := false
	for _, f := range w.pkg.Files {
		for _, d := range f.Decls {
			d, ok := d.(*ast.FuncDecl)
			if !ok || w.pkg.Info.Defs[d.Name] != fn || d.Body == nil || strings.HasPrefix(strings.ToLower(fn.Name()), "must") {
				continue
			}
			ast.Inspect(d.Body, func(n ast.Node) bool {
				switch n.(type) {
				case *ast.ForStmt, *ast.RangeStmt:
					found = true
				}
				return !found
			})
		}
	}
	return found
}

func isError(typ types.Type) bool {
	return types.Implements(typ, types.Universe.Lookup("error").Type().Underlying().(*types.Interface))
}

func (w *walk) node(root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			w.find(n.Pos(), "goroutine", "go statement")
		case *ast.Ident:
			w.use(n)
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, l := range n.Lhs {
					w.write(l, "assigned")
				}
			}
		case *ast.IncDecStmt:
			w.write(n.X, "changed by "+n.Tok.String())
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				for _, e := range []ast.Expr{n.Key, n.Value} {
					if e != nil {
						w.write(e, "assigned by range")
					}
				}
			}
		case *ast.UnaryExpr:
			// In a declaration it only links tables, in := it is followed.
			if n.Op == token.AND && w.fn != nil && !w.followed[n] {
				if v, _ := w.root(n.X); v != nil && packageLevel(v) {
					w.find(n.Pos(), "state", "address of package variable "+v.Name()+" taken")
				}
			}
		case *ast.CallExpr:
			w.call(n)
		case *ast.ReturnStmt:
			if w.fn != nil && w.fn.Name.IsExported() {
				for _, e := range n.Results {
					w.escape(e)
				}
			}
		}
		if e, ok := n.(ast.Expr); ok {
			w.float(e)
		}
		return true
	})
}

// use checks what a name stands for.
func (w *walk) use(id *ast.Ident) {
	o := w.pkg.Info.Uses[id]
	if o == nil {
		return
	}
	if b, ok := o.(*types.Builtin); ok {
		switch b.Name() {
		case "panic":
			if w.fn == nil || !strings.HasPrefix(w.fn.Name.Name, "Must") && !strings.HasPrefix(w.fn.Name.Name, "must") {
				w.find(id.Pos(), "panic", "panic outside a Must function")
			}
		case "print", "println":
			w.find(id.Pos(), "output", b.Name()+" writes to standard error")
		}
		return
	}
	if o.Pkg() == nil {
		return
	}
	name, method := o.Name(), false
	if f, ok := o.(*types.Func); ok && f.Signature().Recv() != nil {
		method = true
	}
	if v, ok := o.(*types.Var); ok && v.IsField() {
		return
	}
	if tn, ok := o.(*types.TypeName); ok && tn.Parent() != o.Pkg().Scope() {
		return
	}
	switch o.Pkg().Path() {
	case "time":
		if method && !slices.Contains(timeMethods, name) || !method && o.Parent() == o.Pkg().Scope() && !slices.Contains(timeNames, name) {
			w.find(id.Pos(), "clock", "time."+name+": package time is for types only")
		}
	case "math/rand/v2", "math/rand":
		if _, ok := o.(*types.Func); ok && !method && !slices.Contains([]string{"New", "NewPCG", "NewChaCha8", "NewZipf"}, name) {
			w.find(id.Pos(), "chance", "rand."+name+" uses the global source")
		}
	case "fmt":
		if strings.HasPrefix(name, "Print") || strings.HasPrefix(name, "Scan") {
			w.find(id.Pos(), "output", "fmt."+name+" uses a standard stream")
		}
	case "github.com/shopspring/decimal":
		if slices.Contains(decimalNames, name) {
			w.find(id.Pos(), "decimal", "decimal."+name+" depends on package variables or floats")
		}
	case "github.com/google/uuid":
		if slices.Contains(uuidNames, name) {
			w.find(id.Pos(), "chance", "uuid."+name+" uses chance, the clock or state")
		}
	}
}

func (w *walk) float(e ast.Expr) {
	if w.pkg.Path == "risk/quant" || strings.HasPrefix(w.pkg.Path, "risk/quant/") {
		return
	}
	tv, ok := w.pkg.Info.Types[e]
	if !ok {
		if id, isID := e.(*ast.Ident); isID {
			if o := w.pkg.Info.Defs[id]; o != nil {
				tv.Type = o.Type()
			}
		}
	}
	if tv.Type == nil {
		return
	}
	if b, ok := tv.Type.Underlying().(*types.Basic); ok && b.Info()&(types.IsFloat|types.IsComplex) != 0 {
		w.find(e.Pos(), "float", "floating point outside risk/quant")
	}
}

// aliases notes local variables that are declared as a slice, map or pointer
// out of a package variable.
func (w *walk) aliases(body ast.Node) {
	note := func(l, r ast.Expr) {
		id, ok := l.(*ast.Ident)
		if !ok || id.Name == "_" {
			return
		}
		o := w.pkg.Info.Defs[id]
		if o == nil || !shares(o.Type()) {
			return
		}
		if u, ok := r.(*ast.UnaryExpr); ok && u.Op == token.AND {
			w.followed[u] = true
			r = u.X
		}
		if v, _ := w.root(r); v != nil && (packageLevel(v) || w.alias[v]) {
			w.alias[o] = true
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE && len(n.Lhs) == len(n.Rhs) {
				for i := range n.Lhs {
					note(n.Lhs[i], n.Rhs[i])
				}
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE && n.Value != nil {
				note(n.Value, n.X)
			}
		}
		return true
	})
}

// shares reports whether a copy of a value of the type shares memory with it.
func shares(typ types.Type) bool {
	switch typ.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Pointer:
		return true
	}
	return false
}

func packageLevel(v *types.Var) bool {
	return v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}

// root is the variable that an expression names or reaches into, and whether it
// goes through an index, a field or a pointer.
func (w *walk) root(e ast.Expr) (v *types.Var, inside bool) {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.IndexExpr:
			e, inside = x.X, true
		case *ast.SliceExpr:
			e, inside = x.X, true
		case *ast.StarExpr:
			e, inside = x.X, true
		case *ast.SelectorExpr:
			if id, ok := x.X.(*ast.Ident); ok {
				if _, ok := w.pkg.Info.Uses[id].(*types.PkgName); ok {
					v, _ := w.pkg.Info.Uses[x.Sel].(*types.Var)
					return v, inside
				}
			}
			e, inside = x.X, true
		case *ast.Ident:
			v, _ := w.pkg.Info.Uses[x].(*types.Var)
			return v, inside
		default:
			return nil, false
		}
	}
}

func (w *walk) write(e ast.Expr, how string) {
	v, inside := w.root(e)
	switch {
	case v == nil:
	case packageLevel(v):
		w.find(e.Pos(), "state", "package variable "+v.Name()+" "+how)
	case w.alias[v] && inside:
		w.find(e.Pos(), "state", "package variable "+how+" through "+v.Name())
	}
}

// changers are functions that write into their first argument.
var changers = []string{"Sort", "SortFunc", "SortStableFunc", "Reverse", "Compact", "CompactFunc", "Delete", "DeleteFunc", "Insert", "Replace", "Slice", "SliceStable", "Stable", "Strings", "Ints", "Copy"}

func (w *walk) call(c *ast.CallExpr) {
	if id, ok := c.Fun.(*ast.Ident); ok {
		if b, ok := w.pkg.Info.Uses[id].(*types.Builtin); ok && len(c.Args) > 0 {
			switch b.Name() {
			case "append", "delete", "clear", "copy":
				w.writeInto(c.Args[0], "changed by "+b.Name())
			}
		}
		if id.Name == "yield" {
			for _, a := range c.Args {
				w.escape(a)
			}
		}
		return
	}
	s, ok := c.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	f, ok := w.pkg.Info.Uses[s.Sel].(*types.Func)
	if !ok || f.Pkg() == nil {
		return
	}
	recv := f.Signature().Recv()
	switch {
	case recv == nil && slices.Contains([]string{"slices", "sort", "maps"}, f.Pkg().Path()) && slices.Contains(changers, f.Name()) && len(c.Args) > 0:
		w.writeInto(c.Args[0], "changed by "+f.Pkg().Name()+"."+f.Name())
	case recv != nil && f.Pkg().Path() == "math/big":
		// Methods of big numbers that return one write into their receiver.
		if res := f.Signature().Results(); res.Len() > 0 && types.Identical(res.At(0).Type(), recv.Type()) {
			w.writeInto(s.X, "changed by its method "+f.Name())
		}
	case recv != nil:
		// A method with a pointer receiver takes the address of a variable.
		if _, ptr := recv.Type().(*types.Pointer); !ptr {
			return
		}
		if sel := w.pkg.Info.Selections[s]; sel == nil || shares(sel.Recv()) {
			return
		}
		if v, _ := w.root(s.X); v != nil && packageLevel(v) {
			w.find(s.Pos(), "state", "address of package variable "+v.Name()+" taken by method "+f.Name())
		}
	}
}

// writeInto is write for functions that change what their argument points to.
func (w *walk) writeInto(e ast.Expr, how string) {
	v, _ := w.root(e)
	switch {
	case v == nil:
	case packageLevel(v):
		w.find(e.Pos(), "state", "package variable "+v.Name()+" "+how)
	case w.alias[v]:
		w.find(e.Pos(), "state", "package variable "+how+" through "+v.Name())
	}
}

// escape finds memory of a package variable that leaves an exported function,
// where callers could change it.
func (w *walk) escape(e ast.Expr) {
	tv, ok := w.pkg.Info.Types[e]
	if !ok {
		return
	}
	switch x := e.(type) {
	case *ast.ParenExpr:
		w.escape(x.X)
		return
	case *ast.CompositeLit:
		for _, el := range x.Elts {
			if kv, ok := el.(*ast.KeyValueExpr); ok {
				el = kv.Value
			}
			w.escape(el)
		}
		return
	case *ast.CallExpr:
		if s, ok := x.Fun.(*ast.SelectorExpr); ok {
			if f, ok := w.pkg.Info.Uses[s.Sel].(*types.Func); ok && f.Pkg() != nil && f.Pkg().Path() == "slices" && f.Name() == "Clone" && len(x.Args) == 1 {
				if sl, ok := w.pkg.Info.Types[x.Args[0]].Type.Underlying().(*types.Slice); ok && w.open(sl.Elem(), 0) {
					w.escapes(x.Args[0], "a clone shares what its elements point to: ")
				}
			}
		}
		return
	}
	if w.open(tv.Type, 0) {
		w.escapes(e, "")
	}
}

func (w *walk) escapes(e ast.Expr, why string) {
	if v, _ := w.root(e); v != nil && (packageLevel(v) || w.alias[v]) && !isError(v.Type()) {
		w.find(e.Pos(), "state", why+"memory of package variable "+v.Name()+" is handed out")
	}
}

// open reports whether a holder of a value of the type can write into memory
// that it shares: through slices, maps, pointers, and exported fields that hold
// such. Types of other modules are taken as closed.
func (w *walk) open(typ types.Type, depth int) bool {
	if depth > 8 {
		return false
	}
	if n, ok := types.Unalias(typ).(*types.Named); ok && (n.Obj().Pkg() == nil || !w.tree.own(n.Obj().Pkg().Path())) {
		return false
	}
	switch x := typ.Underlying().(type) {
	case *types.Slice, *types.Map:
		return true
	case *types.Pointer:
		n := named(x)
		return n == nil || n.Obj().Pkg() != nil && w.tree.own(n.Obj().Pkg().Path()) && w.open(n, depth+1)
	case *types.Array:
		return w.open(x.Elem(), depth+1)
	case *types.Struct:
		for f := range x.Fields() {
			if f.Exported() && w.open(f.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}
