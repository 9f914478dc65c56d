package oscalcheck

import (
	"encoding/json"
	"strings"
	"testing"

	types "github.com/defenseunicorns/go-oscal/src/types/oscal-1-2-2"

	"github.com/defenseunicorns/go-oscal/src/pkg/validation"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
	"github.com/ismskit/ismskit/mapping/published"
)

var day = isms.MustDate("2026-03-02")

// fw returns a published framework.
func fw(id string) mapping.Framework {
	f, ok := published.LookupFramework(id)
	if !ok {
		panic("no framework " + id)
	}
	return f
}

// cw returns a published crosswalk.
func cw(source, target string) mapping.Crosswalk {
	c, ok := published.Crosswalk(source, target)
	if !ok {
		panic("no crosswalk from " + source + " to " + target)
	}
	return c
}

// validate holds a document against the official schema of its version.
func validate(b []byte) error {
	v, err := validation.NewValidatorDesiredVersion(b, oscal.Version)
	if err != nil {
		return err
	}
	return v.Validate()
}

// crosswalks are the shipped ones in both directions, and one with all that an
// entry can say.
func crosswalks(t *testing.T) []mapping.Crosswalk {
	var out []mapping.Crosswalk
	for _, k := range published.Crosswalks() {
		c := cw(k.Source, k.Target)
		out = append(out, c, c.Converse())
	}
	reviewed, err := cw("nist-csf-2.0", "iso-27001-2022").With(mapping.Overlay{
		ID: "reviews", Source: "nist-csf-2.0", Target: "iso-27001-2022", Reviews: []mapping.Review{
			{Sources: []string{"PR.DS-11"}, Targets: []string{"A.8.13", "A.8.14"}, Relation: mapping.Subset, Rationale: mapping.Functional, Reason: "a reason\nof two lines", By: "amal", On: day},
			{Sources: []string{"PR.AT-01", "PR.AT-02"}, Targets: []string{"A.6.3"}, Relation: mapping.SupersetOrEqual, Reason: "read", By: "amal", On: day},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	spec := mapping.Spec{ID: "all", Source: "nist-csf-2.0", Target: "nist-csf-1.1", SourcesWithoutCounterpart: []mapping.NoCounterpart{{ID: "GV", Part: "p", Note: "n"}}}
	for i, r := range append(mapping.StrictRelations(), mapping.Unspecified, mapping.Related) {
		ids := []string{"ID.AM-01", "ID.AM-02", "ID.AM-03", "ID.AM-04", "ID.AM-05", "ID.AM-07", "ID.AM-08"}
		spec.Entries = append(spec.Entries, mapping.Entry{
			Sources: ids[i : i+1], Targets: []string{"ID.AM-1"}, Relation: r, Word: "word", Rationale: mapping.Syntactic, Strength: "N/A", Claim: "partial", Note: " n ",
		})
	}
	all, err := mapping.New(spec, fw("nist-csf-2.0"), fw("nist-csf-1.1"))
	if err != nil {
		t.Fatal(err)
	}
	return append(out, reviewed, all)
}

func TestDocumentsPassTheOfficialSchema(t *testing.T) {
	for _, c := range crosswalks(t) {
		for _, h := range []oscal.Head{
			{LastModified: day},
			{Title: "A title", Version: "2.1", LastModified: day, Method: "hybrid", Status: "complete", Rationale: mapping.Functional, SourceHref: "https://example.org/a.json", TargetHref: "b.json"},
		} {
			d, err := oscal.From(c, h)
			if err != nil {
				t.Fatal(err)
			}
			b, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			if err := validate(b); err != nil {
				t.Errorf("%s to %s: %v", c.Source().ID(), c.Target().ID(), err)
			}
		}
	}
}

// The types of another project read what we write, and what they write again
// we read.
func TestAnotherReaderAgrees(t *testing.T) {
	for _, c := range crosswalks(t) {
		d, err := oscal.From(c, oscal.Head{LastModified: day})
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var theirs types.OscalCompleteSchema
		if err := json.Unmarshal(b, &theirs); err != nil {
			t.Fatalf("%s: %v", c.ID(), err)
		}
		if theirs.MappingCollection == nil || len(theirs.MappingCollection.Mappings.Maps) != c.Len() {
			t.Fatalf("%s: the other reader lost entries", c.ID())
		}
		again, err := json.Marshal(theirs)
		if err != nil {
			t.Fatal(err)
		}
		p, err := oscal.Parse(again)
		if err != nil {
			t.Fatalf("%s: %v", c.ID(), err)
		}
		back, err := p.Crosswalk(0, c.Source(), c.Target())
		if err != nil || !back.Equal(c) {
			t.Errorf("%s does not survive the other reader: %v", c.ID(), err)
		}
	}
}

// Two mappings are written as an array, which the schema allows.
func TestSeveralMappingsPass(t *testing.T) {
	one, err := oscal.From(cw("nist-csf-2.0", "nist-csf-1.1"), oscal.Head{LastModified: day})
	if err != nil {
		t.Fatal(err)
	}
	two, err := oscal.From(cw("nis2-ir-2024-2690", "nist-csf-2.0"), oscal.Head{LastModified: day})
	if err != nil {
		t.Fatal(err)
	}
	var whole, other map[string]map[string]any
	for d, into := range map[*oscal.Document]*map[string]map[string]any{&one: &whole, &two: &other} {
		b, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, into); err != nil {
			t.Fatal(err)
		}
	}
	const collection, mappings = "mapping-collection", "mappings"
	whole[collection][mappings] = []any{whole[collection][mappings], other[collection][mappings]}
	b, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	if d, err := oscal.Parse(b); err != nil || d.Len() != 2 {
		t.Errorf("%d mappings, %v", d.Len(), err)
	}
	// What is read and written again is still an array.
	if err := json.Unmarshal(b, &one); err != nil {
		t.Fatal(err)
	}
	if b, err = json.Marshal(one); err != nil {
		t.Fatal(err)
	}
	if err := validate(b); err != nil {
		t.Error(err)
	}
}

// The schema is really asked: it refuses what it should.
func TestSchemaRefuses(t *testing.T) {
	d, err := oscal.From(cw("nist-csf-2.0", "nist-csf-1.1"), oscal.Head{LastModified: day})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"a day without time":   {"2026-03-02T00:00:00Z", "2026-03-02"},
		"an unknown method":    {`"method":"human"`, `"method":"magic"`},
		"a bad token":          {`"relationship":"unspecified"`, `"relationship":"equal|subset of"`},
		"a UUID of no version": {string(b[:len(`{"mapping-collection":{"uuid":"00000000-`)]), `{"mapping-collection":{"uuid":"00000000-0000-0000-0000-000000000000","x":"`},
	} {
		bad := strings.Replace(string(b), change[0], change[1], 1)
		if bad == string(b) {
			t.Fatalf("%s: nothing changed", name)
		}
		if err := validate([]byte(bad)); err == nil {
			t.Errorf("%s passes", name)
		}
	}
}
