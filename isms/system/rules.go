package system

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/isms"
)

var (
	statementUnbuildable = isms.Rule{
		Code: "system/unbuildable-statement-of-applicability", Severity: isms.SeverityError, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 d 1"},
		Title:   "Unbuildable Statement of Applicability",
		Message: "no Statement of Applicability can be built: {reason}",
		Key:     []string{"reason"},
		Remedy:  "Correct the contradiction that the finding names.",
	}
	statementOutdated = isms.Rule{
		Code: "system/outdated-statement-of-applicability", Severity: isms.SeverityWarning, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 d 1", "6.1.3 d 2"},
		Title:   "Outdated Statement of Applicability",
		Message: "version {version} is in force, and register, obligations and decisions now differ from it in {count} {count|place|places}: {differences}",
		Key:     []string{"version"},
		Needs:   []isms.Need{needStatement, needApproved},
		Remedy:  "Approve a new version, or revert the change.",
	}.RestsOn("register", "register.risks", "register.risks[*].existing", "register.risks[*].closed", "register.treatments", "register.treatments[*].controls", "register.treatments[*].risks", "register.treatments[*].status", "register.assessed", "obligations", "obligations[*].controls", "obligations[*].title", "obligations[*].basis", "applicability.header", "applicability.header.organization", "applicability.header.scope", "applicability.header.document", "applicability.header.date", "applicability.header.edition", "applicability.header.classification", "applicability.header.preparedBy", "applicability.header.assessment", "applicability.header.assessed", "applicability.header.reviewBy", "applicability.custom", "applicability.decisions", "applicability.decisions[*].excluded", "applicability.decisions[*].undecided", "applicability.decisions[*].justification", "applicability.decisions[*].reasons", "applicability.decisions[*].implementation", "applicability.decisions[*].due", "applicability.decisions[*].responsibility", "applicability.decisions[*].provider", "applicability.decisions[*].assurance", "applicability.decisions[*].owner", "applicability.decisions[*].how", "applicability.decisions[*].evidence", "applicability.decisions[*].documents", "applicability.decisions[*].decidedOn", "applicability.decisions[*].reviewBy")
	statesDiffer = isms.Rule{
		Code: "system/conflicting-implementation-status", Severity: isms.SeverityError, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 d 3"},
		Title:   "Conflicting implementation status",
		Message: "control {control} is {soa} in the Statement of Applicability and {register} in the risk register",
		Needs:   []isms.Need{needStatement},
		Remedy:  "Determine the implementation status of the control and correct the other record.",
	}.RestsOn("register.controls", "applicability.decisions", "applicability.decisions[*].implementation", "applicability.decisions[*].excluded")
	findingClosedEarly = isms.Rule{
		Code: "system/nonconformity-closed-before-its-control-is-implemented", Severity: isms.SeverityError, Since: "v0.1.0",
		Refs:    []isms.Ref{"10.2 c", "10.2 d"},
		Title:   "Nonconformity closed before its control is implemented",
		Message: "nonconformity {finding} was closed on {closed}, and control {control} is {state}",
		Key:     []string{"control"},
		Needs:   []isms.Need{needStatement},
		Remedy:  "Reopen the nonconformity, or implement the control.",
	}.RestsOn("findings.items", "findings.items[*].nonconformity", "applicability.decisions", "applicability.decisions[*].implementation", "applicability.decisions[*].excluded")
	obligationIdle = isms.Rule{
		Code: "system/obligation-without-control", Severity: isms.SeverityError, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 b"},
		Title:   "Obligation without control",
		Message: "obligation {obligation} requires no control",
		Needs:   []isms.Need{needObligations},
		Remedy:  "Determine the controls that meet the obligation.",
	}.RestsOn("obligations[*].controls")
	ownerUnknown = isms.Rule{
		Code: "system/unknown-owner", Severity: isms.SeverityWarning, Since: "v0.1.0",
		Refs:    []isms.Ref{"5.3 s1"},
		Title:   "Unknown owner",
		Message: "{owner}, owner of {subject}, is neither among the people nor the roles",
		Needs:   []isms.Need{needPeople},
		Remedy:  "Record the person or the role, or name another owner.",
	}.RestsOn("records.people", "records.roles", "records.topManagement")
	providerUnknown = isms.Rule{
		Code: "system/provider-missing-from-the-suppliers", Severity: isms.SeverityWarning, Since: "v0.1.0",
		Refs:    []isms.Ref{"8.1 s6"},
		Title:   "Provider missing from the suppliers",
		Message: "{provider} is relied on for {subject} and is not among the suppliers",
		Needs:   []isms.Need{needSuppliers},
		Remedy:  "Record the supplier with its assessment, contract and reviews.",
	}.RestsOn("records.suppliers[*].name", "applicability.decisions", "applicability.decisions[*].provider", "register.treatments", "register.treatments[*].sharingParty")
	evidenceUnknown = isms.Rule{
		Code: "system/reference-to-unknown-evidence", Severity: isms.SeverityWarning, Since: "v0.1.0",
		Refs:    []isms.Ref{"6.1.3 d 3"},
		Title:   "Reference to unknown evidence",
		Message: "control {control} refers to evidence {evidence}, which is not on record",
		Key:     []string{"evidence"},
		Needs:   []isms.Need{needStatement},
		Remedy:  "Collect the evidence, or refer to evidence that exists.",
	}.RestsOn("evidence.records", "applicability.decisions", "applicability.decisions[*].evidence")
	policyUnknown = isms.Rule{
		Code: "system/unknown-deadline-policy", Severity: isms.SeverityError, Since: "v0.1.0",
		Refs:    []isms.Ref{"ISO/IEC 17021-1 9.4.9"},
		Title:   "Unknown deadline policy",
		Message: "due dates cannot be counted: {reason}",
		Key:     []string{"reason"},
		Remedy:  "Name a policy that exists, or none.",
	}.RestsOn("policies")
	declarationUnusable = isms.Rule{
		Code: "system/invalid-declaration-of-what-is-not-held", Severity: isms.SeverityError, Since: "v0.1.0",
		Refs:    []isms.Ref{"7.5.1 b"},
		Title:   "Invalid declaration of what is not held",
		Message: "the declaration counts for nothing: {reason}",
		Key:     []string{"reason"},
		Remedy:  "Name the data by a path, and the document or system that holds it.",
		Basis:   "ismskit proposal: a declaration that cannot be understood hides nothing",
	}
	declarationContradicted = isms.Rule{
		Code: "system/held-data-declared-as-not-held", Severity: isms.SeverityError, Since: "v0.1.0",
		Refs:    []isms.Ref{"7.5.1 b"},
		Title:   "Held data declared as not held",
		Message: "{path} is declared as not held, and data are held there; the declaration counts for nothing",
		Key:     []string{"path"},
		Remedy:  "Remove the declaration or the data, or declare only what is not held.",
		Basis:   "ismskit proposal: a declaration that the data contradict hides nothing",
	}
	obligationsUnseen = isms.Rule{
		Code: "system/addressed-requirements-without-obligation", Severity: isms.SeverityWarning, Since: "v0.1.0",
		Refs:    []isms.Ref{"4.2 c"},
		Title:   "Addressed requirements without obligation",
		Message: "{needs} {needs|requirement|requirements} of interested parties {needs|is|are} addressed, and no obligation requires a control",
		Remedy:  "Record the legal, contractual and business requirements as obligations.",
	}.RestsOn("obligations", "records.parties", "records.parties[*].requirements")
)

// conflictRules are the rules of this package that Check applies.
func conflictRules() []isms.Rule {
	return []isms.Rule{
		statementUnbuildable, statementOutdated, statesDiffer, findingClosedEarly, obligationIdle,
		ownerUnknown, providerUnknown, evidenceUnknown, policyUnknown, obligationsUnseen, declarationUnusable, declarationContradicted, calendarUnusable, calendarEnded,
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
// sorted by code: the catalog behind the codes of its reports. The paths of what they
// need lead from a System, but for the rules of audit/certificate, whose data it does not
// hold.
func AllRules() []isms.Rule { return sortRules(append(placed(), certificate.Rules()...)) }

func sortRules(rules []isms.Rule) []isms.Rule {
	slices.SortFunc(rules, func(a, b isms.Rule) int { return strings.Compare(a.Code, b.Code) })
	return slices.CompactFunc(rules, func(a, b isms.Rule) bool { return a.Code == b.Code && slices.Equal(a.Refs, b.Refs) })
}

// LookupRule returns the rule with a code, of this package or of one that a System is
// checked with, and whether there is one.
func LookupRule(code string) (isms.Rule, bool) {
	rules := AllRules()
	i, ok := slices.BinarySearchFunc(rules, code, func(r isms.Rule, code string) int { return strings.Compare(r.Code, code) })
	if !ok {
		return isms.Rule{}, false
	}
	return rules[i], true
}
