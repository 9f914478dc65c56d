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

// A certificate granted on a leap day.
func ExampleCycle_Obligations() {
	c, err := audit.CycleFrom("our-certificate", isms.MustDate("2024-02-29"), audit.Terms{})
	if err != nil {
		fmt.Println(err)
		return
	}
	today := isms.MustDate("2024-06-01")
	fmt.Println(c.State(today), "until", c.Expiry())
	for o := range c.Obligations(today) {
		e := o.Entry(isms.MustInterval("3 months"))
		fmt.Println(e.Window.Last, o.Kind, "| remind", e.Alarm(nil))
	}
	// Output:
	// certified until 2027-02-28
	// 2025-02-28 first surveillance | remind 2024-11-28
	// 2026-12-31 surveillance | remind 2026-09-30
	// 2027-02-28 recertification | remind 2026-11-28
}

func ExampleCycle_Apply() {
	c, _ := audit.NewCycle("our-certificate", isms.MustDate("2026-01-12"), audit.Terms{})
	for _, e := range []audit.CycleEvent{
		{Kind: audit.Stage1Held, On: isms.MustDate("2026-03-02"), Ready: audit.Yes},
		{Kind: audit.Stage2Held, On: isms.MustDate("2026-04-17"), Majors: 1},
		{Kind: audit.Decided, On: isms.MustDate("2026-05-01"), Granted: audit.Yes},
	} {
		next, err := c.Apply(e)
		if err != nil {
			fmt.Println(err)
			break
		}
		c = next
	}
	for o := range c.Obligations(isms.MustDate("2026-05-01")) {
		fmt.Println(o.Window.Last, o.Kind, "else", o.OnMiss())
	}
	// Output:
	// audit: "our-certificate": "decided" on 2026-05-01 refused while "audited": a major is not verified (ISO/IEC 17021-1 9.5.2)
	// 2026-10-17 verify majors else another_stage2
}
