package published_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/published"
)

// Every shipped table as it is read, so that one changed letter is seen and the
// line that differs names the framework or crosswalk and the column. What is said
// about a table stands in full; a column of rows is counted and summed.
func TestTablesLetterByLetter(t *testing.T) {
	var out bytes.Buffer
	for _, id := range published.Frameworks() {
		f := framework(t, id)
		s := f.Spec()
		ids, titles, kinds, parents, leaves, found := sum{}, sum{}, sum{}, sum{}, sum{}, sum{}
		for it := range f.Items() {
			ids.line(it.ID)
			titles.line(it.Title)
			kinds.line(it.Kind)
			parents.line(it.Parent)
			if it.Leaf {
				leaves.line(it.ID)
			}
			if same, ok := f.LookupItem(it.ID); ok && same == it {
				found.line(it.ID)
			}
			if f.Compare(it.ID, it.ID) != 0 {
				t.Errorf("%s: %s is not itself", s.ID, it.ID)
			}
		}
		s.Items = nil
		heading(t, &out, "framework "+s.ID, s)
		for _, c := range []column{
			{"ids", &ids},
			{"titles", &titles},
			{"kinds", &kinds},
			{"parents", &parents},
			{"leaves", &leaves},
			{"found by id", &found},
		} {
			fmt.Fprintf(&out, "  %s: %s\n", c.name, c.sum)
		}
	}
	for _, c := range crosswalks(t) {
		s := c.Spec()
		s.Entries, s.SourcesWithoutCounterpart, s.TargetsWithoutCounterpart = nil, nil, nil
		heading(t, &out, "crosswalk "+s.ID, s)
		for _, side := range []struct {
			name string
			c    mapping.Crosswalk
		}{{"", c}, {" read back", c.Converse()}} {
			pairs, relations, words, senses, notes, of := sum{}, sum{}, sum{}, sum{}, sum{}, sum{}
			for e := range side.c.Entries() {
				pairs.line(fmt.Sprintf("%q %q", e.Sources, e.Targets))
				relations.line(e.Relation.String())
				words.line(e.Word)
				senses.line(fmt.Sprintf("%q %q %q", e.Rationale, e.Strength, e.Claim))
				notes.line(fmt.Sprintf("%q %q %q %v", e.Note, e.Reason, e.By, e.On))
			}
			for it := range side.c.Source().Items() {
				for e := range side.c.Of(it.ID) {
					of.line(fmt.Sprintf("%s %q %q", it.ID, e.Sources, e.Targets))
				}
			}
			nones := sum{}
			for n := range side.c.WithoutCounterpart() {
				nones.line(fmt.Sprintf("%q %q %q", n.ID, n.Part, n.Note))
			}
			for _, c := range []column{
				{"pairs", &pairs},
				{"relations", &relations},
				{"publisher's words", &words},
				{"rationale, strength, claim", &senses},
				{"notes", &notes},
				{"rows of each item", &of},
				{"explicit nones", &nones},
			} {
				fmt.Fprintf(&out, "  %s%s: %s\n", c.name, side.name, c.sum)
			}
		}
	}
	list, provenance, _ := published.Candidates("soc2-tsc-2017", "iso-27001-2022")
	heading(t, &out, "candidates for SOC 2", provenance)
	pairs := sum{}
	for _, m := range list {
		pairs.line(fmt.Sprintf("%s %s %d of %d", m.Source, m.Target, m.Paths, 4))
	}
	fmt.Fprintf(&out, "  pairs: %s\n", &pairs)
	golden.Equal(t, "tables.golden", out.Bytes())
}

type column struct {
	name string
	sum  *sum
}

// sum counts the lines it was shown and sums up their text.
type sum struct {
	n    int
	text bytes.Buffer
}

func (s *sum) line(v any) {
	s.n++
	fmt.Fprintf(&s.text, "%v\n", v)
}

func (s *sum) String() string { return fmt.Sprintf("%d, %.8x", s.n, sha256.Sum256(s.text.Bytes())) }

// heading writes what is said about a table, a line for each field that is set.
func heading(t *testing.T, w io.Writer, title string, v any) {
	t.Helper()
	text, err := json.MarshalIndent(v, "  ", "  ")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(w, "\n%s\n  %s\n", title, text)
}
