package system

import (
	"iter"
	"slices"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
)

// Gate is an audit of a certification body that one wants to be ready for. The
// empty Gate is none.
type Gate string

// The gates of a certification cycle.
const (
	Stage1          Gate = "stage 1"         // are documents, assessment and planning there?
	Stage2          Gate = "stage 2"         // does it operate, and was it audited and reviewed?
	Surveillance    Gate = "surveillance"    // was it kept up since the last audit of the body?
	Recertification Gate = "recertification" // was everything covered in the cycle?
)

var wordsGates = [...][2]Gate{
	{Stage1, "Stage 1"},
	{Stage2, "Stage 2"},
	{Surveillance, "Surveillance"},
	{Recertification, "Recertification"},
}

// Gates returns the vocabulary of [Gate].
func Gates() isms.Words[Gate] { return isms.WordsOf("system.gate", wordsGates[:]) }

// GateCriteria are what a gate measures against: proposals of this library, which
// the standard leaves open. A zero field takes the default.
type GateCriteria struct {
	// Operating is how long the system should have left evidence before stage 2; 3
	// months, a custom of the market.
	Operating isms.Interval `json:"operating,omitzero"`
	// LongestInterval is the longest time since the last internal audit and management
	// review at a surveillance or recertification; 12 months.
	LongestInterval isms.Interval `json:"longestInterval,omitzero"`
}

func (l GateCriteria) withDefaults() GateCriteria {
	if l.Operating.IsZero() {
		l.Operating = isms.Interval{N: 3, Unit: isms.Months}
	}
	if l.LongestInterval.IsZero() {
		l.LongestInterval = isms.Interval{N: 12, Unit: isms.Months}
	}
	return l
}

// Condition is one thing that a gate asks for.
type Condition struct {
	Rule isms.Rule `json:"rule"` // what it is; its Title says what is wrong while it is not met, its Refs are the items it looks at
	// Title is short and true once the condition is met: "Scope documented". Its code
	// is that of the rule followed by "#met".
	Title isms.Sentence `json:"title"`
	Path  isms.Path     `json:"path"` // the part of the document that it is about
	// Status is [isms.StatusClear], [isms.StatusJudged], or why it is not met: open,
	// not examined, judgement required. Only errors open a condition; warnings are
	// listed beside it.
	Status isms.Status       `json:"status"`
	Why    []isms.Diagnostic `json:"why"`   // errors that stand in the way
	Asked  []isms.Diagnostic `json:"asked"` // warnings: what an auditor would ask
	// Missing are the items that nobody looked at or judged.
	Missing []isms.Ref `json:"missing"`
	// Earliest is the first day on which it could be met by what is planned; zero
	// where no plan tells. A condition that is met has the day asked about.
	Earliest isms.Date `json:"earliest,omitzero"`
}

// Met reports whether the condition is clear or judged.
func (c Condition) Met() bool { return c.Status.Settled() }

// GateResult is the answer of a gate on a day. It is immutable.
type GateResult struct {
	gate       Gate
	asOf       isms.Date
	conditions []Condition
}

// Gate returns which gate was asked.
func (o GateResult) Gate() Gate { return o.gate }

// AsOf returns the day asked about.
func (o GateResult) AsOf() isms.Date { return o.asOf }

// Ready reports whether every condition is met. A gate without conditions, such as
// an unknown one, is not ready.
func (o GateResult) Ready() bool { return o.Met().Full() }

// Conditions yields the conditions in their order.
func (o GateResult) Conditions() iter.Seq[Condition] {
	return func(yield func(Condition) bool) {
		for _, c := range o.conditions {
			c.Why, c.Asked, c.Missing = slices.Clone(c.Why), slices.Clone(c.Asked), slices.Clone(c.Missing)
			if !yield(c) {
				return
			}
		}
	}
}

// Met returns how many conditions are met.
func (o GateResult) Met() isms.Ratio {
	r := isms.Ratio{Want: len(o.conditions)}
	for _, c := range o.conditions {
		if c.Met() {
			r.Have++
		}
	}
	return r
}

// Earliest returns the first day on which the gate could be ready by what is planned,
// zero if some condition has no such day. For a gate that is ready it is the day asked
// about.
func (o GateResult) Earliest() isms.Date {
	day := o.asOf
	for _, c := range o.conditions {
		switch {
		case c.Earliest.IsZero():
			return isms.Date{}
		case !day.IsZero() && c.Earliest.After(day):
			day = c.Earliest
		}
	}
	return day
}

// gateRule is a condition as declared: its rule names the items whose
// lines it looks at; test is what it computes itself.
type gateRule struct {
	rule  isms.Rule
	at    isms.Path // the part of the document that it is about
	title string    // the opposite of the rule's title
	gates []Gate
	alone bool // only the test counts, not the lines of the items
	// test looks at what was done; it reports findings through the checker and
	// returns the earliest day. It may be nil.
	test func(v *view, c *isms.Checker, r isms.Rule) isms.Date
}

func gateRules() []isms.Rule {
	var rules []isms.Rule
	for _, g := range conditions() {
		rules = append(rules, g.rule)
	}
	return rules
}

func conditions() []gateRule {
	all := slices.Collect(Gates().All())
	basis := "ismskit proposal: from 9.3.1.2 and 9.6 of ISO/IEC 17021-1 and what auditors commonly ask"
	rule := func(code, title, remedy string, refs ...isms.Ref) isms.Rule {
		return isms.Rule{
			Code: "system/" + code, Severity: isms.SeverityError, Refs: refs, Since: "v0.1.0", Basis: basis,
			Title: title, Remedy: remedy,
		}
	}
	list := []gateRule{
		{rule: rule("undocumented-scope", "Undocumented scope", "Determine and document the scope of the ISMS.", "4.3 s1", "4.3 a", "4.3 b", "4.3 c", "4.3 s2"), at: "records.scope", title: "Scope documented", gates: all},
		{rule: rule("undocumented-context-or-interested-parties", "Undocumented context or interested parties", "Document the issues, the interested parties and the decision on climate change.", "4.1 s1", "4.1 s2", "4.2 a", "4.2 b", "4.2 c"), at: "records.context", title: "Context and interested parties documented", gates: all},
		{rule: rule("policy-not-approved-or-not-communicated", "Policy not approved or not communicated", "Have top management approve the information security policy, and communicate it.", "5.2 s1", "5.2 b", "5.2 c", "5.2 d", "5.2 e", "5.2 f"), at: "records.policy", title: "Policy approved and communicated", gates: all},
		{rule: rule("unassigned-security-roles", "Unassigned security roles", "Assign the roles, responsibilities and authorities, and communicate them.", "5.3 s1", "5.3 a", "5.3 b"), at: "records.roles", title: "Security roles assigned", gates: all},
		{rule: rule("undefined-risk-assessment-process", "Undefined risk assessment process", "Define the risk assessment method with its acceptance criteria.", "6.1.2 a 1", "6.1.2 a 2"), at: "register.method", title: "Risk assessment process defined", gates: all},
		{rule: rule("incomplete-risk-assessment", "Incomplete risk assessment", "Assess every risk and assign its owner.", "6.1.2 c 1", "6.1.2 c 2", "6.1.2 d 1", "6.1.2 d 2", "6.1.2 d 3", "6.1.2 e 1", "6.1.2 e 2"), at: "register.risks", title: "Risks assessed", gates: all},
		{rule: rule("risk-treatment-plan-missing-or-not-approved", "Risk treatment plan missing or not approved", "Draw up the risk treatment plan and have the risk owners approve it.", "6.1.3 a", "6.1.3 b", "6.1.3 e", "6.1.3 f"), at: "register.treatments", title: "Risk treatment plan approved", gates: all},
		{rule: rule("statement-of-applicability-incomplete-or-not-approved", "Statement of Applicability incomplete or not approved", "Complete the Statement of Applicability and approve it.", "6.1.3 c", "6.1.3 d 1", "6.1.3 d 2", "6.1.3 d 3", "6.1.3 d 4"), at: "applicability.decisions", title: "Statement of Applicability approved", gates: all, test: statementApproved},
		{rule: rule("incomplete-information-security-objectives", "Incomplete information security objectives", "Set objectives, each with an indicator, an owner and a target date.", "6.2 s1", "6.2 b", "6.2 j", "6.2 k", "6.2 l"), at: "records.objectives", title: "Objectives established", gates: all},
		{rule: rule("missing-audit-programme", "Missing audit programme", "Plan the internal audits.", "9.2.2 s1"), at: "programme.audits", title: "Internal audits planned", alone: true, gates: []Gate{Stage1}, test: auditPlanned},
		{rule: rule("management-review-not-planned", "Management review not planned", "Plan a management review.", "9.3.1 s1"), at: "records.managementReviews", title: "Management review planned", alone: true, gates: []Gate{Stage1}, test: reviewPlanned},

		{rule: rule("undemonstrated-competence-or-awareness", "Undemonstrated competence or awareness", "Keep evidence of competence and awareness.", "7.2 a", "7.2 d", "7.3 a", "7.3 b", "7.3 c"), at: "records.people", title: "Competence and awareness demonstrated", gates: []Gate{Stage2, Surveillance, Recertification}},
		{rule: rule("undemonstrated-operation-of-processes", "Undemonstrated operation of processes", "Operate the processes and evaluate them against their criteria.", "8.1 s2", "8.1 s3", "8.1 s4", "8.1 s6", "8.2 s1", "8.3 s1"), at: "records.processes", title: "Operation of processes demonstrated", gates: []Gate{Stage2, Surveillance, Recertification}},
		{rule: rule("implemented-controls-without-current-evidence", "Implemented controls without current evidence", "Operate the controls and keep evidence of their operation.", "8.3 s1"), at: "evidence.records", title: "Controls evidenced", alone: true, gates: []Gate{Stage2, Surveillance, Recertification}, test: controlsOperate},
		{rule: rule("missing-performance-evaluation", "Missing performance evaluation", "Measure and evaluate the information security performance.", "9.1 s1", "9.1 s2"), at: "records.indicators", title: "Performance evaluated", gates: []Gate{Stage2, Surveillance, Recertification}},
		{rule: rule("insufficient-operating-time", "Insufficient operating time", "Keep operating the ISMS until the operating time is reached.", "8.1 s4"), at: "evidence.records", title: "Operating time reached", alone: true, gates: []Gate{Stage2}, test: operatingTime},
		{rule: rule("internal-audit-of-the-whole-scope-overdue", "Internal audit of the whole scope overdue", "Conduct the internal audits of the whole scope.", "9.2.1 s1"), at: "programme.audits", title: "Internal audits conducted", gates: []Gate{Stage2, Surveillance, Recertification}, test: auditPerformed},
		{rule: rule("missing-management-review-after-the-internal-audit", "Missing management review after the internal audit", "Conduct the management review with all inputs and record its results.", "9.3.1 s1", "9.3.3 s1"), at: "records.managementReviews", title: "Management review conducted", alone: true, gates: []Gate{Stage2, Surveillance, Recertification}, test: reviewHeld},
		{rule: rule("open-major-nonconformities", "Open major nonconformities", "Correct each major nonconformity, determine its root cause, and review the effectiveness of the corrective action.", "10.2 c"), at: "findings.items", title: "No open major nonconformity", alone: true, gates: []Gate{Stage2, Surveillance, Recertification}, test: noOpenMajors},
		{rule: rule("unresolved-nonconformities", "Unresolved nonconformities", "Resolve each nonconformity with correction and corrective action.", "10.2 a 1", "10.2 b 2", "10.2 c", "10.2 f"), at: "findings.items", title: "Nonconformities resolved", gates: []Gate{Stage2, Surveillance, Recertification}, test: findingsKept},
		{rule: rule("no-valid-certificate", "No valid certificate", "Meet the obligations of the certification cycle.", "ISO/IEC 17021-1 9.6"), at: "cycle", title: "Certificate valid", gates: []Gate{Surveillance, Recertification}, test: certificateValid},
		{rule: rule("incomplete-audit-coverage-of-the-cycle", "Incomplete audit coverage of the cycle", "Audit the requirements that the internal audits of the cycle have not covered.", "9.2.2 s2"), at: "programme.audits", title: "Audit coverage complete", alone: true, gates: []Gate{Recertification}, test: cycleCovered},
	}
	for i := range list {
		r := &list[i].rule
		if r.Message = "{reason}"; list[i].test == nil { // what is found is found by the rules of its items
			r.Message = r.Title
		}
	}
	return list
}

// Gate returns whether the system is ready for an audit of the certification body.
// Only what was done by the day counts. Each condition looks at the status of its
// requirements and, where it has one, at a test of its own; a requirement that is not
// examined or requires a judgement keeps it from being met.
func (n Now) Gate(g Gate) GateResult {
	o := GateResult{gate: g, asOf: n.day}
	if !n.at {
		return o // without conditions it is not ready
	}
	w := &view{Now: &n, gate: g, limits: n.sys.GateCriteria.withDefaults()}
	for _, gr := range conditions() {
		if slices.Contains(gr.gates, g) {
			o.conditions = append(o.conditions, w.condition(gr))
		}
	}
	return o
}

// met is the message of what is true once the condition is met.
func (g gateRule) met() isms.Message {
	return isms.Message{Code: g.rule.Code + "#met", Text: g.title}
}

// view is what a condition looks at.
type view struct {
	*Now
	gate   Gate
	limits GateCriteria
}

func (v *view) condition(gr gateRule) Condition {
	out := Condition{Rule: gr.rule, Path: gr.at, Title: gr.met().With(), Status: isms.StatusClear, Why: []isms.Diagnostic{}, Asked: []isms.Diagnostic{}, Missing: []isms.Ref{}}
	worse := func(s isms.Status) {
		order := slices.Collect(isms.Statuses().All())
		out.Status = order[min(slices.Index(order, s), slices.Index(order, out.Status))]
	}
	var c isms.Checker
	var earliest isms.Date
	if gr.test != nil {
		earliest = gr.test(v, &c, gr.rule)
	}
	refs := gr.rule.Refs
	if gr.alone {
		refs = nil
	}
	for _, ref := range refs {
		l, _ := v.ready.LookupItem(ref)
		errs := 0
		for _, d := range l.Found {
			switch d.Severity {
			case isms.SeverityError:
				out.Why = append(out.Why, d)
				errs++
			case isms.SeverityWarning:
				out.Asked = append(out.Asked, d)
			}
		}
		switch {
		case errs > 0 || l.Judgement.Conclusion == isms.NotMet:
			worse(isms.StatusOpen)
		case len(l.Missing) > 0 || l.Status == isms.StatusNotExamined:
			worse(isms.StatusNotExamined)
			out.Missing = append(out.Missing, ref)
		case len(l.Person) > 0 && l.Judgement.Conclusion != isms.Met:
			worse(isms.StatusJudgementRequired)
			out.Missing = append(out.Missing, ref)
		case len(l.Person) > 0:
			worse(isms.StatusJudged)
		}
	}
	own := 0 // findings of the condition's own test
	for d := range c.Report().Found() {
		own++
		out.Why = append(out.Why, d)
		worse(isms.StatusOpen)
	}
	out.Why, out.Asked = distinct(out.Why), distinct(out.Asked)
	switch {
	case out.Met():
		out.Earliest = v.day
	case len(out.Why) == own && len(out.Missing) == 0 && !v.day.IsZero() && earliest.After(v.day):
		out.Earliest = earliest // nothing but the test stands in the way
	}
	return out
}

func distinct(list []isms.Diagnostic) []isms.Diagnostic {
	slices.SortFunc(list, isms.Diagnostic.Compare)
	return slices.CompactFunc(list, func(a, b isms.Diagnostic) bool { return a.Compare(b) == 0 })
}

func say(c *isms.Checker, r isms.Rule, at isms.Path, reason isms.Sentence) {
	c.Find(r, at, isms.ArgSentence("reason", reason))
}

func statementApproved(v *view, c *isms.Checker, r isms.Rule) isms.Date {
	if _, ok := v.Approved(); ok {
		return isms.Date{}
	}
	say(c, r, "statements", noApprovedVersion.With(isms.ArgDate("day", v.day)))
	return isms.Date{}
}

func auditPlanned(v *view, c *isms.Checker, r isms.Rule) isms.Date {
	if !slices.ContainsFunc(v.sys.Programme.Audits, func(a programme.InternalAudit) bool { return !a.IsCancelled() }) {
		say(c, r, "programme.audits", noAuditPlanned.With())
	}
	return isms.Date{}
}

func reviewPlanned(v *view, c *isms.Checker, r isms.Rule) isms.Date {
	if len(v.sys.Records.ManagementReviews) == 0 {
		say(c, r, "records.managementReviews", noReviewPlanned.With())
	}
	return isms.Date{}
}

// since returns the first day on which an audit or review still counts.
func (v *view) since() isms.Date {
	if v.gate == Stage2 {
		return isms.Date{}
	}
	d, err := v.limits.LongestInterval.Before(v.day, v.cal)
	if err != nil {
		return v.day
	}
	return d
}

// lastAudit returns the last day of the latest internal audit that covered the
// whole scope, or together with others did, and was conducted by the day.
func (v *view) lastAudit() (last, planned isms.Date) {
	since := v.since()
	var whole []isms.Ref
	var dates []isms.Date
	for i := range v.sys.Programme.Audits {
		a := &v.sys.Programme.Audits[i]
		done := a.Conducted.Last
		switch {
		case !done.IsZero() && !(!v.day.IsZero() && done.After(v.day)) && !(!done.IsZero() && done.Before(since)):
			whole = append(whole, a.Scope...)
			dates = append(dates, done)
		case done.IsZero() && !a.IsCancelled() && !v.day.IsZero() && a.Planned.Last.After(v.day) && (planned.IsZero() || !a.Planned.Last.IsZero() && a.Planned.Last.Before(planned)):
			planned = a.Planned.Last
		}
	}
	if !covered(whole) {
		return isms.Date{}, planned
	}
	for _, d := range dates {
		if !last.IsZero() && d.After(last) || last.IsZero() {
			last = d
		}
	}
	return last, planned
}

// covered reports whether the places hold clauses 4 to 10, or all of their parts.
func covered(whole []isms.Ref) bool {
	clauses := slices.Collect(isms.Clauses())
	for i, c := range clauses {
		divided := i+1 < len(clauses) && clauses[i+1].Ref.Within(c.Ref) // parts follow
		if !divided && !slices.ContainsFunc(whole, c.Ref.Within) {
			return false
		}
	}
	return true
}

func auditPerformed(v *view, c *isms.Checker, r isms.Rule) isms.Date {
	last, planned := v.lastAudit()
	if last.IsZero() {
		reason := noAuditOfTheWhole.With(isms.ArgDate("day", v.day))
		if since := v.since(); !since.IsZero() {
			reason = noAuditOfTheWholeSince.With(isms.ArgDate("since", since), isms.ArgDate("day", v.day))
		}
		say(c, r, "programme.audits", withPlan(reason, planned))
	}
	return planned
}

func reviewHeld(v *view, c *isms.Checker, r isms.Rule) isms.Date {
	audited, plannedAudit := v.lastAudit()
	since := v.since()
	var planned isms.Date
	held := false
	reason := noReviewConducted.With(isms.ArgDate("day", v.day))
	for i := range v.sys.Records.ManagementReviews {
		m := &v.sys.Records.ManagementReviews[i]
		switch {
		case m.Conducted.IsZero() && !v.day.IsZero() && m.Planned.After(v.day):
			if planned.IsZero() || !m.Planned.IsZero() && m.Planned.Before(planned) {
				planned = m.Planned
			}
		case m.Conducted.IsZero() || !v.day.IsZero() && m.Conducted.After(v.day) || !m.Conducted.IsZero() && m.Conducted.Before(since):
		case audited.IsZero():
			reason = reviewWithoutAudit.With(isms.ArgID("review", m.ID))
		case !m.Conducted.IsZero() && m.Conducted.Before(audited):
			reason = reviewBeforeAudit.With(isms.ArgID("review", m.ID), isms.ArgDate("conducted", m.Conducted), isms.ArgDate("audited", audited))
		case len(m.Missing()) > 0:
			reason = reviewIncomplete.With(isms.ArgID("review", m.ID), isms.ArgRefs("inputs", m.Missing()...))
		case len(m.Decisions) == 0:
			reason = reviewWithoutDecision.With(isms.ArgID("review", m.ID))
		default:
			held = true
		}
	}
	if !held {
		say(c, r, "records.managementReviews", withPlan(reason, planned))
	}
	if !planned.IsZero() && planned.Before(plannedAudit) && audited.IsZero() {
		return isms.Date{}
	}
	return planned
}

func controlsOperate(v *view, c *isms.Checker, r isms.Rule) isms.Date {
	if v.draftErr != nil {
		say(c, r, "applicability", noStatement.With())
		return isms.Date{}
	}
	lines := v.evidence
	if len(lines) == 0 {
		say(c, r, "evidence.expectations", nothingExpected.With())
		return isms.Date{}
	}
	var stale []isms.Ref
	expected := false
	for _, l := range lines {
		if !l.Ref.IsControl() || !v.day.IsZero() && l.Since.After(v.day) {
			continue
		}
		expected = true
		if !l.Current(v.day) {
			stale = append(stale, l.Ref)
		}
	}
	if !expected {
		say(c, r, "evidence.expectations", nothingExpectedOfControls.With())
	}
	for _, ref := range isms.SortRefs(stale) {
		say(c, r.For(ref), "evidence.records", noCurrentEvidence.With(isms.ArgRef("control", ref)))
	}
	return isms.Date{}
}

func operatingTime(v *view, c *isms.Checker, r isms.Rule) isms.Date {
	var first isms.Date
	for i := range v.sys.Evidence.Records {
		e := &v.sys.Evidence.Records[i]
		if !e.Adverse && !e.Collected.IsZero() && !(!v.day.IsZero() && e.Collected.After(v.day)) && (first.IsZero() || !e.Collected.IsZero() && e.Collected.Before(first)) {
			first = e.Collected
		}
	}
	if first.IsZero() {
		say(c, r, "evidence.records", noEvidence.With())
		return isms.Date{}
	}
	enough, err := v.limits.Operating.From(first, v.cal)
	if err != nil || !v.day.IsZero() && enough.After(v.day) {
		say(c, r, "evidence.records", tooShort.With(isms.ArgDate("first", first), isms.ArgInterval("operating", v.limits.Operating)))
	}
	return enough
}

func noOpenMajors(v *view, c *isms.Checker, r isms.Rule) isms.Date {
	if v.sys.Findings.Complete != isms.Yes {
		say(c, r, "findings.complete", majorsMayBeOpen.With())
	}
	at := v.sys.findingPaths()
	for i := range v.sys.Findings.Items {
		n := v.sys.Findings.Items[i].Nonconformity.On(v.day)
		if n.Grade() == audit.Major && n.Open() {
			say(c, r, at[i], majorOpen.With(isms.ArgID("nonconformity", n.ID()), isms.ArgWord("state", audit.States(), n.State())))
		}
	}
	return isms.Date{}
}

func findingsKept(v *view, c *isms.Checker, r isms.Rule) isms.Date {
	if v.sys.Findings.Complete != isms.Yes {
		say(c, r, "findings.complete", findingsIncomplete.With())
	}
	return isms.Date{}
}

func certificateValid(v *view, c *isms.Checker, r isms.Rule) isms.Date {
	if usable, why := v.sys.Cycle.State(v.day).Usable(); !usable {
		say(c, r, "cycle", why)
	}
	return isms.Date{}
}

func cycleCovered(v *view, c *isms.Checker, r isms.Rule) isms.Date {
	if v.draftErr != nil {
		say(c, r, "applicability", noStatement.With())
		return isms.Date{}
	}
	var open []isms.Ref
	for _, cov := range v.sys.Programme.Coverage(v.day, v.covered) {
		if len(cov.Conducted) == 0 {
			open = append(open, cov.Ref)
		}
	}
	if len(open) > 0 {
		say(c, r, "programme.audits", notCovered.With(isms.ArgRefs("requirements", open...)))
	}
	return isms.Date{}
}
