package soa_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/ismskit/ismskit/soa"
	"github.com/ismskit/ismskit/soa/soatest"
)

// What is read keeps every law of statements; nothing that is fed in panics.
func FuzzStatement(f *testing.F) {
	for seed := range uint64(3) {
		text, err := json.Marshal(soatest.Statement(rand.New(rand.NewPCG(seed, 5))))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte("null"))
	f.Add([]byte(`{"format":"ismskit/soa/1"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s soa.Statement
		if s.UnmarshalJSON(data) != nil {
			return
		}
		if err := soatest.CheckStatement(s); err != nil {
			t.Fatal(err)
		}
	})
}
