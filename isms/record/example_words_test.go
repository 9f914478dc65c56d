package record_test

import (
	"fmt"

	"github.com/ismskit/ismskit/isms/record"
)

// The words that a form offers, and whether a stored one is known.
func Example_words() {
	fmt.Println("issues:", record.IssueKinds())
	fmt.Println("climate change:", record.ClimateDecisions())
	fmt.Println("needs of parties:", record.RequirementDecisions())
	fmt.Println("the policy is:", record.Availabilities())
	fmt.Println("duties:", record.Duties())
	fmt.Println("aims:", record.Aims())
	fmt.Println("nothing of:", record.AbsentKinds())
	fmt.Println("decisions of a review:", record.DecisionKinds())
	fmt.Println("parts of the scope:", record.ScopeElementKinds())
	fmt.Println("topics:", record.Topics())
	fmt.Println(record.Internal.Known(), record.ClimateRelevant.Known(), record.AddressedNo.Known(), record.Available.Known(),
		record.ReportUpward.Known(), record.KeepImproving.Known(), record.NoChanges.Known(), record.ChangeDecision.Known(),
		record.ServicePart.Known(), record.AwarePolicy.Known())
	fmt.Println(record.ScopeElementKind("cloud").Known(), record.ScopeElementKind("").Known())
	// Output:
	// issues: [internal external]
	// climate change: [relevant not relevant]
	// needs of parties: [addressed not addressed]
	// the policy is: [available not suitable]
	// duties: [keep conformity report]
	// aims: [reach results prevent effects keep improving]
	// nothing of: [changes suppliers external documents]
	// decisions of a review: [improvement change]
	// parts of the scope: [service process unit location asset]
	// topics: [policy contribution consequences]
	// true true true true true true true true true true
	// false false
}

// What counts as overdue where the organization has set nothing.
func ExampleDefaultLimits() {
	l := record.DefaultLimits()
	l.ManagementReview.N = 6 // the organization's own interval
	fmt.Println(l.ManagementReview, "and", l.InternalAudit)
	// Output:
	// 6 months and 12 months
}
