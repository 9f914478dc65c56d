package cycle_test

import (
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
)

// A certificate granted on a leap day.
func ExampleCycle_Obligations() {
	c, err := cycle.From("our-certificate", isms.MustDate("2024-02-29"), cycle.Terms{})
	if err != nil {
		fmt.Println(err)
		return
	}
	today := isms.MustDate("2024-06-01")
	fmt.Println(c.State(today), "until", c.Expiry())
	for o := range c.Obligations(today) {
		e := o.Entry()
		e.Lead = isms.MustInterval("3 months")
		remind, _ := e.Alarm(nil)
		fmt.Println(e.Window.Last, o.Kind, "| remind", remind)
	}
	// Output:
	// certified until 2027-02-28
	// 2025-02-28 first surveillance audit | remind 2024-11-28
	// 2026-12-31 surveillance audit | remind 2026-09-30
	// 2027-02-28 recertification | remind 2026-11-28
}

func ExampleCycle_Apply() {
	c, _ := cycle.New("our-certificate", isms.MustDate("2026-01-12"), cycle.Terms{})
	for _, e := range []cycle.Event{
		{Kind: cycle.Stage1Conducted, On: isms.MustDate("2026-03-02"), Ready: isms.Yes},
		{Kind: cycle.Stage2Conducted, On: isms.MustDate("2026-04-17"), Majors: 1},
		{Kind: cycle.Decided, On: isms.MustDate("2026-05-01"), Granted: isms.Yes},
	} {
		next, err := c.Apply(e)
		var refused *isms.Error
		if errors.As(err, &refused) {
			fmt.Println(refused.Problems[0].Code, "at", refused.Problems[0].Path)
			break
		}
		c = next
	}
	for o := range c.Obligations(isms.MustDate("2026-05-01")) {
		fmt.Println(o.Window.Last, o.Kind, "else", o.OnMiss())
	}
	// Output:
	// cycle/major-nonconformities-open at kind
	// 2026-10-17 verification of major nonconformities else another stage 2
}
