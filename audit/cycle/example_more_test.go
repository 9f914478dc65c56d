package cycle_test

import (
	"fmt"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
)

// A firm of 60 people with a new management system.
func ExamplePlanAuditTime() {
	time, err := cycle.PlanAuditTime(60, cycle.Complexity{
		BusinessType: 2, Tasks: 1, Maturity: 3, Infrastructure: 1, Outsourcing: 2, Development: 1,
	}, -5)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("initial", time.Initial, "rounded", time.Initial.ToHalfDays())
	fmt.Println("surveillance", time.Surveillance, "recertification", time.Recertification)
	first, second, _ := time.Stages(cycle.HalfDays(6))
	fmt.Println("stage 1", first, "stage 2", second)
	// Output:
	// initial 9.5 rounded 9.5
	// surveillance 3.17 recertification 6.33
	// stage 1 3 stage 2 6.5
}

func ExampleSampleSites() {
	for _, kind := range []audit.Kind{audit.Initial, audit.Surveillance, audit.Recertification} {
		s, _ := cycle.SampleSites(26, kind)
		fmt.Println(kind, s.Sites, "sites and the central function,", s.Random, "of them at random")
	}
	// Output:
	// initial 6 sites and the central function, 2 of them at random
	// surveillance 4 sites and the central function, 1 of them at random
	// recertification 5 sites and the central function, 2 of them at random
}

// The calendar of the next three years.
func ExampleCycle_Entries() {
	c, _ := cycle.From("our-certificate", isms.MustDate("2024-06-14"), cycle.Terms{})
	c, _ = c.Apply(cycle.Event{Kind: cycle.SurveillanceConducted, On: isms.MustDate("2025-05-20")})
	today := isms.MustDate("2026-03-02")
	for _, e := range c.Entries(today, today.AddYears(3)) {
		fmt.Println(e.Window, e.Title.Args[1])
	}
	// Output:
	// 2026-01-01 to 2026-12-31 surveillance audit
	// 2026-06-15 to 2027-06-14 recertification
	// 2028-01-01 to 2028-12-31 surveillance audit
}
