package programme_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
)

var (
	necessary    = []isms.Ref{"A.5.7", "A.8.13"}
	programmeDay = isms.MustDate("2026-06-01")
)

// soundProgramme has one audit performed and two planned that cover everything.
func soundProgramme() programme.Programme {
	performed := func(id isms.ID, scope []isms.Ref) programme.InternalAudit {
		return programme.InternalAudit{
			ID: id, Scope: scope, Criteria: []string{"ISO/IEC 27001:2022", "own policies"}, Team: []isms.ID{"ann"},
			Planned:   isms.Window{First: day("2026-03-02"), Last: day("2026-03-31")},
			Conducted: isms.Window{First: day("2026-03-09"), Last: day("2026-03-11")},
			Report:    "REP-1", ReportedOn: day("2026-03-20"), ReportedTo: "ceo",
			ConformsToOwnRequirements: isms.Yes, ConformsToStandard: isms.No, ImplementedAndMaintained: isms.Yes,
		}
	}
	planned := func(id isms.ID, on string, scope []isms.Ref) programme.InternalAudit {
		return programme.InternalAudit{
			ID: id, Scope: scope, Criteria: []string{"ISO/IEC 27001:2022"}, Team: []isms.ID{"bob"},
			Planned: isms.Window{First: day(on), Last: day(on).AddDays(10)},
		}
	}
	return programme.Programme{
		Period: isms.Window{First: day("2026-01-01"), Last: day("2028-12-31")}, Audit: isms.Cadence{Every: isms.MustInterval("12 months")},
		Responsible: "qm", Methods: "interviews, samples, walk-through", Planning: "each January for the year", PreviousResults: "what was found is audited again the next year", Reporting: "to the owner of each process within two weeks",
		Areas: []programme.Area{{Ref: "A.8", Importance: programme.ImportanceHigh, Reason: "operations are what customers buy"}},
		Auditors: []programme.Auditor{
			{ID: "ann", Competence: "lead auditor course 2024", ResponsibleFor: []isms.Ref{"A.6"}},
			{ID: "bob", Competence: "ten audits", Impartiality: "external; engagements of two years looked at"},
		},
		Audits: []programme.InternalAudit{
			performed("IA-1", []isms.Ref{"4", "5", "6", "7"}),
			planned("IA-2", "2026-11-02", []isms.Ref{"8", "9", "10"}),
			planned("IA-3", "2027-11-02", []isms.Ref{"A"}),
		},
	}
}

func TestSoundProgramme(t *testing.T) {
	r := soundProgramme().Check(programmeDay, programme.Facts{Necessary: necessary})
	if got := codes(r); len(got) > 0 {
		t.Errorf("found %v", r)
	}
	ready := isms.Assess(programmeDay, programme.Rules(), nil, r)
	for _, ref := range []isms.Ref{"9.2.1 s1", "9.2.1 a 1", "9.2.1 a 2", "9.2.1 b", "9.2.2 s1", "9.2.2 s2", "9.2.2 a", "9.2.2 b", "9.2.2 c", "9.2.2 s3"} {
		if line, _ := ready.LookupItem(ref); line.Status != isms.StatusClear {
			t.Errorf("%s: %q", ref, line.Status)
		}
	}
}

type programmeCase struct {
	name   string
	change func(p *programme.Programme)
	on     string
	want   []string
}

var programmeCases = []programmeCase{
	{"clause left out", func(p *programme.Programme) { p.Audits[1].Scope = []isms.Ref{"8", "9.1", "9.2", "10"} }, "", []string{"programme/clause-not-covered-by-audits"}},
	{"part of a clause only", func(p *programme.Programme) { p.Audits[1].Scope = []isms.Ref{"8", "9.1 a", "9.2", "9.3", "10"} }, "", []string{"programme/clause-not-covered-by-audits"}},
	{"control left out", func(p *programme.Programme) { p.Audits[2].Scope = []isms.Ref{"A.8"} }, "", []string{"programme/necessary-control-not-covered-by-audits"}},
	{"planned after the span", func(p *programme.Programme) {
		p.Audits[2].Planned = isms.Window{First: day("2029-01-01"), Last: day("2029-01-02")}
	}, "", []string{"programme/necessary-control-not-covered-by-audits"}},
	{"cancelled covers nothing", func(p *programme.Programme) { p.Audits[2].Cancelled = "no budget" }, "", []string{"programme/necessary-control-not-covered-by-audits"}},
	{"on the last planned day", func(*programme.Programme) {}, "2026-11-12", nil},
	{"a day later", func(*programme.Programme) {}, "2026-11-13", []string{"programme/overdue-internal-audit"}},
	{"planned is not performed", func(p *programme.Programme) { p.Audits[0].Conducted = isms.Window{} }, "2026-03-15", []string{"programme/missing-internal-audit"}},
	{"last audit too long ago", func(p *programme.Programme) { p.Audits[1].Planned.Last = day("2027-05-01") }, "2027-03-12", []string{"programme/exceeded-audit-interval"}},
	{"on the last day of the interval", func(p *programme.Programme) { p.Audits[1].Planned.Last = day("2027-05-01") }, "2027-03-11", nil},
	{"area with an interval of its own", func(p *programme.Programme) { p.Areas[0].Audit.Every = isms.MustInterval("3 months") }, "", []string{"programme/exceeded-audit-interval"}},
	{"own requirements", func(p *programme.Programme) { p.Audits[0].ConformsToOwnRequirements = "" }, "", []string{"programme/missing-conclusion-on-own-requirements"}},
	{"standard", func(p *programme.Programme) { p.Audits[0].ConformsToStandard = "perhaps" }, "", []string{"programme/missing-conclusion-on-the-standard"}},
	{"practice", func(p *programme.Programme) { p.Audits[0].ImplementedAndMaintained = "" }, "", []string{"programme/missing-conclusion-on-implementation"}},
	{"no span", func(p *programme.Programme) { p.Period.Last = isms.Date{} }, "", []string{"programme/incomplete-audit-programme"}},
	{"no frequency", func(p *programme.Programme) { p.Audit.Every = isms.Interval{} }, "", []string{"programme/incomplete-audit-programme"}},
	{"nobody responsible", func(p *programme.Programme) { p.Responsible = "" }, "", []string{"programme/incomplete-audit-programme"}},
	{"no methods", func(p *programme.Programme) { p.Methods = "tbd" }, "", []string{"programme/incomplete-audit-programme"}},
	{"no reporting", func(p *programme.Programme) { p.Reporting = "" }, "", []string{"programme/incomplete-audit-programme"}},
	{"no areas", func(p *programme.Programme) { p.Areas = nil }, "", []string{"programme/area-importance-not-considered"}},
	{"importance without reason", func(p *programme.Programme) { p.Areas[0].Reason = "" }, "", []string{"programme/area-importance-not-considered"}},
	{"no scope", func(p *programme.Programme) {
		p.Audits = append(p.Audits, p.Audits[0])
		p.Audits[3].ID, p.Audits[3].Scope = "IA-4", nil
	}, "", []string{"programme/missing-audit-scope"}},
	{"no criteria", func(p *programme.Programme) { p.Audits[0].Criteria = []string{" "} }, "", []string{"programme/missing-audit-criteria"}},
	{"no auditor", func(p *programme.Programme) { p.Audits[0].Team = nil }, "", []string{"programme/missing-or-unknown-auditor"}},
	{"unknown auditor", func(p *programme.Programme) { p.Audits[0].Team = []isms.ID{"eve"} }, "", []string{"programme/missing-or-unknown-auditor"}},
	{"own work", func(p *programme.Programme) { p.Audits[2].Team = []isms.ID{"ann"} }, "", []string{"programme/auditor-responsible-for-audited-area"}},
	{"own work, made up for", func(p *programme.Programme) {
		p.Audits[2].Team, p.Audits[2].MitigatingMeasure = []isms.ID{"ann"}, "one-person firm; a colleague from outside reads the working papers"
	}, "", []string{"programme/mitigated-lack-of-impartiality"}},
	{"impartiality", func(p *programme.Programme) { p.Auditors[1].Impartiality = "" }, "", []string{"programme/impartiality-of-auditor-not-documented"}},
	{"competence", func(p *programme.Programme) { p.Auditors[1].Competence = "" }, "", []string{"programme/auditor-competence-not-documented"}},
	{"not reported", func(p *programme.Programme) { p.Audits[0].ReportedTo = "" }, "", []string{"programme/audit-results-not-reported"}},
	{"reported on a day to come", func(p *programme.Programme) { p.Audits[0].ReportedOn = day("2026-06-02") }, "", []string{"programme/audit-results-not-reported"}},
	{"no report", func(p *programme.Programme) { p.Audits[0].Report = "" }, "", []string{"programme/missing-audit-report"}},
	{"reported before it was over", func(p *programme.Programme) { p.Audits[0].ReportedOn = day("2026-03-10") }, "", []string{"programme/contradictory-audit-record"}},
	{"two of one ID, apart", func(p *programme.Programme) { p.Audits[2].ID = "IA-1" }, "", []string{"programme/duplicate-id-in-the-audit-programme"}},
	{"no frequency but a unit", func(p *programme.Programme) { p.Audit.Every = isms.Interval{Unit: isms.Months} }, "", []string{"programme/incomplete-audit-programme"}},
	{"cancelled wants nothing", func(p *programme.Programme) {
		p.Audits = append(p.Audits, programme.InternalAudit{ID: "IA-4", Cancelled: "merged"})
	}, "", nil},
	{"cancelled, and took place", func(p *programme.Programme) {
		p.Audits[0].Cancelled, p.Audits[0].Report = "merged", ""
	}, "", []string{"programme/contradictory-audit-record", "programme/missing-audit-report"}},
	{"a stranger and one who audits own work", func(p *programme.Programme) {
		p.Audits[2].Team, p.Auditors[0].ResponsibleFor = []isms.ID{"eve", "bob", "ann"}, []isms.Ref{"5", "A.6"}
	}, "", []string{"programme/missing-or-unknown-auditor", "programme/auditor-responsible-for-audited-area"}},
	{"two of one ID", func(p *programme.Programme) { p.Audits[1].ID = "IA-1" }, "", []string{"programme/duplicate-id-in-the-audit-programme"}},
	{"two auditors of one ID", func(p *programme.Programme) { p.Auditors = append(p.Auditors, p.Auditors[0]) }, "", []string{"programme/duplicate-id-in-the-audit-programme"}},
	{"an area twice", func(p *programme.Programme) { p.Areas = append(p.Areas, p.Areas[0]) }, "", []string{"programme/duplicate-id-in-the-audit-programme"}},
}

func TestProgrammeCheck(t *testing.T) {
	for _, c := range programmeCases {
		p := soundProgramme()
		c.change(&p)
		on := programmeDay
		if c.on != "" {
			on = day(c.on)
		}
		slices.Sort(c.want)
		if diff := cmp.Diff(append([]string{}, c.want...), codes(p.Check(on, programme.Facts{Necessary: necessary}))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestEarlierFindingsWantAnotherAudit(t *testing.T) {
	finding := func(on string, grade audit.Grade) []audit.Nonconformity {
		n, err := audit.Raise(day(on), "", audit.Finding{ID: "NC-1", Grade: grade, Audit: audit.Internal, Requirements: []isms.Ref{"7.2 d"}})
		if err != nil {
			t.Fatal(err)
		}
		return []audit.Nonconformity{n}
	}
	p := soundProgramme()
	if got := codes(p.Check(programmeDay, programme.Facts{Necessary: necessary, Findings: finding("2026-03-11", audit.Minor)})); !slices.Equal(got, []string{"programme/previous-audit-results-not-considered"}) {
		t.Errorf("a minor against a clause that nobody audits again: %v", got)
	}
	if got := codes(p.Check(programmeDay, programme.Facts{Necessary: necessary, Findings: finding("2026-03-11", audit.Observation)})); len(got) > 0 {
		t.Errorf("an observation: %v", got)
	}
	if got := codes(p.Check(programmeDay, programme.Facts{Necessary: necessary, Findings: finding("2026-02-01", audit.Minor)})); len(got) > 0 {
		t.Errorf("audited since: %v", got)
	}
	p.Audits[1].Scope = append(p.Audits[1].Scope, "7.2")
	if got := codes(p.Check(programmeDay, programme.Facts{Necessary: necessary, Findings: finding("2026-03-11", audit.Minor)})); len(got) > 0 {
		t.Errorf("planned again: %v", got)
	}
}

// Findings raise a place; a high importance comes before a low one.
func TestPriorities(t *testing.T) {
	p := soundProgramme()
	p.Areas = append(p.Areas, programme.Area{Ref: "A.5", Importance: programme.ImportanceLow, Reason: "paper"})
	before := p.Priorities(programmeDay, necessary, nil)
	at := func(list []programme.Priority, ref isms.Ref) int {
		return slices.IndexFunc(list, func(x programme.Priority) bool { return x.Ref == ref })
	}
	if at(before, "A.8.13") > at(before, "A.5.7") || at(before, "9.1") > at(before, "7.2") {
		t.Errorf("order %v", before)
	}
	n, err := audit.Raise(day("2026-04-01"), "", audit.Finding{ID: "NC-1", Grade: audit.Major, Audit: audit.Internal, Requirements: []isms.Ref{"A.5.7"}})
	if err != nil {
		t.Fatal(err)
	}
	after := p.Priorities(programmeDay, necessary, []audit.Nonconformity{n})
	if after[0].Ref != "A.5" || after[1].Ref != "A.5.7" || after[1].Majors != 1 {
		t.Errorf("with a major against A.5.7: %v, %v first", after[0], after[1])
	}
}

// An area without a cadence of its own has that of the programme for its importance.
func TestCadenceByImportance(t *testing.T) {
	every := func(level, interval string) []string {
		p := soundProgramme()
		p.Audit.ByLevel = map[string]isms.Interval{level: isms.MustInterval(interval)}
		var paths []string
		for d := range p.Check(day("2026-10-01"), programme.Facts{Necessary: necessary}).Found() {
			paths = append(paths, d.Code+" "+string(d.Path))
		}
		return paths
	}
	for _, c := range []struct{ level, interval, want string }{
		{"high", "12 months", ""},
		{"high", "3 months", "programme/exceeded-audit-interval areas[A.8]"},
		{"low", "3 months", ""},
		{"high", "60 working days", `programme/incomplete-audit-programme audit.byLevel[high]`},
		{"utmost", "3 months", `programme/incomplete-audit-programme audit.byLevel[utmost]`},
	} {
		if got := strings.Join(every(c.level, c.interval), "; "); got != c.want {
			t.Errorf("%s every %s: %q, want %q", c.level, c.interval, got, c.want)
		}
	}
}

func TestConducted(t *testing.T) {
	p := soundProgramme()
	for on, want := range map[string]isms.Ratio{
		"2026-02-01": {},
		"2026-06-01": {Have: 1, Want: 1},
		"2026-11-13": {Have: 1, Want: 2},
	} {
		if got := p.Conducted(day(on)); got != want {
			t.Errorf("%s: %v, want %v", on, got, want)
		}
	}
}

func TestCoverageTable(t *testing.T) {
	table := soundProgramme().Table(programmeDay, necessary)
	if err := table.Validate(); err != nil {
		t.Fatal(err)
	}
	if len(table.Columns) != 5 {
		t.Errorf("%d columns, want place, title and three years", len(table.Columns))
	}
	for _, row := range table.Rows {
		if row[0].String() == "9.2.2" && row[2].String() != "IA-2 (planned)" {
			t.Errorf("9.2.2 in 2026: %v", row[2])
		}
	}
}

// The order of the audits and auditors changes nothing.
func TestProgrammeOrderDoesNotMatter(t *testing.T) {
	p := soundProgramme()
	p.Audits[0].Report, p.Auditors[1].Competence = "", ""
	want := p.Check(programmeDay, programme.Facts{Necessary: necessary})
	slices.Reverse(p.Audits)
	slices.Reverse(p.Auditors)
	if got := p.Check(programmeDay, programme.Facts{Necessary: []isms.Ref{necessary[1], necessary[0], necessary[1]}}); !got.Equal(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Without the necessary controls that question is open, and all others are asked.
func TestProgrammeWithoutControls(t *testing.T) {
	ran := map[string]bool{}
	r := soundProgramme().Check(programmeDay, programme.Facts{})
	for x := range r.Ran() {
		ran[x.Code] = true
	}
	for _, rule := range programme.Rules() {
		if want := rule.Code != "programme/necessary-control-not-covered-by-audits"; ran[rule.Code] != want {
			t.Errorf("%s ran: %v", rule.Code, ran[rule.Code])
		}
	}
	p := soundProgramme()
	p.Audits[2].Scope = []isms.Ref{"10"}
	left := map[string]bool{}
	for d := range p.Check(programmeDay, programme.Facts{Necessary: []isms.Ref{"A.8.13", "A.5.7", "own:X-1", "A.5.10"}}).Found() {
		left[d.Arg("ref").Value] = true
	}
	if len(left) != 4 {
		t.Errorf("not covered: %v", left)
	}
}
