package isms

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a civil day of the years 1 to 9999, without time or zone. It is
// comparable with ==. The zero Date is no date: not known, or not given. It
// orders before all others.
type Date struct {
	n int32 // days since 0000-12-31, so that 0 is free for none
}

const maxDay = 3652059 // 9999-12-31

// NewDate returns the date of a year (1 to 9999), month and day. It refuses a
// day that the month does not have.
func NewDate(year int, month time.Month, day int) (Date, error) {
	switch {
	case year < 1 || year > 9999:
		return Date{}, Refuse(dateForm, "", fmt.Sprintf("%d-%d-%d", year, month, day))
	case month < time.January || month > time.December:
		return Date{}, Refuse(dateForm, "", fmt.Sprintf("%d-%d-%d", year, month, day))
	case day < 1 || day > DaysIn(year, month):
		return Date{}, Refuse(dateForm, "", fmt.Sprintf("%d-%d-%d", year, month, day))
	}
	return civil(year, month, day), nil
}

// DateOf returns the civil day of t in t's own location. A time outside the
// years 1 to 9999 gives the zero Date; so does the zero time.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	y, m, d := t.Date()
	if y < 1 || y > 9999 {
		return Date{}
	}
	return civil(y, m, d)
}

// In returns the instant at which d begins in a location: midnight, or the first
// full hour after it where clocks skip midnight. Nil means UTC. [DateOf] gives d
// back, but for a day that a location skipped altogether and for 0001-01-01 in
// UTC, which is the zero time. The zero Date gives the zero time.
func (d Date) In(loc *time.Location) time.Time {
	if d.n == 0 {
		return time.Time{}
	}
	if loc == nil {
		loc = time.UTC
	}
	year, month, day := d.Civil()
	t := time.Date(year, month, day, 0, 0, 0, 0, loc)
	for hour := 1; hour < 24 && t.Day() != day; hour++ {
		t = time.Date(year, month, day, hour, 0, 0, 0, loc)
	}
	return t
}

// ParseDate reads a date in the form 2026-03-02, exactly ten characters. The
// empty string is refused; unmarshalling it gives the zero Date.
func ParseDate(s string) (Date, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, Refuse(dateForm, "", s)
	}
	year, ok1 := digits(s[0:4])
	month, ok2 := digits(s[5:7])
	day, ok3 := digits(s[8:10])
	if !ok1 || !ok2 || !ok3 || year < 1 || day < 1 || day > DaysIn(year, time.Month(month)) {
		return Date{}, Refuse(dateForm, "", s)
	}
	return civil(year, time.Month(month), day), nil
}

// MustDate is [ParseDate] for literals: it panics where ParseDate errs.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// DaysIn returns the number of days of a month in the Gregorian calendar, 0 for
// a month outside 1 to 12.
func DaysIn(year int, month time.Month) int {
	switch month {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	if month < time.January || month > time.December {
		return 0
	}
	return 31
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// Civil returns year, month and day; three zeros for the zero Date.
func (d Date) Civil() (year int, month time.Month, day int) {
	if d.n == 0 {
		return 0, 0, 0
	}
	// Years begin on 1 March, so that the leap day is the last; eras of 400 years.
	z := int(d.n) + 305 // days since 0000-03-01
	era := z / 146097
	doe := z % 146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	year = yoe + era*400
	if mp < 10 {
		month = time.Month(mp + 3)
	} else {
		month = time.Month(mp - 9)
		year++
	}
	return year, month, day
}

// civil needs a date that exists.
func civil(year int, month time.Month, day int) Date {
	y, m := year, int(month)
	if m <= 2 {
		y--
		m += 9
	} else {
		m -= 3
	}
	era := y / 400
	yoe := y % 400
	doy := (153*m+2)/5 + day - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return Date{int32(era*146097 + doe - 305)} //nolint:gosec // at most maxDay
}

// Year returns the year, 0 for the zero Date.
func (d Date) Year() int { y, _, _ := d.Civil(); return y }

// Weekday returns the day of the week; Sunday for the zero Date.
func (d Date) Weekday() time.Weekday { return time.Weekday(d.n % 7) } // 0001-01-01 was a Monday

// AddDays returns the date n days later, earlier for a negative n. The zero Date
// stays zero; a result outside the years 1 to 9999 is the zero Date.
func (d Date) AddDays(n int) Date {
	if d.n == 0 || n > maxDay || n < -maxDay {
		return Date{}
	}
	s := int(d.n) + n
	if s < 1 || s > maxDay {
		return Date{}
	}
	return Date{int32(s)}
}

// AddMonths returns the date n months later (or earlier) with the same day of
// the month, or the last day of that month if it is shorter: 31 August plus six
// months is 28 February. Count from the anchor: adding one month twice is not
// adding two. The zero Date stays zero; a result outside the years 1 to 9999 is
// the zero Date.
func (d Date) AddMonths(n int) Date {
	const most = 9999 * 12
	if d.n == 0 || n > most || n < -most {
		return Date{}
	}
	y, m, day := d.Civil()
	months := y*12 + int(m) - 1 + n
	if months < 12 || months >= 10000*12 {
		return Date{}
	}
	y, m = months/12, time.Month(months%12+1)
	return civil(y, m, min(day, DaysIn(y, m)))
}

// AddYears is AddMonths(12*n): 29 February plus one year is 28 February.
func (d Date) AddYears(n int) Date {
	if n > 9999 || n < -9999 {
		return Date{}
	}
	return d.AddMonths(12 * n)
}

// DaysUntil returns the number of days from d to other: 0 for the same day,
// negative if other is earlier. With a zero Date on either side it returns 0;
// ask IsZero first.
func (d Date) DaysUntil(other Date) int {
	if d.n == 0 || other.n == 0 {
		return 0
	}
	return int(other.n) - int(d.n)
}

// Compare returns -1, 0 or 1 as d is before, the same as or after other. The
// zero Date is before all others.
func (d Date) Compare(other Date) int { return cmp.Compare(d.n, other.n) }

// Equal reports whether both are the same day, or both no date; == says the same.
func (d Date) Equal(other Date) bool { return d == other }

// Earliest returns the earliest of the dates, passing over zero ones; the zero Date
// if there is no other.
func Earliest(dates ...Date) Date {
	var first Date
	for _, d := range dates {
		if first.IsZero() || !d.IsZero() && d.Before(first) {
			first = d
		}
	}
	return first
}

// Latest returns the latest of the dates; the zero Date if there is no other.
func Latest(dates ...Date) Date {
	var last Date
	for _, d := range dates {
		if d.After(last) {
			last = d
		}
	}
	return last
}

// Before reports whether d is the earlier one, as Compare does: the zero Date is
// before all others.
func (d Date) Before(other Date) bool { return d.n < other.n }

// After reports whether d is the later one, as Compare does.
func (d Date) After(other Date) bool { return d.n > other.n }

// String returns the form 2026-03-02, or "not set" for the zero Date.
func (d Date) String() string {
	if d.n == 0 {
		return "not set"
	}
	return string(d.append(make([]byte, 0, 10)))
}

func (d Date) append(b []byte) []byte {
	y, m, day := d.Civil()
	for _, unit := range []int{1000, 100, 10, 1} {
		b = append(b, byte('0'+y/unit%10))
	}
	return append(b, '-', byte('0'+m/10), byte('0'+m%10), '-', byte('0'+day/10), byte('0'+day%10))
}

// MarshalText returns the form 2026-03-02, empty for the zero Date.
func (d Date) MarshalText() ([]byte, error) {
	if d.n == 0 {
		return nil, nil
	}
	return d.append(nil), nil
}

// UnmarshalText reads what MarshalText writes; empty text gives the zero Date.
func (d *Date) UnmarshalText(s []byte) error {
	if len(s) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(s))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// UnmarshalJSON reads the text of UnmarshalText in quotes; null leaves d as it is.
func (d *Date) UnmarshalJSON(data []byte) error {
	return readText(data, d.UnmarshalText)
}

// digits reads an unsigned number of ASCII digits, too short to overflow.
func digits(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, s != "" && len(s) < 10
}
