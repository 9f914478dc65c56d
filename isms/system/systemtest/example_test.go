package systemtest_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
)

func ExampleSound() {
	today := isms.MustDate("2026-03-02")
	sys := systemtest.Sound(today, 60)
	fmt.Println(sys.At(today).Gate(system.Stage2).Ready())

	src := rand.New(rand.NewPCG(1, 2))
	fmt.Println("the laws hold:", systemtest.Check(src, sys, today) == nil)

	less, _ := systemtest.Drop(src, sys) // and says what is missing
	fmt.Println("without a part of it the gate is open:", less.At(today).Gate(system.Stage2).Ready())
	// Output:
	// true
	// the laws hold: true
	// without a part of it the gate is open: false
}
