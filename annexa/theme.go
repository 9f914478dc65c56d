package annexa

import (
	"fmt"
	"iter"
	"math/bits"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Themes is a set of the four themes into which Annex A of ISO/IEC 27001:2022
// is divided. The constants are sets of one theme and join with |. A control
// has one theme, a [Query] may ask for several. The zero value is the empty
// set.
type Themes uint8

// The themes, in the order of Annex A.
const (
	Organizational Themes = 1 << iota // A.5, 37 controls
	People                            // A.6, 8 controls
	Physical                          // A.7, 14 controls
	Technological                     // A.8, 34 controls
)

const (
	themeCount = 4
	allThemes  = Themes(1<<themeCount - 1)
)

var themeWords = [themeCount]string{"organizational", "people", "physical", "technological"}

var wordsThemes = [...][2]string{
	{themeWords[0], "Organizational"},
	{themeWords[1], "People"},
	{themeWords[2], "Physical"},
	{themeWords[3], "Technological"},
}

func themeVocabulary() isms.Words[string] { return isms.WordsOf("annexa.theme", wordsThemes[:]) }

// themeSizes and themeStarts say how many controls each theme has and at which
// position its first one stands.
var (
	themeSizes  = [themeCount]int{37, 8, 14, 34}
	themeStarts = [themeCount]int{0, 37, 45, 59}
)

// AllThemes returns the set of all four themes.
func AllThemes() Themes { return allThemes }

// Known reports whether every member of t is one of the four themes.
func (t Themes) Known() bool { return t&^allThemes == 0 }

func (t Themes) len() int { return bits.OnesCount8(uint8(t & allThemes)) }

// All yields the members of t, each as a set of one, in the order of Annex A.
func (t Themes) All() iter.Seq[Themes] {
	return func(yield func(Themes) bool) {
		for rest := t & allThemes; rest != 0; rest &= rest - 1 {
			if !yield(rest & -rest) {
				return
			}
		}
	}
}

// Controls returns the controls of the themes in t.
func (t Themes) Controls() Set {
	var s Set
	for i := range themeCount {
		if t&(1<<i) != 0 {
			s = s.Union(themeSets[i])
		}
	}
	return s
}

// String returns the names of the members separated by blanks: "physical".
// The empty set is "". A bit that means nothing prints as "?" and its number.
func (t Themes) String() string {
	var b strings.Builder
	for rest := t; rest != 0; rest &= rest - 1 {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if i := bits.TrailingZeros8(uint8(rest)); i < themeCount {
			b.WriteString(themeWords[i])
		} else {
			fmt.Fprintf(&b, "?%d", i)
		}
	}
	return b.String()
}

// ParseThemes reads names of themes separated by blanks or commas, as
// [Themes.String] prints them. Text without a name is the empty set.
func ParseThemes(text string) (Themes, error) { return readWords(text, (*Themes).add) }

func (t *Themes) add(word string) error {
	one, ok := parseTheme(word)
	*t |= one
	if !ok {
		return isms.Refuse(noTheme, "", word)
	}
	return nil
}

func parseTheme(word string) (Themes, bool) {
	for i := range themeWords {
		if themeWords[i] == word {
			return 1 << i, true
		}
	}
	return 0, false
}

// refuse refuses the bits that mean nothing.
func (t Themes) refuse(at isms.Path) error {
	return isms.Refuse(noTheme, at, (t &^ allThemes).String())
}

// MarshalText returns the text of [Themes.String]; bits that mean nothing are
// an error.
func (t Themes) MarshalText() ([]byte, error) {
	if !t.Known() {
		return nil, t.refuse("")
	}
	return []byte(t.String()), nil
}

// UnmarshalText reads what [ParseThemes] reads.
func (t *Themes) UnmarshalText(text []byte) error {
	all, err := ParseThemes(string(text))
	if err != nil {
		return err
	}
	*t = all
	return nil
}

// UnmarshalJSON reads the text of UnmarshalText in quotes; null leaves t as it is.
func (t *Themes) UnmarshalJSON(data []byte) error {
	return readText(data, t.UnmarshalText)
}
