package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// KeyMost is how long a key may be, in bytes, to stand in brackets as it is.
const KeyMost = 128

// Unseen returns the first character that cannot be seen, or changes the direction
// of reading; and whether there is one. The blank is none.
func Unseen(s string) (rune, bool) {
	ascii := 0 // most text is, and quickly looked through
	for ascii < len(s) && s[ascii] >= ' ' && s[ascii] < 0x7f {
		ascii++
	}
	for _, r := range s[ascii:] {
		if r != ' ' && (!unicode.IsGraphic(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError) {
			return r, true
		}
	}
	return 0, false
}

// Key returns a key as it stands in the brackets of a path: as it is, or as a JSON
// string in which everything can be seen where it could be read as something else.
// Bytes that are no UTF-8 become U+FFFD there.
func Key(key string) string {
	if len(key) > KeyMost || key == "" || key == "*" || key[0] == '#' || strings.TrimSpace(key) != key || holds(key, `[]"`) {
		return quotedKey(key)
	}
	return key
}

// PlainName reports whether a member of an object can stand in a path by its name
// alone, after a point.
func PlainName(name string) bool {
	return name != "" && len(name) <= KeyMost && !holds(name, `[]". `)
}

// holds reports whether s has a character that cannot be seen or one of the others,
// which are few and of ASCII.
func holds(s, others string) bool {
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7f {
			_, unseen := Unseen(s)
			return unseen || strings.ContainsAny(s, others)
		}
		if (c < 'a' || c > 'z') && strings.IndexByte(others, c) >= 0 {
			return true
		}
	}
	return false
}

func quotedKey(key string) string {
	b := []byte{'"'}
	for _, r := range key {
		_, unseen := Unseen(string(r))
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case !unseen:
			b = utf8.AppendRune(b, r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			b = fmt.Appendf(b, `\u%04x\u%04x`, high, low)
		default:
			b = fmt.Appendf(b, `\u%04x`, r)
		}
	}
	return string(append(b, '"'))
}
