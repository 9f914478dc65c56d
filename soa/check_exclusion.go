package soa

import (
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
)

var exclusionUnjustified = isms.Rule{
	Code:     "soa/missing-justification-for-exclusion",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Missing justification for exclusion",
	Message:  "excluded control {control} has no justification for exclusion",
	Remedy:   "State why no risk and no legal, contractual or business requirement makes the control necessary.",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded")

var exclusionShort = isms.Rule{
	Code:     "soa/insufficient-justification-for-exclusion",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Insufficient justification for exclusion",
	Message:  "the justification for exclusion of control {control} has {words} {words|word|words}; fewer than {least} seldom state a reason",
	Remedy:   "State what in the organization makes the control unnecessary.",
	Basis:    "ismskit proposal: auditors commonly ask",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded")

var exclusionOutsourced = isms.Rule{
	Code:     "soa/outsourcing-as-justification-for-exclusion",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Outsourcing as justification for exclusion",
	Message:  "the justification for exclusion of control {control} says that another party implements it ({phrase}); outsourcing is no justification for exclusion",
	Remedy:   "Declare the control applicable and document the provider and its assurance, or state why the control is unnecessary.",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded")

var exclusionTreated = isms.Rule{
	Code:     "soa/excluded-control-used-in-risk-treatment",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"6.1.3 b", "6.1.3 d 1", "6.1.3 d 4"},
	Title:    "Excluded control used in risk treatment",
	Message:  "control {control} is excluded, but the risk register uses it {use}",
	Key:      []string{"use"},
	Needs:    []isms.Need{needRegister},
	Remedy:   "Declare the control applicable, or treat the risk without it.",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded", "register.risks", "register.risks[*].existing", "register.treatments", "register.treatments[*].controls", "register.treatments[*].risks")

var exclusionObliged = isms.Rule{
	Code:     "soa/excluded-control-required-by-obligation",
	Severity: isms.SeverityError,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Excluded control required by obligation",
	Message:  "control {control} is excluded, but obligation {obligation} requires it",
	Key:      []string{"obligation"},
	Needs:    []isms.Need{needObligations},
	Remedy:   "Declare the control applicable, or correct the obligation.",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded", "obligations[*].controls")

var exclusionAsset = isms.Rule{
	Code:     "soa/excluded-control-relevant-to-an-asset",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Excluded control relevant to an asset",
	Message:  "control {control} is excluded, but asset {asset} in scope is of the kind {kind}, for which the control is relevant",
	Key:      []string{"asset", "kind"},
	Needs:    []isms.Need{needAssets},
	Remedy:   "Declare the control applicable, or state in the justification why it is unnecessary for the asset.",
	Basis:    "ismskit proposal: asset kinds and their controls",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded")

var exclusionDevelopment = isms.Rule{
	Code:     "soa/excluded-development-control-despite-development",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Excluded development control despite development",
	Message:  "control {control} is excluded, but asset {asset} in scope is of the kind {kind}, which shows development",
	Key:      []string{"asset", "kind"},
	Needs:    []isms.Need{needAssets},
	Remedy:   "Examine whether suppliers or scripts develop for the scope, and declare the control applicable if they do.",
	Basis:    "ismskit proposal: auditors commonly ask; one source, low confidence",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded")

var exclusionNeeded = isms.Rule{
	Code:     "soa/excluded-control-required-by-another-control",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Excluded control required by another control",
	Message:  "control {control} is excluded, but applicable control {by} builds on it: {why}",
	Key:      []string{"by"},
	Remedy:   "Declare the control applicable, or state in the justification what replaces it for the other control.",
	Basis:    "ismskit proposal: dependencies between controls",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded")

var exclusionEssential = isms.Rule{
	Code:     "soa/excluded-essential-control",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Excluded essential control",
	Message:  "the exclusion of control {control} is hard to defend: {why}",
	Remedy:   "Declare the control applicable, or justify the exclusion with regard to the clause cited.",
	Basis:    "ismskit proposal: controls that clauses or law require; low confidence",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded")

var exclusionReviewOverdue = isms.Rule{
	Code:     "soa/overdue-review-of-exclusion",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Overdue review of exclusion",
	Message:  "the review of the exclusion of control {control} was due by {due}",
	Needs:    []isms.Need{needDay},
	Remedy:   "Review the exclusion and record the date of the decision and of the next review.",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded", "decisions[*].reviewBy")

var exclusionScopeChanged = isms.Rule{
	Code:     "soa/exclusion-older-than-scope-change",
	Severity: isms.SeverityWarning,
	Refs:     []isms.Ref{"6.1.3 d 4"},
	Title:    "Exclusion older than scope change",
	Message:  "the exclusion of control {control} was decided on {decided}; the scope has had its present form since {since}",
	Needs:    []isms.Need{needScopeSince},
	Remedy:   "Review the exclusion for the current scope and record the date.",
	Since:    "v0.1.0",
}.RestsOn("decisions", "decisions[*].excluded", "decisions[*].decidedOn")

// checkExclusions applies the rules on excluded controls.
func (r *run) checkExclusions() {
	r.c.Ran(exclusionUnjustified, exclusionShort, exclusionOutsourced, exclusionNeeded, exclusionEssential, exclusionReviewOverdue,
		exclusionTreated, exclusionObliged, exclusionAsset, exclusionDevelopment, exclusionScopeChanged)
	phrases := r.phrases(outsourcedPhrase)
	for row := range r.with(Excluded) {
		d := &row.e.decision
		if text.Blank(d.Justification) {
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
		for _, u := range row.uses() {
			r.find(exclusionTreated, row.Row, "excluded", u.args()...)
		}
		if since := d.DecidedOn; since.Before(r.f.ScopeSince) {
			r.find(exclusionScopeChanged, row.Row, "decidedOn", isms.ArgDate("decided", since), isms.ArgDate("since", r.f.ScopeSince))
		}
		for _, p := range essentialControls {
			if p.control == row.Ref() {
				r.find(exclusionEssential, row.Row, "excluded", isms.ArgSentence("why", p.why.With()))
			}
		}
		for _, n := range controlNeeds {
			if n.control != row.Ref() {
				continue
			}
			if by, ok := r.b.index(n.by); ok && r.rows[by].a == Applicable {
				r.find(exclusionNeeded, row.Row, "excluded", isms.ArgRef("by", n.by), isms.ArgSentence("why", n.why.With()))
			}
		}
	}
	r.checkObliged()
	r.checkAssets()
}

func (r *run) checkObliged() {
	for row := range r.with(Excluded) {
		for _, o := range row.e.derived {
			r.find(exclusionObliged, row.Row, "excluded", isms.ArgID("obligation", o.Source))
		}
	}
	for _, o := range r.f.Obligations {
		for _, id := range o.Controls {
			if i, ok := r.b.index(id); ok && r.rows[i].a == Excluded {
				r.find(exclusionObliged, r.rows[i].Row, "excluded", isms.ArgID("obligation", o.ID))
			}
		}
	}
}

func (r *run) checkAssets() {
	excluded := r.s.Controls(Excluded)
	// first asset of each kind stands for all of it.
	first := make([]*risk.Asset, len(assetNeeds))
	for k := range r.f.Assets {
		a := &r.f.Assets[k]
		kind := risk.AssetKind(plain(string(a.Kind)))
		for i := range assetNeeds {
			if assetNeeds[i].kind == kind && (first[i] == nil || a.ID < first[i].ID) {
				first[i] = a
			}
		}
	}
	for i, n := range assetNeeds {
		if first[i] == nil {
			continue
		}
		rule := exclusionAsset
		if n.develops {
			rule = exclusionDevelopment
		}
		for _, id := range n.controls {
			if excluded.Contains(id) {
				row, _ := r.s.LookupRow(id)
				r.find(rule, row, "excluded", isms.ArgID("asset", first[i].ID), isms.ArgText("kind", first[i].Kind))
			}
		}
	}
}
