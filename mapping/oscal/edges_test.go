package oscal_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
)

// Every field that a document can have, under the name that OSCAL gives it, read
// and written.
func TestEveryFieldIsReadAndWritten(t *testing.T) {
	props := `"props":[{"name":"n","ns":"s","value":"v","class":"c","remarks":"r"}]`
	text := `{"mapping-collection":{"uuid":"u1",` +
		`"metadata":{"title":"t","last-modified":"l","version":"v","oscal-version":"o"},` +
		`"provenance":{"method":"automation","matching-rationale":"semantic","status":"superseded","mapping-description":"d",` + props + `},` +
		`"mappings":{"uuid":"u2","matching-rationale":"functional","source-resource":{"type":"catalog","href":"a",` + props + `},"target-resource":{"type":"profile","href":"b",` + props + `},` +
		`"maps":[{"uuid":"u3","ns":"s","matching-rationale":"syntactic","relationship":"equal-to","sources":[{"type":"control","id-ref":"x"}],"targets":[{"type":"statement","id-ref":"y"}],` + props + `,"remarks":"m"}],` + props + `,` +
		`"source-gap-summary":{"uuid":"u4","unmapped-controls":[{"with-ids":["i"],"matching":[{"pattern":"p"}]}]},"target-gap-summary":{"uuid":"u5"}},` +
		`"back-matter":{"resources":[{"uuid":"u6","title":"b"},{"uuid":"u7"}]}}}`
	d, err := oscal.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	p := []oscal.Property{{Name: "n", Namespace: "s", Value: "v", Class: "c", Remarks: "r"}}
	want := oscal.Of(oscal.Collection{
		UUID:       "u1",
		Metadata:   oscal.Metadata{Title: "t", LastModified: "l", Version: "v", OSCALVersion: "o"},
		Provenance: oscal.Provenance{Method: "automation", Rationale: "semantic", Status: "superseded", Description: "d", Props: p},
		Mappings: oscal.Mappings{{
			UUID: "u2", Rationale: "functional", Source: oscal.Resource{Type: "catalog", Href: "a", Props: p}, Target: oscal.Resource{Type: "profile", Href: "b", Props: p},
			Maps: []oscal.Map{{
				UUID: "u3", Namespace: "s", Rationale: "syntactic", Relationship: "equal-to",
				Sources: []oscal.Item{{Type: "control", ID: "x"}}, Targets: []oscal.Item{{Type: "statement", ID: "y"}}, Props: p, Remarks: "m",
			}},
			Props: p, SourceGap: &oscal.Gap{UUID: "u4", Unmapped: []oscal.Selection{{IDs: []string{"i"}, Matching: []oscal.Pattern{{Pattern: "p"}}}}}, TargetGap: &oscal.Gap{UUID: "u5"},
		}},
		BackMatter: &oscal.BackMatter{Resources: []oscal.BackResource{{UUID: "u6", Title: "b"}, {UUID: "u7"}}},
	})
	if diff := cmp.Diff(want.Tree(), d.Tree()); diff != "" {
		t.Error(diff)
	}
	if got, err := json.Marshal(d); err != nil || string(got) != text {
		t.Errorf("%v\n got %s\nwant %s", err, got, text)
	}
	for v, want := range map[any]string{
		&oscal.Document{}: `{"mapping-collection":{"uuid":"","metadata":{"title":"","last-modified":"","version":"","oscal-version":""},"provenance":{"method":"","matching-rationale":"","status":"","mapping-description":""},"mappings":[]}}`,
		&oscal.Mapping{}:  `{"uuid":"","source-resource":{"type":"","href":""},"target-resource":{"type":"","href":""}}`,
		&oscal.Map{}:      `{"uuid":"","relationship":""}`,
	} {
		if got, err := json.Marshal(v); err != nil || string(got) != want {
			t.Errorf("%v\n got %s\nwant %s", err, got, want)
		}
	}
	words := fmt.Sprint(slices.Collect(oscal.Methods().All()), slices.Collect(oscal.Statuses().All())) + " " + oscal.Version + " " + oscal.Namespace
	if words != "[human automation hybrid] [complete not-complete draft deprecated superseded] 1.2.2 https://github.com/ismskit/ismskit/ns/mapping" {
		t.Error(words)
	}
}

// The rationale of an entry is its own, else that of its mapping, else that of the
// collection; in what was written here only its own.
func TestWhoseRationaleHolds(t *testing.T) {
	for _, tc := range []struct {
		collection, mapping, one string
		want                     mapping.Rationale
	}{
		{"semantic", "functional", "syntactic", mapping.Syntactic},
		{"semantic", "functional", "", mapping.Functional},
		{"semantic", "", "", mapping.Semantic},
		{"semantic", "", "syntactic", mapping.Syntactic},
		{"", "functional", "", mapping.Functional},
		{"", "", "", ""},
	} {
		d := oscal.Of(oscal.Collection{UUID: "c", Provenance: oscal.Provenance{Rationale: tc.collection}, Mappings: oscal.Mappings{{
			UUID: "m", Rationale: tc.mapping,
			Maps: []oscal.Map{{Rationale: tc.one, Relationship: "equal-to", Sources: []oscal.Item{{ID: "GV"}}, Targets: []oscal.Item{{ID: "ID"}}}},
		}}})
		for _, ours := range []bool{false, true} {
			want, id := tc.want, "m"
			if ours {
				d.Tree().Mappings[0].Props = []oscal.Property{{Name: "crosswalk", Namespace: oscal.Namespace, Value: "own"}}
				want, id = mapping.Rationale(tc.one), "own"
			}
			c, err := d.Crosswalk(0, fw("nist-csf-2.0"), fw("nist-csf-1.1"))
			if err != nil {
				t.Fatal(err)
			}
			for e := range c.Entries() {
				if e.Rationale != want || c.ID() != id {
					t.Errorf("ours %t, %+v: %q, ID %q", ours, tc, e.Rationale, c.ID())
				}
			}
		}
	}
}

// Each text of a provenance comes back in its own place, and only what was set is
// written.
func TestEachTextOfAProvenance(t *testing.T) {
	list := fw("nist-csf-1.1")
	for i, set := range []func(*mapping.Provenance){
		func(p *mapping.Provenance) { p.Publisher = "x" },
		func(p *mapping.Provenance) { p.Document = "x" },
		func(p *mapping.Provenance) { p.Version = "x" },
		func(p *mapping.Provenance) { p.Date = "x" },
		func(p *mapping.Provenance) { p.Style = "x" },
		func(p *mapping.Provenance) { p.Licence = "x" },
		func(p *mapping.Provenance) { p.Credit = "x" },
		func(p *mapping.Provenance) { p.ReadFrom = "x" },
		func(p *mapping.Provenance) { p.Read = day },
		func(p *mapping.Provenance) { p.Check = "x" },
		func(p *mapping.Provenance) { p.Claim = "x" },
		func(p *mapping.Provenance) { p.Superseded = "x" },
		func(p *mapping.Provenance) { p.Note = "x" },
		func(p *mapping.Provenance) { p.Direction = mapping.Reversed },
		func(p *mapping.Provenance) { p.Derived = true },
		func(p *mapping.Provenance) { p.Inputs = []string{"x"} },
		func(p *mapping.Provenance) { p.Inputs = []string{"x", "", "y"} },
		func(*mapping.Provenance) {},
	} {
		want := mapping.Provenance{Direction: mapping.AsPublished}
		set(&want)
		c, err := mapping.New(mapping.Spec{ID: "c", Source: list.ID(), Target: list.ID(), Provenance: want, Entries: []mapping.Entry{{Sources: []string{"ID"}, Targets: []string{"PR"}, Relation: mapping.Subset}}}, list, list)
		if err != nil {
			t.Fatal(err)
		}
		d, err := oscal.From(c, oscal.Head{LastModified: day})
		if err != nil {
			t.Fatal(err)
		}
		n := len(want.Inputs)
		if i < 15 {
			n = 1
		}
		if got := d.Tree().Provenance; len(got.Props) != n || got.Description != map[bool]string{true: "x", false: "c"}[want.Document != ""] {
			t.Errorf("%+v is written %+v", want, got)
		}
		back, err := d.Crosswalk(0, list, list)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, back.Provenance()); diff != "" {
			t.Error(diff)
		}
	}
}

// Explicit nones of both sides: the first line is the part, the rest the note.
func TestNonesInFull(t *testing.T) {
	list := fw("nist-csf-1.1")
	nones := []mapping.NoCounterpart{{ID: "ID", Note: "two\nlines"}, {ID: "ID", Part: "annex"}, {ID: "PR"}, {ID: "DE", Part: "p", Note: "n\n"}}
	c, err := mapping.New(mapping.Spec{
		ID: "c", Source: list.ID(), Target: list.ID(), Entries: []mapping.Entry{{Sources: []string{"RS"}, Targets: []string{"RC"}, Relation: mapping.Subset}},
		SourcesWithoutCounterpart: nones, TargetsWithoutCounterpart: nones[1:],
	}, list, list)
	if err != nil {
		t.Fatal(err)
	}
	d, err := oscal.From(c, oscal.Head{LastModified: day})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range d.Tree().Mappings[0].Props[1:] {
		got = append(got, strings.Join([]string{p.Name, p.Class, p.Value, p.Remarks}, "|"))
	}
	want := []string{
		"no-counterpart|source|ID|\ntwo\nlines", "no-counterpart|source|ID|annex\n", "no-counterpart|source|PR|", "no-counterpart|source|DE|p\nn\n",
		"no-counterpart|target|ID|annex\n", "no-counterpart|target|PR|", "no-counterpart|target|DE|p\nn\n",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	back, err := d.Crosswalk(0, list, list)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(nones, slices.Collect(back.WithoutCounterpart())); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(nones[1:], slices.Collect(back.Converse().WithoutCounterpart())); diff != "" {
		t.Error(diff)
	}
}

// A word is kept where OSCAL has it and where it has not, in either namespace.
func TestWordsOfRelations(t *testing.T) {
	list := fw("nist-csf-1.1")
	type written struct {
		Namespace, Relationship, Word string
		Kept                          bool
	}
	ours := oscal.Namespace
	for _, tc := range []struct {
		r    mapping.Relation
		word string
		want written
	}{
		{mapping.Equal, "equal-to", written{"", "equal-to", "", false}},
		{mapping.Equal, "equivalent-to", written{"", "equivalent-to", "", false}},
		{mapping.Equal, "", written{"", "equivalent-to", "", true}},
		{mapping.Equal, "same", written{"", "equivalent-to", "same", true}},
		{mapping.Equal, "Equal-To", written{"", "equivalent-to", "Equal-To", true}},
		{mapping.Equal, "subset-of", written{"", "equivalent-to", "subset-of", true}},
		{mapping.Subset, "subset-of", written{"", "subset-of", "", false}},
		{mapping.SubsetOrEqual, "subset-of", written{ours, "equal_subset-of", "subset-of", true}},
		{mapping.SubsetOrEqual, "", written{ours, "equal_subset-of", "", false}},
		{mapping.Unspecified, "", written{ours, "unspecified", "", false}},
		{mapping.Unspecified, "related", written{ours, "unspecified", "related", true}},
	} {
		e := mapping.Entry{Sources: []string{"ID"}, Targets: []string{"PR"}, Relation: tc.r, Word: tc.word}
		c, err := mapping.New(mapping.Spec{ID: "c", Source: list.ID(), Target: list.ID(), Entries: []mapping.Entry{e}}, list, list)
		if err != nil {
			t.Fatal(err)
		}
		d, err := oscal.From(c, oscal.Head{LastModified: day})
		if err != nil {
			t.Fatal(err)
		}
		m := d.Tree().Mappings[0].Maps[0]
		got := written{Namespace: m.Namespace, Relationship: m.Relationship}
		for _, p := range m.Props {
			got.Word, got.Kept = p.Remarks, true
		}
		if got != tc.want || len(m.Props) > 1 {
			t.Errorf("%v %q is written %+v, want %+v", tc.r, tc.word, got, tc.want)
		}
		back, err := d.Crosswalk(0, list, list)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]mapping.Entry{e}, slices.Collect(back.Entries()), dates); diff != "" {
			t.Error(diff)
		}
	}
}
