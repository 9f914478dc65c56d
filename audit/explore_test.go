package audit

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

// Exhaustive walks of both state machines, from a leap day, the end of a month
// and an ordinary day. Every event is tried in every state that can be reached;
// a second statement of what is allowed, in terms of what happened rather than of
// states, has to agree each time.

var startDays = []isms.Date{isms.MustDate("2024-02-29"), isms.MustDate("2026-08-31"), isms.MustDate("2026-03-11")}

// cancels says which events undo an earlier one: what they undo no longer stands.
var cancels = map[EventKind][]EventKind{
	Corrected:      {},
	Analysed:       {Reopened, "ineffective"},
	"similar":      {Reopened, "ineffective"},
	NoActionNeeded: {Reopened, "ineffective", Analysed, PlanHanded, Regraded},
	PlanHanded:     {Reopened, "ineffective"},
	PlanAccepted:   {Reopened, "ineffective", PlanHanded},
	PlanRejected:   {Reopened, "ineffective", PlanHanded},
	ActionDone:     {Reopened, "ineffective", PlanHanded, PlanRejected},
	Verified:       {Reopened},
}

// prerequisites say what must stand, what must not, and in which situation.
var prerequisites = map[EventKind]struct {
	in           []string
	needs, never []EventKind
}{
	Raised:         {in: []string{""}},
	Corrected:      {in: []string{"open"}},
	Analysed:       {in: []string{"open"}, never: []EventKind{Verified}},
	NoActionNeeded: {in: []string{"open"}, never: []EventKind{PlanHanded}},
	PlanHanded:     {in: []string{"open"}, needs: []EventKind{Analysed}, never: []EventKind{Verified}},
	PlanAccepted:   {in: []string{"open"}, needs: []EventKind{PlanHanded}, never: []EventKind{PlanAccepted, PlanRejected}},
	PlanRejected:   {in: []string{"open"}, needs: []EventKind{PlanHanded}, never: []EventKind{PlanAccepted, PlanRejected}},
	ActionDone:     {in: []string{"open"}, needs: []EventKind{PlanHanded}, never: []EventKind{PlanRejected, "all done"}},
	Verified:       {in: []string{"open"}, needs: []EventKind{"all done"}, never: []EventKind{Verified}},
	Closed:         {in: []string{"open"}},
	Reopened:       {in: []string{"closed"}},
	Regraded:       {in: []string{"open"}},
	Disputed:       {in: []string{"open"}},
	Upheld:         {in: []string{"disputed"}},
	Withdrawn:      {in: []string{"open", "disputed"}},
	Extended:       {in: []string{"open"}},
}

// story reads a history without the machine.
type story []Event

func name(e Event) EventKind {
	if e.Kind == Verified && e.Effect == Ineffective {
		return "ineffective"
	}
	return e.Kind
}

func (s story) since(kind EventKind) story {
	for i, e := range slices.Backward(s) {
		if slices.Contains(cancels[kind], name(e)) {
			return s[i+1:]
		}
	}
	return s
}

func (s story) stands(kind EventKind) bool {
	if kind == "all done" {
		if !s.stands(PlanHanded) {
			return false
		}
		plan := 0
		for _, e := range s {
			if e.Kind == PlanHanded {
				plan = len(e.Actions)
			}
		}
		done := 0
		for _, e := range s.since(ActionDone) {
			if e.Kind == ActionDone {
				done++
			}
		}
		return done == plan
	}
	return slices.ContainsFunc(s.since(kind), func(e Event) bool {
		if kind == "similar" {
			return e.Kind == Analysed && e.Similar != ""
		}
		return name(e) == kind
	})
}

func (s story) situation() string {
	now := ""
	for _, e := range s {
		switch e.Kind {
		case Raised, Reopened, Upheld:
			now = "open"
		case Disputed:
			now = "disputed"
		case Closed:
			now = "closed"
		case Withdrawn:
			now = "withdrawn"
		}
	}
	return now
}

func (s story) grade() Grade {
	g := Grade("")
	for _, e := range s {
		switch e.Kind {
		case Raised:
			g = e.Finding.Grade
		case Regraded:
			g = e.Grade
		}
	}
	return g
}

func (s story) allows(e Event) bool {
	p := prerequisites[e.Kind]
	if !slices.Contains(p.in, s.situation()) {
		return false
	}
	ofBody := len(s) > 0 && s[0].Finding.Audit == Initial
	needs := slices.Clone(p.needs)
	if e.Kind == Verified && ofBody {
		needs = append(needs, PlanAccepted)
	}
	if e.Kind == Closed {
		switch s.grade() {
		case "":
			return false
		case Major:
			needs = append(needs, Corrected, Analysed, "similar", "all done", Verified)
		case Minor:
			needs = append(needs, Corrected, Analysed)
			if !s.stands(NoActionNeeded) {
				needs = append(needs, "all done", Verified)
			}
		}
		if s.grade().Nonconforming() && ofBody {
			needs = append(needs, PlanAccepted)
		}
	}
	if e.Kind == NoActionNeeded {
		switch s.grade() {
		case "", Major:
			return false
		case Minor:
			if ofBody {
				return false
			}
			needs = append(needs, Analysed, "similar")
		}
	}
	for _, k := range needs {
		if !s.stands(k) {
			return false
		}
	}
	if slices.ContainsFunc(p.never, s.stands) {
		return false
	}
	switch e.Kind {
	case ActionDone: // not twice the same
		return !slices.ContainsFunc(s.since(ActionDone), func(o Event) bool { return o.Kind == ActionDone && o.Action == e.Action }) &&
			slices.ContainsFunc(lastPlan(s), func(a Action) bool { return a.ID == e.Action })
	case Regraded:
		return e.Grade != s.grade()
	}
	return true
}

func lastPlan(s story) []Action {
	var plan []Action
	for _, e := range s {
		if e.Kind == PlanHanded {
			plan = e.Actions
		}
	}
	return plan
}

// everyEvent returns one event of each kind, with the variants that matter.
func everyEvent(on isms.Date, kind AuditKind) []Event {
	var out []Event
	for _, g := range append(Grades(), "") {
		out = append(out, Event{Kind: Raised, On: on, Finding: Finding{ID: "NC-1", Grade: g, Audit: kind}})
	}
	two := []Action{{ID: "A-1", What: "one"}, {ID: "A-2", What: "another"}}
	out = append(out,
		Event{Kind: Corrected, On: on, Text: "put right"},
		Event{Kind: Analysed, On: on, Text: "the cause"},
		Event{Kind: Analysed, On: on, Text: "the cause", Similar: "none"},
		Event{Kind: NoActionNeeded, On: on, By: "owner", Text: "a slip, and there are no others"},
		Event{Kind: PlanHanded, On: on, Actions: two[:1]},
		Event{Kind: PlanHanded, On: on, Actions: two},
		Event{Kind: PlanAccepted, On: on},
		Event{Kind: PlanRejected, On: on, Text: "too thin"},
		Event{Kind: ActionDone, On: on, Action: "A-1"},
		Event{Kind: ActionDone, On: on, Action: "A-2"},
		Event{Kind: Verified, On: on, Effect: Effective},
		Event{Kind: Verified, On: on, Effect: Ineffective},
		Event{Kind: Closed, On: on},
		Event{Kind: Reopened, On: on, Text: "it is back"},
		Event{Kind: Disputed, On: on, Text: "we do it"},
		Event{Kind: Upheld, On: on},
		Event{Kind: Withdrawn, On: on, Text: "raised in error"},
		Event{Kind: Extended, On: on, By: "body", Step: StepClosure, Due: on.AddDays(30), Text: "agreed"},
	)
	for _, g := range Grades() {
		out = append(out, Event{Kind: Regraded, On: on, Grade: g, Text: "seen again"})
	}
	return out
}

func TestWalkNonconformity(t *testing.T) {
	type state struct {
		phase    phase
		has      facts
		grade    Grade
		open     string
		reopened bool
	}
	for _, start := range startDays {
		states, sequences := 0, 0
		for _, kind := range []AuditKind{Initial, Internal} {
			seen := map[state]bool{}
			queue := []Nonconformity{{}}
			for len(queue) > 0 {
				n := queue[0]
				queue = queue[1:]
				on := start
				if len(n.events) > 0 {
					on = n.core.last.AddMonths(1)
				}
				went := false
				for _, e := range everyEvent(on, kind) {
					sequences++
					next, err := n.Apply(e)
					if want := story(n.events).allows(e); (err == nil) != want {
						t.Fatalf("after %v: %s: got %v, the second table says %v", kinds(n.events), e.Kind, err, want)
					}
					if err != nil {
						if (e.Kind == NoActionNeeded || e.Kind == Closed) && slices.Contains(n.Allowed(), e.Kind) {
							t.Fatalf("after %v: %s was refused and is among what is allowed", kinds(n.events), e.Kind)
						}
						continue
					}
					went = true
					if !slices.Contains(n.Allowed(), e.Kind) {
						t.Fatalf("after %v: %s was taken and is not among what is allowed", kinds(n.events), e.Kind)
					}
					s := state{next.core.phase, next.core.has, next.core.grade, "", next.core.reopened > 0}
					for _, id := range next.open {
						s.open += string(id) + " "
					}
					if !seen[s] {
						seen[s] = true
						queue = append(queue, next)
						checkNonconformity(t, next)
					}
				}
				if terminal := n.core.phase == withdrawn; went == terminal {
					t.Fatalf("after %v: state %q: an event follows: %v", kinds(n.events), n.State(), went)
				}
			}
			states += len(seen)
		}
		t.Logf("from %v: %d states, %d sequences", start, states, sequences)
		if states < 1000 {
			t.Errorf("only %d states were reached", states)
		}
	}
}

func kinds(events []Event) []EventKind {
	var out []EventKind
	for _, e := range events {
		out = append(out, name(e))
	}
	return out
}

func checkNonconformity(t *testing.T, n Nonconformity) {
	t.Helper()
	again, err := Replay(n.events)
	if err != nil || again.core != n.core || !slices.Equal(again.open, n.open) {
		t.Fatalf("after %v: replay gives %+v, %v; want %+v", kinds(n.events), again.core, err, n.core)
	}
	if !n.State().Known() {
		t.Fatalf("after %v: state %q", kinds(n.events), n.State())
	}
	if n.Open() == (n.core.phase == closed || n.core.phase == withdrawn) {
		t.Fatalf("after %v: open is %v", kinds(n.events), n.Open())
	}
}

// What a state in one word allows, written down by state and not by event.
var cycleTable = map[CycleState][]CycleEventKind{
	"":            {Applied, CertificateHeld},
	CycleApplied:  {Stage1Held, CertificateEnded},
	CycleNotReady: {Stage1Held, CertificateEnded},
	CycleReady:    {Stage1Held, Stage2Held, CertificateEnded},
	CycleAudited:  {Stage1Held, Stage2Held, FollowUpHeld, Decided, CertificateEnded},
	CycleRefused:  {Stage1Held, Stage2Held, CertificateEnded},
	CycleCertified: {
		FollowUpHeld, SurveillanceHeld, SpecialAuditHeld, RecertificationHeld, Recertified, Reissued, Suspended,
		ScopeReduced, ScopeExtended, AccreditationLost, Transferred, EditionChanged, CertificateEnded,
	},
	CycleSuspended: {
		FollowUpHeld, SurveillanceHeld, SpecialAuditHeld, RecertificationHeld, Reinstated, ScopeReduced,
		AccreditationLost, EditionChanged, CertificateEnded,
	},
	CycleExpired: {FollowUpHeld, RecertificationHeld, Recertified, Stage2Held, CertificateEnded},
	CycleLapsed:  {Stage1Held, Stage2Held, CertificateEnded},
	CycleEnded:   {},
}

// chronicle reads a history of a cycle without the machine.
type chronicle []CycleEvent

// openMajors counts the majors that nobody verified.
func (s chronicle) openMajors() int {
	n := 0
	for _, e := range s {
		switch e.Kind {
		case SurveillanceHeld, SpecialAuditHeld, RecertificationHeld:
			n += e.Majors
		case Stage2Held, FollowUpHeld:
			n = e.Majors
		case Stage1Held:
			n = 0
		}
	}
	return n
}

func (s chronicle) openMinors() int {
	n := 0
	for _, e := range s {
		switch e.Kind {
		case Stage2Held, SurveillanceHeld, SpecialAuditHeld, RecertificationHeld:
			n = e.Minors
		case Stage1Held:
			n = 0
		case Decided, Recertified:
			if e.Granted == Yes {
				n = 0
			}
		}
	}
	return n
}

func (s chronicle) last(kinds ...CycleEventKind) (isms.Date, bool) {
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
		case RecertificationHeld:
			held = true
		case Recertified, Decided:
			held = false
		}
	}
	return held
}

func (s chronicle) allows(e CycleEvent, state CycleState) bool {
	if !slices.Contains(cycleTable[state], e.Kind) {
		return false
	}
	majors, granted := s.openMajors(), e.Granted == Yes
	stage2, _ := s.last(Stage2Held)
	switch e.Kind {
	case Stage2Held:
		return true
	case FollowUpHeld:
		return majors > 0 && e.Majors <= majors && (state != CycleAudited || e.On.Compare(stage2.AddMonths(6)) <= 0)
	case Decided:
		return !granted || majors == 0 && (s.openMinors() == 0 || e.PlansAccepted == Yes)
	case Recertified:
		return s.recertificationHeld() && (!granted || majors == 0 && (s.openMinors() == 0 || e.PlansAccepted == Yes))
	case Reissued:
		return !e.Expiry.IsZero()
	case Reinstated:
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

func lastIs(s chronicle, kind, other CycleEventKind) bool {
	for _, e := range slices.Backward(s) {
		if e.Kind == kind || e.Kind == other {
			return e.Kind == kind
		}
	}
	return false
}

func everyCycleEvent(on isms.Date) []CycleEvent {
	return []CycleEvent{
		{Kind: Applied, On: on, ID: "C-1"},
		{Kind: CertificateHeld, On: on, ID: "C-1"},
		{Kind: Stage1Held, On: on, Ready: Yes},
		{Kind: Stage1Held, On: on, Ready: No},
		{Kind: Stage2Held, On: on},
		{Kind: Stage2Held, On: on, Majors: 1, Minors: 1},
		{Kind: FollowUpHeld, On: on},
		{Kind: FollowUpHeld, On: on, Majors: 1},
		{Kind: Decided, On: on, Granted: Yes},
		{Kind: Decided, On: on, Granted: Yes, PlansAccepted: Yes},
		{Kind: Decided, On: on, Granted: No},
		{Kind: SurveillanceHeld, On: on},
		{Kind: SurveillanceHeld, On: on, Majors: 1, Limit: on.AddMonths(2)},
		{Kind: SpecialAuditHeld, On: on},
		{Kind: RecertificationHeld, On: on, Minors: 1},
		{Kind: RecertificationHeld, On: on, Majors: 1},
		{Kind: Recertified, On: on, Granted: Yes},
		{Kind: Recertified, On: on, Granted: Yes, PlansAccepted: Yes},
		{Kind: Recertified, On: on, Granted: No},
		{Kind: Reissued, On: on},
		{Kind: Suspended, On: on, Text: "serious failure"},
		{Kind: Reinstated, On: on},
		{Kind: Reinstated, On: on, Text: "resolved late, with reason"},
		{Kind: ScopeReduced, On: on, Text: "one site less"},
		{Kind: ScopeExtended, On: on, Text: "one site more"},
		{Kind: AccreditationLost, On: on},
		{Kind: Transferred, On: on, Body: "B", Covered: Yes},
		{Kind: EditionChanged, On: on, Edition: Edition2022},
		{Kind: CertificateEnded, On: on, Text: "asked for"},
	}
}

func TestWalkCycle(t *testing.T) {
	// Time in a state counts in steps of six months, up to the point after which
	// it makes no difference.
	type state struct {
		stored                                         CycleState
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
					case CycleAudited:
						s.sinceStage = months(k.stage2, k.last, 2)
					case CycleCertified:
						s.sincePeriod = months(k.expiry.AddYears(-3), k.last, 8)
					}
					s.sincePause, s.sinceLoss = months(k.paused0, k.last, 2), months(k.lost, k.last, 2)
					if !seen[s] {
						seen[s] = true
						queue = append(queue, next)
						if again, err := ReplayCycle(next.events); err != nil || again.core != next.core {
							t.Fatalf("after %v: replay gives %+v, %v; want %+v", cycleKinds(next.events), again.core, err, next.core)
						}
					}
				}
			}
			if terminal := c.core.stored == CycleEnded; went == terminal {
				t.Fatalf("after %v: state %q: an event follows: %v", cycleKinds(c.events), c.core.stored, went)
			}
		}
		t.Logf("from %v: %d states, %d sequences", start, len(seen), sequences)
		if len(seen) < 500 {
			t.Errorf("only %d states were reached", len(seen))
		}
	}
}

func cycleKinds(events []CycleEvent) []CycleEventKind {
	var out []CycleEventKind
	for _, e := range events {
		out = append(out, e.Kind)
	}
	return out
}

func checkCycle(t *testing.T, before, c Cycle) {
	t.Helper()
	e := c.events[len(c.events)-1]
	state := c.State(e.On)
	if !state.Known() {
		t.Fatalf("after %v: state %q", cycleKinds(c.events), state)
	}
	kinds := cycleKinds(c.events)
	if state == CycleCertified && !slices.Contains(kinds, CertificateHeld) &&
		!(slices.Contains(kinds, Stage1Held) && slices.Contains(kinds, Stage2Held) && slices.Contains(kinds, Decided)) {
		t.Fatalf("certified by %v", kinds)
	}
	if (state == CycleSuspended || state == CycleExpired || state == CycleLapsed) && state.Usable() {
		t.Fatalf("%q is usable", state)
	}
	switch e.Kind {
	case Decided, Recertified:
		if e.Granted == Yes && (c.core.majors > 0 || c.core.minors > 0 || c.Expiry().Compare(e.On) <= 0 || c.Expiry().After(before.core.renewal.AddYears(3)) && e.Kind == Recertified) {
			t.Fatalf("after %v: granted on %v until %v with %d majors", kinds, e.On, c.Expiry(), c.core.majors)
		}
	case CertificateHeld, Reissued, Applied, Stage1Held, Stage2Held:
	default:
		if c.Expiry() != before.Expiry() || c.RecertificationDue() != before.RecertificationDue() {
			t.Fatalf("after %v: the end moved from %v to %v", kinds, before.Expiry(), c.Expiry())
		}
	}
	for o := range c.Obligations(e.On) {
		if !o.Kind.Known() || o.Ref() == "" || o.Basis() == "" {
			t.Fatalf("after %v: obligation %+v", kinds, o)
		}
	}
}

// A cycle and a nonconformity read back from JSON are the same, in every state
// the walks reach; here for one long story each.
func TestLongStoriesSurviveJSON(t *testing.T) {
	c, err := NewCycle("C-1", startDays[0], Terms{})
	if err != nil {
		t.Fatal(err)
	}
	for range 40 {
		for _, e := range everyCycleEvent(c.core.last.AddMonths(2)) {
			if e.Kind == CertificateEnded {
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
		kind := []AuditKind{Initial, Internal}[r.IntN(2)]
		var n Nonconformity
		var c Cycle
		day := startDays[r.IntN(len(startDays))]
		for range 40 {
			for range 20 {
				all := everyEvent(day, kind)
				e := all[r.IntN(len(all))]
				next, err := n.Apply(e)
				if want := story(n.events).allows(e); (err == nil) != want {
					t.Fatalf("after %v: %s: got %v, the second table says %v", kinds(n.events), e.Kind, err, want)
				}
				if err == nil && e.Kind != Withdrawn {
					n = next
					break
				}
			}
			for range 20 {
				all := everyCycleEvent(day)
				e := all[r.IntN(len(all))]
				state := c.core.state(day)
				next, err := c.Apply(e)
				if want := chronicle(c.events).allows(e, state); (err == nil) != want {
					t.Fatalf("after %v: %s on %v while %q: got %v, the second table says %v", cycleKinds(c.events), e.Kind, day, state, err, want)
				}
				if err == nil && e.Kind != CertificateEnded {
					checkCycle(t, c, next)
					c = next
					break
				}
			}
			day = day.AddMonths(r.IntN(6))
		}
	}
}
