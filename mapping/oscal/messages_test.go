package oscal_test

import (
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
)

// What is refused, word by word: the place, the value, and what would be right.
func TestParseSaysWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		``:                                       "isms/early-end",
		`[]`:                                     "isms/wrong-kind",
		`{}`:                                     "not an isms.Error: oscal: Parse: the document holds no mapping-collection",
		`{"Mapping-Collection":{}}`:              "not an isms.Error: oscal: Parse: the document holds no mapping-collection",
		`{"mapping-collection":null}`:            "isms/null at mapping-collection",
		`{"mapping-collection":{}}`:              "not an isms.Error: oscal: Parse: the mapping-collection has no mappings",
		`{"mapping-collection":{"mappings":[]}}`: "not an isms.Error: oscal: Parse: the mapping-collection has no mappings",
		`{"mapping-collection":{"mappings":"x"}}`:                                                   "isms/wrong-kind at mapping-collection.mappings",
		"{\"mapping-collection\":{\n\"metadata\":{\"title\":5},\"mappings\":[{}]}}":                 "isms/wrong-kind at mapping-collection.metadata.title",
		`{"mapping-collection":{"mappings":{"maps":[{"sources":{}}]}}}`:                             "isms/wrong-kind at mapping-collection.mappings.maps[#0].sources",
		`{"mapping-collection":{"mappings":[{"uuid":true},{"uuid":"a","uuid":"b"}]}}`:               "isms/wrong-kind at mapping-collection.mappings[#0].uuid; isms/doubled-key at mapping-collection.mappings[#1].uuid",
		`{"mapping-collection":{"mappings":[` + strings.Repeat(`{"uuid":1},`, 21) + `{"uuid":1}]}}`: "; 2 more",
	} {
		_, err := oscal.Parse([]byte(text))
		if got := golden.Codes(err); got != want && !(want[0] == ';' && strings.HasSuffix(got, want)) {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	var d oscal.Document
	if err := d.UnmarshalJSON([]byte(`{"mapping-collection":{"mappings":[{"uuid":1}]}}`)); golden.Codes(err) != "isms/wrong-kind at mapping-collection.mappings[#0].uuid" || d.Len() != 0 {
		t.Errorf("%v, %v", d, err)
	}
	if err := d.UnmarshalJSON([]byte("null")); err != nil || d.Len() != 0 {
		t.Errorf("%v, %v", d, err)
	}
}

func TestFromSaysWhatIsWrong(t *testing.T) {
	c := cw("nist-csf-2.0", "nist-csf-1.1")
	sound := oscal.Head{LastModified: day}
	f, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "f-1", Items: []mapping.Item{{ID: "a", Kind: "rule"}, {ID: "b", Kind: "rule"}, {ID: "line\nbreak", Kind: "rule"}}})
	if err != nil {
		t.Fatal(err)
	}
	self := func(e mapping.Entry, nones ...mapping.NoCounterpart) mapping.Crosswalk {
		x, err := mapping.New(mapping.Spec{ID: "f-f", Source: "f-1", Target: "f-1", Entries: []mapping.Entry{e}, SourcesWithoutCounterpart: nones}, f, f)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	pair := func(source, target string) mapping.Entry {
		return mapping.Entry{Sources: []string{source}, Targets: []string{target}}
	}
	noted := pair("a", "b")
	noted.Note = "\xff"
	cannot := func(text string) string {
		return `oscal: From("f-f"): OSCAL cannot hold the text ` + text + `: want one line of UTF-8, not empty, without a blank at an end`
	}
	for _, tc := range []struct {
		c    mapping.Crosswalk
		h    oscal.Head
		want string
	}{
		{mapping.Crosswalk{}, sound, `oscal: From(""): a crosswalk without entries cannot be written: OSCAL has no empty list`},
		{c, oscal.Head{}, `oscal: From("nist-csf-2.0__nist-csf-1.1"): the head has no day of the last change`},
		{c, oscal.Head{LastModified: isms.MustDate("1899-12-31")}, `oscal: From("nist-csf-2.0__nist-csf-1.1"): OSCAL holds days of the years 1900 to 2999, not 1899-12-31`},
		{c, oscal.Head{LastModified: isms.MustDate("3000-01-01")}, `oscal: From("nist-csf-2.0__nist-csf-1.1"): OSCAL holds days of the years 1900 to 2999, not 3000-01-01`},
		{c, oscal.Head{LastModified: day, Method: "magic"}, `oscal: From("nist-csf-2.0__nist-csf-1.1"): method "magic", status "draft" or rationale "semantic" is not a word of OSCAL`},
		{c, oscal.Head{LastModified: day, Status: "done"}, `oscal: From("nist-csf-2.0__nist-csf-1.1"): method "human", status "done" or rationale "semantic" is not a word of OSCAL`},
		{c, oscal.Head{LastModified: day, Rationale: "gut"}, `oscal: From("nist-csf-2.0__nist-csf-1.1"): method "human", status "draft" or rationale "gut" is not a word of OSCAL`},
		{self(pair("a", "b")), oscal.Head{LastModified: day, Title: " "}, cannot(`" "`)},
		{self(pair("a", "b")), oscal.Head{LastModified: day, Title: " " + strings.Repeat("x", 100)}, cannot(`" ` + strings.Repeat("x", 63) + `"...`)},
		{self(pair("a", "b")), oscal.Head{LastModified: day, Version: "\u2028"}, cannot(`"\u2028"`)},
		{self(pair("a", "b")), oscal.Head{LastModified: day, Title: "a\xff"}, cannot(`"a\xff"`)},
		{self(pair("line\nbreak", "b")), sound, cannot(`"line\nbreak"`)},
		{self(pair("a", "b")), oscal.Head{LastModified: day, IDs: oscal.IDs{Source: func(id string) string { return strings.TrimPrefix(id, "a") }}}, cannot(`""`)},
		{self(noted), sound, cannot(`"\xff"`)},
		{self(pair("a", "b"), mapping.NoCounterpart{ID: "b", Part: "two\nlines"}), sound, cannot(`"two\nlines"`)},
	} {
		_, err := oscal.From(tc.c, tc.h)
		if err == nil || err.Error() != tc.want {
			t.Errorf("\n got %v\nwant %s", err, tc.want)
		}
	}
}

func TestCrosswalkSaysWhatIsWrong(t *testing.T) {
	d, err := oscal.From(cw("nist-csf-2.0", "nist-csf-1.1"), oscal.Head{LastModified: day})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range map[int]string{
		-1: "oscal: there are 1 mappings, none at position -1",
		1:  "oscal: there are 1 mappings, none at position 1",
	} {
		if _, err := d.Crosswalk(i, fw("nist-csf-2.0"), fw("nist-csf-1.1")); err == nil || err.Error() != want {
			t.Errorf("%d: %v, want %s", i, err, want)
		}
	}
	if _, err := d.Crosswalk(0, fw("nist-csf-1.1"), fw("nist-csf-1.1")); err == nil || err.Error() != `oscal: mapping 0: the source is "nist-csf-2.0" and cannot be read with the items of "nist-csf-1.1"` {
		t.Error(err)
	}
	if _, err := d.Crosswalk(0, fw("nist-csf-2.0"), fw("nist-csf-2.0")); err == nil || err.Error() != `oscal: mapping 0: the target is "nist-csf-1.1" and cannot be read with the items of "nist-csf-2.0"` {
		t.Error(err)
	}
	sound := oscal.Map{Relationship: "equal-to", Sources: []oscal.Item{{ID: "ID.AM-01"}}, Targets: []oscal.Item{{ID: "ID.AM-1"}}}
	for want, change := range map[string]func(*oscal.Map){
		`oscal: mapping 0: map 1: mapping: nist-csf-2.0 has no item "x"`:       func(m *oscal.Map) { m.Sources[0].ID = "x" },
		`oscal: mapping 0: map 1: mapping: nist-csf-1.1 has no item "ID.AM-9"`: func(m *oscal.Map) { m.Targets[0].ID = "ID.AM-9" },
		`oscal: mapping 0: map 1: mapping: Notation("oscal").Read("x"): want one of ["equivalent-to" "equal-to" "subset-of" "superset-of" "intersects-with" "no-relationship"]`: func(m *oscal.Map) {
			m.Relationship = "x"
		},
		`oscal: mapping 0: map 1: mapping: ParseRelation("x"): want strict relations joined by "|" (equal, subset of, superset of, intersects with, no relationship), "unspecified" or "contradiction"`: func(m *oscal.Map) {
			m.Namespace, m.Relationship = oscal.Namespace, "x"
		},
		`oscal: mapping 0: map 1: the relationship leaves nothing possible`: func(m *oscal.Map) {
			m.Namespace, m.Relationship = oscal.Namespace, "contradiction"
		},
		`oscal: mapping 0: mapping: New("u"): entry 1 needs at least one source and one target`: func(m *oscal.Map) { m.Targets = nil },
	} {
		m := sound
		m.Sources, m.Targets = []oscal.Item{m.Sources[0]}, []oscal.Item{m.Targets[0]}
		change(&m)
		d := oscal.Of(oscal.Collection{Mappings: oscal.Mappings{{UUID: "u", Maps: []oscal.Map{sound, m}}}})
		if _, err := d.Crosswalk(0, fw("nist-csf-2.0"), fw("nist-csf-1.1")); err == nil || err.Error() != want {
			t.Errorf("\n got %v\nwant %s", err, want)
		}
	}
}

// Properties of somebody else, in a file that was otherwise written here, change
// nothing.
func TestForeignPropertiesArePassedOver(t *testing.T) {
	c := cw("nist-csf-2.0", "nist-csf-1.1")
	d, err := oscal.From(c, oscal.Head{LastModified: day})
	if err != nil {
		t.Fatal(err)
	}
	foreign := []oscal.Property{
		{Name: "no-counterpart", Namespace: "https://example.org", Value: "GV"},
		{Name: "note", Namespace: "https://example.org", Value: "text", Remarks: "theirs"},
		{Name: "publisher", Namespace: "https://example.org", Value: "text", Remarks: "theirs"},
		{Name: "derived", Value: "yes"},
		{Name: "crosswalk", Namespace: "https://example.org", Value: "theirs"},
	}
	m := &d.Tree().Mappings[0]
	m.Props = append(append([]oscal.Property(nil), foreign...), m.Props...)
	d.Tree().Provenance.Props = append(append([]oscal.Property(nil), foreign...), d.Tree().Provenance.Props...)
	for i := range m.Maps {
		m.Maps[i].Props = append(append([]oscal.Property(nil), foreign...), m.Maps[i].Props...)
	}
	back, err := d.Crosswalk(0, c.Source(), c.Target())
	if err != nil || !back.Equal(c) {
		t.Fatalf("another crosswalk: %v", err)
	}
	if p := back.Provenance(); p.Publisher != c.Provenance().Publisher || p.Derived {
		t.Errorf("%+v", p)
	}
}
