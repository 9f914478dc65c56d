package isms

import "slices"

// Messages returns the messages of this package: why it refuses input, and what
// stands inside the sentences of others.
func Messages() []Message {
	return slices.Concat([]Message{
		withoutID, dateNotSet, noInterval, noAmount, emptyList, listComma, listEnd, moreProblems, lineNumber, wantedInstead, otherError,
		paragraphOfClause, itemOfList,
		heldInDocument, heldInSystem, heldByNobody,
		pathForm, unknownRule, unknownWord, nothingSaid, nothingDeclared,
		dateForm, noAnchor, outOfYears, idleCalendar, dayUnknown, windowReversed,
		holidayUndated, calendarOpen, calendarReversed, calendarUnknown, calendarTwice,
		decimalForm, decimalRange, decimalPlaces, dividedByZero,
		idEmpty, idLong, idNotUTF8, idBlank, idInvisible,
		intervalForm, intervalEmpty, unknownUnit, seriesUnit, seriesCount,
		moneyForm, currencyForm, currenciesDiffer, ratioPercent,
		refForm, refLong, refDocument, refControlForm, ref2013, refNoTheme, refNoControl, refNoClause, refNoItem, refNotCanonical,
		ruleCode, ruleSeverity, rulePlaces, ruleClause, ruleTexts, ruleMessage, ruleBraces, ruleKey, ruleNeed,
		aliasBlank, aliasOfAnother, aliasTwice,
	}, quantityMessages[:], ordinalMessages[:], jsonMessages[:], jsonForms[:])
}

// What stands inside other sentences.
var (
	withoutID     = Message{Code: "isms/without-an-id", Text: "without an ID"}
	dateNotSet    = Message{Code: "isms/date-not-set", Text: "not set"}
	noInterval    = Message{Code: "isms/no-interval-given", Text: "no interval"}
	noAmount      = Message{Code: "isms/no-amount-given", Text: "no amount"}
	emptyList     = Message{Code: "isms/empty-list", Text: "none"}
	listComma     = Message{Code: "isms/list-comma", Text: ", "}
	listEnd       = Message{Code: "isms/list-end", Text: "{list} and {last}"}
	moreProblems  = Message{Code: "isms/more-problems", Text: "and {n} more"}
	lineNumber    = Message{Code: "isms/line-number", Text: "(line {n})"}
	wantedInstead = Message{Code: "isms/wanted-instead", Text: "{problem}: want {want}"}
	otherError    = Message{Code: "isms/other-error", Text: "{why}"}

	paragraphOfClause = Message{Code: "isms/paragraph-of-a-clause", Text: "{place}, {ordinal} paragraph"}
	itemOfList        = Message{Code: "isms/item-of-a-list", Text: "{place}, {ordinal} item"}
)

// ordinalMessages are as many as a clause has paragraphs, or a list in it items.
var ordinalMessages = [...]Message{
	{Code: "isms/ordinal-1", Text: "first"},
	{Code: "isms/ordinal-2", Text: "second"},
	{Code: "isms/ordinal-3", Text: "third"},
	{Code: "isms/ordinal-4", Text: "fourth"},
}

// quantityMessages are in the order of [Units].
var quantityMessages = [...]Message{
	{Code: "isms/in-days", Text: "{n} {n|day|days}"},
	{Code: "isms/in-working-days", Text: "{n} {n|working day|working days}"},
	{Code: "isms/in-weeks", Text: "{n} {n|week|weeks}"},
	{Code: "isms/in-months", Text: "{n} {n|month|months}"},
	{Code: "isms/in-years", Text: "{n} {n|year|years}"},
}

// Why rules are skipped.
var (
	heldInDocument = Message{Code: "isms/held-in-a-document", Text: "it is not held here but in the document {name}"}
	heldInSystem   = Message{Code: "isms/held-in-another-system", Text: "it is not held here but in {name}"}
	heldByNobody   = Message{Code: "isms/held-by-nobody", Text: "it is not held here, and nobody holds it"}
)

// Why input is refused.
var (
	pathForm        = Message{Code: "isms/no-path", Text: "{value} is no path", Want: "members and items such as risks[R-1].owner"}
	unknownRule     = Message{Code: "isms/unknown-rule", Text: "no rule {value} ran or was skipped", Want: "the code of a rule of the report"}
	unknownWord     = Message{Code: "isms/unknown-word", Text: "{value} is not one of the words", Want: "{words}"}
	nothingSaid     = Message{Code: "isms/nothing-said", Text: "{value} says nothing", Want: "text"}
	nothingDeclared = Message{Code: "isms/nothing-declared", Text: "the declaration names no data", Want: "a path below the root"}

	dateForm       = Message{Code: "isms/no-date-of-the-calendar", Text: "{value} is no day of the calendar", Want: "a day such as 2026-03-02"}
	noAnchor       = Message{Code: "isms/no-day-to-count-from", Text: "there is no day to count from", Want: "a day such as 2026-03-02"}
	outOfYears     = Message{Code: "isms/outside-the-years", Text: "{interval} from {day} is outside of the calendar", Want: "a day of the years 1 to 9999"}
	idleCalendar   = Message{Code: "isms/calendar-without-working-days", Text: "the calendar has no working day in the {n} days up to {day}", Want: "a calendar with working days"}
	dayUnknown     = Message{Code: "isms/beyond-the-calendar", Text: "the calendar does not say whether {day} is a working day", Want: "a calendar that includes the day"}
	windowReversed = Message{Code: "isms/end-before-the-beginning", Text: "the window ends on {last}, before it begins", Want: "a day from {first} on"}

	holidayUndated   = Message{Code: "isms/holiday-without-a-date", Text: "a holiday has no date", Want: "a day such as 2026-12-25"}
	calendarOpen     = Message{Code: "isms/calendar-without-an-end", Text: "the calendar does not say for which days its holidays are known", Want: "a first and a last day, such as 2026-01-01 and 2027-12-31"}
	calendarReversed = Message{Code: "isms/calendar-that-ends-before-it-begins", Text: "the calendar ends on {value}, before it begins", Want: "a day from {first} on"}
	calendarUnknown  = Message{Code: "isms/unknown-calendar", Text: "there is no calendar {value}", Want: "the ID of a calendar"}
	calendarTwice    = Message{Code: "isms/ambiguous-calendar", Text: "more than one calendar has the ID {value}", Want: "one calendar for each ID"}

	decimalForm   = Message{Code: "isms/no-decimal-number", Text: "{value} is no decimal number", Want: "digits with at most one point and no leading zeros, such as 1250.50"}
	decimalRange  = Message{Code: "isms/too-many-digits", Text: "{value} has too many digits", Want: "at most 30 before and 12 after the point"}
	decimalPlaces = Message{Code: "isms/too-many-decimal-places", Text: "{value} decimal places cannot be kept", Want: "0 to {most}"}
	dividedByZero = Message{Code: "isms/division-by-zero", Text: "{value} is divided by 0", Want: "another number than 0"}

	idEmpty     = Message{Code: "isms/empty-id", Text: "the ID is empty", Want: "1 to {most} bytes"}
	idLong      = Message{Code: "isms/id-too-long", Text: "the ID {value} is {bytes} bytes long", Want: "at most {most}"}
	idNotUTF8   = Message{Code: "isms/id-not-utf-8", Text: "the ID {value} is not valid UTF-8", Want: "text in UTF-8"}
	idBlank     = Message{Code: "isms/id-with-blanks", Text: "the ID {value} begins or ends with a blank", Want: "the ID alone"}
	idInvisible = Message{Code: "isms/id-with-an-invisible-character", Text: "the ID {value} holds the invisible or direction character {character}", Want: "characters that can be seen"}

	intervalForm  = Message{Code: "isms/no-interval", Text: "{value} is no interval", Want: "a whole number up to 100000, a blank and a unit, such as 3 months"}
	intervalEmpty = Message{Code: "isms/interval-of-nothing", Text: "{value} is no interval at which something recurs", Want: "1 or more of {words}"}
	unknownUnit   = Message{Code: "isms/unknown-unit", Text: "{value} is in no unit of time", Want: "{words}"}
	seriesUnit    = Message{Code: "isms/unit-of-a-series", Text: "a series cannot count {value}", Want: "days, weeks, months or years"}
	seriesCount   = Message{Code: "isms/negative-count", Text: "a series cannot have {value} days", Want: "0 for no limit, or more"}

	moneyForm        = Message{Code: "isms/no-amount-of-money", Text: "{value} is no amount of money", Want: "a decimal number, a blank and a currency, such as 1250.50 EUR"}
	currencyForm     = Message{Code: "isms/no-currency", Text: "{value} is no currency", Want: "three capital letters, such as EUR"}
	currenciesDiffer = Message{Code: "isms/different-currencies", Text: "{value} is another currency", Want: "{other}"}

	ratioPercent = Message{Code: "isms/percentage-does-not-follow", Text: "the percentage {value} does not follow from the numbers", Want: "none, or the one that follows"}

	refForm         = Message{Code: "isms/no-clause-or-control", Text: "{value} is no clause or control", Want: "a clause such as 6.1.3 d or a control such as A.5.7"}
	refLong         = Message{Code: "isms/citation-too-long", Text: "{value} is {bytes} bytes long", Want: "a clause such as 6.1.3 d or a control such as A.5.7"}
	refDocument     = Message{Code: "isms/no-citation-of-a-document", Text: "{value} cites no document", Want: "visible characters, at most {most} bytes"}
	refControlForm  = Message{Code: "isms/no-control", Text: "{value} is no control", Want: "a control such as A.5.7, without leading zeros"}
	ref2013         = Message{Code: "isms/control-of-2013", Text: "{value} has three numbers, as in the edition of 2013", Want: "ISO/IEC 27001:2013 before it, or the control that replaced it"}
	refNoTheme      = Message{Code: "isms/no-theme", Text: "{value} is in no theme of Annex A", Want: "A.5 to A.8"}
	refNoControl    = Message{Code: "isms/no-such-control", Text: "Annex A has no control {value}", Want: "at most {last}"}
	refNoClause     = Message{Code: "isms/no-such-clause", Text: "clauses 4 to 10 have no {value}", Want: "a clause, or {control} for a control"}
	refNoItem       = Message{Code: "isms/no-such-item", Text: "clause {clause} has no item {item}", Want: "an item of the clause"}
	refNotCanonical = Message{Code: "isms/not-canonical", Text: "{value} is another way to cite {canonical}", Want: "{canonical}"}

	ruleCode     = Message{Code: "isms/code-of-a-rule", Text: "{value} is no code of a rule", Want: "package, slash, and words in lower case with hyphens, such as soa/exclusion-unjustified"}
	ruleSeverity = Message{Code: "isms/severity-of-a-rule", Text: "the rule {value} has no severity", Want: "{words}"}
	rulePlaces   = Message{Code: "isms/rule-without-places", Text: "the rule {value} names no clause or control", Want: "one or more"}
	ruleClause   = Message{Code: "isms/rule-of-a-clause", Text: "the rule {value} names {ref}, which is not a single item", Want: "the items of it"}
	ruleTexts    = Message{Code: "isms/incomplete-rule", Text: "the rule {value} is not declared in full", Want: "title, what settles it, and the version since which it is there"}
	ruleMessage  = Message{Code: "isms/rule-without-a-message", Text: "the rule {value} has no message", Want: "one, or why a person has to judge"}
	ruleBraces   = Message{Code: "isms/braces-that-do-not-pair", Text: "the braces of the message of {value} do not pair", Want: "a closing one for each opening one"}
	ruleKey      = Message{Code: "isms/key-of-a-rule", Text: "the rule {value} names an argument of its key twice, or none", Want: "names of arguments, each once"}
	ruleNeed     = Message{Code: "isms/need-of-a-rule", Text: "a need of the rule {value} has no path pattern or does not say what is missing", Want: "a path pattern, and a message with a code"}

	aliasBlank     = Message{Code: "isms/blank-alias", Text: "the alias {value} is blank", Want: "a word"}
	aliasOfAnother = Message{Code: "isms/alias-of-another-word", Text: "the alias {value} is the word or title of {word}", Want: "an alias for that word, or another alias"}
	aliasTwice     = Message{Code: "isms/ambiguous-alias", Text: "the alias {value} stands for two words", Want: "one word"}
)

// jsonMessages have the kinds of package strictjson as their words.
var jsonMessages = [...]Message{
	{Code: "isms/too-little-text", Text: "the text says too little for the records that it stands for", Want: "at most {most} bytes of memory for each byte of text"},
	{Code: "isms/too-long", Text: "the text is {bytes} bytes long", Want: "at most {most}"},
	{Code: "isms/not-utf-8", Text: "byte {byte} is not valid UTF-8", Want: "text in UTF-8"},
	{Code: "isms/byte-order-mark", Text: "the text begins with a byte order mark", Want: "text without it"},
	{Code: "isms/text-after-the-end", Text: "there is text after the end: {value}", Want: "one value alone"},
	{Code: "isms/null", Text: "null is refused", Want: "{want}, or nothing"},
	{Code: "isms/early-end", Text: "the text ends too early", Want: "{want}"},
	{Code: "isms/unexpected-text", Text: "{value} is not expected here", Want: "{want}"},
	{Code: "isms/wrong-kind", Text: "{found} is given", Want: "{want}"},
	{Code: "isms/too-deep", Text: "objects and lists are nested too deep", Want: "at most {most} in each other"},
	{Code: "isms/too-many-members", Text: "the object has too many members", Want: "at most {most}"},
	{Code: "isms/too-many-items", Text: "the list has too many items", Want: "at most {most}"},
	{Code: "isms/doubled-key", Text: "the member stands twice in one object", Want: "each member once"},
	{Code: "isms/unknown-member", Text: "the member is unknown", Want: "{members}"},
	{Code: "isms/comma-before-the-end", Text: "a comma stands before the end of an object or list", Want: "no comma after the last one"},
	{Code: "isms/no-number", Text: "{value} is no number", Want: "digits without leading zeros, such as 12"},
	{Code: "isms/out-of-range", Text: "{value} is out of range", Want: "{least} to {most}"},
	{Code: "isms/control-character", Text: "the character {character} stands in quotes", Want: "an escape, and none for U+0000"},
	{Code: "isms/unknown-escape", Text: "the escape {value} is unknown", Want: "an escape of JSON, such as \\n or \\u00e4"},
	{Code: "isms/half-a-surrogate-pair", Text: "half of a surrogate pair stands alone", Want: "both halves, or the character itself"},
	{Code: "isms/no-text", Text: "{value} is no text that can be stored", Want: "UTF-8 without U+0000"},
}

// jsonForms have the forms of package strictjson as their words.
var jsonForms = [...]Message{
	{Code: "isms/json-value", Text: "a value"},
	{Code: "isms/json-string", Text: "text in quotes"},
	{Code: "isms/json-number", Text: "a whole number"},
	{Code: "isms/json-truth", Text: "true or false"},
	{Code: "isms/json-some-number", Text: "a number"},
	{Code: "isms/json-some-truth", Text: "a truth value"},
	{Code: "isms/json-this-number", Text: "the number {value}"},
	{Code: "isms/json-this-string", Text: "the text {value}"},
	{Code: "isms/json-object", Text: "an object"},
	{Code: "isms/json-list", Text: "a list"},
	{Code: "isms/json-key", Text: "a key in quotes"},
	{Code: "isms/json-colon", Text: "a colon"},
	{Code: "isms/json-end", Text: "a comma or the end of the object or list"},
	{Code: "isms/json-quote", Text: "the closing quote"},
}
