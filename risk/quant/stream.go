package quant

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
)

// chunk is the number of trials that one stream of random words serves. Trial
// t uses word t mod chunk of the stream of chunk t / chunk, whoever simulates
// it and in whatever order.
const chunk = 1 << 14

// pcg is the generator PCG-DXSM with 128 bits of state (O'Neill), the same
// sequence as math/rand/v2.PCG; written out so that loops can keep its state in
// registers.
type pcg struct{ hi, lo uint64 }

const (
	pcgMulHi = 2549297995355413924
	pcgMulLo = 4865540595714422341
	pcgIncHi = 6364136223846793005
	pcgIncLo = 1442695040888963407
	dxsmMul  = 0xda942042e4dd58b5
)

// next returns the next 64 random bits.
func (g *pcg) next() uint64 {
	hi, lo := bits.Mul64(g.lo, pcgMulLo)
	hi += g.hi*pcgMulLo + g.lo*pcgMulHi
	lo, c := bits.Add64(lo, pcgIncLo, 0)
	hi, _ = bits.Add64(hi, pcgIncHi, c)
	g.hi, g.lo = hi, lo
	hi ^= hi >> 32
	hi *= dxsmMul
	hi ^= hi >> 48
	hi *= lo | 1
	return hi
}

// skip moves past n words.
func (g *pcg) skip(n int) {
	for range n {
		g.next()
	}
}

// unit is a uniform variate as an odd number below 2^53: the share
// unit * 2^-53 lies strictly between 0 and 1, is an exact float, and so is one
// minus it.
func unit(word uint64) uint64 { return word>>12<<1 | 1 }

// share returns the unit u as a float between 0 and 1.
func share(u uint64) float64 { return float64(float64(int64(u)) * 0x1p-53) }

// stream returns the generator of one variate of one scenario in one chunk.
// The state is the first 16 bytes, big endian, of the SHA-256 of
//
//	"quant/1" 0 seed variate chunk id
//
// with the three numbers as 8 bytes, big endian. The digest makes streams of
// different scenarios, variates and chunks unrelated; the "1" changes with
// anything that changes samples.
func stream(seed uint64, id string, variate, chunk uint64) pcg {
	b := make([]byte, 0, 192)
	b = append(b, "quant/1\x00"...)
	b = binary.BigEndian.AppendUint64(b, seed)
	b = binary.BigEndian.AppendUint64(b, variate)
	b = binary.BigEndian.AppendUint64(b, chunk)
	b = append(b, id...)
	d := sha256.Sum256(b)
	return pcg{binary.BigEndian.Uint64(d[:8]), binary.BigEndian.Uint64(d[8:])}
}

// branch returns a generator for one trial of a chunk whose key is g. Events
// of a trial draw from it, so that the first event of a trial is the same
// however many events other trials had.
func (g pcg) branch(trial uint64) pcg {
	hi := mix(g.hi + trial*0x9e3779b97f4a7c15)
	return pcg{hi, mix(g.lo ^ hi)}
}

// mix is a bijection of 64 bits that changes half of the output bits for any
// change of an input bit: Stafford's variant 13 of the MurmurHash3 finalizer,
// as in SplitMix64.
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}
