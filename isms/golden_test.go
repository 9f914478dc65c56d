package isms_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ismskit/ismskit/isms"
)

var update = flag.Bool("update", false, "write testdata/words.txt anew: look at the difference")

// The vocabularies, the list of documented information and the sources, as they
// are stored and read: a changed word is seen here.
func TestVocabularyWordByWord(t *testing.T) {
	var b bytes.Buffer
	line := func(v any) {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n", text)
	}
	line(isms.Severities())
	line(isms.Statuses())
	line(isms.Verdicts())
	line(isms.Units())
	line(isms.CellKinds())
	line(isms.EntryKinds())
	for d := range isms.DocumentedInformationList() {
		line(d)
	}
	for _, s := range isms.Sources() {
		line(s)
	}
	const path = "testdata/words.txt"
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s\nif that is meant, run go test ./isms -update", diff)
	}
}
