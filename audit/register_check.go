package audit

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Requirements of clause 10.2 and ISO/IEC 17021-1 for each nonconformity.
var (
	duplicateID = isms.Rule{
		Code: "audit/duplicate-finding-id", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 f"}, Since: "v0.1.0",
		Title:   "Duplicate finding ID",
		Message: "two findings are called {id}",
		Remedy:  "Assign a unique ID to each finding.",
	}
	ungraded = isms.Rule{
		Code: "audit/ungraded-finding", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 b 1"}, Since: "v0.1.0",
		Title:   "Ungraded finding",
		Message: "{id}, raised on {raised}, has no grade",
		Remedy:  "Review the finding and grade it.",
	}
	downgraded = isms.Rule{
		Code: "audit/downgraded-nonconformity", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 b 1"}, Since: "v0.1.0",
		Title:   "Downgraded nonconformity",
		Message: "{id} went from {from} to {to}: {reason}",
		Remedy:  "Have the reason confirmed or restore the previous grade.",
		Basis:   "ismskit proposal: auditors commonly ask",
	}
	correctionOverdue = isms.Rule{
		Code: "audit/overdue-correction", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 a 1"}, Since: "v0.1.0",
		Title:   "Overdue correction",
		Message: "{id} was to be corrected by {due}",
		Remedy:  "Correct the nonconformity and document the correction.",
		Basis:   "the day is the policy's: the earliest of this step and the later ones",
	}
	consequencesMissing = isms.Rule{
		Code: "audit/consequences-not-documented", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 a 2"}, Since: "v0.1.0",
		Title:   "Consequences not documented",
		Message: "the correction of {id} says nothing of consequences",
		Remedy:  "Document how the consequences were dealt with or that there were none.",
	}
	causeOverdue = isms.Rule{
		Code: "audit/overdue-root-cause-analysis", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 b 2"}, Since: "v0.1.0",
		Title:   "Overdue root cause analysis",
		Message: "the cause of {id} was to be found by {due}",
		Remedy:  "Determine the root cause and document it.",
		Basis:   "the day is the policy's: the earliest of this step and the later ones",
	}
	similarMissing = isms.Rule{
		Code: "audit/similar-nonconformities-not-determined", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 b 3"}, Since: "v0.1.0",
		Title:   "Similar nonconformities not determined",
		Message: "for {id} nobody looked for like cases",
		Remedy:  "Determine whether similar nonconformities exist and document the result.",
	}
	actionOverdue = isms.Rule{
		Code: "audit/overdue-corrective-action", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 c"}, Since: "v0.1.0",
		Title:   "Overdue corrective action",
		Message: "{id}: {done}; due by {due}",
		Remedy:  "Complete every corrective action of the plan.",
		Basis:   "the day is the policy's, or the plan's own",
	}
	reviewOverdue = isms.Rule{
		Code: "audit/overdue-effectiveness-review", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 d"}, Since: "v0.1.0",
		Title:   "Overdue effectiveness review",
		Message: "the effect of the action for {id} was to be confirmed by {due}",
		Remedy:  "Review the effectiveness of the corrective action and document the result.",
		Basis:   "the day is the policy's",
	}
	reviewEarly = isms.Rule{
		Code: "audit/premature-effectiveness-review", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 d"}, Since: "v0.1.0",
		Title:   "Premature effectiveness review",
		Message: "the effect of the action for {id} was confirmed on {on}, the day it was done",
		Remedy:  "Review the effectiveness with evidence from after the corrective action.",
	}
	recurring = isms.Rule{
		Code: "audit/recurring-nonconformity", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 d"}, Since: "v0.1.0",
		Title:   "Recurring nonconformity",
		Message: "{id} came back {times}",
		Remedy:  "Determine the root cause again and close the nonconformity with evidence of effectiveness.",
	}
	changesMissing = isms.Rule{
		Code: "audit/changes-to-the-isms-not-stated", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 e"}, Since: "v0.1.0",
		Title:   "Changes to the ISMS not stated",
		Message: "for {id} it is not said whether the management system had to change",
		Remedy:  "State the changes made to the ISMS or that none were necessary.",
	}
	proportionality = isms.Rule{
		Code: "audit/proportionality-of-corrective-actions", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 s1"}, Since: "v0.1.0",
		Title:             "Proportionality of corrective actions",
		Remedy:            "Record who assessed it, when and on what basis.",
		JudgementRequired: "whether an action is in proportion to the effects takes a person",
	}
	natureMissing = isms.Rule{
		Code: "audit/nature-of-nonconformity-not-documented", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 f"}, Since: "v0.1.0",
		Title:   "Nature of nonconformity not documented",
		Message: "{id} lacks {what}",
		Remedy:  "Document the requirement, the nonconformity statement and the objective evidence.",
		Basis:   "10.2 f; ISO/IEC 17021-1 9.4.5.3 for the parts",
	}
	actionResultMissing = isms.Rule{
		Code: "audit/corrective-action-result-not-documented", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 f"}, Since: "v0.1.0",
		Title:   "Corrective action result not documented",
		Message: "action {action} for {id} is done, without a word on what was done",
		Remedy:  "Document the result of the corrective action.",
	}
	evidenceMissing = isms.Rule{
		Code: "audit/effectiveness-review-without-evidence", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 g"}, Since: "v0.1.0",
		Title:   "Effectiveness review without evidence",
		Message: "the verdict on the action for {id} of {on} names no evidence",
		Remedy:  "Document the evidence of effectiveness.",
	}
	dueUnknown = isms.Rule{
		Code: "audit/undetermined-due-date", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 c"}, Since: "v0.1.0",
		Title:   "Undetermined due date",
		Message: "for {id} no day is known: {why}",
		Remedy:  "Enter the dates of the audit or use a policy that covers the finding.",
		Basis:   "ismskit proposal: what has no due date is never overdue",
	}
	bodyDeadlineMissed = isms.Rule{
		Code: "audit/missed-certification-body-deadline", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 9.4.9"}, Since: "v0.1.0",
		Title:   "Missed certification body deadline",
		Message: "{id}: {step} was due on {due}, {basis}; what follows: {follows}",
		Remedy:  "Settle the overdue step with the certification body.",
		Basis:   "ISO/IEC 17021-1 9.4.9 and 9.5, and the policy",
	}
	minorsAccumulated = isms.Rule{
		Code: "audit/accumulated-minor-nonconformities", Severity: isms.SeverityWarning, Refs: []isms.Ref{"ISO/IEC 17021-1 3.12"}, Since: "v0.1.0",
		Title:   "Accumulated minor nonconformities",
		Message: "{count} open minors stand against {requirement}: {ids}",
		Remedy:  "Have the auditor decide whether they amount to a major nonconformity or close some of them.",
		Basis:   "note to 3.12; the number is the policy's",
	}
)

// registerRules are the rules that every Register.Check applies.
func registerRules() []isms.Rule {
	return []isms.Rule{
		duplicateID, ungraded, downgraded, correctionOverdue, consequencesMissing, causeOverdue, similarMissing, actionOverdue,
		reviewOverdue, reviewEarly, recurring, changesMissing, natureMissing, actionResultMissing, evidenceMissing, dueUnknown,
		bodyDeadlineMissed,
	}
}

// Check reports what 10.2 and the policy require and the findings do not have as of
// a day. Findings that are no nonconformities are checked for their record only. An
// empty register that is not declared complete is not examined.
func (r Register) Check(asOf isms.Date, s Schedule) isms.Report {
	var c isms.Checker
	if asOf.IsZero() || len(r.Items) == 0 && r.Complete != isms.Yes {
		why := "the register is empty and not declared complete"
		if asOf.IsZero() {
			why = "the day is not given"
		}
		for _, rule := range append(registerRules(), minorsAccumulated) {
			c.Skip(rule, isms.Sentence{Text: why})
		}
		for _, g := range gates {
			c.Skip(*g.rule, isms.Sentence{Text: why})
		}
		return c.Report()
	}
	c.Ran(registerRules()...)
	for _, g := range gates {
		c.Ran(*g.rule) // no closed Nonconformity can lack what its gates want
	}
	past := make([]Nonconformity, 0, len(r.Items))
	ids := make([]isms.ID, 0, len(r.Items))
	var buf []Deadline
	for _, item := range r.Items {
		n := item.Nonconformity.On(asOf)
		if n.core.phase == unraised {
			continue
		}
		ids = append(ids, n.ID())
		past = append(past, n)
		buf = n.check(&c, asOf, s, item.Dates, buf)
	}
	slices.Sort(ids)
	for i := 1; i < len(ids); i++ {
		if ids[i] == ids[i-1] {
			c.Find(duplicateID, isms.Path("").Item("items", ids[i]), isms.ArgText("id", ids[i]))
		}
	}
	if r.Grading.MinorsToMajor < 2 {
		c.Skip(minorsAccumulated, isms.Sentence{Text: "the grading policy has no number of minors"})
		return c.Report()
	}
	c.Ran(minorsAccumulated)
	for _, k := range clusters(r.Grading.MinorsToMajor, past) {
		c.Find(minorsAccumulated, isms.Path("items"), isms.ArgInt("count", len(k.minors)), isms.ArgText("requirement", k.requirement), isms.ArgText("ids", text.Join(k.minors, ", ")))
	}
	return c.Report()
}

func (n Nonconformity) check(c *isms.Checker, asOf isms.Date, s Schedule, d Dates, buf []Deadline) []Deadline {
	id := isms.ArgText("id", n.ID())
	at := isms.Path("").Item("items", n.ID())
	n.checkRecord(c, at)
	if n.core.phase == withdrawn {
		return buf
	}
	if n.core.grade == "" {
		c.Find(ungraded, at, id, isms.ArgDate("raised", n.core.raised))
	}
	if !n.core.grade.Nonconforming() {
		return buf
	}
	has := n.core.has
	if has&hasCause != 0 && has&hasSimilar == 0 {
		c.Find(similarMissing, at, id)
	}
	if !n.Open() {
		return buf
	}
	if n.core.reopened > 0 {
		c.Find(recurring, at, id, isms.ArgText("times", text.Times(n.core.reopened)))
	}
	buf = s.Append(buf[:0], n.DeadlineInput(d))
	for _, step := range []struct {
		rule  isms.Rule
		done  facts
		bound Step
	}{
		{correctionOverdue, hasCorrection, stepCorrection},
		{causeOverdue, hasCause, stepRootCause},
		{actionOverdue, hasAction | hasNoAction, stepAction},
		{reviewOverdue, hasReview | hasNoAction, stepBodyVerification},
	} {
		if has&step.done != 0 {
			continue
		}
		due := bound(buf, step.bound)
		if step.bound == stepAction {
			if planned := n.planDue(); !planned.IsZero() && (due.IsZero() || !planned.IsZero() && planned.Before(due)) {
				due = planned
			}
		}
		if !due.IsZero() && due.Before(asOf) {
			c.Find(step.rule, at, id, isms.ArgDate("due", due), isms.ArgText("done", n.progress()))
		}
	}
	if has&(hasReview|hasNoAction) == 0 && bound(buf, stepBodyVerification).IsZero() {
		why := "no limit of the policy covers it"
		if len(buf) > 0 {
			why = "the day that the limit counts from is not known"
		}
		c.Find(dueUnknown, at, id, isms.ArgText("why", why))
	}
	if n.core.audit.OfBody() {
		for _, x := range buf {
			if x.Overdue(asOf) {
				c.Find(bodyDeadlineMissed, at, id, isms.ArgText("step", x.Step), isms.ArgDate("due", x.Due),
					isms.ArgText("basis", x.Basis()), isms.ArgText("consequence", x.OnMiss()), isms.ArgText("follows", text.Or(Consequences().Title(x.OnMiss(), nil), "not stated")))
			}
		}
	}
	return buf
}

// bound returns the earliest known day of a step and all later ones.
func bound(list []Deadline, step Step) isms.Date {
	var due isms.Date
	first := stepIndex(step)
	for _, d := range list {
		i := stepIndex(d.Step)
		if i < first || d.Step == stepBodyDecides || d.Step == stepAuditConducted || d.Due.IsZero() {
			continue
		}
		if due.IsZero() || !d.Due.IsZero() && d.Due.Before(due) {
			due = d.Due
		}
	}
	return due
}

// planDue returns the earliest day that the plan sets for an action not done.
func (n Nonconformity) planDue() isms.Date {
	var due isms.Date
	if n.core.has&hasPlan == 0 {
		return due
	}
	for _, e := range slices.Backward(n.events) {
		if e.Kind != PlanSubmitted {
			continue
		}
		for _, a := range e.Actions {
			if _, open := slices.BinarySearch(n.open, a.ID); open && !a.Due.IsZero() && (due.IsZero() || !a.Due.IsZero() && a.Due.Before(due)) {
				due = a.Due
			}
		}
		break
	}
	return due
}

// checkRecord checks what the events themselves document.
func (n Nonconformity) checkRecord(c *isms.Checker, at isms.Path) {
	id := isms.ArgText("id", n.ID())
	grade := Grade("")
	var acted isms.Date
	for i, e := range n.events {
		ev := at.Index("nonconformity", i)
		switch e.Kind {
		case Raised:
			grade = e.Finding.Grade
			for _, f := range []struct {
				what    string
				missing bool
			}{
				{"the requirement", len(e.Finding.Requirements) == 0},
				{"how it is not met", text.Blank(e.Finding.Statement)},
				{"what was seen", text.Blank(e.Finding.Evidence)},
			} {
				if f.missing && (grade.Nonconforming() || grade == "") {
					c.Find(natureMissing, ev, id, isms.ArgText("what", f.what))
				}
			}
		case Corrected:
			if text.Blank(e.Consequences) {
				c.Find(consequencesMissing, ev, id)
			}
		case ActionCompleted:
			acted = e.On
			if text.Blank(e.Text) {
				c.Find(actionResultMissing, ev, id, isms.ArgText("action", e.Action))
			}
		case EffectivenessReviewed:
			if text.Blank(e.Evidence) {
				c.Find(evidenceMissing, ev, id, isms.ArgDate("on", e.On))
			}
			if e.Effect == Effective && text.Blank(e.Changes) {
				c.Find(changesMissing, ev, id)
			}
			if e.Effect == Effective && e.On == acted {
				c.Find(reviewEarly, ev, id, isms.ArgDate("on", e.On))
			}
		case Regraded:
			if grade.Nonconforming() && !e.Grade.Nonconforming() {
				c.Find(downgraded, ev, id, isms.ArgText("from", grade), isms.ArgText("to", e.Grade), isms.ArgText("reason", e.Text))
			}
			grade = e.Grade
		}
	}
}
