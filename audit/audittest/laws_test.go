package audittest_test

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/audittest"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/cycle/cycletest"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/ismstest"
)

// choice lets rapid draw, so that it can shrink.
type choice struct{ t *rapid.T }

func (c choice) IntN(n int) int { return rapid.IntRange(0, n-1).Draw(c.t, "choice") }

func TestLawsOfNonconformities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		if err := audittest.CheckNonconformity(audittest.Nonconformity(choice{t}, "NC-1")); err != nil {
			t.Fatal(err)
		}
	})
}

func TestLawsOfPolicies(t *testing.T) {
	for _, p := range audit.Policies() {
		if err := audittest.CheckPolicy(p, nil); err != nil {
			t.Error(err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		if err := audittest.CheckPolicy(audittest.Policy(choice{t}), nil); err != nil {
			t.Fatal(err)
		}
	})
}

// A policy with a slip is found.
func TestCheckPolicyFinds(t *testing.T) {
	p := audit.Policy{ID: "ours", Limits: []audit.Limit{{Step: "lunch", Milestone: "next audit"}}}
	if audittest.CheckPolicy(p, nil) == nil {
		t.Error("a step that does not exist was not found")
	}
}

// A calendar has to be a function of the day.
func TestCheckPolicyFindsACalendarThatChanges(t *testing.T) {
	p := audit.Policy{ID: "ours", Limits: []audit.Limit{{Step: "plan", Within: isms.MustInterval("10 working days"), Anchor: "report"}}}
	if err := audittest.CheckPolicy(p, changing{new(int)}); err == nil {
		t.Error("a calendar that changes its mind was not found")
	}
}

// changing works less once it has been asked ten times.
type changing struct{ asked *int }

func (c changing) Workday(isms.Date) isms.Answer {
	if *c.asked++; *c.asked <= 10 || *c.asked%5 == 0 {
		return isms.Yes
	}
	return isms.No
}

// The generators reach the states that tests want to see.
func TestGeneratorsReachStates(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	nc, cycles := map[audit.State]int{}, map[cycle.State]int{}
	for range 4000 {
		nc[audittest.Nonconformity(r, "NC-1").State()]++
		c := cycletest.Cycle(r, "C-1")
		var last isms.Date
		for e := range c.Events() {
			last = e.On
		}
		cycles[c.State(last)]++
	}
	for s := range audit.States().All() {
		if nc[s] == 0 {
			t.Errorf("no nonconformity was %q", s)
		}
	}
	for s := range cycle.States().All() {
		if cycles[s] == 0 && s != cycle.StateExpired && s != cycle.StateLapsed { // nothing happens on such a day, often
			t.Errorf("no cycle was %q", s)
		}
	}
}

func TestGeneratorsEndWithAnyChoice(t *testing.T) {
	for _, data := range [][]byte{nil, {0}, {255, 255, 255, 255}} {
		audittest.Nonconformity(ismstest.Bytes(data), "NC-1")
		cycletest.Cycle(ismstest.Bytes(data), "C-1")
		audittest.Dates(ismstest.Bytes(data), isms.Date{})
	}
}
