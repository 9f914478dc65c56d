package evidence

import "github.com/ismskit/ismskit/isms"

// Messages returns the messages of this package: why it refuses input and skips rules,
// and what stands inside the sentences of findings and entries.
func Messages() []isms.Message {
	return []isms.Message{
		theDay.Missing, theRecords.Missing, notYetOperating, nothingExpected, unknownStart, expectationRef,
		noReferences, unknownReference, kindNotStated, anyKind, allEvidence, entryDue, basisInterval,
	}
}

// theDay is the day of the check. The records are what rules about expectations rest on:
// an empty list is something to find, records that are not held here are not.
var (
	theDay     = isms.Need{Missing: isms.Message{Code: "evidence/no-day", Text: "the day of the check is not given"}}
	theRecords = isms.Need{Path: "records", Missing: isms.Message{Code: "evidence/no-records", Text: "no evidence record is held"}}
)

var (
	notYetOperating = isms.Message{Code: "evidence/not-yet-operating", Text: "it operates only from {since}"}
	nothingExpected = isms.Message{Code: "evidence/nothing-expected", Text: "no evidence is expected for it"}
	unknownStart    = isms.Message{Code: "evidence/unknown-first-day", Text: "the first day of operation is not known"}

	expectationRef = isms.Message{Code: "evidence/unknown-place-of-an-expectation", Text: "{value} is no requirement or control", Want: "a control such as A.5.18 or a requirement such as 9.3.3 s2"}

	noReferences     = isms.Message{Code: "evidence/no-references", Text: "there are none"}
	unknownReference = isms.Message{Code: "evidence/unknown-reference", Text: "{ref} is no requirement or control"}
	kindNotStated    = isms.Message{Code: "evidence/kind-not-stated", Text: "not stated"}
	anyKind          = isms.Message{Code: "evidence/any-kind", Text: "any"}
	allEvidence      = isms.Message{Code: "evidence/all-evidence", Text: "all requirements and controls"}

	entryDue      = isms.Message{Code: "evidence/entry-due", Text: "Evidence due for {ref} (accepted kinds: {kinds})"}
	basisInterval = isms.Message{Code: "evidence/basis-interval", Text: "every {interval} from {since}"}
)
