package audit_test

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// A major of a stage 2 audit that ended on 31 August, under this library's
// proposed policy.
func ExampleNonconformity_Deadlines() {
	schedule, err := audit.ProposedPolicy().Schedule(nil) // nil: Monday to Friday are worked
	if err != nil {
		fmt.Println(err)
		return
	}
	nc, err := audit.Raise(isms.MustDate("2026-08-28"), "lead-auditor", audit.Finding{
		ID: "NC-1", Grade: audit.Major, Audit: audit.Initial,
		Requirements: []isms.Ref{"9.2.2 s1"},
		Statement:    "There is no internal audit programme.",
		Evidence:     "None could be shown on 28 August.",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	dates := audit.Dates{LastAuditDay: isms.MustDate("2026-08-31"), Decision: isms.MustDate("2027-06-30")}
	for d := range nc.Deadlines(schedule, dates) {
		fmt.Println(d.Due, d.Step, "<-", d.Basis())
	}
	// Output:
	// 2026-09-14 correction <- last day of the audit, 2026-08-31, plus 14 days (proposed-default)
	// 2026-09-30 plan <- last day of the audit, 2026-08-31, plus 30 days (proposed-default)
	// 2027-02-28 verification <- last day of stage 2, 2026-08-31, plus 6 months (iso-17021-1-2015)
	// 2026-11-29 closure <- last day of the audit, 2026-08-31, plus 90 days (proposed-default)
}

// What an event cannot do says why, by code.
func ExampleNonconformity_Apply() {
	nc, _ := audit.Raise(isms.MustDate("2026-03-02"), "auditor", audit.Finding{ID: "NC-7", Grade: audit.Minor, Audit: audit.Internal})
	nc, _ = nc.Apply(audit.Event{Kind: audit.Corrected, On: isms.MustDate("2026-03-03"), Text: "Account closed."})
	fmt.Println(nc.State())
	_, err := nc.Apply(audit.Event{Kind: audit.Closed, On: isms.MustDate("2026-03-04")})
	fmt.Println(err)
	// Output:
	// contained
	// audit: "NC-7": "closed" on 2026-03-04 refused while "contained": something is missing: audit/close-without-cause, audit/close-without-action, audit/close-without-verdict
}

func ExampleSchedule_Due() {
	schedule, _ := audit.ProposedInternal().Schedule(nil)
	cases := []audit.Case{
		{ID: "NC-1", Grade: audit.Major, Audit: audit.Internal, Raised: isms.MustDate("2026-01-05")},
		{ID: "NC-2", Grade: audit.Minor, Audit: audit.OtherSource, Raised: isms.MustDate("2026-01-12"), Done: audit.NewStepSet(audit.StepPlan)},
	}
	for d := range schedule.Due(isms.MustDate("2026-01-31"), isms.MustDate("2026-02-28"), slices.Values(cases)) {
		fmt.Println(d.Subject, d.Step, d.Due)
	}
	// Output:
	// NC-1 plan 2026-02-04
}
