package risk

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Messages returns the messages of this package: what is wrong with methods and other
// input, why rules are skipped, and what stands inside the sentences of others.
func Messages() []isms.Message {
	return slices.Clone([]isms.Message{
		scaleLikelihood, scaleEase, scaleImpact, pointOfTwo, pointOfThree,
		scaleWithoutSteps, listTooLong, tooManyCombinations, nameMissing, keyDoubled, valueOutOfOrder, rangeEmpty, rangeMixed, rangeGap, rangeOverlap,
		propertyListed, propertyOfNoMethod, propertyWeighed, weightsWithoutMean, weightOutside,
		levelsMissing, levelOfNoMethod, levelsOutOfOrder, levelsOverlap, levelUnreached, scoreWithoutLevel,
		waiverInvalid, criteriaOutOfOrder, levelsWithoutCriterion,
		scoringMissing, scoreMissing, scoreFalls, matrixWithEase, matrixRows, matrixColumns, weightsInvalid, easeWithoutWeight, formulaWithEase, factorsInvalid, tableSize,
		scorerNotStored, scalesUnusable, unknownScoring, noMethod,
		notOnScale, notOnLongScale, scaleEmpty, twoSteps, betweenSteps,
		effectOutside, effectOfBoth, effectTooLarge, effectBelowScale, effectsTogether,
		idMissing, idDoubled, sharedID, unknownRisk, noEvaluation, noApproval, unknownExtended, levelUndetermined, wouldBe, wouldBeFor,
		noRating, noRatingDate, noAssessor, olderRating,
		mapMissing, mapLength, mapOutside, mapFalls, outsideOldScale,
		noDay, methodUnusable, idsUnusable, noRiskOnRecord, noTreatmentOnRecord, treatmentsNotGiven, acceptancesNotGiven, ownersNotGiven, acceptabilityUnknown,
		noOption, unknownOption, lacksReason, lacksRequester, lacksDate, lacksPastDate, lacksAssessor, rescheduledBare, rescheduledOften,
		statusUnknown, completedUndated, datedUncompleted, completedInFuture, dueBeforeStart, completedBeforeStart, percentOutside, percentUncompleted, percentCompleted, rescheduledElsewhere,
		treatmentDue, acceptanceEnds, acceptanceReview, assessmentAgain, dueOfPlan, lastOfAcceptance, reviewOfAcceptance, plannedAssessment, assessedAndInterval,
		firstDefective, secondDefective, scaleSizes, stepRanges, stepOrder, stepChanged, combinedOtherwise, levelOrder, levelRanks, criteriaDiffer, levelSplit, levelOrderDiffers, levelCuts,
	})
}

// The scales, inside of sentences.
var (
	scaleLikelihood = isms.Message{Code: "risk/scale-of-likelihood", Text: "likelihood"}
	scaleEase       = isms.Message{Code: "risk/scale-of-ease-of-exploitation", Text: "ease of exploitation"}
	scaleImpact     = isms.Message{Code: "risk/scale-of-impact", Text: "impact"}

	pointOfTwo   = isms.Message{Code: "risk/point-of-two", Text: "likelihood {likelihood}, impact {impact}"}
	pointOfThree = isms.Message{Code: "risk/point-of-three", Text: "likelihood {likelihood}, ease of exploitation {easeOfExploitation}, impact {impact}"}
)

// What is wrong with a method.
var (
	scaleWithoutSteps   = isms.Message{Code: "risk/scale-without-steps", Text: "the scale has no steps", Want: "one or more"}
	listTooLong         = isms.Message{Code: "risk/list-too-long", Text: "the list has {n} items, more than the {most} allowed"}
	tooManyCombinations = isms.Message{Code: "risk/too-many-combinations", Text: "the scales have {n} combinations, more than the {most} allowed"}
	nameMissing         = isms.Message{Code: "risk/step-without-a-name", Text: "there is no name", Want: "a key or a name"}
	keyDoubled          = isms.Message{Code: "risk/duplicate-key", Text: "{key} stands more than once in the list", Want: "a key of its own"}
	valueOutOfOrder     = isms.Message{Code: "risk/value-out-of-order", Text: "the value {number} of {step} is not above the one before it, or is outside of {least} to {most}"}
	rangeEmpty          = isms.Message{Code: "risk/empty-range", Text: "the range of {step} from {from} to {to} is empty"}
	rangeMixed          = isms.Message{Code: "risk/range-on-one-side", Text: "of {other} and {step} only one has a numeric range"}
	rangeGap            = isms.Message{Code: "risk/gap-between-ranges", Text: "the numbers from {from} to {to} are in no step"}
	rangeOverlap        = isms.Message{Code: "risk/overlapping-ranges", Text: "the numbers from {from} to {to} are in two steps"}

	propertyListed     = isms.Message{Code: "risk/property-empty-or-twice", Text: "the property {property} is empty or listed twice"}
	propertyOfNoMethod = isms.Message{Code: "risk/property-of-no-method", Text: "{property} is no property of the method"}
	propertyWeighed    = isms.Message{Code: "risk/property-weighed-twice", Text: "the property {property} is weighed twice"}
	weightsWithoutMean = isms.Message{Code: "risk/weight-without-mean", Text: "weights count for the mean only"}
	weightOutside      = isms.Message{Code: "risk/weight-out-of-range", Text: "the weight {number} is out of range", Want: "{least} to {most}"}

	levelsMissing     = isms.Message{Code: "risk/no-risk-levels", Text: "the method has no risk levels", Want: "at least one risk level"}
	levelOfNoMethod   = isms.Message{Code: "risk/unknown-risk-level", Text: "{level} is no risk level of the method"}
	levelsOutOfOrder  = isms.Message{Code: "risk/risk-levels-out-of-order", Text: "the risk level {level} is below {other}, which stands before it", Want: "the lowest first"}
	levelsOverlap     = isms.Message{Code: "risk/overlapping-risk-levels", Text: "the scores {from} to {to} of risk level {level} belong to {other} as well"}
	levelUnreached    = isms.Message{Code: "risk/risk-level-never-reached", Text: "nothing scores {from} to {to}, so no risk has the level {level}"}
	scoreWithoutLevel = isms.Message{Code: "risk/score-without-risk-level", Text: "{point} scores {score}, which belongs to no risk level"}

	waiverInvalid          = isms.Message{Code: "risk/invalid-waiver", Text: "the defect {code} cannot be waived, or no justification is given", Want: "one of {words}, with a justification"}
	criteriaOutOfOrder     = isms.Message{Code: "risk/risk-acceptance-criteria-out-of-order", Text: "the criterion is below the one before it, or more lenient", Want: "criteria that go up from the lowest risk level and never get more lenient"}
	levelsWithoutCriterion = isms.Message{Code: "risk/risk-levels-without-criterion", Text: "the risk levels from {level} up have no acceptance criterion"}

	scoringMissing    = isms.Message{Code: "risk/no-scoring", Text: "the method does not state how risks are scored", Want: "a matrix or a formula"}
	scoreMissing      = isms.Message{Code: "risk/no-score", Text: "{point} has no score"}
	scoreFalls        = isms.Message{Code: "risk/score-falls", Text: "{point} scores {score}, less than the {below} of the next lower {scale}"}
	matrixWithEase    = isms.Message{Code: "risk/matrix-with-ease-of-exploitation", Text: "a matrix has likelihood and impact, but the method has a scale of ease of exploitation as well"}
	matrixRows        = isms.Message{Code: "risk/rows-of-a-matrix", Text: "the matrix has {n} {n|row|rows} for {steps} {steps|step|steps} of likelihood"}
	matrixColumns     = isms.Message{Code: "risk/columns-of-a-matrix", Text: "the row has {n} {n|column|columns} for {steps} {steps|step|steps} of impact"}
	weightsInvalid    = isms.Message{Code: "risk/invalid-weights", Text: "the weights of the scoring cannot be used", Want: "0 to {most}, with no more decimal places than are stated, {least} to {places}"}
	easeWithoutWeight = isms.Message{Code: "risk/ease-of-exploitation-without-weight", Text: "the method has a scale of ease of exploitation, but its weight is 0"}
	formulaWithEase   = isms.Message{Code: "risk/formula-with-ease-of-exploitation", Text: "the formula has likelihood and impact, but the method has a scale of ease of exploitation as well"}
	factorsInvalid    = isms.Message{Code: "risk/invalid-factors", Text: "the factors of the formula cannot be used", Want: "factors of 0 to {most}, and a top that is not negative"}
	tableSize         = isms.Message{Code: "risk/size-of-a-table", Text: "the table holds {n} {n|score|scores}, which do not fit the scales"}

	scorerNotStored = isms.Message{Code: "risk/scoring-not-storable", Text: "the scoring cannot be stored: {why}", Want: "a score for each combination of values"}
	scalesUnusable  = isms.Message{Code: "risk/scales-not-usable", Text: "the scales cannot be used"}
	unknownScoring  = isms.Message{Code: "risk/unknown-scoring", Text: "{value} is no kind of scoring, or its parameters are not those of the kind", Want: "one of {words}, with its own parameters and no others"}
	noMethod        = isms.Message{Code: "risk/no-method", Text: "there is no method"}
)

// Why input is refused.
var (
	notOnScale     = isms.Message{Code: "risk/value-not-on-the-scale", Text: "{value} is not on the scale", Want: "one of {words}"}
	notOnLongScale = isms.Message{Code: "risk/value-not-on-the-long-scale", Text: "{value} is not on the scale", Want: "one of the {n} steps, such as {words}"}
	scaleEmpty     = isms.Message{Code: "risk/value-without-a-scale", Text: "{value} is not on the scale", Want: "a scale with steps"}
	twoSteps       = isms.Message{Code: "risk/value-of-two-steps", Text: "{value} is the value of {step} and lies in the range of {other}", Want: "the key of one of them"}
	betweenSteps   = isms.Message{Code: "risk/value-between-two-steps", Text: "{value} lies between {step} ({below}) and {other} ({above}) on the scale", Want: "one of them"}

	effectOutside    = isms.Message{Code: "risk/reduction-out-of-range", Text: "the risk reduction of {steps} {steps|step|steps} or {percent} percent is impossible", Want: "steps from 0, or percent from 0 to 100"}
	effectOfBoth     = isms.Message{Code: "risk/reduction-in-two-ways", Text: "the risk reduction is given as {steps} {steps|step|steps} and as {percent} percent", Want: "one of the two"}
	effectTooLarge   = isms.Message{Code: "risk/reduction-beyond-any-scale", Text: "no scale has {steps} steps to take off"}
	effectBelowScale = isms.Message{Code: "risk/reduction-below-the-scale", Text: "{steps} {steps|step|steps} off value {grade} {steps|reaches|reach} below the lowest step"}
	effectsTogether  = isms.Message{Code: "risk/reductions-below-the-scale", Text: "together they reach below the lowest step, or one of them is impossible"}

	idMissing         = isms.Message{Code: "risk/missing-id", Text: "the record has no ID", Want: "a unique ID"}
	idDoubled         = isms.Message{Code: "risk/duplicate-id", Text: "the ID {value} is used more than once", Want: "a unique ID"}
	sharedID          = isms.Message{Code: "risk/shared-id", Text: "another record of the list has it too"}
	unknownRisk       = isms.Message{Code: "risk/unknown-risk", Text: "the register has no risk {value}", Want: "the ID of a risk of the register"}
	noEvaluation      = isms.Message{Code: "risk/no-evaluation", Text: "the register has not been evaluated", Want: "an evaluation of the register"}
	noApproval        = isms.Message{Code: "risk/no-date-of-approval", Text: "the acceptance has no date of approval", Want: "a day such as 2026-03-02"}
	unknownExtended   = isms.Message{Code: "risk/unknown-extended-acceptance", Text: "{value} is no acceptance of the same risk", Want: "the ID of the acceptance that this one follows"}
	levelUndetermined = isms.Message{Code: "risk/risk-level-undetermined", Text: "the level of risk {risk} is unknown: {why}"}
	wouldBe           = isms.Message{Code: "risk/acceptance-not-in-force", Text: "the acceptance would be {status}"}
	wouldBeFor        = isms.Message{Code: "risk/acceptance-not-in-force-because", Text: "the acceptance would be {status}: {why}"}

	noRating     = isms.Message{Code: "risk/nothing-rated", Text: "nothing is rated", Want: "a likelihood and an impact"}
	noRatingDate = isms.Message{Code: "risk/no-date-of-rating", Text: "the rating has no date", Want: "a day such as 2026-03-02"}
	noAssessor   = isms.Message{Code: "risk/no-assessor", Text: "the rating has no assessor", Want: "the ID of the assessor"}
	olderRating  = isms.Message{Code: "risk/older-rating", Text: "the rating of {on} is older than the present one of {last}", Want: "a day from {last} on"}

	mapMissing      = isms.Message{Code: "risk/no-map-of-a-scale", Text: "the steps of {scale} change, and nothing says how the old ones read on the new scale"}
	mapLength       = isms.Message{Code: "risk/length-of-a-map", Text: "the map has {n} {n|value|values} for {steps} {steps|step|steps}", Want: "one value for each step of the old scale"}
	mapOutside      = isms.Message{Code: "risk/map-off-the-scale", Text: "the new value {grade} is not on the new scale", Want: "1 to {steps}"}
	mapFalls        = isms.Message{Code: "risk/map-falls", Text: "the new value {grade} is below the one of the step before it", Want: "values that never fall"}
	outsideOldScale = isms.Message{Code: "risk/value-off-the-old-scale", Text: "value {grade} is not on the old scale", Want: "0 to {steps}"}
)

// Why rules are skipped.
var (
	noDay                = isms.Message{Code: "risk/no-day", Text: "the day of the check is not given"}
	methodUnusable       = isms.Message{Code: "risk/method-with-defects", Text: "the risk assessment method has defects"}
	idsUnusable          = isms.Message{Code: "risk/records-without-unique-ids", Text: "IDs of the register are missing or used more than once"}
	noRiskOnRecord       = isms.Message{Code: "risk/no-risk-on-record", Text: "no risk is on record"}
	noTreatmentOnRecord  = isms.Message{Code: "risk/no-treatment-on-record", Text: "no risk treatment is on record"}
	treatmentsNotGiven   = isms.Message{Code: "risk/treatments-not-given", Text: "the risk treatments are not given"}
	acceptancesNotGiven  = isms.Message{Code: "risk/acceptances-not-given", Text: "the risk acceptances are not given"}
	ownersNotGiven       = isms.Message{Code: "risk/risk-owners-not-given", Text: "the risk owners are not given"}
	acceptabilityUnknown = isms.Message{Code: "risk/acceptability-unknown", Text: "it is unknown whether {n} of the risks {n|is|are} acceptable"}
)

// What stands inside of findings.
var (
	noOption      = isms.Message{Code: "risk/no-treatment-option", Text: "no treatment option"}
	unknownOption = isms.Message{Code: "risk/unknown-treatment-option", Text: "the unknown treatment option {option}"}

	lacksReason    = isms.Message{Code: "risk/lacks-a-justification", Text: "a justification"}
	lacksRequester = isms.Message{Code: "risk/lacks-a-requester", Text: "a requester"}
	lacksDate      = isms.Message{Code: "risk/lacks-a-date", Text: "a date"}
	lacksPastDate  = isms.Message{Code: "risk/lacks-a-past-date", Text: "a date that has come"}
	lacksAssessor  = isms.Message{Code: "risk/lacks-an-assessor", Text: "an assessor"}

	rescheduledBare  = isms.Message{Code: "risk/rescheduled-without-justification", Text: "from {from} to {to} without a name or a justification"}
	rescheduledOften = isms.Message{Code: "risk/rescheduled-repeatedly", Text: "{n} times"}

	statusUnknown        = isms.Message{Code: "risk/unknown-treatment-status", Text: "the status {status} is unknown"}
	completedUndated     = isms.Message{Code: "risk/completed-without-a-date", Text: "it is completed, but has no completion date"}
	datedUncompleted     = isms.Message{Code: "risk/completion-date-without-completion", Text: "it has a completion date, but is not completed"}
	completedInFuture    = isms.Message{Code: "risk/completion-in-the-future", Text: "the completion date {on} lies in the future"}
	dueBeforeStart       = isms.Message{Code: "risk/due-before-the-start", Text: "it is due before it starts"}
	completedBeforeStart = isms.Message{Code: "risk/completed-before-the-start", Text: "it was completed before it started"}
	percentOutside       = isms.Message{Code: "risk/percentage-out-of-range", Text: "{percent} percent is outside of 0 to 100"}
	percentUncompleted   = isms.Message{Code: "risk/everything-done-but-not-completed", Text: "it is at 100 percent, but not completed"}
	percentCompleted     = isms.Message{Code: "risk/completed-in-part", Text: "it is completed at {percent} percent"}
	rescheduledElsewhere = isms.Message{Code: "risk/rescheduled-to-another-date", Text: "its due date was rescheduled to {to}, but the next one is {next}"}
)

// What falls due, and what that follows from.
var (
	treatmentDue       = isms.Message{Code: "risk/treatment-is-due", Text: "Treatment {treatment} is due"}
	acceptanceEnds     = isms.Message{Code: "risk/acceptance-ends", Text: "Acceptance {acceptance} ends"}
	acceptanceReview   = isms.Message{Code: "risk/acceptance-is-to-be-reviewed", Text: "Acceptance {acceptance} is to be reviewed"}
	assessmentAgain    = isms.Message{Code: "risk/risk-is-to-be-assessed-again", Text: "Risk {risk} is to be assessed again"}
	dueOfPlan          = isms.Message{Code: "risk/due-date-of-the-plan", Text: "due date of the treatment plan"}
	lastOfAcceptance   = isms.Message{Code: "risk/last-day-of-the-acceptance", Text: "last day of the acceptance"}
	reviewOfAcceptance = isms.Message{Code: "risk/review-date-of-the-acceptance", Text: "review date of the acceptance"}

	plannedAssessment   = isms.Message{Code: "risk/planned-date-of-the-assessment", Text: "planned date of the next assessment"}
	assessedAndInterval = isms.Message{Code: "risk/assessed-plus-interval", Text: "assessed {last} plus {every}"}
)

// Why two methods do not compare, or not in full.
var (
	firstDefective    = isms.Message{Code: "risk/first-method-defective", Text: "the first method has defects: {why}"}
	secondDefective   = isms.Message{Code: "risk/second-method-defective", Text: "the second method has defects: {why}"}
	scaleSizes        = isms.Message{Code: "risk/scales-of-different-length", Text: "{scale} has {before} {before|step|steps}, then {after}"}
	stepRanges        = isms.Message{Code: "risk/step-with-another-range", Text: "step {step} of {scale} stands for another range"}
	stepOrder         = isms.Message{Code: "risk/steps-in-another-order", Text: "the steps of {scale} stand in another order"}
	stepChanged       = isms.Message{Code: "risk/different-step", Text: "step {n} of {scale} is {before}, then {after}"}
	combinedOtherwise = isms.Message{Code: "risk/impacts-combined-otherwise", Text: "the impacts on several properties are combined otherwise"}
	levelOrder        = isms.Message{Code: "risk/risk-levels-in-another-order", Text: "the risk levels stand in another order"}
	levelRanks        = isms.Message{Code: "risk/scores-rank-otherwise", Text: "scores inside a risk level rank otherwise"}
	criteriaDiffer    = isms.Message{Code: "risk/different-acceptance-criteria", Text: "the risk acceptance criteria differ"}
	levelSplit        = isms.Message{Code: "risk/risk-level-split", Text: "what is {level} under the first method is {low} or {high} under the second"}
	levelOrderDiffers = isms.Message{Code: "risk/order-of-risk-levels-differs", Text: "the order of the risk levels differs"}
	levelCuts         = isms.Message{Code: "risk/risk-levels-cut-otherwise", Text: "the risk levels are cut otherwise"}
)

// scaleName returns the sentence of the scale of a member.
func scaleName(member string) isms.Arg {
	m := scaleImpact
	switch member {
	case "likelihood":
		m = scaleLikelihood
	case "easeOfExploitation":
		m = scaleEase
	}
	return isms.ArgSentence("scale", m.With())
}

// pointArg returns the argument of a combination of grades.
func pointArg(l, e, i Grade) isms.Arg {
	m := pointOfThree
	if e == 0 {
		m = pointOfTwo
	}
	return isms.ArgSentence("point", m.With(isms.ArgInt("likelihood", int(l)), isms.ArgInt("easeOfExploitation", int(e)), isms.ArgInt("impact", int(i))))
}

// scoreArg returns the argument of a score.
func scoreArg(name string, score int64) isms.Arg { return isms.ArgDecimal(name, isms.DecimalOf(score)) }
