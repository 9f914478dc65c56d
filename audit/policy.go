package audit

import (
	"errors"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// A Step is what has to be done by a deadline. The empty Step is none.
type Step string

// The steps, in their usual order.
const (
	StepNotified           Step = "notified_by_body"       // the body has told the client
	StepCorrection         Step = "correction"             // the case is put right (10.2 a)
	StepCorrectionEvidence Step = "correction_evidence"    // and shown to be
	StepCause              Step = "root_cause"             // the cause is found (10.2 b)
	StepPlan               Step = "plan"                   // the plan for the corrective action is handed in
	StepPlanAccepted       Step = "plan_accepted"          // the body has accepted it
	StepAction             Step = "systemic_action"        // the corrective action is done (10.2 c)
	StepEvidence           Step = "evidence"               // and shown to be
	StepVerification       Step = "verification"           // the body has verified it
	StepEffectiveness      Step = "effectiveness_verified" // the effect is confirmed (10.2 d)
	StepClosure            Step = "closure"                // closed
	StepBodyDecides        Step = "body_decides"           // the body decides
	StepAuditHeld          Step = "audit_held"             // the audit takes place
)

const nSteps = 13

var wordsSteps = [...][2]Step{
	{StepNotified, "Notified by body"},
	{StepCorrection, "Correction"},
	{StepCorrectionEvidence, "Correction evidence"},
	{StepCause, "Root cause"},
	{StepPlan, "Plan"},
	{StepPlanAccepted, "Plan accepted"},
	{StepAction, "Systemic action"},
	{StepEvidence, "Evidence"},
	{StepVerification, "Verification"},
	{StepEffectiveness, "Effectiveness verified"},
	{StepClosure, "Closure"},
	{StepBodyDecides, "Body decides"},
	{StepAuditHeld, "Audit held"},
}

// Steps returns the vocabulary of [Step].
func Steps() isms.Words[Step] { return isms.WordsOf("audit.step", wordsSteps[:]) }

// Title returns the name of the step for people, such as "acceptance of the plan"; of
// a step that is not known its word.
func (s Step) Title() string {
	switch s {
	case StepNotified:
		return "notice from the body"
	case StepCorrectionEvidence:
		return "evidence of the correction"
	case StepCause:
		return "root cause"
	case StepPlanAccepted:
		return "acceptance of the plan"
	case StepAction:
		return "corrective action"
	case StepEffectiveness:
		return "confirmation of the effect"
	case StepBodyDecides:
		return "decision of the body"
	case StepAuditHeld:
		return "audit"
	}
	return string(s) // the other words are titles as they are
}

func stepIndex(s Step) int { return Steps().Index(s) }

// A StepSet holds steps. The zero StepSet is empty.
type StepSet struct{ bits uint16 }

// NewStepSet returns the set of the given steps; unknown ones are left out.
func NewStepSet(steps ...Step) StepSet {
	var s StepSet
	for _, step := range steps {
		if i := stepIndex(step); i >= 0 {
			s.bits |= 1 << i
		}
	}
	return s
}

// Has reports whether the step is in the set.
func (s StepSet) Has(step Step) bool {
	i := stepIndex(step)
	return i >= 0 && s.bits&(1<<i) != 0
}

// An Anchor is the day a limit counts from. The empty Anchor is none.
type Anchor string

// The anchors. A source that says "the audit" or "the end of the audit" is read
// as its last day.
const (
	AnchorLastAuditDay    Anchor = "last_day_of_audit"
	AnchorLastStage2Day   Anchor = "last_day_of_stage2"
	AnchorClosingMeeting  Anchor = "closing_meeting"
	AnchorEndOfAudit      Anchor = "end_of_audit"
	AnchorAudit           Anchor = "audit"
	AnchorReport          Anchor = "report"                // the day of the audit report
	AnchorFinding         Anchor = "finding"               // the day the finding was raised
	AnchorSurveillanceDue Anchor = "surveillance_due_date" // the last day for the surveillance audit
	AnchorDecision        Anchor = "decision"              // the day of the certification decision
	AnchorExpiry          Anchor = "expiry"                // the last day of the certificate
)

var wordsAnchors = [...][2]Anchor{
	{AnchorLastAuditDay, "Last day of audit"},
	{AnchorLastStage2Day, "Last day of stage2"},
	{AnchorClosingMeeting, "Closing meeting"},
	{AnchorEndOfAudit, "End of audit"},
	{AnchorAudit, "Audit"},
	{AnchorReport, "Report"},
	{AnchorFinding, "Finding"},
	{AnchorSurveillanceDue, "Surveillance due date"},
	{AnchorDecision, "Decision"},
	{AnchorExpiry, "Expiry"},
}

// Anchors returns the vocabulary of [Anchor].
func Anchors() isms.Words[Anchor] { return isms.WordsOf("audit.anchor", wordsAnchors[:]) }

// Title returns the name of the anchor for people, such as "last day of the audit";
// of an anchor that is not known its word.
func (a Anchor) Title() string {
	switch a {
	case AnchorLastAuditDay:
		return "last day of the audit"
	case AnchorLastStage2Day:
		return "last day of stage 2"
	case AnchorClosingMeeting:
		return "closing meeting"
	case AnchorEndOfAudit:
		return "end of the audit"
	case AnchorReport:
		return "audit report"
	case AnchorSurveillanceDue:
		return "last day for the surveillance audit"
	case AnchorDecision:
		return "certification decision"
	case AnchorExpiry:
		return "last day of the certificate"
	}
	return string(a) // the other words are titles as they are
}

// An Until is an event by which something has to be done, on its day at the
// latest. The empty Until is none.
type Until string

// The events.
const (
	UntilDecision  Until = "before_certification_decision"
	UntilNextAudit Until = "next_audit"
	UntilExpiry    Until = "certificate_expiry"
	UntilRevisit   Until = "revisit"
	UntilBodyLimit Until = "time_limit_set_by_body"
)

var wordsUntils = [...][2]Until{
	{UntilDecision, "Before certification decision"},
	{UntilNextAudit, "Next audit"},
	{UntilExpiry, "Certificate expiry"},
	{UntilRevisit, "Revisit"},
	{UntilBodyLimit, "Time limit set by body"},
}

// Untils returns the vocabulary of [Until].
func Untils() isms.Words[Until] { return isms.WordsOf("audit.until", wordsUntils[:]) }

// Title returns the name of the event for people, such as "next audit"; of an event
// that is not known its word.
func (u Until) Title() string {
	switch u {
	case UntilDecision:
		return "certification decision"
	case UntilNextAudit:
		return "next audit"
	case UntilExpiry:
		return "last day of the certificate"
	case UntilRevisit:
		return "second visit"
	case UntilBodyLimit:
		return "time limit set by the body"
	}
	return string(u)
}

// A Consequence is what follows when a deadline is missed. The empty Consequence
// means that the source names none.
type Consequence string

// The consequences.
const (
	AnotherStage2        Consequence = "another_stage2"                      // stage 2 has to be done again
	NoPositiveDecision   Consequence = "no_positive_decision"                // certification cannot be granted
	NoRecertification    Consequence = "no_recertification_and_no_extension" // the certificate ends
	SuspensionConsidered Consequence = "suspension_considered"               // the body may suspend
	BodyDecides          Consequence = "body_decides"                        // the body says what follows
	EscalateToMajor      Consequence = "escalate_to_major"                   // a minor becomes a major
	WithdrawOrReduce     Consequence = "withdraw_or_reduce_scope"            // the certificate, or a part of its scope, ends
	Expires              Consequence = "expires"                             // the certificate ends by itself
)

var wordsConsequences = [...][2]Consequence{
	{AnotherStage2, "Another stage2"},
	{NoPositiveDecision, "No positive decision"},
	{NoRecertification, "No recertification and no extension"},
	{SuspensionConsidered, "Suspension considered"},
	{BodyDecides, "Body decides"},
	{EscalateToMajor, "Escalate to major"},
	{WithdrawOrReduce, "Withdraw or reduce scope"},
	{Expires, "Expires"},
}

// Consequences returns the vocabulary of [Consequence].
func Consequences() isms.Words[Consequence] {
	return isms.WordsOf("audit.consequence", wordsConsequences[:])
}

// Title returns the consequence in words, such as "the body decides"; of one that is
// not known its word, and nothing of none.
func (c Consequence) Title() string {
	switch c {
	case AnotherStage2:
		return "stage 2 again"
	case NoPositiveDecision:
		return "no certificate is granted"
	case NoRecertification:
		return "no recertification and no extension"
	case SuspensionConsidered:
		return "the body considers suspension"
	case BodyDecides:
		return "the body decides"
	case EscalateToMajor:
		return "the minor becomes a major"
	case WithdrawOrReduce:
		return "the certificate is withdrawn or its scope reduced"
	case Expires:
		return "the certificate ends"
	}
	return string(c)
}

// A Limit is one row of a [Policy]: a step and by when. Either Within and Anchor
// are given, or Until.
type Limit struct {
	Grade  Grade         `json:"grade,omitzero"` // empty: major and minor
	Audits []Kind        `json:"audits"`         // empty: all audits of a body
	Step   Step          `json:"step"`
	Within isms.Interval `json:"within,omitzero"` // 0 days is the day of the anchor
	Anchor Anchor        `json:"anchor,omitzero"`
	Until  Until         `json:"until,omitzero"`
	OnMiss Consequence   `json:"onMiss,omitzero"`
	Ref    isms.Ref      `json:"ref,omitzero"` // the place that demands it
	Note   string        `json:"note,omitzero"`
}

func (l Limit) check() error {
	switch {
	case l.Grade != "" && !l.Grade.Nonconforming():
		return fmt.Errorf("grade %q has no deadlines: want major, minor or none for both", string(l.Grade))
	case !Steps().Has(l.Step):
		return fmt.Errorf("unknown step %q", string(l.Step))
	case (l.Until == "") == (l.Anchor == ""):
		return errors.New("want either within and anchor, or until")
	case l.Until != "" && !Untils().Has(l.Until):
		return fmt.Errorf("unknown until %q", string(l.Until))
	case l.Until != "" && !l.Within.IsZero():
		return errors.New("until takes no interval")
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

// A Policy says by when nonconformities are to be dealt with. Policies differ
// between bodies; the numbers of a body come from its own papers. The zero
// Policy has no limits of its own: what ISO/IEC 17021-1 demands applies anyway.
type Policy struct {
	ID         string          `json:"id"`
	Name       string          `json:"name"`
	Kind       string          `json:"kind"`       // "standard", "certification_body", "proposal"; own kinds are welcome
	Confidence isms.Confidence `json:"confidence"` // "high": two independent sources; "proposal": of this library; the embedder's own word else
	Limits     []Limit         `json:"limits"`
	Sources    []string        `json:"sources"`
}

// Validate returns an error for the first limit that cannot be understood, and for
// a policy without ID.
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

// Policies returns the policies that this package holds: the floor of ISO/IEC
// 17021-1, the bodies whose numbers two sources confirm, and two proposals of
// this library. The values are copies.
func Policies() []Policy {
	out := make([]Policy, 0, len(policyTable))
	for _, p := range policyTable {
		out = append(out, p.clone())
	}
	return out
}

// LookupPolicy returns the policy of [Policies] with the ID, and whether there is
// one.
func LookupPolicy(id string) (Policy, bool) {
	for _, p := range policyTable {
		if p.ID == id {
			return p.clone(), true
		}
	}
	return Policy{}, false
}

// Floor returns what ISO/IEC 17021-1 demands of every accredited body. It
// applies on top of every other policy.
func Floor() Policy { p, _ := LookupPolicy("iso-17021-1-2015"); return p }

// ProposedPolicy returns this library's proposal for the audits of a body whose
// numbers are not known. It is a proposal and no body's rule.
func ProposedPolicy() Policy { p, _ := LookupPolicy("proposed-default"); return p }

// ProposedInternal returns this library's proposal for internal audits and
// whatever else the organization finds itself.
func ProposedInternal() Policy { p, _ := LookupPolicy("proposed-internal"); return p }

// Join returns a policy with the limits of both: one for the body's audits and
// one for internal ones, say. ID and name are p's.
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
