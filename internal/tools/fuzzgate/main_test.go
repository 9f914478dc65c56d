package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// module writes a small module with one test file.
func module(t *testing.T, test string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":    "module example.test/m\n\ngo 1.26\n",
		"m.go":      "package m\n\nfunc Len(s string) int { return len(s) }\n",
		"m_test.go": test,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const head = "package m\n\nimport \"testing\"\n\n"

func gate(t *testing.T, test string, n int, budget time.Duration) (string, error) {
	t.Helper()
	var b bytes.Buffer
	err := run(&b, module(t, test), []string{"./..."}, n, budget, "", 1)
	return b.String(), err
}

func TestSoundTargetPasses(t *testing.T) {
	out, err := gate(t, head+"func FuzzLen(f *testing.F) {\n\tf.Fuzz(func(t *testing.T, s string) { Len(s) })\n}\n", 2000, time.Minute)
	if err != nil || !strings.Contains(out, "FuzzLen") || !strings.Contains(out, "1 targets, 20") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestFailuresAreSeen(t *testing.T) {
	for name, c := range map[string]struct {
		test   string
		n      int
		budget time.Duration
		want   string
	}{
		"no target": {head + "func TestLen(t *testing.T) {}\n", 100, time.Minute, "no fuzz target"},
		"finds": {
			head + "func FuzzLen(f *testing.F) {\n\tf.Add(\"\")\n\tf.Fuzz(func(t *testing.T, s string) {\n\t\tif Len(s) > 2 {\n\t\t\tt.Fatal(\"too long\")\n\t\t}\n\t})\n}\n",
			200_000, time.Minute, "too long",
		},
		"skipped": {head + "func FuzzLen(f *testing.F) {\n\tf.Skip(\"later\")\n\tf.Fuzz(func(t *testing.T, s string) { Len(s) })\n}\n", 100, time.Minute, "0 executions, want 100"},
		"too slow": {
			"package m\n\nimport (\n\t\"testing\"\n\t\"time\"\n)\n\nfunc FuzzLen(f *testing.F) {\n\tf.Fuzz(func(t *testing.T, s string) { time.Sleep(100 * time.Millisecond) })\n}\n\nfunc FuzzMore(f *testing.F) {\n\tf.Fuzz(func(t *testing.T, s string) {})\n}\n",
			1_000_000, 8 * time.Second, "FuzzMore: not run",
		},
		"left out": {"//go:build never\n\n" + head + "func FuzzLen(f *testing.F) { f.Fuzz(func(t *testing.T, s string) {}) }\n", 100, time.Minute, "is not built here"},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := gate(t, c.test, c.n, c.budget)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("want an error with %q, got %v\n%s", c.want, err, out)
			}
		})
	}
}

func TestExecutionsReadsTheLastCount(t *testing.T) {
	for out, want := range map[string]int{
		"": 0,
		"fuzz: elapsed: 0s, execs: 12 (3/sec)\nfuzz: elapsed: 3s, execs: 20001 (9/sec), new interesting: 0\nPASS": 20001,
		"testing: warning: no fuzz tests to fuzz\nPASS":                                                           0,
	} {
		if got := executions([]byte(out)); got != want {
			t.Errorf("executions(%q) = %d, want %d", out, got, want)
		}
	}
}
