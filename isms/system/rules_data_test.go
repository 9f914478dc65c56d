package system_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
)

// argument is what a translator of a message has to know of a place in braces.
type argument struct {
	Name string `json:"name"`
	Kind string `json:"kind,omitzero"` // of an argument that was met
	Of   string `json:"of,omitzero"`   // its vocabulary
}

type ruleData struct {
	isms.Rule
	Arguments []argument `json:"arguments"`
}

// rules.json is every rule as data, for products in other languages and for
// translators.
func TestRulesAsDataAreUpToDate(t *testing.T) {
	met, mixed := map[string]map[string]isms.Arg{}, map[string]bool{}
	meet := func(r isms.Report) {
		for d := range r.Found() {
			for _, a := range d.Args {
				if met[d.Code] == nil {
					met[d.Code] = map[string]isms.Arg{}
				}
				if before, ok := met[d.Code][a.Name]; ok && before.Kind != a.Kind && before.Kind != isms.KindSentence && a.Kind != isms.KindSentence {
					if kinds := d.Code + " " + a.Name; !mixed[kinds] {
						t.Errorf("argument %s of %s is %s here and %s there", a.Name, d.Code, before.Kind, a.Kind)
						mixed[kinds] = true
					}
				}
				met[d.Code][a.Name] = a
			}
		}
	}
	drawn(t, func(s system.System, _ []byte, on isms.Date) { meet(s.Check(on, nil)) })
	meet(systemtest.Sound(day, 30).Check(day.AddYears(2), nil))
	braces := regexp.MustCompile(`\{(\w+)[|}]`)
	rules := []ruleData{}
	for _, r := range system.AllRules() {
		d := ruleData{r, []argument{}}
		for _, m := range braces.FindAllStringSubmatch(r.Message, -1) {
			if slices.ContainsFunc(d.Arguments, func(a argument) bool { return a.Name == m[1] }) {
				continue
			}
			a := met[r.Code][m[1]]
			d.Arguments = append(d.Arguments, argument{m[1], string(a.Kind), a.Of})
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
