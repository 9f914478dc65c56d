package mapping

import (
	"cmp"
	"math"
	"slices"
)

// Effort returns the work to meet one item of a framework, in a unit of the
// caller's choice, and whether it is known. Negative numbers count as not known.
type Effort func(framework, id string) (units int, known bool)

// Gap is a target requirement that is not proved to be fully covered, with the coverage
// paths that would prove it. A gap in proof is not a gap in the work.
type Gap struct {
	Target     string         `json:"target"`
	Outcome    Outcome        `json:"outcome"`
	Paths      []CoveragePath `json:"paths"`      // from the least effort
	Candidates int            `json:"candidates"` // entries that a reviewer could turn into a path
	Units      int            `json:"units"`      // the least effort known, of a path or of the requirement itself
	Known      bool           `json:"known"`      // whether any is known
}

// CoveragePath is an entry that would prove the target fully covered once its
// missing sources are met.
type CoveragePath struct {
	Crosswalk string   `json:"crosswalk"`
	Source    string   `json:"source"`  // the source framework
	Missing   []string `json:"missing"` // its items that are not stated as met
	Units     int      `json:"units"`   // the effort of all of them
	Known     bool     `json:"known"`
}

// Gaps returns the items of the given kinds, or the leaves, that are not proved to
// be fully covered, by effort: least first, those of which no effort is known last,
// then in the order of the framework. A nil effort knows nothing.
//
// A contradictory requirement has no paths: no work settles it before a person
// does.
func (inf Inference) Gaps(effort Effort, kinds ...Kind) []Gap {
	out := []Gap{}
	if inf.target == nil {
		return out
	}
	ask := func(framework, id string) (int, bool) {
		if effort == nil {
			return 0, false
		}
		n, ok := effort(framework, id)
		return max(n, 0), ok && n >= 0
	}
	for i, counts := range inf.target.counted(kinds) {
		if !counts {
			continue
		}
		r := inf.result(i)
		if r.Outcome == ProvedCovered {
			continue
		}
		g := Gap{Target: r.Target, Outcome: r.Outcome, Paths: []CoveragePath{}}
		g.Units, g.Known = ask(inf.target.id, r.Target)
		for range inf.Candidates(r.Target) {
			g.Candidates++
		}
		if r.Outcome != Contradictory {
			g.Paths = inf.paths(int32(i), ask)
		}
		if len(g.Paths) > 0 && g.Paths[0].Known && (!g.Known || g.Paths[0].Units < g.Units) {
			g.Units, g.Known = g.Paths[0].Units, true
		}
		if !g.Known {
			g.Units = 0
		}
		out = append(out, g)
	}
	slices.SortStableFunc(out, func(a, b Gap) int { return byEffort(a.Units, a.Known, b.Units, b.Known) })
	return out
}

// paths returns the entries that would prove target item t fully covered.
func (inf Inference) paths(t int32, ask Effort) []CoveragePath {
	out := []CoveragePath{}
	for _, r := range inf.inputs {
		from, to := &r.c.b.sides[r.c.from()], &r.c.b.sides[r.c.to()]
		for _, e := range to.touching(t) {
			if !r.c.rel(e).Proves(SupersetOrEqual) {
				continue
			}
			w := CoveragePath{Crosswalk: r.c.ID(), Source: r.c.Source().ID(), Known: true}
			for _, s := range from.of(e) {
				if r.codes[s] == codeMet {
					continue
				}
				id := r.c.Source().f.nodes[s].id
				w.Missing = append(w.Missing, id)
				n, ok := ask(w.Source, id)
				w.Known = w.Known && ok
				w.Units += min(n, math.MaxInt-w.Units)
			}
			if !w.Known {
				w.Units = 0
			}
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b CoveragePath) int {
		return cmp.Or(byEffort(a.Units, a.Known, b.Units, b.Known), len(a.Missing)-len(b.Missing))
	})
	return out
}

func byEffort(m int, mKnown bool, n int, nKnown bool) int {
	switch {
	case mKnown != nKnown && mKnown:
		return -1
	case mKnown != nKnown:
		return 1
	}
	return cmp.Compare(m, n)
}
