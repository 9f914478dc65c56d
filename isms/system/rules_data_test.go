package system_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
)

// argument is what a translator of a message has to know of a place in braces.
type argument struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
	Of   string `json:"of,omitzero"` // its vocabulary, or that of its unit
	// OrSentence says that a sentence may stand in its place, such as "without a name".
	OrSentence bool `json:"orSentence,omitzero"`
}

type ruleData struct {
	isms.Rule
	Arguments []argument `json:"arguments"`
}

// argumentsOfRules reads what each package found of the arguments of its rules, in
// the order in which they stand in the messages, by the codes of the rules.
func argumentsOfRules(t *testing.T) map[string][]argument {
	t.Helper()
	known := map[string][]argument{}
	for _, dir := range []string{"isms/record", "isms/evidence", "isms/system", "risk", "soa", "audit", "audit/programme", "audit/cycle", "audit/certificate"} {
		text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(dir), "testdata", "rules.txt"))
		if err != nil {
			t.Fatal(err)
		}
		code := ""
		for line := range strings.Lines(string(text)) {
			line = strings.TrimRight(line, "\r\n")
			if rest, ok := strings.CutPrefix(line, "  argument "); ok {
				known[code] = append(known[code], parsed(rest))
			} else if !strings.HasPrefix(line, " ") {
				code, _, _ = strings.Cut(line, " ")
			}
		}
	}
	return known
}

// parsed reads "state: word of audit.state or sentence".
func parsed(line string) argument {
	var a argument
	a.Name, a.Kind, _ = strings.Cut(line, ": ")
	a.Kind, a.OrSentence = strings.CutSuffix(a.Kind, " or sentence")
	a.Kind, a.Of, _ = strings.Cut(a.Kind, " of ")
	return a
}

// rules.json is every rule as data, for products in other languages and for
// translators. What arguments are follows from the cases of each package (see the files
// rules.txt of testdata), which fail for one that no case meets.
func TestRulesAsDataAreUpToDate(t *testing.T) {
	rules, known := []ruleData{}, argumentsOfRules(t)
	for _, r := range system.AllRules() {
		d := ruleData{r, known[r.Code]}
		if d.Arguments == nil {
			d.Arguments = []argument{}
		}
		for _, a := range d.Arguments {
			at := max(strings.Index(r.Message, "{"+a.Name+"}"), strings.Index(r.Message, "{"+a.Name+"|"))
			if at < 0 || !isms.ArgKinds().Has(isms.ArgKind(a.Kind)) {
				t.Errorf("%s: argument %+v", r.Code, a)
			}
		}
		if (len(d.Arguments) > 0) != strings.Contains(r.Message, "{") {
			t.Errorf("%s: the arguments %+v", r.Code, d.Arguments)
		}
		rules = append(rules, d)
	}
	slices.SortStableFunc(rules, func(a, b ruleData) int { return cmp.Compare(a.Code, b.Code) })
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(rules); err != nil {
		t.Fatal(err)
	}
	if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" {
		if err := os.WriteFile("rules.json", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, err := os.ReadFile("rules.json")
	if err != nil || !bytes.Equal(have, b.Bytes()) {
		t.Errorf("rules.json is not what the rules say (%v); run go test ./isms/system -run RulesAsData -update", err)
	}
}

// What a system finds has the arguments that are known of the rules.
func TestArgumentsAreThoseKnown(t *testing.T) {
	known := argumentsOfRules(t)
	drawn(t, func(s system.System, _ []byte, on isms.Date) {
		for d := range s.At(on).Unfolded().Found() {
			for _, a := range known[d.Code] {
				got := d.Arg(a.Name)
				of, _, _ := strings.Cut(got.Of, ":")
				sentence := got.Kind == isms.KindSentence && (a.OrSentence || a.Kind == string(isms.KindSentence))
				if same := string(got.Kind) == a.Kind && (of == a.Of || got.Value == ""); !same && !sentence {
					t.Errorf("argument %s of %s is %s of %q, and %+v is known", a.Name, d.Code, got.Kind, got.Of, a)
				}
			}
		}
	})
}
