package house

import (
	"go/parser"
	"go/token"
	"testing"
)

func TestFilesOfOtherSystemsAreLeftOut(t *testing.T) {
	for src, want := range map[string]bool{
		"package p":                                 true,
		"//go:build unix\n\npackage p":              true,
		"//go:build !unix\n\npackage p":             false,
		"//go:build js && wasm\n\npackage p":        false,
		"// Words.\n\n//go:build ignore\npackage p": false,
		"package p\n\n//go:build !unix\n":           true, // too late to count
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "p.go", src, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if builds(f) != want {
			t.Errorf("%q: %t", src, !want)
		}
	}
}
