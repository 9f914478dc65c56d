package cycletest_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/audit/cycle/cycletest"
)

func TestLawsOfCycles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		if err := cycletest.CheckCycle(cycletest.Cycle(choice{t}, "C-1")); err != nil {
			t.Fatal(err)
		}
	})
}
