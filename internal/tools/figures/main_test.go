package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

func TestFastest(t *testing.T) {
	out := []byte("goos: linux\nBenchmarkA-2  10  300 ns/op  64 B/op  1 allocs/op\nBenchmarkA-2  10  120.5 ns/op  3.2 cpu-ns/trial  32 B/op  1 allocs/op\nBenchmarkA-2  10  200 ns/op  16 B/op  1 allocs/op\nPASS\n")
	if f, n := fastest(out); f != (figure{120.5, 32}) || n != 3 {
		t.Error(f, n)
	}
	if f, n := fastest([]byte("PASS\n")); f != (figure{}) || n != 0 {
		t.Error(f, n)
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
