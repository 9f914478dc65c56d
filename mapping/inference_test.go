package mapping_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/bounded"
	"github.com/ismskit/ismskit/internal/laws/mappinglaws"
	"github.com/ismskit/ismskit/mapping"
)

// stateOf is the state of a set of demands when some demands are met, by the
// definition.
func stateOf(demands, met uint) mapping.State {
	switch {
	case demands&^met == 0:
		return mapping.FullyMet
	case demands&met == 0:
		return mapping.NotMet
	}
	return mapping.PartiallyMet
}

var real3 = []mapping.State{mapping.FullyMet, mapping.PartiallyMet, mapping.NotMet}

// What a source state says of a target is exactly what happens over all
// sources, targets and sets of met demands among six.
func TestCarryIsWhatHappens(t *testing.T) {
	const n = 6
	seen := map[mapping.Relation]map[mapping.State]mapping.StateSet{}
	for _, r := range mapping.StrictRelations() {
		seen[r] = map[mapping.State]mapping.StateSet{}
	}
	for a := uint(1); a < 1<<n; a++ {
		for b := uint(1); b < 1<<n; b++ {
			r := strictOf(a, b)
			for met := range uint(1 << n) {
				s := stateOf(a, met)
				seen[r][s] |= mapping.SetOf(stateOf(b, met))
			}
		}
	}
	for r := range mapping.Relation(32) {
		for s := range mapping.StateSet(8) {
			var want mapping.StateSet
			for _, x := range mapping.StrictRelations() {
				for _, st := range real3 {
					if r.Has(x) && s.Has(st) {
						want |= seen[x][st]
					}
				}
			}
			if got := r.Carry(s); got != want {
				t.Errorf("%v with the source %v: %v, want %v", r, s, got, want)
			}
		}
	}
}

func TestOnlyCoveringProvesMet(t *testing.T) {
	for r := mapping.Relation(1); r < 32; r++ {
		if got, want := r.Carry(mapping.SetOf(mapping.FullyMet)).Proves(mapping.FullyMet), r.Proves(mapping.SupersetOrEqual); got != want {
			t.Errorf("%v with the source met proves the target met: %t", r, got)
		}
		if r.Carry(mapping.AnyState).Proves(mapping.FullyMet) || r.Carry(mapping.SetOf(mapping.Unknown)) != r.Carry(mapping.AnyState) {
			t.Errorf("%v with an unknown source says something good", r)
		}
	}
}

// world is a made-up truth: each item is a set of demands and some demands are
// met. What is stated of it is never more than the truth, so nothing that is
// inferred may contradict it.
type world struct {
	met            uint
	source, target []uint
	a, b           mapping.Framework
	entries        []mapping.Entry
	states         map[string]mapping.State
}

func union(items []uint, at []int) uint {
	var u uint
	for _, i := range at {
		u |= items[i]
	}
	return u
}

func ids(prefix string, at []int) []string {
	out := make([]string, len(at))
	for i, n := range at {
		out[i] = fmt.Sprint(prefix, n)
	}
	return out
}

func drawWorld(t *rapid.T) world {
	const demands = 7
	// Bit by bit: ranges of numbers are drawn with a bias to the small ones.
	some := rapid.Custom(func(t *rapid.T) (u uint) {
		for i, bit := range rapid.SliceOfN(rapid.Bool(), demands, demands).Draw(t, "demands") {
			if bit {
				u |= 1 << i
			}
		}
		return u
	})
	set := rapid.Custom(func(t *rapid.T) uint { return max(some.Draw(t, "set"), 1) })
	w := world{
		met:    some.Draw(t, "met"),
		source: rapid.SliceOfN(set, 1, 4).Draw(t, "source"),
		target: rapid.SliceOfN(set, 1, 4).Draw(t, "target"),
		states: map[string]mapping.State{},
	}
	// Small truths are rare among random ones: derive some targets from sources.
	for i := range w.target {
		switch rapid.IntRange(0, 3).Draw(t, "derive") {
		case 0:
			w.target[i] = w.source[rapid.IntRange(0, len(w.source)-1).Draw(t, "from")]
		case 1:
			if s := w.source[rapid.IntRange(0, len(w.source)-1).Draw(t, "from")] & w.target[i]; s != 0 {
				w.target[i] = s
			}
		case 2:
			w.target[i] |= w.source[rapid.IntRange(0, len(w.source)-1).Draw(t, "from")]
		}
	}
	spec := func(id, prefix string, n int) mapping.Framework {
		s := mapping.FrameworkSpec{ID: id, Leaves: []mapping.Kind{"rule"}}
		for i := range n {
			s.Items = append(s.Items, mapping.Item{ID: fmt.Sprint(prefix, i), Kind: "rule"})
		}
		f, err := mapping.NewFramework(s)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	w.a, w.b = spec("a-1", "s", len(w.source)), spec("b-1", "t", len(w.target))
	for i, s := range w.source {
		w.states[fmt.Sprint("s", i)] = stateOf(s, w.met)
		if w.states[fmt.Sprint("s", i)] != mapping.FullyMet && rapid.IntRange(0, 3).Draw(t, "less said") == 0 {
			w.states[fmt.Sprint("s", i)] = mapping.NotFullyMet
		}
		if rapid.IntRange(0, 3).Draw(t, "unknown") == 0 {
			w.states[fmt.Sprint("s", i)] = rapid.SampledFrom([]mapping.State{mapping.Unknown, mapping.NotApplicable, "odd"}).Draw(t, "odd")
		}
	}
	w.entries = rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) mapping.Entry { return w.entry(t) }), rapid.IntRange(0, 1).Draw(t, "least"), 8, func(e mapping.Entry) string {
		s, d := slices.Sorted(slices.Values(e.Sources)), slices.Sorted(slices.Values(e.Targets))
		return fmt.Sprint(s, d)
	}).Draw(t, "entries")
	return w
}

// entry states something true: the true relation, and perhaps others too.
func (w world) entry(t *rapid.T) mapping.Entry {
	members := func(n int, label string) []int {
		return rapid.SliceOfNDistinct(rapid.IntRange(0, n-1), 1, min(n, 3), rapid.ID).Draw(t, label)
	}
	s, d := members(len(w.source), "sources"), members(len(w.target), "targets")
	doubt := mapping.Relation(rapid.SampledFrom([]int{0, 0, 0, 1, 2, 4, 8, 16, 31}).Draw(t, "doubt"))
	return mapping.Entry{Sources: ids("s", s), Targets: ids("t", d), Relation: strictOf(union(w.source, s), union(w.target, d)) | doubt}
}

func (w world) state(id string) mapping.State { return w.states[id] }

func build(t *rapid.T, id string, a, b mapping.Framework, entries []mapping.Entry) mapping.Crosswalk {
	c, err := mapping.New(mapping.Spec{ID: id, Source: a.ID(), Target: b.ID(), Entries: entries}, a, b)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func infer(t rapid.TB, target mapping.Framework, routes ...mapping.InferenceInput) mapping.Inference {
	inf, err := mapping.Infer(target, routes...)
	if err != nil {
		t.Fatal(err)
	}
	return inf
}

// Nothing inferred from true statements is false.
func TestInferenceIsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		inf := infer(t, w.b, mapping.InferenceInput{Crosswalk: build(t, "a-b", w.a, w.b, w.entries), State: w.state})
		i := 0
		for r := range inf.Results() {
			truth := stateOf(w.target[i], w.met)
			if !r.Possible.Has(truth) {
				t.Fatalf("%s is %q in truth, and %v is said to be possible (%s)", r.Target, truth, r.Possible, r.Outcome)
			}
			switch {
			case r.Outcome == mapping.ProvedCovered && truth != mapping.FullyMet,
				r.Outcome == mapping.ProvedNotCovered && truth == mapping.FullyMet,
				r.Outcome == mapping.Contradictory:
				t.Fatalf("%s is %q in truth: %s", r.Target, truth, r.Outcome)
			}
			i++
		}
	})

	// The same over evenly spread worlds, which reach every outcome.
	proved := map[mapping.Outcome]int{}
	c := rand.New(rand.NewPCG(3, 3))
	for range 2000 {
		w := mappinglaws.NewWorld(c)
		if err := mappinglaws.CheckWorld(w); err != nil {
			t.Fatal(err)
		}
		for r := range infer(t, w.Crosswalk.Target(), mapping.InferenceInput{Crosswalk: w.Crosswalk, State: w.State}).Results() {
			proved[r.Outcome]++
		}
	}
	for _, o := range []mapping.Outcome{mapping.ProvedCovered, mapping.ProvedNotCovered, mapping.Inconclusive, mapping.NotMapped} {
		if proved[o] < 50 {
			t.Errorf("%d results are %q: the test shows little", proved[o], o)
		}
	}
}

// slowInfer is the relational twin: for each entry it walks through all states
// that its sources can have, through the strict relations that can hold, and
// through the states that the targets can have, with the set theory done by
// enumeration.
func slowInfer(a, b mapping.Framework, entries []mapping.Entry, state func(string) mapping.State) map[string]mapping.StateSet {
	type key struct {
		r mapping.Relation
		s mapping.State
	}
	carry := map[key]mapping.StateSet{}
	const n = 4
	for x := uint(1); x < 1<<n; x++ {
		for y := uint(1); y < 1<<n; y++ {
			for met := range uint(1 << n) {
				k := key{strictOf(x, y), stateOf(x, met)}
				carry[k] |= mapping.SetOf(stateOf(y, met))
			}
		}
	}
	out := map[string]mapping.StateSet{}
	for it := range b.Items() {
		out[it.ID] = mapping.AnyState
	}
	for _, e := range entries {
		options := [][]mapping.State{nil}
		for _, s := range e.Sources {
			can := real3
			switch st := state(s); st {
			case mapping.FullyMet, mapping.PartiallyMet, mapping.NotMet:
				can = []mapping.State{st}
			case mapping.NotFullyMet:
				can = []mapping.State{mapping.PartiallyMet, mapping.NotMet}
			}
			var more [][]mapping.State
			for _, o := range options {
				for _, st := range can {
					more = append(more, append(slices.Clone(o), st))
				}
			}
			options = more
		}
		var whole mapping.StateSet
		for _, o := range options {
			u := mapping.PartiallyMet
			if !slices.ContainsFunc(o, func(s mapping.State) bool { return s != mapping.FullyMet }) {
				u = mapping.FullyMet
			} else if !slices.ContainsFunc(o, func(s mapping.State) bool { return s != mapping.NotMet }) {
				u = mapping.NotMet
			}
			for _, r := range mapping.StrictRelations() {
				if e.Relation.Has(r) {
					whole |= carry[key{r, u}]
				}
			}
		}
		var each mapping.StateSet
		for _, s := range whole.States() {
			switch {
			case len(e.Targets) > 1 && s == mapping.PartiallyMet:
				each = mapping.AnyState
			default:
				each |= mapping.SetOf(s)
			}
		}
		for _, d := range e.Targets {
			out[d] &= each
		}
	}
	return out
}

func drawClaims(t *rapid.T) (w world) {
	w = drawWorld(t)
	for i := range w.entries { // say what one likes, true or not
		if rapid.Bool().Draw(t, "lie") {
			w.entries[i].Relation = mapping.Relation(rapid.IntRange(1, 31).Draw(t, "relation"))
		}
	}
	for id := range w.source {
		if rapid.Bool().Draw(t, "other state") {
			w.states[fmt.Sprint("s", id)] = rapid.SampledFrom(append(slices.Collect(mapping.States().All()), mapping.Unknown, "odd")).Draw(t, "state")
		}
	}
	return w
}

func possible(inf mapping.Inference) map[string]mapping.StateSet {
	out := map[string]mapping.StateSet{}
	for r := range inf.Results() {
		out[r.Target] = r.Possible
	}
	return out
}

func TestInferenceEqualsItsSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawClaims(t)
		got := possible(infer(t, w.b, mapping.InferenceInput{Crosswalk: build(t, "a-b", w.a, w.b, w.entries), State: w.state}))
		if d := cmp.Diff(slowInfer(w.a, w.b, w.entries, w.state), got); d != "" {
			t.Fatalf("twin -, inference +:\n%s", d)
		}
	})
}

// text is everything an inference says, as bytes.
func text(t rapid.TB, inf mapping.Inference) string {
	var all []any
	for r := range inf.Results() {
		all = append(all, r, slices.Collect(inf.Proofs(r.Target)), slices.Collect(inf.Candidates(r.Target)))
	}
	b, err := json.Marshal([]any{all, inf.Coverage(), inf.Gaps(nil)})
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The order of rows, of members and of routes does not matter, and neither
// does saying it twice.
func TestInferenceIsOrderFreeAndIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawClaims(t)
		at := rapid.IntRange(0, len(w.entries)).Draw(t, "cut")
		one, two := w.entries[:at], w.entries[at:]
		r1 := mapping.InferenceInput{Crosswalk: build(t, "one", w.a, w.b, one), State: w.state}
		r2 := mapping.InferenceInput{Crosswalk: build(t, "two", w.a, w.b, two), State: w.state}
		want := text(t, infer(t, w.b, r1, r2))

		shuffled := rapid.Permutation(slices.Clone(two)).Draw(t, "shuffled")
		for i := range shuffled {
			shuffled[i].Sources = rapid.Permutation(slices.Clone(shuffled[i].Sources)).Draw(t, "sources")
			shuffled[i].Targets = rapid.Permutation(slices.Clone(shuffled[i].Targets)).Draw(t, "targets")
		}
		again := mapping.InferenceInput{Crosswalk: build(t, "two", w.a, w.b, append(shuffled, shuffled...)), State: w.state}
		if got := text(t, infer(t, w.b, again, r1, r2, r1)); got != want {
			t.Fatalf("other order:\n%s\n%s", want, got)
		}
		back := build(t, "back", w.b, w.a, build(t, "two", w.a, w.b, two).Converse().Spec().Entries).Converse()
		if d := cmp.Diff(possible(infer(t, w.b, r1, r2)), possible(infer(t, w.b, r1, mapping.InferenceInput{Crosswalk: back, State: w.state}))); d != "" {
			t.Fatalf("written from the other side:\n%s", d)
		}
	})
}

// Another entry, another route, or a state where there was none, only narrows
// what is possible, so that what is proved stays proved (or turns out to
// contradict something, and says so).
func TestInferenceIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawClaims(t)
		at := rapid.IntRange(0, len(w.entries)).Draw(t, "cut")
		less := infer(t, w.b, mapping.InferenceInput{Crosswalk: build(t, "one", w.a, w.b, w.entries[:at]), State: func(id string) mapping.State {
			if id == "s0" {
				return mapping.Unknown
			}
			return w.state(id)
		}})
		more := infer(t, w.b, mapping.InferenceInput{Crosswalk: build(t, "one", w.a, w.b, w.entries[:at]), State: w.state},
			mapping.InferenceInput{Crosswalk: build(t, "two", w.a, w.b, w.entries[at:]), State: w.state})
		for r := range less.Results() {
			m, _ := more.LookupResult(r.Target)
			if m.Possible&^r.Possible != 0 || r.Reached && !m.Reached {
				t.Fatalf("%s: %v, and with more %v", r.Target, r.Possible, m.Possible)
			}
			if r.Outcome == mapping.ProvedCovered && m.Outcome != mapping.ProvedCovered && m.Outcome != mapping.Contradictory ||
				r.Outcome == mapping.Inconclusive && m.Outcome == mapping.NotMapped {
				t.Fatalf("%s: %s, and with more %s", r.Target, r.Outcome, m.Outcome)
			}
		}
		if a, b := less.Coverage(), more.Coverage(); b.Covered+b.Contradictory < a.Covered || b.NotCovered+b.Contradictory < a.NotCovered {
			t.Fatalf("coverage %+v, with more %+v", a, b)
		}
	})
}

// The proofs of a requirement, intersected, are its result; leads add nothing.
func TestProofsAddUpToTheResult(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawClaims(t)
		inf := infer(t, w.b, mapping.InferenceInput{Crosswalk: build(t, "a-b", w.a, w.b, w.entries), State: w.state})
		for r := range inf.Results() {
			all, n := mapping.AnyState, 0
			for p := range inf.Proofs(r.Target) {
				if p.Possible == mapping.AnyState || !slices.Contains(p.Entry.Targets, r.Target) || len(p.States) != len(p.Entry.Sources) {
					t.Fatalf("%s: no proof: %+v", r.Target, p)
				}
				all &= p.Possible
				n++
			}
			for p := range inf.Candidates(r.Target) {
				if p.Possible != mapping.AnyState {
					t.Fatalf("%s: a lead that says something: %+v", r.Target, p)
				}
				n++
			}
			if all != r.Possible || (n > 0) != r.Reached {
				t.Fatalf("%s: %d entries prove %v, the result is %v", r.Target, n, all, r.Possible)
			}
		}
	})
}

func TestInferRefuses(t *testing.T) {
	a, b := framework(t, "a-1", "a1"), framework(t, "b-1", "b1")
	c := crosswalk(t, "a-b", a, b, pair("a1", "b1", mapping.Equal))
	other := crosswalk(t, "a-b", a, b, pair("a1", "b1", mapping.Subset))
	known := func(string) mapping.State { return mapping.FullyMet }
	for name, tc := range map[string]struct {
		target mapping.Framework
		routes []mapping.InferenceInput
	}{
		"no target":      {mapping.Framework{}, nil},
		"other edition":  {framework(t, "b-2", "b1"), []mapping.InferenceInput{{Crosswalk: c, State: known}}},
		"other items":    {framework(t, "b-1", "b1", "b2"), []mapping.InferenceInput{{Crosswalk: c, State: known}}},
		"wrong way":      {a, []mapping.InferenceInput{{Crosswalk: c, State: known}}},
		"no states":      {b, []mapping.InferenceInput{{Crosswalk: c}}},
		"zero crosswalk": {b, []mapping.InferenceInput{{State: known}}},
		"one ID for two": {b, []mapping.InferenceInput{{Crosswalk: c, State: known}, {Crosswalk: other, State: known}}},
	} {
		if _, err := mapping.Infer(tc.target, tc.routes...); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	inf, err := mapping.Infer(b)
	if err != nil {
		t.Fatal(err)
	}
	if r, ok := inf.LookupResult("b1"); !ok || r.Outcome != mapping.NotMapped || r.Reached {
		t.Errorf("without routes: %+v", r)
	}
	if _, ok := inf.LookupResult("b2"); ok {
		t.Error("an unknown target has a result")
	}
	// The same frameworks built twice are the same.
	if _, err := mapping.Infer(framework(t, "b-1", "b1"), mapping.InferenceInput{Crosswalk: c, State: known}); err != nil {
		t.Error(err)
	}
}

func TestZeroInference(t *testing.T) {
	var inf mapping.Inference
	if count(inf.Results()) != 0 || count(inf.Proofs("x")) != 0 || count(inf.Candidates("x")) != 0 || len(inf.Gaps(nil)) != 0 || inf.Coverage().Total != 0 || inf.Target().ID() != "" {
		t.Error("the zero inference says something")
	}
	if _, ok := inf.LookupResult("x"); ok {
		t.Error("the zero inference has a result")
	}
	if inf.Coverage().AtLeast().Defined() {
		t.Error("0 of 0 is defined")
	}
}

// Inference costs a handful of allocations whatever the number of pairs.
func TestInferenceAllocatesNothingPerPair(t *testing.T) {
	c := cw("nist-csf-2.0", "iso-27001-2022").Converse()
	known := func(string) mapping.State { return mapping.FullyMet }
	if n := testing.AllocsPerRun(20, func() {
		if _, err := mapping.Infer(c.Target(), mapping.InferenceInput{Crosswalk: c, State: known}); err != nil {
			t.Fatal(err)
		}
	}); n > 8 {
		t.Errorf("%v allocations for %d pairs", n, c.Len())
	}
}

func TestShuffledStatesOfARealCrosswalk(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	c := cw("iso-27001-2013", "iso-27001-2022")
	states := map[string]mapping.State{}
	for it := range c.Source().Items() {
		states[it.ID] = []mapping.State{mapping.FullyMet, mapping.PartiallyMet, mapping.NotMet, mapping.Unknown}[r.IntN(4)]
	}
	state := func(id string) mapping.State { return states[id] }
	inf := infer(t, c.Target(), mapping.InferenceInput{Crosswalk: c, State: state})
	if d := cmp.Diff(slowInfer(c.Source(), c.Target(), c.Spec().Entries, state), possible(inf)); d != "" {
		t.Error(d)
	}
	if inf.Coverage().Covered != 0 {
		t.Error("the correspondence of two editions proves something full")
	}
}

func TestStateSets(t *testing.T) {
	for s := range mapping.StateSet(8) {
		text, err := s.MarshalText()
		var back mapping.StateSet
		if err != nil || back.UnmarshalText(text) != nil || back != s {
			t.Errorf("%q reads as %v, %v", text, back, err)
		}
		if len(s.States()) == 1 != s.Proves(append(s.States(), mapping.Unknown)[0]) {
			t.Errorf("%v proves one state", s)
		}
		for _, st := range append(slices.Collect(mapping.States().All()), mapping.Unknown, "odd") {
			if s.Has(st) && !slices.Contains(s.States(), st) || s.Proves(st) && s != mapping.SetOf(st) {
				t.Errorf("%v and %q", s, st)
			}
		}
	}
	for s, want := range map[mapping.State]string{
		mapping.FullyMet: "fully met", mapping.PartiallyMet: "partially met", mapping.NotMet: "not met", mapping.NotFullyMet: "partially met|not met",
		mapping.NotApplicable: "any", mapping.Unknown: "any", "odd": "any",
	} {
		if got := mapping.SetOf(s).String(); got != want {
			t.Errorf("%q can be %s, want %s", s, got, want)
		}
	}
	for o := range mapping.Outcomes().All() {
		if !mapping.Outcomes().Has(o) {
			t.Errorf("%q is not known", o)
		}
	}
	if mapping.Outcomes().Has(mapping.Outcome("")) {
		t.Error("nothing is a known outcome")
	}
	var s mapping.StateSet
	for _, bad := range []string{"", "partially met|fully met", "met", "any|full"} {
		if s.UnmarshalText([]byte(bad)) == nil {
			t.Errorf("%q reads as %v", bad, s)
		}
	}
}

func FuzzStateSet(f *testing.F) {
	f.Add("fully met|not met")
	f.Fuzz(func(t *testing.T, text string) {
		var s mapping.StateSet
		bounded.Within(t, len(text), func() { _ = new(mapping.StateSet).UnmarshalText([]byte(text)) })
		if s.UnmarshalText([]byte(text)) == nil && s.String() != text {
			t.Fatalf("%q reads as %v", text, s)
		}
	})
}

// Silence never counts as none: only what a publisher states of a whole item does,
// whatever other routes say; and the three make up the whole.
func TestNoneIsStated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawClaims(t)
		one, two := build(t, "one", w.a, w.b, w.entries), build(t, "two", w.a, w.b, nil).Spec()
		stated := map[string]bool{}
		for it := range w.b.Items() {
			switch rapid.IntRange(0, 2).Draw(t, "said") {
			case 1:
				two.TargetsWithoutCounterpart = append(two.TargetsWithoutCounterpart, mapping.NoCounterpart{ID: it.ID})
				stated[it.ID] = true
			case 2:
				two.TargetsWithoutCounterpart = append(two.TargetsWithoutCounterpart, mapping.NoCounterpart{ID: it.ID, Part: "annex"})
			}
		}
		second, err := mapping.New(two, w.a, w.b)
		if err != nil {
			t.Fatal(err)
		}
		silent := infer(t, w.b, mapping.InferenceInput{Crosswalk: one, State: w.state})
		said := infer(t, w.b, mapping.InferenceInput{Crosswalk: one, State: w.state}, mapping.InferenceInput{Crosswalk: second, State: w.state})
		none, still := 0, 0
		for r := range said.Results() {
			before, _ := silent.LookupResult(r.Target)
			if before.NoCounterpart || r.NoCounterpart != stated[r.Target] {
				t.Fatalf("%s: stated %t, said %t, and of silence %t", r.Target, stated[r.Target], r.NoCounterpart, before.NoCounterpart)
			}
			if r.NoCounterpart = before.NoCounterpart; r != before {
				t.Fatalf("a stated none changed %+v into %+v", before, r)
			}
			if leaf := slices.ContainsFunc(slices.Collect(w.b.Leaves()), func(it mapping.Item) bool { return it.ID == r.Target }); leaf && !r.Reached {
				if stated[r.Target] {
					none++
				} else {
					still++
				}
			}
		}
		c := said.Coverage()
		if c.NoCounterpart != none || c.Unmapped() != still || c.Reached+c.NoCounterpart+c.Unmapped() != c.Total {
			t.Fatalf("%d none, %d silent: %+v", none, still, c)
		}
		if b := silent.Coverage(); b.NoCounterpart != 0 || b.Unmapped() != none+still {
			t.Fatalf("of silence: %+v", b)
		}
	})
}
