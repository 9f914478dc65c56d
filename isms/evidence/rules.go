package evidence

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

const since = "v0.1.0"

// operation is the item that the rules here are declared for: enough documented
// information to trust that the processes ran as planned. A finding about a
// record names the places that it cites as well; a finding about an expectation
// names its place alone, so that no place is clear for want of another's demand.
var operation = []isms.Ref{"8.1 s4"}

// Rules about single records.
var (
	idUnusable = isms.Rule{
		Code: "evidence/id-unusable", Severity: isms.Error, Refs: operation, Since: since,
		Title:   "a record has no usable ID",
		Message: "a record has no usable ID: {why}; its title is {title}",
		Remedy:  "give the record an ID of its own",
	}
	idTwice = isms.Rule{
		Code: "evidence/id-twice", Severity: isms.Error, Refs: operation, Since: since,
		Title:   "two different records have one ID",
		Message: "two different records have the ID {id}",
		Remedy:  "give each record an ID of its own",
	}
	undated = isms.Rule{
		Code: "evidence/undated", Severity: isms.Error, Refs: operation, Since: since,
		Title:   "a record has no date",
		Message: "record {id} has no day of collection and does not count",
		Remedy:  "give the day on which the record came to be",
	}
	futureDated = isms.Rule{
		Code: "evidence/future-dated", Severity: isms.Error, Refs: operation, Since: since,
		Title:   "a record is dated in the future",
		Message: "record {id} is dated {collected}, after {asOf}, and does not count",
		Remedy:  "correct the day of collection, or wait for it",
	}
	periodImpossible = isms.Rule{
		Code: "evidence/period-impossible", Severity: isms.Error, Refs: operation, Since: since,
		Title:   "a record covers days that it cannot cover",
		Message: "record {id} of {collected} says that it covers {covers} and does not count",
		Remedy:  "let the covered days begin before they end, and end no later than the day of collection",
	}
	placeUnknown = isms.Rule{
		Code: "evidence/place-unknown", Severity: isms.Warning, Refs: operation, Since: since,
		Title:   "a record supports nothing, or something that does not exist",
		Message: "record {id} cites {place}, which is no control or requirement",
		Remedy:  "cite the control or the item that the record supports",
	}
	kindMissing = isms.Rule{
		Code: "evidence/kind-missing", Severity: isms.Warning, Refs: operation, Since: since,
		Title:   "a record has no kind",
		Message: "nobody has said of which kind record {id} is",
		Remedy:  "give the record a kind",
	}
	kindUnexpected = isms.Rule{
		Code: "evidence/kind-unexpected", Severity: isms.Note, Refs: operation, Since: since,
		Title:   "a record does not count because of its kind",
		Message: "of {count} records the kind does not count for {place}, which expects {kinds}: {id} of kind {kind} is one",
		Remedy:  "collect a record of an expected kind, or expect this kind too",
	}
	unattributed = isms.Rule{
		Code: "evidence/unattributed", Severity: isms.Note, Refs: operation, Since: since,
		Title:   "nobody stands for a record",
		Message: "{count} records do not say who collected them: {id} is one",
		Remedy:  "name who collected the record",
	}
	artefactMissing = isms.Rule{
		Code: "evidence/artefact-missing", Severity: isms.Note, Refs: operation, Since: since,
		Title:   "a record has no artefact",
		Message: "{count} records name no artefact, so nobody can tell whether they have changed: {id} is one",
		Remedy:  "give the hash of what is kept",
	}
	renewed = isms.Rule{
		Code: "evidence/renewed-without-artefact", Severity: isms.Note, Refs: operation, Since: since,
		Title:   "a record was renewed without a new artefact",
		Message: "record {id} for {place} has the artefact of record {first} and counts no later than that one",
		Remedy:  "collect a new artefact, or drop the record",
	}
	adverse = isms.Rule{
		Code: "evidence/adverse", Severity: isms.Warning, Refs: operation, Since: since,
		Title:   "a record shows a failure that no later record answers",
		Message: "record {id} of {collected} shows that {place} failed, and no later record supports it",
		Remedy:  "put it right and collect a record that shows it",
	}
)

// Rules about expectations.
var (
	expectationUnclear = isms.Rule{
		Code: "evidence/expectation-unclear", Severity: isms.Error, Refs: operation, Since: since,
		Title:   "an expectation cannot be applied",
		Message: "the expectation for {place} cannot be applied: {why}",
		Remedy:  "expect records at a control or an item, with a cadence in calendar units or none",
	}
	missing = isms.Rule{
		Code: "evidence/missing", Severity: isms.Warning, Refs: operation, Since: since,
		Title:   "there is no evidence of operation",
		Message: "nothing shows that {place} operates: no record of kind {kinds}",
		Remedy:  "collect a record that shows it",
	}
	stale = isms.Rule{
		Code: "evidence/stale", Severity: isms.Warning, Refs: operation, Since: since,
		Title:   "the latest evidence is too old",
		Message: "the latest record for {place} speaks of {latest} and was fresh until {until}",
		Remedy:  "collect a new record",
	}
	gap = isms.Rule{
		Code: "evidence/gap", Severity: isms.Warning, Refs: operation, Since: since,
		Title:   "a period has no evidence",
		Message: "no record for {place} covers a day from {first} to {last}",
		Remedy:  "add the record of that period if there is one; if not, say why, and keep the cadence from now on",
	}
	beforeChange = isms.Rule{
		Code: "evidence/before-change", Severity: isms.Warning, Refs: operation, Since: since,
		Title:   "all evidence is older than the last change",
		Message: "{place} changed on {changed}, and the latest record speaks of {latest}",
		Remedy:  "collect a record of operation since the change",
	}
	bunched = isms.Rule{
		Code: "evidence/bunched", Severity: isms.Note, Refs: operation, Since: since,
		Title:   "evidence was collected just before an audit",
		Message: "{share} records for {place} were collected in the {days} days up to {audit}",
		Remedy:  "collect records when the work is done",
		Basis:   "this library's proposal: an auditor doubts that a system runs whose records all come from the week before",
	}
	shortSpan = isms.Rule{
		Code: "evidence/short-span", Severity: isms.Note, Refs: operation, Since: since,
		Title:   "records of a recurring task lie closer together than its cadence",
		Message: "{count} records for {place} were collected from {first} to {last}, less than {every} apart",
		Remedy:  "collect records when the work is done",
		Basis:   "this library's proposal",
	}
)

// recordRules are applied to every record, whatever is expected.
var recordRules = []isms.Rule{
	artefactMissing, bunched, expectationUnclear, futureDated, idTwice, idUnusable, kindMissing, kindUnexpected,
	periodImpossible, placeUnknown, renewed, shortSpan, unattributed, undated,
}

// placeRules are applied at each place where something is expected.
var placeRules = []isms.Rule{adverse, beforeChange, gap, missing, stale}

// Rules returns the rules of this package, ordered by code. They are declared
// for 8.1 s4, which is looked at like any other place: when the log expects
// something there. RulesFor gives those that speak for other places.
func Rules() []isms.Rule {
	out := append(slices.Clone(recordRules), placeRules...)
	slices.SortFunc(out, func(a, b isms.Rule) int { return strings.Compare(a.Code, b.Code) })
	for i := range out {
		out[i].Refs = slices.Clone(out[i].Refs)
	}
	return out
}

// RulesFor returns the rules that have to run before the evidence for the given
// places has been looked at, for isms.Assess. They run for a place when the log
// expects something there and its first day of operation has come.
func RulesFor(refs ...isms.Ref) []isms.Rule {
	out := slices.Clone(placeRules)
	for i := range out {
		out[i] = out[i].At(refs...)
	}
	return out
}
