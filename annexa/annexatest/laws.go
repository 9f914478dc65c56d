package annexatest

import (
	"errors"
	"fmt"
	"iter"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// CheckCatalog tests the laws of a catalog and returns all that fail, joined:
// positions are dense and rise with the ids, Annex A comes first and untouched,
// every control is found by its id and its text, what the catalog stores
// gives it back, and the controls without any value in the organization's own
// attributes are reported as such.
func CheckCatalog(c annexa.Catalog) error { return check(c, c) }

// catalog is what the laws ask of a catalog, so that a test can hold them
// against one that lies.
type catalog interface {
	All() iter.Seq[annexa.Control]
	Len() int
	At(position int) (annexa.Control, bool)
	Position(id isms.Ref) (int, bool)
	Lookup(id isms.Ref) (annexa.Control, bool)
	Parse(text string) (isms.Ref, error)
	Extension() annexa.Extension
	AppendSelect(dst []isms.Ref, q annexa.Query, tags ...annexa.CustomAttributeTag) ([]isms.Ref, error)
}

// check tests the laws of what c says of the catalog self.
func check(c catalog, self annexa.Catalog) error {
	var errs []error
	fail := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }

	n := 0
	var last isms.Ref
	for control := range c.All() {
		id := control.Ref
		if p, ok := c.Position(id); !ok || p != n {
			fail("annexatest: control %s stands at %d, its position is %d, %t", id, n, p, ok)
		}
		if at, ok := c.At(n); !ok || at != control {
			fail("annexatest: At(%d) is not control %s", n, id)
		}
		if found, ok := c.Lookup(id); !ok || found != control {
			fail("annexatest: Lookup(%q) is not the control that All yields", id)
		}
		if parsed, err := c.Parse(string(id)); err != nil || parsed != id {
			fail("annexatest: Parse(%q) = %q, %v", id, parsed, err)
		}
		if n > 0 && last.Compare(id) >= 0 {
			fail("annexatest: control %s comes after %s", id, last)
		}
		if reference, ok := annexa.At(n); ok != !control.Custom || ok && reference != control {
			fail("annexatest: control %s at %d differs from Annex A", id, n)
		}
		if !control.Ref.Known() {
			fail("annexatest: control %s has no known reference", id)
		}
		last = id
		n++
	}
	if n != c.Len() || n < annexa.Count {
		fail("annexatest: Len is %d for %d controls", c.Len(), n)
	}
	again, err := annexa.NewCatalog(c.Extension())
	if err != nil || !again.Equal(self) || !self.Equal(again) {
		fail("annexatest: NewCatalog of Extension is not the catalog: %v", err)
	}

	all, err := c.AppendSelect(nil, annexa.Query{})
	if err != nil || len(all) != n {
		fail("annexatest: the zero query selects %d of %d controls: %v", len(all), n, err)
	}
	for _, f := range c.Extension().Attributes {
		var tags []annexa.CustomAttributeTag
		for _, v := range f.Values {
			tags = append(tags, annexa.CustomAttributeTag{Attribute: f.Attribute, Value: v.Value})
		}
		tagged, err := c.AppendSelect(nil, annexa.Query{}, tags...)
		if err != nil || len(tagged) != len(f.Assignments) {
			fail("annexatest: %d controls carry a value of %s, %d are assigned one: %v", len(tagged), f.Attribute, len(f.Assignments), err)
		}
	}
	return errors.Join(errs...)
}
