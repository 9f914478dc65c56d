package cycle_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/cycle/cycletest"
	"github.com/ismskit/ismskit/isms"
)

// ways returns the transitions that a cycle took and, without another event, will
// take: by replaying it event by event, and by asking on each side of the days on
// which an obligation ends. A clause is of the table only.
func ways(c cycle.Cycle) []cycle.Transition {
	var out []cycle.Transition
	var past cycle.Cycle
	for e := range c.Events() {
		next, err := past.Apply(e)
		if err != nil {
			return nil
		}
		out = append(out, cycle.Transition{From: past.State(e.On), To: next.State(e.On), Event: e.Kind})
		past = next
		on := e.On
		for range 3 { // at most: suspended, expired, lapsed
			on = isms.Latest(on, past.Expiry())
			if from, to := past.State(on), past.State(on.AddDays(1)); from != to {
				out = append(out, passing(past, from, to, on))
			}
			if w, ok := past.Restoration(); ok {
				on = isms.Latest(on, w.Last)
			}
		}
	}
	return out
}

// passing returns the transition on the day after on, by an obligation that ends on it.
func passing(c cycle.Cycle, from, to cycle.State, on isms.Date) cycle.Transition {
	w := cycle.Transition{From: from, To: to}
	for o := range c.Obligations(on) {
		w.Missed = o.Kind
		if o.Window.Last == on && slices.ContainsFunc(cycle.Transitions(), func(t cycle.Transition) bool { return same(t, w) }) {
			return w
		}
	}
	return cycle.Transition{From: from, To: to}
}

func same(a, b cycle.Transition) bool {
	a.Ref, b.Ref = "", ""
	return a == b
}

// Each transition that happens is in the table.
func TestWhatHappensIsInTheTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, w := range ways(cycletest.Cycle(choice{t}, "C-1")) {
			if !slices.ContainsFunc(cycle.Transitions(), func(row cycle.Transition) bool { return same(row, w) }) {
				t.Fatalf("%+v is not in the table", w)
			}
		}
	})
}

// Each transition in the table happens, once in it, and the clause is there.
func TestWhatIsInTheTableHappens(t *testing.T) {
	happened := map[cycle.Transition]bool{}
	r := rand.New(rand.NewPCG(15, 4))
	for range 4_000 {
		for _, w := range ways(cycletest.Cycle(r, "C-1")) {
			happened[w] = true
		}
	}
	seen := map[cycle.Transition]bool{}
	for _, row := range cycle.Transitions() {
		if application := row.Event == cycle.CertificateWithdrawn; row.Ref == "" != (application && strings.Contains("applied, not ready, ready, audited, refused", string(row.From))) {
			t.Errorf("%+v: clause %q", row, row.Ref)
		}
		row.Ref = ""
		if seen[row] || !happened[row] {
			t.Errorf("%+v is in the table twice, or never happens", row)
		}
		seen[row] = true
	}
}

// Between the days of obligations nothing passes: a walk day by day sees the ways of
// the table, on the days that the accessors name.
func TestStatesDayByDay(t *testing.T) {
	for state := range cycle.States().All() {
		c := cycletest.In(state, "C-1", day("2026-03-02"))
		w, restorable := c.Restoration()
		for on := day("2026-03-02"); on.Before(day("2031-01-01")); on = on.AddDays(1) {
			from, to := c.State(on), c.State(on.AddDays(1))
			if from == to {
				continue
			}
			if way := passing(c, from, to, on); way.Missed == "" {
				t.Errorf("%s: from %s to %s after %s for no reason", state, from, to, on)
			}
			if on != c.Expiry() && (!restorable || on != w.Last) {
				t.Errorf("%s: from %s to %s after %s; the certificate ends on %s and can be restored in %s", state, from, to, on, c.Expiry(), w)
			}
		}
	}
}

// A written cycle is in its state on the day, and so much is due from its first event
// on; before there is a certificate nothing of one is due, and none of the days in the
// calendar precedes what began it.
func TestACycleInEachState(t *testing.T) {
	on := day("2026-03-02")
	for _, c := range []struct {
		state        cycle.State
		certificate  bool // a decision, even if the certificate ended
		usable       bool
		why          string
		restorable   bool
		next         string
		entries, due int
	}{
		{state: "", why: "cycle/no-certificate"},
		{state: "strange", why: "cycle/no-certificate"},
		{state: cycle.StateApplied, why: "cycle/certificate-not-granted"},
		{state: cycle.StateNotReady, why: "cycle/certificate-not-granted"},
		{state: cycle.StateReady, why: "cycle/certificate-not-granted"},
		{state: cycle.StateAudited, why: "cycle/certificate-not-granted"},
		{state: cycle.StateRefused, why: "cycle/certificate-not-granted"},
		{state: cycle.StateCertified, certificate: true, usable: true, why: "cycle/certificate-usable", restorable: true, next: "surveillance audit 2027-12-31", due: 2, entries: 2},
		{state: cycle.StateSuspended, certificate: true, why: "cycle/certificate-not-usable-while-suspended", restorable: true, next: "surveillance audit 2027-12-31", due: 3, entries: 3},
		{state: cycle.StateExpired, certificate: true, why: "cycle/certificate-not-usable-until-restored", restorable: true, due: 1, entries: 1},
		{state: cycle.StateLapsed, certificate: true, why: "cycle/certificate-lapsed", restorable: true},
		{state: cycle.StateWithdrawn, certificate: true, why: "cycle/certificate-or-application-withdrawn"},
	} {
		x := cycletest.In(c.state, "C-1", on)
		if c.state == "strange" {
			if x.State(on) != "" {
				t.Errorf("no cycle is in the state %q", x.State(on))
			}
		} else if x.State(on) != c.state {
			t.Errorf("%q: in the state %q", c.state, x.State(on))
		}
		if usable, why := c.state.Usable(); usable != c.usable || why.Code != c.why || c.state != "" && c.state != "strange" && why.Args[1].Value == "" {
			t.Errorf("%q: usable %v, %s; want %v, %s and a clause", c.state, usable, why.Code, c.usable, c.why)
		}
		if x.Decision().IsZero() == c.certificate {
			t.Errorf("%q: decided on %s", c.state, x.Decision())
		}
		if _, ok := x.Restoration(); ok != c.restorable {
			t.Errorf("%q: can be restored: %v", c.state, ok)
		}
		next := ""
		if o, ok := x.NextAudit(on); ok {
			next = string(o.Kind) + " " + o.Window.Last.String()
		}
		due := slices.Collect(x.Obligations(on))
		entries := x.Entries(on, on.AddYears(2))
		if next != c.next || len(due) != c.due || len(entries) != c.entries {
			t.Errorf("%q: next %q, %d obligations, %d entries; want %q, %d, %d", c.state, next, len(due), len(entries), c.next, c.due, c.entries)
		}
		for _, e := range x.Entries(isms.Date{}, on.AddYears(8)) {
			if !x.Decision().IsZero() && isms.Earliest(e.Window.First, e.Window.Last).Before(x.Decision()) {
				t.Errorf("%q: %s in %s, and decided on %s", c.state, e.Title.Text, e.Window, x.Decision())
			}
		}
	}
}

// A held certificate has no days before its decision, not even one that is valid for
// less than a year.
func TestHeldFromADay(t *testing.T) {
	for _, validity := range []string{"3 years", "6 months"} {
		held, err := cycle.From("C-1", day("2025-03-02"), cycle.Terms{Validity: isms.MustInterval(validity)})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range held.Entries(isms.Date{}, day("2035-01-01")) {
			if isms.Earliest(e.Window.First, e.Window.Last).Before(held.Decision()) {
				t.Errorf("%s: %s in %s", validity, e.Title.Text, e.Window)
			}
		}
		if before := held.On(day("2025-03-01")); len(before.Entries(isms.Date{}, day("2035-01-01"))) > 0 || !before.Decision().IsZero() {
			t.Errorf("%s: something is due before the certificate", validity)
		}
	}
}

// Who begins again after a certificate has none, and none that could be restored.
func TestAnotherStageEndsThePeriod(t *testing.T) {
	on := day("2026-03-02")
	for _, c := range []struct {
		state cycle.State
		kind  cycle.EventKind
	}{
		{cycle.StateLapsed, cycle.Stage1Conducted}, {cycle.StateLapsed, cycle.Stage2Conducted}, {cycle.StateExpired, cycle.Stage2Conducted},
	} {
		x, err := cycletest.In(c.state, "C-1", on).Apply(cycle.Event{Kind: c.kind, On: on, Ready: isms.Yes})
		if _, restorable := x.Restoration(); err != nil || !x.Decision().IsZero() || !x.Expiry().IsZero() || restorable {
			t.Errorf("%s, then %s: decided on %s, ends on %s, %v", c.state, c.kind, x.Decision(), x.Expiry(), err)
		}
	}
}

func TestPlanned(t *testing.T) {
	for _, c := range []struct {
		state    cycle.State
		decision string
		id       isms.ID
		want     string
	}{
		{"", "2026-09-01", "planned", "2029-09-01"},
		{cycle.StateApplied, "2026-09-01", "C-1", "2029-09-01"},
	} {
		got, err := cycletest.In(c.state, "C-1", day("2026-03-02")).Planned(day(c.decision))
		if err != nil || got.ID() != c.id || got.Decision() != day(c.decision) || got.Expiry() != day(c.want) {
			t.Errorf("%q: %s decided on %s ends on %s, %v", c.state, got.ID(), got.Decision(), got.Expiry(), err)
		}
	}
	if _, err := (cycle.Cycle{}).Planned(isms.Date{}); err == nil {
		t.Error("nothing is planned for no day")
	}
}
