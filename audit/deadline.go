package audit

import (
	"cmp"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strconv"

	"github.com/ismskit/ismskit/isms"
)

// Dates are the days that limits count from. A zero date is unknown: a limit that
// counts from it has an unknown due date, which is reported and never read as no
// deadline. The day of the finding is that of the nonconformity. What a certification
// cycle knows need not be stated: package cycle completes a register.
type Dates struct {
	LastAuditDay    isms.Date `json:"lastAuditDay,omitzero"`
	LastStage2Day   isms.Date `json:"lastStage2Day,omitzero"` // zero: LastAuditDay, if the audit is an initial one
	ClosingMeeting  isms.Date `json:"closingMeeting,omitzero"`
	Report          isms.Date `json:"report,omitzero"`
	SurveillanceDue isms.Date `json:"surveillanceDue,omitzero"`
	Decision        isms.Date `json:"decision,omitzero"` // planned or taken
	NextAudit       isms.Date `json:"nextAudit,omitzero"`
	Expiry          isms.Date `json:"expiry,omitzero"`
	FollowUpAudit   isms.Date `json:"followUpAudit,omitzero"`
	BodyLimit       isms.Date `json:"bodyLimit,omitzero"` // set by the certification body
}

// AgreedDueDate is the due date agreed for a step. It replaces the due date of the
// policy, but never that of ISO/IEC 17021-1.
type AgreedDueDate struct {
	Step Step      `json:"step"`
	Due  isms.Date `json:"due"`
}

// DeadlineInput is what the deadlines of one nonconformity depend on, as returned by
// [Nonconformity.DeadlineInput] or made from stored columns.
type DeadlineInput struct {
	ID             isms.ID         `json:"id"`
	Grade          Grade           `json:"grade"`
	Audit          Kind            `json:"audit"`
	Raised         isms.Date       `json:"raised"`
	Dates          Dates           `json:"dates"`
	Done           StepSet         `json:"-"`
	PreviousGrades []Grade         `json:"previousGrades,omitzero"` // with deadlines still in force
	AgreedDueDates []AgreedDueDate `json:"agreedDueDates,omitzero"` // the last one of a step counts
}

// DeadlineInput returns what the deadlines of n depend on. The deadlines of a
// previous grade stay in force until a regrading releases them: a change of grade
// alone never postpones a due date.
func (n Nonconformity) DeadlineInput(d Dates) DeadlineInput {
	c := DeadlineInput{ID: n.ID(), Grade: n.core.grade, Audit: n.core.audit, Raised: n.core.raised, Dates: d, Done: n.done()}
	grade := Grade("")
	for _, e := range n.events {
		switch e.Kind {
		case Raised:
			grade = e.Finding.Grade
		case Regraded:
			if e.Release {
				c.PreviousGrades = nil
			} else if grade.Nonconforming() && !slices.Contains(c.PreviousGrades, grade) {
				c.PreviousGrades = append(c.PreviousGrades, grade)
			}
			grade = e.Grade
		case Extended:
			c.AgreedDueDates = append(c.AgreedDueDates, AgreedDueDate{e.Step, e.Due})
		}
	}
	return c
}

// Schedule is a policy ready to count with, joined with the minimum of ISO/IEC
// 17021-1, as returned by [Policy.Schedule]. It is immutable and safe to share. The
// zero Schedule has no limits.
type Schedule struct {
	table *scheduleTable // nil in the zero Schedule; not written once it is returned
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
	floor     bool
	policy    string
	cal       isms.Calendar
	onFreeDay FreeDay
}

// from returns the day that lies the interval after a day, moved off a free day where
// the policy says so. It errs where the calendar does not know that day.
func (l *limit) from(d isms.Date) (isms.Date, error) {
	due, err := l.Within.From(d, l.cal)
	switch {
	case err != nil || l.Within.Unit == isms.WorkingDays:
	case l.onFreeDay == NextWorkingDay:
		return isms.AddWorkdays(l.cal, due.AddDays(-1), 1)
	case l.onFreeDay == PreviousWorkingDay:
		return isms.AddWorkdays(l.cal, due.AddDays(1), -1)
	}
	return due, err
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
	unitByCalendar // in working days, or moved to one
)

const nKinds = 6

// minimumPolicy is the ID of what ISO/IEC 17021-1 requires of every accredited body.
const minimumPolicy = "iso-17021-1-2015"

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
	fromFollowUp
	fromBodyLimit
)

func (l Limit) source() source {
	switch l.Anchor {
	case AnchorLastAuditDay:
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
	switch l.Milestone {
	case MilestoneDecision:
		return fromDecision
	case MilestoneNextAudit:
		return fromNextAudit
	case MilestoneExpiry:
		return fromExpiry
	case MilestoneFollowUpAudit:
		return fromFollowUp
	}
	return fromBodyLimit // the only one left of a limit that was checked
}

func (c *DeadlineInput) day(s source) isms.Date {
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
	case fromFollowUp:
		return d.FollowUpAudit
	}
	return d.BodyLimit
}

// Schedule returns p ready to count with, with the limits of ISO/IEC 17021-1 added
// for the audits of a certification body. It counts by the calendar that p names among
// those given; where p names none, by cal, and nil works Monday to Friday. It returns
// an [isms.Error] if p is not valid or its calendar is not among them.
func (p Policy) Schedule(cal isms.Calendar, named ...isms.WorkCalendar) (Schedule, error) {
	if err := p.Validate(); err != nil {
		return Schedule{}, err
	}
	if p.Calendar != "" {
		var err error
		if cal, err = isms.CalendarOf(p.Calendar, named...); err != nil {
			return Schedule{}, isms.RefuseUnder("calendar", err)
		}
	}
	s := Schedule{new(scheduleTable)}
	s.table.add(p, cal, false)
	minimum, _ := LookupPolicy(minimumPolicy)
	s.table.add(minimum, nil, true)
	return s, nil
}

// Join returns a schedule with the limits of both, such as one for the audits of a
// certification body and one for internal audits, each with its own calendar.
func (s Schedule) Join(other Schedule) Schedule {
	out := Schedule{new(scheduleTable)}
	for g := range out.table {
		for k := range out.table[g] {
			for _, r := range slices.Concat(s.rows(g, k), other.rows(g, k)) {
				out.table[g][k] = r.into(out.table[g][k])
			}
		}
	}
	out.table.sort()
	return out
}

func (t *scheduleTable) add(p Policy, cal isms.Calendar, floor bool) {
	p = p.clone()
	for _, l := range p.Limits {
		r := row{limit: &limit{l, floor, p.ID, cal, p.OnFreeDay}, word: l.Step, step: int8(stepIndex(l.Step)), from: l.source(), floor: floor} //nolint:gosec // below nSteps
		if l.Milestone == "" {
			r.unit, r.n = unitDays, int32(l.Within.N) //nolint:gosec // at most 100,000 by Validate
			switch l.Within.Unit {
			case isms.Weeks:
				r.n *= 7
			case isms.Months:
				r.unit = unitMonths
			case isms.Years:
				r.unit, r.n = unitMonths, r.n*12
			}
			if l.Within.Unit == isms.WorkingDays || p.OnFreeDay != "" {
				r.unit = unitByCalendar
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
	t.sort()
}

func (t *scheduleTable) sort() {
	for g := range t {
		for k := range t[g] {
			slices.SortStableFunc(t[g][k], func(a, b row) int { return int(a.step) - int(b.step) })
		}
	}
}

// into adds r to the rows. Of two that count the same way that of the minimum stays:
// nobody can extend it.
func (r row) into(rows []row) []row {
	i := slices.IndexFunc(rows, func(o row) bool {
		return o.step == r.step && o.from == r.from && o.unit == r.unit && o.n == r.n && o.unit != unitByCalendar
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

// Deadline is the due date of a step of one nonconformity. A zero Due is unknown:
// there is a deadline, but the day that it counts from is not known, or the calendar
// does not reach the due date.
type Deadline struct {
	Subject isms.ID
	Step    Step
	Due     isms.Date
	From    isms.Date // the anchor, or the due date itself; zero: not known
	Done    bool

	limit  *limit // nil in the zero Deadline
	agreed bool
}

// Policy returns the ID of the policy that sets the due date.
func (d Deadline) Policy() string {
	if d.limit == nil {
		return ""
	}
	return d.limit.policy
}

// OnMiss returns the consequence of missing the due date, empty if the policy
// states none.
func (d Deadline) OnMiss() Consequence {
	if d.limit == nil {
		return ""
	}
	return d.limit.OnMiss
}

// Ref returns the clause that requires the deadline, empty if none does.
func (d Deadline) Ref() isms.Ref {
	if d.limit == nil {
		return ""
	}
	return d.limit.Ref
}

// Basis returns how the due date is derived, such as "last day of audit,
// 2026-03-06, plus 90 days (bureau-veritas)".
func (d Deadline) Basis() isms.Sentence {
	switch l := d.limit; {
	case l == nil:
		return isms.Sentence{}
	case d.agreed && l.Step == "": // that of no policy
		return basisAgreedAlone.With(isms.ArgDate("due", d.Due))
	case d.agreed:
		return basisAgreed.With(isms.ArgDate("due", d.Due), isms.ArgID("policy", l.policy))
	case l.Milestone != "":
		return basisMilestone.With(isms.ArgWord("milestone", Milestones(), l.Milestone), isms.ArgDate("from", d.From), isms.ArgID("policy", l.policy))
	}
	args := []isms.Arg{
		isms.ArgWord("anchor", Anchors(), d.limit.Anchor), isms.ArgDate("from", d.From), isms.ArgInterval("within", d.limit.Within), isms.ArgID("policy", d.limit.policy),
	}
	if err := d.uncounted(); err != nil {
		return basisUncounted.With(append(args, isms.ArgSentence("reason", reason(err)))...)
	}
	if plain, _ := d.limit.Within.From(d.From, d.limit.cal); plain != d.Due && !d.Due.IsZero() {
		return basisMoved.With(append(args, isms.ArgDate("plain", plain), isms.ArgWord("moved", FreeDays(), d.limit.onFreeDay))...)
	}
	return basisAnchor.With(args...)
}

// uncounted returns why the due date is unknown although the day that it counts from
// is known, nil if it is not.
func (d Deadline) uncounted() error {
	if d.limit == nil || d.limit.Anchor == "" || !d.Due.IsZero() || d.From.IsZero() {
		return nil
	}
	_, err := d.limit.from(d.From)
	return err
}

// reason returns what the first problem of a refusal says.
func reason(err error) isms.Sentence {
	e := new(isms.Error)
	errors.As(err, &e)
	return e.Problems[0].Sentence()
}

// Overdue reports whether the due date is before asOf and the step is not done. An
// unknown due date is never overdue.
func (d Deadline) Overdue(asOf isms.Date) bool {
	return !d.Done && !d.Due.IsZero() && d.Due.Before(asOf)
}

// Entry returns d as a calendar entry. Its ID does not depend on the due date.
func (d Deadline) Entry() isms.Entry {
	waits := "" // for which day, if the due date is unknown
	if d.Due.IsZero() && d.limit != nil {
		waits = string(d.limit.Anchor) + string(d.limit.Milestone)
	}
	e := isms.Entry{
		ID:    isms.DeriveID("nonconformity deadline", string(d.Subject), string(d.Step), waits),
		Kind:  isms.EntryDeadline,
		Title: entryTitle.With(isms.ArgID("id", d.Subject), isms.ArgWord("step", Steps(), d.Step)), Basis: d.Basis(), Subject: d.Subject,
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

// MarshalJSON returns subject, step, due date, basis and consequence as an object.
func (d Deadline) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Subject isms.ID       `json:"subject"`
		Step    Step          `json:"step"`
		Due     isms.Date     `json:"due"`
		Done    bool          `json:"done,omitzero"`
		Basis   isms.Sentence `json:"basis"`
		OnMiss  Consequence   `json:"onMiss,omitzero"`
		Ref     isms.Ref      `json:"ref,omitzero"`
	}{d.Subject, d.Step, d.Due, d.Done, d.Basis(), d.OnMiss(), d.Ref()})
}

func (s Step) clause() isms.Ref {
	switch s {
	case StepCorrection, StepCorrectionEvidence:
		return "10.2 a 1"
	case StepRootCause:
		return "10.2 b 2"
	case StepPlan, StepPlanAccepted, StepAction, StepEvidence:
		return "10.2 c"
	case StepBodyVerification, StepEffectivenessReview, StepClosure:
		return "10.2 d"
	}
	return ""
}

// Append appends the deadlines for c to dst, in the order of the steps, and returns
// it. A step has the earliest due date of all limits that apply, followed by an
// unknown one for each limit whose day is not known. Grades that are no
// nonconformities have no deadlines. It allocates only what dst needs.
func (s Schedule) Append(dst []Deadline, c DeadlineInput) []Deadline {
	k := kindIndex(c.Audit)
	if k < 0 {
		return dst
	}
	if len(c.PreviousGrades)+len(c.AgreedDueDates) == 0 {
		if g := gradeIndex(c.Grade); g >= 0 {
			return s.appendRows(dst, s.rows(g, k), &c)
		}
		return dst
	}
	first := len(dst)
	var seen [2]bool
	for i := -1; i < len(c.PreviousGrades); i++ {
		grade := c.Grade
		if i >= 0 {
			grade = c.PreviousGrades[i]
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
func appendAgreed(dst []Deadline, first int, c *DeadlineInput) []Deadline {
	for _, a := range c.AgreedDueDates {
		i := stepIndex(a.Step)
		due := agreedDay(c.AgreedDueDates, a.Step)
		if i < 0 || due.IsZero() || slices.ContainsFunc(dst[first:], func(d Deadline) bool { return d.Step == a.Step }) {
			continue
		}
		dst = append(dst, Deadline{
			Subject: c.ID, Step: a.Step, Due: due, From: due, Done: c.Done.bits&(1<<i) != 0, limit: &agreedLimit, agreed: true,
		})
	}
	return dst
}

// agreedLimit is the limit of an agreed due date where the policy has none.
var agreedLimit = limit{policy: "agreed"}

// merge leaves of the deadlines of several grades one for each step and one for each
// unknown day.
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
func (s Schedule) appendRows(dst []Deadline, rows []row, c *DeadlineInput) []Deadline {
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
			if len(c.AgreedDueDates) > 0 && !r.floor {
				d = agreedDay(c.AgreedDueDates, r.word)
				other = !d.IsZero()
			}
			switch {
			case other:
				f = d
			case r.unit == unitDays:
				d = f.AddDays(int(r.n))
			default:
				d = r.dayOf(f)
			}
			switch {
			case d.IsZero():
				if asked&(1<<r.from) == 0 {
					asked |= 1 << r.from
					dst = append(dst, Deadline{Subject: c.ID, Step: r.word, From: f, Done: done, limit: r.limit})
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

func agreedDay(agreed []AgreedDueDate, step Step) isms.Date {
	for _, a := range slices.Backward(agreed) {
		if a.Step == step {
			return a.Due
		}
	}
	return isms.Date{}
}

// dayOf returns the day that a row not counted in days gives from a day; zero
// from the zero Date.
func (r *row) dayOf(from isms.Date) isms.Date {
	switch r.unit {
	case unitMonths:
		return from.AddMonths(int(r.n))
	case unitByCalendar:
		d, _ := r.limit.from(from) // zero where there is none
		return d
	}
	return from
}

// Deadlines yields the deadlines of n, in the order of the steps, with those of
// completed steps marked: see [Schedule.Append].
func (n Nonconformity) Deadlines(s Schedule, d Dates) iter.Seq[Deadline] {
	return slices.Values(s.Append(nil, n.DeadlineInput(d)))
}

// Entries returns an entry for each due date in (after, upTo] of a step that is not
// done, sorted as by [isms.SortEntries]. Without after there is no first day. Calling
// it with adjacent ranges returns each entry exactly once. Where findings share an ID,
// those after the first have entries of their own by their order.
func (r Register) Entries(after, upTo isms.Date, s Schedule) []isms.Entry {
	out := []isms.Entry{}
	var buf []Deadline
	doubles := make(map[isms.ID]int, len(r.Items)) // for look-up only
	for _, item := range r.Items {
		buf = s.Append(buf[:0], item.Nonconformity.DeadlineInput(item.Dates))
		double := doubles[item.Nonconformity.ID()]
		doubles[item.Nonconformity.ID()]++
		for _, d := range buf {
			if !d.Done && !d.Due.IsZero() && d.Due.Compare(after) > 0 && d.Due.Compare(upTo) <= 0 {
				e := d.Entry()
				if double > 0 {
					e.ID = isms.DeriveID("double", string(e.ID), strconv.Itoa(double))
				}
				out = append(out, e)
			}
		}
	}
	isms.SortEntries(out)
	return out
}
