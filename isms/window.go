package isms

// Window is a run of days; both ends belong to it. A zero First is open to
// the past, a zero Last to the future; the zero Window holds every day.
type Window struct {
	First Date `json:"first,omitzero"`
	Last  Date `json:"last,omitzero"`
}

// On returns the window of one day.
func On(d Date) Window { return Window{d, d} }

// Validate returns an [Error] if the window ends before it begins.
func (w Window) Validate() error {
	if !w.Last.IsZero() && w.Last.Before(w.First) {
		return Refuse(windowReversed, "last", w.Last.String(), ArgDate("last", w.Last), ArgDate("first", w.First))
	}
	return nil
}

// Contains reports whether d is a date in the window, ends included.
func (w Window) Contains(d Date) bool {
	return !d.IsZero() && !d.Before(w.First) && (w.Last.IsZero() || !d.After(w.Last))
}

// Overlaps reports whether some day is in both windows.
func (w Window) Overlaps(v Window) bool {
	return w.Validate() == nil && v.Validate() == nil && (w.Last.IsZero() || !w.Last.Before(v.First)) && (v.Last.IsZero() || !v.Last.Before(w.First))
}

// Days returns the number of days of a window with both ends, 1 for a single
// day; 0 if an end is open or the window ends before it begins.
func (w Window) Days() int {
	if w.First.IsZero() || w.Last.Before(w.First) {
		return 0
	}
	return w.First.DaysUntil(w.Last) + 1
}

// String returns "2026-01-01 to 2026-03-31", the date alone for a single day,
// and "any day" for the zero Window.
func (w Window) String() string {
	switch {
	case w == Window{}:
		return "any day"
	case w.First == w.Last:
		return w.First.String()
	case w.First.IsZero():
		return "up to " + w.Last.String()
	case w.Last.IsZero():
		return "from " + w.First.String()
	}
	return w.First.String() + " to " + w.Last.String()
}
