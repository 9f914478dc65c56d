package risk_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/risk/risktest"
)

// registers are all that tests of rules look at, and drawn ones.
func registers(c isms.Chance) []risk.Register {
	list := []risk.Register{{}, full()}
	for _, x := range ruleCases() {
		r := sound()
		x.change(&r)
		list = append(list, r)
	}
	for _, x := range reportCases() {
		r := sound()
		x.change(&r)
		list = append(list, r)
	}
	for range 60 {
		list = append(list, risktest.Register(c, 8))
	}
	return list
}

// place reports whether a path leads to exactly one place of an encoded value, or to
// where one missing member would stand.
func place(value any, p isms.Path) bool {
	steps, err := p.Segments()
	for i, s := range steps {
		switch v := value.(type) {
		case map[string]any:
			member, ok := v[s.Name]
			if !ok {
				return s.Position < 0 && i == len(steps)-1
			}
			value = member
		case []any:
			at := s.Position
			for n, item := range v {
				if o, ok := item.(map[string]any); ok && s.Position < 0 && (o["id"] == s.Name || o["key"] == s.Name) {
					if at >= 0 {
						return false
					}
					at = n
				}
			}
			if at < 0 || at >= len(v) {
				return false
			}
			value = v[at]
		default:
			return false
		}
	}
	return err == nil
}

// What every report keeps: keys are there once, each path leads to one place of the
// register as it is stored, each sentence follows from code and arguments alone.
func TestReportsKeepTheContracts(t *testing.T) {
	seed := rand.Uint64()
	c := rand.New(rand.NewPCG(seed, 0))
	for n, r := range registers(c) {
		var stored any
		if text, err := json.Marshal(r); err == nil {
			if err := json.Unmarshal(text, &stored); err != nil {
				t.Fatal(err)
			}
		}
		rep := r.Check(today)
		keys := map[string]bool{}
		for d := range rep.Found() {
			if keys[d.Key] {
				t.Errorf("seed %d, register %d: two findings %s", seed, n, d.Key)
			}
			keys[d.Key] = true
			if stored != nil && !place(stored, d.Path) {
				t.Errorf("seed %d, register %d: %s leads nowhere", seed, n, d.Key)
			}
			wellSaid(t, d.Key, isms.Sentence{Code: d.Code, Args: d.Args, Text: d.Message})
		}
		for s := range rep.Skipped() {
			wellSaid(t, s.Code, s.Why)
		}
		for _, e := range r.Entries(isms.Date{}, isms.Date{}) {
			wellSaid(t, string(e.ID), e.Title)
			wellSaid(t, string(e.ID), e.Basis)
		}
	}
}

// A finding keeps its key from day to day, as long as code and path stay.
func TestKeysStay(t *testing.T) {
	seed := rand.Uint64()
	c := rand.New(rand.NewPCG(seed, 0))
	list := registers(c)
	for range 25 {
		r := list[c.IntN(len(list))]
		var last map[string][]string
		for n := range 60 {
			keys := map[string][]string{}
			for d := range r.Check(today.AddDays(n)).Found() {
				at := d.Code + " " + string(d.Path)
				keys[at] = append(keys[at], d.Key)
			}
			for at, is := range keys {
				if was := last[at]; len(was) == 1 && len(is) == 1 && was[0] != is[0] {
					t.Errorf("seed %d, day %d: %s becomes %s", seed, n, was[0], is[0])
				}
			}
			last = keys
		}
	}
}

// A phrasebook is a language of texts by key.
type phrasebook map[string]string

func (phrasebook) Tag() string                      { return "x" }
func (p phrasebook) Text(key string) (string, bool) { s, ok := p[key]; return s, ok }
func (phrasebook) Plural(n int) int {
	if n == 1 {
		return 0
	}
	return 1
}

// inWords is the language that has all texts as word returns them.
func inWords(word func(string) string) phrasebook {
	p := phrasebook{}
	template := func(text string) string {
		return regexp.MustCompile(`\{[^}]*\}|[^{]+`).ReplaceAllStringFunc(text, func(part string) string {
			name, forms, plural := strings.Cut(strings.Trim(part, "{}"), "|")
			switch {
			case !strings.HasPrefix(part, "{"):
				return word(part)
			case plural:
				return "{" + name + "|" + word(forms) + "}"
			}
			return part
		})
	}
	for _, m := range append(isms.Messages(), risk.Messages()...) {
		p[m.Code], p[m.Code+"#want"] = template(m.Text), template(m.Want)
	}
	for _, r := range risk.Rules() {
		p[r.Code] = template(r.Message)
	}
	for _, v := range append(isms.Vocabularies(), risk.Vocabularies()...) {
		for w := range v.Titled() {
			p[v.Name()+":"+w] = word(w)
		}
	}
	return p
}

var (
	english = inWords(func(s string) string { return s })
	pseudo  = inWords(func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return 'ж'
			}
			return r
		}, s)
	})
	latin = regexp.MustCompile(`[A-Za-z]+`)
)

// wellSaid wants a sentence that follows from code and arguments, with nothing of
// English in another language but what is the caller's.
func wellSaid(t *testing.T, what string, s isms.Sentence) {
	t.Helper()
	if got := s.In(english); got != s.Text || strings.ContainsAny(got, "{}") {
		t.Errorf("%s: built anew it says %q, and it said %q", what, got, s.Text)
	}
	s.Args = hidden(s.Args)
	if left := latin.FindAllString(s.In(pseudo), -1); left != nil && !s.IsZero() {
		t.Errorf("%s: %q is left in %q", what, left, s.In(pseudo))
	}
}

// hidden are the arguments without what is the caller's.
func hidden(args []isms.Arg) []isms.Arg {
	args = slices.Clone(args)
	for i := range args {
		a := &args[i]
		_, known := english[a.Of+":"+a.Value]
		switch {
		case a.Kind == isms.KindSentence && a.Sentence != nil:
			s := *a.Sentence
			s.Args = hidden(s.Args)
			a.Sentence = &s
		case a.Kind == isms.KindList:
			a.List = hidden(a.List)
		case a.Kind == isms.KindText, a.Kind == isms.KindInput, a.Kind == isms.KindID, a.Kind == isms.KindRef, a.Kind == isms.KindWord && !known:
			a.Value = "7"
		case strings.HasPrefix(a.Of, "isms.unit:") && !slices.Contains(slices.Collect(isms.Units().All()), isms.Unit(strings.TrimPrefix(a.Of, "isms.unit:"))):
			a.Of = ""
		}
	}
	return args
}

// refusedWell wants an [isms.Error] whose sentences keep what those of findings keep.
func refusedWell(t *testing.T, what string, err error) {
	t.Helper()
	var e *isms.Error
	if !errors.As(err, &e) || len(e.Problems) == 0 {
		t.Errorf("%s: %v is no refusal", what, err)
		return
	}
	for _, p := range e.Problems {
		wellSaid(t, what, isms.Sentence{Code: p.Code, Args: p.Args, Text: p.Message})
		if p.Want != "" {
			wellSaid(t, what, isms.Sentence{Code: p.Code + "#want", Args: p.Args, Text: p.Want})
		}
		if p.Path.Validate() != nil {
			t.Errorf("%s: %q is no path", what, p.Path)
		}
	}
}

func TestMessagesAreWellFormed(t *testing.T) {
	code := regexp.MustCompile(`^risk/[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, r := range risk.Rules() {
		seen[r.Code] = true
	}
	for _, m := range risk.Messages() {
		if !code.MatchString(m.Code) || seen[m.Code] || m.Text == "" {
			t.Errorf("%s: no code, no text, or twice", m.Code)
		}
		seen[m.Code] = true
	}
	risk.Messages()[0].Text = "written"
	if risk.Messages()[0].Text == "written" {
		t.Error("a caller wrote into the messages")
	}
}

// Defects are in the vocabulary of their codes, and lead to one place of the method.
func TestDefectsKeepTheContracts(t *testing.T) {
	for _, c := range defectCases() {
		m := c.method
		c.break_(&m)
		var stored any
		if text, err := json.Marshal(m); err == nil {
			if err := json.Unmarshal(text, &stored); err != nil {
				t.Fatal(err)
			}
		}
		for _, d := range m.Defects() {
			if !risk.DefectCodes().Has(d.Code) {
				t.Errorf("%s: unknown code %q", c.name, d.Code)
			}
			if stored != nil && !place(stored, d.Problem.Path) {
				t.Errorf("%s: %s leads nowhere", c.name, d.Problem.Path)
			}
		}
		if _, err := m.Compile(); err != nil {
			refusedWell(t, c.name, err)
		}
		keys := map[string]bool{}
		for d := range (risk.Register{Method: m}).Check(today).Found() {
			if keys[d.Key] {
				t.Errorf("%s: two findings %s", c.name, d.Key)
			}
			keys[d.Key] = true
			wellSaid(t, c.name, isms.Sentence{Code: d.Code, Args: d.Args, Text: d.Message})
		}
	}
}
