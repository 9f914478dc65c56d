package certificate

import (
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// AttestationKind is the kind of a [Attestation]. The zero value is unknown.
type AttestationKind string

// Certification is attestation by an independent party, a declaration one by the supplier
// itself (ISO/IEC 17000).
const (
	AttestationCertification AttestationKind = "certification"             // by a certification body
	AttestationDeclaration   AttestationKind = "declaration of conformity" // the supplier's own
	AttestationOther         AttestationKind = "other attestation"         // by another party: a report, a questionnaire, a mark
)

var wordsAttestationKinds = [...][2]AttestationKind{
	{AttestationCertification, "Certification"},
	{AttestationDeclaration, "Declaration of conformity"},
	{AttestationOther, "Attestation by another party"},
}

// AttestationKinds returns the vocabulary of [AttestationKind].
func AttestationKinds() isms.Words[AttestationKind] {
	return isms.WordsOf("certificate.attestation-kind", wordsAttestationKinds[:])
}

// Attestation is a supplier's attestation of its information security (ISO/IEC 17000), with
// the certificate, the register answers and what the buyer relies on it for.
type Attestation struct {
	ID          isms.ID          `json:"id"`
	Supplier    string           `json:"supplier"` // legal name of the contract partner
	Kind        AttestationKind  `json:"kind"`
	Certificate Certificate      `json:"certificate,omitzero"`
	Registers   []RegisterAnswer `json:"registers"`
	Reliance    Reliance         `json:"reliance"`
}

// Certificate is the content of a certificate (ISO/IEC 17021-1 8.2.2). A zero field is
// not on it.
type Certificate struct {
	Number             string    `json:"number,omitzero"`
	Holder             string    `json:"holder,omitzero"`
	Standard           string    `json:"standard,omitzero"` // with the edition: "ISO/IEC 27001:2022"
	Scope              string    `json:"scope,omitzero"`
	Sites              []string  `json:"sites,omitzero"`
	Body               string    `json:"body,omitzero"`
	Accreditor         string    `json:"accreditor,omitzero"` // acronym or name
	Agreement          string    `json:"agreement,omitzero"`
	Marks              []string  `json:"marks,omitzero"`
	Decided            isms.Date `json:"decided,omitzero"`
	Effective          isms.Date `json:"effective,omitzero"` // issue date, or first day of validity
	Expiry             isms.Date `json:"expiry,omitzero"`
	RecertificationDue isms.Date `json:"recertificationDue,omitzero"`
	SoAVersion         string    `json:"soaVersion,omitzero"`
	LastSurveillance   isms.Date `json:"lastSurveillance,omitzero"` // as evidenced by a letter, a report or a register
}

// RegisterStatus is the status of a certificate or an accreditation in a register. The
// zero value is unknown.
type RegisterStatus string

// A certificate that is not found was not uploaded, is confidential or was removed: it is not
// invalid by that.
const (
	StatusActive       RegisterStatus = "active"
	StatusSuspended    RegisterStatus = "suspended"
	StatusWithdrawn    RegisterStatus = "withdrawn"
	StatusExpired      RegisterStatus = "expired"
	StatusCancelled    RegisterStatus = "cancelled"
	StatusTransferred  RegisterStatus = "transferred"
	StatusScopeReduced RegisterStatus = "scope reduced"
	StatusNotFound     RegisterStatus = "not found"
)

var wordsRegisterStatuses = [...][2]RegisterStatus{
	{StatusActive, "Active"},
	{StatusSuspended, "Suspended"},
	{StatusWithdrawn, "Withdrawn"},
	{StatusExpired, "Expired"},
	{StatusCancelled, "Cancelled"},
	{StatusTransferred, "Transferred"},
	{StatusScopeReduced, "Scope reduced"},
	{StatusNotFound, "Not found"},
}

// RegisterStatuses returns the vocabulary of [RegisterStatus].
func RegisterStatuses() isms.Words[RegisterStatus] {
	return isms.WordsOf("certificate.register-status", wordsRegisterStatuses[:])
}

// RegisterAnswer is the answer of a register on a day, of the certification body or a
// common one.
type RegisterAnswer struct {
	Register      string         `json:"register"`
	On            isms.Date      `json:"on"`
	Status        RegisterStatus `json:"status,omitzero"`
	Accreditation RegisterStatus `json:"accreditation,omitzero"` // of the certification body for information security
}

// Reliance is the services and sites for which the buyer relies on the certificate, with
// the judgements that no rule can make. The empty answer is undecided.
type Reliance struct {
	Services      []string    `json:"services"`
	Sites         []string    `json:"sites,omitzero"`
	ScopeCovers   isms.Answer `json:"scopeCovers,omitzero"`   // the scope text covers every service
	SitesCovered  isms.Answer `json:"sitesCovered,omitzero"`  // the sites of the certificate cover those, whatever their spelling
	HolderMatches isms.Answer `json:"holderMatches,omitzero"` // the holder is the supplier, whatever the spelling
	SoAMatches    isms.Answer `json:"soaMatches,omitzero"`    // the Statement of Applicability at hand is the one on the certificate
}

// standardClass is the class of the standard named on a certificate.
type standardClass uint8

const (
	standardMissing standardClass = iota
	standard2013
	standard2022
	standardNoEdition
	standardOtherEdition // 27001 with a year of its own: a national adoption, perhaps
	standardOther
)

// classify reads the standard on a certificate. Adoptions ("BS EN ISO/IEC
// 27001:2023") carry years of their own, so they are for a person to read.
func classify(text string) standardClass {
	text = plain(text)
	if text == "" {
		return standardMissing
	}
	const number = "27001"
	class := standardOther
	for at := 0; ; {
		i := strings.Index(text[at:], number)
		if i < 0 {
			return class
		}
		before, after := text[:at+i], text[at+i+len(number):]
		at += i + len(number)
		if endsInDigit(before) || startsWithDigit(after) { // 127001 is no such standard
			continue
		}
		switch year := yearAfter(after); {
		case year == "":
			if class == standardOther {
				class = standardNoEdition
			}
		case year == "2022":
			return standard2022
		case year == "2013":
			class = standard2013
		case class != standard2013:
			class = standardOtherEdition
		}
	}
}

func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// yearAfter returns the four digits after a colon, a hyphen or a blank.
func yearAfter(s string) string {
	s = strings.TrimLeft(s, ":- ")
	if len(s) < 4 || len(s) > 4 && startsWithDigit(s[4:]) {
		return ""
	}
	for i := range 4 {
		if s[i] < '0' || s[i] > '9' {
			return ""
		}
	}
	return s[:4]
}
