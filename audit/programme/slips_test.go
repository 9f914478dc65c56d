package programme_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
)

// One slip each in what 9.2 requires of a programme and its audits: it is found once,
// under one code, in one place.
func TestOneSlipIsFoundOnce(t *testing.T) {
	type P = programme.Programme
	first := func(change func(a *programme.InternalAudit)) func(*P) {
		return func(p *P) { change(&p.Audits[0]) }
	}
	for _, c := range []struct {
		name   string
		change func(*P)
		facts  programme.Facts
		on     string // zero: 2026-06-01
		want   string // code at path, without the package
	}{
		// 9.2.1 s1
		{name: "nothing"},
		{name: "never conducted", change: first(func(a *programme.InternalAudit) { a.Conducted = isms.Window{} }), on: "2026-03-15", want: "missing-internal-audit at audits"},
		{name: "on a day to come", change: first(func(a *programme.InternalAudit) { a.Conducted = isms.On(day("2026-03-20")) }), on: "2026-03-15", want: "missing-internal-audit at audits, contradictory-audit-record at audits[IA-1].conducted"},
		{name: "planned and not conducted", on: "2026-11-13", want: "overdue-internal-audit at audits[IA-2].planned.last"},
		{name: "interval over", change: postponed, on: "2027-03-12", want: "exceeded-audit-interval at audit.every"},
		{name: "last day of the interval", change: postponed, on: "2027-03-11"},
		{name: "no interval of its own, and 12 months over", change: func(p *P) { postponed(p); p.Audit.Every = isms.Interval{} }, on: "2027-03-12", want: "exceeded-audit-interval at audit.every, incomplete-audit-programme at audit.every"},
		{name: "an interval of working days, and 12 months over", change: func(p *P) { postponed(p); p.Audit.Every = isms.MustInterval("900 working days") }, on: "2027-03-12", want: "exceeded-audit-interval at audit.every, incomplete-audit-programme at audit.every"},
		{name: "an interval that nobody can count, and 12 months over", change: func(p *P) { postponed(p); p.Audit.Every = isms.Interval{N: 100_001, Unit: isms.Years} }, on: "2027-03-12", want: "exceeded-audit-interval at audit.every, incomplete-audit-programme at audit.every"},
		{name: "two years apart", change: func(p *P) { postponed(p); p.Audit.Every = isms.MustInterval("2 years") }, on: "2027-03-12", want: "long-interval-since-last-internal-audit at audits"},
		{name: "two years apart, and nobody asks before", change: func(p *P) { postponed(p); p.Audit.Every = isms.MustInterval("2 years") }, on: "2027-03-11"},
		{name: "two years apart, asked after 13 months", change: func(p *P) { postponed(p); p.Audit.Every = isms.MustInterval("2 years") }, facts: programme.Facts{LongestInterval: isms.MustInterval("13 months")}, on: "2027-03-12"},
		{name: "asked after an interval that is none", change: func(p *P) { postponed(p); p.Audit.Every = isms.MustInterval("2 years") }, facts: programme.Facts{LongestInterval: isms.Interval{N: -1, Unit: "moons"}}, on: "2027-03-12", want: "long-interval-since-last-internal-audit at audits"},
		{name: "asked after working days", facts: programme.Facts{LongestInterval: isms.MustInterval("5 working days")}, want: "long-interval-since-last-internal-audit at audits"},
		{name: "a last day for the next one", change: func(p *P) { p.Audit.Next = day("2026-05-31") }, want: "exceeded-audit-interval at audit.every"},
		// 9.2.1 a, b
		{name: "own requirements", change: first(func(a *programme.InternalAudit) { a.ConformsToOwnRequirements = "" }), want: "missing-conclusion-on-own-requirements at audits[IA-1].conformsToOwnRequirements"},
		{name: "the standard", change: first(func(a *programme.InternalAudit) { a.ConformsToStandard = "" }), want: "missing-conclusion-on-the-standard at audits[IA-1].conformsToStandard"},
		{name: "implementation", change: first(func(a *programme.InternalAudit) { a.ImplementedAndMaintained = "" }), want: "missing-conclusion-on-implementation at audits[IA-1].implementedAndMaintained"},
		// 9.2.2 s1, s2
		{name: "frequency", change: func(p *P) { p.Audit.Every = isms.Interval{} }, want: "incomplete-audit-programme at audit.every"},
		{name: "methods", change: func(p *P) { p.Methods = "" }, want: "incomplete-audit-programme at methods"},
		{name: "responsibilities", change: func(p *P) { p.Responsible = "" }, want: "incomplete-audit-programme at responsible"},
		{name: "planning", change: func(p *P) { p.Planning = " " }, want: "incomplete-audit-programme at planning"},
		{name: "reporting", change: func(p *P) { p.Reporting = "" }, want: "incomplete-audit-programme at reporting"},
		{name: "importance", change: func(p *P) { p.Areas = nil }, want: "area-importance-not-considered at areas"},
		{name: "previous results", change: func(p *P) { p.PreviousResults = "tbd" }, want: "incomplete-audit-programme at previousResults"},
		// 9.2.2 a to c, s3
		{name: "criteria", change: first(func(a *programme.InternalAudit) { a.Criteria = nil }), want: "missing-audit-criteria at audits[IA-1].criteria"},
		{name: "scope", change: func(p *P) {
			p.Audits = append(p.Audits, p.Audits[0])
			p.Audits[3].ID, p.Audits[3].Scope = "IA-4", nil
		}, want: "missing-audit-scope at audits[IA-4].scope"},
		{name: "auditor", change: first(func(a *programme.InternalAudit) { a.Team = nil }), want: "missing-or-unknown-auditor at audits[IA-1].team"},
		{name: "own area", change: func(p *P) { p.Auditors[0].ResponsibleFor = []isms.Ref{"5"} }, want: "auditor-responsible-for-audited-area at audits[IA-1].team[#0]"},
		{name: "own process", facts: programme.Facts{Owners: []programme.Owner{{ID: "ann", Process: "incident"}}}, want: "auditor-responsible-for-audited-area at audits[IA-1].team[#0]"},
		{name: "own control", facts: programme.Facts{Owners: []programme.Owner{{ID: "bob", Control: "A.5.7"}, {ID: "bob", Control: "A.5.8"}, {ID: "bob"}}}, want: "auditor-responsible-for-audited-area at audits[IA-3].team[#0]"},
		{name: "own control in no audit of them", facts: programme.Facts{Owners: []programme.Owner{{ID: "ann", Control: "A.5.7"}, {ID: "eve", Process: "incident"}}}},
		{name: "owner of nothing in a scope of nothing", change: first(func(a *programme.InternalAudit) { a.Scope = append(a.Scope, "") }), facts: programme.Facts{Owners: []programme.Owner{{ID: "ann"}}}, want: "missing-audit-scope at audits[IA-1].scope"},
		{name: "a mitigating measure", change: first(func(a *programme.InternalAudit) { a.MitigatingMeasure = "sampled twice" }), facts: programme.Facts{Owners: []programme.Owner{{ID: "ann", Process: "incident"}}}, want: "mitigated-lack-of-impartiality at audits[IA-1].team[#0]"},
		{name: "who is responsible", change: func(p *P) { p.Auditors[0].ResponsibleFor = nil }, want: "impartiality-of-auditor-not-documented at auditors[ann].impartiality"},
		{name: "an owner who is no auditor", change: first(func(a *programme.InternalAudit) { a.Team = []isms.ID{"eve"} }), facts: programme.Facts{Owners: []programme.Owner{{ID: "eve", Process: "incident"}}}, want: "auditor-responsible-for-audited-area at audits[IA-1].team[#0], missing-or-unknown-auditor at audits[IA-1].team[#0]"},
		{name: "reported to nobody", change: first(func(a *programme.InternalAudit) { a.ReportedTo = "" }), want: "audit-results-not-reported at audits[IA-1].reportedTo"},
		{name: "reported on no day", change: first(func(a *programme.InternalAudit) { a.ReportedOn = isms.Date{} }), want: "audit-results-not-reported at audits[IA-1].reportedOn"},
		{name: "reported on a day to come", on: "2026-03-19", want: "audit-results-not-reported at audits[IA-1].reportedOn"},
		{name: "reported before its end", change: first(func(a *programme.InternalAudit) { a.ReportedOn = day("2026-03-10") }), want: "contradictory-audit-record at audits[IA-1].reportedOn"},
		{name: "no report", change: first(func(a *programme.InternalAudit) { a.Report = "" }), want: "missing-audit-report at audits[IA-1].report"},
		{name: "an audit without an ID", change: first(func(a *programme.InternalAudit) { a.ID = "" }), want: "invalid-id-in-the-audit-programme at audits[#0].id"},
		{name: "an auditor without an ID", change: func(p *P) {
			p.Auditors = append(p.Auditors, programme.Auditor{Competence: "course", Impartiality: "external"})
		}, want: "invalid-id-in-the-audit-programme at auditors[#2].id"},
		{name: "an area without a reference", change: func(p *P) { p.Areas[0].Ref = "" }, want: "invalid-id-in-the-audit-programme at areas[#0].ref"},
		// 10.2 f
		{name: "findings of the audit", change: first(reported("NC-1", "NC-2")), facts: programme.Facts{Findings: of("IA-1", "NC-1", "NC-2", "NC-3")}},
		{name: "a finding that nobody recorded", change: first(reported("NC-1", "NC-2")), facts: programme.Facts{Findings: of("IA-1", "NC-1")}, want: "audit-finding-missing-from-the-register at audits[IA-1].findings[#1]"},
		{name: "a finding of another audit", change: first(reported("NC-1")), facts: programme.Facts{Findings: of("IA-2", "NC-1")}, want: "audit-finding-missing-from-the-register at audits[IA-1].findings[#0]"},
		{name: "a finding without an ID", change: first(reported("")), facts: programme.Facts{Findings: of("IA-1", "NC-1")}, want: "audit-finding-missing-from-the-register at audits[IA-1].findings[#0]"},
		{name: "findings of an audit to come", change: func(p *P) { p.Audits[1].Findings = []isms.ID{"NC-1"} }},
	} {
		p, on := soundProgramme(), programmeDay
		if c.change != nil {
			c.change(&p)
		}
		if c.on != "" {
			on = day(c.on)
		}
		c.facts.Necessary = necessary
		r := p.Check(on, c.facts)
		var got []string
		for d := range r.Found() {
			got = append(got, strings.TrimPrefix(d.Code, "programme/")+" at "+string(d.Path))
		}
		if diff := cmp.Diff(c.want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		laws.Report(t, p, r, c.facts)
	}
}

// postponed moves the next audit to a day after the interval.
func postponed(p *programme.Programme) { p.Audits[1].Planned.Last = day("2027-05-01") }

func reported(ids ...isms.ID) func(*programme.InternalAudit) {
	return func(a *programme.InternalAudit) { a.Findings = ids }
}

// of returns observations of an audit.
func of(of isms.ID, ids ...isms.ID) []audit.Nonconformity {
	var out []audit.Nonconformity
	for _, id := range ids {
		n, err := audit.Raise(day("2026-03-11"), "ann", audit.Finding{ID: id, Grade: audit.Observation, Audit: audit.Internal, AuditID: of, Requirements: []isms.Ref{"7.2 d"}})
		if err != nil {
			panic(err)
		}
		out = append(out, n)
	}
	return out
}

// Of all that an auditor is responsible for one finding says what, whatever the order
// of the lists.
func TestWhatAnAuditorIsResponsibleFor(t *testing.T) {
	p := soundProgramme()
	p.Auditors[1].ResponsibleFor = []isms.Ref{"A.8", "A.6", "9"}
	facts := programme.Facts{Owners: []programme.Owner{
		{ID: "bob", Process: "risk"}, {ID: "bob", Control: "A.7.4"}, {ID: "bob", Process: "incident"}, {ID: "bob", Control: "A.6"}, {ID: "bob", Process: "risk"},
	}}
	got := map[isms.Path]string{}
	for d := range p.Check(programmeDay, facts).Found() {
		if d.Code != "programme/auditor-responsible-for-audited-area" {
			continue
		}
		var areas []string
		for _, a := range d.Arg("areas").List {
			if a.Sentence != nil {
				a = a.Sentence.Args[0]
			}
			areas = append(areas, a.Value)
		}
		got[d.Path] = strings.Join(areas, " ")
	}
	want := map[isms.Path]string{"audits[IA-2].team[#0]": "9 incident risk", "audits[IA-3].team[#0]": "A.6 A.7.4 A.8 incident risk"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// What is not conducted shows nothing: the rules about audits are skipped, and their
// lines are not good.
func TestNothingIsClearWithoutAnAudit(t *testing.T) {
	status := func(p programme.Programme, ref isms.Ref) isms.Status {
		line, _ := isms.Assess(programmeDay, programme.Rules(), nil, p.Check(programmeDay, programme.Facts{Necessary: necessary})).LookupItem(ref)
		return line.Status
	}
	planned := soundProgramme()
	planned.Audits = planned.Audits[1:]
	cancelled := soundProgramme()
	for i := range cancelled.Audits {
		cancelled.Audits[i].Cancelled, cancelled.Audits[i].Conducted = "no budget", isms.Window{}
	}
	for _, ref := range []isms.Ref{"9.2.1 s1", "9.2.1 a 1", "9.2.1 a 2", "9.2.1 b", "9.2.2 b", "9.2.2 c", "9.2.2 s3", "10.2 f"} {
		for name, p := range map[string]programme.Programme{"none": {}, "planned": planned, "cancelled": cancelled} {
			if got := status(p, ref); got.Settled() {
				t.Errorf("%s, %s: %s", name, ref, got)
			}
		}
	}
	if got := status(cancelled, "9.2.2 a"); got != isms.StatusNotExamined {
		t.Errorf("cancelled, 9.2.2 a: %s", got)
	}
	if got := status(planned, "9.2.2 a"); got != isms.StatusClear {
		t.Errorf("planned, 9.2.2 a: %s", got)
	}
}

// When the next audit falls due where none is planned by then.
func TestNextAuditIsDue(t *testing.T) {
	type P = programme.Programme
	for _, c := range []struct {
		name   string
		change func(*P)
		want   string
	}{
		{"one is planned by then", func(*P) {}, ""},
		{"on the last day", func(p *P) { p.Audits[1].Planned.Last = day("2027-03-11") }, ""},
		{"a day later", func(p *P) { p.Audits[1].Planned.Last = day("2027-03-12") }, "2027-03-11 programme/interval-since-last-audit"},
		{"none is planned", func(p *P) { p.Audits = p.Audits[:1] }, "2027-03-11 programme/interval-since-last-audit"},
		{"it is cancelled", func(p *P) { p.Audits[1].Cancelled = "merged" }, "2027-03-11 programme/interval-since-last-audit"},
		{"it was planned before the last one", func(p *P) { p.Audits[1].Planned = isms.On(day("2026-03-01")) }, "2027-03-11 programme/interval-since-last-audit"},
		{"no interval", func(p *P) { p.Audits, p.Audit = p.Audits[:1], isms.Cadence{} }, "2027-03-11 programme/interval-since-last-audit"},
		{"half a year", func(p *P) { p.Audit.Every = isms.MustInterval("6 months") }, "2026-09-11 programme/interval-since-last-audit"},
		{"a day that somebody set", func(p *P) { p.Audit.Next = day("2026-08-01") }, "2026-08-01 programme/internal-audit-programme"},
		{"never conducted", func(p *P) { p.Audits = nil }, ""},
		{"never conducted, and a day that somebody set", func(p *P) { p.Audits, p.Audit.Next = nil, day("2026-08-01") }, "2026-08-01 programme/internal-audit-programme"},
		{"beyond the calendar", func(p *P) { p.Audits, p.Audit.Every = p.Audits[:1], isms.MustInterval("9000 years") }, ""},
	} {
		p := soundProgramme()
		c.change(&p)
		var got []string
		for _, e := range p.Entries(isms.Date{}, day("2030-12-31")) {
			if e.Title.Code == "programme/internal-audit-due" {
				got = append(got, e.Window.Last.String()+" "+e.Basis.Code)
			}
			laws.Entry(t, nil, e)
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s: %q, want %q", c.name, text, c.want)
		}
		// Adjacent ranges give each once, and the day after the last one it is found.
		half := day("2026-09-11")
		if diff := cmp.Diff(p.Entries(isms.Date{}, day("2030-12-31")), append(p.Entries(isms.Date{}, half), p.Entries(half, day("2030-12-31"))...), cmp.Comparer(isms.Date.Equal)); diff != "" {
			t.Errorf("%s, in two ranges:\n%s", c.name, diff)
		}
		if c.want == "" {
			continue
		}
		if due := day(c.want[:10]); len(p.Audits) > 0 {
			for after, want := range map[isms.Date]bool{due: false, due.AddDays(1): true} {
				is := false
				for d := range p.Check(after, programme.Facts{}).Found() {
					is = is || d.Code == "programme/exceeded-audit-interval" && d.Path == "audit.every"
				}
				if is != want {
					t.Errorf("%s, exceeded on %s: %v", c.name, after, is)
				}
			}
		}
	}
}
