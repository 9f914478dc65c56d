package quant

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Messages returns the messages of this package: why it refuses input.
func Messages() []isms.Message {
	return slices.Clone([]isms.Message{
		noDistribution, numberNotTaken, numberForm, numberTooLarge, numberNegative, outOfRange, sigmaOutside, notAboveZero, notAboveLow, belowLow, modeOutside, intervalOutside,
		countsEvents, beyondOne, frequencyTwice, frequencyMissing, actionAlone, vulnerabilityOfLosses, vulnerabilityTwice, secondaryShareMissing, idDoubled,
		eventsDrawn, tooFrequent, lossTooLarge, scenariosMissing, portfolioTooLarge, currencyDiffers,
		trialsOutside, firstOutside, samplesTooMany, trialsMissing, noProbability, noLoss,
		pointsMissing, probabilityStays, lossDoubled, amountMissing,
		modelsDiffer, seedsDiffer, samplesOfOne, trialShared,
		memberMissing, formatUnknown, hexadecimalForm, seedForm, pairForm, rangeOrder, rangesMissing, countsDiffer, bucketOrder, bucketsDiffer, idOfNothing,
	})
}

// Why distributions are refused.
var (
	noDistribution  = isms.Message{Code: "quant/no-distribution", Text: "no distribution is given", Want: "one, such as PERT with a low, a most likely and a high value"}
	numberNotTaken  = isms.Message{Code: "quant/number-not-taken", Text: "a distribution of this kind has no such number", Want: "{members} only"}
	numberForm      = isms.Message{Code: "quant/no-number", Text: "{value} is no number", Want: "decimal digits without an exponent, at most 12 after the point, such as 1250.50"}
	numberTooLarge  = isms.Message{Code: "quant/number-too-large", Text: "{value} is too large", Want: "at most 10^15"}
	numberNegative  = isms.Message{Code: "quant/negative-number", Text: "{value} is negative", Want: "0 or more"}
	outOfRange      = isms.Message{Code: "quant/out-of-range", Text: "{value} is out of range", Want: "{least} to {most}"}
	sigmaOutside    = isms.Message{Code: "quant/sigma-out-of-range", Text: "{value} is out of range", Want: "a number above 0, at most {most}"}
	notAboveZero    = isms.Message{Code: "quant/not-above-zero", Text: "{value} is not above 0", Want: "a number above 0"}
	notAboveLow     = isms.Message{Code: "quant/not-above-the-low-value", Text: "{value} is not above the low value {low}", Want: "a number above it"}
	belowLow        = isms.Message{Code: "quant/below-the-low-value", Text: "{value} is below the low value {low}", Want: "that number, or one above it"}
	modeOutside     = isms.Message{Code: "quant/most-likely-value-outside", Text: "{value} is not between the low value {low} and the high value {high}", Want: "a number between the two"}
	intervalOutside = isms.Message{Code: "quant/interval-too-narrow-or-too-wide", Text: "the interval from {low} to {value} is too narrow or too wide", Want: "a sigma of the logarithm between {least} and {most}"}
)

// Why scenarios are refused.
var (
	countsEvents          = isms.Message{Code: "quant/distribution-counts-events", Text: "the distribution counts events", Want: "a continuous distribution or a constant"}
	beyondOne             = isms.Message{Code: "quant/share-beyond-one", Text: "the distribution reaches beyond 1", Want: "a share, 0 to 1"}
	frequencyTwice        = isms.Message{Code: "quant/frequency-given-twice", Text: "the frequency is given in another way already", Want: "one of loss event frequency, threat events and contacts"}
	frequencyMissing      = isms.Message{Code: "quant/no-frequency", Text: "no frequency is given", Want: "one of loss event frequency, threat events and contacts"}
	actionAlone           = isms.Message{Code: "quant/action-without-contacts", Text: "a probability of action is given without contacts", Want: "contacts, or no probability of action"}
	vulnerabilityOfLosses = isms.Message{Code: "quant/vulnerability-of-loss-events", Text: "the frequency given counts losses already", Want: "threat events or contacts with it"}
	vulnerabilityTwice    = isms.Message{Code: "quant/vulnerability-given-twice", Text: "capability and resistance are given as well", Want: "one of the two"}
	secondaryShareMissing = isms.Message{Code: "quant/no-secondary-share", Text: "a secondary loss is given without its share", Want: "the share of loss events with a secondary loss, 0 to 1"}
	idDoubled             = isms.Message{Code: "quant/duplicate-id", Text: "the ID {value} is used more than once", Want: "a unique ID"}
	eventsDrawn           = isms.Message{Code: "quant/frequency-in-whole-events", Text: "the frequency is drawn in whole events", Want: "the counting {counting}, or none"}
	tooFrequent           = isms.Message{Code: "quant/too-frequent", Text: "more than {most} events a year cannot be drawn one by one", Want: "a lower frequency, or the counting {counting}"}
	lossTooLarge          = isms.Message{Code: "quant/loss-too-large", Text: "the largest loss of a year that can be drawn is above 10^21", Want: "a narrower or lower distribution"}
	scenariosMissing      = isms.Message{Code: "quant/no-scenarios", Text: "no scenario is given", Want: "one or more"}
	portfolioTooLarge     = isms.Message{Code: "quant/portfolio-too-large", Text: "together the scenarios can lose more than 10^21 in a year", Want: "narrower or lower distributions"}
	currencyDiffers       = isms.Message{Code: "quant/different-currency", Text: "{value} is another currency", Want: "{currency}"}
)

// Why other input is refused.
var (
	trialsOutside  = isms.Message{Code: "quant/number-of-trials", Text: "{n} trials cannot be simulated", Want: "{least} to {most}"}
	firstOutside   = isms.Message{Code: "quant/first-trial-out-of-range", Text: "the trials from {n} on cannot be simulated", Want: "0 or above, and the last trial below {most}"}
	samplesTooMany = isms.Message{Code: "quant/too-many-samples", Text: "the samples of {n} trials cannot be kept", Want: "at most {most}"}
	trialsMissing  = isms.Message{Code: "quant/no-trials", Text: "the result has no trials", Want: "at least one trial"}
	noProbability  = isms.Message{Code: "quant/no-probability", Text: "{value} is no probability above 0 and below 1", Want: "one such as 0.95"}
	noLoss         = isms.Message{Code: "quant/no-loss", Text: "{value} is no loss", Want: "an amount that is not negative, such as 10000"}

	pointsMissing    = isms.Message{Code: "quant/no-points", Text: "the tolerance has no points", Want: "one or more"}
	probabilityStays = isms.Message{Code: "quant/probability-does-not-fall", Text: "{value} is not below {other}, the probability of the smaller loss {loss}", Want: "a lower probability"}
	lossDoubled      = isms.Message{Code: "quant/duplicate-loss", Text: "the loss {value} is given twice", Want: "each loss once"}
	amountMissing    = isms.Message{Code: "quant/no-amount", Text: "no amount is given", Want: "money per year"}

	modelsDiffer = isms.Message{Code: "quant/different-models", Text: "the results of {id} and {other} come from different models"}
	seedsDiffer  = isms.Message{Code: "quant/different-seeds", Text: "the seeds are {seed} and {other}", Want: "one seed for all parts"}
	samplesOfOne = isms.Message{Code: "quant/samples-of-one-result", Text: "only one of the results kept its samples", Want: "both, or none"}
	trialShared  = isms.Message{Code: "quant/shared-trial", Text: "trial {n} is in both results", Want: "separate ranges of trials"}

	memberMissing   = isms.Message{Code: "quant/missing-member", Text: "the member is missing", Want: "all members of a result"}
	formatUnknown   = isms.Message{Code: "quant/unknown-format", Text: "{value} is no format of a result", Want: "{format}"}
	hexadecimalForm = isms.Message{Code: "quant/no-hexadecimal-number", Text: "the text is no hexadecimal number of a result", Want: "{n} digits in lower case"}
	seedForm        = isms.Message{Code: "quant/no-seed", Text: "{value} is no seed", Want: "a whole number below 2^64"}
	pairForm        = isms.Message{Code: "quant/no-pair", Text: "{n} {n|number is|numbers are} given", Want: "a pair"}
	rangeOrder      = isms.Message{Code: "quant/range-out-of-order", Text: "the range from {first} to {end} is empty, out of order or too long", Want: "the first trial and the one after the last, after those of the range before and below {most}"}
	rangesMissing   = isms.Message{Code: "quant/no-ranges", Text: "no range of trials is given", Want: "one or more"}
	countsDiffer    = isms.Message{Code: "quant/counts-do-not-add-up", Text: "the counts do not add up to the {n} trials of the ranges"}
	bucketOrder     = isms.Message{Code: "quant/bucket-out-of-order", Text: "the bucket {bucket} is empty, out of order or too high", Want: "ascending buckets below {most}"}
	bucketsDiffer   = isms.Message{Code: "quant/does-not-fit-the-buckets", Text: "the number does not fit the buckets"}
	idOfNothing     = isms.Message{Code: "quant/result-without-an-id", Text: "the result has no ID", Want: "one, or a result without anything"}
)

// wholeNumber returns the argument of a whole number of any size.
func wholeNumber(name string, n int64) isms.Arg { return isms.ArgDecimal(name, isms.DecimalOf(n)) }
