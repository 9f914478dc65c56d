package system

import (
	"slices"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/evidence"
	"github.com/ismskit/ismskit/isms/record"
	"github.com/ismskit/ismskit/isms/roadmap"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

// System is a whole management system: a plain record of the records of the
// other packages. It may be a draft and wrong; [System.At] says how. The zero
// System holds nothing, and nothing in it is good.
type System struct {
	Organization Organization `json:"organization"`

	Records     record.Records   `json:"records"`
	Register    risk.Register    `json:"register"`
	Obligations []soa.Obligation `json:"obligations"`
	// Applicability is what the next Statement of Applicability is built from,
	// beside the register and the obligations.
	Applicability ApplicabilityDecisions `json:"applicability"`
	// Statements are the versions so far, oldest first.
	Statements []soa.Statement `json:"statements"`

	Evidence evidence.Log `json:"evidence"`
	// Operating is the day from which the necessary controls are expected to leave
	// evidence: those without an expectation in Evidence take this library's
	// default from that day on. Zero: nothing more is expected than Evidence says.
	Operating isms.Date `json:"operating,omitzero"`

	Programme programme.Programme `json:"programme"` // with the internal audits, planned and conducted
	// Findings need not state days that Cycle knows, such as the next audit.
	Findings audit.Register `json:"findings"`
	// DeadlinePolicies are IDs of audit.Policies, or of Policies below, that give
	// the deadlines of findings: one for the body's audits, one for internal ones.
	// Without any only the limits of ISO/IEC 17021-1 apply.
	DeadlinePolicies []string `json:"deadlinePolicies"`
	// Policies are custom policies, such as those in the terms of the certification body.
	// One with the ID of an audit.Policies takes its place.
	Policies []audit.Policy `json:"policies,omitzero"`
	Cycle    cycle.Cycle    `json:"cycle"`

	Roadmap    Roadmap          `json:"roadmap"`
	Judgements []isms.Judgement `json:"judgements"`
	// GateCriteria are what the gates measure against; zero: the defaults.
	GateCriteria GateCriteria `json:"gateCriteria,omitzero"`

	// NotHeld declares what is held elsewhere than in this system, or nowhere. What
	// needs it is not examined; a judgement may settle it.
	NotHeld []isms.NotHeld `json:"notHeld,omitzero"`

	// Calendars are the working days and holidays.
	Calendars []isms.WorkCalendar `json:"calendars,omitzero"`
	// DefaultCalendar names the one that intervals in working days count by where a
	// policy names no other; zero: Monday to Friday, without holidays.
	DefaultCalendar isms.ID `json:"defaultCalendar,omitzero"`
}

// Organization is whose management system it is.
type Organization struct {
	Name   string `json:"name"`
	People int    `json:"people,omitzero"` // doing work under its control, in scope
}

// Roadmap is the plan of the way to the certificate with what was done of it.
type Roadmap struct {
	Start    isms.Date          `json:"start,omitzero"` // first day of the plan
	Plan     roadmap.Plan       `json:"plan"`
	Progress []roadmap.Progress `json:"progress"`
}

// ApplicabilityDecisions holds what people decided for the Statement of Applicability.
type ApplicabilityDecisions struct {
	Version   string                 `json:"version,omitzero"`
	Header    soa.Header             `json:"header,omitzero"`
	Custom    []annexa.CustomControl `json:"custom"`
	Decisions []soa.Decision         `json:"decisions"`
}

// schedule returns the deadline policies made ready, each with the calendar that it
// names; cal is that of the others.
func (s System) schedule(cal isms.Calendar) (audit.Schedule, error) {
	minimum, _ := audit.LookupPolicy("iso-17021-1-2015") // its limits apply beside those of every policy
	out, _ := minimum.Schedule(nil)
	for i, id := range s.DeadlinePolicies {
		p, at, ok := s.policy(id)
		if !ok {
			return audit.Schedule{}, s.unknownPolicy(i)
		}
		schedule, err := p.Schedule(cal, s.Calendars...)
		if err != nil {
			return audit.Schedule{}, isms.RefuseUnder(at, err)
		}
		out = out.Join(schedule)
	}
	return out, nil
}

// policy returns the deadline policy with an ID, custom ones first, with their path.
func (s System) policy(id string) (audit.Policy, isms.Path, bool) {
	for i, at := range isms.ItemPaths("", "policies", s.Policies, func(p *audit.Policy) string { return p.ID }) {
		if s.Policies[i].ID == id {
			return s.Policies[i], at, true
		}
	}
	p, ok := audit.LookupPolicy(id)
	return p, "", ok
}

func (s System) unknownPolicy(i int) error {
	var known []isms.Arg
	for _, p := range slices.Concat(s.Policies, audit.Policies()) {
		if a := isms.ArgText("", p.ID); !slices.ContainsFunc(known, func(b isms.Arg) bool { return b.Value == a.Value }) {
			known = append(known, a)
		}
	}
	return isms.Refuse(unknownPolicy, isms.Path("").Index("deadlinePolicies", i), s.DeadlinePolicies[i], isms.ArgList("policies", known[:min(len(known), 20)]...))
}

// necessary returns the places of the controls that the statement does not
// exclude, in order.
func necessary(stmt soa.Statement) []isms.Ref {
	var refs []isms.Ref
	for row := range stmt.Rows() {
		if row.Applicability() != soa.Excluded {
			refs = append(refs, row.Ref())
		}
	}
	return refs
}

// log returns the evidence log with the default expectations of the places that
// have none of their own.
func (s System) log(stmt soa.Statement) evidence.Log {
	log := s.Evidence
	if !s.Operating.IsZero() {
		log.Expectations = slices.Concat(s.Evidence.Expectations, evidence.Expectations(s.Operating, s.unexpected(stmt)...))
	}
	return log
}

// unexpected returns the clause items that leave records, and the controls that
// are called implemented, for which Evidence expects nothing.
func (s System) unexpected(stmt soa.Statement) []isms.Ref {
	has := map[isms.Ref]bool{}
	for i := range s.Evidence.Expectations {
		has[s.Evidence.Expectations[i].Ref] = true
	}
	var refs []isms.Ref
	for d := range evidence.ClauseDefaults() {
		if !has[d.Ref] {
			refs = append(refs, d.Ref)
		}
	}
	for row := range stmt.Rows() {
		if row.Applicability() == soa.Excluded || has[row.Ref()] {
			continue
		}
		if state := row.Decision().Implementation; state == soa.Implemented || state == soa.PartiallyImplemented {
			refs = append(refs, row.Ref())
		}
	}
	return refs
}

// programmeFacts returns what the check of the audit programme needs from the rest of
// the system: the necessary controls, the findings, and who is responsible for controls
// and processes.
func (s System) programmeFacts(stmt soa.Statement) programme.Facts {
	f := programme.Facts{Necessary: necessary(stmt), LongestInterval: s.Records.Limits.LongestInterval}
	for i := range s.Findings.Items {
		f.Findings = append(f.Findings, s.Findings.Items[i].Nonconformity)
	}
	for i := range s.Records.Processes {
		f.Owners = append(f.Owners, programme.Owner{ID: s.Records.Processes[i].Owner, Process: s.Records.Processes[i].ID})
	}
	for i := range s.Applicability.Decisions {
		f.Owners = append(f.Owners, programme.Owner{ID: s.Applicability.Decisions[i].Owner, Control: s.Applicability.Decisions[i].Control})
	}
	return f
}
