package annexa

import (
	"iter"
	"math/bits"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// ThemeSet is a set of the four themes into which Annex A of ISO/IEC 27001:2022
// is divided. The constants are sets of one theme and join with |. A control
// has one theme, a [Query] may ask for several. The zero value is the empty
// set.
type ThemeSet uint8

// The themes, in the order of Annex A.
const (
	Organizational ThemeSet = 1 << iota // A.5, 37 controls
	People                              // A.6, 8 controls
	Physical                            // A.7, 14 controls
	Technological                       // A.8, 34 controls
)

const (
	themeCount = 4
	allThemes  = ThemeSet(1<<themeCount - 1)
)

var wordsThemes = [themeCount][2]string{
	{"organizational", "Organizational"},
	{"people", "People"},
	{"physical", "Physical"},
	{"technological", "Technological"},
}

// Themes returns the vocabulary of the themes, in the order of Annex A.
func Themes() isms.Words[string] { return isms.WordsOf("annexa.theme", wordsThemes[:]) }

// themeSizes and themeStarts say how many controls each theme has and at which
// position its first one stands.
var (
	themeSizes  = [themeCount]int{37, 8, 14, 34}
	themeStarts = [themeCount]int{0, 37, 45, 59}
)

// FullThemeSet returns the set of all four themes.
func FullThemeSet() ThemeSet { return allThemes }

// Known reports whether every member of t is one of the four themes.
func (t ThemeSet) Known() bool { return t&^allThemes == 0 }

func (t ThemeSet) len() int { return bits.OnesCount8(uint8(t & allThemes)) }

// All yields the members of t, each as a set of one, in the order of Annex A.
func (t ThemeSet) All() iter.Seq[ThemeSet] {
	return func(yield func(ThemeSet) bool) {
		for rest := t & allThemes; rest != 0; rest &= rest - 1 {
			if !yield(rest & -rest) {
				return
			}
		}
	}
}

// Controls returns the controls of the themes in t.
func (t ThemeSet) Controls() Set {
	var s Set
	for i := range themeCount {
		if t&(1<<i) != 0 {
			s = s.Union(themeSets[i])
		}
	}
	return s
}

// String returns the words of the members, separated by a comma and a blank:
// "physical". The empty set is "". A bit that means nothing prints as "?" and its
// number.
func (t ThemeSet) String() string {
	return strings.Join(wordsOfBits(uint32(t), wordsThemes[:]), ", ")
}

// ParseThemeSet reads words of [Themes] separated by commas or line breaks, as
// [ThemeSet.String] prints them. Text without a word is the empty set.
func ParseThemeSet(text string) (ThemeSet, error) { return readWords(text, (*ThemeSet).add) }

func (t *ThemeSet) add(word string) error {
	i := Themes().Index(word)
	if i < 0 {
		return isms.Refuse(noTheme, "", word)
	}
	*t |= 1 << i
	return nil
}

// refuse refuses the bits that mean nothing.
func (t ThemeSet) refuse(at isms.Path) error {
	return isms.Refuse(noTheme, at, (t &^ allThemes).String())
}

// MarshalText returns the text of [ThemeSet.String]; bits that mean nothing are
// an error.
func (t ThemeSet) MarshalText() ([]byte, error) {
	if !t.Known() {
		return nil, t.refuse("")
	}
	return []byte(t.String()), nil
}

// UnmarshalText reads what [ParseThemeSet] reads.
func (t *ThemeSet) UnmarshalText(text []byte) error {
	all, err := ParseThemeSet(string(text))
	if err != nil {
		return err
	}
	*t = all
	return nil
}

// UnmarshalJSON reads the text of UnmarshalText in quotes; null leaves t as it is.
func (t *ThemeSet) UnmarshalJSON(data []byte) error {
	return readText(data, t.UnmarshalText)
}
