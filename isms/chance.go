package isms

// Chance is a source of random numbers, as *rand.Rand of math/rand/v2 is. With
// the same seed a sample can be drawn again.
type Chance interface {
	// IntN returns a number from 0 up to but not including n, for n of at least 1.
	IntN(n int) int
}
