package audit_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/audittest"
	"github.com/ismskit/ismskit/internal/draw"
	"github.com/ismskit/ismskit/internal/laws/said"
	"github.com/ismskit/ismskit/isms"
)

var laws = said.Of(audit.Rules(), audit.Messages(), audit.Vocabularies())

func TestMessagesAreDeclaredWell(t *testing.T) {
	said.Messages(t, "audit", audit.Rules(), audit.Messages())
}

// What is found, entered and refused is said in any language, leads to one place and
// has a key of its own.
func TestWhatFindingsSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := choice{t}
		s, err := audittest.Policy(c).Schedule(nil)
		if err != nil {
			t.Fatal(err)
		}
		register := audit.Register{Items: []audit.RegisterItem{}, Grading: audit.GradePolicy{MinorsToMajor: c.IntN(4)}}
		for range c.IntN(5) {
			n := audittest.Nonconformity(c, draw.Pick(c, []isms.ID{"NC-1", "NC-2", "NC-3", "n/a"}))
			register.Items = append(register.Items, audit.RegisterItem{Nonconformity: n, Dates: audittest.Dates(c, n.RaisedOn())})
			laws.Report(t, n, n.CheckClosing())
			events := slices.Collect(n.Events())
			i := c.IntN(len(events))
			events = slices.Concat(events[:i], events[i+c.IntN(len(events)-i):]) // a hole in the story
			_, err := audit.Replay(events)
			laws.Error(t, events, err)
		}
		on := draw.KnownDate(c)
		laws.Report(t, register, register.Check(on, s), audit.Policies(), "generated")
		for _, e := range register.Entries(isms.Date{}, on, s) {
			laws.Entry(t, nil, e)
		}
	})
}

func TestWhatCasesOfFindingsSay(t *testing.T) {
	s := schedule(t, proposed())
	for _, c := range logCases {
		events := soundEvents()
		if c.alter != nil {
			c.alter(events)
		}
		log := audit.Register{Items: []audit.RegisterItem{{Nonconformity: replay(t, events[:c.upTo]...), Dates: c.dates}}}
		laws.Report(t, log, log.Check(day(c.on), s), audit.Policies())
	}
	grown := stories(t)
	grown.Grading.MinorsToMajor = 2
	grown.Items = append(grown.Items, grown.Items[1])
	laws.Report(t, grown, grown.Check(day("2028-07-01"), s), audit.Policies())
	laws.Report(t, grown, grown.Check(day("2028-07-01"), audit.Schedule{}), audit.Policies())
	laws.Report(t, grown, grown.Check(isms.Date{}, s), audit.Policies())
	laws.Report(t, audit.Register{}, audit.Register{}.Check(day("2028-07-01"), s))
	for _, c := range refusedEvents(t) {
		_, err := c.n.Apply(c.e)
		laws.Error(t, c.e, err)
	}
	for _, p := range refusedPolicies() {
		laws.Error(t, p, p.Validate())
	}
	_, err := audit.Replay(nil)
	laws.Error(t, nil, err)
}
