package mapping

import (
	"fmt"
	"slices"
	"strings"
)

// A form is the grammar of the ids of a shipped framework: which other
// spellings mean the same id.
type form uint8

const (
	exactForm  form = iota // only the listed ids
	upperForm              // letters in either case, as OSCAL writes a.5.1 and gv.oc-01
	sp80053                // AC-2(1), AC-02(01), ac-2.1, SC-4 (1)
	sp800171r2             // 3.1.1 and the CMMC Level 2 name AC.L2-3.1.1
)

// Parse returns the id of f that text spells. It accepts the listed ids, and
// for the frameworks shipped here the other spellings in use: letters in lower
// case, AC-02(01) and ac-2.1 for AC-2(1), AC.L2-3.1.1 for 3.1.1. It mends
// nothing else: a lost trailing zero cannot be seen, so ids must come from
// text and not from a spreadsheet's numbers. The error names the edition that
// has the id, if a shipped one does.
func (f Framework) Parse(text string) (string, error) {
	if f.f == nil {
		return "", fmt.Errorf("mapping: Parse(%q): the framework is empty", clip(text))
	}
	if i, ok := f.f.spelled(text); ok {
		return f.f.nodes[i].id, nil
	}
	return "", fmt.Errorf("mapping: %s has no item %q%s", f.f.id, clip(text), f.f.hint(text))
}

// spelled returns the position of the item that text spells.
func (f *frame) spelled(text string) (int32, bool) {
	if i, ok := f.find(text); ok {
		return i, true
	}
	switch f.form {
	case upperForm:
		return f.find(upper(text))
	case sp80053:
		return f.find(controlID(text))
	case sp800171r2:
		family, rest, _ := strings.Cut(text, ".L2-")
		i, ok := f.find(rest)
		return i, ok && f.nodes[i].parent >= 0 && slices.Contains(cmmcFamilies[:], [2]string{f.nodes[f.nodes[i].parent].id, family})
	}
	return 0, false
}

// hint says what a text may have meant.
func (f *frame) hint(text string) string {
	if _, ok := f.find("A." + text); ok {
		return fmt.Sprintf("; write %q for the control of Annex A", "A."+clip(text))
	}
	for _, g := range shippedFrames() {
		if g.same(f) {
			continue
		}
		if _, ok := g.find(text); ok {
			return fmt.Sprintf("; it is an item of %s", g.id)
		}
	}
	return ""
}

// controlID brings the spellings of an SP 800-53 control to the printed one. What
// is none of them comes out as text that is no id.
func controlID(text string) string {
	family, rest, _ := strings.Cut(upper(text), "-")
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
