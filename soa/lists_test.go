package soa

import (
	"flag"
	"os"
	"strings"
	"testing"
)

// The words around which the checks of texts turn are no part of the API; they
// are compared with a file, so that a word more or less is seen.
func TestWordLists(t *testing.T) {
	got := strings.Join(placeholders[:], "\n") + "\n\n" + strings.Join(negations[:], "\n") + "\n\n" + strings.Join(fillers[:], "\n") + "\n\n"
	for _, a := range advice {
		got += strings.Join([]string{string(a.circumstance), string(a.control), map[bool]string{true: "stays", false: "could go"}[a.stays], a.why, string(a.unless)}, "\t") + "\n"
	}
	const file = "testdata/words.txt"
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s is another; if that is meant, run go test ./soa -update", file)
	}
}
