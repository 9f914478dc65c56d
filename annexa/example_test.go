package annexa_test

import (
	"errors"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

func ExampleLookup() {
	c, ok := annexa.Lookup("A.5.7")
	fmt.Println(ok, c.Title, c.Theme, c.New)
	fmt.Println(c.AttributeValues.Of(annexa.ControlType))
	fmt.Println(c.Purpose)
	// Output:
	// true Threat intelligence organizational true
	// preventive, detective, corrective
	// Turn raw data about attackers and their methods into insight that steers defences and decisions.
}

func ExampleParseControl() {
	for _, text := range []string{"A.5.7", "5.38", "a.5.07", "A.9.1.1"} {
		id, err := annexa.ParseControl(text)
		fmt.Println(id, codeOf(err))
	}
	// Output:
	// A.5.7 fine
	//  annexa/no-such-control
	//  annexa/another-way-to-write-it
	//  annexa/control-of-2013
}

func ExamplePosition_order() {
	ids := []isms.Ref{"own:C-10", "A.5.10", "A.8.1", "own:C-2", "A.5.2"}
	slices.SortFunc(ids, isms.Ref.Compare)
	fmt.Println(ids)
	// Output: [A.5.2 A.5.10 A.8.1 own:C-2 own:C-10]
}

// A position is a dense index for an embedder's own tables.
func ExamplePosition() {
	var owner [annexa.Count]string
	if p, ok := annexa.Position("A.8.28"); ok {
		owner[p] = "head of engineering"
	}
	p, _ := annexa.Position("A.8.28")
	fmt.Println(p, owner[p])
	// Output: 86 head of engineering
}

func ExampleAll() {
	var fresh []isms.Ref
	for c := range annexa.All() {
		if c.New {
			fresh = append(fresh, c.Ref)
		}
	}
	fmt.Println(len(fresh), fresh)
	// Output: 11 [A.5.7 A.5.23 A.5.30 A.7.4 A.8.9 A.8.10 A.8.11 A.8.12 A.8.16 A.8.23 A.8.28]
}

func ExampleQuery_Select() {
	detect := annexa.Query{
		AttributeValues: annexa.Detective | annexa.Availability,
		Themes:          annexa.Physical | annexa.Technological,
	}
	s, err := detect.Select()
	if err != nil {
		fmt.Println(err)
		return
	}
	for c := range s.Controls() {
		fmt.Println(c.Ref, c.Title)
	}
	// Output:
	// A.7.4 Physical security monitoring
	// A.7.11 Supporting utilities
	// A.8.6 Capacity management
	// A.8.7 Protection against malware
	// A.8.15 Logging
	// A.8.16 Monitoring activities
	// A.8.20 Networks security
	// A.8.30 Outsourced development
}

func ExampleParseQuery() {
	q, err := annexa.ParseQuery("preventive, availability, people")
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := q.Select()
	fmt.Println(s, err)

	_, err = annexa.ParseQuery("prevention")
	fmt.Println(codeOf(err))
	// Output:
	// A.6.1 A.6.2 A.6.3 A.6.4 A.6.5 A.6.7 <nil>
	// annexa/no-word-of-a-query
}

func ExampleSet() {
	necessary, err := annexa.SetOf("A.5.7", "A.8.8", "A.8.28", "A.8.9")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(necessary.Len(), "necessary:", necessary)
	fmt.Println("technological:", necessary.Intersect(annexa.Technological.Controls()))
	fmt.Println("not selected:", annexa.FullSet().Minus(necessary).Len())
	fmt.Println(necessary.Contains("A.8.28"), necessary.Without("A.8.28").Contains("A.8.28"))
	// Output:
	// 4 necessary: A.5.7 A.8.8 A.8.9 A.8.28
	// technological: A.8.8 A.8.9 A.8.28
	// not selected: 89
	// true false
}

func ExampleSet_Balance() {
	physical := annexa.Physical.Controls()
	for _, line := range physical.Balance() {
		if line.Attribute == annexa.ControlType {
			fmt.Printf("%-12s%7s here, %6s in Annex A\n", line.Value, line.Selected.Percent(), line.Catalog.Percent())
		}
	}
	fmt.Println(annexa.Set{}.Share(annexa.Preventive).Percent())
	// Output:
	// preventive  100.0 % here, 89.2 % in Annex A
	// detective    14.3 % here, 14.0 % in Annex A
	// corrective    0.0 % here, 15.1 % in Annex A
	// undefined
}

// What is missing once the controls that would notice an outage are left out?
func ExampleSet_Gaps() {
	excluded, err := annexa.SetOf("A.5.7", "A.5.25", "A.6.8", "A.7.4", "A.7.11", "A.8.6", "A.8.7", "A.8.15", "A.8.16", "A.8.20", "A.8.30")
	if err != nil {
		fmt.Println(err)
		return
	}
	gaps, err := annexa.FullSet().Minus(excluded).Gaps(annexa.ControlType, annexa.InformationSecurityProperty)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range gaps {
		fmt.Println("no control left:", g.AttributeValues, "- candidates:", g.Candidates)
	}
	// Output:
	// no control left: detective, availability - candidates: A.5.7 A.5.25 A.6.8 A.7.4 A.7.11 A.8.6 A.8.7 A.8.15 A.8.16 A.8.20 A.8.30
}

func ExampleRef2013_Successors() {
	fmt.Println(annexa.Ref2013("A.9.1.1").Successors())
	fmt.Println(annexa.Ref2013("A.18.2.3").Successors(), annexa.Ref2013("A.18.2.3").Correspondence())
	// Output:
	// A.5.15
	// A.5.36 A.8.8 split
}

func ExampleControl_Predecessors() {
	for _, ref := range []isms.Ref{"A.8.8", "A.8.28"} {
		c, _ := annexa.Lookup(ref)
		fmt.Println(slices.Collect(c.Predecessors()), c.Correspondence())
	}
	// Output:
	// [A.12.6.1 A.18.2.3] merged
	// [] new
}

func ExampleTransition() {
	r := annexa.Transition([]annexa.Ref2013{"A.9.1.1", "A.12.7.1", "A.13.2.1", "A.13.2.2", "A.13.2.3", "A.18.2.3", "A.9.9.9"})
	fmt.Println("follow:", r.Following())
	fmt.Println("in part:", r.In(annexa.CarriedInPart))
	fmt.Println("to consider:", r.In(annexa.ToConsider))
	for row := range r.Merging() {
		fmt.Println("merges:", row.From, "into", row.Control)
	}
	for f := range r.Splitting() {
		fmt.Println("splits:", f.Control, "into", f.Successors)
	}
	for _, u := range r.Unknown {
		fmt.Println("unknown:", u.Value, "-", u.Code)
	}
	// Output:
	// follow: A.5.14 A.5.15 A.5.36 A.8.8 A.8.34
	// in part: A.5.15 A.5.36 A.8.8
	// to consider: A.5.7 A.5.23 A.5.30 A.7.4 A.8.9 A.8.10 A.8.11 A.8.12 A.8.16 A.8.23 A.8.28
	// merges: [A.13.2.1 A.13.2.2 A.13.2.3] into A.5.14
	// splits: A.18.2.3 into A.5.36 A.8.8
	// unknown: A.9.9.9 - annexa/no-such-control-of-2013
}

func ExampleNewCatalog() {
	catalog, err := annexa.NewCatalog(annexa.Extension{
		Controls: []annexa.CustomControl{
			{Ref: "own:C-1", Title: "Separate tenants in remote monitoring", Theme: annexa.Technological, AttributeValues: annexa.Preventive | annexa.Confidentiality},
		},
		Attributes: []annexa.CustomAttribute{{
			Attribute: "team",
			Values:    []annexa.CustomAttributeValue{{Value: "platform"}, {Value: "service-desk"}},
			Assignments: []annexa.CustomAttributeAssignment{
				{Control: "A.8.9", Values: []string{"platform"}},
				{Control: "own:C-1", Values: []string{"platform"}},
				{Control: "A.6.8", Values: []string{"service-desk"}},
			},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	q, tags, err := catalog.ParseQuery("preventive, team=platform")
	if err != nil {
		fmt.Println(err)
		return
	}
	ids, err := catalog.AppendSelect(nil, q, tags...)
	fmt.Println(ids, err)

	_, err = annexa.NewCatalog(annexa.Extension{Controls: []annexa.CustomControl{{Ref: "A.5.38", Title: "One more"}}})
	fmt.Println(codeOf(err))
	// Output:
	// [A.8.9 own:C-1] <nil>
	// annexa/no-reference-of-a-custom-control
}

func ExampleCatalog_Balance() {
	catalog, err := annexa.NewCatalog(annexa.Extension{Attributes: []annexa.CustomAttribute{{
		Attribute:   "maturity",
		Values:      []annexa.CustomAttributeValue{{Value: "initial"}, {Value: "managed"}},
		Assignments: []annexa.CustomAttributeAssignment{{Control: "A.8.9", Values: []string{"managed"}}, {Control: "A.8.8", Values: []string{"initial"}}},
	}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	balance, err := catalog.Balance("A.8.8", "A.8.9", "A.8.28")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range balance {
		if line.Attribute == "maturity" {
			fmt.Printf("%q %s\n", line.Value, line.Selected)
		}
	}
	// Output:
	// "initial" 1 of 3
	// "managed" 1 of 3
	// "" 1 of 3
}

func ExampleBalance_Table() {
	table := annexa.Physical.Controls().Balance().Table()
	table.Rows = table.Rows[:3]
	fmt.Printf("%s", table.AppendMarkdown(nil, 0))
	// Output:
	// | Attribute | Value | Selected | Share of the selection | Catalog | Share of the catalog |
	// | --- | --- | ---: | --- | ---: | --- |
	// | Control type | preventive | 14 | 100.0 % | 83 | 89.2 % |
	// | Control type | detective | 2 | 14.3 % | 13 | 14.0 % |
	// | Control type | corrective | 0 | 0.0 % | 14 | 15.1 % |
}

// codeOf returns the code of the first problem that an error has.
func codeOf(err error) string {
	var refused *isms.Error
	if errors.As(err, &refused) {
		return refused.Problems[0].Code
	}
	return "fine"
}

func ExampleValidateControl() {
	err := annexa.ValidateControl("treatments[T-1].controls[#0]", "A.18.2.3")
	var refused *isms.Error
	if errors.As(err, &refused) {
		for _, p := range refused.Problems {
			fmt.Println(p.Path, p.Code)
			for _, a := range p.Args {
				fmt.Println(a.Name, a)
			}
		}
	}
	// Output:
	// treatments[T-1].controls[#0] annexa/control-of-2013
	// value "A.18.2.3"
	// control A.18.2.3
	// controls A.5.36 and A.8.8
}

func ExampleAt() {
	c, _ := annexa.At(0)
	fmt.Println(c.Ref, c.Title)
	// Output:
	// A.5.1 Policies for information security
}

func ExampleFullSet() {
	s := annexa.FullSet().Minus(annexa.Technological.Controls())
	fmt.Println(annexa.FullSet().Len(), s.Len())
	// Output:
	// 93 59
}

func ExampleParseSet() {
	s, err := annexa.ParseSet("A.8.28, 5.7, 5.10")
	fmt.Println(s, err)
	// Output:
	// A.5.7 A.5.10 A.8.28 <nil>
}

func ExampleParseAttributeValue() {
	a, err := annexa.ParseAttributeValue("#Defence")
	fmt.Println(a, annexa.Attributes().Title(a.Attribute(), nil), err)
	_, err = annexa.ParseAttributeValue("Asset Management")
	fmt.Println(codeOf(err))
	// Output:
	// defence Security domain <nil>
	// annexa/another-way-to-write-it
}

func ExampleParseAttributeValueSet() {
	a, err := annexa.ParseAttributeValueSet("#Preventive #Confidentiality #Integrity")
	fmt.Println(a.Len(), a.Of(annexa.InformationSecurityProperty), a.Contains(annexa.Integrity), err)
	// Output:
	// 3 confidentiality, integrity true <nil>
}

func ExampleFullAttributeValueSet() {
	for f := range annexa.Attributes().All() {
		fmt.Println(annexa.Attributes().Title(f, nil), len(slices.Collect(annexa.FullAttributeValueSet().Of(f).All())))
	}
	// Output:
	// Control type 3
	// Information security property 3
	// Cybersecurity concept 5
	// Operational capability 15
	// Security domain 4
}

func ExampleFullThemeSet() {
	for t := range annexa.FullThemeSet().All() {
		fmt.Println(t, t.Controls().Len())
	}
	// Output:
	// organizational 37
	// people 8
	// physical 14
	// technological 34
}

func ExampleParseThemeSet() {
	t, err := annexa.ParseThemeSet("people, physical")
	fmt.Println(t.Controls().Len(), err)
	// Output:
	// 22 <nil>
}

func ExampleParseControl2013() {
	id, err := annexa.ParseControl2013("A.9.1.1")
	fmt.Println(id, id.Title(), err)
	_, err = annexa.ParseControl2013("9.1.3")
	fmt.Println(codeOf(err))
	// Output:
	// A.9.1.1 Access control policy <nil>
	// annexa/no-such-control-of-2013
}

func ExampleLookup2013() {
	f, ok := annexa.Lookup2013("A.12.6.1")
	fmt.Println(f.Title, ok, f.Ref)
	// Output:
	// Management of technical vulnerabilities true A.12.6.1
}

func ExampleControls2013() {
	n := map[annexa.Correspondence]int{}
	for f := range annexa.Controls2013() {
		n[f.Ref.Correspondence()]++
	}
	for l := range annexa.Correspondences().All() {
		fmt.Println(l, n[l])
	}
	// Output:
	// new 0
	// unchanged 34
	// renamed 24
	// merged 55
	// split 1
}

func ExampleCorrespondence() {
	n := map[annexa.Correspondence]int{}
	for c := range annexa.All() {
		n[c.Correspondence()]++
	}
	for l := range annexa.Correspondences().All() {
		fmt.Println(l, n[l])
	}
	// Output:
	// new 11
	// unchanged 34
	// renamed 24
	// merged 24
	// split 0
}

func ExampleTransitionState() {
	r := annexa.Transition([]annexa.Ref2013{"A.5.1.1", "A.5.1.2", "A.9.1.1"})
	for s := range annexa.TransitionStates().All() {
		fmt.Println(s, r.In(s).Len())
	}
	// Output:
	// carried 1
	// carried in part 1
	// not carried 80
	// to consider 11
}

func ExampleCustomAttributeTag() {
	fmt.Println(annexa.CustomAttributeTag{Attribute: "team", Value: "platform"})
	// Output:
	// team=platform
}

func ExampleDisputes() {
	for d := range annexa.Disputes() {
		if c, _ := annexa.Lookup(d.Control); c.Confidence == isms.ConfidenceResolved {
			fmt.Println(d.Control, annexa.Attributes().Title(d.Attribute, nil)+":", d.Dissent)
		}
	}
	// Output:
	// A.5.22 Operational capability: #Information_security_assurance printed as a security domain, or left out
}

func ExampleControl_confidence() {
	for c := range annexa.All() {
		if c.Confidence != isms.ConfidenceHigh || c.Agreeing < 4 {
			fmt.Println(c.Ref, c.Confidence, c.Agreeing)
		}
	}
	// Output:
	// A.5.22 resolved 2
}

func ExampleSources() {
	for _, s := range annexa.Sources() {
		fmt.Println(s.Read, s.Confidence, s.Facts)
	}
	// Output:
	// 2026-11-22 high Numbers, titles and themes of Annex A, ISO/IEC 27001:2022
	// 2026-11-22 high Attribute values of ISO/IEC 27002:2022, corrected printing of March 2022
	// 2026-11-22 high Which controls are corrective
	// 2026-11-22 owner Purposes
	// 2026-11-22 high Numbers and titles of the controls of Annex A, ISO/IEC 27001:2013
	// 2026-11-22 high Titles of the objectives of Annex A, ISO/IEC 27001:2013
	// 2026-11-22 high Correspondence of 2013 and 2022, ISO/IEC 27002:2022 tables B.1 and B.2
}
