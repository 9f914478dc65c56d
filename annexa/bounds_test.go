package annexa_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/bounded"
	"github.com/ismskit/ismskit/isms"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/annexa/annexatest"
)

// Lists of next to nothing are where decoders lose count.
func TestDecodersAreBounded(t *testing.T) {
	catalog, err := annexa.NewCatalog(soundExtension())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"empty words":  `[` + strings.TrimSuffix(strings.Repeat(`"",`, 50_000), ",") + `]`,
		"controls":     `[` + strings.TrimSuffix(strings.Repeat(`"5.7",`, 50_000), ",") + `]`,
		"ids":          strings.Repeat("5.7 ", 50_000),
		"attributes":   strings.Repeat("#Preventive ", 20_000),
		"commas":       strings.Repeat(",", 200_000),
		"dots":         strings.Repeat(".", 200_000),
		"digits":       strings.Repeat("5", 200_000),
		"own words":    strings.Repeat("team=platform,", 20_000),
		"bad bytes":    strings.Repeat("\xff", 200_000),
		"deep":         strings.Repeat("[", 100_000),
		"quoted text":  `"` + strings.Repeat("5.7 ", 50_000) + `"`,
		"escaped text": `"` + strings.Repeat(`\u0035.7 `, 20_000) + `"`,
	} {
		for verb, f := range map[string]func(){
			"Set":                    func() { _ = new(annexa.Set).UnmarshalJSON([]byte(text)) },
			"Attributes":             func() { _ = new(annexa.AttributeValueSet).UnmarshalJSON([]byte(text)) },
			"ParseSet":               func() { _, _ = annexa.ParseSet(text) },
			"ParseAttributeValueSet": func() { _, _ = annexa.ParseAttributeValueSet(text) },
			"ParseThemeSet":          func() { _, _ = annexa.ParseThemeSet(text) },
			"ParseQuery":             func() { _, _ = annexa.ParseQuery(text) },
			"ParseControl":           func() { _, _ = annexa.ParseControl(text) },
			"ParseControl2013":       func() { _, _ = annexa.ParseControl2013(text) },
			"Catalog.Parse":          func() { _, _ = catalog.Parse(text) },
			"Catalog query":          func() { _, _, _ = catalog.ParseQuery(text) },
		} {
			t.Run(verb+" of "+name, func(t *testing.T) { bounded.Within(t, len(text), f) })
		}
	}
}

// Twice the input costs at most two and a half times as much.
func TestCostGrowsWithTheInput(t *testing.T) {
	extension := func(n int) annexa.Extension {
		var x annexa.Extension
		f := annexa.CustomAttribute{Attribute: "team", Values: []annexa.CustomAttributeValue{{Value: "core"}, {Value: "edge"}}}
		for i := range n {
			id := isms.Ref(fmt.Sprint("own:C-", i))
			x.Controls = append(x.Controls, annexa.CustomControl{Ref: id, Title: "own"})
			f.Assignments = append(f.Assignments, annexa.CustomAttributeAssignment{Control: id, Values: []string{"edge"}})
		}
		x.Attributes = append(x.Attributes, f)
		return x
	}
	catalogOf := func(n int) annexa.Catalog {
		c, err := annexa.NewCatalog(extension(n))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	all := func(c annexa.Catalog) []isms.Ref {
		var ids []isms.Ref
		for control := range c.All() {
			ids = append(ids, control.Ref)
		}
		return ids
	}
	formers := func(n int) []annexa.Ref2013 {
		list := slices.Repeat([]annexa.Ref2013{"A.9.1.1", "A.5.1.2", "A.13.2.1"}, n)
		for i := range n {
			list = append(list, annexa.Ref2013(fmt.Sprint("x-", n-i)))
		}
		return list
	}
	for name, prepare := range map[string]func(n int) func(){
		"NewCatalog": func(n int) func() { x := extension(n); return func() { _, _ = annexa.NewCatalog(x) } },
		"NewCatalog that is refused": func(n int) func() {
			x := extension(n)
			for i := range x.Controls {
				x.Controls[i].Title = ""
			}
			return func() { _, _ = annexa.NewCatalog(x) }
		},
		"NewCatalog of twins": func(n int) func() {
			x := extension(n)
			x.Controls = append(x.Controls, x.Controls...)
			x.Attributes = nil
			return func() { _, _ = annexa.NewCatalog(x) }
		},
		"NewCatalog with many attributes": func(n int) func() {
			x := extension(3)
			x.Attributes = slices.Repeat(x.Attributes, n)
			return func() { _, _ = annexa.NewCatalog(x) }
		},
		"NewCatalog with many values": func(n int) func() {
			x := extension(3)
			for i := range n {
				x.Attributes[0].Values = append(x.Attributes[0].Values, annexa.CustomAttributeValue{Value: fmt.Sprint("v-", i)})
				x.Attributes[0].Assignments[0].Values = append(x.Attributes[0].Assignments[0].Values, fmt.Sprint("v-", i))
			}
			return func() { _, _ = annexa.NewCatalog(x) }
		},
		"Catalog.Extension": func(n int) func() { c := catalogOf(n); return func() { c.Extension() } },
		"Catalog.Equal":     func(n int) func() { c, d := catalogOf(n), catalogOf(n); return func() { c.Equal(d) } },
		"Catalog.Balance":   func(n int) func() { c := catalogOf(n); ids := all(c); return func() { _, _ = c.Balance(ids...) } },
		"Catalog.Balance, ids over and over": func(n int) func() {
			c := catalogOf(3)
			ids := slices.Repeat(all(c), n/10)
			return func() { _, _ = c.Balance(ids...) }
		},
		"AppendSelect": func(n int) func() {
			c := catalogOf(n)
			return func() {
				_, _ = c.AppendSelect(nil, annexa.Query{}, annexa.CustomAttributeTag{Attribute: "team", Value: "edge"})
			}
		},
		"AppendSelect of many tags": func(n int) func() {
			c, tags := catalogOf(3), slices.Repeat([]annexa.CustomAttributeTag{{Attribute: "team", Value: "edge"}}, n)
			return func() { _, _ = c.AppendSelect(nil, annexa.Query{}, tags...) }
		},
		"Catalog.ParseQuery": func(n int) func() {
			c, text := catalogOf(3), strings.Repeat("team=edge, preventive, ", n)
			return func() { _, _, _ = c.ParseQuery(text) }
		},
		"CheckCatalog": func(n int) func() { c := catalogOf(n); return func() { _ = annexatest.CheckCatalog(c) } },
		"SetOf": func(n int) func() {
			ids := slices.Repeat(all(annexa.Catalog{}), n/50)
			return func() { _, _ = annexa.SetOf(ids...) }
		},
		"ParseSet": func(n int) func() {
			text := strings.Repeat("5.7,8.28 ", n)
			return func() { _, _ = annexa.ParseSet(text) }
		},
		"Set JSON": func(n int) func() {
			text := []byte("[" + strings.TrimSuffix(strings.Repeat(`"5.7",`, n), ",") + "]")
			return func() { _ = new(annexa.Set).UnmarshalJSON(text) }
		},
		"ParseQuery": func(n int) func() {
			text := strings.Repeat("preventive, new, physical, ", n)
			return func() { _, _ = annexa.ParseQuery(text) }
		},
		"Gaps of attributes over and over": func(n int) func() {
			attributes := slices.Repeat([]annexa.Attribute{annexa.ControlType}, n*10)
			return func() { _, _ = annexa.Set{}.Gaps(attributes...) }
		},
		"Transition": func(n int) func() { list := formers(n); return func() { annexa.Transition(list) } },
	} {
		t.Run(name, func(t *testing.T) { bounded.Linear(t, 300, prepare) })
	}
}
