package oscal_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/bounded"

	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/oscal"
)

// Lists of next to nothing are where decoders lose count.
func TestParseIsBounded(t *testing.T) {
	list := func(open, item, end string) []byte {
		return []byte(open + strings.TrimSuffix(strings.Repeat(item+",", 20_000), ",") + end)
	}
	const mappings = `{"mapping-collection":{"mappings":`
	for name, text := range map[string][]byte{
		"empty maps":       list(mappings+`{"maps":[`, `{}`, `]}}}`),
		"maps of a word":   list(mappings+`{"maps":[`, `{"a":0}`, `]}}}`),
		"maps with lists":  list(mappings+`{"maps":[`, `{"sources":[]}`, `]}}}`),
		"empty items":      list(mappings+`{"maps":[{"sources":[`, `{}`, `]}]}}}`),
		"empty properties": list(mappings+`{"props":[`, `{}`, `]}}}`),
		"empty selections": list(mappings+`{"source-gap-summary":{"unmapped-controls":[`, `{}`, `]}}}}`),
		"empty ids":        list(mappings+`{"source-gap-summary":{"unmapped-controls":[{"with-ids":[`, `""`, `]}]}}}}`),
		"empty mappings":   list(mappings+`[`, `{}`, `]}}`),
		"gaps":             list(mappings+`[`, `{"source-gap-summary":{},"target-gap-summary":{}}`, `]}}`),
		"nulls":            list(mappings+`[`, `null`, `]}}`),
		"numbers":          list(mappings+`[`, `1`, `]}}`),
		"foreign objects":  list(`{"x":[`, `{}`, `]}`),
		"foreign words":    list(`{"x":[`, `{"a":0}`, `]}`),
		"foreign numbers":  list(`{"x":[`, `0`, `]}`),
		"one long object":  list(`{`, `"a":0`, `}`),
		"many keys":        []byte(`{` + manyKeys(20_000) + `"z":0}`),
		"deep":             []byte(mappings + strings.Repeat(`[`, 100_000)),
		"deep objects":     []byte(mappings + strings.Repeat(`{"maps":`, 20_000)),
		"long text":        []byte(mappings + `{"uuid":"` + strings.Repeat("x", 500_000) + `"}}}`),
		"escapes":          []byte(mappings + `{"uuid":"` + strings.Repeat(`\u00e4`, 50_000) + `"}}}`),
	} {
		t.Run(name, func(t *testing.T) { bounded.Within(t, len(text), func() { _, _ = oscal.Parse(text) }) })
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `"%d":0,`, i)
	}
	return b.String()
}

// Twice the entries cost at most two and a half times as much.
func TestCostGrowsWithTheInput(t *testing.T) {
	of := func(n int) mapping.Crosswalk {
		f := mapping.FrameworkSpec{ID: "a-1", Leaves: []mapping.Kind{"rule"}}
		s := mapping.Spec{ID: "c", Source: "a-1", Target: "a-1"}
		for i := range n {
			f.Items = append(f.Items, mapping.Item{ID: fmt.Sprint("a", i), Kind: "rule"})
			if i%2 == 0 {
				s.Entries = append(s.Entries, mapping.Entry{Sources: []string{fmt.Sprint("a", i)}, Targets: []string{"a0"}, Relation: mapping.SubsetOrEqual, Note: "n", Word: "w"})
			} else {
				s.SourcesWithoutCounterpart = append(s.SourcesWithoutCounterpart, mapping.NoCounterpart{ID: fmt.Sprint("a", i)})
			}
		}
		list, err := mapping.NewFramework(f)
		if err != nil {
			t.Fatal(err)
		}
		c, err := mapping.New(s, list, list)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	head := oscal.Head{LastModified: day, IDs: oscal.IDs{Source: lower}}
	written := func(n int) (mapping.Crosswalk, oscal.Document, []byte) {
		c := of(n)
		d, err := oscal.From(c, head)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		return c, d, b
	}
	for name, prepare := range map[string]func(n int) func(){
		"From":  func(n int) func() { c := of(n); return func() { _, _ = oscal.From(c, head) } },
		"Parse": func(n int) func() { _, _, b := written(n); return func() { _, _ = oscal.Parse(b) } },
		"Crosswalk": func(n int) func() {
			c, d, _ := written(n)
			return func() { _, _ = d.CrosswalkWith(head.IDs, 0, c.Source(), c.Target()) }
		},
		"Marshal": func(n int) func() { _, d, _ := written(n); return func() { _, _ = json.Marshal(d) } },
	} {
		t.Run(name, func(t *testing.T) { bounded.Linear(t, 300, prepare) })
	}
}
