package programme_test

import (
	"fmt"

	"github.com/ismskit/ismskit/audit/programme"
)

// Pass those that concern you to isms.Assess as the expected rules.
func ExampleRules() {
	for _, r := range programme.Rules()[:2] {
		fmt.Println(r.Code, r.Refs)
	}
	// Output:
	// audit/audit-contradicts-itself [9.2.2 s3]
	// audit/audit-not-held [9.2.1 s1]
}
