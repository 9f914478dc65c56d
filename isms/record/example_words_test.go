package record_test

import (
	"fmt"

	"github.com/ismskit/ismskit/isms/record"
)

// What counts as overdue where the organization has set nothing.
func ExampleDefaultLimits() {
	l := record.DefaultLimits()
	l.ManagementReview.N = 6 // the organization's own interval
	fmt.Println(l.ManagementReview, "and", l.InternalAudit)
	// Output:
	// 6 months and 12 months
}
