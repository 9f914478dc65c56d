package systemtest_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/ismskit/ismskit/audit/cycle"
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

func ExampleIn() {
	today := isms.MustDate("2026-03-02")
	now := systemtest.In(cycle.StateSuspended, today).At(today)
	_, why := now.State().Usable()
	fmt.Println(why)
	for _, a := range now.Actions() {
		fmt.Println("-", a.Title)
	}
	// Output:
	// the certificate is suspended: neither it nor the mark may be used until the suspension is lifted (ISO/IEC 17021-1 9.6.5)
	// - Complete the records of the nonconformities.
	// - Have the certification body lift the suspension and do not display the certificate meanwhile.
}
