package cycletest_test

import "pgregory.net/rapid"

// choice lets rapid draw, so that it can shrink.
type choice struct{ t *rapid.T }

func (c choice) IntN(n int) int { return rapid.IntRange(0, n-1).Draw(c.t, "choice") }
