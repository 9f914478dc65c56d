package annexa

import (
	"iter"
	"math/bits"

	"github.com/ismskit/ismskit/isms"
)

// Correspondence is how a control of 2022 relates to those of 2013, or the other way
// round. It counts the correspondence of ISO/IEC 27002:2022, Annex B, and
// compares titles; it says nothing about how much the text below the title has
// changed. The empty Correspondence means that the control is not known.
type Correspondence string

// The kinds of correspondence, with how many controls of each edition have it.
const (
	NewIn2022 Correspondence = "new"       // a control of 2022 without a predecessor (11)
	Unchanged Correspondence = "unchanged" // one to one, the same title but for spelling (34)
	Renamed   Correspondence = "renamed"   // one to one, under another title (24)
	Merged    Correspondence = "merged"    // a control of 2022 with two or more predecessors (24), or one of 2013 that goes into such a control alone (55)
	Split     Correspondence = "split"     // a control of 2013 with two or more successors (1: A.18.2.3)
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

// Successors returns the controls of 2022 that follow the control, objective or
// domain of 2013 (ISO/IEC 27002:2022, table B.2). Each of the 114 has at least
// one, so the empty set means that the reference is not known.
func (ref Ref2013) Successors() Set {
	if p, ok := ref.position(); ok {
		return successors[p]
	}
	var all Set
	if ref.group() {
		for i, f := range formers {
			if f.Ref.objective() == ref || f.Ref.domain() == ref {
				all = all.Union(successors[i])
			}
		}
	}
	return all
}

// Predecessors yields the controls of 2013 that the control follows
// (ISO/IEC 27002:2022, table B.1), in the order of that edition: up to four, and
// none for a control that is new in 2022 or not of Annex A.
func (c Control) Predecessors() iter.Seq[Ref2013] {
	return predecessorsOf(c.Ref).all()
}

// predecessorsOf is a step of its own: with it inlined, Predecessors would be too
// large to be inlined, and ranging would allocate.
//
//go:noinline
func predecessorsOf(ref isms.Ref) formerSet {
	if p := position(ref); p >= 0 {
		return predecessors[p]
	}
	return formerSet{}
}

// Correspondence returns how the control relates to the 2013 edition: new, unchanged,
// renamed or merged. It is "" for a control that is not of Annex A.
func (c Control) Correspondence() Correspondence { return correspondence(position(c.Ref)) }

func correspondence(p int) Correspondence {
	switch {
	case p < 0:
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
// split. It is "" for a reference that is not a control of 2013.
func (ref Ref2013) Correspondence() Correspondence {
	p, ok := ref.position()
	if !ok {
		return ""
	}
	if successors[p].Len() > 1 {
		return Split
	}
	return correspondence(position(successors[p].first()))
}

// formerSet is a set of 2013 controls, one bit for each position.
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

func (s formerSet) all() iter.Seq[Ref2013] {
	return func(yield func(Ref2013) bool) {
		for lo := s.lo; lo != 0; lo &= lo - 1 {
			if !yield(formers[bits.TrailingZeros64(lo)].Ref) {
				return
			}
		}
		for hi := s.hi; hi != 0; hi &= hi - 1 {
			if !yield(formers[64+bits.TrailingZeros64(hi)].Ref) {
				return
			}
		}
	}
}
