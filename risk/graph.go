package risk

import (
	"cmp"
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// AssetValue is the impact that the loss of a property of an asset has, and why.
type AssetValue struct {
	Grade Grade `json:"grade"` // 0 if neither it nor what needs it was valued
	// From is the asset whose own value it is: the asset itself, or one that
	// depends on it, directly or not.
	From isms.ID `json:"from,omitzero"`
	// Override is the reason, if the value was set by hand; Inherits is then what
	// it would have been.
	Override string `json:"override,omitzero"`
	Inherits Grade  `json:"inherits,omitzero"`
}

// AssetValues holds the values of assets after inheritance along their dependencies.
// It is immutable; the zero AssetValues knows no asset.
type AssetValues struct{ t *assetValues }

type assetValues struct {
	assets  graph
	columns map[Property]column
	members [][]int32 // of each group, with those of its subgroups
}

// column holds the value of each asset for one property, and the highest grade
// in each group.
type column struct {
	values  []AssetValue
	highest []Grade
}

// Inherit computes the value of each asset for each property: the highest of
// its own value and of the values of all that depends on it. Cycles and diamonds
// are fine: a value counts once, however many paths it takes. An override with a
// reason replaces all that for its asset and is what the asset hands on.
//
// Unknown assets and grades below 1 are passed over; [Register.Check] names them.
// Two assets with one ID count as one. Of properties the first 64 by name are
// followed: no method has more. The cost grows with the number of dependencies
// times the number of properties.
func Inherit(assets []Asset) AssetValues {
	var props []Property
	for i := range assets {
		for _, v := range assets[i].Values {
			props = append(props, v.Property)
		}
		for _, o := range assets[i].Overrides {
			props = append(props, o.Property)
		}
	}
	slices.Sort(props)
	props = slices.Compact(props)
	return inherit(assets, props[:min(len(props), maxProperties)])
}

// inherit is [Inherit] for some properties.
func inherit(assets []Asset, props []Property) AssetValues {
	g := newGraph(assets)
	w := &assetValues{assets: g, columns: make(map[Property]column, len(props))}
	var parents []int32
	parents, w.members = g.groups()
	for _, p := range props {
		values := g.inherit(p)
		w.columns[p] = column{values, highest(values, parents)}
	}
	return AssetValues{w}
}

// highest returns the highest grade of each asset and of what is in it.
func highest(values []AssetValue, parents []int32) []Grade {
	grades := make([]Grade, len(values))
	var chain []int32
	for i := range values {
		chain = up(parents, int32(i), chain)
		for _, j := range chain {
			grades[j] = max(grades[j], values[i].Grade)
		}
	}
	return grades
}

// Of returns the value of an asset for a property. For a group it is the value
// of the group itself; see [AssetValues.Members].
func (w AssetValues) Of(asset isms.ID, p Property) AssetValue {
	if w.t == nil {
		return AssetValue{}
	}
	i, ok := w.t.assets.find(asset)
	column, known := w.t.columns[p]
	if !ok || !known {
		return AssetValue{}
	}
	return column.values[i]
}

// Members returns all that is in a group, with the groups in it and their
// members, sorted; for an asset that is no group it returns the asset alone, for
// an unknown one nothing.
func (w AssetValues) Members(asset isms.ID) []isms.ID {
	if w.t == nil {
		return nil
	}
	i, ok := w.t.assets.find(asset)
	if !ok {
		return nil
	}
	members := w.t.members[i]
	if len(members) == 0 {
		return []isms.ID{w.t.assets.ids[i]}
	}
	ids := make([]isms.ID, len(members))
	for k, m := range members {
		ids[k] = w.t.assets.ids[m]
	}
	return ids
}

// highest returns the value for a property of an asset or, for a group, the
// highest of its members and itself.
func (w *assetValues) highest(asset isms.ID, p Property) Grade {
	i, ok := w.assets.find(asset)
	column, known := w.columns[p]
	if !ok || !known {
		return 0
	}
	return column.highest[i]
}

// Cycles returns the groups of assets that depend on each other in a circle,
// each sorted and in the order of their first: empty if there is none. A cycle
// is no mistake, all its assets inherit alike, but often one of data entry.
func Cycles(assets []Asset) [][]isms.ID {
	g := newGraph(assets)
	var cycles [][]isms.ID
	for _, c := range g.components() {
		if len(c) == 1 && !slices.Contains(g.needs(c[0]), c[0]) {
			continue
		}
		slices.Sort(c)
		ids := make([]isms.ID, len(c))
		for k, i := range c {
			ids[k] = g.ids[i]
		}
		cycles = append(cycles, ids)
	}
	slices.SortFunc(cycles, func(a, b []isms.ID) int { return cmp.Compare(a[0], b[0]) })
	return cycles
}

// graph holds the assets sorted by ID, with their dependencies as indices.
type graph struct {
	assets []Asset
	ids    []isms.ID
	order  []int32 // the assets by ID
	first  []int32 // where the records of an ID begin in order; more than one if it was given twice
	start  []int32 // where the dependencies of an ID begin in edges
	edges  []int32
}

func newGraph(assets []Asset) graph {
	g := graph{assets: assets, order: sortedByID(assets, func(a *Asset) isms.ID { return a.ID })}
	for k, i := range g.order {
		if n := len(g.ids); n == 0 || g.ids[n-1] != assets[i].ID {
			g.ids = append(g.ids, assets[i].ID)
			g.first = append(g.first, int32(k))
		}
	}
	g.first = append(g.first, int32(len(g.order)))
	g.start = []int32{0}
	for i := range g.ids {
		from := len(g.edges)
		for _, k := range g.records(i) {
			for _, id := range assets[k].DependsOn {
				if j, ok := g.find(id); ok {
					g.edges = append(g.edges, int32(j))
				}
			}
		}
		slices.Sort(g.edges[from:])
		g.edges = g.edges[:from+len(slices.Compact(g.edges[from:]))]
		g.start = append(g.start, int32(len(g.edges)))
	}
	return g
}

// records returns the assets with the i-th ID.
func (g graph) records(i int) []int32 { return g.order[g.first[i]:g.first[i+1]] }

// needs returns what the i-th asset depends on, each once.
func (g graph) needs(i int32) []int32 { return g.edges[g.start[i]:g.start[i+1]] }

func (g graph) find(id isms.ID) (int, bool) { return slices.BinarySearch(g.ids, id) }

// inherit spreads the values of one property, the highest first: whoever is
// reached already has at least as much. Among equals the first by ID is named.
func (g graph) inherit(p Property) []AssetValue {
	out := make([]AssetValue, len(g.ids))
	fixed := make([]bool, len(g.ids))
	type source struct {
		grade Grade
		node  int32
	}
	var own []source
	for i := range g.ids {
		best := Grade(0)
		for _, k := range g.records(i) {
			a := &g.assets[k]
			for _, v := range a.Values {
				if v.Property == p {
					best = max(best, v.Grade)
				}
			}
		}
		for _, k := range g.records(i) {
			a := &g.assets[k]
			for _, o := range a.Overrides {
				if o.Property != p || o.Grade < 1 || text.Blank(o.Reason) {
					continue
				}
				// Of two overrides the higher counts, of two alike the first reason.
				if now := out[i]; !fixed[i] || o.Grade > now.Grade || o.Grade == now.Grade && o.Reason < now.Override {
					out[i] = AssetValue{Grade: o.Grade, From: g.ids[i], Override: o.Reason}
					fixed[i] = true
				}
			}
		}
		if fixed[i] {
			best, out[i].Inherits = out[i].Grade, max(best, 0)
		}
		if best > 0 {
			own = append(own, source{best, int32(i)})
		}
	}
	slices.SortStableFunc(own, func(a, b source) int { return cmp.Compare(b.grade, a.grade) })
	var queue []int32
	for k := 0; k < len(own); {
		grade := own[k].grade
		queue = queue[:0]
		for ; k < len(own) && own[k].grade == grade; k++ {
			if i := own[k].node; fixed[i] || out[i].Grade == 0 {
				if !fixed[i] {
					out[i] = AssetValue{Grade: grade, From: g.ids[i]}
				}
				queue = append(queue, i)
			}
		}
		for head := 0; head < len(queue); head++ {
			i := queue[head]
			for _, j := range g.needs(i) {
				switch {
				case fixed[j]:
					out[j].Inherits = max(out[j].Inherits, grade)
				case out[j].Grade == 0:
					out[j] = AssetValue{Grade: grade, From: out[i].From}
					queue = append(queue, j)
				}
			}
		}
	}
	return out
}

// components returns the strongly connected components (Tarjan's algorithm with
// a stack of its own, so that a long chain does no harm).
func (g graph) components() [][]int32 {
	n := len(g.ids)
	index := make([]int32, n) // 0 is not visited
	low := make([]int32, n)
	on := make([]bool, n)
	type frame struct{ node, next int32 }
	var stack []int32
	var work []frame
	var found [][]int32
	clock := int32(0)
	for root := range n {
		if index[root] != 0 {
			continue
		}
		work = append(work[:0], frame{int32(root), 0})
		for len(work) > 0 {
			f := &work[len(work)-1]
			v := f.node
			if f.next == 0 {
				clock++
				index[v], low[v] = clock, clock
				stack = append(stack, v)
				on[v] = true
			}
			deeper := false
			needs := g.needs(v)
			for int(f.next) < len(needs) {
				u := needs[f.next]
				f.next++
				if index[u] == 0 {
					work = append(work, frame{u, 0})
					deeper = true
					break
				}
				if on[u] {
					low[v] = min(low[v], index[u])
				}
			}
			if deeper {
				continue
			}
			if low[v] == index[v] {
				var c []int32
				for {
					u := stack[len(stack)-1]
					stack = stack[:len(stack)-1]
					on[u] = false
					c = append(c, u)
					if u == v {
						break
					}
				}
				found = append(found, c)
			}
			work = work[:len(work)-1]
			if len(work) > 0 {
				parent := work[len(work)-1].node
				low[parent] = min(low[parent], low[v])
			}
		}
	}
	return found
}

// groups returns the group that each asset lies in, -1 for none, and all that is
// in each group, subgroups and their members too, in the order of the IDs. Of
// two records of one ID that name different groups the first by ID counts.
func (g graph) groups() (parents []int32, members [][]int32) {
	parents, members = make([]int32, len(g.ids)), make([][]int32, len(g.ids))
	for i := range g.ids {
		parents[i] = -1
		for _, k := range g.records(i) {
			if j, ok := g.find(g.assets[k].Group); ok && j != i && (parents[i] < 0 || int32(j) < parents[i]) {
				parents[i] = int32(j)
			}
		}
	}
	var chain []int32
	for i := range g.ids {
		chain = up(parents, int32(i), chain)
		for _, j := range chain[1:] {
			members[j] = append(members[j], int32(i))
		}
	}
	return parents, members
}

// up returns an asset and the groups that it lies in, from the innermost, as far
// as they are followed; each once, also in a circle. It writes into chain.
func up(parents []int32, i int32, chain []int32) []int32 {
	chain = append(chain[:0], i)
	for len(chain) <= maxNesting {
		j := parents[chain[len(chain)-1]]
		if j < 0 || slices.Contains(chain, j) {
			break
		}
		chain = append(chain, j)
	}
	return chain
}

// maxNesting is how deep groups of groups are followed; [Register.Check] reports
// deeper ones.
const maxNesting = 32
