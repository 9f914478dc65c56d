package cycle

import (
	"slices"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// NextAudit returns what requires the next audit of the certification body after a day
// (stage 2, surveillance or recertification), a missed one first, and whether
// something does.
func (c Cycle) NextAudit(asOf isms.Date) (Obligation, bool) {
	c = c.On(asOf)
	for o := range c.Obligations(asOf) {
		switch o.Kind {
		case Stage2Due, FirstSurveillanceDue, SurveillanceDue:
			return o, true
		case RecertificationDue: // audit and decision
			return o, c.core.recert.IsZero()
		}
	}
	return Obligation{}, false
}

// Restoration returns the days in which the certificate can be restored once it has
// expired, and whether there are any: not without a certificate, after its withdrawal,
// or if its edition ends before it.
func (c Cycle) Restoration() (isms.Window, bool) {
	k := &c.core
	w := isms.Window{First: k.end().AddDays(1), Last: count(k.end(), k.terms.Restoration)}
	return w, k.stored == StateCertified && k.end() == k.expiry
}

// Planned returns the cycle of a certificate that is granted on a planned day, with the
// ID and the terms of c. It returns an error if none can be granted on that day.
func (c Cycle) Planned(decision isms.Date) (Cycle, error) {
	id := c.ID()
	if id == "" {
		id = "planned"
	}
	return From(id, decision, c.Terms())
}

// Dated returns the register with the days that the deadlines of findings of the
// certification body count from, as the cycle has them, where an item does not state
// them itself: the decision on an initial audit and a recertification, or the day by
// which that of a recertification is required; the next audit, or the last day for it;
// the expiry of the certificate that the audit found; and the last day for a
// surveillance audit itself. If the last day of the audit is not stated, it is that of
// the audit of this kind in the cycle that is nearest to the day on which the finding
// was raised and not more than a month away; without one nothing is added. Cost: near
// linear in findings and events.
func (c Cycle) Dated(r audit.Register) audit.Register {
	if len(c.events) == 0 {
		return r
	}
	h := c.history()
	r.Items = slices.Clone(r.Items)
	for i := range r.Items {
		d, n := &r.Items[i].Dates, r.Items[i].Nonconformity
		known := h.dates(n.Finding().Audit, d.LastAuditDay, n.RaisedOn())
		for _, day := range []struct{ have, known *isms.Date }{
			{&d.LastAuditDay, &known.LastAuditDay},
			{&d.SurveillanceDue, &known.SurveillanceDue},
			{&d.Decision, &known.Decision},
			{&d.NextAudit, &known.NextAudit},
			{&d.Expiry, &known.Expiry},
		} {
			if day.have.IsZero() {
				*day.have = *day.known
			}
		}
	}
	return r
}

// history is what the events of a cycle say of its days.
type history struct {
	audits    map[audit.Kind][]isms.Date // "": of any kind
	decisions []isms.Date
	periods   []core      // before each decision, and at last
	events    []isms.Date // days
	due       []isms.Date // of the next audit, before each event, and at last
}

func (c Cycle) history() history {
	h := history{audits: map[audit.Kind][]isms.Date{}}
	var past Cycle
	for _, e := range c.events {
		h.events, h.due = append(h.events, e.On), append(h.due, past.core.auditDue(isms.Date{}))
		if kind := auditOf(e.Kind); kind != "" {
			h.audits[kind], h.audits[""] = append(h.audits[kind], e.On), append(h.audits[""], e.On)
		}
		if e.Kind == Decided || e.Kind == Recertified {
			h.decisions, h.periods = append(h.decisions, e.On), append(h.periods, past.core)
		}
		_ = past.step(e) // it was taken before
	}
	h.periods, h.due = append(h.periods, past.core), append(h.due, past.core.auditDue(isms.Date{}))
	return h
}

// from returns the position of the first of sorted days that is not before a day.
func from(days []isms.Date, day isms.Date) int {
	i, _ := slices.BinarySearchFunc(days, day, isms.Date.Compare)
	return i
}

// dates returns the days for a finding of an audit, given its last day or zero.
func (h *history) dates(kind audit.Kind, audited, raised isms.Date) audit.Dates {
	if audited.IsZero() {
		audited = h.nearest(kind, raised)
	}
	if audited.IsZero() || !kind.OfBody() {
		return audit.Dates{}
	}
	i := from(h.decisions, audited)
	d := audit.Dates{LastAuditDay: audited, Expiry: h.periods[i].end()}
	if kind == audit.Initial || kind == audit.Recertification {
		d.Decision = h.periods[i].renewal
		if i < len(h.decisions) {
			d.Decision = h.decisions[i]
		}
	}
	present := &h.periods[len(h.periods)-1]
	d.NextAudit = present.auditDue(audited)
	if all := h.audits[""]; from(all, audited.AddDays(1)) < len(all) {
		d.NextAudit = all[from(all, audited.AddDays(1))]
	}
	if kind == audit.Surveillance {
		d.SurveillanceDue = h.due[from(h.events, audited)]
	}
	return d
}

// nearest returns the day of the audit of a kind that is nearest to a day, and zero if
// none is within a month.
func (h *history) nearest(kind audit.Kind, raised isms.Date) (nearest isms.Date) {
	away := func(d isms.Date) int { return max(d.DaysUntil(raised), raised.DaysUntil(d)) }
	days := h.audits[kind]
	i := from(days, raised)
	for _, d := range days[max(i-1, 0):min(i+1, len(days))] {
		if away(d) <= 31 && (nearest.IsZero() || away(d) < away(nearest)) {
			nearest = d
		}
	}
	return nearest
}

// auditOf returns the kind of audit that an event ends, empty for none.
func auditOf(e EventKind) audit.Kind {
	switch e {
	case Stage2Conducted:
		return audit.Initial
	case SurveillanceConducted:
		return audit.Surveillance
	case SpecialAuditConducted:
		return audit.Special
	case RecertificationConducted:
		return audit.Recertification
	}
	return ""
}

// auditDue returns the first last day after another day for a surveillance or the
// recertification, and zero without a certificate or if no audit is left in the period.
func (k *core) auditDue(after isms.Date) isms.Date {
	if k.stored != StateCertified {
		return isms.Date{}
	}
	due := k.renewal
	if !k.recert.IsZero() {
		due = isms.Date{}
	}
	for _, o := range k.appendSurveillance(nil, "") {
		if o.Window.Last.After(after) {
			due = isms.Earliest(due, o.Window.Last)
		}
	}
	return due
}
