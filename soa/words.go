package soa

import "slices"

// An Applicability says whether a control is necessary. The empty Applicability
// is never used; what nobody decided is [Undecided].
type Applicability string

// The three answers.
const (
	Applicable Applicability = "applicable" // necessary: a reason asks for it or a person says so
	Excluded   Applicability = "excluded"   // left out by a person
	Undecided  Applicability = "undecided"  // counts as missing
)

// Applicabilities returns the three answers.
func Applicabilities() []Applicability { return []Applicability{Applicable, Excluded, Undecided} }

// Known reports whether a is one of [Applicabilities].
func (a Applicability) Known() bool { return slices.Contains(Applicabilities(), a) }

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

// Responsibilities returns the known answers.
func Responsibilities() []Responsibility {
	return []Responsibility{ResponsibilityOrganization, ResponsibilityShared, ResponsibilityProvider}
}

// Known reports whether r is one of [Responsibilities].
func (r Responsibility) Known() bool { return slices.Contains(Responsibilities(), r) }

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

// ImplementationStatuses returns the known states, the furthest first.
func ImplementationStatuses() []ImplementationStatus {
	return []ImplementationStatus{Implemented, PartiallyImplemented, Planned, NotImplemented}
}

// Known reports whether i is one of [ImplementationStatuses].
func (i ImplementationStatus) Known() bool { return slices.Contains(ImplementationStatuses(), i) }

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

// Bases returns the known bases, in the order shown to people.
func Bases() []Basis {
	return []Basis{BasisRisk, BasisLegal, BasisContractual, BasisBusiness, BasisOther}
}

// Known reports whether b is one of [Bases].
func (b Basis) Known() bool { return slices.Contains(Bases(), b) }

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

// Classifications returns the known answers, the most open first.
func Classifications() []Classification {
	return []Classification{Public, OnRequest, Confidential, Internal}
}

// Known reports whether d is one of [Classifications].
func (d Classification) Known() bool { return slices.Contains(Classifications(), d) }
