package isms

import (
	"slices"
	"strings"
)

// An Entry is something that falls due, ready for a calendar: an audit, a
// deadline, the end of an acceptance. The window's last day is the due day.
type Entry struct {
	ID      ID       `json:"id"` // derived, the same each time, so that a calendar can update it
	Title   string   `json:"title"`
	Window  Window   `json:"window"`           // both days for something with a span; one day otherwise
	Lead    Interval `json:"lead,omitzero"`    // how long before the due day to remind
	Basis   string   `json:"basis"`            // how the days follow: "decision 2026-01-31 plus 12 months"
	Refs    []Ref    `json:"refs"`             // the places that demand it
	Subject ID       `json:"subject,omitzero"` // what it is about: a nonconformity, a certificate
}

// Alarm returns the day to remind: the due day less the lead; the due day itself
// without a lead, and the zero Date without a due day.
func (e Entry) Alarm() Date {
	if e.Lead.IsZero() || e.Window.Last.IsZero() {
		return e.Window.Last
	}
	d, err := e.Lead.Before(e.Window.Last, nil)
	if err != nil {
		return e.Window.Last
	}
	return d
}

// SortEntries sorts by due day, then title, then ID, in place; entries without a
// due day come first.
func SortEntries(entries []Entry) {
	slices.SortFunc(entries, func(a, b Entry) int {
		if c := a.Window.Last.Compare(b.Window.Last); c != 0 {
			return c
		}
		if c := strings.Compare(a.Title, b.Title); c != 0 {
			return c
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
}
