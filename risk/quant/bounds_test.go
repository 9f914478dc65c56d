package quant

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// within runs f, which takes text of n bytes apart, and fails when it allocates
// more than 64 bytes for each of them and 64 KiB. What is made once, the first
// time, does not count.
func within(t *testing.T, n int, f func()) {
	t.Helper()
	got, most := ^uint64(0), uint64(64*n+64<<10)
	for try := 0; got > most; try++ {
		if try == 3 {
			t.Fatalf("%d bytes allocated for %d, at most %d", got, n, most)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f()
		runtime.ReadMemStats(&after)
		got = after.TotalAlloc - before.TotalAlloc
	}
}

// The stored form of a result names a bucket in a few bytes, and each power of 2
// with a loss in it takes 2 KiB: that much and no more comes on top.
func TestResultJSONIsBounded(t *testing.T) {
	s := Scenario{ID: "R", Currency: "EUR", Frequency: Constant("1"), Magnitude: Constant("100")}
	text := canonical(t, simulate(t, s, Options{Seed: 1, Trials: 4}))
	list := func(old, item string) []byte {
		i := strings.Index(text, old)
		if i < 0 {
			t.Fatalf("no %s in %s", old, text)
		}
		return []byte(text[:i] + strings.TrimSuffix(strings.Repeat(item+",", 20_000), ",") + text[i+len(old):])
	}
	var all strings.Builder
	for o := range octaves {
		fmt.Fprintf(&all, "[%d,1],", o<<8)
	}
	for name, text := range map[string][]byte{
		"empty ranges":      list("[0,4]", "[]"),
		"empty buckets":     list("[2703,4]", "[]"),
		"pairs":             list("[0,4]", "[0,1]"),
		"all powers of 2":   []byte(strings.ReplaceAll(strings.Replace(text, "[2703,4]", strings.TrimSuffix(all.String(), ","), 1), "[0,4]", "[0,74]")),
		"unknown keys":      []byte("{" + strings.Repeat(`"a":0,`, 20_000)),
		"a long word":       list("R", "R"),
		"lists within list": []byte(`{"format":` + strings.Repeat("[", 100_000)),
	} {
		t.Run(name, func(t *testing.T) {
			within(t, len(text)+octaves*2<<10/64, func() { _ = new(Result).UnmarshalJSON(text) })
		})
	}
}
