package soa

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Messages returns the messages of this package, by code: why it refuses input, why
// rules are skipped, and what stands inside the sentences of others.
func Messages() []isms.Message {
	list := slices.Concat(refusals[:], parts[:])
	for _, n := range [...]isms.Need{
		needDay, needEvidence, needAssets, needPlan, needObligationsInForce, needObligations, needCitations, needAssessed, needScopeSince, needRegister, needPreparer,
	} {
		list = append(list, n.Missing)
	}
	for _, f := range fields {
		list = append(list, f.title)
	}
	for _, n := range controlNeeds {
		list = append(list, n.why)
	}
	for _, e := range essentialControls {
		list = append(list, e.why)
	}
	for _, a := range advice {
		list = append(list, a.why)
	}
	slices.SortFunc(list, func(a, b isms.Message) int { return strings.Compare(a.Code, b.Code) })
	return slices.Compact(list)
}

// Why input is refused.
var (
	listedTwice        = isms.Message{Code: "soa/listed-twice", Text: "{value} is listed twice", Want: "each once"}
	noCustomControl    = isms.Message{Code: "soa/no-custom-control-of-the-statement", Text: "{value} is no custom control of the statement", Want: "one that is listed"}
	editionOfStatement = isms.Message{Code: "soa/edition-of-the-statement", Text: "{value} is no edition that the statement can be for", Want: "{words}"}
	notUTF8            = isms.Message{Code: "soa/not-utf-8", Text: "the text is not valid UTF-8"}
	nullCharacter      = isms.Message{Code: "soa/null-character", Text: "the text holds the character U+0000"}
	tooManyUses        = isms.Message{Code: "soa/too-many-uses-of-controls", Text: "the register uses controls {value} times", Want: "at most {most}"}

	excludedAndUndecided = isms.Message{Code: "soa/excluded-and-undecided", Text: "the control is both excluded and undecided", Want: "one of the two"}
	saidOfExcluded       = isms.Message{Code: "soa/not-for-an-excluded-control", Text: "{value} is given for an excluded control", Want: "nothing here, or an applicable control"}
	providerOfExcluded   = isms.Message{Code: "soa/outsourcing-is-no-exclusion", Text: "{value} is given for an excluded control, and outsourcing is no justification for exclusion", Want: "an applicable control"}
	reasonsOfExcluded    = isms.Message{Code: "soa/reasons-of-an-excluded-control", Text: "an excluded control has reasons for inclusion", Want: "the reason for its exclusion as the justification"}
	dueImplemented       = isms.Message{Code: "soa/due-date-of-an-implemented-control", Text: "{value} is the due date of an implemented control", Want: "no due date, or another implementation status"}
	providerOfOwn        = isms.Message{Code: "soa/provider-without-responsibility", Text: "{value} is given for a control that the organization implements", Want: "the responsibility shared or provider, or nothing here"}
	emptyReason          = isms.Message{Code: "soa/empty-reason", Text: "the reason says nothing", Want: "a basis, a source or a text"}
	basisOfObligation    = isms.Message{Code: "soa/basis-of-an-obligation", Text: "{value} is no basis of an obligation", Want: "{words}"}

	justificationEmptied = isms.Message{Code: "soa/justification-of-an-excluded-control", Text: "the justification of an excluded control cannot be emptied", Want: "text"}
	notThere             = isms.Message{Code: "soa/nothing-to-remove", Text: "{value} is not among those that are there", Want: "some of them: an edit removes and adds none"}
	emptyStatement       = isms.Message{Code: "soa/empty-statement", Text: "the statement is empty", Want: "one that was built"}
	versionState         = isms.Message{Code: "soa/version-in-another-state", Text: "version {version} is in the state {state}", Want: "a version in the state {want}"}
	noDay                = isms.Message{Code: "soa/no-day", Text: "no day is given", Want: "a day such as 2026-03-02"}
	noVersion            = isms.Message{Code: "soa/no-version", Text: "no version is given", Want: "one, as the certificate names it"}
	otherHash            = isms.Message{Code: "soa/hash-of-other-content", Text: "{value} is not the hash of this content", Want: "{hash}"}
	eventTooEarly        = isms.Message{Code: "soa/event-before-the-one-before", Text: "{value} lies before the last event", Want: "a day from {day} on"}
	versionTaken         = isms.Message{Code: "soa/version-taken", Text: "{value} is the version that is followed", Want: "another one"}
	otherStatement       = isms.Message{Code: "soa/changes-of-another-statement", Text: "the changes are those of another statement", Want: "the first of the two that were compared"}

	formatUnknown    = isms.Message{Code: "soa/format-of-the-statement", Text: "{value} is not the format of a statement", Want: "{format}"}
	numberOfControls = isms.Message{Code: "soa/number-of-controls", Text: "{value} controls are listed", Want: "{n}: those of Annex A and the custom controls"}
	otherControl     = isms.Message{Code: "soa/another-control", Text: "{value} stands in the place of another control", Want: "{control}"}
	notUnresolved    = isms.Message{Code: "soa/unresolved-control-that-is-listed", Text: "{value} is a control of the statement", Want: "one that it cannot list"}
	viaOfObligation  = isms.Message{Code: "soa/treatment-of-an-obligation", Text: "{value} is given for an obligation, which has no treatment", Want: "nothing here"}
	doesNotFollow    = isms.Message{Code: "soa/applicability-does-not-follow", Text: "{value} does not follow from the decision and the reasons", Want: "{applicability}"}
)

var refusals = [...]isms.Message{
	listedTwice, noCustomControl, editionOfStatement, notUTF8, nullCharacter, tooManyUses,
	excludedAndUndecided, saidOfExcluded, providerOfExcluded, reasonsOfExcluded, dueImplemented, providerOfOwn, emptyReason, basisOfObligation,
	justificationEmptied, notThere, emptyStatement, versionState, noDay, noVersion, otherHash, eventTooEarly, versionTaken, otherStatement,
	formatUnknown, numberOfControls, otherControl, notUnresolved, viaOfObligation, doesNotFollow,
}

// What stands inside other sentences.
var (
	usedForRisk     = isms.Message{Code: "soa/existing-control-of-a-risk", Text: "for risk {risk} (existing control)"}
	usedInTreatment = isms.Message{Code: "soa/control-of-a-treatment", Text: "for risk {risk} (treatment {treatment})"}
	usedForNoRisk   = isms.Message{Code: "soa/control-of-a-treatment-of-no-risk", Text: "in treatment {treatment} of no risk"}
	was2013         = isms.Message{Code: "soa/replaced-2013-control", Text: "; {control} is a control of the 2013 edition, replaced by {controls}"}
	forProperty     = isms.Message{Code: "soa/gap-for-a-property", Text: "for {property}"}
	inDomain        = isms.Message{Code: "soa/gap-in-a-domain", Text: "in the domain {domain}"}
	byProvider      = isms.Message{Code: "soa/implemented-by-a-provider", Text: "a provider"}
	byBoth          = isms.Message{Code: "soa/implemented-by-both", Text: "the organization and a provider"}
	withoutVersion  = isms.Message{Code: "soa/without-a-version", Text: "without a number"}
	withoutTitle    = isms.Message{Code: "soa/without-a-title", Text: "without a title"}

	reasonText    = isms.Message{Code: "soa/reason", Text: "{basis}{source}{treatment}{text}"}
	reasonRisk    = isms.Message{Code: "soa/reason-risk", Text: "risk"}
	reasonAny     = isms.Message{Code: "soa/reason-without-a-basis", Text: "reason"}
	reasonSource  = isms.Message{Code: "soa/reason-source", Text: " {source}"}
	reasonVia     = isms.Message{Code: "soa/reason-treatment", Text: " ({treatment})"}
	reasonDetails = isms.Message{Code: "soa/reason-text", Text: ": {text}"}

	changedValue      = isms.Message{Code: "soa/changed-value", Text: "{value}"}
	changedReasons    = isms.Message{Code: "soa/other-origin-of-a-reason", Text: "a person and the register or an obligation changed places as the origin of a reason"}
	nothingSaidYet    = isms.Message{Code: "soa/nothing-said-yet", Text: "nothing said yet"}
	previousVersion   = isms.Message{Code: "soa/previous-version", Text: "{version} {hash}"}
	unresolvedUse     = isms.Message{Code: "soa/unresolved-use", Text: "{control} {use}"}
	eventText         = isms.Message{Code: "soa/event", Text: "{kind} by {by} on {day}"}
	eventNote         = isms.Message{Code: "soa/event-with-a-note", Text: "{kind} by {by} on {day}: {note}"}
	somethingAsks     = isms.Message{Code: "soa/asked-for", Text: "something asks for it: {reason}"}
	anotherBuildsOnIt = isms.Message{Code: "soa/another-control-builds-on-it", Text: "the applicable control {control} builds on it: {why}"}
)

var parts = [...]isms.Message{
	usedForRisk, usedInTreatment, usedForNoRisk, was2013, forProperty, inDomain, byProvider, byBoth, withoutVersion, withoutTitle,
	reasonText, reasonRisk, reasonAny, reasonSource, reasonVia, reasonDetails,
	changedValue, changedReasons, nothingSaidYet, previousVersion, unresolvedUse, eventText, eventNote, somethingAsks, anotherBuildsOnIt,
}

// What rules cannot be applied without. Paths lead from an [Input], or from [Facts] for
// what is no input.
var (
	needDay                = isms.Need{Missing: isms.Message{Code: "soa/day-of-the-check-not-given", Text: "the day of the check is not given"}}
	needEvidence           = isms.Need{Path: "evidence", Missing: isms.Message{Code: "soa/evidence-not-given", Text: "the evidence is not given"}}
	needAssets             = isms.Need{Path: "assets", Missing: isms.Message{Code: "soa/assets-not-given", Text: "the assets in scope are not given"}}
	needPlan               = isms.Need{Path: "plan", Missing: isms.Message{Code: "soa/treatment-plan-not-given", Text: "the risk treatment plan is not given"}}
	needObligationsInForce = isms.Need{Path: "obligations", Missing: isms.Message{Code: "soa/obligations-in-force-not-given", Text: "the obligations in force are not given"}}
	needObligations        = isms.Need{Path: "obligations", Missing: isms.Message{Code: "soa/obligations-not-given", Text: "no obligations are given, neither in the statement nor as a fact"}}
	needCitations          = isms.Need{Path: "citations", Missing: isms.Message{Code: "soa/citing-documents-not-given", Text: "the documents that cite the statement are not given"}}
	needAssessed           = isms.Need{Path: "assessed", Missing: isms.Message{Code: "soa/day-of-the-assessment-not-given", Text: "the day of the latest risk assessment is not given"}}
	needScopeSince         = isms.Need{Path: "scopeSince", Missing: isms.Message{Code: "soa/day-of-the-scope-not-given", Text: "it is not given since when the scope has its present form"}}
	needRegister           = isms.Need{Path: "register", Missing: isms.Message{Code: "soa/register-not-used", Text: "no risk and no treatment names a control: there may be no risk register behind the statement"}}
	needPreparer           = isms.Need{Path: "header.preparedBy", Missing: isms.Message{Code: "soa/preparer-not-recorded", Text: "who prepared the statement is not recorded"}}
)

// fields has what the fields of header, decision and custom control are called in a
// sentence.
var fields = [...]struct {
	name  string // as in the stored form
	title isms.Message
}{
	{"applicability", isms.Message{Code: "soa/field-applicability", Text: "applicability"}},
	{"assessed", isms.Message{Code: "soa/field-assessed", Text: "date of the risk assessment"}},
	{"assessment", isms.Message{Code: "soa/field-assessment", Text: "risk assessment"}},
	{"assurance", isms.Message{Code: "soa/field-assurance", Text: "assurance"}},
	{"attributeValues", isms.Message{Code: "soa/field-attribute-values", Text: "attribute values"}},
	{"catalog", isms.Message{Code: "soa/field-catalog", Text: "catalog"}},
	{"classification", isms.Message{Code: "soa/field-classification", Text: "classification"}},
	{"date", isms.Message{Code: "soa/field-date", Text: "date"}},
	{"decidedOn", isms.Message{Code: "soa/field-decided-on", Text: "date of the last review"}},
	{"document", isms.Message{Code: "soa/field-document", Text: "document"}},
	{"due", isms.Message{Code: "soa/field-due", Text: "due date"}},
	{"edition", isms.Message{Code: "soa/field-edition", Text: "edition"}},
	{"how", isms.Message{Code: "soa/field-how", Text: "implementation description"}},
	{"implementation", isms.Message{Code: "soa/field-implementation", Text: "implementation status"}},
	{"justification", isms.Message{Code: "soa/field-justification", Text: "justification"}},
	{"organization", isms.Message{Code: "soa/field-organization", Text: "organization"}},
	{"owner", isms.Message{Code: "soa/field-owner", Text: "owner"}},
	{"preparedBy", isms.Message{Code: "soa/field-prepared-by", Text: "preparer"}},
	{"provider", isms.Message{Code: "soa/field-provider", Text: "provider"}},
	{"purpose", isms.Message{Code: "soa/field-purpose", Text: "purpose"}},
	{"responsibility", isms.Message{Code: "soa/field-responsibility", Text: "responsibility"}},
	{"reviewBy", isms.Message{Code: "soa/field-review-by", Text: "date of the next review"}},
	{"scope", isms.Message{Code: "soa/field-scope", Text: "scope"}},
	{"theme", isms.Message{Code: "soa/field-theme", Text: "theme"}},
	{"title", isms.Message{Code: "soa/field-title", Text: "title"}},
	{"version", isms.Message{Code: "soa/field-version", Text: "version"}},
}

// argField returns an argument of a field, by its name in the stored form.
func argField(name string) isms.Arg {
	for _, f := range fields {
		if f.name == name {
			return isms.ArgSentence("field", f.title.With())
		}
	}
	return isms.ArgText("field", name)
}

// argVersion returns an argument of a version.
func argVersion(name, version string) isms.Arg {
	if version == "" {
		return isms.ArgSentence(name, withoutVersion.With())
	}
	return isms.ArgText(name, version)
}

// problems collects what is wrong with input: the first ones, as a text can hold more
// than anybody reads.
type problems struct {
	errs []error
	n    int // of the whole input so far
}

func (p *problems) full() bool { return p.n >= isms.MaxProblems }

func (p *problems) add(err error) {
	if err != nil && !p.full() {
		p.errs = append(p.errs, err)
		p.n++
	}
}

func (p *problems) refuse(m isms.Message, at isms.Path, value string, args ...isms.Arg) {
	if !p.full() {
		p.add(isms.Refuse(m, at, value, args...))
	}
}

// part returns a collection of what is wrong with a part, for [problems.under].
func (p *problems) part() problems { return problems{n: p.n} }

// under adds what is wrong with a part, to which at leads.
func (p *problems) under(at func() isms.Path, part problems) {
	if len(part.errs) > 0 {
		p.errs, p.n = append(p.errs, isms.RefuseUnder(at(), part.err())), part.n
	}
}

func (p *problems) err() error { return isms.RefuseAll(p.errs...) }

// pathsOf returns what returns the path of an item of a list, as [isms.ItemPaths]
// has it, without making those of all items: most input is sound, and of what is not
// few paths are told. Cost: linear for each path.
func pathsOf[T any, K ~string](at isms.Path, list string, items []T, key func(*T) K) func(int) isms.Path {
	return func(i int) isms.Path {
		alone := isms.ItemPaths(at, list, items[i:i+1], key)[0]
		if alone == at.Index(list, 0) || countKey(items, key, key(&items[i])) > 1 {
			return at.Index(list, i)
		}
		return alone
	}
}

func countKey[T any, K ~string](items []T, key func(*T) K, k K) int {
	n := 0
	for i := range items {
		if key(&items[i]) == k {
			n++
		}
	}
	return n
}
