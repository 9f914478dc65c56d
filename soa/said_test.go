package soa_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
	"github.com/ismskit/ismskit/soa/soatest"
)

// A phrasebook is a language of texts by key.
type phrasebook map[string]string

func (p phrasebook) Tag() string                    { return "x" }
func (p phrasebook) Text(key string) (string, bool) { s, ok := p[key]; return s, ok }
func (p phrasebook) Plural(n int) int {
	if n == 1 {
		return 0
	}
	return 1
}

var templateParts = regexp.MustCompile(`\{[^}]*\}|[^{]+`)

// inWords returns the language that says each text of ours as word returns it.
func inWords(word func(string) string) phrasebook {
	p := phrasebook{}
	template := func(text string) string {
		return templateParts.ReplaceAllStringFunc(text, func(part string) string {
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
	for _, m := range slices.Concat(isms.Messages(), annexa.Messages(), soa.Messages()) {
		p[m.Code] = template(m.Text)
		if m.Want != "" {
			p[m.Code+"#want"] = template(m.Want)
		}
	}
	for _, r := range soa.Rules() {
		p[r.Code] = template(r.Message)
	}
	for _, v := range slices.Concat(isms.Vocabularies(), annexa.Vocabularies(), soa.Vocabularies()) {
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
	letters = regexp.MustCompile(`[A-Za-z]`)
)

// unread hides what no language changes: text of the caller, IDs, places.
func unread(args []isms.Arg) {
	for i := range args {
		switch a := &args[i]; a.Kind {
		case isms.KindInput, isms.KindID, isms.KindRef, isms.KindText:
			a.Value = "7"
		case isms.KindList:
			unread(a.List)
		case isms.KindSentence:
			if a.Sentence != nil {
				unread(a.Sentence.Args)
			}
		}
	}
}

// speaks fails unless a sentence follows from code and arguments alone, and leaves no
// English in another language.
func speaks(t *testing.T, s isms.Sentence) {
	t.Helper()
	if got := s.In(english); got != s.Text {
		t.Errorf("%s: said anew %q, and it was %q", s.Code, got, s.Text)
	}
	if s.Code == "" {
		return // the caller's text
	}
	data, err := json.Marshal(s)
	var other isms.Sentence
	if err != nil || json.Unmarshal(data, &other) != nil {
		t.Fatal(err)
	}
	unread(other.Args)
	if got := other.In(pseudo); letters.MatchString(got) || strings.ContainsAny(got, "{}") {
		t.Errorf("%s leaves English or braces in %q", s.Code, got)
	}
}

// everything is what the cases of this package and drawn values lead to.
func everything(t *testing.T, each func(soa.Statement, soa.Facts, isms.Date)) {
	t.Helper()
	for _, c := range append(ruleCases(), draftCases()...) {
		f := sound()
		c.change(f)
		each(f.statement(t), f.facts, f.asOf)
	}
	each(soa.Statement{}, soa.Facts{}, day)
	each(build(t, soa.Input{}), soa.Facts{}, isms.Date{})
	for seed := range uint64(60) {
		c := rand.New(rand.NewPCG(seed, 11))
		in := soatest.Input(c)
		facts := soa.FactsOf(in.Register)
		facts.Evidence = []evidence.Summary{{Expectation: evidence.Expectation{Ref: "A.5.7"}, Latest: day.AddDays(-c.IntN(800))}}
		facts.Assets = []risk.Asset{{ID: "a", Kind: "script"}, {Kind: "storage-media"}, {ID: "n/a", Kind: "laptop"}}
		facts.Obligations = append(soatest.Input(c).Obligations, soa.Obligation{Controls: []isms.Ref{"A.7.6"}})
		facts.Citations = []soa.Citation{{Document: "c", Version: "0"}, {Document: "c"}, {Version: "0"}, {}}
		facts.Assessed, facts.ScopeSince = day, day.AddDays(-c.IntN(400))
		each(build(t, in), facts, day)
		each(soatest.Edited(c, soatest.Statement(c)), facts, day)
	}
}

// Findings, and why rules are skipped, are said from code and arguments.
func TestFindingsInOtherLanguages(t *testing.T) {
	everything(t, func(s soa.Statement, f soa.Facts, asOf isms.Date) {
		r := s.Check(asOf, f)
		for d := range r.Found() {
			speaks(t, isms.Sentence{Code: d.Code, Args: d.Args, Text: d.Message})
		}
		for skipped := range r.Skipped() {
			speaks(t, skipped.Why)
		}
	})
}

// So are changes, proposals, reasons and refusals.
func TestSentencesInOtherLanguages(t *testing.T) {
	var last soa.Statement
	everything(t, func(s soa.Statement, _ soa.Facts, _ isms.Date) {
		for c := range soa.Diff(last, s).Changes() {
			speaks(t, c.Before)
			speaks(t, c.After)
		}
		for p := range s.Propose(slices.Collect(soa.Circumstances().All())...) {
			speaks(t, p.Why)
		}
		for p := range s.Propose("no development") {
			speaks(t, p.Why)
		}
		last = s
	})
	for _, f := range faults() {
		_, err := soa.Build(f.input)
		var e *isms.Error
		if !errors.As(err, &e) {
			t.Fatalf("%s: %v", f.name, err)
		}
		if e.In(english) != e.Error() {
			t.Errorf("%s: said anew\n%s\nand it was\n%s", f.name, e.In(english), e)
		}
		for _, p := range e.Problems {
			p.Path = ""
			unread(p.Args)
			if got := p.In(pseudo); letters.MatchString(got) || strings.ContainsAny(got, "{}") {
				t.Errorf("%s leaves English or braces in %q", p.Code, got)
			}
		}
	}
}

// No two findings of a report have one key, and each path leads to one place of the
// stored statement, or to where what is missing would stand.
func TestKeysAndPaths(t *testing.T) {
	everything(t, func(s soa.Statement, f soa.Facts, asOf isms.Date) {
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var doc any
		if err := json.Unmarshal(data, &doc); err != nil {
			t.Fatal(err)
		}
		seen := map[string]isms.Diagnostic{}
		for d := range s.Check(asOf, f).Found() {
			if other, twice := seen[d.Key]; twice {
				t.Fatalf("two findings have the key %s:\n%s\n%s", d.Key, d, other)
			}
			seen[d.Key] = d
			if !s.IsZero() && !leads(doc, d.Path) {
				t.Fatalf("%s leads nowhere in %s", d.Path, data)
			}
		}
	})
}

// The key of a finding stays while the data do: over two years the same finding keeps
// its key.
func TestKeysStay(t *testing.T) {
	f := sound()
	f.in.Header.ReviewBy, f.decision("A.7.6").ReviewBy, f.decision("own:C-1").Due = day, day, day
	f.facts.Assessed = day
	s := f.statement(t)
	before := map[string]string{}
	for n := range 60 {
		for d := range s.Check(day.AddDays(n*12), f.facts).Found() {
			at := d.Code + " " + string(d.Path)
			if key, ok := before[at]; ok && key != d.Key {
				t.Errorf("%s becomes %s", key, d.Key)
			}
			before[at] = d.Key
		}
	}
}

// The paths of refusals lead to one place of the input.
func TestPathsOfRefusals(t *testing.T) {
	for _, f := range faults() {
		_, err := soa.Build(f.input)
		data, _ := json.Marshal(f.input)
		var doc any
		if json.Unmarshal(data, &doc) != nil {
			continue // cannot be stored at all
		}
		var e *isms.Error
		if !errors.As(err, &e) {
			t.Fatal(f.name, err)
		}
		for _, p := range e.Problems {
			if p.Path == "" || !leads(doc, p.Path) {
				t.Errorf("%s: %s leads nowhere in %s", f.name, p.Path, data)
			}
		}
	}
}

// leads reports whether a path leads to one place of a document, or to a member of an
// object that is not there.
func leads(doc any, p isms.Path) bool {
	steps, err := p.Segments()
	if err != nil {
		return false
	}
	for _, s := range steps {
		switch v := doc.(type) {
		case nil: // below what is missing
		case map[string]any:
			doc = v[s.Name]
		case []any:
			var found []any
			for n, item := range v {
				m, _ := item.(map[string]any)
				if s.Position == n || s.Position < 0 && slices.ContainsFunc([]string{"control", "ref", "id"}, func(key string) bool { return m[key] == s.Name }) {
					found = append(found, item)
				}
			}
			if len(found) != 1 {
				return false
			}
			doc = found[0]
		default:
			return false
		}
	}
	return true
}

// Messages lists each message that a file of the package declares, once.
func TestMessagesAreAllListed(t *testing.T) {
	listed := map[string]bool{}
	for _, r := range soa.Rules() {
		listed[r.Code] = true
	}
	code := regexp.MustCompile(`^soa/[a-z0-9]+(-[a-z0-9]+)*$`)
	for _, m := range soa.Messages() {
		if listed[m.Code] || !code.MatchString(m.Code) || m.Text == "" {
			t.Errorf("%q is listed twice, or is no message", m.Code)
		}
		listed[m.Code] = true
	}
	files, _ := filepath.Glob("*.go")
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil || strings.HasSuffix(name, "_test.go") {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, _ := strconv.Unquote(lit.Value); strings.HasPrefix(s, "soa/") && !listed[s] {
					t.Errorf("%s: Messages does not list %s", name, s)
				}
			}
			return true
		})
	}
}
