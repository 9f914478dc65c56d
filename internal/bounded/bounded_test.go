package bounded

import (
	"fmt"
	"testing"
	"time"
)

// recorder takes down whether a test would have failed.
type recorder struct {
	testing.TB
	said string
}

func (r *recorder) Helper()                           {}
func (r *recorder) Errorf(format string, args ...any) { r.said = fmt.Sprintf(format, args...) }
func (r *recorder) Fatalf(format string, args ...any) {
	r.said = fmt.Sprintf(format, args...)
	panic(r)
}

func (r *recorder) run(f func(testing.TB)) (said string) {
	defer func() { _ = recover(); said = r.said }()
	f(r)
	return r.said
}

var sink []byte

func TestWithin(t *testing.T) {
	if testing.Short() {
		t.Skip("measures")
	}
	if said := new(recorder).run(func(tb testing.TB) { Within(tb, 1000, func() { sink = make([]byte, 60_000) }) }); said != "" {
		t.Error(said)
	}
	if said := new(recorder).run(func(tb testing.TB) { Within(tb, 100, func() { sink = make([]byte, 73_000) }) }); said == "" {
		t.Error("73,000 bytes pass for 100")
	}
	first := true // what is made once does not count
	if said := new(recorder).run(func(tb testing.TB) {
		Within(tb, 0, func() {
			if first {
				sink = make([]byte, 1<<20)
			}
			first = false
		})
	}); said != "" {
		t.Error(said)
	}
}

func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures")
	}
	work := func(n int) int {
		sum := 0
		for i := range n {
			sum += i ^ sum
		}
		return sum
	}
	keep := 0
	for name, tc := range map[string]struct {
		prepare func(n int) func()
		sound   bool
	}{
		"linear":             {func(n int) func() { return func() { keep += work(n * 1000) } }, true},
		"quadratic":          {func(n int) func() { return func() { keep += work(n * n * 5) } }, false},
		"quadratic memory":   {func(n int) func() { return func() { sink = make([]byte, n*n/4) } }, false},
		"linear memory":      {func(n int) func() { return func() { sink = make([]byte, n) } }, true},
		"no work, no answer": {func(n int) func() { return func() { time.Sleep(0) } }, true},
	} {
		if said := new(recorder).run(func(tb testing.TB) { Linear(tb, 300, tc.prepare) }); (said == "") != tc.sound {
			t.Errorf("%s: %q", name, said)
		}
	}
	_ = keep
}
