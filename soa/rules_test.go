package soa_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

var day = isms.MustDate("2026-03-02")

// fixture is what a report is made of.
type fixture struct {
	in     soa.Input
	facts  soa.Facts
	events []soa.Event
	edit   func(soa.Statement) soa.Statement // after Build, before the events
	asOf   isms.Date
}

// sound returns a statement that no rule has anything to say about: 91 controls
// implemented, two excluded, one custom control planned, approved.
func sound() *fixture {
	f := &fixture{
		in: soa.Input{
			Version: "1.0",
			Header: soa.Header{
				Organization: "Example Ltd", Scope: "managed services, see DOC-1", Date: isms.MustDate("2026-02-01"),
				PreparedBy: "ciso", ReviewBy: isms.MustDate("2027-01-31"), Classification: soa.OnRequest,
			},
			Register: risk.Register{
				Assessed: isms.MustDate("2026-01-20"),
				Risks:    []risk.Risk{{ID: "R-1", Existing: []isms.Ref{"A.8.13"}}, {ID: "R-2"}},
				Treatments: []risk.Treatment{
					{ID: "T-1", Risks: []isms.ID{"R-1", "R-2"}, Controls: []isms.Ref{"A.8.5", "own:C-1"}, Owner: "it", Due: isms.MustDate("2026-06-30")},
				},
			},
			Obligations: []soa.Obligation{{ID: "L-1", Basis: soa.BasisLegal, Controls: []isms.Ref{"A.5.34"}}},
			Custom:      []annexa.CustomControl{{Ref: "own:C-1", Title: "Break-glass drill"}},
			Decisions: []soa.Decision{
				{Control: "own:C-1", Implementation: soa.Planned, Owner: "it", Due: isms.MustDate("2026-06-30")},
			},
		},
		events: []soa.Event{{Kind: soa.Approve, By: "ceo", On: isms.MustDate("2026-02-03")}},
		asOf:   day,
	}
	for c := range annexa.All() {
		d := soa.Decision{
			Control: c.Ref, Implementation: soa.Implemented, Owner: "it", DecidedOn: isms.MustDate("2026-01-25"),
			Reasons: []soa.Reason{{Basis: soa.BasisBusiness, Source: "B-1"}},
		}
		if reason := map[isms.Ref]string{
			"A.7.6":  "No area inside the offices needs more than the perimeter gives.",
			"A.8.28": "Nobody in scope writes code; scripts are bought with the platform.",
		}[c.Ref]; reason != "" {
			d = soa.Decision{Control: c.Ref, Excluded: true, Justification: reason, DecidedOn: d.DecidedOn, ReviewBy: isms.MustDate("2027-01-31")}
		}
		f.in.Decisions = append(f.in.Decisions, d)
		f.facts.Evidence = append(f.facts.Evidence, evidence.Summary{Expectation: evidence.Expectation{Ref: c.Ref}, Latest: isms.MustDate("2026-01-10")})
	}
	f.facts.Plan = []risk.Treatment{{Controls: []isms.Ref{"own:C-1"}, ID: "T-1", Owner: "it", Due: isms.MustDate("2026-06-30")}}
	f.facts.Assets = []risk.Asset{{ID: "rmm", Kind: "cloud service"}}
	f.facts.Obligations = f.in.Obligations
	f.facts.Citations = []soa.Citation{{Document: "certificate", Version: "1.0"}}
	f.facts.Assessed = isms.MustDate("2026-01-20")
	f.facts.ScopeSince = isms.MustDate("2025-11-01")
	return f
}

func (f *fixture) decision(id isms.Ref) *soa.Decision {
	for i := range f.in.Decisions {
		if f.in.Decisions[i].Control == id {
			return &f.in.Decisions[i]
		}
	}
	f.in.Decisions = append(f.in.Decisions, soa.Decision{Control: id})
	return &f.in.Decisions[len(f.in.Decisions)-1]
}

func (f *fixture) drop(id isms.Ref) {
	f.in.Decisions = slices.DeleteFunc(f.in.Decisions, func(d soa.Decision) bool { return d.Control == id })
}

func (f *fixture) exclude(id isms.Ref, why string) {
	*f.decision(id) = soa.Decision{Control: id, Excluded: true, Justification: why, DecidedOn: isms.MustDate("2026-01-25")}
}

func (f *fixture) statement(t testing.TB) soa.Statement {
	t.Helper()
	s, err := soa.Build(f.in)
	if err != nil {
		t.Fatal(err)
	}
	if f.edit != nil {
		s = f.edit(s)
	}
	for _, e := range f.events {
		if s, err = s.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func (f *fixture) check(t testing.TB) isms.Report {
	t.Helper()
	return f.statement(t).Check(f.asOf, nil, f.facts)
}

func codes(r isms.Report) []string {
	out := []string{}
	for d := range r.Found() {
		out = append(out, strings.TrimPrefix(d.Code, "soa/"))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestSoundStatementIsClear(t *testing.T) {
	r := sound().check(t)
	for d := range r.Found() {
		t.Error(d)
	}
	for s := range r.Skipped() {
		t.Error("skipped", s)
	}
	for _, rule := range soa.Rules() {
		if rule.JudgementRequired != "" {
			continue
		}
		for _, ref := range rule.Refs {
			if !r.RanFor(rule.Code, ref) {
				t.Errorf("%s did not run for %s", rule.Code, ref)
			}
		}
	}
	// The same reports make every line of the clause clear, or ask for a person.
	ready := isms.Assess(day, soa.Rules(), nil, r)
	for ref, want := range map[isms.Ref]isms.Status{
		"6.1.3 b": isms.StatusJudgementRequired, "6.1.3 c": isms.StatusJudgementRequired, "6.1.3 d 1": isms.StatusClear,
		"6.1.3 d 2": isms.StatusJudgementRequired, "6.1.3 d 3": isms.StatusClear, "6.1.3 d 4": isms.StatusJudgementRequired,
		"7.5.2 c": isms.StatusClear, "6.1.3 a": isms.StatusNotExamined,
	} {
		if line, _ := ready.LookupItem(ref); line.Status != want {
			t.Errorf("%s is %q, want %q", ref, line.Status, want)
		}
	}
}

// ruleCase changes one thing in the sound statement.
type ruleCase struct {
	name   string
	want   string // codes, separated by blanks
	change func(*fixture)
}

func ruleCases() []ruleCase {
	return []ruleCase{
		{"nothing but Annex A", "justification-for-inclusion-without-reference unmodified-copy-of-annex-a", func(f *fixture) {
			f.in.Register, f.in.Custom, f.in.Obligations = risk.Register{Assessed: f.in.Register.Assessed, Treatments: []risk.Treatment{{ID: "T-9", Controls: []isms.Ref{"own:C-7"}}}}, nil, nil
			f.in.Register.Treatments = nil
			f.facts.Plan = []risk.Treatment{}
			f.drop("own:C-1")
			for i := range f.in.Decisions {
				d := &f.in.Decisions[i]
				if !d.Excluded {
					d.Reasons, d.Justification = nil, fmt.Sprintf("Our team number %d asked for it.", i)
				}
			}
		}},
		{"one control less", "undecided-control", func(f *fixture) { f.drop("A.8.34") }},
		{"a control that is open", "undecided-control", func(f *fixture) {
			*f.decision("A.8.34") = soa.Decision{Control: "A.8.34", Undecided: true, How: "ask audit"}
		}},
		{"no detective control left in Resilience", "attribute-combination-without-a-control", func(f *fixture) {
			f.exclude("A.5.7", "Nobody would know what to do with it.")
		}},
		{"a treatment with a control of 2013", "risk-treatment-control-missing-from-the-statement", func(f *fixture) {
			f.in.Register.Treatments[0].Controls = append(f.in.Register.Treatments[0].Controls, "A.9.1.1")
		}},
		{"a treatment with an unknown own control", "risk-treatment-control-missing-from-the-statement", func(f *fixture) {
			f.in.Register.Treatments[0].Controls = append(f.in.Register.Treatments[0].Controls, "own:C-9")
		}},
		{"a later assessment", "statement-older-than-risk-assessment", func(f *fixture) { f.facts.Assessed = isms.MustDate("2026-02-20") }},
		{"a merge conflict", "unresolved-merge-conflict", func(f *fixture) {
			f.edit = func(s soa.Statement) soa.Statement {
				base := sound()
				how := "mine"
				mine, err := s.Edit(soa.Edit{Control: "A.8.5", How: &how})
				if err != nil {
					panic(err)
				}
				base.decision("A.8.5").How = "theirs"
				g, err := soa.Build(base.in)
				if err != nil {
					panic(err)
				}
				m, err := soa.Merge(s, mine, g)
				if err != nil {
					panic(err)
				}
				return m
			}
		}},
		{"no reason", "missing-justification-for-inclusion", func(f *fixture) { f.decision("A.5.7").Reasons = nil }},
		{"a reason that is a dash", "missing-justification-for-inclusion", func(f *fixture) { f.decision("A.5.7").Reasons, f.decision("A.5.7").Justification = nil, " - " }},
		{"a reason without a reference", "justification-for-inclusion-without-reference", func(f *fixture) {
			f.decision("A.5.7").Reasons, f.decision("A.5.7").Justification = nil, "Our customers are attacked every week."
		}},
		{"a structured reason without a reference", "justification-for-inclusion-without-reference", func(f *fixture) {
			f.decision("A.5.7").Reasons = []soa.Reason{{Basis: soa.BasisLegal, Text: "some law or other"}}
		}},
		{"a risk that went away", "reason-no-longer-valid", func(f *fixture) {
			reg := f.in.Register
			f.in.Register.Risks = append(slices.Clone(reg.Risks), risk.Risk{ID: "R-3", Existing: []isms.Ref{"A.8.8"}})
			f.edit = func(s soa.Statement) soa.Statement {
				s, err := s.Regenerate(reg, f.in.Obligations)
				if err != nil {
					panic(err)
				}
				return s
			}
		}},
		{"an obligation out of force", "obligation-no-longer-in-force", func(f *fixture) { f.facts.Obligations = []soa.Obligation{} }},
		{"a stock phrase for an inclusion", "justification-for-inclusion-without-reference stock-phrase-as-justification", func(f *fixture) {
			f.decision("A.5.7").Reasons, f.decision("A.5.7").Justification = nil, "Required."
		}},
		{"a stock phrase for an exclusion", "stock-phrase-as-justification", func(f *fixture) { f.exclude("A.7.6", "This control is not applicable") }},
		{"a phrase of the caller's own", "stock-phrase-as-justification", func(f *fixture) {
			f.facts.Limits.Phrases = []soa.Phrase{{Language: "en", Kind: "stock", Text: "Because I say so"}}
			f.exclude("A.7.6", "because I say so!")
		}},
		{"six times the same text", "repeated-justification", func(f *fixture) {
			for _, id := range []isms.Ref{"A.5.7", "A.5.8", "A.5.9", "A.5.10", "A.5.11", "A.5.12"} {
				f.decision(id).Justification = "The board wants it for our customers."
			}
		}},
		{"no implementation", "implementation-status-not-stated", func(f *fixture) { f.decision("A.5.7").Implementation = "" }},
		{"no evidence", "implemented-control-without-evidence", func(f *fixture) { f.facts.Evidence = f.facts.Evidence[1:] }},
		{"evidence of tomorrow", "implemented-control-without-evidence", func(f *fixture) { f.facts.Evidence[0].Latest = day.AddDays(1) }},
		{"old evidence", "implemented-control-with-outdated-evidence", func(f *fixture) { f.facts.Evidence[0].Latest = isms.MustDate("2025-03-01") }},
		{"evidence past its own day", "implemented-control-with-outdated-evidence", func(f *fixture) { f.facts.Evidence[0].ValidUntil = day.AddDays(-1) }},
		{"no plan", "control-not-in-risk-treatment-plan", func(f *fixture) { f.facts.Plan = []risk.Treatment{} }},
		{"planned by nobody", "planned-control-without-owner", func(f *fixture) { f.facts.Plan[0].Owner, f.decision("own:C-1").Owner = "", "" }},
		{"planned for no day", "planned-control-without-due-date", func(f *fixture) { f.facts.Plan[0].Due, f.decision("own:C-1").Due = isms.Date{}, isms.Date{} }},
		{"planned for yesterday", "overdue-control-implementation", func(f *fixture) { f.decision("own:C-1").Due = day.AddDays(-1) }},
		{"no provider", "provider-not-named", func(f *fixture) {
			d := f.decision("A.8.13")
			d.Responsibility, d.Assurance = soa.ResponsibilityShared, "SOC 2 report of 2025"
		}},
		{"no assurance", "missing-provider-assurance", func(f *fixture) {
			d := f.decision("A.8.13")
			d.Responsibility, d.Provider = soa.ResponsibilityProvider, "hoster"
		}},
		{"an exclusion with nothing", "missing-justification-for-exclusion", func(f *fixture) { f.exclude("A.7.6", "") }},
		{"an exclusion in two words", "insufficient-justification-for-exclusion", func(f *fixture) { f.exclude("A.7.6", "Open plan.") }},
		{"an outsourced exclusion", "outsourcing-as-justification-for-exclusion", func(f *fixture) { f.exclude("A.7.6", "The area is watched by our provider all day.") }},
		{"an exclusion against a treatment", "excluded-control-used-in-risk-treatment", func(f *fixture) { f.exclude("A.8.5", "All systems trust the network they are in.") }},
		{"an exclusion against an existing control", "excluded-control-used-in-risk-treatment", func(f *fixture) {
			f.in.Register.Risks[0].Existing = append(f.in.Register.Risks[0].Existing, "A.7.6")
		}},
		{"an exclusion against an obligation of the statement", "excluded-control-required-by-obligation", func(f *fixture) { f.exclude("A.5.34", "All data of persons left the company long ago.") }},
		{"an exclusion against a later obligation", "excluded-control-required-by-obligation", func(f *fixture) {
			f.facts.Obligations = append(slices.Clone(f.facts.Obligations), soa.Obligation{ID: "L-2", Basis: soa.BasisLegal, Controls: []isms.Ref{"A.7.6"}})
		}},
		{"an exclusion against an asset", "excluded-control-relevant-to-an-asset", func(f *fixture) {
			f.facts.Assets = append(f.facts.Assets, risk.Asset{ID: "stick", Kind: "Storage media"})
			f.exclude("A.7.10", "There are no sticks in this company at all.")
		}},
		{"an exclusion against a kind of the register", "excluded-control-relevant-to-an-asset", func(f *fixture) {
			f.facts.Assets = append(f.facts.Assets, risk.Asset{ID: "archive", Kind: "business-record"})
			f.exclude("A.5.33", "All records left the company long ago.")
		}},
		{"an exclusion against scripts", "excluded-development-control-despite-development", func(f *fixture) {
			f.facts.Assets = append(f.facts.Assets, risk.Asset{ID: "glue", Kind: "script"})
		}},
		{"an exclusion that another control needs", "excluded-control-required-by-another-control", func(f *fixture) { f.exclude("A.8.17", "All machines have very good clocks, we believe.") }},
		{"an exclusion of incident response", "excluded-essential-control", func(f *fixture) { f.exclude("A.5.28", "We would never go to any court.") }},
		{"an exclusion to be looked at", "overdue-review-of-exclusion", func(f *fixture) { f.decision("A.7.6").ReviewBy = day.AddDays(-1) }},
		{"a scope that changed", "exclusion-older-than-scope-change", func(f *fixture) { f.facts.ScopeSince = isms.MustDate("2026-02-01") }},
		{"an exclusion of no day", "exclusion-older-than-scope-change", func(f *fixture) { f.decision("A.7.6").DecidedOn = isms.Date{} }},
		{"no scope", "incomplete-document-identification", func(f *fixture) { f.in.Header.Scope = "" }},
		{"no date", "incomplete-document-identification", func(f *fixture) { f.in.Header.Date = isms.Date{} }},
		{"no approval", "missing-approval-of-the-statement", func(f *fixture) { f.events = nil }},
		{"an approval of tomorrow", "missing-approval-of-the-statement", func(f *fixture) { f.events[0].On = day.AddDays(1) }},
		{"rejected", "missing-approval-of-the-statement", func(f *fixture) { f.events[0].Kind = soa.Reject }},
		{"approved by the preparer", "approval-by-the-preparer", func(f *fixture) { f.events[0].By = "ciso" }},
		{"to be reviewed yesterday", "overdue-review-of-the-statement", func(f *fixture) { f.in.Header.ReviewBy = day.AddDays(-1) }},
		{"superseded", "superseded-statement", func(f *fixture) {
			f.events = append(f.events, soa.Event{Kind: soa.Supersede, By: "ceo", On: isms.MustDate("2026-02-28")})
		}},
		{"a certificate of another version", "citation-of-another-version", func(f *fixture) { f.facts.Citations[0].Version = "0.9" }},
	}
}

func TestRules(t *testing.T) {
	cases := ruleCases()
	covered := map[string]bool{}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := sound()
			c.change(f)
			r := f.check(t)
			got := codes(r)
			if diff := cmp.Diff(strings.Fields(c.want), got); diff != "" {
				t.Errorf("codes (-want +got):\n%s", diff)
				for d := range r.Found() {
					t.Log(d)
				}
			}
			for d := range r.Found() {
				if strings.Contains(d.Message, "{") {
					t.Errorf("unfilled message: %s", d.Message)
				}
			}
		})
		for code := range strings.FieldsSeq(c.want) {
			covered["soa/"+code] = true
		}
	}
	for _, rule := range soa.Rules() {
		if rule.JudgementRequired == "" && !covered[rule.Code] {
			t.Errorf("no case triggers %s", rule.Code)
		}
	}
}

func TestRulesAreDeclared(t *testing.T) {
	seen := map[string]bool{}
	for _, rule := range soa.Rules() {
		if err := rule.Validate(); err != nil {
			t.Error(err)
		}
		if seen[rule.Code] || !strings.HasPrefix(rule.Code, "soa/") {
			t.Errorf("%s is there twice or has another prefix", rule.Code)
		}
		seen[rule.Code] = true
	}
	rules := soa.Rules()
	rules[0].Refs[0] = "9.1 a"
	if soa.Rules()[0].Refs[0] == "9.1 a" {
		t.Error("Rules hands out its own places")
	}
}

// A missing fact leaves its rules skipped, and their lines not examined.
func TestMissingFactsAreUnknown(t *testing.T) {
	for _, c := range []struct {
		name   string
		want   string
		change func(*fixture)
	}{
		{"evidence", "implemented-control-with-outdated-evidence implemented-control-without-evidence", func(f *fixture) { f.facts.Evidence = nil }},
		{"assets", "excluded-control-relevant-to-an-asset excluded-development-control-despite-development", func(f *fixture) { f.facts.Assets = nil }},
		{"plan", "control-not-in-risk-treatment-plan", func(f *fixture) { f.facts.Plan = nil }},
		{"obligations", "obligation-no-longer-in-force", func(f *fixture) { f.facts.Obligations = nil }},
		{"obligations anywhere", "excluded-control-required-by-obligation obligation-no-longer-in-force", func(f *fixture) { f.facts.Obligations, f.in.Obligations = nil, nil }},
		{"citations", "citation-of-another-version", func(f *fixture) { f.facts.Citations = nil }},
		{"assessment", "statement-older-than-risk-assessment", func(f *fixture) { f.facts.Assessed = isms.Date{} }},
		{"scope", "exclusion-older-than-scope-change", func(f *fixture) { f.facts.ScopeSince = isms.Date{} }},
		{"preparer", "approval-by-the-preparer", func(f *fixture) { f.in.Header.PreparedBy = "" }},
		{"register", "excluded-control-used-in-risk-treatment risk-treatment-control-missing-from-the-statement", func(f *fixture) {
			f.in.Register = risk.Register{}
			f.decision("own:C-1").Reasons = []soa.Reason{{Basis: soa.BasisBusiness, Source: "B-1"}}
		}},
		{"day", "implemented-control-with-outdated-evidence implemented-control-without-evidence missing-approval-of-the-statement overdue-control-implementation overdue-review-of-exclusion overdue-review-of-the-statement superseded-statement", func(f *fixture) { f.asOf = isms.Date{} }},
	} {
		f := sound()
		c.change(f)
		r := f.check(t)
		got := []string{}
		for s := range r.Skipped() {
			got = append(got, strings.TrimPrefix(s.Code, "soa/"))
			for _, ref := range s.Refs {
				if r.RanFor(s.Code, ref) {
					t.Errorf("%s: %s ran and was skipped", c.name, s.Code)
				}
			}
			ready := isms.Assess(day, soa.Rules(), nil, r)
			if line, _ := ready.LookupItem(s.Refs[0]); line.Status.Settled() {
				t.Errorf("%s: %s is %q", c.name, s.Refs[0], line.Status)
			}
		}
		if diff := cmp.Diff(strings.Fields(c.want), got); diff != "" {
			t.Errorf("%s: skipped (-want +got):\n%s", c.name, diff)
		}
		if got := codes(r); len(got) > 0 {
			t.Errorf("%s: found %v", c.name, got)
		}
	}
}

// Every phrase alone is found, and reasons that only hold one of its words are not.
func TestPhrases(t *testing.T) {
	plain := func(s string) bool {
		return s == strings.ToLower(s) && !strings.ContainsAny(s, ".,;:-/'") && s == strings.Join(strings.Fields(s), " ")
	}
	seen := map[soa.Phrase]bool{}
	languages := map[string]bool{}
	for _, p := range soa.Phrases() {
		if !soa.PhraseKinds().Has(p.Kind) || !plain(p.Text) || len(p.Language) != 2 || seen[p] {
			t.Errorf("phrase %+v", p)
		}
		seen[p] = true
		languages[p.Language] = true

		f := sound()
		want := "soa/stock-phrase-as-justification"
		if p.Kind == "outsourced" {
			want = "soa/outsourcing-as-justification-for-exclusion"
		}
		f.exclude("A.7.6", strings.ToUpper(p.Text)+".")
		if !golden.Found(t, f.check(t), want) {
			t.Errorf("%q alone does not trigger %s", p.Text, want)
		}
	}
	if len(languages) < 9 {
		t.Errorf("%d languages", len(languages))
	}
	for _, sound := range []string{
		"No software is developed inside the scope.", "Nothing is outsourced to anybody; nobody develops.", "No part of the development is outsourced.",
		"Es wird nichts ausgelagert an Dritte, und niemand entwickelt.", "Not applicable: the company has no premises and everybody works from home.",
	} {
		f := newSound(sound)
		if got := codes(f.check(t)); len(got) > 0 {
			t.Errorf("%q: %v", sound, got)
		}
	}
}

func newSound(exclusion string) *fixture {
	f := sound()
	f.exclude("A.7.6", exclusion)
	return f
}

func TestPlaceholders(t *testing.T) {
	for _, text := range []string{"", " ", "-", "n/a", "N/A", "n.a.", "—", "...", "TBD", "\n\t", "todo", "なし", "?"} {
		if got := codes(newSound(text).check(t)); !slices.Equal(got, []string{"missing-justification-for-exclusion"}) {
			t.Errorf("%q: %v", text, got)
		}
	}
}
