package certificate_test

import (
	"fmt"

	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/isms"
)

// A supplier's certificate, seven months after the end of the 2013 edition.
func ExampleVerify() {
	attestation := certificate.Attestation{
		ID: "hosting", Supplier: "Example Hosting GmbH", Kind: certificate.AttestationCertification,
		Certificate: certificate.Certificate{
			Number: "IS 1234", Holder: "Example Hosting GmbH", Standard: "ISO/IEC 27001:2013", Scope: "Office IT services",
			Body: "Example Certification", Accreditor: "SNAS", Effective: isms.MustDate("2024-03-01"), Expiry: isms.MustDate("2027-02-28"),
			SoAVersion: "3.1", LastSurveillance: isms.MustDate("2026-02-02"),
		},
		Registers: []certificate.RegisterAnswer{{
			Register: "IAF CertSearch", On: isms.MustDate("2026-06-01"), Status: "active", Accreditation: "active",
		}},
		Reliance: certificate.Reliance{Services: []string{"payment hosting"}},
	}
	v := certificate.Verify(isms.MustDate("2026-06-01"), nil, attestation, certificate.DefaultTrustPolicy())
	for q := range v.Questions() {
		if q.Outcome != certificate.Pass {
			fmt.Println(q.Outcome, q.Code)
		}
	}
	fmt.Println("reliable for:", v.ReliableFor())
	// Output:
	// fail certificate/certificate-to-withdrawn-edition
	// judgement required certificate/services-outside-certified-scope
	// reliable for: []
}

func ExampleBodyCandidate_Check() {
	body := certificate.BodyCandidate{
		ID: "Example Certification", Accreditor: "SNAS", Accredited: "active", WithoutAccreditation: isms.No, EngagementsComplete: isms.Yes,
		Engagements: []certificate.BodyEngagement{{Kind: certificate.EngagementInternalAudit, Ended: isms.MustDate("2025-09-30")}},
	}
	for d := range body.Check(isms.MustDate("2026-06-01"), certificate.DefaultTrustPolicy()).Found() {
		fmt.Println(d.Code, d.Path)
	}
	// Output:
	// certificate/internal-audit-by-certification-body engagements[#0]
}
