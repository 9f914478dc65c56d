//go:build unix

package quant

import (
	"syscall"
	"time"
)

// cpuTime returns the processor time of the process, which other work on the
// machine disturbs less than the clock.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
