package audit

import (
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
	Corrected:             {},
	CauseDetermined:       {Reopened, "ineffective"},
	"similar":             {Reopened, "ineffective"},
	NoActionRequired:      {Reopened, "ineffective", CauseDetermined, PlanSubmitted, Regraded},
	PlanSubmitted:         {Reopened, "ineffective"},
	PlanAccepted:          {Reopened, "ineffective", PlanSubmitted},
	PlanRejected:          {Reopened, "ineffective", PlanSubmitted},
	ActionCompleted:       {Reopened, "ineffective", PlanSubmitted, PlanRejected},
	EffectivenessReviewed: {Reopened},
}

// prerequisites say what must stand, what must not, and in which situation.
var prerequisites = map[EventKind]struct {
	in           []string
	needs, never []EventKind
}{
	Raised:                {in: []string{""}},
	Corrected:             {in: []string{"open"}},
	CauseDetermined:       {in: []string{"open"}, never: []EventKind{EffectivenessReviewed}},
	NoActionRequired:      {in: []string{"open"}, never: []EventKind{PlanSubmitted}},
	PlanSubmitted:         {in: []string{"open"}, needs: []EventKind{CauseDetermined}, never: []EventKind{EffectivenessReviewed}},
	PlanAccepted:          {in: []string{"open"}, needs: []EventKind{PlanSubmitted}, never: []EventKind{PlanAccepted, PlanRejected}},
	PlanRejected:          {in: []string{"open"}, needs: []EventKind{PlanSubmitted}, never: []EventKind{PlanAccepted, PlanRejected}},
	ActionCompleted:       {in: []string{"open"}, needs: []EventKind{PlanSubmitted}, never: []EventKind{PlanRejected, "all done"}},
	EffectivenessReviewed: {in: []string{"open"}, needs: []EventKind{"all done"}, never: []EventKind{EffectivenessReviewed}},
	Closed:                {in: []string{"open"}},
	Reopened:              {in: []string{"closed"}},
	Regraded:              {in: []string{"open"}},
	Disputed:              {in: []string{"open"}},
	Upheld:                {in: []string{"disputed"}},
	Withdrawn:             {in: []string{"open", "disputed"}},
	Extended:              {in: []string{"open"}},
}

// story reads a history without the machine.
type story []Event

func name(e Event) EventKind {
	if e.Kind == EffectivenessReviewed && e.Effect == NotEffective {
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
		if !s.stands(PlanSubmitted) {
			return false
		}
		plan := 0
		for _, e := range s {
			if e.Kind == PlanSubmitted {
				plan = len(e.Actions)
			}
		}
		done := 0
		for _, e := range s.since(ActionCompleted) {
			if e.Kind == ActionCompleted {
				done++
			}
		}
		return done == plan
	}
	return slices.ContainsFunc(s.since(kind), func(e Event) bool {
		if kind == "similar" {
			return e.Kind == CauseDetermined && e.Similar != ""
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
	if e.Kind == EffectivenessReviewed && ofBody {
		needs = append(needs, PlanAccepted)
	}
	if e.Kind == Closed {
		switch s.grade() {
		case "":
			return false
		case Major:
			needs = append(needs, Corrected, CauseDetermined, "similar", "all done", EffectivenessReviewed)
		case Minor:
			needs = append(needs, Corrected, CauseDetermined)
			if !s.stands(NoActionRequired) {
				needs = append(needs, "all done", EffectivenessReviewed)
			}
		}
		if s.grade().Nonconforming() && ofBody {
			needs = append(needs, PlanAccepted)
		}
	}
	if e.Kind == NoActionRequired {
		switch s.grade() {
		case "", Major:
			return false
		case Minor:
			if ofBody {
				return false
			}
			needs = append(needs, CauseDetermined, "similar")
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
	case ActionCompleted: // not twice the same
		return !slices.ContainsFunc(s.since(ActionCompleted), func(o Event) bool { return o.Kind == ActionCompleted && o.Action == e.Action }) &&
			slices.ContainsFunc(lastPlan(s), func(a Action) bool { return a.ID == e.Action })
	case Regraded:
		return e.Grade != s.grade()
	}
	return true
}

func lastPlan(s story) []Action {
	var plan []Action
	for _, e := range s {
		if e.Kind == PlanSubmitted {
			plan = e.Actions
		}
	}
	return plan
}

// everyEvent returns one event of each kind, with the variants that matter.
func everyEvent(on isms.Date, kind Kind) []Event {
	var out []Event
	for _, g := range append(slices.Collect(Grades().All()), "") {
		out = append(out, Event{Kind: Raised, On: on, Finding: Finding{ID: "NC-1", Grade: g, Audit: kind}})
	}
	two := []Action{{ID: "A-1", What: "one"}, {ID: "A-2", What: "another"}}
	out = append(out,
		Event{Kind: Corrected, On: on, Text: "put right"},
		Event{Kind: CauseDetermined, On: on, Text: "the cause"},
		Event{Kind: CauseDetermined, On: on, Text: "the cause", Similar: "none"},
		Event{Kind: NoActionRequired, On: on, By: "owner", Text: "a slip, and there are no others"},
		Event{Kind: PlanSubmitted, On: on, Actions: two[:1]},
		Event{Kind: PlanSubmitted, On: on, Actions: two},
		Event{Kind: PlanAccepted, On: on},
		Event{Kind: PlanRejected, On: on, Text: "too thin"},
		Event{Kind: ActionCompleted, On: on, Action: "A-1"},
		Event{Kind: ActionCompleted, On: on, Action: "A-2"},
		Event{Kind: EffectivenessReviewed, On: on, Effect: Effective},
		Event{Kind: EffectivenessReviewed, On: on, Effect: NotEffective},
		Event{Kind: Closed, On: on},
		Event{Kind: Reopened, On: on, Text: "it is back"},
		Event{Kind: Disputed, On: on, Text: "we do it"},
		Event{Kind: Upheld, On: on},
		Event{Kind: Withdrawn, On: on, Text: "raised in error"},
		Event{Kind: Extended, On: on, By: "body", Step: StepClosure, Due: on.AddDays(30), Text: "agreed"},
	)
	for g := range Grades().All() {
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
		for _, kind := range []Kind{Initial, Internal} {
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
						if (e.Kind == NoActionRequired || e.Kind == Closed) && slices.Contains(n.Allowed(), e.Kind) {
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
	if !States().Has(n.State()) {
		t.Fatalf("after %v: state %q", kinds(n.events), n.State())
	}
	if n.Open() == (n.core.phase == closed || n.core.phase == withdrawn) {
		t.Fatalf("after %v: open is %v", kinds(n.events), n.Open())
	}
}

// Long random stories: the walks above visit each state once, by one way; here
// the second statement is asked again and again along ways of forty events.
func TestRandomStoriesAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(17021, 1))
	for range 60 {
		kind := []Kind{Initial, Internal}[r.IntN(2)]
		var n Nonconformity

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
			}
			day = day.AddMonths(r.IntN(6))
		}
	}
}
