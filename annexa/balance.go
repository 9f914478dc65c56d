package annexa

import (
	"cmp"
	"slices"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

// Balance shows how a selection of controls spreads over the attribute
// values, beside the whole catalog: a line for each value, attributes and
// values in the order of the standard.
type Balance []BalanceLine

// BalanceLine is one value of a [Balance]. Compare the two shares: a
// selection is light in what it holds a smaller share of than the catalog.
type BalanceLine struct {
	Attribute Attribute  `json:"attribute"`
	Value     string     `json:"value"`    // a word of [AttributeValues], or of a custom attribute; "" counts the controls without a value in the attribute
	Selected  isms.Ratio `json:"selected"` // of the selected controls, how many carry the value; undefined for an empty selection
	Catalog   isms.Ratio `json:"catalog"`  // of all controls, how many carry it
}

// share returns how many of the controls in s carry at least one of the values
// in a. It is undefined (0 of 0) when s is empty or a has a value that is none.
func (s Set) share(a AttributeValueSet) isms.Ratio {
	if !a.Known() {
		return isms.Ratio{}
	}
	var some Set
	for ; a != 0; a &= a - 1 {
		some = some.Union(attributeSets[a.first()])
	}
	return isms.Ratio{Have: s.Intersect(some).Len(), Want: s.Len()}
}

// Balance returns how the selection s spreads over the 30 attribute values. The
// shares of an empty selection are undefined, not 0 %.
func (s Set) Balance() Balance {
	b := make(Balance, 0, attributeValueCount)
	for _, f := range attributes {
		for a := range f.mask.All() {
			b = append(b, BalanceLine{f.attribute, a.String(), s.share(a), FullSet().share(a)})
		}
	}
	return b
}

// Table returns the balance as a table: attribute, value, the two counts and the
// two shares.
func (b Balance) Table() table.Table {
	return table.Of("balance", "Balance of the selected controls by attribute", slices.Values(b),
		table.Col("attribute", "Attribute", func(l BalanceLine) string { return Attributes().Title(l.Attribute, nil) }),
		table.Col("value", "Value", func(l BalanceLine) string { return cmp.Or(l.Value, "(none)") }),
		table.ValueCol("selected", "Selected", func(l BalanceLine) int { return l.Selected.Have }),
		table.Col("selected-share", "Share of the selection", func(l BalanceLine) string { return l.Selected.Percent() }),
		table.ValueCol("catalog", "Catalog", func(l BalanceLine) int { return l.Catalog.Have }),
		table.Col("catalog-share", "Share of the catalog", func(l BalanceLine) string { return l.Catalog.Percent() }),
	)
}
