package cycletest_test

import (
	"testing"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/cycle/cycletest"
	"github.com/ismskit/ismskit/isms"
)

// A written cycle of each state is in it, on any day, and keeps the laws.
func TestInEachState(t *testing.T) {
	for _, on := range []string{"2026-03-02", "2024-02-29", "2025-12-31", "1999-07-01"} {
		for state := range cycle.States().All() {
			c := cycletest.In(state, "C-1", isms.MustDate(on))
			if got := c.State(isms.MustDate(on)); got != state {
				t.Errorf("on %s: %q, want %q", on, got, state)
			}
			if err := cycletest.CheckCycle(c); err != nil {
				t.Errorf("%s on %s: %v", state, on, err)
			}
		}
	}
	for _, none := range []cycle.Cycle{
		cycletest.In("", "C-1", isms.MustDate("2026-03-02")), cycletest.In("strange", "C-1", isms.MustDate("2026-03-02")),
		cycletest.In(cycle.StateCertified, "", isms.MustDate("2026-03-02")), cycletest.In(cycle.StateCertified, "C-1", isms.Date{}),
	} {
		if err := cycletest.CheckCycle(none); none.ID() != "" || err != nil {
			t.Errorf("%s has begun, %v; want the zero Cycle", none.ID(), err)
		}
	}
}
