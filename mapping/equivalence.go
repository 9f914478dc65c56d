package mapping

import (
	"slices"

	"github.com/ismskit/ismskit/isms"
)

// Equivalents returns the classes of items of several frameworks that the
// crosswalks prove equal, directly or over others, ordered by framework ID and
// then by the framework's own order. Only pairs for which nothing but equality
// is possible join a class; an intersection never does, however many there are. It
// returns an [isms.Error] for two different frameworks of one ID.
func Equivalents(crosswalks ...Crosswalk) ([][]ItemRef, error) {
	known := map[string]*frame{}
	var frames []*frame
	var p problems
	for i, c := range crosswalks {
		if c.b == nil {
			continue
		}
		for _, f := range c.b.frames {
			if g := known[f.id]; g == nil {
				known[f.id] = f
				frames = append(frames, f)
			} else if !g.same(f) {
				p.refuse(twoFrameworks, isms.Path("").Index("crosswalks", i), f.id)
			}
		}
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	slices.SortFunc(frames, func(a, b *frame) int { return CompareIDs(a.id, b.id) })
	first := map[string]int{} // where the items of a framework begin in the list of all
	var at []ItemRef
	for _, f := range frames {
		first[f.id] = len(at)
		for _, n := range f.nodes {
			at = append(at, ItemRef{f.id, n.id})
		}
	}

	above := make([]int, len(at))
	for i := range above {
		above[i] = i
	}
	root := func(i int) int {
		for above[i] != i {
			above[i] = above[above[i]]
			i = above[i]
		}
		return i
	}
	for p := range equals(crosswalks, first, len(at)) {
		x, y := root(p[0]), root(p[1])
		above[max(x, y)] = min(x, y)
	}
	members := make([][]ItemRef, len(at))
	for i, l := range at {
		r := root(i)
		members[r] = append(members[r], l)
	}
	out := [][]ItemRef{}
	for _, m := range members {
		if len(m) > 1 {
			out = append(out, m)
		}
	}
	return out, nil
}

// equals returns the pairs of items, the earlier one first, that some entry calls
// equal and that no entry of any crosswalk says to be anything else.
func equals(crosswalks []Crosswalk, first map[string]int, items int) map[[2]int]bool {
	pairs := map[[2]int]bool{}
	partners := make([][]int, items)
	for _, c := range crosswalks {
		if c.b == nil {
			continue
		}
		s, t := first[c.b.frames[0].id], first[c.b.frames[1].id]
		for e := range c.b.len() {
			from, to := c.b.sides[0].of(e), c.b.sides[1].of(e)
			if c.b.rel(e) != Equal || len(from) > 1 || len(to) > 1 {
				continue
			}
			i, j := s+int(from[0]), t+int(to[0])
			if p := [2]int{min(i, j), max(i, j)}; !pairs[p] {
				pairs[p] = true
				partners[i] = append(partners[i], j)
				partners[j] = append(partners[j], i)
			}
		}
	}
	for _, c := range crosswalks {
		if c.b == nil {
			continue
		}
		s, t := first[c.b.frames[0].id], first[c.b.frames[1].id]
		for e := range c.b.len() {
			if rel, _ := c.memberRel(e); rel.Has(Equal) { // true or not in both directions
				continue
			}
			to := c.b.sides[1].of(e)
			for _, it := range c.b.sides[0].of(e) {
				i := s + int(it)
				if len(to) <= len(partners[i]) {
					for _, jt := range to {
						j := t + int(jt)
						delete(pairs, [2]int{min(i, j), max(i, j)})
					}
					continue
				}
				for _, j := range partners[i] { // fewer than the targets of a large set
					if _, ok := slices.BinarySearch(to, int32(j-t)); ok {
						delete(pairs, [2]int{min(i, j), max(i, j)})
					}
				}
			}
		}
	}
	return pairs
}
