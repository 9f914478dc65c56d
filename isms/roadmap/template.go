package roadmap

import "github.com/ismskit/ismskit/isms"

// LookupTemplate returns this library's plan for an audience, from the mandate to the
// certification decision in four phases that overlap, and whether there is one.
//
// There is one for [isms.ManagedServiceProvider], of 20 to 100 people. Durations
// and effort are this library's proposal (2026-11-22, low confidence): the lower
// end of effort is meant for about 20 people, the higher for about 100. The task
// "operation", observed operation before stage 2, takes three months: a habit of
// the market and in no standard (one public source, read 2026-11-22, low
// confidence). The shortcuts are "rush-assessment" and "skip-internal-audit".
func LookupTemplate(audience isms.Audience) (Plan, bool) {
	if audience != isms.ManagedServiceProvider {
		return Plan{}, false
	}
	wd := func(n int) isms.Interval { return isms.Interval{N: n, Unit: isms.WorkingDays} }
	weeks := func(n int) isms.Interval { return isms.Interval{N: n, Unit: isms.Weeks} }
	effort := func(low, high int64) Range { return Range{isms.DecimalOf(low), isms.DecimalOf(high)} }
	const ( // roles are plain text, for the caller to rename
		topManagement   = "top management"
		securityOfficer = "security officer"
		operations      = "operations"
		people          = "people and hiring"
		internalAuditor = "internal auditor"
		body            = "certification body"
	)
	const (
		foundation    isms.ID = "foundation"
		risk          isms.ID = "risk"
		implement     isms.ID = "implementation"
		certification isms.ID = "certification"
	)
	type ids = []isms.ID
	type refs = []isms.Ref
	return Plan{
		Phases: []Phase{
			{foundation, "Foundation"},
			{risk, "Risk and Statement of Applicability"},
			{implement, "Implementation and evidence"},
			{certification, "Certification"},
		},
		Tasks: []Task{
			{ID: "mandate", Phase: foundation, Role: topManagement, Takes: wd(5), Effort: effort(1, 3), Addresses: refs{"5.1 c", "7.1 s1"}, Title: "Mandate, budget and sponsor in top management"},
			{ID: "context", Phase: foundation, Role: securityOfficer, Takes: wd(8), After: ids{"mandate"}, Effort: effort(3, 6), Addresses: refs{"4.1 s1", "4.1 s2", "4.2 a", "4.2 b", "4.2 c"}, Title: "Issues, interested parties and their requirements, relevance of climate change"},
			{ID: "roles", Phase: foundation, Role: topManagement, Takes: wd(4), After: ids{"mandate"}, Effort: effort(1, 3), Addresses: refs{"5.3 s1", "5.3 a", "5.3 b", "7.2 a"}, Title: "Roles, authority and the competence they need"},
			{ID: "scope", Phase: foundation, Role: securityOfficer, Takes: wd(6), After: ids{"context"}, Effort: effort(2, 5), Addresses: refs{"4.3 s1", "4.3 a", "4.3 b", "4.3 c", "4.3 s2"}, Title: "Scope with client services, interfaces and exclusions"},
			{ID: "gap-analysis", Phase: foundation, Role: securityOfficer, Takes: wd(8), After: ids{"scope"}, Effort: effort(4, 10), Title: "Gap analysis against clauses and controls"},
			{ID: "policy", Phase: foundation, Role: topManagement, Takes: wd(6), After: ids{"scope", "roles"}, Effort: effort(2, 4), Addresses: refs{"5.2 s1", "5.2 b", "5.2 c", "5.2 d", "5.2 e", "5.2 f", "5.2 g"}, Title: "Information security policy, approved and communicated"},
			{ID: "documents", Phase: foundation, Role: securityOfficer, Takes: wd(6), After: ids{"roles"}, Effort: effort(2, 5), Addresses: refs{"7.5.2 a", "7.5.2 c", "7.5.3 a", "7.5.3 b", "7.5.3 c", "7.5.3 d", "7.5.3 e", "7.5.3 f"}, Title: "Control of documents and records"},
			{ID: "communication", Phase: foundation, Role: securityOfficer, Takes: wd(3), After: ids{"roles"}, Effort: effort(1, 2), Addresses: refs{"7.4 a", "7.4 b", "7.4 c", "7.4 d"}, Title: "Communication: what, when, with whom and how"},
			{ID: "choose-body", Phase: foundation, Role: topManagement, Takes: wd(20), After: ids{"scope"}, Effort: effort(2, 4), Title: "Offers of accredited certification bodies, choice, dates for both stages"},

			{ID: "method", Phase: risk, Role: securityOfficer, Takes: wd(6), After: ids{"scope"}, Effort: effort(2, 5), Addresses: refs{"6.1.2 s1", "6.1.2 a 1", "6.1.2 a 2", "6.1.2 b", "6.1.2 s2"}, Title: "Risk assessment method with risk acceptance criteria"},
			{ID: "assets", Phase: risk, Role: operations, Takes: wd(10), After: ids{"scope"}, Effort: effort(5, 15), Addresses: refs{"A.5.9"}, Title: "Inventory of information, tools and client access, with owners"},
			{ID: "assessment", Phase: risk, Role: securityOfficer, Takes: wd(20), After: ids{"method", "assets"}, Effort: effort(8, 20), Addresses: refs{"6.1.2 c 1", "6.1.2 c 2", "6.1.2 d 1", "6.1.2 d 2", "6.1.2 d 3", "6.1.2 e 1", "6.1.2 e 2", "8.2 s1", "8.2 s2"}, Title: "Risk assessment with the risk owners"},
			{ID: "treatment", Phase: risk, Role: securityOfficer, Takes: wd(10), After: ids{"assessment", "gap-analysis"}, Effort: effort(4, 10), Addresses: refs{"6.1.3 s1", "6.1.3 a", "6.1.3 b", "6.1.3 c", "6.1.3 s2"}, Title: "Treatment options and the controls they need"},
			{ID: "soa", Phase: risk, Role: securityOfficer, Takes: wd(6), After: ids{"treatment"}, Effort: effort(3, 6), Addresses: refs{"6.1.3 d 1", "6.1.3 d 2", "6.1.3 d 3", "6.1.3 d 4"}, Title: "Statement of Applicability"},
			{ID: "plan-approval", Phase: risk, Role: topManagement, Takes: wd(5), After: ids{"soa"}, Effort: effort(1, 3), Addresses: refs{"6.1.3 e", "6.1.3 f"}, Title: "Treatment plan approved, residual risks accepted by their owners"},
			{ID: "objectives", Phase: risk, Role: topManagement, Takes: wd(5), After: ids{"policy", "assessment"}, Effort: effort(1, 3), Addresses: refs{"6.2 s1", "6.2 b", "6.2 c", "6.2 g", "6.2 h", "6.2 i", "6.2 j", "6.2 k", "6.2 l"}, Title: "Objectives with indicators, owners and target dates"},

			{ID: "access", Phase: implement, Role: operations, Takes: wd(20), After: ids{"plan-approval"}, Effort: effort(10, 30), Addresses: refs{"A.5.15", "A.5.16", "A.5.17", "A.5.18", "A.8.2", "A.8.5"}, Title: "Access to clients' systems and to the tools that reach them"},
			{ID: "hardening", Phase: implement, Role: operations, Takes: wd(25), After: ids{"plan-approval"}, Effort: effort(10, 30), Addresses: refs{"A.8.1", "A.8.7", "A.8.8", "A.8.9", "A.8.15", "A.8.16"}, Title: "Hardening, patching, logging and monitoring of the management platform"},
			{ID: "backup", Phase: implement, Role: operations, Takes: wd(15), After: ids{"plan-approval"}, Effort: effort(5, 15), Addresses: refs{"A.5.29", "A.5.30", "A.8.13", "A.8.14"}, Title: "Backup, restore tests and continuity"},
			{ID: "incidents", Phase: implement, Role: operations, Takes: wd(12), After: ids{"plan-approval"}, Effort: effort(4, 10), Addresses: refs{"A.5.24", "A.5.25", "A.5.26", "A.6.8"}, Title: "Incident handling with notice to clients, rehearsed"},
			{ID: "suppliers", Phase: implement, Role: securityOfficer, Takes: wd(20), After: ids{"plan-approval"}, Effort: effort(5, 15), Addresses: refs{"8.1 s6", "A.5.19", "A.5.20", "A.5.21", "A.5.22", "A.5.23"}, Title: "Suppliers assessed, contracted and under review"},
			{ID: "staff", Phase: implement, Role: people, Takes: wd(12), After: ids{"plan-approval"}, Effort: effort(3, 8), Addresses: refs{"A.6.1", "A.6.2", "A.6.4", "A.6.5", "A.6.6", "A.6.7"}, Title: "Screening, terms, joining and leaving, work from home"},
			{ID: "training", Phase: implement, Role: people, Takes: wd(15), After: ids{"policy", "plan-approval"}, Effort: effort(8, 40), Addresses: refs{"7.2 b", "7.2 d", "7.3 a", "7.3 b", "7.3 c", "A.6.3"}, Title: "Competence and awareness of everybody"},
			{ID: "procedures", Phase: implement, Role: operations, Takes: wd(20), After: ids{"documents", "plan-approval"}, Effort: effort(8, 20), Addresses: refs{"8.1 s1", "8.1 s2", "7.5.1 a", "A.5.37"}, Title: "Operating procedures with criteria"},
			{ID: "measuring", Phase: implement, Role: securityOfficer, Takes: wd(8), After: ids{"objectives", "plan-approval"}, Effort: effort(2, 6), Addresses: refs{"9.1 a", "9.1 b", "9.1 c", "9.1 d", "9.1 e", "9.1 f"}, Title: "Indicators: what is measured, how, when and by whom"},
			{ID: "first-records", Phase: implement, Role: operations, Takes: weeks(4), After: ids{"access", "hardening", "backup", "incidents", "suppliers", "staff", "training", "procedures", "measuring"}, Effort: effort(2, 6), Title: "First records of every recurring control"},
			{ID: "operation", Phase: implement, Role: operations, Takes: isms.Interval{N: 3, Unit: isms.Months}, After: ids{"access", "hardening", "backup", "incidents", "suppliers", "staff", "training", "procedures", "measuring"}, Effort: effort(6, 20), Addresses: refs{"8.1 s3", "8.1 s4", "8.3 s1", "8.3 s2", "9.1 s1"}, Title: "Observed operation: reviews, tests and measurements as planned"},

			{ID: "audit-programme", Phase: certification, Role: internalAuditor, Takes: wd(4), After: ids{"soa"}, Effort: effort(1, 3), Addresses: refs{"9.2.2 s1", "9.2.2 s2"}, Title: "Internal audit programme"},
			{ID: "internal-audit", Phase: certification, Role: internalAuditor, Takes: wd(10), After: ids{"audit-programme", "first-records"}, Effort: effort(4, 10), Addresses: refs{"9.2.1 s1", "9.2.1 a 1", "9.2.1 a 2", "9.2.1 b", "9.2.2 a", "9.2.2 b", "9.2.2 c", "9.2.2 s3"}, Title: "Internal audit of the whole scope"},
			{ID: "corrective-action", Phase: certification, Role: securityOfficer, Takes: wd(15), After: ids{"internal-audit"}, Effort: effort(3, 12), Addresses: refs{"10.2 a 1", "10.2 b 1", "10.2 b 2", "10.2 c", "10.2 d", "10.2 f", "10.2 g"}, Title: "Root causes and corrective actions"},
			{ID: "management-review", Phase: certification, Role: topManagement, Takes: wd(3), After: ids{"internal-audit", "measuring"}, Effort: effort(1, 3), Addresses: refs{"9.3.1 s1", "9.3.2 a", "9.3.2 b", "9.3.2 c", "9.3.2 d 1", "9.3.2 d 2", "9.3.2 d 3", "9.3.2 d 4", "9.3.2 e", "9.3.2 f", "9.3.2 g", "9.3.3 s1", "9.3.3 s2"}, Title: "Management review with all inputs"},
			{ID: "stage-1", Phase: certification, Role: body, Takes: wd(2), After: ids{"choose-body", "management-review", "procedures"}, Title: "Stage 1 audit: documented information and readiness"},
			{ID: "stage-1-findings", Phase: certification, Role: securityOfficer, Takes: wd(15), After: ids{"stage-1"}, Effort: effort(2, 8), Title: "Areas of concern of stage 1 resolved"},
			{ID: "stage-2", Phase: certification, Role: body, Takes: wd(4), After: ids{"stage-1-findings", "operation", "corrective-action"}, Title: "Stage 2 audit: implementation and effectiveness"},
			{ID: "stage-2-findings", Phase: certification, Role: securityOfficer, Takes: wd(15), After: ids{"stage-2"}, Effort: effort(2, 8), Title: "Correction and plans for the findings of stage 2"},
			{ID: "decision", Phase: certification, Role: body, Takes: weeks(3), After: ids{"stage-2-findings"}, Title: "Certification decision and certificate"},
		},
		Shortcuts: []Shortcut{
			{
				ID: "rush-assessment", Title: "Copy a risk assessment from a template", Task: "assessment", Takes: wd(5),
				Rework: []Task{
					{ID: "assess-again", Phase: risk, Role: securityOfficer, Takes: wd(20), After: ids{"stage-1"}, Effort: effort(8, 20), Title: "Second risk assessment, with the risk owners"},
					{ID: "treat-again", Phase: risk, Role: securityOfficer, Takes: wd(15), After: ids{"assess-again"}, Effort: effort(5, 12), Title: "Treatment, Statement of Applicability and approvals repeated"},
					{ID: "implement-again", Phase: implement, Role: operations, Takes: wd(30), After: ids{"treat-again"}, Effort: effort(5, 20), Title: "Controls that the first assessment missed"},
					{ID: "operate-again", Phase: implement, Role: operations, Takes: weeks(8), After: ids{"implement-again"}, Effort: effort(2, 8), Title: "Records of these controls"},
				},
				HoldsUp: ids{"stage-2"},
				Basis:   "ismskit proposal: stage 1 shows that the assessment is not the organization's own, and all that follows from it is done again",
			},
			{
				ID: "skip-internal-audit", Title: "Go into stage 2 without an internal audit", Task: "internal-audit", Skip: true,
				Rework: []Task{
					{ID: "late-audit", Phase: certification, Role: internalAuditor, Takes: wd(15), After: ids{"stage-2"}, Effort: effort(4, 10), Title: "Late internal audit"},
					{ID: "late-actions", Phase: certification, Role: securityOfficer, Takes: wd(30), After: ids{"late-audit"}, Effort: effort(5, 15), Title: "Corrective actions, with the cause of the missing audit"},
					{ID: "late-review", Phase: certification, Role: topManagement, Takes: wd(3), After: ids{"late-actions"}, Effort: effort(1, 2), Title: "Management review of the results"},
					{ID: "follow-up", Phase: certification, Role: body, Takes: wd(30), After: ids{"late-review"}, Title: "Follow-up audit of the certification body"},
				},
				HoldsUp: ids{"decision"},
				Basis:   "ismskit proposal: a missing internal audit is a major nonconformity, which is verified before a decision",
			},
		},
	}, true
}
