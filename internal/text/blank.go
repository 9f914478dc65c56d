package text

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// placeholders stand where text is still to come, or is refused: in lower case, words
// separated by single blanks, without punctuation.
var placeholders = [...]string{
	"n a", "na", "null", "tbd", "t b d", "tba", "tbc", "todo", "to do", "none given", "no reason", "empty", "lorem ipsum", // English, and everywhere
	"k a", "ka", "entfällt", "offen", "noch offen", // German
	"por definir", "nd", "n d", // Spanish
	"s o", "so", "à définir", // French
	"da definire",                  // Italian
	"未定",                           // Japanese
	"nvt", "n v t", "ntb", "n t b", // Dutch
	"do ustalenia", // Polish
	"a definir",    // Portuguese
	"待定",           // Chinese
}

// marks are put into a form that wants text to be there.
var marks = [...]string{"x", "xx", "xxx"}

// nothings say that there is none, which answers the questions that ask for it alone.
var nothings = [...]string{
	"none", "nil", "keine", "ninguno", "ninguna", "néant", "rien", "aucun", "aucune", "nessuno", "nessuna", "なし",
	"geen", "brak", "nenhum", "nenhuma", "无",
}

// most is how many bytes the longest of them may have.
const most = 24

// Blank reports whether text says nothing where something must be said: no letter and
// no digit, or only a word that stands for it in one of ten languages, such as "n/a",
// "tbd" and "none". Case, blanks and punctuation do not matter. It allocates nothing.
func Blank(s string) bool {
	var b [most + utf8.UTFMax]byte
	p := plain(b[:0], s)
	return unanswered(p) || among(nothings[:], p)
}

// Unanswered is [Blank] for a question that "none" answers.
func Unanswered(s string) bool {
	var b [most + utf8.UTFMax]byte
	return unanswered(plain(b[:0], s))
}

// Marked reports whether text is only a mark, which says yes where that is the question.
func Marked(s string) bool {
	var b [most + utf8.UTFMax]byte
	return among(marks[:], plain(b[:0], s))
}

func unanswered(p []byte) bool {
	return len(p) == 0 || among(placeholders[:], p) || among(marks[:], p)
}

func among(list []string, p []byte) bool {
	return slices.Contains(list, string(p))
}

// Blanks returns the words that stand for no text, and those that say that there is
// none.
func Blanks() (silent, none []string) {
	return slices.Concat(placeholders[:], marks[:]), slices.Clone(nothings[:])
}

// plain appends the text to b in lower case, words separated by single blanks, without
// punctuation; no more of it than tells that it is longer than any word for nothing.
func plain(b []byte, s string) []byte {
	gap := false
	for _, c := range s {
		if !unicode.IsLetter(c) && !unicode.IsNumber(c) && !unicode.IsMark(c) {
			gap = len(b) > 0
			continue
		}
		if gap {
			b, gap = append(b, ' '), false
		}
		if b = utf8.AppendRune(b, unicode.ToLower(c)); len(b) > most {
			break
		}
	}
	return b
}
