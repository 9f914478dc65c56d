package certificate_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/internal/draw"
	"github.com/ismskit/ismskit/internal/laws/said"
	"github.com/ismskit/ismskit/isms"
)

var laws = said.Of(certificate.Rules(), certificate.Messages(), certificate.Vocabularies())

func TestMessagesAreDeclaredWell(t *testing.T) {
	said.Messages(t, "certificate", certificate.Rules(), certificate.Messages())
	for _, r := range certificate.Requests() {
		laws.Sentence(t, r.What)
		laws.Sentence(t, r.Why)
	}
}

// choice lets rapid draw, so that it can shrink.
type choice struct{ t *rapid.T }

func (c choice) IntN(n int) int { return rapid.IntRange(0, n-1).Draw(c.t, "choice") }

// What is found in attestations, offers and responses with several slips is said in any
// language, leads to one place and has a key of its own.
func TestWhatCertificatesSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := choice{t}
		on, trust := draw.Date(c), certificate.DefaultTrustPolicy()
		attestation := soundAttestation()
		for range c.IntN(4) {
			draw.Pick(c, verifyCases()).change(&attestation)
		}
		for range c.IntN(3) {
			a := certificate.RegisterAnswer{Register: draw.Pick(c, []string{"R", "", "S"}), On: on.AddDays(-c.IntN(2)), Status: certificate.RegisterStatuses().At(c.IntN(8))}
			a.Accreditation = certificate.RegisterStatuses().At(c.IntN(8))
			attestation.Registers = append(attestation.Registers, a)
		}
		v := certificate.Verify(on, nil, attestation, trust)
		laws.Report(t, attestation, v.Report(), certificate.Agreements(), certificate.Accreditors(), trust)
		for q := range v.Questions() {
			if q.Outcome != certificate.Pass {
				laws.Sentence(t, q.Why)
			}
		}
		for _, s := range append(v.NotFor(), v.ReliableFor()...) {
			laws.Sentence(t, s)
		}

		b := soundBody()
		for range c.IntN(4) {
			draw.Pick(c, bodyCases()).change(&b)
		}
		laws.Report(t, b, b.Check(on, trust))

		var list []certificate.Received
		for range c.IntN(5) {
			list = append(list, certificate.Received{
				Key: draw.Pick(c, []string{"soa", "pentest", "", "certificate"}), Asked: draw.Date(c), On: draw.Date(c),
				Given: draw.Pick(c, []isms.Answer{isms.Yes, isms.No, ""}), Reason: draw.Pick(c, []string{"secret", ""}),
			})
		}
		laws.Report(t, list, certificate.CheckRequests(on, "S-1", list), "S-1", certificate.Requests())
	})
}
