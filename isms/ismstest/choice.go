package ismstest

import "github.com/ismskit/ismskit/isms"

// Bytes returns an [isms.Chance] that reads its numbers from data, for fuzz targets.
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
