package system_test

import (
	"slices"
	"testing"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/cycle/cycletest"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/isms/system/systemtest"
)

// Which audits of the body come next follows from the state of the certificate; an
// action that one of them waits for is due by it.
func TestGatesAheadFollowFromTheState(t *testing.T) {
	day := isms.MustDate("2026-03-02")
	first, later := []system.Gate{system.Stage1, system.Stage2}, []system.Gate{system.Surveillance, system.Recertification}
	for state, want := range map[cycle.State][]system.Gate{
		"": first, cycle.StateApplied: first, cycle.StateCertified: later, cycle.StateSuspended: later, cycle.StateNotReady: first, cycle.StateRefused: first, cycle.StateReady: first[1:], cycle.StateAudited: first[1:],
		cycle.StateExpired: later[1:], cycle.StateLapsed: first[1:], cycle.StateWithdrawn: first,
	} {
		now := system.System{Cycle: cycletest.In(state, "C-1", day)}.At(day)
		if got := now.Ahead(); !slices.Equal(got, want) || now.State() != state {
			t.Errorf("in state %q (%q) the gates ahead are %v, want %v", state, now.State(), got, want)
		}
		next, ok := now.System().Cycle.NextAudit(day)
		for _, a := range now.Actions() {
			if len(a.Gates) > 0 && a.Gates[0] == system.Surveillance && ok && next.Kind != "recertification" && a.Due != next.Window.Last && a.Due.After(next.Window.Last) {
				t.Errorf("in state %q, %q is due on %s, after the audit that waits for it on %s", state, a.Title.Text, a.Due, next.Window.Last)
			}
		}
	}
}

// An operating time that has begun is reached by waiting, one that has not begun is not.
func TestTimeSettlesAnOperatingTimeThatHasBegun(t *testing.T) {
	day := isms.MustDate("2026-03-02")
	sys := systemtest.Sound(day, 6)
	sys.GateCriteria.Operating = isms.MustInterval("3 years")
	actor := func(s system.System) system.Actor {
		for _, a := range s.At(day).Actions() {
			if slices.Equal(a.Conditions, []string{"system/insufficient-operating-time"}) {
				return a.Actor
			}
		}
		return ""
	}
	if got := actor(sys); got != system.ByTime {
		t.Errorf("an operating time that has begun is settled by %q, want by time", got)
	}
	sys.Evidence.Records = nil
	if got := actor(sys); got == system.ByTime {
		t.Error("an operating time that nothing has begun is left to time")
	}
}
