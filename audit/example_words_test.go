package audit_test

import (
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// The words that records are written in.
func Example_words() {
	fmt.Println("grades:", audit.Grades(), "because of", len(audit.GradeReasons()), "reasons, such as", audit.ReasonSystemic)
	fmt.Println("audits:", audit.AuditKinds())
	fmt.Println("answers:", audit.Answers(), audit.Effects(), audit.Outcomes())
	fmt.Println("steps:", len(audit.Steps()), "counted from", len(audit.Anchors()), "anchors or until one of", audit.Untils())
	fmt.Println("missed:", audit.Consequences()[:3], "...")
	fmt.Println("findings:", len(audit.EventKinds()), "events,", len(audit.NonconformityStates()), "states")
	fmt.Println("cycles:", len(audit.CycleEventKinds()), "events,", audit.CycleStates()[5:])
	fmt.Println("obligations:", audit.ObligationKinds()[2:5])
	fmt.Println("editions:", audit.Editions())
	fmt.Println("periods count from:", audit.Countings())
	fmt.Println("areas:", audit.Importances())
	fmt.Println("claims:", audit.ClaimKinds(), "registers say", audit.RegisterStatuses()[:3], "...")
	fmt.Println("bodies:", audit.ServiceKinds(), "evidence", audit.Evidences()[0])
	// Output:
	// grades: [major minor concern observation opportunity] because of 9 reasons, such as systemic
	// audits: [initial surveillance recertification special internal other]
	// answers: [yes no] [effective ineffective] [pass fail unknown needs a person]
	// steps: 13 counted from 10 anchors or until one of [before_certification_decision next_audit certificate_expiry revisit time_limit_set_by_body]
	// missed: [another_stage2 no_positive_decision no_recertification_and_no_extension] ...
	// findings: 16 events, 13 states
	// cycles: 19 events, [certified suspended expired lapsed withdrawn]
	// obligations: [first surveillance surveillance recertification]
	// editions: [ISO/IEC 27001:2013 ISO/IEC 27001:2022]
	// periods count from: [old end decision]
	// areas: [high normal low]
	// claims: [certified compliant attested] registers say [active suspended withdrawn] ...
	// bodies: [consultancy internal audit] evidence verified_isms
}

// Pass those that concern you to isms.Assess as the expected rules.
func ExampleRules() {
	own := append(audit.NonconformityRules(), audit.ProgrammeRules()...)
	others := append(audit.CertificateRules(), append(audit.RequestRules(), audit.BodyRules()...)...)
	fmt.Println(len(audit.Rules()) == len(own)+len(audit.CycleRules())+len(others))
	fmt.Println(own[0].Code, own[0].Refs)
	// Output:
	// true
	// audit/action-late [10.2 c]
}

func ExamplePolicies() {
	for _, p := range audit.Policies() {
		fmt.Println(p.ID, p.Confidence, len(p.Limits))
	}
	bv, ok := audit.PolicyByID("bureau-veritas")
	fmt.Println(ok, bv.Limits[1].Step, bv.Limits[1].Within, bv.Limits[1].Anchor)
	until := audit.UntilExpiry
	for _, l := range audit.Floor().Limits {
		if l.Until == until {
			fmt.Println(l.Ref, l.Step, l.Until, l.OnMiss)
		}
	}
	// Output:
	// iso-17021-1-2015 high 6
	// bureau-veritas high 5
	// proposed-default proposal 7
	// proposed-internal proposal 5
	// true evidence 90 days last_day_of_audit
	// ISO/IEC 17021-1 9.6.3.2.2 verification certificate_expiry no_recertification_and_no_extension
}

// Stored words are for programs; titles are what people read.
func ExampleStep_Title() {
	bv, _ := audit.PolicyByID("bureau-veritas")
	l := bv.Limits[1]
	fmt.Printf("%s: %s plus %s; else %s\n", l.Step.Title(), l.Anchor.Title(), l.Within, l.OnMiss.Title())
	fmt.Println(audit.UntilBodyLimit, "=", audit.UntilBodyLimit.Title())
	// Output:
	// evidence: last day of the audit plus 90 days; else the body decides
	// time_limit_set_by_body = time limit set by the body
}

// The stored form is the events; what they do not lead to is refused.
func ExampleReplay() {
	events := []audit.Event{
		{Kind: audit.Raised, On: isms.MustDate("2026-03-02"), Finding: audit.Finding{ID: "NC-1", Grade: audit.Minor, Audit: audit.Internal}},
		{Kind: audit.Analysed, On: isms.MustDate("2026-03-03"), Text: "Nobody was charged with it.", Similar: "None found."},
		{Kind: audit.Verified, On: isms.MustDate("2026-03-04"), Effect: audit.Effective},
	}
	_, err := audit.Replay(events)
	if refusal, ok := errors.AsType[*audit.Refusal](err); ok {
		fmt.Println(refusal.Event, "while", refusal.State+":", refusal.Why)
	}
	nc, err := audit.Replay(events[:2])
	fmt.Println(nc.State(), nc.Allowed()[:3], err)
	// Output:
	// verified while cause analysed: it cannot follow
	// cause analysed [corrected analysed no action needed] <nil>
}

// A certificate that expired in August and was recertified in February.
func ExampleReplayCycle() {
	terms := audit.StandardTerms()
	for _, way := range []audit.Counting{audit.FromOldEnd, audit.FromDecision} {
		terms.Restored = way
		c, err := audit.ReplayCycle([]audit.CycleEvent{
			{Kind: audit.CertificateHeld, On: isms.MustDate("2023-08-31"), ID: "our-certificate", Terms: terms, Edition: audit.Edition2022},
			{Kind: audit.RecertificationHeld, On: isms.MustDate("2026-08-20")},
			{Kind: audit.Recertified, On: isms.MustDate("2027-02-15"), Granted: audit.Yes},
		})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(c.State(isms.MustDate("2026-09-01")), "then", c.State(isms.MustDate("2027-02-15")), "until", c.Expiry())
	}
	fmt.Println(audit.Edition2013, "ended on", audit.Edition2013.LastDay())
	// Output:
	// expired then certified until 2029-08-31
	// expired then certified until 2030-02-15
	// ISO/IEC 27001:2013 ended on 2025-10-31
}

// A list with a date: the live register is the only authority.
func ExampleAccreditors() {
	fmt.Println(len(audit.Accreditors()), "bodies, read on", audit.Sources()[0].Read)
	body, _ := audit.AccreditorByName("snas")
	fmt.Println(body.Name, body.Evidence)
	for _, a := range audit.Arrangements() {
		fmt.Println(a.ID, a.InForce.First, a.ISMS)
	}
	// Output:
	// 72 bodies, read on 2026-11-22
	// Slovak National Accreditation Service verified_isms
	// IAF_MLA 1998-01-22 true
	// ILAC_MRA no date false
	// GAC_MRA 2026-01-01 true
}

func ExampleEffectivePersons() {
	persons, err := audit.EffectivePersons([]audit.PersonGroup{
		{Name: "service desk", Persons: 49, Identical: true},
		{Name: "engineering", Persons: 38},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	days, _ := audit.InitialDays(persons)
	fmt.Println(persons, "persons,", days, "days, of which half a day is", audit.HalfDays(1))
	fmt.Println("and for a transition", audit.TransitionDays(audit.Surveillance))
	// Output:
	// 45 persons, 8.5 days, of which half a day is 0.5
	// and for a transition 1
}

func ExampleDrawSites() {
	sites := []isms.ID{"Graz", "Linz", "Salzburg", "Steyr", "Villach", "Wels", "Wien"}
	sample, _ := audit.SampleSites(len(sites), audit.Initial)
	drawn, err := audit.DrawSites(sites, []isms.ID{"Wien"}, sample, rand.New(rand.NewPCG(2026, 1)))
	fmt.Println(sample.Sites, "sites:", len(drawn), err)
	all, _ := audit.AllSites(len(sites), audit.Surveillance)
	fmt.Println("where sampling does not fit:", all, "a year")
	// Output:
	// 3 sites: 3 <nil>
	// where sampling does not fit: 3 a year
}

func ExampleClusters() {
	var open []audit.Nonconformity
	for _, id := range []isms.ID{"NC-1", "NC-2", "NC-3"} {
		nc, _ := audit.Raise(isms.MustDate("2026-03-02"), "auditor", audit.Finding{
			ID: id, Grade: audit.Minor, Audit: audit.Internal, Requirements: []isms.Ref{"7.2 d"},
		})
		open = append(open, nc)
	}
	fmt.Println(audit.Clusters(3, open))
	// Output:
	// [{7.2 d [NC-1 NC-2 NC-3]}]
}

func ExampleRequests() {
	for _, r := range audit.Requests()[:2] {
		fmt.Println(r.What, "-", r.Why)
	}
	// Output:
	// the full certificate with its annex - number, scope, sites, days, version of the Statement of Applicability
	// the Statement of Applicability in the version on the certificate - which controls are in, which are out, and why
}
