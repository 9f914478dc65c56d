package main

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/ismskit/ismskit/isms"
)

// FuzzLint gives any text as CSV: nothing panics, the findings are the same twice,
// and rows lie in the file.
func FuzzLint(f *testing.F) {
	for _, d := range defects() {
		if text, err := d.written(); err == nil && filepath.Ext(d.file) == ".csv" {
			f.Add(text)
		}
	}
	f.Add([]byte("Control,Applicable,Risks,Law\nA.5.1,no,\"R-1;R-1\",x\n\"A.5.2\n\",yes,\xff,\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		path := filepath.Join(t.TempDir(), "in.csv")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		tables, err := read(path)
		if err != nil {
			return
		}
		found := lint(tables, isms.MustDate("2026-10-05"))
		if again := lint(tables, isms.MustDate("2026-10-05")); !reflect.DeepEqual(found, again) {
			t.Errorf("%v, then %v", found, again)
		}
		for _, x := range found {
			if x.Row < 0 || x.Row > len(text)+2 || x.Code == "" || x.Message == "" {
				t.Errorf("%+v", x)
			}
		}
	})
}
