package risk

import "github.com/ismskit/ismskit/isms"

// Rules returns the rules that [Register.Check] applies, in the order of the
// clauses: what [isms.Assess] takes as expected for 6.1.2, 6.1.3, 8.2 and 8.3.
func Rules() []isms.Rule {
	var rules []isms.Rule
	for _, r := range [...]isms.Rule{
		methodDefective, methodWaived, criteriaMissing, intervalMissing, idRepeated, selfAcceptance,
		risksMissing, assetUnknown, assetCircle, groupNested, overrideBare, scenarioMissing, propertyMissing, propertyForeign, ownerMissing,
		impactUnrated, likelihoodUnrated, gradeOutside, impactTwice, levelUnknown, ratingAbove, ratingUnsupported,
		creditTooMuch, creditUnattached, verdictUnknown, prioritySkipped,
		treatmentMissing, optionMissing, activityMissing, partyMissing, remainderMissing, referenceUnknown,
		controlMissing, controlUnknown,
		planOwnerMissing, planDueMissing, progressContradicts,
		planUnapproved, residualUnaccepted, retainedUnrecorded, acceptanceExpired, acceptanceDue, acceptanceStale, acceptanceRefused,
		acceptanceUncovered, acceptanceBetter, acceptanceSelf, acceptanceSilent, ownerBypassed,
		assessmentOverdue, changeUnassessed, controlGone, ratingBare, closedBare,
		planOverdue, planMoved, resultMissing,
	} {
		r.Refs = append([]isms.Ref(nil), r.Refs...)
		rules = append(rules, r)
	}
	return rules
}

const (
	since    = "v0.1.0"
	proposal = "this library's proposal"
)

// The method (6.1.2 a, b).
var (
	methodDefective = isms.Rule{
		Code: "risk/method-defective", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 s1", "6.1.2 b"}, Since: since,
		Title:   "the method cannot give a level for every risk",
		Message: "method {method}: {defect}",
		Remedy:  "Correct the scale, matrix, band or criterion named.",
	}
	methodWaived = isms.Rule{
		Code: "risk/method-waived", Severity: isms.Note, Refs: []isms.Ref{"6.1.2 b"}, Since: since, Basis: proposal,
		Title:   "a defect of the method was waived",
		Message: "method {method}: {defect}; waived: {reason}",
		Remedy:  "Correct the method, or keep the reason ready for the auditor.",
	}
	criteriaMissing = isms.Rule{
		Code: "risk/criteria-missing", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 a 1"}, Since: since,
		Title:   "there are no risk acceptance criteria",
		Message: "method {method} has no acceptance criteria, so no risk is known to be within tolerance",
		Remedy:  "Set Method.Criteria: which levels are acceptable, tolerable, unacceptable, and who accepts.",
	}
	selfAcceptance = isms.Rule{
		Code: "risk/self-acceptance-allowed", Severity: isms.Note, Refs: []isms.Ref{"6.1.2 a 1"}, Since: since, Basis: proposal,
		Title:   "the method lets requesters approve themselves",
		Message: "requesters may approve their own acceptances: {reason}",
		Remedy:  "Name a second person, or review such acceptances in the management review.",
	}
	intervalMissing = isms.Rule{
		Code: "risk/interval-missing", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 a 2", "8.2 s1"}, Since: since,
		Title:   "no interval between risk assessments is planned",
		Message: "the register has no planned interval between assessments",
		Remedy:  "Set Register.Every, for example to 12 months.",
	}
	idRepeated = isms.Rule{
		Code: "risk/id-unusable", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 b"}, Since: since,
		Title:   "a record has no usable ID or shares it",
		Message: "{kind} {id}: {why}",
		Remedy:  "Give every record an ID of its own.",
	}
)

// Identification (6.1.2 c).
var (
	risksMissing = isms.Rule{
		Code: "risk/no-risks", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 s1", "6.1.2 c 1"}, Since: since,
		Title:   "the register holds no risk",
		Message: "the register holds no risk",
		Remedy:  "Identify the risks of losing confidentiality, integrity or availability within the scope.",
	}
	scenarioMissing = isms.Rule{
		Code: "risk/scenario-missing", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 c 1"}, Since: since,
		Title:   "a risk says neither what is threatened by what nor how it would go",
		Message: "risk {risk} has neither asset and threat nor a source or scenario",
		Remedy:  "Name asset and threat, or describe the event.",
	}
	propertyMissing = isms.Rule{
		Code: "risk/property-missing", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 c 1"}, Since: since,
		Title:   "a risk says not what is lost",
		Message: "risk {risk} names no property at stake: confidentiality, integrity, availability",
		Remedy:  "Set Risk.Affects.",
	}
	propertyForeign = isms.Rule{
		Code: "risk/property-foreign", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 c 1", "6.1.2 b"}, Since: since,
		Title:   "a property is not one of the method's",
		Message: "{property} is no property of the method",
		Remedy:  "Correct the word, or add it to Method.Properties.",
	}
	assetUnknown = isms.Rule{
		Code: "risk/asset-unknown", Severity: isms.Warning, Refs: []isms.Ref{"6.1.2 c 1"}, Since: since,
		Title:   "an asset is named that the register does not have",
		Message: "asset {asset} is not in the register",
		Remedy:  "Add the asset or correct its ID.",
	}
	assetCircle = isms.Rule{
		Code: "risk/asset-circle", Severity: isms.Note, Refs: []isms.Ref{"6.1.2 c 1"}, Since: since, Basis: proposal,
		Title:   "assets depend on each other in a circle",
		Message: "{count} assets depend on each other in a circle, so all inherit alike; the first is {asset}",
		Remedy:  "Check that the dependencies are meant; nothing else is needed.",
	}
	groupNested = isms.Rule{
		Code: "risk/group-nested", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 c 1"}, Since: since, Basis: proposal,
		Title:   "groups of assets lie in each other or too deep",
		Message: "asset {asset} lies in a circle of groups, or more than 32 groups deep",
		Remedy:  "Flatten the groups.",
	}
	overrideBare = isms.Rule{
		Code: "risk/override-unreasoned", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 b"}, Since: since,
		Title:   "an asset's inherited value is overridden without a reason",
		Message: "asset {asset}: the override of {property} has no reason or no grade of the scale, so it does not count",
		Remedy:  "Give the reason and the grade, or drop the override.",
	}
	ownerMissing = isms.Rule{
		Code: "risk/owner-missing", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 c 2"}, Since: since,
		Title:   "a risk has no owner",
		Message: "risk {risk} has no owner",
		Remedy:  "Name a person or role with the authority to manage the risk.",
	}
)

// Analysis and evaluation (6.1.2 d, e).
var (
	impactUnrated = isms.Rule{
		Code: "risk/impact-unrated", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 d 1"}, Since: since,
		Title:   "the consequences of a risk are not assessed",
		Message: "risk {risk} has no impact, neither rated nor from its assets",
		Remedy:  "Rate the impact, or value the assets.",
	}
	likelihoodUnrated = isms.Rule{
		Code: "risk/likelihood-unrated", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 d 2"}, Since: since,
		Title:   "the likelihood of a risk is not assessed",
		Message: "risk {risk} has no likelihood",
		Remedy:  "Rate the likelihood.",
	}
	gradeOutside = isms.Rule{
		Code: "risk/grade-outside", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 b", "6.1.2 d 1", "6.1.2 d 2"}, Since: since,
		Title:   "a grade is not on the scale of the method",
		Message: "grade {grade} is not on the scale of {scale}, which has {steps} steps",
		Remedy:  "Rate again on the scale; nothing is cut to fit.",
	}
	impactTwice = isms.Rule{
		Code: "risk/impact-twice", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 b", "6.1.2 d 1"}, Since: since,
		Title:   "an impact is given twice",
		Message: "risk {risk} has an impact of its own and impacts by property, or one property twice",
		Remedy:  "Keep one of the two.",
	}
	levelUnknown = isms.Rule{
		Code: "risk/level-unknown", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 d 3"}, Since: since,
		Title:   "the level of a risk is unknown",
		Message: "the level of risk {risk} is unknown: {why}",
		Remedy:  "Complete or correct the rating.",
	}
	ratingAbove = isms.Rule{
		Code: "risk/rating-above-inherent", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 b", "6.1.2 d 3"}, Since: since,
		Title:   "a risk is rated above its inherent rating",
		Message: "the {stage} rating of risk {risk} is above the inherent one",
		Remedy:  "Correct it, or record in Rating.Understated why the inherent rating was too low.",
	}
	ratingUnsupported = isms.Rule{
		Code: "risk/rating-unsupported", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 b", "6.1.2 d 3"}, Since: since,
		Title:   "a risk is rated lower than anything accounts for",
		Message: "the {stage} rating of risk {risk} is lower than before, but no control or treatment in force accounts for it",
		Remedy:  "Name the control or treatment, or take the rating back.",
	}
	creditTooMuch = isms.Rule{
		Code: "risk/credit-impossible", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 b"}, Since: since,
		Title:   "the credits of controls cannot be applied",
		Message: "risk {risk}: {why}",
		Remedy:  "Lower the credit; no grade falls below the lowest step.",
	}
	creditUnattached = isms.Rule{
		Code: "risk/credit-unattached", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 b", "6.1.3 b"}, Since: since,
		Title:   "a credit is given for a control that the risk does not have",
		Message: "risk {risk} counts on control {control}, which neither exists nor stands in a treatment of this risk",
		Remedy:  "Name the control in Risk.Existing or in a treatment, or drop the credit.",
	}
	verdictUnknown = isms.Rule{
		Code: "risk/verdict-unknown", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 e 1"}, Since: since,
		Title:   "a risk is not compared with the acceptance criteria",
		Message: "it is unknown whether risk {risk} is acceptable",
		Remedy:  "Rate the risk and set the acceptance criteria.",
	}
	prioritySkipped = isms.Rule{
		Code: "risk/priority-skipped", Severity: isms.Warning, Refs: []isms.Ref{"6.1.2 e 2"}, Since: since,
		Title:   "a lower risk is treated before a higher one",
		Message: "risk {risk} is above tolerance and untreated, while lower risks are being treated; the first is {other}",
		Remedy:  "Treat in the order of the ranking, or decide on the higher risk.",
	}
)

// Treatment (6.1.3 a, b, e).
var (
	treatmentMissing = isms.Rule{
		Code: "risk/treatment-missing", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 s1", "6.1.3 a"}, Since: since,
		Title:   "a risk above tolerance is not treated",
		Message: "risk {risk} is {acceptability} and no treatment is chosen",
		Remedy:  "Choose to modify, retain, avoid or share it.",
	}
	optionMissing = isms.Rule{
		Code: "risk/option-missing", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 a"}, Since: since,
		Title:   "a treatment names no known option",
		Message: "treatment {treatment} names no option of modify, retain, avoid, share, or an unknown one: {option}",
		Remedy:  "Set Treatment.Options.",
	}
	activityMissing = isms.Rule{
		Code: "risk/avoided-activity-missing", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 a"}, Since: since, Basis: proposal,
		Title:   "avoidance does not say what stops",
		Message: "treatment {treatment} avoids a risk but does not say which activity stops",
		Remedy:  "Set Treatment.Stops.",
	}
	partyMissing = isms.Rule{
		Code: "risk/sharing-party-missing", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 a"}, Since: since, Basis: proposal,
		Title:   "sharing does not say with whom",
		Message: "treatment {treatment} shares a risk but names no party",
		Remedy:  "Set Treatment.Party.",
	}
	remainderMissing = isms.Rule{
		Code: "risk/sharing-remainder-missing", Severity: isms.Warning, Refs: []isms.Ref{"6.1.3 a"}, Since: since, Basis: proposal,
		Title:   "sharing does not say what stays",
		Message: "treatment {treatment} shares a risk but does not say what stays with the organization",
		Remedy:  "Set Treatment.Remains; accountability stays in any case.",
	}
	referenceUnknown = isms.Rule{
		Code: "risk/reference-unknown", Severity: isms.Error, Refs: []isms.Ref{"6.1.2 b", "6.1.3 e"}, Since: since,
		Title:   "a record names a risk that the register does not have",
		Message: "{kind} {id} names risk {risk}, which the register does not have",
		Remedy:  "Correct the ID, or add the risk.",
	}
	controlMissing = isms.Rule{
		Code: "risk/control-missing", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 b"}, Since: since,
		Title:   "a risk is to be modified without a control",
		Message: "treatment {treatment} modifies a risk but names no control",
		Remedy:  "Determine the controls that the option needs, from Annex A or of your own.",
	}
	controlUnknown = isms.Rule{
		Code: "risk/control-unknown", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 b"}, Since: since,
		Title:   "a control is named that is none",
		Message: "{control} is neither a control of Annex A of 2022 nor an own one",
		Remedy:  `Write it as "A.5.7" or "own:C-1"; numbers of 2013 have successors.`,
	}
	planOwnerMissing = isms.Rule{
		Code: "risk/plan-owner-missing", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 e"}, Since: since,
		Title:   "an item of the treatment plan has no owner",
		Message: "treatment {treatment} has no owner",
		Remedy:  "Name who carries it out.",
	}
	planDueMissing = isms.Rule{
		Code: "risk/plan-due-missing", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 e"}, Since: since,
		Title:   "an item of the treatment plan has no due date",
		Message: "treatment {treatment} has no due date",
		Remedy:  "Set Treatment.Due.",
	}
	progressContradicts = isms.Rule{
		Code: "risk/plan-contradictory", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 e", "8.3 s1"}, Since: since,
		Title:   "the progress of a treatment contradicts its dates",
		Message: "treatment {treatment}: {why}",
		Remedy:  "Correct progress or dates.",
	}
)

// Approval and acceptance (6.1.3 f).
var (
	planUnapproved = isms.Rule{
		Code: "risk/plan-unapproved", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "a risk owner has not approved the treatment",
		Message: "treatment {treatment} lacks the approval of {owner}, owner of risk {risk}",
		Remedy:  "Have the risk owner approve it and record the day.",
	}
	residualUnaccepted = isms.Rule{
		Code: "risk/residual-unaccepted", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "what remains of a risk is above tolerance and not accepted",
		Message: "what remains of risk {risk} is {acceptability} and no acceptance in force covers it",
		Remedy:  "Treat it further, or have its acceptance approved.",
	}
	retainedUnrecorded = isms.Rule{
		Code: "risk/retained-unrecorded", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "a risk is retained without a record of its acceptance",
		Message: "treatment {treatment} retains risk {risk}, but no acceptance in force is recorded",
		Remedy:  "Record the acceptance.",
	}
	acceptanceExpired = isms.Rule{
		Code: "risk/acceptance-expired", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "an acceptance has run out",
		Message: "acceptance {acceptance} of risk {risk} ran out on {expires}",
		Remedy:  "Review the risk; an extension is a new record.",
	}
	acceptanceDue = isms.Rule{
		Code: "risk/acceptance-review-due", Severity: isms.Warning, Refs: []isms.Ref{"6.1.3 f"}, Since: since, Basis: proposal,
		Title:   "an acceptance is due for review",
		Message: "acceptance {acceptance} of risk {risk} was to be reviewed on {review}",
		Remedy:  "Review it and set the next day.",
	}
	acceptanceStale = isms.Rule{
		Code: "risk/acceptance-stale", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "an acceptance no longer fits the risk",
		Message: "acceptance {acceptance} of risk {risk} is outdated: {why}",
		Remedy:  "Accept the risk anew, or confirm the acceptance under the new method.",
	}
	acceptanceRefused = isms.Rule{
		Code: "risk/acceptance-refused", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 f", "6.1.2 a 1"}, Since: since,
		Title:   "an acceptance is against the acceptance criteria",
		Message: "acceptance {acceptance} of risk {risk} does not count: {why}",
		Remedy:  "Have somebody with the authority accept it, within the time allowed, or record the delegation.",
	}
	acceptanceUncovered = isms.Rule{
		Code: "risk/acceptance-asset-uncovered", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "an asset joined after the acceptance",
		Message: "acceptance {acceptance} of risk {risk} does not cover {count} of its assets; the first is {asset}",
		Remedy:  "Accept the risk for the asset too.",
	}
	acceptanceBetter = isms.Rule{
		Code: "risk/acceptance-better", Severity: isms.Note, Refs: []isms.Ref{"6.1.3 f"}, Since: since, Basis: proposal,
		Title:   "a risk is lower than what was accepted",
		Message: "risk {risk} is lower than acceptance {acceptance} says",
		Remedy:  "Nothing is needed; the acceptance may be narrowed.",
	}
	acceptanceSelf = isms.Rule{
		Code: "risk/acceptance-self-approved", Severity: isms.Warning, Refs: []isms.Ref{"6.1.3 f"}, Since: since, Basis: proposal,
		Title:   "a requester approved his own acceptance",
		Message: "acceptance {acceptance} of risk {risk} was requested and approved by {by}, as the method allows",
		Remedy:  "Have a second person look at it, for example in the management review.",
	}
	acceptanceSilent = isms.Rule{
		Code: "risk/acceptance-unreasoned", Severity: isms.Warning, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "an acceptance has no reason or no requester",
		Message: "acceptance {acceptance} of risk {risk} lacks {what}",
		Remedy:  "Record it.",
	}
	ownerBypassed = isms.Rule{
		Code: "risk/acceptance-without-owner", Severity: isms.Error, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "a risk was accepted without its owner",
		Message: "{owner}, owner of risk {risk}, neither requested nor approved acceptance {acceptance}",
		Remedy:  "Have the owner join the acceptance, or correct the owner.",
	}
)

// Reassessment and carrying out (8.2, 8.3).
var (
	assessmentOverdue = isms.Rule{
		Code: "risk/assessment-overdue", Severity: isms.Error, Refs: []isms.Ref{"8.2 s1"}, Since: since,
		Title:   "a risk was not reassessed at the planned interval",
		Message: "risk {risk} is due for assessment; last assessed: {last}, due: {due}",
		Remedy:  "Assess it and record rating, day and assessor.",
	}
	changeUnassessed = isms.Rule{
		Code: "risk/change-unassessed", Severity: isms.Error, Refs: []isms.Ref{"8.2 s1"}, Since: since,
		Title:   "a risk was not reassessed after a significant change",
		Message: "risk {risk} was not assessed after change {change} of {on}; last assessed: {last}",
		Remedy:  "Assess the risks that the change concerns.",
	}
	controlGone = isms.Rule{
		Code: "risk/control-gone", Severity: isms.Error, Refs: []isms.Ref{"8.2 s1", "6.1.2 d 3"}, Since: since,
		Title:   "a rating counts on a control that is gone",
		Message: "risk {risk} counts on control {control}, which is {state}",
		Remedy:  "Reassess the risk without the control.",
	}
	ratingBare = isms.Rule{
		Code: "risk/rating-undocumented", Severity: isms.Warning, Refs: []isms.Ref{"8.2 s2"}, Since: since,
		Title:   "a rating does not say when or by whom",
		Message: "the {stage} rating of risk {risk} lacks {what}",
		Remedy:  "Record day and assessor of the rating.",
	}
	closedBare = isms.Rule{
		Code: "risk/closed-unreasoned", Severity: isms.Warning, Refs: []isms.Ref{"8.2 s2"}, Since: since,
		Title:   "a risk was closed without a reason",
		Message: "risk {risk} was closed without a reason",
		Remedy:  "Say why the risk no longer exists.",
	}
	planOverdue = isms.Rule{
		Code: "risk/plan-overdue", Severity: isms.Error, Refs: []isms.Ref{"8.3 s1"}, Since: since,
		Title:   "an item of the treatment plan is overdue",
		Message: "treatment {treatment} was due on {due}, {days} days ago",
		Remedy:  "Finish it, or move the date with a decision and a reason.",
	}
	planMoved = isms.Rule{
		Code: "risk/plan-rescheduled", Severity: isms.Warning, Refs: []isms.Ref{"8.3 s1"}, Since: since,
		Title:   "a due date was moved without a reason, or three times and more",
		Message: "treatment {treatment}: {why}",
		Remedy:  "Record who decided and why; escalate what keeps slipping.",
	}
	resultMissing = isms.Rule{
		Code: "risk/result-missing", Severity: isms.Error, Refs: []isms.Ref{"8.3 s2"}, Since: since,
		Title:   "a finished treatment has no recorded result",
		Message: "treatment {treatment} is completed, but no result is recorded",
		Remedy:  "Set Treatment.Result.",
	}
)
