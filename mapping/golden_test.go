package mapping_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/mapping"
)

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
	list("strict relations", mapping.StrictRelations())
	list("rationales", slices.Collect(mapping.Rationales().All()))
	list("strengths", slices.Collect(mapping.Strengths().All()))
	list("claims", slices.Collect(mapping.Claims().All()))
	list("directions", slices.Collect(mapping.Directions().All()))
	list("states", slices.Collect(mapping.States().All()))
	list("outcomes", slices.Collect(mapping.Outcomes().All()))
	list("vocabularies", slices.Collect(mapping.Notations().All()))
	for _, v := range append(slices.Collect(mapping.Notations().All()), "") {
		for _, term := range v.Terms() {
			term.Note.Text = "" // see rules.txt
			list(" ", term)
		}
		term, err := v.Read("")
		fmt.Fprintf(&out, "  no word: %s %s %s\n", term.Relation, term.Note.Code, golden.Codes(err))
		for _, r := range append(mapping.StrictRelations(), mapping.SubsetOrEqual, mapping.SupersetOrEqual, mapping.Related, mapping.Unspecified) {
			if term, err := v.Write(r); err == nil {
				fmt.Fprintf(&out, "  %s is written %q\n", r, term.Word)
			}
		}
	}
	out.WriteString("states that a set of them allows\n")
	for s := range mapping.AnyState + 1 {
		list("  "+s.String(), s.States())
	}
	golden.Equal(t, "words.golden", out.Bytes())
}
