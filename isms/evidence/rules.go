package evidence

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

const since = "v0.1.0"

// operation is the requirement that the rules are declared for: enough documented
// information to trust that the processes ran as planned. A finding on a record
// names the refs of the record as well; a finding on an expectation names its ref
// alone, so that no ref is clear because nothing is expected of another.
var operation = []isms.Ref{"8.1 s4"}

// Rules about single records.
var (
	idInvalid = isms.Rule{
		Code: "evidence/invalid-evidence-record-id", Severity: isms.SeverityError, Refs: operation, Since: since,
		Title:   "Invalid evidence record ID",
		Message: "a record has no usable ID: {why}; its title is {title}",
		Remedy:  "Give the evidence record a valid ID of its own.",
	}
	idDuplicate = isms.Rule{
		Code: "evidence/duplicate-evidence-record-id", Severity: isms.SeverityError, Refs: operation, Since: since,
		Title:   "Duplicate evidence record ID",
		Message: "two different records have the ID {id}",
		Remedy:  "Give each evidence record an ID of its own.",
	}
	undated = isms.Rule{
		Code: "evidence/undated-evidence-record", Severity: isms.SeverityError, Refs: operation, Since: since,
		Title:   "Undated evidence record",
		Message: "record {id} has no day of collection and does not count",
		Remedy:  "Record the date on which the evidence was collected.",
	}
	futureDated = isms.Rule{
		Code: "evidence/future-dated-evidence-record", Severity: isms.SeverityError, Refs: operation, Since: since,
		Title:   "Future-dated evidence record",
		Message: "record {id} is dated {collected}, after {asOf}, and does not count",
		Remedy:  "Correct the date of collection, or add the record once it has been collected.",
	}
	periodImpossible = isms.Rule{
		Code: "evidence/invalid-evidence-period", Severity: isms.SeverityError, Refs: operation, Since: since,
		Title:   "Invalid evidence period",
		Message: "record {id} of {collected} says that it covers {covers} and does not count",
		Remedy:  "Correct the period covered so that it ends no later than the date of collection.",
	}
	placeUnknown = isms.Rule{
		Code: "evidence/evidence-for-unknown-requirement-or-control", Severity: isms.SeverityWarning, Refs: operation, Since: since,
		Title:   "Evidence for unknown requirement or control",
		Message: "record {id} cites {place}, which is no control or requirement",
		Remedy:  "Refer to the requirement or control that the evidence record supports.",
	}
	kindMissing = isms.Rule{
		Code: "evidence/evidence-record-without-kind", Severity: isms.SeverityWarning, Refs: operation, Since: since,
		Title:   "Evidence record without kind",
		Message: "nobody has said of which kind record {id} is",
		Remedy:  "State the kind of the evidence record.",
	}
	kindUnexpected = isms.Rule{
		Code: "evidence/unexpected-kind-of-evidence", Severity: isms.SeverityNote, Refs: operation, Since: since,
		Title:   "Unexpected kind of evidence",
		Message: "of {count} records the kind does not count for {place}, which expects {kinds}: {id} of kind {kind} is one",
		Remedy:  "Collect evidence of an expected kind, or add the kind to the expectation.",
	}
	unattributed = isms.Rule{
		Code: "evidence/evidence-record-without-collector", Severity: isms.SeverityNote, Refs: operation, Since: since,
		Title:   "Evidence record without collector",
		Message: "{count} records do not say who collected them: {id} is one",
		Remedy:  "Record who collected the evidence.",
	}
	artefactMissing = isms.Rule{
		Code: "evidence/evidence-record-without-artefact", Severity: isms.SeverityNote, Refs: operation, Since: since,
		Title:   "Evidence record without artefact",
		Message: "{count} records name no artefact, so nobody can tell whether they have changed: {id} is one",
		Remedy:  "Record the hash of the retained artefact.",
	}
	renewed = isms.Rule{
		Code: "evidence/renewed-evidence-without-new-artefact", Severity: isms.SeverityNote, Refs: operation, Since: since,
		Title:   "Renewed evidence without new artefact",
		Message: "record {id} for {place} has the artefact of record {first} and counts no later than that one",
		Remedy:  "Collect a new artefact, or remove the evidence record.",
	}
	adverse = isms.Rule{
		Code: "evidence/unresolved-adverse-evidence", Severity: isms.SeverityWarning, Refs: operation, Since: since,
		Title:   "Unresolved adverse evidence",
		Message: "record {id} of {collected} shows that {place} failed, and no later record supports it",
		Remedy:  "Correct the failure and collect evidence of effective operation.",
	}
)

// Rules about expectations.
var (
	expectationUnclear = isms.Rule{
		Code: "evidence/invalid-evidence-expectation", Severity: isms.SeverityError, Refs: operation, Since: since,
		Title:   "Invalid evidence expectation",
		Message: "the expectation for {place} cannot be applied: {why}",
		Remedy:  "Expect evidence for a requirement or control, at an interval in calendar units or at none.",
	}
	missing = isms.Rule{
		Code: "evidence/missing-evidence-of-operation", Severity: isms.SeverityWarning, Refs: operation, Since: since,
		Title:   "Missing evidence of operation",
		Message: "nothing shows that {place} operates: no record of kind {kinds}",
		Remedy:  "Collect evidence of operation.",
	}
	outdated = isms.Rule{
		Code: "evidence/outdated-evidence", Severity: isms.SeverityWarning, Refs: operation, Since: since,
		Title:   "Outdated evidence",
		Message: "the latest record for {place} speaks of {latest} and was fresh until {until}",
		Remedy:  "Collect new evidence.",
	}
	gap = isms.Rule{
		Code: "evidence/evidence-gap", Severity: isms.SeverityWarning, Refs: operation, Since: since,
		Title:   "Evidence gap",
		Message: "no record for {place} covers a day from {first} to {last}",
		Remedy:  "Add the evidence of the period, or record why there is none, and keep the interval from now on.",
	}
	beforeChange = isms.Rule{
		Code: "evidence/evidence-older-than-the-last-change", Severity: isms.SeverityWarning, Refs: operation, Since: since,
		Title:   "Evidence older than the last change",
		Message: "{place} changed on {changed}, and the latest record speaks of {latest}",
		Remedy:  "Collect evidence of operation since the change.",
	}
	beforeAudit = isms.Rule{
		Code: "evidence/evidence-collected-shortly-before-the-audit", Severity: isms.SeverityNote, Refs: operation, Since: since,
		Title:   "Evidence collected shortly before the audit",
		Message: "{share} records for {place} were collected in the {days} days up to {audit}",
		Remedy:  "Collect evidence when the activity is performed.",
		Basis:   "ismskit proposal: auditors commonly ask",
	}
	shortSpan = isms.Rule{
		Code: "evidence/evidence-collected-within-a-single-interval", Severity: isms.SeverityNote, Refs: operation, Since: since,
		Title:   "Evidence collected within a single interval",
		Message: "{count} records for {place} were collected from {first} to {last}, less than {every} apart",
		Remedy:  "Collect evidence at the planned interval.",
		Basis:   "ismskit proposal",
	}
)

// recordRules are applied to every record, whatever is expected.
var recordRules = []isms.Rule{
	artefactMissing, beforeAudit, expectationUnclear, futureDated, idDuplicate, idInvalid, kindMissing, kindUnexpected,
	periodImpossible, placeUnknown, renewed, shortSpan, unattributed, undated,
}

// placeRules are applied to each requirement and control with an expectation.
var placeRules = []isms.Rule{adverse, beforeChange, gap, missing, outdated}

// Rules returns the rules of this package, ordered by code. They are declared for
// 8.1, fourth requirement, which is examined like any other: if the log has an
// expectation for it. [RulesFor] returns those for other requirements.
func Rules() []isms.Rule {
	out := append(slices.Clone(recordRules), placeRules...)
	slices.SortFunc(out, func(a, b isms.Rule) int { return strings.Compare(a.Code, b.Code) })
	for i := range out {
		out[i].Refs = slices.Clone(out[i].Refs)
	}
	return out
}

// RulesFor returns the rules that have to run before the evidence for refs has been
// examined, for [isms.Assess]. They run for a ref if the log has an expectation
// for it whose first day of operation has come.
func RulesFor(refs ...isms.Ref) []isms.Rule {
	out := slices.Clone(placeRules)
	for i := range out {
		out[i] = out[i].At(refs...)
	}
	return out
}
