package recordtest_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record/recordtest"
)

var today = isms.MustDate("2026-11-22")

func ExampleSound() {
	r := recordtest.Sound(today, 60)
	fmt.Println(len(r.People), r.Check(today).Count(isms.Error))
	r.Policy.ApprovedBy = ""
	fmt.Println(r.Check(today).Has("record/policy-unapproved"))
	// Output:
	// 60 0
	// true
}

func ExampleDrop() {
	r, without := recordtest.Drop(rand.New(rand.NewPCG(4, 1)), recordtest.Sound(today, 4))
	fmt.Println("without", without, "something is found:", r.Check(today).Count(isms.Error) > 0)
	// Output:
	// without measures something is found: true
}

func ExampleLaws() {
	fmt.Println(recordtest.Laws(rand.New(rand.NewPCG(1, 1)), recordtest.Sound(today, 10), today))
	// Output:
	// <nil>
}
