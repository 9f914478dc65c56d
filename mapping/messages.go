package mapping

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Messages returns the messages of this package: why it refuses input, what stands
// inside the sentences of others, and why a reading is weaker than its word.
func Messages() []isms.Message {
	return slices.Concat([]isms.Message{
		idMissing, idWithBlanks, kindMissing, doubledItem, unknownParent, aboveItself,
		frameworkMissing, anotherFramework, unknownItem, itemsMissing, contradictingEntries, mappedWithoutCounterpart,
		overlayBetweenOthers, reviewWithoutDay, reviewWithoutRelation, reviewWithoutReason,
		crosswalkMissing, statesMissing, anotherTarget, anotherSource, twoCrosswalks, twoFrameworks, twoTitles, contradictingPaths,
		unknownTerm, noTermSaysOnlyThat, noRelation, noStates,
		itemAsListed, itemOfAnnexA, itemOfAnother, oneOfRelations,
		proofOfEntry, conflictSeen,
	}, readings())
}

// Why input is refused.
var (
	idMissing     = isms.Message{Code: "mapping/id-missing", Text: "the ID is missing", Want: "an ID; of a framework one with the edition, such as nist-csf-2.0"}
	idWithBlanks  = isms.Message{Code: "mapping/id-with-blanks", Text: "{value} begins or ends with white space", Want: "an ID without it"}
	kindMissing   = isms.Message{Code: "mapping/kind-missing", Text: "the item has no kind", Want: "the level of the framework, such as control or clause"}
	doubledItem   = isms.Message{Code: "mapping/doubled-item", Text: "{value} is the ID of another item too", Want: "each ID once"}
	unknownParent = isms.Message{Code: "mapping/unknown-parent", Text: "the parent {value} is not an item of the framework", Want: "the ID of the item above, or none at the top"}
	aboveItself   = isms.Message{Code: "mapping/item-above-itself", Text: "the item is above itself by way of {value}", Want: "a parent that is not below the item"}

	frameworkMissing         = isms.Message{Code: "mapping/framework-missing", Text: "the framework is not given", Want: "the framework with its items"}
	anotherFramework         = isms.Message{Code: "mapping/another-framework", Text: "{value} cannot be read with the items of {framework}", Want: "{framework}, of that edition"}
	unknownItem              = isms.Message{Code: "mapping/unknown-item", Text: "{framework} has no item {value}", Want: "{item}"}
	itemsMissing             = isms.Message{Code: "mapping/items-missing", Text: "no item is named", Want: "at least one source and one target"}
	contradictingEntries     = isms.Message{Code: "mapping/contradicting-entries", Text: "another entry has the same sources, targets, rationale and reviewer, but not the same content", Want: "one of them"}
	mappedWithoutCounterpart = isms.Message{Code: "mapping/mapped-without-counterpart", Text: "{value} is mapped, but also stated to have no counterpart", Want: "one of both"}

	overlayBetweenOthers  = isms.Message{Code: "mapping/overlay-between-others", Text: "the overlay is between {source} and {target}", Want: "{from} and {to}, in either direction"}
	reviewWithoutDay      = isms.Message{Code: "mapping/review-without-a-day", Text: "the review has no day", Want: "the day of the review"}
	reviewWithoutRelation = isms.Message{Code: "mapping/review-without-a-relationship", Text: "the review determines no relationship", Want: "a relationship, or unspecified where the reviewer could not determine one"}
	reviewWithoutReason   = isms.Message{Code: "mapping/review-without-a-reason", Text: "the review has no reason", Want: "the reason in the words of the reviewer"}

	crosswalkMissing   = isms.Message{Code: "mapping/crosswalk-missing", Text: "no crosswalk is given", Want: "a crosswalk between two frameworks"}
	statesMissing      = isms.Message{Code: "mapping/states-missing", Text: "the states of the items of {source} are not given", Want: "the state of each item"}
	anotherTarget      = isms.Message{Code: "mapping/another-target", Text: "the target of crosswalk {crosswalk} is {target}", Want: "{framework} with the same items; perhaps the converse of the crosswalk"}
	anotherSource      = isms.Message{Code: "mapping/another-source", Text: "the source of crosswalk {crosswalk} is {source}", Want: "{framework} with the same items; perhaps the converse of the crosswalk"}
	twoCrosswalks      = isms.Message{Code: "mapping/two-crosswalks-of-one-id", Text: "{value} is the ID of two different crosswalks between the same frameworks", Want: "another ID for one of them"}
	twoFrameworks      = isms.Message{Code: "mapping/two-frameworks-of-one-id", Text: "{value} is the ID of two different frameworks", Want: "one list of items for each ID"}
	twoTitles          = isms.Message{Code: "mapping/two-titles", Text: "artefact {artefact} has another title too: {title}", Want: "one title"}
	contradictingPaths = isms.Message{Code: "mapping/contradicting-paths", Text: "the paths from {source} to {target} contradict each other", Want: "crosswalks that can all be right"}

	unknownTerm        = isms.Message{Code: "mapping/unknown-term", Text: "{value} is no word of {notation}", Want: "{words}"}
	noTermSaysOnlyThat = isms.Message{Code: "mapping/no-term-says-only-that", Text: "no word of {notation} says only this: {relation}", Want: "a notation that has one"}
	noRelation         = isms.Message{Code: "mapping/no-relationship-of-sets", Text: "{value} is no relationship", Want: "one of {words}, or several of the first five joined by |"}
	noStates           = isms.Message{Code: "mapping/no-set-of-states", Text: "{value} is no set of states", Want: "any, contradictory, or states joined by | ({words})"}
)

// What stands inside other sentences.
var (
	itemAsListed   = isms.Message{Code: "mapping/item-as-listed", Text: "an ID as the framework lists it"}
	itemOfAnnexA   = isms.Message{Code: "mapping/item-of-annex-a", Text: "{control} for the control of Annex A"}
	itemOfAnother  = isms.Message{Code: "mapping/item-of-another-framework", Text: "an item of {framework}; {item} is one of {other}"}
	oneOfRelations = isms.Message{Code: "mapping/one-of-several-relationships", Text: "one of {relations}"}

	proofOfEntry = isms.Message{Code: "mapping/proof", Text: "{sources}: {relation} ({crosswalk})"}
	conflictSeen = isms.Message{Code: "mapping/conflict-seen", Text: "the publisher sees a conflict"}
)

// Why a reading is weaker than its word.
var (
	noClaimOfStyle   = isms.Message{Code: "mapping/reading-of-a-style-without-sets", Text: "the style makes no claim about sets"}
	supportNoSet     = isms.Message{Code: "mapping/reading-of-support", Text: "support is not a claim about sets"}
	contraryShares   = isms.Message{Code: "mapping/reading-of-contrary", Text: "contrary requirements may still share some"}
	notRelatedEnough = isms.Message{Code: "mapping/reading-of-not-related-enough", Text: "also used for not related enough"}
	properUnchecked  = isms.Message{Code: "mapping/reading-of-an-unchecked-subset", Text: "nobody checks that it is proper"}
	defaultLabel     = isms.Message{Code: "mapping/reading-of-a-default-label", Text: "the default label of untyped crosswalks"}
	narrowerPartly   = isms.Message{Code: "mapping/reading-of-narrower", Text: "defined as narrower and partly or mostly related"}
	broaderPartly    = isms.Message{Code: "mapping/reading-of-broader", Text: "defined as broader and partly or mostly related"}
	implementsSome   = isms.Message{Code: "mapping/reading-of-an-implementation", Text: "an implementation meets some of the requirement, perhaps not all"}
	noClaimOfSets    = isms.Message{Code: "mapping/reading-without-sets", Text: "no claim about sets"}
	noMatchFound     = isms.Message{Code: "mapping/reading-of-no-match", Text: "no match was found, which is not the same as no relationship"}
	noWordGiven      = isms.Message{Code: "mapping/reading-of-no-word", Text: "no word is given"}
)

func readings() []isms.Message {
	return []isms.Message{
		noClaimOfStyle, supportNoSet, contraryShares, notRelatedEnough, properUnchecked, defaultLabel,
		narrowerPartly, broaderPartly, implementsSome, noClaimOfSets, noMatchFound, noWordGiven,
	}
}
