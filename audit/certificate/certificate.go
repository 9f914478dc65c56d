package certificate

import (
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// A ClaimKind is what somebody says of their information security. The empty
// ClaimKind is not known.
type ClaimKind string

// The kinds.
const (
	ClaimCertified ClaimKind = "certified" // by a certification body
	ClaimCompliant ClaimKind = "compliant" // their own word, never reported as certified
	ClaimAttested  ClaimKind = "attested"  // by somebody else in another way: a report, a questionnaire, a mark
)

var wordsClaimKinds = [...][2]ClaimKind{
	{ClaimCertified, "Certified"},
	{ClaimCompliant, "Compliant"},
	{ClaimAttested, "Attested"},
}

// ClaimKinds returns the vocabulary of [ClaimKind].
func ClaimKinds() isms.Words[ClaimKind] {
	return isms.WordsOf("certificate.claim-kind", wordsClaimKinds[:])
}

// A Claim is what a supplier says, what the certificate says, what registers
// said, and what the buyer wants to rely on.
type Claim struct {
	ID          isms.ID          `json:"id"`
	Supplier    string           `json:"supplier"` // legal name of whom the buyer contracts with
	Kind        ClaimKind        `json:"kind"`
	Certificate Certificate      `json:"certificate,omitzero"`
	Registers   []RegisterAnswer `json:"registers"`
	Reliance    Reliance         `json:"reliance"`
}

// A Certificate is what is printed on it (ISO/IEC 17021-1 8.2.2), as read. Empty
// fields are not on it.
type Certificate struct {
	Number             string    `json:"number,omitzero"`
	Holder             string    `json:"holder,omitzero"`
	Standard           string    `json:"standard,omitzero"` // with the edition: "ISO/IEC 27001:2022"
	Scope              string    `json:"scope,omitzero"`
	Sites              []string  `json:"sites,omitzero"`
	Body               string    `json:"body,omitzero"`
	Accreditor         string    `json:"accreditor,omitzero"` // acronym or name; empty: none is named
	Arrangement        string    `json:"arrangement,omitzero"`
	Marks              []string  `json:"marks,omitzero"`
	Decided            isms.Date `json:"decided,omitzero"`
	Effective          isms.Date `json:"effective,omitzero"` // issued, or valid from
	Expiry             isms.Date `json:"expiry,omitzero"`
	RecertificationDue isms.Date `json:"recertificationDue,omitzero"`
	SoAVersion         string    `json:"soaVersion,omitzero"`
	LastSurveillance   isms.Date `json:"lastSurveillance,omitzero"` // as shown by a letter, a report or a register
}

// A RegisterStatus is what a register says of a certificate. The empty status is
// not known.
type RegisterStatus string

// The statuses.
const (
	StatusActive       RegisterStatus = "active"
	StatusSuspended    RegisterStatus = "suspended"
	StatusWithdrawn    RegisterStatus = "withdrawn"
	StatusExpired      RegisterStatus = "expired"
	StatusCancelled    RegisterStatus = "cancelled"
	StatusTransferred  RegisterStatus = "transferred"
	StatusScopeReduced RegisterStatus = "scope reduced"
	StatusNotFound     RegisterStatus = "not found" // not uploaded, confidential or removed: not invalid by that
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

// A RegisterAnswer is what a register said on a day: the certification body's
// own, or a common one. Accreditation is what the accreditation body's register
// said of the certification body for information security.
type RegisterAnswer struct {
	Register      string         `json:"register"`
	On            isms.Date      `json:"on"`
	Status        RegisterStatus `json:"status,omitzero"`
	Accreditation RegisterStatus `json:"accreditation,omitzero"` // active, suspended, withdrawn, not found
}

func (a RegisterAnswer) name() string {
	if text.Blank(a.Register) {
		return "a register"
	}
	return a.Register
}

// Reliance is what the buyer wants to rely on, and what a person decided that no
// program can. An empty Answer is not decided.
type Reliance struct {
	Services      []string    `json:"services"`
	Sites         []string    `json:"sites,omitzero"`
	ScopeCovers   isms.Answer `json:"scopeCovers,omitzero"`   // the scope text covers every service
	SitesCovered  isms.Answer `json:"sitesCovered,omitzero"`  // the sites of the certificate cover those, whatever their spelling
	HolderMatches isms.Answer `json:"holderMatches,omitzero"` // the holder is the supplier, whatever the spelling
	SoAMatches    isms.Answer `json:"soaMatches,omitzero"`    // the Statement of Applicability at hand is the one on the certificate
}

// A standardClass says what the standard on a certificate is.
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
