package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestQuoteCutsBetweenCharacters(t *testing.T) {
	for s, want := range map[string]string{
		"a\nb":                          `"a\nb"`,
		strings.Repeat("x", 64):         `"` + strings.Repeat("x", 64) + `"`,
		strings.Repeat("x", 65):         `"` + strings.Repeat("x", 64) + `"...`,
		strings.Repeat("x", 63) + "äöü": `"` + strings.Repeat("x", 63) + `"...`,
		strings.Repeat("x", 62) + "äöü": `"` + strings.Repeat("x", 62) + `ä"...`,
		strings.Repeat("x", 61) + "😀😀":  `"` + strings.Repeat("x", 61) + `"...`,
		strings.Repeat("\x80", 65):      `"` + strings.Repeat(`\x80`, 60) + `"...`,
	} {
		if got := Quote(s); got != want || !utf8.ValidString(got) {
			t.Errorf("%q: got %s, want %s", s, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for got, want := range map[string]string{
		Times(1): "once", Times(2): "2 times", Plural(1, "major"): "1 major", Plural(0, "major"): "0 majors",
		Or(" TBD ", "nothing"): "nothing", Or("said", "nothing"): "said", Join([]string{"a", "b"}, ", "): "a, b",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
