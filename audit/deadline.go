package audit

import (
	"cmp"
	"encoding/json"
	"iter"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Dates are the days that limits count from. A zero Date is not known; a limit
// that counts from it has no day, which is reported and never taken for "no
// deadline". The day of the finding is the nonconformity's own.
type Dates struct {
	LastAuditDay    isms.Date `json:"lastAuditDay,omitzero"`
	LastStage2Day   isms.Date `json:"lastStage2Day,omitzero"` // zero: LastAuditDay, if the audit is an initial one
	ClosingMeeting  isms.Date `json:"closingMeeting,omitzero"`
	Report          isms.Date `json:"report,omitzero"`
	SurveillanceDue isms.Date `json:"surveillanceDue,omitzero"`
	Decision        isms.Date `json:"decision,omitzero"` // planned or taken
	NextAudit       isms.Date `json:"nextAudit,omitzero"`
	Expiry          isms.Date `json:"expiry,omitzero"`
	Revisit         isms.Date `json:"revisit,omitzero"`
	BodyLimit       isms.Date `json:"bodyLimit,omitzero"` // the day that the body has set
}

// An Agreed is a day that was agreed for a step. It replaces the day of the
// policy, if that has one, and never the one of ISO/IEC 17021-1.
type Agreed struct {
	Step Step      `json:"step"`
	Due  isms.Date `json:"due"`
}

// A Case is what deadlines depend on. [Nonconformity.Case] makes one; whoever
// keeps millions of them makes them from columns.
type Case struct {
	ID     isms.ID   `json:"id"`
	Grade  Grade     `json:"grade"`
	Audit  Kind      `json:"audit"`
	Raised isms.Date `json:"raised"`
	Dates  Dates     `json:"dates"`
	Done   StepSet   `json:"-"`
	Stood  []Grade   `json:"stood,omitzero"`  // earlier grades whose deadlines still bind
	Agreed []Agreed  `json:"agreed,omitzero"` // the last one for a step counts
}

// Case returns what n's deadlines depend on. A former grade keeps binding until
// a regrading releases it: raising the grade never moves a day back, nor does
// lowering it without saying so.
func (n Nonconformity) Case(d Dates) Case {
	c := Case{ID: n.ID(), Grade: n.core.grade, Audit: n.core.audit, Raised: n.core.raised, Dates: d, Done: n.Done()}
	grade := Grade("")
	for _, e := range n.events {
		switch e.Kind {
		case Raised:
			grade = e.Finding.Grade
		case Regraded:
			if e.Release {
				c.Stood = nil
			} else if grade.Nonconforming() && !slices.Contains(c.Stood, grade) {
				c.Stood = append(c.Stood, grade)
			}
			grade = e.Grade
		case Extended:
			c.Agreed = append(c.Agreed, Agreed{e.Step, e.Due})
		}
	}
	return c
}

// A Schedule is a policy made ready to count: checked, joined with the floor of
// ISO/IEC 17021-1, and dense. It is immutable. The zero Schedule has no limits.
type Schedule struct {
	cal   isms.Calendar
	table *scheduleTable // nil in the zero Schedule; never written once made
}

// scheduleTable holds the limits by grade and audit kind, sorted by step.
type scheduleTable [2][nKinds][]row

// rows returns the limits of a grade and an audit kind.
func (s Schedule) rows(grade, kind int) []row {
	if s.table == nil {
		return nil
	}
	return s.table[grade][kind]
}

// limit is a Limit and where it comes from.
type limit struct {
	Limit
	floor  bool
	policy string
}

// row is what counting takes of a limit.
type row struct {
	limit *limit
	word  Step
	step  int8
	from  source
	unit  unit
	floor bool
	n     int32
}

// unit is how to count, as a small number.
type unit uint8

const (
	unitNone unit = iota // the day itself
	unitDays
	unitMonths
	unitWorkdays
)

const nKinds = 6

// source is where a limit counts from, as a small number.
type source uint8

const (
	fromLastAuditDay source = iota
	fromStage2
	fromClosingMeeting
	fromReport
	fromFinding
	fromSurveillanceDue
	fromDecision
	fromExpiry
	fromNextAudit
	fromRevisit
	fromBodyLimit
)

func (l Limit) source() source {
	switch l.Anchor {
	case AnchorLastAuditDay, AnchorEndOfAudit, AnchorAudit:
		return fromLastAuditDay
	case AnchorLastStage2Day:
		return fromStage2
	case AnchorClosingMeeting:
		return fromClosingMeeting
	case AnchorReport:
		return fromReport
	case AnchorFinding:
		return fromFinding
	case AnchorSurveillanceDue:
		return fromSurveillanceDue
	case AnchorDecision:
		return fromDecision
	case AnchorExpiry:
		return fromExpiry
	}
	switch l.Until {
	case UntilDecision:
		return fromDecision
	case UntilNextAudit:
		return fromNextAudit
	case UntilExpiry:
		return fromExpiry
	case UntilRevisit:
		return fromRevisit
	}
	return fromBodyLimit // the only one left of a limit that was checked
}

func (c *Case) day(s source) isms.Date {
	d := &c.Dates
	switch s {
	case fromLastAuditDay:
		return d.LastAuditDay
	case fromStage2:
		if d.LastStage2Day.IsZero() && c.Audit == Initial {
			return d.LastAuditDay
		}
		return d.LastStage2Day
	case fromClosingMeeting:
		return d.ClosingMeeting
	case fromReport:
		return d.Report
	case fromFinding:
		return c.Raised
	case fromSurveillanceDue:
		return d.SurveillanceDue
	case fromDecision:
		return d.Decision
	case fromExpiry:
		return d.Expiry
	case fromNextAudit:
		return d.NextAudit
	case fromRevisit:
		return d.Revisit
	}
	return d.BodyLimit
}

// Schedule makes the policy ready. The calendar says which days are worked; nil
// is Monday to Friday. It errs where Check does. The limits of ISO/IEC 17021-1
// are added for the audits of a body.
func (p Policy) Schedule(cal isms.Calendar) (Schedule, error) {
	if err := p.Validate(); err != nil {
		return Schedule{}, err
	}
	if cal == nil {
		cal = isms.Weekdays()
	}
	s := Schedule{cal, new(scheduleTable)}
	s.table.add(p, false)
	s.table.add(Floor(), true)
	return s, nil
}

func (t *scheduleTable) add(p Policy, floor bool) {
	p = p.clone()
	for _, l := range p.Limits {
		r := row{limit: &limit{l, floor, p.ID}, word: l.Step, step: int8(stepIndex(l.Step)), from: l.source(), floor: floor} //nolint:gosec // below nSteps
		if l.Until == "" {
			r.unit, r.n = unitDays, int32(l.Within.N) //nolint:gosec // at most 100,000 by Check
			switch l.Within.Unit {
			case isms.Weeks:
				r.n *= 7
			case isms.Months:
				r.unit = unitMonths
			case isms.Years:
				r.unit, r.n = unitMonths, r.n*12
			case isms.WorkingDays:
				r.unit = unitWorkdays
			}
		}
		for g, grade := range [...]Grade{Major, Minor} {
			if l.Grade != "" && l.Grade != grade {
				continue
			}
			for k := range t[g] {
				if l.covers(Kinds().At(k)) {
					t[g][k] = r.into(t[g][k])
				}
			}
		}
	}
	for g := range t {
		for k := range t[g] {
			slices.SortStableFunc(t[g][k], func(a, b row) int { return int(a.step) - int(b.step) })
		}
	}
}

// into adds r to the rows. Of two that count the same way the floor's stays: it
// is the one that nobody can extend.
func (r row) into(rows []row) []row {
	i := slices.IndexFunc(rows, func(o row) bool {
		return o.step == r.step && o.from == r.from && o.unit == r.unit && o.n == r.n
	})
	switch {
	case i < 0:
		return append(rows, r)
	case r.floor && !rows[i].floor:
		rows[i] = r
	}
	return rows
}

// covers reads a special audit as a surveillance audit unless the limit names
// special audits itself.
func (l Limit) covers(k Kind) bool {
	if len(l.Audits) == 0 {
		return k.OfBody()
	}
	return slices.Contains(l.Audits, k) || k == Special && slices.Contains(l.Audits, Surveillance)
}

func gradeIndex(g Grade) int {
	switch g {
	case Major:
		return 0
	case Minor:
		return 1
	}
	return -1
}

func kindIndex(k Kind) int {
	switch k {
	case Initial:
		return 0
	case Surveillance:
		return 1
	case Recertification:
		return 2
	case Special:
		return 3
	case Internal:
		return 4
	case OtherSource:
		return 5
	}
	return -1
}

// A Deadline is the day by which a step has to be done. A zero Due means that
// the day it counts from is not known: the step has a deadline, and nobody can
// say which.
type Deadline struct {
	Subject isms.ID
	Step    Step
	Due     isms.Date
	From    isms.Date // the day it counts from, or is
	Done    bool

	limit  *limit // nil in the zero Deadline
	agreed bool
}

// Policy returns the ID of the policy that the day comes from.
func (d Deadline) Policy() string {
	if d.limit == nil {
		return ""
	}
	return d.limit.policy
}

// OnMiss returns what follows when the day passes, empty if the policy does not
// say.
func (d Deadline) OnMiss() Consequence {
	if d.limit == nil {
		return ""
	}
	return d.limit.OnMiss
}

// Ref returns the place that demands it, empty if none does.
func (d Deadline) Ref() isms.Ref {
	if d.limit == nil {
		return ""
	}
	return d.limit.Ref
}

// Basis says how the day follows: "last day of the audit, 2026-03-06, plus 90
// days (bureau-veritas)".
func (d Deadline) Basis() string {
	if d.limit == nil {
		return ""
	}
	end := " (" + d.limit.policy + ")"
	if d.agreed {
		return "agreed for the " + d.Step.Title() + ", " + d.Due.String() + end
	}
	if d.limit.Until != "" {
		return d.limit.Until.Title() + ", " + d.From.String() + end
	}
	return d.limit.Anchor.Title() + ", " + d.From.String() + ", plus " + d.limit.Within.String() + end
}

// Overdue reports whether the day has passed and the step is not done. On the
// day itself it is due, not overdue; a day that is not known is not overdue.
func (d Deadline) Overdue(asOf isms.Date) bool { return !d.Done && d.Due.Before(asOf) }

// Entry returns the deadline for a calendar, with a reminder that long before.
// Its ID stays when the day of the step moves.
func (d Deadline) Entry(lead isms.Interval) isms.Entry {
	waits := "" // for which day, if it is not known
	if d.Due.IsZero() && d.limit != nil {
		waits = string(d.limit.Anchor) + string(d.limit.Until)
	}
	e := isms.Entry{
		ID:    isms.DeriveID("nonconformity deadline", string(d.Subject), string(d.Step), waits),
		Kind:  isms.EntryDeadline,
		Title: "Nonconformity " + string(d.Subject) + ": " + d.Step.task(), Lead: lead, Basis: d.Basis(), Subject: d.Subject,
		Refs: []isms.Ref{},
	}
	if !d.Due.IsZero() {
		e.Window = isms.On(d.Due)
	}
	if r := d.Ref(); r != "" {
		e.Refs = append(e.Refs, r)
	} else if r := d.Step.clause(); r != "" {
		e.Refs = append(e.Refs, r)
	}
	return e
}

// MarshalJSON writes subject, step, day, basis and consequence.
func (d Deadline) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Subject isms.ID     `json:"subject"`
		Step    Step        `json:"step"`
		Due     isms.Date   `json:"due"`
		Done    bool        `json:"done,omitzero"`
		Basis   string      `json:"basis"`
		OnMiss  Consequence `json:"onMiss,omitzero"`
		Ref     isms.Ref    `json:"ref,omitzero"`
	}{d.Subject, d.Step, d.Due, d.Done, d.Basis(), d.OnMiss(), d.Ref()})
}

// task says what there is to do, for a calendar.
func (s Step) task() string {
	switch s {
	case StepNotified:
		return "the body tells the client"
	case StepCorrection:
		return "correct the case"
	case StepCorrectionEvidence:
		return "show the correction"
	case StepCause:
		return "find the cause"
	case StepPlan:
		return "hand in the plan"
	case StepPlanAccepted:
		return "have the plan accepted"
	case StepAction:
		return "do the corrective action"
	case StepEvidence:
		return "hand in the evidence"
	case StepVerification:
		return "have it verified"
	case StepEffectiveness:
		return "have the effect confirmed"
	case StepClosure:
		return "close"
	case StepBodyDecides:
		return "the body decides"
	case StepAuditHeld:
		return "hold the audit"
	}
	return string(s)
}

func (s Step) clause() isms.Ref {
	switch s {
	case StepCorrection, StepCorrectionEvidence:
		return "10.2 a 1"
	case StepCause:
		return "10.2 b 2"
	case StepPlan, StepPlanAccepted, StepAction, StepEvidence:
		return "10.2 c"
	case StepVerification, StepEffectiveness, StepClosure:
		return "10.2 d"
	}
	return ""
}

// Append appends the deadlines of the case to dst, in the order of the steps,
// and returns it. For each step the earliest day of all limits that match
// counts; a limit whose day is not known follows it with a zero Due. Grades that
// are no nonconformities have no deadlines. It allocates nothing but what dst
// needs.
func (s Schedule) Append(dst []Deadline, c Case) []Deadline {
	k := kindIndex(c.Audit)
	if k < 0 {
		return dst
	}
	if len(c.Stood)+len(c.Agreed) == 0 {
		if g := gradeIndex(c.Grade); g >= 0 {
			return s.appendRows(dst, s.rows(g, k), &c)
		}
		return dst
	}
	first := len(dst)
	var seen [2]bool
	for i := -1; i < len(c.Stood); i++ {
		grade := c.Grade
		if i >= 0 {
			grade = c.Stood[i]
		}
		if g := gradeIndex(grade); g >= 0 && !seen[g] {
			seen[g] = true
			dst = s.appendRows(dst, s.rows(g, k), &c)
		}
	}
	if seen[0] || seen[1] {
		dst = appendAgreed(dst, first, &c)
	}
	return dst[:first+len(merge(dst[first:]))]
}

// appendAgreed appends the agreed days of steps for which no limit has a day.
func appendAgreed(dst []Deadline, first int, c *Case) []Deadline {
	for _, a := range c.Agreed {
		i := stepIndex(a.Step)
		due := agreedDay(c.Agreed, a.Step)
		if i < 0 || due.IsZero() || slices.ContainsFunc(dst[first:], func(d Deadline) bool { return d.Step == a.Step }) {
			continue
		}
		dst = append(dst, Deadline{
			Subject: c.ID, Step: a.Step, Due: due, From: due, Done: c.Done.bits&(1<<i) != 0, limit: &agreedLimit, agreed: true,
		})
	}
	return dst
}

// agreedLimit stands for the limit of a day that was agreed where no policy has
// one.
var agreedLimit = limit{policy: "agreed"}

// merge leaves of the deadlines of two grades one for each step and one for each
// day that is not known.
func merge(list []Deadline) []Deadline {
	slices.SortStableFunc(list, func(a, b Deadline) int {
		if s := cmp.Compare(stepIndex(a.Step), stepIndex(b.Step)); s != 0 {
			return s
		}
		switch {
		case a.Due == b.Due:
			return cmp.Compare(a.limit.source(), b.limit.source())
		case a.Due.IsZero():
			return 1
		case b.Due.IsZero():
			return -1
		}
		return a.Due.Compare(b.Due)
	})
	out := list[:0]
	for _, d := range list {
		if n := len(out); n > 0 && out[n-1].Step == d.Step {
			before := &out[n-1]
			if !d.Due.IsZero() || before.Due.IsZero() && before.limit.source() == d.limit.source() {
				continue
			}
		}
		out = append(out, d)
	}
	return out
}

// appendRows appends the deadlines of rows that are sorted by step.
func (s Schedule) appendRows(dst []Deadline, rows []row, c *Case) []Deadline {
	for i := 0; i < len(rows); {
		step, at := rows[i].step, len(dst)
		done := c.Done.bits&(1<<step) != 0
		var best *row
		var due, from isms.Date
		agreed, asked := false, uint16(0)
		for ; i < len(rows) && rows[i].step == step; i++ {
			r := &rows[i]
			var d isms.Date
			f, other := c.day(r.from), false
			if len(c.Agreed) > 0 && !r.floor {
				d = agreedDay(c.Agreed, r.word)
				other = !d.IsZero()
			}
			switch {
			case other:
				f = d
			case r.unit == unitDays:
				d = f.AddDays(int(r.n))
			default:
				d = s.dayOf(f, r)
			}
			switch {
			case d.IsZero():
				if asked&(1<<r.from) == 0 {
					asked |= 1 << r.from
					dst = append(dst, Deadline{Subject: c.ID, Step: r.word, Done: done, limit: r.limit})
				}
			case best == nil || d.Compare(due) < 0:
				best, due, from, agreed = r, d, f, other
			}
		}
		if best != nil {
			if len(dst) == cap(dst) {
				dst = slices.Grow(dst, 1)
			}
			dst = dst[:len(dst)+1]
			d := &dst[len(dst)-1] // in place: this is where the time goes
			d.Subject, d.Step, d.Due, d.From, d.Done, d.limit, d.agreed = c.ID, best.word, due, from, done, best.limit, agreed
			if asked != 0 { // the known day comes first
				last := dst[len(dst)-1]
				copy(dst[at+1:], dst[at:len(dst)-1])
				dst[at] = last
			}
		}
	}
	return dst
}

func agreedDay(agreed []Agreed, step Step) isms.Date {
	for _, a := range slices.Backward(agreed) {
		if a.Step == step {
			return a.Due
		}
	}
	return isms.Date{}
}

// dayOf returns the day that a row not counted in days gives from a day; zero
// from the zero Date.
func (s Schedule) dayOf(from isms.Date, r *row) isms.Date {
	switch r.unit {
	case unitMonths:
		return from.AddMonths(int(r.n))
	case unitWorkdays:
		d, _ := isms.AddWorkdays(s.cal, from, int(r.n)) // zero where there is none
		return d
	}
	return from
}

// Deadlines yields the deadlines of a nonconformity under the schedule, in the
// order of the steps: see [Schedule.Append]. What has been done is marked.
func (n Nonconformity) Deadlines(s Schedule, d Dates) iter.Seq[Deadline] {
	return slices.Values(s.Append(nil, n.Case(d)))
}

// Due yields the deadlines of the cases whose day is later than after and not
// later than upTo and whose step is not done, case by case. A zero after has no
// beginning; a zero upTo yields nothing. Adjacent queries give each deadline
// once.
func (s Schedule) Due(after, upTo isms.Date, cases iter.Seq[Case]) iter.Seq[Deadline] {
	return func(yield func(Deadline) bool) {
		var buf []Deadline
		for c := range cases {
			buf = s.Append(buf[:0], c)
			for _, d := range buf {
				if d.Done || d.Due.IsZero() || d.Due.Compare(after) <= 0 || d.Due.Compare(upTo) > 0 {
					continue
				}
				if !yield(d) {
					return
				}
			}
		}
	}
}

// Overdue yields the deadlines of the cases that have passed without the step
// done, case by case.
func (s Schedule) Overdue(asOf isms.Date, cases iter.Seq[Case]) iter.Seq[Deadline] {
	return func(yield func(Deadline) bool) {
		var buf []Deadline
		for c := range cases {
			buf = s.Append(buf[:0], c)
			for _, d := range buf {
				if d.Overdue(asOf) && !yield(d) {
					return
				}
			}
		}
	}
}
