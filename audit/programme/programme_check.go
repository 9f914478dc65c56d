package programme

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Requirements of 9.2.1 and 9.2.2.
var (
	clauseUncovered = isms.Rule{
		Code: "programme/clause-not-covered-by-audits", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 a 2"}, Since: "v0.1.0",
		Title:   "Clause not covered by audits",
		Message: "{ref} is not in the scope of any audit of {span}",
		Remedy:  "Add the clause to the scope of an audit.",
	}
	controlUncovered = isms.Rule{
		Code: "programme/necessary-control-not-covered-by-audits", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 b"}, Since: "v0.1.0",
		Title:   "Necessary control not covered by audits",
		Message: "{ref} is not in the scope of any audit of {span}",
		Remedy:  "Add the control to the scope of an audit.",
		Basis:   "9.2.1 b; that each necessary control is covered in the period is how bodies read it",
	}
	auditOverdue = isms.Rule{
		Code: "programme/overdue-internal-audit", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 s1"}, Since: "v0.1.0",
		Title:   "Overdue internal audit",
		Message: "audit {id} was planned by {due}",
		Remedy:  "Conduct the audit or cancel it with a reason.",
	}
	auditMissing = isms.Rule{
		Code: "programme/missing-internal-audit", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 s1"}, Since: "v0.1.0",
		Title:   "Missing internal audit",
		Message: "no internal audit has been performed in {span}; a plan is none",
		Remedy:  "Conduct an internal audit.",
	}
	intervalExceeded = isms.Rule{
		Code: "programme/exceeded-audit-interval", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 s1"}, Since: "v0.1.0",
		Title:   "Exceeded audit interval",
		Message: "{what} {last}, which is more than {every} ago",
		Remedy:  "Conduct an internal audit.",
	}
	ownRequirementsOpen = isms.Rule{
		Code: "programme/missing-conclusion-on-own-requirements", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 a 1"}, Since: "v0.1.0",
		Title:   "Missing conclusion on own requirements",
		Message: "audit {id} does not say whether the organization's own requirements are met",
		Remedy:  "Record whether the ISMS conforms to the organization's own requirements.",
	}
	standardOpen = isms.Rule{
		Code: "programme/missing-conclusion-on-the-standard", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 a 2"}, Since: "v0.1.0",
		Title:   "Missing conclusion on the standard",
		Message: "audit {id} does not say whether the standard is met",
		Remedy:  "Record whether the ISMS conforms to ISO/IEC 27001.",
	}
	implementationOpen = isms.Rule{
		Code: "programme/missing-conclusion-on-implementation", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 b"}, Since: "v0.1.0",
		Title:   "Missing conclusion on implementation",
		Message: "audit {id} does not say whether the system is put into practice and kept up",
		Remedy:  "Record whether the ISMS is effectively implemented and maintained.",
	}
	incomplete = isms.Rule{
		Code: "programme/incomplete-audit-programme", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s1"}, Since: "v0.1.0",
		Title:   "Incomplete audit programme",
		Message: "the audit programme lacks {what}",
		Remedy:  "Complete the audit programme.",
	}
	importanceMissing = isms.Rule{
		Code: "programme/area-importance-not-considered", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s2"}, Since: "v0.1.0",
		Title:   "Area importance not considered",
		Message: "{what}",
		Remedy:  "Assign each area an importance with a reason.",
	}
	resultsIgnored = isms.Rule{
		Code: "programme/previous-audit-results-not-considered", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s2"}, Since: "v0.1.0",
		Title:   "Previous audit results not considered",
		Message: "{ref}: {findings} were raised against it and no audit covers it since or is planned",
		Remedy:  "Plan an audit that covers it.",
	}
	scopeMissing = isms.Rule{
		Code: "programme/missing-audit-scope", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 a"}, Since: "v0.1.0",
		Title:   "Missing audit scope",
		Message: "audit {id} has no scope that can be read",
		Remedy:  "State the clauses, controls and processes in scope.",
	}
	criteriaMissing = isms.Rule{
		Code: "programme/missing-audit-criteria", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 a"}, Since: "v0.1.0",
		Title:   "Missing audit criteria",
		Message: "audit {id} has no criteria",
		Remedy:  "State the audit criteria.",
	}
	auditorMissing = isms.Rule{
		Code: "programme/missing-or-unknown-auditor", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 b"}, Since: "v0.1.0",
		Title:   "Missing or unknown auditor",
		Message: "audit {id}: {what}",
		Remedy:  "Assign an auditor from the list of auditors.",
	}
	ownWork = isms.Rule{
		Code: "programme/auditor-responsible-for-audited-area", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 b"}, Since: "v0.1.0",
		Title:   "Auditor responsible for audited area",
		Message: "audit {id}: {auditor} works in {ref}",
		Remedy:  "Assign another auditor or document a mitigating measure.",
	}
	ownWorkMitigated = isms.Rule{
		Code: "programme/mitigated-lack-of-impartiality", Severity: isms.SeverityWarning, Refs: []isms.Ref{"9.2.2 b"}, Since: "v0.1.0",
		Title:   "Mitigated lack of impartiality",
		Message: "audit {id}: {auditor} works in {ref}; made up for by: {compensation}",
		Remedy:  "Assign another auditor.",
		Basis:   "ismskit proposal for very small organizations: auditors commonly ask",
	}
	impartialityMissing = isms.Rule{
		Code: "programme/impartiality-of-auditor-not-documented", Severity: isms.SeverityWarning, Refs: []isms.Ref{"9.2.2 b"}, Since: "v0.1.0",
		Title:   "Impartiality of auditor not documented",
		Message: "{auditor}: neither areas nor what was looked at to say that there are none",
		Remedy:  "List the areas that the auditor is responsible for or document how impartiality was established.",
	}
	competenceMissing = isms.Rule{
		Code: "programme/auditor-competence-not-documented", Severity: isms.SeverityError, Refs: []isms.Ref{"7.2 b", "7.2 d"}, Since: "v0.1.0",
		Title:   "Auditor competence not documented",
		Message: "{auditor}: nothing says that they are competent to audit",
		Remedy:  "Document the evidence of competence.",
	}
	unreported = isms.Rule{
		Code: "programme/audit-results-not-reported", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 c"}, Since: "v0.1.0",
		Title:   "Audit results not reported",
		Message: "audit {id}, performed by {on}, was not reported to a manager",
		Remedy:  "Report the audit results and record to whom and when.",
	}
	reportMissing = isms.Rule{
		Code: "programme/missing-audit-report", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s3"}, Since: "v0.1.0",
		Title:   "Missing audit report",
		Message: "audit {id}, performed by {on}, has no report",
		Remedy:  "Write the audit report and reference the document.",
	}
	contradictory = isms.Rule{
		Code: "programme/contradictory-audit-record", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s3"}, Since: "v0.1.0",
		Title:   "Contradictory audit record",
		Message: "audit {id}: {what}",
		Remedy:  "Correct the audit record.",
	}
)

// Rules returns the rules that [Programme.Check] applies, sorted by code. The values
// are copies.
func Rules() []isms.Rule { return isms.SortedRules(programmeRules()) }

func programmeRules() []isms.Rule {
	return []isms.Rule{
		clauseUncovered, controlUncovered, auditOverdue, auditMissing, intervalExceeded, ownRequirementsOpen, standardOpen, implementationOpen,
		incomplete, importanceMissing, resultsIgnored, scopeMissing, criteriaMissing, auditorMissing, ownWork, ownWorkMitigated,
		impartialityMissing, competenceMissing, unreported, reportMissing, contradictory,
	}
}

// Check reports what 9.2 requires and the programme does not have as of a day.
// Necessary are the necessary controls, such as "A.5.7" or "own:C-1"; findings are those
// of earlier audits. Planned audits count as coverage, never as conducted.
func (p Programme) Check(asOf isms.Date, necessary []isms.Ref, findings []audit.Nonconformity) isms.Report {
	var c isms.Checker
	if asOf.IsZero() {
		for _, r := range programmeRules() {
			c.Skip(r, isms.Sentence{Text: "the day is not given"})
		}
		return c.Report()
	}
	for _, r := range programmeRules() {
		if r.Code == controlUncovered.Code && len(necessary) == 0 {
			c.Skip(r, isms.Sentence{Text: "the necessary controls are not given"})
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
		if done := a.done(asOf); p.Period.Contains(done) && done.Compare(last) > 0 {
			last = done
		}
		p.checkAudit(&c, asOf, a)
	}
	slices.Sort(seen)
	for i := 1; i < len(seen); i++ {
		if seen[i] == seen[i-1] {
			c.Find(contradictory, isms.Path("").Item("audits", seen[i]), isms.ArgID("id", seen[i]), isms.ArgText("what", "two audits have this ID"))
		}
	}
	switch {
	case last.IsZero():
		c.Find(auditMissing, "audits", isms.ArgText("span", p.span()))
	case exceeded(last, p.Audit, "", asOf):
		c.Find(intervalExceeded, "audit.every", isms.ArgText("what", "the system"), isms.ArgText("last", "was last audited on "+last.String()), isms.ArgText("every", p.Audit.Every.String()))
	}
	return c.Report()
}

// exceeded reports whether the next audit after one on last is overdue. Only calendar
// units count: working days set nothing.
func exceeded(last isms.Date, c isms.Cadence, importance Importance, asOf isms.Date) bool {
	if every := c.Interval(string(importance)); every.N < 1 || every.Unit == isms.WorkingDays {
		c = isms.Cadence{Next: c.Next}
	}
	due, _ := c.Due(last, string(importance), nil) // zero beyond the calendar
	return !due.IsZero() && due.Before(asOf)
}

// cadence returns the cadence of an area: its own, otherwise that of the programme for
// its importance.
func (p *Programme) cadence(a Area) isms.Cadence {
	if a.Audit.IsZero() {
		return isms.Cadence{ByLevel: p.Audit.ByLevel}
	}
	return a.Audit
}

func (p *Programme) checkPlan(c *isms.Checker) {
	calendarUnits := func(v isms.Interval) bool {
		return v.N > 0 && isms.Units().Has(v.Unit) && v.Unit != isms.WorkingDays
	}
	for _, f := range []struct {
		what, path string
		missing    bool
	}{
		{"the period for complete coverage", "period", p.Period.Days() == 0},
		{"the frequency, in calendar units", "audit.every", !calendarUnits(p.Audit.Every)},
		{"who is responsible", "responsible", p.Responsible == ""},
		{"the methods", "methods", text.Blank(p.Methods)},
		{"the reporting", "reporting", text.Blank(p.Reporting)},
		{"any audit", "audits", len(p.Audits) == 0},
	} {
		if f.missing {
			c.Find(incomplete, isms.Path(f.path), isms.ArgText("what", f.what))
		}
	}
	for _, level := range slices.Sorted(maps.Keys(p.Audit.ByLevel)) {
		if !Importances().Has(Importance(level)) || !calendarUnits(p.Audit.ByLevel[level]) {
			c.Find(incomplete, isms.Path("audit").Item("byLevel", isms.ID(level)), isms.ArgText("what", "a frequency, in calendar units, for an importance"))
		}
	}
	if len(p.Areas) == 0 {
		c.Find(importanceMissing, "areas", isms.ArgText("what", "no area has an importance"))
	}
	for i, a := range p.Areas {
		if !Importances().Has(a.Importance) || text.Blank(a.Reason) {
			c.Find(importanceMissing, isms.Path("").Index("areas", i), isms.ArgText("what", cmp.Or(string(a.Ref), "an area without a place")+" has no importance with a reason"))
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
		if len(x.Conducted)+len(x.Planned) > 0 {
			continue
		}
		if slices.Contains(clauses, x.Ref) {
			c.Find(clauseUncovered, "audits", isms.ArgText("ref", x.Ref), span)
		} else if _, found := slices.BinarySearchFunc(needed, x.Ref, isms.Ref.Compare); found {
			c.Find(controlUncovered.For(x.Ref), "audits", isms.ArgText("ref", x.Ref), span)
		}
	}
	for _, a := range p.Areas {
		i, _ := slices.BinarySearchFunc(cover, a.Ref, func(x Coverage, r isms.Ref) int { return x.Ref.Compare(r) }) // areas are among what is covered
		last, since := cover[i].Last, "was last audited on "
		if last.IsZero() {
			last, since = p.Period.First, "was never audited since "
		}
		if exceeded(last, p.cadence(a), a.Importance, asOf) {
			c.Find(intervalExceeded, "areas", isms.ArgText("what", cmp.Or(string(a.Ref), "an area without a place")), isms.ArgText("last", since+last.String()), isms.ArgText("every", p.cadence(a).Interval(string(a.Importance)).String()))
		}
	}
	next := map[isms.Ref]bool{} // looked up, never ranged over
	for _, x := range cover {
		next[x.Ref] = len(x.Planned) > 0
	}
	for _, x := range p.Priorities(asOf, necessary, findings) {
		if x.Majors+x.Minors > 0 && !next[x.Ref] {
			c.Find(resultsIgnored, "audits", isms.ArgText("ref", x.Ref), isms.ArgText("findings", text.Plural(x.Majors, "major")+" and "+text.Plural(x.Minors, "minor")))
		}
	}
}

// span returns the period in words.
func (p *Programme) span() string {
	if p.Period.Days() == 0 {
		return "a period that is not set"
	}
	return p.Period.String()
}

func (p *Programme) checkAuditors(c *isms.Checker) {
	for _, a := range p.Auditors {
		at, who := isms.Path("").Item("auditors", a.ID), isms.ArgID("auditor", a.ID)
		if text.Blank(a.Competence) {
			c.Find(competenceMissing, at, who)
		}
		if len(a.ResponsibleFor) == 0 && text.Blank(a.Impartiality) {
			c.Find(impartialityMissing, at, who)
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
		{"its conducted time ends before it begins", a.Conducted.Validate() != nil},
		{"only one of its conducted days is given", a.Conducted.First.IsZero() != a.Conducted.Last.IsZero()},
		{"it is recorded as conducted on a day to come", (!asOf.IsZero() && a.Conducted.Last.After(asOf))},
		{"it is both cancelled and conducted", !text.Blank(a.Cancelled) && !a.Conducted.Last.IsZero()},
		{"it was reported before it was over", (!a.ReportedOn.IsZero() && a.ReportedOn.Before(a.Conducted.Last))},
	} {
		if f.broken {
			c.Find(contradictory, at, id, isms.ArgText("what", f.what))
		}
	}
	if !text.Blank(a.Cancelled) && a.Conducted.Last.IsZero() {
		return
	}
	if len(a.Scope) == 0 || slices.ContainsFunc(a.Scope, func(r isms.Ref) bool { return !r.Known() }) {
		c.Find(scopeMissing, at.Field("scope"), id)
	}
	if !slices.ContainsFunc(a.Criteria, func(s string) bool { return !text.Blank(s) }) {
		c.Find(criteriaMissing, at.Field("criteria"), id)
	}
	p.checkTeam(c, a)
	on := a.done(asOf)
	if on.IsZero() {
		if a.ahead(asOf) && !a.Planned.Last.IsZero() && a.Planned.Last.Before(asOf) {
			c.Find(auditOverdue, at, id, isms.ArgDate("due", a.Planned.Last))
		}
		return
	}
	for _, q := range []struct {
		rule   isms.Rule
		answer isms.Answer
	}{{ownRequirementsOpen, a.ConformsToOwnRequirements}, {standardOpen, a.ConformsToStandard}, {implementationOpen, a.ImplementedAndMaintained}} {
		if !isms.Answers().Has(q.answer) {
			c.Find(q.rule, at, id)
		}
	}
	if a.Report == "" {
		c.Find(reportMissing, at, id, isms.ArgDate("on", on))
	}
	if a.ReportedTo == "" || a.ReportedOn.IsZero() || !asOf.IsZero() && a.ReportedOn.After(asOf) {
		c.Find(unreported, at, id, isms.ArgDate("on", on))
	}
}

func (p *Programme) checkTeam(c *isms.Checker, a *InternalAudit) {
	at, id := isms.Path("").Item("audits", a.ID).Field("team"), isms.ArgID("id", a.ID)
	if len(a.Team) == 0 {
		c.Find(auditorMissing, at, id, isms.ArgText("what", "it has no auditor"))
	}
	for _, who := range a.Team {
		i := slices.IndexFunc(p.Auditors, func(x Auditor) bool { return x.ID == who })
		if i < 0 {
			c.Find(auditorMissing, at, id, isms.ArgText("what", text.Quote(string(who))+" is not in the list of auditors"))
			continue
		}
		for _, ref := range p.Auditors[i].ResponsibleFor {
			if !slices.ContainsFunc(a.Scope, func(s isms.Ref) bool { return s.Within(ref) || ref.Within(s) }) {
				continue
			}
			rule := ownWork
			if !text.Blank(a.MitigatingMeasure) {
				rule = ownWorkMitigated
			}
			c.Find(rule, at, id, isms.ArgID("auditor", who), isms.ArgText("ref", ref), isms.ArgText("compensation", strings.TrimSpace(a.MitigatingMeasure)))
		}
	}
}
