package audit

import "github.com/ismskit/ismskit/isms"

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

var wordsGrades = [...][2]Grade{
	{Major, "Major"},
	{Minor, "Minor"},
	{Concern, "Concern"},
	{Observation, "Observation"},
	{Opportunity, "Opportunity"},
}

// Grades returns the vocabulary of [Grade].
func Grades() isms.Words[Grade] { return isms.WordsOf("audit.grade", wordsGrades[:]) }

// Nonconforming reports whether g says that a requirement is not met: major or
// minor. These demand a correction and a cause, and corrective action where the
// cause needs it (10.2).
func (g Grade) Nonconforming() bool { return g == Major || g == Minor }

// NeedsAnswer reports whether who was audited has to respond: to a major and a
// minor as 10.2 says, to a concern before stage 2, in no set form (ISO/IEC
// 17021-1 9.3.1.2). It is false for an observation and an opportunity only: of
// what nobody has graded nobody knows that it needs none.
func (g Grade) NeedsAnswer() bool { return g != Observation && g != Opportunity }

// An Kind says where a finding comes from. The empty Kind is not
// known.
type Kind string

// The kinds of audit. The first four are audits of a certification body.
const (
	Initial         Kind = "initial"         // stage 1 or stage 2
	Surveillance    Kind = "surveillance"    // between decisions
	Recertification Kind = "recertification" // before the certificate ends
	Special         Kind = "special"         // at short notice, or to extend the scope; deadlines as for surveillance, which is this library's reading
	Internal        Kind = "internal"        // by or for the organization itself, clause 9.2
	OtherSource     Kind = "other"           // no audit: an incident, monitoring, a review, a complaint
)

var wordsKinds = [...][2]Kind{
	{Initial, "Initial"},
	{Surveillance, "Surveillance"},
	{Recertification, "Recertification"},
	{Special, "Special"},
	{Internal, "Internal"},
	{OtherSource, "Other"},
}

// Kinds returns the vocabulary of [Kind].
func Kinds() isms.Words[Kind] { return isms.WordsOf("audit.kind", wordsKinds[:]) }

// OfBody reports whether the audit is one of a certification body, to which
// ISO/IEC 17021-1 applies.
func (k Kind) OfBody() bool {
	return k == Initial || k == Surveillance || k == Recertification || k == Special
}
