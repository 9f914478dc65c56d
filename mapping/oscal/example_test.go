package oscal_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
	"github.com/ismskit/ismskit/mapping/published"
)

func Example() {
	csf, _ := published.Crosswalk("nist-csf-2.0", "iso-27001-2022")
	reviewed, err := csf.With(mapping.Overlay{
		ID: "reviews-2026", Source: "nist-csf-2.0", Target: "iso-27001-2022",
		Reviews: []mapping.Review{{
			Sources: []string{"PR.DS-11"}, Targets: []string{"A.8.13"}, Relation: mapping.Subset, Rationale: mapping.Semantic,
			Reason: "the control also asks for redundancy of media", By: "amal", On: isms.MustDate("2026-03-02"),
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	own := reviewed.Select(func(e mapping.Entry) bool { return e.By != "" })

	doc, err := oscal.From(own, oscal.Head{Title: "Reviewed pairs", LastModified: isms.MustDate("2026-03-02"), Method: "human", Status: "not-complete"})
	if err != nil {
		fmt.Println(err)
		return
	}
	b, err := json.Marshal(doc)
	if err != nil {
		fmt.Println(err)
		return
	}

	read, err := oscal.Parse(b)
	if err != nil {
		fmt.Println(err)
		return
	}
	back, err := read.Crosswalk(0, csf.Source(), csf.Target())
	fmt.Println(back.Equal(own), err)
	for e := range back.Entries() {
		fmt.Println(e.Sources, e.Relation, e.Targets)
	}
	fmt.Println(read.Len(), strings.Contains(string(b), `"oscal-version":"`+oscal.Version+`"`))
	// Output:
	// true <nil>
	// [PR.DS-11] subset of [A.8.13]
	// 1 true
}

// Many catalogs write the ids of Annex A in small letters: A.5.1 as a.5.1, and
// clauses with something before the number, as an OSCAL id begins with a letter.
func ExampleDocument_CrosswalkWith() {
	catalog := oscal.IDs{Target: func(id string) string {
		if strings.HasPrefix(id, "A.") {
			return strings.ToLower(id)
		}
		return "cl." + id
	}}
	csf, _ := published.Crosswalk("nist-csf-2.0", "iso-27001-2022")
	doc, err := oscal.From(csf, oscal.Head{LastModified: isms.MustDate("2026-03-02"), IDs: catalog})
	if err != nil {
		fmt.Println(err)
		return
	}
	b, err := json.Marshal(doc)
	fmt.Println(strings.Contains(string(b), `"id-ref":"cl.7.3"`), strings.Contains(string(b), `"id-ref":"a.6.3"`), err)
	back, err := doc.CrosswalkWith(catalog, 0, csf.Source(), csf.Target())
	fmt.Println(back.Equal(csf), err)
	// Output:
	// true true <nil>
	// true <nil>
}

func ExampleMethods() {
	fmt.Println(slices.Collect(oscal.Methods().All()))
	fmt.Println(slices.Collect(oscal.Statuses().All()))
	// Output:
	// [human automation hybrid]
	// [complete not-complete draft deprecated superseded]
}
