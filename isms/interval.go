package isms

import (
	"errors"
	"strconv"
	"strings"
)

// Unit is the unit that an [Interval] counts. The empty Unit means that none was given.
type Unit string

// The units of time that deadlines, cadences and cycles are stated in.
const (
	Days        Unit = "days"         // calendar days
	WorkingDays Unit = "working days" // days on which a [Calendar] works
	Weeks       Unit = "weeks"
	Months      Unit = "months" // the same day of a later month, or its last day
	Years       Unit = "years"  // twelve months
)

var wordsUnits = [...][2]Unit{
	{Days, "Days"},
	{WorkingDays, "Working days"},
	{Weeks, "Weeks"},
	{Months, "Months"},
	{Years, "Years"},
}

// Units returns the vocabulary of [Unit].
func Units() Words[Unit] { return WordsOf("isms.unit", wordsUnits[:]) }

// Interval is a number of units: "3 months", "10 working days". It is
// comparable; 12 months and 1 year are different values that reach the same
// days. The zero Interval means that none was given.
type Interval struct {
	N    int  // 0 to 100,000 in an interval that was parsed
	Unit Unit // empty only in the zero Interval
}

// ParseInterval reads a whole number from 0 to 100,000, a blank and a unit, in
// the singular or the plural: "1 year", "10 working days".
func ParseInterval(s string) (Interval, error) {
	num, unit, ok := strings.Cut(s, " ")
	n, isNum := digits(num)
	if !ok || !isNum || n > 100_000 || (len(num) > 1 && num[0] == '0') {
		return Interval{}, Refuse(intervalForm, "", s)
	}
	for u := range Units().All() {
		if unit == string(u) || unit == strings.TrimSuffix(string(u), "s") {
			return Interval{n, u}, nil
		}
	}
	return Interval{}, Refuse(unknownUnit, "", s, Units().arg())
}

// MustInterval is [ParseInterval] for literals: it panics where that errs.
func MustInterval(s string) Interval {
	v, err := ParseInterval(s)
	if err != nil {
		panic(err)
	}
	return v
}

// IsZero reports whether no interval was given.
func (v Interval) IsZero() bool { return v == Interval{} }

// From returns the day that lies the interval after d: day 0 is d itself. The
// calendar is asked for working days only; nil means Monday to Friday. It errs for a
// zero date, an unknown unit, a result outside the years 1 to 9999, and working days
// that the calendar does not know. Cost: constant, but for working days, where it grows with
// the number of days passed.
func (v Interval) From(d Date, cal Calendar) (Date, error) { return v.shift(1, d, cal) }

// Before returns the day that lies the interval before d.
func (v Interval) Before(d Date, cal Calendar) (Date, error) { return v.shift(-1, d, cal) }

func (v Interval) shift(k int, d Date, cal Calendar) (Date, error) {
	to, err := v.times(k, d, cal)
	if err == errOutside { //nolint:errorlint // never wrapped
		err = outsideYears(v, d)
	}
	return to, err
}

// outsideYears is the error of a day that no [Date] holds.
func outsideYears(v Interval, d Date) error {
	return Refuse(outOfYears, "", "", ArgInterval("interval", v), ArgDate("day", d))
}

func (v Interval) times(k int, d Date, cal Calendar) (Date, error) {
	if d.IsZero() {
		return Date{}, Refuse(noAnchor, "", "")
	}
	if v.N > maxDay || v.N < -maxDay || k > maxDay {
		return Date{}, errOutside
	}
	product := int64(v.N) * int64(k)
	if product > maxDay || product < -maxDay {
		return Date{}, errOutside
	}
	n := int(product)
	var to Date
	switch v.Unit {
	case Days:
		to = d.AddDays(n)
	case WorkingDays:
		return AddWorkdays(cal, d, n)
	case Weeks:
		to = d.AddDays(7 * n)
	case Months:
		to = d.AddMonths(n)
	case Years:
		to = d.AddYears(n)
	default:
		return Date{}, Refuse(unknownUnit, "", v.raw(), Units().arg())
	}
	if to.IsZero() {
		return Date{}, errOutside
	}
	return to, nil
}

// errOutside becomes an [Error] only where somebody asks.
var errOutside = errors.New("outside the years")

// raw is the text of an interval that may not be one.
func (v Interval) raw() string { return strings.TrimSpace(strconv.Itoa(v.N) + " " + string(v.Unit)) }

// String returns "3 months" or "1 month", empty for the zero Interval.
func (v Interval) String() string {
	if v.IsZero() {
		return ""
	}
	unit := string(v.Unit)
	if v.N == 1 {
		unit = strings.TrimSuffix(unit, "s")
	}
	return strconv.Itoa(v.N) + " " + unit
}

// MarshalText returns what String does. It errs for an interval that
// ParseInterval would refuse.
func (v Interval) MarshalText() ([]byte, error) {
	if v.IsZero() {
		return []byte{}, nil
	}
	if v.N < 0 || v.N > 100_000 || !Units().Has(v.Unit) {
		return nil, Refuse(intervalForm, "", v.raw())
	}
	return []byte(v.String()), nil
}

// UnmarshalText reads what MarshalText writes; empty text gives the zero
// Interval.
func (v *Interval) UnmarshalText(s []byte) error {
	if len(s) == 0 {
		*v = Interval{}
		return nil
	}
	w, err := ParseInterval(string(s))
	if err != nil {
		return err
	}
	*v = w
	return nil
}

// UnmarshalJSON reads the text of UnmarshalText in quotes; null leaves v as it is.
func (v *Interval) UnmarshalJSON(data []byte) error {
	return readText(data, v.UnmarshalText)
}
