package audit

import "github.com/ismskit/ismskit/isms"

// What stands in the way of closing.
var (
	closeUngraded = isms.Rule{
		Code: "audit/close-ungraded", Severity: isms.Error, Refs: []isms.Ref{"10.2 b 1"},
		Title:   "a finding is to be closed that nobody has graded",
		Message: "{id} has no grade", Remedy: "grade it", Since: since,
		Basis: "the grade decides what closing takes",
	}
	closeWithoutCorrection = isms.Rule{
		Code: "audit/close-without-correction", Severity: isms.Error, Refs: []isms.Ref{"10.2 a 1"},
		Title:   "a nonconformity is to be closed without a correction",
		Message: "{id} has no correction", Remedy: "put the case itself right and record it", Since: since,
	}
	closeWithoutCause = isms.Rule{
		Code: "audit/close-without-cause", Severity: isms.Error, Refs: []isms.Ref{"10.2 b 2"},
		Title:   "a nonconformity is to be closed without a cause",
		Message: "{id} has no cause", Remedy: "find the cause and record it", Since: since,
	}
	closeWithoutSimilar = isms.Rule{
		Code: "audit/close-without-similar", Severity: isms.Error, Refs: []isms.Ref{"10.2 b 3"},
		Title:   "a major nonconformity is to be closed and nobody looked for like cases",
		Message: "for {id} nobody looked for like cases", Remedy: "look for like cases and record what that gave", Since: since,
		Basis: "10.2 b for every nonconformity; that it holds up the closing of majors only is this library's choice",
	}
	closeWithoutAcceptance = isms.Rule{
		Code: "audit/close-without-acceptance", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 9.4.10"},
		Title:   "a nonconformity of a body is to be closed and the body has not accepted the plan",
		Message: "the body has not accepted the plan for {id}", Remedy: "have the body accept the plan", Since: since,
		Basis: "ISO/IEC 17021-1 9.5.2 and 9.4.10",
	}
	closeWithoutAction = isms.Rule{
		Code: "audit/close-without-action", Severity: isms.Error, Refs: []isms.Ref{"10.2 c"},
		Title:   "a nonconformity is to be closed without a corrective action, or before all are done",
		Message: "{id}: {done}", Remedy: "do every action of the plan; a correction is none", Since: since,
	}
	closeWithoutVerdict = isms.Rule{
		Code: "audit/close-without-verdict", Severity: isms.Error, Refs: []isms.Ref{"10.2 d"},
		Title:   "a nonconformity is to be closed and nobody confirmed that the corrective action works",
		Message: "nobody confirmed that the corrective action for {id} works", Remedy: "review the effect and record the verdict", Since: since,
	}
)

const since = "v0.1.0"

// A gate holds up the closing of some findings while something is missing.
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
	{rule: &closeWithoutVerdict, needs: hasVerdict | hasNoAction, major: true, minor: true},
}

func (g gate) holdsUp(c core) bool {
	if g.needs == 0 {
		return c.grade == ""
	}
	concerned := g.major && c.grade == Major || g.minor && c.grade == Minor
	return concerned && (!g.ofBody || c.audit.OfBody()) && c.has&g.needs == 0
}

// CheckClosing reports what stands in the way of closing n today, one code for
// each thing missing. A report without findings means that Apply takes a
// [Closed] event, unless n is not open.
func (n Nonconformity) CheckClosing() isms.Report {
	var c isms.Checker
	at := isms.Path("").Item("nonconformities", n.ID())
	for _, g := range gates {
		c.Ran(*g.rule)
		if n.core.phase != unraised && g.holdsUp(n.core) {
			c.Find(*g.rule, at, isms.ArgText("id", n.ID()), isms.ArgText("done", n.progress()))
		}
	}
	return c.Report()
}
