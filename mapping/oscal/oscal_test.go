package oscal_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/bounded"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
	"github.com/ismskit/ismskit/mapping/published"
)

var (
	day   = isms.MustDate("2026-03-02")
	dates = cmpopts.EquateComparable(isms.Date{})
)

// thereAndBack writes c and reads the bytes again.
func thereAndBack(t rapid.TB, c mapping.Crosswalk) (mapping.Crosswalk, []byte) {
	d, err := oscal.From(c, oscal.Head{LastModified: day})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	p, err := oscal.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(d.Tree(), p.Tree()); d != "" {
		t.Fatalf("written -, read +:\n%s", d)
	}
	back, err := p.Crosswalk(0, c.Source(), c.Target())
	if err != nil {
		t.Fatal(err)
	}
	return back, b
}

func TestShippedCrosswalksSurvive(t *testing.T) {
	for _, k := range published.Crosswalks() {
		c := cw(k.Source, k.Target)
		for _, v := range []mapping.Crosswalk{c, c.Converse()} {
			back, b := thereAndBack(t, v)
			if d := cmp.Diff(v.Spec(), back.Spec(), dates); d != "" {
				t.Errorf("%s (before -, after +):\n%s", c.ID(), d)
			}
			if strings.Contains(string(b), "null") || strings.Contains(string(b), "[]") {
				t.Errorf("%s: null or an empty list is written", c.ID())
			}
		}
	}
}

func TestAnyCrosswalkSurvives(t *testing.T) {
	fw := func(id string, items ...string) mapping.Framework {
		s := mapping.FrameworkSpec{ID: id, Leaves: []mapping.Kind{"rule"}}
		for _, it := range items {
			s.Items = append(s.Items, mapping.Item{ID: it, Kind: "rule"})
		}
		f, err := mapping.NewFramework(s)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	a, b := fw("a-1", "a1", "a2", "a 3"), fw("b-1", "b1", "b2")
	rapid.Check(t, func(t *rapid.T) {
		free := rapid.SampledFrom([]string{"", "x", "two\nlines", "\n", " blank ", "equal-to", "intersects-with", "|_<&\"", "\t"})
		spec := mapping.Spec{ID: "a-b", Source: "a-1", Target: "b-1", Provenance: mapping.Provenance{
			Publisher: free.Draw(t, "publisher"), Document: free.Draw(t, "document"), Note: free.Draw(t, "note"),
			Derived: rapid.Bool().Draw(t, "derived"), Inputs: rapid.SliceOfN(free, 0, 2).Draw(t, "inputs"), Direction: rapid.SampledFrom([]mapping.Direction{"", mapping.AsPublished, mapping.Reversed}).Draw(t, "direction"),
		}}
		seen := map[string]bool{}
		for range rapid.IntRange(1, 4).Draw(t, "entries") {
			e := mapping.Entry{
				Sources:   rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a1", "a2"}), 1, 2, rapid.ID).Draw(t, "sources"),
				Targets:   rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"b1"}), 1, 1, rapid.ID).Draw(t, "targets"),
				Relation:  mapping.Relation(rapid.IntRange(1, 31).Draw(t, "relation")),
				Word:      free.Draw(t, "word"),
				Rationale: rapid.SampledFrom(append(slices.Collect(mapping.Rationales().All()), "")).Draw(t, "rationale"),
				Strength:  rapid.SampledFrom(append(slices.Collect(mapping.Strengths().All()), "")).Draw(t, "strength"),
				Claim:     rapid.SampledFrom(append(slices.Collect(mapping.Claims().All()), "")).Draw(t, "claim"),
				Note:      free.Draw(t, "note"),
				Reason:    free.Draw(t, "reason"),
				By:        rapid.SampledFrom([]isms.ID{"", "amal"}).Draw(t, "by"),
				On:        rapid.SampledFrom([]isms.Date{{}, day}).Draw(t, "on"),
			}
			slices.Sort(e.Sources)
			key := strings.Join(e.Sources, " ") + string(e.Rationale) + string(e.By)
			if !seen[key] {
				spec.Entries = append(spec.Entries, e)
			}
			seen[key] = true
		}
		part := func(s string) string { return strings.ReplaceAll(s, "\n", "") } // a part is one line
		spec.SourcesWithoutCounterpart = []mapping.NoCounterpart{{ID: "a 3", Part: part(free.Draw(t, "part")), Note: free.Draw(t, "none")}}
		spec.TargetsWithoutCounterpart = []mapping.NoCounterpart{{ID: "b2", Note: free.Draw(t, "none")}}
		c, err := mapping.New(spec, a, b)
		if err != nil {
			t.Fatal(err)
		}
		back, _ := thereAndBack(t, c)
		if d := cmp.Diff(c.Spec(), back.Spec(), dates, cmpopts.EquateEmpty()); d != "" {
			t.Fatalf("before -, after +:\n%s", d)
		}
	})
}

func TestObjectAndArrayAreRead(t *testing.T) {
	d, err := oscal.From(cw("nist-csf-2.0", "nist-csf-1.1"), oscal.Head{LastModified: day})
	if err != nil {
		t.Fatal(err)
	}
	one, _ := json.Marshal(d)
	if !strings.Contains(string(one), `"mappings":{`) {
		t.Error("one mapping is not written as an object")
	}
	d.Tree().Mappings = append(d.Tree().Mappings, d.Tree().Mappings[0])
	two, _ := json.Marshal(d)
	p, err := oscal.Parse(two)
	if err != nil || p.Len() != 2 {
		t.Fatalf("%v", err)
	}
	for n, text := range [][]byte{one, two} {
		var std oscal.Document // package encoding/json reads both, too
		if err := json.Unmarshal(text, &std); err != nil || std.Len() != n+1 || std.Tree().Mappings[n].UUID != p.Tree().Mappings[n].UUID {
			t.Errorf("%d mappings, %v", std.Len(), err)
		}
	}
	for i := range 2 {
		if c, err := p.Crosswalk(i, fw("nist-csf-2.0"), fw("nist-csf-1.1")); err != nil || !c.Equal(cw("nist-csf-2.0", "nist-csf-1.1")) {
			t.Errorf("mapping %d: %v", i, err)
		}
	}
	for _, i := range []int{-1, 2} {
		if _, err := p.Crosswalk(i, fw("nist-csf-2.0"), fw("nist-csf-1.1")); err == nil {
			t.Errorf("mapping %d exists", i)
		}
	}
	if _, err := p.Crosswalk(0, fw("nist-csf-2.0"), fw("nist-csf-2.0")); err == nil {
		t.Error("another edition is accepted")
	}
}

// The set-theory mapping of a public authority, in the shape that such files
// have: own words in a foreign namespace say nothing.
func TestPublishedFile(t *testing.T) {
	b, err := os.ReadFile("../testdata/iso-27001-2022__bsi-gspp.json")
	if err != nil {
		t.Fatal(err)
	}
	var src struct {
		Items []string
		Pairs [][]json.RawMessage
	}
	if err := json.Unmarshal(b, &src); err != nil {
		t.Fatal(err)
	}
	spec := mapping.FrameworkSpec{ID: "bsi-gspp", Leaves: []mapping.Kind{"requirement"}}
	for _, id := range src.Items {
		spec.Items = append(spec.Items, mapping.Item{ID: id, Kind: "requirement"})
	}
	gspp, err := mapping.NewFramework(spec)
	if err != nil {
		t.Fatal(err)
	}
	items := func(raw json.RawMessage) []oscal.Item {
		var list []string
		if err := json.Unmarshal(raw, &list); err != nil {
			t.Fatal(err)
		}
		var out []oscal.Item
		for _, id := range list {
			out = append(out, oscal.Item{Type: "control", ID: strings.ToLower(id)})
		}
		return out
	}
	m := oscal.Mapping{UUID: "7e2c4a52-6d0e-4a0b-9a1e-1f2f3f4f5f6f"}
	for _, p := range src.Pairs {
		var word string
		if err := json.Unmarshal(p[2], &word); err != nil {
			t.Fatal(err)
		}
		one := oscal.Map{Sources: items(p[0]), Relationship: word}
		var targets []string
		if err := json.Unmarshal(p[1], &targets); err != nil {
			t.Fatal(err)
		}
		for _, id := range targets {
			one.Targets = append(one.Targets, oscal.Item{Type: "control", ID: id})
		}
		m.Maps = append(m.Maps, one)
	}
	d := oscal.Of(oscal.Collection{UUID: "x", Provenance: oscal.Provenance{Method: "human", Rationale: "semantic", Status: "draft"}, Mappings: oscal.Mappings{m}})
	c, err := d.Crosswalk(0, fw("iso-27001-2022"), gspp)
	if err != nil {
		t.Fatal(err)
	}
	words, sets := map[string]int{}, 0
	for e := range c.Entries() {
		words[e.Word]++
		if len(e.Targets) > 1 {
			sets++
		}
		if e.Rationale != mapping.Semantic {
			t.Errorf("the rationale of the collection does not hold for %v", e.Sources)
		}
	}
	if d := cmp.Diff(map[string]int{"subset-of": 75, "equivalent-to": 16, "intersects-with": 5}, words); d != "" || c.Len() != 96 || sets == 0 {
		t.Errorf("%d entries, %d sets: %s", c.Len(), sets, d)
	}
	n := 0
	for range c.Unmapped() {
		n++
	}
	if n != 0 || c.Source().ID() != "iso-27001-2022" {
		t.Errorf("%d controls are not mapped", n)
	}
	// A subset of a union proves nothing of its members; an equality does.
	inf, err := mapping.Infer(gspp, mapping.InferenceInput{Crosswalk: c, State: func(string) mapping.State { return mapping.FullyMet }})
	if err != nil {
		t.Fatal(err)
	}
	full := map[string]bool{}
	for e := range c.Entries() {
		if e.Relation == mapping.Equal {
			for _, id := range e.Targets {
				full[id] = true
			}
		}
	}
	if cov := inf.Coverage(); cov.Covered+cov.Contradictory != len(full) || cov.Covered == 0 || cov.Reached != 299 {
		t.Errorf("%+v, %d targets of an equality", cov, len(full))
	}
}

func TestForeignNamespaceSaysNothing(t *testing.T) {
	d := oscal.Of(oscal.Collection{Mappings: oscal.Mappings{{UUID: "u", Maps: []oscal.Map{
		{Namespace: "https://example.org/ns", Relationship: "equal-to", Sources: []oscal.Item{{ID: "gv.oc-01"}}, Targets: []oscal.Item{{ID: "a.5.1"}}, Remarks: "as we see it"},
		{Namespace: "http://csrc.nist.gov/ns/oscal", Relationship: "subset-of", Sources: []oscal.Item{{ID: "GV.OC-02"}}, Targets: []oscal.Item{{ID: "A.5.1"}}},
	}}}})
	c, err := d.Crosswalk(0, fw("nist-csf-2.0"), fw("iso-27001-2022"))
	if err != nil {
		t.Fatal(err)
	}
	want := []mapping.Entry{
		{Sources: []string{"GV.OC-01"}, Targets: []string{"A.5.1"}, Relation: mapping.Unspecified, Word: "equal-to", Note: "as we see it"},
		{Sources: []string{"GV.OC-02"}, Targets: []string{"A.5.1"}, Relation: mapping.Subset, Word: "subset-of"},
	}
	if d := cmp.Diff(want, slices.Collect(c.Entries()), dates); d != "" {
		t.Error(d)
	}
	for name, m := range map[string]oscal.Map{
		"unknown word":   {Relationship: "equals", Sources: []oscal.Item{{ID: "GV.OC-01"}}, Targets: []oscal.Item{{ID: "A.5.1"}}},
		"unknown source": {Relationship: "equal-to", Sources: []oscal.Item{{ID: "x"}}, Targets: []oscal.Item{{ID: "A.5.1"}}},
		"no target":      {Relationship: "equal-to", Sources: []oscal.Item{{ID: "GV.OC-01"}}},
		"own bad word":   {Namespace: oscal.Namespace, Relationship: "x", Sources: []oscal.Item{{ID: "GV.OC-01"}}, Targets: []oscal.Item{{ID: "A.5.1"}}},
		"contradiction":  {Namespace: oscal.Namespace, Relationship: "contradiction", Sources: []oscal.Item{{ID: "GV.OC-01"}}, Targets: []oscal.Item{{ID: "A.5.1"}}},
		"bad day": {
			Relationship: "equal-to", Sources: []oscal.Item{{ID: "GV.OC-01"}}, Targets: []oscal.Item{{ID: "A.5.1"}},
			Props: []oscal.Property{{Name: "reviewed-on", Namespace: oscal.Namespace, Value: "soon"}},
		},
	} {
		d.Tree().Mappings[0].Maps = []oscal.Map{m}
		if _, err := d.Crosswalk(0, fw("nist-csf-2.0"), fw("iso-27001-2022")); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestFromRefuses(t *testing.T) {
	sound := oscal.Head{LastModified: day}
	f, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "own\n1", Items: []mapping.Item{{ID: "a\nb", Kind: "rule"}}})
	if err != nil {
		t.Fatal(err)
	}
	odd, err := mapping.New(mapping.Spec{ID: "odd", Source: f.ID(), Target: f.ID(), Entries: []mapping.Entry{{Sources: []string{"a\nb"}, Targets: []string{"a\nb"}}}}, f, f)
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		c mapping.Crosswalk
		h oscal.Head
	}{
		"no entries":     {mapping.Crosswalk{}, sound},
		"no day":         {cw("nist-csf-2.0", "nist-csf-1.1"), oscal.Head{}},
		"early day":      {cw("nist-csf-2.0", "nist-csf-1.1"), oscal.Head{LastModified: isms.MustDate("1899-12-31")}},
		"unknown method": {cw("nist-csf-2.0", "nist-csf-1.1"), oscal.Head{LastModified: day, Method: "magic"}},
		"unknown status": {cw("nist-csf-2.0", "nist-csf-1.1"), oscal.Head{LastModified: day, Status: "done"}},
		"rationale":      {cw("nist-csf-2.0", "nist-csf-1.1"), oscal.Head{LastModified: day, Rationale: "gut"}},
		"blank title":    {cw("nist-csf-2.0", "nist-csf-1.1"), oscal.Head{LastModified: day, Title: " "}},
		"line break":     {odd, sound},
	} {
		if _, err := oscal.From(tc.c, tc.h); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestWords(t *testing.T) {
	for m := range oscal.Methods().All() {
		if !oscal.Methods().Has(m) {
			t.Errorf("%q", m)
		}
	}
	for s := range oscal.Statuses().All() {
		if !oscal.Statuses().Has(s) {
			t.Errorf("%q", s)
		}
	}
	if oscal.Methods().Has(oscal.Method("")) || oscal.Statuses().Has(oscal.Status("")) {
		t.Error("nothing is a known word")
	}
}

func FuzzParse(f *testing.F) {
	d, err := oscal.From(cw("nist-csf-2.0", "nist-csf-1.1").Select(func(e mapping.Entry) bool { return e.Sources[0] == "ID.AM-01" }), oscal.Head{LastModified: day})
	if err != nil {
		f.Fatal(err)
	}
	b, _ := json.Marshal(d)
	f.Add(b)
	f.Add([]byte(`{"mapping-collection":{"mappings":[{"maps":[{"relationship":"equal-to","sources":[{"id-ref":"ID"}],"targets":[{"id-ref":"ID"}]}]},{}]}}`))
	f.Add([]byte(`{"mapping-collection":{"mappings":{}}}`))
	f.Add([]byte(`{"mapping-collection":{"mappings":null}}`))
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		bounded.Within(t, len(b), func() { _, _ = oscal.Parse(b) })
		d, err := oscal.Parse(b)
		if err != nil {
			return
		}
		again, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if e, err := oscal.Parse(again); err != nil || !cmp.Equal(d.Tree(), e.Tree(), cmpopts.EquateEmpty()) {
			t.Fatalf("%s is written as\n%s\nwhich reads as %+v, %v", b, again, e, err)
		}
		for i := range d.Len() {
			c, err := d.Crosswalk(i, fw("nist-csf-2.0"), fw("nist-csf-1.1"))
			if err != nil || c.Len() == 0 {
				continue
			}
			w, err := oscal.From(c, oscal.Head{LastModified: day})
			if err != nil {
				continue
			}
			back, err := w.Crosswalk(0, fw("nist-csf-2.0"), fw("nist-csf-1.1"))
			if err != nil || !back.Equal(c) {
				t.Fatalf("%s: %v", b, err)
			}
		}
	})
}
