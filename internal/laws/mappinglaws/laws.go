package mappinglaws

import (
	"errors"
	"fmt"
	"iter"

	"github.com/ismskit/ismskit/internal/draw"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/mappingtest"
)

// Relation returns any relation but the empty one.
func Relation(c isms.Chance) mapping.Relation { return mapping.Relation(1 + c.IntN(31)) }

// World is a made-up truth: every item of two frameworks is a set of demands,
// and some demands are met. What its crosswalk and its states say is true and
// often less than the truth, so whatever an inference proves of it must be true
// too.
type World struct {
	Crosswalk mapping.Crosswalk
	states    map[string]mapping.State
	truth     map[string]mapping.State
}

// State returns what is stated of a source item; some are unknown.
func (w World) State(id string) mapping.State { return w.states[id] }

// Truth returns the state that a target item is really in.
func (w World) Truth(id string) mapping.State { return w.truth[id] }

// NewWorld makes up a world of a few items.
func NewWorld(c isms.Chance) World {
	const demands = 6
	w := World{states: map[string]mapping.State{}, truth: map[string]mapping.State{}}
	met := uint(c.IntN(1 << demands))
	items := [2][]uint{make([]uint, 1+c.IntN(4)), make([]uint, 1+c.IntN(4))}
	specs := [2]mapping.FrameworkSpec{{ID: "world-source"}, {ID: "world-target"}}
	for k := range items {
		specs[k].Leaves = []mapping.Kind{"rule"}
		for i := range items[k] {
			items[k][i] = uint(1 + c.IntN(1<<demands-1))
			if k == 1 && draw.Chance(c, 1, 2) { // make equals and parts common
				items[k][i] = items[0][c.IntN(len(items[0]))]
				if part := items[k][i] & uint(c.IntN(1<<demands)); part != 0 && draw.Chance(c, 1, 2) {
					items[k][i] = part
				}
			}
			id := fmt.Sprintf("%c%d", "st"[k], i)
			specs[k].Items = append(specs[k].Items, mapping.Item{ID: id, Kind: "rule"})
			s := share(items[k][i], met)
			if k == 1 {
				w.truth[id] = s
				continue
			}
			w.states[id] = s
			if s != mapping.FullyMet && draw.Chance(c, 1, 4) {
				w.states[id] = mapping.NotFullyMet
			}
			if draw.Chance(c, 1, 4) {
				w.states[id] = draw.Pick(c, []mapping.State{mapping.Unknown, mapping.NotApplicable})
			}
		}
	}
	spec := mapping.Spec{ID: "world", Source: specs[0].ID, Target: specs[1].ID, Provenance: mapping.Provenance{Publisher: "made up", Document: "a world"}}
	seen := map[string]bool{}
	for range c.IntN(7) {
		var e mapping.Entry
		var union [2]uint
		for k, ids := range [2]*[]string{&e.Sources, &e.Targets} {
			for i, demands := range items[k] {
				if c.IntN(3) == 0 || i == len(items[k])-1 && len(*ids) == 0 {
					*ids = append(*ids, specs[k].Items[i].ID)
					union[k] |= demands
				}
			}
		}
		e.Relation = strict(union[0], union[1])
		if draw.Chance(c, 1, 3) {
			e.Relation |= Relation(c)
		}
		if key := fmt.Sprint(e.Sources, e.Targets); !seen[key] {
			seen[key] = true
			spec.Entries = append(spec.Entries, e)
		}
	}
	source, err1 := mapping.NewFramework(specs[0])
	target, err2 := mapping.NewFramework(specs[1])
	if err1 == nil && err2 == nil {
		w.Crosswalk, _ = mapping.New(spec, source, target) // sound by construction; CheckWorld would show
	}
	return w
}

func share(demands, met uint) mapping.State {
	switch {
	case demands&^met == 0:
		return mapping.FullyMet
	case demands&met == 0:
		return mapping.NotMet
	}
	return mapping.PartiallyMet
}

func strict(a, b uint) mapping.Relation {
	switch {
	case a == b:
		return mapping.Equal
	case a&b == 0:
		return mapping.Disjoint
	case a&^b == 0:
		return mapping.Subset
	case b&^a == 0:
		return mapping.Superset
	}
	return mapping.Intersects
}

// CheckWorld holds what is inferred over the crosswalk of a world against its
// truth, and returns an error for the first claim that is false.
func CheckWorld(w World) error {
	inf, err := mapping.Infer(w.Crosswalk.Target(), mapping.InferenceInput{Crosswalk: w.Crosswalk, State: w.State})
	if err != nil {
		return fmt.Errorf("mappinglaws: the world could not be built: %w", err)
	}
	for r := range inf.Results() {
		truth := w.Truth(r.Target)
		if !r.Possible.Has(truth) {
			return fmt.Errorf("mappinglaws: %s is %q in truth, and %v is said to be possible (%s)", r.Target, truth, r.Possible, r.Outcome)
		}
	}
	return nil
}

// Laws yields the laws of package mapping by name, each a function that draws
// what it needs and returns an error where the law is broken.
func Laws() iter.Seq2[string, func(isms.Chance) error] {
	return func(yield func(string, func(isms.Chance) error) bool) {
		for _, l := range [...]struct {
			name string
			law  func(isms.Chance) error
		}{
			{"composition is associative", func(c isms.Chance) error { return associative(c, mapping.Relation.Compose) }},
			{"the converse of a composition is the composition of the converses", func(c isms.Chance) error { return converse(c, mapping.Relation.Compose) }},
			{"what is proved is true", func(c isms.Chance) error { return CheckWorld(NewWorld(c)) }},
			{"a crosswalk keeps its laws", func(c isms.Chance) error { return mappingtest.CheckCrosswalk(NewWorld(c).Crosswalk) }},
			{"more states only narrow what is possible", func(c isms.Chance) error { return narrowing(NewWorld(c), mapping.Infer) }},
			{"a derived relation allows what is true", func(c isms.Chance) error {
				w := NewWorld(c)
				return chained(w.Crosswalk, w.Crosswalk.Converse())
			}},
		} {
			if !yield(l.name, l.law) {
				return
			}
		}
	}
}

// composition is what [mapping.Relation.Compose] does; tests bring one that is
// wrong.
type composition func(r, s mapping.Relation) mapping.Relation

func associative(c isms.Chance, then composition) error {
	r, s, t := Relation(c), Relation(c), Relation(c)
	if a, b := then(then(r, s), t), then(r, then(s, t)); a != b {
		return fmt.Errorf("mappinglaws: (%v then %v) then %v = %v, from the right %v", r, s, t, a, b)
	}
	return nil
}

func converse(c isms.Chance, then composition) error {
	r, s := Relation(c), Relation(c)
	if a, b := then(r, s).Converse(), then(s.Converse(), r.Converse()); a != b {
		return fmt.Errorf("mappinglaws: %v then %v, turned round: %v and %v", r, s, a, b)
	}
	return nil
}

// narrowing infers with all states and with one less, over [mapping.Infer] or
// what a test puts in its place.
func narrowing(w World, infer func(mapping.Framework, ...mapping.InferenceInput) (mapping.Inference, error)) error {
	target := w.Crosswalk.Target()
	more, err1 := infer(target, mapping.InferenceInput{Crosswalk: w.Crosswalk, State: w.State})
	less, err2 := infer(target, mapping.InferenceInput{Crosswalk: w.Crosswalk, State: func(id string) mapping.State {
		if id == "s0" {
			return mapping.Unknown
		}
		return w.State(id)
	}})
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	for r := range less.Results() {
		if m, _ := more.LookupResult(r.Target); m.Possible&^r.Possible != 0 {
			return fmt.Errorf("mappinglaws: %s: %v, and with more known %v", r.Target, r.Possible, m.Possible)
		}
	}
	return nil
}

// chained goes over a crosswalk and back: every item is equal to itself, so
// equality must stay possible.
func chained(there, back mapping.Crosswalk) error {
	chain, err := mapping.NewChain(there, back)
	if err != nil {
		return err
	}
	for l := range chain.Candidates() {
		if l.Source == l.Target && !l.Relation.Has(mapping.Equal) {
			return fmt.Errorf("mappinglaws: %s there and back is %v", l.Source, l.Relation)
		}
	}
	return nil
}
