package annexa_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/annexa"
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
		"own words":    strings.Repeat("team=platform ", 20_000),
		"bad bytes":    strings.Repeat("\xff", 200_000),
		"deep":         strings.Repeat("[", 100_000),
		"quoted text":  `"` + strings.Repeat("5.7 ", 50_000) + `"`,
		"escaped text": `"` + strings.Repeat(`\u0035.7 `, 20_000) + `"`,
	} {
		for verb, f := range map[string]func(){
			"Set":             func() { _ = new(annexa.Set).UnmarshalJSON([]byte(text)) },
			"Attributes":      func() { _ = new(annexa.Attributes).UnmarshalJSON([]byte(text)) },
			"ParseSet":        func() { _, _ = annexa.ParseSet(text) },
			"ParseAttributes": func() { _, _ = annexa.ParseAttributes(text) },
			"ParseThemes":     func() { _, _ = annexa.ParseThemes(text) },
			"ParseQuery":      func() { _, _ = annexa.ParseQuery(text) },
			"ParseID":         func() { _, _ = annexa.ParseID(text) },
			"ParseFormerID":   func() { _, _ = annexa.ParseFormerID(text) },
			"Catalog.Parse":   func() { _, _ = catalog.Parse(text) },
			"Catalog query":   func() { _, _, _ = catalog.ParseQuery(text) },
		} {
			t.Run(verb+" of "+name, func(t *testing.T) { within(t, len(text), f) })
		}
	}
}
