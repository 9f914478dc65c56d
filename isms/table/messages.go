package table

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Messages returns the messages of this package: why a table, or the text of one, is
// refused.
func Messages() []isms.Message { return slices.Clone(messages[:]) }

var messages = [...]isms.Message{
	noKey, doubledKey, tooManyCells, wrongKind, noWholeNumber, neitherYesNorNo,
	notUTF8, noTitles, wrongTitle, fieldsOfALine, afterAField, openQuote,
}

var (
	noKey           = isms.Message{Code: "table/no-key", Text: "the column has no key", Want: "a stable word"}
	doubledKey      = isms.Message{Code: "table/doubled-key", Text: "two columns have the key {value}", Want: "one column for each key"}
	tooManyCells    = isms.Message{Code: "table/too-many-cells", Text: "the row has {n} {n|cell|cells}", Want: "at most {most}"}
	wrongKind       = isms.Message{Code: "table/wrong-kind", Text: "{value} is of the kind {kind}", Want: "the kind of the column, {column}"}
	noWholeNumber   = isms.Message{Code: "table/no-whole-number", Text: "{value} is no whole number", Want: "digits without leading zeros, such as 12"}
	neitherYesNorNo = isms.Message{Code: "table/neither-yes-nor-no", Text: "{value} is neither yes nor no", Want: "yes or no"}

	notUTF8       = isms.Message{Code: "table/not-utf-8", Text: "the text is not valid UTF-8", Want: "text in UTF-8"}
	noTitles      = isms.Message{Code: "table/no-line-of-titles", Text: "the line of titles is missing", Want: "the titles of the columns"}
	wrongTitle    = isms.Message{Code: "table/wrong-title", Text: "{value} is not the title of the column", Want: "{title}"}
	fieldsOfALine = isms.Message{Code: "table/fields-of-a-line", Text: "the line has {n} {n|field|fields}", Want: "{columns}"}
	afterAField   = isms.Message{Code: "table/text-after-a-field", Text: "{value} stands after a field", Want: "a comma or the end of the line"}
	openQuote     = isms.Message{Code: "table/quoted-field-without-an-end", Text: "a quoted field does not end", Want: "the closing quote"}
)
