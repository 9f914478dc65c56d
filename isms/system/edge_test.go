package system_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

func condition(t *testing.T, s system.System, asOf isms.Date, g system.Gate, code string) system.Condition {
	t.Helper()
	for c := range s.At(asOf).Gate(g).Conditions() {
		if c.Rule.Code == code {
			return c
		}
	}
	t.Fatalf("%s has no condition %s", g, code)
	return system.Condition{}
}

func TestGateNamesThePlannedDay(t *testing.T) {
	s := systemtest.Sound(day, 6)
	s.Programme.Audits = s.Programme.Audits[1:] // only planned ones are left
	s.Records.ManagementReviews = []record.ManagementReview{{ID: "MR-2", Planned: day.AddDays(400)}, {ID: "MR-3", Planned: day.AddDays(380)}}
	c := condition(t, s, day, system.Stage2, "system/missing-management-review-after-the-internal-audit")
	if c.Earliest != day.AddDays(380) || !strings.Contains(golden.Args(c.Why[0].Args), "planned="+day.AddDays(380).String()+")") {
		t.Errorf("%s, %v", c.Earliest, c.Why)
	}
	s.Records.ManagementReviews = []record.ManagementReview{{ID: "MR-2", Planned: day.AddDays(10)}} // before the planned audit
	if c := condition(t, s, day, system.Stage2, "system/missing-management-review-after-the-internal-audit"); !c.Earliest.IsZero() {
		t.Errorf("a review before the audit opens the gate on %s", c.Earliest)
	}
	if c := condition(t, s, day, system.Stage2, "system/internal-audit-of-the-whole-scope-overdue"); !strings.Contains(golden.Args(c.Why[0].Args)+golden.Args(c.Why[len(c.Why)-1].Args), "system/next-one-planned(") {
		t.Error(c.Why)
	}
	if o := s.At(day).Gate(system.Stage2); !o.Earliest().IsZero() || o.AsOf() != day {
		t.Errorf("earliest %s", o.Earliest())
	}
	sound := systemtest.Sound(day, 6)
	sound.GateCriteria.Operating = isms.MustInterval("12 months")
	o := sound.At(day).Gate(system.Stage2)
	if o.Ready() || !o.Earliest().After(day) {
		t.Errorf("a year of operation: %v, %s", o.Ready(), o.Earliest())
	}
	n := 0
	for range o.Conditions() {
		n++
		break
	}
	if n != 1 || !system.Gates().Has(system.Stage1) || system.Gates().Has(system.Gate("x")) {
		t.Error("iteration or Known")
	}
}

func TestAReviewHasNoAuditToConsider(t *testing.T) {
	s := systemtest.Sound(day, 6)
	s.Programme.Audits = nil
	if c := condition(t, s, day, system.Stage2, "system/internal-audit-of-the-whole-scope-overdue"); c.Met() {
		t.Error("no audit opens the gate")
	}
	if c := condition(t, s, day, system.Stage2, "system/missing-management-review-after-the-internal-audit"); c.Why[0].Arg("reason").Sentence.Code != "system/management-review-without-internal-audit" {
		t.Error(c.Why)
	}
	s.Programme.Audits = []programme.InternalAudit{{ID: "IA-9", Cancelled: "merged with another"}}
	if c := condition(t, s, day, system.Stage1, "system/missing-audit-programme"); c.Met() {
		t.Error("a cancelled audit is planned")
	}
}

func TestGatesWithoutAStatement(t *testing.T) {
	s := systemtest.Sound(day, 6)
	s.Applicability.Decisions = append(s.Applicability.Decisions, s.Applicability.Decisions[0])
	for code, g := range map[string]system.Gate{"system/implemented-controls-without-current-evidence": system.Stage2, "system/incomplete-audit-coverage-of-the-cycle": system.Recertification} {
		if c := condition(t, s, day, g, code); c.Met() || golden.Args(c.Why[0].Args) != "reason=system/no-statement-of-applicability" {
			t.Errorf("%s: %v", code, c.Why)
		}
	}
}

func TestUncoveredCycle(t *testing.T) {
	s := systemtest.Sound(day, 6)
	s.Programme.Audits = slices.Clone(s.Programme.Audits[:1])
	s.Programme.Audits[0].Scope = []isms.Ref{"4", "5", "6", "7", "8", "9", "10", "A.5", "A.6", "A.7"}
	if c := condition(t, s, day, system.Recertification, "system/incomplete-audit-coverage-of-the-cycle"); c.Met() || len(c.Why[0].Arg("reason").Sentence.Args[0].List) != 35 {
		t.Error(c.Why)
	}
	s.Programme.Audits[0].Scope = []isms.Ref{"4.1", "4.2", "4.3", "4.4", "5", "6.1.1", "6.1.2", "6.1.3", "6.2", "6.3", "7", "8", "9", "10", "A"}
	if c := condition(t, s, day, system.Stage2, "system/internal-audit-of-the-whole-scope-overdue"); !c.Met() {
		t.Error("clauses by their parts: ", c.Why)
	}
}

func TestOwnExpectationsReplaceTheDefault(t *testing.T) {
	s := systemtest.Sound(day, 6)
	s.Evidence.Expectations = []evidence.Expectation{{Ref: "A.5.18", Kinds: []evidence.Kind{"own report"}, Every: isms.MustInterval("1 month"), Since: s.Operating}}
	found := 0
	for d := range s.At(day).Unfolded().Found() {
		if d.Concerns("A.5.18") && d.Code == "evidence/missing-evidence-of-operation" {
			found++
		}
	}
	if found != 1 {
		t.Errorf("%d findings for an own expectation that nothing meets", found)
	}
	s.Operating = isms.Date{}
	s.Evidence.Expectations[0].Since = day.AddDays(30) // not yet operating
	if c := condition(t, s, day, system.Stage2, "system/implemented-controls-without-current-evidence"); c.Met() || golden.Args(c.Why[0].Args) != "reason=system/no-expectations-of-controls" {
		t.Error(c.Why)
	}
}

func TestStatesThatBothPartsSay(t *testing.T) {
	s := systemtest.Sound(day, 6)
	s.Register.Controls = []risk.Control{
		{Control: "A.5.7", State: risk.ControlImplemented}, // as the statement says
		{Control: "A.5.8", State: "somehow"},               // says nothing
		{Control: "own:C-404", State: risk.ControlPlanned}, // is in no statement
	}
	if golden.Found(t, s.At(day).Unfolded(), "system/conflicting-implementation-status") {
		t.Error("what agrees, or says nothing, differs")
	}
	s.Applicability.Custom = []annexa.CustomControl{{Ref: "own:C-1", Title: "Own control"}}
	s.Applicability.Decisions = append(slices.Clone(s.Applicability.Decisions), soa.Decision{Control: "own:C-1", Implementation: soa.Planned, Due: day.AddDays(9), Owner: "ciso", Responsibility: soa.ResponsibilityOrganization, Reasons: []soa.Reason{{Basis: soa.BasisBusiness, Source: "B-1"}}})
	s.Register.Controls = []risk.Control{{Control: "own:C-1", State: risk.ControlImplemented}}
	if !golden.Found(t, s.At(day).Unfolded(), "system/conflicting-implementation-status") {
		t.Error("a custom control is implemented in the register and planned in the statement")
	}
}

func TestFindingsOfTheFutureAndDeadlines(t *testing.T) {
	s := systemtest.Sound(day, 6)
	raise := func(id isms.ID, on isms.Date) audit.RegisterItem {
		n, err := audit.Raise(on, "auditor", audit.Finding{ID: id, Grade: audit.Minor, Audit: audit.Internal, AuditID: "IA-1", Requirements: []isms.Ref{"A.5.7"}, Statement: "Not done.", Evidence: "None seen."})
		if err != nil {
			t.Fatal(err)
		}
		return audit.RegisterItem{Nonconformity: n, Dates: audit.Dates{LastAuditDay: on, Report: on}}
	}
	s.Findings.Items = []audit.RegisterItem{raise("NC-3", day.AddDays(-5)), raise("NC-2", day.AddDays(-5)), raise("NC-9", day.AddDays(5))}
	list := s.At(day).Deadlines()
	if len(list) == 0 || list[0].Subject != "NC-2" {
		t.Errorf("%v", list)
	}
	for i, d := range list {
		if d.Subject == "NC-9" {
			t.Error("a finding of the future has deadlines")
		}
		if i > 0 && list[i-1].Due.After(d.Due) {
			t.Error("not by due day")
		}
	}
	s.DeadlinePolicies = []string{"no-such"}
	if s.At(day).Deadlines() != nil {
		t.Error("deadlines without a policy")
	}
	if _, err := s.At(isms.Date{}).Schedule(); golden.Codes(err) != "system/no-such-deadline-policy at deadlinePolicies[#0]" {
		t.Error(err)
	}
	s.DeadlinePolicies = []string{strings.Repeat("x", 100)}
	if _, err := s.At(isms.Date{}).Schedule(); err == nil || len(err.Error()) > 300 {
		t.Error(err)
	}
	s.DeadlinePolicies = nil
	c, err := cycle.From("CERT-1", day.AddDays(-10), cycle.Terms{})
	if err != nil {
		t.Fatal(err)
	}
	s.Cycle = c
	cycle := 0
	for _, e := range s.At(day).Entries(isms.Date{}, day.AddYears(3)) {
		if e.Subject == "CERT-1" {
			cycle++
		}
	}
	if cycle < 3 {
		t.Errorf("%d obligations of the certificate in three years", cycle)
	}
}

func TestEvidenceWithoutExpectationCountsByAge(t *testing.T) {
	s := systemtest.Sound(day, 6)
	s.Operating = isms.Date{}
	f := s.At(day).Facts()
	at := slices.IndexFunc(f.Evidence, func(e evidence.Summary) bool { return e.Ref == "A.5.18" })
	if at < 0 || !f.Evidence[at].ValidUntil.IsZero() {
		t.Error("evidence for A.5.18 has no age")
	}
	s.Evidence.Records = []evidence.Record{
		{ID: "a", Kind: "access review", Refs: []isms.Ref{"A.5.18"}, Collected: day.AddDays(1)},
		{ID: "b", Kind: "access review", Refs: []isms.Ref{"A.5.18"}, Collected: day, Adverse: true},
		{ID: "c", Kind: "access review", Refs: []isms.Ref{"A.5.18", "9.1 s1"}},
		{ID: "d", Kind: "access review", Refs: []isms.Ref{"A.5.18"}, Collected: day},
		{ID: "e", Kind: "access review", Refs: []isms.Ref{"A.5.18"}, Collected: day},
	}
	if f := s.At(day).Facts(); len(f.Evidence) != 2 {
		t.Errorf("%v", f.Evidence)
	}
}

// Without a programme each thing that is missing is found once, under 9.2 by no other
// package; and so it is where no statement can be built.
func TestMissingProgrammeIsFoundOnce(t *testing.T) {
	for name, s := range map[string]system.System{
		"nothing":       {},
		"decided twice": {Applicability: system.ApplicabilityDecisions{Decisions: []soa.Decision{{Control: "A.5.7", Excluded: true}, {Control: "A.5.7"}}}},
	} {
		missing, seen := []string{}, map[string]bool{}
		for d := range s.At(day).Unfolded().Found() {
			if !d.Concerns("9.2") {
				continue
			}
			if strings.HasPrefix(d.Code, "evidence/") { // what the audits leave
				continue
			}
			if !strings.HasPrefix(d.Code, "programme/") || seen[d.Key] {
				t.Errorf("%s: %s", name, d)
			}
			seen[d.Key] = true
			if d.Code == "programme/incomplete-audit-programme" {
				missing = append(missing, string(d.Path))
			}
		}
		want := []string{
			"programme.audit.every", "programme.audits", "programme.methods", "programme.period", "programme.planning",
			"programme.previousResults", "programme.reporting", "programme.responsible",
		}
		if slices.Sort(missing); !slices.Equal(missing, want) {
			t.Errorf("%s: %v", name, missing)
		}
	}
}

// The programme is checked against the rest of the system: owners, the register, and
// the age above which auditors ask.
func TestTheProgrammeAndTheRest(t *testing.T) {
	found := func(change func(s *system.System)) string {
		s := systemtest.Sound(day, 6)
		s.Programme.Audits = slices.Clone(s.Programme.Audits)
		change(&s)
		var out []string
		for d := range s.At(day).Unfolded().Found() {
			if name, ok := strings.CutPrefix(d.Code, "programme/"); ok {
				out = append(out, string(d.Path)+" "+name)
			}
		}
		return strings.Join(out, ", ")
	}
	auditor := func(scope ...isms.Ref) func(s *system.System) {
		return func(s *system.System) {
			s.Records.Processes = []record.Process{{ID: "risk", Owner: "ciso"}}
			for i := range s.Applicability.Decisions {
				s.Applicability.Decisions[i].Owner = "ops-lead"
			}
			s.Programme.Auditors = append(s.Programme.Auditors, programme.Auditor{ID: "ops-lead", Competence: "course", Impartiality: "said so"}, programme.Auditor{ID: "ciso", Competence: "course", Impartiality: "said so"})
			extra := s.Programme.Audits[1]
			extra.ID, extra.Scope, extra.Team = "IA-9", scope, []isms.ID{"ops-lead"}
			s.Programme.Audits = append(s.Programme.Audits, extra)
		}
	}
	for _, c := range []struct {
		name   string
		change func(s *system.System)
		want   string
	}{
		{"sound", func(*system.System) {}, ""},
		{"owner of controls, of which none is audited", auditor("9"), ""},
		{"owner of controls", auditor("A.5"), "programme.audits[IA-9].team[#0] auditor-responsible-for-audited-area"},
		{"owner of a process", func(s *system.System) { auditor("9")(s); s.Programme.Audits[3].Team = []isms.ID{"ciso"} }, "programme.audits[IA-9].team[#0] auditor-responsible-for-audited-area"},
		{"a finding that is not in the register", func(s *system.System) { s.Programme.Audits[0].Findings = []isms.ID{"NC-404"} }, "programme.audits[IA-1].findings[#0] audit-finding-missing-from-the-register"},
		{"asked after a month", func(s *system.System) { s.Records.Limits.LongestInterval = isms.MustInterval("1 month") }, "programme.audits long-interval-since-last-internal-audit"},
	} {
		if got := found(c.change); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestClosedFindingWithoutAState(t *testing.T) {
	s := systemtest.Sound(day, 6)
	s.Applicability.Decisions = slices.DeleteFunc(slices.Clone(s.Applicability.Decisions), func(d soa.Decision) bool { return d.Control == "A.5.7" })
	n, err := audit.Raise(day.AddDays(-40), "auditor", audit.Finding{ID: "NC-9", Grade: audit.Observation, Audit: audit.Internal, AuditID: "IA-1", Requirements: []isms.Ref{"A.5.7"}, Statement: "Could be better.", Evidence: "Seen."})
	if err == nil {
		n, err = n.Apply(audit.Event{Kind: audit.Closed, On: day.AddDays(-1), By: "auditor"})
	}
	if err != nil {
		t.Fatal(err)
	}
	s.Findings.Items = append(slices.Clone(s.Findings.Items), audit.RegisterItem{Nonconformity: n})
	if golden.Found(t, s.At(day).Unfolded(), "system/nonconformity-closed-before-its-control-is-implemented") {
		t.Error("an observation needs no control")
	}
	if _, ok := annexa.Lookup("A.5.7"); !ok {
		t.Fatal("no control A.5.7")
	}
}

func TestRoadmapForecast(t *testing.T) {
	s := systemtest.Sound(day, 6)
	plan, err := s.At(day).Forecast()
	if err != nil || !plan.End().After(day) {
		t.Errorf("%s, %v", plan.End(), err)
	}
}
