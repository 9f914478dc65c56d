package programme

import "github.com/ismskit/ismskit/isms"

// Messages returns the messages of this package: why it skips rules, and what stands in
// its entries and findings. The rules are in [Rules].
func Messages() []isms.Message {
	return []isms.Message{
		dayMissing, noNecessaryControls, noAudit, noneConducted, entryTitle, entryBasis, entryDue, sinceLast,
		inPeriod, inNoPeriod, ismsAudited, areaAudited, areaNotAudited,
		thePeriod, theInterval, whoIsResponsible, theMethods, thePlanning, theReporting, thePreviousResults, anAudit, theIntervalOfImportance,
		anyArea, namelessArea, noAuditor, unknownAuditor, aProcess,
		plannedReversed, conductedReversed, conductedHalf, conductedLater, conductedCancelled, reportedEarly,
		ofAudits, ofAuditors, ofAreas,
	}
}

// Why rules are skipped.
var (
	dayMissing          = isms.Message{Code: "programme/day-missing", Text: "the day of the check is not given"}
	noNecessaryControls = isms.Message{Code: "programme/no-necessary-controls", Text: "the necessary controls are not given"}
	noAudit             = isms.Message{Code: "programme/no-audits", Text: "no internal audit is planned or conducted"}
	noneConducted       = isms.Message{Code: "programme/no-conducted-audits", Text: "no internal audit has been conducted"}
)

// What stands in entries.
var (
	entryTitle = isms.Message{Code: "programme/internal-audit", Text: "Internal audit {id}"}
	entryBasis = isms.Message{Code: "programme/internal-audit-programme", Text: "internal audit programme"}
	entryDue   = isms.Message{Code: "programme/internal-audit-due", Text: "Last day for the next internal audit"}
	sinceLast  = isms.Message{Code: "programme/interval-since-last-audit", Text: "planned interval since the last internal audit on {last}"}
)

// What stands in findings.
var (
	inPeriod   = isms.Message{Code: "programme/in-the-period", Text: "the period from {first} to {last}"}
	inNoPeriod = isms.Message{Code: "programme/in-no-period", Text: "a period that is not set"}

	ismsAudited    = isms.Message{Code: "programme/isms-last-audited", Text: "the ISMS was last audited on {last}"}
	areaAudited    = isms.Message{Code: "programme/area-last-audited", Text: "{area} was last audited on {last}"}
	areaNotAudited = isms.Message{Code: "programme/area-not-audited", Text: "{area} has not been audited since {since}"}

	thePeriod               = isms.Message{Code: "programme/the-period", Text: "the period for complete audit coverage"}
	theInterval             = isms.Message{Code: "programme/the-audit-interval", Text: "the audit interval in calendar units"}
	theIntervalOfImportance = isms.Message{Code: "programme/the-audit-interval-of-an-importance", Text: "an audit interval in calendar units for a known importance"}
	whoIsResponsible        = isms.Message{Code: "programme/who-is-responsible", Text: "who is responsible"}
	theMethods              = isms.Message{Code: "programme/the-methods", Text: "the audit methods"}
	thePlanning             = isms.Message{Code: "programme/the-planning", Text: "how audits are planned"}
	thePreviousResults      = isms.Message{Code: "programme/the-previous-results", Text: "how the results of previous audits are considered"}
	theReporting            = isms.Message{Code: "programme/the-reporting", Text: "the reporting"}
	anAudit                 = isms.Message{Code: "programme/an-audit", Text: "any audit"}

	anyArea      = isms.Message{Code: "programme/any-area", Text: "any area"}
	namelessArea = isms.Message{Code: "programme/area-without-a-reference", Text: "an area without a reference"}

	noAuditor      = isms.Message{Code: "programme/no-auditor", Text: "no auditor is assigned"}
	unknownAuditor = isms.Message{Code: "programme/unknown-auditor", Text: "{auditor} is not in the list of auditors"}
	aProcess       = isms.Message{Code: "programme/a-process", Text: "process {process}"}

	plannedReversed    = isms.Message{Code: "programme/planned-to-end-before-it-begins", Text: "it is planned to end before it begins"}
	conductedReversed  = isms.Message{Code: "programme/ended-before-it-began", Text: "it ended before it began"}
	conductedHalf      = isms.Message{Code: "programme/one-day-of-two", Text: "only one of the first and the last day on which it was conducted is given"}
	conductedLater     = isms.Message{Code: "programme/conducted-in-the-future", Text: "it is recorded as conducted on a day in the future"}
	conductedCancelled = isms.Message{Code: "programme/cancelled-and-conducted", Text: "it is both cancelled and conducted"}
	reportedEarly      = isms.Message{Code: "programme/reported-before-its-end", Text: "it was reported before it ended"}

	ofAudits   = isms.Message{Code: "programme/of-audits", Text: "audits"}
	ofAuditors = isms.Message{Code: "programme/of-auditors", Text: "auditors"}
	ofAreas    = isms.Message{Code: "programme/of-areas", Text: "areas"}
)
