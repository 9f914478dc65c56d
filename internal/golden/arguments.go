package golden

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

// argument is what stands in a place of the message of a rule.
type argument struct {
	kind, of string // none where only sentences were met
	sentence bool   // some are, such as "without a name" in place of a name
}

// String is "id", "word of risk.option", "text or sentence".
func (a argument) String() string {
	s := a.kind
	if a.of != "" {
		s += " of " + a.of
	}
	switch {
	case !a.sentence:
		return s
	case s == "":
		return string(isms.KindSentence)
	}
	return s + " or " + string(isms.KindSentence)
}

var place = regexp.MustCompile(`\{(\w+)[|}]`)

// places returns the names of the arguments of a message, each once.
func places(message string) []string {
	var out []string
	for _, m := range place.FindAllStringSubmatch(message, -1) {
		if !slices.Contains(out, m[1]) {
			out = append(out, m[1])
		}
	}
	return out
}

// argumentsMet returns what the arguments of findings are, by code and name. It fails
// for one that is not the same everywhere.
func argumentsMet(t testing.TB, reports []isms.Report) map[string]argument {
	t.Helper()
	met := map[string]argument{}
	for _, r := range reports {
		for d := range r.Found() {
			for _, a := range d.Args {
				at := d.Code + " " + a.Name
				m := met[at]
				of, _, _ := strings.Cut(a.Of, ":") // a quantity is of a unit
				switch kind := string(a.Kind); {
				case a.Kind == isms.KindSentence:
					m.sentence = true
				case m.kind == "" || m.kind == kind && m.of == "":
					m.kind, m.of = kind, of
				case m.kind != kind || of != "" && of != m.of:
					t.Errorf("argument %s is %s here and %s of %q there", at, m, kind, of)
				}
				met[at] = m
			}
		}
	}
	return met
}
