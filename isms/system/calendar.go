package system

import (
	"cmp"
	"slices"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
)

// Calendar returns everything that falls due after asOf and up to upTo, and what
// is overdue on asOf, by due day: deadlines of findings, obligations of the
// certificate, internal audits, records to renew, treatments, acceptances and
// expected evidence. Lead is how long before the due day to remind; cal says which
// days are worked, for deadlines that count working days, and may be nil.
func (s System) Calendar(asOf, upTo isms.Date, lead isms.Interval, cal isms.Calendar) []isms.Entry {
	var out []isms.Entry
	add := func(e isms.Entry) {
		if e.Lead.IsZero() {
			e.Lead = lead
		}
		if !e.Window.Last.IsZero() && !(!upTo.IsZero() && e.Window.Last.After(upTo)) {
			out = append(out, e)
		}
	}
	for _, d := range s.Deadlines(asOf, cal) {
		if !d.Done {
			add(d.Entry())
		}
	}
	for o := range s.Cycle.Obligations(asOf) {
		if !(!asOf.IsZero() && o.Window.Last.After(asOf)) {
			add(o.Entry())
		}
	}
	for _, e := range s.Cycle.On(asOf).Entries(asOf, upTo) {
		add(e)
	}
	for _, e := range s.programme(asOf).Entries(isms.Date{}, upTo) {
		add(e)
	}
	for _, e := range s.Records.Entries(asOf, upTo) {
		add(e)
	}
	for _, e := range append(s.Register.Entries(isms.Date{}, asOf), s.Register.Entries(asOf, upTo)...) {
		add(e)
	}
	log := s.Evidence
	if stmt, err := s.Statement(); err == nil {
		log = s.log(stmt)
	}
	for _, e := range log.Entries(asOf, upTo) {
		add(e)
	}
	isms.SortEntries(out)
	return slices.CompactFunc(out, func(a, b isms.Entry) bool { return a.ID == b.ID && a.Window == b.Window })
}

// programme returns the audit programme as of a day: without the audits conducted later.
func (s System) programme(asOf isms.Date) programme.Programme {
	p := s.Programme
	p.Audits = slices.Clone(p.Audits)
	for i := range p.Audits {
		if !asOf.IsZero() && p.Audits[i].Conducted.Last.After(asOf) {
			p.Audits[i].Conducted = isms.Window{}
		}
	}
	return p
}

// Deadlines returns the deadlines of all findings as they are on a day, by due
// day and finding; those without a known day come first. The calendar says which
// days are worked, for policies that count working days; nil is Monday to Friday.
// What is overdue here is what [System.Check] with the same calendar calls late.
// Without a usable policy there are none: Check says so.
func (s System) Deadlines(asOf isms.Date, cal isms.Calendar) []audit.Deadline {
	schedule, err := s.Schedule(cal)
	if err != nil {
		return nil
	}
	var out []audit.Deadline
	findings := s.Cycle.On(asOf).Dated(s.Findings)
	for i := range findings.Items {
		it := &findings.Items[i]
		if !asOf.IsZero() && it.Nonconformity.RaisedOn().After(asOf) {
			continue
		}
		out = slices.AppendSeq(out, it.Nonconformity.On(asOf).Deadlines(schedule, it.Dates))
	}
	slices.SortStableFunc(out, func(a, b audit.Deadline) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Subject, b.Subject))
	})
	return out
}
