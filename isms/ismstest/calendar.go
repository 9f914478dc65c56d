package ismstest

import (
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/isms"
)

// CheckCalendar checks an embedder's own calendar over the years 2000 to 2049: it
// gives the same answer each time, does not work on no date, and works at least
// once in any 60 days, so that deadlines in working days can be counted. It
// returns all that it found, joined.
func CheckCalendar(cal isms.Calendar) error {
	if cal == nil {
		return errors.New("ismstest: the calendar is nil")
	}
	var errs []error
	if cal.Workday(isms.Date{}) {
		errs = append(errs, errors.New("ismstest: no date is a working day"))
	}
	idle, last := 0, isms.MustDate("2049-12-31")
	for d := isms.MustDate("2000-01-01"); !(!last.IsZero() && d.After(last)) && len(errs) < 10; d = d.AddDays(1) {
		works := cal.Workday(d)
		if works != cal.Workday(d) {
			errs = append(errs, fmt.Errorf("ismstest: two answers for %s", d))
		}
		if works {
			idle = 0
		} else if idle++; idle == 60 {
			errs = append(errs, fmt.Errorf("ismstest: no working day in the 60 days up to %s", d))
		}
	}
	return errors.Join(errs...)
}
