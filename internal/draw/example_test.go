package draw_test

import (
	"fmt"

	"github.com/ismskit/ismskit/internal/draw"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
)

// steps is the smallest [isms.Chance] there is: it counts up.
type steps struct{ n int }

func (s *steps) IntN(n int) int { s.n++; return s.n % n }

func Example() {
	c := &steps{}
	rules := draw.Rules(c, 5)
	sound := draw.Report(c, rules)
	fmt.Println(sound.Merge(sound).Equal(sound))
	// Output: true
}

func ExamplePick() {
	fmt.Println(draw.Pick(&steps{}, []string{"a", "b", "c"}), draw.Chance(&steps{}, 1, 3))
	// Output: b false
}

func ExampleChance() {
	fmt.Println(draw.Chance(&steps{}, 2, 2))
	// Output: true
}

func ExampleShuffled() {
	in := []int{1, 2, 3}
	fmt.Println(len(draw.Shuffled(&steps{}, in)), in)
	// Output: 3 [1 2 3]
}

func ExampleDate() {
	c := &steps{}
	fmt.Println(draw.KnownDate(c).IsZero(), draw.Date(c).After(isms.MustDate("1900-01-01")))
	// Output: false true
}

func ExampleKnownDate() {
	fmt.Println(draw.KnownDate(&steps{}).IsZero())
	// Output: false
}

func ExampleWindow() {
	fmt.Println(draw.Window(&steps{}).Validate())
	// Output: <nil>
}

func ExampleInterval() {
	fmt.Println(isms.Units().Has(draw.Interval(&steps{}).Unit))
	// Output: true
}

func ExampleSeries() {
	fmt.Println(draw.Series(&steps{}).Validate())
	// Output: <nil>
}

func ExampleRef() {
	fmt.Println(draw.Ref(&steps{}).Known(), draw.ID(&steps{}).Validate())
	// Output: true <nil>
}

func ExampleID() {
	fmt.Println(draw.ID(&steps{}).Validate())
	// Output: <nil>
}

func ExampleRequirement() {
	_, ok := isms.LookupRequirement(draw.Requirement(&steps{}).Ref)
	fmt.Println(ok)
	// Output: true
}

func ExampleText() {
	fmt.Printf("%q\n", draw.Text(ismstest.Bytes([]byte{1, 5})))
	// Output: "\"quoted\""
}

func ExampleDecimal() {
	d := draw.Decimal(&steps{})
	fmt.Println(d == isms.MustDecimal(d.String()))
	// Output: true
}

func ExampleRules() {
	for _, r := range draw.Rules(&steps{}, 3) {
		fmt.Println(r.Code, r.Validate())
	}
	// Output: drawn/rule-0 <nil>
}

func ExampleReport() {
	fmt.Println(draw.Report(&steps{}, nil).Equal(isms.Report{}))
	// Output: true
}

func ExampleJudgement() {
	day := isms.MustDate("2026-03-02")
	fmt.Println(draw.Judgement(&steps{}, day).Validate())
	// Output: <nil>
}

func ExampleTable() {
	fmt.Println(draw.Table(&steps{}).Validate())
	// Output: <nil>
}
