package main

import "github.com/ismskit/ismskit/isms"

const since = "v0.1.0"

// The rules of this program; those of the library have their own codes.
var (
	emptyTable = isms.Rule{
		Code: "lint/empty-table", Severity: isms.SeverityWarning, Refs: []isms.Ref{"7.5.1 b"}, Since: since,
		Title: "a table has titles and no row", Message: "there is no row below the titles, so that nothing could be checked", Remedy: "a row at least, or no such file",
	}
	controlOf2013 = isms.Rule{
		Code: "lint/control-of-2013", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 c"}, Since: since,
		Title: "a control of the 2013 edition is cited", Message: "{text} is of the edition of 2013{successors}", Remedy: "the control of 2022 that follows it",
	}
	controlUnknown = isms.Rule{
		Code: "lint/control-unknown", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 c"}, Since: since,
		Title: "a reference is no control of Annex A", Message: "{reason}", Remedy: "the reference of a control, as A.5.7",
	}
	titleOfAnother = isms.Rule{
		Code: "lint/title-of-another", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 c"}, Since: since,
		Title: "a control has the title of another", Message: "{control} is called {title}, which is the title of {other}", Remedy: "the reference and the title of one control; a spreadsheet turns 5.10 into 5.1, A.5.10 stays",
	}
	titleStrange = isms.Rule{
		Code: "lint/title-strange", Severity: isms.SeverityWarning, Refs: []isms.Ref{"6.1.3 c"}, Since: since,
		Title: "a control has a title that is not its own", Message: "{control} is called {title}; its title is {own}", Remedy: "the title of the edition of 2022, or a custom control",
	}
	controlTwice = isms.Rule{
		Code: "lint/control-twice", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 d 1"}, Since: since,
		Title: "a control has two rows", Message: "{control} stands in row {first} already", Remedy: "one row for each control",
	}
	controlsMissing = isms.Rule{
		Code: "lint/controls-missing", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 c", "6.1.3 d 4"}, Since: since,
		Title: "controls of Annex A have no row", Message: "{missing} of 93 controls have no row: {controls}", Remedy: "a row for each of the 93, also for those that are excluded",
	}
	wordUnknown = isms.Rule{
		Code: "lint/word-unknown", Severity: isms.SeverityWarning, Refs: []isms.Ref{"6.1.3 d 1"}, Since: since,
		Title: "a word is not understood", Message: "{word} is no {what}", Remedy: "yes or no; implemented, partly, planned or not started",
	}
	excludedWithStatus = isms.Rule{
		Code: "lint/excluded-with-status", Severity: isms.SeverityWarning, Refs: []isms.Ref{"6.1.3 d 3"}, Since: since,
		Title: "an excluded control has an implementation status", Message: "control {control} is excluded and called {status}", Remedy: "no status, as nothing is to be implemented; or the control is necessary",
	}
	exclusionMisfit = isms.Rule{
		Code: "lint/exclusion-misfit", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 d 4"}, Since: since,
		Title: "the reason of an exclusion is one for keeping the control", Message: "control {control} is excluded for want of premises, but {why}", Remedy: "the control is kept, or there is another reason",
	}
	unapproved = isms.Rule{
		Code: "lint/version-unnamed", Severity: isms.SeverityWarning, Refs: []isms.Ref{"7.5.2 a", "7.5.2 c"}, Since: since,
		Title: "the document names no version or no approval", Message: "no sheet names a version and who approved it", Remedy: "version, date and approval, as the certificate names the version",
	}
	controlMisfit = isms.Rule{
		Code: "lint/control-misfit", Severity: isms.SeverityWarning, Refs: []isms.Ref{"6.1.3 b"}, Since: since,
		Title: "an action cites controls that are about something else", Message: "the action is about {subject}, which is {wanted}; it cites {cited}", Remedy: "the control that is about the action", Basis: "words of the action; proposal of this program",
	}
	riskTwice = isms.Rule{
		Code: "lint/id-twice", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 b"}, Since: since,
		Title: "an identifier has two rows", Message: "{id} stands in row {first} already", Remedy: "an identifier for each row",
	}
	riskUnrated = isms.Rule{
		Code: "lint/risk-unrated", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 d 1", "6.1.2 d 2"}, Since: since,
		Title: "a risk is not rated", Message: "risk {id} has no {what}", Remedy: "a likelihood and an impact",
	}
	scoreWrong = isms.Rule{
		Code: "lint/score-wrong", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 b"}, Since: since,
		Title: "a score is not what the others are", Message: "risk {id}: {likelihood} times {impact} is {product}, not {score}", Remedy: "the score of the method",
	}
	residualAbove = isms.Rule{
		Code: "lint/residual-above-inherent", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 b"}, Since: since,
		Title: "a residual risk is above the inherent one", Message: "risk {id}: residual {residual}, inherent {score}", Remedy: "ratings that fit, or a new inherent one",
	}
	ownerMissing = isms.Rule{
		Code: "lint/owner-missing", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.2 c 2"}, Since: since,
		Title: "a risk has no owner", Message: "risk {id} has no owner", Remedy: "a person or role with the authority",
	}
	planIncomplete = isms.Rule{
		Code: "lint/plan-incomplete", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 e"}, Since: since,
		Title: "an item of the plan lacks something", Message: "item {id} has no {what}", Remedy: "what is done, by whom and until when",
	}
	planUnapproved = isms.Rule{
		Code: "lint/plan-unapproved", Severity: isms.SeverityError, Refs: []isms.Ref{"6.1.3 f"}, Since: since,
		Title: "an item of the plan is not approved by the risk owner", Message: "item {id} is approved by nobody", Remedy: "the approval of the risk owner with its date",
	}
	planOverdue = isms.Rule{
		Code: "lint/plan-overdue", Severity: isms.SeverityError, Refs: []isms.Ref{"8.3 s1"}, Since: since,
		Title: "an item of the plan is overdue", Message: "item {id} was due on {due}", Remedy: "the item is finished, or moved with a reason",
	}
	clauseMoved = isms.Rule{
		Code: "lint/clause-of-2013", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 c"}, Since: since,
		Title: "a clause is cited by its number of 2013", Message: "corrective action is cited to {clause}; since 2022 it is 10.2", Remedy: "10.2; 10.1 is continual improvement",
	}
	letteringOf2013 = isms.Rule{
		Code: "lint/lettering-of-2013", Severity: isms.SeverityWarning, Refs: []isms.Ref{"9.3.2 a"}, Since: since,
		Title: "an agenda has the lettering of 2013", Message: "{item} is the lettering of 2013; the inputs are 9.3.2 a to g since 2022", Remedy: "the points of 9.3.2",
	}
	inputMissing = isms.Rule{
		Code: "lint/review-input-missing", Severity: isms.SeverityError, Refs: []isms.Ref{"9.3.2 a"}, Since: since,
		Title: "a management review does not cover an input", Message: "the review does not cover {input}: {what}", Remedy: "a line for each point of 9.3.2; nothing new is an answer",
	}
	scaleOverlap = isms.Rule{
		Code: "lint/scale-overlap", Severity: isms.SeverityWarning, Refs: []isms.Ref{"6.1.2 b"}, Since: since,
		Title: "two steps of a scale hold one value", Message: "{value} belongs to {below} and to {above}", Remedy: "one end of each range that does not belong to it",
	}
)

func rules() []isms.Rule {
	return []isms.Rule{
		emptyTable, controlOf2013, controlUnknown, titleOfAnother, titleStrange, controlTwice, controlsMissing, wordUnknown, excludedWithStatus, exclusionMisfit,
		unapproved, controlMisfit, riskTwice, riskUnrated, scoreWrong, residualAbove, ownerMissing, planIncomplete, planUnapproved, planOverdue,
		clauseMoved, letteringOf2013, inputMissing, scaleOverlap,
	}
}
