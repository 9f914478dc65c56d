package certificate

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Agreement is a multilateral agreement (MLA, MRA) in which accreditation bodies
// recognize each other.
type Agreement struct {
	ID         string          `json:"id"`
	Name       string          `json:"name"`
	InForce    isms.Window     `json:"inForce"` // an open end is unknown
	ISMS       bool            `json:"isms"`    // covers information security management systems
	Confidence isms.Confidence `json:"confidence"`
	Note       string          `json:"note,omitzero"`
	Sources    []string        `json:"sources"`
}

// Agreements returns the known multilateral agreements. The values are copies.
func Agreements() []Agreement {
	out := slices.Clone(agreementTable[:])
	for i := range out {
		out[i].Sources = slices.Clone(out[i].Sources)
	}
	return out
}

// AccreditorStatus is the known status of an accreditation body. The zero value is
// unknown.
type AccreditorStatus string

// Only a signatory for ISMS is shown to be recognized.
const (
	AccreditorSignatory   AccreditorStatus = "signatory for isms"
	AccreditorAccredits   AccreditorStatus = "accredits isms certification bodies" // signatory status not seen
	AccreditorOtherScope  AccreditorStatus = "signatory for another scope"         // ISMS not seen
	AccreditorNotVerified AccreditorStatus = "not verified"
	AccreditorMisleading  AccreditorStatus = "misleading name" // see Note
)

var wordsAccreditorStatuses = [...][2]AccreditorStatus{
	{AccreditorSignatory, "Signatory for ISMS"},
	{AccreditorAccredits, "Accredits ISMS certification bodies"},
	{AccreditorOtherScope, "Signatory for another scope"},
	{AccreditorNotVerified, "Not verified"},
	{AccreditorMisleading, "Misleading name"},
}

// AccreditorStatuses returns the vocabulary of [AccreditorStatus]. Only the first shows
// that certificates for information security are recognized.
func AccreditorStatuses() isms.Words[AccreditorStatus] {
	return isms.WordsOf("certificate.accreditor-status", wordsAccreditorStatuses[:])
}

// Accreditor is an accreditation body as seen on 2026-11-22. Only the live register of a
// multilateral agreement is authoritative.
type Accreditor struct {
	Country string           `json:"country,omitzero"` // two letters
	Acronym string           `json:"acronym"`
	Name    string           `json:"name"`
	Groups  []string         `json:"groups,omitzero"` // regional groups
	Status  AccreditorStatus `json:"status"`
	Note    string           `json:"note,omitzero"`
	Source  string           `json:"source,omitzero"`
}

// Accreditors returns the known accreditation bodies, followed by misleading names. The
// values are copies.
func Accreditors() []Accreditor {
	out := append(slices.Clone(accreditorTable[:]), trapTable[:]...)
	for i := range out {
		out[i].Groups = slices.Clone(out[i].Groups)
	}
	return out
}

// LookupAccreditor returns the first of [Accreditors] with the given acronym or name, in
// any case of letters. It returns false for an unknown one.
func LookupAccreditor(name string) (Accreditor, bool) {
	want := plain(name)
	for _, table := range [][]Accreditor{accreditorTable[:], trapTable[:]} {
		for _, a := range table {
			if want != "" && (plain(a.Acronym) == want || plain(a.Name) == want) {
				a.Groups = slices.Clone(a.Groups)
				return a, true
			}
		}
	}
	return Accreditor{}, false
}

// scopeISMS is the scope of a [Signatory] for information security.
const scopeISMS = "ISMS"

// Signatory is the participation of an accreditation body in a multilateral agreement, as
// read in a register.
type Signatory struct {
	Accreditor string      `json:"accreditor"` // acronym or name as on certificates
	Agreement  string      `json:"agreement"`  // ID of an [Agreement] or of the embedder's own
	Scope      string      `json:"scope"`      // "ISMS", or another
	InForce    isms.Window `json:"inForce"`    // zero First: always
	Source     string      `json:"source"`
	Read       isms.Date   `json:"read"`
}

// TrustPolicy is the accreditation that a buyer recognizes when verifying certificates.
// The zero TrustPolicy recognizes no accreditation body.
type TrustPolicy struct {
	Signatories []Signatory `json:"signatories"`
	LookAlikes  []string    `json:"lookAlikes"` // marks and agreements that only resemble genuine ones
	// RegisterValidity is the validity period of a register answer; zero: 30 days, an
	// ismskit proposal.
	RegisterValidity isms.Interval `json:"registerValidity,omitzero"`
}

// DefaultTrustPolicy returns the signatories for information security with verified
// evidence, and the known look-alikes. It is short: add those of the live register.
func DefaultTrustPolicy() TrustPolicy {
	t := TrustPolicy{Signatories: []Signatory{}, LookAlikes: []string{}}
	for _, a := range accreditorTable {
		if a.Status == AccreditorSignatory {
			t.Signatories = append(t.Signatories, Signatory{Accreditor: a.Acronym, Agreement: "IAF_MLA", Scope: scopeISMS, Source: a.Source, Read: read})
		}
	}
	for _, a := range trapTable {
		if strings.Contains(a.Name, "look-alike") {
			t.LookAlikes = append(t.LookAlikes, a.Acronym)
		}
	}
	return t
}

// plain folds what differs in print and not in meaning: case and blanks.
func plain(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}
