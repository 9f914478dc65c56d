package system_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/certificate"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/internal/vocabulary"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/quant"
	"github.com/ismskit/ismskit/soa"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/roadmap"
	"github.com/ismskit/ismskit/isms/system"
)

// drawn hands over systems with something wrong in many places, each with its stored
// form and a day.
func drawn(t *testing.T, use func(s system.System, text []byte, on isms.Date)) {
	t.Helper()
	larkspur, err := os.ReadFile("../../examples/quickstart/larkspur.json")
	if err != nil {
		t.Fatal(err)
	}
	s, err := system.Decode(larkspur)
	if err != nil {
		t.Fatal(err)
	}
	use(s, larkspur, isms.MustDate("2026-10-05"))
	use(s, larkspur, isms.MustDate("2027-10-05"))
	use(system.System{}, []byte("{}"), day)
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 14))
		s := decoded(t, faulty(t))
		blanked(r, reflect.ValueOf(&s), 2+r.IntN(10))
		text, err := s.Encode()
		if err != nil {
			continue // what cannot be stored has no places
		}
		use(s, text, day.AddDays(r.IntN(800)))
	}
}

// foreign is a language of one letter: what it does not say is left in English.
type foreign map[string]string

var english = regexp.MustCompile(`[A-Za-z]{2,}`)

func newForeign() foreign {
	l := foreign{}
	outside := regexp.MustCompile(`\{\w+\}|[A-Za-z]+`)
	forms := regexp.MustCompile(`\{(\w+)\|[^}]*\}`)
	say := func(key, text string) {
		text = forms.ReplaceAllString(text, "{$1}")
		l[key] = outside.ReplaceAllStringFunc(text, func(s string) string {
			if s[0] == '{' {
				return s
			}
			return strings.Repeat("ж", len(s))
		})
	}
	for _, r := range system.AllRules() {
		say(r.Code, r.Message)
	}
	for _, m := range messages() {
		say(m.Code, m.Text)
	}
	for _, v := range vocabulary.All() {
		for word, title := range v.Titled() {
			say(v.Name()+":"+word, title)
		}
	}
	return l
}

func (l foreign) Tag() string                    { return "x-foreign" }
func (l foreign) Text(key string) (string, bool) { text, ok := l[key]; return text, ok }
func (l foreign) Plural(int) int                 { return 0 }

// hidden returns the arguments with the text of records, IDs and places left out.
func hidden(args []isms.Arg) []isms.Arg {
	out := make([]isms.Arg, len(args))
	for i, a := range args {
		switch a.Kind {
		case isms.KindText, isms.KindInput, isms.KindRef:
			a.Value = "7"
		case isms.KindID:
			if a.Value != "" {
				a.Value = "7"
			}
		case isms.KindQuantity:
			if !strings.HasPrefix(a.Of, "isms.unit") {
				a.Of = "7"
			}
		case isms.KindList:
			a.List = hidden(a.List)
		case isms.KindSentence:
			s := *a.Sentence
			s.Args = hidden(s.Args)
			a.Sentence = &s
		}
		out[i] = a
	}
	return out
}

// What a finding says in another language holds nothing of English but the text of
// the records, and all that is called text stands in them.
func TestNoFindingLeavesEnglishInAnotherLanguage(t *testing.T) {
	l, seen := newForeign(), map[string]bool{}
	drawn(t, func(s system.System, text []byte, on isms.Date) {
		for d := range s.Check(on, nil).Found() {
			said := d
			said.Args = hidden(d.Args)
			if left := english.FindAllString(said.In(l), -1); left != nil && !seen[d.Code] {
				seen[d.Code] = true
				t.Errorf("%s: %q is left in %q", d.Code, left, said.In(l))
			}
			if !seen[d.Code+"#text"] {
				foreignText(d.Args, func(a isms.Arg) {
					quoted, _ := json.Marshal(a.Value)
					if !strings.Contains(string(text), strings.Trim(string(quoted), `"`)) && !seen[d.Code+"#text"] {
						seen[d.Code+"#text"] = true
						t.Errorf("%s: argument %s has the text %q, which stands nowhere in the document", d.Code, a.Name, a.Value)
					}
				})
			}
		}
	})
}

func foreignText(args []isms.Arg, use func(isms.Arg)) {
	for _, a := range args {
		switch a.Kind {
		case isms.KindText:
			use(a)
		case isms.KindList:
			foreignText(a.List, use)
		case isms.KindSentence:
			foreignText(a.Sentence.Args, use)
		}
	}
}

func messages() []isms.Message {
	var out []isms.Message
	for _, list := range [][]isms.Message{
		isms.Messages(), record.Messages(), evidence.Messages(), roadmap.Messages(), annexa.Messages(), risk.Messages(), quant.Messages(), soa.Messages(),
		audit.Messages(), programme.Messages(), cycle.Messages(), certificate.Messages(), mapping.Messages(), oscal.Messages(), system.Messages(),
	} {
		out = append(out, list...)
	}
	return out
}
