package ismstest_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
	"pgregory.net/rapid"
)

func TestLaws(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for name, holds := range ismstest.Laws() {
		for range 300 {
			if err := holds(r); err != nil {
				t.Fatalf("seed %d: %s: %v", seed, name, err)
			}
		}
	}
}

// rapid draws through the same interface.
type choice struct{ t *rapid.T }

func (c choice) IntN(n int) int { return rapid.IntRange(0, n-1).Draw(c.t, "choice") }

func TestLawsWithRapid(t *testing.T) {
	for name, holds := range ismstest.Laws() {
		rapid.Check(t, func(t *rapid.T) {
			if err := holds(choice{t}); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		})
	}
}

func FuzzLaws(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("a series, a report and a table"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for name, holds := range ismstest.Laws() {
			if err := holds(ismstest.Bytes(data)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestGeneratedValuesAreSound(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	kinds := map[string]int{}
	for range 5000 {
		for _, rule := range ismstest.Rules(r, 4) {
			if err := rule.Validate(); err != nil {
				t.Fatal(err)
			}
		}
		if err := ismstest.Table(r).Validate(); err != nil {
			t.Fatal(err)
		}
		if err := ismstest.Series(r).Validate(); err != nil {
			t.Fatal(err)
		}
		if err := ismstest.Window(r).Validate(); err != nil {
			t.Fatal(err)
		}
		d := ismstest.Date(r)
		switch {
		case d.IsZero():
			kinds["none"]++
		case monthEnd(d):
			kinds["month end"]++
		default:
			kinds["other"]++
		}
		if j := ismstest.Judgement(r, isms.MustDate("2026-03-02")); j.Validate(isms.MustDate("2026-03-02")) != nil {
			t.Fatal(j.Validate(isms.MustDate("2026-03-02")))
		}
	}
	if len(kinds) != 3 {
		t.Errorf("dates drawn: %v", kinds)
	}
}

func TestBytesEnds(t *testing.T) {
	c := ismstest.Bytes([]byte{7, 1, 2})
	if c.IntN(5) != 2 || c.IntN(1000) != 258 || c.IntN(9) != 0 || c.IntN(1) != 0 || c.IntN(0) != 0 {
		t.Error("numbers from bytes")
	}
	if ismstest.Pick(c, []int{}) != 0 || ismstest.Pick(c, []string{"x"}) != "x" {
		t.Error("Pick")
	}
}

type flaky struct{ n *int }

func (f flaky) Workday(d isms.Date) bool { *f.n++; return *f.n%2 == 0 }

type august struct{}

func (august) Workday(d isms.Date) bool {
	_, month, _ := d.Civil()
	return month > time.March
}

type always struct{}

func (always) Workday(isms.Date) bool { return true }

func TestCheckCalendar(t *testing.T) {
	if err := ismstest.CheckCalendar(isms.Weekdays(isms.MustDate("2026-12-25"))); err != nil {
		t.Error(err)
	}
	for why, cal := range map[string]isms.Calendar{"two answers": flaky{new(int)}, "no working day": august{}, "no date is a working day": always{}, "nil": nil} {
		if err := ismstest.CheckCalendar(cal); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%v, want %q", err, why)
		}
	}
}

func ExampleLaws() {
	r := rand.New(rand.NewPCG(1, 2)) // any source with IntN will do
	for name, holds := range ismstest.Laws() {
		if err := holds(r); err != nil {
			fmt.Println(name, err)
		}
	}
	fmt.Println("done")
	// Output: done
}

func ExampleCheckCalendar() {
	fmt.Println(ismstest.CheckCalendar(isms.Weekdays()))
	// Output: <nil>
}

func ExampleBytes() {
	c := ismstest.Bytes([]byte("from a fuzzer"))
	fmt.Println(ismstest.ID(c).Validate() == nil)
	// Output: true
}

func monthEnd(d isms.Date) bool {
	year, month, day := d.Civil()
	return day == isms.DaysIn(year, month)
}
