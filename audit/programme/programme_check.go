package programme

import (
	"errors"
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
	}.RestsOn("audits", "audits[*].scope", "audits[*].planned", "audits[*].conducted", "period")
	controlUncovered = isms.Rule{
		Code: "programme/necessary-control-not-covered-by-audits", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 b"}, Since: "v0.1.0",
		Title:   "Necessary control not covered by audits",
		Message: "{ref} is not in the scope of any audit of {period}",
		Remedy:  "Add the control to the scope of an audit.",
		Key:     []string{"ref"},
		Needs:   controlNeeds,
		Basis:   "9.2.1 b; that each necessary control is covered in the period is how certification bodies read it",
	}.RestsOn("audits", "audits[*].scope", "audits[*].planned", "audits[*].conducted", "period")
	auditOverdue = isms.Rule{
		Code: "programme/overdue-internal-audit", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 s1"}, Since: "v0.1.0",
		Title:   "Overdue internal audit",
		Message: "audit {id} was planned by {due}",
		Remedy:  "Conduct the audit or cancel it with a reason.",
		Needs:   programmeNeeds,
	}.RestsOn("audits", "audits[*].planned", "audits[*].conducted", "audits[*].cancelled")
	auditMissing = isms.Rule{
		Code: "programme/missing-internal-audit", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 s1"}, Since: "v0.1.0",
		Title:   "Missing internal audit",
		Message: "no internal audit was conducted in {period}; planned ones do not count",
		Remedy:  "Conduct an internal audit.",
		Needs:   programmeNeeds,
	}.RestsOn("audits", "audits[*].conducted")
	intervalExceeded = isms.Rule{
		Code: "programme/exceeded-audit-interval", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 s1"}, Since: "v0.1.0",
		Title:   "Exceeded audit interval",
		Message: "{audited}; the next audit was due by {due}",
		Remedy:  "Conduct an internal audit.",
		Needs:   programmeNeeds,
	}.RestsOn("audits", "areas", "audit", "audits[*].conducted", "audits[*].scope", "areas[*].audit", "areas[*].importance")
	intervalLong = isms.Rule{
		Code: "programme/long-interval-since-last-internal-audit", Severity: isms.SeverityWarning, Refs: []isms.Ref{"9.2.1 s1"}, Since: "v0.1.0",
		Title:   "Long interval since last internal audit",
		Message: "the last internal audit was conducted on {last}, longer than {longest} ago",
		Remedy:  "Conduct an internal audit, or document why the interval is appropriate.",
		Needs:   conductedNeeds,
		Basis:   "ismskit proposal: auditors commonly ask",
	}.RestsOn("audits", "audits[*].conducted", "longestInterval")
	ownRequirementsOpen = isms.Rule{
		Code: "programme/missing-conclusion-on-own-requirements", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 a 1"}, Since: "v0.1.0",
		Title:   "Missing conclusion on own requirements",
		Message: "audit {id} has no conclusion on the organization's own requirements",
		Remedy:  "Record whether the ISMS conforms to the organization's own requirements.",
		Needs:   conductedNeeds,
	}
	standardOpen = isms.Rule{
		Code: "programme/missing-conclusion-on-the-standard", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 a 2"}, Since: "v0.1.0",
		Title:   "Missing conclusion on the standard",
		Message: "audit {id} has no conclusion on ISO/IEC 27001",
		Remedy:  "Record whether the ISMS conforms to ISO/IEC 27001.",
		Needs:   conductedNeeds,
	}
	implementationOpen = isms.Rule{
		Code: "programme/missing-conclusion-on-implementation", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.1 b"}, Since: "v0.1.0",
		Title:   "Missing conclusion on implementation",
		Message: "audit {id} has no conclusion on whether the ISMS is effectively implemented and maintained",
		Remedy:  "Record whether the ISMS is effectively implemented and maintained.",
		Needs:   conductedNeeds,
	}
	incomplete = isms.Rule{
		Code: "programme/incomplete-audit-programme", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s1", "9.2.2 s2"}, Since: "v0.1.0",
		Title:   "Incomplete audit programme",
		Message: "the audit programme does not state {lacking}",
		Remedy:  "Complete the audit programme.",
		Needs:   programmeNeeds,
	}.RestsOn("period.first", "period.last")
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
	}.RestsOn("audits", "audits[*].planned", "audits[*].scope", "audits[*].conducted", "findings")
	scopeMissing = isms.Rule{
		Code: "programme/missing-audit-scope", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 a"}, Since: "v0.1.0",
		Title:   "Missing audit scope",
		Message: "audit {id} has no known audit scope",
		Remedy:  "State the clauses, controls and processes in scope.",
		Needs:   auditNeeds,
	}
	criteriaMissing = isms.Rule{
		Code: "programme/missing-audit-criteria", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 a"}, Since: "v0.1.0",
		Title:   "Missing audit criteria",
		Message: "audit {id} has no audit criteria",
		Remedy:  "State the audit criteria.",
		Needs:   auditNeeds,
	}
	auditorMissing = isms.Rule{
		Code: "programme/missing-or-unknown-auditor", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 b"}, Since: "v0.1.0",
		Title:   "Missing or unknown auditor",
		Message: "audit {id}: {problem}",
		Remedy:  "Assign an auditor from the list of auditors.",
		Needs:   auditNeeds,
	}.RestsOn("auditors")
	ownWork = isms.Rule{
		Code: "programme/auditor-responsible-for-audited-area", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 b"}, Since: "v0.1.0",
		Title:   "Auditor responsible for audited area",
		Message: "audit {id}: {auditor} is responsible for {areas}",
		Remedy:  "Assign another auditor or document a mitigating measure.",
		Needs:   auditNeeds,
	}
	ownWorkMitigated = isms.Rule{
		Code: "programme/mitigated-lack-of-impartiality", Severity: isms.SeverityWarning, Refs: []isms.Ref{"9.2.2 b"}, Since: "v0.1.0",
		Title:   "Mitigated lack of impartiality",
		Message: "audit {id}: {auditor} is responsible for {areas}; mitigating measure: {measure}",
		Remedy:  "Assign another auditor.",
		Needs:   conductedNeeds,
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
		Needs:   conductedNeeds,
	}
	reportMissing = isms.Rule{
		Code: "programme/missing-audit-report", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s3"}, Since: "v0.1.0",
		Title:   "Missing audit report",
		Message: "audit {id}, which ended on {on}, has no report",
		Remedy:  "Write the audit report and reference the document.",
		Needs:   conductedNeeds,
	}
	findingUnrecorded = isms.Rule{
		Code: "programme/audit-finding-missing-from-the-register", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 f"}, Since: "v0.1.0",
		Title:   "Audit finding missing from the register",
		Message: "audit {id} reported {finding}, and the nonconformity register has no such finding of this audit",
		Remedy:  "Record the finding in the nonconformity register, with the audit that it comes from.",
		Needs:   conductedNeeds,
	}.RestsOn("findings")
	contradictory = isms.Rule{
		Code: "programme/contradictory-audit-record", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s3"}, Since: "v0.1.0",
		Title:   "Contradictory audit record",
		Message: "audit {id}: {contradiction}",
		Remedy:  "Correct the audit record.",
		Key:     []string{"contradiction"},
		Needs:   programmeNeeds,
	}
	invalidID = isms.Rule{
		Code: "programme/invalid-id-in-the-audit-programme", Severity: isms.SeverityError, Refs: []isms.Ref{"9.2.2 s3"}, Since: "v0.1.0",
		Title:   "Invalid ID in the audit programme",
		Message: "one of the {items} has no valid ID: {why}",
		Remedy:  "Assign a unique ID to each audit and auditor, and a reference to each area.",
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
		clauseUncovered, controlUncovered, auditOverdue, auditMissing, intervalExceeded, intervalLong, ownRequirementsOpen, standardOpen, implementationOpen,
		incomplete, importanceMissing, resultsIgnored, scopeMissing, criteriaMissing, auditorMissing, ownWork, ownWorkMitigated,
		impartialityMissing, competenceMissing, unreported, reportMissing, findingUnrecorded, contradictory, invalidID, duplicateID,
	}
}

// What the rules need.
var (
	needDay       = isms.Need{Missing: dayMissing}
	needControls  = isms.Need{Missing: noNecessaryControls}
	needAudit     = isms.Need{Path: "audits", Missing: noAudit}
	needConducted = isms.Need{Path: "audits[*].conducted", Missing: noneConducted}

	programmeNeeds = []isms.Need{needDay}
	controlNeeds   = []isms.Need{needDay, needControls}
	auditNeeds     = []isms.Need{needDay, needAudit}
	conductedNeeds = []isms.Need{needDay, needConducted}
)

// Facts are the data of other records that a check needs.
type Facts struct {
	Necessary       []isms.Ref            `json:"necessary"`                // necessary controls, such as "A.5.7" or "own:C-1"; without any they are not examined
	Findings        []audit.Nonconformity `json:"findings"`                 // of audits so far: the nonconformity register
	Owners          []Owner               `json:"owners"`                   // beside what auditors are responsible for
	LongestInterval isms.Interval         `json:"longestInterval,omitzero"` // age of the last audit above which auditors ask for the reason; zero: 12 months
}

// Owner is the person responsible for a control, or for a process.
type Owner struct {
	ID      isms.ID  `json:"id"`
	Control isms.Ref `json:"control,omitzero"`
	Process isms.ID  `json:"process,omitzero"` // sampled in every audit
}

// yearly is the planned interval where the programme sets none, and the longest where
// the facts do not: a default of this library and no requirement.
var yearly = isms.Interval{N: 12, Unit: isms.Months}

// counted reports whether an interval is of at least a day and can be counted.
func counted(v isms.Interval) bool { return v.N > 0 && v.N <= 100_000 && isms.Units().Has(v.Unit) }

// usable reports whether an interval can be planned between audits: one in calendar
// units.
func usable(v isms.Interval) bool { return counted(v) && v.Unit != isms.WorkingDays }

// checker is the state of one Check.
type checker struct {
	isms.Checker
	Programme
	asOf   isms.Date
	facts  Facts
	owned  map[isms.ID][]Owner // by who is responsible; looked up, never ranged over
	raised map[[2]isms.ID]bool // findings of audits; looked up, never ranged over
}

// Check reports what 9.2 requires and the programme does not have as of a day. Planned
// audits count as coverage, never as conducted.
func (p Programme) Check(asOf isms.Date, facts Facts) isms.Report {
	c := checker{Programme: p, asOf: asOf, facts: facts, owned: map[isms.ID][]Owner{}, raised: map[[2]isms.ID]bool{}}
	last := p.last(asOf)
	for _, n := range []struct {
		need    isms.Need
		lacking bool
	}{
		{needControls, len(facts.Necessary) == 0},
		{needDay, asOf.IsZero()},
		{needAudit, !slices.ContainsFunc(p.Audits, func(a InternalAudit) bool { return text.Blank(a.Cancelled) || !a.over().IsZero() })},
		{needConducted, !slices.ContainsFunc(p.Audits, func(a InternalAudit) bool { return !a.done(asOf).IsZero() })},
	} {
		if n.lacking {
			c.Lacks(n.need)
		}
	}
	c.Ran(programmeRules()...)
	if asOf.IsZero() {
		return c.Report()
	}
	for _, o := range facts.Owners {
		c.owned[o.ID] = append(c.owned[o.ID], o)
	}
	for _, n := range facts.Findings {
		c.raised[[2]isms.ID{n.Finding().AuditID, n.ID()}] = true
	}
	c.checkPlan()
	c.checkCoverage()
	c.checkAuditors()
	paths := isms.ItemPaths("", "audits", p.Audits, func(a *InternalAudit) isms.ID { return a.ID })
	for i := range p.Audits {
		c.checkAudit(paths[i], &p.Audits[i])
	}
	keys(&c, paths, "id", ofAudits, p.Audits, func(a *InternalAudit) isms.ID { return a.ID })
	c.checkInterval(last)
	return c.Report()
}

// checkInterval looks at the time since the last audit of the period.
func (c *checker) checkInterval(last isms.Date) {
	if last.IsZero() {
		c.Find(auditMissing, "audits", c.period())
		return
	}
	longest := c.facts.LongestInterval
	if !counted(longest) {
		longest = yearly
	}
	if due := c.nextDue(last); due.Before(c.asOf) && !due.IsZero() {
		c.Find(intervalExceeded, "audit.every", isms.ArgSentence("audited", ismsAudited.With(isms.ArgDate("last", last))), isms.ArgDate("due", due))
	} else if most, err := longest.From(last, nil); err == nil && most.Before(c.asOf) {
		c.Find(intervalLong, "audits", isms.ArgDate("last", last), isms.ArgInterval("longest", longest))
	}
}

// keys finds the items of a list without a valid key, and those whose key an earlier
// item has.
func keys[T any, K interface {
	~string
	Validate() error
}](c *checker, paths []isms.Path, field string, of isms.Message, items []T, key func(*T) K) {
	seen := make(map[K]bool, len(items)) // for look-up only
	for i := range items {
		k, at := key(&items[i]), paths[i].Field(field)
		var e *isms.Error
		if errors.As(k.Validate(), &e) {
			p := e.Problems[0]
			c.Find(invalidID, at, isms.ArgSentence("items", of.With()), isms.ArgSentence("why", isms.Sentence{Code: p.Code, Args: p.Args, Text: p.Message}))
			continue
		}
		if seen[k] {
			c.Find(duplicateID, at, isms.ArgID("id", k), isms.ArgSentence("items", of.With()))
		}
		seen[k] = true
	}
}

// exceeded returns the day by which the next audit after one on last was due, if that is
// past. Only calendar units count: working days set nothing.
func exceeded(last isms.Date, c isms.Cadence, importance Importance, asOf isms.Date) isms.Date {
	if !usable(c.Interval(string(importance))) {
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

func (c *checker) checkPlan() {
	p := &c.Programme
	lacks := func(missing bool, at isms.Path, what isms.Message) {
		if missing {
			c.Find(incomplete.At("9.2.2 s1"), at, isms.ArgSentence("lacking", what.With()))
		}
	}
	lacks(p.Period.Days() == 0, "period", thePeriod)
	lacks(!usable(p.Audit.Every), "audit.every", theInterval)
	lacks(p.Responsible == "", "responsible", whoIsResponsible)
	lacks(text.Blank(p.Methods), "methods", theMethods)
	lacks(text.Blank(p.Planning), "planning", thePlanning)
	lacks(text.Blank(p.Reporting), "reporting", theReporting)
	lacks(len(p.Audits) == 0, "audits", anAudit)
	for _, level := range slices.Sorted(maps.Keys(p.Audit.ByLevel)) {
		lacks(!Importances().Has(Importance(level)) || !usable(p.Audit.ByLevel[level]), isms.Path("audit").Item("byLevel", isms.ID(level)), theIntervalOfImportance)
	}
	if text.Blank(p.PreviousResults) {
		c.Find(incomplete.At("9.2.2 s2"), "previousResults", isms.ArgSentence("lacking", thePreviousResults.With()))
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
	keys(c, paths, "ref", ofAreas, p.Areas, func(a *Area) isms.Ref { return a.Ref })
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

func (c *checker) checkCoverage() {
	p, asOf := &c.Programme, c.asOf
	cover := p.Coverage(asOf, c.facts.Necessary)
	needed := isms.SortRefs(slices.Clone(c.facts.Necessary))
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
	for _, x := range p.Priorities(asOf, c.facts.Necessary, c.facts.Findings) {
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

func (c *checker) checkAuditors() {
	p := &c.Programme
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
	keys(c, paths, "id", ofAuditors, p.Auditors, func(a *Auditor) isms.ID { return a.ID })
}

func (c *checker) checkAudit(at isms.Path, a *InternalAudit) {
	asOf, id := c.asOf, isms.ArgID("id", a.ID)
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
	c.checkTeam(at, a)
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
	for k, f := range a.Findings {
		if !c.raised[[2]isms.ID{a.ID, f}] {
			c.Find(findingUnrecorded, at.Index("findings", k), id, isms.ArgID("finding", f))
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

func (c *checker) checkTeam(at isms.Path, a *InternalAudit) {
	id := isms.ArgID("id", a.ID)
	if len(a.Team) == 0 {
		c.Find(auditorMissing, at.Field("team"), id, isms.ArgSentence("problem", noAuditor.With()))
	}
	for k, who := range a.Team {
		at := at.Index("team", k)
		i := slices.IndexFunc(c.Auditors, func(x Auditor) bool { return x.ID == who })
		if i < 0 {
			c.Find(auditorMissing, at, id, isms.ArgSentence("problem", unknownAuditor.With(isms.ArgID("auditor", who))))
		}
		areas := c.answerable(i, who, a)
		if len(areas) == 0 {
			continue
		}
		args := []isms.Arg{id, isms.ArgID("auditor", who), isms.ArgList("areas", areas...)}
		if text.Blank(a.MitigatingMeasure) {
			c.Find(ownWork, at, args...)
		} else {
			c.Find(ownWorkMitigated, at, append(args, isms.ArgText("measure", strings.TrimSpace(a.MitigatingMeasure)))...)
		}
	}
}

// answerable returns what of an audit the auditor in a place of the list, or of none,
// is responsible for: areas and controls within its scope, and processes.
func (c *checker) answerable(auditor int, who isms.ID, a *InternalAudit) []isms.Arg {
	var refs []isms.Ref
	var processes []isms.ID
	add := func(ref isms.Ref) {
		if slices.ContainsFunc(a.Scope, func(s isms.Ref) bool { return s.Within(ref) || ref.Within(s) }) {
			refs = append(refs, ref)
		}
	}
	if auditor >= 0 {
		for _, ref := range c.Auditors[auditor].ResponsibleFor {
			add(ref)
		}
	}
	for _, o := range c.owned[who] {
		add(o.Control)
		if o.Process != "" {
			processes = append(processes, o.Process)
		}
	}
	slices.Sort(processes)
	var out []isms.Arg
	for _, ref := range isms.SortRefs(refs) {
		out = append(out, isms.ArgRef("", ref))
	}
	for _, id := range slices.Compact(processes) {
		out = append(out, isms.ArgSentence("", aProcess.With(isms.ArgID("process", id))))
	}
	return out
}
