package audit

import "github.com/ismskit/ismskit/isms"

// Conditions of closure.
var (
	closeUngraded = isms.Rule{
		Code: "audit/closure-without-grade", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 b 1"}, Since: "v0.1.0",
		Title:   "Closure without grade",
		Message: "{id} is not graded",
		Remedy:  "Grade the finding.",
		Needs:   registerNeeds,
		Basis:   "the grade decides what closure requires",
	}.RestsOn("items[*].nonconformity")
	closeWithoutCorrection = isms.Rule{
		Code: "audit/closure-without-correction", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 a 1"}, Since: "v0.1.0",
		Title:   "Closure without correction",
		Message: "{id} has no correction",
		Remedy:  "Correct the nonconformity and document the correction.",
		Needs:   registerNeeds,
	}.RestsOn("items[*].nonconformity")
	closeWithoutCause = isms.Rule{
		Code: "audit/closure-without-root-cause", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 b 2"}, Since: "v0.1.0",
		Title:   "Closure without root cause",
		Message: "the root cause of {id} is not determined",
		Remedy:  "Determine the root cause and document it.",
		Needs:   registerNeeds,
	}.RestsOn("items[*].nonconformity")
	closeWithoutSimilar = isms.Rule{
		Code: "audit/closure-without-check-for-similar-nonconformities", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 b 3"}, Since: "v0.1.0",
		Title:   "Closure without check for similar nonconformities",
		Message: "it is not determined whether nonconformities similar to {id} exist",
		Remedy:  "Determine whether similar nonconformities exist and document the result.",
		Needs:   registerNeeds,
		Basis:   "ismskit proposal: 10.2 b applies to every nonconformity, and prevents the closure of major ones only",
	}.RestsOn("items[*].nonconformity")
	closeWithoutAcceptance = isms.Rule{
		Code: "audit/closure-without-accepted-plan", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 9.4.10"}, Since: "v0.1.0",
		Title:   "Closure without accepted plan",
		Message: "the certification body has not accepted the corrective action plan for {id}",
		Remedy:  "Have the certification body accept the corrective action plan.",
		Needs:   registerNeeds,
		Basis:   "ISO/IEC 17021-1 9.5.2 and 9.4.10",
	}.RestsOn("items[*].nonconformity")
	closeWithoutAction = isms.Rule{
		Code: "audit/closure-without-completed-corrective-action", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 c"}, Since: "v0.1.0",
		Title:   "Closure without completed corrective action",
		Message: "the corrective actions for {id} are not completed: {progress}",
		Remedy:  "Complete every corrective action of the plan.",
		Needs:   registerNeeds,
	}.RestsOn("items[*].nonconformity")
	closeWithoutReview = isms.Rule{
		Code: "audit/closure-without-effectiveness-review", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 d"}, Since: "v0.1.0",
		Title:   "Closure without effectiveness review",
		Message: "the effectiveness of the corrective action for {id} has not been reviewed",
		Remedy:  "Review the effectiveness of the corrective action and document the result.",
		Needs:   registerNeeds,
	}.RestsOn("items[*].nonconformity")
)

// gate is a condition of closure for some findings.
type gate struct {
	rule         *isms.Rule
	needs        facts // any of them
	major, minor bool
	ofBody       bool // only for findings of a certification body
}

var gates = [...]gate{
	{rule: &closeUngraded},
	{rule: &closeWithoutCorrection, needs: hasCorrection, major: true, minor: true},
	{rule: &closeWithoutCause, needs: hasCause, major: true, minor: true},
	{rule: &closeWithoutSimilar, needs: hasSimilar, major: true},
	{rule: &closeWithoutAcceptance, needs: hasAccepted, major: true, minor: true, ofBody: true},
	{rule: &closeWithoutAction, needs: hasAction | hasNoAction, major: true, minor: true},
	{rule: &closeWithoutReview, needs: hasReview | hasNoAction, major: true, minor: true},
}

func (g gate) holdsUp(c core) bool {
	if g.needs == 0 {
		return c.grade == ""
	}
	concerned := g.major && c.grade == Major || g.minor && c.grade == Minor
	return concerned && (!g.ofBody || c.audit.OfBody()) && c.has&g.needs == 0
}

// args are the arguments of the rule.
func (g gate) args(n Nonconformity) []isms.Arg {
	args := []isms.Arg{isms.ArgID("id", n.ID())}
	if g.rule.Code == closeWithoutAction.Code {
		args = append(args, isms.ArgSentence("progress", n.progress()))
	}
	return args
}

// CheckClosing reports the conditions of closure that n does not meet, one finding
// each. A report without findings means that Apply takes a [Closed] event, provided
// that n is open.
func (n Nonconformity) CheckClosing() isms.Report {
	var c isms.Checker
	for _, g := range gates {
		c.Ran(*g.rule)
		if n.core.phase != unraised && g.holdsUp(n.core) {
			c.Find(*g.rule, "", g.args(n)...)
		}
	}
	return c.Report()
}
