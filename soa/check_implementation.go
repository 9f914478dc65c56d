package soa

import (
	"cmp"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

var implementationUnstated = isms.Rule{
	Code:     "soa/implementation-status-not-stated",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"6.1.3 d 3"},
	Title:    "Implementation status not stated",
	Message:  "the implementation status of applicable control {control} is not stated",
	Remedy:   "State the implementation status of the control.",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded")

var evidenceMissing = isms.Rule{
	Code:     "soa/implemented-control-without-evidence",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3"},
	Title:    "Implemented control without evidence",
	Message:  "implemented control {control} has no evidence",
	Needs:    []isms.Need{needEvidence, needDay},
	Remedy:   "Collect evidence of operation of the control, or correct its implementation status.",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded", "decisions[*].implementation", "evidence[*].collected", "evidence[*].kind", "evidence[*].refs", "obligations[*].basis")

var evidenceStale = isms.Rule{
	Code:     "soa/implemented-control-with-outdated-evidence",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3"},
	Title:    "Implemented control with outdated evidence",
	Message:  "the latest evidence of implemented control {control} is of {latest} and was valid until {until}",
	Needs:    []isms.Need{needEvidence, needDay},
	Remedy:   "Collect current evidence of operation of the control.",
	Basis:    "ismskit proposal: auditors commonly ask",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded", "decisions[*].implementation", "evidence[*].collected", "evidence[*].kind", "evidence[*].refs", "expectations", "obligations[*].basis")

var planMissing = isms.Rule{
	Code:     "soa/control-not-in-risk-treatment-plan",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3", "6.1.3 e"},
	Title:    "Control not in risk treatment plan",
	Message:  "control {control} ({implementation}) is not in the risk treatment plan",
	Needs:    []isms.Need{needPlan},
	Remedy:   "Include the control in the risk treatment plan with an owner and a due date.",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded", "decisions[*].implementation", "plan", "plan[*].controls", "plan[*].status")

var planUnowned = isms.Rule{
	Code:     "soa/planned-control-without-owner",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3", "6.1.3 e"},
	Title:    "Planned control without owner",
	Message:  "control {control} ({implementation}) has no owner",
	Remedy:   "Assign an owner in the Statement of Applicability or in the risk treatment plan.",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded", "decisions[*].implementation", "plan", "plan[*].controls", "plan[*].status", "plan[*].owner")

var planUndated = isms.Rule{
	Code:     "soa/planned-control-without-due-date",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3", "6.1.3 e"},
	Title:    "Planned control without due date",
	Message:  "control {control} ({implementation}) has no due date",
	Remedy:   "Set a due date in the Statement of Applicability or in the risk treatment plan.",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded", "decisions[*].implementation", "plan", "plan[*].controls", "plan[*].status", "decisions[*].due", "plan[*].due")

var planOverdue = isms.Rule{
	Code:     "soa/overdue-control-implementation",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3", "8.3 s1"},
	Title:    "Overdue control implementation",
	Message:  "implementation of control {control} was due by {due}; its status is {implementation}",
	Needs:    []isms.Need{needDay},
	Remedy:   "Implement the control, or agree a new due date with the risk owner.",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded", "decisions[*].implementation", "plan", "plan[*].controls", "plan[*].status", "decisions[*].due", "plan[*].due")

var providerUnnamed = isms.Rule{
	Code:     "soa/provider-not-named",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3", "8.1 s6"},
	Title:    "Provider not named",
	Message:  "control {control} is implemented by {who}, and no provider is named",
	Remedy:   "Name the provider that implements the control.",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded", "decisions[*].responsibility")

var assuranceMissing = isms.Rule{
	Code:     "soa/missing-provider-assurance",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 3", "8.1 s6"},
	Title:    "Missing provider assurance",
	Message:  "control {control}, implemented by provider {provider}, has no assurance documented",
	Remedy:   "Document the report, certificate or contract clause that provides assurance of the control.",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded", "decisions[*].responsibility")

// checkImplementation applies the rules on the state of applicable controls.
func (r *run) checkImplementation() {
	r.c.Ran(implementationUnstated, evidenceMissing, evidenceStale, planMissing, planUnowned, planUndated, planOverdue, providerUnnamed, assuranceMissing)
	r.checkEvidence()
	plan := r.plan()
	for row := range r.with(Applicable) {
		d := &row.e.decision
		if d.Responsibility == ResponsibilityShared || d.Responsibility == ResponsibilityProvider {
			if d.Provider == "" {
				who := byProvider
				if d.Responsibility == ResponsibilityShared {
					who = byBoth
				}
				r.find(providerUnnamed, row.Row, "provider", isms.ArgSentence("who", who.With()))
			}
			if text.Blank(d.Assurance) {
				r.find(assuranceMissing, row.Row, "assurance", isms.ArgID("provider", d.Provider))
			}
		}
		switch d.Implementation {
		case "":
			r.find(implementationUnstated, row.Row, "implementation")
			continue
		case Implemented:
			continue
		}
		state := isms.ArgWord("implementation", ImplementationStatuses(), d.Implementation)
		planned := plan[row.i]
		if !planned.there {
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

// planned is what the treatment plan says of a control: the last day of its
// items, as the control is done when all are.
type planned struct {
	there, owned bool
	due          isms.Date
}

func (r *run) plan() []planned {
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
				p.due = isms.Latest(p.due, t.Due)
			}
		}
	}
	return plan
}

// freshness is the latest day of evidence, and the last one on which it is valid.
type freshness struct {
	latest, until isms.Date
	unknown       error // why the last day is not known
}

func (r *run) checkEvidence() {
	best := make([]freshness, len(r.rows))
	for k := range r.f.Evidence {
		e := &r.f.Evidence[k]
		i, ok := r.b.index(e.Ref)
		if !ok || e.Latest.IsZero() || e.Latest.After(r.asOf) {
			continue
		}
		have := freshness{latest: e.Latest, until: e.ValidUntil}
		if have.until.IsZero() {
			// An age that cannot be counted leaves the evidence valid until its own day.
			until, err := r.limits.EvidenceMaxAge.From(e.Latest, r.cal)
			if have.until = until; err != nil {
				have.until = e.Latest
			}
			if _, unknown := isms.UnknownDay(err); unknown {
				have.unknown = err
			}
		}
		b := &best[i]
		unknown := cmp.Or(b.unknown, have.unknown)
		if cmp.Or(b.until.Compare(have.until), b.latest.Compare(have.latest)) < 0 {
			*b = have
		}
		b.unknown = unknown
	}
	for row := range r.with(Applicable) {
		if row.e.decision.Implementation != Implemented {
			continue
		}
		switch b := best[row.i]; {
		case b.latest.IsZero():
			r.find(evidenceMissing, row.Row, "evidence")
		case b.until.Before(r.asOf) && b.unknown != nil:
			r.c.Uncounted(evidenceStale.For(row.Ref()), b.unknown)
		case b.until.Before(r.asOf):
			r.find(evidenceStale, row.Row, "evidence", isms.ArgDate("latest", b.latest), isms.ArgDate("until", b.until))
		}
	}
}
