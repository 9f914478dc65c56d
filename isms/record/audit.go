package record

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Programme is the internal audit programme (9.2.2). Planning in detail, with
// coverage over the cycle, is in package audit.
type Programme struct {
	Frequency   isms.Interval `json:"frequency,omitzero"`
	Methods     string        `json:"methods,omitzero"`
	Responsible isms.ID       `json:"responsible,omitzero"`
	Planning    string        `json:"planning,omitzero"`  // how audits are planned
	Reporting   string        `json:"reporting,omitzero"` // how and to whom results are reported
	Weight      string        `json:"weight,omitzero"`    // how the importance of processes shapes it
	Earlier     string        `json:"earlier,omitzero"`   // how earlier results shape it
}

// An Audit is an internal audit, planned or performed (9.2).
type Audit struct {
	ID         isms.ID         `json:"id"`
	Planned    isms.Date       `json:"planned,omitzero"`
	Performed  isms.Date       `json:"performed,omitzero"` // its last day
	Criteria   string          `json:"criteria,omitzero"`
	Scope      string          `json:"scope,omitzero"`
	Auditors   []isms.ID       `json:"auditors"`
	Answerable []isms.ID       `json:"answerable,omitzero"` // who answers for the work that was audited
	Safeguard  string          `json:"safeguard,omitzero"`  // what keeps it impartial where an auditor answers for audited work, in a very small organization
	Own        isms.Conclusion `json:"own,omitzero"`        // conforms to the organization's own requirements (9.2.1 a 1)
	Standard   isms.Conclusion `json:"standard,omitzero"`   // conforms to the standard (9.2.1 a 2)
	Effective  isms.Conclusion `json:"effective,omitzero"`  // effectively put into practice and kept up (9.2.1 b)
	Reported   isms.Date       `json:"reported,omitzero"`   // to the managers concerned
	ReportedTo []isms.ID       `json:"reportedTo,omitzero"`
	Artefact   string          `json:"artefact,omitzero"` // hash of the report that is kept
	Findings   []AuditFinding  `json:"findings,omitzero"`
}

// An AuditFinding is something that an internal audit found.
type AuditFinding struct {
	ID            isms.ID  `json:"id"`
	Place         isms.Ref `json:"place,omitzero"`
	Nonconforming bool     `json:"nonconforming,omitzero"`
	Nonconformity isms.ID  `json:"nonconformity,omitzero"` // its ID in package audit
}

var (
	programmeIncomplete = shall("programme-incomplete", "the audit programme is not complete", "the audit programme does not say {lacks}",
		"complete the programme", "9.2.2 s1")
	programmeUnweighted = shall("programme-unweighted", "the audit programme weighs nothing", "the audit programme does not say {lacks}",
		"let the importance of processes and earlier results shape it", "9.2.2 s2")
	auditMissing = shall("internal-audit-missing", "no internal audit was performed", "no internal audit was performed; planned ones do not count",
		"perform one", "9.2.1 s1")
	auditOverdue = shall("internal-audit-overdue", "the internal audit is overdue", "the last internal audit was on {last}, due by {due}",
		"perform one", "9.2.1 s1")
	auditStale = asks("internal-audit-stale", "the last internal audit was long ago", "the last internal audit was on {last}, longer than {ceiling} ago",
		"perform one, or be ready to say why the interval is long enough", "9.2.1 s1")
	auditSlipped = asks("internal-audit-slipped", "an internal audit was not performed as planned", "internal audit {audit} was planned for {planned} and was not performed",
		"perform it, or plan it anew with a reason", "9.2.1 s1")
	auditUnconcluded = shall("internal-audit-unconcluded", "internal audits do not answer what they are for", "no internal audit in the interval says whether the system {question}",
		"conclude it in the report", "9.2.1 a 1", "9.2.1 a 2", "9.2.1 b")
	auditUndefined = shall("internal-audit-undefined", "an internal audit has no criteria or no scope", "internal audit {audit} has no {lacks}",
		"set it before the audit", "9.2.2 a")
	auditorUnnamed = shall("auditor-unnamed", "nobody can tell who audited", "internal audit {audit} names no auditor",
		"name the auditors", "9.2.2 b")
	auditorOwnWork = shall("auditor-own-work", "an auditor audited work of their own", "in internal audit {audit}, {auditor} answers for the work that was audited",
		"have somebody else audit it; in a very small organization, say what keeps the audit impartial", "9.2.2 b")
	independenceUnsaid = asks("auditor-independence-unsaid", "nobody can tell whether an auditor audited work of their own", "internal audit {audit} does not say who answers for the work that was audited",
		"name who answers for the audited work", "9.2.2 b")
	auditUnreported = shall("internal-audit-unreported", "the results of an internal audit were not reported", "the results of internal audit {audit} were not reported to the managers concerned",
		"report them, and note to whom and when", "9.2.2 c")
	auditUnrecorded = shall("internal-audit-unrecorded", "no report of an internal audit is kept", "no report of internal audit {audit} is kept",
		"keep the report", "9.2.2 s3")
	findingUnlinked = shall("finding-unlinked", "a nonconformity found by an internal audit was not taken up", "finding {finding} of internal audit {audit} is a nonconformity and leads to no record of one",
		"open a nonconformity for it", "10.2 f")

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
		if !c.done(a.Performed) {
			if a.Planned.Before(c.asOf) {
				c.Find(auditSlipped, item("audits", a.ID), isms.ArgID("audit", a.ID), isms.ArgDate("planned", a.Planned))
			}
			continue
		}
		last = c.latest(last, a.Performed)
		if c.within(a.Performed, every) {
			for k, v := range []isms.Conclusion{a.Own, a.Standard, a.Effective} {
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
		c.Find(auditOverdue, "audits", isms.ArgDate("last", last), isms.ArgDate("due", c.dueAfter(last, every)))
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
		{programmeUnweighted, "weight", "how the importance of processes shapes it", blank(p.Weight)},
		{programmeUnweighted, "earlier", "how earlier results shape it", blank(p.Earlier)},
	} {
		if f.bad {
			c.Find(f.rule, isms.Path("programme").Field(f.field), isms.ArgText("lacks", f.lacks))
		}
	}
}

// checkAudit looks at an audit that was performed.
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
	if len(a.Answerable) == 0 {
		c.Find(independenceUnsaid, at.Field("answerable"), audit)
	}
	if blank(a.Safeguard) {
		answerable := slices.Clone(a.Answerable)
		slices.Sort(answerable)
		for _, who := range a.Auditors {
			if _, own := slices.BinarySearch(answerable, who); own {
				c.Find(auditorOwnWork, at.Field("auditors"), audit, isms.ArgText("auditor", who))
			}
		}
	}
	if !c.done(a.Reported) || len(a.ReportedTo) == 0 || a.Reported.Before(a.Performed) {
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
