package main

import (
	"io"
	"os"
	"slices"
	"strings"
	"testing"
)

// The README shows this program and what it prints.
func TestREADME(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	if got := block(t, string(readme), "```go\n"); got != string(program) {
		t.Error("the program in the README is not examples/firstpage/main.go")
	}
	if shown, printed := block(t, string(readme), "prints, some lines left out,\n\n```\n"), output(t); !cutFrom(shown, printed) {
		t.Errorf("the README says that it prints\n%s\nand it prints\n%s", shown, printed)
	}
}

// cutFrom reports whether the lines shown are those printed, where "..." stands for
// some of them.
func cutFrom(shown, printed string) bool {
	rest := strings.SplitAfter(printed, "\n")
	skip := false
	for line := range strings.SplitAfterSeq(shown, "\n") {
		if line == "...\n" {
			skip = true
			continue
		}
		i := slices.Index(rest, line)
		if i < 0 || i > 0 && !skip {
			return false
		}
		rest, skip = rest[i+1:], false
	}
	return len(rest) == 0
}

func TestCutFrom(t *testing.T) {
	for shown, want := range map[string]bool{
		"a\nb\nc\n": true, "a\n...\nc\n": true, "...\nc\n": true,
		"a\nc\n": false, "a\nb\n": false, "a\n...\nb\n": false, "...\nd\n": false, "b\n...\na\n": false, "": false,
	} {
		if got := cutFrom(shown, "a\nb\nc\n"); got != want {
			t.Errorf("%q: %t", shown, got)
		}
	}
}

func block(t *testing.T, text, begin string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, begin)
	if !ok {
		t.Fatalf("the README has no block after %q", begin)
	}
	inside, _, _ := strings.Cut(rest, "```\n")
	return inside
}

func output(t *testing.T) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = w
	main()
	os.Stdout = stdout
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
