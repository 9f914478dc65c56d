package isms

import (
	"iter"
	"slices"
)

//go:generate go run ../internal/gen/clauses ../internal/gen/clauses/clauses.json requirement_table.go

// Edition is an edition of ISO/IEC 27001. The empty Edition stands for the one in
// force: [Amended2024] for requirements, [Edition2022] on certificates.
type Edition string

// The editions. The clauses of 2013 are not in this package.
const (
	Edition2013 Edition = "ISO/IEC 27001:2013"
	Edition2022 Edition = "ISO/IEC 27001:2022"
	Amended2024 Edition = "ISO/IEC 27001:2022/Amd 1:2024" // 4.1 decides whether climate change is relevant
)

var wordsEditions = [...][2]Edition{
	{Edition2013, "ISO/IEC 27001:2013"},
	{Edition2022, "ISO/IEC 27001:2022"},
	{Amended2024, "ISO/IEC 27001:2022/Amd 1:2024"},
}

// Editions returns the vocabulary of [Edition].
func Editions() Words[Edition] { return WordsOf("isms.edition", wordsEditions[:]) }

// LastDay returns the last day on which a certificate to the edition is valid,
// the zero Date if no end is set: 2025-10-31 for 2013 (IAF MD 26).
func (e Edition) LastDay() Date {
	if e == Edition2013 {
		return end2013
	}
	return Date{}
}

var end2013 = civil(2025, 10, 31)

// amendmentInForce is the first month of Amendment 1, which applied at once and
// without a transition; the day in February 2024 does not matter to us.
var amendmentInForce = civil(2024, 2, 1)

// EditionOn returns the edition in force on a day: the amended one since
// February 2024. For a zero date it returns the amended one.
func EditionOn(d Date) Edition {
	if !d.IsZero() && d.Before(amendmentInForce) {
		return Edition2022
	}
	return Amended2024
}

// Clause is a numbered clause of ISO/IEC 27001:2022 with its title.
type Clause struct {
	Ref   Ref    `json:"ref"`
	Title string `json:"title"`
}

// DocumentDuty is the documented information that the standard asks for; empty where
// it asks for none.
type DocumentDuty string

// What the standard asks to be documented.
const (
	documentAvailable  DocumentDuty = "available"  // to be available as documented information
	documentRetained   DocumentDuty = "retained"   // information is to be retained
	documentProduced   DocumentDuty = "produced"   // to be produced or drawn up
	documentDetermined DocumentDuty = "determined" // the organization determines which
	documentControlled DocumentDuty = "controlled" // of external origin, to be identified and controlled
)

var wordsDocumentDuties = [...][2]DocumentDuty{
	{documentAvailable, "Available as documented information"},
	{documentRetained, "Retained as documented information"},
	{documentProduced, "Produced as documented information"},
	{documentDetermined, "Determined by the organization"},
	{documentControlled, "External documented information, controlled"},
}

// DocumentDuties returns the vocabulary of [DocumentDuty].
func DocumentDuties() Words[DocumentDuty] {
	return WordsOf("isms.document-duty", wordsDocumentDuties[:])
}

// EditionChange is how a requirement differs from the edition before; empty where it
// did not change.
type EditionChange string

// How items changed.
const (
	newIn2022      EditionChange = "new in 2022"
	rewordedIn2022 EditionChange = "reworded in 2022"
	addedByAmd1    EditionChange = "added by Amd 1:2024"
)

var wordsEditionChanges = [...][2]EditionChange{
	{newIn2022, "New in 2022"},
	{rewordedIn2022, "Reworded in 2022"},
	{addedByAmd1, "Added by Amd 1:2024"},
}

// EditionChanges returns the vocabulary of [EditionChange].
func EditionChanges() Words[EditionChange] {
	return WordsOf("isms.edition-change", wordsEditionChanges[:])
}

// Requirement is one checkable item of clauses 4 to 10: the smallest thing
// that a rule speaks for or a person judges. The text is a paraphrase of this
// library, not the standard's.
type Requirement struct {
	Ref           Ref           `json:"ref"`
	Clause        Ref           `json:"clause"`
	Text          string        `json:"text"`
	Unlettered    bool          `json:"unlettered,omitzero"`    // the last part of Ref is ours
	TopManagement bool          `json:"topManagement,omitzero"` // addressed to top management
	Document      DocumentDuty  `json:"document,omitzero"`
	Change        EditionChange `json:"change,omitzero"`
}

// Requirements yields the checkable items of clauses 4 to 10 in the order of the
// standard: 152 with Amendment 1:2024, 151 without. With places given it yields
// only the items that lie in one of them: the ten of "9.2", say; none for an
// unknown place.
func Requirements(e Edition, within ...Ref) iter.Seq[Requirement] {
	return func(yield func(Requirement) bool) {
		for _, r := range requirementTable {
			if e == Edition2022 && r.Change == addedByAmd1 {
				continue
			}
			if len(within) > 0 && !slices.ContainsFunc(within, r.Ref.Within) {
				continue
			}
			if !yield(r) {
				return
			}
		}
	}
}

// LookupRequirement returns the item at exactly r, and whether there is one.
func LookupRequirement(r Ref) (Requirement, bool) {
	at, ok := r.position()
	if !ok || locatorItem[at] == noItem {
		return Requirement{}, false
	}
	return requirementTable[locatorItem[at]], true
}

// Clauses yields the clauses 4 to 10 and their subclauses with titles, in order:
// 41 in all.
func Clauses() iter.Seq[Clause] { return slices.Values(clauseTable[:]) }

// DocumentKind tells documents from records of something done.
type DocumentKind string

// Kinds of documented information: what is maintained, and what is retained.
const (
	DocumentMaintained DocumentKind = "document"
	RecordRetained     DocumentKind = "record" // evidence of something done
)

var wordsDocumentKinds = [...][2]DocumentKind{
	{DocumentMaintained, "Document"},
	{RecordRetained, "Record"},
}

// DocumentKinds returns the vocabulary of [DocumentKind].
func DocumentKinds() Words[DocumentKind] {
	return WordsOf("isms.document-kind", wordsDocumentKinds[:])
}

// DocumentBasis is the firmness with which documented information is required.
type DocumentBasis string

// The bases, firmest first.
const (
	BasisExplicit    DocumentBasis = "explicit"    // the text of the standard requires it
	BasisImplied     DocumentBasis = "implied"     // auditors ask for it in writing because other clauses need it
	BasisConditional DocumentBasis = "conditional" // it depends on the organization
)

var wordsDocumentBases = [...][2]DocumentBasis{
	{BasisExplicit, "Explicit"},
	{BasisImplied, "Implied"},
	{BasisConditional, "Conditional"},
}

// DocumentBases returns the vocabulary of [DocumentBasis].
func DocumentBases() Words[DocumentBasis] {
	return WordsOf("isms.document-basis", wordsDocumentBases[:])
}

// DocumentedInformation is an entry of the list of the documented information that
// ISO/IEC 27001:2022 requires. Public lists differ in their count, because some
// fold a process and its plan together.
type DocumentedInformation struct {
	Key          string        `json:"key"` // stable word, "soa"
	Ref          Ref           `json:"ref"` // where the requirement stands
	Kind         DocumentKind  `json:"kind"`
	Basis        DocumentBasis `json:"basis"`
	What         string        `json:"what"`
	Requirements []Ref         `json:"requirements"` // the items it answers
}

// RequiredDocuments yields the 18 entries in the order of the standard.
// The values are copies.
func RequiredDocuments() iter.Seq[DocumentedInformation] {
	return func(yield func(DocumentedInformation) bool) {
		for _, d := range documentTable {
			d.Requirements = slices.Clone(d.Requirements)
			if !yield(d) {
				return
			}
		}
	}
}
