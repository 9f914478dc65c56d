package oscal

import "github.com/ismskit/ismskit/isms"

// Messages returns the messages of this package: why it refuses input.
func Messages() []isms.Message {
	return []isms.Message{
		noCollection, noMappings, noMappingThere, anotherFramework, writtenAlike, noItemWritten, nothingPossible,
		noEntries, dayMissing, dayOutOfYears, textNotHeld, noUUID, doubledUUID,
	}
}

// Why input is refused.
var (
	noCollection     = isms.Message{Code: "oscal/no-mapping-collection", Text: "the document holds no mapping-collection", Want: "an OSCAL mapping-collection"}
	noMappings       = isms.Message{Code: "oscal/no-mappings", Text: "the mapping-collection has no mappings", Want: "one or more"}
	noMappingThere   = isms.Message{Code: "oscal/no-mapping-at-the-position", Text: "there is no mapping at position {position}", Want: "the position, from 0, of one of {n} {n|mapping|mappings}"}
	anotherFramework = isms.Message{Code: "oscal/another-framework", Text: "{value} cannot be read with the items of {framework}", Want: "the framework that the document names"}
	writtenAlike     = isms.Message{Code: "oscal/items-written-alike", Text: "{first} and {second} of {framework} are both written {value}", Want: "another id for each item"}
	noItemWritten    = isms.Message{Code: "oscal/no-item-written-so", Text: "no item of {framework} is written {value}", Want: "an id as the document writes it"}
	nothingPossible  = isms.Message{Code: "oscal/relationship-of-nothing", Text: "the relationship {value} leaves nothing possible", Want: "a relationship that can hold"}

	noEntries     = isms.Message{Code: "oscal/crosswalk-without-entries", Text: "a crosswalk without entries cannot be written", Want: "at least one entry, since no list of OSCAL is empty"}
	dayMissing    = isms.Message{Code: "oscal/day-of-the-last-change-missing", Text: "the day of the last change is not given", Want: "a day of the years 1900 to 2999"}
	dayOutOfYears = isms.Message{Code: "oscal/day-out-of-years", Text: "OSCAL does not hold the day {day}", Want: "a day of the years 1900 to 2999"}
	textNotHeld   = isms.Message{Code: "oscal/text-not-held", Text: "OSCAL cannot hold the text {value}", Want: "one line of UTF-8, not empty, without a blank at an end"}
	noUUID        = isms.Message{Code: "oscal/no-uuid", Text: "{value} is no UUID of version 4 or 5", Want: "one in the usual text form"}
	doubledUUID   = isms.Message{Code: "oscal/doubled-uuid", Text: "{value} is the UUID of another part too", Want: "a UUID of its own for each part"}
)

// problems gathers what is wrong with one input.
type problems struct{ all isms.Error }

func (p *problems) refuse(m isms.Message, at isms.Path, value string, args ...isms.Arg) {
	p.add(isms.Refuse(m, at, value, args...))
}

func (p *problems) add(err error) {
	if err != nil {
		p.all.Add(err)
	}
}

// err returns all problems as one [isms.Error]; nil if there are none.
func (p *problems) err() error { return p.all.OrNil() }
