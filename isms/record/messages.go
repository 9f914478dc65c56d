package record

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Messages returns the messages of this package: why rules are skipped, and what
// stands inside the sentences of findings and entries.
func Messages() []isms.Message {
	out := slices.Concat(needMessages, partMessages, entryMessages)
	for want := range isms.RequiredDocuments() {
		if required(want) {
			out = append(out, documentMessage(want))
		}
	}
	return out
}

// What rules cannot be applied without.
var (
	theDay             = need("", "no-day", "the day of the check is not given")
	theIssues          = need("context.issues", "no-issues", "no internal or external issue is documented")
	theIssueDates      = need("context.issues[*].raised", "undated-issue", "an issue has no date")
	theParties         = need("parties", "no-interested-parties", "no interested party is documented")
	theRequirements    = need("parties[*].requirements", "no-requirements-of-interested-parties", "no requirement of an interested party is documented")
	theRequiredDates   = need("parties[*].requirements[*].since", "undated-requirement", "a requirement of an interested party has no date")
	theElements        = need("scope.elements", "no-scope-elements", "no scope element is documented")
	theScopeDate       = need("scope.determined", "no-date-of-the-scope", "the scope has no date")
	theProcesses       = need("processes", "no-processes", "no process is documented")
	theTop             = need("topManagement", "no-top-management", "no member of top management is named")
	theApprover        = need("policy.approvedBy", "no-approver-of-the-policy", "the policy has no approver")
	theRoles           = need("roles", "no-roles", "no role is documented")
	theHolders         = need("roles[*].assignedTo", "no-assigned-roles", "no role is assigned to a person")
	theActions         = need("actions", "no-actions", "no action to address risks and opportunities is documented")
	theObjectives      = need("objectives", "no-objectives", "no information security objective is documented")
	theChanges         = need("changes", "no-changes", "neither a change nor the absence of changes is documented")
	theResources       = need("resources", "no-resources", "no resource is documented")
	thePeople          = need("people", "no-people", "no person who works for the organization is documented")
	theCommunications  = need("communications", "no-communications", "no communication is documented")
	theDocuments       = need("documents", "no-documents", "no document of the organization is documented")
	theOthersDocuments = need("documents[*].external", "no-external-documents", "neither a document of external origin nor the absence of such documents is documented")
	theSuppliers       = need("suppliers", "no-suppliers", "neither a supplier nor the absence of suppliers is documented")
	theIndicators      = need("indicators", "no-indicators", "no indicator is documented")
	theReviews         = need("managementReviews[*].conducted", "no-management-reviews", "no management review has been conducted")

	needMessages = []isms.Message{
		theDay.Missing, theIssues.Missing, theIssueDates.Missing, theParties.Missing, theRequirements.Missing, theRequiredDates.Missing,
		theElements.Missing, theScopeDate.Missing, theProcesses.Missing, theTop.Missing, theApprover.Missing, theRoles.Missing, theHolders.Missing,
		theActions.Missing, theObjectives.Missing, theChanges.Missing, theResources.Missing, thePeople.Missing, theCommunications.Missing,
		theDocuments.Missing, theOthersDocuments.Missing, theSuppliers.Missing, theIndicators.Missing, theReviews.Missing,
	}
)

func need(at isms.Path, name, missing string) isms.Need {
	return isms.Need{Path: at, Missing: message(name, missing)}
}

func message(name, text string) isms.Message {
	return isms.Message{Code: "record/" + name, Text: text}
}

// What a record has not, inside of other sentences.
var (
	partReason       = message("part-reason", "reason")
	partDecider      = message("part-decider", "person who made it")
	partPastDate     = message("part-past-date", "date up to the day of the check")
	partApprover     = message("part-approver", "approver")
	partApproval     = message("part-approval-date", "date of approval up to the day of the check")
	partHolder       = message("part-holder", "holder")
	partAuthority    = message("part-authority", "authority")
	partDescription  = message("part-description", "description of what will be done")
	partOwner        = message("part-owner", "owner")
	partDue          = message("part-due-date", "due date")
	partPurpose      = message("part-purpose", "purpose")
	partConsequences = message("part-consequences", "potential consequences")
	partContent      = message("part-content", "content")
	partTime         = message("part-time", "time")
	partRecipient    = message("part-recipient", "recipient")
	partMethod       = message("part-method", "method")
	partTitle        = message("part-title", "title")
	partAuthor       = message("part-author", "author")
	partVersion      = message("part-version", "version")
	partDate         = message("part-date", "date")
	partPublisher    = message("part-publisher", "publisher")
	partEdition      = message("part-edition", "edition")
	partResponsible  = message("part-responsible-person", "responsible person")
	partSubject      = message("part-subject", "subject")
	partMeasuring    = message("part-interval-of-measurement", "interval of measurement")
	partMeasuredBy   = message("part-person-who-measures", "person who measures")
	partEvaluating   = message("part-interval-of-evaluation", "interval of evaluation")
	partEvaluatedBy  = message("part-person-who-evaluates", "person who evaluates")

	partAvailability = message("part-availability", "availability")
	partProtection   = message("part-protection", "protection")
	partAccess       = message("part-access", "access")
	partStorage      = message("part-storage", "storage")
	partRetention    = message("part-retention", "retention")

	toRequirements = message("commitment-to-requirements", "the applicable requirements")
	toImprovement  = message("commitment-to-improvement", "continual improvement")

	entryWithoutChange = message("version-without-changes", "entry {n} does not describe the changes")
	entryOutOfOrder    = message("version-out-of-order", "entry {n} has no date, or an earlier one than the entry before it")
	currentMissing     = message("current-version-missing", "the current version is missing")

	termsNotAgreed   = message("terms-not-agreed", "none are agreed")
	termsNotRecorded = message("terms-not-documented", "they are not documented")
	termsEnded       = message("terms-ended", "they ended on {ended}")

	competenceNumber = message("competence-without-a-name", "number {n} of the list, which has no name")

	isSuitable  = message("question-suitability", "suitable")
	isAdequate  = message("question-adequacy", "adequate")
	isEffective = message("question-effectiveness", "effective")

	partMessages = []isms.Message{
		partReason, partDecider, partPastDate, partApprover, partApproval, partHolder, partAuthority, partDescription, partOwner, partDue, partPurpose,
		partConsequences, partContent, partTime, partRecipient, partMethod, partTitle, partAuthor, partVersion, partDate, partPublisher, partEdition,
		partResponsible, partSubject, partMeasuring, partMeasuredBy, partEvaluating, partEvaluatedBy,
		partAvailability, partProtection, partAccess, partStorage, partRetention, toRequirements, toImprovement,
		entryWithoutChange, entryOutOfOrder, currentMissing, termsNotAgreed, termsNotRecorded, termsEnded, competenceNumber,
		isSuitable, isAdequate, isEffective,
	}
)

// part is a part that a record should have, with its field.
type part struct {
	field   string
	message isms.Message
	missing bool
}

// lacking reports each missing part of the record at a path.
func (c *check) lacking(r isms.Rule, at isms.Path, parts []part, args ...isms.Arg) {
	for _, p := range parts {
		if p.missing {
			c.Find(r, at.Field(p.field), append(slices.Clone(args), isms.ArgSentence("part", p.message.With()))...)
		}
	}
}

// lackingEach is lacking for a rule with a place for each part.
func (c *check) lackingEach(r isms.Rule, at isms.Path, parts []part, args ...isms.Arg) {
	for i, p := range parts {
		c.lacking(r.At(r.Refs[i]), at, []part{p}, args...)
	}
}

// Titles and bases of entries.
var (
	entryPolicy    = message("entry-policy", "Review of the policy")
	entryContext   = message("entry-context", "Review of issues and interested parties")
	entryAction    = message("entry-action", "Action: {subject}")
	entryObjective = message("entry-objective", "Objective: {subject}")
	entryDocument  = message("entry-document", "Review of document: {subject}")
	entrySupplier  = message("entry-supplier", "Review of supplier: {subject}")
	entryTerms     = message("entry-terms", "Terms end: {subject}")
	entryReview    = message("entry-management-review", "Management review")
	entryReviewDue = message("entry-management-review-due", "Last day for the next management review")
	basisTarget    = message("basis-target-date", "target date")
	basisPlanned   = message("basis-planned", "planned")
	basisContract  = message("basis-contract", "end of the contract")
	basisVersion   = message("basis-version", "version {version} approved on {approved}")
	basisSinceLast = message("basis-interval", "last on {last}, every {interval}")

	entryMessages = []isms.Message{
		entryPolicy, entryContext, entryAction, entryObjective, entryDocument, entrySupplier, entryTerms, entryReview, entryReviewDue,
		basisTarget, basisPlanned, basisContract, basisVersion, basisSinceLast,
	}
)
