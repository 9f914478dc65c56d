package certificate

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Messages returns the messages of this package: why questions are open and input is
// refused, what stands in findings, what certificates can be relied on for, and what
// suppliers are asked for. The rules are in [Rules].
func Messages() []isms.Message {
	return slices.Concat([]isms.Message{
		dayMissing, notExamined, attestationUnknown, noControl,
		noEdition, otherEdition, standardDiffers, noStandard, validFromUnknown, lastDayUnknown,
		statusUnclear, statusUnknown, noRegister, notInRegister, noBodyRegister, bodyNotInRegister, someRegister,
		noAccreditor, unknownAccreditor, recognizedFor, scopeUnder, someScope, someAgreement, misleadingName, misleadingElsewhere,
		anotherScope, notRecognized, recognitionNotShown, accreditorNotKnown,
		windowBoth, windowFrom, windowUntil, windowOpen,
		lastAudit, noAudit, auditInFuture, firstAuditDue, auditEachYear,
		noReliance, noScope, isScopeCovering, noSites, areSitesCovered, holderUnknown, isSameHolder, noSoAVersion, otherSoAVersion,
		validAfterExpiry, validTooLong, validBeforeDecision, decidedInFuture, expiresAfterRecertification, noExpiry,
		meetsStandard, servicesCovered, untilExpiry, notAnything, notWithoutAnswer, notBeforeSettled,
		accreditationNotShown, offerUnknown, engagementsUnknown, engagedUntil, engagedStill, registerStates, noAccreditorNamed,
		namelessRequest, notRequested, noResponse, noReason,
	}, fieldMessages[:], limitMessages[:], requestMessages[:])
}

// Why questions are open.
var (
	dayMissing         = isms.Message{Code: "certificate/day-missing", Text: "the day of the check is not given"}
	notExamined        = isms.Message{Code: "certificate/certification-not-examined", Text: "there is no certification to examine, or no day to examine it on"}
	attestationUnknown = isms.Message{Code: "certificate/unknown-attestation", Text: "the kind of attestation is not known"}

	noEdition        = isms.Message{Code: "certificate/no-edition", Text: "the certificate names no edition"}
	otherEdition     = isms.Message{Code: "certificate/edition-of-another-publisher", Text: "the edition is none of ISO/IEC: perhaps a national adoption"}
	standardDiffers  = isms.Message{Code: "certificate/another-standard", Text: "the certificate is to another standard"}
	noStandard       = isms.Message{Code: "certificate/no-standard", Text: "the certificate names no standard"}
	validFromUnknown = isms.Message{Code: "certificate/unknown-first-day", Text: "the first day of validity is not known"}
	lastDayUnknown   = isms.Message{Code: "certificate/unknown-last-day", Text: "the last day of validity is not known"}

	statusUnclear     = isms.Message{Code: "certificate/unclear-status", Text: "{register} states {status}: find out what is left of it"}
	statusUnknown     = isms.Message{Code: "certificate/unknown-status", Text: "{register} states the unknown status {status}"}
	noRegister        = isms.Message{Code: "certificate/no-recent-register-answer", Text: "no register was consulted recently"}
	notInRegister     = isms.Message{Code: "certificate/certificate-not-in-a-register", Text: "no register has the certificate: not uploaded, confidential, removed or not genuine; ask the certification body"}
	noBodyRegister    = isms.Message{Code: "certificate/no-recent-answer-of-an-accreditation-body", Text: "no register of an accreditation body was consulted recently"}
	bodyNotInRegister = isms.Message{Code: "certificate/certification-body-not-in-the-register", Text: "the register of the accreditation body does not have the certification body"}
	someRegister      = isms.Message{Code: "certificate/a-register", Text: "a register"}

	misleadingElsewhere = isms.Message{Code: "certificate/misleading-name-elsewhere", Text: "the name is misleading, as another question says"}
	anotherScope        = isms.Message{Code: "certificate/recognized-for-another-scope", Text: "the accreditation body is recognized for another scope"}
	notRecognized       = isms.Message{Code: "certificate/not-recognized", Text: "the accreditation body is not recognized for information security"}
	recognitionNotShown = isms.Message{Code: "certificate/recognition-not-shown", Text: "{accreditor} is an accreditation body, but its recognition for information security is not shown: look it up in the live register"}
	accreditorNotKnown  = isms.Message{Code: "certificate/accreditation-body-not-known", Text: "the accreditation body is not known"}

	noReliance      = isms.Message{Code: "certificate/no-reliance", Text: "what the buyer relies on is not given"}
	noScope         = isms.Message{Code: "certificate/no-scope", Text: "the certificate shows no scope"}
	isScopeCovering = isms.Message{Code: "certificate/is-the-scope-covering", Text: "does the scope \"{scope}\" cover {services}?"}
	noSites         = isms.Message{Code: "certificate/no-sites", Text: "the certificate shows no sites"}
	areSitesCovered = isms.Message{Code: "certificate/are-the-sites-covered", Text: "are these among the sites of the certificate: {sites}?"}
	holderUnknown   = isms.Message{Code: "certificate/unknown-holder", Text: "the holder or the supplier is not known"}
	isSameHolder    = isms.Message{Code: "certificate/is-it-the-same-holder", Text: "is \"{holder}\" the same as \"{supplier}\"?"}

	accreditationNotShown = isms.Message{Code: "certificate/accreditation-not-shown", Text: "accreditation for information security by a recognized accreditation body is not shown"}
	offerUnknown          = isms.Message{Code: "certificate/unknown-offer", Text: "it is not known whether the offer is for an accredited certificate"}
	engagementsUnknown    = isms.Message{Code: "certificate/unknown-engagements", Text: "the engagements of the certification body and its people are not known"}
)

// What a certificate does not show.
var fieldMessages = [...]isms.Message{
	{Code: "certificate/its-number", Text: "its number"},
	{Code: "certificate/the-holder", Text: "the holder"},
	{Code: "certificate/the-standard", Text: "the standard"},
	{Code: "certificate/the-scope", Text: "the scope"},
	{Code: "certificate/the-certification-body", Text: "the certification body"},
	{Code: "certificate/its-first-day", Text: "its first day of validity"},
	{Code: "certificate/its-last-day", Text: "its last day of validity"},
}

// What stands in findings.
var (
	validAfterExpiry            = isms.Message{Code: "certificate/valid-after-expiry", Text: "it is valid from {from}, after its last day {last}"}
	validTooLong                = isms.Message{Code: "certificate/valid-for-too-long", Text: "it is valid for more than three years, from {from} to {last}"}
	validBeforeDecision         = isms.Message{Code: "certificate/valid-before-the-decision", Text: "it is valid from {from}, before the decision of {decided}"}
	decidedInFuture             = isms.Message{Code: "certificate/decided-in-the-future", Text: "the decision of {decided} lies in the future"}
	expiresAfterRecertification = isms.Message{Code: "certificate/expiry-after-recertification", Text: "its last day {last} lies after {due}, when recertification is due"}
	noExpiry                    = isms.Message{Code: "certificate/no-last-day", Text: "it has no last day"}

	noAccreditor      = isms.Message{Code: "certificate/no-accreditation-body", Text: "the certificate names no accreditation body"}
	unknownAccreditor = isms.Message{Code: "certificate/unknown-accreditation-body", Text: "no accreditation body is known under the name \"{accreditor}\""}
	recognizedFor     = isms.Message{Code: "certificate/recognized-for", Text: "it is recognized for {scopes}"}
	scopeUnder        = isms.Message{Code: "certificate/scope-under-an-agreement", Text: "{scope} under {agreement}"}
	someScope         = isms.Message{Code: "certificate/scope-not-stated", Text: "a scope that is not stated"}
	someAgreement     = isms.Message{Code: "certificate/no-multilateral-agreement", Text: "no multilateral agreement"}
	misleadingName    = isms.Message{Code: "certificate/misleading-name", Text: "the name is misleading"}

	windowBoth  = isms.Message{Code: "certificate/from-to", Text: "from {first} to {last}"}
	windowFrom  = isms.Message{Code: "certificate/from-on", Text: "from {first} on"}
	windowUntil = isms.Message{Code: "certificate/until", Text: "until {last}"}
	windowOpen  = isms.Message{Code: "certificate/without-limits", Text: "without dates"}

	lastAudit     = isms.Message{Code: "certificate/last-audit-shown", Text: "the last audit shown is of {last}"}
	noAudit       = isms.Message{Code: "certificate/no-audit-shown", Text: "no audit is shown"}
	auditInFuture = isms.Message{Code: "certificate/audit-in-the-future", Text: "that day lies in the future"}
	firstAuditDue = isms.Message{Code: "certificate/first-audit-due", Text: "the first one was due by {due}"}
	auditEachYear = isms.Message{Code: "certificate/audit-each-year", Text: "one is due in each calendar year"}

	noSoAVersion    = isms.Message{Code: "certificate/no-version", Text: "the certificate names none"}
	otherSoAVersion = isms.Message{Code: "certificate/another-version", Text: "the Statement of Applicability at hand is not version {version}"}

	engagedUntil      = isms.Message{Code: "certificate/engaged-until", Text: "until {last}"}
	engagedStill      = isms.Message{Code: "certificate/engaged-still", Text: "to this day"}
	registerStates    = isms.Message{Code: "certificate/register-states", Text: "the register states {status}"}
	noAccreditorNamed = isms.Message{Code: "certificate/no-accreditation-body-named", Text: "no accreditation body is named"}

	namelessRequest = isms.Message{Code: "certificate/request-without-a-key", Text: "a request without a key"}
	notRequested    = isms.Message{Code: "certificate/not-requested", Text: "it was not requested"}
	noResponse      = isms.Message{Code: "certificate/no-response", Text: "it was requested"}
	noReason        = isms.Message{Code: "certificate/no-reason-given", Text: "no reason given"}
)

// What a certificate can and cannot be relied on for.
var (
	meetsStandard    = isms.Message{Code: "certificate/meets-the-standard", Text: "an accredited certification body found, by sampling, that a management system conforms to {standard} within the scope \"{scope}\""}
	servicesCovered  = isms.Message{Code: "certificate/services-covered", Text: "the services judged to be in that scope: {services}"}
	untilExpiry      = isms.Message{Code: "certificate/until-expiry", Text: "until {expiry} at the latest, if surveillance continues"}
	notAnything      = isms.Message{Code: "certificate/not-for-anything", Text: "anything: {why}"}
	notWithoutAnswer = isms.Message{Code: "certificate/not-without-an-answer", Text: "anything more without an answer to: {why}"}
	notBeforeSettled = isms.Message{Code: "certificate/not-before-it-is-settled", Text: "anything before this is settled: {why}"}

	limitMessages = [...]isms.Message{
		{Code: "certificate/not-outside-the-scope", Text: "services, sites and legal entities outside the scope"},
		{Code: "certificate/not-for-each-control", Text: "the effectiveness of each control on each day: audits take samples"},
		{Code: "certificate/not-for-excluded-controls", Text: "the controls that the Statement of Applicability excludes"},
		{Code: "certificate/not-for-other-schemes", Text: "CMMC, DFARS 252.204-7012 or NIST SP 800-171: a certificate is no assessment under them"},
		{Code: "certificate/not-for-laws", Text: "compliance with a law, such as one on personal data"},
	}
)

// noControl says why support is refused.
var noControl = isms.Message{Code: "certificate/no-control-of-annex-a", Text: "a certificate supports controls of Annex A only, not {value}", Want: "a control such as A.5.7"}

// requestMessages are the requests and their reasons, in turn.
var requestMessages = [...]isms.Message{
	{Code: "certificate/request-certificate", Text: "the full certificate with its annex"},
	{Code: "certificate/reason-certificate", Text: "number, scope, sites, days, version of the Statement of Applicability"},
	{Code: "certificate/request-soa", Text: "the Statement of Applicability in the version on the certificate"},
	{Code: "certificate/reason-soa", Text: "which controls are applicable, which are excluded, and why"},
	{Code: "certificate/request-audit-report", Text: "the report of the last external audit, or its summary"},
	{Code: "certificate/reason-audit-report", Text: "that surveillance was conducted, and its findings"},
	{Code: "certificate/request-nonconformities", Text: "the nonconformity register"},
	{Code: "certificate/reason-nonconformities", Text: "what is open, and how it is dealt with"},
	{Code: "certificate/request-internal-audit", Text: "the record of the last internal audit"},
	{Code: "certificate/reason-internal-audit", Text: "that the ISMS is audited between the audits of the certification body"},
}
