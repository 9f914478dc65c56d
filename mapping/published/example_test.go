package published_test

import (
	"fmt"

	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/published"
)

// The frameworks, with the number of items that count.
func ExampleFrameworks() {
	for _, id := range published.Frameworks() {
		f, _ := published.LookupFramework(id)
		n := 0
		for range f.Leaves() {
			n++
		}
		fmt.Println(id, n)
	}
	// Output:
	// iso-27001-2013 114
	// iso-27001-2022 93
	// nis2-ir-2024-2690 53
	// nist-800-171-r2 110
	// nist-800-171-r3 97
	// nist-800-53-r4 826
	// nist-800-53-r5 1014
	// nist-csf-1.1 108
	// nist-csf-2.0 106
	// soc2-tsc-2017 61
}

func ExampleLookupFramework() {
	csf, ok := published.LookupFramework("nist-csf-2.0")
	it, _ := csf.LookupItem("GV.OC-01")
	fmt.Printf("%t %s: %q\n", ok, csf.ID(), it.Title)

	_, ok = published.LookupFramework("nist-csf-2.1")
	fmt.Println(ok)
	// Output:
	// true nist-csf-2.0: "Mission informs risk management"
	// false
}

// The crosswalks, with the number of entries and of those that state a relation.
func ExampleCrosswalks() {
	for _, k := range published.Crosswalks() {
		c, _ := published.LookupCrosswalk(k.ID)
		typed := 0
		for e := range c.Entries() {
			if e.Relation != mapping.Unspecified {
				typed++
			}
		}
		fmt.Printf("%s: %d entries, %d say how\n", k.ID, c.Len(), typed)
	}
	// Output:
	// iso-27001-2013__iso-27001-2022: 150 entries, 150 say how
	// iso-27001-2013__nist-800-53-r5: 139 entries, 0 say how
	// nis2-ir-2024-2690__iso-27001-2022: 124 entries, 0 say how
	// nis2-ir-2024-2690__nist-csf-2.0: 279 entries, 0 say how
	// nist-800-171-r2__iso-27001-2013: 235 entries, 0 say how
	// nist-800-171-r2__iso-27001-2022__derived: 204 entries, 0 say how
	// nist-800-171-r2__nist-800-53-r4: 200 entries, 0 say how
	// nist-800-53-r5__iso-27001-2013: 160 entries, 36 say how
	// nist-800-53-r5__iso-27001-2022: 642 entries, 0 say how
	// nist-csf-2.0__iso-27001-2022: 412 entries, 0 say how
	// nist-csf-2.0__nist-800-171-r3: 313 entries, 0 say how
	// nist-csf-2.0__nist-800-53-r5: 737 entries, 0 say how
	// nist-csf-2.0__nist-csf-1.1: 185 entries, 0 say how
}

// The provenance of a crosswalk says what it may be used for.
func ExampleCrosswalk() {
	for _, target := range []string{"iso-27001-2013", "iso-27001-2022", "nist-800-53-r4"} {
		c, _ := published.Crosswalk("nist-800-171-r2", target)
		p := c.Provenance()
		fmt.Printf("%s (%s)\n\t%s\n", c.ID(), p.Publisher, p.Claim)
	}
	// Output:
	// nist-800-171-r2__iso-27001-2013 (NIST)
	// 	overlap, never equivalence: ISO/IEC 27001 does not satisfy SP 800-171 nor CMMC Level 2
	// nist-800-171-r2__iso-27001-2022__derived (derived here)
	// 	overlap, never equivalence: ISO/IEC 27001 does not satisfy SP 800-171 nor CMMC Level 2
	// nist-800-171-r2__nist-800-53-r4 (NIST)
	// 	a requirement is a tailored part of the controls beside it: meeting it does not mean meeting them
}

// A stored crosswalk is named by its ID.
func ExampleLookupCrosswalk() {
	c, ok := published.LookupCrosswalk("nist-csf-2.0__iso-27001-2022")
	fmt.Println(ok, c.Source().ID(), "to", c.Target().ID())
	// Output:
	// true nist-csf-2.0 to iso-27001-2022
}

// Which controls may serve a criterion of SOC 2? No crosswalk may be handed on;
// what independent routes agree on is for a reviewer to confirm.
func ExampleCandidates() {
	list, provenance, _ := published.Candidates("soc2-tsc-2017", "iso-27001-2022")
	fmt.Println(provenance.Claim)
	for _, m := range list {
		if m.Source == "CC8.1" {
			fmt.Printf("%s (%d of 4 routes)\n", m.Target, m.Paths)
		}
	}
	// Output:
	// leads for a reviewer, no crosswalk: no relation is stated and nothing follows
	// A.5.8 (4 of 4 routes)
	// A.8.8 (3 of 4 routes)
	// A.8.9 (4 of 4 routes)
	// A.8.19 (3 of 4 routes)
	// A.8.25 (4 of 4 routes)
	// A.8.27 (4 of 4 routes)
	// A.8.28 (3 of 4 routes)
	// A.8.32 (4 of 4 routes)
}
