package isms_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

type colour string

const (
	red   colour = "dark red"
	green colour = "green"
)

var colours = [...][2]colour{{red, "Dark red"}, {green, "Green"}}

func words() isms.Words[colour] { return isms.WordsOf("demo.colour", colours[:]) }

func TestWordsKnowTheirOrderAndTitles(t *testing.T) {
	w := words()
	if w.Name() != "demo.colour" || w.Len() != 2 || w.String() != "dark red, green" {
		t.Errorf("name %q, %d words, %q", w.Name(), w.Len(), w)
	}
	if !w.Has(red) || w.Has("") || w.Has("blue") || w.Index(green) != 1 || w.Index("blue") != -1 {
		t.Error("a word of the vocabulary is unknown, or another is known")
	}
	if w.At(0) != red || w.At(-1) != "" || w.At(2) != "" {
		t.Errorf("words %q, %q, %q at 0, -1, 2: want the first and none outside", w.At(0), w.At(-1), w.At(2))
	}
	if w.Title(red, nil) != "Dark red" || w.Title("blue", nil) != "blue" {
		t.Errorf("titles %q and %q: want that of the word, and an unknown word as it is", w.Title(red, nil), w.Title("blue", nil))
	}
	if got := slices.Collect(w.All()); !slices.Equal(got, []colour{red, green}) {
		t.Errorf("all are %q", got)
	}
	if got := maps.Collect(w.Titled()); !maps.Equal(got, map[string]string{"dark red": "Dark red", "green": "Green"}) {
		t.Errorf("titled are %q", got)
	}
	for range w.All() {
		break
	}
	for range w.Titled() {
		break
	}
}

func TestWordsCostNoAllocation(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() {
		if !isms.Severities().Has(isms.SeverityNote) || isms.Severities().Title(isms.SeverityNote, nil) == "" {
			t.Fail()
		}
	}); n != 0 {
		t.Errorf("asking a vocabulary allocates %v times, want 0", n)
	}
}

func TestAliasesReadTheWordsOfAHost(t *testing.T) {
	a, err := isms.NewAliases(words(), map[string]colour{"Rot": red, " rouge ": red})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]colour{"rot": red, "ROUGE": red, "Dark Red": red, "dark_red": red, "DARK -  red": red, " green": green, "blue": "", "": ""} {
		if got, ok := a.Lookup(text); got != want || ok != (want != "") {
			t.Errorf("%q stands for %q, %t: want %q", text, got, ok, want)
		}
	}
	if got := a.Unmapped("rot", "blau", " ", "azul", "blau", "", "Blau", "-"); !slices.Equal(got, []string{"azul", "blau"}) {
		t.Errorf("not mapped are %q, want azul and blau", got)
	}
	if _, ok := (isms.Aliases[colour]{}).Lookup("green"); ok {
		t.Error("the zero Aliases knows a word")
	}
}

func TestAliasesThatDoNotFitAreListed(t *testing.T) {
	_, err := isms.NewAliases(words(), map[string]colour{"Blau": "blue", "  ": red, "x": red, "X": green, "Green": red, "DARK_RED": red})
	if got, want := golden.Codes(err), "isms/blank-alias at aliases; isms/unknown-word at aliases[Blau]; isms/alias-of-another-word at aliases[Green]; isms/ambiguous-alias at aliases[x]"; got != want {
		t.Errorf("the mistakes are %s, want %s", got, want)
	}
}

func TestWordsRefuseWhatIsNoneOfThem(t *testing.T) {
	if err := words().Validate("colours[#2]", red); err != nil {
		t.Errorf("a word of the vocabulary is refused: %v", err)
	}
	for _, word := range []colour{"blue", ""} {
		if got := golden.Codes(words().Validate("colours[#2]", word)); got != "isms/unknown-word at colours[#2]" {
			t.Errorf("the word %q is %s", word, got)
		}
	}
}
