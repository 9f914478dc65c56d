package cycle

import (
	"strconv"

	"github.com/ismskit/ismskit/isms"
)

// Counting is the day from which a new period of a certificate counts. The zero value
// is the default of [Terms].
type Counting string

// The days. ISO/IEC 17021-1 allows the previous expiry date for a recertification in
// time (9.6.3.2.3) and lets a restored certificate follow the former cycle
// (9.6.3.2.5); a certification body may decide otherwise.
const (
	FromPreviousExpiry Counting = "previous expiry"
	FromDecision       Counting = "decision"
)

var wordsCountings = [...][2]Counting{
	{FromPreviousExpiry, "Previous expiry"},
	{FromDecision, "Certification decision"},
}

// Countings returns the vocabulary of [Counting].
func Countings() isms.Words[Counting] { return isms.WordsOf("cycle.counting", wordsCountings[:]) }

// Terms are the time limits of a certification cycle, as set by the certification body.
// A zero field has the value of [StandardTerms].
type Terms struct {
	// Validity is the length of a cycle (9.1.3.2); zero: 3 years.
	Validity isms.Interval `json:"validity,omitzero"`
	// EndsDayBefore makes the day before the anniversary the last day. The standard
	// does not specify it; zero: the anniversary itself.
	EndsDayBefore bool `json:"endsDayBefore,omitzero"`
	// StageGap is the longest time from stage 1 to stage 2 without repeating or
	// justifying stage 1; zero: no limit, as in the standard (9.3.1.2.4).
	StageGap isms.Interval `json:"stageGap,omitzero"`
	// MajorLimit is the time from the last day of stage 2 for the verification of major
	// nonconformities (9.5.3.2); zero: 6 months.
	MajorLimit isms.Interval `json:"majorLimit,omitzero"`
	// FirstSurveillance is the time from the initial decision (9.1.3.3); zero: 12 months.
	FirstSurveillance isms.Interval `json:"firstSurveillance,omitzero"`
	// Restoration is the time after expiry for restoring a certificate (9.6.3.2.5); zero:
	// 6 months.
	Restoration isms.Interval `json:"restoration,omitzero"`
	// Suspension is the time for lifting a suspension, as a rule (9.6.5); zero: 6
	// months.
	Suspension isms.Interval `json:"suspension,omitzero"`
	// Transfer is the time for a transfer after the certification body lost its
	// accreditation (IAF MD 2), at most until expiry; zero: 6 months.
	Transfer        isms.Interval `json:"transfer,omitzero"`
	RecertifiedFrom Counting      `json:"recertifiedFrom,omitzero"` // after a recertification in time; zero: the previous expiry
	RestoredFrom    Counting      `json:"restoredFrom,omitzero"`    // after a restoration; zero: the previous expiry
}

// StandardTerms returns the terms of ISO/IEC 17021-1:2015 and IAF MD 2.
func StandardTerms() Terms {
	six := isms.Interval{N: 6, Unit: isms.Months}
	return Terms{
		Validity: isms.Interval{N: 3, Unit: isms.Years}, MajorLimit: six,
		FirstSurveillance: isms.Interval{N: 12, Unit: isms.Months},
		Restoration:       six, Suspension: six, Transfer: six,
		RecertifiedFrom: FromPreviousExpiry, RestoredFrom: FromPreviousExpiry,
	}
}

// maxTerm is the largest number of units of an interval.
const maxTerm = 100_000

// Validate returns an [isms.Error] with each interval that cannot be counted or exceeds
// what ISO/IEC 17021-1 allows: a certification body may be stricter only.
func (t Terms) Validate() error {
	most := StandardTerms()
	anchor := isms.MustDate("2025-01-31")
	var errs []error
	for _, f := range []struct {
		name      isms.Path
		have, cap isms.Interval
	}{
		{"validity", t.Validity, most.Validity},
		{"stageGap", t.StageGap, isms.Interval{}},
		{"majorLimit", t.MajorLimit, most.MajorLimit},
		{"firstSurveillance", t.FirstSurveillance, most.FirstSurveillance},
		{"restoration", t.Restoration, most.Restoration},
		{"suspension", t.Suspension, isms.Interval{}}, // "in most cases"
		{"transfer", t.Transfer, most.Transfer},
	} {
		if f.have.IsZero() {
			continue
		}
		value, last := strconv.Itoa(f.have.N)+" "+string(f.have.Unit), count(anchor, f.have)
		switch {
		case !isms.Units().Has(f.have.Unit) || f.have.Unit == isms.WorkingDays || f.have.N < 1 || f.have.N > maxTerm:
			errs = append(errs, isms.Refuse(termUncountable, f.name, value, isms.ArgInt("most", maxTerm)))
		case !f.cap.IsZero() && (last.IsZero() || last.After(count(anchor, f.cap))):
			errs = append(errs, isms.Refuse(termTooLong, f.name, value, isms.ArgInterval("most", f.cap)))
		}
	}
	if t.RecertifiedFrom != "" {
		errs = append(errs, Countings().Validate("recertifiedFrom", t.RecertifiedFrom))
	}
	if t.RestoredFrom != "" {
		errs = append(errs, Countings().Validate("restoredFrom", t.RestoredFrom))
	}
	return isms.RefuseAll(errs...)
}

// full returns t with its defaults.
func (t Terms) full() Terms {
	s := StandardTerms()
	for _, f := range []struct{ have, std *isms.Interval }{
		{&t.Validity, &s.Validity},
		{&t.MajorLimit, &s.MajorLimit},
		{&t.FirstSurveillance, &s.FirstSurveillance},
		{&t.Restoration, &s.Restoration},
		{&t.Suspension, &s.Suspension},
		{&t.Transfer, &s.Transfer},
	} {
		if f.have.IsZero() {
			*f.have = *f.std
		}
	}
	if t.RecertifiedFrom == "" {
		t.RecertifiedFrom = s.RecertifiedFrom
	}
	if t.RestoredFrom == "" {
		t.RestoredFrom = s.RestoredFrom
	}
	return t
}

// count returns the day that lies v after d; zero if there is none. Terms have no
// working days.
func count(d isms.Date, v isms.Interval) isms.Date {
	day, _ := v.From(d, nil)
	return day
}

// end returns the last day of a period that begins on d.
func (t Terms) end(d isms.Date) isms.Date {
	end := count(d, t.Validity)
	if t.EndsDayBefore {
		end = end.AddDays(-1)
	}
	return end
}
