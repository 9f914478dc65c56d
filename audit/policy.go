package audit

import (
	"errors"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Step is what has to be done by a deadline. The zero value is no step.
type Step string

const (
	stepNotified            Step = "notified by body"
	stepCorrection          Step = "correction" // 10.2 a
	stepCorrectionEvidence  Step = "correction evidence"
	stepRootCause           Step = "root cause" // 10.2 b
	stepPlan                Step = "plan"
	stepPlanAccepted        Step = "plan accepted"
	stepAction              Step = "corrective action" // 10.2 c
	stepEvidence            Step = "evidence"
	stepBodyVerification    Step = "body verification"
	stepEffectivenessReview Step = "effectiveness review" // 10.2 d
	stepClosure             Step = "closure"
	stepBodyDecides         Step = "body decides"
	stepAuditConducted      Step = "audit conducted"
)

const nSteps = 13

var wordsSteps = [...][2]Step{
	{stepNotified, "Notification by the certification body"},
	{stepCorrection, "Correction"},
	{stepCorrectionEvidence, "Evidence of correction"},
	{stepRootCause, "Root cause analysis"},
	{stepPlan, "Corrective action plan"},
	{stepPlanAccepted, "Acceptance of the corrective action plan"},
	{stepAction, "Corrective action"},
	{stepEvidence, "Evidence of corrective action"},
	{stepBodyVerification, "Verification by the certification body"},
	{stepEffectivenessReview, "Effectiveness review"},
	{stepClosure, "Closure"},
	{stepBodyDecides, "Decision of the certification body"},
	{stepAuditConducted, "Audit"},
}

// Steps returns the vocabulary of [Step], in the usual order of the steps.
func Steps() isms.Words[Step] { return isms.WordsOf("audit.step", wordsSteps[:]) }

func stepIndex(s Step) int { return Steps().Index(s) }

// StepSet is a set of steps. The zero value is empty.
type StepSet struct{ bits uint16 }

// NewStepSet returns the set of the given steps, without unknown ones.
func NewStepSet(steps ...Step) StepSet {
	var s StepSet
	for _, step := range steps {
		if i := stepIndex(step); i >= 0 {
			s.bits |= 1 << i
		}
	}
	return s
}

// Has reports whether step is in the set.
func (s StepSet) Has(step Step) bool {
	i := stepIndex(step)
	return i >= 0 && s.bits&(1<<i) != 0
}

// Anchor is the day from which a limit counts. The zero value is no anchor.
type Anchor string

const (
	anchorLastAuditDay    Anchor = "last day of audit"
	anchorLastStage2Day   Anchor = "last day of stage 2"
	anchorClosingMeeting  Anchor = "closing meeting"
	anchorEndOfAudit      Anchor = "end of audit"
	anchorAudit           Anchor = "audit"
	anchorReport          Anchor = "report"
	anchorFinding         Anchor = "finding"
	anchorSurveillanceDue Anchor = "surveillance due date"
	anchorDecision        Anchor = "decision"
	anchorExpiry          Anchor = "expiry"
)

var wordsAnchors = [...][2]Anchor{
	{anchorLastAuditDay, "Last day of audit"},
	{anchorLastStage2Day, "Last day of stage 2 audit"},
	{anchorClosingMeeting, "Closing meeting"},
	{anchorEndOfAudit, "End of audit"},
	{anchorAudit, "Audit"},
	{anchorReport, "Audit report"},
	{anchorFinding, "Audit finding"},
	{anchorSurveillanceDue, "Due date of surveillance audit"},
	{anchorDecision, "Certification decision"},
	{anchorExpiry, "Expiry of certificate"},
}

// Anchors returns the vocabulary of [Anchor]. A source that names the audit or its
// end is read as its last day.
func Anchors() isms.Words[Anchor] { return isms.WordsOf("audit.anchor", wordsAnchors[:]) }

// Milestone is an event that is itself the due date. The zero value is no
// milestone.
type Milestone string

const (
	milestoneDecision  Milestone = "certification decision"
	milestoneNextAudit Milestone = "next audit"
	milestoneExpiry    Milestone = "certificate expiry"
	milestoneFollowUp  Milestone = "follow up audit"
	milestoneBodyLimit Milestone = "time limit set by body"
)

var wordsMilestones = [...][2]Milestone{
	{milestoneDecision, "Certification decision"},
	{milestoneNextAudit, "Next audit"},
	{milestoneExpiry, "Expiry of certificate"},
	{milestoneFollowUp, "Follow-up audit"},
	{milestoneBodyLimit, "Time limit set by the certification body"},
}

// Milestones returns the vocabulary of [Milestone].
func Milestones() isms.Words[Milestone] {
	return isms.WordsOf("audit.milestone", wordsMilestones[:])
}

// Consequence is the consequence of a missed deadline. The zero value means that
// the source states none.
type Consequence string

var wordsConsequences = [...][2]Consequence{
	{"another stage 2", "Another stage 2 audit"},
	{"no positive decision", "No certification"},
	{"no recertification and no extension", "No recertification and no extension"},
	{"suspension considered", "Suspension considered"},
	{"body decides", "Decision of the certification body"},
	{"escalate to major", "Upgrade to major nonconformity"},
	{"withdraw or reduce scope", "Withdrawal or scope reduction"},
	{"expires", "Expiry of certificate"},
}

// Consequences returns the vocabulary of [Consequence].
func Consequences() isms.Words[Consequence] {
	return isms.WordsOf("audit.consequence", wordsConsequences[:])
}

// Limit is one row of a [Policy]: a step with either an interval from an anchor or
// a milestone.
type Limit struct {
	Grade     Grade         `json:"grade,omitzero"` // zero: major and minor
	Audits    []Kind        `json:"audits"`         // empty: every audit of a certification body
	Step      Step          `json:"step"`
	Within    isms.Interval `json:"within,omitzero"` // 0 days: the day of the anchor
	Anchor    Anchor        `json:"anchor,omitzero"`
	Milestone Milestone     `json:"milestone,omitzero"`
	OnMiss    Consequence   `json:"onMiss,omitzero"`
	Ref       isms.Ref      `json:"ref,omitzero"` // source of the requirement
	Note      string        `json:"note,omitzero"`
}

func (l Limit) check() error {
	switch {
	case l.Grade != "" && !l.Grade.Nonconforming():
		return fmt.Errorf("grade %q has no deadlines: want major, minor or none for both", string(l.Grade))
	case !Steps().Has(l.Step):
		return fmt.Errorf("unknown step %q", string(l.Step))
	case (l.Milestone == "") == (l.Anchor == ""):
		return errors.New("want either within and anchor, or milestone")
	case l.Milestone != "" && !Milestones().Has(l.Milestone):
		return fmt.Errorf("unknown milestone %q", string(l.Milestone))
	case l.Milestone != "" && !l.Within.IsZero():
		return errors.New("milestone takes no interval")
	case l.Anchor != "" && !Anchors().Has(l.Anchor):
		return fmt.Errorf("unknown anchor %q", string(l.Anchor))
	case l.Anchor != "" && !isms.Units().Has(l.Within.Unit):
		return fmt.Errorf("unknown unit %q", string(l.Within.Unit))
	case l.Within.N < 0 || l.Within.N > 100_000:
		return fmt.Errorf("%d %s is out of range", l.Within.N, l.Within.Unit)
	case l.OnMiss != "" && !Consequences().Has(l.OnMiss):
		return fmt.Errorf("unknown consequence %q", string(l.OnMiss))
	case l.Ref != "" && !l.Ref.Known():
		return fmt.Errorf("there is no place %q", string(l.Ref))
	}
	for _, k := range l.Audits {
		if !Kinds().Has(k) {
			return fmt.Errorf("unknown audit kind %q", string(k))
		}
	}
	return nil
}

// Policy is a set of limits for dealing with nonconformities. Policies differ
// between certification bodies; the numbers of a body come from its own documents.
// The zero Policy has no limits of its own: the minimum of ISO/IEC 17021-1 applies
// on top of every policy.
type Policy struct {
	ID         string          `json:"id"`
	Name       string          `json:"name"`
	Kind       string          `json:"kind"`       // "standard", "certification body", "proposal", or a word of the embedder
	Confidence isms.Confidence `json:"confidence"` // "high": two independent sources; "proposal": of ismskit; otherwise a word of the embedder
	Limits     []Limit         `json:"limits"`
	Sources    []string        `json:"sources"`
}

// Validate returns an error for the first limit that cannot be interpreted, and
// for a policy without a valid ID.
func (p Policy) Validate() error {
	if err := isms.ID(p.ID).Validate(); err != nil {
		return fmt.Errorf("audit: policy %q: %w", p.ID, err)
	}
	for i, l := range p.Limits {
		if err := l.check(); err != nil {
			return fmt.Errorf("audit: policy %q: limit %d: %w", p.ID, i+1, err)
		}
	}
	return nil
}

// Policies returns the built-in policies: the minimum of ISO/IEC 17021-1
// ("iso-17021-1-2015"), the certification bodies whose numbers two sources confirm,
// and two proposals of ismskit, for audits of a body ("proposed-default") and for
// internal audits ("proposed-internal"). The values are copies.
func Policies() []Policy {
	out := make([]Policy, 0, len(policyTable))
	for _, p := range policyTable {
		out = append(out, p.clone())
	}
	return out
}

// LookupPolicy returns the policy of [Policies] with the given ID. It returns false
// for an unknown ID.
func LookupPolicy(id string) (Policy, bool) {
	for _, p := range policyTable {
		if p.ID == id {
			return p.clone(), true
		}
	}
	return Policy{}, false
}

// Join returns a policy with the limits and sources of both, such as one for the
// audits of a certification body and one for internal audits. ID and name are
// those of p.
func (p Policy) Join(other Policy) Policy {
	p = p.clone()
	p.Limits = append(p.Limits, other.clone().Limits...)
	p.Sources = append(p.Sources, other.Sources...)
	return p
}

func (p Policy) clone() Policy {
	p.Limits = slices.Clone(p.Limits)
	for i := range p.Limits {
		p.Limits[i].Audits = slices.Clone(p.Limits[i].Audits)
	}
	p.Sources = slices.Clone(p.Sources)
	return p
}
