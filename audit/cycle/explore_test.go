package cycle

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

// Exhaustive walks of the state machine, from a leap day, the end of a month and
// an ordinary day. Every event is tried in every state that can be reached; a
// second statement of what is allowed, in terms of what happened rather than of
// states, has to agree each time.

var startDays = []isms.Date{isms.MustDate("2024-02-29"), isms.MustDate("2026-08-31"), isms.MustDate("2026-03-11")}

// What a state in one word allows, written down by state and not by event.
var cycleTable = map[State][]EventKind{
	"":            {Applied, ExistingCertificate},
	StateApplied:  {Stage1Conducted, CertificateWithdrawn},
	StateNotReady: {Stage1Conducted, CertificateWithdrawn},
	StateReady:    {Stage1Conducted, Stage2Conducted, CertificateWithdrawn},
	StateAudited:  {Stage1Conducted, Stage2Conducted, FollowUpConducted, Decided, CertificateWithdrawn},
	StateRefused:  {Stage1Conducted, Stage2Conducted, CertificateWithdrawn},
	StateCertified: {
		FollowUpConducted, SurveillanceConducted, SpecialAuditConducted, RecertificationConducted, Recertified, Reissued, Suspended,
		ScopeReduced, ScopeExtended, AccreditationLost, Transferred, EditionChanged, CertificateWithdrawn,
	},
	StateSuspended: {
		FollowUpConducted, SurveillanceConducted, SpecialAuditConducted, RecertificationConducted, SuspensionLifted, ScopeReduced,
		AccreditationLost, EditionChanged, CertificateWithdrawn,
	},
	StateExpired:   {FollowUpConducted, RecertificationConducted, Recertified, Stage2Conducted, CertificateWithdrawn},
	StateLapsed:    {Stage1Conducted, Stage2Conducted, CertificateWithdrawn},
	StateWithdrawn: {},
}

// chronicle reads a history of a cycle without the machine.
type chronicle []Event

// openMajors counts the majors that nobody verified.
func (s chronicle) openMajors() int {
	n := 0
	for _, e := range s {
		switch e.Kind {
		case SurveillanceConducted, SpecialAuditConducted, RecertificationConducted:
			n += e.Majors
		case Stage2Conducted, FollowUpConducted:
			n = e.Majors
		case Stage1Conducted:
			n = 0
		}
	}
	return n
}

func (s chronicle) openMinors() int {
	n := 0
	for _, e := range s {
		switch e.Kind {
		case Stage2Conducted, SurveillanceConducted, SpecialAuditConducted, RecertificationConducted:
			n = e.Minors
		case Stage1Conducted:
			n = 0
		case Decided, Recertified:
			if e.Granted == isms.Yes {
				n = 0
			}
		}
	}
	return n
}

func (s chronicle) last(kinds ...EventKind) (isms.Date, bool) {
	for _, e := range slices.Backward(s) {
		if slices.Contains(kinds, e.Kind) {
			return e.On, true
		}
	}
	return isms.Date{}, false
}

func (s chronicle) recertificationHeld() bool {
	held := false
	for _, e := range s {
		switch e.Kind {
		case RecertificationConducted:
			held = true
		case Recertified, Decided:
			held = false
		}
	}
	return held
}

func (s chronicle) allows(e Event, state State) bool {
	if !slices.Contains(cycleTable[state], e.Kind) {
		return false
	}
	majors, granted := s.openMajors(), e.Granted == isms.Yes
	stage2, _ := s.last(Stage2Conducted)
	switch e.Kind {
	case Stage2Conducted:
		return true
	case FollowUpConducted:
		return majors > 0 && e.Majors <= majors && (state != StateAudited || e.On.Compare(stage2.AddMonths(6)) <= 0)
	case Decided:
		return !granted || majors == 0 && (s.openMinors() == 0 || e.PlansAccepted == isms.Yes)
	case Recertified:
		return s.recertificationHeld() && (!granted || majors == 0 && (s.openMinors() == 0 || e.PlansAccepted == isms.Yes))
	case Reissued:
		return !e.Expiry.IsZero()
	case SuspensionLifted:
		since, _ := s.last(Suspended)
		return majors == 0 && (e.Text != "" || e.On.Compare(since.AddMonths(6)) <= 0)
	case Transferred:
		bodies := chronicle{}
		for _, x := range s {
			if x.Kind == Transferred {
				bodies = append(bodies, x)
			}
		}
		if n := len(bodies); n > 0 && bodies[n-1].Body == e.Body {
			return false
		}
		lost, is := s.last(AccreditationLost, Transferred)
		if is {
			_, moved := s.last(Transferred)
			if at, _ := s.last(AccreditationLost); !at.IsZero() && (!moved || lastIs(s, AccreditationLost, Transferred)) {
				return e.On.Compare(lost.AddMonths(6)) <= 0
			}
		}
		return true
	case EditionChanged:
		return false // the walk stays with the 2022 edition
	}
	return true
}

func lastIs(s chronicle, kind, other EventKind) bool {
	for _, e := range slices.Backward(s) {
		if e.Kind == kind || e.Kind == other {
			return e.Kind == kind
		}
	}
	return false
}

func everyCycleEvent(on isms.Date) []Event {
	return []Event{
		{Kind: Applied, On: on, ID: "C-1"},
		{Kind: ExistingCertificate, On: on, ID: "C-1"},
		{Kind: Stage1Conducted, On: on, Ready: isms.Yes},
		{Kind: Stage1Conducted, On: on, Ready: isms.No},
		{Kind: Stage2Conducted, On: on},
		{Kind: Stage2Conducted, On: on, Majors: 1, Minors: 1},
		{Kind: FollowUpConducted, On: on},
		{Kind: FollowUpConducted, On: on, Majors: 1},
		{Kind: Decided, On: on, Granted: isms.Yes},
		{Kind: Decided, On: on, Granted: isms.Yes, PlansAccepted: isms.Yes},
		{Kind: Decided, On: on, Granted: isms.No},
		{Kind: SurveillanceConducted, On: on},
		{Kind: SurveillanceConducted, On: on, Majors: 1, Limit: on.AddMonths(2)},
		{Kind: SpecialAuditConducted, On: on},
		{Kind: RecertificationConducted, On: on, Minors: 1},
		{Kind: RecertificationConducted, On: on, Majors: 1},
		{Kind: Recertified, On: on, Granted: isms.Yes},
		{Kind: Recertified, On: on, Granted: isms.Yes, PlansAccepted: isms.Yes},
		{Kind: Recertified, On: on, Granted: isms.No},
		{Kind: Reissued, On: on},
		{Kind: Suspended, On: on, Text: "serious failure"},
		{Kind: SuspensionLifted, On: on},
		{Kind: SuspensionLifted, On: on, Text: "resolved late, with reason"},
		{Kind: ScopeReduced, On: on, Text: "one site less"},
		{Kind: ScopeExtended, On: on, Text: "one site more"},
		{Kind: AccreditationLost, On: on},
		{Kind: Transferred, On: on, Body: "B", Covered: isms.Yes},
		{Kind: EditionChanged, On: on, Edition: isms.Edition2022},
		{Kind: CertificateWithdrawn, On: on, Text: "asked for"},
	}
}

func TestWalkCycle(t *testing.T) {
	// Time in a state counts in steps of six months, up to the point after which
	// it makes no difference.
	type state struct {
		stored                                         State
		paused, recert, lost                           bool
		body                                           isms.ID
		majors, minors                                 bool
		sinceStage, sincePeriod, sincePause, sinceLoss int
	}
	months := func(from, to isms.Date, most int) int {
		if from.IsZero() {
			return -1
		}
		n := 0
		for n < most && from.AddMonths(6*(n+1)).Compare(to) <= 0 {
			n++
		}
		return n
	}
	for _, start := range startDays {
		seen := map[state]bool{}
		sequences := 0
		queue := []Cycle{{}}
		for len(queue) > 0 {
			c := queue[0]
			queue = queue[1:]
			went := false
			for _, step := range []int{0, 6, 12} {
				on := start
				if len(c.events) > 0 {
					on = c.core.last.AddMonths(step)
				}
				for _, e := range everyCycleEvent(on) {
					sequences++
					state0 := c.core.state(on)
					next, err := c.Apply(e)
					if want := chronicle(c.events).allows(e, state0); (err == nil) != want {
						t.Fatalf("after %v: %s on %v while %q: got %v, the second table says %v", cycleKinds(c.events), e.Kind, on, state0, err, want)
					}
					if err != nil {
						continue
					}
					went = true
					checkCycle(t, c, next)
					k := next.core
					s := state{
						stored: k.stored, paused: k.paused, recert: !k.recert.IsZero(), lost: !k.lost.IsZero(), body: k.body,
						majors: k.majors > 0, minors: k.minors > 0, sinceStage: -1, sincePeriod: -1,
					}
					switch k.stored {
					case StateAudited:
						s.sinceStage = months(k.stage2, k.last, 2)
					case StateCertified:
						s.sincePeriod = months(k.expiry.AddYears(-3), k.last, 8)
					}
					s.sincePause, s.sinceLoss = months(k.paused0, k.last, 2), months(k.lost, k.last, 2)
					if !seen[s] {
						seen[s] = true
						queue = append(queue, next)
						if again, err := Replay(next.events); err != nil || again.core != next.core {
							t.Fatalf("after %v: replay gives %+v, %v; want %+v", cycleKinds(next.events), again.core, err, next.core)
						}
					}
				}
			}
			if terminal := c.core.stored == StateWithdrawn; went == terminal {
				t.Fatalf("after %v: state %q: an event follows: %v", cycleKinds(c.events), c.core.stored, went)
			}
		}
		t.Logf("from %v: %d states, %d sequences", start, len(seen), sequences)
		if len(seen) < 500 {
			t.Errorf("only %d states were reached", len(seen))
		}
	}
}

func cycleKinds(events []Event) []EventKind {
	var out []EventKind
	for _, e := range events {
		out = append(out, e.Kind)
	}
	return out
}

func checkCycle(t *testing.T, before, c Cycle) {
	t.Helper()
	e := c.events[len(c.events)-1]
	state := c.State(e.On)
	if !States().Has(state) {
		t.Fatalf("after %v: state %q", cycleKinds(c.events), state)
	}
	kinds := cycleKinds(c.events)
	if state == StateCertified && !slices.Contains(kinds, ExistingCertificate) &&
		!(slices.Contains(kinds, Stage1Conducted) && slices.Contains(kinds, Stage2Conducted) && slices.Contains(kinds, Decided)) {
		t.Fatalf("certified by %v", kinds)
	}
	switch e.Kind {
	case Decided, Recertified:
		if e.Granted == isms.Yes && (c.core.majors > 0 || c.core.minors > 0 || c.Expiry().Compare(e.On) <= 0 || c.Expiry().After(before.core.renewal.AddYears(3)) && e.Kind == Recertified) {
			t.Fatalf("after %v: granted on %v until %v with %d majors", kinds, e.On, c.Expiry(), c.core.majors)
		}
	case ExistingCertificate, Reissued, Applied, Stage1Conducted, Stage2Conducted:
	case CertificateWithdrawn:
		if c.Expiry().After(e.On) {
			t.Fatalf("after %v: withdrawn on %v, and ends on %v", kinds, e.On, c.Expiry())
		}
	default:
		if c.Expiry() != before.Expiry() || c.RecertificationDue() != before.RecertificationDue() {
			t.Fatalf("after %v: the end moved from %v to %v", kinds, before.Expiry(), c.Expiry())
		}
	}
	for o := range c.Obligations(e.On) {
		if !ObligationKinds().Has(o.Kind) || o.Ref() == "" || o.Basis().IsZero() {
			t.Fatalf("after %v: obligation %+v", kinds, o)
		}
	}
}

// A cycle and a nonconformity read back from JSON are the same, in every state
// the walks reach; here for one long story each.
func TestLongStoriesSurviveJSON(t *testing.T) {
	c, err := New("C-1", startDays[0], Terms{})
	if err != nil {
		t.Fatal(err)
	}
	for range 40 {
		for _, e := range everyCycleEvent(c.core.last.AddMonths(2)) {
			if e.Kind == CertificateWithdrawn {
				continue
			}
			if next, err := c.Apply(e); err == nil {
				c = next
			}
		}
	}
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var back Cycle
	if err := json.Unmarshal(text, &back); err != nil || back.core != c.core {
		t.Errorf("%d events came back as %+v, %v; want %+v", len(c.events), back.core, err, c.core)
	}
}

// Long random stories: the walks above visit each state once, by one way; here
// the second statement is asked again and again along ways of forty events.
func TestRandomStoriesAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(17021, 1))
	for range 60 {
		var c Cycle
		day := startDays[r.IntN(len(startDays))]
		for range 40 {
			for range 20 {
				all := everyCycleEvent(day)
				e := all[r.IntN(len(all))]
				state := c.core.state(day)
				next, err := c.Apply(e)
				if want := chronicle(c.events).allows(e, state); (err == nil) != want {
					t.Fatalf("after %v: %s on %v while %q: got %v, the second table says %v", cycleKinds(c.events), e.Kind, day, state, err, want)
				}
				if err == nil && e.Kind != CertificateWithdrawn {
					checkCycle(t, c, next)
					c = next
					break
				}
			}
			day = day.AddMonths(r.IntN(6))
		}
	}
}
