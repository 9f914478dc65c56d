package soa_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/ismskit/ismskit/soa"
	"github.com/ismskit/ismskit/soa/soatest"
)

// What is read keeps every law of statements, among them that it is written and
// read again as the same; nothing that is fed in panics, or costs more memory than
// 64 bytes for each of its own and 64 KiB.
func FuzzStatement(f *testing.F) {
	for seed := range uint64(3) {
		text, err := json.Marshal(soatest.Statement(rand.New(rand.NewPCG(seed, 5))))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	text, err := json.Marshal(rich(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte("null"))
	f.Add([]byte(`{"format":"ismskit/soa/1"}`))
	f.Add([]byte(`{"controls":[{"decision":{"reasons":[{},{}]},"risks":[{},{}]},{},{}],"custom":[{},[]],"history":[{"a":1}],"header":{"date":null}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s soa.Statement
		var err error
		read := func() {
			var got soa.Statement
			err = got.UnmarshalJSON(data)
			s = got
		}
		if most := uint64(64*len(data) + 64<<10); allocatedOnce(read) > most && allocated(read) > most { // other goroutines may allocate, too, but not three times
			t.Errorf("reading %d bytes allocates more than %d", len(data), most)
		}
		if err != nil {
			if !s.IsZero() {
				t.Error("what is refused leaves something behind")
			}
			return
		}
		if err := soatest.CheckStatement(s); err != nil {
			t.Fatal(err)
		}
	})
}
