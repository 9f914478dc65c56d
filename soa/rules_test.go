package soa_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

var day = isms.MustDate("2026-03-02")

// A fixture is what a report is made of.
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
				PreparedBy: "ciso", ReviewBy: isms.MustDate("2027-01-31"), Disclosure: soa.OnRequest,
			},
			Register: risk.Register{
				Assessed: isms.MustDate("2026-01-20"),
				Risks:    []risk.Risk{{ID: "R-1", Existing: []isms.Ref{"A.8.13"}}, {ID: "R-2"}},
				Treatments: []risk.Treatment{
					{ID: "T-1", Risks: []isms.ID{"R-1", "R-2"}, Controls: []isms.Ref{"A.8.5", "own:C-1"}, Owner: "it", Due: isms.MustDate("2026-06-30")},
				},
			},
			Obligations: []soa.Obligation{{ID: "L-1", Basis: soa.BasisLegal, Controls: []annexa.ID{"5.34"}}},
			Custom:      []soa.Custom{{ID: "C-1", Title: "Break-glass drill"}},
			Decisions: []soa.Decision{
				{Control: "C-1", Implementation: soa.Planned, Owner: "it", Due: isms.MustDate("2026-06-30")},
			},
		},
		events: []soa.Event{{Kind: soa.Approve, By: "ceo", On: isms.MustDate("2026-02-03")}},
		asOf:   day,
	}
	for c := range annexa.All() {
		d := soa.Decision{
			Control: c.ID, Implementation: soa.Implemented, Owner: "it", Decided: isms.MustDate("2026-01-25"),
			Reasons: []soa.Reason{{Basis: soa.BasisBusiness, Source: "B-1"}},
		}
		if reason := map[annexa.ID]string{
			"7.6":  "No area inside the offices needs more than the perimeter gives.",
			"8.28": "Nobody in scope writes code; scripts are bought with the platform.",
		}[c.ID]; reason != "" {
			d = soa.Decision{Control: c.ID, Excluded: true, Justification: reason, Decided: d.Decided, ReviewBy: isms.MustDate("2027-01-31")}
		}
		f.in.Decisions = append(f.in.Decisions, d)
		f.facts.Evidence = append(f.facts.Evidence, soa.Evidence{Control: c.ID, Latest: isms.MustDate("2026-01-10")})
	}
	f.facts.Plan = []soa.PlanItem{{Control: "C-1", Treatment: "T-1", Owner: "it", Due: isms.MustDate("2026-06-30")}}
	f.facts.Assets = []soa.Asset{{ID: "rmm", Kind: "cloud service"}}
	f.facts.Obligations = f.in.Obligations
	f.facts.Citations = []soa.Citation{{Document: "certificate", Version: "1.0"}}
	f.facts.Assessed = isms.MustDate("2026-01-20")
	f.facts.ScopeSince = isms.MustDate("2025-11-01")
	return f
}

func (f *fixture) decision(id annexa.ID) *soa.Decision {
	for i := range f.in.Decisions {
		if f.in.Decisions[i].Control == id {
			return &f.in.Decisions[i]
		}
	}
	f.in.Decisions = append(f.in.Decisions, soa.Decision{Control: id})
	return &f.in.Decisions[len(f.in.Decisions)-1]
}

func (f *fixture) drop(id annexa.ID) {
	f.in.Decisions = slices.DeleteFunc(f.in.Decisions, func(d soa.Decision) bool { return d.Control == id })
}

func (f *fixture) exclude(id annexa.ID, why string) {
	*f.decision(id) = soa.Decision{Control: id, Excluded: true, Justification: why, Decided: isms.MustDate("2026-01-25")}
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
	return f.statement(t).Check(f.asOf, f.facts)
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
		if line, _ := ready.Line(ref); line.Status != want {
			t.Errorf("%s is %q, want %q", ref, line.Status, want)
		}
	}
}

// A ruleCase changes one thing in the sound statement.
type ruleCase struct {
	name   string
	want   string // codes, separated by blanks
	change func(*fixture)
}

func ruleCases() []ruleCase {
	return []ruleCase{
		{"nothing but Annex A", "annex-copy inclusion-unreferenced", func(f *fixture) {
			f.in.Register, f.in.Custom, f.in.Obligations = risk.Register{Assessed: f.in.Register.Assessed, Treatments: []risk.Treatment{{ID: "T-9", Controls: []isms.Ref{"own:C-7"}}}}, nil, nil
			f.in.Register.Treatments = nil
			f.facts.Plan = []soa.PlanItem{}
			f.drop("C-1")
			for i := range f.in.Decisions {
				d := &f.in.Decisions[i]
				if !d.Excluded {
					d.Reasons, d.Justification = nil, fmt.Sprintf("Our team number %d asked for it.", i)
				}
			}
		}},
		{"one control less", "control-undecided", func(f *fixture) { f.drop("8.34") }},
		{"a control that is open", "control-undecided", func(f *fixture) {
			*f.decision("8.34") = soa.Decision{Control: "8.34", Undecided: true, How: "ask audit"}
		}},
		{"no detective control left in Resilience", "attribute-gap", func(f *fixture) {
			f.exclude("5.7", "Nobody would know what to do with it.")
		}},
		{"a treatment with a control of 2013", "treatment-control-missing", func(f *fixture) {
			f.in.Register.Treatments[0].Controls = append(f.in.Register.Treatments[0].Controls, "A.9.1.1")
		}},
		{"a treatment with an unknown own control", "treatment-control-missing", func(f *fixture) {
			f.in.Register.Treatments[0].Controls = append(f.in.Register.Treatments[0].Controls, "own:C-9")
		}},
		{"a later assessment", "assessment-newer", func(f *fixture) { f.facts.Assessed = isms.MustDate("2026-02-20") }},
		{"a merge conflict", "merge-conflict-unsettled", func(f *fixture) {
			f.edit = func(s soa.Statement) soa.Statement {
				base := sound()
				how := "mine"
				mine, err := s.Edit(soa.Edit{Control: "8.5", How: &how})
				if err != nil {
					panic(err)
				}
				base.decision("8.5").How = "theirs"
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
		{"no reason", "inclusion-unjustified", func(f *fixture) { f.decision("5.7").Reasons = nil }},
		{"a reason that is a dash", "inclusion-unjustified", func(f *fixture) { f.decision("5.7").Reasons, f.decision("5.7").Justification = nil, " - " }},
		{"a reason without a reference", "inclusion-unreferenced", func(f *fixture) {
			f.decision("5.7").Reasons, f.decision("5.7").Justification = nil, "Our customers are attacked every week."
		}},
		{"a structured reason without a reference", "inclusion-unreferenced", func(f *fixture) {
			f.decision("5.7").Reasons = []soa.Reason{{Basis: soa.BasisLegal, Text: "some law or other"}}
		}},
		{"a risk that went away", "reason-lapsed", func(f *fixture) {
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
		{"an obligation out of force", "obligation-gone", func(f *fixture) { f.facts.Obligations = []soa.Obligation{} }},
		{"a stock phrase for an inclusion", "inclusion-unreferenced justification-stock-phrase", func(f *fixture) {
			f.decision("5.7").Reasons, f.decision("5.7").Justification = nil, "Required."
		}},
		{"a stock phrase for an exclusion", "justification-stock-phrase", func(f *fixture) { f.exclude("7.6", "This control is not applicable") }},
		{"a phrase of the caller's own", "justification-stock-phrase", func(f *fixture) {
			f.facts.Limits.Phrases = []soa.Phrase{{Language: "en", Kind: soa.Stock, Text: "Because I say so"}}
			f.exclude("7.6", "because I say so!")
		}},
		{"six times the same text", "justification-repeated", func(f *fixture) {
			for _, id := range []annexa.ID{"5.7", "5.8", "5.9", "5.10", "5.11", "5.12"} {
				f.decision(id).Justification = "The board wants it for our customers."
			}
		}},
		{"no implementation", "implementation-unstated", func(f *fixture) { f.decision("5.7").Implementation = "" }},
		{"no evidence", "evidence-missing", func(f *fixture) { f.facts.Evidence = f.facts.Evidence[1:] }},
		{"evidence of tomorrow", "evidence-missing", func(f *fixture) { f.facts.Evidence[0].Latest = day.AddDays(1) }},
		{"old evidence", "evidence-stale", func(f *fixture) { f.facts.Evidence[0].Latest = isms.MustDate("2025-03-01") }},
		{"evidence past its own day", "evidence-stale", func(f *fixture) { f.facts.Evidence[0].FreshUntil = day.AddDays(-1) }},
		{"no plan", "plan-missing", func(f *fixture) { f.facts.Plan = []soa.PlanItem{} }},
		{"planned by nobody", "planned-without-owner", func(f *fixture) { f.facts.Plan[0].Owner, f.decision("C-1").Owner = "", "" }},
		{"planned for no day", "planned-without-date", func(f *fixture) { f.facts.Plan[0].Due, f.decision("C-1").Due = isms.Date{}, isms.Date{} }},
		{"planned for yesterday", "planned-overdue", func(f *fixture) { f.decision("C-1").Due = day.AddDays(-1) }},
		{"no provider", "provider-unnamed", func(f *fixture) {
			d := f.decision("8.13")
			d.Responsibility, d.Assurance = soa.ResponsibilityShared, "SOC 2 report of 2025"
		}},
		{"no assurance", "assurance-missing", func(f *fixture) {
			d := f.decision("8.13")
			d.Responsibility, d.Provider = soa.ResponsibilityProvider, "hoster"
		}},
		{"an exclusion with nothing", "exclusion-unjustified", func(f *fixture) { f.exclude("7.6", "") }},
		{"an exclusion in two words", "exclusion-too-short", func(f *fixture) { f.exclude("7.6", "Open plan.") }},
		{"an outsourced exclusion", "exclusion-outsourced", func(f *fixture) { f.exclude("7.6", "The area is watched by our provider all day.") }},
		{"an exclusion against a treatment", "exclusion-treated", func(f *fixture) { f.exclude("8.5", "All systems trust the network they are in.") }},
		{"an exclusion against an existing control", "exclusion-treated", func(f *fixture) {
			f.in.Register.Risks[0].Existing = append(f.in.Register.Risks[0].Existing, "A.7.6")
		}},
		{"an exclusion against an obligation of the statement", "exclusion-obliged", func(f *fixture) { f.exclude("5.34", "All data of persons left the company long ago.") }},
		{"an exclusion against a later obligation", "exclusion-obliged", func(f *fixture) {
			f.facts.Obligations = append(slices.Clone(f.facts.Obligations), soa.Obligation{ID: "L-2", Basis: soa.BasisLegal, Controls: []annexa.ID{"7.6"}})
		}},
		{"an exclusion against an asset", "exclusion-contradicts-asset", func(f *fixture) {
			f.facts.Assets = append(f.facts.Assets, soa.Asset{ID: "stick", Kind: "Storage media"})
			f.exclude("7.10", "There are no sticks in this company at all.")
		}},
		{"an exclusion against a kind of the register", "exclusion-contradicts-asset", func(f *fixture) {
			f.facts.Assets = append(f.facts.Assets, soa.Asset{ID: "archive", Kind: "business-record"})
			f.exclude("5.33", "All records left the company long ago.")
		}},
		{"an exclusion against scripts", "exclusion-hides-development", func(f *fixture) {
			f.facts.Assets = append(f.facts.Assets, soa.Asset{ID: "glue", Kind: "script"})
		}},
		{"an exclusion that another control needs", "exclusion-needed-by-control", func(f *fixture) { f.exclude("8.17", "All machines have very good clocks, we believe.") }},
		{"an exclusion of incident response", "exclusion-pulled-in", func(f *fixture) { f.exclude("5.28", "We would never go to any court.") }},
		{"an exclusion to be looked at", "exclusion-review-overdue", func(f *fixture) { f.decision("7.6").ReviewBy = day.AddDays(-1) }},
		{"a scope that changed", "exclusion-scope-changed", func(f *fixture) { f.facts.ScopeSince = isms.MustDate("2026-02-01") }},
		{"an exclusion of no day", "exclusion-scope-changed", func(f *fixture) { f.decision("7.6").Decided = isms.Date{} }},
		{"no scope", "identification-missing", func(f *fixture) { f.in.Header.Scope = "" }},
		{"no date", "identification-missing", func(f *fixture) { f.in.Header.Date = isms.Date{} }},
		{"no approval", "approval-missing", func(f *fixture) { f.events = nil }},
		{"an approval of tomorrow", "approval-missing", func(f *fixture) { f.events[0].On = day.AddDays(1) }},
		{"declined", "approval-missing", func(f *fixture) { f.events[0].Kind = soa.Reject }},
		{"approved by the preparer", "approval-by-preparer", func(f *fixture) { f.events[0].By = "ciso" }},
		{"to be reviewed yesterday", "review-overdue", func(f *fixture) { f.in.Header.ReviewBy = day.AddDays(-1) }},
		{"superseded", "version-superseded", func(f *fixture) {
			f.events = append(f.events, soa.Event{Kind: soa.Supersede, By: "ceo", On: isms.MustDate("2026-02-28")})
		}},
		{"a certificate of another version", "version-cited-wrongly", func(f *fixture) { f.facts.Citations[0].Version = "0.9" }},
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
		{"evidence", "evidence-missing evidence-stale", func(f *fixture) { f.facts.Evidence = nil }},
		{"assets", "exclusion-contradicts-asset exclusion-hides-development", func(f *fixture) { f.facts.Assets = nil }},
		{"plan", "plan-missing", func(f *fixture) { f.facts.Plan = nil }},
		{"obligations", "obligation-gone", func(f *fixture) { f.facts.Obligations = nil }},
		{"obligations anywhere", "exclusion-obliged obligation-gone", func(f *fixture) { f.facts.Obligations, f.in.Obligations = nil, nil }},
		{"citations", "version-cited-wrongly", func(f *fixture) { f.facts.Citations = nil }},
		{"assessment", "assessment-newer", func(f *fixture) { f.facts.Assessed = isms.Date{} }},
		{"scope", "exclusion-scope-changed", func(f *fixture) { f.facts.ScopeSince = isms.Date{} }},
		{"preparer", "approval-by-preparer", func(f *fixture) { f.in.Header.PreparedBy = "" }},
		{"register", "exclusion-treated treatment-control-missing", func(f *fixture) {
			f.in.Register = risk.Register{}
			f.decision("C-1").Reasons = []soa.Reason{{Basis: soa.BasisBusiness, Source: "B-1"}}
		}},
		{"day", "approval-missing evidence-missing evidence-stale exclusion-review-overdue planned-overdue review-overdue version-superseded", func(f *fixture) { f.asOf = isms.Date{} }},
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
			if line, _ := ready.Line(s.Refs[0]); line.Status.Settled() {
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
		want := "soa/justification-stock-phrase"
		if p.Kind == soa.Outsourced {
			want = "soa/exclusion-outsourced"
		}
		f.exclude("7.6", strings.ToUpper(p.Text)+".")
		if !f.check(t).Has(want) {
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
	f.exclude("7.6", exclusion)
	return f
}

func TestPlaceholders(t *testing.T) {
	for _, text := range []string{"", " ", "-", "n/a", "N/A", "n.a.", "—", "...", "TBD", "\n\t", "todo", "なし", "?"} {
		if got := codes(newSound(text).check(t)); !slices.Equal(got, []string{"exclusion-unjustified"}) {
			t.Errorf("%q: %v", text, got)
		}
	}
}
