package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// source is one file of a package.
type source struct {
	name string // without its folder
	text []byte
	file *ast.File
}

// program holds the tests of a package, built once with all of its mutants in
// place: a function goes on in a changed copy of itself when the environment
// names a mutant of it, and a table takes the other value.
type program struct {
	suites []*suite
	nth    map[*mutant]int // 1, 2, ... of the mutants in place
	fn     map[*mutant]int // the function around it, 0 of tables
}

// suite is one test binary.
type suite struct {
	u      *unit
	binary string
	tests  []*test // quick ones first
}

type test struct {
	name string
	took time.Duration
	hits map[int]bool // functions it calls
}

const (
	chosen   = "MUTATE_MUTANT"
	recorded = "MUTATE_RECORD"
)

const support = `
import (
	mut__os "os"
	mut__strconv "strconv"
	mut__sync "sync"
)

var mut__, mut__record = mut__start()

var (
	mut__lock mut__sync.Mutex
	mut__seen = map[int]bool{}
)

func mut__start() (int, *mut__os.File) {
	n, _ := mut__strconv.Atoi(mut__os.Getenv("MUTATE_MUTANT"))
	var f *mut__os.File
	if name := mut__os.Getenv("MUTATE_RECORD"); name != "" {
		f, _ = mut__os.Create(name)
	}
	return n, f
}

func mut__hit(fn int) {
	if mut__record != nil {
		mut__write(fn)
	}
}

func mut__write(fn int) {
	mut__lock.Lock()
	defer mut__lock.Unlock()
	if !mut__seen[fn] {
		mut__seen[fn] = true
		mut__record.WriteString(mut__strconv.Itoa(fn) + "\n")
	}
}

func mut__pick[T any](n int, old, new T) T {
	if mut__ == n {
		return new
	}
	return old
}

func mut__cut[T ~[]E, E any](n int, list T, i int) T {
	if mut__ == n {
		var out T
		return append(append(out, list[:i-1]...), list[i:]...)
	}
	return list
}

func mut__drop[T any](n int, old T) T {
	if mut__ == n {
		var zero T
		return zero
	}
	return old
}
`

// span says which mutant a stretch of the written text is for.
type span struct {
	from, to int
	m        *mutant
}

// writer puts the mutants of one file in place.
type writer struct {
	u     *unit
	s     *source
	fset  *token.FileSet
	p     *program
	out   bytes.Buffer
	spans []span
}

func (w *writer) offset(p token.Pos) int { return w.fset.Position(p).Offset }

func (w *writer) text(n ast.Node) string {
	return string(w.s.text[w.offset(n.Pos()):w.offset(n.End())])
}

// mutated is a stretch of the file with one mutant applied.
func (w *writer) mutated(from, to int, m *mutant) string {
	return string(w.s.text[from:m.start]) + m.with + string(w.s.text[m.end:to])
}

// insertion is put before the byte at a place; of several at one place the
// one with the lowest order comes first.
type insertion struct {
	at, order int
	text      string
	m         *mutant
	closes    bool
}

// write returns the file with those of its mutants in place that nth knows.
func (w *writer) write(functions *int) []byte {
	byBody := map[*ast.BlockStmt][]*mutant{}
	var ins []insertion
	typed := map[int]bool{} // literals of lists that are given their type
	var cut [][2]int        // heads of functions that are written anew
	for _, m := range w.u.mutants {
		if w.p.nth[m] == 0 || filepath.Base(m.file) != w.s.name {
			continue
		}
		if m.around != nil {
			byBody[m.around] = append(byBody[m.around], m)
			continue
		}
		v := m.value
		t := types.TypeString(v.typ, w.qualifier)
		before, after := fmt.Sprintf("mut__pick[%s](%d, ", t, w.p.nth[m]), ", "+m.with+")"
		switch {
		case v.cut > 0:
			before, after = fmt.Sprintf("mut__cut[%s](%d, ", t, w.p.nth[m]), ", "+strconv.Itoa(v.cut)+")"
			if v.elided && !typed[v.start] {
				typed[v.start] = true
				ins = append(ins, insertion{v.start, math.MaxInt, t, m, false})
			}
		case v.drop:
			before, after = fmt.Sprintf("mut__drop[%s](%d, ", t, w.p.nth[m]), ")"
		}
		// Outer values open first and close last.
		order := (v.end-v.start)*1_000_000 - w.p.nth[m]
		ins = append(ins, insertion{v.start, -order, before, m, false}, insertion{v.end, order, after, m, true})
	}
	var tail []func()
	ast.Inspect(w.s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			list := byBody[n.Body]
			if n.Body == nil || len(list) == 0 {
				return true
			}
			*functions++
			for _, m := range list {
				w.p.fn[m] = *functions
			}
			head, call := w.head(n)
			cut = append(cut, [2]int{w.offset(n.Pos()), w.offset(n.Body.Lbrace)})
			var b strings.Builder
			fmt.Fprintf(&b, "%s{ mut__hit(%d); if mut__ >= %d && mut__ <= %d { switch mut__ {", head(""), *functions, w.p.nth[list[0]], w.p.nth[list[len(list)-1]])
			for _, m := range list {
				id := "__m" + strconv.Itoa(w.p.nth[m])
				if n.Type.Results != nil {
					fmt.Fprintf(&b, "\ncase %d: return %s", w.p.nth[m], call(id))
				} else {
					fmt.Fprintf(&b, "\ncase %d: %s; return", w.p.nth[m], call(id))
				}
				tail = append(tail, func() {
					from := w.out.Len()
					w.out.WriteString("\n" + head(id) + w.mutated(w.offset(n.Body.Lbrace), w.offset(n.Body.End()), m) + "\n")
					w.spans = append(w.spans, span{from, w.out.Len(), m})
				})
			}
			b.WriteString("\n} };")
			ins = append(ins, insertion{w.offset(n.Body.Lbrace) + 1, 0, b.String(), nil, false})
		case *ast.FuncLit:
			list := byBody[n.Body]
			if len(list) == 0 {
				return true
			}
			*functions++
			at := w.offset(n.Body.Lbrace) + 1
			ins = append(ins, insertion{at, 0, fmt.Sprintf(" mut__hit(%d); ", *functions), nil, false})
			for i, m := range list {
				w.p.fn[m] = *functions
				ins = append(ins, insertion{at, i + 1, fmt.Sprintf("if mut__ == %d %s; ", w.p.nth[m], w.mutated(w.offset(n.Body.Lbrace), w.offset(n.Body.End()), m)), m, false})
			}
		}
		return true
	})
	slices.SortStableFunc(ins, func(a, b insertion) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.order, b.order)) })
	at := 0
	copyTo := func(end int) {
		for _, c := range cut {
			if c[0] >= at && c[1] <= end {
				w.out.Write(w.s.text[at:c[0]])
				// The opening brace goes with the head; the insertion brings its own.
				at = c[1] + 1
			}
		}
		if at < end {
			w.out.Write(w.s.text[at:end])
			at = end
		}
	}
	for _, i := range ins {
		copyTo(i.at)
		from := w.out.Len()
		w.out.WriteString(i.text)
		switch {
		case i.closes:
			for j := range w.spans {
				if w.spans[j].m == i.m {
					w.spans[j].to = w.out.Len()
				}
			}
		case i.m != nil:
			w.spans = append(w.spans, span{from, w.out.Len(), i.m})
		}
	}
	copyTo(len(w.s.text))
	for _, f := range tail {
		f()
	}
	return w.out.Bytes()
}

func (w *writer) qualifier(p *types.Package) string {
	if p.Path() == w.u.path {
		return ""
	}
	for _, i := range w.s.file.Imports {
		if path, err := strconv.Unquote(i.Path.Value); err == nil && path == p.Path() {
			if i.Name != nil {
				return i.Name.Name
			}
			return p.Name()
		}
	}
	return "not__imported"
}

// head returns the head of a function under a longer name, and the call of it,
// with a name for every parameter.
func (w *writer) head(d *ast.FuncDecl) (head, call func(suffix string) string) {
	n := 0
	fields := func(l *ast.FieldList) (decl, names []string) {
		if l == nil {
			return nil, nil
		}
		for _, f := range l.List {
			ids := make([]string, max(1, len(f.Names)))
			for i := range ids {
				if len(f.Names) > 0 && f.Names[i].Name != "_" {
					ids[i] = f.Names[i].Name
					continue
				}
				n++
				ids[i] = "p__" + strconv.Itoa(n)
			}
			decl = append(decl, strings.Join(ids, ", ")+" "+w.text(f.Type))
			if _, ok := f.Type.(*ast.Ellipsis); ok {
				ids[len(ids)-1] += "..."
			}
			names = append(names, ids...)
		}
		return decl, names
	}
	recv, of := fields(d.Recv)
	params, args := fields(d.Type.Params)
	types, typeArgs := fields(d.Type.TypeParams)
	start, object, generic, use, results := "func ", "", "", "", ""
	if d.Recv != nil {
		start, object = "func ("+recv[0]+") ", of[0]+"."
	}
	if len(types) > 0 {
		generic, use = "["+strings.Join(types, ", ")+"]", "["+strings.Join(typeArgs, ", ")+"]"
	}
	if d.Type.Results != nil {
		results = string(w.s.text[w.offset(d.Type.Results.Pos()):w.offset(d.Type.Results.End())]) + " "
	}
	return func(suffix string) string {
			return start + d.Name.Name + suffix + generic + "(" + strings.Join(params, ", ") + ") " + results
		}, func(suffix string) string {
			return object + d.Name.Name + suffix + use + "(" + strings.Join(args, ", ") + ")"
		}
}

// arrange puts the mutants in place, drops those that do not compile, and leaves
// those for a program of their own that cannot be chosen while one runs: constants,
// types, elements of lists outside of functions. It returns the files.
func (u *unit) arrange(fset *token.FileSet, imp types.Importer, list []*mutant) (p *program, files map[string][]byte, err error) {
	left := map[*mutant]bool{}
	for _, m := range list {
		left[m] = !m.alone()
	}
	for range 20 {
		p = &program{nth: map[*mutant]int{}, fn: map[*mutant]int{}}
		for _, m := range u.mutants {
			if left[m] {
				p.nth[m] = len(p.nth) + 1
			}
		}
		files = map[string][]byte{"mutate__.go": []byte("package " + u.name + "\n" + support)}
		spans := map[string][]span{}
		functions := 0
		for _, s := range u.sources {
			w := &writer{u: u, s: s, fset: fset, p: p}
			files[s.name] = bytes.Clone(w.write(&functions))
			spans[s.name] = w.spans
		}
		var parsed []*ast.File
		fs := token.NewFileSet()
		for _, name := range slices.Sorted(maps.Keys(files)) {
			f, err := parser.ParseFile(fs, name, files[name], parser.SkipObjectResolution)
			if err != nil {
				return nil, nil, fmt.Errorf("mutants of %s: %w", u.short, err)
			}
			parsed = append(parsed, f)
		}
		var stray error
		wrong := 0
		conf := types.Config{Importer: imp, Error: func(err error) {
			var e types.Error
			if !errors.As(err, &e) {
				stray = err
				return
			}
			at := fs.Position(e.Pos)
			var in *span
			for i, s := range spans[at.Filename] {
				if at.Offset >= s.from && at.Offset < s.to && (in == nil || s.to-s.from < in.to-in.from) {
					in = &spans[at.Filename][i]
				}
			}
			if in == nil {
				stray = cmp.Or(stray, error(e))
				return
			}
			if in.m.around != nil {
				in.m.status = invalid
			}
			left[in.m] = false
			wrong++
		}}
		_, _ = conf.Check(u.path, fs, parsed, nil)
		if wrong == 0 {
			if stray != nil {
				return nil, nil, fmt.Errorf("mutants of %s: %w", u.short, stray)
			}
			return p, files, nil
		}
	}
	return nil, nil, fmt.Errorf("mutants of %s: no end of errors", u.short)
}

// build builds the tests of the package and of its kit with the mutants in place,
// and runs each test once: how long it takes, and what it calls.
func (u *unit) build(o options, p *program, files map[string][]byte, work string) error {
	replace := map[string]string{}
	for name, text := range files {
		at := filepath.Join(work, name)
		if err := os.WriteFile(at, text, 0o600); err != nil {
			return err
		}
		replace[filepath.Join(u.dir, name)] = at
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return err
	}
	overlay := filepath.Join(work, "overlay.json")
	if err := os.WriteFile(overlay, text, 0o600); err != nil {
		return err
	}
	for i, t := range append([]*unit{u}, u.usedBy...) {
		s := &suite{u: t, binary: filepath.Join(work, strconv.Itoa(i)+".test")}
		cmd := exec.Command("go", "test", "-c", "-vet=off", "-overlay="+overlay, "-o", s.binary, t.path)
		cmd.Dir = o.dir
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("mutants of %s: %w\n%.4000s", u.short, err, out)
		}
		if _, err := os.Stat(s.binary); err != nil {
			continue // no tests
		}
		if err := s.measure(o, work); err != nil {
			return err
		}
		p.suites = append(p.suites, s)
	}
	return nil
}

// measure runs each test alone, without a mutant. A test that fails because the
// code is not quite its own any more (allocations, inlining) is left out.
func (s *suite) measure(o options, work string) error {
	cmd := exec.Command(s.binary, "-test.list", ".")
	cmd.Dir = s.u.dir
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("the tests of %s: %w", s.u.path, err)
	}
	var names []string
	for line := range strings.Lines(string(out)) {
		if name := strings.TrimSpace(line); strings.HasPrefix(name, "Test") || strings.HasPrefix(name, "Example") || strings.HasPrefix(name, "Fuzz") {
			names = append(names, name)
		}
	}
	tests := make([]*test, len(names))
	errs := make([]error, len(names))
	each(o.workers, len(names), func(i int) {
		record := filepath.Join(work, "record"+strconv.Itoa(i))
		defer os.Remove(record)
		start := time.Now()
		st, err := s.run(o, "^"+names[i]+"$", 10*time.Minute, recorded+"="+record)
		took := time.Since(start)
		if err != nil || st != lived {
			errs[i] = err
			return
		}
		t := &test{name: names[i], took: took, hits: map[int]bool{}}
		text, _ := os.ReadFile(record)
		for _, f := range strings.Fields(string(text)) {
			if n, err := strconv.Atoi(f); err == nil {
				t.hits[n] = true
			}
		}
		tests[i] = t
	})
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for i, t := range tests {
		if t == nil {
			fmt.Fprintf(os.Stderr, "mutate: %s: %s fails with the mutants in place and is left out\n", s.u.path, names[i])
		}
	}
	tests = slices.DeleteFunc(tests, func(t *test) bool { return t == nil })
	slices.SortStableFunc(tests, func(a, b *test) int { return cmp.Compare(a.took, b.took) })
	s.tests = tests
	return nil
}

// each calls f with 0 to n-1, so many at a time.
func each(workers, n int, f func(int)) {
	next := make(chan int)
	var wg sync.WaitGroup
	for range max(1, workers) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// try runs the tests that call the changed function, in batches: quick ones first.
func (p *program) try(o options, m *mutant) (status, error) {
	for _, s := range p.suites {
		var batch []string
		var took time.Duration
		flush := func() (status, error) {
			if len(batch) == 0 {
				return lived, nil
			}
			st, err := s.run(o, "^("+strings.Join(batch, "|")+")$", 5*time.Second+10*took, chosen+"="+strconv.Itoa(p.nth[m]))
			batch, took = nil, 0
			return st, err
		}
		limit := 200 * time.Millisecond
		for _, t := range s.tests {
			if fn := p.fn[m]; fn > 0 && !t.hits[fn] {
				continue
			}
			batch, took = append(batch, t.name), took+t.took
			if took > limit {
				if st, err := flush(); err != nil || st != lived {
					return st, err
				}
				limit *= 4
			}
		}
		if st, err := flush(); err != nil || st != lived {
			return st, err
		}
	}
	return lived, nil
}

func (s *suite) run(o options, tests string, timeout time.Duration, env ...string) (status, error) {
	return runTests(s.u, s.binary, timeout, append([]string{"-test.run", tests}, o.args...), env)
}
