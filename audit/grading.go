package audit

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// GradeFacts are the facts that a grade follows from. The empty answer is unknown
// and never taken for the milder one.
type GradeFacts struct {
	NotMet           isms.Answer `json:"notMet,omitzero"`           // a requirement is not fulfilled
	Stage1           bool        `json:"stage1,omitzero"`           // raised at stage 1 (ISO/IEC 17021-1 9.3.1.2.3)
	ResultsInDoubt   isms.Answer `json:"resultsInDoubt,omitzero"`   // the capability to achieve the intended results is affected
	ElementAbsent    isms.Answer `json:"elementAbsent,omitzero"`    // a required element of the ISMS is missing as a whole
	Systemic         isms.Answer `json:"systemic,omitzero"`         // a systemic failure, not a single case
	Repeated         isms.Answer `json:"repeated,omitzero"`         // a recurring nonconformity
	CommitmentMissed isms.Answer `json:"commitmentMissed,omitzero"` // the corrective action of an earlier finding was not implemented
	SimilarMinors    int         `json:"similarMinors,omitzero"`    // minor nonconformities against the same requirement, this one included
}

// GradePolicy is what makes a major nonconformity in addition to ISO/IEC 17021-1
// 3.12. The zero GradePolicy adds nothing.
type GradePolicy struct {
	// MinorsToMajor is the number of minor nonconformities against one requirement
	// that make a major one; 0: no number. ISO/IEC 17021-1 sets none (note to 3.12).
	MinorsToMajor           int  `json:"minorsToMajor,omitzero"`
	RepeatedIsMajor         bool `json:"repeatedIsMajor,omitzero"`
	MissedCommitmentIsMajor bool `json:"missedCommitmentIsMajor,omitzero"`
}

// GradeReason is a fact that a grade rests on, or that is unknown.
type GradeReason string

// The reasons. The first three make a major nonconformity by ISO/IEC 17021-1 3.12
// and its note; that a missing element does is how most bodies read it.
const (
	ReasonResultsInDoubt   GradeReason = "results in doubt"
	ReasonElementAbsent    GradeReason = "element absent"
	ReasonSystemic         GradeReason = "systemic"
	ReasonMinorsAddUp      GradeReason = "minors add up"
	ReasonRepeated         GradeReason = "repeated"
	ReasonCommitmentMissed GradeReason = "commitment missed"
	ReasonNotMet           GradeReason = "requirement not met"
	ReasonMet              GradeReason = "requirement met"
	ReasonStage1           GradeReason = "at stage 1"
)

var wordsGradeReasons = [...][2]GradeReason{
	{ReasonResultsInDoubt, "Intended results in doubt"},
	{ReasonElementAbsent, "Missing element of the ISMS"},
	{ReasonSystemic, "Systemic failure"},
	{ReasonMinorsAddUp, "Accumulated minor nonconformities"},
	{ReasonRepeated, "Recurring nonconformity"},
	{ReasonCommitmentMissed, "Corrective action not implemented"},
	{ReasonNotMet, "Requirement not fulfilled"},
	{ReasonMet, "Requirement fulfilled"},
	{ReasonStage1, "Raised at stage 1"},
}

// GradeReasons returns the vocabulary of [GradeReason].
func GradeReasons() isms.Words[GradeReason] {
	return isms.WordsOf("audit.grade-reason", wordsGradeReasons[:])
}

// Grading is a proposed grade; the auditor decides. The zero Grade means that the
// facts under Unknown decide between grades and are unknown.
type Grading struct {
	Grade   Grade         `json:"grade,omitzero"`
	Reasons []GradeReason `json:"reasons"`
	Unknown []GradeReason `json:"unknown"`
}

// Propose returns the grade that follows from the facts, with the reasons. One
// reason suffices for a major nonconformity; a minor one requires that there is
// certainly none.
func (f GradeFacts) Propose(p GradePolicy) Grading {
	g := Grading{Reasons: []GradeReason{}, Unknown: []GradeReason{}}
	if f.Stage1 {
		return Grading{Grade: AreaOfConcern, Reasons: []GradeReason{ReasonStage1}, Unknown: g.Unknown}
	}
	switch f.NotMet {
	case isms.Yes:
	case isms.No:
		return Grading{Grade: Observation, Reasons: []GradeReason{ReasonMet}, Unknown: g.Unknown}
	default:
		g.Unknown = append(g.Unknown, ReasonNotMet)
		return g
	}
	for _, c := range []struct {
		reason GradeReason
		answer isms.Answer
		counts bool
	}{
		{ReasonResultsInDoubt, f.ResultsInDoubt, true},
		{ReasonElementAbsent, f.ElementAbsent, true},
		{ReasonSystemic, f.Systemic, true},
		{ReasonMinorsAddUp, yesIf(f.SimilarMinors >= p.MinorsToMajor), p.MinorsToMajor > 0},
		{ReasonRepeated, f.Repeated, p.RepeatedIsMajor},
		{ReasonCommitmentMissed, f.CommitmentMissed, p.MissedCommitmentIsMajor},
	} {
		switch {
		case !c.counts || c.answer == isms.No:
		case c.answer == isms.Yes:
			g.Reasons = append(g.Reasons, c.reason)
		default:
			g.Unknown = append(g.Unknown, c.reason)
		}
	}
	switch {
	case len(g.Reasons) > 0:
		g.Grade, g.Unknown = Major, []GradeReason{}
	case len(g.Unknown) == 0:
		g.Grade, g.Reasons = Minor, append(g.Reasons, ReasonNotMet)
	}
	return g
}

func yesIf(b bool) isms.Answer {
	if b {
		return isms.Yes
	}
	return isms.No
}

// cluster is a requirement with the open minor nonconformities against it.
type cluster struct {
	requirement isms.Ref
	minors      []isms.ID // sorted
}

// clusters returns the requirements with at least this many open minor
// nonconformities, in the order of the standard; none for a number below 2. Whether
// they make a major one is for the auditor (ISO/IEC 17021-1, note to 3.12).
func clusters(atLeast int, list []Nonconformity) []cluster {
	var pairs []cluster // one minor each
	for _, n := range list {
		if !n.Open() || n.Grade() != Minor {
			continue
		}
		for _, r := range n.events[0].Finding.Requirements {
			pairs = append(pairs, cluster{r, []isms.ID{n.ID()}})
		}
	}
	slices.SortFunc(pairs, func(a, b cluster) int {
		if c := a.requirement.Compare(b.requirement); c != 0 {
			return c
		}
		return strings.Compare(string(a.minors[0]), string(b.minors[0]))
	})
	var out []cluster
	for i := 0; i < len(pairs); {
		c := cluster{requirement: pairs[i].requirement}
		for ; i < len(pairs) && pairs[i].requirement == c.requirement; i++ {
			if id := pairs[i].minors[0]; !slices.Contains(c.minors[max(0, len(c.minors)-1):], id) {
				c.minors = append(c.minors, id)
			}
		}
		if atLeast >= 2 && len(c.minors) >= atLeast {
			out = append(out, c)
		}
	}
	return out
}
