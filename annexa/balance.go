package annexa

import "github.com/ismskit/ismskit/isms"

// A Balance shows how a selection of controls spreads over the attribute
// values, beside the whole catalog: a line for each value, families and
// values in the order of the standard.
type Balance []BalanceLine

// A BalanceLine is one value of a [Balance]. Compare the two shares: a
// selection is light in what it holds a smaller share of than the catalog.
type BalanceLine struct {
	Family   Family     `json:"family"`
	Value    string     `json:"value"`    // as printed, "#Detective"; "" counts the controls without a value in the family
	Selected isms.Ratio `json:"selected"` // of the selected controls, how many carry the value; undefined for an empty selection
	Catalog  isms.Ratio `json:"catalog"`  // of all controls, how many carry it
}

// Share returns how many of the controls in s carry at least one of the values
// in a. It is undefined (0 of 0) when s is empty or a has a value that is none.
func (s Set) Share(a Attributes) isms.Ratio {
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
	b := make(Balance, 0, attributeCount)
	for _, f := range families {
		for a := range f.mask.All() {
			b = append(b, BalanceLine{f.family, a.String(), s.Share(a), FullSet().Share(a)})
		}
	}
	return b
}

// Table returns the balance as a table: family, value, the two counts and the
// two shares.
func (b Balance) Table() isms.Table {
	t := isms.Table{
		Name:  "balance",
		Title: "Balance of the selected controls by attribute",
		Columns: []isms.Column{
			{Key: "family", Title: "Attribute", Kind: isms.KindText},
			{Key: "value", Title: "Value", Kind: isms.KindText},
			{Key: "selected", Title: "Selected", Kind: isms.KindInt},
			{Key: "selected-share", Title: "Share of the selection", Kind: isms.KindText},
			{Key: "catalog", Title: "Catalog", Kind: isms.KindInt},
			{Key: "catalog-share", Title: "Share of the catalog", Kind: isms.KindText},
		},
		Rows: make([][]isms.Cell, len(b)),
	}
	for i, l := range b {
		value := l.Value
		if value == "" {
			value = "(none)"
		}
		t.Rows[i] = []isms.Cell{
			isms.TextCell(l.Family.Title()), isms.TextCell(value),
			isms.IntCell(l.Selected.Have), isms.TextCell(l.Selected.Percent()),
			isms.IntCell(l.Catalog.Have), isms.TextCell(l.Catalog.Percent()),
		}
	}
	return t
}
