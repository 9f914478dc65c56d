package isms_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
)

// A phrasebook is a language of texts by key.
type phrasebook struct {
	tag   string
	texts map[string]string
	forms func(int) int
}

func (p phrasebook) Tag() string                    { return p.tag }
func (p phrasebook) Text(key string) (string, bool) { s, ok := p.texts[key]; return s, ok }
func (p phrasebook) Plural(n int) int               { return p.forms(n) }

func one(n int) int {
	if n == 1 {
		return 0
	}
	return 1
}

// inWords returns the language that has the texts of the messages, vocabularies and
// places as word returns them.
func inWords(word func(string) string) phrasebook {
	p := phrasebook{"x", map[string]string{}, one}
	for _, m := range isms.Messages() {
		p.texts[m.Code] = inTemplate(m.Text, word)
		if m.Want != "" {
			p.texts[m.Code+"#want"] = inTemplate(m.Want, word)
		}
	}
	for _, v := range append(isms.Vocabularies(), words()) {
		for w := range v.Titled() {
			p.texts[v.Name()+":"+w] = word(w)
		}
	}
	return p
}

// inTemplate turns the words outside of the names in braces.
func inTemplate(text string, word func(string) string) string {
	return regexp.MustCompile(`\{[^}]*\}|[^{]+`).ReplaceAllStringFunc(text, func(part string) string {
		if !strings.HasPrefix(part, "{") {
			return word(part)
		}
		name, forms, plural := strings.Cut(strings.Trim(part, "{}"), "|")
		if !plural {
			return part
		}
		return "{" + name + "|" + word(forms) + "}"
	})
}

// english leaves each text as it is: what is said with it is built anew from codes
// and arguments alone.
func english() phrasebook { return inWords(func(s string) string { return s }) }

// pseudo turns each letter into one of another script.
func pseudo() phrasebook {
	return inWords(func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return 'ж'
			}
			return r
		}, s)
	})
}

// letters finds what is left of English.
var letters = regexp.MustCompile(`[A-Za-z]+`)

// samples has an argument of each kind for a name, none of it with a Latin letter of
// the caller's.
func samples(name string) []isms.Arg {
	list := []isms.Arg{
		isms.ArgText(name, "7"), isms.ArgInput(name, "7"), isms.ArgID(name, "7"), isms.ArgID(name, " "), isms.ArgID(name, ""),
		isms.ArgDate(name, day), isms.ArgDate(name, isms.Date{}), isms.ArgInt(name, 1), isms.ArgInt(name, 2), isms.ArgDecimal(name, isms.MustDecimal("1.5")),
		isms.ArgInterval(name, isms.Interval{}), isms.ArgMoney(name, isms.Money{}), isms.ArgMoney(name, isms.Money{Currency: "€"}),
		isms.ArgRef(name, "8.2 s2"), isms.ArgRef(name, "6.2 s2"), isms.ArgRef(name, "8.2"),
		isms.ArgRefs(name), isms.ArgRefs(name, "8.2"), isms.ArgIDs[isms.ID](name, "7", ""), isms.ArgWords(name, isms.Statuses(), slices.Collect(isms.Statuses().All())...),
		isms.ArgSentence(name, isms.Messages()[0].With()), isms.ArgSentence(name, isms.Sentence{}),
	}
	for u := range isms.Units().All() {
		list = append(list, isms.ArgInterval(name, isms.Interval{N: 1, Unit: u}), isms.ArgInterval(name, isms.Interval{N: 2, Unit: u}))
	}
	return append(list, isms.ArgList(name, list...), isms.ArgList(name, isms.ArgList("", list[:3]...), list[0], list[1]))
}

var argumentName = regexp.MustCompile(`\{([a-z]+)[|}]`)

// sentences has each message with arguments of each kind.
func sentences() []isms.Sentence {
	var all []isms.Sentence
	for _, m := range isms.Messages() {
		for i := range samples("") {
			var args []isms.Arg
			for _, found := range argumentName.FindAllStringSubmatch(m.Text+m.Want, -1) {
				args = append(args, samples(found[1])[i])
			}
			all = append(all, m.With(args...), isms.Message{Code: m.Code + "#want", Text: m.Want}.With(args...))
		}
	}
	return all
}

func TestNoMessageLeavesEnglishInAnotherLanguage(t *testing.T) {
	l := pseudo()
	for _, s := range sentences() {
		if left := letters.FindAllString(s.In(l), -1); left != nil {
			t.Errorf("%s: %q is left in %q", s.Code, left, s.In(l))
		}
	}
}

func TestSentencesAreBuiltFromCodeAndArgumentsAlone(t *testing.T) {
	l := english()
	for _, s := range sentences() {
		if got := s.In(l); got != s.Text {
			t.Errorf("%s: built anew it says %q, and it said %q", s.Code, got, s.Text)
		}
	}
	for _, c := range refusals() {
		e := refusedWith(t, c)
		if got := e.In(l); got != e.Error() {
			t.Errorf("%s: built anew it says\n%s\nand it said\n%s", c.name, got, e)
		}
	}
}

// What a refusal says in another language holds nothing of English but the names of
// members and places, and what was refused.
func TestNoRefusalLeavesEnglishInAnotherLanguage(t *testing.T) {
	l := pseudo()
	for _, c := range refusals() {
		e := refusedWith(t, c)
		for _, p := range e.Problems {
			p.Path = ""
			hide(p.Args)
			if left := letters.FindAllString(p.In(l), -1); left != nil {
				t.Errorf("%s: %q is left in %q", c.name, left, p.In(l))
			}
		}
	}
}

// hide empties what is in no language: refused text, names of members, currencies,
// characters, clauses and controls.
func hide(args []isms.Arg) {
	names := regexp.MustCompile(`^([a-z]+(, [a-z]+)*|U\+[0-9A-F]+|[A-Z]{3})$`)
	for i := range args {
		switch a := &args[i]; {
		case a.Kind == isms.KindInput, a.Kind == isms.KindText && names.MatchString(a.Value), a.Kind == isms.KindRef:
			a.Value = "7"
		case a.Kind == isms.KindList:
			hide(a.List)
		}
	}
}

func TestALanguageThatKnowsNothingIsEnglish(t *testing.T) {
	l := phrasebook{tag: "x", forms: one}
	for _, s := range sentences() {
		if got := s.In(l); got != s.Text {
			t.Errorf("%s: %q, want %q", s.Code, got, s.Text)
		}
	}
	for _, c := range refusals() {
		e := refusedWith(t, c)
		if got := e.In(l); got != e.Error() {
			t.Errorf("%s: %q, want %q", c.name, got, e)
		}
	}
}

// The braces of a message pair, none is left in what it says, and one that refuses
// names its value in the first half only if it has one.
func TestMessagesAreWellFormed(t *testing.T) {
	code := regexp.MustCompile(`^isms/[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, m := range isms.Messages() {
		if !code.MatchString(m.Code) || seen[m.Code] {
			t.Errorf("%s: no code, or twice", m.Code)
		}
		seen[m.Code] = true
		if m.Text == "" || strings.Count(m.Text, "{") != strings.Count(m.Text, "}") || strings.Count(m.Want, "{") != strings.Count(m.Want, "}") {
			t.Errorf("%s: no text, or braces that do not pair", m.Code)
		}
	}
	for _, s := range sentences() {
		if strings.ContainsAny(s.Text, "{}") {
			t.Errorf("%s: braces are left in %q", s.Code, s.Text)
		}
	}
	for _, c := range refusals() {
		e := refusedWith(t, c)
		for _, p := range e.Problems {
			hide(p.Args)
			if again := (isms.Message{Code: p.Code, Text: p.Message, Want: p.Want}).With(); strings.ContainsAny(again.Text, "{|") && !strings.ContainsAny(p.Value, "{|") {
				t.Errorf("%s: braces are left in %q", c.name, p)
			}
		}
	}
}

// Messages lists each message that a file of the package declares.
func TestMessagesAreAllListed(t *testing.T) {
	listed := map[string]bool{}
	for _, m := range isms.Messages() {
		listed[m.Code] = true
	}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, _ := strconv.Unquote(lit.Value); strings.HasPrefix(s, "isms/") && s != "isms/" && !listed[s] {
					t.Errorf("%s: Messages does not list %s", name, s)
				}
			}
			return true
		})
	}
}

func TestEveryKindOfStrictJSONHasAMessage(t *testing.T) {
	has := func(code string) bool {
		return slices.ContainsFunc(isms.Messages(), func(m isms.Message) bool { return m.Code == code })
	}
	said := map[string]bool{}
	for _, c := range textRefusals() {
		e := refusedWith(t, c)
		for _, p := range e.Problems {
			said[p.Code] = true
		}
	}
	for _, kind := range strictjson.Kinds() {
		if !has("isms/"+kind) || !said["isms/"+kind] {
			t.Errorf("the kind %s has no message, or no refusal says it", kind)
		}
	}
	for _, form := range strictjson.Forms() {
		if !has("isms/json-" + form) {
			t.Errorf("the form %s has no message", form)
		}
	}
}

// Numbers choose among the forms that a language has; what is no whole number takes
// the last one.
func TestPluralsOfOtherLanguages(t *testing.T) {
	polish := phrasebook{"pl", map[string]string{"demo/n": "{n|plik|pliki|plików}"}, func(n int) int {
		switch {
		case n == 1:
			return 0
		case n%10 >= 2 && n%10 <= 4 && n/10 != 1:
			return 1
		}
		return 2
	}}
	m := isms.Message{Code: "demo/n", Text: "{n|file|files}"}
	for _, c := range []struct {
		arg          isms.Arg
		polish, text string
	}{
		{isms.ArgInt("n", 1), "plik", "file"},
		{isms.ArgInt("n", 3), "pliki", "files"},
		{isms.ArgInt("n", 5), "plików", "files"},
		{isms.ArgInt("n", 0), "plików", "files"},
		{isms.ArgInt("n", -1), "plików", "files"},
		{isms.ArgDecimal("n", isms.MustDecimal("1.5")), "plików", "files"},
		{isms.ArgText("n", "1"), "plik", "file"},
	} {
		s := m.With(c.arg)
		if s.Text != c.text || s.In(polish) != c.polish {
			t.Errorf("%s: %q and %q, want %q and %q", c.arg, s.Text, s.In(polish), c.text, c.polish)
		}
	}
	for plural, want := range map[int]string{-1: "a", 0: "a", 1: "b", 9: "b"} { // a language that counts wrong
		l := phrasebook{"x", map[string]string{"demo/n": "{n|a|b}"}, func(int) int { return plural }}
		if got := m.With(isms.ArgInt("n", 1)).In(l); got != want {
			t.Errorf("form %d of two: %q, want %q", plural, got, want)
		}
	}
}

// Text of the caller is never read as a template.
func TestArgumentsAreNoTemplates(t *testing.T) {
	m := isms.Message{Code: "demo/x", Text: "{a} and {b}"}
	s := m.With(isms.ArgText("a", "{b}"), isms.ArgSentence("b", m.With(isms.ArgText("a", "{a}"), isms.ArgList("b", isms.ArgText("", "{list}"), isms.ArgText("", "{last}")))))
	if want := "{b} and {a} and {list} and {last}"; s.Text != want || s.In(english()) != want {
		t.Errorf("%q and %q, want %q", s.Text, s.In(english()), want)
	}
}

func TestArgumentsSayWhatTheyAre(t *testing.T) {
	l := phrasebook{"x", map[string]string{
		"isms.status:open": "offen", "isms/list-end": "{list} und {last}", "isms/list-comma": "; ", "isms/empty-list": "keine", "isms/in-months": "{n} {n|Monat|Monate}",
		"isms/without-an-id": "ohne ID", "isms/date-not-set": "kein Tag",
	}, one}
	for _, c := range []struct {
		arg           isms.Arg
		english, said string
	}{
		{isms.ArgText("a", "x"), "x", "x"},
		{isms.ArgInput("a", "x\n"), `"x\n"`, `"x\n"`},
		{isms.ArgWord("a", isms.Statuses(), isms.StatusOpen), "open", "offen"},
		{isms.ArgWord("a", isms.Statuses(), isms.StatusClear), "clear", "clear"},
		{isms.ArgWord("a", isms.Statuses(), "own word"), "own word", "own word"},
		{isms.ArgID("a", "R-1"), "R-1", "R-1"},
		{isms.ArgID("a", "\t"), "without an ID", "ohne ID"},
		{isms.ArgDate("a", day), "2026-03-02", "2026-03-02"},
		{isms.ArgDate("a", isms.Date{}), "not set", "kein Tag"},
		{isms.ArgInterval("a", isms.MustInterval("1 month")), "1 month", "1 Monat"},
		{isms.ArgInterval("a", isms.MustInterval("3 months")), "3 months", "3 Monate"},
		{isms.ArgInterval("a", isms.MustInterval("3 days")), "3 days", "3 days"},
		{isms.ArgInterval("a", isms.Interval{N: 3, Unit: "moons"}), "3 moons", "3 moons"},
		{isms.ArgInterval("a", isms.Interval{}), "no interval", "no interval"},
		{isms.ArgInterval("a", isms.Interval{N: 3}), "3", "3"},
		{isms.ArgMoney("a", isms.MustMoney("1.50 EUR")), "1.5 EUR", "1.5 EUR"},
		{isms.ArgMoney("a", isms.Money{}), "no amount", "no amount"},
		{isms.ArgRef("a", "6.1.3 d"), "6.1.3 d)", "6.1.3 d)"},
		{isms.ArgRefs("a"), "none", "keine"},
		{isms.ArgIDs[isms.ID]("a", "x"), "x", "x"},
		{isms.ArgIDs[isms.ID]("a", "x", "y"), "x and y", "x und y"},
		{isms.ArgIDs[isms.ID]("a", "x", "", "z"), "x, without an ID and z", "x; ohne ID und z"},
		{isms.ArgSentence("a", isms.Sentence{Text: "as it is"}), "as it is", "as it is"},
		{isms.Arg{Kind: isms.KindSentence}, "", ""},
		{isms.Arg{}, "", ""},
	} {
		if c.arg.String() != c.english || c.arg.In(l) != c.said {
			t.Errorf("%+v: %q and %q, want %q and %q", c.arg, c.arg.String(), c.arg.In(l), c.english, c.said)
		}
	}
}

func TestPlacesAndWordsInAnotherLanguage(t *testing.T) {
	l := phrasebook{"de", map[string]string{
		"ref:6.1.3": "Risikobehandlung", "isms.status:open": "Offen", "isms/paragraph-of-a-clause": "{place}, {ordinal} Absatz", "isms/ordinal-2": "2.", "isms/list-comma": "; ",
	}, one}
	for got, want := range map[string]string{
		isms.Ref("6.1.3").Title(l): "Risikobehandlung", isms.Ref("A.6").Title(l): "People controls", isms.Ref("moon").Title(l): "",
		isms.Statuses().Title(isms.StatusOpen, l): "Offen", isms.Statuses().Title(isms.StatusClear, l): "No open points", isms.Statuses().Title("own", l): "own",
		isms.Citations(l, "4.3 a", "8.2 s2"): "4.3 a); 8.2, 2. Absatz",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestSentencesThatSayNothing(t *testing.T) {
	if !(isms.Sentence{}).IsZero() || (isms.Sentence{Text: "x"}).IsZero() || (isms.Sentence{Code: "x"}).IsZero() {
		t.Error("only a sentence without code and text says nothing")
	}
	if s := (isms.Sentence{Text: "x"}); s.String() != "x" || s.In(english()) != "x" {
		t.Errorf("a host's own sentence says %q", s.In(english()))
	}
}
