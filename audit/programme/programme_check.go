package programme

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// What clauses 9.2.1 and 9.2.2 want of the programme.
var (
	progClause = isms.Rule{
		Code: "audit/clause-not-covered", Severity: isms.Error, Refs: []isms.Ref{"9.2.1 a 2"},
		Title: "a clause is neither audited in the span nor planned to be", Message: "{ref} is not in the scope of any audit of {span}",
		Remedy: "put it into the scope of an audit", Since: since,
	}
	progControl = isms.Rule{
		Code: "audit/control-not-covered", Severity: isms.Error, Refs: []isms.Ref{"9.2.1 b"},
		Title: "a necessary control is neither audited in the span nor planned to be", Message: "{ref} is not in the scope of any audit of {span}",
		Remedy: "put it into the scope of an audit", Since: since, Basis: "9.2.1 b; that each necessary control has its turn in the span is how bodies read it",
	}
	progOverdue = isms.Rule{
		Code: "audit/audit-not-held", Severity: isms.Error, Refs: []isms.Ref{"9.2.1 s1"},
		Title: "an audit was planned and not performed", Message: "audit {id} was planned by {due}",
		Remedy: "perform it, or cancel it and say why", Since: since,
	}
	progNone = isms.Rule{
		Code: "audit/no-audit-held", Severity: isms.Error, Refs: []isms.Ref{"9.2.1 s1"},
		Title: "no internal audit has been performed", Message: "no internal audit has been performed in {span}; a plan is none",
		Remedy: "perform one", Since: since,
	}
	progInterval = isms.Rule{
		Code: "audit/interval-passed", Severity: isms.Error, Refs: []isms.Ref{"9.2.1 s1"},
		Title: "the last audit is older than the planned interval", Message: "{what} {last}, which is more than {every} ago",
		Remedy: "perform an audit", Since: since,
	}
	progOwn = isms.Rule{
		Code: "audit/own-requirements-unanswered", Severity: isms.Error, Refs: []isms.Ref{"9.2.1 a 1"},
		Title: "an audit does not say whether own requirements are met", Message: "audit {id} does not say whether the organization's own requirements are met",
		Remedy: "record the answer; no is one", Since: since,
	}
	progStandard = isms.Rule{
		Code: "audit/standard-unanswered", Severity: isms.Error, Refs: []isms.Ref{"9.2.1 a 2"},
		Title: "an audit does not say whether the standard is met", Message: "audit {id} does not say whether the standard is met",
		Remedy: "record the answer; no is one", Since: since,
	}
	progEffective = isms.Rule{
		Code: "audit/practice-unanswered", Severity: isms.Error, Refs: []isms.Ref{"9.2.1 b"},
		Title: "an audit does not say whether the system is put into practice", Message: "audit {id} does not say whether the system is put into practice and kept up",
		Remedy: "record the answer; no is one", Since: since,
	}
	progIncomplete = isms.Rule{
		Code: "audit/programme-incomplete", Severity: isms.Error, Refs: []isms.Ref{"9.2.2 s1"},
		Title: "the audit programme lacks a part", Message: "the audit programme lacks {what}",
		Remedy: "add it", Since: since,
	}
	progImportance = isms.Rule{
		Code: "audit/importance-not-weighed", Severity: isms.Error, Refs: []isms.Ref{"9.2.2 s2"},
		Title: "the programme does not weigh the importance of areas", Message: "{what}",
		Remedy: "give areas an importance with its reason", Since: since,
	}
	progEarlier = isms.Rule{
		Code: "audit/earlier-results-ignored", Severity: isms.Error, Refs: []isms.Ref{"9.2.2 s2"},
		Title: "a place has findings from before and no audit since nor planned", Message: "{ref}: {findings} were raised against it and no audit covers it since or is planned",
		Remedy: "plan an audit of it", Since: since,
	}
	progScope = isms.Rule{
		Code: "audit/scope-missing", Severity: isms.Error, Refs: []isms.Ref{"9.2.2 a"},
		Title: "an audit has no scope", Message: "audit {id} has no scope that can be read",
		Remedy: "name the clauses, controls and processes", Since: since,
	}
	progCriteria = isms.Rule{
		Code: "audit/criteria-missing", Severity: isms.Error, Refs: []isms.Ref{"9.2.2 a"},
		Title: "an audit has no criteria", Message: "audit {id} has no criteria",
		Remedy: "say what is audited against", Since: since,
	}
	progAuditor = isms.Rule{
		Code: "audit/auditor-missing", Severity: isms.Error, Refs: []isms.Ref{"9.2.2 b"},
		Title: "nobody known audits", Message: "audit {id}: {what}",
		Remedy: "name an auditor of the list", Since: since,
	}
	progOwnWork = isms.Rule{
		Code: "audit/audits-own-work", Severity: isms.Error, Refs: []isms.Ref{"9.2.2 b"},
		Title: "an auditor audits own work", Message: "audit {id}: {auditor} works in {ref}",
		Remedy: "have somebody else audit it, or record what makes up for it", Since: since,
	}
	progCompensated = isms.Rule{
		Code: "audit/own-work-compensated", Severity: isms.Warning, Refs: []isms.Ref{"9.2.2 b"},
		Title: "an auditor audits own work and something is said to make up for it", Message: "audit {id}: {auditor} works in {ref}; made up for by: {compensation}",
		Remedy: "have somebody else audit it", Since: since, Basis: "this library's proposal for very small organizations: auditors ask",
	}
	progIndependence = isms.Rule{
		Code: "audit/independence-unsaid", Severity: isms.Warning, Refs: []isms.Ref{"9.2.2 b"},
		Title: "nobody said what an auditor works in", Message: "{auditor}: neither areas nor what was looked at to say that there are none",
		Remedy: "list the areas, or say what was looked at", Since: since,
	}
	progCompetence = isms.Rule{
		Code: "audit/auditor-competence-unsaid", Severity: isms.Error, Refs: []isms.Ref{"7.2 b", "7.2 d"},
		Title: "nothing says that an auditor is competent", Message: "{auditor}: nothing says that they are competent to audit",
		Remedy: "name the evidence", Since: since,
	}
	progReported = isms.Rule{
		Code: "audit/not-reported", Severity: isms.Error, Refs: []isms.Ref{"9.2.2 c"},
		Title: "the results of an audit did not reach the managers concerned", Message: "audit {id}, performed by {on}, was not reported to a manager",
		Remedy: "report it and record to whom and when", Since: since,
	}
	progReport = isms.Rule{
		Code: "audit/report-missing", Severity: isms.Error, Refs: []isms.Ref{"9.2.2 s3"},
		Title: "an audit was performed and there is no report", Message: "audit {id}, performed by {on}, has no report",
		Remedy: "write it and name the document", Since: since,
	}
	progBroken = isms.Rule{
		Code: "audit/audit-contradicts-itself", Severity: isms.Error, Refs: []isms.Ref{"9.2.2 s3"},
		Title: "the record of an audit contradicts itself", Message: "audit {id}: {what}",
		Remedy: "put the record right", Since: since,
	}
)

// Rules returns the rules that [Programme.Check] applies.
func Rules() []isms.Rule { return collect(programmeRules()) }

func programmeRules() []isms.Rule {
	return []isms.Rule{
		progClause, progControl, progOverdue, progNone, progInterval, progOwn, progStandard, progEffective,
		progIncomplete, progImportance, progEarlier, progScope, progCriteria, progAuditor, progOwnWork, progCompensated,
		progIndependence, progCompetence, progReported, progReport, progBroken,
	}
}

// Check reports what 9.2 wants and the programme, as it stands on a day, does
// not have. Necessary lists the necessary controls, as "A.5.7" or "own:C-1";
// findings are what audits raised so far. Audits that are planned count as
// covering, never as performed.
func (p Programme) Check(asOf isms.Date, necessary []isms.Ref, findings []audit.Nonconformity) isms.Report {
	var c isms.Checker
	if asOf.IsZero() {
		for _, r := range programmeRules() {
			c.Skip(r, "the day is not given")
		}
		return c.Report()
	}
	for _, r := range programmeRules() {
		if r.Code == progControl.Code && len(necessary) == 0 {
			c.Skip(r, "the necessary controls are not given")
			continue
		}
		c.Ran(r)
	}
	p.checkPlan(&c)
	p.checkCoverage(&c, asOf, necessary, findings)
	p.checkAuditors(&c)
	seen := make([]isms.ID, 0, len(p.Audits))
	var last isms.Date
	for i := range p.Audits {
		a := &p.Audits[i]
		seen = append(seen, a.ID)
		if done := a.done(asOf); p.Span.Contains(done) && done.Compare(last) > 0 {
			last = done
		}
		p.checkAudit(&c, asOf, a)
	}
	slices.Sort(seen)
	for i := 1; i < len(seen); i++ {
		if seen[i] == seen[i-1] {
			c.Find(progBroken, isms.Path("").Item("audits", seen[i]), isms.ArgID("id", seen[i]), isms.ArgText("what", "two audits have this ID"))
		}
	}
	switch {
	case last.IsZero():
		c.Find(progNone, "audits", isms.ArgText("span", p.span()))
	case passed(last, p.Every, asOf):
		c.Find(progInterval, "every", isms.ArgText("what", "the system"), isms.ArgText("last", "was last audited on "+last.String()), isms.ArgText("every", p.Every.String()))
	}
	return c.Report()
}

// passed reports whether more than the interval, in calendar units, is over since
// the last time. An interval of nothing is none.
func passed(last isms.Date, every isms.Interval, asOf isms.Date) bool {
	return every.N > 0 && count(last, every).Before(asOf)
}

func (p *Programme) checkPlan(c *isms.Checker) {
	for _, f := range []struct {
		what, path string
		missing    bool
	}{
		{"the span in which everything is covered", "span", p.Span.Days() == 0},
		{"the frequency, in calendar units", "every", p.Every.N < 1 || !isms.Units().Has(p.Every.Unit) || p.Every.Unit == isms.WorkingDays},
		{"who is responsible", "responsible", p.Responsible == ""},
		{"the methods", "methods", text.Blank(p.Methods)},
		{"the reporting", "reporting", text.Blank(p.Reporting)},
		{"any audit", "audits", len(p.Audits) == 0},
	} {
		if f.missing {
			c.Find(progIncomplete, isms.Path(f.path), isms.ArgText("what", f.what))
		}
	}
	if len(p.Areas) == 0 {
		c.Find(progImportance, "areas", isms.ArgText("what", "no area has an importance"))
	}
	for i, a := range p.Areas {
		if !Importances().Has(a.Importance) || text.Blank(a.Reason) {
			c.Find(progImportance, isms.Path("").Index("areas", i), isms.ArgText("what", cmp.Or(string(a.Ref), "an area without a place")+" has no importance with a reason"))
		}
	}
}

func (p *Programme) checkCoverage(c *isms.Checker, asOf isms.Date, necessary []isms.Ref, findings []audit.Nonconformity) {
	span := isms.ArgText("span", p.span())
	cover := p.Coverage(asOf, necessary)
	needed := make([]isms.Ref, len(necessary))
	copy(needed, necessary)
	needed = isms.SortRefs(needed)
	clauses := leafClauses()
	for _, x := range cover {
		if len(x.Performed)+len(x.Planned) > 0 {
			continue
		}
		if slices.Contains(clauses, x.Ref) {
			c.Find(progClause, "audits", isms.ArgText("ref", x.Ref), span)
		} else if _, found := slices.BinarySearchFunc(needed, x.Ref, isms.Ref.Compare); found {
			c.Find(progControl.For(x.Ref), "audits", isms.ArgText("ref", x.Ref), span)
		}
	}
	for _, a := range p.Areas {
		i, _ := slices.BinarySearchFunc(cover, a.Ref, func(x Coverage, r isms.Ref) int { return x.Ref.Compare(r) }) // areas are among what is covered
		last, since := cover[i].Last, "was last audited on "
		if last.IsZero() {
			last, since = p.Span.First, "was never audited since "
		}
		if passed(last, a.Every, asOf) {
			c.Find(progInterval, "areas", isms.ArgText("what", cmp.Or(string(a.Ref), "an area without a place")), isms.ArgText("last", since+last.String()), isms.ArgText("every", a.Every.String()))
		}
	}
	next := map[isms.Ref]bool{} // looked up, never ranged over
	for _, x := range cover {
		next[x.Ref] = len(x.Planned) > 0
	}
	for _, x := range p.Priorities(asOf, necessary, findings) {
		if x.Majors+x.Minors > 0 && !next[x.Ref] {
			c.Find(progEarlier, "audits", isms.ArgText("ref", x.Ref), isms.ArgText("findings", text.Plural(x.Majors, "major")+" and "+text.Plural(x.Minors, "minor")))
		}
	}
}

// span says in words what the programme covers.
func (p *Programme) span() string {
	if p.Span.Days() == 0 {
		return "a span that is not set"
	}
	return p.Span.String()
}

func (p *Programme) checkAuditors(c *isms.Checker) {
	for _, a := range p.Auditors {
		at, who := isms.Path("").Item("auditors", a.ID), isms.ArgID("auditor", a.ID)
		if text.Blank(a.Competence) {
			c.Find(progCompetence, at, who)
		}
		if len(a.WorksIn) == 0 && text.Blank(a.Independence) {
			c.Find(progIndependence, at, who)
		}
	}
}

func (p *Programme) checkAudit(c *isms.Checker, asOf isms.Date, a *InternalAudit) {
	at, id := isms.Path("").Item("audits", a.ID), isms.ArgID("id", a.ID)
	for _, f := range []struct {
		what   string
		broken bool
	}{
		{"its planned time ends before it begins", a.Planned.Validate() != nil},
		{"its performed time ends before it begins", a.Performed.Validate() != nil},
		{"only one of its performed days is given", a.Performed.First.IsZero() != a.Performed.Last.IsZero()},
		{"it is recorded as performed on a day to come", a.Performed.Last.After(asOf)},
		{"it is both cancelled and performed", !text.Blank(a.Cancelled) && !a.Performed.Last.IsZero()},
		{"it was reported before it was over", a.ReportedOn.Before(a.Performed.Last)},
	} {
		if f.broken {
			c.Find(progBroken, at, id, isms.ArgText("what", f.what))
		}
	}
	if !text.Blank(a.Cancelled) && a.Performed.Last.IsZero() {
		return
	}
	if len(a.Scope) == 0 || slices.ContainsFunc(a.Scope, func(r isms.Ref) bool { return !r.Known() }) {
		c.Find(progScope, at.Field("scope"), id)
	}
	if !slices.ContainsFunc(a.Criteria, func(s string) bool { return !text.Blank(s) }) {
		c.Find(progCriteria, at.Field("criteria"), id)
	}
	p.checkTeam(c, a)
	on := a.done(asOf)
	if on.IsZero() {
		if a.ahead(asOf) && a.Planned.Last.Before(asOf) {
			c.Find(progOverdue, at, id, isms.ArgDate("due", a.Planned.Last))
		}
		return
	}
	for _, q := range []struct {
		rule   isms.Rule
		answer isms.Answer
	}{{progOwn, a.MeetsOwn}, {progStandard, a.MeetsStandard}, {progEffective, a.Effective}} {
		if !isms.Answers().Has(q.answer) {
			c.Find(q.rule, at, id)
		}
	}
	if a.Report == "" {
		c.Find(progReport, at, id, isms.ArgDate("on", on))
	}
	if a.ReportedTo == "" || a.ReportedOn.IsZero() || a.ReportedOn.After(asOf) {
		c.Find(progReported, at, id, isms.ArgDate("on", on))
	}
}

func (p *Programme) checkTeam(c *isms.Checker, a *InternalAudit) {
	at, id := isms.Path("").Item("audits", a.ID).Field("team"), isms.ArgID("id", a.ID)
	if len(a.Team) == 0 {
		c.Find(progAuditor, at, id, isms.ArgText("what", "it has no auditor"))
	}
	for _, who := range a.Team {
		i := slices.IndexFunc(p.Auditors, func(x Auditor) bool { return x.ID == who })
		if i < 0 {
			c.Find(progAuditor, at, id, isms.ArgText("what", text.Quote(string(who))+" is not in the list of auditors"))
			continue
		}
		for _, ref := range p.Auditors[i].WorksIn {
			if !slices.ContainsFunc(a.Scope, func(s isms.Ref) bool { return s.Within(ref) || ref.Within(s) }) {
				continue
			}
			rule := progOwnWork
			if !text.Blank(a.Compensation) {
				rule = progCompensated
			}
			c.Find(rule, at, id, isms.ArgID("auditor", who), isms.ArgText("ref", ref), isms.ArgText("compensation", strings.TrimSpace(a.Compensation)))
		}
	}
}

// count returns the day v after d in calendar units; zero if there is none.
func count(d isms.Date, v isms.Interval) isms.Date {
	if v.Unit == isms.WorkingDays { // takes a calendar
		return isms.Date{}
	}
	day, _ := v.From(d, nil) // zero beyond the calendar
	return day
}
