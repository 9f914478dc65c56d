package audit

import (
	"slices"
	"strconv"

	"github.com/ismskit/ismskit/isms"
)

// Step is an activity that is due by a deadline. The zero value is no step.
type Step string

// The steps of the organization fulfil 10.2, those of the certification body ISO/IEC
// 17021-1 9.4.10 and 9.5.2.
const (
	StepNotified            Step = "notified by certification body"
	StepCorrection          Step = "correction" // 10.2 a
	StepCorrectionEvidence  Step = "correction evidence"
	StepRootCause           Step = "root cause" // 10.2 b
	StepPlan                Step = "plan"
	StepPlanAccepted        Step = "plan accepted"
	StepAction              Step = "corrective action" // 10.2 c
	StepEvidence            Step = "evidence"
	StepBodyVerification    Step = "verification by certification body"
	StepEffectivenessReview Step = "effectiveness review" // 10.2 d
	StepClosure             Step = "closure"
	StepBodyDecision        Step = "decision of certification body"
	StepAuditConducted      Step = "audit conducted"
)

const nSteps = 13

var wordsSteps = [...][2]Step{
	{StepNotified, "Notification by the certification body"},
	{StepCorrection, "Correction"},
	{StepCorrectionEvidence, "Evidence of correction"},
	{StepRootCause, "Root cause analysis"},
	{StepPlan, "Corrective action plan"},
	{StepPlanAccepted, "Acceptance of the corrective action plan"},
	{StepAction, "Corrective action"},
	{StepEvidence, "Evidence of corrective action"},
	{StepBodyVerification, "Verification by the certification body"},
	{StepEffectivenessReview, "Effectiveness review"},
	{StepClosure, "Closure"},
	{StepBodyDecision, "Decision of the certification body"},
	{StepAuditConducted, "Audit"},
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

// Each is a field of [Dates], but for the finding: that is the day on which it was raised.
const (
	AnchorLastAuditDay    Anchor = "last day of audit"
	AnchorLastStage2Day   Anchor = "last day of stage 2"
	AnchorClosingMeeting  Anchor = "closing meeting"
	AnchorReport          Anchor = "report"
	AnchorFinding         Anchor = "finding"
	AnchorSurveillanceDue Anchor = "surveillance due date"
	AnchorDecision        Anchor = "certification decision"
	AnchorExpiry          Anchor = "certificate expiry"
)

var wordsAnchors = [...][2]Anchor{
	{AnchorLastAuditDay, "Last day of audit"},
	{AnchorLastStage2Day, "Last day of stage 2 audit"},
	{AnchorClosingMeeting, "Closing meeting"},
	{AnchorReport, "Audit report"},
	{AnchorFinding, "Audit finding"},
	{AnchorSurveillanceDue, "Due date of surveillance audit"},
	{AnchorDecision, "Certification decision"},
	{AnchorExpiry, "Expiry of certificate"},
}

// Anchors returns the vocabulary of [Anchor]. What a source calls the audit or its end
// is its last day.
func Anchors() isms.Words[Anchor] { return isms.WordsOf("audit.anchor", wordsAnchors[:]) }

// Milestone is an event that is itself the due date. The zero value is no
// milestone.
type Milestone string

// Each is a field of [Dates].
const (
	MilestoneDecision      Milestone = "certification decision"
	MilestoneNextAudit     Milestone = "next audit"
	MilestoneExpiry        Milestone = "certificate expiry"
	MilestoneFollowUpAudit Milestone = "follow up audit"
	MilestoneBodyLimit     Milestone = "time limit set by certification body"
)

var wordsMilestones = [...][2]Milestone{
	{MilestoneDecision, "Certification decision"},
	{MilestoneNextAudit, "Next audit"},
	{MilestoneExpiry, "Expiry of certificate"},
	{MilestoneFollowUpAudit, "Follow-up audit"},
	{MilestoneBodyLimit, "Time limit set by the certification body"},
}

// Milestones returns the vocabulary of [Milestone].
func Milestones() isms.Words[Milestone] {
	return isms.WordsOf("audit.milestone", wordsMilestones[:])
}

// Consequence is the consequence of a missed deadline. The zero value means that
// the source states none.
type Consequence string

// The first three stand in the way of a certificate, the others change one or a grade.
const (
	ConsequenceStage2               Consequence = "another stage 2"
	ConsequenceNoCertification      Consequence = "no positive decision"
	ConsequenceNoRecertification    Consequence = "no recertification and no extension"
	ConsequenceSuspensionConsidered Consequence = "suspension considered"
	ConsequenceBodyDecision         Consequence = "decision of certification body"
	ConsequenceMajor                Consequence = "escalate to major" // the minor nonconformity is upgraded
	ConsequenceWithdrawal           Consequence = "withdraw or reduce scope"
	ConsequenceExpiry               Consequence = "expires" // the certificate
)

var wordsConsequences = [...][2]Consequence{
	{ConsequenceStage2, "Another stage 2 audit"},
	{ConsequenceNoCertification, "No certification"},
	{ConsequenceNoRecertification, "No recertification and no extension"},
	{ConsequenceSuspensionConsidered, "Suspension considered"},
	{ConsequenceBodyDecision, "Decision of the certification body"},
	{ConsequenceMajor, "Upgrade to major nonconformity"},
	{ConsequenceWithdrawal, "Withdrawal or scope reduction"},
	{ConsequenceExpiry, "Expiry of certificate"},
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

// maxWithin is the largest number of units of a limit.
const maxWithin = 100_000

func (l Limit) check() error {
	var errs []error
	refuse := func(wrong bool, m isms.Message, at isms.Path, value string, args ...isms.Arg) {
		if wrong {
			errs = append(errs, isms.Refuse(m, at, value, args...))
		}
	}
	refuse(l.Grade != "" && !l.Grade.Nonconforming(), gradeWithoutLimits, "grade", string(l.Grade), isms.ArgWords("grades", Grades(), Major, Minor))
	errs = append(errs, Steps().Validate("step", l.Step))
	refuse((l.Milestone == "") == (l.Anchor == ""), anchorOrMilestone, "", "")
	within := strconv.Itoa(l.Within.N) + " " + string(l.Within.Unit)
	if l.Milestone != "" {
		errs = append(errs, Milestones().Validate("milestone", l.Milestone))
		refuse(!l.Within.IsZero(), milestoneWithInterval, "within", within)
	}
	if l.Anchor != "" {
		errs = append(errs, Anchors().Validate("anchor", l.Anchor), isms.Units().Validate("within", l.Within.Unit))
	}
	refuse(l.Within.N < 0 || l.Within.N > maxWithin, intervalOutOfRange, "within", within, isms.ArgInt("most", maxWithin))
	if l.OnMiss != "" {
		errs = append(errs, Consequences().Validate("onMiss", l.OnMiss))
	}
	if l.Ref != "" {
		errs = append(errs, isms.RefuseUnder("ref", l.Ref.Validate()))
	}
	for i, k := range l.Audits {
		errs = append(errs, Kinds().Validate(isms.Path("").Index("audits", i), k))
	}
	return isms.RefuseAll(errs...)
}

// PolicyKind is the origin of a [Policy]. The zero value is unknown.
type PolicyKind string

// Only the limits of a standard are requirements of ISO.
const (
	PolicyStandard PolicyKind = "standard"
	PolicyBody     PolicyKind = "certification body" // from its own documents
	PolicyProposal PolicyKind = "proposal"           // of ismskit
	PolicyOwn      PolicyKind = "own"                // of the organization, or of its product
)

var wordsPolicyKinds = [...][2]PolicyKind{
	{PolicyStandard, "Standard"},
	{PolicyBody, "Certification body"},
	{PolicyProposal, "Proposal of ismskit"},
	{PolicyOwn, "Own policy"},
}

// PolicyKinds returns the vocabulary of [PolicyKind].
func PolicyKinds() isms.Words[PolicyKind] {
	return isms.WordsOf("audit.policy-kind", wordsPolicyKinds[:])
}

// FreeDay is the day to which a due date on a day not worked is moved. The zero value
// leaves it where it is.
type FreeDay string

// A due date is moved to the nearest working day after it or before it.
const (
	NextWorkingDay     FreeDay = "next working day"
	PreviousWorkingDay FreeDay = "previous working day"
)

var wordsFreeDays = [...][2]FreeDay{
	{NextWorkingDay, "Next working day"},
	{PreviousWorkingDay, "Previous working day"},
}

// FreeDays returns the vocabulary of [FreeDay].
func FreeDays() isms.Words[FreeDay] { return isms.WordsOf("audit.free-day", wordsFreeDays[:]) }

// Policy is a set of limits for dealing with nonconformities. Policies differ
// between certification bodies; the numbers of a body come from its own documents.
// The zero Policy has no limits of its own: the minimum of ISO/IEC 17021-1 applies
// on top of every policy.
type Policy struct {
	ID         string          `json:"id"`
	Name       string          `json:"name"`
	Kind       PolicyKind      `json:"kind"`
	Confidence isms.Confidence `json:"confidence"` // "high": two independent sources; "proposal": of ismskit; otherwise a word of the embedder
	Limits     []Limit         `json:"limits"`
	Sources    []string        `json:"sources"`
	// Calendar names the calendar that working days count by; zero: the default.
	Calendar isms.ID `json:"calendar,omitzero"`
	// OnFreeDay moves a due date that lies days, weeks, months or years after its
	// anchor off a day that is not worked. Milestones stay where they are.
	OnFreeDay FreeDay `json:"onFreeDay,omitzero"`
}

// Validate returns an [isms.Error] with each limit that cannot be interpreted, an
// invalid ID and an unknown kind.
func (p Policy) Validate() error {
	errs := []error{isms.RefuseUnder("id", isms.ID(p.ID).Validate())}
	if p.Kind != "" {
		errs = append(errs, PolicyKinds().Validate("kind", p.Kind))
	}
	if p.OnFreeDay != "" {
		errs = append(errs, FreeDays().Validate("onFreeDay", p.OnFreeDay))
	}
	for i, l := range p.Limits {
		errs = append(errs, isms.RefuseUnder(isms.Path("").Index("limits", i), l.check()))
	}
	return isms.RefuseAll(errs...)
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

func (p Policy) clone() Policy {
	p.Limits = slices.Clone(p.Limits)
	for i := range p.Limits {
		p.Limits[i].Audits = slices.Clone(p.Limits[i].Audits)
	}
	p.Sources = slices.Clone(p.Sources)
	return p
}
