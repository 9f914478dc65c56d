package programme_test

import (
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

func TestRuleTexts(t *testing.T) {
	var n golden.Note
	n.Rules(t, programme.Rules(), cases(t).Reports...)
	n.Messages(programme.Messages())
	golden.Equal(t, "rules.txt", n.Bytes())
}

// The key of everything found in every case of the tables of this package.
func TestFound(t *testing.T) { golden.Equal(t, "found.txt", cases(t).Bytes()) }

// cases returns what is found in every case of the tables of this package.
func cases(t *testing.T) *golden.Note {
	t.Helper()
	var n golden.Note
	report := func(p programme.Programme, on isms.Date, necessary []isms.Ref, findings []audit.Nonconformity) {
		r := p.Check(on, programme.Facts{Necessary: necessary, Findings: findings})
		found(&n, r)
		laws.Report(t, p, r)
	}
	for _, c := range programmeCases {
		p := soundProgramme()
		c.change(&p)
		on := programmeDay
		if c.on != "" {
			on = day(c.on)
		}
		n.Line("programme, %s, on %s", c.name, on)
		report(p, on, necessary, nil)
	}
	n.Line("programme, earlier findings")
	report(soundProgramme(), programmeDay, necessary, []audit.Nonconformity{
		replay(t, raised("NC-1", "2026-04-01", audit.Major, audit.Internal)), replay(t, raised("NC-2", "2026-04-01", audit.Minor, audit.Internal)), {},
	})
	n.Line("programme, two years apart")
	apart := soundProgramme()
	postponed(&apart)
	apart.Audit.Every = isms.MustInterval("2 years")
	report(apart, day("2027-03-12"), necessary, nil)
	n.Line("programme, a finding that is in no register")
	unregistered := soundProgramme()
	unregistered.Audits[0].Findings = []isms.ID{"NC-404"}
	report(unregistered, programmeDay, necessary, nil)
	n.Line("programme, nothing")
	report(programme.Programme{}, programmeDay, nil, nil)
	n.Line("programme, no day")
	report(soundProgramme(), isms.Date{}, necessary, nil)
	n.Line("programme, broken records")
	broken := soundProgramme()
	broken.Areas = append(broken.Areas, programme.Area{Audit: isms.Cadence{Every: isms.MustInterval("1 month")}}, programme.Area{Ref: "A.5", Importance: programme.ImportanceLow, Audit: isms.Cadence{Every: isms.MustInterval("3 months")}})
	broken.Auditors = append(broken.Auditors, programme.Auditor{})
	broken.Audits[0].Conducted = isms.Window{First: day("2026-03-11"), Last: day("2026-03-09")}
	broken.Audits[1].Planned.First, broken.Audits[1].Conducted.Last = day("2026-12-24"), day("2026-05-01")
	broken.Audits[2].Cancelled, broken.Audits[2].Conducted = "no money", isms.On(day("2026-06-02"))
	broken.Audits = append(broken.Audits, programme.InternalAudit{}, programme.InternalAudit{})
	report(broken, programmeDay, necessary, nil)
	return &n
}

// The audits as a calendar shows them.
func TestEntriesOfAudits(t *testing.T) {
	var n golden.Note
	for _, e := range soundProgramme().Entries(programmeDay, programmeDay.AddYears(10)) {
		n.Line("%s %s %s %s %s %v", e.ID, e.Title.Code, e.Window, e.Basis.Code, e.Subject, e.Refs)
		laws.Entry(t, nil, e)
	}
	golden.Equal(t, "entries.txt", n.Bytes())
}

// The names of the members that records are stored under never change. Every
// field of every record is filled in.
func TestStoredNames(t *testing.T) {
	var n golden.Note
	n.Stored(t, nil,
		new(programme.Programme), new(programme.Coverage), new(programme.Priority), new(programme.Owner),
	)

	n.JSON(t, "zero", []any{programme.Programme{}, programme.InternalAudit{}, programme.Facts{}})
	golden.Equal(t, "stored.txt", n.Bytes())
}

// The internal audits and what they cover, as tables.
func TestTablesOfTheProgramme(t *testing.T) {
	p := soundProgramme()
	p.Period.First, p.Period.Last = day("2025-07-01"), day("2027-06-30")
	p.Audits[0].Sites, p.Audits[0].MitigatingMeasure = []string{"Linz", "Wels"}, "a colleague reads along"
	p.Audits[1].Cancelled = "merged"
	p.Audits[2].Planned = isms.Window{First: day("2027-06-01"), Last: day("2027-07-01")} // past the span
	p.Audits = append(p.Audits,
		programme.InternalAudit{ID: "IA-0", Scope: []isms.Ref{"9"}, Conducted: isms.Window{First: day("2025-06-29"), Last: day("2025-06-30")}}, // before it
		programme.InternalAudit{ID: "IA-4", Scope: []isms.Ref{"9.2", "A.5"}, Team: []isms.ID{"ann", "eve"}, Planned: isms.Window{First: day("2026-05-20"), Last: day("2026-05-31")}},
		programme.InternalAudit{ID: "IA-5", Scope: []isms.Ref{"9.2", "A.5.7"}, Team: []isms.ID{"eve"}, Planned: isms.On(day("2026-06-01"))},
		programme.InternalAudit{ID: "IA-6", Scope: []isms.Ref{"10"}},
		programme.InternalAudit{ID: "IA-7", Scope: []isms.Ref{"10"}, Conducted: isms.Window{First: day("2026-06-01"), Last: day("2026-06-02")}}, // is under way
	)
	out := print(t, p.AuditTable(programmeDay), p.Table(programmeDay, necessary), programme.Programme{}.AuditTable(programmeDay))
	p.Period = isms.Window{First: day("2020-01-01"), Last: day("2035-12-31")} // more years than a page has
	out = append(out, print(t, p.Table(programmeDay, nil))...)
	p.Period = isms.Window{}
	out = append(out, print(t, p.Table(programmeDay, nil))...)
	golden.Equal(t, "programme.md", out)
}
