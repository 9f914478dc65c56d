package system_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/internal/laws/placelaws"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
)

func places(t *testing.T) placelaws.Places {
	t.Helper()
	schema, err := os.ReadFile("isms.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	keys := map[isms.Path]isms.Path{}
	for _, l := range system.Lists() {
		keys[l.Path] = l.Key
	}
	p, err := placelaws.New(schema, keys)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Whatever is wrong with a system, each finding leads to one place of its document,
// or to where what is missing would stand, and has a key of its own.
func TestEachFindingLeadsToOnePlace(t *testing.T) {
	p, seen := places(t), map[string]bool{}
	drawn(t, func(s system.System, text []byte, on isms.Date) {
		var document any
		if err := json.Unmarshal(text, &document); err != nil {
			t.Fatal(err)
		}
		keys := map[string]isms.Diagnostic{}
		for d := range s.At(on).Unfolded().Found() {
			if err := p.Check(document, d.Path); err != nil && !seen[d.Code] {
				seen[d.Code] = true
				t.Errorf("%s: %v", d.Code, err)
			}
			if before, twice := keys[d.Key]; twice && !seen[d.Code+"#key"] {
				seen[d.Code+"#key"] = true
				t.Errorf("two findings have the key %s:\n%s\n%s", d.Key, before, d)
			}
			keys[d.Key] = d
		}
		for g := range system.Gates().All() {
			for c := range s.At(on).Gate(g).Conditions() {
				for _, d := range c.Why {
					if err := p.Check(document, d.Path); err != nil {
						t.Errorf("%s, %s: %v", g, d.Code, err)
					}
				}
			}
		}
	})
}

// The same fact on another day is the same finding: while code and path stay, the key
// stays, and no argument that identifies follows from the day of the check.
func TestKeysStayWhileTheDaysPass(t *testing.T) {
	text, err := os.ReadFile("../../examples/quickstart/larkspur.json")
	if err != nil {
		t.Fatal(err)
	}
	s, err := system.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	type place struct {
		code string
		path isms.Path
	}
	before := map[place][]string{}
	for n := range 60 {
		now := map[place][]string{}
		for d := range s.At(isms.MustDate("2026-10-05").AddDays(n)).Unfolded().Found() {
			p := place{d.Code, d.Path}
			now[p] = append(now[p], d.Key)
		}
		for p, keys := range now {
			slices.Sort(keys)
			if was, ok := before[p]; ok && len(was) == len(keys) && !slices.Equal(was, keys) {
				t.Errorf("on day %d the findings of %s at %s have the keys %q, and had %q", n, p.code, p.path, keys, was)
			}
		}
		before = now
	}
}
