package system

import (
	"errors"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Messages returns the messages of this package, beside those of its rules: what
// gates ask for and why one is not ready, what a rule cannot do without, and why a
// document is refused.
func Messages() []isms.Message {
	list := []isms.Message{
		calendarEnds, calendarLastDay, needDay.Missing,
		otherFormat, unknownVersion, newerVersion, unknownPolicy, recordJudgements,
		riskNamed, treatmentNamed, assetNamed, controlNamed, controlDifference, headerDifference, implementationUnstated,
		noStatement, noSchedule, noCertificate, conditionOfGates, unknownMember, keyDeclared, needApproved.Missing, needObligations.Missing, needPeople.Missing, needSuppliers.Missing,
		noApprovedVersion, noAuditPlanned, noReviewPlanned, noAuditOfTheWhole, noAuditOfTheWholeSince, nextPlanned,
		noReviewConducted, reviewWithoutAudit, reviewBeforeAudit, reviewIncomplete, reviewWithoutDecision,
		nothingExpected, nothingExpectedOfControls, noCurrentEvidence, noEvidence, tooShort,
		majorsMayBeOpen, majorOpen, findingsIncomplete, notCovered,
	}
	for _, g := range conditions() {
		list = append(list, g.met())
	}
	for _, p := range parts() {
		if !slices.Contains(list, p.title) {
			list = append(list, p.title)
		}
	}
	return list
}

// Why a document is refused.
var (
	otherFormat    = isms.Message{Code: "system/other-format", Text: "{value} is another format", Want: "{format}"}
	unknownVersion = isms.Message{Code: "system/unknown-version", Text: "there is no version {value} of the format", Want: "{versions}"}
	newerVersion   = isms.Message{Code: "system/newer-version", Text: "version {value} of the format is newer than this library, which reads {versions}", Want: "a newer version of this library"}
	unknownPolicy  = isms.Message{Code: "system/no-such-deadline-policy", Text: "there is no deadline policy {value}", Want: "{policies}"}
)

// recordJudgements is what to do where no rule can decide.
var recordJudgements = isms.Message{Code: "system/record-judgements", Text: "Record the judgements on the requirements that no rule can decide."}

// Why a declaration of what is not held is refused.
var (
	unknownMember = isms.Message{Code: "system/unknown-member", Text: "{value} leads to no member of a management system", Want: "a path such as register.risks or records.people[*].competences"}
	keyDeclared   = isms.Message{Code: "system/key-declared-as-not-held", Text: "{value} is the key by which paths name the items of its list", Want: "the list, or another member of its items"}
)

// What a finding is about.
var (
	riskNamed              = isms.Message{Code: "system/risk", Text: "risk {id}"}
	treatmentNamed         = isms.Message{Code: "system/treatment", Text: "treatment {id}"}
	assetNamed             = isms.Message{Code: "system/asset", Text: "asset {id}"}
	controlNamed           = isms.Message{Code: "system/control", Text: "control {id}"}
	controlDifference      = isms.Message{Code: "system/control-differs", Text: "{kind} of {control}"}
	headerDifference       = isms.Message{Code: "system/header-differs", Text: "the header"}
	implementationUnstated = isms.Message{Code: "system/without-implementation-status", Text: "without an implementation status"}
)

// What stands in entries.
var (
	calendarEnds    = isms.Message{Code: "system/end-of-calendar", Text: "End of the calendar {calendar}"}
	calendarLastDay = isms.Message{Code: "system/last-day-of-calendar", Text: "last day whose holidays are known"}
)

// What rules cannot do without.
var (
	noStatement      = isms.Message{Code: "system/no-statement-of-applicability", Text: "no Statement of Applicability can be built"}
	noSchedule       = isms.Message{Code: "system/no-deadline-policies", Text: "the deadline policies cannot be understood"}
	noCertificate    = isms.Message{Code: "system/no-certificate", Text: "no certificate has been granted"}
	conditionOfGates = isms.Message{Code: "system/condition-of-a-gate", Text: "it is a condition of a gate, and no gate was asked"}

	needDay         = isms.Need{Missing: isms.Message{Code: "system/day-missing", Text: "the day of the check is not given"}}
	needStatement   = isms.Need{Path: "applicability", Missing: noStatement}
	needApproved    = isms.Need{Path: "statements", Missing: isms.Message{Code: "system/no-approved-statement-of-applicability", Text: "no version of the Statement of Applicability is approved"}}
	needObligations = isms.Need{Path: "obligations", Missing: isms.Message{Code: "system/no-obligations", Text: "no obligation is on record"}}
	needPeople      = isms.Need{Path: "records.people", Missing: isms.Message{Code: "system/no-people-and-roles", Text: "neither people nor roles are on record"}}
	needSuppliers   = isms.Need{Path: "records.suppliers", Missing: isms.Message{Code: "system/no-suppliers", Text: "no supplier is on record"}}
)

// Why a gate is not ready.
var (
	noApprovedVersion      = isms.Message{Code: "system/no-version-approved-by-the-day", Text: "no version of the Statement of Applicability was approved by {day}"}
	noAuditPlanned         = isms.Message{Code: "system/no-internal-audit-planned", Text: "no internal audit is planned or conducted"}
	noReviewPlanned        = isms.Message{Code: "system/no-management-review-planned", Text: "no management review is planned or conducted"}
	noAuditOfTheWhole      = isms.Message{Code: "system/no-internal-audit-of-the-whole-scope", Text: "no internal audit that covers clauses 4 to 10 was conducted by {day}"}
	noAuditOfTheWholeSince = isms.Message{Code: "system/no-recent-internal-audit-of-the-whole-scope", Text: "no internal audit that covers clauses 4 to 10 was conducted from {since} to {day}"}
	nextPlanned            = isms.Message{Code: "system/next-one-planned", Text: "{reason}; one is planned for {planned}"}

	noReviewConducted     = isms.Message{Code: "system/no-management-review", Text: "no management review was conducted by {day}"}
	reviewWithoutAudit    = isms.Message{Code: "system/management-review-without-internal-audit", Text: "management review {review} had no internal audit of the whole scope to consider"}
	reviewBeforeAudit     = isms.Message{Code: "system/management-review-before-internal-audit", Text: "management review {review} of {conducted} came before the internal audit of {audited}"}
	reviewIncomplete      = isms.Message{Code: "system/management-review-without-inputs", Text: "management review {review} did not consider {inputs}"}
	reviewWithoutDecision = isms.Message{Code: "system/management-review-without-decision", Text: "management review {review} ended without a decision"}

	nothingExpected           = isms.Message{Code: "system/no-expectations", Text: "nothing says what evidence is expected"}
	nothingExpectedOfControls = isms.Message{Code: "system/no-expectations-of-controls", Text: "no control is expected to leave evidence"}
	noCurrentEvidence         = isms.Message{Code: "system/no-current-evidence", Text: "control {control} has no current evidence of what is expected of it"}
	noEvidence                = isms.Message{Code: "system/no-evidence", Text: "there is no evidence yet"}
	tooShort                  = isms.Message{Code: "system/short-operating-time", Text: "the first evidence is of {first}, and an operating time of {operating} is expected"}

	majorsMayBeOpen    = isms.Message{Code: "system/major-nonconformities-not-known", Text: "nothing says that the list of findings is complete, so a major nonconformity may be open"}
	majorOpen          = isms.Message{Code: "system/open-major-nonconformity", Text: "major nonconformity {nonconformity} is {state}"}
	findingsIncomplete = isms.Message{Code: "system/findings-not-known", Text: "nothing says that the list of findings is complete"}
	notCovered         = isms.Message{Code: "system/requirements-not-covered", Text: "no internal audit of the cycle covered {requirements}"}
)

// withPlan adds the day of the next one to a reason, if there is one.
func withPlan(reason isms.Sentence, planned isms.Date) isms.Sentence {
	if planned.IsZero() {
		return reason
	}
	return nextPlanned.With(isms.ArgSentence("reason", reason), isms.ArgDate("planned", planned))
}

// refused finds each problem of an error: what is wrong, where it comes from.
func refused(c *isms.Checker, r isms.Rule, err error, origin func(isms.Path) isms.Path) {
	var all *isms.Error
	errors.As(isms.RefuseAll(err), &all)
	for _, p := range all.Problems {
		c.Find(r, origin(p.Path), isms.ArgSentence("reason", p.Sentence()))
	}
}
