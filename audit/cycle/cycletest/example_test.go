package cycletest_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/ismskit/ismskit/audit/cycle/cycletest"
)

// Random stories that the machine accepts, and the laws they keep.
func ExampleCheckCycle() {
	r := rand.New(rand.NewPCG(1, 2))
	ok := 0
	for range 100 {
		if cycletest.CheckCycle(cycletest.Cycle(r, "C-1")) == nil {
			ok++
		}
	}
	fmt.Println(ok, "of 100")
	// Output:
	// 100 of 100
}
