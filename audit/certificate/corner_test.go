package certificate_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/isms"
)

func TestImplausibleDaysOnCertificates(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*certificate.Certificate)
		why    string
	}{
		{"valid before the decision", func(c *certificate.Certificate) { c.Effective, c.Expiry = day("2025-02-28"), day("2028-02-27") }, "certificate/valid-before-the-decision"},
		{"decided on a day to come", func(c *certificate.Certificate) {
			c.Decided, c.Effective, c.Expiry = day("2026-06-02"), day("2026-06-02"), day("2028-02-27")
		}, "certificate/decided-in-the-future"},
		{"ends after recertification is due", func(c *certificate.Certificate) { c.RecertificationDue = day("2027-03-01") }, "certificate/expiry-after-recertification"},
	} {
		attestation := soundAttestation()
		c.change(&attestation.Certificate)
		v := certificate.Verify(verifyDay, nil, attestation, certificate.DefaultTrustPolicy())
		for q := range v.Questions() {
			if q.Code == "certificate/implausible-certificate-dates" && (q.Outcome != certificate.Fail || q.Why.Args[0].Sentence.Code != c.why) {
				t.Errorf("%s: %+v", c.name, q)
			}
		}
	}
}

func TestSurveillanceOfAnEarlierYear(t *testing.T) {
	attestation := soundAttestation()
	attestation.Certificate.Decided, attestation.Certificate.Effective = day("2024-03-01"), day("2024-03-01")
	attestation.Certificate.Expiry, attestation.Certificate.RecertificationDue = day("2027-03-01"), day("2027-03-01")
	for last, want := range map[string]certificate.Outcome{"2024-12-31": certificate.Fail, "2025-01-01": certificate.Pass, "2026-06-02": certificate.Fail, "2024-02-01": certificate.Fail} {
		attestation.Certificate.LastSurveillance = day(last)
		if got := outcome(certificate.Verify(verifyDay, nil, attestation, certificate.DefaultTrustPolicy()), "certificate/missing-evidence-of-surveillance"); got != want {
			t.Errorf("last surveillance %s: %q, want %q", last, got, want)
		}
	}
	if got := outcome((certificate.Result{}), "certificate/unaccredited-certificate"); got != "" {
		t.Errorf("nothing was asked: %q", got)
	}
}

// The order in which registers and signatories are given changes nothing, and an
// agreement that this library does not know is the embedder's to vouch for.
func TestTrustOfOnesOwn(t *testing.T) {
	attestation := soundAttestation()
	attestation.Certificate.Accreditor = "UKAS"
	trust := certificate.TrustPolicy{Signatories: []certificate.Signatory{
		{Accreditor: "UKAS", Agreement: "our list", Scope: "ISMS", InForce: isms.Window{Last: day("2024-12-31")}},
		{Accreditor: "UKAS", Agreement: "IAF_MLA", Scope: "ISMS", InForce: isms.Window{Last: day("2025-12-31")}},
		{Accreditor: "UKAS", Agreement: "IAF_MLA", Scope: "ISMS", InForce: isms.Window{First: day("2020-01-01"), Last: day("2025-12-31")}},
	}}
	at := day("2026-05-31")
	attestation.Registers = []certificate.RegisterAnswer{
		{Register: "R", On: at, Status: "suspended", Accreditation: "active"},
		{Register: "R", On: at, Status: "suspended", Accreditation: "not found"},
		{Register: "R", On: at, Status: "active"},
		{Register: "Q", On: at, Status: "active"},
	}
	first := certificate.Verify(verifyDay, nil, attestation, trust)
	slices.Reverse(trust.Signatories)
	slices.Reverse(attestation.Registers)
	second := certificate.Verify(verifyDay, nil, attestation, trust)
	if diff := cmp.Diff(slices.Collect(first.Questions()), slices.Collect(second.Questions())); diff != "" || !slices.Equal(codes(first.Report()), codes(second.Report())) {
		t.Error(diff)
	}
	trust.Signatories = append(trust.Signatories, certificate.Signatory{Accreditor: "UKAS", Agreement: "our list", Scope: "ISMS"})
	if got := outcome(certificate.Verify(verifyDay, nil, attestation, trust), "certificate/recognition-of-accreditation-not-in-force"); got != certificate.Pass {
		t.Errorf("on our own list: %q", got)
	}
}

func TestSupportsEndsWithTheEdition(t *testing.T) {
	attestation := soundAttestation()
	c := &attestation.Certificate
	c.Standard, c.Decided, c.Effective, c.LastSurveillance = "ISO/IEC 27001:2013", day("2023-03-01"), day("2023-03-01"), day("2025-02-01")
	c.Expiry, c.RecertificationDue = day("2026-03-01"), day("2026-03-01")
	attestation.Registers[0].On, attestation.Registers[1].On = day("2025-10-01"), day("2025-10-01")
	v := certificate.Verify(day("2025-10-01"), nil, attestation, certificate.DefaultTrustPolicy())
	got, err := v.SupportedControls([]isms.Ref{"A.7.1"}, isms.MustInterval("1 year"))
	if err != nil || len(got) != 1 || got[0].ValidUntil != day("2025-10-31") {
		t.Errorf("%v, %v; want until the end of the edition", got, err)
	}
	if _, err := v.SupportedControls([]isms.Ref{"A.7.1"}, isms.Interval{}); err == nil {
		t.Error("support without a limit of freshness")
	}
	attestation.Certificate.Standard = "ISO/IEC 27001:year"
	if got := outcome(certificate.Verify(day("2025-10-01"), nil, attestation, certificate.DefaultTrustPolicy()), "certificate/certificate-to-withdrawn-edition"); got != certificate.Unknown {
		t.Errorf("no year: %q", got)
	}
}

func TestAccreditedByNobody(t *testing.T) {
	b := certificate.BodyCandidate{ID: "CB", Accredited: "active"}
	if got := codes(b.Check(verifyDay, certificate.DefaultTrustPolicy())); !slices.Equal(got, []string{"certificate/unaccredited-certification-body"}) {
		t.Errorf("active, and nobody accredits it: %v", got)
	}
}
