package certificate

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// An Arrangement is an agreement in which accreditation bodies recognise each
// other. It is data with dates: IAF and ILAC became one body in 2026.
type Arrangement struct {
	ID         string          `json:"id"`
	Name       string          `json:"name"`
	InForce    isms.Window     `json:"inForce"` // an open end is not known
	ISMS       bool            `json:"isms"`    // has a scope for management systems of information security
	Confidence isms.Confidence `json:"confidence"`
	Note       string          `json:"note,omitzero"`
	Sources    []string        `json:"sources"`
}

// Arrangements returns the arrangements that this package knows of. The values
// are copies.
func Arrangements() []Arrangement {
	out := slices.Clone(arrangementTable[:])
	for i := range out {
		out[i].Sources = slices.Clone(out[i].Sources)
	}
	return out
}

// An Evidence says what was seen of an accreditation body. The empty Evidence is
// nothing.
type Evidence string

// The kinds of evidence. Only the first says that certificates for information
// security are recognised.
const (
	EvidenceISMS       Evidence = "verified_isms"                  // seen as signatory for ISMS
	EvidenceAccredits  Evidence = "verified_accredits_isms_bodies" // seen to accredit ISMS certification bodies; signatory status not seen
	EvidenceOtherScope Evidence = "verified_signatory_other_scope" // seen as signatory for another scope; ISMS not seen
	EvidenceMemory     Evidence = "memory"                         // not checked
	EvidenceTrap       Evidence = "trap"                           // a name that misleads: see the note
)

var wordsEvidences = [...][2]Evidence{
	{EvidenceISMS, "Verified isms"},
	{EvidenceAccredits, "Verified accredits isms bodies"},
	{EvidenceOtherScope, "Verified signatory other scope"},
	{EvidenceMemory, "Memory"},
	{EvidenceTrap, "Trap"},
}

// Evidences returns the vocabulary of [Evidence].
func Evidences() isms.Words[Evidence] { return isms.WordsOf("certificate.evidence", wordsEvidences[:]) }

// An Accreditor is an accreditation body and what was seen of it on 2026-11-22.
// The live register of the arrangement is the only authority.
type Accreditor struct {
	Country  string   `json:"country,omitzero"` // two letters
	Acronym  string   `json:"acronym"`
	Name     string   `json:"name"`
	Groups   []string `json:"groups,omitzero"` // regional groups
	Evidence Evidence `json:"evidence"`
	Note     string   `json:"note,omitzero"`
	Source   string   `json:"source,omitzero"`
}

// Accreditors returns the accreditation bodies that this package knows of, and
// after them the names that mislead. The values are copies.
func Accreditors() []Accreditor {
	out := append(slices.Clone(accreditorTable[:]), trapTable[:]...)
	for i := range out {
		out[i].Groups = slices.Clone(out[i].Groups)
	}
	return out
}

// LookupAccreditor returns the first accreditation body of [Accreditors] with
// the acronym or the name, whatever the case of the letters, and whether there
// is one.
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

// ScopeISMS is the scope of a [Signatory] that covers information security.
const ScopeISMS = "ISMS"

// A Signatory says that an accreditation body is in an arrangement for a scope
// from a day to another, as somebody read in a register on a day.
type Signatory struct {
	Accreditor  string      `json:"accreditor"`  // acronym or name as on certificates
	Arrangement string      `json:"arrangement"` // ID of an [Arrangement] or the embedder's own
	Scope       string      `json:"scope"`       // ScopeISMS, or another
	InForce     isms.Window `json:"inForce"`     // a zero First: since before anyone asks
	Source      string      `json:"source"`
	Read        isms.Date   `json:"read"`
}

// Trust is what a buyer takes for granted when a certificate is verified. The
// zero Trust recognises nobody.
type Trust struct {
	Signatories []Signatory `json:"signatories"`
	LookAlikes  []string    `json:"lookAlikes"` // marks and arrangements that only look like the real ones
	// RegisterFresh is how old an answer of a register may be; zero: 30 days, which
	// is this library's proposal.
	RegisterFresh isms.Interval `json:"registerFresh,omitzero"`
}

// KnownTrust returns the signatories for information security that this package
// has seen proof of, and the look-alikes it knows. It is short: bring your own
// from the live register.
func KnownTrust() Trust {
	t := Trust{Signatories: []Signatory{}, LookAlikes: []string{}}
	for _, a := range accreditorTable {
		if a.Evidence == EvidenceISMS {
			t.Signatories = append(t.Signatories, Signatory{Accreditor: a.Acronym, Arrangement: "IAF_MLA", Scope: ScopeISMS, Source: a.Source, Read: read})
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
