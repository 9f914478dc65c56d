package audit_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// The texts below are what practitioners read, and the words that records are
// stored in. Each golden file is read by people when it changes; to write them
// anew: go test ./audit -update.

// a note is a golden text in the making.
type note struct{ bytes.Buffer }

func (n *note) line(format string, args ...any) { fmt.Fprintf(&n.Buffer, format+"\n", args...) }

func (n *note) json(t *testing.T, name string, v any) {
	t.Helper()
	text, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(name, err)
	}
	n.line("%s %s\n", name, text)
}

func (n *note) report(r isms.Report) {
	for d := range r.Found() {
		n.line("  %s %s [%s] %s", d.Severity, d.Code, d.Path, d.Message)
	}
	skipped := map[string][]string{}
	var why []string
	for s := range r.Skipped() {
		if skipped[s.Why] == nil {
			why = append(why, s.Why)
		}
		skipped[s.Why] = append(skipped[s.Why], strings.TrimPrefix(s.Code, "audit/"))
	}
	for _, w := range why {
		n.line("  skipped: %s: %s", w, strings.Join(slices.Compact(skipped[w]), " "))
	}
}

func TestRuleTexts(t *testing.T) {
	var n note
	for _, list := range []struct {
		name  string
		rules []isms.Rule
	}{
		{"nonconformities", audit.NonconformityRules()},
		{"programme", audit.ProgrammeRules()},
		{"cycle", audit.CycleRules()},
		{"certificate", audit.CertificateRules()},
		{"requests", audit.RequestRules()},
		{"body", audit.BodyRules()},
	} {
		n.line("%s\n", strings.ToUpper(list.name))
		for _, r := range list.rules {
			n.line("%s %s %v since %s\n  %s\n  > %s\n  settled by: %s", r.Code, r.Severity, r.Refs, r.Since, r.Title, r.Message, r.Remedy)
			if r.Basis != "" {
				n.line("  basis: %s", r.Basis)
			}
			if r.JudgementRequired != "" {
				n.line("  needs a person: %s", r.JudgementRequired)
			}
			n.line("")
		}
	}
	golden.Equal(t, "rules.txt", n.Bytes())
}

// One line for everything found in every case of the tables of this package.
func TestMessages(t *testing.T) {
	var n note
	s := schedule(t, audit.ProposedPolicy())
	for _, c := range logCases {
		events := soundEvents()
		if c.alter != nil {
			c.alter(events)
		}
		n.line("log, %s, on %s", c.name, c.on)
		n.report(audit.Log{Items: []audit.LogItem{{Nonconformity: replay(t, events[:c.upTo]...), Dates: c.dates}}}.Check(day(c.on), s))
	}
	grown := stories(t)
	grown.Grading.MinorsToMajor = 2
	grown.Items = append(grown.Items, grown.Items[1])
	n.line("log, many stories")
	n.report(grown.Check(day("2028-07-01"), s))
	grown.Grading.MinorsToMajor = 1
	n.line("log, no day")
	n.report(grown.Check(isms.Date{}, s))
	n.line("log, no findings")
	n.report(audit.Log{}.Check(day("2026-07-01"), s))
	n.line("log, no findings, and complete")
	n.report(audit.Log{Complete: audit.Yes}.Check(day("2026-07-01"), s))
	n.line("log, a policy that says nothing of the consequence, and no policy")
	quiet, err := audit.Policy{ID: "ours", Limits: []audit.Limit{{Step: audit.StepPlan, Within: isms.MustInterval("14 days"), Anchor: audit.AnchorFinding}}}.Schedule(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []audit.Schedule{quiet, {}} {
		n.report(audit.Log{Items: []audit.LogItem{{Nonconformity: replay(t, raised("NC-1", "2026-03-06", audit.Major, audit.Surveillance))}}}.Check(day("2026-06-01"), s))
	}
	for _, x := range []audit.Nonconformity{raise(t, "", audit.Internal), raise(t, audit.Major, audit.Initial), apply(t, raise(t, audit.Minor, audit.Internal), analysed("2026-01-06"), planned("2026-01-07")), {}} {
		n.line("closing a %q", x.Grade())
		n.report(x.CheckClosing())
	}
	for _, c := range programmeCases {
		p := soundProgramme()
		c.change(&p)
		on := programmeDay
		if c.on != "" {
			on = day(c.on)
		}
		n.line("programme, %s, on %s", c.name, on)
		n.report(p.Check(on, necessary, nil))
	}
	n.line("programme, earlier findings")
	n.report(soundProgramme().Check(programmeDay, necessary, []audit.Nonconformity{
		replay(t, raised("NC-1", "2026-04-01", audit.Major, audit.Internal)), replay(t, raised("NC-2", "2026-04-01", audit.Minor, audit.Internal)), {},
	}))
	n.line("programme, nothing")
	n.report(audit.Programme{}.Check(programmeDay, nil, nil))
	n.line("programme, no day")
	n.report(soundProgramme().Check(isms.Date{}, necessary, nil))
	n.line("programme, broken records")
	broken := soundProgramme()
	broken.Areas = append(broken.Areas, audit.Area{Every: isms.MustInterval("1 month")}, audit.Area{Ref: "A.5", Importance: audit.ImportanceLow, Every: isms.MustInterval("3 months")})
	broken.Auditors = append(broken.Auditors, audit.Auditor{})
	broken.Audits[0].Performed = isms.Window{First: day("2026-03-11"), Last: day("2026-03-09")}
	broken.Audits[1].Planned.First, broken.Audits[1].Performed.Last = day("2026-12-24"), day("2026-05-01")
	broken.Audits[2].Cancelled, broken.Audits[2].Performed = "no money", isms.On(day("2026-06-02"))
	broken.Audits = append(broken.Audits, audit.InternalAudit{}, audit.InternalAudit{})
	n.report(broken.Check(programmeDay, necessary, nil))
	for _, c := range cycleCases() {
		n.line("cycle, %s, on %s", c.name, c.on)
		n.report(cycle(t, c.events...).Check(day(c.on)))
	}
	n.line("cycle, nothing and no day")
	n.report(audit.Cycle{}.Check(day("2026-01-01")))
	n.report(cycle(t, ce(audit.CertificateHeld, "2026-01-31")).Check(isms.Date{}))
	for _, c := range bodyCases() {
		b := soundBody()
		c.change(&b)
		n.line("body, %s", c.name)
		n.report(b.Check(verifyDay, audit.KnownTrust()))
	}
	n.line("body, nothing known")
	n.report(audit.BodyChoice{}.Check(verifyDay, audit.KnownTrust()))
	n.line("body, active by nobody, and services of a kind that nobody knows")
	n.report(audit.BodyChoice{Accredited: audit.StatusActive, ServicesAsked: audit.Yes, Services: []audit.BodyService{{Kind: "song", Person: "P"}}}.Check(verifyDay, audit.KnownTrust()))
	n.line("body, no day")
	n.report(soundBody().Check(isms.Date{}, audit.KnownTrust()))
	n.line("requests")
	n.report(audit.CheckRequests(verifyDay, "S-1", []audit.Received{
		{Key: "soa", Given: audit.No, On: day("2026-05-20")},
		{Key: "certificate", Given: audit.No, On: day("2026-05-20"), Reason: "secret"},
		{Key: "audit-report", Asked: day("2026-05-01")},
		{Key: "internal-audit", Asked: day("2026-06-02")},
		{Key: "pentest", Asked: day("2026-05-01")},
		{},
		{Key: "nonconformities", Given: audit.Yes, On: day("2026-05-02")},
	}))
	n.line("requests, no day")
	n.report(audit.CheckRequests(isms.Date{}, "S-1", nil))
	golden.Equal(t, "messages.txt", n.Bytes())
	wellSaid(t, n.String())
}

// wellSaid finds what only a program can read: gaps, and names of Go.
func wellSaid(t *testing.T, text string) {
	t.Helper()
	for _, bad := range []string{"[]", "()", "{", "}", "%!", "audit.", "isms.", "Go ", "nil", " : ", " ,", "by no date"} {
		for line := range strings.Lines(text) {
			if strings.Contains(line, bad) {
				t.Errorf("a message has %q in it: %s", bad, line)
			}
		}
	}
}

// What a buyer reads of a supplier's certificate.
func TestVerificationTexts(t *testing.T) {
	var n note
	show := func(name string, v audit.Verification) {
		n.line("%s: reliable %v", name, v.Reliable())
		for q := range v.Questions() {
			if q.Outcome != audit.Pass {
				n.line("  %s (%s) %s: %s", q.Code, q.Weight, q.Outcome, q.Why)
			}
		}
		for _, s := range v.ReliableFor() {
			n.line("  + %s", s)
		}
		n.report(v.Report())
		general := v.NotFor()
		for _, s := range general[:len(general)-5] {
			n.line("  - %s", s)
		}
	}
	cases := append(verifyCases(), []verifyCase{
		{name: "sound", change: func(*audit.Claim) {}},
		{name: "no day", change: func(*audit.Claim) {}, on: "none"},
		{name: "no services and no expiry but that", change: func(c *audit.Claim) {
			c.Certificate.Marks, c.Registers[0].Register, c.Registers[0].Status = []string{" ", "I-NAF"}, "", audit.StatusCancelled
		}},
		{name: "nothing on it", change: func(c *audit.Claim) { c.Certificate = audit.Certificate{} }},
		{name: "expired at the register", change: func(c *audit.Claim) { c.Registers[0].Status = audit.StatusExpired }},
		{name: "scope reduced", change: func(c *audit.Claim) { c.Registers[0].Status = audit.StatusScopeReduced }},
		{name: "body not found", change: func(c *audit.Claim) { c.Registers[1].Accreditation = audit.StatusNotFound }},
		{name: "no register was asked", change: func(c *audit.Claim) { c.Registers = nil }},
		{name: "no surveillance in the calendar year before", change: func(c *audit.Claim) {
			c.Certificate.Decided, c.Certificate.Effective, c.Certificate.Expiry = day("2024-01-02"), day("2024-01-02"), day("2027-01-01")
			c.Certificate.LastSurveillance = day("2024-12-31")
		}},
		{name: "surveillance to come", change: func(c *audit.Claim) { c.Certificate.LastSurveillance = day("2026-06-02") }},
		{name: "decided in the future", change: func(c *audit.Claim) {
			c.Certificate.Decided, c.Certificate.Effective = day("2026-06-02"), day("2026-06-02")
		}},
		{name: "ends after recertification", change: func(c *audit.Claim) { c.Certificate.RecertificationDue = day("2028-02-29") }},
		{name: "valid before the decision, for three years", change: func(c *audit.Claim) {
			c.Certificate.Effective, c.Certificate.Expiry = day("2025-02-28"), day("2028-02-27")
		}},
		{name: "two sites that are not covered", change: func(c *audit.Claim) {
			c.Reliance.Sites, c.Reliance.SitesCovered = []string{"x", "y"}, audit.No
		}},
		{name: "two look-alikes", change: func(c *audit.Claim) {
			c.Certificate.Arrangement, c.Certificate.Marks = "i-naf", []string{"I-NAF", "I-NAF "}
		}},
		{name: "no supplier", change: func(c *audit.Claim) { c.Supplier = "" }},
		{name: "two services and sites", change: func(c *audit.Claim) {
			c.Reliance.Services, c.Reliance.Sites, c.Reliance.ScopeCovers = []string{"a", "b"}, []string{"x", "linz", "y"}, audit.No
		}},
		{name: "two services", change: func(c *audit.Claim) { c.Reliance.Services = []string{"a", "b"} }},
		{name: "a name that misleads", change: func(c *audit.Claim) { c.Certificate.Accreditor = "I-NAF" }},
	}...)
	for _, c := range cases {
		claim := soundClaim()
		c.change(&claim)
		on := verifyDay
		switch c.on {
		case "":
		case "none":
			on = isms.Date{}
		default:
			on = day(c.on)
		}
		show(c.name, audit.Verify(on, claim, audit.KnownTrust()))
	}
	for _, c := range []struct {
		name string
		list []audit.Signatory
	}{
		{"no longer recognised", []audit.Signatory{{Accreditor: "UKAS", Arrangement: "GAC_MRA", Scope: "ISMS", InForce: isms.Window{First: day("2026-01-01"), Last: day("2026-05-31")}}}},
		{"recognised for other things", []audit.Signatory{{Accreditor: "UKAS", Scope: "QMS"}, {Accreditor: "ukas", Arrangement: "ILAC_MRA", Scope: "ISMS"}, {Accreditor: "UKAS", Arrangement: "IAF_MLA"}, {Accreditor: "UKAS", Scope: "QMS"}}},
		{"recognised for another thing, and for this", []audit.Signatory{{Accreditor: "UKAS", Scope: "QMS"}, {Accreditor: "UKAS", Arrangement: "IAF_MLA", Scope: "ISMS"}}},
		{"of several times the first by arrangement, then the earliest", []audit.Signatory{
			{Accreditor: "UKAS", Arrangement: "ours", Scope: "ISMS", InForce: isms.Window{Last: day("2022-12-31")}},
			{Accreditor: "UKAS", Arrangement: "IAF_MLA", Scope: "ISMS", InForce: isms.Window{First: day("2021-01-01"), Last: day("2024-12-31")}},
			{Accreditor: "UKAS", Arrangement: "IAF_MLA", Scope: "ISMS", InForce: isms.Window{First: day("2020-01-01"), Last: day("2023-12-31")}},
			{Accreditor: "UKAS", Arrangement: "IAF_MLA", Scope: "ISMS", InForce: isms.Window{First: day("2019-01-01"), Last: day("2023-12-31")}},
		}},
		{"by its name", []audit.Signatory{{Accreditor: "United Kingdom Accreditation Service", Arrangement: "IAF_MLA", Scope: "isms"}}},
	} {
		claim := soundClaim()
		claim.Certificate.Accreditor = "UKAS"
		show(c.name, audit.Verify(verifyDay, claim, audit.Trust{Signatories: c.list}))
	}
	n.line("never for:")
	for _, s := range audit.Verify(verifyDay, soundClaim(), audit.KnownTrust()).NotFor() {
		n.line("  - %s", s)
	}
	golden.Equal(t, "verification.txt", n.Bytes())
	wellSaid(t, n.String())
}

// Every deadline of every policy with its basis, and what a calendar shows.
func TestDeadlineTexts(t *testing.T) {
	var n note
	lead := isms.MustInterval("14 days")
	dates := audit.Dates{
		LastAuditDay: day("2026-08-31"), LastStage2Day: day("2026-08-28"), ClosingMeeting: day("2026-09-01"), Report: day("2026-09-10"), SurveillanceDue: day("2027-08-31"),
		Decision: day("2027-06-30"), NextAudit: day("2027-08-20"), Expiry: day("2029-06-29"), Revisit: day("2026-12-01"), BodyLimit: day("2026-12-02"),
	}
	for _, p := range audit.Policies() {
		s := schedule(t, p)
		for _, kind := range append(audit.AuditKinds(), "strange") {
			for _, grade := range audit.Grades() {
				for _, d := range []audit.Dates{dates, {}} {
					for _, x := range s.Append(nil, audit.Case{ID: "NC-1", Grade: grade, Audit: kind, Raised: day("2026-08-27"), Dates: d}) {
						n.line("%s, %s, %s: %s due %s from %s: %s; else %q; %s %q", p.ID, kind, grade, x.Step, x.Due, x.From, x.Basis(), x.OnMiss(), x.Policy(), x.Ref())
					}
				}
			}
		}
	}
	every := audit.Policy{ID: "every step", Limits: []audit.Limit{}}
	for i, step := range audit.Steps() {
		l := audit.Limit{Step: step, Within: isms.Interval{N: i, Unit: isms.Days}, Anchor: audit.Anchors()[i%len(audit.Anchors())]}
		if i < len(audit.Untils()) {
			l = audit.Limit{Step: step, Until: audit.Untils()[i]}
		}
		every.Limits = append(every.Limits, l)
	}
	c := audit.Case{ID: "NC-1", Grade: audit.Major, Audit: audit.Surveillance, Raised: day("2026-08-27"), Dates: dates, Done: audit.NewStepSet(audit.StepPlan)}
	for _, x := range append(schedule(t, every).Append(nil, c), schedule(t, every).Append(nil, audit.Case{ID: "NC-2", Grade: audit.Minor, Audit: audit.Special})...) {
		n.json(t, "deadline", x)
		n.json(t, "entry", x.Entry(lead))
	}
	c.Agreed = []audit.Agreed{{Step: audit.StepCause, Due: day("2026-09-09")}, {Step: audit.StepVerification, Due: day("2029-09-09")}}
	for _, x := range schedule(t, audit.ProposedPolicy()).Append(nil, c) {
		n.line("agreed: %s due %s from %s: %s", x.Step, x.Due, x.From, x.Basis())
	}
	golden.Equal(t, "deadlines.txt", n.Bytes())
}

// Obligations of cycles in every state, as a calendar shows them.
func TestObligationTexts(t *testing.T) {
	var n note
	lead := isms.MustInterval("3 months")
	held := ce(audit.CertificateHeld, "2024-02-29")
	gap := with(ce(audit.Applied, "2026-01-01"), func(e *audit.CycleEvent) { e.Terms.StageGap = isms.MustInterval("6 months") })
	for _, c := range []struct {
		on     string
		events []audit.CycleEvent
	}{
		{"2026-01-01", []audit.CycleEvent{gap}},
		{"2026-02-10", []audit.CycleEvent{gap, ce(audit.Stage1Held, "2026-02-02")}},
		{"2026-04-01", []audit.CycleEvent{gap, ce(audit.Stage1Held, "2026-02-02"), with(ce(audit.Stage2Held, "2026-03-31"), majors(1))}},
		{"2024-03-01", []audit.CycleEvent{held}},
		{"2026-09-01", []audit.CycleEvent{held, ce(audit.SurveillanceHeld, "2024-09-02")}},
		{"2025-03-01", []audit.CycleEvent{held, with(ce(audit.SpecialAuditHeld, "2024-05-01"), majors(2)), ce(audit.AccreditationLost, "2024-08-31")}},
		{"2025-03-01", []audit.CycleEvent{held, with(ce(audit.SurveillanceHeld, "2024-05-01"), func(e *audit.CycleEvent) { e.Majors, e.Limit = 1, day("2024-07-01") }), ce(audit.Suspended, "2024-08-31")}},
		{"2026-12-01", []audit.CycleEvent{held, ce(audit.SurveillanceHeld, "2025-01-02"), with(ce(audit.RecertificationHeld, "2026-11-01"), majors(1))}},
		{"2025-01-01", []audit.CycleEvent{with(held, func(e *audit.CycleEvent) { e.Edition, e.Expiry = audit.Edition2013, day("2025-02-28") }), ce(audit.SurveillanceHeld, "2024-12-30")}},
		{"2027-03-01", []audit.CycleEvent{held}},
		{"2027-08-29", []audit.CycleEvent{held}},
	} {
		x := cycle(t, c.events...)
		n.line("%s on %s, %d events", x.State(day(c.on)), c.on, len(c.events))
		for o := range x.Obligations(day(c.on)) {
			n.json(t, "obligation", o)
			n.json(t, "entry", o.Entry(lead))
		}
	}
	for o := range cycle(t, held, ce(audit.SurveillanceHeld, "2025-01-02")).Outlook(day("2026-01-31"), day("2030-12-31")) {
		n.line("outlook: %s %s projected %v: %s", o.Kind, o.Window, o.Projected, o.Basis())
	}
	for e := range soundProgramme().Entries(programmeDay, lead) {
		n.json(t, "audit", e)
	}
	golden.Equal(t, "obligations.txt", n.Bytes())
}

// The errors and refusals name the place, the value and what would be right.
func TestErrorTexts(t *testing.T) {
	var n note
	say := func(name string, err error) {
		t.Helper()
		if err == nil {
			t.Errorf("%s: no error", name)
			return
		}
		n.line("%s: %s", name, err)
	}
	open := raise(t, audit.Major, audit.Internal)
	atPlan := apply(t, open, analysed("2026-01-06"))
	atAction := apply(t, atPlan, planned("2026-01-07"))
	atVerdict := apply(t, atAction, done("2026-01-08"))
	on := day("2026-02-01")
	plan := func(actions ...audit.Action) audit.Event {
		return audit.Event{Kind: audit.PlanHanded, On: on, Actions: actions}
	}
	for _, c := range []struct {
		name string
		n    audit.Nonconformity
		e    audit.Event
	}{
		{"no event", open, audit.Event{Kind: "danced", On: on}},
		{"no date", open, audit.Event{Kind: audit.Corrected}},
		{"older", open, audit.Event{Kind: audit.Corrected, On: day("2026-01-04"), Text: "t"}},
		{"out of order", open, audit.Event{Kind: audit.Upheld, On: on}},
		{"nothing raised", audit.Nonconformity{}, audit.Event{Kind: audit.Closed, On: on}},
		{"corrected", open, audit.Event{Kind: audit.Corrected, On: on, Text: "TBD"}},
		{"analysed", open, audit.Event{Kind: audit.Analysed, On: on, Text: " n/a "}},
		{"no action", open, audit.Event{Kind: audit.NoActionNeeded, On: on}},
		{"empty plan", atPlan, plan()},
		{"long plan", atPlan, plan(make([]audit.Action, 1001)...)},
		{"plan without ID", atPlan, plan(audit.Action{What: "w"})},
		{"plan without what", atPlan, plan(audit.Action{ID: "A", What: "?"})},
		{"plan with two of one ID", atPlan, plan(audit.Action{ID: "A", What: "w"}, audit.Action{ID: "B", What: "w"}, audit.Action{ID: "A", What: "w"})},
		{"strange action", atAction, audit.Event{Kind: audit.ActionDone, On: on, Action: "A-9"}},
		{"rejected", atAction, audit.Event{Kind: audit.PlanRejected, On: on, Text: "--"}},
		{"no verdict", atVerdict, audit.Event{Kind: audit.Verified, On: on}},
		{"closed", atVerdict, audit.Event{Kind: audit.Closed, On: on}},
		{"strange grade", open, audit.Event{Kind: audit.Regraded, On: on, Grade: "mild", Text: "t"}},
		{"same grade", open, audit.Event{Kind: audit.Regraded, On: on, Grade: audit.Major, Text: "t"}},
		{"no reason to regrade", open, audit.Event{Kind: audit.Regraded, On: on, Grade: audit.Minor, Text: "na"}},
		{"strange step", open, audit.Event{Kind: audit.Extended, On: on, By: "b", Text: "t", Due: on, Step: "lunch"}},
		{"extended", open, audit.Event{Kind: audit.Extended, On: on, By: "b", Text: "t", Step: audit.StepPlan}},
		{"withdrawn", open, audit.Event{Kind: audit.Withdrawn, On: on, Text: "none given"}},
		{"no ID", audit.Nonconformity{}, audit.Event{Kind: audit.Raised, On: on}},
		{"raised, strange grade", audit.Nonconformity{}, audit.Event{Kind: audit.Raised, On: on, Finding: audit.Finding{ID: "NC-1", Grade: "mild"}}},
		{"raised, no audit", audit.Nonconformity{}, audit.Event{Kind: audit.Raised, On: on, Finding: audit.Finding{ID: "NC-1"}}},
		{"raised, strange audit", audit.Nonconformity{}, audit.Event{Kind: audit.Raised, On: on, Finding: audit.Finding{ID: "NC-1", Audit: "visit"}}},
		{"raised, strange place", audit.Nonconformity{}, audit.Event{Kind: audit.Raised, On: on, Finding: audit.Finding{ID: "NC-1", Audit: audit.Internal, Requirements: []isms.Ref{"11.1"}}}},
	} {
		_, err := c.n.Apply(c.e)
		say(c.name, err)
	}
	_, err := audit.Replay(nil)
	say("no events", err)
	say("broken JSON", json.Unmarshal([]byte(`{}`), new(audit.Nonconformity)))
	held := ce(audit.CertificateHeld, "2026-01-31")
	for _, events := range [][]audit.CycleEvent{
		nil,
		{{Kind: "danced", On: on, ID: "C-1"}},
		{{Kind: audit.Applied, ID: "C-1"}},
		{{Kind: audit.Applied, On: on}},
		{ce(audit.Stage1Held, "2026-01-01")},
		{held, ce(audit.SurveillanceHeld, "2026-01-30")},
		{held, with(ce(audit.SurveillanceHeld, "2026-02-01"), majors(-1))},
		{held, with(ce(audit.SurveillanceHeld, "2026-02-01"), func(e *audit.CycleEvent) { e.Edition = "ISO 9001" })},
		{held, ce(audit.EditionChanged, "2026-02-01")},
		{held, with(ce(audit.EditionChanged, "2026-02-01"), func(e *audit.CycleEvent) { e.Edition = audit.Edition2013 })},
		{held, with(ce(audit.Suspended, "2026-02-01"), func(e *audit.CycleEvent) { e.Text = "" })},
		{held, ce(audit.Suspended, "2026-02-01"), ce(audit.Reinstated, "2026-08-02")},
		{held, with(ce(audit.SpecialAuditHeld, "2026-02-01"), majors(1)), ce(audit.Suspended, "2026-02-02"), ce(audit.Reinstated, "2026-02-03")},
		{held, with(ce(audit.ScopeReduced, "2026-02-01"), func(e *audit.CycleEvent) { e.Text = "" })},
		{held, with(ce(audit.Transferred, "2026-02-01"), func(e *audit.CycleEvent) { e.Body = "" })},
		{held, with(ce(audit.Transferred, "2026-02-01"), func(e *audit.CycleEvent) { e.Covered = "" })},
		{held, ce(audit.AccreditationLost, "2026-08-31"), ce(audit.Transferred, "2027-03-01")},
		{held, ce(audit.FollowUpHeld, "2026-02-01")},
		{held, with(ce(audit.SurveillanceHeld, "2026-02-01"), majors(1)), with(ce(audit.FollowUpHeld, "2026-02-01"), majors(2))},
		{held, ce(audit.Recertified, "2026-02-01")},
		{held, ce(audit.RecertificationHeld, "2026-02-01"), with(ce(audit.Recertified, "2026-02-01"), func(e *audit.CycleEvent) { e.Granted = "" })},
		{held, with(ce(audit.RecertificationHeld, "2026-02-01"), func(e *audit.CycleEvent) { e.Minors = 1 }), ce(audit.Recertified, "2026-02-01")},
		{held, with(ce(audit.Reissued, "2027-01-01"), func(e *audit.CycleEvent) { e.Expiry = day("2029-02-01") })},
		{with(held, func(e *audit.CycleEvent) { e.Edition = audit.Edition2013 })},
		{with(held, func(e *audit.CycleEvent) { e.Expiry = day("2026-01-31") })},
		{ce(audit.CertificateHeld, "9998-01-01")},
		{with(held, func(e *audit.CycleEvent) { e.Terms.Validity = isms.MustInterval("4 years") })},
		{with(held, func(e *audit.CycleEvent) { e.Terms.StageGap = isms.Interval{N: 1, Unit: "moons"} })},
		{with(held, func(e *audit.CycleEvent) { e.Terms.Suspension = isms.Interval{N: 0, Unit: isms.Days} })},
		{with(held, func(e *audit.CycleEvent) { e.Terms.Restored = "backwards" })},
		{ce(audit.Applied, "2026-01-01"), with(ce(audit.Stage1Held, "2026-02-01"), func(e *audit.CycleEvent) { e.Ready = "" })},
		{with(ce(audit.Applied, "2026-01-01"), func(e *audit.CycleEvent) { e.Terms.StageGap = isms.MustInterval("1 month") }), ce(audit.Stage1Held, "2026-02-01"), ce(audit.Stage2Held, "2026-03-02")},
		{ce(audit.Applied, "2026-01-01"), ce(audit.Stage1Held, "2026-07-01"), with(ce(audit.Stage2Held, "2026-08-31"), majors(1)), ce(audit.Decided, "2026-09-01")},
		{ce(audit.Applied, "2026-01-01"), ce(audit.Stage1Held, "2026-07-01"), with(ce(audit.Stage2Held, "2026-08-31"), majors(1)), ce(audit.FollowUpHeld, "2027-03-01")},
		{with(ce(audit.CertificateHeld, "2023-06-01"), func(e *audit.CycleEvent) { e.Edition = audit.Edition2013 }), ce(audit.Stage2Held, "2026-01-10")},
	} {
		_, err := audit.ReplayCycle(events)
		name := "no cycle"
		if len(events) > 0 {
			name = string(events[len(events)-1].Kind)
		}
		say(name, err)
	}
	say("broken JSON", json.Unmarshal([]byte(`{}`), new(audit.Cycle)))
	say("broken cycle", json.Unmarshal([]byte(`[{"kind":"danced"}]`), new(audit.Cycle)))
	ok := audit.Limit{Grade: audit.Major, Step: audit.StepPlan, Within: isms.MustInterval("14 days"), Anchor: audit.AnchorReport}
	say("policy", audit.Policy{}.Check())
	for _, wrong := range []func(*audit.Limit){
		func(l *audit.Limit) { l.Grade = audit.Observation },
		func(l *audit.Limit) { l.Step = "party" },
		func(l *audit.Limit) { l.Anchor = "" },
		func(l *audit.Limit) { l.Until = audit.UntilNextAudit },
		func(l *audit.Limit) { l.Anchor = "sunset" },
		func(l *audit.Limit) { l.Anchor, l.Within, l.Until = "", isms.Interval{}, "sunset" },
		func(l *audit.Limit) { l.Anchor, l.Until = "", audit.UntilNextAudit },
		func(l *audit.Limit) { l.Within.Unit = "moons" },
		func(l *audit.Limit) { l.Within.N = -1 },
		func(l *audit.Limit) { l.Within.N = 100_001 },
		func(l *audit.Limit) { l.OnMiss = "thunder" },
		func(l *audit.Limit) { l.Ref = "99.9" },
		func(l *audit.Limit) { l.Audits = []audit.AuditKind{"garden"} },
	} {
		l := ok
		wrong(&l)
		say("limit", audit.Policy{ID: "ours", Limits: []audit.Limit{ok, l}}.Check())
	}
	simple := audit.Complexity{BusinessType: 1, Tasks: 1, Maturity: 1, Infrastructure: 1, Outsourcing: 1, Development: 1}
	for _, persons := range []int{0, 10_701} {
		_, err := audit.PlanAuditTime(persons, simple, -10)
		say("persons", err)
	}
	for i := range 6 {
		c := simple
		*[]*int{&c.BusinessType, &c.Tasks, &c.Maturity, &c.Infrastructure, &c.Outsourcing, &c.Development}[i] = 4 * (i % 2)
		_, err := audit.PlanAuditTime(20, c, -10)
		say("complexity", err)
	}
	for _, percent := range []int{-31, -9} {
		_, err := audit.PlanAuditTime(20, simple, percent)
		say("adjustment", err)
	}
	_, err = audit.EffectivePersons([]audit.PersonGroup{{Persons: 1}, {Name: "desk", Persons: -1}})
	say("group", err)
	_, _, err = audit.AuditTime{Initial: audit.HalfDays(9)}.Stages(audit.HalfDays(11))
	say("stages", err)
	_, err = audit.SampleSites(-1, audit.Initial)
	say("sites", err)
	_, err = audit.AllSites(3, audit.Internal)
	say("sites", err)
	draw := func(sites, chosen []isms.ID, s audit.SiteSample, from audit.Choice) {
		_, err := audit.DrawSites(sites, chosen, s, from)
		say("draw", err)
	}
	from := rand.New(rand.NewPCG(1, 2))
	draw([]isms.ID{"a", "b", "a"}, nil, audit.SiteSample{Sites: 1}, from)
	draw([]isms.ID{"a", "b"}, []isms.ID{"b", "b"}, audit.SiteSample{Sites: 1}, from)
	draw([]isms.ID{"a", "b"}, []isms.ID{"c"}, audit.SiteSample{Sites: 1}, from)
	draw([]isms.ID{"a", "b"}, []isms.ID{"b"}, audit.SiteSample{Sites: 1, Random: 1}, from)
	draw([]isms.ID{"a", "b"}, []isms.ID{"b"}, audit.SiteSample{Sites: 3, Random: 1}, from)
	draw([]isms.ID{"a", "b"}, nil, audit.SiteSample{Sites: 1, Random: 1}, nil)
	v := audit.Verify(verifyDay, soundClaim(), audit.KnownTrust())
	_, err = v.Supports([]isms.Ref{"6.1.3 d"}, isms.MustInterval("1 year"))
	say("supports", err)
	_, err = v.Supports([]isms.Ref{"A.7.1"}, isms.Interval{})
	say("supports", err)
	golden.Equal(t, "errors.txt", n.Bytes())
	wellSaid(t, n.String())
}

// The facts that this package holds, as an embedder gets them.
func TestFactTables(t *testing.T) {
	var n note
	n.json(t, "policies", audit.Policies())
	n.json(t, "joined", audit.ProposedPolicy().Join(audit.ProposedInternal()))
	n.json(t, "terms", audit.StandardTerms())
	n.json(t, "arrangements", audit.Arrangements())
	for _, a := range audit.Accreditors() {
		n.line("%+v", a)
	}
	n.json(t, "trust", audit.KnownTrust())
	n.json(t, "requests", audit.Requests())
	n.json(t, "sources", audit.Sources())
	golden.Equal(t, "facts.txt", n.Bytes())
}

// The names of the members that records are stored under never change. Every
// field of every record is filled in.
func TestStoredNames(t *testing.T) {
	var n note
	for _, v := range []any{
		new(audit.Event), new(audit.Dates), new(audit.Case), new(audit.GradeFacts), new(audit.GradePolicy), new(audit.Grading), new(audit.Cluster),
		new(audit.Policy), new(audit.Programme), new(audit.Coverage), new(audit.Priority), new(audit.CycleEvent), new(audit.Claim), new(audit.Trust),
		new(audit.Question), new(audit.Support), new(audit.Received), new(audit.Request), new(audit.BodyChoice), new(audit.Arrangement), new(audit.Accreditor),
		new(audit.PersonGroup), new(audit.Complexity), new(audit.AuditTime), new(audit.SiteSample),
	} {
		r := reflect.ValueOf(v).Elem()
		fill(r)
		n.json(t, r.Type().Name(), v)
	}
	log := audit.Log{Items: []audit.LogItem{{Nonconformity: raise(t, audit.Minor, audit.Internal), Dates: audit.Dates{Report: day("2026-01-02")}}}, Complete: audit.Yes, Grading: audit.GradePolicy{MinorsToMajor: 3}}
	n.json(t, "Log", log)
	n.json(t, "zero", []any{audit.Nonconformity{}, audit.Cycle{}, audit.Event{}, audit.CycleEvent{}, audit.Log{}, audit.Programme{}, audit.InternalAudit{}, audit.Claim{}, audit.Policy{}})
	golden.Equal(t, "stored.txt", n.Bytes())
}

// fill sets every field to something that is not zero.
func fill(v reflect.Value) {
	switch v := v.Addr().Interface().(type) {
	case *isms.Date:
		*v = isms.MustDate("2026-01-02")
		return
	case *isms.Interval:
		*v = isms.MustInterval("3 months")
		return
	case *audit.Days:
		*v = audit.HalfDays(3)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			if field.CanSet() {
				fill(field)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(7)
	case reflect.Bool:
		v.SetBool(true)
	}
}

// The internal audits and what they cover, as tables.
func TestTablesOfTheProgramme(t *testing.T) {
	p := soundProgramme()
	p.Span.First, p.Span.Last = day("2025-07-01"), day("2027-06-30")
	p.Audits[0].Sites, p.Audits[0].Compensation = []string{"Linz", "Wels"}, "a colleague reads along"
	p.Audits[1].Cancelled = "merged"
	p.Audits[2].Planned = isms.Window{First: day("2027-06-01"), Last: day("2027-07-01")} // past the span
	p.Audits = append(p.Audits,
		audit.InternalAudit{ID: "IA-0", Scope: []isms.Ref{"9"}, Performed: isms.Window{First: day("2025-06-29"), Last: day("2025-06-30")}}, // before it
		audit.InternalAudit{ID: "IA-4", Scope: []isms.Ref{"9.2", "A.5"}, Team: []isms.ID{"ann", "eve"}, Planned: isms.Window{First: day("2026-05-20"), Last: day("2026-05-31")}},
		audit.InternalAudit{ID: "IA-5", Scope: []isms.Ref{"9.2", "A.5.7"}, Team: []isms.ID{"eve"}, Planned: isms.On(day("2026-06-01"))},
		audit.InternalAudit{ID: "IA-6", Scope: []isms.Ref{"10"}},
		audit.InternalAudit{ID: "IA-7", Scope: []isms.Ref{"10"}, Performed: isms.Window{First: day("2026-06-01"), Last: day("2026-06-02")}}, // is under way
	)
	out := print(t, p.AuditTable(programmeDay), p.Table(programmeDay, necessary), audit.Programme{}.AuditTable(programmeDay))
	p.Span = isms.Window{First: day("2020-01-01"), Last: day("2035-12-31")} // more years than a page has
	out = append(out, print(t, p.Table(programmeDay, nil))...)
	p.Span = isms.Window{}
	out = append(out, print(t, p.Table(programmeDay, nil))...)
	golden.Equal(t, "programme.md", out)
}
