package programme_test

import (
	"fmt"

	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
)

func ExampleProgramme_Check() {
	p := programme.Programme{
		Period: isms.Window{First: isms.MustDate("2026-01-01"), Last: isms.MustDate("2026-12-31")}, Audit: isms.Cadence{Every: isms.MustInterval("1 year")},
		Responsible: "qm", Methods: "interviews and samples", Planning: "each January", Reporting: "to the owners", PreviousResults: "audited again",
		Areas:    []programme.Area{{Ref: "A.8", Importance: programme.ImportanceHigh, Reason: "what customers buy"}},
		Auditors: []programme.Auditor{{ID: "ann", Competence: "lead auditor course", ResponsibleFor: []isms.Ref{"A.8.13"}}},
		Audits: []programme.InternalAudit{{
			ID: "IA-1", Scope: []isms.Ref{"4", "5", "6", "7", "8", "9", "10", "A"}, Criteria: []string{"ISO/IEC 27001:2022"}, Team: []isms.ID{"ann"},
			Planned: isms.On(isms.MustDate("2026-03-02")),
		}},
	}
	for d := range p.Check(isms.MustDate("2026-04-01"), programme.Facts{Necessary: []isms.Ref{"A.8.13"}}).Found() {
		fmt.Println(d.Refs, d.Code, d.Path)
	}
	// Output:
	// [9.2.1 s1] programme/missing-internal-audit audits
	// [9.2.1 s1] programme/overdue-internal-audit audits[IA-1].planned.last
	// [9.2.2 b] programme/auditor-responsible-for-audited-area audits[IA-1].team[#0]
}
