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
	// [finished running ready waiting]
	// true false
}

// Published figures lie far apart and enter no calculation.
func ExampleQuotes() {
	for q := range roadmap.Quotes() {
		if q.What == "certification audit" {
			fmt.Println(q.Range, "for a", q.Who, "- confidence", q.Confidence)
		}
	}
	// Output:
	// 10,000 to 25,000 USD for a managed service provider of 20 to 100 people - confidence low
}

func ExampleDefaultOperating() {
	fmt.Println(roadmap.DefaultOperating())
	// Output:
	// 3 months
}
