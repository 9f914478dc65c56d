package audit_test

import (
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// Pass those that concern you to isms.Assess as the expected rules.
func ExampleRules() {
	for _, r := range audit.Rules()[:2] {
		fmt.Println(r.Code, r.Refs)
	}
	// Output:
	// audit/accumulated-minor-nonconformities [ISO/IEC 17021-1 3.12]
	// audit/changes-to-the-isms-not-stated [10.2 e]
}

func ExamplePolicies() {
	for _, p := range audit.Policies() {
		fmt.Println(p.ID, p.Confidence, len(p.Limits))
	}
	bv, ok := audit.LookupPolicy("bureau-veritas")
	fmt.Println(ok, bv.Limits[1].Step, bv.Limits[1].Within, bv.Limits[1].Anchor)
	minimum, _ := audit.LookupPolicy("iso-17021-1-2015")
	for _, l := range minimum.Limits {
		if l.Milestone == "certificate expiry" {
			fmt.Println(l.Ref, l.Step, l.Milestone, l.OnMiss)
		}
	}
	// Output:
	// iso-17021-1-2015 high 6
	// bureau-veritas high 5
	// proposed-default proposal 7
	// proposed-internal proposal 5
	// true evidence 90 days last day of audit
	// ISO/IEC 17021-1 9.6.3.2.2 verification by certification body certificate expiry no recertification and no extension
}

// Stored words are for programs; titles are what people read.
func ExampleSteps() {
	bv, _ := audit.LookupPolicy("bureau-veritas")
	l := bv.Limits[1]
	fmt.Printf("%s: %s plus %s; else %s\n", audit.Steps().Title(l.Step, nil), audit.Anchors().Title(l.Anchor, nil), l.Within, audit.Consequences().Title(l.OnMiss, nil))
	// Output:
	// Evidence of corrective action: Last day of audit plus 90 days; else Decision of the certification body
}

// The stored form is the events; what they do not lead to is refused.
func ExampleReplay() {
	events := []audit.Event{
		{Kind: audit.Raised, On: isms.MustDate("2026-03-02"), Finding: audit.Finding{ID: "NC-1", Grade: audit.Minor, Audit: audit.Internal}},
		{Kind: audit.CauseDetermined, On: isms.MustDate("2026-03-03"), Text: "Nobody was charged with it.", Similar: "None found."},
		{Kind: audit.EffectivenessReviewed, On: isms.MustDate("2026-03-04"), Effect: audit.Effective},
	}
	_, err := audit.Replay(events)
	var refused *isms.Error
	if errors.As(err, &refused) {
		for _, p := range refused.Problems {
			fmt.Println(p.Code, "at", p.Path)
		}
	}
	nc, err := audit.Replay(events[:2])
	fmt.Println(nc.State(), nc.Allowed()[:3], err)
	// Output:
	// audit/event-not-allowed at [#2].kind
	// cause determined [corrected cause determined no corrective action required] <nil>
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
