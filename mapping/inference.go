package mapping

import (
	"cmp"
	"iter"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// InferenceInput is a crosswalk to a target framework with the states of the items of its
// source framework. State is called at most once for each item that the crosswalk
// names.
type InferenceInput struct {
	Crosswalk Crosswalk
	State     func(id string) State
}

// Outcome is what is known of one target requirement.
type Outcome string

// The outcomes of an inference. A published crosswalk without relations leads to no other than
// NotMapped.
const (
	ProvedCovered    Outcome = "proved: fully covered"     // every demand is met
	ProvedNotCovered Outcome = "proved: not fully covered" // at least one demand is not met
	Inconclusive     Outcome = "inconclusive"              // some demand is met, or a source that shares demands has some met
	NotMapped        Outcome = "not mapped"                // nothing follows; that is not a gap
	Contradictory    Outcome = "contradictory"             // the inputs cannot all be right: a person must look
)

var wordsOutcomes = [...][2]Outcome{
	{ProvedCovered, "Proved: fully covered"},
	{ProvedNotCovered, "Proved: not fully covered"},
	{Inconclusive, "Inconclusive"},
	{NotMapped, "Not mapped"},
	{Contradictory, "Contradictory"},
}

// Outcomes returns the vocabulary of [Outcome].
func Outcomes() isms.Words[Outcome] { return isms.WordsOf("mapping.outcome", wordsOutcomes[:]) }

// Result is what all inputs together prove of one target item.
type Result struct {
	Target   string   `json:"target"`
	Outcome  Outcome  `json:"outcome"`
	Possible StateSet `json:"possible"` // the states that no input rules out
	Reached  bool     `json:"reached"`  // some entry names the item
	// NoCounterpart says that the publisher of an input looked for a counterpart of the
	// whole item and found none. Where it is false and the item is not reached, the
	// sources are silent: that is no statement, and never counts as one.
	NoCounterpart bool `json:"noCounterpart,omitzero"`
	// SuggestNotApplicable says that an equal source is not applicable. It is a
	// suggestion to a person and changes nothing else.
	SuggestNotApplicable bool `json:"suggestNotApplicable,omitzero"`
}

// Inference is what the states of sources prove of the items of a target framework,
// as returned by [Infer]. It is immutable. It does not depend on the order of the inputs,
// an input given twice changes nothing, and an input or a state more only ever
// narrows what is possible.
type Inference struct {
	target   *frame
	inputs   []reading
	possible []StateSet
	marks    []mark
}

// reading is an input with the states that were read.
type reading struct {
	c     Crosswalk
	codes []stateCode // by source item
	at    int         // position among the inputs
}

type mark uint8

const (
	reached   mark = 1 << iota // an entry names the item
	evidence                   // an entry that shares demands has a source with some met
	suggestNA                  // an equal source is not applicable
	saidNone                   // a publisher says that nothing corresponds to the item
)

// Infer combines what all inputs say of the items of target. It returns an
// [isms.Error] that lists what is wrong: a crosswalk to another framework or
// edition, an input without states, and two different crosswalks of one ID between
// the same frameworks.
//
// For each entry, the states of the sources taken together and the relation
// give the states that the target can have; the answers of all entries are
// intersected. So one broad source that is met proves what many overlapping
// ones cannot, nothing is averaged, and no order of rows matters.
func Infer(target Framework, inputs ...InferenceInput) (Inference, error) {
	inf := Inference{target: target.f}
	if target.f == nil {
		return Inference{}, isms.Refuse(frameworkMissing, "target", "")
	}
	var p problems
	inf.inputs = make([]reading, 0, len(inputs))
	for i, in := range inputs {
		at, known := isms.Path("").Index("inputs", i), p.count()
		switch {
		case in.Crosswalk.b == nil:
			p.refuse(crosswalkMissing, at.Field("crosswalk"), "")
		case !in.Crosswalk.Target().Equal(target):
			p.refuse(anotherTarget, at.Field("crosswalk"), "", isms.ArgID("crosswalk", in.Crosswalk.ID()), isms.ArgID("target", in.Crosswalk.Target().ID()), isms.ArgID("framework", target.ID()))
		}
		if in.State == nil {
			p.refuse(statesMissing, at.Field("state"), "", isms.ArgID("source", in.Crosswalk.Source().ID()))
		}
		if p.count() == known {
			inf.inputs = append(inf.inputs, newReading(in, i))
		}
	}
	slices.SortStableFunc(inf.inputs, reading.compare)
	for i := 1; i < len(inf.inputs); i++ {
		a, b := inf.inputs[i-1].c, inf.inputs[i].c
		if a.ID() == b.ID() && a.Source().ID() == b.Source().ID() && !a.Equal(b) {
			at := isms.Path("").Index("inputs", max(inf.inputs[i-1].at, inf.inputs[i].at))
			p.refuse(twoCrosswalks, at.Field("crosswalk"), a.ID())
		}
	}
	if err := p.err(); err != nil {
		return Inference{}, err
	}
	inf.inputs = slices.CompactFunc(inf.inputs, func(a, b reading) bool { return a.compare(b) == 0 })

	inf.possible = make([]StateSet, len(target.f.nodes))
	inf.marks = make([]mark, len(target.f.nodes))
	for i := range inf.possible {
		inf.possible[i] = AnyState
	}
	for _, r := range inf.inputs {
		inf.read(r)
	}
	return inf, nil
}

// newReading asks for the state of each source item that the crosswalk names.
func newReading(in InferenceInput, at int) reading {
	r := reading{in.Crosswalk, make([]stateCode, len(in.Crosswalk.b.frames[in.Crosswalk.from()].nodes)), at}
	side := &r.c.b.sides[r.c.from()]
	for it := range r.codes {
		if len(side.touching(int32(it))) > 0 {
			r.codes[it] = codeOf(in.State(r.c.b.frames[r.c.from()].nodes[it].id))
		}
	}
	return r
}

func (r reading) compare(o reading) int {
	return cmp.Or(cmp.Compare(r.c.ID(), o.c.ID()), cmp.Compare(r.c.Source().ID(), o.c.Source().ID()), slices.Compare(r.codes, o.codes))
}

// read lets every entry of one input say its part. It allocates nothing.
func (inf *Inference) read(r reading) {
	for _, n := range r.c.b.nones[r.c.to()] {
		if n.part == "" { // of a part alone: silent on the rest
			inf.marks[n.at] |= saidNone
		}
	}
	from, to := &r.c.b.sides[r.c.from()], &r.c.b.sides[r.c.to()]
	if from.off == nil && to.off == nil {
		inf.readPairs(r, from.member, to.member)
		return
	}
	for e := range r.c.b.len() {
		sources, targets := from.of(e), to.of(e)
		says, m := r.says(e, sources, targets)
		for _, t := range targets {
			inf.possible[t] &= says
			inf.marks[t] |= m
		}
	}
}

// readPairs is read for a crosswalk without set entries, the usual kind. It
// says of each pair what [reading.says] says.
func (inf *Inference) readPairs(r reading, sources, targets []int32) {
	if r.c.b.rels == nil { // no relation is stated anywhere: nothing follows but the reach
		for _, t := range targets {
			inf.marks[t] |= reached
		}
		return
	}
	for e, t := range targets {
		rel, code := r.c.rel(int32(e)), r.codes[sources[e]]
		m := reached
		switch {
		case rel&Disjoint == 0 && (code == codeMet || code == codePartly):
			m |= evidence
		case rel == Equal && code == codeNA:
			m |= suggestNA
		}
		inf.possible[t] &= rel.Carry(code.set())
		inf.marks[t] |= m
	}
}

// says returns what entry e says of each of its targets.
func (r reading) says(e int32, sources, targets []int32) (StateSet, mark) {
	rel := r.c.rel(e)
	m := reached
	union := r.codes[sources[0]].set()
	if len(sources) > 1 {
		union = unionOf(r.codes, sources)
	}
	out := rel.Carry(union)
	if len(targets) > 1 {
		out = ofUnion(out)
	}
	some, na := false, true
	for _, s := range sources {
		some = some || r.codes[s] == codeMet || r.codes[s] == codePartly
		na = na && r.codes[s] == codeNA
	}
	if some {
		if of, _ := r.c.memberRel(e); of&Disjoint == 0 {
			m |= evidence
		}
	}
	if na && rel == Equal && len(targets) == 1 {
		m |= suggestNA
	}
	return out, m
}

func (inf Inference) result(i int) Result {
	p, m := inf.possible[i], inf.marks[i]
	return Result{Target: inf.target.nodes[i].id, Outcome: outcome(p, m), Possible: p, Reached: m&reached != 0, NoCounterpart: m&saidNone != 0, SuggestNotApplicable: m&suggestNA != 0}
}

func outcome(p StateSet, m mark) Outcome {
	switch {
	case p == 0:
		return Contradictory
	case p == canMet:
		return ProvedCovered
	case p&canMet == 0:
		return ProvedNotCovered
	case p&canNot == 0 || m&evidence != 0:
		return Inconclusive
	}
	return NotMapped
}

// Target returns the framework that the inference is about.
func (inf Inference) Target() Framework { return Framework{inf.target} }

// Results yields what is known of every item of the target framework, of all
// kinds, in its order.
func (inf Inference) Results() iter.Seq[Result] {
	return func(yield func(Result) bool) {
		for i := range inf.possible {
			if !yield(inf.result(i)) {
				return
			}
		}
	}
}

// LookupResult returns what is known of one target item.
func (inf Inference) LookupResult(id string) (Result, bool) {
	i, ok := inf.target.find(id)
	if !ok {
		return Result{}, false
	}
	return inf.result(int(i)), true
}

// Proof is one entry with the states that it leaves to one target item. All proofs of an
// item together, intersected, are its result.
type Proof struct {
	Crosswalk string    `json:"crosswalk"`
	Source    string    `json:"source"` // the source framework
	Direction Direction `json:"direction"`
	Entry     Entry     `json:"entry"`    // names the reviewer, if somebody reviewed it
	States    []State   `json:"states"`   // of the entry's sources, in their order
	Possible  StateSet  `json:"possible"` // the states that this entry leaves to the target
}

// Sentence returns the proof in words: its sources, their relation to the target, and
// the crosswalk.
func (p Proof) Sentence() isms.Sentence {
	return proofOfEntry.With(isms.ArgIDs("sources", p.Entry.Sources...), p.Entry.Relation.arg("relation"), isms.ArgID("crosswalk", p.Crosswalk))
}

// Proofs yields the entries that say something of a target item, by crosswalk
// and entry. They are found when asked for.
func (inf Inference) Proofs(id string) iter.Seq[Proof] {
	return inf.entries(id, func(s StateSet) bool { return s != AnyState })
}

// Candidates yields the entries that name a target item and prove nothing of it,
// to be confirmed by a reviewer.
func (inf Inference) Candidates(id string) iter.Seq[Proof] {
	return inf.entries(id, func(s StateSet) bool { return s == AnyState })
}

func (inf Inference) entries(id string, want func(StateSet) bool) iter.Seq[Proof] {
	return func(yield func(Proof) bool) {
		t, ok := inf.target.find(id)
		if !ok {
			return
		}
		for _, r := range inf.inputs {
			from, to := &r.c.b.sides[r.c.from()], &r.c.b.sides[r.c.to()]
			for _, e := range to.touching(t) {
				sources := from.of(e)
				says, _ := r.says(e, sources, to.of(e))
				if !want(says) {
					continue
				}
				p := Proof{Crosswalk: r.c.ID(), Source: r.c.Source().ID(), Direction: r.c.Provenance().Direction, Entry: r.c.entry(e), States: make([]State, len(sources)), Possible: says}
				for i, s := range sources {
					p.States[i] = r.codes[s].state()
				}
				if !yield(p) {
					return
				}
			}
		}
	}
}
