package mapping

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Kind is the level of an [Item]: control, enhancement, clause, category,
// subcategory, criterion and the like. Each framework has its own.
type Kind string

// Withdrawn is the kind of items that an edition lists only to say that they
// are gone. They can be cited, and are never counted.
const Withdrawn Kind = "withdrawn"

// Item is one requirement of a [Framework], or a heading above some.
type Item struct {
	ID     string `json:"id"`
	Title  string `json:"title,omitzero"`
	Kind   Kind   `json:"kind"`
	Parent string `json:"parent,omitzero"` // the item above, empty at the top
	// Leaf says that the item counts by default: its kind is one of the
	// framework's leaf kinds and no item below has the same kind. It is set by
	// the framework; what a caller writes here is not read.
	Leaf bool `json:"-"`
}

// FrameworkSpec is the record that [NewFramework] builds a framework from.
type FrameworkSpec struct {
	ID        string    `json:"id"`                 // names the edition too: "nist-csf-2.0"
	Name      string    `json:"name,omitzero"`      // with edition and date
	Publisher string    `json:"publisher,omitzero"` //
	Licence   string    `json:"licence,omitzero"`   // of the ids and titles held here
	Source    string    `json:"source,omitzero"`    // where the list was read
	Read      isms.Date `json:"read,omitzero"`      // the day it was read
	Note      string    `json:"note,omitzero"`      //
	Spelling  Spelling  `json:"spelling,omitzero"`  // how else ids are written, see [Framework.Parse]; zero: only as listed
	Leaves    []Kind    `json:"leaves"`             // the kinds that count by default
	Items     []Item    `json:"items"`              // in the framework's own order, which is kept
}

// Framework is the immutable list of the items of one edition of one standard, to
// which crosswalks refer and over which coverage is counted.
// The zero Framework has no items and no ID.
//
// Ids are text and are compared as text: 5.1 and 5.10 differ, and nothing is
// ever read as a number.
type Framework struct{ f *frame }

// frame is the body of a Framework: read only.
type frame struct {
	id, name, publisher, licence, source, note string
	read                                       isms.Date

	spelling Spelling
	leaves   []Kind
	nodes    []node
	byID     []int32 // positions in nodes, ordered by the bytes of their ids
}

type node struct {
	id, title string
	kind      Kind
	parent    int32 // position, -1 at the top
	leaf      bool
}

// NewFramework builds a framework from s. It returns an [isms.Error] that lists what
// is wrong: an empty framework ID, an item without ID or
// kind, an ID that occurs twice or has a blank or control character at an end, a
// parent that is not an item of s, and a cycle of parents.
func NewFramework(s FrameworkSpec) (Framework, error) {
	var p problems
	if s.ID == "" {
		p.refuse(idMissing, "id", "")
	}
	if s.Spelling != "" {
		p.add(Spellings().Validate("spelling", s.Spelling))
	}
	f := &frame{
		id: s.ID, name: s.Name, publisher: s.Publisher, licence: s.Licence, source: s.Source, read: s.Read, note: s.Note,
		spelling: s.Spelling,
		leaves:   slices.Clone(s.Leaves),
		nodes:    make([]node, len(s.Items)),
		byID:     make([]int32, len(s.Items)),
	}
	var paths []isms.Path // of the items, made for the first problem of one
	refuse := func(i int, m isms.Message, field, value string) {
		if paths == nil {
			paths = isms.ItemPaths("", "items", s.Items, func(it *Item) string { return it.ID })
		}
		p.refuse(m, paths[i].Field(field), value)
	}
	for i, it := range s.Items {
		switch {
		case it.ID == "":
			refuse(i, idMissing, "id", "")
		case it.ID != strings.TrimSpace(it.ID):
			refuse(i, idWithBlanks, "id", it.ID)
		}
		if it.Kind == "" {
			refuse(i, kindMissing, "kind", "")
		}
		f.nodes[i] = node{id: it.ID, title: it.Title, kind: it.Kind, parent: -1}
		f.byID[i] = int32(i)
	}
	slices.SortFunc(f.byID, func(a, b int32) int {
		return cmp.Or(strings.Compare(f.nodes[a].id, f.nodes[b].id), cmp.Compare(a, b))
	})
	for i := 1; i < len(f.byID); i++ {
		if id := f.nodes[f.byID[i]].id; id != "" && id == f.nodes[f.byID[i-1]].id {
			refuse(int(f.byID[i]), doubledItem, "id", id)
		}
	}
	for i, it := range s.Items {
		if it.Parent == "" {
			continue
		}
		at, ok := f.find(it.Parent)
		if !ok {
			refuse(i, unknownParent, "parent", it.Parent)
			continue
		}
		f.nodes[i].parent = at
	}
	if at := f.cycle(); at >= 0 {
		refuse(int(at), aboveItself, "parent", s.Items[at].Parent)
	}
	if err := p.err(); err != nil {
		return Framework{}, err
	}
	f.markLeaves()
	return Framework{f}, nil
}

// cycle returns the position of an item that is above itself, or -1.
func (f *frame) cycle() int32 {
	walk := make([]int32, len(f.nodes)) // the walk that came by, counted from 1
	for i := range f.nodes {
		at, mine := int32(i), int32(i)+1
		for at >= 0 && walk[at] == 0 {
			walk[at] = mine
			at = f.nodes[at].parent
		}
		if at >= 0 && walk[at] == mine {
			return at
		}
	}
	return -1
}

func (f *frame) markLeaves() {
	above := make([]bool, len(f.nodes)) // has an item of its own kind below
	for _, n := range f.nodes {
		if n.parent >= 0 && f.nodes[n.parent].kind == n.kind {
			above[n.parent] = true
		}
	}
	leaf := setOf(f.leaves)
	for i := range f.nodes {
		f.nodes[i].leaf = !above[i] && f.nodes[i].kind != Withdrawn && leaf[f.nodes[i].kind]
	}
}

// find returns the position of the item with exactly this id.
func (f *frame) find(id string) (int32, bool) {
	if f == nil {
		return 0, false
	}
	lo, hi := 0, len(f.byID)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if f.nodes[f.byID[mid]].id < id {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(f.byID) && f.nodes[f.byID[lo]].id == id {
		return f.byID[lo], true
	}
	return 0, false
}

func (f *frame) item(i int32) Item {
	n := &f.nodes[i]
	it := Item{ID: n.id, Title: n.title, Kind: n.kind, Leaf: n.leaf}
	if n.parent >= 0 {
		it.Parent = f.nodes[n.parent].id
	}
	return it
}

// ID returns the identity of the framework, edition included.
func (f Framework) ID() string {
	if f.f == nil {
		return ""
	}
	return f.f.id
}

// Len returns the number of items of all kinds.
func (f Framework) Len() int {
	if f.f == nil {
		return 0
	}
	return len(f.f.nodes)
}

// Spec returns the record that builds f again, all data included.
func (f Framework) Spec() FrameworkSpec {
	if f.f == nil {
		return FrameworkSpec{Leaves: []Kind{}, Items: []Item{}}
	}
	s := FrameworkSpec{
		ID: f.f.id, Name: f.f.name, Publisher: f.f.publisher, Licence: f.f.licence, Source: f.f.source, Read: f.f.read, Note: f.f.note,
		Spelling: f.f.spelling,
		Leaves:   append([]Kind{}, f.f.leaves...),
		Items:    make([]Item, 0, len(f.f.nodes)),
	}
	for it := range f.Items() {
		s.Items = append(s.Items, it)
	}
	return s
}

// Items yields the items in the framework's own order.
func (f Framework) Items() iter.Seq[Item] {
	return func(yield func(Item) bool) {
		if f.f == nil {
			return
		}
		for i := range f.f.nodes {
			if !yield(f.f.item(int32(i))) {
				return
			}
		}
	}
}

// LookupItem returns the item with exactly this id. [Framework.Parse] forgives other
// spellings.
func (f Framework) LookupItem(id string) (Item, bool) {
	i, ok := f.f.find(id)
	if !ok {
		return Item{}, false
	}
	return f.f.item(i), true
}

// Leaves yields the items that count: with no kinds given those whose Leaf is
// set, otherwise those of the given kinds that have no item of their own kind
// below. Counting clauses of ISO/IEC 27001, say, leaves 6.1 out because 6.1.1
// to 6.1.3 say it all.
func (f Framework) Leaves(kinds ...Kind) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		if f.f == nil {
			return
		}
		counts := f.f.counted(kinds)
		for i := range f.f.nodes {
			if counts[i] && !yield(f.f.item(int32(i))) {
				return
			}
		}
	}
}

// counted marks the items that count for the given kinds.
func (f *frame) counted(kinds []Kind) []bool {
	if f == nil {
		return nil
	}
	out := make([]bool, len(f.nodes))
	if len(kinds) == 0 {
		for i, n := range f.nodes {
			out[i] = n.leaf
		}
		return out
	}
	wanted := setOf(kinds)
	for i, n := range f.nodes {
		out[i] = wanted[n.kind]
	}
	for _, n := range f.nodes {
		if n.parent >= 0 && f.nodes[n.parent].kind == n.kind {
			out[n.parent] = false
		}
	}
	return out
}

func setOf(kinds []Kind) map[Kind]bool {
	set := make(map[Kind]bool, len(kinds))
	for _, k := range kinds {
		set[k] = true
	}
	return set
}

// Compare orders two ids: those of f by f's own order, all others after them
// by [CompareIDs].
func (f Framework) Compare(a, b string) int {
	i, oki := f.f.find(a)
	j, okj := f.f.find(b)
	switch {
	case oki && okj:
		return int(i) - int(j)
	case oki:
		return -1
	case okj:
		return 1
	}
	return CompareIDs(a, b)
}

// Equal reports whether f and g have the same ID and the same items, levels
// and order. Titles may differ, so that a host can translate them, and so may
// what is written about the list, such as its source.
func (f Framework) Equal(g Framework) bool { return f.f.same(g.f) }

func (f *frame) same(g *frame) bool {
	if f == g {
		return true
	}
	if f == nil || g == nil || f.id != g.id {
		return false
	}
	return slices.EqualFunc(f.nodes, g.nodes, func(a, b node) bool {
		return a.id == b.id && a.kind == b.kind && a.parent == b.parent && a.leaf == b.leaf
	})
}

// CompareIDs orders ids of any framework the way people do: runs of digits by
// their number, all else by bytes, and where that makes no difference (1.1 and
// 1.01) by bytes again, so that only equal ids compare as 0.
func CompareIDs(a, b string) int { return text.CompareNatural(a, b) }

func digit(c byte) bool { return '0' <= c && c <= '9' }

func digits(s string) int {
	n := 0
	for n < len(s) && digit(s[n]) {
		n++
	}
	return n
}
