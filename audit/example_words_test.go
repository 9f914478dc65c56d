package audit_test

import (
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// Pass those that concern you to isms.Assess as the expected rules.
func ExampleRules() {
	own := audit.NonconformityRules()
	fmt.Println(len(audit.Rules()) == len(own)+len(audit.RequestRules()))
	fmt.Println(own[0].Code, own[0].Refs)
	// Output:
	// true
	// audit/action-late [10.2 c]
}

func ExamplePolicies() {
	for _, p := range audit.Policies() {
		fmt.Println(p.ID, p.Confidence, len(p.Limits))
	}
	bv, ok := audit.LookupPolicy("bureau-veritas")
	fmt.Println(ok, bv.Limits[1].Step, bv.Limits[1].Within, bv.Limits[1].Anchor)
	until := audit.UntilExpiry
	for _, l := range audit.Floor().Limits {
		if l.Until == until {
			fmt.Println(l.Ref, l.Step, l.Until, l.OnMiss)
		}
	}
	// Output:
	// iso-17021-1-2015 high 6
	// bureau-veritas high 5
	// proposed-default proposal 7
	// proposed-internal proposal 5
	// true evidence 90 days last_day_of_audit
	// ISO/IEC 17021-1 9.6.3.2.2 verification certificate_expiry no_recertification_and_no_extension
}

// Stored words are for programs; titles are what people read.
func ExampleStep_Title() {
	bv, _ := audit.LookupPolicy("bureau-veritas")
	l := bv.Limits[1]
	fmt.Printf("%s: %s plus %s; else %s\n", l.Step.Title(), l.Anchor.Title(), l.Within, l.OnMiss.Title())
	fmt.Println(audit.UntilBodyLimit, "=", audit.UntilBodyLimit.Title())
	// Output:
	// evidence: last day of the audit plus 90 days; else the body decides
	// time_limit_set_by_body = time limit set by the body
}

// The stored form is the events; what they do not lead to is refused.
func ExampleReplay() {
	events := []audit.Event{
		{Kind: audit.Raised, On: isms.MustDate("2026-03-02"), Finding: audit.Finding{ID: "NC-1", Grade: audit.Minor, Audit: audit.Internal}},
		{Kind: audit.Analysed, On: isms.MustDate("2026-03-03"), Text: "Nobody was charged with it.", Similar: "None found."},
		{Kind: audit.Verified, On: isms.MustDate("2026-03-04"), Effect: audit.Effective},
	}
	_, err := audit.Replay(events)
	if refusal, ok := errors.AsType[*audit.Refusal](err); ok {
		fmt.Println(refusal.Event, "while", refusal.State+":", refusal.Why)
	}
	nc, err := audit.Replay(events[:2])
	fmt.Println(nc.State(), nc.Allowed()[:3], err)
	// Output:
	// verified while cause analysed: it cannot follow
	// cause analysed [corrected analysed no action needed] <nil>
}

func ExampleClusters() {
	var open []audit.Nonconformity
	for _, id := range []isms.ID{"NC-1", "NC-2", "NC-3"} {
		nc, _ := audit.Raise(isms.MustDate("2026-03-02"), "auditor", audit.Finding{
			ID: id, Grade: audit.Minor, Audit: audit.Internal, Requirements: []isms.Ref{"7.2 d"},
		})
		open = append(open, nc)
	}
	fmt.Println(audit.Clusters(3, open))
	// Output:
	// [{7.2 d [NC-1 NC-2 NC-3]}]
}

func ExampleRequests() {
	for _, r := range audit.Requests()[:2] {
		fmt.Println(r.What, "-", r.Why)
	}
	// Output:
	// the full certificate with its annex - number, scope, sites, days, version of the Statement of Applicability
	// the Statement of Applicability in the version on the certificate - which controls are in, which are out, and why
}

// Where the facts are from, and how sure that is.
func ExampleSources() {
	for _, s := range audit.Sources()[:2] {
		fmt.Println(s.Confidence, s.Read, s.Facts)
	}
	// Output:
	// high 2026-11-22 Grades: major puts the capability to reach the intended results in doubt, minor does not (ISO/IEC 17021-1 3.12, 3.13)
	// high 2026-11-22 Deadline policies
}
