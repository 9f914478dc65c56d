package mapping_test

import (
	"fmt"

	"github.com/ismskit/ismskit/mapping"
)

// Two routes say something of the same pair; what both allow is left. A
// subset of something that overlaps may lie anywhere but above it.
func ExampleRelation() {
	direct := mapping.Within
	chained := mapping.Subset.Then(mapping.Overlap)

	fmt.Println(chained)
	fmt.Println(mapping.Meet(direct, chained))
	fmt.Println(mapping.Overlap.Then(mapping.Overlap))
	fmt.Println(mapping.Meet(mapping.Equal, mapping.Disjoint))
	// Output:
	// subset|overlap|disjoint
	// subset
	// unspecified
	// contradiction
}

func ExampleParseRelation() {
	r, err := mapping.ParseRelation("equal|superset")
	fmt.Println(r == mapping.Covers, err)

	for _, s := range mapping.Strict() {
		fmt.Print(s, " back is ", s.Converse(), "; ")
	}
	// Output:
	// true <nil>
	// equal back is equal; subset back is superset; superset back is subset; overlap back is overlap; disjoint back is disjoint;
}

// The same word means different things to different publishers.
func ExampleVocabulary() {
	for _, v := range mapping.Vocabularies() {
		if term, err := v.Read("subset of"); err == nil {
			fmt.Printf("%s: %v\n", v, term.Relation)
		}
	}
	term, _ := mapping.CISOAssistant.Read("intersect")
	fmt.Println(term.Relation, "because it is", term.Why)
	// Output:
	// nist-ir-8477-set-theory: subset
	// nist-olir: superset
	// oscal: subset
	// equal|subset|superset|overlap because it is the default label of untyped crosswalks
}

// Ids are text. An id needs its edition, and a clause is no control.
func ExampleFramework() {
	fmt.Println(mapping.SP80053r5().Parse("AC-02(01)"))
	fmt.Println(mapping.ISO27001().Parse("5.30"))
	fmt.Println(mapping.ISO27001of2013().Parse("A.5.1"))
	// Output:
	// AC-2(1) <nil>
	//  mapping: iso-27001-2022 has no item "5.30"; write "A.5.30" for the control of Annex A
	//  mapping: iso-27001-2013 has no item "A.5.1"; it is an item of iso-27001-2022
}

func ExampleFrameworks() {
	for f := range mapping.Frameworks() {
		n := 0
		for range f.Leaves() {
			n++
		}
		fmt.Println(f.ID(), n)
	}
	// Output:
	// iso-27001-2022 93
	// iso-27001-2013 114
	// nist-csf-2.0 106
	// nist-csf-1.1 108
	// nist-800-53-r5 1014
	// nist-800-53-r4 826
	// nist-800-171-r2 110
	// nist-800-171-r3 97
	// nis2-ir-2024-2690 53
	// soc2-tsc-2017 61
}

// Each shipped framework also has a function of its own.
func ExampleCSF20() {
	for _, f := range []mapping.Framework{
		mapping.CSF20(), mapping.CSF11(), mapping.SP80053r5(), mapping.SP80053r4(), mapping.SP800171r2(), mapping.SP800171r3(), mapping.NIS2(), mapping.SOC2(),
	} {
		for it := range f.Leaves() {
			fmt.Printf("%s: %s %q\n", f.ID(), it.ID, it.Title)
			break
		}
	}
	// Output:
	// nist-csf-2.0: GV.OC-01 "Mission informs risk management"
	// nist-csf-1.1: ID.AM-1 ""
	// nist-800-53-r5: AC-1 "Policy and Procedures"
	// nist-800-53-r4: AC-1 "Access Control Policy and Procedures"
	// nist-800-171-r2: 3.1.1 "Authorized Access Control"
	// nist-800-171-r3: 03.01.01 "Account Management"
	// nis2-ir-2024-2690: 1.1 "Policy on the security of network and information systems"
	// soc2-tsc-2017: CC1.1 "Integrity and ethical values"
}

func ExampleCrosswalks() {
	for c := range mapping.Crosswalks() {
		typed := 0
		for e := range c.Entries() {
			if e.Relation != mapping.Unspecified {
				typed++
			}
		}
		fmt.Printf("%s: %d entries, %d say how\n", c.ID(), c.Len(), typed)
	}
	// Output:
	// iso-27001-2013__iso-27001-2022: 150 entries, 150 say how
	// nist-csf-2.0__iso-27001-2022: 412 entries, 0 say how
	// nist-800-53-r5__iso-27001-2022: 642 entries, 0 say how
	// nist-800-171-r2__iso-27001-2022.derived: 204 entries, 0 say how
	// nis2-ir-2024-2690__iso-27001-2022: 124 entries, 0 say how
	// nist-800-53-r5__iso-27001-2013: 160 entries, 36 say how
	// nist-800-171-r2__iso-27001-2013: 235 entries, 0 say how
	// nis2-ir-2024-2690__nist-csf-2.0: 279 entries, 0 say how
	// nist-csf-2.0__nist-csf-1.1: 185 entries, 0 say how
	// iso-27001-2013__nist-800-53-r5: 139 entries, 0 say how
	// nist-csf-2.0__nist-800-53-r5: 737 entries, 0 say how
	// nist-800-171-r2__nist-800-53-r4: 200 entries, 0 say how
	// nist-csf-2.0__nist-800-171-r3: 313 entries, 0 say how
}

// Each shipped crosswalk also has a function of its own, and its provenance
// says what it may be used for.
func ExampleSP800171r2ToISO27001() {
	for _, c := range []mapping.Crosswalk{
		mapping.SP800171r2ToISO27001(), mapping.SP800171r2ToISO27001of2013(), mapping.SP800171r2ToSP80053r4(),
		mapping.SP80053r5ToISO27001(), mapping.SP80053r5ToISO27001of2013(), mapping.ISO27001of2013ToSP80053r5(), mapping.ISO27001of2013ToISO27001(),
		mapping.CSF20ToISO27001(), mapping.CSF20ToSP80053r5(), mapping.CSF20ToSP800171r3(), mapping.CSF20ToCSF11(), mapping.NIS2ToISO27001(), mapping.NIS2ToCSF20(),
	} {
		if p := c.Provenance(); p.Claim != "" {
			fmt.Printf("%s (%s)\n\t%s\n", c.ID(), p.Publisher, p.Claim)
		}
	}
	// Output:
	// nist-800-171-r2__iso-27001-2022.derived (derived here)
	// 	overlap, never equivalence: ISO/IEC 27001 does not satisfy SP 800-171 nor CMMC Level 2
	// nist-800-171-r2__iso-27001-2013 (NIST)
	// 	overlap, never equivalence: ISO/IEC 27001 does not satisfy SP 800-171 nor CMMC Level 2
	// nist-800-171-r2__nist-800-53-r4 (NIST)
	// 	a requirement is a tailored part of the controls beside it: meeting it does not mean meeting them
	// nist-800-53-r5__iso-27001-2013 (NIST)
	// 	the targets of an entry are taken together; nothing is said of a single pair
	// iso-27001-2013__nist-800-53-r5 (NIST)
	// 	the targets of an entry are taken together; nothing is said of a single pair
	// iso-27001-2013__iso-27001-2022 (ISO/IEC (pairs); relationship assigned by this project)
	// 	correspondence of ISO; the words are this project's and the relations are read with care: reworded is not equal
}

// An own framework and an own crosswalk. The two policies say that the old one
// is a part of the new one; read from the other side that is a superset.
func ExampleNew() {
	rules := mapping.FrameworkSpec{ID: "house-rules-2026", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{
		{ID: "R-1", Title: "Clear desks", Kind: "rule"},
		{ID: "R-2", Title: "Visitors", Kind: "rule"},
	}}
	own, err := mapping.NewFramework(rules)
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := mapping.New(mapping.Spec{
		ID: "house-rules__annex-a", Source: own.ID(), Target: "iso-27001-2022",
		Provenance: mapping.Provenance{Publisher: "the security office", Document: "House rules, annex"},
		Entries: []mapping.Entry{
			{Sources: []string{"R-1"}, Targets: []string{"A.7.7"}, Relation: mapping.Subset, Rationale: mapping.Semantic, Strength: "8"},
		},
	}, own, mapping.ISO27001())
	if err != nil {
		fmt.Println(err)
		return
	}
	for e := range c.Converse().Of("A.7.7") {
		fmt.Println(e.Sources, e.Relation, e.Targets)
	}
	for it := range c.UnmappedSources() {
		fmt.Println("silent about", it.ID, it.Title)
	}
	// Output:
	// [A.7.7] superset [R-1]
	// silent about R-2 Visitors
}

// The words that an entry may use.
func ExampleRationales() {
	fmt.Println(mapping.Rationales())
	fmt.Println(mapping.Strengths())
	fmt.Println(mapping.Claims())
	fmt.Println(mapping.Directions())
	// Output:
	// [syntactic semantic functional]
	// [0 1 2 3 4 5 6 7 8 9 10 N/A]
	// [full-set partial]
	// [as published reversed]
}

// Which controls may serve a criterion of SOC 2? No crosswalk can be shipped;
// what independent routes agree on is a lead for a reviewer.
func ExampleSOC2Suggestions() {
	for s := range mapping.SOC2Suggestions() {
		if s.Source == "CC8.1" {
			fmt.Printf("%s (%d of %d routes)\n", s.Target, s.Agreement, s.Routes)
		}
	}
	// Output:
	// A.5.8 (4 of 4 routes)
	// A.8.8 (3 of 4 routes)
	// A.8.9 (4 of 4 routes)
	// A.8.19 (3 of 4 routes)
	// A.8.25 (4 of 4 routes)
	// A.8.27 (4 of 4 routes)
	// A.8.28 (3 of 4 routes)
	// A.8.32 (4 of 4 routes)
}

func ExampleCompareIDs() {
	fmt.Println(mapping.CompareIDs("A.5.2", "A.5.10") < 0, mapping.CompareIDs("A.5.1", "A.5.10") == 0)
	// Output:
	// true false
}
