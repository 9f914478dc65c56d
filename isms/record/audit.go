package record

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
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
	ReportedOn                isms.Date       `json:"reportedOn,omitzero"`                // to relevant management
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
	programmeIncomplete = shall("incomplete-internal-audit-programme", "Incomplete internal audit programme", "the audit programme does not define: {part}",
		"Define the frequency, methods, responsibilities, planning and reporting of internal audits.", "9.2.2 s1")
	programmeUnweighted = shall("internal-audit-programme-without-prioritization", "Internal audit programme without prioritization", "the audit programme does not consider the {part}",
		"Consider the importance of the processes and previous results in the audit programme.", "9.2.2 s2")
	auditMissing = shall("internal-audit-never-conducted", "Internal audit never conducted", "no internal audit has been conducted",
		"Conduct an internal audit.", "9.2.1 s1")
	auditOverdue = needing(shall("exceeded-internal-audit-interval", "Exceeded internal audit interval", "the last internal audit was conducted on {last}; the next was due on {due}",
		"Conduct the overdue internal audit.", "9.2.1 s1"), theAudits)
	auditStale = needing(asks("long-interval-since-last-internal-audit", "Long interval since last internal audit", "the last internal audit was conducted on {last}, longer than {ceiling} ago",
		"Conduct an internal audit, or document why the interval is appropriate.", "9.2.1 s1"), theAudits)
	auditSlipped = asks("internal-audit-not-conducted-as-planned", "Internal audit not conducted as planned", "internal audit {audit} was planned for {planned} and has not been conducted",
		"Conduct the internal audit, or reschedule it with a reason.", "9.2.1 s1")
	auditUnconcluded = keyed(needing(shall("internal-audit-without-conclusion", "Internal audit without conclusion", "no internal audit in the interval states whether the ISMS {question}",
		"State the audit conclusion in the audit report.", "9.2.1 a 1", "9.2.1 a 2", "9.2.1 b"), theAudits), "question")
	auditUndefined = needing(shall("internal-audit-without-criteria-or-scope", "Internal audit without criteria or scope", "internal audit {audit} has no {part}",
		"Define the audit criteria and the audit scope before the audit.", "9.2.2 a"), theAudits)
	auditorUnnamed = needing(shall("internal-audit-without-auditor", "Internal audit without auditor", "internal audit {audit} has no auditor",
		"Name the auditors.", "9.2.2 b"), theAudits)
	auditorOwnWork = keyed(needing(shall("internal-auditor-responsible-for-audited-area", "Internal auditor responsible for audited area", "auditor {auditor} of internal audit {audit} is responsible for the audited area",
		"Assign another auditor, or record a mitigating measure.", "9.2.2 b"), theAudits), "auditor")
	independenceUnsaid = needing(asks("undetermined-impartiality-of-auditor", "Undetermined impartiality of auditor", "internal audit {audit} does not state who is responsible for the audited area",
		"Record who is responsible for the audited area.", "9.2.2 b"), theAudits)
	auditUnreported = needing(shall("internal-audit-not-reported", "Internal audit not reported", "the results of internal audit {audit} have not been reported to relevant management",
		"Report the results to relevant management, and record to whom and when.", "9.2.2 c"), theAudits)
	auditUnrecorded = needing(shall("missing-internal-audit-report", "Missing internal audit report", "no report of internal audit {audit} is retained",
		"Retain the audit report.", "9.2.2 s3"), theAudits)
	findingUnlinked = needing(shall("nonconforming-finding-without-nonconformity", "Nonconforming finding without nonconformity", "finding {finding} of internal audit {audit} is a nonconformity and refers to no nonconformity",
		"Open a nonconformity for the finding.", "10.2 f"), theAudits)

	auditRules = []isms.Rule{
		programmeIncomplete, programmeUnweighted, auditMissing, auditOverdue, auditStale, auditSlipped, auditUnconcluded, auditUndefined,
		auditorUnnamed, auditorOwnWork, independenceUnsaid, auditUnreported, auditUnrecorded, findingUnlinked,
	}
)

func (c *check) checkAudits() {
	var last isms.Date
	for _, a := range c.Audits {
		last = c.latest(last, a.Conducted)
	}
	c.apply(!last.IsZero(), theAudits, auditRules...)
	c.checkProgramme()
	answered := map[isms.Ref]bool{}
	every := or(c.Programme.Frequency, c.limits.InternalAudit)
	for i, at := range c.paths["audits"] {
		a := &c.Audits[i]
		if !c.done(a.Conducted) {
			if !a.Planned.IsZero() && a.Planned.Before(c.asOf) {
				c.Find(auditSlipped, at.Field("conducted"), isms.ArgID("audit", a.ID), isms.ArgDate("planned", a.Planned))
			}
			continue
		}
		if c.within(a.Conducted, every) {
			for k, v := range []isms.Conclusion{a.ConformsToOwnRequirements, a.ConformsToStandard, a.ImplementedAndMaintained} {
				ref := auditUnconcluded.Refs[k]
				answered[ref] = answered[ref] || isms.Conclusions().Has(v)
			}
		}
		c.checkAudit(a, at)
	}
	if last.IsZero() {
		c.Find(auditMissing, "audits")
		return
	}
	if due, ok := c.inTime(last, isms.Cadence{}, every); !ok {
		c.Find(auditOverdue, "audits", isms.ArgDate("last", last), isms.ArgDate("due", due))
	}
	if !c.within(last, c.limits.Ceiling) {
		c.Find(auditStale, "audits", isms.ArgDate("last", last), isms.ArgInterval("ceiling", c.limits.Ceiling))
	}
	for k, q := range []isms.Message{conformsToOwn, conformsToStandard, isImplemented} {
		if ref := auditUnconcluded.Refs[k]; !answered[ref] {
			c.Find(auditUnconcluded.At(ref), "audits", isms.ArgSentence("question", q.With()))
		}
	}
}

func (c *check) checkProgramme() {
	p := c.Programme
	c.lacking(programmeIncomplete, "programme", []part{
		{"frequency", partFrequency, or(p.Frequency, isms.Interval{}).IsZero()},
		{"methods", partMethods, text.Blank(p.Methods)},
		{"responsible", partResponsible, p.Responsible == ""},
		{"planning", partPlanning, text.Blank(p.Planning)},
		{"reporting", partReporting, text.Blank(p.Reporting)},
	})
	c.lacking(programmeUnweighted, "programme", []part{
		{"importance", partImportance, text.Blank(p.Importance)}, {"previousResults", partPrevious, text.Unanswered(p.PreviousResults)},
	})
}

// checkAudit checks an audit that was conducted.
func (c *check) checkAudit(a *Audit, at isms.Path) {
	audit := isms.ArgID("audit", a.ID)
	c.lacking(auditUndefined, at, []part{{"criteria", partCriteria, text.Blank(a.Criteria)}, {"scope", partScope, text.Blank(a.Scope)}}, audit)
	if len(a.Auditors) == 0 {
		c.Find(auditorUnnamed, at.Field("auditors"), audit)
	}
	if len(a.Responsible) == 0 {
		c.Find(independenceUnsaid, at.Field("responsible"), audit)
	}
	if text.Blank(a.MitigatingMeasure) {
		answerable := slices.Clone(a.Responsible)
		slices.Sort(answerable)
		for _, who := range a.Auditors {
			if _, own := slices.BinarySearch(answerable, who); own {
				c.Find(auditorOwnWork, at.Field("auditors"), audit, isms.ArgID("auditor", who))
			}
		}
	}
	if !c.done(a.ReportedOn) || len(a.ReportedTo) == 0 || a.ReportedOn.Before(a.Conducted) {
		c.Find(auditUnreported, at.Field("reportedOn"), audit)
	}
	if text.Blank(a.Artefact) {
		c.Find(auditUnrecorded, at.Field("artefact"), audit)
	}
	for i, at := range c.paths[string(at.Field("findings"))] {
		if f := &a.Findings[i]; f.Nonconforming && f.Nonconformity == "" {
			c.Find(findingUnlinked, at.Field("nonconformity"), audit, isms.ArgID("finding", f.ID))
		}
	}
}
