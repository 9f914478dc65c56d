package audit_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

func TestImplausibleDaysOnCertificates(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*audit.Certificate)
		why    string
	}{
		{"valid before the decision", func(c *audit.Certificate) { c.Effective, c.Expiry = day("2025-02-28"), day("2028-02-27") }, "before the decision"},
		{"decided on a day to come", func(c *audit.Certificate) {
			c.Decided, c.Effective, c.Expiry = day("2026-06-02"), day("2026-06-02"), day("2028-02-27")
		}, "a day to come"},
		{"ends after recertification is due", func(c *audit.Certificate) { c.RecertificationDue = day("2027-03-01") }, "when recertification is due"},
	} {
		claim := soundClaim()
		c.change(&claim.Certificate)
		v := audit.Verify(verifyDay, claim, audit.KnownTrust())
		for q := range v.Questions() {
			if q.Code == "audit/certificate-implausible" && (q.Outcome != audit.Fail || !strings.Contains(q.Why, c.why)) {
				t.Errorf("%s: %+v", c.name, q)
			}
		}
	}
}

func TestSurveillanceOfAnEarlierYear(t *testing.T) {
	claim := soundClaim()
	claim.Certificate.Decided, claim.Certificate.Effective = day("2024-03-01"), day("2024-03-01")
	claim.Certificate.Expiry, claim.Certificate.RecertificationDue = day("2027-03-01"), day("2027-03-01")
	for last, want := range map[string]audit.Outcome{"2024-12-31": audit.Fail, "2025-01-01": audit.Pass, "2026-06-02": audit.Fail, "2024-02-01": audit.Fail} {
		claim.Certificate.LastSurveillance = day(last)
		if got := audit.Verify(verifyDay, claim, audit.KnownTrust()).Outcome("audit/surveillance-not-shown"); got != want {
			t.Errorf("last surveillance %s: %q, want %q", last, got, want)
		}
	}
	if got := (audit.Verification{}).Outcome("audit/unaccredited"); got != "" {
		t.Errorf("nothing was asked: %q", got)
	}
}

// The order in which registers and signatories are given changes nothing, and an
// arrangement that this library does not know is the embedder's to vouch for.
func TestTrustOfOnesOwn(t *testing.T) {
	claim := soundClaim()
	claim.Certificate.Accreditor = "UKAS"
	trust := audit.Trust{Signatories: []audit.Signatory{
		{Accreditor: "UKAS", Arrangement: "our list", Scope: "ISMS", InForce: isms.Window{Last: day("2024-12-31")}},
		{Accreditor: "UKAS", Arrangement: "IAF_MLA", Scope: "ISMS", InForce: isms.Window{Last: day("2025-12-31")}},
		{Accreditor: "UKAS", Arrangement: "IAF_MLA", Scope: "ISMS", InForce: isms.Window{First: day("2020-01-01"), Last: day("2025-12-31")}},
	}}
	at := day("2026-05-31")
	claim.Registers = []audit.RegisterAnswer{
		{Register: "R", On: at, Status: audit.StatusSuspended, Accreditation: audit.StatusActive},
		{Register: "R", On: at, Status: audit.StatusSuspended, Accreditation: audit.StatusNotFound},
		{Register: "R", On: at, Status: audit.StatusActive},
		{Register: "Q", On: at, Status: audit.StatusActive},
	}
	first := audit.Verify(verifyDay, claim, trust)
	slices.Reverse(trust.Signatories)
	slices.Reverse(claim.Registers)
	second := audit.Verify(verifyDay, claim, trust)
	if diff := cmp.Diff(slices.Collect(first.Questions()), slices.Collect(second.Questions())); diff != "" || !first.Report().Equal(second.Report()) {
		t.Error(diff)
	}
	trust.Signatories = append(trust.Signatories, audit.Signatory{Accreditor: "UKAS", Arrangement: "our list", Scope: "ISMS"})
	if got := audit.Verify(verifyDay, claim, trust).Outcome("audit/recognition-not-in-force"); got != audit.Pass {
		t.Errorf("on our own list: %q", got)
	}
}

func TestSupportsEndsWithTheEdition(t *testing.T) {
	claim := soundClaim()
	c := &claim.Certificate
	c.Standard, c.Decided, c.Effective, c.LastSurveillance = "ISO/IEC 27001:2013", day("2023-03-01"), day("2023-03-01"), day("2025-02-01")
	c.Expiry, c.RecertificationDue = day("2026-03-01"), day("2026-03-01")
	claim.Registers[0].On, claim.Registers[1].On = day("2025-10-01"), day("2025-10-01")
	v := audit.Verify(day("2025-10-01"), claim, audit.KnownTrust())
	got, err := v.Supports([]isms.Ref{"A.7.1"}, isms.MustInterval("1 year"))
	if err != nil || len(got) != 1 || got[0].Until != day("2025-10-31") {
		t.Errorf("%v, %v; want until the end of the edition", got, err)
	}
	if _, err := v.Supports([]isms.Ref{"A.7.1"}, isms.Interval{}); err == nil {
		t.Error("support without a limit of freshness")
	}
	claim.Certificate.Standard = "ISO/IEC 27001:year"
	if got := audit.Verify(day("2025-10-01"), claim, audit.KnownTrust()).Outcome("audit/edition-ended"); got != audit.Unknown {
		t.Errorf("no year: %q", got)
	}
}

func TestAccreditedByNobody(t *testing.T) {
	b := audit.BodyChoice{ID: "CB", Accredited: audit.StatusActive}
	if got := codes(b.Check(verifyDay, audit.KnownTrust())); !slices.Equal(got, []string{"audit/body-unaccredited"}) {
		t.Errorf("active, and nobody accredits it: %v", got)
	}
}

func TestTwoAnswersOnOneDay(t *testing.T) {
	got := codes(audit.CheckRequests(verifyDay, "S-1", []audit.Received{
		{Key: "soa", Given: audit.No, On: day("2026-05-01"), Reason: "b"}, {Key: "soa", Given: audit.Yes, On: day("2026-05-01")}, {Key: "soa", Given: audit.No, On: day("2026-05-01")},
	}))
	if !slices.Contains(got, "audit/request-refused") {
		t.Errorf("given and refused on one day: %v", got)
	}
}

func TestEndOfTime(t *testing.T) {
	c, err := audit.CycleFrom("C-1", day("9999-01-01"), audit.Terms{Validity: isms.MustInterval("1 month")})
	if err != nil {
		t.Fatal(err)
	}
	wantObligations(t, c, "9999-01-02", "recertification 9999-02-01")
	c, err = audit.CycleFrom("C-1", day("9996-06-01"), audit.Terms{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for range c.Outlook(day("9997-01-01"), day("9999-12-31")) {
		n++
	}
	if n != 3 {
		t.Errorf("%d obligations up to the end, want 3", n)
	}
}

func TestStageGapIsAnObligation(t *testing.T) {
	c := cycle(t, with(ce(audit.Applied, "2026-01-01"), func(e *audit.CycleEvent) { e.Terms.StageGap = isms.MustInterval("26 weeks") }), ce(audit.Stage1Held, "2026-02-01"))
	wantObligations(t, c, "2026-02-02", "stage 2 2026-08-02")
	if c.Allowed(day("2026-01-31")) != nil {
		t.Error("something is allowed before the last event")
	}
}

func TestProjectedBasis(t *testing.T) {
	c := cycle(t, ce(audit.CertificateHeld, "2026-01-31"))
	for o := range c.Outlook(day("2028-06-01"), day("2030-06-01")) {
		if o.Projected != strings.Contains(o.Basis(), "if recertified") {
			t.Errorf("%+v: %s", o, o.Basis())
		}
	}
}

func TestBrokenJSON(t *testing.T) {
	var c audit.Cycle
	var n audit.Nonconformity
	for _, text := range []string{`{}`, `[1]`, `"x"`, `[{"on":"yesterday"}]`} {
		if json.Unmarshal([]byte(text), &c) == nil || json.Unmarshal([]byte(text), &n) == nil {
			t.Errorf("%s: read", text)
		}
	}
	if err := json.Unmarshal([]byte(`[]`), &c); err != nil || c.ID() != "" {
		t.Errorf("an empty list: %v, %v", c, err)
	}
}

// A sequence ends when its reader has enough.
func TestEarlyStops(t *testing.T) {
	n := apply(t, raise(t, audit.Major, audit.Internal), corrected("2026-01-06"))
	c := cycle(t, ce(audit.CertificateHeld, "2026-01-31"), ce(audit.SurveillanceHeld, "2026-11-01"))
	s := schedule(t, audit.ProposedInternal())
	cases := slices.Values([]audit.Case{n.Case(audit.Dates{}), n.Case(audit.Dates{})})
	seen := 0
	for range n.Events() {
		seen++
		break
	}
	for range c.Events() {
		seen++
		break
	}
	for range s.Due(isms.Date{}, day("2099-01-01"), cases) {
		seen++
		break
	}
	for range s.Overdue(day("2099-01-01"), cases) {
		seen++
		break
	}
	for range soundProgramme().Entries(programmeDay, isms.Interval{}) {
		seen++
		break
	}
	if seen != 5 {
		t.Errorf("%d first items, want 5", seen)
	}
}

func TestSmallCorners(t *testing.T) {
	if err := (audit.Policy{}).Check(); err == nil {
		t.Error("a policy without ID")
	}
	if _, ok := audit.PolicyByID("nobody's"); ok {
		t.Error("a policy of nobody")
	}
	if _, err := audit.PlanAuditTime(0, audit.Complexity{}, 0); err == nil {
		t.Error("an audit of nobody")
	}
	if _, err := audit.AllSites(-1, audit.Initial); err == nil {
		t.Error("fewer than no sites")
	}
	if f := raise(t, audit.Minor, audit.Initial).Finding(); f.Grade != audit.Minor {
		t.Errorf("%+v", f)
	}
	years := audit.Policy{ID: "ours", Limits: []audit.Limit{
		{Step: audit.StepClosure, Within: isms.MustInterval("1 year"), Anchor: audit.AnchorFinding},
		{Step: audit.StepClosure, Within: isms.MustInterval("60 weeks"), Anchor: audit.AnchorFinding},
		{Step: audit.StepClosure, Until: audit.UntilRevisit},
		{Step: audit.StepPlan, Within: isms.MustInterval("1 day"), Anchor: audit.AnchorReport},
	}}
	n := apply(t, raise(t, audit.Minor, audit.Special), audit.Event{Kind: audit.Regraded, On: day("2026-01-06"), Grade: audit.Major, Text: "worse"})
	if got := dues(n, schedule(t, years), audit.Dates{}); got["closure"] != "2027-01-05" || got["plan"] != "no date" {
		t.Errorf("got %v", got)
	}
	p := soundProgramme()
	p.Every = isms.Interval{N: 1, Unit: "moons"}
	p.Audits[1].Cancelled = "merged with IA-3"
	p.Audits[2].Scope = []isms.Ref{"8", "9", "10", "A"}
	if got := codes(p.Check(programmeDay, nil, nil)); !slices.Equal(got, []string{"audit/programme-incomplete"}) {
		t.Errorf("got %v", got)
	}
	p.Every = isms.MustInterval("10 working days")
	if got := codes(p.Check(programmeDay, nil, nil)); !slices.Equal(got, []string{"audit/programme-incomplete"}) {
		t.Errorf("got %v", got)
	}
	if table := p.Table(programmeDay, nil); len(table.Rows) == 0 {
		t.Error("no coverage")
	}
	long := audit.Refusal{Subject: isms.ID(strings.Repeat("x", 100)), Event: "closed"}
	if text := long.Error(); len(text) > 150 || !strings.Contains(text, "...") {
		t.Errorf("%d bytes: %s", len(text), text)
	}
	closedWithoutSimilar := soundEvents()
	closedWithoutSimilar[2].Similar = ""
	closed, err := audit.Replay(append(closedWithoutSimilar, closedOn("2026-06-01")))
	if err != nil {
		t.Fatal(err)
	}
	log := audit.Log{Items: []audit.LogItem{{Nonconformity: closed}}}
	if got := codes(log.Check(day("2026-06-01"), schedule(t, audit.Floor()))); !slices.Equal(got, []string{"audit/similar-not-looked-for"}) {
		t.Errorf("got %v", got)
	}
}

func TestADeadlineOfNoLimitNamesNothing(t *testing.T) {
	if d := (audit.Deadline{}); d.Ref() != "" || d.OnMiss() != "" {
		t.Errorf("the zero deadline names %q and %q", d.Ref(), d.OnMiss())
	}
}
