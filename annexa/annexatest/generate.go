package annexatest

import (
	"fmt"

	"github.com/ismskit/ismskit/internal/draw"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/isms"
)

// Ref returns one of the 93 controls.
func Ref(c isms.Chance) isms.Ref {
	control, _ := annexa.At(c.IntN(annexa.Count))
	return control.Ref
}

// Set returns a set of controls: sometimes empty or full, else of any density.
func Set(c isms.Chance) annexa.Set {
	var s annexa.Set
	dense := c.IntN(9) // of 8
	for control := range annexa.All() {
		if draw.Chance(c, dense, 8) {
			s = s.With(control.Ref)
		}
	}
	return s
}

// anyAttributes returns some attribute values, often few.
func anyAttributes(c isms.Chance) annexa.AttributeValueSet {
	var a annexa.AttributeValueSet
	rare := c.IntN(16) + 1
	for one := range annexa.FullAttributeValueSet().All() {
		if draw.Chance(c, 1, rare) {
			a |= one
		}
	}
	return a
}

// anyThemes returns any of the sixteen sets of themes.
func anyThemes(c isms.Chance) annexa.ThemeSet {
	return annexa.ThemeSet(c.IntN(1 << 4))
}

// Query returns a query that [annexa.Query.Select] accepts.
func Query(c isms.Chance) annexa.Query {
	return annexa.Query{AttributeValues: anyAttributes(c), Themes: anyThemes(c), New: draw.Chance(c, 1, 4)}
}

// Extension returns an extension that [annexa.NewCatalog] accepts, its lists in
// any order.
func Extension(c isms.Chance) annexa.Extension {
	x := annexa.Extension{Controls: []annexa.CustomControl{}, Attributes: []annexa.CustomAttribute{}}
	var ids []isms.Ref
	for control := range annexa.All() {
		ids = append(ids, control.Ref)
	}
	for n := range c.IntN(12) {
		o := annexa.CustomControl{Ref: isms.Ref(fmt.Sprintf("own:C-%d", n+1)), Title: fmt.Sprintf("Own control %d", n+1), AttributeValues: anyAttributes(c)}
		if draw.Chance(c, 1, 2) {
			o.Theme = annexa.ThemeSet(1 << c.IntN(4))
		}
		x.Controls = append(x.Controls, o)
		ids = append(ids, o.Ref)
	}
	for n := range c.IntN(4) {
		f := annexa.CustomAttribute{Attribute: annexa.Attribute(fmt.Sprintf("team-%d", n+1)), Values: []annexa.CustomAttributeValue{}, Assignments: []annexa.CustomAttributeAssignment{}}
		for v := range c.IntN(5) + 1 {
			f.Values = append(f.Values, annexa.CustomAttributeValue{Value: fmt.Sprintf("v%d", v+1)})
		}
		for _, id := range ids {
			a := annexa.CustomAttributeAssignment{Control: id}
			for _, v := range f.Values {
				if draw.Chance(c, 1, 4) {
					a.Values = append(a.Values, v.Value)
				}
			}
			if len(a.Values) > 0 {
				f.Assignments = append(f.Assignments, a)
			}
		}
		shuffle(c, f.Assignments)
		x.Attributes = append(x.Attributes, f)
	}
	shuffle(c, x.Controls)
	shuffle(c, x.Attributes)
	return x
}

func shuffle[T any](c isms.Chance, list []T) {
	for i := len(list) - 1; i > 0; i-- {
		j := c.IntN(i + 1)
		list[i], list[j] = list[j], list[i]
	}
}
