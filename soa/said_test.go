package soa_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/laws/said"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
	"github.com/ismskit/ismskit/soa/soatest"
)

var laws = said.Of(soa.Rules(), slices.Concat(annexa.Messages(), soa.Messages()), slices.Concat(annexa.Vocabularies(), soa.Vocabularies()))

// speaks fails unless a sentence follows from code and arguments alone, and leaves no
// English in another language; the caller's text has no code.
func speaks(t *testing.T, s isms.Sentence) {
	t.Helper()
	if s.Code != "" {
		laws.Sentence(t, s)
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
	each(conflictAboutMood(t), soa.Facts{}, day)
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

// Changes, proposals, reasons and refusals are said from code and arguments.
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
		laws.Error(t, nil, err)
	}
}

// Findings, and why rules are skipped, are said from code and arguments; no two have one
// key, and each path leads to one place of the stored statement.
func TestReportsKeepTheContracts(t *testing.T) {
	everything(t, func(s soa.Statement, f soa.Facts, asOf isms.Date) {
		laws.Report(t, s, s.Check(asOf, nil, f), f, soa.Phrases(), "because i say so") // a phrase as it is compared
		if t.Failed() {
			t.FailNow()
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
		for d := range s.Check(day.AddDays(n*12), nil, f.facts).Found() {
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
		var e *isms.Error
		if !errors.As(err, &e) {
			t.Fatal(f.name, err)
		}
		laws.Error(t, f.input, err)
		if e.Problems[0].Path == "" {
			t.Errorf("%s: the problem is nowhere", f.name)
		}
	}
}

// Messages lists each message that a file of the package declares, once.
func TestMessagesAreAllListed(t *testing.T) {
	said.Messages(t, "soa", soa.Rules(), soa.Messages())
	listed := map[string]bool{}
	for _, r := range soa.Rules() {
		listed[r.Code] = true
	}
	for _, m := range soa.Messages() {
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
