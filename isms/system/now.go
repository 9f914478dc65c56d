package system

import (
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/soa"
)

// Now is a [System] as of a day: its statement, its report and its readiness, all
// computed once by [System.At]; gates, entries and actions follow from those. It is
// immutable and safe for concurrent use as long as the system is left alone. The
// zero Now has looked at nothing: no rule ran, and no gate is ready.
type Now struct {
	sys      System
	day      isms.Date
	cal      isms.Calendar
	at       bool // made by At
	draft    soa.Statement
	draftErr error
	approved int            // of sys.Statements; -1: none
	changed  []soa.Change   // since the approval
	cycle    cycle.Cycle    // as of the day
	findings audit.Register // with the days that the cycle knows
	log      evidence.Log
	evidence []evidence.Summary // of log
	covered  []isms.Ref         // necessary controls
	schedule audit.Schedule
	overdue  error // why there is no schedule
	facts    soa.Facts
	found    isms.Report // before folding
	report   isms.Report
	ready    isms.Readiness
}

// At checks the system as it is on a day. Rules that want a fact which the system
// does not hold are skipped, and so are those that need what is not held in it. On
// the zero Date nothing is due yet, and rules that need a day are skipped. Time:
// near linear in the size of the system.
func (s System) At(day isms.Date) Now {
	n := Now{sys: s, day: day, cal: s.calendar(), at: true}
	n.draft, n.draftErr = s.build()
	n.approved = s.approved(day)
	n.changed = n.changes()
	n.cycle = s.Cycle.On(day)
	n.findings = n.cycle.Dated(s.Findings)
	n.schedule, n.overdue = s.schedule(n.cal)
	n.log = s.log(n.draft)
	n.evidence = n.log.Summaries(day, n.cal)
	n.covered = necessary(n.draft)
	n.facts = n.statementFacts()
	n.found = n.check()
	n.report = n.found.Fold(follows()...)
	n.ready = isms.Assess(day, n.expected(), s.Judgements, n.report)
	return n
}

// Day returns the day.
func (n Now) Day() isms.Date { return n.day }

// State returns what the organization is in its certification cycle: empty before an
// application.
func (n Now) State() cycle.State { return n.cycle.State(n.day) }

// Calendar returns the calendar that intervals in working days count by: the one that
// the system names, nil for Monday to Friday.
func (n Now) Calendar() isms.Calendar { return n.cal }

// System returns the system that was looked at.
func (n Now) System() System { return n.sys }

// Report returns what the checks of all packages find, and what contradicts between
// the parts, with findings that follow from others folded into those.
func (n Now) Report() isms.Report { return n.report }

// Unfolded returns the report before folding.
func (n Now) Unfolded() isms.Report { return n.found }

// Readiness returns the status of each requirement and each control that something is
// expected of or was found at, with the judgements of the system.
func (n Now) Readiness() isms.Readiness { return n.ready }

// Statement returns the Statement of Applicability in force: the version that was
// approved last by the day, and without one the draft. It returns an error where
// Draft does and nothing is approved.
func (n Now) Statement() (soa.Statement, error) {
	if approved, ok := n.Approved(); ok {
		return approved, nil
	}
	return n.Draft()
}

// Approved returns the version of the statement that was approved last by the day,
// and whether there is one. A version that was superseded or rejected by the day is
// none.
func (n Now) Approved() (soa.Statement, bool) {
	if !n.at || n.approved < 0 {
		return soa.Statement{}, false
	}
	return n.sys.Statements[n.approved], true
}

// Draft returns the statement that the register, the obligations and the decisions
// give now. It returns an [isms.Error] where they cannot be understood together, such
// as two decisions for one control.
func (n Now) Draft() (soa.Statement, error) { return n.draft, n.draftErr }

// Facts returns what the checks of the statement take from the rest of the system:
// evidence for each control, the treatment plan, the assets, the obligations, the day
// of the assessment and that of the scope, and the documents that cite a version.
func (n Now) Facts() soa.Facts { return n.facts }

// Schedule returns the deadline policies made ready. It returns an [isms.Error] for an
// ID that neither audit.Policies nor the system holds, and for a custom policy that
// cannot be understood.
func (n Now) Schedule() (audit.Schedule, error) { return n.schedule, n.overdue }

// build builds the statement from the inputs.
func (s System) build() (soa.Statement, error) {
	return soa.Build(soa.Input{
		Version: s.Applicability.Version, Header: s.Applicability.Header, Custom: s.Applicability.Custom,
		Decisions: s.Applicability.Decisions, Register: s.Register, Obligations: s.Obligations,
	})
}

// approved returns the position of the statement that was approved last by a day and
// neither superseded nor rejected by it, or -1; of two of one day it is the later one of
// the list. Without a day all events count.
func (s System) approved(day isms.Date) int {
	at, on := -1, isms.Date{}
	for i, stmt := range s.Statements {
		var last soa.Event
		for e := range stmt.History() {
			if day.IsZero() || !e.On.After(day) {
				last = e
			}
		}
		if last.Kind == soa.Approve && !last.On.Before(on) {
			at, on = i, last.On
		}
	}
	return at
}
