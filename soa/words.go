package soa

import "github.com/ismskit/ismskit/isms"

// Applicability is the answer to whether a control is necessary. The zero value is
// never used: a control without a decision is [Undecided].
type Applicability string

// Answers to whether a control is necessary.
const (
	Applicable Applicability = "applicable" // necessary: a reason asks for it or a person says so
	Excluded   Applicability = "excluded"   // excluded by a person
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

// Responsibility is who implements a control; zero: not stated. It never decides
// whether a control is necessary: outsourcing is no justification for exclusion.
type Responsibility string

// Who implements a control.
const (
	ResponsibilityOrganization Responsibility = "organization" // the organization
	ResponsibilityShared       Responsibility = "shared"       // the organization and a provider
	ResponsibilityProvider     Responsibility = "provider"     // a provider
)

var wordsResponsibilities = [...][2]Responsibility{
	{ResponsibilityOrganization, "Organization"},
	{ResponsibilityShared, "Shared"},
	{ResponsibilityProvider, "Provider"},
}

// Responsibilities returns the vocabulary of [Responsibility].
func Responsibilities() isms.Words[Responsibility] {
	return isms.WordsOf("soa.responsibility", wordsResponsibilities[:])
}

// ImplementationStatus is the status of a necessary control (6.1.3 d); zero: not
// stated. "Not applicable" is no implementation status.
type ImplementationStatus string

// States of the implementation of a necessary control.
const (
	Implemented          ImplementationStatus = "implemented"
	PartiallyImplemented ImplementationStatus = "partially implemented" // some of it works, the rest is planned
	Planned              ImplementationStatus = "planned"
	NotImplemented       ImplementationStatus = "not implemented"
)

var wordsImplementationStatuses = [...][2]ImplementationStatus{
	{Implemented, "Implemented"},
	{PartiallyImplemented, "Partially implemented"},
	{Planned, "Planned"},
	{NotImplemented, "Not implemented"},
}

// ImplementationStatuses returns the vocabulary of [ImplementationStatus].
func ImplementationStatuses() isms.Words[ImplementationStatus] {
	return isms.WordsOf("soa.implementation-status", wordsImplementationStatuses[:])
}

// Basis is the kind of reason that makes a control necessary; zero: not stated.
type Basis string

// What can make a control necessary.
const (
	BasisRisk        Basis = "risk assessment"        // a risk is treated with it, or its rating counts on it
	BasisLegal       Basis = "legal requirement"      // statute or regulation
	BasisContractual Basis = "contractual obligation" // a customer or another party was promised it
	BasisBusiness    Basis = "business requirement"   // a business requirement or good practice chosen by the organization
	BasisOther       Basis = "other"
)

var wordsBases = [...][2]Basis{
	{BasisRisk, "Risk assessment"},
	{BasisLegal, "Legal requirement"},
	{BasisContractual, "Contractual obligation"},
	{BasisBusiness, "Business requirement"},
	{BasisOther, "Other"},
}

// Bases returns the vocabulary of [Basis].
func Bases() isms.Words[Basis] { return isms.WordsOf("soa.basis", wordsBases[:]) }

// Classification is the circle of those who may read the statement; zero: not
// decided. The standard sets none.
type Classification string

// Who may read the statement.
const (
	Public       Classification = "public"
	OnRequest    Classification = "on request"
	Confidential Classification = "confidential" // under an agreement of confidentiality
	Internal     Classification = "internal"
)

var wordsClassifications = [...][2]Classification{
	{Public, "Public"},
	{OnRequest, "On request"},
	{Confidential, "Confidential"},
	{Internal, "Internal"},
}

// Classifications returns the vocabulary of [Classification].
func Classifications() isms.Words[Classification] {
	return isms.WordsOf("soa.classification", wordsClassifications[:])
}
