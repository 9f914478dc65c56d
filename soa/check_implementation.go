package soa

import (
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

var implementationUnstated = isms.Rule{
	Code:     "soa/implementation-status-not-stated",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"6.1.3 d 3"},
	Title:    "Implementation status not stated",
	Message:  "control {control} is applicable and nobody has said whether it is implemented",
	Remedy:   "State the implementation status of the control.",
	Since:    "v0.1.0",
}

var evidenceMissing = isms.Rule{
	Code:     "soa/implemented-control-without-evidence",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3"},
	Title:    "Implemented control without evidence",
	Message:  "control {control} is called implemented and there is no evidence for it",
	Remedy:   "Collect evidence of operation of the control, or correct its implementation status.",
	Since:    "v0.1.0",
}

var evidenceStale = isms.Rule{
	Code:     "soa/implemented-control-with-outdated-evidence",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3"},
	Title:    "Implemented control with outdated evidence",
	Message:  "control {control} is called implemented; its latest evidence is of {latest} and was fresh until {until}",
	Remedy:   "Collect current evidence of operation of the control.",
	Basis:    "ismskit proposal: auditors commonly ask",
	Since:    "v0.1.0",
}

var planMissing = isms.Rule{
	Code:     "soa/control-not-in-risk-treatment-plan",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3", "6.1.3 e"},
	Title:    "Control not in risk treatment plan",
	Message:  "control {control} is {implementation} and no item of the treatment plan carries it",
	Remedy:   "Include the control in the risk treatment plan with an owner and a due date.",
	Since:    "v0.1.0",
}

var planUnowned = isms.Rule{
	Code:     "soa/planned-control-without-owner",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3", "6.1.3 e"},
	Title:    "Planned control without owner",
	Message:  "control {control} is {implementation} and nobody owns it",
	Remedy:   "Assign an owner in the Statement of Applicability or in the risk treatment plan.",
	Since:    "v0.1.0",
}

var planUndated = isms.Rule{
	Code:     "soa/planned-control-without-due-date",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3", "6.1.3 e"},
	Title:    "Planned control without due date",
	Message:  "control {control} is {implementation} and has no day until which it will be",
	Remedy:   "Set a due date in the Statement of Applicability or in the risk treatment plan.",
	Since:    "v0.1.0",
}

var planOverdue = isms.Rule{
	Code:     "soa/overdue-control-implementation",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3", "8.3 s1"},
	Title:    "Overdue control implementation",
	Message:  "control {control} was to be implemented until {due} and is {implementation}",
	Remedy:   "Implement the control, or agree a new due date with the risk owner.",
	Since:    "v0.1.0",
}

var providerUnnamed = isms.Rule{
	Code:     "soa/provider-not-named",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3", "8.1 s6"},
	Title:    "Provider not named",
	Message:  "control {control} is performed by {who} and names no provider",
	Remedy:   "Name the provider that performs the control.",
	Since:    "v0.1.0",
}

var assuranceMissing = isms.Rule{
	Code:     "soa/missing-provider-assurance",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3", "8.1 s6"},
	Title:    "Missing provider assurance",
	Message:  "control {control} is performed by the provider {provider} and nothing is named that assures it",
	Remedy:   "Document the report, certificate or contract clause that provides assurance of the control.",
	Since:    "v0.1.0",
}

// checkImplementation applies the rules on the state of applicable controls.
func (r *run) checkImplementation() {
	r.c.Ran(implementationUnstated, planUnowned, planUndated, providerUnnamed, assuranceMissing)
	r.dated(planOverdue)
	r.checkEvidence()
	plan := r.plan()
	for row := range r.with(Applicable) {
		d := &row.e.decision
		if d.Responsibility == ResponsibilityShared || d.Responsibility == ResponsibilityProvider {
			if d.Provider == "" {
				who := "a provider"
				if d.Responsibility == ResponsibilityShared {
					who = "the organization and a provider"
				}
				r.find(providerUnnamed, row.Row, "provider", isms.ArgText("who", who), isms.ArgText("responsibility", d.Responsibility))
			}
			if placeholder(d.Assurance) {
				r.find(assuranceMissing, row.Row, "assurance", isms.ArgText("provider", orUnnamed(d.Provider)))
			}
		}
		switch d.Implementation {
		case "":
			r.find(implementationUnstated, row.Row, "implementation")
			continue
		case Implemented:
			continue
		}
		state := isms.ArgText("implementation", d.Implementation)
		planned := plan[row.i]
		if r.f.Plan != nil && !planned.there {
			r.find(planMissing, row.Row, "implementation", state)
		}
		if d.Owner == "" && !planned.owned {
			r.find(planUnowned, row.Row, "owner", state)
		}
		due := d.Due
		if due.IsZero() {
			due = planned.due
		}
		if due.IsZero() {
			r.find(planUndated, row.Row, "due", state)
		} else if !due.IsZero() && due.Before(r.asOf) {
			r.find(planOverdue, row.Row, "due", isms.ArgDate("due", due), state)
		}
	}
}

// planned is what the treatment plan says of a control: the last day of its
// items, as the control is done when all are.
type planned struct {
	there, owned bool
	due          isms.Date
}

func (r *run) plan() []planned {
	if r.f.Plan == nil {
		r.c.Skip(planMissing, isms.Sentence{Text: "the treatment plan is not given"})
	} else {
		r.c.Ran(planMissing)
	}
	plan := make([]planned, len(r.rows))
	for i := range r.f.Plan {
		t := &r.f.Plan[i]
		if t.Status == risk.ActionCancelled || t.Status == risk.ActionCompleted {
			continue
		}
		for _, c := range t.Controls {
			if i, ok := r.b.index(c); ok {
				p := &plan[i]
				p.there, p.owned = true, p.owned || t.Owner != ""
				if !p.due.IsZero() && t.Due.After(p.due) || p.due.IsZero() {
					p.due = t.Due
				}
			}
		}
	}
	return plan
}

func (r *run) checkEvidence() {
	if r.f.Evidence == nil {
		r.c.Skip(evidenceMissing, isms.Sentence{Text: "the evidence is not given"})
		r.c.Skip(evidenceStale, isms.Sentence{Text: "the evidence is not given"})
		return
	}
	r.dated(evidenceMissing, evidenceStale)
	if r.asOf.IsZero() {
		return
	}
	best := make([]Evidence, len(r.rows))
	for _, e := range r.f.Evidence {
		i, ok := r.b.index(e.Control)
		if !ok || e.Latest.IsZero() || !r.asOf.IsZero() && e.Latest.After(r.asOf) {
			continue
		}
		if e.ValidUntil.IsZero() {
			// An age that cannot be counted leaves the evidence fresh until its own day.
			if e.ValidUntil, _ = r.limits.EvidenceMaxAge.From(e.Latest, nil); e.ValidUntil.IsZero() {
				e.ValidUntil = e.Latest
			}
		}
		if b := best[i]; b.Latest.IsZero() || !b.ValidUntil.IsZero() && e.ValidUntil.After(b.ValidUntil) || e.ValidUntil == b.ValidUntil && !b.Latest.IsZero() && e.Latest.After(b.Latest) {
			best[i] = e
		}
	}
	for row := range r.with(Applicable) {
		if row.e.decision.Implementation != Implemented {
			continue
		}
		switch b := best[row.i]; {
		case b.Latest.IsZero():
			r.find(evidenceMissing, row.Row, "evidence")
		case !b.ValidUntil.IsZero() && b.ValidUntil.Before(r.asOf):
			r.find(evidenceStale, row.Row, "evidence", isms.ArgDate("latest", b.Latest), isms.ArgDate("until", b.ValidUntil))
		}
	}
}
