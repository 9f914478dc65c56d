package mapping

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Spelling is the way in which the ids of a framework are also written, besides
// as they are listed. The zero Spelling is only as listed.
type Spelling string

// The spellings that ids can be read in.
const (
	anyCase  Spelling = "any case"   // ids in upper case, also in lower case: a.5.1, gv.oc-01
	sp80053  Spelling = "sp 800-53"  // AC-2(1), also AC-02(01), ac-2.1 and AC-2 (1)
	sp800171 Spelling = "sp 800-171" // 3.1.1, also the CMMC Level 2 name AC.L2-3.1.1
)

var wordsSpellings = [...][2]Spelling{
	{anyCase, "Upper or lower case"},
	{sp80053, "As in NIST SP 800-53 and its OSCAL catalogs"},
	{sp800171, "As in NIST SP 800-171 and CMMC Level 2"},
}

// Spellings returns the vocabulary of [Spelling].
func Spellings() isms.Words[Spelling] { return isms.WordsOf("mapping.spelling", wordsSpellings[:]) }

// Parse returns the id of f that given spells: one as it is listed, or in the
// [Spelling] of the framework, such as AC-02(01) and ac-2.1 for AC-2(1). It mends
// nothing else: a lost trailing zero cannot be seen, so ids must come from text
// and not from a spreadsheet's numbers. It returns an [isms.Error] if f has no such
// item.
func (f Framework) Parse(given string) (string, error) { return f.f.parse(given) }

func (f *frame) parse(given string, others ...*frame) (string, error) {
	if f == nil {
		return "", isms.Refuse(frameworkMissing, "", given)
	}
	if i, ok := f.spelled(given); ok {
		return f.nodes[i].id, nil
	}
	return "", f.unknown("", given, others...)
}

// spelled returns the position of the item that given spells.
func (f *frame) spelled(given string) (int32, bool) {
	if i, ok := f.find(given); ok {
		return i, true
	}
	switch f.spelling {
	case anyCase:
		return f.find(upper(given))
	case sp80053:
		return f.find(controlID(given))
	case sp800171:
		family, rest, _ := strings.Cut(given, ".L2-")
		i, ok := f.find(rest)
		return i, ok && f.nodes[i].parent >= 0 && slices.Contains(cmmcFamilies[:], [2]string{f.nodes[f.nodes[i].parent].id, family})
	}
	return 0, false
}

// unknown refuses a text that is no item of f, and says what may be meant: a control
// of Annex A, or an item of another framework of the same call.
func (f *frame) unknown(at isms.Path, given string, others ...*frame) error {
	item := itemAsListed.With()
	if _, ok := f.find("A." + given); ok {
		item = itemOfAnnexA.With(isms.ArgID("control", "A."+given))
	} else {
		for _, g := range others {
			if _, ok := g.find(given); ok && g.id != f.id {
				item = itemOfAnother.With(isms.ArgID("framework", f.id), isms.ArgInput("item", given), isms.ArgID("other", g.id))
				break
			}
		}
	}
	return isms.Refuse(unknownItem, at, given, isms.ArgID("framework", f.id), isms.ArgSentence("item", item))
}

// controlID brings the spellings of an SP 800-53 control to the printed one. What
// is none of them comes out as text that is no id.
func controlID(given string) string {
	family, rest, _ := strings.Cut(upper(given), "-")
	n := digits(rest)
	id, rest := family+"-"+unpadded(rest[:n]), rest[n:]
	if rest == "" {
		return id
	}
	if number, ok := strings.CutPrefix(rest, "."); ok {
		return id + "(" + unpadded(number) + ")"
	}
	number, ok1 := strings.CutPrefix(strings.TrimPrefix(rest, " "), "(")
	number, ok2 := strings.CutSuffix(number, ")")
	if !ok1 || !ok2 {
		return ""
	}
	return id + "(" + unpadded(number) + ")"
}

// unpadded takes the zeros away that fill a number up to at most four digits.
func unpadded(number string) string {
	if len(number) > 4 {
		return number
	}
	return strings.TrimLeft(number, "0")
}

// cmmcFamilies pairs the families of SP 800-171 r2 with the letters that CMMC
// puts before their requirements.
var cmmcFamilies = [...][2]string{
	{"3.1", "AC"},
	{"3.2", "AT"},
	{"3.3", "AU"},
	{"3.4", "CM"},
	{"3.5", "IA"},
	{"3.6", "IR"},
	{"3.7", "MA"},
	{"3.8", "MP"},
	{"3.9", "PS"},
	{"3.10", "PE"},
	{"3.11", "RA"},
	{"3.12", "CA"},
	{"3.13", "SC"},
	{"3.14", "SI"},
}

// upper folds ASCII letters only: no other letter occurs in an id, and a
// folded foreign one must not become an id.
func upper(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'a' <= c && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}
