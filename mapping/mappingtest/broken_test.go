package mappingtest

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/mapping"
)

// lyingList is a framework that lies in what its fields replace.
type lyingList struct {
	mapping.Framework
	id      string
	len     int
	spec    mapping.FrameworkSpec
	items   iter.Seq[mapping.Item]
	item    func(string) (mapping.Item, bool)
	parse   func(string) (string, error)
	compare func(a, b string) int
	leaves  iter.Seq[mapping.Item]
}

func (l lyingList) ID() string                                    { return l.id }
func (l lyingList) Len() int                                      { return l.len }
func (l lyingList) Spec() mapping.FrameworkSpec                   { return l.spec }
func (l lyingList) Items() iter.Seq[mapping.Item]                 { return l.items }
func (l lyingList) LookupItem(id string) (mapping.Item, bool)     { return l.item(id) }
func (l lyingList) Parse(text string) (string, error)             { return l.parse(text) }
func (l lyingList) Compare(a, b string) int                       { return l.compare(a, b) }
func (l lyingList) Leaves(...mapping.Kind) iter.Seq[mapping.Item] { return l.leaves }

func list(t *testing.T, id string, ids ...string) mapping.Framework {
	t.Helper()
	s := mapping.FrameworkSpec{ID: id, Leaves: []mapping.Kind{"rule"}}
	for _, it := range ids {
		s.Items = append(s.Items, mapping.Item{ID: it, Kind: "rule"})
	}
	f, err := mapping.NewFramework(s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// wantLines compares what is said, line by line.
func wantLines(t *testing.T, err error, want ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("not noticed, want %q", want)
	}
	if got := strings.Split(err.Error(), "\n"); !slices.Equal(got, want) {
		t.Errorf("said:\n%s\nwanted:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// withoutID returns what is said of a record that has no ID.
func withoutID() string {
	_, err := mapping.NewFramework(mapping.FrameworkSpec{})
	return err.Error()
}

// Each law of a list of items fails on one that breaks it.
func TestEachLawOfFrameworksFails(t *testing.T) {
	sound, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "x-1", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{
		{ID: "1", Kind: "group"}, {ID: "1.1", Kind: "rule", Parent: "1"}, {ID: "1.2", Kind: "rule", Parent: "1"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	all := slices.Collect(sound.Items())
	truth := func() lyingList {
		return lyingList{sound, sound.ID(), sound.Len(), sound.Spec(), sound.Items(), sound.LookupItem, sound.Parse, sound.Compare, sound.Leaves()}
	}
	if err := checkFramework(truth()); err != nil {
		t.Fatalf("the truth is refused: %v", err)
	}
	for _, tc := range []struct {
		name string
		lie  func(*lyingList)
		want []string
	}{
		{"no ID", func(l *lyingList) { l.id = "" }, []string{"mappingtest: framework : has no ID or no items"}},
		{"no items", func(l *lyingList) { l.len = 0 }, []string{"mappingtest: framework x-1: has no ID or no items", "mappingtest: framework x-1: Len is 0 for 3 items"}},
		{"a record that is refused", func(l *lyingList) { l.spec.ID = "" }, []string{
			"mappingtest: framework x-1: its record is refused: " + withoutID(),
		}},
		{"a record of another list", func(l *lyingList) { l.spec.Items = l.spec.Items[:2] }, []string{"mappingtest: framework x-1: its record builds another framework"}},
		{"an item that is not found", func(l *lyingList) {
			l.item = func(id string) (mapping.Item, bool) { it, ok := sound.LookupItem(id); return it, ok && id != "1.1" }
		}, []string{`mappingtest: framework x-1: LookupItem("1.1") is not the item that Items yields`}},
		{"another item is found", func(l *lyingList) {
			l.item = func(id string) (mapping.Item, bool) {
				it, ok := sound.LookupItem(id)
				it.Parent = ""
				return it, ok
			}
		}, []string{
			`mappingtest: framework x-1: LookupItem("1.1") is not the item that Items yields`,
			`mappingtest: framework x-1: LookupItem("1.2") is not the item that Items yields`,
		}},
		{"an id that cannot be read", func(l *lyingList) {
			l.parse = func(text string) (string, error) {
				if text == "1.2" {
					return text, errors.New("no")
				}
				return sound.Parse(text)
			}
		}, []string{`mappingtest: framework x-1: Parse("1.2") = "1.2", no`}},
		{"an id that is read as another", func(l *lyingList) {
			l.parse = func(text string) (string, error) { return strings.Replace(text, "1.2", "1.1", 1), nil }
		}, []string{`mappingtest: framework x-1: Parse("1.2") = "1.1", <nil>`}},
		{"a child before its parent", func(l *lyingList) {
			l.items = slices.Values([]mapping.Item{all[1], all[0], all[2]})
			l.compare = func(a, b string) int { return strings.Compare(order(a), order(b)) }
		}, []string{`mappingtest: framework x-1: "1.1" comes before its parent "1"`}},
		{"an order turned round", func(l *lyingList) {
			l.compare = func(a, b string) int { return -sound.Compare(a, b) }
		}, []string{
			`mappingtest: framework x-1: "1" and "1.1" do not compare as they stand`,
			`mappingtest: framework x-1: "1.1" and "1.2" do not compare as they stand`,
		}},
		{"an order in which all comes first", func(l *lyingList) {
			l.compare = func(string, string) int { return -1 }
		}, []string{
			`mappingtest: framework x-1: "1" and "1.1" do not compare as they stand`,
			`mappingtest: framework x-1: "1.1" and "1.2" do not compare as they stand`,
		}},
		{"an order without an order", func(l *lyingList) {
			l.compare = func(a, b string) int { return max(sound.Compare(a, b), 0) }
		}, []string{
			`mappingtest: framework x-1: "1" and "1.1" do not compare as they stand`,
			`mappingtest: framework x-1: "1.1" and "1.2" do not compare as they stand`,
		}},
		{"more items than are said", func(l *lyingList) { l.len = 2 }, []string{"mappingtest: framework x-1: Len is 2 for 3 items"}},
		{"a heading among the leaves", func(l *lyingList) { l.leaves = slices.Values(all) }, []string{`mappingtest: framework x-1: "1" is yielded as a leaf and is none`}},
		{"no leaves", func(l *lyingList) { l.leaves = slices.Values(all[:0]) }, []string{`mappingtest: framework x-1: no item counts: none of its kinds is among its leaf kinds`}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := truth()
			tc.lie(&l)
			wantLines(t, checkFramework(l), tc.want...)
		})
	}
}

func order(id string) string { return map[string]string{"1.1": "a", "1": "b", "1.2": "c"}[id] }

// lyingTable is a crosswalk that lies in what its fields replace.
type lyingTable struct {
	mapping.Crosswalk
	len        int
	provenance mapping.Provenance
	spec       mapping.Spec
	entries    iter.Seq[mapping.Entry]
	of         func(string) iter.Seq[mapping.Entry]
	pairs      iter.Seq[mapping.Pair]
}

func (l lyingTable) Len() int                             { return l.len }
func (l lyingTable) Provenance() mapping.Provenance       { return l.provenance }
func (l lyingTable) Spec() mapping.Spec                   { return l.spec }
func (l lyingTable) Entries() iter.Seq[mapping.Entry]     { return l.entries }
func (l lyingTable) Of(id string) iter.Seq[mapping.Entry] { return l.of(id) }
func (l lyingTable) Pairs() iter.Seq[mapping.Pair]        { return l.pairs }

// Each law of a crosswalk fails on one that breaks it.
func TestEachLawOfCrosswalksFails(t *testing.T) {
	a, b := list(t, "a-1", "a1", "a2"), list(t, "b-1", "b1", "b2")
	build := func(entries ...mapping.Entry) mapping.Crosswalk {
		c, err := mapping.New(mapping.Spec{ID: "x", Source: "a-1", Target: "b-1", Entries: entries, Provenance: mapping.Provenance{Publisher: "p", Document: "d"}}, a, b)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	one := mapping.Entry{Sources: []string{"a1"}, Targets: []string{"b1"}, Relation: mapping.Subset}
	two := mapping.Entry{Sources: []string{"a2"}, Targets: []string{"b1", "b2"}, Relation: mapping.Equal}
	sound, other := build(one, two), build(one)
	turned := func(c mapping.Crosswalk) lyingTable {
		return lyingTable{c, c.Len(), c.Provenance(), c.Spec(), c.Entries(), c.Of, c.Pairs()}
	}
	if err := checkCrosswalk(turned(sound), turned(sound.Converse()), sound); err != nil {
		t.Fatalf("the truth is refused: %v", err)
	}
	pairs := slices.Collect(sound.Pairs())
	entries := slices.Collect(sound.Entries())
	for _, tc := range []struct {
		name string
		lie  func(there, back *lyingTable, twice *mapping.Crosswalk)
		want []string
	}{
		{"no publisher", func(c, _ *lyingTable, _ *mapping.Crosswalk) { c.provenance.Publisher = "" }, []string{"its provenance names no publisher or no document"}},
		{"no document", func(c, _ *lyingTable, _ *mapping.Crosswalk) { c.provenance.Document = "" }, []string{"its provenance names no publisher or no document"}},
		{"derived from nothing", func(c, _ *lyingTable, _ *mapping.Crosswalk) { c.provenance.Derived = true }, []string{"it is derived and names no inputs"}},
		{"a record that is refused", func(c, _ *lyingTable, _ *mapping.Crosswalk) { c.spec.ID = "" }, []string{"its record is refused: " + withoutID()}},
		{"a record that is refused on the way back", func(_, d *lyingTable, _ *mapping.Crosswalk) { d.spec.ID = "" }, []string{"its record is refused: " + withoutID()}},
		{"a record of another table", func(c, _ *lyingTable, _ *mapping.Crosswalk) { c.spec = other.Spec() }, []string{"its record builds another crosswalk"}},
		{"a converse that does not lead back", func(_, _ *lyingTable, twice *mapping.Crosswalk) { *twice = sound.Converse() }, []string{"the converse of the converse is not the crosswalk"}},
		{"a relation that leaves nothing", func(c, _ *lyingTable, _ *mapping.Crosswalk) {
			e := entries[0]
			e.Relation = mapping.Contradiction
			c.entries = slices.Values([]mapping.Entry{e, entries[1]})
			c.of = func(id string) iter.Seq[mapping.Entry] {
				if id == "a1" {
					return slices.Values([]mapping.Entry{e})
				}
				return sound.Of(id)
			}
		}, []string{"[a1] to [b1]: the relation is contradiction"}},
		{"an entry that is not found", func(c, _ *lyingTable, _ *mapping.Crosswalk) {
			c.of = func(id string) iter.Seq[mapping.Entry] { return sound.Of("a1") }
		}, []string{`[a2] to [b1 b2] is not found from "a2"`}},
		{"an entry that is found with another relation", func(c, _ *lyingTable, _ *mapping.Crosswalk) {
			e := entries[1]
			e.Relation = mapping.SubsetOrEqual
			c.of = func(id string) iter.Seq[mapping.Entry] {
				if id == "a2" {
					return slices.Values([]mapping.Entry{e})
				}
				return sound.Of(id)
			}
		}, []string{`[a2] to [b1 b2] is not found from "a2"`}},
		{"an entry that is found with other targets", func(c, _ *lyingTable, _ *mapping.Crosswalk) {
			e := entries[1]
			e.Targets = []string{"b2"}
			c.of = func(id string) iter.Seq[mapping.Entry] {
				if id == "a2" {
					return slices.Values([]mapping.Entry{e})
				}
				return sound.Of(id)
			}
		}, []string{`[a2] to [b1 b2] is not found from "a2"`}},
		{"an entry that is found with other sources", func(c, _ *lyingTable, _ *mapping.Crosswalk) {
			e := entries[1]
			e.Sources = []string{"a1"}
			c.of = func(id string) iter.Seq[mapping.Entry] {
				if id == "a2" {
					return slices.Values([]mapping.Entry{e})
				}
				return sound.Of(id)
			}
		}, []string{`[a2] to [b1 b2] is not found from "a2"`}},
		{"an entry that is found by another reviewer", func(c, _ *lyingTable, _ *mapping.Crosswalk) {
			e := entries[1]
			e.By = "amal"
			c.of = func(id string) iter.Seq[mapping.Entry] {
				if id == "a2" {
					return slices.Values([]mapping.Entry{e})
				}
				return sound.Of(id)
			}
		}, []string{`[a2] to [b1 b2] is not found from "a2"`}},
		{"an entry that is found in another sense", func(c, _ *lyingTable, _ *mapping.Crosswalk) {
			e := entries[1]
			e.Rationale = mapping.Semantic
			c.of = func(id string) iter.Seq[mapping.Entry] {
				if id == "a2" {
					return slices.Values([]mapping.Entry{e})
				}
				return sound.Of(id)
			}
		}, []string{`[a2] to [b1 b2] is not found from "a2"`}},
		{"more entries than are said", func(c, _ *lyingTable, _ *mapping.Crosswalk) { c.len = 1 }, []string{"Len is 1 for 2 entries"}},
		{"a pair that gets lost on the way back", func(_, d *lyingTable, _ *mapping.Crosswalk) {
			d.pairs = other.Converse().Pairs()
		}, []string{"3 pairs there, 1 back", "a2 and b1: [equal|superset of] there, nothing back", "a2 and b2: [equal|superset of] there, nothing back"}},
		{"a pair that gets lost on the way there", func(c, _ *lyingTable, _ *mapping.Crosswalk) {
			c.pairs = slices.Values(pairs[:2])
		}, []string{"2 pairs there, 3 back"}},
		{"a pair that is not turned round", func(_, d *lyingTable, _ *mapping.Crosswalk) {
			d.pairs = func(yield func(mapping.Pair) bool) {
				for _, p := range pairs {
					if !yield(mapping.Pair{Source: p.Target, Target: p.Source, Relation: p.Relation}) {
						return
					}
				}
			}
		}, []string{
			"a1 and b1: [subset of] there, [superset of] back",
			"a2 and b1: [equal|superset of] there, [equal|subset of] back",
			"a2 and b2: [equal|superset of] there, [equal|subset of] back",
		}},
		{"a pair that comes twice on the way back", func(_, d *lyingTable, _ *mapping.Crosswalk) {
			d.pairs = slices.Values(append(slices.Collect(sound.Converse().Pairs()), mapping.Pair{Source: "b1", Target: "a1", Relation: mapping.Disjoint}))
		}, []string{"a1 and b1: [subset of] there, [subset of no relationship] back"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			there, back, twice := turned(sound), turned(sound.Converse()), sound
			tc.lie(&there, &back, &twice)
			for i := range tc.want {
				tc.want[i] = "mappingtest: crosswalk x: " + tc.want[i]
			}
			wantLines(t, checkCrosswalk(there, back, twice), tc.want...)
		})
	}
	// Two pairs of one source and target are told in any order.
	both := build(one, mapping.Entry{Sources: []string{"a1"}, Targets: []string{"b1"}, Relation: mapping.Intersects, By: "amal"})
	there, back := turned(both), turned(both.Converse())
	there.pairs = slices.Values([]mapping.Pair{{Source: "a1", Target: "b1", Relation: mapping.Intersects}, {Source: "a1", Target: "b1", Relation: mapping.Subset}})
	if err := checkCrosswalk(there, back, both); err != nil {
		t.Error(err)
	}
}

// Whoever has seen enough may stop.
func TestStopping(t *testing.T) {
	f, err := mapping.NewFramework(mapping.FrameworkSpec{ID: "a-1", Leaves: []mapping.Kind{"rule"}, Items: []mapping.Item{
		{ID: "1", Kind: "group"}, {ID: "1.1", Kind: "rule", Parent: "1"}, {ID: "1.2", Kind: "rule", Parent: "1"}, {ID: "1.10", Kind: "rule", Parent: "1"}, {ID: "1.20", Kind: "rule", Parent: "1"}, {ID: "2", Kind: mapping.Withdrawn},
	}})
	if err != nil {
		t.Fatal(err)
	}
	entries := []mapping.Entry{}
	for _, id := range []string{"1", "1.1", "1.2", "2"} {
		entries = append(entries, mapping.Entry{Sources: []string{id}, Targets: []string{"1.1"}})
	}
	c, err := mapping.New(mapping.Spec{ID: "x", Source: "a-1", Target: "a-1", Entries: entries}, f, f)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"x: 1 of a-1 has items below it and is not counted",
		"x: 2 of a-1 is withdrawn",
		"x: 1.10, 1.20 of a-1 are never named, and no other id that ends in a zero: were ids read as numbers?",
	}
	if got := slices.Collect(Suspicions(c)); !slices.Equal(got[:3], want) {
		t.Errorf("%q", got)
	}
	for stop := range want {
		k := 0
		for range Suspicions(c) {
			if k == stop {
				break
			}
			k++
		}
		if k != stop {
			t.Errorf("stopped at %d of %d", k, stop)
		}
	}
}
