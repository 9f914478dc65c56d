package certificate_test

import (
	"testing"

	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

func TestRuleTexts(t *testing.T) {
	var n golden.Note
	n.Rules(t, certificate.Rules(), append(cases(t).Reports, verifications(t).Reports...)...)
	n.Messages(certificate.Messages())
	golden.Equal(t, "rules.txt", n.Bytes())
}

// The key of everything found in every case of the tables of this package.
func TestFound(t *testing.T) { golden.Equal(t, "found.txt", cases(t).Bytes()) }

// cases returns what is found in every case of the tables of this package.
func cases(t *testing.T) *golden.Note {
	t.Helper()
	var n golden.Note
	body := func(b certificate.BodyCandidate, on isms.Date) {
		r := b.Check(on, certificate.DefaultTrustPolicy())
		found(&n, r)
		laws.Report(t, b, r)
	}
	requests := func(on isms.Date, list []certificate.Received) {
		r := certificate.CheckRequests(on, "S-1", list)
		found(&n, r)
		laws.Report(t, list, r, "S-1", certificate.Requests())
	}

	for _, c := range bodyCases() {
		b := soundBody()
		c.change(&b)
		n.Line("body, %s", c.name)
		body(b, verifyDay)
	}
	n.Line("body, nothing known")
	body(certificate.BodyCandidate{}, verifyDay)
	n.Line("body, active by nobody, and services of a kind that nobody knows")
	body(certificate.BodyCandidate{Accredited: "active", EngagementsComplete: isms.Yes, Engagements: []certificate.BodyEngagement{{Kind: "song", Person: "P"}}}, verifyDay)
	n.Line("body, no day")
	body(soundBody(), isms.Date{})

	n.Line("requests")
	requests(verifyDay, []certificate.Received{
		{Key: "soa", Given: isms.No, On: day("2026-05-20")},
		{Key: "certificate", Given: isms.No, On: day("2026-05-20"), Reason: "secret"},
		{Key: "audit-report", Asked: day("2026-05-01")},
		{Key: "internal-audit", Asked: day("2026-06-02")},
		{Key: "pentest", Asked: day("2026-05-01")},
		{},
		{Key: "nonconformities", Given: isms.Yes, On: day("2026-05-02")},
	})
	n.Line("requests, no day")
	requests(isms.Date{}, nil)
	return &n
}

// What a buyer learns of a supplier's certificate.
func TestVerifications(t *testing.T) { golden.Equal(t, "verification.txt", verifications(t).Bytes()) }

// verifications returns what is said of every attestation of the tables of this package.
func verifications(t *testing.T) *golden.Note {
	t.Helper()
	var n golden.Note
	show := func(name string, attestation certificate.Attestation, v certificate.Result) {
		n.Line("%s: reliable %v", name, v.Reliable())
		for q := range v.Questions() {
			if q.Outcome != certificate.Pass {
				reason := q.Why.Code
				for _, a := range q.Why.Args {
					if a.Kind == isms.KindSentence && a.Name != "register" {
						reason += " " + a.Sentence.Code
					}
				}
				n.Line("  %s (%s) %s: %s", q.Code, q.Severity, q.Outcome, reason)
				laws.Sentence(t, q.Why)
			}
		}
		for _, s := range v.ReliableFor() {
			n.Line("  + %s", s.Code)
			laws.Sentence(t, s)
		}
		found(&n, v.Report())
		laws.Report(t, attestation, v.Report(), certificate.Agreements(), certificate.Accreditors(), []string{"ISMS", "QMS"}) // the scopes of the policies
		general := v.NotFor()
		for _, s := range general[:len(general)-5] {
			n.Line("  - %s %s", s.Code, s.Args[0].Sentence.Code)
			laws.Sentence(t, s)
		}
	}
	cases := append(verifyCases(), []verifyCase{
		{name: "sound", change: func(*certificate.Attestation) {}},
		{name: "no day", change: func(*certificate.Attestation) {}, on: "none"},
		{name: "no services and no expiry but that", change: func(c *certificate.Attestation) {
			c.Certificate.Marks, c.Registers[0].Register, c.Registers[0].Status = []string{" ", "I-NAF"}, "", "cancelled"
		}},
		{name: "nothing on it", change: func(c *certificate.Attestation) { c.Certificate = certificate.Certificate{} }},
		{name: "expired at the register", change: func(c *certificate.Attestation) { c.Registers[0].Status = "expired" }},
		{name: "scope reduced", change: func(c *certificate.Attestation) { c.Registers[0].Status = "scope reduced" }},
		{name: "body not found", change: func(c *certificate.Attestation) { c.Registers[1].Accreditation = "not found" }},
		{name: "no register was asked", change: func(c *certificate.Attestation) { c.Registers = nil }},
		{name: "no surveillance in the calendar year before", change: func(c *certificate.Attestation) {
			c.Certificate.Decided, c.Certificate.Effective, c.Certificate.Expiry = day("2024-01-02"), day("2024-01-02"), day("2027-01-01")
			c.Certificate.LastSurveillance = day("2024-12-31")
		}},
		{name: "surveillance to come", change: func(c *certificate.Attestation) { c.Certificate.LastSurveillance = day("2026-06-02") }},
		{name: "decided in the future", change: func(c *certificate.Attestation) {
			c.Certificate.Decided, c.Certificate.Effective = day("2026-06-02"), day("2026-06-02")
		}},
		{name: "ends after recertification", change: func(c *certificate.Attestation) { c.Certificate.RecertificationDue = day("2028-02-29") }},
		{name: "valid before the decision, for three years", change: func(c *certificate.Attestation) {
			c.Certificate.Effective, c.Certificate.Expiry = day("2025-02-28"), day("2028-02-27")
		}},
		{name: "two sites that are not covered", change: func(c *certificate.Attestation) {
			c.Reliance.Sites, c.Reliance.SitesCovered = []string{"x", "y"}, isms.No
		}},
		{name: "two look-alikes", change: func(c *certificate.Attestation) {
			c.Certificate.Agreement, c.Certificate.Marks = "i-naf", []string{"I-NAF", "I-NAF "}
		}},
		{name: "no supplier", change: func(c *certificate.Attestation) { c.Supplier = "" }},
		{name: "two services and sites", change: func(c *certificate.Attestation) {
			c.Reliance.Services, c.Reliance.Sites, c.Reliance.ScopeCovers = []string{"a", "b"}, []string{"x", "linz", "y"}, isms.No
		}},
		{name: "two services", change: func(c *certificate.Attestation) { c.Reliance.Services = []string{"a", "b"} }},
		{name: "a name that misleads", change: func(c *certificate.Attestation) { c.Certificate.Accreditor = "I-NAF" }},
	}...)
	for _, c := range cases {
		attestation := soundAttestation()
		c.change(&attestation)
		on := verifyDay
		switch c.on {
		case "":
		case "none":
			on = isms.Date{}
		default:
			on = day(c.on)
		}
		show(c.name, attestation, certificate.Verify(on, nil, attestation, certificate.DefaultTrustPolicy()))
	}
	for _, c := range []struct {
		name string
		list []certificate.Signatory
	}{
		{"no longer recognized", []certificate.Signatory{{Accreditor: "UKAS", Agreement: "GAC_MRA", Scope: "ISMS", InForce: isms.Window{First: day("2026-01-01"), Last: day("2026-05-31")}}}},
		{"recognized from a day to come", []certificate.Signatory{{Accreditor: "UKAS", Agreement: "GAC_MRA", Scope: "ISMS", InForce: isms.Window{First: day("2026-07-01")}}}},
		{"recognized for other things", []certificate.Signatory{{Accreditor: "UKAS", Scope: "QMS"}, {Accreditor: "ukas", Agreement: "ILAC_MRA", Scope: "ISMS"}, {Accreditor: "UKAS", Agreement: "IAF_MLA"}, {Accreditor: "UKAS", Scope: "QMS"}}},
		{"recognized for another thing, and for this", []certificate.Signatory{{Accreditor: "UKAS", Scope: "QMS"}, {Accreditor: "UKAS", Agreement: "IAF_MLA", Scope: "ISMS"}}},
		{"of several times the first by agreement, then the earliest", []certificate.Signatory{
			{Accreditor: "UKAS", Agreement: "ours", Scope: "ISMS", InForce: isms.Window{Last: day("2022-12-31")}},
			{Accreditor: "UKAS", Agreement: "IAF_MLA", Scope: "ISMS", InForce: isms.Window{First: day("2021-01-01"), Last: day("2024-12-31")}},
			{Accreditor: "UKAS", Agreement: "IAF_MLA", Scope: "ISMS", InForce: isms.Window{First: day("2020-01-01"), Last: day("2023-12-31")}},
			{Accreditor: "UKAS", Agreement: "IAF_MLA", Scope: "ISMS", InForce: isms.Window{First: day("2019-01-01"), Last: day("2023-12-31")}},
		}},
		{"by its name", []certificate.Signatory{{Accreditor: "United Kingdom Accreditation Service", Agreement: "IAF_MLA", Scope: "isms"}}},
	} {
		attestation := soundAttestation()
		attestation.Certificate.Accreditor = "UKAS"
		show(c.name, attestation, certificate.Verify(verifyDay, nil, attestation, certificate.TrustPolicy{Signatories: c.list}))
	}
	n.Line("never for:")
	for _, s := range certificate.Verify(verifyDay, nil, soundAttestation(), certificate.DefaultTrustPolicy()).NotFor() {
		n.Line("  - %s", s.Code)
	}
	return &n
}

// The codes and paths of all that is refused.
func TestRefusals(t *testing.T) {
	v := certificate.Verify(verifyDay, nil, soundAttestation(), certificate.DefaultTrustPolicy())
	for _, c := range []struct {
		controls []isms.Ref
		validity isms.Interval
		want     string
	}{
		{[]isms.Ref{"A.7.1", "6.1.3 d", "own:C-1"}, isms.MustInterval("1 year"), "certificate/no-control-of-annex-a at controls[#1]; certificate/no-control-of-annex-a at controls[#2]"},
		{[]isms.Ref{"A.7.1"}, isms.Interval{}, "isms/unknown-unit at validity"},
	} {
		_, err := v.SupportedControls(c.controls, c.validity)
		if got := golden.Codes(err); got != c.want {
			t.Errorf("%v for %s: %s, want %s", c.controls, c.validity, got, c.want)
		}
		laws.Error(t, map[string]any{"controls": c.controls, "validity": ""}, err)
	}
}

// The facts that this package holds, as an embedder gets them.
func TestFactTables(t *testing.T) {
	var n golden.Note

	n.JSON(t, "agreements", certificate.Agreements())
	for _, a := range certificate.Accreditors() {
		n.Line("%+v", a)
	}
	n.JSON(t, "trust", certificate.DefaultTrustPolicy())

	n.JSON(t, "sources", certificate.Sources())
	golden.Equal(t, "facts.txt", n.Bytes())
}

// The names of the members that records are stored under never change. Every
// field of every record is filled in.
func TestStoredNames(t *testing.T) {
	var n golden.Note
	n.Stored(t, nil,
		new(certificate.Attestation), new(certificate.TrustPolicy),
		new(certificate.Question), new(certificate.SupportedControl), new(certificate.BodyCandidate), new(certificate.Agreement), new(certificate.Accreditor),
	)

	n.JSON(t, "zero", []any{certificate.Attestation{}})
	golden.Equal(t, "stored.txt", n.Bytes())
}
