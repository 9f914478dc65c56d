package record

import "github.com/ismskit/ismskit/isms"

// Entries returns what falls due after asOf and up to another day, that day
// included: reviews of documents, of the policy and of suppliers, objectives,
// actions, internal audits and management reviews. Each counts from the day it
// was last done; what was never done, or is overdue, is a finding of Check and not
// here.
func (r Records) Entries(asOf, upTo isms.Date) []isms.Entry {
	out := []isms.Entry{}
	c := r.on(asOf)
	add := func(what isms.EntryKind, due isms.Date, kind, title string, subject isms.ID, basis string, refs ...isms.Ref) {
		if due.After(asOf) && due.Compare(upTo) <= 0 {
			out = append(out, isms.Entry{
				ID:    isms.DeriveID("record", kind, string(subject), due.String()),
				Kind:  what,
				Title: title, Window: isms.On(due), Basis: basis, Refs: refs, Subject: subject,
			})
		}
	}
	after := func(last isms.Date, every isms.Interval) (isms.Date, string) {
		return c.dueOf(last, every), "last on " + last.String() + ", every " + every.String()
	}
	due, basis := after(c.latest(r.Policy.ApprovedOn, r.Policy.Reviewed), c.limits.Review)
	add(isms.EntryReview, due, "policy", "Review of the policy", "", basis, "5.2 s1")
	due, basis = after(r.Context.Reviewed, c.limits.Review)
	add(isms.EntryReview, due, "context", "Review of issues and interested parties", "", basis, "4.1 s1")
	for _, a := range r.Planning {
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
		due, basis := after(c.latest(s.Reviewed, s.Contracted), or(s.Every, c.limits.Supplier))
		add(isms.EntryReview, due, "supplier", "Review of supplier: "+titled(s.Name, s.ID), s.ID, basis, "8.1 s6", "A.5.22")
		add(isms.EntryExpiry, s.ContractEnds, "contract", "Terms end: "+titled(s.Name, s.ID), s.ID, "end of the contract", "A.5.20")
	}
	var audit isms.Date
	for _, a := range r.Audits {
		audit = c.latest(audit, a.Performed)
		if !c.done(a.Performed) {
			add(isms.EntryAudit, a.Planned, "audit planned", "Internal audit", a.ID, "planned", "9.2.1 s1")
		}
	}
	for _, v := range r.Reviews {
		if !c.done(v.Held) {
			add(isms.EntryManagementReview, v.Planned, "review planned", "Management review", v.ID, "planned", "9.3.1 s1")
		}
	}
	due, basis = after(audit, or(r.Programme.Frequency, c.limits.InternalAudit))
	add(isms.EntryAudit, due, "audit", "Last day for the next internal audit", "", basis, "9.2.1 s1")
	review, _ := r.LastReview(asOf)
	due, basis = after(review.Held, c.limits.ManagementReview)
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
