package annexa

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Messages returns the messages of this package: why it refuses input.
func Messages() []isms.Message { return slices.Clone(messages[:]) }

// Why text is no control.
var (
	noControlGiven    = isms.Message{Code: "annexa/no-control-given", Text: "no control is given", Want: "one from {first} to {last}"}
	noControl         = isms.Message{Code: "annexa/no-control", Text: "{value} is no control", Want: "a control such as A.5.7"}
	noControl2013     = isms.Message{Code: "annexa/no-control-of-2013", Text: "{value} is no control of the 2013 edition", Want: "a control such as A.9.1.1"}
	anotherWay        = isms.Message{Code: "annexa/another-way-to-write-it", Text: "{value} is another way to write {it}", Want: "{it}"}
	controlOf2013     = isms.Message{Code: "annexa/control-of-2013", Text: "{value} is {control} of the 2013 edition", Want: "{controls}, by which it is replaced"}
	controlOf2022     = isms.Message{Code: "annexa/control-of-2022", Text: "{value} is a control of the 2022 edition", Want: "one of 2013, which has three numbers"}
	themeNoControl    = isms.Message{Code: "annexa/theme-in-place-of-a-control", Text: "{value} is the theme {theme}", Want: "a control from {first} to {last}"}
	groupNoControl    = isms.Message{Code: "annexa/objective-or-domain-of-2013", Text: "{value} is an objective or a domain of the 2013 edition", Want: "one of its controls"}
	noSuchControl     = isms.Message{Code: "annexa/no-such-control", Text: "there is no control {value}", Want: "one from {first} to {last}"}
	noSuchControl2013 = isms.Message{Code: "annexa/no-such-control-of-2013", Text: "the 2013 edition has no control {value}", Want: "one from {first} to {last}"}
)

// Why other text is refused.
var (
	noAttributeValue = isms.Message{Code: "annexa/no-attribute-value", Text: "{value} is no attribute value", Want: "one such as preventive"}
	noTheme          = isms.Message{Code: "annexa/no-theme", Text: "{value} is no theme", Want: "one such as organizational"}
	noQueryWord      = isms.Message{Code: "annexa/no-word-of-a-query", Text: "{value} is neither an attribute value nor a theme", Want: "values such as preventive, the themes {themes}, and new"}
)

// Why an extension, or a question to a catalog, is refused.
var (
	notInCatalog      = isms.Message{Code: "annexa/not-in-the-catalog", Text: "{value} is not in the catalog", Want: "an Annex A control, or a custom control of the catalog"}
	listedTwice       = isms.Message{Code: "annexa/listed-twice", Text: "{value} is listed twice", Want: "each once"}
	takenForAnother   = isms.Message{Code: "annexa/taken-for-another", Text: "{value} can be taken for {other}", Want: "keys that differ in more than case and leading zeros"}
	noTitle           = isms.Message{Code: "annexa/no-title", Text: "the control has no title", Want: "one"}
	wrongNumber       = isms.Message{Code: "annexa/too-few-or-too-many", Text: "{n} {n|is|are} given", Want: "{least} to {most}"}
	keyWithSeparator  = isms.Message{Code: "annexa/key-with-a-separator", Text: "the key {value} holds a blank, a comma, # or =", Want: "a key without them"}
	standardAttribute = isms.Message{Code: "annexa/attribute-of-the-standard", Text: "{value} is an attribute of the standard", Want: "a custom attribute"}
	noCustomAttribute = isms.Message{Code: "annexa/no-custom-attribute", Text: "{value} is no custom attribute of the catalog", Want: "{attributes}"}
	noValueOf         = isms.Message{Code: "annexa/no-value-of-the-attribute", Text: "{value} is no value of the custom attribute {attribute}", Want: "{values}"}
	nothingAssigned   = isms.Message{Code: "annexa/assignment-without-a-value", Text: "the assignment has no value", Want: "one or more, or no assignment"}
	severalThemes     = isms.Message{Code: "annexa/no-single-theme", Text: "{value} is not one theme", Want: "one theme or none"}
	noReference       = isms.Message{Code: "annexa/no-reference-of-a-custom-control", Text: "{value} is no reference of a custom control", Want: "one such as own:C-1"}
	likeNumber        = isms.Message{Code: "annexa/custom-control-like-a-number", Text: "{value} reads like the number of an Annex A control", Want: "a letter other than A in it, as in own:C-1"}
	takenForControl   = isms.Message{Code: "annexa/taken-for-an-annex-a-control", Text: "{value} is, or can be taken for, the Annex A control {control}", Want: "a reference such as own:C-1"}
)

var messages = [...]isms.Message{
	noControlGiven, noControl, noControl2013, anotherWay, controlOf2013, controlOf2022, themeNoControl, groupNoControl, noSuchControl, noSuchControl2013,
	noAttributeValue, noTheme, noQueryWord,
	notInCatalog, listedTwice, takenForAnother, noTitle, wrongNumber, keyWithSeparator, standardAttribute, noCustomAttribute, noValueOf, nothingAssigned,
	severalThemes, noReference, likeNumber, takenForControl,
}
