package audit_test

import (
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// A major of a stage 2 audit that ended on 31 August, under this library's
// proposed policy.
func ExampleNonconformity_Deadlines() {
	policy, _ := audit.LookupPolicy("proposed-default")
	schedule, err := policy.Schedule(nil) // nil: Monday to Friday are worked
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
		fmt.Println(d.Due, d.Step, "from", d.From, "by", d.Policy())
	}
	// Output:
	// 2026-09-14 correction from 2026-08-31 by proposed-default
	// 2026-09-30 plan from 2026-08-31 by proposed-default
	// 2027-02-28 verification by certification body from 2026-08-31 by iso-17021-1-2015
	// 2026-11-29 closure from 2026-08-31 by proposed-default
}

// What an event cannot do says why, by code.
func ExampleNonconformity_Apply() {
	nc, _ := audit.Raise(isms.MustDate("2026-03-02"), "auditor", audit.Finding{ID: "NC-7", Grade: audit.Minor, Audit: audit.Internal})
	nc, _ = nc.Apply(audit.Event{Kind: audit.Corrected, On: isms.MustDate("2026-03-03"), Text: "Account closed."})
	fmt.Println(nc.State())
	_, err := nc.Apply(audit.Event{Kind: audit.Closed, On: isms.MustDate("2026-03-04")})
	var refused *isms.Error
	if errors.As(err, &refused) {
		for _, p := range refused.Problems {
			fmt.Println(p.Code)
		}
	}
	// Output:
	// corrected
	// audit/closure-without-root-cause
	// audit/closure-without-completed-corrective-action
	// audit/closure-without-effectiveness-review
}

func ExampleRegister_Entries() {
	policy, _ := audit.LookupPolicy("proposed-internal")
	schedule, _ := policy.Schedule(nil)
	major, _ := audit.Raise(isms.MustDate("2026-01-05"), "auditor", audit.Finding{ID: "NC-1", Grade: audit.Major, Audit: audit.Internal})
	minor, _ := audit.Raise(isms.MustDate("2026-01-12"), "auditor", audit.Finding{ID: "NC-2", Grade: audit.Minor, Audit: audit.OtherSource})
	register := audit.Register{Items: []audit.RegisterItem{{Nonconformity: major}, {Nonconformity: minor}}}
	for _, e := range register.Entries(isms.MustDate("2026-01-31"), isms.MustDate("2026-02-28"), schedule) {
		fmt.Println(e.Window, e.Subject, e.Title.Args[1])
	}
	// Output:
	// 2026-02-04 NC-1 plan
	// 2026-02-11 NC-2 plan
}
