package quant

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
	"math/bits"

	"github.com/ismskit/ismskit/isms"
)

// exact is a whole number of 256 bits, least word first: a sum that does not
// depend on the order of its parts, and that merges by adding.
//
// Losses count in parts of 2^-32 of a unit of money, what is below being
// dropped; their squares in parts of 2^-64, which is exact.
type exact [4]uint64

const (
	lossBits   = 32
	squareBits = 2 * lossBits
)

// maxLoss bounds the loss of one trial. With it, and at most 2^40 trials, the
// sum of the squares stays below 2^180.
const maxLoss = 0x1p70

// tally is the exact sum of losses and of their squares.
type tally struct{ losses, squares exact }

// add adds losses from 0 to maxLoss.
func (t *tally) add(losses []float64) {
	s0, s1, s2 := t.losses[0], t.losses[1], t.losses[2]
	q0, q1, q2, q3 := t.squares[0], t.squares[1], t.squares[2], t.squares[3]
	large := false
	for _, x := range losses {
		if x >= 0x1p31 {
			large = true
			continue
		}
		n := uint64(int64(x * (1 << lossBits)))
		var c uint64
		s0, c = bits.Add64(s0, n, 0)
		s1, c = bits.Add64(s1, 0, c)
		s2 += c
		hi, lo := bits.Mul64(n, n)
		q0, c = bits.Add64(q0, lo, 0)
		q1, c = bits.Add64(q1, hi, c)
		q2, c = bits.Add64(q2, 0, c)
		q3 += c
	}
	t.losses = exact{s0, s1, s2, t.losses[3]}
	t.squares = exact{q0, q1, q2, q3}
	if !large {
		return
	}
	for _, x := range losses {
		if x >= 0x1p31 {
			t.addTimes(x, 1)
		}
	}
}

// addTimes adds n losses of x, from 2^-31 to maxLoss.
func (t *tally) addTimes(x float64, n uint64) {
	b := math.Float64bits(x)
	m, e := b&(1<<52-1)|1<<52, int(b>>52)-1075+lossBits // in parts: m * 2^e
	if e < 0 {
		m >>= uint(-e)
		e = 0
	}
	once := exact{m}
	once.shift(e)
	once.times(n)
	t.losses.add(&once)
	hi, lo := bits.Mul64(m, m)
	once = exact{lo, hi}
	once.shift(2 * e)
	once.times(n)
	t.squares.add(&once)
}

// plus adds the losses of o.
func (t *tally) plus(o *tally) {
	t.losses.add(&o.losses)
	t.squares.add(&o.squares)
}

// shift multiplies by 2^n.
func (a *exact) shift(n int) {
	for ; n >= 64; n -= 64 {
		*a = exact{0, a[0], a[1], a[2]}
	}
	s := uint(n)
	for i := len(a) - 1; i > 0; i-- {
		a[i] = a[i]<<s | a[i-1]>>(64-s)
	}
	a[0] <<= s
}

// add adds b.
func (a *exact) add(b *exact) {
	var c uint64
	for i := range a {
		a[i], c = bits.Add64(a[i], b[i], c)
	}
}

// parts returns a as a big number.
func (a *exact) parts() *big.Int {
	n := new(big.Int)
	for i := len(a) - 1; i >= 0; i-- {
		n.Lsh(n, 64)
		n.Or(n, new(big.Int).SetUint64(a[i]))
	}
	return n
}

// rat returns a by 2^scale.
func (a *exact) rat(scale uint) *big.Rat {
	return new(big.Rat).SetFrac(a.parts(), new(big.Int).Lsh(big.NewInt(1), scale))
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

// widen returns n plus or minus its 2^-20th part and 2^20 parts for each trial.
func widen(n *big.Int, sign int64, trials uint64) *big.Int {
	w := new(big.Int).SetUint64(trials)
	w.Lsh(w, 20)
	w.Add(w, new(big.Int).Rsh(n, 20))
	return w.Add(n, w.Mul(w, big.NewInt(sign)))
}

// hex returns a as 64 hexadecimal digits.
func (a *exact) hex() string {
	return fmt.Sprintf("%016x%016x%016x%016x", a[3], a[2], a[1], a[0])
}

// setHex reads what hex wrote.
func (a *exact) setHex(at isms.Path, text string) error {
	var raw [32]byte
	if err := fixed(raw[:], at, text); err != nil {
		return err
	}
	for i := range a {
		a[i] = binary.BigEndian.Uint64(raw[24-8*i:])
	}
	return nil
}
