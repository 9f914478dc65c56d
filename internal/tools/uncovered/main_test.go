package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const profile = `mode: set
m/a.go:3.20,5.2 2 1
m/a.go:5.10,7.3 1 0
m/a.go:5.10,7.3 1 0
m/b/b.go:1.1,2.2 1 0
m/b/b.go:1.1,2.2 1 4
`

const src = "package a\n\nfunc f() {\n\tx()\n\tif bad {\n\t\treturn   unreachable\n\t}\n}\n"

func read(string) ([]byte, error) { return []byte(src), nil }

func TestListsWhatIsNotCovered(t *testing.T) {
	var b bytes.Buffer
	err := run(&b, strings.NewReader(profile), read, 100, "")
	if err == nil || !strings.Contains(err.Error(), "75.00 % of statements, want 100.00 %") {
		t.Errorf("error: %v", err)
	}
	want := "m/a.go:5: return unreachable\n  66.7 %  2 of 3  m\n 100.0 %  1 of 1  m/b\n  75.0 %  3 of 4 statements, 0 accepted with a reason\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
	if err := run(&b, strings.NewReader(profile), read, 75, ""); err != nil {
		t.Errorf("at the threshold: %v", err)
	}
}

func TestAcceptedStatementsNeedAReasonAndAUse(t *testing.T) {
	for _, c := range []struct{ accepted, want string }{
		{"m/a.go: return unreachable\tbad is never true here\n", ""},
		{"m/a.go: return unreachable\tnever\n", "a reason in words"},
		{"m/a.go: return unreachable\tbad is never true here\nm/a.go: gone\tno longer there\n", "covered or gone: m/a.go: gone"},
	} {
		file := filepath.Join(t.TempDir(), "accepted")
		if err := os.WriteFile(file, []byte(c.accepted), 0o600); err != nil {
			t.Fatal(err)
		}
		err := run(&bytes.Buffer{}, strings.NewReader(profile), read, 100, file)
		if got := ""; err != nil {
			got = err.Error()
			if c.want == "" || !strings.Contains(got, c.want) {
				t.Errorf("%q: %v", c.accepted, err)
			}
		} else if c.want != "" {
			t.Errorf("%q: no error, want %q", c.accepted, c.want)
		}
	}
}

func TestNoProfileIsNoCoverage(t *testing.T) {
	if err := run(&bytes.Buffer{}, strings.NewReader("mode: set\n"), read, 0, ""); err == nil {
		t.Error("an empty profile passed")
	}
	if err := run(&bytes.Buffer{}, strings.NewReader("nonsense\n"), read, 0, ""); err == nil {
		t.Error("nonsense passed")
	}
}
