package risk

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Entries returns what falls due after a day and up to another, by day: open
// treatments, the expiry and the review of acceptances that were approved and not
// revoked, and the next assessment of each open risk. It goes by the register as it
// stands on after, and counts working days by the calendar; nil works Monday to Friday.
// A zero after is before all days: then all that fell due up to
// upTo is returned, as the register stands on upTo. A zero upTo is after all days.
func (r Register) Entries(after, upTo isms.Date, cal isms.Calendar) []isms.Entry {
	asOf := after
	if asOf.IsZero() {
		asOf = upTo
	}
	var entries []isms.Entry
	add := func(what isms.EntryKind, kind string, id isms.ID, title isms.Sentence, due isms.Date, basis isms.Sentence, refs ...isms.Ref) {
		if due.After(after) && (upTo.IsZero() || !due.After(upTo)) {
			entries = append(entries, isms.Entry{
				ID: isms.DeriveID("risk "+kind, string(id)), Kind: what, Title: title, Window: isms.On(due), Basis: basis, Refs: refs, Subject: id,
			})
		}
	}
	for i := range r.Treatments {
		t := &r.Treatments[i]
		if t.Status != ActionCompleted && t.Status != ActionCancelled {
			add(isms.EntryTreatment, "treatment", t.ID, treatmentDue.With(isms.ArgID("treatment", t.ID)), t.Due, dueOfPlan.With(), "6.1.3 e", "8.3 s1")
		}
	}
	for i := range r.Acceptances {
		a := &r.Acceptances[i]
		if a.ApprovedOn.IsZero() || !a.RevokedOn.IsZero() {
			continue
		}
		add(isms.EntryExpiry, "acceptance", a.ID, acceptanceEnds.With(isms.ArgID("acceptance", a.ID)), a.Expires, lastOfAcceptance.With(), "6.1.3 f")
		add(isms.EntryReview, "acceptance review", a.ID, acceptanceReview.With(isms.ArgID("acceptance", a.ID)), a.ReviewBy, reviewOfAcceptance.With(), "6.1.3 f")
	}
	var e *evaluation // of the levels, where intervals differ by them
	if slices.ContainsFunc(r.Risks, func(k Risk) bool { return len(k.Reassessment.ByLevel) > 0 }) || len(r.Reassessment.ByLevel) > 0 {
		v, _ := r.Evaluate(asOf, cal)
		e = v.e
	}
	for i := range r.Risks {
		k := &r.Risks[i]
		if k.Closed.IsZero() {
			due, basis := r.nextAssessment(k, asOf, e.levelKey(k.ID), cal)
			add(isms.EntryAssessment, "assessment", k.ID, assessmentAgain.With(isms.ArgID("risk", k.ID)), due, basis, "8.2 s1")
		}
	}
	isms.SortEntries(entries)
	return entries
}

// nextAssessment returns the day on which a risk of a level is due for assessment
// again, the zero date if none is known, and how it follows.
func (r *Register) nextAssessment(k *Risk, asOf isms.Date, level string, cal isms.Calendar) (isms.Date, isms.Sentence) {
	last, rated := isms.Date{}, false
	for _, rating := range k.list() {
		if rating.IsZero() {
			continue
		}
		rated = true
		if rating.On.After(last) && (asOf.IsZero() || !rating.On.After(asOf)) {
			last = rating.On
		}
	}
	if last.IsZero() && rated && (asOf.IsZero() || !r.Assessed.After(asOf)) {
		last = r.Assessed
	}
	due, every, _ := r.next(k, last, level, cal) // zero where it is not known: Check says so
	switch {
	case due.IsZero():
		return due, isms.Sentence{}
	case every.IsZero():
		return due, plannedAssessment.With()
	}
	return due, assessedAndInterval.With(isms.ArgDate("last", last), isms.ArgInterval("every", every))
}

// next returns the last day for the next assessment of a risk of a level after one
// on last, and the interval that it follows from (zero for a day that was set). The day
// is zero where nothing is planned, for a risk that was never assessed, and, with an
// error, where the interval cannot be counted.
func (r *Register) next(k *Risk, last isms.Date, level string, cal isms.Calendar) (isms.Date, isms.Interval, error) {
	for _, c := range [...]*isms.Cadence{&k.Reassessment, &r.Reassessment} {
		if day, _ := (isms.Cadence{Next: c.Next}).NextDue(last, "", cal); !day.IsZero() {
			return day, isms.Interval{}, nil
		}
		if every := c.Interval(level); !every.IsZero() {
			if !usable(every) {
				break
			}
			due, err := every.From(last, cal)
			return due, every, err
		}
	}
	return isms.Date{}, isms.Interval{}, nil
}

// levelKey returns the key of the level of a risk, empty while it is unknown. A nil
// evaluation knows none.
func (e *evaluation) levelKey(risk isms.ID) string {
	if e == nil {
		return ""
	}
	i, _ := e.find(risk)
	return e.method.LevelKey(e.assessed(i, 0).Level)
}
