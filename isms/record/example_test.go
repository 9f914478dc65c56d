package record_test

import (
	"fmt"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/record/recordtest"
)

// A policy that was signed, and a management review that was planned and not
// held.
func ExampleRecords_Check() {
	today := isms.MustDate("2026-11-22")
	r := recordtest.Sound(today, 60)
	r.Policy.ApprovedBy = "it-lead"
	r.ManagementReviews[0].Conducted = isms.Date{}
	for d := range r.Check(today, nil).Found() {
		fmt.Println(d.Severity, d.Code, d.Path)
	}
	// Output:
	// error record/policy-approved-without-authority policy.approvedBy
	// warning record/management-review-not-conducted-as-planned managementReviews[MR-1].conducted
	// error record/missing-management-review managementReviews
}

// Items that no program can decide wait for a person.
func ExampleRules() {
	today := isms.MustDate("2026-11-22")
	report := recordtest.Sound(today, 60).Check(today, nil)
	ready := isms.Assess(today, record.Rules(), nil, report)
	for line := range ready.With(isms.StatusJudgementRequired) {
		fmt.Println(line.Ref)
	}
	// Output:
	// 5.1 a
	// 5.1 e
	// 5.2 a
	// 6.2 a
	// 7.5.1 b
	// 7.5.2 b
}

func ExampleRecords_Entries() {
	today := isms.MustDate("2026-11-22")
	for _, e := range recordtest.Sound(today, 60).Entries(today, today, isms.MustDate("2027-04-30"), nil) {
		fmt.Println(e.Window, e.Kind, e.Subject)
	}
	// Output:
	// 2027-02-20 objective O-1
	// 2027-03-22 action P-1
}

// The minutes of a management review, for the document that 9.3.3 asks for.
func ExampleRecords_Minutes() {
	today := isms.MustDate("2026-11-22")
	r := recordtest.Sound(today, 60)
	r.ManagementReviews[0].Inputs = r.ManagementReviews[0].Inputs[1:] // a point was left out
	for _, table := range r.Minutes("MR-1")[:3] {
		fmt.Println(table.Title)
		for _, row := range table.Rows[:1] {
			fmt.Println(" ", row)
		}
	}
	// Output:
	// Management reviews
	//   [MR-1 2026-10-23 2026-10-23 met met met sha256:b1]
	// Attendance
	//   [MR-1 ceo   yes]
	// Inputs
	//   [MR-1 9.3.2 a The review covers the status of earlier review actions. not covered ]
}

// The last management review that was held, and what it left out.
func ExampleManagementReview_Missing() {
	today := isms.MustDate("2026-11-22")
	r := recordtest.Sound(today, 60)
	r.ManagementReviews[0].Inputs[0].Summary = ""
	review, held := r.LastManagementReview(today)
	fmt.Println(held, review.Missing())
	// Output:
	// true [9.3.2 a]
}
