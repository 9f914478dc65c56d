package cycle

import (
	"testing"

	"github.com/ismskit/ismskit/isms"
)

// Without a day there is none.
func TestCountInCalendarUnits(t *testing.T) {
	from := isms.MustDate("2026-01-31")
	for unit, want := range map[isms.Unit]isms.Date{
		isms.Days: isms.MustDate("2026-02-01"), isms.Weeks: isms.MustDate("2026-02-07"), isms.Months: isms.MustDate("2026-02-28"),
		isms.Years: isms.MustDate("2027-01-31"), "fortnights": {},
	} {
		if got := count(from, isms.Interval{N: 1, Unit: unit}); got != want {
			t.Errorf("1 %s after %s is %s, want %s", unit, from, got, want)
		}
	}
}
