// Command uncovered reads a coverage profile, lists the statements that no test
// reached, and fails below a percentage.
//
//	uncovered [-min 100] [-accept file] profile
//
// A line of the file of accepted statements is the start of the block's source,
// as printed, a tab, and the reason why it cannot be reached; an entry that
// nothing needs fails, too.
package main

import (
	"bufio"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// block is a run of statements in a profile.
type block struct {
	file                 string // import path and name
	fromLine, fromColumn int
	toLine, toColumn     int
	statements, count    int
}

func main() {
	least := flag.Float64("min", 100, "percentage of statements")
	accept := flag.String("accept", "", "file of accepted statements")
	flag.Parse()
	f, err := os.Open(flag.Arg(0))
	if err == nil {
		err = run(os.Stdout, f, source, *least, *accept)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "uncovered:", err)
		os.Exit(1)
	}
}

// source reads a file that a profile names by import path.
func source(name string) ([]byte, error) {
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", name[:strings.LastIndexByte(name, '/')]).Output()
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), name[strings.LastIndexByte(name, '/')+1:]))
}

func run(w io.Writer, profile io.Reader, read func(string) ([]byte, error), least float64, accept string) error {
	blocks, err := parse(profile)
	if err != nil {
		return err
	}
	accepted, err := acceptedBlocks(accept)
	if err != nil {
		return err
	}
	used := map[string]bool{}
	sources := map[string][]string{}
	total, covered, excused := 0, 0, 0
	perPackage := map[string][2]int{}
	var open []string
	for _, b := range blocks {
		total += b.statements
		pkg := b.file[:strings.LastIndexByte(b.file, '/')]
		sum := perPackage[pkg]
		sum[1] += b.statements
		if b.count > 0 {
			covered += b.statements
			sum[0] += b.statements
			perPackage[pkg] = sum
			continue
		}
		perPackage[pkg] = sum
		lines, ok := sources[b.file]
		if !ok {
			src, err := read(b.file)
			if err != nil {
				return err
			}
			lines = strings.Split(string(src), "\n")
			sources[b.file] = lines
		}
		text := start(lines, b)
		key := b.file + ": " + text
		if _, ok := accepted[key]; ok {
			used[key] = true
			excused += b.statements
			continue
		}
		open = append(open, fmt.Sprintf("%s:%d: %s", b.file, b.fromLine, text))
	}
	for _, line := range open {
		fmt.Fprintln(w, line)
	}
	names := make([]string, 0, len(perPackage))
	for name := range perPackage {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		s := perPackage[name]
		fmt.Fprintf(w, "%6.1f %%  %d of %d  %s\n", percent(s[0], s[1]), s[0], s[1], name)
	}
	fmt.Fprintf(w, "%6.1f %%  %d of %d statements, %d accepted with a reason\n", percent(covered, total), covered, total, excused)
	var errs []error
	if total == 0 {
		errs = append(errs, errors.New("the profile is empty"))
	}
	if got := percent(covered+excused, total); got < least {
		errs = append(errs, fmt.Errorf("%.2f %% of statements, want %.2f %%", got, least))
	}
	for key := range accepted {
		if !used[key] {
			errs = append(errs, fmt.Errorf("accepted, but covered or gone: %s", key))
		}
	}
	return errors.Join(errs...)
}

func percent(part, of int) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(part) / float64(of)
}

// start is the first line of a block that says something, without blanks.
func start(lines []string, b block) string {
	for n := b.fromLine; n <= b.toLine && n <= len(lines); n++ {
		text := lines[n-1]
		if n == b.fromLine {
			text = text[min(b.fromColumn-1, len(text)):]
		}
		if text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "{")); text != "" {
			return strings.Join(strings.Fields(text), " ")
		}
	}
	return ""
}

// parse reads a profile and adds up the blocks that several test binaries wrote.
func parse(r io.Reader) ([]block, error) {
	type place struct {
		file       string
		a, b, c, d int
	}
	all := map[place]block{}
	s := bufio.NewScanner(r)
	for s.Scan() {
		line := s.Text()
		if strings.HasPrefix(line, "mode:") {
			continue
		}
		file, rest, ok := cutLast(line, ":")
		var b block
		if ok {
			_, err := fmt.Sscanf(rest, "%d.%d,%d.%d %d %d", &b.fromLine, &b.fromColumn, &b.toLine, &b.toColumn, &b.statements, &b.count)
			ok = err == nil
		}
		if !ok {
			return nil, fmt.Errorf("line %q is none of a coverage profile", line)
		}
		b.file = file
		p := place{file, b.fromLine, b.fromColumn, b.toLine, b.toColumn}
		b.count += all[p].count
		all[p] = b
	}
	out := make([]block, 0, len(all))
	for _, b := range all {
		out = append(out, b)
	}
	slices.SortFunc(out, func(a, b block) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.fromLine, b.fromLine), cmp.Compare(a.fromColumn, b.fromColumn), cmp.Compare(a.toLine, b.toLine))
	})
	return out, s.Err()
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func acceptedBlocks(name string) (map[string]string, error) {
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
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		key, reason, ok := strings.Cut(line, "\t")
		if !ok || len(strings.Fields(reason)) < 2 {
			return nil, errors.New(name + ":" + strconv.Itoa(n) + ": want the statement, a tab and a reason in words")
		}
		out[key] = reason
	}
	return out, nil
}
