package roadmap_test

import (
	"fmt"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/roadmap"
)

var (
	start    = isms.MustDate("2026-01-05")
	calendar = isms.Weekdays(isms.MustDate("2026-04-03"), isms.MustDate("2026-04-06"), isms.MustDate("2026-05-01"), isms.MustDate("2026-12-25"))
)

func template() roadmap.Plan {
	plan, _ := roadmap.LookupTemplate("managed service provider")
	return plan
}

func ExamplePlan_Schedule() {
	plan, _ := roadmap.LookupTemplate("managed service provider")
	s, err := plan.Schedule(start, calendar)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range plan.Phases {
		fmt.Println(s.PhaseWindow(p.ID), p.Title)
	}
	fmt.Println("critical:")
	for _, t := range s.CriticalPath() {
		fmt.Println(t.Window, t.ID)
	}
	// Output:
	// 2026-01-05 to 2026-02-26 Foundation
	// 2026-01-30 to 2026-04-14 Risk and Statement of Applicability
	// 2026-04-15 to 2026-08-20 Implementation and evidence
	// 2026-04-08 to 2026-10-07 Certification
	// critical:
	// 2026-01-05 to 2026-01-09 mandate
	// 2026-01-12 to 2026-01-21 context
	// 2026-01-22 to 2026-01-29 scope
	// 2026-01-30 to 2026-02-12 assets
	// 2026-02-13 to 2026-03-12 assessment
	// 2026-03-13 to 2026-03-26 treatment
	// 2026-03-27 to 2026-04-07 soa
	// 2026-04-08 to 2026-04-14 plan-approval
	// 2026-04-15 to 2026-05-20 hardening
	// 2026-05-21 to 2026-08-20 operation
	// 2026-08-21 to 2026-08-26 stage-2
	// 2026-08-27 to 2026-09-16 stage-2-findings
	// 2026-09-17 to 2026-10-07 decision
}

// What skipping the internal audit costs, and rushing the risk assessment.
func ExamplePlan_WithShortcut() {
	plan := template()
	before, _ := plan.Schedule(start, calendar)
	for _, shortcut := range plan.Shortcuts {
		hasty, err := plan.WithShortcut(shortcut.ID)
		if err != nil {
			fmt.Println(err)
			return
		}
		after, _ := hasty.Schedule(start, calendar)
		d := roadmap.Compare(before, after)
		fmt.Printf("%s: %d working days later, %s instead of %s\n", shortcut.ID, d.Days, after.End(), before.End())
	}
	// Output:
	// rush-assessment: 57 working days later, 2026-12-28 instead of 2026-10-07
	// skip-internal-audit: 62 working days later, 2027-01-04 instead of 2026-10-07
}

func ExampleSchedule_Statuses() {
	plan := template()
	s, _ := plan.Schedule(start, calendar)
	today := isms.MustDate("2026-02-02")
	done := []roadmap.Progress{
		{Task: "mandate", Completed: isms.MustDate("2026-01-09")},
		{Task: "context", Completed: isms.MustDate("2026-01-22")},
		{Task: "roles", Completed: isms.MustDate("2026-01-16")},
		{Task: "scope", Started: isms.MustDate("2026-01-23")},
	}
	for _, n := range roadmap.Next(s.Statuses(today, isms.Readiness{}, done)) {
		fmt.Println(n.ID, n.State, "overdue", n.Overdue, "slack", n.Slack)
	}
	forecast, _ := plan.Forecast(start, today, calendar, done)
	fmt.Println("the end moves by", roadmap.Compare(s, forecast).Days, "working days")
	// Output:
	// scope in progress overdue 2 slack 0
	// documents ready overdue 11 slack 60
	// communication ready overdue 11 slack 183
	// the end moves by 1 working days
}

func ExamplePlan_Cost() {
	day := func(low, high string) roadmap.MoneyRange {
		return roadmap.MoneyRange{Low: isms.MustMoney(low), High: isms.MustMoney(high)}
	}
	cost, err := template().Cost(
		[]roadmap.Rate{
			{Role: "security officer", Day: day("450 EUR", "900 EUR")},
			{Role: "operations", Day: day("400 EUR", "600 EUR")},
			{Role: "top management", Day: day("800 EUR", "1200 EUR")},
			{Role: "people and hiring", Day: day("300 EUR", "500 EUR")},
		},
		[]roadmap.Fee{{
			ID: "certification", Title: "Stage 1 and stage 2",
			Days: roadmap.Range{Low: isms.MustDecimal("6"), High: isms.MustDecimal("8.5")}, Day: day("1100 EUR", "1500 EUR"),
		}},
	)
	fmt.Println(cost.Total.Low, "to", cost.Total.High, err)
	fmt.Println("without a rate:", cost.Unpriced)
	// Output:
	// 56450 EUR to 258150 EUR <nil>
	// without a rate: [audit-programme internal-audit]
}
