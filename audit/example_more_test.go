package audit_test

import (
	"fmt"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// What is not known is never taken for mild.
func ExampleGradeFacts_Propose() {
	facts := audit.GradeFacts{NotMet: isms.Yes, ElementAbsent: isms.No, Systemic: isms.No}
	fmt.Printf("%q, to find out: %v\n", facts.Propose(audit.GradePolicy{}).Grade, facts.Propose(audit.GradePolicy{}).Unknown)
	facts.ResultsInDoubt = isms.No
	fmt.Printf("%q, because: %v\n", facts.Propose(audit.GradePolicy{}).Grade, facts.Propose(audit.GradePolicy{}).Reasons)
	// Output:
	// "", to find out: [results in doubt]
	// "minor", because: [requirement not met]
}

func ExampleRegister_Check() {
	nc, _ := audit.Raise(isms.MustDate("2026-01-12"), "auditor", audit.Finding{
		ID: "NC-1", Grade: audit.Major, Audit: audit.Internal, Requirements: []isms.Ref{"A.8.13"},
		Statement: "Backups are not tested.", Evidence: "No restore since 2024.",
	})
	log := audit.Register{Items: []audit.RegisterItem{{Nonconformity: nc}}}
	policy, _ := audit.LookupPolicy("proposed-internal")
	schedule, _ := policy.Schedule(nil)
	for d := range log.Check(isms.MustDate("2026-01-27"), schedule).Found() {
		fmt.Println(d.Code, d.Refs, d.Path, d.Arg("due"))
	}
	// Output:
	// audit/overdue-correction [10.2 a 1] items[NC-1].nonconformity 2026-01-26
}

// A policy of your own: working days, and a holiday.
func ExamplePolicy_Schedule() {
	ours := audit.Policy{ID: "ours", Limits: []audit.Limit{
		{Grade: audit.Major, Step: "plan", Within: isms.MustInterval("10 working days"), Anchor: "closing meeting"},
	}}
	schedule, err := ours.Schedule(isms.Weekdays(isms.MustDate("2026-12-25")))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range schedule.Append(nil, audit.DeadlineInput{
		ID: "NC-1", Grade: audit.Major, Audit: audit.Surveillance, Dates: audit.Dates{ClosingMeeting: isms.MustDate("2026-12-18")}, Done: audit.NewStepSet("plan"),
	}) {
		fmt.Println(d.Due, d.Step, d.Policy(), d.Done)
	}
	// Output:
	// 2027-01-04 plan ours true
	// not set verification by certification body iso-17021-1-2015 false
}
