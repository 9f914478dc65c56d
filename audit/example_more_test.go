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
	// "", to find out: [results-in-doubt]
	// "minor", because: [requirement-not-met]
}

func ExampleLog_Check() {
	nc, _ := audit.Raise(isms.MustDate("2026-01-12"), "auditor", audit.Finding{
		ID: "NC-1", Grade: audit.Major, Audit: audit.Internal, Requirements: []isms.Ref{"A.8.13"},
		Statement: "Backups are not tested.", Evidence: "No restore since 2024.",
	})
	log := audit.Log{Items: []audit.LogItem{{Nonconformity: nc}}}
	schedule, _ := audit.ProposedInternal().Schedule(nil)
	for d := range log.Check(isms.MustDate("2026-01-27"), schedule).Found() {
		fmt.Println(d.Code, d.Refs, d.Message)
	}
	// Output:
	// audit/correction-late [10.2 a 1] NC-1 was to be corrected by 2026-01-26
}

// A policy of your own: working days, and a holiday.
func ExamplePolicy_Schedule() {
	ours := audit.Policy{ID: "ours", Limits: []audit.Limit{
		{Grade: audit.Major, Step: audit.StepPlan, Within: isms.MustInterval("10 working days"), Anchor: audit.AnchorClosingMeeting},
	}}
	schedule, err := ours.Schedule(isms.Weekdays(isms.MustDate("2026-12-25")))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range schedule.Append(nil, audit.Case{
		ID: "NC-1", Grade: audit.Major, Audit: audit.Surveillance, Dates: audit.Dates{ClosingMeeting: isms.MustDate("2026-12-18")},
	}) {
		fmt.Println(d.Due, d.Step, d.Policy())
	}
	// Output:
	// 2027-01-04 plan ours
	// no date verification iso-17021-1-2015
}

func ExampleCheckRequests() {
	got := []audit.Received{
		{Key: "certificate", Given: isms.Yes, On: isms.MustDate("2026-05-04")},
		{Key: "soa", Given: isms.Yes, On: isms.MustDate("2026-05-04"), Version: "3.1"},
		{Key: "audit-report", Given: isms.No, On: isms.MustDate("2026-05-11"), Reason: "confidential"},
		{Key: "nonconformities", Asked: isms.MustDate("2026-05-01")},
	}
	for d := range audit.CheckRequests(isms.MustDate("2026-06-01"), "hosting", got).Found() {
		fmt.Println(d.Message)
	}
	// Output:
	// the report of the last external audit, or its summary was refused: confidential
	// the record of the last internal audit: not asked for
	// the log of nonconformities with their state: asked for and not come
}
