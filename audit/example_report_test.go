package audit_test

import (
	"fmt"
	"os"
	"slices"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// slip is a minor of an internal audit whose cause needs no corrective action.
func slip() audit.Nonconformity {
	n, err := audit.Replay([]audit.Event{
		{Kind: audit.Raised, On: isms.MustDate("2026-03-02"), By: "lead-auditor", Finding: audit.Finding{
			ID: "NC-7", Grade: audit.Minor, Audit: audit.Internal, AuditID: "IA-2026-1", Requirements: []isms.Ref{"7.5.3 a"},
			Statement: "The minutes of one meeting were not filed.", Evidence: "Meeting of 12 February.",
		}},
		{Kind: audit.Corrected, On: isms.MustDate("2026-03-03"), By: "quality", Text: "Filed.", Consequences: "None."},
		{Kind: audit.CauseDetermined, On: isms.MustDate("2026-03-05"), By: "quality", Text: "The secretary fell ill that day.", Similar: "All 23 other minutes are filed."},
		{Kind: audit.NoActionRequired, On: isms.MustDate("2026-03-06"), By: "ciso", Text: "One slip that no rule would have prevented."},
		{Kind: audit.Closed, On: isms.MustDate("2026-03-06"), By: "lead-auditor"},
	})
	if err != nil {
		fmt.Println(err)
	}
	return n
}

// The corrective action report of a finding, ready to print.
func ExampleNonconformity_Table() {
	os.Stdout.Write(slip().Table().AppendMarkdown(nil, 2))
	// Output:
	// ## Corrective action report NC-7
	//
	// | Section | Clause | Record | Responsible | Due | Date |
	// | --- | --- | --- | --- | --- | --- |
	// | Finding | 10.2 f) | NC-7 | lead-auditor |  | 2026-03-02 |
	// | Source | 10.2 f) | internal audit IA-2026-1 |  |  |  |
	// | Grade | 10.2 b) 1) | minor |  |  |  |
	// | Requirement | 10.2 f) | 7.5.3 a) |  |  |  |
	// | Nonconformity statement | 10.2 f) | The minutes of one meeting were not filed. |  |  |  |
	// | Objective evidence | 10.2 f) | Meeting of 12 February. |  |  |  |
	// | Correction | 10.2 a) 1) | Filed. | quality |  | 2026-03-03 |
	// | Consequences | 10.2 a) 2) | None. |  |  |  |
	// | Root cause | 10.2 b) 2) | The secretary fell ill that day. | quality |  | 2026-03-05 |
	// | Similar nonconformities | 10.2 b) 3) | All 23 other minutes are filed. |  |  |  |
	// | No corrective action required | 10.2 b) | One slip that no rule would have prevented. | ciso |  | 2026-03-06 |
	// | State | 10.2 g) | closed |  |  | 2026-03-06 |
}

// The parts of the report one by one.
func ExampleNonconformity_Actions() {
	n, _ := audit.Replay([]audit.Event{
		{Kind: audit.Raised, On: isms.MustDate("2026-03-02"), Finding: audit.Finding{ID: "NC-8", Grade: audit.Major, Audit: audit.Internal}},
		{Kind: audit.Corrected, On: isms.MustDate("2026-03-03"), Text: "Access removed."},
		{Kind: audit.CauseDetermined, On: isms.MustDate("2026-03-05"), Text: "Leavers are not reported.", Similar: "Two more, removed."},
		{Kind: audit.PlanSubmitted, On: isms.MustDate("2026-03-09"), Actions: []audit.Action{
			{ID: "CA-1", What: "Report leavers by the payroll", Owner: "hr", Due: isms.MustDate("2026-04-15")},
			{ID: "CA-2", What: "Review accounts each month", Owner: "it", Due: isms.MustDate("2026-04-30")},
		}},
		{Kind: audit.ActionCompleted, On: isms.MustDate("2026-04-10"), Action: "CA-1", Text: "Runs since April."},
	})
	fmt.Println(n.Correction().Text, n.RootCauseAnalysis().Text, n.RootCauseAnalysis().Similar)
	today := isms.MustDate("2026-05-04")
	for _, a := range n.Actions() {
		fmt.Println(a.ID, a.Owner, a.Due, "done:", a.CompletedOn, "overdue:", a.Overdue(today))
	}
	fmt.Println("effective:", n.EffectivenessReview().Effect == audit.Effective, "no action required:", n.NoActionDecision().Text != "")
	// Output:
	// Access removed. Leavers are not reported. Two more, removed.
	// CA-1 hr 2026-04-15 done: 2026-04-10 overdue: false
	// CA-2 it 2026-04-30 done: not set overdue: true
	// effective: false no action required: false
}

// The register as it was on a day.
func ExampleRegister_On() {
	log := audit.Register{Items: []audit.RegisterItem{{Nonconformity: slip()}}, Complete: isms.Yes}
	for _, on := range []string{"2026-03-01", "2026-03-05", "2026-03-06"} {
		past := log.On(isms.MustDate(on))
		fmt.Print(on, ": ", len(past.Table().Rows))
		for _, item := range past.Items {
			fmt.Print(" ", item.Nonconformity.ID(), " ", item.Nonconformity.State())
		}
		fmt.Println()
	}
	fmt.Println(len(log.ActionTable(isms.MustDate("2026-03-06")).Rows), "actions,", len(log.HistoryTable().Rows), "events")
	// Output:
	// 2026-03-01: 0
	// 2026-03-05: 1 NC-7 cause determined
	// 2026-03-06: 1 NC-7 closed
	// 0 actions, 5 events
}

func ExampleGrade_NeedsAnswer() {
	for _, g := range append(slices.Collect(audit.Grades().All()), "") {
		fmt.Printf("%q %v\n", g, g.NeedsAnswer())
	}
	// Output:
	// "major" true
	// "minor" true
	// "area of concern" true
	// "observation" false
	// "opportunity for improvement" false
	// "" true
}
