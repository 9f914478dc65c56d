// Command mutate changes the code of packages in small ways, one at a time, and
// expects their tests to fail. What they do not notice is listed.
//
//	mutate [flags] packages
//
// The tests of a package are built once with all of its changes in place, and an
// environment variable chooses the one that is active; only tests that call the
// changed function run, quick ones first. What cannot be chosen while a program
// runs (constants, JSON names, elements of lists outside of functions) is built
// on its own. The code is handed to the go command as an overlay, so the tree is
// never touched. The kit of a package (soa/soatest of soa) counts as its tests.
//
// Changed are conditions (also those of case), operators and boundaries,
// numbers, text, bools, JSON names, returned values, elements of literals, and
// statements, which are deleted. A change in a statement that the tests do not
// reach lives without being tried.
//
// The score of a package is killed of killed and lived; changes that do not
// compile, and those that are listed as equivalent with a reason, do not count.
// A line of that list is the key of a mutant as printed after its kind, with the
// file in front, a tab, and the reason.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"hash/fnv"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

type status string

const (
	killed   status = "killed"
	timedOut status = "killed by time"
	lived    status = "LIVED"
	unseen   status = "LIVED, not reached by the tests"
	invalid  status = "does not compile"
	excused  status = "equivalent"
)

type options struct {
	dir        string
	sample     int
	tables     int
	alone      int
	seed       uint64
	least      float64
	leastOf    map[string]float64
	total      bool
	accept     string
	workers    int
	dependents bool
	verbose    bool
	only       string
	results    string
	again      bool
	args       []string
}

func main() {
	o := options{dir: "."}
	flag.IntVar(&o.sample, "sample", 0, "try only so many mutants, 0: all")
	flag.IntVar(&o.tables, "tables", 100, "try at most so many mutants outside functions in a file, 0: all")
	flag.IntVar(&o.alone, "alone", 60, "try at most so many mutants of a package that need a program of their own, 0: all")
	flag.Uint64Var(&o.seed, "seed", 1, "chooses the sample")
	flag.Float64Var(&o.least, "min", 0, "lowest score in percent")
	of := flag.String("minof", "", "lowest score of single packages: soa=95,audit=95")
	flag.BoolVar(&o.total, "total", false, "the lowest score is that of all packages together")
	flag.StringVar(&o.accept, "accept", "", "list of equivalent mutants")
	flag.IntVar(&o.workers, "workers", 2, "mutants at a time")
	flag.BoolVar(&o.dependents, "dependents", false, "also run the tests of packages that import the mutated one")
	flag.BoolVar(&o.verbose, "v", false, "print every mutant")
	flag.StringVar(&o.only, "only", "", "only mutants whose file, function or kind contains this word")
	flag.StringVar(&o.results, "results", "", "folder where what became of each mutant is written")
	flag.BoolVar(&o.again, "again", false, "try only what lived the last time, and what is new, according to -results")
	args := flag.String("args", "", "further arguments of the test binaries")
	flag.Parse()
	o.args = strings.Fields(*args)
	o.leastOf = map[string]float64{}
	for _, s := range strings.FieldsFunc(*of, func(r rune) bool { return r == ',' }) {
		name, value, _ := strings.Cut(s, "=")
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			fmt.Fprintln(os.Stderr, "mutate: -minof", s)
			os.Exit(2)
		}
		o.leastOf[name] = v
	}
	if err := run(os.Stdout, o, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

// unit is a package under test.
type unit struct {
	path, short, dir, name string
	files                  []string
	sources                []*source
	usedBy                 []*unit // whose tests are asked, too
	rapid                  bool
	timeout                time.Duration
	reached                map[block]bool // statements, and whether the tests reach them
	mutants                []*mutant
}

type block struct {
	file                           string
	line, column, toLine, toColumn int
}

func run(w io.Writer, o options, packages []string) error {
	accepted, err := readAccepted(o.accept)
	if err != nil {
		return err
	}
	fset := token.NewFileSet()
	units, imp, err := load(fset, o, packages)
	if err != nil {
		return err
	}
	var errs []error
	exists := map[string]bool{}
	for _, u := range units {
		for _, m := range u.mutants {
			exists[m.key()] = true
		}
	}
	for _, key := range slices.Sorted(maps.Keys(accepted)) {
		file, _, _ := strings.Cut(key, " ")
		if !exists[key] && slices.ContainsFunc(units, func(u *unit) bool { return filepath.ToSlash(filepath.Dir(file)) == u.short }) {
			errs = append(errs, fmt.Errorf("listed as equivalent, but no such mutant: %s", key))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	choose(o, units)
	work, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	start := time.Now()
	tried := 0
	for i, u := range units {
		if len(u.mutants) == 0 {
			continue
		}
		dir := filepath.Join(work, strconv.Itoa(i))
		if err := os.Mkdir(dir, 0o700); err != nil {
			return err
		}
		n, err := u.run(w, o, fset, imp, dir, accepted)
		if err != nil {
			return err
		}
		if tried += n; !o.total || o.verbose {
			u.report(w)
		}
		if err := u.write(o); err != nil {
			return err
		}
	}
	return summary(w, o, units, time.Since(start), tried)
}

// run decides what becomes of each mutant, and returns how many were tried.
func (u *unit) run(w io.Writer, o options, fset *token.FileSet, imp types.Importer, work string, accepted map[string]string) (int, error) {
	if err := baseline(o, u, work); err != nil {
		return 0, err
	}
	before, err := u.read(o)
	if err != nil {
		return 0, err
	}
	var list []*mutant
	for _, m := range u.mutants {
		switch {
		case accepted[m.key()] != "":
			m.status = excused
		case u.unreached(m):
			m.status = unseen
		case before[m.key()] == killed || before[m.key()] == timedOut || before[m.key()] == invalid:
			m.status = before[m.key()]
		default:
			list = append(list, m)
		}
	}
	if len(list) == 0 {
		return 0, nil
	}
	p, files, err := u.arrange(fset, imp, list)
	if err != nil {
		return 0, err
	}
	if len(p.nth) > 0 {
		if err := u.build(o, p, files, work); err != nil {
			return 0, err
		}
	}
	list = slices.DeleteFunc(list, func(m *mutant) bool { return m.status == invalid })
	if o.verbose {
		fmt.Fprintf(w, "%s: %d mutants, of them %d in one program\n", u.short, len(list), len(p.nth))
	}
	var mu sync.Mutex
	var failure error
	each(o.workers, len(list), func(i int) {
		m := list[i]
		var err error
		if p.nth[m] > 0 {
			m.status, err = p.try(o, m)
		} else {
			m.status, err = alone(o, u, m, filepath.Join(work, "alone"+strconv.Itoa(i)))
		}
		mu.Lock()
		defer mu.Unlock()
		if err != nil && failure == nil {
			failure = err
		}
		if o.verbose {
			fmt.Fprintf(w, "%s: %s\n", m.status, m)
		}
	})
	return len(list), failure
}

// read returns what became of the mutants the last time.
func (u *unit) read(o options) (map[string]status, error) {
	out := map[string]status{}
	if !o.again {
		return out, nil
	}
	text, err := os.ReadFile(u.resultFile(o))
	if errors.Is(err, os.ErrNotExist) {
		return out, nil
	}
	for line := range strings.Lines(string(text)) {
		if s, key, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			out[key] = status(s)
		}
	}
	return out, err
}

func (u *unit) write(o options) error {
	if o.results == "" || o.only != "" || o.sample > 0 {
		return nil
	}
	if err := os.MkdirAll(o.results, 0o750); err != nil {
		return err
	}
	var b strings.Builder
	for _, m := range u.mutants {
		fmt.Fprintf(&b, "%s\t%s\n", m.status, m.key())
	}
	return os.WriteFile(u.resultFile(o), []byte(b.String()), 0o600)
}

func (u *unit) resultFile(o options) string {
	return filepath.Join(o.results, strings.ReplaceAll(u.short, "/", "-")+".txt")
}

// report prints what lived, and the score.
func (u *unit) report(w io.Writer) {
	count := map[status]int{}
	for _, m := range u.mutants {
		count[m.status]++
		if m.status == lived || m.status == unseen {
			fmt.Fprintf(w, "%s: %s\n", m.status, m)
		}
	}
	fmt.Fprintf(w, "%6.1f %%  %s: %s\n", score(count), u.short, counts(count))
}

func summary(w io.Writer, o options, units []*unit, took time.Duration, tried int) error {
	var errs []error
	total := map[status]int{}
	for _, u := range units {
		count := map[status]int{}
		for _, m := range u.mutants {
			count[m.status]++
			total[m.status]++
		}
		if o.total && !o.verbose && len(u.mutants) > 0 {
			u.report(w)
		}
		got := score(count)
		least := o.least
		if v, ok := o.leastOf[u.short]; ok {
			least = v
		}
		if !o.total && got < least && len(u.mutants) > 0 {
			errs = append(errs, fmt.Errorf("%s: %.1f %%, want %.1f %%", u.short, got, least))
		}
	}
	got := score(total)
	fmt.Fprintf(w, "%6.1f %%  together: %s; %v", got, counts(total), took.Round(time.Second))
	if tried > 0 {
		fmt.Fprintf(w, ", %.1f s a mutant", took.Seconds()/float64(tried))
	}
	if o.sample > 0 {
		fmt.Fprintf(w, "; a sample of %d, seed %d", o.sample, o.seed)
	}
	fmt.Fprintln(w)
	if total[killed]+total[timedOut]+total[lived]+total[unseen] == 0 {
		errs = append(errs, errors.New("no mutant was tried"))
	}
	if o.total && got < o.least {
		errs = append(errs, fmt.Errorf("together: %.1f %%, want %.1f %%", got, o.least))
	}
	return errors.Join(errs...)
}

func score(count map[status]int) float64 {
	k := count[killed] + count[timedOut]
	n := k + count[lived] + count[unseen]
	if n == 0 {
		return 0
	}
	return 100 * float64(k) / float64(n)
}

func counts(count map[status]int) string {
	k := count[killed] + count[timedOut]
	return fmt.Sprintf("%d killed (%d by time), %d lived (%d not reached), %d do not compile, %d equivalent",
		k, count[timedOut], count[lived]+count[unseen], count[unseen], count[invalid], count[excused])
}

// choose keeps the sample. Literals outside functions are tables: there are
// thousands of them, and a seeded choice of each file stands for all. What is
// chosen hangs on the change itself: code that comes or goes elsewhere in the
// module exchanges few of a sample.
func choose(o options, units []*unit) {
	pick := func(list []*mutant, n int) map[*mutant]bool {
		list = slices.Clone(list)
		place := map[*mutant]uint64{}
		for _, m := range list {
			h := fnv.New64a()
			fmt.Fprintf(h, "%d %s", o.seed, m.key())
			place[m] = mix(h.Sum64())
		}
		slices.SortFunc(list, func(a, b *mutant) int {
			return cmp.Or(cmp.Compare(place[a], place[b]), strings.Compare(a.key(), b.key()))
		})
		keep := map[*mutant]bool{}
		for _, m := range list[:min(n, len(list))] {
			keep[m] = true
		}
		return keep
	}
	var all []*mutant
	for _, u := range units {
		if o.only != "" {
			u.mutants = slices.DeleteFunc(u.mutants, func(m *mutant) bool { return !strings.Contains(m.String(), o.only) })
		}
		if o.tables > 0 {
			byFile := map[string][]*mutant{}
			for _, m := range u.mutants {
				if m.literal {
					byFile[m.file] = append(byFile[m.file], m)
				}
			}
			drop := map[*mutant]bool{}
			for _, file := range u.files {
				name := filepath.ToSlash(filepath.Join(u.short, file))
				keep := pick(byFile[name], o.tables)
				for _, m := range byFile[name] {
					drop[m] = !keep[m]
				}
			}
			u.mutants = slices.DeleteFunc(u.mutants, func(m *mutant) bool { return drop[m] })
		}
		if o.alone > 0 {
			var own []*mutant
			for _, m := range u.mutants {
				if m.alone() {
					own = append(own, m)
				}
			}
			keep := pick(own, o.alone)
			u.mutants = slices.DeleteFunc(u.mutants, func(m *mutant) bool { return m.alone() && !keep[m] })
		}
		all = append(all, u.mutants...)
	}
	if o.sample > 0 {
		keep := pick(all, o.sample)
		for _, u := range units {
			u.mutants = slices.DeleteFunc(u.mutants, func(m *mutant) bool { return !keep[m] })
		}
	}
}

// mix spreads the bits of a hash of similar texts.
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// load finds the packages, type-checks them and lists their mutants.
func load(fset *token.FileSet, o options, packages []string) ([]*unit, types.Importer, error) {
	const format = "{{.ImportPath}}\t{{.Name}}\t{{.Export}}\t{{.DepOnly}}\t{{.Dir}}\t{{with .Module}}{{.Path}}{{end}}\t{{join .GoFiles \" \"}}\t{{join .TestImports \" \"}} {{join .XTestImports \" \"}}\t{{join .Deps \" \"}}"
	list := func(args ...string) ([][]string, error) {
		cmd := exec.Command("go", append([]string{"list", "-f", format}, args...)...)
		cmd.Dir, cmd.Stderr = o.dir, os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		var rows [][]string
		for line := range strings.Lines(string(out)) {
			rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
		return rows, nil
	}
	toUnit := func(f []string) *unit {
		return &unit{
			path: f[0], name: f[1], short: cmp.Or(strings.TrimPrefix(strings.TrimPrefix(f[0], f[5]), "/"), "."), dir: f[4], files: strings.Fields(f[6]),
			rapid: slices.Contains(strings.Fields(f[7]), "pgregory.net/rapid"),
		}
	}
	exports := map[string]string{}
	var units []*unit
	for _, patterns := range [][]string{packages, {"os", "strconv", "sync"}} {
		rows, err := list(append([]string{"-export", "-deps"}, patterns...)...)
		if err != nil {
			return nil, nil, err
		}
		for _, f := range rows {
			exports[f[0]] = f[2]
			if f[3] == "false" && f[5] != "" {
				units = append(units, toUnit(f))
			}
		}
	}
	if len(units) == 0 {
		return nil, nil, errors.New("no packages")
	}
	all, err := list("./...")
	if err != nil {
		return nil, nil, err
	}
	for _, u := range units {
		for _, f := range all {
			uses := f[0] != u.path && slices.Contains(append(strings.Fields(f[7]), strings.Fields(f[8])...), u.path)
			if f[0] == u.path+"/"+u.name+"test" || o.dependents && uses {
				u.usedBy = append(u.usedBy, toUnit(f))
			}
		}
	}
	imp := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	for _, u := range units {
		var files []*ast.File
		for _, name := range u.files {
			src, err := os.ReadFile(filepath.Join(u.dir, name))
			if err != nil {
				return nil, nil, err
			}
			f, err := parser.ParseFile(fset, filepath.Join(u.dir, name), src, parser.SkipObjectResolution)
			if err != nil {
				return nil, nil, err
			}
			files, u.sources = append(files, f), append(u.sources, &source{name, src, f})
		}
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
		if _, err := (&types.Config{Importer: imp}).Check(u.path, fset, files, info); err != nil {
			return nil, nil, err
		}
		for i, f := range files {
			u.mutants = append(u.mutants, mutants(fset, filepath.ToSlash(filepath.Join(u.short, u.files[i])), u.sources[i].text, f, info)...)
		}
	}
	return units, imp, nil
}

// baseline runs the unchanged tests: they must pass, and they say what they
// reach and how long they take.
func baseline(o options, u *unit, work string) error {
	profile := filepath.Join(work, "baseline.out")
	args := []string{"test", "-count=1", "-vet=off", "-timeout=15m", "-coverpkg=" + u.path, "-coverprofile=" + profile, u.path}
	for _, b := range u.usedBy {
		args = append(args, b.path)
	}
	start := time.Now()
	cmd := exec.Command("go", append(args, o.args...)...)
	cmd.Dir = o.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("the tests of %s fail without any change: %w\n%s", u.path, err, out)
	}
	u.timeout = 3*time.Since(start) + 10*time.Second
	for _, b := range u.usedBy {
		b.timeout = u.timeout
	}
	text, err := os.ReadFile(profile)
	if errors.Is(err, os.ErrNotExist) {
		return nil // no tests: everything is tried and lives
	}
	if err != nil {
		return err
	}
	u.reached = map[block]bool{}
	for line := range strings.Lines(string(text)) {
		var b block
		var statements, count int
		i := strings.LastIndexByte(line, ':')
		if strings.HasPrefix(line, "mode:") || i < 0 {
			continue
		}
		if _, err := fmt.Sscanf(line[i+1:], "%d.%d,%d.%d %d %d", &b.line, &b.column, &b.toLine, &b.toColumn, &statements, &count); err != nil {
			return fmt.Errorf("coverage profile: %q: %w", line, err)
		}
		b.file = line[strings.LastIndexByte(line[:i], '/')+1 : i]
		u.reached[b] = u.reached[b] || count > 0
	}
	return nil
}

func (u *unit) unreached(m *mutant) bool {
	for b, reached := range u.reached {
		after := m.line > b.line || m.line == b.line && m.col >= b.column
		before := m.line < b.toLine || m.line == b.toLine && m.col < b.toColumn
		if !reached && b.file == filepath.Base(m.file) && after && before {
			return true
		}
	}
	return false
}

// alone builds the tests with one mutant in place and runs them.
func alone(o options, u *unit, m *mutant, work string) (status, error) {
	if err := os.MkdirAll(work, 0o700); err != nil {
		return "", err
	}
	defer os.RemoveAll(work)
	original := filepath.Join(u.dir, filepath.Base(m.file))
	src, err := os.ReadFile(original)
	if err != nil {
		return "", err
	}
	changed, overlay, binary := filepath.Join(work, "m.go"), filepath.Join(work, "overlay.json"), filepath.Join(work, "m.test")
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {original: changed}})
	if err != nil {
		return "", err
	}
	if err := errors.Join(os.WriteFile(changed, m.apply(src), 0o600), os.WriteFile(overlay, replace, 0o600)); err != nil {
		return "", err
	}
	for _, t := range append([]*unit{u}, u.usedBy...) {
		build := exec.Command("go", "test", "-c", "-vet=off", "-overlay="+overlay, "-o", binary, t.path)
		build.Dir = o.dir
		if err := build.Run(); err != nil {
			return invalid, nil
		}
		if _, err := os.Stat(binary); err != nil {
			continue // no tests
		}
		s, err := runTests(t, binary, t.timeout, o.args, nil)
		if err != nil || s != lived {
			return s, err
		}
		if err := os.Remove(binary); err != nil {
			return "", err
		}
	}
	return lived, nil
}

// runTests runs a test binary with bounds on time and memory: a changed loop may
// well not end.
func runTests(u *unit, binary string, timeout time.Duration, args, env []string) (status, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	args = append([]string{"-test.failfast", "-test.paniconexit0"}, args...)
	if u.rapid {
		// Leaves nothing in testdata, and does not look for a smaller case.
		args = append(args, "-rapid.nofailfile", "-rapid.shrinktime=1ms")
	}
	cmd := exec.CommandContext(ctx, "/bin/sh", append([]string{"-c", `ulimit -v 6000000; exec "$0" "$@"`, binary}, args...)...)
	cmd.Dir = u.dir
	cmd.Env = append(os.Environ(), env...)
	cmd.WaitDelay = 2 * time.Second
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return timedOut, nil
	case err == nil:
		return lived, nil
	case errors.As(err, &exit):
		return killed, nil
	}
	return "", err
}

func readAccepted(name string) (map[string]string, error) {
	out := map[string]string{}
	if name == "" {
		return out, nil
	}
	text, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		key, reason, ok := strings.Cut(line, "\t")
		if !ok || len(strings.Fields(reason)) < 2 {
			return nil, fmt.Errorf("%s: %q: want the mutant, a tab and a reason in words", name, line)
		}
		out[key] = reason
	}
	return out, nil
}
