package ismstest_test

import (
	"fmt"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
)

// steps is the smallest Choice there is: it counts up.
type steps struct{ n int }

func (s *steps) IntN(n int) int { s.n++; return s.n % n }

func Example() {
	c := &steps{}
	rules := ismstest.Rules(c, 5)
	sound := ismstest.Report(c, rules)
	fmt.Println(sound.Merge(sound).Equal(sound))
	// Output: true
}

func ExamplePick() {
	fmt.Println(ismstest.Pick(&steps{}, []string{"a", "b", "c"}), ismstest.Chance(&steps{}, 1, 3))
	// Output: b false
}

func ExampleChance() {
	fmt.Println(ismstest.Chance(&steps{}, 2, 2))
	// Output: true
}

func ExampleShuffled() {
	in := []int{1, 2, 3}
	fmt.Println(len(ismstest.Shuffled(&steps{}, in)), in)
	// Output: 3 [1 2 3]
}

func ExampleDate() {
	c := &steps{}
	fmt.Println(ismstest.KnownDate(c).IsZero(), ismstest.Date(c).After(isms.MustDate("1900-01-01")))
	// Output: false true
}

func ExampleKnownDate() {
	fmt.Println(ismstest.KnownDate(&steps{}).IsZero())
	// Output: false
}

func ExampleWindow() {
	fmt.Println(ismstest.Window(&steps{}).Validate())
	// Output: <nil>
}

func ExampleInterval() {
	fmt.Println(isms.Units().Has(ismstest.Interval(&steps{}).Unit))
	// Output: true
}

func ExampleSeries() {
	fmt.Println(ismstest.Series(&steps{}).Validate())
	// Output: <nil>
}

func ExampleRef() {
	fmt.Println(ismstest.Ref(&steps{}).Known(), ismstest.ID(&steps{}).Validate())
	// Output: true <nil>
}

func ExampleID() {
	fmt.Println(ismstest.ID(&steps{}).Validate())
	// Output: <nil>
}

func ExampleRequirement() {
	_, ok := isms.LookupRequirement(ismstest.Requirement(&steps{}).Ref)
	fmt.Println(ok)
	// Output: true
}

func ExampleText() {
	fmt.Printf("%q\n", ismstest.Text(ismstest.Bytes([]byte{1, 5})))
	// Output: "\"quoted\""
}

func ExampleDecimal() {
	d := ismstest.Decimal(&steps{})
	fmt.Println(d == isms.MustDecimal(d.String()))
	// Output: true
}

func ExampleRules() {
	for _, r := range ismstest.Rules(&steps{}, 3) {
		fmt.Println(r.Code, r.Validate())
	}
	// Output: drawn/rule-0 <nil>
}

func ExampleReport() {
	fmt.Println(ismstest.Report(&steps{}, nil).Equal(isms.Report{}))
	// Output: true
}

func ExampleJudgement() {
	day := isms.MustDate("2026-03-02")
	fmt.Println(ismstest.Judgement(&steps{}, day).Validate(day))
	// Output: <nil>
}

func ExampleTable() {
	fmt.Println(ismstest.Table(&steps{}).Validate())
	// Output: <nil>
}
