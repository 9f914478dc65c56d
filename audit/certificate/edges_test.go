package certificate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// What is printed on a certificate, as people print it.
func TestStandardsOnCertificates(t *testing.T) {
	for text, want := range map[string][2]certificate.Outcome{ // wrong-standard, edition-ended
		"ISO/IEC 27001:2022":                        {certificate.Pass, certificate.Pass},
		"iso 27001-2022":                            {certificate.Pass, certificate.Pass},
		"ISO/IEC 27001 2022":                        {certificate.Pass, certificate.Pass},
		"ISO/IEC  27001 : 2022 (E)":                 {certificate.Pass, certificate.Pass},
		"27001:2022":                                {certificate.Pass, certificate.Pass},
		"ISO/IEC 27001:2013 and ISO/IEC 27001:2022": {certificate.Pass, certificate.Pass},
		"ISO/IEC 27001:2013":                        {certificate.Pass, certificate.Fail},
		"ISO/IEC 27001:2013, EN 27001:2017":         {certificate.Pass, certificate.Fail},
		"EN 27001:2017, ISO/IEC 27001:2013":         {certificate.Pass, certificate.Fail},
		"ISO 27001, ISO/IEC 27001:2013":             {certificate.Pass, certificate.Fail},
		"ISO/IEC 27001:2013 27001":                  {certificate.Pass, certificate.Fail},
		"EN ISO/IEC 27001:2017":                     {certificate.Pass, certificate.JudgementRequired},
		"ISO/IEC 27001, EN 27001:2017":              {certificate.Pass, certificate.JudgementRequired},
		"EN 27001:2017 27001":                       {certificate.Pass, certificate.JudgementRequired},
		"ISO/IEC 27001":                             {certificate.Pass, certificate.Unknown},
		"ISO/IEC 27001:202":                         {certificate.Pass, certificate.Unknown},
		"ISO/IEC 27001:20222":                       {certificate.Pass, certificate.Unknown},
		"ISO/IEC 27001:202x":                        {certificate.Pass, certificate.Unknown},
		"ISO/IEC 27001:/022":                        {certificate.Pass, certificate.Unknown},
		"ISO/IEC 27001:2:22":                        {certificate.Pass, certificate.Unknown},
		"270012022":                                 {certificate.Fail, certificate.Unknown},
		"027001:2022":                               {certificate.Fail, certificate.Unknown},
		"927001:2022":                               {certificate.Fail, certificate.Unknown},
		"/27001/:2022":                              {certificate.Pass, certificate.Unknown},
		":27001::2022":                              {certificate.Pass, certificate.Pass},
		"27001027001:2022":                          {certificate.Fail, certificate.Unknown},
		"127001 27001:2022":                         {certificate.Pass, certificate.Pass},
		"ISO/IEC 42001:2023":                        {certificate.Fail, certificate.Unknown},
		"ISO/IEC 2700":                              {certificate.Fail, certificate.Unknown},
		"  ":                                        {certificate.Unknown, certificate.Unknown},
	} {
		attestation := soundAttestation()
		attestation.Certificate.Standard = text
		v := certificate.Verify(verifyDay, nil, attestation, certificate.DefaultTrustPolicy())
		if got := [2]certificate.Outcome{outcome(v, "certificate/certificate-to-another-standard"), outcome(v, "certificate/certificate-to-withdrawn-edition")}; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// How old the answer of a register may be.
func TestFreshAnswersOfRegisters(t *testing.T) {
	may, err := isms.WorkCalendar{ID: "may", From: day("2026-05-01"), To: day("2026-05-31")}.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		on    string
		fresh isms.Interval
		want  certificate.Outcome
		cal   isms.Calendar
	}{
		{"2026-05-02", isms.Interval{}, certificate.Pass, nil}, // 30 days
		{"2026-05-01", isms.Interval{}, certificate.Unknown, nil},
		{"2026-06-01", isms.Interval{}, certificate.Pass, nil},
		{"2026-06-02", isms.Interval{}, certificate.Unknown, nil},
		{"2026-05-25", isms.MustInterval("5 working days"), certificate.Pass, nil},
		{"2026-05-22", isms.MustInterval("5 working days"), certificate.Unknown, nil},
		{"2026-05-22", isms.MustInterval("5 working days"), certificate.Pass, isms.Weekdays(day("2026-05-25"))},
		{"2026-05-25", isms.MustInterval("5 working days"), certificate.Unknown, may},
		{"2026-05-25", isms.MustInterval("1 week"), certificate.Pass, nil},
		{"2026-05-24", isms.MustInterval("1 week"), certificate.Unknown, nil},
		{"2026-03-01", isms.MustInterval("3 months"), certificate.Pass, nil},
		{"2026-02-28", isms.MustInterval("3 months"), certificate.Unknown, nil},
	} {
		attestation, trust := soundAttestation(), certificate.DefaultTrustPolicy()
		attestation.Registers[0].On, trust.RegisterValidity = day(c.on), c.fresh
		attestation.Registers = append(attestation.Registers, certificate.RegisterAnswer{Register: "asked on no day", Status: "suspended"})
		if got := outcome(certificate.Verify(verifyDay, c.cal, attestation, trust), "certificate/inactive-certificate"); got != c.want {
			t.Errorf("asked on %s, %s: %q, want %q", c.on, c.fresh, got, c.want)
		}
	}
	// Of several bad answers the latest is named, then the first by name.
	attestation := soundAttestation()
	attestation.Registers = []certificate.RegisterAnswer{
		{Register: "Q", On: day("2026-05-20"), Status: "expired"},
		{Register: "S", On: day("2026-05-21"), Status: "withdrawn"},
		{Register: "R", On: day("2026-05-21"), Status: "withdrawn", Accreditation: "withdrawn"},
		{Register: "R", On: day("2026-05-21"), Status: "suspended", Accreditation: "suspended"},
		{Register: "R", On: day("2026-05-21"), Status: "suspended", Accreditation: "cancelled"},
	}
	for range 2 {
		var why []string
		for q := range certificate.Verify(verifyDay, nil, attestation, certificate.DefaultTrustPolicy()).Questions() {
			if q.Code == "certificate/inactive-certificate" || q.Code == "certificate/inactive-accreditation-of-certification-body" {
				why = append(why, quoted(q))
			}
		}
		if want := []string{"R 2026-05-21 cancelled", "R 2026-05-21 suspended"}; !slices.Equal(why, want) {
			t.Errorf("%q, want %q", why, want)
		}
		slices.Reverse(attestation.Registers)
	}
}

// Surveillance is due within 12 months of the decision, and once in each calendar
// year after it.
func TestSurveillanceShown(t *testing.T) {
	for _, c := range []struct {
		decided, last, on string
		want              certificate.Outcome
	}{
		{"2025-06-01", "", "2026-06-01", certificate.Pass}, // the last of 12 months
		{"2025-05-31", "", "2026-06-01", certificate.Fail},
		{"2025-05-31", "2025-05-30", "2026-06-01", certificate.Fail}, // before the decision
		{"2025-05-31", "2025-05-31", "2026-06-01", certificate.Pass},
		{"2025-05-31", "2026-06-01", "2026-06-01", certificate.Pass},
		{"2025-06-02", "2026-06-02", "2026-06-01", certificate.Fail}, // a day to come
		{"2024-03-01", "2024-12-31", "2026-01-01", certificate.Fail},
		{"2024-03-01", "2025-01-01", "2026-12-31", certificate.Pass},
	} {
		attestation := soundAttestation()
		x := &attestation.Certificate
		x.Decided, x.Effective, x.Expiry, x.LastSurveillance = day(c.decided), day(c.decided), day(c.decided).AddYears(3), isms.Date{}
		if c.last != "" {
			x.LastSurveillance = day(c.last)
		}
		for range 2 {
			if got := outcome(certificate.Verify(day(c.on), nil, attestation, certificate.DefaultTrustPolicy()), "certificate/missing-evidence-of-surveillance"); got != c.want {
				t.Errorf("decided %s, last %s, on %s: %q, want %q", c.decided, c.last, c.on, got, c.want)
			}
			x.Decided = isms.Date{} // then from the day on which it is valid
		}
	}
}

// Two years after the last day of a service, the body or the person is free.
func TestServicesAtTheEdges(t *testing.T) {
	for _, c := range []struct {
		service certificate.BodyEngagement
		want    string
	}{
		{certificate.BodyEngagement{Kind: certificate.EngagementInternalAudit, Ended: day("2024-06-01")}, ""},
		{certificate.BodyEngagement{Kind: certificate.EngagementInternalAudit, Ended: day("2024-06-02")}, "certificate/internal-audit-by-certification-body   certificate/engaged-until"},
		{certificate.BodyEngagement{Kind: certificate.EngagementInternalAudit}, "certificate/internal-audit-by-certification-body   certificate/engaged-still"},
		{certificate.BodyEngagement{Kind: certificate.EngagementInternalAudit, Person: "P", Ended: day("2024-06-01")}, ""},
		{certificate.BodyEngagement{Kind: certificate.EngagementInternalAudit, Person: "P", Ended: day("2024-06-02")}, "certificate/former-adviser-in-audit-team P internal audit certificate/engaged-until"},
		{certificate.BodyEngagement{Kind: certificate.EngagementConsultancy, Person: "P", Ended: day("9999-01-01")}, "certificate/former-adviser-in-audit-team P consultancy certificate/engaged-until"},
		{certificate.BodyEngagement{Kind: certificate.EngagementConsultancy, Ended: day("2000-01-01")}, "certificate/consultancy-by-certification-body   certificate/engaged-until"},
		{certificate.BodyEngagement{Kind: "song"}, ""},
	} {
		b := soundBody()
		b.Engagements = []certificate.BodyEngagement{c.service}
		got := ""
		for d := range b.Check(verifyDay, certificate.DefaultTrustPolicy()).Found() {
			got += d.Code + " " + d.Arg("person").Value + " " + d.Arg("engagement").Value + " " + d.Arg("until").Sentence.Code
		}
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.service, got, c.want)
		}
	}
	// Whom a buyer trusts decides whether an accreditation counts.
	on := isms.Window{First: day("2026-01-01"), Last: day("2026-12-31")}
	for _, c := range []struct {
		name string
		by   certificate.Signatory
		want int // of 2 rules that run on accreditation
	}{
		{"recognized", certificate.Signatory{Accreditor: "snas ", Agreement: "IAF_MLA", Scope: "isms", InForce: on}, 2},
		{"another", certificate.Signatory{Accreditor: "UKAS", Agreement: "IAF_MLA", Scope: "ISMS", InForce: on}, 1},
		{"another scope", certificate.Signatory{Accreditor: "SNAS", Agreement: "IAF_MLA", Scope: "QMS", InForce: on}, 1},
		{"laboratories", certificate.Signatory{Accreditor: "SNAS", Agreement: "ILAC_MRA", Scope: "ISMS", InForce: on}, 1},
		{"over", certificate.Signatory{Accreditor: "SNAS", Agreement: "IAF_MLA", Scope: "ISMS", InForce: isms.Window{Last: day("2026-05-31")}}, 1},
		{"our own list", certificate.Signatory{Accreditor: "SNAS", Agreement: "ours", Scope: "ISMS", InForce: on}, 2},
	} {
		ran := 0
		for r := range soundBody().Check(verifyDay, certificate.TrustPolicy{Signatories: []certificate.Signatory{c.by}}).Ran() {
			if r.Code == "certificate/unaccredited-certification-body" || r.Code == "certificate/offer-of-unaccredited-certification" {
				ran++
			}
		}
		if ran != c.want {
			t.Errorf("%s: %d rules ran, want %d", c.name, ran, c.want)
		}
	}
	nobody := soundBody()
	nobody.Accreditor, nobody.Accredited = "", "active"
	if !golden.Found(t, nobody.Check(verifyDay, certificate.TrustPolicy{Signatories: []certificate.Signatory{{Scope: "ISMS"}}}), "certificate/unaccredited-certification-body") {
		t.Error("nobody is recognized by the empty name")
	}
}

// Each question is asked once, with the weight of its rule, whatever is attested.
func TestEachQuestionOnce(t *testing.T) {
	weights, questions := map[string]isms.Severity{}, 0
	for _, r := range certificate.Rules() {
		weights[r.Code] = r.Severity
	}
	for q := range certificate.Verify(verifyDay, nil, certificate.Attestation{}, certificate.TrustPolicy{}).Questions() {
		questions++
		if weights[q.Code] == "" {
			t.Errorf("%s is no rule", q.Code)
		}
	}
	for _, c := range verifyCases() {
		attestation := soundAttestation()
		c.change(&attestation)
		var asked []string
		v := certificate.Verify(verifyDay, nil, attestation, certificate.DefaultTrustPolicy())
		for q := range v.Questions() {
			asked = append(asked, q.Code)
			if q.Severity != weights[q.Code] {
				t.Errorf("%s: %s weighs %q, want %q", c.name, q.Code, q.Severity, weights[q.Code])
			}
		}
		if len(asked) != questions || !slices.IsSorted(asked) || len(slices.Compact(asked)) != questions {
			t.Errorf("%s: asked %v", c.name, asked)
		}
	}
}

// What the caller changes afterwards changes nothing in a verification.
func TestVerificationKeepsItsOwn(t *testing.T) {
	attestation := soundAttestation()
	v := certificate.Verify(verifyDay, nil, attestation, certificate.DefaultTrustPolicy())
	before := v.ReliableFor()
	attestation.Reliance.Services[0] = "everything"
	if diff := cmp.Diff(before, v.ReliableFor()); diff != "" {
		t.Error(diff)
	}
}

// Of answers of one day the first register by name is quoted, of one register the
// worst by its word.
func TestWhichRegisterIsQuoted(t *testing.T) {
	at := day("2026-05-21")
	for _, c := range []struct {
		answers []certificate.RegisterAnswer
		want    string
	}{
		{[]certificate.RegisterAnswer{{Register: "S", On: at, Status: "suspended"}, {Register: "R", On: at, Status: "withdrawn"}}, "R 2026-05-21 withdrawn"},
		{[]certificate.RegisterAnswer{
			{Register: "R", On: at, Status: "withdrawn", Accreditation: "active"},
			{Register: "R", On: at, Status: "suspended", Accreditation: "withdrawn"},
		}, "R 2026-05-21 suspended"},
	} {
		for range 2 {
			attestation := soundAttestation()
			attestation.Registers = c.answers
			for q := range certificate.Verify(verifyDay, nil, attestation, certificate.DefaultTrustPolicy()).Questions() {
				if q.Code == "certificate/inactive-certificate" && quoted(q) != c.want {
					t.Errorf("%q, want %q", quoted(q), c.want)
				}
			}
			slices.Reverse(c.answers)
		}
	}
}

// By which names an accreditation body is looked up.
func TestNamesOfAccreditors(t *testing.T) {
	outcome := func(accreditor string, marks []string, trust certificate.TrustPolicy) string {
		attestation := soundAttestation()
		attestation.Certificate.Accreditor, attestation.Certificate.Marks = accreditor, marks
		v := certificate.Verify(verifyDay, nil, attestation, trust)
		return string(outcome(v, "certificate/unaccredited-certificate")) + ", " + string(outcome(v, "certificate/recognition-of-accreditation-not-in-force")) + ", " + string(outcome(v, "certificate/look-alike-accreditation-mark"))
	}
	by := func(name string) certificate.TrustPolicy {
		return certificate.TrustPolicy{Signatories: []certificate.Signatory{{Accreditor: name, Agreement: "IAF_MLA", Scope: "ISMS"}}, LookAlikes: []string{" "}}
	}
	var trap certificate.Accreditor // known by a name and an acronym that differ
	for _, a := range certificate.Accreditors() {
		if a.Status == "misleading name" && a.Acronym == "SADCAS" {
			trap = a
		}
	}
	if trap.Name == "" || trap.Name == trap.Acronym {
		t.Fatalf("%+v", trap)
	}
	for _, c := range []struct {
		accreditor string
		marks      []string
		trust      certificate.TrustPolicy
		want       string
	}{
		{"Our Own Accreditors", nil, by("our own  accreditors"), "pass, pass, pass"},
		{"Our Own Accreditors", []string{"", " "}, by(""), "fail, unknown, pass"},
		{"UKAS", nil, by("United Kingdom Accreditation Service"), "pass, pass, pass"},
		{"United Kingdom Accreditation Service", nil, by("ukas"), "pass, pass, pass"},
		{trap.Name, nil, by(trap.Acronym), "unknown, unknown, pass"},
		{trap.Acronym, nil, by(trap.Name), "unknown, unknown, pass"},
	} {
		if got := outcome(c.accreditor, c.marks, c.trust); got != c.want {
			t.Errorf("%s under a trust in %q: %s, want %s", c.accreditor, c.trust.Signatories[0].Accreditor, got, c.want)
		}
	}
}

// quoted returns what a register says by an open or failed question.
func quoted(q certificate.Question) string {
	words := make([]string, len(q.Why.Args))
	for i, a := range q.Why.Args {
		words[i] = a.Value
	}
	return strings.Join(words, " ")
}
