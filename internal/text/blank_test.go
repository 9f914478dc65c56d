package text

import (
	"slices"
	"strings"
	"testing"
)

func TestTextThatSaysNothing(t *testing.T) {
	for _, s := range []string{
		"", " ", "\t\n", "-", "--", "–", "...", "…", "?", "(?)", "_", "/", "✓", "\xff", "n/a", "N/A", "n.a.", "n. a.", "NA", " TBD ", "tbd.", "T.B.D.", "Tbc!", "to  do:",
		"TODO", "none given", "X", "xx", "[empty]", "k.A.", "Offen", "ENTFÄLLT", "s.o.", "à définir", "n.v.t.", "nvt", "N.D.", "待定", "未定", strings.Repeat("-", 1000),
	} {
		if !Blank(s) || !Unanswered(s) {
			t.Errorf("%q says something", s)
		}
	}
	for _, s := range []string{"none", "None.", " - none -", "nil", "Keine", "néant", "RIEN", "aucune", "ninguna", "nessuno", "Geen.", "brak", "nenhum", "なし", "无"} {
		if !Blank(s) || Unanswered(s) {
			t.Errorf("%q says that there is none: blank %t, unanswered %t", s, Blank(s), Unanswered(s))
		}
	}
	for _, s := range []string{
		"0", "1", "no", "yes", "a", "xxxx", "x y", "unknown", "not applicable", "none of them", "tbd by 2026-03-02", "nana", "n a a", "it is open", "lorem ipsum dolor", "nicht offen", "资产",
		strings.Repeat("x", most), strings.Repeat("x", most+1), strings.Repeat("資", 1000), "n/a" + strings.Repeat(".", 1000) + "b",
	} {
		if Blank(s) || Unanswered(s) {
			t.Errorf("%q says nothing", s)
		}
	}
}

func TestWordsForNothingAreInPlainFormAndOnce(t *testing.T) {
	silent, none := Blanks()
	all := slices.Concat(silent, none)
	for i, s := range all {
		if got := string(plain(nil, s)); got != s || len(s) > most || slices.Contains(all[:i], s) {
			t.Errorf("%q is %q in plain form, %d bytes", s, got, len(s))
		}
		for _, as := range []string{strings.ToUpper(s), " " + s + ".", "(" + strings.ReplaceAll(s, " ", "/") + ")"} {
			if !Blank(as) || Unanswered(as) != slices.Contains(silent, s) || Marked(as) != slices.Contains(marks[:], s) {
				t.Errorf("%q: blank %t, unanswered %t", as, Blank(as), Unanswered(as))
			}
		}
	}
}

func TestAskingAllocatesNothing(t *testing.T) {
	for _, s := range []string{"", "n/a", "The server room is shared with the neighbors.", strings.Repeat("資", 1000), strings.Repeat(".", 1000)} {
		if n := testing.AllocsPerRun(10, func() { Blank(s); Unanswered(s); Marked(s) }); n > 0 {
			t.Errorf("%.20q: %v allocations", s, n)
		}
	}
}
