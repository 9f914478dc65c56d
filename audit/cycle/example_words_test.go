package cycle_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
)

// Pass those that concern you to isms.Assess as the expected rules.
func ExampleRules() {
	for _, r := range cycle.Rules()[:2] {
		fmt.Println(r.Code, r.Refs)
	}
	// Output:
	// cycle/expired-or-withdrawn-certificate [ISO/IEC 17021-1 9.6.3.2.4]
	// cycle/imminent-recertification-without-audit [ISO/IEC 17021-1 9.6.3.1.1]
}

// A certificate that expired in August and was recertified in February.
func ExampleReplay() {
	terms := cycle.StandardTerms()
	for _, way := range []cycle.Counting{cycle.FromPreviousExpiry, cycle.FromDecision} {
		terms.RestoredFrom = way
		c, err := cycle.Replay([]cycle.Event{
			{Kind: cycle.ExistingCertificate, On: isms.MustDate("2023-08-31"), ID: "our-certificate", Terms: terms, Edition: isms.Edition2022},
			{Kind: cycle.RecertificationConducted, On: isms.MustDate("2026-08-20")},
			{Kind: cycle.Recertified, On: isms.MustDate("2027-02-15"), Granted: isms.Yes},
		})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(c.State(isms.MustDate("2026-09-01")), "then", c.State(isms.MustDate("2027-02-15")), "until", c.Expiry())
	}
	fmt.Println(isms.Edition2013, "ended on", isms.Edition2013.LastDay())
	// Output:
	// expired then certified until 2029-08-31
	// expired then certified until 2030-02-15
	// ISO/IEC 27001:2013 ended on 2025-10-31
}

func ExampleEffectivePersonnel() {
	personnel, err := cycle.EffectivePersonnel([]cycle.PersonnelGroup{
		{Name: "service desk", Personnel: 49, Identical: true},
		{Name: "engineering", Personnel: 38},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(personnel, "personnel")
	// Output:
	// 45 personnel
}

func ExampleDrawSites() {
	sites := []isms.ID{"Graz", "Linz", "Salzburg", "Steyr", "Villach", "Wels", "Wien"}
	sample, _ := cycle.SampleSites(len(sites), audit.Initial)
	drawn, err := cycle.DrawSites(sites, []isms.ID{"Wien"}, sample, rand.New(rand.NewPCG(2026, 1)))
	fmt.Println(sample.Sites, "sites:", len(drawn), err)
	all, _ := cycle.AllSites(len(sites), audit.Surveillance)
	fmt.Println("where sampling does not fit:", all, "a year")
	// Output:
	// 3 sites: 3 <nil>
	// where sampling does not fit: 3 a year
}

// Where the facts are from, and how sure that is.
func ExampleSources() {
	for _, s := range cycle.Sources()[:2] {
		fmt.Println(s.Confidence, s.Read, s.Facts)
	}
	// Output:
	// high 2026-11-22 Cycle: surveillance once a calendar year, the first within 12 months of the decision, recertification before expiry (ISO/IEC 17021-1 9.1.3)
	// high 2026-11-22 No longest time from stage 1 to stage 2 (ISO/IEC 17021-1 9.3.1.2.4)
}
