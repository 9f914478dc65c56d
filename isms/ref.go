package isms

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ismskit/ismskit/internal/text"
)

// Ref cites a place: what a rule speaks for, what a finding is about. Its text
// is canonical when it is one of
//
//	6.1.3          a clause of ISO/IEC 27001:2022, 4 to 10
//	6.1.3 d        a lettered item; "9.3.2 d 1" a numbered one in it
//	4.1 s1         our number for a sentence that the standard does not letter
//	A  A.5  A.5.7  Annex A, one of its themes, one of its 93 controls
//	own:C-1        an item of the embedder's own, by its ID
//	ISO/IEC 17021-1 9.5.2    a place in another document
//
// Clause 5.1 and control A.5.1 are different places. Write canonical text in
// literals; [ParseRef] reads what people write. The empty Ref cites nothing.
type Ref string

// annexAControls holds the number of controls of themes A.5 to A.8.
var annexAControls = [...]int{5: 37, 6: 8, 7: 14, 8: 34}

// themeTitles holds the title of Annex A at 0, and of its themes.
var themeTitles = [...]string{0: "Information security controls reference", 5: "Organizational controls", 6: "People controls", 7: "Physical controls", 8: "Technological controls"}

// otherDocuments holds the words with which a citation of another document
// begins.
var otherDocuments = [...]string{"ISO ", "ISO/IEC ", "IAF ", "ILAC ", "NIST ", "EA-", "EU ", "BSI "}

const ownPrefix = "own:"

// ParseRef reads a citation and returns it in canonical form. Beside canonical
// text it accepts brackets, dots and missing blanks as people write them:
// "6.1.3 d)", "6.1.3.d", "6.1.2a1", "a.5.7", "ISO/IEC 27001:2022 6.1.3 d", and
// what [Ref.Citation] gives. It refuses places that do not exist and says which would.
func ParseRef(s string) (Ref, error) {
	fail := func(m Message, args ...Arg) (Ref, error) { return "", Refuse(m, "", s, args...) }
	t := strings.TrimSpace(s)
	for _, own := range [...]string{"ISO/IEC 27001:2022/Amd 1:2024 ", "ISO/IEC 27001:2022 ", "ISO/IEC 27001 "} {
		if rest, ok := strings.CutPrefix(t, own); ok {
			t = strings.TrimSpace(rest)
			break
		}
	}
	switch {
	case t == "":
		return fail(refForm)
	case len(t) > IDMaxBytes+len(ownPrefix):
		return fail(refLong, ArgInt("bytes", len(t)))
	case strings.HasPrefix(t, ownPrefix):
		if err := ID(t[len(ownPrefix):]).Validate(); err != nil {
			return "", err
		}
		return Ref(t), nil
	case isOther(t):
		if !utf8.ValidString(t) || ID(t).Validate() != nil {
			return fail(refDocument, ArgInt("most", IDMaxBytes))
		}
		return Ref(strings.Join(strings.Fields(t), " ")), nil
	case t[0] == 'A' || t[0] == 'a':
		return parseAnnexA(t, fail)
	}
	return parseClause(uncited(t), fail)
}

func isOther(t string) bool {
	for _, d := range otherDocuments {
		if strings.HasPrefix(t, d) {
			return true
		}
	}
	return false
}

func parseAnnexA(t string, fail func(Message, ...Arg) (Ref, error)) (Ref, error) {
	if len(t) == 1 {
		return "A", nil
	}
	parts := strings.Split(t[1:], ".")
	if parts[0] != "" || len(parts) > 4 {
		return fail(refControlForm)
	}
	var n [3]int
	for i, p := range parts[1:] {
		v, ok := digits(p)
		if !ok || p[0] == '0' {
			return fail(refControlForm)
		}
		n[i] = v
	}
	switch {
	case len(parts) == 4:
		return fail(ref2013)
	case n[0] < 5 || n[0] > 8:
		return fail(refNoTheme)
	case len(parts) == 2:
		return Ref("A." + parts[1]), nil
	case n[1] > annexAControls[n[0]]:
		return fail(refNoControl, ArgRef("last", Ref(fmt.Sprintf("A.%d.%d", n[0], annexAControls[n[0]]))))
	}
	return Ref("A." + parts[1] + "." + parts[2]), nil
}

func parseClause(t string, fail func(Message, ...Arg) (Ref, error)) (Ref, error) {
	// Split into runs of digits and of letters; all else separates.
	var runs []string
	for i := 0; i < len(t); {
		c := t[i]
		switch {
		case isDigit(c) || isLetter(c):
			j := i + 1
			for j < len(t) && (isDigit(c) && isDigit(t[j]) || isLetter(c) && isLetter(t[j])) {
				j++
			}
			runs = append(runs, strings.ToLower(t[i:j]))
			i = j
		case c == '.' || c == ' ' || c == ')' || c == '(':
			i++
		default:
			return fail(refForm)
		}
	}
	var b strings.Builder
	lettered := false
	for i, r := range runs {
		switch {
		case isLetter(r[0]):
			b.WriteByte(' ')
			lettered = true
		case i > 0 && isLetter(runs[i-1][0]):
			if runs[i-1] != "s" {
				b.WriteByte(' ')
			}
		case i > 0 && !lettered:
			b.WriteByte('.')
		}
		b.WriteString(r)
	}
	ref := Ref(b.String())
	if _, ok := ref.position(); ok {
		return ref, nil
	}
	if !isDigit(t[0]) {
		return fail(refForm)
	}
	clause, item, _ := strings.Cut(string(ref), " ")
	if _, ok := Ref(clause).position(); !ok {
		return fail(refNoClause, ArgRef("control", "A."+Ref(clause)))
	}
	return fail(refNoItem, ArgRef("clause", Ref(clause)), ArgInput("item", item))
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// OwnRef returns the Ref of an item of the embedder's own.
func OwnRef(id ID) Ref { return ownPrefix + Ref(id) }

// IsControl reports whether r cites one of the 93 controls of Annex A.
func (r Ref) IsControl() bool {
	_, n, ok := r.annexA()
	return ok && n > 0
}

// Own returns the ID after "own:", and whether r cites an item of the
// embedder's own.
func (r Ref) Own() (ID, bool) {
	rest, ok := strings.CutPrefix(string(r), ownPrefix)
	return ID(rest), ok && ID(rest).Validate() == nil
}

// Validate returns an [Error] that says why r is no [Ref.Known] place, and what would be
// right: the canonical text where r is another way to write it.
func (r Ref) Validate() error {
	if r.Known() {
		return nil
	}
	c, err := ParseRef(string(r))
	if err != nil {
		return err
	}
	return Refuse(refNotCanonical, "", string(r), ArgInput("canonical", string(c)))
}

// Known reports whether r is the canonical text of a place: one that exists,
// for clauses and Annex A, and one that is well formed otherwise.
func (r Ref) Known() bool {
	class, _ := r.rank()
	return class < refUnknown
}

// Known places in the order in which they are listed.
const (
	refClause = iota
	refAnnexA
	refOwn
	refOther
	refUnknown
)

// rank returns the class of r and its place in it; own items and places of other
// documents are ordered by their text.
func (r Ref) rank() (class, place int) {
	if r == "" {
		return refUnknown, 0
	}
	if isDigit(r[0]) {
		if i, ok := r.position(); ok {
			return refClause, i
		}
		return refUnknown, 0
	}
	if theme, n, ok := r.annexA(); ok {
		return refAnnexA, theme*100 + n
	}
	if _, ok := r.Own(); ok {
		return refOwn, 0
	}
	if isOther(string(r)) && ID(r).Validate() == nil {
		return refOther, 0
	}
	return refUnknown, 0
}

// position returns the place of a clause or its item in the standard.
func (r Ref) position() (int, bool) {
	i, ok := slices.BinarySearchFunc(locatorIndex[:], r, func(at uint8, r Ref) int {
		return strings.Compare(string(locators[at]), string(r))
	})
	if !ok {
		return 0, false
	}
	return int(locatorIndex[i]), true
}

// annexA returns theme and control number, 0 where r cites a whole theme or all
// of Annex A.
func (r Ref) annexA() (theme, n int, ok bool) {
	switch {
	case r == "A":
		return 0, 0, true
	case len(r) < 3 || len(r) > 6 || r[0] != 'A' || r[1] != '.' || r[2] < '5' || r[2] > '8':
		return 0, 0, false
	}
	theme = int(r[2] - '0')
	if len(r) == 3 {
		return theme, 0, true
	}
	n, ok = digits(string(r[min(4, len(r)):]))
	return theme, n, ok && r[3] == '.' && r[4] != '0' && n <= annexAControls[theme]
}

// Compare orders places naturally: clauses in the order of the standard, items
// in the order of their clause, then Annex A with A.5.2 before A.5.10, then own
// items, then other documents, each by letters and the values of numbers ("own:C-2"
// before "own:C-10"); text that is no place comes last.
func (r Ref) Compare(other Ref) int {
	if r == other {
		return 0
	}
	c1, p1 := r.rank()
	c2, p2 := other.rank()
	if c := cmp.Or(cmp.Compare(c1, c2), cmp.Compare(p1, p2)); c != 0 {
		return c
	}
	return text.CompareNatural(string(r), string(other))
}

// Within reports whether r lies in other or is other: "6.1.3 d 2" is within
// "6.1.3 d", "6.1.3", "6.1" and "6"; "A.5.7" within "A.5" and "A". Unknown
// places are within nothing, not even themselves.
func (r Ref) Within(other Ref) bool {
	if r != other { // the cheap question first: most places are not within each other
		if len(r) <= len(other) || r[:len(other)] != other {
			return false
		}
		if next := r[len(other)]; next != '.' && next != ' ' {
			return false
		}
	}
	return r.Known() && other.Known()
}

// Title returns the title of a clause or of a theme: "Documented information" for
// "7.5", "People controls" for "A.6". It is empty for all else: titles of controls
// are in package annexa, what an item asks for in [LookupRequirement].
func (r Ref) Title(l Language) string {
	if l != nil {
		if title, ok := l.Text("ref:" + string(r)); ok {
			return title
		}
	}
	if theme, n, ok := r.annexA(); ok && n == 0 {
		return themeTitles[theme]
	}
	for _, c := range clauseTable {
		if c.Ref == r {
			return c.Title
		}
	}
	return ""
}

// Citation says the place for people, in a language: "6.1.3 d)" for "6.1.3 d", "8.2,
// second paragraph" for "8.2 s2", "6.1.3 d), fourth item" for "6.1.3 d 4", which the
// standard does not number. All else is as it is. [ParseRef] reads back what it says
// in English.
func (r Ref) Citation(l Language) string {
	clause, item, ok := strings.Cut(string(r), " ")
	if !ok {
		return string(r)
	}
	if _, known := r.position(); !known {
		return string(r)
	}
	of, _ := LookupRequirement(r)
	place := clause
	say := func(m Message, n int) {
		place = m.in(l, ArgText("place", place), ArgSentence("ordinal", ordinalMessages[n-1].With()))
	}
	parts := strings.Split(item, " ")
	for i, p := range parts {
		if !of.Unlettered || i < len(parts)-1 {
			place += " " + p + ")"
			continue
		}
		paragraph, item := paragraphOf(r)
		if paragraph > 0 {
			say(paragraphOfClause, paragraph)
		}
		if item > 0 {
			say(itemOfList, item)
		}
	}
	return place
}

// paragraphOf returns the paragraph of its clause in which a requirement without a
// letter stands, 0 for one of a lettered item, and the item of the list there, 0 for
// none.
func paragraphOf(r Ref) (paragraph, item int) {
	for _, p := range paragraphs {
		if p.ref == r {
			return p.paragraph, p.item
		}
	}
	last := string(r[strings.LastIndexByte(string(r), ' ')+1:])
	n, _ := digits(strings.TrimPrefix(last, "s"))
	if last[0] == 's' {
		return n, 0
	}
	return 0, n
}

// paragraphs are those whose number is not that of the requirement: before it stand
// paragraphs with letters, or a list without any.
var paragraphs = [...]struct {
	ref             Ref
	paragraph, item int
}{
	{"4.3 s2", 3, 0},
	{"6.2 s2", 3, 0},
	{"7.5.3 s1", 3, 0},
	{"8.1 s2", 1, 1},
	{"8.1 s3", 1, 2},
	{"8.1 s4", 2, 0},
	{"8.1 s5", 3, 0},
	{"8.1 s6", 4, 0},
	{"9.1 s1", 2, 0},
	{"9.1 s2", 3, 0},
	{"9.2.2 s3", 4, 0},
	{"10.2 s1", 2, 0},
}

// Citations lists places for people, each as [Ref.Citation] says it: "4.3 a),
// 8.2, second paragraph, A.5.7".
func Citations(l Language, refs ...Ref) string {
	words := make([]string, len(refs))
	for i, r := range refs {
		words[i] = r.Citation(l)
	}
	return strings.Join(words, listComma.in(l))
}

// uncited returns the requirement without a letter that text cites in the words of
// [Ref.Citation], as [ParseRef] reads it otherwise, and other text as it is.
func uncited(t string) string {
	if !strings.HasSuffix(t, " paragraph") && !strings.HasSuffix(t, " item") {
		return t
	}
	for i := range requirementTable {
		if r := &requirementTable[i]; r.Unlettered && r.Ref.Citation(nil) == t {
			return string(r.Ref)
		}
	}
	return t
}

// SortRefs sorts the refs naturally and removes duplicates, in place.
func SortRefs(refs []Ref) []Ref {
	slices.SortFunc(refs, Ref.Compare)
	return slices.Compact(refs)
}
