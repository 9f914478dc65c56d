package mapping

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Coverage counts the outcomes over the requirements of a target framework,
// never over pairs. The proved coverage is an interval: at least what is proved to be
// fully covered, at most all that is not proved not to be. Reach is another thing:
// the requirements that some entry names at all.
type Coverage struct {
	Target        string   `json:"target"`
	Kinds         []Kind   `json:"kinds"`      // the kinds counted, leaves of the framework if none was asked for
	Crosswalks    []string `json:"crosswalks"` // the IDs of what was read, sorted
	Total         int      `json:"total"`
	Covered       int      `json:"covered"`
	NotCovered    int      `json:"notCovered"`
	Inconclusive  int      `json:"inconclusive"`
	NotMapped     int      `json:"notMapped"`
	Contradictory int      `json:"contradictory"`
	Reached       int      `json:"reached"`
	NoCounterpart int      `json:"noCounterpart"` // of those that no entry names: a publisher says that nothing corresponds
}

// Unmapped returns the number of requirements that no entry names and of which no
// publisher states that they have no counterpart.
func (c Coverage) Unmapped() int { return c.Total - c.Reached - c.NoCounterpart }

// AtLeast returns the lower end of the interval: what is proved to be fully covered.
func (c Coverage) AtLeast() isms.Ratio { return isms.Ratio{Have: c.Covered, Want: c.Total} }

// AtMost returns the upper end of the interval: what is not proved not to be fully
// covered.
func (c Coverage) AtMost() isms.Ratio { return isms.Ratio{Have: c.Total - c.NotCovered, Want: c.Total} }

// Reach returns the share of requirements that some entry names: where work may be
// reused, not whether it suffices.
func (c Coverage) Reach() isms.Ratio { return isms.Ratio{Have: c.Reached, Want: c.Total} }

// Coverage counts the items of the given kinds, or the leaves of the target
// framework if there are none (see [Framework.Leaves]).
func (inf Inference) Coverage(kinds ...Kind) Coverage {
	c := Coverage{Target: inf.Target().ID(), Kinds: slices.Clone(kinds), Crosswalks: []string{}}
	if inf.target == nil {
		c.Kinds = append([]Kind{}, kinds...)
		return c
	}
	if len(kinds) == 0 {
		c.Kinds = append([]Kind{}, inf.target.leaves...)
	}
	for _, r := range inf.inputs {
		c.Crosswalks = append(c.Crosswalks, r.c.ID())
	}
	c.Crosswalks = slices.Compact(c.Crosswalks)
	counts := []bool(nil) // nil: leaves
	if len(kinds) > 0 {
		counts = inf.target.counted(kinds)
	}
	for i, p := range inf.possible {
		if counts == nil && !inf.target.nodes[i].leaf || counts != nil && !counts[i] {
			continue
		}
		c.Total++
		switch {
		case inf.marks[i]&reached != 0:
			c.Reached++
		case inf.marks[i]&saidNone != 0:
			c.NoCounterpart++
		}
		switch outcome(p, inf.marks[i]) {
		case ProvedCovered:
			c.Covered++
		case ProvedNotCovered:
			c.NotCovered++
		case Inconclusive:
			c.Inconclusive++
		case Contradictory:
			c.Contradictory++
		case NotMapped:
			c.NotMapped++
		}
	}
	return c
}
