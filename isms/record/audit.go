package record

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Programme is the internal audit programme (9.2.2). Planning in detail, with
// coverage over the cycle, is in package audit/programme.
type Programme struct {
	Frequency       isms.Interval `json:"frequency,omitzero"`
	Methods         string        `json:"methods,omitzero"`
	Responsible     isms.ID       `json:"responsible,omitzero"`
	Planning        string        `json:"planning,omitzero"`        // how audits are planned
	Reporting       string        `json:"reporting,omitzero"`       // how and to whom results are reported
	Importance      string        `json:"importance,omitzero"`      // how the importance of the processes is considered
	PreviousResults string        `json:"previousResults,omitzero"` // how results of previous audits are considered
}

// Audit is an internal audit, planned or conducted (9.2).
type Audit struct {
	ID                        isms.ID         `json:"id"`
	Planned                   isms.Date       `json:"planned,omitzero"`
	Conducted                 isms.Date       `json:"conducted,omitzero"` // last day of the audit
	Criteria                  string          `json:"criteria,omitzero"`
	Scope                     string          `json:"scope,omitzero"`
	Auditors                  []isms.ID       `json:"auditors"`
	Responsible               []isms.ID       `json:"responsible,omitzero"`               // for the audited area
	MitigatingMeasure         string          `json:"mitigatingMeasure,omitzero"`         // for an auditor who is responsible for the audited area, in a very small organization
	ConformsToOwnRequirements isms.Conclusion `json:"conformsToOwnRequirements,omitzero"` // conformity to the organization's own requirements (9.2.1 a 1)
	ConformsToStandard        isms.Conclusion `json:"conformsToStandard,omitzero"`        // conformity to ISO/IEC 27001 (9.2.1 a 2)
	ImplementedAndMaintained  isms.Conclusion `json:"implementedAndMaintained,omitzero"`  // effective implementation and maintenance (9.2.1 b)
	Reported                  isms.Date       `json:"reported,omitzero"`                  // to relevant management
	ReportedTo                []isms.ID       `json:"reportedTo,omitzero"`
	Artefact                  string          `json:"artefact,omitzero"` // hash of the audit report
	Findings                  []AuditFinding  `json:"findings,omitzero"`
}

// AuditFinding is a finding of an internal audit.
type AuditFinding struct {
	ID            isms.ID `json:"id"`
	Nonconforming bool    `json:"nonconforming,omitzero"`
	Nonconformity isms.ID `json:"nonconformity,omitzero"` // ID in package audit
}

var (
	programmeIncomplete = shall("incomplete-internal-audit-programme", "Incomplete internal audit programme", "the audit programme does not say {lacks}",
		"Define the frequency, methods, responsibilities, planning and reporting of internal audits.", "9.2.2 s1")
	programmeUnweighted = shall("internal-audit-programme-without-prioritization", "Internal audit programme without prioritization", "the audit programme does not say {lacks}",
		"Consider the importance of the processes and previous results in the audit programme.", "9.2.2 s2")
	auditMissing = shall("internal-audit-never-conducted", "Internal audit never conducted", "no internal audit was performed; planned ones do not count",
		"Conduct an internal audit.", "9.2.1 s1")
	auditOverdue = shall("exceeded-internal-audit-interval", "Exceeded internal audit interval", "the last internal audit was on {last}, due by {due}",
		"Conduct the overdue internal audit.", "9.2.1 s1")
	auditStale = asks("long-interval-since-last-internal-audit", "Long interval since last internal audit", "the last internal audit was on {last}, longer than {ceiling} ago",
		"Conduct an internal audit, or document why the interval is appropriate.", "9.2.1 s1")
	auditSlipped = asks("internal-audit-not-conducted-as-planned", "Internal audit not conducted as planned", "internal audit {audit} was planned for {planned} and was not performed",
		"Conduct the internal audit, or reschedule it with a reason.", "9.2.1 s1")
	auditUnconcluded = shall("internal-audit-without-conclusion", "Internal audit without conclusion", "no internal audit in the interval says whether the system {question}",
		"State the audit conclusion in the audit report.", "9.2.1 a 1", "9.2.1 a 2", "9.2.1 b")
	auditUndefined = shall("internal-audit-without-criteria-or-scope", "Internal audit without criteria or scope", "internal audit {audit} has no {lacks}",
		"Define the audit criteria and the audit scope before the audit.", "9.2.2 a")
	auditorUnnamed = shall("internal-audit-without-auditor", "Internal audit without auditor", "internal audit {audit} names no auditor",
		"Name the auditors.", "9.2.2 b")
	auditorOwnWork = shall("internal-auditor-responsible-for-audited-area", "Internal auditor responsible for audited area", "in internal audit {audit}, {auditor} answers for the work that was audited",
		"Assign another auditor, or record a mitigating measure.", "9.2.2 b")
	independenceUnsaid = asks("undetermined-impartiality-of-auditor", "Undetermined impartiality of auditor", "internal audit {audit} does not say who answers for the work that was audited",
		"Record who is responsible for the audited area.", "9.2.2 b")
	auditUnreported = shall("internal-audit-not-reported", "Internal audit not reported", "the results of internal audit {audit} were not reported to the managers concerned",
		"Report the results to relevant management, and record to whom and when.", "9.2.2 c")
	auditUnrecorded = shall("missing-internal-audit-report", "Missing internal audit report", "no report of internal audit {audit} is kept",
		"Retain the audit report.", "9.2.2 s3")
	findingUnlinked = shall("nonconforming-finding-without-nonconformity", "Nonconforming finding without nonconformity", "finding {finding} of internal audit {audit} is a nonconformity and leads to no record of one",
		"Open a nonconformity for the finding.", "10.2 f")

	auditRules = []isms.Rule{
		programmeIncomplete, programmeUnweighted, auditMissing, auditOverdue, auditStale, auditSlipped, auditUnconcluded, auditUndefined,
		auditorUnnamed, auditorOwnWork, independenceUnsaid, auditUnreported, auditUnrecorded, findingUnlinked,
	}
)

func (c *check) checkAudits() {
	c.checkProgramme()
	c.Ran(auditMissing, auditSlipped)
	var last isms.Date
	answered := map[int]bool{}
	every := or(c.Programme.Frequency, c.limits.InternalAudit)
	for i := range c.Audits {
		a := &c.Audits[i]
		if !c.done(a.Conducted) {
			if !a.Planned.IsZero() && a.Planned.Before(c.asOf) {
				c.Find(auditSlipped, item("audits", a.ID), isms.ArgID("audit", a.ID), isms.ArgDate("planned", a.Planned))
			}
			continue
		}
		last = c.latest(last, a.Conducted)
		if c.within(a.Conducted, every) {
			for k, v := range []isms.Conclusion{a.ConformsToOwnRequirements, a.ConformsToStandard, a.ImplementedAndMaintained} {
				answered[k] = answered[k] || isms.Conclusions().Has(v)
			}
		}
		c.checkAudit(a)
	}
	c.each(!last.IsZero(), "internal audit that was performed is", auditOverdue, auditStale, auditUnconcluded, auditUndefined, auditorUnnamed,
		auditorOwnWork, independenceUnsaid, auditUnreported, auditUnrecorded, findingUnlinked)
	if last.IsZero() {
		c.Find(auditMissing, "audits")
		return
	}
	if !c.within(last, every) {
		c.Find(auditOverdue, "audits", isms.ArgDate("last", last), isms.ArgDate("due", c.due(last, isms.Cadence{}, every)))
	}
	if !c.within(last, c.limits.Ceiling) {
		c.Find(auditStale, "audits", isms.ArgDate("last", last), isms.ArgText("ceiling", c.limits.Ceiling.String()))
	}
	for k, q := range []string{"conforms to the organization's own requirements", "conforms to the standard", "is effectively put into practice"} {
		if !answered[k] {
			c.Find(auditUnconcluded.At(auditUnconcluded.Refs[k]), "audits", isms.ArgText("question", q))
		}
	}
}

func (c *check) checkProgramme() {
	p := c.Programme
	c.Ran(programmeIncomplete, programmeUnweighted)
	for _, f := range []struct {
		rule         isms.Rule
		field, lacks string
		bad          bool
	}{
		{programmeIncomplete, "frequency", "how often", or(p.Frequency, isms.Interval{}).IsZero()},
		{programmeIncomplete, "methods", "by which methods", blank(p.Methods)},
		{programmeIncomplete, "responsible", "who is responsible", p.Responsible == ""},
		{programmeIncomplete, "planning", "how audits are planned", blank(p.Planning)},
		{programmeIncomplete, "reporting", "how results are reported", blank(p.Reporting)},
		{programmeUnweighted, "importance", "how the importance of processes shapes it", blank(p.Importance)},
		{programmeUnweighted, "previousResults", "how earlier results shape it", blank(p.PreviousResults)},
	} {
		if f.bad {
			c.Find(f.rule, isms.Path("programme").Field(f.field), isms.ArgText("lacks", f.lacks))
		}
	}
}

// checkAudit checks an audit that was conducted.
func (c *check) checkAudit(a *Audit) {
	at, audit := item("audits", a.ID), isms.ArgID("audit", a.ID)
	if blank(a.Criteria) {
		c.Find(auditUndefined, at.Field("criteria"), audit, isms.ArgText("lacks", "criteria"))
	}
	if blank(a.Scope) {
		c.Find(auditUndefined, at.Field("scope"), audit, isms.ArgText("lacks", "scope"))
	}
	if len(a.Auditors) == 0 {
		c.Find(auditorUnnamed, at.Field("auditors"), audit)
	}
	if len(a.Responsible) == 0 {
		c.Find(independenceUnsaid, at.Field("responsible"), audit)
	}
	if blank(a.MitigatingMeasure) {
		answerable := slices.Clone(a.Responsible)
		slices.Sort(answerable)
		for _, who := range a.Auditors {
			if _, own := slices.BinarySearch(answerable, who); own {
				c.Find(auditorOwnWork, at.Field("auditors"), audit, isms.ArgText("auditor", who))
			}
		}
	}
	if !c.done(a.Reported) || len(a.ReportedTo) == 0 || !a.Reported.IsZero() && a.Reported.Before(a.Conducted) {
		c.Find(auditUnreported, at.Field("reported"), audit)
	}
	if blank(a.Artefact) {
		c.Find(auditUnrecorded, at.Field("artefact"), audit)
	}
	for _, f := range a.Findings {
		if f.Nonconforming && f.Nonconformity == "" {
			c.Find(findingUnlinked, at.Item("findings", f.ID), audit, isms.ArgID("finding", f.ID))
		}
	}
}
