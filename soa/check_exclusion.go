package soa

import (
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

var exclusionUnjustified = isms.Rule{
	Code:     "soa/exclusion-unjustified",
	Severity: isms.Error,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "an excluded control has no justification",
	Message:  "control {control} is excluded without a justification",
	Remedy:   "Write why no risk, law or contract asks for the control.",
	Since:    "v0.1.0",
}

var exclusionShort = isms.Rule{
	Code:     "soa/exclusion-too-short",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "the justification of an exclusion is too short to be a reason",
	Message:  "control {control} is excluded with {words} words; fewer than {least} seldom give a reason",
	Remedy:   "Say what it is in the organization that makes the control unnecessary.",
	Basis:    "practice of auditors; the limit is this library's proposal",
	Since:    "v0.1.0",
}

var exclusionOutsourced = isms.Rule{
	Code:     "soa/exclusion-outsourced",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "a control is excluded because somebody else performs it",
	Message:  "control {control} is excluded with words that say that somebody else performs it ({phrase}): outsourcing is no ground for exclusion",
	Remedy:   "Make the control applicable, with the provider responsible and the assurance named; or say why nobody needs it.",
	Since:    "v0.1.0",
}

var exclusionTreated = isms.Rule{
	Code:     "soa/exclusion-treated",
	Severity: isms.Error,
	Refs:     []isms.Ref{"6.1.3 b", "6.1.3 d 1", "6.1.3 d 4"},
	Title:    "an excluded control is used against a risk",
	Message:  "control {control} is excluded, but the register uses it {use}",
	Remedy:   "Make the control applicable, or treat the risk without it.",
	Since:    "v0.1.0",
}

var exclusionObliged = isms.Rule{
	Code:     "soa/exclusion-obliged",
	Severity: isms.Error,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "an excluded control is demanded by an obligation",
	Message:  "control {control} is excluded, but the obligation {obligation} demands it",
	Remedy:   "Make the control applicable, or correct the obligation.",
	Since:    "v0.1.0",
}

var exclusionAsset = isms.Rule{
	Code:     "soa/exclusion-contradicts-asset",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "an excluded control is wanted by an asset in scope",
	Message:  "control {control} is excluded, but the asset {asset} in scope is of the kind {kind}, which wants it",
	Remedy:   "Make the control applicable, or say in the justification why it does not serve the asset.",
	Basis:    "this library's own table of asset kinds",
	Since:    "v0.1.0",
}

var exclusionDevelopment = isms.Rule{
	Code:     "soa/exclusion-hides-development",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "a development control is excluded while somebody develops",
	Message:  "control {control} is excluded, but something is developed: the asset {asset} in scope is of the kind {kind}",
	Remedy:   "See whether suppliers or scripts develop for the scope; if they do, make the control applicable.",
	Basis:    "practice of auditors; one source, low confidence",
	Since:    "v0.1.0",
}

var exclusionNeeded = isms.Rule{
	Code:     "soa/exclusion-needed-by-control",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "an applicable control needs an excluded one",
	Message:  "control {control} is excluded, but the applicable control {by} builds on it: {why}",
	Remedy:   "Make the control applicable, or say in the justification what the other builds on instead.",
	Basis:    "this library's own table",
	Since:    "v0.1.0",
}

var exclusionEssential = isms.Rule{
	Code:     "soa/exclusion-pulled-in",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "a control is excluded that clauses or law pull in",
	Message:  "control {control} is excluded, which is hard to defend: {why}",
	Remedy:   "Make the control applicable, or have a justification that stands up to the clause named.",
	Basis:    "this library's own heuristic, not a rule of the standard; low confidence",
	Since:    "v0.1.0",
}

var exclusionReviewOverdue = isms.Rule{
	Code:     "soa/exclusion-review-overdue",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "an exclusion was to be looked at again",
	Message:  "the exclusion of control {control} was to be looked at again until {due}",
	Remedy:   "Look again, and record the day of the decision and of the next look.",
	Since:    "v0.1.0",
}

var exclusionScopeChanged = isms.Rule{
	Code:     "soa/exclusion-scope-changed",
	Severity: isms.Warning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "the scope changed after an exclusion was decided",
	Message:  "the exclusion of control {control} is of {decided}; the scope has its present form since {since}",
	Remedy:   "Look at the exclusion again in the present scope and record the day.",
	Since:    "v0.1.0",
}

// checkExclusions applies the rules on excluded controls.
func (r *run) checkExclusions() {
	r.c.Ran(exclusionUnjustified, exclusionShort, exclusionOutsourced, exclusionNeeded, exclusionEssential)
	r.dated(exclusionReviewOverdue)
	phrases := r.phrases(Outsourced)
	for row := range r.with(Excluded) {
		d := &row.e.decision
		if placeholder(d.Justification) {
			r.find(exclusionUnjustified, row.Row, "justification")
		} else {
			if n := words(plain(d.Justification)); n < r.limits.MinWords {
				r.find(exclusionShort, row.Row, "justification", isms.ArgInt("words", n), isms.ArgInt("least", r.limits.MinWords))
			}
			if p := outsourced(d.Justification, phrases); p != "" {
				r.find(exclusionOutsourced, row.Row, "justification", isms.ArgText("phrase", p))
			}
		}
		if d.ReviewBy.Before(r.asOf) {
			r.find(exclusionReviewOverdue, row.Row, "reviewBy", isms.ArgDate("due", d.ReviewBy))
		}
		for _, p := range pulledIn {
			if p.Control == row.ID() {
				r.find(exclusionEssential, row.Row, "applicability", isms.ArgText("why", p.Why))
			}
		}
		for _, n := range controlNeeds {
			if n.Control != row.ID() {
				continue
			}
			if by, ok := r.b.index(n.By); ok && r.rows[by].a == Applicable {
				r.find(exclusionNeeded, row.Row, "applicability", isms.ArgText("by", n.By), isms.ArgText("why", n.Why))
			}
		}
	}
	r.checkTreated()
	r.checkObliged()
	r.checkAssets()
	if r.f.ScopeSince.IsZero() {
		r.c.Skip(exclusionScopeChanged, "it is not given since when the scope has its present form")
		return
	}
	r.c.Ran(exclusionScopeChanged)
	for row := range r.with(Excluded) {
		if d := row.e.decision.Decided; d.IsZero() || d.Before(r.f.ScopeSince) {
			r.find(exclusionScopeChanged, row.Row, "decided", isms.ArgDate("decided", d), isms.ArgDate("since", r.f.ScopeSince))
		}
	}
}

// checkTreated finds one contradiction for each treatment that uses an excluded
// control, with the first of its risks, and one for each risk that counts on one
// already.
func (r *run) checkTreated() {
	if !r.registered() {
		r.c.Skip(exclusionTreated, "no risk and no treatment names a control: there may be no register behind the statement")
		return
	}
	r.c.Ran(exclusionTreated)
	for row := range r.with(Excluded) {
		for _, u := range row.uses() {
			r.find(exclusionTreated, row.Row, "applicability", u.args()...)
		}
	}
}

func (r *run) checkObliged() {
	known := r.f.Obligations != nil
	for _, row := range r.rows {
		known = known || len(row.e.derived) > 0
		if row.a == Excluded {
			for _, o := range row.e.derived {
				r.find(exclusionObliged, row.Row, "applicability", isms.ArgText("obligation", o.Source))
			}
		}
	}
	if !known {
		r.c.Skip(exclusionObliged, "no obligations are given, neither in the statement nor as a fact")
		return
	}
	r.c.Ran(exclusionObliged)
	for _, o := range r.f.Obligations {
		for _, id := range o.Controls {
			if i, ok := r.b.index(id); ok && r.rows[i].a == Excluded {
				r.find(exclusionObliged, r.rows[i].Row, "applicability", isms.ArgText("obligation", orUnnamed(o.ID)))
			}
		}
	}
}

func (r *run) checkAssets() {
	if r.f.Assets == nil {
		r.c.Skip(exclusionAsset, "the assets in scope are not given")
		r.c.Skip(exclusionDevelopment, "the assets in scope are not given")
		return
	}
	r.c.Ran(exclusionAsset, exclusionDevelopment)
	excluded := r.s.Controls(Excluded)
	// The first asset of each kind stands for all of it.
	first := make([]isms.ID, len(assetNeeds))
	there := make([]bool, len(assetNeeds))
	for _, a := range r.f.Assets {
		kind := risk.AssetKind(plain(string(a.Kind)))
		for i := range assetNeeds {
			if assetNeeds[i].Kind == kind && (!there[i] || a.ID < first[i]) {
				first[i], there[i] = a.ID, true
			}
		}
	}
	for i, n := range assetNeeds {
		if !there[i] {
			continue
		}
		rule := exclusionAsset
		if n.Develops {
			rule = exclusionDevelopment
		}
		for _, id := range n.Controls {
			if excluded.Contains(id) {
				row, _ := r.s.Row(id)
				r.find(rule, row, "applicability", isms.ArgText("asset", orUnnamed(first[i])), isms.ArgText("kind", n.Kind))
			}
		}
	}
}
