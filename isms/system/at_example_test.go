package system_test

import (
	"fmt"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
)

func ExampleSystem_At() {
	today := isms.MustDate("2026-03-02")
	sys := systemtest.Sound(today, 60)
	sys.Records.ManagementReviews = nil // no management review was held

	now := sys.At(today) // computed once, asked for all
	missing, _ := now.Report().Of("record/missing-management-review")
	fmt.Println(now.Day(), len(missing))
	for _, g := range []system.Gate{system.Stage1, system.Stage2} {
		fmt.Println(g, "ready:", now.Gate(g).Ready())
	}
	fmt.Println(now.Actions()[0].Title)
	line, _ := now.Readiness().LookupItem("9.3.1 s1")
	fmt.Println(line.Ref, line.Status)
	// Output:
	// 2026-03-02 1
	// stage 1 ready: false
	// stage 2 ready: false
	// Conduct a management review.
	// 9.3.1 s1 open
}
