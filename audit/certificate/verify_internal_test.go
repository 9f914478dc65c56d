package certificate

import (
	"testing"

	"github.com/ismskit/ismskit/isms"
)

// An answer that is to be no older than some working days has no last day: which
// days are worked is not known here.
func TestCountIsInCalendarUnitsOnly(t *testing.T) {
	from := isms.MustDate("2026-01-31")
	if got := count(from, isms.MustInterval("1 month")); got != isms.MustDate("2026-02-28") {
		t.Errorf("a month after %s is %s, want 2026-02-28", from, got)
	}
	if got := count(from, isms.MustInterval("10 working days")); !got.IsZero() {
		t.Errorf("10 working days after %s are %s, want no day", from, got)
	}
}
