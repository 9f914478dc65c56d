package ismstest

import "github.com/ismskit/ismskit/isms"

// Bytes returns a Choice that reads its numbers from data, for fuzz targets.
// When the data ends it gives zeros, so that every generator ends too.
func Bytes(data []byte) isms.Chance { return &byteChoice{data} }

type byteChoice struct{ rest []byte }

func (b *byteChoice) IntN(n int) int {
	if n <= 1 {
		return 0
	}
	v := uint64(0)
	for most := uint64(n - 1); most > 0 && len(b.rest) > 0; most >>= 8 {
		v = v<<8 | uint64(b.rest[0])
		b.rest = b.rest[1:]
	}
	return int(v % uint64(n))
}

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
