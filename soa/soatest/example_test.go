package soatest_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/ismskit/ismskit/soa"
	"github.com/ismskit/ismskit/soa/soatest"
)

// An embedder who stores statements in a form of their own checks what comes back.
func Example() {
	stored := func(s soa.Statement) soa.Statement { return s } // the round trip under test

	for seed := range uint64(20) {
		s := soatest.Statement(rand.New(rand.NewPCG(seed, 0)))
		back := stored(s)
		if err := soatest.CheckStatement(back); err != nil || !back.Equal(s) {
			fmt.Println("seed", seed, "fails:", err)
		}
	}
	fmt.Println("20 statements came back")
	// Output:
	// 20 statements came back
}
