package audit

import "github.com/ismskit/ismskit/isms"

// Grade is the weight of an audit finding (ISO/IEC 17021-1 3.12, 3.13). The zero
// value means not graded yet.
type Grade string

// The grades, heaviest first.
const (
	Major                     Grade = "major"                       // affects the capability of the ISMS to achieve its intended results
	Minor                     Grade = "minor"                       // does not affect that capability
	AreaOfConcern             Grade = "area of concern"             // of stage 1: could be graded as a nonconformity at stage 2
	Observation               Grade = "observation"                 // requires no response
	OpportunityForImprovement Grade = "opportunity for improvement" // requires no response
)

var wordsGrades = [...][2]Grade{
	{Major, "Major nonconformity"},
	{Minor, "Minor nonconformity"},
	{AreaOfConcern, "Area of concern"},
	{Observation, "Observation"},
	{OpportunityForImprovement, "Opportunity for improvement"},
}

// Grades returns the vocabulary of [Grade], heaviest first.
func Grades() isms.Words[Grade] { return isms.WordsOf("audit.grade", wordsGrades[:]) }

// Nonconforming reports whether g is major or minor. Such findings require a
// correction, a root cause and, where the cause needs it, corrective action (10.2).
func (g Grade) Nonconforming() bool { return g == Major || g == Minor }

// NeedsAnswer reports whether the auditee has to respond: to a major or minor
// nonconformity as 10.2 requires, to an area of concern before stage 2 (ISO/IEC
// 17021-1 9.3.1.2). It is false for an observation and an opportunity for
// improvement only; a finding that is not graded yet needs an answer.
func (g Grade) NeedsAnswer() bool { return g != Observation && g != OpportunityForImprovement }

// Kind is the kind of audit that a finding comes from. The zero value is unknown.
type Kind string

// The kinds of audit. The first four are audits of a certification body.
const (
	Initial         Kind = "initial" // stage 1 or stage 2
	Surveillance    Kind = "surveillance"
	Recertification Kind = "recertification"
	Special         Kind = "special"  // at short notice or for a scope extension; with the deadlines of a surveillance audit, as ismskit reads ISO/IEC 17021-1
	Internal        Kind = "internal" // clause 9.2
	OtherSource     Kind = "other"    // no audit: an incident, monitoring, a review, a complaint
)

var wordsKinds = [...][2]Kind{
	{Initial, "Initial certification audit"},
	{Surveillance, "Surveillance audit"},
	{Recertification, "Recertification audit"},
	{Special, "Special audit"},
	{Internal, "Internal audit"},
	{OtherSource, "Other source"},
}

// Kinds returns the vocabulary of [Kind].
func Kinds() isms.Words[Kind] { return isms.WordsOf("audit.kind", wordsKinds[:]) }

// OfBody reports whether k is an audit of a certification body, to which ISO/IEC
// 17021-1 applies.
func (k Kind) OfBody() bool {
	return k == Initial || k == Surveillance || k == Recertification || k == Special
}
