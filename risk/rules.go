package risk

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Rules returns the rules that [Register.Check] applies, in the order of the
// clauses: what [isms.Assess] takes as expected for 6.1.2, 6.1.3, 8.2 and 8.3.
func Rules() []isms.Rule {
	var rules []isms.Rule
	for _, r := range [...]isms.Rule{
		methodDefective, methodWaived, criteriaMissing, intervalMissing, levelInterval, idRepeated, selfAcceptance,
		risksMissing, assetUnknown, assetCircle, groupNested, overrideBare, scenarioMissing, propertyMissing, propertyForeign, ownerMissing,
		impactUnrated, likelihoodUnrated, gradeOutside, impactTwice, levelUnknown, ratingAbove, ratingUnsupported,
		creditTooMuch, creditUnattached, acceptabilityMissing, prioritySkipped,
		treatmentMissing, optionMissing, activityMissing, partyMissing, remainderMissing, referenceUnknown,
		controlMissing, controlUnknown,
		planOwnerMissing, planDueMissing, progressContradicts,
		planUnapproved, residualUnaccepted, retainedUnrecorded, acceptanceExpired, acceptanceDue, acceptanceOutdated, acceptanceRejected,
		acceptanceUncovered, acceptanceBetter, acceptanceSelf, acceptanceSilent, ownerBypassed,
		assessmentOverdue, changeUnassessed, controlGone, ratingBare, closedBare,
		planOverdue, planMoved, resultMissing,
	} {
		r.Refs, r.Key, r.Needs = slices.Clone(r.Refs), slices.Clone(r.Key), slices.Clone(r.Needs)
		rules = append(rules, r)
	}
	return rules
}

const (
	since    = "v0.1.0"
	proposal = "ismskit proposal: auditors commonly ask"
)

// The method (6.1.2 a, b).
var (
	methodDefective = isms.Rule{
		Code: "risk/defective-risk-assessment-method", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 s1", "6.1.2 b"}, Since: since,
		Title:   "Defective risk assessment method",
		Message: "the risk assessment method is defective: {defect}",
		Remedy:  "Correct the scale, matrix, risk level or acceptance criterion named.",
		Key:     []string{"code", "likelihood", "easeOfExploitation", "impact", "scale", "property"},
	}.RestsOn("method.likelihood", "method.impact", "method.properties", "method.combine", "method.weights", "method.scorer", "method.bands")
	methodWaived = isms.Rule{
		Code: "risk/waived-method-defect", Severity: isms.SeverityNote, Refs: []isms.Ref{"6.1.2 b"}, Since: since, Basis: proposal,
		Title:   "Waived method defect",
		Message: "the risk assessment method is defective: {defect}; waived: {reason}",
		Remedy:  "Correct the method, or keep the justification of the waiver available for the auditor.",
		Key:     []string{"code", "likelihood", "easeOfExploitation", "impact", "scale", "property"},
	}
	criteriaMissing = isms.Rule{
		Code: "risk/missing-risk-acceptance-criteria", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 a 1"}, Since: since,
		Title:   "Missing risk acceptance criteria",
		Message: "the method defines no risk acceptance criteria",
		Remedy:  "Define which risk levels are acceptable, tolerable and unacceptable, and who may accept them.",
	}
	selfAcceptance = isms.Rule{
		Code: "risk/self-approval-permitted-by-the-method", Severity: isms.SeverityNote, Refs: []isms.Ref{"6.1.2 a 1"}, Since: since, Basis: proposal,
		Title:   "Self-approval permitted by the method",
		Message: "requesters may approve their own acceptances: {reason}",
		Remedy:  "Appoint a second person to approve, or review such acceptances in the management review.",
	}
	intervalMissing = isms.Rule{
		Code: "risk/missing-planned-assessment-interval", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 a 2", "8.2 s1"}, Since: since,
		Title:   "Missing planned assessment interval",
		Message: "the register has no planned interval between assessments",
		Remedy:  "Define the planned interval between risk assessments, for example 12 months.",
	}.RestsOn("reassessment.every")
	levelInterval = isms.Rule{
		Code: "risk/invalid-planned-interval-for-risk-level", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 a 2", "8.2 s1"}, Since: since,
		Title:   "Invalid planned interval for risk level",
		Message: "the planned interval {every} for risk level {level} cannot be applied",
		Remedy:  "Correct the risk level to one of the method, or the interval.",
	}
	idRepeated = isms.Rule{
		Code: "risk/unusable-id-in-risk-register", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 b"}, Since: since,
		Title:   "Unusable ID in risk register",
		Message: "the ID {id} is unusable: {why}",
		Remedy:  "Assign a unique ID to each record.",
	}
)

// Identification (6.1.2 c).
var (
	risksMissing = isms.Rule{
		Code: "risk/empty-risk-register", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 s1", "6.1.2 c 1"}, Since: since,
		Title:   "Empty risk register",
		Message: "the register holds no risk",
		Remedy:  "Identify the risks to confidentiality, integrity and availability within the scope of the ISMS.",
	}
	scenarioMissing = isms.Rule{
		Code: "risk/missing-risk-scenario", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 c 1"}, Since: since,
		Title:   "Missing risk scenario",
		Message: "risk {risk} has neither asset and threat nor a source or scenario",
		Remedy:  "State the asset and the threat, or describe the event.",
		Needs:   []isms.Need{needRisks},
	}.RestsOn("risks[*].asset", "risks[*].assets", "risks[*].threat", "risks[*].source")
	propertyMissing = isms.Rule{
		Code: "risk/missing-affected-properties", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 c 1"}, Since: since,
		Title:   "Missing affected properties",
		Message: "risk {risk} states no affected properties",
		Remedy:  "State which of confidentiality, integrity and availability the risk affects.",
		Needs:   []isms.Need{needRisks},
	}
	propertyForeign = isms.Rule{
		Code: "risk/unknown-information-security-property", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 c 1", "6.1.2 b"}, Since: since,
		Title:   "Unknown information security property",
		Message: "{property} is no property of the method",
		Remedy:  "Correct the property, or add it to the method.",
	}
	assetUnknown = isms.Rule{
		Code: "risk/unknown-asset-in-risk-register", Severity: isms.SeverityWarning, Refs: []isms.Ref{"6.1.2 c 1"}, Since: since,
		Title:   "Unknown asset in risk register",
		Message: "asset {asset} is not in the register",
		Remedy:  "Add the asset to the register, or correct its ID.",
	}.RestsOn("assets")
	assetCircle = isms.Rule{
		Code: "risk/circular-asset-dependency", Severity: isms.SeverityNote, Refs: []isms.Ref{"6.1.2 c 1"}, Since: since, Basis: proposal,
		Title:   "Circular asset dependency",
		Message: "{n} {n|asset depends on itself|assets depend on each other in a circle and inherit alike}; the first is {asset}",
		Remedy:  "Confirm that the dependencies are intended.",
	}
	groupNested = isms.Rule{
		Code: "risk/circular-or-deeply-nested-asset-group", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 c 1"}, Since: since, Basis: proposal,
		Title:   "Circular or deeply nested asset group",
		Message: "asset {asset} is in a circle of groups, or nested more than {most} groups deep",
		Remedy:  "Remove the circle, or reduce the number of nested groups.",
	}
	overrideBare = isms.Rule{
		Code: "risk/unjustified-asset-value-override", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 b"}, Since: since,
		Title:   "Unjustified asset value override",
		Message: "the override of {property} for asset {asset} has no justification or no value of the scale, and does not count",
		Remedy:  "Record the justification and the value, or remove the override.",
	}
	ownerMissing = isms.Rule{
		Code: "risk/missing-risk-owner", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 c 2"}, Since: since,
		Title:   "Missing risk owner",
		Message: "risk {risk} has no owner",
		Remedy:  "Assign a risk owner with the authority to manage the risk.",
		Needs:   []isms.Need{needRisks, needOwners},
	}
)

// Analysis and evaluation (6.1.2 d, e).
var (
	impactUnrated = isms.Rule{
		Code: "risk/impact-not-rated", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 d 1"}, Since: since,
		Title:   "Impact not rated",
		Message: "risk {risk} has no impact, neither rated nor from its assets",
		Remedy:  "Rate the impact of the risk, or rate the value of its assets.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}
	likelihoodUnrated = isms.Rule{
		Code: "risk/likelihood-not-rated", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 d 2"}, Since: since,
		Title:   "Likelihood not rated",
		Message: "risk {risk} has no likelihood",
		Remedy:  "Rate the likelihood of the risk, and the ease of exploitation if the method has it.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}
	gradeOutside = isms.Rule{
		Code: "risk/value-outside-the-scale", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 b", "6.1.2 d 1", "6.1.2 d 2"}, Since: since,
		Title:   "Value outside the scale",
		Message: "value {grade} is not on the scale of {scale}, which has {steps} {steps|step|steps}",
		Remedy:  "Rate again with a value of the scale.",
	}.RestsOn("method", "method.likelihood", "method.easeOfExploitation", "method.impact")
	impactTwice = isms.Rule{
		Code: "risk/duplicate-impact-rating", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 b", "6.1.2 d 1"}, Since: since,
		Title:   "Duplicate impact rating",
		Message: "risk {risk} has an impact of its own and impacts by property, or one property twice",
		Remedy:  "Rate the impact once: as a whole, or once for each property.",
		Needs:   []isms.Need{needRisks},
	}
	levelUnknown = isms.Rule{
		Code: "risk/risk-level-not-determined", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 d 3"}, Since: since,
		Title:   "Risk level not determined",
		Message: "the level of risk {risk} is unknown: {why}",
		Remedy:  "Complete or correct the rating.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}.RestsOn("method.likelihood", "method.easeOfExploitation", "method.impact", "method.properties", "method.combine", "method.weights", "method.scorer", "method.bands")
	ratingAbove = isms.Rule{
		Code: "risk/rating-above-inherent-risk", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 b", "6.1.2 d 3"}, Since: since,
		Title:   "Rating above inherent risk",
		Message: "the {stage} rating of risk {risk} is above the inherent rating",
		Remedy:  "Correct the rating, or record why the inherent risk was understated.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}
	ratingUnsupported = isms.Rule{
		Code: "risk/unsupported-risk-reduction", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 b", "6.1.2 d 3"}, Since: since,
		Title:   "Unsupported risk reduction",
		Message: "the {stage} rating of risk {risk} is lower than before, but no control or treatment in force accounts for it",
		Remedy:  "Record the control or treatment that reduces the risk, or correct the rating.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}.RestsOn("method.likelihood", "method.easeOfExploitation", "method.impact", "method.properties", "method.combine", "method.weights", "method.scorer", "method.bands", "treatments", "treatments[*].risks", "treatments[*].controls", "treatments[*].status", "treatments[*].options", "risks[*].existing", "risks[*].credits", "controls")
	creditTooMuch = isms.Rule{
		Code: "risk/invalid-risk-reduction", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 b"}, Since: since,
		Title:   "Invalid risk reduction",
		Message: "the risk reduction credited to controls of risk {risk} is invalid: {why}",
		Remedy:  "Lower the risk reduction credited to the controls.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}
	creditUnattached = isms.Rule{
		Code: "risk/risk-reduction-credited-to-unrelated-control", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 b", "6.1.3 b"}, Since: since,
		Title:   "Risk reduction credited to unrelated control",
		Message: "risk {risk} credits control {control}, which neither exists nor is part of a treatment of this risk",
		Remedy:  "Record the control as an existing control or in a treatment of the risk, or remove the risk reduction.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}
	acceptabilityMissing = isms.Rule{
		Code: "risk/risk-acceptability-not-determined", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 e 1"}, Since: since,
		Title:   "Risk acceptability not determined",
		Message: "it is unknown whether risk {risk} is acceptable",
		Remedy:  "Rate the risk, and define the risk acceptance criteria.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}.RestsOn("method.likelihood", "method.easeOfExploitation", "method.impact", "method.properties", "method.combine", "method.weights", "method.scorer", "method.bands", "method.criteria")
	prioritySkipped = isms.Rule{
		Code: "risk/lower-risk-treated-first", Severity: isms.SeverityWarning, Refs: []isms.Ref{"6.1.2 e 2"}, Since: since,
		Title:   "Lower risk treated first",
		Message: "risk {risk} is above tolerance and not treated, while lower risks are treated; the first is {other}",
		Remedy:  "Treat risks in the order of their priority, or decide on the higher risk.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}
)

// Treatment (6.1.3 a, b, e).
var (
	treatmentMissing = isms.Rule{
		Code: "risk/missing-risk-treatment", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 s1", "6.1.3 a"}, Since: since,
		Title:   "Missing risk treatment",
		Message: "risk {risk} is {acceptability} and has no treatment",
		Remedy:  "Choose a treatment option: modify, retain, avoid or share.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks, needPlan},
	}.RestsOn("method.likelihood", "method.easeOfExploitation", "method.impact", "method.properties", "method.combine", "method.weights", "method.scorer", "method.bands", "treatments", "treatments[*].risks", "treatments[*].status", "treatments[*].options", "acceptances", "method.criteria", "risks[*].existing", "risks[*].credits", "risks[*].inherent", "risks[*].current", "risks[*].target", "risks[*].residual", "risks[*].affects")
	optionMissing = isms.Rule{
		Code: "risk/missing-or-unknown-treatment-option", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 a"}, Since: since,
		Title:   "Missing or unknown treatment option",
		Message: "treatment {treatment} states {what}",
		Remedy:  "Choose a treatment option: modify, retain, avoid or share.",
		Needs:   []isms.Need{needTreatments},
	}
	activityMissing = isms.Rule{
		Code: "risk/missing-discontinued-activity", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 a"}, Since: since, Basis: proposal,
		Title:   "Missing discontinued activity",
		Message: "treatment {treatment} (avoid) does not state the discontinued activity",
		Remedy:  "State which activity is discontinued.",
		Needs:   []isms.Need{needTreatments},
	}
	partyMissing = isms.Rule{
		Code: "risk/missing-sharing-party", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 a"}, Since: since, Basis: proposal,
		Title:   "Missing sharing party",
		Message: "treatment {treatment} (share) does not state the sharing party",
		Remedy:  "State with whom the risk is shared.",
		Needs:   []isms.Need{needTreatments},
	}
	remainderMissing = isms.Rule{
		Code: "risk/missing-retained-part-of-shared-risk", Severity: isms.SeverityWarning, Refs: []isms.Ref{"6.1.3 a"}, Since: since, Basis: proposal,
		Title:   "Missing retained part of shared risk",
		Message: "treatment {treatment} (share) does not state the retained part of the risk",
		Remedy:  "State which part of the risk stays with the organization.",
		Needs:   []isms.Need{needTreatments},
	}
	referenceUnknown = isms.Rule{
		Code: "risk/reference-to-unknown-risk", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 b", "6.1.3 e"}, Since: since,
		Title:   "Reference to unknown risk",
		Message: "risk {risk} is not in the register",
		Remedy:  "Correct the risk ID, or add the risk to the register.",
	}.RestsOn("risks")
	controlMissing = isms.Rule{
		Code: "risk/risk-modification-without-control", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 b"}, Since: since,
		Title:   "Risk modification without control",
		Message: "treatment {treatment} (modify) names no control",
		Remedy:  "Determine the controls that are necessary to modify the risk, from Annex A or any other source.",
		Needs:   []isms.Need{needTreatments},
	}
	controlUnknown = isms.Rule{
		Code: "risk/unknown-control-in-risk-register", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 b"}, Since: since,
		Title:   "Unknown control in risk register",
		Message: "{control} is neither a control of Annex A of 2022 nor a custom control",
		Remedy:  `Write the control as "A.5.7" or "own:C-1", and replace numbers of the 2013 edition by their successors.`,
	}
	planOwnerMissing = isms.Rule{
		Code: "risk/missing-treatment-owner", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 e"}, Since: since,
		Title:   "Missing treatment owner",
		Message: "treatment {treatment} has no owner",
		Remedy:  "Assign who is responsible for carrying out the treatment.",
		Needs:   []isms.Need{needTreatments},
	}
	planDueMissing = isms.Rule{
		Code: "risk/missing-treatment-due-date", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 e"}, Since: since,
		Title:   "Missing treatment due date",
		Message: "treatment {treatment} has no due date",
		Remedy:  "Set the due date of the treatment.",
		Needs:   []isms.Need{needTreatments},
	}
	progressContradicts = isms.Rule{
		Code: "risk/contradictory-treatment-status", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 e", "8.3 s1"}, Since: since,
		Title:   "Contradictory treatment status",
		Message: "the status of treatment {treatment} is contradictory: {why}",
		Remedy:  "Correct the status or the dates of the treatment.",
		Needs:   []isms.Need{needTreatments},
	}
)

// Approval and acceptance (6.1.3 f).
var (
	planUnapproved = isms.Rule{
		Code: "risk/treatment-not-approved-by-risk-owner", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "Treatment not approved by risk owner",
		Message: "treatment {treatment} lacks the approval of {owner}, owner of risk {risk}",
		Remedy:  "Obtain the approval of the risk owner, and record its date.",
		Key:     []string{"owner", "risk"},
		Needs:   []isms.Need{needTreatments, needOwners},
	}
	residualUnaccepted = isms.Rule{
		Code: "risk/residual-risk-not-accepted", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "Residual risk not accepted",
		Message: "the residual risk of {risk} is {acceptability} and has not been accepted",
		Remedy:  "Treat the risk further, or obtain its acceptance by the risk owner.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks, needPlan, needAcceptances},
	}.RestsOn("method.likelihood", "method.easeOfExploitation", "method.impact", "method.properties", "method.combine", "method.weights", "method.scorer", "method.bands", "treatments", "acceptances", "treatments[*].risks", "treatments[*].status", "treatments[*].options", "risks[*].existing", "risks[*].credits", "risks[*].inherent", "risks[*].current", "risks[*].target", "risks[*].residual", "risks[*].affects", "method.criteria", "acceptances[*].risk", "acceptances[*].level", "acceptances[*].method", "acceptances[*].approvedBy", "acceptances[*].approvedOn", "acceptances[*].expires", "acceptances[*].revokedOn")
	retainedUnrecorded = isms.Rule{
		Code: "risk/retained-risk-without-acceptance", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "Retained risk without acceptance",
		Message: "treatment {treatment} retains risk {risk}, but no acceptance in force is recorded",
		Remedy:  "Record the acceptance of the retained risk.",
		Key:     []string{"treatment"},
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks, needAcceptances},
	}.RestsOn("method.likelihood", "method.easeOfExploitation", "method.impact", "method.properties", "method.combine", "method.weights", "method.scorer", "method.bands", "acceptances", "treatments", "treatments[*].risks", "treatments[*].options", "treatments[*].status", "acceptances[*].risk", "acceptances[*].level", "acceptances[*].method", "acceptances[*].approvedBy", "acceptances[*].approvedOn", "acceptances[*].expires", "acceptances[*].revokedOn", "method.criteria", "risks[*].existing", "risks[*].credits", "risks[*].inherent", "risks[*].current", "risks[*].target", "risks[*].residual", "risks[*].affects")
	acceptanceExpired = isms.Rule{
		Code: "risk/expired-risk-acceptance", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "Expired risk acceptance",
		Message: "acceptance {acceptance} of risk {risk} expired on {expires}",
		Remedy:  "Review the risk, and record a new acceptance if it is still retained.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}.RestsOn("acceptances", "acceptances[*].risk", "acceptances[*].level", "acceptances[*].method", "acceptances[*].approvedBy", "acceptances[*].approvedOn", "acceptances[*].expires", "acceptances[*].revokedOn")
	acceptanceDue = isms.Rule{
		Code: "risk/risk-acceptance-due-for-review", Severity: isms.SeverityWarning, Refs: []isms.Ref{"6.1.3 f"}, Since: since, Basis: proposal,
		Title:   "Risk acceptance due for review",
		Message: "acceptance {acceptance} of risk {risk} was due for review on {review}",
		Remedy:  "Review the acceptance, and set the date of the next review.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}
	acceptanceOutdated = isms.Rule{
		Code: "risk/outdated-risk-acceptance", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "Outdated risk acceptance",
		Message: "acceptance {acceptance} of risk {risk} is outdated: {why}",
		Remedy:  "Obtain a new acceptance of the risk, or confirm the acceptance under the current method.",
		Key:     []string{"why"},
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}.RestsOn("acceptances", "acceptances[*].risk", "acceptances[*].level", "acceptances[*].method", "acceptances[*].approvedBy", "acceptances[*].approvedOn", "acceptances[*].expires", "acceptances[*].revokedOn", "method.criteria", "method.likelihood", "method.easeOfExploitation", "method.impact", "method.properties", "method.combine", "method.weights", "method.scorer", "method.bands")
	acceptanceRejected = isms.Rule{
		Code: "risk/risk-acceptance-contrary-to-criteria", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 f", "6.1.2 a 1"}, Since: since,
		Title:   "Risk acceptance contrary to criteria",
		Message: "acceptance {acceptance} of risk {risk} is contrary to the risk acceptance criteria: {why}",
		Remedy:  "Obtain the acceptance of a person with the authority, within the permitted validity, or record the delegation.",
		Key:     []string{"why"},
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}
	acceptanceUncovered = isms.Rule{
		Code: "risk/asset-not-covered-by-acceptance", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "Asset not covered by acceptance",
		Message: "acceptance {acceptance} of risk {risk} does not cover {n} of its assets; the first is {asset}",
		Remedy:  "Extend the acceptance to the asset.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}
	acceptanceBetter = isms.Rule{
		Code: "risk/risk-below-accepted-level", Severity: isms.SeverityNote, Refs: []isms.Ref{"6.1.3 f"}, Since: since, Basis: proposal,
		Title:   "Risk below accepted level",
		Message: "risk {risk} is below the level of acceptance {acceptance}",
		Remedy:  "Consider reducing the accepted level.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}
	acceptanceSelf = isms.Rule{
		Code: "risk/self-approved-risk-acceptance", Severity: isms.SeverityWarning, Refs: []isms.Ref{"6.1.3 f"}, Since: since, Basis: proposal,
		Title:   "Self-approved risk acceptance",
		Message: "acceptance {acceptance} of risk {risk} was requested and approved by {by}, as the method allows",
		Remedy:  "Have a second person review the acceptance, for example in the management review.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}
	acceptanceSilent = isms.Rule{
		Code: "risk/incomplete-risk-acceptance", Severity: isms.SeverityWarning, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "Incomplete risk acceptance",
		Message: "acceptance {acceptance} of risk {risk} lacks {what}",
		Remedy:  "Record the requester and the justification of the acceptance.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}
	ownerBypassed = isms.Rule{
		Code: "risk/risk-acceptance-without-risk-owner", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title:   "Risk acceptance without risk owner",
		Message: "acceptance {acceptance} of risk {risk} lacks the approval of risk owner {owner}",
		Remedy:  "Obtain the approval of the risk owner, or correct the risk owner.",
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks, needOwners},
	}.RestsOn("acceptances", "acceptances[*].requestedBy", "acceptances[*].approvedBy", "risks[*].owner")
)

// Reassessment and carrying out (8.2, 8.3).
var (
	assessmentOverdue = isms.Rule{
		Code: "risk/overdue-risk-assessment", Severity: isms.SeverityError, Refs: []isms.Ref{"8.2 s1"}, Since: since,
		Title:   "Overdue risk assessment",
		Message: "risk {risk} is due for assessment; last assessed: {last}, due: {due}",
		Remedy:  "Assess the risk, and record the rating, its date and the assessor.",
		Needs:   []isms.Need{needDay, needRisks},
	}.RestsOn("reassessment", "reassessment.every", "risks[*].reassessment", "risks[*].inherent", "risks[*].current", "risks[*].target", "risks[*].residual")
	changeUnassessed = isms.Rule{
		Code: "risk/change-without-risk-assessment", Severity: isms.SeverityError, Refs: []isms.Ref{"8.2 s1"}, Since: since,
		Title:   "Change without risk assessment",
		Message: "risk {risk} was not assessed after change {change} of {on}; last assessed: {last}",
		Remedy:  "Assess the risks that the change affects.",
		Key:     []string{"change"},
		Needs:   []isms.Need{needDay, needRisks},
	}
	controlGone = isms.Rule{
		Code: "risk/rating-based-on-unavailable-control", Severity: isms.SeverityError, Refs: []isms.Ref{"8.2 s1", "6.1.2 d 3"}, Since: since,
		Title:   "Rating based on unavailable control",
		Message: "risk {risk} relies on control {control}, which is {state}",
		Remedy:  "Assess the risk again without the control.",
		Key:     []string{"risk", "control"},
		Needs:   []isms.Need{needMethod, needIDs, needDay, needRisks},
	}
	ratingBare = isms.Rule{
		Code: "risk/rating-without-date-or-assessor", Severity: isms.SeverityWarning, Refs: []isms.Ref{"8.2 s2"}, Since: since,
		Title:   "Rating without date or assessor",
		Message: "the {stage} rating of risk {risk} lacks {what}",
		Remedy:  "Record the date and the assessor of the rating.",
		Needs:   []isms.Need{needDay, needRisks},
	}
	closedBare = isms.Rule{
		Code: "risk/closed-risk-without-justification", Severity: isms.SeverityWarning, Refs: []isms.Ref{"8.2 s2"}, Since: since,
		Title:   "Closed risk without justification",
		Message: "risk {risk} was closed without a justification",
		Remedy:  "Record why the risk no longer exists.",
		Needs:   []isms.Need{needRisks},
	}
	planOverdue = isms.Rule{
		Code: "risk/overdue-risk-treatment", Severity: isms.SeverityError, Refs: []isms.Ref{"8.3 s1"}, Since: since,
		Title:   "Overdue risk treatment",
		Message: "treatment {treatment} was due by {due} and is not completed",
		Remedy:  "Complete the treatment, or reschedule it with a decision and a justification.",
		Needs:   []isms.Need{needDay, needTreatments},
	}.RestsOn("treatments[*].due", "treatments[*].status", "treatments[*].completed")
	planMoved = isms.Rule{
		Code: "risk/unjustified-or-repeated-rescheduling", Severity: isms.SeverityWarning, Refs: []isms.Ref{"8.3 s1"}, Since: since,
		Title:   "Unjustified or repeated rescheduling",
		Message: "treatment {treatment} was rescheduled {how}",
		Remedy:  "Record who decided and why, and escalate repeated rescheduling.",
		Needs:   []isms.Need{needTreatments},
	}
	resultMissing = isms.Rule{
		Code: "risk/missing-treatment-result", Severity: isms.SeverityError, Refs: []isms.Ref{"8.3 s2"}, Since: since,
		Title:   "Missing treatment result",
		Message: "treatment {treatment} is completed, but no result is recorded",
		Remedy:  "Record the result of the treatment.",
		Needs:   []isms.Need{needTreatments},
	}
)
