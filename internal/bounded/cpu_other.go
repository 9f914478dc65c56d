//go:build !unix

package bounded

import "time"

var start = time.Now()

// processorTime returns the time that has passed, where nothing better is known.
func processorTime() time.Duration { return time.Since(start) }
