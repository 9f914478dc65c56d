package annexa_test

import (
	"errors"
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

func ExampleLookup() {
	c, ok := annexa.Lookup("5.7")
	fmt.Println(ok, c.Title, c.Theme, c.New)
	fmt.Println(c.Attributes.Of(annexa.ControlType))
	fmt.Println(c.Purpose)
	// Output:
	// true Threat intelligence organizational true
	// #Preventive #Detective #Corrective
	// Turn raw data about attackers and their methods into insight that steers defences and decisions.
}

func ExampleParseID() {
	for _, text := range []string{"A.5.7", "5.38", "a.5.07", "A.9.1.1"} {
		id, err := annexa.ParseID(text)
		fmt.Println(id, err)
	}
	// Output:
	// 5.7 <nil>
	//  annexa: ParseID("5.38"): no such control; the organizational ones run from 5.1 to 5.37
	//  annexa: ParseID("a.5.07"): a number with a leading zero; write 5.7
	//  annexa: ParseID("A.9.1.1"): a control of the 2013 edition (Access control policy); in 2022 it is 5.15
}

func ExampleID_Compare() {
	ids := []annexa.ID{"C-10", "5.10", "8.1", "C-2", "5.2"}
	slices.SortFunc(ids, annexa.ID.Compare)
	fmt.Println(ids)
	// Output: [5.2 5.10 8.1 C-2 C-10]
}

// A position is a dense index for an embedder's own tables.
func ExampleID_Position() {
	var owner [annexa.Count]string
	if p, ok := annexa.ID("8.28").Position(); ok {
		owner[p] = "head of engineering"
	}
	p, _ := annexa.ID("8.28").Position()
	fmt.Println(p, owner[p])
	// Output: 86 head of engineering
}

func ExampleAll() {
	var fresh []annexa.ID
	for c := range annexa.All() {
		if c.New {
			fresh = append(fresh, c.ID)
		}
	}
	fmt.Println(len(fresh), fresh)
	// Output: 11 [5.7 5.23 5.30 7.4 8.9 8.10 8.11 8.12 8.16 8.23 8.28]
}

func ExampleQuery_Select() {
	detect := annexa.Query{
		Attributes: annexa.Detective | annexa.Availability,
		Themes:     annexa.Physical | annexa.Technological,
	}
	s, err := detect.Select()
	if err != nil {
		fmt.Println(err)
		return
	}
	for c := range s.Controls() {
		fmt.Println(c.ID, c.Title)
	}
	// Output:
	// 7.4 Physical security monitoring
	// 7.11 Supporting utilities
	// 8.6 Capacity management
	// 8.7 Protection against malware
	// 8.15 Logging
	// 8.16 Monitoring activities
	// 8.20 Networks security
	// 8.30 Outsourced development
}

func ExampleParseQuery() {
	q, err := annexa.ParseQuery("#Preventive #Availability people")
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := q.Select()
	fmt.Println(s, err)

	_, err = annexa.ParseQuery("#Prevention")
	fmt.Println(err)
	// Output:
	// 6.1 6.2 6.3 6.4 6.5 6.7 <nil>
	// annexa: ParseQuery("#Prevention"): unknown attribute value "#Prevention"
}

func ExampleSet() {
	necessary, err := annexa.SetOf("5.7", "8.8", "8.28", "8.9")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(necessary.Len(), "necessary:", necessary)
	fmt.Println("technological:", necessary.Intersect(annexa.Technological.Controls()))
	fmt.Println("left out:", necessary.Complement().Len())
	fmt.Println(necessary.Contains("8.28"), necessary.Without("8.28").Contains("8.28"))
	// Output:
	// 4 necessary: 5.7 8.8 8.9 8.28
	// technological: 8.8 8.9 8.28
	// left out: 89
	// true false
}

func ExampleSet_Balance() {
	physical := annexa.Physical.Controls()
	for _, line := range physical.Balance() {
		if line.Family == annexa.ControlType {
			fmt.Printf("%-12s %7s here, %6s in Annex A\n", line.Value, line.Selected.Percent(), line.Catalog.Percent())
		}
	}
	fmt.Println(annexa.Set{}.Share(annexa.Preventive).Percent())
	// Output:
	// #Preventive  100.0 % here, 89.2 % in Annex A
	// #Detective    14.3 % here, 14.0 % in Annex A
	// #Corrective    0.0 % here, 15.1 % in Annex A
	// undefined
}

// What is missing once the controls that would notice an outage are left out?
func ExampleSet_Gaps() {
	excluded, err := annexa.SetOf("5.7", "5.25", "6.8", "7.4", "7.11", "8.6", "8.7", "8.15", "8.16", "8.20", "8.30")
	if err != nil {
		fmt.Println(err)
		return
	}
	gaps, err := excluded.Complement().Gaps(annexa.ControlType, annexa.SecurityProperty)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range gaps {
		fmt.Println("no control left:", g.Attributes, "- candidates:", g.Candidates)
	}
	// Output:
	// no control left: #Detective #Availability - candidates: 5.7 5.25 6.8 7.4 7.11 8.6 8.7 8.15 8.16 8.20 8.30
}

func ExampleFormerID_Successors() {
	fmt.Println(annexa.FormerID("9.1.1").Successors())
	fmt.Println(annexa.FormerID("18.2.3").Successors(), annexa.FormerID("18.2.3").Correspondence())
	// Output:
	// 5.15
	// 5.36 8.8 split
}

func ExampleID_Predecessors() {
	fmt.Println(slices.Collect(annexa.ID("8.8").Predecessors()), annexa.ID("8.8").Correspondence())
	fmt.Println(slices.Collect(annexa.ID("8.28").Predecessors()), annexa.ID("8.28").Correspondence())
	// Output:
	// [12.6.1 18.2.3] merged
	// [] new
}

func ExampleTransition() {
	r := annexa.Transition([]annexa.FormerID{"9.1.1", "12.7.1", "13.2.1", "A.13.2.2", "13.2.3", "18.2.3", "9.9.9"})
	fmt.Println("follow:", r.Following())
	fmt.Println("in part:", r.In(annexa.CarriedInPart))
	fmt.Println("to consider:", r.In(annexa.ToConsider))
	for row := range r.Merging() {
		fmt.Println("merges:", row.From, "into", row.Control)
	}
	for f := range r.Splitting() {
		fmt.Println("splits:", f.Former, "into", f.Successors)
	}
	for _, u := range r.Unknown {
		fmt.Println("unknown:", u.Text, "-", u.Reason)
	}
	// Output:
	// follow: 5.14 5.15 5.36 8.8 8.34
	// in part: 5.15 5.36 8.8
	// to consider: 5.7 5.23 5.30 7.4 8.9 8.10 8.11 8.12 8.16 8.23 8.28
	// merges: [13.2.1 13.2.2 13.2.3] into 5.14
	// splits: 18.2.3 into 5.36 8.8
	// unknown: 9.9.9 - the 2013 edition has no such control
}

func ExampleNewCatalog() {
	catalog, err := annexa.NewCatalog(annexa.Extension{
		Controls: []annexa.CustomControl{
			{ID: "C-1", Title: "Separate tenants in remote monitoring", Theme: annexa.Technological, Attributes: annexa.Preventive | annexa.Confidentiality},
		},
		Families: []annexa.CustomAttribute{{
			Family: "team",
			Values: []annexa.CustomAttributeValue{{Value: "platform"}, {Value: "service-desk"}},
			Assignments: []annexa.CustomAttributeAssignment{
				{Control: "8.9", Values: []string{"platform"}},
				{Control: "C-1", Values: []string{"platform"}},
				{Control: "6.8", Values: []string{"service-desk"}},
			},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	q, tags, err := catalog.ParseQuery("#Preventive team=platform")
	if err != nil {
		fmt.Println(err)
		return
	}
	ids, err := catalog.AppendSelect(nil, q, tags...)
	fmt.Println(ids, err)

	_, err = annexa.NewCatalog(annexa.Extension{Controls: []annexa.CustomControl{{ID: "A.5.38", Title: "One more"}}})
	fmt.Println(err)
	// Output:
	// [8.9 C-1] <nil>
	// annexa: NewCatalog: controls[0].id: "A.5.38" reads like a number of Annex A; use a letter other than A, as in C-1
}

func ExampleCatalog_Balance() {
	catalog, err := annexa.NewCatalog(annexa.Extension{Families: []annexa.CustomAttribute{{
		Family:      "maturity",
		Values:      []annexa.CustomAttributeValue{{Value: "initial"}, {Value: "managed"}},
		Assignments: []annexa.CustomAttributeAssignment{{Control: "8.9", Values: []string{"managed"}}, {Control: "8.8", Values: []string{"initial"}}},
	}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	balance, err := catalog.Balance("8.8", "8.9", "8.28")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range balance {
		if line.Family == "maturity" {
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
	// | Control type | \#Preventive | 14 | 100.0 % | 83 | 89.2 % |
	// | Control type | \#Detective | 2 | 14.3 % | 13 | 14.0 % |
	// | Control type | \#Corrective | 0 | 0.0 % | 14 | 15.1 % |
}

func ExampleIDError() {
	_, err := annexa.ParseID("A.18.2.3")
	var e *annexa.IDError
	if errors.As(err, &e) && e.Code == annexa.CodeFormer {
		fmt.Println(e.Former, "goes on in", slices.Collect(e.Successors.All()))
	}
	fmt.Println(annexa.ErrorCodes())
	// Output:
	// 18.2.3 goes on in [5.36 8.8]
	// [empty malformed leading-zero no-such former later not-a-control]
}

func ExampleAt() {
	c, _ := annexa.At(0)
	fmt.Println(c.ID, c.Title)
	// Output:
	// 5.1 Policies for information security
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
	// 5.7 5.10 8.28 <nil>
}

func ExampleParseAttribute() {
	a, err := annexa.ParseAttribute("#Defence")
	fmt.Println(a, a.Family().Title(), err)
	_, err = annexa.ParseAttribute("asset management")
	fmt.Println(err)
	// Output:
	// #Defence Security domain <nil>
	// annexa: ParseAttribute("asset management"): unknown attribute value "asset management"; write #Asset_management
}

func ExampleParseAttributes() {
	a, err := annexa.ParseAttributes("#Preventive #Confidentiality #Integrity")
	fmt.Println(a.Len(), a.Of(annexa.SecurityProperty), a.Contains(annexa.Integrity), err)
	// Output:
	// 3 #Confidentiality #Integrity true <nil>
}

func ExampleAllAttributes() {
	for f := range annexa.Families().All() {
		fmt.Println(f.Title(), annexa.AllAttributes().Of(f).Len())
	}
	// Output:
	// Control type 3
	// Information security property 3
	// Cybersecurity concept 5
	// Operational capability 15
	// Security domain 4
}

func ExampleAllThemes() {
	for t := range annexa.AllThemes().All() {
		fmt.Println(t, t.Controls().Len())
	}
	// Output:
	// organizational 37
	// people 8
	// physical 14
	// technological 34
}

func ExampleParseThemes() {
	t, err := annexa.ParseThemes("people, physical")
	fmt.Println(t.Controls().Len(), err)
	// Output:
	// 22 <nil>
}

func ExampleParseFormerID() {
	id, err := annexa.ParseFormerID("A.9.1.1")
	fmt.Println(id, id.Title(), err)
	fmt.Println(id.Objective(), id.Objective().Title())
	fmt.Println(id.Domain(), id.Domain().Title())
	_, err = annexa.ParseFormerID("9.1.3")
	fmt.Println(err)
	// Output:
	// 9.1.1 Access control policy <nil>
	// 9.1 Business requirements of access control
	// 9 Access control
	// annexa: ParseFormerID("9.1.3"): the 2013 edition has no such control; those of 9.1 end with 9.1.2
}

func ExampleLookupFormer() {
	f, ok := annexa.LookupFormer("12.6.1")
	fmt.Println(f.Title, ok, f.ID.Ref())
	// Output:
	// Management of technical vulnerabilities true ISO/IEC 27001:2013 A.12.6.1
}

func ExampleFormers() {
	n := map[annexa.Correspondence]int{}
	for f := range annexa.Formers() {
		n[f.ID.Correspondence()]++
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

func ExampleFormerDomains() {
	for d := range annexa.FormerDomains() {
		if d.ID.Successors().Len() > 12 {
			fmt.Println(d.ID, d.Title, "goes on in", d.ID.Successors().Len(), "controls")
		}
	}
	// Output:
	// 11 Physical and environmental security goes on in 14 controls
}

func ExampleFormerObjectives() {
	for o := range annexa.FormerObjectives() {
		if o.ID.Domain() == "9" {
			fmt.Println(o.ID, o.Title, "->", o.ID.Successors())
		}
	}
	// Output:
	// 9.1 Business requirements of access control -> 5.15
	// 9.2 User access management -> 5.16 5.17 5.18 8.2
	// 9.3 User responsibilities -> 5.17
	// 9.4 System and application access control -> 5.17 8.3 8.4 8.5 8.18
}

func ExamplePairs() {
	for p := range annexa.Pairs() {
		if p.Control == "8.8" {
			fmt.Println(p.Former, "->", p.Control)
		}
	}
	// Output:
	// 12.6.1 -> 8.8
	// 18.2.3 -> 8.8
}

func ExampleCorrespondence() {
	n := map[annexa.Correspondence]int{}
	for c := range annexa.All() {
		n[c.ID.Correspondence()]++
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
	r := annexa.Transition([]annexa.FormerID{"5.1.1", "5.1.2", "9.1.1"})
	for s := range annexa.TransitionStates().All() {
		fmt.Println(s, r.In(s).Len())
	}
	// Output:
	// carried 1
	// carried-in-part 1
	// not-carried 80
	// to-consider 11
}

func ExampleCustomAttributeTag() {
	fmt.Println(annexa.CustomAttributeTag{Family: "team", Value: "platform"})
	// Output:
	// team=platform
}

func ExampleDisputes() {
	for d := range annexa.Disputes() {
		if c, _ := annexa.Lookup(d.Control); c.Confidence == isms.ConfidenceResolved {
			fmt.Println(d.Control, d.Family.Title()+":", d.Dissent)
		}
	}
	// Output:
	// 5.22 Operational capability: #Information_security_assurance printed as a security domain, or left out
}

func ExampleControl_confidence() {
	for c := range annexa.All() {
		if c.Confidence != isms.ConfidenceHigh || c.Agreeing < 4 {
			fmt.Println(c.ID, c.Confidence, c.Agreeing)
		}
	}
	// Output:
	// 5.22 resolved 2
}

func ExampleSources() {
	for _, s := range annexa.Sources() {
		fmt.Println(s.Read, s.Confidence, s.Facts)
	}
	// Output:
	// 2026-11-22 high Ids, titles and themes of Annex A, ISO/IEC 27001:2022
	// 2026-11-22 high Attribute values of ISO/IEC 27002:2022, corrected printing of March 2022
	// 2026-11-22 high Which controls are corrective
	// 2026-11-22 owner Purposes
	// 2026-11-22 high Ids and titles of the controls of Annex A, ISO/IEC 27001:2013
	// 2026-11-22 high Titles of the objectives of Annex A, ISO/IEC 27001:2013
	// 2026-11-22 high Correspondence of 2013 and 2022, ISO/IEC 27002:2022 tables B.1 and B.2
}
