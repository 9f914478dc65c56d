package house

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Requirements finds direct requirements of a go.mod that are not among the
// wanted ones (path and version), wanted ones that are missing, and directives
// that change what an embedder gets.
func Requirements(gomod string, wanted []string) []Finding {
	var out []Finding
	find := func(line int, key, what string) {
		out = append(out, Finding{Where: fmt.Sprintf("go.mod:%d", line), Rule: "pin", Key: key, What: what})
	}
	var direct []string
	n, block := 0, ""
	for line := range strings.Lines(gomod) {
		n++
		code, comment, _ := strings.Cut(line, "//")
		f := strings.Fields(code)
		switch {
		case len(f) == 0:
			continue
		case f[0] == ")":
			block = ""
			continue
		case len(f) > 1 && f[1] == "(":
			block = f[0]
			continue
		case block != "":
			f = append([]string{block}, f...)
		}
		switch f[0] {
		case "require":
			if len(f) != 3 {
				continue
			}
			req := f[1] + " " + f[2]
			if strings.TrimSpace(comment) == "indirect" {
				find(n, f[1], "indirect requirement "+req+": every embedder would read it")
				continue
			}
			direct = append(direct, req)
			if !slices.Contains(wanted, req) {
				find(n, f[1], "requirement "+req+" is not pinned")
			}
		case "replace", "exclude", "tool", "ignore", "toolchain", "godebug":
			find(n, f[0], f[0]+" directive")
		}
	}
	for _, w := range wanted {
		if !slices.Contains(direct, w) {
			find(n, strings.Fields(w)[0], "pinned requirement "+w+" is missing")
		}
	}
	return sorted(out)
}

// machine matches what ties a text to the computer or network it was written
// on. The words are split, so that this file does not find itself.
var machine = []*regexp.Regexp{
	regexp.MustCompile(`(^|[\s"'(=:` + "`" + `])/(home|root|Users|wo` + `rk|mnt|workspace|private)/[A-Za-z0-9_.-]+`),
	regexp.MustCompile(`(^|[\s"'(=` + "`" + `])[A-Z]:\\(Users|Documents)`),
	regexp.MustCompile(`(^|[^.\w])(\.\./)+(sha` + `red|wt)\b`),
	regexp.MustCompile(`https?://(local` + `host|127\.0\.0\.1|10\.\d+\.\d+\.\d+|192\.168\.)`),
	regexp.MustCompile(`(?i)co-auth` + `ored-by:|generated (by|with) (an? )?(ai|llm|language model|assistant)\b`),
}

// MachineText finds lines of text files that name a machine's own paths or
// hosts.
func MachineText(fsys fs.FS) ([]Finding, error) {
	var out []Finding
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		if d.IsDir() {
			if base == ".git" || base == ".cache" || base == "node_modules" || name == "internal/house/testdata" {
				return fs.SkipDir
			}
			return nil
		}
		if base == ".git" || base == "LICENSE" || path.Ext(base) == ".sum" || path.Ext(base) == ".out" {
			return nil
		}
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		n := 0
		for line := range strings.Lines(string(src)) {
			n++
			for _, re := range machine {
				if m := re.FindString(line); m != "" {
					out = append(out, Finding{Where: fmt.Sprintf("%s:%d", name, n), Rule: "machine", Key: name, What: fmt.Sprintf("%q belongs to one machine", strings.TrimSpace(m))})
				}
			}
		}
		return nil
	})
	return sorted(out), err
}

// Readme finds what is wrong with the README: it has one command that runs the
// quickstart and one that runs all tests, and every Go program in it is a file
// under examples, byte for byte.
func Readme(readme string, examples fs.FS) ([]Finding, error) {
	var out []Finding
	find := func(what string) {
		out = append(out, Finding{Where: "README.md", Rule: "readme", Key: "README.md", What: what})
	}
	for start, wants := range map[string]string{"go run ": "runs the quickstart", "go test ": "runs all tests"} {
		if got := commands(readme, start); len(got) != 1 {
			find(fmt.Sprintf("want one line in a shell block that starts with %q and %s, found %d", start, wants, len(got)))
		}
	}
	for _, program := range blocks(readme, "go") {
		if !strings.HasPrefix(strings.TrimSpace(program), "package main") && !strings.Contains(program, "\npackage main\n") {
			continue
		}
		same := false
		err := fs.WalkDir(examples, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) != ".go" || same {
				return err
			}
			src, err := fs.ReadFile(examples, name)
			same = same || strings.TrimSpace(string(src)) == strings.TrimSpace(program)
			return err
		})
		if err != nil {
			return nil, err
		}
		if !same {
			find(fmt.Sprintf("the program that starts with %q is no file under examples", strings.TrimSpace(strings.SplitN(strings.TrimSpace(program), "\n", 2)[0])))
		}
	}
	return sorted(out), nil
}

// commands returns the lines of shell blocks that start so.
func commands(markdown, start string) []string {
	var out []string
	for _, lang := range []string{"", "sh", "bash", "console"} {
		for _, b := range blocks(markdown, lang) {
			for line := range strings.Lines(b) {
				line = strings.TrimSuffix(strings.TrimPrefix(line, "$ "), "\n")
				if strings.HasPrefix(line, start) {
					out = append(out, line)
				}
			}
		}
	}
	return out
}

// blocks returns the fenced blocks of a language.
func blocks(markdown, lang string) []string {
	var out []string
	var b strings.Builder
	inside, wanted := false, false
	for line := range strings.Lines(markdown) {
		if fence, ok := strings.CutPrefix(line, "```"); ok {
			if inside && wanted {
				out = append(out, b.String())
			}
			inside = !inside
			wanted = inside && strings.TrimSpace(fence) == lang
			b.Reset()
			continue
		}
		if inside && wanted {
			b.WriteString(line)
		}
	}
	return out
}
