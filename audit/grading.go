package audit

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// GradeFacts are what a grade follows from. An empty Answer is not known, and a
// fact that is not known is never taken for a mild one.
type GradeFacts struct {
	NotMet           isms.Answer `json:"notMet,omitzero"`           // a requirement is not met
	Stage1           bool        `json:"stage1,omitzero"`           // found at stage 1: an area of concern (9.3.1.2.3)
	ResultsInDoubt   isms.Answer `json:"resultsInDoubt,omitzero"`   // the system may not reach its intended results
	ElementAbsent    isms.Answer `json:"elementAbsent,omitzero"`    // something that the standard demands is not there at all
	Systemic         isms.Answer `json:"systemic,omitzero"`         // not one case but how things are done
	Repeated         isms.Answer `json:"repeated,omitzero"`         // raised before, and back
	CommitmentMissed isms.Answer `json:"commitmentMissed,omitzero"` // what was promised for an earlier finding was not done
	SimilarMinors    int         `json:"similarMinors,omitzero"`    // minors on the same requirement, this one included
}

// A GradePolicy says what makes a major beside what ISO/IEC 17021-1 3.12 says.
// The zero GradePolicy adds nothing.
type GradePolicy struct {
	// MinorsToMajor is how many minors on one requirement make a major; 0 for
	// never by number. The standard has no number (note to 3.12).
	MinorsToMajor         int  `json:"minorsToMajor,omitzero"`
	RepeatedIsMajor       bool `json:"repeatedIsMajor,omitzero"`
	MissedCommitmentMajor bool `json:"missedCommitmentIsMajor,omitzero"`
}

// A GradeReason is a fact that a grade rests on, or that is missing for one.
type GradeReason string

// The reasons. The first three make a major by ISO/IEC 17021-1 3.12 and its
// note; that an absent element does is the reading of most bodies.
const (
	ReasonResultsInDoubt   GradeReason = "results-in-doubt"
	ReasonElementAbsent    GradeReason = "element-absent"
	ReasonSystemic         GradeReason = "systemic"
	ReasonMinorsAddUp      GradeReason = "minors-add-up"
	ReasonRepeated         GradeReason = "repeated"
	ReasonCommitmentMissed GradeReason = "commitment-missed"
	ReasonNotMet           GradeReason = "requirement-not-met"
	ReasonMet              GradeReason = "requirement-met"
	ReasonStage1           GradeReason = "at-stage-1"
)

var wordsGradeReasons = [...][2]GradeReason{
	{ReasonResultsInDoubt, "Results in doubt"},
	{ReasonElementAbsent, "Element absent"},
	{ReasonSystemic, "Systemic"},
	{ReasonMinorsAddUp, "Minors add up"},
	{ReasonRepeated, "Repeated"},
	{ReasonCommitmentMissed, "Commitment missed"},
	{ReasonNotMet, "Requirement not met"},
	{ReasonMet, "Requirement met"},
	{ReasonStage1, "At stage 1"},
}

// GradeReasons returns the vocabulary of [GradeReason].
func GradeReasons() isms.Words[GradeReason] {
	return isms.WordsOf("audit.grade-reason", wordsGradeReasons[:])
}

// A Grading is a proposed grade. The auditor decides. An empty Grade says that
// the facts under Unknown decide between grades and are not known.
type Grading struct {
	Grade   Grade         `json:"grade,omitzero"`
	Reasons []GradeReason `json:"reasons"`
	Unknown []GradeReason `json:"unknown"`
}

// Propose returns the grade that follows from the facts, with the reasons. One
// reason for a major is enough; a minor takes the certainty that there is none.
func (f GradeFacts) Propose(p GradePolicy) Grading {
	g := Grading{Reasons: []GradeReason{}, Unknown: []GradeReason{}}
	if f.Stage1 {
		return Grading{Grade: Concern, Reasons: []GradeReason{ReasonStage1}, Unknown: g.Unknown}
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
		{ReasonCommitmentMissed, f.CommitmentMissed, p.MissedCommitmentMajor},
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

// A Cluster is a requirement with the open minors against it.
type Cluster struct {
	Requirement isms.Ref  `json:"requirement"`
	Minors      []isms.ID `json:"minors"` // sorted
}

// Clusters returns the requirements against which at least this many open minors
// stand, in the order of the standard; none for a number below 2. Whether they
// make a major is for the auditor (note to 3.12).
func Clusters(atLeast int, list []Nonconformity) []Cluster {
	var pairs []Cluster // one minor each
	for _, n := range list {
		if !n.Open() || n.Grade() != Minor {
			continue
		}
		for _, r := range n.events[0].Finding.Requirements {
			pairs = append(pairs, Cluster{r, []isms.ID{n.ID()}})
		}
	}
	slices.SortFunc(pairs, func(a, b Cluster) int {
		if c := a.Requirement.Compare(b.Requirement); c != 0 {
			return c
		}
		return strings.Compare(string(a.Minors[0]), string(b.Minors[0]))
	})
	out := []Cluster{}
	for i := 0; i < len(pairs); {
		c := Cluster{Requirement: pairs[i].Requirement}
		for ; i < len(pairs) && pairs[i].Requirement == c.Requirement; i++ {
			if id := pairs[i].Minors[0]; !slices.Contains(c.Minors[max(0, len(c.Minors)-1):], id) {
				c.Minors = append(c.Minors, id)
			}
		}
		if atLeast >= 2 && len(c.Minors) >= atLeast {
			out = append(out, c)
		}
	}
	return out
}
