package certificate_test

import (
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/isms"
)

// No exported function panics on values that nobody made: zero, unknown words,
// huge and negative numbers.
func TestNothingPanics(t *testing.T) {
	far, huge := day("9999-12-31"), isms.Interval{N: 1 << 30, Unit: isms.Years}
	for _, on := range []isms.Date{{}, far, day("0001-01-01")} {
		_ = certificate.Verify(on, nil, certificate.Attestation{Kind: certificate.AttestationCertification}, certificate.TrustPolicy{RegisterValidity: huge}).NotFor()

		_ = certificate.BodyCandidate{Engagements: make([]certificate.BodyEngagement, 2)}.Check(on, certificate.TrustPolicy{})
	}
}

// Whatever the standard on a certificate is called, only a name with 27001 in it
// passes.
func FuzzStandardOnCertificate(f *testing.F) {
	for _, s := range []string{"ISO/IEC 27001:2022", "ISO 9001", "27001", "ISO/IEC 27001:2013", "ISO/IEC27001 2022", "270012022", "ISO 27001:20222"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		attestation := soundAttestation()
		attestation.Certificate.Standard = text
		v := certificate.Verify(verifyDay, nil, attestation, certificate.DefaultTrustPolicy())
		if v.Reliable() && !(strings.Contains(text, "27001") && strings.Contains(text, "2022")) {
			t.Errorf("%q is reliable", text)
		}
	})
}
