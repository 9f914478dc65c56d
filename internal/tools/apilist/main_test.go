package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const src = `package a

import "time"

const Days Unit = "days"

type Unit string

func (u Unit) Known() bool { return true }

func (u *Unit) UnmarshalText(b []byte) error { return nil }

type Risk struct {
	ID    string ` + "`json:\"id\"`" + `
	owner string
}

type Scorer interface{ Score(l, i int) int }

var ErrX error

func Of[T any](v T, more ...T) (T, error) { return v, nil }

func Month(t time.Time) time.Month { return t.Month() }

func hidden() {}
`

func described(t *testing.T, src string) []string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.test/m\n\ngo 1.26\n", "a/a.go": src} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := describe(dir, []string{"./..."})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestDescribe(t *testing.T) {
	got := described(t, src)
	want := []string{
		"a.Days const Unit = \"days\"",
		"a.ErrX var error",
		"a.Month(time.Time) time.Month",
		"a.Of[T any](T, ...T) (T, error)",
		"a.Risk type struct, closed, comparable",
		"a.Risk.ID field string `json:\"id\"`",
		"a.Scorer type interface",
		"a.Scorer.Score(int, int) int of the interface",
		"a.Unit type string, comparable",
		"a.Unit.Known() bool",
		"a.Unit.UnmarshalText([]byte) error on a pointer",
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestEveryChangeShows(t *testing.T) {
	before := described(t, src)
	for _, c := range []struct{ old, new, want string }{
		{"(t time.Time) time.Month { return t.Month() }", "(at time.Time) time.Month { return at.Month() }", ""}, // names of parameters are nobody's business
		{"Month(t time.Time) time.Month { return t.Month() }", "Month(t time.Time, n int) time.Month { return t.Month() }", "does not name `a.Month`"},
		{`"days"`, `"day"`, "does not name `a.Days`"},
		{"`json:\"id\"`", "`json:\"ID\"`", "does not name `a.Risk.ID`"},
		{"owner string", "owner []string", "does not name `a.Risk`"}, // no longer comparable
		{"func hidden", "func Shown", "new: a.Shown()"},
		{"func (u Unit) Known", "func (u *Unit) Known", "does not name `a.Unit.Known`"},
	} {
		changed := strings.Replace(src, c.old, c.new, 1)
		if changed == src {
			t.Fatalf("%q is not in the source", c.old)
		}
		got := strings.Join(compare(before, described(t, changed), ""), "\n")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%q to %q: got %q, want %q", c.old, c.new, got, c.want)
		}
	}
}

func TestChangeLogNamesWhatBreaks(t *testing.T) {
	got := compare([]string{"a.F() int"}, []string{"a.F() string"}, "- `a.F` returns text")
	if len(got) != 2 || !strings.HasPrefix(got[0], "gone or different, named in the change log") {
		t.Errorf("%q", got)
	}
}
