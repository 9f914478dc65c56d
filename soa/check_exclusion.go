package soa

import (
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

var exclusionUnjustified = isms.Rule{
	Code:     "soa/missing-justification-for-exclusion",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Missing justification for exclusion",
	Message:  "control {control} is excluded without a justification",
	Remedy:   "State why no risk and no legal, contractual or business requirement makes the control necessary.",
	Since:    "v0.1.0",
}

var exclusionShort = isms.Rule{
	Code:     "soa/insufficient-justification-for-exclusion",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Insufficient justification for exclusion",
	Message:  "control {control} is excluded with {words} words; fewer than {least} seldom give a reason",
	Remedy:   "State what in the organization makes the control unnecessary.",
	Basis:    "ismskit proposal: auditors commonly ask",
	Since:    "v0.1.0",
}

var exclusionOutsourced = isms.Rule{
	Code:     "soa/outsourcing-as-justification-for-exclusion",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Outsourcing as justification for exclusion",
	Message:  "control {control} is excluded with words that say that somebody else performs it ({phrase}): outsourcing is no ground for exclusion",
	Remedy:   "Declare the control applicable and document the provider and its assurance, or state why the control is unnecessary.",
	Since:    "v0.1.0",
}

var exclusionTreated = isms.Rule{
	Code:     "soa/excluded-control-used-in-risk-treatment",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"6.1.3 b", "6.1.3 d 1", "6.1.3 d 4"},
	Title:    "Excluded control used in risk treatment",
	Message:  "control {control} is excluded, but the register uses it {use}",
	Remedy:   "Declare the control applicable, or treat the risk without it.",
	Since:    "v0.1.0",
}

var exclusionObliged = isms.Rule{
	Code:     "soa/excluded-control-required-by-obligation",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Excluded control required by obligation",
	Message:  "control {control} is excluded, but the obligation {obligation} demands it",
	Remedy:   "Declare the control applicable, or correct the obligation.",
	Since:    "v0.1.0",
}

var exclusionAsset = isms.Rule{
	Code:     "soa/excluded-control-relevant-to-an-asset",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Excluded control relevant to an asset",
	Message:  "control {control} is excluded, but the asset {asset} in scope is of the kind {kind}, which wants it",
	Remedy:   "Declare the control applicable, or state in the justification why it is unnecessary for the asset.",
	Basis:    "ismskit proposal: asset kinds and their controls",
	Since:    "v0.1.0",
}

var exclusionDevelopment = isms.Rule{
	Code:     "soa/excluded-development-control-despite-development",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Excluded development control despite development",
	Message:  "control {control} is excluded, but something is developed: the asset {asset} in scope is of the kind {kind}",
	Remedy:   "Examine whether suppliers or scripts develop for the scope, and declare the control applicable if they do.",
	Basis:    "ismskit proposal: auditors commonly ask; one source, low confidence",
	Since:    "v0.1.0",
}

var exclusionNeeded = isms.Rule{
	Code:     "soa/excluded-control-required-by-another-control",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Excluded control required by another control",
	Message:  "control {control} is excluded, but the applicable control {by} builds on it: {why}",
	Remedy:   "Declare the control applicable, or state in the justification what replaces it for the other control.",
	Basis:    "ismskit proposal: dependencies between controls",
	Since:    "v0.1.0",
}

var exclusionEssential = isms.Rule{
	Code:     "soa/excluded-essential-control",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Excluded essential control",
	Message:  "control {control} is excluded, which is hard to defend: {why}",
	Remedy:   "Declare the control applicable, or justify the exclusion with regard to the clause cited.",
	Basis:    "ismskit proposal: controls that clauses or law require; low confidence",
	Since:    "v0.1.0",
}

var exclusionReviewOverdue = isms.Rule{
	Code:     "soa/overdue-review-of-exclusion",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Overdue review of exclusion",
	Message:  "the exclusion of control {control} was to be looked at again until {due}",
	Remedy:   "Review the exclusion and record the date of the decision and of the next review.",
	Since:    "v0.1.0",
}

var exclusionScopeChanged = isms.Rule{
	Code:     "soa/exclusion-older-than-scope-change",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Exclusion older than scope change",
	Message:  "the exclusion of control {control} is of {decided}; the scope has its present form since {since}",
	Remedy:   "Review the exclusion for the current scope and record the date.",
	Since:    "v0.1.0",
}

// checkExclusions applies the rules on excluded controls.
func (r *run) checkExclusions() {
	r.c.Ran(exclusionUnjustified, exclusionShort, exclusionOutsourced, exclusionNeeded, exclusionEssential)
	r.dated(exclusionReviewOverdue)
	phrases := r.phrases(outsourcedPhrase)
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
		if !d.ReviewBy.IsZero() && d.ReviewBy.Before(r.asOf) {
			r.find(exclusionReviewOverdue, row.Row, "reviewBy", isms.ArgDate("due", d.ReviewBy))
		}
		for _, p := range essentialControls {
			if p.control == row.Ref() {
				r.find(exclusionEssential, row.Row, "applicability", isms.ArgText("why", p.why))
			}
		}
		for _, n := range controlNeeds {
			if n.control != row.Ref() {
				continue
			}
			if by, ok := r.b.index(n.by); ok && r.rows[by].a == Applicable {
				r.find(exclusionNeeded, row.Row, "applicability", isms.ArgText("by", n.by), isms.ArgText("why", n.why))
			}
		}
	}
	r.checkTreated()
	r.checkObliged()
	r.checkAssets()
	if r.f.ScopeSince.IsZero() {
		r.c.Skip(exclusionScopeChanged, isms.Sentence{Text: "it is not given since when the scope has its present form"})
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
		r.c.Skip(exclusionTreated, isms.Sentence{Text: "no risk and no treatment names a control: there may be no register behind the statement"})
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
		r.c.Skip(exclusionObliged, isms.Sentence{Text: "no obligations are given, neither in the statement nor as a fact"})
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
		r.c.Skip(exclusionAsset, isms.Sentence{Text: "the assets in scope are not given"})
		r.c.Skip(exclusionDevelopment, isms.Sentence{Text: "the assets in scope are not given"})
		return
	}
	r.c.Ran(exclusionAsset, exclusionDevelopment)
	excluded := r.s.Controls(Excluded)
	// first asset of each kind stands for all of it.
	first := make([]isms.ID, len(assetNeeds))
	there := make([]bool, len(assetNeeds))
	for _, a := range r.f.Assets {
		kind := risk.AssetKind(plain(string(a.Kind)))
		for i := range assetNeeds {
			if assetNeeds[i].kind == kind && (!there[i] || a.ID < first[i]) {
				first[i], there[i] = a.ID, true
			}
		}
	}
	for i, n := range assetNeeds {
		if !there[i] {
			continue
		}
		rule := exclusionAsset
		if n.develops {
			rule = exclusionDevelopment
		}
		for _, id := range n.controls {
			if excluded.Contains(id) {
				row, _ := r.s.Row(id)
				r.find(rule, row, "applicability", isms.ArgText("asset", orUnnamed(first[i])), isms.ArgText("kind", n.kind))
			}
		}
	}
}
