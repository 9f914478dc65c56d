package recordtest_test

import (
	"fmt"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record/recordtest"
)

var today = isms.MustDate("2026-11-22")

func ExampleSound() {
	r := recordtest.Sound(today, 60)
	fmt.Println(len(r.People), r.Check(today, nil).Count(isms.SeverityError))
	r.Policy.ApprovedBy = ""
	found, _ := r.Check(today, nil).Of("record/unapproved-information-security-policy")
	fmt.Println(len(found))
	// Output:
	// 60 0
	// 1
}
