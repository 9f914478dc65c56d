package roadmap_test

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/isms/roadmap"
)

func ExampleStates() {
	fmt.Println(slices.Collect(roadmap.States().All()))
	fmt.Println(roadmap.States().Has(roadmap.Waiting), roadmap.States().Has(roadmap.State("someday")))
	// Output:
	// [completed in progress ready waiting]
	// true false
}
