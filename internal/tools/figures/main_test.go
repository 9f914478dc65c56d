package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

func TestRead(t *testing.T) {
	out := []byte("goos: linux\nBenchmarkA-2  \t 10  120.5 ns/op  3.2 cpu-ns/trial  32 B/op  1 allocs/op\nPASS\n")
	if rounds, bytes, n := read(out); rounds != 10 || bytes != 32 || n != 1 {
		t.Error(rounds, bytes, n)
	}
	if _, _, n := read([]byte("PASS\n")); n != 0 {
		t.Error(n)
	}
	if _, _, n := read(append(out, out...)); n != 2 {
		t.Error(n)
	}
}

func TestBetween(t *testing.T) {
	got, err := between("a\n"+begin+"old\n"+end+"b\n", "new\n")
	if want := "a\n" + begin + "\nnew\n\n" + end + "b\n"; err != nil || got != want {
		t.Errorf("%v\n%s", err, got)
	}
	for _, bad := range []string{"", begin, end, end + begin} {
		if _, err := between(bad, "new\n"); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestUnits(t *testing.T) {
	for ns, want := range map[float64]string{0.7: "0.7 ns", 1650: "1.6 µs", 4.1e6: "4.1 ms", 2.5e9: "2.5 s"} {
		if got := duration(ns); got != want {
			t.Errorf("%v: %s, want %s", ns, got, want)
		}
	}
	for n, want := range map[float64]string{0: "0", 64: "64 B", 2048: "2.0 KiB", 12 << 20: "12.0 MiB"} {
		if got := size(n); got != want {
			t.Errorf("%v: %s, want %s", n, got, want)
		}
	}
}

// Every row names benchmarks that exist.
func TestRowsName(t *testing.T) {
	name := regexp.MustCompile(`^\^(Benchmark\w+)\$`)
	for _, r := range rows {
		files, err := filepath.Glob(filepath.Join("..", "..", "..", r.pkg, "*_test.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(r.pkg, err)
		}
		var all []byte
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, text...)
		}
		for _, p := range []string{r.bench, r.floor} {
			if p == "" {
				continue
			}
			m := name.FindStringSubmatch(p)
			if m == nil || !bytes.Contains(all, []byte("func "+m[1]+"(")) {
				t.Errorf("%s: %s has no benchmark %s", r.what, r.pkg, p)
			}
		}
	}
}
