package oscal_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
)

// lower writes an item as a catalog with ids in small letters does.
func lower(id string) string { return strings.ToLower(strings.ReplaceAll(id, ":", ".")) }

func TestIDsAreWrittenAndReadAsTheCallerSays(t *testing.T) {
	c := cw("nist-csf-2.0", "nist-csf-1.1")
	ids := oscal.IDs{
		Source: func(id string) string { return "csf2_" + id },
		Target: func(id string) string { return "csf1_" + lower(id) },
		UUID:   func(words ...string) string { return string(isms.DeriveID(append([]string{"mine"}, words...)...)) },
	}
	plain, err := oscal.From(c, oscal.Head{LastModified: day})
	if err != nil {
		t.Fatal(err)
	}
	d, err := oscal.From(c, oscal.Head{LastModified: day, IDs: ids})
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
	back, err := p.CrosswalkWith(ids, 0, c.Source(), c.Target())
	if err != nil || !back.Equal(c) {
		t.Errorf("not what was written: %v", err)
	}
	m, n := plain.Tree().Mappings[0], d.Tree().Mappings[0]
	for k := range m.Maps {
		for i, it := range m.Maps[k].Sources {
			if got, want := n.Maps[k].Sources[i].ID, "csf2_"+it.ID; got != want {
				t.Fatalf("map %d: source %q, want %q", k, got, want)
			}
		}
		for i, it := range m.Maps[k].Targets {
			if got, want := n.Maps[k].Targets[i].ID, "csf1_"+lower(it.ID); got != want {
				t.Fatalf("map %d: target %q, want %q", k, got, want)
			}
		}
	}
	for k, id := range m.SourceGap.Unmapped[0].IDs {
		if got := n.SourceGap.Unmapped[0].IDs[k]; got != "csf2_"+id {
			t.Errorf("unmapped %q is written %q", id, got)
		}
	}
	// Every UUID is another one, and none is there twice.
	uuids := func(d oscal.Document) []string {
		m := d.Tree().Mappings[0]
		list := []string{d.Tree().UUID, m.UUID, m.SourceGap.UUID, m.TargetGap.UUID}
		for _, r := range d.Tree().BackMatter.Resources {
			list = append(list, r.UUID)
		}
		for _, one := range m.Maps {
			list = append(list, one.UUID)
		}
		return list
	}
	seen := map[string]bool{}
	for _, id := range append(uuids(plain), uuids(d)...) {
		if seen[id] {
			t.Errorf("%s twice", id)
		}
		seen[id] = true
	}
	if want := string(isms.DeriveID("mine", "mapping")); n.UUID != want {
		t.Errorf("the mapping is %s, want %s", n.UUID, want)
	}

	// Other spellings are not guessed.
	if _, err := p.Crosswalk(0, c.Source(), c.Target()); err == nil {
		t.Error("read without the words that it was written with")
	}
	n.Maps[0].Targets[0].ID = "ID.AM-1"
	if _, err := d.CrosswalkWith(ids, 0, c.Source(), c.Target()); golden.Codes(err) != "oscal/no-item-written-so at mapping-collection.mappings.maps[#0].targets[#0].id-ref" {
		t.Error(err)
	}
	n.Maps[0].Sources[0].ID = strings.Repeat("x", 100)
	if _, err := d.CrosswalkWith(ids, 0, c.Source(), c.Target()); golden.Codes(err) != "oscal/no-item-written-so at mapping-collection.mappings.maps[#0].sources[#0].id-ref; oscal/no-item-written-so at mapping-collection.mappings.maps[#0].targets[#0].id-ref" {
		t.Error(err)
	}
}

// What is a UUID: version 4 or 5, in letters of either case.
func TestUUIDs(t *testing.T) {
	one := cw("nist-csf-2.0", "nist-csf-1.1").Select(func(e mapping.Entry) bool { return e.Sources[0] == "ID.AM-01" })
	for text, want := range map[string]bool{
		"7e2c4a52-6d0e-4a0b-9a1e-1f2f3f4f5f6f":   true,
		"7E2C4A52-6D0E-5A0B-BA1E-1F2F3F4F5F6F":   true,
		"00000000-0000-4000-8000-000000000000":   true,
		"99999999-9999-5999-9999-999999999999":   true,
		"ffffffff-ffff-4fff-afff-ffffffffffff":   true,
		"FFFFFFFF-FFFF-4FFF-AFFF-FFFFFFFFFFFF":   true,
		"ffffffff-ffff-4fff-bfff-ffffffffffff":   true,
		"7e2c4a52-6d0e-7a0b-9a1e-1f2f3f4f5f6f":   false, // version 7
		"7e2c4a52-6d0e-3a0b-9a1e-1f2f3f4f5f6f":   false,
		"7e2c4a52-6d0e-6a0b-9a1e-1f2f3f4f5f6f":   false,
		"7e2c4a52-6d0e-4a0b-7a1e-1f2f3f4f5f6f":   false, // another variant
		"7e2c4a52-6d0e-4a0b-ca1e-1f2f3f4f5f6f":   false,
		"7e2c4a52-6d0e-4a0b-Ca1e-1f2f3f4f5f6f":   false,
		"7e2c4a52-6d0e-4a0b-ga1e-1f2f3f4f5f6f":   false,
		"7e2c4a52-6d0e-4a0b-:a1e-1f2f3f4f5f6f":   false,
		"7e2c4a52-6d0e-4a0b-/a1e-1f2f3f4f5f6f":   false,
		"7e2c4a52-6d0e-4a0b-9a1e-1f2f3f4f5f6g":   false,
		"7e2c4a52-6d0e-4a0b-9a1e-1f2f3f4f5f6G":   false,
		"/e2c4a52-6d0e-4a0b-9a1e-1f2f3f4f5f6f":   false,
		":e2c4a52-6d0e-4a0b-9a1e-1f2f3f4f5f6f":   false,
		"`e2c4a52-6d0e-4a0b-9a1e-1f2f3f4f5f6f":   false,
		"@e2c4a52-6d0e-4a0b-9a1e-1f2f3f4f5f6f":   false,
		"7e2c4a5206d0e-4a0b-9a1e-1f2f3f4f5f6f":   false, // no hyphen
		"7e2c4a52-6d0e04a0b-9a1e-1f2f3f4f5f6f":   false,
		"7e2c4a52-6d0e-4a0b09a1e-1f2f3f4f5f6f":   false,
		"7e2c4a52-6d0e-4a0b-9a1e01f2f3f4f5f6f":   false,
		"7e2c4a52-6d0e-4a0b-9a1e-1f2f3f4f5f6":    false,
		"7e2c4a52-6d0e-4a0b-9a1e-1f2f3f4f5f6f0":  false,
		"{7e2c4a52-6d0e-4a0b-9a1e-1f2f3f4f5f6f}": false,
	} {
		n := 0
		_, err := oscal.From(one, oscal.Head{LastModified: day, SourceHref: "a", TargetHref: "b", IDs: oscal.IDs{UUID: func(words ...string) string {
			if n++; n == 1 {
				return text
			}
			return string(isms.DeriveID(words...))
		}}})
		if (err == nil) != want {
			t.Errorf("%s: %v", text, err)
		}
	}
}
