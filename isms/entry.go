package isms

import (
	"slices"
	"strings"
)

// EntryKind says what falls due, so that a host can group, colour or filter
// entries without reading their titles. The empty kind means that nobody said;
// hosts may use words of their own.
type EntryKind string

// Kinds of entries: what falls on the day.
const (
	EntryAudit            EntryKind = "audit"             // an internal audit, or the last day for the next one
	EntryReview           EntryKind = "review"            // something is to be looked at again: a document, a supplier, an acceptance
	EntryManagementReview EntryKind = "management review" // a review of 9.3, or the last day for the next one
	EntryAssessment       EntryKind = "risk assessment"   // a risk is to be assessed again
	EntryTreatment        EntryKind = "treatment"         // a risk treatment is to be finished
	EntryAction           EntryKind = "action"            // an action of 6.1.1 is to be finished
	EntryObjective        EntryKind = "objective"         // an objective is to be reached
	EntryExpiry           EntryKind = "expiry"            // something ends: an acceptance, a contract
	EntryDeadline         EntryKind = "deadline"          // a step of a nonconformity
	EntryCertificate      EntryKind = "certificate"       // what a certification cycle demands
	EntryEvidence         EntryKind = "evidence"          // the last day of a period that wants a record
	EntryTask             EntryKind = "task"              // a task of the roadmap
	EntryMilestone        EntryKind = "milestone"         // a day of the roadmap that takes no time
)

var wordsEntryKinds = [...][2]EntryKind{
	{EntryAudit, "Audit"},
	{EntryReview, "Review"},
	{EntryManagementReview, "Management review"},
	{EntryAssessment, "Risk assessment"},
	{EntryTreatment, "Treatment"},
	{EntryAction, "Action"},
	{EntryObjective, "Objective"},
	{EntryExpiry, "Expiry"},
	{EntryDeadline, "Deadline"},
	{EntryCertificate, "Certificate"},
	{EntryEvidence, "Evidence"},
	{EntryTask, "Task"},
	{EntryMilestone, "Milestone"},
}

// EntryKinds returns the vocabulary of [EntryKind].
func EntryKinds() Words[EntryKind] { return WordsOf("isms.entry-kind", wordsEntryKinds[:]) }

// Entry is something that falls due, ready for a calendar: an audit, a
// deadline, the end of an acceptance. The window's last day is the due day.
type Entry struct {
	ID      ID        `json:"id"` // derived, the same each time, so that a calendar can update it
	Kind    EntryKind `json:"kind"`
	Title   Sentence  `json:"title"`
	Window  Window    `json:"window"`           // both days for something with a span; one day otherwise
	Lead    Interval  `json:"lead,omitzero"`    // how long before the due day to remind
	Basis   Sentence  `json:"basis"`            // how the days follow: "decision 2026-01-31 plus 12 months"
	Refs    []Ref     `json:"refs"`             // the clauses and controls that require it
	Subject ID        `json:"subject,omitzero"` // what it is about: a nonconformity, a certificate
}

// Alarm returns the day to remind: the due day less the lead; the due day itself
// without a lead, and the zero Date without a due day. With a calendar, a day
// that it does not work moves back to the last one worked, so that the reminder
// is read in time; nil moves nothing, and counts a lead in working days from Monday
// to Friday. It errs for a lead that cannot be counted, and where the calendar does
// not know the day.
func (e Entry) Alarm(cal Calendar) (Date, error) {
	day := e.Window.Last
	if day.IsZero() {
		return day, nil
	}
	if !e.Lead.IsZero() {
		var err error
		if day, err = e.Lead.Before(day, cal); err != nil {
			return Date{}, err
		}
	}
	if cal == nil {
		return day, nil
	}
	return AddWorkdays(cal, day.AddDays(1), -1)
}

// SortEntries sorts by due day, then title, then ID, in place; entries without a
// due day come first.
func SortEntries(entries []Entry) {
	slices.SortFunc(entries, func(a, b Entry) int {
		if c := a.Window.Last.Compare(b.Window.Last); c != 0 {
			return c
		}
		if c := strings.Compare(a.Title.Text, b.Title.Text); c != 0 {
			return c
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
}
