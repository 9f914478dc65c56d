package risk

import "github.com/ismskit/ismskit/isms"

// Entries returns what falls due, for a calendar: open treatments, the last day
// and the review of acceptances that were approved and not revoked, and the next
// assessment of each open risk. Days gone by are in it: what is late is late.
func (r Register) Entries(asOf isms.Date) []isms.Entry {
	var entries []isms.Entry
	add := func(what isms.EntryKind, kind string, id isms.ID, title string, due isms.Date, basis string, refs ...isms.Ref) {
		if !due.IsZero() {
			entries = append(entries, isms.Entry{
				ID: isms.DeriveID("risk "+kind, string(id)), Kind: what, Title: title, Window: isms.On(due), Basis: basis, Refs: refs, Subject: id,
			})
		}
	}
	for i := range r.Treatments {
		t := &r.Treatments[i]
		if t.Status != ActionCompleted && t.Status != ActionCancelled {
			add(isms.EntryTreatment, "treatment", t.ID, "Treatment "+string(t.ID)+" is due", t.Due, "due date of the treatment plan", "6.1.3 e", "8.3 s1")
		}
	}
	for i := range r.Acceptances {
		a := &r.Acceptances[i]
		if a.Approved.IsZero() || !a.Revoked.IsZero() {
			continue
		}
		add(isms.EntryExpiry, "acceptance", a.ID, "Acceptance "+string(a.ID)+" ends", a.Expires, "last day of the acceptance", "6.1.3 f")
		add(isms.EntryReview, "acceptance review", a.ID, "Acceptance "+string(a.ID)+" is to be reviewed", a.ReviewBy, "review date of the acceptance", "6.1.3 f")
	}
	for i := range r.Risks {
		k := &r.Risks[i]
		if k.Closed.IsZero() {
			due, basis := r.nextAssessment(k, asOf)
			add(isms.EntryAssessment, "assessment", k.ID, "Risk "+string(k.ID)+" is to be assessed again", due, basis, "8.2 s1")
		}
	}
	isms.SortEntries(entries)
	return entries
}

// nextAssessment returns the day on which a risk is due for assessment again, the
// zero date if it was never assessed or no interval is planned.
func (r *Register) nextAssessment(k *Risk, asOf isms.Date) (isms.Date, string) {
	every := k.Every
	if every.IsZero() {
		every = r.Every
	}
	last, rated := isms.Date{}, false
	for _, rating := range k.list() {
		if rating.IsZero() {
			continue
		}
		rated = true
		if rating.On.Compare(last) > 0 && !rating.On.After(asOf) {
			last = rating.On
		}
	}
	if last.IsZero() && rated && !r.Assessed.After(asOf) {
		last = r.Assessed
	}
	if last.IsZero() || !usable(every) {
		return isms.Date{}, ""
	}
	due, err := every.From(last, nil)
	if err != nil {
		return isms.Date{}, ""
	}
	return due, "assessed " + last.String() + " plus " + every.String()
}
