package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The checked-in tables are those that the data files give.
func TestTablesAreGenerated(t *testing.T) {
	files, err := generate()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		have, err := os.ReadFile(filepath.Join("..", "..", "..", "annexa", f.name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(have, f.text) {
			t.Errorf("annexa/%s is not what the data give: go run ./internal/gen/annexa", f.name)
		}
	}
}
