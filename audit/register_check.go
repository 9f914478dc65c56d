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
		Message: "the finding ID {id} is used more than once",
		Remedy:  "Assign a unique ID to each finding.",
		Needs:   registerNeeds,
	}.RestsOn("items[*].nonconformity")
	ungraded = isms.Rule{
		Code: "audit/ungraded-finding", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 b 1"}, Since: "v0.1.0",
		Title:   "Ungraded finding",
		Message: "{id}, raised on {raised}, is not graded",
		Remedy:  "Review the finding and grade it.",
		Needs:   registerNeeds,
	}.RestsOn("items[*].nonconformity")
	downgraded = isms.Rule{
		Code: "audit/downgraded-nonconformity", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 b 1"}, Since: "v0.1.0",
		Title:   "Downgraded nonconformity",
		Message: "{id} was downgraded from {from} to {to}: {reason}",
		Remedy:  "Have the reason confirmed or restore the previous grade.",
		Needs:   registerNeeds,
		Basis:   "ismskit proposal: auditors commonly ask",
	}.RestsOn("items[*].nonconformity")
	correctionOverdue = isms.Rule{
		Code: "audit/overdue-correction", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 a 1"}, Since: "v0.1.0",
		Title:   "Overdue correction",
		Message: "the correction of {id} was due by {due}",
		Remedy:  "Correct the nonconformity and document the correction.",
		Needs:   registerNeeds,
		Basis:   "the due date is that of the policy: the earliest of this step and the later ones",
	}.RestsOn("items[*].nonconformity", "schedule", "items[*].dates")
	consequencesMissing = isms.Rule{
		Code: "audit/consequences-not-documented", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 a 2"}, Since: "v0.1.0",
		Title:   "Consequences not documented",
		Message: "the correction of {id} does not state how the consequences were dealt with",
		Remedy:  "Document how the consequences were dealt with or that there were none.",
		Needs:   registerNeeds,
	}.RestsOn("items[*].nonconformity")
	causeOverdue = isms.Rule{
		Code: "audit/overdue-root-cause-analysis", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 b 2"}, Since: "v0.1.0",
		Title:   "Overdue root cause analysis",
		Message: "the root cause analysis of {id} was due by {due}",
		Remedy:  "Determine the root cause and document it.",
		Needs:   registerNeeds,
		Basis:   "the due date is that of the policy: the earliest of this step and the later ones",
	}.RestsOn("items[*].nonconformity", "schedule", "items[*].dates")
	similarMissing = isms.Rule{
		Code: "audit/similar-nonconformities-not-determined", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 b 3"}, Since: "v0.1.0",
		Title:   "Similar nonconformities not determined",
		Message: "it is not determined whether nonconformities similar to {id} exist",
		Remedy:  "Determine whether similar nonconformities exist and document the result.",
		Needs:   registerNeeds,
	}.RestsOn("items[*].nonconformity")
	actionOverdue = isms.Rule{
		Code: "audit/overdue-corrective-action", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 c"}, Since: "v0.1.0",
		Title:   "Overdue corrective action",
		Message: "the corrective actions for {id} were due by {due}: {progress}",
		Remedy:  "Complete every corrective action of the plan.",
		Needs:   registerNeeds,
		Basis:   "the due date is that of the policy, or of the plan",
	}.RestsOn("items[*].nonconformity", "schedule", "items[*].dates")
	reviewOverdue = isms.Rule{
		Code: "audit/overdue-effectiveness-review", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 d"}, Since: "v0.1.0",
		Title:   "Overdue effectiveness review",
		Message: "the effectiveness review of {id} was due by {due}",
		Remedy:  "Review the effectiveness of the corrective action and document the result.",
		Needs:   registerNeeds,
		Basis:   "the due date is that of the policy",
	}.RestsOn("items[*].nonconformity", "schedule", "items[*].dates")
	reviewEarly = isms.Rule{
		Code: "audit/premature-effectiveness-review", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 d"}, Since: "v0.1.0",
		Title:   "Premature effectiveness review",
		Message: "the effectiveness of the corrective action for {id} was reviewed on {on}, the day of its completion",
		Remedy:  "Review the effectiveness with evidence from after the corrective action.",
		Needs:   registerNeeds,
	}.RestsOn("items[*].nonconformity")
	recurring = isms.Rule{
		Code: "audit/recurring-nonconformity", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 d"}, Since: "v0.1.0",
		Title:   "Recurring nonconformity",
		Message: "{id} recurred {n} {n|time|times}",
		Remedy:  "Determine the root cause again and close the nonconformity with evidence of effectiveness.",
		Needs:   registerNeeds,
	}.RestsOn("items[*].nonconformity")
	changesMissing = isms.Rule{
		Code: "audit/changes-to-the-isms-not-stated", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 e"}, Since: "v0.1.0",
		Title:   "Changes to the ISMS not stated",
		Message: "{id} does not state whether changes to the ISMS were necessary",
		Remedy:  "State the changes made to the ISMS or that none were necessary.",
		Needs:   registerNeeds,
	}.RestsOn("items[*].nonconformity")
	proportionality = isms.Rule{
		Code: "audit/proportionality-of-corrective-actions", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 s1"}, Since: "v0.1.0",
		Title:             "Proportionality of corrective actions",
		Remedy:            "Record who assessed it, when and on what basis.",
		JudgementRequired: "whether corrective actions are appropriate to the effects requires a person",
	}
	natureMissing = isms.Rule{
		Code: "audit/nature-of-nonconformity-not-documented", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 f"}, Since: "v0.1.0",
		Title:   "Nature of nonconformity not documented",
		Message: "{id} does not state {lacking}",
		Remedy:  "Document the requirement, the nonconformity statement and the objective evidence.",
		Needs:   registerNeeds,
		Basis:   "10.2 f; ISO/IEC 17021-1 9.4.5.3 for its parts",
	}.RestsOn("items[*].nonconformity")
	actionResultMissing = isms.Rule{
		Code: "audit/corrective-action-result-not-documented", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 f"}, Since: "v0.1.0",
		Title:   "Corrective action result not documented",
		Message: "the result of corrective action {action} for {id} is not documented",
		Remedy:  "Document the result of the corrective action.",
		Needs:   registerNeeds,
	}.RestsOn("items[*].nonconformity")
	evidenceMissing = isms.Rule{
		Code: "audit/effectiveness-review-without-evidence", Severity: isms.SeverityError, Refs: []isms.Ref{"10.2 g"}, Since: "v0.1.0",
		Title:   "Effectiveness review without evidence",
		Message: "the effectiveness review of {id} of {on} has no evidence",
		Remedy:  "Document the evidence of effectiveness.",
		Needs:   registerNeeds,
	}.RestsOn("items[*].nonconformity")
	dueUnknown = isms.Rule{
		Code: "audit/undetermined-due-date", Severity: isms.SeverityWarning, Refs: []isms.Ref{"10.2 c"}, Since: "v0.1.0",
		Title:   "Undetermined due date",
		Message: "the due date of {id} is not determined: {reason}",
		Remedy:  "Enter the dates of the audit, use a policy that covers the finding, or extend the calendar.",
		Needs:   registerNeeds,
		Basis:   "ismskit proposal: what has no due date is never overdue",
	}.RestsOn("items[*].nonconformity", "schedule", "items[*].dates")
	bodyDeadlineMissed = isms.Rule{
		Code: "audit/missed-certification-body-deadline", Severity: isms.SeverityError, Refs: []isms.Ref{"ISO/IEC 17021-1 9.4.9"}, Since: "v0.1.0",
		Title:   "Missed certification body deadline",
		Message: "{id}: {step} was due by {due} ({basis}); consequence: {consequence}",
		Remedy:  "Settle the overdue step with the certification body.",
		Key:     []string{"step"},
		Needs:   registerNeeds,
		Basis:   "ISO/IEC 17021-1 9.4.9 and 9.5, and the policy",
	}.RestsOn("items[*].nonconformity", "schedule", "items[*].dates")
	minorsAccumulated = isms.Rule{
		Code: "audit/accumulated-minor-nonconformities", Severity: isms.SeverityWarning, Refs: []isms.Ref{"ISO/IEC 17021-1 3.12"}, Since: "v0.1.0",
		Title:   "Accumulated minor nonconformities",
		Message: "{n} open minor nonconformities against {requirement}: {ids}",
		Remedy:  "Have the auditor decide whether they amount to a major nonconformity or close some of them.",
		Key:     []string{"requirement"},
		Needs:   clusterNeeds,
		Basis:   "note to 3.12; the number is that of the grading policy",
	}.RestsOn("items[*].nonconformity")
)

// What the rules of a register need.
var (
	needDay      = isms.Need{Missing: dayMissing}
	needFindings = isms.Need{Path: "items", Missing: registerEmpty}
	needMinors   = isms.Need{Path: "grading.minorsToMajor", Missing: noNumberOfMinors}

	registerNeeds = []isms.Need{needDay, needFindings}
	clusterNeeds  = []isms.Need{needDay, needFindings, needMinors}
)

// registerRules are the rules that every Register.Check applies.
func registerRules() []isms.Rule {
	return []isms.Rule{
		duplicateID, ungraded, downgraded, correctionOverdue, consequencesMissing, causeOverdue, similarMissing, actionOverdue,
		reviewOverdue, reviewEarly, recurring, changesMissing, natureMissing, actionResultMissing, evidenceMissing, dueUnknown,
		bodyDeadlineMissed, minorsAccumulated,
	}
}

// Check reports what 10.2 and the policy require and the findings do not have as of
// a day. Findings that are no nonconformities are checked for their record only. An
// empty register that is not declared complete is not examined.
func (r Register) Check(asOf isms.Date, s Schedule) isms.Report {
	var c isms.Checker
	if asOf.IsZero() {
		c.Lacks(needDay)
	}
	empty := len(r.Items) == 0 && r.Complete != isms.Yes
	if empty {
		c.Lacks(needFindings)
	}
	if r.Grading.MinorsToMajor < 2 {
		c.Lacks(needMinors)
	}
	c.Ran(registerRules()...)
	for _, g := range gates {
		c.Ran(*g.rule) // no closed Nonconformity can lack what its gates want
	}
	if asOf.IsZero() || empty {
		return c.Report()
	}
	past := make([]Nonconformity, 0, len(r.Items))
	paths := isms.ItemPaths("", "items", r.Items, func(item *RegisterItem) isms.ID { return item.Nonconformity.ID() })
	seen := make(map[isms.ID]bool, len(r.Items)) // for look-up only
	var buf []Deadline
	for i, item := range r.Items {
		n := item.Nonconformity.On(asOf)
		if n.core.phase == unraised {
			continue
		}
		if id := n.ID(); seen[id] {
			c.Find(duplicateID, paths[i].Index("nonconformity", 0).Field("finding").Field("id"), isms.ArgID("id", id))
		}
		seen[n.ID()] = true
		past = append(past, n)
		buf = n.check(&c, paths[i], asOf, s, item.Dates, buf)
	}
	for _, k := range clusters(r.Grading.MinorsToMajor, past) {
		c.Find(minorsAccumulated, "items", isms.ArgInt("n", len(k.minors)), isms.ArgRef("requirement", k.requirement), isms.ArgIDs("ids", k.minors...))
	}
	return c.Report()
}

// check checks a finding whose item stands at a path.
func (n Nonconformity) check(c *isms.Checker, item isms.Path, asOf isms.Date, s Schedule, d Dates, buf []Deadline) []Deadline {
	id := isms.ArgID("id", n.ID())
	at := item.Field("nonconformity")
	n.checkRecord(c, at)
	if n.core.phase == withdrawn {
		return buf
	}
	if n.core.grade == "" {
		c.Find(ungraded, at.Index("", 0).Field("finding").Field("grade"), id, isms.ArgDate("raised", n.core.raised))
	}
	if !n.core.grade.Nonconforming() {
		return buf
	}
	has := n.core.has
	if has&hasCause != 0 && has&hasSimilar == 0 {
		c.Find(similarMissing, at.Index("", n.lastIndex(CauseDetermined)).Field("similar"), id)
	}
	if !n.Open() {
		return buf
	}
	if n.core.reopened > 0 {
		c.Find(recurring, at, id, isms.ArgInt("n", n.core.reopened))
	}
	buf = s.Append(buf[:0], n.DeadlineInput(d))
	var unknown error // why a due date cannot be counted
	for _, step := range []struct {
		rule  isms.Rule
		done  facts
		bound Step
	}{
		{correctionOverdue, hasCorrection, StepCorrection},
		{causeOverdue, hasCause, StepRootCause},
		{actionOverdue, hasAction | hasNoAction, StepAction},
		{reviewOverdue, hasReview | hasNoAction, StepBodyVerification},
	} {
		if has&step.done != 0 {
			continue
		}
		counted := true
		for _, d := range bounding(buf, step.bound) {
			if err := d.uncounted(); c.Uncounted(step.rule, err) {
				unknown, counted = err, false
			}
		}
		args := []isms.Arg{id}
		due := bound(buf, step.bound)
		if step.bound == StepAction {
			due = isms.Earliest(due, n.planDue())
			args = append(args, isms.ArgSentence("progress", n.progress()))
		}
		switch {
		case due.IsZero() && counted: // what has no due date is never overdue, and never in time
			c.Undetermined(step.rule, undated(buf).With())
		case !due.IsZero() && due.Before(asOf):
			c.Find(step.rule, at, append(args, isms.ArgDate("due", due))...)
		}
	}
	if has&(hasReview|hasNoAction) == 0 && bound(buf, StepBodyVerification).IsZero() {
		if unknown != nil {
			c.Find(dueUnknown, item, id, isms.ArgSentence("reason", reason(unknown)))
		} else if len(buf) > 0 {
			c.Find(dueUnknown, item.Field("dates"), id, isms.ArgSentence("reason", undated(buf).With()))
		} else {
			c.Find(dueUnknown, item, id, isms.ArgSentence("reason", undated(buf).With()))
		}
	}
	if n.core.audit.OfBody() {
		for _, x := range buf {
			if !x.Done {
				c.Uncounted(bodyDeadlineMissed, x.uncounted())
			}
			if x.Overdue(asOf) {
				c.Find(bodyDeadlineMissed, at, id, isms.ArgWord("step", Steps(), x.Step), isms.ArgDate("due", x.Due),
					isms.ArgSentence("basis", x.Basis()), consequence(x.OnMiss()))
			}
		}
	}
	return buf
}

// undated says why deadlines have no due date.
func undated(list []Deadline) isms.Message {
	if len(list) > 0 {
		return anchorUnknown
	}
	return noLimit
}

// consequence returns the argument of a consequence, which a policy need not state.
func consequence(c Consequence) isms.Arg {
	if c == "" {
		return isms.ArgSentence("consequence", noConsequence.With())
	}
	return isms.ArgWord("consequence", Consequences(), c)
}

// lastIndex returns the position of the last event of a kind.
func (n Nonconformity) lastIndex(kind EventKind) int {
	i := len(n.events) - 1
	for i > 0 && n.events[i].Kind != kind {
		i--
	}
	return i
}

// bound returns the earliest known day of a step and all later ones.
func bound(list []Deadline, step Step) isms.Date {
	var due isms.Date
	for _, d := range bounding(list, step) {
		due = isms.Earliest(due, d.Due)
	}
	return due
}

// bounding returns the deadlines of a step and all later ones.
func bounding(list []Deadline, step Step) []Deadline {
	var out []Deadline
	first := stepIndex(step)
	for _, d := range list {
		if stepIndex(d.Step) >= first && d.Step != StepBodyDecision && d.Step != StepAuditConducted {
			out = append(out, d)
		}
	}
	return out
}

// planDue returns the earliest day that the plan sets for an action not done.
func (n Nonconformity) planDue() isms.Date {
	var due isms.Date
	if n.core.has&hasPlan == 0 {
		return due
	}
	for _, a := range n.events[n.lastIndex(PlanSubmitted)].Actions {
		if _, open := slices.BinarySearch(n.open, a.ID); open {
			due = isms.Earliest(due, a.Due)
		}
	}
	return due
}

// checkRecord checks what the events themselves document.
func (n Nonconformity) checkRecord(c *isms.Checker, at isms.Path) {
	id := isms.ArgID("id", n.ID())
	grade := Grade("")
	var acted isms.Date
	for i, e := range n.events {
		ev := at.Index("", i)
		switch e.Kind {
		case Raised:
			grade = e.Finding.Grade
			for _, f := range []struct {
				field   string
				what    isms.Message
				missing bool
			}{
				{"requirements", theRequirement, len(e.Finding.Requirements) == 0},
				{"statement", theStatement, text.Blank(e.Finding.Statement)},
				{"evidence", theEvidence, text.Blank(e.Finding.Evidence)},
			} {
				if f.missing && (grade.Nonconforming() || grade == "") {
					c.Find(natureMissing, ev.Field("finding").Field(f.field), id, isms.ArgSentence("lacking", f.what.With()))
				}
			}
		case Corrected:
			if text.Unanswered(e.Consequences) {
				c.Find(consequencesMissing, ev.Field("consequences"), id)
			}
		case ActionCompleted:
			acted = e.On
			if text.Blank(e.Text) {
				c.Find(actionResultMissing, ev.Field("text"), id, isms.ArgID("action", e.Action))
			}
		case EffectivenessReviewed:
			if text.Blank(e.Evidence) {
				c.Find(evidenceMissing, ev.Field("evidence"), id, isms.ArgDate("on", e.On))
			}
			if e.Effect == Effective && text.Unanswered(e.Changes) {
				c.Find(changesMissing, ev.Field("changes"), id)
			}
			if e.Effect == Effective && e.On == acted {
				c.Find(reviewEarly, ev.Field("on"), id, isms.ArgDate("on", e.On))
			}
		case Regraded:
			if grade.Nonconforming() && !e.Grade.Nonconforming() {
				c.Find(downgraded, ev.Field("grade"), id, isms.ArgWord("from", Grades(), grade), isms.ArgWord("to", Grades(), e.Grade), isms.ArgText("reason", e.Text))
			}
			grade = e.Grade
		}
	}
}
