package programme

import (
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
		Message: "{ref} is not in the scope of any audit of {period}",
		Remedy:  "Add the clause to the scope of an audit.",
		Key:     []string{"ref"},
		Needs:   programmeNeeds,
	}
	controlUncovered = isms.Rule{
		Code: "programme/necessary-control-not-covered-by-audits", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 b"}, Since: "v0.1.0",
		Title:   "Necessary control not covered by audits",
		Message: "{ref} is not in the scope of any audit of {period}",
		Remedy:  "Add the control to the scope of an audit.",
		Key:     []string{"ref"},
		Needs:   controlNeeds,
		Basis:   "9.2.1 b; that each necessary control is covered in the period is how certification bodies read it",
	}
	auditOverdue = isms.Rule{
		Code: "programme/overdue-internal-audit", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 s1"}, Since: "v0.1.0",
		Title:   "Overdue internal audit",
		Message: "audit {id} was planned by {due}",
		Remedy:  "Conduct the audit or cancel it with a reason.",
		Needs:   programmeNeeds,
	}
	auditMissing = isms.Rule{
		Code: "programme/missing-internal-audit", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 s1"}, Since: "v0.1.0",
		Title:   "Missing internal audit",
		Message: "no internal audit was conducted in {period}; planned ones do not count",
		Remedy:  "Conduct an internal audit.",
		Needs:   programmeNeeds,
	}
	intervalExceeded = isms.Rule{
		Code: "programme/exceeded-audit-interval", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 s1"}, Since: "v0.1.0",
		Title:   "Exceeded audit interval",
		Message: "{audited}; the next audit was due by {due}",
		Remedy:  "Conduct an internal audit.",
		Needs:   programmeNeeds,
	}
	ownRequirementsOpen = isms.Rule{
		Code: "programme/missing-conclusion-on-own-requirements", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 a 1"}, Since: "v0.1.0",
		Title:   "Missing conclusion on own requirements",
		Message: "audit {id} has no conclusion on the organization's own requirements",
		Remedy:  "Record whether the ISMS conforms to the organization's own requirements.",
		Needs:   programmeNeeds,
	}
	standardOpen = isms.Rule{
		Code: "programme/missing-conclusion-on-the-standard", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 a 2"}, Since: "v0.1.0",
		Title:   "Missing conclusion on the standard",
		Message: "audit {id} has no conclusion on ISO/IEC 27001",
		Remedy:  "Record whether the ISMS conforms to ISO/IEC 27001.",
		Needs:   programmeNeeds,
	}
	implementationOpen = isms.Rule{
		Code: "programme/missing-conclusion-on-implementation", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 b"}, Since: "v0.1.0",
		Title:   "Missing conclusion on implementation",
		Message: "audit {id} has no conclusion on whether the ISMS is effectively implemented and maintained",
		Remedy:  "Record whether the ISMS is effectively implemented and maintained.",
		Needs:   programmeNeeds,
	}
	incomplete = isms.Rule{
		Code: "programme/incomplete-audit-programme", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s1"}, Since: "v0.1.0",
		Title:   "Incomplete audit programme",
		Message: "the audit programme does not state {lacking}",
		Remedy:  "Complete the audit programme.",
		Needs:   programmeNeeds,
	}
	importanceMissing = isms.Rule{
		Code: "programme/area-importance-not-considered", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s2"}, Since: "v0.1.0",
		Title:   "Area importance not considered",
		Message: "no importance with a reason is stated for {area}",
		Remedy:  "Assign each area an importance with a reason.",
		Needs:   programmeNeeds,
	}
	resultsIgnored = isms.Rule{
		Code: "programme/previous-audit-results-not-considered", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s2"}, Since: "v0.1.0",
		Title:   "Previous audit results not considered",
		Message: "{majors} major and {minors} minor nonconformities against {ref} are followed by no audit, conducted or planned",
		Remedy:  "Plan an audit that covers it.",
		Key:     []string{"ref"},
		Needs:   programmeNeeds,
	}
	scopeMissing = isms.Rule{
		Code: "programme/missing-audit-scope", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 a"}, Since: "v0.1.0",
		Title:   "Missing audit scope",
		Message: "audit {id} has no known audit scope",
		Remedy:  "State the clauses, controls and processes in scope.",
		Needs:   programmeNeeds,
	}
	criteriaMissing = isms.Rule{
		Code: "programme/missing-audit-criteria", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 a"}, Since: "v0.1.0",
		Title:   "Missing audit criteria",
		Message: "audit {id} has no audit criteria",
		Remedy:  "State the audit criteria.",
		Needs:   programmeNeeds,
	}
	auditorMissing = isms.Rule{
		Code: "programme/missing-or-unknown-auditor", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 b"}, Since: "v0.1.0",
		Title:   "Missing or unknown auditor",
		Message: "audit {id}: {problem}",
		Remedy:  "Assign an auditor from the list of auditors.",
		Needs:   programmeNeeds,
	}
	ownWork = isms.Rule{
		Code: "programme/auditor-responsible-for-audited-area", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 b"}, Since: "v0.1.0",
		Title:   "Auditor responsible for audited area",
		Message: "audit {id}: {auditor} is responsible for {area}",
		Remedy:  "Assign another auditor or document a mitigating measure.",
		Key:     []string{"area"},
		Needs:   programmeNeeds,
	}
	ownWorkMitigated = isms.Rule{
		Code: "programme/mitigated-lack-of-impartiality", Severity: isms.SeverityWarning, Refs: []isms.Ref{"9.2.2 b"}, Since: "v0.1.0",
		Title:   "Mitigated lack of impartiality",
		Message: "audit {id}: {auditor} is responsible for {area}; mitigating measure: {measure}",
		Remedy:  "Assign another auditor.",
		Key:     []string{"area"},
		Needs:   programmeNeeds,
		Basis:   "ismskit proposal: for very small organizations",
	}
	impartialityMissing = isms.Rule{
		Code: "programme/impartiality-of-auditor-not-documented", Severity: isms.SeverityWarning, Refs: []isms.Ref{"9.2.2 b"}, Since: "v0.1.0",
		Title:   "Impartiality of auditor not documented",
		Message: "the impartiality of auditor {auditor} is not documented",
		Remedy:  "List the areas that the auditor is responsible for or document how impartiality was established.",
		Needs:   programmeNeeds,
	}
	competenceMissing = isms.Rule{
		Code: "programme/auditor-competence-not-documented", Severity: isms.SeverityError, Refs: []isms.Ref{"7.2 b", "7.2 d"}, Since: "v0.1.0",
		Title:   "Auditor competence not documented",
		Message: "the competence of auditor {auditor} is not documented",
		Remedy:  "Document the evidence of competence.",
		Needs:   programmeNeeds,
	}
	unreported = isms.Rule{
		Code: "programme/audit-results-not-reported", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 c"}, Since: "v0.1.0",
		Title:   "Audit results not reported",
		Message: "the results of audit {id}, which ended on {on}, have not been reported to management",
		Remedy:  "Report the audit results and record to whom and when.",
		Needs:   programmeNeeds,
	}
	reportMissing = isms.Rule{
		Code: "programme/missing-audit-report", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s3"}, Since: "v0.1.0",
		Title:   "Missing audit report",
		Message: "audit {id}, which ended on {on}, has no report",
		Remedy:  "Write the audit report and reference the document.",
		Needs:   programmeNeeds,
	}
	contradictory = isms.Rule{
		Code: "programme/contradictory-audit-record", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s3"}, Since: "v0.1.0",
		Title:   "Contradictory audit record",
		Message: "audit {id}: {contradiction}",
		Remedy:  "Correct the audit record.",
		Key:     []string{"contradiction"},
		Needs:   programmeNeeds,
	}
	duplicateID = isms.Rule{
		Code: "programme/duplicate-id-in-the-audit-programme", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s3"}, Since: "v0.1.0",
		Title:   "Duplicate ID in the audit programme",
		Message: "the ID {id} is used more than once among the {items}",
		Remedy:  "Assign a unique ID to each audit and auditor and list each area once.",
		Needs:   programmeNeeds,
	}
)

// Rules returns the rules that [Programme.Check] applies, sorted by code. The values
// are copies.
func Rules() []isms.Rule { return isms.SortedRules(programmeRules()) }

func programmeRules() []isms.Rule {
	return []isms.Rule{
		clauseUncovered, controlUncovered, auditOverdue, auditMissing, intervalExceeded, ownRequirementsOpen, standardOpen, implementationOpen,
		incomplete, importanceMissing, resultsIgnored, scopeMissing, criteriaMissing, auditorMissing, ownWork, ownWorkMitigated,
		impartialityMissing, competenceMissing, unreported, reportMissing, contradictory, duplicateID,
	}
}

// What the rules need.
var (
	needDay      = isms.Need{Missing: dayMissing}
	needControls = isms.Need{Missing: noNecessaryControls}

	programmeNeeds = []isms.Need{needDay}
	controlNeeds   = []isms.Need{needDay, needControls}
)

// Check reports what 9.2 requires and the programme does not have as of a day.
// Necessary are the necessary controls, such as "A.5.7" or "own:C-1"; findings are those
// of earlier audits. Planned audits count as coverage, never as conducted.
func (p Programme) Check(asOf isms.Date, necessary []isms.Ref, findings []audit.Nonconformity) isms.Report {
	var c isms.Checker
	if len(necessary) == 0 {
		c.Lacks(needControls)
	}
	if asOf.IsZero() {
		c.Lacks(needDay)
	}
	c.Ran(programmeRules()...)
	if asOf.IsZero() {
		return c.Report()
	}
	p.checkPlan(&c)
	p.checkCoverage(&c, asOf, necessary, findings)
	p.checkAuditors(&c)
	paths := isms.ItemPaths("", "audits", p.Audits, func(a *InternalAudit) isms.ID { return a.ID })
	var last isms.Date
	for i := range p.Audits {
		a := &p.Audits[i]
		if done := a.done(asOf); p.Period.Contains(done) {
			last = isms.Latest(last, done)
		}
		p.checkAudit(&c, paths[i], asOf, a)
	}
	duplicates(&c, paths, "id", ofAudits, p.Audits, func(a *InternalAudit) isms.ID { return a.ID })
	if last.IsZero() {
		c.Find(auditMissing, "audits", p.period())
	} else if due := exceeded(last, p.Audit, "", asOf); !due.IsZero() {
		c.Find(intervalExceeded, "audit.every", isms.ArgSentence("audited", ismsAudited.With(isms.ArgDate("last", last))), isms.ArgDate("due", due))
	}
	return c.Report()
}

// duplicates finds the items of a list whose key an earlier item has.
func duplicates[T any, K ~string](c *isms.Checker, paths []isms.Path, field string, of isms.Message, items []T, key func(*T) K) {
	seen := make(map[K]bool, len(items)) // for look-up only
	for i := range items {
		k := key(&items[i])
		if seen[k] {
			c.Find(duplicateID, paths[i].Field(field), isms.ArgID("id", k), isms.ArgSentence("items", of.With()))
		}
		seen[k] = true
	}
}

// exceeded returns the day by which the next audit after one on last was due, if that is
// past. Only calendar units count: working days set nothing.
func exceeded(last isms.Date, c isms.Cadence, importance Importance, asOf isms.Date) isms.Date {
	if every := c.Interval(string(importance)); every.N < 1 || every.Unit == isms.WorkingDays {
		c = isms.Cadence{Next: c.Next}
	}
	due, _ := c.NextDue(last, string(importance), nil) // zero beyond the calendar
	if due.Before(asOf) {
		return due
	}
	return isms.Date{}
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
	lacks := func(missing bool, at isms.Path, what isms.Message) {
		if missing {
			c.Find(incomplete, at, isms.ArgSentence("lacking", what.With()))
		}
	}
	lacks(p.Period.Days() == 0, "period", thePeriod)
	lacks(!calendarUnits(p.Audit.Every), "audit.every", theInterval)
	lacks(p.Responsible == "", "responsible", whoIsResponsible)
	lacks(text.Blank(p.Methods), "methods", theMethods)
	lacks(text.Blank(p.Reporting), "reporting", theReporting)
	lacks(len(p.Audits) == 0, "audits", anAudit)
	for _, level := range slices.Sorted(maps.Keys(p.Audit.ByLevel)) {
		lacks(!Importances().Has(Importance(level)) || !calendarUnits(p.Audit.ByLevel[level]), isms.Path("audit").Item("byLevel", isms.ID(level)), theIntervalOfImportance)
	}
	if len(p.Areas) == 0 {
		c.Find(importanceMissing, "areas", isms.ArgSentence("area", anyArea.With()))
	}
	paths := p.areaPaths()
	for i, a := range p.Areas {
		switch {
		case !Importances().Has(a.Importance):
			c.Find(importanceMissing, paths[i].Field("importance"), a.arg())
		case text.Blank(a.Reason):
			c.Find(importanceMissing, paths[i].Field("reason"), a.arg())
		}
	}
	duplicates(c, paths, "ref", ofAreas, p.Areas, func(a *Area) isms.Ref { return a.Ref })
}

func (p *Programme) areaPaths() []isms.Path {
	return isms.ItemPaths("", "areas", p.Areas, func(a *Area) isms.Ref { return a.Ref })
}

// arg returns the argument that names the area.
func (a *Area) arg() isms.Arg {
	if a.Ref == "" {
		return isms.ArgSentence("area", namelessArea.With())
	}
	return isms.ArgRef("area", a.Ref)
}

func (p *Programme) checkCoverage(c *isms.Checker, asOf isms.Date, necessary []isms.Ref, findings []audit.Nonconformity) {
	cover := p.Coverage(asOf, necessary)
	needed := isms.SortRefs(slices.Clone(necessary))
	clauses := leafClauses()
	for _, x := range cover {
		if len(x.Conducted)+len(x.Planned) > 0 {
			continue
		}
		if slices.Contains(clauses, x.Ref) {
			c.Find(clauseUncovered, "audits", isms.ArgRef("ref", x.Ref), p.period())
		} else if _, found := slices.BinarySearchFunc(needed, x.Ref, isms.Ref.Compare); found {
			c.Find(controlUncovered.For(x.Ref), "audits", isms.ArgRef("ref", x.Ref), p.period())
		}
	}
	paths := p.areaPaths()
	for i, a := range p.Areas {
		at, _ := slices.BinarySearchFunc(cover, a.Ref, func(x Coverage, r isms.Ref) int { return x.Ref.Compare(r) }) // areas are among what is covered
		last := cover[at].Last
		audited := areaAudited.With(a.arg(), isms.ArgDate("last", last))
		if last.IsZero() {
			last = p.Period.First
			audited = areaNotAudited.With(a.arg(), isms.ArgDate("since", last))
		}
		if due := exceeded(last, p.cadence(a), a.Importance, asOf); !due.IsZero() {
			c.Find(intervalExceeded, paths[i], isms.ArgSentence("audited", audited), isms.ArgDate("due", due))
		}
	}
	next := map[isms.Ref]bool{} // looked up, never ranged over
	for _, x := range cover {
		next[x.Ref] = len(x.Planned) > 0
	}
	for _, x := range p.Priorities(asOf, necessary, findings) {
		if x.Majors+x.Minors > 0 && !next[x.Ref] {
			c.Find(resultsIgnored, "audits", isms.ArgRef("ref", x.Ref), isms.ArgInt("majors", x.Majors), isms.ArgInt("minors", x.Minors))
		}
	}
}

// period returns the argument that names the period.
func (p *Programme) period() isms.Arg {
	if p.Period.Days() == 0 {
		return isms.ArgSentence("period", inNoPeriod.With())
	}
	return isms.ArgSentence("period", inPeriod.With(isms.ArgDate("first", p.Period.First), isms.ArgDate("last", p.Period.Last)))
}

func (p *Programme) checkAuditors(c *isms.Checker) {
	paths := isms.ItemPaths("", "auditors", p.Auditors, func(a *Auditor) isms.ID { return a.ID })
	for i, a := range p.Auditors {
		who := isms.ArgID("auditor", a.ID)
		if text.Blank(a.Competence) {
			c.Find(competenceMissing, paths[i].Field("competence"), who)
		}
		if len(a.ResponsibleFor) == 0 && text.Blank(a.Impartiality) {
			c.Find(impartialityMissing, paths[i].Field("impartiality"), who)
		}
	}
	duplicates(c, paths, "id", ofAuditors, p.Auditors, func(a *Auditor) isms.ID { return a.ID })
}

func (p *Programme) checkAudit(c *isms.Checker, at isms.Path, asOf isms.Date, a *InternalAudit) {
	id := isms.ArgID("id", a.ID)
	contradicts := func(is bool, field isms.Path, what isms.Message) {
		if is {
			c.Find(contradictory, field.Under(at), id, isms.ArgSentence("contradiction", what.With()))
		}
	}
	contradicts(a.Planned.Validate() != nil, "planned", plannedReversed)
	contradicts(a.Conducted.Validate() != nil, "conducted", conductedReversed)
	contradicts(a.Conducted.First.IsZero() != a.Conducted.Last.IsZero(), "conducted", conductedHalf)
	contradicts(a.Conducted.Last.After(asOf), "conducted", conductedLater)
	contradicts(a.IsCancelled() && !a.Conducted.Last.IsZero(), "cancelled", conductedCancelled)
	contradicts(!a.ReportedOn.IsZero() && a.ReportedOn.Before(a.Conducted.Last), "reportedOn", reportedEarly)
	if a.IsCancelled() && a.Conducted.Last.IsZero() {
		return
	}
	if len(a.Scope) == 0 || slices.ContainsFunc(a.Scope, func(r isms.Ref) bool { return !r.Known() }) {
		c.Find(scopeMissing, at.Field("scope"), id)
	}
	if !slices.ContainsFunc(a.Criteria, func(s string) bool { return !text.Blank(s) }) {
		c.Find(criteriaMissing, at.Field("criteria"), id)
	}
	p.checkTeam(c, at, a)
	on := a.done(asOf)
	if on.IsZero() {
		if a.scheduled() && a.Planned.Last.Before(asOf) {
			c.Find(auditOverdue, at.Field("planned").Field("last"), id, isms.ArgDate("due", a.Planned.Last))
		}
		return
	}
	for _, q := range []struct {
		rule   isms.Rule
		field  string
		answer isms.Answer
	}{
		{ownRequirementsOpen, "conformsToOwnRequirements", a.ConformsToOwnRequirements},
		{standardOpen, "conformsToStandard", a.ConformsToStandard},
		{implementationOpen, "implementedAndMaintained", a.ImplementedAndMaintained},
	} {
		if !isms.Answers().Has(q.answer) {
			c.Find(q.rule, at.Field(q.field), id)
		}
	}
	if a.Report == "" {
		c.Find(reportMissing, at.Field("report"), id, isms.ArgDate("on", on))
	}
	switch {
	case a.ReportedTo == "":
		c.Find(unreported, at.Field("reportedTo"), id, isms.ArgDate("on", on))
	case a.ReportedOn.IsZero() || a.ReportedOn.After(asOf):
		c.Find(unreported, at.Field("reportedOn"), id, isms.ArgDate("on", on))
	}
}

func (p *Programme) checkTeam(c *isms.Checker, at isms.Path, a *InternalAudit) {
	id := isms.ArgID("id", a.ID)
	if len(a.Team) == 0 {
		c.Find(auditorMissing, at.Field("team"), id, isms.ArgSentence("problem", noAuditor.With()))
	}
	paths := isms.ItemPaths(at, "team", a.Team, func(who *isms.ID) isms.ID { return *who })
	for k, who := range a.Team {
		i := slices.IndexFunc(p.Auditors, func(x Auditor) bool { return x.ID == who })
		if i < 0 {
			c.Find(auditorMissing, paths[k], id, isms.ArgSentence("problem", unknownAuditor.With(isms.ArgID("auditor", who))))
			continue
		}
		for _, ref := range p.Auditors[i].ResponsibleFor {
			if !slices.ContainsFunc(a.Scope, func(s isms.Ref) bool { return s.Within(ref) || ref.Within(s) }) {
				continue
			}
			args := []isms.Arg{id, isms.ArgID("auditor", who), isms.ArgRef("area", ref)}
			if text.Blank(a.MitigatingMeasure) {
				c.Find(ownWork, paths[k], args...)
			} else {
				c.Find(ownWorkMitigated, paths[k], append(args, isms.ArgText("measure", strings.TrimSpace(a.MitigatingMeasure)))...)
			}
		}
	}
}
