package annexa_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/annexa/annexatest"
	"github.com/ismskit/ismskit/isms"
)

// scan answers a query by reading every row.
func scan(q annexa.Query) annexa.Set {
	var s annexa.Set
	for c := range annexa.All() {
		ok := !q.New || c.New
		if q.Themes != 0 {
			ok = ok && q.Themes.Contains(c.Theme)
		}
		for f := range annexa.Attributes().All() {
			if wanted := q.AttributeValues.Of(f); wanted != 0 {
				some := false
				for a := range wanted.All() {
					some = some || c.AttributeValues.Contains(a)
				}
				ok = ok && some
			}
		}
		if ok {
			s = s.With(c.Ref)
		}
	}
	return s
}

func TestSelectIsTheScan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := annexatest.Query(draw{t})
		got, err := q.Select()
		if err != nil {
			t.Fatal(err)
		}
		if want := scan(q); got != want {
			t.Fatalf("%q selects %q, want %q", q, got, want)
		}
		for c := range annexa.All() {
			if q.Matches(c) != got.Contains(c.Ref) {
				t.Fatalf("%q matches %s: %t", q, c.Ref, q.Matches(c))
			}
		}
		if again, err := annexa.ParseQuery(q.String()); err != nil || again != q {
			t.Fatalf("ParseQuery(%q) = %q, %v", q, again, err)
		}
		data, err := json.Marshal(q)
		if err != nil {
			t.Fatal(err)
		}
		var again annexa.Query
		if err := json.Unmarshal(data, &again); err != nil || again != q {
			t.Fatalf("JSON %s gives %q, %v", data, again, err)
		}
	})
}

// Every value and every pair of values, without chance.
func TestSelectPairs(t *testing.T) {
	for a := range annexa.FullAttributeValueSet().All() {
		for b := range annexa.FullAttributeValueSet().All() {
			q := annexa.Query{AttributeValues: a | b}
			if got, err := q.Select(); err != nil || got != scan(q) {
				t.Errorf("%q selects %q, %v", q, got, err)
			}
		}
	}
	preventive, _ := annexa.Query{AttributeValues: annexa.Preventive}.Select()
	availability, _ := annexa.Query{AttributeValues: annexa.Availability}.Select()
	both, _ := annexa.Query{AttributeValues: annexa.Preventive | annexa.Availability}.Select()
	if both != preventive.Intersect(availability) || both.Len() != 76 {
		t.Errorf("preventive and availability: %d controls", both.Len())
	}
}

// A word that nobody knows is an error, never an empty answer.
func TestQueryRefusesUnknownWords(t *testing.T) {
	for _, q := range []annexa.Query{
		{AttributeValues: 1 << 30},
		{AttributeValues: annexa.Preventive | 1<<31},
		{Themes: 16},
	} {
		if s, err := q.Select(); err == nil || !s.Empty() {
			t.Errorf("%q selects %d controls, %v", q, s.Len(), err)
		}
		if _, err := q.MarshalText(); err == nil {
			t.Errorf("%q has a text", q)
		}
		if c, _ := annexa.At(0); q.Matches(c) {
			t.Errorf("%q matches 5.1", q)
		}
	}
	for text, want := range map[string]string{
		"preventive, #Avail":              "annexa/no-attribute-value",
		"Preventive":                      "annexa/another-way-to-write-it it=preventive",
		"#identity-and-access-management": "annexa/another-way-to-write-it it=identity and access management",
		"Physical":                        "annexa/no-word-of-a-query themes=organizational, people, physical and technological",
		"#new":                            "annexa/no-attribute-value",
		"x #new":                          "annexa/no-word-of-a-query themes=organizational, people, physical and technological; annexa/no-attribute-value",
	} {
		if q, err := annexa.ParseQuery(text); withArgs(err) != want || q != (annexa.Query{}) {
			t.Errorf("ParseQuery(%q) = %q, %s; want %s", text, q, withArgs(err), want)
		}
	}
	q, err := annexa.ParseQuery("new, preventive,  people,technological\n#Availability")
	if want := "preventive, availability, people, technological, new"; err != nil || q.String() != want {
		t.Errorf("%q, %v; want %q", q, err, want)
	}
}

func TestNothingAllocates(t *testing.T) {
	catalog, err := annexa.NewCatalog(annexa.Extension{
		Controls:   []annexa.CustomControl{{Ref: "own:C-1", Title: "Own"}},
		Attributes: []annexa.CustomAttribute{{Attribute: "team", Values: []annexa.CustomAttributeValue{{Value: "platform"}}, Assignments: []annexa.CustomAttributeAssignment{{Control: "A.8.9", Values: []string{"platform"}}, {Control: "own:C-1", Values: []string{"platform"}}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	platform := []annexa.CustomAttributeTag{{Attribute: "team", Value: "platform"}}
	queries := []annexa.Query{
		{},
		{AttributeValues: annexa.Preventive | annexa.Detective | annexa.Availability},
		{AttributeValues: annexa.FullAttributeValueSet(), Themes: annexa.FullThemeSet(), New: true},
	}
	for a := range annexa.FullAttributeValueSet().All() {
		queries = append(queries, annexa.Query{AttributeValues: a})
	}
	prefixed, former := "A.8.28", annexa.Ref2013("A.18.2.3")
	sum, title := 0, ""
	ids := make([]isms.Ref, 0, 100)
	full := annexa.FullSet()
	for name, f := range map[string]func(){
		"Lookup":   func() { c, _ := annexa.Lookup("A.8.28"); title = c.Title },
		"At":       func() { c, _ := annexa.At(92); title = c.Title },
		"Position": func() { p, _ := annexa.Position("A.5.10"); sum += p },
		"ParseID":  func() { id, _ := annexa.ParseControl(prefixed); sum += len(id) },
		"Compare":  func() { sum += isms.Ref("own:C-2").Compare("own:C-10") + isms.Ref("A.5.2").Compare("A.5.10") },
		"Select": func() {
			for _, q := range queries {
				s, _ := q.Select()
				sum += s.Len()
			}
		},
		"Matches": func() {
			for c := range annexa.All() {
				if queries[1].Matches(c) {
					sum++
				}
			}
		},
		"Set.All": func() {
			for id := range full.All() {
				sum += len(id)
			}
		},
		"Set algebra": func() {
			s := annexa.FullSet().Minus(annexa.Physical.Controls()).Minus(full).Union(full).Without("A.5.1").With("A.5.1")
			if s.SubsetOf(full) {
				sum += s.Share(annexa.Preventive).Have
			}
		},
		"Successors": func() { sum += former.Successors().Len() },
		"Predecessors": func() {
			for f := range control("A.8.8").Predecessors() {
				sum += len(f)
			}
		},
		"Correspondence":       func() { sum += len(control("A.8.8").Correspondence()) },
		"LookupFormer":         func() { f, _ := annexa.Lookup2013(former); title = f.Title },
		"Catalog.Lookup":       func() { c, _ := catalog.Lookup("own:C-1"); title = c.Title },
		"Catalog.SelectSet":    func() { s, _ := catalog.SelectSet(queries[1], platform...); sum += s.Len() },
		"Catalog.AppendSelect": func() { ids, _ = catalog.AppendSelect(ids[:0], annexa.Query{}, platform...); sum += len(ids) },
	} {
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
	if sum == 0 || title == "" || len(ids) != 2 {
		t.Error("the work was not done")
	}
}
