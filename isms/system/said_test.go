package system_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// eachField calls f for each field of the system that this package looks at, to a
// depth, and for the first item of each list.
func eachField(s *system.System, f func(at string, v reflect.Value)) {
	var walk func(v reflect.Value, at string, depth int)
	walk = func(v reflect.Value, at string, depth int) {
		if at != "" && v.CanSet() {
			f(at, v)
		}
		switch {
		case depth == 0 || at == "register.method" || at == "records.context" || at == "records.documents":
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
				if v.Type().Field(i).IsExported() {
					walk(v.Field(i), strings.TrimPrefix(at+"."+name, "."), depth-1)
				}
			}
		case v.Kind() == reflect.Slice && v.Len() > 0:
			walk(v.Index(0), at+"[0]", depth)
		}
	}
	walk(reflect.ValueOf(s).Elem(), "", 3)
}

// entangled is a sound system in which the parts speak of each other.
func entangled(t *testing.T) system.System {
	t.Helper()
	s := systemtest.Sound(day, 4)
	d := &s.Applicability.Decisions[0]
	d.Responsibility, d.Provider, d.Assurance = soa.ResponsibilityProvider, s.Records.Suppliers[0].ID, "report of 2026"
	d.Evidence = []isms.ID{s.Evidence.Records[0].ID}
	s.Register.Treatments[0].SharingParty = s.Records.Suppliers[0].Name
	s.Register.Controls = []risk.Control{{Control: "A.5.1", State: risk.ControlImplemented}}
	c, err := cycle.From("CERT-1", day.AddDays(-10), cycle.Terms{})
	if err != nil {
		t.Fatal(err)
	}
	s.Cycle = c
	if _, err := s.At(isms.Date{}).Draft(); err != nil {
		t.Fatal(err)
	}
	return s
}

// Every field of a system, left out: what the rules of this package and the gates
// say then, by codes and arguments.
func TestWhatIsSaidOfEachField(t *testing.T) {
	s := entangled(t)
	tell := func() []string {
		var out []string
		v := s.At(day)
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
		for _, g := range []system.Gate{system.Stage1, system.Stage2, system.Recertification} {
			for c := range v.Gate(g).Conditions() {
				line := fmt.Sprintf("%s, %s: %s, earliest %s, missing %v", g, c.Rule.Code, c.Status, c.Earliest, c.Missing)
				for _, d := range c.Why {
					if strings.HasPrefix(d.Code, "system/") {
						line += "; " + golden.Args(d.Args)
					}
				}
				out = append(out, line)
			}
		}
		return out
	}
	var b strings.Builder
	before := tell()
	for _, l := range before {
		fmt.Fprintln(&b, l)
	}
	known := map[string]bool{}
	for _, l := range before {
		known[l] = true
	}
	eachField(&s, func(at string, v reflect.Value) {
		if v.IsZero() {
			return
		}
		was := reflect.New(v.Type()).Elem()
		was.Set(v)
		v.SetZero()
		var news []string
		for _, l := range tell() {
			if !known[l] {
				news = append(news, "\t"+l+"\n")
			}
		}
		if len(news) > 0 {
			fmt.Fprintf(&b, "without %s\n%s", at, strings.Join(news, ""))
		}
		v.Set(was)
	})
	golden.Equal(t, "said.txt", b.String())
}

// There is no draft of decisions that contradict each other; the version in force stays.
func TestContradictingDecisionsGiveNoDraft(t *testing.T) {
	s := systemtest.Sound(day, 4)
	s.Applicability.Decisions = append(s.Applicability.Decisions, soa.Decision{Control: "A.8.28", Excluded: true})
	if stmt, err := s.At(day).Statement(); err != nil || stmt.State() != soa.Approved {
		t.Errorf("in force is a statement that is %s, %v", stmt.State(), err)
	}
	s.Statements = nil
	if _, err := s.At(isms.Date{}).Statement(); golden.Codes(err) != "soa/listed-twice at decisions[#93].control" {
		t.Error(err)
	}
}

// closed returns a finding about these places that went all its way until it was
// closed, three days ago.
func closed(t *testing.T, about ...isms.Ref) audit.Nonconformity {
	t.Helper()
	n, err := audit.Raise(day.AddDays(-9), "auditor", audit.Finding{
		ID: "NC-5", Grade: audit.Minor, Audit: audit.Internal, AuditID: "IA-1", Requirements: about, Statement: "Not done.", Evidence: "None seen.",
	})
	for _, e := range []audit.Event{
		{Kind: audit.Corrected, On: day.AddDays(-8), By: "ciso", Text: "Done.", Consequences: "None found."},
		{Kind: audit.CauseDetermined, On: day.AddDays(-8), By: "ciso", Text: "A habit.", Similar: "None found."},
		{Kind: audit.PlanSubmitted, On: day.AddDays(-7), By: "ciso", Actions: []audit.Action{{ID: "CA-1", What: "Teach", Owner: "ciso", Due: day.AddDays(-3)}}},
		{Kind: audit.PlanAccepted, On: day.AddDays(-6), By: "auditor"},
		{Kind: audit.ActionCompleted, On: day.AddDays(-5), By: "ciso", Action: "CA-1", Text: "Done."},
		{Kind: audit.EffectivenessReviewed, On: day.AddDays(-4), By: "auditor", Effect: audit.Effective, Evidence: "Ten sampled.", Changes: "None needed."},
		{Kind: audit.Closed, On: day.AddDays(-3), By: "auditor"},
	} {
		if err == nil {
			n, err = n.Apply(e)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// closedWithoutAState is a system with a finding that was closed although nobody says
// whether its control is there.
func closedWithoutAState(t *testing.T) system.System {
	t.Helper()
	s := systemtest.Sound(day, 4)
	n := closed(t, "A.8.28")
	s.Findings.Items = append(s.Findings.Items, audit.RegisterItem{Nonconformity: n})
	for i := range s.Applicability.Decisions {
		if s.Applicability.Decisions[i].Control == "A.8.28" {
			s.Applicability.Decisions[i].Implementation = ""
		}
	}
	return s
}

func TestClosedWithoutAState(t *testing.T) {
	found, err := closedWithoutAState(t).At(day).Unfolded().Of("system/nonconformity-closed-before-its-control-is-implemented")
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	if got, want := golden.Args(found[0].Args), "finding=NC-5, closed=2026-02-27, control=A.8.28, state=system/without-implementation-status"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Every rule, every condition of a gate and every message, as practitioners read it.
func TestRulesAndMessages(t *testing.T) {
	var reports []isms.Report
	rules := map[string]isms.Rule{}
	for _, r := range system.Rules() {
		rules[r.Code] = r
	}
	look := func(s system.System, on isms.Date) {
		v := s.At(on)
		reports = append(reports, v.Report())
		var c isms.Checker
		for g := range system.Gates().All() {
			for x := range v.Gate(g).Conditions() {
				for _, d := range x.Why {
					if r, own := rules[d.Code]; own {
						c.Find(r, d.Path, d.Args...)
					}
				}
			}
		}
		reports = append(reports, c.Report())
	}
	drawn(t, func(s system.System, _ []byte, on isms.Date) { look(s, on) })
	look(closedWithoutAState(t), day)
	look(misdeclared(), day)
	look(system.System{DefaultCalendar: "fr"}, day)
	look(system.System{DefaultCalendar: "de", Calendars: []isms.WorkCalendar{{ID: "de", From: day.AddDays(-9), To: day.AddDays(-1)}}}, day)
	for _, c := range gateCases(t) {
		s := decoded(t, systemtest.Sound(day, 6))
		c.do(&s)
		look(s, day)
	}
	var n golden.Note
	n.Rules(t, system.Rules(), reports...)
	n.Messages(system.Messages())
	golden.Equal(t, "rules.txt", n.Bytes())
}
