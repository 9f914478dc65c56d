package systemtest

import (
	"fmt"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record/recordtest"
	"github.com/ismskit/ismskit/isms/roadmap"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// Sound returns the management system of an invented provider with so many people
// (at least 4), in which the gates of stage 1 and stage 2 are open on asOf. Risks
// grow with the number of people; evidence has one record for each expected
// period, and five for each person. Without a day it is a system
// of 2026-03-02.
func Sound(asOf isms.Date, people int) system.System {
	if asOf.IsZero() {
		asOf = isms.MustDate("2026-03-02")
	}
	people = max(people, 4)
	ago := func(days int) isms.Date { return asOf.AddDays(-days) }
	s := system.System{
		Organization: system.Organization{Name: "Invented Services", People: people},
		Records:      recordtest.Sound(asOf, people),
		Operating:    ago(330),
	}
	register(&s, ago, people)
	applicability(&s, ago)
	findings(&s, ago)
	internalAudits(&s, ago)
	s.DeadlinePolicies = []string{"proposed-default", "proposed-internal"}
	if c, err := cycle.New("CERT-1", ago(20), cycle.Terms{}); err == nil {
		s.Cycle = c
	}
	s.Roadmap.Start = ago(300)
	s.Roadmap.Plan, _ = roadmap.LookupTemplate("managed service provider")
	approve(&s, ago)
	evidences(&s, asOf, ago, people)
	judge(&s, ago)
	return s
}

func register(s *system.System, ago func(int) isms.Date, people int) {
	m := risk.ISO27005()
	m.Criteria = []risk.Criterion{
		{UpTo: "medium", Acceptability: risk.Acceptable},
		{UpTo: "high", Acceptability: risk.Tolerable, LongestValidity: isms.MustInterval("6 months"), Authority: []isms.ID{"ceo"}},
		{UpTo: "very high", Acceptability: risk.Unacceptable},
	}
	s.Register = risk.Register{
		Method: m, Assessed: ago(60), Reassessment: isms.Cadence{Every: isms.MustInterval("12 months")},
		Assets: []risk.Asset{
			{ID: "rmm", Name: "Remote management platform", Owner: "ciso", DependsOn: []isms.ID{"hosting"}},
			{ID: "hosting", Name: "Data centre", Owner: "ciso"},
		},
	}
	var controls []isms.Ref
	for c := range annexa.All() {
		controls = append(controls, c.Ref)
	}
	n := max(31, people/4)
	for i := range n {
		id, treatment := isms.ID(fmt.Sprintf("R-%04d", i+1)), isms.ID(fmt.Sprintf("T-%04d", i+1))
		rate := func(likelihood risk.Grade, days int) risk.Rating {
			return risk.Rating{Likelihood: likelihood, Impact: 4, On: ago(days), By: "ciso"}
		}
		s.Register.Risks = append(s.Register.Risks, risk.Risk{
			ID: id, Title: fmt.Sprintf("Scenario %d", i+1), Asset: "rmm", Threat: "misuse of a right", Vulnerability: "rights are wide",
			Affects: []risk.Property{risk.Confidentiality, risk.Integrity, risk.Availability}, Owner: "ciso",
			Inherent: rate(4, 200), Current: rate(3, 200), Target: rate(2, 200), Residual: rate(2, 60),
		})
		of := controls[i%31*3 : i%31*3+3]
		s.Register.Treatments = append(s.Register.Treatments, risk.Treatment{
			ID: treatment, Title: "Narrow the rights", Risks: []isms.ID{id}, Options: []risk.Option{risk.Modify}, Controls: of,
			Owner: "ciso", Start: ago(195), Due: ago(80), Completed: ago(80), Status: risk.ActionCompleted, Result: "Carried out as planned.",
			Approvals: []risk.Approval{{By: "ciso", On: ago(198)}},
		})
	}
}

func applicability(s *system.System, ago func(int) isms.Date) {
	s.Obligations = []soa.Obligation{
		{ID: "OB-1", Basis: soa.BasisLegal, Title: "Protection of personal data", Controls: []isms.Ref{"A.5.34", "A.8.24"}},
		{ID: "OB-2", Basis: soa.BasisContractual, Title: "Framework contract with clients", Controls: []isms.Ref{"A.5.24", "A.8.13"}},
	}
	s.Applicability = system.ApplicabilityDecisions{
		Version: "1.0",
		Header: soa.Header{
			Organization: s.Organization.Name, Scope: s.Records.Scope.Statement, Document: "soa", Date: ago(40), Edition: isms.Amended2024,
			Classification: soa.Confidential, PreparedBy: "ciso", Assessment: "RA-1", Assessed: ago(60), ReviewBy: ago(40).AddYears(1),
		},
	}
	for c := range annexa.All() {
		s.Applicability.Decisions = append(s.Applicability.Decisions, soa.Decision{
			Control: c.Ref, Implementation: soa.Implemented, Responsibility: soa.ResponsibilityOrganization, Owner: "ciso", DecidedOn: ago(40),
		})
	}
}

func approve(s *system.System, ago func(int) isms.Date) {
	stmt, err := s.At(isms.Date{}).Draft()
	if err == nil {
		stmt, err = stmt.Apply(soa.Event{Kind: soa.Approve, By: "ceo", On: ago(35)})
	}
	if err == nil {
		s.Statements = []soa.Statement{stmt}
		for i := range s.Records.Documents {
			if s.Records.Documents[i].Key == "soa" {
				s.Records.Documents[i].Version = "1.0"
			}
		}
	}
}

func findings(s *system.System, ago func(int) isms.Date) {
	s.Findings = audit.Register{Complete: isms.Yes, Grading: audit.GradePolicy{MinorsToMajor: 3}}
	resolved(s, ago(48), audit.Finding{
		ID: "NC-1", Grade: audit.Minor, Audit: audit.Internal, AuditID: "IA-1", Requirements: []isms.Ref{"7.5.3 e"},
		Statement: "A procedure has two versions in use.", Evidence: "Both were seen in one team.",
	})
}

// resolved adds a finding that was raised on the last day of an audit, and what
// resolved it in the five weeks after.
func resolved(s *system.System, raised isms.Date, f audit.Finding) {
	on := raised.AddDays
	add(s, raised, f, []audit.Event{
		{Kind: audit.Corrected, On: on(2), By: "ciso", Text: "The old version was withdrawn.", Consequences: "None found."},
		{Kind: audit.CauseDetermined, On: on(4), By: "ciso", Text: "Copies were kept in mail.", Similar: "Two more copies found and withdrawn."},
		{Kind: audit.PlanSubmitted, On: on(6), By: "ciso", Actions: []audit.Action{{ID: "CA-1", What: "Link instead of attaching", Owner: "ciso", Due: on(18)}}},
		{Kind: audit.PlanAccepted, On: on(7), By: "auditor"},
		{Kind: audit.ActionCompleted, On: on(17), By: "ciso", Action: "CA-1", Text: "Done."},
		{Kind: audit.EffectivenessReviewed, On: on(36), By: "auditor", Effect: audit.Effective, Evidence: "Ten procedures sampled.", Changes: "None needed."},
		{Kind: audit.Closed, On: on(37), By: "auditor"},
	})
}

func add(s *system.System, raised isms.Date, f audit.Finding, events []audit.Event) {
	n, err := audit.Raise(raised, "auditor", f)
	for _, e := range events {
		if err == nil {
			n, err = n.Apply(e)
		}
	}
	if err == nil {
		s.Findings.Items = append(s.Findings.Items, audit.RegisterItem{Nonconformity: n, Dates: audit.Dates{LastAuditDay: raised, ClosingMeeting: raised, Report: raised.AddDays(3)}})
	}
}

func internalAudits(s *system.System, ago func(int) isms.Date) {
	s.Programme = programme.Programme{
		Period: isms.Window{First: ago(200), Last: ago(200).AddYears(3)}, Audit: isms.Cadence{Every: isms.MustInterval("12 months")}, Responsible: "ciso",
		Methods: "interviews and samples", Planning: "each autumn", Reporting: "to top management within two weeks", PreviousResults: "what was found is audited again",
		Auditors: []programme.Auditor{{ID: "auditor", Competence: "course and ten audits", Impartiality: "has no other task"}},
		Audits: []programme.InternalAudit{
			conducted("IA-1", ago(48), isms.No, "NC-1"), planned("IA-2", ago(-300)), planned("IA-3", ago(-650)),
		},
	}
	for _, theme := range []isms.Ref{"A.5", "A.6", "A.7", "A.8"} {
		s.Programme.Areas = append(s.Programme.Areas, programme.Area{Ref: theme, Importance: programme.ImportanceNormal, Reason: "all platforms alike"})
	}
}

// planned returns an internal audit of the whole scope that is planned until a day.
func planned(id isms.ID, last isms.Date) programme.InternalAudit {
	return programme.InternalAudit{
		ID: id, Scope: []isms.Ref{"4", "5", "6", "7", "8", "9", "10", "A"}, Criteria: []string{"ISO/IEC 27001:2022"}, Team: []isms.ID{"auditor"},
		Planned: isms.Window{First: last.AddDays(-2), Last: last},
	}
}

// conducted returns one that was conducted as planned.
func conducted(id isms.ID, last isms.Date, conforms isms.Answer, found ...isms.ID) programme.InternalAudit {
	a := planned(id, last)
	a.Criteria = append(a.Criteria, "own rules")
	a.Conducted, a.Report, a.ReportedOn, a.ReportedTo, a.Findings = a.Planned, "DOC-"+id, last.AddDays(3), "ceo", found
	a.ConformsToOwnRequirements, a.ConformsToStandard, a.ImplementedAndMaintained = isms.Yes, conforms, isms.Yes
	return a
}

// evidences adds a record for every period of everything that is expected.
func evidences(s *system.System, asOf isms.Date, ago func(int) isms.Date, people int) {
	n := 0
	add := func(kind evidence.Kind, on isms.Date, by isms.ID, refs ...isms.Ref) {
		n++
		s.Evidence.Records = append(s.Evidence.Records, evidence.Record{
			ID: isms.ID(fmt.Sprintf("E-%06d", n)), Kind: kind, Refs: refs, Collected: on, By: by,
			Artefact: fmt.Sprintf("sha256:%064x", n),
		})
	}
	var refs []isms.Ref
	for d := range evidence.ClauseDefaults() {
		refs = append(refs, d.Ref)
	}
	for c := range annexa.All() {
		refs = append(refs, c.Ref)
	}
	for i, e := range evidence.Expectations(s.Operating, refs...) {
		kind := evidence.Kind("")
		if len(e.Kinds) > 0 {
			kind = e.Kinds[0]
		}
		every := e.Every
		periods := isms.Series{Anchor: s.Operating.AddDays(5 + i%10), Every: every}
		for on := range periods.Due(isms.Date{}, asOf.AddDays(-1)) {
			add(kind, on, "ciso", e.Ref)
		}
		if every.N >= 6 && every.Unit == isms.Months || every.Unit == isms.Years {
			add(kind, ago(20+i%20), "ciso", e.Ref) // after the last change of what it shows
		}
	}
	for i := range people {
		add("training record", ago(250-i%100), "ciso", "A.6.3")
		add("training record", ago(100-i%60), "ciso", "A.6.3")
		add("acknowledgement", ago(200-i%90), "ciso", "A.5.1")
		add("acknowledgement", ago(90-i%80), "ciso", "A.5.10")
		add("confidentiality agreement", ago(300-i%90), "ciso", "A.6.6")
	}
}

// judge answers what needs a person.
func judge(s *system.System, ago func(int) isms.Date) {
	seen := map[isms.Ref]bool{}
	for _, r := range system.AllRules() {
		for _, ref := range r.Refs {
			if r.JudgementRequired != "" && !seen[ref] {
				seen[ref] = true
				s.Judgements = append(s.Judgements, isms.Judgement{
					Requirement: ref, Conclusion: isms.Met, By: "ceo", On: ago(30), Basis: "management review MR-1", ValidUntil: ago(30).AddYears(1),
				})
			}
		}
	}
}
