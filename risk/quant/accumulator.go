package quant

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
	"math/bits"
)

// An exact is a sum of numbers that are not negative, as a whole number of
// 2^-64 parts in 256 bits, least word first. Adding is exact but for what lies
// below 2^-64 of one addend, so sums do not depend on the order and merge by
// adding.
type exact [4]uint64

// maxLoss bounds the loss of one trial. With it, and at most 2^40 trials, the
// sum of the squares stays below 2^180.
const maxLoss = 0x1p70

// split returns x, 0 <= x <= maxLoss, as m * 2^e.
func split(x float64) (m uint64, e int) {
	b := math.Float64bits(x)
	return b&(1<<52-1) | 1<<52, int(b>>52) - 1075
}

// addFloat adds m * 2^e, a float of at most maxLoss.
func (a *exact) addFloat(m uint64, e int) {
	p := e + 64
	if p < 0 {
		m >>= uint(-p)
		p = 0
	}
	w, s := p>>6&3, uint(p&63)
	var c uint64
	a[w], c = bits.Add64(a[w], m<<s, 0)
	a[(w+1)&3], c = bits.Add64(a[(w+1)&3], m>>(64-s), c)
	for w += 2; c != 0 && w < 4; w++ {
		a[w], c = bits.Add64(a[w], 0, c)
	}
}

// addSquare adds the square of m * 2^e.
func (a *exact) addSquare(m uint64, e int) {
	hi, lo := bits.Mul64(m, m)
	p := 2*e + 64
	if p < 0 {
		n := uint(-p)
		if n >= 64 {
			lo, hi = hi>>(n-64), 0
		} else {
			lo, hi = lo>>n|hi<<(64-n), hi>>n
		}
		p = 0
	}
	w, s := p>>6&3, uint(p&63)
	var c uint64
	a[w], c = bits.Add64(a[w], lo<<s, 0)
	a[(w+1)&3], c = bits.Add64(a[(w+1)&3], hi<<s|lo>>(64-s), c)
	if w < 2 {
		a[w+2], c = bits.Add64(a[w+2], hi>>(64-s), c)
		if w == 0 {
			a[3] += c
		}
	}
}

// add adds b.
func (a *exact) add(b *exact) {
	var c uint64
	for i := range a {
		a[i], c = bits.Add64(a[i], b[i], c)
	}
}

// parts returns the sum in parts of 2^-64.
func (a *exact) parts() *big.Int {
	n := new(big.Int)
	for i := len(a) - 1; i >= 0; i-- {
		n.Lsh(n, 64)
		n.Or(n, new(big.Int).SetUint64(a[i]))
	}
	return n
}

// rat returns the sum.
func (a *exact) rat() *big.Rat {
	return new(big.Rat).SetFrac(a.parts(), new(big.Int).Lsh(big.NewInt(1), 64))
}

// addTimes adds n times x.
func (a *exact) addTimes(x float64, n uint64) {
	var one exact
	m, e := split(x)
	one.addFloat(m, e)
	one.times(n)
	a.add(&one)
}

// addSquareTimes adds n times the square of x.
func (a *exact) addSquareTimes(x float64, n uint64) {
	if x == 0 {
		return
	}
	var one exact
	m, e := split(x)
	one.addSquare(m, e)
	one.times(n)
	a.add(&one)
}

// times multiplies by n.
func (a *exact) times(n uint64) {
	carry := uint64(0)
	for i := range a {
		hi, lo := bits.Mul64(a[i], n)
		var c uint64
		a[i], c = bits.Add64(lo, carry, 0)
		carry = hi + c
	}
}

// widen returns n plus or minus its 2^-20th part and 2^64 parts.
func widen(n *big.Int, sign int64) *big.Int {
	w := new(big.Int).Rsh(n, 20)
	w.Add(w, new(big.Int).Lsh(big.NewInt(1), 64))
	return w.Add(n, w.Mul(w, big.NewInt(sign)))
}

// hex returns the sum as 64 hexadecimal digits.
func (a *exact) hex() string {
	return fmt.Sprintf("%016x%016x%016x%016x", a[3], a[2], a[1], a[0])
}

// setHex reads what hex wrote.
func (a *exact) setHex(name, text string) error {
	var raw [32]byte
	if err := fixed(raw[:], name, text); err != nil {
		return err
	}
	for i := range a {
		a[i] = binary.BigEndian.Uint64(raw[24-8*i:])
	}
	return nil
}
