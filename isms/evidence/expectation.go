package evidence

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Expectation is the evidence expected for one requirement or control. One may
// have several.
type Expectation struct {
	Ref   isms.Ref `json:"ref"`   // a control, a requirement, or one of the organization's own
	Kinds []Kind   `json:"kinds"` // the accepted kinds; empty: any
	// Every is the interval, counted from Since, in calendar units: evidence is
	// expected for each period. Zero: one record suffices.
	Every isms.Interval `json:"every,omitzero"`
	// OnEvent marks evidence that arises only from events. For a period without
	// any, a record of the kind "statement of no events" is accepted.
	OnEvent bool `json:"onEvent,omitzero"`
	// Since is the first day of operation, from which the periods are counted;
	// zero: not known, and no evidence gap is reported.
	Since isms.Date `json:"since,omitzero"`
	Basis string    `json:"basis,omitzero"` // the source of the interval: a law, a contract, the proposal of this library
}

// Validate returns an [isms.Error] if the expectation cannot be applied.
func (e Expectation) Validate() error {
	var errs []error
	if !e.Ref.Known() {
		errs = append(errs, isms.Refuse(expectationRef, "ref", string(e.Ref)))
	}
	if !e.Every.IsZero() {
		errs = append(errs, isms.Series{Anchor: anchor, Every: e.Every}.Validate())
	}
	return isms.RefuseAll(errs...)
}

// anchor stands in for the start of a series whose interval alone is of interest.
var anchor = isms.MustDate("2000-01-01")

// accepts reports whether a record of the kind counts for e.
func (e Expectation) accepts(k Kind) bool {
	return len(e.Kinds) == 0 || slices.Contains(e.Kinds, k) || e.OnEvent && k == KindNoEvents
}

func (e Expectation) compare(f Expectation) int {
	return cmp.Or(
		e.Ref.Compare(f.Ref),
		slices.Compare(e.Kinds, f.Kinds),
		strings.Compare(string(e.Every.Unit), string(f.Every.Unit)),
		cmp.Compare(e.Every.N, f.Every.N),
		strings.Compare(strconv.FormatBool(e.OnEvent), strconv.FormatBool(f.OnEvent)),
		e.Since.Compare(f.Since),
		strings.Compare(e.Basis, f.Basis),
	)
}

func (e Expectation) same(f Expectation) bool { return e.compare(f) == 0 }

// kindsArg returns the kinds as an argument of a sentence.
func (e Expectation) kindsArg() isms.Arg {
	if len(e.Kinds) == 0 {
		return isms.ArgSentence("kinds", anyKind.With())
	}
	return isms.ArgWords("kinds", Kinds(), e.Kinds...)
}

// kinds returns the kinds for people.
func (e Expectation) kinds() string {
	if len(e.Kinds) == 0 {
		return "any kind"
	}
	return text.Join(e.Kinds, " or ")
}

// series returns the first days of the periods.
func (e Expectation) series() isms.Series { return isms.Series{Anchor: e.Since, Every: e.Every} }

// validUntil returns the last day of validity of a record that covers days up to
// last: an interval and the grace later, or its own end if that is sooner. It errs
// where the calendar does not reach that day.
func (e Expectation) validUntil(last, ownEnd isms.Date, grace isms.Interval, cal isms.Calendar) (isms.Date, error) {
	d, _ := e.Every.From(last, cal) // no date without an interval, or after the last there is
	until, err := grace.From(d, cal)
	_, unknown := isms.UnknownDay(err)
	switch {
	case unknown && (ownEnd.IsZero() || ownEnd.After(d)):
		return isms.Date{}, err
	case err != nil:
		until = maxDate
	}
	if !ownEnd.IsZero() && ownEnd.Before(until) {
		until = ownEnd
	}
	return until, nil
}

var maxDate = isms.MustDate("9999-12-31")
