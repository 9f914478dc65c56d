package mapping

import (
	"strings"

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
	// Note says why the reading is weaker than the word.
	Note isms.Sentence `json:"note,omitzero"`
}

// term is a [Term] as it is declared.
type term struct {
	notation Notation
	word     string
	relation Relation
	conflict bool
	note     isms.Message
}

func (t term) reading() Term {
	out := Term{Notation: t.notation, Word: t.word, Relation: t.relation, Conflict: t.conflict}
	if t.note.Code != "" {
		out.Note = t.note.With()
	}
	return out
}

// terms holds the readings, preferred word of a reading first. Sources, read
// 2026-11-22: NIST IR 8477, NIST IR 8278A r1, OSCAL 1.2.2 mapping model, the
// relationship lists of CISO Assistant, of the CIS workbook of 2023-01 and of
// go-gemara.
var terms = [...]term{
	{notation: setTheory, word: "equal", relation: Equal},
	{notation: setTheory, word: "subset of", relation: Subset},
	{notation: setTheory, word: "superset of", relation: Superset},
	{notation: setTheory, word: "intersects with", relation: Intersects},
	{notation: setTheory, word: "no relationship", relation: Disjoint},

	{notation: conceptCrosswalk, word: "related", relation: Unspecified, note: noClaimOfStyle},

	{notation: supportive, word: "equivalent", relation: Equal},
	{notation: supportive, word: "identical", relation: Equal},
	{notation: supportive, word: "supports", relation: Unspecified, note: supportNoSet},
	{notation: supportive, word: "is supported by", relation: Unspecified, note: supportNoSet},
	{notation: supportive, word: "contrary", relation: Unspecified, conflict: true, note: contraryShares},
	{notation: supportive, word: "no relationship", relation: Unspecified, note: notRelatedEnough},

	{notation: nistOLIR, word: "equal to", relation: Equal},
	{notation: nistOLIR, word: "subset of", relation: Superset},
	{notation: nistOLIR, word: "superset of", relation: Subset},
	{notation: nistOLIR, word: "intersects with", relation: Intersects},
	{notation: nistOLIR, word: "not related to", relation: Disjoint},

	{notation: oscalModel, word: "equivalent-to", relation: Equal},
	{notation: oscalModel, word: "equal-to", relation: Equal},
	{notation: oscalModel, word: "subset-of", relation: Subset},
	{notation: oscalModel, word: "superset-of", relation: Superset},
	{notation: oscalModel, word: "intersects-with", relation: Intersects},
	{notation: oscalModel, word: "no-relationship", relation: Disjoint},

	{notation: cisoAssistant, word: "equal", relation: Equal},
	{notation: cisoAssistant, word: "subset", relation: SubsetOrEqual, note: properUnchecked},
	{notation: cisoAssistant, word: "superset", relation: SupersetOrEqual, note: properUnchecked},
	{notation: cisoAssistant, word: "intersect", relation: Related, note: defaultLabel},
	{notation: cisoAssistant, word: "not_related", relation: Disjoint},

	{notation: cisControls, word: "equivalent", relation: Equal},
	{notation: cisControls, word: "subset", relation: Related, note: narrowerPartly},
	{notation: cisControls, word: "superset", relation: Related, note: broaderPartly},

	{notation: gemara, word: "equivalent", relation: Equal},
	{notation: gemara, word: "subsumes", relation: SupersetOrEqual, note: properUnchecked},
	{notation: gemara, word: "implements", relation: Related, note: implementsSome},
	{notation: gemara, word: "relates-to", relation: Unspecified, note: noClaimOfSets},
	{notation: gemara, word: "supports", relation: Unspecified, note: supportNoSet},
	{notation: gemara, word: "no-match", relation: Unspecified, note: noMatchFound},
}

// Terms returns the words of v with their readings. An unknown notation has
// none.
func (v Notation) Terms() []Term {
	var out []Term
	for _, t := range terms {
		if t.notation == v {
			out = append(out, t.reading())
		}
	}
	return out
}

// Read returns the sound reading of a publisher's word. Letter case, and the
// choice between blank, hyphen and underscore, do not matter. The empty word
// says nothing: its reading is [Unspecified]. It returns an [isms.Error] for an
// unknown notation and for a word that v does not have.
func (v Notation) Read(word string) (Term, error) {
	if err := Notations().Validate("", v); err != nil {
		return Term{}, err
	}
	if word == "" {
		return Term{Notation: v, Relation: Unspecified, Note: noWordGiven.With()}, nil
	}
	var known []string
	for _, t := range terms {
		if t.notation == v && sameWord(t.word, word) {
			return t.reading(), nil
		}
		if t.notation == v {
			known = append(known, t.word)
		}
	}
	// The words are those of a publisher, in no language.
	return Term{}, isms.Refuse(unknownTerm, "", word, isms.ArgWord("notation", Notations(), v), isms.ArgText("words", strings.Join(known, ", ")))
}

// Write returns the word of v that says most of what r says and nothing that
// r does not say. It returns an [isms.Error] where v has no such word: a reader
// would take the nearest one for more than is known.
func (v Notation) Write(r Relation) (Term, error) {
	r &= Unspecified
	var best term
	for _, t := range terms {
		if t.notation == v && !t.conflict && r.Proves(t.relation) && (best.word == "" || t.relation.count() < best.relation.count()) {
			best = t
		}
	}
	if best.word == "" {
		if err := Notations().Validate("", v); err != nil {
			return Term{}, err
		}
		return Term{}, isms.Refuse(noTermSaysOnlyThat, "", "", isms.ArgWord("notation", Notations(), v), r.arg("relation"))
	}
	return best.reading(), nil
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
