// Command fuzzgate runs every fuzz target of the named packages by count and
// reads the executions back. It fails when a target finds something, when it ran
// less than it should, when a target in the source did not run at all, and when
// there is none.
//
//	fuzzgate [-n 20000] [-budget 15m] [-only word] [packages]
//
// The go command says nothing when a pattern matches no target, so the printed
// executions are the only proof that fuzzing happened.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// target is a fuzz target of a package.
type target struct {
	pkg, dir, name string
}

func main() {
	n := flag.Int("n", 20_000, "executions of each target")
	budget := flag.Duration("budget", 15*time.Minute, "time for all targets together, 0: no limit")
	only := flag.String("only", "", "only targets whose name contains this word")
	parallel := flag.Int("parallel", 0, "workers of a target, 0: as many as processors")
	flag.Parse()
	packages := flag.Args()
	if len(packages) == 0 {
		packages = []string{"./..."}
	}
	if err := run(os.Stdout, ".", packages, *n, *budget, *only, *parallel); err != nil {
		fmt.Fprintln(os.Stderr, "fuzzgate:", err)
		os.Exit(1)
	}
}

// run fuzzes the packages, as seen from dir.
func run(w io.Writer, dir string, packages []string, n int, budget time.Duration, only string, parallel int) error {
	ctx := context.Background()
	if budget > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, budget)
		defer cancel()
	}
	targets, err := find(dir, packages)
	if err != nil {
		return err
	}
	if only != "" {
		targets = slices.DeleteFunc(targets, func(t target) bool { return !strings.Contains(t.name, only) })
	}
	if len(targets) == 0 {
		return errors.New("no fuzz target in " + strings.Join(packages, " "))
	}
	work, err := os.MkdirTemp("", "fuzzgate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)

	var failed []string
	total, binary, built := 0, "", ""
	for _, t := range targets {
		if ctx.Err() != nil {
			failed = append(failed, fmt.Sprintf("%s %s: not run, the time is spent", t.pkg, t.name))
			continue
		}
		if built != t.pkg {
			binary, built = filepath.Join(work, strings.ReplaceAll(t.pkg, "/", "_")+".test"), t.pkg
			// -fuzz makes the go command build with the counters that guide the search.
			cmd := exec.Command("go", "test", "-c", "-vet=off", "-fuzz=^"+t.name+"$", "-o", binary, t.pkg)
			cmd.Dir = dir
			if out, err := cmd.CombinedOutput(); err != nil {
				return fmt.Errorf("%s: %w\n%s", t.pkg, err, out)
			}
		}
		start := time.Now()
		got, out, err := fuzz(ctx, t, binary, filepath.Join(work, "cache"), n, parallel)
		took := time.Since(start).Round(100 * time.Millisecond)
		total += got
		switch {
		case err != nil && ctx.Err() != nil:
			failed = append(failed, fmt.Sprintf("%s %s: %d executions until the time was spent", t.pkg, t.name, got))
		case err != nil:
			failed = append(failed, fmt.Sprintf("%s %s: %v\n%s", t.pkg, t.name, err, tail(out, 40)))
		case got < n:
			failed = append(failed, fmt.Sprintf("%s %s: %d executions, want %d\n%s", t.pkg, t.name, got, n, tail(out, 5)))
		}
		fmt.Fprintf(w, "%-50s %10d executions in %v\n", t.pkg+" "+t.name, got, took)
	}
	fmt.Fprintf(w, "%d targets, %d executions\n", len(targets), total)
	if len(failed) > 0 {
		return errors.New(strings.Join(failed, "\n"))
	}
	return nil
}

// find lists the fuzz targets of the packages, and compares what the go command
// can run with what the source declares.
func find(dir string, packages []string) ([]target, error) {
	cmd := exec.Command("go", append([]string{"list", "-f", "{{.ImportPath}}\t{{.Dir}}\t{{range .TestGoFiles}}{{.}} {{end}}{{range .XTestGoFiles}}{{.}} {{end}}"}, packages...)...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var all []target
	for line := range strings.Lines(string(out)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		for _, name := range strings.Fields(f[2]) {
			src, err := os.ReadFile(filepath.Join(f[1], name))
			if err != nil {
				return nil, err
			}
			for _, t := range declared(src) {
				all = append(all, target{pkg: f[0], dir: f[1], name: t})
			}
		}
		// A target in a file that this build leaves out never runs.
		ignored, err := filepath.Glob(filepath.Join(f[1], "*_test.go"))
		if err != nil {
			return nil, err
		}
		for _, file := range ignored {
			if slices.Contains(strings.Fields(f[2]), filepath.Base(file)) {
				continue
			}
			src, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			if t := declared(src); len(t) > 0 {
				return nil, fmt.Errorf("%s: %s is not built here", file, t[0])
			}
		}
	}
	return all, nil
}

var declaration = regexp.MustCompile(`(?m)^func (Fuzz\w*)\(\w+ \*testing\.F\)`)

// declared are the fuzz targets in the source of a test file.
func declared(src []byte) []string {
	var out []string
	for _, m := range declaration.FindAllSubmatch(src, -1) {
		out = append(out, string(m[1]))
	}
	return out
}

func fuzz(ctx context.Context, t target, binary, cache string, n, parallel int) (execs int, out []byte, err error) {
	args := []string{"-test.run=^$", "-test.fuzz=^" + t.name + "$", fmt.Sprintf("-test.fuzztime=%dx", n), "-test.fuzzcachedir=" + filepath.Join(cache, t.pkg)}
	if parallel > 0 {
		args = append(args, "-test.parallel="+strconv.Itoa(parallel))
	}
	cmd := exec.CommandContext(ctx, binary, args...)
	cmd.Dir = t.dir
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	out, err = cmd.CombinedOutput()
	return executions(out), out, err
}

var printed = regexp.MustCompile(`execs: (\d+)`)

// executions is the last count that a run printed, 0 when it printed none.
func executions(out []byte) int {
	all := printed.FindAllSubmatch(out, -1)
	if len(all) == 0 {
		return 0
	}
	n, err := strconv.Atoi(string(all[len(all)-1][1]))
	if err != nil {
		return 0
	}
	return n
}

func tail(out []byte, lines int) string {
	l := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	return string(bytes.Join(l[max(0, len(l)-lines):], []byte("\n")))
}
