package cycle_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/cycle/cycletest"
	"github.com/ismskit/ismskit/internal/draw"
	"github.com/ismskit/ismskit/internal/laws/said"
	"github.com/ismskit/ismskit/isms"
)

var laws = said.Of(cycle.Rules(), cycle.Messages(), append(cycle.Vocabularies(), audit.Vocabularies()...))

func TestMessagesAreDeclaredWell(t *testing.T) {
	said.Messages(t, "cycle", cycle.Rules(), cycle.Messages())
}

// What is found, entered and refused is said in any language, leads to one place and
// has a key of its own.
func TestWhatCyclesSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := choice{t}
		x := cycletest.Cycle(c, "C-1")
		on := draw.KnownDate(c)
		laws.Report(t, x, x.Check(on))
		for _, e := range x.Entries(isms.Date{}, on) {
			laws.Entry(t, nil, e)
		}
		events := slices.Collect(x.Events())
		i := c.IntN(len(events))
		events = slices.Concat(events[:i], events[i+c.IntN(len(events)-i):]) // a hole in the story
		if len(events) > 0 {
			_, err := cycle.Replay(events)
			laws.Error(t, events, err)
		}
	})
}

func TestWhatCasesOfCyclesSay(t *testing.T) {
	for _, c := range cycleCases() {
		laws.Report(t, c.events, cycleOf(t, c.events...).Check(day(c.on)))
	}
	for _, events := range refusedEvents() {
		_, err := cycle.Replay(events)
		laws.Error(t, events, err)
	}
	laws.Report(t, cycle.Cycle{}, cycle.Cycle{}.Check(day("2026-01-01")))
	laws.Report(t, cycle.Cycle{}, cycle.Cycle{}.Check(isms.Date{}))
	for _, x := range refusedNumbers() {
		laws.Error(t, x.root, x.err)
	}
}
