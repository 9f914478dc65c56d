package bounded

import (
	"math"
	"runtime"
	"testing"
	"time"
)

// Within runs f, which takes text of n bytes apart, and fails when it allocates
// more than 64 bytes for each of them and 64 KiB. What is made once, the first
// time, does not count.
func Within(t testing.TB, n int, f func()) {
	t.Helper()
	if testing.Short() {
		return // the race detector and other processors allocate in their own way
	}
	got, most := ^uint64(0), uint64(64*n+64<<10)
	for try := 0; got > most; try++ {
		if try == 3 {
			t.Fatalf("%d bytes allocated for %d, at most %d", got, n, most)
		}
		got = allocated(f)
	}
}

func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// doublings is how far the sizes lie apart that Linear compares: far enough that
// the steps in which slices and maps grow, and most of the noise, even out.
const doublings = 3

// Linear fails when twice the input costs more than two and a half times as much,
// in memory or in processor time, compared over three doublings. Prepare makes an
// input of a size and returns the work to be measured.
func Linear(t testing.TB, n int, prepare func(n int) (work func())) {
	t.Helper()
	if testing.Short() {
		t.Skip("the race detector and other processors take their own time")
	}
	small, large := prepare(n), prepare(n<<doublings)
	large() // what is made once
	bytes := func() (a, b uint64, ok bool) {
		a, b = allocated(small), allocated(large)
		return a, b, float64(b) <= float64(a)*limit+64<<10
	}
	a0, b0, ok := bytes()
	for try := 0; try < 10 && !ok; try++ {
		a0, b0, ok = bytes() // a collection empties the pools of encoders
	}
	if !ok {
		t.Errorf("%d bytes allocated for %d, %d for %d", a0, n, b0, n<<doublings)
	}
	// A processor that does something else in between makes a run longer, never
	// shorter, so the least of several is compared, and until it fits.
	a, b := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
	for range 60 {
		a, b = min(a, spent(small)), min(b, spent(large))
		if float64(b) <= float64(a)*limit*caches {
			return
		}
	}
	t.Errorf("%v for %d, %v for %d", a, n, b, n<<doublings)
}

const (
	limit  = 2.5 * 2.5 * 2.5 // two and a half for each doubling
	caches = 1.5             // what more memory costs, item by item, once the caches are too small for it
)

// spent returns the processor time of one run, over as many runs as a clock of
// microseconds needs.
func spent(f func()) time.Duration {
	for runs := 1; ; runs *= 4 {
		start := processorTime()
		for range runs {
			f()
		}
		if d := processorTime() - start; d > 500*time.Microsecond {
			return d / time.Duration(runs)
		}
	}
}
