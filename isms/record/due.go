package record

import (
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// Entries returns what falls due after one day and by another: reviews of
// documents, of the policy and of suppliers, objectives, actions and management
// reviews. Due dates count from the last occurrence, with the records as of a day and
// working days by the calendar, nil for Monday to Friday. Without after it begins with
// what is overdue. What has never occurred or lies beyond the calendar is reported by
// Check.
func (r Records) Entries(asOf, after, upTo isms.Date, cal isms.Calendar) []isms.Entry {
	out := []isms.Entry{}
	c := r.on(asOf, cal)
	taken := map[isms.ID]bool{} // for look-up only
	add := func(what isms.EntryKind, due isms.Date, kind string, title isms.Sentence, subject isms.ID, basis isms.Sentence, refs ...isms.Ref) {
		if !asOf.IsZero() && due.After(after) && due.Compare(upTo) <= 0 {
			id := isms.DeriveID("record", kind, string(subject), due.String())
			for n := 2; taken[id]; n++ { // records that share an ID, which Check finds
				id = isms.DeriveID("record", kind, string(subject), due.String(), strconv.Itoa(n))
			}
			taken[id] = true
			out = append(out, isms.Entry{
				ID:    id,
				Kind:  what,
				Title: title, Window: isms.On(due), Basis: basis, Refs: refs, Subject: subject,
			})
		}
	}
	next := func(last isms.Date, every isms.Cadence, limit isms.Interval) (isms.Date, isms.Sentence) {
		due, _ := c.due(last, every, limit) // zero where it is not known: Check says so
		if due == every.Next {
			return due, basisTarget.With()
		}
		return due, basisSinceLast.With(isms.ArgDate("last", last), isms.ArgInterval("interval", or(every.Every, limit)))
	}
	due, basis := next(c.latest(r.Policy.ApprovedOn, r.Policy.Reviewed), isms.Cadence{}, c.limits.Review)
	add(isms.EntryReview, due, "policy", entryPolicy.With(), "", basis, "5.2 s1")
	due, basis = next(r.Context.Reviewed, isms.Cadence{}, c.limits.Review)
	add(isms.EntryReview, due, "context", entryContext.With(), "", basis, "4.1 s1")
	for _, a := range r.Actions {
		add(isms.EntryAction, a.Due, "action", entryAction.With(titled(a.Title, a.ID)), a.ID, basisTarget.With(), "6.1.1 d")
	}
	for _, o := range r.Objectives {
		add(isms.EntryObjective, o.Due, "objective", entryObjective.With(titled(o.Title, o.ID)), o.ID, basisTarget.With(), "6.2 k")
	}
	for i := range r.Documents {
		if d := &r.Documents[i]; !d.External {
			basis := basisVersion.With(isms.ArgText("version", d.Version), isms.ArgDate("approved", d.ApprovedOn))
			due, _ := c.reviewDue(d)
			add(isms.EntryReview, due, "document", entryDocument.With(titled(d.Title, d.ID)), d.ID, basis, "7.5.2 c")
		}
	}
	for _, s := range r.Suppliers {
		due, basis := next(c.latest(s.Reviewed, s.Contracted), s.Review, c.limits.Supplier)
		add(isms.EntryReview, due, "supplier", entrySupplier.With(titled(s.Name, s.ID)), s.ID, basis, "8.1 s6", "A.5.22")
		add(isms.EntryExpiry, s.ContractEnds, "contract", entryTerms.With(titled(s.Name, s.ID)), s.ID, basisContract.With(), "A.5.20")
	}
	for _, v := range r.ManagementReviews {
		if !c.done(v.Conducted) {
			add(isms.EntryManagementReview, v.Planned, "review planned", entryReview.With(), v.ID, basisPlanned.With(), "9.3.1 s1")
		}
	}
	review, _ := r.LastManagementReview(asOf)
	due, basis = next(review.Conducted, isms.Cadence{}, c.limits.ManagementReview)
	add(isms.EntryManagementReview, due, "review", entryReviewDue.With(), "", basis, "9.3.1 s1")
	isms.SortEntries(out)
	return out
}

// titled returns the title of a record, its ID where it has none.
func titled(title string, id isms.ID) isms.Arg {
	if strings.TrimSpace(title) == "" {
		return isms.ArgID("subject", id)
	}
	return isms.ArgText("subject", title)
}
