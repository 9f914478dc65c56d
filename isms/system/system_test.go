package system_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

var day = isms.MustDate("2026-03-02")

func TestSoundSystemIsReady(t *testing.T) {
	s := systemtest.Sound(day, 60)
	for d := range s.At(day).Unfolded().Found() {
		if d.Severity != isms.SeverityNote {
			t.Error(d)
		}
	}
	for k := range s.At(day).Unfolded().Skipped() {
		if k.Why.Code != "system/no-certificate" && k.Why.Code != "system/condition-of-a-gate" {
			t.Error("skipped:", k)
		}
	}
	for _, g := range []system.Gate{system.Stage1, system.Stage2} {
		o := s.At(day).Gate(g)
		for c := range o.Conditions() {
			if !c.Met() {
				t.Error(g, c.Rule.Code, c.Status, c.Missing, c.Why)
			}
		}
		if !o.Ready() || o.Earliest() != day || !o.Met().Full() {
			t.Errorf("%s is closed", g)
		}
	}
	for l := range s.At(day).Readiness().Open() {
		t.Error(l.Ref, l.Status, l.Missing, l.Person)
	}
}

// Every item of clauses 4 to 10 is spoken for by a rule that is computed, or by
// one that says why a person has to judge.
func TestEveryRequirementIsSpokenFor(t *testing.T) {
	computed, person := map[isms.Ref]bool{}, map[isms.Ref]bool{}
	for _, r := range system.AllRules() {
		for _, ref := range r.Refs {
			if r.JudgementRequired == "" {
				computed[ref] = true
			} else {
				person[ref] = true
			}
		}
	}
	n := 0
	for r := range isms.Requirements(isms.Amended2024) {
		if computed[r.Ref] {
			n++
		}
		if !computed[r.Ref] && !person[r.Ref] {
			t.Errorf("nothing speaks for %s: %s", r.Ref, r.Text)
		}
	}
	t.Logf("%d of 152 items have a computed rule, %d need a person as well or only", n, len(person))
	if n < 90 {
		t.Errorf("%d items have a computed rule, want 90", n)
	}
}

func TestRulesAreSoundAndUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range system.AllRules() {
		if err := r.Validate(); err != nil {
			t.Error(err)
		}
		if seen[r.Code] {
			t.Errorf("two rules have the code %s", r.Code)
		}
		seen[r.Code] = true
	}
	t.Logf("%d rules", len(seen))
	rules := system.Rules()
	rules[0].Refs[0] = "x"
	if system.Rules()[0].Refs[0] == "x" {
		t.Error("the rules can be overwritten")
	}
}

// A scenario changes one thing in a sound system; the code names what has to be
// found, and the gate what closes.
type scenario struct {
	name   string
	change func(s *system.System)
	code   string
	gate   system.Gate // that closes; empty for none
	why    string      // the condition that closes it
}

func scenarios(t *testing.T) []scenario {
	t.Helper()
	return []scenario{
		{"a risk relies on an existing control that nobody declared", func(s *system.System) {
			s.Register.Risks = slices.Clone(s.Register.Risks)
			s.Register.Risks[0].Existing = []isms.Ref{"own:firewall"}
		}, "soa/risk-treatment-control-missing-from-the-statement", "", ""},
		{"a decision refers to two records that do not exist", func(s *system.System) {
			s.Applicability.Decisions = slices.Clone(s.Applicability.Decisions)
			s.Applicability.Decisions[0].Evidence = []isms.ID{"EV-404", "EV-405"}
		}, "system/reference-to-unknown-evidence", "", ""},
		{"a treatment needs an excluded control", func(s *system.System) {
			s.Applicability.Decisions = slices.Clone(s.Applicability.Decisions)
			s.Applicability.Decisions[0] = soa.Decision{Control: s.Applicability.Decisions[0].Control, Excluded: true, Justification: "This is not done inside our scope, as the contract shows."}
		}, "soa/excluded-control-used-in-risk-treatment", system.Stage1, "system/statement-of-applicability-incomplete-or-not-approved"},
		{"two decisions for one control", func(s *system.System) {
			s.Applicability.Decisions = append(slices.Clone(s.Applicability.Decisions), s.Applicability.Decisions[0])
		}, "system/unbuildable-statement-of-applicability", system.Stage1, "system/statement-of-applicability-incomplete-or-not-approved"},
		{"the register changed after the approval", func(s *system.System) {
			s.Obligations = append(slices.Clone(s.Obligations), soa.Obligation{ID: "OB-9", Basis: soa.BasisLegal, Title: "A new law", Controls: []isms.Ref{"A.5.7"}})
		}, "system/outdated-statement-of-applicability", "", ""},
		{"register and statement disagree", func(s *system.System) {
			s.Register.Controls = []risk.Control{{Control: "A.5.7", State: risk.ControlPlanned}}
		}, "system/conflicting-implementation-status", system.Stage1, "system/statement-of-applicability-incomplete-or-not-approved"},
		{"a finding is closed, and its control is not implemented", func(s *system.System) {
			s.Findings.Items = append(slices.Clone(s.Findings.Items), audit.RegisterItem{Nonconformity: closed(t, "A.5.7")})
			s.Applicability.Decisions = slices.Clone(s.Applicability.Decisions)
			for i := range s.Applicability.Decisions {
				if d := &s.Applicability.Decisions[i]; d.Control == "A.5.7" {
					d.Implementation, d.Due = soa.Planned, day.AddDays(60)
				}
			}
		}, "system/nonconformity-closed-before-its-control-is-implemented", system.Stage2, "system/unresolved-nonconformities"},
		{"an audit finding has no nonconformity", func(s *system.System) {
			s.Programme.Audits = slices.Clone(s.Programme.Audits)
			s.Programme.Audits[0].Findings = []isms.ID{"NC-1", "NC-404"}
		}, "programme/audit-finding-missing-from-the-register", system.Stage2, "system/unresolved-nonconformities"},
		{"an obligation that nobody treats", func(s *system.System) {
			s.Obligations = append(slices.Clone(s.Obligations), soa.Obligation{ID: "OB-9", Basis: soa.BasisLegal, Title: "A new law"})
		}, "system/obligation-without-control", system.Stage1, "system/risk-treatment-plan-missing-or-not-approved"},
		{"needs are addressed without any obligation", func(s *system.System) { s.Obligations = nil }, "system/addressed-requirements-without-obligation", "", ""},
		{"an owner that nobody knows", func(s *system.System) {
			s.Register.Risks = slices.Clone(s.Register.Risks)
			s.Register.Risks[0].Owner = "somebody"
		}, "system/unknown-owner", "", ""},
		{"a provider that is no supplier", func(s *system.System) {
			s.Applicability.Decisions = slices.Clone(s.Applicability.Decisions)
			d := &s.Applicability.Decisions[0]
			d.Responsibility, d.Provider, d.Assurance = soa.ResponsibilityProvider, "nobody", "report of 2026"
		}, "system/provider-missing-from-the-suppliers", "", ""},
		{"a shared risk with a stranger", func(s *system.System) {
			s.Register.Treatments = slices.Clone(s.Register.Treatments)
			tr := &s.Register.Treatments[0]
			tr.Options, tr.SharingParty, tr.RetainedPart = []risk.Option{risk.Modify, risk.Share}, "nobody", "the duty to tell clients"
		}, "system/provider-missing-from-the-suppliers", "", ""},
		{"evidence that does not exist", func(s *system.System) {
			s.Applicability.Decisions = slices.Clone(s.Applicability.Decisions)
			s.Applicability.Decisions[0].Evidence = []isms.ID{"E-404"}
		}, "system/reference-to-unknown-evidence", "", ""},
		{"a deadline policy that does not exist", func(s *system.System) { s.DeadlinePolicies = []string{"no-such"} }, "system/unknown-deadline-policy", "", ""},

		// What auditors find first.
		{"policy signed, and no review for 18 months", func(s *system.System) {
			s.Records.ManagementReviews = slices.Clone(s.Records.ManagementReviews)
			for i := range s.Records.ManagementReviews {
				s.Records.ManagementReviews[i].Planned, s.Records.ManagementReviews[i].Conducted = day.AddMonths(-18), day.AddMonths(-18)
			}
		}, "record/overdue-management-review", system.Stage2, "system/missing-management-review-after-the-internal-audit"},
		{"no internal audit before stage 2", func(s *system.System) { s.Programme.Audits = s.Programme.Audits[1:] }, "programme/missing-internal-audit", system.Stage2, "system/internal-audit-of-the-whole-scope-overdue"},
		{"the assessment template was never filled", func(s *system.System) {
			s.Register.Risks = slices.Clone(s.Register.Risks)
			for i := range s.Register.Risks {
				r := &s.Register.Risks[i]
				r.Inherent, r.Current, r.Target, r.Residual = risk.Rating{}, risk.Rating{}, risk.Rating{}, risk.Rating{}
			}
		}, "risk/risk-level-not-determined", system.Stage1, "system/incomplete-risk-assessment"},
		{"an access review policy without access reviews", func(s *system.System) {
			s.Evidence.Records = slices.DeleteFunc(slices.Clone(s.Evidence.Records), func(e evidence.Record) bool { return slices.Contains(e.Refs, "A.5.18") })
		}, "evidence/missing-evidence-of-operation", system.Stage2, "system/implemented-controls-without-current-evidence"},
		{"an incomplete Statement of Applicability", func(s *system.System) {
			s.Applicability.Decisions = nil
		}, "soa/implementation-status-not-stated", system.Stage1, "system/statement-of-applicability-incomplete-or-not-approved"},
		{"no approved Statement of Applicability", func(s *system.System) { s.Statements = nil }, "soa/missing-approval-of-the-statement", system.Stage1, "system/statement-of-applicability-incomplete-or-not-approved"},
		{"the review lacks one of the ten inputs", func(s *system.System) {
			s.Records.ManagementReviews = slices.Clone(s.Records.ManagementReviews)
			s.Records.ManagementReviews[0].Inputs = s.Records.ManagementReviews[0].Inputs[1:]
		}, "record/missing-management-review-input", system.Stage2, "system/missing-management-review-after-the-internal-audit"},
		{"the review came before the audit", func(s *system.System) {
			s.Records.ManagementReviews = slices.Clone(s.Records.ManagementReviews)
			s.Records.ManagementReviews[0].Conducted = day.AddDays(-60)
		}, "", system.Stage2, "system/missing-management-review-after-the-internal-audit"},
		{"the review ended without a decision", func(s *system.System) {
			s.Records.ManagementReviews = slices.Clone(s.Records.ManagementReviews)
			s.Records.ManagementReviews[0].Decisions = nil
		}, "", system.Stage2, "system/missing-management-review-after-the-internal-audit"},
		{"no review at all", func(s *system.System) { s.Records.ManagementReviews = nil }, "", system.Stage1, "system/management-review-not-planned"},
		{"no audit is planned", func(s *system.System) { s.Programme.Audits = nil }, "", system.Stage1, "system/missing-audit-programme"},
		{"an audit of clauses 4 to 8 only", func(s *system.System) {
			s.Programme.Audits = slices.Clone(s.Programme.Audits)
			s.Programme.Audits[0].Scope = []isms.Ref{"4", "5", "6", "7", "8", "A"}
		}, "", system.Stage2, "system/internal-audit-of-the-whole-scope-overdue"},
		{"an open major", func(s *system.System) {
			n, err := audit.Raise(day.AddDays(-5), "auditor", audit.Finding{ID: "NC-9", Grade: audit.Major, Audit: audit.Internal, AuditID: "IA-1", Requirements: []isms.Ref{"8.2 s1"}, Statement: "No assessment.", Evidence: "None seen."})
			if err != nil {
				panic(err)
			}
			s.Findings.Items = append(slices.Clone(s.Findings.Items), audit.RegisterItem{Nonconformity: n})
		}, "", system.Stage2, "system/open-major-nonconformities"},
		{"nobody says that the findings are complete", func(s *system.System) { s.Findings.Complete = "" }, "", system.Stage2, "system/unresolved-nonconformities"},
		{"six weeks of operation", func(s *system.System) {
			s.Evidence.Records = slices.DeleteFunc(slices.Clone(s.Evidence.Records), func(e evidence.Record) bool { return e.Collected.Before(day.AddDays(-42)) })
		}, "", system.Stage2, "system/insufficient-operating-time"},
		{"no evidence at all", func(s *system.System) { s.Evidence.Records = nil }, "", system.Stage2, "system/insufficient-operating-time"},
		{"nobody says what evidence is expected", func(s *system.System) { s.Operating = isms.Date{} }, "", system.Stage2, "system/implemented-controls-without-current-evidence"},
		{"climate relevance not decided", func(s *system.System) { s.Records.Context.Climate = record.Climate{} }, "record/undecided-relevance-of-climate-change", system.Stage1, "system/undocumented-context-or-interested-parties"},
		{"objective without measure", func(s *system.System) {
			s.Records.Objectives = slices.Clone(s.Records.Objectives)
			s.Records.Objectives[0].Indicator = ""
		}, "record/objective-without-indicator", system.Stage1, "system/incomplete-information-security-objectives"},
		{"a judgement is missing", func(s *system.System) {
			s.Judgements = slices.DeleteFunc(slices.Clone(s.Judgements), func(j isms.Judgement) bool { return j.Requirement == "6.1.3 c" })
		}, "", system.Stage1, "system/statement-of-applicability-incomplete-or-not-approved"},
	}
}

func TestScenarios(t *testing.T) {
	for _, c := range scenarios(t) {
		s := systemtest.Sound(day, 10)
		c.change(&s)
		if c.code != "" && !golden.Found(t, s.At(day).Unfolded(), c.code) {
			t.Errorf("%s: not found: %s", c.name, c.code)
			for d := range s.At(day).Unfolded().Found() {
				if d.Severity != isms.SeverityNote {
					t.Log("   ", d)
				}
			}
		}
		if c.gate == "" {
			continue
		}
		o := s.At(day).Gate(c.gate)
		if o.Ready() {
			t.Errorf("%s: %s is open", c.name, c.gate)
		}
		closed := false
		for cond := range o.Conditions() {
			closed = closed || cond.Rule.Code == c.why && !cond.Met()
		}
		if !closed {
			t.Errorf("%s: %s is not closed by %s", c.name, c.gate, c.why)
		}
	}
}

func TestLaterGates(t *testing.T) {
	s := systemtest.Sound(day, 10)
	if o := s.At(day).Gate(system.Surveillance); o.Ready() {
		t.Error("surveillance without a certificate")
	}
	c, err := cycle.From("CERT-1", day.AddDays(-10), cycle.Terms{})
	if err != nil {
		t.Fatal(err)
	}
	s.Cycle = c
	for _, g := range []system.Gate{system.Surveillance, system.Recertification} {
		o := s.At(day).Gate(g)
		for cond := range o.Conditions() {
			if !cond.Met() {
				t.Error(g, cond.Rule.Code, cond.Status, cond.Why)
			}
		}
	}
	late := day.AddMonths(14)
	closed := map[string]bool{}
	for cond := range s.At(late).Gate(system.Surveillance).Conditions() {
		closed[cond.Rule.Code] = !cond.Met()
	}
	if !closed["system/internal-audit-of-the-whole-scope-overdue"] || !closed["system/missing-management-review-after-the-internal-audit"] {
		t.Error("an audit and a review of 14 months ago still count")
	}
	if o := s.At(day).Gate("gate of heaven"); o.Ready() || o.Met().Defined() {
		t.Error("an unknown gate is open")
	}
	for g := range system.Gates().All() {
		if o := (system.System{}).At(day).Gate(g); o.Ready() || o.Met().Have != 0 {
			t.Errorf("the empty system is ready in part for %s: %s", g, o.Met())
		}
	}
	var zero isms.Date
	if s.At(zero).Gate(system.Stage2).Ready() {
		t.Error("a gate is open on no day")
	}
}

func TestEarliestDay(t *testing.T) {
	s := systemtest.Sound(day, 10)
	s.Evidence.Records = slices.DeleteFunc(s.Evidence.Records, func(e evidence.Record) bool { return e.Collected.Before(day.AddDays(-42)) })
	s.GateCriteria.Operating = isms.MustInterval("6 months")
	first := day
	for _, e := range s.Evidence.Records {
		if e.Collected.Before(first) {
			first = e.Collected
		}
	}
	for c := range s.At(day).Gate(system.Stage2).Conditions() {
		if c.Rule.Code == "system/insufficient-operating-time" && c.Earliest != first.AddMonths(6) {
			t.Errorf("earliest %s, want %s", c.Earliest, first.AddMonths(6))
		}
	}
}

func TestLaws(t *testing.T) {
	lawsOf(t, 1474783782663020619) // a control was open only as long as its statement was approved
	lawsOf(t, rand.Uint64())
}

func lawsOf(t *testing.T, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 0))
	sound := systemtest.Sound(day, 6)
	for i := range 30 {
		s := sound
		names := []string{}
		for range i % 4 {
			var name string
			s, name = systemtest.Drop(r, s)
			names = append(names, name)
		}
		if err := systemtest.Check(r, s, day); err != nil {
			t.Fatalf("seed %d, without %v: %v", seed, names, err)
		}
	}
}

func TestZeroSystemIsNothingGood(t *testing.T) {
	var s system.System
	ready := s.At(day).Readiness()
	if good := ready.Settled(); good.Have != 0 {
		for l := range ready.Items() {
			if l.Status.Settled() {
				t.Error(l.Ref, l.Status)
			}
		}
	}
	if err := systemtest.Check(rand.New(rand.NewPCG(1, 1)), s, day); err != nil {
		t.Error(err)
	}
}

// More supporting evidence lowers no line.
func TestMoreEvidenceLowersNoLine(t *testing.T) {
	s := systemtest.Sound(day, 6)
	s.Evidence.Records = slices.DeleteFunc(s.Evidence.Records, func(e evidence.Record) bool { return len(e.ID)%2 == 0 && e.ID[len(e.ID)-1]%3 == 0 })
	before := s.At(day).Readiness()
	order := slices.Collect(isms.Statuses().All())
	r := rand.New(rand.NewPCG(7, 7))
	for i := range 20 {
		more := s
		e := s.Evidence.Records[r.IntN(len(s.Evidence.Records))]
		e.ID, e.Artefact = isms.ID(fmt.Sprint("NEW-", i)), fmt.Sprintf("sha256:%064d", i)
		e.Collected = day.AddDays(-1 - r.IntN(200))
		e.Covers = isms.Window{}
		more.Evidence.Records = append(slices.Clone(s.Evidence.Records), e)
		after := more.At(day).Readiness()
		for l := range after.Items() {
			was, ok := before.LookupItem(l.Ref)
			if ok && slices.Index(order, l.Status) < slices.Index(order, was.Status) {
				t.Errorf("%v: %s went from %s to %s", e, l.Ref, was.Status, l.Status)
			}
		}
	}
}

func TestCalendar(t *testing.T) {
	s := systemtest.Sound(day, 6)
	list := s.At(day).Entries(isms.Date{}, day.AddYears(1))
	if len(list) < 50 {
		t.Errorf("%d entries in a year", len(list))
	}
	ids := map[isms.ID]bool{}
	for i, e := range list {
		if i > 0 && list[i-1].Window.Last.After(e.Window.Last) {
			t.Errorf("%s comes before %s", list[i-1].Title, e.Title)
		}
		if e.ID.Validate() != nil || !isms.EntryKinds().Has(e.Kind) || e.Title.Text == "" || e.Window.Last.After(day.AddYears(1)) {
			t.Errorf("%+v", e)
		}
		if ids[e.ID] && e.Window.Validate() != nil {
			t.Errorf("%+v", e)
		}
		ids[e.ID] = true
	}
}

func BenchmarkCheck(b *testing.B) {
	for _, people := range []int{60, 2000, 20000} {
		s := systemtest.Sound(day, people)
		records := len(s.Evidence.Records) + len(s.Register.Risks) + len(s.Records.People)
		b.Run(fmt.Sprintf("people=%d", people), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.At(day).Readiness()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(records), "ns/record")
			b.ReportMetric(float64(records), "records")
		})
	}
}

// What a gate asks for is a sentence that holds once it is met; what is wrong is
// the title of its rule.
func TestConditionsSayWhatTheyWant(t *testing.T) {
	titles := map[string]string{} // the opposites, with the codes
	for g := range system.Gates().All() {
		for c := range systemtest.Sound(day, 6).At(day).Gate(g).Conditions() {
			if c.Title.Text == "" || c.Title.Text == c.Rule.Title || strings.HasSuffix(c.Title.Text, ".") {
				t.Errorf("%s wants %q, or else %q", c.Rule.Code, c.Title.Text, c.Rule.Title)
			}
			if c.Title.Code != c.Rule.Code+"#met" {
				t.Errorf("what %s wants is %s", c.Rule.Code, c.Title.Code)
			}
			if other, ok := titles[c.Title.Text]; ok && other != c.Rule.Code {
				t.Errorf("%s and %s both want %q", other, c.Rule.Code, c.Title.Text)
			}
			titles[c.Title.Text] = c.Rule.Code
		}
	}
}
