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
	Own      Responsibility = "own"      // the organization
	Shared   Responsibility = "shared"   // the organization and a provider
	Provider Responsibility = "provider" // a provider
)

// Responsibilities returns the known answers.
func Responsibilities() []Responsibility { return []Responsibility{Own, Shared, Provider} }

// Known reports whether r is one of [Responsibilities].
func (r Responsibility) Known() bool { return slices.Contains(Responsibilities(), r) }

// An Implementation says how far a necessary control is (6.1.3 d). The empty
// Implementation means that nobody has said yet. "Not applicable" is no
// implementation state.
type Implementation string

// The states of a necessary control.
const (
	Implemented Implementation = "implemented"
	Partly      Implementation = "partly" // some of it works, the rest is planned
	Planned     Implementation = "planned"
	NotStarted  Implementation = "not started"
)

// Implementations returns the known states, the furthest first.
func Implementations() []Implementation {
	return []Implementation{Implemented, Partly, Planned, NotStarted}
}

// Known reports whether i is one of [Implementations].
func (i Implementation) Known() bool { return slices.Contains(Implementations(), i) }

// A Basis says what kind of thing makes a control necessary. The empty Basis
// means that nobody has said.
type Basis string

// What can make a control necessary.
const (
	Risk     Basis = "risk"     // a risk is treated with it, or its rating counts on it
	Law      Basis = "law"      // statute or regulation
	Contract Basis = "contract" // a customer or another party was promised it
	Business Basis = "business" // a business requirement or good practice chosen by the organization
	Other    Basis = "other"
)

// Bases returns the known bases, in the order shown to people.
func Bases() []Basis { return []Basis{Risk, Law, Contract, Business, Other} }

// Known reports whether b is one of [Bases].
func (b Basis) Known() bool { return slices.Contains(Bases(), b) }

// A Disclosure says who may read the statement. The standard sets none; the
// empty Disclosure means that nobody has decided yet.
type Disclosure string

// Who may read the statement.
const (
	Public         Disclosure = "public"
	OnRequest      Disclosure = "on request"
	UnderAgreement Disclosure = "under agreement" // of confidentiality
	Internal       Disclosure = "internal"
)

// Disclosures returns the known answers, the most open first.
func Disclosures() []Disclosure { return []Disclosure{Public, OnRequest, UnderAgreement, Internal} }

// Known reports whether d is one of [Disclosures].
func (d Disclosure) Known() bool { return slices.Contains(Disclosures(), d) }
