package system

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

var (
	statementUnbuildable = isms.Rule{
		Code: "system/statement-unbuildable", Severity: isms.Error, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 d 1"},
		Title:   "register, obligations and decisions give no Statement of Applicability",
		Message: "no Statement of Applicability can be built: {why}",
		Remedy:  "mend what the message names",
	}
	statementOutdated = isms.Rule{
		Code: "system/statement-outdated", Severity: isms.Warning, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 d 1", "6.1.3 d 2"},
		Title:   "the approved Statement of Applicability is not what register and decisions give now",
		Message: "version {version} is approved, and {changes} controls have changed since: {controls}",
		Remedy:  "approve a new version, or take the change back",
	}
	statesDiffer = isms.Rule{
		Code: "system/control-states-differ", Severity: isms.Error, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 d 3"},
		Title:   "risk register and Statement of Applicability disagree on whether a control is implemented",
		Message: "control {control} is {soa} in the Statement of Applicability and {register} in the risk register",
		Remedy:  "find out which is true and correct the other",
	}
	findingClosedEarly = isms.Rule{
		Code: "system/finding-closed-early", Severity: isms.Error, Since: "v0.1.0",
		Refs:    []isms.Ref{"10.2 c", "10.2 d"},
		Title:   "a finding is closed while the control that it is about is not implemented",
		Message: "finding {finding} was closed on {closed}, and control {control} is {state}",
		Remedy:  "reopen the finding, or implement the control",
	}
	findingUnrecorded = isms.Rule{
		Code: "system/audit-finding-unrecorded", Severity: isms.Error, Since: "v0.1.0",
		Refs:    []isms.Ref{"10.2 f"},
		Title:   "an internal audit found a nonconformity of which there is no record",
		Message: "audit {audit} found {finding}, and there is no nonconformity {nonconformity}",
		Remedy:  "raise the nonconformity, and name it in the finding",
	}
	obligationIdle = isms.Rule{
		Code: "system/obligation-untreated", Severity: isms.Error, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 b"},
		Title:   "nothing is done about an obligation",
		Message: "obligation {obligation} asks for no control",
		Remedy:  "determine the controls that meet it",
	}
	ownerUnknown = isms.Rule{
		Code: "system/owner-unknown", Severity: isms.Warning, Since: "v0.1.0",
		Refs:    []isms.Ref{"5.3 s1"},
		Title:   "somebody who answers for something is neither a person nor a role on record",
		Message: "{owner} answers for {what} and is neither among the people nor the roles",
		Remedy:  "put the person or the role on record, or name another",
	}
	providerUnknown = isms.Rule{
		Code: "system/provider-unrecorded", Severity: isms.Warning, Since: "v0.1.0",
		Refs:    []isms.Ref{"8.1 s6"},
		Title:   "a provider of controls, or a party that shares a risk, is not among the suppliers",
		Message: "{provider} is relied on for {what} and is not among the suppliers",
		Remedy:  "put the supplier on record: assessed, contracted, reviewed",
	}
	evidenceUnknown = isms.Rule{
		Code: "system/evidence-unknown", Severity: isms.Warning, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 d 3"},
		Title:   "the Statement of Applicability cites evidence that does not exist",
		Message: "control {control} cites evidence {evidence}, which is not in the log",
		Remedy:  "collect the evidence, or cite what exists",
	}
	policyUnknown = isms.Rule{
		Code: "system/deadline-policy-unknown", Severity: isms.Error, Since: "v0.1.0",
		Refs:    []isms.Ref{"ISO/IEC 17021-1 9.4.9"},
		Title:   "the policy for the deadlines of findings does not exist",
		Message: "deadlines cannot be counted: {why}",
		Remedy:  "name a policy that exists, or none",
	}
	obligationsUnseen = isms.Rule{
		Code: "system/needs-without-obligation", Severity: isms.Warning, Since: "v0.1.0",
		Refs:    []isms.Ref{"4.2 c"},
		Title:   "requirements of interested parties are addressed, and no obligation is on record",
		Message: "{needs} requirements of interested parties are addressed, and no obligation asks for a control",
		Remedy:  "enter what law, contracts and the business ask for as obligations",
	}
)

// conflictRules are the rules of this package that Check applies.
func conflictRules() []isms.Rule {
	return []isms.Rule{
		statementUnbuildable, statementOutdated, statesDiffer, findingClosedEarly, findingUnrecorded, obligationIdle,
		ownerUnknown, providerUnknown, evidenceUnknown, policyUnknown, obligationsUnseen,
	}
}

// Rules returns the rules of this package, conflicts and gates, sorted by code.
// The values are copies.
func Rules() []isms.Rule {
	var rules []isms.Rule
	for _, r := range append(conflictRules(), gateRules()...) {
		rules = append(rules, r.For())
	}
	return sortRules(rules)
}

// AllRules returns the rules of every package that a System is checked with,
// sorted by code: the catalog behind the codes of its reports.
func AllRules() []isms.Rule {
	return sortRules(slices.Concat(Rules(), record.Rules(), risk.Rules(), soa.Rules(), audit.Rules(), evidence.Rules()))
}

func sortRules(rules []isms.Rule) []isms.Rule {
	slices.SortFunc(rules, func(a, b isms.Rule) int { return strings.Compare(a.Code, b.Code) })
	return slices.CompactFunc(rules, func(a, b isms.Rule) bool { return a.Code == b.Code && slices.Equal(a.Refs, b.Refs) })
}

// join lists up to most things and counts the rest.
func join[T ~string](list []T, most int) string {
	var b strings.Builder
	for i, s := range list {
		if i == most {
			b.WriteString(" and more")
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(s))
	}
	return cmp.Or(b.String(), "none")
}
