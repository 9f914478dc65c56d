package audittest_test

import (
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/audittest"
	"github.com/ismskit/ismskit/isms"
)

// A slip in a policy of your own comes out in a test of your own.
func ExampleCheckPolicy() {
	ours := audit.Policy{ID: "ours", Limits: []audit.Limit{
		{Grade: audit.Major, Step: "plan", Within: isms.MustInterval("14 days"), Anchor: "end of the world"},
	}}
	var refused *isms.Error
	if errors.As(audittest.CheckPolicy(ours, nil), &refused) {
		fmt.Println(refused.Problems[0].Code, "at", refused.Problems[0].Path)
	}
	ours.Limits[0].Anchor = "report"
	fmt.Println(audittest.CheckPolicy(ours, nil))
	// Output:
	// isms/unknown-word at limits[#0].anchor
	// <nil>
}

// Random stories that the machine accepts, and the laws they keep.
func ExampleCheckNonconformity() {
	r := rand.New(rand.NewPCG(1, 2))
	ok := 0
	for range 100 {
		if audittest.CheckNonconformity(audittest.Nonconformity(r, "NC-1")) == nil {
			ok++
		}
	}
	fmt.Println(ok, "of 100")
	// Output:
	// 100 of 100
}
