package system_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

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

// gateLines says how each condition of the gates stands, and what this package
// finds.
func gateLines(s system.System, asOf isms.Date, gates ...system.Gate) []string {
	var out []string
	v := s.At(asOf)
	for d := range v.Report().Found() {
		if strings.HasPrefix(d.Code, "system/") {
			out = append(out, golden.Finding(d))
		}
	}
	for x := range v.Report().Skipped() {
		if strings.HasPrefix(x.Code, "system/") {
			out = append(out, fmt.Sprintf("skipped %s: %s", x.Code, golden.Said(x.Why)))
		}
	}
	for _, g := range gates {
		o := v.Gate(g)
		out = append(out, fmt.Sprintf("%s: open %t, %s met, earliest %s", g, o.Ready(), o.Met(), o.Earliest()))
		for c := range o.Conditions() {
			line := fmt.Sprintf("%s, %s: %s, earliest %s, missing %v", g, c.Rule.Code, c.Status, c.Earliest, c.Missing)
			for _, d := range c.Why {
				line += "\n\t\twhy " + told(d)
			}
			for i, d := range c.Asked {
				if i == 5 {
					line += fmt.Sprintf("\n\t\tasked %d times", len(c.Asked))
					break
				}
				line += "\n\t\tasked " + told(d)
			}
			out = append(out, line)
		}
	}
	return out
}

// told is a finding: with its arguments if it is of this package, else where it is.
func told(d isms.Diagnostic) string {
	if strings.HasPrefix(d.Code, "system/") {
		return golden.Finding(d)
	}
	return fmt.Sprintf("%s %v at %s", d.Code, d.Refs, d.Path)
}

// dated returns an audit of the whole scope that was performed on a day.
func dated(s system.System, id isms.ID, on isms.Date) programme.InternalAudit {
	a := s.Programme.Audits[0]
	a.ID, a.Conducted, a.Findings = id, isms.On(on), nil
	return a
}

// gateCase is a change of a sound system at the bounds of what gates ask for.
type gateCase struct {
	name  string
	do    func(*system.System)
	gates []system.Gate
}

func gateCases(t *testing.T) []gateCase {
	t.Helper()
	type S = system.System
	certified := func(s *S) {
		c, err := cycle.From("CERT-1", day.AddDays(-10), cycle.Terms{})
		if err != nil {
			t.Fatal(err)
		}
		s.Cycle = c
	}
	first := func(days int) func(*S) {
		return func(s *S) {
			for i := range s.Evidence.Records {
				if e := &s.Evidence.Records[i]; e.Collected.Before(day.AddMonths(-3).AddDays(days)) {
					e.Collected = day.AddMonths(-3).AddDays(days)
				}
			}
		}
	}
	audited := func(on isms.Date) func(*S) {
		return func(s *S) {
			certified(s)
			s.Programme.Audits = []programme.InternalAudit{dated(*s, "IA-1", on)}
			s.Records.ManagementReviews[0].Conducted = on
		}
	}
	return []gateCase{
		{"first evidence three months ago", first(0), []system.Gate{system.Stage2}},
		{"first evidence three months ago less a day", first(1), []system.Gate{system.Stage2}},
		{"audit and review twelve months ago", audited(day.AddMonths(-12)), []system.Gate{system.Stage2, system.Surveillance}},
		{"audit and review a day longer ago", audited(day.AddMonths(-12).AddDays(-1)), []system.Gate{system.Stage2, system.Surveillance}},
		{"audit and review today", audited(day), []system.Gate{system.Surveillance}},
		{"audit and review tomorrow", audited(day.AddDays(1)), []system.Gate{system.Surveillance}},
		{"audits to come, in any order", func(s *S) {
			planned := func(id isms.ID, days int) programme.InternalAudit {
				a := dated(*s, id, day)
				a.Conducted, a.Planned = isms.Window{}, isms.On(day.AddDays(days))
				return a
			}
			cancelled := planned("IA-7", 5)
			cancelled.Cancelled = "merged"
			s.Programme.Audits = []programme.InternalAudit{planned("IA-4", 30), planned("IA-5", 10), planned("IA-6", 20), cancelled, planned("IA-8", 0), planned("IA-9", -5)}
			s.Records.ManagementReviews = []record.ManagementReview{{ID: "MR-4", Planned: day.AddDays(40)}, {ID: "MR-5", Planned: day.AddDays(10)}, {ID: "MR-6", Planned: day.AddDays(30)}, {ID: "MR-7", Planned: day}}
		}, []system.Gate{system.Stage1, system.Stage2}},
		{"a review planned before the audit", func(s *S) {
			a := dated(*s, "IA-4", day)
			a.Conducted, a.Planned = isms.Window{}, isms.On(day.AddDays(11))
			s.Programme.Audits, s.Records.ManagementReviews = []programme.InternalAudit{a}, []record.ManagementReview{{ID: "MR-5", Planned: day.AddDays(10)}}
		}, []system.Gate{system.Stage2}},
		{"a review planned, an audit performed and one planned later", func(s *S) {
			a := dated(*s, "IA-4", day)
			a.Conducted, a.Planned = isms.Window{}, isms.On(day.AddDays(11))
			s.Programme.Audits, s.Records.ManagementReviews = append(slices.Clone(s.Programme.Audits[:1]), a), []record.ManagementReview{{ID: "MR-5", Planned: day.AddDays(10)}}
		}, []system.Gate{system.Stage2}},
		{"several audits that cover everything together, in any order", func(s *S) {
			one, two, three := dated(*s, "IA-2", day.AddDays(-20)), dated(*s, "IA-3", day.AddDays(-10)), dated(*s, "IA-4", day.AddDays(-30))
			one.Scope, two.Scope, three.Scope = []isms.Ref{"4", "5", "6"}, []isms.Ref{"7", "8", "A"}, []isms.Ref{"9", "10"}
			s.Programme.Audits = []programme.InternalAudit{one, two, three}
			s.Records.ManagementReviews[0].Conducted = day.AddDays(-11)
		}, []system.Gate{system.Stage2}},
		{"the same, and a review on the last day of the audits", func(s *S) {
			one, two := dated(*s, "IA-2", day.AddDays(-20)), dated(*s, "IA-3", day.AddDays(-10))
			one.Scope, two.Scope = []isms.Ref{"4", "5", "6"}, []isms.Ref{"7", "8", "9", "10", "A"}
			s.Programme.Audits = []programme.InternalAudit{two, one}
			s.Records.ManagementReviews[0].Conducted = day.AddDays(-10)
		}, []system.Gate{system.Stage2}},
		{"reviews of which only one is complete", func(s *S) {
			bare := record.ManagementReview{ID: "MR-0", Conducted: day.AddDays(-1)}
			s.Records.ManagementReviews = append([]record.ManagementReview{bare}, s.Records.ManagementReviews...)
			s.Records.ManagementReviews = append(s.Records.ManagementReviews, record.ManagementReview{ID: "MR-9", Conducted: day.AddDays(-1)}, record.ManagementReview{ID: "MR-8"})
		}, []system.Gate{system.Stage2}},
		{"the statement was approved today", func(s *S) { approvedOn(t, s, day) }, []system.Gate{system.Stage1}},
		{"the statement was approved tomorrow", func(s *S) { approvedOn(t, s, day.AddDays(1)) }, []system.Gate{system.Stage1}},
		{"no evidence, and no expectation of any control", func(s *S) {
			s.Operating, s.Evidence = isms.Date{}, evidence.Log{Expectations: []evidence.Expectation{{Ref: "9.1 s1"}, {Ref: "A.5.1", Since: day.AddDays(1)}}}
		}, []system.Gate{system.Stage2}},
		{"evidence of failures only, of no day and of tomorrow", func(s *S) {
			s.Evidence.Expectations, s.Operating = []evidence.Expectation{{Ref: "A.5.1"}}, isms.Date{}
			s.Evidence.Records = []evidence.Record{
				{ID: "a", Refs: []isms.Ref{"A.5.1"}, Collected: day.AddDays(-400), Adverse: true}, {ID: "b", Refs: []isms.Ref{"A.5.1"}}, {ID: "c", Refs: []isms.Ref{"A.5.1"}, Collected: day.AddDays(1)},
			}
		}, []system.Gate{system.Stage2}},
		{"a control that operates from today", func(s *S) {
			s.Operating = isms.Date{}
			s.Evidence.Expectations = []evidence.Expectation{{Ref: "A.5.1", Kinds: []evidence.Kind{"own"}, Since: day}, {Ref: "A.5.2", Kinds: []evidence.Kind{"own"}, Since: day.AddDays(1)}}
		}, []system.Gate{system.Stage2}},
		{"judged not to be met", func(s *S) {
			for i := range s.Judgements {
				if s.Judgements[i].Requirement == "6.1.3 c" {
					s.Judgements[i].Conclusion = isms.NotMet
				}
			}
		}, []system.Gate{system.Stage1}},
		{"owners and providers of all kinds", func(s *S) {
			s.Register.Risks[0].Owner, s.Register.Treatments[0].Owner, s.Register.Assets[0].Owner, s.Applicability.Decisions[0].Owner = "x1", "x2", "x3", "x4"
			s.Register.Risks[1].Owner, s.Register.Treatments[1].Owner = s.Records.Roles[0].ID, "ceo"
			s.Register.Treatments[2].SharingParty = s.Records.Suppliers[0].Name
			s.Register.Treatments[3].SharingParty = string(s.Records.Suppliers[0].ID)
			s.Register.Treatments[4].SharingParty = "nobody"
			for i := range 3 {
				s.Register.Treatments[2+i].Options, s.Register.Treatments[2+i].RetainedPart = []risk.Option{risk.Modify, risk.Share}, "the duty to tell"
			}
		}, []system.Gate{system.Stage1}},
		{"controls in all states", func(s *S) {
			s.Register.Controls = []risk.Control{{Control: "own:C-9", State: risk.ControlDecommissioned}}
			for i, state := range []soa.ImplementationStatus{soa.Implemented, soa.PartiallyImplemented, soa.Planned, ""} {
				s.Applicability.Decisions[i].Implementation = state
				if state == soa.PartiallyImplemented || state == soa.Planned {
					s.Applicability.Decisions[i].Due = day.AddDays(30)
				}
			}
			for i, state := range []risk.ControlState{risk.ControlPlanned, risk.ControlPlanned, risk.ControlImplemented, risk.ControlImplemented} {
				s.Register.Controls = append(s.Register.Controls, risk.Control{Control: s.Applicability.Decisions[i].Control, State: state})
			}
			s.Register.Controls = append(s.Register.Controls, risk.Control{Control: "A.5.9", State: risk.ControlImplemented}, risk.Control{Control: "A.5.10", State: risk.ControlDecommissioned})
		}, []system.Gate{system.Stage1}},
		{"eleven controls changed since the approval", func(s *S) {
			for i := range 11 {
				s.Applicability.Decisions[i*3].Implementation, s.Applicability.Decisions[i*3].Due = soa.Planned, day.AddDays(30)
			}
		}, []system.Gate{system.Stage1}},
		{"ten controls changed since the approval", func(s *S) {
			for i := range 10 {
				s.Applicability.Decisions[i*3].Implementation, s.Applicability.Decisions[i*3].Due = soa.Planned, day.AddDays(30)
			}
		}, []system.Gate{system.Stage1}},
		{"needs that are addressed, and no obligation", func(s *S) {
			s.Obligations = nil
			s.Records.Parties[0].Requirements = append(s.Records.Parties[0].Requirements, record.PartyRequirement{ID: "N-8", Addressed: isms.Yes}, record.PartyRequirement{ID: "N-9", Addressed: isms.No, Reason: "left to the clients"})
		}, []system.Gate{system.Stage1}},
		{"a part of the scope is audited, and the rest is planned", func(s *S) {
			one, rest := dated(*s, "IA-1", day.AddDays(-48)), dated(*s, "IA-2", day)
			one.Scope, rest.Conducted, rest.Planned = []isms.Ref{"4", "5", "6"}, isms.Window{}, isms.On(day.AddDays(20))
			s.Programme.Audits = []programme.InternalAudit{one, rest}
		}, []system.Gate{system.Stage2}},
		{"the same, and nobody judged anything", func(s *S) {
			one, rest := dated(*s, "IA-1", day.AddDays(-48)), dated(*s, "IA-2", day)
			one.Scope, rest.Conducted, rest.Planned = []isms.Ref{"4", "5", "6"}, isms.Window{}, isms.On(day.AddDays(20))
			s.Programme.Audits, s.Judgements = []programme.InternalAudit{one, rest}, nil
		}, []system.Gate{system.Stage2}},
		{"a review that covers little", func(s *S) { s.Records.ManagementReviews[0].Inputs = s.Records.ManagementReviews[0].Inputs[8:] }, []system.Gate{system.Stage2}},
		{"a review that covers nothing", func(s *S) { s.Records.ManagementReviews[0].Inputs = nil }, []system.Gate{system.Stage2}},
		{"a review that decides nothing", func(s *S) { s.Records.ManagementReviews[0].Decisions = nil }, []system.Gate{system.Stage2}},
		{"nobody says what evidence is expected", func(s *S) { s.Operating = isms.Date{} }, []system.Gate{system.Surveillance}},
		{"majors, open and of tomorrow", func(s *S) {
			for i, on := range []isms.Date{day.AddDays(-3), day, day.AddDays(1)} {
				n, err := audit.Raise(on, "auditor", audit.Finding{ID: isms.ID(fmt.Sprint("NC-9", i)), Grade: audit.Major, Audit: audit.Internal, AuditID: "IA-1", Requirements: []isms.Ref{"8.2 s1"}, Statement: "s", Evidence: "e"})
				if err != nil {
					t.Fatal(err)
				}
				s.Findings.Items = append(s.Findings.Items, audit.RegisterItem{Nonconformity: n})
			}
		}, []system.Gate{system.Stage2}},
		{"nobody says that the findings are complete", func(s *S) { s.Findings.Complete = isms.No }, []system.Gate{system.Stage2}},
		{"two decisions for one control", func(s *S) {
			s.Applicability.Decisions = append(s.Applicability.Decisions, s.Applicability.Decisions[0])
		}, slices.Collect(system.Gates().All())},
		{"no needs that are addressed, and no obligation", func(s *S) {
			s.Obligations = nil
			for i := range s.Records.Parties {
				for j := range s.Records.Parties[i].Requirements {
					s.Records.Parties[i].Requirements[j].Addressed = isms.No
				}
			}
		}, nil},
		{"one person and one role", func(s *S) { s.Records.People, s.Records.Roles = s.Records.People[:1], s.Records.Roles[:1] }, nil},
		{"neither people nor roles", func(s *S) { s.Records.People, s.Records.Roles = nil, nil }, nil},
		{"a policy that does not exist", func(s *S) { s.DeadlinePolicies = []string{"no-such"} }, nil},
		{"evidence that does not exist", func(s *S) {
			s.Applicability.Decisions[3].Evidence = []isms.ID{"E-404", s.Evidence.Records[0].ID}
		}, nil},
		{"there is no cycle", func(s *S) { s.Cycle = cycle.Cycle{} }, []system.Gate{system.Surveillance, system.Recertification}},
		{"a programme that covers parts of the themes", func(s *S) {
			certified(s)
			s.Programme.Audits = slices.Clone(s.Programme.Audits[:1])
			s.Programme.Audits[0].Scope = []isms.Ref{"4", "5", "6", "7", "8", "9", "10", "A.5", "A.6", "A.7", "A.8.1", "A.8.2"}
		}, []system.Gate{system.Recertification}},
		{"no programme", func(s *S) { certified(s); s.Programme.Audits = nil }, []system.Gate{system.Recertification}},
	}
}

// Situations at the bounds of what the gates ask for, by codes and arguments.
func TestGatesInSituations(t *testing.T) {
	var b strings.Builder
	for _, c := range gateCases(t) {
		before := systemtest.Sound(day, 6)
		sound := gateLines(before, day, c.gates...)
		s := decoded(t, before)
		c.do(&s)
		fmt.Fprintf(&b, "%s\n", c.name)
		for _, l := range gateLines(s, day, c.gates...) {
			if !slices.Contains(sound, l) {
				fmt.Fprintf(&b, "\t%s\n", l)
			}
		}
	}
	fmt.Fprintf(&b, "sound\n")
	for _, l := range gateLines(systemtest.Sound(day, 6), day, slices.Collect(system.Gates().All())...) {
		fmt.Fprintf(&b, "\t%s\n", l)
	}
	golden.Equal(t, "gates.txt", b.String())
}

// approvedOn approves the statement on another day.
func approvedOn(t *testing.T, s *system.System, on isms.Date) {
	t.Helper()
	stmt, err := s.At(isms.Date{}).Draft()
	if err == nil {
		stmt, err = stmt.Apply(soa.Event{Kind: soa.Approve, By: "ceo", On: on})
	}
	if err != nil {
		t.Fatal(err)
	}
	s.Statements = []soa.Statement{stmt}
}

// Limits that reach beyond the days there are.
func TestGateLimitsBeyondTheDays(t *testing.T) {
	s := systemtest.Sound(day, 6)
	s.GateCriteria = system.GateCriteria{Operating: isms.MustInterval("9000 years"), LongestInterval: isms.MustInterval("9000 years")}
	for c := range s.At(day).Gate(system.Stage2).Conditions() {
		if c.Rule.Code == "system/insufficient-operating-time" && (c.Met() || !c.Earliest.IsZero()) {
			t.Errorf("%s, earliest %s", c.Status, c.Earliest)
		}
	}
	for c := range s.At(day).Gate(system.Surveillance).Conditions() {
		if c.Rule.Code == "system/internal-audit-of-the-whole-scope-overdue" && c.Met() {
			t.Error("no day is nine thousand years ago, and an audit counts since then")
		}
	}
}

// What a gate hands out is a copy.
func TestConditionsAreCopies(t *testing.T) {
	s := systemtest.Sound(day, 6)
	s.Records.ManagementReviews, s.Judgements, s.Records.Documents[0].Reviewed, s.Records.Documents[0].ApprovedOn = nil, nil, isms.Date{}, day.AddYears(-3)
	s.Records.Context.Reviewed = isms.Date{}
	o := s.At(day).Gate(system.Stage2)
	want := fmt.Sprint(slices.Collect(o.Conditions()))
	touched := [3]bool{}
	for c := range o.Conditions() {
		if c.Why == nil || c.Asked == nil || c.Missing == nil {
			t.Errorf("%s: a list is none: %v, %v, %v", c.Rule.Code, c.Why, c.Asked, c.Missing)
		}
		for i := range c.Why {
			c.Why[i].Code, touched[0] = "?", true
		}
		for i := range c.Asked {
			c.Asked[i].Code, touched[1] = "?", true
		}
		for i := range c.Missing {
			c.Missing[i], touched[2] = "?", true
		}
	}
	if got := fmt.Sprint(slices.Collect(o.Conditions())); got != want || touched != [3]bool{true, true, true} {
		t.Errorf("touched %v, and a caller can change an answer: %s", touched, got)
	}
}

// Every clause from 4 to 10, and every part of a divided one, has to be audited.
func TestEachClauseIsAudited(t *testing.T) {
	s := systemtest.Sound(day, 6)
	parts := []isms.Ref{"4.1", "4.2", "4.3", "4.4", "5.1", "5.2", "5.3", "6.1.1", "6.1.2", "6.1.3", "6.2", "6.3", "7.1", "7.2", "7.3", "7.4", "7.5", "8.1", "8.2", "8.3", "9.1", "9.2.1", "9.2.2", "9.3", "10.1", "10.2"}
	for i, left := range append(parts, "") {
		s.Programme.Audits = slices.Clone(s.Programme.Audits[:1])
		s.Programme.Audits[0].Scope = parts
		if left != "" {
			s.Programme.Audits[0].Scope = slices.Delete(slices.Clone(parts), i, i+1)
		}
		if c := condition(t, s, day, system.Stage2, "system/internal-audit-of-the-whole-scope-overdue"); c.Met() != (left == "") {
			t.Errorf("without %q: %v", left, c.Why)
		}
	}
}

// The rules of this package that ran, and for which places.
func TestWhatSystemsAreLookedAtFor(t *testing.T) {
	var b strings.Builder
	unbuildable := systemtest.Sound(day, 6)
	unbuildable.Applicability.Decisions = append(unbuildable.Applicability.Decisions, unbuildable.Applicability.Decisions[0])
	for _, c := range []struct {
		name string
		s    system.System
	}{{"sound", systemtest.Sound(day, 6)}, {"without a statement", unbuildable}, {"nothing", system.System{}}} {
		fmt.Fprintf(&b, "%s\n", c.name)
		r := c.s.At(day).Unfolded()
		for x := range r.Ran() {
			if strings.HasPrefix(x.Code, "system/") {
				fmt.Fprintf(&b, "\tran %s %v\n", x.Code, x.Refs)
			}
		}
		for x := range r.Skipped() {
			if strings.HasPrefix(x.Code, "system/") {
				fmt.Fprintf(&b, "\tskipped %s %v: %s\n", x.Code, x.Refs, golden.Said(x.Why))
			}
		}
	}
	golden.Equal(t, "looked.txt", b.String())
}

// The calendar of a year: what falls due when, of which kind, with which lead.
func TestCalendarDayByDay(t *testing.T) {
	s := systemtest.Sound(day, 6)
	s.Register.Treatments[0].Completed, s.Register.Treatments[0].Status, s.Register.Treatments[0].Result = isms.Date{}, risk.ActionPlanned, "" // overdue
	n, err := audit.Raise(day.AddDays(-3), "auditor", audit.Finding{ID: "NC-7", Grade: audit.Major, Audit: audit.Initial, AuditID: "B-1", Requirements: []isms.Ref{"8.2 s1"}, Statement: "s", Evidence: "e"})
	if err != nil {
		t.Fatal(err)
	}
	s.Findings.Items = append(s.Findings.Items, audit.RegisterItem{Nonconformity: n, Dates: audit.Dates{LastAuditDay: day.AddDays(-3), ClosingMeeting: day.AddDays(-3), Report: day.AddDays(-1)}})
	c, err := cycle.From("CERT-1", day.AddDays(-10), cycle.Terms{})
	if err != nil {
		t.Fatal(err)
	}
	s.Cycle = c
	unbuildable := s
	unbuildable.Applicability.Decisions = append(slices.Clone(s.Applicability.Decisions), s.Applicability.Decisions[0])
	var b strings.Builder
	for _, c := range []struct {
		name string
		s    system.System
		upTo isms.Date
	}{
		{"two months", s, day.AddMonths(2)},
		{"a day", s, day.AddDays(1)},
		{"without a statement", unbuildable, day.AddMonths(1)},
	} {
		fmt.Fprintf(&b, "%s\n", c.name)
		evidence := 0
		for _, e := range c.s.At(day).Entries(isms.Date{}, c.upTo) {
			if e.Kind == isms.EntryEvidence {
				if evidence++; evidence > 3 {
					continue
				}
			}
			fmt.Fprintf(&b, "\t%s %s %v %s, lead %q\n", e.Window.Last, e.Kind, e.Refs, e.Subject, e.Lead)
		}
		fmt.Fprintf(&b, "\tevidence %d times\n", evidence)
	}
	golden.Equal(t, "calendar.txt", b.String())
}

// The latest approved version counts, however many drafts follow; of one's own
// policies the first with the ID.
func TestLatestApproved(t *testing.T) {
	s := systemtest.Sound(day, 6)
	first := s.Statements[0]
	draft, err := s.At(isms.Date{}).Draft()
	if err != nil {
		t.Fatal(err)
	}
	s.Applicability.Version = "2.0"
	approvedOn(t, &s, day)
	second := s.Statements[0]
	for _, c := range []struct {
		list []soa.Statement
		want string
	}{
		{[]soa.Statement{first, second, draft}, "2.0"},
		{[]soa.Statement{second, first, draft, draft}, "2.0"}, // whatever the order of the list
		{[]soa.Statement{draft}, ""},
		{nil, ""},
	} {
		s.Statements = c.list
		got, ok := s.At(isms.Date{}).Approved()
		if got.Version() != c.want || ok != (c.want != "") {
			t.Errorf("%q, %t, want %q", got.Version(), ok, c.want)
		}
	}
}

// Policies of one's own come before those of package audit, and are named before
// them, each once.
func TestPoliciesAreNamedOnce(t *testing.T) {
	known := "proposed-default"
	own := bodyPolicy()
	same := bodyPolicy()
	same.ID = known
	s := system.System{Policies: []audit.Policy{own, same, own}, DeadlinePolicies: []string{"nobody's"}}
	_, err := s.At(isms.Date{}).Schedule()
	var unknown *isms.Error
	if !errors.As(err, &unknown) || unknown.Problems[0].Value != "nobody's" || !strings.Contains(golden.Args(unknown.Problems[0].Args), "policies=["+own.ID+", "+known+", ") {
		t.Errorf("%+v", err)
	}
	days := func(ids ...string) string {
		s.DeadlinePolicies = ids
		n, err := audit.Raise(day, "auditor", audit.Finding{ID: "NC-7", Grade: audit.Major, Audit: audit.Initial, AuditID: "B-1", Requirements: []isms.Ref{"8.2 s1"}, Statement: "s", Evidence: "e"})
		if err != nil {
			t.Fatal(err)
		}
		s.Findings.Items = []audit.RegisterItem{{Nonconformity: n, Dates: audit.Dates{LastAuditDay: day, ClosingMeeting: day, Report: day}}}
		var b strings.Builder
		for _, d := range s.At(day).Deadlines() {
			fmt.Fprintf(&b, "%s %s\n", d.Step, d.Due)
		}
		return b.String()
	}
	if a, b := days(own.ID), days(known); a != b {
		t.Errorf("one's own under its name:\n%sand under that of another:\n%s", a, b)
	}
	s.Policies = nil
	var b strings.Builder
	for _, ids := range [][]string{nil, {known}, {audit.Policies()[0].ID}, {audit.Policies()[0].ID, known}, {known, audit.Policies()[0].ID}, {known, "proposed-internal"}} {
		fmt.Fprintf(&b, "%q\n%s", ids, days(ids...))
	}
	golden.Equal(t, "policies.txt", b.String())
}

// In a draft an empty list is not known to be one.
func TestFactsOfADraft(t *testing.T) {
	f := system.System{}.At(day).Facts()
	if f.Assets != nil || f.Plan != nil || f.Obligations != nil || f.Evidence != nil || len(f.Citations) > 0 || !f.ScopeSince.IsZero() {
		t.Errorf("%+v", f)
	}
	s := systemtest.Sound(day, 6)
	s.Records.Documents = []record.Document{{ID: "a", Key: "soa"}, {ID: "b", Key: "soa", Version: "1.0"}, {ID: "c", Version: "1.0"}}
	f = s.At(day).Facts()
	if len(f.Assets) == 0 || f.Plan == nil || len(f.Obligations) != len(s.Obligations) || len(f.Evidence) == 0 || f.ScopeSince != s.Records.Scope.Determined {
		t.Errorf("%+v", f)
	}
	if got := fmt.Sprint(f.Citations); got != "[{b 1.0}]" {
		t.Error(got)
	}
	f.Obligations[0].ID = "?"
	if s.Obligations[0].ID == "?" {
		t.Error("the facts share memory with the system")
	}
	s.Evidence.Records = s.Evidence.Records[:0]
	if f := s.At(day).Facts(); f.Evidence != nil {
		t.Errorf("%+v", f.Evidence)
	}
}

func TestLimitsOfADocument(t *testing.T) {
	if got := fmt.Sprint(system.Format, system.Version, system.DocumentMaxBytes, system.DocumentMaxDepth, system.DocumentMaxItems); got != "ismskit/system1 268435456 64 1000000" {
		t.Error(got)
	}
}

// What is refused, problem by problem, and how many more there are.
func TestProblemsOneByOne(t *testing.T) {
	many := strings.Repeat("3,", isms.MaxProblems+2) + "3" // short ones, of which all that may be are listed
	for _, c := range []struct {
		text   string
		listed int
		more   int
		first  string
	}{
		{`{"format":"ismskit/system","version":1,"operating":3}`, 1, 0, "isms/wrong-kind at operating, line 1"},
		{"{\"format\":\"ismskit/system\",\"version\":1,\n\"operating\":3,\"cycle\":4}", 2, 0, "isms/wrong-kind at operating, line 2"},
		{`{"format":"ismskit/system","version":1,"judgements":[` + many + `]` + strings.Repeat(" ", 100_000) + `}`, isms.MaxProblems, 3, "isms/wrong-kind at judgements[#0], line 1"},
		{`{"format":"other"}`, 1, 0, "system/other-format at format, line 0"},
	} {
		_, err := system.Decode([]byte(c.text))
		var refused *isms.Error
		if !errors.As(err, &refused) {
			t.Fatalf("%.80s: %v", c.text, err)
		}
		if len(refused.Problems) != c.listed || refused.More != c.more || fmt.Sprintf("%s at %s, line %d", refused.Problems[0].Code, refused.Problems[0].Path, refused.Problems[0].Line) != c.first {
			t.Errorf("%.80s: %d problems and %d more, the first %s", c.text, len(refused.Problems), refused.More, refused.Problems[0])
		}
		if n := strings.Count(err.Error(), "\n"); n != c.listed-1+min(c.more, 1) {
			t.Errorf("%.80s: %s", c.text, err)
		}
	}
}

// A closed finding asks whether its control is there: one that is implemented, or
// excluded, is no contradiction.
func TestClosedFindingsByState(t *testing.T) {
	s := systemtest.Sound(day, 6)
	n := closed(t, "9.1 s1", "A.8.28", "A.8.34")
	s.Findings.Items = append(s.Findings.Items, audit.RegisterItem{Nonconformity: n})
	at := slices.IndexFunc(s.Applicability.Decisions, func(d soa.Decision) bool { return d.Control == "A.8.28" })
	said := func(on isms.Date, d soa.Decision) string {
		d.Control = "A.8.28"
		s.Applicability.Decisions[at] = d
		var b strings.Builder
		for d := range s.At(on).Unfolded().Found() {
			if d.Code == "system/nonconformity-closed-before-its-control-is-implemented" || d.Code == "system/unbuildable-statement-of-applicability" {
				b.WriteString(golden.Finding(d))
			}
		}
		return b.String()
	}
	partly := "error system/nonconformity-closed-before-its-control-is-implemented [10.2 c 10.2 d A.8.28] at findings.items[NC-5] (finding=NC-5, closed=2026-02-27, control=A.8.28, state=partially implemented)"
	for _, c := range []struct {
		on   isms.Date
		d    soa.Decision
		want string
	}{
		{day, soa.Decision{Implementation: soa.Implemented}, ""},
		{day, soa.Decision{Implementation: soa.PartiallyImplemented}, partly},
		{day.AddDays(-3), soa.Decision{Implementation: soa.PartiallyImplemented}, partly},
		{day.AddDays(-4), soa.Decision{Implementation: soa.PartiallyImplemented}, ""},
	} {
		if got := said(c.on, c.d); got != c.want {
			t.Errorf("on %s, %s: %s, want %s", c.on, c.d.Implementation, got, c.want)
		}
	}
	// Nothing asks for it any more, and it is excluded.
	for i := range s.Register.Treatments {
		s.Register.Treatments[i].Controls = slices.DeleteFunc(s.Register.Treatments[i].Controls, func(r isms.Ref) bool { return r == "A.8.28" })
	}
	if got := said(day, soa.Decision{Excluded: true, Justification: "No software is written inside the scope."}); got != "" {
		t.Errorf("excluded: %s", got)
	}
}

// What is listed twice is due once.
func TestCalendarHoldsEachOnce(t *testing.T) {
	s := systemtest.Sound(day, 6)
	n, err := audit.Raise(day.AddDays(-3), "auditor", audit.Finding{ID: "NC-7", Grade: audit.Major, Audit: audit.Initial, AuditID: "B-1", Requirements: []isms.Ref{"8.2 s1"}, Statement: "s", Evidence: "e"})
	if err != nil {
		t.Fatal(err)
	}
	item := audit.RegisterItem{Nonconformity: n, Dates: audit.Dates{LastAuditDay: day.AddDays(-3), ClosingMeeting: day.AddDays(-3), Report: day.AddDays(-1)}}
	s.Findings.Items = []audit.RegisterItem{item}
	once := s.At(day).Entries(isms.Date{}, day.AddYears(1))
	s.Findings.Items = []audit.RegisterItem{item, item}
	if twice := s.At(day).Entries(isms.Date{}, day.AddYears(1)); len(once) != len(twice) || len(once) == 0 {
		t.Errorf("%d entries, and %d where a finding is listed twice", len(once), len(twice))
	}
}
