package annexa

import (
	"iter"
	"math/bits"

	"github.com/ismskit/ismskit/isms"
)

// Correspondence says how a control of 2022 relates to those of 2013, or the other way
// round. It counts the correspondence of ISO/IEC 27002:2022, Annex B, and
// compares titles; it says nothing about how much the text below the title has
// changed. The empty Correspondence means that the id is not known.
type Correspondence string

// The kinds of correspondence.
const (
	NewIn2022 Correspondence = "new"       // a control of 2022 without a predecessor (11)
	Unchanged Correspondence = "unchanged" // one to one, the same title but for spelling (34)
	Renamed   Correspondence = "renamed"   // one to one, under another title (24)
	Merged    Correspondence = "merged"    // a control of 2022 with two or more predecessors (24), or one of 2013 that goes into such a control alone (55)
	Split     Correspondence = "split"     // a control of 2013 with two or more successors (1: 18.2.3)
)

var wordsCorrespondences = [...][2]Correspondence{
	{NewIn2022, "New"},
	{Unchanged, "Unchanged"},
	{Renamed, "Renamed"},
	{Merged, "Merged"},
	{Split, "Split"},
}

// Correspondences returns the vocabulary of [Correspondence].
func Correspondences() isms.Words[Correspondence] {
	return isms.WordsOf("annexa.correspondence", wordsCorrespondences[:])
}

// A Pair is a line of the correspondence between the editions: what Former
// asked for is part of Control.
type Pair struct {
	Former  FormerID `json:"former"`
	Control ID       `json:"control"`
}

// Pairs yields the 115 pairs of ISO/IEC 27002:2022, Annex B, in the order of
// the 2013 edition.
func Pairs() iter.Seq[Pair] {
	return func(yield func(Pair) bool) {
		for i := range formers {
			for id := range successors[i].All() {
				if !yield(Pair{formers[i].ID, id}) {
					return
				}
			}
		}
	}
}

// Successors returns the controls of 2022 that follow the control, objective or
// domain of 2013 (ISO/IEC 27002:2022, table B.2). Each of the 114 has at least
// one, so the empty set means that id is not known.
func (id FormerID) Successors() Set {
	if p, ok := id.Position(); ok {
		return successors[p]
	}
	var all Set
	if id.group() {
		for i, f := range formers {
			if f.ID.Objective() == id || f.ID.Domain() == id {
				all = all.Union(successors[i])
			}
		}
	}
	return all
}

// Predecessors yields the controls of 2013 that the control follows
// (ISO/IEC 27002:2022, table B.1), in the order of that edition: up to four, and
// none for a control that is new in 2022 or not of Annex A.
func (id ID) Predecessors() iter.Seq[FormerID] {
	return id.predecessors().all() // two small steps, so that ranging allocates nothing
}

func (id ID) predecessors() formerSet {
	if p, ok := id.Position(); ok {
		return predecessors[p]
	}
	return formerSet{}
}

// Correspondence returns how the control relates to the 2013 edition: new, unchanged,
// renamed or merged. It is "" for an id that is not of Annex A.
func (id ID) Correspondence() Correspondence {
	p, ok := id.Position()
	switch {
	case !ok:
		return ""
	case predecessors[p].len() > 1:
		return Merged
	case controls[p].New:
		return NewIn2022
	case renamedSet.has(p):
		return Renamed
	}
	return Unchanged
}

// Correspondence returns how the control of 2013 goes on: unchanged, renamed, merged
// or split. A control that is split and merged at the same time counts as
// split. It is "" for an id that is not a control of 2013.
func (id FormerID) Correspondence() Correspondence {
	p, ok := id.Position()
	if !ok {
		return ""
	}
	if successors[p].Len() > 1 {
		return Split
	}
	return successors[p].first().Correspondence()
}

// A formerSet is a set of 2013 controls, one bit for each position.
type formerSet struct{ lo, hi uint64 }

func (s formerSet) len() int { return bits.OnesCount64(s.lo) + bits.OnesCount64(s.hi) }

func (s formerSet) has(position int) bool {
	if position < 64 {
		return s.lo>>position&1 != 0
	}
	return s.hi>>(position-64)&1 != 0
}

func (s formerSet) with(position int) formerSet {
	if position < 64 {
		s.lo |= 1 << position
	} else {
		s.hi |= 1 << (position - 64)
	}
	return s
}

func (s formerSet) intersect(t formerSet) formerSet { return formerSet{s.lo & t.lo, s.hi & t.hi} }

func (s formerSet) minus(t formerSet) formerSet { return formerSet{s.lo &^ t.lo, s.hi &^ t.hi} }

func (s formerSet) all() iter.Seq[FormerID] {
	return func(yield func(FormerID) bool) {
		for lo := s.lo; lo != 0; lo &= lo - 1 {
			if !yield(formers[bits.TrailingZeros64(lo)].ID) {
				return
			}
		}
		for hi := s.hi; hi != 0; hi &= hi - 1 {
			if !yield(formers[64+bits.TrailingZeros64(hi)].ID) {
				return
			}
		}
	}
}
