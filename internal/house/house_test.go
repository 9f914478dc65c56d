package house

import (
	"cmp"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

var (
	update = flag.Bool("update", false, "write imports.txt")
	strict = flag.Bool("strict", false, "fail on exceptions that explain nothing")
)

const (
	module = "github.com/ismskit/ismskit"
	root   = "../.."
)

// wanted are the direct requirements of the module; the last two are for tests.
var wanted = []string{
	"github.com/google/uuid v1.6.0",
	"github.com/shopspring/decimal v1.6.0",
	"golang.org/x/exp v0.0.0-20261014143641-f0251eb4aa3e",
	"github.com/google/go-cmp v0.7.0",
	"pgregory.net/rapid v1.3.0",
}

var shared = NewExports(root)

var loadOnce = sync.OnceValues(func() (*Tree, error) { return Load(os.DirFS(root), module, shared) })

// tree loads the module once for all tests. They need the go command and the
// source, which targets without processes do not have.
func tree(t *testing.T) *Tree {
	t.Helper()
	needProcesses(t)
	tr, err := loadOnce()
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

func needProcesses(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "js" || runtime.GOOS == "wasip1" {
		t.Skip("no processes here")
	}
}

// report fails for every finding that exceptions.txt does not explain.
func report(t *testing.T, rule string, found []Finding) {
	t.Helper()
	text, err := os.ReadFile("exceptions.txt")
	if err != nil {
		t.Fatal(err)
	}
	rest, _, err := Allow(found, string(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range rest {
		t.Error(f)
	}
	t.Logf("%s: %d found, %d explained by exceptions.txt", rule, len(found), len(found)-len(rest))
}

func TestPurity(t *testing.T)           { report(t, "purity", Purity(tree(t))) }
func TestArrows(t *testing.T)           { report(t, "arrows", Arrows(tree(t))) }
func TestDocs(t *testing.T)             { report(t, "documentation", Docs(tree(t))) }
func TestExamples(t *testing.T)         { report(t, "examples", Examples(tree(t))) }
func TestFuzzTargetsExist(t *testing.T) { report(t, "fuzz targets", FuzzTargets(tree(t))) }

func TestRecursion(t *testing.T) { report(t, "recursion", Recursion(tree(t))) }
func TestRuleCodes(t *testing.T) { report(t, "rule codes", Codes(tree(t))) }

func TestRequirements(t *testing.T) {
	gomod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	report(t, "requirements", Requirements(string(gomod), wanted))
}

func TestNoMachineText(t *testing.T) {
	needProcesses(t) // the emulated file system of js is slow
	found, err := MachineText(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	report(t, "machine", found)
}

func TestReadme(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	found, err := Readme(string(text), os.DirFS(filepath.Join(root, "examples")))
	if err != nil {
		t.Fatal(err)
	}
	report(t, "readme", found)
}

// The commands that .ci runs are the README's own.
func TestContinuousIntegrationRunsTheReadme(t *testing.T) {
	needProcesses(t)
	script, err := os.ReadFile(filepath.Join(root, ".ci/test"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for what, start := range map[string]string{"test": "go test ", "quickstart": "go run "} {
		call := ".ci/readme " + what
		if !strings.Contains(string(script), call) {
			t.Errorf(".ci/test does not call %q", call)
		}
		cmd := exec.Command("bash", strings.Fields(call)...)
		cmd.Dir = root
		got, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v: %s", call, err, got)
			continue
		}
		if want := strings.Join(commands(string(text), start), "\n"); strings.TrimSpace(string(got)) != want {
			t.Errorf("%s printed %q, README.md says %q", call, got, want)
		}
	}
}

// What comes in with the library is pinned, package by package of others.
// "go test ./internal/house -update" writes the list.
func TestTransitiveImports(t *testing.T) {
	needProcesses(t)
	if !strings.HasPrefix(runtime.Version(), "go1.26") {
		t.Skip("the list is that of Go 1.26")
	}
	args := []string{"list", "-deps", "-f", "{{.ImportPath}}"}
	for _, p := range tree(t).Library() {
		if !p.Kit() {
			args = append(args, "./"+p.Path)
		}
	}
	got := transitive(t, args)
	if *update {
		if err := os.WriteFile("imports.txt", []byte(strings.Join(got, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	pinned, err := os.ReadFile("imports.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields(string(pinned))
	for _, p := range got {
		if !slices.Contains(want, p) {
			t.Errorf("%s comes in with the library and is not in imports.txt", p)
		}
	}
	for _, p := range want {
		if !slices.Contains(got, p) {
			t.Errorf("%s is in imports.txt and does not come in any more", p)
		}
	}
}

// transitive runs go list for one fixed target and drops our own packages and
// what the standard library keeps to itself.
func transitive(t *testing.T, args []string) []string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "GOEXPERIMENT=", "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %v: %v", args, err)
	}
	var got []string
	for p := range strings.FieldsSeq(string(out)) {
		own := p == module || strings.HasPrefix(p, module+"/")
		if !own && !strings.HasPrefix(p, "internal/") && !strings.Contains(p, "/internal/") && !strings.HasPrefix(p, "vendor/") {
			got = append(got, p)
		}
	}
	slices.Sort(got)
	return got
}

// Every exception still explains something. Only asked for by -strict, because
// otherwise whoever repairs a thing would also have to know this file.
func TestExceptionsAreNeeded(t *testing.T) {
	if !*strict {
		t.Skip("asked for by -strict")
	}
	tr := tree(t)
	found := slices.Concat(Purity(tr), Arrows(tr), Docs(tr), Examples(tr), FuzzTargets(tr), Codes(tr), Recursion(tr))
	text, err := os.ReadFile("exceptions.txt")
	if err != nil {
		t.Fatal(err)
	}
	machine, err := MachineText(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	_, stale, err := Allow(append(found, machine...), string(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range stale {
		t.Errorf("exceptions.txt: nothing needs %q", line)
	}
}

// A seed is a small tree that breaks rules on purpose: files after "-- name --"
// lines, and under "-- want --" the exact findings.
func TestEveryRuleFindsWhatBreaksIt(t *testing.T) {
	needProcesses(t)
	seeds, err := filepath.Glob("testdata/seeded/*.txt")
	if err != nil || len(seeds) == 0 {
		t.Fatal("no seeds", err)
	}
	seen := map[string]bool{}
	for _, seed := range seeds {
		t.Run(strings.TrimSuffix(filepath.Base(seed), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(seed)
			if err != nil {
				t.Fatal(err)
			}
			files, want := unpack(string(text))
			tr, err := Load(files, "example.test/m", shared)
			if err != nil {
				t.Fatal(err)
			}
			found := slices.Concat(Purity(tr), Arrows(tr), Recursion(tr))
			switch name := path.Base(seed); {
			case strings.HasPrefix(name, "doc"):
				found = Docs(tr)
			case strings.HasPrefix(name, "example"):
				found = Examples(tr)
			case strings.HasPrefix(name, "fuzz"):
				found = FuzzTargets(tr)
			case strings.HasPrefix(name, "code"):
				found = Codes(tr)
			case strings.HasPrefix(name, "machine"):
				if found, err = MachineText(files); err != nil {
					t.Fatal(err)
				}
			}
			var got []string
			for _, f := range found {
				got = append(got, f.String())
				seen[f.Rule] = true
			}
			for _, g := range got {
				if !slices.Contains(want, g) {
					t.Errorf("not wanted: %s", g)
				}
			}
			for _, w := range want {
				if !slices.Contains(got, w) {
					t.Errorf("not found:  %s", w)
				}
			}
		})
	}
	for _, rule := range []string{"import", "clock", "chance", "goroutine", "init", "panic", "float", "state", "output", "decimal", "build", "arrow", "doc", "example", "fuzz", "machine", "code", "recursion"} {
		if !seen[rule] {
			t.Errorf("no seed breaks rule %q", rule)
		}
	}
}

// unpack reads the files of a seed. In machine seeds ~ stands for a slash, so
// that the seed itself names no path.
func unpack(text string) (files fstest.MapFS, want []string) {
	files = fstest.MapFS{}
	name, b := "", strings.Builder{}
	flush := func() {
		switch {
		case name == "want":
			for line := range strings.Lines(b.String()) {
				if line = strings.TrimSpace(line); line != "" {
					want = append(want, line)
				}
			}
		case name != "":
			files[name] = &fstest.MapFile{Data: []byte(b.String()), Mode: fs.FileMode(0o644)}
		}
		b.Reset()
	}
	for line := range strings.Lines(text) {
		if n, ok := strings.CutPrefix(line, "-- "); ok && strings.HasSuffix(n, " --\n") {
			flush()
			name = strings.TrimSuffix(n, " --\n")
			continue
		}
		b.WriteString(line)
	}
	flush()
	return files, want
}

func TestRequirementsFindsWhatIsNotPinned(t *testing.T) {
	gomod := `module m

go 1.26.0

require a.test/one v1.0.0

require (
	a.test/two v1.1.0
	a.test/three v1.0.0
	a.test/far v0.1.0 // indirect
)

replace a.test/one => ../one
`
	want := []string{
		`go.mod:10: pin: indirect requirement a.test/far v0.1.0: every embedder would read it`,
		`go.mod:13: pin: pinned requirement a.test/four v1.0.0 is missing`,
		`go.mod:13: pin: pinned requirement a.test/two v1.0.0 is missing`,
		`go.mod:13: pin: replace directive`,
		`go.mod:8: pin: requirement a.test/two v1.1.0 is not pinned`,
	}
	wantFindings(t, Requirements(gomod, []string{"a.test/one v1.0.0", "a.test/two v1.0.0", "a.test/three v1.0.0", "a.test/four v1.0.0"}), want)
}

func TestReadmeFindsWhatIsWrong(t *testing.T) {
	readme := "# M\n\n```sh\ngo test ./...\ngo test ./one\n```\n\n```go\npackage main\n\nfunc main() {}\n```\n\n```go\npackage main // changed\n\nfunc main() {}\n```\n"
	examples := fstest.MapFS{"quickstart/main.go": {Data: []byte("package main\n\nfunc main() {}\n")}}
	found, err := Readme(readme, examples)
	if err != nil {
		t.Fatal(err)
	}
	wantFindings(t, found, []string{
		`README.md: readme: the program that starts with "package main // changed" is no file under examples`,
		`README.md: readme: want one line in a shell block that starts with "go run " and runs the quickstart, found 0`,
		`README.md: readme: want one line in a shell block that starts with "go test " and runs all tests, found 2`,
	})
	found, err = Readme("```sh\ngo run ./examples/quickstart\ngo test ./...\n```\n", examples)
	if err != nil || len(found) != 0 {
		t.Errorf("a sound README: %v %v", found, err)
	}
}

func TestArrowTable(t *testing.T) {
	for _, c := range []struct {
		from, to string
		may      bool
	}{
		{"isms", "annexa", false},
		{"annexa", "isms", true},
		{"annexa", "risk", false},
		{"risk", "annexa", false},
		{"risk", "soa", false},
		{"soa", "risk", true},
		{"soa", "audit", false},
		{"audit", "annexa", false},
		{"mapping", "annexa", true},
		{"mapping", "risk", false},
		{"isms/record", "annexa", false},
		{"isms/evidence", "annexa", true},
		{"isms/roadmap", "isms/record", false},
		{"mapping", "mapping/published", false},
		{"mapping/published", "mapping", true},
		{"mapping/published", "annexa", false},
		{"isms/system", "mapping", true},
		{"isms/system", "mapping/published", false},
		{"isms/system", "isms/ismstest", false},
		{"risk/risktest", "risk", true},
		{"risk/risktest", "annexa", false},
		{"risk/risktest", "isms/ismstest", true},
		{"risk/risktest", "soa", false},
		{"isms/ismstest", "isms", true},
		{"isms/ismstest", "risk", false},
		{"internal/vocabulary", "risk", true},
		{"risk", "internal/vocabulary", false},
		{"isms/system/systemtest", "soa", true},
		{"internal/golden", "isms", true},
		{"internal/golden", "annexa", false},
		{"internal/laws/mappinglaws", "mapping", true},
		{"internal/house", "isms", false},
	} {
		may, all, ok := ArrowsOf(c.from)
		if !ok {
			t.Errorf("%s is not known", c.from)
		}
		if got := all || slices.Contains(may, c.to); got != c.may {
			t.Errorf("%s -> %s: %v, want %v", c.from, c.to, got, c.may)
		}
	}
	if _, _, ok := ArrowsOf("crypto"); ok {
		t.Error("a package that the design does not have has arrows")
	}
	if _, _, ok := ArrowsOf("risk/soatest"); ok {
		t.Error("a kit beside another package has arrows")
	}
}

func TestAllow(t *testing.T) {
	found := []Finding{{Rule: "doc", Key: "isms.A"}, {Rule: "doc", Key: "isms.B"}, {Rule: "fuzz", Key: "isms.A"}}
	rest, stale, err := Allow(found, "# comment\n\ndoc isms.A its name says it\nclock isms* never happens here\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(rest) != 2 || rest[0].Key != "isms.B" || rest[1].Rule != "fuzz" {
		t.Errorf("rest: %v", rest)
	}
	if len(stale) != 1 || !strings.HasPrefix(stale[0], "clock") {
		t.Errorf("stale: %q", stale)
	}
	if rest, _, _ = Allow(found, "doc isms.* a whole package"); len(rest) != 1 {
		t.Errorf("rest after a prefix: %v", rest)
	}
	if _, _, err = Allow(found, "doc isms.A why"); err == nil {
		t.Error("one word is no reason")
	}
}

func wantFindings(t *testing.T, found []Finding, want []string) {
	t.Helper()
	var got []string
	for _, f := range found {
		got = append(got, f.String())
	}
	if slices.SortFunc(want, cmp.Compare); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
