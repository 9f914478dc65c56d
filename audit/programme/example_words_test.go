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
	// programme/area-importance-not-considered [9.2.2 s2]
	// programme/audit-finding-missing-from-the-register [10.2 f]
}
