package evidence

import "github.com/ismskit/ismskit/isms"

const since = "v0.1.0"

// operation is the requirement that the rules are declared for: enough documented
// information to trust that the processes ran as planned. A finding on a record
// names the refs of the record as well; a finding on an expectation names its ref
// alone, so that no ref is clear because nothing is expected of another.
var operation = []isms.Ref{"8.1 s4"}

// needs is what all rules need, and those about the evidence for a place.
var (
	needs         = []isms.Need{theDay}
	needsEvidence = []isms.Need{theDay, theRecords}
)

// Rules about single records.
var (
	idInvalid = isms.Rule{
		Code: "evidence/invalid-evidence-record-id", Severity: isms.SeverityError, Refs: operation, Since: since, Needs: needs,
		Title:   "Invalid evidence record ID",
		Message: "an evidence record has no valid ID: {why}",
		Remedy:  "Assign a unique ID to each record.",
	}
	idDuplicate = isms.Rule{
		Code: "evidence/duplicate-evidence-record-id", Severity: isms.SeverityError, Refs: operation, Since: since, Needs: needs,
		Title:   "Duplicate evidence record ID",
		Message: "{n} different evidence records have the ID {id}",
		Remedy:  "Assign a unique ID to each record.",
		Key:     []string{"id"},
	}
	undated = isms.Rule{
		Code: "evidence/undated-evidence-record", Severity: isms.SeverityError, Refs: operation, Since: since, Needs: needs,
		Title:   "Undated evidence record",
		Message: "evidence record {record} has no date of collection and does not count",
		Remedy:  "Record the date on which the evidence was collected.",
	}
	futureDated = isms.Rule{
		Code: "evidence/future-dated-evidence-record", Severity: isms.SeverityError, Refs: operation, Since: since, Needs: needs,
		Title:   "Future-dated evidence record",
		Message: "evidence record {record} is dated {collected}, in the future, and does not count",
		Remedy:  "Correct the date of collection, or add the record once it has been collected.",
	}
	periodImpossible = isms.Rule{
		Code: "evidence/invalid-evidence-period", Severity: isms.SeverityError, Refs: operation, Since: since, Needs: needs,
		Title:   "Invalid evidence period",
		Message: "evidence record {record} of {collected} covers the period from {first} to {last} and does not count",
		Remedy:  "Correct the period covered so that it ends no later than the date of collection.",
	}
	placeUnknown = isms.Rule{
		Code: "evidence/evidence-for-unknown-requirement-or-control", Severity: isms.SeverityWarning, Refs: operation, Since: since, Needs: needs,
		Title:   "Evidence for unknown requirement or control",
		Message: "the references of evidence record {record} are not valid: {why}",
		Remedy:  "Refer to the requirement or control that the evidence record supports.",
		Key:     []string{"why"},
	}
	kindMissing = isms.Rule{
		Code: "evidence/evidence-record-without-kind", Severity: isms.SeverityWarning, Refs: operation, Since: since, Needs: needs,
		Title:   "Evidence record without kind",
		Message: "evidence record {record} has no kind",
		Remedy:  "State the kind of the evidence record.",
	}
	kindUnexpected = isms.Rule{
		Code: "evidence/unexpected-kind-of-evidence", Severity: isms.SeverityNote, Refs: operation, Since: since, Needs: needs,
		Title:   "Unexpected kind of evidence",
		Message: "{n} evidence {n|record|records} for {ref} {n|is|are} not of an expected kind, such as {record} of kind {kind}; expected kinds: {kinds}",
		Remedy:  "Collect evidence of an expected kind, or add the kind to the expectation.",
	}
	unattributed = isms.Rule{
		Code: "evidence/evidence-record-without-collector", Severity: isms.SeverityNote, Refs: operation, Since: since, Needs: needs,
		Title:   "Evidence record without collector",
		Message: "{n} evidence {n|record has|records have} no collector, such as {record}",
		Remedy:  "Record who collected the evidence.",
	}
	artefactMissing = isms.Rule{
		Code: "evidence/evidence-record-without-artefact", Severity: isms.SeverityNote, Refs: operation, Since: since, Needs: needs,
		Title:   "Evidence record without artefact",
		Message: "{n} evidence {n|record has|records have} no artefact, such as {record}",
		Remedy:  "Record the hash of the retained artefact.",
	}
	renewed = isms.Rule{
		Code: "evidence/renewed-evidence-without-new-artefact", Severity: isms.SeverityNote, Refs: operation, Since: since, Needs: needs,
		Title:   "Renewed evidence without new artefact",
		Message: "evidence record {record} for {ref} has the artefact of record {first} and counts no later than that one",
		Remedy:  "Collect a new artefact, or remove the evidence record.",
		Key:     []string{"ref", "first"},
	}
	adverse = isms.Rule{
		Code: "evidence/unresolved-adverse-evidence", Severity: isms.SeverityWarning, Refs: operation, Since: since, Needs: needsEvidence,
		Title:   "Unresolved adverse evidence",
		Message: "adverse evidence record {record} of {collected} is not resolved for {ref}: no later record supports it",
		Remedy:  "Correct the failure and collect evidence of effective operation.",
		Key:     []string{"ref"},
	}
)

// Rules about expectations.
var (
	expectationUnclear = isms.Rule{
		Code: "evidence/invalid-evidence-expectation", Severity: isms.SeverityError, Refs: operation, Since: since, Needs: needs,
		Title:   "Invalid evidence expectation",
		Message: "the expectation for {ref} cannot be applied: {why}",
		Remedy:  "Expect evidence for a requirement or control, at an interval in calendar units or at none.",
	}
	missing = isms.Rule{
		Code: "evidence/missing-evidence-of-operation", Severity: isms.SeverityWarning, Refs: operation, Since: since, Needs: needsEvidence,
		Title:   "Missing evidence of operation",
		Message: "no evidence of operation of {ref}; expected kinds: {kinds}",
		Remedy:  "Collect evidence of operation.",
	}.RestsOn("records[*].collected", "records[*].kind", "records[*].refs", "expectations[*].every", "expectations[*].since", "expectations[*].kinds", "expectations", "operating")
	outdated = isms.Rule{
		Code: "evidence/outdated-evidence", Severity: isms.SeverityWarning, Refs: operation, Since: since, Needs: needsEvidence,
		Title:   "Outdated evidence",
		Message: "the latest evidence record for {ref} covers days up to {latest} and was valid until {until}",
		Remedy:  "Collect new evidence.",
	}.RestsOn("records[*].collected", "records[*].kind", "records[*].refs", "expectations[*].every", "expectations[*].since", "expectations[*].kinds", "expectations", "operating")
	gap = isms.Rule{
		Code: "evidence/evidence-gap", Severity: isms.SeverityWarning, Refs: operation, Since: since, Needs: needsEvidence,
		Title:   "Evidence gap",
		Message: "no evidence record for {ref} covers a day from {first} to {last}",
		Remedy:  "Add the evidence of the period, or record why there is none, and keep the interval from now on.",
		Key:     []string{"first"},
	}.RestsOn("records[*].collected", "records[*].kind", "records[*].refs", "expectations[*].every", "expectations[*].since", "expectations[*].kinds", "expectations", "operating")
	beforeChange = isms.Rule{
		Code: "evidence/evidence-older-than-the-last-change", Severity: isms.SeverityWarning, Refs: operation, Since: since, Needs: needsEvidence,
		Title:   "Evidence older than the last change",
		Message: "{ref} changed on {changed}, but the latest evidence record covers days up to {latest}",
		Remedy:  "Collect evidence of operation since the change.",
	}.RestsOn("records[*].collected", "records[*].kind", "records[*].refs", "expectations[*].every", "expectations[*].since", "expectations[*].kinds", "expectations", "operating")
	beforeAudit = isms.Rule{
		Code: "evidence/evidence-collected-shortly-before-the-audit", Severity: isms.SeverityNote, Refs: operation, Since: since, Needs: needsEvidence,
		Title:   "Evidence collected shortly before the audit",
		Message: "{have} of {want} evidence records for {ref} were collected in the {days} days up to {audit}",
		Remedy:  "Collect evidence when the activity is performed.",
		Basis:   "ismskit proposal: auditors commonly ask",
	}
	shortSpan = isms.Rule{
		Code: "evidence/evidence-collected-within-a-single-interval", Severity: isms.SeverityNote, Refs: operation, Since: since, Needs: needsEvidence,
		Title:   "Evidence collected within a single interval",
		Message: "{n} evidence records for {ref} were collected from {first} to {last}; the interval is {every}",
		Remedy:  "Collect evidence at the planned interval.",
		Basis:   "ismskit proposal: auditors commonly ask",
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
func Rules() []isms.Rule { return isms.SortedRules(recordRules, placeRules) }

// RulesFor returns the rules that have to run before the evidence for refs has been
// examined, for [isms.Assess]. They run for a ref if the log has an expectation
// for it whose first day of operation has come.
func RulesFor(refs ...isms.Ref) []isms.Rule {
	out := isms.SortedRules(placeRules)
	for i := range out {
		out[i] = out[i].At(refs...)
	}
	return out
}
