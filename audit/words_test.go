package audit_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/internal/golden"
)

// The stored words never change after a release; titles are what people read.
func TestWords(t *testing.T) {
	var b strings.Builder
	for _, v := range audit.Vocabularies() {
		fmt.Fprintln(&b, v.Name())
		for word, title := range v.Titled() {
			fmt.Fprintf(&b, "  %s: %s\n", word, title)
		}
	}
	golden.Equal(t, "words.txt", []byte(b.String()))
}
