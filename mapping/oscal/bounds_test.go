package oscal_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/mapping/oscal"
)

// within runs f, which takes text of n bytes apart, and fails when it allocates
// more than 64 bytes for each of them and 64 KiB. What is made once, the first
// time, does not count.
func within(t *testing.T, n int, f func()) {
	t.Helper()
	got, most := ^uint64(0), uint64(64*n+64<<10)
	for try := 0; got > most; try++ {
		if try == 3 {
			t.Fatalf("%d bytes allocated for %d, at most %d", got, n, most)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f()
		runtime.ReadMemStats(&after)
		got = after.TotalAlloc - before.TotalAlloc
	}
}

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
		t.Run(name, func(t *testing.T) { within(t, len(text), func() { _, _ = oscal.Parse(text) }) })
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `"%d":0,`, i)
	}
	return b.String()
}
