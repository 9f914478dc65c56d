package risk

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
)

// DefectCode says in a word what is wrong with a method.
type DefectCode string

// What can be wrong with a method.
const (
	defectScaleEmpty    DefectCode = "scale-empty"    // a scale has no steps
	defectScaleTooLong  DefectCode = "scale-too-long" // more steps, bands or points than are allowed
	defectStepUnnamed   DefectCode = "step-unnamed"   // a step or band has no name
	defectStepRepeated  DefectCode = "step-repeated"  // two steps or bands have the same key
	defectValueOrder    DefectCode = "value-order"    // the value of a step is not above that of the one below, or outside 0 to 1,000,000
	defectRangeGap      DefectCode = "range-gap"      // numeric ranges of a scale leave a gap
	defectRangeOverlap  DefectCode = "range-overlap"  // numeric ranges of a scale overlap
	defectRangeInverted DefectCode = "range-inverted" // a range or a band ends before it begins
	defectScorerMissing DefectCode = "scorer-missing"
	defectScorerInvalid DefectCode = "scorer-invalid" // the scorer's own parameters cannot be used
	defectWrongShape    DefectCode = "wrong-shape"    // a matrix has another number of rows or columns than the scales have steps
	defectNotTotal      DefectCode = "not-total"      // no score for a combination
	NotMonotone         DefectCode = "not-monotone"   // a higher grade gives a lower score
	defectBandMissing   DefectCode = "band-missing"   // the method has no bands
	defectBandGap       DefectCode = "band-gap"       // a score that occurs lies in no band
	defectBandOverlap   DefectCode = "band-overlap"   // two bands share scores
	defectBandOrder     DefectCode = "band-order"     // a band lies below the one before it
	BandUnreached       DefectCode = "band-unreached" // no combination gives this band
	defectCriterionOff  DefectCode = "criterion-off"  // an acceptance criterion names no band, or stands out of order
	defectCriterionOpen DefectCode = "criterion-open" // the levels above the last acceptance criterion have none
	defectCriterionWord DefectCode = "criterion-word" // an acceptance criterion without a known verdict
	defectCombineWord   DefectCode = "combine-word"   // an unknown way to combine impacts, or weights that cannot be used
	defectPropertyTwice DefectCode = "property-twice" // a property is listed twice, or is empty
	defectWaiverInvalid DefectCode = "waiver-invalid" // a waiver without a reason, or for something that cannot be waived
)

// Defect is one thing that is wrong with a method, with its place. Grades are 0
// where they do not apply.
type Defect struct {
	Code       DefectCode `json:"code"`
	Likelihood Grade      `json:"likelihood,omitzero"`
	Ease       Grade      `json:"ease,omitzero"`
	Impact     Grade      `json:"impact,omitzero"`
	// Place is the part of the method: "impact[3]", "bands[2]".
	Place   string `json:"place,omitzero"`
	Message string `json:"message"`
}

// String returns place and message.
func (d Defect) String() string {
	if d.Place == "" {
		return d.Message
	}
	return d.Place + ": " + d.Message
}

// MethodError says why a method cannot be used: all its defects that are not
// waived, in a fixed order.
type MethodError struct {
	name    string
	Defects []Defect
}

// Error names the method, the number of defects and the first of them.
func (e *MethodError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "risk: method %s: ", named(e.name))
	for i, d := range e.Defects {
		if i == 5 {
			fmt.Fprintf(&b, "; and %d more", len(e.Defects)-i)
			break
		}
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(d.String())
	}
	return b.String()
}

// named is the name of a method in a sentence.
func named(method string) string {
	if method == "" {
		return "without a name"
	}
	return text.Quote(method)
}

// DefectWaiver is the customer's decision to live with a defect of his method, with
// the reason. Only [NotMonotone] and [BandUnreached] can be waived.
type DefectWaiver struct {
	Code   DefectCode `json:"code"`
	Reason string     `json:"reason"`
}

func (c DefectCode) waivable() bool { return c == NotMonotone || c == BandUnreached }

// sound reports whether the waiver counts.
func (w DefectWaiver) sound() bool { return w.Code.waivable() && said(w.Reason) }

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

// said reports whether somebody wrote something: blanks, dashes and the like are
// no reason. It takes more words for silence than text.Blank does, such as "none"
// and "todo", which the verdicts of this package rest on.
func said(text string) bool {
	switch strings.ToLower(strings.Trim(text, " \t\r\n.-_")) {
	case "", "n/a", "na", "none", "tbd", "todo":
		return false
	}
	return true
}
