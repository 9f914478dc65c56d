package cycle_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/cycle/cycletest"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
)

// No exported function panics on values that nobody made: zero, unknown words,
// huge and negative numbers.
func TestNothingPanics(t *testing.T) {
	far := day("9999-12-31")
	for _, on := range []isms.Date{{}, far, day("0001-01-01")} {
		var o cycle.Obligation
		_, _, _, _, _ = o.Basis(), o.OnMiss(), o.Ref(), o.Overdue(on), o.Entry()

		var c cycle.Cycle
		_, _, _, _, _, _ = c.ID(), c.State(on), c.Check(on), c.Allowed(on), c.Expiry(), c.Terms()
		if len(c.Entries(on, far)) > 0 {
			t.Error("no cycle has obligations")
		}
		for _, k := range append(slices.Collect(cycle.EventKinds().All()), "", "strange") {
			if _, err := c.Apply(cycle.Event{Kind: k, On: on, Majors: -1 << 30}); err == nil {
				t.Errorf("no cycle was %s", k)
			}
		}
		if held, err := cycle.From("C", on, cycle.Terms{Validity: isms.MustInterval("1 day")}); err == nil {
			held.Entries(on, far)
		}
	}

	_, _ = cycle.DrawSites(nil, nil, cycle.SiteSample{Sites: -5, Random: 1 << 30}, nil)
	_ = cycle.HalfDays(1 << 30).Add(cycle.HalfDays(-1 << 30)).ToHalfDays().Decimal(99)
	_, _ = cycle.EffectivePersonnel([]cycle.PersonnelGroup{{Personnel: -1 << 31}})
}

func FuzzCycle(f *testing.F) {
	for _, seed := range []string{
		`[]`, `[{"kind":"existing certificate","on":"2024-02-29","id":"C-1","terms":{"validity":"3 years","recertifiedFrom":"decision"}},{"kind":"surveillance conducted","on":"2025-02-28","majors":2}]`,
		`[{"kind":"applied","on":"2026-01-05","id":"C-1"},{"kind":"stage 1 conducted","on":"2026-02-05","ready":"yes"}]`,
		`[{"kind":"existing certificate","on":"9999-01-01","id":"C-1"}]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var c cycle.Cycle
		if json.Unmarshal(data, &c) != nil {
			return
		}
		if err := cycletest.CheckCycle(c); err != nil {
			t.Error(err)
		}
	})
}

// Events drawn from the fuzzer's bytes: the laws hold wherever they lead.
func FuzzStories(f *testing.F) {
	f.Add([]byte{1, 2, 3})
	f.Add([]byte("a longer story with more to draw from, so that something happens in it"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := cycletest.CheckCycle(cycletest.Cycle(ismstest.Bytes(data), "C-1")); err != nil {
			t.Error(err)
		}
	})
}

// Every rule is found by some case of the tables in this package's tests, and not
// by the sound one beside it.
func TestEveryRuleIsTriggered(t *testing.T) {
	seen := map[string]bool{}
	add := func(codes []string) {
		for _, c := range codes {
			seen[c] = true
		}
	}

	for _, c := range cycleCases() {
		add(c.want)
	}

	for _, r := range cycle.Rules() {
		if !seen[r.Code] && r.JudgementRequired == "" {
			t.Errorf("no case triggers %s", r.Code)
		}
	}
}
