package certificate

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// BodyCandidate is a certification body considered for engagement.
type BodyCandidate struct {
	ID         isms.ID `json:"id"`
	Accreditor string  `json:"accreditor,omitzero"` // for information security
	// Accredited is the status in the register of the accreditation body.
	Accredited RegisterStatus `json:"accredited,omitzero"`
	// WithoutAccreditation: the offer is for a certificate without accreditation.
	WithoutAccreditation isms.Answer      `json:"withoutAccreditation,omitzero"`
	Engagements          []BodyEngagement `json:"engagements"`               // for this organization
	EngagementsAsked     isms.Answer      `json:"engagementsAsked,omitzero"` // Engagements is complete
}

// EngagementKind is the kind of a [BodyEngagement]. The zero value is unknown.
type EngagementKind string

// The kinds.
const (
	EngagementConsultancy   EngagementKind = "consultancy" // on the management system
	EngagementInternalAudit EngagementKind = "internal audit"
)

var wordsEngagementKinds = [...][2]EngagementKind{
	{EngagementConsultancy, "Consultancy"},
	{EngagementInternalAudit, "Internal audit"},
}

// EngagementKinds returns the vocabulary of [EngagementKind].
func EngagementKinds() isms.Words[EngagementKind] {
	return isms.WordsOf("certificate.engagement-kind", wordsEngagementKinds[:])
}

// BodyEngagement is an earlier or current engagement of a certification body, or of one
// of its people, for the organization.
type BodyEngagement struct {
	Kind   EngagementKind `json:"kind"`
	Person isms.ID        `json:"person,omitzero"` // zero: the body
	Ended  isms.Date      `json:"ended,omitzero"`  // last day; zero: current
}

// coolingOff is the time after which an engagement is no longer an obstacle.
var coolingOff = isms.Interval{N: 2, Unit: isms.Years}

var (
	bodyConsults = isms.Rule{
		Code: "certificate/consultancy-by-certification-body", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 5.2"}, Since: "v0.1.0",
		Title:   "Consultancy by certification body",
		Message: "{body} gave consultancy to this organization{until}",
		Remedy:  "Engage another certification body.",
		Basis:   "ISO/IEC 17021-1 5.2; which paragraph was not verified",
	}
	bodyAudits = isms.Rule{
		Code: "certificate/internal-audit-by-certification-body", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 5.2.6"}, Since: "v0.1.0",
		Title:   "Internal audit by certification body",
		Message: "{body} made internal audits for this organization{until}",
		Remedy:  "Engage another certification body or wait two years after the last internal audit.",
	}
	bodyPerson = isms.Rule{
		Code: "certificate/former-adviser-in-audit-team", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 5.2"}, Since: "v0.1.0",
		Title:   "Former adviser in audit team",
		Message: "{person} of {body} gave {service}{until}",
		Remedy:  "Request another person or wait two years after the last day of the engagement.",
		Basis:   "ISO/IEC 17021-1 5.2; which paragraph was not verified",
	}
	bodyUnaccredited = isms.Rule{
		Code: "certificate/unaccredited-certification-body", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 27006-1 4"}, Since: "v0.1.0",
		Title:   "Unaccredited certification body",
		Message: "{body}: {why}",
		Remedy:  "Engage an accredited certification body.",
	}
	bodyBothWays = isms.Rule{
		Code: "certificate/offer-of-unaccredited-certification", Severity: isms.SeverityWarning, Refs: []isms.Ref{"IAF Milan 29-10"}, Since: "v0.1.0",
		Title:   "Offer of unaccredited certification",
		Message: "{body} is accredited and offers a certificate without",
		Remedy:  "Request the accredited certificate.",
		Basis:   "a resolution of IAF, seen in one source",
	}
)

func bodyRules() []isms.Rule {
	return []isms.Rule{bodyConsults, bodyAudits, bodyPerson, bodyUnaccredited, bodyBothWays}
}

// Check reports the obstacles to engaging the body as of a day: missing accreditation, and
// engagements of the last two years, which end two years after their last day.
func (b BodyCandidate) Check(asOf isms.Date, t TrustPolicy) isms.Report {
	var c isms.Checker
	at, body := isms.Path("").Item("bodies", b.ID), isms.ArgID("body", b.ID)
	if asOf.IsZero() {
		for _, r := range bodyRules() {
			c.Skip(r, isms.Sentence{Text: "the day is not given"})
		}
		return c.Report()
	}
	b.checkEngagements(&c, asOf)
	switch recognized := t.recognizes(b.Accreditor, asOf); {
	case b.Accredited == statusActive && recognized:
		c.Ran(bodyUnaccredited)
	case b.Accredited == "" || b.Accredited == statusActive && !text.Blank(b.Accreditor):
		c.Skip(bodyUnaccredited, isms.Sentence{Text: "accreditation for information security, by a recognized accreditation body, is not shown"})
	default:
		c.Ran(bodyUnaccredited)
		why := "the register says " + string(b.Accredited)
		if b.Accredited == statusActive {
			why = "no accreditation body is named"
		}
		c.Find(bodyUnaccredited, at, body, isms.ArgText("why", why))
	}
	switch {
	case !isms.Answers().Has(b.WithoutAccreditation):
		c.Skip(bodyBothWays, isms.Sentence{Text: "it is not known whether the offer is for an accredited certificate"})
	default:
		c.Ran(bodyBothWays)
		if b.WithoutAccreditation == isms.Yes && b.Accredited == statusActive {
			c.Find(bodyBothWays, at, body)
		}
	}
	return c.Report()
}

// checkEngagements applies the rules on impartiality. An empty list counts only if it is
// complete.
func (b BodyCandidate) checkEngagements(c *isms.Checker, asOf isms.Date) {
	at, body := isms.Path("").Item("bodies", b.ID), isms.ArgID("body", b.ID)
	for _, r := range []isms.Rule{bodyConsults, bodyAudits, bodyPerson} {
		if b.EngagementsAsked == isms.Yes && !slices.ContainsFunc(b.Engagements, func(s BodyEngagement) bool { return !EngagementKinds().Has(s.Kind) }) {
			c.Ran(r)
		} else {
			c.Skip(r, isms.Sentence{Text: "the engagements of the body and its people are not known"})
		}
	}
	for _, s := range b.Engagements {
		free, _ := coolingOff.From(s.Ended, nil) // zero beyond the calendar
		if !s.Ended.IsZero() && free.Compare(asOf) <= 0 && !free.IsZero() && (s.Person != "" || s.Kind == EngagementInternalAudit) {
			continue
		}
		until := ", and still does"
		if !s.Ended.IsZero() {
			until = " until " + s.Ended.String()
		}
		args := []isms.Arg{body, isms.ArgText("until", until), isms.ArgText("person", s.Person), isms.ArgText("service", s.Kind)}
		switch {
		case !EngagementKinds().Has(s.Kind):
		case s.Person != "":
			c.Find(bodyPerson, at, args...)
		case s.Kind == EngagementConsultancy:
			c.Find(bodyConsults, at, args...)
		default:
			c.Find(bodyAudits, at, args...)
		}
	}
}

// recognizes reports whether an accreditation body is recognized for information security
// on a day.
func (t TrustPolicy) recognizes(name string, on isms.Date) bool {
	return !text.Blank(name) && slices.ContainsFunc(t.Signatories, func(s Signatory) bool {
		return plain(s.Accreditor) == plain(name) && plain(s.Scope) == plain(scopeISMS) &&
			arrangementHasISMS(s.Arrangement) && s.InForce.Contains(on) && arrangementInForce(s.Arrangement, on)
	})
}
