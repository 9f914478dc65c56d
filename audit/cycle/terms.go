package cycle

import (
	"fmt"

	"github.com/ismskit/ismskit/isms"
)

// A Counting says from which day a new period of a certificate is counted.
type Counting string

// The ways. ISO/IEC 17021-1 allows the old end date for a renewal in time
// (9.6.3.2.3) and lets a restored certificate follow the former cycle
// (9.6.3.2.5); a body may choose otherwise.
const (
	FromOldEnd   Counting = "old end"
	FromDecision Counting = "decision"
)

var wordsCountings = [...][2]Counting{
	{FromOldEnd, "Old end"},
	{FromDecision, "Decision"},
}

// Countings returns the vocabulary of [Counting].
func Countings() isms.Words[Counting] { return isms.WordsOf("cycle.counting", wordsCountings[:]) }

// Terms are the numbers of a cycle. They are the body's; [StandardTerms] holds
// what ISO/IEC 17021-1 says. The zero value of a field means the standard's
// number, but for StageGap, where it means that there is none.
type Terms struct {
	// Validity is the length of a cycle (9.1.3.2): 3 years.
	Validity isms.Interval `json:"validity,omitzero"`
	// EndsDayBefore: the last day is the day before the anniversary. The standard
	// does not say; without it the anniversary itself is the last day.
	EndsDayBefore bool `json:"endsDayBefore,omitzero"`
	// StageGap is the longest time from stage 1 to stage 2 before stage 1 has to be
	// repeated or its result justified. The standard sets none (9.3.1.2.4).
	StageGap isms.Interval `json:"stageGap,omitzero"`
	// MajorLimit is the time from the last day of stage 2 in which majors have to be
	// verified (9.5.3.2): 6 months.
	MajorLimit isms.Interval `json:"majorLimit,omitzero"`
	// FirstSurveillance is the time from the initial decision (9.1.3.3): 12 months.
	FirstSurveillance isms.Interval `json:"firstSurveillance,omitzero"`
	// Restore is the time after the end in which a certificate can be restored
	// (9.6.3.2.5): 6 months.
	Restore isms.Interval `json:"restore,omitzero"`
	// Suspension is the time in which a suspension is to be resolved, as a rule
	// (9.6.5): 6 months.
	Suspension isms.Interval `json:"suspension,omitzero"`
	// Transfer is the time to move to another body when the accreditation of the
	// issuing one ended (IAF MD 2): 6 months, and not past the end.
	Transfer isms.Interval `json:"transfer,omitzero"`
	Renewed  Counting      `json:"renewed,omitzero"`  // how a renewal in time counts; empty: from the old end
	Restored Counting      `json:"restored,omitzero"` // how a restored certificate counts; empty: from the old end
}

// StandardTerms returns the numbers of ISO/IEC 17021-1:2015 and IAF MD 2.
func StandardTerms() Terms {
	six := isms.Interval{N: 6, Unit: isms.Months}
	return Terms{
		Validity: isms.Interval{N: 3, Unit: isms.Years}, MajorLimit: six,
		FirstSurveillance: isms.Interval{N: 12, Unit: isms.Months},
		Restore:           six, Suspension: six, Transfer: six,
		Renewed: FromOldEnd, Restored: FromOldEnd,
	}
}

// Validate returns an error for a number that cannot be counted or that is above
// what ISO/IEC 17021-1 allows: a body may be stricter, not laxer.
func (t Terms) Validate() error {
	most := StandardTerms()
	anchor := isms.MustDate("2025-01-31")
	for _, f := range []struct {
		name      string
		have, cap isms.Interval
	}{
		{"validity", t.Validity, most.Validity},
		{"stageGap", t.StageGap, isms.Interval{}},
		{"majorLimit", t.MajorLimit, most.MajorLimit},
		{"firstSurveillance", t.FirstSurveillance, most.FirstSurveillance},
		{"restore", t.Restore, most.Restore},
		{"suspension", t.Suspension, isms.Interval{}}, // "in most cases"
		{"transfer", t.Transfer, most.Transfer},
	} {
		if f.have.IsZero() {
			continue
		}
		if !isms.Units().Has(f.have.Unit) || f.have.Unit == isms.WorkingDays || f.have.N < 1 || f.have.N > 100_000 {
			return fmt.Errorf("audit: terms: %s is %d %q: want at least 1 of days, weeks, months or years", f.name, f.have.N, string(f.have.Unit))
		}
		if !f.cap.IsZero() && !(count(anchor, f.have).Compare(count(anchor, f.cap)) <= 0 && !count(anchor, f.have).IsZero()) {
			return fmt.Errorf("audit: terms: %s is %s: want at most %s", f.name, f.have, f.cap)
		}
	}
	for _, c := range []Counting{t.Renewed, t.Restored} {
		if c != "" && !Countings().Has(c) {
			return fmt.Errorf("audit: terms: there is no way of counting %q: want %q or %q", string(c), string(FromOldEnd), string(FromDecision))
		}
	}
	return nil
}

// full returns t with the standard's numbers where it has none.
func (t Terms) full() Terms {
	s := StandardTerms()
	for _, f := range []struct{ have, std *isms.Interval }{
		{&t.Validity, &s.Validity},
		{&t.MajorLimit, &s.MajorLimit},
		{&t.FirstSurveillance, &s.FirstSurveillance},
		{&t.Restore, &s.Restore},
		{&t.Suspension, &s.Suspension},
		{&t.Transfer, &s.Transfer},
	} {
		if f.have.IsZero() {
			*f.have = *f.std
		}
	}
	if t.Renewed == "" {
		t.Renewed = s.Renewed
	}
	if t.Restored == "" {
		t.Restored = s.Restored
	}
	return t
}

// count returns the day v after d in calendar units; zero if there is none.
func count(d isms.Date, v isms.Interval) isms.Date {
	switch v.Unit {
	case isms.Days:
		return d.AddDays(v.N)
	case isms.Weeks:
		return d.AddDays(7 * v.N)
	case isms.Months:
		return d.AddMonths(v.N)
	case isms.Years:
		return d.AddYears(v.N)
	case isms.WorkingDays: // takes a calendar
		return isms.Date{}
	}
	return isms.Date{}
}

// end returns the last day of a period that begins on d.
func (t Terms) end(d isms.Date) isms.Date {
	end := count(d, t.Validity)
	if t.EndsDayBefore {
		end = end.AddDays(-1)
	}
	return end
}
