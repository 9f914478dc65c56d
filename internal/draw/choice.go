package draw

import "github.com/ismskit/ismskit/isms"

// Pick returns one of the values, the zero value if there are none.
func Pick[T any](c isms.Chance, values []T) T {
	if len(values) == 0 {
		var zero T
		return zero
	}
	return values[c.IntN(len(values))]
}

// Chance reports true in about n of m draws.
func Chance(c isms.Chance, n, m int) bool { return c.IntN(max(m, 1)) < n }
