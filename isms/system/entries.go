package system

import (
	"cmp"
	"slices"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/isms"
)

// Entries returns what falls due after one day and up to another, by due day, as known
// on the day: deadlines of findings, obligations of the certificate, internal audits,
// records to renew, treatments, acceptances and expected evidence. Without after it
// begins with what is overdue. Adjacent ranges return each entry once.
func (n Now) Entries(after, upTo isms.Date) []isms.Entry {
	out := slices.DeleteFunc(n.entries(upTo), func(e isms.Entry) bool {
		return !e.Window.Last.After(after) || e.Window.Last.After(upTo)
	})
	isms.SortEntries(out)
	return slices.CompactFunc(out, func(a, b isms.Entry) bool { return a.ID == b.ID && a.Window == b.Window })
}

// entries returns what is overdue on the day and what falls due up to another.
func (n *Now) entries(upTo isms.Date) []isms.Entry {
	out := []isms.Entry{}
	if !n.at {
		return out
	}
	s, day := n.sys, n.day
	for _, d := range n.Deadlines() {
		if !d.Done {
			out = append(out, d.Entry())
		}
	}
	for o := range s.Cycle.Obligations(day) {
		if day.IsZero() || !o.Window.Last.After(day) {
			out = append(out, o.Entry())
		}
	}
	for _, e := range s.calendarEnds() {
		if e.Window.Last.Compare(day) >= 0 {
			out = append(out, e)
		}
	}
	return append(out, slices.Concat(n.cycle.Entries(day, upTo), s.programme(day).Entries(isms.Date{}, upTo), s.Records.Entries(day, isms.Date{}, upTo, n.cal),
		s.Register.Entries(isms.Date{}, day, n.cal), s.Register.Entries(day, upTo, n.cal), n.log.Entries(day.AddDays(-1), upTo))...) // what falls due on the day is due still
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

// Deadlines returns the deadlines of all findings, by due day and finding; those
// without a known day come first. What is overdue here is what the report calls late.
// Without a usable policy there are none: the report says so.
func (n Now) Deadlines() []audit.Deadline {
	if !n.at || n.overdue != nil {
		return nil
	}
	var out []audit.Deadline
	for i := range n.findings.Items {
		it := &n.findings.Items[i]
		if !n.day.IsZero() && it.Nonconformity.RaisedOn().After(n.day) {
			continue
		}
		out = slices.AppendSeq(out, it.Nonconformity.On(n.day).Deadlines(n.schedule, it.Dates))
	}
	slices.SortStableFunc(out, func(a, b audit.Deadline) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Subject, b.Subject))
	})
	return out
}
