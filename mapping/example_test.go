package mapping_test

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/published"
)

// Two routes say something of the same pair; what both allow is left. A
// subset of something that overlaps may lie anywhere but above it.
func ExampleRelation() {
	direct := mapping.SubsetOrEqual
	chained := mapping.Subset.Compose(mapping.Intersects)

	fmt.Println(chained)
	fmt.Println(mapping.Intersect(direct, chained))
	fmt.Println(mapping.Intersects.Compose(mapping.Intersects))
	fmt.Println(mapping.Intersect(mapping.Equal, mapping.Disjoint))
	// Output:
	// subset of|intersects with|no relationship
	// subset of
	// unspecified
	// contradiction
}

func ExampleParseRelation() {
	r, err := mapping.ParseRelation("equal|superset of")
	fmt.Println(r == mapping.SupersetOrEqual, err)

	for _, s := range mapping.StrictRelations() {
		fmt.Print(s, " back is ", s.Converse(), "; ")
	}
	// Output:
	// true <nil>
	// equal back is equal; subset of back is superset of; superset of back is subset of; intersects with back is intersects with; no relationship back is no relationship;
}

// The same word means different things to different publishers.
func ExampleNotation() {
	for v := range mapping.Notations().All() {
		if term, err := v.Read("subset of"); err == nil {
			fmt.Printf("%s: %v\n", v, term.Relation)
		}
	}
	term, _ := mapping.Notation("ciso-assistant").Read("intersect")
	fmt.Println(term.Relation, "because it is", term.Note)
	// Output:
	// nist-ir-8477-set-theory: subset of
	// nist-olir: superset of
	// oscal: subset of
	// equal|subset of|superset of|intersects with because it is the default label of untyped crosswalks
}

// Ids are text. An id needs its edition, and a clause is no control.
func ExampleFramework() {
	sp80053, _ := published.LookupFramework("nist-800-53-r5")
	annexA, _ := published.LookupFramework("iso-27001-2022")

	fmt.Println(sp80053.Parse("AC-02(01)"))
	fmt.Println(annexA.Parse("5.30"))
	fmt.Println(annexA.Parse("A.9.1.1"))
	// Output:
	// AC-2(1) <nil>
	//  iso-27001-2022 has no item "5.30": want A.5.30 for the control of Annex A
	//  iso-27001-2022 has no item "A.9.1.1": want an ID as the framework lists it
}

// An own framework and an own crosswalk. The two policies say that the old one
// is a part of the new one; read from the other side that is a superset.
func ExampleNew() {
	rules := mapping.FrameworkSpec{ID: "house-rules-2026", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{
		{ID: "R-1", Title: "Clear desks", Kind: "rule"},
		{ID: "R-2", Title: "Visitors", Kind: "rule"},
	}}
	annexA, _ := published.LookupFramework("iso-27001-2022")
	own, err := mapping.NewFramework(rules)
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := mapping.New(mapping.Spec{
		ID: "house-rules__annex-a", Source: own.ID(), Target: annexA.ID(),
		Provenance: mapping.Provenance{Publisher: "the security office", Document: "House rules, annex"},
		Entries: []mapping.Entry{
			{Sources: []string{"R-1"}, Targets: []string{"A.7.7"}, Relation: mapping.Subset, Rationale: mapping.Semantic, Strength: "8"},
		},
	}, own, annexA)
	if err != nil {
		fmt.Println(err)
		return
	}
	for e := range c.Converse().Of("A.7.7") {
		fmt.Println(e.Sources, e.Relation, e.Targets)
	}
	for it := range c.Unmapped() {
		fmt.Println("silent about", it.ID, it.Title)
	}
	// Output:
	// [A.7.7] superset of [R-1]
	// silent about R-2 Visitors
}

// The words that an entry may use.
func ExampleRationales() {
	fmt.Println(slices.Collect(mapping.Rationales().All()))
	fmt.Println(slices.Collect(mapping.Strengths().All()))
	fmt.Println(slices.Collect(mapping.Claims().All()))
	fmt.Println(slices.Collect(mapping.Directions().All()))
	c, _ := published.Crosswalk("nist-csf-2.0", "iso-27001-2022")
	var way mapping.Direction = c.Converse().Provenance().Direction
	fmt.Println(way, mapping.Directions().Has(way))
	// Output:
	// [syntactic semantic functional]
	// [0 1 2 3 4 5 6 7 8 9 10 N/A]
	// [full set partial]
	// [as published reversed]
	// reversed true
}

func ExampleCompareIDs() {
	fmt.Println(mapping.CompareIDs("A.5.2", "A.5.10") < 0, mapping.CompareIDs("A.5.1", "A.5.10") == 0)
	// Output:
	// true false
}

// What does the work for ISO/IEC 27001 already prove for CSF 2.0? Without a
// review, nothing: NIST publishes pairs and no relations. With one, a first
// requirement, and the proof names who said so.
func ExampleInfer() {
	state := mapping.ControlStates(func(id isms.Ref) mapping.State {
		if id == "A.8.13" {
			return mapping.FullyMet // from the Statement of Applicability
		}
		return mapping.Unknown
	})
	csf, _ := published.Crosswalk("nist-csf-2.0", "iso-27001-2022")
	asPublished := csf.Converse() // from our controls to their subcategories

	inf, err := mapping.Infer(asPublished.Target(), mapping.InferenceInput{Crosswalk: asPublished, State: state})
	if err != nil {
		fmt.Println(err)
		return
	}
	c := inf.Coverage()
	fmt.Printf("published: %d to %d of %d proved, %s reached\n", c.AtLeast().Have, c.AtMost().Have, c.Total, c.Reach().Percent())
	fmt.Println("no counterpart stated of", c.NoCounterpart, "and nothing said of", c.Unmapped())

	reviewed, err := asPublished.With(mapping.Overlay{
		ID: "reviews-2026", Source: "iso-27001-2022", Target: "nist-csf-2.0",
		Reviews: []mapping.Review{{
			Sources: []string{"A.8.13"}, Targets: []string{"PR.DS-11"}, Relation: mapping.Superset,
			Reason: "backup, protection and restore tests are all asked for", By: "amal", On: isms.MustDate("2026-03-02"),
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	inf, err = mapping.Infer(reviewed.Target(), mapping.InferenceInput{Crosswalk: reviewed, State: state})
	if err != nil {
		fmt.Println(err)
		return
	}
	c = inf.Coverage()
	fmt.Printf("reviewed: %d to %d of %d proved\n", c.AtLeast().Have, c.AtMost().Have, c.Total)
	for p := range inf.Proofs("PR.DS-11") {
		fmt.Println(p.Entry.Sources, p.States, p.Entry.Relation, "PR.DS-11, says", p.Entry.By, "on", p.Entry.On)
	}
	// Output:
	// published: 0 to 106 of 106 proved, 100.0 % reached
	// no counterpart stated of 0 and nothing said of 0
	// reviewed: 1 to 106 of 106 proved
	// [A.8.13] [fully met] superset of PR.DS-11, says amal on 2026-03-02
}

func ExampleOutcomes() {
	fmt.Println(slices.Collect(mapping.Outcomes().All()))
	fmt.Println(slices.Collect(mapping.States().All()))
	fmt.Println(mapping.Intersects.Carry(mapping.SetOf(mapping.FullyMet)))
	fmt.Println(mapping.Intersects.Carry(mapping.SetOf(mapping.PartiallyMet)))
	// Output:
	// [proved: fully covered proved: not fully covered inconclusive not mapped contradictory]
	// [fully met partially met not fully met not met not applicable]
	// fully met|partially met
	// any
}

// What is left, and what would settle it with the least effort.
func ExampleInference_Gaps() {
	csf, _ := published.Crosswalk("nist-csf-2.0", "iso-27001-2022")
	review := mapping.Exhaustive("PR.AT-01", "A.6.3", "A.5.4") // together they hold all of it
	review.Reason, review.By, review.On = "compared line by line", "amal", isms.MustDate("2026-03-02")
	c, err := csf.Converse().With(mapping.Overlay{ID: "reviews", Source: "iso-27001-2022", Target: "nist-csf-2.0", Reviews: []mapping.Review{review}})
	if err != nil {
		fmt.Println(err)
		return
	}
	inf, err := mapping.Infer(c.Target(), mapping.InferenceInput{Crosswalk: c, State: func(id string) mapping.State {
		if id == "A.6.3" {
			return mapping.FullyMet
		}
		return mapping.Unknown
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	days := func(framework, id string) (int, bool) {
		n, ok := map[string]int{"A.5.4": 3, "PR.AT-01": 10, "PR.DS-11": 5}[id]
		return n, ok
	}
	for _, g := range inf.Gaps(days)[:3] {
		fmt.Println(g.Target, g.Outcome, g.Units, g.Known)
		for _, w := range g.Paths {
			fmt.Println("  meet", w.Missing)
		}
	}
	// Output:
	// PR.AT-01 not mapped 3 true
	//   meet [A.5.4]
	// PR.DS-11 not mapped 5 true
	// GV.OC-01 not mapped 0 false
}

// From NIS2 to Annex A the long way, over the CSF: what comes out are leads for a
// reviewer, with the paths they came by.
func ExampleNewChain() {
	nis2, _ := published.Crosswalk("nis2-ir-2024-2690", "nist-csf-2.0")
	csf, _ := published.Crosswalk("nist-csf-2.0", "iso-27001-2022")
	c, err := mapping.NewChain(nis2, csf)
	if err != nil {
		fmt.Println(err)
		return
	}
	for l := range c.CandidatesOf("4.3") {
		if l.Paths > 3 {
			fmt.Println(l.Source, l.Target, l.Relation, l.Paths)
		}
	}
	for p := range c.Paths("4.3", "A.5.29") {
		fmt.Println(p)
		break
	}
	// Output:
	// 4.3 A.5.26 unspecified 4
	// [4.3 PR.IR-03 A.5.29]
}

// A licensed copy that may not be shipped is imported by whoever holds it.
func ExampleImport() {
	own, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "licensed-controls-8", Leaves: []mapping.Kind{"safeguard"}, Items: []mapping.Item{
		{ID: "4.1", Kind: "safeguard"}, {ID: "4.10", Kind: "safeguard"},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	annexA, _ := published.LookupFramework("iso-27001-2022")
	rows := []mapping.ImportRow{
		{Sources: []string{"4.1"}, Targets: []string{"A.8.9"}, Word: "Subset"},
		{Sources: []string{"4.10"}, Targets: []string{"5.30"}, Word: "Equals"},
	}
	head := mapping.Spec{ID: "licensed__annex-a", Provenance: mapping.Provenance{Publisher: "as in the copy"}}
	if _, err := mapping.Import(head, "cis-controls", own, annexA, rows); err != nil {
		fmt.Println(err)
	}
	rows[1].Targets, rows[1].Word = []string{"A.5.30"}, "Equivalent"
	c, err := mapping.Import(head, "cis-controls", own, annexA, rows)
	if err != nil {
		fmt.Println(err)
		return
	}
	for p := range c.Pairs() {
		fmt.Println(p.Source, p.Target, p.Relation)
	}
	// Output:
	// rows[#1].targets[#0]: iso-27001-2022 has no item "5.30": want A.5.30 for the control of Annex A
	// rows[#1].word: "Equals" is no word of cis-controls: want equivalent, subset, superset
	// 4.1 A.8.9 equal|subset of|superset of|intersects with
	// 4.10 A.5.30 equal
}

// One restore test, collected once, may be shown for two frameworks.
func ExamplePlanEvidence() {
	csf, _ := published.Crosswalk("nist-csf-2.0", "iso-27001-2022")
	nis2, _ := published.Crosswalk("nis2-ir-2024-2690", "iso-27001-2022")
	plan, err := mapping.PlanEvidence(
		[]mapping.Artefact{{ID: "restore-test", Title: "Report of the restore test", Items: []string{"A.8.13"}}},
		csf.Converse(), nis2.Converse(),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range plan.Artefacts {
		for _, u := range a.Uses {
			fmt.Println(a.ID, u.Framework, u.ID, u.Relation)
		}
	}
	fmt.Println(len(plan.WithoutEvidence), "requirements without an artefact")
	// Output:
	// restore-test nis2-ir-2024-2690 4.2 unspecified
	// restore-test nist-csf-2.0 PR.DS-11 unspecified
	// restore-test nist-csf-2.0 RC unspecified
	// restore-test nist-csf-2.0 RC.RP unspecified
	// restore-test nist-csf-2.0 RC.RP-03 unspecified
	// restore-test nist-csf-2.0 RC.RP-06 unspecified
	// 155 requirements without an artefact
}

func ExampleEquivalents() {
	a, _ := mapping.NewFramework(mapping.FrameworkSpec{ID: "policy-2025", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{{ID: "P-1", Kind: "rule"}, {ID: "P-2", Kind: "rule"}}})
	b, _ := mapping.NewFramework(mapping.FrameworkSpec{ID: "policy-2026", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{{ID: "P-1", Kind: "rule"}, {ID: "P-3", Kind: "rule"}}})
	c, err := mapping.New(mapping.Spec{ID: "25-26", Source: a.ID(), Target: b.ID(), Entries: []mapping.Entry{
		{Sources: []string{"P-1"}, Targets: []string{"P-1"}, Relation: mapping.Equal},
		{Sources: []string{"P-2"}, Targets: []string{"P-3"}, Relation: mapping.Intersects},
	}}, a, b)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(mapping.Equivalents(c))
	// Output:
	// [[{policy-2025 P-1} {policy-2026 P-1}]] <nil>
}

// A score goes over equality only, converted to the other scale.
func ExampleScore() {
	maturity := mapping.Score{Value: 3, Min: 0, Max: 5}
	fmt.Println(mapping.Equal.CarryScore(maturity, 0, 100))
	fmt.Println(mapping.Intersects.CarryScore(maturity, 0, 100))
	// Output:
	// {60 0 100} true
	// {0 0 0} false
}
