package oscal_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
)

// What a document of somebody else says of itself becomes the provenance.
func TestProvenanceOfAForeignDocument(t *testing.T) {
	d := oscal.Of(oscal.Collection{
		UUID:       "c",
		Metadata:   oscal.Metadata{Title: "Theirs", Version: "7", LastModified: "2026-01-01T00:00:00Z"},
		Provenance: oscal.Provenance{Method: "automation", Status: "superseded", Description: "how it was made"},
		Mappings:   oscal.Mappings{{Maps: []oscal.Map{{Relationship: "equal-to", Sources: []oscal.Item{{ID: "GV"}}, Targets: []oscal.Item{{ID: "5.1"}}, Remarks: "said"}}}},
	})
	c, err := d.Crosswalk(0, fw("nist-csf-2.0"), fw("iso-27001-2022"))
	if err != nil {
		t.Fatal(err)
	}
	want := mapping.Provenance{
		Document: "Theirs", Version: "7", Date: "2026-01-01T00:00:00Z", Style: "OSCAL mapping-collection, method automation, status superseded", Note: "how it was made",
		Direction: mapping.AsPublished,
	}
	if d := cmp.Diff(want, c.Provenance()); d != "" || c.ID() != "c" {
		t.Errorf("%s: %s", c.ID(), d)
	}
	for e := range c.Entries() {
		if e.Note != "said" || e.Word != "equal-to" {
			t.Errorf("%+v", e)
		}
	}
}

// What others add to a document that was written here is not read as ours.
func TestAdditionsOfOthers(t *testing.T) {
	f, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "a-1", Items: []mapping.Item{{ID: "a", Kind: "rule"}, {ID: "b", Kind: "rule"}}})
	if err != nil {
		t.Fatal(err)
	}
	c, err := mapping.New(mapping.Spec{ID: "x", Source: "a-1", Target: "a-1", Entries: []mapping.Entry{
		{Sources: []string{"a"}, Targets: []string{"b"}, Relation: mapping.SubsetOrEqual, Word: "inside", Strength: "3", Note: "ours", By: "amal", On: day},
		{Sources: []string{"b"}, Targets: []string{"b"}, Relation: mapping.SubsetOrEqual},
	}}, f, f)
	if err != nil {
		t.Fatal(err)
	}
	d, err := oscal.From(c, oscal.Head{LastModified: day})
	if err != nil {
		t.Fatal(err)
	}
	maps := d.Tree().Mappings[0].Maps
	if len(maps[1].Props) != 0 {
		t.Errorf("an entry that says nothing more has properties: %+v", maps[1].Props)
	}
	for i := range maps {
		maps[i].Remarks = "theirs"
		maps[i].Props = append([]oscal.Property{{Name: "note", Namespace: "https://example.org", Remarks: "theirs"}}, maps[i].Props...)
	}
	back, err := d.Crosswalk(0, f, f)
	if err != nil || !back.Equal(c) {
		t.Errorf("%v: %+v", err, slices.Collect(back.Entries()))
	}
}

// OSCAL wants tokens in lists of ids; other ids become patterns.
func TestTokens(t *testing.T) {
	tokens := []string{"a", "Z", "_", "ä1", "a.b", "a-b", "a_b", "_1", "a9", "a٣"}
	others := []string{"1", "9a", ".a", "-a", "a b", "a/b", "a(1)", "a:b", "a,b", "(a"}
	s := mapping.FrameworkSpec{ID: "a-1", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{{ID: "x", Kind: "group"}}}
	for _, id := range append(slices.Clone(tokens), others...) {
		s.Items = append(s.Items, mapping.Item{ID: id, Kind: "rule"})
	}
	f, err := mapping.NewFramework(s)
	if err != nil {
		t.Fatal(err)
	}
	c, err := mapping.New(mapping.Spec{ID: "x", Source: "a-1", Target: "a-1", Entries: []mapping.Entry{{Sources: []string{"x"}, Targets: []string{"x"}}}}, f, f)
	if err != nil {
		t.Fatal(err)
	}
	d, err := oscal.From(c, oscal.Head{LastModified: day, SourceHref: "a", TargetHref: "b", Title: "a~b"})
	if err != nil {
		t.Fatal(err)
	}
	want := []oscal.Selection{{IDs: tokens}, {}}
	for _, id := range others {
		want[1].Matching = append(want[1].Matching, oscal.Pattern{Pattern: id})
	}
	if diff := cmp.Diff(want, d.Tree().Mappings[0].SourceGap.Unmapped); diff != "" {
		t.Error(diff)
	}
	if d.Tree().BackMatter != nil || d.Tree().Mappings[0].Source.Href != "a" || d.Tree().Mappings[0].Target.Href != "b" {
		t.Error("both catalogs are named, and the back matter names one")
	}
	// Where all is mapped there is no gap.
	g, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "b-1", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{{ID: "x", Kind: "rule"}, {ID: "1", Kind: "rule"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		mapped []string
		want   []oscal.Selection
	}{
		{[]string{"x", "1"}, nil},
		{[]string{"x"}, []oscal.Selection{{Matching: []oscal.Pattern{{Pattern: "1"}}}}},
		{[]string{"1"}, []oscal.Selection{{IDs: []string{"x"}}}},
	} {
		c, err := mapping.New(mapping.Spec{ID: "x", Source: "b-1", Target: "b-1", Entries: []mapping.Entry{{Sources: tc.mapped, Targets: tc.mapped}}}, g, g)
		if err != nil {
			t.Fatal(err)
		}
		d, err := oscal.From(c, oscal.Head{LastModified: day})
		if err != nil {
			t.Fatal(err)
		}
		m := d.Tree().Mappings[0]
		for _, gap := range []*oscal.Gap{m.SourceGap, m.TargetGap} {
			if (gap == nil) != (tc.want == nil) || gap != nil && !cmp.Equal(gap.Unmapped, tc.want) {
				t.Errorf("mapped %q: %+v", tc.mapped, gap)
			}
		}
	}
}

func TestDaysThatOSCALHolds(t *testing.T) {
	for text, want := range map[string]bool{"1899-12-31": false, "1900-01-01": true, "1900-12-31": true, "2999-01-01": true, "2999-12-31": true, "3000-01-01": false} {
		if _, err := oscal.From(cw("nist-csf-2.0", "nist-csf-1.1"), oscal.Head{LastModified: isms.MustDate(text)}); (err == nil) != want {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// Documents that were written keep their UUIDs from version to version.
func TestUUIDsStay(t *testing.T) {
	f, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "a-1", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{{ID: "a", Kind: "rule"}, {ID: "b", Kind: "rule"}}})
	if err != nil {
		t.Fatal(err)
	}
	c, err := mapping.New(mapping.Spec{ID: "x", Source: "a-1", Target: "a-1", Entries: []mapping.Entry{{Sources: []string{"a"}, Targets: []string{"a"}, Rationale: mapping.Semantic, By: "amal"}}}, f, f)
	if err != nil {
		t.Fatal(err)
	}
	d, err := oscal.From(c, oscal.Head{LastModified: day})
	if err != nil {
		t.Fatal(err)
	}
	m := d.Tree().Mappings[0]
	for part, v := range map[string]struct {
		got  string
		want isms.ID
	}{
		"mapping":    {m.UUID, isms.DeriveID("oscal-mapping", "x", "a-1", "a-1", "mapping")},
		"map":        {m.Maps[0].UUID, isms.DeriveID("oscal-mapping", "x", "a-1", "a-1", "map", "semantic", "amal", "a", "", "a")},
		"collection": {d.Tree().UUID, isms.DeriveID("oscal-mapping", "x", "a-1", "a-1", "collection", "1", "2026-03-02")},
		"gap":        {m.SourceGap.UUID, isms.DeriveID("oscal-mapping", "x", "a-1", "a-1", "gap", "source")},
		"other gap":  {m.TargetGap.UUID, isms.DeriveID("oscal-mapping", "x", "a-1", "a-1", "gap", "target")},
		"resource":   {d.Tree().BackMatter.Resources[0].UUID, isms.DeriveID("oscal-mapping", "x", "a-1", "a-1", "resource", "a-1")},
	} {
		if v.got != string(v.want) {
			t.Errorf("%s: %s, want %s", part, v.got, v.want)
		}
	}
}
