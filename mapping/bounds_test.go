package mapping_test

import (
	"runtime"
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
