package ismstest

import (
	"errors"
	"fmt"

	"github.com/ismskit/ismskit/isms"
)

// CheckCalendar checks an embedder's own calendar over the years 2000 to 2049: it
// gives the same answer each time, knows nothing of no date, says yes, no or nothing,
// knows all days from the first that it knows to the last, one at least, and works at
// least once in any 60 of them, so that deadlines in working days can be counted. It
// returns all that it found, joined.
func CheckCalendar(cal isms.Calendar) error {
	if cal == nil {
		return errors.New("ismstest: the calendar is nil")
	}
	var errs []error
	if cal.Workday(isms.Date{}) != "" {
		errs = append(errs, errors.New("ismstest: an answer for no date"))
	}
	idle, known, over := 0, false, false
	last := isms.MustDate("2049-12-31")
	for d := isms.MustDate("2000-01-01"); !d.After(last) && len(errs) < 10; d = d.AddDays(1) {
		works := cal.Workday(d)
		if works != cal.Workday(d) {
			errs = append(errs, fmt.Errorf("ismstest: two answers for %s", d))
		}
		if works != "" && !isms.Answers().Has(works) {
			errs = append(errs, fmt.Errorf("ismstest: the answer %q for %s", works, d))
		}
		if works != "" && over {
			errs = append(errs, fmt.Errorf("ismstest: %s is known, and days before it are not", d))
		}
		over = over || known && works == ""
		known = known || works != ""
		if works != isms.No {
			idle = 0
		} else if idle++; idle == 60 {
			errs = append(errs, fmt.Errorf("ismstest: no working day in the 60 days up to %s", d))
		}
	}
	if !known {
		errs = append(errs, errors.New("ismstest: no day is known"))
	}
	return errors.Join(errs...)
}
