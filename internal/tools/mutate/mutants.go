package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strconv"
	"strings"
)

// mutant is one small change of a file, as a replacement of bytes.
type mutant struct {
	file       string // path from the root of the module
	fn         string // the function around it, or "table" outside of functions
	kind       string
	line, col  int
	start, end int // bytes of the file that are replaced
	with       string
	old        string // what is replaced, shortened
	new        string
	nth        int // of the same change in the same function, from 1
	literal    bool
	status     status

	around *ast.BlockStmt // the body of the function around it, nil outside of functions
	value  *value         // outside of functions, when a whole value is replaced
}

// value is what stands in a table, and can be exchanged while the program runs.
type value struct {
	start, end int
	typ        types.Type
	drop       bool // it becomes the zero value
	cut        int  // a list, which loses the element of this number, from 1
	elided     bool // a list whose type is not written
}

// key names a mutant by what it changes, not by its line, so that an entry in
// the list of equivalent ones survives changes elsewhere in the file.
func (m *mutant) key() string {
	k := m.file + " " + m.fn + ": " + m.old + " => " + m.new
	if m.nth > 1 {
		k += " #" + strconv.Itoa(m.nth)
	}
	return k
}

// alone says that a mutant cannot be chosen while a program runs.
func (m *mutant) alone() bool { return m.around == nil && m.value == nil }

func (m *mutant) apply(src []byte) []byte {
	return []byte(string(src[:m.start]) + m.with + string(src[m.end:]))
}

// operators says what a binary operator is replaced with. Comparisons move their
// boundary, and turn around.
var operators = map[token.Token][]token.Token{
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.QUO}, token.QUO: {token.MUL}, token.REM: {token.MUL},
	token.LSS: {token.LEQ, token.GEQ}, token.LEQ: {token.LSS, token.GTR}, token.GTR: {token.GEQ, token.LEQ}, token.GEQ: {token.GTR, token.LSS},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL}, token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.AND: {token.OR}, token.OR: {token.AND}, token.XOR: {token.AND}, token.AND_NOT: {token.AND}, token.SHL: {token.SHR}, token.SHR: {token.SHL},
}

var assignments = map[token.Token]token.Token{
	token.ADD_ASSIGN: token.SUB_ASSIGN, token.SUB_ASSIGN: token.ADD_ASSIGN, token.MUL_ASSIGN: token.QUO_ASSIGN, token.QUO_ASSIGN: token.MUL_ASSIGN,
	token.OR_ASSIGN: token.AND_ASSIGN, token.AND_ASSIGN: token.OR_ASSIGN, token.XOR_ASSIGN: token.OR_ASSIGN, token.AND_NOT_ASSIGN: token.AND_ASSIGN,
	token.SHL_ASSIGN: token.SHR_ASSIGN, token.SHR_ASSIGN: token.SHL_ASSIGN,
}

type finder struct {
	fset   *token.FileSet
	file   string
	src    []byte
	info   *types.Info
	fn     string
	around *ast.BlockStmt
	seen   map[string]int
	out    []*mutant
}

// mutants returns every mutant of a type-checked file, in the order of the file.
func mutants(fset *token.FileSet, file string, src []byte, f *ast.File, info *types.Info) []*mutant {
	w := &finder{fset: fset, file: file, src: src, info: info, seen: map[string]int{}}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			w.fn = d.Name.Name
			if d.Recv != nil {
				w.fn = strings.TrimPrefix(w.text(d.Recv.List[0].Type), "*") + "." + w.fn
			}
			if d.Body != nil {
				w.around = d.Body
				w.walk(d.Body)
			}
		case *ast.GenDecl:
			w.fn, w.around = "table", nil
			if d.Tok != token.IMPORT {
				w.walk(d)
			}
		}
	}
	return w.out
}

func (w *finder) offset(p token.Pos) int { return w.fset.Position(p).Offset }

func (w *finder) text(n ast.Node) string {
	return string(w.src[w.offset(n.Pos()):w.offset(n.End())])
}

func (w *finder) emit(kind string, from, to token.Pos, with string) *mutant {
	return w.show(kind, from, to, with, from, to, with)
}

// show emits a change that is described by a wider stretch of the source than
// the one it replaces.
func (w *finder) show(kind string, from, to token.Pos, with string, seeFrom, seeTo token.Pos, see string) *mutant {
	p := w.fset.Position(from)
	m := &mutant{
		file: w.file, fn: w.fn, kind: kind, line: p.Line, col: p.Column, start: w.offset(from), end: w.offset(to), with: with,
		old: short(string(w.src[w.offset(seeFrom):w.offset(seeTo)])), new: short(see), literal: w.fn == "table", around: w.around,
	}
	if m.new == "" {
		m.new = "(nothing)"
	}
	w.seen[m.key()]++
	m.nth = w.seen[m.key()]
	w.out = append(w.out, m)
	return m
}

// short puts a piece of source on one line of at most 80 bytes.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 80 {
		s = strings.ToValidUTF8(s[:60], "") + " ... " + strings.ToValidUTF8(s[len(s)-15:], "")
	}
	return s
}

func (w *finder) walk(root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			if w.around == nil {
				w.around = n.Body
				w.walk(n.Body)
				w.around = nil
				return false
			}
		case *ast.Field:
			w.tag(n)
			return false
		case *ast.BinaryExpr:
			w.binary(n)
		case *ast.UnaryExpr:
			switch n.Op {
			case token.SUB:
				w.show("drop minus", n.Pos(), n.X.Pos(), "", n.Pos(), n.End(), w.text(n.X))
			case token.NOT:
				w.show("drop not", n.Pos(), n.X.Pos(), "", n.Pos(), n.End(), w.text(n.X))
			}
		case *ast.AssignStmt:
			if t, ok := assignments[n.Tok]; ok && !w.isString(n.Lhs[0]) {
				w.show("assignment", n.TokPos, n.TokPos+token.Pos(len(n.Tok.String())), t.String(), n.Pos(), n.End(), w.text(n.Lhs[0])+" "+t.String()+" "+w.text(n.Rhs[0]))
			}
		case *ast.IncDecStmt:
			t := token.INC
			if n.Tok == token.INC {
				t = token.DEC
			}
			w.show("step", n.TokPos, n.End(), t.String(), n.Pos(), n.End(), w.text(n.X)+t.String())
		case *ast.BasicLit:
			w.basic(n)
		case *ast.Ident:
			if o, ok := w.info.Uses[n].(*types.Const); ok && o.Pkg() == nil && (n.Name == "true" || n.Name == "false") {
				w.replaced(n, w.emit("bool", n.Pos(), n.End(), map[string]string{"true": "false", "false": "true"}[n.Name]))
			}
		case *ast.CompositeLit:
			w.composite(n)
		case *ast.IfStmt:
			w.condition(n.Cond)
			w.body("empty if", n.Body.Lbrace+1, n.Body.List)
		case *ast.ForStmt:
			if n.Cond != nil {
				w.show("loop", n.Cond.Pos(), n.Cond.End(), "("+w.text(n.Cond)+") && false", n.Cond.Pos(), n.Cond.End(), "false")
			}
		case *ast.RangeStmt:
			w.body("empty range", n.Body.Lbrace+1, n.Body.List)
		case *ast.SwitchStmt:
			w.cases(n)
		case *ast.ReturnStmt:
			w.result(n)
		}
		w.statements(n)
		return true
	})
}

// condition makes a condition always true, and never. It stays in place, so that
// what it uses stays used.
func (w *finder) condition(e ast.Expr) {
	t := w.text(e)
	w.show("condition", e.Pos(), e.End(), "("+t+") || true", e.Pos(), e.End(), "true")
	w.show("condition", e.Pos(), e.End(), "("+t+") && false", e.Pos(), e.End(), "false")
}

// body empties a block that has more than one statement; a single one is
// deleted anyway.
func (w *finder) body(kind string, from token.Pos, list []ast.Stmt) {
	if len(list) > 1 {
		w.show(kind, list[0].Pos(), list[len(list)-1].End(), "", list[0].Pos(), list[len(list)-1].End(), "")
	}
}

func (w *finder) cases(s *ast.SwitchStmt) {
	for _, c := range s.Body.List {
		c := c.(*ast.CaseClause)
		for i, e := range c.List {
			if s.Tag == nil {
				w.condition(e)
			}
			if len(c.List) > 1 {
				from, to := e.Pos(), e.End()
				if i > 0 {
					from = c.List[i-1].End()
				} else {
					to = c.List[1].Pos()
				}
				w.show("case value", from, to, "", e.Pos(), e.End(), "")
			}
		}
		w.body("empty case", c.Colon+1, c.Body)
		if s.Tag != nil || c.List == nil {
			w.show("delete case", c.Pos(), c.End(), "", c.Pos(), c.Colon+1, "")
		}
	}
}

func (w *finder) binary(n *ast.BinaryExpr) {
	if n.Op == token.ADD && w.isString(n) {
		if tv := w.info.Types[n]; tv.Value == nil {
			w.show("drop operand", n.X.End(), n.End(), "", n.Pos(), n.End(), w.text(n.X))
		}
		return
	}
	for _, t := range operators[n.Op] {
		w.show("operator", n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), t.String(), n.Pos(), n.End(), w.text(n.X)+" "+t.String()+" "+w.text(n.Y))
	}
}

func (w *finder) isString(e ast.Expr) bool {
	t := w.info.Types[e].Type
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// replaced notes that a mutant exchanges a whole value outside of functions.
func (w *finder) replaced(e ast.Expr, m *mutant) {
	if t := w.info.Types[e].Type; m.around == nil && t != nil {
		if b, ok := t.(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
			return
		}
		m.value = &value{start: m.start, end: m.end, typ: t}
	}
}

func (w *finder) basic(n *ast.BasicLit) {
	switch n.Kind {
	case token.INT:
		if v, err := strconv.ParseInt(n.Value, 0, 64); err == nil {
			w.replaced(n, w.emit("int", n.Pos(), n.End(), strconv.FormatInt(v+1, 10)))
			if v == 1 {
				w.replaced(n, w.emit("int", n.Pos(), n.End(), "0"))
			}
		}
	case token.FLOAT:
		w.replaced(n, w.emit("float", n.Pos(), n.End(), "("+n.Value+"*1.5+1)"))
	case token.CHAR:
		if c, _, _, err := strconv.UnquoteChar(strings.TrimSuffix(n.Value[1:], "'"), '\''); err == nil {
			w.replaced(n, w.emit("char", n.Pos(), n.End(), strconv.QuoteRune(c+1)))
		}
	case token.STRING:
		if s, err := strconv.Unquote(n.Value); err == nil {
			w.replaced(n, w.emit("string", n.Pos(), n.End(), strconv.Quote(s+"~")))
		}
	}
}

var jsonName = regexp.MustCompile(`json:"([^",-][^",]*)`)

// tag renames the JSON member of a field.
func (w *finder) tag(f *ast.Field) {
	if f.Tag == nil || len(f.Names) == 0 {
		return
	}
	if renamed := jsonName.ReplaceAllString(f.Tag.Value, `json:"${1}_`); renamed != f.Tag.Value {
		w.show("tag", f.Tag.Pos(), f.Tag.End(), renamed, f.Names[0].Pos(), f.End(), f.Names[0].Name+" "+renamed)
	}
}

// composite deletes fields and elements, one at a time.
func (w *finder) composite(n *ast.CompositeLit) {
	for i, e := range n.Elts {
		kv, keyed := e.(*ast.KeyValueExpr)
		t := w.info.Types[n].Type
		if t == nil {
			return
		}
		st, ok := t.Underlying().(*types.Struct)
		if ok && !keyed {
			return // needs all of its values
		}
		to := n.Rbrace
		if i+1 < len(n.Elts) {
			to = n.Elts[i+1].Pos()
		} else if j := bytes.IndexByte(w.src[w.offset(e.End()):w.offset(n.Rbrace)], ','); j >= 0 {
			to = e.End() + token.Pos(j) + 1
		} else {
			to = e.End()
		}
		m := w.show("element", e.Pos(), to, "", e.Pos(), e.End(), "")
		if m.around != nil {
			continue
		}
		if _, ok := t.Underlying().(*types.Slice); ok && !keyed {
			m.value = &value{start: w.offset(n.Pos()), end: w.offset(n.End()), typ: t, cut: i + 1, elided: n.Type == nil}
		}
		if st == nil {
			continue
		}
		for f := range st.Fields() {
			if f.Name() == w.text(kv.Key) {
				m.value = &value{start: w.offset(kv.Value.Pos()), end: w.offset(kv.Value.End()), typ: f.Type(), drop: true}
			}
		}
	}
}

// result changes what is returned: numbers become 0, text and lists empty, bools
// the opposite, errors and pointers nil.
func (w *finder) result(n *ast.ReturnStmt) {
	for _, e := range n.Results {
		tv, ok := w.info.Types[e]
		if !ok || tv.IsNil() || tv.Type == nil {
			continue
		}
		t := w.text(e)
		var with string
		switch u := tv.Type.Underlying().(type) {
		case *types.Basic:
			switch {
			case u.Info()&types.IsBoolean != 0 && tv.Value == nil:
				with = "!(" + t + ")"
			case u.Info()&types.IsNumeric != 0 && tv.Value == nil:
				with = "0*(" + t + ")"
			case u.Info()&types.IsString != 0 && tv.Value == nil:
				with = "(" + t + ")[:0]"
			}
		case *types.Slice:
			with = "(" + t + ")[:0]"
		case *types.Pointer, *types.Map, *types.Interface:
			with = "nil"
		}
		if with != "" {
			w.emit("result", e.Pos(), e.End(), with)
		}
	}
}

// statements deletes the statements of a block, one at a time.
func (w *finder) statements(n ast.Node) {
	var list []ast.Stmt
	switch n := n.(type) {
	case *ast.BlockStmt:
		list = n.List
	case *ast.CaseClause:
		list = n.Body
	case *ast.CommClause:
		list = n.Body
	}
	for _, s := range list {
		switch s := s.(type) {
		case *ast.ExprStmt, *ast.IncDecStmt, *ast.DeferStmt:
			w.emit("delete statement", s.Pos(), s.End(), "")
		case *ast.AssignStmt:
			switch {
			case s.Tok == token.ASSIGN:
				// Assigning to nothing keeps what the right side uses.
				blanks := strings.TrimSuffix(strings.Repeat("_, ", len(s.Lhs)), ", ")
				if w.text(s.Lhs[0]) != "_" || len(s.Lhs) > 1 {
					w.show("delete statement", s.Lhs[0].Pos(), s.Lhs[len(s.Lhs)-1].End(), blanks, s.Pos(), s.End(), "")
				}
			case s.Tok != token.DEFINE:
				w.show("delete statement", s.Pos(), s.End(), "_ = "+w.text(s.Rhs[0]), s.Pos(), s.End(), "")
			}
		case *ast.ReturnStmt:
			if len(s.Results) == 0 {
				w.emit("delete statement", s.Pos(), s.End(), "")
			}
		case *ast.BranchStmt:
			if s.Label == nil && (s.Tok == token.BREAK || s.Tok == token.CONTINUE) {
				w.emit("delete statement", s.Pos(), s.End(), "")
				other := map[token.Token]token.Token{token.BREAK: token.CONTINUE, token.CONTINUE: token.BREAK}[s.Tok]
				w.emit("branch", s.Pos(), s.End(), other.String())
			}
		}
	}
}

func (m *mutant) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", m.file, m.line, m.col, m.kind, strings.TrimPrefix(m.key(), m.file+" "))
}
