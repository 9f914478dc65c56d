package cycle

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Messages returns the messages of this package: why it refuses input and skips rules,
// and what stands in its entries and findings. The rules are in [Rules].
func Messages() []isms.Message {
	return slices.Concat([]isms.Message{
		noEvents, unknownEvent, noDate, notInOrder, notBegun, notAllowed, nothingFollows, incompleteEvent, editionOver, stage1Old, noOpenMajors, moreMajors,
		verificationOver, expiryImpossible, majorsOpen, suspensionOld, transferOver, notCovered, earlierEdition, noRecertificationAudit,
		plansNotAccepted, periodImpossible, decidedAfterEdition, notCertified, limitPast,
		outOfRange, termUncountable, termTooLong, beyondTable, noSample, doubledSite, unknownSite, tooManyChosen, tooFewSites, noChance,
		dayMissing, noCycle, dueBy, noLimitKnown,
		noCertificate, notGranted, usableInScope, notWhileSuspended, notUntilRestored, notAfterLapse, notAfterWithdrawal,
		basisFrom, basisAlone, basisProjected, entryTitle,
	}, recordMessages[:], basisMessages[:])
}

// Why events are refused.
var (
	unknownEvent           = isms.Message{Code: "cycle/unknown-event", Text: "{value} is no event of a certification cycle", Want: "a kind of event"}
	noEvents               = isms.Message{Code: "cycle/no-events", Text: "there are no events", Want: "{first} or {other} as the first one"}
	noDate                 = isms.Message{Code: "cycle/event-without-a-date", Text: "the event has no date", Want: "a day such as 2026-03-02"}
	notInOrder             = isms.Message{Code: "cycle/event-before-the-last-one", Text: "the event of {on} precedes the last one", Want: "a day from {last} on"}
	notBegun               = isms.Message{Code: "cycle/event-before-the-first-one", Text: "there is no application or certificate that {event} could follow", Want: "{first} or {other} as the first event"}
	notAllowed             = isms.Message{Code: "cycle/event-not-allowed", Text: "{event} cannot follow in the state {state}", Want: "{allowed}"}
	nothingFollows         = isms.Message{Code: "cycle/event-after-the-last-state", Text: "{event} cannot follow: the state {state} is final"}
	incompleteEvent        = isms.Message{Code: "cycle/incomplete-event", Text: "the event {event} is incomplete", Want: "{lacking}"}
	editionOver            = isms.Message{Code: "cycle/edition-over", Text: "{edition} ended on {ended}, so that the client is a new one ({ref})", Want: "{event} first"}
	stage1Old              = isms.Message{Code: "cycle/stage-1-too-old", Text: "stage 1 is older than {limit} ({ref})", Want: "stage 1 again, or why its result is still valid"}
	limitPast              = isms.Message{Code: "cycle/time-limit-before-the-audit", Text: "the time limit {limit} precedes the audit", Want: "a day from {on} on"}
	noOpenMajors           = isms.Message{Code: "cycle/no-open-major-nonconformity", Text: "no major nonconformity is open"}
	moreMajors             = isms.Message{Code: "cycle/more-major-nonconformities-than-open", Text: "{n} major nonconformities cannot be left", Want: "at most {most}, which are open"}
	verificationOver       = isms.Message{Code: "cycle/verification-limit-over", Text: "the time limit for the verification of major nonconformities ended on {ended} ({ref})", Want: "another stage 2 audit"}
	expiryImpossible       = isms.Message{Code: "cycle/impossible-expiry", Text: "the certificate cannot expire on {expiry}", Want: "a day after {from} and not after {end}"}
	majorsOpen             = isms.Message{Code: "cycle/major-nonconformities-open", Text: "{n} {n|major nonconformity is|major nonconformities are} not verified ({ref})", Want: "verification first"}
	suspensionOld          = isms.Message{Code: "cycle/suspension-too-old", Text: "the suspension is older than {limit}", Want: "why it can still be lifted"}
	transferOver           = isms.Message{Code: "cycle/transfer-limit-over", Text: "the time limit for the transfer ended on {ended} ({ref})"}
	notCovered             = isms.Message{Code: "cycle/certificate-not-covered", Text: "only a certificate that a multilateral agreement covers can be transferred ({ref})", Want: "{answer}"}
	earlierEdition         = isms.Message{Code: "cycle/change-to-an-earlier-edition", Text: "a certificate cannot change back to {edition}", Want: "{current}"}
	noRecertificationAudit = isms.Message{Code: "cycle/no-recertification-audit", Text: "no recertification audit was conducted in this cycle"}
	plansNotAccepted       = isms.Message{Code: "cycle/plans-not-accepted", Text: "the corrective action plans for the minor nonconformities are not accepted ({ref})", Want: "{answer}"}
	periodImpossible       = isms.Message{Code: "cycle/impossible-period", Text: "the certificate would end before it begins, or after the year 9999"}
	notCertified           = isms.Message{Code: "cycle/edition-without-certificates", Text: "no certificate is issued to {value}", Want: "{editions}"}
	decidedAfterEdition    = isms.Message{Code: "cycle/decision-after-the-edition", Text: "{edition} ended on {ended}", Want: "a later edition"}
)

// What an event lacks.
var (
	theReason      = isms.Message{Code: "cycle/the-reason", Text: "the reason"}
	theScope       = isms.Message{Code: "cycle/the-scope", Text: "the scope"}
	anotherBody    = isms.Message{Code: "cycle/another-certification-body", Text: "another certification body"}
	anotherEdition = isms.Message{Code: "cycle/another-edition", Text: "another edition"}

	recordMessages = [...]isms.Message{theReason, theScope, anotherBody, anotherEdition}
)

// Why numbers and lists are refused.
var (
	outOfRange      = isms.Message{Code: "cycle/out-of-range", Text: "{value} is out of range", Want: "{least} to {most}"}
	termUncountable = isms.Message{Code: "cycle/uncountable-time-limit", Text: "{value} is no time limit", Want: "1 to {most} days, weeks, months or years"}
	termTooLong     = isms.Message{Code: "cycle/time-limit-too-long", Text: "{value} exceeds what the standard allows", Want: "at most {most}"}
	beyondTable     = isms.Message{Code: "cycle/beyond-the-table", Text: "the table of audit times ends at {most} personnel", Want: "the audit time that the certification body extends it to"}
	noSample        = isms.Message{Code: "cycle/no-sample", Text: "no sample of sites is set for audits of the kind {value}", Want: "{kinds}"}
	doubledSite     = isms.Message{Code: "cycle/doubled-site", Text: "the site {value} is listed twice", Want: "each site once"}
	unknownSite     = isms.Message{Code: "cycle/unknown-site", Text: "the chosen site {value} is not among the sites", Want: "one of the sites"}
	tooManyChosen   = isms.Message{Code: "cycle/too-many-chosen-sites", Text: "{n} sites are chosen for a sample of {sites}", Want: "at least {random} of the sample at random"}
	noChance        = isms.Message{Code: "cycle/no-source-of-chance", Text: "sites are to be drawn, and there is no source of chance", Want: "a source of random numbers"}
	tooFewSites     = isms.Message{Code: "cycle/too-few-sites", Text: "{missing} sites are to be drawn from {n}", Want: "more sites, or a smaller sample"}
)

// Why rules are skipped, and what stands in findings.
var (
	dayMissing   = isms.Message{Code: "cycle/day-missing", Text: "the day of the check is not given"}
	noCycle      = isms.Message{Code: "cycle/no-cycle", Text: "there is no certification cycle on the day"}
	dueBy        = isms.Message{Code: "cycle/due-by", Text: "due by {due}"}
	noLimitKnown = isms.Message{Code: "cycle/no-time-limit-known", Text: "no time limit is known"}
)

// Whether certificate and mark may be used, and why not.
var (
	noCertificate      = isms.Message{Code: "cycle/no-certificate", Text: "there is no certificate and no application"}
	notGranted         = isms.Message{Code: "cycle/certificate-not-granted", Text: "no certificate is granted ({state}): neither certificate nor mark may be used ({ref})"}
	usableInScope      = isms.Message{Code: "cycle/certificate-usable", Text: "the certificate is valid: it and the mark may be used within its scope ({ref})"}
	notWhileSuspended  = isms.Message{Code: "cycle/certificate-not-usable-while-suspended", Text: "the certificate is suspended: neither it nor the mark may be used until the suspension is lifted ({ref})"}
	notUntilRestored   = isms.Message{Code: "cycle/certificate-not-usable-until-restored", Text: "the certificate has expired: neither it nor the mark may be used until it is restored ({ref})"}
	notAfterLapse      = isms.Message{Code: "cycle/certificate-lapsed", Text: "the certificate has expired and can no longer be restored: neither it nor the mark may be used ({ref})"}
	notAfterWithdrawal = isms.Message{Code: "cycle/certificate-or-application-withdrawn", Text: "the certificate or the application was withdrawn: neither certificate nor mark may be used ({ref})"}
)

// How due dates are derived.
var (
	basisFrom      = isms.Message{Code: "cycle/basis-from", Text: "{basis}, {from} ({ref})"}
	basisAlone     = isms.Message{Code: "cycle/basis-alone", Text: "{basis} ({ref})"}
	basisProjected = isms.Message{Code: "cycle/basis-projected", Text: "{basis}; if recertified on the last day possible"}
	entryTitle     = isms.Message{Code: "cycle/obligation", Text: "Certificate {id}: {obligation}"}

	fromStage1       = isms.Message{Code: "cycle/from-stage-1", Text: "time limit from stage 1"}
	forMajors        = isms.Message{Code: "cycle/for-major-nonconformities", Text: "time limit for major nonconformities"}
	fromDecision     = isms.Message{Code: "cycle/from-decision", Text: "time limit from the decision"}
	onceInTheYear    = isms.Message{Code: "cycle/once-in-the-calendar-year", Text: "once in the calendar year"}
	endOfCycle       = isms.Message{Code: "cycle/end-of-cycle", Text: "end of the cycle"}
	expiryOnIt       = isms.Message{Code: "cycle/expiry-on-the-certificate", Text: "expiry on the certificate"}
	fromSuspension   = isms.Message{Code: "cycle/from-suspension", Text: "time limit from the suspension, as a rule"}
	fromExpiry       = isms.Message{Code: "cycle/from-expiry", Text: "time limit from expiry"}
	fromLoss         = isms.Message{Code: "cycle/from-loss-of-accreditation", Text: "time limit from the loss of accreditation, at most expiry"}
	lastDayOfEdition = isms.Message{Code: "cycle/last-day-of-the-edition", Text: "last day of ISO/IEC 27001:2013"}

	basisMessages = [...]isms.Message{
		fromStage1, forMajors, fromDecision, onceInTheYear, endOfCycle, expiryOnIt, fromSuspension, fromExpiry, fromLoss, lastDayOfEdition,
	}
)
