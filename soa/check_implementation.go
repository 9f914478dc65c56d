package soa

import "github.com/ismskit/ismskit/isms"

var implementationUnstated = isms.Rule{
	Code:     "soa/implementation-unstated",
	Severity: isms.Error,
	Refs:     []isms.Ref{"6.1.3 d 3"},
	Title:    "an applicable control does not say whether it is implemented",
	Message:  "control {control} is applicable and nobody has said whether it is implemented",
	Remedy:   "Give it an implementation state.",
	Since:    "v0.1.0",
}

var evidenceMissing = isms.Rule{
	Code:     "soa/evidence-missing",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 3"},
	Title:    "a control is claimed to be implemented without evidence",
	Message:  "control {control} is called implemented and there is no evidence for it",
	Remedy:   "Collect evidence that the control works, or call it planned.",
	Since:    "v0.1.0",
}

var evidenceStale = isms.Rule{
	Code:     "soa/evidence-stale",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 3"},
	Title:    "the evidence for an implemented control is stale",
	Message:  "control {control} is called implemented; its latest evidence is of {latest} and was fresh until {until}",
	Remedy:   "Collect new evidence.",
	Basis:    "practice of auditors; the age limit is this library's proposal",
	Since:    "v0.1.0",
}

var planMissing = isms.Rule{
	Code:     "soa/plan-missing",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 3", "6.1.3 e"},
	Title:    "a control that is not implemented is in no treatment plan",
	Message:  "control {control} is {implementation} and no item of the treatment plan carries it",
	Remedy:   "Put the control into the risk treatment plan, with owner and date.",
	Since:    "v0.1.0",
}

var planUnowned = isms.Rule{
	Code:     "soa/planned-without-owner",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 3", "6.1.3 e"},
	Title:    "a control that is not implemented has no owner",
	Message:  "control {control} is {implementation} and nobody owns it",
	Remedy:   "Name an owner here or in the treatment plan.",
	Since:    "v0.1.0",
}

var planUndated = isms.Rule{
	Code:     "soa/planned-without-date",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 3", "6.1.3 e"},
	Title:    "a control that is not implemented has no date",
	Message:  "control {control} is {implementation} and has no day until which it will be",
	Remedy:   "Give a due day here or in the treatment plan.",
	Since:    "v0.1.0",
}

var planOverdue = isms.Rule{
	Code:     "soa/planned-overdue",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 3", "8.3 s1"},
	Title:    "a control is overdue",
	Message:  "control {control} was to be implemented until {due} and is {implementation}",
	Remedy:   "Implement it, or agree on another day with the risk owner.",
	Since:    "v0.1.0",
}

var providerUnnamed = isms.Rule{
	Code:     "soa/provider-unnamed",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 3", "8.1 s6"},
	Title:    "a control that a provider performs names no provider",
	Message:  "control {control} is performed by {who} and names no provider",
	Remedy:   "Name the provider.",
	Since:    "v0.1.0",
}

var assuranceMissing = isms.Rule{
	Code:     "soa/assurance-missing",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 3", "8.1 s6"},
	Title:    "a control that a provider performs names no assurance",
	Message:  "control {control} is performed by the provider {provider} and nothing is named that assures it",
	Remedy:   "Name the report, certificate or contract clause by which the organization knows that the control works.",
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
		} else if due.Before(r.asOf) {
			r.find(planOverdue, row.Row, "due", isms.ArgDate("due", due), state)
		}
	}
}

// A planned is what the treatment plan says of a control: the last day of its
// items, as the control is done when all are.
type planned struct {
	there, owned bool
	due          isms.Date
}

func (r *run) plan() []planned {
	if r.f.Plan == nil {
		r.c.Skip(planMissing, "the treatment plan is not given")
	} else {
		r.c.Ran(planMissing)
	}
	plan := make([]planned, len(r.rows))
	for _, item := range r.f.Plan {
		if i, ok := r.b.index(item.Control); ok {
			p := &plan[i]
			p.there, p.owned = true, p.owned || item.Owner != ""
			if item.Due.After(p.due) || p.due.IsZero() {
				p.due = item.Due
			}
		}
	}
	return plan
}

func (r *run) checkEvidence() {
	if r.f.Evidence == nil {
		r.c.Skip(evidenceMissing, "the evidence is not given")
		r.c.Skip(evidenceStale, "the evidence is not given")
		return
	}
	r.dated(evidenceMissing, evidenceStale)
	if r.asOf.IsZero() {
		return
	}
	best := make([]Evidence, len(r.rows))
	for _, e := range r.f.Evidence {
		i, ok := r.b.index(e.Control)
		if !ok || e.Latest.IsZero() || e.Latest.After(r.asOf) {
			continue
		}
		if e.FreshUntil.IsZero() {
			// An age that cannot be counted leaves the evidence fresh until its own day.
			if e.FreshUntil, _ = r.limits.EvidenceMaxAge.From(e.Latest, nil); e.FreshUntil.IsZero() {
				e.FreshUntil = e.Latest
			}
		}
		if b := best[i]; b.Latest.IsZero() || e.FreshUntil.After(b.FreshUntil) || e.FreshUntil == b.FreshUntil && e.Latest.After(b.Latest) {
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
		case b.FreshUntil.Before(r.asOf):
			r.find(evidenceStale, row.Row, "evidence", isms.ArgDate("latest", b.Latest), isms.ArgDate("until", b.FreshUntil))
		}
	}
}
