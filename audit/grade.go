package audit

import "slices"

// A Grade says how much a finding weighs (ISO/IEC 17021-1 3.12, 3.13). The empty
// Grade means that nobody has graded it yet.
type Grade string

// The grades, heaviest first.
const (
	Major       Grade = "major"       // puts in doubt that the system reaches its intended results
	Minor       Grade = "minor"       // a requirement is not met, the results are not in doubt
	Concern     Grade = "concern"     // of stage 1: could be a nonconformity at stage 2
	Observation Grade = "observation" // met, but worth watching; needs no answer
	Opportunity Grade = "opportunity" // for improvement; needs no answer
)

// Grades returns the known grades, heaviest first.
func Grades() []Grade { return []Grade{Major, Minor, Concern, Observation, Opportunity} }

// Known reports whether g is one of [Grades].
func (g Grade) Known() bool { return slices.Contains(Grades(), g) }

// Nonconforming reports whether g says that a requirement is not met: major or
// minor.
func (g Grade) Nonconforming() bool { return g == Major || g == Minor }

// An AuditKind says where a finding comes from. The empty AuditKind is not
// known.
type AuditKind string

// The kinds of audit. The first four are audits of a certification body.
const (
	Initial         AuditKind = "initial"         // stage 1 or stage 2
	Surveillance    AuditKind = "surveillance"    // between decisions
	Recertification AuditKind = "recertification" // before the certificate ends
	Special         AuditKind = "special"         // at short notice, or to extend the scope; deadlines as for surveillance, which is this library's reading
	Internal        AuditKind = "internal"        // by or for the organization itself, clause 9.2
	OtherSource     AuditKind = "other"           // no audit: an incident, monitoring, a review, a complaint
)

// AuditKinds returns the known kinds.
func AuditKinds() []AuditKind {
	return []AuditKind{Initial, Surveillance, Recertification, Special, Internal, OtherSource}
}

// Known reports whether k is one of [AuditKinds].
func (k AuditKind) Known() bool { return slices.Contains(AuditKinds(), k) }

// OfBody reports whether the audit is one of a certification body, to which
// ISO/IEC 17021-1 applies.
func (k AuditKind) OfBody() bool {
	return k == Initial || k == Surveillance || k == Recertification || k == Special
}

// An Answer is yes or no. The empty Answer is not known, which is neither.
type Answer string

// The answers.
const (
	Yes Answer = "yes"
	No  Answer = "no"
)

// Answers returns the known answers.
func Answers() []Answer { return []Answer{Yes, No} }

// Known reports whether a is one of [Answers].
func (a Answer) Known() bool { return a == Yes || a == No }
