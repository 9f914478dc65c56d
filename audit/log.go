package audit

import (
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// A Log is the list of findings of an organization with the grading rules it
// follows.
type Log struct {
	Items []LogItem `json:"items"`
	// Complete says that every finding that was raised is in Items. An empty log
	// without it says nothing: nobody looked, or nothing was found.
	Complete isms.Answer `json:"complete,omitzero"`
	Grading  GradePolicy `json:"grading,omitzero"`
}

// A LogItem is a finding with the days that its deadlines count from.
type LogItem struct {
	Nonconformity Nonconformity `json:"nonconformity"`
	Dates         Dates         `json:"dates,omitzero"`
}

// What clause 10.2 and ISO/IEC 17021-1 want of each nonconformity.
var (
	logDuplicate = isms.Rule{
		Code: "audit/nonconformity-twice", Severity: isms.Error, Refs: []isms.Ref{"10.2 f"},
		Title: "two findings have the same ID", Message: "two findings are called {id}",
		Remedy: "give one of them another ID", Since: since,
	}
	ncUngraded = isms.Rule{
		Code: "audit/ungraded", Severity: isms.Error, Refs: []isms.Ref{"10.2 b 1"},
		Title: "a finding has not been graded", Message: "{id}, raised on {raised}, has no grade",
		Remedy: "review and grade it", Since: since,
	}
	ncDowngraded = isms.Rule{
		Code: "audit/graded-away", Severity: isms.Warning, Refs: []isms.Ref{"10.2 b 1"},
		Title: "a nonconformity was regraded to something that needs no answer", Message: "{id} went from {from} to {to}: {reason}",
		Remedy: "have the reason confirmed, or grade it back", Since: since, Basis: "this library's proposal: auditors ask",
	}
	ncCorrectionLate = isms.Rule{
		Code: "audit/correction-late", Severity: isms.Error, Refs: []isms.Ref{"10.2 a 1"},
		Title: "a nonconformity is not corrected and the day has passed", Message: "{id} was to be corrected by {due}",
		Remedy: "put the case right and record it", Since: since, Basis: "the day is the policy's: the earliest of this step and the later ones",
	}
	ncConsequences = isms.Rule{
		Code: "audit/consequences-unsaid", Severity: isms.Warning, Refs: []isms.Ref{"10.2 a 2"},
		Title: "a correction does not say what was done about the consequences", Message: "the correction of {id} says nothing of consequences",
		Remedy: "say what was done about them, or that there were none", Since: since,
	}
	ncCauseLate = isms.Rule{
		Code: "audit/cause-late", Severity: isms.Error, Refs: []isms.Ref{"10.2 b 2"},
		Title: "the cause of a nonconformity is not known and the day has passed", Message: "the cause of {id} was to be found by {due}",
		Remedy: "find the cause and record it", Since: since, Basis: "the day is the policy's: the earliest of this step and the later ones",
	}
	ncSimilar = isms.Rule{
		Code: "audit/similar-not-looked-for", Severity: isms.Error, Refs: []isms.Ref{"10.2 b 3"},
		Title: "a cause is known and nobody looked for like cases", Message: "for {id} nobody looked for like cases",
		Remedy: "look for them and record what that gave", Since: since,
	}
	ncActionLate = isms.Rule{
		Code: "audit/action-late", Severity: isms.Error, Refs: []isms.Ref{"10.2 c"},
		Title: "corrective actions are not done and the day has passed", Message: "{id}: {done}; due by {due}",
		Remedy: "do every action of the plan; a correction is none", Since: since, Basis: "the day is the policy's, or the plan's own",
	}
	ncVerdictLate = isms.Rule{
		Code: "audit/verdict-late", Severity: isms.Error, Refs: []isms.Ref{"10.2 d"},
		Title: "nobody confirmed that a corrective action works and the day has passed", Message: "the effect of the action for {id} was to be confirmed by {due}",
		Remedy: "review the effect and record the verdict", Since: since, Basis: "the day is the policy's",
	}
	ncVerdictEarly = isms.Rule{
		Code: "audit/verdict-early", Severity: isms.Warning, Refs: []isms.Ref{"10.2 d"},
		Title: "an effect was confirmed on the day the action was done", Message: "the effect of the action for {id} was confirmed on {on}, the day it was done",
		Remedy: "confirm it with evidence from after the action", Since: since,
	}
	ncRecurred = isms.Rule{
		Code: "audit/recurred", Severity: isms.Warning, Refs: []isms.Ref{"10.2 d"},
		Title: "a nonconformity came back and is open", Message: "{id} came back {times}",
		Remedy: "find the cause anew and close it with evidence", Since: since,
	}
	ncChanges = isms.Rule{
		Code: "audit/changes-unsaid", Severity: isms.Warning, Refs: []isms.Ref{"10.2 e"},
		Title: "nobody said whether the management system had to change", Message: "for {id} it is not said whether the management system had to change",
		Remedy: "name the change, or say that none is needed", Since: since,
	}
	ncProportion = isms.Rule{
		Code: "audit/action-proportionate", Severity: isms.Error, Refs: []isms.Ref{"10.2 s1"},
		Title:  "corrective actions have to be in proportion to the effects",
		Remedy: "a judgement", Since: since, JudgementRequired: "whether an action is in proportion to the effects takes a person",
	}
	ncNature = isms.Rule{
		Code: "audit/nature-unrecorded", Severity: isms.Error, Refs: []isms.Ref{"10.2 f"},
		Title: "the record of a finding lacks what it is", Message: "{id} lacks {what}",
		Remedy: "record the requirement, how it is not met, and what was seen", Since: since, Basis: "10.2 f; ISO/IEC 17021-1 9.4.5.3 for the parts",
	}
	ncActionRecord = isms.Rule{
		Code: "audit/action-unrecorded", Severity: isms.Warning, Refs: []isms.Ref{"10.2 f"},
		Title: "an action counts as done and nothing says what was done", Message: "action {action} for {id} is done, without a word on what was done",
		Remedy: "record what was done", Since: since,
	}
	ncResult = isms.Rule{
		Code: "audit/result-unrecorded", Severity: isms.Error, Refs: []isms.Ref{"10.2 g"},
		Title: "a verdict on a corrective action names no evidence", Message: "the verdict on the action for {id} of {on} names no evidence",
		Remedy: "record what was looked at", Since: since,
	}
	ncNoDeadline = isms.Rule{
		Code: "audit/no-deadline", Severity: isms.Warning, Refs: []isms.Ref{"10.2 c"},
		Title: "nobody can say by when a nonconformity has to be dealt with", Message: "for {id} no day is known: {why}",
		Remedy: "give the days of the audit, or a policy that covers the case", Since: since, Basis: "this library's proposal: what has no day is never late",
	}
	ncBodyDeadline = isms.Rule{
		Code: "audit/body-deadline-missed", Severity: isms.Error, Refs: []isms.Ref{"ISO/IEC 17021-1 9.4.9"},
		Title: "a deadline of the certification body has passed", Message: "{id}: {what} was due on {due}, {basis}; what follows: {follows}",
		Remedy: "settle it with the body", Since: since, Basis: "ISO/IEC 17021-1 9.4.9 and 9.5, and the policy",
	}
	ncCluster = isms.Rule{
		Code: "audit/minors-add-up", Severity: isms.Warning, Refs: []isms.Ref{"ISO/IEC 17021-1 3.12"},
		Title: "several minors stand against one requirement", Message: "{count} open minors stand against {requirement}: {ids}",
		Remedy: "have the auditor decide whether they make a major, or close some", Since: since, Basis: "note to 3.12; the number is the policy's",
	}
)

// logRules are what Log.Check applies. It lists them in a function because a
// package variable of copies could fall behind.
func logRules() []isms.Rule {
	return []isms.Rule{
		logDuplicate, ncUngraded, ncDowngraded, ncCorrectionLate, ncConsequences, ncCauseLate, ncSimilar, ncActionLate,
		ncVerdictLate, ncVerdictEarly, ncRecurred, ncChanges, ncNature, ncActionRecord, ncResult, ncNoDeadline,
		ncBodyDeadline,
	}
}

// On returns the nonconformity as it was at the end of a day: without the events
// after it. It is the zero Nonconformity before it was raised.
func (n Nonconformity) On(asOf isms.Date) Nonconformity {
	if n.core.last.Compare(asOf) <= 0 {
		return n
	}
	k := 0
	for k < len(n.events) && n.events[k].On.Compare(asOf) <= 0 {
		k++
	}
	if k == 0 {
		return Nonconformity{}
	}
	past, _ := Replay(n.events[:k]) // they were taken before
	return past
}

// Check reports what 10.2 and the policy want and the findings, as they were on
// a day, do not have. Findings that are no nonconformities are checked for their
// record only. An empty log that nobody calls complete is not examined.
func (l Log) Check(asOf isms.Date, s Schedule) isms.Report {
	var c isms.Checker
	if asOf.IsZero() || len(l.Items) == 0 && l.Complete != isms.Yes {
		why := "the log is empty and nobody says that it is complete"
		if asOf.IsZero() {
			why = "the day is not given"
		}
		for _, r := range append(logRules(), ncCluster) {
			c.Skip(r, why)
		}
		for _, g := range gates {
			c.Skip(*g.rule, why)
		}
		return c.Report()
	}
	c.Ran(logRules()...)
	for _, g := range gates {
		c.Ran(*g.rule) // no closed Nonconformity can lack what its gates want
	}
	past := make([]Nonconformity, 0, len(l.Items))
	ids := make([]isms.ID, 0, len(l.Items))
	var buf []Deadline
	for _, item := range l.Items {
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
			c.Find(logDuplicate, isms.Path("").Item("items", ids[i]), isms.ArgText("id", ids[i]))
		}
	}
	if l.Grading.MinorsToMajor < 2 {
		c.Skip(ncCluster, "the grading policy has no number of minors")
		return c.Report()
	}
	c.Ran(ncCluster)
	for _, k := range Clusters(l.Grading.MinorsToMajor, past) {
		words := make([]string, len(k.Minors))
		for i, id := range k.Minors {
			words[i] = string(id)
		}
		c.Find(ncCluster, isms.Path("items"), isms.ArgInt("count", len(k.Minors)), isms.ArgText("requirement", k.Requirement), isms.ArgText("ids", strings.Join(words, ", ")))
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
		c.Find(ncUngraded, at, id, isms.ArgDate("raised", n.core.raised))
	}
	if !n.core.grade.Nonconforming() {
		return buf
	}
	has := n.core.has
	if has&hasCause != 0 && has&hasSimilar == 0 {
		c.Find(ncSimilar, at, id)
	}
	if !n.Open() {
		return buf
	}
	if n.core.reopened > 0 {
		c.Find(ncRecurred, at, id, isms.ArgText("times", text.Times(n.core.reopened)))
	}
	buf = s.Append(buf[:0], n.Case(d))
	for _, step := range []struct {
		rule  isms.Rule
		done  facts
		bound Step
	}{
		{ncCorrectionLate, hasCorrection, StepCorrection},
		{ncCauseLate, hasCause, StepCause},
		{ncActionLate, hasAction | hasNoAction, StepAction},
		{ncVerdictLate, hasVerdict | hasNoAction, StepVerification},
	} {
		if has&step.done != 0 {
			continue
		}
		due := bound(buf, step.bound)
		if step.bound == StepAction {
			if planned := n.planDue(); !planned.IsZero() && (due.IsZero() || planned.Before(due)) {
				due = planned
			}
		}
		if due.Before(asOf) {
			c.Find(step.rule, at, id, isms.ArgDate("due", due), isms.ArgText("done", n.progress()))
		}
	}
	if has&(hasVerdict|hasNoAction) == 0 && bound(buf, StepVerification).IsZero() {
		why := "no limit of the policy covers it"
		if len(buf) > 0 {
			why = "the day that the limit counts from is not known"
		}
		c.Find(ncNoDeadline, at, id, isms.ArgText("why", why))
	}
	if n.core.audit.OfBody() {
		for _, x := range buf {
			if x.Overdue(asOf) {
				c.Find(ncBodyDeadline, at, id, isms.ArgText("step", x.Step), isms.ArgText("what", x.Step.Title()), isms.ArgDate("due", x.Due),
					isms.ArgText("basis", x.Basis()), isms.ArgText("consequence", x.OnMiss()), isms.ArgText("follows", text.Or(x.OnMiss().Title(), "not said")))
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
		if i < first || d.Step == StepBodyDecides || d.Step == StepAuditHeld || d.Due.IsZero() {
			continue
		}
		if due.IsZero() || d.Due.Before(due) {
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
		if e.Kind != PlanHanded {
			continue
		}
		for _, a := range e.Actions {
			if _, open := slices.BinarySearch(n.open, a.ID); open && !a.Due.IsZero() && (due.IsZero() || a.Due.Before(due)) {
				due = a.Due
			}
		}
		break
	}
	return due
}

// checkRecord looks at what the events say of themselves.
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
					c.Find(ncNature, ev, id, isms.ArgText("what", f.what))
				}
			}
		case Corrected:
			if text.Blank(e.Consequences) {
				c.Find(ncConsequences, ev, id)
			}
		case ActionDone:
			acted = e.On
			if text.Blank(e.Text) {
				c.Find(ncActionRecord, ev, id, isms.ArgText("action", e.Action))
			}
		case Verified:
			if text.Blank(e.Evidence) {
				c.Find(ncResult, ev, id, isms.ArgDate("on", e.On))
			}
			if e.Effect == Effective && text.Blank(e.Changes) {
				c.Find(ncChanges, ev, id)
			}
			if e.Effect == Effective && e.On == acted {
				c.Find(ncVerdictEarly, ev, id, isms.ArgDate("on", e.On))
			}
		case Regraded:
			if grade.Nonconforming() && !e.Grade.Nonconforming() {
				c.Find(ncDowngraded, ev, id, isms.ArgText("from", grade), isms.ArgText("to", e.Grade), isms.ArgText("reason", e.Text))
			}
			grade = e.Grade
		}
	}
}
