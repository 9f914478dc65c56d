package mappingtest

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/mapping"
)

// CheckFramework tests the laws of a list of items and returns all that fail,
// joined: it has items and some that count, its record builds it again, every
// id is found and read as itself, parents come before their children, and the
// order of the list is an order.
func CheckFramework(f mapping.Framework) error { return checkFramework(f) }

// framework is what the laws ask of a list of items, so that a test can hold
// them against one that lies.
type framework interface {
	ID() string
	Len() int
	Spec() mapping.FrameworkSpec
	Items() iter.Seq[mapping.Item]
	LookupItem(id string) (mapping.Item, bool)
	Parse(text string) (string, error)
	Compare(a, b string) int
	Leaves(kinds ...mapping.Kind) iter.Seq[mapping.Item]
	Equal(mapping.Framework) bool
}

func checkFramework(f framework) error {
	var errs []error
	fail := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("mappingtest: framework %s: %s", f.ID(), fmt.Sprintf(format, args...)))
	}
	if f.ID() == "" || f.Len() == 0 {
		fail("has no ID or no items")
	}
	again, err := mapping.NewFramework(f.Spec())
	if err != nil {
		fail("its record is refused: %v", err)
	} else if !f.Equal(again) {
		fail("its record builds another framework")
	}
	seen := map[string]bool{}
	n, last := 0, ""
	for it := range f.Items() {
		if found, ok := f.LookupItem(it.ID); !ok || found != it {
			fail("LookupItem(%q) is not the item that Items yields", it.ID)
		}
		if id, err := f.Parse(it.ID); err != nil || id != it.ID {
			fail("Parse(%q) = %q, %v", it.ID, id, err)
		}
		if it.Parent != "" && !seen[it.Parent] {
			fail("%q comes before its parent %q", it.ID, it.Parent)
		}
		if n > 0 && (f.Compare(last, it.ID) >= 0 || f.Compare(it.ID, last) <= 0) {
			fail("%q and %q do not compare as they stand", last, it.ID)
		}
		seen[it.ID] = true
		last = it.ID
		n++
	}
	if n != f.Len() {
		fail("Len is %d for %d items", f.Len(), n)
	}
	leaves := 0
	for it := range f.Leaves() {
		if !it.Leaf {
			fail("%q is yielded as a leaf and is none", it.ID)
		}
		leaves++
	}
	if leaves == 0 {
		fail("no item counts: none of its kinds is among its leaf kinds")
	}
	return errors.Join(errs...)
}

// CheckCrosswalk tests the laws of a crosswalk and returns all that fail,
// joined: it says where it comes from, its record builds it again in both
// directions, the converse turns every pair round and leads back, every pair
// is found from its source, and no relation is empty.
func CheckCrosswalk(c mapping.Crosswalk) error {
	return checkCrosswalk(c, c.Converse(), c.Converse().Converse())
}

// crosswalk is what the laws ask of a table.
type crosswalk interface {
	ID() string
	Len() int
	Provenance() mapping.Provenance
	Spec() mapping.Spec
	Source() mapping.Framework
	Target() mapping.Framework
	Entries() iter.Seq[mapping.Entry]
	Of(source string) iter.Seq[mapping.Entry]
	Pairs() iter.Seq[mapping.Pair]
	Equal(mapping.Crosswalk) bool
}

// checkCrosswalk tests the laws of c with what is said to be its converse, and
// the converse of that.
func checkCrosswalk(c, converse crosswalk, twice mapping.Crosswalk) error {
	var errs []error
	fail := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("mappingtest: crosswalk %s: %s", c.ID(), fmt.Sprintf(format, args...)))
	}
	p := c.Provenance()
	if p.Publisher == "" || p.Document == "" {
		fail("its provenance names no publisher or no document")
	}
	if p.Derived && len(p.Inputs) == 0 {
		fail("it is derived and names no inputs")
	}
	for _, d := range [...]crosswalk{c, converse} {
		again, err := mapping.New(d.Spec(), d.Source(), d.Target())
		if err != nil {
			fail("its record is refused: %v", err)
		} else if !d.Equal(again) {
			fail("its record builds another crosswalk")
		}
	}
	if !c.Equal(twice) {
		fail("the converse of the converse is not the crosswalk")
	}
	n := 0
	found := map[string]map[said]bool{} // by source, what Of yields
	for e := range c.Entries() {
		n++
		if !e.Relation.Proves(mapping.Unspecified) {
			fail("%v to %v: the relation is %v", e.Sources, e.Targets, e.Relation)
		}
		for _, s := range e.Sources {
			of := found[s]
			if of == nil {
				of = map[said]bool{}
				for x := range c.Of(s) {
					of[saying(x)] = true
				}
				found[s] = of
			}
			if !of[saying(e)] {
				fail("%v to %v is not found from %q", e.Sources, e.Targets, s)
			}
		}
	}
	if n != c.Len() {
		fail("Len is %d for %d entries", c.Len(), n)
	}
	there, back := map[[2]string][]mapping.Relation{}, map[[2]string][]mapping.Relation{}
	for q := range c.Pairs() {
		k := [2]string{q.Source, q.Target}
		there[k] = append(there[k], q.Relation)
	}
	for q := range converse.Pairs() {
		k := [2]string{q.Target, q.Source}
		back[k] = append(back[k], q.Relation.Converse())
	}
	if len(there) != len(back) {
		fail("%d pairs there, %d back", len(there), len(back))
	}
	for q := range c.Pairs() {
		k := [2]string{q.Source, q.Target}
		a, b := there[k], back[k]
		if a == nil { // said already
			continue
		}
		delete(there, k)
		slices.Sort(a)
		slices.Sort(b)
		switch {
		case len(b) == 0:
			fail("%s and %s: %v there, nothing back", q.Source, q.Target, a)
		case !slices.Equal(a, b):
			fail("%s and %s: %v there, %v back", q.Source, q.Target, a, b)
		}
	}
	return errors.Join(errs...)
}

// said is an entry as something that can be looked up.
type said struct {
	sources, targets string
	relation         mapping.Relation
	rationale        mapping.Rationale
	by               isms.ID
}

func saying(e mapping.Entry) said {
	return said{strings.Join(e.Sources, "\x00"), strings.Join(e.Targets, "\x00"), e.Relation, e.Rationale, e.By}
}

// Suspicions yields what the laws allow and what is usually a slip, one
// sentence each: entries with withdrawn items, entries with headings that
// cannot be assessed themselves, and ids that end in a zero and are never
// named while the same ids without it are, which happens when a spreadsheet
// took ids for numbers.
func Suspicions(c mapping.Crosswalk) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, d := range [...]mapping.Crosswalk{c, c.Converse()} {
			named := map[string]bool{}
			for p := range d.Pairs() {
				named[p.Source] = true
			}
			heading := map[string]bool{}
			for it := range d.Source().Items() {
				heading[it.Parent] = true
			}
			var lost []string
			zeros := 0
			for it := range d.Source().Items() {
				if !named[it.ID] {
					if short := strings.TrimSuffix(it.ID, "0"); short != it.ID && named[short] {
						lost = append(lost, it.ID)
					}
					continue
				}
				if strings.HasSuffix(it.ID, "0") {
					zeros++
				}
				switch {
				case it.Kind == mapping.Withdrawn:
					if !yield(fmt.Sprintf("%s: %s of %s is withdrawn", c.ID(), it.ID, d.Source().ID())) {
						return
					}
				case !it.Leaf && heading[it.ID]:
					if !yield(fmt.Sprintf("%s: %s of %s has items below it and is not counted", c.ID(), it.ID, d.Source().ID())) {
						return
					}
				}
			}
			if len(lost) > 1 && zeros == 0 {
				if !yield(fmt.Sprintf("%s: %s of %s are never named, and no other id that ends in a zero: were ids read as numbers?", c.ID(), strings.Join(lost, ", "), d.Source().ID())) {
					return
				}
			}
		}
	}
}
