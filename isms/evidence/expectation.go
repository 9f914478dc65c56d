package evidence

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ismskit/ismskit/isms"
)

// An Expectation says which records an auditor would look for at a place, and
// how often one comes about. One place may have several.
type Expectation struct {
	Ref   isms.Ref `json:"ref"`   // a control, a clause item, or an own item
	Kinds []Kind   `json:"kinds"` // any of these counts; none: every kind does
	// Every is the cadence: each period, counted from Since, wants a record. In
	// calendar units, not working days. Zero: one record is enough.
	Every isms.Interval `json:"every,omitzero"`
	// OnEvent says that records come about only when something happens. For a
	// period without, a record of kind NoEvents counts.
	OnEvent bool `json:"onEvent,omitzero"`
	// Since is the first day of operation, from which the periods are counted.
	// Zero: not known, and gaps cannot be told.
	Since isms.Date `json:"since,omitzero"`
	Basis string    `json:"basis,omitzero"` // why this cadence: a law, a contract, the default of this library
}

// Validate returns an error that says why the expectation cannot be applied.
func (e Expectation) Validate() error {
	if !e.Ref.Known() {
		return fmt.Errorf("evidence: expectation for %.40q: want a place such as A.5.18 or 9.3.3 s2", string(e.Ref))
	}
	if e.Every.IsZero() {
		return nil
	}
	probe := isms.Series{Anchor: anchor, Every: e.Every}
	if err := probe.Validate(); err != nil {
		return fmt.Errorf("evidence: expectation for %s: %w", e.Ref, err)
	}
	return nil
}

// anchor stands in for the start of a series whose interval alone is of interest.
var anchor = isms.MustDate("2000-01-01")

// Wants reports whether a record of the kind counts for e.
func (e Expectation) Wants(k Kind) bool {
	return len(e.Kinds) == 0 || slices.Contains(e.Kinds, k) || e.OnEvent && k == NoEvents
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

// kinds returns the kinds for people.
func (e Expectation) kinds() string {
	if len(e.Kinds) == 0 {
		return "any kind"
	}
	var b strings.Builder
	for i, k := range e.Kinds {
		if i > 0 {
			b.WriteString(" or ")
		}
		b.WriteString(string(k))
	}
	return b.String()
}

// series returns the first days of the periods.
func (e Expectation) series() isms.Series { return isms.Series{Anchor: e.Since, Every: e.Every} }

// freshUntil returns the last day on which a record that speaks of days up to
// last is fresh: a cadence and the grace later, or its own end if that is sooner.
func (e Expectation) freshUntil(last, validUntil isms.Date, grace isms.Interval) isms.Date {
	d, _ := e.Every.From(last, nil) // no date without a cadence, or after the last there is
	until, err := grace.From(d, nil)
	if err != nil {
		until = maxDate
	}
	if validUntil.Before(until) {
		until = validUntil
	}
	return until
}

var maxDate = isms.MustDate("9999-12-31")
