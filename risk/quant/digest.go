package quant

import (
	"crypto/sha256"
	"encoding/binary"
)

// digest tells what a result is about: results merge only if their digests
// are equal.
type digest [sha256.Size]byte

// digestOf returns the SHA-256 of everything in s that shapes its trials, each
// text after its length. Titles do not count, nor does the order of controls.
func digestOf(s Scenario) digest {
	b := []byte("quant/1 scenario\x00")
	put := func(texts ...string) {
		for _, t := range texts {
			b = binary.BigEndian.AppendUint64(b, uint64(len(t)))
			b = append(b, t...)
		}
	}
	put(string(s.ID), s.Currency, string(s.Counting))
	for _, d := range []Distribution{
		s.Frequency, s.ThreatEvents, s.Contacts, s.Action, s.Vulnerability, s.Capability,
		s.Resistance, s.Magnitude, s.SecondaryShare, s.SecondaryMagnitude,
	} {
		put(string(d.Kind))
		for _, f := range d.fields() {
			put(f.text)
		}
	}
	for _, i := range controlOrder(s.Controls) {
		c := s.Controls[i]
		put(string(c.ID), c.EventsLeft, c.LossLeft)
	}
	return sha256.Sum256(b)
}

// digestOfAll returns the digest of a portfolio of these scenarios, which are
// in the order of their IDs.
func digestOfAll(id string, models []model) digest {
	b := []byte("quant/1 portfolio\x00")
	b = binary.BigEndian.AppendUint64(b, uint64(len(id)))
	b = append(b, id...)
	for _, m := range models {
		b = append(b, m.digest[:]...)
	}
	return sha256.Sum256(b)
}
