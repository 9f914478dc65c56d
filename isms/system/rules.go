package system

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

var (
	statementUnbuildable = isms.Rule{
		Code: "system/unbuildable-statement-of-applicability", Severity: isms.SeverityError, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 d 1"},
		Title:   "Unbuildable Statement of Applicability",
		Message: "no Statement of Applicability can be built: {why}",
		Remedy:  "Correct the contradiction that the finding names.",
	}
	statementOutdated = isms.Rule{
		Code: "system/outdated-statement-of-applicability", Severity: isms.SeverityWarning, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 d 1", "6.1.3 d 2"},
		Title:   "Outdated Statement of Applicability",
		Message: "version {version} is approved, and {changes} controls have changed since: {controls}",
		Remedy:  "Approve a new version, or revert the change.",
	}
	statesDiffer = isms.Rule{
		Code: "system/conflicting-implementation-status", Severity: isms.SeverityError, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 d 3"},
		Title:   "Conflicting implementation status",
		Message: "control {control} is {soa} in the Statement of Applicability and {register} in the risk register",
		Remedy:  "Determine the implementation status of the control and correct the other record.",
	}
	findingClosedEarly = isms.Rule{
		Code: "system/nonconformity-closed-before-its-control-is-implemented", Severity: isms.SeverityError, Since: "v0.1.0",
		Refs:    []isms.Ref{"10.2 c", "10.2 d"},
		Title:   "Nonconformity closed before its control is implemented",
		Message: "finding {finding} was closed on {closed}, and control {control} is {state}",
		Remedy:  "Reopen the nonconformity, or implement the control.",
	}
	findingUnrecorded = isms.Rule{
		Code: "system/internal-audit-finding-without-nonconformity", Severity: isms.SeverityError, Since: "v0.1.0",
		Refs:    []isms.Ref{"10.2 f"},
		Title:   "Internal audit finding without nonconformity",
		Message: "audit {audit} found {finding}, and there is no nonconformity {nonconformity}",
		Remedy:  "Raise the nonconformity and refer to it in the audit finding.",
	}
	obligationIdle = isms.Rule{
		Code: "system/obligation-without-control", Severity: isms.SeverityError, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 b"},
		Title:   "Obligation without control",
		Message: "obligation {obligation} asks for no control",
		Remedy:  "Determine the controls that meet the obligation.",
	}
	ownerUnknown = isms.Rule{
		Code: "system/unknown-owner", Severity: isms.SeverityWarning, Since: "v0.1.0",
		Refs:    []isms.Ref{"5.3 s1"},
		Title:   "Unknown owner",
		Message: "{owner} answers for {what} and is neither among the people nor the roles",
		Remedy:  "Record the person or the role, or name another owner.",
	}
	providerUnknown = isms.Rule{
		Code: "system/provider-missing-from-the-suppliers", Severity: isms.SeverityWarning, Since: "v0.1.0",
		Refs:    []isms.Ref{"8.1 s6"},
		Title:   "Provider missing from the suppliers",
		Message: "{provider} is relied on for {what} and is not among the suppliers",
		Remedy:  "Record the supplier with its assessment, contract and reviews.",
	}
	evidenceUnknown = isms.Rule{
		Code: "system/reference-to-unknown-evidence", Severity: isms.SeverityWarning, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 d 3"},
		Title:   "Reference to unknown evidence",
		Message: "control {control} cites evidence {evidence}, which is not in the log",
		Remedy:  "Collect the evidence, or refer to evidence that exists.",
	}
	policyUnknown = isms.Rule{
		Code: "system/unknown-deadline-policy", Severity: isms.SeverityError, Since: "v0.1.0",
		Refs:    []isms.Ref{"ISO/IEC 17021-1 9.4.9"},
		Title:   "Unknown deadline policy",
		Message: "deadlines cannot be counted: {why}",
		Remedy:  "Name a policy that exists, or none.",
	}
	obligationsUnseen = isms.Rule{
		Code: "system/addressed-requirements-without-obligation", Severity: isms.SeverityWarning, Since: "v0.1.0",
		Refs:    []isms.Ref{"4.2 c"},
		Title:   "Addressed requirements without obligation",
		Message: "{needs} requirements of interested parties are addressed, and no obligation asks for a control",
		Remedy:  "Record the legal, contractual and business requirements as obligations.",
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
	return sortRules(slices.Concat(Rules(), record.Rules(), risk.Rules(), soa.Rules(), audit.Rules(), programme.Rules(), cycle.Rules(), certificate.Rules(), evidence.Rules()))
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
