package soa

import "github.com/ismskit/ismskit/isms"

// An Applicability says whether a control is necessary. The empty Applicability
// is never used; what nobody decided is [Undecided].
type Applicability string

// The three answers.
const (
	Applicable Applicability = "applicable" // necessary: a reason asks for it or a person says so
	Excluded   Applicability = "excluded"   // left out by a person
	Undecided  Applicability = "undecided"  // counts as missing
)

var wordsApplicabilities = [...][2]Applicability{
	{Applicable, "Applicable"},
	{Excluded, "Excluded"},
	{Undecided, "Undecided"},
}

// Applicabilities returns the vocabulary of [Applicability].
func Applicabilities() isms.Words[Applicability] {
	return isms.WordsOf("soa.applicability", wordsApplicabilities[:])
}

// A Responsibility says who performs a control. The empty Responsibility means
// that nobody has decided yet. Who performs a control never decides whether it
// is necessary: outsourcing is no ground for exclusion.
type Responsibility string

// Who performs a control.
const (
	ResponsibilityOrganization Responsibility = "own"      // the organization
	ResponsibilityShared       Responsibility = "shared"   // the organization and a provider
	ResponsibilityProvider     Responsibility = "provider" // a provider
)

var wordsResponsibilities = [...][2]Responsibility{
	{ResponsibilityOrganization, "Own"},
	{ResponsibilityShared, "Shared"},
	{ResponsibilityProvider, "Provider"},
}

// Responsibilities returns the vocabulary of [Responsibility].
func Responsibilities() isms.Words[Responsibility] {
	return isms.WordsOf("soa.responsibility", wordsResponsibilities[:])
}

// An ImplementationStatus says how far a necessary control is (6.1.3 d). The empty
// Implementation means that nobody has said yet. "Not applicable" is no
// implementation state.
type ImplementationStatus string

// The states of a necessary control.
const (
	Implemented          ImplementationStatus = "implemented"
	PartiallyImplemented ImplementationStatus = "partly" // some of it works, the rest is planned
	Planned              ImplementationStatus = "planned"
	NotImplemented       ImplementationStatus = "not started"
)

var wordsImplementationStatuses = [...][2]ImplementationStatus{
	{Implemented, "Implemented"},
	{PartiallyImplemented, "Partly"},
	{Planned, "Planned"},
	{NotImplemented, "Not started"},
}

// ImplementationStatuses returns the vocabulary of [ImplementationStatus].
func ImplementationStatuses() isms.Words[ImplementationStatus] {
	return isms.WordsOf("soa.implementation-status", wordsImplementationStatuses[:])
}

// A Basis says what kind of thing makes a control necessary. The empty Basis
// means that nobody has said.
type Basis string

// What can make a control necessary.
const (
	BasisRisk        Basis = "risk"     // a risk is treated with it, or its rating counts on it
	BasisLegal       Basis = "law"      // statute or regulation
	BasisContractual Basis = "contract" // a customer or another party was promised it
	BasisBusiness    Basis = "business" // a business requirement or good practice chosen by the organization
	BasisOther       Basis = "other"
)

var wordsBases = [...][2]Basis{
	{BasisRisk, "Risk"},
	{BasisLegal, "Law"},
	{BasisContractual, "Contract"},
	{BasisBusiness, "Business"},
	{BasisOther, "Other"},
}

// Bases returns the vocabulary of [Basis].
func Bases() isms.Words[Basis] { return isms.WordsOf("soa.basis", wordsBases[:]) }

// A Classification says who may read the statement. The standard sets none; the
// empty Disclosure means that nobody has decided yet.
type Classification string

// Who may read the statement.
const (
	Public       Classification = "public"
	OnRequest    Classification = "on request"
	Confidential Classification = "under agreement" // of confidentiality
	Internal     Classification = "internal"
)

var wordsClassifications = [...][2]Classification{
	{Public, "Public"},
	{OnRequest, "On request"},
	{Confidential, "Under agreement"},
	{Internal, "Internal"},
}

// Classifications returns the vocabulary of [Classification].
func Classifications() isms.Words[Classification] {
	return isms.WordsOf("soa.classification", wordsClassifications[:])
}
