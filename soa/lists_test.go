package soa

import (
	"strings"
	"testing"

	"github.com/ismskit/ismskit/internal/golden"
)

// The words around which the checks of texts turn are no part of the API; they
// are compared with a file, so that a word more or less is seen.
func TestWordLists(t *testing.T) {
	got := strings.Join(negations[:], "\n") + "\n\n" + strings.Join(fillers[:], "\n") + "\n\n"
	for _, a := range advice {
		got += strings.Join([]string{string(a.circumstance), string(a.control), map[bool]string{true: "stays", false: "could go"}[a.stays], a.why.Code, string(a.unless)}, "\t") + "\n"
	}
	golden.Equal(t, "words.txt", got)
}
