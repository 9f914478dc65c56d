package risk

import (
	"errors"
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// DefectCode is what is wrong with a method, in a word.
type DefectCode string

// Defects of a method. Only [DefectNotMonotone] and
// [DefectBandUnreached], can be waived.
const (
	DefectScaleEmpty    DefectCode = "scale empty"    // a scale has no steps
	DefectScaleTooLong  DefectCode = "scale too long" // more steps, bands or points than are allowed
	DefectStepUnnamed   DefectCode = "step unnamed"   // a step or band has no name
	DefectStepRepeated  DefectCode = "step repeated"  // two steps or bands have the same key
	DefectValueOrder    DefectCode = "value order"    // the value of a step is not above that of the one below, or outside 0 to 1,000,000
	DefectRangeGap      DefectCode = "range gap"      // numeric ranges of a scale leave a gap
	DefectRangeOverlap  DefectCode = "range overlap"  // numeric ranges of a scale overlap
	DefectRangeInverted DefectCode = "range inverted" // a range or a band ends before it begins
	DefectScorerMissing DefectCode = "scorer missing"
	DefectScorerInvalid DefectCode = "scorer invalid" // the scorer's own parameters cannot be used
	DefectWrongShape    DefectCode = "wrong shape"    // a matrix has another number of rows or columns than the scales have steps
	DefectNotTotal      DefectCode = "not total"      // no score for a combination
	DefectNotMonotone   DefectCode = "not monotone"   // a higher grade gives a lower score
	DefectBandMissing   DefectCode = "band missing"   // the method has no bands
	DefectBandGap       DefectCode = "band gap"       // a score that occurs lies in no band
	DefectBandOverlap   DefectCode = "band overlap"   // two bands share scores
	DefectBandOrder     DefectCode = "band order"     // a band lies below the one before it
	DefectBandUnreached DefectCode = "band unreached" // no combination gives this band
	DefectCriterionOff  DefectCode = "criterion off"  // an acceptance criterion names no band, or stands out of order
	DefectCriterionOpen DefectCode = "criterion open" // the levels above the last acceptance criterion have none
	DefectCriterionWord DefectCode = "criterion word" // an acceptance criterion without a known acceptability
	DefectCombineWord   DefectCode = "combine word"   // an unknown way to combine impacts, or weights that cannot be used
	DefectPropertyTwice DefectCode = "property twice" // a property is listed twice, or is empty
	DefectWaiverInvalid DefectCode = "waiver invalid" // a waiver without a reason, or for something that cannot be waived
)

var wordsDefectCodes = [...][2]DefectCode{
	{DefectScaleEmpty, "Empty scale"},
	{DefectScaleTooLong, "Too many parts"},
	{DefectStepUnnamed, "Missing name"},
	{DefectStepRepeated, "Duplicate key"},
	{DefectValueOrder, "Values out of order"},
	{DefectRangeGap, "Gap between numeric ranges"},
	{DefectRangeOverlap, "Overlapping numeric ranges"},
	{DefectRangeInverted, "Empty range"},
	{DefectScorerMissing, "Missing scoring"},
	{DefectScorerInvalid, "Invalid scoring parameters"},
	{DefectWrongShape, "Wrong size of matrix"},
	{DefectNotTotal, "Missing score"},
	{DefectNotMonotone, "Lower score for a higher value"},
	{DefectBandMissing, "Missing risk levels"},
	{DefectBandGap, "Score without risk level"},
	{DefectBandOverlap, "Overlapping risk levels"},
	{DefectBandOrder, "Risk levels out of order"},
	{DefectBandUnreached, "Risk level never reached"},
	{DefectCriterionOff, "Invalid risk acceptance criterion"},
	{DefectCriterionOpen, "Risk level without acceptance criterion"},
	{DefectCriterionWord, "Unknown acceptability"},
	{DefectCombineWord, "Invalid combination of impacts"},
	{DefectPropertyTwice, "Duplicate or empty property"},
	{DefectWaiverInvalid, "Invalid waiver"},
}

// DefectCodes returns the vocabulary of [DefectCode].
func DefectCodes() isms.Words[DefectCode] {
	return isms.WordsOf("risk.defect-code", wordsDefectCodes[:])
}

// Defect is one thing that is wrong with a method. Grades are 0 where they do not
// apply.
type Defect struct {
	Code               DefectCode `json:"code"`
	Likelihood         Grade      `json:"likelihood,omitzero"`
	EaseOfExploitation Grade      `json:"easeOfExploitation,omitzero"`
	Impact             Grade      `json:"impact,omitzero"`
	// Problem says what is wrong and where, from the root of the method:
	// "bands[high]", "scorer.cells[#2][#3]".
	Problem isms.Problem `json:"problem"`
}

// newDefect returns a defect with the sentence of the message.
func newDefect(code DefectCode, at isms.Path, m isms.Message, args ...isms.Arg) Defect {
	return Defect{Code: code, Problem: problem(isms.Refuse(m, at, "", args...))}
}

// problem returns the first problem of a refusal.
func problem(err error) isms.Problem {
	var e *isms.Error
	errors.As(err, &e) // every refusal is one
	return e.Problems[0]
}

// sentenceOf returns what a problem says, without what would be right.
func sentenceOf(p isms.Problem) isms.Sentence {
	return isms.Sentence{Code: p.Code, Args: p.Args, Text: p.Message}
}

// args returns what a finding about the defect says.
func (d Defect) args() []isms.Arg {
	args := []isms.Arg{
		isms.ArgSentence("defect", sentenceOf(d.Problem)), isms.ArgWord("code", DefectCodes(), d.Code),
		isms.ArgInt("likelihood", int(d.Likelihood)), isms.ArgInt("easeOfExploitation", int(d.EaseOfExploitation)), isms.ArgInt("impact", int(d.Impact)),
	}
	for _, a := range d.Problem.Args {
		if a.Name == "scale" || a.Name == "property" {
			args = append(args, a)
		}
	}
	return args
}

// refuse returns why a method with these defects cannot be used.
func refuse(defects []Defect) error {
	e := isms.Error{}
	for _, d := range defects {
		e.Problems = append(e.Problems, d.Problem)
	}
	return isms.RefuseAll(&e)
}

// DefectWaiver is the customer's decision to live with a defect of their method, with
// the reason. Only [DefectNotMonotone] and [DefectBandUnreached] can be waived.
type DefectWaiver struct {
	Code   DefectCode `json:"code"`
	Reason string     `json:"reason"`
}

func (c DefectCode) waivable() bool { return c == DefectNotMonotone || c == DefectBandUnreached }

// sound reports whether the waiver counts.
func (w DefectWaiver) sound() bool { return w.Code.waivable() && !text.Blank(w.Reason) }

// waived returns the reason for each kind of defect that is waived, the first of
// several.
func (m Method) waived() map[DefectCode]string {
	reasons := map[DefectCode]string{}
	for _, w := range slices.Backward(m.Waivers) {
		if w.sound() {
			reasons[w.Code] = w.Reason
		}
	}
	return reasons
}

// unwaived returns the defects that no waiver covers.
func (m Method) unwaived(defects []Defect) []Defect {
	reasons := m.waived()
	return slices.DeleteFunc(defects, func(d Defect) bool {
		_, ok := reasons[d.Code]
		return ok
	})
}
