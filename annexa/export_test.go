package annexa

import (
	"iter"
	"math/bits"
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// What the tests of the tables look at beside the API.

type FormerGroup = formerGroup

const (
	GovernanceAndEcosystem = governanceAndEcosystem
	Protection             = protection
	Defence                = defence
	Resilience             = resilience
)

func FormerObjectives() iter.Seq[FormerGroup] { return slices.Values(formerObjectives[:]) }
func FormerDomains() iter.Seq[FormerGroup]    { return slices.Values(formerDomains[:]) }

func (ref Ref2013) Position() (int, bool) { return ref.position() }
func (ref Ref2013) Objective() Ref2013    { return ref.objective() }
func (ref Ref2013) Domain() Ref2013       { return ref.domain() }

func (c Catalog) SelectSet(q Query, tags ...CustomAttributeTag) (Set, error) {
	return c.selectSet(q, tags...)
}

func (t ThemeSet) Len() int          { return t.len() }
func (a AttributeValueSet) Len() int { return bits.OnesCount32(uint32(a & allAttributeValues)) }

func (t ThemeSet) Contains(u ThemeSet) bool { return t&u == u }

// Pair is a line of the correspondence: the control of 2013 goes on in that of 2022.
type Pair struct {
	Control2013 Ref2013
	Control     isms.Ref
}

func Pairs() iter.Seq[Pair] {
	return func(yield func(Pair) bool) {
		for f := range Controls2013() {
			for c := range f.Ref.Successors().All() {
				if !yield(Pair{f.Ref, c}) {
					return
				}
			}
		}
	}
}

func (s Set) Share(a AttributeValueSet) isms.Ratio { return s.share(a) }

func (r TransitionReport) Merging() iter.Seq[TransitionRow] {
	return func(yield func(TransitionRow) bool) {
		for _, row := range r.Rows {
			if len(row.From) > 1 && !yield(row) {
				return
			}
		}
	}
}

func (r TransitionReport) Splitting() iter.Seq[TransitionRow2013] {
	return func(yield func(TransitionRow2013) bool) {
		for _, f := range r.Rows2013 {
			if f.Successors.Len() > 1 && !yield(f) {
				return
			}
		}
	}
}
