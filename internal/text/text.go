package text

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Quote returns text of a caller in quotes for an error: printable, and cut after
// at most 64 bytes between two characters.
func Quote(s string) string {
	const most = 64
	if len(s) <= most {
		return strconv.Quote(s)
	}
	at := most
	for at > most-utf8.UTFMax && !utf8.RuneStart(s[at]) {
		at--
	}
	return strconv.Quote(s[:at]) + "..."
}

// Or returns the text, or what stands where it says nothing, not even that there is
// none.
func Or(text, otherwise string) string {
	if Unanswered(text) {
		return otherwise
	}
	return text
}

// Times says how often.
func Times(n int) string {
	if n == 1 {
		return "once"
	}
	return strconv.Itoa(n) + " times"
}

// Plural says how many there are of a thing.
func Plural(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return strconv.Itoa(n) + " " + word
}

// Join joins words of any kind.
func Join[W ~string](list []W, sep string) string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return strings.Join(out, sep)
}
