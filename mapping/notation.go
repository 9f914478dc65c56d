package mapping

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"

	"github.com/ismskit/ismskit/isms"
)

// Notation is the set of words in which a publisher states relations. The same word
// means different things to different publishers, so a term is read only together
// with its Notation. The empty Notation is unknown.
//
//	nist-ir-8477-set-theory         set theory style of NIST IR 8477 (2024-02), from the focal to the reference element
//	nist-ir-8477-concept-crosswalk  plain style of NIST IR 8477: a pair states that a relation exists and nothing more
//	nist-ir-8477-supportive         supportive style of NIST IR 8477: no claim about sets but for identical and equivalent
//	nist-olir                       set theory template of NIST IR 8278A r1 (2024-02), from the reference to the focal element: subset and superset change places
//	oscal                           mapping-collection model of OSCAL 1.2
//	ciso-assistant                  mapping sets of CISO Assistant, where intersect is also the default of every untyped crosswalk
//	cis-controls                    CIS Controls workbooks, where subset and superset are defined as narrower or broader and partly or mostly related
//	gemara                          Gemara model (Go types, 2026)
type Notation string

const (
	setTheory        Notation = "nist-ir-8477-set-theory"
	conceptCrosswalk Notation = "nist-ir-8477-concept-crosswalk"
	supportive       Notation = "nist-ir-8477-supportive"
	nistOLIR         Notation = "nist-olir"
	oscalModel       Notation = "oscal"
	cisoAssistant    Notation = "ciso-assistant"
	cisControls      Notation = "cis-controls"
	gemara           Notation = "gemara"
)

var wordsNotations = [...][2]Notation{
	{setTheory, "NIST IR 8477, set theory"},
	{conceptCrosswalk, "NIST IR 8477, concept crosswalk"},
	{supportive, "NIST IR 8477, supportive"},
	{nistOLIR, "NIST OLIR"},
	{oscalModel, "OSCAL"},
	{cisoAssistant, "CISO Assistant"},
	{cisControls, "CIS Controls"},
	{gemara, "Gemara"},
}

// Notations returns the vocabulary of [Notation].
func Notations() isms.Words[Notation] { return isms.WordsOf("mapping.notation", wordsNotations[:]) }

// Term is one word of a [Notation] and its sound reading.
type Term struct {
	Notation Notation `json:"notation"`
	Word     string   `json:"word"`
	Relation Relation `json:"relation"`          // of source to target
	Conflict bool     `json:"conflict,omitzero"` // the publisher sees the two as contrary: a person must look
	Note     string   `json:"note,omitzero"`     // why the reading is weaker than the word
}

// terms holds the readings, preferred word of a reading first. Sources, read
// 2026-11-22: NIST IR 8477, NIST IR 8278A r1, OSCAL 1.2.2 mapping model, the
// relationship lists of CISO Assistant, of the CIS workbook of 2023-01 and of
// go-gemara.
var terms = [...]Term{
	{Notation: setTheory, Word: "equal", Relation: Equal},
	{Notation: setTheory, Word: "subset of", Relation: Subset},
	{Notation: setTheory, Word: "superset of", Relation: Superset},
	{Notation: setTheory, Word: "intersects with", Relation: Intersects},
	{Notation: setTheory, Word: "no relationship", Relation: Disjoint},

	{Notation: conceptCrosswalk, Word: "related", Relation: Unspecified, Note: "the style makes no claim about sets"},

	{Notation: supportive, Word: "equivalent", Relation: Equal},
	{Notation: supportive, Word: "identical", Relation: Equal},
	{Notation: supportive, Word: "supports", Relation: Unspecified, Note: "support is not a claim about sets"},
	{Notation: supportive, Word: "is supported by", Relation: Unspecified, Note: "support is not a claim about sets"},
	{Notation: supportive, Word: "contrary", Relation: Unspecified, Conflict: true, Note: "contrary demands may still share some"},
	{Notation: supportive, Word: "no relationship", Relation: Unspecified, Note: "also used for not related enough"},

	{Notation: nistOLIR, Word: "equal to", Relation: Equal},
	{Notation: nistOLIR, Word: "subset of", Relation: Superset},
	{Notation: nistOLIR, Word: "superset of", Relation: Subset},
	{Notation: nistOLIR, Word: "intersects with", Relation: Intersects},
	{Notation: nistOLIR, Word: "not related to", Relation: Disjoint},

	{Notation: oscalModel, Word: "equivalent-to", Relation: Equal},
	{Notation: oscalModel, Word: "equal-to", Relation: Equal},
	{Notation: oscalModel, Word: "subset-of", Relation: Subset},
	{Notation: oscalModel, Word: "superset-of", Relation: Superset},
	{Notation: oscalModel, Word: "intersects-with", Relation: Intersects},
	{Notation: oscalModel, Word: "no-relationship", Relation: Disjoint},

	{Notation: cisoAssistant, Word: "equal", Relation: Equal},
	{Notation: cisoAssistant, Word: "subset", Relation: SubsetOrEqual, Note: "nobody checks that it is proper"},
	{Notation: cisoAssistant, Word: "superset", Relation: SupersetOrEqual, Note: "nobody checks that it is proper"},
	{Notation: cisoAssistant, Word: "intersect", Relation: Related, Note: "the default label of untyped crosswalks"},
	{Notation: cisoAssistant, Word: "not_related", Relation: Disjoint},

	{Notation: cisControls, Word: "equivalent", Relation: Equal},
	{Notation: cisControls, Word: "subset", Relation: Related, Note: "defined as narrower and partly or mostly related"},
	{Notation: cisControls, Word: "superset", Relation: Related, Note: "defined as broader and partly or mostly related"},

	{Notation: gemara, Word: "equivalent", Relation: Equal},
	{Notation: gemara, Word: "subsumes", Relation: SupersetOrEqual, Note: "nobody checks that it is proper"},
	{Notation: gemara, Word: "implements", Relation: Related, Note: "an implementation meets some demand, perhaps not all"},
	{Notation: gemara, Word: "relates-to", Relation: Unspecified, Note: "no claim about sets"},
	{Notation: gemara, Word: "supports", Relation: Unspecified, Note: "support is not a claim about sets"},
	{Notation: gemara, Word: "no-match", Relation: Unspecified, Note: "no match was found, which is not disjointness"},
}

// Terms returns the words of v with their readings. An unknown notation has
// none.
func (v Notation) Terms() []Term {
	var out []Term
	for _, t := range terms {
		if t.Notation == v {
			out = append(out, t)
		}
	}
	return out
}

// Read returns the sound reading of a publisher's word. Letter case, and the
// choice between blank, hyphen and underscore, do not matter. The empty word
// says nothing: its reading is [Unspecified].
func (v Notation) Read(word string) (Term, error) {
	if !Notations().Has(v) {
		return Term{}, fmt.Errorf("mapping: Notation(%s): not one of %q", text.Quote(string(v)), slices.Collect(Notations().All()))
	}
	if word == "" {
		return Term{Notation: v, Relation: Unspecified, Note: "no word was given"}, nil
	}
	for _, t := range terms {
		if t.Notation == v && sameWord(t.Word, word) {
			return t, nil
		}
	}
	var known []string
	for _, t := range v.Terms() {
		known = append(known, t.Word)
	}
	return Term{}, fmt.Errorf("mapping: Notation(%q).Read(%s): want one of %q", string(v), text.Quote(word), known)
}

// Write returns the word of v that says most of what r says and nothing that
// r does not say. It fails where v has no such word: a reader would take the
// nearest one for more than is known.
func (v Notation) Write(r Relation) (Term, error) {
	r &= Unspecified
	var best Term
	if r != Contradiction {
		for _, t := range terms {
			if t.Notation == v && !t.Conflict && r.Proves(t.Relation) && (best.Word == "" || t.Relation.count() < best.Relation.count()) {
				best = t
			}
		}
	}
	if best.Word == "" {
		return Term{}, fmt.Errorf("mapping: Notation(%s).Write(%v): no word says only that", text.Quote(string(v)), r)
	}
	return best, nil
}

func sameWord(known, given string) bool {
	if len(known) != len(given) {
		return false
	}
	fold := func(s string) string {
		return strings.Map(func(c rune) rune {
			switch {
			case c == '-' || c == '_':
				return ' '
			case 'A' <= c && c <= 'Z':
				return c + 'a' - 'A'
			}
			return c
		}, s)
	}
	return fold(known) == fold(given)
}
