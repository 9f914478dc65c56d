package record

import "github.com/ismskit/ismskit/isms"

// Entries returns what falls due after one day and by another: reviews of
// documents, of the policy and of suppliers, objectives, actions, internal audits
// and management reviews. Due dates count from the last occurrence, with the records
// as of the first day; what has never occurred or is overdue is reported by Check.
func (r Records) Entries(after, upTo isms.Date) []isms.Entry {
	out := []isms.Entry{}
	c := r.on(after)
	add := func(what isms.EntryKind, due isms.Date, kind, title string, subject isms.ID, basis string, refs ...isms.Ref) {
		if !after.IsZero() && due.After(after) && due.Compare(upTo) <= 0 {
			out = append(out, isms.Entry{
				ID:    isms.DeriveID("record", kind, string(subject), due.String()),
				Kind:  what,
				Title: isms.Sentence{Text: title}, Window: isms.On(due), Basis: isms.Sentence{Text: basis}, Refs: refs, Subject: subject,
			})
		}
	}
	next := func(last isms.Date, every isms.Cadence, limit isms.Interval) (isms.Date, string) {
		due := c.due(last, every, limit)
		if due == every.Next {
			return due, "day set"
		}
		return due, "last on " + last.String() + ", every " + or(every.Every, limit).String()
	}
	due, basis := next(c.latest(r.Policy.ApprovedOn, r.Policy.Reviewed), isms.Cadence{}, c.limits.Review)
	add(isms.EntryReview, due, "policy", "Review of the policy", "", basis, "5.2 s1")
	due, basis = next(r.Context.Reviewed, isms.Cadence{}, c.limits.Review)
	add(isms.EntryReview, due, "context", "Review of issues and interested parties", "", basis, "4.1 s1")
	for _, a := range r.Actions {
		add(isms.EntryAction, a.Due, "action", "Action: "+titled(a.Title, a.ID), a.ID, "day set", "6.1.1 d")
	}
	for _, o := range r.Objectives {
		add(isms.EntryObjective, o.Due, "objective", "Objective: "+titled(o.Title, o.ID), o.ID, "day set", "6.2 k")
	}
	for i := range r.Documents {
		if d := &r.Documents[i]; !d.External {
			add(isms.EntryReview, c.reviewDue(d), "document", "Review of document: "+titled(d.Title, d.ID), d.ID, "version "+d.Version+" approved on "+d.ApprovedOn.String(), "7.5.2 c")
		}
	}
	for _, s := range r.Suppliers {
		due, basis := next(c.latest(s.Reviewed, s.Contracted), s.Review, c.limits.Supplier)
		add(isms.EntryReview, due, "supplier", "Review of supplier: "+titled(s.Name, s.ID), s.ID, basis, "8.1 s6", "A.5.22")
		add(isms.EntryExpiry, s.ContractEnds, "contract", "Terms end: "+titled(s.Name, s.ID), s.ID, "end of the contract", "A.5.20")
	}
	var audit isms.Date
	for _, a := range r.Audits {
		audit = c.latest(audit, a.Conducted)
		if !c.done(a.Conducted) {
			add(isms.EntryAudit, a.Planned, "audit planned", "Internal audit", a.ID, "planned", "9.2.1 s1")
		}
	}
	for _, v := range r.ManagementReviews {
		if !c.done(v.Conducted) {
			add(isms.EntryManagementReview, v.Planned, "review planned", "Management review", v.ID, "planned", "9.3.1 s1")
		}
	}
	due, basis = next(audit, isms.Cadence{Every: r.Programme.Frequency}, c.limits.InternalAudit)
	add(isms.EntryAudit, due, "audit", "Last day for the next internal audit", "", basis, "9.2.1 s1")
	review, _ := r.LastManagementReview(after)
	due, basis = next(review.Conducted, isms.Cadence{}, c.limits.ManagementReview)
	add(isms.EntryManagementReview, due, "review", "Last day for the next management review", "", basis, "9.3.1 s1")
	isms.SortEntries(out)
	return out
}

// titled returns the title of a record, its ID where it has none.
func titled(title string, id isms.ID) string {
	if blank(title) {
		return string(id)
	}
	return title
}
