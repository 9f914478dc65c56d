package audit

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Messages returns the messages of this package: why it refuses input and skips rules,
// and what stands in its entries and findings. The rules are in [Rules].
func Messages() []isms.Message {
	return slices.Concat([]isms.Message{
		noEvents, unknownEvent, noDate, notInOrder, notRaised, notAllowed, nothingFollows, incompleteEvent, tooManyActions, duplicateAction, notOpenAction,
		sameGrade, actionRequired,
		gradeWithoutLimits, anchorOrMilestone, milestoneWithInterval, intervalOutOfRange,
		dayMissing, registerEmpty, noNumberOfMinors,
		basisAgreed, basisAgreedAlone, basisAnchor, basisMoved, basisUncounted, basisMilestone, entryTitle,
		noLimit, anchorUnknown, noConsequence, noActionPlanned, actionsCompleted,
	}, recordMessages[:], actionReasons[:])
}

// Why events are refused.
var (
	unknownEvent    = isms.Message{Code: "audit/unknown-event", Text: "{value} is no event of the history of a finding", Want: "a kind of event"}
	noEvents        = isms.Message{Code: "audit/no-events", Text: "there are no events", Want: "{event} as the first one"}
	noDate          = isms.Message{Code: "audit/event-without-a-date", Text: "the event has no date", Want: "a day such as 2026-03-02"}
	notInOrder      = isms.Message{Code: "audit/event-before-the-last-one", Text: "the event of {on} precedes the last one", Want: "a day from {last} on"}
	notRaised       = isms.Message{Code: "audit/event-without-a-finding", Text: "nothing has been raised that {event} could follow", Want: "{first} as the first event"}
	notAllowed      = isms.Message{Code: "audit/event-not-allowed", Text: "{event} cannot follow while the finding is {state}", Want: "{allowed}"}
	nothingFollows  = isms.Message{Code: "audit/event-after-the-last-state", Text: "{event} cannot follow: the finding is {state}, and that is final"}
	incompleteEvent = isms.Message{Code: "audit/incomplete-event", Text: "the event {event} is incomplete", Want: "{lacking}"}
	tooManyActions  = isms.Message{Code: "audit/too-many-corrective-actions", Text: "the plan has {n} corrective actions", Want: "at most {most}"}
	duplicateAction = isms.Message{Code: "audit/duplicate-corrective-action-id", Text: "the ID {value} stands for two corrective actions of the plan", Want: "a unique ID for each corrective action"}
	notOpenAction   = isms.Message{Code: "audit/no-open-corrective-action", Text: "the plan has no corrective action {value} that is not completed", Want: "one that is not completed"}
	sameGrade       = isms.Message{Code: "audit/same-grade", Text: "the grade is {grade} already", Want: "another grade"}
	actionRequired  = isms.Message{Code: "audit/corrective-action-required", Text: "it cannot be decided that no corrective action is required: {reason}"}
)

// What an event lacks.
var (
	theCorrection     = isms.Message{Code: "audit/the-correction", Text: "the correction"}
	theRootCause      = isms.Message{Code: "audit/the-root-cause", Text: "the root cause"}
	theReason         = isms.Message{Code: "audit/the-reason", Text: "the reason"}
	whoDecided        = isms.Message{Code: "audit/who-decided", Text: "who decided it"}
	whoAgreed         = isms.Message{Code: "audit/who-agreed", Text: "who agreed to it"}
	theAgreedDueDate  = isms.Message{Code: "audit/the-agreed-due-date", Text: "the agreed due date"}
	aCorrectiveAction = isms.Message{Code: "audit/a-corrective-action", Text: "at least one corrective action"}
	theAction         = isms.Message{Code: "audit/what-is-to-be-done", Text: "what is to be done"}

	theRequirement = isms.Message{Code: "audit/the-requirement", Text: "the requirement"}
	theStatement   = isms.Message{Code: "audit/the-nonconformity-statement", Text: "the nonconformity statement"}
	theEvidence    = isms.Message{Code: "audit/the-objective-evidence", Text: "the objective evidence"}

	recordMessages = [...]isms.Message{
		theCorrection, theRootCause, theReason, whoDecided, whoAgreed, theAgreedDueDate, aCorrectiveAction, theAction,
		theRequirement, theStatement, theEvidence,
	}
)

// Why corrective action is required.
var (
	becauseUngraded    = isms.Message{Code: "audit/required-because-ungraded", Text: "the finding is not graded"}
	becauseOfBody      = isms.Message{Code: "audit/required-by-certification-bodies", Text: "a certification body raised the nonconformity ({ref})"}
	becauseMajor       = isms.Message{Code: "audit/required-for-a-major-nonconformity", Text: "no action is not appropriate to the effects of a major nonconformity: {ref}"}
	becauseNoCause     = isms.Message{Code: "audit/required-without-a-root-cause", Text: "the root cause is not determined: {ref}"}
	becauseNothingElse = isms.Message{Code: "audit/required-without-a-check-for-similar-nonconformities", Text: "it is not determined whether similar nonconformities exist: {ref}"}

	actionReasons = [...]isms.Message{becauseUngraded, becauseOfBody, becauseMajor, becauseNoCause, becauseNothingElse}
)

// Why policies are refused.
var (
	gradeWithoutLimits    = isms.Message{Code: "audit/grade-without-due-dates", Text: "findings of the grade {value} have no due dates", Want: "{grades}, or none for both"}
	anchorOrMilestone     = isms.Message{Code: "audit/anchor-or-milestone", Text: "a limit has either an anchor with an interval or a milestone", Want: "one of the two"}
	milestoneWithInterval = isms.Message{Code: "audit/milestone-with-an-interval", Text: "a milestone takes no interval: {value}", Want: "the milestone alone, or an anchor"}
	intervalOutOfRange    = isms.Message{Code: "audit/interval-out-of-range", Text: "{value} is out of range", Want: "0 to {most}"}
)

// Why rules are skipped.
var (
	dayMissing       = isms.Message{Code: "audit/day-missing", Text: "the day of the check is not given"}
	registerEmpty    = isms.Message{Code: "audit/empty-register", Text: "the nonconformity register is empty and not declared complete"}
	noNumberOfMinors = isms.Message{Code: "audit/no-number-of-minor-nonconformities", Text: "the grading policy sets no number of minor nonconformities"}
)

// How due dates are derived.
var (
	basisAgreed      = isms.Message{Code: "audit/basis-agreed-instead", Text: "agreed due date, {due} ({policy})"}
	basisAgreedAlone = isms.Message{Code: "audit/basis-agreed", Text: "agreed due date, {due}"}
	basisAnchor      = isms.Message{Code: "audit/basis-anchor", Text: "{anchor}, {from}, plus {within} ({policy})"}
	basisMoved       = isms.Message{Code: "audit/basis-moved", Text: "{anchor}, {from}, plus {within}, {plain}, moved to the {moved} ({policy})"}
	basisUncounted   = isms.Message{Code: "audit/basis-uncounted", Text: "{anchor}, {from}, plus {within} ({policy}): not known, as {reason}"}
	basisMilestone   = isms.Message{Code: "audit/basis-milestone", Text: "{milestone}, {from} ({policy})"}
	entryTitle       = isms.Message{Code: "audit/deadline", Text: "Nonconformity {id}: {step}"}
)

// What stands in findings.
var (
	noLimit          = isms.Message{Code: "audit/no-limit", Text: "no limit of the policy applies"}
	anchorUnknown    = isms.Message{Code: "audit/unknown-anchor", Text: "the day that the limit counts from is not known"}
	noActionPlanned  = isms.Message{Code: "audit/no-corrective-action-planned", Text: "no corrective action is planned"}
	actionsCompleted = isms.Message{Code: "audit/corrective-actions-completed", Text: "{have} of {want} corrective actions are completed"}
	noConsequence    = isms.Message{Code: "audit/no-consequence-stated", Text: "not stated"}
)
