package oscal_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
)

// A whole document, word by word: what OSCAL prescribes, and our own properties,
// which documents already written hold.
func TestDocumentForm(t *testing.T) {
	f := func(id string, items ...string) mapping.Framework {
		s := mapping.FrameworkSpec{ID: id, Name: "Name of " + id, Leaves: []mapping.Kind{"rule"}}
		for _, it := range items {
			s.Items = append(s.Items, mapping.Item{ID: it, Kind: "rule"})
		}
		list, err := mapping.NewFramework(s)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	a, b := f("a-1", "a1", "a2", "a3", "7.2", "AC-2(1)"), f("b-1", "b1", "b2")
	c, err := mapping.New(mapping.Spec{
		ID: "ab", Source: "a-1", Target: "b-1",
		Provenance: mapping.Provenance{
			Publisher: "P", Document: "D", Version: "V", Date: "2026", Style: "S", Licence: "L", Credit: "C", ReadFrom: "F", Read: day, Check: "K", Claim: "M",
			Direction: mapping.Reversed, Derived: true, Inputs: []string{"i1", "i2"}, Superseded: "U", Note: "N",
		},
		Entries: []mapping.Entry{
			{Sources: []string{"a1"}, Targets: []string{"b1"}, Relation: mapping.Equal, Word: "equivalent-to", Rationale: mapping.Syntactic},
			{Sources: []string{"a1", "a2"}, Targets: []string{"b1"}, Relation: mapping.SubsetOrEqual, Word: "inside", Strength: "7", Claim: "full set", Note: "note", Reason: "why", By: "amal", On: day},
			{Sources: []string{"a2"}, Targets: []string{"b1"}, Relation: mapping.Disjoint},
		},
		SourcesWithoutCounterpart: []mapping.NoCounterpart{{ID: "a3", Part: "part", Note: "looked"}},
		TargetsWithoutCounterpart: []mapping.NoCounterpart{{ID: "b2"}},
	}, a, b)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	d, err := oscal.From(c, oscal.Head{
		Title: "Title", Version: "3", LastModified: isms.MustDate("2026-03-02"), Method: "hybrid", Status: "complete", Rationale: mapping.Functional, TargetHref: "b.json",
		IDs: oscal.IDs{UUID: func(words ...string) string {
			n++
			return "00000000-0000-4000-8000-00000000000" + string(rune('0'+n))
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	prop := func(name, value, rest string) string {
		return `{"name":"` + name + `","ns":"https://github.com/ismskit/ismskit/ns/mapping","value":"` + value + `"` + rest + `}`
	}
	text := func(name, remarks string) string { return prop(name, "text", `,"remarks":"`+remarks+`"`) }
	uuid := func(n string) string { return `"uuid":"00000000-0000-4000-8000-00000000000` + n + `"` }
	item := func(id string) string { return `{"type":"control","id-ref":"` + id + `"}` }
	want := `{"mapping-collection":{` + uuid("8") + `,"metadata":{"title":"Title","last-modified":"2026-03-02T00:00:00Z","version":"3","oscal-version":"1.2.2"},` +
		`"provenance":{"method":"hybrid","matching-rationale":"functional","status":"complete","mapping-description":"D","props":[` + strings.Join([]string{
		text("publisher", "P"), text("document", "D"), text("document-version", "V"), text("document-date", "2026"), text("style", "S"), text("licence", "L"), text("credit", "C"),
		text("read-from", "F"), text("check", "K"), text("overall-claim", "M"), text("superseded-by", "U"), text("note", "N"),
		prop("read", "2026-03-02", ""), prop("direction", "reversed", ""), prop("derived", "yes", ""), text("input", "i1"), text("input", "i2"),
	}, ",") + `]},"mappings":{` + uuid("1") + `,"source-resource":{"type":"catalog","href":"#00000000-0000-4000-8000-000000000002","props":[` + prop("framework", "a-1", "") + `]},` +
		`"target-resource":{"type":"catalog","href":"b.json","props":[` + prop("framework", "b-1", "") + `]},"maps":[` + strings.Join([]string{
		`{` + uuid("3") + `,"matching-rationale":"syntactic","relationship":"equivalent-to","sources":[` + item("a1") + `],"targets":[` + item("b1") + `]}`,
		`{` + uuid("4") + `,"ns":"https://github.com/ismskit/ismskit/ns/mapping","relationship":"equal_subset-of","sources":[` + item("a1") + `,` + item("a2") + `],"targets":[` + item("b1") + `],"props":[` +
			text("word", "inside") + `,` + prop("strength", "7", "") + `,` + prop("claim", "full set", "") + `,` + text("note", "note") + `,` + text("reason", "why") + `,` + prop("reviewed-by", "amal", "") + `,` + prop("reviewed-on", "2026-03-02", "") + `]}`,
		`{` + uuid("5") + `,"relationship":"no-relationship","sources":[` + item("a2") + `],"targets":[` + item("b1") + `],"props":[` + text("word", "") + `]}`,
	}, ",") + `],"props":[` + prop("crosswalk", "ab", "") + `,` + prop("no-counterpart", "a3", `,"class":"source","remarks":"part\nlooked"`) + `,` + prop("no-counterpart", "b2", `,"class":"target"`) + `],` +
		`"source-gap-summary":{` + uuid("6") + `,"unmapped-controls":[{"with-ids":["a3"]},{"matching":[{"pattern":"7.2"},{"pattern":"AC-2(1)"}]}]},` +
		`"target-gap-summary":{` + uuid("7") + `,"unmapped-controls":[{"with-ids":["b2"]}]}},` +
		`"back-matter":{"resources":[{` + uuid("2") + `,"title":"Name of a-1"}]}}}`
	want = strings.ReplaceAll(want, `,"remarks":""`, "")
	if string(got) != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// The words that a caller's UUID is made of begin with the kind of the part and are
// never the same twice.
func TestWordsOfUUIDs(t *testing.T) {
	seen, kinds := map[string]bool{}, map[string]int{}
	c := cw("nist-csf-2.0", "iso-27001-2022")
	_, err := oscal.From(c, oscal.Head{LastModified: day, IDs: oscal.IDs{UUID: func(words ...string) string {
		key := strings.Join(words, "\x00")
		if seen[key] {
			t.Errorf("%q twice", words)
		}
		seen[key] = true
		kinds[words[0]]++
		return string(isms.DeriveID(words...))
	}}})
	if err != nil {
		t.Fatal(err)
	}
	if kinds["mapping"] != 1 || kinds["collection"] != 1 || kinds["resource"] != 2 || kinds["gap"] != 2 || kinds["map"] != c.Len() || len(kinds) != 5 {
		t.Errorf("%v", kinds)
	}
}

// Without a head that says otherwise: our own words.
func TestHeadsDefaults(t *testing.T) {
	d, err := oscal.From(cw("nist-csf-2.0", "nist-csf-1.1"), oscal.Head{LastModified: day})
	if err != nil {
		t.Fatal(err)
	}
	c := d.Tree()
	if c.Metadata.Title != "nist-csf-2.0__nist-csf-1.1" || c.Metadata.Version != "1" || c.Provenance.Method != "human" || c.Provenance.Status != "draft" || c.Provenance.Rationale != "semantic" {
		t.Errorf("%+v, %+v", c.Metadata, c.Provenance)
	}
	if again, _ := oscal.From(cw("nist-csf-2.0", "nist-csf-1.1"), oscal.Head{LastModified: day}); again.Tree().UUID != c.UUID || again.Tree().Mappings[0].Maps[0].UUID != c.Mappings[0].Maps[0].UUID {
		t.Error("two runs give other UUIDs")
	}
}
