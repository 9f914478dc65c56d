package soa_test

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// printed has the findings of a report, each with all that it carries; of those of
// one rule the first three.
func printed(r isms.Report) string {
	var b strings.Builder
	seen := map[string]int{}
	for d := range r.Found() {
		if seen[d.Code]++; seen[d.Code] > 3 {
			continue
		}
		fmt.Fprintf(&b, "%s %s %s %v\n\t%s\n", d.Severity, d.Code, d.Path, d.Refs, arguments(d.Args))
	}
	return b.String()
}

// arguments returns arguments without the sentences that stand in them.
func arguments(args []isms.Arg) string {
	var list []string
	for _, a := range args {
		value := a.Value
		switch {
		case a.Sentence != nil:
			value = form(*a.Sentence)
		case a.Kind == isms.KindList:
			value = arguments(a.List)
		}
		if a.Name != "" {
			value = a.Name + "=" + value
		}
		list = append(list, value)
	}
	return strings.Join(list, ", ")
}

// form returns a sentence as code and arguments; one without a code as it is; of a
// reason its parts.
func form(s isms.Sentence) string {
	switch {
	case s.Code == "":
		return fmt.Sprintf("%q", s.Text)
	case s.Code == "soa/changed-value":
		return fmt.Sprintf("%q", s.Args[0].Value)
	case s.Code == "soa/reason":
		return s.Code + "(" + parts(s) + ")"
	case len(s.Args) == 0:
		return s.Code
	}
	return s.Code + "(" + arguments(s.Args) + ")"
}

// parts returns what a reason holds, as [told] does.
func parts(s isms.Sentence) string {
	var r soa.Reason
	for _, a := range s.Args {
		value := a.Value
		if a.Sentence != nil && len(a.Sentence.Args) > 0 {
			value = a.Sentence.Args[0].Value
		}
		switch {
		case a.Name == "basis" && a.Sentence != nil && a.Sentence.Code == "soa/reason-risk":
			r.Basis = soa.BasisRisk
		case a.Name == "basis":
			r.Basis = soa.Basis(value)
		case a.Name == "source":
			r.Source = isms.ID(value)
		case a.Name == "treatment":
			r.Via = isms.ID(value)
		default:
			r.Text = value
		}
	}
	return told(r)
}

// refusal returns an error as codes, paths and arguments.
func refusal(err error) string {
	var e *isms.Error
	if !errors.As(err, &e) {
		return golden.Codes(err)
	}
	var lines []string
	for _, p := range e.Problems {
		lines = append(lines, golden.Codes(&isms.Error{Problems: []isms.Problem{p}})+" ("+arguments(p.Args)+")")
	}
	return strings.Join(lines, "\n\t")
}

// Every sentence of the package: people read the file before it is committed.
func TestSentences(t *testing.T) {
	var n golden.Note
	var reports []isms.Report
	everything(t, func(s soa.Statement, f soa.Facts, asOf isms.Date) { reports = append(reports, s.Check(asOf, nil, f)) })
	n.Rules(t, soa.Rules(), reports...)
	n.Messages(soa.Messages())
	golden.Equal(t, "rules.txt", n.String())
}

// Every finding of the cases of [TestRules], and of drafts that leave out what a
// sentence would name.
func TestFindings(t *testing.T) {
	var b strings.Builder
	for _, c := range append(ruleCases(), draftCases()...) {
		f := sound()
		c.change(f)
		text := printed(f.check(t))
		fmt.Fprintf(&b, "# %s\n%s\n", c.name, text)
	}
	golden.Equal(t, "findings.txt", b.String())
}

// What changed, in the cases of [TestDiffKinds].
func TestChanges(t *testing.T) {
	f := sound()
	f.events = nil
	before := f.statement(t)
	var b strings.Builder
	for _, c := range diffCases() {
		f := sound()
		f.events = nil
		c.change(f)
		fmt.Fprintf(&b, "# %s\n%s", c.name, changes(before, f.statement(t)))
	}
	golden.Equal(t, "changes.txt", b.String())
}

// changes has what changed in lines.
func changes(a, b soa.Statement) string {
	var out strings.Builder
	for c := range soa.Diff(a, b).Changes() {
		fmt.Fprintf(&out, "%s %s %s: %s -> %s\n", c.Kind, c.Control, c.Field, form(c.Before), form(c.After))
	}
	return out.String()
}

// unsaid returns a text about statements with codes and parts in place of their
// sentences.
func unsaid(t *testing.T, text string, statements ...soa.Statement) string {
	t.Helper()
	in := map[string]string{}
	for _, s := range statements {
		for r := range s.Rows() {
			for _, reason := range append(slices.Collect(r.Reasons()), slices.Collect(r.NoLongerValid())...) {
				in[reason.String()] = told(reason)
			}
		}
		for c := range soa.Diff(sound().statement(t), s).Changes() {
			for _, x := range []isms.Sentence{c.Before, c.After} {
				if x.Code != "" && x.Code != "soa/changed-value" && x.Code != "soa/reason" {
					in[x.Text] = form(x)
				}
			}
		}
	}
	longestFirst := slices.SortedFunc(maps.Keys(in), func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	var pairs []string
	for _, said := range longestFirst {
		pairs = append(pairs, said, in[said])
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// The tables of a statement that says something in every field, and of one that
// says nothing.
func TestTablesAsMarkdown(t *testing.T) {
	var text []byte
	for _, s := range []soa.Statement{sound().statement(t), rich(t), {}} {
		for _, tab := range []table.Table{s.HeaderTable(), s.ExclusionTable(), soa.FilledColumns(s.TableOf(annexa.Set{}.With("A.5.7").With("A.5.34").With("A.7.6"))), soa.ChangeTable(slices.Collect(soa.Diff(sound().statement(t), s).Changes()))} {
			text = append(text, tab.Name+"\n"...)
			if len(tab.Rows) > 40 {
				tab.Rows = tab.Rows[:40]
			}
			text = tab.AppendMarkdown(text, 2)
		}
	}
	text = []byte(unsaid(t, string(text), sound().statement(t), rich(t)))
	// Rows of custom controls, and reasons that say little.
	s := build(t, soa.Input{Custom: []annexa.CustomControl{{Ref: "own:C-1", Title: "Drill"}, {Ref: "own:C-2", Catalog: "house rules"}}, Decisions: []soa.Decision{{
		Control: "own:C-2", Reasons: []soa.Reason{
			{Basis: soa.BasisLegal},
			{Basis: soa.BasisContractual, Via: "T-1"},
			{Basis: soa.BasisContractual, Via: "T-2", Text: "by treatment"},
			{Basis: soa.BasisBusiness, Source: "B-1", Via: "T-1", Text: "x"},
			{Basis: soa.BasisBusiness, Text: "the board wants it"},
			{Source: "S"},
		},
	}}})
	tab := s.Table()
	tab.Rows = tab.Rows[92:]
	text = soa.FilledColumns(tab).AppendMarkdown(append(text, "custom\n"...), 2)
	text = []byte(unsaid(t, string(text), s))
	for _, tab := range []table.Table{(soa.Statement{}).Table(), (soa.Statement{}).HeaderTable(), (soa.Statement{}).ExclusionTable(), soa.ChangeTable(nil)} {
		if tab.Name == "soa-header" {
			tab.Rows = tab.Rows[:3]
		}
		line, err := json.Marshal(tab)
		if err != nil {
			t.Fatal(err)
		}
		text = append(append(text, line...), '\n')
	}
	golden.Equal(t, "tables.md", string(text))
}

// draftCases are statements in which much is missing.
func draftCases() []ruleCase {
	return []ruleCase{
		{"a treatment of no risk", "excluded-control-used-in-risk-treatment", func(f *fixture) {
			f.in.Register.Treatments = append(f.in.Register.Treatments, risk.Treatment{ID: "T-2", Controls: []isms.Ref{"A.7.6", "A.5.38", "A.9.2.1"}})
		}},
		{"a risk without an ID", "excluded-control-used-in-risk-treatment", func(f *fixture) {
			f.in.Register.Risks = append(f.in.Register.Risks, risk.Risk{Existing: []isms.Ref{"A.7.6", "own:C-8", ""}})
		}},
		{"no version, rejected", "missing-approval-of-the-statement", func(f *fixture) {
			f.in.Version = ""
			f.events[0].Kind = soa.Reject
		}},
		{"facts without names", "excluded-control-relevant-to-an-asset", func(f *fixture) {
			f.facts.Assets = []risk.Asset{{Kind: "premises"}}
			f.exclude("A.7.1", "There is nothing here to go into, really.")
			f.facts.Obligations = append(slices.Clone(f.facts.Obligations), soa.Obligation{Controls: []isms.Ref{"A.7.6"}})
			f.facts.Citations = []soa.Citation{{}}
		}},
		{"a provider without a name", "missing-provider-assurance", func(f *fixture) { f.decision("A.8.13").Responsibility = soa.ResponsibilityProvider }},
		{"a statement of no day", "statement-older-than-risk-assessment", func(f *fixture) {
			f.in.Header.Date, f.in.Register.Assessed, f.events = isms.Date{}, isms.Date{}, nil
		}},
		{"a header from two hands", "unresolved-merge-conflict", func(f *fixture) {
			f.edit = func(s soa.Statement) soa.Statement {
				h := s.Header()
				h.Scope = "mine"
				mine, err := s.EditHeader(h)
				if err != nil {
					panic(err)
				}
				in := sound().in
				in.Header.Scope = "theirs"
				theirs, err := soa.Build(in)
				if err != nil {
					panic(err)
				}
				m, err := soa.Merge(s, mine, theirs)
				if err != nil {
					panic(err)
				}
				return m
			}
		}},
	}
}

// How input is refused: codes, paths and arguments.
func TestRefusals(t *testing.T) {
	var b strings.Builder
	for _, f := range faults() {
		_, err := soa.Build(f.input)
		fmt.Fprintf(&b, "%s\n\t%s\n", f.name, refusal(err))
	}
	long := strings.Repeat("ä", 60)
	s := build(t, soa.Input{Version: "1.0", Decisions: []soa.Decision{{Control: "A.8.28", Excluded: true, Justification: "Nobody in scope writes code."}}})
	approved, err := s.Apply(soa.Event{Kind: soa.Approve, By: "ceo", On: day})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(name string, f func() error) {
		err := f()
		if err == nil {
			t.Errorf("%s: taken", name)
		}
		fmt.Fprintf(&b, "%s\n\t%s\n", name, refusal(err))
	}
	edit := func(name string, e soa.Edit) {
		ask(name, func() error { _, err := s.Edit(e); return err })
	}
	apply := func(name string, s soa.Statement, e soa.Event) {
		ask(name, func() error { _, err := s.Apply(e); return err })
	}
	empty, planned, wrong, bad := "", soa.Planned, soa.Applicability("maybe"), "\xff"
	edit("a long name", soa.Edit{Control: isms.Ref(long)})
	edit("a required field emptied", soa.Edit{Control: "A.8.28", Justification: &empty})
	edit("an excluded control planned", soa.Edit{Control: "A.8.28", Implementation: &planned})
	edit("an unknown applicability", soa.Edit{Control: "A.5.7", Applicability: &wrong})
	edit("an unknown control", soa.Edit{Control: "A.5.99"})
	edit("a reason no longer valid that was not", soa.Edit{Control: "A.5.7", NoLongerValid: &[]soa.Reason{{Source: "R-1"}}})
	edit("a merge conflict that was not", soa.Edit{Control: "A.5.7", MergeConflicts: &[]soa.MergeConflict{{Field: "how"}}})
	edit("text that is not UTF-8", soa.Edit{Control: "A.5.7", How: &bad})
	ask("a header that is not UTF-8", func() error { _, err := s.EditHeader(soa.Header{Scope: bad}); return err })
	ask("a header of an approved version", func() error { _, err := approved.EditHeader(soa.Header{}); return err })
	ask("an edit of an approved version", func() error { _, err := approved.Edit(); return err })
	ask("an edit of nothing", func() error { _, err := (soa.Statement{}).Edit(); return err })
	ask("a register that is not UTF-8", func() error {
		_, err := s.Regenerate(risk.Register{Risks: []risk.Risk{{ID: isms.ID(bad), Existing: []isms.Ref{"A.5.7"}}}}, nil)
		return err
	})
	ask("a regeneration of nothing", func() error { _, err := (soa.Statement{}).Regenerate(risk.Register{}, nil); return err })
	ask("a regeneration of an approved version", func() error {
		_, err := approved.Regenerate(risk.Register{Assessed: day}, nil)
		return err
	})
	apply("an event of nothing", soa.Statement{}, soa.Event{Kind: soa.Approve, By: "ceo", On: day})
	apply("an unknown event", s, soa.Event{Kind: "bless"})
	apply("superseding a draft", s, soa.Event{Kind: soa.Supersede, By: "ceo", On: day})
	apply("approving twice", approved, soa.Event{Kind: soa.Approve, By: "ceo", On: day})
	apply("rejecting what is approved", approved, soa.Event{Kind: soa.Reject, By: "ceo", On: day})
	apply("nobody", s, soa.Event{Kind: soa.Approve, On: day})
	apply("no day", s, soa.Event{Kind: soa.Approve, By: "ceo"})
	apply("another content", s, soa.Event{Kind: soa.Approve, By: "ceo", On: day, Hash: "sha256:00"})
	apply("no ID", s, soa.Event{Kind: soa.Approve, By: " ceo", On: day})
	apply("a note that is not UTF-8", s, soa.Event{Kind: soa.Reject, By: "ceo", On: day, Note: bad})
	apply("a version without a name", build(t, soa.Input{}), soa.Event{Kind: soa.Approve, By: "ceo", On: day})
	apply("before it was approved", approved, soa.Event{Kind: soa.Supersede, By: "ceo", On: day.AddDays(-1)})
	next := func(name string, s soa.Statement, version string) {
		ask(name, func() error { _, err := s.Next(version); return err })
	}
	next("after nothing", soa.Statement{}, "2")
	next("without a name", s, "")
	next("with the name of the approved one", approved, "1.0")
	next("a version that is not UTF-8", s, bad)
	ask("a delta of another statement", func() error { _, err := soa.Diff(s, approved).Apply(approved); return err })
	ask("an empty delta", func() error { _, err := (soa.Delta{}).Apply(approved); return err })
	former := func(name string, f ...soa.Decision2013) {
		ask(name, func() error { _, err := soa.DiffEdition2013(f, s); return err })
	}
	former("a former control without its prefix", soa.Decision2013{Control: "9.1.1"})
	former("a former control of 2022", soa.Decision2013{Control: "A.5.38"})
	former("two former decisions", soa.Decision2013{Control: "A.9.1.1"}, soa.Decision2013{Control: "A.9.1.1"})
	former("a former decision that contradicts itself", soa.Decision2013{Control: "A.9.1.1", Excluded: true, Implementation: soa.Planned})
	golden.Equal(t, "refusals.txt", b.String())
}
