package certificate

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// A BodyChoice is a certification body that an organization thinks of engaging,
// with what speaks against it.
type BodyChoice struct {
	ID         isms.ID `json:"id"`
	Accreditor string  `json:"accreditor,omitzero"` // that accredited it for information security
	// Accredited is what the register of the accreditation body says.
	Accredited RegisterStatus `json:"accredited,omitzero"`
	// WithoutAccreditation: the offer is for a certificate without accreditation.
	WithoutAccreditation isms.Answer   `json:"withoutAccreditation,omitzero"`
	Services             []BodyService `json:"services"`               // by the body or one of its people to this organization
	ServicesAsked        isms.Answer   `json:"servicesAsked,omitzero"` // somebody asked, so that the list is complete
}

// A ServiceKind is what a body or one of its people did for the organization.
// The empty kind is not known.
type ServiceKind string

// The kinds.
const (
	ServiceConsultancy   ServiceKind = "consultancy"    // on the management system
	ServiceInternalAudit ServiceKind = "internal audit" // of the organization
)

var wordsServiceKinds = [...][2]ServiceKind{
	{ServiceConsultancy, "Consultancy"},
	{ServiceInternalAudit, "Internal audit"},
}

// ServiceKinds returns the vocabulary of [ServiceKind].
func ServiceKinds() isms.Words[ServiceKind] {
	return isms.WordsOf("certificate.service-kind", wordsServiceKinds[:])
}

// A BodyService is such a service. An empty Person is the body itself.
type BodyService struct {
	Kind   ServiceKind `json:"kind"`
	Person isms.ID     `json:"person,omitzero"`
	Ended  isms.Date   `json:"ended,omitzero"` // last day; zero: it goes on
}

// coolingOff is the time after which a service no longer stands in the way.
var coolingOff = isms.Interval{N: 2, Unit: isms.Years}

var (
	bodyConsults = isms.Rule{
		Code: "audit/body-consults", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 5.2"},
		Title: "the body gives consultancy on management systems", Message: "{body} gave consultancy to this organization{until}",
		Remedy: "engage another body", Since: since, Basis: "ISO/IEC 17021-1 5.2; which paragraph was not verified",
	}
	bodyAudits = isms.Rule{
		Code: "audit/body-audited-internally", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 5.2.6"},
		Title: "the body made internal audits less than two years ago", Message: "{body} made internal audits for this organization{until}",
		Remedy: "engage another body, or wait two years after the last one", Since: since,
	}
	bodyPerson = isms.Rule{
		Code: "audit/auditor-was-adviser", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 5.2"},
		Title: "a person of the body advised or audited internally less than two years ago", Message: "{person} of {body} gave {service}{until}",
		Remedy: "ask for another person, or wait two years after the last day", Since: since, Basis: "ISO/IEC 17021-1 5.2; which paragraph was not verified",
	}
	bodyAccredited = isms.Rule{
		Code: "audit/body-unaccredited", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 27006-1 4"},
		Title: "the body is not accredited for information security", Message: "{body}: {why}",
		Remedy: "engage an accredited body", Since: since,
	}
	bodyBothWays = isms.Rule{
		Code: "audit/body-offers-without-accreditation", Severity: isms.Warning, Refs: []isms.Ref{"IAF Milan 29-10"},
		Title: "an accredited body offers a certificate without accreditation", Message: "{body} is accredited and offers a certificate without",
		Remedy: "ask for the accredited certificate", Since: since, Basis: "a resolution of IAF, seen in one source",
	}
)

// BodyRules returns the rules that [BodyChoice.Check] applies.
func BodyRules() []isms.Rule {
	return collect([]isms.Rule{bodyConsults, bodyAudits, bodyPerson, bodyAccredited, bodyBothWays})
}

// Check reports what stands against engaging the body on a day: accreditation,
// and services of the last two years that make it or one of its people partial.
// The two years end on the day that is two years after the last day of service.
func (b BodyChoice) Check(asOf isms.Date, t Trust) isms.Report {
	var c isms.Checker
	at, body := isms.Path("").Item("bodies", b.ID), isms.ArgID("body", b.ID)
	if asOf.IsZero() {
		for _, r := range BodyRules() {
			c.Skip(r, "the day is not given")
		}
		return c.Report()
	}
	b.checkServices(&c, asOf)
	switch recognised := t.recognises(b.Accreditor, asOf); {
	case b.Accredited == StatusActive && recognised:
		c.Ran(bodyAccredited)
	case b.Accredited == "" || b.Accredited == StatusActive && !text.Blank(b.Accreditor):
		c.Skip(bodyAccredited, "accreditation for information security, by a recognised accreditation body, is not shown")
	default:
		c.Ran(bodyAccredited)
		why := "the register says " + string(b.Accredited)
		if b.Accredited == StatusActive {
			why = "no accreditation body is named"
		}
		c.Find(bodyAccredited, at, body, isms.ArgText("why", why))
	}
	switch {
	case !isms.Answers().Has(b.WithoutAccreditation):
		c.Skip(bodyBothWays, "it is not known whether the offer is for an accredited certificate")
	default:
		c.Ran(bodyBothWays)
		if b.WithoutAccreditation == isms.Yes && b.Accredited == StatusActive {
			c.Find(bodyBothWays, at, body)
		}
	}
	return c.Report()
}

// checkServices runs the rules on impartiality; without anybody having asked, an
// empty list says nothing.
func (b BodyChoice) checkServices(c *isms.Checker, asOf isms.Date) {
	at, body := isms.Path("").Item("bodies", b.ID), isms.ArgID("body", b.ID)
	for _, r := range []isms.Rule{bodyConsults, bodyAudits, bodyPerson} {
		if b.ServicesAsked == isms.Yes && !slices.ContainsFunc(b.Services, func(s BodyService) bool { return !ServiceKinds().Has(s.Kind) }) {
			c.Ran(r)
		} else {
			c.Skip(r, "nobody asked what services the body and its people gave, or a kind is not known")
		}
	}
	for _, s := range b.Services {
		free := count(s.Ended, coolingOff)
		if !s.Ended.IsZero() && free.Compare(asOf) <= 0 && !free.IsZero() && (s.Person != "" || s.Kind == ServiceInternalAudit) {
			continue
		}
		until := ", and still does"
		if !s.Ended.IsZero() {
			until = " until " + s.Ended.String()
		}
		args := []isms.Arg{body, isms.ArgText("until", until), isms.ArgText("person", s.Person), isms.ArgText("service", s.Kind)}
		switch {
		case !ServiceKinds().Has(s.Kind):
		case s.Person != "":
			c.Find(bodyPerson, at, args...)
		case s.Kind == ServiceConsultancy:
			c.Find(bodyConsults, at, args...)
		default:
			c.Find(bodyAudits, at, args...)
		}
	}
}

// recognises reports whether the accreditation body counts for information
// security on a day.
func (t Trust) recognises(name string, on isms.Date) bool {
	return !text.Blank(name) && slices.ContainsFunc(t.Signatories, func(s Signatory) bool {
		return plain(s.Accreditor) == plain(name) && plain(s.Scope) == plain(ScopeISMS) &&
			arrangementHasISMS(s.Arrangement) && s.InForce.Contains(on) && arrangementInForce(s.Arrangement, on)
	})
}
