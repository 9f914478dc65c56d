package main

import (
	"io"
	"os"
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
	if got, want := block(t, string(readme), "prints\n\n```\n"), output(t); got != want {
		t.Errorf("the README says that it prints\n%s\nand it prints\n%s", got, want)
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
