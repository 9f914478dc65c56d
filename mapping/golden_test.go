package mapping_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/mapping"
)

// Every shipped table as it is read, so that one changed letter is seen and the
// line that differs names the framework or crosswalk and the column. What is said
// about a table stands in full; a column of rows is counted and summed.
func TestTablesLetterByLetter(t *testing.T) {
	var out bytes.Buffer
	for f := range mapping.Frameworks() {
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
			if same, ok := f.Item(it.ID); ok && same == it {
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
	for c := range mapping.Crosswalks() {
		s := c.Spec()
		s.Entries, s.SourceNones, s.TargetNones = nil, nil, nil
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
			for n := range side.c.SourceNones() {
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
	heading(t, &out, "suggestions for SOC 2", mapping.SOC2Provenance())
	leads := sum{}
	for s := range mapping.SOC2Suggestions() {
		leads.line(fmt.Sprintf("%s %s %d of %d", s.Source, s.Target, s.Agreement, s.Routes))
	}
	fmt.Fprintf(&out, "  pairs: %s\n", &leads)
	golden.Equal(t, "tables.golden", out.Bytes())
}

type column struct {
	name string
	sum  *sum
}

// A sum counts the lines it was shown and sums up their text.
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

// The words that are stored and shown, each with its reading.
func TestWordsLetterByLetter(t *testing.T) {
	var out bytes.Buffer
	list := func(name string, v any) {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%s %s\n", name, text)
	}
	list("strict relations", mapping.Strict())
	list("rationales", slices.Collect(mapping.Rationales().All()))
	list("strengths", slices.Collect(mapping.Strengths().All()))
	list("claims", slices.Collect(mapping.Claims().All()))
	list("directions", slices.Collect(mapping.Directions().All()))
	list("states", slices.Collect(mapping.States().All()))
	list("outcomes", slices.Collect(mapping.Outcomes().All()))
	list("vocabularies", slices.Collect(mapping.Notations().All()))
	for _, v := range append(slices.Collect(mapping.Notations().All()), "") {
		for _, term := range v.Terms() {
			list(" ", term)
		}
		term, err := v.Read("")
		fmt.Fprintf(&out, "  no word: %+v %v\n", term, err)
		for _, r := range append(mapping.Strict(), mapping.SubsetOrEqual, mapping.SupersetOrEqual, mapping.Related, mapping.Unspecified) {
			if term, err := v.Write(r); err == nil {
				fmt.Fprintf(&out, "  %s is written %q\n", r, term.Word)
			}
		}
	}
	out.WriteString("states that a set of them allows\n")
	for s := range mapping.AnyState + 1 {
		list("  "+s.String(), s.List())
	}
	golden.Equal(t, "words.golden", out.Bytes())
}
