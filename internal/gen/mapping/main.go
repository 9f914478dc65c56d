// Command mapping writes the generated tables of package mapping: the item
// lists of the frameworks, the crosswalks between them, and the composition
// table of relations.
//
// The sources are the JSON files in data, which a test holds against the
// tables row by row. Everything comes out as literals that the linker lays
// down, with the indices of both sides, so that a program pays nothing at
// start. Run it in the root of the module:
//
//	go run ./internal/gen/mapping
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	files, err := generate(os.DirFS("internal/gen/mapping/data"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join("mapping", name), content, 0o644); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
