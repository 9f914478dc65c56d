package recordtest

import (
	"slices"
	"strconv"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/record"
)

// Sound returns the records of an invented managed service provider with the
// given number of people (at least 4 are made), in which nothing is found on asOf.
// Everything was last done some weeks before.
func Sound(asOf isms.Date, people int) record.Records {
	ago := func(days int) isms.Date { return asOf.AddDays(-days) }
	quarterly := isms.Interval{N: 3, Unit: isms.Months}
	monthly := isms.Interval{N: 1, Unit: isms.Months}
	yearly := isms.Interval{N: 1, Unit: isms.Years}
	r := record.Records{
		TopManagement: []isms.ID{"ceo"},
		Context: record.Context{
			Issues: []record.Issue{
				{ID: "I-1", Title: "Few people know the platform", Kind: "internal", Raised: ago(300)},
				{ID: "I-2", Title: "Attackers go for service providers", Kind: "external", Raised: ago(300)},
			},
			Reviewed: ago(60),
			Climate:  record.Climate{Relevant: isms.No, Reason: "All services run from two data centres outside flood areas.", By: "ceo", On: ago(60)},
		},
		Parties: []record.Party{
			{ID: "clients", Name: "Clients", Requirements: []record.PartyRequirement{
				{ID: "N-1", Text: "Incidents are reported within 24 hours", Addressed: isms.Yes, Since: ago(300)},
			}},
			{ID: "staff", Name: "Staff", Requirements: []record.PartyRequirement{
				{ID: "N-2", Text: "Work from anywhere", Addressed: isms.No, Reason: "Only from approved places.", Since: ago(300)},
			}},
		},
		Scope: record.Scope{
			Statement: "Managed infrastructure services for business clients, delivered by the service desk and the operations team.",
			Elements: []record.ScopeElement{
				{ID: "managed", Name: "Managed infrastructure", Kind: "service", Bought: true, DependsOn: []isms.ID{"desk", "ops"}},
				{ID: "desk", Name: "Service desk", Kind: "process", DependsOn: []isms.ID{"operations", "tickets"}},
				{ID: "ops", Name: "Operations", Kind: "process", DependsOn: []isms.ID{"rmm", "operations", "homes", "hosting"}},
				{ID: "operations", Name: "Operations team", Kind: "unit"},
				{ID: "homes", Name: "Home offices", Kind: "location"},
				{ID: "rmm", Name: "Remote management platform", Kind: "asset"},
				{ID: "tickets", Name: "Ticket system", Kind: "asset"},
				{ID: "hosting", Name: "Data centre", Kind: "location", Outside: true},
				{ID: "resale", Name: "Resale of hardware", Kind: "service", Excluded: true, Reason: "No client information is touched."},
			},
			Interfaces: []record.Interface{{With: "hosting", What: "Space, power and cooling; the provider answers for entry."}},
			Determined: ago(60),
		},
		Processes: []record.Process{
			{ID: "risk", Name: "Risk management", Owner: "ciso", Feeds: []isms.ID{"incident"}, Criteria: "All risks assessed within 12 months", Evaluation: isms.Cadence{Every: yearly}, Evaluated: ago(40)},
			{ID: "incident", Name: "Incident handling", Owner: "ciso", Feeds: []isms.ID{"risk"}, Criteria: "Triage within one hour", Evaluation: isms.Cadence{Every: quarterly}, Evaluated: ago(40)},
		},
		Policy: record.Policy{
			ApprovedBy: "ceo", ApprovedOn: ago(90), Objectives: "section 3", Commitment: "section 2", Improvement: "section 2",
			Communicated: ago(85), Available: isms.Yes,
		},
		Roles: []record.Role{
			{
				ID: "ciso", Name: "Security officer", AssignedTo: []isms.ID{"ciso"}, Authority: "stops work that breaks the rules",
				Responsibilities: slices.Collect(record.Responsibilities().All()), Communicated: ago(85), Competences: []string{"risk assessment"},
			},
			{ID: "auditor", Name: "Internal auditor", AssignedTo: []isms.ID{"auditor"}, Authority: "sees everything", Communicated: ago(85), Competences: []string{"auditing"}},
		},
		Actions: []record.Action{{
			ID: "P-1", Title: "Knowledge leaves with people", From: []isms.ID{"I-1"}, Purposes: slices.Collect(record.Purposes().All()), What: "Pair people on each platform", Owner: "ciso",
			Due: asOf.AddDays(120), Process: "risk", Evaluation: "Two people able for each platform",
		}},
		Objectives: []record.Objective{{
			ID: "O-1", Title: "Patch in time", Function: "Operations", Indicator: "share of systems patched within 14 days", Basis: []isms.ID{"N-1"},
			Communicated: ago(80), What: "Automate the rollout", Resources: "20 days of work", Owner: "ops-lead", Due: asOf.AddDays(90),
			Evaluation: "Held against 95 %", Monitoring: isms.Cadence{Every: quarterly}, Set: ago(85), Results: []record.Result{{On: ago(20), Value: "93 %"}},
		}},
		Changes:        []record.Change{{ID: "C-1", Title: "New ticket system", Purpose: "The old one ended", Effects: "Incident form moves along", Owner: "ciso", Planned: ago(100), Completed: ago(70)}},
		Resources:      []record.Resource{{ID: "R-1", What: "Half a post for the security officer", Provided: ago(200)}},
		Communications: []record.Communication{{ID: "M-1", What: "Incidents that touch clients", When: "Within 24 hours", With: "Clients", How: "Status page and telephone"}},
		Handling: record.Handling{
			Availability: "Intranet", Protection: "Access control and versioning", Access: "Staff reads, owners write", Storage: "Backed-up wiki", Retention: "Three years after replacement",
		},
		Suppliers: []record.Supplier{{
			ID: "rmm-maker", Name: "Maker of the management platform", Assessed: ago(150), Contracted: ago(400), Terms: "Annex on security", ICT: true,
			SubSuppliers: "Component list and notice of changes", Reviewed: ago(50),
		}},
		Indicators: []record.Indicator{{
			ID: "KPI-1", What: "Patched within 14 days", Method: "Query of the platform", Measurement: isms.Cadence{Every: monthly}, MeasuredBy: "ops-lead", Evaluation: isms.Cadence{Every: quarterly}, EvaluatedBy: "ciso",
			Results: []record.Measurement{{On: ago(20), Value: "93 %"}}, Evaluations: []record.Evaluation{{On: ago(15), Conclusion: "Better, two clients lag behind"}},
		}},
		Improvements: []record.Improvement{{ID: "V-1", Title: "Shorter onboarding", From: "MR-1", Completed: ago(10), Effect: "Access on the first day, reviewed on the thirtieth"}},
		Absences:     []record.Absence{{Of: "external documents", By: "ciso", On: ago(60)}},
	}
	for _, ref := range []isms.Ref{"5.1 b", "5.1 c", "5.1 d", "5.1 f", "5.1 g", "5.1 h"} {
		r.Leadership = append(r.Leadership, record.LeadershipAction{ID: "L " + isms.ID(ref), Ref: ref, What: "Taken up in the monthly meeting", By: "ceo", On: ago(30)})
	}
	for d := range isms.RequiredDocuments() {
		if d.Kind == isms.DocumentMaintained && d.Basis != isms.BasisConditional {
			r.Documents = append(r.Documents, record.Document{
				ID: isms.ID("D-" + d.Key), Key: d.Key, Title: d.What, Author: "ciso", Version: "2.0", Dated: ago(92), ApprovedBy: "ceo", ApprovedOn: ago(90),
				History: []record.Version{{Version: "1.0", On: ago(400), What: "First version"}, {Version: "2.0", On: ago(92), What: "New scope"}},
			})
		}
	}
	review := record.ManagementReview{
		ID: "MR-1", Planned: ago(30), Conducted: ago(30), Attendees: []isms.ID{"ceo", "ciso"}, Suitability: isms.Met, Adequacy: isms.Met, Effectiveness: isms.Met, Artefact: "sha256:b1",
		Decisions: []record.Decision{
			{ID: "MR-1-1", Kind: "improvement", What: "Shorten onboarding", Owner: "ciso", Due: asOf.AddDays(30)},
			{ID: "MR-1-2", Kind: "change", None: true},
		},
	}
	for q := range isms.Requirements("") {
		if q.Clause == "9.3.2" {
			review.Inputs = append(review.Inputs, record.Input{Ref: q.Ref, Summary: "Presented by the security officer"})
		}
	}
	r.ManagementReviews = []record.ManagementReview{review}
	names := []isms.ID{"ceo", "ciso", "auditor", "ops-lead"}
	for i := len(names); i < people; i++ {
		names = append(names, isms.ID("person-"+strconv.Itoa(i+1)))
	}
	for _, id := range names {
		p := record.Person{ID: id, Joined: ago(800), Awareness: []record.Awareness{{On: ago(75), Topics: slices.Collect(record.Topics().All())}}}
		switch id {
		case "ciso":
			p.Competences = []record.Competence{{What: "risk assessment", Basis: "experience of six years", Artefact: "sha256:c1"}}
		case "auditor":
			p.Competences = []record.Competence{{What: "auditing", Basis: "training", Artefact: "sha256:c2"}}
		}
		r.People = append(r.People, p)
	}
	return r
}
