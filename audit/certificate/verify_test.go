package certificate_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/isms"
)

// soundAttestation passes every question on 2026-06-01.
func soundAttestation() certificate.Attestation {
	return certificate.Attestation{
		ID: "S-1", Supplier: "Example Hosting GmbH", Kind: certificate.AttestationCertification,
		Certificate: certificate.Certificate{
			Number: "IS 1234", Holder: "Example Hosting  GMBH", Standard: "ISO/IEC 27001:2022", Scope: "Hosting of payment systems",
			Sites: []string{"Linz"}, Body: "Example Certification", Accreditor: "SNAS", Agreement: "IAF_MLA",
			Decided: day("2025-03-01"), Effective: day("2025-03-02"), Expiry: day("2028-03-01"), RecertificationDue: day("2028-03-01"),
			SoAVersion: "4.0", LastSurveillance: day("2026-02-20"),
		},
		Registers: []certificate.RegisterAnswer{
			{Register: "IAF CertSearch", On: day("2026-05-31"), Status: "active"},
			{Register: "SNAS", On: day("2026-05-31"), Accreditation: "active"},
		},
		Reliance: certificate.Reliance{Services: []string{"payment hosting"}, Sites: []string{"linz"}, ScopeCovers: isms.Yes},
	}
}

var verifyDay = isms.MustDate("2026-06-01")

func notPassed(v certificate.Result) []string {
	out := []string{}
	for q := range v.Questions() {
		if q.Outcome != certificate.Pass {
			out = append(out, strings.TrimPrefix(q.Code, "certificate/")+" "+string(q.Outcome))
		}
	}
	return out
}

func TestSoundAttestationPasses(t *testing.T) {
	v := certificate.Verify(verifyDay, nil, soundAttestation(), certificate.DefaultTrustPolicy())
	if diff := cmp.Diff([]string{}, notPassed(v)); diff != "" {
		t.Error(diff)
	}
	if !v.Reliable() || len(v.ReliableFor()) == 0 || v.Report().Count(isms.SeverityError) != 0 {
		t.Errorf("reliable %v for %v, report %v", v.Reliable(), v.ReliableFor(), v.Report())
	}
}

type verifyCase struct {
	name   string
	change func(*certificate.Attestation)
	on     string
	want   []string
}

func verifyCases() []verifyCase {
	return []verifyCase{
		{"2013 on its last day", func(c *certificate.Attestation) {
			c.Certificate.Standard, c.Certificate.Decided, c.Certificate.Effective = "ISO/IEC 27001:2013", day("2023-03-01"), day("2023-03-01")
			c.Certificate.Expiry, c.Certificate.RecertificationDue = day("2026-03-01"), day("2026-03-01")
			c.Certificate.LastSurveillance = day("2025-02-01")
			c.Registers[0].On, c.Registers[1].On = day("2025-10-31"), day("2025-10-31")
		}, "2025-10-31", []string{}},
		{"2013 the day after", func(c *certificate.Attestation) {
			c.Certificate.Standard, c.Certificate.Decided, c.Certificate.Effective = "ISO/IEC 27001:2013", day("2023-03-01"), day("2023-03-01")
			c.Certificate.Expiry, c.Certificate.RecertificationDue = day("2026-03-01"), day("2026-03-01")
			c.Certificate.LastSurveillance = day("2025-02-01")
			c.Registers[0].On, c.Registers[1].On = day("2025-10-31"), day("2025-10-31")
		}, "2025-11-01", []string{"certificate-to-withdrawn-edition fail"}},
		{"expires today", func(c *certificate.Attestation) { c.Certificate.Expiry = verifyDay }, "", []string{}},
		{"expired yesterday", func(c *certificate.Attestation) { c.Certificate.Expiry = day("2026-05-31") }, "", []string{"expired-certificate fail"}},
		{
			"no accreditation", func(c *certificate.Attestation) { c.Certificate.Accreditor = "" }, "",
			[]string{"accreditation-for-another-scope unknown", "recognition-of-accreditation-not-in-force unknown", "unaccredited-certificate fail"},
		},
		{
			"accreditor nobody knows", func(c *certificate.Attestation) { c.Certificate.Accreditor = "World Accreditation Centre of Nowhere" }, "",
			[]string{"accreditation-for-another-scope unknown", "recognition-of-accreditation-not-in-force unknown", "unaccredited-certificate fail"},
		},
		{
			"accreditor known from memory only", func(c *certificate.Attestation) { c.Certificate.Accreditor = "COFRAC" }, "",
			[]string{"accreditation-for-another-scope unknown", "recognition-of-accreditation-not-in-force unknown", "unaccredited-certificate unknown"},
		},
		{
			"accreditor for another scope", func(c *certificate.Attestation) { c.Certificate.Accreditor = "SADCAS" }, "",
			[]string{"accreditation-for-another-scope fail", "recognition-of-accreditation-not-in-force unknown", "unaccredited-certificate unknown"},
		},
		{"look-alike", func(c *certificate.Attestation) { c.Certificate.Marks = []string{"I-NAF"} }, "", []string{"look-alike-accreditation-mark fail"}},
		{"scope undecided", func(c *certificate.Attestation) {
			c.Certificate.Scope, c.Reliance.ScopeCovers = "office IT services", ""
			c.Reliance.Services = []string{"payment processing hosting"}
		}, "", []string{"services-outside-certified-scope judgement required"}},
		{"scope word for word is still for a person", func(c *certificate.Attestation) {
			c.Certificate.Scope, c.Reliance.ScopeCovers, c.Reliance.Services = "payment hosting", "", []string{"payment hosting"}
		}, "", []string{"services-outside-certified-scope judgement required"}},
		{"scope decided against", func(c *certificate.Attestation) { c.Reliance.ScopeCovers = isms.No }, "", []string{"services-outside-certified-scope fail"}},
		{"nothing relied on", func(c *certificate.Attestation) { c.Reliance.Services = nil }, "", []string{"services-outside-certified-scope unknown"}},
		{"ISO 9001", func(c *certificate.Attestation) { c.Certificate.Standard = "ISO 9001:2015" }, "", []string{"certificate-to-withdrawn-edition unknown", "certificate-to-another-standard fail"}},
		{"27701 alone", func(c *certificate.Attestation) { c.Certificate.Standard = "ISO/IEC 27701:2019" }, "", []string{"certificate-to-withdrawn-edition unknown", "certificate-to-another-standard fail"}},
		{"27002", func(c *certificate.Attestation) { c.Certificate.Standard = "ISO/IEC 27002:2022" }, "", []string{"certificate-to-withdrawn-edition unknown", "certificate-to-another-standard fail"}},
		{"127001", func(c *certificate.Attestation) { c.Certificate.Standard = "Norm 127001:2022" }, "", []string{"certificate-to-withdrawn-edition unknown", "certificate-to-another-standard fail"}},
		{"27001 with 27701", func(c *certificate.Attestation) {
			c.Certificate.Standard = "ISO/IEC 27701:2019 and ISO/IEC 27001:2022/Amd 1:2024"
		}, "", []string{}},
		{"no edition", func(c *certificate.Attestation) { c.Certificate.Standard = "ISO 27001" }, "", []string{"certificate-to-withdrawn-edition unknown"}},
		{"national adoption", func(c *certificate.Attestation) { c.Certificate.Standard = "BS EN ISO/IEC 27001:2023" }, "", []string{"certificate-to-withdrawn-edition judgement required"}},
		{"no standard", func(c *certificate.Attestation) { c.Certificate.Standard = "" }, "", []string{"incomplete-certificate fail", "certificate-to-withdrawn-edition unknown", "certificate-to-another-standard unknown"}},
		{
			"issued after expiry", func(c *certificate.Attestation) {
				c.Certificate.Effective, c.Certificate.Decided = day("2028-03-02"), day("2026-01-01")
			}, "",
			[]string{"implausible-certificate-dates fail", "certificate-not-yet-valid fail"},
		},
		{"four years", func(c *certificate.Attestation) {
			c.Certificate.Expiry, c.Certificate.RecertificationDue = day("2029-03-02"), day("2029-03-02")
		}, "", []string{"implausible-certificate-dates fail"}},
		{"three years to the day", func(c *certificate.Attestation) {
			c.Certificate.Expiry, c.Certificate.RecertificationDue = day("2028-03-02"), isms.Date{}
		}, "", []string{}},
		{"no expiry", func(c *certificate.Attestation) { c.Certificate.Expiry = isms.Date{} }, "", []string{"expired-certificate unknown", "implausible-certificate-dates fail"}},
		{"valid before the decision", func(c *certificate.Attestation) { c.Certificate.Effective = day("2025-02-28") }, "", []string{"implausible-certificate-dates fail"}},
		{
			"no begin", func(c *certificate.Attestation) {
				c.Certificate.Effective, c.Certificate.Decided = isms.Date{}, isms.Date{}
			}, "",
			[]string{"implausible-certificate-dates unknown", "incomplete-certificate fail", "certificate-not-yet-valid unknown", "missing-evidence-of-surveillance unknown"},
		},
		{"legal name differs", func(c *certificate.Attestation) { c.Certificate.Holder = "Example Hosting Ltd" }, "", []string{"certificate-of-another-organization judgement required"}},
		{"legal name confirmed", func(c *certificate.Attestation) {
			c.Certificate.Holder, c.Reliance.HolderMatches = "Example Hosting Ltd", isms.Yes
		}, "", []string{}},
		{"somebody else's", func(c *certificate.Attestation) { c.Certificate.Holder, c.Reliance.HolderMatches = "Another", isms.No }, "", []string{"certificate-of-another-organization fail"}},
		{"site not listed", func(c *certificate.Attestation) { c.Reliance.Sites = []string{"Graz"} }, "", []string{"sites-outside-certified-scope judgement required"}},
		{"site decided against", func(c *certificate.Attestation) {
			c.Reliance.Sites, c.Reliance.SitesCovered = []string{"Graz"}, isms.No
		}, "", []string{"sites-outside-certified-scope fail"}},
		{"no sites shown", func(c *certificate.Attestation) { c.Certificate.Sites = nil }, "", []string{"sites-outside-certified-scope unknown"}},
		{"no surveillance in the second year", func(c *certificate.Attestation) { c.Certificate.LastSurveillance = isms.Date{} }, "", []string{"missing-evidence-of-surveillance fail"}},
		{"none due in the first year", func(c *certificate.Attestation) { c.Certificate.LastSurveillance = isms.Date{} }, "2026-03-01", []string{"inactive-accreditation-of-certification-body unknown", "inactive-certificate unknown"}},
		{"SoA not named", func(c *certificate.Attestation) { c.Certificate.SoAVersion = "" }, "", []string{"unconfirmed-statement-of-applicability-version fail"}},
		{"another SoA", func(c *certificate.Attestation) { c.Reliance.SoAMatches = isms.No }, "", []string{"unconfirmed-statement-of-applicability-version fail"}},
		{"suspended", func(c *certificate.Attestation) { c.Registers[0].Status = "suspended" }, "", []string{"inactive-certificate fail"}},
		{"registers disagree", func(c *certificate.Attestation) {
			c.Registers = append(c.Registers, certificate.RegisterAnswer{Register: "body", On: day("2026-05-20"), Status: "withdrawn"})
		}, "", []string{"inactive-certificate fail"}},
		{"not found is not invalid", func(c *certificate.Attestation) { c.Registers[0].Status = "not found" }, "", []string{"inactive-certificate judgement required"}},
		{"transferred", func(c *certificate.Attestation) { c.Registers[0].Status = "transferred" }, "", []string{"inactive-certificate judgement required"}},
		{"unknown word", func(c *certificate.Attestation) { c.Registers[0].Status = "glorious" }, "", []string{"inactive-certificate judgement required"}},
		{"register asked too long ago", func(c *certificate.Attestation) { c.Registers[0].On = day("2026-05-01") }, "", []string{"inactive-certificate unknown"}},
		{"register asked in the future", func(c *certificate.Attestation) { c.Registers[0].On = day("2026-06-02") }, "", []string{"inactive-certificate unknown"}},
		{"body lost accreditation", func(c *certificate.Attestation) { c.Registers[1].Accreditation = "withdrawn" }, "", []string{"inactive-accreditation-of-certification-body fail"}},
		{"compliant", func(c *certificate.Attestation) { c.Kind = certificate.AttestationDeclaration }, "", allBut("attestation-without-certification fail")},
		{"attested", func(c *certificate.Attestation) { c.Kind = certificate.AttestationOther }, "", allBut("attestation-without-certification fail")},
		{"nothing said", func(c *certificate.Attestation) { c.Kind = "" }, "", allBut("attestation-without-certification unknown")},
	}
}

func TestVerify(t *testing.T) {
	for _, c := range verifyCases() {
		attestation := soundAttestation()
		c.change(&attestation)
		on := verifyDay
		if c.on != "" {
			on = day(c.on)
		}
		v := certificate.Verify(on, nil, attestation, certificate.DefaultTrustPolicy())
		slices.Sort(c.want)
		if diff := cmp.Diff(c.want, notPassed(v)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		wantReliable := !slices.ContainsFunc(c.want, func(s string) bool {
			return !strings.HasPrefix(s, "missing-evidence-of-surveillance") && !strings.HasPrefix(s, "unconfirmed-statement-of-applicability-version")
		})
		if v.Reliable() != wantReliable {
			t.Errorf("%s: reliable %v", c.name, v.Reliable())
		}
		if !wantReliable && len(v.ReliableFor()) > 0 {
			t.Errorf("%s: reliable for %v", c.name, v.ReliableFor())
		}
		for _, q := range []string{"certificate/not-for-other-schemes", "certificate/not-outside-the-scope"} {
			if !slices.ContainsFunc(v.NotFor(), func(s isms.Sentence) bool { return s.Code == q }) {
				t.Errorf("%s: not for: %v, want %s in it", c.name, v.NotFor(), q)
			}
		}
	}
}

// allBut gives what an unexamined certificate shows.
func allBut(attestation string) []string {
	out := []string{attestation}
	for q := range certificate.Verify(verifyDay, nil, certificate.Attestation{}, certificate.TrustPolicy{}).Questions() {
		if code := strings.TrimPrefix(q.Code, "certificate/"); code != "attestation-without-certification" {
			out = append(out, code+" unknown")
		}
	}
	slices.Sort(out)
	return out
}

func TestRecognitionHasDates(t *testing.T) {
	attestation := soundAttestation()
	attestation.Certificate.Accreditor = "UKAS"
	trust := certificate.TrustPolicy{Signatories: []certificate.Signatory{
		{Accreditor: "UKAS", Agreement: "GAC_MRA", Scope: "ISMS", InForce: isms.Window{First: day("2026-01-01"), Last: day("2026-05-31")}},
	}}
	v := certificate.Verify(verifyDay, nil, attestation, trust)
	if diff := cmp.Diff([]string{"recognition-of-accreditation-not-in-force fail"}, notPassed(v)); diff != "" {
		t.Error(diff)
	}
	trust.Signatories[0].InForce.Last = verifyDay
	if v := certificate.Verify(verifyDay, nil, attestation, trust); !v.Reliable() {
		t.Errorf("not reliable: %v", notPassed(v))
	}
	trust.Signatories[0].Scope = "QMS"
	if got := outcome(certificate.Verify(verifyDay, nil, attestation, trust), "certificate/accreditation-for-another-scope"); got != certificate.Fail {
		t.Errorf("recognized for quality management only: %q", got)
	}
	trust.Signatories[0].Scope, trust.Signatories[0].Agreement = "ISMS", "ILAC_MRA"
	if got := outcome(certificate.Verify(verifyDay, nil, attestation, trust), "certificate/accreditation-for-another-scope"); got != certificate.Fail {
		t.Errorf("an agreement of laboratories: %q", got)
	}
	// The agreement of 2026 recognized nobody in 2025.
	early := soundAttestation()
	early.Certificate.Accreditor = "UKAS"
	trust.Signatories[0] = certificate.Signatory{Accreditor: "UKAS", Agreement: "GAC_MRA", Scope: "ISMS"}
	if got := outcome(certificate.Verify(day("2025-12-31"), nil, early, trust), "certificate/recognition-of-accreditation-not-in-force"); got != certificate.Fail {
		t.Errorf("recognized before the agreement began: %q", got)
	}
}

func TestSupports(t *testing.T) {
	v := certificate.Verify(verifyDay, nil, soundAttestation(), certificate.DefaultTrustPolicy())
	got, err := v.SupportedControls([]isms.Ref{"A.7.1", "A.5.30"}, isms.MustInterval("1 year"))
	if err != nil {
		t.Fatal(err)
	}
	want := []certificate.SupportedControl{{Control: "A.5.30", ValidUntil: day("2027-06-01")}, {Control: "A.7.1", ValidUntil: day("2027-06-01")}}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b isms.Date) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
	if long, _ := v.SupportedControls([]isms.Ref{"A.7.1"}, isms.MustInterval("5 years")); long[0].ValidUntil != day("2028-03-01") {
		t.Errorf("until %v, want the last day of the certificate", long[0].ValidUntil)
	}
	for _, ref := range []isms.Ref{"NIST SP 800-171 3.1.1", "CMMC AC.L2-3.1.1", "own:CMMC", "6.1.3 d", "A.5", "A", ""} {
		if _, err := v.SupportedControls([]isms.Ref{ref}, isms.MustInterval("1 year")); err == nil {
			t.Errorf("%q is supported by a certificate to ISO/IEC 27001", ref)
		}
	}
	attestation := soundAttestation()
	attestation.Reliance.ScopeCovers = ""
	if got, _ := certificate.Verify(verifyDay, nil, attestation, certificate.DefaultTrustPolicy()).SupportedControls([]isms.Ref{"A.7.1"}, isms.MustInterval("1 year")); len(got) > 0 {
		t.Errorf("an unverified certificate supports %v", got)
	}
}

// Whatever fact is taken away from a sound attestation, it is never better for it.
func TestMissingFactsAreNeverGood(t *testing.T) {
	for name, drop := range map[string]func(*certificate.Attestation, *certificate.TrustPolicy){
		"kind":       func(c *certificate.Attestation, _ *certificate.TrustPolicy) { c.Kind = "" },
		"number":     func(c *certificate.Attestation, _ *certificate.TrustPolicy) { c.Certificate.Number = "" },
		"holder":     func(c *certificate.Attestation, _ *certificate.TrustPolicy) { c.Certificate.Holder = "" },
		"supplier":   func(c *certificate.Attestation, _ *certificate.TrustPolicy) { c.Supplier = "" },
		"standard":   func(c *certificate.Attestation, _ *certificate.TrustPolicy) { c.Certificate.Standard = "" },
		"scope":      func(c *certificate.Attestation, _ *certificate.TrustPolicy) { c.Certificate.Scope = "" },
		"body":       func(c *certificate.Attestation, _ *certificate.TrustPolicy) { c.Certificate.Body = "" },
		"accreditor": func(c *certificate.Attestation, _ *certificate.TrustPolicy) { c.Certificate.Accreditor = "" },
		"effective":  func(c *certificate.Attestation, _ *certificate.TrustPolicy) { c.Certificate.Effective = isms.Date{} },
		"expiry":     func(c *certificate.Attestation, _ *certificate.TrustPolicy) { c.Certificate.Expiry = isms.Date{} },
		"registers":  func(c *certificate.Attestation, _ *certificate.TrustPolicy) { c.Registers = nil },
		"services":   func(c *certificate.Attestation, _ *certificate.TrustPolicy) { c.Reliance.Services = nil },
		"judgement":  func(c *certificate.Attestation, _ *certificate.TrustPolicy) { c.Reliance.ScopeCovers = "" },
		"trust":      func(_ *certificate.Attestation, t *certificate.TrustPolicy) { *t = certificate.TrustPolicy{} },
	} {
		attestation, trust := soundAttestation(), certificate.DefaultTrustPolicy()
		drop(&attestation, &trust)
		if certificate.Verify(verifyDay, nil, attestation, trust).Reliable() {
			t.Errorf("reliable without %s", name)
		}
	}
	if certificate.Verify(isms.Date{}, nil, soundAttestation(), certificate.DefaultTrustPolicy()).Reliable() {
		t.Error("reliable on no day")
	}
	if (certificate.Result{}).Reliable() {
		t.Error("the zero verification is reliable")
	}
}

type bodyCase struct {
	name   string
	change func(*certificate.BodyCandidate)
	want   []string
}

func soundBody() certificate.BodyCandidate {
	return certificate.BodyCandidate{ID: "CB", Accreditor: "SNAS", Accredited: "active", WithoutAccreditation: isms.No, EngagementsComplete: isms.Yes}
}

func bodyCases() []bodyCase {
	return []bodyCase{
		{"sound", func(*certificate.BodyCandidate) {}, nil},
		{"consultancy by the body", func(b *certificate.BodyCandidate) {
			b.Engagements = []certificate.BodyEngagement{{Kind: certificate.EngagementConsultancy, Ended: day("2020-01-01")}}
		}, []string{"certificate/consultancy-by-certification-body"}},
		{"internal audit, two years less a day", func(b *certificate.BodyCandidate) {
			b.Engagements = []certificate.BodyEngagement{{Kind: certificate.EngagementInternalAudit, Ended: day("2024-06-02")}}
		}, []string{"certificate/internal-audit-by-certification-body"}},
		{"internal audit, two years", func(b *certificate.BodyCandidate) {
			b.Engagements = []certificate.BodyEngagement{{Kind: certificate.EngagementInternalAudit, Ended: day("2024-06-01")}}
		}, nil},
		{"adviser, goes on", func(b *certificate.BodyCandidate) {
			b.Engagements = []certificate.BodyEngagement{{Kind: certificate.EngagementConsultancy, Person: "P"}}
		}, []string{"certificate/former-adviser-in-audit-team"}},
		{"adviser, long ago", func(b *certificate.BodyCandidate) {
			b.Engagements = []certificate.BodyEngagement{{Kind: certificate.EngagementConsultancy, Person: "P", Ended: day("2024-06-01")}}
		}, nil},
		{"accreditation withdrawn", func(b *certificate.BodyCandidate) { b.Accredited = "withdrawn" }, []string{"certificate/unaccredited-certification-body"}},
		{"offers without", func(b *certificate.BodyCandidate) { b.WithoutAccreditation = isms.Yes }, []string{"certificate/offer-of-unaccredited-certification"}},
	}
}

func TestChoosingABody(t *testing.T) {
	for _, c := range bodyCases() {
		b := soundBody()
		c.change(&b)
		var got []string
		for d := range b.Check(verifyDay, certificate.DefaultTrustPolicy()).Found() {
			got = append(got, d.Code)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	b := soundBody()
	b.EngagementsComplete, b.Accreditor = "", "COFRAC"
	skipped := 0
	for range b.Check(verifyDay, certificate.DefaultTrustPolicy()).Skipped() {
		skipped++
	}
	if skipped != 4 {
		t.Errorf("%d rules skipped where nobody asked, want 4", skipped)
	}
}

// What a verification answers is in its JSON; no list is null.
func TestResultAsJSON(t *testing.T) {
	for _, v := range []certificate.Result{
		{},
		certificate.Verify(verifyDay, nil, soundAttestation(), certificate.DefaultTrustPolicy()),
		certificate.Verify(verifyDay, nil, certificate.Attestation{}, certificate.TrustPolicy{}),
	} {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Reliable            bool
			ReliableFor, NotFor []isms.Sentence
			Questions           []certificate.Question
		}
		if err := json.Unmarshal(text, &got); err != nil || strings.Contains(string(text), "null") {
			t.Errorf("%s: %v", text, err)
		}
		want := slices.Collect(v.Questions())
		same := got.Reliable == v.Reliable() && len(got.ReliableFor) == len(v.ReliableFor()) && len(got.NotFor) == len(v.NotFor())
		if !same || !slices.EqualFunc(got.Questions, want, func(a, b certificate.Question) bool {
			return a.Code == b.Code && a.Outcome == b.Outcome && a.Why.Code == b.Why.Code && a.Severity == b.Severity
		}) {
			t.Errorf("%s", text)
		}
	}
}
