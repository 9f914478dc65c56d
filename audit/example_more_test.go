package audit_test

import (
	"fmt"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// What is not known is never taken for mild.
func ExampleGradeFacts_Propose() {
	facts := audit.GradeFacts{NotMet: audit.Yes, ElementAbsent: audit.No, Systemic: audit.No}
	fmt.Printf("%q, to find out: %v\n", facts.Propose(audit.GradePolicy{}).Grade, facts.Propose(audit.GradePolicy{}).Unknown)
	facts.ResultsInDoubt = audit.No
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

func ExampleProgramme_Check() {
	p := audit.Programme{
		Span: isms.Window{First: isms.MustDate("2026-01-01"), Last: isms.MustDate("2026-12-31")}, Every: isms.MustInterval("1 year"),
		Responsible: "qm", Methods: "interviews and samples", Reporting: "to the owners",
		Areas:    []audit.Area{{Ref: "A.8", Importance: audit.ImportanceHigh, Reason: "what customers buy"}},
		Auditors: []audit.Auditor{{ID: "ann", Competence: "lead auditor course", WorksIn: []isms.Ref{"A.8.13"}}},
		Audits: []audit.InternalAudit{{
			ID: "IA-1", Scope: []isms.Ref{"4", "5", "6", "7", "8", "9", "10", "A"}, Criteria: []string{"ISO/IEC 27001:2022"}, Team: []isms.ID{"ann"},
			Planned: isms.On(isms.MustDate("2026-03-02")),
		}},
	}
	for d := range p.Check(isms.MustDate("2026-04-01"), []isms.Ref{"A.8.13"}, nil).Found() {
		fmt.Println(d.Refs, d.Message)
	}
	// Output:
	// [9.2.1 s1] audit IA-1 was planned by 2026-03-02
	// [9.2.1 s1] no internal audit has been performed in 2026-01-01 to 2026-12-31; a plan is none
	// [9.2.2 b] audit IA-1: ann works in A.8.13
}

// A firm of 60 people with a new management system.
func ExamplePlanAuditTime() {
	time, err := audit.PlanAuditTime(60, audit.Complexity{
		BusinessType: 2, Tasks: 1, Maturity: 3, Infrastructure: 1, Outsourcing: 2, Development: 1,
	}, -5)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("initial", time.Initial, "rounded", time.Initial.ToHalfDays())
	fmt.Println("surveillance", time.Surveillance, "recertification", time.Recertification)
	// Output:
	// initial 9.5 rounded 9.5
	// surveillance 3.17 recertification 6.33
}

func ExampleSampleSites() {
	for _, kind := range []audit.AuditKind{audit.Initial, audit.Surveillance, audit.Recertification} {
		s, _ := audit.SampleSites(26, kind)
		fmt.Println(kind, s.Sites, "sites and the central function,", s.Random, "of them at random")
	}
	// Output:
	// initial 6 sites and the central function, 2 of them at random
	// surveillance 4 sites and the central function, 1 of them at random
	// recertification 5 sites and the central function, 2 of them at random
}

// A supplier's certificate, seven months after the end of the 2013 edition.
func ExampleVerify() {
	claim := audit.Claim{
		ID: "hosting", Supplier: "Example Hosting GmbH", Kind: audit.ClaimCertified,
		Certificate: audit.Certificate{
			Number: "IS 1234", Holder: "Example Hosting GmbH", Standard: "ISO/IEC 27001:2013", Scope: "Office IT services",
			Body: "Example Certification", Accreditor: "SNAS", Effective: isms.MustDate("2024-03-01"), Expiry: isms.MustDate("2027-02-28"),
			SoAVersion: "3.1", LastSurveillance: isms.MustDate("2026-02-02"),
		},
		Registers: []audit.RegisterAnswer{{
			Register: "IAF CertSearch", On: isms.MustDate("2026-06-01"), Status: audit.StatusActive, Accreditation: audit.StatusActive,
		}},
		Reliance: audit.Reliance{Services: []string{"payment hosting"}},
	}
	v := audit.Verify(isms.MustDate("2026-06-01"), claim, audit.KnownTrust())
	for q := range v.Questions() {
		if q.Outcome != audit.Pass {
			fmt.Println(q.Outcome, q.Code, "-", q.Why)
		}
	}
	fmt.Println("reliable for:", v.ReliableFor())
	// Output:
	// fail audit/edition-ended - certificates to ISO/IEC 27001:2013 ended on 2025-10-31
	// needs a person audit/scope-not-covering - does the scope "Office IT services" cover: payment hosting?
	// reliable for: []
}

func ExampleCheckRequests() {
	got := []audit.Received{
		{Key: "certificate", Given: audit.Yes, On: isms.MustDate("2026-05-04")},
		{Key: "soa", Given: audit.Yes, On: isms.MustDate("2026-05-04"), Version: "3.1"},
		{Key: "audit-report", Given: audit.No, On: isms.MustDate("2026-05-11"), Reason: "confidential"},
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

func ExampleBodyChoice_Check() {
	body := audit.BodyChoice{
		ID: "Example Certification", Accreditor: "SNAS", Accredited: audit.StatusActive, WithoutAccreditation: audit.No, ServicesAsked: audit.Yes,
		Services: []audit.BodyService{{Kind: audit.ServiceInternalAudit, Ended: isms.MustDate("2025-09-30")}},
	}
	for d := range body.Check(isms.MustDate("2026-06-01"), audit.KnownTrust()).Found() {
		fmt.Println(d.Message)
	}
	// Output:
	// Example Certification made internal audits for this organization until 2025-09-30
}

// The calendar of the next three years.
func ExampleCycle_Outlook() {
	c, _ := audit.CycleFrom("our-certificate", isms.MustDate("2024-06-14"), audit.Terms{})
	c, _ = c.Apply(audit.CycleEvent{Kind: audit.SurveillanceHeld, On: isms.MustDate("2025-05-20")})
	today := isms.MustDate("2026-03-02")
	for o := range c.Outlook(today, today.AddYears(3)) {
		fmt.Println(o.Window, o.Kind, o.Projected)
	}
	// Output:
	// 2026-01-01 to 2026-12-31 surveillance false
	// 2026-06-15 to 2027-06-14 recertification false
	// 2028-01-01 to 2028-12-31 surveillance true
	// 2029-01-01 to 2029-12-31 surveillance true
}
