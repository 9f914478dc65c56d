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
	Engagements          []BodyEngagement `json:"engagements"`                  // for this organization
	EngagementsComplete  isms.Answer      `json:"engagementsComplete,omitzero"` // Engagements is complete
}

// EngagementKind is the kind of a [BodyEngagement]. The zero value is unknown.
type EngagementKind string

// Both impair impartiality for two years (ISO/IEC 17021-1 5.2).
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
		Message: "{body} provided consultancy to this organization {until}",
		Remedy:  "Engage another certification body.",
		Needs:   engagementNeeds,
		Basis:   "ISO/IEC 17021-1 5.2; which paragraph was not verified",
	}
	bodyAudits = isms.Rule{
		Code: "certificate/internal-audit-by-certification-body", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 5.2.6"}, Since: "v0.1.0",
		Title:   "Internal audit by certification body",
		Message: "{body} conducted internal audits of this organization {until}",
		Remedy:  "Engage another certification body or wait two years after the last internal audit.",
		Needs:   engagementNeeds,
	}
	bodyPerson = isms.Rule{
		Code: "certificate/former-adviser-in-audit-team", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 5.2"}, Since: "v0.1.0",
		Title:   "Former adviser in audit team",
		Message: "{person} of {body} provided the engagement {engagement} {until}",
		Remedy:  "Request another person or wait two years after the last day of the engagement.",
		Needs:   engagementNeeds,
		Basis:   "ISO/IEC 17021-1 5.2; which paragraph was not verified",
	}
	bodyUnaccredited = isms.Rule{
		Code: "certificate/unaccredited-certification-body", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 27006-1 4"}, Since: "v0.1.0",
		Title:   "Unaccredited certification body",
		Message: "{body} is not accredited for information security: {reason}",
		Remedy:  "Engage an accredited certification body.",
		Needs:   []isms.Need{needDay, needAccreditation},
	}
	bodyBothWays = isms.Rule{
		Code: "certificate/offer-of-unaccredited-certification", Severity: isms.SeverityWarning, Refs: []isms.Ref{"IAF Milan 29-10"}, Since: "v0.1.0",
		Title:   "Offer of unaccredited certification",
		Message: "{body} is accredited and offers a certificate without accreditation",
		Remedy:  "Request the accredited certificate.",
		Needs:   []isms.Need{needDay, needOffer},
		Basis:   "a resolution of IAF, seen in one source",
	}
)

func bodyRules() []isms.Rule {
	return []isms.Rule{bodyConsults, bodyAudits, bodyPerson, bodyUnaccredited, bodyBothWays}
}

// What the rules need.
var (
	needDay           = isms.Need{Missing: dayMissing}
	needAccreditation = isms.Need{Path: "accredited", Missing: accreditationNotShown}
	needOffer         = isms.Need{Path: "withoutAccreditation", Missing: offerUnknown}
	needEngagements   = isms.Need{Path: "engagements", Missing: engagementsUnknown}

	engagementNeeds = []isms.Need{needDay, needEngagements}
)

// Check reports the obstacles to engaging the body as of a day: missing accreditation, and
// engagements of the last two years, which end two years after their last day.
func (b BodyCandidate) Check(asOf isms.Date, t TrustPolicy) isms.Report {
	var c isms.Checker
	if asOf.IsZero() {
		c.Lacks(needDay)
		c.Ran(bodyRules()...)
		return c.Report()
	}
	b.checkEngagements(&c, asOf)
	body := isms.ArgID("body", b.ID)
	active, named := b.Accredited == StatusActive, !text.Blank(b.Accreditor)
	if b.Accredited == "" || active && named && !t.recognizes(b.Accreditor, asOf) {
		c.Lacks(needAccreditation)
	}
	if !isms.Answers().Has(b.WithoutAccreditation) {
		c.Lacks(needOffer)
	}
	c.Ran(bodyUnaccredited, bodyBothWays)
	switch {
	case !active:
		c.Find(bodyUnaccredited, "accredited", body, isms.ArgSentence("reason", registerStates.With(isms.ArgWord("status", RegisterStatuses(), b.Accredited))))
	case !named:
		c.Find(bodyUnaccredited, "accreditor", body, isms.ArgSentence("reason", noAccreditorNamed.With()))
	}
	if b.WithoutAccreditation == isms.Yes && active {
		c.Find(bodyBothWays, "withoutAccreditation", body)
	}
	return c.Report()
}

// checkEngagements applies the rules on impartiality. An empty list counts only if it is
// complete; what is in an incomplete one counts.
func (b BodyCandidate) checkEngagements(c *isms.Checker, asOf isms.Date) {
	complete := b.EngagementsComplete == isms.Yes && !slices.ContainsFunc(b.Engagements, func(s BodyEngagement) bool { return !EngagementKinds().Has(s.Kind) })
	for _, r := range []isms.Rule{bodyConsults, bodyAudits, bodyPerson} {
		if complete {
			c.Ran(r)
		} else {
			c.Skip(r, engagementsUnknown.With())
		}
	}
	for i, s := range b.Engagements {
		free, _ := coolingOff.From(s.Ended, nil) // zero beyond the calendar
		if !s.Ended.IsZero() && free.Compare(asOf) <= 0 && !free.IsZero() && (s.Person != "" || s.Kind == EngagementInternalAudit) {
			continue
		}
		until := engagedStill.With()
		if !s.Ended.IsZero() {
			until = engagedUntil.With(isms.ArgDate("last", s.Ended))
		}
		at, args := isms.Path("").Index("engagements", i), []isms.Arg{isms.ArgID("body", b.ID), isms.ArgSentence("until", until)}
		switch {
		case !EngagementKinds().Has(s.Kind):
		case s.Person != "":
			c.Find(bodyPerson, at, append(args, isms.ArgID("person", s.Person), isms.ArgWord("engagement", EngagementKinds(), s.Kind))...)
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
			agreementHasISMS(s.Agreement) && s.InForce.Contains(on) && agreementInForce(s.Agreement, on)
	})
}
