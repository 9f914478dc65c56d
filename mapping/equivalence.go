package mapping

import (
	"fmt"
	"slices"
)

// Equivalents returns the classes of items of several frameworks that the
// crosswalks prove equal, directly or over others, ordered by framework ID and
// then by the framework's own order. Only pairs for which nothing but equality
// is possible join a class; an overlap never does, however many there are. It
// refuses two different frameworks of one ID.
func Equivalents(crosswalks ...Crosswalk) ([][]Located, error) {
	frames := []*frame{}
	offset := map[*frame]int{}
	for _, c := range crosswalks {
		if c.b == nil {
			continue
		}
		for _, f := range c.b.frames {
			same := slices.IndexFunc(frames, func(g *frame) bool { return g.id == f.id })
			if same < 0 {
				frames = append(frames, f)
			} else if !frames[same].same(f) {
				return nil, fmt.Errorf("mapping: Equivalents: two different frameworks %q", clip(f.id))
			}
		}
	}
	slices.SortFunc(frames, func(a, b *frame) int { return CompareIDs(a.id, b.id) })
	var at []Located
	for _, f := range frames {
		offset[f] = len(at)
		for _, n := range f.nodes {
			at = append(at, Located{f.id, n.id})
		}
	}
	start := func(f *frame) int {
		return offset[frames[slices.IndexFunc(frames, func(g *frame) bool { return g.id == f.id })]]
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
	for _, c := range crosswalks {
		if c.b == nil {
			continue
		}
		s, t := start(c.b.frames[0]), start(c.b.frames[1])
		for e := range c.b.len() {
			if c.b.rel(e) != Equal || len(c.b.sides[0].of(e)) > 1 || len(c.b.sides[1].of(e)) > 1 {
				continue
			}
			i, j := c.b.sides[0].of(e)[0], c.b.sides[1].of(e)[0]
			if met(crosswalks, c.b.frames, i, j) == Equal {
				x, y := root(s+int(i)), root(t+int(j))
				above[max(x, y)] = min(x, y)
			}
		}
	}
	members := make([][]Located, len(at))
	for i, l := range at {
		r := root(i)
		members[r] = append(members[r], l)
	}
	out := [][]Located{}
	for _, m := range members {
		if len(m) > 1 {
			out = append(out, m)
		}
	}
	return out, nil
}

// met returns what all crosswalks between two frameworks say of one pair.
func met(crosswalks []Crosswalk, frames [2]*frame, i, j int32) Relation {
	all := Unspecified
	for _, c := range crosswalks {
		if c.b == nil {
			continue
		}
		var a, b int
		switch {
		case c.b.frames[0].id == frames[0].id && c.b.frames[1].id == frames[1].id:
			a, b = 0, 1
		case c.b.frames[0].id == frames[1].id && c.b.frames[1].id == frames[0].id:
			a, b = 1, 0
		default:
			continue
		}
		v := Crosswalk{c.b, a == 1}
		for _, e := range c.b.sides[a].touching(i) {
			if slices.Contains(c.b.sides[b].of(e), j) {
				r, _ := v.memberRel(e)
				all &= r
			}
		}
	}
	return all
}
